"""report: read → render → send, daily."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import structlog

from monitor import cards, reports
from monitor.drafting import thanks_for
from monitor.records import Report, ReportRow, ToThank
from monitor.report_replies import LOOKED_BACK, to_thank
from monitor.service import BrandPlan, Service

log = structlog.get_logger("monitor")


def report(service: Service, brand: BrandPlan, *, since: datetime, until: datetime) -> Report | None:
    """read → render → send: the report of a period into the outbox; None if it was made before."""
    figures = read_figures(service, brand, since=since, until=until)
    made = service.store.reports.keep(
        brand.key,
        since=since,
        until=until,
        figures=figures,
        addresses=brand.reports_go_to,
        now=service.clock(),
    )
    if made is not None:
        log.info("report made", brand=brand.key, since=since.isoformat(), until=until.isoformat())
    return made


def read_figures(
    service: Service, brand: BrandPlan, *, since: datetime, until: datetime
) -> dict[str, object]:
    """The figures of a period, as they stand now."""
    rows = service.store.reports.rows(brand.key, since=since, until=until)
    gaps = [
        gap
        for gap in service.store.watches.gaps(since=since, until=until)
        if gap.watch.startswith(f"{brand.key}/")
    ]
    silences = [
        silence
        for silence in service.store.silences.between(since, until)
        if not silence.when.brands or brand.key in silence.when.brands
    ]
    return reports.figures(
        rows,
        brand=brand.key,
        since=since,
        until=until,
        gaps=gaps,
        silences=silences,
        incidents=service.store.incidents.between(brand.key, since=since, until=until),
        replies=service.store.reports.replies(brand.key, since=min(since, until - LOOKED_BACK), until=until),
        thanks=_thanks(service, brand, rows, since),
        writer=service.store.asks.figures(since=since, until=until, brand=brand.key),
        now=service.clock(),
    )


def _thanks(service: Service, brand: BrandPlan, rows: Sequence[ReportRow], since: datetime) -> list[ToThank]:
    """Whom to thank, with drafts that are unlike each other, those of the last reports and the brand's last replies."""
    recent = service.store.reports.thanked_lately(brand.key, before=since)
    recent += service.store.drafts.recent(brand.key, but=0)[0]
    thanks = []
    for row in to_thank(rows):
        draft = thanks_for(row, brand.replies, brand.voice, fallback=brand.language, recent=recent)
        recent.insert(0, draft.lines)
        thanks.append(ToThank(row=row, draft=draft, reply_at=cards.reply_at(row, draft.text)))
    return thanks
