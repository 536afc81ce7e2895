"""Notices: what the service tells of its own accord."""

from __future__ import annotations

from collections.abc import Mapping

from alerts.base import Fact, Message, Section
from monitor.cards.lines import moment, plain, worded
from monitor.records import Notice
from monitor.wording import Words

#: What a headline tells already, or whom a notice calls.
_IN_HEADLINE = ("count", "people", "owner", "who", "percent", "incident", "brand")

#: Kinds whose headline says it all.
_TOLD_BY_THEIR_HEADLINE = (
    "incident_worse", "incident_again", "incident_goes_on", "case_age", "case_untake", "case_wake",
)  # fmt: skip


def notice_message(notice: Notice, *, delivery_id: str, words: Words) -> Message:
    """Word what the service tells of itself: what happened, the facts, and what to do.

    A kind that the catalogue does not know is told all the same, with its facts by their own names.
    """
    told = {name: worded(fact) for name, fact in notice.facts.items()}
    if isinstance(percent := told.get("percent"), (int, float)):
        told["percent"] = words.percent(percent / 100)
    try:
        headline = words(f"notice.{notice.kind}", **_named(told, words))
    except KeyError:
        headline = words("notice.other", kind=plain(notice.kind))
    to_do = f"notice.{notice.kind}_do"
    return Message(
        delivery_id=delivery_id,
        headline=headline,
        direction=words.direction,
        facts=tuple(_notice_facts(told, words, notice.kind)),
        sections=(Section(title="", lines=(words(to_do),)),) if to_do in words else (),
    )


def _notice_facts(facts: Mapping[str, object], words: Words, kind: str) -> list[Fact]:
    if kind in _TOLD_BY_THEIR_HEADLINE:
        return []
    told = dict(facts)
    if until := told.pop("until", None):
        since = told.pop("since", None)
        line = "notice.unseen" if since else "notice.unseen_until"
        told["unseen"] = words(line, since=moment(since, words), until=moment(until, words))
    elif since := told.pop("since", None):
        told["since"] = moment(since, words)
    if isinstance(seconds := told.pop("within_seconds", None), (int, float)):
        came, usual = told.pop("came", None), told.pop("usual", None)
        told["heard"] = words("notice.heard", came=came, duration=words.duration(seconds), usual=usual)
    if isinstance(minutes := told.get("minutes"), (int, float)):
        told["minutes"] = words.duration(minutes * 60)
    if "place" in told:
        told["place"] = " · ".join(str(told[name]) for name in ("notifier", "place") if name in told)
        told.pop("notifier", None)
    left = told.pop("left_seconds", None)
    # that the time is up is told above; by how many seconds is no news
    if isinstance(left, (int, float)) and not -60 < left <= 0:
        told["left" if left > 0 else "late_by"] = words.duration(abs(left))
    told = _named(told, words)
    # the count stands in the headline
    return [
        Fact(label=words.name("fact", name), value=str(fact))
        for name, fact in told.items()
        if name not in _IN_HEADLINE and fact is not None
    ]


def _named(facts: Mapping[str, object], words: Words) -> dict[str, object]:
    """The facts with the values that the catalogue knows put into its words."""
    named = ("severity", "language", "topic", "platform")
    return {
        name: words.name(name, str(fact)) if name in named and fact is not None else fact
        for name, fact in facts.items()
    }
