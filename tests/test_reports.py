"""Figures by tables of cases, and the page, Markdown and JSON drawn from them in four languages."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from markdown_it import MarkdownIt

from alerts.base import Severity
from monitor.records import Gap, Incident, ReportRow
from monitor.report_page import page
from monitor.reports import figures, html, markdown
from monitor.routing import Matchers, Silence
from monitor.wording import LANGUAGES, Language, Words

ISTANBUL = ZoneInfo("Europe/Istanbul")
SINCE = datetime(2026, 11, 20, 21, tzinfo=UTC)  # midnight in Istanbul
UNTIL = SINCE + timedelta(days=1)
NOW = UNTIL + timedelta(hours=6)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)

HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "</style></blockquote>\"'><a href='javascript:alert(1)'>x</a>",
    "<!channel> <http://evil.example|help> [help](http://evil.example) ![i](http://evil.example/i.png)",
    "http://evil.example www.evil.example <https://evil.example> a@evil.example",
    "\u202egnp.exe\u202c \u2069\u2069 \u2066",
    "```\ncode\n``` `x` ~~~ *a* _b_ **c** ~~d~~ | e | f |\n|---|---|",
    "# heading\nheading\n===\nheading\n---\n- list\n+ list\n* list\n1. one\n"
    "2) two\n> quote\n    code\n\tcode\n***",
    "&lt;b&gt; &copy; \\<b> \\\\",
    "{{ 7*7 }} {% raw %} {brand} %s",
    "\ud800 \x00 \x1b[31m \u2028 line \x85 line",
    "👩‍👩‍👧‍👦" * 2000,
    "a" * 1_000_000,
    "",
)


def words(language: Language = "en", zone: ZoneInfo = ISTANBUL) -> Words:
    return Words(language, zone)


def row(**changes: Any) -> ReportRow:
    values: dict[str, Any] = {
        "platform": "x", "permalink": "https://x.com/i/status/1", "text": "kargo yok",
        "created_at": SINCE + HOUR, "author_handle": "ayse", "followers": 12, "language": "tr",
        "sentiment": "negative", "complaint": True, "complaint_probability": 0.9, "topic": None,
        "severity": Severity.high, "alert_state": None, "opened_at": None, "acknowledged_at": None,
        "resolved_at": None,
    }  # fmt: skip
    return ReportRow(**(values | changes))


def alerted(
    state: str, *, opened: timedelta = HOUR, after: timedelta | None = None, **changes: Any
) -> ReportRow:
    at = SINCE + opened
    answered = at + after if after is not None else None
    return row(
        alert_state=state, opened_at=at,
        acknowledged_at=answered if state == "acknowledged" else None,
        resolved_at=answered if state == "resolved" else None,
        **changes,
    )  # fmt: skip


def made(rows: list[ReportRow], gaps: list[Gap] | None = None, **changes: Any) -> dict[str, Any]:
    given: dict[str, Any] = {
        "brand": "firuzka",
        "since": SINCE,
        "until": UNTIL,
        "gaps": gaps or [],
        "now": NOW,
    }
    return figures(rows, **(given | changes))


def test_an_empty_day() -> None:
    empty = made([])
    assert empty["version"] == 1
    assert (empty["mentions"], empty["complaints"], empty["digest"]) == (0, 0, 0)
    assert empty["alerts"] == {
        "raised": 0, "told": 0, "acknowledged": 0, "resolved": 0, "open": 0, "oldest_open_seconds": None,
    }  # fmt: skip
    assert empty["answers"] == {
        "share": None, "missing": 0, "median_seconds": None, "p90_seconds": None, "within_hour": None,
        "slower": 0,
    }  # fmt: skip
    assert empty["worst"] == empty["waiting"] == empty["gaps"] == []
    assert empty["hours"] == [{"mentions": 0, "complaints": 0}] * 24


def test_figures_are_json_and_read_the_same_afterwards() -> None:
    kept = made(
        [
            alerted("open", author_handle=None, followers=None),
            row(severity=None, language=None, sentiment=None),
        ],
        [Gap(watch="f/x", since=None, until=NOW, why="why")],
    )
    again = json.loads(json.dumps(kept, allow_nan=False, sort_keys=True))
    assert again == kept
    assert html(again, words(), "Firuzka") == html(kept, words(), "Firuzka")


def test_counts() -> None:
    counted = made(
        [
            row(platform="x", topic="delivery"),
            row(platform="x", complaint=False, severity=Severity.low, sentiment="positive", topic="none"),
            row(platform="reddit", language=None, severity=None, sentiment=None),
        ]
    )
    assert (counted["mentions"], counted["complaints"]) == (3, 2)
    both, good, bad = (
        {"mentions": 2, "complaints": 1}, {"mentions": 1, "complaints": 0}, {"mentions": 1, "complaints": 1},
    )  # fmt: skip
    assert counted["by"] == {
        "platform": {"x": both, "reddit": bad},
        "severity": {"high": bad, "low": good, "unknown": bad},
        "topic": {"delivery": bad, "none": good, "unknown": bad},
        "language": {"tr": both, "unknown": bad},
        "sentiment": {"negative": bad, "positive": good, "unknown": bad},
    }


def test_alerts_by_state_and_the_digest() -> None:
    counted = made(
        [
            alerted("open", opened=2 * HOUR),
            alerted("open", opened=HOUR, severity=None),
            alerted("acknowledged", after=MINUTE),
            alerted("resolved", after=MINUTE, severity=Severity.medium, complaint=False),
            alerted("open", severity=Severity.medium),
            row(complaint=False, severity=Severity.low),
        ]
    )
    assert counted["alerts"] == {
        "raised": 5, "told": 4, "acknowledged": 1, "resolved": 1, "open": 2,
        "oldest_open_seconds": (24 + 6 - 1) * 3600.0,
    }  # fmt: skip
    assert counted["digest"] == 1
    assert counted["answers"]["share"] == 0.5
    assert [voice["waiting_seconds"] for voice in counted["waiting"]] == [29 * 3600.0, 28 * 3600.0]


@pytest.mark.parametrize(
    ("minutes", "median", "p90", "within", "slower"),
    [
        ([5], 5, 5, 1.0, 0),
        ([60], 60, 60, 1.0, 0),
        ([61], 61, 61, 0.0, 1),
        ([10, 20], 15, 20, 1.0, 0),
        (list(range(1, 11)), 5.5, 9, 1.0, 0),
        (list(range(10, 201, 10)), 105, 180, 0.3, 14),
        ([-3], 0, 0, 1.0, 0),
    ],
)
def test_time_to_answer(minutes: list[int], median: float, p90: float, within: float, slower: int) -> None:
    states = ["acknowledged", "resolved"]
    rows = [alerted(states[number % 2], after=after * MINUTE) for number, after in enumerate(minutes)]
    answers = made(rows)["answers"]
    assert answers["median_seconds"] == median * 60
    assert answers["p90_seconds"] == p90 * 60
    assert answers["within_hour"] == pytest.approx(within)
    assert (answers["share"], answers["missing"], answers["slower"]) == (1.0, 0, slower)


def test_the_first_hand_counts_and_odd_rows_do_no_harm() -> None:
    first = row(
        alert_state="resolved", opened_at=SINCE, acknowledged_at=SINCE + MINUTE, resolved_at=SINCE + 5 * HOUR
    )
    assert made([first])["answers"]["median_seconds"] == 60
    odd = made([row(alert_state="resolved"), row(alert_state="open")])
    assert odd["answers"]["median_seconds"] is None
    assert odd["alerts"]["oldest_open_seconds"] == 0


@pytest.mark.parametrize(("age", "within"), [(59, None), (61, 0.0)])
def test_an_open_alert_is_slow_only_once_its_hour_is_over(age: int, within: float | None) -> None:
    answers = made([alerted("open", opened=timedelta(0))], now=SINCE + age * MINUTE)["answers"]
    assert answers["within_hour"] == within
    assert (answers["share"], answers["missing"]) == (0.0, 1)


def test_the_worst_five_in_order() -> None:
    rows = [
        row(text="not a complaint", complaint=False, severity=Severity.critical),
        row(text="no severity", severity=None),
        row(text="low", severity=Severity.low, complaint_probability=1.0),
        row(text="high, sure", complaint_probability=0.99),
        row(text="high, far", complaint_probability=0.9, followers=90_000),
        row(text="high, near", complaint_probability=0.9, followers=None),
        row(text="high, near, earlier", complaint_probability=0.9, followers=0, created_at=SINCE),
        row(text="critical", severity=Severity.critical, complaint_probability=None),
    ]
    assert [voice["text"] for voice in made(rows)["worst"]] == [
        "critical", "high, sure", "high, far", "high, near, earlier", "high, near",
    ]  # fmt: skip


def test_their_words_are_cut_between_characters() -> None:
    (voice,) = made([row(text="x" + "👩‍👩‍👧‍👦" * 200)])["worst"]
    assert len(voice["text"]) <= 500
    assert re.fullmatch("x(👩‍👩‍👧‍👦)+…", voice["text"])


@pytest.mark.parametrize(
    ("zone", "day", "hours", "labels"),
    [
        ("Europe/Istanbul", (2026, 3, 29), 24, {3: "03:00"}),
        ("Europe/Berlin", (2026, 3, 29), 23, {1: "01:00", 2: "03:00"}),
        ("Europe/Berlin", (2026, 10, 25), 25, {2: "02:00", 3: "02:00", 4: "03:00"}),
        ("Asia/Tehran", (2026, 11, 21), 24, {0: "00:00", 23: "23:00"}),
        ("Asia/Kathmandu", (2026, 11, 21), 24, {0: "00:00"}),
    ],
)
def test_hours_of_a_day_in_its_zone(
    zone: str, day: tuple[int, int, int], hours: int, labels: dict[int, str]
) -> None:
    here = ZoneInfo(zone)
    since = datetime(*day, tzinfo=here)
    until = datetime(day[0], day[1], day[2] + 1, tzinfo=here)
    at = since.astimezone(UTC)
    rows = [
        row(created_at=at),
        row(created_at=at + 3 * HOUR - MINUTE, complaint=False),
        row(created_at=at + hours * HOUR - MINUTE),
        row(created_at=at - MINUTE),
        row(created_at=at + hours * HOUR),
    ]
    for zoned in (since, since.astimezone(UTC)):
        counted = made(rows, since=zoned, until=until if zoned is since else until.astimezone(UTC))
        assert len(counted["hours"]) == hours
        filled = {number: hour for number, hour in enumerate(counted["hours"]) if hour["mentions"]}
        assert filled == {
            0: {"mentions": 1, "complaints": 1},
            2: {"mentions": 1, "complaints": 0},
            hours - 1: {"mentions": 1, "complaints": 1},
        }
        timeline = page(counted, words("en", here), "Firuzka").charts[0]
        assert {number: timeline.bars[number].label for number in labels} == labels
        assert page(counted, words("en", here), "F").period == words("en").day(since.date())


def test_a_week_is_charted_by_days() -> None:
    since = datetime(2026, 3, 23, tzinfo=ZoneInfo("Europe/Berlin"))
    rows = [row(created_at=since.astimezone(UTC) + number * 24 * HOUR) for number in range(7)]
    week = made(rows, since=since, until=since + timedelta(days=7))
    shown = page(week, words("en", ZoneInfo("Europe/Berlin")), "Firuzka")
    assert shown.period == "Monday, 23 March 2026 – Sunday, 29 March 2026"
    assert [(bar.label, bar.mentions) for bar in shown.charts[0].bars] == [
        (f"{day} Mar", 1) for day in range(23, 30)
    ]
    assert shown.charts[0].title == "Day by day"


def test_a_period_that_begins_within_a_day() -> None:
    part = made([], since=SINCE + HOUR, until=UNTIL)
    assert page(part, words(), "F").period == "21 Nov 2026, 01:00 – 22 Nov 2026, 00:00"


@pytest.mark.parametrize(
    ("since", "until", "told"),
    [
        (2 * HOUR + 10 * MINUTE, 3 * HOUR + 40 * MINUTE, "f/x: unseen 02:10 – 03:40 (limit)"),
        (-9 * HOUR, HOUR, "f/x: unseen 00:00 – 01:00 (limit)"),
        (23 * HOUR, 30 * HOUR, "f/x: unseen 21 Nov 2026, 23:00 – 22 Nov 2026, 00:00 (limit)"),
        (None, HOUR, "f/x: unseen until 21 Nov 2026, 01:00; since when is not known (limit)"),
        (-2 * HOUR, -HOUR, None),
        (25 * HOUR, 26 * HOUR, None),
        (None, timedelta(0), None),
    ],
)
def test_gaps_are_cut_to_the_period(since: timedelta | None, until: timedelta, told: str | None) -> None:
    gap = Gap(watch="f/x", since=None if since is None else SINCE + since, until=SINCE + until, why="limit")
    assert page(made([], [gap]), words(), "F").gaps == ((told,) if told else ())


def test_gaps_in_order_and_without_a_why() -> None:
    gaps = [
        Gap(watch="b", since=SINCE + 2 * HOUR, until=SINCE + 3 * HOUR, why=""),
        Gap(watch="a", since=SINCE + HOUR, until=SINCE + 3 * HOUR, why=""),
        Gap(watch="c", since=None, until=SINCE + 3 * HOUR, why=""),
    ]
    lines = page(made([], gaps), words(), "F").gaps
    assert [line[0] for line in lines] == ["c", "a", "b"]
    assert lines[1] == "a: unseen 01:00 – 03:00"


def test_topics_are_shown_only_if_any_is_known() -> None:
    titles = [chart.title for chart in page(made([row(), row(complaint=False)]), words(), "F").charts]
    assert titles == ["Hour by hour", "By severity", "By platform", "By language", "By sentiment"]
    mixed = made(
        [
            row(topic="delivery"),
            row(topic="promo"),
            row(topic="promo"),
            row(),
            row(complaint=False, topic="none"),
        ]
    )
    topics = page(mixed, words(), "F").charts[1]
    assert topics.title == "By topic"
    assert [bar.label for bar in topics.bars] == ["promo", "Delivery", "Unknown"]
    assert topics.note == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_has_no_bar_is_told_beside_it(language: Language) -> None:
    rows = [row(topic=f"own_{number}") for number in range(14)] + [row(topic="none")] * 3
    counted, here = made(rows), words(language)
    topics = page(counted, here, "F").charts[1]
    without = f"{here('topic.none')}: {here('report.complaints', count=3)}"
    assert topics.note == f"{here('report.more', count=2)} · {without}"
    assert sum(bar.complaints for bar in topics.bars) + 2 + 3 == counted["complaints"]
    assert topics.note in Reader(html(counted, here, "F")).text
    assert topics.note in rendered(markdown(counted, here, "F")).text


def test_severities_stand_in_their_order() -> None:
    rows = [row(severity=Severity.low)] * 3 + [row(severity=Severity.critical), row(severity=None)]
    chart = next(chart for chart in page(made(rows), words(), "F").charts if chart.title == "By severity")
    assert [bar.label for bar in chart.bars] == ["Critical", "Low", "Unknown"]
    assert chart.tallest == 3


@pytest.mark.parametrize(
    ("rows", "lead", "unanswered"),
    [
        (
            [row(complaint=False)],
            "1 post mentioned you. Not one complaint among them.",
            "Nothing urgent came in.",
        ),
        ([row()], "1 post mentioned you. 1 of them is a complaint.", "Nothing urgent came in."),
        (
            [alerted("resolved", after=MINUTE)] * 2,
            "2 posts mentioned you. 2 of them are complaints.",
            "Every urgent alert has been taken up.",
        ),
    ],
)
def test_what_the_page_says_first(rows: list[ReportRow], lead: str, unanswered: str) -> None:
    shown = page(made(rows), words(), "F")
    assert shown.lead == (lead, "The watches were awake all the time.")
    assert shown.unanswered == unanswered


def test_shares_are_never_told_without_what_is_missing() -> None:
    rows = [alerted("acknowledged", after=MINUTE)] * 299 + [alerted("open")]
    tiles = {tile.label: tile for tile in page(made(rows), words(), "F").tiles}
    assert (tiles["Taken up"].value, tiles["Taken up"].note) == ("99.7%", "1 is still waiting")
    assert tiles["Taken up within an hour"].note == "1 took longer"
    assert tiles["Time until taken up"].note == "median; nine in ten within 1 min"
    done = {tile.label: tile for tile in page(made(rows[:5]), words(), "F").tiles}
    assert (done["Taken up"].value, done["Taken up"].note) == ("100%", "none is waiting")


def silence(**changes: Any) -> Silence:
    values: dict[str, Any] = {
        "id": 1, "when": Matchers(topics=("delivery",), platforms=("x",)), "until": NOW, "by": "Ayşe",
        "why": "the courier is on strike",
    }  # fmt: skip
    return Silence(**(values | changes))


def incident(**changes: Any) -> Incident:
    values: dict[str, Any] = {
        "id": 1, "brand": "firuzka", "severity": Severity.critical, "state": "open", "version": 1,
        "opened_at": SINCE, "surge": False, "since": SINCE, "last_at": SINCE + HOUR, "authors": 5, "minutes": 15,
        "usual": 0.2, "complaints": 34, "people": 30, "platforms": (("x", 34),), "languages": (("tr", 34),),
        "topics": (("none", 20), ("delivery", 14)), "loudest": None, "voices": (),
    }  # fmt: skip
    empty = dict.fromkeys(field.name for field in fields(Incident))
    return Incident(**(empty | values | changes))


def test_what_was_held_back_and_why() -> None:
    rows = [
        *[alerted("open", severity=Severity.medium, held="calm")] * 3,
        alerted("resolved", after=MINUTE, severity=Severity.medium, held="calm", told_at=SINCE + 2 * HOUR),
        alerted("open", held="budget"),
        alerted("acknowledged", after=MINUTE, held="quiet", told_at=NOW),
        alerted("open", told_at=SINCE),
        row(),
    ]
    counted = made(rows, silences=[silence(), silence(when=Matchers(), by="", why="")])
    assert counted["held"] == {
        "by": {"calm": 4, "quiet": 1, "budget": 1, "silence": 0}, "later": 2, "open": 4,
    }  # fmt: skip
    assert page(counted, words(), "F").held == (
        "6 alerts got no card of their own at once:",
        "4 waited for a calm look",
        "1 was more than the team is called for in one day or hour",
        "1 came in quiet hours",
        "2 of them got one later",
        "4 of them still have nobody",
        "Delivery · X: silenced by Ayşe until 22 Nov 2026, 06:00 (the courier is on strike)",
        "Everything: silenced by somebody until 22 Nov 2026, 06:00",
    )
    assert made([row()])["held"]["by"]["calm"] == 0
    assert page(made([row()]), words(), "F").held == ()
    done = page(made([alerted("resolved", after=MINUTE, held="quiet")]), words(), "F").held
    assert done[-1] == "Somebody has seen to every one of them"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, "Critical · Delivery · 34 complaints · 30 people · since 21 Nov 2026, 00:00 · Open"),
        (
            {"surge": True, "severity": Severity.high, "complaints": 1, "people": 1},
            "High · more than usual, no one cause · 1 complaint · 1 person · since 21 Nov 2026, 00:00 · Open",
        ),
        (
            {"state": "acknowledged", "acknowledged_by": "Babek", "acknowledged_at": SINCE + HOUR},
            "· Taken by Babek · 21 Nov 2026, 01:00",
        ),
        (
            {"state": "resolved", "resolution": "over", "resolved_at": SINCE + HOUR},
            "· Nothing new any more · 21 Nov 2026, 01:00",
        ),
        (
            {
                "state": "resolved",
                "resolution": "solved",
                "resolved_at": SINCE + HOUR,
                "resolved_by": "Leyla",
            },
            "· Resolved by Leyla · 21 Nov 2026, 01:00 · Solved for the customer",
        ),
        (
            {
                "state": "resolved",
                "resolution": "not_a_complaint",
                "resolved_at": SINCE,
                "resolved_by": "Leyla",
            },
            "· Not a complaint, says Leyla · 21 Nov 2026, 00:00",
        ),
        ({"topics": ()}, "Critical · No topic · 34 complaints"),
        ({"topics": (("kampanya", 3),)}, "Critical · kampanya · 34 complaints"),
    ],
)
def test_incidents_and_how_they_ended(changes: dict[str, Any], told: str) -> None:
    counted = made([row()], incidents=[incident(**changes)])
    (line,) = page(json.loads(json.dumps(counted)), words(), "F").incidents
    assert told in line


def test_reports_that_were_kept_before_there_was_more_are_still_drawn() -> None:
    old = full()
    for name in ("held", "incidents", "silences"):
        del old[name]
    for language in LANGUAGES:
        here = words(language)
        for text in (html(old, here, "Firuzka"), markdown(old, here, "Firuzka")):
            assert here("report.incidents") not in text
            assert here("report.held_back") not in text
            assert here("report.unseen") in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_incidents_and_what_was_held_are_told_in_every_language_also_of_an_empty_day(
    language: Language,
) -> None:
    here = words(language)
    rows = [alerted("open", held=why) for why in ("calm", "quiet", "budget", "silence")]
    for given in (rows, []):
        counted = made(given, incidents=[incident()], silences=[silence()])
        for text in (Reader(html(counted, here, "Firuzka")).text, markdown(counted, here, "Firuzka")):
            for line in ("incidents", "held_back"):
                assert here(f"report.{line}") in text
            assert "Ayşe" in text
            assert here("topic.delivery") in text


def test_figures_of_another_version_are_refused() -> None:
    for draw in (html, markdown):
        with pytest.raises(ValueError, match="figures of version 2; this code draws version 1"):
            draw(made([]) | {"version": 2}, words(), "F")


class Reader(HTMLParser):
    """Reads a page as a browser would, keeping tags, attributes and text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


TAGS = {
    "html", "head", "meta", "title", "style", "body", "main", "header", "footer", "section", "figure",
    "figcaption",
    "blockquote", "h1", "h2", "p", "a", "dl", "dt", "dd", "div", "ul", "li", "span", "svg", "rect",
}  # fmt: skip


def full(text: str = "kargo yok", **changes: Any) -> dict[str, Any]:
    rows = [
        alerted("open", text=text, **changes),
        alerted("resolved", after=MINUTE, text=text, topic="delivery", language="fa"),
        row(text="سفارشم نرسید", language="fa", complaint=True),
        row(complaint=False, severity=Severity.low, sentiment="positive"),
    ]
    gap = Gap(watch="firuzka/x", since=SINCE, until=SINCE + HOUR, why="limit")
    return made(rows, [gap], silences=[silence()], incidents=[incident()])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_whole_in_every_language(language: Language) -> None:
    text = html(full(), words(language), "Firuzka")
    read = Reader(text)
    assert {tag for tag, _ in read.tags} <= TAGS
    assert read.named("html") == [{"lang": language, "dir": words(language).direction}]
    assert not any(
        name.startswith("on") or name in ("style", "src") for _, given in read.tags for name in given
    )
    policy = next(meta["content"] for meta in read.named("meta") if "http-equiv" in meta)
    assert policy is not None
    assert "default-src 'none'; style-src 'sha256-" in policy
    for link in read.named("a"):
        assert link == {"href": "https://x.com/i/status/1", "rel": "noopener noreferrer nofollow"}
    assert "{" not in read.text.replace(
        text[text.index("<style>") : text.index("</style>")].removeprefix("<style>"), ""
    )
    assert len(read.named("rect")) > 2 * 24


def test_the_style_is_the_one_that_the_policy_names() -> None:
    import base64
    import hashlib

    text = html(full(), words(), "Firuzka")
    style = text[text.index("<style>") + 7 : text.index("</style>")]
    assert f"'sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}'" in text


def test_a_persian_report_is_rtl_with_its_own_calendar_and_digits() -> None:
    text = Reader(html(full(), words("fa"), "Firuzka")).text
    assert "شنبه ۳۰ آبان ۱۴۰۵" in text
    assert "۱ آذر ۱۴۰۵، ۰۶:۰۰" in text
    assert "۰۰:۰۰" in text
    assert not re.search("[0-9]", text[text.index("ساعت‌به‌ساعت") :])


def test_a_post_stands_in_its_own_direction_and_language() -> None:
    quotes = Reader(html(full(), words("en"), "Firuzka")).named("blockquote")
    assert {"dir": "rtl", "lang": "fa"} in quotes
    assert {"dir": "ltr", "lang": "tr"} in quotes
    assert Reader(html(made([row(language="other")]), words(), "F")).named("blockquote") == [{"dir": "ltr"}]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_day_reads_kindly(language: Language) -> None:
    for gaps, sight in (([], "awake"), ([Gap(watch="f/x", since=None, until=UNTIL, why="")], "asleep")):
        empty = made([], gaps)
        here = words(language)
        for text in (Reader(html(empty, here, "Firuzka")).text, markdown(empty, here, "Firuzka")):
            assert here("report.nothing") in text
            assert here(f"report.{sight}") in text
            assert (here("report.unseen") in text) == bool(gaps)
            assert here("report.unanswered") not in text


def told_of(text: str) -> dict[str, Any]:
    """What operators, colleagues and platforms wrote into the figures of a report."""
    counted = made(
        [],
        [Gap(watch=text, since=None, until=NOW, why=text)],
        silences=[silence(by=text, why=text, when=Matchers(topics=(text,), authors=(text, "@a")))],
        incidents=[
            incident(state="acknowledged", acknowledged_by=text, acknowledged_at=NOW, topics=((text, 3),))
        ],
    )
    return {name: counted[name] for name in ("gaps", "silences", "incidents")}


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_the_page(text: str) -> None:
    permalink = text if "http" not in text else "javascript:" + text
    bad = full(
        text, author_handle=text, permalink=permalink, topic=text, platform=text or "x", language="other"
    )
    bad |= told_of(text)
    for language in LANGUAGES:
        drawn = html(bad, words(language), text)
        read = Reader(drawn)
        assert {tag for tag, _ in read.tags} <= TAGS
        assert len(read.named("style")) == 1
        assert {link["href"] for link in read.named("a")} == {"https://x.com/i/status/1"}
        assert not re.search("[\u202a-\u202e\x00\x1b]", drawn)
        drawn.encode()
        assert len(drawn) < 80_000


def rendered(text: str) -> Reader:
    """Markdown as CommonMark reads it, with GitHub's tables, strikethrough and raw HTML let through."""
    return Reader(MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(text))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_figures_can_be_stored_and_is_short(text: str) -> None:
    kept = full(text, author_handle=text, permalink=text, topic=text, platform=text) | told_of(text)
    stored = json.dumps(kept, ensure_ascii=False)
    assert len(stored.encode()) < 20_000
    assert not re.search("[\u202a-\u202e\x00\x1b]", "".join(voice["text"] for voice in kept["worst"]))


@pytest.mark.parametrize("language", ["en", "fa"])
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_markdown(text: str, language: Language) -> None:
    calm = markdown(full(), words(language), "Firuzka")
    bad = full(text, author_handle=text, permalink="javascript:alert(1)", topic=text, language="other")
    bad |= told_of(text)
    drawn = markdown(bad, words(language), text)
    read = rendered(drawn)
    allowed = {"h1", "h2", "p", "ul", "li", "strong", "blockquote", "a"}
    assert {tag for tag, _ in read.tags} <= allowed
    assert {link["href"] for link in read.named("a")} == {"https://x.com/i/status/1"}
    assert [tag for tag, _ in read.tags if tag in ("h1", "h2")] == [
        tag for tag, _ in rendered(calm).tags if tag in ("h1", "h2")
    ]
    assert not re.search(r"(?<!\\)@|https?://(?!x\.com/i/status/1>)|(?i:www\.)", drawn)
    assert not re.search("[\u202a-\u202e\x00\x1b]", drawn)
    drawn.encode()


def test_persian_markdown_runs_from_right_to_left_whatever_a_line_begins_with() -> None:
    said = "@firuzka سفارشم نرسید\nFiruzka جواب نمی‌دهد"
    rows = [
        row(text=said, language="fa", author_handle="sara", platform="mastodon"),
        row(text="where is it", language="en"),
    ]
    gap = Gap(watch="firuzka/x.search", since=SINCE, until=SINCE + HOUR, why="")
    drawn = markdown(made(rows, [gap]), words("fa"), "Firuzka")
    lines = [line.lstrip("> -#*") for line in drawn.splitlines() if re.search("[a-z]{3}", line)]
    assert len(lines) >= 8
    for line in lines:
        assert line.startswith("\u2068\u200f") or line == "where is it", line
        assert line.count("\u2068") == line.count("\u2069")
    for english in markdown(made(rows), words(), "Firuzka").splitlines():
        assert "\u2068" not in english or english.startswith("> "), english


def test_markdown_keeps_their_words() -> None:
    said = "Ödeme 2 kez çekildi! *Neden?* 1. gün\nhttps://a.example/x_y <3 & #firuzka"
    text = markdown(made([row(text=said)]), words(), "Firuzka")
    assert said.replace("\n", "") in rendered(text).text.replace("\n", "")
    assert text.startswith("# Complaint report · Firuzka\n\nSaturday, 21 November 2026\n")


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://x.com/i/status/1?a=b&c=d", True),
        ("http://reddit.example/r/a", True),
        ("javascript:alert(1)", False),
        ("javascript://x.com/%0aalert(1)", False),
        ("data:text/html,x", False),
        ("https://user:pass@evil.example/", False),
        ("https://[evil", False),
        ("//evil.example", False),
        ("", False),
        ("https://x.com/" + "a" * 3000, False),
    ],
)
def test_only_web_addresses_are_linked(url: str, kept: bool) -> None:
    links = Reader(html(made([row(permalink=url)]), words(), "F")).named("a")
    assert [link["href"] for link in links] == ([url] if kept else [])


def test_an_unknown_author_and_one_without_followers() -> None:
    rows = [row(author_handle=None, followers=5), row(author_handle="b", followers=None, platform="reddit")]
    sources = [voice.source for voice in page(made(rows), words(), "F").worst]
    assert [source.split(" · ")[:2] for source in sources] == [["unknown author", "X"], ["u/b", "Reddit"]]


def test_a_link_cannot_break_out_of_its_brackets() -> None:
    text = markdown(made([row(permalink='https://x.com/a> "b" <c>')]), words(), "F")
    assert "(<https://x.com/a%3E%20%22b%22%20%3Cc%3E>)" in text
