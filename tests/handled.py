"""A team at work, for the tests of handling: a sandbox, a service on it, and the hands that press."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from fakes import KEYS, Clock, WordClassifier, configuration, service_on
from sqlalchemy import func, select

from alerts.base import Press
from models.base import Post, Verdict
from monitor import pipeline
from monitor.pressing import press as act
from monitor.pressing import tell_failure
from monitor.records import Alert, Incident
from monitor.replying import asks
from monitor.sandbox.interaction import Pressed
from monitor.sandbox.server import Sandbox
from monitor.sandbox.workspace import PEOPLE, SlackMessage
from monitor.sandbox.world import World
from monitor.service import Service
from monitor.store import StoreError
from monitor.web.app import create
from monitor.web.server import WebServer

#: A Monday, noon in Istanbul.
NOON = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ELIF, NAZ, KAMRAN = PEOPLE
CAUSES = ("kargo", "kupon", "uygulama")

#: Who is who, in the configuration's words; ids as long as real ones, since the sandbox's are shorter than allowed.
CALLED = {"Aynur": "U0AYNUR0001", "Baran": "U0BARAN0001", "Chief": "U0CHIEF0001"}
PEOPLE_YAML = "people: {" + ", ".join(f"{name}: {{slack: {uid}}}" for name, uid in CALLED.items()) + "}"
TEAM_YAML = "team: {first: [Aynur, Baran], lead: [Chief]}"
ISTANBUL = "zone: Europe/Istanbul"


class CauseClassifier(WordClassifier):
    """Sees the cause of a complaint in its words, and its language in "#fa"."""

    def _one(self, post: Post) -> Verdict:
        axis = next((number for number, cause in enumerate(CAUSES) if cause in post.text), None)
        if axis is None:
            return replace(super()._one(post), topic="delivery", language=_language(post))
        vector = np.zeros(8, np.float32)
        vector[axis] = 1
        return replace(super()._one(post), vector=vector, topic="delivery", language=_language(post))


def _language(post: Post) -> str:
    return next((each for each in ("fa", "az", "tr") if f"#{each}" in post.text), "en")


class Team:
    """A service over a sandbox; time goes on by `tick` alone."""

    def __init__(
        self,
        folder: Path,
        sandbox: Sandbox,
        store_url: str,
        clock: Clock,
        *,
        more: Iterable[str] = (),
        brand_more: Iterable[str] = (),
    ) -> None:
        self.sandbox, self.clock = sandbox, clock
        self.config = configuration(folder, sandbox, store_url, more=more, brand_more=brand_more)
        self._seeing = CauseClassifier()
        self.service = self.another()
        self.service.store.watches.ensure([watch.name for watch in self.service.watches], now=clock())

    def another(self) -> Service:
        """One more service on the same store, as of another process."""
        return service_on(
            self.config, clock=self.clock, wait=self.clock.wait, classifier=lambda: self._seeing
        )

    def restart(self) -> None:
        self.service.close()
        self.service = self.another()

    # --- what happens

    def post(self, text: str = "", *, author: str = "ayse", followers: int = 900_000, **more: Any) -> str:
        """A complaint: high with so many followers, medium with few, critical with a fire in it."""
        text = f"@firuzka rezalet {text}"
        return self.sandbox.world.post_x(text, author=author, followers=followers, **more)

    def storm(self, number: int, cause: str = "kargo", **more: Any) -> None:
        for index in range(number):
            self.post(f"{cause} {index}", **{"author": f"{cause}{index}", "followers": 100} | more)

    def cycle(self) -> None:
        """Poll, judge, deliver; a quarter of a minute passes."""
        self.clock.forward(seconds=15)
        for watch in self.service.watches:
            pipeline.poll(self.service, watch, early=True)
        pipeline.judge(self.service)
        pipeline.deliver(self.service)

    def tick(self, **length: float) -> None:
        """Let time pass, then mind and deliver."""
        self.clock.forward(**length)
        pipeline.mind(self.service)
        pipeline.deliver(self.service)

    def told(self, text: str = "", **more: Any) -> SlackMessage:
        """Post a complaint and give its card."""
        before = {card.ts for card in self.cards()}
        self.post(text, **more)
        self.cycle()
        (card,) = [card for card in self.cards() if card.ts not in before]
        return card

    # --- what stands in Slack

    def messages(self, channel: str = "complaints") -> list[SlackMessage]:
        return self.sandbox.world.slack.messages(channel)

    def cards(self, channel: str = "complaints") -> list[SlackMessage]:
        return [each for each in self.messages(channel) if each.thread_ts is None and each.seen_by is None]

    def now(self, card: SlackMessage) -> SlackMessage:
        return self.sandbox.world.slack.log[card.ts]

    def thread(self, card: SlackMessage) -> list[SlackMessage]:
        return [each for each in self.messages() if each.thread_ts == card.ts]

    def whispers(self, user: str) -> list[str]:
        return [shown(each) for each in self.messages() if each.seen_by == user]

    # --- what people do

    def press(
        self, card: SlackMessage, action: str, *, by: str = ELIF.id, value: str | None = None
    ) -> Pressed:
        """Press the button or choose the entry that does `action` on a card."""
        action_id, chosen = button(self.now(card), action, value)
        return self.sandbox.press(card.channel, card.ts, action_id, user=by, value=chosen)

    def submit(self, by: str, *, sure: bool = True, **answers: str) -> Pressed:
        """Send a form; what is not answered stays as it stands there.

        Args:
            sure: whether to send it once more if it is asked whether it is meant so.
        """
        view = self.sandbox.slack.modals.before(by)
        assert view is not None, "no form is open"
        blocks = {field_of(view, name): text for name, text in answers.items()}
        sent = self.sandbox.submit(view["id"], user=by, answers=blocks)
        still = self.sandbox.slack.modals.before(by)
        if sure and sent.ok and still is not None and still["id"] == view["id"]:
            return self.sandbox.submit(view["id"], user=by, answers={})
        return sent

    def fill(self, by: str, **answer: str) -> Pressed:
        """Type into one field of a form, or choose there."""
        view = self.sandbox.slack.modals.before(by)
        assert view is not None, "no form is open"
        ((name, text),) = answer.items()
        block = field_of(view, name)
        return self.sandbox.fill(view["id"], user=by, block_id=block, answers={block: text})

    def form(self, by: str = ELIF.id) -> Mapping[str, Any] | None:
        return self.sandbox.slack.modals.before(by)

    # --- what is stored

    def alert(self, number: int = 1) -> Alert:
        found = self.service.store.alerts.get(number)
        assert found is not None
        return found

    def incident(self, number: int = 1) -> Incident:
        found = self.service.store.incidents.get(number)
        assert found is not None
        return found

    def count(self, table: Any, *where: Any) -> int:
        with self.service.store.database.read() as connection:
            return connection.scalar(select(func.count()).select_from(table).where(*where)) or 0


@contextmanager
def sandboxed(clock: Clock, *channels: str) -> Iterator[Sandbox]:
    world = World(now=clock, channels=["complaints", *channels])
    world.account("firuzka", name="Firuzka")
    with Sandbox(world) as running:
        yield running


class Make(Protocol):
    """Makes a team by what is special about its configuration."""

    def __call__(self, *, more: tuple[str, ...] = (), brand_more: tuple[str, ...] = ()) -> Team: ...


@contextmanager
def teams(folder: Path, sandbox: Sandbox, store_url: str, clock: Clock) -> Iterator[Make]:
    """Give what makes teams in Istanbul who can be called; closes their services."""
    made: list[Team] = []

    def make(*, more: tuple[str, ...] = (), brand_more: tuple[str, ...] = ()) -> Team:
        if not any(line.startswith("people:") for line in more):
            more = (PEOPLE_YAML, *more)
        brand_more = (TEAM_YAML, ISTANBUL, *brand_more)
        made.append(Team(folder, sandbox, store_url, clock, more=more, brand_more=brand_more))
        return made[-1]

    yield make
    for team in made:
        team.service.close()


@contextmanager
def hearing(team: Team) -> Iterator[WebServer]:
    """Let the team's presses reach its service by HTTP, as `running` does."""

    def press(pressed: Press) -> None:
        try:
            done = act(team.service, pressed)
        except StoreError:
            tell_failure(team.service, pressed)
            raise
        if done:
            pipeline.deliver(team.service)

    app = create(
        store=team.service.store,
        watches=(),
        metrics=team.service.metrics,
        clock=team.clock,
        signing_secret=KEYS.slack_signing_secret,
        press=press,
        stopping=lambda: False,
        asks=lambda pressed: asks(team.service, pressed),
    )
    server = WebServer(app, host="127.0.0.1", port=0)
    server.start()
    team.sandbox.interactions_url = f"http://127.0.0.1:{server.port}/slack/interactions"
    try:
        yield server
    finally:
        server.stop()


def field_of(view: Mapping[str, Any], name: str) -> str:
    """The id of the block whose field is called so; of one with a version the id has that too."""
    ids = (block["block_id"] for block in view["blocks"] if block["type"] == "input")
    return next((each for each in ids if each.partition("#")[0] == name), name)


def button(message: SlackMessage, action: str, value: str | None = None) -> tuple[str, str | None]:
    """The id of what does `action` on a message, and of a menu the value of its entry."""
    for block in message.blocks:
        for element in block.get("elements", ()) if block["type"] == "actions" else ():
            if element["action_id"].partition("#")[0] == action and value in (None, element.get("value")):
                return element["action_id"], None
            for option in element.get("options", ()):
                chosen, _, detail = option["value"].partition("|")
                if chosen == action and (value is None or detail.endswith(value)):
                    return element["action_id"], option["value"]
    raise AssertionError(f"there is nothing to press for {action}: {actions(message)}")


def actions(message: SlackMessage) -> list[str]:
    """Everything that can be pressed on a message, each once."""
    found = []
    for block in message.blocks:
        for element in block.get("elements", ()) if block["type"] == "actions" else ():
            options = element.get("options")
            found += [option["value"] for option in options] if options else [element["action_id"]]
    return [each.partition("|")[0].partition("#")[0] for each in found]


def shown(message: SlackMessage) -> str:
    """All that people read on a message, without the marks of direction."""
    texts = [message.text, *_texts(message.blocks)]
    return "\n".join(texts).translate(dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069\u200f")))


def _texts(part: Any) -> Iterator[str]:
    if isinstance(part, list):
        for each in part:
            yield from _texts(each)
    elif isinstance(part, dict):
        if isinstance(part.get("text"), str):
            yield part["text"]
        for name, each in part.items():
            if name != "text" or not isinstance(each, str):
                yield from _texts(each)


def called(messages: Sequence[SlackMessage]) -> list[str]:
    """Whom messages call, by markup in their text and by elements of their blocks alike."""
    found: list[str] = []
    for message in messages:
        by_text = {part.split(">")[0] for part in message.text.split("<@")[1:]}
        by_block = {element["user_id"] for element in elements(message) if element["type"] == "user"}
        assert by_text == by_block, (message.text, by_block)
        found += sorted(by_text)
    return found


def elements(part: SlackMessage | Any) -> Iterator[dict[str, Any]]:
    """Every element of a message's blocks that has a type."""
    if isinstance(part, SlackMessage):
        yield from elements(part.blocks)
    elif isinstance(part, list):
        for each in part:
            yield from elements(each)
    elif isinstance(part, dict):
        if "type" in part:
            yield part
        for each in part.values():
            yield from elements(each)
