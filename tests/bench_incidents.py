"""The incidents' part of `make bench`: how soon a storm is seen, how often noise is taken for one, and how quiet it is.

The storms are the posts of tests/data/storms, complaints by many hands about eight causes in four languages, which no
model was trained on; what is usual are complaints written for the classifier, at random times of day and week. All of
them are judged by the bundled model, so a complaint that it misses is missed here, too.
"""

from __future__ import annotations

import json
import random
import statistics
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
from fakes import Clock, configuration, service_on
from sqlalchemy import func, select

from models.base import BUNDLED, Post, Verdict, load
from monitor import pipeline
from monitor.incidents import Complaint, Incident, Joined, Merged, Opened, Rules
from monitor.sandbox.server import Sandbox
from monitor.sandbox.world import World
from monitor.service import Service
from monitor.sorting import sort_in
from monitor.tables import alerts, incidents, matches, mentions
from monitor.usual import Usual

STORMS = Path(__file__).parent / "data" / "storms"
POSTS = BUNDLED.parent / "training" / "posts"
NOW = datetime(2026, 11, 25, 14, 0, tzinfo=UTC)
ZONE = ZoneInfo("Europe/Istanbul")
WEEKS = 8
STORM, NOISE, MINUTES = 2_000, 5_000, 10
NAMES = ("Firuzka", "فیروزکا")


def say(line: str) -> None:
    print(line, flush=True)


@dataclass(frozen=True)
class Judged:
    text: str
    cause: str
    verdict: Verdict


def bench_incidents() -> None:
    classifier = load()
    storms = _judge(classifier, [(row["text"], row["cause"]) for row in _read(STORMS)])
    noise = [row for row in _read(POSTS) if row["complaint"] and row.get("brand")]
    random.Random(3).shuffle(noise)
    usual = [
        each for each in _judge(classifier, [(_ours(row), "") for row in noise]) if each.verdict.complaint
    ]
    heard = [each for each in storms if each.verdict.complaint]
    say(f"incidents              {len(heard)} of {len(storms)} complaints of eight storms are seen as such")
    for a_week in (40, 400, 2_000):
        _detect(heard, usual, a_week)
        _false_alarms(usual, a_week)
    _storm(heard)


def _read(folder: Path) -> list[dict[str, Any]]:
    return [
        json.loads(line)
        for file in sorted(folder.glob("*.jsonl"))
        for line in file.read_text(encoding="utf-8").splitlines()
    ]


def _ours(row: dict[str, Any]) -> str:
    text = str(row["text"]).replace(row["brand"], "Firuzka")
    return text if "Firuzka" in text else f"@firuzka {text}"


def _judge(classifier: Any, posts: Sequence[tuple[str, str]]) -> list[Judged]:
    verdicts = classifier.classify([Post(text=text, brand=NAMES) for text, _ in posts])
    return [Judged(text, cause, verdict) for (text, cause), verdict in zip(posts, verdicts, strict=True)]


class Life:
    """A brand with so many complaints a week, whose complaints are sorted in as they come."""

    def __init__(self, usual: Sequence[Judged], a_week: float, seed: int) -> None:
        self._rng, self._usual, self._rate = random.Random(seed), usual, a_week
        self.since = NOW - timedelta(weeks=WEEKS)
        past = sorted(self.times(self.since, NOW))
        self.history = np.stack([self._rng.choice(usual).verdict.vector for _ in past[-5_000:]])  # type: ignore[misc]
        self.measure = Usual(past, since=self.since, now=NOW, zone=ZONE)
        self.loose: list[Complaint] = []
        self.incidents: dict[int, Incident] = {}
        self.number = 0

    def times(self, since: datetime, until: datetime) -> Iterator[datetime]:
        """By day twice as many as on average, by night few."""
        hours = int((until - since) / timedelta(hours=1))
        for hour in range(hours):
            at = since + timedelta(hours=hour)
            busy = 1.6 if 8 <= at.astimezone(ZONE).hour < 23 else 0.1
            for _ in range(np.random.default_rng(self._rng.getrandbits(32)).poisson(self._rate / 168 * busy)):
                yield at + timedelta(hours=self._rng.random())

    def noise(self, since: datetime, until: datetime) -> list[tuple[datetime, Judged]]:
        return [(at, self._rng.choice(self._usual)) for at in self.times(since, until)]

    def hear(self, at: datetime, one: Judged) -> list[Any]:
        """Sort one complaint in; gives what changes."""
        self.number += 1
        new = Complaint(id=self.number, at=at, author=f"x:{self.number}", vector=one.verdict.vector)
        self.loose = [each for each in self.loose if each.at > at - timedelta(hours=6)]
        changes = sort_in(
            [new],
            self.loose,
            list(self.incidents.values()),
            usual=self.measure,
            history=self.history,
            rules=Rules(),
            now=at,
        )
        taken = {
            number for change in changes if not isinstance(change, Merged) for number in change.complaints
        }
        known = {each.id: each for each in (*self.loose, new)}
        for change in changes:
            if isinstance(change, Opened):
                vectors = [known[number].vector for number in change.complaints]
                middle = None if change.surge else np.mean(vectors, axis=0)  # type: ignore[arg-type]
                number = len(self.incidents) + 1
                since = min(known[number].at for number in change.complaints)
                size = len(vectors)
                self.incidents[number] = Incident(
                    id=number, middle=middle, since=since, last_at=at, recent=size, size=size
                )
            elif isinstance(change, Joined):
                before = self.incidents[change.incident]
                grown = {"recent": before.recent + 1, "size": before.size + 1}
                self.incidents[before.id] = replace(before, last_at=at, open=True, **grown)
        for number, each in list(self.incidents.items()):
            if at - each.last_at > Rules().close_after:
                self.incidents[number] = replace(each, open=False, recent=0)
            if at - each.last_at > Rules().reopen_within:
                del self.incidents[number]
        if new.id not in taken:
            self.loose.append(new)
        self.loose = [each for each in self.loose if each.id not in taken]
        return changes


def _detect(storms: Sequence[Judged], usual: Sequence[Judged], a_week: float) -> None:
    """A complaint of one cause every two minutes, in the midst of what is usual: by which is it an incident?"""
    needed: list[int] = []
    missed = 0
    for cause in sorted({each.cause for each in storms}):
        for seed in range(5):
            life = Life(usual, a_week, seed)
            rng = random.Random(seed)
            own = rng.sample([each for each in storms if each.cause == cause], 40)
            stream = [(NOW + timedelta(minutes=2 * number), each) for number, each in enumerate(own)]
            stream += life.noise(NOW - timedelta(hours=6), NOW + timedelta(minutes=80))
            seen = 0
            for at, each in sorted(stream, key=lambda pair: pair[0]):
                seen += each.cause == cause
                opened = [change for change in life.hear(at, each) if isinstance(change, Opened)]
                if opened and seen:
                    needed.append(seen)
                    break
            else:
                missed += 1
    say(
        f"  usual {a_week:5.0f} a week: seen by complaint {statistics.median(needed):.0f} (median), "
        f"{sorted(needed)[int(0.9 * len(needed))]} (p90), so after {2 * statistics.median(needed):.0f} minutes; "
        f"{missed} of {len(needed) + missed} not within 80 minutes"
    )


def _false_alarms(usual: Sequence[Judged], a_week: float) -> None:
    weeks = 8 if a_week < 1_000 else 2
    life = Life(usual, a_week, 99)
    opened = 0
    for at, each in sorted(life.noise(NOW, NOW + timedelta(weeks=weeks)), key=lambda pair: pair[0]):
        opened += sum(isinstance(change, Opened) for change in life.hear(at, each))
    say(
        f"  usual {a_week:5.0f} a week: {opened / weeks:.2f} false incidents a week on {weeks} weeks of noise"
    )


def _storm(storms: Sequence[Judged]) -> None:
    """2,000 complaints of one cause in ten minutes over 5,000 posts of noise, from X's wire to Slack's."""
    rng = random.Random(5)
    start = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=2)
    clock = Clock(start)
    own = [each.text for each in storms if each.cause == "double_charge"]
    others = [_ours(row) for row in _read(POSTS) if not row["complaint"] and row.get("brand")]
    posts = [(rng.random() * MINUTES * 60, rng.choice(own), True) for _ in range(STORM)]
    posts += [(rng.random() * MINUTES * 60, rng.choice(others), False) for _ in range(NOISE)]
    posts.sort()
    world = World(now=clock, channels=["complaints"])
    world.account("firuzka", name="Firuzka")
    chosen = load()
    with tempfile.TemporaryDirectory() as folder, Sandbox(world) as sandbox:
        more = ["schedule: {batch: 512}", "budget: {a_day: 40, an_hour: 8}"]
        config = configuration(Path(folder), sandbox, f"sqlite:///{folder}/m.db", more=more)
        service = service_on(config, clock=clock, wait=clock.wait, classifier=lambda: chosen)
        service.store.watches.ensure([watch.name for watch in service.watches], now=clock())
        first = None
        for second in range(0, MINUTES * 60 + 120, 15):
            while posts and posts[0][0] <= second:
                _, text, of_storm = posts.pop(0)
                author = f"a{rng.randrange(3_000)}" if of_storm else f"b{rng.randrange(9_000)}"
                named = text if "iruzka" in text or "فیروزکا" in text else f"@firuzka {text}"
                world.post_x(named, author=author, followers=rng.randrange(5_000))
            clock.now = max(clock.now, start + timedelta(seconds=second))
            for watch in service.watches:
                pipeline.poll(service, watch, early=True)
            pipeline.judge(service)
            pipeline.mind(service)
            pipeline.deliver(service)
            if first is None and service.store.incidents.open():
                first = second
        told = world.slack.messages("complaints")
        main = [message for message in told if message.thread_ts is None]
        say(
            f"  a storm of {STORM} in {MINUTES} minutes over {NOISE} posts of noise: {len(main)} messages in the "
            f"channel, {len(told) - len(main)} in threads; told after {first} s"
        )
        _tell_counted(service)
        service.close()


def _tell_counted(service: Service) -> None:
    """Which incidents there are, and who is counted where: authors of the storm are named a…, of the noise b…."""
    of_storm = mentions.c.author_handle.startswith("a")
    joined = (
        mentions.join(matches).outerjoin(alerts).outerjoin(incidents, incidents.c.id == alerts.c.incident_id)
    )
    with service.store.database.read() as connection:
        rows = connection.execute(
            select(
                alerts.c.incident_id,
                incidents.c.merged_into,
                incidents.c.middle,
                func.count().filter(of_storm).label("storm"),
                func.count().filter(~of_storm).label("noise"),
                func.count().filter(of_storm, alerts.c.id.is_not(None)).label("told"),
            )
            .select_from(joined)
            .group_by(alerts.c.incident_id, incidents.c.merged_into, incidents.c.middle)
            .order_by(alerts.c.incident_id)
        ).all()
    for row in rows:
        name = "in no incident" if row.incident_id is None else f"incident {row.incident_id}"
        say(f"    {name}: {row.storm} of the storm ({row.told} told as complaints), {row.noise} of the noise")
