"""What the soaks have in common: the weather, the posts, and the lives of the service, each ended by SIGKILL."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread

from fakes import ENVIRON, eventually
from sqlalchemy import func, select

from monitor.sandbox.faults import Fault
from monitor.sandbox.server import Sandbox
from monitor.sandbox.state import save
from monitor.sandbox.world import World
from monitor.store import Store
from monitor.tables import deliveries, mentions

HERE = Path(__file__).parent

#: The bad weather of a soak: more of it than `BAD_DAY`, and hangs just past the clients' time-out.
WEATHER = {
    Fault("status", status=429, reset=1): 0.02,
    Fault("status", status=429): 0.01,
    Fault("status", status=500): 0.03,
    Fault("hang", seconds=3.0): 0.01,
    Fault("malformed", shape="cut"): 0.02,
    Fault("malformed", shape="wrong"): 0.01,
    Fault("malformed", shape="html"): 0.01,
    Fault("duplicate_page"): 0.03,
    Fault("drop"): 0.03,
    Fault("accept_then_drop"): 0.05,
}

WATCHES = (
    "x: {mentions: {every_seconds: 1}, search: {every_seconds: 1}}, "
    "reddit: {search: {every_seconds: 1}, comments: {subreddits: [Turkey], every_seconds: 1}}"
)

#: Small leases and batches, so that every life gets through many commits.
MORE = (
    "schedule: {judge_every_seconds: 0.5, deliver_every_seconds: 0.5, lease_seconds: 2, batch: 16}",
    "log: {level: warning}",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How a soak goes.

    Args:
        kills: how many lives end by SIGKILL, each at a moment drawn from 0.2 to `longest` seconds.
        words: whether the classifier of `soak_service` stands in for the bundled model.
    """

    kills: int
    seed: int
    words: bool
    longest: float


@dataclass(slots=True)
class Told:
    """What was written and what came of the lives."""

    written: dict[str, bool] = field(default_factory=dict)
    faults: dict[str, int] = field(default_factory=dict)
    stopped_in_seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Text:
    """A post to be written; `angry` if its author complains."""

    said: str
    angry: bool
    followers: int = 90_000


@contextmanager
def sky(seed: int) -> Iterator[Sandbox]:
    """A sandbox with an account and a channel, in bad weather until somebody clears it."""
    world = World(now=lambda: datetime.now(UTC), channels=["complaints"])
    world.account("firuzka", name="Firuzka")
    with Sandbox(world) as sandbox:
        sandbox.faults.random(seed, WEATHER)
        yield sandbox


def lives(
    plan: Plan,
    config: Path,
    sandbox: Sandbox,
    store: Store,
    *,
    compose: Callable[[random.Random, str], Text],
    quiet: Callable[[dict[str, bool]], bool],
    beside: Sequence[Callable[[Event], None]] = (),
    at_most: float = 180,
) -> Told:
    """Let the service live and die while posts are written; then, in good weather, until all is quiet.

    Args:
        compose: gives the text of the post with a mark.
        quiet: whether nothing is left to be done of what was written.
        beside: what else goes on until the last kill; each has a thread of its own and ends when its event is set.
        at_most: seconds in which all must be quiet.
    """
    told, dice, stop = Told(), random.Random(plan.seed), Event()
    # four posts a life, from the first life to the last
    pause = plan.longest / 8
    writing = Thread(
        target=_write,
        args=(sandbox.world, told.written, dice, stop, plan.kills * 4, pause, compose),
        daemon=True,
    )
    threads = [writing, *(Thread(target=one, args=(stop,), daemon=True) for one in beside)]
    for thread in threads:
        thread.start()
    moments = random.Random(plan.seed + 1)
    for _ in range(plan.kills):
        life = start(config, plan.words)
        stop.wait(moments.uniform(0.2, plan.longest))
        life.kill()
        life.wait()
    stop.set()
    for thread in threads:
        thread.join()
    sandbox.faults.clear()
    told.faults = dict(sandbox.faults.served)
    life = start(config, plan.words)
    try:
        eventually(lambda: all_judged(store, told.written) and quiet(told.written), seconds=at_most)
        began = datetime.now(UTC)
        life.send_signal(signal.SIGTERM)
        eventually(lambda: life.poll() is not None, seconds=30)
        told.stopped_in_seconds = round((datetime.now(UTC) - began).total_seconds(), 2)
    finally:
        life.kill()
        life.wait()
        save(
            sandbox.world, config.parent / "world.json"
        )  # to look at, with the store, when something is amiss
    return told


def start(config: Path, words: bool, *options: str) -> subprocess.Popen[bytes]:
    """Start the service as a process of its own; `options` are those of `soak_service`."""
    command = (
        [sys.executable, str(HERE / "soak_service.py")] if words else [sys.executable, "-m", "monitor", "run"]
    )
    environ = os.environ | ENVIRON | {"PYTHONPATH": f"{HERE.parent}:{HERE}"}
    with (config.parent / "service.log").open("ab") as log:
        run = [*command, "--config", str(config), *options]
        return subprocess.Popen(run, env=environ, stdout=log, stderr=log)


def _write(
    world: World,
    written: dict[str, bool],
    dice: random.Random,
    stop: Event,
    posts: int,
    pause: float,
    compose: Callable[[random.Random, str], Text],
) -> None:
    """Write `posts` posts, `pause` seconds apart on average, each with a mark of its own."""
    for number in range(posts):
        mark = f"S{number:05d}"
        text = compose(dice, mark)
        kind = dice.choice(["post", "mention", "submission", "comment"])
        if kind == "post":
            world.post_x(text.said, author=f"a{number}", followers=text.followers)
        elif kind == "mention":
            world.post_x(f"@firuzka {text.said}", author=f"a{number}", followers=text.followers)
        elif kind == "submission":
            world.submit(f"Firuzka {mark}", text.said, subreddit="Turkey", author=f"a{number}")
        else:
            world.comment(text.said, subreddit="Turkey", author=f"a{number}")
        written[mark] = text.angry
        if stop.wait(dice.expovariate(1 / pause)):
            break


def all_judged(store: Store, written: dict[str, bool]) -> bool:
    """Whether every post that was written is stored and judged."""
    with store.database.read() as connection:
        stored = connection.scalar(select(func.count()).select_from(mentions)) or 0
        if stored < len(written):
            return False
        texts = "\n".join(connection.scalars(select(mentions.c.text)))
    return all(mark in texts for mark in written) and not store.matches.waiting()


def nothing_pending(store: Store) -> bool:
    """Whether nothing at all waits for delivery, not even for a later time."""
    with store.database.read() as connection:
        return not connection.scalar(select(func.count()).where(deliveries.c.pending.is_(True)))
