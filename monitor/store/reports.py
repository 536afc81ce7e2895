"""What reports are made of, and the reports made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import chain
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, select

from alerts.base import Severity
from monitor.records import Address, ReplyRow, Report, ReportRow
from monitor.store.changes import RAISED_FROM, new_delivery
from monitor.store.database import Database
from monitor.tables import alerts, deliveries, matches, mentions, replies, reports

_MENTION = (
    "platform",
    "permalink",
    "text",
    "created_at",
    "author_handle",
    "followers",
    "external_id",
    "author_name",
)
_MATCH = ("language", "sentiment", "complaint_probability", "topic", "positive")
_ALERT = ("opened_at", "acknowledged_at", "resolved_at", "held", "told_at")


#: Nobody is followed longer after a reply.
_FOLLOWED_AT_MOST = timedelta(days=4)


class Reports:
    """Reading a period, and the reports table."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def rows(self, brand: str, *, since: datetime, until: datetime) -> list[ReportRow]:
        """Every judged mention of `brand` posted in the period, oldest first."""
        columns = (
            [mentions.c[name] for name in _MENTION]
            + [matches.c[name] for name in _MATCH]
            + [alerts.c[name] for name in _ALERT]
            + [matches.c.severity, matches.c.complaint, matches.c.corrected_complaint]
            + [alerts.c.state, matches.c.id.label("match_id"), matches.c.words, mentions.c.author_id]
        )
        with self._database.read() as connection:
            rows = connection.execute(
                select(*columns)
                .select_from(mentions.join(matches).outerjoin(alerts))
                .where(mentions.c.created_at >= since, mentions.c.created_at < until)
                .where(matches.c.brand == brand, matches.c.judged_at.is_not(None))
                .order_by(mentions.c.created_at, mentions.c.id)
            ).mappings()
            thanked = _thanked(connection, brand, since)
            return [_row(row, thanked) for row in rows]

    def replies(self, brand: str, *, since: datetime, until: datetime) -> list[ReplyRow]:
        """Every reply that was sent in the period, oldest first."""
        earlier = replies.alias("earlier")
        first = (
            select(func.min(earlier.c.id))
            .where(earlier.c.alert_id == replies.c.alert_id, earlier.c.state == "sent")
            .scalar_subquery()
        )
        kept = ("kind", "source", "edited", "replied_at", "outcome", "outcome_at")
        with self._database.read() as connection:
            rows = connection.execute(
                select(
                    *(replies.c[name] for name in kept),
                    (replies.c.id == first).label("first"),
                    mentions.c.created_at.label("posted_at"),
                    mentions.c.followers,
                )
                .select_from(replies.join(alerts).join(matches).join(mentions))
                .where(replies.c.brand == brand, replies.c.state == "sent")
                .where(replies.c.replied_at >= since, replies.c.replied_at < until)
                .order_by(replies.c.replied_at, replies.c.id)
            ).mappings()
            return [ReplyRow(**row) for row in rows]

    def thanked_lately(self, brand: str, *, before: datetime, reports_back: int = 4) -> list[str]:
        """Of which lines the thanks of the last reports before a time were made, the newest report's first."""
        with self._database.read() as connection:
            made = connection.scalars(
                select(reports.c.figures)
                .where(reports.c.brand == brand, reports.c.until <= before)
                .order_by(reports.c.until.desc())
                .limit(reports_back)
            )
            return [each["lines"] for each in chain.from_iterable(one.get("thanks") or () for one in made)]

    def keep(
        self,
        brand: str,
        *,
        since: datetime,
        until: datetime,
        figures: Mapping[str, Any],
        addresses: Sequence[Address],
        now: datetime,
    ) -> Report | None:
        """Keep a made report and put it into the outbox; None if the period's report was made before."""
        with self._database.write() as connection:
            report_id = connection.scalar(
                self._database.insert(reports)
                .values(brand=brand, since=since, until=until, figures=dict(figures), made_at=now)
                .on_conflict_do_nothing()
                .returning(reports.c.id)
            )
            if report_id is None:
                return None
            for address in addresses:
                row = new_delivery(("report", report_id), address, rank=int(Severity.low), now=now)
                connection.execute(deliveries.insert().values(row))
            return Report(id=report_id, brand=brand, since=since, until=until, figures=figures)

    def ever(self, brand: str) -> bool:
        """Whether a report of `brand` was ever made."""
        with self._database.read() as connection:
            return (
                connection.scalar(select(reports.c.id).where(reports.c.brand == brand).limit(1)) is not None
            )

    def get(self, report_id: int) -> Report | None:
        """A made report, for rendering."""
        with self._database.read() as connection:
            row = (
                connection.execute(select(reports).where(reports.c.id == report_id)).mappings().one_or_none()
            )
        if row is None:
            return None
        return Report(
            id=row["id"], brand=row["brand"], since=row["since"], until=row["until"], figures=row["figures"]
        )


class _Thanked(NamedTuple):
    """Who thanked after a reply, and when; and whom a reply thanked back."""

    solved: frozenset[tuple[str, str, datetime]]
    back: frozenset[tuple[str, str]]


def _thanked(connection: Connection, brand: str, since: datetime) -> _Thanked:
    rows = connection.execute(
        select(
            replies.c.kind,
            replies.c.outcome,
            replies.c.outcome_at,
            replies.c.replied_at,
            mentions.c.platform,
            mentions.c.author_id,
            mentions.c.author_handle,
        )
        .select_from(replies.join(alerts).join(matches).join(mentions))
        .where(replies.c.brand == brand, replies.c.state == "sent")
        .where(replies.c.replied_at >= since - _FOLLOWED_AT_MOST)
    ).all()
    authors = [(row, author) for row in rows for author in (row.author_id or row.author_handle,) if author]
    return _Thanked(
        solved=frozenset(
            (row.platform, author, row.outcome_at) for row, author in authors if row.outcome == "thanked"
        ),
        back=frozenset(
            (row.platform, author)
            for row, author in authors
            if row.kind == "thanks" and row.replied_at >= since
        ),
    )


def _row(row: Mapping[Any, Any], thanked: _Thanked) -> ReportRow:
    author = (row["platform"], row["author_id"] or row["author_handle"] or "")
    corrected = row["corrected_complaint"]
    raised = row["severity"] is not None and row["severity"] >= RAISED_FROM
    return ReportRow(
        # What was told as one, though the model was in doubt, counts as one.
        complaint=bool(row["complaint"] or raised) if corrected is None else bool(corrected),
        severity=Severity(row["severity"]) if row["severity"] is not None else None,
        alert_state=row["state"],
        match_id=row["match_id"],
        words=tuple(row["words"]),
        solved=(*author, row["created_at"]) in thanked.solved,
        thanked_back=author in thanked.back,
        **{name: row[name] for name in (*_MENTION, *_MATCH, *_ALERT)},
    )
