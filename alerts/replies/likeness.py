"""How like two texts are: the share of three-word runs that they have in common (Jaccard)."""

from __future__ import annotations

import regex

#: From here on two drafts count as nearly equal.
NEARLY_EQUAL = 0.5

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}\u200c'’]+")
_RUN = 3


def shingles(text: str) -> frozenset[str]:
    """Every run of three words; of a shorter text the whole."""
    words = _WORD.findall(text.lower())
    if len(words) <= _RUN:
        return frozenset({" ".join(words)}) if words else frozenset()
    return frozenset(" ".join(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Compare two texts by their shingles: 0 nothing in common, 1 the same words in the same order."""
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared) if shared else 0.0
