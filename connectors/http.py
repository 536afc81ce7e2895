"""The one way to a platform's API: a `requests` session that both client libraries are made to use.

The libraries hard-code hosts, wait for ever, follow redirects with the token and read proxies, certificates
and passwords from the environment. This session does none of that, and every failure of the wire leaves it as
`TryLater`.
"""

from __future__ import annotations

import json
import logging
import re
import time
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

import requests
import urllib3
from requests.adapters import HTTPAdapter

from connectors.base import NotTaken, TryLater

#: A page of 100 posts is well under a megabyte; what is larger by far is no answer to our question.
LARGEST_ANSWER_BYTES = 16 * 2**20
_SHORTEST_WAIT, _LONGEST_WAIT = timedelta(seconds=1), timedelta(hours=1)


class Unwelcome(Exception):
    """The platform answered with an error; raised before a client library can stumble on it."""

    def __init__(self, response: requests.Response) -> None:
        super().__init__(f"HTTP {response.status_code}")
        self.response = response


class ApiSession(requests.Session):
    """A session that can reach the given hosts and nothing else.

    Nothing is taken from the environment (`trust_env` is False): no proxy, no netrc (which would replace the
    bearer token), no certificate bundle. A site that needs a gateway names it as the base URL. Redirects are
    not followed, requests not repeated.

    Args:
        platform: the platform's name as people write it, for messages.
        base_urls: the address a client library has hard-coded → where it really is (scheme, host, port,
            path).
        timeout_seconds: the longest silence, while connecting and between two pieces of an answer.
        deadline_seconds: the longest a whole answer may take; None: three times `timeout_seconds`.
        largest_bytes: the largest answer, unpacked.

    Raises:
        TryLater: from any request: unreachable (then as `NotTaken`), silent, dropped, too slow, too large.
        Unwelcome: from any request answered by an error.
        ValueError: a base URL is not http(s)://host.
    """

    def __init__(
        self,
        *,
        platform: str,
        base_urls: Mapping[str, str],
        timeout_seconds: float,
        deadline_seconds: float | None = None,
        largest_bytes: int = LARGEST_ANSWER_BYTES,
    ) -> None:
        super().__init__()
        self.trust_env = False
        self.adapters.clear()  # a URL that is not named here has no way out
        for hard_coded, base_url in base_urls.items():
            adapter = _Adapter(
                platform, hard_coded, base_url, timeout_seconds, deadline_seconds, largest_bytes
            )
            self.mount(hard_coded, adapter)
        self.hooks["response"].append(_receive)

    def get_redirect_target(self, resp: requests.Response) -> str | None:  # noqa: ARG002
        """Follow no redirect: the next host is not ours to give a token to."""
        return None


def _receive(response: requests.Response, **_: Any) -> None:
    if not 200 <= response.status_code < 300:
        raise Unwelcome(response)


class _Adapter(HTTPAdapter):
    def __init__(
        self,
        platform: str,
        hard_coded: str,
        base_url: str,
        timeout_seconds: float,
        deadline_seconds: float | None,
        largest_bytes: int,
    ) -> None:
        parts = urlsplit(base_url)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
            # the address is not repeated: it may carry a password
            raise ValueError(f"the base URL of {platform} must look like https://host/path")
        super().__init__(max_retries=0)
        self._platform = platform
        self._hard_coded = hard_coded
        self._base_url = base_url.rstrip("/")
        self._timeout = timeout_seconds
        self._deadline = 3 * timeout_seconds if deadline_seconds is None else deadline_seconds
        self._largest = largest_bytes

    def send(self, request: requests.PreparedRequest, *_: Any, **options: Any) -> requests.Response:
        started = time.monotonic()
        request = request.copy()
        assert request.url is not None
        request.url = self._base_url + request.url.removeprefix(self._hard_coded)
        # prawcore asks to close, and urllib3 would keep the dead connection for the next request
        request.headers["Connection"] = "keep-alive"
        options |= {"stream": True, "timeout": (self._timeout, self._timeout)}
        try:
            response = super().send(request, **options)
            response._content = self._read(response, started)
        except requests.ConnectTimeout:
            raise NotTaken(f"{self._platform} did not answer within {self._timeout:g} s") from None
        except (requests.Timeout, urllib3.exceptions.TimeoutError):
            raise TryLater(f"{self._platform} did not answer within {self._timeout:g} s") from None
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
            failure = NotTaken if _unconnected(error) else TryLater
            raise failure(f"{self._platform} could not be reached ({type(error).__name__})") from None
        response._content_consumed = True  # type: ignore[attr-defined]
        # the raw answer would hold the connection for as long as the answer is remembered, and bring cookies
        response.raw = None
        return response

    def close(self) -> None:
        # requests only forgets the pools, and one that an error remembers would stay open
        pools = self.poolmanager.pools
        for key in pools.keys():  # noqa: SIM118 - it is no dict
            pools[key].close()
        super().close()

    def _read(self, response: requests.Response, started: float) -> bytes:
        """Read the body piece by piece as it comes, so that neither a drip nor a flood holds us."""
        body = bytearray()
        try:
            # read1 gives what one receive brought; read(n) would wait for n bytes however slowly they come
            while piece := response.raw.read1(2**16, decode_content=True):
                body += piece
                if len(body) > self._largest:
                    raise TryLater(f"{self._platform} sent more than {self._largest // 2**20} MB")
                if time.monotonic() - started > self._deadline:
                    raise TryLater(f"{self._platform} was still sending after {self._deadline:g} s")
        except BaseException:
            response.raw.close()
            raise
        response.raw.release_conn()
        return bytes(body)


def _unconnected(error: Exception) -> bool:
    """Tell if there was not even a connection, so that nothing of the request can have arrived."""
    reason = getattr(error.args[0], "reason", None) if error.args else None
    return isinstance(reason, urllib3.exceptions.NewConnectionError)


def read_json(response: requests.Response, platform: str) -> Any:
    """Read an answer as JSON.

    Raises:
        TryLater: it is not JSON.
    """
    try:
        return response.json()
    except (ValueError, RecursionError):
        raise malformed(platform, "not JSON") from None


def malformed(platform: str, what: str) -> TryLater:
    """Make the error for an answer that is not what the platform documents."""
    return TryLater(f"{platform} sent a malformed answer: {what}")


def wait(seconds: float) -> timedelta:
    """Make a wait of `seconds` that is sane: between a second and an hour."""
    return min(max(timedelta(seconds=min(seconds, 1e6)), _SHORTEST_WAIT), _LONGEST_WAIT)


def number(text: object) -> float | None:
    """Read a header as a finite number; None if it is missing or anything else."""
    try:
        value = float(text)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return None
    return value if abs(value) < 1e15 else None


def retry_after(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """Read `Retry-After`, in seconds or as a date (RFC 9110, 10.2.3); None if it is missing or unreadable."""
    text = headers.get("retry-after")
    if text is None:
        return None
    seconds = number(text)
    if seconds is None:
        try:
            date = parsedate_to_datetime(text)
        except (ValueError, OverflowError):  # the latter of a zone with twenty digits
            return None
        seconds = (date.replace(tzinfo=date.tzinfo or UTC) - now).total_seconds()
    return wait(seconds)


def complaint_of(response: requests.Response, secrets: Iterable[str] = ()) -> str:
    """Give what the platform said was wrong: one short, clean line without secrets; "" if it said nothing.

    Args:
        response: an error in the shape of X (`errors`, `detail`, `title`) or Reddit (`message`,
            `explanation`).
        secrets: what must not be repeated even if the platform does.
    """
    try:
        answer = json.loads(response.content)
    except (ValueError, RecursionError):
        return ""
    if not isinstance(answer, dict):
        return ""
    errors = answer.get("errors")
    first = errors[0] if isinstance(errors, list) and errors and isinstance(errors[0], dict) else {}
    found = (first.get("message"), answer.get("detail"), answer.get("explanation"), answer.get("message"))
    said = next((text for text in (*found, answer.get("title")) if isinstance(text, str) and text), "")
    return one_line(said, secrets)


def one_line(text: str, secrets: Iterable[str] = ()) -> str:
    """Make foreign text fit for a message: printable, one line, at most 200 characters, without `secrets`."""
    for secret in filter(None, secrets):
        text = text.replace(secret, "…")
    text = re.sub(r"\s+", " ", "".join(char if char.isprintable() else " " for char in text)).strip()
    return text if len(text) <= 200 else text[:199] + "…"


class _Hush(logging.Filter):
    """Lets no record below WARNING pass, whatever level a logger is set to."""

    def filter(self, record: logging.LogRecord) -> bool:
        return record.levelno >= logging.WARNING


def hush(*loggers: str) -> None:
    """Silence loggers that write credentials or post texts at DEBUG; a later setLevel does not undo it."""
    for name in loggers:
        logger = logging.getLogger(name)
        if not any(isinstance(known, _Hush) for known in logger.filters):
            logger.addFilter(_Hush())
