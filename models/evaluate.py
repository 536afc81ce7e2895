"""Scorecards: how well verdicts agree with labels, with intervals, per set and language.

Pure: labels and verdicts in, figures out. Macro-F1 and calibration error carry bootstrap intervals, precision
and recall those of Wilson (1927); all are 95 % intervals.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.base import LANGUAGES, SENTIMENTS, Sentiment, Verdict

#: The language of rows that do not state one.
UNKNOWN = "?"
_BINS = 15
_Z = 1.959964
_Statistic = Callable[[NDArray[np.int64]], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A verdict beside what people said of the post; None where they did not say."""

    group: str
    language: str
    verdict: Verdict
    sentiment: Sentiment | None = None
    complaint: bool | None = None
    topic: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value with its 95 % interval."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.3f} ({self.low:.3f}–{self.high:.3f})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorecard:
    """The figures of one set in one language; None where nothing was labelled.

    `macro_f1` is over the classes that stand in the labels, whatever was answered. `sentiment_error` and
    `complaint_error` are expected calibration errors over 15 equal bins (Guo et al. 2017).
    """

    group: str
    language: str
    sentiments: int
    macro_f1: Figure | None
    sentiment_error: Figure | None
    complaints: int
    precision: Figure | None
    recall: Figure | None
    complaint_f1: Figure | None
    complaint_macro_f1: Figure | None
    complaint_error: Figure | None
    topics: int
    topic_right: Figure | None
    language_right: Figure | None


def scorecards(rows: Sequence[Labelled], *, resamples: int = 300, seed: int = 7) -> list[Scorecard]:
    """Score every (group, language) among the rows, ordered by these.

    Arguments: `resamples`, how often the bootstrap draws; `seed`, so that a report can be repeated.
    """
    grouped: dict[tuple[str, str], list[Labelled]] = defaultdict(list)
    for row in rows:
        grouped[row.group, row.language].append(row)
    return [
        _scorecard(group, language, grouped[group, language], resamples, seed)
        for group, language in sorted(grouped)
    ]


def macro_f1(true: NDArray[np.int64], found: NDArray[np.int64]) -> float:
    """Average F1 over the classes present in `true`; both are class numbers (rows,)."""
    return (
        float(np.mean([f1(true == each, found == each) for each in np.unique(true)]))
        if len(true)
        else math.nan
    )


def f1(true: NDArray[np.bool_], found: NDArray[np.bool_]) -> float:
    """The harmonic mean of precision and recall; 0 when nothing was found rightly."""
    right = int(np.sum(true & found))
    return 2 * right / int(true.sum() + found.sum()) if right else 0.0


def calibration_error(confidence: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    """Expected calibration error: the gap of confidence and accuracy, averaged over bins by size."""
    bins = np.minimum((confidence * _BINS).astype(int), _BINS - 1)
    gaps = np.bincount(bins, weights=confidence - right, minlength=_BINS)
    return float(np.abs(gaps).sum() / len(confidence)) if len(confidence) else math.nan


def wilson(right: int, total: int) -> Figure:
    """A share with its Wilson score interval; of nothing, the whole range."""
    if total == 0:
        return Figure(math.nan, 0.0, 1.0)
    share, square = right / total, _Z**2
    middle = (share + square / (2 * total)) / (1 + square / total)
    half = _Z * math.sqrt(share * (1 - share) / total + square / (4 * total**2)) / (1 + square / total)
    return Figure(share, max(0.0, middle - half), min(1.0, middle + half))


def _scorecard(group: str, language: str, rows: Sequence[Labelled], resamples: int, seed: int) -> Scorecard:
    judged = [(row.sentiment, row.verdict) for row in rows if row.sentiment is not None]
    true = np.array([SENTIMENTS.index(sentiment) for sentiment, _ in judged], np.int64)
    found = np.array([SENTIMENTS.index(verdict.sentiment) for _, verdict in judged], np.int64)
    sure = np.array([max(verdict.negative, verdict.neutral, verdict.positive) for _, verdict in judged])

    told = [(row.complaint, row.verdict) for row in rows if row.complaint is not None]
    is_one = np.array([complaint for complaint, _ in told], np.bool_)
    called = np.array([verdict.complaint for _, verdict in told], np.bool_)
    chance = np.array([verdict.complaint_probability for _, verdict in told])
    right = int(np.sum(is_one & called))

    # A model without topics is not wrong about them.
    about = [(row.topic, row.verdict.topic) for row in rows if row.topic and row.verdict.topic]

    def figure(statistic: _Statistic, count: int) -> Figure | None:
        return _bootstrap(statistic, count, resamples, seed) if count else None

    return Scorecard(
        group=group,
        language=language,
        sentiments=len(judged),
        macro_f1=figure(lambda at: macro_f1(true[at], found[at]), len(judged)),
        sentiment_error=figure(lambda at: calibration_error(sure[at], (true == found)[at]), len(judged)),
        complaints=len(told),
        precision=wilson(right, int(called.sum())) if called.any() else None,
        recall=wilson(right, int(is_one.sum())) if is_one.any() else None,
        complaint_f1=figure(lambda at: f1(is_one[at], called[at]), len(told)),
        complaint_macro_f1=figure(
            lambda at: macro_f1(is_one[at].astype(np.int64), called[at].astype(np.int64)), len(told)
        ),
        complaint_error=figure(lambda at: calibration_error(chance[at], is_one[at]), len(told)),
        topics=len(about),
        topic_right=wilson(sum(topic == found for topic, found in about), len(about)) if about else None,
        language_right=None
        if language == UNKNOWN
        else wilson(
            sum(row.verdict.language == (language if language in LANGUAGES else "other") for row in rows),
            len(rows),
        ),
    )


def _bootstrap(statistic: _Statistic, count: int, resamples: int, seed: int) -> Figure:
    rng = np.random.default_rng(seed)
    drawn = [statistic(rng.integers(0, count, count)) for _ in range(resamples)]
    low, high = np.nanpercentile(drawn, (2.5, 97.5))
    return Figure(statistic(np.arange(count)), float(low), float(high))
