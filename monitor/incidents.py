"""What an incident is: several complaints with one cause, or a surge, unusually many without one.

The words of `monitor.sorting`, which tells what belongs together.

Pure: data in, data out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What an operator may tune.

    Args:
        near_from: cosine from which two complaints count as of one cause.
        least_authors: how many different authors an incident needs.
        false_alarms: how many incidents a week may open by chance alone. Every complaint is a chance to, so the more
            there are usually, the less likely must be what opens one.
        close_after: an incident without a new complaint for so long is over; what goes on within so long after a person
            called it over goes on in it, a surge as well.
        reopen_within: … and one that comes back within this is the same incident.
        campaigns: how many times the usual number of complaints is to be expected on a day, in the brand's zone.
    """

    near_from: float = 0.3
    least_authors: int = 5
    false_alarms: float = 0.02
    close_after: timedelta = timedelta(hours=6)
    reopen_within: timedelta = timedelta(hours=48)
    campaigns: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Complaint:
    """A complaint, or a look-alike, as it is grouped.

    Args:
        id: of its match, for the alert may not be raised yet.
        at: when it was posted, aware UTC.
        author: the same for the same person; never empty.
        vector: unit vector of what it is about, or None if the model has none.
        critical: whether it is too grave to be taken in for the storm's sake only.
        doubt: None for a complaint; for a look-alike how likely it is one all the same, 0..1.
        left: the incident that a person took it out of; it is never taken in by that one again.
    """

    id: int
    at: datetime
    author: str
    vector: Vector | None
    critical: bool = False
    doubt: float | None = None
    left: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Incident:
    """An incident that complaints may join.

    Args:
        middle: mean of its complaints' vectors, not of unit length; None for a surge.
        size: how many complaints the middle is the mean of.
        since, last_at: when its first and its last complaint were posted.
        recent: how many of its complaints were posted within the last hour.
        grave: how many of these are critical.
        open: whether it is not over yet.
        over_at: when a person called it over; None if nobody did.
    """

    id: int
    middle: Vector | None
    since: datetime
    last_at: datetime
    recent: int
    size: int = 1
    grave: int = 0
    open: bool = True
    over_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Burst:
    """More than usual: so many authors in so many minutes, where `usual` was to be expected."""

    authors: int
    minutes: int
    usual: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """Complaints that belong to a known incident; a `surge` only counts them.

    Args:
        reopened: why it is open again, if it had been over.
        soon: it is so soon after a person called it over.
        late: it stays over, for they were posted before a person called it so.
    """

    incident: int
    complaints: tuple[int, ...]
    surge: bool = False
    reopened: Burst | None = None
    soon: bool = False
    late: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """Complaints that are a new incident; `surge` if they share no cause."""

    complaints: tuple[int, ...]
    burst: Burst
    surge: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """Two incidents that turned out to be one: the later goes into the earlier, a surge into what explains it."""

    incident: int
    into: int


Change = Joined | Opened | Merged


@dataclass(frozen=True, slots=True, kw_only=True)
class Posts:
    """The posts of a brand that are no complaints.

    Args:
        lately: how many there were in the last 15, 60 and 360 minutes.
        share: of past posts, how many were complaints.
    """

    lately: Mapping[int, int] = field(default_factory=dict)
    share: float = 0.0
