"""Slack's Socket Mode: presses come through a connection that we open, so that no address of ours need be public.

`SlackListener` supervises the client's own connection:

    ask for an address → connect → hear ──▶ acknowledge ──▶ known already? no → on_press
            ▲                       │
            └──── after a while ◀───┘ broken or refused

A form that was sent is acknowledged with another in its place if there is something to ask first (`asks`); all else
at once.

The client's own reconnecting is switched off: it asks again every few seconds for ever, whatever Slack says, and
sleeps half a minute where nothing can wake it. What Slack itself announces ("disconnect") the client follows.
"""

from __future__ import annotations

import logging
import socket
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from http.client import HTTPException
from threading import Event, Lock, Thread
from typing import Any

from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.socket_mode.builtin import SocketModeClient
from slack_sdk.socket_mode.builtin.connection import Connection
from slack_sdk.socket_mode.client import BaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web import WebClient

from alerts.base import Form, Press
from alerts.slack_forms import again
from alerts.slack_presses import read_press

log = logging.getLogger(__name__)

# The client logs addresses with their tickets, and whole messages; what matters is told by `log`.
_SILENT = logging.getLogger("alerts.slack_socket.client")
_SILENT.setLevel(logging.CRITICAL + 1)

#: How many envelopes are remembered, so that what Slack sends again is handed on once.
_REMEMBERED = 4000
_LOOK_SECONDS, _LONGEST_WAIT = 0.5, 60.0
#: A dead connection is noticed after four of these.
_PING_SECONDS = 4.0
_BUFFER = 1 << 16

_HINTS = {
    "not_allowed_token_type": "it takes the app-level token, the one that begins with xapp-",
    "invalid_auth": "make a new app-level token and set it",
    "account_inactive": "make a new app-level token and set it",
    "token_revoked": "make a new app-level token and set it",
    "missing_scope": "the app-level token needs connections:write",
    "forbidden_team": "Socket Mode is not enabled for the app",
}


class SlackListener:
    """Hears presses through Slack's Socket Mode; a `Listener`.

    Each press is handed on in a thread of a small pool, after it was acknowledged: `on_press` may take its time,
    but a form can be opened for three seconds only.

    Args:
        app_token: the app-level token, "xapp-…".
        base_url: of the Web API, which is asked where to connect.
        timeout_seconds: of that question.
        retry_seconds: how long to wait after the first failure; doubled up to a minute.

    Raises:
        ValueError: the token holds characters that no token has.
    """

    kind = "slack"

    def __init__(
        self,
        *,
        app_token: str,
        base_url: str = "https://slack.com/api/",
        timeout_seconds: float = 10,
        retry_seconds: float = 2,
    ) -> None:
        if not app_token.strip().isascii() or not app_token.strip().isprintable():
            raise ValueError("the Slack app token holds characters that no token has; was it copied whole?")
        self._token = app_token.strip()
        self._web = WebClient(
            base_url=base_url,
            timeout=timeout_seconds,  # type: ignore[arg-type]  # handed on to urllib, which takes fractions
            retry_handlers=[],
            logger=_SILENT,
        )
        self._retry_seconds = retry_seconds
        self._over = Event()
        self._heard: OrderedDict[str, None] = OrderedDict()
        self._lock = Lock()
        self._client: _Client | None = None
        self._thread: Thread | None = None
        self._on_press: Callable[[Press], None] = lambda _press: None
        self._asks: Callable[[Press], Form | None] = lambda _press: None

    @property
    def connected(self) -> bool:
        """Whether there is a connection now."""
        return self._client is not None and self._client.is_connected()

    def start(
        self, on_press: Callable[[Press], None], *, asks: Callable[[Press], Form | None] | None = None
    ) -> None:
        """Begin to listen; see `Listener.start`. Once only: after `stop` take a new one."""
        self._on_press = on_press
        self._asks = asks or self._asks
        self._client = _Client(
            app_token=self._token,
            web_client=self._web,
            logger=_SILENT,
            auto_reconnect_enabled=False,
            ping_interval=_PING_SECONDS,
            receive_buffer_size=_BUFFER,
        )
        self._client.socket_mode_request_listeners.append(self._hear)
        self._thread = Thread(target=self._supervise, args=(self._client,), name="slack-socket", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End; see `Listener.stop`. Presses that are being handled are waited for."""
        self._over.set()
        if self._thread is None or self._client is None:
            return
        self._thread.join()
        self._client.end()

    def _supervise(self, client: _Client) -> None:
        """Connect whenever there is no connection, at longer and longer intervals while it fails."""
        wait, told = self._retry_seconds, ""
        while not self._over.is_set():
            if client.is_connected():
                self._over.wait(_LOOK_SECONDS)
                continue
            why = _try(client)
            if not why:
                log.info("Slack's socket: connected")
                wait, told = self._retry_seconds, ""
                continue
            if why != told:
                log.warning("Slack's socket: %s; presses are not heard meanwhile", why)
                told = why
            self._over.wait(wait)
            wait = min(2 * wait, _LONGEST_WAIT)

    def _hear(self, client: BaseSocketModeClient, request: SocketModeRequest) -> None:
        """Acknowledge whatever came, and hand on what is a press and new."""
        press = read_press(request.payload) if request.type == "interactive" else None
        form = self._asked(press) if press is not None and press.sent else None
        payload = None if form is None or press is None else again(form, press)
        try:
            client.send_socket_mode_response(
                SocketModeResponse(envelope_id=request.envelope_id, payload=payload)
            )
        except (SlackClientError, OSError, AttributeError):
            # The connection is gone: Slack sends it again, and it will be known by then.
            log.info("Slack's socket: a press could not be acknowledged")
        if press is None or form is not None or not self._is_new(request.envelope_id):
            return
        try:
            self._on_press(press)
        except Exception:
            log.exception("a press was not handled")

    def _asked(self, press: Press) -> Form | None:
        try:
            return self._asks(press)
        except Exception:
            log.exception("a form that was sent was not looked at")
            return None

    def _is_new(self, envelope_id: Any) -> bool:
        with self._lock:
            if envelope_id in self._heard:
                return False
            self._heard[envelope_id] = None
            if len(self._heard) > _REMEMBERED:
                self._heard.popitem(last=False)
            return True


class _Client(SocketModeClient):
    def issue_new_wss_url(self) -> str:
        # The client's own way sleeps when it is told to slow down.
        return str(self.web_client.apps_connections_open(app_token=self.app_token)["url"])

    def connect(self) -> None:
        super().connect()
        if (session := self.current_session) is not None and session.sock is not None:
            session.sock = _Ending(session.sock)  # type: ignore[assignment]
            session.close = lambda: _close(session)  # type: ignore[method-assign]

    def end(self) -> None:
        """Close, and wake the thread that waits for messages."""
        self.closed = True
        self.message_queue.put(None)
        self.close()


class _Ending:
    """A socket that says so when the other side has ended it.

    The client takes the end for an empty message, and reads on: half a processor and 23 seconds, as measured.
    """

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection

    def recv(self, size: int) -> bytes:
        if received := self._connection.recv(size):
            return received
        raise ConnectionResetError("the other side ended the connection")

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)


def _close(session: Connection) -> None:
    """Close at once.

    The client's own way waits until its reader's time-out of three seconds, in which the connection that takes
    the place of this one is not read either; and it trips over a reader that closed in the same moment.
    """
    if (connection := session.sock) is not None:
        with suppress(OSError):
            connection.shutdown(socket.SHUT_RDWR)
    with suppress(AttributeError):
        session.disconnect()


def _try(client: _Client) -> str:
    """Connect; say in a line why not, nothing if it succeeded."""
    try:
        client.connect_to_new_endpoint()
    except SlackApiError as error:
        told = error.response.data
        code = str(told.get("error") if isinstance(told, dict) else error.response.status_code)
        hint = _HINTS.get(code)
        return f"refused ({code}): {hint}" if hint else f"refused ({code})"
    except (
        OSError,
        HTTPException,
        SlackClientError,
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
    ) as error:
        return f"cannot be reached ({type(error).__name__})"
    return "" if client.is_connected() else "cannot be connected"
