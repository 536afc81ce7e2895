"""Telegram: cards edited in place, what its refusals ask for, and presses by long polling."""

from __future__ import annotations

import html
import json
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from threading import Event
from typing import Any

import pytest
from place_wire import CHAT, TELEGRAM_TOKEN, Telegram, listening
from slack_wire import drop, status

from alerts.base import Button, Choice, DeliveryError, Menu, Message, Press, Quote, Section
from alerts.telegram import TelegramListener, TelegramNotifier, parse_press

MESSAGE = Message(
    delivery_id="d1",
    headline="High & dry",
    buttons=(
        Button(action="take", label="Take", value="1", style="primary"),
        Button(action="resolve", label="Resolve", value="incident:1"),
        Menu(label="", choices=(Choice(label="1 h", value="1", action="snooze"),)),
    ),
)


@pytest.fixture
def telegram() -> Iterator[Telegram]:
    with listening(Telegram()) as running:
        yield running


@pytest.fixture
def notifier(telegram: Telegram) -> TelegramNotifier:
    return TelegramNotifier(token=TELEGRAM_TOKEN, base_url=telegram.url + "/")


def test_a_card_has_its_buttons_and_a_menu_one_for_each_choice(
    telegram: Telegram, notifier: TelegramNotifier
) -> None:
    assert notifier.send(MESSAGE, CHAT) == "1"
    sent = telegram.messages[0]
    assert sent["text"] == "<b>High &amp; dry</b>"
    assert (sent["parse_mode"], sent["link_preview_options"]) == ("HTML", {"is_disabled": True})
    assert sent["reply_markup"]["inline_keyboard"] == [
        [
            {"text": "Take", "callback_data": "take|1"},
            {"text": "Resolve", "callback_data": "resolve|incident:1"},
        ],
        [{"text": "1 h", "callback_data": "snooze|1"}],
    ]
    assert "reply_parameters" not in sent


def test_an_edit_replaces_text_and_buttons_and_a_closed_card_has_none(
    telegram: Telegram, notifier: TelegramNotifier
) -> None:
    number = notifier.send(MESSAGE, CHAT)
    closed = Message(delivery_id="d1", headline="Done", folded=True, buttons=MESSAGE.buttons)
    notifier.update(closed, CHAT, number)
    notifier.update(closed, CHAT, number)  # "message is not modified" is what was wanted
    assert telegram.messages[0]["text"] == "<b>Done</b>"
    assert telegram.messages[0]["reply_markup"] == {"inline_keyboard": []}
    assert len(telegram.messages) == 1


def test_a_thread_is_a_reply(telegram: Telegram, notifier: TelegramNotifier) -> None:
    notifier.send(MESSAGE, CHAT, thread=notifier.send(MESSAGE, CHAT))
    assert telegram.messages[1]["reply_parameters"] == {"message_id": 1, "allow_sending_without_reply": True}


def test_people_are_called_only_as_telegram_names_them(
    telegram: Telegram, notifier: TelegramNotifier
) -> None:
    notifier.send(Message(delivery_id="d", headline="x", pings=("42", "@leyla_a", "<b>", "all", "a b")), CHAT)
    assert telegram.messages[0]["text"].endswith('\n<a href="tg://user?id=42">@42</a> @leyla_a')


def test_a_long_report_is_cut_and_what_is_left_out_counted(
    telegram: Telegram, notifier: TelegramNotifier
) -> None:
    lines = tuple(f"line {number} & {'x' * 300}" for number in range(40))
    quotes = tuple(Quote(text="😀" * 3000) for _ in range(9))
    notifier.send(
        Message(delivery_id="d", headline="R", sections=(Section(title="T", lines=lines),), quotes=quotes),
        CHAT,
    )
    assert "… +" in telegram.messages[0]["shown"]


def test_a_button_that_holds_too_much_is_told_as_our_fault(notifier: TelegramNotifier) -> None:
    button = Button(action="take", label="Take", value="ə" * 40)
    with pytest.raises(DeliveryError, match="fault of ours") as caught:
        notifier.send(Message(delivery_id="d", headline="x", buttons=(button,)), CHAT)
    assert caught.value.permanent


def reply(description: str, code: int, **parameters: Any) -> Any:
    body = {"ok": False, "error_code": code, "description": description, "parameters": parameters}
    return status(code, json.dumps(body))


@pytest.mark.parametrize(
    ("fault", "permanent", "after", "told"),
    [
        (reply("Too Many Requests: retry after 17", 429, retry_after=17), False, 17, "slow down"),
        (reply("Too Many Requests", 429, retry_after="soon"), False, None, "slow down"),
        (reply("Unauthorized", 401), True, None, "@BotFather"),
        (reply("Not Found", 404), True, None, "@BotFather"),
        (reply("Forbidden: bot was kicked from the supergroup chat", 403), True, None, "add it again"),
        (reply("Forbidden: something new", 403), True, None, "something new"),
        (reply("Bad Request: chat not found", 400), True, None, "no such chat"),
        (reply("Bad Request: not enough rights to send text messages", 400), True, None, "administrator"),
        (
            reply("Bad Request: group chat was upgraded", 400, migrate_to_chat_id=-100777),
            True,
            None,
            "write -100777",
        ),
        (reply("Bad Request: message to edit not found", 400), True, None, "deleted"),
        (reply("Bad Request: something new", 400), False, None, "something new"),
        (reply("Conflict: terminated by other getUpdates request", 409), False, None, "Conflict"),
    ],
)
def test_a_refusal_says_what_to_do(
    telegram: Telegram, notifier: TelegramNotifier, fault: Any, permanent: bool, after: int | None, told: str
) -> None:
    telegram.faults = [fault]
    with pytest.raises(DeliveryError) as caught:
        notifier.send(MESSAGE, CHAT)
    error = caught.value
    assert (error.permanent, error.uncertain) == (permanent, False)
    assert error.after == (None if after is None else timedelta(seconds=after))
    assert told in str(error)


@pytest.mark.parametrize(
    "token", ["", "12345678", "123:short", "123456789:" + "a" * 20 + "/../x", "1:" + "ü" * 30]
)
def test_a_broken_token_is_refused_without_being_shown(token: str) -> None:
    with pytest.raises(ValueError, match="copied whole") as caught:
        TelegramNotifier(token=token)
    assert token == "" or token not in str(caught.value)


def test_check_says_as_whom_we_are_known(notifier: TelegramNotifier) -> None:
    assert notifier.check() == "@acme_bot"


# --- presses


def pressed(number: int = 1, data: str = "take|1", **changed: Any) -> dict[str, Any]:
    query = {
        "id": f"q{number}",
        "from": {"id": 42, "first_name": "Leyla", "last_name": "A\u202eq"},
        "message": {"message_id": 7, "chat": {"id": int(CHAT)}},
        "data": data,
    }
    return {"update_id": number, "callback_query": {**query, **changed}}


def test_a_press_is_read() -> None:
    assert parse_press(pressed()) == Press(
        kind="telegram",
        user_id="42",
        user_name="Leyla Aq",
        action="take",
        value="1",
        place=CHAT,
        message_id="7",
        handle={"callback": "q1"},
    )
    named = parse_press(pressed(**{"from": {"id": 42, "username": "leyla"}}))
    assert named is not None
    assert named.user_name == "leyla"


@pytest.mark.parametrize(
    "update",
    [
        None,
        [],
        {},
        {"update_id": 1, "message": {"text": "/start take|1"}},
        {"callback_query": None},
        pressed(data="take"),
        pressed(data="|1"),
        pressed(data=None),
        pressed(message=None),
        pressed(message={"message_id": "7", "chat": {"id": 1}}),
        pressed(**{"from": {"id": "42"}}),
        pressed(id=""),
    ],
)
def test_what_is_no_press_is_none(update: object) -> None:
    assert parse_press(update) is None


class Heard:
    """Keeps presses until so many were heard."""

    def __init__(self, number: int, then: Callable[[Press], None] = lambda _: None) -> None:
        self.presses: list[Press] = []
        self.enough = Event()
        self._number, self._then = number, then

    def __call__(self, press: Press) -> None:
        self.presses.append(press)
        self._then(press)
        if len(self.presses) >= self._number:
            self.enough.set()


def test_presses_are_heard_answered_and_confirmed(telegram: Telegram, notifier: TelegramNotifier) -> None:
    telegram.updates = [pressed(5), {"update_id": 6, "message": {"text": "hello"}}, pressed(7, "resolve|1")]
    listener = TelegramListener(token=TELEGRAM_TOKEN, base_url=telegram.url, poll_seconds=1)
    heard = Heard(2, lambda press: notifier.whisper(press, "Elif has it" + "!" * 300))
    listener.start(heard)
    assert heard.enough.wait(5)
    until(lambda: any(body["offset"] == 8 for _, path, _, body in telegram.requests if "getUpdates" in path))
    listener.stop()
    assert [press.action for press in heard.presses] == ["take", "resolve"]
    whispered = [one for one in telegram.answered if one.get("show_alert")]
    assert [one["callback_query_id"] for one in whispered] == ["q5", "q7"]
    assert whispered[0]["text"].startswith("Elif has it!")
    assert {one["callback_query_id"] for one in telegram.answered if "text" not in one} == {"q5", "q7"}


def until(true: Callable[[], bool]) -> None:
    waiting = Event()
    for _ in range(500):
        if true():
            return
        waiting.wait(0.01)
    pytest.fail("it never came true")


def test_a_poll_that_breaks_is_made_again_and_nothing_is_heard_after_the_end(telegram: Telegram) -> None:
    telegram.faults = [drop]
    telegram.updates = [pressed(1)]
    listener = TelegramListener(
        token=TELEGRAM_TOKEN, base_url=telegram.url, poll_seconds=1, wait_seconds=0.01
    )
    heard = Heard(1)
    listener.start(heard)
    assert heard.enough.wait(5)
    listener.stop()
    assert not [thread for thread in threading.enumerate() if thread.name == "telegram"]


def test_what_is_to_be_copied_is_a_message_below_the_card(
    telegram: Telegram, notifier: TelegramNotifier
) -> None:
    press = parse_press(pressed(5))
    assert press is not None
    text = "Merhaba <b>Ayşe</b> @ayse\nhttp://acme.example"
    notifier.whisper(press, "Short reply · Turkish @all\n" + text)
    *_, (_, path, _, body) = telegram.requests
    assert path.endswith("/sendMessage")
    assert body["reply_parameters"]["message_id"] == int(press.message_id)
    copied = html.unescape(body["text"].partition("<pre>")[2].removesuffix("</pre>"))
    assert copied == text
    assert "<b>Ayşe" not in body["text"]
    assert [one for one in telegram.answered if one.get("show_alert")] == []
