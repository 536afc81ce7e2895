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

#: Complaints that are told as one; `version` grows with every change, so that its card follows.
incidents = Table(
    "incidents",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("brand", Text, nullable=False),
    #: The mean of its complaints' vectors; NULL for a surge, which has no one cause.
    Column("middle", Vector),
    Column("severity", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("opened_at", UtcDateTime, nullable=False),
    #: When its first and its last complaint were posted. A surge has no complaints of its own: it counts those between
    #: that belong to no incident.
    Column("since", UtcDateTime, nullable=False),
    Column("last_at", UtcDateTime, nullable=False),
    #: Why it was opened: so many authors in so many minutes, where so many are usual.
    Column("authors", Integer, nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("usual", Float, nullable=False),
    Column("acknowledged_at", UtcDateTime),
    Column("acknowledged_by", Text),
    Column("resolved_at", UtcDateTime),
    Column("resolved_by", Text),
    Column("resolution", Text),
    Column("merged_into", RowId, ForeignKey("incidents.id")),
)
Index(None, incidents.c.brand, incidents.c.last_at)

#: What a person should see; `version` grows with every change, so that its card follows.
alerts = Table(
    "alerts",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("match_id", RowId, ForeignKey("matches.id", ondelete="CASCADE"), nullable=False, unique=True),
    Column("incident_id", RowId, ForeignKey("incidents.id")),
    Column("brand", Text, nullable=False),
    Column("severity", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("acknowledged_at", UtcDateTime),
    Column("acknowledged_by", Text),
    Column("resolved_at", UtcDateTime),
    Column("resolved_by", Text),
    Column("resolution", Text),
    Column("draft_template", Text),
    Column("draft_language", Text),
    Column("draft_text", Text),
    #: The incident that a person took it out of, and that never takes it in again.
    Column("left_incident_id", RowId, ForeignKey("incidents.id")),
)
Index(None, alerts.c.brand, alerts.c.id)
Index(None, alerts.c.incident_id)
Index(None, alerts.c.brand, alerts.c.opened_at)

#: Every press of a button, also those that came too late; of an alert's card or of an incident's.
presses = Table(
    "presses",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("alert_id", RowId, ForeignKey("alerts.id", ondelete="CASCADE")),
    Column("incident_id", RowId, ForeignKey("incidents.id", ondelete="CASCADE")),
    Column("action", Text, nullable=False),
    Column("user_id", Text, nullable=False),
    Column("user_name", Text, nullable=False),
    Column("pressed_at", UtcDateTime, nullable=False),
    Column("taken", Boolean, nullable=False),
)

#: What the service tells about itself (a source refused, a stretch unseen, a place that cannot be reached).
notices = Table(
    "notices",
    metadata,
    Column("id", RowId, primary_key=True),
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
)
