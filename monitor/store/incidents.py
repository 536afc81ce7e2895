"""Incidents: what they are grouped by, read for their cards, and changed by the people who press the buttons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select, update

from alerts.base import Severity
from monitor.incidents import Merged, Rules
from monitor.records import Action, Address, Incident, Pressed, Voice
from monitor.store.changes import (
    TRANSITIONS,
    change_alert,
    change_incident,
    merge,
    new_delivery,
    shrink,
)
from monitor.store.database import Database
from monitor.store.grouping import AUTHOR, OF_ALERTS, Known, Past, known, past
from monitor.tables import alerts, deliveries, incidents, matches, mentions, presses

_VOICES = 3


class Incidents:
    """The incidents table."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def known(self, brand: str, *, rules: Rules, now: datetime, at: datetime) -> Known:
        """What new complaints of `brand` are grouped by; `at` is when the newest of them was posted."""
        with self._database.read() as connection:
            return known(connection, brand, rules=rules, now=now, at=at)

    def past(self, brand: str, *, now: datetime) -> Past:
        """What was usual for `brand`; reading it takes a while, and it hardly changes within minutes."""
        with self._database.read() as connection:
            return past(connection, brand, now=now)

    def get(self, incident_id: int) -> Incident | None:
        """The incident with all that its card shows; None if there is none, or nothing is left of it."""
        with self._database.read() as connection:
            row = (
                connection.execute(select(incidents).where(incidents.c.id == incident_id))
                .mappings()
                .one_or_none()
            )
            if row is None:
                return None
            shown = row["merged_into"] or incident_id
            of_it: ColumnElement[bool] = alerts.c.incident_id == shown
            if row["middle"] is None and row["merged_into"] is None:
                between = mentions.c.created_at.between(row["since"], row["last_at"])
                of_it = (alerts.c.brand == row["brand"]) & alerts.c.incident_id.is_(None) & between
            total = connection.execute(
                select(
                    func.count().label("complaints"),
                    func.count(AUTHOR.distinct()).label("people"),
                    func.max(mentions.c.followers).label("loudest"),
                )
                .select_from(OF_ALERTS)
                .where(of_it)
            ).one()
            if not total.complaints:
                return None
            return Incident(
                **{name: row[name] for name in _KEPT},
                surge=row["middle"] is None,
                severity=Severity(row["severity"]),
                complaints=total.complaints,
                people=total.people,
                loudest=total.loudest,
                platforms=_counted(connection, mentions.c.platform, of_it),
                languages=_counted(connection, matches.c.language, of_it),
                topics=_counted(connection, matches.c.topic, of_it),
                voices=_voices(connection, of_it),
            )

    def open(self, brand: str | None = None) -> int:
        """How many incidents are not over, of all brands or of one."""
        chosen = select(func.count()).select_from(incidents).where(incidents.c.state != "resolved")
        if brand is not None:
            chosen = chosen.where(incidents.c.brand == brand)
        with self._database.read() as connection:
            return connection.scalar(chosen) or 0

    def close(self, *, rules: Mapping[str, Rules], now: datetime) -> int:
        """End the incidents of brands that nobody joined for long; how many."""
        ended = 0
        for brand, own in rules.items():
            with self._database.write() as connection:
                quiet = connection.scalars(
                    select(incidents.c.id)
                    .where(incidents.c.brand == brand, incidents.c.state != "resolved")
                    .where(incidents.c.last_at <= now - own.close_after)
                    .with_for_update(skip_locked=True)
                ).all()
                for incident_id in quiet:
                    over = {"state": "resolved", "resolution": "over", "resolved_at": now}
                    change_incident(connection, incident_id, now=now, at_once=False, **over)
                ended += len(quiet)
        return ended

    def press(
        self, incident_id: int, action: Action, *, user_id: str, user_name: str, now: datetime
    ) -> Pressed | None:
        """Do what a button says, for the incident and all its open alerts; as `Alerts.press`."""
        allowed, values = TRANSITIONS[action]
        state = values["state"]
        who = {"acknowledged_by": user_name, "acknowledged_at": now}
        if state == "resolved":
            who = {"resolved_by": user_name, "resolved_at": now}
        with self._database.write() as connection:
            changed = connection.execute(
                update(incidents)
                .where(incidents.c.id == incident_id, incidents.c.state.in_(allowed))
                .values(values | who)
            )
            taken = changed.rowcount == 1
            row = (
                connection.execute(select(incidents).where(incidents.c.id == incident_id))
                .mappings()
                .one_or_none()
            )
            if row is None:
                return None
            connection.execute(
                presses.insert().values(
                    incident_id=incident_id,
                    action=action,
                    user_id=user_id,
                    user_name=user_name,
                    pressed_at=now,
                    taken=taken,
                )
            )
            if taken:
                members = (alerts.c.incident_id == incident_id) & alerts.c.state.in_(allowed)
                ids = connection.scalars(select(alerts.c.id).where(members)).all()
                connection.execute(
                    update(alerts).where(members).values(values | who | {"version": alerts.c.version + 1})
                )
                connection.execute(
                    update(deliveries)
                    .where(deliveries.c.kind == "alert", deliveries.c.subject_id.in_(ids))
                    .values(version=deliveries.c.version + 1, pending=True, due_at=now)
                )
                if action == "not_a_complaint":
                    connection.execute(
                        update(matches)
                        .where(
                            matches.c.id.in_(
                                select(alerts.c.match_id).where(alerts.c.incident_id == incident_id)
                            )
                        )
                        .values(corrected_complaint=False)
                    )
                change_incident(connection, incident_id, now=now, at_once=True)
            by = row["resolved_by"] if row["state"] == "resolved" else row["acknowledged_by"]
            return Pressed(taken=taken, state=row["state"], by=by)

    def merge(self, incident_id: int, into: int, *, user_id: str, user_name: str, now: datetime) -> bool:
        """Put an incident into another of its brand that is not over, as a person says; whether that could be done.

        A surge may go into an incident, but none into a surge, which has no complaints of its own.
        """
        with self._database.write() as connection:
            merged = merge(connection, Merged(incident=incident_id, into=into), now=now, by=user_name)
            if connection.scalar(select(incidents.c.id).where(incidents.c.id == incident_id)) is not None:
                press = {"incident_id": incident_id, "action": "merge", "taken": merged, "pressed_at": now}
                connection.execute(presses.insert().values(**press, user_id=user_id, user_name=user_name))
            return merged

    def leave(
        self, alert_id: int, *, addresses: Sequence[Address], user_id: str, user_name: str, now: datetime
    ) -> bool:
        """Take an alert out of its incident, as a person says: it is open again, with a card of its own.

        That incident never takes it in again.

        Args:
            addresses: where the cards of its brand go.

        Returns:
            Whether it was of an incident.
        """
        with self._database.write() as connection:
            alert = (
                connection.execute(
                    select(alerts, matches.c.vector)
                    .select_from(alerts.join(matches))
                    .where(alerts.c.id == alert_id)
                    .with_for_update(of=alerts)
                )
                .mappings()
                .one_or_none()
            )
            if alert is None:
                return False
            left = alert["incident_id"]
            press = {"alert_id": alert_id, "action": "leave", "taken": left is not None, "pressed_at": now}
            connection.execute(presses.insert().values(**press, user_id=user_id, user_name=user_name))
            if left is None:
                return False
            out = {"incident_id": None, "left_incident_id": left, "state": "open", "resolution": None}
            nobody = dict.fromkeys(("acknowledged_at", "acknowledged_by", "resolved_at", "resolved_by"))
            change_alert(connection, alert_id, now=now, **out, **nobody)
            for address in addresses:
                row = new_delivery("alert", alert_id, address, rank=alert["severity"], now=now)
                row["version"] = alert["version"] + 1
                connection.execute(self._database.insert(deliveries).values(row).on_conflict_do_nothing())
            shrink(connection, left, alert["vector"], now=now)
            return True


_KEPT = (
    "id", "brand", "state", "version", "opened_at", "since", "last_at", "authors", "minutes", "usual",
    "acknowledged_at", "acknowledged_by", "resolved_at", "resolved_by", "resolution",
)  # fmt: skip


def _counted(
    connection: Connection, column: ColumnElement[Any], of_it: ColumnElement[bool]
) -> tuple[tuple[str, int], ...]:
    rows = connection.execute(
        select(column.label("name"), func.count().label("number"))
        .select_from(OF_ALERTS)
        .where(of_it, column.is_not(None))
        .group_by(column)
    )
    return tuple(sorted(((row.name, row.number) for row in rows), key=lambda pair: (-pair[1], pair[0])))


def _voices(connection: Connection, of_it: ColumnElement[bool]) -> tuple[Voice, ...]:
    """The loudest customer, then the latest ones."""
    columns = (
        mentions.c.text,
        mentions.c.platform,
        mentions.c.permalink,
        mentions.c.author_handle,
        mentions.c.author_name,
        mentions.c.followers,
        matches.c.language,
        AUTHOR.label("author"),
    )
    chosen = select(*columns).select_from(OF_ALERTS).where(of_it)
    loudest = chosen.where(mentions.c.followers.is_not(None)).order_by(mentions.c.followers.desc()).limit(1)
    latest = chosen.order_by(mentions.c.created_at.desc(), mentions.c.id.desc()).limit(4 * _VOICES)
    voices: dict[str, Voice] = {}
    for row in (*connection.execute(loudest), *connection.execute(latest)):
        voice = Voice(
            text=row.text,
            language=row.language or "other",
            platform=row.platform,
            permalink=row.permalink,
            author=row.author_handle or row.author_name,
            followers=row.followers,
        )
        voices.setdefault(row.author, voice)
    return tuple(voices.values())[:_VOICES]
