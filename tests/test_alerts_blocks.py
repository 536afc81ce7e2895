"""Any message gives blocks that Slack takes; no text in it can ping, disguise a link or turn others round."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import accumulate

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st
from slack_wire import block_faults, strings

from alerts.base import Button, Choice, Draft, Fact, Link, Menu, Message, Quote, Section, Severity
from alerts.blocks import ROOM, SHAPES, fallback, layout
from alerts.text import clean, defused, leading, one_line, oriented, shown, truncate, units

HOSTILE = [
    "",
    " ",
    "\n\n",
    "<!channel>",
    "<!here|here> <!everyone> @channel @HERE @everyone",
    "<@U1> <#C1|general> <!subteam^S1>",
    "<http://evil.example|help> <mailto:a@b|c> <javascript:x|y>",
    "*bold* _it_ ~no~ `code` ```block``` > quote",
    "&lt;!channel&gt; &amp; & < >",
    "\u202eevil\u202c \u2066\u2067\u2068open \u2069\u2069\u2069",
    "a\x00b\x1b[31mred\x07\x9b0m",
    "\ud800 lone \udfff",
    "😀" * 10_000,
    "👩‍👩‍👧‍👦🏽" * 3_000,
    "e" + "\u0301" * 50_000,
    "x" * 1_000_000,
    '"\\' * 100_000,
    "@a\n" * 50_000,
    "سلام @firuzka فیروزکا ۱۲ بار خراب شد!",
    "اa" * 50_000,
    "\u2028\u2029\x85",
    "\u200b\u200d\u200c",
]


def card(text: str, url: str = "https://x.example/1", **changes: object) -> Message:
    """A message with `text` in every place that can hold one."""
    message = Message(
        delivery_id="d1",
        headline=text,
        severity=Severity.high,
        state=text,
        facts=(Fact(label=text, value=text),) * 14,
        quotes=(Quote(text=text, source=text, url=url), Quote(text=text, direction="rtl")) * 4,
        sections=(Section(title=text, lines=(text,) * 32), Section(title=text, lines=())) * 2,
        drafts=(Draft(label=text, text=text), Draft(label=text, text=text, direction="rtl")) * 3,
        links=(Link(label=text, url=url), Link(label=text, url=text)) * 6,
        buttons=(
            *(Button(action=a, label=text, value="v") for a in ("take", "take", "resolve")),
            *(
                Menu(label=label, choices=(Choice(label=text, value="v", action="a"),))
                for label in (text, "")
            ),
        ),
        pings=(text,),
    )
    return replace(message, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_everywhere_gives_valid_and_harmless_blocks(text: str, direction: str) -> None:
    message = card(text, direction=direction)
    blocks = layout(message)
    assert block_faults(blocks) == []
    assert harmless([*strings(blocks), blocks[0]["text"]["text"]])
    assert regex.search(r"<|>|&(?!amp;|lt;|gt;)", fallback(message)) is None
    assert harmless([fallback(message)])
    assert 1 <= len(fallback(message)) <= 1500


def harmless(texts: list[str]) -> bool:
    """No mention, no labelled link, no override; every isolate closed within its line."""
    for text in texts:
        assert not regex.search(r"<[!@#]|<[a-z]+:|@(channel|here|everyone)\b", text, regex.IGNORECASE), text
        assert not regex.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", text), text
        for line in text.split("\n") if text.strip("\u2068\u200f\u2069") else ():
            depth = 0
            for character in line:
                depth += (character == "\u2068") - (character == "\u2069")
                assert depth >= 0
            assert depth == 0
    return True


TEXT = st.text(st.characters(), max_size=400) | st.sampled_from([text[:3000] for text in HOSTILE])
SHORT = st.text("ab <>&@#!:/|\nا۱😀\u0301\u202e\u2068\u2069\x00", max_size=40)
WORDS = TEXT | SHORT
DIRECTION = st.sampled_from(["ltr", "rtl"])
URL = WORDS | st.sampled_from(
    ["https://x.com/a?b=c#d", "http://[::1]:80/", "http://[", "https://ö.de/ü|x", "//a"]
)
MESSAGE = st.builds(
    Message,
    delivery_id=st.just("d1"),
    headline=WORDS,
    direction=DIRECTION,
    severity=st.sampled_from([None, *Severity]),
    state=WORDS,
    facts=st.lists(st.builds(Fact, label=WORDS, value=WORDS), max_size=16).map(tuple),
    quotes=st.lists(
        st.builds(Quote, text=WORDS, direction=DIRECTION, source=WORDS, url=st.none() | URL), max_size=8
    ).map(tuple),
    sections=st.lists(
        st.builds(Section, title=WORDS, lines=st.lists(WORDS, max_size=6).map(tuple)), max_size=20
    ).map(tuple),
    drafts=st.lists(st.builds(Draft, label=WORDS, text=WORDS, direction=DIRECTION), max_size=6).map(tuple),
    links=st.lists(st.builds(Link, label=WORDS, url=URL), max_size=10).map(tuple),
    buttons=st.lists(
        st.builds(
            Button,
            action=st.sampled_from(["take", "resolve", "snooze"]),
            label=WORDS,
            value=st.text("0123456789abcdef", max_size=64),
            style=st.sampled_from(["plain", "primary", "danger"]),
        ),
        max_size=12,
    ).map(tuple),
    folded=st.booleans(),
    pings=st.lists(WORDS | st.from_regex(r"[UWSC][A-Z0-9]{2,20}", fullmatch=True), max_size=30).map(tuple),
)


@settings(max_examples=60, deadline=None)
@given(MESSAGE)
def test_any_message_gives_valid_blocks(message: Message) -> None:
    blocks = layout(message)
    assert block_faults(blocks) == []
    told = regex.sub("<@[UW][A-Z0-9]{2,20}> |<!subteam\\^S[A-Z0-9]{2,20}> ", "", fallback(message))
    assert harmless([*strings(blocks), blocks[0]["text"]["text"], told])
    json.dumps(blocks).encode()


@settings(max_examples=150, deadline=None)
@given(WORDS | TEXT.map(lambda text: text * 9), st.integers(12, 400), DIRECTION)
def test_text_is_cut_to_its_limit_between_characters(text: str, limit: int, direction: str) -> None:
    cleaned = clean(text)
    cut = truncate(cleaned, limit)
    assert units(cut) <= limit
    assert units(shown(cleaned, direction, limit)) <= limit  # type: ignore[arg-type]
    if cut != cleaned:
        kept = cut.removesuffix("…")
        clusters = regex.findall(r"\X", cleaned)
        boundaries = accumulate((len(cluster) for cluster in clusters), initial=0)
        # Trailing spaces are dropped after the cut, so the cut lies where the kept text or its spaces end.
        assert any(cleaned[:end].rstrip() == kept for end in boundaries if end >= len(kept))


def test_blocks_stand_in_the_order_a_reader_needs() -> None:
    message = Message(
        delivery_id="d1",
        headline="High: parcel burnt · Firuzka",
        severity=Severity.high,
        state="Elif has it since 14:05",
        facts=(Fact(label="Author", value="@ayse · 41,200 followers"),),
        quotes=(Quote(text="It is\nburnt & <gone>", source="X, 14:02", url="https://x.example/1"),),
        sections=(Section(title="Why", lines=("safety word: burnt", "reach")),),
        drafts=(Draft(label="Draft in English", text="Hi Ayşe, this one is on us."),),
        links=(Link(label="Open the post", url="https://x.example/1"),),
        buttons=(Button(action="take", label="Take", value="a1", style="primary"),),
    )
    blocks = layout(message)
    assert [block["type"] for block in blocks] == ["header", *["rich_text"] * 6, "actions"]
    assert blocks[0]["text"]["text"] == "🔺 High: parcel burnt · Firuzka"
    assert [element["type"] for block in blocks[1:-1] for element in block["elements"]] == [
        "rich_text_section",  # state
        "rich_text_section",  # facts
        *("rich_text_section", "rich_text_quote"),
        *("rich_text_section", "rich_text_list"),
        "rich_text_section",  # links
        *("rich_text_section", "rich_text_preformatted"),
    ]
    assert "It is\nburnt & <gone>" in list(strings(blocks))
    assert blocks[-1]["elements"] == [
        {
            "type": "button",
            "action_id": "take",
            "text": {"type": "plain_text", "text": "Take"},
            "value": "a1",
            "style": "primary",
        }
    ]
    assert fallback(message) == "High: parcel burnt · Firuzka — It is burnt &amp; &lt;gone&gt;"


def test_a_folded_message_shows_headline_state_and_quote_only() -> None:
    blocks = layout(card("words", folded=True, quotes=(Quote(text="burnt"),)))
    assert [block["type"] for block in blocks] == ["header", "rich_text", "rich_text"]
    assert list(strings(blocks[1:])) == ["words", "burnt"]
    assert blocks[0]["text"]["text"] == "words"


@pytest.mark.parametrize(
    ("pings", "called", "text"),
    [
        (("U0ELIF", "W12", "S0TEAM"), ["U0ELIF", "W12", "S0TEAM"], "<@U0ELIF> <@W12> <!subteam^S0TEAM> Lost"),
        (("U0ELIF", "U0ELIF"), ["U0ELIF"], "<@U0ELIF> Lost"),
        (
            ("channel", "!here", "C0GENERAL", "u0elif", "U1", "U" + "A" * 21, "U0A>", "U0A\n", "", "Ü0ELIF"),
            [],
            "Lost",
        ),
    ],
)
def test_people_are_called_by_their_ids_alone(pings: tuple[str, ...], called: list[str], text: str) -> None:
    message = Message(delivery_id="d", headline="Lost", pings=pings)
    blocks = layout(message)
    assert fallback(message) == text
    parts = blocks[1]["elements"][0]["elements"] if called else []
    ids = [part.get("user_id") or part["usergroup_id"] for part in parts if part["type"] != "text"]
    assert ids == called
    assert len(blocks) == (2 if called else 1)
    closed = replace(message, folded=True)
    assert (fallback(closed), len(layout(closed))) == ("Lost", 1)


def test_labels_run_in_the_teams_direction() -> None:
    buttons = (Button(action="a", label="باز کردن در X", value="1"),)
    (button,) = layout(Message(delivery_id="d", headline="h", direction="rtl", buttons=buttons))[-1][
        "elements"
    ]
    assert button["text"]["text"] == "\u2068\u200fباز کردن در X\u2069"


@pytest.mark.parametrize(
    ("text", "way"),
    [("سلام Ayşe", "rtl"), ("Ayşe سلام", "ltr"), ("12 «سلام»", "rtl"), ("12 …", "ltr"), ("", "ltr")],
)
def test_the_first_letter_leads(text: str, way: str) -> None:
    assert leading(text) == way


def test_severity_is_told_by_shapes_that_differ() -> None:
    assert len(set(SHAPES.values())) == len(Severity) == len(SHAPES)
    assert layout(card("words", severity=None))[0]["text"]["text"] == "words"


def test_what_is_left_out_is_counted() -> None:
    sections = (Section(title="t", lines=("l",) * 33),)
    facts = (Fact(label="a", value="b"),) * 14
    message = Message(delivery_id="d", headline="h", facts=facts, sections=sections)
    assert [text for text in strings(layout(message)) if text.startswith("…")] == ["… +2", "… +3"]


def test_a_long_report_is_cut_evenly_and_fits() -> None:
    report = Message(
        delivery_id="d1",
        headline="Yesterday",
        sections=tuple(Section(title=f"Part {n}", lines=("line " * 40,) * 20) for n in range(12)),
    )
    blocks = layout(report)
    assert block_faults(blocks) == []
    assert units(json.dumps(blocks, ensure_ascii=False)) <= ROOM
    assert "Part 0" in list(strings(blocks))


def test_an_action_that_comes_twice_gets_an_id_of_its_own() -> None:
    actions = layout(card("x"))[-1]["elements"]
    assert [each["action_id"] for each in actions] == ["take", "take#2", "resolve", "menu", "menu#2"]
    assert (
        "value"
        not in layout(card("x", buttons=(Button(action="a", label="A", value=""),)))[-1]["elements"][0]
    )


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://x.com/a/status/1?s=20", "https://x.com/a/status/1?s=20"),
        ("https://x.com/ü<b>|c", "https://x.com/%C3%BC%3Cb%3E%7Cc"),
        ("http://[::1]:8080/a", "http://[::1]:8080/a"),
        ("javascript:alert(1)", None),
        ("https://bank.example@evil.example/", None),
        ("https://evil.example/ x", None),
        ("https://evil.example/\x00", None),
        ("https://evil.example:port/", None),
        ("https://аpple.example/", None),
        ("https://" + "a" * 600, None),
        ("https:///path", None),
        ("http://[", None),
        ("", None),
    ],
)
def test_only_plain_web_addresses_become_links(url: str, link: str | None) -> None:
    message = Message(delivery_id="d1", headline="h", links=(Link(label="Open", url=url),))
    element = layout(message)[1]["elements"][0]["elements"][0]
    assert element == {"type": "text", "text": "Open"} if link is None else {**element, "url": link}
    assert ("url" in element) is (link is not None)


@pytest.mark.parametrize(
    ("direction", "text", "result"),
    [
        ("ltr", "12 complaints", "12 complaints"),
        ("ltr", "فیروزکا · 12 complaints", "\u2068فیروزکا\u2069 · 12 complaints"),
        ("ltr", "about #فیروزکا فیروزه today", "about \u2068#فیروزکا فیروزه\u2069 today"),
        ("rtl", "سلام @firuzka!", "\u2068\u200fسلام \u2068@firuzka\u2069!\u2069"),
        ("rtl", "یک\n\nدو", "\u2068\u200fیک\u2069\n\n\u2068\u200fدو\u2069"),
        ("rtl", "Firuzka · ۸ شکایت", "\u2068\u200fFiruzka\u200f · ۸ شکایت\u2069"),
        ("rtl", "Galaxy S24, ۸", "\u2068\u200fGalaxy S24\u200f, ۸\u2069"),
        ("rtl", "iPhone 15 خریدم", "\u2068\u200fiPhone 15 خریدم\u2069"),
        ("rtl", "ببین https://x.example/a و", "\u2068\u200fببین \u2068https://x.example/a\u2069 و\u2069"),
    ],
)
def test_directions_are_isolated(direction: str, text: str, result: str) -> None:
    assert oriented(text, direction) == result  # type: ignore[arg-type]


def test_a_persian_teams_rows_keep_their_order() -> None:
    message = Message(
        delivery_id="d", headline="شکایت", direction="rtl", facts=(Fact(label="نویسنده", value="@ali"),)
    )
    texts = [element["text"] for element in layout(message)[1]["elements"][0]["elements"]]
    assert texts[0] == "\u2068\u200f"
    assert texts[-1] == "\u2069"
    assert texts[1] == "\u2068\u200fنویسنده\u2069"


def test_cleaning_keeps_joiners_and_drops_what_is_unseen() -> None:
    assert (
        clean("می\u200cشود 👩\u200d👧\r\n\tb\u2028c\x1b[0m\u202ed\ud800")
        == "می\u200cشود 👩\u200d👧\n b\nc[0md\ufffd"
    )
    assert one_line(" a\n\n b\u3000c ") == "a b c"


def test_mentions_are_broken_up_and_other_handles_are_not() -> None:
    assert defused("<!channel> @Here @hereafter <3 a<b") == "<\u2060!channel> @\u2060Here @hereafter <3 a<b"
