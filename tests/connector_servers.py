"""An X and a Reddit for the connectors' tests: small, scriptable, over real sockets on 127.0.0.1."""

from __future__ import annotations

import base64
import json
import socket
import struct
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
DATA = Path(__file__).parent / "data"

BEARER = "AAAAbearerSECRETbearer"
CLIENT_ID, CLIENT_SECRET, ACCESS_TOKEN = "clientIDclientID", "clientSECRETsecret", "accessTOKENtoken"


def recording(name: str) -> Any:
    """Read an answer from tests/data."""
    return json.loads((DATA / name).read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Asked:
    """One request as the server saw it."""

    method: str
    path: str
    params: Mapping[str, str]
    headers: Mapping[str, str]
    form: Mapping[str, str]


@dataclass(frozen=True)
class Answer:
    """One answer: JSON, or bytes as they are; `how`: "whole", "drip", "flood", "cut", "drop" or "hang"."""

    body: Any = None
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    how: str = "whole"


class Wire:
    """A server that answers by what stands in `script`, then by `route`, and remembers what it was asked."""

    def __init__(self, route: Callable[[Asked], Answer]) -> None:
        self.route = route
        self.script: deque[Answer | None] = deque()
        self.asked: list[Asked] = []
        self.exempt: tuple[str, ...] = ()  # paths that the script leaves alone
        self.over = threading.Event()
        self._lock = threading.Lock()
        wire = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True  # else each answer waits 40 ms for an acknowledgement

            def do_GET(self) -> None:
                wire._serve(self)

            do_POST = do_GET

            def log_message(self, *_: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = False
        self._server.block_on_close = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def close(self) -> None:
        self.over.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def calls(self, path: str = "") -> list[Asked]:
        return [one for one in self.asked if path in one.path]

    def _serve(self, handler: BaseHTTPRequestHandler) -> None:
        url = urlsplit(handler.path)
        form = handler.rfile.read(int(handler.headers.get("content-length", 0))).decode()
        asked = Asked(
            handler.command,
            url.path,
            _flat(url.query),
            {k.lower(): v for k, v in handler.headers.items()},
            _flat(form),
        )
        with self._lock:
            self.asked.append(asked)
            scripted = (
                self.script.popleft() if self.script and not url.path.endswith(self.exempt or "\0") else None
            )
            answer = scripted or self.route(asked)
        _send(handler, answer, self.over)


def _flat(query: str) -> dict[str, str]:
    return {key: values[-1] for key, values in parse_qs(query, keep_blank_values=True).items()}


def _send(handler: BaseHTTPRequestHandler, answer: Answer, over: threading.Event) -> None:
    body = answer.body if isinstance(answer.body, bytes) else json.dumps(answer.body).encode()
    if answer.how == "hang":
        over.wait(5)
    if answer.how in ("hang", "drop"):
        # a reset, as when a peer dies
        handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        handler.close_connection = True
        return
    length = len(body) + (1000 if answer.how in ("cut", "drip") else 0)
    handler.send_response(answer.status)
    for name, value in answer.headers.items():
        handler.send_header(name, value)
    if answer.how == "flood":
        handler.close_connection = True
    else:
        handler.send_header("Content-Length", str(length))
    handler.end_headers()
    try:
        handler.wfile.write(body)
        while answer.how == "drip" and not over.wait(0.02):
            handler.wfile.write(b" ")
        while answer.how == "flood" and not over.is_set():
            handler.wfile.write(b" " * 65536)
    except OSError:
        pass  # the client has had enough, as it should
    if answer.how in ("cut", "drip"):
        handler.close_connection = True


def snowflake(at: datetime, sequence: int = 0) -> int:
    """The id of a post on X made at `at`."""
    return (round(at.timestamp() * 1000) - 1_288_834_974_657 << 22) + sequence


class FakeX:
    """Recent search and mentions over one list of posts, newest first, `page` posts a page."""

    def __init__(self, page: int = 100) -> None:
        self.page = page
        self.posts: dict[int, dict[str, Any]] = {}
        self.wire = Wire(self.route)

    def add(
        self, count: int, *, at: datetime = NOW - timedelta(hours=1), text: str = "acme kırık geldi"
    ) -> list[str]:
        names = []
        for index in range(count):
            moment = at + timedelta(seconds=index)
            post_id = snowflake(moment, index % 4096)
            self.posts[post_id] = x_post(post_id, moment, text=text)
            names.append(str(post_id))
        return names

    def route(self, asked: Asked) -> Answer:
        if asked.headers.get("authorization") != f"Bearer {BEARER}":
            return Answer({"title": "Unauthorized", "detail": "Unauthorized", "status": 401}, 401)
        if "/users/by/username/" in asked.path:
            return Answer({"data": {"id": "777", "username": asked.path.rsplit("/")[-1], "name": "Acme"}})
        params = asked.params
        since, until = int(params.get("since_id", 0)), int(params.get("until_id", 2**62))
        token = params.get("next_token") or params.get("pagination_token")
        if token:
            until = min(until, int(token.removeprefix("below")))
        ids = sorted((one for one in self.posts if since < one < until), reverse=True)
        shown = ids[: min(self.page, int(params["max_results"]))]
        meta: dict[str, Any] = {"result_count": len(shown)}
        if len(ids) > len(shown):
            meta["next_token"] = f"below{shown[-1]}"
        body: dict[str, Any] = {"meta": meta}
        if shown:
            body["data"] = [self.posts[one] for one in shown]
            body["includes"] = {"users": [{"id": "42", "username": "ayse", "name": "Ayşe"}]}
        return Answer(body)


def x_post(post_id: int, at: datetime, **more: Any) -> dict[str, Any]:
    """One post in X's shape."""
    return {
        "id": str(post_id),
        "text": "acme",
        "created_at": at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "author_id": "42",
        "edit_history_tweet_ids": [str(post_id)],
        **more,
    }


class FakeReddit:
    """A listing of submissions and one of comments, newest first, with Reddit's cap and anchors."""

    def __init__(self, page: int = 100, cap: int = 1000) -> None:
        self.page, self.cap = page, cap
        self.things: dict[str, dict[str, Any]] = {}
        self.made = 36**5
        self.wire = Wire(self.route)
        self.wire.exempt = ("/access_token",)

    def add(
        self, count: int, *, kind: str = "t3", at: datetime = NOW - timedelta(hours=1), **more: Any
    ) -> list[str]:
        names = []
        for index in range(count):
            self.made += 1
            thing = reddit_thing(kind, _base36(self.made), at + timedelta(seconds=index), **more)
            self.things[thing["name"]] = thing
            names.append(thing["name"])
        return names

    def route(self, asked: Asked) -> Answer:
        if asked.path.endswith("/api/v1/access_token"):
            basic = base64.b64encode(f"{CLIENT_ID}:{CLIENT_SECRET}".encode()).decode()
            if asked.headers.get("authorization") != f"Basic {basic}":
                return Answer({"message": "Unauthorized", "error": 401}, 401)
            return Answer(recording("reddit/access_token.json") | {"access_token": ACCESS_TOKEN})
        if asked.headers.get("authorization") != f"bearer {ACCESS_TOKEN}":
            return Answer({"message": "Unauthorized", "error": 401}, 401)
        kind = "t1" if asked.path.endswith("/comments") else "t3"
        every = sorted(
            (thing for thing in self.things.values() if thing["name"].startswith(kind)),
            key=lambda thing: (thing["created_utc"], thing["name"]),
            reverse=True,
        )[: self.cap]
        names = [thing["name"] for thing in every]
        start = 0
        if after := asked.params.get("after"):
            start = names.index(after) + 1 if after in names else len(every)
        shown = every[start : start + min(self.page, int(asked.params["limit"]))]
        return Answer(listing(shown, more=start + len(shown) < len(every)))


def reddit_thing(kind: str, plain: str, at: datetime, **more: Any) -> dict[str, Any]:
    """One submission or comment in Reddit's shape."""
    shared = {
        "id": plain,
        "name": f"{kind}_{plain}",
        "created_utc": at.timestamp(),
        "edited": False,
        "author": "ayse",
        "author_fullname": "t2_ayse",
        "score": 3,
        "permalink": f"/r/acme/comments/{plain}/",
    }
    own = (
        {"title": "acme", "selftext": "kırık geldi", "num_comments": 2} if kind == "t3" else {"body": "acme"}
    )
    return {**shared, **own, **more}


def listing(things: list[Any], *, more: bool = False) -> dict[str, Any]:
    """A listing in Reddit's shape."""
    children = [{"kind": one["name"][:2], "data": one} if isinstance(one, dict) else one for one in things]
    return {"kind": "Listing", "data": {"children": children, "after": things[-1]["name"] if more else None}}


def _base36(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return digits


def closing(*things: Any) -> Iterator[Any]:
    """Yield the first of `things` to a fixture, then close them all."""
    yield things[0]
    for one in things:
        one.close()
