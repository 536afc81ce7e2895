"""Handling: owners, snoozes, clocks, digests, silences, and what a card's thread is told."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import monitor.tables

revision = "0003"
down_revision = "0002"

_ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_HANDLING = {
    "told_at": True,
    "owner": False,
    "answered_at": True,
    "answered_by": False,
    "note": False,
    "snooze": False,
    "snoozed_until": True,
    "restarted_at": True,
    "touched_at": True,
    "clock_at": True,
    "clock_done": False,
}


def _at() -> monitor.tables.UtcDateTime:
    return monitor.tables.UtcDateTime(timezone=True)


def _reference(table: str, name: str, to: str) -> None:
    """Add a column that names a row elsewhere; never by making the table anew, which would take its rows' own along."""
    key = sa.ForeignKey(f"{to}.id", name=op.f(f"fk_{table}_{name}_{to}"))
    op.add_column(table, sa.Column(name, _ROW_ID, key, nullable=True), inline_references=True)


def upgrade() -> None:
    """Bring the tables here."""
    op.create_table(
        "digests",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("brand", sa.Text(), nullable=False),
        sa.Column("notifier", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("opened_at", _at(), nullable=False),
        sa.Column("due_at", _at(), nullable=False),
        sa.Column("told", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_digests")),
    )
    op.create_index(op.f("ix_digests_due_at"), "digests", ["due_at"])
    op.create_index(op.f("ix_digests_brand_opened_at"), "digests", ["brand", "opened_at"])
    op.create_table(
        "digest_items",
        sa.Column("digest_id", _ROW_ID, nullable=False),
        sa.Column("alert_id", _ROW_ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["digest_id"], ["digests.id"], name=op.f("fk_digest_items_digest_id_digests"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["alert_id"], ["alerts.id"], name=op.f("fk_digest_items_alert_id_alerts"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("digest_id", "alert_id", name=op.f("pk_digest_items")),
    )
    op.create_index(op.f("ix_digest_items_alert_id"), "digest_items", ["alert_id"])
    op.create_table(
        "silences",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("matchers", sa.JSON(), nullable=False),
        sa.Column("until", _at(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("made_at", _at(), nullable=False),
        sa.Column("ended_at", _at(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_silences")),
    )
    op.create_table(
        "heard",
        sa.Column("signature", sa.Text(), nullable=False),
        sa.Column("at", _at(), nullable=False),
        sa.PrimaryKeyConstraint("signature", name=op.f("pk_heard")),
    )
    for table in ("alerts", "incidents"):
        for name, is_time in _HANDLING.items():
            op.add_column(table, sa.Column(name, _at() if is_time else sa.Text(), nullable=True))
        op.create_index(op.f(f"ix_{table}_brand_told_at"), table, ["brand", "told_at"])
    for name in ("author_id", "author_handle"):
        op.create_index(op.f(f"ix_mentions_{name}"), "mentions", [name])
    op.add_column("alerts", sa.Column("joined_at", _at(), nullable=True))
    op.add_column("alerts", sa.Column("held", sa.Text(), nullable=True))
    _reference("alerts", "left_incident_id", "incidents")
    op.add_column("incidents", sa.Column("detail_at", _at(), nullable=True))
    op.add_column("incidents", sa.Column("detailed_at", _at(), nullable=True))
    for table, name in (("alerts", "clock_at"), ("incidents", "clock_at"), ("incidents", "detail_at")):
        there = sa.text(f"{name} IS NOT NULL")
        op.create_index(f"ix_{table}_{name}", table, [name], sqlite_where=there, postgresql_where=there)
    op.add_column("presses", sa.Column("detail", sa.Text(), nullable=True))
    op.add_column("presses", sa.Column("kind", sa.Text(), nullable=True))
    op.add_column("notices", sa.Column("subject_kind", sa.Text(), nullable=True))
    op.add_column("notices", sa.Column("subject_id", _ROW_ID, nullable=True))
    op.add_column("places", sa.Column("failing_since", _at(), nullable=True))
    op.add_column("places", sa.Column("error", sa.Text(), nullable=True))
    _look_back()


def _look_back() -> None:
    """What was told before counts as told: nothing is told twice, and no clock starts for what is over."""
    for kind, table in (("alert", "alerts"), ("incident", "incidents")):
        op.execute(
            f"UPDATE {table} SET told_at = opened_at WHERE id IN "  # noqa: S608  # two names of ours
            f"(SELECT subject_id FROM deliveries WHERE kind = '{kind}')"
        )
    op.execute("UPDATE alerts SET joined_at = opened_at WHERE incident_id IS NOT NULL")
    op.execute("UPDATE presses SET kind = 'slack'")
