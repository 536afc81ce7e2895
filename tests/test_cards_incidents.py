"""Incidents, digests and forms as messages, every state in words; and hostile text stays text."""

from __future__ import annotations

from typing import Any

import pytest
from shown_cards import AT, HOSTILE, alert, card, incident, mention, offered, pressable, words

from alerts.base import Message
from alerts.blocks import layout
from monitor.cards import (
    alert_message,
    digest_message,
    digest_part,
    incident_message,
    merge_form,
    read_value,
    reply_form,
    value_of,
)
from monitor.drafting import lint_reply, writing_of
from monitor.records import (
    Alert,
    Digest,
    Incident,
    Subject,
)
from monitor.wording import LANGUAGES, Language


def incident_card(given: Incident, language: Language = "en") -> Message:
    return incident_message(given, delivery_id="d1", words=words(language), brand_name="Firuzka")


def test_an_incident_tells_how_many_who_where_and_since_when() -> None:
    shown = incident_card(incident())
    assert shown.headline == "High · Firuzka · 12 complaints, one cause"
    facts = {fact.label: fact.value for fact in shown.facts}
    assert facts["Complaints"] == "12 complaints · 9 people"
    assert facts["Where"] == "X 8 · Reddit 4"
    assert facts["Languages"] == "Turkish 7 · Persian 5"
    assert facts["About"] == "Delivery 9"
    assert facts["Loudest"] == "41,200 followers"
    assert facts["Owner"] == "nobody yet"
    assert shown.sections[0].lines[-1] == "9 people within 1 h; usual at this time: 0.2"
    assert pressable(shown) == [
        ("take", "incident:3"),
        ("reply", "incident:3"),
        ("snooze", "incident:3/hour"),
        ("snooze", "incident:3/morning"),
        ("snooze", "incident:3/worse"),
        ("assign", "incident:3"),
        ("not_a_complaint", "incident:3"),
        ("resolve", "incident:3"),
        ("explain", "incident:3"),
        ("merge", "incident:3"),
    ]
    (quote,) = shown.quotes
    assert (quote.direction, quote.source) == ("rtl", "@sara · X · 41,200 followers")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("changes", "told"),
    [
        pytest.param({}, "headline", id="open"),
        pytest.param({"surge": True}, "surge_headline", id="a surge"),
        pytest.param(
            {"state": "acknowledged", "acknowledged_by": "Aynur", "acknowledged_at": AT}, "", id="taken"
        ),
        pytest.param({"state": "resolved", "resolution": "over", "resolved_at": AT}, "over", id="over"),
        pytest.param({"state": "resolved", "resolution": "merged", "resolved_at": AT}, "merged", id="merged"),
        pytest.param(
            {"state": "resolved", "resolution": "resolved", "resolved_by": "Aynur", "resolved_at": AT},
            "",
            id="resolved",
        ),
        pytest.param({"loudest": None, "topics": (), "usual": 0.004}, "headline", id="little is known"),
    ],
)
def test_an_incident_in_every_state_and_language(
    changes: dict[str, Any], told: str, language: Language
) -> None:
    given = incident(**changes)
    shown = incident_card(given, language)
    assert shown.direction == words(language).direction
    assert "12" in shown.headline or "۱۲" in shown.headline
    assert "{" not in shown.headline + shown.state
    assert shown.folded == (given.state == "resolved") == (not shown.buttons)
    assert bool(shown.state) == (given.state != "open")
    if "Aynur" in changes.values():
        assert "Aynur" in shown.state
    if told in ("over", "merged"):
        assert shown.state == words(language)(f"incident.{told}", when=words(language).moment(AT))


def test_what_else_came_in_the_time_of_an_incident_is_counted_on_its_card() -> None:
    facts = {fact.label: fact.value for fact in incident_card(incident(beside=124)).facts}
    assert facts["Beside it"] == "124 other complaints in this time"
    assert "Beside it" not in {fact.label for fact in incident_card(incident()).facts}


def test_an_alert_of_an_incident_says_so_while_it_is_open() -> None:
    assert "incident" in card(alert(incident_id=3)).state
    assert card(alert()).state == ""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "changes",
    [
        {"snooze": "hour", "snoozed_until": AT},
        {"snooze": "worse"},
        {"state": "acknowledged", "acknowledged_by": "A", "answered_by": "B", "answered_at": AT},
        {"state": "resolved", "resolution": "solved", "resolved_by": "A", "resolved_at": AT, "note": "<b>ok"},
    ],
    ids=lambda changes: "-".join(changes),
)
def test_every_state_is_worded(changes: dict[str, Any], language: Language) -> None:
    for shown in (card(alert(**changes), language), incident_card(incident(**changes), language)):
        assert shown.state
        assert "{" not in shown.state
        assert layout(shown)


def test_how_it_ended_stands_on_the_card_with_what_the_person_wrote() -> None:
    ended = {"state": "resolved", "resolved_by": "A", "resolved_at": AT}
    shown = card(alert(**ended, resolution="cannot", note="no stock\nleft"))
    assert shown.state == "Resolved by A · 21 Nov 2026, 14:30 · Cannot be solved · no stock left"


def test_a_promise_stands_on_the_card_until_it_is_kept() -> None:
    def due(given: Alert) -> dict[str, str]:
        shown = alert_message(given, delivery_id="d", words=words(), brand_name="F", due_at=AT)
        return {fact.label: fact.value for fact in shown.facts}

    assert due(alert())["Take by"] == "21 Nov 2026, 14:30"
    assert due(alert(state="acknowledged"))["Answer by"] == "21 Nov 2026, 14:30"


def digest(*items: Alert, kind: str = "day") -> Message:
    made = Digest(id=4, brand="firuzka", kind=kind, items=items)
    return digest_message(made, delivery_id="d1", words=words(), brand_name="Firuzka")


def test_a_digest_tells_what_waited_and_lets_each_have_its_card() -> None:
    waiting = [alert(id=number) for number in range(1, 9)]
    shown = digest(*waiting)
    assert shown.headline == "Firuzka · 8 complaints waited for a calm look"
    assert [quote.source.split()[0] for quote in shown.quotes] == ["1.", "2.", "3.", "4.", "5.", "6."]
    assert pressable(shown) == [("show", f"{number}/4") for number in range(1, 7)]
    assert shown.sections[0].lines == ("2 more stand in the thread",)


def test_what_a_digest_has_no_room_for_stands_in_its_thread() -> None:
    made = Digest(id=4, brand="firuzka", kind="day", items=tuple(alert(id=n) for n in range(1, 9)))
    shown = digest_part(made, 6, 12, delivery_id="d1", words=words())
    assert shown.headline == "7 to 8"
    assert [quote.source.split()[0] for quote in shown.quotes] == ["7.", "8."]
    assert pressable(shown) == [("show", "7/4"), ("show", "8/4")]


def test_a_digest_says_what_was_dealt_with_since() -> None:
    taken = alert(id=1, state="acknowledged", acknowledged_by="Leyla")
    closed = alert(id=2, state="resolved", resolution="solved", resolved_by="A", resolved_at=AT)
    shown = digest(taken, closed, kind="flood")
    assert "taken by Leyla" in shown.quotes[0].source
    assert "Resolved" in shown.quotes[1].source
    assert (shown.buttons, shown.state) == ((), "")
    assert digest(closed).state == "All of them are dealt with"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", HOSTILE)
def test_forms_and_digests_stand_hostile_text(text: str, language: Language) -> None:
    given = alert(
        mention=mention(text=text, author_handle=text, author_name=text),
        drafts=offered(text, text, text),
        note=text,
    )
    assert layout(digest(given))
    writing = writing_of(given, None, {})
    linted = lint_reply(writing, given, None, handles=[text], recent=[text])
    form = reply_form(given, writing, linted, words(language))
    assert [field.value for field in form.fields] == ["short", text]
    assert form.direction == words(language).direction
    merging = merge_form(Subject("incident", 3), [(1, text, 5)], words(language))
    assert "\n" not in merging.fields[0].choices[0].label


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("7", (Subject("alert", 7), "")),
        ("7/hour", (Subject("alert", 7), "hour")),
        ("incident:7", (Subject("incident", 7), "")),
        ("incident:7/morning", (Subject("incident", 7), "morning")),
        ("digest:7", (Subject("digest", 7), "")),
        *(
            (wrong, None)
            for wrong in ("", "x", "-1", "٣", "9" * 19, "7/", "7/HOUR", "incident:", "7 ", "a:7")
        ),
    ],
)
def test_the_value_of_a_button_names_its_subject(value: str, read: object) -> None:
    assert read_value(value) == read
    if isinstance(read, tuple):
        assert value_of(*read) == value
