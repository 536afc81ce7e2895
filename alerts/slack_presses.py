"""What people do in Slack, read into a `Press`: the same payloads come by request and by socket.

Source: https://docs.slack.dev/reference/interaction-payloads (block_actions of a message and of a view,
view_submission)
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from alerts.base import Press
from alerts.blocks import MENU, OF_MENU
from alerts.slack_forms import ANSWER, CALLBACK, unpacked
from alerts.text import clean, one_line

_AT = re.compile(r"[0-9]{1,12}\.[0-9]{6}")


def read_press(payload: Any) -> Press | None:
    """Read an interaction; None if it is no button pressed, no choice of a menu and nothing done to a form of ours."""
    try:
        kind, of_view = payload["type"], payload.get("view") is not None
        if kind == "block_actions" and not of_view:
            return _pressed(payload)
        if of_view and payload["view"]["callback_id"] == CALLBACK:
            if kind == "view_submission":
                return _answered(payload)
            if kind == "block_actions" and payload["actions"][0]["action_id"] == ANSWER:
                return _filled(payload)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, zlib.error):
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


def _filled(payload: Mapping[str, Any]) -> Press:
    view, at = payload["view"], payload["actions"][0]["action_ts"]
    if not _AT.fullmatch(at):
        raise ValueError("not a time of Slack's")
    handle = {"view": _id(view["id"]), "hash": _text(view.get("hash") or ""), "at": at}
    press = _answered(payload)
    return replace(press, filling=True, handle={**press.handle, **handle})


def _answered(payload: Mapping[str, Any]) -> Press:
    about = json.loads(payload["view"]["private_metadata"])
    return Press(
        action=_id(about["action"]),
        value=_text(about["value"]),
        place=_text(about["place"]),
        message_id=_text(about["message"]),
        answers={
            _id(name).partition("#")[0]: _answer(elements[ANSWER])
            for name, elements in payload["view"]["state"]["values"].items()
        },
        kept=unpacked(about),
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
