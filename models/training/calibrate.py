"""Calibrate: make the logits mean what they say, on posts held out of training that are not `dev`.

Sentiment: by language, how far the encoder's logits and those of the n-grams are believed, a temperature for
each (Guo et al. 2017). Complaint: the same and an offset (Platt 1999), first for the languages together, each with
the same say; then for each, held near to that, for outside English the labels are a few hundred. The threshold is
each language's own. Only labels given for complaints count, the weak ones that training leans on do not.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from models.base import LANGUAGES, SENTIMENTS
from models.language import OTHER
from models.topics import NONE, Topics
from models.training.mix import Row
from models.transformer import Calibration, Reading

DEFAULT = "default"
# How often a post called a complaint should be one, at least, where half the posts are complaints.
PRECISION = 0.8
_THRESHOLDS = tuple(twentieth / 20 for twentieth in range(6, 18))
_FEWEST = 100
_PRIOR = 100
# How firmly a language's own fit is held to the shared one: as by some twenty posts that contradict it.
_PULL = 5.0
Floats = NDArray[np.float64]


def fit(rows: Sequence[Row], reading: Reading) -> Calibration:
    """Fit the calibration on held-out rows and what the models said of them, in the same order."""
    by_language: dict[str, list[int]] = {name: [] for name in (*LANGUAGES, OTHER)}
    for index, row in enumerate(rows):
        by_language[row.lang if row.lang in LANGUAGES else OTHER].append(index)
    both = np.stack((reading.encoder, reading.ngrams), axis=1).astype(np.float64)

    sentiment = {DEFAULT: _sentiment(rows, both, range(len(rows)))}
    for language, indices in by_language.items():
        if sum(rows[i].label is not None for i in indices) >= _FEWEST:
            sentiment[language] = _sentiment(rows, both, indices)

    told = {name: chosen for name, indices in by_language.items() if (chosen := _told(rows, indices))}
    parts = {name: _complaints(rows, both, indices) for name, indices in told.items()}
    shared = _platt(
        *_together(parts.values()), near=np.array([1.0, 0.1, 0.0]), pull=np.array([0.01, 0.0, 0.0])
    )
    complaint = {DEFAULT: shared}
    for name, (logits, labels, weights) in parts.items():
        complaint[name] = _platt(logits, labels, weights, near=shared, pull=np.full(3, _PULL))
    chances = {
        name: _sigmoid(logits @ complaint[name][:2] + complaint[name][2])
        for name, (logits, _, _) in parts.items()
    }
    answers = [
        Answers(chances[name], labels, weights / weights.sum())
        for name, (_, labels, weights) in parts.items()
    ]
    everywhere = Answers(*map(np.concatenate, zip(*answers, strict=True))) if answers else NO_ANSWERS
    threshold = {DEFAULT: threshold_for(everywhere, everywhere, PRECISION)}
    for name, own in zip(parts, answers, strict=True):
        threshold[name] = threshold_for(own, everywhere, PRECISION)
    return Calibration(
        sentiment=sentiment,
        complaint={name: _rounded(values) for name, values in complaint.items()},
        threshold=threshold,
    )


class Answers(NamedTuple):
    """Of the same posts the probability of a complaint, whether it is one, 0 or 1, and its weight."""

    probability: Floats
    complaint: Floats
    weight: Floats

    def precision(self, threshold: float) -> tuple[float, int]:
        """How often a post called a complaint from a threshold on is one, and how many are called so."""
        called = self.probability >= threshold
        if not called.any():
            return 1.0, 0
        return float(np.average(self.complaint[called], weights=self.weight[called])), int(called.sum())


NO_ANSWERS = Answers(np.zeros(0), np.zeros(0), np.zeros(0))


def threshold_for(own: Answers, everywhere: Answers, precision: float) -> float:
    """Find the lowest threshold, from 0.3 up in steps of 0.05, that reaches a precision; 0.9 when none does.

    A language has few labels: what all languages together show counts as `_PRIOR` posts of its own.
    """
    for threshold in _THRESHOLDS:
        here, count = own.precision(threshold)
        there, _ = everywhere.precision(threshold)
        if count and (here * count + there * _PRIOR) / (count + _PRIOR) >= precision:
            return threshold
    return 0.9


def topic_floor(topics: Topics, vectors: NDArray[np.float32], told: Sequence[str]) -> float:
    """Find how near a topic a post must lie for most posts to get what they are about, `NONE` included."""
    if not told:
        return 0.0
    near = topics.nearness(vectors)
    best, names = near.max(axis=1), np.array(topics.names)[near.argmax(axis=1)]
    right = names == np.array(told)
    none = np.array(told) == NONE
    floors = np.linspace(best.min(), best.max(), 60)
    return round(float(max(floors, key=lambda floor: np.sum(np.where(best >= floor, right, none)))), 4)


def _sentiment(rows: Sequence[Row], both: Floats, indices: Sequence[int]) -> tuple[float, float]:
    labelled = [i for i in indices if rows[i].label is not None]
    labels = np.array([SENTIMENTS.index(rows[i].label) for i in labelled])
    logits = both[labelled, :, :3]
    # Each source has the same say, else one big set of reviews would speak for its language.
    sizes = Counter(rows[i].source for i in labelled)
    weights = np.array([1 / sizes[rows[i].source] for i in labelled])

    def loss(at: Floats) -> float:
        scaled = np.einsum("imc,m->ic", logits, at)
        top = scaled.max(axis=1)
        log_sum = np.log(np.exp(scaled - top[:, None]).sum(axis=1)) + top
        return float((weights * (log_sum - scaled[np.arange(len(top)), labels])).sum())

    first, second = minimize(loss, np.array([0.9, 0.2]), method="L-BFGS-B", bounds=((0.1, 3.0), (0.0, 3.0))).x
    return round(float(first), 4), round(float(second), 4)


def _told(rows: Sequence[Row], indices: Sequence[int]) -> list[int]:
    """Choose the posts of sources that hold both answers; a list of complaints alone says nothing of how sure to be."""
    answers: dict[str, set[bool]] = defaultdict(set)
    labelled = [i for i in indices if rows[i].complaint is not None]
    for i in labelled:
        answers[rows[i].source].add(bool(rows[i].complaint))
    return [i for i in labelled if len(answers[rows[i].source]) == 2]


def _complaints(rows: Sequence[Row], both: Floats, indices: Sequence[int]) -> tuple[Floats, Floats, Floats]:
    """The two complaint logits of posts, whether they are complaints, and weights that even out sources and answers."""
    sizes = Counter((rows[i].source, rows[i].complaint) for i in indices)
    weight = np.array([len(indices) / len(sizes) / sizes[rows[i].source, rows[i].complaint] for i in indices])
    return both[list(indices), :, 3], np.array([float(bool(rows[i].complaint)) for i in indices]), weight


def _together(parts: Iterable[tuple[Floats, Floats, Floats]]) -> tuple[Floats, Floats, Floats]:
    """Join the languages, each with the same say, however many labels it has."""
    listed = list(parts)
    if not listed:
        return np.zeros((0, 2)), np.zeros(0), np.zeros(0)
    x, y, weight = (np.concatenate(column) for column in zip(*listed, strict=True))
    return x, y, weight / np.concatenate([np.full(len(part[0]), len(part[0])) for part in listed])


def _platt(x: Floats, complaint: Floats, weight: Floats, *, near: Floats, pull: Floats) -> Floats:
    """Fit the two weights and the offset, each drawn towards `near` by `pull`, in the units of `weight`."""

    def loss(at: Floats) -> float:
        logit = x @ at[:2] + at[2]
        likelihood = (weight * (np.logaddexp(0, logit) - complaint * logit)).sum()
        # The pull also keeps the slope finite where the two answers part cleanly.
        return float(likelihood + (pull * (at - near) ** 2).sum())

    bounds = ((0.1, 5.0), (0.0, 5.0), (-5.0, 5.0))
    found: Floats = minimize(loss, near, method="L-BFGS-B", bounds=bounds).x
    return found


def _rounded(values: Floats) -> tuple[float, float, float]:
    first, second, offset = (round(float(value), 4) for value in values)
    return first, second, offset


def _sigmoid(logit: Floats) -> Floats:
    return 0.5 * (1 + np.tanh(logit / 2))
