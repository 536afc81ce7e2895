"""Where a walk down X's pages has come to, and what one more page means for it: pure, no network.

X pages from the newest post down. A walk is one way down, from the newest post to where the walk before
began; it may take several fetches, and what stands in the cursor after each page says how to go on:

    ── known before ── since ── not yet fetched ── until ── fetched by this walk ── newest ── next walk ──>

Only when a walk has come down to `since` does `since` become `newest`. Ids are compared as numbers.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime

from connectors.base import Cursor, Fault, Gap, Mention
from connectors.x_posts import Page, time_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """How far one feed has been walked; a walk is open while it has `until`.

    Args:
        since, until, newest: ids; see the drawing above.
        pages, taken: requests made and posts fetched by the open walk.
        stuck: answers in a row that brought the open walk nothing.
    """

    since: int | None = None
    until: int | None = None
    newest: int | None = None
    pages: int = 0
    taken: int = 0
    stuck: int = 0

    def closed(self) -> Walk:
        """Give the walk that begins at the top, down to what this one has seen."""
        return Walk(since=self.newest or self.since)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What one page meant.

    Args:
        walk: where to go on from.
        done: the walk has reached its end.
        follow: the token of the next page, if it can be trusted; else ask by `walk.until`.
        mentions, faults, gaps: what to hand out, mentions oldest first.
    """

    walk: Walk
    done: bool
    follow: str | None = None
    mentions: tuple[Mention, ...] = ()
    faults: tuple[Fault, ...] = ()
    gaps: tuple[Gap, ...] = ()


def step(
    walk: Walk, page: Page, *, tokens: set[str], page_limit: int, reach: int | None, now: datetime
) -> Step:
    """Take one page.

    An API may repeat itself: a page from higher up, a token used before, an end where there is none. So a
    page counts only for ids between `since` and `until`; an open walk ends with a page that brings posts and
    names no next one, or by two answers in a row that bring nothing.

    Args:
        walk: before the page.
        page: the answer.
        tokens: those followed in this fetch.
        page_limit: pages of a first walk, and pages in a row without a post before a walk is given up.
        reach: how many posts the feed lists at most; None if it has no such limit.
        now: aware UTC.
    """
    bottom_id = -1 if walk.since is None else walk.since
    inside = {one for one in page.ids if bottom_id < one and (walk.until is None or one < walk.until)}
    repeated = walk.until is not None and any(one >= walk.until for one in page.ids)
    below = any(one <= bottom_id for one in page.ids)
    bottom = below or (not repeated and page.next_token is None)
    after = replace(walk, pages=walk.pages + 1, stuck=walk.stuck + 1)
    if inside:
        newest = max(inside) if walk.newest is None else walk.newest
        after = replace(after, until=min(inside), newest=newest, taken=walk.taken + len(inside), stuck=0)
    done = bottom and (bool(inside) or walk.until is None or walk.stuck > 0)

    faults = list(page.faults if inside or not page.ids else ())
    looping = repeated or page.next_token in tokens
    if looping:
        faults.append(Fault(external_id=None, why="X repeated a page"))
    gaps: list[Gap] = []
    if not done and walk.since is not None and after.stuck >= page_limit:
        gaps.append(gap(after, now, f"X gave {after.stuck} pages in a row without a new post"))
    elif done and reach and walk.since is not None and after.taken >= reach:
        gaps.append(gap(after, now, f"X lists no more than {reach} mentions"))
    first_ends = walk.since is None and after.pages >= page_limit
    return Step(
        walk=after,
        done=done or bool(gaps) or first_ends,
        follow=None if looping else page.next_token,
        mentions=_in_order([mention for post_id, mention in page.mentions.items() if post_id in inside]),
        faults=tuple(faults),
        gaps=tuple(gaps),
    )


def gap(walk: Walk, now: datetime, why: str) -> Gap:
    """Tell of the stretch that an open walk has not come to."""
    return Gap(
        since=None if walk.since is None else time_of(walk.since),
        until=now if walk.until is None else time_of(walk.until),
        why=why,
    )


def _in_order(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Sort oldest first and keep the latest revision of each post."""
    latest: dict[str, Mention] = {}
    for mention in sorted(mentions, key=lambda one: one.revision):
        latest[mention.external_id] = mention
    return tuple(sorted(latest.values(), key=lambda one: (one.created_at, int(one.external_id))))


def write_cursor(sign: str, walks: Sequence[Walk]) -> Cursor:
    """Write the walks of a query's feeds; `sign` tells the feeds from others."""
    return Cursor(json.dumps({"for": sign, "walks": [asdict(walk) for walk in walks]}, separators=(",", ":")))


def read_cursor(cursor: Cursor | None, sign: str, feeds: int) -> list[Walk]:
    """Read the walks of a query's feeds.

    When the feeds are no longer those the cursor was written for (a term was added), each begins at the top
    and goes down to the oldest point that any of them had reached: some posts come again, none is lost.

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
    reached = [walk.since for walk in walks]
    return [Walk(since=None if None in reached else min(filter(None, reached)))] * feeds


def _walk(saved: object) -> Walk:
    names = {one.name for one in fields(Walk)}
    if not isinstance(saved, dict) or saved.keys() != names:
        raise ValueError("no walk")
    if not all(value is None or (type(value) is int and 0 <= value < 2**63) for value in saved.values()):
        raise ValueError("a walk with something else than numbers")
    if None in (saved["pages"], saved["taken"], saved["stuck"]):
        raise ValueError("a walk that counts nothing")
    return Walk(**saved)
