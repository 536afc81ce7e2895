"""The addresses that Mattermost, mails and webhooks call, on a real socket."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any, get_args
from zoneinfo import ZoneInfo

import pytest
import requests
from fakes import Clock
from fastapi import FastAPI
from place_wire import ADDRESS, CHANNEL, WEBHOOK_SECRET
from standardwebhooks.webhooks import Webhook

from alerts.base import Press
from alerts.signing import sign
from alerts.tokens import token_of
from monitor.store import StoreError
from monitor.web.places import LARGEST_BODY, add_places
from monitor.web.server import WebServer
from monitor.wording import Language, Words

SECRET = "secret-of-ours-0123456789"


class Site:
    """The addresses alone; presses are kept, or not stored if it is `broken`."""

    def __init__(self, language: Language = "en", **secrets: str | None) -> None:
        self.clock = Clock()
        self.presses: list[Press] = []
        self.broken = False
        app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
        given = {"action_secret": SECRET, "webhook_secret": WEBHOOK_SECRET} | secrets
        words = Words(language, ZoneInfo("UTC"))
        self.heard: set[str] = set()
        add_places(app, press=self._press, once=self._once, words=words, clock=self.clock, **given)
        self.server = WebServer(app, host="127.0.0.1", port=0)
        self.server.start()
        self.url = f"http://127.0.0.1:{self.server.port}"

    def _once(self, signature: str, do: Callable[[], object]) -> bool:
        if signature in self.heard:
            return False
        do()
        self.heard.add(signature)
        return True

    def _press(self, press: Press) -> None:
        if self.broken:
            raise StoreError("locked")
        self.presses.append(press)

    def link(self, action: str = "take") -> str:
        until = self.clock() + timedelta(days=7)
        token = token_of(action=action, value="1", address=ADDRESS, until=until, secret=SECRET)
        return f"{self.url}/act/{token}"

    def pressed_in_mattermost(self, **changed: Any) -> requests.Response:
        choices = ["take|1"]
        context = {"choices": choices, "signature": sign(SECRET, "mattermost", CHANNEL, *choices)}
        sent = {
            "user_id": "u",
            "user_name": "leyla",
            "channel_id": CHANNEL,
            "post_id": "p",
            "context": context,
        }
        return requests.post(f"{self.url}/mattermost/actions", json=sent | changed, timeout=10)

    def pressed_by_webhook(self, secret: str = WEBHOOK_SECRET) -> requests.Response:
        body = json.dumps(
            {"type": "card.pressed", "data": {"id": "d", "action": "take", "value": "1", "user_id": "7"}}
        )
        now = self.clock()
        headers = {
            "webhook-id": "m1",
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": Webhook(secret).sign("m1", now, body),
        }
        return requests.post(f"{self.url}/webhook/presses", data=body, headers=headers, timeout=10)


@pytest.fixture
def site() -> Iterator[Site]:
    running = Site()
    yield running
    running.server.stop()


def test_mattermost_is_answered_with_an_empty_object(site: Site) -> None:
    answer = site.pressed_in_mattermost()
    assert (answer.status_code, answer.json()) == (200, {})
    assert [(press.kind, press.action, press.user_name) for press in site.presses] == [
        ("mattermost", "take", "leyla")
    ]
    assert site.pressed_in_mattermost(channel_id="x").status_code == 401
    assert len(site.presses) == 1


def test_a_webhook_is_answered_with_nothing(site: Site) -> None:
    answer = site.pressed_by_webhook()
    assert (answer.status_code, answer.content) == (204, b"")
    assert [(press.kind, press.action, press.message_id) for press in site.presses] == [
        ("webhook", "take", "d")
    ]
    assert site.pressed_by_webhook("whsec_" + "A" * 32).status_code == 401
    assert len(site.presses) == 1


def test_looking_changes_nothing_and_pressing_does(site: Site) -> None:
    link = site.link()
    for _ in range(3):  # mail scanners
        page = requests.get(link, timeout=10)
    assert page.status_code == 200
    assert site.presses == []
    assert "<button>Take</button>" in page.text
    assert requests.head(link, timeout=10).status_code == 405
    done = requests.post(link, timeout=10)
    assert done.status_code == 200
    assert "<button" not in done.text
    assert [(press.kind, press.user_id, press.action, press.value) for press in site.presses] == [
        ("email", ADDRESS, "take", "1")
    ]


def test_the_page_is_nobody_elses(site: Site) -> None:
    page = requests.get(site.link(), timeout=10)
    policy = page.headers["Content-Security-Policy"]
    (nonce,) = re.findall("style-src 'nonce-([^']+)'", policy)
    assert f'<style nonce="{nonce}">' in page.text
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert "http" not in re.sub("<!DOCTYPE html>", "", page.text)
    assert requests.post(site.link(), headers={"Sec-Fetch-Site": "cross-site"}, timeout=10).status_code == 410
    assert site.presses == []


@pytest.mark.parametrize(
    "spoil", [lambda link: link[:-1], lambda link: link + "A", lambda link: link.rsplit("/", 1)[0] + "/x"]
)
def test_a_spoilt_link_says_so(site: Site, spoil: Any) -> None:
    for method in ("GET", "POST"):
        answer = requests.request(method, spoil(site.link()), timeout=10)
        assert answer.status_code == 410
        assert "not valid any more" in answer.text
    assert site.presses == []


def test_an_old_link_says_so(site: Site) -> None:
    until = site.clock() - timedelta(seconds=1)
    token = token_of(action="take", value="1", address=ADDRESS, until=until, secret=SECRET)
    assert requests.post(f"{site.url}/act/{token}", timeout=10).status_code == 410


@pytest.mark.parametrize("language", get_args(Language))
def test_the_page_speaks_the_teams_language(language: Language) -> None:
    site = Site(language)
    try:
        words = Words(language, ZoneInfo("UTC"))
        page = requests.get(site.link(), timeout=10).text
        assert f'<html lang="{language}" dir="{words.direction}">' in page
        for said in (words("act.title"), words("act.ask"), f"<button>{words('button.take')}</button>"):
            assert said in page
        assert words("act.done") in requests.post(site.link(), timeout=10).text
        assert words("act.unknown") in requests.get(site.url + "/act/x", timeout=10).text
        site.broken = True
        assert words("act.later") in requests.post(site.link(), timeout=10).text
    finally:
        site.server.stop()


def test_an_action_without_a_wording_is_text_all_the_same(site: Site) -> None:
    page = requests.get(site.link("<b>snooze\u202e"), timeout=10).text
    assert "<button>&lt;b&gt;snooze</button>" in page


def test_what_is_not_stored_is_asked_for_again(site: Site) -> None:
    site.broken = True
    for answer in (
        site.pressed_in_mattermost(),
        site.pressed_by_webhook(),
        requests.post(site.link(), timeout=10),
    ):
        assert answer.status_code == 503
    site.broken = False
    assert [site.pressed_by_webhook().status_code for _ in range(2)] == [204, 204]
    assert [press.kind for press in site.presses] == ["webhook"]  # the second was played back


def test_without_a_secret_everybody_is_refused() -> None:
    site = Site(action_secret=None, webhook_secret=None)
    try:
        empty = sign("", "mattermost", CHANNEL, "take|1")
        forged = {"choices": ["take|1"], "signature": empty}
        assert site.pressed_in_mattermost(context=forged).status_code == 401
        assert site.pressed_by_webhook().status_code == 401
        assert requests.post(site.link(), timeout=10).status_code == 410
        assert site.presses == []
    finally:
        site.server.stop()


@pytest.mark.parametrize("path", ["/mattermost/actions", "/webhook/presses"])
@pytest.mark.parametrize("body", [b"", b"\xff", b"[" * 50_000, b"{}", b"x" * (LARGEST_BODY + 1)])
def test_a_strangers_request_is_refused_and_no_error(site: Site, path: str, body: bytes) -> None:
    assert requests.post(site.url + path, data=body, timeout=10).status_code == 401
