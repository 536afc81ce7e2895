"""Complaints to answer, the stream of replies to them as `judge` would draft it, and what the drafts are worth.

data/to_answer/<language>.jsonl holds a hundred complaints in each language, written for this by hand: how customers
write on X, Reddit, Mastodon and forums, hostile ones among them.
"""

from __future__ import annotations

import json
import random
import re
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from pathlib import Path

from alerts.replies import (
    ANY,
    Kind,
    Linted,
    Names,
    Phase,
    Replies,
    ReplyDraft,
    Situation,
    Tone,
    Voice,
    Wording,
    address,
    compose,
    item_of,
    lint,
    load,
    topic_of,
    wording_for,
)
from alerts.replies.composing import RECENT
from alerts.replies.likeness import likeness, shingles
from alerts.replies.wording import GAP

TO_ANSWER = Path(__file__).parent / "data" / "to_answer"
SHIPPED = load(Path(__file__).parent.parent / "config" / "replies")
LANGUAGES = ("tr", "az", "fa", "en")
BRAND = "Firuzka"
#: As `judge` has it: from here on a complaint is called angry.
ANGRY_FROM = 0.95
#: Within how many replies no draft may come again.
_REPLIES = 20


def voices() -> dict[str, Voice]:
    """The brand in both tones, with and without a private place."""
    tones: tuple[Tone, ...] = ("sincere", "formal")
    return {
        f"{tone}, {'with' if contact else 'without'} contact": Voice(
            brand=BRAND, contact=contact, signature="Elif", tone=tone
        )
        for tone in tones
        for contact in ("@firuzka_destek", "")
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """A complaint with what a person knows of it: its topic, whether it is the author's first, its incident."""

    id: str
    language: str
    platform: str
    author_name: str
    text: str
    topic: str
    returning: bool
    reply: int
    incident: Phase | None
    explanation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What is known of a complaint when it is answered: by a person or by the model."""

    language: str
    topic: str
    angry: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A complaint and the drafts offered for it; `seconds` is what composing all of them took of the processor."""

    complaint: Complaint
    voice: Voice
    drafts: Sequence[ReplyDraft]
    seconds: float


@cache
def complaints() -> tuple[Complaint, ...]:
    """All of them, the languages mixed as in one brand's stream; always in the same order."""
    read = [
        Complaint(**json.loads(line))
        for path in sorted(TO_ANSWER.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    random.Random(5).shuffle(read)
    return tuple(read)


def by_hand(one: Complaint) -> Judged:
    """As a person would judge it."""
    return Judged(language=one.language, topic=one.topic, angry="!!" in one.text or one.text.isupper())


def answer_all(
    some: Iterable[Complaint], voice: Voice, *, judged: Mapping[str, Judged] | None = None
) -> list[Answered]:
    """Draft replies one after another, each unlike those of the last twenty."""
    recent: list[str] = []
    answered = []
    for number, one in enumerate(some):
        known = by_hand(one)
        if judged:  # the model is believed as far as `monitor.drafting` believes it
            told = judged[one.id]
            known = replace(told, topic=topic_of(told.topic or None, one.text, told.language))
        began = time.process_time()
        drafts = answer(SHIPPED, one, one.text, known, voice, seed=number, recent=recent)
        seconds = time.process_time() - began
        recent = [*(each.id for each in reversed(drafts)), *recent][:RECENT]
        answered.append(Answered(complaint=one, voice=voice, drafts=drafts, seconds=seconds))
    return answered


def answer(
    replies: Replies,
    one: Complaint,
    text: str,
    known: Judged,
    voice: Voice,
    *,
    seed: int,
    recent: Sequence[str],
) -> tuple[ReplyDraft, ...]:
    """Draft the replies to a complaint that says `text`, as `judge` does."""
    wording = wording_for(replies, known.language, one.language)
    situation = Situation(
        language=wording.language,
        topic=known.topic or ANY,
        platform=one.platform,
        author_name=one.author_name,
        item=item_of(wording, text),
        phase=one.incident,
        explanation=one.explanation,
        first=one.reply == 1,
        returning=one.returning,
        angry=known.angry,
        soon="hour" if known.topic == "safety_fraud" else "hours",
    )
    return compose(replies, situation, voice, seed=seed, recent=recent, fallback=one.language)


# --- what they are worth


@dataclass(frozen=True, slots=True, kw_only=True)
class Rated:
    """A draft with the linter's word on it, and how like it is to those of the last replies in its language."""

    answered: Answered
    draft: ReplyDraft
    linted: Linted
    likest: float
    equal: bool

    @property
    def language(self) -> str:
        return self.answered.complaint.language

    @property
    def kind(self) -> Kind:
        return self.draft.kind

    def __str__(self) -> str:
        """One line for a person: which, how much, what is wrong, and the draft."""
        found = [*self.linted.vetoes, *self.linted.notes]
        wrong = ", ".join(f"{each.code} {each.facts.get('found', '')}".strip() for each in found)
        one = self.answered.complaint
        return f"{one.id} {self.kind} {one.topic} {self.linted.score} [{wrong}] {self.draft.text!r}"


def rate(answered: Sequence[Answered], *, known: Mapping[str, Judged] | None = None) -> list[Rated]:
    """Lint every draft and hold it against those of the last twenty replies.

    Args:
        known: of which language and topic the complaints are, by id; by default as a person says.
    """
    rated: list[Rated] = []
    said: list[list[tuple[str, str, frozenset[str]]]] = []
    for one in answered:
        complaint, voice = one.complaint, one.voice
        about = known[complaint.id] if known else by_hand(complaint)
        before = [each for reply in said[-_REPLIES:] for each in reply]
        names = Names(
            brand=voice.brand,
            contact=voice.contact,
            signature=voice.signature,
            author=address(complaint.author_name, voice.brand),
        )
        mine: list[tuple[str, str, frozenset[str]]] = []
        for draft in one.drafts:
            of_language = [each for each in (*before, *mine) if each[0] == draft.language]
            body = draft.text.removesuffix(voice.signature)
            runs = shingles(body)
            linted = lint(
                draft.text,
                language=wording_for(SHIPPED, about.language, complaint.language).language,
                topic=about.topic,
                platform=complaint.platform,
                kind=draft.kind,
                policy=voice.policy,
                names=names,
                first_reply=complaint.reply == 1 or not voice.contact,
                incident_young=complaint.incident == "empathy",
            )
            rated.append(
                Rated(
                    answered=one, draft=draft, linted=linted,
                    likest=max((likeness(runs, each[2]) for each in of_language), default=0.0),
                    equal=any(draft.text == each[1] for each in of_language),
                )
            )  # fmt: skip
            mine.append((draft.language, draft.text, runs))
        said.append(mine)
    return rated


def of_the_post(one: Answered) -> Iterator[str]:
    """Runs of three words that a draft shares with the post it answers and that no reply file holds."""
    post = _runs(one.complaint.text)
    for draft in one.drafts:
        yield from sorted(_runs(draft.text) & post - _of_file(draft.language))


def swapped(
    some: Sequence[Complaint], known: Mapping[str, Judged] | None = None
) -> Iterator[tuple[Complaint, str]]:
    """Each complaint with the text of another that names the same thing in the same language."""

    def key(one: Complaint) -> tuple[str, str]:
        wording = wording_for(SHIPPED, known[one.id].language if known else one.language, one.language)
        return wording.language, item_of(wording, one.text)

    for _, group in groupby(sorted(some, key=key), key):
        alike = list(group)
        yield from ((one, other.text) for one, other in zip(alike, [*alike[1:], alike[0]], strict=True))


_WORD = re.compile(r"[^\W_]+(?:[\u200c'’][^\W_]+)*")


def _runs(text: str) -> set[str]:
    words = _WORD.findall(text.lower())
    return {" ".join(words[at : at + 3]) for at in range(len(words) - 2)}


@cache
def _of_file(language: str) -> set[str]:
    wording: Wording = SHIPPED[language]
    lines = [part.text for part in wording.parts.values()]
    words = [word for by in (wording.owners, wording.times) for each in by.values() for word in each]
    return set().union(
        *(_runs(piece) for line in lines for piece in GAP.split(line)), *map(_runs, (*wording.items, *words))
    )
