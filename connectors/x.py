"""X (Twitter): owned mentions and recent search, through `tweepy.Client`.

How it pages: `connectors.x_walk`.
"""

from __future__ import annotations

import hashlib
import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import requests
import tweepy.client

from connectors.base import Batch, Cursor, Gap, Query, Refused, TryLater
from connectors.http import (
    ApiSession,
    Unwelcome,
    complaint_of,
    hush,
    malformed,
    number,
    read_json,
    retry_after,
    wait,
)
from connectors.x_posts import Page, id_at, is_id, read_page
from connectors.x_query import compile_query, handle
from connectors.x_walk import Step, Walk, gap, read_cursor, step, write_cursor

_HARD_CODED = "https://api.twitter.com"  # in tweepy.client.BaseClient.request
_TWEET_FIELDS = ["author_id", "created_at", "edit_history_tweet_ids", "lang", "note_tweet", "public_metrics"]
_TWEET_FIELDS += ["referenced_tweets"]
_USER_FIELDS = ["name", "public_metrics", "username"]
#: Recent search reaches seven days back; the margin keeps the requests after a recovery inside.
_REACH = timedelta(days=7) - timedelta(minutes=10)
#: `GET /2/users/:id/mentions` reaches 800 posts back, and does not say when there were more.
_MENTIONS_REACH = 800
#: A word that nobody writes: looking for it costs nothing.
_NOBODYS_WORD = '"monitorcheck7f3a91c2e05b"'

hush("tweepy", "tweepy.client")  # at DEBUG it writes the bearer token


class _Rejected(Refused):
    """HTTP 400. `stale`: about an id or a time that X no longer reaches; `least`: the id X would take."""

    def __init__(self, said: str) -> None:
        super().__init__(f"X rejected the request: {said or 'no reason given'}")
        self.stale = any(name in said for name in ("since_id", "until_id", "start_time", "end_time"))
        found = re.search(r"larger than (\d{1,19})\b", said)
        self.least = int(found[1]) if found else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Feed:
    """One thing to page through: how to ask for a page, whose posts to leave out, how many posts it lists."""

    ask: Callable[..., requests.Response]
    token_name: str
    own: frozenset[str]
    reach: int | None = None


class XConnector:
    """Reads X for brands.

    With no cursor, the first fetch goes at most `page_limit` pages back; later ones go back to where the one
    before began, however many fetches that takes.

    Args:
        bearer_token: of an app on X, "app-only".
        base_url: where the API is; a gateway or a sandbox may stand in.
        timeout_seconds: the longest silence of one request; a whole answer may take three times that.
        page_limit: the most requests for one feed in one fetch.
        page_size: posts per request, 10 to 100.
        authors: ask for names and reach of authors; X bills a read for each of them.

    Raises:
        ValueError: a limit out of its range, or a base URL that is none.
    """

    platform = "x"
    kinds = ("search", "mentions")

    def __init__(
        self,
        *,
        bearer_token: str,
        base_url: str = "https://api.x.com",
        timeout_seconds: float = 10,
        page_limit: int = 10,
        page_size: int = 100,
        authors: bool = True,
    ) -> None:
        if not 10 <= page_size <= 100:
            raise ValueError(f"page_size of X is {page_size}; 10 to 100 are allowed")
        if page_limit < 1:
            raise ValueError(f"page_limit of X is {page_limit}; it must be at least 1")
        self._token = bearer_token
        self._page_limit = page_limit
        self._fields: dict[str, Any] = {"max_results": page_size, "tweet_fields": _TWEET_FIELDS}
        if authors:
            self._fields |= {"expansions": ["author_id"], "user_fields": _USER_FIELDS}
        # answers come raw: tweepy parses a page as a whole, and one bad post would cost the others
        self._client: Any = tweepy.client.Client(
            bearer_token, return_type=requests.Response, wait_on_rate_limit=False
        )
        self._client.session = ApiSession(
            platform="X", base_urls={_HARD_CODED: base_url}, timeout_seconds=timeout_seconds
        )
        self._accounts: dict[str, str] = {}
        self._accounts_lock = threading.Lock()

    def fetch(self, query: Query, cursor: Cursor | None, *, now: datetime) -> Iterator[Batch]:
        """Give what is new since `cursor`, a page a batch; see `Connector.fetch`."""
        feeds, sign = self._feeds(query, now)
        try:
            walks = read_cursor(cursor, sign, len(feeds))
        except (ValueError, RecursionError):
            walks = [Walk()] * len(feeds)
            lost = Gap(since=None, until=now, why="the saved cursor could not be read; X was begun anew")
            yield Batch(mentions=(), cursor=write_cursor(sign, walks), gaps=(lost,))
        for index, feed in enumerate(feeds):
            for taken in self._follow(feed, walks[index], now):
                walk = taken.walk.closed() if taken.done else taken.walk
                news = bool(taken.mentions or taken.faults or taken.gaps) or walk != walks[index]
                walks[index] = walk
                if news:
                    cursor = write_cursor(sign, walks)
                    yield Batch(mentions=taken.mentions, cursor=cursor, faults=taken.faults, gaps=taken.gaps)

    def check(self) -> str:
        """Try the token with a search that finds nothing and so costs nothing; see `Connector.check`."""
        now = datetime.now(UTC)
        answer = self._get(partial(self._client.search_recent_tweets, _NOBODYS_WORD, max_results=10), now)
        read_page(answer, own=(), now=now)
        return "recent search accepts the bearer token"

    def close(self) -> None:
        """Let go of connections."""
        self._client.session.close()

    def _follow(self, feed: _Feed, walk: Walk, now: datetime) -> Iterator[Step]:
        """Walk down one feed: first what an earlier fetch left open, then from the top."""
        token: str | None = None
        tokens: set[str] = set()
        from_top = walk.until is None
        ids = {"since_id": walk.since, "until_id": walk.until}
        for _ in range(self._page_limit):
            if token is None:  # a token is good only beside the ids it was given for
                ids = {"since_id": walk.since, "until_id": walk.until}
            try:
                page = self._page(feed, ids, token, now)
            except _Rejected as refusal:
                taken = _within_reach(walk, refusal, now)
            else:
                limit = self._page_limit
                taken = step(walk, page, tokens=tokens, page_limit=limit, reach=feed.reach, now=now)
            yield taken
            if taken.done and from_top:
                return
            walk = taken.walk.closed() if taken.done else taken.walk
            from_top = from_top or taken.done
            token = None if taken.done else taken.follow
            tokens |= {token} if token else set()

    def _page(self, feed: _Feed, ids: dict[str, int | None], token: str | None, now: datetime) -> Page:
        ask = partial(feed.ask, **self._fields, **ids, **{feed.token_name: token})
        return read_page(self._get(ask, now), own=feed.own, now=now)

    def _feeds(self, query: Query, now: datetime) -> tuple[list[_Feed], str]:
        """Give the feeds of a query, and a sign that changes when they do."""
        own = frozenset(handle(name).lower() for name in query.handles)
        if query.kind == "search":
            texts = compile_query(query)
            asks = [partial(self._client.search_recent_tweets, text) for text in texts]
            feeds = [_Feed(ask=ask, token_name="next_token", own=own) for ask in asks]  # noqa: S106
            return feeds, hashlib.sha256("\n".join(texts).encode()).hexdigest()[:12]
        if query.kind == "mentions":
            account = self._account(query, now)
            ask = partial(self._client.get_users_mentions, account)
            name = "pagination_token"
            return [_Feed(ask=ask, token_name=name, own=own | {account}, reach=_MENTIONS_REACH)], account
        raise Refused(f"X has no feed {query.kind!r}; there are: {', '.join(self.kinds)}")

    def _account(self, query: Query, now: datetime) -> str:
        """Give the account id whose mentions are wanted; a handle is looked up once."""
        if query.places:
            if not is_id(query.places[0]):
                raise Refused(f"{query.places[0][:60]!r} is no X account id: up to 19 digits are allowed")
            return query.places[0]
        if not query.handles:
            raise Refused(f"brand {query.brand} names neither an account id nor a handle for mentions on X")
        name = handle(query.handles[0])
        with self._accounts_lock:
            if name not in self._accounts:
                answer = self._get(partial(self._client.get_user, username=name), now)
                if not isinstance(answer, dict):
                    raise malformed("X", "no account")
                user = answer.get("data")
                account = user.get("id") if isinstance(user, dict) else None
                if not is_id(account):
                    raise Refused(f"X knows no account @{name}")
                self._accounts[name] = account
            return self._accounts[name]

    def _get(self, ask: Callable[[], requests.Response], now: datetime) -> Any:
        """Make one request and give its JSON.

        Raises:
            TryLater, Refused: as `fetch`.
        """
        try:
            return read_json(ask(), "X")
        except Unwelcome as unwelcome:
            raise self._judged(unwelcome.response, now) from None

    def _judged(self, response: requests.Response, now: datetime) -> TryLater | Refused:
        """Say what to do about an answer that is an error."""
        status = response.status_code
        said = complaint_of(response, (self._token,))
        reason = f": {said}" if said else ""
        if status == 429:
            reset = number(response.headers.get("x-rate-limit-reset"))
            after = retry_after(response.headers, now) if reset is None else wait(reset - now.timestamp())
            return TryLater("X's rate limit is reached", after=after)
        if status == 400:
            return _Rejected(said)
        if status == 402:
            return Refused(f"the X account has used up its credits (HTTP 402){reason}")
        if status == 401:
            return Refused(f"X does not accept the bearer token (HTTP 401){reason}")
        if 400 <= status < 500 and status != 408:
            return Refused(f"X refuses the request (HTTP {status}){reason}")
        return TryLater(f"X is out of order (HTTP {status})")


def _within_reach(walk: Walk, refusal: _Rejected, now: datetime) -> Step:
    """Bring a walk back into the days that X still searches, and tell what was lost.

    X takes no `start_time` beside `until_id`, so the new bottom is an id made from the time.

    Raises:
        _Rejected: the refusal is about something else.
    """
    floor = max(id_at(now - _REACH), min(refusal.least, id_at(now)))
    why = "X searches no further back than seven days"
    if refusal.stale and walk.until is not None and walk.until <= floor:
        return Step(walk=walk, done=True, gaps=(gap(walk, now, why),))
    if refusal.stale and walk.since is not None and walk.since < floor:
        lost = gap(replace(walk, until=floor), now, why)
        return Step(walk=replace(walk, since=floor), done=False, gaps=(lost,))
    raise refusal
