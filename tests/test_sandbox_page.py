"""The page of the local Slack: what it shows of hostile messages, and what a press sends."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
import requests
from slack_sdk.signature import SignatureVerifier

from monitor.sandbox import mrkdwn
from monitor.sandbox.interaction import sign
from monitor.sandbox.server import Sandbox
from monitor.sandbox.world import World

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
FSI, PDI, RLO = "\u2068", "\u2069", "\u202e"


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(World()) as running:
        yield running


@pytest.fixture
def browser() -> Iterator[requests.Session]:
    with requests.Session() as session:
        yield session


def say(sandbox: Sandbox, text: str = "", *blocks: dict[str, Any], **rest: Any) -> str:
    numbered = [{"block_id": str(number)} | block for number, block in enumerate(blocks)]
    channel = sandbox.world.slack.add_channel("complaints").id
    return sandbox.world.slack.add(channel, text, blocks=numbered, **rest).ts


def button(**fields: Any) -> dict[str, Any]:
    return {"type": "button", "action_id": "take", "text": {"type": "plain_text", "text": "Take"}} | fields


def actions(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "actions", "elements": list(elements)}


def html(sandbox: Sandbox, browser: requests.Session, path: str = "/") -> str:
    return browser.get(sandbox.url + path, timeout=5).text


def csrf(page: str) -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', page)
    assert found
    return found[1]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a *b* _c_ ~d~ *_e_*", "a <strong>b</strong> <em>c</em> <s>d</s> <strong><em>e</em></strong>"),
        ("2*3*4 snake_case_name * a *", "2*3*4 snake_case_name * a *"),
        ("`*not* <b>`", "<code>*not* &lt;b&gt;</code>"),
        ("<script>alert(1)</script>", "script<span"),
        ("&lt;script&gt;", "&lt;script&gt;"),
        ("&amp;lt;", "&amp;lt;"),
        (
            "<https://x.test/?a=1&amp;b=2|see *this*>",
            '<a href="https://x.test/?a=1&amp;b=2" title="https://x.test/?a=1&amp;b=2" target="_blank" '
            'rel="noopener noreferrer nofollow"><bdi>see *this*</bdi></a>',
        ),
        ("*<https://x.test|here>*", "<strong><a "),
        ("<javascript:alert(1)|click>", "click"),
        ("<data:text/html,x>", "data:text/html,x"),
        ("<mailto:a@x.test|mail>", 'href="mailto:a@x.test"'),
        ("<@U0ELIF>", '<span class="mention">@Elif Aydın</span>'),
        ("<@U1>", '<span class="mention">@U1</span>'),
        ("<#C1|complaints>", '<span class="mention">#complaints</span>'),
        ("<!channel>", '<span class="mention loud">@channel</span>'),
        ("<!subteam^S1|@team>", '<span class="mention loud">@team</span>'),
        ("<!date^1763812800^{date}|in November>", "<time>in November</time>"),
        ("<!date^1763812800^{date}>", "<time>2025-11-22 12:00 UTC</time>"),
        (":tada: :no_such_thing_here:", "🎉 :no_such_thing_here:"),
        ("\ue0000\ue001 <@U1>", '0 <span class="mention">@U1</span>'),
    ],
)
def test_mrkdwn_in_a_line(text: str, shown: str) -> None:
    made = str(mrkdwn.inline(text))
    if text == "<script>alert(1)</script>":
        assert "<script" not in made
    else:
        assert shown in made


def test_mrkdwn_in_blocks() -> None:
    made = str(mrkdwn.to_html("one\n\n> two\n&gt; سه\nfour\n```five <b>\n*six*```"))
    assert made == (
        '<p dir="ltr">one</p><p class="gap"></p>'
        '<blockquote><p dir="ltr">two</p><p dir="rtl" lang="fa">سه</p></blockquote>'
        '<p dir="ltr">four</p><pre dir="ltr">five &lt;b&gt;\n*six*</pre><p class="gap"></p>'
    )
    assert str(mrkdwn.to_html("> only")) == '<blockquote><p dir="ltr">only</p></blockquote>'


def test_a_flood_of_marks_is_only_long() -> None:
    for flood in ("*a* " * 10_000, "*" * 20_000, "*_~" * 5_000, "<" * 20_000, "`" * 20_000, "> " * 10_000):
        assert mrkdwn.to_html(flood)


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("hello سلام", "ltr"),
        ("سلام hello", "rtl"),
        ("123 😡", "ltr"),
        (f"{FSI}سلام{PDI}", "rtl"),
        (f"{FSI}نیلوفر{PDI} (@niloofar) wrote", "ltr"),
        (f"{PDI}سلام", "rtl"),
    ],
)
def test_the_direction_of_a_text(text: str, way: str) -> None:
    assert mrkdwn.direction(text) == way


def test_every_kind_of_block_is_shown_and_nothing_hostile_is_live(
    sandbox: Sandbox, browser: requests.Session
) -> None:
    evil = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>"
    image = {"type": "image", "image_url": "https://evil.test/pixel.png", "alt_text": evil}
    option = {"text": {"type": "plain_text", "text": evil}, "value": evil}
    rich = {
        "type": "rich_text",
        "elements": [
            {
                "type": "rich_text_section",
                "elements": [
                    {"type": "text", "text": evil, "style": {"bold": True, "italic": True, "code": True}},
                    {"type": "text", "text": "gone", "style": {"strike": True}},
                    {"type": "link", "url": "javascript:alert(1)", "text": evil},
                    {"type": "link", "url": "https://x.test"},
                    {"type": "emoji", "name": "fire"},
                    {"type": "broadcast", "range": "channel"},
                    {"type": "user", "user_id": "U1"},
                ],
            },
            {"type": "rich_text_quote", "elements": [{"type": "text", "text": f"{FSI}سلام{PDI}"}]},
            {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": evil}]},
            {
                "type": "rich_text_list",
                "style": "ordered",
                "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "one"}]}],
            },
            {
                "type": "rich_text_list",
                "style": "bullet",
                "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "dot"}]}],
            },
        ],
    }
    ts = say(
        sandbox,
        "fallback",
        {"type": "header", "text": {"type": "plain_text", "text": evil + RLO}},
        {"type": "section", "text": {"type": "mrkdwn", "text": evil}, "accessory": image},
        {"type": "section", "text": {"type": "plain_text", "text": "*as it is*"}, "accessory": button()},
        {"type": "section", "fields": [{"type": "mrkdwn", "text": "*Author*\nann"}]},
        {"type": "context", "elements": [image, {"type": "mrkdwn", "text": "why"}]},
        {"type": "divider"},
        image,
        rich,
        actions(
            button(action_id=evil, value=evil, confirm={"text": {"text": evil}}),
            button(action_id="open", url="https://x.test/"),
            button(action_id="bad", url="javascript:alert(1)"),
            {
                "type": "static_select",
                "action_id": "pick",
                "options": [option],
                "placeholder": {"text": "Pick"},
            },
            {"type": "overflow", "action_id": "more", "options": [option]},
        ),
    )
    sandbox.world.slack.change(ts)
    say(sandbox, "private <!here>", seen_by="U0ELIF")
    say(sandbox, "somebody else's", seen_by="U0NAZ")
    say(sandbox, "in the thread", thread_ts=ts)
    say(sandbox, "said to one in the thread", thread_ts=ts, seen_by="U0NAZ")
    page = html(sandbox, browser)
    assert "<script>" not in page
    assert "<img" not in page
    assert 'href="javascript' not in page
    assert "evil.test" not in page
    assert 'value="&#34;&#39;&gt;&lt;script' in page
    for piece in (
        "<hr>",
        "(edited)",
        "Only visible to you",
        "in the thread",
        "*as it is*",
        "🔥",
        "<s>gone</s>",
        '<span class="mention loud">@channel</span>',
        '<blockquote class="rich" dir="rtl" lang="fa">',
        "<ol><li>",
        "<ul><li>",
        "Pick",
        "More actions",
        'href="https://x.test/"',
        "fields",
    ):
        assert piece in page
    assert "somebody else" not in page
    assert "said to one" not in page
    assert "1 reply</p>" in page
    assert "1 message · 1 thread reply" in page
    assert page.count('class="count"') == 1


def test_a_thread_is_folded_but_for_its_last_reply(sandbox: Sandbox, browser: requests.Session) -> None:
    ts = say(sandbox, "card")
    for number in range(1, 4):
        say(sandbox, f"reply {number}", thread_ts=ts)
    page = html(sandbox, browser)
    folded = re.search(
        r"<details><summary><span>3 replies</span></summary>(.*?)</details>(.*)", page, re.DOTALL
    )
    assert folded
    assert [("reply 1" in part, "reply 2" in part, "reply 3" in part) for part in folded.groups()] == [
        (True, True, False),
        (False, False, True),
    ]
    assert "1 message · 3 thread replies" in page
    assert "1 message · 3 thread replies" in html(sandbox, browser, "/fragment?channel=complaints")


def test_a_menu_offers_each_choice_as_a_button(sandbox: Sandbox, browser: requests.Session) -> None:
    option = {"text": {"type": "plain_text", "text": "یک ساعت"}, "value": "h1|7"}
    placeholder = {"type": "plain_text", "text": "بعداً"}
    say(
        sandbox,
        "card",
        actions(
            {"type": "static_select", "action_id": "menu", "options": [option], "placeholder": placeholder}
        ),
    )
    page = html(sandbox, browser)
    assert '<summary class="button"><bdi dir="rtl" lang="fa">بعداً</bdi>' in page
    assert '<button name="value" value="h1|7"><bdi dir="rtl" lang="fa">یک ساعت</bdi></button>' in page


def test_the_page_is_shut_tight(sandbox: Sandbox, browser: requests.Session) -> None:
    say(sandbox, "hello")
    first, second = (browser.get(sandbox.url, timeout=5) for _ in range(2))
    policy = first.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    nonces = {
        re.findall(r"'nonce-([^']+)'", answer.headers["content-security-policy"])[0]
        for answer in (first, second)
    }
    assert len(nonces) == 2
    assert first.text.count(f'nonce="{re.findall("nonce-([^;]+?).;", policy)[0]}"') == 2
    assert " style=" not in first.text
    assert " onclick=" not in first.text
    assert first.headers["x-content-type-options"] == "nosniff"
    assert 'lang="en"' in first.text


def test_channels_and_the_fragment(sandbox: Sandbox, browser: requests.Session) -> None:
    say(sandbox, "first card")
    reports = sandbox.world.slack.channel("reports")
    assert reports
    assert "first card" in html(sandbox, browser, "/fragment?channel=complaints")
    assert "Nothing here yet" in html(sandbox, browser, f"/?channel={reports.id}")
    assert "first card" in html(sandbox, browser, "/?channel=nonsense")
    assert 'id="feed"' not in html(sandbox, browser, "/fragment?tab=report")
    assert browser.get(sandbox.url + "/elsewhere", timeout=5).status_code == 404


def test_the_report_is_shown_as_it_stands_but_may_run_nothing(
    sandbox: Sandbox, browser: requests.Session, tmp_path: Path
) -> None:
    assert "appears here as soon as it is written" in html(sandbox, browser, "/report")
    sandbox.report_path = tmp_path / "report.html"
    assert 'data-version="0"' in html(sandbox, browser, "/day")
    sandbox.report_path.write_text("<h1>Gün</h1>", encoding="utf-8")
    answer = browser.get(sandbox.url + "/report", timeout=5)
    assert answer.text == "<h1>Gün</h1>"
    assert "sandbox" in answer.headers["content-security-policy"]
    assert f'data-version="{sandbox.report_path.stat().st_mtime_ns}"' in html(sandbox, browser, "/day")


def test_who_am_i_is_remembered(sandbox: Sandbox, browser: requests.Session) -> None:
    token = csrf(html(sandbox, browser))
    answer = browser.post(
        sandbox.url + "/me", data={"csrf": token, "user": "U0NAZ", "channel": "reports"}, timeout=5
    )
    assert answer.url.endswith("?channel=C00000002")
    assert '<option value="U0NAZ" selected>' in answer.text
    answer = browser.post(sandbox.url + "/me", data={"csrf": token, "user": "U0EVIL"}, timeout=5)
    assert answer.url.endswith("/day")
    assert '<option value="U0ELIF" selected>' in answer.text
    for cookie in ("me=U0KAMRAN", "me=;;==,\x01"):
        requests.get(sandbox.url, headers={"cookie": cookie}, timeout=5).raise_for_status()


# pressing


class Receiver:
    """Takes one interaction after another, as the service would."""

    def __init__(self) -> None:
        self.status = 200
        self.body = b""
        self.requests: list[tuple[dict[str, str], bytes]] = []
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                receiver.requests.append((dict(self.headers), body))
                self.send_response(receiver.status)
                self.send_header("content-length", str(len(receiver.body)))
                self.end_headers()
                self.wfile.write(receiver.body)

            def log_message(self, *args: object) -> None:
                return

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True)
        self.url = f"http://127.0.0.1:{self.server.server_port}/slack/interactions"


@pytest.fixture
def receiver(sandbox: Sandbox) -> Iterator[Receiver]:
    made = Receiver()
    made.thread.start()
    sandbox.interactions_url = made.url
    yield made
    made.server.shutdown()
    made.server.server_close()


def test_a_press_is_a_signed_interaction(
    sandbox: Sandbox, browser: requests.Session, receiver: Receiver
) -> None:
    ts = say(sandbox, "card", actions(button(value="alert-7", style="primary")))
    token = csrf(html(sandbox, browser))
    browser.post(sandbox.url + "/me", data={"csrf": token, "user": "U0NAZ"}, timeout=5)
    form = {"csrf": token, "channel": "C00000001", "ts": ts, "action_id": "take"}
    answer = browser.post(
        sandbox.url + "/press", data=form, headers={"accept": "application/json"}, timeout=5
    )
    assert answer.json() == {"ok": True, "said": "Sent to the monitor.", "errors": {}}
    ((headers, body),) = receiver.requests
    assert headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert SignatureVerifier(sandbox.signing_secret).is_valid_request(body, headers)
    assert not SignatureVerifier("another secret").is_valid_request(body, headers)
    payload = json.loads(parse_qs(body.decode())["payload"][0])
    assert payload["type"] == "block_actions"
    assert payload["user"] == {
        "id": "U0NAZ",
        "username": "naz.rahimi",
        "name": "naz.rahimi",
        "team_id": "T0SANDBOX",
    }
    assert payload["channel"] == {"id": "C00000001", "name": "complaints"}
    assert (payload["message"]["ts"], payload["container"]["message_ts"]) == (ts, ts)
    (action,) = payload["actions"]
    assert (action["action_id"], action["value"], action["block_id"]) == ("take", "alert-7", "0")
    requests.post(payload["response_url"], json={"replace_original": True, "text": "taken"}, timeout=5)
    assert sandbox.world.slack.log[ts].text == "taken"
    assert payload["trigger_id"]


def test_a_menu_tells_what_was_chosen(sandbox: Sandbox, receiver: Receiver) -> None:
    options = [{"text": {"type": "plain_text", "text": name}, "value": name} for name in ("one", "two")]
    ts = say(
        sandbox,
        "card",
        actions({"type": "static_select", "action_id": "pick", "options": options}),
        {"type": "section", "text": {"type": "mrkdwn", "text": "x"}, "accessory": button(action_id="side")},
    )
    assert sandbox.press("C00000001", ts, "pick", user="U0ELIF", value="two").ok
    assert sandbox.press("C00000001", ts, "side", user="U0ELIF").ok
    payloads = [json.loads(parse_qs(body.decode())["payload"][0]) for _headers, body in receiver.requests]
    assert payloads[0]["actions"][0]["selected_option"]["value"] == "two"
    assert payloads[1]["actions"][0]["action_id"] == "side"
    with pytest.raises(KeyError):
        sandbox.press("C00000001", ts, "side", user="U0STRANGER")
    with pytest.raises(KeyError):
        sandbox.press("C00000002", ts, "side", user="U0ELIF")


def test_a_press_that_is_not_acknowledged_says_so(
    sandbox: Sandbox, browser: requests.Session, receiver: Receiver
) -> None:
    ts = say(sandbox, "card", actions(button()))
    form = {"csrf": csrf(html(sandbox, browser)), "channel": "C00000001", "ts": ts, "action_id": "take"}

    def press() -> requests.Response:
        return browser.post(sandbox.url + "/press", data=form, timeout=5)

    assert 'aria-live="polite">Sent to the monitor.<' in press().text
    receiver.status = 401
    answer = press()
    assert answer.status_code == 502
    assert "The monitor answered 401 instead of acknowledging." in answer.text
    sandbox.interactions_url = "http://127.0.0.1:1/"
    assert "could not be reached (ConnectionError)" in press().text
    sandbox.interactions_url = None
    assert "Nothing is listening for button presses yet." in press().text
    form["action_id"] = "gone"
    assert press().status_code == 404


@pytest.mark.parametrize(
    ("token", "headers"),
    [
        ("", {}),
        ("wrong", {}),
        ("ü", {}),
        (None, {"origin": "http://evil.test"}),
        (None, {"origin": "null"}),
        (None, {"host": "evil.test"}),
        (None, {"sec-fetch-site": "cross-site"}),
    ],
)
def test_a_press_from_elsewhere_is_refused(
    sandbox: Sandbox,
    browser: requests.Session,
    receiver: Receiver,
    token: str | None,
    headers: dict[str, str],
) -> None:
    ts = say(sandbox, "card", actions(button()))
    form = {"channel": "C00000001", "ts": ts, "action_id": "take"}
    form["csrf"] = csrf(html(sandbox, browser)) if token is None else token
    answer = browser.post(sandbox.url + "/press", data=form, headers=headers, timeout=5)
    assert answer.status_code == 403
    assert receiver.requests == []


def test_the_page_answers_to_localhost_and_addresses_only(sandbox: Sandbox) -> None:
    for host, status in (("localhost:1", 200), ("192.0.2.7", 200), ("monitor.evil.test", 403), ("", 403)):
        assert requests.get(sandbox.url, headers={"host": host}, timeout=5).status_code == status


def test_the_signature_is_slacks_own() -> None:
    verifier = SignatureVerifier("8f742231b10e8888abcd99yyyzzz85a5")
    assert sign(verifier.signing_secret, "1531420618", "a=b") == verifier.generate_signature(
        timestamp="1531420618", body="a=b"
    )
