"""The tables. Everything else about the database is in `store`."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware UTC time; SQLite gives times back naive, so the zone is put on again here.

    Raises:
        ValueError: a time without a zone was about to be stored.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a time without a zone cannot be stored: {value!r}")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        result: datetime = value if value.tzinfo else value.replace(tzinfo=UTC)
        return result.astimezone(UTC)


class Vector(TypeDecorator[NDArray[np.float32]]):
    """A vector of float32, kept in half the digits: what it is compared by needs no more."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: NDArray[np.float32] | None, _dialect: Dialect) -> bytes | None:
        return None if value is None else value.astype("<f2").tobytes()

    def process_result_value(self, value: Any, _dialect: Dialect) -> NDArray[np.float32] | None:
        return None if value is None else np.frombuffer(value, "<f2").astype(np.float32)


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

#: SQLite numbers rows by itself only for INTEGER PRIMARY KEY.
RowId = BigInteger().with_variant(Integer, "sqlite")

#: One query on one platform: its schedule, cursor and health.
watches = Table(
    "watches",
    metadata,
    Column("name", Text, primary_key=True),
    Column("cursor", Text),
    Column("made_at", UtcDateTime, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("claimed_by", Text),
    Column("claimed_until", UtcDateTime),
    Column("last_attempt_at", UtcDateTime),
    Column("last_success_at", UtcDateTime),
    Column("failures", Integer, nullable=False, default=0),
    Column("error", Text),
    Column("refused_at", UtcDateTime),
)

#: Stretches of time that a watch could not see.
gaps = Table(
    "gaps",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("watch", Text, nullable=False),
    Column("since", UtcDateTime),
    Column("until", UtcDateTime, nullable=False),
    Column("why", Text, nullable=False),
    Column("noticed_at", UtcDateTime, nullable=False),
)
Index(None, gaps.c.noticed_at)

mentions = Table(
    "mentions",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("platform", Text, nullable=False),
    Column("external_id", Text, nullable=False),
    Column("revision", BigInteger, nullable=False),
    Column("kind", Text, nullable=False),
    Column("permalink", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("edited_at", UtcDateTime),
    Column("fetched_at", UtcDateTime, nullable=False),
    Column("author_id", Text),
    Column("author_handle", Text),
    Column("author_name", Text),
    Column("followers", BigInteger),
    Column("language_hint", Text),
    Column("reply_to", Text),
    Column("likes", BigInteger),
    Column("reposts", BigInteger),
    Column("replies", BigInteger),
    Column("repairs", JSON, nullable=False),
    UniqueConstraint("platform", "external_id"),
)
Index(None, mentions.c.created_at)
Index(None, mentions.c.author_id)
Index(None, mentions.c.author_handle)

#: Why a mention is about a brand, and what was judged of it; without `judged_at` it waits for `judge`.
matches = Table(
    "matches",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("mention_id", RowId, ForeignKey("mentions.id", ondelete="CASCADE"), nullable=False),
    Column("brand", Text, nullable=False),
    Column("words", JSON, nullable=False),
    Column("claimed_by", Text),
    Column("claimed_until", UtcDateTime),
    Column("judged_at", UtcDateTime),
    Column("model", Text),
    Column("language", Text),
    Column("sentiment", Text),
    Column("negative", Float),
    Column("neutral", Float),
    Column("positive", Float),
    Column("complaint", Boolean),
    Column("complaint_probability", Float),
    Column("topic", Text),
    #: What the post is about, as the model sees it; kept of complaints and of what may be one.
    Column("vector", Vector),
    Column("severity", Integer),
    Column("reasons", JSON),
    #: A person's word against the model's ("Not a complaint"), kept for learning.
    Column("corrected_complaint", Boolean),
    UniqueConstraint("mention_id", "brand"),
)
Index(
    "ix_matches_unjudged",
    matches.c.id,
    sqlite_where=text("judged_at IS NULL"),
    postgresql_where=text("judged_at IS NULL"),
)


def _handling() -> tuple[Column[Any], ...]:
    """What people and clocks do with a card, be it of an alert or of an incident."""
    return (
        Column("severity", Integer, nullable=False),
        Column("state", Text, nullable=False),
        #: Grows with every change, so that the card follows.
        Column("version", Integer, nullable=False),
        Column("opened_at", UtcDateTime, nullable=False),
        #: When its card was put into the outbox, the first time: what interrupted the team, and when.
        Column("told_at", UtcDateTime),
        Column("acknowledged_at", UtcDateTime),
        Column("acknowledged_by", Text),
        #: Who has it, as the place of the press names them: "slack:U0123".
        Column("owner", Text),
        Column("answered_at", UtcDateTime),
        Column("answered_by", Text),
        Column("resolved_at", UtcDateTime),
        Column("resolved_by", Text),
        Column("resolution", Text),
        #: What a person wrote when resolving it.
        Column("note", Text),
        #: "hour", "morning", or "worse": until it gets worse, however long that is.
        Column("snooze", Text),
        Column("snoozed_until", UtcDateTime),
        #: From when the clocks run, if not from `opened_at`: it got worse, woke, or was given back.
        Column("restarted_at", UtcDateTime),
        #: When a person last pressed something.
        Column("touched_at", UtcDateTime),
        #: When the clocks have to be looked at again, and the last step of theirs that was done in this state.
        Column("clock_at", UtcDateTime),
        Column("clock_done", Text),
    )


#: Complaints that are told as one.
incidents = Table(
    "incidents",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("brand", Text, nullable=False),
    #: The mean of its complaints' vectors; NULL for a surge, which has no one cause.
    Column("middle", Vector),
    *_handling(),
    #: When its first and its last complaint were posted. A surge has no complaints of its own: it counts those between
    #: that belong to no incident.
    Column("since", UtcDateTime, nullable=False),
    Column("last_at", UtcDateTime, nullable=False),
    #: Why it was opened: so many authors in so many minutes, where so many are usual.
    Column("authors", Integer, nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("usual", Float, nullable=False),
    #: When its thread is next told what joined since `detailed_at`.
    Column("detail_at", UtcDateTime),
    Column("detailed_at", UtcDateTime),
    Column("merged_into", RowId, ForeignKey("incidents.id")),
    #: What a lead wrote of its cause: whether it is known or removed, and for the customers in each of their languages.
    Column("phase", Text),
    Column("explanations", JSON),
    Column("explained_at", UtcDateTime),
    Column("explained_by", Text),
)
Index(None, incidents.c.brand, incidents.c.last_at)
Index(None, incidents.c.brand, incidents.c.told_at)

#: Alerts that wait together for a calm look, told in one message at one place.
digests = Table(
    "digests",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("brand", Text, nullable=False),
    Column("notifier", Text, nullable=False),
    Column("place", Text, nullable=False),
    #: "day", "morning" after quiet hours, or "flood": more at once than the team can be called for.
    Column("kind", Text, nullable=False),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    #: How many of its alerts its message and its thread tell.
    Column("told", Integer, nullable=False),
)
Index(None, digests.c.brand, digests.c.opened_at)
Index(None, digests.c.due_at)

#: What a person should see.
alerts = Table(
    "alerts",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("match_id", RowId, ForeignKey("matches.id", ondelete="CASCADE"), nullable=False, unique=True),
    Column("incident_id", RowId, ForeignKey("incidents.id")),
    #: When it was put into its incident.
    Column("joined_at", UtcDateTime),
    #: The incident that a person took it out of: it is not put there again.
    Column("left_incident_id", RowId, ForeignKey("incidents.id")),
    Column("brand", Text, nullable=False),
    *_handling(),
    #: Why it got no card of its own at once: "calm", "quiet", "budget" or "silence".
    Column("held", Text),
    #: Since when its drafts have to be made, for the first time or anew.
    Column("draft_at", UtcDateTime),
)
Index(None, alerts.c.brand, alerts.c.id)
Index(None, alerts.c.incident_id)
Index(None, alerts.c.brand, alerts.c.told_at)
Index(None, alerts.c.brand, alerts.c.opened_at)

digest_items = Table(
    "digest_items",
    metadata,
    Column("digest_id", RowId, ForeignKey("digests.id", ondelete="CASCADE"), primary_key=True),
    Column("alert_id", RowId, ForeignKey("alerts.id", ondelete="CASCADE"), primary_key=True),
)
Index(None, digest_items.c.alert_id)

for _table, _at in (
    (alerts, alerts.c.clock_at),
    (incidents, incidents.c.clock_at),
    (incidents, incidents.c.detail_at),
):
    Index(
        f"ix_{_table.name}_{_at.name}",
        _at,
        sqlite_where=text(f"{_at.name} IS NOT NULL"),
        postgresql_where=text(f"{_at.name} IS NOT NULL"),
    )
#: Drafts are made for what has a card; the others wait for somebody to open them.
Index(
    "ix_alerts_draft_at",
    alerts.c.draft_at,
    sqlite_where=text("draft_at IS NOT NULL AND told_at IS NOT NULL"),
    postgresql_where=text("draft_at IS NOT NULL AND told_at IS NOT NULL"),
)

#: What is offered as a reply to an alert, one of each kind; made anew when what it rests on changes.
drafts = Table(
    "drafts",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("alert_id", RowId, ForeignKey("alerts.id", ondelete="CASCADE"), nullable=False),
    Column("brand", Text, nullable=False),
    #: "short", "full", "private" or "thanks".
    Column("kind", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("text", Text, nullable=False),
    #: Of which lines of the reply file it is made; see `alerts.replies.compose`.
    Column("lines", Text, nullable=False),
    #: "composed", or the model that worded it.
    Column("source", Text, nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    UniqueConstraint("alert_id", "kind"),
)
Index(None, drafts.c.brand, drafts.c.id)

#: What the writer, a language model, was asked: to word a draft anew, or for the gist of a post; each once.
asks = Table(
    "asks",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("alert_id", RowId, ForeignKey("alerts.id", ondelete="CASCADE"), nullable=False),
    Column("brand", Text, nullable=False),
    #: "gist", or the kind of the draft.
    Column("what", Text, nullable=False),
    #: Which revision of the post or making of the draft it was about: there is one row of each.
    Column("key", Text, nullable=False, unique=True),
    Column("claimed_by", Text),
    Column("claimed_until", UtcDateTime),
    Column("attempts", Integer, nullable=False),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("ended_at", UtcDateTime),
    #: "taken"; "kept": the text was not good enough; "failed": there was none; "late": the alert has changed since.
    Column("outcome", Text),
    Column("why", Text),
    Column("input_tokens", Integer, nullable=False),
    Column("output_tokens", Integer, nullable=False),
    Column("estimated", Boolean, nullable=False),
    #: In US dollars.
    Column("cost", Float, nullable=False),
    #: Until when nothing more is asked: the model's server is in trouble.
    Column("rest_until", UtcDateTime),
    #: The gist.
    Column("text", Text),
)
Index(None, asks.c.alert_id)
Index(None, asks.c.asked_at)

#: What a customer was answered, by hand or published for a person, and what came of it.
replies = Table(
    "replies",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("alert_id", RowId, ForeignKey("alerts.id", ondelete="CASCADE"), nullable=False),
    Column("brand", Text, nullable=False),
    #: Of the draft it began with, and whether a person changed it.
    Column("kind", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("edited", Boolean, nullable=False),
    Column("language", Text, nullable=False),
    Column("text", Text, nullable=False),
    #: 0 to 12, and codes of what should not have been sent.
    Column("score", Integer),
    Column("vetoes", JSON),
    Column("by", Text, nullable=False),
    Column("by_name", Text, nullable=False),
    Column("replied_at", UtcDateTime, nullable=False),
    #: "hand", or "api": published for the person.
    Column("via", Text, nullable=False),
    #: "sent", or of one to be published also "waiting" and "refused".
    Column("state", Text, nullable=False),
    Column("due_at", UtcDateTime),
    Column("claimed_by", Text),
    Column("claimed_until", UtcDateTime),
    Column("attempts", Integer, nullable=False, default=0),
    #: Set with the claim, before anything is sent; cleared when the platform surely did not take it.
    Column("tried_at", UtcDateTime),
    Column("external_id", Text),
    Column("permalink", Text),
    Column("error", Text),
    #: How the author went on: "thanked", "calmer", "silent" or "angrier"; until when they are followed.
    Column("outcome", Text),
    Column("outcome_at", UtcDateTime),
    Column("followed_until", UtcDateTime),
)
Index(None, replies.c.alert_id)
Index(None, replies.c.brand, replies.c.replied_at)
for _at in (replies.c.due_at, replies.c.followed_until):
    Index(
        f"ix_replies_{_at.name}",
        _at,
        sqlite_where=text(f"{_at.name} IS NOT NULL"),
        postgresql_where=text(f"{_at.name} IS NOT NULL"),
    )

#: Every press of a button, also those that came too late; of an alert's card or of an incident's.
presses = Table(
    "presses",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("alert_id", RowId, ForeignKey("alerts.id", ondelete="CASCADE")),
    Column("incident_id", RowId, ForeignKey("incidents.id", ondelete="CASCADE")),
    Column("action", Text, nullable=False),
    #: What was chosen with it: for how long, whom, why.
    Column("detail", Text),
    Column("kind", Text),
    Column("user_id", Text, nullable=False),
    Column("user_name", Text, nullable=False),
    Column("pressed_at", UtcDateTime, nullable=False),
    Column("taken", Boolean, nullable=False),
)

#: Requests that were heard already, by their signature: one that is played back does nothing.
heard = Table(
    "heard",
    metadata,
    Column("signature", Text, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
)

#: What the service tells of its own accord: of itself (a source refused, a stretch unseen, a place that cannot be
#: reached), or, in the thread of a card, of its alert or incident (a promise soon broken, more complaints).
notices = Table(
    "notices",
    metadata,
    Column("id", RowId, primary_key=True),
    #: Whose thread it belongs to, as in `deliveries`; NULL for a message of its own.
    Column("subject_kind", Text),
    Column("subject_id", RowId),
    Column("key", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("facts", JSON, nullable=False),
    Column("raised_at", UtcDateTime, nullable=False),
    Column("over_at", UtcDateTime),
)
Index(
    "uq_notices_key_while_it_lasts",
    notices.c.key,
    unique=True,
    sqlite_where=text("over_at IS NULL"),
    postgresql_where=text("over_at IS NULL"),
)

#: What people muted: alerts that fit `matchers` until a time, or until they ended it.
silences = Table(
    "silences",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("matchers", JSON, nullable=False),
    Column("until", UtcDateTime, nullable=False),
    Column("by", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    Column("ended_at", UtcDateTime),
)

reports = Table(
    "reports",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("brand", Text, nullable=False),
    Column("since", UtcDateTime, nullable=False),
    Column("until", UtcDateTime, nullable=False),
    Column("figures", JSON, nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    UniqueConstraint("brand", "since", "until"),
)

#: The outbox: one row for each subject and place; due while `sent_version` is behind `version`.
deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("subject_id", RowId, nullable=False),
    Column("notifier", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("rank", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("sent_version", Integer, nullable=False),
    Column("pending", Boolean, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("claimed_by", Text),
    Column("claimed_until", UtcDateTime),
    Column("attempts", Integer, nullable=False),
    #: Set with the claim, before anything is sent; cleared when the place surely did not take it.
    Column("tried_at", UtcDateTime),
    Column("message_id", Text),
    Column("sent_at", UtcDateTime),
    #: When the place last took it, new or changed.
    Column("shown_at", UtcDateTime),
    Column("error", Text),
    Column("created_at", UtcDateTime, nullable=False),
    UniqueConstraint("kind", "subject_id", "notifier", "place"),
)
Index(
    "ix_deliveries_pending",
    deliveries.c.rank,
    deliveries.c.due_at,
    sqlite_where=text("pending = 1"),
    postgresql_where=text("pending = true"),
)

#: When a place may be sent to again: pacing and `Retry-After`, shared by all processes.
places = Table(
    "places",
    metadata,
    Column("notifier", Text, primary_key=True),
    Column("place", Text, primary_key=True),
    Column("free_at", UtcDateTime, nullable=False),
    #: Since when nothing could be sent there, and what it said last.
    Column("failing_since", UtcDateTime),
    Column("error", Text),
)
