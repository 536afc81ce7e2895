"""Threads of incidents, and hands that put complaints together or take them out."""

from __future__ import annotations

from itertools import pairwise

import pytest
from handled import ELIF, Make, Team, actions, hearing, shown

from alerts.base import Severity
from monitor import pipeline
from monitor.records import Person, Subject
from monitor.sandbox.workspace import SlackMessage
from monitor.tables import alerts, deliveries

FIRE = "yandı, yangın çıktı"


@pytest.fixture
def team(make: Make) -> Team:
    made = make()
    made.storm(12)
    made.cycle()
    return made


def more(team: Team, card: SlackMessage) -> list[str]:
    """What the thread was told of who joined."""
    return [shown(each) for each in team.thread(card) if "more complaint" in each.text]


def take(team: Team, number: int = 1) -> None:
    by = Person(kind="slack", id="U0ELIF", name="Elif")
    done = team.service.store.presses.press(Subject("incident", number), "take", by=by, now=team.clock())
    assert done is not None
    assert done.taken


def test_who_joins_is_told_in_batches_five_minutes_apart(team: Team) -> None:
    (card,) = team.cards()
    times = []
    for number in range(60):  # fifteen minutes
        team.post(f"kargo yeni {number}", author=f"late{number}", followers=50)
        before = len(more(team, card))
        team.cycle()
        team.tick()
        if len(more(team, card)) > before:
            times.append(team.clock())
    gaps = [(later - earlier).total_seconds() for earlier, later in pairwise(times)]
    assert len(times) == 3
    assert all(gap >= 300 for gap in gaps)
    team.tick(minutes=6)
    told = more(team, card)
    counts = [int(each.split()[0]) for each in told]
    assert sum(counts) == 60
    assert all(each.count("rezalet") == 6 for each in told)  # the others are counted
    team.tick(minutes=60)
    assert len(more(team, card)) == len(told)


def test_quotes_in_a_thread_call_nobody_and_link_nothing(team: Team) -> None:
    (card,) = team.cards()
    team.post("kargo <!channel> <@U0AYNUR0001> <http://evil.example|help>", author="h", followers=10)
    team.cycle()
    team.tick(minutes=6)
    (told,) = [each for each in team.thread(card) if "more complaint" in each.text]
    assert "<!" not in told.text
    assert "<@" not in told.text
    assert "evil.example|help" in shown(told)


def two_incidents(team: Team, second: str = "") -> tuple[SlackMessage, SlackMessage]:
    for index in range(9):
        team.post(f"kupon {second} {index}", author=f"kupon{index}", followers=100)
    team.cycle()
    first, other = team.cards()
    return first, other


def test_two_incidents_are_made_one_by_hand(team: Team) -> None:
    first, other = two_incidents(team, FIRE)
    take(team)
    assert team.incident(2).severity is Severity.critical
    with hearing(team):
        assert team.press(other, "merge").ok
        form = team.form()
        assert form is not None
        assert "12" in str(form)  # how many complaints the other has
        assert team.submit(ELIF.id, into="1").ok
        assert team.count(alerts, alerts.c.incident_id == 1) == 21
        team.tick(seconds=30)
        assert "21 complaints" in team.now(first).text
        assert "Critical" in team.now(first).text
        assert "Goes on in another incident" in shown(team.now(other))
        assert actions(team.now(other)) == []
        # whoever has the one has the other's complaints as well
        assert team.count(alerts, alerts.c.state == "acknowledged") == 21
        team.tick(minutes=6)
        assert "9 more complaints" in more(team, first)[0]
        before = len(team.thread(other))
        team.tick(hours=3)
        assert len(team.thread(other)) == before
        # what goes on in the one is known by both
        team.post("kupon again", author="again", followers=10)
        team.cycle()
        team.tick(seconds=30)
        assert "22 complaints" in team.now(first).text


def test_an_incident_cannot_go_into_one_that_is_over_meanwhile(team: Team) -> None:
    _, other = two_incidents(team)
    by = Person(kind="slack", id="U0NAZ", name="Naz")
    with hearing(team):
        assert team.press(other, "merge").ok
        team.service.store.presses.press(Subject("incident", 1), "resolve", by=by, now=team.clock())
        assert team.submit(ELIF.id, into="1").ok
    assert team.incident(2).state == "open"
    assert team.count(alerts, alerts.c.incident_id == 2) == 9
    (told,) = team.whispers(ELIF.id)
    assert "no longer there" in told


def test_without_another_incident_there_is_nothing_to_choose(team: Team) -> None:
    (card,) = team.cards()
    with hearing(team):
        assert team.press(card, "merge").ok
    assert team.form() is None
    assert team.incident().state == "open"


def test_what_was_taken_out_is_never_put_in_again(team: Team) -> None:
    (card,) = team.cards()
    loud = _card_within(team)
    with hearing(team):
        assert "leave" in actions(loud)
        assert team.press(loud, "leave").ok
        left = team.alert(13)
        assert left.incident_id is None
        assert "leave" not in actions(team.now(loud))
        assert "Told together" not in shown(team.now(loud))
        team.tick(seconds=30)
        assert "12 complaints" in team.now(card).text
        # the promise begins when it is its own again
        assert len(team.thread(loud)) == 0
        team.tick(minutes=8)
        assert "50%" in team.thread(loud)[0].text
        for number in range(3):
            team.storm(12, author=f"again{number}")
            team.cycle()
        assert team.alert(13).incident_id is None
        assert len(team.cards()) == 2


def test_whoever_presses_twice_to_take_it_out_is_told_kindly(team: Team) -> None:
    loud = _card_within(team)
    with hearing(team):
        for _ in range(2):  # the card that was pressed is an old one
            assert team.sandbox.press(
                loud.channel, _old(team, loud).ts, "menu#2", user=ELIF.id, value="leave|13"
            ).ok
    assert ["no longer there" in each for each in team.whispers(ELIF.id)] == [True]
    assert team.alert(13).incident_id is None


def _card_within(team: Team) -> SlackMessage:
    """The card of an alert that was told alone and then joined the incident."""
    team.storm(1, "kupon", author="loud", followers=900_000)
    team.cycle()
    with team.service.store.database.write() as connection:  # as if its words had been of the same cause
        connection.execute(
            alerts.update().where(alerts.c.id == 13).values(incident_id=1, joined_at=team.clock())
        )
        connection.execute(
            deliveries.update()
            .where(deliveries.c.kind == "alert", deliveries.c.subject_id == 13)
            .values(version=deliveries.c.version + 1, pending=True, due_at=team.clock())
        )
    pipeline.deliver(team.service)
    return team.cards()[-1]


def _old(team: Team, card: SlackMessage) -> SlackMessage:
    """The same card as somebody's screen still shows it."""
    slack = team.sandbox.world.slack
    return slack.add(card.channel, card.text, blocks=card.blocks)
