"""Fit the head `meaning`: it gives back what the base encoder, untrained, made of it.

multilingual-e5 places posts about the same matter close together, whatever their language. Learning moods
wears that off in the upper layers, while the lower ones still hold it; so a linear map from the means of a
few layers to the base's own vectors, reduced to their main directions, brings it back at no cost.
"""

from __future__ import annotations

import copy
import random
from collections import defaultdict
from collections.abc import Callable, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor

from models.encoder import Encoder, Network, mean, pad, padding_of
from models.training.mix import HANDWRITTEN, Row

_TEXTS_EACH = 1_000
_TOKENS = 64
_RIDGE = 1e-2
Floats = NDArray[np.float32]


def sample(rows: Sequence[Row], seed: int) -> list[str]:
    """Choose training texts to fit on: all written for this project, and so many of each language."""
    rng = random.Random(seed)
    by_language: dict[str, list[str]] = defaultdict(list)
    chosen = []
    for row in rows:
        if row.split == "train" and row.source == HANDWRITTEN:
            chosen.append(row.text)
        elif row.split == "train":
            by_language[row.lang].append(row.text)
    for texts in by_language.values():
        chosen += rng.sample(texts, min(_TEXTS_EACH, len(texts)))
    return chosen


def fit(network: Network, base: Encoder, tokenizer: Tokenizer, texts: Sequence[str]) -> float:
    """Set the network's head `meaning`, nothing else; returns how well it fits, R² over the kept directions."""
    tokenizer.enable_truncation(_TOKENS)
    # Copies: the network is exported later, with all its digits.
    reader = copy.deepcopy(network).bfloat16().eval()
    base = copy.deepcopy(base).bfloat16().eval()
    # The prefix that multilingual-e5 was trained with.
    wanted = run(
        lambda ids, mask: mean(base(ids, mask), mask), tokenizer, [f"query: {text}" for text in texts]
    )
    wanted /= np.linalg.norm(wanted, axis=1, keepdims=True)
    wanted -= wanted.mean(axis=0)
    directions = np.linalg.svd(wanted.T @ wanted)[0][:, : network.meaning.out_features]
    target = wanted @ directions
    target /= np.linalg.norm(target, axis=1).mean()
    given = run(reader.tap, tokenizer, texts)
    middle, spread = given.mean(axis=0), given.std(axis=0) + 1e-6
    x = (given - middle) / spread
    weights = np.linalg.solve(x.T @ x + _RIDGE * len(x) * np.eye(x.shape[1]), x.T @ target)
    left = target - x @ weights
    weights /= spread[:, None]
    for parameter, value in ((network.meaning.weight, weights.T), (network.meaning.bias, -middle @ weights)):
        # A base smaller than the head has fewer directions.
        parameter.data.zero_()[: directions.shape[1]] = torch.from_numpy(value.astype(np.float32))
    return float(1 - (left**2).sum() / (target**2).sum())


@torch.inference_mode()
def run(
    encode: Callable[[Tensor, Tensor | None], Tensor], tokenizer: Tokenizer, texts: Sequence[str]
) -> NDArray[np.float64]:
    """Run an encoder over texts in batches of like length; returns (texts, size)."""
    rows = [row.ids for row in tokenizer.encode_batch_fast(list(texts))]
    found: list[NDArray[np.float64] | None] = [None] * len(rows)
    order = sorted(range(len(rows)), key=lambda index: len(rows[index]))
    for start in range(0, len(order), 64):
        chosen = order[start : start + 64]
        vectors = encode(*pad([rows[index] for index in chosen], padding_of(tokenizer))).float().numpy()
        for index, vector in zip(chosen, vectors, strict=True):
            found[index] = vector.astype(np.float64)
    return np.stack([vector for vector in found if vector is not None])
