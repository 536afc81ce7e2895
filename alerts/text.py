"""Text made safe to show: rid of what nobody can see, cut between characters, drawn in the right direction.

Text of a post is hostile, and so is everything that may quote it. Each place escapes in its own way; what is
here holds for all of them.

A line's end ends a Unicode isolate too (UAX #9, P1), so every line gets its own. The mark U+200F after U+2068
makes a line that begins with a Latin handle run from right to left all the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal
from urllib.parse import quote, urlsplit

import regex

Direction = Literal["ltr", "rtl"]

#: What stands before and after a line that runs from right to left.
RTL_OPEN, RTL_CLOSE = "\u2068\u200f", "\u2069"

_ISOLATE, _POP, _RIGHT = "\u2068", "\u2069", "\u200f"
_JOINER = "\u2060"
_ELLIPSIS = "…"
_LONGEST = 20_000

_LINE_ENDS = regex.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
#: Controls, bidirectional embeddings, overrides and isolates, and format characters long out of use.
_UNSEEN = regex.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u206f\ufff9-\ufffb\ufffe\uffff]")
_SURROGATE = regex.compile("[\ud800-\udfff]")
_SPACES = regex.compile(r"\s+")
_STRONG = regex.compile(r"[\p{bc=L}\p{bc=R}\p{bc=AL}]")
_CLUSTER = regex.compile(r"\X")

_BROADCAST = regex.compile(r"(?<=@)(?=(?:channel|here|everyone)\b)", regex.IGNORECASE)
_ENTITY = regex.compile(r"(?<=<)(?=[!@#]|[a-z][a-z0-9+.-]*:)", regex.IGNORECASE)

#: Where a place that links and calls by itself would begin to: @name, #tag, ~channel, /command, ://, a.domain, :emoji:
_ALIVE = regex.compile(
    r"(?<=[@#~])(?=\w)|(?<=(?<!\w)/)(?=[a-z])|(?<=:)(?=//)|(?<=\w)(?=\.[^\W\d])|(?<=:)(?=[a-z0-9_+\-]+:)",
    regex.IGNORECASE,
)
_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?|[0-9a-f:]+")

_STRONG_RTL = r"\p{bc=R}\p{bc=AL}"
_RTL_RUN = regex.compile(rf"[@#]?[{_STRONG_RTL}](?:[^\p{{bc=L}}\n]*[{_STRONG_RTL}])?")
#: Between a Latin word and a Persian number, which would else be drawn as one run and change places.
_LATIN_THEN_NUMBER = regex.compile(r"(?<=\p{bc=L}[0-9]*)(?=[^\p{L}\p{N}\n]+[۰-۹])")
_LATIN_ADDRESS = regex.compile(r"https?://[^\s\p{bc=R}\p{bc=AL}]+|[@#][A-Za-z0-9_]+")


def clean(text: str) -> str:
    """Take away what cannot be seen but can do harm; lines end in a newline, lone surrogates become U+FFFD.

    Joiners (U+200C, U+200D) stay: Persian and emoji are written with them. What lies beyond 20,000 characters
    goes: no place shows as much, and a megabyte takes its time.
    """
    text = _LINE_ENDS.sub("\n", text[:_LONGEST]).replace("\t", " ")
    return _SURROGATE.sub("\ufffd", _UNSEEN.sub("", text)).strip()


def one_line(text: str) -> str:
    """Clean `text` and put it on one line."""
    return _SPACES.sub(" ", clean(text)).strip()


def units(text: str) -> int:
    """Count UTF-16 code units, the strictest reading of a "character" in a place's limits."""
    return len(text) + sum(character > "\uffff" for character in text)


def truncate(text: str, limit: int) -> str:
    """Cut `text` to `limit` UTF-16 units, ellipsis included, never within what is read as one character."""
    if len(text) <= limit and units(text) <= limit:
        return text
    kept, room = 0, limit - units(_ELLIPSIS)
    for cluster in _CLUSTER.finditer(text[: limit + 1]):
        room -= units(cluster.group())
        if room < 0:
            break
        kept = cluster.end()
    return text[:kept].rstrip() + _ELLIPSIS


def defused(text: str) -> str:
    """Part what could be taken for a mention or a link by a character of no width, in case escaping fails."""
    return _ENTITY.sub(_JOINER, _BROADCAST.sub(_JOINER, text))


def leading(text: str) -> Direction:
    """Give the direction of the first letter that has one; "ltr" if none has."""
    first = _STRONG.search(text)
    return "rtl" if first and _RTL_RUN.match(first.group()) else "ltr"


def oriented(text: str, direction: Direction) -> str:
    """Isolate what runs against its surroundings, so that names, handles and counts stay where they stood.

    Args:
        text: cleaned.
        direction: of the whole; "rtl" isolates each line, "ltr" each run of right-to-left letters.
    """
    if direction == "ltr":
        return _RTL_RUN.sub(_isolated, text)
    text = _LATIN_THEN_NUMBER.sub(_RIGHT, text)
    lines = (_LATIN_ADDRESS.sub(_isolated, line) for line in text.split("\n"))
    return "\n".join(f"{RTL_OPEN}{line}{RTL_CLOSE}" if line.strip() else line for line in lines)


def _isolated(run: regex.Match[str]) -> str:
    return f"{_ISOLATE}{run.group()}{_POP}"


def inert(text: str) -> str:
    """Part by a character of no width whatever a place could take for a mention, tag, command, link or emoji."""
    return _ALIVE.sub(_JOINER, text)


def shown(text: str, direction: Direction, limit: int) -> str:
    """Give cleaned `text` defused, oriented and within `limit` UTF-16 units all told."""
    return _marked(text, limit, lambda cut: oriented(defused(cut), direction))


def still(text: str, direction: Direction, limit: int) -> str:
    """As `shown`, for places that link and call by themselves: `inert` all through."""
    return _marked(text, limit, lambda cut: inert(oriented(cut, direction)))


def _marked(text: str, limit: int, mark: Callable[[str], str]) -> str:
    # The marks are added after the cut, lest it part a pair; they never more than quadruple a text.
    for room in (limit, limit * 15 // 16, limit * 3 // 4, limit // 2):
        result = mark(truncate(text, room))
        if units(result) <= limit:
            return result
    return mark(truncate(text, limit // 4))


#: Of an address as it is sent; Slack's limit, and near what browsers take.
_LONGEST_ADDRESS = 3000


def web_address(url: str | None, longest: int = 3000) -> str | None:
    """Give `url` in ASCII if it is an http(s) address, short enough, that shows where it leads; else None."""
    if not url or len(url) > longest:
        return None
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
        address = quote(url, safe=":/?#[]@!$&'()*+,;=%~")
    except ValueError:
        return None
    named = parts.scheme in {"http", "https"} and _HOST.fullmatch(host) is not None and len(host) <= 253
    plain = "@" not in parts.netloc and url.isprintable() and " " not in url
    # a letter of a query may become nine
    return address if named and plain and len(address) <= _LONGEST_ADDRESS else None
