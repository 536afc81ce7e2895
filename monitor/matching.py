"""Is this post about the brand, and which of its words say so.

    text ─fold▶ one spelling ─read▶ places where a name may begin ─look up▶ names ─ending▶ words as they stand

Pure: data in, data out. `letters` folds what people spell in many ways; `suffixes` knows how a name may go
on.

A name begins at the start of a word and ends with the word, or goes on with an ending of its language
(Firuzkadan, Firuzka'nın, فیروزکاها, Firuzkas). What differs from that, and why:

- **Hashtags** join words, so there a name may also begin or end at a capital (#FiruzkaRezalet,
  #BoykotFiruzka), at an underscore, or at a word of protest (#firuzkarezaleti, #boykotfiruzka): the names of
  campaigns, which matter most. Any other joined word is another name (#firuzkale, #firuzkapark).
- **Handles** are compared whole, with the brand's own on that platform; nobody else's handle holds a name.
- **Links and e-mail addresses** hold no names. A bare "firuzka.com" is not a link but how people call a shop.
- **Letters of another script** part words (ازFiruzka, Firuzkaدوست): people leave out the space there.
- **Persian particles** may stand before a long name without a space (ازفیروزکا): after them it is often not seen.
- **Stretched names** match when stretched at their end, by two letters or more (Firuzkaaaa).

Cost: linear in the text. One regular expression finds where a name may begin by its first letters, another
reads what stands around @, # and /; every repetition in them is possessive or bounded, so each character is
read a bounded number of times. At a beginning only the names that share its first letters are tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar

from monitor.letters import Folded, fold
from monitor.suffixes import LONGEST, Ending, ending_of, inflections, is_persian, is_turkic, spellings

__all__ = ["BrandNames", "Folded", "Lexicon", "Matcher", "fold", "inflections", "spellings"]

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True, kw_only=True)
class BrandNames:
    """What a brand is called.

    Args:
        key: the brand's key.
        terms: names and phrases; any one of them suffices. Spaces, hyphens and apostrophes within are
            optional.
        handles: the brand's own accounts, without "@", by platform.
        exclude: phrases whose presence makes a post not about the brand.
    """

    key: str
    terms: tuple[str, ...] = ()
    handles: Mapping[str, tuple[str, ...]]
    exclude: tuple[str, ...] = ()


class Matcher:
    """Finds which brands a post is about; safe to share between threads.

    Args:
        brands: with distinct keys. A term without any letter or digit never matches.
    """

    def __init__(self, brands: Sequence[BrandNames]) -> None:
        self._names: Lexicon[tuple[str, bool]] = Lexicon(
            (phrase, (brand.key, excluded))
            for brand in brands
            for phrases, excluded in ((brand.terms, False), (brand.exclude, True))
            for phrase in phrases
        )
        self._handles: dict[tuple[str, str], list[str]] = {}
        for brand in brands:
            for platform, handles in brand.handles.items():
                for handle in {_handle(handle) for handle in handles}:
                    self._handles.setdefault((platform, handle), []).append(brand.key)

    def match(
        self, text: str, *, platform: str, author_handle: str | None = None
    ) -> dict[str, tuple[str, ...]]:
        """Find the brands a post is about; never raises on a text.

        Args:
            text: of the post, however hostile.
            platform: where it was posted; decides whose handles count.
            author_handle: who wrote it; a brand's own posts are not about it.

        Returns:
            For each brand, in order of first appearance, the words that name it as they stand in the post, in
            order, without repeats. A brand is missing if nothing names it, if it wrote the post, or if an
            excluded phrase stands in it.
        """
        own = self._handles.get((platform, _handle(author_handle)), ()) if author_handle else ()
        left_out = set(own)
        words: dict[str, dict[str, None]] = {}
        folded = fold(text)
        for place in self._names.places(folded):
            for brand, excluded, end in self._named(folded, place, platform):
                if excluded:
                    left_out.add(brand)
                else:
                    words.setdefault(brand, {})[folded.as_written(place.start, end)] = None
        return {brand: tuple(found) for brand, found in words.items() if brand not in left_out}

    def _named(self, folded: Folded, place: _Place, platform: str) -> Iterator[tuple[str, bool, int]]:
        """Give the brands named at a place, whether by an excluded phrase, and where the name ends."""
        if not place.handle:
            for (brand, excluded), end in self._names.at(folded, place):
                yield brand, excluded, end
            return
        written = folded.text[place.start : place.end]
        # "@firuzka.rezalet": a full stop without a space must not lose a complaint. Elsewhere the parts of a
        # handle mean something: u/firuzka-fan, @firuzka@another.host.
        parts = (written, _PART.split(written)[0]) if written.count("@") == 1 else (written,)
        for part in parts:
            if brands := self._handles.get((platform, _handle(part))):
                for brand in brands:
                    yield brand, False, place.start + len(part)
                return


class Lexicon(Generic[Key]):
    """Phrases to look up in texts, with the endings they may take.

    Args:
        phrases: each with what to give when it is found. A phrase that ends in "*" may go on in any way
            ("dolandır*"). Phrases without a letter or digit are left out.
    """

    def __init__(self, phrases: Iterable[tuple[str, Key]]) -> None:
        self._names: dict[str, list[_Name[Key]]] = {}
        for phrase, key in phrases:
            if name := _name(phrase, key):
                self._names.setdefault(name.head, []).append(name)
        self._lengths = sorted({len(head) for head in self._names})
        self._beginnings = _beginnings(self._names)

    def find(self, text: str) -> Iterator[tuple[Key, str]]:
        """Give every phrase found, in order, with the words as they stand in the text."""
        folded = fold(text)
        for place in self.places(folded):
            if not place.handle:
                for key, end in self.at(folded, place):
                    yield key, folded.as_written(place.start, end)

    def places(self, folded: Folded) -> Iterator[_Place]:
        """Give, in order, every handle and every place where one of the phrases may begin."""
        text, done = folded.text, 0
        while dense := _DENSE.search(text, done):
            # what stands without spaces around such a sign is read closely
            start = text.rfind(" ", done, dense.start()) + 1 or done
            end = text.find(" ", dense.start()) % (len(text) + 1)
            yield from self._plain(text, done, start)
            yield from _read(folded, start, end)
            done = end
        yield from self._plain(text, done, len(text))

    def at(self, folded: Folded, place: _Place) -> Iterator[tuple[Key, int]]:
        """Give every phrase that begins at a place, with where it ends, its own ending included."""
        before = folded.text[place.start - 1 : place.start]
        glued = not place.end and _PERSIAN_LETTER.match(before)
        for length in self._lengths:
            for name in self._names.get(folded.text[place.start : place.start + length], ()):
                if glued and name.persian and not name.long:
                    continue
                found = name.pattern.match(folded.text, place.start)
                if found and (end := _end(name, folded, found.end(), place)):
                    yield name.key, end

    def _plain(self, text: str, start: int, end: int) -> Iterator[_Place]:
        for found in self._beginnings.finditer(text, start, end):
            yield _Place(found.start())


@dataclass(frozen=True, slots=True)
class _Name(Generic[Key]):
    """One phrase of a lexicon.

    Args:
        head: its first letters, by which it is looked up.
        pattern: its letters, with optional gaps.
        persian, ending: what decides how it may go on.
        long: so long that what people glue to it makes no other word.
        open: it may go on in any way.
    """

    key: Key
    head: str
    pattern: re.Pattern[str]
    persian: bool
    ending: Ending
    long: bool
    open: bool


class _Place(NamedTuple):
    """Where a word begins or a handle stands; `end` is that of a handle or hashtag, else 0."""

    start: int
    end: int = 0
    handle: bool = False


# Arabic-script letters as folded; what else the block holds is punctuation.
_ARABIC = "\u0620-\u064a\u066e-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f"
_OTHER = rf"^\W_{_ARABIC}"  # letters and digits of any other script
_PERSIAN_LETTER = re.compile(f"[{_ARABIC}]")
_WORD = rf"[{_OTHER}]++ | [{_ARABIC}][{_ARABIC}\d]*+"
_DENSE = re.compile(r"[@#/]|www\.")  # around these lie links, addresses, handles and hashtags
_READ = re.compile(
    rf"""
      (?: (?:https?|ftp)://\S++ | www\.\S++
        | (?<![\w.+-]) [\w.+-]++ @ [\w-]++ (?:\.[\w-]++)++
        | (?<![\w.-]) [\w-]++ (?:\.[\w-]++)++ / \S*+ )
    | (?P<handle> (?<!\w) @ \w++ (?:[.-]\w++)*+ (?:@\w++(?:[.-]\w++)*+)?+ | (?<![\w/]) /?u/ [\w-]++ )
    | \# (?P<tag> \w++ )
    | (?P<word> {_WORD} )
    """,
    re.VERBOSE,
)
_WORDS = re.compile(_WORD, re.VERBOSE)
# So many letters of a name decide whether a look-up is worth its while.
_HEAD = 4
# From so many letters on a particle before a name makes no other word with it, nor does a spoken ending.
_LONG = 5
# "From", "to", "with", "in", "and", "for" stand before a name, in Persian often without a space.
_PARTICLES = ("از", "به", "با", "در", "تو", "و", "برای", "واسه")
_GAP = re.compile(r"[ _'-]++")
_SIGN = re.compile(r"[^\w '-]")
_PART = re.compile(r"[.-]")
_PHRASE = re.compile(r"[^\W_](?:.*[^\W_])?", re.DOTALL)

# What may follow a name within its word, and after an apostrophe or a hyphen.
_TAIL = {
    persian: (
        re.compile(f"{letters}{{0,{LONGEST + 1}}}+"),
        re.compile(f"['-]({letters}{{1,{LONGEST + 1}}}+)"),
    )
    for persian, letters in ((False, f"[{_OTHER}]"), (True, rf"[{_ARABIC}\d]"))
}

# Words of protest and service that people glue to a brand in a hashtag.
_GLUED = re.compile(
    "rezalet|rezillik|rezil|sikayet|magdur|boykot|dolandirici|dolandir|sahtekar|skandal|sorun|iade|kargo|destek|"
    "aldatma|firildaq|boycott|scam|fraud|fail|sucks|refund|complain|worst|stop|never|تحریم|کلاهبردار|شکایت"
)
# A longer one is no hashtag to anybody; looking into it costs more than looking at it.
_LONGEST_TAG = 140


def _beginnings(heads: Iterable[str]) -> re.Pattern[str]:
    """A pattern for where a phrase may begin: with one of `heads`, at the start of a word.

    The first letter stands first and what must not precede it after, because `re` skips quickly to a letter.
    """
    rests: dict[str, list[str]] = {}
    for head in heads:
        rests.setdefault(head[0], []).append(head[1:])
    return re.compile(
        "|".join(f"{first}{_begins(first)}(?:{'|'.join(rest)})" for first, rest in rests.items()) or "(?!)"
    )


def _begins(first: str) -> str:
    """What must stand before a phrase's first letter, seen from behind it."""
    if not _PERSIAN_LETTER.match(first):
        return f"(?<![{_OTHER}]{first})"
    glued = "|".join(f"(?<=(?<![{_ARABIC}]){particle}{first})" for particle in _PARTICLES)
    return f"(?:(?<![{_ARABIC}]{first})|{glued})"


def _read(folded: Folded, start: int, end: int) -> Iterator[_Place]:
    """Give every place in a dense stretch where a name may begin, and every handle."""
    for found in _READ.finditer(folded.text, start, end):
        match found.lastgroup:
            case "word":
                yield _Place(found.start())
            case "handle":
                yield _Place(found.start(), found.end(), handle=True)
            case "tag":
                yield from _read_tag(folded, *found.span("tag"))


def _read_tag(folded: Folded, start: int, end: int) -> Iterator[_Place]:
    """Give every place in a hashtag where a name may begin."""
    if end - start > _LONGEST_TAG:
        return
    for word in _WORDS.finditer(folded.text, start, end):
        begins = {word.start(), *(at for at in range(word.start() + 1, word.end()) if _rises(folded, at))}
        if glued := _GLUED.match(folded.text, word.start(), word.end()):
            begins.add(glued.end())
        for begin in sorted(begins):
            yield _Place(begin, end)


def _rises(folded: Folded, at: int) -> bool:
    """Whether a new word begins with a capital here: Firuzka|Rezalet, LCW|Rezalet."""
    before, here, after = (
        folded.source[folded.index(i)] for i in (at - 1, at, min(at + 1, len(folded.text) - 1))
    )
    return here.isupper() and (not before.isupper() or after.islower())


def _end(name: _Name[Any], folded: Folded, position: int, place: _Place) -> int:
    """Where a name with its ending ends, its letters ending at `position`; 0 if part of another word."""
    text = folded.text
    within, after_mark = _TAIL[name.persian]
    found = within.match(text, position)
    assert found is not None
    tail = found.group()
    if name.open:
        return position + len(tail)
    if place.end:
        rises = (i for i in range(len(tail)) if _rises(folded, position + i))
        tail = tail[: next(rises, len(tail))]
    if not tail:
        marked = after_mark.match(text, position)
        return marked.end() if marked and _goes_on(name, marked.group(1)) else position
    stretched = len(tail) > 1 and tail == len(tail) * text[position - 1]
    if stretched or _goes_on(name, tail):
        return position + len(tail)
    return position if place.end and _GLUED.match(text, position) else 0


def _goes_on(name: _Name[Any], tail: str) -> bool:
    """Whether a tail is an ending that the name may take; the s is the English plural and genitive."""
    return is_persian(tail, spoken=name.long) if name.persian else tail == "s" or is_turkic(name.ending, tail)


def _name(phrase: str, key: Key) -> _Name[Key] | None:
    """A phrase made ready for looking up; None if there is neither letter nor digit in it."""
    found = _PHRASE.search(fold(phrase.removesuffix("*").replace("\u200c", " ")).text)
    if found is None:
        return None
    parts = _GAP.split(_SIGN.sub(r" \g<0> ", found.group()))  # "H&M" is "H & M" too
    letters = "".join(parts)
    return _Name(
        key=key,
        head=parts[0][:_HEAD],
        pattern=re.compile(_GAP.pattern.replace("++", "*+").join(map(re.escape, parts))),
        persian=_PERSIAN_LETTER.search(letters) is not None,
        ending=ending_of(letters),
        long=len(letters) >= _LONG,
        open=phrase.endswith("*"),
    )


def _handle(written: str) -> str:
    return fold(written).text.strip().removeprefix("@").removeprefix("/").removeprefix("u/")
