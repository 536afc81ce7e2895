"""What a language model is told, and a post as data in it: nothing unseen, no marks of its own, between two marks.

The mark between which it stands is random, so that no post can end it; and nothing in a post looks like a mark, a
role or a template's sign, for models are known to obey those wherever they stand. Personal data, links and accounts
give way to a word for what they are: what the model does not know it can tell nobody.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

import regex

from alerts.replies.lengths import LINK
from alerts.replies.letters import fold
from alerts.replies.personal import personal
from alerts.text import one_line, truncate

#: Of a post; more tells a model nothing new.
LONGEST = 1200

LANGUAGE_NAMES = {"tr": "Turkish", "az": "Azerbaijani", "fa": "Persian", "en": "English"}

_JOINERS = "\u200c\u200d"
#: Variation selectors: unseen, and enough of them to smuggle a text past every reader.
_SELECTORS = regex.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn")
#: Brackets of every kind that templates are made of, and what else opens or closes one; « » are quotation marks.
_BRACKETS = regex.compile(r"[<>\[\]{}|`\\‹›〈〉《》⟨⟩⟪⟫❬❭❮❯˂˃≺≻⦑⦒]")
_RULES = regex.compile(r"([=\-_*~#+.•])\1{2,}|#{2,}")
_ACCOUNT = re.compile(r"(?<![\w@.])@[\w.-]*\w")
_URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_ROLE = re.compile(r"(?<!\w)(system|assistant|user|developer|tool)\s*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """One message for a model: by "system", what holds; by "user", what is worked on."""

    role: Literal["system", "user"]
    content: str = field(repr=False)


def fenced(post: str, fence: str, *, keep: Sequence[str] = ()) -> str:
    """Give a post between two marks that it cannot hold.

    Args:
        fence: nobody can guess it; letters and digits.
        keep: names that are no third party's: the brand's accounts.
    """
    said = plainly(post, keep=keep).replace(fence, " ")
    return f"<{fence}>\n{said}\n</{fence}>"


def plainly(post: str, *, keep: Sequence[str] = ()) -> str:
    """Give what a post says on one line: nothing unseen in it, nothing that looks like a mark, nobody's data."""
    text = unicodedata.normalize("NFKC", one_line(post[: 4 * LONGEST]))
    text = "".join(each for each in text if each in _JOINERS or unicodedata.category(each) not in _UNSEEN)
    text = _RULES.sub(" ", _BRACKETS.sub(" ", truncate(_SELECTORS.sub("", text), LONGEST)))
    return one_line(_masked(_ROLE.sub(r"\1", text), {one.lstrip("@").lower() for one in keep}))


def _masked(text: str, keep: set[str]) -> str:
    """Put a word for what it is, in brackets, in place of each link, account and piece of personal data.

    No other brackets are left: where an answer has some, it holds what it should not, and the linter calls it a gap.
    """
    text = _EMAIL.sub("[email]", text)  # first, for it ends like a link
    text = LINK.sub("[link]", _URL.sub("[link]", text))
    text = _ACCOUNT.sub(lambda found: found[0] if found[0].lstrip("@").lower() in keep else "[account]", text)
    folded = fold(text)
    for kind, start, end in sorted(personal(folded), key=lambda found: found[1], reverse=True):
        first, last = folded.span(start, end)
        text = f"{text[:first]}[{kind.replace('_', ' ')}]{text[last:]}"
    return text
