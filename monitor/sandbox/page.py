"""The page in the browser: the local Slack's channels with working buttons and forms, and the day's report.

It takes no script, style or picture from anywhere (a nonce lets its own in), and no POST that it did not
offer itself.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from http.cookies import CookieError, SimpleCookie
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from monitor.sandbox import mrkdwn
from monitor.sandbox.interaction import Pressed, dispatches
from monitor.sandbox.modals import typed_in
from monitor.sandbox.wire import Answer, Request, Routes, as_json
from monitor.sandbox.workspace import PEOPLE, Channel, Person, SlackMessage, micros

if TYPE_CHECKING:
    from monitor.sandbox.server import Sandbox

_REPORT_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox"
)
_SHOWN = 500  # messages of a channel; the page stays quick however long the sandbox has run
_NO_REPORT = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>No report yet</title><style>'
    "body{font:16px system-ui,sans-serif;color:#5e5c61;display:grid;place-items:center;height:90vh}</style>"
    "<p>The day’s report appears here as soon as it is written.</p></html>"
)


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("monitor.sandbox"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    made.filters |= {"mrkdwn": mrkdwn.to_html, "plain": mrkdwn.plain, "rich": mrkdwn.rich}
    made.globals |= {"rtl": lambda text: mrkdwn.direction(text) == "rtl"}
    made.globals |= {"typed_in": typed_in, "dispatches": dispatches}
    return made


class Page:
    """Answers the browser for `sandbox`."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self._csrf = secrets.token_urlsafe(24)
        self._templates = _environment()
        folder = files("monitor.sandbox") / "templates"
        # our own files, not anybody's text
        self._style = Markup((folder / "page.css").read_text(encoding="utf-8"))  # noqa: S704
        self._script = Markup((folder / "page.js").read_text(encoding="utf-8"))  # noqa: S704
        self._routes = Routes(
            [
                ("GET", r"/", "page", self._channel),
                ("GET", r"/fragment", "fragment", self._fragment),
                ("GET", r"/day", "day", self._day),
                ("GET", r"/report", "report", self._report),
                ("POST", r"/press", "press", self._press),
                ("POST", r"/fill", "fill", self._fill),
                ("POST", r"/submit", "submit", self._submit),
                ("POST", r"/close", "close", self._close),
                ("POST", r"/me", "me", self._me),
            ]
        )

    def answer(self, request: Request) -> Answer:
        """Answer `request`; a POST without this page's token is refused."""
        found = self._routes.find(request)
        if found is None:
            return _plain(404, "nothing here")
        _name, handler, match = found
        if request.method == "POST":
            token = request.form().get("csrf", "").encode()
            if not secrets.compare_digest(token, self._csrf.encode()):
                return _plain(403, "reload the page and try again")
            if request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
                return _plain(403, "another origin")
        return handler(request, match)

    def _channel(self, request: Request, _match: re.Match[str]) -> Answer:
        return self._whole(request, self._chosen(request.query.get("channel", "")))

    def _day(self, request: Request, _match: re.Match[str]) -> Answer:
        return self._whole(request, None)

    def _whole(
        self,
        request: Request,
        channel: Channel | None,
        *,
        told: Pressed | None = None,
        status: int = 200,
    ) -> Answer:
        nonce = secrets.token_urlsafe(16)
        policy = (
            f"default-src 'none'; style-src 'nonce-{nonce}'; script-src 'nonce-{nonce}'; connect-src 'self'; "
            "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        )
        context = self._context(request, channel) | {
            "nonce": nonce,
            "style": self._style,
            "script": self._script,
            "said": told.said if told else "",
            "errors": told.errors if told else {},
        }
        return self._html("page.html", context, {"content-security-policy": policy}, status)

    def _fragment(self, request: Request, _match: re.Match[str]) -> Answer:
        on_report = request.query.get("tab") == "report"
        channel = None if on_report else self._chosen(request.query.get("channel", ""))
        return self._html(
            "fragment.html", self._context(request, channel), {"content-security-policy": "sandbox"}
        )

    def _html(
        self, name: str, context: dict[str, Any], headers: Mapping[str, str], status: int = 200
    ) -> Answer:
        return Answer(
            body=self._templates.get_template(name).render(context).encode(),
            status=status,
            headers={"cache-control": "no-store", "referrer-policy": "same-origin", **_SAFE, **headers},
            content_type="text/html; charset=utf-8",
        )

    def _context(self, request: Request, channel: Channel | None) -> dict[str, Any]:
        slack, me = self._sandbox.world.slack, _me(request)
        with slack.lock:
            seen = [m for m in slack.log.values() if m.seen_by in (None, me.id)]
            channels = list(slack.channels.values())
        heads = [m for m in seen if m.thread_ts is None and m.seen_by is None]
        counts = {c.id: sum(m.channel == c.id for m in heads) for c in channels}
        here = [m for m in seen if channel is not None and m.channel == channel.id]
        replies: dict[str, list[dict[str, Any]]] = {}
        for message in here:
            if message.thread_ts is not None:
                replies.setdefault(message.thread_ts, []).append(_shown(message))
        shown = [message for message in here if message.thread_ts is None][-_SHOWN:]
        return {
            "channels": channels,
            "counts": counts,
            "channel": channel,
            "messages": [_shown(head) | {"replies": replies.get(head.ts, [])} for head in shown],
            "people": PEOPLE,
            "me": me,
            "csrf": self._csrf,
            "report_version": self._report_version(),
            "view": self._sandbox.slack.modals.before(me.id),
            "errors": {},
            "tally": _tally(here),
        }

    def _chosen(self, name: str) -> Channel | None:
        slack = self._sandbox.world.slack
        return slack.channel(name) or next(iter(slack.channels.values()), None)

    def _report_version(self) -> int:
        path = self._sandbox.report_path
        return path.stat().st_mtime_ns if path is not None and path.is_file() else 0

    def _report(self, _request: Request, _match: re.Match[str]) -> Answer:
        path = self._sandbox.report_path
        body = path.read_bytes() if path is not None and path.is_file() else _NO_REPORT.encode()
        headers = {"content-security-policy": _REPORT_POLICY, "cache-control": "no-store", **_SAFE}
        return Answer(body=body, headers=headers, content_type="text/html; charset=utf-8")

    def _press(self, request: Request, _match: re.Match[str]) -> Answer:
        form = request.form()
        channel = form.get("channel", "")
        try:
            pressed = self._sandbox.press(
                channel,
                form.get("ts", ""),
                form.get("action_id", ""),
                user=_me(request).id,
                value=form.get("value"),
            )
        except KeyError:
            return _plain(404, "that button is gone; reload the page")
        return self._told(request, pressed)

    def _fill(self, request: Request, _match: re.Match[str]) -> Answer:
        form = request.form()
        view, block, me = form.get("view", ""), form.get("block", ""), _me(request).id
        try:
            filled = self._sandbox.fill(view, user=me, block_id=block, answers=_answers(form))
        except KeyError:
            return _plain(404, "that form is gone; reload the page")
        return self._told(request, filled)

    def _submit(self, request: Request, _match: re.Match[str]) -> Answer:
        form = request.form()
        try:
            sent = self._sandbox.submit(form.get("view", ""), user=_me(request).id, answers=_answers(form))
        except KeyError:
            return _plain(404, "that form is gone; reload the page")
        return self._told(request, sent)

    def _close(self, request: Request, _match: re.Match[str]) -> Answer:
        self._sandbox.slack.modals.close(_me(request).id, request.form().get("view", ""))
        return self._told(request, Pressed(True, ""))

    def _told(self, request: Request, pressed: Pressed) -> Answer:
        status = 200 if pressed.ok else 422 if pressed.errors else 502
        if "application/json" in request.headers.get("accept", ""):
            return as_json(asdict(pressed), status=status)
        name = request.form().get("channel", "")
        channel = self._chosen(name) if name else None
        return self._whole(request, channel, told=pressed, status=status)

    def _me(self, request: Request, _match: re.Match[str]) -> Answer:
        form = request.form()
        person = next((p for p in PEOPLE if p.id == form.get("user")), PEOPLE[0])
        channel = self._chosen(form.get("channel", ""))
        back = f"/?channel={channel.id}" if channel and form.get("channel") else "/day"
        cookie = f"me={person.id}; Path=/; HttpOnly; SameSite=Strict"
        return Answer(status=303, headers={"location": back, "set-cookie": cookie})


_SAFE = {"x-content-type-options": "nosniff"}


def _answers(form: Mapping[str, str]) -> dict[str, str]:
    # a browser ends lines with CR LF, Slack with LF
    return {name[3:]: value.replace("\r\n", "\n") for name, value in form.items() if name.startswith("in.")}


def _plain(status: int, text: str) -> Answer:
    return Answer(status=status, body=text.encode(), headers=_SAFE, content_type="text/plain; charset=utf-8")


def _me(request: Request) -> Person:
    """Give who sits before the screen, as the cookie tells."""
    try:
        cookie = SimpleCookie(request.headers.get("cookie", ""))
    except CookieError:
        return PEOPLE[0]
    chosen = cookie["me"].value if "me" in cookie else ""
    return next((person for person in PEOPLE if person.id == chosen), PEOPLE[0])


def _tally(messages: list[SlackMessage]) -> dict[str, int]:
    everyones = [message for message in messages if message.seen_by is None]
    replies = sum(message.thread_ts is not None for message in everyones)
    return {"messages": len(everyones) - replies, "replies": replies}


def _shown(message: SlackMessage) -> dict[str, Any]:
    at = datetime.fromtimestamp(micros(message.ts) / 1e6, UTC)
    return {
        "ts": message.ts,
        "channel": message.channel,
        "revision": message.revision,
        "text": message.text,
        "blocks": message.blocks,
        "private": message.seen_by is not None,
        "edited": message.edited_ts is not None,
        "at": at.isoformat(timespec="seconds"),
        "clock": f"{at.astimezone():%H:%M}",
        "replies": [],
    }
