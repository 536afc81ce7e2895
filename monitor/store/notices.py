"""Notices: what the service tells about itself, each once while it lasts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from monitor.records import Address, Notice
from monitor.store.changes import tell
from monitor.store.database import Database
from monitor.tables import notices


class Notices:
    """The notices table."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def tell(
        self,
        key: str,
        kind: str,
        facts: Mapping[str, Any],
        *,
        addresses: Sequence[Address],
        now: datetime,
    ) -> bool:
        """Tell something once: a second call with the same `key` does nothing until `forget`.

        Returns:
            Whether this call was the first.
        """
        with self._database.write() as connection:
            return tell(self._database, connection, key, kind, facts, addresses=addresses, now=now)

    def forget(self, key: str, *, now: datetime) -> bool:
        """The matter is over; the same may be told again when it comes back. Whether it had been told."""
        with self._database.write() as connection:
            over = (
                update(notices).where(notices.c.key == key, notices.c.over_at.is_(None)).values(over_at=now)
            )
            return connection.execute(over).rowcount == 1

    def get(self, notice_id: int) -> Notice | None:
        """The notice, for rendering."""
        with self._database.read() as connection:
            row = (
                connection.execute(select(notices).where(notices.c.id == notice_id)).mappings().one_or_none()
            )
        if row is None:
            return None
        return Notice(id=row["id"], kind=row["kind"], facts=row["facts"], raised_at=row["raised_at"])

    def told(self, kind: str) -> list[Notice]:
        """Notices of `kind` that are not over, oldest first."""
        with self._database.read() as connection:
            rows = connection.execute(
                select(notices)
                .where(notices.c.kind == kind, notices.c.over_at.is_(None))
                .order_by(notices.c.id)
            ).mappings()
            return [
                Notice(id=row["id"], kind=row["kind"], facts=row["facts"], raised_at=row["raised_at"])
                for row in rows
            ]
