"""Alerts: read for their cards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from alerts.base import Severity
from monitor.records import Address, Alert, Handled, Subject
from monitor.store.changes import change, put_card
from monitor.store.database import Database
from monitor.store.matches import MENTION_COLUMNS, mention_of
from monitor.tables import alerts, deliveries, matches, mentions

#: How many of a brand's last drafts a new one should not repeat.
RECENT_DRAFTS = 20

_MATCH_COLUMNS = [
    matches.c.words, matches.c.language, matches.c.topic, matches.c.complaint_probability, matches.c.reasons,
]  # fmt: skip


#: What a record of an alert and one of an incident have in common.
HANDLING = tuple(field.name for field in fields(Handled) if field.name != "severity")


class Alerts:
    """The alerts table."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, alert_id: int) -> Alert | None:
        """The alert with all that its card shows; None if it was erased."""
        with self._database.read() as connection:
            return next(iter(read_alerts(connection, alerts.c.id == alert_id)), None)

    def show(self, alert_id: int, address: Address, *, now: datetime) -> bool:
        """Give an alert that waited with others a card of its own at a place; False if it has one there."""
        with self._database.write() as connection:
            row = connection.execute(select(alerts).where(alerts.c.id == alert_id)).mappings().one_or_none()
            there = select(deliveries.c.id).where(
                deliveries.c.kind == "alert",
                deliveries.c.subject_id == alert_id,
                deliveries.c.notifier == address.notifier,
                deliveries.c.place == address.place,
            )
            if row is None or connection.scalar(there) is not None:
                return False
            subject = Subject("alert", alert_id)
            if row["told_at"] is None and row["state"] != "resolved":  # nobody could see to it before
                change(connection, subject, now=now, restarted_at=now, clock_at=now, clock_done=None)
            put_card(self._database, connection, subject, [address], severity=row["severity"], now=now)
            return True

    def recent_drafts(self, brand: str) -> list[str]:
        """Template ids of the brand's last drafts, the newest first."""
        with self._database.read() as connection:
            return list(
                connection.scalars(
                    select(alerts.c.draft_template)
                    .where(alerts.c.brand == brand, alerts.c.draft_template.is_not(None))
                    .order_by(alerts.c.id.desc())
                    .limit(RECENT_DRAFTS)
                )
            )

    def open(self) -> int:
        """How many alerts nobody has taken."""
        with self._database.read() as connection:
            return connection.scalar(select(func.count()).where(alerts.c.state == "open")) or 0


def read_alerts(connection: Connection, which: ColumnElement[bool]) -> list[Alert]:
    """Alerts with all that their cards show, in the order of their ids."""
    # mentions and matches share column names with alerts (id, revision …): label what would collide
    shown = [column.label(f"mention_{column.name}") for column in MENTION_COLUMNS]
    rows = connection.execute(
        select(alerts, *[column.label(f"match_{column.name}") for column in _MATCH_COLUMNS], *shown)
        .select_from(alerts.join(matches).join(mentions))
        .where(which)
        .order_by(alerts.c.id)
    )
    return [_alert(row) for row in rows.mappings()]


def _alert(row: Mapping[Any, Any]) -> Alert:
    return Alert(
        **{name: row[name] for name in HANDLING},
        severity=Severity(row["severity"]),
        incident_id=row["incident_id"],
        held=row["held"],
        draft_language=row["draft_language"],
        draft_text=row["draft_text"],
        language=row["match_language"] or "other",
        topic=row["match_topic"],
        complaint_probability=row["match_complaint_probability"] or 0.0,
        reasons=tuple(row["match_reasons"] or ()),
        words=tuple(row["match_words"]),
        mention=mention_of({column.name: row[f"mention_{column.name}"] for column in MENTION_COLUMNS}),
    )
