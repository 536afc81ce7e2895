"""The hours in which a team works: is it open, when does it open, and how much working time lies between two moments.

    week of local times ─day by day▶ stretches in UTC ─▶ open_at, next_opening, add, between …

Local times become moments before anything is counted, so a day on which the clock is changed has the working time that
really passes on it. Of a local time that comes twice the first counts; one that is skipped counts as what the clock
shows instead.

Pure: data in, data out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_DAY = timedelta(days=1)
_WEEK = 7
#: Where a working day has no beginning of its own, because it begins at midnight, this is its morning.
MORNING = time(9)

Stretch = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Hours:
    """The working hours of a week; every moment taken must be aware, every moment made is UTC.

    Args:
        zone: whose local times these are.
        week: by weekday (0 is Monday) its stretches, from and to. One that ends at 24:00 says `time(0)` or `time.max`;
            one that ends no later than it begins runs into the next day and belongs to the day it begins on.
        holidays: days on which no stretch begins.

    Raises:
        ValueError: no day has hours, or a key is no weekday.
    """

    zone: ZoneInfo
    week: Mapping[int, tuple[tuple[time, time], ...]]
    holidays: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        if strange := [day for day in self.week if day not in range(_WEEK)]:
            raise ValueError(f"found the weekdays {strange}; allowed are 0 (Monday) to 6 (Sunday)")
        if not any(self.week.values()):
            raise ValueError("the week has no working hours; at least one day must have a stretch")

    def open_at(self, now: datetime) -> bool:
        """Whether this is working time; the moment of closing is not."""
        begin, _ = next(self._stretches(now))
        return begin <= now.astimezone(UTC)

    def next_opening(self, now: datetime) -> datetime:
        """The next moment of working time: now itself if it is one."""
        begin, _ = next(self._stretches(now))
        return max(begin, _utc(now))

    def next_closing(self, now: datetime) -> datetime | None:
        """When the present working time ends, or the next where this is none; None if it never does."""
        last = max(self.holidays, default=date.min)
        closing: datetime | None = None
        for begin, end in self._stretches(now):
            if closing is not None and begin > closing:
                return closing
            # a whole week without a gap, and no holiday ahead to make one: there will be none
            if begin > _utc(now) + (_WEEK + 1) * _DAY and begin.date() > _later(last):
                return None
            closing = end
        return closing

    def next_morning(self, now: datetime) -> datetime:
        """The first moment after now at which a working day begins, its breaks left aside.

        A day that works from midnight on has its morning at nine.
        """
        day = _utc(now).astimezone(self.zone).date() - _DAY
        while True:
            if stretches := self._of(day):
                begin, end = stretches[0]
                nine = self._moment(day, MORNING)
                midnight = self.week[day.weekday()] and min(self.week[day.weekday()])[0] == time(0)
                morning = nine if midnight and begin <= nine < end else begin
                if morning > _utc(now):
                    return morning
            day += _DAY

    def add(self, start: datetime, work: timedelta) -> datetime:
        """The first moment at which so much working time has passed since the start.

        Raises:
            ValueError: `work` is negative.
        """
        if work < timedelta(0):
            raise ValueError(f"found {work} of working time; allowed is none or more")
        at = _utc(start)
        if not work:
            return at
        for begin, end in self._stretches(at):
            at = max(begin, at)
            if work <= end - at:
                return at + work
            work -= end - at
        raise OverflowError("the calendar ends before so much working time has passed")

    def between(self, since: datetime, until: datetime) -> timedelta:
        """How much working time lies between two moments; negative if `until` is the earlier."""
        since, until = _utc(since), _utc(until)
        if until < since:
            return -self.between(until, since)
        passed = timedelta(0)
        for begin, end in self._stretches(since):
            if begin >= until:
                break
            passed += min(end, until) - max(begin, since)
        return passed

    def _stretches(self, now: datetime) -> Iterator[Stretch]:
        """The stretches that end after now, in order; none begins before the one before it ends."""
        now = _utc(now)
        done = now
        # what began yesterday may run on into today
        day = now.astimezone(self.zone).date() - _DAY
        begun = False
        while day < date.max - _DAY:
            for begin, end in self._of(day):
                if end > done:
                    yield (max(begin, done) if begun else begin), end
                    done, begun = end, True
            day += _DAY

    def _of(self, day: date) -> list[Stretch]:
        """The stretches that begin on a day, in order; one that lies wholly in a skipped hour is none."""
        if day in self.holidays:
            return []
        moments = [
            (
                self._moment(day, begin),
                self._moment(day + _DAY * (end <= begin or end == time.max), _end(end)),
            )
            for begin, end in self.week.get(day.weekday(), ())
        ]
        return sorted((begin, end) for begin, end in moments if begin < end)

    def _moment(self, day: date, local: time) -> datetime:
        return datetime.combine(day, local, self.zone).astimezone(UTC)


def ALWAYS(zone: ZoneInfo) -> Hours:
    """Around the clock, every day."""
    return Hours(zone, dict.fromkeys(range(_WEEK), ((time(0), time(0)),)))


def _utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError(f"a time without a zone cannot be counted from: {moment!r}")
    return moment.astimezone(UTC)


def _end(end: time) -> time:
    return time(0) if end == time.max else end


def _later(day: date) -> date:
    return day + 2 * _DAY if day < date.max - 2 * _DAY else day
