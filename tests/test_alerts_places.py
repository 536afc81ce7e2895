"""What Telegram, Mattermost, e-mail and webhooks have in common: hostile texts, and answers that fail or get lost."""

from __future__ import annotations

import json
import logging
import re
import socket
import ssl
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from hypothesis import given, strategies
from markdown_it import MarkdownIt
from place_wire import (
    ADDRESS,
    CHANNEL,
    CHAT,
    MATTERMOST_TOKEN,
    TELEGRAM_TOKEN,
    WEBHOOK_SECRET,
    Mattermost,
    Receiver,
    Telegram,
    Wire,
    bodies,
    certificate,
    listening,
    mail_server,
)
from slack_wire import cut, drip, drop, hang, status

from alerts import connect
from alerts.base import (
    Button,
    DeliveryError,
    Draft,
    Fact,
    Link,
    Message,
    Notifier,
    Quote,
    Section,
    Severity,
)
from alerts.text import clean, inert, still, units, web_address

HOSTILE = [
    "<!channel> <@U1> <http://evil.example|help>",
    "```\ncode `x` ```",
    "\u202egnp.exe \u2066x",
    "@all @here @channel, ask @leyla",
    "[x](javascript:alert(1)) ![i](http://evil.example/i.png) [r]: http://evil.example",
    '</b><script>alert(1)</script><img src="http://evil.example/i.png" onerror=alert(1)>',
    "# Heading\n- list\n1. one\n> quote\n===\n---\n+ plus",
    "#tag ~town-square /start :fire: www.evil.example evil.example tg://user?id=1 a@evil.example",
    "a|b\n-|-\n1|2",
    "&lt;b&gt; &amp;#60; &#x3c;b> <b@evil.example>",
    "**bold** _it_ ~~no~~ \\* \\",
    "سلام @leyla\u200cجان http://evil.example #برچسب",
    "x" * 100_000,
    "😀 @a " * 20_000,
    "\n" * 50_000 + "@all",
]
TEXTS = [pytest.param(text, id=repr(text[:24])) for text in HOSTILE]


def card(text: str, direction: Any = "ltr", **more: Any) -> Message:
    """A card whose every text is hostile."""
    return Message(
        delivery_id="d1",
        headline=text,
        direction=direction,
        severity=Severity.high,
        state=text,
        facts=(Fact(label=text, value=text),),
        quotes=(Quote(text=text, direction=direction, source=text, url="https://x.example/1"),),
        sections=(Section(title=text, lines=(text, text)),),
        drafts=(Draft(label=text, text=text, direction=direction),),
        links=(Link(label=text, url="javascript:alert(1)"), Link(label=text, url="https://u@evil.example/")),
        **more,
    )


# --- hostile texts


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("text", TEXTS)
def test_telegram_links_and_calls_nothing(text: str, direction: str) -> None:
    with listening(Telegram()) as telegram:
        notifier = connect("telegram", token=TELEGRAM_TOKEN, base_url=telegram.url)
        notifier.send(card(text, direction), CHAT)  # which refuses markup that it does not know
    (message,) = telegram.messages
    assert set(message["links"]) == {"https://x.example/1"}
    outside = re.sub("<pre>.*?</pre>|<a href=[^>]*>", "", message["text"], flags=re.DOTALL)
    assert not re.search(r"[@#~]\w|://|\w\.[a-z]{2,}|(?<!\w)/[a-z]{2}", re.sub("</?[a-z]+>", "", outside))


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("text", TEXTS)
def test_mattermost_links_calls_and_draws_nothing(text: str, direction: str) -> None:
    with listening(Mattermost()) as mattermost:
        connect("mattermost", token=MATTERMOST_TOKEN, url=mattermost.url).send(card(text, direction), CHANNEL)
    (post,) = mattermost.posts.values()
    (attachment,) = post["props"]["attachments"]
    for words in (post["message"], attachment["text"], attachment["fallback"]):
        kinds, links, told = rendered(words)
        assert kinds <= {
            "text",
            "strong",
            "em",
            "link",
            "softbreak",
            "fence",
            "paragraph",
            "blockquote",
            "list",
        }
        assert links <= {"https://x.example/1"}
        assert not re.search(r"[@#~]\w|://|www\.|:[a-z]+:", told)


def rendered(markdown: str) -> tuple[set[str], set[str], str]:
    """What a renderer of Markdown makes of it: kinds of elements, where links lead, and the text outside boxes."""
    kinds, links, told = set(), set(), []
    pending = MarkdownIt("gfm-like", {"html": True, "linkify": False}).parse(markdown)
    while pending:
        token = pending.pop(0)
        kind = re.sub("_(open|close)$", "", token.type)
        if kind != "inline":
            kinds.add("list" if kind in ("bullet_list", "list_item") else kind)
        if href := token.attrs.get("href"):
            links.add(str(href))
        if kind == "text":
            told.append(token.content)
        pending = [*(token.children or []), *pending]
    return kinds, links, "\n".join(told)


class _Tags(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.links: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.seen |= {tag, *(name for name, _ in attributes)}
        self.links |= {value or "" for name, value in attributes if name in ("href", "src")}


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("text", TEXTS)
def test_a_mail_holds_text_and_our_own_tags(text: str, direction: str) -> None:
    with mail_server() as mailbox:
        mailer(mailbox.port).send(card(text, direction), ADDRESS)
    (mail,) = mailbox.mails
    plain, page = bodies(mail)
    tags = _Tags(page)
    ours = {
        "html",
        "head",
        "body",
        "meta",
        "div",
        "h1",
        "p",
        "strong",
        "span",
        "bdi",
        "blockquote",
        "br",
        "a",
    }
    assert tags.seen <= ours | {"dir", "style", "charset", "href"}
    assert tags.links == {"https://x.example/1"}
    assert f'<html dir="{direction}">' in page
    assert not {"\u202e", "\u2066"} & set(page)
    assert "\u202e" not in plain
    assert len(page) < 100_000
    assert set(mail.keys()) == {
        "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "X-Auto-Response-Suppress",
        "MIME-Version", "Content-Type",
    }  # fmt: skip


@pytest.mark.parametrize("text", TEXTS)
def test_a_webhook_gets_the_words_as_they_are(text: str) -> None:
    with listening(Receiver()) as receiver:
        connect("webhook", secret=WEBHOOK_SECRET).send(card(text), receiver.url)
    data = receiver.heard[0]["data"]
    assert data["quotes"][0]["text"] == data["drafts"][0]["text"] == clean(text)
    assert data["headline"] == data["facts"][0]["value"] == re.sub(r"\s+", " ", clean(text)).strip()


@given(
    strategies.text(alphabet="ab1@#~/:.<>&*_`|\\-\n سا\u202e😀", max_size=80),
    strategies.sampled_from(["ltr", "rtl"]),
)
def test_what_is_still_calls_nobody_and_says_the_same(text: str, direction: Any) -> None:
    text = clean(text)
    made = still(text, direction, 400)
    assert re.sub("[\u2060\u2068\u2069\u200f]", "", made) == text
    assert not re.search(r"[@#~]\w|://|\w\.[a-z]", made)
    assert inert(inert(text)) == inert(text)


@given(strategies.text(max_size=300), strategies.integers(12, 60), strategies.sampled_from(["ltr", "rtl"]))
def test_what_is_still_keeps_to_its_limit(text: str, limit: int, direction: Any) -> None:
    assert units(still(clean(text), direction, limit)) <= limit + 8


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://x.example/a b", None),
        ("https://x.example/ş", "https://x.example/%C5%9F"),
        ("javascript:alert(1)", None),
        ("https://good.example@evil.example/", None),
        ("https://x.example/" + "a" * 3000, None),
        ("https://[::1", None),
        ("//x.example", None),
        (None, None),
    ],
)
def test_only_an_address_that_shows_where_it_leads_is_a_link(url: str | None, address: str | None) -> None:
    assert web_address(url) == address


# --- failures of the places that speak HTTP


@dataclass
class Place:
    wire: Wire
    make: Callable[[float], Notifier]
    name: str
    secrets: tuple[str, ...]
    certain: bool  # repeating is harmless, so nothing is ever uncertain


@pytest.fixture(params=["telegram", "mattermost", "webhook"])
def place(request: pytest.FixtureRequest) -> Iterator[Place]:
    if request.param == "telegram":
        with listening(Telegram()) as wire:
            options: dict[str, Any] = {"token": TELEGRAM_TOKEN, "base_url": wire.url}
            yield Place(wire, maker("telegram", options), CHAT, (TELEGRAM_TOKEN,), False)
    elif request.param == "mattermost":
        with listening(Mattermost()) as wire:
            options = {
                "token": MATTERMOST_TOKEN,
                "url": wire.url,
                "secret": "s" * 24,
                "actions_url": "https://a.example",
            }
            yield Place(wire, maker("mattermost", options), CHANNEL, (MATTERMOST_TOKEN, "s" * 24), False)
    else:
        with listening(Receiver()) as wire:
            make = maker("webhook", {"secret": WEBHOOK_SECRET})
            yield Place(wire, make, f"{wire.url}/hook", (WEBHOOK_SECRET, "very-secret"), True)


def maker(kind: str, options: dict[str, Any]) -> Callable[[float], Notifier]:
    return lambda seconds: connect(kind, timeout_seconds=seconds, **options)


MESSAGE = Message(
    delivery_id="d1",
    headline="High",
    quotes=(Quote(text="secret words of a post"),),
    buttons=(Button(action="take", label="Take", value="1"),),
)


def failed(place: Place, seconds: float = 5, name: str = "") -> DeliveryError:
    with pytest.raises(DeliveryError) as caught:
        place.make(seconds).send(MESSAGE, name or place.name)
    told = caught.value
    shown = "".join(traceback.format_exception(told)) + repr(told)
    assert not [secret for secret in (*place.secrets, "secret words") if secret in shown]
    assert told.__context__ is told.__cause__ is None
    return told


@pytest.mark.parametrize(
    ("after", "seconds"),
    [("30", 30), ("0", 0), ("soon", None), ("-1", None), ("9999999", None), (None, None)],
)
def test_a_rate_limit_says_how_long(place: Place, after: str | None, seconds: int | None) -> None:
    place.wire.faults = [status(429, "slow down", **({"Retry_After": after} if after else {}))]
    told = failed(place)
    assert (told.permanent, told.uncertain) == (False, False)
    assert told.after == (None if seconds is None else timedelta(seconds=seconds))
    assert len(place.wire.requests) == 1


LOST = {
    "500": status(500, "<h1>oops</h1>"),
    "502": status(502, '{"ok": false, "description": "Bad Gateway"}'),
    "503": status(503, ""),
    "dropped": drop,
    "cut": cut,
}
UNREADABLE = {
    "html": status(200, "<html>gateway</html>"),
    "empty": status(200, ""),
    "list": status(200, "[1, 2]"),
    "null": status(200, "null"),
    "nothing told": status(200, "{}"),
    "deep": status(200, "[" * 100_000),
}


@pytest.mark.parametrize("fault", LOST.values(), ids=LOST)
def test_a_lost_answer_is_uncertain_and_asked_for_once(place: Place, fault: Any) -> None:
    place.wire.faults = [fault]
    told = failed(place)
    assert (told.permanent, told.uncertain) == (False, not place.certain)
    assert len(place.wire.requests) == 1


@pytest.mark.parametrize("place", ["telegram", "mattermost"], indirect=True)
@pytest.mark.parametrize("fault", UNREADABLE.values(), ids=UNREADABLE)
def test_an_answer_that_cannot_be_read_is_uncertain(place: Place, fault: Any) -> None:
    place.wire.faults = [fault]
    told = failed(place)
    assert (told.permanent, told.uncertain) == (False, True)


@pytest.mark.parametrize("fault", [hang, drip])
def test_no_call_lasts_longer_than_it_may(place: Place, fault: Any) -> None:
    place.wire.faults = [fault(place.wire)]
    began = monotonic()
    told = failed(place, 0.3)
    assert monotonic() - began < 3
    assert (told.permanent, told.uncertain) == (False, not place.certain)
    assert "in time" in str(told)


def test_no_redirect_is_followed(place: Place) -> None:
    place.wire.faults = [status(307, "", Location=f"{place.wire.url}/elsewhere")]
    assert failed(place).permanent
    assert len(place.wire.requests) == 1


def test_nothing_was_sent_where_nobody_listens(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as idle:
        idle.bind(("127.0.0.1", 0))
        place.wire.url, was = f"http://127.0.0.1:{idle.getsockname()[1]}", place.wire.url
        make = place.make
        monkeypatch.setattr(place, "make", lambda seconds: moved(make(seconds), was, place.wire.url))
        told = failed(place, name=place.name.replace(was, place.wire.url))
    assert (told.permanent, told.uncertain) == (False, False)
    assert "cannot be reached" in str(told)


def test_an_untrusted_certificate_gets_nothing(tmp_path: Path) -> None:
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(certificate(tmp_path))
    with listening(Receiver(), tls=server) as receiver:
        with pytest.raises(DeliveryError, match="certificate") as caught:
            connect("webhook", secret=WEBHOOK_SECRET).send(MESSAGE, receiver.url)
        assert (caught.value.permanent, caught.value.uncertain) == (False, False)
        assert receiver.requests == []


def moved(notifier: Any, was: str, now: str) -> Notifier:
    """The same notifier, told another address of the place."""
    for holder in (notifier, getattr(notifier, "_bot", notifier)):
        if hasattr(holder, "_url"):
            holder._url = holder._url.replace(was, now)
    return notifier  # type: ignore[no-any-return]


def test_no_secret_and_no_post_in_logs(place: Place, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    place.wire.faults = [lambda _: True, drop, status(500, f"echo {place.secrets[0]}")]
    place.make(5).send(MESSAGE, place.name)
    failed(place)
    failed(place)
    logged = caplog.text + "".join(str(record.args) for record in caplog.records)
    assert not [secret for secret in (*place.secrets, "secret words") if secret in logged]


def test_what_is_refused_by_echoing_the_secret_does_not_show_it(place: Place) -> None:
    echo = {
        "ok": False,
        "id": place.secrets[0],
        "description": f"Bad Request: {place.secrets[0]} chat not found",
    }
    place.wire.faults = [status(400, json.dumps(echo))]
    assert failed(place).permanent


def mailer(port: int, **more: Any) -> Notifier:
    options = {
        "host": "127.0.0.1",
        "port": port,
        "security": "none",
        "sender": "Monitor <monitor@acme.example>",
    }
    return connect("email", **(options | more))
