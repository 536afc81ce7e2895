"""What drafts are made of: the operators' lines, by section, with their gaps."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, get_args

from alerts.replies.likeness import shingles

Tone = Literal["sincere", "formal"]
Time = Literal["hour", "hours", "day"]

Kind = Literal["short", "full", "private", "thanks"]

TONES: tuple[Tone, ...] = get_args(Tone)
TIMES: tuple[Time, ...] = get_args(Time)
#: The key of lines for every topic that has none of its own.
ANY = "any"

GAP = re.compile(r"\{([a-z]+)\}")


@dataclass(frozen=True, slots=True)
class Section:
    """What may stand in one section of a reply file.

    Args:
        keys: the keys below it, all needed; `ANY` alone: "any" is needed and topics may stand beside it; none: the
            lines stand straight below the section.
        gaps: allowed in its lines.
        needs: the gap that each line must have.
    """

    keys: tuple[str, ...] = ()
    gaps: frozenset[str] = frozenset()
    needs: str = ""


_SAID = frozenset({"brand", "item"})
_DONE = _SAID | {"owner", "time"}

SECTIONS: Mapping[str, Section] = {
    "greeting": Section(("named", "unnamed"), frozenset({"name"})),
    "regret": Section((ANY,), _SAID),
    "notes": Section(("again", "angry", "returning", "many"), _SAID),
    "responsibility": Section((), frozenset({"brand"})),
    "explanation": Section((), _SAID | {"explanation"}, "explanation"),
    "step": Section((ANY,), _DONE, "time"),
    "fixing": Section((), _DONE, "time"),
    "remedy": Section((ANY,), _DONE, "time"),
    "channel": Section(("offer", "move"), _DONE | {"contact"}, "contact"),
    "close": Section((), _SAID),
    "praise": Section((ANY,), _SAID),
    "solved": Section((), _SAID),
    "signature": Section((), frozenset({"signature"}), "signature"),
}


@dataclass(frozen=True)
class Part:
    """One line of a reply file.

    Args:
        section: "regret.delivery", "close".
        tone: which brands it is for; None: all.
        place: its file and line.
    """

    section: str
    text: str
    tone: Tone | None = None
    place: str = field(default="", compare=False)

    @cached_property
    def id(self) -> str:
        """Stays as long as the wording does, wherever in the file it moves."""
        return f"{zlib.crc32(self.text.encode()):08x}"

    @cached_property
    def gaps(self) -> frozenset[str]:
        return frozenset(GAP.findall(self.text))

    @cached_property
    def shingles(self) -> frozenset[str]:
        return shingles(GAP.sub("", self.text))


@dataclass(frozen=True)
class Wording:
    """All wording of one language.

    Args:
        sections: "regret.delivery" → its lines.
        items: how a reply names what was bought → the words that mean it.
        owners: topic → who sees to it.
        times: by when the customer hears from us.
    """

    language: str
    sections: Mapping[str, Sequence[Part]]
    items: Mapping[str, Sequence[str]]
    owners: Mapping[str, Sequence[str]]
    times: Mapping[Time, Sequence[str]]

    @cached_property
    def parts(self) -> Mapping[str, Part]:
        """Every line by its id."""
        return {part.id: part for parts in self.sections.values() for part in parts}

    def over(self, other: Wording) -> Wording:
        """This wording, and that of another where this one says nothing."""
        return Wording(
            language=self.language,
            sections={**other.sections, **self.sections},
            items={**other.items, **self.items},
            owners={**other.owners, **self.owners},
            times={**other.times, **self.times},
        )

    def lines(self, section: str, topic: str = "") -> Sequence[Part]:
        """The lines of a section: of the topic, or of any where the topic has none; what is done, of both."""
        if section in _OF_BOTH:
            own = self.sections.get(f"{section}.{topic}", ()) if topic != ANY else ()
            return (*own, *self.sections.get(f"{section}.{ANY}", ()))
        names = (section, f"{section}.{topic}", f"{section}.{ANY}")
        return next((self.sections[name] for name in names if name in self.sections), ())


#: Sections whose lines for any topic are as good for each: they need not name the problem.
_OF_BOTH = ("step", "remedy")

#: By language code; never empty.
Replies = Mapping[str, Wording]


def wording_for(replies: Replies, language: str, fallback: str = "en") -> Wording:
    """Give the wording of a language; where there is none that of `fallback`, of English, of any."""
    chosen = next((each for each in (language, fallback, "en") if each in replies), min(replies))
    return replies[chosen]
