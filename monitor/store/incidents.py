"""Incidents: what they are grouped by, and read for their cards."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, case, func, select, update

from alerts.base import Severity
from monitor.incidents import Rules
from monitor.records import Incident, Subject, Voice
from monitor.store.alerts import HANDLING
from monitor.store.changes import change, tell
from monitor.store.database import Database
from monitor.store.known import AUTHOR, OF_ALERTS, Known, Past, known, past
from monitor.tables import alerts, deliveries, incidents, matches, mentions

_VOICES = 3
#: … and so many in a thread that is told of more.
_DETAILED = 6
#: More of them than this in a day or a week are no incidents any more.
_REPORTED = 50


#: Sure complaints first.
_SURE = case((matches.c.complaint.is_(True), 0), else_=1)


class Incidents:
    """The incidents table."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def known(self, brand: str, *, rules: Rules, now: datetime, at: datetime) -> Known:
        """What new complaints of `brand` are grouped by; `at` is when the newest of them was posted."""
        with self._database.read() as connection:
            return known(connection, brand, rules=rules, now=now, at=at)

    def past(self, brand: str, *, now: datetime) -> Past:
        """What was usual for `brand`; reading it takes a while, and it hardly changes within minutes."""
        with self._database.read() as connection:
            return past(connection, brand, now=now)

    def get(self, incident_id: int) -> Incident | None:
        """The incident with all that its card shows; None if there is none, or nothing is left of it."""
        with self._database.read() as connection:
            row = (
                connection.execute(select(incidents).where(incidents.c.id == incident_id))
                .mappings()
                .one_or_none()
            )
            if row is None:
                return None
            shown = row["merged_into"] or incident_id
            of_it: ColumnElement[bool] = alerts.c.incident_id == shown
            if row["middle"] is None and row["merged_into"] is None:
                between = mentions.c.created_at.between(row["since"], row["last_at"])
                of_it = (alerts.c.brand == row["brand"]) & alerts.c.incident_id.is_(None) & between
            total = connection.execute(
                select(
                    func.count().label("complaints"),
                    func.count(AUTHOR.distinct()).label("people"),
                    func.max(mentions.c.followers).label("loudest"),
                )
                .select_from(OF_ALERTS)
                .where(of_it)
            ).one()
            if not total.complaints:
                return None
            beside: int | None = 0
            if row["middle"] is not None:
                in_its_time = mentions.c.created_at.between(row["since"], row["last_at"])
                beside = connection.scalar(
                    select(func.count())
                    .select_from(OF_ALERTS)
                    .where(alerts.c.brand == row["brand"], alerts.c.incident_id.is_(None), in_its_time)
                )
            return Incident(
                **{name: row[name] for name in _KEPT},
                surge=row["middle"] is None,
                severity=Severity(row["severity"]),
                complaints=total.complaints,
                people=total.people,
                beside=beside or 0,
                loudest=total.loudest,
                platforms=_counted(connection, mentions.c.platform, of_it),
                languages=_counted(connection, matches.c.language, of_it),
                topics=_counted(connection, matches.c.topic, of_it),
                voices=_voices(connection, of_it),
                phase=row["phase"] or "empathy",
                explanations=row["explanations"] or {},
            )

    def between(self, brand: str, *, since: datetime, until: datetime) -> list[Incident]:
        """The incidents of a brand that went on in a period, the gravest first; those merged into others left out."""
        with self._database.read() as connection:
            ids = connection.scalars(
                select(incidents.c.id)
                .where(incidents.c.brand == brand, incidents.c.merged_into.is_(None))
                .where(incidents.c.last_at >= since, incidents.c.since < until)
                .order_by(incidents.c.severity.desc(), incidents.c.since, incidents.c.id)
                .limit(_REPORTED)
            ).all()
        found = [self.get(incident_id) for incident_id in ids]
        return [each for each in found if each is not None]

    def joined(self, incident_id: int, *, since: datetime, until: datetime) -> tuple[Voice, ...]:
        """What customers said who joined an incident after `since`, up to `until`: the loudest, then the latest."""
        with self._database.read() as connection:
            return _voices(
                connection,
                (alerts.c.incident_id == incident_id)
                & (alerts.c.joined_at > since)
                & (alerts.c.joined_at <= until),
                at_most=_DETAILED,
            )

    def detail(self, *, now: datetime) -> int:
        """Tell the threads of incidents what joined them since they were last told; how many were."""
        told = 0
        with self._database.write() as connection:
            rows = connection.execute(
                select(incidents.c.id, incidents.c.detailed_at)
                .where(incidents.c.detail_at.is_not(None), incidents.c.detail_at <= now)
                .limit(100)
            ).all()
            for row in rows:
                own = incidents.c.id == row.id
                connection.execute(update(incidents).where(own).values(detail_at=None, detailed_at=now))
                if not _stands(connection, row.id):  # its card, once sent, counts them
                    continue
                joined = (alerts.c.incident_id == row.id) & (alerts.c.joined_at <= now)
                if row.detailed_at is not None:
                    joined &= alerts.c.joined_at > row.detailed_at
                count = connection.scalar(select(func.count()).select_from(alerts).where(joined)) or 0
                if not count:
                    continue
                since = row.detailed_at or now - timedelta(days=1)
                facts = {"since": since.isoformat(), "until": now.isoformat(), "count": count}
                told += tell(
                    self._database,
                    connection,
                    f"incident:{row.id}:more:{now.isoformat()}",
                    "incident_more",
                    facts,
                    subject=Subject("incident", row.id),
                    now=now,
                )
        return told

    def unanswered(self, incident_id: int) -> int | None:
        """The alert of an incident's loudest customer who got no reply yet, then the latest; None if all did."""
        with self._database.read() as connection:
            return connection.scalar(
                select(alerts.c.id)
                .select_from(OF_ALERTS)
                .where(alerts.c.incident_id == incident_id, alerts.c.answered_at.is_(None))
                .where(alerts.c.state != "resolved")
                .order_by(_SURE, func.coalesce(mentions.c.followers, 0).desc(), mentions.c.created_at.desc())
                .limit(1)
            )

    def others(self, incident_id: int) -> list[tuple[int, str, int]]:
        """Other incidents of the same brand that are not over: id, what one customer said, how many complaints."""
        with self._database.read() as connection:
            brand = select(incidents.c.brand).where(incidents.c.id == incident_id).scalar_subquery()
            rows = connection.execute(
                select(incidents.c.id, func.count().label("number"), func.min(mentions.c.text).label("said"))
                .select_from(
                    incidents.join(alerts, alerts.c.incident_id == incidents.c.id)
                    .join(matches)
                    .join(mentions)
                )
                .where(incidents.c.brand == brand, incidents.c.id != incident_id)
                .where(incidents.c.state != "resolved", incidents.c.middle.is_not(None))
                .group_by(incidents.c.id)
                .order_by(func.count().desc())
                .limit(20)
            )
            return [(row.id, row.said, row.number) for row in rows]

    def open(self, brand: str | None = None) -> int:
        """How many incidents are not over, of all brands or of one."""
        chosen = select(func.count()).select_from(incidents).where(incidents.c.state != "resolved")
        if brand is not None:
            chosen = chosen.where(incidents.c.brand == brand)
        with self._database.read() as connection:
            return connection.scalar(chosen) or 0

    def close(self, *, rules: Mapping[str, Rules], now: datetime) -> int:
        """End the incidents of brands that nobody joined for long; how many."""
        ended = 0
        for brand, own in rules.items():
            with self._database.write() as connection:
                quiet = connection.scalars(
                    select(incidents.c.id)
                    .where(incidents.c.brand == brand, incidents.c.state != "resolved")
                    .where(incidents.c.last_at <= now - own.close_after)
                    .with_for_update(skip_locked=True)
                ).all()
                for incident_id in quiet:
                    over = {"state": "resolved", "resolution": "over", "resolved_at": now, "clock_at": None}
                    change(connection, Subject("incident", incident_id), now=now, at_once=False, **over)
                ended += len(quiet)
        return ended


_KEPT = (*HANDLING, "since", "last_at", "authors", "minutes", "usual")


def _stands(connection: Connection, incident_id: int) -> bool:
    """Whether the card of an incident stands anywhere."""
    card = (deliveries.c.kind == "incident") & (deliveries.c.subject_id == incident_id)
    there = select(deliveries.c.id).where(card, deliveries.c.message_id.is_not(None)).limit(1)
    return connection.scalar(there) is not None


def _counted(
    connection: Connection, column: ColumnElement[Any], of_it: ColumnElement[bool]
) -> tuple[tuple[str, int], ...]:
    rows = connection.execute(
        select(column.label("name"), func.count().label("number"))
        .select_from(OF_ALERTS)
        .where(of_it, column.is_not(None))
        .group_by(column)
    )
    return tuple(sorted(((row.name, row.number) for row in rows), key=lambda pair: (-pair[1], pair[0])))


def _voices(
    connection: Connection, of_it: ColumnElement[bool], *, at_most: int = _VOICES
) -> tuple[Voice, ...]:
    """The loudest customer, then the latest ones; what only reads like the others stands behind sure complaints."""
    columns = (
        mentions.c.text,
        mentions.c.platform,
        mentions.c.permalink,
        mentions.c.author_handle,
        mentions.c.author_name,
        mentions.c.followers,
        matches.c.language,
        AUTHOR.label("author"),
    )
    chosen = select(*columns).select_from(OF_ALERTS).where(of_it)
    loudest = (
        chosen.where(mentions.c.followers.is_not(None)).order_by(_SURE, mentions.c.followers.desc()).limit(1)
    )
    latest = chosen.order_by(_SURE, mentions.c.created_at.desc(), mentions.c.id.desc()).limit(4 * at_most)
    voices: dict[str, Voice] = {}
    for row in (*connection.execute(loudest), *connection.execute(latest)):
        voice = Voice(
            text=row.text,
            language=row.language or "other",
            platform=row.platform,
            permalink=row.permalink,
            author=row.author_handle or row.author_name,
            followers=row.followers,
        )
        voices.setdefault(row.author, voice)
    return tuple(voices.values())[:at_most]
