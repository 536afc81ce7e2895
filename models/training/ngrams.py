"""Fit the linear model over letters and words, on the rows that the encoder learns from."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from queue import Empty, SimpleQueue

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import OptimizeResult, minimize
from scipy.sparse import csr_matrix

from models.ngrams import GROUPS, ngrams
from models.training import mix
from models.training.mix import RULES, Row

# The strength of the penalty, and how far the search goes.
_PENALTY = 0.25
_ROUNDS = 110
_RARE = 2
Floats = NDArray[np.float32]


def fit(rows: Sequence[Row]) -> Iterator[tuple[str, NDArray[np.float16] | None]]:
    """Fit the weights, (`GROUPS`, 4); yields lines of progress with None, and at last the weights.

    A row counts as often as the encoder's two stages draw it. The penalised likelihood of both heads is
    minimised by L-BFGS over counts weighted by inverse document frequency.
    """
    lessons = mix.lessons(rows)
    weight = np.array([sum(RULES[each.row.source].draws) for each in lessons], np.float32) / 2
    yield f"{len(lessons)} posts", None
    x, idf = design([each.row.asked for each in lessons])
    sentiment = np.array([-1 if each.sentiment is None else each.sentiment for each in lessons])
    offsets = np.array([each.offsets for each in lessons], np.float32)
    target = np.eye(3, dtype=np.float32)[np.maximum(sentiment, 0)]
    # Label smoothing, over the classes that the source can speak of.
    taught = np.array([each.taught for each in lessons], np.float32)
    smoothing = np.array([each.smoothing for each in lessons], np.float32)[:, None]
    target = target * (1 - smoothing) + smoothing * taught / taught.sum(axis=1, keepdims=True)
    of_sentiment = weight * (sentiment >= 0)
    complaint = np.array(
        [np.nan if each.complaint is None else each.complaint for each in lessons], np.float32
    )
    known = ~np.isnan(complaint)
    complaint = np.nan_to_num(complaint)
    of_complaint = weight * known * np.array([each.complaint_weight for each in lessons], np.float32)
    transposed = x.T.tocsr()

    def objective(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        weights = flat.astype(np.float32).reshape(GROUPS, 4)
        logits = x @ weights
        shifted = logits[:, :3] + offsets
        shifted -= shifted.max(axis=1, keepdims=True)
        log = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
        value = -float((of_sentiment * (target * log).sum(axis=1)).sum())
        one = logits[:, 3]
        value += float((of_complaint * (np.logaddexp(0, one) - complaint * one)).sum())
        slope = np.empty_like(logits)
        slope[:, :3] = (np.exp(log) - target) * of_sentiment[:, None]
        slope[:, 3] = (0.5 * (1 + np.tanh(one / 2)) - complaint) * of_complaint
        gradient = transposed @ slope + _PENALTY * weights
        return value + _PENALTY / 2 * float((weights**2).sum()), gradient.ravel().astype(np.float64)

    with ThreadPoolExecutor(1) as search:
        told: SimpleQueue[str] = SimpleQueue()
        rounds = itertools.count(1)

        def tell(intermediate_result: OptimizeResult) -> None:
            if (done := next(rounds)) % 10 == 0:
                told.put(f"round {done}, loss {intermediate_result.fun / weight.sum():.4f}")

        options = {"maxiter": _ROUNDS, "maxcor": 8}
        running = search.submit(
            minimize,
            objective,
            np.zeros(GROUPS * 4),
            jac=True,
            method="L-BFGS-B",
            callback=tell,
            options=options,
        )
        while not running.done() or not told.empty():
            with contextlib.suppress(Empty):
                yield told.get(timeout=1), None
    yield "done", (running.result().x.reshape(GROUPS, 4) * idf[:, None]).astype(np.float16)


def design(texts: Sequence[str]) -> tuple[csr_matrix, Floats]:
    """Weigh the groups of texts; returns (texts, `GROUPS`) and the weight of every group, about 1 on average."""
    rows, groups, scale = ngrams(texts)
    counts = csr_matrix((scale[rows].astype(np.float32), (rows, groups)), shape=(len(texts), GROUPS))
    seen = np.bincount(counts.indices, minlength=GROUPS)
    idf = np.log((1 + len(texts)) / (1 + seen)) + 1
    idf[seen < _RARE] = 0
    idf = (idf / np.average(idf, weights=seen)).astype(np.float32)
    return counts.multiply(idf[None, :]).tocsr(), idf
