"""Replies: several drafts of an alert, what was answered, a lead's word of a cause, and what a model was asked."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import monitor.tables

revision = "0004"
down_revision = "0003"

_ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _at(name: str, *, nullable: bool = True) -> sa.Column[object]:
    return sa.Column(name, monitor.tables.UtcDateTime(timezone=True), nullable=nullable)


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def _index(table: str, name: str, where: str) -> None:
    there = sa.text(where)
    op.create_index(f"ix_{table}_{name}", table, [name], sqlite_where=there, postgresql_where=there)


def upgrade() -> None:
    """Bring the tables here."""
    op.create_table(
        "drafts",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("alert_id", _ROW_ID, nullable=False),
        *map(_text, ("brand", "kind", "language", "text", "lines", "source")),
        _at("made_at", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafts")),
        sa.UniqueConstraint("alert_id", "kind", name=op.f("uq_drafts_alert_id_kind")),
        sa.ForeignKeyConstraint(
            ["alert_id"], ["alerts.id"], name=op.f("fk_drafts_alert_id_alerts"), ondelete="CASCADE"
        ),
    )
    op.create_index(op.f("ix_drafts_brand_id"), "drafts", ["brand", "id"])
    op.create_table(
        "replies",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("alert_id", _ROW_ID, nullable=False),
        *map(_text, ("brand", "kind", "source")),
        sa.Column("edited", sa.Boolean(), nullable=False),
        *map(_text, ("language", "text")),
        sa.Column("score", sa.Integer()),
        sa.Column("vetoes", sa.JSON()),
        *map(_text, ("by", "by_name")),
        _at("replied_at", nullable=False),
        *map(_text, ("via", "state")),
        _at("due_at"),
        _text("claimed_by", nullable=True),
        _at("claimed_until"),
        sa.Column("attempts", sa.Integer(), nullable=False),
        _at("tried_at"),
        *(_text(name, nullable=True) for name in ("external_id", "permalink", "error", "outcome")),
        _at("outcome_at"),
        _at("followed_until"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_replies")),
        sa.ForeignKeyConstraint(
            ["alert_id"], ["alerts.id"], name=op.f("fk_replies_alert_id_alerts"), ondelete="CASCADE"
        ),
    )
    op.create_index(op.f("ix_replies_alert_id"), "replies", ["alert_id"])
    op.create_index(op.f("ix_replies_brand_replied_at"), "replies", ["brand", "replied_at"])
    for name in ("due_at", "followed_until"):
        _index("replies", name, f"{name} IS NOT NULL")
    op.create_table(
        "asks",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("alert_id", _ROW_ID, nullable=False),
        *map(_text, ("brand", "what", "key")),
        _text("claimed_by", nullable=True),
        _at("claimed_until"),
        sa.Column("attempts", sa.Integer(), nullable=False),
        _at("asked_at", nullable=False),
        _at("ended_at"),
        *(_text(name, nullable=True) for name in ("outcome", "why")),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("input_tokens", "output_tokens")),
        sa.Column("estimated", sa.Boolean(), nullable=False),
        sa.Column("cost", sa.Float(), nullable=False),
        _at("rest_until"),
        _text("text", nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asks")),
        sa.UniqueConstraint("key", name=op.f("uq_asks_key")),
        sa.ForeignKeyConstraint(
            ["alert_id"], ["alerts.id"], name=op.f("fk_asks_alert_id_alerts"), ondelete="CASCADE"
        ),
    )
    for name in ("alert_id", "asked_at"):
        op.create_index(op.f(f"ix_asks_{name}"), "asks", [name])
    op.add_column("incidents", _text("phase", nullable=True))
    op.add_column("incidents", sa.Column("explanations", sa.JSON(), nullable=True))
    op.add_column("incidents", _at("explained_at"))
    op.add_column("incidents", _text("explained_by", nullable=True))
    op.add_column("alerts", _at("draft_at"))
    op.execute(
        "INSERT INTO drafts (alert_id, brand, kind, language, text, lines, source, made_at) "
        "SELECT id, brand, 'full', COALESCE(draft_language, 'en'), draft_text, '', 'composed', opened_at "
        "FROM alerts WHERE draft_text IS NOT NULL"
    )
    for name in ("draft_template", "draft_language", "draft_text"):
        op.drop_column("alerts", name)
    _index("alerts", "draft_at", "draft_at IS NOT NULL AND told_at IS NOT NULL")
