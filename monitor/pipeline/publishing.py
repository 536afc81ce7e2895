"""publish: claim → publish → record, replies that a person sent off; each stands on its platform once.

claim ─ not tried yet ──▶ publish ──▶ published: the card tells where
  │                         ├─▶ lost answer: look, later
  │                         ├─▶ later: nothing was taken
  │                         └─▶ refused: a draft again, and the person is told
  └──── tried before ───▶ find ─▶ found: published · surely not there: as if not tried
"""

from __future__ import annotations

from datetime import timedelta

import structlog

from connectors.base import Refused, Repeated, TryLater, Uncertain
from connectors.replying import reply_rule
from monitor.records import Alert, Publishing, Way
from monitor.service import Service

log = structlog.get_logger("monitor")

#: A platform may still be taking a reply in whose answer was lost, and shows it in its lists a little later.
LOOK_AFTER = timedelta(minutes=1)
#: What cannot be seen so long after a try was not taken.
SURE_AFTER = timedelta(minutes=3)
#: So long after the press nobody expects it any more: a person has to look at it again.
GIVE_UP_AFTER = timedelta(hours=1)
_LINK = "https://a.example"


def way_of(service: Service, alert: Alert) -> Way:
    """How a reply to an alert's post can go out now, and what that costs."""
    platform, brand = alert.mention.platform, service.brands.get(alert.brand)
    handles = brand.handles.get(platform, ()) if brand else ()
    both = [
        reply_rule(platform, alert.mention.text, handles=handles, reply=reply, prices=service.prices)
        for reply in ("", _LINK)
    ]
    rule = both[0]
    if not rule.by_api:
        return Way(platform=platform, why=rule.why)
    if brand is None or platform not in brand.publish or platform not in service.publishers or not handles:
        return Way(platform=platform, why="off")
    account = service.words.handle(platform, handles[0])
    return Way(platform=platform, why=rule.why, account=account, cost=rule.cost, link_cost=both[1].cost)


def publish(service: Service) -> int:
    """claim → publish → record until nothing is due; of how many replies something new is to be told."""
    told = 0
    while not service.stop.is_set():
        reply = service.store.replies.claim(service.worker, now=service.clock(), lease=service.publish_lease)
        if reply is None:
            break
        told += _publish_one(service, reply)
    return told


def _publish_one(service: Service, reply: Publishing) -> bool:
    """One claimed reply: look for it if it may stand there, or publish it; whether there is something to tell."""
    brand, publisher = service.brands.get(reply.brand), service.publishers.get(reply.platform)
    late = service.clock() > reply.asked_at + GIVE_UP_AFTER
    try:
        if publisher is None or brand is None or reply.platform not in brand.publish:
            raise Refused("publishing is switched off")
        if reply.uncertain:
            published = publisher.find(reply.mention_id, reply.text, since=reply.asked_at)
        elif late:
            raise Refused("it could not be published in time")
        else:
            published = publisher.publish(reply.mention_id, reply.text)
    except Refused as no:
        return _refused(service, reply, str(no))
    except Uncertain as lost:
        # At the first try ours cannot stand there: another one has its words.
        if isinstance(lost, Repeated) and reply.attempts == 1:
            return _refused(service, reply, str(lost))
        return _later(service, reply, str(lost), LOOK_AFTER, uncertain=True)
    except TryLater as busy:
        pause = min(timedelta(seconds=5) * 2 ** min(reply.attempts - 1, 10), timedelta(minutes=5))
        # What a platform asks for may be over by a clock that is wrong.
        pause = max(pause, busy.after or pause)
        return _later(service, reply, str(busy), pause, uncertain=reply.uncertain)
    now = service.clock()
    if published is None:
        if now < reply.tried_at + SURE_AFTER:
            return _later(service, reply, "it cannot be seen yet", LOOK_AFTER, uncertain=True)
        service.store.replies.record_absent(reply, service.worker, now=now)
        return False
    done = service.store.replies.record_published(reply, service.worker, published, now=now)
    service.metrics.published(reply.platform, "found" if reply.uncertain else "ok")
    told = {"reply": reply.id, "alert": reply.alert_id, "platform": reply.platform}
    log.info("published", found=reply.uncertain, link=published.permalink, **told)
    return done


def _later(service: Service, reply: Publishing, why: str, pause: timedelta, *, uncertain: bool) -> bool:
    """Put a reply off, unless nobody expects it any more by then; what may stand there is looked for to the end."""
    now = service.clock()
    if now + (timedelta() if uncertain else pause) > reply.asked_at + GIVE_UP_AFTER:
        return _refused(service, reply, why, perhaps=uncertain)
    service.metrics.published(reply.platform, "later")
    log.warning("publishing put off", reply=reply.id, platform=reply.platform, why=why)
    service.store.replies.record_later(reply, service.worker, why, due_at=now + pause, uncertain=uncertain)
    return False


def _refused(service: Service, reply: Publishing, why: str, *, perhaps: bool | None = None) -> bool:
    service.metrics.published(reply.platform, "refused")
    log.error(
        "a reply is not published; it is a draft again", reply=reply.id, platform=reply.platform, why=why
    )
    return service.store.replies.record_refused(
        reply,
        service.worker,
        why,
        perhaps=reply.uncertain if perhaps is None else perhaps,
        addresses=service.notices_go_to,
        now=service.clock(),
    )
