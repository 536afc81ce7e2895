"""What `make bench` prints: each figure with what it was measured on, timings as ratios within this run.

make bench                     everything (some minutes)
make bench ARGS="import idle"  some of: import, idle, open, through, latency, presses, demo, models, incidents,
                               quiet, drafts
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread

from bench_drafts import bench_drafts
from bench_incidents import bench_incidents
from bench_latency import bench_latency
from bench_models import bench_models
from bench_open import bench_open
from bench_presses import bench_presses
from bench_quiet import bench_quiet
from fakes import configuration, service_on
from sqlalchemy import insert, text

from models.base import Classifier, Post, load
from monitor import logs, pipeline
from monitor.sandbox.scenario import load as load_scenario
from monitor.sandbox.server import Sandbox
from monitor.sandbox.world import World
from monitor.service import Service
from monitor.tables import matches, mentions

POSTS = 20_000
STORED = 1_000_000


def say(line: str) -> None:
    print(line, flush=True)


# --- import monitor.cli


def bench_import() -> None:
    """The time that `import monitor.cli` adds to an empty Python."""

    def seconds(code: str) -> float:
        began = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)
        return time.perf_counter() - began

    bare = [seconds("pass") for _ in range(20)]
    with_cli = [seconds("import monitor.cli") for _ in range(20)]
    own = statistics.median(with_cli) - statistics.median(bare)
    say(f"import monitor.cli     {own:.3f} s beyond an empty Python (medians of 20 runs)")


# --- a cycle with nothing new


def fill(service: Service, count: int) -> None:
    """Put `count` judged mentions into the store, a third of them complaints."""
    at = datetime.now(UTC) - timedelta(days=30)
    with service.store.database.write() as connection:
        for first in range(0, count, 10_000):
            numbers = range(first, min(first + 10_000, count))
            connection.execute(
                insert(mentions),
                [
                    {
                        "id": n + 1, "platform": "x", "external_id": f"old-{n}", "revision": 0, "kind": "post",
                        "permalink": f"https://x.com/i/status/{n}", "text": f"Firuzka kargom {n} gündür yolda",
                        "created_at": at + timedelta(seconds=2 * n), "fetched_at": at, "repairs": [],
                    }
                    for n in numbers
                ],
            )  # fmt: skip
            connection.execute(
                insert(matches),
                [
                    {
                        "mention_id": n + 1, "brand": "firuzka", "words": ["Firuzka"], "judged_at": at,
                        "model": "m", "language": "tr", "sentiment": "negative", "negative": 0.9, "neutral": 0.1,
                        "positive": 0.0, "complaint": n % 3 == 0, "complaint_probability": 0.9, "severity": 0,
                        "reasons": [],
                    }
                    for n in numbers
                ],
            )  # fmt: skip
    if service.store.database.is_sqlite:
        with service.store.database.write() as connection:
            connection.execute(text("ANALYZE"))


def idle_cycle(service: Service) -> float:
    began = time.perf_counter()
    for watch in service.watches:
        pipeline.poll(service, watch, early=True)
    pipeline.judge(service)
    pipeline.deliver(service)
    pipeline.look_out(service)
    return time.perf_counter() - began


def bench_idle() -> None:
    """A cycle with nothing new, in an empty store and in one of a million mentions, turn by turn."""
    with tempfile.TemporaryDirectory() as name, Sandbox(World(channels=["complaints"])) as sandbox:
        services = []
        for count in (0, STORED):
            folder = Path(name) / str(count)
            service = service_on(configuration(folder, sandbox, f"sqlite:///{Path(name)}/{count}.db"))
            service.store.watches.ensure([watch.name for watch in service.watches], now=service.clock())
            fill(service, count)
            services.append(service)
        took: list[list[float]] = [[], []]
        for _ in range(300):
            for service, times in zip(services, took, strict=True):
                times.append(idle_cycle(service))
        for service in services:
            service.close()
        empty, full = (statistics.median(times[20:]) for times in took)
        say(
            f"cycle, nothing new     {full / empty:.2f} × with {STORED:,} mentions stored against an empty store "
            f"({full * 1000:.1f} ms : {empty * 1000:.1f} ms, medians of 280, SQLite, two X watches)"
        )


# --- end to end


def bench_through() -> None:
    """Fetch → store → classify → raise on 20,000 posts, against the classifier alone on the same posts."""
    scenario = load_scenario()
    world = World(channels=["complaints"])
    at = datetime.now(UTC) - timedelta(days=1)
    texts = [f"{scenario[n % len(scenario)].text} firuzka {n}" for n in range(POSTS)]
    world.post_x("firuzka", author="first", created_at=at - timedelta(minutes=1))
    classifier: Classifier = load()
    posts = [Post(text=one, brand=("Firuzka",)) for one in texts]
    classifier.classify(posts[:512])  # warm
    with tempfile.TemporaryDirectory() as name, Sandbox(world) as sandbox:
        config = configuration(
            Path(name), sandbox, f"sqlite:///{name}/m.db", watches="x: {search: {every_seconds: 1}}",
            more=[f'platforms: {{x: {{base_url: "{sandbox.x_url}", page_limit: 100}}}}'],
        )  # fmt: skip
        service = service_on(config, classifier=lambda: classifier)
        service.store.watches.ensure([watch.name for watch in service.watches], now=service.clock())
        pipeline.poll(
            service, service.watches[0]
        )  # a first poll goes only so far back; from here on nothing is skipped
        for n, post in enumerate(texts):
            world.post_x(post, author=f"a{n}", followers=n % 5000, created_at=at + timedelta(seconds=2 * n))
        alone = timed(lambda: in_batches(classifier, posts, service.batch))
        whole = timed(lambda: through(service))
        alone = (alone + timed(lambda: in_batches(classifier, posts, service.batch))) / 2
        service.close()
    say(
        f"end to end             {100 * alone / whole:.0f} % of the classifier's own rate "
        f"({POSTS / whole:.0f} : {POSTS / alone:.0f} posts/s, {POSTS:,} posts, real tweepy over HTTP, SQLite)"
    )


def in_batches(classifier: Classifier, posts: list[Post], size: int) -> None:
    for first in range(0, len(posts), size):
        classifier.classify(posts[first : first + size])


def through(service: Service) -> None:
    """Poll in one thread and judge in another, as the service does, until all is judged."""
    stored = 0

    def poll() -> None:
        nonlocal stored
        while stored < POSTS:
            stored += pipeline.poll(service, service.watches[0], early=True)

    poller = Thread(target=poll)
    poller.start()
    judged = -1  # the post of the first poll waits too
    while poller.is_alive() or judged < stored:
        judged += pipeline.judge(service)[0]
        poller.join(0.02)
    assert judged == POSTS, f"{judged} of {POSTS} judged"


def timed(what: Callable[[], None]) -> float:
    began = time.perf_counter()
    what()
    return time.perf_counter() - began


# --- the demo


def bench_demo() -> None:
    """`monitor demo --once` in an empty folder: time to the first card, and in all."""
    with tempfile.TemporaryDirectory() as name:
        out = subprocess.run(
            [sys.executable, "-m", "monitor", "demo", "--once"],
            cwd=name,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    for line in out.splitlines()[-8:]:
        say(f"demo                   {line}")


BENCHES = {
    "import": bench_import,
    "idle": bench_idle,
    "open": bench_open,
    "through": bench_through,
    "latency": bench_latency,
    "presses": bench_presses,
    "demo": bench_demo,
    "models": bench_models,
    "incidents": bench_incidents,
    "quiet": bench_quiet,
    "drafts": bench_drafts,
}


def main() -> None:
    wanted = sys.argv[1:] or list(BENCHES)
    if unknown := set(wanted) - set(BENCHES):
        sys.exit(f"no bench {', '.join(sorted(unknown))}; there are: {', '.join(BENCHES)}")
    logs.configure(level="error")
    for name in wanted:
        BENCHES[name]()


if __name__ == "__main__":
    main()
