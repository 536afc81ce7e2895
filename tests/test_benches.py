"""The soaks' and the benches' own smoke tests: that they run, and that what is amiss would be found."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from bench_latency import latency, urgent
from bench_open import DIGESTS, INCIDENTS, cycles
from fakes import ENVIRON, configuration, eventually, service_on
from soak_lives import Plan, Told, nothing_pending
from soak_storm import People, StormOutcome, composer, count
from sqlalchemy import delete

from monitor.running import Running
from monitor.sandbox.server import Sandbox
from monitor.sandbox.workspace import PEOPLE
from monitor.sandbox.world import World
from monitor.settings import load
from monitor.store import Store
from monitor.tables import deliveries, presses

ELIF, NAZ = PEOPLE[0].id, PEOPLE[1].id
PLAN = Plan(kills=0, seed=1, words=True, longest=1)


class Storm:
    """A service with two cards, one of them taken and the other resolved."""

    def __init__(self, sandbox: Sandbox, running: Running) -> None:
        self.sandbox, self.slack = sandbox, sandbox.world.slack
        self.store: Store = running.service.store
        self.people = People(sandbox)
        self.told = Told(written={"S00001": True, "S00002": True})
        for mark in self.told.written:
            sandbox.world.post_x(f"Firuzka broken dolandırıldım {mark}", author=mark, followers=90_000)
        eventually(lambda: len(self.slack.messages("complaints")) == 2)
        taken, resolved = self.slack.messages("complaints")
        self.people.take(taken, ELIF)
        self.people.resolve(resolved, NAZ)
        eventually(lambda: all(one.revision for one in self.slack.messages("complaints")))
        eventually(lambda: nothing_pending(self.store))

    def outcome(self) -> StormOutcome:
        return count(self.store, self.sandbox, PLAN, self.told, self.people)


@pytest.fixture
def storm(tmp_path: Path) -> Iterator[Storm]:
    world = World(now=lambda: datetime.now(UTC), channels=["complaints"])
    world.account("firuzka", name="Firuzka")
    with Sandbox(world) as sandbox:
        config = configuration(tmp_path, sandbox, f"sqlite:///{tmp_path}/m.db")
        service = service_on(config)
        running = Running(load(config, ENVIRON), service, broken=lambda: None)
        assert running.web is not None
        sandbox.interactions_url = f"http://127.0.0.1:{running.web.port}/slack/interactions"
        running.start()
        yield Storm(sandbox, running)
        assert running.stop()
        service.close()


def test_a_storms_count_finds_what_is_double_untold_undone_and_stale(storm: Storm) -> None:
    good = storm.outcome()
    assert (good.told_by_own_card, good.presses) == (2, {"acknowledged": 2, "refused": 0})
    assert not any((good.lost, good.doubled, good.messages_doubled, good.untold, good.presses_undone))
    assert not any((good.cards_stale, good.refused, good.told_in_two_digests))

    first, second = storm.slack.messages("complaints")
    gone = [mark for mark in storm.told.written if mark not in str(first.blocks)]
    storm.slack.add(first.channel, first.text, metadata=first.metadata)
    storm.slack.change(first.ts, blocks=second.blocks)
    storm.slack.remove(second.ts)
    storm.told.written["S00003"] = True
    with storm.store.database.write() as connection:
        connection.execute(delete(presses).where(presses.c.user_id == NAZ))
    bad = storm.outcome()
    assert bad.lost == ["S00003"]
    assert len(bad.messages_doubled) == 1
    assert bad.untold == gone
    assert len(bad.presses_undone) == 1
    assert len(bad.cards_stale) == 2
    assert not bad.sound

    with storm.store.database.write() as connection:
        connection.execute(delete(deliveries))
    assert sorted(storm.outcome().untold) == ["S00001", "S00002"]


def test_a_storms_posts_are_of_one_cause_of_others_or_no_complaints() -> None:
    compose = composer(words=True)
    dice = random.Random(1)
    posts = [compose(dice, f"S{number:05d}") for number in range(200)]
    assert all(("broken" in one.said) == one.angry for one in posts)
    assert 30 < sum("çifte" in one.said for one in posts) < 90
    assert 100 < sum(one.angry for one in posts) < 180


def test_a_cycle_with_nothing_new_does_nothing_however_much_is_open(tmp_path: Path) -> None:
    urls = [f"sqlite:///{tmp_path}/{number}.db" for number in range(2)]
    none, full = cycles(urls, (0, 10 * (INCIDENTS + DIGESTS)), rounds=2)
    assert none > 0
    assert full > 0


def test_the_time_to_a_card_is_measured_from_the_poll(tmp_path: Path) -> None:
    posts = ["Firuzka rezalet, dolandırıldım", "Firuzka is broken and on fire", "Firuzka is lovely"]
    took = latency(tmp_path, posts, longest_pause=0.3, words=True)
    assert (len(took.seconds), took.without) == (2, 1)
    assert all(0 < seconds < 10 for seconds in took.seconds)
    assert len(urgent()) == len(set(urgent())) >= 60
