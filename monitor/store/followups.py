"""Follow-ups: replies whose authors are followed, what they wrote since, and how they went on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select, update

from alerts.base import Severity
from connectors.base import Mention
from monitor.records import Followed, Said, Subject
from monitor.store.changes import ANEW, change, tell
from monitor.store.database import Database
from monitor.store.matches import MENTION_COLUMNS, mention_of
from monitor.tables import alerts, matches, mentions, replies

_LIMIT = 200
#: The complaint that was answered, and what its author wrote since.
_OWN, _OWN_MATCH = mentions.alias("own"), matches.alias("own_match")
_POST, _SAID, _RAISED = mentions.alias("post"), matches.alias("said"), alerts.alias("raised")

_ANSWERED = (
    replies.join(alerts, alerts.c.id == replies.c.alert_id)
    .join(_OWN_MATCH, _OWN_MATCH.c.id == alerts.c.match_id)
    .join(_OWN, _OWN.c.id == _OWN_MATCH.c.mention_id)
)


def _same_author(one: Any, other: Any) -> ColumnElement[bool]:
    """An author is known by the platform's id, or else by the handle."""
    by_handle = and_(one.c.author_id.is_(None), other.c.author_handle == one.c.author_handle)
    # the index that begins with the platform must not be taken: most posts are of the same few
    same_platform = other.c.platform.concat("") == one.c.platform
    return and_(same_platform, or_(other.c.author_id == one.c.author_id, by_handle))


#: A post of the author's about the brand, written or edited since the reply, with its verdict.
_SINCE = and_(
    _same_author(_OWN, _POST),
    _SAID.c.mention_id == _POST.c.id,
    _SAID.c.brand == replies.c.brand,
    _SAID.c.judged_at.is_not(None),
    or_(_POST.c.created_at > replies.c.replied_at, _POST.c.edited_at > replies.c.replied_at),
)


def _next_reply() -> Any:
    """When the author got another reply that says more than thanks: what follows is its merit or its fault."""
    later, theirs, judged, to = (
        replies.alias("later"),
        alerts.alias("theirs"),
        matches.alias("theirs_match"),
        mentions.alias("theirs_own"),
    )
    return (
        select(func.min(later.c.replied_at))
        .select_from(
            later.join(theirs, theirs.c.id == later.c.alert_id)
            .join(judged, judged.c.id == theirs.c.match_id)
            .join(to, to.c.id == judged.c.mention_id)
        )
        .where(_same_author(_OWN, to), later.c.state == "sent", later.c.kind != "thanks")
        .where(later.c.brand.concat("") == replies.c.brand, later.c.replied_at > replies.c.replied_at)
        .correlate(replies, _OWN)
        .scalar_subquery()
    )


class Followups:
    """The replies table, as far as it tells how their authors went on."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def due(self, *, now: datetime, after: int = 0) -> list[Followed]:
        """Followed replies whose authors wrote something since, or whose time is over; some hundreds at a time.

        Args:
            after: the last reply's id of those given before.
        """
        wrote = select(_SAID.c.id).where(_SINCE).correlate(replies, _OWN).exists()
        with self._database.read() as connection:
            rows = (
                connection.execute(
                    select(
                        replies,
                        *(alerts.c[name] for name in ("version", "resolution", "owner", "answered_at")),
                        alerts.c.state.label("alert_state"),
                        alerts.c.severity,
                        _next_reply().label("next_at"),
                        *(column.label(f"own_{column.name}") for column in _OWN.c if column.name != "id"),
                        *(column.label(f"match_{column.name}") for column in _OWN_MATCH.c),
                    )
                    .select_from(_ANSWERED)
                    .where(replies.c.followed_until.is_not(None), replies.c.id > after)
                    .where(replies.c.state == "sent")
                    .where(or_(replies.c.followed_until <= now, and_(replies.c.kind != "thanks", wrote)))
                    .order_by(replies.c.id)
                    .limit(_LIMIT)
                )
                .mappings()
                .all()
            )
            posts = _posts(connection, [row["id"] for row in rows])
            return [_followed(row, posts.get(row["id"], ())) for row in rows]

    def record(
        self,
        followed: Followed,
        went: str | None,
        at: datetime | None,
        *,
        over: bool,
        reopen: bool,
        notice: tuple[str, Mapping[str, Any]] | None,
        now: datetime,
    ) -> bool:
        """Record how an author went on, all of it or nothing; False if the reply or its alert changed meanwhile.

        Args:
            went, at: what is known now; the latest that was recorded may be another.
            over: the author is followed no further.
            reopen: the alert has no answer any more, and its clocks run.
            notice: kind and facts of what the thread of its card is told.
        """
        subject = Subject("alert", followed.alert_id)
        with self._database.write() as connection:
            row = (
                connection.execute(select(alerts).where(alerts.c.id == subject.id).with_for_update())
                .mappings()
                .one_or_none()
            )
            if row is None or row["version"] != followed.version:
                return False
            own = (
                (replies.c.id == followed.id)
                & (replies.c.followed_until == followed.until)
                & replies.c.outcome.is_not_distinct_from(followed.outcome)
                & replies.c.outcome_at.is_not_distinct_from(followed.outcome_at)
            )
            values: dict[str, Any] = {"outcome": went, "outcome_at": at}
            if over:
                values["followed_until"] = None
            if not connection.execute(update(replies).where(own).values(values)).rowcount:
                return False
            changed = _reopened(row, now) if reopen else {}
            if went != followed.outcome and "thanked" in (went, followed.outcome):
                changed["draft_at"] = now  # thanks are answered otherwise than a complaint
            if changed:
                change(connection, subject, now=now, **changed)
            if notice is not None and at is not None:
                key = f"outcome:{followed.id}:{went}:{at.isoformat()}"
                about = subject
                if row["told_at"] is None and row["incident_id"] is not None:
                    about = Subject("incident", row["incident_id"])
                tell(self._database, connection, key, *notice, subject=about, now=now)
            return True

    def post(self, match_id: int) -> tuple[Mention, str] | None:
        """A post and the language it is in, for its words to be shown; None if it was erased."""
        with self._database.read() as connection:
            row = (
                connection.execute(
                    select(matches.c.language.label("judged_language"), *MENTION_COLUMNS)
                    .select_from(matches.join(mentions))
                    .where(matches.c.id == match_id)
                )
                .mappings()
                .one_or_none()
            )
        return None if row is None else (mention_of(row), row["judged_language"] or "other")


def _reopened(row: Mapping[Any, Any], now: datetime) -> dict[str, Any]:
    """What changes in an alert that has to be answered again; whoever had it has it still."""
    values: dict[str, Any] = {
        "answered_at": None,
        "answered_by": None,
        "restarted_at": now,
        "clock_at": now,
        **ANEW,
    }
    values["draft_at"] = now
    if row["state"] == "resolved":
        values |= dict.fromkeys(("resolved_at", "resolved_by", "resolution", "note"))
        values["state"] = "acknowledged" if row["owner"] else "open"
    return values


def _posts(connection: Connection, reply_ids: list[int]) -> dict[int, tuple[Said, ...]]:
    """By reply, what its author wrote about the brand since."""
    if not reply_ids:
        return {}
    rows = connection.execute(
        select(
            replies.c.id.label("reply_id"),
            replies.c.replied_at,
            *(_SAID.c[name] for name in ("id", "sentiment", "negative", "complaint", "severity")),
            *(_POST.c[name] for name in ("created_at", "edited_at", "text")),
            or_(_RAISED.c.told_at.is_not(None), _RAISED.c.incident_id.is_not(None)).label("carded"),
        )
        .select_from(
            _ANSWERED.join(_POST, _same_author(_OWN, _POST))
            .join(_SAID, _SAID.c.mention_id == _POST.c.id)
            .outerjoin(_RAISED, _RAISED.c.match_id == _SAID.c.id)
        )
        .where(replies.c.id.in_(reply_ids), _SINCE)
    )
    found: dict[int, tuple[Said, ...]] = {}
    for row in rows.mappings():
        found[row["reply_id"]] = (*found.get(row["reply_id"], ()), _said(row, _when(row)))
    return found


def _when(row: Mapping[Any, Any]) -> datetime:
    """When a post said what it says: written, or edited since the reply."""
    at: datetime = row["created_at"]
    return at if at > row["replied_at"] else row["edited_at"]


def _said(row: Mapping[Any, Any], at: datetime) -> Said:
    return Said(
        id=row["id"],
        at=at,
        text=row["text"],
        sentiment=row["sentiment"] or "neutral",
        negative=row["negative"] or 0.0,
        complaint=bool(row["complaint"]),
        severity=Severity(row["severity"] or 0),
        carded=bool(row["carded"]),
    )


def _followed(row: Mapping[Any, Any], posts: tuple[Said, ...]) -> Followed:
    until: datetime = row["followed_until"]
    edited = row["own_edited_at"] is not None and row["own_edited_at"] > row["replied_at"]
    verdict = {
        name: row[f"match_{name}"] for name in ("id", "sentiment", "negative", "complaint", "severity")
    }
    before = _said(verdict | {"text": row["own_text"], "carded": False}, row["own_created_at"])
    return Followed(
        **{
            name: row[name]
            for name in ("id", "alert_id", "brand", "kind", "replied_at", "outcome", "outcome_at")
        },
        **{name: row[name] for name in ("version", "resolution", "owner")},
        known=bool(row["own_author_id"] or row["own_author_handle"]),
        until=until,
        over_at=min(until, row["next_at"] or until),
        before=None if edited else before,
        posts=posts,
        state=row["alert_state"],
        answered=row["answered_at"] is not None,
        severity=Severity(row["severity"]),
    )
