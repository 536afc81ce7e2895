"""How long a reply is as its platform counts, and how long it may be."""

from __future__ import annotations

from unicodedata import normalize

import emoji
import regex

LIMITS = {"x": 280, "mastodon": 500, "reddit": 10_000}
ELSEWHERE = 5_000

#: With and without its scheme: X shortens both, and counts what is left as 23.
LINK = regex.compile(
    r"https?://\S+|(?<![@\w.-])(?:[a-z0-9-]+\.)+(?:com|net|org|info|io|co|me|app|shop|store|xyz|az|tr|ir|uk|de|eu)\b(?:/\S*)?",
    regex.IGNORECASE,
)
_SCHEMED = regex.compile(r"https?://\S+")
_HOST_OF_HANDLE = regex.compile(r"(?<=@\w{1,60})@[\w.-]+")
_LIGHT = regex.compile("[\u0000-\u10ff\u2000-\u200d\u2010-\u201f\u2032-\u2037]")
#: What may be an emoji or counts twice; looking closer takes a hundred times as long.
_SYMBOL = regex.compile("[^\u0000-\u00a8\u00aa-\u00ad\u00af-\u10ff\u2000-\u200c\u2010-\u201f\u2032-\u2037]")


def text_length(platform: str, text: str) -> int:
    """Count a reply's length as its platform does.

    On X a link counts 23, an emoji 2, a character beyond Latin, Greek, Cyrillic, Arabic and their like 2
    (https://docs.x.com/fundamentals/counting-characters); on Mastodon a link counts 23 and the server of a handle
    nothing; elsewhere letters.
    """
    if platform == "mastodon":
        rest, links = _SCHEMED.subn("", text)
        return 23 * links + len(regex.findall(r"\X", _HOST_OF_HANDLE.sub("", rest)))
    if platform != "x":
        return len(text)
    rest, links = LINK.subn("", normalize("NFC", text))
    if not _SYMBOL.search(rest):
        return 23 * links + len(rest)
    symbols = emoji.emoji_count(rest)
    letters = emoji.replace_emoji(rest, "")
    return 23 * links + 2 * symbols + sum(1 if _LIGHT.match(letter) else 2 for letter in letters)


def limit_of(platform: str) -> int:
    """How long a reply may be on a platform, as `text_length` counts."""
    return LIMITS.get(platform, ELSEWHERE)
