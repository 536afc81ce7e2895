"""The outbox: claimed by a conditional update, sent, recorded.

A delivery stays due while what its place shows (`sent_version`) is behind its subject (`version`), so a new card, an
edit and a lost answer are one mechanism. `tried_at` is committed with the claim, before anything is sent: whoever
finds it set and no message id looks in the place before sending again. A place is sent to at most once a `pace`, by
whichever process: the claim takes the place's next free moment in the same transaction.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select, true, update

from monitor.records import Address, Card, Delivery, Subject
from monitor.store.database import Database
from monitor.tables import deliveries, places


class Outbox:
    """The deliveries and places tables."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def waiting(self, *, now: datetime) -> int:
        """How many deliveries are due, on their way or to be tried again; not what waits for its own time."""
        later = (deliveries.c.attempts == 0) & (deliveries.c.due_at > now)
        with self._database.read() as connection:
            return connection.scalar(select(func.count()).where(_PENDING, ~later)) or 0

    def failed(self) -> list[tuple[str, str, str]]:
        """(notifier, place, error) of what was given up, each once."""
        with self._database.read() as connection:
            rows = connection.execute(
                select(deliveries.c.notifier, deliveries.c.place, deliveries.c.error)
                .where(~_PENDING, deliveries.c.sent_version < deliveries.c.version)
                .distinct()
            )
            return [(row.notifier, row.place, row.error or "") for row in rows]

    def card_of(self, subject: Subject, address: Address) -> Card | None:
        """The message of a card at a place; None if there shall be none."""
        with self._database.read() as connection:
            row = connection.execute(
                select(
                    deliveries.c.message_id, deliveries.c.pending, deliveries.c.due_at, deliveries.c.error
                ).where(
                    deliveries.c.kind == subject.kind,
                    deliveries.c.subject_id == subject.id,
                    deliveries.c.notifier == address.notifier,
                    deliveries.c.place == address.place,
                )
            ).one_or_none()
            if row is None or (row.message_id is None and not row.pending and row.error is None):
                return None
            return Card(message_id=row.message_id, awaited_at=row.due_at if row.pending else None)

    def unreachable(self, *, before: datetime) -> list[tuple[Address, datetime, str]]:
        """Places that could not be sent to since a moment before `before`: since when, and what they said last."""
        with self._database.read() as connection:
            rows = connection.execute(select(places).where(places.c.failing_since <= before))
            return [
                (Address(notifier=row.notifier, place=row.place), row.failing_since, row.error or "")
                for row in rows
            ]

    def rearm(self, *, now: datetime) -> int:
        """Let what was refused for good be tried once more (a person restarted us); how many there are."""
        with self._database.write() as connection:
            return connection.execute(
                update(deliveries)
                .where(~_PENDING, deliveries.c.sent_version < deliveries.c.version)
                .values(pending=True, due_at=now)
            ).rowcount

    def claim(self, worker: str, *, now: datetime, lease: timedelta, pace: timedelta) -> Delivery | None:
        """Take the most urgent due delivery whose place is free, and the place's next free moment with it."""
        with self._database.write() as connection:
            row = (
                connection.execute(
                    select(deliveries)
                    .outerjoin(places, _SAME_PLACE)
                    .where(_PENDING, deliveries.c.due_at <= now, _unclaimed(now))
                    .where(or_(places.c.free_at.is_(None), places.c.free_at <= now))
                    .order_by(
                        deliveries.c.rank.desc(),
                        deliveries.c.created_at,
                        deliveries.c.subject_id,
                        deliveries.c.id,
                    )
                    .limit(1)
                    .with_for_update(skip_locked=True, of=deliveries)
                )
                .mappings()
                .one_or_none()
            )
            if row is None:
                return None
            slot = {"notifier": row["notifier"], "place": row["place"], "free_at": now + pace}
            got = connection.execute(
                self._database.insert(places)
                .values(slot)
                .on_conflict_do_update(
                    index_elements=[places.c.notifier, places.c.place],
                    set_={"free_at": now + pace},
                    where=places.c.free_at <= now,
                )
                .returning(places.c.place)
            ).one_or_none()
            if got is None:  # another process took the moment since we looked
                return None
            first_try = row["tried_at"] is None
            connection.execute(
                update(deliveries)
                .where(deliveries.c.id == row["id"])
                .values(
                    claimed_by=worker,
                    claimed_until=now + lease,
                    attempts=deliveries.c.attempts + 1,
                    tried_at=now if first_try else row["tried_at"],
                )
            )
            return _delivery(row, tried_at=now if first_try else row["tried_at"], uncertain=not first_try)

    def next_at(self) -> datetime | None:
        """When the next delivery may be claimed; None if nothing is pending."""
        with self._database.read() as connection:
            rows = connection.execute(
                select(deliveries.c.due_at, deliveries.c.claimed_until, places.c.free_at)
                .outerjoin(places, _SAME_PLACE)
                .where(_PENDING)
                .order_by(deliveries.c.due_at)
                .limit(100)
            )
            moments = [max(moment for moment in row if moment is not None) for row in rows]
        return min(moments, default=None)

    def record_sent(self, delivery: Delivery, worker: str, message_id: str | None, *, now: datetime) -> None:
        """The place shows `delivery.version` as `message_id`; due again only if the subject changed since.

        Args:
            message_id: None where there is nothing to show, and no message either.
        """
        shown = {"sent_at": func.coalesce(deliveries.c.sent_at, now), "shown_at": now}
        with self._database.write() as connection:
            connection.execute(
                update(places)
                .where(_at(delivery), places.c.failing_since.is_not(None))
                .values(failing_since=None, error=None)
            )
            connection.execute(
                update(deliveries)
                .where(deliveries.c.id == delivery.id, deliveries.c.claimed_by == worker)
                .values(
                    message_id=message_id,
                    sent_version=delivery.version,
                    **({} if message_id is None else shown),
                    pending=deliveries.c.version > delivery.version,
                    due_at=now,
                    tried_at=None,
                    error=None,
                    claimed_by=None,
                    claimed_until=None,
                )
            )

    def record_found(self, delivery: Delivery, worker: str, message_id: str, *, now: datetime) -> None:
        """An earlier try had arrived as `message_id`, in a version nobody knows: it is brought up to date next."""
        self._end(delivery, worker, message_id=message_id, sent_at=now, tried_at=None, due_at=now)

    def record_absent(self, delivery: Delivery, worker: str, *, now: datetime) -> None:
        """No earlier try arrived: the next claim sends without looking."""
        self._end(delivery, worker, tried_at=None, due_at=now)

    def record_failed(
        self,
        delivery: Delivery,
        worker: str,
        error: str,
        *,
        due_at: datetime,
        uncertain: bool,
        permanent: bool = False,
        place_free_at: datetime | None = None,
        now: datetime,
    ) -> None:
        """A try failed.

        Args:
            error: what the place said, without secrets.
            due_at: when to try again.
            uncertain: the place may have accepted it all the same.
            permanent: it is kept, and not tried again before `rearm`.
            place_free_at: when the place may be asked again at all (`Retry-After`).
        """
        values: dict[str, Any] = {"error": error, "due_at": due_at, "pending": not permanent}
        if not uncertain:
            values["tried_at"] = None
        self._end(delivery, worker, **values)
        asked: dict[str, Any] = {} if place_free_at is None else {"free_at": place_free_at}
        if not permanent:
            asked |= {"failing_since": func.coalesce(places.c.failing_since, now), "error": error}
        if asked:
            with self._database.write() as connection:
                connection.execute(update(places).where(_at(delivery)).values(asked))

    def put_off(self, delivery: Delivery, worker: str, *, until: datetime) -> None:
        """It cannot be sent yet, through no fault of the place."""
        self._end(delivery, worker, due_at=until, tried_at=None)

    def _end(self, delivery: Delivery, worker: str, **values: Any) -> None:
        with self._database.write() as connection:
            connection.execute(
                update(deliveries)
                .where(deliveries.c.id == delivery.id, deliveries.c.claimed_by == worker)
                .values(claimed_by=None, claimed_until=None, **values)
            )


#: Written out so that the partial index is used on both databases.
_PENDING: ColumnElement[bool] = deliveries.c.pending == true()

_SAME_PLACE = and_(deliveries.c.notifier == places.c.notifier, deliveries.c.place == places.c.place)


def _at(delivery: Delivery) -> ColumnElement[bool]:
    return and_(places.c.notifier == delivery.notifier, places.c.place == delivery.place)


def _unclaimed(now: datetime) -> ColumnElement[bool]:
    return deliveries.c.claimed_until.is_(None) | (deliveries.c.claimed_until <= now)


def _delivery(row: Mapping[Any, Any], *, tried_at: datetime, uncertain: bool) -> Delivery:
    return Delivery(
        id=row["id"],
        kind=row["kind"],
        subject_id=row["subject_id"],
        notifier=row["notifier"],
        place=row["place"],
        version=row["version"],
        attempts=row["attempts"] + 1,
        uncertain=uncertain and row["message_id"] is None,
        tried_at=tried_at,
        message_id=row["message_id"],
    )
