"""What the server hands to each platform and gets back: a `Request` in, an `Answer` out."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import parse_qsl

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One HTTP request, read to its end.

    Args:
        path: without the query string; begins with "/".
        query: the query string's fields; of a repeated field the last.
        headers: names in lower case.
    """

    method: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    def form(self) -> dict[str, str]:
        """Read the body as an HTML form; empty if it is none."""
        if not self.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
            return {}
        return dict(parse_qsl(self.body.decode("utf-8", "replace"), keep_blank_values=True))

    def json(self) -> Any:
        """Read the body as JSON; None if it is none."""
        if not self.headers.get("content-type", "").startswith("application/json"):
            return None
        try:
            return json.loads(self.body)
        except ValueError:
            return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One HTTP answer.

    Args:
        drip_seconds: if set, the body goes out a byte at a time with this pause between.
    """

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    content_type: str = "application/json; charset=utf-8"
    drip_seconds: float | None = None


def as_json(payload: object, *, status: int = 200, headers: Mapping[str, str] | None = None) -> Answer:
    """Answer with `payload` as JSON, in ASCII as the platforms' own encoders write it."""
    return Answer(body=json.dumps(payload).encode(), status=status, headers=headers or {})


Handler = Callable[[Request, re.Match[str]], Answer]


class Platform(Protocol):
    """One stand-in: names what a request asks for, answers it, and words a refusal as the real one would."""

    def name(self, request: Request) -> str:
        """Give the endpoint's name, for counting."""

    def answer(self, request: Request) -> Answer:
        """Answer `request`, with all its effects on the world."""

    def refuse(self, status: int, reset_seconds: int | None) -> Answer:
        """Answer an HTTP error in this platform's own shape; `reset_seconds` is told in its own header."""


class Routes:
    """Finds the handler of a request.

    Args:
        routes: (methods separated by spaces, regular expression of the whole path, endpoint's name, handler).
    """

    def __init__(self, routes: Iterable[tuple[str, str, str, Handler]]) -> None:
        self._routes = [(m.split(), re.compile(path), name, handler) for m, path, name, handler in routes]

    def find(self, request: Request) -> tuple[str, Handler, re.Match[str]] | None:
        """Give name, handler and path match of `request`; None if nothing lives there."""
        for methods, path, name, handler in self._routes:
            if request.method in methods and (match := path.fullmatch(request.path)):
                return name, handler, match
        return None


class Quota:
    """Counts requests in fixed windows, as the platforms do, when `strict`; otherwise never runs out.

    Args:
        limit: requests a window and key.
        window_seconds: the window's length.
        strict: whether to count at all.
    """

    def __init__(self, limit: int, window_seconds: int, *, strict: bool) -> None:
        self.limit = limit
        self._window = window_seconds
        self._strict = strict
        self._used: dict[tuple[str, int], int] = {}

    def spend(self, key: str, now: float) -> tuple[int, int, int]:
        """Count one request; give how many are used, remain (below 0: refuse) and seconds to the reset."""
        window, past = divmod(int(now), self._window)
        if not self._strict:
            # half a window: prawcore sleeps when most of a window lies ahead and something of it is used
            return 0, self.limit, self._window // 2
        used = self._used[(key, window)] = self._used.get((key, window), 0) + 1
        return used, self.limit - used, self._window - past
