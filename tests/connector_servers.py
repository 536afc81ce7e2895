"""An X and a Reddit for the connectors' tests: small, scriptable, over real sockets on 127.0.0.1."""

from __future__ import annotations

import base64
import json
import re
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
from urllib.parse import parse_qs, unquote, urlsplit

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
    body: str = ""


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
            form,
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


#: The keys of the account that publishes, as both servers know them.
X_KEYS = {
    "api_key": "apiKEYapiKEY",
    "api_secret": "apiSECRETsecret",
    "access_token": "777-accessTOKEN",
    "access_token_secret": "accessSECRETsecret",
}
REDDIT_ACCOUNT = {"username": "acme_help", "password": "passWORD word"}


class FakeXAccount:
    """X as an account that may write sees it: posts are made, and stand in its timeline as X gives them back."""

    def __init__(self) -> None:
        self.posts: list[dict[str, Any]] = []
        self.page = 100
        self.wire = Wire(self.route)

    @property
    def sent(self) -> list[str]:
        """The texts as they arrived."""
        return [post["sent"] for post in self.posts]

    def route(self, asked: Asked) -> Answer:
        if not self._signed(asked):
            return Answer({"title": "Unauthorized", "detail": "Unauthorized", "status": 401}, 401)
        if asked.method == "POST":
            body = json.loads(asked.body)
            if any(post["sent"] == body["text"] for post in self.posts):
                return Answer(recording("x/duplicate.json"), 403)
            return Answer({"data": self._post(body["text"], body["reply"]["in_reply_to_tweet_id"])}, 201)
        if asked.path.endswith("/2/users/me"):
            return Answer({"data": {"id": "777", "name": "Acme", "username": "acme"}})
        start = datetime.fromisoformat(asked.params["start_time"])
        below = int(asked.params.get("pagination_token", 2**62))
        posts = [p for p in reversed(self.posts) if p["at"] >= start and int(p["id"]) < below]
        shown = posts[: self.page]
        meta = {"result_count": len(shown)} | (
            {"next_token": shown[-1]["id"]} if len(posts) > len(shown) else {}
        )
        hidden = ("sent", "at")
        data = [{key: value for key, value in post.items() if key not in hidden} for post in shown]
        return Answer({"meta": meta} | ({"data": data} if data else {}))

    def _signed(self, asked: Asked) -> bool:
        """Whether the signature is right for the address that X itself has."""
        from oauthlib.oauth1.rfc5849 import signature as oauth1

        head = asked.headers.get("authorization", "")
        if not head.startswith("OAuth "):
            return False
        given = {key: unquote(value) for key, value in re.findall(r'(\w+)="([^"]*)"', head)}
        mine = given.get("oauth_consumer_key"), given.get("oauth_token")
        if mine != (X_KEYS["api_key"], X_KEYS["access_token"]):
            return False
        params = [*asked.params.items(), *((k, v) for k, v in given.items() if k != "oauth_signature")]
        base = oauth1.signature_base_string(
            asked.method, f"https://api.x.com{asked.path}", oauth1.normalize_parameters(params)
        )
        right = oauth1._sign_hmac("SHA-1", base, X_KEYS["api_secret"], X_KEYS["access_token_secret"])
        return given.get("oauth_signature") == right

    def _post(self, text: str, to: str, *, at: datetime | None = None) -> dict[str, Any]:
        at = at or datetime.now(UTC)
        post_id = str(snowflake(at, len(self.posts)))
        shown = re.sub(r"https?://\S+|acme\.example\S*", "https://t.co/AbCdEf1234", text.strip())
        escaped = shown.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        post = {"id": post_id, "text": f"@ayse {escaped}", "edit_history_tweet_ids": [post_id]}
        references = [{"type": "replied_to", "id": to}]
        self.posts.append(post | {"referenced_tweets": references, "sent": text, "at": at})
        return post


class FakeRedditAccount:
    """Reddit as an account that may write sees it: comments are made, and stand in its profile."""

    def __init__(self) -> None:
        self.comments: list[dict[str, Any]] = []
        self.page = 100
        self.wire = Wire(self.route)
        self.wire.exempt = ("/access_token",)

    @property
    def sent(self) -> list[str]:
        """The texts as they arrived."""
        return [comment["sent"] for comment in self.comments]

    def route(self, asked: Asked) -> Answer:
        if asked.path.endswith("/api/v1/access_token"):
            wanted = {"grant_type": "password", **REDDIT_ACCOUNT}
            if asked.form != wanted and asked.form.get("refresh_token") != "refreshTOKEN":
                return Answer({"error": "invalid_grant"})
            return Answer(recording("reddit/access_token.json") | {"access_token": ACCESS_TOKEN})
        if asked.headers.get("authorization") != f"bearer {ACCESS_TOKEN}":
            return Answer({"message": "Unauthorized", "error": 401}, 401)
        if asked.method == "POST":
            comment = self._post(asked.form["text"], asked.form["thing_id"])
            things = [{"kind": "t1", "data": comment}]
            return Answer({"json": {"errors": [], "data": {"things": things}}})
        if asked.path.endswith("/api/v1/me"):
            return Answer({"name": "acme_help", "id": "abc"})
        newest = list(reversed(self.comments))
        names = [one["name"] for one in newest]
        start = names.index(asked.params["after"]) + 1 if "after" in asked.params else 0
        shown = newest[start : start + self.page]
        return Answer(listing(shown, more=start + len(shown) < len(newest)))

    def _post(self, text: str, to: str, *, at: datetime | None = None) -> dict[str, Any]:
        plain = _base36(36**5 + len(self.comments))
        permalink = f"/r/acme/comments/abc/_/{plain}/"
        made = reddit_thing("t1", plain, at or datetime.now(UTC), parent_id=to, body=text.strip())
        self.comments.append(made | {"permalink": permalink, "author": "acme_help", "sent": text})
        return self.comments[-1]
