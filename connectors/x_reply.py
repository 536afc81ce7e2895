"""X: an answer to a post, published once through `tweepy.Client` as the account whose keys these are."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import requests
import tweepy.client

from connectors.base import NotTaken, Published, Refused, Repeated, TryLater, Uncertain
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
from connectors.replying import same_words, writable
from connectors.x_posts import is_id, unescaped

_HARD_CODED = "https://api.twitter.com"  # in tweepy.client.BaseClient.request
#: The host that requests are signed for. OAuth 1.0a signs the address, so a gateway that stands in for X has to
#: pass a request on to where it was signed for.
_SIGNED_FOR = "https://api.x.com"
#: Pages of 100 posts that `find` goes back through.
_PAGES = 5
#: How far the clocks of X and of this machine may lie apart.
_SKEW = timedelta(minutes=2)

# at DEBUG they write the text, and what it was signed with
hush("tweepy", "tweepy.client", "requests_oauthlib", "requests_oauthlib.oauth1_auth")
hush("oauthlib", "oauthlib.oauth1.rfc5849", "oauthlib.oauth1.rfc5849.signature")


class _Signing(ApiSession):
    """Gives a request its true address before it is signed."""

    def request(
        self, method: str | bytes, url: str | bytes, *parts: Any, **options: Any
    ) -> requests.Response:
        assert isinstance(url, str)
        return super().request(method, _SIGNED_FOR + url.removeprefix(_HARD_CODED), *parts, **options)


class XPublisher:
    """Publishes on X as one account; see `connectors.base.Publisher`.

    tweepy sends a request once and no more: it repeats one only after a 429, and only if told to wait, which it
    is not.

    Args:
        api_key, api_secret: of an app on X that may write.
        access_token, access_token_secret: of the account, made for this app.
        base_url: where the API is; a gateway or a sandbox may stand in.
        timeout_seconds: the longest silence of one request; a whole answer may take three times that.

    Raises:
        ValueError: a key is missing, or the base URL is none.
    """

    platform = "x"

    def __init__(
        self,
        *,
        api_key: str,
        api_secret: str,
        access_token: str,
        access_token_secret: str,
        base_url: str = _SIGNED_FOR,
        timeout_seconds: float = 10,
    ) -> None:
        keys = (api_key, api_secret, access_token, access_token_secret)
        if not all(keys):
            raise ValueError("publishing on X needs an API key, an access token and the secrets of both")
        self._secrets = keys
        self._client: Any = tweepy.client.Client(
            None, *keys, return_type=requests.Response, wait_on_rate_limit=False
        )
        self._client.session = _Signing(
            platform="X", base_urls={_SIGNED_FOR: base_url}, timeout_seconds=timeout_seconds
        )
        # an access token begins with the id of its account, which X bills when it is asked for
        begins = access_token.partition("-")[0]
        self._account = begins if is_id(begins) else None
        self._lock = threading.Lock()

    def publish(self, mention_id: str, text: str) -> Published:
        """Publish an answer to a post; see `Publisher.publish`."""
        if not is_id(mention_id):
            raise Refused(f"{mention_id[:60]!r} is no X post id: up to 19 digits are allowed")
        writable(text, "X")
        ask = partial(self._client.create_tweet, text=text, in_reply_to_tweet_id=mention_id)
        try:
            answer = self._ask(ask, datetime.now(UTC))
        except NotTaken:
            raise
        except TryLater as lost:
            raise Uncertain(str(lost)) from None
        post = answer.get("data") if isinstance(answer, dict) else None
        post_id = post.get("id") if isinstance(post, dict) else None
        if not is_id(post_id):
            raise Uncertain("X took the reply without saying its id")
        return _published(post_id)

    def find(self, mention_id: str, text: str, *, since: datetime) -> Published | None:
        """Look for an answer among the account's own posts; see `Publisher.find`."""
        now = datetime.now(UTC)
        timeline = partial(
            self._client.get_users_tweets,
            self._own_id(now),
            user_auth=True,
            start_time=since - _SKEW,
            max_results=100,
            tweet_fields=["note_tweet", "referenced_tweets"],
        )
        token = None
        for _ in range(_PAGES):
            page = self._ask(partial(timeline, pagination_token=token), now)
            posts = page.get("data", []) if isinstance(page, dict) else None
            if not isinstance(posts, list) or not page.keys() & {"data", "meta"}:
                raise malformed("X", "no page of posts")
            for post in posts:
                if isinstance(post, dict) and _answers(post, mention_id, text):
                    return _published(str(post["id"]))
            meta = page.get("meta")
            token = meta.get("next_token") if isinstance(meta, dict) else None
            if not isinstance(token, str) or not token:
                break
        return None

    def check(self) -> str:
        """Ask X whose keys these are; see `Publisher.check`."""
        return f"@{self._me(datetime.now(UTC)).get('username')}"

    def close(self) -> None:
        """Let go of connections."""
        self._client.session.close()

    def _own_id(self, now: datetime) -> str:
        with self._lock:
            if self._account is None:
                self._account = str(self._me(now)["id"])
            return self._account

    def _me(self, now: datetime) -> dict[str, Any]:
        answer = self._ask(partial(self._client.get_me, user_auth=True), now)
        user = answer.get("data") if isinstance(answer, dict) else None
        if not isinstance(user, dict) or not is_id(user.get("id")):
            raise malformed("X", "no account")
        return user

    def _ask(self, ask: Callable[[], requests.Response], now: datetime) -> Any:
        """Make one request and give its JSON.

        Raises:
            NotTaken, TryLater, Refused, Uncertain: as `publish`; a `TryLater` may have been taken.
        """
        try:
            return read_json(ask(), "X")
        except Unwelcome as unwelcome:
            raise self._judged(unwelcome.response, now) from None

    def _judged(self, response: requests.Response, now: datetime) -> TryLater | Refused | Uncertain:
        """Say what to do about an answer that is an error."""
        status = response.status_code
        said = complaint_of(response, self._secrets)
        reason = f": {said}" if said else ""
        if status == 429:
            reset = number(response.headers.get("x-rate-limit-reset"))
            after = retry_after(response.headers, now) if reset is None else wait(reset - now.timestamp())
            return NotTaken("X's rate limit is reached", after=after)
        if status == 403 and "duplicate content" in said.lower():
            # X says so of a reply that stands there already, and of the same words under another post
            return Repeated(f"X has this text already (HTTP 403){reason}")
        if status == 402:
            return Refused(f"the X account has used up its credits (HTTP 402){reason}")
        if status == 401:
            return Refused(f"X does not accept the account's keys (HTTP 401){reason}")
        if 300 <= status < 500 and status != 408:
            return Refused(f"X refuses the request (HTTP {status}){reason}")
        return TryLater(f"X is out of order (HTTP {status})")


def _answers(post: dict[str, Any], mention_id: str, text: str) -> bool:
    references = post.get("referenced_tweets")
    note = post.get("note_tweet")
    found = note.get("text") if isinstance(note, dict) else post.get("text")
    return (
        is_id(post.get("id"))
        and isinstance(references, list)
        and {"type": "replied_to", "id": mention_id} in references
        and isinstance(found, str)
        and same_words(text, unescaped(found))
    )


def _published(post_id: str) -> Published:
    return Published(external_id=post_id, permalink=f"https://x.com/i/status/{post_id}")
