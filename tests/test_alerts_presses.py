"""Requests from Slack: only signed and recent ones count; what is malformed is refused, never an error."""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from slack_wire import CHANNEL

from alerts.base import Choice, Field, Form, Press
from alerts.slack import parse_press, verify
from alerts.slack_forms import CALLBACK, view

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def signed(body: bytes, at: datetime = NOW, secret: str = SECRET) -> dict[str, str]:
    stamp = str(int(at.timestamp()))
    digest = hmac.new(secret.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"}


BODY = b"payload=%7B%7D"
GOOD = signed(BODY)
STAMP, SIGNATURE = GOOD["X-Slack-Request-Timestamp"], GOOD["X-Slack-Signature"]


@pytest.mark.parametrize(
    ("headers", "body", "secret", "valid"),
    [
        (GOOD, BODY, SECRET, True),
        ({key.lower(): value for key, value in GOOD.items()}, BODY, SECRET, True),
        (signed(BODY, NOW - timedelta(minutes=4, seconds=59)), BODY, SECRET, True),
        (signed(BODY, NOW - timedelta(minutes=5, seconds=1)), BODY, SECRET, False),
        (signed(BODY, NOW + timedelta(minutes=5, seconds=1)), BODY, SECRET, False),
        (GOOD, BODY + b" ", SECRET, False),
        (signed(BODY, secret="another"), BODY, SECRET, False),
        (GOOD, BODY, "", False),
        (GOOD, BODY, "  ", False),
        ({}, BODY, SECRET, False),
        ({"X-Slack-Signature": SIGNATURE}, BODY, SECRET, False),
        ({"X-Slack-Request-Timestamp": STAMP}, BODY, SECRET, False),
        ({**GOOD, "X-Slack-Request-Timestamp": "yesterday"}, BODY, SECRET, False),
        ({**GOOD, "X-Slack-Request-Timestamp": ""}, BODY, SECRET, False),
        ({**GOOD, "X-Slack-Request-Timestamp": "nan"}, BODY, SECRET, False),
        ({**GOOD, "X-Slack-Request-Timestamp": "9" * 400}, BODY, SECRET, False),
        ({**GOOD, "X-Slack-Request-Timestamp": "9" * 9000}, BODY, SECRET, False),
        ({**GOOD, "X-Slack-Request-Timestamp": f"{STAMP}.5"}, BODY, SECRET, False),
        ({**GOOD, "X-Slack-Signature": "v0=ü"}, BODY, SECRET, False),
        ({**GOOD, "X-Slack-Signature": ""}, BODY, SECRET, False),
        ({**GOOD, "X-Slack-Signature": SIGNATURE.replace("v0=", "v1=")}, BODY, SECRET, False),
        (GOOD, b"\xff\xfe", SECRET, False),
    ],
)
def test_signatures(headers: dict[str, str], body: bytes, secret: str, valid: bool) -> None:
    assert verify(secret, body, headers, NOW) is valid


PRESSED: dict[str, Any] = {
    "type": "block_actions",
    "user": {"id": "U1", "username": "elif", "name": "elif\u202e"},
    "channel": {"id": CHANNEL, "name": "complaints"},
    "message": {"ts": "1800000000.000001"},
    "actions": [{"action_id": "take", "block_id": "buttons", "value": "alert-1", "type": "button"}],
}


def form(payload: object) -> bytes:
    return urlencode({"payload": json.dumps(payload)}).encode()


def test_a_press_is_read() -> None:
    press = Press(
        kind="slack",
        handle={"trigger": ""},
        user_id="U1",
        user_name="elif",
        action="take",
        value="alert-1",
        place=CHANNEL,
        message_id="1800000000.000001",
    )
    assert parse_press(form(PRESSED)) == press
    numbered = {**PRESSED, "user": {"id": "U1"}, "actions": [{"action_id": "take#2"}]}
    second = parse_press(form(numbered))
    assert second is not None
    assert (second.action, second.value, second.user_name) == ("take", "", "U1")


def test_a_choice_of_a_menu_is_read_as_what_was_chosen() -> None:
    chosen = {"action_id": "menu#2", "type": "overflow", "selected_option": {"value": "resolve|12"}}
    press = parse_press(form({**PRESSED, "actions": [chosen], "trigger_id": "t1"}))
    assert press is not None
    assert (press.action, press.value, press.handle) == ("resolve", "12", {"trigger": "t1"})


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"payload=",
        b"payload=nonsense",
        b"payload=" + b"[" * 100_000,
        b"other=1",
        b"&".join([b"a=1"] * 100),
        b"payload=\xff",
        form(None),
        form([]),
        form("block_actions"),
        form({"type": "view_submission"}),
        form({**PRESSED, "actions": [{"action_id": "menu", "type": "overflow"}]}),
        form({**PRESSED, "actions": [{"action_id": "menu", "selected_option": {"value": ""}}]}),
        form({**PRESSED, "actions": []}),
        form({**PRESSED, "actions": [None]}),
        form({**PRESSED, "user": None}),
        form({**PRESSED, "user": "U1"}),
        form({**PRESSED, "user": {"id": 5}}),
        form({**PRESSED, "channel": {}}),
        form({**PRESSED, "message": {"ts": ""}}),
        form({**PRESSED, "message": []}),
    ],
)
def test_anything_else_is_no_press(body: bytes) -> None:
    assert parse_press(body) is None


FORM = Form(
    action="reply",
    value="alert-1",
    title="Reply",
    submit="Send",
    cancel="Cancel",
    fields=(
        Field(name="text", label="Text", kind="text"),
        Field(name="why", label="Why", kind="choice", choices=(Choice(label="Late", value="late"),)),
        Field(
            name="topic", label="Topic", kind="choice", optional=True, choices=(Choice(label="A", value="a"),)
        ),
        Field(name="who", label="Who", kind="person", optional=True),
    ),
)


def sent(**changes: Any) -> dict[str, Any]:
    """A form opened by `PRESSED` and sent back, as Slack words it."""
    press = parse_press(form(PRESSED))
    assert press is not None
    values = {
        "text": {"answer": {"type": "plain_text_input", "value": " Hi\x00 Ayşe\n😀 "}},
        "why": {"answer": {"type": "radio_buttons", "selected_option": {"value": "late"}}},
        "topic": {"answer": {"type": "static_select", "selected_option": None}},
        "who": {"answer": {"type": "users_select", "selected_user": "U2"}},
    }
    shown = {**view(FORM, press), "id": "V1", "state": {"values": values}, **changes}
    user = {"id": "U2", "name": "naz"}
    return {"type": "view_submission", "user": user, "trigger_id": "t2", "view": shown, "response_urls": []}


def test_a_form_sent_is_a_press_with_answers() -> None:
    assert parse_press(form(sent())) == Press(
        kind="slack",
        user_id="U2",
        user_name="naz",
        action="reply",
        value="alert-1",
        place=CHANNEL,
        message_id="1800000000.000001",
        answers={"text": "Hi Ayşe\n😀", "why": "late", "topic": "", "who": "U2"},
        handle={"trigger": "t2"},
    )


def test_what_was_left_empty_is_empty() -> None:
    values = {
        "text": {"answer": {"type": "plain_text_input", "value": None}},
        "who": {"answer": {"type": "users_select", "selected_user": None}},
    }
    press = parse_press(form(sent(state={"values": values})))
    assert press is not None
    assert press.answers == {"text": "", "who": ""}


@pytest.mark.parametrize(
    "changes",
    [
        {"callback_id": "of another app"},
        {"callback_id": None},
        {"private_metadata": ""},
        {"private_metadata": "[1"},
        {"private_metadata": "[" * 100_000},
        {"private_metadata": "[]"},
        {"private_metadata": "null"},
        {"private_metadata": 5},
        {"private_metadata": '{"action": "", "value": "1", "place": "", "message": ""}'},
        {"private_metadata": '{"action": "a", "value": 1, "place": "", "message": ""}'},
        {"private_metadata": '{"action": "a", "value": "1", "place": null, "message": ""}'},
        {"state": None},
        {"state": {"values": []}},
        {"state": {"values": {"": {"answer": {"type": "users_select"}}}}},
        {"state": {"values": {"text": {}}}},
        {"state": {"values": {"text": None}}},
        {"state": {"values": {"text": {"answer": None}}}},
        {"state": {"values": {"text": {"answer": {"type": "datepicker", "selected_date": "2026-01-01"}}}}},
        {"state": {"values": {"text": {"answer": {"type": "plain_text_input", "value": ["x"]}}}}},
        {
            "state": {
                "values": {"why": {"answer": {"type": "static_select", "selected_option": {"value": 5}}}}
            }
        },
    ],
)
def test_a_malformed_form_is_no_press(changes: dict[str, Any]) -> None:
    assert parse_press(form(sent(callback_id=CALLBACK))) is not None
    assert parse_press(form(sent(**changes))) is None


def test_a_link_on_a_form_is_no_press() -> None:
    pressed = {"action_id": "link#1", "type": "button"}
    of_a_view = {"type": "block_actions", "user": {"id": "U1"}, "view": {"id": "V1"}, "actions": [pressed]}
    assert parse_press(form(of_a_view)) is None


def filled(**changes: Any) -> dict[str, Any]:
    """A form that is being filled in, as Slack words it."""
    action = {"type": "plain_text_input", "block_id": "text", "action_id": "answer", "value": "Hi"}
    whole = sent(hash="156.abc")
    del whole["response_urls"]
    return whole | {
        "type": "block_actions",
        "container": {"type": "view", "view_id": "V1"},
        "actions": [{**action, "action_ts": "1800000000.000001"}],
        **changes,
    }


def test_what_is_typed_is_a_press_that_is_not_sent() -> None:
    press, whole = parse_press(form(filled())), parse_press(form(sent()))
    assert press is not None
    assert whole is not None
    assert (press.filling, press.sent, whole.sent) == (True, False, True)
    assert press.answers == whole.answers
    assert (press.action, press.value, press.place) == ("reply", "alert-1", CHANNEL)
    handle = {"trigger": "t2", "view": "V1", "hash": "156.abc", "at": "1800000000.000001"}
    assert press.handle == handle


@pytest.mark.parametrize(
    "changes",
    [
        {"actions": []},
        {"actions": [{"action_id": "link#1", "type": "button"}]},
        {"actions": [{"action_id": "answer"}]},
        {"actions": [{"action_id": "answer", "action_ts": 5}]},
        {"actions": [{"action_id": "answer", "action_ts": "nan"}]},
        {"actions": [{"action_id": "answer", "action_ts": "9" * 400}]},
        {"view": {"id": "V1"}},
        {"view": {**sent()["view"], "id": ""}},
        {"view": {**sent()["view"], "hash": 5}},
    ],
)
def test_a_malformed_change_of_a_form_is_no_press(changes: dict[str, Any]) -> None:
    assert parse_press(form(filled(**changes))) is None


@pytest.mark.parametrize(
    ("kept", "back"),
    [
        ({}, {}),
        ({"kind": "short", "full": "Hi\nسلام 😀"}, {"kind": "short", "full": "Hi\nسلام 😀"}),
        ({"kind": "short", "full": "\ud800"}, {"kind": "short", "full": "?"}),
    ],
)
def test_what_a_form_keeps_comes_back(kept: dict[str, str], back: dict[str, str]) -> None:
    press = parse_press(form(PRESSED))
    assert press is not None
    again = parse_press(form(sent(**view(replace(FORM, kept=kept), press), id="V1", state={"values": {}})))
    assert again is not None
    assert again.kept == back


def test_of_too_much_the_longest_is_left_out() -> None:
    noise = "".join(chr(0x4E00 + number * 7919 % 20000) for number in range(3000))
    press = parse_press(form(PRESSED))
    assert press is not None
    made = view(replace(FORM, kept={"kind": "short", "full": noise, "private": "Hi"}), press)
    assert len(made["private_metadata"]) <= 3000
    again = parse_press(form(sent(**made, id="V1", state={"values": {}})))
    assert again is not None
    assert again.kept == {"kind": "short", "private": "Hi"}


@pytest.mark.parametrize("kept", ["", "?", "eJw=", "AAAA", 5, None, ["x"]])
def test_what_was_not_packed_here_is_no_press(kept: object) -> None:
    about = json.loads(sent()["view"]["private_metadata"]) | {"kept": kept}
    assert parse_press(form(sent(private_metadata=json.dumps(about)))) is None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from([PRESSED, sent(), filled()]), st.data())
def test_no_payload_is_an_error(whole: dict[str, Any], data: st.DataObject) -> None:
    torn = dict(whole)
    for name in data.draw(st.lists(st.sampled_from(sorted(whole)), max_size=3)):
        torn[name] = data.draw(JSON)
    read = parse_press(form(torn))
    assert read is None or (read.user_id and read.action)
