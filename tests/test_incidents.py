"""Which complaints have one cause, and whether they are more than usual: tables of cases, and chance itself."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.incidents import Complaint, Incident, Joined, Merged, Opened, Rules, sort_in
from monitor.usual import Usual, tail

NOW = datetime(2026, 11, 25, 14, 0, tzinfo=UTC)
BAKU = ZoneInfo("Asia/Baku")
NONE = np.zeros((0, 8), np.float32)
RULES = Rules(near_from=0.8)
ids = count(1)


def direction(axis: int, noise: float = 0.0, seed: int = 0) -> np.ndarray:
    vector = np.zeros(8, np.float32)
    vector[axis] = 1
    vector += noise * np.random.default_rng(seed).normal(size=8).astype(np.float32)
    return vector / np.linalg.norm(vector)


def complaint(minutes: float = 0, axis: int = 0, author: str = "", **changes: object) -> Complaint:
    number = next(ids)
    plain = Complaint(
        id=number,
        at=NOW + timedelta(minutes=minutes),
        author=author or f"x:{number}",
        vector=direction(axis, 0.1, number),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def usual(a_week: float = 40, weeks: int = 8, now: datetime = NOW, seed: int = 1) -> Usual:
    """A brand that has so many complaints a week, at random times."""
    rng = random.Random(seed)
    since = now - timedelta(weeks=weeks)
    times = [since + timedelta(weeks=weeks) * rng.random() for _ in range(round(a_week * weeks))]
    return Usual(times, since=since, now=now, zone=BAKU)


def sorted_in(
    fresh: Iterable[Complaint],
    loose: Iterable[Complaint] = (),
    known: Iterable[Incident] = (),
    **more: object,
) -> list[Joined | Opened | Merged]:
    options = {"usual": usual(), "history": NONE, "rules": RULES, "now": NOW} | more
    return sort_in(list(fresh), list(loose), list(known), **options)  # type: ignore[arg-type]


# --- one cause


def test_eight_complaints_of_one_cause_by_five_authors_are_an_incident() -> None:
    authors = [f"x:{number % 5}" for number in range(8)]
    storm = [complaint(-20 + 2 * number, author=author) for number, author in enumerate(authors)]
    (opened,) = sorted_in(storm)
    assert isinstance(opened, Opened)
    assert set(opened.complaints) == {one.id for one in storm}
    assert not opened.surge
    assert (opened.burst.authors, opened.burst.usual < 1) == (5, True)


@pytest.mark.parametrize(
    ("storm", "why"),
    [
        pytest.param(
            [complaint(-n, author="x:same") for n in range(30)], "one person", id="one person often"
        ),
        pytest.param([complaint(-n) for n in range(4)], "four", id="four people"),
        pytest.param([complaint(-n, axis=n) for n in range(6)], "unlike", id="six causes"),
        pytest.param([complaint(-400 * n) for n in range(8)], "spread", id="spread over days"),
        pytest.param(
            [complaint(-n, vector=None) for n in range(6)], "vectorless", id="a model without vectors"
        ),
    ],
)
def test_what_is_no_incident(storm: list[Complaint], why: str) -> None:
    assert sorted_in(storm, usual=usual(a_week=400)) == [], why


def test_what_is_usual_for_its_cause_is_no_incident() -> None:
    storm = [complaint(-8 * number) for number in range(6)]
    busy = usual(a_week=1500)
    assert sorted_in(storm, usual=busy, history=np.stack([direction(0, 0.1, n) for n in range(300)])) == []
    (opened,) = sorted_in(storm, usual=busy, history=np.stack([direction(1, 0.1, n) for n in range(300)]))
    assert isinstance(opened, Opened)


def test_two_storms_at_once_are_two_incidents() -> None:
    storm = [complaint(-number, axis=number % 2) for number in range(20)]
    first, second = sorted_in(storm)
    assert isinstance(first, Opened)
    assert isinstance(second, Opened)
    assert len(first.complaints) == len(second.complaints) == 10


def test_earlier_complaints_are_taken_in_when_an_incident_opens() -> None:
    loose = [complaint(-30), complaint(-20), complaint(-15), complaint(-10), complaint(-10, axis=3)]
    (opened,) = sorted_in([complaint(-1)], loose)
    assert isinstance(opened, Opened)
    assert loose[0].id in opened.complaints
    assert loose[-1].id not in opened.complaints


# --- an incident that is known


def known(**changes: object) -> Incident:
    plain = Incident(id=9, middle=direction(0), last_at=NOW - timedelta(minutes=5), recent=0)
    return replace(plain, **changes)  # type: ignore[arg-type]


def test_a_complaint_joins_what_it_is_near_to() -> None:
    near, far = complaint(0), complaint(0, axis=4)
    assert sorted_in([near, far], known=[known(), known(id=10, middle=direction(2))]) == [
        Joined(incident=9, complaints=(near.id,))
    ]


def test_a_storm_takes_in_what_is_less_near_but_not_what_is_critical() -> None:
    vector = (direction(0) + 0.95 * direction(1)) / np.linalg.norm(direction(0) + 0.95 * direction(1))
    vague = complaint(0, vector=vector)
    grave = complaint(0, vector=vector, critical=True)
    assert sorted_in([vague], known=[known()]) == []
    assert sorted_in([vague], known=[known(recent=2000)]) == [Joined(incident=9, complaints=(vague.id,))]
    assert sorted_in([grave], known=[known(recent=2000)]) == []
    assert sorted_in([complaint(0, axis=5)], known=[known(recent=10**6)]) == []


def test_one_complaint_does_not_reopen_what_is_over_but_a_burst_does() -> None:
    over = known(open=False)
    assert sorted_in([complaint(0)], known=[over]) == []
    storm = [complaint(-number) for number in range(6)]
    (joined,) = sorted_in(storm, known=[over])
    assert isinstance(joined, Joined)
    assert joined.incident == 9
    assert joined.reopened is not None
    assert set(joined.complaints) == {one.id for one in storm}


def test_twins_are_merged_into_the_earlier() -> None:
    fresh = complaint(0)
    changes = sorted_in([fresh], known=[known(id=3), known(id=5, middle=direction(0, 0.02))])
    assert changes[-1] == Merged(incident=5, into=3)
    assert sorted_in([], known=[known(id=3), known(id=5, middle=direction(1))]) == []


# --- surges


def test_38_more_than_a_usual_40_a_week_in_two_hours_are_told_whatever_they_are_about() -> None:
    rng = np.random.default_rng(4)
    storm = []
    for number in range(38):
        vector = rng.normal(size=8).astype(np.float32)
        storm.append(complaint(-120 + 3 * number, vector=vector / np.linalg.norm(vector)))
    opened = sorted_in(storm, rules=replace(RULES, near_from=0.99))
    assert any(isinstance(change, Opened) and change.surge for change in opened)
    told = sum(len(change.complaints) for change in opened if not isinstance(change, Merged))
    assert told > 30


def test_a_surge_that_was_called_over_is_not_told_again_by_what_it_counted() -> None:
    def loners(since: int) -> list[Complaint]:
        return [complaint(since + number / 2, axis=number % 8) for number in range(24)]

    counted, fresh = loners(-60), complaint(0, axis=3)
    rules = replace(RULES, near_from=0.999)
    over = known(middle=None, last_at=counted[-1].at, open=False)
    assert isinstance(sorted_in([fresh], counted, rules=rules)[0], Opened)  # as if nobody had been told
    assert sorted_in([fresh], counted, [over], rules=rules) == []
    # As many again are another.
    (opened,) = sorted_in([fresh], [*counted, *(again := loners(-20))], [over], rules=rules)
    assert isinstance(opened, Opened)
    assert opened.surge
    assert set(opened.complaints) <= {fresh.id, *(one.id for one in again)}


def test_a_surge_goes_on_but_a_cause_within_it_has_an_incident_of_its_own() -> None:
    surge = known(middle=None)
    loner, grave = complaint(0, axis=3), complaint(0, axis=4, critical=True)
    assert sorted_in([loner, grave], known=[surge]) == [
        Joined(incident=9, complaints=(loner.id, grave.id), surge=True)
    ]
    assert sorted_in([complaint(0)], known=[surge, known(id=11)])[0].incident == 11  # type: ignore[union-attr]
    # What the surge counted before may still turn out to be of one cause.
    counted = [complaint(-number) for number in range(1, 6)]
    (opened,) = sorted_in([complaint(0)], counted, [surge])
    assert isinstance(opened, Opened)
    assert not opened.surge
    assert len(opened.complaints) == 6


# --- what is usual


@pytest.mark.parametrize(("a_week", "seed"), [(5, 1), (40, 2), (40, 3), (400, 4), (1500, 5), (1500, 6)])
def test_noise_opens_at_most_one_incident_a_week(a_week: int, seed: int) -> None:
    """Four weeks of complaints about eight matters at random times, sorted in as they come."""
    rng = random.Random(seed)
    weeks, told = 4, 0
    start = NOW - timedelta(weeks=12)
    total = timedelta(weeks=12)
    stream = sorted((start + total * rng.random(), rng.randrange(8)) for _ in range(round(a_week * 12)))
    history = [(at, axis) for at, axis in stream if at < NOW - timedelta(weeks=weeks)]
    fresh = stream[len(history) :]
    past = np.stack([direction(axis, 0.3, n) for n, (_, axis) in enumerate(history[-800:])])
    times = [at for at, _ in stream]
    loose: list[Complaint] = []
    incidents: list[Incident] = []
    measure = None
    for number, (at, axis) in enumerate(fresh):
        if measure is None or number % 50 == 0:
            measure = Usual([t for t in times if t < at], since=start, now=at, zone=BAKU)
        one = Complaint(id=number, at=at, author=f"x:{number}", vector=direction(axis, 0.3, number))
        loose = [each for each in loose if each.at > at - timedelta(hours=6)]
        changes = sort_in([one], loose, incidents, usual=measure, history=past, rules=RULES, now=at)
        opened = [change for change in changes if isinstance(change, Opened)]
        told += len(opened)
        if not opened:
            loose.append(one)
    assert told <= weeks


def test_the_same_hour_of_the_week_counts() -> None:
    # Complaints come on Saturday evenings in Baku, week after week.
    since = NOW - timedelta(weeks=8)
    evenings = [
        datetime(2026, 10, 3, 15, 5 * minute % 60, tzinfo=UTC) + timedelta(weeks=week, hours=minute // 12)
        for week in range(8)
        for minute in range(24)
    ]
    measure = Usual(evenings, since=since, now=NOW, zone=BAKU)
    saturday, sunday = datetime(2026, 11, 21, 17, tzinfo=UTC), datetime(2026, 11, 22, 17, tzinfo=UTC)
    assert measure.expected(saturday, 60) > 5 > 1 > measure.expected(sunday, 60)
    assert measure.chance(12, saturday, 60) > 1e-3 > 1e-6 > measure.chance(12, sunday, 60)


def test_a_campaign_multiplies_what_is_usual() -> None:
    times = [NOW - timedelta(hours=hour) for hour in range(8, 24 * 50)]
    since = NOW - timedelta(weeks=8)
    plain = Usual(times, since=since, now=NOW, zone=BAKU)
    sale = Usual(times, since=since, now=NOW, zone=BAKU, campaigns={"2026-11-25": 5})
    assert sale.expected(NOW, 60) == pytest.approx(5 * plain.expected(NOW, 60))
    assert sale.chance(12, NOW, 60) > 100 * plain.chance(12, NOW, 60)


def test_a_new_brand_is_not_taken_for_a_silent_one() -> None:
    new = Usual([], since=NOW, now=NOW, zone=BAKU)
    assert 0.1 < new.expected(NOW, 60) < 0.5
    assert new.chance(5, NOW, 15) < 1e-3 < new.chance(2, NOW, 360)


@given(st.integers(0, 200), st.floats(0.001, 100), st.floats(0.1, 1000))
def test_the_tail_is_a_probability_that_falls(number: int, mean: float, shape: float) -> None:
    assert 0 <= tail(number + 1, mean, shape) <= tail(number, mean, shape) + 1e-9
    assert tail(number, mean, shape) <= 1


def test_the_tail_is_that_of_drawn_counts() -> None:
    rng = np.random.default_rng(8)
    drawn = rng.poisson(rng.gamma(3.0, 2.0 / 3.0, size=200_000))
    for number in (1, 3, 6, 9):
        assert tail(number, 2.0, 3.0) == pytest.approx((drawn >= number).mean(), rel=0.05)
