"""Trim: keep the pieces of the vocabulary that the languages served here use, drop the rest.

A post is cut into the same or shorter pieces as before and never into more unknowns: every single letter,
digit and emoji that the vocabulary knows stays, except the ideographs, which none of these languages write.
"""

from __future__ import annotations

import copy
import itertools
import json
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

WORD_START = "▁"
_SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")


def count_pieces(tokenizer: Tokenizer, texts: Iterable[str]) -> Counter[int]:
    """Count how often each token id stands in the texts."""
    counts: Counter[int] = Counter()
    batch: list[str] = []
    for text in texts:
        batch.append(text)
        if len(batch) == 1000:
            counts.update(token for row in tokenizer.encode_batch(batch) for token in row.ids)
            batch.clear()
    counts.update(token for row in tokenizer.encode_batch(batch) for token in row.ids)
    return counts


def choose(vocabulary: Sequence[str], counts: Counter[int], size: int) -> list[int]:
    """Choose the ids to keep, up to `size`.

    They are the special pieces, every character, then the most used pieces, then those that the base met most often (it
    lists them in that order) and that are written in Latin or Arabic letters.

    Returns old ids in ascending order, so that the four special pieces keep theirs. Raises ValueError when
    `size` does not hold even the pieces that must stay.
    """
    kept = {i for i, piece in enumerate(vocabulary) if piece in _SPECIAL or _is_character(piece)}
    alphabet = {character for i in kept for character in vocabulary[i]}
    # A few characters, flags and joined emoji among them, stand in longer pieces only.
    kept |= {i for i in counts if not alphabet.issuperset(vocabulary[i])}
    if len(kept) > size:
        raise ValueError(
            f"a vocabulary of {size} cannot hold the {len(kept)} single characters and special pieces"
        )
    used = (token for token, _ in counts.most_common())
    common = (token for token, piece in enumerate(vocabulary) if _is_of_our_letters(piece))
    for token in itertools.chain(used, common):
        if len(kept) == size:
            break
        kept.add(token)
    return sorted(kept)


def trim_tokenizer(tokenizer: dict[str, Any], kept: Sequence[int]) -> dict[str, Any]:
    """Return the content of a `tokenizer.json` (Unigram) that holds only the pieces of the ids in `kept`."""
    trimmed = copy.deepcopy(tokenizer)
    vocabulary = tokenizer["model"]["vocab"]
    new = {old: position for position, old in enumerate(kept)}
    trimmed["model"]["vocab"] = [vocabulary[old] for old in kept]
    trimmed["model"]["unk_id"] = new[tokenizer["model"]["unk_id"]]
    trimmed["added_tokens"] = [
        {**token, "id": new[token["id"]]} for token in tokenizer["added_tokens"] if token["id"] in new
    ]
    for special in trimmed["post_processor"]["special_tokens"].values():
        special["ids"] = [new[old] for old in special["ids"]]
    return trimmed


def trim_embedding(embedding: NDArray[np.float32], kept: Sequence[int]) -> NDArray[np.float32]:
    """Keep the rows of a (vocabulary, hidden) matrix that belong to `kept`."""
    return np.ascontiguousarray(embedding[np.asarray(kept)])


def unknown_share(tokenizer: Tokenizer, texts: Sequence[str]) -> tuple[float, float]:
    """Measure a tokenizer on texts: the share of unknown tokens, and tokens a text."""
    unknown = tokenizer.token_to_id("<unk>")
    assert unknown is not None, "a Unigram vocabulary has <unk>"
    rows = [row.ids for row in tokenizer.encode_batch(list(texts))]
    total = sum(map(len, rows))
    return sum(row.count(unknown) for row in rows) / max(total, 1), total / max(len(rows), 1)


def load_tokenizer(content: dict[str, Any]) -> Tokenizer:
    """Build a tokenizer from the content of a `tokenizer.json`."""
    return Tokenizer.from_str(json.dumps(content, ensure_ascii=False))


def _is_character(piece: str) -> bool:
    character = piece.removeprefix(WORD_START)
    if len(character) > 1:
        return False
    return not unicodedata.name(character or WORD_START, "").startswith(("CJK", "HANGUL", "YI ", "BOPOMOFO"))


def _is_of_our_letters(piece: str) -> bool:
    letters = piece.removeprefix(WORD_START)
    return letters.isalpha() and all(
        unicodedata.name(letter, "").startswith(("LATIN", "ARABIC")) for letter in letters
    )
