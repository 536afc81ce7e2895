"""`python -m monitor.sandbox`: a sandbox that is a process of its own, steered through /control/…"""

from __future__ import annotations

import argparse
import itertools
import math
import signal
import threading
from collections.abc import Sequence
from pathlib import Path

from monitor.sandbox import scenario, state
from monitor.sandbox.server import Sandbox
from monitor.sandbox.world import World


def main(arguments: Sequence[str] | None = None, *, stop: threading.Event | None = None) -> int:
    """Serve until SIGTERM or SIGINT (or `stop`); the last line before serving tells the address.

    Args:
        arguments: of the command line; None for this process's own.
        stop: set it to stop; with it, signals are left alone.
    """
    options = _parser().parse_args(arguments)
    if stop is None:
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
    world = World()
    if options.state:
        state.load(world, options.state)
    with Sandbox(
        world, host=options.host, port=options.port, strict_rate=options.strict_rate, control=True
    ) as here:
        print(f"sandbox {here.url} control {here.url}/control/", flush=True)  # noqa: T201 - its one line of output
        feeder = threading.Thread(target=_feed, args=(world, options.play, options.rate, stop), daemon=True)
        feeder.start()
        while not stop.wait(options.save_seconds):
            _save(world, options.state)
        feeder.join()
    _save(world, options.state)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m monitor.sandbox", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    parser.add_argument("--port", type=int, default=0, help="port to listen on (default: a free one)")
    parser.add_argument("--state", type=Path, help="file the world is read from at the start and kept in")
    parser.add_argument(
        "--save-seconds", type=float, default=5.0, help="how often it is kept (default: %(default)s)"
    )
    parser.add_argument(
        "--play", type=float, metavar="SPEED", help="play the scenario at so many times its speed"
    )
    parser.add_argument(
        "--rate", type=float, default=0.0, help="posts a second, made of the scenario over and over"
    )
    parser.add_argument("--strict-rate", action="store_true", help="keep the platforms' rate limits")
    return parser


def _feed(world: World, speed: float | None, rate: float, stop: threading.Event) -> None:
    if speed is not None:
        scenario.play(world, scenario.load(), speed=speed, stop=stop)
    if rate <= 0 or not math.isfinite(rate):
        return
    for number, post in enumerate(itertools.cycle(scenario.load())):
        if stop.wait(1 / rate):
            return
        # a number makes every post of a soak one of its kind
        scenario.put(world, post, text=f"{post.text} ({number})")


def _save(world: World, path: Path | None) -> None:
    if path is not None:
        state.save(world, path)


if __name__ == "__main__":
    raise SystemExit(main())
