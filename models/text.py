"""A post's text made ready for the model: the same in training and in serving.

    cut → repair → letters → brand, links and handles → repetition → one line

Pure functions over strings. The result holds no control character, no lone surrogate and no more than
`MAX_CHARACTERS` characters, so what follows is cheap whatever was posted.
"""

from __future__ import annotations

import functools
import html
import re
import unicodedata

# The model reads at most 128 tokens, and a token of these languages is about four characters.
MAX_CHARACTERS = 1000
# Cut before anything is searched: markup and links may shrink a text, four times as much is plenty to fill
# it.
_RAW_CHARACTERS = 4 * MAX_CHARACTERS

_LINK = re.compile(
    # Each part bounded and begun at its first letter: else a row of dashes or dots costs its square.
    r"(?:https?://|www\.)\S+"
    r"|(?<![\w-])[\w-]{1,63}(?:\.[\w-]{1,63}){0,5}\.(?:com|net|org|ir|az|co|ly|me|io)(?:/\S*)?\b",
    re.I,
)
_HANDLE = re.compile(r"(?<![\w@])@\w{1,30}")
_HASHTAG = re.compile(r"#\w+")
_REPEATED = re.compile(r"(.)\1{3,}")
_SPACES = re.compile(r"\s+")
_LETTER = re.compile(r"[^\W\d_]")
_NAME_WORD = re.compile(r"[^\W_]+")
# Letters that only Turkish or Azerbaijani use: the capital I of such a text is a dotless one.
_DOTLESS = re.compile("[İıĞğŞşƏə]")

_DIGITS = {ord(digit): str(i % 10) for i, digit in enumerate("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩")}
_PERSIAN = {ord("ي"): "ی", ord("ى"): "ی", ord("ك"): "ک", ord("ۀ"): "ه", ord("ـ"): ""}
_VOWEL_MARKS = dict.fromkeys((*range(0x064B, 0x0653), 0x0670), "")
_LETTERS = str.maketrans({**_DIGITS, **_PERSIAN, **_VOWEL_MARKS})

# What stands for the brand that the post is judged about. No post holds the private character.
_BRAND, _BRAND_AS_READ = "\ue000", "@brand"
# The same letter as people type it, with and without its marks.
_SAME = {
    letter: f"[{group}]" for group in ("iıİI", "cç", "sş", "gğ", "oö", "uü", "eəé", "aâ") for letter in group
}
_LONGEST_SUFFIX = 7
_SHORT, _BEGINS_WORDS = 3, 5
# A post that repeats a name in a thousand spellings costs no more than one that has a few.
_NAMES, _NAME_CHARACTERS = 16, 100


def prepare(text: str, brand: tuple[str, ...] = ()) -> str:
    """Return the text as the model reads it; "" when nothing readable is in it.

    Arguments: `brand`, the names of the brand that the text is judged about; where one is mentioned, as a
    word with its suffixes, a handle or a hashtag, "@brand" stands in its place.
    """
    text = _repair(html.unescape(text[:_RAW_CHARACTERS]))
    for name in dict.fromkeys(lower(name[:_NAME_CHARACTERS]) for name in brand[:_NAMES]):
        if mention := _mention(name):
            text = mention.sub(_BRAND, text)
    text = _LINK.sub("http", text)
    text = _HANDLE.sub("@user", text)
    text = _HASHTAG.sub(lambda found: found.group().replace("_", " "), text)
    text = _REPEATED.sub(r"\1\1\1", text)
    text = _SPACES.sub(" ", text).strip()[:MAX_CHARACTERS]
    return (lower(text) if _shouted(text) else text).replace(_BRAND, _BRAND_AS_READ)[:MAX_CHARACTERS]


def lower(text: str) -> str:
    """Lower a text's case, with the dotless ı of Turkish and Azerbaijani where its letters tell of them."""
    text = text.replace("I", "ı") if _DOTLESS.search(text) else text
    return text.replace("İ", "i").lower()


def _repair(text: str) -> str:
    text = unicodedata.normalize("NFC", text.translate(_READABLE)).translate(_LETTERS)
    return text.replace("i\u0307", "i")


@functools.lru_cache(256)
def _mention(name: str) -> re.Pattern[str] | None:
    """Match a name: all of a handle or hashtag that begins with it, or a word less its suffix."""
    words = _NAME_WORD.findall(lower(_repair(name)))
    if not words:
        return None
    letters = sum(map(len, words))
    # H&M is not "hm"; of a longer name people leave the space out.
    typed = (r"[\W_]?" if letters > _SHORT else r"[\W_]").join(
        "".join(_SAME.get(letter, re.escape(letter)) for letter in word) for word in words
    )
    # A name of few letters begins other words, too; it takes a suffix only after an apostrophe.
    rest = rf"(?=\w{{0,{_LONGEST_SUFFIX}}}(?!\w))" if letters > _BEGINS_WORDS else r"(?!\w)"
    return re.compile(rf"(?<!\w)[@#]{typed}\w*|(?<![\w@]){typed}{rest}", re.I)


class _Readable(dict[int, str | int]):
    """A translation table that decides about a character when it first meets it."""

    def __missing__(self, code: int) -> str | int:
        self[code] = kept = self._decide(code)
        return kept

    @staticmethod
    def _decide(code: int) -> str | int:
        category = unicodedata.category(chr(code))
        if category == "Cf":
            # ZWNJ parts Persian words and ZWJ joins emoji; the rest steer direction or hide.
            return code if code in (0x200C, 0x200D) else ""
        if category in ("Cc", "Zl", "Zp"):
            return " "
        return "" if category in ("Cs", "Co", "Cn") else code


_READABLE = _Readable()


def _shouted(text: str) -> bool:
    letters = _LETTER.findall(text)
    capitals = sum(letter.isupper() for letter in letters)
    return len(letters) >= 8 and capitals > 0.7 * len(letters)
