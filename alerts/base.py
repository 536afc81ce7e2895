"""What every notifier gives and takes: a `Message`, worded in the team's language, in; a message id out.

All wording is the caller's; all escaping, layout and limits of a place are the notifier's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
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
class Choice:
    """One entry of a menu or of a form's list; `action` and `value` as of a `Button`."""

    label: str
    value: str
    action: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Menu:
    """A button that opens a short list of things to press; where a place has no menus, each is a button of its own.

    Args:
        label: what stands on it; the "⋯" of a place if empty.
        choices: each with its own `action`; at most five.
    """

    label: str
    choices: tuple[Choice, ...]


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
        pings: ids of people, as the place names them, who are to be called; operators' words, never a post's.
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
    buttons: tuple[Button | Menu, ...] = ()
    folded: bool = False
    pings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """Something to fill in on a form.

    Args:
        name: of the answer, in `Press.answers`.
        kind: lines of text, one of `choices`, or one of the place's own people (the answer is their id).
        value: what stands there to begin with.
        choices: only of a "choice".
        optional: whether it may be left empty.
        live: whether what is typed or chosen is told while the form is open; see `Press.filling`.
        version: with another one `value` takes the place of what was typed; with the same, that stays.
    """

    name: str
    label: str
    kind: Literal["text", "choice", "person"]
    value: str = ""
    choices: tuple[Choice, ...] = ()
    optional: bool = False
    live: bool = False
    version: str = ""
    direction: Literal["ltr", "rtl"] = "ltr"


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What a person is asked after a press; sent, it comes back as a `Press` with the same action and value.

    Every string is plain text, as of a `Message`.

    Args:
        action, value: as of a `Button`.
        submit: label of what sends it; a form without is only to be read.
        quotes, sections, links: what is to be seen above the fields.
        below: what is to be seen below them.
        kept: what the form remembers while it is open; comes back beside the answers, the longest left out where it
            is too much for the place.
    """

    action: str
    value: str
    title: str
    submit: str
    cancel: str
    direction: Literal["ltr", "rtl"] = "ltr"
    quotes: tuple[Quote, ...] = ()
    sections: tuple[Section, ...] = ()
    links: tuple[Link, ...] = ()
    fields: tuple[Field, ...] = ()
    below: tuple[Section, ...] = ()
    kept: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """What a person did: pressed a button, chose from a menu, filled in a form or sent it.

    Args:
        kind: of the place it came from.
        user_id, user_name: of the person, as the place names them.
        action, value: of the `Button`, `Choice` or `Form`.
        place, message_id: where the message stands, and its id there; of a form those of the press that opened it.
        answers: by the name of the `Field` what a form was sent with, or holds so far; None of a button.
        filling: the form was not sent: a `live` field of it was typed into or chosen.
        kept: of the `Form`.
        handle: by which the place lets itself be answered for a short while (`Notifier.whisper`, `Notifier.open`); of a
            form that is being filled in also "view", which one it is, and "at", which grows with each press of it.
    """

    kind: str
    user_id: str
    user_name: str
    action: str
    value: str
    place: str = ""
    message_id: str = ""
    answers: Mapping[str, str] | None = None
    filling: bool = False
    kept: Mapping[str, str] = field(default_factory=dict)
    handle: Mapping[str, str] = field(default_factory=dict)

    @property
    def sent(self) -> bool:
        """Whether a form was sent."""
        return self.answers is not None and not self.filling


class Notifier(Protocol):
    """Our code for one kind of place."""

    kind: str

    def send(self, message: Message, place: str, *, thread: str | None = None) -> str:
        """Send `message` to `place` and give the id that the place gave it.

        Args:
            thread: id of the message there that it belongs under; None for one of its own.

        Raises:
            DeliveryError: see there; `uncertain` where the answer was lost.
        """

    def update(self, message: Message, place: str, message_id: str) -> None:
        """Replace the message `message_id` in `place`; harmless when repeated.

        Raises:
            DeliveryError: see there.
        """

    def find(self, delivery_id: str, place: str, *, since: datetime, thread: str | None = None) -> str | None:
        """Look for an earlier sending of `delivery_id` in `place`; its message id, or None if none arrived.

        Args:
            since: aware UTC; when the first try to send began.
            thread: as of `send`.

        Raises:
            DeliveryError: the place cannot be asked now.
        """

    def whisper(self, press: Press, text: str) -> None:
        """Tell the person who pressed something that, if the place can, nobody else sees; plain text.

        Args:
            text: a line; below it may stand what is to be copied.

        Raises:
            DeliveryError: see there.
        """

    def open(self, press: Press, form: Form) -> bool:
        """Show `form` to the person who pressed, at once; False if the place has no forms.

        Raises:
            DeliveryError: see there.
        """

    def redraw(self, press: Press, form: Form) -> None:
        """Show `form` in place of the one that is being filled in; nothing where the place has none.

        Raises:
            DeliveryError: see there; `permanent` also if the form was closed, or changed by another press.
        """

    def check(self) -> str:
        """Try the credentials and say, in a few words, as whom we are known.

        Raises:
            DeliveryError: refused or unreachable.
        """

    def close(self) -> None:
        """Let go of connections."""


class Listener(Protocol):
    """Hears presses where the place does not call us by itself."""

    def start(
        self, on_press: Callable[[Press], None], *, asks: Callable[[Press], Form | None] | None = None
    ) -> None:
        """Begin to listen, in a thread of its own; connections that break are made again.

        Args:
            on_press: called for each press, perhaps twice for the same; must not raise.
            asks: called before it for each form that was sent: a form that it gives takes the place of that one, which
                then was not sent; must not raise, and be quick. Where there are no forms it is not called.
        """

    def stop(self) -> None:
        """End; nothing is heard afterwards."""
