"""What a report says of replies and whom to thank: figures by tables of cases, and drawn in four languages."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from test_reports import HOSTILE, SINCE, TAGS, UNTIL, Reader, made, rendered, row, words

from alerts.blocks import layout
from monitor.cards import report_message
from monitor.records import Draft, ReplyRow, Report, ReportRow, ToThank
from monitor.report_replies import LOOKED_BACK, reply_figures, to_thank, told
from monitor.reports import html, markdown
from monitor.wording import LANGUAGES, Language

HOUR, MINUTE, DAY = timedelta(hours=1), timedelta(minutes=1), timedelta(days=1)


def reply(**changes: Any) -> ReplyRow:
    values: dict[str, Any] = {
        "kind": "short", "source": "composed", "edited": False, "replied_at": SINCE + 2 * HOUR,
        "posted_at": SINCE + HOUR, "followers": 300, "first": True, "outcome": None, "outcome_at": None,
    }  # fmt: skip
    values |= changes
    if values["outcome"] and values["outcome_at"] is None:
        values["outcome_at"] = values["replied_at"] + HOUR
    return ReplyRow(**values)


def counted(*rows: ReplyRow) -> dict[str, Any]:
    found = reply_figures(rows, since=SINCE, until=UNTIL)
    assert found is not None
    return found


def kind(text: str = "Firuzka'ya teşekkürler, bayıldım", **changes: Any) -> ReportRow:
    values: dict[str, Any] = {
        "text": text, "complaint": False, "sentiment": "positive", "positive": 0.9, "words": ("Firuzka'ya",),
        "external_id": "12", "permalink": "https://x.com/i/status/12",
    }  # fmt: skip
    return row(**(values | changes))


def thanks(text: str = "teşekkürler", draft: str = "Ne mutlu bize!", **changes: Any) -> ToThank:
    return ToThank(
        row=kind(text, **changes),
        draft=Draft(kind="thanks", language="tr", text=draft, lines="thanks/a.b"),
        reply_at="https://x.com/intent/post?in_reply_to=12&text=Ne",
    )


def test_a_day_without_replies_reads_as_before() -> None:
    old = made([row()])
    assert "replies" not in old
    assert "thanks" not in old
    assert reply_figures([], since=SINCE, until=UNTIL) is None
    long_ago = reply(replied_at=SINCE - 5 * DAY, outcome="thanked")
    assert reply_figures([long_ago], since=SINCE, until=UNTIL) is None
    assert told(old, words()) == told({}, words())
    assert html(old, words(), "F") == html(made([row()], replies=[long_ago]), words(), "F")


def test_replies_are_counted_by_kind_of_draft() -> None:
    found = counted(
        reply(),
        reply(edited=True),
        reply(kind="full", source="gpt-x"),
        reply(kind="own", source="own", edited=True),
        reply(kind="thanks"),
        reply(replied_at=SINCE - MINUTE),
        reply(replied_at=UNTIL),
    )
    assert found["sent"] == 5
    assert found["by"] == {
        "short": {"as_offered": 1, "edited": 1, "by_model": 0},
        "full": {"as_offered": 1, "edited": 0, "by_model": 1},
        "thanks": {"as_offered": 1, "edited": 0, "by_model": 0},
        "own": {"as_offered": 0, "edited": 1, "by_model": 0},
    }


def test_what_came_of_replies_is_looked_back_at() -> None:
    early = SINCE - 20 * DAY
    found = counted(
        reply(outcome="thanked"),
        reply(replied_at=early, outcome="silent"),
        reply(replied_at=early, outcome="angrier", kind="private"),
        reply(),
    )
    assert found["days"] == LOOKED_BACK.days
    assert found["went"] == {
        "short": {"thanked": 1, "calmer": 0, "angrier": 0, "silent": 1},
        "private": {"thanked": 0, "calmer": 0, "angrier": 1, "silent": 0},
    }
    assert json.loads(json.dumps(found)) == found


@pytest.mark.parametrize(
    ("followers", "band"),
    [(0, "small"), (999, "small"), (1_000, "middle"), (10_000, "middle"), (10_001, "big"), (None, None)],
)
def test_accounts_are_small_middle_or_big(followers: int | None, band: str | None) -> None:
    soon = counted(reply(followers=followers))["soon"]
    assert {name: each["count"] for name, each in soon.items() if each["count"]} == (
        {band: 1} if band else {}
    )


def test_only_the_first_reply_tells_how_soon() -> None:
    soon = counted(
        reply(),
        reply(replied_at=SINCE + 4 * HOUR),
        reply(replied_at=SINCE + 9 * HOUR, first=False),
        reply(kind="thanks", replied_at=SINCE + 9 * HOUR),
        reply(posted_at=SINCE + 3 * HOUR),  # answered by hand before it was fetched
    )["soon"]
    assert soon["small"] == {"count": 3, "median_seconds": 3600.0}


def lines(language: Language, *rows: ReplyRow) -> str:
    return "\n".join(told(made([row()], replies=rows), words(language)).replies)


def test_small_numbers_are_told_as_such() -> None:
    text = lines("en", reply(outcome="thanked"), reply(followers=20_000), reply(followers=None, first=False))
    assert text.splitlines() == [
        "3 replies were sent: Short reply 3",
        "As offered: 3. Changed or written by a person: 0.",
        "How customers went on, over the last 30 days: thanked 1",
        "Which kind of reply helps most cannot be said yet: of none are there 10.",
        "Half of the customers had a first reply within:",
        "under 1,000 followers: too few to say (1)",
        "over 10,000 followers: too few to say (1)",
    ]


def test_large_numbers_are_compared() -> None:
    many = [
        reply(outcome=each, source="gpt-x") for each in ["thanked"] * 6 + ["silent"] * 4 + ["angrier"] * 2
    ]
    text = lines("en", *many, reply(kind="full", outcome="calmer"))
    assert "Short reply: 50% thanked or grew calmer (thanked 6 · angrier 2 · silent 4)" in text
    assert "thanked 6 · calmer 1 · angrier 2 · silent 4" in text
    assert "cannot be said yet" not in text
    assert "Full reply:" not in text
    assert "12 of them began with a draft that a model worded." in text
    assert "under 1,000 followers: 1 h (13 complaints)" in text


@pytest.mark.parametrize(
    ("rows", "authors"),
    [
        ([kind(author_handle="a")], ["a"]),
        ([kind(author_handle="a", followers=50), kind(author_handle="b", followers=50_000)], ["b", "a"]),
        (
            [kind(author_handle="a", followers=15), kind(author_handle="b", followers=12, positive=0.99)],
            ["b", "a"],
        ),
        ([kind(author_handle="a"), kind(author_handle="a", positive=0.99)], ["a"]),
        ([kind(author_handle=f"a{number}") for number in range(9)], [f"a{number}" for number in range(5)]),
        ([kind(author_handle="a", complaint=True)], []),
        ([kind(author_handle="a", alert_state="open")], []),
        ([kind(author_handle="a", thanked_back=True)], []),
        ([kind("geldi", author_handle="a", sentiment="neutral", solved=True)], ["a"]),
        ([kind("geldi", author_handle="a", solved=True, thanked_back=True)], []),
        ([kind("Firuzka çekiliş, harika", author_handle="a")], []),
        ([row(author_handle="a")], []),
        ([], []),
    ],
)
def test_whom_to_thank(rows: list[ReportRow], authors: list[str]) -> None:
    assert [each.author_handle for each in to_thank(rows)] == authors


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_sections_stand_in_every_drawing(language: Language) -> None:
    figures = made([kind()], replies=[reply(outcome="thanked")], thanks=[thanks(solved=True)])
    here = words(language)
    page, text = html(figures, here, "Firuzka"), markdown(figures, here, "Firuzka")
    read = Reader(page)
    assert {tag for tag, _ in read.tags} <= TAGS
    for drawn in (read.text, text):
        for key in ("report.thanks", "report.replies", "report.thank_draft", "report.thank"):
            assert here(key) in drawn
        assert "Ne mutlu bize!" in drawn
        assert here("went.thanked") in drawn.replace("\u2068", "").replace("\u2069", "")
    assert "https://x.com/intent/post?in_reply_to=12&text=Ne" in {link["href"] for link in read.named("a")}
    report = Report(id=1, brand="f", since=SINCE, until=UNTIL, figures=json.loads(json.dumps(figures)))
    message = report_message(report, delivery_id="d", words=here, brand_name="F", where=None)
    titles = [section.title for section in message.sections]
    assert here("report.thanks") in titles
    assert here("report.replies") in titles
    assert [link.url for link in message.links] == ["https://x.com/i/status/12"]
    assert layout(message)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_praise_and_drafts(text: str) -> None:
    bad = thanks(
        text, text, author_handle=text, permalink="javascript:" + text, platform=text or "x", language="other"
    )
    bad = ToThank(row=bad.row, draft=bad.draft, reply_at="javascript:alert(1)")
    figures = made([], thanks=[bad] * 5)
    assert len(json.dumps(figures, ensure_ascii=False).encode(errors="replace")) < 40_000
    read = Reader(html(figures, words("fa"), "F"))
    assert {tag for tag, _ in read.tags} <= TAGS
    assert read.named("a") == []
    drawn = rendered(markdown(figures, words(), "F"))
    assert {tag for tag, _ in drawn.tags} <= {"h1", "h2", "p", "ul", "li", "strong", "blockquote", "a"}
    assert drawn.named("a") == []
    message = report_message(
        Report(id=1, brand="f", since=SINCE, until=UNTIL, figures=figures),
        delivery_id="d", words=words(), brand_name="F", where=None,
    )  # fmt: skip
    assert message.links == ()
    assert len(repr(message)) < 12_000
