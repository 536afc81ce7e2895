"""Reddit's JSON read into mentions, child by child: a bad child is a `Fault`, a bad listing is `TryLater`."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from connectors.base import Fault, Mention, clean
from connectors.http import malformed, number, one_line

_FULLNAME = re.compile(r"t[13]_[0-9a-z]{1,16}")
#: What Reddit leaves where a text was; it is no post any more.
_GONE = frozenset({"[deleted]", "[removed]", "[ Removed by Reddit ]"})
#: A child from beyond this is a mistake.
_FUTURE = timedelta(days=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One child of a listing that can be told from others.

    Args:
        fullname: `t3_…` a submission, `t1_…` a comment.
        created: seconds since 1970; None if unreadable.
        revision: the second of the last edit; 0 if never edited.
        mention: None if it could not be read, was deleted, or is the brand's own.
        fault: why it could not be read.
    """

    fullname: str
    created: float | None
    revision: int
    mention: Mention | None = None
    fault: str | None = None

    @property
    def stamp(self) -> float:
        """When the item last changed, in seconds since 1970; 0 if that is unknown."""
        return max(self.created, self.revision) if self.created is not None else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One answer of Reddit: its items newest first, faults of nameless children, and if there is more."""

    items: tuple[Item, ...]
    faults: tuple[Fault, ...]
    more: bool


def read_listing(answer: Any, *, own: Collection[str], now: datetime) -> Listing:
    """Read one page of a listing.

    Args:
        answer: the decoded JSON.
        own: lower-case names of the brand's accounts; what they write is left out.
        now: aware UTC; children from days after it are faults.

    Raises:
        TryLater: it has not the shape of a listing.
    """
    data = answer.get("data") if isinstance(answer, dict) else None
    children = data.get("children") if isinstance(data, dict) else None
    if not isinstance(data, dict) or not isinstance(children, list):
        raise malformed("Reddit", "no listing")
    items, faults = [], []
    for child in children:
        try:
            items.append(_item(child, own, now))
        except ValueError as error:
            faults.append(Fault(external_id=None, why=str(error)))
    return Listing(items=tuple(items), faults=tuple(faults), more=bool(data.get("after")))


def _item(child: object, own: Collection[str], now: datetime) -> Item:
    post = child.get("data") if isinstance(child, dict) else None
    if not isinstance(child, dict) or not isinstance(post, dict):
        raise ValueError(f"a child is {_kind(child)}, not a thing with data")
    name = post.get("name") or f"{child.get('kind')}_{post.get('id')}"
    if not isinstance(name, str) or not _FULLNAME.fullmatch(name):
        raise ValueError(f"a child is named {_kind(name)}, which is no fullname")
    created, revision = None, 0
    try:
        created_at = _moment(post.get("created_utc"), "created_utc", now)
        created, revision = created_at.timestamp(), _revision(post.get("edited"), now)
        mention = _mention(name, post, created_at, revision)
    except ValueError as error:
        return Item(fullname=name, created=created, revision=revision, fault=str(error))
    if mention is not None and (mention.author_handle or "").lower() in own:
        mention = None
    return Item(fullname=name, created=created, revision=revision, mention=mention)


def _mention(name: str, post: dict[str, Any], created_at: datetime, revision: int) -> Mention | None:
    if name.startswith("t3_"):
        kind: Literal["submission", "comment"] = "submission"
        title, body = _text(post, "title"), _text(post, "selftext", optional=True)
        text = f"{title}\n\n{body}" if body else title
    else:
        kind, body = "comment", _text(post, "body")
        text = body
    if body.strip() in _GONE:
        return None
    text, repairs = clean(text)
    author = post.get("author")
    known = isinstance(author, str) and author not in _GONE
    return Mention(
        platform="reddit",
        external_id=name,
        kind=kind,
        permalink=_permalink(name, post.get("permalink")),
        text=text,
        repairs=repairs,
        created_at=created_at,
        revision=revision,
        edited_at=datetime.fromtimestamp(revision, UTC) if revision > 1 else None,
        author_id=_string(post.get("author_fullname")) if known else None,
        author_handle=_string(author) if known else None,
        reply_to=_string(post.get("parent_id")) if kind == "comment" else None,
        likes=_count(post.get("score")),
        replies=_count(post.get("num_comments")),
    )


def _permalink(name: str, path: object) -> str:
    # a path must not lead to another host ("//evil", "@evil")
    if isinstance(path, str) and re.fullmatch(r"/(r|user)/\S+", path):
        return f"https://www.reddit.com{path}"
    if name.startswith("t3_"):
        return f"https://www.reddit.com/comments/{name[3:]}"
    raise ValueError(f"permalink is {_kind(path)}, not a path on Reddit")


def _text(post: dict[str, Any], key: str, *, optional: bool = False) -> str:
    value = post.get(key)
    if value is None and optional:
        return ""  # a link post has no text of its own
    if not isinstance(value, str):
        raise ValueError(f"{key} is {_kind(value)}, not a string")
    return value


def _moment(value: object, key: str, now: datetime) -> datetime:
    seconds = None if isinstance(value, bool | str) else number(value)
    try:
        if seconds is None:
            raise ValueError
        moment = datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        raise ValueError(f"{key} is {_kind(value)}, not a time in seconds") from None
    if moment > now + _FUTURE:
        raise ValueError(f"{key} is {_kind(value)}, a time in the future")
    return moment


def _revision(edited: object, now: datetime) -> int:
    if edited is None or isinstance(edited, bool):
        return int(bool(edited))  # very old edits are told by True alone
    return int(_moment(edited, "edited", now).timestamp())


def _string(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _count(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _kind(value: object) -> str:
    return "missing" if value is None else one_line(repr(value))[:40]
