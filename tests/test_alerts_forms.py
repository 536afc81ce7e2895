"""Any form gives a view that Slack opens; what is typed into it comes back as it was, hostile or not."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from slack_wire import CHANNEL, strings, view_faults
from test_alerts_blocks import DIRECTION, HOSTILE, URL, WORDS, harmless

from alerts.base import Choice, Field, Form, Link, Press, Quote, Section
from alerts.slack_forms import view

PRESS = Press(
    kind="slack",
    user_id="U0ELIF",
    user_name="elif",
    action="reply",
    value="7",
    place=CHANNEL,
    message_id="18.1",
)
NAMES = st.from_regex(r"[a-z_]{1,20}", fullmatch=True)


def form(text: str, url: str = "https://x.example/1", **changes: Any) -> Form:
    """A form with `text` in every place that can hold one."""
    choices = tuple(Choice(label=text, value=str(number)) for number in range(120))
    given: dict[str, Any] = {
        "action": "reply",
        "value": "7",
        "title": text,
        "submit": "x" + text,
        "cancel": text,
        "quotes": (Quote(text=text, source=text, url=url), Quote(text=text, direction="rtl")) * 4,
        "sections": (Section(title=text, lines=(text,) * 32), Section(title=text, lines=())) * 9,
        "links": (Link(label=text, url=url), Link(label=text, url=text)) * 6,
        "kept": {"kind": "short", "full": text},
        "fields": (
            Field(name="text", label=text, kind="text", value=text, live=True),
            Field(name="few", label=text, kind="choice", choices=choices[:3], value="2", live=True),
            Field(name="many", label=text, kind="choice", choices=choices, value="2", optional=True),
            Field(name="none", label=text, kind="choice", value=text),
            Field(name="who", label=text, kind="person", value=text),
        ),
    }
    return Form(**given | changes)


def shown(made: dict[str, Any]) -> list[str]:
    """Everything that is only seen; what may be edited stands in `initial_value`."""
    outer = [made[name] for name in ("title", "submit", "close") if name in made]
    return list(strings([*outer, made["blocks"]]))


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_everywhere_gives_a_view_that_opens(text: str, direction: str) -> None:
    below = (Section(title=text, lines=(text,) * 32), Section(title=text, lines=())) * 9
    made = view(form(text, direction=direction, below=below), PRESS)
    assert view_faults(made) == []
    assert harmless(shown(made))
    assert [block["block_id"] for block in made["blocks"] if block["type"] == "input"] == [
        "text",
        "few",
        "many",
        "who",
    ]


FORM = st.builds(
    Form,
    action=NAMES,
    value=st.text("0123456789i", max_size=40),
    title=WORDS,
    submit=WORDS,
    cancel=WORDS,
    direction=DIRECTION,
    quotes=st.lists(
        st.builds(Quote, text=WORDS, direction=DIRECTION, source=WORDS, url=st.none() | URL), max_size=8
    ).map(tuple),
    sections=st.lists(
        st.builds(Section, title=WORDS, lines=st.lists(WORDS, max_size=6).map(tuple)), max_size=20
    ).map(tuple),
    links=st.lists(st.builds(Link, label=WORDS, url=URL), max_size=14).map(tuple),
    fields=st.lists(
        st.builds(
            Field,
            name=NAMES,
            label=WORDS,
            kind=st.sampled_from(["text", "choice", "person"]),
            value=WORDS | st.sampled_from(["a", "U0ELIF"]),
            choices=st.lists(
                st.builds(
                    Choice, label=WORDS, value=st.sampled_from(["", "a", "b", "c", "d", "e", "f", "x" * 151])
                ),
                max_size=9,
            ).map(tuple),
            optional=st.booleans(),
            live=st.booleans(),
            version=st.sampled_from(["", "short", "full"]),
            direction=DIRECTION,
        ),
        max_size=14,
    ).map(tuple),
    below=st.lists(
        st.builds(Section, title=WORDS, lines=st.lists(WORDS, max_size=6).map(tuple)), max_size=20
    ).map(tuple),
    kept=st.dictionaries(NAMES, st.text(max_size=3000), max_size=4),
)


@settings(max_examples=60, deadline=None)
@given(FORM)
def test_any_form_gives_a_view_that_opens(form: Form) -> None:
    made = view(form, PRESS)
    assert view_faults(made) == []
    assert harmless(shown(made))
    about = json.loads(made["private_metadata"])
    about.pop("kept", None)
    assert about == {"action": form.action, "value": form.value, "place": CHANNEL, "message": "18.1"}


def test_what_is_to_be_sent_on_is_handed_over_as_it_is() -> None:
    text = "سلام @ayse <!channel> و می\u200cشود\n*not bold* @here & https://x.example"
    made = view(
        form("x", fields=(Field(name="t", label="x", kind="text", value=text, direction="rtl"),)), PRESS
    )
    assert made["blocks"][-1]["element"]["initial_value"] == text
    long = view(form("x", fields=(Field(name="t", label="x", kind="text", value="😀" * 2000),)), PRESS)
    assert long["blocks"][-1]["element"]["initial_value"] == "😀" * 1499 + "…"


def test_each_kind_of_field_has_its_element() -> None:
    few = tuple(Choice(label=each, value=each) for each in "abc")
    fields = (
        Field(name="t", label="Text", kind="text"),
        Field(name="r", label="Cause", kind="choice", choices=few, value="b"),
        Field(name="o", label="Topic", kind="choice", choices=few, value="gone", optional=True),
        Field(
            name="m", label="Many", kind="choice", choices=few * 2 + few + (Choice(label="d", value="d"),) * 9
        ),
        Field(name="p", label="Who", kind="person", value="U0NAZ"),
        Field(name="t", label="The same name again", kind="text"),
    )
    made = view(form("x", quotes=(), sections=(), links=(), fields=fields), PRESS)
    elements = {block["block_id"]: block["element"] for block in made["blocks"]}
    kinds = {name: element["type"] for name, element in elements.items()}
    assert kinds == {
        "t": "plain_text_input",
        "r": "radio_buttons",
        "o": "static_select",
        "m": "radio_buttons",
        "p": "users_select",
    }
    assert elements["r"]["initial_option"]["value"] == "b"
    assert "initial_option" not in elements["o"]
    assert [option["value"] for option in elements["m"]["options"]] == ["a", "b", "c", "d"]
    assert elements["p"]["initial_user"] == "U0NAZ"
    assert [block["optional"] for block in made["blocks"]] == [False, False, True, False, False]


def test_a_live_field_is_told_with_every_letter_and_one_of_another_version_begins_anew() -> None:
    few = tuple(Choice(label=each, value=each) for each in "abc")
    fields = (
        Field(name="kind", label="Kind", kind="choice", choices=few, live=True),
        Field(name="text", label="Text", kind="text", value="a", live=True, version="b"),
        Field(name="note", label="Note", kind="text"),
    )
    below = (Section(title="10 of 12", lines=("Name an hour.",)),)
    made = view(form("x", quotes=(), sections=(), links=(), fields=fields, below=below), PRESS)
    kind, text, note, notes = made["blocks"]
    assert (kind["block_id"], text["block_id"], note["block_id"]) == ("kind", "text#b", "note")
    assert (kind["dispatch_action"], text["dispatch_action"]) == (True, True)
    config = {"trigger_actions_on": ["on_character_entered"]}
    assert text["element"]["dispatch_action_config"] == config
    assert "dispatch_action" not in note
    assert "dispatch_action_config" not in kind["element"]
    assert list(strings(notes)) == ["10 of 12", "Name an hour."]


def test_a_form_that_is_only_to_be_read_has_no_fields_and_is_never_empty() -> None:
    made = view(form("words", submit=" "), PRESS)
    assert "submit" not in made
    assert view_faults(made) == []
    assert not [block for block in made["blocks"] if block["type"] == "input"]
    bare = view(form("words", submit="", quotes=(), sections=(), links=()), PRESS)
    assert list(strings(bare["blocks"])) == ["—"]


def test_links_are_buttons_and_what_is_no_address_is_text() -> None:
    intent = "https://x.com/intent/post?in_reply_to=1&text=" + "س" * 80
    links = (Link(label="Open", url=intent), Link(label="Bad", url="javascript:alert(1)"))
    made = view(form("x", quotes=(), sections=(), links=links, fields=()), PRESS)
    said, actions = made["blocks"]
    (button,) = actions["elements"]
    assert button["url"].startswith("https://x.com/intent/post?in_reply_to=1&text=%D8%B3")
    assert (button["text"]["text"], button["action_id"]) == ("Open", "link#1")
    assert list(strings(said)) == ["Bad: javascript:alert(1)"]
    too_long = view(
        form("x", quotes=(), sections=(), links=(Link(label="Open", url=intent * 9),), fields=()), PRESS
    )
    assert [block["type"] for block in too_long["blocks"]] == ["rich_text"]


def test_a_persian_form_runs_from_the_right() -> None:
    made = view(form("باز کردن در X", direction="rtl"), PRESS)
    assert made["title"]["text"] == "\u2068\u200fباز کردن در X\u2069"
    label = next(block["label"]["text"] for block in made["blocks"] if block["type"] == "input")
    assert label == "\u2068\u200fباز کردن در X\u2069"
