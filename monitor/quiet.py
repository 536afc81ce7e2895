"""When to hold a message back: quiet hours, the budget of interruptions, and the digest that brings what was held.

Nothing is lost by any of these: what is held comes at a time that is known.

Pure: data in, data out, `now` an argument.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from alerts.base import Severity
from monitor.hours import Hours


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hours in which only what is grave enough is told.

    Args:
        hours: the quiet ones.
        through: what is at least so grave is told all the same.
    """

    hours: Hours
    through: Severity = Severity.critical

    def held(self, severity: Severity, now: datetime) -> datetime | None:
        """When the quiet ends if this must wait for it; None if it may be told now.

        Hours that never end hold nothing: what is held must come.
        """
        if severity >= self.through or not self.hours.open_at(now):
            return None
        return self.hours.next_closing(now)


@dataclass(frozen=True, slots=True)
class Budget:
    """How many interruptions are allowed in a day (the brand's calendar day) and in any hour; None: as many as come."""

    a_day: int | None = None
    an_hour: int | None = None


def spent(times: Sequence[datetime], now: datetime, zone: ZoneInfo, budget: Budget) -> bool:
    """Whether the budget is used up by the interruptions at these times, so that the next must wait for the digest."""
    midnight = datetime.combine(now.astimezone(zone).date(), time(0), zone).astimezone(UTC)
    hour_ago = now.astimezone(UTC) - timedelta(hours=1)
    a_day = sum(midnight <= at.astimezone(UTC) <= now for at in times)
    an_hour = sum(hour_ago < at.astimezone(UTC) <= now for at in times)
    return (budget.a_day is not None and a_day >= budget.a_day) or (
        budget.an_hour is not None and an_hour >= budget.an_hour
    )


@dataclass(frozen=True, slots=True)
class Digest:
    """The local times of day at which all that waits is told at once.

    Raises:
        ValueError: there is none.
    """

    at: tuple[time, ...]
    zone: ZoneInfo

    def __post_init__(self) -> None:
        if not self.at:
            raise ValueError("a digest without a time would never come; give at least one")

    def next_at(self, now: datetime) -> datetime:
        """The next of these times, aware UTC; later than now."""
        today = now.astimezone(self.zone).date()
        # at the change of a clock a time of today may be a moment that has passed, and tomorrow's be long in coming
        days = (today + timedelta(days=ahead) for ahead in range(3))
        moments = (datetime.combine(day, at, self.zone).astimezone(UTC) for day in days for at in self.at)
        return min(moment for moment in moments if moment > now)
