"""look out: for watches that are late and for places that cannot be reached."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

import structlog

from monitor.pipeline.listening import late
from monitor.pipeline.telling import tell
from monitor.records import Address
from monitor.service import Service

log = structlog.get_logger("monitor")

#: A place that fails for less than this comes back before anybody could do something.
UNREACHABLE_AFTER = timedelta(minutes=10)
_LOGGED_EVERY = timedelta(minutes=10)


def look_out(service: Service) -> int:
    """Tell of late watches, of places that cannot be reached, and of those that can again; how many were told of."""
    return _late_watches(service) + _unreachable_places(service)


def _late_watches(service: Service) -> int:
    now, told = service.clock(), 0
    states = {state.name: state for state in service.store.watches.all()}
    for watch in service.watches:
        state = states.get(watch.name)
        if state is None or state.refused_at is not None:
            continue
        if (behind := late(watch, state, now)) is not None:
            minutes = round(behind.total_seconds() / 60)
            told += tell(
                service,
                f"late:{watch.name}",
                "watch_late",
                watch=watch.name,
                minutes=minutes,
                why=state.error,
            )
    return told


def _unreachable_places(service: Service) -> int:
    """Tell all other places of one that cannot be reached; where there is none, the log has to do."""
    now, told = service.clock(), 0
    failing = {address: (since, why) for address, since, why in service.store.outbox.unreachable(before=now)}
    for notice in service.store.notices.told("place_unreachable"):
        address = Address(notifier=notice.facts["notifier"], place=notice.facts["place"])
        if address not in failing and service.store.notices.forget(_key(address), now=now):
            told += service.store.notices.tell(
                f"reached:{address.notifier}:{address.place}:{now.isoformat()}",
                "place_recovered",
                {"notifier": address.notifier, "place": address.place},
                addresses=_others(service, {address, *failing}),
                now=now,
            )
    gone = {address: state for address, state in failing.items() if state[0] <= now - UNREACHABLE_AFTER}
    others = _others(service, gone)
    for address, (since, why) in gone.items():
        facts = {"notifier": address.notifier, "place": address.place}
        if not others:
            _log_alone(service, address, why)
        elif service.store.notices.tell(
            _key(address),
            "place_unreachable",
            facts | {"since": since.isoformat(), "why": why},
            addresses=others,
            now=now,
        ):
            told += 1
            log.error("a place cannot be reached", **facts, why=why)
    return told


def _log_alone(service: Service, address: Address, why: str) -> None:
    now, before = service.clock(), service.logged.get(address)
    if before is None or now - before >= _LOGGED_EVERY:
        service.logged[address] = now
        log.error(
            "a place cannot be reached, and there is no other to tell it",
            notifier=address.notifier,
            place=address.place,
            why=why,
        )


def _key(address: Address) -> str:
    return f"unreachable:{address.notifier}:{address.place}"


def _others(service: Service, without: Collection[Address]) -> tuple[Address, ...]:
    """Every place that we know of, but for some."""
    known = [*service.notices_go_to]
    for brand in service.brands.values():
        known += [*brand.placing.own, *brand.placing.lost, *brand.reports_go_to]
        known += [address for route in brand.placing.routes for address in (*route.to, *route.second)]
    return tuple(dict.fromkeys(address for address in known if address not in without))
