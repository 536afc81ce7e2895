"""A person presses a button, fills in a form or sends it: the service gets what Slack would send, and as it would.

By a socket of Socket Mode where the service holds one, else by a request signed as Slack signs.

Source: docs.slack.dev/reference/interaction-payloads (block_actions, view_submission), …/surfaces/modals and
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

from monitor.sandbox import blockkit
from monitor.sandbox.modals import ViewRefused, answer_of, inputs, option_of, typed_in
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


def fill(
    slack: SlackApi, way: Way, *, view_id: str, user: str, block_id: str, answers: Mapping[str, str]
) -> Pressed:
    """Type into the form that `user` looks at, or choose there; the service hears of it if the block dispatches it.

    Args:
        block_id: what was changed last.
        answers: as of `submit`; what is not there stays.

    Raises:
        KeyError: the person does not look at that form, it has no such field, or there is no such person.
    """
    person = _person(user)
    view = slack.modals.fill(user, view_id, answers)
    block = next((each for each in inputs(view) if each["block_id"] == block_id), None)
    if block is None:
        raise KeyError(block_id)
    if not dispatches(block):
        return Pressed(True, "")
    element = block["element"]
    action = answer_of(element, typed_in(view, block)) | {
        "block_id": block_id,
        "action_id": element["action_id"],
        "action_ts": slack.workspace.tick(),
    }
    payload = _by(person, slack.modals.trigger(user)) | {
        "type": "block_actions",
        "container": {"type": "view", "view_id": view_id},
        "view": view,
        "actions": [action],
    }
    delivered = _deliver(slack, way, payload)
    return Pressed(delivered.ok, "" if delivered.ok else delivered.said)


def dispatches(block: Json) -> bool:
    """Whether the service hears of each change of a field."""
    element = block["element"]
    if element["type"] != "plain_text_input":
        return bool(block.get("dispatch_action"))
    triggers = element.get("dispatch_action_config", {}).get("trigger_actions_on", ())
    return bool(block.get("dispatch_action")) and "on_character_entered" in triggers


def submit(slack: SlackApi, way: Way, *, view_id: str, user: str, answers: Mapping[str, str]) -> Pressed:
    """Send the form that `user` looks at, filled in with `answers`; it closes unless the service finds faults.

    Args:
        answers: by the id of each input's block: what was typed, or the value or person chosen; what is not there
            stays as it stands in the form.

    Raises:
        KeyError: the person does not look at that form, or there is no such person.
    """
    person, view = _person(user), slack.modals.before(user)
    if view is None or view["id"] != view_id or view["submit"] is None:
        raise KeyError(view_id)
    errors = {
        block["block_id"]: why
        for block in inputs(view)
        if (why := _amiss(block, answers.get(block["block_id"], typed_in(view, block))))
    }
    if errors:
        return Pressed(False, "Something is missing in the form.", errors)
    payload = _by(person, slack.modals.trigger(user)) | {
        "type": "view_submission",
        "view": slack.modals.fill(user, view_id, answers),
        "response_urls": [],
    }
    delivered = _deliver(slack, way, payload)
    if not delivered.ok:
        return Pressed(False, delivered.said)
    answer = delivered.answer
    if isinstance(answer, dict) and answer.get("response_action") == "errors":
        return Pressed(False, "The monitor asks you to look again.", dict(answer["errors"]))
    if isinstance(answer, dict) and answer.get("response_action") == "update":
        return _updated(slack, view_id, answer.get("view"))
    if answer is not None and answer != {"response_action": "clear"}:
        return Pressed(False, "The monitor's answer to the form makes no sense.")
    slack.modals.close(user, view_id)
    return Pressed(True, delivered.said)


def _updated(slack: SlackApi, view_id: str, view: Any) -> Pressed:
    if not isinstance(view, dict) or blockkit.view_faults(view):
        return Pressed(False, "The monitor's answer to the form makes no sense.")
    try:
        slack.modals.update(view_id, view)
    except ViewRefused:
        return Pressed(False, "The form was closed meanwhile.")
    return Pressed(True, "The monitor asks something more.")


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
    option = option_of(element, value)
    return action if option is None else action | {"selected_option": option}


def _amiss(block: Json, typed: str) -> str:
    """Say what Slack itself would say of an answer before it sends the form; nothing if it is good."""
    element = block["element"]
    if not typed.strip():
        return "" if block.get("optional") else "Please complete this required field."
    if element["type"] == "plain_text_input":
        most = element.get("max_length", 3000)
        return f"Please use at most {most} characters." if len(typed) > most else ""
    known = any(person.id == typed for person in PEOPLE)
    chosen = known if element["type"] == "users_select" else option_of(element, typed) is not None
    return "" if chosen else "Please choose one of the list."


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
