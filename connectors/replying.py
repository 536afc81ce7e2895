"""What a platform allows and costs when one post is to be answered, and telling our answer again: pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from connectors.base import Refused, clean

#: Why an answer can be published or not; `ReplyRule` says what each means.
Ground = Literal["open", "addressed", "not_addressed", "no_way"]

_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
#: What X takes for a link also without a scheme, by the endings that shops here have: `acme.com.tr/iade`.
_BARE_LINK = re.compile(
    r"(?<![\w@.-])(?:[\w-]+\.)+(?:com|net|org|info|io|co|me|app|shop|store|tr|az|ir)(?!\w)", re.IGNORECASE
)
#: What may have come back as a link, by whatever ending: also `geldi.Ama`, but from both texts. What hangs on it goes
#: with it, as it does from a link: `acme.com'dan`. Begun within a word, a long one would be looked at from each letter.
_DOTTED = re.compile(r"(?<![\w-])[\w-]+(?:\.[\w-]+)+\S*")
_HANDLE = re.compile(r"@\w{1,20}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Prices:
    """What X bills for publishing, in US dollars: a post, and a post with a link in it.

    Source of the defaults: docs.x.com/x-api/getting-started/pricing, "Content: Create", November 2026. Reddit
    bills nothing.
    """

    x_post: Decimal = Decimal("0.015")
    x_post_with_link: Decimal = Decimal("0.200")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyRule:
    """Whether one post can be answered by the API.

    Args:
        by_api: False: only by hand, in the platform's own reply box.
        why: "open": everybody may answer there; "addressed": its author spoke to the brand; "not_addressed":
            its author did not, and the platform then lets nobody answer by API; "no_way": we publish nothing
            on this platform.
        cost: of publishing the reply, in US dollars; None where nothing is billed or nothing can be published.
    """

    by_api: bool
    why: Ground
    cost: Decimal | None = None


def reply_rule(
    platform: str, post: str, *, handles: Collection[str], reply: str = "", prices: Prices | None = None
) -> ReplyRule:
    """Say whether a post can be answered by the API, and for how much.

    X lets an app answer only those who mentioned or quoted the account (since 23 February 2026). Locked and
    archived threads of Reddit are not told by a mention: there `Publisher.publish` is refused.

    Args:
        platform: where the post is.
        post: its text.
        handles: the brand's accounts there, with or without "@".
        reply: the text to be published; a link in it costs more on X.
        prices: what X bills; None: the defaults.
    """
    if platform == "reddit":
        return ReplyRule(by_api=True, why="open")
    if platform != "x":
        return ReplyRule(by_api=False, why="no_way")
    if not any(_addressed(post, handle.strip().removeprefix("@")) for handle in handles):
        return ReplyRule(by_api=False, why="not_addressed")
    prices = prices or Prices()
    linked = _LINK.search(reply) or _BARE_LINK.search(reply)
    return ReplyRule(by_api=True, why="addressed", cost=prices.x_post_with_link if linked else prices.x_post)


def _addressed(post: str, handle: str) -> bool:
    """Tell if a post on X mentions an account, or quotes it as far as the text shows the link."""
    name = re.escape(handle)
    return bool(
        handle
        and re.search(
            rf"(?<![\w@])[@＠]{name}(?!\w)|\b(?:x|twitter)\.com/{name}/status/",
            post,
            re.IGNORECASE | re.ASCII,
        )
    )


def writable(text: str, platform: str) -> None:
    """Look if a text can be sent as it is.

    Raises:
        Refused: it is empty, or holds a lone surrogate or NUL, which no platform takes.
    """
    if not text.strip():
        raise Refused(f"there is no text to publish on {platform}")
    if clean(text)[1]:
        raise Refused(f"the text holds NUL or half a character, which {platform} does not take")


def same_words(sent: str, found: str) -> bool:
    """Tell if what a platform gives back is what was sent.

    Platforms trim white space, put handles before the text, shorten links and escape signs, so only letters and
    digits outside of links and handles are compared.
    """
    return _words(sent) == _words(found)


def _words(text: str) -> str:
    for mark in (_LINK, _HANDLE, _DOTTED):
        text = mark.sub(" ", text)
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in folded if char.isalnum())
