"""Whether a source is quieter than usual: how many mentions are usual in its last hours, and how seldom so few come.

Usual is what the same hours of the week brought in up to eight weeks before, each hour drawn towards that hour of
other days, and that towards the mean. The chance of as few or fewer is a negative binomial tail: a Poisson count whose
rate is known only so well, widened by how much stretches of the same length strayed before. Storms and campaigns of
the past are cut down first, for ordinary days after them are not quiet.

Pure: data in, data out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from monitor.usual import head

#: The stretches of time that are looked at, in hours.
WINDOWS = (3, 12, 48, 168)
WEEKS = 8
#: Less history tells nothing of the hours of a week.
LEAST_WEEKS = 2
#: Quiet is what comes by chance less often than this (windows that follow each other closely tell nearly the same), and
#: is at most this share of the usual.
_RARE, _SHARE = 3e-4, 1 / 3
#: Heard again is what is no rarer than this in the first window that would bring so many.
_COMMON, _TELLING = 0.2, 5.0
#: An hour of the week is worth as many mentions of its own as of the same hour of other days; that hour, of the mean.
_OTHER_DAYS, _MEAN = 4.0, 1.0
#: An hour may bring this many times the usual and this many more; what is above it was a storm.
_STORM_TIMES, _STORM_MORE, _PASSES = 3.0, 5.0, 3
#: Before it is known how much stretches stray, so much is assumed, as if so many of them had been seen.
_CLUMPING, _STRETCHES = 0.05, 6.0
_WEEK = 168


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What came in the last hours, and what is usual."""

    hours: int
    mentions: int
    usual: float


class Hearing:
    """What was heard of one source.

    Args:
        ages: how many mentions were posted so many whole hours before `until`.
        since: from when on the source was listened to.
        until: up to when.
        zone: the brand's, for weeks are lived in local time.
        campaigns: how many times the usual number is to be expected on a day, by its date.
    """

    def __init__(
        self,
        ages: Mapping[int, int],
        *,
        since: datetime,
        until: datetime,
        zone: ZoneInfo,
        campaigns: Mapping[str, float],
    ) -> None:
        known = min(max(int((until - since) / timedelta(hours=1)), 0), REACH)
        self._counts = np.array([ages.get(age, 0) for age in range(known)], float)
        self._until, self._zone, self._campaigns = until, zone, campaigns

    def came(self, hours: int) -> int:
        """How many mentions the last hours brought."""
        return int(self._counts[:hours].sum())

    def usual(self, hours: int) -> float | None:
        """How many the last hours usually bring; None before two weeks are known."""
        usual = self._usual(hours)
        return None if usual is None else usual[0]

    def quiet(self, *, within: int) -> Heard | None:
        """The first window in which surprisingly few came; None if there is none.

        Args:
            within: only windows of up to so many hours, for before it was known not to listen.
        """
        for hours in WINDOWS:
            if hours > within or self.came(hours) > _SHARE * self._plainly(hours):
                continue
            usual = self._usual(hours)
            if usual is None:
                continue
            mean, shape = usual
            came = self.came(hours)
            if came <= _SHARE * mean and head(came, mean, shape) < _RARE:
                return Heard(hours=hours, mentions=came, usual=mean)
        return None

    def again(self) -> Heard | None:
        """What came in the first window that can tell, if it is as much as usual; None if it is not."""
        for hours in WINDOWS:
            usual = self._usual(hours)
            if usual is None:
                return None
            if usual[0] >= _TELLING or hours == WINDOWS[-1]:
                came = self.came(hours)
                common = came > 0 and head(came, *usual) >= _COMMON
                return Heard(hours=hours, mentions=came, usual=usual[0]) if common else None
        return None

    @cached_property
    def _lived(self) -> tuple[NDArray[np.int_], NDArray[np.float64]]:
        """Of each hour back, which hour of the week it was, and the factor of its day."""
        ends = (self._until - timedelta(hours=age + 1) for age in range(len(self._counts)))
        starts = [at.astimezone(self._zone) for at in ends]
        slots = [at.weekday() * 24 + at.hour for at in starts]
        factors = [self._campaigns.get(at.date().isoformat(), 1.0) for at in starts]
        return np.array(slots, int), np.array(factors, float)

    def _plainly(self, hours: int) -> float:
        """The mean of the same hours in the weeks before, which is no measure but costs nothing."""
        weeks = [self._counts[back : back + hours].sum() for back in range(_WEEK, len(self._counts), _WEEK)]
        return float(np.mean(weeks)) if weeks else 0.0

    def _usual(self, hours: int) -> tuple[float, float] | None:
        """(mean, shape) of the number that the last hours bring."""
        past = slice(hours, hours + WEEKS * _WEEK)
        if len(self._counts[past]) < LEAST_WEEKS * _WEEK:
            return None
        all_slots, all_factors = self._lived
        slots, factors = all_slots[past], all_factors[past]
        history = _History(self._counts[past] / factors, slots, factors)
        for _ in range(_PASSES):
            calm = np.minimum(history.counts, _STORM_TIMES * history.elsewhere() + _STORM_MORE)
            history = _History(calm, slots, factors)
        evidence, rates = history.rates()
        clumping = _clumping(history.counts, rates[slots], hours, len(slots) / _WEEK)
        # no more than usual is asked of a campaign's own day
        weights = np.minimum(all_factors[:hours], 1.0)
        window = all_slots[:hours]
        expected = rates[window] * weights
        mean = float(expected.sum())
        # the gamma posteriors of the hours add up to one of about this shape: its mean squared over its variance
        known = mean**2 / max(float((expected**2 / evidence[window]).sum()), 1e-12)
        return mean, 1 / (1 / max(known, 1e-9) + clumping)


#: So many hours back mentions are of use.
REACH = WEEKS * _WEEK + WINDOWS[-1]


class _History:
    """Past hours: how many mentions came (of a campaign's hour: its share of them), and when in the week that was."""

    def __init__(
        self, counts: NDArray[np.float64], slots: NDArray[np.int_], factors: NDArray[np.float64]
    ) -> None:
        self.counts = counts
        self._slots, self._came, self._seen = slots, counts * factors, factors
        self._mean = max(float(self._came.sum() / factors.sum()), 1e-6)
        self._by_slot = _sums(slots, self._came, factors, _WEEK)
        self._by_hour = _sums(slots % 24, self._came, factors, 24)

    def rates(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """For each hour of the week, the mentions that its rate is known by, and the rate."""
        hours = np.arange(_WEEK) % 24
        return self._drawn(self._by_slot, self._by_hour[:, hours])

    def elsewhere(self) -> NDArray[np.float64]:
        """For each past hour, the rate that all others give it."""
        itself = np.stack([self._came, self._seen])
        by_slot, by_hour = self._by_slot[:, self._slots], self._by_hour[:, self._slots % 24]
        return self._drawn(by_slot - itself, by_hour - itself)[1]

    def _drawn(
        self, own: NDArray[np.float64], of_days: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        others = (of_days[0] + _MEAN) / (of_days[1] + _MEAN / self._mean)
        evidence = own[0] + _OTHER_DAYS
        return evidence, evidence / (own[1] + _OTHER_DAYS / others)


def _sums(
    of: NDArray[np.int_], came: NDArray[np.float64], seen: NDArray[np.float64], size: int
) -> NDArray[np.float64]:
    return np.stack([np.bincount(of, came, size), np.bincount(of, seen, size)])


def _clumping(counts: NDArray[np.float64], expected: NDArray[np.float64], hours: int, weeks: float) -> float:
    """How much more than by chance stretches of so many hours strayed from what was usual: 1 / r of the binomial."""
    whole = len(counts) // hours * hours
    came = counts[:whole].reshape(-1, hours).sum(axis=1)
    mean = expected[:whole].reshape(-1, hours).sum(axis=1)
    # they are measured by the mean that they made themselves, and so stray too little from it
    strayed = float(((came - mean) ** 2).sum()) * weeks / (weeks - 1) - float(mean.sum())
    squares = float((mean**2).sum())
    assumed = _STRETCHES * squares / len(mean)
    return (max(strayed, 0.0) + _CLUMPING * assumed) / (squares + assumed)
