"""Socket Mode: connections that the service opens to the local Slack, by which interactions reach it.

Source: docs.slack.dev/apis/events-api/using-socket-mode
"""

from __future__ import annotations

import json
import secrets
import socket
import threading
import uuid
from collections.abc import Iterator, Mapping
from concurrent.futures import Future

from wsproto import ConnectionType, WSConnection
from wsproto.events import (
    AcceptConnection,
    CloseConnection,
    Event,
    Message,
    Ping,
    RejectConnection,
    Request,
    TextMessage,
)
from wsproto.utilities import ProtocolError

from monitor.sandbox.wire import Json
from monitor.sandbox.workspace import APP_ID

PATH = "/slack/socket"
_ACKNOWLEDGE_SECONDS = 3.0


class Sockets:
    """All connections of Socket Mode; each interaction goes to one of them, the newest."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._tickets: set[str] = set()
        self._open: list[_Connection] = []
        self._waiting: dict[str, Future[Json]] = {}
        self._last: Json = {}

    def ticket(self) -> str:
        """Give what lets one connection in."""
        made = secrets.token_urlsafe(16)
        with self._lock:
            self._tickets.add(made)
        return made

    def __len__(self) -> int:
        with self._lock:
            return len(self._open)

    def serve(self, connection: socket.socket, path: str, ticket: str, headers: Mapping[str, str]) -> None:
        """Speak WebSocket on a connection whose request was read, until either side ends it."""
        with self._lock:
            allowed = ticket in self._tickets
            self._tickets.discard(ticket)
        made = _Connection(connection)
        if not made.shake_hands(path, headers, allowed=allowed):
            return
        with self._lock:
            self._open.append(made)
            number = len(self._open)
        hello = {"type": "hello", "num_connections": number, "connection_info": {"app_id": APP_ID}}
        try:
            made.say(hello)
            for text in made.texts():
                self._acknowledged(text)
        finally:
            with self._lock:
                self._open.remove(made)

    def send(self, payload: Json) -> Json | None:
        """Send an interaction to the service; what it answered, None if it did not acknowledge in three seconds."""
        envelope = {
            "envelope_id": str(uuid.uuid4()),
            "type": "interactive",
            "accepts_response_payload": payload["type"] == "view_submission",
            "payload": payload,
        }
        with self._lock:
            self._last = envelope
        return self._send(envelope)

    def resend(self) -> Json | None:
        """Send the last interaction once more, as Slack does when it missed the acknowledgement."""
        return self._send(self._last)

    def _send(self, envelope: Json) -> Json | None:
        answer: Future[Json] = Future()
        with self._lock:
            if not self._open:
                return None
            to = self._open[-1]
            self._waiting[envelope["envelope_id"]] = answer
        try:
            to.say(envelope)
            return answer.result(timeout=_ACKNOWLEDGE_SECONDS)
        except (TimeoutError, OSError):
            return None
        finally:
            with self._lock:
                self._waiting.pop(envelope["envelope_id"], None)

    def _acknowledged(self, text: str) -> None:
        try:
            said = json.loads(text)
            envelope_id, payload = said["envelope_id"], said.get("payload")
        except (ValueError, LookupError, TypeError):
            return
        with self._lock:
            waiting = self._waiting.pop(envelope_id, None)
        if waiting is not None:
            waiting.set_result(payload if isinstance(payload, dict) else {})

    def refresh(self) -> None:
        """Ask every connection to be made anew, as Slack does every few hours."""
        for each in self._all():
            each.say({"type": "disconnect", "reason": "refresh_requested"})

    def drop(self) -> None:
        """Break every connection without a word."""
        for each in self._all():
            each.end()

    def _all(self) -> list[_Connection]:
        with self._lock:
            return list(self._open)


class _Connection:
    def __init__(self, connection: socket.socket) -> None:
        self._socket = connection
        self._ws = WSConnection(ConnectionType.SERVER)
        self._lock = threading.Lock()

    def shake_hands(self, path: str, headers: Mapping[str, str], *, allowed: bool) -> bool:
        """Answer the request for an upgrade; False if it is refused."""
        try:
            self._ws.initiate_upgrade_connection(
                [(name.encode(), value.encode()) for name, value in headers.items()], path
            )
        except ProtocolError:
            return False
        asked = any(isinstance(event, Request) for event in self._ws.events())
        self._send(AcceptConnection() if asked and allowed else RejectConnection(status_code=403))
        return asked and allowed

    def texts(self) -> Iterator[str]:
        """Give what is said until the connection ends; answers pings and farewells by the way."""
        part = ""
        while True:
            try:
                received = self._socket.recv(1 << 16)
                self._ws.receive_data(received or None)
                for event in self._ws.events():
                    if isinstance(event, Ping):
                        self._send(event.response())
                    elif isinstance(event, CloseConnection):
                        if received:
                            self._send(event.response())
                        return
                    elif isinstance(event, TextMessage):
                        part += event.data
                        if event.message_finished:
                            yield part
                            part = ""
            except (OSError, ProtocolError):
                return

    def say(self, message: Json) -> None:
        self._send(Message(data=json.dumps(message)))

    def _send(self, event: Event) -> None:
        with self._lock:
            self._socket.sendall(self._ws.send(event))

    def end(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
