"""Publishing while the service is killed: on Reddit, which takes a text twice, each reply stands once."""

from __future__ import annotations

import random
import socket
import time
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

import requests
from fakes import configuration, eventually
from handled import button, field_of
from soak_lives import start
from sqlalchemy import select

from monitor.sandbox.faults import Fault
from monitor.sandbox.server import Sandbox
from monitor.sandbox.workspace import PEOPLE, SlackMessage
from monitor.sandbox.world import World
from monitor.store import Store
from monitor.tables import replies

REPLIES, AT_ONCE = 24, 3
WATCHES = "reddit: {search: {every_seconds: 0.5}}"
WEATHER = {
    Fault("slow", seconds=0.2): 0.4,
    Fault("accept_then_drop"): 0.2,
    Fault("drop"): 0.1,
    Fault("status", status=503): 0.1,
}


def test_each_reply_stands_once_though_the_service_is_killed(tmp_path: Path, store_url: str) -> None:
    world = World(now=lambda: datetime.now(UTC), channels=["complaints"])
    world.account("firuzka", name="Firuzka")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with Sandbox(world) as sandbox:
        slack = f'slack: {{base_url: "{sandbox.slack_url}", channel: complaints, pace_seconds: 0}}'
        quick = "schedule: {judge_every_seconds: 0.5, deliver_every_seconds: 0.5, lease_seconds: 2}"
        more = ("incidents: {least_authors: 1000}", f"web: {{port: {port}}}", slack, quick)
        brand = ('reply: {contact: "@firuzka", signature: Firuzka, publish: [reddit]}',)
        config = configuration(tmp_path, sandbox, store_url, watches=WATCHES, more=more, brand_more=brand)
        sandbox.interactions_url = f"http://127.0.0.1:{port}/slack/interactions"
        for number in range(REPLIES):
            world.submit(f"Firuzka broken {number}", "yangın çıktı", subreddit="Turkey", author=f"a{number}")
        life = start(config, True, "--hasty")
        try:
            eventually(lambda: len(world.slack.messages("complaints")) >= REPLIES, seconds=90)
            cards = world.slack.messages("complaints")
            sandbox.faults.random(7, WEATHER, "/reddit/api/comment")
            dice, pause = random.Random(7), Event()
            for first in range(0, REPLIES, AT_ONCE):
                for number in range(first, first + AT_ONCE):
                    eventually(lambda: send(sandbox, cards[number], f"Yanıt {number}"), seconds=30)  # noqa: B023
                pause.wait(dice.uniform(0.0, 0.5))
                life.kill()
                life.wait()
                life = start(config, True, "--hasty")
                eventually(lambda: ready(port), seconds=60)
            sandbox.faults.clear()
            with Store(store_url) as store:
                eventually(lambda: not store.replies.waiting(), seconds=60)
                eventually(
                    lambda: all("Published for" in str(card.blocks) for card in now(world)), seconds=60
                )
        finally:
            life.kill()
            life.wait()
        with Store(store_url) as store, store.database.read() as connection:
            kept = connection.execute(select(replies.c.text, replies.c.state, replies.c.external_id)).all()
        standing = {
            thing.fullname: thing.text for thing in world.things.values() if thing.author == "firuzka"
        }
        assert sorted(standing.values()) == sorted(f"Yanıt {number}" for number in range(REPLIES))
        assert {row.external_id: row.text for row in kept} == standing
        assert {row.state for row in kept} == {"sent"}
        assert sandbox.faults.served["accept_then_drop"]


def send(sandbox: Sandbox, card: SlackMessage, text: str) -> bool:
    """Choose to publish; False if the service could not hear it."""
    user = PEOPLE[0].id
    action, value = button(sandbox.world.slack.log[card.ts], "reply")
    if not sandbox.press(card.channel, card.ts, action, user=user, value=value).ok:
        return False
    end = time.monotonic() + 10
    while (view := sandbox.slack.modals.before(user)) is None:
        if time.monotonic() > end:
            return False
    answers = {field_of(view, "text"): text, field_of(view, "how"): "api"}
    if not sandbox.submit(view["id"], user=user, answers=answers).ok:
        return False
    asked = sandbox.slack.modals.before(user)  # whether so short an answer is meant
    return asked is None or sandbox.submit(asked["id"], user=user, answers={}).ok


def now(world: World) -> list[SlackMessage]:
    return [each for each in world.slack.messages("complaints") if each.thread_ts is None]


def ready(port: int) -> bool:
    try:
        return requests.get(f"http://127.0.0.1:{port}/readyz", timeout=2).status_code == 200
    except requests.RequestException:
        return False
