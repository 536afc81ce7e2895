"""Incidents: what they are grouped by, read for their cards, and changed by the people who press the buttons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Connection, Text, cast, func, select, update

from alerts.base import Severity
from monitor import incidents as grouping
from monitor.records import Action, Incident, Pressed, Voice
from monitor.store.changes import TRANSITIONS, change_incident
from monitor.store.database import Database
from monitor.tables import alerts, deliveries, incidents, matches, mentions, presses, watches
from monitor.usual import WINDOWS, Usual

#: So many past complaints tell what is usual for a cause; more would tell the same.
_REMEMBERED = 5_000
_VOICES = 3
_OF_ALERTS = alerts.join(matches).join(mentions)
#: The same for the same person; a post without an author is its own.
_AUTHOR: ColumnElement[str] = (
    mentions.c.platform
    + ":"
    + func.coalesce(mentions.c.author_id, mentions.c.author_handle, "?" + cast(mentions.c.id, Text))
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What new complaints of a brand are grouped by; see `monitor.incidents.sort_in`.

    Args:
        loose: earlier complaints that belong to no incident, named by their matches.
        times: when each author complained outside of any incident, once an hour.
        since: from when on complaints are known at all.
        history: vectors of past complaints, (complaints, size).
    """

    loose: tuple[grouping.Complaint, ...]
    incidents: tuple[grouping.Incident, ...]
    times: tuple[datetime, ...]
    since: datetime
    history: NDArray[np.float32]


class Incidents:
    """The incidents table."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def known(self, brand: str, *, rules: grouping.Rules, now: datetime) -> Known:
        """What new complaints of `brand` are grouped by."""
        window = timedelta(minutes=max(WINDOWS))
        with self._database.read() as connection:
            loose = tuple(
                grouping.Complaint(
                    id=row.match_id,
                    at=row.created_at,
                    author=row.author,
                    vector=row.vector,
                    critical=row.severity == Severity.critical,
                )
                for row in connection.execute(
                    select(
                        alerts.c.match_id,
                        alerts.c.severity,
                        matches.c.vector,
                        mentions.c.created_at,
                        _AUTHOR.label("author"),
                    )
                    .select_from(_OF_ALERTS)
                    .where(alerts.c.brand == brand, alerts.c.opened_at > now - window)
                    .where(alerts.c.incident_id.is_(None), alerts.c.state != "resolved")
                )
            )
            joined_lately = (
                select(alerts.c.incident_id, func.count().label("recent"))
                .where(alerts.c.brand == brand, alerts.c.opened_at > now - timedelta(hours=1))
                .group_by(alerts.c.incident_id)
                .subquery()
            )
            rows = connection.execute(
                select(incidents, joined_lately.c.recent)
                .outerjoin(joined_lately, joined_lately.c.incident_id == incidents.c.id)
                .where(incidents.c.brand == brand, incidents.c.merged_into.is_(None))
                .where(incidents.c.last_at > now - rules.reopen_within)
                .order_by(incidents.c.id)
            ).mappings()
            found = tuple(
                grouping.Incident(
                    id=row["id"],
                    middle=row["middle"],
                    last_at=row["last_at"],
                    recent=row["recent"] or 0,
                    open=row["state"] != "resolved",
                )
                for row in rows
            )
            past = now - timedelta(weeks=Usual.WEEKS)
            hours: dict[tuple[str, int], datetime] = {}
            for row in connection.execute(
                select(mentions.c.created_at, _AUTHOR.label("author"))
                .select_from(_OF_ALERTS)
                .where(alerts.c.brand == brand, alerts.c.opened_at > past, alerts.c.incident_id.is_(None))
            ):
                hours.setdefault((row.author, int(row.created_at.timestamp() // 3600)), row.created_at)
            since = connection.scalar(
                select(func.min(watches.c.made_at)).where(
                    watches.c.name.startswith(f"{brand}/", autoescape=True)
                )
            )
            history = connection.scalars(
                select(matches.c.vector)
                .select_from(alerts.join(matches))
                .where(alerts.c.brand == brand, alerts.c.opened_at.between(past, now - window))
                .where(matches.c.vector.is_not(None), alerts.c.incident_id.is_(None))
                .order_by(alerts.c.opened_at.desc())
                .limit(_REMEMBERED)
            ).all()
        vectors = np.stack(history) if history else np.zeros((0, 1), np.float32)
        return Known(
            loose=loose, incidents=found, times=tuple(hours.values()), since=since or now, history=vectors
        )

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
            if row["middle"] is None:
                between = mentions.c.created_at.between(row["since"], row["last_at"])
                of_it = (alerts.c.brand == row["brand"]) & alerts.c.incident_id.is_(None) & between
            total = connection.execute(
                select(
                    func.count().label("complaints"),
                    func.count(_AUTHOR.distinct()).label("people"),
                    func.max(mentions.c.followers).label("loudest"),
                )
                .select_from(_OF_ALERTS)
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

    def open(self) -> int:
        """How many incidents are not over."""
        with self._database.read() as connection:
            return (
                connection.scalar(
                    select(func.count()).select_from(incidents).where(incidents.c.state != "resolved")
                )
                or 0
            )

    def close(self, *, rules: Mapping[str, grouping.Rules], now: datetime) -> int:
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


_KEPT = (
    "id", "brand", "state", "version", "opened_at", "since", "last_at", "authors", "minutes", "usual",
    "acknowledged_at", "acknowledged_by", "resolved_at", "resolved_by", "resolution",
)  # fmt: skip


def _counted(
    connection: Connection, column: ColumnElement[Any], of_it: ColumnElement[bool]
) -> tuple[tuple[str, int], ...]:
    rows = connection.execute(
        select(column.label("name"), func.count().label("number"))
        .select_from(_OF_ALERTS)
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
        _AUTHOR.label("author"),
    )
    chosen = select(*columns).select_from(_OF_ALERTS).where(of_it)
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
