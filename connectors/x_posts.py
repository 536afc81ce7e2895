"""X's JSON read into mentions, post by post: a bad post is a `Fault`, a bad page is `TryLater`."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, TypeGuard

from connectors.base import Fault, Mention, clean
from connectors.http import malformed, one_line

#: The millisecond that X counts its ids from (4 November 2010); the lower 22 bits are worker and sequence.
#: Source: docs.x.com, "X IDs" (snowflake).
_EPOCH = datetime.fromtimestamp(1_288_834_974.657, UTC)
#: A post from beyond this is a mistake; taken as the newest, it would hide all that follow.
_FUTURE = timedelta(days=2)


def time_of(post_id: int) -> datetime:
    """Read off an id when its post was made."""
    return _EPOCH + timedelta(milliseconds=post_id >> 22)


def id_at(moment: datetime) -> int:
    """Give the smallest id that a post made at `moment` can have."""
    return max(int((moment - _EPOCH) / timedelta(milliseconds=1)), 0) << 22


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One answer of X.

    Args:
        ids: of every post in it, also of those without a mention, as numbers.
        mentions: by the id of the version that was sent, newest first as X sends them.
        faults: what could not be read, by id where it is known.
        next_token: where X says the next page is.
    """

    ids: tuple[int, ...]
    mentions: Mapping[int, Mention]
    faults: tuple[Fault, ...]
    next_token: str | None


def read_page(answer: Any, *, own: Collection[str], now: datetime) -> Page:
    """Read one page of posts.

    Args:
        answer: the decoded JSON.
        own: ids and lower-case handles of the brand's accounts; what they write is left out.
        now: aware UTC; posts from days after it are faults.

    Raises:
        TryLater: it has not the shape of a page.
    """
    if not isinstance(answer, dict) or not answer.keys() & {"data", "meta", "errors"}:
        raise malformed("X", "no page of posts")
    posts, meta, errors = answer.get("data", []), answer.get("meta", {}), answer.get("errors", [])
    if not (isinstance(posts, list) and isinstance(meta, dict) and isinstance(errors, list)):
        raise malformed("X", "data, meta or errors of another type")
    token = meta.get("next_token")
    if not isinstance(token, str | None):
        raise malformed("X", "next_token is no string")
    own = frozenset(own)
    users = _users(answer.get("includes"))
    mentions: dict[int, Mention] = {}
    faults = [_partial(error) for error in errors]
    ids = []
    for post in posts:
        name = None
        try:
            post_id = _id(_object(post).get("id"), now)
            ids.append(post_id)
            name = str(post_id)
            mention = _mention(post, post_id, users)
        except ValueError as error:
            faults.append(Fault(external_id=name, why=str(error)))
            continue
        if not _is_retweet(post) and own.isdisjoint(
            (mention.author_id, (mention.author_handle or "").lower())
        ):
            mentions[post_id] = mention
    return Page(ids=tuple(ids), mentions=mentions, faults=tuple(faults), next_token=token or None)


def _partial(error: object) -> Fault:
    """Tell of an entry in `errors`, which X sends beside data with status 200."""
    if not isinstance(error, dict):
        return Fault(external_id=None, why="X reported an error without saying which")
    about = error.get("resource_id") or error.get("value")
    said = error.get("detail") or error.get("message") or error.get("title")
    return Fault(
        external_id=about if isinstance(about, str) else None,
        why=one_line(said if isinstance(said, str) else "X reported an error"),
    )


def _users(includes: object) -> dict[str, dict[str, Any]]:
    users = includes.get("users") if isinstance(includes, dict) else None
    if not isinstance(users, list):
        return {}
    return {user["id"]: user for user in users if isinstance(user, dict) and isinstance(user.get("id"), str)}


def _mention(post: dict[str, Any], post_id: int, users: Mapping[str, dict[str, Any]]) -> Mention:
    note = post.get("note_tweet")
    long_text = note.get("text") if isinstance(note, dict) else None
    text = long_text if isinstance(long_text, str) and long_text else post.get("text")
    if not isinstance(text, str):
        raise ValueError(f"text is {_kind(text)}, not a string")
    text, repairs = clean(unescaped(text))
    sent_at = _moment(post.get("created_at"))
    versions = _versions(post.get("edit_history_tweet_ids")) or [post_id]
    author_id = _string(post.get("author_id"))
    author = users.get(author_id or "", {})
    author_metrics, metrics = _dict(author.get("public_metrics")), _dict(post.get("public_metrics"))
    name = _string(author.get("name"))
    lang = _string(post.get("lang"))
    return Mention(
        platform="x",
        external_id=str(versions[0]),
        kind="post",
        permalink=f"https://x.com/i/status/{post_id}",  # no handle in it: accounts are renamed
        text=text,
        repairs=repairs,
        # an edit has its own created_at; the two ids tell how long after the first version it came
        created_at=sent_at - max(time_of(post_id) - time_of(versions[0]), timedelta(0)),
        revision=len(versions) - 1,
        edited_at=sent_at if len(versions) > 1 else None,
        author_id=author_id,
        author_handle=_string(author.get("username")),
        author_name=clean(name)[0] if name else None,
        followers=_count(author_metrics.get("followers_count")),
        language_hint=None if lang == "und" else lang,
        reply_to=_answered(post),
        likes=_count(metrics.get("like_count")),
        reposts=_count(metrics.get("retweet_count")),
        replies=_count(metrics.get("reply_count")),
    )


def unescaped(text: str) -> str:
    """Give a text as it was written."""
    # X escapes these three and no more; html.unescape would also turn a typed "&copy" into a sign
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def is_id(value: object) -> TypeGuard[str]:
    """Tell if a value can be an id of X: up to 19 digits, in a string."""
    return isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 19


def _id(value: object, now: datetime) -> int:
    if not is_id(value):
        raise ValueError(f"id is {_kind(value)}, not a number in a string")
    if time_of(int(value)) > now + _FUTURE:
        raise ValueError(f"id {value} is of a post from the future")
    return int(value)


def _moment(value: object) -> datetime:
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
        if moment is None or moment.tzinfo is None:
            raise ValueError
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError(f"created_at is {_kind(value)}, not a time with a zone") from None


def _versions(value: object) -> list[int]:
    if not isinstance(value, list):
        return []
    return sorted({int(one) for one in value if is_id(one)})


def _referenced(post: dict[str, Any]) -> list[dict[str, Any]]:
    references = post.get("referenced_tweets")
    return [one for one in references if isinstance(one, dict)] if isinstance(references, list) else []


def _answered(post: dict[str, Any]) -> str | None:
    answered = (one.get("id") for one in _referenced(post) if one.get("type") == "replied_to")
    return _string(next(answered, None))


def _is_retweet(post: dict[str, Any]) -> bool:
    return any(one.get("type") == "retweeted" for one in _referenced(post))


def _object(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError(f"the post is {_kind(value)}, not an object")
    return value


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _string(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _count(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def _kind(value: object) -> str:
    return "missing" if value is None else one_line(repr(value))[:40]
