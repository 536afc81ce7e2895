"""A `Message` as a list of parts, for places whose layout is text: cleaned and cut, not yet escaped.

    headline · state · facts · (source, quote)… · (title, lines)… · links · (label, draft)…

What a part looks like, and how its text is escaped, is the place's; how much of it there is room for is decided
here, for all of them alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from alerts.base import Button, Choice, Menu, Message, Severity
from alerts.blocks import SHAPES
from alerts.text import Direction, clean, one_line

Kind = Literal[
    "headline", "state", "fact", "source", "quote", "title", "line", "link", "label", "draft", "more"
]
Item = TypeVar("Item")
Made = TypeVar("Made")

_HEADLINE, _STATE, _LABEL, _VALUE, _LINE, _QUOTE, _DRAFT = 150, 300, 80, 300, 400, 1500, 2000
_FACTS, _QUOTES, _SECTIONS, _LINES, _LINKS, _DRAFTS = 12, 6, 16, 30, 8, 4
#: How far texts and lists are cut down until the whole fits.
_SHARES = (1.0, 0.6, 0.35, 0.2, 0.1, 0.05)
_NOTHING = "—"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One line of a message, or one text of several lines.

    Args:
        kind: what it is; "more" counts what a list leaves out.
        text: cleaned; never empty.
        limit: to how many UTF-16 units it is to be cut, marks of direction included.
        label: of a fact.
        url: of a source or a link, as hostile as it came.
    """

    kind: Kind
    text: str
    direction: Direction
    limit: int
    label: str = ""
    url: str | None = None


def fitted(
    message: Message, draw: Callable[[list[Part]], Made], size: Callable[[Made], int], room: int
) -> Made:
    """Draw the parts of `message`, cut down evenly until what is drawn is within `room`.

    Args:
        draw: lays parts out in the place's way.
        size: of what was drawn.
    """
    for share in _SHARES:
        made = draw(list(outline(message, share)))
        if size(made) <= room:
            break
    return made


def outline(message: Message, share: float = 1.0) -> Iterator[Part]:
    """Give the parts of `message` from top to bottom, each text and list cut to its share of the usual room."""

    def part(
        kind: Kind,
        text: str,
        limit: int,
        direction: Direction | None = None,
        *,
        label: str = "",
        url: str | None = None,
    ) -> Part:
        return Part(
            kind=kind,
            text=text or _NOTHING,
            direction=direction or message.direction,
            limit=max(12, int(limit * share)),
            label=one_line(label) or _NOTHING if kind == "fact" else "",
            url=url,
        )

    def cut(items: Sequence[Item], at_most: int) -> tuple[Sequence[Item], list[Part]]:
        kept = items[: max(1, int(at_most * share))]
        left = len(items) - len(kept)
        return kept, [part("more", f"… +{left}", _LABEL, "ltr")] if left else []

    yield part("headline", headline(message), _HEADLINE)
    if state := one_line(message.state):
        yield part("state", state, _STATE)
    if not message.folded:
        facts, more = cut(message.facts, _FACTS)
        for fact in facts:
            yield part("fact", one_line(fact.value), _VALUE, label=fact.label)
        yield from more
    quotes, more = cut(message.quotes, _QUOTES)
    for quote in quotes:
        if (source := one_line(quote.source)) or quote.url:
            yield part("source", source or one_line(quote.url or ""), _LABEL, url=quote.url)
        yield part("quote", clean(quote.text), _QUOTE, quote.direction)
    yield from more
    if message.folded:
        return
    sections, more = cut(message.sections, _SECTIONS)
    for section in sections:
        if title := one_line(section.title):
            yield part("title", title, _LABEL)
        lines, rest = cut(section.lines, _LINES)
        for line in lines:
            yield part("line", one_line(line), _LINE)
        yield from rest
    yield from more
    links, more = cut(message.links, _LINKS)
    for link in links:
        yield part("link", one_line(link.label) or one_line(link.url), _LABEL, url=link.url)
    yield from more
    drafts, more = cut(message.drafts, _DRAFTS)
    for draft in drafts:
        yield part("label", one_line(draft.label), _LABEL)
        yield part("draft", clean(draft.text), _DRAFT, draft.direction)
    yield from more


def headline(message: Message) -> str:
    """Give the headline with the severity's shape before it, as long as the matter is not closed."""
    shape = "" if message.severity is None or message.folded else SHAPES[message.severity] + " "
    return shape + (one_line(message.headline) or _NOTHING)


def flat(buttons: Sequence[Button | Menu]) -> Iterator[Button]:
    """Give every button, and for a menu one button for each of its choices."""
    for each in buttons:
        if isinstance(each, Button):
            yield each
        else:
            yield from (as_button(choice) for choice in each.choices)


def as_button(choice: Choice) -> Button:
    """Give a choice of a menu as a button."""
    return Button(action=choice.action, label=choice.label, value=choice.value)


def severity_name(severity: Severity | None) -> str | None:
    """Give the name of a severity, or None of a message without one."""
    return None if severity is None else severity.name
