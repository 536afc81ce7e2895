"""What new complaints are grouped by: the tables read as `monitor.sorting.sort_in` takes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Connection, Text, cast, exists, func, select

from alerts.base import Severity
from monitor.incidents import Complaint, Incident, Rules
from monitor.store.changes import RAISED_FROM
from monitor.store.grouping import newest
from monitor.tables import alerts, incidents, matches, mentions, watches
from monitor.usual import LONGEST, WINDOWS, Usual

#: So many past complaints tell what is usual for a cause; more would tell the same.
_REMEMBERED = 5_000
#: So many complaints and look-alikes of the last hours are looked at again.
_LOOSE, _ALIKE = 10_000, 2_000
#: Of so many posts before there were any, so many were complaints.
_SHARE, _SHARE_OF = 0.1, 50
OF_ALERTS = alerts.join(matches).join(mentions)
#: The same for the same person; a post without an author is its own.
AUTHOR: ColumnElement[str] = (
    mentions.c.platform
    + ":"
    + func.coalesce(mentions.c.author_id, mentions.c.author_handle, "?" + cast(mentions.c.id, Text))
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What new complaints of a brand are grouped by; see `monitor.sorting.sort_in`.

    Args:
        loose: earlier complaints and look-alikes that belong to no incident, named by their matches.
        posts: by minutes, how many posts that are no complaints came within so many.
        newest: the last incident that was opened, 0 for none; see `Matches.record`.
    """

    loose: tuple[Complaint, ...]
    incidents: tuple[Incident, ...]
    posts: Mapping[int, int]
    newest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What was usual for a brand.

    Args:
        times: when each author complained outside of any incident, once an hour.
        since: from when on complaints are known at all.
        history: vectors of past complaints, (complaints, size).
        share: of past posts, how many were complaints.
    """

    times: tuple[datetime, ...]
    since: datetime
    history: NDArray[np.float32]
    share: float


def known(connection: Connection, brand: str, *, rules: Rules, now: datetime, at: datetime) -> Known:
    """What new complaints of `brand` are grouped by; `at` is when the newest of them was posted."""
    # Read first: on PostgreSQL each statement sees what was committed before it, so that an incident opened between two
    # of them must count as unknown though it may be among those read after it.
    last = newest(connection, brand)
    return Known(
        loose=(*_loose(connection, brand, now), *_alike(connection, brand, at)),
        incidents=_incidents(connection, brand, rules=rules, now=now, at=at),
        posts=_posts(connection, brand, at),
        newest=last,
    )


def past(connection: Connection, brand: str, *, now: datetime) -> Past:
    """What was usual for `brand`."""
    since = now - timedelta(weeks=Usual.WEEKS)
    hours: dict[tuple[str, int], datetime] = {}
    for row in connection.execute(
        select(mentions.c.created_at, AUTHOR.label("author"))
        .select_from(OF_ALERTS)
        .where(alerts.c.brand == brand, alerts.c.opened_at > since, alerts.c.incident_id.is_(None))
    ):
        hours.setdefault((row.author, int(row.created_at.timestamp() // 3600)), row.created_at)
    begun = connection.scalar(
        select(func.min(watches.c.made_at)).where(watches.c.name.startswith(f"{brand}/", autoescape=True))
    )
    history = connection.scalars(
        select(matches.c.vector)
        .select_from(alerts.join(matches))
        .where(alerts.c.brand == brand, alerts.c.opened_at.between(since, now - LONGEST))
        .where(matches.c.vector.is_not(None), alerts.c.incident_id.is_(None))
        .order_by(alerts.c.opened_at.desc())
        .limit(_REMEMBERED)
    ).all()
    # Those of an earlier model may be of another size; they tell nothing of this one's.
    vectors = [vector for vector in history if len(vector) == len(history[0])]
    return Past(
        times=tuple(hours.values()),
        since=begun or now,
        history=np.stack(vectors) if vectors else np.zeros((0, 1), np.float32),
        share=_share(connection, brand, now - LONGEST),
    )


def _loose(connection: Connection, brand: str, now: datetime) -> Iterator[Complaint]:
    """Earlier complaints of no incident, the newest if there are very many."""
    for row in connection.execute(
        select(
            alerts.c.match_id,
            alerts.c.severity,
            alerts.c.left_incident_id,
            matches.c.vector,
            mentions.c.created_at,
            AUTHOR.label("author"),
        )
        .select_from(OF_ALERTS)
        .where(alerts.c.brand == brand, alerts.c.opened_at > now - LONGEST)
        .where(alerts.c.incident_id.is_(None), alerts.c.state != "resolved")
        .order_by(alerts.c.opened_at.desc(), alerts.c.id.desc())
        .limit(_LOOSE)
    ):
        yield Complaint(
            id=row.match_id,
            at=row.created_at,
            author=row.author,
            vector=row.vector,
            critical=row.severity == Severity.critical,
            left=row.left_incident_id,
        )


def _alike(connection: Connection, brand: str, at: datetime) -> Iterator[Complaint]:
    """Posts that are no complaints and whose vectors are kept, for they may be some; the newest."""
    for row in connection.execute(
        select(
            matches.c.id,
            matches.c.complaint_probability,
            matches.c.vector,
            mentions.c.created_at,
            AUTHOR.label("author"),
        )
        .select_from(mentions.join(matches))
        .where(mentions.c.created_at.between(at - LONGEST, at), *_no_complaints(brand))
        .where(matches.c.vector.is_not(None), ~exists().where(alerts.c.match_id == matches.c.id))
        .order_by(mentions.c.created_at.desc())
        .limit(_ALIKE)
    ):
        yield Complaint(
            id=row.id,
            at=row.created_at,
            author=row.author,
            vector=row.vector,
            doubt=row.complaint_probability,
        )


def _no_complaints(brand: str) -> tuple[ColumnElement[bool], ...]:
    return matches.c.brand == brand, matches.c.severity < int(RAISED_FROM)


def _posts(connection: Connection, brand: str, at: datetime) -> dict[int, int]:
    since = {minutes: at - timedelta(minutes=minutes) for minutes in WINDOWS}
    row = connection.execute(
        select(*(func.count().filter(mentions.c.created_at > since[minutes]) for minutes in WINDOWS))
        .select_from(mentions.join(matches))
        .where(mentions.c.created_at.between(at - LONGEST, at), *_no_complaints(brand))
    ).one()
    return dict(zip(WINDOWS, row, strict=True))


def _share(connection: Connection, brand: str, until: datetime) -> float:
    """Of the posts of the week before a time, how many were complaints; begun with so many of so many posts."""
    since = until - timedelta(weeks=1)
    posts, complaints = connection.execute(
        select(func.count(), func.count().filter(matches.c.severity >= int(RAISED_FROM)))
        .select_from(mentions.join(matches))
        .where(mentions.c.created_at.between(since, until), matches.c.brand == brand)
    ).one()
    return float((complaints + _SHARE * _SHARE_OF) / (posts + _SHARE_OF))


def _incidents(
    connection: Connection, brand: str, *, rules: Rules, now: datetime, at: datetime
) -> tuple[Incident, ...]:
    rows = (
        connection.execute(
            select(incidents)
            .where(incidents.c.brand == brand, incidents.c.merged_into.is_(None))
            .where(incidents.c.last_at > now - rules.reopen_within)
            .order_by(incidents.c.id)
        )
        .mappings()
        .all()
    )
    if not rows:
        return ()
    sizes = {
        row.incident_id: row.size
        for row in connection.execute(
            select(alerts.c.incident_id, func.count().label("size"))
            .where(alerts.c.incident_id.in_([row["id"] for row in rows]))
            .group_by(alerts.c.incident_id)
        )
    }
    lately = {
        row.incident_id: (row.recent, row.grave)
        for row in connection.execute(
            select(
                alerts.c.incident_id,
                func.count().label("recent"),
                func.count().filter(alerts.c.severity == int(Severity.critical)).label("grave"),
            )
            .select_from(OF_ALERTS)
            .where(alerts.c.incident_id.is_not(None), alerts.c.brand == brand)
            .where(mentions.c.created_at > at - timedelta(hours=1))
            .group_by(alerts.c.incident_id)
        )
    }
    return tuple(
        Incident(
            id=row["id"],
            middle=row["middle"],
            size=sizes.get(row["id"], 1),
            since=row["since"],
            last_at=row["last_at"],
            recent=lately.get(row["id"], (0, 0))[0],
            grave=lately.get(row["id"], (0, 0))[1],
            open=row["state"] != "resolved",
            over_at=row["resolved_at"] if row["resolved_by"] is not None else None,
        )
        for row in rows
    )
