"""Replies to be published: claimed by a conditional update, published, recorded.

As of a delivery, `tried_at` is committed with the claim, before anything is sent: whoever finds it set looks for the
reply on the platform before it is published.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, select, update

from connectors.base import Published
from monitor.records import Address, Publishing, Subject
from monitor.store.changes import change, tell
from monitor.store.database import Database
from monitor.store.presses import FOLLOWED_FOR
from monitor.tables import alerts, deliveries, drafts, matches, mentions, replies

_WAITING: ColumnElement[bool] = replies.c.state == "waiting"
_KINDS = ("short", "full", "private", "thanks")


class Replies:
    """The replies table, as far as replies are published."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def waiting(self) -> int:
        """How many replies are to be published."""
        with self._database.read() as connection:
            waiting = _WAITING & replies.c.due_at.is_not(None)  # which their index knows
            return connection.scalar(select(func.count()).where(waiting)) or 0

    def claim(self, worker: str, *, now: datetime, lease: timedelta) -> Publishing | None:
        """Take the reply that is due the longest.

        Args:
            lease: longer than one request can take: whoever takes it over must not meet one that is on its way.
        """
        free = replies.c.claimed_until.is_(None) | (replies.c.claimed_until <= now)
        with self._database.write() as connection:
            row = (
                connection.execute(
                    select(replies, mentions.c.platform, mentions.c.external_id.label("mention_id"))
                    .select_from(replies.join(alerts).join(matches).join(mentions))
                    .where(_WAITING, replies.c.due_at <= now, free)
                    .order_by(replies.c.due_at, replies.c.id)
                    .limit(1)
                    .with_for_update(skip_locked=True, of=replies)
                )
                .mappings()
                .one_or_none()
            )
            if row is None:
                return None
            tried_at = row["tried_at"] or now
            claimed = {"claimed_by": worker, "claimed_until": now + lease, "tried_at": tried_at}
            connection.execute(
                update(replies)
                .where(replies.c.id == row["id"])
                .values(attempts=replies.c.attempts + 1, **claimed)
            )
            kept = ("id", "alert_id", "brand", "platform", "mention_id", "text", "by")
            return Publishing(
                **{name: row[name] for name in kept},
                asked_at=row["replied_at"],
                attempts=row["attempts"] + 1,
                tried_at=tried_at,
                uncertain=row["tried_at"] is not None,
            )

    def record_published(
        self, reply: Publishing, worker: str, published: Published, *, now: datetime
    ) -> bool:
        """It stands there: its card tells so, and its author is followed from now on; False if it is no longer ours."""
        values = {"external_id": published.external_id, "permalink": published.permalink, "replied_at": now}
        with self._database.write() as connection:
            done = _end(
                connection,
                reply,
                worker,
                state="sent",
                due_at=None,
                tried_at=None,
                error=None,
                followed_until=now + FOLLOWED_FOR,
                **values,
            )
            if done:
                change(connection, Subject("alert", reply.alert_id), now=now)
            return done

    def record_absent(self, reply: Publishing, worker: str, *, now: datetime) -> None:
        """No earlier try arrived: the next claim publishes without looking."""
        with self._database.write() as connection:
            _end(connection, reply, worker, tried_at=None, due_at=now)

    def record_later(
        self, reply: Publishing, worker: str, error: str, *, due_at: datetime, uncertain: bool
    ) -> None:
        """A try failed, or nothing could be seen of it yet.

        Args:
            error: what the platform said, without secrets.
            uncertain: it may have arrived all the same.
        """
        with self._database.write() as connection:
            tried: dict[str, Any] = {} if uncertain else {"tried_at": None}
            _end(connection, reply, worker, error=error, due_at=due_at, **tried)

    def record_refused(
        self,
        reply: Publishing,
        worker: str,
        error: str,
        *,
        perhaps: bool,
        addresses: Sequence[Address],
        now: datetime,
    ) -> bool:
        """It will not be published: its alert is not answered, its text is a draft again, and the person is told.

        Args:
            error: what the platform said, without secrets.
            perhaps: it may stand there all the same.
            addresses: where that is told if the alert has no card, nor its incident.

        Returns:
            False if it is not ours any more.
        """
        with self._database.write() as connection:
            if not _end(connection, reply, worker, state="refused", error=error, due_at=None):
                return False
            # drafts of it may be on their way into the store
            own = select(alerts).where(alerts.c.id == reply.alert_id).with_for_update()
            alert = connection.execute(own).mappings().one()
            before = connection.execute(
                select(replies.c.replied_at, replies.c.by_name, replies.c.outcome)
                .where(replies.c.alert_id == reply.alert_id, replies.c.state != "refused")
                .order_by(replies.c.id.desc())
                .limit(1)
            ).one_or_none()
            restarted_at = alert["restarted_at"]
            if before and before.outcome == "angrier" and restarted_at and before.replied_at < restarted_at:
                before = None  # its customer waits for an answer again
            values: dict[str, Any] = {"touched_at": now, "draft_at": None}
            values |= {"answered_at": before and before.replied_at, "answered_by": before and before.by_name}
            if alert["state"] != "resolved":
                values["clock_at"] = now
            _offer_again(connection, reply, now)
            change(connection, Subject("alert", reply.alert_id), now=now, **values)
            subject = _told_with(connection, reply.alert_id, alert["incident_id"])
            tell(
                self._database,
                connection,
                f"reply:{reply.id}",
                "case_reply_unsure" if perhaps else "case_reply_refused",
                {"platform": reply.platform, "why": error, "owner": reply.by},
                addresses=addresses,
                subject=subject,
                now=now,
            )
            return True


def _end(connection: Connection, reply: Publishing, worker: str, **values: Any) -> bool:
    """Let go of a claim that is still ours, with what came of it."""
    own = (replies.c.id == reply.id) & (replies.c.claimed_by == worker) & _WAITING
    values |= {"claimed_by": None, "claimed_until": None}
    return connection.execute(update(replies).where(own).values(values)).rowcount == 1


def _offer_again(connection: Connection, reply: Publishing, now: datetime) -> None:
    """Put what a person wrote in place of the alert's drafts, to be sent by hand."""
    row = connection.execute(select(replies).where(replies.c.id == reply.id)).mappings().one()
    connection.execute(delete(drafts).where(drafts.c.alert_id == reply.alert_id))
    connection.execute(
        drafts.insert().values(
            alert_id=reply.alert_id,
            brand=reply.brand,
            kind=row["kind"] if row["kind"] in _KINDS else "short",
            language=row["language"],
            text=reply.text,
            lines="",
            source="own",  # no model words anew what a person wrote
            made_at=now,
        )
    )


def _told_with(connection: Connection, alert_id: int, incident_id: int | None) -> Subject | None:
    """Whose card tells of an alert: its own, its incident's, or none."""
    for subject in (Subject("alert", alert_id), Subject("incident", incident_id or 0)):
        there = (deliveries.c.kind == subject.kind) & (deliveries.c.subject_id == subject.id)
        if connection.scalar(select(deliveries.c.id).where(there).limit(1)) is not None:
            return subject
    return None
