"""The HTTP server that puts the platforms, the page and the control API on one port."""

from __future__ import annotations

import ipaddress
import logging
import re
import socket
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from urllib.parse import parse_qsl, urlsplit

from monitor.sandbox.control import Control
from monitor.sandbox.faults import Fault, Faults, suffer
from monitor.sandbox.interaction import Pressed, Way, fill, press, submit
from monitor.sandbox.page import Page
from monitor.sandbox.reddit import RedditApi
from monitor.sandbox.signing import Signer
from monitor.sandbox.slack import SlackApi
from monitor.sandbox.sockets import PATH, Sockets
from monitor.sandbox.wire import Answer, Platform, Request
from monitor.sandbox.world import World
from monitor.sandbox.x import XApi

log = logging.getLogger(__name__)

_MAX_BODY = 8 * 1024 * 1024
_PAGING = {
    "since_id",
    "until_id",
    "start_time",
    "end_time",
    "next_token",
    "pagination_token",
    "after",
    "before",
}


@dataclass(frozen=True, slots=True)
class Keys:
    """The credentials the sandbox lets in; invented, and good for nothing elsewhere."""

    x_bearer: str = "sandbox-x-bearer"
    x_api_key: str = "sandbox-x-key"
    x_api_secret: str = "sandbox-x-secret"  # noqa: S105 - not a secret: it opens the sandbox only
    x_access_token: str = "sandbox-x-token"  # noqa: S105 - as above
    x_access_token_secret: str = "sandbox-x-token-secret"  # noqa: S105 - as above
    reddit_client_id: str = "sandbox-reddit-id"
    reddit_client_secret: str = "sandbox-reddit-secret"  # noqa: S105 - as above
    reddit_username: str = "firuzka"
    reddit_password: str = "sandbox-reddit-password"  # noqa: S105 - as above
    slack_token: str = "xoxb-sandbox-token"  # noqa: S105 - as above
    slack_app_token: str = "xapp-sandbox-token"  # noqa: S105 - as above
    slack_signing_secret: str = "sandbox-signing-secret"  # noqa: S105 - as above


class Sandbox:
    """A local X, Reddit and Slack on one port; use it as a context manager, or `start` and `stop` it.

    Args:
        world: what has happened so far; None for an empty world.
        faults: what goes wrong; None for nothing.
        host, port: where to listen; port 0 takes a free one.
        keys: the credentials that are let in.
        strict_rate: whether the platforms' rate limits are kept; otherwise nobody is ever told to wait.
        control: whether /control/… is served: for a sandbox that is a process of its own.

    Attributes:
        interactions_url: where presses of buttons go while no socket is connected; None until there is something to
            receive them.
        sockets: the connections of Socket Mode.
        report_path: the HTML file that the page shows as the day's report; None until there is one.
    """

    def __init__(
        self,
        world: World | None = None,
        faults: Faults | None = None,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        keys: Keys | None = None,
        strict_rate: bool = False,
        control: bool = False,
    ) -> None:
        self.world = world or World()
        self.faults = faults or Faults()
        self.keys = keys or Keys()
        self.interactions_url: str | None = None
        self.report_path: Path | None = None
        self.stopping = threading.Event()
        self.sockets = Sockets()
        self.slack = SlackApi(
            self.world.slack,
            token=self.keys.slack_token,
            app_token=self.keys.slack_app_token,
            new_socket=lambda: f"ws{self.url[4:]}{PATH}?ticket={self.sockets.ticket()}",
            strict_rate=strict_rate,
        )
        self._platforms: dict[str, Platform] = {
            "/x": XApi(
                self.world,
                bearer=self.keys.x_bearer,
                account=Signer(
                    api_key=self.keys.x_api_key,
                    api_secret=self.keys.x_api_secret,
                    access_token=self.keys.x_access_token,
                    access_token_secret=self.keys.x_access_token_secret,
                ),
                strict_rate=strict_rate,
            ),
            "/reddit": RedditApi(
                self.world,
                client_id=self.keys.reddit_client_id,
                client_secret=self.keys.reddit_client_secret,
                username=self.keys.reddit_username,
                password=self.keys.reddit_password,
                strict_rate=strict_rate,
            ),
            "/slack": self.slack,
        }
        self._page = Page(self)
        self._control = Control(self) if control else None
        self._served: dict[tuple[str, str], Answer] = {}
        self._server = _Server((host, port), self)
        self._thread: threading.Thread | None = None

    def start(self) -> Sandbox:
        """Serve from a thread of its own, until `stop`."""
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.02,), name="sandbox", daemon=True
        )
        self._thread.start()
        return self

    def stop(self) -> None:
        """Stop serving and close every connection, also those that hang on purpose."""
        self.stopping.set()
        if self._thread is not None:
            self._server.shutdown()
            self._thread.join()
        self._server.server_close()
        self._server.close_connections()

    def __enter__(self) -> Sandbox:
        return self.start()

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def port(self) -> int:
        """The port that is listened on."""
        return int(self._server.server_address[1])

    @property
    def url(self) -> str:
        """Where the page is; no slash at the end."""
        return f"http://{self._server.server_address[0]!s}:{self.port}"

    @property
    def x_url(self) -> str:
        """Stands in for https://api.x.com."""
        return self.url + "/x"

    @property
    def reddit_url(self) -> str:
        """Stands in for https://www.reddit.com and https://oauth.reddit.com."""
        return self.url + "/reddit"

    @property
    def slack_url(self) -> str:
        """Stands in for https://slack.com/api/."""
        return self.url + "/slack/api/"

    @property
    def signing_secret(self) -> str:
        """What button presses are signed with."""
        return self.keys.slack_signing_secret

    def press(self, channel: str, ts: str, action_id: str, *, user: str, value: str | None = None) -> Pressed:
        """Press a button of a message as a person would; see `interaction.press`."""
        return press(
            self.slack, self._way(), channel=channel, ts=ts, action_id=action_id, user=user, value=value
        )

    def fill(self, view_id: str, *, user: str, block_id: str, answers: Mapping[str, str]) -> Pressed:
        """Type into the form that a person looks at; see `interaction.fill`."""
        return fill(self.slack, self._way(), view_id=view_id, user=user, block_id=block_id, answers=answers)

    def submit(self, view_id: str, *, user: str, answers: Mapping[str, str]) -> Pressed:
        """Send the form that a person looks at; see `interaction.submit`."""
        return submit(self.slack, self._way(), view_id=view_id, user=user, answers=answers)

    def _way(self) -> Way:
        return Way(
            sockets=self.sockets,
            url=self.interactions_url,
            signing_secret=self.signing_secret,
            respond_at=self.url + "/slack/respond/",
        )

    def answer(self, request: Request) -> Answer | None:
        """Answer `request`, faults and all; None to close the connection without an answer."""
        prefix, _, rest = request.path[1:].partition("/")
        platform = self._platforms.get("/" + prefix)
        if platform is None:
            return self._answer_browser(request, prefix)
        inner = Request(
            method=request.method,
            # praw joins its paths with one slash more or less, and ends some with one
            path=re.sub(r"/{2,}", "/", "/" + rest).rstrip("/"),
            query=request.query,
            headers=request.headers,
            body=request.body,
        )
        self.world.count(platform.name(inner))
        fault = self.faults.next(request.path)
        key = (
            request.path,
            "&".join(f"{k}={v}" for k, v in sorted(request.query.items()) if k not in _PAGING),
        )
        answer = self._suffer(fault, platform, inner, key) if fault else platform.answer(inner)
        if request.method == "GET" and answer is not None and answer.status == 200 and fault is None:
            self._served[key] = answer
        return answer

    def _suffer(
        self, fault: Fault, platform: Platform, request: Request, key: tuple[str, str]
    ) -> Answer | None:
        return suffer(
            fault,
            act=lambda: platform.answer(request),
            refuse=platform.refuse,
            previous=self._served.get(key) if request.method == "GET" else None,
            wait=self.stopping.wait,
        )

    def _answer_browser(self, request: Request, prefix: str) -> Answer:
        # a page of another origin could otherwise reach us under a name it resolves to this address
        if not _local(request.headers.get("host", ""), str(self._server.server_address[0])):
            return Answer(status=403, body=b"unknown host", content_type="text/plain")
        if request.headers.get("origin") not in (None, "http://" + request.headers.get("host", "")):
            return Answer(status=403, body=b"another origin", content_type="text/plain")
        if prefix == "control" and self._control:
            return self._control.answer(request)
        return self._page.answer(request)


def _local(host_header: str, own: str) -> bool:
    """Whether a Host header names this server by address or as localhost."""
    name = urlsplit("//" + host_header).hostname or ""
    if name in ("localhost", own):
        return True
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, address: tuple[str, int], sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        self._open: set[socket.socket] = set()
        self._open_lock = threading.Lock()
        super().__init__(address, _Handler)

    def server_bind(self) -> None:
        # HTTPServer's own looks its name up in DNS here, which can take seconds
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = str(self.server_address[0]), int(self.server_address[1])

    def process_request_thread(self, request: socket.socket, client_address: object) -> None:  # type: ignore[override]
        with self._open_lock:
            self._open.add(request)
        try:
            super().process_request_thread(request, client_address)
        finally:
            with self._open_lock:
                self._open.discard(request)

    def close_connections(self) -> None:
        with self._open_lock:
            for connection in self._open:
                _shut(connection)

    def handle_error(self, request: object, client_address: object) -> None:  # noqa: ARG002
        # clients that leave in the middle are what this server is for; anything else is a bug of ours
        log.debug("connection ended early", exc_info=True)


def _shut(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        log.debug("connection was closed already")


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = 1 << 16  # head and body leave together
    server: _Server

    def do_GET(self) -> None:
        request = self._read()
        if request is None:
            self.close_connection = True
            self._send(Answer(status=413, body=b"too large", content_type="text/plain"))
            return
        if request.headers.get("upgrade", "").lower() == "websocket" and request.path == PATH:
            self.close_connection = True
            ticket = request.query.get("ticket", "")
            self.server.sandbox.sockets.serve(self.connection, self.path, ticket, request.headers)
            return
        try:
            answer = self.server.sandbox.answer(request)
        except Exception:
            log.exception("the sandbox failed at %s %s", request.method, request.path)
            answer = Answer(status=500, body=b"the sandbox failed", content_type="text/plain")
        if answer is None:
            self.close_connection = True
            _shut(self.connection)
        else:
            self._send(answer)

    do_POST = do_GET

    def _read(self) -> Request | None:
        length = self.headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > _MAX_BODY:
            return None
        url = urlsplit(self.path)
        return Request(
            method=self.command,
            path=url.path,
            query=dict(parse_qsl(url.query, keep_blank_values=True)),
            headers={name.lower(): value for name, value in self.headers.items()},
            body=self.rfile.read(int(length)),
        )

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        self.send_header("content-type", answer.content_type)
        self.send_header("content-length", str(len(answer.body)))
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if self.close_connection:
            # unless told, a client that asked for the end may put its next request on this connection
            self.send_header("connection", "close")
        self.end_headers()
        if answer.drip_seconds is None:
            self.wfile.write(answer.body)
            return
        for at in range(len(answer.body)):
            self.wfile.write(answer.body[at : at + 1])
            self.wfile.flush()
            if self.server.sandbox.stopping.wait(answer.drip_seconds):
                break

    def log_message(self, format: str, *args: object) -> None:
        log.debug(format, *args)
