"""What people press: done if the state still allows it, and kept either way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, select, update

from monitor.incidents import Merged
from monitor.records import Action, Address, Alert, Person, Pressed, Reply, Subject
from monitor.store.changes import TABLES, change, follow, follow_digests, put_card
from monitor.store.database import Database, StoreError
from monitor.store.grouping import merge, shrink
from monitor.tables import alerts, deliveries, heard, incidents, matches, presses, replies

#: Slack's signatures are void after five minutes; nothing older can be played back.
_REMEMBERED = timedelta(minutes=15)

#: So long after a reply its customer's next posts tell whether it helped.
FOLLOWED_FOR = timedelta(hours=72)

_OPEN, _NOT_OVER = ("open",), ("open", "acknowledged")
#: In which states each may be pressed.
_ALLOWED: Mapping[Action, tuple[str, ...]] = {
    "take": _OPEN,
    "assign": _NOT_OVER,
    "answered": _NOT_OVER,
    "snooze": _NOT_OVER,
    "not_a_complaint": _NOT_OVER,
    "resolve": _NOT_OVER,
}


class Presses:
    """The presses table, and the alerts and incidents that presses change."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def once(self, signature: str, do: Callable[[], object], *, now: datetime) -> bool:
        """Do what a request asks unless one with this signature was done before; whether it was done now.

        It is remembered once it is done: what failed, or was killed on the way, may be asked for again.

        Raises:
            StoreError: nothing was done; and whatever `do` raises.
        """
        with self._database.read() as connection:
            known = select(heard.c.signature).where(heard.c.signature == signature)
            if connection.scalar(known) is not None:
                return False
        do()
        # What is done is done: that it cannot be remembered must not be told as if it had failed.
        with suppress(StoreError), self._database.write() as connection:
            connection.execute(delete(heard).where(heard.c.at < now - _REMEMBERED))
            fresh = self._database.insert(heard).values(signature=signature, at=now)
            connection.execute(fresh.on_conflict_do_nothing())
        return True

    def press(
        self,
        subject: Subject,
        action: Action,
        *,
        by: Person,
        now: datetime,
        to: Person | None = None,
        detail: str | None = None,
        until: datetime | None = None,
        note: str | None = None,
    ) -> Pressed | None:
        """Do what a person pressed to an alert, or to an incident and all its alerts.

        Two people at once: the conditional update lets one win.

        Args:
            to: of "assign", who shall have it.
            detail: of "snooze", for how long; of "resolve", why.
            until: of "snooze", the moment; None until it gets worse.
            note: of "resolve", what the person wrote.

        Returns:
            None if there is no such alert or incident.
        """
        values = _values(action, by=by, to=to or by, detail=detail, until=until, note=note, now=now)
        table = TABLES[subject.kind]
        own = (table.c.id == subject.id) & table.c.state.in_(_ALLOWED[action])
        with self._database.write() as connection:
            taken = _set(connection, table, own, values, now) > 0
            row = connection.execute(select(table).where(table.c.id == subject.id)).mappings().one_or_none()
            if row is None:
                return None
            _keep(connection, subject, action, by, to.name if to else detail, taken, now)
            if taken:
                self._spread(connection, subject, action, values, now)
            who = row["resolved_by"] if row["state"] == "resolved" else row["acknowledged_by"]
            return Pressed(taken=taken, state=row["state"], by=who, resolution=row["resolution"])

    def answer(self, alert: Alert, reply: Reply, *, by: Person, now: datetime) -> Pressed | None:
        """Keep what a person answered a customer, and have the drafts of the next reply made; see `press`.

        A reply to be published is not taken while another of the alert waits to be, nor the same text a second time.
        """
        own = (alerts.c.id == alert.id) & alerts.c.state.in_(_ALLOWED["answered"])
        published = reply.state == "waiting"
        if published:
            there = (replies.c.state == "waiting") | (
                (replies.c.via == "api") & (replies.c.state == "sent") & (replies.c.text == reply.text)
            )
            own &= ~select(replies.c.id).where(replies.c.alert_id == alert.id, there).exists()
        subject = Subject("alert", alert.id)
        with self._database.write() as connection:
            connection.execute(select(alerts.c.id).where(alerts.c.id == alert.id).with_for_update())
            values = _values("answered", by=by, to=by, detail=None, until=None, note=None, now=now)
            taken = _set(connection, alerts, own, values | {"draft_at": now}, now) > 0
            row = connection.execute(select(alerts).where(alerts.c.id == alert.id)).mappings().one_or_none()
            if row is None:
                return None
            _keep(connection, subject, "answered", by, reply.text, taken, now)
            if taken:
                connection.execute(
                    replies.insert().values(
                        alert_id=alert.id,
                        brand=alert.brand,
                        **asdict(reply),
                        by=by.ref,
                        by_name=by.name,
                        replied_at=now,
                        attempts=0,
                        due_at=now if published else None,
                        followed_until=None if published else now + FOLLOWED_FOR,
                    )
                )
                self._spread(connection, subject, "answered", values, now)
            who = row["resolved_by"] if row["state"] == "resolved" else row["acknowledged_by"]
            return Pressed(taken=taken, state=row["state"], by=who, resolution=row["resolution"])

    def explain(
        self, subject: Subject, phase: str, explanations: Mapping[str, str], *, by: Person, now: datetime
    ) -> Pressed | None:
        """Keep what a lead wrote of an incident's cause, and have the drafts of its alerts made anew; see `press`."""
        own = (incidents.c.id == subject.id) & incidents.c.state.in_(_NOT_OVER)
        values = {
            "phase": phase,
            "explanations": dict(explanations),
            "explained_at": now,
            "explained_by": by.name,
        }
        with self._database.write() as connection:
            taken = _set(connection, incidents, own, values | {"touched_at": now}, now) > 0
            row = (
                connection.execute(select(incidents).where(incidents.c.id == subject.id))
                .mappings()
                .one_or_none()
            )
            if row is None:
                return None
            _keep(connection, subject, "explain", by, phase, taken, now)
            if taken:
                theirs = (alerts.c.incident_id == subject.id) & alerts.c.state.in_(_NOT_OVER)
                connection.execute(update(alerts).where(theirs).values(draft_at=now))
                change(connection, subject, now=now)
            who = row["resolved_by"] if row["state"] == "resolved" else row["acknowledged_by"]
            return Pressed(taken=taken, state=row["state"], by=who, resolution=row["resolution"])

    def merge(self, incident_id: int, into: int, *, by: Person, now: datetime) -> Pressed | None:
        """Let an incident go on in another of the same brand, if neither is over; see `press`."""
        with self._database.write() as connection:
            read = select(incidents).where(incidents.c.id == incident_id)
            if connection.execute(read).one_or_none() is None:
                return None
            taken = merge(connection, Merged(incident=incident_id, into=into), now=now, by=by.name)
            _keep(connection, Subject("incident", incident_id), "merge", by, str(into), taken, now)
            row = connection.execute(read).mappings().one()
            who = row["resolved_by"] if row["state"] == "resolved" else row["acknowledged_by"]
            return Pressed(taken=taken, state=row["state"], by=who, resolution=row["resolution"])

    def leave(self, alert_id: int, *, by: Person, now: datetime) -> Pressed | None:
        """Take an alert out of its incident: it has a card of its own, and that one never takes it in again."""
        with self._database.write() as connection:
            row = (
                connection.execute(
                    select(alerts, matches.c.vector)
                    .select_from(alerts.join(matches))
                    .where(alerts.c.id == alert_id)
                    .with_for_update(of=alerts)
                )
                .mappings()
                .one_or_none()
            )
            if row is None:
                return None
            left = row["incident_id"]
            taken = left is not None and row["state"] in _NOT_OVER
            subject = Subject("alert", alert_id)
            _keep(connection, subject, "leave", by, None, taken, now)
            if taken:
                own: dict[str, Any] = {"incident_id": None, "left_incident_id": left, "joined_at": None}
                own |= {
                    "touched_at": now,
                    "clock_at": now,
                    "clock_done": None,
                    "restarted_at": now,
                    "draft_at": now,
                }
                change(connection, subject, now=now, **own)
                of_incident = (deliveries.c.kind == "incident") & (deliveries.c.subject_id == left)
                rows = connection.execute(
                    select(deliveries.c.notifier, deliveries.c.place).where(of_incident)
                )
                addresses = [Address(notifier=each.notifier, place=each.place) for each in rows]
                put_card(self._database, connection, subject, addresses, severity=row["severity"], now=now)
                shrink(connection, left, row["vector"], now=now)
            return Pressed(taken=taken, state=row["state"], by=row["acknowledged_by"])

    def name_of(self, kind: str, person: str) -> str | None:
        """The name under which a person last pressed something; None if never."""
        with self._database.read() as connection:
            return connection.scalar(
                select(presses.c.user_name)
                .where(presses.c.kind == kind, presses.c.user_id == person)
                .order_by(presses.c.id.desc())
                .limit(1)
            )

    def _spread(
        self,
        connection: Connection,
        subject: Subject,
        action: Action,
        values: Mapping[str, Any],
        now: datetime,
    ) -> None:
        """Have the cards follow, an incident's alerts too, and keep a label for learning."""
        of_it: ColumnElement[bool] = alerts.c.id == subject.id
        if subject.kind == "incident":
            of_it = alerts.c.incident_id == subject.id
            members = of_it & alerts.c.state.in_(_ALLOWED[action])
            ids = connection.scalars(select(alerts.c.id).where(members)).all()
            if action != "snooze":
                own = {name: value for name, value in values.items() if not name.startswith("clock_")}
                _set(connection, alerts, members, own, now)
                cards = (deliveries.c.kind == "alert") & deliveries.c.subject_id.in_(ids)
                follow(connection, cards, now=now, at_once=True)
                follow_digests(connection, ids, now=now)
        if action == "not_a_complaint":
            learnt = matches.c.id.in_(select(alerts.c.match_id).where(of_it))
            connection.execute(update(matches).where(learnt).values(corrected_complaint=False))
        change(connection, subject, now=now)


def _keep(
    connection: Connection,
    subject: Subject,
    action: Action,
    by: Person,
    detail: str | None,
    taken: bool,
    now: datetime,
) -> None:
    """Keep a press, also one that came too late."""
    connection.execute(
        presses.insert().values(
            alert_id=subject.id if subject.kind == "alert" else None,
            incident_id=subject.id if subject.kind == "incident" else None,
            action=action,
            detail=detail,
            kind=by.kind,
            user_id=by.id,
            user_name=by.name,
            pressed_at=now,
            taken=taken,
        )
    )


def _set(
    connection: Connection, table: Any, which: ColumnElement[bool], values: Mapping[str, Any], now: datetime
) -> int:
    """Change rows; to answer what nobody has is to take it."""
    if "answered_at" in values:
        takes = {"state": "acknowledged", "acknowledged_at": now, "clock_done": None}
        takes |= {"acknowledged_by": values["answered_by"], "owner": values["owner"]}
        connection.execute(update(table).where(which, table.c.state == "open").values(takes))
        values = {name: value for name, value in values.items() if name != "owner"}
    counted = {**values, "version": table.c.version + 1}
    return connection.execute(update(table).where(which).values(counted)).rowcount


def _values(
    action: Action,
    *,
    by: Person,
    to: Person,
    detail: str | None,
    until: datetime | None,
    note: str | None,
    now: datetime,
) -> dict[str, Any]:
    """What a press changes."""
    values: dict[str, Any] = {"touched_at": now, "clock_at": now, "snooze": None, "snoozed_until": None}
    if action in ("take", "assign"):
        owner = to if action == "assign" else by
        values |= {"state": "acknowledged", "acknowledged_at": now, "clock_done": None}
        return values | {"acknowledged_by": owner.name, "owner": owner.ref}
    if action == "answered":
        return values | {"answered_at": now, "answered_by": by.name, "owner": by.ref}
    if action == "snooze":
        return values | {"snooze": detail, "snoozed_until": until}
    why = "not_a_complaint" if action == "not_a_complaint" else detail or "resolved"
    values |= {"state": "resolved", "resolution": why, "note": note, "clock_at": None}
    return values | {"resolved_at": now, "resolved_by": by.name}
