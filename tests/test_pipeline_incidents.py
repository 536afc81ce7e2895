"""Storms over the real wire: many complaints of one cause become one card, counted, taken and resolved as one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fakes import Clock, WordClassifier, configuration, service_on
from sqlalchemy import func, select

from models.base import Post, Verdict
from monitor import pipeline
from monitor.records import Action, Incident, Person, Pressed, Subject
from monitor.sandbox.faults import Fault
from monitor.sandbox.server import Sandbox
from monitor.sandbox.world import World
from monitor.service import Service
from monitor.tables import alerts, deliveries, matches, presses
from monitor.tables import incidents as incidents_table

START = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=10)
CAUSES = ("kargo", "kupon", "uygulama")


class CauseClassifier(WordClassifier):
    """Sees the cause of a complaint in its words."""

    def _one(self, post: Post) -> Verdict:
        axis = next((number for number, cause in enumerate(CAUSES) if cause in post.text), len(CAUSES))
        vector = np.zeros(8, np.float32)
        vector[axis] = 1
        seen = replace(super()._one(post), vector=vector, topic="delivery")
        return replace(seen, complaint_probability=0.3) if "sanki" in post.text else seen


@pytest.fixture
def clock() -> Clock:
    return Clock(START)


@pytest.fixture
def sandbox(clock: Clock) -> Iterator[Sandbox]:
    world = World(now=clock, channels=["complaints"])
    world.account("firuzka", name="Firuzka")
    with Sandbox(world) as running:
        yield running


@pytest.fixture
def service(tmp_path: Path, sandbox: Sandbox, store_url: str, clock: Clock) -> Iterator[Service]:
    seeing = CauseClassifier()
    config = configuration(tmp_path, sandbox, store_url)
    made = service_on(config, clock=clock, wait=clock.wait, classifier=lambda: seeing)
    made.store.watches.ensure([watch.name for watch in made.watches], now=clock())
    yield made
    made.close()


AYNUR = Person(kind="slack", id="U1", name="Aynur")


def count(service: Service, table: Any, *where: Any) -> int:
    with service.store.database.read() as connection:
        return connection.scalar(select(func.count()).select_from(table).where(*where)) or 0


def cards(sandbox: Sandbox) -> Sequence[Any]:
    return sandbox.world.slack.messages("complaints")


def storm(sandbox: Sandbox, number: int, cause: str = "kargo", **more: Any) -> None:
    for index in range(number):
        options = {"author": f"{cause}{index}", "followers": 100 + index} | more
        sandbox.world.post_x(f"@firuzka rezalet, {cause} {index}", **options)


def cycle(service: Service, clock: Clock, times: int = 1) -> None:
    for _ in range(times):
        clock.forward(seconds=15)
        for one in service.watches:
            pipeline.poll(service, one)
        pipeline.judge(service)
        pipeline.deliver(service)


def press(
    service: Service, action: Action, who: str, incident: int = 1, *, alert: int | None = None
) -> Pressed | None:
    subject = Subject("incident", incident) if alert is None else Subject("alert", alert)
    by = Person(kind="slack", id=f"U-{who}", name=who)
    return service.store.presses.press(subject, action, by=by, now=service.clock())


def merge(service: Service, incident: int, into: int) -> bool:
    done = service.store.presses.merge(incident, into, by=AYNUR, now=service.clock())
    return done is not None and done.taken


def leave(service: Service, alert: int) -> bool:
    done = service.store.presses.leave(alert, by=AYNUR, now=service.clock())
    return done is not None and done.taken


def incident(service: Service, number: int = 1) -> Incident:
    found = service.store.incidents.get(number)
    assert found is not None
    return found


def test_a_storm_is_one_quiet_card_that_counts_every_complaint(
    service: Service, sandbox: Sandbox, clock: Clock
) -> None:
    for _ in range(4):
        storm(sandbox, 40)
        cycle(service, clock)
    cycle(service, clock, 3)
    assert count(service, incidents_table) == 1
    assert count(service, alerts) == count(service, alerts, alerts.c.incident_id == 1) == 160
    (card,) = cards(sandbox)
    assert "160 complaints" in card.text
    shown = incident(service)
    assert (shown.complaints, shown.people, shown.loudest) == (160, 40, 139)
    assert shown.platforms == (("x", 160),)
    assert len({voice.author for voice in shown.voices}) == 3
    assert shown.voices[0].followers == 139


def test_two_causes_are_two_cards(service: Service, sandbox: Sandbox, clock: Clock) -> None:
    storm(sandbox, 12)
    storm(sandbox, 9, "kupon")
    cycle(service, clock, 2)
    assert count(service, incidents_table) == len(cards(sandbox)) == 2
    assert sorted(incident(service, number).complaints for number in (1, 2)) == [9, 12]


def test_a_card_is_edited_at_most_once_in_twenty_seconds(
    service: Service, sandbox: Sandbox, clock: Clock
) -> None:
    storm(sandbox, 10)
    cycle(service, clock)
    (card,) = cards(sandbox)
    edits = []
    for number in range(12):
        storm(sandbox, 1, author=f"late{number}")
        clock.forward(seconds=5)
        for one in service.watches:
            pipeline.poll(service, one, early=True)
        pipeline.judge(service)
        pipeline.deliver(service)
        if cards(sandbox)[0].text != card.text:
            card = cards(sandbox)[0]
            edits.append(clock())
    assert 2 <= len(edits) <= 4
    assert all(later - earlier >= timedelta(seconds=20) for earlier, later in pairwise(edits))


def test_what_was_told_alone_says_that_it_is_part_of_an_incident(
    service: Service, sandbox: Sandbox, clock: Clock
) -> None:
    storm(sandbox, 2, followers=900_000)
    cycle(service, clock, 2)
    assert len(cards(sandbox)) == 2
    storm(sandbox, 10, author="x")
    storm(sandbox, 10)
    cycle(service, clock, 3)
    first, second, of_all = cards(sandbox)
    assert "22 complaints" in of_all.text
    for alone in (first, second):
        assert "incident" in str(alone.blocks)
    # Those that waited in the outbox are not told any more.
    assert count(service, deliveries, deliveries.c.kind == "alert") == 2


def test_taking_an_incident_takes_its_alerts_and_those_that_follow(
    service: Service, sandbox: Sandbox, clock: Clock
) -> None:
    storm(sandbox, 10)
    cycle(service, clock)
    done = press(service, "take", "Aynur", incident=1)
    late = press(service, "take", "Babek", incident=1)
    assert done is not None
    assert late is not None
    assert (done.taken, late.taken, late.by) == (True, False, "Aynur")
    assert count(service, presses) == 2
    storm(sandbox, 5, author="later")
    cycle(service, clock, 2)
    assert count(service, alerts, alerts.c.state == "acknowledged") == 15
    (card,) = cards(sandbox)
    assert "Aynur" in str(card.blocks)
    press(service, "resolve", "Aynur", incident=1)
    pipeline.deliver(service)
    assert count(service, alerts, alerts.c.state == "resolved") == 15
    assert "Resolved" in cards(sandbox)[0].text
    assert press(service, "take", "A", incident=99) is None


def test_not_a_complaint_is_learnt_of_all_of_them(service: Service, sandbox: Sandbox, clock: Clock) -> None:
    storm(sandbox, 10)
    cycle(service, clock)
    press(service, "not_a_complaint", "A", incident=1)
    assert count(service, matches, matches.c.corrected_complaint.is_(False)) == 10


def test_an_incident_ends_by_itself_and_comes_back(service: Service, sandbox: Sandbox, clock: Clock) -> None:
    storm(sandbox, 10)
    cycle(service, clock)
    assert pipeline.close_incidents(service) == 0
    clock.forward(hours=7)
    assert pipeline.close_incidents(service) == 1
    pipeline.deliver(service)
    assert incident(service).resolution == "over"
    # One more complaint is a complaint of its own …
    storm(sandbox, 1, author="lonely", followers=900_000)
    cycle(service, clock)
    assert incident(service).state == "resolved"
    # … but a burst is the same matter again, and said so in the channel.
    storm(sandbox, 10, author="back")
    storm(sandbox, 10)
    cycle(service, clock, 2)
    assert incident(service).state == "open"
    assert incident(service).complaints >= 21
    assert any("is back" in card.text for card in cards(sandbox))


def test_an_incident_that_gets_worse_says_so_once(service: Service, sandbox: Sandbox, clock: Clock) -> None:
    storm(sandbox, 10)
    cycle(service, clock, 2)
    before = len(cards(sandbox))
    for number in range(3):
        sandbox.world.post_x("@firuzka rezalet, kargo yandı, yangın çıktı", author=f"y{number}", followers=10)
    cycle(service, clock, 3)
    assert incident(service).severity.name == "critical"
    told = [card for card in cards(sandbox)[before:] if "getting worse" in card.text]
    assert len(told) == len(cards(sandbox)) - before == 1


def test_a_report_tells_the_incidents_of_its_period(service: Service, sandbox: Sandbox, clock: Clock) -> None:
    storm(sandbox, 10)
    cycle(service, clock)
    between = service.store.incidents.between
    since, until = incident(service).since, clock()
    assert between("firuzka", since=since, until=until) == [incident(service)]
    assert between("firuzka", since=since - timedelta(days=1), until=since) == []
    assert between("firuzka", since=until + timedelta(seconds=1), until=until + timedelta(days=1)) == []
    assert between("other", since=since, until=until) == []
    press(service, "take", "Babek")
    brand = service.brands["firuzka"]
    (told,) = pipeline.read_figures(service, brand, since=since, until=until)["incidents"]  # type: ignore[misc]
    assert (told["complaints"], told["people"], told["topic"]) == (10, 10, "delivery")
    assert (told["state"], told["by"]) == ("acknowledged", "Babek")
    assert told["at"] is not None


def test_twins_become_one(service: Service, sandbox: Sandbox, clock: Clock) -> None:
    storm(sandbox, 10)
    storm(sandbox, 10, "kupon")
    cycle(service, clock)
    with service.store.database.write() as connection:
        middle = connection.scalar(select(incidents_table.c.middle).where(incidents_table.c.id == 1))
        connection.execute(incidents_table.update().where(incidents_table.c.id == 2).values(middle=middle))
    storm(sandbox, 1, author="third")
    cycle(service, clock, 3)
    assert count(service, alerts, alerts.c.incident_id == 1) == 21
    assert incident(service, 2).resolution == "merged"
    found = service.store.incidents.between("firuzka", since=START - timedelta(days=1), until=clock())
    assert [each.id for each in found] == [1]
    goes_on, ended = sorted(cards(sandbox), key=lambda card: "another incident" in str(card.blocks))
    assert "21 complaints" in goes_on.text
    assert "another incident" not in str(goes_on.blocks)
    assert "another incident" in str(ended.blocks)


def test_a_surge_goes_into_what_explains_it(service: Service, sandbox: Sandbox, clock: Clock) -> None:
    storm(sandbox, 10)
    cycle(service, clock)
    with service.store.database.write() as connection:
        connection.execute(
            incidents_table.insert().values(
                id=7, brand="firuzka", severity=1, state="open", version=1, opened_at=clock(), since=clock(),
                last_at=clock(), authors=15, minutes=15, usual=0.1,
            )
        )  # fmt: skip
    storm(sandbox, 1, author="next")
    cycle(service, clock, 2)
    assert incident(service, 7).resolution == "merged"
    assert incident(service, 7).complaints == 11
    assert count(service, incidents_table, incidents_table.c.state == "open") == 1


# --- everybody is counted


def places(service: Service) -> list[int | None]:
    """The incident of every complaint that was raised."""
    with service.store.database.read() as connection:
        return list(connection.scalars(select(alerts.c.incident_id)))


def test_a_storm_counts_the_posts_that_read_like_it_but_not_noise(
    service: Service, sandbox: Sandbox, clock: Clock
) -> None:
    for index in range(3):  # before the storm, and in its midst
        sandbox.world.post_x(f"@firuzka kargo sanki {index}", author=f"before{index}", followers=10)
    cycle(service, clock)
    assert count(service, alerts) == 0
    storm(sandbox, 30)
    for index in range(3):
        sandbox.world.post_x(f"@firuzka kargo sanki {index}", author=f"amid{index}", followers=10)
        sandbox.world.post_x(f"@firuzka kupon sanki {index}", author=f"else{index}", followers=10)
        sandbox.world.post_x(f"@firuzka kargo harika {index}", author=f"glad{index}", followers=10)
    cycle(service, clock, 3)
    assert incident(service).complaints == 36
    assert count(service, alerts) == 36
    (card,) = cards(sandbox)
    assert "36 complaints" in card.text
    with service.store.database.read() as connection:
        alert_id = connection.scalar(
            select(alerts.c.id).join(matches).where(matches.c.complaint.is_(False)).limit(1)
        )
    alert = service.store.alerts.get(alert_id or 0)
    assert alert is not None
    assert alert.severity.name == "medium"
    assert [reason["code"] for reason in alert.reasons] == ["reads_alike", "not_a_complaint"]
    rows = service.store.reports.rows("firuzka", since=START, until=clock())
    assert sum(row.complaint for row in rows) == 36
    # What a person says is no complaint is none, and is not taken in again.
    press(service, "not_a_complaint", "A", alert=alert.id)
    rows = service.store.reports.rows("firuzka", since=START, until=clock())
    assert sum(row.complaint for row in rows) == 35


def test_a_sure_complaint_is_quoted_and_answered_before_a_louder_post_that_only_reads_like_one(
    service: Service, sandbox: Sandbox, clock: Clock
) -> None:
    storm(sandbox, 12, followers=50)
    cycle(service, clock)
    for index in range(4):
        sandbox.world.post_x(f"@firuzka kargo sanki {index}", author=f"loud{index}", followers=90_000)
    cycle(service, clock, 3)
    shown = incident(service)
    assert shown.complaints == 16
    assert all("rezalet" in voice.text for voice in shown.voices)
    first = service.store.incidents.unanswered(1)
    assert first is not None
    alert = service.store.alerts.get(first)
    assert alert is not None
    assert "rezalet" in alert.mention.text


def test_a_fire_in_a_storm_about_coupons_keeps_its_own_card(
    service: Service, sandbox: Sandbox, clock: Clock
) -> None:
    storm(sandbox, 60, "kupon")
    cycle(service, clock)
    sandbox.world.post_x("@firuzka rezalet, şarj aleti yangın çıkardı", author="burnt", followers=10)
    storm(sandbox, 60, "kupon", author="more")
    cycle(service, clock, 3)
    (card,) = [card for card in cards(sandbox) if "120 complaints" not in card.text]
    assert "yangın" in str(card.blocks)
    assert sorted(str(place) for place in places(service)) == ["1"] * 120 + ["None"]


def test_two_processes_make_one_incident_of_one_storm(
    tmp_path: Path, sandbox: Sandbox, store_url: str, clock: Clock
) -> None:
    config = configuration(tmp_path, sandbox, store_url, more=["schedule: {batch: 16}"])
    seeing = CauseClassifier()
    both = [service_on(config, clock=clock, wait=clock.wait, classifier=lambda: seeing) for _ in range(2)]
    one = both[0]
    one.store.watches.ensure([watch.name for watch in one.watches], now=clock())
    storm(sandbox, 96)
    storm(sandbox, 48, "kupon")
    clock.forward(seconds=15)
    for watch in one.watches:
        pipeline.poll(one, watch)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(pipeline.judge, both))
    clock.forward(seconds=60)
    pipeline.deliver(one)
    assert len(cards(sandbox)) == count(one, incidents_table) == 2
    assert sorted(Counter(places(one)).values()) == [48, 96]
    for each in both:
        each.close()


def test_an_incident_that_another_process_opened_meanwhile_is_not_opened_twice(
    service: Service, sandbox: Sandbox, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between what it reads and what it stores, another opens one."""
    storm(sandbox, 12)
    known = service.store.incidents.known
    overtaken = []

    def read_and_wait(*given: Any, **more: Any) -> Any:
        seen = known(*given, **more)
        if not overtaken:
            overtaken.append(True)
            opened = {"id": 3, "brand": "firuzka", "severity": 1, "state": "open", "version": 1}
            times = {name: clock() for name in ("opened_at", "since", "last_at")}
            middle = np.eye(8, dtype=np.float32)[0]
            with service.store.database.write() as connection:
                connection.execute(
                    incidents_table.insert().values(
                        **opened, **times, middle=middle, authors=5, minutes=15, usual=0.1
                    )
                )
        return seen

    monkeypatch.setattr(service.store.incidents, "known", read_and_wait)
    cycle(service, clock)
    assert overtaken
    assert places(service) == [3] * 12


def test_a_process_killed_before_its_commit_leaves_nothing_counted_or_lost(
    service: Service, sandbox: Sandbox, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    storm(sandbox, 40)
    record, calls = service.store.matches.record, []

    def die(*given: Any, **more: Any) -> int:
        calls.append(True)
        if len(calls) == 1:
            raise SystemExit("killed")
        return record(*given, **more)

    monkeypatch.setattr(service.store.matches, "record", die)
    with pytest.raises(SystemExit):
        cycle(service, clock)
    assert places(service) == []
    clock.now += service.lease
    cycle(service, clock, 2)
    assert places(service) == [1] * 40
    assert incident(service).complaints == 40


# --- people merge and take out


def two_incidents(service: Service, sandbox: Sandbox, clock: Clock) -> None:
    storm(sandbox, 10)
    storm(sandbox, 6, "kupon")
    cycle(service, clock, 2)
    assert [incident(service, number).complaints for number in (1, 2)] == [10, 6]


def test_a_person_merges_two_incidents(service: Service, sandbox: Sandbox, clock: Clock) -> None:
    two_incidents(service, sandbox, clock)
    press(service, "take", "Aynur")
    assert merge(service, 2, 1)
    assert incident(service).complaints == 16
    assert incident(service, 2).resolution == "merged"
    assert count(service, alerts, alerts.c.state == "acknowledged") == 16
    assert count(service, presses, presses.c.action == "merge", presses.c.taken) == 1
    pipeline.deliver(service)
    assert sorted("16 complaints" in card.text for card in cards(sandbox)) == [True, True]
    # What comes next joins the one that stands for both.
    storm(sandbox, 2, author="next")
    storm(sandbox, 2, "kupon", author="nextk")
    cycle(service, clock)
    assert set(places(service)) == {1}


def test_what_cannot_be_merged(service: Service, sandbox: Sandbox, clock: Clock) -> None:
    two_incidents(service, sandbox, clock)
    assert not merge(service, 1, 1)
    assert not merge(service, 1, 99)
    assert not merge(service, 99, 1)
    press(service, "resolve", "Aynur")
    assert not merge(service, 2, 1)
    with service.store.database.write() as connection:
        connection.execute(
            incidents_table.update().values(brand="other", state="open").where(incidents_table.c.id == 1)
        )
    assert not merge(service, 2, 1)
    assert Counter(places(service)) == {1: 10, 2: 6}


def test_a_person_takes_a_complaint_out_of_an_incident(
    service: Service, sandbox: Sandbox, clock: Clock
) -> None:
    storm(sandbox, 8)
    cycle(service, clock)
    press(service, "take", "Aynur")
    assert leave(service, 3)
    assert not leave(service, 3)
    assert not leave(service, 99)
    assert incident(service).complaints == 7
    clock.forward(seconds=30)
    pipeline.deliver(service)
    (own,) = [card for card in cards(sandbox) if "complaints" not in card.text]
    assert "in an incident" not in str(own.blocks)
    alert = service.store.alerts.get(3)
    assert alert is not None
    assert (alert.state, alert.incident_id) == ("acknowledged", None)
    # The storm goes on, and never takes it in again; nor does what that is merged into.
    storm(sandbox, 8, author="on")
    storm(sandbox, 6, "kupon")
    cycle(service, clock, 2)
    assert Counter(places(service)) == {1: 15, 2: 6, None: 1}
    assert merge(service, 1, 2)
    storm(sandbox, 4, author="still")
    cycle(service, clock, 2)
    assert Counter(places(service)) == {2: 25, None: 1}


def test_an_incident_that_everybody_left_is_over(service: Service, sandbox: Sandbox, clock: Clock) -> None:
    storm(sandbox, 5)
    cycle(service, clock)
    for alert_id in range(1, 6):
        assert leave(service, alert_id)
    assert service.store.incidents.open() == 0
    assert places(service) == [None] * 5
    pipeline.deliver(service)


def test_a_lost_answer_of_slack_makes_no_second_card(
    service: Service, sandbox: Sandbox, clock: Clock
) -> None:
    sandbox.faults.script("/slack/api/chat.postMessage", [Fault("accept_then_drop")])
    storm(sandbox, 10)
    cycle(service, clock, 4)
    assert len(cards(sandbox)) == 1


def test_a_million_followers_and_a_hostile_name_spoil_no_card(
    service: Service, sandbox: Sandbox, clock: Clock
) -> None:
    for index in range(8):
        sandbox.world.post_x(
            "@firuzka rezalet, kargo <!channel> <https://evil.example|help> \u202e```",
            author=f"h{index}",
            name="<!here> *x*",
            followers=10**9,
        )
    cycle(service, clock)
    (card,) = cards(sandbox)
    assert "<!channel>" not in card.text
    assert incident(service).loudest == 10**9


def test_a_surge_is_told_and_counted_beside_the_cards_of_its_complaints(
    service: Service, sandbox: Sandbox, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = np.random.default_rng(1)

    def unlike(self: CauseClassifier, post: Post) -> Verdict:
        vector = rng.normal(size=64).astype(np.float32)
        return replace(WordClassifier._one(self, post), vector=vector / np.linalg.norm(vector))

    monkeypatch.setattr(CauseClassifier, "_one", unlike)
    storm(sandbox, 18)
    for index in range(4):
        sandbox.world.post_x(f"@firuzka rezalet {index}", author=f"loud{index}", followers=10**7, likes=9_000)
    cycle(service, clock, 3)
    assert count(service, alerts, alerts.c.incident_id.is_not(None)) == 0
    surge = incident(service)
    assert (surge.surge, surge.complaints, surge.people) == (True, 22, 22)
    told = [card for card in cards(sandbox) if "more than usual" in card.text]
    assert len(told) == 1
    assert len(cards(sandbox)) == 5
    press(service, "resolve", "A", incident=1)
    assert count(service, alerts, alerts.c.state == "resolved") == 0
