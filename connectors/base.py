"""What every connector gives and takes: `Query` in, `Batch`es of `Mention`s out, errors named by what to do next."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal, NewType, Protocol

#: Where to go on from; only the connector that made it understands it.
Cursor = NewType("Cursor", str)

Kind = Literal["post", "submission", "comment"]


class TryLater(Exception):
    """The platform cannot answer now (rate limit, outage, malformed answer); the same call may work later.

    Args:
        message: what happened, in one line, without secrets.
        after: how long the platform asks us to stay away; None if it did not say.
    """

    def __init__(self, message: str, *, after: timedelta | None = None) -> None:
        super().__init__(message)
        self.after = after


class NotTaken(TryLater):
    """The same, and it is sure that the platform did nothing of what was asked."""


class Refused(Exception):
    """The platform will not answer until a person changes something (a key, a permission, a payment, a name)."""


class Uncertain(Exception):
    """The platform may have published before its answer was lost: look for the reply before it is sent again."""


class Repeated(Uncertain):
    """The platform says that the text stands there already: ours, where an earlier try may have arrived."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What to look for, for one brand, free of any platform's syntax.

    Args:
        brand: the brand's key, for messages.
        kind: which feed of the platform: "search", or one that the connector names in `kinds`.
        terms: names and phrases, the most telling first; any one of them suffices.
        handles: the brand's own accounts on this platform, without "@"; what they write is left out.
        exclude: phrases whose presence makes a post not about the brand.
        places: where to look if not everywhere (subreddits; the account id of owned mentions).
        skip_addressed: leave out posts that address a handle, because another watch collects those.
    """

    brand: str
    kind: str = "search"
    terms: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    skip_addressed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One public post that may speak of a brand.

    Args:
        platform, external_id: together unique; an edited post keeps the `external_id` of its first version.
        revision: grows with each edit of the post; 0 if never edited.
        permalink: a link that stays.
        text: cleaned by `clean`; a submission's title stands before its body.
        created_at, edited_at: aware UTC.
        author_id, author_handle, author_name, followers: None where the platform did not say.
        language_hint: the platform's own language tag; a hint, not the truth.
        reply_to: the external_id of the post it answers.
        likes, reposts, replies: engagement when fetched; None where unknown.
        repairs: what `clean` had to mend in the text ("nul", "surrogate").
    """

    platform: str
    external_id: str
    kind: Kind
    permalink: str
    text: str
    created_at: datetime
    revision: int = 0
    edited_at: datetime | None = None
    author_id: str | None = None
    author_handle: str | None = None
    author_name: str | None = None
    followers: int | None = None
    language_hint: str | None = None
    reply_to: str | None = None
    likes: int | None = None
    reposts: int | None = None
    replies: int | None = None
    repairs: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name in ("created_at", "edited_at"):
            value = getattr(self, name)
            if value is not None and value.utcoffset() != timedelta(0):
                raise ValueError(f"{name} of {self.platform}/{self.external_id} is not aware UTC: {value!r}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One post (or part of an answer) that could not be read, and why; the rest of its page goes on."""

    external_id: str | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A stretch of time in which posts may exist that this watch could not fetch, and why.

    `since` is None where the platform gives no way to know it.
    """

    since: datetime | None
    until: datetime
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What one or more requests brought, oldest first, no repeats within; safe to store together with `cursor`.

    A batch without mentions is given too when its cursor, faults or gaps are news.
    """

    mentions: tuple[Mention, ...]
    cursor: Cursor
    faults: tuple[Fault, ...] = field(default=())
    gaps: tuple[Gap, ...] = field(default=())


class Connector(Protocol):
    """Our code for one platform; one object serves all watches on it and is safe to use from several threads."""

    platform: str
    kinds: tuple[str, ...]

    def fetch(self, query: Query, cursor: Cursor | None, *, now: datetime) -> Iterator[Batch]:
        """Give what is new since `cursor`, as batches that may each be committed before the next is asked for.

        Args:
            query: what to look for; `query.kind` is one of `kinds`.
            cursor: of the last committed batch; None at the first poll.
            now: aware UTC.

        Raises:
            TryLater: rate-limited, unreachable, malformed; batches given before stay valid.
            Refused: the key, permission or query is not accepted.
        """

    def check(self) -> str:
        """Try the credentials with the cheapest request there is and say, in a few words, as whom we are known.

        Raises:
            TryLater, Refused: as `fetch`.
        """

    def close(self) -> None:
        """Let go of connections."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A reply of ours that stands on the platform: its id there, and a link that stays."""

    external_id: str
    permalink: str


class Publisher(Protocol):
    """Answers posts on one platform as one account; safe to use from several threads.

    No request that publishes is ever repeated in here, nor by the client library.
    """

    platform: str

    def publish(self, mention_id: str, text: str) -> Published:
        """Publish `text` as the answer to a post.

        Args:
            mention_id: the post's `external_id`.
            text: goes out as it is.

        Raises:
            TryLater: surely not published; the same may work later.
            Refused: surely not published; it takes a person (a key, a rule of the platform, the text).
            Uncertain: perhaps published; `find` tells. `Repeated`: not by this try, but perhaps by one before.
        """

    def find(self, mention_id: str, text: str, *, since: datetime) -> Published | None:
        """Look for the answer that `publish` may have left, among what our account wrote.

        Args:
            mention_id, text: as for `publish`.
            since: when it can have been sent at the earliest, aware UTC.

        Raises:
            TryLater: the platform cannot say now.
            Refused: as `publish`.
        """

    def check(self) -> str:
        """Try the keys without publishing, and say in a few words as whom we would publish.

        Raises:
            TryLater, Refused: as `find`.
        """

    def close(self) -> None:
        """Let go of connections."""


_SURROGATE = re.compile("[\ud800-\udfff]")


def clean(text: object) -> tuple[str, tuple[str, ...]]:
    """Mend what neither database nor UTF-8 can carry, once, at the door.

    Args:
        text: as the platform gave it; anything but a string counts as empty.

    Returns:
        The text in NFC without NUL and with lone surrogates replaced by U+FFFD, and what was mended.
    """
    if not isinstance(text, str):
        return "", ()
    repairs = []
    if "\0" in text:
        text = text.replace("\0", "")
        repairs.append("nul")
    if _SURROGATE.search(text):
        # a pair that was escaped apart ("\ud83d\ude00") is one character; only lone halves are damage
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        if "\ufffd" in text:
            repairs.append("surrogate")
    return unicodedata.normalize("NFC", text), tuple(repairs)
