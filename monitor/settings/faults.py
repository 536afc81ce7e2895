"""How a wrong configuration is told: one line a fault, all faults at once, never a secret."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

#: The `file` of a fault that no file holds.
ENVIRONMENT = "environment"
_LONGEST_SHOWN = 40
_SHORTEST_HIDDEN = 6
# What must not be repeated on a screen: tokens by their known beginnings, a URL with a password, and anything
# that is as long and as mixed as a key.
_SECRET_SHAPE = re.compile(
    r"xox[a-z]-|xapp-|A{12}|whsec_|[0-9]{6}:[\w-]{20}|://[^/\s]*@|(?i:passw(or)?d|secret|token)=|^(?=.*\d)(?=.*[A-Za-z])[\w+/=%.-]{20,}$"
)


@dataclass(frozen=True, slots=True)
class SettingFault:
    """One thing wrong in the configuration, and what would be right.

    Args:
        file: as it was given, or "environment".
        line, column: counted from 1; None where a fault has no place in a file.
        key: dotted path within the file, such as `platforms.x.timeout_seconds`; "" for the file itself.
        found: what stands there; never a secret.
        allowed: what may stand there.
    """

    file: str
    line: int | None
    column: int | None
    key: str
    found: str
    allowed: str

    def without(self, secrets: Iterable[str]) -> SettingFault:
        """Hide secrets that are known by value, should one stand in a file like any other word."""
        key, found, allowed = self.key, self.found, self.allowed
        for secret in sorted((s for s in secrets if len(s) >= _SHORTEST_HIDDEN), key=len, reverse=True):
            key, found, allowed = (part.replace(secret, "(hidden)") for part in (key, found, allowed))
        return replace(self, key=key, found=found, allowed=allowed)

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.key + ': ' if self.key else ''}{self.found}; {self.allowed}"


class SettingsError(Exception):
    """The configuration cannot be used; `faults` is all that is wrong with it, str gives a line for each."""

    def __init__(self, faults: tuple[SettingFault, ...]) -> None:
        super().__init__(faults)
        self.faults = faults

    def __str__(self) -> str:
        return "\n".join(str(fault) for fault in self.faults)


def key_text(path: Iterable[str | int]) -> str:
    """Write a path as an operator reads it: `brands[0].terms`; a strange key is quoted."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part}]"
        else:
            name = "(hidden)" if _SECRET_SHAPE.search(part) else part
            text += "." * bool(text) + (name if re.fullmatch(r"[\w()-]{1,60}", name) else quoted(name))
    return text


def sound(faults: Iterable[SettingFault], file: str, key: str) -> bool:
    """True if no fault stands at `key` of `file`, below it, or on one of its parents or the whole file."""

    def within(inner: str, outer: str) -> bool:
        return not outer or inner == outer or inner.startswith((f"{outer}.", f"{outer}["))

    return not any(
        fault.file == file and (within(fault.key, key) or within(key, fault.key)) for fault in faults
    )


def shown(value: object) -> str:
    """Describe a value in a few words, without repeating what may be a secret."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        return "a mapping"
    if isinstance(value, list | tuple):
        return "a list"
    if not isinstance(value, str):
        return str(value)
    if _SECRET_SHAPE.search(value):
        return f"a text of {len(value)} characters that may be a secret"
    return quoted(value)


def quoted(text: str) -> str:
    """Put a text in double quotes on one line: cut when long, unprintable characters escaped."""
    cut = text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"
    return "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in json.dumps(cut, ensure_ascii=False))


def nearest(name: str, known: Collection[str]) -> str:
    """Say which of the known names was probably meant, or list them."""
    close = difflib.get_close_matches(name, known, n=1, cutoff=0.6)
    return f"did you mean {close[0]}?" if close else f"must be one of {', '.join(known)}"
