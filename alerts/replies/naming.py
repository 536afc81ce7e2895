"""What a draft takes from a post: a name that looks like one, and which thing of a closed list it is about."""

from __future__ import annotations

from unicodedata import normalize

import emoji
import regex

from alerts.replies.letters import fold
from alerts.replies.wording import Wording
from alerts.text import one_line

_NAME, _NAME_WORDS = 40, 4

_ADDRESS_LIKE = regex.compile(r"[@#/\\:<>|_*~`=&%\d]|\p{L}\.\p{L}{2,}")
_NOT_OF_NAMES = regex.compile(r"[^\p{L}\p{M}\u200c'’.\- ]")
_PILED_MARKS = regex.compile(r"\p{M}{3,}")
_LETTERS = regex.compile(r"\p{L}")


def address(author_name: str, brand: str = "") -> str:
    """Make of a display name what a greeting can carry, or nothing if it does not look like a person's name.

    Words with digits, handles, links or markup go; so do emoji and ornaments. Over four words are a slogan,
    and a name with the brand's in it is not a customer's.
    """
    plain = one_line(emoji.replace_emoji(normalize("NFKC", one_line(author_name)), " "))
    words = [_NOT_OF_NAMES.sub("", word) for word in plain.split(" ") if not _ADDRESS_LIKE.search(word)]
    words = [word.strip("-'’\u200c").lstrip(".") for word in words if not _PILED_MARKS.search(word)]
    name = " ".join(filter(None, words))
    slogan = len(name.split(" ")) > _NAME_WORDS or len(regex.findall(r"\X", name)) > _NAME
    of_brand = brand and regex.search(rf"\b{regex.escape(brand.casefold())}", name.casefold())
    return "" if slogan or of_brand or len(_LETTERS.findall(name)) < 2 else name


#: Enough of a post to find what it is about.
_GLANCE = 4000
#: What may follow a word, and how many letters it must have for that: ayakkabı → ayakkabılarımdan, shoe → shoes.
_ENDINGS = {"en": (1, "(?:e?s)?"), "fa": (3, r"[^\W\d_]{0,8}")}
_ENDING = (4, r"[^\W\d_]{0,8}")


def item_of(wording: Wording, text: str) -> str:
    """Name the thing that a post is about in the words of the reply file; nothing if it names none of its list.

    Nothing of the post is given back.
    """
    folded = f" {' '.join(_WORDS.findall(fold(text[:_GLANCE]).text))} "
    shortest, ending = _ENDINGS.get(wording.language, _ENDING)
    for phrase, words in wording.items.items():
        for word in words:
            sought = f" {' '.join(_WORDS.findall(fold(word).text))}"
            tail = ending if len(sought) > shortest else ""
            if sought != " " and regex.search(f"{regex.escape(sought)}{tail} ", folded):
                return phrase
    return ""


_WORDS = regex.compile(r"[^\W_]+")
