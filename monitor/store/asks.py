"""What the writer is asked: claimed before it is asked, recorded after; nothing is asked twice but what was lost."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, select, update

from monitor.records import Answer, Ask, Subject, WriterFigures
from monitor.store.alerts import gist_key, read_alerts
from monitor.store.changes import change
from monitor.store.database import Database
from monitor.store.drafts import RECENT
from monitor.tables import alerts, asks, deliveries, drafts, matches, mentions

#: What was told longer ago is not asked about: somebody is at it, or nobody will be.
ASKED_WITHIN = timedelta(hours=24)
#: What a process took with it when it ended is asked again, but not for ever.
_ATTEMPTS = 3
_LOOKED_AT = 200
#: A rest is an hour at most and begins when what was asked ends: it follows from what was asked lately.
_RESTS_WITHIN = timedelta(hours=2)


class Asks:
    """The asks table."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def claim(
        self,
        worker: str,
        *,
        brands: Collection[str],
        drafts_in: Collection[str],
        gists_but_of: str | None,
        most: int,
        day_began: datetime,
        now: datetime,
        lease: timedelta,
    ) -> Ask | None:
        """Take one thing to ask: of the gravest open alert whose card stands somewhere and that nobody answered yet.

        Args:
            brands: that are configured.
            drafts_in: languages in which drafts may be worded anew; empty: none are.
            gists_but_of: the team's language, in which posts need no gist; None: gists are not asked for.
            most: requests since `day_began`.

        Returns:
            None if there is nothing, the day's requests are used up, or the writer is left alone for a while.
        """
        with self._database.write() as connection:
            if not self._database.is_sqlite:  # there a transaction that writes is alone anyway
                connection.execute(select(func.pg_advisory_xact_lock(func.hashtext("asks"))))
            rests = connection.scalar(select(asks.c.id).where(_rests(now)).limit(1)) is not None
            if rests or _asked_since(connection, day_began) >= most:
                return None
            rows = _with_cards(connection, brands, now)
            known = _known(connection, [row.id for row in rows])
            wanted = _wanted(connection, rows, drafts_in, gists_but_of)
            for alert_id, brand, what, key in wanted:
                before = known.get(key)
                if before is not None and not _lost(before, now):
                    continue
                claimed = {"claimed_by": worker, "claimed_until": now + lease, "asked_at": now}
                if before is None:
                    values = claimed | {"alert_id": alert_id, "brand": brand, "what": what, "key": key}
                    values |= {"attempts": 1} | dict.fromkeys(("input_tokens", "output_tokens"), 0)
                    values |= {"estimated": False, "cost": 0.0}
                    ask_id = connection.execute(
                        asks.insert().values(values).returning(asks.c.id)
                    ).scalar_one()
                else:
                    ask_id = before["id"]
                    again = claimed | {"attempts": asks.c.attempts + 1}
                    connection.execute(update(asks).where(asks.c.id == ask_id).values(again))
                return _ask(connection, ask_id, alert_id, what)
        return None

    def record(self, ask: Ask, worker: str, answer: Answer, *, now: datetime) -> bool:
        """Keep what came of asking; whether a card has something new to show.

        A draft that was made anew, or an alert that was answered meanwhile, stays as it is.
        """
        own = (asks.c.id == ask.id) & (asks.c.claimed_by == worker) & asks.c.ended_at.is_(None)
        with self._database.write() as connection:
            if connection.scalar(select(asks.c.id).where(own).with_for_update()) is None:
                return False
            taken = answer.text is not None and _put(connection, ask, answer, now)
            values = asdict(answer)
            del values["source"]
            if answer.text is not None and not taken:
                values["outcome"] = "late"
            if not taken or ask.draft is not None:
                values["text"] = None
            ended = {"ended_at": now, "claimed_by": None, "claimed_until": None}
            connection.execute(update(asks).where(asks.c.id == ask.id).values(values | ended))
            return taken

    def figures(self, *, since: datetime, until: datetime, brand: str | None = None) -> WriterFigures:
        """What was asked in a period, for one brand or for all."""
        within: ColumnElement[bool] = (asks.c.asked_at >= since) & (asks.c.asked_at < until)
        if brand is not None:
            within &= asks.c.brand == brand
        with self._database.read() as connection:
            rows = connection.execute(select(asks).where(within)).mappings().all()
        outcomes = [row["outcome"] for row in rows]
        taken = [row["what"] for row in rows if row["outcome"] == "taken"]
        return WriterFigures(
            asked=sum(row["attempts"] for row in rows),
            gists=taken.count("gist"),
            drafts=len(taken) - taken.count("gist"),
            **{name: outcomes.count(name) for name in ("kept", "failed", "late")},
            **{name: sum(row[name] for row in rows) for name in ("input_tokens", "output_tokens")},
            cost=sum(row["cost"] for row in rows),
            estimated=any(row["estimated"] for row in rows),
        )

    def resting(self, now: datetime) -> tuple[datetime, str] | None:
        """Until when nothing more is asked, and why; None while it is."""
        with self._database.read() as connection:
            row = connection.execute(
                select(asks.c.rest_until, asks.c.why)
                .where(_rests(now))
                .order_by(asks.c.rest_until.desc())
                .limit(1)
            ).one_or_none()
        return None if row is None else (row.rest_until, row.why or "")


def _rests(now: datetime) -> ColumnElement[bool]:
    """What the writer is left alone for; by the index of when it was asked, for the table only grows."""
    return and_(asks.c.asked_at > now - _RESTS_WITHIN, asks.c.rest_until > now)


def _asked_since(connection: Connection, moment: datetime) -> int:
    asked = select(func.sum(asks.c.attempts)).where(asks.c.asked_at >= moment)
    return int(connection.scalar(asked) or 0)


def _with_cards(connection: Connection, brands: Collection[str], now: datetime) -> Sequence[Any]:
    """Open alerts that nobody answered yet and whose card stands somewhere, the gravest first."""
    shown = (
        select(deliveries.c.id)
        .where(deliveries.c.kind == "alert", deliveries.c.subject_id == alerts.c.id)
        .where(deliveries.c.message_id.is_not(None))
        .exists()
    )
    return connection.execute(
        select(alerts.c.id, alerts.c.brand, matches.c.language, mentions.c.revision)
        .select_from(alerts.join(matches).join(mentions))
        .where(alerts.c.brand.in_(brands), alerts.c.told_at > now - ASKED_WITHIN, _waits(), shown)
        .order_by(alerts.c.severity.desc(), alerts.c.id)
        .limit(_LOOKED_AT)
    ).all()


def _waits() -> ColumnElement[bool]:
    """The customer has no answer yet, and the drafts are as they should be."""
    answered = alerts.c.answered_at.is_not(None) | (alerts.c.state == "resolved")
    return ~answered & alerts.c.draft_at.is_(None)


def _known(connection: Connection, alert_ids: Sequence[int]) -> dict[str, Mapping[Any, Any]]:
    rows = connection.execute(select(asks).where(asks.c.alert_id.in_(alert_ids))).mappings()
    return {row["key"]: row for row in rows}


def _lost(row: Mapping[Any, Any], now: datetime) -> bool:
    """Whether whoever asked will not tell any more."""
    return row["ended_at"] is None and row["claimed_until"] <= now and row["attempts"] < _ATTEMPTS


def _wanted(
    connection: Connection, rows: Sequence[Any], drafts_in: Collection[str], gists_but_of: str | None
) -> Iterator[tuple[int, str, str, str]]:
    """All that there is to ask of these alerts: alert, brand, what, and its key."""
    made: dict[int, list[Any]] = {}
    composed = select(drafts).where(drafts.c.alert_id.in_([row.id for row in rows]))
    composed = composed.where(drafts.c.source == "composed", drafts.c.language.in_(drafts_in))
    for draft in connection.execute(composed.order_by(drafts.c.id)):
        made.setdefault(draft.alert_id, []).append(draft)
    for row in rows:
        if gists_but_of is not None and (row.language or "other") != gists_but_of:
            yield row.id, row.brand, "gist", gist_key(row.id, row.revision)
        for draft in made.get(row.id, ()):
            yield row.id, row.brand, draft.kind, f"draft/{row.id}/{draft.kind}/{draft.made_at.isoformat()}"


def _ask(connection: Connection, ask_id: int, alert_id: int, what: str) -> Ask:
    (alert,) = read_alerts(connection, alerts.c.id == alert_id)
    recent = (
        select(drafts.c.text)
        .where(drafts.c.brand == alert.brand, drafts.c.alert_id != alert_id)
        .order_by(drafts.c.id.desc())
        .limit(RECENT)
    )
    return Ask(
        id=ask_id,
        alert=alert,
        draft=next((draft for draft in alert.drafts if draft.kind == what), None),
        recent=tuple(connection.scalars(recent)),
    )


def _put(connection: Connection, ask: Ask, answer: Answer, now: datetime) -> bool:
    """Put a text where its card shows it; False if what it was made of is not there any more."""
    alert = ask.alert
    here = select(alerts.c.id).where(alerts.c.id == alert.id, _waits()).with_for_update()
    if connection.scalar(here) is None:
        return False
    if ask.draft is not None:
        same = (drafts.c.alert_id == alert.id) & (drafts.c.kind == ask.draft.kind)
        same &= (drafts.c.source == ask.draft.source) & (drafts.c.text == ask.draft.text)
        new = {"text": answer.text, "source": answer.source}
        if connection.execute(update(drafts).where(same).values(new)).rowcount != 1:
            return False
    else:
        post = select(mentions.c.revision).select_from(alerts.join(matches).join(mentions))
        if connection.scalar(post.where(alerts.c.id == alert.id)) != alert.mention.revision:
            return False
    change(connection, Subject("alert", alert.id), now=now, at_once=False)
    return True
