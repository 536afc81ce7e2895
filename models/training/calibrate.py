"""Calibrate: make the logits mean what they say, on posts held out of training that are not `dev`.

Sentiment: one temperature a language (Guo et al. 2017), fitted over the classes that a source knows.
Complaint: a logistic fit of the logit (Platt 1999) and a threshold, shared by the languages, each of which
has the same say, for outside English the labels are a few dozen: by language they fitted chance. Only labels
given for complaints count, the weak ones that training leans on do not.
"""

from __future__ import annotations

from collections import Counter, defaultdict
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
# How often a post called a complaint should be one, at least, by the held-out posts.
PRECISION = 0.70
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

    told = [indices for indices in (_told(rows, each) for each in by_language.values()) if indices]
    x, y, weight = _together([_complaints(rows, values, indices) for indices in told])
    slope, offset = _platt(x, y, weight)
    threshold = threshold_for(_sigmoid(slope * x + offset), y, weight, PRECISION)
    return Calibration(
        temperature={name: round(number, 4) for name, number in temperature.items()},
        slope={DEFAULT: round(slope, 4)},
        offset={DEFAULT: round(offset, 4)},
        threshold={DEFAULT: threshold},
    )


def threshold_for(probability: Floats, complaint: Floats, weight: Floats, precision: float) -> float:
    """Find the lowest threshold, from 0.5 up in steps of 0.05, that reaches a precision; 0.9 when none does.

    Arguments: `probability`, `complaint` (0 or 1) and `weight` of the same posts.
    """
    for twentieth in range(10, 18):
        called = probability >= twentieth / 20
        if called.any() and np.average(complaint[called], weights=weight[called]) >= precision:
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


def _told(rows: Sequence[Row], indices: Sequence[int]) -> list[int]:
    """Choose the posts of sources that hold both answers; a list of complaints alone says nothing of how sure to be."""
    answers: dict[str, set[bool]] = defaultdict(set)
    labelled = [i for i in indices if rows[i].complaint is not None]
    for i in labelled:
        answers[rows[i].source].add(bool(rows[i].complaint))
    return [i for i in labelled if len(answers[rows[i].source]) == 2]


def _complaints(rows: Sequence[Row], values: Floats, indices: Sequence[int]) -> tuple[Floats, Floats, Floats]:
    """The complaint logits of posts, whether they are complaints, and weights that give each source the same say."""
    sizes = Counter(rows[i].source for i in indices)
    weight = np.array([len(indices) / len(sizes) / sizes[rows[i].source] for i in indices])
    return values[list(indices), 3], np.array([float(bool(rows[i].complaint)) for i in indices]), weight


def _together(parts: Sequence[tuple[Floats, Floats, Floats]]) -> tuple[Floats, Floats, Floats]:
    """Join the languages, each with the same say, however many labels it has."""
    if not parts:
        return np.zeros(0), np.zeros(0), np.zeros(0)
    x, y, weight = (np.concatenate(column) for column in zip(*parts, strict=True))
    return x, y, weight / np.concatenate([np.full(len(part[0]), len(part[0])) for part in parts])


def _platt(x: Floats, complaint: Floats, weight: Floats) -> tuple[float, float]:
    def loss(at: Floats) -> float:
        # The last term keeps the slope finite where the two answers part cleanly.
        return float((weight * _log_loss(at[0] * x + at[1], complaint)).sum() + 0.01 * (at[0] - 1) ** 2)

    slope, offset = minimize(loss, np.array([1.0, 0.0]), method="Nelder-Mead").x
    return float(slope), float(offset)


def _log_loss(logit: Floats, true: Floats) -> Floats:
    return np.logaddexp(0, logit) - true * logit


def _sigmoid(logit: Floats) -> Floats:
    return 0.5 * (1 + np.tanh(logit / 2))
