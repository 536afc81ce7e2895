"""Notices and reports as messages; and hostile text stays text."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from shown_cards import AT, HOSTILE, incident, words

from alerts.base import Severity
from alerts.blocks import layout
from monitor.cards import (
    notice_message,
    report_message,
)
from monitor.records import (
    Gap,
    Notice,
    Report,
    ReportRow,
)
from monitor.reports import figures
from monitor.wording import LANGUAGES, Language

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
