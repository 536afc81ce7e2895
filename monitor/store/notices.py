"""Notices: what the service tells about itself, each once while it lasts."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update

from monitor.records import Address, Notice, Subject
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
        addresses: Sequence[Address] = (),
        subject: Subject | None = None,
        now: datetime,
    ) -> bool:
        """Tell something once: a second call with the same `key` does nothing until `forget`.

        Args:
            addresses: where it goes; with a `subject` it goes into the threads of that card instead.

        Returns:
            Whether this call was the first.
        """
        with self._database.write() as connection:
            return tell(
                self._database, connection, key, kind, facts, addresses=addresses, subject=subject, now=now
            )

    def forget(self, key: str, *, now: datetime) -> bool:
        """The matter is over; the same may be told again when it comes back. Whether it had been told."""
        with self._database.write() as connection:
            over = (
                update(notices).where(notices.c.key == key, notices.c.over_at.is_(None)).values(over_at=now)
            )
            return connection.execute(over).rowcount == 1

    def ended(self, keys: Collection[str]) -> datetime | None:
        """When the last of these matters was over; None if none of them ever was."""
        with self._database.read() as connection:
            ended: datetime | None = connection.scalar(
                select(func.max(notices.c.over_at)).where(notices.c.key.in_(keys))
            )
            return ended

    def get(self, notice_id: int) -> Notice | None:
        """The notice, for rendering."""
        with self._database.read() as connection:
            row = (
                connection.execute(select(notices).where(notices.c.id == notice_id)).mappings().one_or_none()
            )
        if row is None:
            return None
        return _notice(row)

    def told(self, kind: str) -> list[Notice]:
        """Notices of `kind` that are not over, oldest first."""
        with self._database.read() as connection:
            rows = connection.execute(
                select(notices)
                .where(notices.c.kind == kind, notices.c.over_at.is_(None))
                .order_by(notices.c.id)
            ).mappings()
            return [_notice(row) for row in rows]


def _notice(row: Mapping[Any, Any]) -> Notice:
    kept = {name: row[name] for name in ("id", "kind", "facts", "raised_at")}
    about = row["subject_kind"]
    return Notice(**kept, subject=Subject(about, row["subject_id"]) if about else None)
