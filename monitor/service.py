"""What the jobs work with: the plans of brands and watches, and the service put together from them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Event
from typing import Protocol
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from alerts.base import Notifier
from alerts.replies import Replies, Voice
from alerts.writer import Writer
from connectors.base import Connector, Publisher, Query
from connectors.replying import Prices
from models.base import Classifier
from monitor import clocks, incidents, placing
from monitor.hours import Hours
from monitor.matching import Matcher
from monitor.metrics import Metrics
from monitor.newest import Newest
from monitor.records import Address
from monitor.store import Store
from monitor.triage import Rules
from monitor.usual import Usual
from monitor.wording import Words

Clock = Callable[[], datetime]

#: Waits so many seconds, or less if the service is asked to stop.
Wait = Callable[[float], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class BrandPlan:
    """What the pipeline must know of one brand.

    Args:
        replies, voice: what its reply drafts are made of, and how they speak.
        hours: of the team.
        first, lead: names of people who are called when promises run out.
        handles: its own accounts, by platform; the first publishes.
        publish: the platforms on which a reply can be published.
    """

    key: str
    name: str
    language: str
    zone: ZoneInfo
    replies: Replies
    voice: Voice
    rules: Rules
    incidents: incidents.Rules
    hours: Hours
    clocks: clocks.Rules
    placing: placing.Rules
    first: tuple[str, ...]
    lead: tuple[str, ...]
    reports_go_to: tuple[Address, ...]
    handles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    publish: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchPlan:
    """One query on one platform, and how often it is asked."""

    name: str
    platform: str
    query: Query
    every: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """A language model that may help, and with what.

    Args:
        drafts: it may word composed drafts anew.
        gists: it may say what posts in other languages than the team's say.
        most_per_day: requests.
    """

    writer: Writer
    drafts: bool
    gists: bool
    most_per_day: int


class Classify(Protocol):
    """Gives the classifier, loading it at the first call."""

    def __call__(self) -> Classifier: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """What was usual for a brand when it was last read.

    Args:
        history: vectors of past complaints, (complaints, size).
        share: of past posts, how many were complaints.
    """

    read_at: datetime
    usual: Usual
    history: NDArray[np.float32]
    share: float


@dataclass(frozen=True, kw_only=True)
class Service:
    """Everything that the jobs work with, chosen in `assembly`.

    Args:
        people: by name and kind of place, how it names them.
    """

    worker: str
    store: Store
    connectors: Mapping[str, Connector]
    watches: Sequence[WatchPlan]
    brands: Mapping[str, BrandPlan]
    matcher: Matcher
    classifier: Classify
    notifiers: Mapping[str, Notifier]
    notices_go_to: tuple[Address, ...]
    people: Mapping[str, Mapping[str, str]]
    words: Words
    metrics: Metrics
    clock: Clock
    wait: Wait
    lease: timedelta
    pace: timedelta
    jitter: float
    batch: int
    stop: Event
    #: By platform, what publishes replies; how long one request of it can take, and what is billed.
    publishers: Mapping[str, Publisher] = field(default_factory=dict)
    publish_lease: timedelta = timedelta(minutes=3)
    prices: Prices = field(default_factory=Prices)
    writing: Writing | None = None
    #: By brand; read anew when it is old.
    remembered: dict[str, Remembered] = field(default_factory=dict)
    #: When the log last told of a place that cannot be reached.
    logged: dict[Address, datetime] = field(default_factory=dict)
    #: What was last typed into each open form.
    typed: Newest = field(default_factory=Newest)

    def close(self) -> None:
        """Let go of connections."""
        for connector in self.connectors.values():
            connector.close()
        for publisher in self.publishers.values():
            publisher.close()
        for notifier in self.notifiers.values():
            notifier.close()
        if self.writing is not None:
            self.writing.writer.close()
        self.store.close()


def utc_now() -> datetime:
    """The clock of the running service."""
    return datetime.now(UTC)
