"""Matches that wait for a verdict, and the verdicts."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, bindparam, func, or_, select, update

from connectors.base import Mention
from monitor.incidents import Change, Merged, Opened
from monitor.records import Judgement, Subject, Unjudged
from monitor.store.calling import worsen
from monitor.store.changes import ANEW, RAISED_FROM, Place, change, put_alert, told_times
from monitor.store.database import Database
from monitor.store.grouping import alone, group
from monitor.tables import alerts, incidents, matches, mentions, replies
from monitor.triage import REPEATED_WITHIN, repeated

MENTION_COLUMNS = [column for column in mentions.c if column.name not in ("id", "fetched_at")]


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
            rows = (
                connection.execute(
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
                )
                .mappings()
                .all()
            )
            found = [(row["brand"], mention_of(row)) for row in rows]
            earlier = _earlier(connection, found)
            followed = _followed(connection, found, now)
            return [
                Unjudged(
                    match_id=row["match_id"],
                    brand=row["brand"],
                    alerted=row["alert_id"] is not None,
                    earlier=count,
                    followed=lately,
                    words=tuple(row["words"]),
                    mention=mention,
                )
                for row, (_, mention), count, lately in zip(rows, found, earlier, followed, strict=True)
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
        place: Place,
        now: datetime,
        grouped: Mapping[str, Sequence[Change]] = MappingProxyType({}),
        newest: Mapping[str, int] = MappingProxyType({}),
    ) -> int:
        """Store verdicts, raise their alerts, put them into incidents, and their cards into the outbox.

        Args:
            judgements: of matches that `worker` claimed; one whose post was edited or taken over since is dropped.
            place: decides who is told, and when.
            grouped: by brand what `monitor.sorting` made of the complaints among them, named by their matches.
            newest: by brand the newest incident that it was made of.

        Returns:
            How many alerts were raised.

        Raises:
            Overtaken: nothing was stored, for what incidents there are, and which are over, changed meanwhile.
        """
        with self._database.write() as connection:
            _lock_incidents(connection, judgements, grouped)
            for brand in sorted(newest):
                if any(isinstance(each, Opened) for each in grouped.get(brand, ())):
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
            told_as_one = {
                match_id
                for changes in grouped.values()
                for each in changes
                if not isinstance(each, Merged) and not each.surge
                for match_id in each.complaints
            }
            raised, graver = self._raise_all(connection, valid, told_as_one, place, now)
            worsen(self._database, connection, graver, place=place, now=now)
            for brand, changes in grouped.items():
                raised += group(self._database, connection, brand, changes, place=place, now=now)
            return raised

    def _raise_all(
        self,
        connection: Connection,
        judgements: Sequence[Judgement],
        told_as_one: Collection[int],
        place: Place,
        now: datetime,
    ) -> tuple[int, list[int]]:
        """Raise new alerts, and change those of posts that were edited; how many are new, and which became graver."""
        ids = [judgement.match_id for judgement in judgements]
        known = {
            row.match_id: row
            for row in connection.execute(
                select(
                    alerts.c.id,
                    alerts.c.match_id,
                    alerts.c.incident_id,
                    alerts.c.severity,
                    alerts.c.state,
                    alerts.c.told_at,
                    incidents.c.state.label("incident_state"),
                )
                .select_from(alerts.outerjoin(incidents, incidents.c.id == alerts.c.incident_id))
                .where(alerts.c.match_id.in_(ids))
            )
        }
        graver: list[int] = []
        times: dict[str, list[datetime]] = {}
        raised = 0
        for judgement in judgements:
            before = known.get(judgement.match_id)
            if before is not None:
                alert_id = before.id
                worse = judgement.severity > before.severity and before.state != "resolved"
                values: dict[str, Any] = {"severity": int(judgement.severity)}
                if worse:
                    graver.append(alert_id)
                    values |= ANEW | {"restarted_at": now}
                if before.state != "resolved":  # what is promised, and what is to be answered, may be another
                    values |= {"clock_at": now, "draft_at": now}
                change(connection, Subject("alert", alert_id), now=now, **values)
                # the card of an incident that is over calls nobody
                told = before.told_at is not None or before.incident_state not in (None, "resolved")
                if not worse or told or before.state != "open":
                    continue
            elif judgement.severity >= RAISED_FROM:
                alert_id = self._raise(connection, judgement, now)
                raised += 1
            else:
                continue
            if judgement.match_id in told_as_one:
                continue
            if judgement.brand not in times:
                times[judgement.brand] = told_times(connection, judgement.brand, now)
            placing = place(judgement.traits, times[judgement.brand])
            put_alert(self._database, connection, alert_id, judgement.traits, placing, now=now)
            if placing.held is None:
                times[judgement.brand].append(now)
        return raised, graver

    def _raise(self, connection: Connection, judgement: Judgement, now: datetime) -> int:
        alert_id: int = connection.execute(
            alerts.insert()
            .values(
                match_id=judgement.match_id,
                brand=judgement.brand,
                severity=int(judgement.severity),
                state="open",
                version=1,
                opened_at=now,
                clock_at=now,
            )
            .returning(alerts.c.id)
        ).scalar_one()
        return alert_id


def _lock_incidents(
    connection: Connection, judgements: Sequence[Judgement], grouped: Mapping[str, Sequence[Change]]
) -> None:
    """Hold what may change, incidents before alerts and matches, as a press does: else each waits for the other."""
    named = [each for changes in grouped.values() for each in changes if not isinstance(each, Opened)]
    ids = {each.incident for each in named} | {each.into for each in named if isinstance(each, Merged)}
    edited = select(alerts.c.incident_id).where(
        alerts.c.match_id.in_([judgement.match_id for judgement in judgements])
    )
    connection.execute(
        select(incidents.c.id)
        .where(incidents.c.id.in_(ids) | incidents.c.id.in_(edited))
        .order_by(incidents.c.id)
        .with_for_update()
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


def _earlier(connection: Connection, found: Sequence[tuple[str, Mention]]) -> list[int]:
    """For each brand and mention, how many complaints its author made about the brand before.

    An author is known by the platform's id, or else by the handle. What a person called no complaint is none.
    """
    ids = {mention.author_id for _, mention in found if mention.author_id}
    handles = {
        mention.author_handle for _, mention in found if not mention.author_id and mention.author_handle
    }
    # each only if there is one: an empty list would keep the database from using its index
    by = [
        column.in_(known)
        for column, known in ((mentions.c.author_id, ids), (mentions.c.author_handle, handles))
        if known
    ]
    if not by:
        return [0] * len(found)
    rows = connection.execute(
        select(
            matches.c.brand,
            mentions.c.platform,
            mentions.c.author_id,
            mentions.c.author_handle,
            mentions.c.created_at,
        )
        .select_from(mentions.join(matches))
        .where(
            or_(*by),
            mentions.c.created_at >= min(mention.created_at for _, mention in found) - REPEATED_WITHIN,
            mentions.c.created_at < max(mention.created_at for _, mention in found),
            matches.c.complaint.is_(True),
            matches.c.corrected_complaint.is_not(False),
        )
    )
    times: dict[tuple[str, str, str, str | None], list[datetime]] = {}
    for row in rows:
        for kind, author in (("id", row.author_id), ("handle", row.author_handle)):
            times.setdefault((row.brand, row.platform, kind, author), []).append(row.created_at)
    counts = []
    for brand, mention in found:
        kind, author = ("id", mention.author_id) if mention.author_id else ("handle", mention.author_handle)
        # without an author nothing is known of others by the same
        complaints = times.get((brand, mention.platform, kind, author), []) if author else []
        counts.append(repeated(complaints, before=mention.created_at))
    return counts


def _followed(connection: Connection, found: Sequence[tuple[str, Mention]], now: datetime) -> list[bool]:
    """For each brand and mention, whether its author was answered lately and is followed; known as in `_earlier`."""
    rows = connection.execute(
        select(alerts.c.brand, mentions.c.platform, mentions.c.author_id, mentions.c.author_handle)
        .select_from(replies.join(alerts).join(matches).join(mentions))
        .where(replies.c.followed_until.is_not(None), replies.c.followed_until > now)
        .where(replies.c.brand.in_({brand for brand, _ in found}))
    )
    known = {
        (row.brand, row.platform, kind, author)
        for row in rows
        for kind, author in (("id", row.author_id), ("handle", row.author_handle))
        if author
    }
    return [
        any(
            (brand, mention.platform, kind, author) in known
            for kind, author in (("id", mention.author_id), ("handle", mention.author_handle))
        )
        for brand, mention in found
    ]


def mention_of(row: Mapping[Any, Any]) -> Mention:
    """The mention in a row that holds `MENTION_COLUMNS`."""
    values = {column.name: row[column.name] for column in MENTION_COLUMNS}
    return Mention(**values | {"repairs": tuple(values["repairs"])})
