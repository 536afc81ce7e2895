"""Where presses come in from places that call us: Mattermost, the buttons of an e-mail, and webhooks.

What was pressed is handed on as a `Press` and decided elsewhere. Nothing here is open to a stranger: each request
carries a signature of ours, or one made with our secret. Whoever has none is told nothing but that.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from pathlib import Path

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.concurrency import run_in_threadpool

from alerts import mattermost, webhook
from alerts.base import Press
from alerts.text import one_line
from alerts.tokens import read_token
from monitor.service import Clock
from monitor.store import StoreError
from monitor.wording import Words

log = structlog.get_logger("monitor")

#: A press is a few hundred bytes; whoever sends more is none of the places.
LARGEST_BODY = 100_000

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent.parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
)


def add_places(
    app: FastAPI,
    *,
    press: Callable[[Press], None],
    once: Callable[[str, Callable[[], object]], bool],
    words: Words,
    action_secret: str | None,
    webhook_secret: str | None,
    clock: Clock,
) -> None:
    """Add the addresses that places call; those whose secret is not set refuse everybody.

    Args:
        press: called in a thread for each press, perhaps twice for the same; StoreError has it tried again.
        once: does what a request asks, unless one with its signature was done before; StoreError likewise.
        words: of the team.
        action_secret: that signed the buttons of Mattermost's cards and of mails.
        webhook_secret: shared with the receivers of webhooks.
        clock: gives aware times.
    """

    async def hand_on(pressed: Press, signature: str | None = None) -> bool:
        def act() -> None:
            if signature is None:
                press(pressed)
            elif not once(signature, lambda: press(pressed)):
                log.warning("a request was played back; nothing was done", kind=pressed.kind)

        try:
            await run_in_threadpool(act)
        except StoreError as error:
            log.error("a press was not stored", why=str(error))
            return False
        return True

    @app.post("/mattermost/actions")
    async def mattermost_actions(request: Request) -> Response:
        """A press of a button in Mattermost, with the signature that the button was given."""
        body = await _body(request)
        pressed = mattermost.parse_press(body, action_secret or "") if body is not None else None
        if pressed is None:
            return PlainTextResponse("not signed by us", status_code=401)
        return JSONResponse({}) if await hand_on(pressed) else PlainTextResponse("try again", status_code=503)

    @app.post("/webhook/presses")
    async def webhook_presses(request: Request) -> Response:
        """A press told by a receiver of webhooks, signed as Standard Webhooks asks."""
        body = await _body(request)
        pressed = None
        if body is not None and webhook_secret:
            pressed = webhook.parse_press(body, request.headers, webhook_secret, clock())
        if pressed is None:
            return PlainTextResponse("not signed by us", status_code=401)
        return (
            Response(status_code=204)
            if await hand_on(pressed, request.headers["webhook-signature"])
            else PlainTextResponse("try again", status_code=503)
        )

    @app.get("/act/{token}")
    def ask(token: str) -> Response:
        """The page behind a mail's button; it changes nothing, since mail scanners follow links."""
        pressed = read_token(token, action_secret or "", clock())
        if pressed is None:
            return _page(words, "unknown", "unknown_do", status=410)
        return _page(words, "title", "ask", button=one_line(words.name("button", pressed.action)))

    @app.post("/act/{token}")
    async def act(token: str, request: Request) -> Response:
        """The one button of that page."""
        pressed = read_token(token, action_secret or "", clock())
        if pressed is None or request.headers.get("sec-fetch-site", "same-origin") not in (
            "same-origin",
            "none",
        ):
            return _page(words, "unknown", "unknown_do", status=410)
        return (
            _page(words, "done", "done_do")
            if await hand_on(pressed)
            else _page(words, "later", "later_do", status=503)
        )


def _page(words: Words, title: str, text: str, *, button: str = "", status: int = 200) -> Response:
    nonce = secrets.token_urlsafe(16)
    page = _TEMPLATES.get_template("act.html").render(
        words=words,
        nonce=nonce,
        title=words(f"act.{title}"),
        text=words(f"act.{text}"),
        button=button,
    )
    headers = {
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "X-Robots-Tag": "noindex",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": f"default-src 'none'; style-src 'nonce-{nonce}'; form-action 'self'; "
        "frame-ancestors 'none'; base-uri 'none'",
    }
    return HTMLResponse(page, status_code=status, headers=headers)


async def _body(request: Request) -> bytes | None:
    received = bytearray()
    async for chunk in request.stream():
        received += chunk
        if len(received) > LARGEST_BODY:
            return None
    return bytes(received)
