"""The state of the local Slack: channels, messages, the people who look at them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

TEAM_ID = "T0SANDBOX"
APP_ID = "A0SANDBOX"
BOT_ID = "B0SANDBOX"
BOT_USER_ID = "U0MONITOR"


@dataclass(frozen=True, slots=True)
class Person:
    """A colleague who can press buttons on the page."""

    id: str
    username: str
    name: str


#: Invented colleagues, one for each kind of team the service is for.
PEOPLE = (
    Person("U0ELIF", "elif.aydin", "Elif Aydın"),
    Person("U0NAZ", "naz.rahimi", "Naz Rahimi"),
    Person("U0KAMRAN", "kamran.aliyev", "Kamran Əliyev"),
)


@dataclass(frozen=True, slots=True)
class Channel:
    """A Slack channel."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackMessage:
    """A message as it now stands.

    Args:
        ts: id and time; seconds with six decimals, unique in the workspace.
        thread_ts: of the message it answers; None if it stands alone.
        edited_ts: when it was last changed; None if never.
        seen_by: the one person who sees it; None for everybody.
        revision: grows with each change.
    """

    channel: str
    ts: str
    text: str
    blocks: list[dict[str, Any]] = field(default_factory=list)
    metadata: dict[str, Any] | None = None
    thread_ts: str | None = None
    edited_ts: str | None = None
    seen_by: str | None = None
    revision: int = 0


def micros(ts: str) -> int:
    """Give a message's time in microseconds since 1970.

    Raises:
        ValueError: `ts` is no such time.
    """
    seconds, _, fraction = ts.partition(".")
    return int(seconds) * 1_000_000 + int((fraction + "000000")[:6])


class Workspace:
    """Channels and messages, safe to use from several threads.

    Args:
        now: the clock, aware UTC.
        channels: names of the channels that exist from the beginning, without "#".
    """

    def __init__(self, *, now: Callable[[], datetime], channels: Iterable[str] = ()) -> None:
        self.now = now
        self.lock = threading.RLock()
        self.channels: dict[str, Channel] = {}
        self.log: dict[str, SlackMessage] = {}  # by ts, ascending
        self._last = 0
        for name in channels:
            self.add_channel(name)

    def add_channel(self, name: str) -> Channel:
        """Make the channel `name`, or give the one there is."""
        with self.lock:
            known = self.channel(name)
            if known is None:
                known = Channel(f"C{len(self.channels) + 1:08d}", name.lstrip("#"))
                self.channels[known.id] = known
            return known

    def channel(self, name_or_id: str) -> Channel | None:
        """Find a channel by its id or its name, with or without "#"."""
        wanted = name_or_id.lstrip("#")
        found = (c for c in self.channels.values() if wanted in (c.id, c.name))
        return next(found, None)

    def tick(self) -> str:
        """Give a new ts: of this moment, and above all before it."""
        with self.lock:
            self._last = max(self._last + 1, int(self.now().timestamp() * 1_000_000))
            return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"

    def add(self, channel: str, text: str, **rest: Any) -> SlackMessage:
        """Put a message into the channel with the id `channel`; `rest` as the fields of `SlackMessage`."""
        with self.lock:
            message = SlackMessage(channel=channel, ts=self.tick(), text=text, **rest)
            self.log[message.ts] = message
            return message

    def change(self, ts: str, **fields: Any) -> SlackMessage:
        """Replace fields of a message and mark it as edited.

        Raises:
            KeyError: there is no such message.
        """
        with self.lock:
            old = self.log[ts]
            new = replace(old, edited_ts=self.tick(), revision=old.revision + 1, **fields)
            self.log[ts] = new
            return new

    def remove(self, ts: str) -> None:
        """Take a message away.

        Raises:
            KeyError: there is no such message.
        """
        with self.lock:
            del self.log[ts]

    def restore(self, channels: Iterable[Channel], log: Iterable[SlackMessage]) -> None:
        """Take over channels and messages of an earlier run."""
        with self.lock:
            self.channels = {channel.id: channel for channel in channels}
            self.log = {message.ts: message for message in log}
            self._last = max(map(micros, self.log), default=0)

    def messages(self, channel: str) -> list[SlackMessage]:
        """Give every message of a channel (by id or name), threads and private ones included, oldest first.

        Raises:
            KeyError: there is no such channel.
        """
        with self.lock:
            found = self.channel(channel)
            if found is None:
                raise KeyError(channel)
            return [message for message in self.log.values() if message.channel == found.id]
