"""What a customer may be answered: an alert in, the drafts of a reply out; and what is wrong with a text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

from alerts.base import Severity
from alerts.replies import (
    Kind,
    Linted,
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
    lint,
    tongue_of,
    topic_of,
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
        topic=_topic(alert),
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
        topic=_topic(alert),
        platform=mention.platform,
        kind=cast("Kind", draft.kind),
        tone=voice.tone,
        policy=voice.policy,
        names=_names(alert, voice),
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """How far a person is with a reply.

    Args:
        draft: which the text began with.
        text: as it stands.
        edited: by kind of draft the texts that a person changed and left for another kind, or came back to.
        asked: whether they were asked already if it is to be sent in spite of what is wrong.
    """

    draft: Draft
    text: str
    edited: Mapping[str, str] = field(default_factory=dict)
    asked: bool = False

    @property
    def begun(self) -> str:
        """What stood in the field when its kind was chosen."""
        return self.edited.get(self.draft.kind, self.draft.text)


def writing_of(alert: Alert, answers: Mapping[str, str] | None, kept: Mapping[str, str]) -> Writing:
    """Read off a reply form how far its person is; no form yet is the first draft as it was made.

    Args:
        answers: `kind` is what is chosen now.
        kept: `kind` is what the text began with; see `keeping`.
    """
    first = next(iter(alert.drafts), Draft(kind="short", language=alert.language, text=""))
    drafts = {draft.kind: draft for draft in (first, *alert.drafts)}
    began = drafts.get(kept.get("kind", ""), first)
    text = began.text if answers is None else answers.get("text", "")
    edited = {kind: kept[kind] for kind in drafts if kind in kept}
    chosen = drafts.get((answers or {}).get("kind", ""), began)
    if chosen.kind != began.kind:
        edited.pop(began.kind, None)
        if text.split() != began.text.split():
            edited[began.kind] = text
        text = edited.get(chosen.kind, chosen.text)
    return Writing(draft=chosen, text=text, edited=edited, asked="asked" in kept)


def keeping(writing: Writing) -> dict[str, str]:
    """What a reply form has to remember while it is open."""
    asked = {"asked": "yes"} if writing.asked else {}
    return {"kind": writing.draft.kind, **writing.edited, **asked}


def lint_reply(
    writing: Writing, alert: Alert, voice: Voice | None, *, handles: Sequence[str], recent: Sequence[str]
) -> Linted:
    """Judge a reply to an alert's post by all that is known of it.

    Args:
        voice: the brand's; None if it is no longer configured.
        handles: the brand's accounts.
        recent: texts of its last replies.
    """
    mention = alert.mention
    voice = voice or Voice(brand="", contact="", signature="")
    return lint(
        writing.text,
        language=writing.draft.language,
        topic=_topic(alert),
        platform=mention.platform,
        kind=cast("Kind", writing.draft.kind),
        policy=voice.policy,
        names=_names(alert, voice, [*handles, *filter(None, [mention.author_handle])]),
        first_reply=alert.replied == 0,
        incident_young=alert.phase == "empathy",
        finglish=tongue_of(mention.text) == "finglish",
        recent=recent,
    )


def _topic(alert: Alert) -> str:
    """What a reply may name as the customer's problem."""
    return topic_of(alert.topic, alert.mention.text, alert.language)


def _names(alert: Alert, voice: Voice, handles: Sequence[str] = ()) -> Names:
    """What may stand in a reply under its own name."""
    return Names(
        brand=voice.brand,
        contact=voice.contact,
        signature=voice.signature,
        author=address(alert.mention.author_name or "", voice.brand),
        handles=handles,
    )
