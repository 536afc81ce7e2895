"""Alerts: read for their cards, and changed by the people who press the buttons."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update

from alerts.base import Severity
from monitor.records import Action, Alert, Pressed
from monitor.store.changes import TRANSITIONS, change_alert
from monitor.store.database import Database
from monitor.store.matches import MENTION_COLUMNS, mention_of
from monitor.tables import alerts, matches, mentions, presses

#: How many of a brand's last drafts a new one should not repeat.
RECENT_DRAFTS = 20

_MATCH_COLUMNS = [
    matches.c.words, matches.c.language, matches.c.topic, matches.c.complaint_probability, matches.c.reasons,
]  # fmt: skip


class Alerts:
    """The alerts table."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, alert_id: int) -> Alert | None:
        """The alert with all that its card shows; None if it was erased."""
        # mentions and matches share column names with alerts (id, revision …): label what would collide
        shown = [column.label(f"mention_{column.name}") for column in MENTION_COLUMNS]
        with self._database.read() as connection:
            row = (
                connection.execute(
                    select(
                        alerts, *[column.label(f"match_{column.name}") for column in _MATCH_COLUMNS], *shown
                    )
                    .select_from(alerts.join(matches).join(mentions))
                    .where(alerts.c.id == alert_id)
                )
                .mappings()
                .one_or_none()
            )
        return _alert(row) if row is not None else None

    def recent_drafts(self, brand: str) -> list[str]:
        """Template ids of the brand's last drafts, the newest first."""
        with self._database.read() as connection:
            return list(
                connection.scalars(
                    select(alerts.c.draft_template)
                    .where(alerts.c.brand == brand, alerts.c.draft_template.is_not(None))
                    .order_by(alerts.c.id.desc())
                    .limit(RECENT_DRAFTS)
                )
            )

    def open(self) -> int:
        """How many alerts nobody has taken."""
        with self._database.read() as connection:
            return connection.scalar(select(func.count()).where(alerts.c.state == "open")) or 0

    def press(
        self, alert_id: int, action: Action, *, user_id: str, user_name: str, now: datetime
    ) -> Pressed | None:
        """Do what a button says, if the alert's state still allows it, and keep the press either way.

        Two people at once: the conditional update lets one win. None if there is no such alert.
        """
        allowed, values = TRANSITIONS[action]
        who = {"resolved_by": user_name, "resolved_at": now}
        if action == "take":
            who = {"acknowledged_by": user_name, "acknowledged_at": now}
        with self._database.write() as connection:
            changed = connection.execute(
                update(alerts)
                .where(alerts.c.id == alert_id, alerts.c.state.in_(allowed))
                .values(values | who)
            )
            taken = changed.rowcount == 1
            row = connection.execute(select(alerts).where(alerts.c.id == alert_id)).mappings().one_or_none()
            if row is None:
                return None
            connection.execute(
                presses.insert().values(
                    alert_id=alert_id,
                    action=action,
                    user_id=user_id,
                    user_name=user_name,
                    pressed_at=now,
                    taken=taken,
                )
            )
            if taken:
                change_alert(connection, alert_id, now=now)
            if taken and action == "not_a_complaint":
                connection.execute(
                    update(matches).where(matches.c.id == row["match_id"]).values(corrected_complaint=False)
                )
            by = row["resolved_by"] if row["state"] == "resolved" else row["acknowledged_by"]
            return Pressed(taken=taken, state=row["state"], by=by)


def _alert(row: Mapping[Any, Any]) -> Alert:
    kept = ("opened_at", "acknowledged_at", "acknowledged_by", "resolved_at", "resolved_by", "resolution")
    return Alert(
        id=row["id"],
        brand=row["brand"],
        severity=Severity(row["severity"]),
        state=row["state"],
        version=row["version"],
        incident_id=row["incident_id"],
        draft_language=row["draft_language"],
        draft_text=row["draft_text"],
        language=row["match_language"] or "other",
        topic=row["match_topic"],
        complaint_probability=row["match_complaint_probability"] or 0.0,
        reasons=tuple(row["match_reasons"] or ()),
        words=tuple(row["match_words"]),
        mention=mention_of({column.name: row[f"mention_{column.name}"] for column in MENTION_COLUMNS}),
        **{name: row[name] for name in kept},
    )
