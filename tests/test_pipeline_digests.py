"""Quiet hours, the budget and digests over the real wire: what is held comes, once, and nothing is lost."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from fakes import Clock
from handled import (
    ELIF,
    NOON,
    Make,
    Team,
    actions,
    called,
    hearing,
    shown,
)

from monitor import pipeline
from monitor.records import Person, Subject
from monitor.tables import deliveries, digests, notices

QUIET = 'quiet: {from: "22:00", to: "08:00"}'
#: 23:30 and 08:00 in Istanbul.
NIGHT = NOON.replace(hour=20, minute=30)
MORNING = NOON.replace(day=24, hour=5)
FIRE = "evim yandı, yangın çıktı"
TWO_AN_HOUR = "budget: {a_day: null, an_hour: 2}"


def at(team: Team, when: datetime) -> None:
    team.clock.now = when
    team.tick()


def resolve(team: Team, number: int, kind: str = "alert") -> None:
    by = Person(kind="slack", id="U0ELIF", name="Elif")
    subject = Subject(kind, number)  # type: ignore[arg-type]
    done = team.service.store.presses.press(subject, "resolve", by=by, now=team.clock())
    assert done is not None
    assert done.taken


# --- quiet hours


def test_what_comes_at_night_is_told_once_in_the_morning(make: Make) -> None:
    team = make(brand_more=(QUIET,))
    team.clock.now = NIGHT
    for number in range(4):
        team.post(f"gece {number}", author=f"n{number}", followers=900_000 if number else 5)
        team.cycle()
    at(team, MORNING - timedelta(minutes=1))
    assert team.messages() == []
    at(team, MORNING)
    (digest,) = team.cards()
    assert "4 complaints came in while it was quiet" in digest.text
    for number in range(4):
        assert f"gece {number}" in shown(digest)
    at(team, MORNING + timedelta(hours=3))
    assert len(team.cards()) == 1
    assert team.thread(digest) == []


def test_what_is_critical_breaks_through_the_quiet(make: Make) -> None:
    team = make(brand_more=(QUIET,))
    team.clock.now = NIGHT
    card = team.told(FIRE)
    team.tick(minutes=12)
    assert called(team.thread(card)) == sorted(called(team.thread(card))) != []
    at(team, MORNING)
    assert len(team.cards()) == 1


def test_nobody_is_called_at_night_of_what_was_told_in_the_evening(make: Make) -> None:
    team = make(brand_more=(QUIET,))
    team.clock.now = NIGHT.replace(hour=18, minute=58)
    card = team.told()
    at(team, NIGHT)
    at(team, MORNING - timedelta(minutes=1))
    assert team.thread(card) == []
    at(team, MORNING)
    assert "The time is up" in team.thread(card)[0].text


def test_an_incident_of_the_night_is_one_card_in_the_morning(make: Make) -> None:
    team = make(brand_more=(QUIET, "clocks: {high: {take_minutes: 20}}"))  # an incident is never less
    team.clock.now = NIGHT
    for number in range(4):
        team.storm(12, author=f"s{number}") if number else team.storm(12)
        team.cycle()
        team.tick(minutes=6)
    at(team, MORNING - timedelta(minutes=1))
    assert team.messages() == []
    assert team.count(notices) == 0
    at(team, MORNING)
    (card,) = team.messages()  # no thread yet, and no digest beside it
    assert "48 complaints" in card.text
    team.tick(minutes=9)
    assert team.thread(card) == []
    team.tick(minutes=2)
    assert ["50% of the time is up" in each.text for each in team.thread(card)] == [True]


def test_an_incident_of_the_night_that_becomes_critical_is_told_at_once(make: Make) -> None:
    team = make(brand_more=(QUIET,))
    team.clock.now = NIGHT
    team.storm(12)
    team.cycle()
    assert team.messages() == []
    team.post(f"kargo {FIRE}", author="burnt", followers=10)
    team.cycle()
    (card,) = team.messages()
    assert "Critical" in card.text
    assert "13 complaints" in card.text
    team.tick(minutes=7)
    assert ["1 more complaint" in each.text for each in team.thread(card)] == [True]
    team.tick(minutes=1)
    assert "50% of the time is up" in team.thread(card)[1].text
    before = len(team.cards())
    at(team, MORNING)
    assert len(team.cards()) == before


def test_an_incident_that_comes_back_at_night_is_told_of_in_the_morning(make: Make) -> None:
    team = make(brand_more=(QUIET,))
    team.clock.now = NIGHT.replace(hour=12)
    team.storm(12)
    team.cycle()
    resolve(team, 1, "incident")
    at(team, NIGHT)
    before = len(team.messages())
    team.storm(12, author="back")
    team.storm(12)
    team.cycle()
    team.cycle()
    assert team.incident().state == "open"
    assert "Resolved" not in team.cards()[0].text  # an edit rings no bell
    at(team, MORNING - timedelta(minutes=1))
    assert len(team.cards()) == before
    at(team, MORNING)
    assert ["is back" in each.text for each in team.cards()[before:]] == [True]


@pytest.mark.parametrize("number", [1, 9])
def test_nothing_is_lost_if_the_service_is_down_in_the_morning(make: Make, number: int) -> None:
    team = make(brand_more=(QUIET,))
    team.clock.now = NIGHT
    for index in range(number):
        team.post(f"gece {index}", author=f"n{index}")
    team.cycle()
    team.restart()
    at(team, MORNING + timedelta(hours=3))
    team.tick(seconds=15)
    team.tick(seconds=15)
    (digest,) = team.cards()
    everything = "\n".join(shown(each) for each in team.messages())
    assert all(f"gece {index}" in everything for index in range(number))
    assert len(team.thread(digest)) == (1 if number > 6 else 0)


def test_two_brands_have_their_own_mornings(make: Make) -> None:
    team = make(brand_more=(QUIET,))
    other = (team.config / "brands" / "firuzka.yaml").read_text(encoding="utf-8")
    changes = {
        "name: Firuzka": "name: Negin",
        "[Firuzka, فیروزکا]": "[Negin]",
        "{x: [firuzka], reddit: [firuzka]}": "{x: [negin]}",
        "Europe/Istanbul": "Asia/Tehran",
        "x: {mentions: {every_seconds: 1}, search": "x: {search",
    }
    for old, new in changes.items():
        assert old in other
        other = other.replace(old, new)
    (team.config / "brands" / "negin.yaml").write_text(other + "slack_channel: tehran\n", encoding="utf-8")
    team.restart()
    team.service.store.watches.ensure([watch.name for watch in team.service.watches], now=team.clock())
    team.clock.now = NIGHT
    team.post("gece")
    team.sandbox.world.post_x("Negin rezalet", author="reza", followers=900_000)
    team.cycle()
    tehran = MORNING - timedelta(minutes=30)  # half an hour ahead of Istanbul
    at(team, tehran - timedelta(minutes=1))
    assert (len(team.cards()), len(team.cards("tehran"))) == (0, 0)
    at(team, tehran)
    assert (len(team.cards()), len(team.cards("tehran"))) == (0, 1)
    assert "Negin" in team.cards("tehran")[0].text
    at(team, MORNING)
    assert (len(team.cards()), len(team.cards("tehran"))) == (1, 1)


# --- the budget


@pytest.mark.parametrize("budget", [TWO_AN_HOUR, "budget: {a_day: 2, an_hour: null}"])
@pytest.mark.parametrize("batches", [1, 5])
def test_what_is_over_the_budget_waits_for_the_digest(make: Make, budget: str, batches: int) -> None:
    team = make(more=(budget, 'digest: {at: ["13:00"]}'))
    for number in range(5):
        team.post(f"{number}", author=f"a{number}")
        if batches > 1:
            team.cycle()
    ticking(team)
    team.cycle()
    assert len(team.cards()) == 2
    at(team, NOON.replace(hour=10))
    assert len(team.cards()) == 3
    assert "3 complaints waited" in team.cards()[2].text


def ticking(team: Team) -> None:
    """Let the clock go on by itself at every look, as a real one does."""

    class Ticking(Clock):
        def __call__(self) -> datetime:
            self.now += timedelta(microseconds=7)
            return self.now

    team.clock = Ticking(team.clock.now)
    object.__setattr__(team.service, "clock", team.clock)
    object.__setattr__(team.service, "wait", team.clock.wait)


def test_a_new_hour_and_a_new_day_have_a_budget_of_their_own(make: Make) -> None:
    team = make(more=("budget: {a_day: 3, an_hour: 2}",))
    for number in range(3):
        team.post(author=f"a{number}")
    team.cycle()
    assert len(team.cards()) == 2
    team.clock.forward(hours=1)
    for number in range(3):
        team.post(author=f"b{number}")
    team.cycle()
    assert len(team.cards()) == 3
    team.clock.now = NOON.replace(hour=21, minute=1)  # past midnight there
    team.post(author="c")
    team.cycle()
    assert ["3 complaints waited" in each.text for each in team.cards()[3:]] == [False, True]


def test_what_is_critical_over_the_budget_is_one_message_that_grows(make: Make) -> None:
    team = make(more=(TWO_AN_HOUR,))
    team.post(author="a")
    team.post(author="b")
    team.cycle()
    for number in range(8):
        team.post(f"{FIRE} {number}", author=f"f{number}")
        team.cycle()
    team.tick(seconds=30)
    team.tick(seconds=30)
    (flood,) = team.cards()[2:]
    assert "8 more urgent complaints at once" in flood.text
    assert len(team.thread(flood)) == 1  # two had no room
    everything = shown(flood) + shown(team.thread(flood)[0])
    assert [everything.count(f"{FIRE} {number}") for number in range(8)] == [1] * 8
    team.clock.forward(hours=1)
    team.post(author="c")
    team.post(author="d")
    team.cycle()
    team.post(f"{FIRE} later", author="later")
    team.cycle()
    assert len(team.cards()) == 6
    assert "8 more" in team.now(flood).text


def test_a_flood_that_went_into_an_incident_is_told_anew_when_more_comes(make: Make) -> None:
    team = make(more=("budget: {a_day: null, an_hour: 1}",))
    team.post("", author="x")
    team.cycle()
    for number in range(2):  # held, and in an incident before they could be sent
        team.post(f"kargo {FIRE}", author=f"k{number}", followers=100)
    team.clock.forward(seconds=15)
    for watch in team.service.watches:
        pipeline.poll(team.service, watch, early=True)
    pipeline.judge(team.service)
    assert team.count(digests) == 1
    team.storm(12)
    for watch in team.service.watches:
        pipeline.poll(team.service, watch, early=True)
    pipeline.judge(team.service)
    pipeline.deliver(team.service)
    assert team.alert(2).incident_id == 1
    assert len(team.cards()) == 2
    team.post(FIRE, author="alone")
    team.cycle()
    assert "1 more urgent complaint" in team.cards()[2].text
    assert team.count(deliveries, deliveries.c.error.is_not(None)) == 0


def test_the_card_of_an_incident_always_goes(make: Make) -> None:
    team = make(more=(TWO_AN_HOUR,))
    for number in range(3):
        team.post(author=f"a{number}")
    team.cycle()
    team.storm(12)
    team.cycle()
    assert ["one cause" in each.text for each in team.cards()] == [False, False, True]


def test_cards_that_somebody_asked_for_are_no_interruption(make: Make) -> None:
    team = make(more=(TWO_AN_HOUR,))
    for number in range(5):
        team.post(f"{number}", author=f"a{number}", followers=5)
    team.cycle()
    at(team, NOON.replace(hour=14))
    (digest,) = team.cards()
    with hearing(team):
        for number in range(1, 5):
            assert team.press(digest, "show", value=f"{number}/1").ok
    assert len(team.cards()) == 5
    team.post(author="new")
    team.cycle()
    assert len(team.cards()) == 6


# --- digests


def test_show_gives_a_card_of_its_own_whose_promise_begins(make: Make) -> None:
    team = make()
    team.post("kargom", followers=5)
    team.cycle()
    at(team, NOON.replace(hour=14))
    (digest,) = team.cards()
    with hearing(team):
        assert team.press(digest, "show").ok
        card = team.cards()[1]
        assert {"take", "reply"} <= set(actions(card))
        team.tick(minutes=1)
        assert team.thread(card) == []
        assert actions(team.now(digest)) == []  # it has a card now
        assert team.press(card, "take").ok
    assert team.alert().acknowledged_by == ELIF.username
    team.tick(minutes=1)
    assert f"taken by {ELIF.username}" in shown(team.now(digest))
    team.tick(minutes=115)
    assert team.thread(card) == []
    assert len(team.cards()) == 2


def test_a_digest_says_what_became_of_those_in_it(make: Make) -> None:
    team = make()
    for number in range(3):
        team.post(f"{number}", author=f"a{number}", followers=5)
    team.cycle()
    resolve(team, 1)
    at(team, NOON.replace(hour=14))
    (digest,) = team.cards()
    assert "3 complaints" in digest.text
    assert "Resolved" in shown(digest)
    assert actions(digest) == ["show", "show"]
    resolve(team, 2)
    resolve(team, 3)
    team.tick(minutes=1)
    assert "All of them are dealt with" in shown(team.now(digest))
    assert actions(team.now(digest)) == []


def test_what_joins_an_incident_after_the_digest_stays_in_it_and_says_so(make: Make) -> None:
    team = make()
    for number in range(3):
        team.post(f"kargo {number}", author=f"a{number}", followers=5)
    team.cycle()
    at(team, NOON.replace(hour=14))
    (digest,) = team.cards()
    before = shown(digest)
    team.storm(12)
    team.cycle()
    team.tick(minutes=1)
    assert team.alert(1).incident_id == 1
    after = shown(team.now(digest))
    assert after.count("Told together with others, in an incident") == 3
    assert [line for line in before.splitlines() if "rezalet" in line] == [
        line for line in after.splitlines() if "rezalet" in line
    ]


@pytest.mark.parametrize("way", ["resolved", "incident"])
def test_a_digest_with_nothing_left_is_not_sent(make: Make, way: str) -> None:
    team = make()
    for number in range(2):
        team.post(f"kargo {number}", author=f"a{number}", followers=5)
    team.cycle()
    if way == "resolved":
        resolve(team, 1)
        resolve(team, 2)
    else:
        team.storm(12)
        team.cycle()
    before = len(team.cards())
    at(team, NOON.replace(hour=14))
    at(team, NOON.replace(hour=15))
    assert len(team.cards()) == before == (1 if way == "incident" else 0)
    assert team.count(deliveries, deliveries.c.pending.is_(True)) == 0
