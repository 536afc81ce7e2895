"""Reddit: search for submissions, and new comments of subreddits, through `praw` as a read-only application.

How it pages: `connectors.reddit_walk`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from connectors.base import Batch, Cursor, Fault, Gap, Mention, Query, Refused
from connectors.phrases import packed, phrases
from connectors.reddit_client import SITE, RedditClient
from connectors.reddit_posts import Item, read_listing
from connectors.reddit_walk import Step, Walk, read_cursor, step, write_cursor

#: Reddit's own limit for `q`; reddit.com/dev/api, GET /search.
_LONGEST_QUERY = 512
_PAGE = 100
_SUBREDDIT = re.compile(r"[A-Za-z0-9_]{2,24}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Feed:
    """One listing to page through: its path and parameters, and how to name it to people."""

    path: str
    params: Mapping[str, str]
    where: str


class RedditConnector:
    """Reads Reddit for brands.

    With no cursor, the first fetch goes at most `page_limit` pages back; later ones go back to what is known,
    however many fetches that takes, or to where Reddit's listing ends. Deleted and removed texts are passed
    over.

    Args:
        client_id, client_secret: of an application on Reddit; an installed one has an empty secret.
        user_agent: who we are, as Reddit's rules ask for it.
        base_url: where www.reddit.com is; a gateway or a sandbox may stand in.
        oauth_url: where oauth.reddit.com is; None: there if `base_url` is the real site, else `base_url`.
        timeout_seconds: the longest silence of one request; a whole answer may take three times that.
        page_limit: the most requests for one feed in one fetch.

    Raises:
        ValueError: no client id or user agent, a limit out of its range, or a base URL that is none.
    """

    platform = "reddit"
    kinds = ("search", "comments")

    def __init__(
        self,
        *,
        client_id: str,
        client_secret: str,
        user_agent: str,
        base_url: str = SITE,
        oauth_url: str | None = None,
        timeout_seconds: float = 10,
        page_limit: int = 10,
    ) -> None:
        if page_limit < 1:
            raise ValueError(f"page_limit of Reddit is {page_limit}; it must be at least 1")
        self._page_limit = page_limit
        self._client = RedditClient(
            client_id=client_id,
            client_secret=client_secret,
            user_agent=user_agent,
            base_url=base_url,
            oauth_url=oauth_url,
            timeout_seconds=timeout_seconds,
        )

    def fetch(self, query: Query, cursor: Cursor | None, *, now: datetime) -> Iterator[Batch]:
        """Give what is new since `cursor`, a page a batch; see `Connector.fetch`."""
        feeds, sign = self._feeds(query)
        own = frozenset(name.strip().removeprefix("@").removeprefix("u/").lower() for name in query.handles)
        try:
            walks = read_cursor(cursor, sign, len(feeds))
        except (ValueError, OverflowError, RecursionError):
            walks = [Walk()] * len(feeds)
            lost = Gap(since=None, until=now, why="the saved cursor could not be read; Reddit was begun anew")
            yield Batch(mentions=(), cursor=write_cursor(sign, walks), gaps=(lost,))
        for index, feed in enumerate(feeds):
            for taken, walk in self._follow(feed, walks[index], own, now):
                mentions, faults = _in_order(taken.items), taken.faults + _faults(taken.items)
                news = bool(mentions or faults or taken.gaps) or walk != walks[index]
                walks[index] = walk
                if news:
                    cursor = write_cursor(sign, walks)
                    yield Batch(mentions=mentions, cursor=cursor, faults=faults, gaps=taken.gaps)

    def check(self) -> str:
        """Try the key by asking for a token; see `Connector.check`."""
        self._client.renew_token(datetime.now(UTC))
        return "read-only application"

    def close(self) -> None:
        """Let go of connections."""
        self._client.close()

    def _follow(
        self, feed: _Feed, walk: Walk, own: frozenset[str], now: datetime
    ) -> Iterator[tuple[Step, Walk]]:
        """Walk down one feed: first what an earlier fetch left open, then from the top."""
        from_top = not walk.anchors
        for _ in range(self._page_limit):
            params = {**feed.params, "limit": str(_PAGE)}
            if walk.anchor:
                params |= {"after": walk.anchor, "count": str(walk.taken)}
            page = read_listing(self._get(feed, params, now), own=own, now=now)
            taken = step(walk, page, page_limit=self._page_limit, now=now)
            walk = taken.walk.closed(now, cut=taken.cut) if taken.done else taken.walk
            yield taken, walk
            if taken.done and from_top:
                return
            from_top = from_top or taken.done

    def _feeds(self, query: Query) -> tuple[list[_Feed], str]:
        """Give the listings of a query, and a sign that changes when they do."""
        places = "+".join(_subreddit(name) for name in query.places)
        if query.kind == "search":
            texts = packed(phrases(query.terms), _LONGEST_QUERY)
            if not texts:
                raise Refused(f"brand {query.brand} has no term to search Reddit for")
            path, where = f"r/{places or 'all'}/search", f"r/{places or 'all'}"
            fixed = {"sort": "new", "type": "link", "t": "all", "restrict_sr": "true" if places else "false"}
            feeds = [_Feed(path=path, params={**fixed, "q": text}, where=where) for text in texts]
        elif query.kind == "comments":
            if not places:
                raise Refused(f"brand {query.brand} names no subreddit whose comments to read")
            feeds = [_Feed(path=f"r/{places}/comments", params={}, where=f"r/{places}")]
        else:
            raise Refused(f"Reddit has no feed {query.kind!r}; there are: {', '.join(self.kinds)}")
        named = "\n".join(f"{feed.path} {feed.params.get('q')}" for feed in feeds)
        return feeds, hashlib.sha256(named.encode()).hexdigest()[:12]

    def _get(self, feed: _Feed, params: dict[str, str], now: datetime) -> Any:
        return self._client.request("GET", feed.path, where=feed.where, now=now, params=params)


def _subreddit(name: str) -> str:
    bare = name.strip().removeprefix("/").removeprefix("r/")
    if not _SUBREDDIT.fullmatch(bare):
        raise Refused(f"{name[:60]!r} is no subreddit: 2 to 24 of A–Z, a–z, 0–9, _ are allowed")
    return bare


def _in_order(items: tuple[Item, ...]) -> tuple[Mention, ...]:
    """Give the mentions of items, oldest first, none twice."""
    mentions = {item.fullname: item.mention for item in items if item.mention is not None}
    # ids are numbers to base 36: the longer is the later
    by_age = sorted(mentions.values(), key=lambda one: (len(one.external_id), one.external_id))
    return tuple(sorted(by_age, key=lambda one: one.created_at))


def _faults(items: tuple[Item, ...]) -> tuple[Fault, ...]:
    return tuple(Fault(external_id=item.fullname, why=item.fault) for item in items if item.fault)
