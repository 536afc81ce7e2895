"""What the linter listens for, language by language: patterns over folded text, written in the language's own letters.

A pattern holds no capital letter outside a class of its own making: folding makes all letters small.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from alerts.replies.letters import fold

LANGUAGES = ("tr", "az", "fa", "en")

#: What may be asked for or shown of a person; the kinds are worded in monitor/locale.
PERSONAL = (
    "phone", "email", "order_number", "address", "id", "card", "iban", "name", "password", "details",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The patterns of one language.

    Args:
        but: words that take an apology back.
        blame, denial, rules: the customer's fault; not ours; rules before help.
        refund, date, compensation: promises of money, of a time when something is there or done, of gifts.
        request, data: words that ask the customer for something; by kind what must not be asked for in public.
        private, here, refrain: says to write in private; says to write in public; says not to write.
        own, sorry: takes responsibility in full; apologises.
        feeling: names what the customer feels, or feels with them.
        topics: by topic the words that name its problem.
        sayings: what people say of no thing, though a thing stands in it: the last drop in the glass.
        action, time, soon: says what we do; by when; "as soon as possible" and the like.
        routine: stock phrases.
        familiar: a tone too familiar for a brand.
        thanks: thanks.
    """

    but: re.Pattern[str]
    blame: re.Pattern[str]
    denial: re.Pattern[str]
    rules: re.Pattern[str]
    refund: re.Pattern[str]
    date: re.Pattern[str]
    compensation: re.Pattern[str]
    request: re.Pattern[str]
    data: Mapping[str, re.Pattern[str]]
    private: re.Pattern[str]
    here: re.Pattern[str]
    refrain: re.Pattern[str]
    own: re.Pattern[str]
    sorry: re.Pattern[str]
    feeling: re.Pattern[str]
    topics: Mapping[str, re.Pattern[str]]
    sayings: re.Pattern[str]
    action: re.Pattern[str]
    time: re.Pattern[str]
    soon: re.Pattern[str]
    routine: re.Pattern[str]
    familiar: re.Pattern[str]
    thanks: re.Pattern[str]


def words(*alternatives: str) -> re.Pattern[str]:
    """Compile alternatives, each beginning at a word's edge; a word's end must be said (`\\b`)."""
    return re.compile("|".join(rf"(?<!\w)(?:{fold(each).text})" for each in alternatives))


def near(first: str, second: str, *, unless: str, apart: int = 60) -> str:
    """`first` and then `second` in the same sentence, with nothing of `unless` between."""
    return rf"(?:{first})(?:(?!{unless})[^.?!؟\n]){{0,{apart}}}?(?<!\w)(?:{second})"


@cache
def lexicon_of(language: str) -> Lexicon:
    """The lexicon of one of `LANGUAGES`, made at the first call."""
    lexicon: Lexicon = import_module(f"alerts.replies.lexicon.{language}").LEXICON
    return lexicon
