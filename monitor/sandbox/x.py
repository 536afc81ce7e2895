"""X API v2 as far as a listener needs it: recent search, mentions of an account, users; and what its account posts.

Source: docs.x.com/x-api; the wording of errors as users of the API quote it.
"""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice

from monitor.sandbox.query import Language, QueryError, Test, spoken
from monitor.sandbox.signing import Signer
from monitor.sandbox.wire import Answer, Json, Quota, Request, Routes, as_json
from monitor.sandbox.world import World, XPost, XUser, account_id, snowflake

_PROBLEM = "https://api.twitter.com/2/problems/"
_WINDOW = timedelta(days=7)
_TITLES = {
    400: "Invalid Request",
    401: "Unauthorized",
    402: "CreditsDepleted",
    403: "Forbidden",
    404: "Not Found",
    429: "Too Many Requests",
    503: "Service Unavailable",
}
_MENTION = re.compile(r"(?<!\w)@(\w{1,15})")


class _Invalid(Exception):
    """A parameter the real API would refuse with 400."""

    def __init__(self, name: str, value: str, message: str) -> None:
        super().__init__(message)
        self.payload: Json = {
            "errors": [{"parameters": {name: [value]}, "message": message}],
            "title": "Invalid Request",
            "detail": "One or more parameters to your request was invalid.",
            "type": _PROBLEM + "invalid-request",
        }


class XApi:
    """Answers what tweepy asks.

    Args:
        world: where the posts are.
        bearer: the only token of an app that is let in.
        account: the keys of the brand's account, which is the first that exists: the only one that may post.
        strict_rate: whether 450 requests in 15 minutes an endpoint are the end.
    """

    def __init__(self, world: World, *, bearer: str, account: Signer, strict_rate: bool = False) -> None:
        self.world = world
        self._account = account
        self._bearer = bearer
        self._quota = Quota(450, 900, strict=strict_rate)
        self._routes = Routes(
            [
                ("GET", r"/2/tweets/search/recent", "x.search", self._search),
                ("POST", r"/2/tweets", "x.post", self._post),
                ("GET", r"/2/users/(\d+)/tweets", "x.timeline", self._timeline),
                ("GET", r"/2/users/(\d+)/mentions", "x.mentions", self._mentions),
                ("GET", r"/2/users/by/username/(\w+)", "x.user", self._user),
                ("GET", r"/2/users/me", "x.me", self._me),
            ]
        )

    def name(self, request: Request) -> str:
        """Give the endpoint's name, for counting."""
        found = self._routes.find(request)
        return found[0] if found else "x.unknown"

    def refuse(self, status: int, reset_seconds: int | None = None) -> Answer:
        """Answer an HTTP error as X does; `reset_seconds` becomes `x-rate-limit-reset`, an epoch."""
        title = _TITLES.get(status, "Internal Server Error")
        headers: dict[str, str] = {}
        if reset_seconds is not None:
            reset = int(self.world.now().timestamp()) + reset_seconds
            headers = {
                "x-rate-limit-limit": "450",
                "x-rate-limit-remaining": "0",
                "x-rate-limit-reset": str(reset),
            }
        payload = {"title": title, "type": "about:blank", "status": status, "detail": title}
        return as_json(payload, status=status, headers=headers)

    def answer(self, request: Request) -> Answer:
        """Answer `request`."""
        by_account = self._account.signed(request, "https://api.x.com")
        if not by_account and request.headers.get("authorization") != f"Bearer {self._bearer}":
            return self.refuse(401)
        found = self._routes.find(request)
        if found is None:
            return self.refuse(404)
        name, handler, match = found
        if name == "x.post" and not by_account:
            return self.refuse(403)
        now = self.world.now().timestamp()
        with self.world.lock:
            _used, remaining, seconds = self._quota.spend(name, now)
            if remaining < 0:
                return self.refuse(429, seconds)
            try:
                answer = handler(request, match)
            except _Invalid as error:
                answer = as_json(error.payload, status=400)
        headers = {
            "x-rate-limit-limit": str(self._quota.limit),
            "x-rate-limit-remaining": str(remaining),
            "x-rate-limit-reset": str(int(now) + seconds),
        }
        return Answer(body=answer.body, status=answer.status, headers=headers)

    def _search(self, request: Request, _match: re.Match[str]) -> Answer:
        query = request.query.get("query", "")
        if not query:
            raise _Invalid("query", query, "The `query` query parameter can not be empty")
        if len(query) > 512:
            message = f"Rule length exceeds the maximum length of 512 characters; it has {len(query)}"
            raise _Invalid("query", query, f"There were errors processing your request: {message}")
        try:
            test = _language(self.world).compile(query)
        except QueryError as error:
            raise _Invalid("query", query, f"There were errors processing your request: {error}") from error
        oldest = self.world.now() - _WINDOW
        return self._page(request, test, least=10, oldest=oldest)

    def _mentions(self, request: Request, match: re.Match[str]) -> Answer:
        user = next((u for u in self.world.users.values() if u.id == match[1]), None)
        if user is None:
            return as_json({"errors": [_missing("user", "id", match[1])]})
        # the timeline ends after 800 posts, however old they are
        return self._page(request, lambda post: _addresses(post, user.username), least=5, cap=800)

    def _timeline(self, request: Request, match: re.Match[str]) -> Answer:
        return self._page(request, lambda post: account_id(post.author) == match[1], least=5, cap=3200)

    def _post(self, request: Request, _match: re.Match[str]) -> Answer:
        body = request.json()
        text = body.get("text") if isinstance(body, dict) else None
        reply = body.get("reply") if isinstance(body, dict) else None
        to = reply.get("in_reply_to_tweet_id") if isinstance(reply, dict) else None
        if not isinstance(text, str) or not text.strip() or not isinstance(to, str) or not to.isdecimal():
            raise _Invalid("text", str(text), "The reply lacks its text or the post it answers")
        own = next(iter(self.world.users.values()))
        above = next((post for post in self.world.x_posts() if int(to) in post.history), None)
        if above is None:
            return _forbidden("You attempted to reply to a Tweet that is deleted or not visible to you.")
        if not _addresses(above, own.username):
            return _forbidden("You may only reply where you were mentioned or quoted by the author.")
        said = f"@{self.world.users[above.author].username} {text.strip()}"
        if any(post.author == own.username.lower() and post.text == said for post in self.world.x_posts()):
            return _forbidden("You are not allowed to create a Tweet with duplicate content.")
        post_id = self.world.post_x(said, author=own.username, reply_to=to)
        data = _render(self.world.posts[int(post_id)], set())
        return as_json({"data": data}, status=201)

    def _page(
        self,
        request: Request,
        test: Test[XPost],
        *,
        least: int,
        oldest: datetime | None = None,
        cap: int | None = None,
    ) -> Answer:
        size = _size(request, least)
        above, below = self._bounds(request, oldest)
        token = request.query.get("next_token") or request.query.get("pagination_token")
        posts: Iterator[XPost] = islice(
            (post for post in self.world.x_posts(above=above, below=below) if test(post)), cap
        )
        if token:
            last = _untoken(token)
            posts = filter(lambda post: post.id < last, posts)
        page = list(islice(posts, size + 1))
        more, page = len(page) > size, page[:size]
        payload: Json = {"meta": {"result_count": len(page)}}
        if page:
            payload["data"] = [_render(post, _wanted(request, "tweet.fields")) for post in page]
            payload["meta"] |= {"newest_id": str(page[0].id), "oldest_id": str(page[-1].id)}
            if "author_id" in _wanted(request, "expansions"):
                payload |= self._authors(page, _wanted(request, "user.fields"))
        if more:
            payload["meta"]["next_token"] = _token(page[-1].id)
        return as_json(payload)

    def _bounds(self, request: Request, oldest: datetime | None) -> tuple[int, int | None]:
        """Give the ids between which the request wants posts, both excluded."""
        above, below = 0, None
        if oldest is not None:
            above = snowflake(oldest) - 1
        for name in ("since_id", "until_id"):
            value = request.query.get(name)
            if value is None:
                continue
            if not value.isdecimal():
                raise _Invalid(name, value, f"The `{name}` query parameter value [{value}] is not valid")
            if oldest is not None and int(value) < snowflake(oldest):
                raise _Invalid(name, value, _too_old(name, oldest))
            if name == "since_id":
                above = int(value)
            else:
                below = int(value)
        start, end = _moment(request, "start_time"), _moment(request, "end_time")
        if start is not None:
            if oldest is not None and start < oldest.replace(second=0, microsecond=0):
                value = request.query["start_time"]
                message = (
                    f"Invalid 'start_time':'{_minute(start)}'. "
                    f"'start_time' must be on or after {_minute(oldest)}"
                )
                raise _Invalid("start_time", value, message)
            above = max(above, snowflake(start) - 1)
        if end is not None:
            if end > self.world.now() - timedelta(seconds=10):
                value = request.query["end_time"]
                message = (
                    f"Invalid 'end_time':'{_minute(end)}'. "
                    "'end_time' must be a minimum of 10 seconds prior to the request time."
                )
                raise _Invalid("end_time", value, message)
            below = min(snowflake(end), below if below is not None else snowflake(end))
        return above, below

    def _authors(self, page: list[XPost], fields: set[str]) -> Json:
        users = [self.world.users[name] for name in dict.fromkeys(post.author for post in page)]
        shown = [_render_user(user, fields) for user in users if not user.hidden]
        hidden = [_missing("user", "author_id", user.id) for user in users if user.hidden]
        return {"includes": {"users": shown}} | ({"errors": hidden} if hidden else {})

    def _user(self, request: Request, match: re.Match[str]) -> Answer:
        user = self.world.users.get(match[1].lower())
        if user is None:
            return as_json({"errors": [_missing("user", "username", match[1])]})
        return as_json({"data": _render_user(user, _wanted(request, "user.fields"))})

    def _me(self, request: Request, _match: re.Match[str]) -> Answer:
        first = next(iter(self.world.users.values()))
        return as_json({"data": _render_user(first, _wanted(request, "user.fields"))})


def _language(world: World) -> Language[XPost]:
    """Give X's operators, as far as a listener uses them."""
    kinds: dict[str, Test[XPost]] = {
        "retweet": lambda post: post.retweet,
        "reply": lambda post: post.reply_to is not None,
    }

    def kind(value: str) -> Test[XPost]:
        if value not in kinds:
            raise QueryError(f"'is:{value}' is not a valid operator")
        return kinds[value]

    def written_to(handle: str) -> Test[XPost]:
        def test(post: XPost) -> bool:
            above = world.posts.get(post.reply_to or 0)
            author = above.author if above else ""
            return author == handle.lower() or post.text.lower().startswith(f"@{handle.lower()} ")

        return test

    operators: dict[str, Callable[[str], Test[XPost]]] = {
        "@": lambda handle: lambda post: _addresses(post, handle),
        "#": lambda tag: lambda post: bool(re.search(rf"#{re.escape(tag)}(?!\w)", post.text, re.IGNORECASE)),
        "from": lambda handle: lambda post: post.author == handle.lower().lstrip("@"),
        "to": lambda handle: written_to(handle.lstrip("@")),
        "lang": lambda lang: lambda post: post.lang == lang,
        "is": kind,
    }
    return Language(phrase=_says, operators=operators)


def _forbidden(detail: str) -> Answer:
    payload = {"detail": detail, "type": "about:blank", "title": "Forbidden", "status": 403}
    return as_json(payload, status=403)


def _says(phrase: str) -> Test[XPost]:
    wanted = spoken(phrase)
    return lambda post: bool(wanted) and wanted in post.spoken


def _addresses(post: XPost, handle: str) -> bool:
    return handle.lower() in (found.lower() for found in _MENTION.findall(post.text))


def _wanted(request: Request, name: str) -> set[str]:
    return set(request.query.get(name, "").split(","))


def _size(request: Request, least: int) -> int:
    value = request.query.get("max_results", "10")
    if not value.isdecimal() or not least <= int(value) <= 100:
        message = f"The `max_results` query parameter value [{value}] is not between {least} and 100"
        raise _Invalid("max_results", value, message)
    return int(value)


def _moment(request: Request, name: str) -> datetime | None:
    value = request.query.get(name)
    if value is None:
        return None
    try:
        return datetime.fromisoformat(value).astimezone(UTC)
    except ValueError as error:
        raise _Invalid(name, value, f"The `{name}` query parameter value [{value}] is not valid") from error


def _minute(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%MZ")


def _too_old(name: str, oldest: datetime) -> str:
    return (
        f"'{name}' must be a tweet id created after {_minute(oldest)}. "
        f"Please use a '{name}' that is larger than {snowflake(oldest)}"
    )


def _token(last: int) -> str:
    return base64.urlsafe_b64encode(b"p" + str(last).encode()).decode().rstrip("=")


def _untoken(token: str) -> int:
    try:
        return int(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)).decode().removeprefix("p"))
    except ValueError as error:
        message = f"The `next_token` query parameter value [{token}] is not valid"
        raise _Invalid("next_token", token, message) from error


def _missing(kind: str, parameter: str, value: str) -> Json:
    return {
        "value": value,
        "detail": f"Could not find {kind} with {parameter}: [{value}].",
        "title": "Not Found Error",
        "resource_type": kind,
        "parameter": parameter,
        "resource_id": value,
        "type": _PROBLEM + "resource-not-found",
    }


def _iso(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03d}Z"


def _only(full: Json, always: Iterable[str], fields: set[str]) -> Json:
    return {
        key: value for key, value in full.items() if (key in always or key in fields) and value is not None
    }


def _render(post: XPost, fields: set[str]) -> Json:
    long = len(post.text) > 280
    full: Json = {
        "id": str(post.id),
        "edit_history_tweet_ids": [str(number) for number in post.history],
        "text": html.escape(post.text[:279] + "…" if long else post.text, quote=False),
        "note_tweet": {"text": html.escape(post.text, quote=False)} if long else None,
        "author_id": account_id(post.author),
        "conversation_id": str(post.reply_to or post.history[0]),
        "created_at": _iso(post.created_at),
        "lang": post.lang,
        "public_metrics": {
            "retweet_count": post.reposts,
            "reply_count": post.replies,
            "like_count": post.likes,
            "quote_count": 0,
            "bookmark_count": 0,
            "impression_count": 0,
        },
        "referenced_tweets": [{"type": "replied_to", "id": str(post.reply_to)}] if post.reply_to else None,
    }
    return _only(full, ("id", "text", "edit_history_tweet_ids"), fields)


def _render_user(user: XUser, fields: set[str]) -> Json:
    full: Json = {
        "id": user.id,
        "name": user.name,
        "username": user.username,
        "verified": False,
        "protected": False,
        "public_metrics": {
            "followers_count": user.followers,
            "following_count": 0,
            "tweet_count": 0,
            "listed_count": 0,
        },
    }
    return _only(full, ("id", "name", "username"), fields)
