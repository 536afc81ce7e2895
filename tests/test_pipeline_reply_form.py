"""The reply form over the real wire: every kind of draft, notes while one types, a question before a veto is sent."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote

import pytest
from fakes import KEYS, eventually
from handled import ELIF, NAZ, Make, Team, actions, elements, hearing, shown
from sqlalchemy import select

from alerts.slack_socket import SlackListener
from monitor import pipeline
from monitor.pressing import press as act
from monitor.replying import asks
from monitor.sandbox.faults import Fault
from monitor.sandbox.server import Sandbox
from monitor.sandbox.workspace import SlackMessage
from monitor.store import StoreError
from monitor.store.drafts import SENT, Drafts
from monitor.tables import replies
from monitor.wording import catalogue

BLAME = "Bu sizin hatanız, kargo adresini yanlış yazmışsınız."


@pytest.fixture
def team(make: Make) -> Iterator[Team]:
    made = make()
    with hearing(made):
        yield made


def kept(team: Team) -> list[Any]:
    with team.service.store.database.read() as connection:
        return list(connection.execute(select(replies).order_by(replies.c.id)))


def opened(team: Team, text: str = "#tr", **more: Any) -> SlackMessage:
    card = team.told(text, **more)
    assert team.press(card, "reply").ok
    return card


def form(team: Team, by: str = ELIF.id) -> Mapping[str, Any]:
    found = team.form(by)
    assert found is not None
    return found


def field(team: Team) -> tuple[str, str]:
    """The id of the field with the text, and the text that stands in it."""
    values = form(team)["state"]["values"]
    (name,) = [each for each in values if each.startswith("text#")]
    return name, values[name]["answer"]["value"]


def read(team: Team) -> str:
    """All that the form tells, without what can be edited."""
    blocks = form(team)["blocks"]
    labels = [element.get("text") for element in elements(blocks)]
    plain = [each if isinstance(each, str) else (each or {}).get("text", "") for each in labels]
    return "\n".join(plain).translate(dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069\u200f")))


def tells(team: Team, code: str, group: str = "lint") -> bool:
    """Whether the form holds the longest piece of a line's wording that stands between its gaps."""
    line = catalogue("en")[f"{group}.{code}"]
    return max(re.split(r"\{\w+\}", str(line)), key=len) in read(team)


def test_every_kind_of_draft_is_offered_and_the_form_follows_the_choice(team: Team) -> None:
    opened(team)
    drafts = {draft.kind: draft.text for draft in team.alert().drafts}
    assert field(team) == ("text#short", drafts["short"])
    (kinds,) = [each for each in elements(form(team)["blocks"]) if each["type"] == "radio_buttons"]
    assert [option["value"] for option in kinds["options"]] == ["short", "full", "private"]
    for kind in ("full", "private", "short"):
        assert team.fill(ELIF.id, kind=kind).ok
        assert field(team) == (f"text#{kind}", drafts[kind])
        (box,) = [each["url"] for each in elements(form(team)["blocks"]) if "intent" in each.get("url", "")]
        assert unquote(box).endswith(drafts[kind])
    assert team.alert().state == "open"


def test_what_was_edited_is_there_when_its_person_comes_back(team: Team) -> None:
    opened(team)
    drafts = {draft.kind: draft.text for draft in team.alert().drafts}
    mine = drafts["short"] + "\n\nElif · bugün 17.00'ye kadar yazacağım " + "x" * 600
    team.fill(ELIF.id, text=mine)
    team.fill(ELIF.id, kind="full")
    team.fill(ELIF.id, text=drafts["full"] + " 2")
    team.fill(ELIF.id, kind="private")
    assert field(team)[1] == drafts["private"]
    team.fill(ELIF.id, kind="short")
    assert field(team) == ("text#short", mine)
    team.fill(ELIF.id, text=mine + "!")
    team.fill(ELIF.id, kind="full")
    assert field(team)[1] == drafts["full"] + " 2"
    team.fill(ELIF.id, kind="short")
    assert field(team)[1] == mine + "!"
    team.submit(ELIF.id)
    (row,) = kept(team)
    assert (row.kind, row.edited, row.text) == ("short", True, mine + "!")


def test_a_form_tells_what_is_wrong_while_one_types(team: Team) -> None:
    opened(team)
    assert re.search(r"\b1[0-2] of 12", read(team))
    assert tells(team, "ready", "rubric")
    before = form(team)
    assert team.fill(ELIF.id, text=BLAME).ok
    assert tells(team, "vetoes", "rubric")
    assert tells(team, "blame")
    assert field(team) == ("text#short", BLAME)
    now = form(team)
    assert now["hash"] != before["hash"]
    # the field itself stays as Slack knows it: neither its text nor the cursor moves
    assert [each for each in now["blocks"] if each["type"] == "input"] == [
        each for each in before["blocks"] if each["type"] == "input"
    ]
    team.fill(ELIF.id, text=BLAME * 30)
    assert tells(team, "too_long")
    assert team.count(replies) == 0
    assert team.whispers(ELIF.id) == []


def test_notes_know_the_brand_its_last_replies_and_its_customer(team: Team) -> None:
    card = opened(team)
    first = field(team)[1]
    contact = team.service.brands["firuzka"].voice.contact
    assert team.submit(ELIF.id, sure=False).ok
    other = team.told("#tr ikinci", author="b")
    team.press(other, "reply")
    team.fill(ELIF.id, text=first)
    assert tells(team, "repeated")
    team.press(card, "reply")  # a second reply to the same customer has to offer a private place
    team.fill(ELIF.id, text=first.replace(contact, ""))
    assert tells(team, "no_private_channel")


def test_a_veto_is_asked_for_once_and_a_person_decides(team: Team) -> None:
    card = opened(team)
    sent = team.submit(ELIF.id, text=BLAME, sure=False)
    assert sent.ok
    assert "something more" in sent.said
    assert kept(team) == []
    assert "Send it anyway?" in read(team)
    assert field(team) == ("text#short", BLAME)
    assert form(team)["submit"]["text"] == "Yes, as it is"
    team.submit(ELIF.id, sure=False)
    assert team.form() is None
    (row,) = kept(team)
    assert (row.text, row.vetoes) == (BLAME, ["blame"])
    assert 0 <= row.score < 10
    assert f"Answered by {ELIF.username}" in shown(team.now(card))


def test_what_was_put_right_after_the_question_is_sent_like_any_other(team: Team) -> None:
    opened(team)
    good = field(team)[1]
    team.submit(ELIF.id, text=BLAME, sure=False)
    team.fill(ELIF.id, text=good)
    assert form(team)["submit"]["text"] == "I have replied"
    team.submit(ELIF.id, sure=False)
    (row,) = kept(team)
    assert (row.text, row.edited, row.vetoes) == (good, False, [])
    assert row.score >= 10


def test_a_kind_that_was_chosen_a_moment_before_sending_does_not_claim_the_text(team: Team) -> None:
    opened(team)
    team.sandbox.faults.script("/slack/api/views.update", [Fault("status", status=500)])
    team.fill(ELIF.id, kind="full")
    assert field(team)[0] == "text#short"  # the form could not follow
    team.submit(ELIF.id, sure=False)
    assert [(row.kind, row.edited) for row in kept(team)] == [("short", False)]


def test_a_key_pressed_after_it_was_closed_changes_nothing(team: Team) -> None:
    card = opened(team)
    team.press(card, "not_a_complaint", by=NAZ.id)
    before = form(team)
    assert team.fill(ELIF.id, text="hello").ok
    assert form(team)["hash"] == before["hash"]
    assert team.whispers(ELIF.id) == []


def test_slack_asks_to_slow_down_and_the_newest_text_wins(team: Team, sandbox: Sandbox) -> None:
    opened(team)
    sandbox.faults.script("/slack/api/views.update", [Fault("status", status=429, reset=3)])
    team.fill(ELIF.id, text=BLAME)
    assert tells(team, "blame")
    assert sandbox.world.requests["slack.views.update"] == 2


def test_the_same_by_socket(make: Make, sandbox: Sandbox) -> None:
    team = make()
    card = team.told("#tr")
    listener = SlackListener(app_token=KEYS.slack_app_token, base_url=sandbox.slack_url)
    listener.start(
        lambda pressed: act(team.service, pressed), asks=lambda pressed: asks(team.service, pressed)
    )
    try:
        eventually(lambda: len(sandbox.sockets))
        assert team.press(card, "reply").ok
        eventually(team.form)
        assert team.fill(ELIF.id, kind="full").ok
        eventually(lambda: field(team)[0] == "text#full")
        assert team.fill(ELIF.id, text=BLAME).ok
        eventually(lambda: tells(team, "blame"))
        assert "something more" in team.submit(ELIF.id, sure=False).said
        assert "Send it anyway?" in read(team)
        assert team.submit(ELIF.id, sure=False).ok
        eventually(lambda: kept(team))
        pipeline.deliver(team.service)
        assert [(row.kind, row.vetoes) for row in kept(team)] == [("full", ["blame"])]
        assert "reply" in actions(team.now(card))
    finally:
        listener.stop()


def test_a_text_that_cannot_be_looked_at_is_accepted_unasked(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(team)
    whole = Drafts.sent
    answers = iter([StoreError("locked")])

    def sent(self: Drafts, brand: str) -> list[str]:
        for error in answers:
            raise error
        return whole(self, brand)

    monkeypatch.setattr(Drafts, "sent", sent)
    assert team.submit(ELIF.id, text=BLAME, sure=False).ok
    assert [row.vetoes for row in kept(team)] == [["blame"]]


def test_a_key_pressed_while_the_store_fails_is_told_to_nobody(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(team)
    before = form(team)

    def fail(self: Drafts, brand: str) -> list[str]:
        raise StoreError("locked")

    monkeypatch.setattr(Drafts, "sent", fail)
    assert team.fill(ELIF.id, text=BLAME).ok
    assert form(team)["hash"] == before["hash"]
    assert team.whispers(ELIF.id) == []
    monkeypatch.undo()
    team.fill(ELIF.id, text=BLAME + "!")
    assert tells(team, "blame")


def test_the_last_replies_of_a_brand_are_known(team: Team) -> None:
    card = team.told("#tr")
    for number in range(SENT + 3):
        team.press(card, "reply")
        team.submit(ELIF.id, text=f"yanıt {number}")
    sent = team.service.store.drafts.sent("firuzka")
    assert sent == [f"yanıt {number}" for number in range(SENT + 2, 2, -1)]
    assert team.service.store.drafts.sent("another") == []


def test_a_form_of_another_language_is_worded_and_directed(make: Make) -> None:
    team = make(more=("language: fa",))
    with hearing(team):
        opened(team, "#fa سفارش من نرسید")
        team.fill(ELIF.id, text="این تقصیر خودتان است.")
        told = json.dumps(form(team), ensure_ascii=False)
        assert "این‌طور نباید فرستاده شود:" in told
        assert "پاسخ دادم" in told
