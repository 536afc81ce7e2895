"""Putting drafts together: which lines, in which order, and the gaps filled; the same arguments, the same drafts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal, NamedTuple

from alerts.replies.lengths import limit_of, text_length
from alerts.replies.likeness import NEARLY_EQUAL, likeness
from alerts.replies.linting import faults_of_line
from alerts.replies.naming import address
from alerts.replies.policy import NOTHING, Policy
from alerts.replies.tongues import script_of
from alerts.replies.wording import ANY, GAP, Kind, Part, Replies, Time, Tone, Wording, wording_for
from alerts.text import one_line

Occasion = Literal["complaint", "praise", "solved"]
#: empathy: an incident is young and its cause unknown; explanation: the cause may be told; remedy: it is removed.
Phase = Literal["empathy", "explanation", "remedy"]

#: How many of a brand's last drafts count: twenty replies of three kinds.
RECENT = 60
#: A draft that shares no more than this with any of them is looked at no further.
_UNLIKE = 0.2
_TRIES = 16
_GAP_LENGTH = 200
#: What a lead wrote is told whole or not at all: cut off in public it would say another thing.
_EXPLANATION = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Who answers.

    Args:
        brand: how it is called.
        contact: where to write privately; empty: there is no such place.
        signature: who signs; may be empty.
        tone: lines written for the other one are passed over.
        policy: what may be promised; lines that promise more are passed over.
    """

    brand: str
    contact: str
    signature: str
    tone: Tone = "sincere"
    policy: Policy = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What is answered.

    Args:
        language: of the post; where there is no wording for it, the brand's and then English stand in.
        topic: of the complaint or praise; one without lines of its own takes those for any.
        platform: whose length counts.
        author_name: the display name as the platform gave it; a name that looks like none is left out.
        item: what was bought, in the reply file's own words; see `item_of`.
        phase: of the incident it belongs to; None: it stands alone.
        explanation: what happened, as a lead wrote it; not told while the phase is empathy.
        first: no public reply has been given yet; the later ones lead into a private channel.
        returning: the author has complained before.
        angry: very much so.
        soon: by when the next word from us is promised.
    """

    language: str
    topic: str = ANY
    platform: str = ""
    author_name: str = ""
    item: str = ""
    occasion: Occasion = "complaint"
    phase: Phase | None = None
    explanation: str = ""
    first: bool = True
    returning: bool = False
    angry: bool = False
    soon: Time = "hours"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyDraft:
    """A draft to offer.

    Args:
        id: kind and lines ("full/9f3a1c00.77aa0112"): what `compose` wants to know of the brand's last drafts.
    """

    id: str
    kind: Kind
    language: str
    text: str


def compose(
    replies: Replies,
    situation: Situation,
    voice: Voice,
    *,
    seed: int,
    recent: Sequence[str] = (),
    fallback: str = "en",
) -> tuple[ReplyDraft, ...]:
    """Put together the drafts for one post: short, full and private; to praise and thanks the one that thanks back.

    Args:
        seed: picks the wordings.
        recent: ids of the brand's last drafts, the newest first; their wordings are passed over, and no draft is
            nearly equal to one of them as long as the reply file has enough to say.
        fallback: the brand's language.
    """
    writer = _Writer(
        wording_for(replies, situation.language, fallback), situation, voice, Random(seed), recent
    )
    kinds: tuple[Kind, ...] = ("short", "full", "private") if voice.contact.strip() else ("short", "full")
    return tuple(map(writer.draft, kinds if situation.occasion == "complaint" else ("thanks",)))


class _Line(NamedTuple):
    """One line that may be chosen, its gaps filled, and its length on the platform."""

    part: Part
    text: str
    length: int


#: What a draft can be without, in the order in which it goes when there is no room, or nothing new to say.
_SPARED = (
    "close",
    "notes",
    "channel.offer",
    "explanation",
    "name",
    "responsibility",
    "greeting",
    "signature",
)
#: The later public replies always offer the private channel: there it goes after all that can be spared.
_SPARED_LATER = (
    "close",
    "notes",
    "explanation",
    "name",
    "responsibility",
    "greeting",
    "channel.offer",
    "signature",
)


class _Writer:
    """Writes the drafts of one call; each knows those before it, so that the three are unlike too."""

    def __init__(
        self, wording: Wording, situation: Situation, voice: Voice, random: Random, recent: Sequence[str]
    ) -> None:
        self._wording, self._situation, self._voice, self._random = wording, situation, voice, random
        self._limit = limit_of(situation.platform)
        self._values = self._gaps()
        self._ages: dict[str, int] = {}
        self._likes: list[frozenset[str]] = []
        for age, each in enumerate(recent[:RECENT], 1):
            self._remember(each.partition("/")[2].split("."), age)

    def draft(self, kind: Kind) -> ReplyDraft:
        """Write one draft: of the richest plan that fits and has something new to say."""
        choices: dict[str, list[_Line]] = {}
        best: tuple[float, list[_Line]] | None = None
        leanest: list[_Line] = []
        for plan in self._plans(kind):
            for section in plan:
                if section not in choices:
                    choices[section] = self._choice(section)
            filled = [choices[section] for section in plan if choices[section]]
            leanest = [min(choice, key=lambda line: line.length) for choice in filled]
            found = self._least_like(filled, leanest)
            if found and (best is None or found[0] < best[0]):
                best = found
            if best and (best[0] < NEARLY_EQUAL or not self._tight(filled)):
                break
        lines = best[1] if best else leanest
        ids = [line.part.id for line in lines]
        self._remember(ids, 0)
        text = self._text(lines)
        return ReplyDraft(id=f"{kind}/{'.'.join(ids)}", kind=kind, language=self._wording.language, text=text)

    def _plans(self, kind: Kind) -> Iterator[list[str]]:
        """The sections of a draft in their order; each plan has one less than that before it."""
        now = self._situation
        greeting = "greeting.named" if self._values["name"] else "greeting.unnamed"
        if kind == "thanks":
            plan = [greeting, now.occasion, "signature"]
        else:
            notes = {
                "notes.again": not now.first,
                "notes.many": now.phase == "empathy",
                "notes.angry": now.angry,
                "notes.returning": now.returning,
            }
            told = kind == "full" and now.phase != "empathy"
            # who knows the cause does not go on asking for it
            done = {"explanation": "fixing", "remedy": "remedy"}.get(now.phase or "", "step")
            last = [done, *["channel.offer"] * (not now.first)]
            plan = [
                greeting,
                "regret",
                *([name for name, fits in notes.items() if fits][:1] if kind == "full" else ()),
                "responsibility",
                *["explanation"] * told,
                *(["channel.move"] if kind == "private" else last),
                *["close"] * (kind == "full"),
                "signature",
            ]
        yield plan
        for spared in _SPARED if now.first else _SPARED_LATER:
            leaner = [section for section in plan if not section.startswith(spared)]
            if spared == "name":
                leaner = ["greeting.unnamed" if section == "greeting.named" else section for section in plan]
            if leaner != plan:
                plan = leaner
                yield plan

    def _choice(self, section: str) -> list[_Line]:
        """The lines that may stand in a section, filled, the longest unused first."""
        lines = self._wording.lines(section, self._situation.topic)
        parts = [
            part
            for part in lines
            if all(self._values[gap] for gap in part.gaps) and self._sayable(part) and not self._turned(part)
        ]
        fitting = [part for part in parts if part.tone in (None, self._voice.tone)] or parts
        self._random.shuffle(fitting)
        fitting.sort(key=lambda part: self._ages.get(part.id, RECENT), reverse=True)
        filled = [(part, self._filled(part.text)) for part in fitting]
        return [_Line(part, text, text_length(self._situation.platform, text)) for part, text in filled]

    def _sayable(self, part: Part) -> bool:
        """Whether the brand may say a line now; what a lead wrote is read too."""
        young = self._situation.phase == "empathy"
        told = self._values["explanation"] if "explanation" in part.gaps else ""
        return not faults_of_line(part.text, self._wording.language, self._voice.policy, young, told)

    def _turned(self, part: Part) -> bool:
        """Whether a line begins with a name in other letters: the reply would run in the name's direction."""
        right = "arabic" if self._wording.language == "fa" else "latin"
        return part.text.startswith("{name") and script_of(self._values["name"]) != right

    def _least_like(
        self, choices: Sequence[list[_Line]], leanest: list[_Line]
    ) -> tuple[float, list[_Line]] | None:
        """Try lines, the unused first, and give what fits and is least like the last drafts."""
        if self._too_long(leanest):
            return None
        best = (1.1, leanest)
        for trial in range(_TRIES):
            # first the longest unused of each, then among ever more of them
            lines = [choice[self._random.randrange(min(len(choice), 1 + trial // 2))] for choice in choices]
            while self._too_long(lines):
                at = max(range(len(lines)), key=lambda at: lines[at].length - leanest[at].length)
                lines[at] = next(
                    (each for each in choices[at] if each.length < lines[at].length), leanest[at]
                )
            if (like := self._likest(lines)) < best[0]:
                best = (like, lines)
            if best[0] <= _UNLIKE:
                break
        return best

    def _tight(self, choices: Sequence[list[_Line]]) -> bool:
        """Whether the platform's length keeps out some of the lines."""
        return self._too_long([max(choice, key=lambda line: line.length) for choice in choices])

    def _too_long(self, lines: Sequence[_Line]) -> bool:
        return sum(line.length for line in lines) + len(lines) - 1 > self._limit

    def _likest(self, lines: Sequence[_Line]) -> float:
        whole = _whole([line.part for line in lines])
        return max((likeness(whole, each) for each in self._likes), default=0.0)

    def _remember(self, ids: Sequence[str], age: int) -> None:
        parts = [self._wording.parts[each] for each in ids if each in self._wording.parts]
        if whole := _whole(parts):
            self._likes.append(whole)
        for part in parts:
            self._ages[part.id] = min(age, self._ages.get(part.id, RECENT))

    def _gaps(self) -> dict[str, str]:
        now, voice, wording = self._situation, self._voice, self._wording
        owners = wording.owners.get(now.topic) or wording.owners[ANY]
        return {
            "name": address(now.author_name, voice.brand),
            "brand": _line(voice.brand),
            "contact": _line(voice.contact),
            "signature": _line(voice.signature),
            "item": _line(now.item),
            "owner": self._random.choice(owners),
            "time": self._random.choice(wording.times[now.soon]),
            "explanation": _whole_sentence(now.explanation),
        }

    def _filled(self, text: str) -> str:
        def value(gap: re.Match[str]) -> str:
            found = self._values[gap[1]]
            if text[gap.end() :].startswith("."):  # "Salam, Ali K." and the greeting's own full stop
                found = found.removesuffix(".")
            starts = gap[1] in ("owner", "item") and _STARTS.search(text[: gap.start()])
            return self._upper(found[0]) + found[1:] if starts else found

        return GAP.sub(value, text)

    def _text(self, lines: Sequence[_Line]) -> str:
        """The draft: what is said on one line, the signature on the next."""
        said = [line.text for line in lines if line.part.section != "signature"]
        if len(said) > 1 and said[0].endswith((",", "،")) and lines[0].part.section.startswith("greeting"):
            said[1] = self._continued(lines[1].part, said[1])
        signed = [line.text for line in lines if line.part.section == "signature"]
        return "\n".join(filter(None, [" ".join(said), *signed]))

    def _continued(self, part: Part, text: str) -> str:
        """A sentence that goes on after "Hi Ada,": with a small letter, unless it begins with a name or with I."""
        word = _FIRST_WORD.match(text)
        acronym = word and len(word[0]) > 1 and word[0].isupper()
        i = self._wording.language == "en" and word and _I.fullmatch(word[0])
        if part.text.startswith("{brand") or acronym or i:
            return text
        return self._lower(text[0]) + text[1:]

    def _upper(self, letter: str) -> str:
        return "İ" if letter == "i" and self._wording.language in _DOTTED else letter.upper()

    def _lower(self, letter: str) -> str:
        turkic = {"I": "ı", "İ": "i"} if self._wording.language in _DOTTED else {}
        return turkic.get(letter, letter.lower())


_DOTTED = ("tr", "az")
_STARTS = re.compile(r"(?:^|[.!?…]\s)$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_I = re.compile("I")


def _line(text: str) -> str:
    return one_line(text[: 4 * _GAP_LENGTH])[:_GAP_LENGTH].strip()


def _whole_sentence(text: str) -> str:
    """What a lead wrote, without what ends it: the line it goes into has a full stop of its own."""
    told = one_line(text)
    return told.rstrip(" .!?…؟۔:;,،") if len(told) <= _EXPLANATION else ""


def _whole(parts: Sequence[Part]) -> frozenset[str]:
    """The shingles of a draft; greetings and signatures are alike in all of them."""
    return frozenset().union(
        *(part.shingles for part in parts if not part.section.startswith(("greeting", "signature")))
    )
