"""Cases: alerts and incidents whose clocks are due, and what the clocks do to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, select, update

from alerts.base import Severity
from monitor.records import Address, Due, Subject, Traits
from monitor.store.changes import TABLES, Place, change, put_alert, put_card, tell, told_times
from monitor.store.database import Database
from monitor.tables import alerts, incidents, matches, mentions

_LIMIT = 200


class Cases:
    """The clocks of both tables."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def due(self, *, now: datetime) -> list[Due]:
        """Those whose clocks have to be looked at, the most overdue first; some hundreds at a time."""
        with self._database.read() as connection:
            rows = connection.execute(
                select(
                    alerts,
                    matches.c.severity.label("judged"),
                    matches.c.reasons,
                    matches.c.language,
                    matches.c.topic,
                    mentions.c.platform,
                    mentions.c.author_handle,
                )
                .select_from(alerts.join(matches).join(mentions))
                .where(alerts.c.clock_at.is_not(None), alerts.c.clock_at <= now)
                .order_by(alerts.c.clock_at)
                .limit(_LIMIT)
            ).mappings()
            found = [_case("alert", row) for row in rows]
            rows = connection.execute(
                select(incidents)
                .where(incidents.c.clock_at.is_not(None), incidents.c.clock_at <= now)
                .order_by(incidents.c.clock_at)
                .limit(_LIMIT)
            ).mappings()
            return found + [_case("incident", row | _main(connection, row["id"])) for row in map(dict, rows)]

    def wait(self, case: Due, at: datetime | None) -> None:
        """Look again at `at`, or never unless something changes."""
        with self._database.write() as connection:
            connection.execute(_still(case).values(clock_at=at))

    def act(
        self,
        case: Due,
        step: str | None,
        *,
        now: datetime,
        values: Mapping[str, Any],
        notice: tuple[str, Mapping[str, Any]] | None,
        also: Sequence[Address] = (),
        place: Place | None = None,
        reason: Mapping[str, Any] | None = None,
    ) -> bool:
        """Do a step of the clocks, all of it or nothing; False if the case changed meanwhile.

        Args:
            step: what was done; None if the clocks begin anew.
            values: what changes in the alert or incident itself.
            notice: kind and facts of what its thread is told.
            also: where it gets a card as well.
            place: decides about an alert without a card, now that it is graver.
            reason: of `triage`, put before the others.
        """
        severity = Severity(values.get("severity", case.traits.severity))
        with self._database.write() as connection:
            if not connection.execute(_still(case).values(clock_done=step, clock_at=now)).rowcount:
                return False
            if reason is not None:
                _give_reason(connection, case.subject, reason)
            if values:
                change(connection, case.subject, now=now, **values)
            if also:
                put_card(self._database, connection, case.subject, also, severity=severity, now=now)
            if place is not None and case.subject.kind == "alert" and not case.told:
                traits = replace(case.traits, severity=severity)
                placing = place(traits, told_times(connection, traits.brand, now))
                put_alert(self._database, connection, case.subject.id, traits, placing, now=now)
            if notice is not None:
                key = f"{case.subject.kind}:{case.subject.id}:{step}:{now.isoformat()}"
                tell(self._database, connection, key, *notice, subject=case.subject, now=now)
            return True


def _give_reason(connection: Connection, subject: Subject, reason: Mapping[str, Any]) -> None:
    own = matches.c.id == select(alerts.c.match_id).where(alerts.c.id == subject.id).scalar_subquery()
    known = connection.scalar(select(matches.c.reasons).where(own)) or []
    connection.execute(update(matches).where(own).values(reasons=[dict(reason), *known]))


def _still(case: Due) -> Any:
    table: Table = TABLES[case.subject.kind]
    unchanged = (table.c.clock_at == case.clock_at) & table.c.clock_done.is_not_distinct_from(case.done)
    return update(table).where(table.c.id == case.subject.id, unchanged)


def _main(connection: Connection, incident_id: int) -> dict[str, Any]:
    """Language, topic and platform that most of an incident's complaints have."""
    found: dict[str, Any] = {"author_handle": None}
    for column in (matches.c.language, matches.c.topic, mentions.c.platform):
        values = connection.scalars(
            select(column)
            .select_from(alerts.join(matches).join(mentions))
            .where(alerts.c.incident_id == incident_id, column.is_not(None))
            .limit(1_000)
        ).all()
        found[column.name] = max(sorted(set(values)), key=values.count, default=None)
    return found


def _case(kind: Any, row: Mapping[Any, Any]) -> Due:
    kept = (
        "clock_at",
        "state",
        "opened_at",
        "restarted_at",
        "acknowledged_at",
        "acknowledged_by",
        "owner",
        "snooze",
    )
    return Due(
        **{name: row[name] for name in kept},
        subject=Subject(kind, row["id"]),
        traits=Traits(
            brand=row["brand"],
            severity=Severity(row["severity"]),
            language=row["language"],
            topic=row["topic"],
            platform=row["platform"],
            author=row["author_handle"],
        ),
        touched_at=row["touched_at"] or row["acknowledged_at"] or row["opened_at"],
        snoozed_until=row["snoozed_until"],
        done=row["clock_done"],
        answered=row["answered_at"] is not None,
        told=row["told_at"] is not None,
        grouped=row.get("incident_id") is not None,
        judged=None if row.get("judged") is None else Severity(row["judged"]),
        capped=any(reason["code"] == "cap_word" for reason in row.get("reasons") or ()),
    )
