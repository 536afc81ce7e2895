"""The part of `make bench` about time to a card: from the commit of the poll that found a post to Slack's own time.

The real `monitor run` with the bundled model and the shipped pace and timers, in a process of its own against the
sandbox in this one; urgent complaints in four languages, one at a time at random moments, so that the service idles.
"""

from __future__ import annotations

import random
import signal
import statistics
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

from fakes import configuration, eventually
from soak_lives import start
from sqlalchemy import select

from alerts.base import Severity
from monitor.sandbox.server import Sandbox
from monitor.sandbox.world import World
from monitor.store import Store
from monitor.tables import matches, mentions

URGENT = Path(__file__).parent / "data" / "urgent"


@dataclass(frozen=True, slots=True)
class Latency:
    """How long each card took in seconds, in the order of the posts, and how many posts got none."""

    seconds: tuple[float, ...]
    without: int

    def __str__(self) -> str:
        ordered = sorted(self.seconds)
        return (
            f"{statistics.median(ordered):.2f} s median, {ordered[int(0.95 * len(ordered))]:.2f} s p95, "
            f"{ordered[-1]:.2f} s the longest, {self.seconds[0]:.2f} s the first"
        )


def bench_latency() -> None:
    """A post to its card on an idle system."""
    posts = urgent()
    random.Random(4).shuffle(posts)
    with tempfile.TemporaryDirectory() as folder:
        took = latency(Path(folder), posts, longest_pause=3.0, words=False)
    print(
        f"post to card           {took}, {len(took.seconds)} posts, from the poll's commit to the card in Slack "
        f"(bar: p95 at most 2 s; bundled model, SQLite; {took.without} not seen as urgent)",
        flush=True,
    )


def urgent() -> list[str]:
    """The complaints of tests/data/urgent."""
    return [
        line
        for file in sorted(URGENT.glob("*.txt"))
        for line in file.read_text(encoding="utf-8").splitlines()
    ]


def latency(folder: Path, posts: list[str], *, longest_pause: float, words: bool) -> Latency:
    """Post one after another to a service of its own, each once the card before stands.

    Args:
        longest_pause: between a card and the next post, seconds; drawn at random from 0.2 on.
        words: whether the classifier of `soak_service` stands in for the bundled model.
    """
    dice, pause = random.Random(7), Event()
    world = World(now=lambda: datetime.now(UTC), channels=["complaints"])
    world.account("firuzka", name="Firuzka")
    url = f"sqlite:///{folder / 'monitor.db'}"
    with Sandbox(world) as sandbox, Store(url) as store:
        more = (
            "incidents: {least_authors: 1000}",  # each has a card of its own
            f'slack: {{base_url: "{sandbox.slack_url}", channel: complaints}}',
        )
        config = configuration(folder, sandbox, url, more=more)
        service = start(config, words)
        log = folder / "service.log"
        try:
            eventually(lambda: "model ready" in log.read_text(encoding="utf-8"), seconds=120)
            seconds, without = [], 0
            for number, post in enumerate(posts):
                pause.wait(dice.uniform(0.2, longest_pause))
                post_id = world.post_x(post, author=f"a{number}", followers=90_000)
                eventually(lambda: _card(world, post_id) is not None or _dismissed(store, post_id))  # noqa: B023
                sent_at = _card(world, post_id)
                if sent_at is None:
                    without += 1
                    continue
                seconds.append(sent_at - _fetched_at(store, post_id))
            service.send_signal(signal.SIGTERM)
            eventually(lambda: service.poll() is not None, seconds=30)
        finally:
            service.kill()
            service.wait()
    return Latency(tuple(seconds), without)


def _card(world: World, post_id: str) -> float | None:
    """When the card of a post was put into the channel, seconds since 1970."""
    for message in reversed(world.slack.messages("complaints")):
        if post_id in str(message.blocks):
            return float(message.ts)
    return None


def _dismissed(store: Store, post_id: str) -> bool:
    """Whether a post was judged not to be urgent."""
    with store.database.read() as connection:
        severity = connection.scalar(
            select(matches.c.severity).join(mentions).where(mentions.c.external_id == post_id)
        )
    return severity is not None and severity < Severity.high


def _fetched_at(store: Store, post_id: str) -> float:
    with store.database.read() as connection:
        at = connection.scalar(select(mentions.c.fetched_at).where(mentions.c.external_id == post_id))
    assert isinstance(at, datetime)
    return at.timestamp()
