"""Reddit: an answer to a submission or a comment, published once through `praw` as an account of the brand."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

from connectors.base import NotTaken, Published, Refused, TryLater, Uncertain
from connectors.http import malformed, number, one_line, wait
from connectors.reddit_client import SITE, RedditClient
from connectors.replying import same_words, writable

_FULLNAME = re.compile(r"t[13]_[0-9a-z]{1,16}")
_ID = re.compile(r"[0-9a-z]{1,16}")
#: Pages of 100 comments that `find` goes back through.
_PAGES = 3
#: How far the clocks of Reddit and of this machine may lie apart.
_SKEW = timedelta(minutes=2)
#: "Looks like you've been doing that a lot. Take a break for 9 minutes before trying again."
_BREAK = re.compile(r"(\d{1,4}) (millisecond|second|minute|hour)")
_SECONDS = {"millisecond": 0.001, "second": 1, "minute": 60, "hour": 3600}


class RedditPublisher:
    """Publishes on Reddit as one account; see `connectors.base.Publisher`.

    Args:
        client_id, client_secret: of an application on Reddit: a "script" of the account if its password is
            used.
        user_agent: who we are, as Reddit's rules ask for it.
        username, password: the account's.
        refresh_token: the account's, instead of its password; with the scopes identity, read, submit, history.
        base_url: where www.reddit.com is; a gateway or a sandbox may stand in.
        oauth_url: where oauth.reddit.com is; None: there if `base_url` is the real site, else `base_url`.
        timeout_seconds: the longest silence of one request; a whole answer may take three times that.

    Raises:
        ValueError: no account, no client id or user agent, or a base URL that is none.
    """

    platform = "reddit"

    def __init__(
        self,
        *,
        client_id: str,
        client_secret: str,
        user_agent: str,
        username: str | None = None,
        password: str | None = None,
        refresh_token: str | None = None,
        base_url: str = SITE,
        oauth_url: str | None = None,
        timeout_seconds: float = 10,
    ) -> None:
        if not refresh_token and not (client_secret and username and password):
            raise ValueError("publishing on Reddit needs an account's name and password, or a refresh token")
        self._client = RedditClient(
            client_id=client_id,
            client_secret=client_secret,
            user_agent=user_agent,
            # of the two ways in praw prefers the password
            username=None if refresh_token else username,
            password=None if refresh_token else password,
            refresh_token=refresh_token or None,
            base_url=base_url,
            oauth_url=oauth_url,
            timeout_seconds=timeout_seconds,
        )
        self._secrets = (password or "", refresh_token or "", client_secret)
        self._name: str | None = None

    def publish(self, mention_id: str, text: str) -> Published:
        """Publish an answer to a submission or comment; see `Publisher.publish`."""
        if not _FULLNAME.fullmatch(mention_id):
            raise Refused(f"{mention_id[:60]!r} is no post on Reddit: t1_… and t3_… are allowed")
        writable(text, "Reddit")
        data = {"thing_id": mention_id, "text": text}
        try:
            answer = self._client.request(
                "POST", "api/comment", where=f"the post {mention_id}", now=datetime.now(UTC), data=data
            )
        except NotTaken:
            raise
        except TryLater as lost:
            raise Uncertain(str(lost)) from None
        told = answer.get("json") if isinstance(answer, dict) else None
        if isinstance(told, dict) and told.get("errors"):
            raise self._objection(told["errors"])
        comment = _first(told)
        if comment is None:
            raise Uncertain("Reddit took the reply without saying its id")
        return _published(comment)

    def find(self, mention_id: str, text: str, *, since: datetime) -> Published | None:
        """Look for an answer among the account's newest comments; see `Publisher.find`."""
        now = datetime.now(UTC)
        path, after = f"user/{self._own_name(now)}/comments", None
        for _ in range(_PAGES):
            params = {"sort": "new", "limit": "100"} | ({"after": after} if after else {})
            page = self._client.request("GET", path, where="our own account", now=now, params=params)
            data = page.get("data") if isinstance(page, dict) else None
            children = data.get("children") if isinstance(data, dict) else None
            if not isinstance(data, dict) or not isinstance(children, list):
                raise malformed("Reddit", "no listing")
            comments = [
                one["data"] for one in children if isinstance(one, dict) and _is_comment(one.get("data"))
            ]
            recent = [one for one in comments if _made(one) >= (since - _SKEW).timestamp()]
            for one in recent:
                if one.get("parent_id") == mention_id and same_words(text, str(one.get("body"))):
                    return _published(one)
            after = data.get("after")
            if len(recent) < len(comments) or not isinstance(after, str) or not after:
                break
        return None

    def check(self) -> str:
        """Ask Reddit whose keys these are; see `Publisher.check`."""
        return f"u/{self._own_name(datetime.now(UTC))}"

    def close(self) -> None:
        """Let go of connections."""
        self._client.close()

    def _own_name(self, now: datetime) -> str:
        if self._name is None:
            me = self._client.request("GET", "api/v1/me", where="our own account", now=now)
            name = me.get("name") if isinstance(me, dict) else None
            if not isinstance(name, str) or not re.fullmatch(r"[A-Za-z0-9_-]{1,24}", name):
                raise malformed("Reddit", "no account")
            self._name = name
        return self._name

    def _objection(self, errors: object) -> TryLater | Refused:
        """Say what to do about errors that come with status 200: lists of code, sentence and field."""
        first = errors[0] if isinstance(errors, list) and isinstance(errors[0], list) else []
        code, said = (str(one) for one in [*first, "", ""][:2])
        if code == "RATELIMIT":
            asked = _BREAK.search(said)
            after = wait(int(asked[1]) * _SECONDS[asked[2]]) if asked else None
            return NotTaken("Reddit lets this account write no more for now", after=after)
        return Refused(f"Reddit refuses the reply: {one_line(f'{code}: {said}', self._secrets)}")


def _first(told: object) -> dict[str, Any] | None:
    """Give the comment that an answer tells of."""
    data = told.get("data") if isinstance(told, dict) else None
    things = data.get("things") if isinstance(data, dict) else None
    first = things[0] if isinstance(things, list) and things else None
    comment = first.get("data") if isinstance(first, dict) else None
    return comment if _is_comment(comment) else None


def _is_comment(data: object) -> bool:
    return isinstance(data, dict) and isinstance(data.get("id"), str) and bool(_ID.fullmatch(data["id"]))


def _made(comment: dict[str, Any]) -> float:
    """When it was made, in seconds since 1970; of one that does not say it is assumed that it is new."""
    return number(comment.get("created_utc")) or 1e12


def _published(comment: dict[str, Any]) -> Published:
    path, link = comment.get("permalink"), comment.get("link_id")
    if not (isinstance(path, str) and re.fullmatch(r"/(r|user)/[^\s<>|]+", path)):
        known = isinstance(link, str) and re.fullmatch(r"t3_[0-9a-z]{1,16}", link)
        path = f"/comments/{str(link)[3:]}/_/{comment['id']}" if known else f"/api/info?id=t1_{comment['id']}"
    return Published(external_id=f"t1_{comment['id']}", permalink=f"{SITE}{path}")
