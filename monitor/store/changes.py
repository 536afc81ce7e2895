"""Changes of alerts and incidents that have their cards follow; each within a transaction of the caller's."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import numpy as np
from sqlalchemy import Connection, delete, func, select, update

from alerts.base import Severity
from monitor.incidents import Change, Joined, Merged, Opened
from monitor.records import Action, Address
from monitor.store.database import Database
from monitor.tables import alerts, deliveries, incidents, matches, mentions, notices

#: An alert is raised from here up.
RAISED_FROM = Severity.medium

#: A card that changes by itself is brought up to date at most this often; what a person pressed shows at once.
EDITED_EVERY = timedelta(seconds=20)


#: action → (states it may be pressed in, what it changes)
TRANSITIONS: dict[Action, tuple[tuple[str, ...], dict[str, Any]]] = {
    "take": (("open",), {"state": "acknowledged"}),
    "not_a_complaint": (("open", "acknowledged"), {"state": "resolved", "resolution": "not_a_complaint"}),
    "resolve": (("open", "acknowledged"), {"state": "resolved", "resolution": "resolved"}),
}


def new_delivery(kind: str, subject_id: int, address: Address, *, rank: int, now: datetime) -> dict[str, Any]:
    """The row of a delivery that was never tried."""
    return {
        "id": uuid.uuid4().hex,
        "kind": kind,
        "subject_id": subject_id,
        "notifier": address.notifier,
        "place": address.place,
        "rank": rank,
        "version": 1,
        "sent_version": 0,
        "pending": True,
        "due_at": now,
        "attempts": 0,
        "created_at": now,
    }


def change_alert(connection: Connection, alert_id: int, *, now: datetime, **values: Any) -> None:
    """Change an alert and have its cards follow."""
    connection.execute(
        update(alerts).where(alerts.c.id == alert_id).values(version=alerts.c.version + 1, **values)
    )
    connection.execute(
        update(deliveries)
        .where(deliveries.c.kind == "alert", deliveries.c.subject_id == alert_id)
        .values(version=deliveries.c.version + 1, pending=True, due_at=now)
    )


def change_incident(
    connection: Connection, incident_id: int, *, now: datetime, at_once: bool, **values: Any
) -> None:
    """Change an incident and have its cards follow, `at_once` or when they may be edited again."""
    connection.execute(
        update(incidents)
        .where(incidents.c.id == incident_id)
        .values(version=incidents.c.version + 1, **values)
    )
    cards = (deliveries.c.kind == "incident") & (deliveries.c.subject_id == incident_id)
    rows = connection.execute(select(deliveries).where(cards)).mappings().all()
    for row in rows:
        due_at = now
        if not at_once and row["shown_at"] is not None:
            due_at = max(now, row["shown_at"] + EDITED_EVERY)
            if row["pending"]:  # not put off by every complaint that comes
                due_at = min(due_at, row["due_at"])
        connection.execute(
            update(deliveries)
            .where(deliveries.c.id == row["id"])
            .values(version=deliveries.c.version + 1, pending=True, due_at=due_at)
        )


def tell(
    database: Database,
    connection: Connection,
    key: str,
    kind: str,
    facts: Mapping[str, Any],
    *,
    addresses: Sequence[Address],
    now: datetime,
) -> bool:
    """Put a notice into the outbox, once while it lasts; whether this call was the first."""
    notice_id = connection.scalar(
        database.insert(notices)
        .values(key=key, kind=kind, facts=dict(facts), raised_at=now)
        .on_conflict_do_nothing()
        .returning(notices.c.id)
    )
    if notice_id is None:
        return False
    for address in addresses:
        row = new_delivery("notice", notice_id, address, rank=int(Severity.high), now=now)
        connection.execute(deliveries.insert().values(row))
    return True


class Overtaken(Exception):
    """Another process opened an incident of the brand meanwhile: read again what is known, and sort in again."""


def newest(connection: Connection, brand: str) -> int:
    """The last incident of `brand` that was opened; 0 if none ever was."""
    return connection.scalar(select(func.max(incidents.c.id)).where(incidents.c.brand == brand)) or 0


def alone(database: Database, connection: Connection, brand: str, known: int) -> None:
    """Let no other process open an incident of `brand` until this transaction ends.

    Raises:
        Overtaken: one was opened since `known` was the newest.
    """
    if not database.is_sqlite:  # there a transaction that writes is alone anyway
        connection.execute(select(func.pg_advisory_xact_lock(func.hashtext(f"incidents of {brand}"))))
    if newest(connection, brand) != known:
        raise Overtaken(brand)


def group(
    database: Database,
    connection: Connection,
    brand: str,
    changes: Sequence[Change],
    *,
    addresses: Sequence[Address],
    now: datetime,
) -> int:
    """Do what `monitor.sorting.sort_in` decided; how many alerts were raised for look-alikes.

    Complaints are named by their matches.
    """
    raised = 0
    for change in changes:
        if isinstance(change, Merged):
            merge(connection, change, now=now)
            continue
        if not change.surge:
            raised += _raise_alike(database, connection, brand, change.complaints, now)
        if isinstance(change, Opened):
            _open(database, connection, brand, change, addresses=addresses, now=now)
        else:
            _join(database, connection, change, addresses=addresses, now=now)
    return raised


def _raise_alike(
    database: Database, connection: Connection, brand: str, match_ids: Sequence[int], now: datetime
) -> int:
    """Raise the alerts of posts that are no complaints by themselves, for their incident's sake."""
    rows = connection.execute(
        select(matches.c.id, matches.c.reasons)
        .select_from(matches.outerjoin(alerts))
        .where(matches.c.id.in_(match_ids), alerts.c.id.is_(None))
        # One that was edited meanwhile waits for a new verdict.
        .where(matches.c.judged_at.is_not(None), matches.c.severity < int(RAISED_FROM))
    ).all()
    raised = 0
    for row in rows:
        alert = {"match_id": row.id, "brand": brand, "severity": int(RAISED_FROM), "state": "open"}
        raised += connection.execute(
            database.insert(alerts).values(**alert, version=1, opened_at=now).on_conflict_do_nothing()
        ).rowcount
        reasons = [{"code": "reads_alike", "facts": {}}, *(row.reasons or ())]
        connection.execute(
            update(matches).where(matches.c.id == row.id).values(severity=int(RAISED_FROM), reasons=reasons)
        )
    return raised


def _open(
    database: Database,
    connection: Connection,
    brand: str,
    change: Opened,
    *,
    addresses: Sequence[Address],
    now: datetime,
) -> None:
    members = _members(connection, change.complaints)
    if not members:  # their posts were edited or taken over meanwhile
        return
    severity = max(row["severity"] for row in members)
    incident_id: int = connection.execute(
        incidents.insert()
        .values(
            brand=brand,
            middle=None if change.surge else _mean(row["vector"] for row in members),
            severity=severity,
            state="open",
            version=1,
            opened_at=now,
            since=min(row["created_at"] for row in members),
            last_at=max(row["created_at"] for row in members),
            authors=change.burst.authors,
            minutes=change.burst.minutes,
            usual=change.burst.usual,
        )
        .returning(incidents.c.id)
    ).scalar_one()
    if not change.surge:
        _take_in(connection, incident_id, members, None, now)
    for address in addresses:
        row = new_delivery("incident", incident_id, address, rank=max(severity, int(Severity.high)), now=now)
        connection.execute(database.insert(deliveries).values(row).on_conflict_do_nothing())


def _join(
    database: Database,
    connection: Connection,
    change: Joined,
    *,
    addresses: Sequence[Address],
    now: datetime,
) -> None:
    row = (
        connection.execute(select(incidents).where(incidents.c.id == change.incident).with_for_update())
        .mappings()
        .one()
    )
    if row["merged_into"] is not None:
        change = replace(change, incident=row["merged_into"])
        return _join(database, connection, change, addresses=addresses, now=now)
    members = _members(connection, change.complaints)
    if not members:
        return None
    before = connection.scalar(
        select(func.count()).select_from(alerts).where(alerts.c.incident_id == change.incident)
    )
    values: dict[str, Any] = {
        "since": min(row["since"], *(member["created_at"] for member in members)),
        "last_at": max(row["last_at"], *(member["created_at"] for member in members)),
        "severity": max(row["severity"], *(member["severity"] for member in members)),
    }
    vectors = [member["vector"] for member in members if member["vector"] is not None]
    if row["middle"] is not None and vectors:
        known = float(before or 0)
        values["middle"] = (row["middle"] * known + np.sum(vectors, axis=0)) / (known + len(vectors))
    reopened = change.reopened is not None
    if reopened:
        values |= {"state": "open", "resolved_at": None, "resolved_by": None, "resolution": None}
        values |= {"acknowledged_at": None, "acknowledged_by": None}
    if not change.surge:
        taken = None if reopened or row["state"] != "acknowledged" else row["acknowledged_by"]
        _take_in(connection, change.incident, members, taken, now)
    change_incident(connection, change.incident, now=now, at_once=reopened, **values)
    if values["severity"] > row["severity"] or reopened:
        tell(
            database,
            connection,
            f"incident:{change.incident}:{'again:' + now.isoformat() if reopened else values['severity']}",
            "incident_again" if reopened else "incident_worse",
            {
                "incident": change.incident,
                "severity": Severity(values["severity"]).name,
                "brand": row["brand"],
            },
            addresses=addresses,
            now=now,
        )
    return None


def merge(connection: Connection, change: Merged, *, now: datetime, by: str | None = None) -> bool:
    """Put one incident into another; `by` is the person who did. Whether both still could.

    What was taken or left for the one is so for the other.
    """
    ids = (change.incident, change.into)
    rows = {
        row["id"]: row
        for row in connection.execute(
            select(incidents).where(incidents.c.id.in_(ids)).order_by(incidents.c.id).with_for_update()
        ).mappings()
    }
    gone, into = (rows.get(incident_id) for incident_id in ids)
    if gone is None or into is None or gone["id"] == into["id"] or gone["brand"] != into["brand"]:
        return False
    if gone["merged_into"] is not None or into["state"] == "resolved" or into["middle"] is None:
        return False
    counted = connection.execute(
        select(alerts.c.incident_id, func.count().label("number"))
        .where(alerts.c.incident_id.in_(ids))
        .group_by(alerts.c.incident_id)
    )
    numbers = {row.incident_id: row.number for row in counted}
    values: dict[str, Any] = {}
    if gone["middle"] is not None:
        first, second = numbers.get(into["id"], 0), numbers.get(gone["id"], 0)
        values["since"] = min(gone["since"], into["since"])
        values["last_at"] = max(gone["last_at"], into["last_at"])
        values["severity"] = max(gone["severity"], into["severity"])
        if second and len(gone["middle"]) == len(into["middle"]):
            values["middle"] = (into["middle"] * first + gone["middle"] * second) / (first + second)
    if into["state"] == "acknowledged":
        taken = {"acknowledged_by": into["acknowledged_by"], "acknowledged_at": now}
        connection.execute(
            update(alerts)
            .where(alerts.c.incident_id == gone["id"], alerts.c.state == "open")
            .values(state="acknowledged", **taken)
        )
    for column in (alerts.c.incident_id, alerts.c.left_incident_id):
        connection.execute(update(alerts).where(column == gone["id"]).values({column: into["id"]}))
    # So that no chain has to be followed.
    connection.execute(
        update(incidents).where(incidents.c.merged_into == gone["id"]).values(merged_into=into["id"])
    )
    closed = {"state": "resolved", "resolution": "merged", "resolved_at": now, "merged_into": into["id"]}
    change_incident(connection, gone["id"], now=now, at_once=True, resolved_by=by, **closed)
    change_incident(connection, into["id"], now=now, at_once=by is not None, **values)
    return True


def shrink(connection: Connection, incident_id: int, vector: Any, *, now: datetime) -> None:
    """Have an incident be what is left of it after a complaint with this vector was taken out."""
    row = connection.execute(
        select(incidents).where(incidents.c.id == incident_id).with_for_update()
    ).mappings()
    incident = row.one()
    rest = connection.execute(
        select(
            func.count().label("number"),
            func.min(mentions.c.created_at).label("since"),
            func.max(mentions.c.created_at).label("last_at"),
            func.max(alerts.c.severity).label("severity"),
        )
        .select_from(alerts.join(matches).join(mentions))
        .where(alerts.c.incident_id == incident_id)
    ).one()
    values: dict[str, Any] = {"since": rest.since, "last_at": rest.last_at, "severity": rest.severity}
    if not rest.number:
        values = {"state": "resolved", "resolution": "over", "resolved_at": now}
    elif vector is not None and len(vector) == len(incident["middle"]):
        values["middle"] = (incident["middle"] * (rest.number + 1) - vector) / rest.number
    change_incident(connection, incident_id, now=now, at_once=True, **values)


def _members(connection: Connection, match_ids: Sequence[int]) -> list[Mapping[Any, Any]]:
    rows = connection.execute(
        select(
            alerts.c.id,
            alerts.c.state,
            alerts.c.severity,
            matches.c.vector,
            mentions.c.created_at,
        )
        .select_from(alerts.join(matches).join(mentions))
        .where(matches.c.id.in_(match_ids), alerts.c.incident_id.is_(None))
        .order_by(alerts.c.id)
        .with_for_update(of=alerts)
    )
    return list(rows.mappings())


def _take_in(
    connection: Connection,
    incident_id: int,
    members: Sequence[Mapping[Any, Any]],
    taken_by: str | None,
    now: datetime,
) -> None:
    """Put alerts into an incident: cards that were not sent yet never are, those that stand in a channel say so."""
    ids = [member["id"] for member in members]
    connection.execute(update(alerts).where(alerts.c.id.in_(ids)).values(incident_id=incident_id))
    if taken_by is not None:
        connection.execute(
            update(alerts)
            .where(alerts.c.id.in_(ids), alerts.c.state == "open")
            .values(state="acknowledged", acknowledged_by=taken_by, acknowledged_at=now)
        )
    own = (deliveries.c.kind == "alert") & deliveries.c.subject_id.in_(ids)
    unsent = deliveries.c.message_id.is_(None) & deliveries.c.tried_at.is_(None)
    connection.execute(delete(deliveries).where(own, unsent))
    connection.execute(
        update(deliveries).where(own).values(version=deliveries.c.version + 1, pending=True, due_at=now)
    )


def _mean(vectors: Iterable[Any]) -> Any:
    known = [vector for vector in vectors if vector is not None]
    return np.mean(known, axis=0) if known else None
