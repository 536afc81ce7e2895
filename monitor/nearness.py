"""How near complaints and incidents lie: vectors side by side, so that ten thousand are measured at once.

Pure: data in, data out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import compress
from typing import Any

import numpy as np
from numpy.typing import NDArray

from monitor.incidents import Burst, Complaint, Incident, Vector

#: Whether, for each row of a pool.
Mask = NDArray[np.bool_]

_ROOM, _AT_ONCE = 64, 1024
_ROW = np.dtype(
    [
        ("at", "f8"),
        ("author", "i8"),
        ("there", "?"),
        ("known", "?"),
        ("critical", "?"),
        ("left", "i8"),
        ("doubt", "f8"),
    ]
)
#: Likeness from which two incidents are one: halves of one storm reach it by their fifteenth complaints, few others do.
_TWINS = 0.85
#: A complaint is near to itself, whatever rounding says.
_ROUNDING = 1e-6


def cosine(one: Vector, other: Vector) -> float:
    """The cosine of two vectors of any length; 0 where one has none."""
    return float(one @ other) / max(float(np.linalg.norm(one) * np.linalg.norm(other)), 1e-9)


def cosines(vectors: Vector, middle: Vector) -> Vector:
    """The cosines of unit vectors, (vectors, size), with one of any length.

    A few rows at a time, for the whole would be shared out to all the processor's cores, and wait for those that the
    classifier keeps busy: on two busy cores 9 ms for 10,000 rows instead of 0.6.
    """
    unit = middle / max(float(np.linalg.norm(middle)), 1e-9)
    few = [vectors[first : first + _AT_ONCE] @ unit for first in range(0, len(vectors), _AT_ONCE)]
    return np.concatenate(few) if few else np.zeros(0, np.float32)


def likeness(one: Vector, number: int, other: Vector, of_other: int) -> float:
    """The cosine of two causes, as far as means of so many unit vectors tell it.

    A mean of few vectors strays from where the mean of all would lie, so two halves of one cause look less alike than
    they are. Their product does not suffer from that, their lengths do: E|mean of n|² = ρ² + (1 - ρ²) / n, where ρ is
    the length of the mean of all. Can exceed 1.
    """
    return float(one @ other) / (_length(one, number) * _length(other, of_other))


def _length(mean: Vector, number: int) -> float:
    square = float(mean @ mean)
    if number > 1:
        square = (number * square - 1) / (number - 1)
    # Fewer than nothing is chance; the shortest that any real cause has is about 0.4.
    return float(np.sqrt(max(square, 0.1)))


class Group:
    """An incident while complaints are sorted in."""

    def __init__(self, known: Incident | None, *, surge: bool = False) -> None:
        self.id = known.id if known else None
        self.open = known.open if known else True
        self.over_at = known.over_at if known else None
        self.recent = known.recent if known else 0
        self.grave = known.grave if known else 0
        self.surge = surge or (known is not None and known.middle is None)
        self.burst: Burst | None = None
        self.taken: list[Complaint] = []
        #: How many complaints of the last hour lie too far from it to be of it.
        self.far = 0
        self._since = known.since if known else None
        self.middle: Vector | None = None
        self.size = 0
        if known is not None and known.middle is not None:
            self.middle, self.size = known.middle, max(known.size, 1)

    @property
    def since(self) -> datetime:
        """When its first complaint was posted; it must have one."""
        times = [one.at for one in self.taken]
        return min([self._since, *times] if self._since else times)

    def is_late(self, complaint: Complaint) -> bool:
        """Whether a person called it over after a complaint was posted in its time; no fire is called out unseen."""
        if self.open or self.over_at is None or self._since is None or complaint.critical:
            return False
        return self._since <= complaint.at <= self.over_at

    def is_soon(self, at: datetime, within: timedelta) -> bool:
        """Whether a person called it over no longer ago."""
        return self.over_at is not None and at - self.over_at <= within

    def take(self, complaints: Sequence[Complaint]) -> None:
        """Take complaints in."""
        self.taken += complaints
        self.recent += len(complaints)
        self.grave += sum(one.critical for one in complaints)
        vectors = [one.vector for one in complaints if one.vector is not None]
        if vectors and not self.surge:
            total = np.sum(vectors, axis=0)
            if self.middle is not None:
                total = total + self.middle * self.size
            self.size += len(vectors)
            self.middle = total / self.size

    def is_twin(self, middle: Vector, size: int) -> bool:
        """Whether so many complaints with this middle are of the same cause."""
        return self.middle is not None and likeness(self.middle, self.size, middle, size) >= _TWINS


class Pool:
    """Complaints that may be taken out again; each is a row, numbered as it came in."""

    def __init__(self, complaints: Iterable[Complaint] = ()) -> None:
        self._all: list[Complaint] = []
        self._authors: dict[str, int] = {}
        self._rows = np.zeros(_ROOM, _ROW)
        self._vectors = np.zeros((_ROOM, 1), np.float32)
        for one in complaints:
            self.add(one)

    def __len__(self) -> int:
        """How many rows there ever were."""
        return len(self._all)

    def add(self, one: Complaint) -> None:
        """Put a complaint in. A vector of another size than the others is as none: it is another model's."""
        row = len(self._all)
        if row == len(self._rows):
            self._rows = np.concatenate([self._rows, np.zeros_like(self._rows)])
            self._vectors = np.concatenate([self._vectors, np.zeros_like(self._vectors)])
        if one.vector is not None and not self._rows["known"].any():
            self._vectors = np.zeros((len(self._rows), len(one.vector)), np.float32)
        known = one.vector is not None and len(one.vector) == self._vectors.shape[1]
        if known:
            self._vectors[row] = one.vector
        author = self._authors.setdefault(one.author, len(self._authors))
        doubt = 0.0 if one.doubt is None else one.doubt
        self._rows[row] = (one.at.timestamp(), author, True, known, one.critical, one.left or 0, doubt)
        self._all.append(one)

    def pick(self, rows: Mask) -> list[Complaint]:
        """Take complaints out."""
        self._column("there")[rows] = False
        return self.named(rows)

    def named(self, rows: Mask) -> list[Complaint]:
        """The complaints of rows."""
        return list(compress(self._all, rows))

    @property
    def there(self) -> Mask:
        """Those that were not taken out."""
        mask: Mask = self._column("there").copy()
        return mask

    @property
    def critical(self) -> Mask:
        """Those that are critical."""
        mask: Mask = self._column("critical")
        return mask

    @property
    def left(self) -> NDArray[np.int64]:
        """The incident that each was taken out of; 0 for none."""
        left: NDArray[np.int64] = self._column("left")
        return left

    @property
    def doubt(self) -> NDArray[np.float64]:
        """How likely each is a complaint."""
        doubt: NDArray[np.float64] = self._column("doubt")
        return doubt

    def between(self, since: datetime, until: datetime) -> Mask:
        """Those that are there and were posted after `since` and not after `until`."""
        at = self._column("at")
        mask: Mask = self._column("there") & (at > since.timestamp()) & (at <= until.timestamp())
        return mask

    def within(self, until: datetime, minutes: float) -> Mask:
        """Those that are there and were posted in the minutes before a time."""
        return self.between(until - timedelta(minutes=minutes), until)

    def cosines(self, middle: Vector) -> NDArray[np.float32]:
        """How near each row lies to a vector of any length; -1 where it has none to compare."""
        near = np.full(len(self), -1, np.float32)
        known = self._column("known")
        if known.any() and len(middle) == self._vectors.shape[1]:
            near[known] = cosines(self._vectors[: len(self)], middle)[known] + _ROUNDING
        return near

    def mean(self, rows: Mask) -> Vector:
        """The mean of the vectors of rows that have one; at least one must."""
        mean: Vector = self._vectors[: len(self)][rows & self._column("known")].mean(axis=0)
        return mean

    def authors(self, rows: Mask) -> int:
        """How many different authors they have."""
        return len(set(self._column("author")[rows].tolist()))

    def _column(self, name: str) -> NDArray[Any]:
        column: NDArray[Any] = self._rows[name][: len(self)]
        return column
