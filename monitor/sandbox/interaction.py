"""A person presses a button or sends a form: the service gets what Slack would send, as Slack would send it.

By a socket of Socket Mode where the service holds one, else by a request signed as Slack signs.

Source: docs.slack.dev/reference/interaction-payloads (block_actions, view_submission) and
docs.slack.dev/authentication/verifying-requests-from-slack (signature v0).
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import requests

from monitor.sandbox.slack import SlackApi, render
from monitor.sandbox.sockets import Sockets
from monitor.sandbox.wire import Json
from monitor.sandbox.workspace import APP_ID, PEOPLE, TEAM_ID, Person

#: Slack waits three seconds for an interaction to be acknowledged, then tells the person that it failed.
_ACKNOWLEDGE_SECONDS = 3.0
_SENT = "Sent to the monitor."


@dataclass(frozen=True, slots=True)
class Pressed:
    """What came of it: whether the service acknowledged, what to tell the person, and of a form what is amiss where."""

    ok: bool
    said: str
    errors: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How the service is reached.

    Args:
        url: where it takes interactions; None if it takes none.
        respond_at: beginning of the `response_url`.
    """

    sockets: Sockets
    url: str | None
    signing_secret: str
    respond_at: str


@dataclass(frozen=True, slots=True)
class _Delivered:
    ok: bool
    said: str = _SENT
    answer: Any = None  # nothing, or what the service answered with


def sign(signing_secret: str, timestamp: str, body: str) -> str:
    """Give Slack's signature v0 of a request body sent at `timestamp` (epoch seconds)."""
    base = f"v0:{timestamp}:{body}".encode()
    return "v0=" + hmac.new(signing_secret.encode(), base, hashlib.sha256).hexdigest()


def press(
    slack: SlackApi, way: Way, *, channel: str, ts: str, action_id: str, user: str, value: str | None
) -> Pressed:
    """Press the button `action_id` of the message `ts` and send the service the interaction.

    Args:
        channel: the channel's id.
        user: the id of one of `PEOPLE`.
        value: of a menu, the option chosen; None for a button.

    Raises:
        KeyError: there is no such message, button or person.
    """
    person = _person(user)
    message = slack.workspace.log[ts]
    place = slack.workspace.channels[channel]
    action = next((a for a in _elements(message.blocks) if a.get("action_id") == action_id), None)
    if action is None or message.channel != channel:
        raise KeyError(action_id)
    hook, trigger = slack.hook(ts, user)
    payload = _by(person, trigger) | {
        "type": "block_actions",
        "container": {"type": "message", "message_ts": ts, "channel_id": channel, "is_ephemeral": False},
        "channel": {"id": channel, "name": place.name},
        "message": render(message),
        "state": {"values": {}},
        "response_url": way.respond_at + hook,
        "actions": [_action(action, value, slack.workspace.tick())],
    }
    delivered = _deliver(slack, way, payload)
    return Pressed(delivered.ok, delivered.said)


def submit(slack: SlackApi, way: Way, *, view_id: str, user: str, answers: Mapping[str, str]) -> Pressed:
    """Send the form that `user` looks at, filled in with `answers`; it closes unless the service finds faults.

    Args:
        answers: by the id of each input's block: what was typed, or the value or person chosen.

    Raises:
        KeyError: the person does not look at that form, or there is no such person.
    """
    person, view = _person(user), slack.modals.before(user)
    if view is None or view["id"] != view_id or view["submit"] is None:
        raise KeyError(view_id)
    values: Json = {}
    errors: dict[str, str] = {}
    for block in view["blocks"]:
        if block["type"] == "input":
            element, block_id = block["element"], block["block_id"]
            typed = answers.get(block_id, "")
            if why := _amiss(element, typed, optional=bool(block.get("optional"))):
                errors[block_id] = why
            values[block_id] = {element["action_id"]: _value(element, typed)}
    if errors:
        return Pressed(False, "Something is missing in the form.", errors)
    payload = _by(person, slack.modals.trigger(user)) | {
        "type": "view_submission",
        "view": view | {"state": {"values": values}},
        "response_urls": [],
    }
    delivered = _deliver(slack, way, payload)
    if not delivered.ok:
        return Pressed(False, delivered.said)
    answer = delivered.answer
    if isinstance(answer, dict) and answer.get("response_action") == "errors":
        return Pressed(False, "The monitor asks you to look again.", dict(answer["errors"]))
    if answer is not None and answer != {"response_action": "clear"}:
        return Pressed(False, "The monitor's answer to the form makes no sense.")
    slack.modals.close(user, view_id)
    return Pressed(True, delivered.said)


def _person(user: str) -> Person:
    person = next((p for p in PEOPLE if p.id == user), None)
    if person is None:
        raise KeyError(user)
    return person


def _by(person: Person, trigger: str) -> Json:
    return {
        "user": {"id": person.id, "username": person.username, "name": person.username, "team_id": TEAM_ID},
        "api_app_id": APP_ID,
        "token": "sandbox-verification",
        "trigger_id": trigger,
        "team": {"id": TEAM_ID, "domain": "sandbox"},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def _elements(blocks: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for block in blocks:
        own = block.get("elements", []) if block["type"] == "actions" else [block.get("accessory")]
        for element in own:
            if isinstance(element, dict) and "action_id" in element:
                yield {**element, "block_id": block["block_id"]}


def _action(element: dict[str, Any], value: str | None, now: str) -> dict[str, Any]:
    wanted = ("type", "action_id", "block_id", "text", "value", "style")
    action = {key: element[key] for key in wanted if key in element} | {"action_ts": now}
    option = _option(element, value)
    return action if option is None else action | {"selected_option": option}


def _option(element: Json, value: str | None) -> Json | None:
    return next((option for option in element.get("options", []) if option["value"] == value), None)


def _amiss(element: Json, typed: str, *, optional: bool) -> str:
    """Say what Slack itself would say of an answer before it sends the form; nothing if it is good."""
    if not typed.strip():
        return "" if optional else "Please complete this required field."
    if element["type"] == "plain_text_input":
        most = element.get("max_length", 3000)
        return f"Please use at most {most} characters." if len(typed) > most else ""
    known = any(person.id == typed for person in PEOPLE)
    chosen = known if element["type"] == "users_select" else _option(element, typed) is not None
    return "" if chosen else "Please choose one of the list."


def _value(element: Json, typed: str) -> Json:
    kind = element["type"]
    if kind == "plain_text_input":
        return {"type": kind, "value": typed or None}
    if kind == "users_select":
        return {"type": kind, "selected_user": typed or None}
    return {"type": kind, "selected_option": _option(element, typed)}


def _deliver(slack: SlackApi, way: Way, payload: Json) -> _Delivered:
    if len(way.sockets):
        answer = way.sockets.send(payload)
        if answer is None:
            return _Delivered(False, "The monitor did not acknowledge it on its socket.")
        return _Delivered(True, answer=answer or None)
    if way.url is None:
        return _Delivered(False, "Nothing is listening for button presses yet.")
    return _post(way, payload, str(int(slack.workspace.now().timestamp())))


def _post(way: Way, payload: Json, timestamp: str) -> _Delivered:
    body = urlencode({"payload": json.dumps(payload)})
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Slack-Request-Timestamp": timestamp,
        "X-Slack-Signature": sign(way.signing_secret, timestamp, body),
    }
    with requests.Session() as session:
        session.trust_env = False  # a proxy of the environment has no business between two local processes
        try:
            answer = session.post(str(way.url), data=body, headers=headers, timeout=_ACKNOWLEDGE_SECONDS)
        except requests.RequestException as error:
            return _Delivered(False, f"The monitor could not be reached ({type(error).__name__}).")
    if answer.status_code != 200:
        return _Delivered(False, f"The monitor answered {answer.status_code} instead of acknowledging.")
    if not answer.content:
        return _Delivered(True)
    try:
        return _Delivered(True, answer=answer.json())
    except ValueError:
        return _Delivered(True, answer=answer.text)
