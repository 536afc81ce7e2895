"""`monitor demo`: the service itself, with its real clients and model, before a local X, Reddit and Slack."""

from __future__ import annotations

import shutil
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Thread
from typing import Any
from zoneinfo import ZoneInfo

from models.base import UnknownModel
from monitor import logs, pipeline
from monitor.assembly import assemble
from monitor.running import Running, write_report
from monitor.sandbox.scenario import ScenarioPost, load, play
from monitor.sandbox.server import Sandbox
from monitor.sandbox.world import World
from monitor.schedule import local_day
from monitor.service import BrandPlan, Service
from monitor.settings import Settings, starter
from monitor.settings import load as load_settings
from monitor.store import StoreError
from monitor.web.server import AddressTaken

CHANNEL = "complaints"

#: A scenario that should be over in under a minute and is not after this long has failed.
PATIENCE_SECONDS = 300.0

_MONITOR = """\
language: en
zone: Europe/Istanbul
store: {{url: "sqlite:///{directory}/monitor.db"}}
platforms:
  x: {{base_url: "{x}"}}
  reddit: {{base_url: "{reddit}"}}
slack: {{base_url: "{slack}", channel: "{channel}", pace_seconds: 0.3}}
report: {{at: "09:00", directory: "{directory}"}}
schedule: {{judge_every_seconds: 2, deliver_every_seconds: 2, batch: 64}}
budget: {{an_hour: 20}}
digest: {{at: ["{digest}"]}}
web: {{port: 0}}
"""

_BRAND = """\
name: Firuzka
language: tr
terms: [Firuzka, فیروزکا]
handles: {x: [firuzka], reddit: [firuzka]}
watches:
  x: {mentions: {every_seconds: 2}, search: {every_seconds: 2}}
  reddit:
    search: {every_seconds: 2}
    comments: {subreddits: [SUBREDDITS], every_seconds: 2}
reply: {contact: "@firuzka", signature: Firuzka, publish: [x, reddit]}
"""


class Faulty(Exception):
    """The demo cannot run; the message says why."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What the scenario came to."""

    posts: int
    mentions: int
    complaints: int
    alerts: int
    messages: int
    first_card_seconds: float | None
    seconds: float
    report: Path


def run(*, once: bool, speed: float, port: int, directory: Path, say: Callable[[str], None]) -> Tally | None:
    """Play the scenario through the whole service.

    Args:
        once: exit when every post was stored, judged and delivered and the report written; else run until Ctrl-C.
        speed: how many times faster than life the posts arrive.
        port: of the local Slack's page; 0 takes any.
        directory: gets configuration, store and report; emptied first if it is ours.

    Raises:
        Faulty: the port is taken, the directory is somebody else's, there is no model.
    """
    began = time.monotonic()
    _make_room(directory)
    posts = load()
    world = World(now=lambda: datetime.now(UTC), channels=[CHANNEL])
    for handle in ("firuzka",):
        world.account(handle, name="Firuzka", followers=51_000)
    try:
        sandbox = Sandbox(world, port=0 if once else port)
    except OSError as error:
        raise Faulty(f"cannot listen on port {port} ({error.strerror}); choose another with --port") from None
    with sandbox:
        settings = _settings(directory, sandbox, posts)
        logs.configure(level="info" if not once else "warning", secrets=settings.secrets.values())
        try:
            service = assemble(settings, directory / "config")
            return _Show(sandbox, settings, service, posts, directory, say, began).play(
                once=once, speed=speed
            )
        except (StoreError, AddressTaken, UnknownModel) as error:
            raise Faulty(str(error)) from None


class _Show:
    """One run of the scenario: what is played, what is watched for, what is told."""

    def __init__(
        self,
        sandbox: Sandbox,
        settings: Settings,
        service: Service,
        posts: list[ScenarioPost],
        directory: Path,
        say: Callable[[str], None],
        began: float,
    ) -> None:
        self._sandbox = sandbox
        self._service = service
        self._posts = posts
        self._directory = directory
        self._say = say
        self._began = began
        self._first_card: float | None = None
        self._over_at: datetime | None = None
        self._stop = Event()
        self._running = Running(settings, service, broken=self._stop.set)
        self._brand: BrandPlan = next(iter(service.brands.values()))

    def play(self, *, once: bool, speed: float) -> Tally | None:
        if self._running.web is not None:
            self._sandbox.interactions_url = f"http://127.0.0.1:{self._running.web.port}/slack/interactions"
        self._say(f"local Slack, X and Reddit: {self._sandbox.url}  (open it in a browser; the buttons work)")
        for one in (signal.SIGTERM, signal.SIGINT):
            signal.signal(one, lambda *_: self._stop.set())
        player = Thread(
            target=play,
            args=(self._sandbox.world, self._posts),
            kwargs={"speed": speed, "stop": self._stop},
            daemon=True,
        )
        self._running.start()
        player.start()
        try:
            if once:
                return self._finish(player)
            self._until_stopped(player)
            return None
        finally:
            self._stop.set()
            self._running.stop()
            self._service.close()

    def _finish(self, player: Thread) -> Tally:
        shown = 0
        while not self._stop.wait(0.1):
            shown = self._show_cards(shown)
            if time.monotonic() - self._began > PATIENCE_SECONDS:
                raise Faulty(f"not done after {PATIENCE_SECONDS:.0f} s: {self._left()}")
            if not player.is_alive() and self._all_polled() and not any(self._left().values()):
                break
        if self._running.without_model is not None:
            raise self._running.without_model
        if self._stop.is_set():
            raise Faulty("stopped before the scenario was over")
        report = self._report(send=True)
        self._show_cards(shown)
        return self._tell(self._tally(report))

    def _until_stopped(self, player: Thread) -> None:
        self._say("Ctrl-C ends it")
        while not self._stop.wait(5):
            self._report(send=False)
            if not player.is_alive() and not any(self._left().values()):
                self._say("the scenario is over; the service goes on listening")
                while not self._stop.wait(5):
                    self._report(send=False)

    def _all_polled(self) -> bool:
        """Whether every watch has succeeded since the last post came into the world."""
        if self._over_at is None:
            self._over_at = self._service.clock()
        states = {state.name: state for state in self._service.store.watches.all()}
        begun = [states[watch.name].last_attempt_at for watch in self._service.watches]
        ended = [states[watch.name].last_success_at for watch in self._service.watches]
        return all(one and one > self._over_at for one in begun) and all(
            one and one > self._over_at for one in ended
        )

    def _left(self) -> dict[str, int]:
        store = self._service.store
        return {
            "unjudged": store.matches.waiting(),
            "undelivered": store.outbox.waiting(now=datetime.now(UTC)),
        }

    def _show_cards(self, shown: int) -> int:
        """Print what came into the channel since; how many there are now."""
        messages = self._sandbox.world.slack.messages(CHANNEL)
        for message in messages[shown:]:
            if self._first_card is None:
                self._first_card = time.monotonic() - self._began
            seconds = time.monotonic() - self._began
            self._say(f"{seconds:5.1f}s  #{CHANNEL}  {_printable(message.text)}")
        return len(messages)

    def _report(self, *, send: bool) -> Path:
        now = self._service.clock()
        since, until = local_day(now.astimezone(self._brand.zone).date(), self._brand.zone)
        paths = list(
            write_report(
                self._service,
                self._brand,
                since=since,
                until=until,
                folder=self._directory,
                formats=("html", "md", "json"),
            )
        )
        self._sandbox.report_path = paths[0]
        if send:
            pipeline.report(self._service, self._brand, since=since, until=until)
            pipeline.deliver(self._service)
        return paths[0]

    def _tally(self, report: Path) -> Tally:
        now = self._service.clock()
        since, until = local_day(now.astimezone(self._brand.zone).date(), self._brand.zone)
        rows = self._service.store.reports.rows(self._brand.key, since=since, until=until)
        return Tally(
            posts=len(self._posts),
            mentions=len(rows),
            complaints=sum(row.complaint for row in rows),
            alerts=sum(row.opened_at is not None for row in rows),
            messages=len(self._sandbox.world.slack.messages(CHANNEL)),
            first_card_seconds=self._first_card,
            seconds=time.monotonic() - self._began,
            report=report,
        )

    def _tell(self, tally: Tally) -> Tally:
        first = "none" if tally.first_card_seconds is None else f"after {tally.first_card_seconds:.1f} s"
        self._say("")
        self._say(f"posts       {tally.posts:4d}  written on the local X and Reddit")
        self._say(f"mentions    {tally.mentions:4d}  of them about the brand, stored and judged")
        self._say(f"complaints  {tally.complaints:4d}")
        self._say(
            f"alerts      {tally.alerts:4d}  (urgent ones went to Slack at once, the others wait for the digest)"
        )
        self._say(f"messages    {tally.messages:4d}  in Slack, the first {first}, the report among them")
        self._say(f"report      {tally.report}")
        self._say(f"took        {tally.seconds:.1f} s")
        return tally


def _make_room(directory: Path) -> None:
    marker = directory / ".monitor-demo"
    if directory.exists() and any(directory.iterdir()):
        if not marker.exists():
            raise Faulty(f"{directory} is not empty and not a demo's; choose another with --directory")
        shutil.rmtree(directory)
    directory.mkdir(parents=True, exist_ok=True)
    marker.touch()


def _settings(directory: Path, sandbox: Sandbox, posts: list[ScenarioPost]) -> Settings:
    """The demo's configuration, written and read as anybody's would be."""
    config = directory / "config"
    starter(config)
    for example in (config / "brands").glob("*.yaml"):
        example.unlink()
    urls: dict[str, Any] = {"x": sandbox.x_url, "reddit": sandbox.reddit_url, "slack": sandbox.slack_url}
    soon = datetime.now(ZoneInfo("Europe/Istanbul")) + timedelta(minutes=2)
    text = _MONITOR.format(digest=f"{soon:%H:%M}", directory=directory.as_posix(), channel=CHANNEL, **urls)
    (config / "monitor.yaml").write_text(text, encoding="utf-8")
    subreddits = ", ".join(sorted({post.subreddit for post in posts if post.subreddit}))
    (config / "brands" / "firuzka.yaml").write_text(
        _BRAND.replace("SUBREDDITS", subreddits), encoding="utf-8"
    )
    keys = sandbox.keys
    environ = {
        "X_BEARER_TOKEN": keys.x_bearer,
        "X_API_KEY": keys.x_api_key,
        "X_API_SECRET": keys.x_api_secret,
        "X_ACCESS_TOKEN": keys.x_access_token,
        "X_ACCESS_TOKEN_SECRET": keys.x_access_token_secret,
        "REDDIT_CLIENT_ID": keys.reddit_client_id,
        "REDDIT_CLIENT_SECRET": keys.reddit_client_secret,
        "REDDIT_USERNAME": keys.reddit_username,
        "REDDIT_PASSWORD": keys.reddit_password,
        "SLACK_BOT_TOKEN": keys.slack_token,
        "SLACK_SIGNING_SECRET": keys.slack_signing_secret,
    }
    return load_settings(config, environ)


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)[:140]
