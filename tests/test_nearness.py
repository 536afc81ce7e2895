"""How near complaints lie to each other, beside the plain way of saying it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.incidents import Complaint
from monitor.nearness import Pool, cosine, cosines, likeness

NOW = datetime(2026, 11, 25, 14, 0, tzinfo=UTC)


def unit(rng: np.random.Generator, size: int = 6) -> np.ndarray:
    vector = rng.normal(size=size).astype(np.float32)
    return vector / np.linalg.norm(vector)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(0, 200))
def test_a_pool_says_what_its_complaints_say(seed: int, number: int) -> None:
    rng = np.random.default_rng(seed)
    given_ = [
        Complaint(
            id=one,
            at=NOW - timedelta(minutes=float(rng.random() * 100)),
            author=f"x:{rng.integers(20)}",
            vector=unit(rng) if rng.random() < 0.9 else None,
            critical=bool(rng.random() < 0.2),
            left=one if rng.random() < 0.1 else None,
        )
        for one in range(1, number + 1)
    ]
    pool = Pool(given_)
    middle = unit(rng) * 3
    taken = {one.id for one in pool.pick(pool.there & pool.critical)}
    assert taken == {one.id for one in given_ if one.critical}
    lately = pool.within(NOW, 60)
    plain = [one for one in given_ if one.id not in taken and one.at > NOW - timedelta(hours=1)]
    assert pool.named(lately) == plain
    assert pool.authors(lately) == len({one.author for one in plain})
    expected = [-1 if one.vector is None else cosine(one.vector, middle) for one in given_]
    np.testing.assert_allclose(pool.cosines(middle), expected, atol=1e-4)
    np.testing.assert_array_equal(pool.left, [one.left or 0 for one in given_])


def test_many_rows_are_measured_as_few_are() -> None:
    rng = np.random.default_rng(3)
    vectors = np.stack([unit(rng) for _ in range(3_000)])
    middle = unit(rng)
    np.testing.assert_allclose(cosines(vectors, middle), vectors @ middle, atol=1e-5)
    assert len(cosines(vectors[:0], middle)) == 0


@pytest.mark.parametrize("number", [5, 8, 30])
def test_halves_of_one_cause_are_as_alike_as_they_are_however_few(number: int) -> None:
    """Their plain cosine falls with their number; their likeness does not."""
    rng = np.random.default_rng(number)
    axis = np.zeros(64, np.float32)
    axis[0] = 1

    def mean() -> np.ndarray:
        drawn = axis + 0.2 * rng.normal(size=(number, 64)).astype(np.float32)
        mean: np.ndarray = (drawn / np.linalg.norm(drawn, axis=1, keepdims=True)).mean(axis=0)
        return mean

    pairs = [(mean(), mean()) for _ in range(200)]
    assert np.mean([likeness(one, number, other, number) for one, other in pairs]) == pytest.approx(
        1, abs=0.04
    )
    if number == 5:
        assert np.mean([cosine(one, other) for one, other in pairs]) < 0.8
