"""The soak with everything on: complaints of one cause among others, a budget, digests every minute, people who press.

In the end no message may stand in Slack twice (cards, thread replies, digests and notices alike, known by their
delivery id), every complaint must be told (by its own card, its incident's or a digest), every press that Slack saw
acknowledged must be done, and every card must show its case as it stands.
"""

from __future__ import annotations

import json
import random
import socket
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Lock
from typing import Any

from fakes import configuration
from soak_lives import HERE, MORE, WATCHES, Plan, Text, Told, lives, nothing_pending, sky
from soak_service import CAUSE
from sqlalchemy import Connection, select

from alerts.blocks import MENU, OF_MENU
from monitor.cards import read_value
from monitor.records import Subject
from monitor.sandbox.faults import Fault
from monitor.sandbox.server import Sandbox
from monitor.sandbox.workspace import PEOPLE, SlackMessage
from monitor.store import RAISED_FROM, Store
from monitor.tables import alerts, deliveries, digest_items, incidents, matches, mentions, notices, presses

POSTS = HERE.parent / "models" / "training" / "posts"
STORMS = HERE / "data" / "storms"

#: Few messages tell of many complaints: each meets worse weather when it is posted, or none might be doubled at all.
POSTING = {
    Fault("accept_then_drop"): 0.25,
    Fault("malformed", shape="cut"): 0.05,
    Fault("malformed", shape="wrong"): 0.05,
    Fault("status", status=500): 0.05,
    Fault("status", status=429, reset=1): 0.05,
    Fault("hang", seconds=3.0): 0.05,
}

_EVERY_MINUTE = ", ".join(f'"{minute // 60:02d}:{minute % 60:02d}"' for minute in range(24 * 60))


@dataclass(frozen=True, slots=True)
class StormOutcome:
    """What a storm came to; sound if nothing is lost, nothing is double, and nothing that was promised is undone."""

    kills: int
    posts: int
    complaints: int
    told_by_own_card: int
    told_by_incident: int
    told_by_digest: int
    incidents: int
    messages: dict[str, int]
    presses: dict[str, int]
    faults: dict[str, int]
    lost: list[str]
    doubled: list[str]
    messages_doubled: list[str]
    untold: list[str]
    told_in_two_digests: list[int]
    presses_undone: list[str]
    cards_stale: list[str]
    refused: list[tuple[str, str, str]]
    stopped_in_seconds: float

    @property
    def sound(self) -> bool:
        wrong: list[Sequence[object]] = [self.lost, self.doubled, self.messages_doubled, self.untold]
        wrong += [self.told_in_two_digests, self.presses_undone, self.cards_stale, self.refused]
        happened = (self.incidents, self.told_by_digest, self.told_by_own_card, self.presses["acknowledged"])
        return all(happened) and not any(wrong)


def storm(
    folder: Path, store_url: str, *, kills: int, seed: int, words: bool, longest: float
) -> StormOutcome:
    """Run one soak with everything on; see `Plan`."""
    plan = Plan(kills=kills, seed=seed, words=words, longest=longest)
    with sky(seed) as sandbox, Store(store_url) as store:
        port = _free_port()
        more = (
            *MORE,
            f"web: {{port: {port}}}",
            "budget: {a_day: 40, an_hour: 8}",
            f"digest: {{at: [{_EVERY_MINUTE}]}}",
        )
        config = configuration(folder, sandbox, store_url, watches=WATCHES, more=more)
        sandbox.interactions_url = f"http://127.0.0.1:{port}/slack/interactions"
        sandbox.faults.random(seed + 1, POSTING, "/slack/api/chat.postMessage")
        people = People(sandbox)
        told = lives(
            plan,
            config,
            sandbox,
            store,
            compose=composer(words=words),
            quiet=lambda _: nothing_pending(store),
            beside=[lambda stop, n=n: people.press(random.Random(seed + n), stop) for n in range(2)],  # type: ignore[misc]
            at_most=300,
        )
        return count(store, sandbox, plan, told, people)


def composer(*, words: bool) -> Callable[[random.Random, str], Text]:
    """Gives posts: three in ten complain of one cause, four of others, and the rest do not complain.

    Args:
        words: whether they are to be known by the words of `soak_service`.
    """
    of_cause = [row["text"] for row in _read(STORMS) if row["cause"] == "double_charge"]
    posts = [row for row in _read(POSTS) if row.get("brand")]
    others = [_ours(row) for row in posts if row["complaint"]]
    happy = [_ours(row) for row in posts if not row["complaint"]]

    def compose(dice: random.Random, mark: str) -> Text:
        kind = dice.choices(("cause", "other", "happy"), (3, 4, 3))[0]
        said = dice.choice({"cause": of_cause, "other": others, "happy": happy}[kind])
        if words:
            said += {"cause": f" broken {CAUSE}", "other": " broken", "happy": ""}[kind]
        return Text(
            f"Firuzka {said} {mark}", kind != "happy", followers=dice.choice((50, 5_000, 90_000, 2_000_000))
        )

    return compose


def _read(folder: Path) -> Iterable[dict[str, Any]]:
    for file in sorted(folder.glob("*.jsonl")):
        yield from map(json.loads, file.read_text(encoding="utf-8").splitlines())


def _ours(row: dict[str, Any]) -> str:
    return str(row["text"]).replace(row["brand"], "Firuzka")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class People:
    """Colleagues who take and resolve what stands in the channel.

    Attributes:
        acknowledged: (subject, action, user) of each press that Slack saw acknowledged.
        refused: how many were not.
    """

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self._lock = Lock()
        self.acknowledged: Counter[tuple[Subject, str, str]] = Counter()
        self.refused = 0

    def press(self, dice: random.Random, stop: Event) -> None:
        """Press something now and then, until `stop` is set."""
        while not stop.wait(dice.expovariate(2)):
            cards = [m for m in self._sandbox.world.slack.messages("complaints") if _menu(m) is not None]
            if not cards:
                continue
            card, user = dice.choice(cards[-40:]), dice.choice(PEOPLE).id
            self.take(card, user) if dice.random() < 0.6 else self.resolve(card, user)

    def take(self, card: SlackMessage, user: str) -> None:
        """Press "take", if it is there."""
        button = next((each for each in _elements(card) if each["action_id"] == "take"), None)
        if button is None:
            return
        try:
            pressed = self._sandbox.press(card.channel, card.ts, "take", user=user)
        except KeyError:  # the card changed since we looked
            return
        self._keep(button["value"], "take", user, ok=pressed.ok)

    def resolve(self, card: SlackMessage, user: str) -> None:
        """Choose "resolve" of the menu, and send the form that opens."""
        menu = _menu(card)
        assert menu is not None
        option = next(each for each in menu["options"] if each["value"].startswith("resolve"))
        modals = self._sandbox.slack.modals
        old = modals.before(user)
        try:
            pressed = self._sandbox.press(
                card.channel, card.ts, menu["action_id"], user=user, value=option["value"]
            )
        except KeyError:
            return
        view = modals.before(user)
        if not pressed.ok or view is None or view is old:
            return
        value = json.loads(view["private_metadata"])["value"]
        try:
            sent = self._sandbox.submit(view["id"], user=user, answers={"reason": "solved", "note": ""})
        except KeyError:  # the other of us was faster with the same form
            return
        self._keep(value, "resolve", user, ok=sent.ok)

    def _keep(self, value: str, action: str, user: str, *, ok: bool) -> None:
        read = read_value(value)
        assert read is not None
        with self._lock:
            if ok:
                self.acknowledged[read[0], action, user] += 1
            else:
                self.refused += 1


def _elements(message: SlackMessage) -> list[dict[str, Any]]:
    return [each for block in message.blocks if block["type"] == "actions" for each in block["elements"]]


def _menu(message: SlackMessage) -> dict[str, Any] | None:
    """The menu with "resolve"; of a card of which nothing can be pressed any more, None."""
    for each in _elements(message):
        options = each.get("options", ())
        if each["action_id"].startswith(MENU) and any(
            option["value"].startswith(f"resolve{OF_MENU}") for option in options
        ):
            return each
    return None


def count(store: Store, sandbox: Sandbox, plan: Plan, told: Told, people: People) -> StormOutcome:
    """Hold what stands in Slack against what stands in the store, what was written and what was pressed."""
    shown = [m for m in sandbox.world.slack.messages("complaints") if m.seen_by is None]
    ids = Counter(m.metadata["event_payload"]["delivery_id"] for m in shown if m.metadata)
    with store.database.read() as connection:
        texts = list(connection.scalars(select(mentions.c.text)))
        kinds = {row.id: row.kind for row in connection.execute(select(deliveries.c.id, deliveries.c.kind))}
        by_card, by_incident, by_digest, untold = _told(connection, set(ids))
        twice = Counter(connection.scalars(select(digest_items.c.alert_id)))
        stored = Counter(mark for text in texts for mark in told.written if mark in text)
        return StormOutcome(
            kills=plan.kills,
            posts=len(told.written),
            complaints=sum(told.written.values()),
            told_by_own_card=by_card,
            told_by_incident=by_incident,
            told_by_digest=by_digest,
            incidents=len(connection.scalars(select(incidents.c.id)).all()),
            messages=dict(Counter(kinds.get(each, "unknown") for each in ids)),
            presses={"acknowledged": people.acknowledged.total(), "refused": people.refused},
            faults=told.faults,
            lost=sorted(set(told.written) - set(stored)),
            doubled=sorted(mark for mark, times in stored.items() if times > 1),
            messages_doubled=[f"{kinds.get(each)} {each}" for each, times in ids.items() if times > 1],
            untold=untold,
            told_in_two_digests=sorted(each for each, times in twice.items() if times > 1),
            presses_undone=list(_undone(connection, people)),
            cards_stale=list(_stale(connection, shown)),
            refused=store.outbox.failed(),
            stopped_in_seconds=told.stopped_in_seconds,
        )


def _told(connection: Connection, standing: set[str]) -> tuple[int, int, int, list[str]]:
    """How many complaints are told by their own card, by their incident's, by a digest; and those by none."""
    rows = connection.execute(select(deliveries.c.id, deliveries.c.kind, deliveries.c.subject_id))
    known = {(row.kind, row.subject_id) for row in rows if row.id in standing}
    into = {row.id: row.merged_into for row in connection.execute(select(incidents))}
    listed: dict[int, list[int]] = {}
    for row in connection.execute(select(digest_items)):
        listed.setdefault(row.alert_id, []).append(row.digest_id)
    complaints = connection.execute(
        select(mentions.c.text, alerts.c.id, alerts.c.incident_id)
        .select_from(mentions.join(matches).outerjoin(alerts))
        .where(matches.c.complaint.is_(True), matches.c.severity >= RAISED_FROM)
    )
    by_card = by_incident = by_digest = 0
    untold = []
    for row in complaints:
        incident = row.incident_id
        while incident is not None and into[incident] is not None:
            incident = into[incident]
        if ("alert", row.id) in known:
            by_card += 1
        elif ("incident", incident) in known:
            by_incident += 1
        elif any(("digest", digest) in known for digest in listed.get(row.id, ())):
            by_digest += 1
        else:
            untold.append(row.text[-6:])
    return by_card, by_incident, by_digest, untold


def _undone(connection: Connection, people: People) -> Iterable[str]:
    """Presses that were acknowledged and are not kept, or did not change what they say they changed."""
    kept: Counter[tuple[Subject, str, str]] = Counter()
    states = {
        Subject(kind, row.id): row.state  # type: ignore[arg-type]
        for kind, table in (("alert", alerts), ("incident", incidents))
        for row in connection.execute(select(table.c.id, table.c.state))
    }
    again = connection.scalars(
        select(notices.c.facts).where(notices.c.kind.in_(("incident_again", "incident_goes_on")))
    )
    reopened = {Subject("incident", facts["incident"]) for facts in again}
    for row in connection.execute(select(presses).order_by(presses.c.id)):
        subject = (
            Subject("alert", row.alert_id)
            if row.alert_id is not None
            else Subject("incident", row.incident_id)
        )
        kept[subject, row.action, row.user_id] += 1
        if row.taken and subject not in reopened and states[subject] == "open":
            yield f"{row.action} of {subject} by {row.user_id} is kept, and it is open"
    for press, times in people.acknowledged.items():
        if kept[press] < times:
            yield f"{press[1]} of {press[0]} by {press[2]}: acknowledged {times} times, kept {kept[press]}"


def _stale(connection: Connection, shown: Iterable[SlackMessage]) -> Iterable[str]:
    """Cards whose buttons do not fit how their case stands."""
    by_ts = {message.ts: message for message in shown}
    for kind, table in (("alert", alerts), ("incident", incidents)):
        rows = connection.execute(
            select(table.c.id, table.c.state, deliveries.c.message_id)
            .join(deliveries, deliveries.c.subject_id == table.c.id)
            .where(deliveries.c.kind == kind, deliveries.c.message_id.is_not(None))
        )
        for row in rows:
            card = by_ts.get(row.message_id)
            if card is None:
                yield f"{kind} {row.id}: {row.message_id!r} is not in the channel"
                continue
            can_take = any(each["action_id"] == "take" for each in _elements(card))
            if can_take != (row.state == "open") or (_menu(card) is None) != (row.state == "resolved"):
                yield f"{kind} {row.id} is {row.state}, its card is not"
