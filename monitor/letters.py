"""Folding: one spelling for what people write in many, with the way back to what they wrote.

    Fırüzkâ · FİRUZKA · Ｆｉｒｕｚｋａ  →  firuzka          ديجي‌كالا · دیجیکالا  →  دیجیکالا

A pure function over strings. Both sides of a comparison are folded; nothing folded is ever shown.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

# In the marked text: a character that was dropped stood here; the next letter belongs to the same character
# as the one before it. What stands between needs no bookkeeping, which keeps folding at the speed of
# `str.translate`.
_DROPPED, _JOINED = "\0", "\1"
_SENTINEL = re.compile(f"[{_DROPPED}{_JOINED}]")

_APOSTROPHES = "'’‘‛`´ʼʻʹ′＇"
_HYPHENS = "-‐‑‒–—―−﹣－"
_SAME = {
    **dict.fromkeys(_APOSTROPHES, "'"),
    **dict.fromkeys(_HYPHENS, "-"),
    **dict.fromkeys("ıI", "i"),  # the four letters of the i-family are one: people type whichever they have
    **dict.fromkeys("əƏǝәӘ", "e"),
    **dict.fromkeys("كڪ", "ک"),
    **dict.fromkeys("يىےۍې", "ی"),
    **dict.fromkeys("ةۀەہھۂۃ", "ه"),
    **dict.fromkeys("ٱٲٳٵ", "ا"),
    "ـ": "",
}


@dataclass(frozen=True)
class Folded:
    """A text folded, and where each of its characters came from.

    Args:
        source: the text as it stands.
        text: `source` folded; maybe shorter (dropped marks) or longer (ligatures) than it.
    """

    source: str
    text: str
    _marked: str

    def index(self, position: int) -> int:
        """Where in `source` the character at `position` of `text` came from."""
        positions, shifts = self._shifts
        nearest = bisect_right(positions, position)
        return position + shifts[nearest - 1] if nearest else position

    def as_written(self, start: int, end: int) -> str:
        """The part of `source` that `text[start:end]` (not empty) came from, marks on its end included."""
        first, last = self.index(start), self.index(end - 1) + 1
        while last < len(self.source) and unicodedata.combining(self.source[last]):
            last += 1
        return self.source[first:last]

    @cached_property
    def _shifts(self) -> tuple[list[int], list[int]]:
        positions: list[int] = []
        shifts: list[int] = []
        shift = 0
        for seen, found in enumerate(_SENTINEL.finditer(self._marked)):
            shift += 1 if found.group() == _DROPPED else -1
            positions.append(found.start() - seen)
            shifts.append(shift)
        return positions, shifts


def fold(text: str) -> Folded:
    """Fold a text for comparison; any text, in time linear in its length.

    One letter stands for: both cases; full and half width, mathematical and circled forms; a letter with and
    without diacritics (ş s, ç c, ğ g, ö o, ü u, ə e, â î û); I ı İ i; ي ى ی; ك ک; ة ۀ هٔ ه; أ إ آ ا, ؤ و, ئ
    ی; all digits and their ASCII twins; all apostrophes; all hyphens; all white space. Harakat, tatweel,
    zero-width characters (ZWNJ too: writers use it, leave it out, or never heard of it), bidi controls and
    soft hyphens are dropped. Raised characters (™, ²) become a space, for they end a word.

    Repeated letters stay: "Alla" and "Ala" may be two brands, and no rule can tell a stretched letter from a
    double one. `matching` forgives a name stretched at its end, where it is certain.
    """
    marked = _UNFOLDED.sub(_fold_run, text)
    return Folded(text, marked.replace(_DROPPED, "").replace(_JOINED, ""), marked)


def _fold_character(character: str) -> str:
    """What one character is folded to, with the sentinels in it."""
    category = unicodedata.category(character)
    if character.isspace() or category == "Cc" or unicodedata.decomposition(character).startswith("<super>"):
        return " "
    if category == "Cf":
        return _DROPPED
    letters = "".join(map(_fold_letter, unicodedata.normalize("NFKD", _SAME.get(character, character))))
    return _JOINED.join(letters) or _DROPPED


def _fold_letter(letter: str) -> str:
    """What one character of a decomposition is folded to: nothing, one letter or more."""
    if (
        unicodedata.category(letter) == "Me"
        or unicodedata.combining(letter)
        or "\ufe00" <= letter <= "\ufe0f"
    ):
        return ""
    digit = unicodedata.decimal(letter, None)
    if digit is not None:
        return str(digit)
    return "".join(_SAME.get(lowered, lowered) for lowered in _SAME.get(letter, letter).casefold())


def _fold_run(found: re.Match[str]) -> str:
    return found.group().translate(_LETTERS)


class _Letters(dict[int, str]):
    """The table of `str.translate`, filled as characters are met."""

    def __missing__(self, code: int) -> str:
        folded = _fold_character(chr(code))
        if code < 0x20000:  # beyond lie only rare ideographs: a hostile post must not fill the memory
            self[code] = folded
        return folded


_LETTERS = _Letters()

# Most letters of an ordinary post are what they fold to: passing them over halves the time.
_UNFOLDED = re.compile("[^ a-z0-9.,!?@#:/ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی،؟-]+")
