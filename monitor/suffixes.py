"""The endings a name takes in Turkish, Azerbaijani, Persian and English: to recognise them, and to guess
them.

Turkish and Azerbaijani share one table. Its capitals are vowels and consonants that follow the word: A is a
or e (ə), H one of ı i u ü, D d or t; a letter in brackets stands between two vowels, or between two
consonants, only. Pure functions over strings.

Source of the forms: G. Lewis, *Turkish Grammar* (2nd ed.), ch. II–VIII; colloquial forms added. Proper names
do not change their last consonant in writing (TDK, *Yazım Kılavuzu*, "Kesme İşareti"), so no softening is
looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

# Case; plural; possessive; copula, past, reported, condition; I am, I was; with, without, maker, manner; relative;
# question; dear, as in "Firuzkacığım, kargom nerede".
_TEMPLATES = (
    *("(y)A", "(y)H", "(n)H", "(n)Hn", "DA", "DAn", "DAki", "(y)lA", "lA", "(y)nAn"),
    *("lAr", "lArH", "(s)H", "(H)m", "(H)mHz", "(H)nHz"),
    *("DHr", "(y)DH", "(y)mHs", "(y)sA", "(y)ken"),
    *("yHm", "yAm", "yHz", "yHq", "yHk", "(y)DHm", "(y)DHk", "(y)DHq"),
    *("lH", "lHk", "sHz", "cH", "cA", "ki", "mH"),
    *("cHm", "cHgHm", "cHgHmHz"),
)
# After a third-person possessive, which ends in i or u, an n stands before the case. Compound names ("Lale
# Sepeti") are such possessives themselves.
_PRONOMINAL = ("nA", "ndA", "ndAn")
_LONGEST_CHAIN = 3

_VOWELS = "aeiou"
_VOICELESS = "pctkfhsx"
#: A tail longer than this is no chain of endings.
LONGEST = 24

_PERSIAN = re.compile(
    "(?:(?:یی?)?ها(?:ی)?)?(?:ی|یی|ای|م|ت|ش|ام|ات|اش|یم|مون|تون|شون|مان|تان|شان)?(?:رو|را|و|ست|است|هم|اند)?"
)
#: Spoken "is", and "that" where the space after a letter that joins nothing cannot be seen.
_SPOKEN_PERSIAN = ("یه", "عه", "س", "که")


class Ending(NamedTuple):
    """What of a word decides which endings fit it.

    Args:
        vowels: which of a, e, i, u may stand in the next ending, harmony being checked on folded letters.
        last: the last sound: "v" a vowel, "c" a voiced and "t" a voiceless consonant, "?" unknown.
        pronominal: the word may be a third-person possessive.
    """

    vowels: str
    last: str
    pronominal: bool = False


def ending_of(word: str) -> Ending:
    """What a folded name ends in, as far as harmony can tell from its spelling.

    The check is strict after a plain a (Firuzka: Firuzkalar, never Firuzkaler) and loose where the spelling
    does not tell the sound: after e, i, o, u (folded ö and ü among them) both a and e may follow, for foreign
    names are spoken otherwise than written; after a vowel pair too (Steam'de); after a digit, a name without
    vowels or a silent e anything may follow (n47den, lcwye, googleın).
    """
    letters = [letter for letter in word if letter.isalnum()]
    vowels = [i for i, letter in enumerate(letters) if letter in _VOWELS]
    if not vowels or letters[-1] in "ey" or letters[-1].isdigit():
        return Ending("aeiu", "?", True)
    at, last = vowels[-1], letters[-1]
    around = letters[max(at - 1, 0) : at] + letters[at + 1 : at + 2]
    plain_a = letters[at] == "a" and not any(letter in "eiouy" for letter in around)
    return Ending(
        ("a" if plain_a else "ae") + ("u" if letters[at] in "ou" else "i"), _last_sound(last), last in "iu"
    )


@lru_cache(maxsize=4096)
def is_turkic(ending: Ending, tail: str) -> bool:
    """Whether a folded tail is a chain of at most three Turkish or Azerbaijani endings that fits the word."""
    return 0 < len(tail) <= LONGEST and _is_chain(ending, tail, _LONGEST_CHAIN)


def is_persian(tail: str, *, spoken: bool) -> bool:
    """Whether a folded tail is a Persian plural, possessive, copula or particle, or a chain of them.

    Args:
        spoken: those of speech too, with which a short word makes another (کاف, کافیه).
    """
    known = _PERSIAN.fullmatch(tail) is not None or (spoken and tail in _SPOKEN_PERSIAN)
    return 0 < len(tail) <= LONGEST and known


def _is_chain(ending: Ending, tail: str, length: int) -> bool:
    if not tail:
        return True
    if not length:
        return False
    return any(
        tail.startswith(form) and _is_chain(after, tail[len(form) :], length - 1)
        for form, after in _forms(ending).get(tail[0], ())
    )


@cache
def _forms(ending: Ending) -> dict[str, list[tuple[str, Ending]]]:
    """The folded endings that fit, by first letter, each with what it leaves behind."""
    forms: dict[str, list[tuple[str, Ending]]] = {}
    templates = _TEMPLATES + _PRONOMINAL if ending.pronominal else _TEMPLATES
    for form in {form for template in templates for form in _spelt(template, ending)}:
        forms.setdefault(form[0], []).append((form, _ending_of_form(form, ending)))
    return forms


def _ending_of_form(form: str, before: Ending) -> Ending:
    vowel = next((letter for letter in reversed(form) if letter in _VOWELS), None)
    vowels = {"a": "ai", "e": "ei", "i": "aei", "u": "aeu", None: before.vowels}[vowel]
    return Ending(vowels, _last_sound(form[-1]), form[-1] in "iu")


def _last_sound(letter: str) -> str:
    if letter in _VOWELS:
        return "v"
    return "t" if letter in _VOICELESS else "c"


def _spelt(template: str, ending: Ending) -> Iterator[str]:
    """Every folded form of a template that may follow `ending`."""
    for last in "vct" if ending.last == "?" else ending.last:
        form = _buffered(template, after_vowel=last == "v")
        if len(form) == 1 and form not in "AH":
            continue  # a lone m makes too many other words ("Ada", "adam")
        for a in ending.vowels.translate(_ONLY_A):
            for h in ending.vowels.translate(_ONLY_H):
                for d in "dt" if last == "t" else "d":
                    yield form.replace("A", a).replace("H", h).replace("D", d)


_ONLY_A, _ONLY_H = str.maketrans("", "", "iu"), str.maketrans("", "", "ae")


def _buffered(template: str, *, after_vowel: bool) -> str:
    """A template with its bracketed letter decided: a consonant parts vowels, a vowel parts consonants."""
    if not template.startswith("("):
        return template
    stands = after_vowel != (template[1] == "H")
    return (template[1] if stands else "") + template[3:]


# By how often they follow a shop's name in complaints: bought from, wrote to, the shop's, at, accuse, with,
# plural.
_FREQUENT = {
    "tr": ("DAn", "(y)A", "(n)Hn", "DA", "(y)H", "(y)lA", "lAr", "DAki", "lH", "cA", "DHr", "lArH", "sHz"),
    "az": ("DAn", "(y)A", "(n)Hn", "DA", "(n)H", "lA", "lAr", "DAkH", "DHr", "lH", "lArH", "sHz"),
    "fa": ("رو", "\u200cها", "ها", "\u200cرو", "و", "م", "\u200cهای", "های", "ی", "\u200cام"),
}
_FRONT = {"tr": "e", "az": "ə"}
_HARMONY = {
    **dict.fromkeys("aı", "ı"),
    **dict.fromkeys("eəi", "i"),
    **dict.fromkeys("ou", "u"),
    **dict.fromkeys("öü", "ü"),
}
# A number is spoken: N11'den as in "bir".
_SPOKEN = dict(
    zip("123456789", ("bir", "iki", "üç", "dört", "beş", "altı", "yedi", "sekiz", "dokuz"), strict=True)
)


def spellings(term: str) -> tuple[str, ...]:
    """Give the other ways in which keyboards write `term`, for platforms that compare letter by letter.

    Turkish capitals (İ is not I), the dotless ı, letters without their marks, Arabic ي and ك for Persian ی and ک.

    Args:
        term: as the brand writes itself.

    Returns:
        the others, without the term itself and what differs from it or each other by ordinary case only.
    """
    plain = "".join(_BARE.get(letter, letter) for letter in term)
    dotless = plain.replace("i", "ı").replace("İ", "ı")
    capitals = plain.replace("ı", "I").replace("i", "İ").upper()
    arabic = term.replace("ی", "ي").replace("ک", "ك")
    small = term.replace("ı", "i")  # what a platform without Turkish makes of IŞILTI
    ways = {way.lower(): way for way in (plain, small, capitals, dotless, arabic)}
    return tuple(way for lowered, way in ways.items() if lowered != term.lower())


_BARE = dict(zip("şŞçÇğĞöÖüÜəƏâÂîÎûÛıİ", "sScCgGoOuUeEaAiIuUiI", strict=True))


def inflections(term: str, *, language: str, limit: int) -> tuple[str, ...]:
    """The likeliest suffixed forms of a term, for platforms that match whole tokens only.

    Forms with an apostrophe are left out: such platforms part the word there themselves. So are forms without
    diacritics: X folds them on both sides.

    Args:
        term: a name or phrase as the operator wrote it; its last word takes the endings.
        language: "tr", "az" or "fa"; any other has none.
        limit: how many at most.

    Returns:
        The forms, most frequent first; none where the term's letters are not those of the language.
    """
    frequent = _FREQUENT.get(language, ())
    term = term.strip()
    if not frequent or not term[-1:].isalnum():
        return ()
    if language == "fa":
        forms = [term + form for form in frequent] if "\u0620" <= term[-1] <= "\u06ff" else []
    else:
        forms = [term + form for form in _spelt_out(term, frequent, language)]
    return tuple(forms[: max(limit, 0)])


def _spelt_out(term: str, templates: tuple[str, ...], language: str) -> Iterator[str]:
    """The templates in full letters, as they follow a Latin term; none where it has no vowel to follow."""
    word = term.split()[-1].replace("İ", "i").lower()
    word = _SPOKEN.get(word[-1], word)
    last_vowel = next((letter for letter in reversed(word) if letter in _HARMONY), None)
    if last_vowel is None:
        return
    for template in templates:
        form = _buffered(template, after_vowel=word[-1] in _HARMONY)
        # Azerbaijani keeps the d everywhere
        form = form.replace("D", "t" if language == "tr" and word[-1] in "pçtkfhsşx" else "d")
        if form.startswith("cA") and word[-1] in "pçtkfhsşx":
            form = "ç" + form[1:]
        vowel, full = last_vowel, ""
        for letter in form:
            if letter == "A":
                letter = vowel = "a" if vowel in "aıou" else _FRONT[language]
            elif letter == "H":
                letter = vowel = _HARMONY[vowel]
            full += letter
        yield full
