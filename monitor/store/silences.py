"""Silences: what people muted, until when, and why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select, true, update

from alerts.base import Severity
from monitor.routing import Matchers, Silence
from monitor.store.database import Database
from monitor.tables import silences


class Silences:
    """The silences table; a silence that is over stays, for the report to tell of."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, when: Matchers, *, until: datetime, by: str, why: str, now: datetime) -> Silence:
        """Mute what fits until a time."""
        made = {"matchers": _written(when), "until": until, "by": by, "why": why, "made_at": now}
        with self._database.write() as connection:
            key = connection.execute(silences.insert().values(made)).inserted_primary_key
        assert key is not None
        return Silence(id=key[0], when=when, until=until, by=by, why=why)

    def active(self, now: datetime) -> list[Silence]:
        """Those that mute now, in the order they were made."""
        return self._read(silences.c.ended_at.is_(None) & (silences.c.until > now))

    def all(self) -> list[Silence]:
        """All there ever were, in the order they were made; `until` of one that was ended early is when."""
        return self._read(true())

    def between(self, since: datetime, until: datetime) -> list[Silence]:
        """Those that muted at any time of a period, in the order they were made."""
        ended = func.coalesce(silences.c.ended_at, silences.c.until)
        return self._read((silences.c.made_at < until) & (ended > since))

    def _read(self, which: ColumnElement[bool]) -> list[Silence]:
        with self._database.read() as connection:
            rows = connection.execute(select(silences).where(which).order_by(silences.c.id)).mappings()
            return [_silence(row) for row in rows]

    def end(self, silence_id: int, *, now: datetime) -> bool:
        """End a silence before its time; False if there is none of this id that still mutes."""
        mutes = (silences.c.id == silence_id) & silences.c.ended_at.is_(None) & (silences.c.until > now)
        with self._database.write() as connection:
            return connection.execute(update(silences).where(mutes).values(ended_at=now)).rowcount == 1


def _written(when: Matchers) -> dict[str, list[str]]:
    lists = {
        "brands": when.brands,
        "languages": when.languages,
        "topics": when.topics,
        "platforms": when.platforms,
        "authors": when.authors,
        "severities": tuple(severity.name for severity in when.severities),
    }
    return {name: list(asked) for name, asked in lists.items() if asked}


def _silence(row: Mapping[Any, Any]) -> Silence:
    lists = {name: tuple(asked) for name, asked in row["matchers"].items()}
    severities = tuple(Severity[name] for name in lists.pop("severities", ()))
    return Silence(
        id=row["id"],
        when=Matchers(**lists, severities=severities),
        until=row["ended_at"] or row["until"],
        by=row["by"],
        why=row["why"],
    )
