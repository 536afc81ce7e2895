"""The incidents' part of `make bench`: how soon a storm is seen, how often noise is taken for one, and how quiet it is.

The storms are the posts of tests/data/storms, complaints by many hands about eight causes in four languages, which no
model was trained on and by which nothing was chosen since; those of tests/data/storms_tuning, by which the constants of
`monitor.sorting` were chosen, stand beside them. (Older constants, what is near and what is usual, were once chosen on
the former.) What is usual are complaints written for the classifier, at random times of day and week, and noise is what
was written as no complaint. All are judged by the bundled model, so what it misses is missed here, too.
"""

from __future__ import annotations

import json
import random
import statistics
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
from fakes import Clock, configuration, service_on
from sqlalchemy import func, select

from models.base import BUNDLED, Classifier, Post, Verdict, load
from monitor import pipeline
from monitor.incidents import Change, Complaint, Incident, Merged, Opened, Posts, Rules
from monitor.pipeline.grouping import MAY_BE_FROM
from monitor.sandbox.server import Sandbox
from monitor.sandbox.world import World
from monitor.sorting import sort_in
from monitor.tables import alerts, incidents, matches, mentions
from monitor.usual import WINDOWS, Usual

DATA = Path(__file__).parent / "data"
STORMS, TUNING = DATA / "storms", DATA / "storms_tuning"
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


class Remembering:
    """A classifier that judges each post once, for a storm says the same again and again."""

    def __init__(self, classifier: Classifier) -> None:
        self._classifier, self._known = classifier, dict[Post, Verdict]()
        self.name = classifier.name

    def classify(self, posts: Sequence[Post]) -> list[Verdict]:
        new = list(dict.fromkeys(post for post in posts if post not in self._known))
        self._known |= zip(new, self._classifier.classify(new), strict=True)
        return [self._known[post] for post in posts]


def bench_incidents(*, briefly: bool = False) -> None:
    """`briefly`: without what takes minutes, the weeks of noise."""
    classifier = Remembering(load())
    noise = [row for row in _read(POSTS) if row.get("brand")]
    random.Random(3).shuffle(noise)
    usual = _judge(classifier, [(_ours(row), "") for row in noise if row["complaint"]])
    usual = [each for each in usual if each.verdict.complaint]
    quiet = _judge(classifier, [(_ours(row), "") for row in noise if not row["complaint"]])
    for folder in (STORMS, TUNING):
        storms = _judge(classifier, [(_named(row["text"]), row["cause"]) for row in _read(folder)])
        heard = sum(each.verdict.complaint for each in storms)
        say(f"incidents              {folder.name}: {heard} of {len(storms)} complaints are seen as such")
        for a_week in (40,) if briefly else (40, 400, 2_000):
            _detect(storms, usual, a_week)
        _count(storms, quiet, usual)
        _at_once(storms, quiet)
    if not briefly:
        for a_week in (40, 400, 2_000):
            _false_alarms(usual, a_week)
    _storm(classifier)


def _read(folder: Path) -> list[dict[str, Any]]:
    return [
        json.loads(line)
        for file in sorted(folder.glob("*.jsonl"))
        for line in file.read_text(encoding="utf-8").splitlines()
    ]


def _ours(row: dict[str, Any]) -> str:
    text = str(row["text"]).replace(row["brand"], "Firuzka")
    return text if "Firuzka" in text else f"@firuzka {text}"


def _named(text: str) -> str:
    return text if "iruzka" in text or "فیروزکا" in text else f"@firuzka {text}"


def _judge(classifier: Any, posts: Sequence[tuple[str, str]]) -> list[Judged]:
    verdicts = classifier.classify([Post(text=text, brand=NAMES) for text, _ in posts])
    return [Judged(text, cause, verdict) for (text, cause), verdict in zip(posts, verdicts, strict=True)]


@dataclass
class Known:
    """An incident as the store would keep it."""

    middle: Any
    members: list[Complaint]
    since: datetime
    last_at: datetime
    into: int | None = None


class Life:
    """A brand with so many complaints a week, whose posts are sorted in as they come."""

    def __init__(self, usual: Sequence[Judged], a_week: float, seed: int) -> None:
        self._rng, self._usual, self._rate = random.Random(seed), usual, a_week
        self.since = NOW - timedelta(weeks=WEEKS)
        past = sorted(self.times(self.since, NOW)) if a_week else []
        self.history = np.zeros((0, 1), np.float32)
        if past:
            self.history = np.stack([self._rng.choice(usual).verdict.vector for _ in past[-5_000:]])  # type: ignore[misc]
        self.measure = Usual(past, since=self.since if past else NOW, now=NOW, zone=ZONE)
        self.loose: dict[int, Complaint] = {}
        self.incidents: dict[int, Known] = {}
        self.quiet: list[datetime] = []
        self.number = 0
        self.causes: dict[int, str] = {}

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

    def hear(self, posts: Sequence[tuple[datetime, Judged]]) -> list[Change]:
        """Sort a batch in, as the pipeline would; gives what changes."""
        now = max(at for at, _ in posts)
        self.loose = {key: one for key, one in self.loose.items() if one.at > now - timedelta(hours=6)}
        fresh = [one for at, each in posts if (one := self._complaint(at, each)) is not None]
        hour = now - timedelta(hours=1)
        known = [
            Incident(
                id=number,
                middle=each.middle,
                size=max(len(each.members), 1),
                since=each.since,
                last_at=each.last_at,
                recent=sum(one.at > hour for one in each.members),
                open=now - each.last_at <= Rules().close_after,
            )
            for number, each in self.incidents.items()
            if each.into is None and now - each.last_at <= Rules().reopen_within
        ]
        lately = {m: sum(at > now - timedelta(minutes=m) for at in self.quiet) for m in WINDOWS}
        changes = sort_in(
            fresh,
            list(self.loose.values()),
            known,
            usual=self.measure,
            history=self.history,
            rules=Rules(),
            now=now,
            posts=Posts(lately=lately, share=0.1),
        )
        self.loose |= {one.id: one for one in fresh}
        for change in changes:
            self._do(change)
        return changes

    def counted(self) -> list[Counter[str]]:
        """By incident that is not merged, how many posts of each cause are in it, the largest first."""
        live = [each for each in self.incidents.values() if each.into is None]
        found = [Counter(self.causes[one.id] for one in each.members) for each in live]
        return sorted(found, key=lambda each: -each.total())

    def _complaint(self, at: datetime, one: Judged) -> Complaint | None:
        self.number += 1
        self.causes[self.number] = one.cause
        plain = Complaint(id=self.number, at=at, author=f"x:{self.number}", vector=one.verdict.vector)
        if one.verdict.complaint:
            return plain
        self.quiet.append(at)
        doubt = one.verdict.complaint_probability
        return replace(plain, doubt=doubt) if doubt >= MAY_BE_FROM else None

    def _do(self, change: Change) -> None:
        if isinstance(change, Merged):
            gone, into = self.incidents[change.incident], self.incidents[change.into]
            gone.into = change.into
            if gone.members:
                self._add(into, gone.members)
            return
        taken = [self.loose[number] for number in change.complaints]
        times = [one.at for one in taken]
        if isinstance(change, Opened):
            number = len(self.incidents) + 1
            self.incidents[number] = Known(None, [], min(times), max(times))
        else:
            number = change.incident
        into = self.incidents[number]
        into.since, into.last_at = min(into.since, *times), max(into.last_at, *times)
        if not change.surge:
            self._add(into, taken)
            for one in taken:
                del self.loose[one.id]

    @staticmethod
    def _add(into: Known, complaints: Sequence[Complaint]) -> None:
        total = np.sum([one.vector for one in complaints], axis=0)
        before = len(into.members)
        into.middle = (total + (into.middle * before if before else 0)) / (before + len(complaints))
        into.members = [*into.members, *complaints]


def _stream(life: Life, posts: Sequence[tuple[datetime, Judged]], seconds: int = 15, most: int = 256) -> None:
    """Have posts heard in batches, as they are polled."""
    waiting = sorted(posts, key=lambda pair: pair[0])
    at = waiting[0][0]
    while waiting:
        at += timedelta(seconds=seconds)
        due = [pair for pair in waiting if pair[0] <= at]
        waiting = waiting[len(due) :]
        for first in range(0, len(due), most):
            life.hear(due[first : first + most])


def _mixed(rng: random.Random, *parts: tuple[Sequence[Judged], int]) -> list[tuple[datetime, Judged]]:
    return [
        (NOW + timedelta(minutes=MINUTES * rng.random()), rng.choice(posts))
        for posts, number in parts
        for _ in range(number)
    ]


def _count(storms: Sequence[Judged], quiet: Sequence[Judged], usual: Sequence[Judged]) -> None:
    """Of storms in ten minutes, how many incidents there are, who is counted, and who is falsely."""
    for number, noise, name, others in (
        (500, 0, "nothing else", quiet),
        (500, 1_250, "posts that are no complaints", quiet),
        (500, 200, "complaints of other causes", usual),
    ):
        found, counted, false = Counter[int](), 0, 0
        for cause in sorted({each.cause for each in storms}):
            own = [each for each in storms if each.cause == cause]
            life = Life(usual, 0, 1)
            _stream(life, _mixed(random.Random(1), (own, number), (others, noise)))
            live = life.counted()
            found[len(live)] += 1
            counted += sum(each[cause] for each in live)
            false += sum(each[""] for each in live)
        share = f"; {false / 8 / noise:.1%} of these are counted, too" if noise else ""
        say(
            f"  a storm of {number} over {noise} {name}: {_told(found)}; "
            f"{counted / 8 / number:.1%} of the storm are counted{share}"
        )


def _at_once(storms: Sequence[Judged], quiet: Sequence[Judged]) -> None:
    """Two storms at once must be two incidents."""
    found, apart, right = Counter[int](), 0, 0
    pairs = list(combinations(sorted({each.cause for each in storms}), 2))
    for pair in pairs:
        first, second = ([each for each in storms if each.cause == cause] for cause in pair)
        life = Life(storms, 0, 1)
        _stream(life, _mixed(random.Random(1), (first, 150), (second, 150), (quiet, 150)))
        live = life.counted()
        found[len(live)] += 1
        most = [max(live, key=lambda each, cause=cause: each[cause]) for cause in pair]  # type: ignore[misc]
        if most[0] is not most[1]:
            apart += 1
            right += sum(each[cause] for each, cause in zip(most, pair, strict=True))
    say(
        f"  two storms of 150 at once, {len(pairs)} pairs: {_told(found)}; {apart} pairs are kept apart, "
        f"there {right / max(300 * apart, 1):.1%} are counted where they belong"
    )


def _told(found: Counter[int]) -> str:
    return ", ".join(f"{number} incidents {times} times" for number, times in sorted(found.items()))


def _detect(storms: Sequence[Judged], usual: Sequence[Judged], a_week: float) -> None:
    """A complaint of one cause every two minutes, in the midst of what is usual: by which is it an incident?"""
    needed: list[int] = []
    missed = 0
    for cause in sorted({each.cause for each in storms}):
        for seed in range(5):
            life = Life(usual, a_week, seed)
            rng = random.Random(seed)
            heard = [each for each in storms if each.cause == cause and each.verdict.complaint]
            own = rng.sample(heard, min(len(heard), 40))
            stream = [(NOW + timedelta(minutes=2 * number), each) for number, each in enumerate(own)]
            stream += life.noise(NOW - timedelta(hours=6), NOW + timedelta(minutes=80))
            seen = 0
            for at, each in sorted(stream, key=lambda pair: pair[0]):
                seen += each.cause == cause
                opened = [change for change in life.hear([(at, each)]) if isinstance(change, Opened)]
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
        opened += sum(isinstance(change, Opened) for change in life.hear([(at, each)]))
    say(
        f"  usual {a_week:5.0f} a week: {opened / weeks:.2f} false incidents a week on {weeks} weeks of noise"
    )


def _storm(chosen: Classifier) -> None:
    """2,000 complaints of one cause in ten minutes over 5,000 posts of noise, from X's wire to Slack's."""
    rng = random.Random(5)
    start = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=2)
    clock = Clock(start)
    own = [row["text"] for row in _read(STORMS) if row["cause"] == "double_charge"]
    others = [_ours(row) for row in _read(POSTS) if not row["complaint"] and row.get("brand")]
    posts = [(rng.random() * MINUTES * 60, rng.choice(own), True) for _ in range(STORM)]
    posts += [(rng.random() * MINUTES * 60, rng.choice(others), False) for _ in range(NOISE)]
    posts.sort()
    world = World(now=clock, channels=["complaints"])
    world.account("firuzka", name="Firuzka")
    with tempfile.TemporaryDirectory() as folder, Sandbox(world) as sandbox:
        more = ["schedule: {batch: 512}", "budget: {a_day: 40, an_hour: 8}"]  # the shipped budget
        config = configuration(Path(folder), sandbox, f"sqlite:///{folder}/m.db", more=more)
        service = service_on(config, clock=clock, wait=clock.wait, classifier=lambda: chosen)
        service.store.watches.ensure([watch.name for watch in service.watches], now=clock())
        first = None
        for second in range(0, MINUTES * 60 + 120, 15):
            while posts and posts[0][0] <= second:
                _, text, of_storm = posts.pop(0)
                author = f"a{rng.randrange(3_000)}" if of_storm else f"b{rng.randrange(9_000)}"
                world.post_x(_named(text), author=author, followers=rng.randrange(5_000))
            clock.now = max(clock.now, start + timedelta(seconds=second))
            for watch in service.watches:
                pipeline.poll(service, watch, early=True)
            pipeline.judge(service)
            pipeline.mind(service)
            pipeline.deliver(service)
            if first is None and service.store.incidents.open():
                first = second
        with service.store.database.read() as connection:
            live = connection.execute(select(incidents.c.id).where(incidents.c.merged_into.is_(None))).all()
            handles = connection.scalars(
                select(mentions.c.author_handle)
                .select_from(alerts.join(matches).join(mentions))
                .where(alerts.c.incident_id.is_not(None))
            ).all()
            apart = connection.scalar(
                select(func.count())
                .select_from(alerts.join(matches).join(mentions))
                .where(alerts.c.incident_id.is_(None), mentions.c.author_handle.startswith("a"))
            )
        told = world.slack.messages("complaints")
        messages = sum(message.thread_ts is None for message in told)
        counted = sum(handle.startswith("a") for handle in handles if handle)
        say(
            f"  a storm of {STORM} in {MINUTES} minutes over {NOISE} posts of noise, over the wire: {len(live)} "
            f"incidents that count {counted} of the storm and {len(handles) - counted} others, {apart} of the "
            f"storm told apart; {messages} messages in the channel, {len(told) - messages} in threads; told "
            f"after {first} s"
        )
        service.close()
