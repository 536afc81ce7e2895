"""An alert remembers which incident a person took it out of."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Bring the tables here."""
    # Never by making `alerts` anew: dropping the old table would take the presses along.
    op.add_column(
        "alerts",
        sa.Column(
            "left_incident_id",
            _ROW_ID,
            sa.ForeignKey("incidents.id", name=op.f("fk_alerts_left_incident_id_incidents")),
            nullable=True,
        ),
        inline_references=True,
    )
