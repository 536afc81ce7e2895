"""A person presses a button: the sandbox sends the service what Slack would send, signed as Slack signs.

Source: docs.slack.dev/reference/interaction-payloads/block_actions-payload and
docs.slack.dev/authentication/verifying-requests-from-slack (signature v0).
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import requests

from monitor.sandbox.slack import SlackApi, render
from monitor.sandbox.workspace import APP_ID, PEOPLE, TEAM_ID

#: Slack waits three seconds for an interaction to be acknowledged, then tells the person that it failed.
_ACKNOWLEDGE_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class Pressed:
    """What came of a press: whether the service acknowledged it, and what to tell the person."""

    ok: bool
    said: str


def sign(signing_secret: str, timestamp: str, body: str) -> str:
    """Give Slack's signature v0 of a request body sent at `timestamp` (epoch seconds)."""
    base = f"v0:{timestamp}:{body}".encode()
    return "v0=" + hmac.new(signing_secret.encode(), base, hashlib.sha256).hexdigest()


def press(
    slack: SlackApi,
    *,
    channel: str,
    ts: str,
    action_id: str,
    user: str,
    value: str | None,
    url: str | None,
    signing_secret: str,
    respond_at: str,
) -> Pressed:
    """Press the button `action_id` of the message `ts` and send the service the interaction.

    Args:
        channel: the channel's id.
        user: the id of one of `PEOPLE`.
        value: of a menu, the option chosen; None for a button.
        url: where the service takes interactions.
        respond_at: beginning of the `response_url`.

    Raises:
        KeyError: there is no such message, button or person.
    """
    person = next((p for p in PEOPLE if p.id == user), None)
    message = slack.workspace.log[ts]
    place = slack.workspace.channels[channel]
    action = next((a for a in _elements(message.blocks) if a.get("action_id") == action_id), None)
    if person is None or action is None or message.channel != channel:
        raise KeyError(user if person is None else action_id)
    if url is None:
        return Pressed(False, "Nothing is listening for button presses yet.")
    hook, trigger = slack.hook(ts)
    payload: dict[str, Any] = {
        "type": "block_actions",
        "user": {"id": person.id, "username": person.username, "name": person.username, "team_id": TEAM_ID},
        "api_app_id": APP_ID,
        "token": "sandbox-verification",
        "container": {"type": "message", "message_ts": ts, "channel_id": channel, "is_ephemeral": False},
        "trigger_id": trigger,
        "team": {"id": TEAM_ID, "domain": "sandbox"},
        "enterprise": None,
        "is_enterprise_install": False,
        "channel": {"id": channel, "name": place.name},
        "message": render(message),
        "state": {"values": {}},
        "response_url": respond_at + hook,
        "actions": [_action(action, value, slack.workspace.tick())],
    }
    return _deliver(url, payload, signing_secret, str(int(slack.workspace.now().timestamp())))


def _elements(blocks: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for block in blocks:
        own = block.get("elements", []) if block["type"] == "actions" else [block.get("accessory")]
        for element in own:
            if isinstance(element, dict) and "action_id" in element:
                yield {**element, "block_id": block["block_id"]}


def _action(element: dict[str, Any], value: str | None, now: str) -> dict[str, Any]:
    wanted = ("type", "action_id", "block_id", "text", "value", "style")
    action = {key: element[key] for key in wanted if key in element} | {"action_ts": now}
    for option in element.get("options", []):
        if option["value"] == value:
            action["selected_option"] = option
    return action


def _deliver(url: str, payload: dict[str, Any], signing_secret: str, timestamp: str) -> Pressed:
    body = urlencode({"payload": json.dumps(payload)})
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Slack-Request-Timestamp": timestamp,
        "X-Slack-Signature": sign(signing_secret, timestamp, body),
    }
    with requests.Session() as session:
        session.trust_env = False  # a proxy of the environment has no business between two local processes
        try:
            answer = session.post(url, data=body, headers=headers, timeout=_ACKNOWLEDGE_SECONDS)
        except requests.RequestException as error:
            return Pressed(False, f"The monitor could not be reached ({type(error).__name__}).")
    if answer.status_code != 200:
        return Pressed(False, f"The monitor answered {answer.status_code} instead of acknowledging.")
    return Pressed(True, "Sent to the monitor.")
