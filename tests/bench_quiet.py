"""The quiet sources' part of `make bench`: how soon a dead source is told, and how often a living one is called quiet.

Sources are made up: many mentions by day, few by night, fewer at weekends. "Even" ones come by chance alone (Poisson),
"clumped" ones have good days and bad (spread 0.3), lively hours and dull (0.5), and now and then an hour of eight times
as many. They are looked at as the service does, in hours that end now; once an hour for false alarms, three times an
hour for dead ones.
"""

from __future__ import annotations

import statistics
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from monitor.hearing import REACH, Hearing

ZONE = ZoneInfo("Europe/Istanbul")
BEGIN = datetime(2026, 6, 1, tzinfo=UTC)
KNOWN, WEEK, MONTH = 8 * 168, 168, 730
#: For each rate and kind.
MONTHS, DEATHS = 4, 12


def say(line: str) -> None:
    print(line, flush=True)


def bench_quiet() -> None:
    say(f"quiet sources          {MONTHS} months of living sources each, {DEATHS} that die at a random hour")
    for a_week in (40, 400, 2_000):
        for clumped in (False, True):
            told = sum(_false_alarms(a_week, clumped, seed) for seed in range(MONTHS))
            hours = sorted(_until_told(a_week, clumped, seed) for seed in range(DEATHS))
            never = sum(after > WEEK for after in hours)
            say(
                f"  {a_week:5} mentions a week, {'clumped' if clumped else 'even':7}: "
                f"told after {statistics.median(hours):.1f} h (median), {hours[int(0.9 * DEATHS)]:.1f} h (p90), "
                f"{never} not within a week; {told / MONTHS:.2f} false alarms a month"
            )


def _life(rng: np.random.Generator, a_week: float, hours: int, clumped: bool) -> NDArray[np.float64]:
    """When mentions were posted, in hours since `BEGIN`."""
    starts = [(BEGIN + timedelta(hours=hour)).astimezone(ZONE) for hour in range(WEEK)]
    shape = np.array(
        [(1.45 if 8 <= at.hour < 23 else 0.25) * (1.1 if at.weekday() < 5 else 0.75) for at in starts]
    )
    rates = a_week / WEEK * np.resize(shape / shape.mean(), hours)
    if clumped:
        rates = rates * np.repeat(rng.gamma(1 / 0.09, 0.09, hours // 24 + 1), 24)[:hours]
        rates = rates * rng.gamma(4, 0.25, hours) * np.where(rng.random(hours) < 0.005, 8, 1)
    counts = rng.poisson(rates)
    return np.sort(np.repeat(np.arange(hours), counts) + rng.random(counts.sum()))


def _hearing(times: NDArray[np.float64], now: float) -> Hearing:
    first, end = np.searchsorted(times, (now - REACH, now))
    ages = np.bincount((now - times[first:end]).astype(int), minlength=1)
    until = BEGIN + timedelta(hours=now)
    return Hearing(dict(enumerate(ages.tolist())), since=BEGIN, until=until, zone=ZONE, campaigns={})


def _false_alarms(a_week: float, clumped: bool, seed: int) -> int:
    rng = np.random.default_rng(seed)
    times = _life(rng, a_week, KNOWN + MONTH, clumped)
    told, quiet, since = 0, False, 0
    for hour in range(KNOWN, KNOWN + MONTH):
        heard = _hearing(times, hour)
        if quiet and heard.again():
            quiet, since = False, hour
        elif not quiet and heard.quiet(within=hour - since):
            quiet = True
            told += 1
    return told


def _until_told(a_week: float, clumped: bool, seed: int) -> float:
    rng = np.random.default_rng(1_000 + seed)
    times = _life(rng, a_week, KNOWN + WEEK, clumped)
    died = KNOWN + rng.random() * WEEK
    times = times[times < died]
    for third in range(1, 3 * WEEK):
        if _hearing(times, died + third / 3).quiet(within=REACH):
            return third / 3
    return np.inf
