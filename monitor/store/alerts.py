"""Alerts: read for their cards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from alerts.base import Severity
from monitor.records import Address, Alert, Draft, Handled, Subject
from monitor.store.changes import change, put_card
from monitor.store.database import Database
from monitor.store.matches import MENTION_COLUMNS, mention_of
from monitor.tables import alerts, asks, deliveries, drafts, incidents, matches, mentions, replies

#: So long what an author was answered counts as the same conversation.
CONVERSATION = timedelta(hours=72)

_MATCH_COLUMNS = [
    matches.c.words, matches.c.language, matches.c.topic, matches.c.complaint_probability, matches.c.reasons,
    matches.c.negative,
]  # fmt: skip
_INCIDENT_COLUMNS = [incidents.c.phase, incidents.c.explanations, incidents.c.state]
#: How the author went on, of the last reply of which that is known.
_OUTCOME = (
    select(replies.c.outcome)
    .where(replies.c.alert_id == alerts.c.id, replies.c.outcome.is_not(None))
    .order_by(replies.c.id.desc())
    .limit(1)
    .scalar_subquery()
)


#: What a record of an alert and one of an incident have in common.
HANDLING = tuple(field.name for field in fields(Handled) if field.name != "severity")


class Alerts:
    """The alerts table."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, alert_id: int) -> Alert | None:
        """The alert with all that its card shows; None if it was erased."""
        with self._database.read() as connection:
            return next(iter(read_alerts(connection, alerts.c.id == alert_id)), None)

    def show(self, alert_id: int, address: Address, *, now: datetime) -> bool:
        """Give an alert that waited with others a card of its own at a place; False if it has one there."""
        with self._database.write() as connection:
            row = connection.execute(select(alerts).where(alerts.c.id == alert_id)).mappings().one_or_none()
            there = select(deliveries.c.id).where(
                deliveries.c.kind == "alert",
                deliveries.c.subject_id == alert_id,
                deliveries.c.notifier == address.notifier,
                deliveries.c.place == address.place,
            )
            if row is None or connection.scalar(there) is not None:
                return False
            subject = Subject("alert", alert_id)
            if row["told_at"] is None and row["state"] != "resolved":  # nobody could see to it before
                change(connection, subject, now=now, restarted_at=now, clock_at=now, clock_done=None)
            put_card(self._database, connection, subject, [address], severity=row["severity"], now=now)
            return True

    def open(self) -> int:
        """How many alerts nobody has taken."""
        with self._database.read() as connection:
            return connection.scalar(select(func.count()).where(alerts.c.state == "open")) or 0


def read_alerts(connection: Connection, which: ColumnElement[bool]) -> list[Alert]:
    """Alerts with all that their cards show, in the order of their ids."""
    # mentions and matches share column names with alerts (id, revision …): label what would collide
    shown = [column.label(f"mention_{column.name}") for column in MENTION_COLUMNS]
    rows = connection.execute(
        select(
            alerts,
            *[column.label(f"match_{column.name}") for column in _MATCH_COLUMNS],
            *[column.label(f"incident_{column.name}") for column in _INCIDENT_COLUMNS],
            *shown,
            _OUTCOME.label("outcome"),
        )
        .select_from(
            alerts.join(matches).join(mentions).outerjoin(incidents, incidents.c.id == alerts.c.incident_id)
        )
        .where(which)
        .order_by(alerts.c.id)
    )
    found = rows.mappings().all()
    ids = [row["id"] for row in found]
    drafted, sending, gists = _drafts(connection, ids), _sending(connection, ids), _gists(connection, found)
    replied = _replied(connection, found)
    return [
        _alert(
            row,
            drafted.get(row["id"], ()),
            replied[row["id"]],
            gist=gists.get(row["id"]),
            sending=sending.get(row["id"], {}),
        )
        for row in found
    ]


def gist_key(alert_id: int, revision: int) -> str:
    """By which the gist of a post, as it stands in a revision, is known among what the writer was asked."""
    return f"gist/{alert_id}/{revision}"


def _gists(connection: Connection, rows: Sequence[Mapping[Any, Any]]) -> dict[int, str]:
    keys = [gist_key(row["id"], row["mention_revision"]) for row in rows]
    found = select(asks.c.alert_id, asks.c.text).where(asks.c.key.in_(keys), asks.c.text.is_not(None))
    return {row.alert_id: row.text for row in connection.execute(found)}


def _drafts(connection: Connection, alert_ids: Sequence[int]) -> dict[int, tuple[Draft, ...]]:
    rows = connection.execute(
        select(drafts).where(drafts.c.alert_id.in_(alert_ids)).order_by(drafts.c.alert_id, drafts.c.id)
    )
    found: dict[int, tuple[Draft, ...]] = {}
    for row in rows.mappings():
        draft = Draft(**{name: row[name] for name in ("kind", "language", "text", "lines", "source")})
        found[row["alert_id"]] = (*found.get(row["alert_id"], ()), draft)
    return found


def _sending(connection: Connection, alert_ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Of alerts whose last reply is to be published, or was: that, and where it stands."""
    rows = connection.execute(
        select(replies.c.alert_id, replies.c.via, replies.c.state, replies.c.permalink)
        .where(replies.c.alert_id.in_(alert_ids), replies.c.state != "refused")
        .order_by(replies.c.id)
    )
    found: dict[int, dict[str, Any]] = {}
    for row in rows:  # the last one stays
        state = "waiting" if row.state == "waiting" else "published"
        found[row.alert_id] = {"sending": state, "reply_link": row.permalink} if row.via == "api" else {}
    return found


def _replied(connection: Connection, found: Sequence[Mapping[Any, Any]]) -> dict[int, int]:
    """By alert, how many public replies the author of its post got from the brand lately.

    Begins with the replies, of which there are few: to look for each author's alerts reads all of the brand's.
    """
    if not found:
        return {}
    given: dict[tuple[str, str, str, str], list[tuple[int, datetime]]] = {}
    own: dict[int, list[tuple[int, datetime]]] = {}
    since = min(row["opened_at"] for row in found) - CONVERSATION
    for row in connection.execute(
        select(
            replies.c.id,
            replies.c.alert_id,
            replies.c.brand,
            replies.c.replied_at,
            mentions.c.platform,
            mentions.c.author_id,
            mentions.c.author_handle,
        )
        .select_from(replies.join(alerts).join(matches).join(mentions))
        .where(replies.c.brand.in_({row["brand"] for row in found}))
        .where(replies.c.replied_at > since, replies.c.state == "sent")
    ):
        reply = (row.id, row.replied_at)
        own.setdefault(row.alert_id, []).append(reply)
        for kind, author in (("id", row.author_id), ("handle", row.author_handle)):
            if author:
                given.setdefault((row.brand, row.platform, kind, author), []).append(reply)
    counts = {}
    for alert in found:
        kind = "id" if alert["mention_author_id"] else "handle"
        author = alert["mention_author_id"] or alert["mention_author_handle"] or ""
        to_author = given.get((alert["brand"], alert["mention_platform"], kind, author), [])
        lately = alert["opened_at"] - CONVERSATION
        theirs = {reply for reply, at in (*own.get(alert["id"], ()), *to_author) if at > lately}
        counts[alert["id"]] = len(theirs)
    return counts


def _alert(
    row: Mapping[Any, Any],
    drafted: tuple[Draft, ...],
    replied: int,
    *,
    gist: str | None,
    sending: Mapping[str, Any],
) -> Alert:
    known = row["incident_id"] is not None and (row["incident_phase"] or row["incident_state"] != "resolved")
    return Alert(
        **{name: row[name] for name in HANDLING},
        severity=Severity(row["severity"]),
        incident_id=row["incident_id"],
        held=row["held"],
        phase=row["incident_phase"] or "empathy" if known else None,
        explanations=row["incident_explanations"] or {},
        drafts=drafted,
        draft_at=row["draft_at"],
        replied=replied,
        gist=gist,
        outcome=row["outcome"],
        negative=row["match_negative"] or 0.0,
        language=row["match_language"] or "other",
        topic=row["match_topic"],
        complaint_probability=row["match_complaint_probability"] or 0.0,
        reasons=tuple(row["match_reasons"] or ()),
        words=tuple(row["match_words"]),
        mention=mention_of({column.name: row[f"mention_{column.name}"] for column in MENTION_COLUMNS}),
        **sending,
    )
