"""Calibrate: make the logits mean what they say, on posts held out of training that are not `dev`.

Sentiment: one temperature a language (Guo et al. 2017), fitted over the classes that a source knows.
Complaint: a logistic fit of the logit (Platt 1999), its slope shared and its offset drawn towards the shared
one where a language has few labels; only labels given by people count, the weak ones that training leans on
do not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize, minimize_scalar

from models.base import LANGUAGES, SENTIMENTS
from models.language import OTHER
from models.training.mix import RULES, Row
from models.transformer import Calibration, Logits

DEFAULT = "default"
# What a complaint that is called one should be right, by the held-out posts.
PRECISION = 0.80
# How many posts' worth of belief the shared offset has against a language's own.
_PRIOR = 30.0
_FEWEST = 100
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Sentiment:
    logits: Floats
    labels: NDArray[np.int64]
    allowed: NDArray[np.bool_]


def fit(rows: Sequence[Row], logits: Sequence[Logits]) -> Calibration:
    """Fit the calibration on held-out rows and the logits the model gave them, in the same order."""
    by_language: dict[str, list[int]] = {name: [] for name in (*LANGUAGES, OTHER)}
    for index, row in enumerate(rows):
        by_language[row.lang if row.lang in LANGUAGES else OTHER].append(index)
    values = np.array(logits, np.float64)

    temperature = {DEFAULT: _temperature(rows, values, range(len(rows)))}
    for language, indices in by_language.items():
        if sum(rows[i].label is not None for i in indices) >= _FEWEST:
            temperature[language] = _temperature(rows, values, indices)

    told = {
        name: [i for i in indices if rows[i].complaint is not None] for name, indices in by_language.items()
    }
    # Both answers must stand in a language's labels, or its offset would run away.
    told = {name: indices for name, indices in told.items() if len({rows[i].complaint for i in indices}) == 2}
    slope, shared = _platt(rows, values, told)
    offset = {DEFAULT: shared}
    threshold = {DEFAULT: 0.5}
    for language, indices in told.items():
        x, y = _complaints(rows, values, indices)
        offset[language] = _offset(slope * x, y, shared)
        threshold[language] = threshold_for(_sigmoid(slope * x + offset[language]), y, PRECISION)
    return Calibration(
        temperature=_rounded(temperature),
        slope={DEFAULT: round(slope, 4)},
        offset=_rounded(offset),
        threshold=threshold,
    )


def threshold_for(probability: Floats, complaint: Floats, precision: float) -> float:
    """Find the lowest threshold, from 0.5 up in steps of 0.05, that reaches a precision; 0.9 when none does.

    Arguments: `probability` and `complaint` (0 or 1) of the same posts.
    """
    for twentieth in range(10, 18):
        called = probability >= twentieth / 20
        if called.any() and complaint[called].mean() >= precision:
            return twentieth / 20
    return 0.9


def _temperature(rows: Sequence[Row], values: Floats, indices: Sequence[int]) -> float:
    labelled = [i for i in indices if rows[i].label is not None]
    allowed = np.array([[name in RULES[rows[i].source].classes for name in SENTIMENTS] for i in labelled])
    labels = np.array([SENTIMENTS.index(rows[i].label) for i in labelled])
    held = _Sentiment(values[labelled, :3], labels, allowed)
    # Each source has the same say, else one big set of reviews would set the language's temperature.
    sources = [rows[i].source for i in labelled]
    weights = np.array([1 / sources.count(source) for source in sources])
    found = minimize_scalar(
        lambda heat: _loss(held, weights, float(heat)), bounds=(0.3, 5.0), method="bounded"
    )
    return float(found.x)


def _loss(held: _Sentiment, weights: Floats, heat: float) -> float:
    scaled = np.where(held.allowed, held.logits / heat, -np.inf)
    top = scaled.max(axis=1)
    log_sum = np.log(np.exp(scaled - top[:, None]).sum(axis=1)) + top
    return float((weights * (log_sum - scaled[np.arange(len(top)), held.labels])).sum())


def _platt(rows: Sequence[Row], values: Floats, told: dict[str, list[int]]) -> tuple[float, float]:
    pairs = [(*_complaints(rows, values, indices), len(indices)) for indices in told.values()]
    if not pairs:
        return 1.0, 0.0

    def loss(at: Floats) -> float:
        # Every language has the same say, however many labels it has.
        # The last term keeps the slope finite where the two answers part cleanly.
        fits = sum(_log_loss(at[0] * x + at[1], y).sum() / count for x, y, count in pairs)
        return float(fits + 0.01 * (at[0] - 1) ** 2)

    slope, offset = minimize(loss, np.array([1.0, 0.0]), method="Nelder-Mead").x
    return float(slope), float(offset)


def _offset(scaled: Floats, complaint: Floats, shared: float) -> float:
    def loss(offset: float) -> float:
        return float(_log_loss(scaled + offset, complaint).sum() + _PRIOR * (offset - shared) ** 2 / 8)

    return float(minimize_scalar(loss, bounds=(shared - 3, shared + 3), method="bounded").x)


def _complaints(rows: Sequence[Row], values: Floats, indices: Sequence[int]) -> tuple[Floats, Floats]:
    return values[list(indices), 3], np.array([float(bool(rows[i].complaint)) for i in indices])


def _log_loss(logit: Floats, true: Floats) -> Floats:
    return np.logaddexp(0, logit) - true * logit


def _sigmoid(logit: Floats) -> Floats:
    return 0.5 * (1 + np.tanh(logit / 2))


def _rounded(numbers: dict[str, float]) -> dict[str, float]:
    return {name: round(number, 4) for name, number in numbers.items()}
