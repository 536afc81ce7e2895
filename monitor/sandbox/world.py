"""Everything that has happened in the sandbox: posts on X, threads on Reddit, messages in Slack."""

from __future__ import annotations

import bisect
import hashlib
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal

from monitor.sandbox.query import spoken
from monitor.sandbox.workspace import Workspace

#: X counts its ids from this millisecond (4 November 2010): milliseconds since then, shifted by 22 bits.
X_EPOCH_MS = 1_288_834_974_657

Closed = Literal["private", "banned", "missing"]


def account_id(username: str) -> str:
    """Give the id of the X account `username`: it depends on the name alone, so it survives a new world."""
    return str(int.from_bytes(hashlib.sha256(username.lower().encode()).digest()[:6]) + 1)


def snowflake(at: datetime) -> int:
    """Give the smallest X id that a post made at `at` could have."""
    return (round(at.timestamp() * 1000) - X_EPOCH_MS) << 22


@dataclass(frozen=True, slots=True, kw_only=True)
class XUser:
    """An account on X; a `hidden` one (suspended, protected) is missing from expansions."""

    id: str
    username: str
    name: str
    followers: int = 0
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class XPost:
    """One version of a post on X; `history` holds the ids of all its versions, the first first."""

    id: int
    history: tuple[int, ...]
    author: str
    text: str
    created_at: datetime
    lang: str = "und"
    likes: int = 0
    reposts: int = 0
    replies: int = 0
    reply_to: int | None = None
    retweet: bool = False
    spoken: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """A submission (`title` set, name t3_…) or a comment (`link` set, name t1_…) on Reddit."""

    fullname: str
    subreddit: str
    author: str
    text: str
    created_at: datetime
    title: str = ""
    link: str = ""
    link_title: str = ""
    parent: str = ""
    edited_at: datetime | None = None
    score: int = 1
    replies: int = 0
    spoken: str = ""


def _base36(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return digits


class World:
    """All three places, in memory and safe to use from several threads.

    Args:
        now: the clock, aware UTC.
        accounts: brand accounts that exist on X from the beginning.
        channels: Slack channels that exist from the beginning.
    """

    def __init__(
        self,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        accounts: Iterable[str] = ("firuzka",),
        channels: Iterable[str] = ("complaints", "reports"),
    ) -> None:
        self.now = now
        self.lock = threading.RLock()
        self.requests: Counter[str] = Counter()
        self.slack = Workspace(now=now, channels=channels)
        self.users: dict[str, XUser] = {}
        self.posts: dict[int, XPost] = {}
        self._order: list[int] = []  # ids of `posts`, ascending
        self._last_id = 0
        self.things: dict[str, Thing] = {}  # by fullname, in order of appearance
        self._things_made = 36**5
        self.closed: dict[str, Closed] = {}
        for username in accounts:
            self.account(username)

    def count(self, endpoint: str) -> None:
        """Count one request to `endpoint`, whatever becomes of it."""
        with self.lock:
            self.requests[endpoint] += 1

    # X

    def account(
        self,
        username: str,
        *,
        name: str | None = None,
        followers: int | None = None,
        hidden: bool | None = None,
    ) -> XUser:
        """Make the X account `username`, or bring it up to date."""
        with self.lock:
            key = username.lower()
            known = self.users.get(key) or XUser(
                id=account_id(username),
                username=username,
                name=name or username,
            )
            self.users[key] = user = replace(
                known,
                name=name or known.name,
                followers=known.followers if followers is None else followers,
                hidden=known.hidden if hidden is None else hidden,
            )
            return user

    def post_x(
        self,
        text: str,
        *,
        author: str = "someone",
        name: str | None = None,
        followers: int | None = None,
        created_at: datetime | None = None,
        lang: str = "und",
        likes: int = 0,
        reposts: int = 0,
        replies: int = 0,
        reply_to: str | None = None,
        retweet: bool = False,
        edit_of: str | None = None,
    ) -> str:
        """Put a post on X and give its id: grown from its time, and above all before it if no time is given.

        Args:
            created_at: aware UTC; None for now.
            edit_of: the id of the version this one replaces.

        Raises:
            KeyError: `edit_of` does not exist.
        """
        with self.lock:
            made_at = created_at or self.now()
            number = snowflake(made_at)
            if created_at is None:
                number = max(number, self._last_id + 1)
            while number in self.posts:
                number += 1
            history: tuple[int, ...] = (number,)
            if edit_of is not None:
                history = (*self.posts[int(edit_of)].history, number)
                self._drop_post(int(edit_of))
            self.posts[number] = XPost(
                id=number,
                history=history,
                author=self.account(author, name=name, followers=followers).username.lower(),
                text=text,
                created_at=made_at,
                lang=lang,
                likes=likes,
                reposts=reposts,
                replies=replies,
                reply_to=None if reply_to is None else int(reply_to),
                retweet=retweet,
                spoken=spoken(text),
            )
            self._index(number)
            return str(number)

    def _index(self, number: int) -> None:
        bisect.insort(self._order, number)
        self._last_id = max(self._last_id, number)

    def _drop_post(self, number: int) -> None:
        del self.posts[number]
        del self._order[bisect.bisect_left(self._order, number)]

    def x_posts(self, *, above: int = 0, below: int | None = None) -> Iterator[XPost]:
        """Walk the posts with `above` < id < `below`, newest first; hold `lock` while walking."""
        end = len(self._order) if below is None else bisect.bisect_left(self._order, below)
        start = bisect.bisect_right(self._order, above)
        for at in range(end - 1, start - 1, -1):
            yield self.posts[self._order[at]]

    # Reddit

    def submit(
        self,
        title: str,
        text: str = "",
        *,
        subreddit: str,
        author: str = "someone",
        created_at: datetime | None = None,
        score: int = 1,
        replies: int = 0,
    ) -> str:
        """Put a submission on Reddit and give its fullname (t3_…)."""
        with self.lock:
            return self._add(
                "t3_",
                Thing(
                    fullname="",
                    subreddit=subreddit,
                    author=author,
                    title=title,
                    text=text,
                    created_at=created_at or self.now(),
                    score=score,
                    replies=replies,
                ),
            )

    def comment(
        self,
        text: str,
        *,
        subreddit: str,
        author: str = "someone",
        parent: str | None = None,
        created_at: datetime | None = None,
        score: int = 1,
    ) -> str:
        """Put a comment on Reddit and give its fullname (t1_…).

        Args:
            parent: fullname of what it answers; None for the subreddit's newest submission, or else
                its daily thread.
        """
        with self.lock:
            above = self.things.get(parent or "") or self._newest_submission(subreddit)
            link = (above.link or above.fullname) if above else "t3_da1ly"
            title = (above.link_title or above.title) if above else "Daily discussion"
            return self._add(
                "t1_",
                Thing(
                    fullname="",
                    subreddit=subreddit,
                    author=author,
                    text=text,
                    created_at=created_at or self.now(),
                    link=link,
                    link_title=title,
                    parent=above.fullname if above else link,
                    score=score,
                ),
            )

    def _newest_submission(self, subreddit: str) -> Thing | None:
        return next(self.reddit_things("t3_", {subreddit.lower()}), None)

    def _add(self, prefix: str, thing: Thing) -> str:
        self._things_made += 1
        fullname = prefix + _base36(self._things_made)
        self.things[fullname] = replace(
            thing, fullname=fullname, spoken=spoken(f"{thing.title} {thing.text}")
        )
        return fullname

    def reddit_things(self, prefix: str, subreddits: set[str] | None) -> Iterator[Thing]:
        """Walk submissions (`prefix` "t3_") or comments ("t1_"), newest first; hold `lock` while walking.

        Args:
            subreddits: names in lower case; None for all.
        """
        for fullname in reversed(self.things):
            thing = self.things[fullname]
            if fullname.startswith(prefix) and (subreddits is None or thing.subreddit.lower() in subreddits):
                yield thing

    def close_subreddit(self, name: str, how: Closed) -> None:
        """Make a subreddit private or banned, or let it never have been."""
        with self.lock:
            self.closed[name.lower()] = how

    # both

    def edit(self, post: str, text: str) -> str:
        """Change the text of a post; on X that makes a new version with a new id. Gives the id it now has.

        Raises:
            KeyError: there is no such post.
        """
        with self.lock:
            if post in self.things:
                self.things[post] = replace(
                    self.things[post],
                    text=text,
                    edited_at=self.now(),
                    spoken=spoken(f"{self.things[post].title} {text}"),
                )
                return post
            old = self.posts[int(post)]
            return self.post_x(
                text,
                author=old.author,
                lang=old.lang,
                likes=old.likes,
                reposts=old.reposts,
                replies=old.replies,
                reply_to=None if old.reply_to is None else str(old.reply_to),
                retweet=old.retweet,
                edit_of=post,
            )

    def delete(self, post: str) -> None:
        """Take a post away.

        Raises:
            KeyError: there is no such post.
        """
        with self.lock:
            if post in self.things:
                del self.things[post]
            else:
                self._drop_post(int(post))

    def restore(self, *, users: Iterable[XUser], posts: Iterable[XPost], things: Iterable[Thing]) -> None:
        """Take over what happened in an earlier run."""
        with self.lock:
            self.users |= {user.username.lower(): user for user in users}
            for post in posts:
                self.posts[post.id] = post
                self._index(post.id)
            for thing in things:
                self.things[thing.fullname] = thing
                self._things_made = max(self._things_made, int(thing.fullname[3:], 36))
