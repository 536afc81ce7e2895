"""Quiet hours, the budget of interruptions and the digest."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.base import Severity
from monitor.hours import ALWAYS, Hours
from monitor.quiet import Budget, Digest, Quiet, spent

ISTANBUL, LONDON = ZoneInfo("Europe/Istanbul"), ZoneInfo("Europe/London")
NIGHT = Hours(ISTANBUL, dict.fromkeys(range(7), ((time(22), time(8)),)))


def local(day: int, clock: str, zone: ZoneInfo = ISTANBUL) -> datetime:
    return datetime.combine(datetime(2026, 11, day), time.fromisoformat(clock), zone)


@pytest.mark.parametrize(
    ("severity", "through", "now", "ends"),
    [
        (Severity.high, Severity.critical, local(29, "23:00"), local(30, "08:00")),
        (Severity.high, Severity.critical, local(30, "07:59"), local(30, "08:00")),
        (Severity.high, Severity.critical, local(30, "08:00"), None),
        (Severity.high, Severity.critical, local(30, "21:59"), None),
        (Severity.critical, Severity.critical, local(29, "23:00"), None),
        (Severity.high, Severity.high, local(29, "23:00"), None),
        (Severity.medium, Severity.high, local(29, "23:00"), local(30, "08:00")),
    ],
)
def test_quiet_holds_until_it_ends_and_lets_the_gravest_through(
    severity: Severity, through: Severity, now: datetime, ends: datetime | None
) -> None:
    assert Quiet(NIGHT, through).held(severity, now) == ends


def test_quiet_that_never_ends_holds_nothing() -> None:
    assert Quiet(ALWAYS(ISTANBUL)).held(Severity.low, local(30, "12:00")) is None


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 1), timezones=st.just(UTC)),
    st.sampled_from(Severity),
)
def test_what_is_held_comes_within_the_night(now: datetime, severity: Severity) -> None:
    ends = Quiet(NIGHT).held(severity, now)
    if ends is not None:
        assert severity < Severity.critical
        assert now < ends <= now + timedelta(hours=10)
        assert Quiet(NIGHT).held(severity, ends) is None


@pytest.mark.parametrize(
    ("budget", "times", "full"),
    [
        (Budget(), [local(30, "11:59")] * 99, False),
        (Budget(a_day=3), [local(30, "00:00"), local(30, "05:00")], False),
        (Budget(a_day=3), [local(30, "00:00"), local(30, "05:00"), local(30, "12:00")], True),
        (Budget(a_day=3), [local(29, "23:59"), local(30, "05:00"), local(30, "11:00")], False),  # yesterday's
        (Budget(a_day=3), [local(30, "13:00")] * 9, False),  # nothing of the future is spent
        (Budget(an_hour=2), [local(30, "11:00"), local(30, "11:30")], False),
        (Budget(an_hour=2), [local(30, "11:01"), local(30, "11:30")], True),
        (Budget(a_day=3, an_hour=2), [local(30, "11:01"), local(30, "11:30")], True),
        (Budget(a_day=1, an_hour=2), [local(30, "01:00")], True),
    ],
)
def test_the_budget_counts_the_day_and_the_hour(budget: Budget, times: list[datetime], full: bool) -> None:
    assert spent(times, local(30, "12:00"), ISTANBUL, budget) is full
    assert (
        spent([at.astimezone(UTC) for at in times], local(30, "12:00").astimezone(UTC), ISTANBUL, budget)
        is full
    )


@pytest.mark.parametrize(
    ("now", "comes"),
    [
        (local(30, "08:00"), local(30, "09:00")),
        (local(30, "09:00"), local(30, "17:00")),
        (local(29, "17:00"), local(30, "09:00")),
    ],
)
def test_the_next_digest(now: datetime, comes: datetime) -> None:
    assert Digest((time(17), time(9)), ISTANBUL).next_at(now) == comes


def test_a_digest_at_a_time_that_is_skipped_comes_once_that_day() -> None:
    digest = Digest((time(1, 30),), LONDON)
    first = digest.next_at(datetime(2026, 3, 28, 12, tzinfo=LONDON))
    assert first == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert digest.next_at(first) == datetime(2026, 3, 30, 0, 30, tzinfo=UTC)


def test_a_digest_without_a_time_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        Digest((), ISTANBUL)


@given(
    st.lists(st.times().map(lambda at: at.replace(microsecond=0)), min_size=1, max_size=4).map(tuple),
    st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 1), timezones=st.just(UTC)),
)
def test_a_digest_comes_within_a_day(at: tuple[time, ...], now: datetime) -> None:
    comes = Digest(at, LONDON).next_at(now)
    assert now < comes <= now + timedelta(hours=25)
