"""How many complaints are usual, by the hour of the week, and how seldom a number is reached by chance.

Usual is what the same hours of the week had in the weeks before, each hour drawn towards the brand's mean, for a
brand with forty complaints a week has most hours empty. Hours are counted in authors, not in posts. The chance of as
many or more is a negative binomial tail: a Poisson count whose rate is itself known only so well (gamma posterior),
widened by how much the past weeks clumped.

Pure: data in, data out.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np

#: The stretches of time that are looked at, in minutes.
WINDOWS = (15, 60, 360)
LONGEST = timedelta(minutes=WINDOWS[-1])
_HOURS = 168
#: The mean is believed as much as this many weeks of an hour's own counts.
_MEAN_WEEKS = 2.0
#: Complaints an hour of a brand that nothing is known of.
_FIRST_RATE = 0.25
#: What is expected besides is known as well as a count of so many.
_MORE = 3.0


class Usual:
    """How many authors complain in which hour of the week, and how often a number is reached by chance.

    Args:
        times: when past complaints of no incident were posted, one for each author and hour.
        since: the beginning of what is known; at most eight weeks back are used.
        now: aware UTC.
        zone: the brand's, for weeks are lived in local time.
        campaigns: see `Rules`.
    """

    WEEKS = 8

    def __init__(
        self,
        times: Iterable[datetime],
        *,
        since: datetime,
        now: datetime,
        zone: ZoneInfo,
        campaigns: Mapping[str, float] | None = None,
    ) -> None:
        self._zone, self._campaigns = zone, campaigns or {}
        since = max(since, now - timedelta(weeks=self.WEEKS))
        # The longest window before now is what is judged, it must not be its own measure.
        until = max(now - LONGEST, since)
        known = [at for at in times if since <= at < until]
        self._weeks = (until - since) / timedelta(weeks=1)
        counts = np.zeros(_HOURS)
        blocks: dict[int, int] = {}
        for at in known:
            counts[self._hour(at)] += 1
            block = int((at - since) / LONGEST)
            blocks[block] = blocks.get(block, 0) + 1
        # Begun with a week of what is usual elsewhere: what is known of a few hours is little.
        mean = (len(known) / _HOURS + _FIRST_RATE) / (self._weeks + 1)
        self._shape = counts + _MEAN_WEEKS * mean
        self._clumping = self._clumps(blocks, since)

    @property
    def a_week(self) -> float:
        """How many authors are to be expected in a week, each hour counted by itself."""
        return float(self._shape.sum() / (self._weeks + _MEAN_WEEKS))

    def expected(self, until: datetime, minutes: int) -> float:
        """How many authors are to be expected in the minutes before a time."""
        return float(sum(rate * hours * factor for rate, _, hours, factor in self._pieces(until, minutes)))

    def chance(
        self, authors: int, until: datetime, minutes: int, *, share: float = 1.0, more: float = 0.0
    ) -> float:
        """How likely as many authors or more are in the minutes before a time, 0..1.

        Args:
            share: of all complaints, how many are of the kind that was counted.
            more: how many are to be expected besides what is usual; known only roughly.
        """
        pieces = list(self._pieces(until, minutes))
        mean = share * sum(rate * hours * factor for rate, _, hours, factor in pieces)
        # The gamma posteriors of the hours add up to one of about this shape: its mean squared over its variance.
        weights = [(shape, hours * factor) for _, shape, hours, factor in pieces]
        known = sum(shape * weight for shape, weight in weights) ** 2
        known /= max(sum(shape * weight**2 for shape, weight in weights), 1e-12)
        varied = mean**2 * (1 / max(known, 1e-9) + self._clumping) + more**2 / _MORE
        mean += more
        return tail(authors, mean, mean**2 / max(varied, 1e-300))

    def _pieces(self, until: datetime, minutes: int) -> Iterable[tuple[float, float, float, float]]:
        """(rate an hour, shape of its gamma, hours, campaign's factor) of each hour of the week that is touched."""
        at = until - timedelta(minutes=minutes)
        while at < until:
            following = min(at.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1), until)
            shape = self._shape[self._hour(at)]
            factor = self._campaigns.get(at.astimezone(self._zone).date().isoformat(), 1.0)
            hours = (following - at) / timedelta(hours=1)
            yield shape / (self._weeks + _MEAN_WEEKS), shape, hours, factor
            at = following

    def _hour(self, at: datetime) -> int:
        local = at.astimezone(self._zone)
        return local.weekday() * 24 + local.hour

    def _clumps(self, blocks: Mapping[int, int], since: datetime) -> float:
        """How much more than by chance past counts of six hours strayed from what was usual: 1 / r of the binomial."""
        strayed = squares = 0.0
        for block in range(int(self._weeks * 28)):
            until = since + (block + 1) * LONGEST
            mean = self.expected(until, WINDOWS[-1])
            strayed += (blocks.get(block, 0) - mean) ** 2 - mean
            squares += mean**2
        return min(max(strayed / squares, 0.0), 2.0) if squares else 0.0


def tail(count: int, mean: float, shape: float) -> float:
    """P(X ≥ count) of a negative binomial with this mean and shape; summed upwards from `count`."""
    if count <= 0:
        return 1.0
    if mean <= 0:
        return 0.0
    odds = mean / (mean + shape)
    log = (
        math.lgamma(count + shape)
        - math.lgamma(shape)
        - math.lgamma(count + 1)
        + shape * math.log(shape / (mean + shape))
        + count * math.log(odds)
    )
    term = total = math.exp(log)
    number = count
    while term > 1e-12 * total and total < 1 and number < count + 100_000:
        term *= odds * (number + shape) / (number + 1)
        number += 1
        total += term
    return min(total, 1.0)


def head(count: int, mean: float, shape: float) -> float:
    """P(X ≤ count) of a negative binomial with this mean and shape; summed downwards from `count`, 0 ≤ count ≤ mean."""
    if count < 0:
        return 0.0
    odds = mean / (mean + shape)
    log = (
        math.lgamma(count + shape)
        - math.lgamma(shape)
        - math.lgamma(count + 1)
        + shape * math.log(shape / (mean + shape))
        + (count * math.log(odds) if count else 0.0)
    )
    term = total = math.exp(log)
    for number in range(count, 0, -1):
        term *= number / (odds * (number - 1 + shape))
        total += term
        if term <= 1e-12 * total:
            break
    return min(total, 1.0)
