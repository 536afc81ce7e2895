"""Mattermost by its REST API (version 4): cards in a channel (`MattermostNotifier`), presses in (`parse_press`).

A card is a post whose headline is its text and whose rest is one attachment with buttons. Mattermost calls us back
without a signature, so each button carries one of ours, which Mattermost keeps from its clients. The delivery id
stands in the post's properties, by which `find` recognises it.

Sources: https://api.mattermost.com, https://developers.mattermost.com/integrate/plugins/interactive-messages
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from alerts.base import Button, DeliveryError, Form, Menu, Message, Press, Severity
from alerts.http import Answer, Http, trouble
from alerts.outline import Part, as_button, fitted, headline
from alerts.signing import sign, signed
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

#: Letters of an attachment's text; longer ones Mattermost folds away.
_ROOM = 12_000
_HEADLINE, _LABEL, _WHISPER, _BUTTONS, _CHOICES = 150, 60, 1000, 20, 20
_BETWEEN = "|"
_PURPOSE = "mattermost"
#: Mattermost's clock and ours may differ by this much; and it gives so many posts at the most.
_CLOCK, _MOST = timedelta(minutes=2), 1000
_ID = re.compile(r"[a-z0-9]{26}")
_PERSON = re.compile(r"@?([a-z][a-z0-9._-]{1,63})")
_EVERYBODY = {"all", "channel", "here"}
_COLOURS = {
    Severity.critical: "#b3261e",
    Severity.high: "#e07b00",
    Severity.medium: "#3b7ea1",
    Severity.low: "#8a8a8a",
}
_STYLES = {"plain": "default", "primary": "primary", "danger": "danger"}

_MARKUP = re.compile(r"([\\`*_{}\[\]()#+\-.!>~|])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_RULE = re.compile(r"^(?==)", re.MULTILINE)
_FENCE = re.compile("`+")

_REFUSALS = {
    400: "Mattermost does not take this message; it is a fault of ours, please report it",
    401: "the token is not known: make a new one for the bot and set it",
    403: "the bot may not do that: add it to the team and the channel",
    404: "no such channel or post, or the bot may not see it: give the channel's id",
}


class MattermostNotifier:
    """Sends to Mattermost channels.

    A place is a channel's id (26 letters and digits). A message id is the post's.

    Args:
        token: the bot's.
        url: of the server.
        actions_url: where the server reaches us for presses; None leaves the buttons out.
        secret: of ours, to sign what buttons carry; None leaves them out, too.
        timeout_seconds: no call lasts longer.

    Raises:
        ValueError: the token holds characters that no token has.
    """

    kind = "mattermost"

    def __init__(
        self,
        *,
        token: str,
        url: str,
        actions_url: str | None = None,
        secret: str | None = None,
        timeout_seconds: float = 10,
    ) -> None:
        if not re.fullmatch(r"[!-~]+", token):
            raise ValueError("the Mattermost token holds characters that no token has; was it copied whole?")
        self._headers = {"Authorization": f"Bearer {token}"}
        self._url = url.rstrip("/") + "/api/v4"
        self._actions_url = actions_url
        self._secret = secret
        self._http = Http("Mattermost", timeout_seconds=timeout_seconds)

    def send(self, message: Message, place: str, *, thread: str | None = None) -> str:
        """Post `message`, into the thread of another if one is given, and give its id; see `Notifier.send`."""
        post = {
            "channel_id": _id(place),
            "root_id": _id(thread) if thread else "",
            **self._content(message, place),
        }
        made = self._ask("POST", "/posts", post, writes=True).get("id")
        if not isinstance(made, str) or not _ID.fullmatch(made):
            raise DeliveryError("Mattermost's answer does not say which post it made", uncertain=True)
        return made

    def update(self, message: Message, place: str, message_id: str) -> None:
        """Edit the post in its place; see `Notifier.update`."""
        self._ask("PUT", f"/posts/{_id(message_id)}/patch", self._content(message, place), writes=True)

    def find(self, delivery_id: str, place: str, *, since: datetime, thread: str | None = None) -> str | None:  # noqa: ARG002  # threads stand in the channel, too
        """Read the channel back to two minutes before `since`; see `Notifier.find`."""
        moment = int((since - _CLOCK).timestamp() * 1000)
        posts = self._ask("GET", f"/channels/{_id(place)}/posts?since={moment}", None, writes=False).get(
            "posts"
        )
        if not isinstance(posts, Mapping):
            raise DeliveryError("Mattermost's answer holds no posts")
        for number, post in posts.items():
            props = post.get("props") if isinstance(post, Mapping) else None
            if (
                isinstance(props, Mapping)
                and props.get("delivery_id") == delivery_id
                and not post.get("delete_at")
            ):
                return str(number)
        if len(posts) >= _MOST:
            raise DeliveryError("Mattermost has more posts since than it gives: where ours is cannot be told")
        return None

    def whisper(self, press: Press, text: str) -> None:
        """Post what only that person sees, or, where the bot may not, write to them alone; see `Notifier.whisper`."""
        line, _, below = text.partition("\n")
        told = _escaped(still(one_line(line), "ltr", _WHISPER))
        if below.strip():
            told += "\n" + _fenced(shown(clean(below), leading(below), _ROOM))
        post = {"channel_id": press.place, "message": told}
        try:
            self._ask("POST", "/posts/ephemeral", {"user_id": press.user_id, "post": post}, writes=False)
        except _Forbidden:  # only an administrator's bot may
            me = self._ask("GET", "/users/me", None, writes=False).get("id")
            alone = self._ask("POST", "/channels/direct", [me, press.user_id], writes=False).get("id")
            self._ask("POST", "/posts", {"channel_id": alone, "message": told}, writes=False)

    def open(self, press: Press, form: Form) -> bool:  # noqa: ARG002  # to come
        """No forms yet; see `Notifier.open`."""
        return False

    def redraw(self, press: Press, form: Form) -> None:
        """There is no form to redraw; see `Notifier.redraw`."""

    def check(self) -> str:
        """Ask the server as whom the token is known; see `Notifier.check`."""
        return one_line(f"@{self._ask('GET', '/users/me', None, writes=False).get('username')}")

    def close(self) -> None:
        """Let go of connections."""
        self._http.close()

    def _content(self, message: Message, place: str) -> dict[str, Any]:
        attachment: dict[str, Any] = {
            "fallback": _escaped(still(one_line(message.headline), message.direction, _HEADLINE)),
            "text": fitted(message, _page, units, _ROOM),
        }
        if message.severity is not None:
            attachment["color"] = _COLOURS[message.severity]
        if self._actions_url and self._secret and message.buttons and not message.folded:
            attachment["actions"] = self._actions(message.buttons[:_BUTTONS], place)
        title = _escaped(still(headline(message), message.direction, _HEADLINE))
        return {
            "message": " ".join([f"**{title}**", *_pings(message.pings)]),
            "props": {"attachments": [attachment], "delivery_id": message.delivery_id},
        }

    def _actions(self, buttons: Sequence[Button | Menu], place: str) -> list[dict[str, Any]]:
        # An id with a hyphen or an underscore makes a button that cannot be pressed.
        return [
            {
                "id": f"b{number}",
                **(self._button(each, place) if isinstance(each, Button) else self._menu(each, place)),
            }
            for number, each in enumerate(buttons)
        ]

    def _button(self, button: Button, place: str) -> dict[str, Any]:
        chosen = _chosen(button)
        return {
            "type": "button",
            "name": _label(button.label),
            "style": _STYLES[button.style],
            "integration": self._integration(place, [chosen]),
        }

    def _menu(self, menu: Menu, place: str) -> dict[str, Any]:
        choices = [as_button(choice) for choice in menu.choices[:_CHOICES]]
        return {
            "type": "select",
            "name": _label(menu.label or "⋯"),
            "options": [{"text": _label(one.label), "value": _chosen(one)} for one in choices],
            "integration": self._integration(place, [_chosen(one) for one in choices]),
        }

    def _integration(self, place: str, choices: Sequence[str]) -> dict[str, Any]:
        signature = sign(self._secret or "", _PURPOSE, place, *choices)
        return {"url": self._actions_url, "context": {"choices": list(choices), "signature": signature}}

    def _ask(self, method: str, path: str, body: object, *, writes: bool) -> Mapping[str, Any]:
        sent = None if body is None else json.dumps(body).encode()
        answer = self._http.ask(method, self._url + path, body=sent, headers=self._headers, writes=writes)
        table = answer.table()
        if 200 <= answer.status < 300 and table is not None:
            return table
        raise _failure(answer, table, writes)


def parse_press(body: bytes, secret: str) -> Press | None:
    """Read what Mattermost sends when a button is pressed; None unless it carries our signature.

    Args:
        body: exactly as received.
        secret: that buttons were signed with.
    """
    try:
        sent = json.loads(body)
        context, place = sent["context"], sent["channel_id"]
        choices = context["choices"]
        if not all(isinstance(each, str) for each in (place, sent["user_id"], sent["post_id"], *choices)):
            return None
        if not choices or not signed(secret, context["signature"], _PURPOSE, place, *choices):
            return None
        chosen = context.get("selected_option", choices[0] if len(choices) == 1 else None)
        if chosen not in choices:
            return None
        action, _, value = chosen.partition(_BETWEEN)
        return Press(
            kind="mattermost",
            user_id=sent["user_id"],
            user_name=truncate(one_line(str(sent.get("user_name") or sent["user_id"])), 100),
            action=action,
            value=value,
            place=place,
            message_id=sent["post_id"],
            handle={"trigger": str(sent.get("trigger_id") or "")},
        )
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None


class _Forbidden(DeliveryError):
    """The bot lacks a permission."""


def _failure(answer: Answer, table: Mapping[str, Any] | None, writes: bool) -> DeliveryError:
    if known := trouble("Mattermost", answer, writes=writes):
        reset = answer.headers.get("x-ratelimit-reset", "")
        if answer.status == 429 and known.after is None and re.fullmatch(r"[0-9]{1,5}", reset):
            known.after = timedelta(seconds=int(reset))
        return known
    if answer.status < 300:
        return DeliveryError("Mattermost's answer cannot be read", uncertain=writes)
    code = str((table or {}).get("id", ""))
    said = code if re.fullmatch(r"[a-z0-9_.]{1,100}", code) else str(answer.status)
    if advice := _REFUSALS.get(answer.status) if table is not None else None:
        sort = _Forbidden if answer.status == 403 else DeliveryError
        return sort(f"Mattermost refused ({said}): {advice}", permanent=True)
    return DeliveryError(f"Mattermost refused ({said})")


def _page(parts: Sequence[Part]) -> str:
    return "\n".join(_drawn(part) for part in parts if part.kind != "headline")


def _drawn(part: Part) -> str:
    match part.kind:
        case "state":
            return f"*{_text(part)}*"
        case "fact":
            line = f"**{_escaped(still(part.label, part.direction, part.limit))}**  {_text(part)}"
            return f"{RTL_OPEN}{line}{RTL_CLOSE}" if part.direction == "rtl" else line
        case "source":
            return f"\n{_link(part)}"
        case "quote":
            # The empty line ends the quote, or what follows would belong to it.
            return "\n".join(f"> {line}" for line in _text(part).split("\n")) + "\n"
        case "title" | "label":
            return f"\n**{_text(part)}**"
        case "line":
            return f"- {_text(part)}"
        case "draft":
            return _fenced(shown(part.text, part.direction, part.limit))
        case "link":
            return f"\n{_link(part)}"
        case _:
            return _text(part)


def _text(part: Part) -> str:
    return _escaped(still(part.text, part.direction, part.limit))


def _link(part: Part) -> str:
    address = web_address(part.url)
    if address is None:
        return _text(part)
    for letter in "()[]*_~":
        address = address.replace(letter, f"%{ord(letter):02X}")
    return f"[{_text(part)}]({address})"


def _fenced(text: str) -> str:
    """Put a text in a box, in which nothing is markup and which has a button to copy it."""
    fence = "`" * max(3, *(len(run) + 1 for run in _FENCE.findall(text)), 3)
    return f"{fence}\n{text}\n{fence}"


def _escaped(text: str) -> str:
    """Take the meaning from every sign of Markdown; `<` and `&` have no backslash form there."""
    text = _ENTITY.sub("&amp;", text).replace("<", "&lt;")
    return _RULE.sub("\u2060", _MARKUP.sub(r"\\\1", text))


def _pings(pings: Sequence[str]) -> list[str]:
    named = (_PERSON.fullmatch(ping) for ping in pings)
    return [f"@{one[1]}" for one in named if one and one[1] not in _EVERYBODY]


def _chosen(button: Button) -> str:
    return f"{button.action}{_BETWEEN}{button.value}"


def _label(text: str) -> str:
    return shown(one_line(text) or "—", "ltr", _LABEL)


def _id(text: str) -> str:
    """Give an id that may stand in an address of the API."""
    if not _ID.fullmatch(text):
        raise DeliveryError("Mattermost's ids are 26 small letters and digits; this is none", permanent=True)
    return text
