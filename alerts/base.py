"""What every notifier gives and takes: a `Message`, worded in the team's language, in; a message id out.

All wording is the caller's; all escaping, layout and limits of a place are the notifier's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Literal, Protocol


class Severity(IntEnum):
    """How soon a person must look; ordered."""

    low = 0
    medium = 1
    high = 2
    critical = 3


class DeliveryError(Exception):
    """A message did not, or may not have, reached its place.

    Args:
        message: what the place said, in one line, without secrets.
        permanent: trying the same again cannot help (no such channel, key refused, blocks invalid).
        after: how long the place asks us to wait; None if it did not say.
        uncertain: the place may have accepted it before the answer was lost: `find` before sending again.
    """

    def __init__(
        self,
        message: str,
        *,
        permanent: bool = False,
        after: timedelta | None = None,
        uncertain: bool = False,
    ) -> None:
        super().__init__(message)
        self.permanent = permanent
        self.after = after
        self.uncertain = uncertain


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A small labelled value on a card ("Author": "@ayse · 41,200 followers")."""

    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A customer's words, as hostile as they come; `direction` is decided by the caller from the language."""

    text: str
    direction: Literal["ltr", "rtl"] = "ltr"
    source: str = ""
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A suggested reply, and the label that introduces it."""

    label: str
    text: str
    direction: Literal["ltr", "rtl"] = "ltr"


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """Something a person may press; `value` is an opaque id, never text of a post."""

    action: str
    label: str
    value: str
    style: Literal["plain", "primary", "danger"] = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A labelled link."""

    label: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A titled list of lines, for reports and for the reasons of a card."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What is sent: an alert's card, a notice or a report, in a layout that any place can render.

    Every string is plain text (no markup); the notifier escapes it.

    Args:
        delivery_id: of the outbox; travels with the message so that a lost answer can be found again.
        headline: one line; also the notification's text.
        direction: of the team's language.
        severity: of an alert; None for reports and notices.
        state: one line telling who has it and since when; empty while open.
        folded: the matter is closed: show headline, state and quote only.
    """

    delivery_id: str
    headline: str
    direction: Literal["ltr", "rtl"] = "ltr"
    severity: Severity | None = None
    state: str = ""
    facts: tuple[Fact, ...] = ()
    quotes: tuple[Quote, ...] = ()
    sections: tuple[Section, ...] = ()
    drafts: tuple[Draft, ...] = ()
    links: tuple[Link, ...] = ()
    buttons: tuple[Button, ...] = ()
    folded: bool = False


class Notifier(Protocol):
    """Our code for one kind of place."""

    kind: str

    def send(self, message: Message, place: str) -> str:
        """Send `message` to `place` and give the id that the place gave it.

        Raises:
            DeliveryError: see there; `uncertain` where the answer was lost.
        """

    def update(self, message: Message, place: str, message_id: str) -> None:
        """Replace the message `message_id` in `place`; harmless when repeated.

        Raises:
            DeliveryError: see there.
        """

    def find(self, delivery_id: str, place: str, *, since: datetime) -> str | None:
        """Look for an earlier sending of `delivery_id` in `place`; its message id, or None if none arrived.

        Args:
            since: aware UTC; when the first try to send began.

        Raises:
            DeliveryError: the place cannot be asked now.
        """

    def check(self) -> str:
        """Try the credentials and say, in a few words, as whom we are known.

        Raises:
            DeliveryError: refused or unreachable.
        """

    def close(self) -> None:
        """Let go of connections."""
