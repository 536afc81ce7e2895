"""Kill the service at random moments while everything around it misbehaves, and count what came of it.

    make soak                            100 kills of the real `monitor run` on SQLite
    make soak ARGS="--kills 20 --words"  with the classifier of `soak_service`, which needs no seconds to load
    make soak ARGS="--storm"             with incidents, digests, a budget, and people who press buttons: `soak_storm`

The sandbox (X, Reddit, Slack) lives in this process; the service is a process of its own that is killed with SIGKILL.
In the end every post about the brand must be stored once and every complaint's card must stand in Slack once.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from fakes import configuration
from soak_lives import MORE, WATCHES, Plan, Text, Told, lives, sky
from soak_storm import storm
from sqlalchemy import select

from monitor.sandbox.world import World
from monitor.store import Store
from monitor.tables import matches, mentions

#: Urgent to `fakes` by a word, and to the real model and triage by what it says.
ANGRY = "rezalet! Dolandırıldım, iki haftadır kargom yok, param gitti, kimse cevap vermiyor. Broken"

#: A card for every complaint, so that none can hide in another.
ALONE = "incidents: {least_authors: 1000}"


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
    """Run one soak; see `Plan`."""
    plan = Plan(kills=kills, seed=seed, words=words, longest=longest)
    with sky(seed) as sandbox, Store(store_url) as store:
        config = configuration(folder, sandbox, store_url, watches=WATCHES, more=(ALONE, *MORE))
        told = lives(
            plan,
            config,
            sandbox,
            store,
            compose=_compose,
            quiet=lambda _: not store.outbox.waiting(now=datetime.now(UTC)),
        )
        return _count(store, sandbox.world, plan, told)


def _compose(dice: random.Random, mark: str) -> Text:
    """Half are complaints."""
    angry = dice.random() < 0.5
    return Text(f"Firuzka {ANGRY if angry else 'harika, çok memnunum'} {mark}", angry)


def _count(store: Store, world: World, plan: Plan, told: Told) -> Outcome:
    written = told.written
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
        kills=plan.kills,
        posts=len(written),
        complaints=sum(written.values()),
        cards_owed=len(owed),
        faults=told.faults,
        lost=sorted(set(written) - set(stored)),
        doubled=sorted(mark for mark, times in stored.items() if times > 1),
        cards_missing=sorted(owed - set(cards)),
        cards_doubled=sorted(mark for mark, times in cards.items() if times > 1),
        stopped_in_seconds=told.stopped_in_seconds,
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--words", action="store_true")
    parser.add_argument("--storm", action="store_true")
    parser.add_argument("--longest", type=float, default=None, help="longest life in seconds")
    parser.add_argument("--store", default=None, help="URL; a SQLite file in a temporary folder if not given")
    parser.add_argument("--keep", type=Path, default=None, help="folder for the store and the service's log")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = chosen.keep or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        outcome = (storm if chosen.storm else soak)(
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
