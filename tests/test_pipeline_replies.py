"""Replies over the real wire: what is offered, what is sent, the next one, and what a lead writes of a cause."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from handled import ELIF, KAMRAN, NAZ, Make, Team, actions, hearing, shown
from sqlalchemy import select

from alerts.replies import Names, lint
from monitor.tables import replies


@pytest.fixture
def team(make: Make) -> Iterator[Team]:
    made = make()
    with hearing(made):
        yield made


def kept(team: Team) -> list[Any]:
    with team.service.store.database.read() as connection:
        return list(connection.execute(select(replies).order_by(replies.c.id)))


def test_a_card_carries_three_drafts_of_different_kinds(team: Team) -> None:
    card = team.told("#tr", author="ayse")
    alert = team.alert()
    assert [draft.kind for draft in alert.drafts] == ["short", "full", "private"]
    assert {draft.language for draft in alert.drafts} == {"tr"}
    text = shown(team.now(card))
    assert all(draft.text in text for draft in alert.drafts)
    assert len(team.messages()) == 1
    assert alert.draft_at is None


def test_what_was_answered_is_kept_and_the_next_reply_offers_a_private_channel(team: Team) -> None:
    card = team.told("#tr")
    first = team.alert().drafts
    team.press(card, "reply", by=NAZ.id)
    team.submit(NAZ.id, text=first[0].text)
    (row,) = kept(team)
    assert (row.kind, row.source, row.edited, row.by) == ("short", "composed", False, f"slack:{NAZ.id}")
    after = shown(team.now(card))
    assert all(draft.text not in after for draft in team.alert().drafts)  # answered: the card is quiet
    contact = team.service.brands["firuzka"].voice.contact
    second = team.alert().drafts
    assert not {draft.text for draft in first} & {draft.text for draft in second}
    assert all(contact in draft.text for draft in second)
    team.press(card, "reply", by=ELIF.id)
    team.submit(ELIF.id, text="Aynı gün bizzat arayacağım, söz.")
    assert [(row.kind, row.edited) for row in kept(team)] == [("short", False), ("short", True)]


def test_whoever_was_answered_lately_is_not_answered_as_if_for_the_first_time(team: Team) -> None:
    card = team.told("#tr bir", author="ayse")
    team.press(card, "reply")
    team.submit(ELIF.id, text="Çok üzgünüz")
    team.clock.forward(hours=5)
    team.told("#tr iki", author="ayse")
    contact = team.service.brands["firuzka"].voice.contact
    assert all(contact in draft.text for draft in team.alert(2).drafts)


def test_the_customers_of_an_incident_are_answered_one_after_the_other(team: Team) -> None:
    team.post("kargo loud #tr", author="loud", followers=5_000)
    team.storm(7)
    team.cycle()
    (card,) = [each for each in team.cards() if "reply" in actions(each) and "merge" in str(each.blocks)]
    assert team.press(card, "reply", by=NAZ.id).ok
    form = str(team.form(NAZ.id))
    assert "@loud" in form
    alert = next(team.alert(number) for number in range(1, 9) if "loud" in team.alert(number).mention.text)
    assert alert.told_at is None
    assert alert.phase == "empathy"
    assert alert.drafts[0].text in form.replace("\\n", "\n")
    team.submit(NAZ.id, text=alert.drafts[0].text)
    assert team.alert(alert.id).answered_by == NAZ.username
    team.press(card, "reply", by=NAZ.id)
    assert "@loud" not in str(team.form(NAZ.id))


def test_a_lead_tells_the_cause_and_the_drafts_tell_it(team: Team) -> None:
    team.storm(8)
    team.cycle()
    card = next(each for each in team.cards() if "merge" in str(each.blocks))
    assert team.press(card, "explain", by=KAMRAN.id).ok
    why = "our courier's depot was closed by snow"
    assert team.submit(KAMRAN.id, phase="explanation", text_en=why).ok
    assert why in shown(team.now(card))
    assert (team.incident().phase, team.incident().explanations) == ("explanation", {"en": why})
    team.press(card, "reply", by=NAZ.id)
    assert team.form(NAZ.id) is not None
    answered = next(alert for alert in map(team.alert, range(1, 9)) if alert.drafts)
    full = next(draft for draft in answered.drafts if draft.kind == "full")
    assert why in full.text
    # put right since
    team.press(card, "explain", by=KAMRAN.id)
    team.submit(KAMRAN.id, phase="remedy", text_en=why)
    assert team.incident().phase == "remedy"
    assert team.alert(answered.id).draft_at is not None


def test_a_brands_own_lines_stand_in_place_of_the_shared_ones(make: Make) -> None:
    team = make()
    shared = (team.config / "replies").resolve()
    (team.config / "replies").unlink()  # a link to the shipped ones
    shutil.copytree(shared, team.config / "replies")
    own = team.config / "replies" / "firuzka"
    own.mkdir()
    (own / "tr.yaml").write_text(
        'language: tr\nresponsibility: ["Bu bizim ayıbımız, örtmeyeceğiz."]\n', encoding="utf-8"
    )
    team.restart()
    with hearing(team):
        team.told("#tr")
    drafts = team.alert().drafts
    assert any("Bu bizim ayıbımız" in draft.text for draft in drafts)
    voice = team.service.brands["firuzka"].voice
    names = Names(brand=voice.brand, contact=voice.contact, signature=voice.signature)
    for draft in drafts:
        assert not lint(draft.text, language="tr", names=names).vetoes
