"""Slack's texts as safe HTML: mrkdwn and rich text, every character of them treated as hostile.

Source: docs.slack.dev/messaging/formatting-message-text.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import emoji
from markupsafe import Markup, escape

from monitor.sandbox.workspace import PEOPLE

_FENCE = re.compile(r"```\n?(.*?)\n?```", re.DOTALL)
_QUOTE = re.compile(r"(?:>|&gt;) ?(.*)")
_ANGLE = re.compile(r"<([^<>\n]+)>")
_CODE = re.compile(r"`([^`\n]+)`")
_SHORTCODE = re.compile(r":[a-z0-9_+\-]+:")
_NAMES = {person.id: person.name for person in PEOPLE}
_TAGS = {"*": Markup("strong"), "_": Markup("em"), "~": Markup("s")}
_STYLED = re.compile(r"(?<![^\W_])([*_~])(?=\S)((?:(?!\1).)+(?<=\S))\1(?![^\W_])")
_SAFE_LINK = re.compile(r"(?:https?://|mailto:)\S+", re.IGNORECASE)
_DATE = re.compile(r"!date\^(\d{1,11})\^[^|]*\|?(.*)")


def direction(text: str) -> str:
    """Give "rtl" or "ltr" by the first letter that has a direction, isolates left aside if there is another.

    Source: Unicode Standard Annex 9, rule P2; an isolate that wraps the whole is looked into.
    """
    isolated, inside = 0, ""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in ("LRI", "RLI", "FSI"):
            isolated += 1
        elif kind == "PDI":
            isolated = max(isolated - 1, 0)
        elif kind in ("L", "R", "AL"):
            way = "ltr" if kind == "L" else "rtl"
            if not isolated:
                return way
            inside = inside or way
    return inside or "ltr"


def shortcodes(text: str) -> str:
    """Turn :shortcodes: into emoji; those nobody knows stay as they are."""
    return _SHORTCODE.sub(lambda found: emoji.emojize(found[0], language="alias"), text)


def plain(text: str) -> Markup:
    """Give a plain text as one run, isolated from the direction of what stands around it."""
    return Markup('<bdi dir="{}"{}>{}</bdi>').format(*_bidi(text), shortcodes(text))


def to_html(text: str) -> Markup:
    """Give mrkdwn as HTML blocks: paragraphs, quotes and fenced code, each with its own direction."""
    parts = _FENCE.split(text)  # every second part stood between fences
    made = []
    for number, part in enumerate(parts):
        if number % 2:
            said = html.unescape(part)
            made.append(Markup('<pre dir="{}"{}>{}</pre>').format(*_bidi(said), said))
        else:
            made.append(_lines(part))
    return Markup("").join(made)


def _lines(text: str) -> Markup:
    made: list[Markup] = []
    quoted: list[Markup] = []
    for line in text.strip("\n").split("\n"):
        quote = _QUOTE.match(line)
        if quote:
            quoted.append(_paragraph(quote[1]))
            continue
        made += _close(quoted)
        quoted = []
        made.append(_paragraph(line))
    return Markup("").join(made + _close(quoted))


def _close(quoted: list[Markup]) -> list[Markup]:
    return [Markup("<blockquote>{}</blockquote>").format(Markup("").join(quoted))] if quoted else []


def _paragraph(line: str) -> Markup:
    if not line.strip():
        return Markup('<p class="gap"></p>')
    return Markup('<p dir="{}"{}>{}</p>').format(*_bidi(_visible(line)), inline(line))


def _visible(line: str) -> str:
    """Give a line without the markup whose letters nobody sees."""
    return _ANGLE.sub(lambda found: found[1].partition("|")[2], _SHORTCODE.sub("", html.unescape(line)))


def _bidi(text: str) -> tuple[str, Markup]:
    """Give direction and language attribute; of the service's languages only Persian runs from the right."""
    way = direction(text)
    return way, Markup(' lang="fa"') if way == "rtl" else Markup("")


def inline(text: str) -> Markup:
    """Give one line of mrkdwn as HTML."""
    return _apart(_CODE, text, lambda found: _code(found[1]), _angles)


def _code(text: str) -> Markup:
    return Markup("<code>{}</code>").format(html.unescape(text))


def _angles(text: str) -> Markup:
    # styles may enclose a link (*<https://…|here>*), so links stand aside as private-use letters meanwhile
    kept: list[Markup] = []

    def keep(found: re.Match[str]) -> str:
        kept.append(_angle(found[1]))
        return f"\ue000{len(kept) - 1}\ue001"

    styled = str(_styled(_ANGLE.sub(keep, text.replace("\ue000", "").replace("\ue001", ""))))
    return Markup(re.sub("\ue000(\\d+)\ue001", lambda found: str(kept[int(found[1])]), styled))  # noqa: S704


def _angle(inside: str) -> Markup:
    target, _, label = (html.unescape(part) for part in inside.partition("|"))
    if date := _DATE.fullmatch(html.unescape(inside)):
        fallback = date[2] or f"{datetime.fromtimestamp(int(date[1]), UTC):%Y-%m-%d %H:%M} UTC"
        return Markup("<time>{}</time>").format(fallback)
    if target[0] in "@#!":
        shown = label.lstrip("@#") or target[1:].removeprefix("subteam^")
        shown = _NAMES.get(shown, shown) if target[0] == "@" else shown
        sign = "#" if target[0] == "#" else "@"
        loud = " loud" if target[0] == "!" else ""
        return Markup('<span class="mention{}">{}{}</span>').format(loud, sign, shown)
    return link(target, label or target)


def link(target: str, label: str) -> Markup:
    """Give a link that opens apart and tells its target nothing; an unknown scheme stays text."""
    if not _SAFE_LINK.fullmatch(target):
        return escape(label)
    tag = '<a href="{}" title="{}" target="_blank" rel="noopener noreferrer nofollow"><bdi>{}</bdi></a>'
    return Markup(tag).format(target, target, shortcodes(label))  # noqa: S704 - `tag` is ours, the rest escaped


def _styled(text: str) -> Markup:
    # what stands between two marks holds none of its kind, so this goes no deeper than there are marks
    def tagged(found: re.Match[str]) -> Markup:
        return Markup("<{0}>{1}</{0}>").format(_TAGS[found[1]], _styled(found[2]))

    return _apart(_STYLED, text, tagged, lambda rest: escape(shortcodes(html.unescape(rest))))


def _apart(
    pattern: re.Pattern[str],
    text: str,
    found: Callable[[re.Match[str]], Markup],
    rest: Callable[[str], Markup],
) -> Markup:
    made, at = [], 0
    for match in pattern.finditer(text):
        made += [rest(text[at : match.start()]), found(match)]
        at = match.end()
    return Markup("").join([*made, rest(text[at:])])


def rich(element: dict[str, Any]) -> Markup:
    """Give one element of a rich_text block as HTML."""
    kind = element["type"]
    parts = element.get("elements", [])
    if kind == "rich_text_list":
        tag = "ol" if element.get("style") == "ordered" else "ul"
        items = Markup("").join(Markup("<li>{}</li>").format(rich(part)) for part in parts)
        return Markup("<{0}>{1}</{0}>").format(Markup(tag), items)  # noqa: S704
    inside = Markup("").join(_rich_part(part) for part in parts)
    way, lang = _bidi("".join(str(part.get("text", "")) for part in parts))
    tag = {"rich_text_quote": "blockquote", "rich_text_preformatted": "pre"}.get(kind, "p")
    return Markup('<{0} class="rich" dir="{1}"{2}>{3}</{0}>').format(Markup(tag), way, lang, inside)  # noqa: S704


def _rich_part(part: dict[str, Any]) -> Markup:
    kind, style = part["type"], part.get("style") or {}
    if kind == "link":
        made = link(part["url"], part.get("text") or part["url"])
    elif kind == "emoji":
        made = escape(shortcodes(f":{part.get('name', '')}:"))
    elif kind == "text":
        made = escape(part["text"])
    else:
        ids = ("user_id", "usergroup_id", "channel_id", "range", "fallback")
        shown = next((str(part[name]) for name in ids if part.get(name)), kind)
        shown = _NAMES.get(shown, shown)
        loud = " loud" if kind == "broadcast" else ""
        made = Markup('<span class="mention{}">@{}</span>').format(loud, shown)
    for name, tag in (("code", "code"), ("bold", "strong"), ("italic", "em"), ("strike", "s")):
        if style.get(name):
            made = Markup("<{0}>{1}</{0}>").format(Markup(tag), made)  # noqa: S704
    return made
