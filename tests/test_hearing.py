"""Whether a source is quieter than usual: tables of cases, and chance itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.hearing import REACH, WINDOWS, Heard, Hearing
from monitor.usual import head, tail

ZONE = ZoneInfo("Europe/Istanbul")
#: A Wednesday, 17:00 in Istanbul.
NOW = datetime(2026, 11, 25, 14, 0, tzinfo=UTC)


def rate(at: datetime) -> float:
    """Mentions an hour, of one an hour in the mean: few by night."""
    return 1.48 if 8 <= at.astimezone(ZONE).hour < 23 else 0.2


def hearing(
    a_week: float,
    *,
    weeks: float = 8,
    dead: float = 0,
    seed: int = 1,
    now: datetime = NOW,
    times: Callable[[datetime], float] = lambda _: 1.0,
    campaigns: dict[str, float] | None = None,
) -> Hearing:
    """A source that was heard for so many weeks, and has been dead for the last hours."""
    rng = np.random.default_rng(seed)
    ages = {}
    for age in range(REACH):
        at = now - timedelta(hours=age + 1)
        count = int(rng.poisson(a_week / 168 * rate(at) * times(at)))
        if age >= dead:
            ages[age] = count
    return Hearing(ages, since=now - timedelta(weeks=weeks), until=now, zone=ZONE, campaigns=campaigns or {})


@pytest.mark.parametrize(
    ("a_week", "dead", "window"),
    [
        (2_000, 1, None),
        (2_000, 3, 3),
        (400, 3, None),
        (400, 12, 12),
        (40, 12, None),
        (40, 24, None),
        (40, 48, 48),
        (10, 48, None),
        (10, 168, 168),
        (1, 168, None),
        (0, 168, None),
    ],
)
def test_a_dead_source_is_told_when_chance_can_be_ruled_out(
    a_week: float, dead: float, window: int | None
) -> None:
    found = hearing(a_week, weeks=9, dead=dead).quiet(within=REACH)
    assert (found.hours if found else None) == window
    if found:
        assert found.mentions <= found.usual / 3


@pytest.mark.parametrize("a_week", [40, 400, 2_000])
def test_a_source_that_lives_is_not_quiet_at_any_hour_of_a_week(a_week: float) -> None:
    for hour in range(0, 168, 4):
        source = hearing(a_week, seed=hour, now=NOW + timedelta(hours=hour))
        assert source.quiet(within=REACH) is None, hour


@pytest.mark.parametrize(("weeks", "told"), [(2.0, False), (2.01, False), (2.02, True), (8, True)])
def test_nothing_is_said_before_two_weeks_are_known(weeks: float, told: bool) -> None:
    source = hearing(2_000, weeks=weeks, dead=3)
    assert (source.quiet(within=REACH) is not None) == told
    assert (source.usual(3) is not None) == told
    assert source.came(24) > 0


@pytest.mark.parametrize(("within", "window"), [(0, None), (2, None), (3, 3), (12, 3)])
def test_only_what_was_listened_to_without_a_break_counts(within: int, window: int | None) -> None:
    found = hearing(2_000, dead=12).quiet(within=within)
    assert (found.hours if found else None) == window


def test_the_night_is_not_quieter_than_nights_are() -> None:
    for weeks in (2.1, 3, 8):
        for hour in range(24):
            source = hearing(2_000, weeks=weeks, seed=hour, now=NOW + timedelta(hours=hour))
            assert source.quiet(within=REACH) is None, (weeks, hour)


def test_a_drop_to_a_tenth_is_told_and_one_by_a_third_is_not() -> None:
    lately = NOW - timedelta(hours=12)
    assert hearing(400, times=lambda at: 0.1 if at >= lately else 1).quiet(within=REACH)
    assert not hearing(400, times=lambda at: 0.67 if at >= lately else 1).quiet(within=REACH)


CAMPAIGNS = [(NOW - timedelta(weeks=back)).date().isoformat() for back in (1, 2)]


@pytest.mark.parametrize(("days", "said"), [(CAMPAIGNS, True), (CAMPAIGNS[:1], False)])
def test_days_after_a_campaign_are_not_quiet(days: list[str], said: bool) -> None:
    """Also after one that nobody told us of: it is cut down as a storm."""
    factors = dict.fromkeys(days, 20.0)
    source = hearing(
        400,
        weeks=3,
        times=lambda at: factors.get(at.astimezone(ZONE).date().isoformat(), 1),
        campaigns=factors if said else None,
    )
    assert source.quiet(within=REACH) is None
    usual, plain = source.usual(12), hearing(400, weeks=3).usual(12)
    assert usual is not None
    assert plain is not None
    assert usual < (1.4 if said else 3) * plain


def test_a_campaign_day_that_brings_only_the_usual_is_not_quiet() -> None:
    today = {NOW.date().isoformat(): 10.0}
    assert hearing(400, campaigns=today).quiet(within=REACH) is None
    assert hearing(400, campaigns=today, dead=12).quiet(within=REACH)
    holiday = {NOW.date().isoformat(): 0.1}
    assert hearing(
        400, campaigns=holiday, times=lambda at: holiday.get(at.date().isoformat(), 1)
    ).quiet(within=12) is None  # fmt: skip


def test_a_storm_neither_makes_ordinary_days_quiet_nor_hides_a_dead_source() -> None:
    def storm(at: datetime) -> float:
        return 500 if at.date() == (NOW - timedelta(days=7)).date() and 12 <= at.hour < 14 else 1

    for weeks in (3, 8):
        assert hearing(400, weeks=weeks, times=storm).quiet(within=REACH) is None
        found = hearing(400, weeks=weeks, times=storm, dead=12).quiet(within=REACH)
        assert found, weeks
        assert found.usual < 100


@pytest.mark.parametrize(
    ("a_week", "alive", "told"),
    [(2_000, 3, True), (2_000, 0, False), (400, 3, True), (40, 1, False), (40, 48, True), (0, 48, False)],
)
def test_it_is_heard_again_when_as_much_comes_as_usual(a_week: float, alive: int, told: bool) -> None:
    end = NOW - timedelta(hours=alive)
    begin = end - timedelta(hours=72)
    source = hearing(a_week, times=lambda at: 0 if begin <= at < end else 1)
    again = source.again()
    assert (again is not None) == told
    if again:
        assert isinstance(again, Heard)
        assert again.mentions > 0


def test_weeks_are_lived_in_local_time_also_where_clocks_change() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    now = datetime(2026, 10, 28, 9, 0, tzinfo=UTC)  # 10:00; until the 25th that was 08:00 UTC

    def busy(at: datetime) -> int:
        return 50 if at.astimezone(berlin).hour >= 9 else 0

    ages = {age: busy(now - timedelta(hours=age + 1)) for age in range(REACH)}
    source = Hearing(ages, since=now - timedelta(weeks=9), until=now, zone=berlin, campaigns={})
    assert (source.came(1), source.usual(1)) == (50, pytest.approx(50, rel=0.1))
    assert source.usual(3) == pytest.approx(50, rel=0.2)


@given(
    st.integers(0, 400),
    st.floats(0.01, 500),
    st.floats(0.05, 1_000),
)
def test_head_and_tail_make_one(number: int, mean: float, shape: float) -> None:
    number = min(number, int(mean))
    here = head(number, mean, shape)
    assert 0 <= head(number - 1, mean, shape) <= here <= 1
    assert here + tail(number + 1, mean, shape) == pytest.approx(1, abs=1e-6)


@given(st.dictionaries(st.integers(0, REACH + 50), st.integers(0, 10**6)), st.integers(0, 2_000))
def test_any_history_gives_an_answer(ages: dict[int, int], known: int) -> None:
    source = Hearing(ages, since=NOW - timedelta(hours=known), until=NOW, zone=ZONE, campaigns={})
    found = source.quiet(within=REACH)
    assert found is None or found.mentions <= found.usual / 3
    for hours in WINDOWS:
        usual = source.usual(hours)
        assert usual is None or 0 <= usual < 10**9
    source.again()
