"""What `monitor.sorting` decided, done: incidents opened, joined and merged, and their cards put into the outbox.

Each within a transaction of the caller's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import numpy as np
from sqlalchemy import ColumnElement, Connection, delete, func, select, update

from alerts.base import Severity
from monitor.incidents import Change, Joined, Merged, Opened
from monitor.records import Subject
from monitor.store.calling import call, clocks_anew, place_incident, traits_of
from monitor.store.changes import AGAIN, ANEW, RAISED_FROM, Place, change, follow_digests
from monitor.store.database import Database
from monitor.tables import alerts, deliveries, digest_items, incidents, matches, mentions

#: A thread is told of new complaints at most this often, and not before some have gathered.
DETAILED_EVERY = timedelta(minutes=5)

#: So many people with one cause are urgent, however mild each of them is.
_LEAST = int(Severity.high)


class Overtaken(Exception):
    """An incident of the brand was opened or called over meanwhile: read again what is known, and sort in again."""


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
    place: Place,
    now: datetime,
) -> int:
    """Do what `monitor.sorting.sort_in` decided; how many alerts were raised for look-alikes.

    Complaints are named by their matches.

    Raises:
        Overtaken: an incident that complaints join was called over since.
    """
    raised = 0
    for each in changes:
        if isinstance(each, Merged):
            merge(connection, each, now=now)
            continue
        if not each.surge:
            raised += _raise_alike(database, connection, brand, each.complaints, now)
        if isinstance(each, Opened):
            _open(database, connection, brand, each, place=place, now=now)
        else:
            _join(database, connection, each, place=place, now=now)
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
        new = database.insert(alerts).values(**alert, version=1, opened_at=now).on_conflict_do_nothing()
        if not connection.execute(new).rowcount:
            continue  # another process was faster
        raised += 1
        reasons = [{"code": "reads_alike", "facts": {}}, *(row.reasons or ())]
        connection.execute(
            update(matches).where(matches.c.id == row.id).values(severity=int(RAISED_FROM), reasons=reasons)
        )
    return raised


def _open(
    database: Database,
    connection: Connection,
    brand: str,
    opened: Opened,
    *,
    place: Place,
    now: datetime,
) -> None:
    members = _members(connection, opened.complaints)
    if not members:  # their posts were edited or taken over meanwhile
        return
    severity = max(_LEAST, *(row["severity"] for row in members))
    incident_id: int = connection.execute(
        incidents.insert()
        .values(
            brand=brand,
            middle=None if opened.surge else _mean(row["vector"] for row in members),
            severity=severity,
            state="open",
            version=1,
            opened_at=now,
            since=min(row["created_at"] for row in members),
            last_at=max(row["created_at"] for row in members),
            authors=opened.burst.authors,
            minutes=opened.burst.minutes,
            usual=opened.burst.usual,
            clock_at=now,
            detail_at=None if opened.surge else now + DETAILED_EVERY,
            detailed_at=now,
        )
        .returning(incidents.c.id)
    ).scalar_one()
    if not opened.surge:
        _take_in(connection, incident_id, members, None, now)
    traits = traits_of(brand, severity, members)
    place_incident(database, connection, Subject("incident", incident_id), traits, place(traits, ()), now)


def _join(
    database: Database,
    connection: Connection,
    joined: Joined,
    *,
    place: Place,
    now: datetime,
) -> None:
    row = (
        connection.execute(select(incidents).where(incidents.c.id == joined.incident).with_for_update())
        .mappings()
        .one()
    )
    if row["merged_into"] is not None:
        joined = replace(joined, incident=row["merged_into"])
        return _join(database, connection, joined, place=place, now=now)
    members = _members(connection, joined.complaints)
    if not members:
        return None
    subject = Subject("incident", joined.incident)
    before = connection.scalar(
        select(func.count()).select_from(alerts).where(alerts.c.incident_id == subject.id)
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
    over = row["state"] == "resolved"
    reopened, late = over and joined.reopened is not None, over and joined.late
    if over and not (reopened or late):
        raise Overtaken(row["brand"])
    worse = values["severity"] > row["severity"]
    traits = traits_of(row["brand"], values["severity"], members)
    placing = place(traits, ())
    soon = reopened and joined.soon and not worse
    if reopened:
        values |= {"state": "open"} | dict.fromkeys(AGAIN)
    if reopened or worse:
        values |= clocks_anew(placing, now)
    if not joined.surge:
        taken = None if reopened or row["state"] != "acknowledged" else row
        _take_in(connection, subject.id, members, taken, now)
        if late:
            _close(connection, members, row, now)
        elif soon:  # its thread is told below
            values |= {"detailed_at": now, "detail_at": None}
        elif row["detail_at"] is None:
            values["detail_at"] = _detailed_next(row, now)
    change(connection, subject, now=now, at_once=reopened, **values)
    if worse or reopened:
        call(database, connection, row, traits, placing, back=reopened, soon=soon, now=now)
    return None


def merge(connection: Connection, merged: Merged, *, now: datetime, by: str | None = None) -> bool:
    """Put one incident into another; `by` is the person who did. Whether both still could.

    What was taken or left for the one is so for the other.
    """
    ids = (merged.incident, merged.into)
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
        values["detail_at"] = into["detail_at"] or _detailed_next(into, now)
        if second and len(gone["middle"]) == len(into["middle"]):
            values["middle"] = (into["middle"] * first + gone["middle"] * second) / (first + second)
        if values["severity"] > into["severity"]:
            values |= ANEW | {"clock_at": now, "restarted_at": now}
    if into["state"] == "acknowledged":
        _take(connection, alerts.c.incident_id == gone["id"], into, now)
    moved = {"incident_id": into["id"], "joined_at": now, "draft_at": now}
    connection.execute(update(alerts).where(alerts.c.incident_id == gone["id"]).values(moved))
    left = alerts.c.left_incident_id == gone["id"]
    connection.execute(update(alerts).where(left).values(left_incident_id=into["id"]))
    # So that no chain has to be followed.
    connection.execute(
        update(incidents).where(incidents.c.merged_into == gone["id"]).values(merged_into=into["id"])
    )
    closed: dict[str, Any] = {
        "state": "resolved",
        "resolution": "merged",
        "resolved_at": now,
        "resolved_by": by,
    }
    closed |= {"merged_into": into["id"], "clock_at": None, "detail_at": None}
    change(connection, Subject("incident", gone["id"]), now=now, **closed)
    change(connection, Subject("incident", into["id"]), now=now, at_once=by is not None, **values)
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
    severity = max(rest.severity or _LEAST, _LEAST)
    values: dict[str, Any] = {"since": rest.since, "last_at": rest.last_at, "severity": severity}
    if not rest.number:
        values = {"state": "resolved", "resolution": "over", "resolved_at": now, "clock_at": None}
    elif vector is not None and incident["middle"] is not None and len(vector) == len(incident["middle"]):
        values["middle"] = (incident["middle"] * (rest.number + 1) - vector) / rest.number
    change(connection, Subject("incident", incident_id), now=now, **values)


def _take(
    connection: Connection, which: ColumnElement[bool], taken: Mapping[Any, Any], now: datetime
) -> None:
    """Whoever has an incident has its open alerts."""
    values = {name: taken[name] for name in ("acknowledged_by", "owner")}
    connection.execute(
        update(alerts)
        .where(which, alerts.c.state == "open")
        .values(state="acknowledged", acknowledged_at=now, **values)
    )


def _close(
    connection: Connection,
    members: Sequence[Mapping[Any, Any]],
    over: Mapping[Any, Any],
    now: datetime,
) -> None:
    """Whoever called an incident over did so of what had been posted by then, too."""
    ids = [member["id"] for member in members]
    values = {name: over[name] for name in ("resolution", "resolved_by", "note")}
    connection.execute(
        update(alerts)
        .where(alerts.c.id.in_(ids), alerts.c.state != "resolved")
        .values(state="resolved", resolved_at=now, clock_at=None, draft_at=None, **values)
    )


def _detailed_next(incident: Mapping[Any, Any], now: datetime) -> datetime:
    """When its thread may be told of more."""
    return max(now, (incident["detailed_at"] or now) + DETAILED_EVERY)


def _members(connection: Connection, match_ids: Sequence[int]) -> list[Mapping[Any, Any]]:
    rows = connection.execute(
        select(
            alerts.c.id,
            alerts.c.state,
            alerts.c.severity,
            matches.c.vector,
            matches.c.language,
            matches.c.topic,
            mentions.c.platform,
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
    taken: Mapping[Any, Any] | None,
    now: datetime,
) -> None:
    """Put alerts into an incident: cards that were not sent yet never are, those that stand in a channel say so."""
    ids = [member["id"] for member in members]
    connection.execute(
        update(alerts)
        .where(alerts.c.id.in_(ids))
        .values(incident_id=incident_id, joined_at=now, clock_at=alerts.c.snoozed_until, draft_at=now)
    )
    if taken is not None:
        _take(connection, alerts.c.id.in_(ids), taken, now)
    follow_digests(connection, ids, now=now)
    told = (deliveries.c.kind == "digest") & deliveries.c.message_id.is_not(None)
    untold = digest_items.c.digest_id.not_in(select(deliveries.c.subject_id).where(told))
    connection.execute(delete(digest_items).where(digest_items.c.alert_id.in_(ids), untold))
    own = (deliveries.c.kind == "alert") & deliveries.c.subject_id.in_(ids)
    unsent = deliveries.c.message_id.is_(None) & deliveries.c.tried_at.is_(None)
    never = select(deliveries.c.subject_id).where(own, unsent)
    connection.execute(update(alerts).where(alerts.c.id.in_(never)).values(told_at=None))
    connection.execute(delete(deliveries).where(own, unsent))
    connection.execute(
        update(deliveries).where(own).values(version=deliveries.c.version + 1, pending=True, due_at=now)
    )


def _mean(vectors: Iterable[Any]) -> Any:
    known = [vector for vector in vectors if vector is not None]
    return np.mean(known, axis=0) if known else None
