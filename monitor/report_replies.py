"""What a report says of replies: how many, what came of them, how soon, and whom to thank.

    replies ──reply_figures──▶ figures (JSON) ──told──▶ lines
    rows ──to_thank──▶ praise and thanks ──(drafted)──thank_figures──▶ figures (JSON) ──told──▶ voices with drafts

Small numbers are told as they are, and that they tell nothing yet.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from alerts.text import clean, one_line, truncate
from monitor.outcomes import WENT, praises
from monitor.records import ReplyRow, ReportRow, ToThank
from monitor.report_page import Voice, author_of, web_address
from monitor.wording import Direction, Words, direction_of, direction_of_text

#: What came of replies is looked at over so long: of a day's alone it is known too late.
LOOKED_BACK = timedelta(days=30)
#: Fewer tell nothing.
LEAST = 10
#: So many are named in "To thank for".
THANKED = 5

#: Followers of small, middle and big accounts: brands are known to favour the big ones.
_BIG, _SMALL = 10_000, 1_000
_EXCERPT, _NAME, _ADDRESS, _DRAFT = 500, 80, 3_000, 2_000
_KINDS = ("short", "full", "private", "thanks", "own")


def reply_figures(rows: Sequence[ReplyRow], *, since: datetime, until: datetime) -> dict[str, Any] | None:
    """Count replies; None if none was sent in the period, and of none it became known how its author went on.

    Args:
        rows: replies that were sent before `until` and, if no earlier, since `LOOKED_BACK` before it.

    Returns:
        `sent`, of the period: `by` kind of draft the number `as_offered`, `edited` and `by_model`; `went`, over
        `days`: by kind how many authors went on in each way; `soon`, over as long: by followers (`small`, `middle`,
        `big`) how many complaints had a first reply and the median of the seconds it took.
    """
    sent = [row for row in rows if since <= row.replied_at < until]
    known = [row for row in rows if row.outcome in WENT and row.outcome_at is not None]
    if not sent and not any(row.outcome_at and since <= row.outcome_at < until for row in known):
        return None
    kinds = [kind for kind in _KINDS if any(row.kind == kind for row in rows)]
    return {
        "sent": len(sent),
        "by": {
            kind: {
                "as_offered": sum(not row.edited for row in sent if row.kind == kind),
                "edited": sum(row.edited for row in sent if row.kind == kind),
                "by_model": sum(row.source not in ("composed", "own") for row in sent if row.kind == kind),
            }
            for kind in kinds
            if any(row.kind == kind for row in sent)
        },
        "days": LOOKED_BACK.days,
        "went": {
            kind: {went: sum(row.outcome == went for row in known if row.kind == kind) for went in WENT}
            for kind in kinds
            if any(row.kind == kind for row in known)
        },
        "soon": _soon(rows),
    }


def to_thank(rows: Sequence[ReportRow]) -> list[ReportRow]:
    """Whom to thank: who thanked after a reply or praises the brand, each once; the most followed and warmest first.

    Followers count by their order of magnitude; among equals, warmth decides.
    """
    found: dict[tuple[str, str], ReportRow] = {}
    for row in sorted(filter(_to_thank, rows), key=_warmth):
        found.setdefault((row.platform, row.author_handle or row.permalink), row)
    return list(found.values())[:THANKED]


def thank_figures(thanks: Sequence[ToThank]) -> list[dict[str, Any]]:
    """Praise and thanks in their own words, each with the draft that thanks back."""
    return [
        {
            "platform": one_line(one.row.platform)[:_NAME],
            "permalink": _address(one.row.permalink),
            "author": truncate(one_line(one.row.author_handle), _NAME) if one.row.author_handle else None,
            "followers": one.row.followers,
            "text": truncate(clean(one.row.text), _EXCERPT),
            "created_at": one.row.created_at.astimezone(UTC).isoformat(),
            "language": one.row.language,
            "solved": one.row.solved,
            "draft": truncate(one.draft.text, _DRAFT),
            "draft_language": one.draft.language,
            "lines": one.draft.lines,
            "reply_at": _address(one.reply_at) if one.reply_at else None,
        }
        for one in thanks
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Thanked:
    """Somebody to thank.

    Args:
        draft: what to write, in `language`.
        reply_at: the platform's own reply box, the draft in it; None where there is none.
    """

    voice: Voice
    draft: str
    direction: Direction
    language: str
    reply_at: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is read of replies; every text is plain."""

    replies: tuple[str, ...]
    thanks: tuple[Thanked, ...]


def told(figures: Mapping[str, Any], words: Words) -> Told:
    """Word what figures say of replies and thanks; those that were kept before there were any say nothing."""
    replies = figures.get("replies")
    return Told(
        replies=_lines(replies, words) if replies else (),
        thanks=tuple(_thanked(each, words) for each in figures.get("thanks") or ()),
    )


def _to_thank(row: ReportRow) -> bool:
    if row.thanked_back:
        return False
    return row.solved or praises(
        row.text,
        row.words,
        sentiment=row.sentiment,
        positive=row.positive or 0.0,
        complaint=row.complaint or row.alert_state is not None,
    )


def _warmth(row: ReportRow) -> tuple[int, float, datetime]:
    return (-int(math.log10(max(row.followers or 1, 1))), -(row.positive or 0.0), row.created_at)


def _address(url: str) -> str:
    return one_line(url) if len(url) <= _ADDRESS else ""


def _soon(rows: Sequence[ReplyRow]) -> dict[str, dict[str, float | int | None]]:
    times: dict[str, list[float]] = {"small": [], "middle": [], "big": []}
    for row in rows:
        if not row.first or row.followers is None or row.kind == "thanks":
            continue
        band = "small" if row.followers < _SMALL else "middle" if row.followers <= _BIG else "big"
        times[band].append(max((row.replied_at - row.posted_at).total_seconds(), 0.0))
    return {
        band: {"count": len(each), "median_seconds": statistics.median(each) if each else None}
        for band, each in times.items()
    }


def _lines(replies: Mapping[str, Any], words: Words) -> tuple[str, ...]:
    lines = []
    if replies["sent"]:
        by = [(kind, replies["by"][kind]) for kind in _KINDS if kind in replies["by"]]
        counted = [
            words("report.counted", name=words.name("draft", kind), count=each["as_offered"] + each["edited"])
            for kind, each in by
        ]
        lines.append(words("report.replies_sent", count=replies["sent"], kinds=" · ".join(counted)))
        offered, edited, model = (
            sum(each[name] for _, each in by) for name in ("as_offered", "edited", "by_model")
        )
        lines.append(words("report.replies_edited", offered=offered, edited=edited))
        if model:
            lines.append(words("report.replies_model", count=model))
    lines += _went(replies, words)
    lines += _first_reply(replies["soon"], words)
    return tuple(lines)


def _went(replies: Mapping[str, Any], words: Words) -> list[str]:
    """How authors went on: all of them, and by kind of draft where there are enough."""
    by = {kind: replies["went"][kind] for kind in _KINDS if kind in replies["went"]}
    if not by:
        return []
    total: dict[str, int] = {went: sum(each[went] for each in by.values()) for went in WENT}
    lines = [words("report.went_on", days=replies["days"], went=_counted(total, words))]
    enough = {kind: each for kind, each in by.items() if sum(each.values()) >= LEAST}
    for kind, each in enough.items():
        share = (each["thanked"] + each["calmer"]) / sum(each.values())
        name = words.name("draft", kind)
        lines.append(
            words("report.went_kind", kind=name, percent=words.percent(share), went=_counted(each, words))
        )
    return lines if enough else [*lines, words("report.went_few", least=LEAST)]


def _counted(counts: Mapping[str, int], words: Words) -> str:
    told = [
        words("report.counted", name=words.name("went", went), count=counts[went])
        for went in WENT
        if counts[went]
    ]
    return " · ".join(told)


def _first_reply(soon: Mapping[str, Mapping[str, Any]], words: Words) -> list[str]:
    """How soon small and big accounts had a reply."""
    reach = {
        "small": words("report.reach_small", most=_SMALL),
        "middle": words("report.reach_middle", least=_SMALL, most=_BIG),
        "big": words("report.reach_big", least=_BIG),
    }
    lines = []
    for band, name in reach.items():
        count = soon[band]["count"]
        if count >= LEAST:
            duration = words.duration(soon[band]["median_seconds"])
            lines.append(words("report.reach", reach=name, duration=duration, count=count))
        elif count:
            lines.append(words("report.reach_few", reach=name, count=count))
    return [words("report.first_reply"), *lines] if lines else []


def _thanked(each: Mapping[str, Any], words: Words) -> Thanked:
    source = words(
        "report.source_solved" if each["solved"] else "report.source_praise",
        author=author_of(each, words),
        platform=words.name("platform", each["platform"]),
        when=words.moment(datetime.fromisoformat(each["created_at"])),
    )
    language = each["draft_language"]
    return Thanked(
        voice=Voice(
            source=source,
            text=clean(each["text"]),
            direction=direction_of_text(each["text"], each["language"]),
            language=each["language"] if each["language"] != "other" else None,
            url=web_address(each["permalink"]),
        ),
        draft=clean(each["draft"]),
        direction=direction_of(language),
        language=language,
        reply_at=web_address(each["reply_at"]) if each["reply_at"] else None,
    )
