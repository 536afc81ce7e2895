"""Who is told of a complaint: routes by what it is, and silences that mute what fits them.

Pure: data in, data out, `now` an argument.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from alerts.base import Severity
from monitor.matching import fold
from monitor.records import Address, Traits


@dataclass(frozen=True, slots=True, kw_only=True)
class Matchers:
    """What a route or a silence asks for: one of the values of each list that holds any; an empty one asks nothing.

    What is not known of a complaint fits no list. Authors are compared with case, "@" and "u/" left aside.
    """

    brands: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    severities: tuple[Severity, ...] = ()

    def fits(self, traits: Traits) -> bool:
        """Whether a complaint is meant."""
        return not self.misfits(traits)

    def misfits(self, traits: Traits) -> tuple[str, ...]:
        """The lists that a complaint does not fit, by name; none if it is meant."""
        return tuple(
            name
            for name, asked, found in (
                ("brands", self.brands, traits.brand),
                ("languages", self.languages, traits.language),
                ("topics", self.topics, traits.topic),
                ("platforms", self.platforms, traits.platform),
                (
                    "authors",
                    [_handle(author) for author in self.authors],
                    traits.author and _handle(traits.author),
                ),
                ("severities", self.severities, traits.severity),
            )
            if asked and found not in asked
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Where complaints that fit go.

    Args:
        name: an operator's word for it.
        second: told when nobody takes the complaint and the lead did not either.
        go_on: the routes after this one are tried as well.
    """

    name: str
    when: Matchers
    to: tuple[Address, ...]
    second: tuple[Address, ...] = ()
    go_on: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """Mutes what fits until a time; `by` and `why` tell the others."""

    id: int
    when: Matchers
    until: datetime
    by: str
    why: str


def route(traits: Traits, routes: Iterable[Route]) -> tuple[Route, ...]:
    """Give the first route that fits, and, as long as one says to go on, the next that fits; empty if none does."""
    return tuple(_taken(traits, routes))


def _taken(traits: Traits, routes: Iterable[Route]) -> Iterator[Route]:
    for one in routes:
        if one.when.fits(traits):
            yield one
            if not one.go_on:
                return


def places(routes: Iterable[Route]) -> tuple[Address, ...]:
    """Where these routes lead, in order, without repeats."""
    return tuple(dict.fromkeys(address for one in routes for address in one.to))


def second_places(routes: Iterable[Route]) -> tuple[Address, ...]:
    """Where these routes lead when nobody takes the complaint, likewise."""
    return tuple(dict.fromkeys(address for one in routes for address in one.second))


def silenced(traits: Traits, silences: Sequence[Silence], now: datetime) -> Silence | None:
    """Find the silence that mutes a complaint now: of several the one that lasts longest."""
    muting = [one for one in silences if one.until > now and one.when.fits(traits)]
    return max(muting, key=lambda one: one.until, default=None)


def _handle(written: str) -> str:
    return fold(written).text.strip().removeprefix("@").removeprefix("/").removeprefix("u/")
