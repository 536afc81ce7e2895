"""Augment: the same post as it would be typed in haste.

Each change keeps what the post says: letters without their marks, no capitals, a joined or split Persian
word, a stretched vowel, two letters swapped, a word or the emoji left out, a handle put before or taken away.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable

from models.text import lower

_BARE = str.maketrans("çğıöşüəÇĞİÖŞÜƏâîû", "cgiosueCGIOSUEaiu")
_VOWELS = frozenset("aeıioöuüəاویAEIOU")
Change = Callable[[str, random.Random], str]


def augment(text: str, lang: str, rng: random.Random, *, strength: float = 1.0) -> str:
    """Return the text, changed at random; `strength` multiplies how likely each change is."""
    for chance, change, languages in _CHANGES:
        if (languages is None or lang in languages) and rng.random() < chance * strength:
            text = change(text, rng) or text
    return text


def without_marks(text: str, _: random.Random) -> str:
    """Type Turkish or Azerbaijani on a keyboard that lacks its letters."""
    return text.translate(_BARE)


def without_capitals(text: str, _: random.Random) -> str:
    """Lower the case, as the post's language may want it."""
    return lower(text)


def without_joiners(text: str, rng: random.Random) -> str:
    """Write Persian's half-space as a space or not at all."""
    return text.replace("\u200c", rng.choice(("", " ")))


def stretched(text: str, rng: random.Random) -> str:
    """Hold one vowel for three letters."""
    places = [i for i, letter in enumerate(text) if letter in _VOWELS]
    if not places:
        return text
    at = rng.choice(places)
    return text[:at] + text[at] * 3 + text[at + 1 :]


def mistyped(text: str, rng: random.Random) -> str:
    """Swap two neighbouring letters."""
    if len(text) < 8:
        return text
    at = rng.randrange(len(text) - 1)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def shortened(text: str, rng: random.Random) -> str:
    """Leave out about one word in ten of a text that has more than six."""
    words = text.split(" ")
    if len(words) <= 6:
        return text
    return " ".join(word for word in words if rng.random() > 0.1)


def without_emoji(text: str, _: random.Random) -> str:
    """Leave out symbols that are not letters, digits or punctuation."""
    return "".join(c for c in text if unicodedata.category(c) != "So").strip()


def addressed(text: str, _: random.Random) -> str:
    """Begin with a handle, or lose the one it begins with."""
    return text.removeprefix("@user").lstrip() if text.startswith("@user") else f"@user {text}"


_CHANGES: tuple[tuple[float, Change, frozenset[str] | None], ...] = (
    (0.15, without_marks, frozenset(("tr", "az"))),
    (0.15, without_capitals, None),
    (0.20, without_joiners, frozenset(("fa",))),
    (0.05, stretched, None),
    (0.05, mistyped, None),
    (0.10, shortened, None),
    (0.10, without_emoji, None),
    (0.10, addressed, None),
)
