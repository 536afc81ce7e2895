"""Telegram by its Bot API: cards in a chat (`TelegramNotifier`), presses by long polling (`TelegramListener`).

The well-kept libraries do not fit: pyTelegramBotAPI keeps its address and time-outs in the module, for all bots at
once, and logs whole answers; python-telegram-bot is asynchronous only. The five calls needed are made by `alerts.http`.

Told at least once: a bot cannot read a chat's history, so after a lost answer nobody can know whether a card arrived.
`find` therefore says None, and the card is sent again; in the worst case it stands there twice, one of them never
edited again. The other way round a complaint could be lost without a word, which is worse.

Source: https://core.telegram.org/bots/api
"""

from __future__ import annotations

import html
import json
import logging
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from threading import Event, Thread
from typing import Any

from alerts.base import Button, DeliveryError, Form, Menu, Message, Press
from alerts.http import Answer, Http, trouble
from alerts.outline import Part, fitted, flat
from alerts.text import (
    RTL_CLOSE,
    RTL_OPEN,
    clean,
    leading,
    one_line,
    shown,
    still,
    truncate,
    units,
    web_address,
)

log = logging.getLogger("alerts.telegram")

#: Letters of a message, counted after its markup is read; Telegram's own limit is 4,096.
_ROOM = 4000
_LABEL, _WHISPER, _DATA, _BUTTONS = 60, 190, 64, 20
_BETWEEN = "|"
_TAG = re.compile("<[^>]*>")
_TOKEN = re.compile(r"[0-9]{1,20}:[A-Za-z0-9_-]{20,80}")
_USER, _NAME = re.compile(r"[0-9]{1,20}"), re.compile(r"@?([A-Za-z][A-Za-z0-9_]{3,31})")

_ASK_ANEW = "ask @BotFather for the bot's token and set it"
#: What Telegram says → what a person can do; the same call will always get it.
_REFUSALS = {
    "chat not found": "no such chat, or the bot was never added to it",
    "bot was kicked": "the bot was removed from the chat: add it again",
    "bot was blocked": "the person has blocked the bot",
    "not enough rights": "the bot may not write there: make it an administrator",
    "have no rights": "the bot may not write there: make it an administrator",
    "need administrator rights": "the bot may not write there: make it an administrator",
    "bot is not a member": "add the bot to the chat",
    "bot can't initiate": "the person must write to the bot first",
    "user is deactivated": "the person's account is gone",
    "message to edit not found": "the message was deleted",
    "message can't be edited": "the message was not sent by this bot",
    "query is too old": "the press was too long ago to be answered",
    "can't parse entities": "Telegram does not take this layout; it is a fault of ours, please report it",
    "message is too long": "the message is too long for Telegram; it is a fault of ours, please report it",
}


class TelegramNotifier:
    """Sends to Telegram chats.

    A place is a chat's id ("-1001234567890") or "@name" of a public one. A message id is Telegram's.

    Args:
        token: the bot's.
        base_url: of the Bot API; a gateway may stand in for Telegram where it cannot be reached.
        timeout_seconds: no call lasts longer.

    Raises:
        ValueError: the token is none.
    """

    kind = "telegram"

    def __init__(
        self, *, token: str, base_url: str = "https://api.telegram.org", timeout_seconds: float = 10
    ) -> None:
        self._bot = _Bot(token, base_url, timeout_seconds)

    def send(self, message: Message, place: str, *, thread: str | None = None) -> str:
        """Send `message`, as a reply to another if one is given, and give its id; see `Notifier.send`."""
        reply = {"message_id": _number(thread), "allow_sending_without_reply": True} if thread else None
        sent = self._bot.ask(
            "sendMessage", writes=True, chat_id=place, reply_parameters=reply, **_content(message)
        )
        number = sent.get("message_id") if isinstance(sent, Mapping) else None
        if type(number) is not int:
            raise DeliveryError("Telegram's answer does not say which message it made", uncertain=True)
        return str(number)

    def update(self, message: Message, place: str, message_id: str) -> None:
        """Edit the message in its place; see `Notifier.update`."""
        try:
            self._bot.ask(
                "editMessageText",
                writes=True,
                chat_id=place,
                message_id=_number(message_id),
                **_content(message),
            )
        except DeliveryError as error:
            if "message is not modified" not in str(error):
                raise

    def find(
        self,
        delivery_id: str,  # noqa: ARG002  # a bot cannot read what stands in a chat
        place: str,  # noqa: ARG002
        *,
        since: datetime,  # noqa: ARG002
        thread: str | None = None,  # noqa: ARG002
    ) -> str | None:
        """None: nobody can know, so it is sent again (see the module); see `Notifier.find`."""
        return None

    def whisper(self, press: Press, text: str) -> None:
        """Show a small window to that person while `TelegramListener` hands the press on; see `Notifier.whisper`.

        The window is small and nothing can be copied from it: what is to be copied is a message below the card.
        """
        line, _, below = text.partition("\n")
        if below.strip():
            told, box = still(line, "ltr", _WHISPER), shown(clean(below), leading(below), _ROOM - _WHISPER)
            self._bot.ask(
                "sendMessage",
                writes=False,
                chat_id=press.place,
                reply_parameters={
                    "message_id": _number(press.message_id),
                    "allow_sending_without_reply": True,
                },
                text=f"<b>{html.escape(told)}</b>\n<pre>{html.escape(box)}</pre>",
                parse_mode="HTML",
                link_preview_options={"is_disabled": True},
            )
            return
        told = truncate(one_line(text), _WHISPER)
        self._bot.ask(
            "answerCallbackQuery",
            writes=False,
            callback_query_id=press.handle.get("callback", ""),
            text=told,
            show_alert=True,
        )

    def open(self, press: Press, form: Form) -> bool:  # noqa: ARG002  # Telegram has none
        """Telegram has no forms; see `Notifier.open`."""
        return False

    def redraw(self, press: Press, form: Form) -> None:
        """There is no form to redraw; see `Notifier.redraw`."""

    def check(self) -> str:
        """Ask Telegram as whom the token is known; see `Notifier.check`."""
        me = self._bot.ask("getMe", writes=False)
        return one_line(f"@{me.get('username')}") if isinstance(me, Mapping) else "a bot"

    def close(self) -> None:
        """Let go of connections."""
        self._bot.close()


class TelegramListener:
    """Hears presses by long polling, so that no address of ours need be public; typed messages are passed over.

    One process polls a bot at a time: Telegram refuses a second one, which then tries again after a while.

    Args:
        token, base_url, timeout_seconds: as of `TelegramNotifier`.
        poll_seconds: how long Telegram holds an answer back while nothing happens.
        wait_seconds: before a poll that broke is made again; doubled each time, up to a minute.
    """

    def __init__(
        self,
        *,
        token: str,
        base_url: str = "https://api.telegram.org",
        timeout_seconds: float = 10,
        poll_seconds: int = 25,
        wait_seconds: float = 1,
    ) -> None:
        self._bot = _Bot(token, base_url, timeout_seconds)
        self._poll, self._wait = poll_seconds, wait_seconds
        self._stopped = Event()
        self._thread: Thread | None = None
        self._offset = 0

    def start(
        self,
        on_press: Callable[[Press], None],
        *,
        asks: Callable[[Press], Form | None] | None = None,  # noqa: ARG002  # there are no forms
    ) -> None:
        """Begin to listen; see `Listener.start`.

        Args:
            on_press: may `whisper` until it returns; then the press is answered without words.
        """
        self._thread = Thread(target=self._listen, args=(on_press,), name="telegram", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End; nothing is heard afterwards, though a poll may still hang for a while in its own thread."""
        self._stopped.set()
        if self._thread is not None:
            self._thread.join(timeout=1)

    def _listen(self, on_press: Callable[[Press], None]) -> None:
        wait = self._wait
        while not self._stopped.is_set():
            try:
                self._hear(on_press)
                wait = self._wait
            except DeliveryError as error:
                log.warning("presses of Telegram are not heard now: %s", error)
                asked = error.after.total_seconds() if error.after else 0.0
                self._stopped.wait(max(wait, asked))
                wait = min(wait * 2, 60.0)
        self._bot.close()

    def _hear(self, on_press: Callable[[Press], None]) -> None:
        heard = self._bot.ask(
            "getUpdates",
            writes=False,
            wait_seconds=self._poll,
            offset=self._offset,
            timeout=self._poll,
            allowed_updates=["callback_query"],
        )
        if not isinstance(heard, list):
            raise DeliveryError("Telegram's answer cannot be read")
        for update in heard:
            if self._stopped.is_set():
                return
            number = update.get("update_id") if isinstance(update, Mapping) else None
            if type(number) is int:
                self._offset = max(self._offset, number + 1)
            press = parse_press(update)
            if press is not None:
                on_press(press)
                self._answer(press)

    def _answer(self, press: Press) -> None:
        """Stop the little clock on the button; if a whisper has done so, Telegram does not mind."""
        try:
            self._bot.ask("answerCallbackQuery", writes=False, callback_query_id=press.handle["callback"])
        except DeliveryError as error:
            log.info("a press of Telegram was not answered: %s", error)


def parse_press(update: object) -> Press | None:
    """Read an update of `getUpdates`; None if it tells of no press of a button of ours.

    Source: https://core.telegram.org/bots/api#callbackquery
    """
    try:
        query = update["callback_query"]  # type: ignore[index]
        person, message = query["from"], query["message"]
        action, between, value = query["data"].partition(_BETWEEN)
        name = " ".join(str(person[key]) for key in ("first_name", "last_name") if person.get(key))
        user_id, chat_id, number = person["id"], message["chat"]["id"], message["message_id"]
        if not (action and between and query["id"]) or {type(user_id), type(chat_id), type(number)} != {int}:
            return None
        return Press(
            kind="telegram",
            user_id=str(user_id),
            user_name=truncate(one_line(name) or one_line(str(person.get("username") or user_id)), 100),
            action=action,
            value=value,
            place=str(chat_id),
            message_id=str(number),
            handle={"callback": str(query["id"])},
        )
    except (LookupError, TypeError, AttributeError):
        return None


class _Bot:
    """Makes calls of the Bot API; the token stands in the address, so no address is ever told."""

    def __init__(self, token: str, base_url: str, timeout_seconds: float) -> None:
        if not _TOKEN.fullmatch(token):
            raise ValueError("the Telegram token is none (123456:ABC…); was it copied whole?")
        self._token = token
        self._url = f"{base_url.rstrip('/')}/bot{token}/"
        self._http = Http("Telegram", timeout_seconds=timeout_seconds)

    def ask(self, method: str, *, writes: bool, wait_seconds: float = 0, **arguments: Any) -> Any:
        body = json.dumps({name: value for name, value in arguments.items() if value is not None}).encode()
        answer = self._http.ask(
            "POST", self._url + method, body=body, writes=writes, wait_seconds=wait_seconds
        )
        table = answer.table() or {}
        if answer.status == 200 and table.get("ok") is True and "result" in table:
            return table["result"]
        raise self._failure(answer, table, writes)

    def close(self) -> None:
        self._http.close()

    def _failure(self, answer: Answer, table: Mapping[str, Any], writes: bool) -> DeliveryError:
        more = table.get("parameters")
        more = more if isinstance(more, Mapping) else {}
        known = trouble("Telegram", answer, writes=writes)
        if known is not None:
            after = more.get("retry_after")
            if answer.status == 429 and type(after) is int and 0 <= after < 10**6:
                known.after = timedelta(seconds=after)
            return known
        if not table or answer.status == 200:
            return DeliveryError(f"Telegram's answer cannot be read ({answer.status})", uncertain=writes)
        said = one_line(str(table.get("description", ""))).replace(self._token, "…")
        said = truncate(said, 200) or str(answer.status)
        if type(moved := more.get("migrate_to_chat_id")) is int:
            return DeliveryError(
                f"the group has a new id: write {moved} into the configuration", permanent=True
            )
        if answer.status in (401, 404):
            return DeliveryError(f"Telegram refused ({said}): {_ASK_ANEW}", permanent=True)
        for words, advice in _REFUSALS.items():
            if words in said.lower():
                return DeliveryError(f"Telegram refused ({said}): {advice}", permanent=True)
        return DeliveryError(f"Telegram refused ({said})", permanent=answer.status == 403)


def _content(message: Message) -> dict[str, Any]:
    return {
        "text": fitted(message, lambda parts: _page(message, parts), _letters, _ROOM),
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
        # An empty keyboard takes away the buttons of a card that is closed.
        "reply_markup": {"inline_keyboard": [] if message.folded else _keyboard(message.buttons)},
    }


def _page(message: Message, parts: Sequence[Part]) -> str:
    lines = [_drawn(part) for part in parts]
    if pinged := " ".join(_pings(message.pings)):
        lines.append(pinged)
    return "\n".join(lines)


def _drawn(part: Part) -> str:
    match part.kind:
        case "headline":
            return f"<b>{_text(part)}</b>"
        case "state":
            return f"<i>{_text(part)}</i>"
        case "fact":
            label = html.escape(still(part.label, part.direction, part.limit))
            line = f"<b>{label}</b>  {_text(part)}"
            return f"{RTL_OPEN}{line}{RTL_CLOSE}" if part.direction == "rtl" else line
        case "source" | "link":
            return _link(part)
        case "quote":
            return f"<blockquote>{_text(part)}</blockquote>"
        case "title" | "label":
            return f"\n<b>{_text(part)}</b>"
        case "line":
            return f"• {_text(part)}"
        case "draft":
            # Nothing is linked or called in it, and one touch copies it.
            return f"<pre>{html.escape(shown(part.text, part.direction, part.limit))}</pre>"
        case "more":
            return _text(part)


def _text(part: Part) -> str:
    return html.escape(still(part.text, part.direction, part.limit))


def _link(part: Part) -> str:
    address = web_address(part.url)
    return _text(part) if address is None else f'<a href="{html.escape(address)}">{_text(part)}</a>'


def _pings(pings: Sequence[str]) -> list[str]:
    drawn = []
    for ping in pings:
        if _USER.fullmatch(ping):
            drawn.append(f'<a href="tg://user?id={ping}">@{ping}</a>')
        elif named := _NAME.fullmatch(ping):
            drawn.append(f"@{named[1]}")
    return drawn


def _letters(page: str) -> int:
    """Count as Telegram does: what is left when markup is read."""
    return units(html.unescape(_TAG.sub("", page)))


def _keyboard(buttons: Sequence[Button | Menu]) -> list[list[dict[str, str]]]:
    """Two buttons a row; a menu is a button for each of its choices.

    Raises:
        DeliveryError: an id of ours is too long.
    """
    keys = [_key(button) for button in list(flat(buttons))[:_BUTTONS]]
    return [keys[start : start + 2] for start in range(0, len(keys), 2)]


def _key(button: Button) -> dict[str, str]:
    data = f"{button.action}{_BETWEEN}{button.value}"
    if len(data.encode()) > _DATA:
        told = f"the button {button.action} holds more than Telegram takes; it is a fault of ours, please report it"
        raise DeliveryError(told, permanent=True)
    return {"text": shown(one_line(button.label) or "—", "ltr", _LABEL), "callback_data": data}


def _number(message_id: str) -> int:
    if not re.fullmatch(r"[0-9]{1,18}", message_id):
        raise DeliveryError("this is no id of a message of Telegram", permanent=True)
    return int(message_id)
