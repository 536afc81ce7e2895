"""Clocks over the real wire: what a team promised is minded in a card's thread, and each step once."""

from __future__ import annotations

from typing import Any

import pytest
from handled import CALLED, NOON, Make, Team, called, shown

from alerts.base import Severity
from monitor import pipeline
from monitor.records import Action, Person, Subject
from monitor.sandbox.server import Sandbox
from monitor.tables import alerts, deliveries, notices

FIRST = sorted([CALLED["Aynur"], CALLED["Baran"]])
ROUTES = 'routes: [{name: all, to: ["slack:#complaints"], second: ["slack:#second"]}]'


def press(team: Team, action: Action, number: int = 1, *, kind: Any = "alert", **more: Any) -> None:
    by = Person(kind="slack", id="U0ELIF", name="Elif")
    done = team.service.store.presses.press(Subject(kind, number), action, by=by, now=team.clock(), **more)
    assert done is not None
    assert done.taken


def test_a_promise_is_minded_step_by_step_in_the_thread(make: Make) -> None:
    team = make(more=(ROUTES,))
    card = team.told()
    team.tick(minutes=7)
    assert team.thread(card) == []
    team.tick(minutes=0.5)
    (half,) = team.thread(card)
    assert "50% of the time is up" in half.text
    assert called([half]) == []  # nobody is called by name yet
    team.tick(minutes=4.5)
    assert "80%" in team.thread(card)[1].text
    assert called(team.thread(card)[1:]) == FIRST
    team.tick(minutes=3)
    assert "The time is up and nobody has taken this" in team.thread(card)[2].text
    assert called(team.thread(card)[2:]) == FIRST
    assert "Overdue" not in shown(team.thread(card)[2])  # by some seconds
    team.tick(minutes=15)
    assert "help out" in team.thread(card)[3].text
    assert called(team.thread(card)[3:]) == [CALLED["Chief"]]
    assert team.cards("second") == []
    team.tick(minutes=45)
    assert called(team.thread(card)[4:]) == [CALLED["Chief"]]
    (elsewhere,) = team.cards("second")
    assert elsewhere.text == card.text
    before = len(team.messages())
    team.tick(hours=2)
    assert len(team.messages()) == before
    assert len(team.cards()) == 1  # everything else stands in its thread


@pytest.mark.parametrize("way", ["five runs", "restart", "two processes"])
def test_no_step_is_done_twice(make: Make, way: str) -> None:
    team = make()
    card = team.told()
    others = [team.another() for _ in range(2)] if way == "two processes" else []
    for minutes in (8, 4, 3, 15, 45):
        team.clock.forward(minutes=minutes)
        if way == "restart":
            team.restart()
        due = [other.store.cases.due(now=team.clock()) for other in others]
        for _ in range(5 if way == "five runs" else 1):
            pipeline.mind(team.service)
        for other, cases in zip(others, due, strict=True):
            # what another process read before we acted is void
            assert not any(
                other.store.cases.act(case, "take_100", now=team.clock(), values={}, notice=("case_lead", {}))
                for case in cases
            )
            pipeline.mind(other)
            pipeline.deliver(other)
        pipeline.deliver(team.service)
    for other in others:
        other.close()
    assert len(team.thread(card)) == 5 - 1  # no second place is configured, so that step tells nothing
    assert team.count(notices, notices.c.subject_id.is_not(None)) == 4


def test_of_what_was_missed_while_the_service_was_down_only_the_last_is_told(make: Make) -> None:
    team = make()
    card = team.told()
    team.restart()
    team.tick(minutes=14)
    assert ["80%" in each.text for each in team.thread(card)] == [True]


def test_taken_and_answered_have_their_own_promise(make: Make) -> None:
    team = make()
    card = team.told()
    press(team, "take")
    team.tick(minutes=31)
    (half,) = team.thread(card)
    assert "50% of the time is up and the customer has no answer" in half.text
    team.tick(minutes=20)
    assert called(team.thread(card)[1:]) == ["U0ELIF"]  # whoever has it
    press(team, "answered", detail="sent")
    team.tick(hours=48)
    assert len(team.thread(card)) == 2
    assert team.alert().state == "acknowledged"
    assert "Answered by Elif" in shown(team.now(card))


def test_what_was_taken_and_left_lying_is_open_again(make: Make) -> None:
    team = make()
    card = team.told()
    press(team, "take")
    team.tick(hours=3.9)
    assert team.alert().state == "acknowledged"
    before = len(team.thread(card))
    team.tick(minutes=10)
    assert (team.alert().state, team.alert().owner) == ("open", None)
    (told,) = team.thread(card)[before:]
    assert "Nothing happened after Elif took this" in told.text
    assert called([told]) == ["U0ELIF"]
    assert "Taken by" not in shown(team.now(card))
    # its promise runs anew
    team.tick(minutes=7)
    assert len(team.thread(card)) == before + 1
    team.tick(minutes=1)
    assert "50%" in team.thread(card)[-1].text


@pytest.mark.parametrize("answered", [False, True])
def test_a_sleeper_wakes(make: Make, answered: bool) -> None:
    team = make()
    card = team.told()
    if answered:
        press(team, "answered", detail="sent")
    press(team, "snooze", detail="hour", until=team.clock.now.replace(hour=10))
    pipeline.deliver(team.service)
    assert "Asleep until" in shown(team.now(card))
    team.tick(minutes=50)
    assert team.thread(card) == []
    team.tick(minutes=15)
    assert [each.text.endswith("Awake again") for each in team.thread(card)] == [True]
    assert "Asleep" not in shown(team.now(card))
    team.tick(minutes=14)
    assert len(team.thread(card)) == (1 if answered else 2)


def test_until_it_gets_worse_nothing_wakes_it_but_that(make: Make) -> None:
    team = make(brand_more=("triage: {ages_after_hours: {high: null}}",))
    posted = team.post("kötü")
    team.cycle()
    (card,) = team.cards()
    press(team, "snooze", detail="worse")
    team.tick(hours=60)
    assert team.thread(card) == []
    team.sandbox.world.post_x("@firuzka rezalet, evim yandı, yangın çıktı", author="ayse", edit_of=posted)
    team.cycle()
    assert team.alert().severity is Severity.critical
    assert team.alert().snooze is None
    assert "Critical" in team.now(card).text
    team.tick(minutes=7)
    assert team.thread(card) == []  # a promise of its own, from now on
    team.tick(minutes=1)
    assert "50%" in team.thread(card)[0].text


def test_what_waits_too_long_is_graver_and_says_why(make: Make) -> None:
    team = make()
    card = team.told()
    team.tick(hours=3.9)
    assert team.alert().severity is Severity.high
    before = len(team.thread(card))
    team.tick(minutes=10)
    assert team.alert().severity is Severity.critical
    assert "Nobody has answered it for 4 working hours" in shown(team.now(card))
    assert "🚨" in shown(team.now(card))
    (told,) = team.thread(card)[before:]
    assert "It has waited so long that its severity is now: Critical" in told.text
    team.tick(minutes=8)
    assert "50%" in team.thread(card)[before + 1].text
    team.tick(hours=100)
    assert team.alert().severity is Severity.critical


def test_what_had_no_card_has_one_once_it_is_grave_enough(make: Make) -> None:
    team = make(brand_more=("triage: {ages_after_hours: {medium: 2}}",))
    team.post("kargom", followers=5)
    team.cycle()
    assert team.cards() == []
    assert team.alert().held == "calm"
    team.tick(hours=1.9)
    assert team.cards() == []
    for hours in (0.2, 0, 0, 0, 0):
        team.tick(hours=hours)
    (card,) = team.cards()
    assert "Nobody has answered it for 2 working hours" in shown(card)
    assert team.count(notices) == 0  # the card itself tells it


def test_outside_business_hours_nothing_happens(make: Make) -> None:
    hours = 'hours: {days: [mon, tue, wed, thu, fri], from: "09:00", to: "18:00"}'
    team = make(brand_more=(hours,))
    team.clock.now = NOON.replace(hour=14, minute=55)  # 17:55 in Istanbul
    card = team.told()
    team.tick(hours=15)
    assert team.thread(card) == []
    assert team.alert().severity is Severity.high
    team.clock.now = NOON.replace(day=24, hour=6, minute=2)  # 09:02
    team.tick()
    assert team.thread(card) == []
    team.tick(minutes=1)
    assert ["50%" in each.text for each in team.thread(card)] == [True]


def test_what_is_critical_does_not_wait_for_the_office(make: Make) -> None:
    hours = 'hours: {days: [mon, tue, wed, thu, fri], from: "09:00", to: "18:00"}'
    team = make(brand_more=(hours,))
    team.clock.now = NOON.replace(hour=23)
    card = team.told("evim yandı, yangın çıktı")
    assert team.alert().severity is Severity.critical
    team.tick(minutes=8)
    assert len(team.thread(card)) == 1


def test_complaints_within_an_incident_have_no_clocks_of_their_own(make: Make) -> None:
    team = make()
    alone = team.told("kargo", author="first")
    team.storm(12)
    team.cycle()
    team.cycle()
    (card,) = [each for each in team.cards() if each.ts != alone.ts]
    assert team.alert(1).incident_id == 1
    team.tick(minutes=20)
    assert team.thread(alone) == []
    assert any("The time is up" in each.text for each in team.thread(card))
    # not even when somebody presses on one of them
    press(team, "take", 1)
    team.tick(hours=5)
    assert team.thread(alone) == []
    assert "Answer by" not in shown(team.now(alone))
    assert team.count(alerts, alerts.c.clock_at.is_not(None)) == 0


def test_one_within_an_incident_that_sleeps_wakes_all_the_same(make: Make) -> None:
    team = make()
    alone = team.told("kargo", author="first")
    press(team, "snooze", detail="hour", until=team.clock.now.replace(hour=10))
    team.storm(12)
    team.cycle()
    assert team.alert(1).incident_id == 1
    team.tick(hours=1)
    assert [each.text.endswith("Awake again") for each in team.thread(alone)] == [True]


def test_an_edit_within_an_incident_gives_no_card_of_its_own(make: Make) -> None:
    team = make()
    posted = [team.post(f"kargo {n}", author=f"k{n}", followers=100) for n in range(12)]
    team.cycle()
    assert len(team.cards()) == 1
    team.sandbox.world.post_x("@firuzka rezalet kargo yandı, yangın çıktı", author="k3", edit_of=posted[3])
    team.cycle()
    team.cycle()
    assert team.alert(4).severity is Severity.critical
    assert team.count(deliveries, deliveries.c.kind == "alert") == 0


def test_an_edit_that_is_graver_has_the_promise_of_what_it_is_now(make: Make) -> None:
    team = make()
    posted = team.post("kargom", followers=5)
    team.cycle()
    assert team.cards() == []
    team.tick(minutes=60)
    team.sandbox.world.post_x("@firuzka rezalet, evim yandı, yangın çıktı", author="ayse", edit_of=posted)
    team.cycle()
    (card,) = team.cards()
    team.tick(minutes=7)
    assert team.thread(card) == []
    team.tick(minutes=1)
    assert ["50%" in each.text for each in team.thread(card)] == [True]


def test_an_incident_that_comes_back_has_a_promise_of_its_own(make: Make) -> None:
    team = make()
    team.storm(12)
    team.cycle()
    press(team, "take", kind="incident")
    press(team, "resolve", kind="incident")
    team.tick(hours=7)
    (card,) = team.cards()
    before = len(team.thread(card))
    team.storm(12, author="back")
    team.storm(12)
    team.cycle()
    team.cycle()
    assert team.incident().state == "open"
    pipeline.mind(team.service)
    pipeline.deliver(team.service)
    assert len(team.thread(card)) == before
    team.tick(minutes=8)  # of the fifteen in which what is high is to be taken
    assert any("50% of the time is up and nobody" in each.text for each in team.thread(card)[before:])


def test_a_card_that_goes_under_takes_its_warnings_along(make: Make, sandbox: Sandbox) -> None:
    """A warning about a card that was never sent, because it became part of an incident, is not sent either."""
    from monitor.sandbox.faults import Fault

    team = make()
    sandbox.faults.script("/slack/api/chat.postMessage", [Fault("status", status=429, reset=1200)])
    team.post("kargo", author="first")
    team.cycle()
    team.tick(minutes=10)
    assert team.count(notices) == 1
    team.storm(12)
    team.cycle()
    team.tick(minutes=15)
    team.tick(minutes=15)
    assert len(team.cards()) == 1
    assert all(each.thread_ts == team.cards()[0].ts for each in team.messages()[1:])
    assert team.count(deliveries, deliveries.c.pending.is_(True)) == 0
