"""The forms that a press opens: to reply, to assign, to resolve with a reason, to merge."""

from __future__ import annotations

from collections.abc import Sequence

from alerts.base import Choice, Field, Form, Quote, Section
from alerts.replies import Linted
from monitor.cards.alerts import label_of, links_of
from monitor.cards.buttons import value_of
from monitor.cards.lines import author_of, plain
from monitor.drafting import Writing, keeping
from monitor.records import Alert, Incident, Subject, Way
from monitor.reply_notes import brief
from monitor.wording import Words, direction_of, direction_of_text

#: What a lead may say of a cause: it is known, or it is removed.
EXPLAINED = ("explanation", "remedy")
#: How a reply goes out, as people choose it.
BY_HAND, BY_API = "hand", "api"
#: Why something is over, as people choose it.
RESOLUTIONS = ("solved", "explained", "silent", "cannot", "duplicate", "spam")


def reply_form(alert: Alert, writing: Writing, linted: Linted, words: Words, way: Way | None = None) -> Form:
    """Offer the drafts to be edited and sent in the platform's own reply box; sent, it says it was answered.

    It follows what is chosen and typed: the link to the reply box, and what is wrong with the text.

    Args:
        writing: how far its person is.
        linted: what is wrong with the text as it stands.
        way: how the reply can go out: where it can be published, that may be chosen instead; else it is told why not.
    """
    published = way is not None and way.account is not None
    draft, sure = writing.draft, writing.asked and bool(linted.vetoes)
    kinds = tuple(Choice(label=words.name("draft", each.kind), value=each.kind) for each in alert.drafts)
    kind = Field(
        name="kind",
        label=words("form.kind"),
        kind="choice",
        choices=kinds,
        value=draft.kind,
        live=True,
    )
    text = Field(
        name="text",
        label=label_of(draft, words),
        kind="text",
        value=writing.begun,
        live=True,
        version=draft.kind,
        direction=direction_of(draft.language),
    )
    quote = Quote(
        text=alert.mention.text,
        direction=direction_of_text(alert.mention.text, alert.language),
        source=author_of(alert.mention, words),
        url=alert.mention.permalink,
    )
    notes = brief(linted, words)
    told = () if way is None or published else (Section(title="", lines=(way_told(way, words),)),)
    how = (_how(way, words),) if way is not None and published else ()
    submit = "form.send_submit" if published else "form.reply_submit"
    return Form(
        action="reply",
        value=value_of(Subject("alert", alert.id)),
        title=words("form.reply"),
        submit=words("form.sure_submit" if sure else submit),
        cancel=words("form.cancel"),
        direction=words.direction,
        quotes=() if sure else (quote,),
        sections=(*notes, Section(title=words("form.sure"), lines=())) if sure else told,
        links=links_of(alert.mention, writing.text, words),
        fields=(*((kind,) if len(kinds) > 1 else ()), text, *how),
        below=() if sure else notes,
        kept=keeping(writing),
    )


def way_told(way: Way, words: Words) -> str:
    """Word how a reply can go out: published as whom and for how much, or why only by hand."""
    facts = {"platform": words.name("platform", way.platform), "account": way.account}
    if way.account is None:
        return words(f"way.{way.why}", **facts)
    if way.cost is None or way.link_cost is None:
        return words("way.publish", **facts)
    cost, link_cost = (words.number(float(each)) for each in (way.cost, way.link_cost))
    return words("way.publish_billed", **facts, cost=cost, link_cost=link_cost)


def _how(way: Way, words: Words) -> Field:
    """Ask whether it was sent by hand or is to be published; nobody publishes without choosing so."""
    choices = (
        Choice(label=words("way.hand"), value=BY_HAND),
        Choice(label=way_told(way, words), value=BY_API),
    )
    return Field(name="how", label=words("form.how"), kind="choice", choices=choices, value=BY_HAND)


def explain_form(incident: Incident, languages: Sequence[str], words: Words) -> Form:
    """Ask a lead what is known of an incident's cause, to be told to the customers in each of their languages."""
    subject = Subject("incident", incident.id)
    choices = tuple(Choice(label=words(f"phase.{name}"), value=name) for name in EXPLAINED)
    return Form(
        action="explain",
        value=value_of(subject),
        title=words("form.explain"),
        submit=words("form.explain_submit"),
        cancel=words("form.cancel"),
        direction=words.direction,
        fields=(
            Field(
                name="phase",
                label=words("form.phase"),
                kind="choice",
                choices=choices,
                value=incident.phase if incident.phase in EXPLAINED else EXPLAINED[0],
            ),
            *(
                Field(
                    name=f"text_{language}",
                    label=words("form.explanation", language=words.name("language", language)),
                    kind="text",
                    value=incident.explanations.get(language, ""),
                    optional=True,
                    direction=direction_of(language),
                )
                for language in languages
            ),
        ),
    )


def assign_form(subject: Subject, words: Words) -> Form:
    """Ask who shall have it."""
    return Form(
        action="assign",
        value=value_of(subject),
        title=words("form.assign"),
        submit=words("form.assign_submit"),
        cancel=words("form.cancel"),
        direction=words.direction,
        fields=(Field(name="person", label=words("form.person"), kind="person"),),
    )


def resolve_form(subject: Subject, words: Words) -> Form:
    """Ask why it is over, and for a word on it."""
    reasons = tuple(Choice(label=words(f"resolution.{name}"), value=name) for name in RESOLUTIONS)
    return Form(
        action="resolve",
        value=value_of(subject),
        title=words("form.resolve"),
        submit=words("form.resolve_submit"),
        cancel=words("form.cancel"),
        direction=words.direction,
        fields=(
            Field(name="reason", label=words("form.reason"), kind="choice", choices=reasons, value="solved"),
            Field(
                name="note", label=words("form.note"), kind="text", optional=True, direction=words.direction
            ),
        ),
    )


def merge_form(subject: Subject, others: Sequence[tuple[int, str, int]], words: Words) -> Form:
    """Ask which incident of the brand this one is a part of.

    Args:
        others: id, the loudest customer's first words, and number of complaints of each.
    """
    choices = tuple(
        Choice(label=words("form.other_incident", count=count, said=plain(said)), value=str(other))
        for other, said, count in others
    )
    return Form(
        action="merge",
        value=value_of(subject),
        title=words("form.merge"),
        submit=words("form.merge_submit"),
        cancel=words("form.cancel"),
        direction=words.direction,
        fields=(Field(name="into", label=words("form.into"), kind="choice", choices=choices),),
    )
