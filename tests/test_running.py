"""The service at work: schedule, web server, buttons, stopping, and the commands' views of it."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from datetime import time as time_of_day
from pathlib import Path
from typing import Any

import pytest
from fakes import ENVIRON, WordClassifier, configuration, eventually, service_on
from handled import field_of
from soak import soak

from models.base import UnknownModel
from monitor import pipeline
from monitor.running import Running, one_cycle, print_status, read_status, run_service, write_report
from monitor.sandbox.faults import Fault
from monitor.sandbox.server import Sandbox
from monitor.sandbox.workspace import PEOPLE
from monitor.sandbox.world import World
from monitor.schedule import report_period
from monitor.service import Service
from monitor.settings import Settings, load
from monitor.settings.secrets import HIDDEN
from monitor.store import StoreBusy
from monitor.tables import matches, mentions, watches

ROOT = Path(__file__).parent.parent
QUICK = (
    "incidents: {least_authors: 1000}",  # a card for every complaint, so that none can hide in another
    "schedule: {judge_every_seconds: 0.5, deliver_every_seconds: 0.5, lease_seconds: 3}",
    "log: {level: info}",
)


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    world = World(now=lambda: datetime.now(UTC), channels=["complaints"])
    world.account("firuzka", name="Firuzka")
    with Sandbox(world) as running:
        yield running


@pytest.fixture
def config(tmp_path: Path, sandbox: Sandbox, store_url: str) -> Path:
    return configuration(tmp_path, sandbox, store_url, more=QUICK)


def settings_of(config: Path) -> Settings:
    return load(config, ENVIRON)


@pytest.fixture
def running(config: Path, sandbox: Sandbox) -> Iterator[Running]:
    service = service_on(config)
    made = Running(settings_of(config), service, broken=lambda: None)
    assert made.web is not None
    sandbox.interactions_url = f"http://127.0.0.1:{made.web.port}/slack/interactions"
    made.start()
    yield made
    assert made.stop()
    service.close()


def cards(sandbox: Sandbox) -> list[Any]:
    return sandbox.world.slack.messages("complaints")


def test_a_post_becomes_a_card_and_a_press_changes_it(running: Running, sandbox: Sandbox) -> None:
    sandbox.world.post_x("Firuzka rezalet, broken", author="ayse", followers=90_000)
    eventually(lambda: len(cards(sandbox)) == 1)
    before = str(cards(sandbox)[0].blocks)
    channel = sandbox.world.slack.channel("complaints")
    assert channel is not None
    sandbox.press(channel.id, cards(sandbox)[0].ts, "take", user=PEOPLE[0].id)
    eventually(lambda: str(cards(sandbox)[0].blocks) != before)
    alert = running.service.store.alerts.get(1)
    assert alert is not None
    assert alert.state == "acknowledged"
    assert len(cards(sandbox)) == 1


def test_a_press_publishes_a_reply(tmp_path: Path, sandbox: Sandbox, store_url: str) -> None:
    publishes = 'reply: {contact: "@firuzka", signature: Firuzka, publish: [x]}'
    config = configuration(tmp_path, sandbox, store_url, more=QUICK, brand_more=(publishes,))
    service = service_on(config)
    made = Running(settings_of(config), service, broken=lambda: None)
    assert made.web is not None
    sandbox.interactions_url = f"http://127.0.0.1:{made.web.port}/slack/interactions"
    made.start()
    sandbox.world.post_x("@firuzka rezalet, broken", author="ayse", followers=90_000)
    eventually(lambda: len(cards(sandbox)) == 1)
    card, user = cards(sandbox)[0], PEOPLE[0].id
    sandbox.press(card.channel, card.ts, "reply", user=user)
    eventually(lambda: sandbox.slack.modals.before(user))
    view = sandbox.slack.modals.before(user)
    assert view is not None
    answers = {field_of(view, "text"): "Yarın arıyoruz.", field_of(view, "how"): "api"}
    assert sandbox.submit(view["id"], user=user, answers=answers).ok
    assert sandbox.submit(
        view["id"], user=user, answers={}
    ).ok  # it is asked whether so short an answer is meant
    eventually(lambda: "Published for" in str(cards(sandbox)[0].blocks))
    assert made.stop()
    service.close()
    ours = [post.text for post in sandbox.world.posts.values() if post.author == "firuzka"]
    assert ours == ["@ayse Yarın arıyoruz."]
    assert len(cards(sandbox)) == 1


def test_a_hanging_platform_does_not_hold_up_the_stop(config: Path, sandbox: Sandbox) -> None:
    sandbox.faults.script("/x/", [Fault("hang", seconds=30)] * 20)
    service = service_on(config)
    made = Running(settings_of(config), service, broken=lambda: None)
    made.start()
    eventually(lambda: sum(sandbox.world.requests.values()) >= 1)
    began = time.monotonic()
    made.stop()
    assert time.monotonic() - began < 10
    service.close()


def test_nothing_runs_after_the_stop(config: Path, sandbox: Sandbox) -> None:
    service = service_on(config)
    made = Running(settings_of(config), service, broken=lambda: None)
    made.start()
    eventually(lambda: sum(sandbox.world.requests.values()) >= 1)
    assert made.stop()
    made.schedule.wake_deliver()
    before = dict(sandbox.world.requests)
    assert pipeline.judge(service) == (0, 0)
    assert pipeline.deliver(service) == 0
    assert dict(sandbox.world.requests) == before
    service.close()


def test_a_store_that_fails_is_tried_again_and_ends_nothing(
    config: Path, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    service = service_on(config)
    whole, failures = service.store.watches.claim, [StoreBusy("locked"), RuntimeError("surprise")]

    def sometimes(*args: Any, **more: Any) -> Any:
        if failures:
            raise failures.pop()
        return whole(*args, **more)

    monkeypatch.setattr(service.store.watches, "claim", sometimes)
    made = Running(settings_of(config), service, broken=lambda: None)
    made.start()
    sandbox.world.post_x("Firuzka rezalet", author="ayse", followers=90_000)
    eventually(lambda: len(cards(sandbox)) == 1)
    assert made.stop()
    service.close()
    told = capsys.readouterr().out
    assert "why=locked" in told
    assert told.count("Traceback") == 1  # of the surprise; a busy store is one line


def test_an_unknown_model_ends_the_service_and_keeps_what_was_fetched(config: Path, sandbox: Sandbox) -> None:
    def missing() -> Any:
        raise UnknownModel("no model 'nonsense'; allowed are bundled, a folder, a transformers id")

    sandbox.world.post_x("Firuzka rezalet", author="ayse")
    service = service_on(config, classifier=missing)
    with pytest.raises(UnknownModel, match="nonsense"):
        run_service(settings_of(config), service)
    service.close()


def test_a_report_missed_while_the_service_was_down_is_caught_up(config: Path, sandbox: Sandbox) -> None:
    service = service_on(config)
    brand, now = service.brands["firuzka"], service.clock()
    pipeline.report(service, brand, since=now - timedelta(days=9), until=now - timedelta(days=8))
    made = Running(settings_of(config), service, broken=lambda: None)
    made.start()
    eventually(lambda: len(cards(sandbox)) == 2)  # the old one and yesterday's
    assert made.stop()
    due = report_period(service.clock(), brand.zone, time_of_day(9))
    again = pipeline.report(service, brand, since=due[0], until=due[1])
    assert again is None
    service.close()


def test_one_cycle_polls_judges_and_delivers(config: Path, sandbox: Sandbox) -> None:
    sandbox.world.post_x("Firuzka rezalet", author="ayse", followers=90_000)
    service = service_on(config)
    assert one_cycle(service) == {"new": 1, "judged": 1, "alerts": 1, "sent": 1, "refused": 0}
    assert one_cycle(service) == {"new": 0, "judged": 0, "alerts": 0, "sent": 0, "refused": 0}
    service.close()


def test_status_tells_each_watch_and_the_queues(
    config: Path, sandbox: Sandbox, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    service = service_on(config)
    assert {watch["state"] for watch in read_status(service)["watches"]} == {"never polled"}
    sandbox.faults.script("/x/2/tweets", [Fault("status", status=401)])
    sandbox.faults.script("/x/2/users", [Fault("status", status=500)])
    one_cycle(service)
    state = read_status(service)
    assert {watch["watch"]: watch["state"] for watch in state["watches"]} == {
        "firuzka/x/mentions": "failing",
        "firuzka/x/search": "refused: stopped until the next start",
    }
    json.dumps(state)
    state["refusing_places"] = [{"notifier": "slack", "place": "C1", "error": "[red]channel_not_found"}]
    print_status(state)
    shown = capsys.readouterr().out
    assert "firuzka/x/search" in shown
    assert "slack:C1 refuses messages: [red]channel_not_found" in shown
    one_cycle(service)
    service.close()


def test_status_tells_the_last_day_against_the_usual_and_what_cannot_be_reached(
    config: Path, sandbox: Sandbox, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    service = service_on(config)
    names = [watch.name for watch in service.watches]
    now = service.clock()
    service.store.watches.ensure(names, now=now - timedelta(days=3))
    mentioned(service, [now - timedelta(hours=hour) for hour in range(1, 80, 2)])
    assert {one["last_day"]["usual"] for one in read_status(service)["watches"]} == {None}
    print_status(read_status(service))
    assert "12 in a day " in capsys.readouterr().out
    with service.store.database.write() as connection:
        connection.execute(watches.update().values(made_at=now - timedelta(weeks=4)))
    mentioned(service, [now - timedelta(hours=hour, minutes=5) for hour in range(24, 24 * 28)])
    sandbox.faults.script("/slack/", [Fault("status", status=503)])
    service.store.notices.tell("n", "disk_full", {}, addresses=service.notices_go_to, now=now)
    pipeline.deliver(service)
    state = json.loads(json.dumps(read_status(service)))
    for one in state["watches"]:
        assert one["last_day"]["mentions"] == 12
        assert one["last_day"]["usual"] == pytest.approx(24, abs=3)
    (place,) = state["failing_places"]
    assert (place["notifier"], place["place"]) == ("slack", "complaints")
    assert 0 <= place["failing_seconds"] < 60
    print_status(state)
    shown = capsys.readouterr().out
    assert re.search("12 in a day, usual 2[0-9]", shown)
    assert f"slack:complaints cannot be reached since {place['failing_since']}" in shown
    service.close()


def mentioned(service: Service, times: list[datetime]) -> None:
    with service.store.database.write() as connection:
        for at in times:
            values = {
                "platform": "x", "external_id": at.isoformat(), "revision": 0, "kind": "post", "text": "Firuzka",
                "permalink": "https://x.com/i/status/1", "repairs": [], "created_at": at, "fetched_at": at,
            }  # fmt: skip
            added = connection.execute(mentions.insert().values(values).returning(mentions.c.id))
            about = {"mention_id": added.scalar_one(), "brand": "firuzka", "words": ["Firuzka"]}
            connection.execute(matches.insert().values(about))


def test_a_report_is_written_as_files(config: Path, sandbox: Sandbox, tmp_path: Path) -> None:
    sandbox.world.post_x("Firuzka rezalet <script>", author="ayse", followers=90_000)
    service = service_on(config)
    one_cycle(service)
    now = service.clock()
    paths = list(
        write_report(
            service, service.brands["firuzka"], since=now - timedelta(hours=1), until=now + timedelta(hours=1),
            folder=tmp_path / "out" / "deep", formats=["html", "md", "json"],
        )
    )  # fmt: skip
    assert [path.suffix for path in paths] == [".html", ".md", ".json"]
    assert "<script>" not in paths[0].read_text(encoding="utf-8")
    assert json.loads(paths[2].read_text(encoding="utf-8"))["alerts"]["raised"] == 1
    service.close()


# --- as a process


_STARTED: list[subprocess.Popen[bytes]] = []


@pytest.fixture(autouse=True)
def _no_process_outlives_its_test() -> Iterator[None]:
    yield
    while _STARTED:
        process = _STARTED.pop()
        process.kill()
        process.wait()


def start(config: Path, *command: str) -> subprocess.Popen[bytes]:
    environ = os.environ | ENVIRON | {"PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"}
    with (config.parent / "told").open("wb") as told:
        command = (sys.executable, *command, "--config", str(config))
        _STARTED.append(subprocess.Popen(command, env=environ, stderr=told))
    return _STARTED[-1]


def test_the_process_stops_within_ten_seconds_of_sigterm_though_platforms_hang(
    config: Path, sandbox: Sandbox
) -> None:
    process = start(config, str(ROOT / "tests" / "soak_service.py"))
    eventually(lambda: sum(sandbox.world.requests.values()) >= 2)
    sandbox.faults.script("/", [Fault("hang", seconds=30)] * 100)
    sandbox.world.post_x("Firuzka rezalet", author="ayse", followers=90_000)
    before = sum(sandbox.faults.served.values())
    eventually(lambda: sum(sandbox.faults.served.values()) > before)
    began = time.monotonic()
    process.send_signal(signal.SIGTERM)
    eventually(lambda: process.poll() is not None, seconds=30)
    assert time.monotonic() - began < 10
    assert process.returncode == 0
    told = (config.parent / "told").read_bytes()
    assert b"stopped" in told
    for name in set(ENVIRON) & set(HIDDEN):
        assert ENVIRON[name].encode() not in told


@pytest.mark.parametrize("seed", [1])
def test_kills_at_random_moments_lose_nothing_and_tell_nothing_twice(
    tmp_path: Path, store_url: str, seed: int
) -> None:
    """A short soak; `make soak` is the long one, with the real model."""
    outcome = soak(tmp_path, store_url, kills=8, seed=seed, words=True, longest=4.0)
    assert outcome.sound, outcome
    assert outcome.cards_owed == outcome.complaints > 0
    assert outcome.stopped_in_seconds < 10


def test_two_whole_services_share_one_store(tmp_path: Path, sandbox: Sandbox, store_url: str) -> None:
    config = configuration(tmp_path, sandbox, store_url, more=QUICK)
    classifiers = [WordClassifier(), WordClassifier()]
    pair: list[tuple[Service, Running]] = []
    for words in classifiers:
        service = service_on(config, classifier=lambda words=words: words)
        pair.append((service, Running(settings_of(config), service, broken=lambda: None)))
    for _, running in pair:
        running.start()
    for n in range(30):
        sandbox.world.post_x(f"Firuzka rezalet S{n:05d}", author=f"a{n}", followers=90_000)
    eventually(lambda: len(cards(sandbox)) >= 30, seconds=40)
    eventually(lambda: not pair[0][0].store.outbox.waiting(now=datetime.now(UTC)))
    for service, running in pair:
        assert running.stop()
        service.close()
    assert len(cards(sandbox)) == 30
    judged = [text for words in classifiers for text in words.judged]
    assert len(judged) == len(set(judged)) == 30
