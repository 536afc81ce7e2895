"""Webhooks: signed as the reference library wants it, the same id for the same sending, and presses back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, strategies
from place_wire import WEBHOOK_SECRET, Receiver, listening
from slack_wire import accept_then, drop, status
from standardwebhooks.webhooks import Webhook

from alerts.base import Button, Choice, DeliveryError, Menu, Message, Press, Severity
from alerts.webhook import WebhookNotifier, may_be_called, parse_press

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
MESSAGE = Message(
    delivery_id="d1",
    headline="High",
    severity=Severity.high,
    pings=("leyla",),
    buttons=(
        Button(action="take", label="Take", value="1", style="primary"),
        Menu(label="", choices=(Choice(label="1 h", value="1", action="snooze"),)),
    ),
)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with listening(Receiver()) as running:
        yield running


@pytest.fixture
def notifier() -> WebhookNotifier:
    return WebhookNotifier(secret=WEBHOOK_SECRET)


def test_what_is_sent_has_the_documented_shape(receiver: Receiver, notifier: WebhookNotifier) -> None:
    notifier.send(MESSAGE, receiver.url, thread="d0")
    (told,) = receiver.heard
    assert (told["type"], told["version"], datetime.fromisoformat(told["timestamp"]).tzinfo) == (
        "card.created",
        1,
        UTC,
    )
    assert told["data"] == {
        "id": "d1",
        "thread": "d0",
        "headline": "High",
        "direction": "ltr",
        "severity": "high",
        "state": "",
        "folded": False,
        "pings": ["leyla"],
        "facts": [],
        "quotes": [],
        "sections": [],
        "drafts": [],
        "links": [],
        "buttons": [
            {"action": "take", "label": "Take", "value": "1", "style": "primary"},
            {"action": "snooze", "label": "1 h", "value": "1", "style": "plain"},
        ],
    }


def test_what_is_sent_again_after_a_lost_answer_is_told_once(
    receiver: Receiver, notifier: WebhookNotifier
) -> None:
    receiver.faults = [accept_then(lambda _: drop, receiver)]  # type: ignore[arg-type]
    with pytest.raises(DeliveryError) as caught:
        notifier.send(MESSAGE, receiver.url)
    assert (caught.value.permanent, caught.value.uncertain) == (False, False)
    assert notifier.find("d1", receiver.url, since=NOW) is None
    assert notifier.send(MESSAGE, receiver.url) == "d1"
    assert len(receiver.heard) == 1


def test_an_update_is_another_event_about_the_same_card(
    receiver: Receiver, notifier: WebhookNotifier
) -> None:
    notifier.send(MESSAGE, receiver.url)
    notifier.update(Message(delivery_id="d1", headline="Done", folded=True), receiver.url, "d1")
    created, updated = receiver.heard
    assert (updated["type"], updated["data"]["id"]) == ("card.updated", created["data"]["id"])
    assert (updated["data"]["headline"], updated["data"]["folded"]) == ("Done", True)
    first, second = (headers["webhook-id"] for _, _, headers, _ in receiver.requests)
    assert first == "d1"
    assert second.startswith("d1_")


@pytest.mark.parametrize(
    ("code", "permanent"),
    [(400, True), (401, True), (404, True), (410, True), (408, False), (425, False), (500, False)],
)
def test_a_refusal_is_for_good_unless_it_says_later(
    receiver: Receiver, notifier: WebhookNotifier, code: int, permanent: bool
) -> None:
    receiver.faults = [status(code, "words of the receiver")]
    with pytest.raises(DeliveryError, match=str(code)) as caught:
        notifier.send(MESSAGE, receiver.url)
    assert (caught.value.permanent, caught.value.uncertain) == (permanent, False)
    assert "words of" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        ("https://acme.example/hook?key=1", True),
        ("http://127.0.0.1:9/x", True),
        ("http://localhost/", True),
        ("http://[::1]:9/", True),
        ("http://acme.example/", False),
        ("http://127.0.0.1.evil.example/", False),
        ("https://user:pw@acme.example/", False),
        ("https://acme.example/#x", False),
        ("https://acme.example/ x", False),
        ("https://", False),
        ("https://[::1", False),
        ("file:///etc/passwd", False),
        ("", False),
    ],
)
def test_only_https_or_this_machine_is_called(notifier: WebhookNotifier, url: str, allowed: bool) -> None:
    assert may_be_called(url) is allowed
    if not allowed:
        with pytest.raises(DeliveryError, match="https") as caught:
            notifier.send(MESSAGE, url)
        assert caught.value.permanent


@pytest.mark.parametrize(
    "secret", ["", "whsec_", "whsec_AAAA", "dmVyeS1zZWNyZXQta2V5LW9mLTI0LWJ5dGVzLi4u", "whsec_ü"]
)
def test_a_broken_secret_is_refused_without_being_shown(secret: str) -> None:
    with pytest.raises(ValueError, match="base64") as caught:
        WebhookNotifier(secret=secret)
    assert not secret or secret == "whsec_" or secret not in str(caught.value)


# --- presses

DATA = {"id": "d1", "action": "take", "value": "1", "user_id": "7", "user_name": "Leyla"}


def back(now: datetime = NOW, secret: str = WEBHOOK_SECRET, **changed: Any) -> tuple[bytes, dict[str, str]]:
    """A press as a receiver would send it with the reference library."""
    body = json.dumps({"type": "card.pressed", "data": DATA} | changed)
    headers = {
        "Webhook-Id": "m1",
        "Webhook-Timestamp": str(int(now.timestamp())),
        "Webhook-Signature": "v1,AAAA v2,x " + Webhook(secret).sign("m1", now, body),
    }
    return body.encode(), headers


def test_a_press_is_read() -> None:
    assert parse_press(*back(), WEBHOOK_SECRET, NOW + timedelta(minutes=5)) == Press(
        kind="webhook", user_id="7", user_name="Leyla", action="take", value="1", message_id="d1"
    )
    nameless = parse_press(*back(data={**DATA, "user_name": None}), WEBHOOK_SECRET, NOW)
    assert nameless is not None
    assert nameless.user_name == "7"


@pytest.mark.parametrize("minutes", [-5.1, 5.1])
def test_a_press_of_another_time_is_none(minutes: float) -> None:
    assert parse_press(*back(), WEBHOOK_SECRET, NOW + timedelta(minutes=minutes)) is None


@pytest.mark.parametrize(
    "changed",
    [
        {"type": "card.created"},
        {"data": None},
        {"data": {**DATA, "action": ""}},
        {"data": {**DATA, "user_id": ""}},
        {"data": {**DATA, "value": 1}},
        {"data": {key: value for key, value in DATA.items() if key != "id"}},
        {"secret": "whsec_" + "A" * 32},
    ],
)
def test_what_is_no_press_is_none(changed: dict[str, Any]) -> None:
    assert parse_press(*back(**changed), WEBHOOK_SECRET, NOW) is None


@pytest.mark.parametrize("name", ["Webhook-Id", "Webhook-Timestamp", "Webhook-Signature"])
@pytest.mark.parametrize("value", [None, "", "0", "v1,", "soon", "9" * 30, "\u00fc"])
def test_spoilt_headers_are_none(name: str, value: str | None) -> None:
    body, headers = back()
    spoilt = {key: one for key, one in headers.items() if key != name} | (
        {} if value is None else {name: value}
    )
    assert parse_press(body, spoilt, WEBHOOK_SECRET, NOW) is None


def test_what_we_send_ourselves_is_no_press(receiver: Receiver) -> None:
    WebhookNotifier(secret=WEBHOOK_SECRET, clock=lambda: datetime.now(UTC)).send(MESSAGE, receiver.url)
    _, _, headers, told = receiver.requests[0]
    assert parse_press(json.dumps(told).encode(), headers, WEBHOOK_SECRET, datetime.now(UTC)) is None


@given(
    strategies.binary(max_size=60),
    strategies.dictionaries(strategies.text(max_size=20), strategies.text(max_size=20)),
)
def test_any_request_is_none(body: bytes, headers: dict[str, str]) -> None:
    assert parse_press(body, headers, WEBHOOK_SECRET, NOW) is None
