"""Presses while the service is killed: what Slack was told is done is done, and all else Slack tells as failed."""

from __future__ import annotations

import random
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import requests
from bench_presses import acknowledged
from fakes import configuration, eventually
from soak_lives import start
from sqlalchemy import select

from monitor.sandbox.server import Sandbox
from monitor.sandbox.workspace import PEOPLE, SlackMessage
from monitor.sandbox.world import World
from monitor.store import Store
from monitor.tables import presses

CARDS = 60
#: What was answered no sooner than this may have been answered before it was done (`web.app`).
_PERHAPS_BEFORE = 0.2


def test_a_press_is_done_or_told_as_failed_though_the_service_is_killed(
    tmp_path: Path, store_url: str
) -> None:
    world = World(now=lambda: datetime.now(UTC), channels=["complaints"])
    world.account("firuzka", name="Firuzka")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with Sandbox(world) as sandbox:
        slack = f'slack: {{base_url: "{sandbox.slack_url}", channel: complaints, pace_seconds: 0}}'
        quick = "schedule: {judge_every_seconds: 0.5, deliver_every_seconds: 0.5, lease_seconds: 2}"
        more = ("incidents: {least_authors: 1000}", f"web: {{port: {port}}}", slack, quick)
        config = configuration(tmp_path, sandbox, store_url, more=more)
        sandbox.interactions_url = f"http://127.0.0.1:{port}/slack/interactions"
        for index in range(CARDS):
            world.post_x(f"Firuzka rezalet {index}", author=f"a{index}", followers=900_000)
        life = start(config, words=True)
        eventually(lambda: len(world.slack.messages("complaints")) >= CARDS, seconds=90)
        cards = world.slack.messages("complaints")
        told: dict[int, tuple[bool, float]] = {}

        def press(number: int, card: SlackMessage) -> None:
            began = time.monotonic()
            ok = sandbox.press(card.channel, card.ts, "take", user=PEOPLE[number % 3].id).ok
            told[number] = (ok, time.monotonic() - began)

        dice = random.Random(7)
        for first in range(0, CARDS, 20):
            with ThreadPoolExecutor(4) as pool:
                for number in range(first, first + 20):
                    pool.submit(press, number, cards[number])
                enough = first + dice.randint(4, 14)
                eventually(lambda: len(told) >= enough)  # noqa: B023
                life.kill()
                life.wait()
            life = start(config, words=True)
            eventually(lambda: _ready(port), seconds=60)
        life.kill()
        life.wait()
    with Store(store_url) as store, store.database.read() as connection:
        done = set(connection.scalars(select(presses.c.alert_id).where(presses.c.taken)))
    numbers = {card.ts: _alert(card) for card in cards}
    promised = {
        numbers[cards[number].ts] for number, (ok, took) in told.items() if ok and took < _PERHAPS_BEFORE
    }
    assert promised <= done
    assert len(promised) >= CARDS // 10
    assert any(not ok for ok, _ in told.values())  # somebody pressed while it was dead, and saw so


def _ready(port: int) -> bool:
    try:
        return requests.get(f"http://127.0.0.1:{port}/readyz", timeout=2).status_code == 200
    except requests.RequestException:
        return False


def _alert(card: SlackMessage) -> int:
    """The alert that a card's first button names."""
    elements = next(block["elements"] for block in card.blocks if block["type"] == "actions")
    return int(elements[0]["value"])


def test_the_bench_of_presses_has_every_press_done(tmp_path: Path) -> None:
    took = acknowledged(tmp_path, 12)
    assert (took.done, took.refused, len(took.seconds)) == (12, 0, 12)
    assert "p99" in str(took)
