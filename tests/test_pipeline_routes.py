"""Silences and routes over the real wire: who is told of what, and what nobody is told of."""

from __future__ import annotations

from datetime import timedelta

import pytest
from handled import NOON, Make, Team, shown

from alerts.base import Severity
from monitor.routing import Matchers
from monitor.sandbox.server import Sandbox

FIRE = "evim yandı, yangın çıktı"
NOTICES = 'slack: {base_url: "%s", channel: complaints, notice_channel: lost, timeout_seconds: 2, pace_seconds: 0.02}'


def mute(team: Team, when: Matchers, *, hours: float = 1) -> int:
    silence = team.service.store.silences.add(
        when, until=team.clock() + timedelta(hours=hours), by="Elif", why="sale", now=team.clock()
    )
    return silence.id


@pytest.mark.parametrize(
    ("when", "muted"),
    [
        (Matchers(brands=("firuzka",)), True),
        (Matchers(brands=("other",)), False),
        (Matchers(topics=("delivery",)), True),
        (Matchers(topics=("payment",)), False),
        (Matchers(authors=("@AYSE",)), True),
        (Matchers(authors=("ayse2",)), False),
        (Matchers(languages=("en",), platforms=("x",)), True),
        (Matchers(languages=("en",), platforms=("reddit",)), False),
        (Matchers(severities=(Severity.high,)), True),
        (Matchers(severities=(Severity.critical,)), False),
    ],
)
def test_what_a_silence_fits_is_told_nobody_and_kept(make: Make, when: Matchers, muted: bool) -> None:
    team = make()
    mute(team, when)
    team.post()
    team.cycle()
    team.tick(minutes=59)
    assert (team.cards() == []) is muted
    assert team.alert().held == ("silence" if muted else None)
    # what was silenced stays so, what comes afterwards is told
    team.tick(minutes=2)
    before = len(team.cards())
    assert before == (0 if muted else 1)
    team.post("later", author="later")
    team.cycle()
    assert len(team.cards()) == before + 1


def test_a_silence_that_was_ended_mutes_no_more(make: Make) -> None:
    team = make()
    silence = mute(team, Matchers(), hours=100)
    team.post()
    team.cycle()
    team.clock.forward(minutes=1)
    assert team.service.store.silences.end(silence, now=team.clock())
    team.post("later", author="later")
    team.cycle()
    assert ["later" in each.text for each in team.cards()] == [True]


def test_a_silenced_storm_has_no_card_until_it_is_worse_than_what_was_silenced(make: Make) -> None:
    team = make()
    mute(team, Matchers(severities=(Severity.high, Severity.medium)))
    team.storm(12)
    team.cycle()
    team.tick(minutes=30)
    assert team.messages() == []
    team.post(f"kargo {FIRE}", author="burnt", followers=10)
    team.cycle()
    assert ["13 complaints" in each.text for each in team.messages()] == [True]


def test_routes_lead_where_they_say(make: Make) -> None:
    team = make(
        more=(
            'routes: [{name: fire, severities: [critical], to: ["slack:#urgent"], go_on: true}, '
            '{name: persian, languages: [fa], to: ["slack:#persian", "slack:#urgent"]}, '
            '{name: rest, languages: [en, tr], to: ["slack:#complaints"]}]',
        )
    )
    team.post("#fa one", author="a")
    team.post(f"#en two {FIRE}", author="b")
    team.post(f"#fa three {FIRE}", author="c")
    team.post("#tr four", author="d")
    team.cycle()
    found = {
        channel: sorted(
            word
            for card in team.cards(channel)
            for word in ("one", "two", "three", "four")
            if word in card.text
        )
        for channel in ("urgent", "persian", "complaints")
    }
    assert found == {
        "urgent": ["one", "three", "two"],
        "persian": ["one", "three"],
        "complaints": ["four", "two"],
    }
    # each stands once at each place, and all follow
    assert len(team.cards("urgent")) == 3


def test_a_step_is_told_in_every_thread_and_the_second_place_gets_the_card(make: Make) -> None:
    team = make(
        more=(
            'routes: [{name: persian, languages: [fa], to: ["slack:#persian", "slack:#urgent"], '
            'second: ["slack:#second"]}]',
        )
    )
    team.post("#fa")
    team.cycle()
    team.tick(minutes=8)
    for channel in ("persian", "urgent"):
        card, half = team.messages(channel)
        assert half.thread_ts == card.ts
    assert team.messages("second") == []
    team.tick(minutes=70)
    team.tick()
    card, told = team.messages("second")
    assert "rezalet" in shown(card)
    assert (told.thread_ts, "a second place was told" in told.text) == (card.ts, True)


def test_what_no_route_fits_comes_to_the_notices_and_is_told_once_a_day(make: Make, sandbox: Sandbox) -> None:
    team = make(
        more=(
            'routes: [{name: persian, languages: [fa], to: ["slack:#persian"]}]',
            NOTICES % sandbox.slack_url,
        )
    )
    for number in range(3):
        team.post(f"kart {number}", author=f"a{number}")
        team.cycle()
    lost = team.cards("lost")
    assert sum("No route fits a complaint about firuzka" in each.text for each in lost) == 1
    assert sum("kart" in each.text for each in lost) == 3
    assert team.cards() == []
    team.clock.forward(hours=24)
    team.post("kart 4", author="b")
    team.cycle()
    assert sum("No route fits" in each.text for each in team.cards("lost")) == 2


def test_a_digest_stands_at_each_place_of_its_route(make: Make) -> None:
    team = make(more=('routes: [{name: all, to: ["slack:#persian", "slack:#urgent"]}]',))
    team.post("one", followers=5)
    team.cycle()
    team.clock.now = NOON.replace(hour=14)
    team.tick()
    assert [len(team.cards(channel)) for channel in ("persian", "urgent", "complaints")] == [1, 1, 0]
