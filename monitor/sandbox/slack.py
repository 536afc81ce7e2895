"""Slack's Web API as far as a monitor needs it: messages, history, answers to presses, modals, Socket Mode.

Source: docs.slack.dev/reference/methods.
"""

from __future__ import annotations

import base64
import json
import math
import re
import secrets
from collections.abc import Callable
from typing import Any

from monitor.sandbox import blockkit
from monitor.sandbox.modals import Modals, TriggerRefused, ViewRefused
from monitor.sandbox.wire import Answer, Json, Request, Routes, as_json
from monitor.sandbox.workspace import (
    APP_ID,
    BOT_ID,
    BOT_USER_ID,
    PEOPLE,
    TEAM_ID,
    Channel,
    SlackMessage,
    Workspace,
    micros,
)

Params = dict[str, Any]
_BURST = 4
_MAX_TEXT = 40_000
_MAX_LETTERS = 13_000  # beyond about this many characters in all blocks Slack answers msg_blocks_too_long
_MAX_VIEW = 250_000
_NESTED = ("blocks", "metadata", "attachments", "view")


class _Refused(Exception):
    """A method's own error; the message is Slack's code, `details` stand beside it."""

    def __init__(self, code: str, details: list[str] | None = None) -> None:
        super().__init__(code)
        self.payload: Json = {"ok": False, "error": code}
        if details:
            messages = [f"[ERROR] {line}" for line in details]
            self.payload |= {"errors": details, "response_metadata": {"messages": messages}}


class SlackApi:
    """Answers what slack_sdk asks.

    Args:
        workspace: where the messages are.
        token: the only token that is let in.
        app_token: the only token that may ask for a socket.
        new_socket: gives the address of one.
        strict_rate: whether a channel takes one message a second (after a burst of four) and no more.
    """

    def __init__(
        self,
        workspace: Workspace,
        *,
        token: str,
        app_token: str,
        new_socket: Callable[[], str],
        strict_rate: bool = False,
    ) -> None:
        self.workspace = workspace
        self.modals = Modals(workspace)
        self._token = token
        self._app_token = app_token
        self._new_socket = new_socket
        self._strict_rate = strict_rate
        self._allowance: dict[
            str, tuple[float, float]
        ] = {}  # channel → messages it would take, and when counted
        self._hooks: dict[str, str] = {}  # response_url's last part → ts of the message pressed
        self._methods: dict[str, Callable[[Params], Json]] = {
            "apps.connections.open": lambda _params: {"url": self._new_socket()},
            "auth.test": self._auth_test,
            "chat.postMessage": self._post,
            "chat.postEphemeral": self._post_ephemeral,
            "chat.update": self._update,
            "chat.delete": self._delete,
            "conversations.history": self._history,
            "conversations.replies": self._replies,
            "conversations.list": self._list,
            "conversations.info": self._info,
            "views.open": self._open_view,
            "views.update": self._update_view,
        }
        self._routes = Routes(
            [
                ("GET POST", r"/api/([\w.]+)", "slack", self._call),
                ("POST", r"/respond/([\w-]+)", "slack.respond", self._respond),
            ]
        )

    def name(self, request: Request) -> str:
        """Give the method's name, for counting."""
        found = self._routes.find(request)
        if found is None:
            return "slack.unknown"
        method = found[2][1]
        return f"slack.{method}" if method in self._methods else found[0]

    def refuse(self, status: int, reset_seconds: int | None = None) -> Answer:
        """Answer an HTTP error as Slack does; `reset_seconds` becomes `Retry-After`."""
        headers = {} if reset_seconds is None else {"retry-after": str(reset_seconds)}
        code = "ratelimited" if status == 429 else "internal_error"
        return as_json({"ok": False, "error": code}, status=status, headers=headers)

    def answer(self, request: Request) -> Answer:
        """Answer `request`."""
        found = self._routes.find(request)
        return found[1](request, found[2]) if found else Answer(status=404, content_type="text/html")

    def hook(self, ts: str, user: str) -> tuple[str, str]:
        """Make what `user`'s press carries for its answer: a response hook's name and a trigger id."""
        with self.workspace.lock:
            name = secrets.token_urlsafe(12)
            self._hooks[name] = ts
            return name, self.modals.trigger(user)

    def _call(self, request: Request, match: re.Match[str]) -> Answer:
        method = self._methods.get(match[1])
        if method is None:
            return as_json({"ok": False, "error": "unknown_method", "req_method": match[1]})
        params = _params(request)
        token = request.headers.get("authorization", "").removeprefix("Bearer ") or params.get("token")
        wanted = self._app_token if match[1].startswith("apps.") else self._token
        if token != wanted:
            return as_json({"ok": False, "error": self._refusal(token)})
        with self.workspace.lock:
            try:
                return as_json({"ok": True} | method(params))
            except _RateLimited as limited:
                return self.refuse(429, limited.seconds)
            except _Refused as refused:
                return as_json(refused.payload)

    def _refusal(self, token: object) -> str:
        if token in (self._token, self._app_token):
            return "not_allowed_token_type"
        return "invalid_auth" if token else "not_authed"

    def _auth_test(self, _params: Params) -> Json:
        return {
            "url": "https://sandbox.slack.com/",
            "team": "Sandbox",
            "user": "monitor",
            "team_id": TEAM_ID,
            "user_id": BOT_USER_ID,
            "bot_id": BOT_ID,
            "is_enterprise_install": False,
        }

    def _post(self, params: Params) -> Json:
        channel = self._channel(params)
        text, blocks, metadata = _content(params)
        thread = params.get("thread_ts")
        if thread is not None and thread not in self.workspace.log:
            raise _Refused("thread_not_found")
        self._spend(channel)
        message = self.workspace.add(channel.id, text, blocks=blocks, metadata=metadata, thread_ts=thread)
        return {"channel": channel.id, "ts": message.ts, "message": render(message)}

    def _post_ephemeral(self, params: Params) -> Json:
        channel = self._channel(params)
        if all(person.id != params.get("user") for person in PEOPLE):
            raise _Refused("user_not_in_channel")
        text, blocks, _metadata = _content(params)
        thread = params.get("thread_ts")
        message = self.workspace.add(
            channel.id, text, blocks=blocks, thread_ts=thread, seen_by=params["user"]
        )
        return {"message_ts": message.ts}

    def _update(self, params: Params) -> Json:
        channel, old = self._message(params)
        text, blocks, metadata = _content(params)
        fields: Params = {"text": text, "blocks": blocks}
        if metadata is not None:
            fields["metadata"] = metadata
        new = self.workspace.change(old.ts, **fields)
        return {"channel": channel.id, "ts": new.ts, "text": new.text, "message": render(new)}

    def _delete(self, params: Params) -> Json:
        channel, old = self._message(params)
        self.workspace.remove(old.ts)
        return {"channel": channel.id, "ts": old.ts}

    def _history(self, params: Params) -> Json:
        channel = self._channel(params)
        shown = [m for m in self.workspace.messages(channel.id) if m.thread_ts is None and m.seen_by is None]
        return self._page(params, shown[::-1])

    def _replies(self, params: Params) -> Json:
        channel = self._channel(params)
        parent = str(params.get("ts", ""))
        everyones = (m for m in self.workspace.messages(channel.id) if m.seen_by is None)
        shown = [m for m in everyones if parent in (m.ts, m.thread_ts)]
        if not shown:
            raise _Refused("thread_not_found")
        return self._page(params, shown)

    def _page(self, params: Params, messages: list[SlackMessage]) -> Json:
        """Give one page of `messages`, which stand in the order the method gives them."""
        limit = _number(params, "limit", 100)
        oldest, latest = _time(params, "oldest", 0), _time(params, "latest", 1 << 62)
        edge = 0 if _yes(params, "inclusive") else 1
        inside = [m for m in messages if oldest + edge <= micros(m.ts) <= latest - edge]
        start = _uncursor(params.get("cursor"), inside)
        page, rest = inside[start : start + limit], inside[start + limit :]
        payload: Json = {
            "messages": [self._with_replies(m, metadata=_yes(params, "include_all_metadata")) for m in page],
            "has_more": bool(rest),
            "response_metadata": {"next_cursor": _cursor(rest[0].ts) if rest else ""},
        }
        return payload

    def _with_replies(self, message: SlackMessage, *, metadata: bool) -> Json:
        shown = render(message, metadata=metadata)
        log = self.workspace.log.values()
        replies = [m.ts for m in log if m.thread_ts == message.ts and m.seen_by is None]
        if replies:
            shown |= {"thread_ts": message.ts, "reply_count": len(replies), "latest_reply": replies[-1]}
        return shown

    def _list(self, _params: Params) -> Json:
        channels = [render_channel(channel) for channel in self.workspace.channels.values()]
        return {"channels": channels, "response_metadata": {"next_cursor": ""}}

    def _info(self, params: Params) -> Json:
        return {"channel": render_channel(self._channel(params))}

    def _open_view(self, params: Params) -> Json:
        view = _view(params)
        try:
            return {"view": self.modals.open(params.get("trigger_id"), view)}
        except TriggerRefused as refused:
            raise _Refused(str(refused)) from refused

    def _update_view(self, params: Params) -> Json:
        view = _view(params)
        try:
            return {"view": self.modals.update(params.get("view_id"), view, params.get("hash"))}
        except ViewRefused as refused:
            raise _Refused(str(refused)) from refused

    def _respond(self, request: Request, match: re.Match[str]) -> Answer:
        """Take an answer to a button press at its `response_url`."""
        body = request.json()
        with self.workspace.lock:
            message = self.workspace.log.get(self._hooks.get(match[1], ""))
            if message is None or not isinstance(body, dict):
                return as_json({"ok": False, "error": "used_url"}, status=404)
            if body.get("delete_original"):
                self.workspace.remove(message.ts)
                return as_json({"ok": True})
            try:
                text, blocks, _metadata = _content(body)
            except _Refused as refused:
                return as_json(refused.payload, status=400)
            if body.get("replace_original"):
                self.workspace.change(message.ts, text=text, blocks=blocks)
            else:
                self.workspace.add(message.channel, text, blocks=blocks, thread_ts=body.get("thread_ts"))
        return as_json({"ok": True})

    def _channel(self, params: Params) -> Channel:
        found = self.workspace.channel(str(params.get("channel", "")))
        if found is None:
            raise _Refused("channel_not_found")
        return found

    def _message(self, params: Params) -> tuple[Channel, SlackMessage]:
        channel = self._channel(params)
        message = self.workspace.log.get(str(params.get("ts", "")))
        if message is None or message.channel != channel.id:
            raise _Refused("message_not_found")
        return channel, message

    def _spend(self, channel: Channel) -> None:
        if not self._strict_rate:
            return
        now = self.workspace.now().timestamp()
        left, then = self._allowance.get(channel.id, (float(_BURST), now))
        left = min(left + now - then, _BURST)
        self._allowance[channel.id] = (left, now)
        if left < 1:
            raise _RateLimited(max(math.ceil(1 - left), 1))
        self._allowance[channel.id] = (left - 1, now)


class _RateLimited(Exception):
    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


def render(message: SlackMessage, *, metadata: bool = False) -> Json:
    """Give a message as Slack's API does; `metadata` only to those who asked for it."""
    shown: Json = {
        "type": "message",
        "user": BOT_USER_ID,
        "bot_id": BOT_ID,
        "app_id": APP_ID,
        "team": TEAM_ID,
        "ts": message.ts,
        "text": message.text,
    }
    if message.blocks:
        shown["blocks"] = message.blocks
    if message.thread_ts:
        shown["thread_ts"] = message.thread_ts
    if message.edited_ts:
        shown["edited"] = {"user": BOT_ID, "ts": message.edited_ts}
    if metadata and message.metadata:
        shown["metadata"] = message.metadata
    return shown


def render_channel(channel: Channel) -> Json:
    """Give a channel as Slack's API does."""
    kind = {"is_channel": True, "is_private": False, "is_archived": False, "is_member": True}
    return {"id": channel.id, "name": channel.name, "name_normalized": channel.name} | kind


def _params(request: Request) -> Params:
    """Gather a method's arguments from wherever the client put them."""
    body = request.json()
    params: Params = {**request.query, **request.form(), **(body if isinstance(body, dict) else {})}
    for name in _NESTED:
        if isinstance(params.get(name), str):
            try:
                params[name] = json.loads(params[name])
            except ValueError:
                params[name] = None if name == "metadata" else params[name]
    return params


def _content(params: Params) -> tuple[str, list[Json], Json | None]:
    """Give text, blocks and metadata of a message, or refuse them as Slack does."""
    text, blocks = params.get("text") or "", params.get("blocks")
    if not isinstance(text, str) or (not text and not blocks):
        raise _Refused("no_text")
    if len(text) > _MAX_TEXT:
        raise _Refused("msg_too_long")
    if blocks is not None:
        wrong = blockkit.faults(blocks)
        if wrong:
            raise _Refused("invalid_blocks", wrong)
        if blockkit.letters(blocks) > _MAX_LETTERS:
            raise _Refused("msg_blocks_too_long")
        blocks = [
            {**block, "block_id": block.get("block_id", f"b{number}")} for number, block in enumerate(blocks)
        ]
    metadata = params.get("metadata")
    if metadata is not None and not (
        isinstance(metadata, dict)
        and isinstance(metadata.get("event_type"), str)
        and isinstance(metadata.get("event_payload"), dict)
    ):
        raise _Refused("invalid_metadata_format")
    return text, blocks or [], metadata


def _view(params: Params) -> Json:
    """Give the view of a call, or refuse it as Slack does."""
    view = params.get("view")
    if not isinstance(view, dict):
        raise _Refused("invalid_arguments", ["must be an object [json-pointer:/view]"])
    if wrong := blockkit.view_faults(view):
        raise _Refused("invalid_arguments", wrong)
    if len(json.dumps(view).encode()) > _MAX_VIEW:
        raise _Refused("view_too_large")
    return view


def _number(params: Params, name: str, default: int) -> int:
    value = str(params.get(name, default))
    if not value.isdecimal() or not 1 <= int(value) <= 999:
        raise _Refused("invalid_limit")
    return int(value)


def _time(params: Params, name: str, default: int) -> int:
    try:
        return micros(str(params[name])) if params.get(name) else default
    except ValueError as error:
        raise _Refused(f"invalid_ts_{name}") from error


def _yes(params: Params, name: str) -> bool:
    return str(params.get(name, "")).lower() in ("1", "true")


def _cursor(ts: str) -> str:
    return base64.b64encode(f"next_ts:{micros(ts)}".encode()).decode()


def _uncursor(cursor: object, messages: list[SlackMessage]) -> int:
    """Give where in `messages` the page begins that `cursor` names."""
    if not cursor:
        return 0
    try:
        at = int(base64.b64decode(str(cursor)).decode().removeprefix("next_ts:"))
    except ValueError as error:
        raise _Refused("invalid_cursor") from error
    return next((i for i, message in enumerate(messages) if micros(message.ts) == at), len(messages))
