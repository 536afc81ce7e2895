"""What a customer may be answered: an alert as it stands in, the drafts of a reply out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from alerts.base import Severity
from alerts.replies import (
    ANY,
    Kind,
    Names,
    Phase,
    Replies,
    Rewrite,
    Situation,
    Time,
    Voice,
    address,
    compose,
    item_of,
    wording_for,
)
from monitor.records import Alert, Draft, ReportRow

#: From here on a customer is called angry: the tone's probability of being negative.
_ANGRY_FROM = 0.95
#: By when the next word from us is promised.
_SOON: dict[Severity, Time] = {Severity.critical: "hour", Severity.high: "hours"}


def situation_of(alert: Alert, replies: Replies, fallback: str) -> Situation:
    """What is answered, as the composition of drafts wants to know it.

    Args:
        replies: the brand's wording.
        fallback: the brand's language.
    """
    wording, mention = wording_for(replies, alert.language, fallback), alert.mention
    return Situation(
        language=wording.language,
        topic=alert.topic or ANY,
        platform=mention.platform,
        author_name=mention.author_name or "",
        item=item_of(wording, mention.text),
        occasion="solved" if alert.outcome == "thanked" else "complaint",
        phase=cast("Phase | None", alert.phase),
        explanation=alert.explanations.get(wording.language, ""),
        first=alert.replied == 0,
        returning=any(reason["code"] == "repeated" for reason in alert.reasons),
        angry=alert.negative >= _ANGRY_FROM,
        soon=_SOON.get(alert.severity, "day"),
    )


def rewrite_of(alert: Alert, draft: Draft, voice: Voice, *, fence: str, recent: Sequence[str]) -> Rewrite:
    """A draft of a reply to an alert's post, to be worded anew, and what holds for it.

    Args:
        recent: texts of the brand's last drafts.
    """
    mention = alert.mention
    return Rewrite(
        composed=draft.text,
        post=mention.text,
        fence=fence,
        language=draft.language,
        topic=alert.topic or ANY,
        platform=mention.platform,
        kind=cast("Kind", draft.kind),
        tone=voice.tone,
        policy=voice.policy,
        names=Names(
            brand=voice.brand,
            contact=voice.contact,
            signature=voice.signature,
            author=address(mention.author_name or "", voice.brand),
        ),
        first_reply=alert.replied == 0,
        incident_young=alert.phase == "empathy",
        recent=recent,
    )


def drafts_for(
    alert: Alert, replies: Replies, voice: Voice, *, fallback: str, recent: Sequence[str]
) -> tuple[Draft, ...]:
    """Compose the drafts of a reply to an alert's post.

    Args:
        recent: of which lines the brand's last drafts were made, the newest first.
    """
    made = compose(replies, situation_of(alert, replies, fallback), voice, seed=alert.id, recent=recent)
    return tuple(
        Draft(kind=each.kind, language=each.language, text=each.text, lines=each.id) for each in made
    )


def thanks_for(
    row: ReportRow, replies: Replies, voice: Voice, *, fallback: str, recent: Sequence[str]
) -> Draft:
    """Compose the reply that thanks somebody for praise, or for thanks after a solution.

    Args:
        fallback: the brand's language.
        recent: of which lines the brand's last drafts were made, the newest first.
    """
    wording = wording_for(replies, row.language or fallback, fallback)
    situation = Situation(
        language=wording.language,
        platform=row.platform,
        author_name=row.author_name or "",
        item=item_of(wording, row.text),
        occasion="solved" if row.solved else "praise",
    )
    (made,) = compose(replies, situation, voice, seed=row.match_id, recent=recent)
    return Draft(kind=made.kind, language=made.language, text=made.text, lines=made.id)
