"""The frozen records that the store hands out and takes in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from alerts.base import Severity
from connectors.base import Cursor, Mention

AlertState = Literal["open", "acknowledged", "resolved"]
SubjectKind = Literal["alert", "incident", "digest", "notice", "report"]
Action = Literal[
    "take", "assign", "answered", "snooze", "not_a_complaint", "resolve", "leave", "merge", "explain", "show"
]
#: Why an alert gets no card of its own at once: it is not urgent, people sleep, they were called often enough, or
#: somebody asked for silence.
Held = Literal["calm", "quiet", "budget", "silence"]


class Subject(NamedTuple):
    """What a card is about, or a digest."""

    kind: Literal["alert", "incident", "digest"]
    id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """One query on one platform: its cursor and health."""

    name: str
    cursor: Cursor | None
    made_at: datetime
    due_at: datetime
    last_attempt_at: datetime | None
    last_success_at: datetime | None
    failures: int
    error: str | None
    refused_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """A mention, and for each brand it is about the words that say so.

    Without words it is an edit that took them out: it updates its mention if that is known, and is else left out.
    """

    mention: Mention
    words: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Stored:
    """What one batch did to the store: mentions new, edited since, and known already."""

    new: int
    edited: int
    repeated: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Unjudged:
    """A match that waits for a verdict.

    Args:
        words: what names the brand in the post, as it stands there.
        alerted: whether it raised an alert before; the post was edited since.
        earlier: how many complaints its author made about the brand before it; see `triage.repeated`.
        followed: whether its author was answered lately; see `monitor.outcomes`.
    """

    match_id: int
    brand: str
    alerted: bool
    earlier: int
    followed: bool
    words: tuple[str, ...]
    mention: Mention


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What was judged of one match.

    Args:
        reasons: `{"code": …, "facts": {…}}` each.
        vector: what the post is about, for its complaint to be grouped by; None where there is none.
    """

    match_id: int
    brand: str
    platform: str
    author: str | None
    model: str
    language: str
    sentiment: str
    negative: float
    neutral: float
    positive: float
    complaint: bool
    complaint_probability: float
    topic: str | None
    severity: Severity
    reasons: tuple[Mapping[str, Any], ...]
    vector: NDArray[np.float32] | None = field(default=None, compare=False)

    @property
    def traits(self) -> Traits:
        """What it is told by."""
        return Traits(
            brand=self.brand,
            severity=self.severity,
            language=self.language,
            topic=self.topic,
            platform=self.platform,
            author=self.author,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """What decides who is told of an alert or an incident; of an incident, what most of its complaints have."""

    brand: str
    severity: Severity
    language: str | None = None
    topic: str | None = None
    platform: str | None = None
    author: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where messages of one sort go: a kind of place and the place."""

    notifier: str
    place: str


def address(text: str) -> Address:
    """Read an address as the configuration writes it: `kind:place`, such as "slack:#urgent".

    Raises:
        ValueError: there is no kind before a colon, or nothing after it.
    """
    kind, colon, place = text.partition(":")
    if not (kind and colon and place):
        raise ValueError(f"{text!r} is no address: write kind:place, such as slack:#urgent")
    return Address(notifier=kind, place=place)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placing:
    """Who is told of an alert or an incident, and when.

    Args:
        held: why it gets no card of its own at once; None if it does.
        until: when what is held is told together with others; None if it never is.
        digest: which digest it then stands in.
    """

    addresses: tuple[Address, ...]
    held: Held | None = None
    until: datetime | None = None
    digest: Literal["day", "morning", "flood"] = "day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One row of the outbox, claimed by us.

    Args:
        version: of the subject that is to be shown.
        uncertain: an earlier try may have reached the place: look for it before sending.
        tried_at: when the first try that may have reached the place began.
    """

    id: str
    kind: SubjectKind
    subject_id: int
    notifier: str
    place: str
    version: int
    attempts: int
    uncertain: bool
    tried_at: datetime
    message_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """The message of an alert, an incident or a digest at one place.

    Args:
        message_id: None as long as it is not there.
        awaited_at: when it is sent or changed next; None if nothing is to be done, or the place refuses it for good.
    """

    message_id: str | None
    awaited_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Handled:
    """What people and clocks did with an alert or an incident so far.

    Args:
        version: grows with every change.
        told_at: when its card was put into the outbox; None if it has none.
        owner: who has it, by id ("slack:U0123"); `acknowledged_by` is the name.
        resolution: why it is over: "resolved", "not_a_complaint", "over", "merged", or a reason that a person chose.
        note: what a person wrote to it.
        snooze: "hour", "morning" or "worse"; None while it is awake.
    """

    id: int
    brand: str
    severity: Severity
    state: AlertState
    version: int
    opened_at: datetime
    told_at: datetime | None = None
    acknowledged_at: datetime | None
    acknowledged_by: str | None
    owner: str | None
    answered_at: datetime | None
    answered_by: str | None
    resolved_at: datetime | None
    resolved_by: str | None
    resolution: str | None
    note: str | None
    snooze: str | None
    snoozed_until: datetime | None
    restarted_at: datetime | None
    touched_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is offered as a reply.

    Args:
        kind: "short", "full", "private" or "thanks".
        lines: of which lines it is made; see `alerts.replies.compose`.
        source: "composed", "own" (a person wrote it and it could not be published), or the model that worded it.
    """

    kind: str
    language: str
    text: str
    lines: str = ""
    source: str = "composed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a customer was answered.

    Args:
        kind, source: of the draft it began with.
        edited: whether a person changed that.
        via: "hand", or "api": published for the person.
        state: "sent", or of one to be published also "waiting" and "refused".
        score: its points, 0 to 12; None if nobody looked.
        vetoes: what should not have been sent in it; codes of `alerts.replies.VETOES`.
    """

    kind: str
    source: str
    edited: bool
    language: str
    text: str
    score: int | None = None
    vetoes: tuple[str, ...] = ()
    via: str = "hand"
    state: str = "sent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How a reply to a post can go out.

    Args:
        platform: where it goes.
        why: "open": everybody may be answered; "addressed": the author spoke to the brand; or why only by hand:
            "not_addressed": the author did not; "no_way": nothing can be published there; "off": the brand does not.
        account: as which account it can be published, as people on the platform write it; None: only by hand.
        cost, link_cost: in US dollars, of a reply without and with a link; None where nothing is billed.
    """

    platform: str
    why: str
    account: str | None = None
    cost: Decimal | None = None
    link_cost: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Publishing:
    """A reply that a person had published, claimed by us.

    Args:
        mention_id: of the post it answers, as the platform names it.
        by: whose it is: "slack:U0123".
        asked_at: when the person pressed.
        tried_at: when the first try that may have arrived began.
        uncertain: an earlier try may have arrived: look for it before it is published.
    """

    id: int
    alert_id: int
    brand: str
    platform: str
    mention_id: str
    text: str
    by: str
    asked_at: datetime
    attempts: int
    tried_at: datetime
    uncertain: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert(Handled):
    """An alert with all that its card shows.

    Args:
        phase, explanations: of its incident; see `Incident`. None while it stands alone.
        drafts: the replies that are offered, the short one first.
        draft_at: since when they have to be made anew; None if they are as they should be.
        replied: how many public replies its author got from the brand lately.
        sending: whether its last reply is to be published or was; None if it was sent by hand.
        reply_link: where that reply stands.
        gist: what its post says, in the team's language and a model's words; None where there is none.
        outcome: how its author went on after the last reply of which that is known; see `monitor.outcomes`.
    """

    incident_id: int | None
    held: Held | None
    phase: str | None
    explanations: Mapping[str, str]
    drafts: tuple[Draft, ...]
    draft_at: datetime | None
    replied: int
    negative: float
    language: str
    topic: str | None
    complaint_probability: float
    reasons: tuple[Mapping[str, Any], ...]
    words: tuple[str, ...]
    mention: Mention
    sending: Literal["waiting", "published"] | None = None
    reply_link: str | None = None
    gist: str | None = None
    outcome: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """Something that the writer is to be asked, claimed by us.

    Args:
        draft: to be worded anew; None: the gist of the post is asked for.
        recent: texts of the brand's last drafts, the newest first.
    """

    id: int
    alert: Alert
    draft: Draft | None
    recent: tuple[str, ...]

    @property
    def what(self) -> str:
        """ "gist", or the kind of the draft."""
        return self.draft.kind if self.draft else "gist"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came of asking the writer.

    Args:
        text: to be shown; None where there is none that may be.
        source: the model's name.
        outcome: "taken", "kept" or "failed"; see `monitor.tables.asks`.
        why: there is no text; a code.
        cost: in US dollars.
        rest_until: nothing more is asked before.
    """

    text: str | None
    source: str
    outcome: Literal["taken", "kept", "failed"]
    why: str | None = None
    input_tokens: int = 0
    output_tokens: int = 0
    estimated: bool = False
    cost: float = 0.0
    rest_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WriterFigures:
    """What the writer was asked in a period, and what came of it.

    Args:
        asked: requests; one that was lost with its process counts each time.
        drafts, gists: that were taken.
        kept, failed, late: texts that were not; see `monitor.tables.asks`.
        estimated: whether some of the tokens are.
        cost: in US dollars.
    """

    asked: int = 0
    drafts: int = 0
    gists: int = 0
    kept: int = 0
    failed: int = 0
    late: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    estimated: bool = False
    cost: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A judged post about the brand, of somebody who was answered.

    Args:
        id: of the match.
        at: when it was posted, or edited.
        carded: whether it is told with a card of its own, or an incident's.
    """

    id: int
    at: datetime
    text: str
    sentiment: str
    negative: float
    complaint: bool
    severity: Severity
    carded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """A reply whose author is followed, as things stood when it was read.

    Args:
        id: of the reply.
        kind: of the draft it began with.
        known: whether the platform tells who the author is.
        replied_at, until: between which the author's posts count.
        over_at: when the time is over, with or without a post; as `until` unless there was another reply since.
        outcome, outcome_at: what is recorded so far.
        before: the complaint that was answered; None if it was edited since.
        posts: of the author's, about the brand, since the reply.
        version, state, resolution, answered, owner, severity: of the alert.
    """

    id: int
    alert_id: int
    brand: str
    kind: str
    known: bool
    replied_at: datetime
    until: datetime
    over_at: datetime
    outcome: str | None
    outcome_at: datetime | None
    before: Said | None
    posts: tuple[Said, ...]
    version: int
    state: AlertState
    resolution: str | None
    answered: bool
    owner: str | None
    severity: Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One customer's words of an incident."""

    text: str
    language: str
    platform: str
    permalink: str
    author: str | None
    followers: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident(Handled):
    """An incident with all that its card shows.

    Args:
        surge: many complaints without one cause.
        authors, minutes, usual: why it was opened: so many authors in so many minutes, where so many are usual.
        complaints, people: how many there are, and of how many authors.
        beside: how many other complaints of the brand came in the same time, and are of no incident.
        platforms, languages, topics: with the number of complaints of each, most first.
        since: when its first complaint was posted.
        loudest: the most followers that one of its authors has; None where no platform tells.
        voices: the loudest, then the latest, of different authors.
        phase: "empathy" while the cause is unknown, "explanation" once it may be told, "remedy" when it is removed.
        explanations: by language what a lead wrote of the cause for the customers.
    """

    surge: bool
    last_at: datetime
    authors: int
    minutes: int
    usual: float
    complaints: int
    people: int
    beside: int
    platforms: tuple[tuple[str, int], ...]
    languages: tuple[tuple[str, int], ...]
    topics: tuple[tuple[str, int], ...]
    since: datetime
    loudest: int | None
    voices: tuple[Voice, ...]
    phase: str
    explanations: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """Alerts that waited together.

    Args:
        kind: see `Placing.digest`.
        items: the gravest first.
    """

    id: int
    brand: str
    kind: str
    items: tuple[Alert, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """An alert or an incident whose clocks have to be looked at.

    Args:
        clock_at: when they were to be looked at; whoever acts must find it unchanged.
        done: the last step done in this state.
        answered: whether the customer got a reply.
        told: whether it has a card.
        grouped: whether it is told with an incident, whose clocks are then the only ones.
        judged: the severity that triage decided; None of an incident.
        capped: whether an operator's word holds it down.
    """

    subject: Subject
    clock_at: datetime
    traits: Traits
    state: AlertState
    opened_at: datetime
    restarted_at: datetime | None
    acknowledged_at: datetime | None
    acknowledged_by: str | None
    owner: str | None
    touched_at: datetime
    snooze: str | None
    snoozed_until: datetime | None
    done: str | None
    answered: bool
    told: bool
    grouped: bool
    judged: Severity | None
    capped: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something the service tells of its own accord; `facts` are worded in the team's language when rendered.

    Args:
        subject: whose thread it belongs to; None for a message of its own.
    """

    id: int
    subject: Subject | None
    kind: str
    facts: Mapping[str, Any]
    raised_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A stretch that a watch could not see."""

    watch: str
    since: datetime | None
    until: datetime
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """One judged mention of a brand, as a report reads it."""

    platform: str
    permalink: str
    text: str
    created_at: datetime
    author_handle: str | None
    followers: int | None
    language: str | None
    sentiment: str | None
    complaint: bool
    complaint_probability: float | None
    topic: str | None
    severity: Severity | None
    alert_state: AlertState | None
    opened_at: datetime | None
    acknowledged_at: datetime | None
    resolved_at: datetime | None
    #: Why its alert got no card of its own at once, and when it had one.
    held: Held | None = None
    told_at: datetime | None = None
    #: Of what a reply of thanks is made: the match, the words that name the brand, how warm it is; whether it thanks
    #: after a reply, and whether its author was thanked already.
    match_id: int = 0
    external_id: str = ""
    author_name: str | None = None
    words: tuple[str, ...] = ()
    positive: float | None = None
    solved: bool = False
    thanked_back: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyRow:
    """One reply that was sent, as a report reads it.

    Args:
        posted_at, followers: of the complaint and its author.
        first: whether it is the first to this complaint.
    """

    kind: str
    source: str
    edited: bool
    replied_at: datetime
    posted_at: datetime
    followers: int | None
    first: bool
    outcome: str | None
    outcome_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ToThank:
    """Praise or thanks, and the draft that thanks back.

    Args:
        reply_at: the platform's own reply box, the draft in it; None where there is none.
    """

    row: ReportRow
    draft: Draft
    reply_at: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A made report: its figures are kept, so that it reads the same whenever it is sent."""

    id: int
    brand: str
    since: datetime
    until: datetime
    figures: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who pressed, or shall have, something, as the place names them."""

    kind: str
    id: str
    name: str

    @property
    def ref(self) -> str:
        """Of all places' people this one: "slack:U0123"."""
        return f"{self.kind}:{self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    """What a press of a button did: `taken` if it changed something, else who had been faster."""

    taken: bool
    state: AlertState
    by: str | None
    resolution: str | None = None
