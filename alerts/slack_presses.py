"""What people do in Slack, read into a `Press`: the same payloads come by request and by socket.

Source: https://docs.slack.dev/reference/interaction-payloads (block_actions, view_submission)
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from alerts.base import Press
from alerts.blocks import MENU, OF_MENU
from alerts.slack_forms import ANSWER, CALLBACK
from alerts.text import clean, one_line


def read_press(payload: Any) -> Press | None:
    """Read an interaction; None if it is no button pressed, no choice of a menu and no form of ours sent."""
    try:
        kind = payload["type"]
        if kind == "block_actions":
            return _pressed(payload)
        if kind == "view_submission" and payload["view"]["callback_id"] == CALLBACK:
            return _sent(payload)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        pass
    return None


def _pressed(payload: Mapping[str, Any]) -> Press:
    pressed = payload["actions"][0]
    action, value = _id(pressed["action_id"]).partition("#")[0], str(pressed.get("value") or "")
    if action == MENU:
        action, _, value = _id(pressed["selected_option"]["value"]).partition(OF_MENU)
    return Press(
        action=action,
        value=value,
        place=_id(payload["channel"]["id"]),
        message_id=_id(payload["message"]["ts"]),
        **_by_whom(payload),
    )


def _sent(payload: Mapping[str, Any]) -> Press:
    about = json.loads(payload["view"]["private_metadata"])
    return Press(
        action=_id(about["action"]),
        value=_text(about["value"]),
        place=_text(about["place"]),
        message_id=_text(about["message"]),
        answers={
            _id(name): _answer(elements[ANSWER])
            for name, elements in payload["view"]["state"]["values"].items()
        },
        **_by_whom(payload),
    )


def _by_whom(payload: Mapping[str, Any]) -> dict[str, Any]:
    user = payload["user"]
    return {
        "kind": "slack",
        "user_id": _id(user["id"]),
        "user_name": one_line(str(user.get("name") or user.get("username") or user["id"])),
        "handle": {"trigger": str(payload.get("trigger_id") or "")},
    }


def _answer(element: Mapping[str, Any]) -> str:
    """Give what was typed or chosen; empty if nothing was."""
    match element["type"]:
        case "plain_text_input":
            return clean(_text(element.get("value") or ""))
        case "users_select":
            return _text(element.get("selected_user") or "")
        case "static_select" | "radio_buttons":
            chosen = element.get("selected_option")
            return _id(chosen["value"]) if chosen else ""
    raise ValueError("not an element of our forms")


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("not a text")
    return value


def _id(value: object) -> str:
    if not _text(value):
        raise ValueError("not an id")
    return str(value)
