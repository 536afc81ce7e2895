"""A linear model over letters and words beside the encoder: it knows the turns of phrase of each trade.

    text → groups of 2 to 4 letters, words, pairs of words → weights of hashed groups → four logits

It reads what the encoder reads, marks and case dropped, so that a word counts the same however it was typed.
How far each of the two is believed is the calibration's to say.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

_BITS = 19
GROUPS = 2**_BITS
_LETTERS = (2, 3, 4)
# Marks dropped, the dot above that lowering İ leaves among them; a half-space parts.
_BARE = str.maketrans("çğıöşüəâîû\u200c", "cgiosueaiu ", "\u0307")
_END = ord("\n")
# Knuth's multiplicative hashing, on 64 bits; the upper bits of the product are the well mixed ones.
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(64 - _BITS)


class NgramModel:
    """The weights of the groups, (`GROUPS`, 4): negative, neutral, positive, complaint."""

    def __init__(self, weights: NDArray[np.float16]) -> None:
        self._weights = [np.ascontiguousarray(column, np.float32) for column in weights.T]

    def logits(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give the logits of prepared texts, (texts, 4)."""
        rows, groups, scale = ngrams(texts)
        sums = [np.bincount(rows, column[groups], len(texts)) * scale for column in self._weights]
        return np.stack(sums, axis=1).astype(np.float32)


def ngrams(texts: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Number the groups of letters and words of prepared texts.

    Returns for every group that stands in a text the index of the text, and the group's number in
    0..`GROUPS` - 1; and for every text the factor that its groups count with, one over the root of their
    number.
    """
    bare = [f" {' '.join(text.lower().translate(_BARE).split())} " for text in texts]
    codes = np.frombuffer("\n".join([*bare, ""]).encode("utf-32-le"), np.uint32).astype(np.uint64)
    ends = codes == _END
    text_of = np.cumsum(ends) - ends
    rows, groups = [], []
    for size in _LETTERS:
        count = max(len(codes) - size + 1, 0)
        mixed = np.full(count, size, np.uint64)
        for at in range(size):
            mixed = (mixed ^ codes[at : at + count]) * _MULTIPLIER
        whole = (text_of[:count] == text_of[size - 1 : size - 1 + count]) & ~ends[size - 1 : size - 1 + count]
        rows.append(text_of[:count][whole])
        groups.append((mixed[whole] >> _SHIFT).astype(np.int64))
    words = [_words(text) for text in bare]
    rows.append(np.repeat(np.arange(len(texts)), [len(row) for row in words]))
    groups.append(np.fromiter((group for row in words for group in row), np.int64))
    every = np.concatenate(rows)
    scale = 1 / np.sqrt(np.maximum(np.bincount(every, minlength=len(texts)), 1))
    return every, np.concatenate(groups), scale


def _words(text: str) -> list[int]:
    words = text.split()
    pairs = [f"{first} {second}" for first, second in pairwise(words)]
    return [zlib.crc32(word.encode()) % GROUPS for word in (*words, *pairs)]
