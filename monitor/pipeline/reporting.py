"""report: read → render → send, daily."""

from __future__ import annotations

from datetime import datetime

import structlog

from monitor import reports
from monitor.records import Report
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
        writer=service.store.asks.figures(since=since, until=until, brand=brand.key),
        now=service.clock(),
    )
