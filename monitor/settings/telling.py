"""The settings of who is told, and when: hours, promises, people, routes, quiet and budget, digest.

Each gives what `monitor.hours`, `clocks`, `routing` and `quiet` take.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import Field

from alerts.base import Severity
from monitor import clocks, hours, quiet, routing
from monitor.records import address
from monitor.settings import kinds
from monitor.settings.kinds import Raised, Weekday
from monitor.settings.section import Section

_CLOCKS = clocks.Rules()
#: The kinds of place by which a person can be called.
PERSON_KINDS = ("slack", "telegram", "mattermost", "email")


class Stretch(Section):
    """Days of the week, and from when to when on each of them."""

    days: Annotated[tuple[Weekday, ...], Field(min_length=1)] = ("mon", "tue", "wed", "thu", "fri")
    from_: Annotated[kinds.Clock, Field(alias="from")] = "09:00"
    to: kinds.Closing = "18:00"

    def on(self) -> Mapping[int, tuple[time, time]]:
        """Give the stretch of each weekday, 0 being Monday."""
        stretch = time.fromisoformat(self.from_), kinds.clock_time(self.to)
        return {kinds.WEEKDAYS.index(day): stretch for day in self.days}


class Hours(Stretch):
    """When a team works; `also` are stretches that differ, such as half a Saturday."""

    also: tuple[Stretch, ...] = ()
    holidays: tuple[kinds.Day, ...] = ()

    def within(self, zone: ZoneInfo) -> hours.Hours:
        """Give the hours as `monitor.hours` has them."""
        stretches = [stretch.on() for stretch in (self, *self.also)]
        week = {day: tuple(on[day] for on in stretches if day in on) for day in range(len(kinds.WEEKDAYS))}
        holidays = frozenset(date.fromisoformat(day) for day in self.holidays)
        return hours.Hours(zone, {day: found for day, found in week.items() if found}, holidays)


class Promise(Section):
    """How soon a complaint is taken, and how soon answered."""

    take_minutes: kinds.Minutes = 15.0
    answer_minutes: kinds.Minutes = 60.0
    around_the_clock: bool = False


class CriticalPromise(Promise):
    """That of what is critical: it does not wait for the office to open."""

    around_the_clock: bool = True


class MediumPromise(Promise):
    """That of what waits for the digest."""

    take_minutes: kinds.Minutes = 240.0
    answer_minutes: kinds.Minutes = 1440.0


class Clocks(Section):
    """What is promised about a complaint, and what happens when it is not kept; see `monitor.clocks.Rules`."""

    critical: CriticalPromise = CriticalPromise()
    high: Promise = Promise()
    medium: MediumPromise = MediumPromise()
    warn_at: tuple[Annotated[int, kinds.whole(1, 100)], ...] = (50, 80, 100)
    lead_after_minutes: Annotated[float, kinds.number(1, 43200)] | None = 15.0
    second_after_minutes: Annotated[float, kinds.number(1, 43200)] | None = 60.0
    untake_after_hours: Annotated[float, kinds.number(0.25, 720)] | None = 4.0

    def promises(self) -> dict[str, Promise]:
        """Give the promise of each severity that has one, by its name."""
        return {"critical": self.critical, "high": self.high, "medium": self.medium}

    def rules(self) -> clocks.Rules:
        """Give the rules as `monitor.clocks` takes them."""
        return clocks.Rules(
            promises={
                Severity[name]: clocks.Promise(
                    timedelta(minutes=one.take_minutes),
                    timedelta(minutes=one.answer_minutes),
                    one.around_the_clock,
                )
                for name, one in self.promises().items()
            },
            warn_at=tuple(percent / 100 for percent in sorted(self.warn_at)),
            lead_after=_minutes(self.lead_after_minutes),
            second_after=_minutes(self.second_after_minutes),
            untake_after=_minutes(self.untake_after_hours and 60 * self.untake_after_hours),
        )


class Person(Section):
    """How a colleague is called on each kind of place."""

    slack: kinds.SlackUser | None = None
    telegram: kinds.TelegramUser | None = None
    mattermost: kinds.MattermostUser | None = None
    email: kinds.Email | None = None

    def ids(self) -> dict[str, str]:
        """Give what the person is called, by kind of place."""
        found = {kind: getattr(self, kind) for kind in PERSON_KINDS}
        return {kind: name for kind, name in found.items() if name}


class Team(Section):
    """Who is called about a brand's complaints: `first` at once, `lead` when nobody takes them; names of `people`."""

    first: tuple[kinds.PersonName, ...] = ()
    lead: tuple[kinds.PersonName, ...] = ()


class Quiet(Section):
    """From when to when on every day only what is grave enough is told."""

    from_: Annotated[kinds.Clock, Field(alias="from")] = "22:00"
    to: kinds.Closing = "08:00"
    through: Raised = "critical"

    def within(self, zone: ZoneInfo) -> quiet.Quiet:
        """Give the quiet as `monitor.quiet` has it."""
        every_day = Stretch.model_construct(days=kinds.WEEKDAYS, from_=self.from_, to=self.to).on()
        week = {day: (stretch,) for day, stretch in every_day.items()}
        return quiet.Quiet(hours.Hours(zone, week), Severity[self.through])


class Budget(Section):
    """How many interruptions a brand's people may have; None: as many as come."""

    a_day: Annotated[int, kinds.whole(1, 1000)] | None = 40
    an_hour: Annotated[int, kinds.whole(1, 1000)] | None = 8


class Digest(Section):
    """When all that waits is told at once, in the brand's zone."""

    at: Annotated[tuple[kinds.Clock, ...], Field(min_length=1)] = ("09:00", "17:00")


class Route(Section):
    """Where complaints that fit go; an empty list asks nothing."""

    name: kinds.Line
    brands: tuple[kinds.Line, ...] = ()
    languages: tuple[kinds.PostLanguage, ...] = ()
    topics: tuple[kinds.TopicName, ...] = ()
    platforms: tuple[kinds.Platform, ...] = ()
    authors: tuple[kinds.Handle, ...] = ()
    severities: tuple[Raised, ...] = ()
    to: Annotated[tuple[kinds.Place, ...], Field(min_length=1)]
    second: tuple[kinds.Place, ...] = ()
    go_on: bool = False

    def takes_all(self) -> bool:
        """Whether it asks for nothing."""
        return self.route().when == routing.Matchers()

    def route(self) -> routing.Route:
        """Give the route as `monitor.routing` has it."""
        return routing.Route(
            name=self.name,
            when=routing.Matchers(
                brands=self.brands,
                languages=self.languages,
                topics=self.topics,
                platforms=self.platforms,
                authors=self.authors,
                severities=tuple(Severity[name] for name in self.severities),
            ),
            to=tuple(address(place) for place in self.to),
            second=tuple(address(place) for place in self.second),
            go_on=self.go_on,
        )


def _minutes(number: float | None) -> timedelta | None:
    return None if number is None else timedelta(minutes=number)
