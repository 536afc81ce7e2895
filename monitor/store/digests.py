"""Digests: alerts that waited together, read for their message."""

from __future__ import annotations

from sqlalchemy import select

from monitor.records import Address, Digest
from monitor.store.alerts import read_alerts
from monitor.store.database import Database
from monitor.tables import alerts, digest_items, digests


class Digests:
    """The digests table."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def address(self, digest_id: int) -> Address | None:
        """Where a digest is told."""
        with self._database.read() as connection:
            row = connection.execute(
                select(digests.c.notifier, digests.c.place).where(digests.c.id == digest_id)
            ).one_or_none()
            return None if row is None else Address(notifier=row.notifier, place=row.place)

    def get(self, digest_id: int) -> Digest | None:
        """A digest, for rendering: what is still to be done first, of that the gravest; None if nothing is in it."""
        with self._database.read() as connection:
            row = (
                connection.execute(select(digests).where(digests.c.id == digest_id)).mappings().one_or_none()
            )
            if row is None:
                return None
            listed = select(digest_items.c.alert_id).where(digest_items.c.digest_id == digest_id)
            items = read_alerts(connection, alerts.c.id.in_(listed))
        if not items:
            return None
        items.sort(
            key=lambda one: (one.state == "resolved", -one.severity, -(one.mention.followers or 0), one.id)
        )
        return Digest(id=digest_id, brand=row["brand"], kind=row["kind"], items=tuple(items))
