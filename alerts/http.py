"""The one way to a place's HTTP API: one request, one answer, every failure of the wire told by what to do next.

Nothing is tried twice (that is the outbox's), no redirect is followed (the next host is not ours to give a token
to), no cookie kept, and nothing taken from the environment: no proxy, no netrc. A site that needs a gateway names
it as the place's address. The client's transport is called directly, since the client itself logs addresses, and
Telegram's hold the token.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import timedelta
from ssl import SSLCertVerificationError
from threading import Thread
from typing import Any, TypeVar

import httpx2

from alerts.base import DeliveryError

Given = TypeVar("Given")

_LARGEST_ANSWER = 8 * 2**20


@dataclass(frozen=True, slots=True)
class Answer:
    """What a place answered; names of headers are in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def table(self) -> Mapping[str, Any] | None:
        """Read the body as a JSON object; None if it is none."""
        try:
            value = json.loads(self.body)
        except (ValueError, RecursionError):
            return None
        return value if isinstance(value, dict) else None

    def retry_after(self) -> timedelta | None:
        """Give what the header `Retry-After` asks for, in seconds."""
        value = self.headers.get("retry-after", "")
        return timedelta(seconds=int(value)) if re.fullmatch(r"[0-9]{1,6}", value) else None


class Overdue(DeliveryError):
    """A place did not answer in time."""


class Http:
    """Asks one place.

    Args:
        place: its name as people write it, for messages.
        timeout_seconds: no call lasts longer, however slowly the answer drips in.
        largest: an answer of more bytes is lost.
    """

    def __init__(self, place: str, *, timeout_seconds: float, largest: int = _LARGEST_ANSWER) -> None:
        self._place = place
        self._seconds = timeout_seconds
        self._largest = largest
        # No connection is kept: one that breaks just as it is used again leaves open whether a message arrived.
        self._transport = httpx2.HTTPTransport(
            trust_env=False, limits=httpx2.Limits(max_keepalive_connections=0)
        )

    def ask(
        self,
        method: str,
        url: str,
        *,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        writes: bool,
        wait_seconds: float = 0,
    ) -> Answer:
        """Make one request.

        Args:
            body: JSON.
            writes: a lost answer leaves open whether something was done.
            wait_seconds: how much longer than usual the place was asked to hold the answer back.

        Raises:
            DeliveryError: no answer.
        """
        seconds = self._seconds + wait_seconds
        kind = {"Content-Type": "application/json"} if body is not None else {}
        try:
            request = httpx2.Request(
                method,
                url,
                content=body,
                headers={
                    "Accept-Encoding": "identity",
                    "User-Agent": "complaint-monitor",
                    **kind,
                    **(headers or {}),
                },
                extensions={"timeout": httpx2.Timeout(seconds).as_dict()},
            )
            return within(seconds, lambda: self._receive(request))
        except (httpx2.HTTPError, httpx2.InvalidURL, OSError, ValueError) as error:
            failure = _lost(self._place, error, writes)
        # Raised here and not above, so that no request with its token hangs on to it as context.
        raise failure

    def close(self) -> None:
        """Let go of connections."""
        self._transport.close()

    def _receive(self, request: httpx2.Request) -> Answer:
        response = self._transport.handle_request(request)
        try:
            received = bytearray()
            for piece in response.iter_raw():
                received += piece
                if len(received) > self._largest:
                    raise ValueError("the answer is too large")
        finally:
            response.close()
        headers = {name.lower(): value for name, value in response.headers.items()}
        return Answer(response.status_code, headers, bytes(received))


def trouble(place: str, answer: Answer, *, writes: bool) -> DeliveryError | None:
    """Tell what an answer means that means the same at every place; None of the others."""
    if answer.status == 429:
        return DeliveryError(f"{place} asks us to slow down", after=answer.retry_after())
    if answer.status >= 500:
        after = answer.retry_after()
        return DeliveryError(f"{place} is in trouble ({answer.status})", uncertain=writes, after=after)
    if 300 <= answer.status < 400:
        told = f"{place} answers from another address ({answer.status}), which is not followed: set the final one"
        return DeliveryError(told, permanent=True)
    return None


def within(seconds: float, call: Callable[[], Given]) -> Given:
    """Wait for `call` at most `seconds` in all; a socket's own time-out starts anew with every byte.

    Raises:
        TimeoutError: it is not done; it may go on in its thread.
    """
    outcome: Future[Given] = Future()

    def run() -> None:
        try:
            outcome.set_result(call())
        except Exception as error:  # noqa: BLE001  # raised again where it is waited for
            outcome.set_exception(error)

    Thread(target=run, name="place-call", daemon=True).start()
    return outcome.result(timeout=seconds)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _lost(place: str, error: Exception, writes: bool) -> DeliveryError:
    """Tell whether a request that got no answer can have been carried out."""
    causes = list(_causes(error))
    if isinstance(error, httpx2.InvalidURL | httpx2.UnsupportedProtocol):
        return DeliveryError(f"the address of {place} is no web address", permanent=True)
    if any(isinstance(cause, SSLCertVerificationError) for cause in causes):
        return DeliveryError(f"the certificate of {place} is not trusted: is a gateway in between?")
    if isinstance(error, httpx2.ConnectError | httpx2.ConnectTimeout):
        named = next((one for one in causes if isinstance(one, OSError)), error)
        return DeliveryError(f"{place} cannot be reached ({type(named).__name__})")
    if isinstance(error, TimeoutError | httpx2.TimeoutException):
        return Overdue(f"{place} did not answer in time", uncertain=writes)
    return DeliveryError(f"the answer of {place} was lost ({type(error).__name__})", uncertain=writes)
