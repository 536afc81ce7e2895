"""What the linter says of a reply, worded in the team's language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from alerts.base import Section
from alerts.replies import CRITERIA, POINTS, Linted, Note
from alerts.text import one_line
from monitor.wording import Words

#: So much of what was found is told again.
_FOUND = 80
#: So many notes stand in a form.
_NOTES = 5


def told(note: Note, words: Words) -> str:
    """Word one note: what is wrong, and what would be better."""
    facts = {name: one_line(value) for name, value in note.facts.items()}
    if len(found := facts.get("found", "")) > _FOUND:
        facts["found"] = found[:_FOUND].rstrip() + "…"
    for name, group in (("kind", "personal"), ("language", "language"), ("expected", "language")):
        if name in facts:
            facts[name] = words.name(group, facts[name])
    return words(f"lint.{note.code}", **facts)


def sheet(linted: Linted, words: Words) -> Iterator[str]:
    """Word the whole: points by part, then what must not be sent, then what could be better."""
    width = max(len(words(f"rubric.{name}")) for name in CRITERIA)
    yield words("rubric.points", points=linted.score, most=sum(POINTS.values()))
    for name in CRITERIA:
        points = words("rubric.points", points=linted.points[name], most=POINTS[name])
        yield f"  {words(f'rubric.{name}'):<{width}}  {points}"
    if not linted.vetoes:
        yield words("rubric.ready")
    for heading, notes in (("rubric.vetoes", linted.vetoes), ("rubric.notes", linted.notes)):
        if notes:
            yield words(heading)
            yield from (f"  {told(note, words)}" for note in notes)


def brief(linted: Linted, words: Words) -> tuple[Section, ...]:
    """Word the points and the first few notes, what must not be sent before all else."""
    points = words("rubric.points", points=linted.score, most=sum(POINTS.values()))
    vetoes = [told(note, words) for note in linted.vetoes[:_NOTES]]
    notes = [told(note, words) for note in linted.notes[: _NOTES - len(vetoes)]]
    ready = () if vetoes else (words("rubric.ready"),)
    made = [Section(title=points, lines=ready)]
    made += [
        Section(title=words(heading), lines=tuple(lines))
        for heading, lines in (("rubric.vetoes", vetoes), ("rubric.notes", notes))
        if lines
    ]
    return tuple(made)


def for_programs(linted: Linted, words: Words) -> Mapping[str, Any]:
    """The same for programs; places count characters of the text."""
    return {
        "score": linted.score,
        "points": dict(linted.points),
        "vetoes": [_note(note, words) for note in linted.vetoes],
        "notes": [_note(note, words) for note in linted.notes],
    }


def _note(note: Note, words: Words) -> Mapping[str, Any]:
    place = {"start": note.start, "end": note.end}
    return {"code": note.code, **place, "facts": dict(note.facts), "told": told(note, words)}
