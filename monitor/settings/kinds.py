"""The kinds of value a setting can have: each a type that says in one sentence what is allowed."""

from __future__ import annotations

import difflib
import ipaddress
import re
import zoneinfo
from collections.abc import Callable
from datetime import date, time
from typing import Annotated, Any, Literal
from urllib.parse import SplitResult, parse_qs, urlsplit

from pydantic import BeforeValidator, Field, SecretStr
from pydantic_core import PydanticCustomError

Language = Literal["en", "tr", "az", "fa"]
#: What a post can be in; `other` is any language that the models do not tell apart.
PostLanguage = Literal["en", "tr", "az", "fa", "other"]
Platform = Literal["x", "reddit"]
#: The severities that are told, and those that can rise to the next.
Raised = Literal["medium", "high", "critical"]
Rising = Literal["medium", "high"]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

#: The error type of `_kind`: its message is the sentence, and goes to the operator as it is.
NOT_ALLOWED = "not_allowed"
STORES = ("sqlite", "postgresql", "postgresql+psycopg")
_LONGEST_TEXT = 200


def _kind(allowed: str, parse: Callable[[Any], Any]) -> BeforeValidator:
    """Make a validator of a function that gives the clean value, or None for a value that is not allowed."""

    def check(value: Any) -> Any:
        parsed = parse(value)
        if parsed is None:
            quotes = isinstance(value, int | float) and "text" in allowed
            raise PydanticCustomError(
                NOT_ALLOWED, "{allowed}", {"allowed": allowed + " (in quotes)" * quotes}
            )
        return parsed

    return BeforeValidator(check)


def number(low: float, high: float) -> BeforeValidator:
    """Allow a number, whole or not, from `low` to `high`."""
    return _kind(
        f"must be a number from {low:g} to {high:g}",
        lambda value: float(value) if type(value) in (int, float) and low <= value <= high else None,
    )


def whole(low: int, high: int) -> BeforeValidator:
    """Allow a whole number from `low` to `high`."""
    return _kind(
        f"must be a whole number from {low} to {high}",
        lambda value: value if type(value) is int and low <= value <= high else None,
    )


def text(pattern: str, allowed: str, *, without: str = "") -> BeforeValidator:
    """Allow a text that is all `pattern`, once white space around it and a `without` before it are gone."""

    def parse(value: Any) -> str | None:
        if not isinstance(value, str):
            return None
        clean = re.sub(f"^(?:{without})", "", value.strip()) if without else value.strip()
        return clean if len(clean) <= _LONGEST_TEXT and re.fullmatch(pattern, clean) else None

    return _kind(f"must be {allowed}", parse)


def _term(value: Any) -> str | None:
    clean = " ".join(value.split()) if isinstance(value, str) else ""
    return clean if 2 <= len(clean) <= _LONGEST_TEXT and any(c.isalpha() for c in clean) else None


def _day(value: Any) -> str | None:
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError:
        return None


def clock_time(clock: str) -> time:
    """Give the time of a `Clock` or a `Closing`; 24:00 is the midnight that ends a day."""
    return time(0) if clock == "24:00" else time.fromisoformat(clock)


def _zone(value: Any) -> str:
    try:
        if isinstance(value, str):
            return zoneinfo.ZoneInfo(value).key
    except (ValueError, OSError, zoneinfo.ZoneInfoNotFoundError):
        pass  # a wrong name surfaces as any of these, depending on what lies under it in the database
    known = zoneinfo.available_timezones()
    close = difflib.get_close_matches(str(value), known, n=1)
    meant = f"; did you mean {close[0]}?" if close else ""
    raise PydanticCustomError(
        NOT_ALLOWED, "{allowed}", {"allowed": f"must be an IANA zone such as Europe/Istanbul{meant}"}
    )


def _split(value: Any) -> SplitResult | None:
    try:
        parts = urlsplit(value) if isinstance(value, str) and not re.search(r"[\s\x00-\x1f]", value) else None
        if parts:
            _ = parts.port, parts.hostname  # these, too, raise ValueError
    except ValueError:
        return None
    return parts


def _base_url(value: Any) -> str | None:
    parts = _split(value)
    if not parts or parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
        return None
    return None if parts.query or parts.fragment else str(value).rstrip("/")


def near(url: str) -> bool:
    """True if the URL's host is this machine, or by its name or address one of a private network."""
    host = (urlsplit(url).hostname or "").rstrip(".")
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        # a bare name, as of a container beside this one; what looks like a number may be an address written oddly
        return bool(re.fullmatch(r"[a-z][a-z0-9-]*(?:\.(?:local|lan|internal|home\.arpa))?", host))
    return address.is_loopback or any(
        address in network for network in _PRIVATE if network.version == address.version
    )


_PRIVATE = tuple(
    ipaddress.ip_network(each)
    for each in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7")
)


def _writer_url(value: Any) -> str | None:
    base = _base_url(value)
    return base if base and (base.startswith("https://") or near(base)) else None


def _slack_url(value: Any) -> str | None:
    base = _base_url(value)
    return base and f"{base}/"  # slack_sdk joins method names to it as they are


def holds_password(url: str) -> bool:
    """True if a database URL carries a password, or anything that might be one."""
    _, at, _ = url.partition("://")[2].rpartition("@")
    keys = parse_qs(url.partition("?")[2], keep_blank_values=True)
    return (bool(at) and ":" in url.partition("://")[2].rpartition("@")[0]) or any(
        "pass" in key for key in keys
    )


def store_fault(url: str) -> str | None:
    """Say what is allowed where `url` does not name a database of a known kind; None if it does."""
    kind, colon, rest = url.partition("://")
    if colon and kind in STORES and rest:
        return None
    return "must be a URL such as sqlite:///monitor.db or postgresql+psycopg://user@host/name"


def _store_url(value: Any) -> str:
    fault = store_fault(value) if isinstance(value, str) else "must be a database URL"
    if fault is None and holds_password(value):
        fault = "no password in YAML: put the whole URL in MONITOR_STORE_URL"
    if fault:
        raise PydanticCustomError(NOT_ALLOWED, "{allowed}", {"allowed": fault})
    return str(value)


def loopback(url: str) -> bool:
    """True if the URL's host is this machine."""
    host = urlsplit(url).hostname or ""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


#: What a place of each kind looks like; a webhook's address is more than a pattern.
_PLACES = {
    "slack": r"#?[^\s#@:/<>&\"']{1,80}",
    "telegram": r"-?[0-9]{1,20}|@[A-Za-z][A-Za-z0-9_]{3,31}",
    "mattermost": r"[a-z0-9]{26}",
    "email": r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?",
    "webhook": r"[!-~]{1,2000}",
    "console": r"terminal",
}


def _place(value: Any) -> str | None:
    kind, _, place = value.strip().partition(":") if isinstance(value, str) else ("", "", "")
    if kind not in _PLACES or not re.fullmatch(_PLACES[kind], place):
        return None
    if kind == "webhook":
        parts = _split(place)
        if not parts or not parts.hostname or "@" in parts.netloc or parts.fragment:
            return None
        if parts.scheme != "https" and not (parts.scheme == "http" and loopback(place)):
            return None
    return f"{kind}:{place}"


def _needed(value: Any) -> Any:
    if value is None:
        raise PydanticCustomError(
            NOT_ALLOWED, "{allowed}", {"allowed": "write {} for its defaults, or delete the key"}
        )
    return value


#: A section that may be absent; a key with nothing after it is a fault: it reads as "on" but means "off".
PRESENT = BeforeValidator(_needed)

Line = Annotated[str, text(r"[^\n\r]+", f"a text of 1 to {_LONGEST_TEXT} characters")]
Term = Annotated[str, _kind("must be a text of 2 characters or more, one of them a letter", _term)]
Phrase = Annotated[
    str, text(r"[^\n\r]*\w[^\n\r]*", f"a text of 1 to {_LONGEST_TEXT} characters, with a letter or digit")
]
Handle = Annotated[str, text(r"[A-Za-z0-9_-]{1,20}", "a text: an account's name", without="@|/?u/")]
Subreddit = Annotated[str, text(r"[A-Za-z0-9_]{2,21}", "a text: a subreddit's name", without="/?r/")]
AccountId = Annotated[str, text(r"[0-9]{1,20}", "a text of digits: the account's id")]
SlackChannel = Annotated[str, text(r"#?[^\s#@:/<>&\"']{1,80}", 'a text: a channel\'s id or "#name"')]
TopicName = Annotated[
    str,
    text(
        r"(?!none$)[a-z][a-z0-9_]{0,39}", "a topic's name of small letters a-z, digits and _, other than none"
    ),
]
Sentences = Annotated[
    tuple[Annotated[str, text(r"[^\n\r]*\w[^\n\r]*", "a text: a sentence of up to 200 characters")], ...],
    Field(min_length=1),
]
Clock = Annotated[str, text(r"([01][0-9]|2[0-3]):[0-5][0-9]", "a text HH:MM from 00:00 to 23:59")]
Closing = Annotated[str, text(r"([01][0-9]|2[0-3]):[0-5][0-9]|24:00", "a text HH:MM from 00:00 to 24:00")]
PersonName = Annotated[str, text(r"[^\n\r]{1,60}", "a text: a person's name of up to 60 characters")]
SlackUser = Annotated[str, text(r"[UW][A-Z0-9]{6,20}", "a text: a member's id such as U0123456789")]
TelegramUser = Annotated[
    str, text(r"@[A-Za-z][A-Za-z0-9_]{3,31}|[0-9]{3,20}", 'a text: "@name", or a user\'s id of digits')
]
MattermostUser = Annotated[str, text(r"[a-z0-9][a-z0-9._-]{0,63}", "a text: a user's name", without="@")]
Email = Annotated[str, text(r"[^\s@<>,;:\"]+@[^\s@<>,;:\"]+\.[^\s@<>,;:\"]+", "a text: an e-mail address")]
UserAgent = Annotated[str, text(r"[ -~]{8,200}", "a text of 8 to 200 plain characters")]
Host = Annotated[str, text(r"[A-Za-z0-9.:_-]+", "a text: a host name or address")]
Day = Annotated[str, _kind("must be a day: YYYY-MM-DD", _day)]
Zone = Annotated[str, BeforeValidator(_zone)]
BaseUrl = Annotated[
    str, _kind("must be a text: an http:// or https:// URL without user, query or fragment", _base_url)
]
WriterUrl = Annotated[
    str,
    _kind(
        "must be a text: an https:// URL without user, query or fragment; http:// only to this machine or a private "
        "network",
        _writer_url,
    ),
]
SlackUrl = Annotated[
    str, _kind("must be a text: an http:// or https:// URL without user, query or fragment", _slack_url)
]
#: `kind:place`: where messages go.
Place = Annotated[
    str,
    _kind(
        'must be a text: a kind and a place, such as "slack:#urgent", telegram:-1001234567890, mattermost:<channel '
        "id>, email:team@acme.example, webhook:https://acme.example/hook or console:terminal",
        _place,
    ),
]
Sender = Annotated[
    str,
    text(
        r"(?:[^<>@\n\r\"(),:;\\]+ )?<[^\s<>@]+@[A-Za-z0-9.-]+>|[^\s<>@]+@[A-Za-z0-9.-]+",
        "a text: an address, or a name and an address in < >",
    ),
]
StoreUrl = Annotated[SecretStr, BeforeValidator(_store_url)]
Timeout = Annotated[float, number(0.1, 120)]
Period = Annotated[float, number(0.5, 86400)]
Minutes = Annotated[float, number(1, 43200)]
Price = Annotated[float, number(0, 10_000)]
Points = Annotated[float, number(0, 1000)]
