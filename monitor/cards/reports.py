"""A report in short."""

from __future__ import annotations

from collections.abc import Sequence

from alerts.base import Fact, Link, Message, Quote, Section
from alerts.text import one_line, truncate
from monitor.records import Report
from monitor.report_page import Page, Voice, page
from monitor.report_replies import Told, told
from monitor.wording import Words

#: So many lines of a section stand in the message; the whole report has them all.
_LINES = 8
_SAID = 120


def report_message(
    report: Report, *, delivery_id: str, words: Words, brand_name: str, where: str | None
) -> Message:
    """Tell a report in short: its figures, what is unanswered, and the worst in the customers' own words.

    Args:
        where: address or path of the whole report; None if it is not kept anywhere to look at.
    """
    shown, answers = page(report.figures, words, brand_name), told(report.figures, words)
    address = where if where and where.startswith(("https://", "http://")) else None
    return Message(
        delivery_id=delivery_id,
        headline=shown.headline,
        direction=words.direction,
        facts=tuple(
            Fact(label=tile.label, value=f"{tile.value} · {tile.note}" if tile.note else tile.value)
            for tile in shown.tiles
        ),
        sections=tuple(_report_sections(shown, answers, words, where if address is None else None)),
        quotes=tuple(_quote(voice) for voice in shown.worst),
        links=(
            *((Link(label=words("report.whole"), url=address),) if address else ()),
            *_links(answers, words),
        ),
    )


def _report_sections(shown: Page, answers: Told, words: Words, where: str | None) -> list[Section]:
    unanswered = [shown.unanswered, *(voice.source for voice in shown.waiting)]
    if shown.more_waiting:
        unanswered.append(shown.more_waiting)
    sections = [
        Section(title="", lines=shown.lead),
        Section(title=words("report.unanswered"), lines=tuple(line for line in unanswered if line)),
        Section(title=words("report.incidents"), lines=_first(shown.incidents, words)),
        Section(title=words("report.thanks"), lines=_thanks(answers, words)),
        Section(title=words("report.replies"), lines=_first(answers.replies, words)),
        Section(title=words("report.held_back"), lines=_first(shown.held, words)),
        Section(title=words("report.unseen"), lines=shown.gaps),
        Section(title="", lines=(shown.writer,) if shown.writer else ()),
        Section(title="", lines=(words("report.whole_at", where=one_line(where)),) if where else ()),
    ]
    return [section for section in sections if section.lines]


def _thanks(answers: Told, words: Words) -> tuple[str, ...]:
    """Who is to be thanked, and the beginning of what they said; the drafts stand in the whole report."""
    return tuple(
        words("report.thank_line", source=one.voice.source, text=truncate(one_line(one.voice.text), _SAID))
        for one in answers.thanks
    )


def _links(answers: Told, words: Words) -> tuple[Link, ...]:
    numbered = enumerate((one.voice.url for one in answers.thanks), 1)
    return tuple(Link(label=words("report.thank_number", number=n), url=url) for n, url in numbered if url)


def _first(lines: Sequence[str], words: Words) -> tuple[str, ...]:
    left = len(lines) - _LINES
    return (*lines[:_LINES], words("report.more", count=left)) if left > 0 else tuple(lines)


def _quote(voice: Voice) -> Quote:
    return Quote(text=voice.text, direction=voice.direction, source=voice.source, url=voice.url)
