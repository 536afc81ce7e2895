"""Letters: a linear model that tells Azerbaijani from Turkish by groups of letters, marks and case aside.

Lingua knows the two by their letters; typed in plain Latin letters, a quarter of Azerbaijani passes for
Turkish there.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from models.language import GROUPS, letter_groups
from models.training.mix import HANDWRITTEN, Row

_POSTS_EACH = 12_000


def fit(rows: Sequence[Row], seed: int = 7) -> NDArray[np.float16]:
    """Fit the letter groups' weights on training rows; the last of the `GROUPS` + 1 numbers is the bias."""
    rng = random.Random(seed)
    texts: list[str] = []
    labels: list[int] = []
    for label, language in enumerate(("tr", "az")):
        train = [row for row in rows if row.lang == language and row.split == "train"]
        written = [row for row in train if row.source == HANDWRITTEN]
        chosen = rng.sample(train, min(_POSTS_EACH, len(train))) + written * 5
        texts += [row.text for row in chosen]
        labels += [label] * len(chosen)
    # Short posts are the hard ones: learn from openings as well as from whole posts.
    texts += [text[: rng.randint(12, 60)] for text in texts]
    model = LogisticRegression(C=2.0, max_iter=200, class_weight="balanced")
    model.fit(design(texts), labels * 2)
    return np.append(model.coef_[0], model.intercept_[0]).astype(np.float16)


def design(texts: Sequence[str]) -> csr_matrix:
    """Count each text's letter groups, divided by the root of their number; returns (texts, `GROUPS`)."""
    groups = [letter_groups(text) for text in texts]
    values = [np.full(len(row), 1 / np.sqrt(max(len(row), 1)), np.float32) for row in groups]
    starts = np.cumsum([0, *map(len, groups)])
    # Repeated columns of a row add up, which is the counting.
    return csr_matrix((np.concatenate(values), np.concatenate(groups), starts), shape=(len(texts), GROUPS))
