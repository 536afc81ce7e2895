"""What a draft takes from a post: a name that looks like one, and which thing and topic of closed lists it is about."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from unicodedata import normalize

import emoji
import regex

from alerts.replies.letters import fold
from alerts.replies.lexicon import LANGUAGES, lexicon_of
from alerts.replies.wording import ANY, Wording
from alerts.text import one_line

_NAME, _NAME_WORDS = 40, 4
#: Enough of a display name to see that it is none.
_LONGEST = 400

_ADDRESS_LIKE = regex.compile(r"[@#/\\:<>|_*~`=&%\d{}\[\]]|\p{L}\.\p{L}{2,}|\p{L}\p{L}\.\p{L}")
_NOT_OF_NAMES = regex.compile(r"[^\p{L}\p{M}\u200c'’.\- ]")
_PILED_MARKS = regex.compile(r"\p{M}{3,}")
_LETTERS = regex.compile(r"\p{L}")
#: No letter of ours needs a mark that does not melt into it: what is left is ornament (A̶l̶i̶).
_ORNAMENTS = regex.compile(r"(?<=\p{Latin})\p{M}+")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


#: Who goes by one of these, folded, is nobody's name, or a slogan.
_NO_NAMES = _set(
    """
    admin administrator moderator mod support official system assistant user guest unknown null none deleted name
    anon anonymous anonim customer the us we please not no never but for yonetici destek kullanici musteri magdur
    bir bu icin cok lutfen ama degil herkes biz bizi yok ucun cox zehmet amma deyil hami yox istifadeci
    removed undefined nan noname nobody somebody someone isimsiz adsiz kimse vatandas vetendas soyad soyadi
    ناشناس کاربر ادمین مدیر پشتیبانی مشتری مهمان را یه یک ما از به با برای که این هر همه نام بینام شهروند
    """
)
#: How a word begins, folded, that protests or abuses: a greeting that repeats it insults both sides. Names begin like
#: some of them (Amina, Sikandar, Salako), so those are whole words or go on far enough.
_ABUSE = regex.compile(
    r"(?:magdur|boykot|boycott|rezil|rezalet|sikayet|dolandir|sahtekar|firildaq|skandal|scam|fraud|serefsiz|haysiyetsiz"
    r"|namussuz|orospu|oruspu|pezevenk|kahpe|qehbe|yarrak|siktir|sikey|siker|sikim|gerizekal|belani[zs]|fuck|bullshit"
    r"|bitch|asshole|bastard|idiot|کلاهبردار|تحریم|دزد|جنده|کسکش|حرامزاده|بیشرف|احمق"
    r"|(?:amk|amq|pic|salak|aptal|lanet|shit|cunt|کیر)(?!\w))"
)
#: What is written small within a name.
_SMALL = _set("van de der den von zu bin ibn bint al el da di do dos la le y oğlu qızı kızı bəy bey")


def address(author_name: str, brand: str = "") -> str:
    """Make of a display name what a greeting can carry, or nothing if it does not look like a person's name.

    Words with digits, handles, links or markup go; so do emoji and ornaments. Over four words, or three of which some
    begin small, are a slogan; a name with the brand's in it is not a customer's, "Admin" is nobody's, and abuse none.
    """
    # emoji first: of "Ali™" nothing may be left that reads as letters
    plain = one_line(normalize("NFKC", emoji.replace_emoji(one_line(author_name[:_LONGEST]), " ")))
    words = [_NOT_OF_NAMES.sub("", word) for word in plain.split(" ") if not _ADDRESS_LIKE.search(word)]
    words = [word.strip("-'’\u200c").lstrip(".") for word in words if not _PILED_MARKS.search(word)]
    words = list(filter(None, (_ORNAMENTS.sub("", word) for word in words)))
    while len(words) > 1 and len(words[-1].rstrip(".")) < 2:
        words.pop()  # nobody is greeted as "Ayşe K."
    name = " ".join(words).rstrip(".")  # a greeting may bring its own full stop
    long = len(words) > _NAME_WORDS or len(regex.findall(r"\X", name)) > _NAME
    folded = [fold(word).text for word in words]
    nobody = any(word in _NO_NAMES or _ABUSE.match(word) for word in folded)
    of_brand = brand and regex.search(rf"\b{regex.escape(brand.casefold())}", name.casefold())
    if long or nobody or of_brand or _is_sentence(words) or len(_LETTERS.findall(name)) < 2:
        return ""
    return name


def _is_sentence(words: Sequence[str]) -> bool:
    """Whether some of three words or more begin with a capital and some do not, as names' do not."""
    first = [word[0] for word in words if word not in _SMALL and word[0].lower() != word[0].upper()]
    return len(words) > 2 and len({letter.isupper() for letter in first}) > 1


#: Enough of a post to find what it is about.
_GLANCE = 4000
#: What may follow a word, folded, and how many letters it must have for that: ayakkabı → ayakkabılarımdan, shoe →
#: shoes; not mont → montaj nor لباس → لباسشویی, which are other things.
_TURKIC = (
    r"(?:l[ae]r)?s?[iu]?(?:[mn](?:[iu]z)?|[iu]z)?"
    r"(?:[ny]?[iuae]|[ny]?[dt][ae]n?|n?[iu]n|[yn]?l[ae]|c[ae]|[dt][iu](?:[mnkq]|n[iu]z)?)?"
    r"(?:ki|y?[dt][iu]r?|y?mis|y?mus)?"
)
_ENDINGS = {
    language: (shortest, regex.compile(f"(?:{ending}) "))
    for language, (shortest, ending) in {
        "tr": (4, _TURKIC),
        "az": (4, _TURKIC),
        "en": (1, "(?:e?s)?"),
        "fa": (3, "(?:ه?ا(?:یی?)?|ات)?(?:ا?[متش](?:ان|ون)?|ی[مشهی]?|ه)?(?:رو|را|و|ه|ا)?"),
        "": (4, r"[^\W\d_]{0,8}"),
    }.items()
}
#: "My phone 0532 000 00 00" names no phone that was bought.
_NUMBERED = regex.compile(r"(?<![^\W\d_])[^\W\d_]++[^\w\n]{0,3}\d[\d \-()]{6,}")


def item_of(wording: Wording, text: str) -> str:
    """Name the thing that a post is about in the words of the reply file; nothing if it names none of its list.

    Nothing of the post is given back.
    """
    folded = _NUMBERED.sub("", fold(text[:_GLANCE]).text)
    if wording.language in LANGUAGES:
        folded = lexicon_of(wording.language).sayings.sub(" ", folded)
    said = _spaced(folded)
    shortest, ending = _ENDINGS.get(wording.language, _ENDINGS[""])
    for phrase, words in wording.items.items():
        for sought in map(_sought, words):
            at = said.find(sought)
            while at >= 0:
                end = at + len(sought)
                if said[end] == " " or (len(sought) > shortest and ending.match(said, end)):
                    return phrase
                at = said.find(sought, end)
    return ""


def topic_of(judged: str | None, text: str, language: str) -> str:
    """Which topic a reply may name: the one that was judged if the post's own words bear it out.

    A reply that feels for another problem than the customer's is worse than one that names none.

    Args:
        judged: by the model; one that the linter does not know is believed, and so is danger: whoever was hurt must not
            be answered as if it were nothing.
        language: of the post.
    """
    known = lexicon_of(language).topics if language in LANGUAGES else {}
    if judged is None or judged not in known or judged in _BELIEVED:
        return judged or ANY
    return judged if known[judged].search(fold(text[:_GLANCE]).text) else ANY


_BELIEVED = ("other", "safety_fraud")
_WORDS = regex.compile(r"[^\W_]+")


def _spaced(folded: str) -> str:
    return f" {' '.join(_WORDS.findall(folded))} "


@lru_cache(maxsize=4096)
def _sought(word: str) -> str:
    """An item's word as it would stand in a post, its end open; of a word without a letter what is in none."""
    return _spaced(fold(word).text).rstrip() or "\0"
