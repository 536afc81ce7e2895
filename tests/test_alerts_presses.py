"""Requests from Slack: only signed and recent ones count; what is malformed is refused, never an error."""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from slack_wire import CHANNEL

from alerts.base import Press
from alerts.slack import parse_press, verify

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
