"""Sources that fall silent and places that cannot be reached, over the real wire, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fakes import Clock, FakeNotifier, configuration, service_on
from structlog.testing import capture_logs

from alerts.base import DeliveryError, Message
from connectors.base import Cursor, Gap
from monitor import pipeline
from monitor.records import Address
from monitor.sandbox.faults import Fault
from monitor.sandbox.server import Sandbox
from monitor.sandbox.world import World
from monitor.service import Service
from monitor.tables import matches, mentions

START = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=1)
WATCHES = ("firuzka/x/mentions", "firuzka/x/search")
HERE, NOTICES = Address(notifier="slack", place="complaints"), Address(notifier="slack", place="notices")
MORE = [
    "slack: {channel: complaints, notice_channel: notices, pace_seconds: 0.02, timeout_seconds: 2}",
    "web: {enabled: false}",
]


@pytest.fixture
def clock() -> Clock:
    return Clock(START)


@pytest.fixture
def sandbox(clock: Clock) -> Iterator[Sandbox]:
    world = World(now=clock, channels=["complaints", "notices"])
    world.account("firuzka", name="Firuzka")
    with Sandbox(world) as running:
        yield running


@pytest.fixture
def service(tmp_path: Path, sandbox: Sandbox, store_url: str, clock: Clock) -> Iterator[Service]:
    more = [MORE[0].replace("{", f'{{base_url: "{sandbox.slack_url}", ', 1), MORE[1]]
    config = configuration(tmp_path, sandbox, store_url, more=more)
    made = service_on(config, clock=clock, wait=clock.wait)
    made.store.watches.ensure(WATCHES, now=clock() - timedelta(weeks=4))
    yield made
    made.close()


def told(service: Service, sandbox: Sandbox, channel: str = "notices") -> list[str]:
    pipeline.deliver(service)
    return [message.text for message in sandbox.world.slack.messages(channel)]


def poll(service: Service, clock: Clock) -> None:
    clock.forward(seconds=5)
    for watch in service.watches:
        pipeline.poll(service, watch)


def post(service: Service, times: list[datetime], platform: str = "x", brand: str = "firuzka") -> None:
    """Put mentions into the store as if they had been fetched."""
    with service.store.database.write() as connection:
        for at in times:
            values = {
                "platform": platform, "external_id": f"{platform}-{brand}-{at.isoformat()}", "revision": 0,
                "kind": "post", "permalink": "https://x.com/i/status/1", "text": "Firuzka", "repairs": [],
                "created_at": at, "fetched_at": at,
            }  # fmt: skip
            added = connection.execute(mentions.insert().values(values).returning(mentions.c.id))
            about = {"mention_id": added.scalar_one(), "brand": brand, "words": ["Firuzka"], "judged_at": at}
            connection.execute(matches.insert().values(about))


def lively(since: datetime, until: datetime, an_hour: float = 5.0) -> list[datetime]:
    rng = np.random.default_rng(3)
    seconds = (until - since).total_seconds()
    number = rng.poisson(an_hour * seconds / 3600)
    return [since + timedelta(seconds=seconds * share) for share in np.sort(rng.random(number))]


# --- quieter than usual


def test_a_quiet_source_is_told_once_and_that_it_is_heard_again(
    service: Service, sandbox: Sandbox, clock: Clock
) -> None:
    post(service, lively(START - timedelta(weeks=4), START))
    poll(service, clock)
    assert pipeline.listen(service) == 0
    clock.forward(hours=2)
    poll(service, clock)
    assert pipeline.listen(service) == 0
    clock.forward(hours=4)
    poll(service, clock)
    with capture_logs() as logs:
        assert [pipeline.listen(service) for _ in range(3)] == [1, 0, 0]
    assert [(log["source"], log["hours"]) for log in logs if log["event"] == "quieter than usual"] == [
        ("firuzka/x", 3)
    ]
    (notice,) = told(service, sandbox)
    assert "firuzka/x is quieter than usual" in notice
    assert "0 within 3 h; usual: 1" in str(sandbox.world.slack.messages("notices")[0].blocks)
    post(service, [clock() + timedelta(minutes=12 * number) for number in range(1, 20)])
    clock.forward(hours=4)
    poll(service, clock)
    assert [pipeline.listen(service) for _ in range(3)] == [1, 0, 0]
    assert "firuzka/x is as lively as usual again" in told(service, sandbox)[1]
    # the silent hours, which are over, are not told anew
    for _ in range(8):
        post(service, lively(clock(), clock() + timedelta(hours=1)))
        clock.forward(hours=1)
        poll(service, clock)
        assert pipeline.listen(service) == 0


@pytest.mark.parametrize("fault", [Fault("status", status=401), Fault("status", status=503)])
def test_a_source_that_is_refused_or_late_is_not_told_as_quiet_too(
    service: Service, sandbox: Sandbox, clock: Clock, fault: Fault
) -> None:
    post(service, lively(START - timedelta(weeks=4), START))
    poll(service, clock)
    sandbox.faults.script("/x/2/tweets", [fault])
    clock.forward(hours=12)
    poll(service, clock)
    assert pipeline.listen(service) == 0
    # when it works again it brings what was missed, or says what it could not see
    clock.forward(minutes=5)
    service.store.watches.ensure(WATCHES, now=clock())
    pipeline.look_out(service)
    poll(service, clock)
    assert not any(state.error for state in service.store.watches.all())
    assert pipeline.listen(service) == 0
    assert service.store.notices.told("watch_quiet") == []


def test_a_stretch_that_is_known_to_be_unseen_is_not_told_as_quiet_too(
    service: Service, clock: Clock
) -> None:
    post(service, lively(START - timedelta(weeks=4), START))
    poll(service, clock)
    clock.forward(hours=12)
    poll(service, clock)
    now = clock()
    clock.forward(seconds=5)
    service.store.watches.claim(WATCHES[1], "w", now=clock(), lease=timedelta(minutes=1))
    service.store.watches.commit(
        WATCHES[1], "w", [], cursor=Cursor("c"), gaps_seen=[Gap(since=None, until=now, why="limit")],
        now=clock(), lease=timedelta(minutes=1),
    )  # fmt: skip
    service.store.watches.release(WATCHES[1], "w", now=clock(), due_at=now)
    clock.forward(minutes=1)
    assert pipeline.listen(service) == 0
    clock.forward(hours=4)
    for name in WATCHES:
        service.store.watches.claim(name, "w", now=clock(), lease=timedelta(minutes=1))
        service.store.watches.release(name, "w", now=clock(), due_at=clock())
    assert pipeline.listen(service) == 1


def test_a_watch_that_never_ran_and_one_that_is_new_say_nothing(service: Service, clock: Clock) -> None:
    post(service, lively(START - timedelta(weeks=4), START - timedelta(days=3)))
    extra = replace(service.watches[0], name="firuzka/x/other")
    assert pipeline.hear(replace(service, watches=(*service.watches, extra))) == []
    (source,) = pipeline.hear(service)
    assert (source.name, source.awake) == ("firuzka/x", True)
    assert source.hearing.came(24 * 7) > 0


# --- late


def test_a_watch_that_is_put_off_again_and_again_is_told_as_late(
    service: Service, sandbox: Sandbox, clock: Clock
) -> None:
    poll(service, clock)
    sandbox.faults.script("/x/2/tweets", [Fault("status", status=429, reset=300)] * 5)
    for minutes in range(0, 20, 5):
        poll(service, clock)
        late = pipeline.look_out(service)
        assert bool(late) == (minutes == 15), minutes
        clock.forward(minutes=5)
    (notice,) = told(service, sandbox)
    assert "firuzka/x/search is falling behind" in notice
    for _ in range(4):
        clock.forward(minutes=5)
        poll(service, clock)
    assert any("firuzka/x/search is back" in text for text in told(service, sandbox))


@pytest.mark.parametrize(("every", "minutes"), [(1, 16), (300, 21), (3_600, 76)])
def test_a_failing_watch_is_late_a_quarter_of_an_hour_after_its_turn(
    service: Service, sandbox: Sandbox, clock: Clock, every: int, minutes: int
) -> None:
    slow = replace(service.watches[0], every=timedelta(seconds=every))
    own = replace(service, watches=(slow,))
    assert pipeline.poll(own, slow) == 0
    sandbox.faults.script("/x/", [Fault("status", status=503)] * 9)
    clock.forward(minutes=minutes - 2)
    pipeline.poll(own, slow, early=True)
    assert pipeline.look_out(own) == 0
    clock.forward(minutes=2)
    assert pipeline.look_out(own) == 1


def test_a_watch_that_hangs_in_a_request_is_told_as_late(
    service: Service, sandbox: Sandbox, clock: Clock
) -> None:
    poll(service, clock)
    clock.forward(seconds=5)
    taken = service.store.watches.claim(WATCHES[1], "other", now=clock(), lease=timedelta(hours=1))
    assert taken is not None
    clock.forward(minutes=10)
    assert pipeline.look_out(service) == 0
    clock.forward(minutes=6)
    assert pipeline.look_out(service) == 2  # the other one was not polled meanwhile either
    assert any(WATCHES[1] in text for text in told(service, sandbox))


# --- places that cannot be reached


class Down(FakeNotifier):
    """A notifier some of whose places cannot be reached; what the others got is kept by place."""

    def __init__(self, *down: str) -> None:
        super().__init__()
        self.down = set(down)
        self.got: list[tuple[str, Message]] = []

    def send(self, message: Message, place: str, *, thread: str | None = None) -> str:
        if place in self.down:
            raise DeliveryError(f"{place} timed out")
        self.got.append((place, message))
        return super().send(message, place, thread=thread)


def fail(service: Service, clock: Clock, minutes: float) -> int:
    """Let time pass while messages are tried; how often people were told of it."""
    news = 0
    for _ in range(round(minutes)):
        pipeline.deliver(service)
        clock.forward(minutes=1)
        news += pipeline.look_out(service)
    pipeline.deliver(service)
    return news


def message_to(service: Service, *addresses: Address) -> None:
    service.store.notices.tell("n", "disk_full", {}, addresses=addresses, now=service.clock())


def quiet_watches(service: Service, notifier: FakeNotifier) -> Service:
    return replace(service, watches=(), notifiers={"slack": notifier})


def test_a_place_that_cannot_be_reached_is_told_once_to_all_others_and_so_is_its_return(
    service: Service, clock: Clock
) -> None:
    notifier = Down("complaints")
    own = quiet_watches(service, notifier)
    message_to(own, HERE)
    assert fail(own, clock, 9) == 0
    with capture_logs() as logs:
        assert fail(own, clock, 30) == 1
    assert [log["place"] for log in logs if log["log_level"] == "error"] == ["complaints"]
    ((place, message),) = notifier.got
    assert (place, message.headline) == ("notices", "complaints has not been reachable for a while")
    assert {fact.label for fact in message.facts} == {"Place", "Since", "Reason"}
    notifier.down.clear()
    assert fail(own, clock, 10) == 1
    headlines = [(place, one.headline) for place, one in notifier.got]
    assert ("notices", "complaints can be reached again") in headlines
    assert fail(own, clock, 10) == 0
    notifier.down.add("complaints")
    service.store.notices.tell("m", "disk_full", {}, addresses=[HERE], now=clock())
    assert fail(own, clock, 12) == 1


def test_routes_and_second_places_hear_of_it_and_what_is_down_itself_does_not(
    service: Service, clock: Clock
) -> None:
    from monitor.routing import Matchers, Route

    second, far = Address(notifier="slack", place="second"), Address(notifier="slack", place="far")
    brand = service.brands["firuzka"]
    routes = (Route(name="r", when=Matchers(), to=(HERE, far), second=(second,)),)
    brand = replace(brand, placing=replace(brand.placing, routes=routes))
    notifier = Down("complaints", "far")
    own = replace(quiet_watches(service, notifier), brands={"firuzka": brand})
    message_to(own, HERE, far)
    assert fail(own, clock, 12) == 2
    assert {place for place, _ in notifier.got} == {"notices", "second"}


def test_where_there_is_no_other_place_the_log_tells_it_every_ten_minutes(
    service: Service, clock: Clock
) -> None:
    notifier = Down("complaints", "notices")
    own = quiet_watches(service, notifier)
    message_to(own, HERE, NOTICES)
    with capture_logs() as logs:
        assert fail(own, clock, 35) == 0
    alone = [log["place"] for log in logs if "no other" in log["event"]]
    assert sorted(alone) == ["complaints"] * 3 + ["notices"] * 3
    assert all(log["log_level"] == "error" for log in logs if "no other" in log["event"])
    # as soon as somebody can hear it, it is told
    notifier.down.remove("notices")
    assert fail(own, clock, 10) == 1
    assert any(message.headline.startswith("complaints has not been") for _, message in notifier.got)


def test_over_slacks_own_wire(service: Service, sandbox: Sandbox, clock: Clock) -> None:
    own: Any = replace(service, watches=())
    message_to(own, HERE)
    sandbox.faults.script("/slack/api/chat.postMessage", [Fault("status", status=503)] * 10)
    for _ in range(4):
        pipeline.deliver(own)
        clock.forward(minutes=5)
    assert pipeline.look_out(own) == 1
    assert any("complaints has not been reachable" in text for text in _later(own, sandbox, clock))
    assert pipeline.look_out(own) == 1
    assert any("complaints can be reached again" in text for text in _later(own, sandbox, clock))


def _later(service: Service, sandbox: Sandbox, clock: Clock) -> list[str]:
    for _ in range(10):
        clock.forward(minutes=5)
        pipeline.deliver(service)
    return [message.text for message in sandbox.world.slack.messages("notices")]
