"""How a customer went on after a reply, told in the thread of the card."""

from __future__ import annotations

from alerts.base import Draft, Message, Quote, Section
from connectors.base import Mention
from monitor import records
from monitor.cards.alerts import label_of, links_of
from monitor.cards.lines import author_of
from monitor.records import Notice
from monitor.wording import Words, direction_of, direction_of_text


def outcome_message(
    notice: Notice,
    post: Mention,
    language: str,
    thanks: records.Draft | None,
    *,
    delivery_id: str,
    words: Words,
) -> Message:
    """Tell how an author went on: in their own words, with a draft that thanks back where they thanked.

    Args:
        post: that tells it, in `language`.
        thanks: the draft; None where there is none to offer.
    """
    again = (words("outcome.again"),) if notice.facts.get("again") else ()
    return Message(
        delivery_id=delivery_id,
        headline=words(f"outcome.{notice.kind.removeprefix('outcome_')}", author=author_of(post, words)),
        direction=words.direction,
        quotes=(Quote(text=post.text, direction=direction_of_text(post.text, language), url=post.permalink),),
        sections=(Section(title="", lines=again),) if again else (),
        drafts=(
            Draft(label=label_of(thanks, words), text=thanks.text, direction=direction_of(thanks.language)),
        )
        if thanks
        else (),
        links=links_of(post, thanks.text if thanks else None, words),
    )
