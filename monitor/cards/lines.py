"""Pieces of lines that several messages are made of."""

from __future__ import annotations

from datetime import datetime

from alerts.text import one_line, truncate
from connectors.base import Mention
from monitor.records import Alert, Handled
from monitor.wording import Words

_NAME, _SENTENCE = 80, 300


def plain(text: str) -> str:
    """What a stranger wrote, on one line and not endless."""
    return truncate(one_line(text), _NAME)


def worded(fact: object) -> object:
    """A fact as it may stand in a line: numbers as they are, all else on one line and not endless."""
    if fact is None or isinstance(fact, (int, float)):
        return fact
    return truncate(one_line(str(fact)), _SENTENCE)


def moment(at: object, words: Words) -> str:
    """Word a time that travelled as ISO text; anything else stands as it came."""
    try:
        return words.moment(datetime.fromisoformat(str(at)))
    except ValueError:
        return str(at)


def done(line: str, who: str | None, at: datetime | None, words: Words) -> str:
    """Word what somebody did, and when."""
    when = words.moment(at) if at else words("report.unknown")
    return words(line, who=plain(who or "") or words("card.somebody"), when=when)


def author_of(mention: Mention, words: Words) -> str:
    """Name the author of a post as people on its platform do."""
    if handle := plain(mention.author_handle or ""):
        return words.handle(mention.platform, handle)
    return plain(mention.author_name or "") or words("card.unknown_author")


def over(handled: Handled) -> str:
    """Name the state of what is over: resolved, or no complaint at all."""
    return "not_a_complaint" if handled.resolution == "not_a_complaint" else "resolved"


def state_of(handled: Handled, words: Words) -> str:
    """Word who has it, who answered, whether it sleeps, or how it ended; empty while it is simply open."""
    if handled.state == "resolved":
        ended = done(f"card.{over(handled)}", handled.resolved_by, handled.resolved_at, words)
        why = words.name("resolution", handled.resolution or "")
        told = [ended, why if f"resolution.{handled.resolution}" in words else "", plain(handled.note or "")]
        return " · ".join(each for each in told if each)
    told = []
    if handled.state == "acknowledged":
        told.append(done("card.taken", handled.acknowledged_by, handled.acknowledged_at, words))
    if handled.answered_at is not None:
        sending = handled.sending if isinstance(handled, Alert) else None
        line = {"waiting": "card.publishing", "published": "card.published"}.get(
            sending or "", "card.answered"
        )
        told.append(done(line, handled.answered_by, handled.answered_at, words))
    if handled.snooze == "worse":
        told.append(words("card.sleeps_until_worse"))
    elif handled.snoozed_until is not None:
        told.append(words("card.sleeps", when=words.moment(handled.snoozed_until)))
    return " · ".join(told)
