"""listen: whether sources are as lively as usual."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from monitor.hearing import REACH, Heard, Hearing
from monitor.pipeline.telling import tell
from monitor.records import Watch
from monitor.service import Service, WatchPlan

log = structlog.get_logger("monitor")

#: A watch is late when it has not succeeded for so much longer than its own interval.
LATE_AFTER = timedelta(minutes=15)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What is heard of one brand on one platform, by however many watches.

    Args:
        name: "firuzka/x".
        awake: whether every watch of it works; of one that does not people know already.
        within: for so many hours it has been listened to without a break.
    """

    name: str
    hearing: Hearing
    awake: bool
    within: int


def hear(service: Service) -> list[Source]:
    """What was heard of each source that is watched."""
    now = service.clock()
    # what was posted since the last poll is not known yet
    until = now - max((watch.every for watch in service.watches), default=timedelta())
    heard = service.store.watches.heard(until=until, hours=REACH)
    states = {state.name: state for state in service.store.watches.all()}
    unseen = service.store.watches.gaps(since=until - timedelta(hours=REACH), until=now)
    by_source: dict[tuple[str, str], list[WatchPlan]] = {}
    for watch in service.watches:
        by_source.setdefault((watch.query.brand, watch.platform), []).append(watch)
    sources = []
    for (brand, platform), plans in by_source.items():
        names = {plan.name for plan in plans}
        own = {name: states[name] for name in names if name in states}
        if len(own) < len(names):
            continue  # a watch that never ran
        since = min(state.made_at for state in own.values())
        name = f"{brand}/{platform}"
        keys = [f"quiet:{name}", *(f"{told}:{one}" for told in ("refused", "late") for one in names)]
        breaks = [since, *(gap.until for gap in unseen if gap.watch in names)]
        if ended := service.store.notices.ended(keys):
            breaks.append(ended)
        plan = service.brands[brand]
        sources.append(
            Source(
                name=name,
                hearing=Hearing(
                    heard.get((brand, platform), {}),
                    since=since,
                    until=until,
                    zone=plan.zone,
                    campaigns=plan.incidents.campaigns,
                ),
                awake=all(
                    own[one.name].refused_at is None and late(one, own[one.name], now) is None
                    for one in plans
                ),
                within=int((until - max(breaks)) / timedelta(hours=1)),
            )
        )
    return sources


def listen(service: Service) -> int:
    """Tell of sources that are quieter than usual, once, and of those that are heard again; how many were told of."""
    news = 0
    told = {notice.facts.get("watch") for notice in service.store.notices.told("watch_quiet")}
    for source in hear(service):
        if not source.awake:
            continue
        if source.name in told:
            again = source.hearing.again()
            if again and service.store.notices.forget(f"quiet:{source.name}", now=service.clock()):
                key = f"heard:{source.name}:{service.clock().isoformat()}"
                news += tell(service, key, "watch_heard", **_facts(source, again))
        elif found := source.hearing.quiet(within=source.within):
            news += tell(service, f"quiet:{source.name}", "watch_quiet", **_facts(source, found))
            log.warning(
                "quieter than usual",
                source=source.name,
                mentions=found.mentions,
                usual=round(found.usual, 1),
                hours=found.hours,
            )
    return news


def late(watch: WatchPlan, state: Watch, now: datetime) -> timedelta | None:
    """How long a watch has not succeeded, if that is too long: it fails, is put off, or hangs in a request."""
    patience = watch.every + LATE_AFTER
    behind = now - (state.last_success_at or state.made_at)
    if behind <= patience:
        return None
    hangs = state.last_attempt_at is not None and now - state.last_attempt_at > patience
    return behind if state.error is not None or hangs else None


def _facts(source: Source, heard: Heard) -> dict[str, object]:
    return {
        "watch": source.name,
        "came": heard.mentions,
        "usual": round(heard.usual, 1 if heard.usual < 10 else None),
        "within_seconds": heard.hours * 3600,
    }
