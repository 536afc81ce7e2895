"""The part of `make bench` about what stays open: a cycle with nothing new, with none and with 10,000 open alerts."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
from fakes import configuration, service_on
from postgres_server import NoPostgres, postgres_server
from sqlalchemy import Table, create_engine, insert, text

from monitor import pipeline
from monitor.sandbox.server import Sandbox
from monitor.sandbox.world import World
from monitor.service import Service
from monitor.store import Store
from monitor.tables import alerts, deliveries, digest_items, digests, incidents, matches, mentions

OPEN, INCIDENTS, DIGESTS = 10_000, 200, 50
#: So many alerts stand in each incident, and in each digest.
_EACH = 10
_ROUNDS, _WARM = 300, 20
_VECTOR = np.full(8, 8**-0.5, np.float32)


def bench_open() -> None:
    """On SQLite, and on PostgreSQL where there is one."""
    with tempfile.TemporaryDirectory() as folder:
        _say("SQLite", [f"sqlite:///{folder}/{count}.db" for count in (0, OPEN)])
    try:
        with postgres_server() as url:
            urls = [url.removesuffix("postgres") + name for name in ("none", "open")]
            for each in urls:
                make_database(url, each.rpartition("/")[2])
            _say("PostgreSQL", urls)
    except NoPostgres as why:
        print(f"cycle, alerts open     not measured on PostgreSQL: {why}", flush=True)


def make_database(url: str, name: str) -> None:
    """Make a database beside that of a URL."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    engine.dispose()


def _say(database: str, urls: Sequence[str]) -> None:
    none, full = cycles(urls, (0, OPEN), rounds=_ROUNDS)
    print(
        f"cycle, alerts open     {full / none:.2f} × with {OPEN:,} alerts open against none (bar: 1.2; "
        f"{full * 1000:.1f} ms : {none * 1000:.1f} ms, medians of {_ROUNDS - _WARM}, {database}, two X watches; "
        f"cards sent, clocks running, {INCIDENTS} incidents, {DIGESTS} digests)",
        flush=True,
    )


def cycles(urls: Sequence[str], counts: Sequence[int], *, rounds: int) -> list[float]:
    """The median seconds of a cycle with nothing new on each store with so many open alerts, turn by turn."""
    with tempfile.TemporaryDirectory() as name, Sandbox(World(channels=["complaints"])) as sandbox:
        services = []
        for number, (url, count) in enumerate(zip(urls, counts, strict=True)):
            service = service_on(configuration(Path(name) / str(number), sandbox, url))
            service.store.watches.ensure([watch.name for watch in service.watches], now=service.clock())
            fill_open(service.store, count, now=service.clock())
            services.append(service)
        took: list[list[float]] = [[] for _ in services]
        for _ in range(rounds):
            for service, times in zip(services, took, strict=True):
                times.append(_cycle(service))
        for service in services:
            service.close()
    return [statistics.median(times[min(_WARM, rounds // 2) :]) for times in took]


def _cycle(service: Service) -> float:
    """All that the schedule runs, once."""
    began = time.perf_counter()
    done = sum(pipeline.poll(service, watch, early=True) for watch in service.watches)
    done += sum(pipeline.judge(service))
    done += pipeline.deliver(service)
    done += pipeline.mind(service)
    pipeline.look_out(service)
    done += pipeline.close_incidents(service)
    took = time.perf_counter() - began
    assert not done, f"{done} things were done in a cycle that should have had nothing to do"
    return took


def fill_open(store: Store, count: int, *, now: datetime) -> None:
    """Put `count` open alerts into the store, as they stand when their cards were sent and nobody did anything since.

    One in five is taken, one in ten sleeps; of `INCIDENTS` incidents and `DIGESTS` digests each holds some of them.
    """
    groups = INCIDENTS if count else 0
    lists = DIGESTS if count else 0
    at = now - timedelta(minutes=90)
    with store.database.write() as connection:
        for table, rows in (
            (mentions, (_mention(n, at) for n in range(count))),
            (matches, (_match(n, at) for n in range(count))),
            (incidents, (_incident(n, at, now) for n in range(groups))),
            (alerts, (_alert(n, at, now) for n in range(count))),
            (digests, (_digest(n, at) for n in range(lists))),
            (digest_items, (_item(n, count) for n in range(lists * _EACH))),
            (deliveries, (_sent("alert", n, at) for n in range(count - lists * _EACH))),
            (deliveries, (_sent("incident", n, at) for n in range(groups))),
            (deliveries, (_sent("digest", n, at) for n in range(lists))),
        ):
            _insert(connection, table, rows)
    if not store.database.is_sqlite:  # PostgreSQL does so by itself, a while later
        with store.database.write() as connection:
            connection.execute(text("ANALYZE"))


def _insert(connection: Any, table: Table, rows: Iterator[dict[str, Any]]) -> None:
    listed = list(rows)
    for first in range(0, len(listed), 5_000):
        connection.execute(insert(table), listed[first : first + 5_000])


def _mention(n: int, at: datetime) -> dict[str, Any]:
    return {
        "id": n + 1, "platform": "x", "external_id": f"old-{n}", "revision": 0, "kind": "post",
        "permalink": f"https://x.com/i/status/{n}", "text": f"Firuzka kargom {n} gündür yolda", "created_at": at,
        "fetched_at": at, "author_id": f"a{n}", "author_handle": f"a{n}", "followers": n, "repairs": [],
    }  # fmt: skip


def _match(n: int, at: datetime) -> dict[str, Any]:
    return {
        "id": n + 1, "mention_id": n + 1, "brand": "firuzka", "words": ["Firuzka"], "judged_at": at, "model": "m",
        "language": "tr", "sentiment": "negative", "negative": 0.9, "neutral": 0.1, "positive": 0.0,
        "complaint": True, "complaint_probability": 0.9, "topic": "delivery", "vector": _VECTOR, "severity": 2,
        "reasons": [],
    }  # fmt: skip


def _incident(n: int, at: datetime, now: datetime) -> dict[str, Any]:
    return {
        "id": n + 1, "brand": "firuzka", "middle": _VECTOR, "severity": 2, "state": "open", "version": 1,
        "opened_at": at, "told_at": at, "clock_at": now + timedelta(hours=1 + n % 20), "clock_done": "take_100",
        "since": at, "last_at": at, "authors": _EACH, "minutes": 60, "usual": 0.1, "detailed_at": at,
    }  # fmt: skip


def _alert(n: int, at: datetime, now: datetime) -> dict[str, Any]:
    grouped = n < INCIDENTS * _EACH
    kind = "grouped" if grouped else ("taken", "taken", "asleep", *["open"] * 7)[n % 10]
    later = now + timedelta(hours=1 + n % 20)
    return {
        "id": n + 1, "match_id": n + 1, "brand": "firuzka", "severity": 2, "version": 1, "opened_at": at,
        "told_at": at, "incident_id": n % INCIDENTS + 1 if grouped else None, "joined_at": at if grouped else None,
        "state": "acknowledged" if kind == "taken" else "open", "acknowledged_at": at if kind == "taken" else None,
        "acknowledged_by": "Elif" if kind == "taken" else None, "snooze": "morning" if kind == "asleep" else None,
        "snoozed_until": later if kind == "asleep" else None, "clock_at": None if grouped else later,
        "clock_done": None if grouped else "take_100",
    }  # fmt: skip


def _digest(n: int, at: datetime) -> dict[str, Any]:
    return {
        "id": n + 1, "brand": "firuzka", "notifier": "slack", "place": "complaints", "kind": "day",
        "opened_at": at - timedelta(hours=12 * n), "due_at": at - timedelta(hours=12 * n), "told": 10_000,
    }  # fmt: skip


def _item(n: int, count: int) -> dict[str, Any]:
    """The last alerts have no card of their own, and stand in digests instead."""
    return {"digest_id": n % DIGESTS + 1, "alert_id": count - n}


def _sent(kind: str, n: int, at: datetime) -> dict[str, Any]:
    return {
        "id": f"{kind}-{n}", "kind": kind, "subject_id": n + 1, "notifier": "slack", "place": "complaints", "rank": 2,
        "version": 1, "sent_version": 1, "pending": False, "due_at": at, "attempts": 1,
        "message_id": f"{int(at.timestamp())}.{n:06d}", "sent_at": at, "shown_at": at, "created_at": at,
    }  # fmt: skip
