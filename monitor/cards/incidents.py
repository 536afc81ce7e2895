"""The card of an incident: how many, who, where, since when, in their own words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from alerts.base import Fact, Message, Quote, Section
from monitor.cards.buttons import incident_buttons
from monitor.cards.lines import plain, state_of
from monitor.records import Incident, Voice
from monitor.wording import Words, direction_of_text


def incident_message(
    incident: Incident, *, delivery_id: str, words: Words, brand_name: str, due_at: datetime | None = None
) -> Message:
    """Draw the card of an incident as it stands now: how many, who, where, since when, in their own words.

    Args:
        delivery_id, words, brand_name, due_at: as of `alert_message`.
    """
    closed = incident.state == "resolved"
    return Message(
        delivery_id=delivery_id,
        headline=_headline(incident, words, brand_name),
        direction=words.direction,
        severity=incident.severity,
        state=_state(incident, words),
        facts=_facts(incident, words, due_at),
        quotes=tuple(voice_of(voice, words) for voice in incident.voices),
        sections=_sections(incident, words),
        buttons=incident_buttons(incident, words),
        folded=closed,
    )


def _headline(incident: Incident, words: Words, brand_name: str) -> str:
    told = {"brand": plain(brand_name), "complaints": words("report.complaints", count=incident.complaints)}
    if incident.state == "resolved":
        return words("incident.closed_headline", state=words("state.resolved"), **told)
    line = "incident.surge_headline" if incident.surge else "incident.headline"
    return words(line, severity=words(f"severity.{incident.severity.name}"), **told)


def _state(incident: Incident, words: Words) -> str:
    if incident.resolution in ("over", "merged"):
        when = words.moment(incident.resolved_at or incident.last_at)
        return words(f"incident.{incident.resolution}", when=when)
    return state_of(incident, words)


def _facts(incident: Incident, words: Words, due_at: datetime | None) -> tuple[Fact, ...]:
    people = words("incident.people", count=incident.people)
    complaints = words("report.complaints", count=incident.complaints)
    facts = {
        "complaints": words("incident.total", complaints=complaints, people=people),
        "where_all": _counted("platform", incident.platforms, words),
        "since": words.moment(incident.since),
        "languages": _counted("language", incident.languages, words),
        "topic": _counted("topic", [pair for pair in incident.topics if pair[0] != "none"], words),
        "owner": plain(incident.acknowledged_by or "") or words("incident.nobody"),
    }
    if incident.beside:
        facts["beside"] = words("incident.beside", count=incident.beside)
    if incident.loudest is not None:
        facts["loudest"] = words("card.followers", count=incident.loudest)
    if due_at is not None:
        facts["take_by" if incident.state == "open" else "answer_by"] = words.moment(due_at)
    return tuple(Fact(label=words(f"fact.{name}"), value=value) for name, value in facts.items() if value)


def _counted(group: str, pairs: Sequence[tuple[str, int]], words: Words) -> str:
    return " · ".join(
        words("incident.counted", name=plain(words.name(group, name)), count=count)
        for name, count in pairs[:5]
    )


def _sections(incident: Incident, words: Words) -> tuple[Section, ...]:
    why = Section(title=words("card.why"), lines=_why(incident, words))
    if incident.phase == "empathy":
        return (why,)
    told = tuple(
        words(
            "incident.explained_in",
            language=words.name("language", language),
            text=plain(text),
        )
        for language, text in incident.explanations.items()
    )
    return (why, Section(title=words(f"phase.{incident.phase}"), lines=told))


def _why(incident: Incident, words: Words) -> tuple[str, ...]:
    usual = round(incident.usual, 1) or round(incident.usual, 3)
    duration = words.duration(60 * incident.minutes)
    return (
        words("incident.surge" if incident.surge else "incident.one_cause"),
        words("incident.burst", count=incident.authors, duration=duration, usual=usual),
    )


def voice_of(voice: Voice, words: Words) -> Quote:
    author = plain(voice.author or "")
    author = words.handle(voice.platform, author) if author else words("card.unknown_author")
    source = words("card.platform_kind", platform=author, kind=words.name("platform", voice.platform))
    if voice.followers is not None:
        source = words(
            "card.author_reach", author=source, followers=words("card.followers", count=voice.followers)
        )
    return Quote(
        text=voice.text,
        direction=direction_of_text(voice.text, voice.language),
        source=source,
        url=voice.permalink,
    )


def joined_message(voices: Sequence[Voice], count: int, *, delivery_id: str, words: Words) -> Message:
    """Tell the thread of an incident who joined it: some of them in their own words, the others counted."""
    return Message(
        delivery_id=delivery_id,
        headline=words("incident.joined", count=count),
        direction=words.direction,
        quotes=tuple(voice_of(voice, words) for voice in voices),
    )
