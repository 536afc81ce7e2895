"""Any service of one's own as a place: the message as JSON, signed by the rules of Standard Webhooks.

    {"type": "card.created" or "card.updated", "timestamp": …, "version": 1, "data": {
        "id", "thread", "headline", "direction", "severity", "state", "folded", "pings": [text],
        "facts": [{"label", "value"}], "quotes": [{"text", "direction", "source", "url"}],
        "sections": [{"title", "lines": [text]}], "drafts": [{"label", "text", "direction"}],
        "links": [{"label", "url"}], "buttons": [{"action", "label", "value", "style"}]}}

Of a folded card only headline, state and quotes are there. `id` is the delivery's: what is created and what is
updated later have the same. An update holds the whole card and replaces what was there; the later `timestamp` wins.
Texts are cleaned of what cannot be seen, and not escaped: the words in them are strangers'. Fields may come to be
added; another meaning gets another `version`.

The way back is a request with the same signature:

    {"type": "card.pressed", "data": {"id", "action", "value", "user_id", "user_name"}}

Source: https://www.standardwebhooks.com
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from alerts.base import DeliveryError, Form, Message, Press
from alerts.http import Http, trouble
from alerts.outline import flat, severity_name
from alerts.text import clean, one_line, truncate

VERSION = 1

#: A request signed longer ago than this, or so far ahead, is refused.
WINDOW = timedelta(minutes=5)
_PREFIX = "whsec_"
_SIGNATURES = 10
_LATER = {408, 425}


class WebhookNotifier:
    """Sends to web addresses.

    A place is an https:// URL, or http:// of this machine. The message id is the delivery id, and so is the header
    `webhook-id` of what is created: a receiver that keeps the ids it has seen is told once, though an uncertain
    sending is repeated.

    Args:
        secret: "whsec_" and the key in base64, as the receiver has it.
        timeout_seconds: no call lasts longer.
        clock: gives aware times.

    Raises:
        ValueError: the secret is none.
    """

    kind = "webhook"

    def __init__(
        self,
        *,
        secret: str,
        timeout_seconds: float = 10,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._key = _key(secret)
        self._http = Http("the webhook", timeout_seconds=timeout_seconds)
        self._clock = clock

    def send(self, message: Message, place: str, *, thread: str | None = None) -> str:
        """Send `card.created` and give the delivery id; see `Notifier.send`."""
        self._post("card.created", {**content(message), "thread": thread}, place, message.delivery_id)
        return message.delivery_id

    def update(self, message: Message, place: str, message_id: str) -> None:
        """Send `card.updated`, with all that stands on the card now; see `Notifier.update`."""
        event = f"{message_id}_{int(self._clock().timestamp() * 1000)}"
        self._post("card.updated", {**content(message), "id": message_id}, place, event)

    def find(
        self,
        delivery_id: str,  # noqa: ARG002  # nothing to ask: the same id may be sent again
        place: str,  # noqa: ARG002
        *,
        since: datetime,  # noqa: ARG002
        thread: str | None = None,  # noqa: ARG002
    ) -> str | None:
        """None: what is sent again has the same `webhook-id`; see `Notifier.find`."""
        return None

    def whisper(self, press: Press, text: str) -> None:
        """Nobody can be told alone; see `Notifier.whisper`."""

    def open(self, press: Press, form: Form) -> bool:  # noqa: ARG002  # likewise
        """A webhook has no forms; see `Notifier.open`."""
        return False

    def redraw(self, press: Press, form: Form) -> None:
        """There is no form to redraw; see `Notifier.redraw`."""

    def check(self) -> str:
        """Say that it signs; an address is tried when it is first used; see `Notifier.check`."""
        return "signs what it sends"

    def close(self) -> None:
        """Let go of connections."""
        self._http.close()

    def _post(self, sort: str, data: Mapping[str, Any], place: str, event: str) -> None:
        if not may_be_called(place):
            told = "a webhook's address must be https://, or http:// of this machine, without a user"
            raise DeliveryError(told, permanent=True)
        now = self._clock()
        body = json.dumps(
            {"type": sort, "timestamp": now.astimezone(UTC).isoformat(), "version": VERSION, "data": data}
        ).encode()
        moment = str(int(now.timestamp()))
        headers = {
            "webhook-id": event,
            "webhook-timestamp": moment,
            "webhook-signature": signature(self._key, event, moment, body),
        }
        # Nothing is uncertain here: the same id may be sent again.
        answer = self._http.ask("POST", place, body=body, headers=headers, writes=False)
        if 200 <= answer.status < 300:
            return
        if known := trouble("the webhook", answer, writes=False):
            raise known
        told = f"the webhook refused ({answer.status})"
        permanent = answer.status >= 400 and answer.status not in _LATER
        raise DeliveryError(told, permanent=permanent, after=answer.retry_after())


def content(message: Message) -> dict[str, Any]:
    """Give `message` as the `data` of a request, its schema in the docstring of this module."""
    if message.folded:
        message = replace(message, facts=(), sections=(), drafts=(), links=(), buttons=())
    return {
        "id": message.delivery_id,
        "headline": one_line(message.headline),
        "direction": message.direction,
        "severity": severity_name(message.severity),
        "state": one_line(message.state),
        "folded": message.folded,
        "pings": list(message.pings),
        "facts": [{"label": one_line(one.label), "value": one_line(one.value)} for one in message.facts],
        "quotes": [
            {
                "text": clean(one.text),
                "direction": one.direction,
                "source": one_line(one.source),
                "url": None if one.url is None else one_line(one.url),
            }
            for one in message.quotes
        ],
        "sections": [
            {"title": one_line(one.title), "lines": [one_line(line) for line in one.lines]}
            for one in message.sections
        ],
        "drafts": [
            {"label": one_line(one.label), "text": clean(one.text), "direction": one.direction}
            for one in message.drafts
        ],
        "links": [{"label": one_line(one.label), "url": one_line(one.url)} for one in message.links],
        "buttons": [
            {"action": one.action, "label": one_line(one.label), "value": one.value, "style": one.style}
            for one in flat(message.buttons)
        ],
    }


def may_be_called(url: str) -> bool:
    """Say whether `url` is https://, or http:// of this machine, without user and fragment."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    if not host or "@" in parts.netloc or parts.fragment or not re.fullmatch(r"[!-~]{1,2000}", url):
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and _here(host))


def signature(key: bytes, event: str, moment: str, body: bytes) -> str:
    """Sign as Standard Webhooks asks: HMAC-SHA256 of id, seconds since 1970 and body, parted by full stops."""
    told = f"{event}.{moment}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, told, hashlib.sha256).digest()).decode()


def parse_press(body: bytes, headers: Mapping[str, str], secret: str, now: datetime) -> Press | None:
    """Read a request that tells of a press; None unless it was signed with `secret` within the last five minutes.

    Args:
        body: exactly as received.
        headers: of the request, in any case.
        now: aware.
    """
    try:
        given = {name.lower(): value for name, value in headers.items()}
        event, moment = given["webhook-id"], given["webhook-timestamp"]
        if (
            not re.fullmatch(r"[0-9]{1,12}", moment)
            or abs(now.timestamp() - int(moment)) > WINDOW.total_seconds()
        ):
            return None
        wanted = signature(_key(secret), event, moment, body).encode()
        offered = given["webhook-signature"].split(" ")[:_SIGNATURES]
        if not any(hmac.compare_digest(wanted, one.encode()) for one in offered):
            return None
        sent = json.loads(body)
        data = sent["data"]
        told = [data[name] for name in ("id", "action", "value", "user_id")]
        if sent["type"] != "card.pressed" or not all(isinstance(each, str) for each in told):
            return None
        number, action, value, person = told
        if not action or not person:
            return None
        return Press(
            kind="webhook",
            user_id=truncate(one_line(person), 100),
            user_name=truncate(one_line(str(data.get("user_name") or person)), 100),
            action=action,
            value=value,
            message_id=number,
        )
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None


def _here(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _key(secret: str) -> bytes:
    try:
        key = base64.b64decode(secret.removeprefix(_PREFIX) + "==") if secret.startswith(_PREFIX) else b""
    except ValueError:
        key = b""
    if len(key) < 24:
        raise ValueError("the webhook secret must be whsec_ and a key of 24 bytes or more in base64")
    return key
