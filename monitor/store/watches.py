"""Watches and what they bring: mentions and matches, stored together with the cursor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Connection, cast, extract, func, select, update

from connectors.base import Cursor, Gap, Mention
from monitor import records
from monitor.records import Matched, Stored, Watch
from monitor.store.database import Database, StoreError
from monitor.tables import gaps, matches, mentions, watches


class LostClaim(StoreError):
    """The lease ended and another process goes on with this work; what we did since is void."""


class Watches:
    """The watches table and the door by which mentions come in."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def ensure(self, names: Iterable[str], *, now: datetime) -> None:
        """Make rows for watches that are new, and let those that were refused try again (a person restarted us)."""
        with self._database.write() as connection:
            for name in names:
                new = {"name": name, "made_at": now, "due_at": now, "failures": 0}
                connection.execute(self._database.insert(watches).values(new).on_conflict_do_nothing())
                connection.execute(
                    update(watches)
                    .where(watches.c.name == name, watches.c.refused_at.is_not(None))
                    .values(refused_at=None, due_at=now)
                )

    def all(self) -> list[Watch]:
        """Every watch there ever was, by name."""
        with self._database.read() as connection:
            return [
                _watch(row) for row in connection.execute(select(watches).order_by(watches.c.name)).mappings()
            ]

    def claim(
        self, name: str, worker: str, *, now: datetime, lease: timedelta, early: bool = False
    ) -> Watch | None:
        """Take the watch for one poll; None if it is not due, refused, or being polled by another worker.

        Args:
            early: also before it is due, unless the last poll failed.
        """
        due = watches.c.due_at <= now
        if early:
            due = due | watches.c.error.is_(None)
        with self._database.write() as connection:
            taken = connection.execute(
                update(watches)
                .where(
                    watches.c.name == name,
                    due,
                    watches.c.refused_at.is_(None),
                    watches.c.claimed_until.is_(None) | (watches.c.claimed_until <= now),
                )
                .values(claimed_by=worker, claimed_until=now + lease, last_attempt_at=now)
            )
            if taken.rowcount != 1:
                return None
            return _watch(connection.execute(select(watches).where(watches.c.name == name)).mappings().one())

    def commit(
        self,
        name: str,
        worker: str,
        matched: Sequence[Matched],
        *,
        cursor: Cursor,
        gaps_seen: Sequence[Gap] = (),
        now: datetime,
        lease: timedelta,
    ) -> Stored:
        """Store one batch and its cursor in one transaction, and renew the claim.

        Raises:
            LostClaim: another worker polls this watch now; nothing was stored.
        """
        with self._database.write() as connection:
            kept = connection.execute(
                update(watches)
                .where(watches.c.name == name, watches.c.claimed_by == worker)
                .values(cursor=cursor, claimed_until=now + lease)
            )
            if kept.rowcount != 1:
                raise LostClaim(f"the claim on watch {name} was lost")
            for gap in gaps_seen:
                connection.execute(
                    gaps.insert().values(
                        watch=name, since=gap.since, until=gap.until, why=gap.why, noticed_at=now
                    )
                )
            return self._store(connection, matched, now)

    def release(
        self,
        name: str,
        worker: str,
        *,
        now: datetime,
        due_at: datetime,
        error: str | None = None,
        refused: bool = False,
    ) -> None:
        """End a poll: say when the next is due, and how this one went."""
        values: dict[str, Any] = {"claimed_by": None, "claimed_until": None, "due_at": due_at, "error": error}
        if error is None:
            values |= {"failures": 0, "last_success_at": now}
        else:
            values |= {"failures": watches.c.failures + 1}
        if refused:
            values |= {"refused_at": now}
        with self._database.write() as connection:
            connection.execute(
                update(watches).where(watches.c.name == name, watches.c.claimed_by == worker).values(values)
            )

    def gaps(self, *, since: datetime, until: datetime) -> list[records.Gap]:
        """The stretches unseen that were noticed in a period, oldest first."""
        with self._database.read() as connection:
            rows = connection.execute(
                select(gaps).where(gaps.c.noticed_at >= since, gaps.c.noticed_at < until).order_by(gaps.c.id)
            ).mappings()
            return [
                records.Gap(watch=row["watch"], since=row["since"], until=row["until"], why=row["why"])
                for row in rows
            ]

    def heard(self, *, until: datetime, hours: int) -> dict[tuple[str, str], dict[int, int]]:
        """How many mentions were posted so many whole hours before `until`, by brand and platform.

        Args:
            hours: how far back; reading eight weeks takes about a second for each million mentions in them.
        """
        # whole seconds on both databases, so that what is divided is whole too
        seconds = cast(extract("epoch", mentions.c.created_at), BigInteger)
        age = ((int(until.timestamp()) - 1 - seconds) // 3600).label("age")
        with self._database.read() as connection:
            rows = connection.execute(
                select(matches.c.brand, mentions.c.platform, age, func.count().label("number"))
                .select_from(mentions.join(matches))
                .where(mentions.c.created_at >= until - timedelta(hours=hours), mentions.c.created_at < until)
                .group_by(matches.c.brand, mentions.c.platform, age)
            )
            found: dict[tuple[str, str], dict[int, int]] = {}
            for row in rows:
                of_it = found.setdefault((row.brand, row.platform), {})
                of_it[row.age] = of_it.get(row.age, 0) + row.number
            return found

    def _store(self, connection: Connection, matched: Sequence[Matched], now: datetime) -> Stored:
        if not matched:
            return Stored(0, 0, 0)
        known = _known(connection, [one.mention for one in matched])
        fresh = [one.mention for one in matched if one.words and _key(one.mention) not in known]
        edited = [
            one.mention
            for one in matched
            if _key(one.mention) in known and one.mention.revision > known[_key(one.mention)][1]
        ]
        if fresh:
            rows = [
                asdict(mention) | {"fetched_at": now, "repairs": list(mention.repairs)} for mention in fresh
            ]
            connection.execute(self._database.insert(mentions).on_conflict_do_nothing(), rows)
        for mention in edited:
            self._edit(connection, known[_key(mention)][0], mention)
        ids = {
            key: row_id for key, (row_id, _) in _known(connection, [one.mention for one in matched]).items()
        }
        about = [
            {"mention_id": ids[_key(one.mention)], "brand": brand, "words": list(words)}
            for one in matched
            for brand, words in one.words.items()
        ]
        if about:
            connection.execute(self._database.insert(matches).on_conflict_do_nothing(), about)
        return Stored(len(fresh), len(edited), len(matched) - len(fresh) - len(edited))

    def _edit(self, connection: Connection, mention_id: int, mention: Mention) -> None:
        values = asdict(mention) | {"repairs": list(mention.repairs)}
        connection.execute(update(mentions).where(mentions.c.id == mention_id).values(values))
        # to be judged again; whoever is judging the old wording right now loses the claim
        connection.execute(
            update(matches)
            .where(matches.c.mention_id == mention_id)
            .values(judged_at=None, claimed_by=None, claimed_until=None)
        )


def _key(mention: Mention) -> tuple[str, str]:
    return mention.platform, mention.external_id


def _known(connection: Connection, wanted: Sequence[Mention]) -> dict[tuple[str, str], tuple[int, int]]:
    """(platform, external_id) → (row id, revision) of those that are stored."""
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for platform in {mention.platform for mention in wanted}:
        external_ids = [mention.external_id for mention in wanted if mention.platform == platform]
        rows = connection.execute(
            select(mentions.c.id, mentions.c.external_id, mentions.c.revision).where(
                mentions.c.platform == platform, mentions.c.external_id.in_(external_ids)
            )
        )
        found |= {(platform, row.external_id): (row.id, row.revision) for row in rows}
    return found


def _watch(row: Mapping[Any, Any]) -> Watch:
    return Watch(
        name=row["name"],
        cursor=Cursor(row["cursor"]) if row["cursor"] is not None else None,
        made_at=row["made_at"],
        due_at=row["due_at"],
        last_attempt_at=row["last_attempt_at"],
        last_success_at=row["last_success_at"],
        failures=row["failures"],
        error=row["error"],
        refused_at=row["refused_at"],
    )
