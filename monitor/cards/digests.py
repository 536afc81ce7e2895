"""The message of a digest: what waited, each with a button that gives it a card of its own."""

from __future__ import annotations

from alerts.base import Button, Message, Quote, Section
from monitor.cards.buttons import value_of
from monitor.cards.lines import author_of, over, plain
from monitor.records import Alert, Digest, Subject
from monitor.wording import Words, direction_of_text

#: So many are told in their own words, the gravest first; the others are counted.
SHOWN = 6


def digest_message(digest: Digest, *, delivery_id: str, words: Words, brand_name: str) -> Message:
    """Tell what waited: in the customers' words, numbered, and a button for each that nobody has dealt with.

    Args:
        delivery_id, words, brand_name: as of `alert_message`.
    """
    waiting = [alert for alert in digest.items if alert.state != "resolved"]
    shown = digest.items[:SHOWN]
    more = len(digest.items) - len(shown)
    return Message(
        delivery_id=delivery_id,
        headline=words(f"digest.{digest.kind}", brand=plain(brand_name), count=len(digest.items)),
        direction=words.direction,
        state="" if waiting else words("digest.done"),
        quotes=tuple(_quote(number, alert, words) for number, alert in enumerate(shown, 1)),
        sections=_rest(more, words),
        buttons=tuple(
            Button(
                action="show",
                label=words("digest.show", number=number),
                value=value_of(Subject("alert", alert.id), str(digest.id)),
            )
            for number, alert in enumerate(shown, 1)
            if alert.state == "open" and alert.incident_id is None
        ),
    )


def _rest(more: int, words: Words) -> tuple[Section, ...]:
    return (Section(title="", lines=(words("report.more", count=more),)),) if more else ()


def _quote(number: int, alert: Alert, words: Words) -> Quote:
    mention = alert.mention
    told = [
        words("digest.number", number=number),
        words(f"severity.{alert.severity.name}"),
        author_of(mention, words),
        words.name("platform", mention.platform),
        "" if alert.topic in (None, "none") else plain(words.name("topic", str(alert.topic))),
        _state(alert, words),
    ]
    return Quote(
        text=mention.text,
        direction=direction_of_text(mention.text, alert.language),
        source=" · ".join(each for each in told if each),
        url=mention.permalink,
    )


def _state(alert: Alert, words: Words) -> str:
    if alert.state == "open":
        return ""
    if alert.state == "acknowledged":
        return words("digest.taken", who=plain(alert.acknowledged_by or "") or words("card.somebody"))
    return words(f"state.{over(alert)}")
