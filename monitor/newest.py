"""Of presses that follow each other faster than they can be served, the newest: each form by one hand at a time."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from threading import Lock

from alerts.base import Press

#: Places take about one change of a form in a second.
PACE = timedelta(seconds=1)
_OPEN = 1000
_EVER = datetime.min.replace(tzinfo=UTC)


@dataclass(slots=True)
class _Open:
    """A form that is being filled in: its newest press, whether it is being served, and from when on it may be."""

    at: float = 0.0
    waiting: Press | None = None
    busy: bool = False
    free_at: datetime = _EVER


class Newest:
    """What was last typed into each open form, of presses that may come in any order."""

    def __init__(self) -> None:
        self._forms: OrderedDict[str, _Open] = OrderedDict()
        self._lock = Lock()

    def of(
        self, press: Press, *, clock: Callable[[], datetime], wait: Callable[[float], object]
    ) -> Iterator[Press]:
        """Give what is to be served now, `PACE` apart: the newest press of the form, while there are newer ones.

        Nothing if the press is older than one that was served, or if another thread is at it: that one serves it.
        """
        form = self._offer(press)
        if form is None:
            return
        try:
            while (early := self._early(form, clock())) is not None:
                if early > timedelta(0):
                    wait(early.total_seconds())
                with self._lock:
                    taken, form.waiting = form.waiting, None
                if taken is not None:
                    yield taken
                    form.free_at = max(form.free_at, clock() + PACE)
        except BaseException:
            with self._lock:
                form.busy = False
            raise

    def later(self, press: Press, until: datetime) -> None:
        """Have a press served once more, not before `until`, unless a newer one came."""
        with self._lock:
            form = self._forms.get(press.handle["view"])
            if form is not None:
                form.free_at = max(form.free_at, until)
                form.waiting = form.waiting or press

    def _offer(self, press: Press) -> _Open | None:
        """Remember a press; give its form if it has to be served by the caller."""
        view, at = press.handle["view"], float(press.handle["at"])
        with self._lock:
            form = self._forms.setdefault(view, _Open())
            self._forms.move_to_end(view)
            if len(self._forms) > _OPEN:
                self._forms.popitem(last=False)
            if at <= form.at:
                return None
            form.at, form.waiting = at, press
            if form.busy:
                return None
            form.busy = True
            return form

    def _early(self, form: _Open, now: datetime) -> timedelta | None:
        """How long to wait before the form is served again; None if nothing is to be served, and it is let go."""
        with self._lock:
            if form.waiting is None:
                form.busy = False
                return None
            return form.free_at - now
