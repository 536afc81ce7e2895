"""The card of an alert: one customer, in their own words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote

from alerts.base import Draft, Fact, Link, Message, Quote, Section
from alerts.text import one_line, truncate
from connectors.base import Mention
from monitor import records
from monitor.cards.buttons import alert_buttons
from monitor.cards.lines import author_of, over, plain, state_of, worded
from monitor.records import Alert, ReportRow
from monitor.wording import Words, direction_of, direction_of_text

#: X opens its own reply box with this text filled in; browsers refuse much longer addresses.
_REPLY_BOX = "https://x.com/intent/post?in_reply_to={post}&text={text}"
_ADDRESS = 3000
_WORDS_FOUND = 5


def alert_message(
    alert: Alert, *, delivery_id: str, words: Words, brand_name: str, due_at: datetime | None = None
) -> Message:
    """Draw the card of an alert as it stands now: open, taken, or closed and folded.

    Args:
        delivery_id: of the outbox.
        words: of the team.
        brand_name: as people write it.
        due_at: when the promise that runs is to be kept; None if none runs.
    """
    mention, closed = alert.mention, alert.state == "resolved"
    drafts = () if closed or alert.answered_at is not None else alert.drafts
    return Message(
        delivery_id=delivery_id,
        headline=_headline(alert, words, brand_name),
        direction=words.direction,
        severity=alert.severity,
        state=_state(alert, words),
        facts=_facts(alert, words, due_at),
        quotes=(
            Quote(
                text=mention.text,
                direction=direction_of_text(mention.text, alert.language),
                source=author_of(mention, words),
                url=mention.permalink,
            ),
        ),
        sections=(*_gist(alert, words), Section(title=words("card.why"), lines=_why(alert, words))),
        drafts=tuple(_draft(each, words) for each in drafts),
        links=(*links_of(mention, drafts[0].text if drafts else None, words), *_our_reply(alert, words)),
        buttons=alert_buttons(alert, words),
        folded=closed,
    )


def _gist(alert: Alert, words: Words) -> tuple[Section, ...]:
    """What the post says, below it, marked as a machine's."""
    return (Section(title=words("card.gist"), lines=(one_line(alert.gist),)),) if alert.gist else ()


def _headline(alert: Alert, words: Words, brand_name: str) -> str:
    names = {"brand": plain(brand_name), "platform": words.name("platform", alert.mention.platform)}
    if alert.state != "resolved":
        return words("card.headline", severity=words(f"severity.{alert.severity.name}"), **names)
    return words("card.closed_headline", state=words(f"state.{over(alert)}"), **names)


def _state(alert: Alert, words: Words) -> str:
    part = words("card.part") if alert.state == "open" and alert.incident_id is not None else ""
    return " · ".join(each for each in (part, state_of(alert, words)) if each)


def _facts(alert: Alert, words: Words, due_at: datetime | None) -> tuple[Fact, ...]:
    mention = alert.mention
    author = author_of(mention, words)
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
        facts["topic"] = plain(words.name("topic", str(alert.topic)))
    if due_at is not None:
        facts["take_by" if alert.state == "open" else "answer_by"] = words.moment(due_at)
    return tuple(Fact(label=words(f"fact.{name}"), value=value) for name, value in facts.items())


def _why(alert: Alert, words: Words) -> tuple[str, ...]:
    lines = [_reason(reason, words) for reason in alert.reasons]
    if alert.words:
        found = " · ".join(plain(word) for word in alert.words[:_WORDS_FOUND])
        lines.append(words("card.found", words=found))
    return tuple(lines)


def _reason(reason: Mapping[str, Any], words: Words) -> str:
    """Word a reason of `triage`; by its own names if the catalogue does not know it or its facts."""
    code = str(reason["code"])
    facts = {name: worded(fact) for name, fact in reason["facts"].items()}
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


def _draft(draft: records.Draft, words: Words) -> Draft:
    return Draft(label=label_of(draft, words), text=draft.text, direction=direction_of(draft.language))


def _our_reply(alert: Alert, words: Words) -> tuple[Link, ...]:
    """Where the reply stands that was published last."""
    return (Link(label=words("card.our_reply"), url=alert.reply_link),) if alert.reply_link else ()


def label_of(draft: records.Draft, words: Words) -> str:
    """Which kind of reply a draft is, in which language, and whether a model worded it."""
    named = {"kind": words.name("draft", draft.kind), "language": words.name("language", draft.language)}
    if draft.source in ("composed", "own"):
        return words("card.draft", **named)
    return words("card.draft_by_model", model=plain(draft.source), **named)


def links_of(mention: Mention, draft: str | None, words: Words) -> tuple[Link, ...]:
    platform = words.name("platform", mention.platform)
    links = [Link(label=words("card.open", platform=platform), url=mention.permalink)]
    if draft and (url := reply_at(mention, draft)):
        links.append(Link(label=words("card.reply", platform=platform), url=url))
    return tuple(links)


def reply_at(post: Mention | ReportRow, draft: str) -> str | None:
    """Where a platform lets a post be answered with a text filled in; None where it does not."""
    box = post.platform == "x" and post.external_id.isascii() and post.external_id.isdigit()
    return reply_box(post, draft) if box else None


def reply_box(post: Mention | ReportRow, draft: str) -> str:
    """X's own reply box; the text is cut until the address fits, as a person reads it before sending."""
    room = _ADDRESS
    while True:
        text = truncate(draft, room)
        url = _REPLY_BOX.format(post=post.external_id, text=quote(text, safe="", errors="replace"))
        if len(url) <= _ADDRESS:
            return url
        room = room * 3 // 4
