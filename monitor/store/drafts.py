"""Drafts: which have to be made, what was drafted last, and the new ones."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, select

from monitor.records import Alert, Draft, Subject
from monitor.store.alerts import read_alerts
from monitor.store.changes import change
from monitor.store.database import Database
from monitor.tables import alerts, drafts, replies

#: So many of a brand's last drafts a new one should not repeat: twenty replies of three kinds.
RECENT = 60
#: So many of a brand's last replies a new one should not repeat.
SENT = 20


class Drafts:
    """The drafts table."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def due(self, *, now: datetime, limit: int = 50) -> list[Alert]:
        """Alerts with a card whose drafts have to be made, those that wait longest first."""
        with self._database.read() as connection:
            waiting = alerts.c.draft_at.is_not(None) & alerts.c.told_at.is_not(None)
            ids = connection.scalars(
                select(alerts.c.id)
                .where(waiting, alerts.c.draft_at <= now)
                .order_by(alerts.c.draft_at, alerts.c.id)
                .limit(limit)
            ).all()
            return read_alerts(connection, alerts.c.id.in_(ids)) if ids else []

    def recent(self, brand: str, *, but: int) -> tuple[list[str], int]:
        """Which lines the brand's last drafts are made of, the newest first, and the newest draft's id (0: none).

        Args:
            but: the alert whose own do not count.
        """
        with self._database.read() as connection:
            newest = connection.scalar(select(func.max(drafts.c.id)).where(drafts.c.brand == brand)) or 0
            read = (
                select(drafts.c.lines)
                .where(drafts.c.brand == brand, drafts.c.alert_id != but)
                .order_by(drafts.c.id.desc())
                .limit(RECENT)
            )
            return list(connection.scalars(read)), newest

    def sent(self, brand: str) -> list[str]:
        """What the brand's customers were answered last, the newest first."""
        with self._database.read() as connection:
            read = select(replies.c.text).where(replies.c.brand == brand, replies.c.state == "sent")
            newest = read.order_by(replies.c.replied_at.desc(), replies.c.id.desc())
            return list(connection.scalars(newest.limit(SENT)))

    def record(self, alert: Alert, made: Sequence[Draft], *, newest: int, now: datetime) -> bool:
        """Put new drafts in place of an alert's old ones and have its card show them.

        Args:
            alert: as it was when they were made.
            newest: the brand's newest draft that they are unlike.

        Returns:
            False if nothing was stored, for the alert changed meanwhile or another of the brand was drafted.
        """
        with self._database.write() as connection:
            own = (alerts.c.id == alert.id) & alerts.c.draft_at.is_not_distinct_from(alert.draft_at)
            if connection.scalar(select(alerts.c.id).where(own).with_for_update()) is None:
                return False
            latest = connection.scalar(select(func.max(drafts.c.id)).where(drafts.c.brand == alert.brand))
            if (latest or 0) != newest:
                return False
            connection.execute(delete(drafts).where(drafts.c.alert_id == alert.id))
            for draft in made:
                connection.execute(
                    drafts.insert().values(
                        alert_id=alert.id,
                        brand=alert.brand,
                        kind=draft.kind,
                        language=draft.language,
                        text=draft.text,
                        lines=draft.lines,
                        source=draft.source,
                        made_at=now,
                    )
                )
            change(connection, Subject("alert", alert.id), now=now, draft_at=None)
            return True
