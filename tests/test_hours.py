"""Working hours: tables of moments in real weeks, and what holds in every zone and across every change of the clock."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.hours import ALWAYS, Hours

ISTANBUL, TEHRAN, BAKU = ZoneInfo("Europe/Istanbul"), ZoneInfo("Asia/Tehran"), ZoneInfo("Asia/Baku")
LONDON, SANTIAGO = ZoneInfo("Europe/London"), ZoneInfo("America/Santiago")
NINE_TO_SIX = ((time(9), time(18)),)
OFFICE = Hours(ISTANBUL, dict.fromkeys(range(5), NINE_TO_SIX), frozenset({date(2026, 12, 2)}))
SHOP = Hours(TEHRAN, dict.fromkeys((5, 6, 0, 1, 2), NINE_TO_SIX))  # Saturday to Wednesday
NIGHT = Hours(ISTANBUL, dict.fromkeys(range(7), ((time(22), time(6)),)))
BREAK = Hours(BAKU, dict.fromkeys(range(5), ((time(14), time(18)), (time(9), time(13)))))
TO_MIDNIGHT = Hours(
    ISTANBUL, {0: ((time(20), time(0)),), 1: ((time(0), time(2)),), 3: ((time(20), time.max),)}
)


def at(zone: ZoneInfo, text: str) -> datetime:
    """A moment of the week of Monday 30 November 2026, or `MM-DD HH:MM`, in local time."""
    days = {"mon": 30, "tue": 31, "wed": 32, "thu": 33, "fri": 34, "sat": 35, "sun": 36}
    day, clock = text.split()
    hours, minutes = map(int, clock.split(":"))
    start = (
        date(2026, 11, 1) + timedelta(days=days[day] - 1)
        if day in days
        else date.fromisoformat(f"2026-{day}")
    )
    return datetime.combine(start, time(hours, minutes), zone)


@pytest.mark.parametrize(
    ("hours", "now", "opens", "closes", "morning"),
    [
        # open: now itself; else the next day that works, over a week-end and a holiday (Wednesday)
        (OFFICE, "mon 10:00", "mon 10:00", "mon 18:00", "tue 09:00"),
        (OFFICE, "mon 08:59", "mon 09:00", "mon 18:00", "mon 09:00"),
        (OFFICE, "mon 09:00", "mon 09:00", "mon 18:00", "tue 09:00"),
        (OFFICE, "tue 18:00", "thu 09:00", "thu 18:00", "thu 09:00"),
        (OFFICE, "wed 12:00", "thu 09:00", "thu 18:00", "thu 09:00"),
        (OFFICE, "fri 19:00", "12-07 09:00", "12-07 18:00", "12-07 09:00"),
        # in Iran the week ends on Thursday and Friday
        (SHOP, "wed 18:00", "sat 09:00", "sat 18:00", "sat 09:00"),
        (SHOP, "fri 12:00", "sat 09:00", "sat 18:00", "sat 09:00"),
        (SHOP, "sun 12:00", "sun 12:00", "sun 18:00", "12-07 09:00"),
        # a night belongs to the day it begins on
        (NIGHT, "tue 03:00", "tue 03:00", "tue 06:00", "tue 22:00"),
        (NIGHT, "tue 23:00", "tue 23:00", "wed 06:00", "wed 22:00"),
        (NIGHT, "tue 06:00", "tue 22:00", "wed 06:00", "tue 22:00"),
        # a break ends no day, and the order of stretches does not matter
        (BREAK, "tue 13:00", "tue 14:00", "tue 18:00", "wed 09:00"),
        (BREAK, "tue 10:00", "tue 10:00", "tue 13:00", "wed 09:00"),
        (BREAK, "fri 18:30", "12-07 09:00", "12-07 13:00", "12-07 09:00"),
        # what ends at 24:00 goes on where the next day begins
        (TO_MIDNIGHT, "mon 21:00", "mon 21:00", "tue 02:00", "tue 00:00"),
        (TO_MIDNIGHT, "tue 01:00", "tue 01:00", "tue 02:00", "thu 20:00"),
        (TO_MIDNIGHT, "thu 23:59", "thu 23:59", "fri 00:00", "12-07 20:00"),
    ],
)
def test_when_it_opens_and_closes(hours: Hours, now: str, opens: str, closes: str, morning: str) -> None:
    moment = at(hours.zone, now)
    assert hours.next_opening(moment) == at(hours.zone, opens)
    assert hours.next_closing(moment) == at(hours.zone, closes)
    assert hours.next_morning(moment) == at(hours.zone, morning)
    assert hours.open_at(moment) == (now == opens)


def test_around_the_clock_never_closes_and_its_morning_is_at_nine() -> None:
    always = ALWAYS(ISTANBUL)
    assert always.open_at(at(ISTANBUL, "sun 03:00"))
    assert always.next_closing(at(ISTANBUL, "sun 03:00")) is None
    assert always.next_morning(at(ISTANBUL, "sun 03:00")) == at(ISTANBUL, "sun 09:00")
    assert always.next_morning(at(ISTANBUL, "sun 09:00")) == at(ISTANBUL, "12-07 09:00")


def test_around_the_clock_closes_for_a_holiday_far_ahead() -> None:
    hours = Hours(ISTANBUL, ALWAYS(ISTANBUL).week, frozenset({date(2027, 6, 1)}))
    assert hours.next_closing(at(ISTANBUL, "mon 10:00")) == datetime(2027, 6, 1, tzinfo=ISTANBUL)
    assert hours.next_closing(datetime(2027, 6, 1, 12, tzinfo=ISTANBUL)) is None
    assert hours.next_opening(datetime(2027, 6, 1, 12, tzinfo=ISTANBUL)) == datetime(
        2027, 6, 2, tzinfo=ISTANBUL
    )


@pytest.mark.parametrize(
    ("hours", "start", "work", "end"),
    [
        (OFFICE, "mon 10:00", 0, "mon 10:00"),
        (OFFICE, "mon 07:00", 0, "mon 07:00"),
        (OFFICE, "mon 07:00", 60, "mon 10:00"),
        (OFFICE, "mon 17:00", 60, "mon 18:00"),  # the moment of closing, not the next opening
        (OFFICE, "mon 17:00", 61, "tue 09:01"),
        (OFFICE, "fri 17:00", 240, "12-07 12:00"),
        (OFFICE, "tue 16:00", 240, "thu 11:00"),
        (SHOP, "wed 17:00", 240, "sat 12:00"),
        (NIGHT, "tue 05:00", 120, "tue 23:00"),
        (BREAK, "tue 12:00", 120, "tue 15:00"),
        (BREAK, "tue 12:00", 5 * 60 + 1, "wed 09:01"),
    ],
)
def test_adding_working_time(hours: Hours, start: str, work: int, end: str) -> None:
    assert hours.add(at(hours.zone, start), timedelta(minutes=work)) == at(hours.zone, end)


def test_between_counts_back_as_less_than_nothing() -> None:
    monday, thursday = at(ISTANBUL, "mon 16:00"), at(ISTANBUL, "thu 10:00")
    assert OFFICE.between(monday, thursday) == timedelta(hours=2 + 9 + 1)
    assert OFFICE.between(thursday, monday) == -timedelta(hours=2 + 9 + 1)
    assert OFFICE.between(at(ISTANBUL, "sat 10:00"), at(ISTANBUL, "sun 10:00")) == timedelta(0)


@pytest.mark.parametrize(
    ("zone", "day", "long"),
    [
        (LONDON, date(2026, 3, 29), 23),  # 01:00 → 02:00
        (LONDON, date(2026, 10, 25), 25),
        (SANTIAGO, date(2026, 9, 6), 23),  # 00:00 → 01:00: the day has no midnight
        (SANTIAGO, date(2026, 4, 4), 25),  # 24:00 → 23:00
        (TEHRAN, date(2021, 3, 22), 23),  # Iran, while it still changed its clocks
        (ISTANBUL, date(2026, 3, 29), 24),
    ],
)
def test_a_day_on_which_the_clock_changes_has_the_hours_that_pass(
    zone: ZoneInfo, day: date, long: int
) -> None:
    only = Hours(zone, {day.weekday(): ((time(0), time(0)),)})
    begin = datetime.combine(day, time(0), zone).astimezone(UTC)
    assert only.between(begin - timedelta(days=2), begin + timedelta(days=3)) == timedelta(hours=long)
    assert ALWAYS(zone).next_closing(begin) is None


def test_a_stretch_that_is_skipped_whole_is_none() -> None:
    hours = Hours(LONDON, {6: ((time(1, 30), time(2)),)})  # no such half hour on 29 March
    saturday = datetime(2026, 3, 28, 12, tzinfo=LONDON)
    assert hours.next_opening(saturday) == datetime(2026, 4, 5, 1, 30, tzinfo=LONDON)


@pytest.mark.parametrize("week", [{}, {0: ()}])
def test_a_week_without_hours_is_refused(week: Mapping[int, tuple[tuple[time, time], ...]]) -> None:
    with pytest.raises(ValueError, match="at least one day must have a stretch"):
        Hours(LONDON, week)


def test_what_cannot_be_counted_is_refused() -> None:
    with pytest.raises(ValueError, match=r"found the weekdays \[7\]; allowed are 0 \(Monday\) to 6"):
        Hours(LONDON, {7: NINE_TO_SIX})
    with pytest.raises(ValueError, match="without a zone"):
        OFFICE.open_at(datetime(2026, 12, 1))
    with pytest.raises(ValueError, match="allowed is none or more"):
        OFFICE.add(at(ISTANBUL, "mon 10:00"), timedelta(minutes=-1))


# --- what always holds

clocks = st.builds(time, st.integers(0, 23), st.sampled_from((0, 15, 30, 45)))
weeks = st.dictionaries(
    st.integers(0, 6), st.lists(st.tuples(clocks, clocks), min_size=1, max_size=3).map(tuple), min_size=1
)
zones = st.sampled_from((ISTANBUL, TEHRAN, BAKU, LONDON, SANTIAGO))
holidays = st.frozensets(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=4)
# every change of a clock of 2026 lies within
moments = st.datetimes(datetime(2026, 3, 20), datetime(2026, 11, 10), timezones=st.just(UTC)).map(
    lambda moment: moment.replace(second=0, microsecond=0)
)
hours_ = st.builds(Hours, zones, weeks, holidays)
works = st.integers(0, 6000).map(lambda minutes: timedelta(minutes=minutes))


@given(hours_, moments, works)
def test_add_and_between_are_inverse(hours: Hours, start: datetime, work: timedelta) -> None:
    end = hours.add(start, work)
    assert hours.between(start, end) == work
    assert not work or hours.between(start, end - timedelta(minutes=1)) < work


@given(hours_, moments, works, works)
def test_working_time_adds_up(hours: Hours, start: datetime, first: timedelta, then: timedelta) -> None:
    assert hours.add(hours.add(start, first), then) == hours.add(start, first + then)


@given(hours_, moments, st.integers(0, 20_000), st.integers(0, 20_000))
def test_no_more_is_worked_than_passes(hours: Hours, since: datetime, first: int, second: int) -> None:
    middle = since + timedelta(minutes=first)
    until = middle + timedelta(minutes=second)
    worked = hours.between(since, middle), hours.between(middle, until)
    assert timedelta(0) <= worked[0] <= middle - since
    assert sum(worked, timedelta(0)) == hours.between(since, until) == -hours.between(until, since)


@given(hours_, moments)
def test_opening_closing_and_morning_are_what_they_say(hours: Hours, now: datetime) -> None:
    minute = timedelta(minutes=1)
    opening, closing, morning = hours.next_opening(now), hours.next_closing(now), hours.next_morning(now)
    assert hours.open_at(opening)
    assert (opening == now) == hours.open_at(now)
    assert opening == now or not hours.open_at(opening - minute)
    assert hours.between(now, opening) == timedelta(0)
    if closing is None:
        assert hours.between(now, now + timedelta(days=7)) == timedelta(days=7)
    else:
        assert closing > opening
        assert not hours.open_at(closing)
        assert hours.open_at(closing - minute)
        assert hours.between(opening, closing) == closing - opening
    assert morning > now
    assert hours.open_at(morning)


@given(hours_, moments, zones)
def test_the_zone_of_a_moment_does_not_matter(hours: Hours, now: datetime, zone: ZoneInfo) -> None:
    there = now.astimezone(zone)
    assert hours.open_at(there) == hours.open_at(now)
    assert hours.next_opening(there) == hours.next_opening(now)
    assert hours.next_morning(there) == hours.next_morning(now)
    assert hours.add(there, timedelta(hours=3)) == hours.add(now, timedelta(hours=3))
