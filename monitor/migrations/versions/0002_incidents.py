"""Incidents: complaints that are told as one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import monitor.tables

revision = "0002"
down_revision = "0001"

_ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Bring the tables here."""
    op.create_table(
        "incidents",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("brand", sa.Text(), nullable=False),
        sa.Column("middle", monitor.tables.Vector(), nullable=True),
        sa.Column("severity", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("opened_at", monitor.tables.UtcDateTime(timezone=True), nullable=False),
        sa.Column("since", monitor.tables.UtcDateTime(timezone=True), nullable=False),
        sa.Column("last_at", monitor.tables.UtcDateTime(timezone=True), nullable=False),
        sa.Column("authors", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("usual", sa.Float(), nullable=False),
        sa.Column("acknowledged_at", monitor.tables.UtcDateTime(timezone=True), nullable=True),
        sa.Column("acknowledged_by", sa.Text(), nullable=True),
        sa.Column("resolved_at", monitor.tables.UtcDateTime(timezone=True), nullable=True),
        sa.Column("resolved_by", sa.Text(), nullable=True),
        sa.Column("resolution", sa.Text(), nullable=True),
        sa.Column("merged_into", _ROW_ID, nullable=True),
        sa.ForeignKeyConstraint(
            ["merged_into"], ["incidents.id"], name=op.f("fk_incidents_merged_into_incidents")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incidents")),
    )
    op.create_index(op.f("ix_incidents_brand_last_at"), "incidents", ["brand", "last_at"])
    op.add_column("matches", sa.Column("vector", monitor.tables.Vector(), nullable=True))
    # Never by making `alerts` anew: dropping the old table would take the presses along.
    op.add_column(
        "alerts",
        sa.Column(
            "incident_id",
            _ROW_ID,
            sa.ForeignKey("incidents.id", name=op.f("fk_alerts_incident_id_incidents")),
            nullable=True,
        ),
        inline_references=True,
    )
    op.create_index(op.f("ix_alerts_incident_id"), "alerts", ["incident_id"])
    op.create_index("ix_alerts_brand_opened_at", "alerts", ["brand", "opened_at"])
    op.add_column(
        "deliveries", sa.Column("shown_at", monitor.tables.UtcDateTime(timezone=True), nullable=True)
    )
    with op.batch_alter_table("presses", schema=None) as batch_op:
        batch_op.alter_column("alert_id", existing_type=_ROW_ID, nullable=True)
        batch_op.add_column(sa.Column("incident_id", _ROW_ID, nullable=True))
        batch_op.create_foreign_key(
            op.f("fk_presses_incident_id_incidents"), "incidents", ["incident_id"], ["id"], ondelete="CASCADE"
        )
