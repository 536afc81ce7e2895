"""draft: compose → store, alerts with a card whose drafts have to be made."""

from __future__ import annotations

import structlog

from monitor.drafting import drafts_for
from monitor.records import Alert, Draft
from monitor.service import Service

log = structlog.get_logger("monitor")


def draft(service: Service) -> int:
    """compose → store until no alert waits for its drafts; how many got them."""
    done = 0
    while not service.stop.is_set():
        due = service.store.drafts.due(now=service.clock())
        if not due:
            break
        done += sum(draft_one(service, alert) for alert in due)
    return done


def draft_one(service: Service, alert: Alert) -> bool:
    """Make the drafts of one alert; False if it changed meanwhile, and is looked at again then.

    An alert of a brand that is no longer configured gets none.
    """
    brand = service.brands.get(alert.brand)
    while not service.stop.is_set():
        recent, newest = service.store.drafts.recent(alert.brand, but=alert.id)
        made: tuple[Draft, ...] = ()
        if brand is not None:
            made = drafts_for(alert, brand.replies, brand.voice, fallback=brand.language, recent=recent)
        if service.store.drafts.record(alert, made, newest=newest, now=service.clock()):
            return True
        now = service.store.alerts.get(alert.id)
        if now is None or now.draft_at != alert.draft_at:
            return False
    return False
