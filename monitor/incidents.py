"""Which complaints have one cause, and whether they are more than usual.

    complaint ─ near an incident? ──▶ it joins
        │no
        ├─ enough authors near it, in 15, 60 or 360 minutes, more than of this cause usually? ──▶ an incident opens
        └─ more complaints of any cause than usually? ──▶ a surge opens, an incident without one cause

A surge only counts: what has a cause of its own stays a complaint of its own, may still turn out to be of an incident,
and is told by its own card.

Pure: data in, data out, `now` an argument.

*Near* is the cosine of the complaints' vectors, whatever their languages. An incident whose complaints pour in takes
in what is less near: by Bayes' rule the odds that the next complaint is one of it grow with its rate against that of
all others. That goes for ordinary complaints only: one that is critical must be near by itself, or a fire would drown
in a storm about coupons.

What is *usual*, `monitor.usual` tells; for one cause it is the share of past complaints that lie near it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from monitor.usual import LONGEST, WINDOWS, Usual

Vector = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What an operator may tune.

    Args:
        near_from: cosine from which two complaints count as of one cause.
        least_authors: how many different authors an incident needs.
        false_alarms: how many incidents a week may open by chance alone. Every complaint is a chance to, so the more
            there are usually, the less likely must be what opens one.
        close_after: an incident without a new complaint for so long is over.
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
    """A complaint as it is grouped.

    Args:
        id: of its match, for the alert may not be raised yet.
        at: when it was posted, aware UTC.
        author: the same for the same person; never empty.
        vector: unit vector of what it is about, or None if the model has none.
        critical: whether it is too grave to be taken in for the storm's sake only.
    """

    id: int
    at: datetime
    author: str
    vector: Vector | None
    critical: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Incident:
    """An incident that complaints may join.

    Args:
        middle: mean of its complaints' vectors, not of unit length; None for a surge.
        recent: how many complaints joined it within the last hour.
        open: whether it is not over yet.
    """

    id: int
    middle: Vector | None
    last_at: datetime
    recent: int
    open: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Burst:
    """More than usual: so many authors in so many minutes, where `usual` was to be expected."""

    authors: int
    minutes: int
    usual: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """Complaints that belong to a known incident; `reopened` if it had been over; a `surge` only counts them."""

    incident: int
    complaints: tuple[int, ...]
    surge: bool = False
    reopened: Burst | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """Complaints that are a new incident; `surge` if they share no cause."""

    complaints: tuple[int, ...]
    burst: Burst
    surge: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """Two incidents that turned out to be one: the later goes into the earlier."""

    incident: int
    into: int


Change = Joined | Opened | Merged


def sort_in(
    fresh: Sequence[Complaint],
    loose: Sequence[Complaint],
    incidents: Sequence[Incident],
    *,
    usual: Usual,
    history: NDArray[np.float32],
    rules: Rules,
    now: datetime,
) -> list[Change]:
    """Sort new complaints of one brand into its incidents, and open those that are due.

    Args:
        fresh: complaints just judged.
        loose: earlier ones of the last six hours that belong to no incident.
        incidents: those that are open, or were over less than `reopen_within` ago.
        history: the vectors of past complaints of no incident, (complaints, size); may be empty.

    Returns:
        What changes, in the order in which it is to be done. A complaint is named at most once.
    """
    board = _Board(loose, incidents, usual=usual, history=history, rules=rules, now=now)
    for complaint in sorted(fresh, key=lambda one: (one.at, one.id)):
        board.put(complaint)
    return board.changes()


class _Board:
    def __init__(
        self,
        loose: Sequence[Complaint],
        incidents: Sequence[Incident],
        *,
        usual: Usual,
        history: NDArray[np.float32],
        rules: Rules,
        now: datetime,
    ) -> None:
        self._usual, self._history, self._rules, self._now = usual, history, rules, now
        self._loose = sorted(loose, key=lambda one: (one.at, one.id))
        self._groups = [_Group(each) for each in sorted(incidents, key=lambda one: one.id)]

    def put(self, complaint: Complaint) -> None:
        group = self._nearest(complaint)
        if group is not None and group.open:
            group.take(complaint)
            return
        self._loose.append(complaint)
        near = self._near(complaint)
        burst = self._burst(near, complaint.at, share=self._share(near), least=self._rules.least_authors)
        if burst is not None:
            self._gather(near, burst, group)
        else:
            self._surge(complaint)

    def changes(self) -> list[Change]:
        self._sweep()
        merged = list(self._merge())
        of_a_cause = {one.id for group in self._groups if not group.surge for one in group.taken}
        told: list[Change] = []
        for group in self._groups:
            ids = tuple(one.id for one in group.taken if not (group.surge and one.id in of_a_cause))
            if not ids:
                continue
            if group.id is None:
                assert group.burst is not None
                told.append(Opened(complaints=ids, burst=group.burst, surge=group.surge))
            else:
                told.append(
                    Joined(incident=group.id, complaints=ids, surge=group.surge, reopened=group.burst)
                )
        return [*told, *merged]

    def _nearest(self, complaint: Complaint) -> _Group | None:
        """The incident that a complaint is nearest to and near; one that is over gives it no allowance."""
        near = [
            (by, -place)
            for place, group in enumerate(self._groups)
            if (by := self._nearness(complaint, group)) is not None
        ]
        return self._groups[-max(near)[1]] if near else None

    def _nearness(self, complaint: Complaint, group: _Group) -> float | None:
        if group.middle is None or complaint.vector is None:
            return None
        cosine = _cosine(complaint.vector, group.middle)
        allowed = self._allowance(group)
        if complaint.critical or not group.open:
            allowed = min(allowed, 0.0)
        return cosine if cosine >= self._rules.near_from - allowed else None

    def _allowance(self, group: _Group) -> float:
        """How much less near a complaint may be for the odds that it is of an incident; below 0, how much nearer."""
        lately = self._now - timedelta(hours=1)
        others = sum(one.at > lately for one in self._loose)
        others += sum(each.recent for each in self._groups if each is not group and not each.surge)
        odds = max(group.recent, 1) / max(others, self._usual.expected(self._now, 60), 1.0)
        return max(min(_ALLOWED_A_FOLD * math.log(odds), _MOST_ALLOWED), -_MOST_ALLOWED)

    def _near(self, complaint: Complaint) -> list[Complaint]:
        """Those that lie near a complaint, then near the middle of these, and so on a few times (mean shift)."""
        if complaint.vector is None:
            return []
        recent = self._recent(complaint.at)
        near = self._alike(recent, complaint.vector)
        for _ in range(_SHIFTS):
            if len(shifted := self._alike(recent, _middle(near))) <= len(near):
                break
            near = shifted
        return near

    def _alike(self, complaints: Sequence[Complaint], middle: Vector) -> list[Complaint]:
        """Those of the complaints that lie near a vector of any length."""
        known = [one for one in complaints if one.vector is not None]
        if not known:
            return []
        unit = middle / max(float(np.linalg.norm(middle)), 1e-9)
        # A complaint is near to itself, whatever rounding says.
        cosines = np.stack([one.vector for one in known]) @ unit + 1e-6  # type: ignore[misc]
        return [one for one, near in zip(known, cosines >= self._rules.near_from, strict=True) if near]

    def _recent(self, at: datetime) -> list[Complaint]:
        return [one for one in self._loose if at - LONGEST < one.at <= at]

    def _share(self, near: Sequence[Complaint]) -> float:
        """The share of past complaints that are of the same cause; begun with what it is for most causes."""
        past = len(self._history)
        alike = 0
        if near and past:
            middle = _middle(near)
            alike = int((self._history @ (middle / np.linalg.norm(middle)) >= self._rules.near_from).sum())
        return (alike + _SHARE * _SHARE_OF) / (past + _SHARE_OF)

    def _burst(
        self, complaints: Sequence[Complaint], at: datetime, *, share: float | None, least: int
    ) -> Burst | None:
        """Whether complaints are more than usual: those of any cause, or those of one with a `share` of the past ones.

        Where just now more complaints of other causes come than usually, as in another storm, more of each cause are to
        be expected, too.
        """
        surprise = self._rules.false_alarms / max(self._usual.a_week, 1.0)
        chosen = {one.id for one in complaints}
        for minutes in WINDOWS:
            since = at - timedelta(minutes=minutes)
            authors = len({one.author for one in complaints if since < one.at <= at})
            if authors < least:
                continue
            expected = self._usual.expected(at, minutes)
            of_them = 1.0
            if share is not None:
                others = {one.author for one in self._loose if since < one.at <= at and one.id not in chosen}
                of_them = share * max(1.0, len(others) / max(expected, 1e-9))
            if self._usual.chance(authors, at, minutes, share=of_them) <= surprise:
                return Burst(authors=authors, minutes=minutes, usual=of_them * expected)
        return None

    def _gather(self, near: Sequence[Complaint], burst: Burst, group: _Group | None) -> None:
        """Open an incident, or one again, and take in what lies near its middle."""
        group = group or self._twin(_middle(near))
        if group is None:
            group = _Group(None)
            self._groups.append(group)
        if group.id is None or not group.open:
            group.burst, group.open = burst, True
        self._move(near, group)

    def _twin(self, middle: Vector) -> _Group | None:
        """The incident that complaints with this middle are another part of."""
        for group in self._groups:
            if group.middle is not None and group.open and self._are_twins(group, middle):
                return group
        return None

    def _are_twins(self, group: _Group, middle: Vector) -> bool:
        assert group.middle is not None
        return _cosine(group.middle, middle) >= _TWINS - max(self._allowance(group), 0.0)

    def _sweep(self) -> None:
        """Look at what is left once more: an incident that grew since may take it in, and then grows more."""
        for _ in range(_SHIFTS):
            joined: dict[int, list[Complaint]] = {}
            for one in self._loose:
                group = self._nearest(one)
                if group is not None and group.open:
                    joined.setdefault(id(group), []).append(one)
            if not joined:
                break
            for group in self._groups:
                self._move(joined.get(id(group), []), group)

    def _surge(self, complaint: Complaint) -> None:
        """Count a complaint of no known cause in the surge that goes on, or see whether one begins."""
        going_on = next((group for group in self._groups if group.surge and group.open), None)
        if going_on is not None:
            going_on.take(complaint)
            return
        # What a surge counted that somebody called over, or that ended, is no reason to tell of another.
        told = max((group.last_at for group in self._groups if group.surge and group.last_at), default=None)
        recent = [one for one in self._recent(complaint.at) if told is None or one.at > told]
        least = _SURGE_AUTHORS * self._rules.least_authors
        burst = self._burst(recent, complaint.at, share=None, least=least)
        if burst is not None:
            since = complaint.at - timedelta(minutes=burst.minutes)
            group = _Group(None, surge=True)
            group.burst = burst
            self._groups.append(group)
            for one in recent:
                if one.at > since:
                    group.take(one)

    def _move(self, complaints: Sequence[Complaint], group: _Group) -> None:
        for one in complaints:
            group.take(one)
        chosen = {one.id for one in complaints}
        self._loose = [one for one in self._loose if one.id not in chosen]

    def _merge(self) -> Iterable[Merged]:
        """Known incidents that have grown together; new ones would not have been opened beside them."""
        known = [group for group in self._groups if group.id is not None and group.open]
        gone: set[int] = set()
        for later in reversed(known):
            for earlier in known:
                if earlier is later or earlier.id in gone or later.middle is None or earlier.middle is None:
                    continue
                assert earlier.id is not None
                assert later.id is not None
                if earlier.id < later.id and self._are_twins(earlier, later.middle):
                    gone.add(later.id)
                    yield Merged(incident=later.id, into=earlier.id)
                    break


class _Group:
    """An incident while complaints are sorted in."""

    def __init__(self, known: Incident | None, *, surge: bool = False) -> None:
        self.id = known.id if known else None
        self.open = known.open if known else True
        self.recent = known.recent if known else 0
        self.last_at = known.last_at if known else None
        self.surge = surge or (known is not None and known.middle is None)
        self._middle = known.middle if known else None
        self.burst: Burst | None = None
        self.taken: list[Complaint] = []

    @property
    def middle(self) -> Vector | None:
        """The mean of what is known of it and of what it took in."""
        if self.surge:
            return None
        vectors = [one.vector for one in self.taken if one.vector is not None]
        if self._middle is None:
            return np.mean(vectors, axis=0) if vectors else None
        return self._middle

    def take(self, complaint: Complaint) -> None:
        self.taken.append(complaint)
        self.recent += 1


#: Where an incident has as many complaints of the last hour as all others together, complaints must be near to join it;
#: each time that the odds are e-fold that, they may lie so much further from it …
_ALLOWED_A_FOLD = 0.05
#: … up to this.
_MOST_ALLOWED = 0.2
#: So often is looked again for what lies near a middle that has moved.
_SHIFTS = 3
#: Of complaints of a brand, so many lie near to those of any one cause; believed like so many complaints of its own.
_SHARE, _SHARE_OF = 0.1, 50
#: A surge needs so many times the authors of an incident, so that a cause among them is seen first.
_SURGE_AUTHORS = 3
#: Cosine from which two incidents' middles are one.
_TWINS = 0.75


def _cosine(one: Vector, other: Vector) -> float:
    return float(one @ other) / max(float(np.linalg.norm(one) * np.linalg.norm(other)), 1e-9)


def _middle(complaints: Sequence[Complaint]) -> Vector:
    mean: Vector = np.mean([one.vector for one in complaints if one.vector is not None], axis=0)
    return mean
