"""The part of `make bench` about presses: how soon each is acknowledged while somebody else writes all the time.

The running service with its web server and jobs, on SQLite; the writer is a process of its own that fills another
table of the same file, one transaction after the other; every press is signed and sent as Slack sends it.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from fakes import ENVIRON, configuration, eventually, service_on
from sqlalchemy import func, select

from monitor.running import Running
from monitor.sandbox.server import Sandbox
from monitor.sandbox.workspace import PEOPLE, SlackMessage
from monitor.sandbox.world import World
from monitor.settings import load
from monitor.tables import alerts, presses

PRESSES = 500
#: So many people press at the same time.
HANDS = 4

#: Transactions of some hundred rows, each holding what every write of SQLite needs.
_WRITER = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=30)
connection.execute("CREATE TABLE IF NOT EXISTS busy (id INTEGER PRIMARY KEY, said TEXT)")
while True:
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany("INSERT INTO busy (said) VALUES (?)", [("x" * 300,)] * 400)
    connection.execute("COMMIT")
"""


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """How long each press took in seconds, how many were refused, and how many were done in the end."""

    seconds: tuple[float, ...]
    refused: int
    done: int

    def __str__(self) -> str:
        ordered = sorted(1000 * each for each in self.seconds)
        longest = ordered[int(0.99 * len(ordered))]
        return f"{statistics.median(ordered):.0f} ms median, {longest:.0f} ms p99, {ordered[-1]:.0f} ms the longest"


def bench_presses() -> None:
    """500 presses, each on a card of its own, beside a busy writer."""
    with tempfile.TemporaryDirectory() as folder:
        took = acknowledged(Path(folder), PRESSES)
    print(
        f"press to answer        {took}; {took.done} of {PRESSES} done, {took.refused} refused "
        f"(bar: p99 at most 500 ms; {HANDS} at a time, SQLite, a writer beside)",
        flush=True,
    )


def acknowledged(folder: Path, number: int) -> Acknowledged:
    """Press `Take` on so many cards beside a busy writer."""
    world = World(now=lambda: datetime.now(UTC), channels=["complaints"])
    world.account("firuzka", name="Firuzka")
    with Sandbox(world) as sandbox:
        slack = f'slack: {{base_url: "{sandbox.slack_url}", channel: complaints, pace_seconds: 0}}'
        path = folder / "m.db"
        more = ["incidents: {least_authors: 1000}", "clocks: {warn_at: [100]}", slack]
        config = configuration(folder, sandbox, f"sqlite:///{path}", more=more)
        for index in range(number):
            world.post_x(f"Firuzka rezalet {index}", author=f"a{index}", followers=900_000)
        service = service_on(config)
        running = Running(load(config, ENVIRON), service, broken=lambda: None)
        assert running.web is not None
        sandbox.interactions_url = f"http://127.0.0.1:{running.web.port}/slack/interactions"
        running.start()
        try:
            eventually(lambda: len(world.slack.messages("complaints")) >= number, seconds=300)
            eventually(lambda: not service.store.outbox.waiting(now=service.clock()), seconds=60)
            with _writing(path), ThreadPoolExecutor(HANDS) as pool:
                cards = world.slack.messages("complaints")[:number]
                took = list(pool.map(lambda card: _press(sandbox, card), cards))

            def done() -> int:
                with service.store.database.read() as connection:
                    taken = select(func.count()).select_from(alerts).where(alerts.c.state == "acknowledged")
                    return connection.scalar(taken) or 0

            refused = sum(not ok for ok, _ in took)
            eventually(lambda: done() >= number - refused, seconds=60)
            with service.store.database.read() as connection:
                kept = connection.scalar(select(func.count()).select_from(presses))
            assert kept == done()
            return Acknowledged(tuple(seconds for _, seconds in took), refused, done())
        finally:
            running.stop()
            service.close()


def _press(sandbox: Sandbox, card: SlackMessage) -> tuple[bool, float]:
    began = time.perf_counter()
    pressed = sandbox.press(card.channel, card.ts, "take", user=PEOPLE[0].id)
    return pressed.ok, time.perf_counter() - began


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    writer = subprocess.Popen([sys.executable, "-c", _WRITER, str(path)])
    try:
        yield
    finally:
        writer.kill()
        writer.wait()
