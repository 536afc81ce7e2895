"""Changes of alerts and incidents that have their cards follow; each within a transaction of the caller's."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, or_, select, true, update

from alerts.base import Severity
from monitor.records import Address, Placing, Subject, Traits
from monitor.store.database import Database
from monitor.tables import (
    alerts,
    deliveries,
    digest_items,
    digests,
    incidents,
    notices,
)

#: An alert is raised from here up.
RAISED_FROM = Severity.medium

#: A card that changes by itself is brought up to date at most this often; what a person pressed shows at once.
EDITED_EVERY = timedelta(seconds=20)
#: What was more than the team can be called for stands in one message for so long, then in another.
_FLOOD = timedelta(hours=1)

#: Who is told of an alert or an incident with these traits, and when; given when the brand's team was told anything
#: within the last day.
Place = Callable[[Traits, Sequence[datetime]], Placing]

TABLES = {"alert": alerts, "incident": incidents}

#: What an alert or an incident that comes back has no more.
AGAIN = (
    "acknowledged_at", "acknowledged_by", "owner", "answered_at", "answered_by", "resolved_at", "resolved_by",
    "resolution", "note", "clock_done",
)  # fmt: skip

#: What begins anew with the clocks of what became graver.
ANEW: dict[str, Any] = {"snooze": None, "snoozed_until": None, "clock_done": None}


def new_delivery(
    subject: Subject | tuple[str, int],
    address: Address,
    *,
    rank: int,
    now: datetime,
    due_at: datetime | None = None,
) -> dict[str, Any]:
    """The row of a delivery that was never tried; due now unless told otherwise."""
    kind, subject_id = subject
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
        "due_at": due_at or now,
        "attempts": 0,
        "created_at": now,
    }


def change(
    connection: Connection, subject: Subject, *, now: datetime, at_once: bool = True, **values: Any
) -> None:
    """Change an alert or an incident and have its cards follow, `at_once` or when they may be edited again."""
    table = TABLES[subject.kind]
    connection.execute(
        update(table).where(table.c.id == subject.id).values(version=table.c.version + 1, **values)
    )
    shown = (deliveries.c.kind == subject.kind) & (deliveries.c.subject_id == subject.id)
    follow(connection, shown, now=now, at_once=at_once)
    if subject.kind == "alert":
        follow_digests(connection, [subject.id], now=now)


def follow_digests(connection: Connection, alert_ids: Sequence[int], *, now: datetime) -> None:
    """Have the digests that list these alerts show what changed, when they may be edited again."""
    listed = select(digest_items.c.digest_id).where(digest_items.c.alert_id.in_(alert_ids))
    which = (deliveries.c.kind == "digest") & deliveries.c.subject_id.in_(listed)
    follow(connection, which, now=now, at_once=False)


def follow(connection: Connection, which: ColumnElement[bool], *, now: datetime, at_once: bool) -> None:
    """Have deliveries show what changed, `at_once` or when they may be edited again."""
    rows = connection.execute(
        select(deliveries.c.id, deliveries.c.shown_at, deliveries.c.pending, deliveries.c.due_at).where(which)
    ).all()
    for row in rows:
        due_at = now
        if row.shown_at is None and row.pending:  # not sent yet: it waits for its own time
            due_at = row.due_at
        elif not at_once and row.shown_at is not None:
            due_at = max(now, row.shown_at + EDITED_EVERY)
            if row.pending:  # not put off by every complaint that comes
                due_at = min(due_at, row.due_at)
        connection.execute(
            update(deliveries)
            .where(deliveries.c.id == row.id)
            .values(version=deliveries.c.version + 1, pending=True, due_at=due_at)
        )


def told_times(connection: Connection, brand: str, now: datetime) -> list[datetime]:
    """When the brand's team was interrupted within the last day, by cards of alerts and of incidents.

    A card that somebody asked for, of an alert that waited in a digest, interrupted nobody.
    """
    times: list[datetime] = []
    for table, unasked in ((alerts, alerts.c.held.is_(None)), (incidents, true())):
        since = (table.c.brand == brand) & (table.c.told_at > now - timedelta(days=1))
        times += connection.scalars(select(table.c.told_at).where(since, unasked))
    return sorted(times)


def put_card(
    database: Database,
    connection: Connection,
    subject: Subject,
    addresses: Iterable[Address],
    *,
    severity: int,
    now: datetime,
    due_at: datetime | None = None,
) -> None:
    """Put the cards of an alert or an incident into the outbox, where they do not stand yet.

    Args:
        due_at: when they are sent, if not now; clocks run from then, for nobody sees them before.
    """
    table = TABLES[subject.kind]
    version = connection.scalar(select(table.c.version).where(table.c.id == subject.id))
    for address in addresses:
        row = new_delivery(subject, address, rank=severity, now=now, due_at=due_at) | {"version": version}
        connection.execute(database.insert(deliveries).values(row).on_conflict_do_nothing())
    first = {"told_at": due_at or now} | ({"restarted_at": due_at, "clock_at": due_at} if due_at else {})
    if subject.kind == "alert":
        first["draft_at"] = now
    connection.execute(update(table).where(table.c.id == subject.id, table.c.told_at.is_(None)).values(first))


def put_alert(
    database: Database,
    connection: Connection,
    alert_id: int,
    traits: Traits,
    placing: Placing,
    *,
    now: datetime,
) -> None:
    """Give an alert its card at once, or let it wait with others."""
    held: dict[str, Any] = {"held": placing.held}
    if placing.held == "quiet":  # its clocks sleep as well
        held |= {"restarted_at": placing.until, "clock_at": placing.until}
    connection.execute(update(alerts).where(alerts.c.id == alert_id).values(held))
    if placing.held is None:
        subject = Subject("alert", alert_id)
        put_card(database, connection, subject, placing.addresses, severity=traits.severity, now=now)
        return
    if placing.until is None:
        return
    for address in placing.addresses:
        _hold(database, connection, alert_id, traits.brand, address, placing, now)


def _hold(
    database: Database,
    connection: Connection,
    alert_id: int,
    brand: str,
    address: Address,
    placing: Placing,
    now: datetime,
) -> None:
    """Put an alert into the digest that it waits for; a flood's is added to while it lasts."""
    assert placing.until is not None
    waiting = digests.c.due_at > now
    if placing.digest == "flood":
        waiting = or_(waiting, digests.c.opened_at > now - _FLOOD)
    digest_id = connection.scalar(
        select(digests.c.id)
        .where(digests.c.brand == brand, digests.c.kind == placing.digest, waiting)
        .where(digests.c.notifier == address.notifier, digests.c.place == address.place)
        .order_by(digests.c.id.desc())
        .limit(1)
    )
    if digest_id is None:
        values = {"brand": brand, "kind": placing.digest, "opened_at": now, "due_at": placing.until}
        values |= {"notifier": address.notifier, "place": address.place, "told": 0}
        digest_id = connection.execute(digests.insert().values(values).returning(digests.c.id)).scalar_one()
        row = new_delivery(
            Subject("digest", digest_id), address, rank=int(Severity.medium), now=now, due_at=placing.until
        )
        connection.execute(deliveries.insert().values(row))
    item = {"digest_id": digest_id, "alert_id": alert_id}
    connection.execute(database.insert(digest_items).values(item).on_conflict_do_nothing())
    shown = (deliveries.c.kind == "digest") & (deliveries.c.subject_id == digest_id)
    follow(connection, shown, now=now, at_once=False)


def tell(
    database: Database,
    connection: Connection,
    key: str,
    kind: str,
    facts: Mapping[str, Any],
    *,
    addresses: Sequence[Address] = (),
    subject: Subject | None = None,
    now: datetime,
    due_at: datetime | None = None,
) -> bool:
    """Put a notice into the outbox, once while it lasts; whether this call was the first.

    Args:
        addresses: where it goes; with a `subject` it goes into the threads of that card instead.
        due_at: when it is sent, if not now.
    """
    about = subject or (None, None)
    notice_id = connection.scalar(
        database.insert(notices)
        .values(
            key=key, kind=kind, facts=dict(facts), raised_at=now, subject_kind=about[0], subject_id=about[1]
        )
        .on_conflict_do_nothing()
        .returning(notices.c.id)
    )
    if notice_id is None:
        return False
    rank = int(Severity.high)
    if subject is not None:
        rank = int(Severity.medium)
        rows = connection.execute(
            select(deliveries.c.notifier, deliveries.c.place).where(
                deliveries.c.kind == subject.kind, deliveries.c.subject_id == subject.id
            )
        )
        addresses = [Address(notifier=row.notifier, place=row.place) for row in rows]
    for address in addresses:
        row = new_delivery(("notice", notice_id), address, rank=rank, now=now, due_at=due_at)
        connection.execute(deliveries.insert().values(row))
    return True
