"""What reports are made of, and the reports made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from alerts.base import Severity
from monitor.records import Address, Report, ReportRow
from monitor.store.changes import RAISED_FROM, new_delivery
from monitor.store.database import Database
from monitor.tables import alerts, deliveries, matches, mentions, reports

_MENTION = ("platform", "permalink", "text", "created_at", "author_handle", "followers")
_MATCH = ("language", "sentiment", "complaint_probability", "topic")
_ALERT = ("opened_at", "acknowledged_at", "resolved_at", "held", "told_at")


class Reports:
    """Reading a period, and the reports table."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def rows(self, brand: str, *, since: datetime, until: datetime) -> list[ReportRow]:
        """Every judged mention of `brand` posted in the period, oldest first."""
        columns = (
            [mentions.c[name] for name in _MENTION]
            + [matches.c[name] for name in _MATCH]
            + [alerts.c[name] for name in _ALERT]
            + [matches.c.severity, matches.c.complaint, matches.c.corrected_complaint]
            + [alerts.c.state]
        )
        with self._database.read() as connection:
            rows = connection.execute(
                select(*columns)
                .select_from(mentions.join(matches).outerjoin(alerts))
                .where(mentions.c.created_at >= since, mentions.c.created_at < until)
                .where(matches.c.brand == brand, matches.c.judged_at.is_not(None))
                .order_by(mentions.c.created_at, mentions.c.id)
            ).mappings()
            return [_row(row) for row in rows]

    def keep(
        self,
        brand: str,
        *,
        since: datetime,
        until: datetime,
        figures: Mapping[str, Any],
        addresses: Sequence[Address],
        now: datetime,
    ) -> Report | None:
        """Keep a made report and put it into the outbox; None if the period's report was made before."""
        with self._database.write() as connection:
            report_id = connection.scalar(
                self._database.insert(reports)
                .values(brand=brand, since=since, until=until, figures=dict(figures), made_at=now)
                .on_conflict_do_nothing()
                .returning(reports.c.id)
            )
            if report_id is None:
                return None
            for address in addresses:
                row = new_delivery(("report", report_id), address, rank=int(Severity.low), now=now)
                connection.execute(deliveries.insert().values(row))
            return Report(id=report_id, brand=brand, since=since, until=until, figures=figures)

    def ever(self, brand: str) -> bool:
        """Whether a report of `brand` was ever made."""
        with self._database.read() as connection:
            return (
                connection.scalar(select(reports.c.id).where(reports.c.brand == brand).limit(1)) is not None
            )

    def get(self, report_id: int) -> Report | None:
        """A made report, for rendering."""
        with self._database.read() as connection:
            row = (
                connection.execute(select(reports).where(reports.c.id == report_id)).mappings().one_or_none()
            )
        if row is None:
            return None
        return Report(
            id=row["id"], brand=row["brand"], since=row["since"], until=row["until"], figures=row["figures"]
        )


def _row(row: Mapping[Any, Any]) -> ReportRow:
    corrected = row["corrected_complaint"]
    raised = row["severity"] is not None and row["severity"] >= RAISED_FROM
    return ReportRow(
        # What was told as one, though the model was in doubt, counts as one.
        complaint=bool(row["complaint"] or raised) if corrected is None else bool(corrected),
        severity=Severity(row["severity"]) if row["severity"] is not None else None,
        alert_state=row["state"],
        **{name: row[name] for name in (*_MENTION, *_MATCH, *_ALERT)},
    )
