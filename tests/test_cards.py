"""Records as messages: a card in each state, notices, a report in short; and hostile text stays text."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import pytest

import monitor.triage
from alerts.base import Menu, Message, Severity
from alerts.blocks import fallback, layout
from connectors.base import Mention
from monitor.cards import (
    alert_message,
    digest_message,
    digest_part,
    incident_message,
    merge_form,
    notice_message,
    read_value,
    reply_form,
    report_message,
    value_of,
)
from monitor.records import (
    Alert,
    Digest,
    Gap,
    Handled,
    Incident,
    Notice,
    Report,
    ReportRow,
    Subject,
    Voice,
)
from monitor.reports import figures
from monitor.wording import LANGUAGES, Language, Words

ISTANBUL = ZoneInfo("Europe/Istanbul")
AT = datetime(2026, 11, 21, 11, 30, tzinfo=UTC)
HOSTILE = (
    "<script>alert(1)</script>",
    "<!channel> <@U1> <http://evil.example|help>",
    "\u202egnp.exe\u202c \u2069\u2069 \u2066",
    "```code``` *bold* _x_ ~y~ `z`",
    "{brand} {0} %s ${x}",
    "# heading\n- list\r\n> quote\u2028line",
    "\ud800 \x00 \x1b[31m",
    "👩‍👩‍👧‍👦" * 2000,
    "a" * 1_000_000,
    "",
    " \n ",
)


def words(language: Language = "en") -> Words:
    return Words(language, ISTANBUL)


def mention(**changes: Any) -> Mention:
    base = Mention(
        platform="x",
        external_id="1857",
        kind="post",
        permalink="https://x.com/ayse/status/1857",
        text="@firuzka dört gündür kargom gelmedi",
        created_at=AT,
        author_handle="ayse",
        author_name="Ayşe",
        followers=41_200,
    )
    return replace(base, **changes)


#: An alert or an incident that nobody has touched.
UNTOUCHED: dict[str, Any] = {field.name: None for field in fields(Handled)} | {
    "brand": "firuzka",
    "severity": Severity.high,
    "state": "open",
    "version": 1,
    "opened_at": AT,
}


def pressable(message: Message) -> list[tuple[str, str]]:
    """Every action with its value, in the order of the buttons and of their menus."""
    found: list[tuple[str, str]] = []
    for each in message.buttons:
        choices = each.choices if isinstance(each, Menu) else (each,)
        found += [(choice.action, choice.value) for choice in choices]
    return found


def alert(**changes: Any) -> Alert:
    values: dict[str, Any] = UNTOUCHED | {
        "id": 7,
        "held": None,
        "incident_id": None,
        "draft_language": "tr",
        "draft_text": "Merhaba Ayşe, özür dileriz.",
        "language": "tr",
        "topic": "delivery",
        "complaint_probability": 0.93,
        "reasons": (
            {"code": "complaint_probability", "facts": {"percent": 93, "points": 40}},
            {"code": "reach", "facts": {"followers": 41_200, "points": 12}},
        ),
        "words": ("@firuzka",),
        "mention": mention(),
    }
    return Alert(**(values | changes))


def card(given: Alert, language: Language = "en", brand_name: str = "Firuzka") -> Message:
    return alert_message(given, delivery_id="d1", words=words(language), brand_name=brand_name)


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
    assert draft.label == "Suggested reply (Turkish) — edit before sending"
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
    link = card(alert(draft_text=draft)).links[1]
    parts = urlsplit(link.url)
    assert (parts.scheme, parts.netloc, parts.path) == ("https", "x.com", "/intent/post")
    assert parse_qs(parts.query) == {"in_reply_to": ["1857"], "text": [draft]}
    assert link.label == "Reply on X, with this text"


@pytest.mark.parametrize("draft", ["س\u200c" * 900, "👩‍👩‍👧‍👦" * 400, "é" * 1_000_000, "\ud800" * 5000])
def test_the_reply_box_stays_short_enough(draft: str) -> None:
    url = card(alert(draft_text=draft)).links[1].url
    assert 1000 < len(url) <= 3000
    shown = parse_qs(urlsplit(url).query)["text"][0]
    assert shown.endswith("…") or draft.startswith("\ud800")


@pytest.mark.parametrize(
    "changes", [{"platform": "reddit"}, {"external_id": "18&57"}, {"external_id": "١٨"}, {"external_id": ""}]
)
def test_no_reply_box_elsewhere_nor_for_a_strange_id(changes: dict[str, Any]) -> None:
    assert len(card(alert(mention=mention(**changes))).links) == 1


def test_no_draft_no_reply_box() -> None:
    message = card(alert(draft_text=None, draft_language=None))
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
    message = card(alert(language="fa", draft_language="fa", draft_text="سلام", mention=post), "fa")
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
            topic=text or None, language="other", draft_text=text,
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


NOTICES: list[tuple[str, dict[str, Any], str, dict[str, str]]] = [
    (
        "watch_refused",
        {"watch": "firuzka/x/search", "why": "401: key revoked"},
        "We can't see: firuzka/x/search was refused and has stopped",
        {"Watch": "firuzka/x/search", "Reason": "401: key revoked"},
    ),
    ("watch_recovered", {"watch": "f/x"}, "We can see again: f/x is back", {"Watch": "f/x"}),
    (
        "watch_unseen",
        {"watch": "f/x", "since": "2026-11-20T23:10:00Z", "until": "2026-11-21T00:40:00Z", "why": "limit"},
        "A blind spot: f/x missed a stretch of time",
        {"Watch": "f/x", "Reason": "limit", "Unseen": "21 Nov 2026, 02:10 – 21 Nov 2026, 03:40"},
    ),
    (
        "watch_unseen",
        {"watch": "f/x", "since": None, "until": "2026-11-21T00:40:00+00:00", "why": "limit"},
        "A blind spot: f/x missed a stretch of time",
        {"Watch": "f/x", "Reason": "limit", "Unseen": "until 21 Nov 2026, 03:40; since when is not known"},
    ),
    (
        "watch_late",
        {"watch": "f/x", "minutes": 95, "why": "429"},
        "f/x is falling behind",
        {"Watch": "f/x", "Behind by": "1 h 35 min", "Reason": "429"},
    ),
    (
        "watch_late",
        {"watch": "f/x", "minutes": 16, "why": None},
        "f/x is falling behind",
        {"Watch": "f/x", "Behind by": "16 min"},
    ),
    (
        "watch_quiet",
        {"watch": "f/x", "came": 3, "usual": 1234, "within_seconds": 12 * 3600},
        "f/x is quieter than usual",
        {"Watch": "f/x", "Came in": "3 within 12 h; usual: 1,234"},
    ),
    (
        "watch_heard",
        {"watch": "f/x", "came": 41, "usual": 40.5, "within_seconds": 48 * 3600},
        "f/x is as lively as usual again",
        {"Watch": "f/x", "Came in": "41 within 2 days; usual: 40.5"},
    ),
    (
        "place_unreachable",
        {"notifier": "slack", "place": "C1", "since": "2026-11-20T23:10:00Z", "why": "timed out"},
        "C1 has not been reachable for a while",
        {"Place": "slack · C1", "Since": "21 Nov 2026, 02:10", "Reason": "timed out"},
    ),
    (
        "place_recovered",
        {"notifier": "slack", "place": "C1"},
        "C1 can be reached again",
        {"Place": "slack · C1"},
    ),
    (
        "place_refused",
        {"notifier": "slack", "place": "C1", "why": "not_in_channel"},
        "Messages can't be delivered to C1",
        {"Place": "slack · C1", "Reason": "not_in_channel"},
    ),
    (
        "faults",
        {"watch": "f/x", "count": 1, "why": "no id"},
        "1 post from f/x could not be read",
        {"Watch": "f/x", "Reason": "no id"},
    ),
    (
        "faults",
        {"watch": "f/x", "count": 1200, "why": "no id"},
        "1,200 posts from f/x could not be read",
        {"Watch": "f/x", "Reason": "no id"},
    ),
    ("disk_full", {"free": 3}, "The service has something to tell: disk_full", {"free": "3"}),
    ("watch_late", {}, "The service has something to tell: watch_late", {}),
    ("watch_unseen", {"watch": "f", "until": "soon"}, "A blind spot: f missed a stretch of time",
     {"Watch": "f", "Unseen": "until soon; since when is not known"}),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "facts", "headline", "told"), NOTICES)
def test_notices(kind: str, facts: dict[str, Any], headline: str, told: dict[str, str]) -> None:
    notice = Notice(id=1, subject=None, kind=kind, facts=facts, raised_at=AT)
    message = notice_message(notice, delivery_id="n1", words=words())
    assert (message.delivery_id, message.headline, message.severity) == ("n1", headline, None)
    assert {fact.label: fact.value for fact in message.facts} == told
    assert message.buttons == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_notices_in_every_language_and_hostile(language: Language) -> None:
    for kind, facts, _, _ in NOTICES:
        for text in HOSTILE:
            hostile = {name: text if isinstance(fact, str) else fact for name, fact in facts.items()}
            notice = Notice(id=1, subject=None, kind=kind, facts=hostile, raised_at=AT)
            message = notice_message(notice, delivery_id="n1", words=words(language))
            assert layout(message)
            assert len(message.headline) < 1000
            assert "\u202e" not in message.headline


def test_what_to_do_stands_below() -> None:
    notice = Notice(
        id=1, subject=None, kind="watch_refused", facts={"watch": "f/x", "why": "401"}, raised_at=AT
    )
    message = notice_message(notice, delivery_id="n1", words=words())
    assert "Please check its key" in message.sections[0].lines[0]


def report(rows: list[ReportRow], gaps: list[Gap], **more: Any) -> Report:
    since = datetime(2026, 11, 20, 21, tzinfo=UTC)
    until = since + timedelta(days=1)
    made = figures(
        rows, brand="firuzka", since=since, until=until, gaps=gaps, now=until + timedelta(hours=9), **more
    )
    return Report(id=3, brand="firuzka", since=since, until=until, figures=made)


def row(number: int, **changes: Any) -> ReportRow:
    values: dict[str, Any] = {
        "platform": "x", "permalink": f"https://x.com/i/status/{number}", "text": f"kargo yok {number}",
        "created_at": AT + timedelta(minutes=number), "author_handle": f"a{number}", "followers": number,
        "language": "tr", "sentiment": "negative", "complaint": True, "complaint_probability": 0.9,
        "topic": "delivery", "severity": Severity.high, "alert_state": "open", "opened_at": AT,
        "acknowledged_at": None, "resolved_at": None,
    }  # fmt: skip
    return ReportRow(**(values | changes))


def test_a_report_in_short() -> None:
    gap = Gap(watch="firuzka/x", since=AT, until=AT + timedelta(hours=1), why="")
    made = report([row(number) for number in range(12)], [gap])
    message = report_message(
        made, delivery_id="r1", words=words(), brand_name="Firuzka", where="reports/f.html"
    )
    assert message.headline == "Firuzka · Saturday, 21 November 2026 · 12 complaints"
    assert {fact.label: fact.value for fact in message.facts} == {
        "Mentions": "12",
        "Complaints": "12 · 100% of mentions",
        "Urgent alerts": "12 · 0 taken, 0 closed",
        "Taken up": "0% · 12 are still waiting",
        "Taken up within an hour": "0% · 12 took longer",
    }
    assert [quote.text for quote in message.quotes] == [f"kargo yok {number}" for number in (11, 10, 9, 8, 7)]
    lead, unanswered, unseen, where = message.sections
    assert lead.lines[0] == "12 posts mentioned you. 12 of them are complaints."
    assert unanswered.title == "Still unanswered"
    assert unanswered.lines[0] == "The oldest has been waiting for 18 h 30 min."
    assert unanswered.lines[-1] == "and 2 more"
    assert len(unanswered.lines) == 12
    assert unseen.lines == ("firuzka/x: unseen 14:30 – 15:30",)
    assert where.lines == ("The whole report: reports/f.html",)
    assert message.links == ()


def test_a_report_in_short_tells_incidents_and_what_was_held_back() -> None:
    many = [replace(incident(), id=number, topics=(("delivery", 9),)) for number in range(10)]
    made = report([row(1, held="calm")], [], incidents=many)
    message = report_message(made, delivery_id="r1", words=words(), brand_name="Firuzka", where=None)
    sections = {section.title: section.lines for section in message.sections}
    assert len(sections["Incidents"]) == 9
    assert sections["Incidents"][-1] == "and 2 more"
    assert sections["What was held back"] == (
        "1 alert got no card of its own at once:",
        "1 waited for a calm look",
        "1 of them still has nobody",
    )
    assert layout(message)


def test_a_report_with_an_address_is_linked() -> None:
    made = report([], [])
    message = report_message(
        made, delivery_id="r1", words=words("tr"), brand_name="Firuzka", where="https://m.example/r/3"
    )
    assert [(link.label, link.url) for link in message.links] == [("Raporun tamamı", "https://m.example/r/3")]
    assert message.sections[0].lines == ("Adınız hiçbir gönderide geçmedi. İzlemeler baştan sona uyanıktı.",)
    assert len(message.sections) == 1
    nowhere = report_message(made, delivery_id="r1", words=words(), brand_name="F", where=None)
    assert nowhere.links == ()
    assert len(nowhere.sections) == 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_a_report(text: str, language: Language) -> None:
    rows = [
        row(
            1,
            text=text,
            author_handle=text,
            permalink=text,
            topic=text,
            language="other",
            platform=text or "x",
        )
    ]
    message = report_message(
        report(rows, [Gap(watch=text, since=None, until=AT, why=text)]),
        delivery_id="r1", words=words(language), brand_name=text, where=None,
    )  # fmt: skip
    assert layout(message)
    assert "\u202e" not in repr(message)
    assert len(repr(message)) < 12_000


# --- incidents


def incident(**changes: Any) -> Incident:
    values: dict[str, Any] = UNTOUCHED | {
        "id": 3,
        "surge": False,
        "last_at": AT,
        "authors": 9,
        "minutes": 60,
        "usual": 0.24,
        "complaints": 12,
        "people": 9,
        "beside": 0,
        "platforms": (("x", 8), ("reddit", 4)),
        "languages": (("tr", 7), ("fa", 5)),
        "topics": (("delivery", 9), ("none", 3)),
        "since": AT,
        "loudest": 41_200,
        "voices": (
            Voice(
                text="بسته‌ام نرسیده",
                language="fa",
                platform="x",
                permalink="https://x.com/sara/status/1",
                author="sara",
                followers=41_200,
            ),
        ),
    }
    return Incident(**(values | changes))


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
        ("snooze", "incident:3/hour"),
        ("snooze", "incident:3/morning"),
        ("snooze", "incident:3/worse"),
        ("assign", "incident:3"),
        ("not_a_complaint", "incident:3"),
        ("resolve", "incident:3"),
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
        mention=mention(text=text, author_handle=text, author_name=text), draft_text=text, note=text
    )
    assert layout(digest(given))
    form = reply_form(given, words(language))
    assert form.fields[0].value == text
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
