"""Reddit: search for submissions, and new comments of subreddits, through `praw` as a read-only application.

How it pages: `connectors.reddit_walk`.
"""

from __future__ import annotations

import configparser
import hashlib
import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from importlib.resources import files
from typing import Any

import praw
import prawcore
import requests
from praw.config import Config

from connectors.base import Batch, Cursor, Fault, Gap, Mention, Query, Refused, TryLater
from connectors.http import (
    ApiSession,
    Unwelcome,
    complaint_of,
    hush,
    malformed,
    number,
    one_line,
    retry_after,
    wait,
)
from connectors.phrases import packed, phrases
from connectors.reddit_posts import Item, read_listing
from connectors.reddit_walk import Step, Walk, read_cursor, step, write_cursor

_SITE, _API = "https://www.reddit.com", "https://oauth.reddit.com"
#: Reddit's own limit for `q`; reddit.com/dev/api, GET /search.
_LONGEST_QUERY = 512
_PAGE = 100
_SUBREDDIT = re.compile(r"[A-Za-z0-9_]{2,24}")

hush("praw", "prawcore")  # at DEBUG they write what is searched for


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
        base_url: str = _SITE,
        oauth_url: str | None = None,
        timeout_seconds: float = 10,
        page_limit: int = 10,
    ) -> None:
        if not client_id or not user_agent:
            raise ValueError("Reddit needs a client id and a user agent")
        if page_limit < 1:
            raise ValueError(f"page_limit of Reddit is {page_limit}; it must be at least 1")
        if oauth_url is None:
            oauth_url = _API if base_url.rstrip("/") == _SITE else base_url
        self._keys = (client_secret, client_id)
        self._page_limit = page_limit
        base_urls = {_SITE: base_url, _API: oauth_url}
        self._session = ApiSession(platform="Reddit", base_urls=base_urls, timeout_seconds=timeout_seconds)
        self._reddit = _client(client_id, client_secret, user_agent, self._session)
        core = self._reddit._core
        assert core is not None
        core._rate_limiter = _Window()  # praw's own sleeps up to ten minutes inside a read
        self._authorizer: Any = core.authorizer

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
        self._guarded(self._authorizer.refresh, "the application", datetime.now(UTC))
        return "read-only application"

    def close(self) -> None:
        """Let go of connections."""
        self._session.close()

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
        """Get one page; a token that Reddit no longer takes is renewed once."""
        ask = partial(self._reddit.request, method="GET", path=feed.path, params=dict(params))
        if self._authorizer.is_valid():
            try:
                return self._guarded(ask, feed.where, now)
            except _TokenRefused:
                self._authorizer.access_token = None
        return self._guarded(ask, feed.where, now)

    def _guarded(self, call: Callable[[], Any], where: str, now: datetime) -> Any:
        """Make one call of the library and say what to do about its failure.

        Raises:
            TryLater, Refused: as `fetch`.
        """
        try:
            return call()
        except prawcore.RequestException as failure:  # it wraps whatever our session raised
            cause = failure.original_exception
            if isinstance(cause, Unwelcome):
                raise self._judged(cause.response, where, now) from None
            if isinstance(cause, TryLater):
                raise cause from None
            raise TryLater(f"Reddit could not be asked ({type(cause).__name__})") from None
        except prawcore.OAuthException as failure:
            said = one_line(f"{failure.error} {failure.description or ''}", self._secrets)
            raise Refused(f"Reddit does not accept the client id and secret: {said}") from None
        except (prawcore.PrawcoreException, LookupError, TypeError, AttributeError, ValueError, RuntimeError):
            # the library takes the token endpoint's answer apart without a look at its shape
            raise malformed("Reddit", "not the JSON that was asked for") from None

    @property
    def _secrets(self) -> tuple[str, ...]:
        """What no message may repeat."""
        return (*self._keys, self._authorizer.access_token or "")

    def _judged(self, response: requests.Response, where: str, now: datetime) -> TryLater | Refused:
        """Say what to do about an answer that is an error."""
        status = response.status_code
        said = complaint_of(response, self._secrets)
        reason = f" (HTTP {status}{': ' if said else ''}{said})"
        if status == 429:
            after = retry_after(response.headers, now)
            reset = number(response.headers.get("x-ratelimit-reset"))
            if after is None and reset is not None:
                after = wait(reset)
            return TryLater("Reddit's rate limit is reached", after=after)
        if status >= 500 or status == 408:
            return TryLater(f"Reddit is out of order{reason}")
        if str(response.url).endswith("/api/v1/access_token"):
            if status in (400, 401, 403):
                return Refused(f"Reddit does not accept the client id and secret{reason}")
            return TryLater(f"Reddit gives no token{reason}")
        if status == 401:
            return _TokenRefused(f"Reddit does not accept its own token for {where}{reason}")
        if status == 403:
            return Refused(f"{where} is private, or the application may not read it{reason}")
        if status == 404 or 300 <= status < 400:
            return Refused(f"{where} does not exist, was banned or renamed{reason}")
        return Refused(f"Reddit refuses {where}{reason}")


class _TokenRefused(Refused):
    """HTTP 401 with a token; a new token may be taken."""


class _Window:
    """Reddit's request window, in the place of prawcore's rate limiter: raises where that one sleeps."""

    def __init__(self) -> None:
        self._spent_until = 0.0  # on the monotonic clock
        self._lock = threading.Lock()

    def call(
        self,
        *,
        method: str,
        request_function: Callable[..., requests.Response],
        set_header_callback: Callable[[], dict[str, str]],
        url: str,
        **options: Any,
    ) -> requests.Response:
        """Make a request if the window allows one; the arguments are prawcore's.

        Raises:
            TryLater: the window is spent.
        """
        with self._lock:
            left = self._spent_until - time.monotonic()
        if left > 0:
            raise TryLater("Reddit's request window is spent", after=wait(left))
        options["headers"] = set_header_callback()
        response = request_function(method, url, **options)
        remaining = number(response.headers.get("x-ratelimit-remaining"))
        reset = number(response.headers.get("x-ratelimit-reset"))
        if remaining is not None and reset is not None and remaining < 1:
            with self._lock:
                self._spent_until = time.monotonic() + wait(reset).total_seconds()
        return response


def _client(client_id: str, client_secret: str, user_agent: str, session: requests.Session) -> praw.Reddit:
    """Make a client that is configured by its arguments alone.

    praw also reads praw.ini from the working and the home directory, which could send the secret elsewhere,
    and `praw_*` variables; the one keeps us out of the files, the other names every setting.
    """
    shipped = configparser.ConfigParser(interpolation=None)
    shipped.read_string(files("praw").joinpath("praw.ini").read_text())
    with Config.LOCK:
        Config.CONFIG = shipped
    return praw.Reddit(
        "DEFAULT",
        client_id=client_id,
        client_secret=client_secret or None,
        user_agent=user_agent,
        username=None,
        password=None,
        refresh_token=None,
        redirect_uri=None,
        reddit_url=_SITE,
        oauth_url=_API,
        check_for_updates=False,
        check_for_async=False,
        requestor_kwargs={"session": session},
    )


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
