"""What is wrong with a reply, whoever wrote it: points by a rubric, what must not be sent, and what would be better.

    text → names masked → folded → sentences → vetoes, notes, points

The rubric, 0–12: takes responsibility 2 · names the next step, with who and when 2 · feels with the customer about
this problem 2 · right language, letters and tone 2 · safe 2 · not routine 1 · fits the platform 1 (Lewicki 2016;
Einwiller & Steilen 2015; Herhausen 2019; Decock 2020).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, get_args

from alerts.replies.lengths import LINK, limit_of, text_length
from alerts.replies.letters import Folded, fold
from alerts.replies.lexicon import LANGUAGES, Lexicon, lexicon_of
from alerts.replies.likeness import NEARLY_EQUAL, likeness, shingles
from alerts.replies.personal import personal
from alerts.replies.policy import NOTHING, PROMISES, Policy
from alerts.replies.tongues import script_of, tongue_of
from alerts.replies.wording import GAP, Kind, Part, Replies, Wording

Criterion = Literal["responsibility", "step", "empathy", "language", "safety", "routine", "platform"]
CRITERIA: tuple[Criterion, ...] = get_args(Criterion)
#: The most that each is worth.
POINTS: Mapping[Criterion, int] = dict(zip(CRITERIA, (2, 2, 2, 2, 2, 1, 1), strict=True))

#: What must not be sent.
VETOES = (
    "but",
    "blame",
    "denial",
    "rules",
    "promise_refund",
    "promise_date",
    "promise_compensation",
    "personal_asked",
    "personal_shown",
    "gap",
    "mention",
    "link",
    "wrong_language",
    "wrong_script",
    "too_long",
    "empty",
)
#: What could be better.
NOTES = (
    "no_responsibility",
    "only_sorry",
    "no_step",
    "only_details",
    "no_time",
    "time_vague",
    "no_empathy",
    "empathy_general",
    "familiar",
    "routine",
    "repeated",
    "no_private_channel",
    "no_thanks",
)

_LONGEST = 12_000
_SENTENCE = re.compile(r"[^.!?؟\n]*(?:[.!?؟](?!\s|$)[^.!?؟\n]*)*[.!?؟\n]*")
_MENTION = re.compile(r"(?<![\w@.])@[\w.-]*\w|<[!@#][^>]*>")
_MARKED_LINK = re.compile(r"\[[^\[\]\n]*\]\([^)\n]*\)|<https?:[^<>]*>")
_QUOTED = re.compile(r"[\"“„][^\"“”„\n]{3,60}[\"”“](?=[,']?\s?\w)|«[^«»\n]{3,60}»(?=[,']?\s?\w)")
_GAP = re.compile(
    r"(?<!\{)\{{1,3}[^{}\n]{0,40}\}+|\[[^\]\n]{1,40}\](?!\()|<[a-z_ ]{2,30}>|(?<!\w)x{3,}(?!\w)|_{3,}"
    r"|(?<!\w)todo(?!\w)|%s|%[a-z_]{2,20}%|\$[a-z_]{2,}|«\s*»|\((?:name|isim|ad|نام)\)"
    r"|(?<!\w)(?:hi|hello|dear|merhaba|sayin|salam|hormetli|سلام|جناب|اقای|خانم) \.{4,}"
    r"|(?<!\w)xx:xx(?!\w)|(?<!\w)(?:by|at|until|within|ساعت|تاریخ|شماره) xx(?!\w)"
    r"|(?<!\w)(?:insert|enter) (?:\w+ )?(?:name|number|date|time|product|brand) here(?!\w)"
)
#: What stands in place of a name while the text is read: it is nobody's word and hides none.
_BRAND, _CONTACT, _SIGNATURE, _AUTHOR = "\ue000", "\ue001", "\ue002", "\ue003"
_MASKS = re.compile(f"[{_BRAND}{_CONTACT}{_SIGNATURE}{_AUTHOR}]+")
_GREETING = 80
#: An apology of fewer words names no problem.
_MEANT = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Who and what may stand in a reply under its own name.

    Args:
        contact: the brand's private place: a handle, an address, a number.
        handles: the brand's accounts and the author's, with or without @.
        links: addresses that may be linked to.
    """

    brand: str = ""
    contact: str = ""
    signature: str = ""
    author: str = ""
    handles: Sequence[str] = ()
    links: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One thing that is wrong: its code, where it stands in the text, and what its wording needs to know."""

    code: str
    start: int = 0
    end: int = 0
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Linted:
    """What was found.

    Args:
        points: by criterion.
        vetoes: what must not be sent; codes of `VETOES`.
        notes: what could be better; codes of `NOTES`.
    """

    points: Mapping[Criterion, int]
    vetoes: tuple[Note, ...]
    notes: tuple[Note, ...]

    @property
    def score(self) -> int:
        """0 to 12."""
        return sum(self.points.values())


def lint(
    text: str,
    *,
    language: str,
    topic: str = "",
    platform: str = "",
    kind: Kind = "full",
    policy: Policy = NOTHING,
    names: Names | None = None,
    first_reply: bool = True,
    incident_young: bool = False,
    public: bool = True,
    finglish: bool = False,
    recent: Iterable[str] = (),
) -> Linted:
    """Judge a reply; any text gets its points.

    Args:
        language: that the customer writes; of another than our four only what needs no words is judged.
        topic: of the complaint; one we do not know counts as any.
        kind: a reply that thanks needs neither responsibility nor a step.
        first_reply: no public reply has been given yet; the later ones must offer a private channel.
        incident_young: the complaint belongs to an incident that has just begun: nothing may be promised.
        public: everybody can read it; in private, personal data may be asked for.
        finglish: the customer writes Persian in Latin letters, and may be answered so.
        recent: texts of the brand's last replies.
    """
    names = names or Names()
    read = _Reading(text[:_LONGEST], language, names)
    vetoes = [
        *_lengths(text, platform),
        *_tongue(read, language, finglish=finglish),
        *_said(read, policy, young=incident_young),
        *(_personal(read) if public else ()),
        *_injected(read),
    ]
    codes = {each.code for each in vetoes}
    notes: list[Note] = []
    points: dict[Criterion, int] = {
        "responsibility": _responsibility(read, kind, codes, notes),
        "step": _step(read, kind, notes, first=first_reply),
        "empathy": _empathy(read, kind, topic, notes),
        "language": _manner(read, codes, notes),
        "safety": 0 if codes - {"wrong_language", "wrong_script", "too_long", "empty"} else 2,
        "routine": _routine(read, recent, notes),
        "platform": 0 if "too_long" in codes else 1,
    }
    if "empty" in codes:
        points = dict.fromkeys(CRITERIA, 0)
    return Linted(
        points=points, vetoes=tuple(sorted(vetoes, key=lambda each: each.start)), notes=tuple(notes)
    )


class _Reading:
    """A text with its names masked, folded, in sentences."""

    def __init__(self, text: str, language: str, names: Names) -> None:
        self.text = text
        self.masked = _mask(_MASKS.sub(lambda found: " " * len(found.group()), text), names)
        self.folded: Folded = fold(self.masked)
        # What stands between quotation marks in a sentence was said to the customer by somebody else.
        self.own = _QUOTED.sub(lambda found: " " * len(found.group()), self.folded.text)
        self.tongue = tongue_of(_MASKS.sub(" ", self.masked))
        heard = language if language in LANGUAGES else self.tongue
        self.lexicon: Lexicon = lexicon_of(heard if heard in LANGUAGES else "en")
        found = (each for each in _SENTENCE.finditer(self.folded.text))
        self.sentences = [(each.start(), each.group()) for each in found if each.group().strip()]

    def note(self, code: str, start: int, end: int, **facts: str) -> Note:
        """A note on a place of the folded text; what stands there is its fact `found`."""
        first, last = self.folded.span(start, end)
        return Note(code=code, start=first, end=last, facts={"found": self.text[first:last].strip(), **facts})

    def find(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        return pattern.search(self.folded.text)


def _mask(text: str, names: Names) -> str:
    """Put signs of nobody's language in place of names; lengths stay."""
    masked = text
    for word in sorted(
        (each for each in (names.contact, *names.links) if each.strip()), key=len, reverse=True
    ):
        masked = _everywhere(masked, word, _CONTACT)
    for handle in names.handles:
        masked = _everywhere(masked, "@" + handle.lstrip("@"), _BRAND)
    if names.signature.strip() and (at := masked.rfind(names.signature)) >= 0:
        masked = masked[:at] + _SIGNATURE * len(names.signature) + masked[at + len(names.signature) :]
    if names.author.strip() and 0 <= (at := masked.find(names.author)) < _GREETING:
        masked = masked[:at] + _AUTHOR * len(names.author) + masked[at + len(names.author) :]
    return _everywhere(masked, names.brand, _BRAND) if names.brand.strip() else masked


def _everywhere(text: str, word: str, sign: str) -> str:
    return re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", sign * len(word), text)


# --- vetoes


def _lengths(text: str, platform: str) -> Iterator[Note]:
    if not text.strip():
        yield Note(code="empty")
    length, limit = text_length(platform, text[: 2 * _LONGEST]), limit_of(platform)
    if length > limit:
        yield Note(code="too_long", end=len(text), facts={"length": str(length), "limit": str(limit)})


def _tongue(read: _Reading, language: str, *, finglish: bool) -> Iterator[Note]:
    if language not in LANGUAGES:
        return
    whole = {"start": 0, "end": len(read.text)}
    bare = _MASKS.sub(" ", read.masked)
    script, right = script_of(bare), "arabic" if language == "fa" else "latin"
    if script not in ("", right) and not (finglish and language == "fa" and script == "latin"):
        if language == "fa" and read.tongue == "finglish":
            yield Note(code="wrong_script", facts={"expected": language}, **whole)
        elif script != "latin" or read.tongue or len(bare) > _GREETING:
            found = read.tongue if read.tongue in LANGUAGES else "other"
            yield Note(code="wrong_language", facts={"language": found, "expected": language}, **whole)
        return
    same = (language, "finglish") if language == "fa" else (language,)
    if read.tongue and read.tongue not in same:
        found = read.tongue if read.tongue in LANGUAGES else "other"
        yield Note(code="wrong_language", facts={"language": found, "expected": language}, **whole)
        return
    if len(read.sentences) < 2:
        return  # as the whole
    for start, sentence in read.sentences:
        first, last = read.folded.span(start, start + len(sentence))
        told = tongue_of(_MASKS.sub(" ", read.masked[first:last]))
        if told in LANGUAGES and told not in same and len(sentence.split()) > 3:
            yield read.note("wrong_language", start, start + len(sentence), language=told, expected=language)


def _said(read: _Reading, policy: Policy, *, young: bool) -> Iterator[Note]:
    lexicon = read.lexicon
    for code in ("but", "blame", "denial", "rules"):
        pattern: re.Pattern[str] = getattr(lexicon, code)
        if found := pattern.search(read.own):
            yield read.note(code, *found.span())
    for promise in PROMISES:
        if policy.forbids(promise, young=young) and (found := read.find(getattr(lexicon, promise))):
            yield read.note(f"promise_{promise}", *found.span())


def _personal(read: _Reading) -> Iterator[Note]:
    for kind, start, end in personal(read.folded):
        yield read.note("personal_shown", start, end, kind=kind)
    lexicon = read.lexicon
    for start, sentence in read.sentences:
        private = lexicon.private.search(sentence) or _CONTACT in sentence
        if private or lexicon.refrain.search(sentence) or not lexicon.request.search(sentence):
            continue
        for kind, pattern in lexicon.data.items():
            if found := pattern.search(sentence):
                yield read.note("personal_asked", start + found.start(), start + found.end(), kind=kind)
                break


def _injected(read: _Reading) -> Iterator[Note]:
    if found := _GAP.search(read.folded.text):
        yield read.note("gap", *found.span())
    for found in _MENTION.finditer(read.folded.text):
        yield read.note("mention", *found.span())
        break
    for pattern in (_MARKED_LINK, LINK):
        if match := pattern.search(read.masked):
            yield Note(code="link", start=match.start(), end=match.end(), facts={"found": match.group()})
            break


def faults_of_line(
    line: str, language: str, policy: Policy, young: bool = False, explanation: str = ""
) -> tuple[Note, ...]:
    """What no draft may say that holds this line of a reply file, whatever fills its gaps.

    Args:
        explanation: as a lead wrote it; unlike what fills the other gaps it may say anything, and is read too.
    """
    allowed = {f"promise_{each}" for each in PROMISES if not policy.forbids(each, young=young)}
    return tuple(note for note in _heard(line, language, explanation) if note.code not in allowed)


@lru_cache(maxsize=4096)
def _heard(line: str, language: str, explanation: str = "") -> tuple[Note, ...]:
    """All that is wrong with a line, were nothing to be promised."""

    def filled(gap: re.Match[str]) -> str:
        if gap[1] == "explanation" and explanation:
            return explanation
        return signs.get(gap[1], _BRAND) * len(gap[0])

    signs = {"contact": _CONTACT, "name": _AUTHOR, "signature": _SIGNATURE}
    read = _Reading(GAP.sub(filled, line), language, Names())
    found = (*_tongue(read, language, finglish=False), *_said(read, NOTHING, young=True), *_personal(read))
    return (*found, *_injected(read))


def hear(wording: Wording) -> None:
    """Read every line once; hearing takes a millisecond, and a draft is chosen from a hundred lines."""
    for part in wording.parts.values():
        _heard(part.text, wording.language)


def faulty_lines(replies: Replies, policy: Policy) -> Iterator[tuple[Part, Note]]:
    """Every line that no draft may hold, with the first reason; `policy` is that of the brand that may say most."""
    for wording in replies.values():
        for parts in wording.sections.values():
            for part in parts:
                if faults := faults_of_line(part.text, wording.language, policy):
                    yield part, faults[0]


# --- points


def _responsibility(read: _Reading, kind: Kind, codes: set[str], notes: list[Note]) -> int:
    if kind == "thanks":
        return 2
    if codes & {"denial", "blame"}:
        return 0
    if read.find(read.lexicon.own):
        return 2
    sorry = read.find(read.lexicon.sorry)
    notes.append(Note(code="only_sorry" if sorry else "no_responsibility"))
    return 1 if sorry else 0


def _step(read: _Reading, kind: Kind, notes: list[Note], *, first: bool) -> int:
    if kind == "thanks":
        return 2
    lexicon = read.lexicon
    private = read.find(lexicon.private) or _CONTACT in read.masked
    if not first and not private:
        notes.append(Note(code="no_private_channel"))
    action, time = read.find(lexicon.action), read.find(lexicon.time)
    if action and time:
        return 2 if first or private else 1
    if not action:
        notes.append(Note(code="only_details" if read.find(lexicon.request) else "no_step"))
        return 0
    soon = read.find(lexicon.soon)
    notes.append(read.note("time_vague", *soon.span()) if soon else Note(code="no_time"))
    return 1


def _empathy(read: _Reading, kind: Kind, topic: str, notes: list[Note]) -> int:
    lexicon = read.lexicon
    if kind == "thanks":
        if read.find(lexicon.thanks):
            return 2
        notes.append(Note(code="no_thanks"))
        return 0
    felt = [at for at, (_, sentence) in enumerate(read.sentences) if lexicon.feeling.search(sentence)]
    if not felt:
        notes.append(Note(code="no_empathy"))
        return 0
    patterns = (
        [lexicon.topics[topic]] if topic in lexicon.topics and topic != "other" else lexicon.topics.values()
    )
    about = {
        at
        for at, (_, sentence) in enumerate(read.sentences)
        if any(pattern.search(sentence) for pattern in patterns)
    }
    meant = [at for at in felt if _is_meant(read.sentences[at][1], lexicon)]
    if any(at + step in about for at in meant for step in (-1, 0, 1)):
        return 2
    notes.append(Note(code="empathy_general"))
    return 1


def _is_meant(sentence: str, lexicon: Lexicon) -> bool:
    """Whether a sentence feels with somebody: "sorry about the price" is a form; "I understand, but" takes it back."""
    if lexicon.but.search(sentence):
        return False
    more = any(not lexicon.sorry.match(found.group()) for found in lexicon.feeling.finditer(sentence))
    return more or len(_MASKS.sub("", sentence).split()) >= _MEANT


def _manner(read: _Reading, codes: set[str], notes: list[Note]) -> int:
    if codes & {"wrong_language", "wrong_script"}:
        return 0
    if found := read.find(read.lexicon.familiar):
        notes.append(read.note("familiar", *found.span()))
        return 1
    return 2


def _routine(read: _Reading, recent: Iterable[str], notes: list[Note]) -> int:
    said = shingles(read.text)
    if found := read.find(read.lexicon.routine):
        notes.append(read.note("routine", *found.span()))
    elif any(likeness(said, shingles(each)) >= NEARLY_EQUAL for each in recent):
        notes.append(Note(code="repeated"))
    else:
        return 1
    return 0
