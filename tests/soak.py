"""Kill the service at random moments while everything around it misbehaves, and count what came of it.

    make soak                            100 kills of the real `monitor run` on SQLite
    make soak ARGS="--kills 20 --words"  with the classifier of `fakes`, which needs no seconds to load

The sandbox (X, Reddit, Slack) lives in this process; the service is a process of its own that is killed with SIGKILL.
In the end every post about the brand must be stored once and every complaint's card must stand in Slack once.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread

from fakes import ENVIRON, configuration, eventually
from sqlalchemy import select

from monitor.sandbox.faults import Fault
from monitor.sandbox.server import Sandbox
from monitor.sandbox.world import World
from monitor.store import Store
from monitor.tables import matches, mentions

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

#: Urgent to `fakes` by a word, and to the real model and triage by what it says.
ANGRY = "rezalet! Dolandırıldım, iki haftadır kargom yok, param gitti, kimse cevap vermiyor. Broken"

WATCHES = (
    "x: {mentions: {every_seconds: 1}, search: {every_seconds: 1}}, "
    "reddit: {search: {every_seconds: 1}, comments: {subreddits: [Turkey], every_seconds: 1}}"
)

MORE = (
    "incidents: {least_authors: 1000}",  # a card for every complaint, so that none can hide in another
    "schedule: {judge_every_seconds: 0.5, deliver_every_seconds: 0.5, lease_seconds: 2, batch: 16}",
    "log: {level: warning}",
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a soak came to; sound if nothing is lost and nothing is double."""

    kills: int
    posts: int
    complaints: int
    cards_owed: int
    faults: dict[str, int]
    lost: list[str]
    doubled: list[str]
    cards_missing: list[str]
    cards_doubled: list[str]
    stopped_in_seconds: float

    @property
    def sound(self) -> bool:
        wrong = self.lost or self.doubled or self.cards_missing or self.cards_doubled
        return self.cards_owed > 0 and not wrong


def soak(folder: Path, store_url: str, *, kills: int, seed: int, words: bool, longest: float) -> Outcome:
    """Run one soak.

    Args:
        kills: how many lives end by SIGKILL, each at a moment drawn from 0.2 to `longest` seconds.
        words: whether the classifier of `fakes` stands in for the bundled model.
    """
    dice = random.Random(seed)
    world = World(now=lambda: datetime.now(UTC), channels=["complaints"])
    world.account("firuzka", name="Firuzka")
    written: dict[str, bool] = {}
    with Sandbox(world) as sandbox:
        config = configuration(folder, sandbox, store_url, watches=WATCHES, more=MORE)
        sandbox.faults.random(seed, WEATHER)
        stop = Event()
        # four posts a life, from the first life to the last
        writer = Thread(target=_write, args=(world, written, dice, stop, kills * 4, longest / 8), daemon=True)
        writer.start()
        for _ in range(kills):
            life = _start(config, words)
            stop.wait(dice.uniform(0.2, longest))
            life.kill()
            life.wait()
        stop.set()
        writer.join()
        sandbox.faults.clear()
        faults = dict(sandbox.faults.served)
        life = _start(config, words)
        with Store(store_url) as store:
            eventually(lambda: _quiet(store, world, written), seconds=180)
            began = datetime.now(UTC)
            life.send_signal(signal.SIGTERM)
            eventually(lambda: life.poll() is not None, seconds=30)
            took = (datetime.now(UTC) - began).total_seconds()
            return _count(store, world, written, kills, faults, took)


def _start(config: Path, words: bool) -> subprocess.Popen[bytes]:
    command = (
        [sys.executable, str(HERE / "soak_service.py")] if words else [sys.executable, "-m", "monitor", "run"]
    )
    environ = os.environ | ENVIRON | {"PYTHONPATH": f"{HERE.parent}:{HERE}"}
    with (config.parent / "service.log").open("ab") as log:
        return subprocess.Popen([*command, "--config", str(config)], env=environ, stdout=log, stderr=log)


def _write(
    world: World, written: dict[str, bool], dice: random.Random, stop: Event, posts: int, pause: float
) -> None:
    """Write `posts` posts, `pause` seconds apart on average, each with a mark of its own; half are complaints."""
    for number in range(posts):
        mark = f"S{number:05d}"
        angry = dice.random() < 0.5
        text = f"Firuzka {ANGRY if angry else 'harika, çok memnunum'} {mark}"
        kind = dice.choice(["post", "mention", "submission", "comment"])
        if kind == "post":
            world.post_x(text, author=f"a{number}", followers=90_000)
        elif kind == "mention":
            world.post_x(f"@firuzka {text}", author=f"a{number}", followers=90_000)
        elif kind == "submission":
            world.submit(f"Firuzka {mark}", text, subreddit="Turkey", author=f"a{number}")
        else:
            world.comment(text, subreddit="Turkey", author=f"a{number}")
        written[mark] = angry
        if stop.wait(dice.expovariate(1 / pause)):
            break


def _quiet(store: Store, world: World, written: dict[str, bool]) -> bool:
    """Whether every post is stored and judged, and nothing waits for delivery."""
    with store.database.read() as connection:
        stored = set(connection.scalars(select(mentions.c.text)))
    seen = {mark for mark in written if any(mark in text for text in stored)}
    return (
        len(seen) == len(written)
        and not store.matches.waiting()
        and not store.outbox.waiting(now=datetime.now(UTC))
    )


def _count(
    store: Store, world: World, written: dict[str, bool], kills: int, faults: dict[str, int], took: float
) -> Outcome:
    with store.database.read() as connection:
        texts = list(connection.scalars(select(mentions.c.text)))
        urgent = list(
            connection.scalars(
                select(mentions.c.text)
                .join(matches)
                .where(matches.c.complaint.is_(True), matches.c.severity >= 2)
            )
        )
    stored = Counter(mark for text in texts for mark in written if mark in text)
    cards = Counter(
        mark
        for message in world.slack.messages("complaints")
        for mark in written
        if mark in str(message.blocks)
    )
    owed = {mark for text in urgent for mark in written if mark in text}
    return Outcome(
        kills=kills,
        posts=len(written),
        complaints=sum(written.values()),
        cards_owed=len(owed),
        faults=faults,
        lost=sorted(set(written) - set(stored)),
        doubled=sorted(mark for mark, times in stored.items() if times > 1),
        cards_missing=sorted(owed - set(cards)),
        cards_doubled=sorted(mark for mark, times in cards.items() if times > 1),
        stopped_in_seconds=round(took, 2),
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--words", action="store_true")
    parser.add_argument("--longest", type=float, default=None, help="longest life in seconds")
    parser.add_argument("--store", default=None, help="URL; a SQLite file in a temporary folder if not given")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        outcome = soak(
            folder,
            chosen.store or f"sqlite:///{folder / 'monitor.db'}",
            kills=chosen.kills,
            seed=chosen.seed,
            words=chosen.words,
            longest=chosen.longest or (3.0 if chosen.words else 12.0),
        )
    print(outcome)
    sys.exit(not outcome.sound)


if __name__ == "__main__":
    main()
