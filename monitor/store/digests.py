"""Digests: alerts that waited together, read for their message."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import func, select, update

from monitor.records import Address, Digest, Subject
from monitor.store.alerts import read_alerts
from monitor.store.changes import tell
from monitor.store.database import Database
from monitor.tables import alerts, digest_items, digests

#: A flood is added to for an hour, and a digest of the day is whole when it is due; but we may be down then.
_UNROLLED_FOR = timedelta(days=30)


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
        """A digest, for rendering, the gravest first, or the earliest of a flood; None if nothing is in it."""
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
        if row["kind"] != "flood":  # that one grows: what is told in its thread must not move
            items.sort(key=lambda one: (-one.severity, -(one.mention.followers or 0), one.id))
        return Digest(id=digest_id, brand=row["brand"], kind=row["kind"], items=tuple(items))

    def unroll(self, *, shown: int, now: datetime) -> int:
        """Tell the threads of digests what their messages have no room for; how many notices that makes.

        Args:
            shown: how many alerts fit into one message.
        """
        told = 0
        number = (
            select(func.count())
            .where(digest_items.c.digest_id == digests.c.id)
            .correlate(digests)
            .scalar_subquery()
        )
        with self._database.write() as connection:
            rows = connection.execute(
                select(digests.c.id, digests.c.told, number.label("number"))
                .where(digests.c.due_at <= now, digests.c.due_at > now - _UNROLLED_FOR)
                .where(number > shown, number > digests.c.told)
            ).all()
            for row in rows:
                start = max(row.told, shown)
                while start < row.number:
                    end = min(start + shown, row.number)
                    told += tell(
                        self._database,
                        connection,
                        f"digest:{row.id}:{start}:{end}",
                        "digest_more",
                        {"start": start, "end": end},
                        subject=Subject("digest", row.id),
                        now=now,
                    )
                    start = end
                connection.execute(update(digests).where(digests.c.id == row.id).values(told=row.number))
        return told
