"""Matches that wait for a verdict, and the verdicts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, bindparam, func, select, update

from alerts.base import Severity
from connectors.base import Mention
from monitor.incidents import Change, Merged, Opened
from monitor.records import Address, Judgement, Unjudged
from monitor.store.changes import RAISED_FROM, alone, change_alert, group, new_delivery
from monitor.store.database import Database
from monitor.tables import alerts, deliveries, matches, mentions

MENTION_COLUMNS = [column for column in mentions.c if column.name not in ("id", "fetched_at")]

#: The card of an alert goes out at once from here up, the rest waits for the report.
AT_ONCE = Severity.high


class Matches:
    """The matches table, and the alerts that verdicts raise."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def waiting(self) -> int:
        """How many matches wait for a verdict."""
        with self._database.read() as connection:
            return connection.scalar(select(func.count()).where(matches.c.judged_at.is_(None))) or 0

    def claim(self, worker: str, *, now: datetime, lease: timedelta, limit: int) -> list[Unjudged]:
        """Take up to `limit` matches without a verdict, the oldest first."""
        free = matches.c.claimed_until.is_(None) | (matches.c.claimed_until <= now)
        with self._database.write() as connection:
            ids = connection.scalars(
                select(matches.c.id)
                .where(matches.c.judged_at.is_(None), free)
                .order_by(matches.c.id)
                .limit(limit)
                .with_for_update(skip_locked=True)
            ).all()
            if not ids:
                return []
            connection.execute(
                update(matches)
                .where(matches.c.id.in_(ids))
                .values(claimed_by=worker, claimed_until=now + lease)
            )
            rows = connection.execute(
                select(
                    matches.c.id.label("match_id"),
                    matches.c.brand,
                    matches.c.words,
                    alerts.c.id.label("alert_id"),
                    *MENTION_COLUMNS,
                )
                .select_from(matches.join(mentions).outerjoin(alerts))
                .where(matches.c.id.in_(ids))
                .order_by(matches.c.id)
            ).mappings()
            return [
                Unjudged(
                    match_id=row["match_id"],
                    brand=row["brand"],
                    alerted=row["alert_id"] is not None,
                    words=tuple(row["words"]),
                    mention=mention_of(row),
                )
                for row in rows
            ]

    def release(self, worker: str) -> None:
        """Give back what `worker` claimed and did not judge."""
        with self._database.write() as connection:
            connection.execute(
                update(matches)
                .where(matches.c.judged_at.is_(None), matches.c.claimed_by == worker)
                .values(claimed_by=None, claimed_until=None)
            )

    def record(
        self,
        worker: str,
        judgements: Sequence[Judgement],
        *,
        addresses: Mapping[str, Sequence[Address]],
        now: datetime,
        grouped: Mapping[str, Sequence[Change]] = MappingProxyType({}),
        newest: Mapping[str, int] = MappingProxyType({}),
    ) -> int:
        """Store verdicts, raise their alerts, put them into incidents, and the cards of the urgent into the outbox.

        Args:
            judgements: of matches that `worker` claimed; one whose post was edited or taken over since is dropped.
            addresses: where the cards of each brand go.
            grouped: by brand what `monitor.sorting` made of the complaints among them, named by their matches.
            newest: by brand the newest incident that it was made of.

        Returns:
            How many alerts were raised.

        Raises:
            Overtaken: nothing was stored, for incidents are to be opened and another process did so meanwhile.
        """
        with self._database.write() as connection:
            for brand in sorted(newest):
                if any(isinstance(change, Opened) for change in grouped.get(brand, ())):
                    alone(self._database, connection, brand, newest[brand])
            still_ours = set(
                connection.scalars(
                    select(matches.c.id)
                    .where(
                        matches.c.id.in_([judgement.match_id for judgement in judgements]),
                        matches.c.claimed_by == worker,
                        matches.c.judged_at.is_(None),
                    )
                    .with_for_update()
                )
            )
            valid = [judgement for judgement in judgements if judgement.match_id in still_ours]
            if not valid:
                return 0
            connection.execute(_RECORD, [_verdict(judgement, now) for judgement in valid])
            known = {
                row.match_id: row.id
                for row in connection.execute(
                    select(alerts.c.id, alerts.c.match_id).where(alerts.c.match_id.in_(still_ours))
                )
            }
            raised = 0
            told_as_one = {
                match_id
                for changes in grouped.values()
                for change in changes
                if not isinstance(change, Merged) and not change.surge
                for match_id in change.complaints
            }
            for judgement in valid:
                alert_id = known.get(judgement.match_id)
                if alert_id is not None:
                    change_alert(connection, alert_id, now=now, severity=int(judgement.severity))
                elif judgement.severity >= RAISED_FROM:
                    alert_id = self._raise(connection, judgement, now)
                    raised += 1
                if judgement.match_id in told_as_one or alert_id is None:
                    continue
                if judgement.severity >= AT_ONCE:
                    self._address(connection, alert_id, judgement, addresses.get(judgement.brand, ()), now)
            for brand, changes in grouped.items():
                raised += group(
                    self._database, connection, brand, changes, addresses=addresses.get(brand, ()), now=now
                )
            return raised

    def _raise(self, connection: Connection, judgement: Judgement, now: datetime) -> int:
        template, language, text = judgement.draft or (None, None, None)
        alert_id: int = connection.execute(
            alerts.insert()
            .values(
                match_id=judgement.match_id,
                brand=judgement.brand,
                severity=int(judgement.severity),
                state="open",
                version=1,
                opened_at=now,
                draft_template=template,
                draft_language=language,
                draft_text=text,
            )
            .returning(alerts.c.id)
        ).scalar_one()
        return alert_id

    def _address(
        self,
        connection: Connection,
        alert_id: int,
        judgement: Judgement,
        addresses: Sequence[Address],
        now: datetime,
    ) -> None:
        version = connection.scalar(select(alerts.c.version).where(alerts.c.id == alert_id))
        for address in addresses:
            row = new_delivery("alert", alert_id, address, rank=int(judgement.severity), now=now)
            connection.execute(
                self._database.insert(deliveries).values(row | {"version": version}).on_conflict_do_nothing()
            )


_VERDICT_FIELDS = (
    "model", "language", "sentiment", "negative", "neutral", "positive", "complaint", "complaint_probability", "topic",
    "vector", "severity", "reasons", "judged_at",
)  # fmt: skip

_RECORD = (
    update(matches)
    .where(matches.c.id == bindparam("match_row"))
    .values({name: bindparam(f"new_{name}", type_=matches.c[name].type) for name in _VERDICT_FIELDS})
    .values(claimed_by=None, claimed_until=None)
)


def _verdict(judgement: Judgement, now: datetime) -> dict[str, Any]:
    values = {name: getattr(judgement, name) for name in _VERDICT_FIELDS if name != "judged_at"}
    values |= {"severity": int(judgement.severity), "reasons": list(judgement.reasons), "judged_at": now}
    return {f"new_{name}": value for name, value in values.items()} | {"match_row": judgement.match_id}


def mention_of(row: Mapping[Any, Any]) -> Mention:
    """The mention in a row that holds `MENTION_COLUMNS`."""
    values = {column.name: row[column.name] for column in MENTION_COLUMNS}
    return Mention(**values | {"repairs": tuple(values["repairs"])})
