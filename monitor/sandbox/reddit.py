"""Reddit's API as far as a listener needs it: a token, search, newest submissions, newest comments; and what its
account comments.

Source: reddit.com/dev/api and the behaviour of its listings (newest first, `after` and `before` fullnames, at
most 1,000 things however one pages, an empty listing after an anchor that is gone).
"""

from __future__ import annotations

import base64
import html
import re
from datetime import timedelta
from itertools import islice

from monitor.sandbox.query import Language, QueryError, Test, spoken
from monitor.sandbox.wire import Answer, Json, Quota, Request, Routes, as_json
from monitor.sandbox.world import Thing, World

_CAP = 1000
_PERIODS = {"hour": 1, "day": 24, "week": 7 * 24, "month": 30 * 24, "year": 365 * 24}
_MESSAGES = {
    400: "Bad Request",
    401: "Unauthorized",
    402: "Payment Required",
    403: "Forbidden",
    404: "Not Found",
    429: "Too Many Requests",
    503: "Service Unavailable",
}


class RedditApi:
    """Answers what praw asks.

    Args:
        world: where the threads are.
        client_id, client_secret: the only application that is let in; an installed one comes without secret.
        username, password: the only account that may comment.
        strict_rate: whether 1,000 requests in 10 minutes are the end.
    """

    def __init__(
        self,
        world: World,
        *,
        client_id: str,
        client_secret: str,
        username: str,
        password: str,
        strict_rate: bool = False,
    ) -> None:
        self.world = world
        self._basic = {_basic(client_id, client_secret), _basic(client_id, "")}
        self._token = "sandbox-" + base64.b32encode(client_id.encode()).decode().rstrip("=").lower()
        self._account = {"grant_type": "password", "username": username, "password": password}
        self._name, self._account_token = username, f"{self._token}-account"
        self._quota = Quota(1000, 600, strict=strict_rate)
        self._routes = Routes(
            [
                ("POST", r"/api/v1/access_token", "reddit.access_token", self._access_token),
                ("GET", r"/api/v1/me", "reddit.me", self._me),
                ("POST", r"/api/comment", "reddit.comment", self._comment),
                ("GET", r"/user/([\w-]+)/comments", "reddit.profile", self._profile),
                ("GET", r"/(?:r/([\w+]+)/)?search", "reddit.search", self._search),
                ("GET", r"/(?:r/([\w+]+)/)?comments", "reddit.comments", self._comments),
                ("GET", r"/(?:r/([\w+]+)/)?new", "reddit.new", self._new),
            ]
        )

    def name(self, request: Request) -> str:
        """Give the endpoint's name, for counting."""
        found = self._routes.find(request)
        return found[0] if found else "reddit.unknown"

    def refuse(self, status: int, reset_seconds: int | None = None) -> Answer:
        """Answer an HTTP error as Reddit does; `reset_seconds` goes into `retry-after`."""
        headers: dict[str, str] = {}
        if status == 401:
            headers["www-authenticate"] = 'Bearer realm="reddit", error="invalid_token"'
        if reset_seconds is not None:
            seconds = str(reset_seconds)
            headers |= _limits(1000, 0, reset_seconds) | {"retry-after": seconds}
        message = _MESSAGES.get(status, "Internal Server Error")
        return as_json({"message": message, "error": status}, status=status, headers=headers)

    def answer(self, request: Request) -> Answer:
        """Answer `request`."""
        found = self._routes.find(request)
        if found is None:
            return self.refuse(404)
        name, handler, match = found
        if name == "reddit.access_token":
            return handler(request, match)
        token = request.headers.get("authorization", "").lower().removeprefix("bearer ")
        if token not in (self._token, self._account_token):
            return self.refuse(401)
        if name == "reddit.comment" and token != self._account_token:
            return self.refuse(403)
        with self.world.lock:
            used, remaining, seconds = self._quota.spend("reddit", self.world.now().timestamp())
            if remaining < 0:
                return self.refuse(429, seconds)
            answer = handler(request, match)
        headers = {**answer.headers, **_limits(used, remaining, seconds)}
        return Answer(body=answer.body, status=answer.status, headers=headers)

    def _access_token(self, request: Request, _match: re.Match[str]) -> Answer:
        if request.headers.get("authorization") not in self._basic:
            return self.refuse(401)
        form = request.form()
        token = self._token
        if form == self._account:
            token = self._account_token
        elif "password" in form:
            return as_json({"error": "invalid_grant"})
        elif form.get("grant_type") not in (
            "client_credentials",
            "https://oauth.reddit.com/grants/installed_client",
        ):
            return as_json({"error": "unsupported_grant_type"})
        return as_json({"access_token": token, "token_type": "bearer", "expires_in": 86400, "scope": "*"})

    def _me(self, request: Request, _match: re.Match[str]) -> Answer:
        if request.headers.get("authorization", "").endswith(self._account_token):
            return as_json({"name": self._name, "features": {}})
        # an application-only token has no account; Reddit still answers, without a name
        return as_json({"features": {}})

    def _comment(self, request: Request, _match: re.Match[str]) -> Answer:
        form = request.form()
        above = self.world.things.get(form.get("thing_id", ""))
        text = form.get("text", "").strip()
        if not text:
            return _objection("NO_TEXT", "we need something here", "text")
        if above is None:
            return _objection("DELETED_COMMENT", "that comment has been deleted", "parent")
        name = self.world.comment(text, subreddit=above.subreddit, author=self._name, parent=above.fullname)
        things = [{"kind": "t1", "data": _render(self.world.things[name], raw=True)}]
        return as_json({"json": {"errors": [], "data": {"things": things}}})

    def _profile(self, request: Request, match: re.Match[str]) -> Answer:
        return self._listing(request, None, "t1_", lambda thing: thing.author.lower() == match[1].lower())

    def _search(self, request: Request, match: re.Match[str]) -> Answer:
        query = request.query.get("q", "")
        language = Language(
            phrase=_says, operators={"subreddit": _in, "author": _by, "title": _titled}, strict=False
        )
        try:
            test = language.compile(query)
        except QueryError:
            return self.refuse(400)
        hours = _PERIODS.get(request.query.get("t", "all"))
        if hours is not None:
            oldest = self.world.now() - timedelta(hours=hours)
            said = test
            test = lambda thing: thing.created_at >= oldest and said(thing)  # noqa: E731
        return self._listing(request, match[1], "t3_", test)

    def _comments(self, request: Request, match: re.Match[str]) -> Answer:
        return self._listing(request, match[1], "t1_", lambda _thing: True)

    def _new(self, request: Request, match: re.Match[str]) -> Answer:
        return self._listing(request, match[1], "t3_", lambda _thing: True)

    def _listing(self, request: Request, names: str | None, prefix: str, test: Test[Thing]) -> Answer:
        subreddits = (
            None if names is None or names.lower() in ("all", "popular") else set(names.lower().split("+"))
        )
        for name in subreddits or ():
            if name in self.world.closed and len(subreddits or ()) == 1:
                return self._closed(name)
        found = self.world.reddit_things(prefix, subreddits)
        whole = list(
            islice((t for t in found if t.subreddit.lower() not in self.world.closed and test(t)), _CAP)
        )
        limit = request.query.get("limit", "25")
        size = min(int(limit) if limit.isdecimal() and int(limit) else 25, 100)
        page, after, before = _cut(whole, request.query.get("after"), request.query.get("before"), size)
        raw = request.query.get("raw_json") == "1"
        children = [{"kind": thing.fullname[:2], "data": _render(thing, raw)} for thing in page]
        data = {
            "after": after,
            "dist": len(children),
            "modhash": None,
            "geo_filter": None,
            "children": children,
        }
        return as_json({"kind": "Listing", "data": data | {"before": before}})

    def _closed(self, name: str) -> Answer:
        how = self.world.closed[name]
        if how == "missing":
            return Answer(status=302, headers={"location": f"/subreddits/search?q={name}"})
        status = 403 if how == "private" else 404
        return as_json({"reason": how, "message": _MESSAGES[status], "error": status}, status=status)


def _objection(code: str, sentence: str, field: str) -> Answer:
    return as_json({"json": {"errors": [[code, sentence, field]]}})


def _basic(client_id: str, secret: str) -> str:
    return "Basic " + base64.b64encode(f"{client_id}:{secret}".encode()).decode()


def _limits(used: int, remaining: int, reset_seconds: int) -> dict[str, str]:
    return {
        "x-ratelimit-used": str(used),
        "x-ratelimit-remaining": f"{max(remaining, 0)}.0",
        "x-ratelimit-reset": str(reset_seconds),
    }


def _says(phrase: str) -> Test[Thing]:
    wanted = spoken(phrase)
    return lambda thing: bool(wanted) and wanted in thing.spoken


def _in(name: str) -> Test[Thing]:
    return lambda thing: thing.subreddit.lower() == name.lower()


def _by(name: str) -> Test[Thing]:
    return lambda thing: thing.author.lower() == name.lower()


def _titled(phrase: str) -> Test[Thing]:
    return lambda thing: spoken(phrase) in spoken(thing.title)


def _cut(
    whole: list[Thing], after: str | None, before: str | None, size: int
) -> tuple[list[Thing], str | None, str | None]:
    """Give one page of a listing, and the anchors of the pages behind and before it."""
    at = {thing.fullname: index for index, thing in enumerate(whole)}
    start = 0
    if after or before:
        anchor = at.get(after or before or "")
        if anchor is None:
            return [], None, None
        start = anchor + 1 if after else max(anchor - size, 0)
        end = start + size if after else anchor
    else:
        end = size
    page = whole[start:end]
    more = end < len(whole)
    return page, page[-1].fullname if page and more else None, page[0].fullname if page and start else None


def _render(thing: Thing, raw: bool) -> Json:
    def text(value: str) -> str:
        return value if raw else html.escape(value, quote=False)

    name = thing.fullname[3:]
    created = float(int(thing.created_at.timestamp()))
    home = f"/r/{thing.subreddit}/comments/{(thing.link or thing.fullname)[3:]}"
    data: Json = {
        "id": name,
        "name": thing.fullname,
        "subreddit": thing.subreddit,
        "subreddit_name_prefixed": f"r/{thing.subreddit}",
        "author": thing.author,
        "author_fullname": f"t2_{spoken(thing.author).strip().replace(' ', '')}",
        "created": created,
        "created_utc": created,
        "edited": float(int(thing.edited_at.timestamp())) if thing.edited_at else False,
        "score": thing.score,
        "ups": thing.score,
        "downs": 0,
        "over_18": False,
        "stickied": False,
        "locked": False,
    }
    if thing.title:
        permalink = f"{home}/{'_'.join(spoken(thing.title).split()[:6])}/"
        return data | {
            "title": text(thing.title),
            "selftext": text(thing.text),
            "is_self": True,
            "num_comments": thing.replies,
            "permalink": permalink,
            "url": f"https://www.reddit.com{permalink}",
        }
    return data | {
        "body": text(thing.text),
        "link_id": thing.link,
        "link_title": text(thing.link_title),
        "parent_id": thing.parent,
        "replies": "",
        "permalink": f"{home}/comment/{name}/",
    }
