"""The card of an alert in each state; and hostile text stays text."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from shown_cards import AT, HOSTILE, alert, card, mention, offered, pressable, words

import monitor.triage
from alerts.base import Form, Severity
from alerts.blocks import fallback, layout
from monitor.cards import BY_API, reply_form, way_told
from monitor.drafting import lint_reply, writing_of
from monitor.records import Way
from monitor.wording import LANGUAGES, Language


def test_an_open_card() -> None:
    message = card(alert())
    assert message.delivery_id == "d1"
    assert message.headline == "High · Firuzka · X"
    assert (message.severity, message.direction, message.folded, message.state) == (
        Severity.high,
        "ltr",
        False,
        "",
    )
    assert {fact.label: fact.value for fact in message.facts} == {
        "Author": "@ayse · 41,200 followers",
        "Where": "X · post",
        "Posted": "21 Nov 2026, 14:30",
        "Language": "Turkish",
        "About": "Delivery",
    }
    (quote,) = message.quotes
    assert (quote.text, quote.direction) == ("@firuzka dört gündür kargom gelmedi", "ltr")
    assert (quote.source, quote.url) == ("@ayse", "https://x.com/ayse/status/1857")
    (why,) = message.sections
    assert why.title == "Why you are seeing this"
    assert why.lines == ("A complaint: 93% sure", "Its author has 41,200 followers", "Found by: @firuzka")
    (draft,) = message.drafts
    assert draft.label == "Short reply (Turkish) — edit before sending"
    assert (draft.text, draft.direction) == ("Merhaba Ayşe, özür dileriz.", "ltr")
    assert [button.label for button in message.buttons] == ["Take", "Reply", "Snooze", ""]
    assert pressable(message) == [
        ("take", "7"),
        ("reply", "7"),
        ("snooze", "7/hour"),
        ("snooze", "7/morning"),
        ("snooze", "7/worse"),
        ("assign", "7"),
        ("not_a_complaint", "7"),
        ("resolve", "7"),
    ]


def test_a_taken_card_says_who_has_it_and_hides_take() -> None:
    message = card(
        alert(state="acknowledged", acknowledged_by="leyla", acknowledged_at=AT + timedelta(minutes=4))
    )
    assert message.state == "Taken by leyla · 21 Nov 2026, 14:34"
    assert "take" not in dict(pressable(message))
    assert pressable(message)[0] == ("reply", "7")
    assert message.drafts
    assert not message.folded


@pytest.mark.parametrize(
    ("resolution", "headline", "state"),
    [
        ("resolved", "Resolved · Firuzka · X", "Resolved by leyla · 21 Nov 2026, 15:30"),
        (
            "not_a_complaint",
            "Not a complaint · Firuzka · X",
            "Not a complaint, says leyla · 21 Nov 2026, 15:30",
        ),
    ],
)
def test_a_closed_card_is_folded(resolution: str, headline: str, state: str) -> None:
    closed = alert(
        state="resolved", resolution=resolution, resolved_by="leyla", resolved_at=AT + timedelta(hours=1)
    )
    message = card(closed)
    assert (message.headline, message.state, message.folded) == (headline, state, True)
    assert message.buttons == message.drafts == ()
    assert [link.label for link in message.links] == ["Open on X"]


def test_a_state_without_a_name_or_a_time_is_told_all_the_same() -> None:
    assert card(alert(state="acknowledged")).state == "Taken by somebody · Unknown"


@pytest.mark.parametrize(
    ("changes", "author"),
    [
        ({"followers": 1}, "@ayse · 1 follower"),
        ({"followers": None}, "@ayse"),
        ({"followers": None, "author_handle": None}, "Ayşe"),
        ({"followers": None, "author_handle": None, "author_name": None}, "unknown author"),
        ({"followers": None, "platform": "reddit", "kind": "comment"}, "u/ayse"),
    ],
)
def test_the_author(changes: dict[str, Any], author: str) -> None:
    facts = {fact.label: fact.value for fact in card(alert(mention=mention(**changes))).facts}
    assert facts["Author"] == author


def test_an_edited_post_and_no_topic() -> None:
    facts = {
        fact.label: fact.value for fact in card(alert(topic="none", mention=mention(edited_at=AT))).facts
    }
    assert facts["Posted"] == "21 Nov 2026, 14:30 (edited 21 Nov 2026, 14:30)"
    assert "About" not in facts
    assert "About" not in {fact.label for fact in card(alert(topic=None)).facts}
    assert {fact.label: fact.value for fact in card(alert(topic="promo <b>")).facts}["About"] == "promo <b>"


def test_the_reply_box_of_x_holds_the_draft() -> None:
    draft = 'Salam & "hello"? #1 سلام\n+ %20'
    link = card(alert(drafts=offered(draft))).links[1]
    parts = urlsplit(link.url)
    assert (parts.scheme, parts.netloc, parts.path) == ("https", "x.com", "/intent/post")
    assert parse_qs(parts.query) == {"in_reply_to": ["1857"], "text": [draft]}
    assert link.label == "Reply on X, with this text"


@pytest.mark.parametrize("draft", ["س\u200c" * 900, "👩‍👩‍👧‍👦" * 400, "é" * 1_000_000, "\ud800" * 5000])
def test_the_reply_box_stays_short_enough(draft: str) -> None:
    url = card(alert(drafts=offered(draft))).links[1].url
    assert 1000 < len(url) <= 3000
    shown = parse_qs(urlsplit(url).query)["text"][0]
    assert shown.endswith("…") or draft.startswith("\ud800")


@pytest.mark.parametrize(
    "changes", [{"platform": "reddit"}, {"external_id": "18&57"}, {"external_id": "١٨"}, {"external_id": ""}]
)
def test_no_reply_box_elsewhere_nor_for_a_strange_id(changes: dict[str, Any]) -> None:
    assert len(card(alert(mention=mention(**changes))).links) == 1


@pytest.mark.parametrize(
    ("language", "gist", "by"),
    [
        (
            "en",
            "Machine translation, in short",
            "Short reply (Turkish) — worded by quill-1; read and edit before sending",
        ),
        ("tr", "Makine çevirisi, kısaca", "metin quill-1 modelinden"),
        ("az", "Maşın tərcüməsi, qısaca", "mətni quill-1 modeli yazıb"),
        ("fa", "خلاصهٔ ترجمهٔ ماشینی", "به قلم مدل"),
    ],
)
def test_what_a_model_gave_is_told_as_its(language: Language, gist: str, by: str) -> None:
    short, full = offered("Merhaba Ayşe", "Merhaba Ayşe, özür dileriz.")
    shown = card(alert(gist="The parcel\nis late", drafts=(replace(short, source="quill-1"), full)), language)
    first, why = shown.sections
    assert (first.title, first.lines) == (gist, ("The parcel is late",))
    assert [by in draft.label for draft in shown.drafts] == [True, False]
    laid = json.dumps(layout(shown), ensure_ascii=False)
    assert laid.index("dört gündür") < laid.index("The parcel is late") < laid.index(why.title)
    closed = card(alert(gist="The parcel is late", state="resolved", resolved_at=AT), language)
    assert "The parcel" not in json.dumps(layout(closed))  # folded


def test_no_draft_no_reply_box() -> None:
    message = card(alert(drafts=()))
    assert message.drafts == ()
    assert len(message.links) == 1


def test_every_reason_of_triage_is_worded_in_every_language() -> None:
    facts = {
        "percent": 87,
        "points": 3,
        "followers": 41_200,
        "count": 120,
        "word": "yangın",
        "topic": "payment",
    }
    facts |= {"author": "bot", "language": "other", "days": 30, "severity": "medium"}
    table = (monitor.triage.__doc__ or "").split("==\n")[2]
    codes = [line.split("`")[1] for line in table.splitlines() if line.startswith("`")]
    assert len(codes) >= 16
    for language in LANGUAGES:
        for code in codes:
            line = (
                card(alert(reasons=({"code": code, "facts": facts},), words=()), language)
                .sections[0]
                .lines[0]
            )
            assert line != code
            assert "points" not in line, "told by its own names"


def test_a_topic_in_a_reason_is_named() -> None:
    reason = {"code": "urgent_topic", "facts": {"topic": "safety_fraud"}}
    assert "Safety and fraud" in card(alert(reasons=(reason,))).sections[0].lines[0]


@pytest.mark.parametrize(
    ("reason", "language", "line"),
    [
        (
            {"code": "cap_word", "facts": {"word": "kupon", "severity": "medium"}},
            "en",
            "“kupon”, which you count as Medium at",
        ),
        ({"code": "cap_word", "facts": {"word": "کوپن", "severity": "medium"}}, "fa", "حداکثر «متوسط»"),
        (
            {"code": "repeated", "facts": {"count": 1, "days": 30, "points": 6}},
            "en",
            "once in the 30 days before",
        ),
        (
            {"code": "repeated", "facts": {"count": 3, "days": 30, "points": 12}},
            "fa",
            "در ۳۰ روز پیش از آن ۳ بار",
        ),
        ({"code": "unanswered", "facts": {"count": 24}}, "tr", "24 mesai saatidir"),
        ({"code": "ignored_topic", "facts": {"topic": "price"}}, "az", "mövzu: Qiymət"),
    ],
)
def test_facts_of_a_reason_are_worded(reason: dict[str, Any], language: Language, line: str) -> None:
    assert line in card(alert(reasons=(reason,), words=()), language).sections[0].lines[0]


def test_a_reason_of_another_version_is_told_by_its_own_names() -> None:
    reasons = (
        {"code": "moon_phase", "facts": {}},
        {"code": "reach", "facts": {"people": 3}},
    )
    assert card(alert(reasons=reasons)).sections[0].lines[:2] == ("moon_phase", "reach (people 3)")


def test_a_persian_card_runs_from_right_to_left() -> None:
    post = mention(text="@firuzka سفارشم نرسید")
    message = card(alert(language="fa", drafts=offered("سلام", language="fa"), mention=post), "fa")
    assert message.direction == "rtl"
    assert message.headline == "فوری · \u2068Firuzka\u2069 · ایکس"
    assert message.facts[0].value == "\u2068@ayse\u2069 · ۴۱٬۲۰۰ دنبال‌کننده"
    assert message.facts[2].value == "۳۰ آبان ۱۴۰۵، ۱۴:۳۰"
    assert message.quotes[0].direction == message.drafts[0].direction == "rtl"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_every_field_of_a_card(text: str, language: Language) -> None:
    post = mention(text=text, author_handle=text, author_name=text, permalink=text)
    reasons = ({"code": "urgent_word", "facts": {"word": text}},)
    for state in ("open", "acknowledged", "resolved"):
        given = alert(
            state=state, mention=post, acknowledged_by=text, resolved_by=text, reasons=reasons,
            words=(text,) * 9,
            topic=text or None, language="other", drafts=offered(text, text, text),
        )  # fmt: skip
        message = card(given, language, brand_name=text)
        lines = [
            message.headline,
            message.state,
            *(fact.value for fact in message.facts),
            *message.sections[0].lines,
        ]
        for line in lines:
            assert len(line) < 1000
            assert "\n" not in line
            assert "\u202e" not in line
            assert line.count("\u2068") == line.count("\u2069")
        assert layout(message)
        assert "<!channel>" not in fallback(message)


# --- how a reply goes out

OPEN = Way(platform="reddit", why="open", account="u/firuzka")
BILLED = Way(
    platform="x",
    why="addressed",
    account="@firuzka_destek1",
    cost=Decimal("0.015"),
    link_cost=Decimal("0.20"),
)
BY_HAND = [Way(platform="x", why=why) for why in ("not_addressed", "no_way", "off")]


def offering(way: Way, language: Language) -> Form:
    given = replace(alert(), drafts=alert().drafts[:1])
    writing = writing_of(given, None, {})
    linted = lint_reply(writing, given, None, handles=(), recent=())
    return reply_form(given, writing, linted, words(language), way)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("way", [OPEN, BILLED], ids=["free", "billed"])
def test_where_a_reply_can_be_published_the_form_asks_and_does_not_presume(
    way: Way, language: Language
) -> None:
    form = offering(way, language)
    text, how = form.fields
    assert (text.name, how.name, how.value) == ("text", "how", "hand")
    assert [choice.value for choice in how.choices] == ["hand", BY_API]
    assert all(len(choice.label) <= 75 for choice in how.choices)  # Slack cuts longer ones
    assert str(way.account) in how.choices[1].label
    assert form.sections == ()
    assert form.submit != words(language)("form.reply_submit")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("way", BY_HAND, ids=lambda way: way.why)
def test_where_it_cannot_the_form_says_why(way: Way, language: Language) -> None:
    form = offering(way, language)
    assert [field.name for field in form.fields] == ["text"]
    ((line,),) = [section.lines for section in form.sections]
    assert line == way_told(way, words(language))
    assert form.submit == words(language)("form.reply_submit")


def test_what_is_billed_is_told_in_the_teams_way_of_writing_numbers() -> None:
    assert "($0.015; with a link $0.2)" in way_told(BILLED, words("en"))
    assert "(0,015 $; bağlantıyla 0,2 $)" in way_told(BILLED, words("tr"))
    assert "۰٫۰۱۵ دلار" in way_told(BILLED, words("fa"))


@pytest.mark.parametrize(
    ("sending", "told"),
    [(None, "Answered by Naz"), ("waiting", "Being published for Naz"), ("published", "Published for Naz")],
)
def test_a_card_says_how_far_the_reply_is(sending: Any, told: str) -> None:
    link = "https://x.com/i/status/9" if sending == "published" else None
    shown = card(alert(answered_at=AT, answered_by="Naz", sending=sending, reply_link=link))
    assert told in shown.state
    assert [each.url for each in shown.links if each.label == "Our reply"] == [link] * (link is not None)
