"""Where a walk down a Reddit listing has come to, and what one more page means for it: pure, no network.

Reddit lists from the newest down, 1,000 items at most, page after page "after" a fullname. A walk is one way
down, from the newest item to what is known; it may take several fetches. What is known: everything that last
changed at or before `floor`, and the items in `seen`. No single item has to be found again, so deleted ones
do no harm; an item that was edited since is news again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import UTC, datetime

from connectors.base import Cursor, Fault, Gap
from connectors.reddit_posts import Item, Listing

#: How many items are remembered by name, of those that changed last.
_REMEMBERED = 64
#: How long after its time an item may still turn up (held back by a filter, then approved), in seconds.
_OVERLAP = 3600
#: The last names of a page, to go on from if the very last is deleted.
_ANCHORS = 25
#: Answers in a row without news after which a walk is given up; by then 25 names were tried.
_GIVE_UP = 6
#: Listings end at 1,000 items less those that were removed; search often ends near 250.
_CAPPED = 200

#: Fullname → revision and stamp.
Names = Mapping[str, tuple[int, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """How far one feed has been walked; a walk is open while it has `anchors`.

    Args:
        floor, seen: what is known; see above. `floor` is None before the first walk has ended.
        anchors: the last names of the last page, the lowest last.
        fresh, dropped: what this walk took, by name, and the newest stamp no longer remembered by name.
        oldest: how far down it is, in seconds since 1970.
        pages, taken: requests made and items listed by the open walk.
        stuck: answers in a row that brought it nothing.
    """

    floor: float | None = None
    seen: Names = field(default_factory=dict)
    anchors: tuple[str, ...] = ()
    fresh: Names = field(default_factory=dict)
    dropped: float = 0
    oldest: float | None = None
    pages: int = 0
    taken: int = 0
    stuck: int = 0

    def knows(self, item: Item) -> bool:
        """Tell if the item was given before, in this revision."""
        if item.fullname in self.seen:
            return item.revision <= self.seen[item.fullname][0]
        return self.floor is not None and 0 < item.stamp <= self.floor

    @property
    def anchor(self) -> str | None:
        """The name to go on after; the longer nothing comes, the farther up."""
        return self.anchors[-min(2**self.stuck, len(self.anchors))] if self.anchors else None

    def closed(self, now: datetime, *, cut: bool) -> Walk:
        """Give the walk that begins at the top, down to what this one has seen.

        Args:
            now: aware UTC; no item's time raises the floor beyond it.
            cut: this one was the first and was not let down to the end, so what lies under it is not wanted.
        """
        if self.oldest is None:
            return Walk(floor=self.floor, seen=self.seen)
        seen, dropped = _newest({**self.seen, **self.fresh})
        newest = max((stamp for _, stamp in seen.values()), default=0)
        floors = [self.floor or 0, self.dropped, dropped, min(newest, now.timestamp()) - _OVERLAP]
        return Walk(floor=max(floors + [self.oldest - 1] * cut), seen=seen)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What one page meant: where to go on from, and what to hand out (newest first).

    Args:
        walk: with the page taken.
        done: the walk is at its end.
        cut: it was a first walk, and the listing goes on.
    """

    walk: Walk
    done: bool
    cut: bool = False
    items: tuple[Item, ...] = ()
    faults: tuple[Fault, ...] = ()
    gaps: tuple[Gap, ...] = ()


def step(walk: Walk, page: Listing, *, page_limit: int, now: datetime) -> Step:
    """Take one page.

    An open walk ends with a page that brings news and shows known items or the end of the listing, or by two
    answers that agree that nothing follows. An empty page is no end yet: the anchor may have been deleted.

    Args:
        walk: before the page.
        page: the answer to `walk.anchor`.
        page_limit: pages of a first walk.
        now: aware UTC.
    """
    news = tuple(item for item in page.items if not walk.knows(item) and _beneath(walk, item))
    reached = any(_reached(walk, item) for item in page.items)
    after = replace(walk, pages=walk.pages + 1, stuck=walk.stuck + 1)
    gaps: list[Gap] = []
    if news:
        fresh, dropped = _newest({**walk.fresh, **{one.fullname: (one.revision, one.stamp) for one in news}})
        times = [one.created for one in page.items if one.created is not None]
        after = replace(
            after,
            anchors=tuple(item.fullname for item in page.items[-_ANCHORS:]),
            fresh=fresh,
            dropped=max(walk.dropped, dropped),
            oldest=min([*times, walk.oldest if walk.oldest is not None else now.timestamp()]),
            taken=walk.taken + len(page.items),
            stuck=0,
        )
        done = reached or not page.more
    else:
        # asked farther up, a listing that ends shows only the anchors that lie between
        asked_after = len(walk.anchors) - min(2**walk.stuck, len(walk.anchors))
        names = {item.fullname for item in page.items}
        nothing_below = bool(names) and names <= set(walk.anchors[asked_after + 1 :])
        done = not walk.anchors or nothing_below or (reached and walk.stuck > 0)
    given_up = not done and after.stuck >= _GIVE_UP
    if given_up or (done and not reached and after.taken >= _CAPPED):
        gaps += _gap(after, now, "Reddit lists no further back")
    cut = walk.floor is None and after.pages >= page_limit and not done
    return Step(
        walk=after,
        done=done or given_up or cut,
        cut=cut,
        items=news,
        faults=page.faults if news or not walk.anchors else (),
        gaps=tuple(gaps),
    )


def _beneath(walk: Walk, item: Item) -> bool:
    """Tell if the item lies where an open walk has not been yet."""
    if walk.oldest is None:
        return True
    if item.fullname in walk.anchors or item.fullname in walk.fresh:
        return False
    return item.created is None or item.created <= walk.oldest


def _reached(walk: Walk, item: Item) -> bool:
    if item.fullname in walk.seen:
        return True
    return walk.floor is not None and item.created is not None and item.created <= walk.floor


def _gap(walk: Walk, now: datetime, why: str) -> list[Gap]:
    """Tell of the stretch between what is known and where the walk is; a first walk misses nothing."""
    if walk.floor is None:
        return []
    until = now if walk.oldest is None else datetime.fromtimestamp(walk.oldest, UTC)
    return [Gap(since=datetime.fromtimestamp(walk.floor, UTC), until=until, why=why)]


def _newest(names: Names) -> tuple[dict[str, tuple[int, float]], float]:
    """Keep the names that changed last, and tell the newest stamp of the others."""
    ranked = sorted(names.items(), key=lambda one: (-one[1][1], one[0]))
    rest = ranked[_REMEMBERED:]
    return dict(ranked[:_REMEMBERED]), rest[0][1][1] if rest else 0


def write_cursor(sign: str, walks: Sequence[Walk]) -> Cursor:
    """Write the walks of a query's feeds; `sign` tells the feeds from others."""
    return Cursor(json.dumps({"for": sign, "walks": [asdict(walk) for walk in walks]}, separators=(",", ":")))


def read_cursor(cursor: Cursor | None, sign: str, feeds: int) -> list[Walk]:
    """Read the walks of a query's feeds.

    When the feeds are no longer those the cursor was written for (a term was added), each begins at the top
    and goes down to the oldest point that any of them had reached: some items come again, none is lost.

    Raises:
        ValueError: it is not a cursor of ours.
    """
    if cursor is None:
        return [Walk()] * feeds
    saved = json.loads(cursor)
    if not isinstance(saved, dict) or not isinstance(saved.get("walks"), list) or not saved["walks"]:
        raise ValueError("no walks")
    walks = [_walk(one) for one in saved["walks"]]
    if saved.get("for") == sign and len(walks) == feeds:
        return walks
    floors = [walk.floor for walk in walks]
    return [Walk(floor=None if None in floors else min(one for one in floors if one is not None))] * feeds


def _walk(saved: object) -> Walk:
    if not isinstance(saved, dict) or saved.keys() != {one.name for one in fields(Walk)}:
        raise ValueError("no walk")
    floor, oldest = saved["floor"], saved["oldest"]
    try:
        return Walk(
            floor=None if floor is None else float(floor),
            seen=_names(saved["seen"]),
            anchors=tuple(str(name) for name in saved["anchors"]),
            fresh=_names(saved["fresh"]),
            dropped=float(saved["dropped"]),
            oldest=None if oldest is None else float(oldest),
            pages=int(saved["pages"]),
            taken=int(saved["taken"]),
            stuck=int(saved["stuck"]),
        )
    except (TypeError, AttributeError):
        raise ValueError("a walk with other types") from None


def _names(saved: Mapping[str, Sequence[float]]) -> dict[str, tuple[int, float]]:
    return {str(name): (int(revision), float(stamp)) for name, (revision, stamp) in saved.items()}
