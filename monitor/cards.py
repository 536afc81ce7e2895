"""What the service's records look like as messages: a card, a notice, a report in short.

    Alert, Notice, Report  ──words──▶  alerts.base.Message

Everything is worded here in the team's language; escaping, layout and length limits are the notifier's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import quote

from alerts.base import Button, Draft, Fact, Link, Message, Quote, Section
from alerts.text import one_line, truncate
from connectors.base import Mention
from monitor.records import Alert, Incident, Notice, Report
from monitor.records import Voice as RecordedVoice
from monitor.report_page import Page, Voice, page
from monitor.wording import Words, direction_of, direction_of_text

#: X opens its own reply box with this text filled in; browsers refuse much longer addresses.
_REPLY_BOX = "https://x.com/intent/post?in_reply_to={post}&text={text}"
_ADDRESS = 3000
_NAME, _SENTENCE = 80, 300
#: Before the id in the value of an incident's button; an alert's button holds the id alone.
INCIDENT = "incident:"
_WORDS_FOUND = 5


def alert_message(alert: Alert, *, delivery_id: str, words: Words, brand_name: str) -> Message:
    """Draw the card of an alert as it stands now: open, taken, or closed and folded.

    Args:
        delivery_id: of the outbox.
        words: of the team.
        brand_name: as people write it.
    """
    mention, closed = alert.mention, alert.state == "resolved"
    draft = None if closed else alert.draft_text
    return Message(
        delivery_id=delivery_id,
        headline=_headline(alert, words, brand_name),
        direction=words.direction,
        severity=alert.severity,
        state=_state(alert, words),
        facts=_facts(alert, words),
        quotes=(
            Quote(
                text=mention.text,
                direction=direction_of_text(mention.text, alert.language),
                source=_author(mention, words),
                url=mention.permalink,
            ),
        ),
        sections=(Section(title=words("card.why"), lines=_why(alert, words)),),
        drafts=_drafts(alert, words) if draft else (),
        links=_links(mention, draft, words),
        buttons=_buttons(alert, words),
        folded=closed,
    )


def incident_message(incident: Incident, *, delivery_id: str, words: Words, brand_name: str) -> Message:
    """Draw the card of an incident as it stands now: how many, who, where, since when, in their own words.

    Args:
        delivery_id, words, brand_name: as of `alert_message`.
    """
    closed = incident.state == "resolved"
    return Message(
        delivery_id=delivery_id,
        headline=_incident_headline(incident, words, brand_name),
        direction=words.direction,
        severity=incident.severity,
        state=_incident_state(incident, words),
        facts=_incident_facts(incident, words),
        quotes=tuple(_voice(voice, words) for voice in incident.voices),
        sections=(Section(title=words("card.why"), lines=_incident_why(incident, words)),),
        buttons=() if closed else _incident_buttons(incident, words),
        folded=closed,
    )


def notice_message(notice: Notice, *, delivery_id: str, words: Words) -> Message:
    """Word what the service tells of itself: what happened, the facts, and what to do.

    A kind that the catalogue does not know is told all the same, with its facts by their own names.
    """
    plain = {name: _worded(fact) for name, fact in notice.facts.items()}
    try:
        headline = words(f"notice.{notice.kind}", **plain)
    except KeyError:
        headline = words("notice.other", kind=_plain(notice.kind))
    to_do = f"notice.{notice.kind}_do"
    return Message(
        delivery_id=delivery_id,
        headline=headline,
        direction=words.direction,
        facts=tuple(_notice_facts(plain, words)),
        sections=(Section(title="", lines=(words(to_do),)),) if to_do in words else (),
    )


def report_message(
    report: Report, *, delivery_id: str, words: Words, brand_name: str, where: str | None
) -> Message:
    """Tell a report in short: its figures, what is unanswered, and the worst in the customers' own words.

    Args:
        where: address or path of the whole report; None if it is not kept anywhere to look at.
    """
    shown = page(report.figures, words, brand_name)
    address = where if where and where.startswith(("https://", "http://")) else None
    return Message(
        delivery_id=delivery_id,
        headline=shown.headline,
        direction=words.direction,
        facts=tuple(
            Fact(label=tile.label, value=f"{tile.value} · {tile.note}" if tile.note else tile.value)
            for tile in shown.tiles
        ),
        sections=tuple(_report_sections(shown, words, where if address is None else None)),
        quotes=tuple(_quote(voice) for voice in shown.worst),
        links=(Link(label=words("report.whole"), url=address),) if address else (),
    )


def _headline(alert: Alert, words: Words, brand_name: str) -> str:
    names = {"brand": _plain(brand_name), "platform": words.name("platform", alert.mention.platform)}
    if alert.state != "resolved":
        return words("card.headline", severity=words(f"severity.{alert.severity.name}"), **names)
    state = "not_a_complaint" if alert.resolution == "not_a_complaint" else "resolved"
    return words("card.closed_headline", state=words(f"state.{state}"), **names)


def _incident_headline(incident: Incident, words: Words, brand_name: str) -> str:
    told = {"brand": _plain(brand_name), "complaints": words("report.complaints", count=incident.complaints)}
    if incident.state == "resolved":
        return words("incident.closed_headline", state=words("state.resolved"), **told)
    line = "incident.surge_headline" if incident.surge else "incident.headline"
    return words(line, severity=words(f"severity.{incident.severity.name}"), **told)


def _incident_state(incident: Incident, words: Words) -> str:
    if incident.state == "open":
        return ""
    if incident.state == "acknowledged":
        return _done("card.taken", incident.acknowledged_by, incident.acknowledged_at, words)
    if incident.resolution in ("over", "merged"):
        when = words.moment(incident.resolved_at or incident.last_at)
        return words(f"incident.{incident.resolution}", when=when)
    line = "not_a_complaint" if incident.resolution == "not_a_complaint" else "resolved"
    return _done(f"card.{line}", incident.resolved_by, incident.resolved_at, words)


def _incident_facts(incident: Incident, words: Words) -> tuple[Fact, ...]:
    people = words("incident.people", count=incident.people)
    complaints = words("report.complaints", count=incident.complaints)
    facts = {
        "complaints": words("incident.total", complaints=complaints, people=people),
        "where_all": _counted("platform", incident.platforms, words),
        "since": words.moment(incident.since),
        "languages": _counted("language", incident.languages, words),
        "topic": _counted("topic", [pair for pair in incident.topics if pair[0] != "none"], words),
        "owner": _plain(incident.acknowledged_by or "") or words("incident.nobody"),
    }
    if incident.loudest is not None:
        facts["loudest"] = words("card.followers", count=incident.loudest)
    return tuple(Fact(label=words(f"fact.{name}"), value=value) for name, value in facts.items() if value)


def _counted(group: str, pairs: Sequence[tuple[str, int]], words: Words) -> str:
    return " · ".join(
        words("incident.counted", name=_plain(words.name(group, name)), count=count)
        for name, count in pairs[:5]
    )


def _incident_why(incident: Incident, words: Words) -> tuple[str, ...]:
    usual = round(incident.usual, 1) or round(incident.usual, 3)
    duration = words.duration(60 * incident.minutes)
    return (
        words("incident.surge" if incident.surge else "incident.one_cause"),
        words("incident.burst", count=incident.authors, duration=duration, usual=usual),
    )


def _voice(voice: RecordedVoice, words: Words) -> Quote:
    author = _plain(voice.author or "")
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


def _incident_buttons(incident: Incident, words: Words) -> tuple[Button, ...]:
    value = f"{INCIDENT}{incident.id}"
    resolve = Button(action="resolve", label=words("button.resolve"), value=value)
    take = Button(action="take", label=words("button.take"), value=value, style="primary")
    return (resolve,) if incident.state == "acknowledged" else (take, resolve)


def _done(line: str, who: str | None, at: datetime | None, words: Words) -> str:
    when = words.moment(at) if at else words("report.unknown")
    return words(line, who=_plain(who or "") or words("card.somebody"), when=when)


def _state(alert: Alert, words: Words) -> str:
    if alert.state == "open":
        return words("card.part") if alert.incident_id is not None else ""
    if alert.state == "acknowledged":
        line, who, at = "taken", alert.acknowledged_by, alert.acknowledged_at
    else:
        line = "not_a_complaint" if alert.resolution == "not_a_complaint" else "resolved"
        who, at = alert.resolved_by, alert.resolved_at
    return _done(f"card.{line}", who, at, words)


def _facts(alert: Alert, words: Words) -> tuple[Fact, ...]:
    mention = alert.mention
    author = _author(mention, words)
    if mention.followers is not None:
        author = words(
            "card.author_reach", author=author, followers=words("card.followers", count=mention.followers)
        )
    posted = words.moment(mention.created_at)
    if mention.edited_at is not None:
        posted = words("card.edited", posted=posted, edited=words.moment(mention.edited_at))
    facts = {
        "author": author,
        "where": words(
            "card.platform_kind",
            platform=words.name("platform", mention.platform),
            kind=words.name("kind", mention.kind),
        ),
        "posted": posted,
        "language": words.name("language", alert.language),
    }
    if alert.topic not in (None, "none"):
        facts["topic"] = _plain(words.name("topic", str(alert.topic)))
    return tuple(Fact(label=words(f"fact.{name}"), value=value) for name, value in facts.items())


def _author(mention: Mention, words: Words) -> str:
    if handle := _plain(mention.author_handle or ""):
        return words.handle(mention.platform, handle)
    return _plain(mention.author_name or "") or words("card.unknown_author")


def _why(alert: Alert, words: Words) -> tuple[str, ...]:
    lines = [_reason(reason, words) for reason in alert.reasons]
    if alert.words:
        found = " · ".join(_plain(word) for word in alert.words[:_WORDS_FOUND])
        lines.append(words("card.found", words=found))
    return tuple(lines)


def _reason(reason: Mapping[str, Any], words: Words) -> str:
    """Word a reason of `triage`; by its own names if the catalogue does not know it or its facts."""
    code = str(reason["code"])
    facts = {name: _worded(fact) for name, fact in reason["facts"].items()}
    if isinstance(percent := facts.get("percent"), (int, float)):
        facts["percent"] = words.percent(percent / 100)
    for group in ("topic", "severity"):
        if group in facts:
            facts[group] = words.name(group, str(facts[group]))
    try:
        return words(f"reason.{code}", **facts)
    except KeyError:
        told = ", ".join(f"{name} {fact}" for name, fact in facts.items())
        return words("reason.with_facts", code=code, facts=told) if told else words("reason.other", code=code)


def _drafts(alert: Alert, words: Words) -> tuple[Draft, ...]:
    language = alert.draft_language or alert.language
    text = alert.draft_text or ""
    label = words("card.draft", language=words.name("language", language))
    return (Draft(label=label, text=text, direction=direction_of(language)),)


def _links(mention: Mention, draft: str | None, words: Words) -> tuple[Link, ...]:
    platform = words.name("platform", mention.platform)
    links = [Link(label=words("card.open", platform=platform), url=mention.permalink)]
    if draft and mention.platform == "x" and mention.external_id.isascii() and mention.external_id.isdigit():
        links.append(Link(label=words("card.reply", platform=platform), url=_reply_box(mention, draft)))
    return tuple(links)


def _reply_box(mention: Mention, draft: str) -> str:
    """X's own reply box; the text is cut until the address fits, as a person reads it before sending."""
    room = _ADDRESS
    while True:
        text = truncate(draft, room)
        url = _REPLY_BOX.format(post=mention.external_id, text=quote(text, safe="", errors="replace"))
        if len(url) <= _ADDRESS:
            return url
        room = room * 3 // 4


def _buttons(alert: Alert, words: Words) -> tuple[Button, ...]:
    if alert.state == "resolved":
        return ()
    value = str(alert.id)
    take = Button(action="take", label=words("button.take"), value=value, style="primary")
    others = tuple(
        Button(action=action, label=words(f"button.{action}"), value=value)
        for action in ("not_a_complaint", "resolve")
    )
    return others if alert.state == "acknowledged" else (take, *others)


def _notice_facts(facts: Mapping[str, object], words: Words) -> list[Fact]:
    told = dict(facts)
    if until := told.pop("until", None):
        since = told.pop("since", None)
        line = "notice.unseen" if since else "notice.unseen_until"
        told["unseen"] = words(line, since=_moment(since, words), until=_moment(until, words))
    if isinstance(minutes := told.get("minutes"), (int, float)):
        told["minutes"] = words.duration(minutes * 60)
    if "place" in told:
        told["place"] = " · ".join(str(told[name]) for name in ("notifier", "place") if name in told)
        told.pop("notifier", None)
    # the count stands in the headline
    return [
        Fact(label=words.name("fact", name), value=str(fact))
        for name, fact in told.items()
        if name != "count" and fact is not None
    ]


def _moment(at: object, words: Words) -> str:
    """Word a time that travelled as ISO text; anything else stands as it came."""
    try:
        return words.moment(datetime.fromisoformat(str(at)))
    except ValueError:
        return str(at)


def _report_sections(shown: Page, words: Words, where: str | None) -> list[Section]:
    unanswered = [shown.unanswered, *(voice.source for voice in shown.waiting)]
    if shown.more_waiting:
        unanswered.append(shown.more_waiting)
    sections = [
        Section(title="", lines=shown.lead),
        Section(title=words("report.unanswered"), lines=tuple(line for line in unanswered if line)),
        Section(title=words("report.unseen"), lines=shown.gaps),
        Section(title="", lines=(words("report.whole_at", where=one_line(where)),) if where else ()),
    ]
    return [section for section in sections if section.lines]


def _quote(voice: Voice) -> Quote:
    return Quote(text=voice.text, direction=voice.direction, source=voice.source, url=voice.url)


def _worded(fact: object) -> object:
    """A fact as it may stand in a line: numbers as they are, all else on one line and not endless."""
    if fact is None or isinstance(fact, (int, float)):
        return fact
    return truncate(one_line(str(fact)), _SENTENCE)


def _plain(text: str) -> str:
    return truncate(one_line(text), _NAME)
