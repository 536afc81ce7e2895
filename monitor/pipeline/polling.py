"""poll: fetch → match → store, one transaction per batch, cursor included."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import structlog

from connectors.base import Batch, Refused, TryLater
from monitor.matching import Matcher
from monitor.pipeline.telling import tell
from monitor.records import Matched
from monitor.service import Service, WatchPlan
from monitor.store import LostClaim

log = structlog.get_logger("monitor")

#: A platform that does not say when to come back is asked again after this, doubled with each failure …
FIRST_BACKOFF = timedelta(seconds=5)
#: … up to this: an error costs nothing, and a platform that is back should not stay unseen for long.
LAST_BACKOFF = timedelta(minutes=1)


def poll(service: Service, watch: WatchPlan, *, early: bool = False) -> int:
    """fetch → match → store, one transaction per batch, cursor included; how many mentions were new or edited.

    Args:
        early: also before it is due, unless the last poll failed (the platform may have asked us to wait).
    """
    now = service.clock()
    claimed = service.store.watches.claim(
        watch.name, service.worker, now=now, lease=service.lease, early=early
    )
    if claimed is None:
        return 0
    started, news, repeated = now, 0, 0
    due_at = now + watch.every * (1 - 2 * service.jitter)
    try:
        for batch in service.connectors[watch.platform].fetch(watch.query, claimed.cursor, now=now):
            stored = service.store.watches.commit(
                watch.name,
                service.worker,
                list(match(service.matcher, batch)),
                cursor=batch.cursor,
                gaps_seen=batch.gaps,
                now=service.clock(),
                lease=service.lease,
            )
            news += stored.new + stored.edited
            repeated += stored.repeated
            _tell_blind_spots(service, watch, batch)
            if service.stop.is_set():
                due_at = service.clock()  # the rest is for the next start
                break
    except TryLater as error:
        wait = error.after or min(FIRST_BACKOFF * 2 ** min(claimed.failures, 20), LAST_BACKOFF)
        _release(service, watch, due_at=service.clock() + wait, error=str(error))
        log.warning(
            "poll put off", watch=watch.name, why=str(error), seconds=round(wait.total_seconds()), new=news
        )
        service.metrics.polled(watch.platform, "later")
        return news
    except Refused as error:
        _release(service, watch, due_at=due_at, error=str(error), refused=True)
        tell(service, f"refused:{watch.name}", "watch_refused", watch=watch.name, why=str(error))
        log.error("watch stopped: the platform refused", watch=watch.name, why=str(error))
        service.metrics.polled(watch.platform, "refused")
        return news
    except LostClaim:
        log.warning("poll taken over by another process", watch=watch.name)
        return news
    _release(service, watch, due_at=due_at)
    for told in ("refused", "late"):
        if service.store.notices.forget(f"{told}:{watch.name}", now=service.clock()):
            tell(
                service, f"recovered:{watch.name}:{started.isoformat()}", "watch_recovered", watch=watch.name
            )
    took = (service.clock() - started).total_seconds()
    log.info("polled", watch=watch.name, new=news, repeated=repeated, took=f"{took:.1f}s")
    service.metrics.polled(watch.platform, "ok")
    service.metrics.stored(watch.platform, news)
    return news


def match(matcher: Matcher, batch: Batch) -> Iterator[Matched]:
    """The mentions of a batch that are about a brand, and the words that say so."""
    for mention in batch.mentions:
        words = matcher.match(mention.text, platform=mention.platform, author_handle=mention.author_handle)
        if words or mention.revision:  # an edit may have taken the words out of a post that we know
            yield Matched(mention=mention, words=words)


def _release(
    service: Service, watch: WatchPlan, *, due_at: datetime, error: str | None = None, refused: bool = False
) -> None:
    service.store.watches.release(
        watch.name, service.worker, now=service.clock(), due_at=due_at, error=error, refused=refused
    )


def _tell_blind_spots(service: Service, watch: WatchPlan, batch: Batch) -> None:
    for gap in batch.gaps:
        since = gap.since.isoformat() if gap.since else None
        # a feed that overflows at every poll is told once a day; the report lists every stretch
        key = f"unseen:{watch.name}:{service.clock().date().isoformat()}"
        tell(
            service,
            key,
            "watch_unseen",
            watch=watch.name,
            since=since,
            until=gap.until.isoformat(),
            why=gap.why,
        )
        log.warning("posts unseen", watch=watch.name, since=since, until=gap.until.isoformat(), why=gap.why)
    for fault in batch.faults:
        log.warning("post left out", watch=watch.name, external_id=fault.external_id, why=fault.why)
    if batch.faults:
        service.metrics.left_out(watch.platform, len(batch.faults))
