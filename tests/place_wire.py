"""Places of a few lines on real sockets, for the tests of `alerts`: Telegram, Mattermost, a webhook's receiver, SMTP.

Written from the places' documents alone. The faults are those of `slack_wire`.
"""

from __future__ import annotations

import asyncio
import json
import re
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from html.parser import HTMLParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from aiosmtpd.smtp import SMTP, AuthResult
from standardwebhooks.webhooks import Webhook

TELEGRAM_TOKEN = "123456789:very-secret-token-of-a-bot-0123456789"
MATTERMOST_TOKEN = "very-secret-mattermost-token"
WEBHOOK_SECRET = "whsec_dmVyeS1zZWNyZXQta2V5LW9mLTI0LWJ5dGVzLi4u"
PASSWORD = "very-secret-password"
CHAT, CHANNEL = "-1001234567890", "c" * 26
ADDRESS = "team@acme.example"


class Wire:
    """Keeps requests; `faults` are taken from the front, one a request, before `answer` is asked."""

    def __init__(self) -> None:
        self.url = ""
        self.requests: list[tuple[str, str, dict[str, str], Any]] = []
        self.faults: list[Callable[[Any], bool | None]] = []
        self.over = threading.Event()

    def answer(self, *call: Any) -> tuple[int, Any]:
        raise NotImplementedError


@contextmanager
def listening(wire: Any, *, tls: ssl.SSLContext | None = None) -> Iterator[Any]:
    """Run a place that speaks HTTP, or HTTPS if `tls` is given, on a free port."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            sent = {name.lower(): value for name, value in self.headers.items()}
            self.call = (self.command, self.path, sent, body)
            wire.requests.append((self.command, self.path, sent, json.loads(body) if body else None))
            if wire.faults and wire.faults.pop(0)(self) is not True:
                return
            status, told = wire.answer(*self.call)
            self.reply(status, json.dumps(told))

        do_GET = do_PUT = do_POST

        def reply(self, status: int, body: str, **headers: str) -> None:
            self.send_response(status)
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
    wire.url = f"http://127.0.0.1:{server.server_port}"
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
        wire.url = f"https://localhost:{server.server_port}"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield wire
    finally:
        wire.over.set()
        server.shutdown()
        server.server_close()


class _Markup(HTMLParser):
    """What Telegram makes of its HTML: plain text, the tags it takes, and where links lead."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.faults, self.links, self._open = "", [], [], []
        self.feed(page)
        self.close()
        self.faults += [f"<{tag}> is never closed" for tag in self._open]

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag not in {"b", "i", "a", "blockquote", "pre"}:
            self.faults.append(f"<{tag}>")
        self.links += [value or "" for name, value in attributes if name == "href"]
        self.faults += [name for name, _ in attributes if name != "href"]
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.faults.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.text += data


class Telegram(Wire):
    """Keeps messages as Telegram parsed them; `updates` are handed out by getUpdates."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: list[dict[str, Any]] = []
        self.answered: list[dict[str, Any]] = []
        self.updates: list[dict[str, Any]] = []

    def answer(self, verb: str, path: str, headers: dict[str, str], body: bytes) -> tuple[int, Any]:
        assert path.startswith(f"/bot{TELEGRAM_TOKEN}/"), path
        method, sent = path.rsplit("/", 1)[1], json.loads(body)
        if method == "getMe":
            return 200, {"ok": True, "result": {"username": "acme_bot"}}
        if method == "answerCallbackQuery":
            assert len(sent.get("text", "")) <= 200
            self.answered.append(sent)
            return 200, {"ok": True, "result": True}
        if method == "getUpdates":
            assert sent["allowed_updates"] == ["callback_query"]
            kept = [one for one in self.updates if one["update_id"] >= sent["offset"]]
            if not kept:
                self.over.wait(0.05)
            return 200, {"ok": True, "result": kept}
        if sent["chat_id"] != CHAT:
            return refused("Bad Request: chat not found")
        markup = _Markup(sent["text"])
        if markup.faults or not markup.text.strip():
            return refused(f"Bad Request: can't parse entities: {markup.faults}")
        if len(markup.text.encode("utf-16-le")) // 2 > 4096:
            return refused("Bad Request: message is too long")
        for row in sent.get("reply_markup", {}).get("inline_keyboard", ()):
            for key in row:
                assert 1 <= len(key["callback_data"].encode()) <= 64
        sent |= {"shown": markup.text, "links": markup.links}
        if method == "sendMessage":
            self.messages.append(sent)
            return 200, {"ok": True, "result": {"message_id": len(self.messages)}}
        assert method == "editMessageText", method
        if not 1 <= sent["message_id"] <= len(self.messages):
            return refused("Bad Request: message to edit not found")
        edited = self.messages[sent["message_id"] - 1]
        if all(edited[key] == sent[key] for key in ("text", "reply_markup")):
            return refused("Bad Request: message is not modified: specified new message content")
        edited.update(sent)
        return 200, {"ok": True, "result": {"message_id": sent["message_id"]}}

    def shown(self) -> str:
        """All that people would read."""
        return "\n".join(message["shown"] for message in self.messages).replace("\u2060", "")


def refused(description: str, code: int = 400, **parameters: Any) -> tuple[int, Any]:
    return code, {"ok": False, "error_code": code, "description": description, "parameters": parameters}


class Mattermost(Wire):
    """Keeps posts; `whispers` are what single people were told."""

    def __init__(self) -> None:
        super().__init__()
        self.posts: dict[str, dict[str, Any]] = {}
        self.whispers: list[tuple[str, str]] = []
        self.administrator = True

    def answer(self, verb: str, path: str, headers: dict[str, str], body: bytes) -> tuple[int, Any]:
        assert headers["authorization"] == f"Bearer {MATTERMOST_TOKEN}"
        asked = urlsplit(path)
        sent = json.loads(body) if body else {}
        match verb, asked.path.removeprefix("/api/v4").split("/")[1:]:
            case "GET", ["users", "me"]:
                return 200, {"id": "b" * 26, "username": "monitor"}
            case "POST", ["posts", "ephemeral"]:
                if not self.administrator:
                    return 403, {"id": "api.context.permissions.app_error", "message": "no"}
                self.whispers.append((sent["user_id"], sent["post"]["message"]))
                return 201, {"id": "e" * 26}
            case "POST", ["channels", "direct"]:
                assert sent[0] == "b" * 26
                return 201, {"id": f"direct-{sent[1]}"}
            case "POST", ["posts"] if sent["channel_id"].startswith("direct-"):
                self.whispers.append((sent["channel_id"].removeprefix("direct-"), sent["message"]))
                return 201, {"id": "d" * 26}
            case "POST", ["posts"]:
                if sent["channel_id"] != CHANNEL:
                    return 403, {"id": "api.context.permissions.app_error", "message": "no"}
                return 201, self._keep(f"{len(self.posts):026d}", sent)
            case "PUT", ["posts", number, "patch"]:
                if number not in self.posts:
                    return 404, {"id": "app.post.get.app_error", "message": "no"}
                return 200, self._keep(number, sent)
            case "GET", ["channels", channel, "posts"]:
                assert channel == CHANNEL
                self.since = int(parse_qs(asked.query)["since"][0])
                return 200, {"order": list(self.posts), "posts": self.posts}
        return 404, {"id": "not_found"}

    def _keep(self, number: str, post: dict[str, Any]) -> dict[str, Any]:
        assert len(post["message"]) <= 16383
        for attachment in post["props"]["attachments"]:
            ids = [action["id"] for action in attachment.get("actions", [])]
            assert len(ids) == len(set(ids))
            assert all(re.fullmatch("[A-Za-z0-9]+", one) for one in ids)
        self.posts[number] = {**self.posts.get(number, {}), **post, "id": number, "delete_at": 0}
        return self.posts[number]

    def shown(self) -> str:
        """All that people would read, escapes and invisible signs taken away."""
        told = [
            text
            for post in self.posts.values()
            for text in (post["message"], *(one["text"] for one in post["props"]["attachments"]))
        ]
        return re.sub(r"\\(?=[^\w\s])|\u2060", "", "\n".join(told))


class Receiver(Wire):
    """A webhook's receiver that checks signatures with the reference library, and drops what it had before."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[dict[str, Any]] = []
        self.seen: set[str] = set()

    def answer(self, verb: str, path: str, headers: dict[str, str], body: bytes) -> tuple[int, Any]:
        assert (verb, headers["content-type"]) == ("POST", "application/json")
        told = Webhook(WEBHOOK_SECRET).verify(body, headers)
        if headers["webhook-id"] not in self.seen:
            self.heard.append(told)
        self.seen.add(headers["webhook-id"])
        return 200, {}


class Mailbox:
    """Keeps mails; `replies` are answers to DATA, taken from the front; "drop" hangs up after taking the mail."""

    def __init__(self) -> None:
        self.port = 0
        self.mails: list[EmailMessage] = []
        self.people: list[list[str]] = []
        self.logins: list[tuple[str, str]] = []
        self.replies: list[str] = []
        self.recipient_reply = ""

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if self.recipient_reply:
            return self.recipient_reply
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        reply = self.replies.pop(0) if self.replies else "250 OK"
        if reply[0] == "2" or reply in ("drop", "hang"):
            self.people.append(list(envelope.rcpt_tos))
            mail = message_from_bytes(envelope.content, policy=default)
            assert isinstance(mail, EmailMessage)
            self.mails.append(mail)
        if reply == "drop":
            server.transport.abort()
        if reply == "hang":
            await asyncio.Event().wait()
        return reply

    def authenticate(self, server: Any, session: Any, envelope: Any, mechanism: Any, data: Any) -> AuthResult:
        self.logins.append((data.login.decode(), data.password.decode()))
        return AuthResult(success=data.password.decode() == PASSWORD, handled=False)

    def shown(self) -> str:
        """All that people would read."""
        told = [text for mail in self.mails for text in (str(mail["Subject"]), *bodies(mail))]
        return "\n".join(told).replace("\u2060", "")


def bodies(mail: EmailMessage) -> tuple[str, str]:
    """The plain text and the HTML of a mail."""
    plain, page = (part.get_content() for part in mail.iter_parts())  # type: ignore[union-attr]
    return plain, page


@contextmanager
def mail_server(
    *, tls: ssl.SSLContext | None = None, at_once: bool = False, login: bool = False
) -> Iterator[Mailbox]:
    """Run an SMTP server on a free port.

    Args:
        tls: offers STARTTLS with it, or speaks TLS `at_once`.
        login: whether a login is asked for.
    """
    mailbox = Mailbox()
    loop = asyncio.new_event_loop()

    def made() -> SMTP:
        return SMTP(
            mailbox,
            loop=loop,
            hostname="mail.test",
            data_size_limit=10_000_000,
            tls_context=None if at_once else tls,
            require_starttls=bool(tls) and not at_once,
            auth_required=login,
            auth_require_tls=False,
            authenticator=mailbox.authenticate if login else None,
            timeout=30,
        )

    async def begin() -> asyncio.Server:
        return await loop.create_server(made, "127.0.0.1", 0, ssl=tls if at_once else None)

    server = loop.run_until_complete(begin())
    mailbox.port = server.sockets[0].getsockname()[1]
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield mailbox
    finally:

        async def end() -> None:
            server.close()
            tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

        asyncio.run_coroutine_threadsafe(end(), loop).result(5)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)
        loop.close()


def certificate(folder: Path) -> Path:
    """Make a certificate for localhost that nobody trusts yet; its file holds the key, too."""
    file = folder / "both.pem"
    command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost"
    subprocess.run(
        [
            *command.split(),
            "-addext",
            "subjectAltName=DNS:localhost",
            "-keyout",
            "key.pem",
            "-out",
            "cert.pem",
        ],
        check=True,
        capture_output=True,
        cwd=folder,
    )
    file.write_text((folder / "key.pem").read_text() + (folder / "cert.pem").read_text())
    return file
