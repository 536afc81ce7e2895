"""Calling people to an incident that is there already: it became graver, or it came back.

    graver, or back ─▶ its clocks anew, from the end of the quiet hours ─▶ its card where it now belongs
                                                                         ─▶ told once

Each within a transaction of the caller's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select, update

from alerts.base import Severity
from monitor.records import Address, Placing, Subject, Traits
from monitor.store.changes import ANEW, Place, change, put_card, tell
from monitor.store.database import Database
from monitor.tables import alerts, deliveries, incidents, matches, mentions, presses


def traits_of(brand: str, severity: int, members: Sequence[Mapping[Any, Any]]) -> Traits:
    """What decides who is told of an incident: what most of its newest complaints have."""
    return Traits(
        brand=brand,
        severity=Severity(severity),
        language=_most(row["language"] for row in members),
        topic=_most(row["topic"] for row in members),
        platform=_most(row["platform"] for row in members),
    )


def clocks_anew(placing: Placing, now: datetime) -> dict[str, Any]:
    """What begins anew with an incident that people are called to; nobody is called while it is quiet."""
    begins = _begins(placing, now)
    return ANEW | {"clock_at": begins, "restarted_at": begins}


def place_incident(
    database: Database,
    connection: Connection,
    subject: Subject,
    traits: Traits,
    placing: Placing,
    now: datetime,
) -> None:
    """Give an incident its card, which only a silence or quiet hours hold; one that waits goes out once it may."""
    if placing.held == "silence":
        return
    until = placing.until if placing.held == "quiet" else None
    put_card(
        database, connection, subject, placing.addresses, severity=traits.severity, now=now, due_at=until
    )
    if until is None:
        waiting = (deliveries.c.kind == subject.kind) & (deliveries.c.subject_id == subject.id)
        waiting &= deliveries.c.message_id.is_(None) & (deliveries.c.due_at > now)
        if connection.execute(update(deliveries).where(waiting).values(due_at=now)).rowcount:
            own = incidents.c.id == subject.id
            connection.execute(update(incidents).where(own).values(told_at=now))


def call(
    database: Database,
    connection: Connection,
    before: Mapping[Any, Any],
    traits: Traits,
    placing: Placing,
    *,
    back: bool,
    soon: bool,
    now: datetime,
) -> None:
    """Call people to an incident, after it was changed: in the channels where its card stands.

    What comes back `soon` after a person called it over, no graver, has its card near by: its thread is told how many
    came since, and that person is called by name.

    Args:
        before: the incident as it was.
        traits: as it is now.
        back: whether it is back; else it is graver.
    """
    subject = Subject("incident", before["id"])
    place_incident(database, connection, subject, traits, placing, now)
    if placing.held == "silence":
        return
    facts: dict[str, Any] = {
        "incident": subject.id,
        "severity": traits.severity.name,
        "brand": before["brand"],
    }
    again, due_at = f"incident:{subject.id}:again:{now.isoformat()}", _begins(placing, now)
    if soon:
        facts |= {
            "count": _since(connection, before),
            "who": before["resolved_by"],
            "owner": _who_resolved(connection, subject) or before["owner"],
        }
        kind = "incident_goes_on"
        tell(database, connection, again, kind, facts, subject=subject, now=now, due_at=due_at)
        return
    told = select(deliveries.c.notifier, deliveries.c.place).where(
        deliveries.c.kind == "incident",
        deliveries.c.subject_id == subject.id,
        deliveries.c.message_id.is_not(None),
    )
    tell(
        database,
        connection,
        again if back else f"incident:{subject.id}:{int(traits.severity)}",
        "incident_again" if back else "incident_worse",
        facts,
        addresses=[Address(notifier=each.notifier, place=each.place) for each in connection.execute(told)],
        now=now,
        due_at=due_at,
    )


def worsen(
    database: Database, connection: Connection, alert_ids: Sequence[int], *, place: Place, now: datetime
) -> None:
    """Make incidents as grave as those of their complaints that became graver, as if these joined them now.

    A surge, which has no complaints of its own, is as grave as those that it counts. One that is over stays so.
    """
    if not alert_ids:
        return
    rows = connection.execute(
        select(
            alerts.c.brand,
            alerts.c.incident_id,
            alerts.c.severity,
            matches.c.language,
            matches.c.topic,
            mentions.c.platform,
            mentions.c.created_at,
        )
        .select_from(alerts.join(matches).join(mentions))
        .where(alerts.c.id.in_(alert_ids))
    ).mappings()
    members: dict[int, list[Mapping[Any, Any]]] = {}
    for row in rows:
        for incident_id in [row["incident_id"]] if row["incident_id"] else _counted_by(connection, row):
            members.setdefault(incident_id, []).append(row)
    for incident_id in sorted(members):
        _worsen(database, connection, incident_id, members[incident_id], place=place, now=now)


def _worsen(
    database: Database,
    connection: Connection,
    incident_id: int,
    members: Sequence[Mapping[Any, Any]],
    *,
    place: Place,
    now: datetime,
) -> None:
    read = select(incidents).where(incidents.c.id == incident_id).with_for_update()
    before = connection.execute(read).mappings().one()
    severity = max(member["severity"] for member in members)
    if before["state"] == "resolved" or severity <= before["severity"]:
        return
    traits = traits_of(before["brand"], severity, members)
    placing = place(traits, ())
    values = clocks_anew(placing, now) | {"severity": severity}
    change(connection, Subject("incident", incident_id), now=now, at_once=False, **values)
    call(database, connection, before, traits, placing, back=False, soon=False, now=now)


def _counted_by(connection: Connection, row: Mapping[Any, Any]) -> Sequence[int]:
    """The surge that counts a complaint of no incident."""
    return connection.scalars(
        select(incidents.c.id)
        .where(incidents.c.brand == row["brand"], incidents.c.state != "resolved")
        .where(incidents.c.middle.is_(None), incidents.c.since <= row["created_at"])
        .where(incidents.c.last_at >= row["created_at"])
    ).all()


def _since(connection: Connection, before: Mapping[Any, Any]) -> int:
    """How many complaints of an incident were posted since a person called it over; a surge counts those of none."""
    of_it: ColumnElement[bool] = alerts.c.incident_id == before["id"]
    if before["middle"] is None:
        last_at = select(incidents.c.last_at).where(incidents.c.id == before["id"]).scalar_subquery()
        of_it = (alerts.c.brand == before["brand"]) & alerts.c.incident_id.is_(None)
        of_it &= mentions.c.created_at <= last_at
    counted = select(func.count()).select_from(alerts.join(matches).join(mentions))
    since = mentions.c.created_at > before["resolved_at"]
    return connection.scalar(counted.where(of_it, since)) or 0


def _who_resolved(connection: Connection, subject: Subject) -> str | None:
    """The person who last called an incident over, as places name people."""
    row = connection.execute(
        select(presses.c.kind, presses.c.user_id)
        .where(presses.c.incident_id == subject.id, presses.c.taken)
        .where(presses.c.action.in_(("resolve", "not_a_complaint")))
        .order_by(presses.c.id.desc())
        .limit(1)
    ).one_or_none()
    return None if row is None else f"{row.kind}:{row.user_id}"


def _begins(placing: Placing, now: datetime) -> datetime:
    return placing.until if placing.held == "quiet" and placing.until is not None else now


def _most(values: Iterable[str | None]) -> str | None:
    """The one that comes most often."""
    known = [value for value in values if value is not None]
    return max(sorted(set(known)), key=known.count, default=None)
