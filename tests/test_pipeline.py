"""The four jobs over the real wire: real clients against the sandbox, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fakes import Clock, FakeNotifier, WordClassifier, configuration, eventually, service_on
from sqlalchemy import func, select

from alerts.base import DeliveryError
from connectors.base import Batch
from monitor import pipeline
from monitor.records import Address
from monitor.sandbox.faults import Fault
from monitor.sandbox.server import Sandbox
from monitor.sandbox.world import World
from monitor.service import Service, WatchPlan
from monitor.store import StoreBusy
from monitor.tables import alerts, deliveries, matches, mentions, notices

START = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=1)


@pytest.fixture
def clock() -> Clock:
    return Clock(START)


@pytest.fixture
def sandbox(clock: Clock) -> Iterator[Sandbox]:
    world = World(now=clock, channels=["complaints", "reports", "notices"])
    world.account("firuzka", name="Firuzka")
    with Sandbox(world) as running:
        yield running


@pytest.fixture
def service(tmp_path: Path, sandbox: Sandbox, store_url: str, clock: Clock) -> Iterator[Service]:
    made = service_on(configuration(tmp_path, sandbox, store_url), clock=clock, wait=clock.wait)
    made.store.watches.ensure([watch.name for watch in made.watches], now=clock())
    yield made
    made.close()


def watch(service: Service, kind: str) -> WatchPlan:
    return next(one for one in service.watches if one.name.endswith(kind))


def count(service: Service, table: Any, *where: Any) -> int:
    with service.store.database.read() as connection:
        return connection.scalar(select(func.count()).select_from(table).where(*where)) or 0


def cards(sandbox: Sandbox, channel: str = "complaints") -> list[str]:
    return [message.text for message in sandbox.world.slack.messages(channel)]


def write(sandbox: Sandbox, text: str, **more: Any) -> str:
    return sandbox.world.post_x(text, **({"author": "ayse", "followers": 80_000} | more))


def cycle(service: Service, clock: Clock) -> None:
    clock.forward(seconds=5)
    for one in service.watches:
        pipeline.poll(service, one)
    pipeline.judge(service)
    deliver(service, clock)


def deliver(service: Service, clock: Clock) -> int:
    """Deliver, and again when what failed is due: pacing is of the clock, not of the test."""
    sent = pipeline.deliver(service)
    for _ in range(4):
        clock.forward(seconds=10)
        sent += pipeline.deliver(service)
    return sent


# --- the main job


def test_a_complaint_becomes_one_card_and_praise_none(
    service: Service, sandbox: Sandbox, clock: Clock
) -> None:
    write(sandbox, "@firuzka rezalet, kargom 12 gündür yok")
    write(sandbox, "@firuzka harikasınız")
    cycle(service, clock)
    cycle(service, clock)
    assert count(service, mentions) == 2
    assert len(cards(sandbox)) == 1
    assert "Firuzka" in cards(sandbox)[0]


def test_a_post_found_by_both_watches_is_one_mention(
    service: Service, sandbox: Sandbox, clock: Clock
) -> None:
    write(sandbox, "Firuzka rezalet")
    write(sandbox, "@firuzka Firuzka rezalet")
    cycle(service, clock)
    assert count(service, mentions) == count(service, matches) == 2


def test_who_complains_a_third_time_gets_a_card(service: Service, sandbox: Sandbox, clock: Clock) -> None:
    for n in (1, 2, 3):
        write(sandbox, f"@firuzka rezalet, {n}. kez yazıyorum", followers=250)
        cycle(service, clock)
        # whether a digest of the first two falls into these hours is the clock's affair
        assert sum("waited" not in each for each in cards(sandbox)) == (n == 3), n
        clock.forward(seconds=2 * 3600)
    with service.store.database.read() as connection:
        reasons = connection.scalars(select(matches.c.reasons).order_by(matches.c.id)).all()[-1]
    (repeated,) = (reason["facts"] for reason in reasons if reason["code"] == "repeated")
    assert (repeated["count"], repeated["days"]) == (2, 30)


def test_what_only_looks_like_the_brand_is_left_out(service: Service, sandbox: Sandbox, clock: Clock) -> None:
    write(sandbox, "Firuzkale gezisi rezalet geçti, @firuzkafan da öyle dedi")
    write(sandbox, "bizden haber", author="firuzka")
    cycle(service, clock)
    assert count(service, mentions) == 0


def test_a_poll_with_nothing_new_stores_nothing(service: Service, sandbox: Sandbox, clock: Clock) -> None:
    write(sandbox, "Firuzka rezalet")
    cycle(service, clock)
    before = count(service, mentions)
    for _ in range(3):
        cycle(service, clock)
    assert (count(service, mentions), len(cards(sandbox))) == (before, 1)


def test_an_edited_post_updates_its_row_and_its_card(
    service: Service, sandbox: Sandbox, clock: Clock
) -> None:
    first = write(sandbox, "@firuzka rezalet")
    cycle(service, clock)
    clock.forward(seconds=30)
    sandbox.world.edit(first, "@firuzka rezalet, hala bekliyorum")
    cycle(service, clock)
    assert count(service, mentions) == 1
    (message,) = sandbox.world.slack.messages("complaints")
    assert "hala bekliyorum" in str(message.blocks)


def test_an_edit_that_takes_the_name_out_still_updates_the_post(
    service: Service, sandbox: Sandbox, clock: Clock
) -> None:
    """The mentions feed no longer finds it by name, but by the account it answers."""
    first = write(sandbox, "@firuzka rezalet")
    cycle(service, clock)
    page = next(iter(service.connectors["x"].fetch(watch(service, "mentions").query, None, now=clock())))
    edited = replace(page.mentions[0], text="çözüldü, sağ olun", revision=1)
    unknown = replace(edited, external_id="99")
    changed = Batch(mentions=(edited, unknown), cursor=page.cursor)
    (known, other) = pipeline.match(service.matcher, changed)
    assert (known.words, other.words) == ({}, {})
    clock.forward(seconds=5)
    plan = watch(service, "mentions")
    service.store.watches.claim(plan.name, "w", now=clock(), lease=service.lease, early=True)
    done = service.store.watches.commit(
        plan.name, "w", [known, other], cursor=page.cursor, now=clock(), lease=service.lease
    )
    assert (done.new, done.edited) == (0, 1)
    assert count(service, mentions) == 1
    assert first == edited.external_id


def test_a_message_for_a_place_that_is_no_longer_set_up_is_kept(
    service: Service, sandbox: Sandbox, clock: Clock
) -> None:
    write(sandbox, "Firuzka rezalet")
    slack = service.notifiers.pop("slack")  # type: ignore[attr-defined]
    cycle(service, clock)
    assert service.store.outbox.failed() == [("slack", "complaints", "nothing is set up to send to slack")]
    service.notifiers["slack"] = slack  # type: ignore[index]
    service.store.outbox.rearm(now=clock())
    deliver(service, clock)
    assert len(cards(sandbox)) == 1


def test_every_hostile_text_is_stored_judged_and_told(
    service: Service, sandbox: Sandbox, clock: Clock
) -> None:
    hostile = [
        "@firuzka rezalet <!channel> <@U1> <http://evil|help>",
        "@firuzka rezalet \x00 nul",
        "@firuzka rezalet \ud83d lone",
        "@firuzka rezalet ‮gnp.exe‬",
        "@firuzka rezalet " + "😡" * 10_000,
        "@firuzka rezalet " + "a" * 1_000_000,
        "@firuzka rezalet `*_~ & < >",
    ]
    for text in hostile:
        write(sandbox, text)
        write(sandbox, "")
    cycle(service, clock)
    assert count(service, mentions) == len(hostile)
    messages = sandbox.world.slack.messages("complaints")
    assert len(messages) == len(hostile)
    for message in messages:
        everything = str(message.blocks) + message.text
        assert "<!channel>" not in message.text
        assert "‮" not in everything


# --- the platforms misbehave


def test_a_refused_key_stops_its_watch_is_told_once_and_the_rest_goes_on(
    tmp_path: Path, sandbox: Sandbox, store_url: str, clock: Clock
) -> None:
    config = configuration(
        tmp_path, sandbox, store_url,
        watches="x: {search: {every_seconds: 1}}, reddit: {search: {every_seconds: 1}}",
    )  # fmt: skip
    service = service_on(config, clock=clock, wait=clock.wait)
    service.store.watches.ensure([one.name for one in service.watches], now=clock())
    sandbox.faults.script("/x/", [Fault("status", status=401)] * 50)
    sandbox.world.submit(
        "Firuzka rezalet", "Firuzka kargom gelmedi rezalet", subreddit="Turkey", author="veli"
    )
    for _ in range(4):
        cycle(service, clock)
    assert sandbox.faults.served["status 401"] == 1
    states = {one.name: one for one in service.store.watches.all()}
    assert states["firuzka/x/search"].refused_at is not None
    assert states["firuzka/reddit/search"].error is None
    assert count(service, mentions) == 1
    assert count(service, notices) == 1
    told = [text for text in cards(sandbox) if "firuzka/x/search" in text]
    assert len(told) == 1
    service.close()


def test_a_watch_that_works_again_after_a_new_start_says_so(
    service: Service, sandbox: Sandbox, clock: Clock
) -> None:
    sandbox.faults.script("/x/2/tweets", [Fault("status", status=401)])
    cycle(service, clock)
    cycle(service, clock)
    assert len(cards(sandbox)) == 1
    service.store.watches.ensure([one.name for one in service.watches], now=clock())
    cycle(service, clock)
    cycle(service, clock)
    assert len(cards(sandbox)) == 2
    assert all(state.error is None for state in service.store.watches.all())


@pytest.mark.parametrize("reset", [90, None])
def test_a_rate_limit_puts_the_watch_off_for_as_long_as_it_says(
    service: Service, sandbox: Sandbox, clock: Clock, reset: int | None
) -> None:
    search = watch(service, "search")
    sandbox.faults.script("/x/2/tweets", [Fault("status", status=429, reset=reset)])
    clock.forward(seconds=5)
    assert pipeline.poll(service, search) == 0
    state = next(one for one in service.store.watches.all() if one.name == search.name)
    assert state.error
    wait = (state.due_at - clock()).total_seconds()
    assert wait == pytest.approx(reset or 5, abs=2)
    write(sandbox, "Firuzka rezalet")
    assert pipeline.poll(service, search, early=True) == 0  # not before its time
    clock.now = state.due_at
    assert pipeline.poll(service, search) == 1
    state = next(one for one in service.store.watches.all() if one.name == search.name)
    assert (state.error, state.failures) == (None, 0)


@pytest.mark.parametrize(
    "fault",
    [
        Fault("status", status=500),
        Fault("status", status=503),
        Fault("drop"),
        Fault("accept_then_drop"),
        Fault("malformed", shape="cut"),
        Fault("malformed", shape="html"),
        Fault("malformed", shape="wrong"),
    ],
    ids=lambda fault: f"{fault.kind}-{fault.shape}-{fault.status}",
)
def test_a_broken_answer_is_tried_again_and_nothing_is_lost(
    service: Service, sandbox: Sandbox, clock: Clock, fault: Fault
) -> None:
    write(sandbox, "Firuzka rezalet")
    sandbox.faults.script("/x/2/tweets", [fault])
    search = watch(service, "search")
    clock.forward(seconds=5)
    assert pipeline.poll(service, search) == 0
    assert next(one for one in service.store.watches.all() if one.name == search.name).failures == 1
    clock.forward(seconds=60)
    assert pipeline.poll(service, search) == 1


def test_the_wait_doubles_with_each_failure_up_to_a_bound(
    service: Service, sandbox: Sandbox, clock: Clock
) -> None:
    sandbox.faults.script("/x/2/tweets", [Fault("status", status=500)] * 12)
    search, waits = watch(service, "search"), []
    for _ in range(12):
        clock.forward(minutes=16)
        pipeline.poll(service, search)
        state = next(one for one in service.store.watches.all() if one.name == search.name)
        waits.append((state.due_at - clock()).total_seconds())
    assert waits[:4] == [5, 10, 20, 40]
    assert waits[4:] == [60] * 8


def test_a_window_too_old_is_told_with_what_could_not_be_seen(
    service: Service, sandbox: Sandbox, clock: Clock
) -> None:
    write(sandbox, "Firuzka rezalet")
    cycle(service, clock)
    clock.forward(days=9)
    write(sandbox, "Firuzka yine rezalet")
    cycle(service, clock)
    assert count(service, mentions) == 2
    gaps = service.store.watches.gaps(since=START, until=clock() + timedelta(days=1))
    assert gaps
    assert {gap.watch for gap in gaps} <= {"firuzka/x/search"}
    assert any("firuzka/x/search" in text for text in cards(sandbox))


def test_stopping_between_two_pages_keeps_what_was_stored_and_goes_on_later(
    service: Service, sandbox: Sandbox, clock: Clock
) -> None:
    for n in range(250):
        write(sandbox, f"Firuzka ürünü {n}")
    clock.forward(seconds=5)
    service.stop.set()
    search = watch(service, "search")
    assert pipeline.poll(service, search) == 100
    service.stop.clear()
    clock.forward(seconds=5)
    assert pipeline.poll(service, search) == 150
    assert count(service, mentions) == 250


def test_a_late_watch_is_told_once_and_its_recovery_too(
    service: Service, sandbox: Sandbox, clock: Clock
) -> None:
    sandbox.faults.script("/x/", [Fault("status", status=503)] * 3)
    cycle(service, clock)
    clock.forward(minutes=20)
    for _ in range(3):
        pipeline.look_out(service)
    assert len(service.store.notices.told("watch_late")) == 2
    clock.forward(minutes=20)
    for _ in range(3):
        cycle(service, clock)
        clock.forward(minutes=16)
    assert service.store.notices.told("watch_late") == []
    assert len([text for text in cards(sandbox) if "firuzka/x/search" in text]) == 2


# --- two processes


def test_two_processes_never_double_a_poll_a_judgement_or_a_delivery(
    tmp_path: Path, sandbox: Sandbox, store_url: str, clock: Clock
) -> None:
    config = configuration(tmp_path, sandbox, store_url)
    classifiers = [WordClassifier(), WordClassifier()]
    services = [
        service_on(config, clock=clock, wait=clock.wait, classifier=lambda one=one: one)
        for one in classifiers
    ]
    for one in services:
        one.store.watches.ensure([plan.name for plan in one.watches], now=clock())
    for n in range(40):
        write(sandbox, f"Firuzka rezalet {n}")
    searches = 0
    for _ in range(5):
        clock.forward(seconds=5)
        with ThreadPoolExecutor(4) as pool:
            for one in services:
                for plan in one.watches:
                    pool.submit(pipeline.poll, one, plan)
        searches += 1
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(pipeline.judge, services))
    requests = {name: number for name, number in sandbox.world.requests.items() if "search" in name}
    assert sum(requests.values()) == searches
    assert sum(len(one.judged) for one in classifiers) == 40
    for _ in range(60):
        clock.forward(seconds=1)
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(pipeline.deliver, services))
    assert len(cards(sandbox)) == 40
    assert len(set(cards(sandbox))) >= 1
    ids = [str(message.metadata) for message in sandbox.world.slack.messages("complaints")]
    assert len(set(ids)) == 40
    for one in services:
        one.close()


# --- delivery


def test_an_answer_lost_after_slack_accepted_is_found_again(
    service: Service, sandbox: Sandbox, clock: Clock
) -> None:
    write(sandbox, "Firuzka rezalet")
    sandbox.faults.script("/slack/api/chat.postMessage", [Fault("accept_then_drop")])
    cycle(service, clock)
    for _ in range(4):
        cycle(service, clock)
    assert len(cards(sandbox)) == 1
    assert service.store.outbox.waiting(now=service.clock()) == 0


@pytest.mark.parametrize(
    "fault",
    [
        Fault("status", status=500),
        Fault("status", status=429, reset=1),
        Fault("drop"),
        Fault("malformed", shape="cut"),
        Fault("malformed", shape="html"),
        Fault("malformed", shape="wrong"),
    ],
    ids=lambda fault: f"{fault.kind}-{fault.shape}-{fault.status}",
)
def test_whatever_slack_answers_there_is_one_card_in_the_end(
    service: Service, sandbox: Sandbox, clock: Clock, fault: Fault
) -> None:
    write(sandbox, "Firuzka rezalet")
    sandbox.faults.script("/slack/api/", [fault, fault])
    for _ in range(6):
        cycle(service, clock)
    assert len(cards(sandbox)) == 1
    assert service.store.outbox.waiting(now=service.clock()) == 0


def with_notifier(service: Service, notifier: FakeNotifier) -> Service:
    service.notifiers["slack"] = notifier  # type: ignore[index]
    return service


def test_a_permanent_refusal_is_told_once_and_kept(service: Service, sandbox: Sandbox, clock: Clock) -> None:
    for n in range(3):
        write(sandbox, f"Firuzka rezalet {n}")
    refusal = DeliveryError("channel_not_found: no channel #complaints", permanent=True)
    fake = FakeNotifier(*[refusal] * 3)
    service = with_notifier(service, fake)
    cycle(service, clock)
    assert count(service, notices) == 1
    assert service.store.outbox.waiting(now=service.clock()) == 0
    assert len(service.store.outbox.failed()) == 1
    assert service.store.outbox.rearm(now=clock()) == 3
    deliver(service, clock)
    assert len(fake.messages) == 3


def test_a_place_that_asks_to_wait_is_left_alone_until_then(
    service: Service, sandbox: Sandbox, clock: Clock
) -> None:
    for n in range(3):
        write(sandbox, f"Firuzka rezalet {n}")
    fake = FakeNotifier(DeliveryError("ratelimited", after=timedelta(seconds=30)))
    service = with_notifier(service, fake)
    clock.forward(seconds=5)
    for one in service.watches:
        pipeline.poll(service, one)
    pipeline.judge(service)
    assert pipeline.deliver(service) == 0
    clock.forward(seconds=28)
    assert pipeline.deliver(service) == 0
    assert len(fake.calls) == 1
    deliver(service, clock)
    assert len(fake.messages) == 3


def test_an_uncertain_send_that_never_arrived_is_sent_again(
    service: Service, sandbox: Sandbox, clock: Clock
) -> None:
    write(sandbox, "Firuzka rezalet")
    fake = FakeNotifier(DeliveryError("timed out", uncertain=True))
    cycle(with_notifier(service, fake), clock)
    assert [call for call, _ in fake.calls] == ["send", "find", "send"]
    assert len(fake.messages) == 1


def test_an_uncertain_send_is_never_repeated_while_the_place_cannot_be_asked(
    service: Service, sandbox: Sandbox, clock: Clock
) -> None:
    write(sandbox, "Firuzka rezalet")
    fake = FakeNotifier(None, *[DeliveryError("500", uncertain=True)] * 4)
    fake.lose_answers = 1
    service = with_notifier(service, fake)
    cycle(service, clock)
    for _ in range(8):
        clock.forward(minutes=6)
        deliver(service, clock)
    assert [call for call, _ in fake.calls].count("send") == 1
    assert len(fake.messages) == 1
    assert service.store.outbox.waiting(now=service.clock()) == 0


def test_an_erased_subject_is_dropped_from_the_outbox(
    service: Service, sandbox: Sandbox, clock: Clock
) -> None:
    write(sandbox, "Firuzka rezalet")
    fake = FakeNotifier()
    service = with_notifier(service, fake)
    clock.forward(seconds=5)
    for one in service.watches:
        pipeline.poll(service, one)
    pipeline.judge(service)
    with service.store.database.write() as connection:
        connection.execute(mentions.delete())
    deliver(service, clock)
    assert fake.messages == {}
    assert service.store.outbox.waiting(now=service.clock()) == 0
    assert count(service, alerts) == 0
    assert count(service, deliveries) == 1


# --- reports


def test_a_report_is_made_once_and_sent(service: Service, sandbox: Sandbox, clock: Clock) -> None:
    write(sandbox, "Firuzka rezalet")
    cycle(service, clock)
    brand = service.brands["firuzka"]
    since, until = clock() - timedelta(hours=2), clock() + timedelta(hours=1)
    made = pipeline.report(service, brand, since=since, until=until)
    assert made is not None
    assert made.figures["alerts"]["raised"] == 1
    assert pipeline.report(service, brand, since=since, until=until) is None
    assert deliver(service, clock) == 1
    assert len(cards(sandbox)) == 2


# --- the store misbehaves


def test_a_store_that_fails_in_the_middle_of_a_poll_moves_no_cursor(
    service: Service, sandbox: Sandbox, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(sandbox, "Firuzka rezalet")
    search = watch(service, "search")
    whole = service.store.watches.commit

    def fails(*args: Any, **more: Any) -> Any:
        raise StoreBusy("database or disk is full")

    clock.forward(seconds=5)
    monkeypatch.setattr(service.store.watches, "commit", fails)
    with pytest.raises(StoreBusy):
        pipeline.poll(service, search)
    monkeypatch.setattr(service.store.watches, "commit", whole)
    clock.forward(minutes=2)
    assert pipeline.poll(service, search) == 1


def test_without_a_token_cards_go_to_the_console(tmp_path: Path, sandbox: Sandbox, clock: Clock) -> None:
    from fakes import ENVIRON

    from monitor.assembly import CONSOLE, assemble
    from monitor.settings import load

    config = configuration(tmp_path, sandbox, f"sqlite:///{tmp_path / 'm.db'}")
    environ = {name: value for name, value in ENVIRON.items() if not name.startswith("SLACK")}
    service = assemble(load(config, environ), config, clock=clock, wait=clock.wait, classifier=WordClassifier)
    assert service.brands["firuzka"].placing.own == (CONSOLE,)
    assert service.notices_go_to == (Address(notifier="console", place="terminal"),)
    assert set(service.notifiers) == {"console"}
    service.close()
    eventually(lambda: True)
