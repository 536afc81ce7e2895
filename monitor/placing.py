"""Who is told of a complaint, and when: routes, then silences, quiet hours and the budget of interruptions.

    a route fits? ─no▶ the brand's own place; where there are routes, the operator is told that none fitted
       │yes
    a silence? ─yes▶ never told
       │no
    quiet hours? ─yes▶ in the morning, with others
       │no
    medium? ─yes▶ in the next digest
       │no
    the budget spent? ─yes▶ in the next digest; what is critical at once, but with others
       │no
       ▼
    a card of its own, now

Pure: data in, data out, `now` an argument.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from alerts.base import Severity
from monitor.quiet import Budget, Digest, Quiet, spent
from monitor.records import Address, Placing, Traits
from monitor.routing import Route, Silence, places, route, second_places, silenced


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What an operator said about one brand.

    Args:
        routes: of all brands; the brand's own place where there are none.
        own: the brand's place.
        lost: told of what no route fits.
    """

    routes: tuple[Route, ...]
    own: tuple[Address, ...]
    lost: tuple[Address, ...]
    quiet: Quiet | None
    budget: Budget
    digest: Digest
    zone: ZoneInfo


def place(
    traits: Traits, told: Sequence[datetime], *, rules: Rules, silences: Sequence[Silence], now: datetime
) -> Placing:
    """Decide who is told of an alert, and when.

    Args:
        told: when the brand's team was interrupted within the last day.
    """
    addresses = where(traits, rules)
    if silenced(traits, silences, now) is not None:
        return Placing(addresses=addresses, held="silence")
    if rules.quiet is not None and (until := rules.quiet.held(traits.severity, now)) is not None:
        return Placing(addresses=addresses, held="quiet", until=until, digest="morning")
    if traits.severity <= Severity.medium:
        return Placing(addresses=addresses, held="calm", until=rules.digest.next_at(now))
    if spent(told, now, rules.zone, rules.budget):
        if traits.severity == Severity.critical:
            return Placing(addresses=addresses, held="budget", until=now, digest="flood")
        return Placing(addresses=addresses, held="budget", until=rules.digest.next_at(now))
    return Placing(addresses=addresses)


def where(traits: Traits, rules: Rules) -> tuple[Address, ...]:
    """Where what has these traits goes."""
    if not rules.routes:
        return rules.own
    return places(route(traits, rules.routes)) or rules.lost


def second(traits: Traits, rules: Rules) -> tuple[Address, ...]:
    """Who is told when nobody takes it."""
    return second_places(route(traits, rules.routes))


def unrouted(traits: Traits, rules: Rules) -> bool:
    """Whether there are routes, and none fits."""
    return bool(rules.routes) and not route(traits, rules.routes)
