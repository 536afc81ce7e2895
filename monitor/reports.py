"""A period's rows as figures, and the figures as a page to read or print, as Markdown and as JSON.

    rows, gaps ──figures──▶ figures (JSON, stored) ──html, markdown──▶ text

Figures are kept with the report, so that it reads the same whenever it is drawn; they hold no wording.
"""

from __future__ import annotations

import base64
import hashlib
import math
import re
import statistics
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from pathlib import Path
from typing import Any, get_args

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from alerts.base import Severity
from alerts.text import clean, one_line, oriented, truncate
from monitor.records import Gap, Held, Incident, ReplyRow, ReportRow, ToThank, WriterFigures
from monitor.report_page import VERSION, Voice, page
from monitor.report_replies import Thanked, reply_figures, thank_figures, told
from monitor.routing import Silence
from monitor.wording import Direction, Words

#: Two in three of those who complain on X want an answer within this time (Eptica 2015, HBR 2018).
SOON = timedelta(hours=1)
WORST, WAITING, EXCERPT = 5, 10, 500

_TEMPLATES = Path(__file__).with_name("templates")
_NAME, _WHY, _ADDRESS = 80, 300, 2000
_HOUR = timedelta(hours=1)

#: What a row is counted by.
_DIMENSIONS: dict[str, Callable[[ReportRow], str | None]] = {
    "platform": lambda row: row.platform,
    "severity": lambda row: None if row.severity is None else row.severity.name,
    "topic": lambda row: row.topic,
    "language": lambda row: row.language,
    "sentiment": lambda row: row.sentiment,
}


def figures(
    rows: Sequence[ReportRow],
    *,
    brand: str,
    since: datetime,
    until: datetime,
    gaps: Sequence[Gap],
    silences: Sequence[Silence] = (),
    incidents: Sequence[Incident] = (),
    writer: WriterFigures | None = None,
    replies: Sequence[ReplyRow] = (),
    thanks: Sequence[ToThank] = (),
    now: datetime,
) -> dict[str, Any]:
    """Count what a period brought; the result holds only what JSON knows.

    Args:
        rows: every judged mention of the brand posted in the period.
        brand: its key.
        since, until: aware; `until` is the first moment after.
        gaps: of its watches; cut to the period.
        silences: that muted some of it at any time of the period.
        incidents: of the brand that went on in the period, the gravest first.
        writer: what it was asked in the period; None if there is none.
        replies: that were sent in the period and for some time before; see `report_replies`.
        thanks: whom to thank, with drafts.
        now: aware.

    Returns:
        `mentions`, `complaints`; `by` platform, severity, topic, language and sentiment, each name with both
        counts ("unknown" for None); `hours`, both counts for each hour that passed since `since` (23 on a day
        that loses one); `alerts` told at once, by state, and `digest`, the quieter ones that nobody was
        called for; `held`, alerts that got no card of their own at once, by why, how many of them got one later and
        how many still have nobody; `answers`, lengths in seconds; `worst` and `waiting`, posts in their own words;
        `incidents`, `silences`, `gaps` and `writer`; `replies` and `thanks` where there are any.
    """
    called = [row for row in rows if _told_at_once(row)]
    still_open = sorted(
        (row for row in called if row.alert_state == "open"), key=lambda row: row.opened_at or now
    )
    answered = reply_figures(replies, since=since, until=until)
    return {
        "version": VERSION,
        "brand": brand,
        "since": since.astimezone(UTC).isoformat(),
        "until": until.astimezone(UTC).isoformat(),
        "made_at": now.astimezone(UTC).isoformat(),
        **_both(rows),
        "by": {name: _by(rows, of) for name, of in _DIMENSIONS.items()},
        "hours": _hours(rows, since, until),
        "alerts": {
            "raised": sum(row.alert_state is not None for row in rows),
            "told": len(called),
            "acknowledged": sum(row.alert_state == "acknowledged" for row in called),
            "resolved": sum(row.alert_state == "resolved" for row in called),
            "open": len(still_open),
            "oldest_open_seconds": max((_age(row, now) for row in still_open), default=None),
        },
        "digest": sum(row.alert_state == "open" and not _told_at_once(row) for row in rows),
        "held": _held(rows),
        "answers": _answers(called, now),
        "worst": [_voice(row, now) for row in sorted(filter(_complains, rows), key=_badness)[:WORST]],
        "waiting": [_voice(row, now) for row in still_open[:WAITING]],
        "incidents": [_incident(incident) for incident in incidents],
        "silences": [_silence(silence) for silence in silences],
        "gaps": _gaps(gaps, since, until),
        "writer": asdict(writer) if writer is not None and writer.asked else None,
        **({"replies": answered} if answered else {}),
        **({"thanks": thank_figures(thanks)} if thanks else {}),
    }


def html(figures: Mapping[str, Any], words: Words, brand_name: str) -> str:
    """Draw figures as one self-contained page: no script, nothing fetched, readable on a phone and in print.

    Raises:
        ValueError: figures of a version that this code does not know.
    """
    style = (_TEMPLATES / "report.css").read_text(encoding="utf-8")
    # the policy names this very style, so that no other, and nothing else at all, is ever applied or fetched
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return _template().render(
        page=page(figures, words, brand_name),
        told=told(figures, words),
        words=words,
        style=style,
        style_digest=digest,
    )


def markdown(figures: Mapping[str, Any], words: Words, brand_name: str) -> str:
    """Draw figures as Markdown; texts of posts stand in quotes, with nothing in them read as markup.

    Raises:
        ValueError: figures of a version that this code does not know.
    """
    shown, answers = page(figures, words, brand_name), told(figures, words)
    inert = partial(_inert, direction=words.direction)
    lines = [f"# {inert(shown.title)}", "", inert(shown.period), "", *map(inert, shown.lead), ""]
    for tile in shown.tiles:
        note = f" ({inert(tile.note)})" if tile.note else ""
        lines.append(f"- **{tile.label}:** {inert(tile.value)}{note}")
    if shown.unanswered:
        lines += ["", f"## {words('report.unanswered')}", "", inert(shown.unanswered), ""]
    lines += _voices(shown.waiting, words)
    lines += [inert(shown.more_waiting), ""] if shown.more_waiting else []
    lines += _listed(words("report.incidents"), shown.incidents, words)
    if shown.worst:
        lines += [f"## {words('report.worst')}", "", *_voices(shown.worst, words)]
    if answers.thanks:
        lines += [f"## {words('report.thanks')}", "", *_thanks(answers.thanks, words)]
    lines += _listed(words("report.replies"), answers.replies, words)
    for chart in shown.charts:
        lines += [f"## {chart.title}", ""]
        lines += [f"- {inert(f'{bar.label}: {bar.told}')}" for bar in chart.bars if bar.mentions]
        if chart.note and not chart.standing:
            lines.append(f"- {inert(chart.note)}")
        lines.append("")
    lines += _listed(words("report.held_back"), shown.held, words)
    lines += _listed(words("report.unseen"), shown.gaps, words)
    lines += ["", inert(shown.writer), ""] if shown.writer else []
    return "\n".join([*lines, inert(shown.made), ""])


def _complains(row: ReportRow) -> bool:
    return row.complaint


def _told_at_once(row: ReportRow) -> bool:
    """Whether it counts as one that people are called for, held back or not; a medium one if somebody acted."""
    urgent = row.severity is None or row.severity >= Severity.high
    return row.alert_state is not None and (urgent or row.alert_state != "open")


def _badness(row: ReportRow) -> tuple[int, float, int, datetime]:
    return (
        -(row.severity if row.severity is not None else -1),
        -(row.complaint_probability or 0.0),
        -(row.followers or 0),
        row.created_at,
    )


def _both(rows: Sequence[ReportRow]) -> dict[str, int]:
    return {"mentions": len(rows), "complaints": sum(row.complaint for row in rows)}


def _by(rows: Sequence[ReportRow], of: Callable[[ReportRow], str | None]) -> dict[str, dict[str, int]]:
    parts: dict[str, list[ReportRow]] = {}
    for row in rows:
        parts.setdefault(one_line(of(row) or "unknown")[:_NAME], []).append(row)
    return {
        name: _both(part) for name, part in sorted(parts.items(), key=lambda item: (-len(item[1]), item[0]))
    }


def _hours(rows: Sequence[ReportRow], since: datetime, until: datetime) -> list[dict[str, int]]:
    # two times of one zone are subtracted by their clocks, which lie on the days the clocks change
    start = since.astimezone(UTC)
    hours = [
        {"mentions": 0, "complaints": 0} for _ in range(math.ceil((until.astimezone(UTC) - start) / _HOUR))
    ]
    for row in rows:
        hour = (row.created_at - start) // _HOUR
        if 0 <= hour < len(hours):
            hours[hour]["mentions"] += 1
            hours[hour]["complaints"] += row.complaint
    return hours


def _answers(told: Sequence[ReportRow], now: datetime) -> dict[str, float | int | None]:
    """How many alerts had an answer, and how soon.

    An answer is somebody's taking or closing the alert; what is said to the customer happens elsewhere.
    `p90_seconds` is the shortest time that nine in ten kept to (nearest rank). `within_hour` is a share of
    the alerts answered or open for more than an hour: of a younger one nobody knows yet.
    """
    times = sorted(seconds for row in told if (seconds := _answered_after(row)) is not None)
    missing = sum(row.alert_state == "open" for row in told)
    overdue = sum(row.alert_state == "open" and _age(row, now) > SOON.total_seconds() for row in told)
    slower = sum(seconds > SOON.total_seconds() for seconds in times) + overdue
    known = len(times) + overdue
    return {
        "share": (len(told) - missing) / len(told) if told else None,
        "missing": missing,
        "median_seconds": statistics.median(times) if times else None,
        "p90_seconds": times[math.ceil(0.9 * len(times)) - 1] if times else None,
        "within_hour": (known - slower) / known if known else None,
        "slower": slower,
    }


def _answered_after(row: ReportRow) -> float | None:
    """Seconds from the alert to the first hand laid on it; some are closed without having been taken."""
    answers = [at for at in (row.acknowledged_at, row.resolved_at) if at is not None]
    if row.opened_at is None or not answers:
        return None
    return max((min(answers) - row.opened_at).total_seconds(), 0.0)


def _age(row: ReportRow, now: datetime) -> float:
    return max((now - row.opened_at).total_seconds(), 0.0) if row.opened_at else 0.0


def _voice(row: ReportRow, now: datetime) -> dict[str, Any]:
    return {
        "platform": one_line(row.platform)[:_NAME],
        "permalink": one_line(row.permalink) if len(row.permalink) <= _ADDRESS else "",
        "author": truncate(one_line(row.author_handle), _NAME) if row.author_handle else None,
        "followers": row.followers,
        "text": truncate(clean(row.text), EXCERPT),
        "created_at": row.created_at.astimezone(UTC).isoformat(),
        "language": row.language,
        "topic": truncate(one_line(row.topic), _NAME) if row.topic else None,
        "severity": None if row.severity is None else row.severity.name,
        "waiting_seconds": _age(row, now) if row.alert_state == "open" else None,
    }


def _gaps(gaps: Sequence[Gap], since: datetime, until: datetime) -> list[dict[str, str | None]]:
    """The gaps that touch the period, the earliest first, those of unknown beginning before all."""
    touching = [gap for gap in gaps if gap.until > since and (gap.since is None or gap.since < until)]
    touching.sort(key=lambda gap: (gap.since is not None, gap.since or gap.until, gap.watch))
    return [
        {
            "watch": one_line(gap.watch)[:_NAME],
            "since": None if gap.since is None else max(gap.since, since).astimezone(UTC).isoformat(),
            "until": min(gap.until, until).astimezone(UTC).isoformat(),
            "why": truncate(one_line(gap.why), _WHY),
        }
        for gap in touching
    ]


def _held(rows: Sequence[ReportRow]) -> dict[str, Any]:
    held = [row for row in rows if row.held is not None]
    return {
        "by": {why: sum(row.held == why for row in held) for why in get_args(Held)},
        "later": sum(row.told_at is not None for row in held),
        "open": sum(row.alert_state == "open" for row in held),
    }


def _silence(silence: Silence) -> dict[str, Any]:
    asked = {
        "language": silence.when.languages,
        "topic": silence.when.topics,
        "platform": silence.when.platforms,
        "author": silence.when.authors,
        "severity": tuple(severity.name for severity in silence.when.severities),
    }
    return {
        "mutes": [[name, truncate(one_line(each), _NAME)] for name, given in asked.items() for each in given],
        "by": truncate(one_line(silence.by), _NAME),
        "why": truncate(one_line(silence.why), _WHY),
        "until": silence.until.astimezone(UTC).isoformat(),
    }


def _incident(incident: Incident) -> dict[str, Any]:
    topics = [name for name, _ in incident.topics if name != "none"]
    who = incident.resolved_by if incident.state == "resolved" else incident.acknowledged_by
    at = incident.resolved_at if incident.state == "resolved" else incident.acknowledged_at
    return {
        "severity": incident.severity.name,
        "surge": incident.surge,
        "topic": truncate(one_line(topics[0]), _NAME) if topics else None,
        "complaints": incident.complaints,
        "people": incident.people,
        "since": incident.since.astimezone(UTC).isoformat(),
        "state": incident.state,
        "resolution": incident.resolution,
        "by": truncate(one_line(who), _NAME) if who else None,
        "at": at.astimezone(UTC).isoformat() if at else None,
    }


def _listed(title: str, told: Sequence[str], words: Words) -> list[str]:
    lines = (f"- {_inert(line, words.direction)}" for line in told)
    return ["", f"## {title}", "", *lines, ""] if told else []


def _voices(voices: Sequence[Voice], words: Words) -> Iterator[str]:
    for voice in voices:
        link = f" · [{words('report.open_post')}](<{voice.url}>)" if voice.url else ""
        yield from (_inert(voice.source, words.direction) + link, "")
        yield from (f"> {_inert(line, voice.direction)}".rstrip() for line in voice.text.split("\n"))
        yield ""


def _thanks(thanks: Sequence[Thanked], words: Words) -> Iterator[str]:
    for one in thanks:
        yield from _voices([one.voice], words)
        link = f" · [{words('report.thank')}](<{one.reply_at}>)" if one.reply_at else ""
        yield from (_inert(words("report.thank_draft"), words.direction) + link, "")
        yield from (_inert(line, one.direction) for line in one.draft.split("\n"))
        yield ""


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html")


#: What Markdown (CommonMark, and GitHub's bare links, tables and mentions) could take for markup.
_MARKUP = re.compile(r"[\\`*_\[\]<>&~|#@$]|(?<=www)\.|:(?=//)|^[-+=]|(?<=\d)[.)](?= |$)", re.IGNORECASE)


def _inert(text: str, direction: Direction) -> str:
    """One line of text with every mark of Markdown in it made harmless.

    From right to left it is isolated: where it is shown, a line runs as its first letter does, which may be a handle's.
    """
    line = one_line(text)
    return _MARKUP.sub(r"\\\g<0>", oriented(line, "rtl") if direction == "rtl" else line)
