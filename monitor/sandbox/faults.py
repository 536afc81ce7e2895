"""What goes wrong between a client and a platform: scripted in exact order, or by seeded chance."""

from __future__ import annotations

import json
import random
import threading
from collections import Counter, deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal, get_args

from monitor.sandbox.wire import Answer

Kind = Literal[
    "status",
    "hang",
    "drip",
    "malformed",
    "duplicate_page",
    "drop",
    "accept_then_drop",
    "slow",
]
Shape = Literal["cut", "html", "wrong"]

_GATEWAY_PAGE = b"<!doctype html><title>502 Bad Gateway</title><h1>Bad Gateway</h1>"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that goes wrong with one request.

    Args:
        kind:
            "status": an HTTP error instead of an answer; nothing happens in the world.
            "hang": silence for `seconds`, then the connection closes; nothing happens.
            "drop": the connection closes at once; nothing happens.
            "accept_then_drop": it happens, but the connection closes without an answer.
            "slow": it is answered after `seconds`.
            "drip": it happens; the answer comes a byte at a time, `seconds` apart.
            "malformed": an answer nobody can use, in the `shape` given.
            "duplicate_page": a GET gets the page served before for the same question; others go through.
        status: for "status".
        reset: seconds to the reset that a "status" tells in the platform's own header; None to tell nothing.
        seconds: see `kind`.
        shape: "cut" (JSON that breaks off; it happened), "wrong" (JSON of another shape; it happened),
            "html" (a gateway's page with status 200; nothing happens).

    Raises:
        ValueError: `kind` or `shape` is none of these.
    """

    kind: Kind
    status: int = 500
    reset: int | None = None
    seconds: float = 30.0
    shape: Shape = "cut"

    def __post_init__(self) -> None:
        for name, allowed in (("kind", get_args(Kind)), ("shape", get_args(Shape))):
            if getattr(self, name) not in allowed:
                raise ValueError(
                    f"{name} {getattr(self, name)!r} of a fault is not one of {', '.join(allowed)}"
                )


#: What a soak throws in, each about as often as a bad day would.
BAD_DAY: Mapping[Fault, float] = {
    Fault("status", status=429, reset=1): 0.01,
    Fault("status", status=429): 0.01,
    Fault("status", status=500): 0.02,
    Fault("status", status=503): 0.01,
    Fault("hang", seconds=15.0): 0.005,
    Fault("malformed", shape="cut"): 0.01,
    Fault("malformed", shape="html"): 0.01,
    Fault("malformed", shape="wrong"): 0.01,
    Fault("duplicate_page"): 0.02,
    Fault("drop"): 0.02,
    Fault("accept_then_drop"): 0.02,
    Fault("slow", seconds=0.5): 0.02,
}


@dataclass
class _Chance:
    prefix: str
    dice: random.Random
    odds: list[tuple[Fault, float]]

    def throw(self) -> Fault | None:
        point = self.dice.random()
        for fault, odd in self.odds:
            point -= odd
            if point < 0:
                return fault
        return None


class Faults:
    """Decides, request by request, what goes wrong; safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._scripts: list[tuple[str, deque[Fault | None]]] = []
        self._chances: list[_Chance] = []
        self.served: Counter[str] = Counter()

    def script(self, path_prefix: str, faults: Iterable[Fault | None]) -> None:
        """Let the next requests below `path_prefix` meet `faults`, in order; None is no fault."""
        with self._lock:
            self._scripts.append((path_prefix, deque(faults)))

    def random(self, seed: int, odds: Mapping[Fault, float] = BAD_DAY, path_prefix: str = "/") -> None:
        """Let requests below `path_prefix` meet faults by chance, the same for the same `seed`.

        Args:
            odds: the probability of each fault, 0 to 1; their sum is at most 1.

        Raises:
            ValueError: the probabilities are impossible.
        """
        if any(odd < 0 for odd in odds.values()) or sum(odds.values()) > 1:
            raise ValueError(
                f"probabilities of faults must be ≥ 0 and sum to at most 1, not {list(odds.values())}"
            )
        with self._lock:
            self._chances.append(_Chance(path_prefix, random.Random(seed), list(odds.items())))

    def clear(self) -> None:
        """Let everything go well again."""
        with self._lock:
            self._scripts.clear()
            self._chances.clear()

    def next(self, path: str) -> Fault | None:
        """Decide what happens to a request: scripts first, in the order they were given, then chance."""
        with self._lock:
            fault = self._choose(path)
            if fault is not None:
                self.served[f"status {fault.status}" if fault.kind == "status" else fault.kind] += 1
            return fault

    def _choose(self, path: str) -> Fault | None:
        for prefix, script in self._scripts:
            if script and path.startswith(prefix):
                return script.popleft()
        thrown = (chance.throw() for chance in self._chances if path.startswith(chance.prefix))
        return next((fault for fault in thrown if fault), None)


def suffer(
    fault: Fault,
    *,
    act: Callable[[], Answer],
    refuse: Callable[[int, int | None], Answer],
    previous: Answer | None,
    wait: Callable[[float], object],
) -> Answer | None:
    """Answer a request that meets `fault`.

    Args:
        act: does what was asked and gives the true answer.
        refuse: words an HTTP error (status, seconds to the reset) as the platform does.
        previous: what the same question got before, if it can be served again.
        wait: waits that many seconds, less when the server stops.

    Returns:
        What to send; None to close the connection without an answer.
    """
    match fault.kind:
        case "status":
            return refuse(fault.status, fault.reset)
        case "hang":
            wait(fault.seconds)
            return None
        case "drop":
            return None
        case "accept_then_drop":
            act()
            return None
        case "slow":
            wait(fault.seconds)
            return act()
        case "drip":
            return replace(act(), drip_seconds=fault.seconds)
        case "duplicate_page":
            return previous or act()
        case "malformed":
            if fault.shape == "html":
                return Answer(body=_GATEWAY_PAGE, content_type="text/html")
            answer = act()
            whole = answer.body
            return replace(
                answer, body=whole[: len(whole) * 2 // 3] if fault.shape == "cut" else _misshape(whole)
            )


def _misshape(body: bytes) -> bytes:
    """Wrap a true answer so that it still parses, but is a list where an object was promised."""
    return json.dumps([json.loads(body or b"null")]).encode()
