"""One spelling for what people write in many, letter by letter, with the way back: what the linter reads."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_SAME = str.maketrans(
    {
        **dict.fromkeys("ıIİ", "i"),
        **dict.fromkeys("əƏӘә", "e"),
        **dict.fromkeys("كڪ", "ک"),
        **dict.fromkeys("يىےۍې", "ی"),
        **dict.fromkeys("ةۀەہھۂۃ", "ه"),
        **dict.fromkeys("ٱٲٳٵآأإ", "ا"),
        **dict.fromkeys("'’‘‛`´ʼʻʹ′＇", "'"),
        **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
        "ـ": "",
    }
)
#: Persian verbs are written with a half space, a space or nothing after these; all come to nothing here.
_PREFIX = re.compile(r"(?<!\w)(ن?می) (?=\w)")


@dataclass(frozen=True, slots=True)
class Folded:
    """A text folded, and where in the source each of its characters came from."""

    source: str
    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where in the source `text[start:end]` stands."""
        if start >= end:
            here = self.places[start] if start < len(self.places) else len(self.source)
            return here, here
        return self.places[start], self.places[end - 1] + 1


def fold(text: str) -> Folded:
    """Fold a text: small letters without marks, one i, one e, one ی ک ه ا, ASCII digits, no half spaces."""
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        folded = _letter(character)
        letters.append(folded)
        places.extend([place] * len(folded))
    whole = "".join(letters)
    dropped = [found.end() for found in _PREFIX.finditer(whole)]
    for end in reversed(dropped):
        whole = whole[: end - 1] + whole[end:]
        del places[end - 1]
    return Folded(text, whole, tuple(places))


@lru_cache(maxsize=4096)
def _letter(character: str) -> str:
    if character.isspace():
        return "\n" if character == "\n" else " "
    if unicodedata.category(character) == "Cf":
        return ""
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    plain = unicodedata.normalize("NFKD", character.translate(_SAME))
    bare = "".join(each for each in plain if not unicodedata.combining(each))
    return bare.translate(_SAME).lower().translate(_SAME)
