"""`praw` made fit to be relied on: no file, no sleep, no surprise; what fails says what to do next."""

from __future__ import annotations

import configparser
import threading
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from importlib.resources import files
from typing import Any

import praw
import prawcore
import requests
from praw.config import Config

from connectors.base import NotTaken, Refused, TryLater
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

SITE = "https://www.reddit.com"
_API = "https://oauth.reddit.com"

hush("praw", "prawcore")  # at DEBUG they write what is searched for, and what is sent


class RedditClient:
    """Asks Reddit's API, as an application or as an account.

    prawcore repeats a request, whatever it does, after a lost connection, a 5xx and a 401. Here none of these
    reaches it: our session raises errors of its own, and only a 401, which says that nothing was done, is tried
    once more, with a new token.

    Args:
        client_id, client_secret: of an application on Reddit; an installed one has an empty secret.
        user_agent: who we are, as Reddit's rules ask for it.
        username, password: of the account to speak for; None: for nobody.
        refresh_token: the account's, instead of its password.
        base_url: where www.reddit.com is; a gateway or a sandbox may stand in.
        oauth_url: where oauth.reddit.com is; None: there if `base_url` is the real site, else `base_url`.
        timeout_seconds: the longest silence of one request; a whole answer may take three times that.

    Raises:
        ValueError: no client id or user agent, or a base URL that is none.
    """

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
        if not client_id or not user_agent:
            raise ValueError("Reddit needs a client id and a user agent")
        if oauth_url is None:
            oauth_url = _API if base_url.rstrip("/") == SITE else base_url
        self._keys = (password or "", refresh_token or "", client_secret, client_id)
        self._named = "the account and its keys" if username or refresh_token else "the client id and secret"
        base_urls = {SITE: base_url, _API: oauth_url}
        self._session = ApiSession(platform="Reddit", base_urls=base_urls, timeout_seconds=timeout_seconds)
        self._reddit = _praw(
            client_id=client_id,
            client_secret=client_secret or None,
            user_agent=user_agent,
            username=username,
            password=password,
            refresh_token=refresh_token,
            requestor_kwargs={"session": self._session},
        )
        core = self._reddit._core
        assert core is not None
        core._rate_limiter = _Window()  # praw's own sleeps up to ten minutes inside a read
        self._authorizer: Any = core.authorizer

    def request(
        self,
        method: str,
        path: str,
        *,
        where: str,
        now: datetime,
        params: Mapping[str, str] | None = None,
        data: Mapping[str, str] | None = None,
    ) -> Any:
        """Make one request and give its JSON; a token that Reddit no longer takes is renewed once.

        Args:
            where: what is asked, to name it to people.
            data: the form of a POST.

        Raises:
            NotTaken: surely nothing was done: no connection, no token, a rate limit.
            TryLater: no answer, an outage, an answer that is not JSON.
            Refused: a person must change something.
        """
        ask = partial(
            self._reddit.request,
            method=method,
            path=path,
            params=dict(params or {}),
            data=None if data is None else dict(data),
        )
        if self._authorizer.is_valid():
            try:
                return self._guarded(ask, where, now)
            except _TokenRefused:
                self._authorizer.access_token = None
        if data is not None:
            # not within the request itself: if that fails, nobody can tell how far it came
            try:
                self.renew_token(now)
            except TryLater as failure:
                raise NotTaken(str(failure), after=failure.after) from None
        return self._guarded(ask, where, now)

    def renew_token(self, now: datetime) -> None:
        """Ask for a new token.

        Raises:
            TryLater, Refused: as `request`.
        """
        self._guarded(self._authorizer.refresh, "the application", now)

    def close(self) -> None:
        """Let go of connections."""
        self._session.close()

    def _guarded(self, call: Callable[[], Any], where: str, now: datetime) -> Any:
        """Make one call of the library and say what to do about its failure.

        Raises:
            TryLater, Refused: as `request`.
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
            raise Refused(f"Reddit does not accept {self._named}: {said}") from None
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
            return NotTaken("Reddit's rate limit is reached", after=after)
        if status >= 500 or status == 408:
            return TryLater(f"Reddit is out of order{reason}")
        if str(response.url).endswith("/api/v1/access_token"):
            if status in (400, 401, 403):
                return Refused(f"Reddit does not accept {self._named}{reason}")
            return TryLater(f"Reddit gives no token{reason}")
        if status == 401:
            return _TokenRefused(f"Reddit does not accept its own token for {where}{reason}")
        if status == 403:
            return Refused(f"{where} is private, or closed to this application{reason}")
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
            NotTaken: the window is spent.
        """
        with self._lock:
            left = self._spent_until - time.monotonic()
        if left > 0:
            raise NotTaken("Reddit's request window is spent", after=wait(left))
        options["headers"] = set_header_callback()
        response = request_function(method, url, **options)
        remaining = number(response.headers.get("x-ratelimit-remaining"))
        reset = number(response.headers.get("x-ratelimit-reset"))
        if remaining is not None and reset is not None and remaining < 1:
            with self._lock:
                self._spent_until = time.monotonic() + wait(reset).total_seconds()
        return response


def _praw(**settings: Any) -> praw.Reddit:
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
        redirect_uri=None,
        reddit_url=SITE,
        oauth_url=_API,
        check_for_updates=False,
        check_for_async=False,
        **settings,
    )
