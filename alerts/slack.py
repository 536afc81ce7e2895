"""Slack by its own client: messages and forms out (`SlackNotifier`), presses in (`verify`, `parse_press`).

Slack waits three seconds for the answer to a press, and a form can be opened for as long after it. A press that
comes by request: verify, read, act, answer; it may be acted upon before the answer if that is soon done, as `open`
is. One that comes by socket (alerts/slack_socket.py) is answered before anybody hears of it.

The client's own retrying is switched off: it posts twice when a connection drops after Slack accepted. Each
message carries its delivery id as metadata, by which `find` recognises it. Nothing here waits between calls:
pacing is the caller's.
"""

from __future__ import annotations

import json
import logging
import re
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from datetime import datetime, timedelta
from http.client import HTTPException
from socket import gaierror
from ssl import SSLCertVerificationError
from threading import Lock, Thread
from typing import Any
from urllib.error import URLError
from urllib.parse import parse_qs

from slack_sdk.errors import SlackApiError, SlackRequestError
from slack_sdk.signature import Clock, SignatureVerifier
from slack_sdk.web import SlackResponse, WebClient

from alerts.base import DeliveryError, Form, Message, Press
from alerts.blocks import escaped, fallback, layout, said
from alerts.slack_forms import view
from alerts.slack_presses import read_press
from alerts.text import clean, leading, one_line, shown, truncate

EVENT = "monitor_delivery"

#: Slack's clock and ours may differ by this much.
_CLOCK_SLACK = timedelta(minutes=2)
_PAGE, _PAGES = 200, 50
_WHISPER = 2000
#: A form must be open, and the press answered, within the three seconds that Slack gives.
_FORM_SECONDS = 2.5
_HASHES = 1000

_INSTALL = "install the app again and set its new bot token"
_INVITE = "invite the app to the channel (/invite)"
_AGAIN = "Slack waits three seconds for a form, and they were over: press again"
_FAULT = "it is a fault of ours, please report it"
_SCOPES = "add the scopes of the app manifest and install the app again"
#: Answers that the same call will always get, and what a person can do.
_REFUSALS = {
    "channel_not_found": "no such channel, or the app may not see it: give its id (C…) and " + _INVITE,
    "not_in_channel": _INVITE,
    "is_archived": "the channel is archived: name another",
    "restricted_action": "the workspace does not let the app post there: ask its admin",
    "restricted_action_read_only_channel": "the channel is read-only: ask the workspace's admin",
    "no_permission": _SCOPES,
    "missing_scope": _SCOPES,
    "not_allowed_token_type": "set the bot token, the one that begins with xoxb-",
    "not_authed": "no token was sent: set the bot token",
    "invalid_auth": _INSTALL,
    "account_inactive": _INSTALL,
    "token_revoked": _INSTALL,
    "token_expired": _INSTALL,
    "access_denied": "the workspace's admin does not allow it",
    "ekm_access_denied": "the workspace's admin has suspended posting",
    "invalid_blocks": "Slack does not take this layout; " + _FAULT,
    "invalid_metadata_format": "Slack does not take this metadata; " + _FAULT,
    "invalid_metadata_schema": "Slack does not take this metadata; " + _FAULT,
    "msg_blocks_too_long": "the message is too long for Slack; " + _FAULT,
    "msg_too_long": "the message is too long for Slack; " + _FAULT,
    "invalid_arguments": "Slack does not take what was sent; " + _FAULT,
    "view_too_large": "the form is too long for Slack; " + _FAULT,
    "expired_trigger_id": _AGAIN,
    "exchanged_trigger_id": _AGAIN,
    "hash_conflict": "the form was changed meanwhile",
    "not_found": "the form was closed meanwhile",
    "invalid_trigger_id": _AGAIN,
    "user_not_in_channel": "the person is not in the channel",
    "message_not_found": "the message was deleted in Slack",
    "cant_update_message": "the message was not posted by this app",
    "edit_window_closed": "the workspace no longer lets the message be edited",
}
_LATER = {"ratelimited", "rate_limited", "message_limit_exceeded"}
#: After these, part of the call may have been carried out (so Slack's list of errors says).
_PERHAPS_DONE = {"fatal_error", "internal_error", "service_unavailable", "request_timeout"}

# The client logs bodies at DEBUG and answers at ERROR; all that matters is in our DeliveryError.
_SILENT = logging.getLogger("alerts.slack.client")
_SILENT.setLevel(logging.CRITICAL + 1)


class SlackNotifier:
    """Sends to Slack channels.

    A place is a channel's id ("C0123456789") or "#name". A name is known after the first message there; to change or
    find one of an earlier run it is looked up, which takes the scope channels:read. A message id is Slack's `ts`.

    Args:
        token: the app's bot token.
        base_url: of the Web API; a gateway or the sandbox may stand in for Slack.
        timeout_seconds: no call lasts longer, however slowly the answer drips in.

    Raises:
        ValueError: the token holds characters that no token has.
    """

    kind = "slack"

    def __init__(
        self, *, token: str, base_url: str = "https://slack.com/api/", timeout_seconds: float = 10
    ) -> None:
        if not token.strip().isascii() or not token.strip().isprintable():
            raise ValueError("the Slack token holds characters that no token has; was it copied whole?")
        self._seconds = timeout_seconds
        self._channels: dict[str, str] = {}
        self._hashes = _Hashes()
        self._client = WebClient(
            token=token,
            base_url=base_url,
            timeout=timeout_seconds,  # type: ignore[arg-type]  # handed on to urllib, which takes fractions
            retry_handlers=[],
            logger=_SILENT,
        )

    def send(self, message: Message, place: str, *, thread: str | None = None) -> str:
        """Post `message`, into the thread of another if one is given, and give its `ts`; see `Notifier.send`."""
        answer = self._ask(
            self._client.chat_postMessage,
            writes=True,
            channel=self._channels.get(place, place),  # this call takes names, and tells the id
            thread_ts=thread,
            mrkdwn=False,
            unfurl_links=False,
            unfurl_media=False,
            **_content(message),
        )
        if not isinstance(ts := answer.get("ts"), str) or not ts:
            raise DeliveryError("Slack's answer does not say which message it made", uncertain=True)
        if place.startswith("#") and isinstance(channel := answer.get("channel"), str):
            self._channels[place] = channel
        return ts

    def update(self, message: Message, place: str, message_id: str) -> None:
        """Replace the message; see `Notifier.update`."""
        channel = self._channel(place)
        self._ask(self._client.chat_update, writes=True, channel=channel, ts=message_id, **_content(message))

    def find(self, delivery_id: str, place: str, *, since: datetime, thread: str | None = None) -> str | None:
        """Read the channel, or the thread, back to two minutes before `since`; see `Notifier.find`."""
        oldest = f"{(since - _CLOCK_SLACK).timestamp():.6f}"
        pages = self._pages(
            self._client.conversations_replies if thread else self._client.conversations_history,
            "messages",
            channel=self._channel(place),
            **({"ts": thread} if thread else {}),
            oldest=oldest,
            inclusive=True,
            include_all_metadata=True,
        )
        for found in pages:
            metadata = _table(found.get("metadata"))
            payload = _table(metadata.get("event_payload"))
            if metadata.get("event_type") == EVENT and payload.get("delivery_id") == delivery_id:
                return str(found.get("ts"))
        return None

    def whisper(self, press: Press, text: str) -> None:
        """Post what only that person sees, in the channel of the press; see `Notifier.whisper`."""
        way = leading(plain := clean(text))
        self._ask(
            self._client.chat_postEphemeral,
            writes=False,
            channel=press.place,
            user=press.user_id,
            text=escaped(shown(one_line(plain) or "—", way, _WHISPER)),
            blocks=said(plain, way, _WHISPER),
            link_names=False,
            parse="none",
        )

    def open(self, press: Press, form: Form) -> bool:
        """Show a modal to the person; see `Notifier.open`.

        For whoever heard the press, and once for each: Slack forgets a press after three seconds. It takes no
        longer than that itself, so a request may be answered after it.
        """
        trigger = press.handle.get("trigger")
        if not trigger:
            raise DeliveryError("no form can be opened from here: press the button again", permanent=True)
        self._ask(
            self._client.views_open,
            writes=False,
            seconds=min(self._seconds, _FORM_SECONDS),
            trigger_id=trigger,
            view=view(form, press),
        )
        return True

    def redraw(self, press: Press, form: Form) -> None:
        """Update the modal that is being filled in; see `Notifier.redraw`.

        A press tells the state of the view that its person saw. What we made of that since is known here; what
        anybody else did is refused.
        """
        answer = self._ask(
            self._client.views_update,
            writes=False,
            view_id=press.handle.get("view", ""),
            hash=(seen := self._hashes.newest(press.handle.get("hash", ""))) or None,
            view=view(form, press),
        )
        self._hashes.follow(seen, str(_table(answer.get("view")).get("hash") or ""))

    def check(self) -> str:
        """Ask Slack as whom the token is known; see `Notifier.check`."""
        answer = self._ask(self._client.auth_test, writes=False)
        return one_line(f"{answer.get('user')} in {answer.get('team')}")

    def close(self) -> None:
        """Nothing to let go of: every call has a connection of its own."""

    def _channel(self, place: str) -> str:
        """Give the id of a channel written "#name"; only `chat.postMessage` takes names."""
        if not place.startswith("#"):
            return place
        if place not in self._channels:
            listed = self._pages(
                self._client.conversations_list,
                "channels",
                exclude_archived=True,
                types="public_channel,private_channel",
            )
            self._channels.update({f"#{each.get('name')}": str(each.get("id")) for each in listed})
        try:
            return self._channels[place]
        except KeyError:
            raise DeliveryError(_refused("channel_not_found"), permanent=True) from None

    def _pages(
        self, call: Callable[..., SlackResponse], key: str, **arguments: Any
    ) -> Iterator[dict[str, Any]]:
        """Give the rows under `key`, page by page.

        Raises:
            DeliveryError: also when there is no end to the pages; "not found" would then be a guess.
        """
        cursor: str | None = None
        for _ in range(_PAGES):
            answer = self._ask(call, writes=False, limit=_PAGE, cursor=cursor, **arguments)
            rows = answer.get(key)
            if not isinstance(rows, list):
                raise DeliveryError(f"Slack's answer holds no {key}")
            yield from (row for row in rows if isinstance(row, dict))
            cursor = _table(answer.get("response_metadata")).get("next_cursor")
            if not cursor:
                return
        raise DeliveryError(f"Slack gave more than {_PAGES} pages of {key}")

    def _ask(
        self,
        call: Callable[..., SlackResponse],
        *,
        writes: bool,
        seconds: float | None = None,
        **arguments: Any,
    ) -> dict[str, Any]:
        """Make one call and tell its failure by what to do next.

        Args:
            writes: a lost answer leaves open whether something was done.
            seconds: how long it may take, if not as long as any.
        """
        try:
            answer = _within(seconds or self._seconds, lambda: call(**arguments))
            if isinstance(answer.data, dict):
                return answer.data
            failure = DeliveryError("Slack's answer cannot be read", uncertain=writes)
        except SlackApiError as error:
            failure = _failure(error.response, writes)
        except SlackRequestError:
            failure = DeliveryError("the address of Slack's Web API is no web address", permanent=True)
        except (OSError, HTTPException, ValueError, TypeError, AttributeError) as error:
            failure = _lost(error, writes)
        # Raised here and not above, so that no request with its token hangs on to it as context.
        raise failure


class _Hashes:
    """Which state of a view came after which, of the last that were updated from here."""

    def __init__(self) -> None:
        self._after: OrderedDict[str, str] = OrderedDict()
        self._lock = Lock()

    def newest(self, seen: str) -> str:
        with self._lock:
            while seen in self._after:
                seen = self._after[seen]
            return seen

    def follow(self, seen: str, made: str) -> None:
        with self._lock:
            if seen and made and self._after.get(made) is None and seen != made:
                self._after[seen] = made
            if len(self._after) > _HASHES:
                self._after.popitem(last=False)


def _content(message: Message) -> dict[str, Any]:
    return {
        "text": fallback(message),
        "blocks": layout(message),
        "metadata": {"event_type": EVENT, "event_payload": {"delivery_id": message.delivery_id}},
        "link_names": False,
        "parse": "none",  # chat.update links names and addresses unless told not to
    }


def _within(seconds: float, call: Callable[[], SlackResponse]) -> SlackResponse:
    """Wait for `call` at most `seconds` in all; the socket's own time-out starts anew with every byte."""
    outcome: Future[SlackResponse] = Future()

    def run() -> None:
        try:
            outcome.set_result(call())
        except Exception as error:  # noqa: BLE001  # raised again where it is waited for
            outcome.set_exception(error)

    Thread(target=run, name="slack-call", daemon=True).start()
    return outcome.result(timeout=seconds)


def _failure(response: Any, writes: bool) -> DeliveryError:
    """Tell what an answer of Slack's that is not "ok" asks us to do."""
    status = response.status_code
    code = response.data.get("error") if isinstance(response.data, dict) else None
    if not isinstance(code, str) or not re.fullmatch(r"[a-z0-9_]{1,80}", code):
        code = None
    if status == 429 or code in _LATER:
        return DeliveryError("Slack asks us to slow down", after=_retry_after(response.headers))
    if status >= 500 or code in _PERHAPS_DONE:
        return DeliveryError(f"Slack is in trouble ({code or status})", uncertain=writes)
    if code in _REFUSALS:
        return DeliveryError(_refused(code, response.data), permanent=True)
    if code is None and status == 200:
        return DeliveryError("Slack's answer cannot be read", uncertain=writes)
    return DeliveryError(f"Slack refused ({code or status})")


def _refused(code: str, answer: Mapping[str, Any] | None = None) -> str:
    details = _table((answer or {}).get("response_metadata")).get("messages")
    said = f" [{truncate(one_line(str(details[0])), 200)}]" if isinstance(details, list) and details else ""
    return f"Slack refused ({code}): {_REFUSALS[code]}{said}"


def _retry_after(headers: Mapping[str, str]) -> timedelta | None:
    value = next((value for name, value in headers.items() if name.lower() == "retry-after"), "")
    return timedelta(seconds=int(value)) if re.fullmatch(r"[0-9]{1,6}", value) else None


def _lost(error: Exception, writes: bool) -> DeliveryError:
    """Tell whether a call that got no answer can have been carried out."""
    cause = error.reason if isinstance(error, URLError) else error
    if isinstance(error, URLError) and isinstance(cause, gaierror | ConnectionRefusedError):
        return DeliveryError(f"Slack cannot be reached ({type(cause).__name__})")
    if isinstance(cause, SSLCertVerificationError):
        return DeliveryError("Slack's certificate is not trusted: is a gateway in between?")
    if isinstance(cause, TimeoutError):
        return DeliveryError("Slack did not answer in time", uncertain=writes)
    return DeliveryError(f"Slack's answer was lost ({type(cause).__name__})", uncertain=writes)


def _table(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


class _At(Clock):
    def __init__(self, now: datetime) -> None:
        self._now = now.timestamp()

    def now(self) -> float:
        return self._now


def verify(signing_secret: str, body: bytes, headers: Mapping[str, str], now: datetime) -> bool:
    """Say whether Slack signed this request within the last five minutes; False for anything malformed.

    Args:
        body: exactly as received.
        headers: of the request, in any case.
        now: aware.

    Source: https://docs.slack.dev/authentication/verifying-requests-from-slack
    """
    if not signing_secret.strip():
        return False
    try:
        return bool(SignatureVerifier(signing_secret, _At(now)).is_valid_request(body, headers))
    except (ValueError, TypeError, OverflowError):
        return False


def parse_press(body: bytes) -> Press | None:
    """Read the body of a verified request; None if it tells of no press, no choice and no form sent.

    Every one of them is answered with an empty 200, which also closes a form that was sent; or that with
    `alerts.slack_forms.again`.
    """
    try:
        return read_press(json.loads(parse_qs(body.decode(), max_num_fields=8)["payload"][0]))
    except (ValueError, LookupError, RecursionError):
        return None
