"""A Slack of a few lines on a real socket, for the tests of `alerts`; and what Slack says of blocks.

Written from Slack's documents alone, so that it shares no mistake with `alerts.blocks` or the sandbox.
"""

from __future__ import annotations

import json
import re
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

CHANNEL = "C0COMPLAINTS"
TOKEN = "xoxb-very-secret-0123456789"


class Slack:
    """Keeps messages and requests; `faults` are taken from the front, one a request."""

    def __init__(self) -> None:
        self.url = ""
        self.messages: list[dict[str, Any]] = []
        self.requests: list[tuple[str, dict[str, Any]]] = []
        self.views: dict[str, str] = {}  # id of an open view → its hash
        self.faults: list[Callable[[Any], bool | None]] = []
        self.page = 2
        self.over = threading.Event()

    def answer(self, method: str, params: dict[str, Any]) -> dict[str, Any]:
        if method == "auth.test":
            return {"ok": True, "user": "monitor", "team": "Firma <Zentrale>"}
        if method == "views.open":
            wrong = view_faults(params["view"])
            return {"ok": False, "error": "invalid_arguments", "wrong": wrong} if wrong else {"ok": True}
        if method == "views.update":
            if wrong := view_faults(params["view"]):
                return {"ok": False, "error": "invalid_arguments", "wrong": wrong}
            if params["view_id"] not in self.views:
                return {"ok": False, "error": "not_found"}
            if params.get("hash") not in (None, self.views[params["view_id"]]):
                return {"ok": False, "error": "hash_conflict"}
            self.views[params["view_id"]] = f"1800000000.{len(self.requests):08x}"
            return {"ok": True, "view": {"hash": self.views[params["view_id"]]}}
        if method == "conversations.list":
            return {"ok": True, "channels": [{"id": CHANNEL, "name": "complaints"}]}
        named = (
            method == "chat.postMessage" and params.get("channel") == "#complaints"
        )  # this call takes names
        if params.get("channel") != CHANNEL and not named:
            return {"ok": False, "error": "channel_not_found"}
        if method == "chat.postMessage":
            self.messages.append({**params, "ts": f"1800000000.{len(self.messages) + 1:06d}"})
            return {"ok": True, "channel": CHANNEL, "ts": self.messages[-1]["ts"]}
        if method == "chat.postEphemeral":
            return {"ok": True, "message_ts": "1800000000.000001"}
        if method == "chat.update":
            for message in self.messages:
                if message["ts"] == params["ts"]:
                    message.update(params)
                    return {"ok": True, "ts": params["ts"]}
            return {"ok": False, "error": "message_not_found"}
        assert method == "conversations.history", method
        kept = [m for m in reversed(self.messages) if float(m["ts"]) >= float(params["oldest"])]
        start = int(params.get("cursor") or 0)
        rows = [
            {k: m[k] for k in ("ts", "text", "metadata") if k in m and (k != "metadata" or _asked(params))}
            for m in kept[start : start + self.page]
        ]
        more = str(start + self.page) if len(kept) > start + self.page else ""
        return {"ok": True, "messages": rows, "response_metadata": {"next_cursor": more}}


def _asked(params: dict[str, Any]) -> bool:
    return str(params.get("include_all_metadata")).lower() in {"1", "true"}


@contextmanager
def running() -> Iterator[Slack]:
    """Run a Slack on a free port."""
    slack = Slack()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            if "json" in self.headers.get("Content-Type", ""):
                params = json.loads(body or "{}")
            else:
                params = {key: values[0] for key, values in parse_qs(body).items()}
            method = urlsplit(self.path).path.rsplit("/", 1)[1]
            slack.requests.append((method, params))
            assert self.headers["Authorization"] == f"Bearer {TOKEN}"
            self.call = (method, params)
            if slack.faults and slack.faults.pop(0)(self) is not True:
                return
            self.reply(200, json.dumps(slack.answer(method, params)))

        def reply(self, status: int, body: str, **headers: str) -> None:
            self.send_response(status)
            headers.setdefault("Content_Type", "application/json")
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.send_header("Content-Length", str(len(body.encode())))
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None: ...

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None: ...  # clients hang up on purpose here

    server = Server(("127.0.0.1", 0), Handler)
    slack.url = f"http://127.0.0.1:{server.server_port}/api/"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield slack
    finally:
        slack.over.set()
        server.shutdown()
        server.server_close()


def status(code: int, body: str = "", **headers: str) -> Callable[[Any], None]:
    return lambda handler: handler.reply(code, body, **headers)


def refusal(error: str, **more: Any) -> Callable[[Any], None]:
    return status(200, json.dumps({"ok": False, "error": error, **more}))


def drop(handler: Any) -> None:
    """Hang up without an answer."""
    handler.connection.shutdown(socket.SHUT_RDWR)


def accept_then(fault: Callable[[Slack], Callable[[Any], None]], slack: Slack) -> Callable[[Any], None]:
    """Do what is asked, then fail."""

    def run(handler: Any) -> None:
        slack.answer(*handler.call)
        fault(slack)(handler)

    return run


def hang(slack: Slack) -> Callable[[Any], None]:
    return lambda _handler: slack.over.wait(30) and None


def drip(slack: Slack) -> Callable[[Any], None]:
    def run(handler: Any) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "100000")
        handler.end_headers()
        while not slack.over.wait(0.02):
            handler.wfile.write(b" ")

    return run


def cut(handler: Any) -> None:
    """Promise more than is sent."""
    handler.send_response(200)
    handler.send_header("Content-Length", "100")
    handler.end_headers()
    handler.wfile.write(b'{"ok": tr')


def block_faults(blocks: list[dict[str, Any]]) -> list[str]:
    """What Slack would refuse in `blocks`, from the Block Kit reference; empty if it would take them."""
    faults = [] if 1 <= len(blocks) <= 50 else [f"{len(blocks)} blocks"]
    ids = [block["block_id"] for block in blocks if "block_id" in block]
    faults += [] if len(ids) == len(set(ids)) else ["block_id twice"]
    texts = 0
    for block in blocks:
        if block["type"] == "header":
            faults += _plain_text(block["text"], 150)
            texts += _units(block["text"]["text"])
        elif block["type"] == "rich_text":
            faults += [] if block["elements"] else ["empty rich_text"]
            for element in block["elements"]:
                faults += _rich(element)
        elif block["type"] == "actions":
            faults += _actions(block["elements"])
        else:
            faults.append(f"unknown block {block['type']}")
    texts += sum(_units(text) for text in strings(blocks))
    return faults if texts <= 13_000 else [*faults, f"{texts} characters in all"]


def _actions(elements: list[dict[str, Any]]) -> list[str]:
    actions = [element["action_id"] for element in elements]
    faults = [] if 1 <= len(elements) <= 25 and len(actions) == len(set(actions)) else ["actions"]
    for element in elements:
        faults += [] if 1 <= len(element["action_id"]) <= 255 else ["action_id"]
        if element["type"] == "button":
            faults += _plain_text(element["text"], 75)
            faults += [] if 1 <= len(element.get("value", "x")) <= 2000 else ["value"]
            faults += [] if element.get("style") in {None, "primary", "danger"} else ["style"]
            faults += (
                [] if len(url := element.get("url", "https://x")) <= 3000 and _plain_address(url) else ["url"]
            )
        else:
            faults += _plain_text(element.get("placeholder", {"type": "plain_text", "text": "x"}), 150)
            faults += _options(element, {"overflow": 5, "static_select": 100}[element["type"]])
    return faults


def _options(element: dict[str, Any], most: int) -> list[str]:
    options = element["options"]
    values = [option["value"] for option in options]
    faults = [] if 1 <= len(options) <= most and len(values) == len(set(values)) else ["options"]
    faults += [] if element.get("initial_option", options[0]) in options else ["initial_option"]
    for option in options:
        faults += _plain_text(option["text"], 75)
        faults += [] if 1 <= _units(option["value"]) <= 150 else ["option's value"]
    return faults


def view_faults(view: dict[str, Any]) -> list[str]:
    """What Slack would refuse in a modal, from the reference of views; empty if it would open it."""
    blocks = view["blocks"]
    inputs = [block for block in blocks if block["type"] == "input"]
    faults = [] if view["type"] == "modal" and 1 <= len(blocks) <= 100 else ["view"]
    for name in ("title", "close", *(["submit"] if "submit" in view or inputs else [])):
        faults += _plain_text(view[name], 24)
    faults += [] if len(view["callback_id"]) <= 255 and _units(view["private_metadata"]) <= 3000 else ["ids"]
    ids = [block["block_id"] for block in blocks if "block_id" in block]
    faults += [] if len(ids) == len(set(ids)) else ["block_id twice"]
    for block in inputs:
        faults += _plain_text(block["label"], 2000) + _input(block["element"])
        faults += (
            [] if 1 <= len(block["block_id"]) <= 255 and isinstance(block["optional"], bool) else ["input"]
        )
    faults += [] if len(json.dumps(view).encode()) <= 250_000 else ["view_too_large"]
    rest = [block for block in blocks if block["type"] != "input"]
    return faults + (block_faults(rest) if rest else [])


def _input(element: dict[str, Any]) -> list[str]:
    match element["type"]:
        case "plain_text_input":
            begun = element.get("initial_value", "x")
            return [] if 1 <= _units(begun) <= element["max_length"] <= 3000 else ["initial_value"]
        case "users_select":
            return [] if re.fullmatch("[UW][A-Z0-9]+", element.get("initial_user", "U1")) else ["user"]
        case "radio_buttons":
            return _options(element, 10)
        case "static_select":
            return _options(element, 100)
    return [f"unknown element {element['type']}"]


def _plain_text(text: dict[str, Any], limit: int) -> list[str]:
    good = text["type"] == "plain_text" and 1 <= _units(text["text"].strip()) <= _units(text["text"]) <= limit
    return [] if good else [f"text {text}"]


def _rich(element: dict[str, Any]) -> list[str]:
    kind, parts = element["type"], element["elements"]
    faults = [] if parts else [f"empty {kind}"]
    if kind == "rich_text_list":
        faults += [] if element["style"] in {"bullet", "ordered"} else ["list style"]
        return faults + [f for part in parts for f in _rich(part)]
    if kind not in {"rich_text_section", "rich_text_quote", "rich_text_preformatted"}:
        return [f"unknown element {kind}"]
    for part in parts:
        if part["type"] in {"user", "usergroup"}:
            shape = "[UW][A-Z0-9]{2,20}" if part["type"] == "user" else "S[A-Z0-9]{2,20}"
            faults += [] if re.fullmatch(shape, part[f"{part['type']}_id"]) else ["called"]
            continue
        if part["type"] not in {"text", "link"} or not part["text"]:
            faults.append(f"element {part}")
        if part["type"] == "link" and not _plain_address(part["url"]):
            faults.append(f"url {part['url']}")
        faults += [] if _units(part["text"]) <= 3000 else ["text too long"]
    return faults


def _plain_address(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and url.isascii() and url.isprintable()


def strings(value: Any) -> Iterator[str]:
    """Every text and address that stands in rich text."""
    if isinstance(value, list):
        for each in value:
            yield from strings(each)
    elif isinstance(value, dict):
        for key, each in value.items():
            if key in {"text", "url"} and isinstance(each, str):
                yield each
            else:
                yield from strings(each)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
