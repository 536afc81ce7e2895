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
    more = len(digest.items) - SHOWN
    return Message(
        delivery_id=delivery_id,
        headline=words(f"digest.{digest.kind}", brand=plain(brand_name), count=len(digest.items)),
        direction=words.direction,
        state="" if waiting else words("digest.done"),
        quotes=_quotes(digest, 0, SHOWN, words),
        sections=_rest(more, words),
        buttons=_buttons(digest, 0, SHOWN, words),
    )


def digest_part(digest: Digest, start: int, end: int, *, delivery_id: str, words: Words) -> Message:
    """Tell, in the thread of a digest, those that its message had no room for: from `start` on, up to `end`."""
    return Message(
        delivery_id=delivery_id,
        headline=words("digest.part", first=start + 1, last=min(end, len(digest.items))),
        direction=words.direction,
        quotes=_quotes(digest, start, end, words),
        buttons=_buttons(digest, start, end, words),
    )


def _quotes(digest: Digest, start: int, end: int, words: Words) -> tuple[Quote, ...]:
    return tuple(_quote(number, alert, words) for number, alert in _numbered(digest, start, end))


def _buttons(digest: Digest, start: int, end: int, words: Words) -> tuple[Button, ...]:
    """A button for each that nobody has dealt with and that has no card of its own."""
    return tuple(
        Button(
            action="show",
            label=words("digest.show", number=number),
            value=value_of(Subject("alert", alert.id), str(digest.id)),
        )
        for number, alert in _numbered(digest, start, end)
        if alert.state == "open" and alert.incident_id is None and alert.told_at is None
    )


def _numbered(digest: Digest, start: int, end: int) -> list[tuple[int, Alert]]:
    return list(enumerate(digest.items, 1))[start:end]


def _rest(more: int, words: Words) -> tuple[Section, ...]:
    return (Section(title="", lines=(words("digest.more", count=more),)),) if more > 0 else ()


def _quote(number: int, alert: Alert, words: Words) -> Quote:
    mention = alert.mention
    told = [
        words(f"severity.{alert.severity.name}"),
        author_of(mention, words),
        words.name("platform", mention.platform),
        "" if alert.topic in (None, "none") else plain(words.name("topic", str(alert.topic))),
        _state(alert, words),
    ]
    return Quote(
        text=mention.text,
        direction=direction_of_text(mention.text, alert.language),
        source=f"{words('digest.number', number=number)} " + " · ".join(each for each in told if each),
        url=mention.permalink,
    )


def _state(alert: Alert, words: Words) -> str:
    if alert.state == "open":
        return "" if alert.incident_id is None else words("card.part")
    if alert.state == "acknowledged":
        return words("digest.taken", who=plain(alert.acknowledged_by or "") or words("card.somebody"))
    return words(f"state.{over(alert)}")
