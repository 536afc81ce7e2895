"""Socket Mode by the real slack_sdk against the sandbox's WebSocket: heard once, acknowledged at once, made again."""

from __future__ import annotations

import json
import logging
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from fakes import eventually

from alerts.base import Button, Choice, Field, Form, Menu, Message, Press, Quote
from alerts.slack import SlackNotifier
from alerts.slack_socket import _REMEMBERED, SlackListener
from monitor.sandbox.faults import Fault
from monitor.sandbox.server import Sandbox

CARD = Message(
    delivery_id="d1",
    headline="Parcel lost",
    buttons=(
        Button(action="reply", label="Edit", value="7"),
        Menu(label="", choices=(Choice(label="No complaint", value="7", action="not_a_complaint"),)),
    ),
)
FORM = Form(
    action="reply",
    value="7",
    title="Edit the reply",
    submit="Send",
    cancel="Cancel",
    fields=(Field(name="text", label="Reply", kind="text", value="Hi"),),
)

_sleep = time.sleep


@pytest.fixture(autouse=True)
def the_client_sleeps_in_its_own_threads(monkeypatch: pytest.MonkeyPatch, no_sleep: None) -> None:
    def sleep(seconds: float) -> None:
        assert threading.current_thread() is not threading.main_thread(), "a test must not sleep"
        _sleep(seconds)

    monkeypatch.setattr(time, "sleep", sleep)
    for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as running:
        yield running


@pytest.fixture
def notifier(sandbox: Sandbox) -> SlackNotifier:
    return SlackNotifier(token=sandbox.keys.slack_token, base_url=sandbox.slack_url)


Listen = Callable[..., SlackListener]


@pytest.fixture
def listen(sandbox: Sandbox) -> Iterator[Listen]:
    """Start a listener, by default one that is heard; all are stopped at the end and leave no thread."""
    started: list[SlackListener] = []
    before = set(threading.enumerate())

    def start(
        on_press: Callable[[Press], None],
        *,
        asks: Callable[[Press], Form | None] | None = None,
        token: str = "",
        connected: bool = True,
    ) -> SlackListener:
        listener = SlackListener(
            app_token=token or sandbox.keys.slack_app_token,
            base_url=sandbox.slack_url,
            timeout_seconds=5,
            retry_seconds=0.05,
        )
        started.append(listener)
        listener.start(on_press, asks=asks)
        if connected:
            eventually(lambda: len(sandbox.sockets) and listener.connected)
        return listener

    yield start
    for listener in started:
        listener.stop()
    # threads of the sandbox end by themselves when their connections do
    eventually(
        lambda: not [t for t in set(threading.enumerate()) - before if "process_request" not in t.name]
    )


def post(sandbox: Sandbox, notifier: SlackNotifier) -> tuple[str, str]:
    """Put the card into the channel; the channel's id and the card's."""
    ts = notifier.send(CARD, "#complaints")
    return sandbox.world.slack.log[ts].channel, ts


def test_a_press_and_a_choice_are_heard_and_acknowledged(
    sandbox: Sandbox, notifier: SlackNotifier, listen: Listen
) -> None:
    heard: list[Press] = []
    listen(heard.append)
    channel, ts = post(sandbox, notifier)
    assert sandbox.press(channel, ts, "reply", user="U0NAZ").ok
    assert sandbox.press(channel, ts, "menu", user="U0ELIF", value="not_a_complaint|7").ok
    eventually(lambda: len(heard) == 2)
    told = {(p.action, p.value, p.user_id, p.place, p.message_id) for p in heard}
    assert told == {("reply", "7", "U0NAZ", channel, ts), ("not_a_complaint", "7", "U0ELIF", channel, ts)}
    assert sandbox.world.requests["slack.apps.connections.open"] == 1


def test_a_press_on_the_longest_card_is_heard(
    sandbox: Sandbox, notifier: SlackNotifier, listen: Listen
) -> None:
    heard: list[Press] = []
    listen(heard.append)
    ts = notifier.send(replace(CARD, quotes=(Quote(text="سفارش 😡 " * 400),) * 6), "#complaints")
    message = sandbox.world.slack.log[ts]
    assert len(json.dumps(message.blocks)) > 30_000  # many times what the client reads at once by itself
    assert sandbox.press(message.channel, ts, "reply", user="U0ELIF").ok
    eventually(lambda: heard)


def test_a_form_is_opened_filled_in_and_sent_by_two_people(
    sandbox: Sandbox, notifier: SlackNotifier, listen: Listen
) -> None:
    heard: list[Press] = []

    def on_press(press: Press) -> None:
        if press.answers is None:
            notifier.open(press, FORM)
        else:
            notifier.whisper(press, "Thank you <!channel>")
        heard.append(press)

    listen(on_press)
    channel, ts = post(sandbox, notifier)
    for user in ("U0ELIF", "U0NAZ"):
        assert sandbox.press(channel, ts, "reply", user=user).ok
    eventually(lambda: len(heard) == 2)
    views = {user: sandbox.slack.modals.before(user) for user in ("U0ELIF", "U0NAZ", "U0KAMRAN")}
    assert views["U0KAMRAN"] is None
    for user, text in (("U0NAZ", "سلام\nخط دوم"), ("U0ELIF", "<script>&")):
        view = views[user]
        assert view is not None
        with pytest.raises(KeyError):
            sandbox.submit(view["id"], user="U0KAMRAN", answers={})
        assert sandbox.submit(view["id"], user=user, answers={"text": text}).ok
        assert sandbox.slack.modals.before(user) is None
    eventually(lambda: len(heard) == 4)
    sent = {press.user_id: press for press in heard if press.answers is not None}
    assert sent["U0NAZ"].answers == {"text": "سلام\nخط دوم"}
    assert sent["U0ELIF"].answers == {"text": "<script>&"}
    assert {(p.action, p.value, p.place, p.message_id) for p in sent.values()} == {
        ("reply", "7", channel, ts)
    }
    whispers = [m for m in sandbox.world.slack.messages(channel) if m.seen_by]
    assert sorted(str(m.seen_by) for m in whispers) == ["U0ELIF", "U0NAZ"]
    assert {m.text for m in whispers} == {"Thank you &lt;\u2060!channel&gt;"}


def test_what_slack_sends_again_is_acknowledged_and_not_handed_on(
    sandbox: Sandbox, notifier: SlackNotifier, listen: Listen
) -> None:
    heard: list[Press] = []
    listen(heard.append)
    channel, ts = post(sandbox, notifier)
    sandbox.press(channel, ts, "reply", user="U0ELIF")
    for _ in range(3):
        assert sandbox.sockets.resend() == {}
    sandbox.press(channel, ts, "reply", user="U0NAZ")
    eventually(lambda: len(heard) == 2)
    assert [press.user_id for press in heard] == ["U0ELIF", "U0NAZ"]


def test_a_form_that_was_sent_is_asked_about_before_it_counts(
    sandbox: Sandbox, notifier: SlackNotifier, listen: Listen, caplog: pytest.LogCaptureFixture
) -> None:
    heard: list[Press] = []
    answers = iter(
        [replace(FORM, title="Sure?"), replace(FORM, title="Sure?"), RuntimeError("store is gone")]
    )

    def asks(press: Press) -> Form | None:
        assert press.sent
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def on_press(press: Press) -> None:
        if press.answers is None:
            notifier.open(press, FORM)
        heard.append(press)

    listen(on_press, asks=asks)
    channel, ts = post(sandbox, notifier)
    sandbox.press(channel, ts, "reply", user="U0NAZ")
    eventually(lambda: heard)
    view = sandbox.slack.modals.before("U0NAZ")
    assert view is not None
    assert "something more" in sandbox.submit(view["id"], user="U0NAZ", answers={"text": "no"}).said
    asked = sandbox.slack.modals.before("U0NAZ")
    assert asked is not None
    assert (asked["id"], asked["title"]["text"]) == (view["id"], "Sure?")
    again = sandbox.sockets.resend()  # it missed the answer: it gets the same
    assert again is not None
    assert again["response_action"] == "update"
    assert len(heard) == 1
    assert sandbox.submit(view["id"], user="U0NAZ", answers={"text": "yes"}).ok
    assert sandbox.slack.modals.before("U0NAZ") is None
    eventually(lambda: len(heard) == 2)
    assert heard[1].answers == {"text": "yes"}
    assert "a form that was sent was not looked at" in caplog.text


def test_only_the_last_few_thousand_are_remembered() -> None:
    listener = SlackListener(app_token="xapp-1")
    assert all(listener._is_new(str(number)) for number in range(_REMEMBERED + 5))
    assert not listener._is_new("5")
    assert listener._is_new("4")


def test_a_press_is_acknowledged_before_it_is_handled(
    sandbox: Sandbox, notifier: SlackNotifier, listen: Listen
) -> None:
    done, go = threading.Event(), threading.Event()

    def slow(_press: Press) -> None:
        go.wait(20)
        done.set()

    listen(slow)
    channel, ts = post(sandbox, notifier)
    assert sandbox.press(channel, ts, "reply", user="U0ELIF").ok
    assert not done.is_set()
    go.set()
    assert done.wait(20)


def test_a_handler_that_fails_is_told_of_and_the_next_press_is_heard(
    sandbox: Sandbox, notifier: SlackNotifier, listen: Listen, caplog: pytest.LogCaptureFixture
) -> None:
    heard: list[str] = []

    def on_press(press: Press) -> None:
        heard.append(press.user_id)
        if press.user_id == "U0ELIF":
            raise RuntimeError("store is gone")

    listen(on_press)
    channel, ts = post(sandbox, notifier)
    for user in ("U0ELIF", "U0NAZ"):
        assert sandbox.press(channel, ts, "reply", user=user).ok
    eventually(lambda: len(heard) == 2)
    eventually(lambda: "a press was not handled" in caplog.text)


@pytest.mark.parametrize("breaking", ["drop", "refresh"])
def test_a_connection_that_ends_is_made_again(
    sandbox: Sandbox, notifier: SlackNotifier, listen: Listen, monkeypatch: pytest.MonkeyPatch, breaking: str
) -> None:
    monkeypatch.setattr("alerts.slack_socket._LOOK_SECONDS", 0.02)
    heard: list[Press] = []
    listener = listen(heard.append)
    channel, ts = post(sandbox, notifier)
    getattr(sandbox.sockets, breaking)()
    opened = "slack.apps.connections.open"
    eventually(
        lambda: sandbox.world.requests[opened] == 2 and listener.connected and len(sandbox.sockets) == 1
    )
    eventually(lambda: sandbox.press(channel, ts, "reply", user="U0ELIF").ok)
    eventually(lambda: heard)


def test_a_slack_that_is_down_is_tried_until_it_is_back(
    sandbox: Sandbox, listen: Listen, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    slow_down = Fault("status", status=429)
    sandbox.faults.script(
        "/slack/api/apps.connections.open",
        [Fault("drop"), slow_down, slow_down, Fault("status", status=500), None],
    )
    listen(lambda _press: None)
    assert sandbox.world.requests["slack.apps.connections.open"] == 5
    eventually(lambda: "Slack's socket: connected" in caplog.text)
    told = [record.getMessage() for record in caplog.records if record.name == "alerts.slack_socket"]
    assert "cannot be reached" in told[0]
    assert [line for line in told if "ratelimited" in line] == [told[1]]  # an outage is told of once


@pytest.mark.parametrize(
    ("token", "why"),
    [
        ("xapp-wrong", "refused (invalid_auth): make a new"),
        ("bot", "refused (not_allowed_token_type): it takes"),
    ],
)
def test_a_token_that_is_refused_is_told_of_in_plain_words(
    sandbox: Sandbox, listen: Listen, caplog: pytest.LogCaptureFixture, token: str, why: str
) -> None:
    listen(lambda _press: None, token=sandbox.keys.slack_token if token == "bot" else token, connected=False)
    eventually(lambda: why in caplog.text)
    assert len(sandbox.sockets) == 0


def test_after_stop_nothing_is_heard(sandbox: Sandbox, notifier: SlackNotifier, listen: Listen) -> None:
    heard: list[Press] = []
    listener = listen(heard.append)
    began = time.monotonic()
    listener.stop()
    listener.stop()
    assert time.monotonic() - began < 3  # the client's own close waits for its time-outs
    channel, ts = post(sandbox, notifier)
    eventually(lambda: not len(sandbox.sockets))
    assert (
        sandbox.press(channel, ts, "reply", user="U0ELIF").said
        == "Nothing is listening for button presses yet."
    )
    assert heard == []
    SlackListener(app_token="xapp-1").stop()


@pytest.mark.parametrize("token", ["xapp-\nX-Evil: 1", "xapp-ü", "xapp-\x00"])
def test_a_broken_token_is_refused_without_being_shown(token: str) -> None:
    with pytest.raises(ValueError, match="copied whole") as caught:
        SlackListener(app_token=token)
    assert token not in str(caught.value)


def test_no_secret_and_no_text_in_logs(
    sandbox: Sandbox, notifier: SlackNotifier, listen: Listen, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    heard: list[Press] = []
    listen(heard.append)
    channel, ts = post(sandbox, notifier)
    sandbox.press(channel, ts, "reply", user="U0ELIF")
    eventually(lambda: heard)
    told = "\n".join(
        record.getMessage() for record in caplog.records if not record.name.startswith("monitor.sandbox")
    )
    for secret in (sandbox.keys.slack_app_token, "ticket=", "Parcel lost", "U0ELIF"):
        assert secret not in told
