"""Silences: alerts that nobody is to be told of for a while."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from alerts.base import Severity
from monitor.routing import Matchers, Silence
from monitor.store.database import Database
from monitor.tables import silences


class Silences:
    """The silences table."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, when: Matchers, *, until: datetime, by: str, why: str, now: datetime) -> Silence:
        """Mute what fits until a time."""
        matchers = {name: list(values) for name, values in asdict(when).items() if values}
        with self._database.write() as connection:
            silence_id = connection.execute(
                silences.insert()
                .values(matchers=matchers, until=until, by=by, why=why, made_at=now)
                .returning(silences.c.id)
            ).scalar_one()
        return Silence(id=silence_id, when=when, until=until, by=by, why=why)

    def active(self, now: datetime) -> list[Silence]:
        """Those that mute now, the oldest first."""
        with self._database.read() as connection:
            rows = connection.execute(
                select(silences)
                .where(silences.c.until > now, silences.c.ended_at.is_(None))
                .order_by(silences.c.id)
            ).mappings()
            return [_silence(row) for row in rows]

    def end(self, silence_id: int, *, now: datetime) -> bool:
        """Let a silence be over; False if there is none of this number that lasts."""
        with self._database.write() as connection:
            over = update(silences).where(
                silences.c.id == silence_id, silences.c.ended_at.is_(None), silences.c.until > now
            )
            return connection.execute(over.values(ended_at=now)).rowcount == 1


def _silence(row: Mapping[Any, Any]) -> Silence:
    values = {name: tuple(listed) for name, listed in row["matchers"].items()}
    if "severities" in values:
        values["severities"] = tuple(map(Severity, values["severities"]))
    return Silence(id=row["id"], when=Matchers(**values), until=row["until"], by=row["by"], why=row["why"])
