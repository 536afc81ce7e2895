"""Which complaints have one cause, and whether they are more than usual.

    complaint ─ near an incident? ──▶ it joins
        │no
        ├─ enough authors near it, in 15, 60 or 360 minutes, more than of this cause usually? ──▶ an incident opens
        └─ more complaints of any cause than usually? ──▶ a surge opens, an incident without one cause

    look-alike ─ near an open incident for all that speaks against it? ──▶ it joins; else nothing

What goes on after a person called it over is the same again, not another: a surge within the time in which it would
have ended by itself, and what has a cause as if it had. It takes as many as open one, for a single customer is better
answered than counted. What was posted before that is late: it is counted where it belongs and opens nothing.

A surge only counts: what has a cause of its own stays a complaint of its own, may still turn out to be of an incident,
and is told by its own card. A look-alike is a post that the model does not call a complaint, though it may be one: one
in eight of a storm's are such.

*Near* is the cosine of the complaints' vectors, whatever their languages, and by Bayes' rule it is enough to be less
near where an incident's complaints pour in: the odds that the next one is of it grow with its rate against that of all
others. A complaint that is critical is held against the critical ones alone, or a fire would drown in a storm about
coupons.

A storm has strays, which read like nothing in particular: they are expected beside it, and are neither a surge nor
a cause of their own, unless there are too many of them.

What is *usual*, `monitor.usual` tells; for one cause it is the share of past complaints that lie near it.

Pure: data in, data out, `now` an argument.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from monitor.incidents import (
    Burst,
    Change,
    Complaint,
    Incident,
    Joined,
    Merged,
    Opened,
    Posts,
    Rules,
    Vector,
)
from monitor.nearness import Group, Mask, Pool, cosine, cosines
from monitor.usual import LONGEST, WINDOWS, Usual

NO_POSTS = Posts()


def sort_in(
    fresh: Sequence[Complaint],
    loose: Sequence[Complaint],
    incidents: Sequence[Incident],
    *,
    usual: Usual,
    history: NDArray[np.float32],
    rules: Rules,
    now: datetime,
    posts: Posts = NO_POSTS,
) -> list[Change]:
    """Sort new complaints and look-alikes of one brand into its incidents, and open those that are due.

    Args:
        fresh: those just judged.
        loose: earlier ones of the last six hours that belong to no incident.
        incidents: those that are open, or that had a complaint less than `reopen_within` ago.
        history: the vectors of past complaints of no incident, (complaints, size); may be empty.
        now: when the newest of them was posted, for what is lately is told by when posts were written.
        posts: for how many complaints are to be expected because there are so many posts.

    Returns:
        What changes, in the order in which it is to be done. A complaint is named at most once, a look-alike only
        where it joins an incident with a cause.
    """
    sizes = {len(one.vector) for one in fresh if one.vector is not None}
    if sizes:  # what an earlier model knew is not to be compared
        loose = [
            one if one.vector is None or len(one.vector) in sizes else replace(one, vector=None)
            for one in loose
        ]
        incidents = [each for each in incidents if each.middle is None or len(each.middle) in sizes]
    board = _Board(loose, incidents, usual=usual, history=history, rules=rules, now=now, posts=posts)
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
        posts: Posts,
    ) -> None:
        self._usual, self._history, self._rules = usual, history, rules
        self._now, self._posts = now, posts
        self._this_hour = usual.expected(now, 60)
        self._groups = [Group(each) for each in sorted(incidents, key=lambda one: one.id)]
        in_order = sorted(loose, key=lambda one: (one.at, one.id))
        self._loose = Pool(one for one in in_order if one.doubt is None)
        self._alike = Pool(one for one in in_order if one.doubt is not None)
        for group in self._groups:
            self._look_around(group)
        #: What a surge counted stays counted there, and what came before a person called it over is over as well.
        counted = [max(one.last_at, one.over_at or one.last_at) for one in incidents if one.middle is None]
        self._counted_until = max(counted, default=None)

    def put(self, complaint: Complaint) -> None:
        if complaint.doubt is not None:
            self._alike.add(complaint)  # it opens nothing; what is open by the end may take it in
            return
        group = self._nearest(complaint)
        # What is not near by itself may be of a cause that begins beside a storm; the storm gets it last.
        if group is not None and (
            group.is_late(complaint) or (group.open and self._is_near(complaint, group))
        ):
            group.take([complaint])
            return
        self._loose.add(complaint)
        self._count(complaint)
        near = self._near(complaint, group)
        burst = self._burst_of_one(near, complaint.at) if near is not None else None
        if near is not None and burst is not None:
            group = group or self._twin(self._loose.mean(near), int(near.sum()))
            if group is not None and not group.open and group.over_at is not None:
                near &= self._loose.between(group.over_at, complaint.at)
                burst = self._burst_of_one(near, complaint.at)
        if near is not None and burst is not None:
            self._gather(near, burst, group)
        else:
            self._surge(complaint)

    def changes(self) -> list[Change]:
        self._sweep()
        if self._fold():
            self._sweep()
        merged = [*self._merge(), *self._explain()]
        gone = {change.incident for change in merged}
        of_a_cause = {one.id for group in self._groups if not group.surge for one in group.taken}
        told: list[Change] = []
        for group in self._groups:
            ids = tuple(one.id for one in group.taken if not (group.surge and one.id in of_a_cause))
            if not ids or (group.surge and group.id in gone):
                continue
            if group.id is None:
                assert group.burst is not None
                told.append(Opened(complaints=ids, burst=group.burst, surge=group.surge))
            else:
                told.append(
                    Joined(
                        incident=group.id,
                        complaints=ids,
                        surge=group.surge,
                        reopened=group.burst,
                        soon=group.burst is not None and group.is_soon(self._now, self._rules.close_after),
                        late=not group.open,
                    )
                )
        return [*told, *merged]

    # --- near

    def _nearest(self, complaint: Complaint) -> Group | None:
        """The incident that a complaint is nearest to and near; one that is over gives it no allowance."""
        best: tuple[float, Group] | None = None
        if complaint.vector is None:
            return None
        for group in self._groups:
            if group.middle is None or (complaint.left is not None and group.id == complaint.left):
                continue
            near = cosine(complaint.vector, group.middle)
            if near >= self._needed(group, critical=complaint.critical) and (best is None or near > best[0]):
                best = near, group
        return best[1] if best else None

    def _is_near(self, complaint: Complaint, group: Group) -> bool:
        assert complaint.vector is not None
        assert group.middle is not None
        return cosine(complaint.vector, group.middle) >= self._rules.near_from

    def _needed(self, group: Group, *, critical: bool = False) -> float:
        """How near a complaint must lie to an incident to be of it, for the odds that any next one is."""
        if critical:
            lately = self._loose.within(self._now, 60) & self._loose.critical
            others = lately.sum() + sum(each.grave for each in self._others(group))
            allowed = min(_allowed(max(group.grave, 0.5) / max(others, 1.0)), 0.0)
        else:
            # Of all the others only those are surely of no incident that lie far from it, and so are some of its own.
            others = max(group.far - _OWN_FAR * group.recent, 0) / _FAR
            others += sum(each.recent for each in self._others(group))
            allowed = _allowed(max(group.recent, 1) / max(others, self._this_hour, 1.0))
        return self._rules.near_from - (allowed if group.open else min(allowed, 0.0))

    def _needed_of_alike(self, group: Group) -> NDArray[np.float32]:
        """The same for each look-alike, held against the posts that are no complaints: most are not even near."""
        missed = _MISSED * group.recent
        odds = missed / max(self._posts.lately.get(60, 0) - missed, missed, 1.0)
        doubt = np.clip(self._alike.doubt, 1e-3, 1 - 1e-3)
        needed = (
            self._rules.near_from
            - _ALIKE
            - _A_FOLD * (math.log(max(odds, 1e-9)) + np.log(doubt / (1 - doubt)))
        )
        return np.maximum(needed, self._rules.near_from - _LEAST_ALIKE)

    def _others(self, group: Group) -> list[Group]:
        return [each for each in self._groups if each is not group and not each.surge]

    def _near(self, complaint: Complaint, group: Group | None) -> Mask | None:
        """Those that lie near a complaint, then near the middle of these, and so on a few times (mean shift)."""
        if complaint.vector is None:
            return None
        recent = self._loose.between(complaint.at - LONGEST, complaint.at)
        if group is not None and group.id is not None:
            recent &= self._loose.left != group.id
        near = recent & (self._loose.cosines(complaint.vector) >= self._rules.near_from)
        number = near.sum()
        for _ in range(_SHIFTS if number > 1 else 0):
            shifted = recent & (self._loose.cosines(self._loose.mean(near)) >= self._rules.near_from)
            if shifted.sum() <= number:
                break
            near, number = shifted, shifted.sum()
        return near if number else None

    # --- more than usual

    def _burst_of_one(self, near: Mask, at: datetime) -> Burst | None:
        """Whether complaints of one cause are more than usual.

        Where just now more complaints of other causes come than usually, as in another storm or with very many posts,
        more of each cause are to be expected, too.
        """
        least = self._rules.least_authors
        if near.sum() < least or self._loose.authors(near) < least:
            return None
        share = self._share(near)
        strays = _SPLINTER * sum(group.recent for group in self._groups if group.open and not group.surge)
        for minutes in WINDOWS:
            within = self._loose.within(at, minutes)
            authors = self._loose.authors(within & near)
            if authors < least:
                continue
            expected = max(self._usual.expected(at, minutes), 1e-9)
            others = max(self._loose.authors(within & ~near), self._mistaken(minutes))
            of_them = share * max(1.0, others / expected)
            if burst := self._burst(authors, at, minutes, share=of_them, more=strays):
                return burst
        return None

    def _burst_of_any(self, recent: Mask, at: datetime) -> Burst | None:
        """Whether complaints of any cause are more than usual, more than mistakes and strays make them."""
        strays = _STRAYS * sum(group.recent for group in self._groups if group.open and not group.surge)
        for minutes in WINDOWS:
            authors = self._loose.authors(recent & self._loose.within(at, minutes))
            if authors < _SURGE_AUTHORS * self._rules.least_authors:
                continue
            mistaken = max(self._mistaken(minutes) - self._usual.expected(at, minutes), 0.0)
            if burst := self._burst(authors, at, minutes, share=1.0, more=mistaken + strays):
                return burst
        return None

    def _burst(self, authors: int, at: datetime, minutes: int, *, share: float, more: float) -> Burst | None:
        usual = share * self._usual.expected(at, minutes)
        if authors <= usual + more:
            return None  # no surprise, and the chance would take long to sum up
        surprise = self._rules.false_alarms / max(self._usual.a_week, 1.0)
        if self._usual.chance(authors, at, minutes, share=share, more=more) > surprise:
            return None
        return Burst(authors=authors, minutes=minutes, usual=usual)

    def _share(self, near: Mask) -> float:
        """The share of past complaints that are of the same cause; begun with what it is for most causes."""
        past, alike = len(self._history), 0
        middle = self._loose.mean(near)
        if past and self._history.shape[1] == len(middle):
            alike = int((cosines(self._history, middle) >= self._rules.near_from).sum())
        return (alike + _SHARE * _SHARE_OF) / (past + _SHARE_OF)

    def _mistaken(self, minutes: int) -> float:
        """How many complaints of the last minutes are none: there are so many posts."""
        return min(self._posts.share, _MISTAKEN) * self._posts.lately.get(minutes, 0)

    # --- what comes of it

    def _gather(self, near: Mask, burst: Burst, group: Group | None) -> None:
        """Open an incident, or one again, and take in what lies near its middle."""
        if group is None:
            group = Group(None)
            self._groups.append(group)
        if group.id is None or not group.open:
            group.burst, group.open = burst, True
        self._move(near, group)

    def _twin(self, middle: Vector, number: int) -> Group | None:
        """The incident that so many complaints with this middle are another part of, one that is open first."""
        for group in sorted(self._groups, key=lambda each: not each.open):
            known = group.open or group.over_at is not None
            if group.middle is not None and known and group.is_twin(middle, number):
                return group
        return None

    def _sweep(self) -> None:
        """Look at what is left once more: an incident that grew since may take it in, and then grows more."""
        for _ in range(_SHIFTS):
            for group in self._groups:
                self._look_around(group)
            if not self._sweep_once(self._loose) + self._sweep_once(self._alike):
                break

    def _sweep_once(self, loose: Pool) -> int:
        if not loose.there.any():
            return 0
        best = np.full(len(loose), -2.0, np.float32)
        nearest = np.full(len(loose), -1)
        for place, group in enumerate(self._groups):
            if group.middle is None or not group.open:
                continue
            near = loose.cosines(group.middle)
            if loose is self._alike:
                needed = self._needed_of_alike(group)
            else:
                needed = np.where(
                    loose.critical, self._needed(group, critical=True), self._needed(group)
                ).astype(np.float32)
            joins = loose.there & (near >= needed) & (near > best)
            if group.id is not None:
                joins &= loose.left != group.id
            best[joins], nearest[joins] = near[joins], place
        for place, group in enumerate(self._groups):
            group.take(loose.pick(nearest == place))
        return int((nearest >= 0).sum())

    def _surge(self, complaint: Complaint) -> None:
        """Count a complaint of no known cause in the surge that goes on, or see whether one begins."""
        going_on = next((group for group in self._groups if group.surge and group.open), None)
        if going_on is not None:
            going_on.take([complaint])
            return
        recent = self._uncounted(complaint.at)
        burst = self._burst_of_any(recent, complaint.at)
        if burst is not None:
            group = self._surge_again(complaint.at) or Group(None, surge=True)
            group.burst, group.open = burst, True
            group.take(self._loose.named(recent & self._loose.within(complaint.at, burst.minutes)))
            if group.id is None:
                self._groups.append(group)

    def _surge_again(self, at: datetime) -> Group | None:
        """The surge that a person called over and that goes on: later, it is another."""
        surges = [group for group in self._groups if group.surge and group.id is not None]
        again = surges and surges[-1].is_soon(at, self._rules.close_after)
        return surges[-1] if again else None

    def _uncounted(self, at: datetime) -> Mask:
        since = at - LONGEST
        return self._loose.between(max(since, self._counted_until or since), at)

    def _move(self, rows: Mask, group: Group) -> None:
        group.take(self._loose.pick(rows))
        for each in self._groups:
            self._look_around(each)

    def _look_around(self, group: Group) -> None:
        """Count the complaints of the last hour that lie far from an incident."""
        lately = self._loose.within(self._now, 60)
        if group.middle is not None and lately.any():
            far = self._loose.cosines(group.middle) < self._rules.near_from - _MOST_ALLOWED
            group.far = int((far & lately).sum())

    def _count(self, complaint: Complaint) -> None:
        if complaint.at <= self._now - timedelta(hours=1):
            return
        for group in self._groups:
            if group.middle is not None:
                near = cosine(complaint.vector, group.middle) if complaint.vector is not None else -1
                group.far += near < self._rules.near_from - _MOST_ALLOWED

    def _fold(self) -> bool:
        """Put what opened just now, beside its twin, into that; whether anything was."""
        folded = False
        for later in [group for group in self._groups if group.id is None and not group.surge]:
            for earlier in self._groups[: self._groups.index(later)]:
                if earlier.surge or not earlier.open or later.middle is None or earlier.middle is None:
                    continue
                if earlier.is_twin(later.middle, later.size):
                    earlier.take(later.taken)
                    self._groups.remove(later)
                    folded = True
                    break
        return folded

    def _merge(self) -> Iterable[Merged]:
        """Known incidents that have grown together."""
        known = [group for group in self._groups if group.id is not None and group.open]
        gone: set[int] = set()
        for later in reversed(known):
            for earlier in known:
                if earlier is later or earlier.id in gone or later.middle is None or earlier.middle is None:
                    continue
                assert earlier.id is not None
                assert later.id is not None
                if earlier.id < later.id and earlier.is_twin(later.middle, later.size):
                    gone.add(later.id)
                    yield Merged(incident=later.id, into=earlier.id)
                    break

    def _explain(self) -> Iterable[Merged]:
        """End a surge that has turned out to be of a cause: what is left of it is not more than usual."""
        causes = [group for group in self._groups if not group.surge and group.open and group.recent]
        for surge in [group for group in self._groups if group.surge and group.open]:
            left = self._loose.between(surge.since - timedelta(seconds=1), self._now)
            known = [group for group in causes if group.id is not None and group.recent > left.sum()]
            if not causes or self._burst_of_any(left, self._now) is not None:
                continue
            if surge.burst is not None:  # nobody was told of it yet
                self._groups.remove(surge)
            elif known:
                largest = max(known, key=lambda group: group.recent)
                assert surge.id is not None
                assert largest.id is not None
                yield Merged(incident=surge.id, into=largest.id)


def _allowed(odds: float) -> float:
    return max(min(_A_FOLD * math.log(odds), _MOST_ALLOWED), -_MOST_ALLOWED)


# Chosen by the storms of tests/data/storms_tuning, beside posts written for the classifier; none by tests/data/storms.

#: The logarithm of how much likelier a complaint of an incident lies so near than any other grows by 1 every …
_A_FOLD = 0.1
#: … and is believed up to this: nearer than chance a complaint must be.
_MOST_ALLOWED = 0.25
#: Of complaints of no incident so many lie further than that from it, and so many of its own.
_FAR, _OWN_FAR = 0.65, 0.02
#: For each complaint of an incident there are so many posts that are one, too, and are not called so …
_MISSED = 0.15
#: … at even odds and even doubt these may lie so much less near, for other posts lie further off than complaints, …
_ALIKE = 0.33
#: … though never less near than by this: how many other posts there are is known only roughly.
_LEAST_ALIKE = 0.1
#: So often is looked again for what lies near a middle that has moved.
_SHIFTS = 3
#: Of complaints of a brand, so many lie near to those of any one cause; believed like so many complaints of its own.
_SHARE, _SHARE_OF = 0.1, 50
#: A surge needs so many times the authors of an incident, so that a cause among them is seen first.
_SURGE_AUTHORS = 3
#: Of other posts at most so many are taken for complaints.
_MISTAKEN = 0.1
#: For each complaint of an incident there are so many strays, and so many that are alike among themselves.
_STRAYS, _SPLINTER = 0.15, 0.015
