"""Fakes that obey the protocols and can be told to misbehave, and the service put together for tests."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from types import SimpleNamespace
from typing import cast
from zoneinfo import ZoneInfo

from alerts.base import DeliveryError, Form, Message, Notifier, Press
from connectors.replying import Prices
from models.base import Post, Verdict
from monitor.assembly import assemble
from monitor.sandbox.server import Keys, Sandbox
from monitor.service import Service
from monitor.settings import load
from monitor.store import Store
from monitor.wording import Words

KEYS = Keys()

ENVIRON = {
    "X_BEARER_TOKEN": KEYS.x_bearer,
    "X_API_KEY": KEYS.x_api_key,
    "X_API_SECRET": KEYS.x_api_secret,
    "X_ACCESS_TOKEN": KEYS.x_access_token,
    "X_ACCESS_TOKEN_SECRET": KEYS.x_access_token_secret,
    "REDDIT_CLIENT_ID": KEYS.reddit_client_id,
    "REDDIT_CLIENT_SECRET": KEYS.reddit_client_secret,
    "REDDIT_USERNAME": KEYS.reddit_username,
    "REDDIT_PASSWORD": KEYS.reddit_password,
    "SLACK_BOT_TOKEN": KEYS.slack_token,
    "SLACK_SIGNING_SECRET": KEYS.slack_signing_secret,
}

#: Words by which `WordClassifier` knows a complaint.
ANGRY = ("rezalet", "gəlmədi", "افتضاح", "broken", "terrible")


class WordClassifier:
    """A classifier that needs no weights: a post is a complaint if it holds one of `ANGRY`."""

    name = "words/1"

    def __init__(self) -> None:
        self.judged: list[str] = []

    def classify(self, posts: Sequence[Post]) -> list[Verdict]:
        self.judged += [post.text for post in posts]
        return [self._one(post) for post in posts]

    def _one(self, post: Post) -> Verdict:
        angry = any(word in post.text for word in ANGRY)
        return Verdict(
            language="en",
            sentiment="negative" if angry else "positive",
            negative=0.95 if angry else 0.02,
            neutral=0.03,
            positive=0.02 if angry else 0.95,
            complaint=angry,
            complaint_probability=0.97 if angry else 0.04,
            model=self.name,
        )


class FakeNotifier:
    """A place in memory; `failures` are raised one a call before anything else happens."""

    kind = "fake"

    def __init__(self, *failures: DeliveryError | None) -> None:
        self.failures = list(failures)
        self.messages: dict[str, Message] = {}
        self.calls: list[tuple[str, str]] = []
        self.lose_answers = 0
        self.threads: dict[str, str] = {}
        self.whispers: list[tuple[str, str]] = []
        self.forms: list[Form] = []
        self.has_forms = True

    def send(self, message: Message, place: str, *, thread: str | None = None) -> str:
        self._fail("send", message.delivery_id)
        message_id = f"m{len(self.messages) + 1}"
        self.messages[message_id] = message
        if thread is not None:
            self.threads[message_id] = thread
        if self.lose_answers:
            self.lose_answers -= 1
            raise DeliveryError("the answer was lost", uncertain=True)
        return message_id

    def update(self, message: Message, place: str, message_id: str) -> None:
        self._fail("update", message.delivery_id)
        self.messages[message_id] = message

    def find(self, delivery_id: str, place: str, *, since: datetime, thread: str | None = None) -> str | None:
        self._fail("find", delivery_id)
        return next((key for key, one in self.messages.items() if one.delivery_id == delivery_id), None)

    def whisper(self, press: Press, text: str) -> None:
        self.whispers.append((press.user_id, text))

    def open(self, press: Press, form: Form) -> bool:
        self.forms.append(form)
        return self.has_forms

    def redraw(self, press: Press, form: Form) -> None:
        self._fail("redraw", press.handle["view"])
        self.forms.append(form)

    def check(self) -> str:
        return "fake"

    def close(self) -> None:
        self.calls.append(("close", ""))

    def _fail(self, call: str, delivery_id: str) -> None:
        self.calls.append((call, delivery_id))
        if self.failures and (failure := self.failures.pop(0)) is not None:
            raise failure


class Clock:
    """A clock that stands until it is told to go on."""

    def __init__(self, now: datetime = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **lengths: float) -> None:
        self.now += timedelta(**lengths)

    def wait(self, seconds: float) -> None:
        """Waiting is the clock going on."""
        self.forward(seconds=seconds)


def service_over(store: Store, clock: Clock, notifier: Notifier) -> Service:
    """What a press needs of a service, over a store: no brands, and one notifier in Slack's place."""
    needed = {"store": store, "clock": clock, "notifiers": {"slack": notifier}, "brands": {}, "people": {}}
    needed |= {"publishers": {}, "prices": Prices()}
    return cast(Service, SimpleNamespace(**needed, words=Words("en", ZoneInfo("UTC"))))


def eventually(what: Callable[[], object], *, seconds: float = 20.0) -> None:
    """Wait until `what()` is true; waits on a condition, never for a fixed time."""
    end = time.monotonic() + seconds
    pause = Event()
    while not what():
        if time.monotonic() > end:
            raise AssertionError(f"still not so after {seconds} s: {what}")
        pause.wait(0.01)


def configuration(
    folder: Path,
    sandbox: Sandbox,
    store_url: str,
    *,
    watches: str = "x: {mentions: {every_seconds: 1}, search: {every_seconds: 1}}",
    more: Iterable[str] = (),
    brand_more: Iterable[str] = (),
) -> Path:
    """Write a configuration for one brand, Firuzka, on the sandbox; gives its folder."""
    config = folder / "config"
    (config / "brands").mkdir(parents=True, exist_ok=True)
    replies = Path(__file__).parent.parent / "config" / "replies"
    if not (config / "replies").exists():
        (config / "replies").symlink_to(replies)
    general = [
        f'store: {{url: "{store_url}"}}',
        f'platforms: {{x: {{base_url: "{sandbox.x_url}", timeout_seconds: 2}}, '
        f'reddit: {{base_url: "{sandbox.reddit_url}", timeout_seconds: 2}}}}',
        f'slack: {{base_url: "{sandbox.slack_url}", channel: complaints, timeout_seconds: 2, pace_seconds: 0.02}}',
        "web: {port: 0}",
        "budget: {a_day: null, an_hour: null}",
    ]
    given = {line.partition(":")[0] for line in more}
    lines = [line for line in general if line.partition(":")[0] not in given]
    (config / "monitor.yaml").write_text("\n".join([*lines, *more]) + "\n", encoding="utf-8")
    brand = [
        "name: Firuzka",
        "language: tr",
        "terms: [Firuzka, فیروزکا]",
        "handles: {x: [firuzka], reddit: [firuzka]}",
        f"watches: {{{watches}}}",
        'reply: {contact: "@firuzka", signature: "Firuzka"}',
    ]
    theirs = {line.partition(":")[0] for line in brand_more}
    brand = [line for line in brand if line.partition(":")[0] not in theirs]
    (config / "brands" / "firuzka.yaml").write_text("\n".join([*brand, *brand_more]) + "\n", encoding="utf-8")
    return config


def service_on(config: Path, **chosen: object) -> Service:
    """The service of a configuration, with `WordClassifier` unless another is chosen."""
    words = WordClassifier()
    options = {"classifier": lambda: words} | chosen
    return assemble(load(config, ENVIRON), config, **options)  # type: ignore[arg-type]
