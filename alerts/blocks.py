"""A `Message` laid out as Slack blocks.

    header      shape and headline
    rich_text   who is called · state · facts · quotes · sections · links · drafts
    actions     buttons

Everything but header and buttons is `rich_text`, whose text elements Slack shows as they are: no markup is
read in them, nothing is linked, so that nothing needs escaping. Only `fallback` is markup, and is escaped. People
are called by `Message.pings` alone, and only by what has the shape of an id.

Limits: 50 blocks, 150 characters in a header, 75 on a button, 25 buttons
(https://docs.slack.dev/reference/block-kit/blocks); some 13,000 characters of blocks in all, as measured
(https://github.com/slackapi/bolt-js/issues/2509). Characters are counted as UTF-16 units, the strictest way.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from alerts.base import Button, Draft, Fact, Link, Menu, Message, Quote, Section, Severity
from alerts.text import RTL_CLOSE, RTL_OPEN, Direction, clean, one_line, shown, units, web_address

Block = dict[str, Any]
Item = TypeVar("Item")

#: Severity by shape beside the headline's words; never by colour alone.
SHAPES = {Severity.critical: "🚨", Severity.high: "🔺", Severity.medium: "🔸", Severity.low: "▫️"}

_HEADER, _FALLBACK, _SAID, _BUTTON_LABEL, _BUTTONS, _ADDRESS = 150, 300, 140, 75, 10, 500
_LONG_ADDRESS = 3000
_STATE, _LABEL, _VALUE, _LINE, _QUOTE, _DRAFT = 300, 80, 300, 400, 1500, 2000
#: The action of a menu; what was chosen has its own before this in its value.
MENU, OF_MENU = "menu", "|"
_CHOICES = 5
_FACTS, _QUOTES, _SECTIONS, _LINES, _LINKS, _DRAFTS, _PINGS = 12, 6, 16, 30, 8, 4, 20

#: Room for all blocks but the buttons, as JSON; well below what Slack has been seen to refuse.
ROOM = 11_000
#: How far texts and lists are cut down until the whole fits.
_SHARES = (1.0, 0.6, 0.35, 0.2, 0.1, 0.05)
_NOTHING = "—"
#: Ids of a person (U…, W…) and of a group (S…).
_PERSON, _GROUP = re.compile(r"[UW][A-Z0-9]{2,20}"), re.compile(r"S[A-Z0-9]{2,20}")


def is_person(text: str) -> bool:
    """Whether `text` has the shape of a person's id."""
    return _PERSON.fullmatch(text) is not None


def escaped(text: str) -> str:
    """Give `text` as Slack's markup asks, so that nothing in it is markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def fallback(message: Message) -> str:
    """Word the notification: who is called, the headline and the customer's first words."""
    text = shown(one_line(message.headline) or _NOTHING, message.direction, _FALLBACK)
    if message.severity is not None and message.quotes and (said := one_line(message.quotes[0].text)):
        text += " — " + shown(said, message.quotes[0].direction, _SAID)
    called = (f"<@{each}> " if is_person(each) else f"<!subteam^{each}> " for each in _called(message))
    return "".join(called) + escaped(text)


def _called(message: Message) -> list[str]:
    """Give the ids that are called, each once; nobody where the matter is closed."""
    ids = [each for each in dict.fromkeys(message.pings) if is_person(each) or _GROUP.fullmatch(each)]
    return [] if message.folded else ids[:_PINGS]


def layout(message: Message) -> list[Block]:
    """Lay `message` out, cut down evenly if it would be too long for Slack.

    Args:
        message: `value` and `action` of its buttons are ids of ours (at most 2,000 and 250 characters).

    Returns:
        blocks that Slack accepts, whatever the texts hold; what is left out is counted where its list ends.
    """
    blocks = _fitted(lambda share: _text_blocks(message, share))
    return blocks if message.folded or not message.buttons else [*blocks, _actions(message)]


def passage(quotes: Sequence[Quote], sections: Sequence[Section], direction: Direction) -> list[Block]:
    """Lay out quotes and sections as on a card, for what is no card; none gives no block."""

    def made(share: float) -> list[Block]:
        page = _Page(direction, share)
        return [*page.each(page.quote, quotes, _QUOTES), *page.each(page.section, sections, _SECTIONS)]

    return _fitted(made)


def said(text: str, direction: Direction, limit: int) -> list[Block]:
    """Lay out a text by itself."""
    return [_rich_text([_line([_plain(shown(clean(text) or _NOTHING, direction, limit))])])]


def _fitted(made: Callable[[float], list[Block]]) -> list[Block]:
    for share in _SHARES:
        blocks = made(share)
        if units(json.dumps(blocks, ensure_ascii=False)) <= ROOM:
            break
    return blocks


def _text_blocks(message: Message, share: float) -> list[Block]:
    page = _Page(message.direction, share)
    blocks = [page.header(message)]
    if called := _called(message):
        blocks.append(_rich_text([_line(page.row([[_mention(each)] for each in called], " "))]))
    if message.state.strip():
        blocks.append(_rich_text([_line([page.text(message.state, _STATE, bold=True)])]))
    if message.facts and not message.folded:
        blocks.append(_rich_text([_line(page.facts(message.facts))]))
    blocks += page.each(page.quote, message.quotes, _QUOTES)
    if not message.folded:
        blocks += page.each(page.section, message.sections, _SECTIONS)
        if message.links:
            blocks.append(_rich_text([_line(page.links(message.links))]))
        blocks += page.each(page.draft, message.drafts, _DRAFTS)
    return blocks


class _Page:
    """Makes elements in the team's direction, each text and list cut to its share of the room."""

    def __init__(self, direction: Direction, share: float) -> None:
        self.direction = direction
        self.share = share

    def each(
        self, make: Callable[[Item], Iterable[Block]], items: Sequence[Item], at_most: int
    ) -> Iterable[Block]:
        for item in self.first(items, at_most):
            yield _rich_text(make(item))
        yield from (_rich_text([_line(rest)]) for rest in self.left_out(items, at_most))

    def first(self, items: Sequence[Item], at_most: int) -> Sequence[Item]:
        return items[: max(1, int(at_most * self.share))]

    def left_out(self, items: Sequence[Item], at_most: int) -> list[list[Block]]:
        number = len(items) - len(self.first(items, at_most))
        return [[_plain(f"… +{number}")]] if number else []

    def header(self, message: Message) -> Block:
        shape = "" if message.severity is None or message.folded else SHAPES[message.severity] + " "
        headline = shown(shape + (one_line(message.headline) or _NOTHING), self.direction, _HEADER)
        return {"type": "header", "text": {"type": "plain_text", "text": headline}}

    def words(self, text: str, limit: int, direction: Direction | None = None) -> str:
        return shown(text or _NOTHING, direction or self.direction, max(12, int(limit * self.share)))

    def text(self, text: str, limit: int, *, bold: bool = False) -> Block:
        element: Block = {"type": "text", "text": self.words(one_line(text), limit)}
        return {**element, "style": {"bold": True}} if bold else element

    def link(self, label: str, url: str | None, longest: int = _ADDRESS) -> Block:
        address = web_address(url, longest)
        text = self.text(label or url or "", _LABEL)
        return text if address is None else {**text, "type": "link", "url": address}

    def row(self, groups: Sequence[Sequence[Block]], between: str) -> list[Block]:
        if self.direction == "rtl":  # each element is isolated by itself; their order needs it too
            groups = [(_plain(RTL_OPEN), *group, _plain(RTL_CLOSE)) for group in groups]
        return [each for group in groups for each in (_plain(between), *group)][1:]

    def facts(self, facts: Sequence[Fact]) -> list[Block]:
        pairs = [
            [self.text(fact.label, _LABEL, bold=True), _plain("  "), self.text(fact.value, _VALUE)]
            for fact in self.first(facts, _FACTS)
        ]
        return self.row([*pairs, *self.left_out(facts, _FACTS)], "\n")

    def links(self, links: Sequence[Link]) -> list[Block]:
        # a reply box's address holds the whole draft
        longest = max(_ADDRESS, int(_LONG_ADDRESS * self.share))
        labelled = [[self.link(link.label, link.url, longest)] for link in self.first(links, _LINKS)]
        return self.row([*labelled, *self.left_out(links, _LINKS)], "  ·  ")

    def quote(self, quote: Quote) -> Iterable[Block]:
        if quote.source.strip() or quote.url:
            yield _line([self.link(quote.source, quote.url)])
        text = self.words(clean(quote.text), _QUOTE, quote.direction)
        yield {"type": "rich_text_quote", "elements": [_plain(text)]}

    def section(self, section: Section) -> Iterable[Block]:
        if section.title.strip() or not section.lines:
            yield _line([self.text(section.title, _LABEL, bold=True)])
        lines = [[self.text(line, _LINE)] for line in self.first(section.lines, _LINES)]
        lines += self.left_out(section.lines, _LINES)
        if lines:
            yield {"type": "rich_text_list", "style": "bullet", "elements": [_line(each) for each in lines]}

    def draft(self, draft: Draft) -> Iterable[Block]:
        # Set apart in a box of its own, so that one triple click selects the whole draft and nothing else.
        yield _line([self.text(draft.label, _LABEL, bold=True)])
        text = self.words(clean(draft.text), _DRAFT, draft.direction)
        yield {"type": "rich_text_preformatted", "elements": [_plain(text)]}


def _plain(text: str) -> Block:
    return {"type": "text", "text": text}


def _mention(called: str) -> Block:
    if is_person(called):
        return {"type": "user", "user_id": called}
    return {"type": "usergroup", "usergroup_id": called}


def _line(elements: Sequence[Block]) -> Block:
    return {"type": "rich_text_section", "elements": list(elements)}


def _rich_text(elements: Iterable[Block]) -> Block:
    return {"type": "rich_text", "elements": list(elements)}


def _actions(message: Message) -> Block:
    """Put the buttons in a row; an action that comes twice is numbered, since Slack wants each id once."""
    seen: dict[str, int] = {}
    elements: list[Block] = []
    for each in message.buttons[:_BUTTONS]:
        name = each.action if isinstance(each, Button) else MENU
        seen[name] = number = seen.get(name, 0) + 1
        way = message.direction
        element = _button(each, way) if isinstance(each, Button) else _menu(each, way)
        elements.append({**element, "action_id": name if number == 1 else f"{name}#{number}"})
    return {"type": "actions", "block_id": "buttons", "elements": elements}


def _button(button: Button, direction: Direction) -> Block:
    element: Block = {"type": "button", "text": label(button.label, direction=direction)}
    if button.value:
        element["value"] = button.value
    if button.style != "plain":
        element["style"] = button.style
    return element


def _menu(menu: Menu, direction: Direction) -> Block:
    """Slack's "⋯" where the menu has no label, else a list with the label as its placeholder."""
    options = [
        {"text": label(choice.label, direction=direction), "value": f"{choice.action}{OF_MENU}{choice.value}"}
        for choice in menu.choices[:_CHOICES]
    ]
    if not menu.label:
        return {"type": "overflow", "options": options}
    return {
        "type": "static_select",
        "placeholder": label(menu.label, direction=direction),
        "options": options,
    }


def label(text: str, at_most: int = _BUTTON_LABEL, direction: Direction = "ltr") -> Block:
    """Give `text` as what stands on a button or before a field."""
    return {"type": "plain_text", "text": shown(one_line(text) or _NOTHING, direction, at_most)}
