"""Incidents that people are called to anew, over the real wire: by an edit, and by what goes on after *Resolve*."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from handled import ELIF, NOON, Make, Team, called, shown

from alerts.base import Severity
from monitor import pipeline
from monitor.records import Action, Person, Subject
from monitor.routing import Matchers
from monitor.sandbox.workspace import SlackMessage
from monitor.tables import alerts, deliveries, notices
from monitor.tables import incidents as incidents_table

FIRE = "@firuzka rezalet kargo yandı, yangın çıktı"
QUIET = 'quiet: {from: "22:00", to: "08:00"}'


def press(team: Team, action: Action, **more: Any) -> None:
    by = Person(kind="slack", id=ELIF.id, name="Elif")
    done = team.service.store.presses.press(Subject("incident", 1), action, by=by, now=team.clock(), **more)
    assert done is not None
    assert done.taken


def stormed(team: Team, number: int = 12, cause: str = "kargo") -> tuple[SlackMessage, list[str]]:
    """The card of an incident, and its posts."""
    posts = [team.post(f"{cause} {n}", author=f"{cause}{n}", followers=100) for n in range(number)]
    team.cycle()
    (card,) = team.cards()
    return card, posts


def edit(team: Team, post: str, number: int, text: str = FIRE) -> None:
    team.sandbox.world.post_x(text, author=f"kargo{number}", edit_of=post)
    team.cycle()


def settle(team: Team) -> None:
    """Let what may be edited only now and then be brought up to date."""
    for _ in range(3):
        team.tick(seconds=20)


def poll(team: Team) -> None:
    for watch in team.service.watches:
        pipeline.poll(team.service, watch, early=True)


# --- an edit


def test_an_edit_that_is_graver_makes_its_incident_graver_and_tells_once(make: Make) -> None:
    team = make()
    card, posts = stormed(team)
    press(team, "snooze", detail="worse")
    team.tick(minutes=1)
    edit(team, posts[3], 3)
    settle(team)
    assert team.incident().severity is Severity.critical
    assert team.incident().snooze is None
    assert "Critical" in team.now(card).text
    (told,) = [each for each in team.cards() if each.ts != card.ts]
    assert "getting worse" in told.text
    # Its clocks run anew, with the promise of what is critical.
    team.tick(minutes=7)
    assert any("50% of the time is up" in each.text for each in team.thread(card))
    # As grave as it is nothing more is told, and what becomes milder leaves it as it is.
    edit(team, posts[4], 4)
    edit(team, posts[5], 5, "@firuzka kargo geldi")
    settle(team)
    assert len(team.cards()) == 2
    assert team.incident().severity is Severity.critical
    assert team.count(deliveries, deliveries.c.kind == "alert") == 0


def test_an_edit_that_is_milder_lowers_no_incident(make: Make) -> None:
    team = make()
    posts = [team.sandbox.world.post_x(FIRE, author=f"kargo{n}") for n in range(6)]
    team.cycle()
    assert team.incident().severity is Severity.critical
    for number, post in enumerate(posts):
        edit(team, post, number, "@firuzka rezalet kargo")
    settle(team)
    assert team.count(alerts, alerts.c.severity == int(Severity.critical)) == 0
    assert team.incident().severity is Severity.critical
    assert len(team.cards()) == 1


def test_an_edit_in_a_silence_is_seen_on_the_card_only(make: Make) -> None:
    team = make()
    card, posts = stormed(team)
    team.service.store.silences.add(
        Matchers(brands=("firuzka",)),
        until=team.clock() + timedelta(hours=1),
        by="Elif",
        why="known",
        now=team.clock(),
    )
    edit(team, posts[3], 3)
    settle(team)
    assert "Critical" in team.now(card).text
    assert len(team.cards()) == 1


def test_an_edit_makes_the_surge_graver_that_counts_it(make: Make) -> None:
    team = make()
    card, posts = stormed(team, 18, "başka")
    assert team.incident().surge
    edit(team, posts[3], 3, "@firuzka rezalet, yandı, yangın çıktı")
    settle(team)
    assert team.incident().severity is Severity.critical
    assert "Critical" in team.now(card).text
    assert sum("getting worse" in each.text for each in team.cards()) == 1


def test_an_edit_in_an_incident_that_is_over_has_a_card_of_its_own(make: Make) -> None:
    team = make()
    card, posts = stormed(team)
    team.clock.forward(hours=7)
    assert pipeline.close_incidents(team.service) == 1
    edit(team, posts[3], 3)
    settle(team)
    (own,) = [each for each in team.cards() if each.ts != card.ts]
    assert "yangın" in shown(own)
    assert team.incident().state == "resolved"


# --- what goes on after Resolve


def goes_on(team: Team, card: SlackMessage) -> list[str]:
    """What the thread of a card tells of that."""
    texts = [shown(each).splitlines()[0] for each in team.thread(card)]
    return [text for text in texts if "goes on" in text]


@pytest.mark.parametrize(
    ("cause", "number"), [pytest.param("kargo", 12, id="a cause"), pytest.param("başka", 18, id="a surge")]
)
def test_what_goes_on_after_resolve_is_the_same_card_and_its_thread_says_so(
    make: Make, cause: str, number: int
) -> None:
    team = make()
    card, _ = stormed(team, number, cause)
    press(team, "take")
    press(team, "resolve")
    pipeline.deliver(team.service)
    assert "Resolved" in team.now(card).text
    team.clock.forward(minutes=30)
    for index in range(number):
        team.post(f"{cause} yine {index}", author=f"yine{index}", followers=100)
    team.cycle()
    settle(team)
    assert team.count(incidents_table) == 1
    assert team.incident().state == "open"
    assert team.incident().acknowledged_by is None
    assert f"{2 * number} complaints" in team.now(card).text
    assert [each.ts for each in team.cards()] == [card.ts]
    (told,) = team.thread(card)
    assert f"It goes on: {number} more complaints since Elif closed this" in shown(told)
    assert called([told]) == [ELIF.id]
    # It is not told again while it goes on …
    team.storm(3, cause, author="daha")
    team.cycle()
    settle(team)
    assert len(goes_on(team, card)) == 1
    # … but when it was resolved once more.
    press(team, "resolve")
    team.clock.forward(minutes=10)
    for index in range(number):
        team.post(f"{cause} {index}", author=f"gene{index}", followers=100)
    team.cycle()
    settle(team)
    assert len(goes_on(team, card)) == 2
    assert team.count(incidents_table) == 1


@pytest.mark.parametrize(("hours", "cards"), [(5, 1), (7, 2)])
def test_a_surge_after_the_time_in_which_it_would_have_ended_is_another(
    make: Make, hours: float, cards: int
) -> None:
    team = make()
    stormed(team, 18, "başka")
    press(team, "resolve")
    team.clock.forward(hours=hours)
    team.storm(18, "yine")
    team.cycle()
    assert team.count(deliveries, deliveries.c.kind == "incident") == team.count(incidents_table) == cards


def test_a_cause_after_that_time_is_told_in_the_channel(make: Make) -> None:
    team = make()
    card, _ = stormed(team)
    press(team, "resolve")
    team.clock.forward(hours=7)
    team.storm(12)
    team.cycle()
    assert team.incident().state == "open"
    assert sum("It is back" in each.text for each in team.cards()) == 1
    assert goes_on(team, card) == []


def test_what_comes_back_graver_is_told_in_the_channel(make: Make) -> None:
    team = make()
    card, _ = stormed(team)
    press(team, "resolve")
    team.clock.forward(minutes=10)
    for number in range(8):
        team.sandbox.world.post_x(FIRE, author=f"yan{number}")
    team.cycle()
    assert (team.incident().state, team.incident().severity) == ("open", Severity.critical)
    assert sum("It is back" in each.text for each in team.cards()) == 1
    assert goes_on(team, card) == []


def test_a_few_after_resolve_are_complaints_of_their_own(make: Make) -> None:
    team = make()
    card, _ = stormed(team)
    press(team, "resolve")
    team.clock.forward(minutes=5)
    team.post("kargo hâlâ yok", author="loud")
    team.post("kargo hâlâ yok", author="quiet", followers=10)
    team.cycle()
    assert team.incident().state == "resolved"
    assert team.incident().complaints == 12
    assert team.count(alerts, alerts.c.state == "open", alerts.c.incident_id.is_(None)) == 2
    (own,) = [each for each in team.cards() if each.ts != card.ts]
    assert "hâlâ yok" in shown(own)


def test_what_was_posted_before_resolve_is_counted_and_opens_nothing(make: Make) -> None:
    team = make()
    card, _ = stormed(team)
    press(team, "take")
    team.clock.forward(minutes=1)
    team.storm(20, author="late")
    for number in range(9):
        team.post(f"kargo {number}", author=f"late{number}", followers=100)
    team.sandbox.world.post_x(FIRE, author="burnt")
    press(team, "resolve", detail="refund", note="all paid back")
    team.cycle()
    settle(team)
    assert team.incident().state == "resolved"
    assert "Resolved" in team.now(card).text
    assert "41 complaints" in team.now(card).text
    assert team.thread(card) == []
    mine = (alerts.c.incident_id == 1) & (alerts.c.resolution == "refund")
    assert team.count(alerts, mine, alerts.c.resolved_by == "Elif", alerts.c.note == "all paid back") == 41
    # No fire is called over unseen.
    (own,) = [each for each in team.cards() if each.ts != card.ts]
    assert "yangın" in shown(own)
    assert team.count(alerts, alerts.c.state == "open") == 1


def test_a_surge_opens_by_nothing_that_was_posted_before_resolve(make: Make) -> None:
    team = make()
    card, _ = stormed(team, 18, "başka")
    team.clock.forward(minutes=1)
    team.storm(18, "geç")
    press(team, "resolve")
    team.cycle()
    settle(team)
    assert team.count(incidents_table) == 1
    assert team.incident().state == "resolved"
    assert [each.ts for each in team.cards()] == [card.ts]


def test_at_night_what_goes_on_is_told_in_the_morning(make: Make) -> None:
    team = make(brand_more=(QUIET,))
    team.clock.now = NOON.replace(hour=18, minute=50)  # 21:50 in Istanbul
    card, _ = stormed(team)
    press(team, "resolve")
    team.clock.forward(minutes=30)
    team.storm(12)
    team.cycle()
    assert team.incident().state == "open"
    team.tick(hours=1)
    assert team.thread(card) == []
    team.clock.now = NOON.replace(day=24, hour=5)
    team.tick()
    assert len(goes_on(team, card)) == 1
    assert len(team.thread(card)) == 1


# --- two at once


def meanwhile(team: Team, monkeypatch: pytest.MonkeyPatch, do: Callable[[], object]) -> list[bool]:
    """Do something once, between what the service reads of incidents and what it stores."""
    known, done = team.service.store.incidents.known, []

    def read_and_wait(*given: Any, **more: Any) -> Any:
        seen = known(*given, **more)
        if not done:
            done.append(True)
            do()
        return seen

    monkeypatch.setattr(team.service.store.incidents, "known", read_and_wait)
    return done


def test_nothing_joins_what_is_resolved_meanwhile_and_stays_open_unseen(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    team = make()
    card, _ = stormed(team)
    team.storm(8, author="late")
    team.sandbox.world.post_x(FIRE, author="burnt")
    done = meanwhile(team, monkeypatch, lambda: press(team, "resolve"))
    team.cycle()
    settle(team)
    assert done
    assert team.incident().state == "resolved"
    assert "20 complaints" in team.now(card).text
    assert team.count(alerts, alerts.c.incident_id == 1, alerts.c.state == "resolved") == 20
    assert sum("yangın" in shown(each) for each in team.cards()) == 1


def test_two_processes_tell_once_that_it_goes_on(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    team = make(more=("schedule: {batch: 12}",))
    card, _ = stormed(team)
    press(team, "resolve")
    team.clock.forward(minutes=5)
    team.storm(24)
    poll(team)
    other = team.another()
    done = meanwhile(team, monkeypatch, lambda: pipeline.judge(other))
    pipeline.judge(team.service)
    settle(team)
    assert done
    assert team.incident().complaints == 36
    assert team.count(notices, notices.c.kind == "incident_goes_on") == 1
    assert len(goes_on(team, card)) == 1
    other.close()
