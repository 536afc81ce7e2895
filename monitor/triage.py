"""How soon must a person look at a post, and why.

    an ignored author? ─yes▶ low
         │no
    a complaint? ─no▶ low
         │yes, or not surely no and a critical word stands in it
         ├─ score: how sure, how negative, how far it reaches, how many join in, what it is about,
         │         how often its author complained lately ─▶ a severity by floors
         ├─ urgent words, urgent topic, VIP author ─▶ a severity of their own
         │                                   the higher one is asked for
         └─ cap words, ignored topic (a cap at low) ─▶ not above the lowest cap, except what no cap holds back

Pure: data in, data out. Every known complaint is at least medium unless an operator raises that floor or caps
it: medium waits for the digest and disturbs nobody, while low is never told, and a complaint that is never
told is a customer lost. With the defaults an ordinary complaint scores about 53 of 132; high (60) takes some
fifteen times the usual reach, thirty reactions, or a third complaint within thirty days, critical (80) far
more of several. With urgent words that makes about one complaint in five high or critical.

**No cap holds back** a VIP author, nor an urgent word that stands by itself: what a customer says outright
(fire, fraud, court) weighs more than what the model takes the post to be about, and than another word in it.
"Kuponum iptal, dolandırıldım" is high whatever is capped or ignored. An urgent word that is *part of* the words that
cap is not what it seems ("polis" in the cap word "polis çantası") and is capped like all else.

**A critical word is not left to a model in doubt.** A post that holds one (fire, injury, a data leak) is taken for a
complaint from `critical_word_from` on, and is then high at most, for the model may be right.

More certainty, negativity, reach, engagement or earlier complaints never lower a severity: weights are not
negative and all adds up. What waits unanswered is raised by its clock, one step and no more: to be critical by
age alone would make everything critical in a bad week.

Reasons, by code, each with its facts; `points` are those it gave, of the sum of the weights:

=========================  ====================  ============================================================
code                       facts                 stands when
=========================  ====================  ============================================================
`ignored_author`           author                the author is one that operators chose to ignore
`not_a_complaint`          percent               the model (or `complaint_from`) says no; percent: how likely
`ignored_topic`            topic                 it is about a topic that operators chose to ignore
`cap_word`                 word, severity        a word of the post caps what it would have, or has just so
`vip_author`               author                the author is one that operators want looked at
`in_doubt`                 percent               the model says no, but not surely, and a critical word stands in it;
                                                 told instead of `complaint_probability`
`urgent_word`              word                  a word of the post, as it stands, asks for its severity
`urgent_topic`             topic, points         the topic asks for its severity; `topic` is then not told again
`complaint_probability`    percent, points       always for a complaint
`negative`                 percent, points       it gave at least one point
`reach`                    followers, points     the same
`reach_unknown`            followers, points     the same; the platform told no followers, this many assumed
`engagement`               count, points         the same; likes + 2 · reposts + replies
`topic`                    topic, points         the same
`repeated`                 count, days, points   the same; complaints of its author in so many days before it
`language_other`           language              a language the model never learnt: its certainty gave nothing
`unanswered`               count                 its clock raised it after so many whole hours
=========================  ====================  ============================================================
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from alerts.base import Severity
from monitor.matching import Lexicon, fold
from monitor.urgent import HARMLESS, URGENT

#: Earlier complaints of an author count for so long.
REPEATED_WITHIN = timedelta(days=30)
#: What an author writes within so long of the last post is the same complaint still: a thread, a burst of anger.
ONE_COMPLAINT = timedelta(hours=1)

_MOST = 10**12  # no count on any platform is greater; beyond it only damage lies
#: Topics weigh where money is at stake, and most where people are in danger or were deceived.
WEIGHT_TOPIC: Mapping[str, float] = {"safety_fraud": 20.0, "payment": 3.0, "return_refund": 2.0}
AGES_AFTER: Mapping[Severity, timedelta] = {Severity.high: timedelta(hours=4)}
_WEIGHTS = ("weight_complaint", "weight_negative", "weight_reach", "weight_engagement", "weight_repeated")
_Use = Literal["urgent", "cap", "harmless"]


@dataclass(frozen=True, kw_only=True)
class Rules:
    """What an operator may tune; the defaults suit a shop with a small social media team.

    Args:
        complaint_from: probability (0..1) from which a post counts as a complaint; None: as the model
            decides.
        critical_word_from: the same of a post with a word that makes it critical: a fire is too grave to be left to a
            model in doubt.
        weight_complaint, weight_negative, weight_reach, weight_engagement, weight_repeated: the points each gives
            at its most.
        weight_topic: the points of a complaint about a topic; 0 for what is not among them.
        full_reach: followers that give all points of reach; between 0 and these, points grow with the
            logarithm.
        full_engagement: likes + 2 · reposts + replies that give all points of engagement; likewise.
        full_repeated: earlier complaints of the same author that give all points of `weight_repeated`; likewise.
        usual_followers: how many followers to assume where the platform tells none.
        medium_from, high_from, critical_from: the score from which a complaint has that severity.
        urgent: phrases by the least severity that a complaint holding one has.
        harmless: phrases within which an urgent word means nothing.
        cap_words: phrases by the highest severity of a complaint holding one; what no cap holds back: see the module.
        urgent_topics: topics by the least severity of a complaint about them.
        ignore_topics: topics whose complaints are low.
        vip_authors: handles, without "@", whose complaints are at least `vip_severity`.
        ignore_authors: handles, without "@", whose posts are always low, before all else.
        ages_after: how long a medium or a high one waits for an answer before it is one step more; not named: for ever.

    Raises:
        ValueError: a weight or scale that is negative or no number, floors that do not rise, or an age that is not
            of medium or high or not above zero.
    """

    complaint_from: float | None = None
    critical_word_from: float = 0.15
    weight_complaint: float = 30.0
    weight_negative: float = 15.0
    weight_reach: float = 30.0
    weight_engagement: float = 25.0
    weight_repeated: float = 12.0
    weight_topic: Mapping[str, float] = field(default_factory=lambda: dict(WEIGHT_TOPIC))
    full_reach: int = 1_000_000
    full_engagement: int = 10_000
    full_repeated: int = 5
    usual_followers: int = 300
    medium_from: float = 0.0
    high_from: float = 60.0
    critical_from: float = 80.0
    urgent: Mapping[Severity, tuple[str, ...]] = field(default_factory=lambda: URGENT)
    harmless: tuple[str, ...] = HARMLESS
    cap_words: Mapping[Severity, tuple[str, ...]] = field(default_factory=dict)
    urgent_topics: Mapping[str, Severity] = field(default_factory=lambda: {"safety_fraud": Severity.high})
    ignore_topics: tuple[str, ...] = ()
    vip_authors: tuple[str, ...] = ()
    vip_severity: Severity = Severity.high
    ignore_authors: tuple[str, ...] = ()
    ages_after: Mapping[Severity, timedelta] = field(default_factory=lambda: dict(AGES_AFTER))
    _lexicon: Lexicon[tuple[_Use, Severity]] = field(init=False, repr=False, compare=False)
    _vips: frozenset[str] = field(init=False, repr=False, compare=False)
    _ignored: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        weights = {name: getattr(self, name) for name in _WEIGHTS}
        weights |= {f"weight_topic.{topic}": points for topic, points in self.weight_topic.items()}
        for name, points in weights.items():
            if not 0 <= points < math.inf:
                raise ValueError(f"{name} is {points}; it must be a number from 0")
        for name in ("full_reach", "full_engagement", "full_repeated"):
            if not getattr(self, name) >= 1:
                raise ValueError(f"{name} is {getattr(self, name)}; it must be at least 1")
        floors = (self.medium_from, self.high_from, self.critical_from)
        if not floors[0] <= floors[1] <= floors[2]:
            raise ValueError(f"medium_from, high_from and critical_from are {floors}; they must rise")
        for severity, after in self.ages_after.items():
            if severity not in (Severity.medium, Severity.high) or after <= timedelta():
                raise ValueError(
                    f"ages_after has {after} for {severity.name}; it must be above 0, for medium or high"
                )
        phrases: list[tuple[str, tuple[_Use, Severity]]] = [
            (phrase, ("harmless", Severity.low)) for phrase in self.harmless
        ]
        words: tuple[tuple[_Use, Mapping[Severity, tuple[str, ...]]], ...] = (
            ("urgent", self.urgent),
            ("cap", self.cap_words),
        )
        for use, by_severity in words:
            for severity, listed in by_severity.items():
                phrases += ((phrase, (use, severity)) for phrase in listed)
        object.__setattr__(self, "_lexicon", Lexicon(phrases))
        object.__setattr__(self, "_vips", frozenset(map(_handle, self.vip_authors)))
        object.__setattr__(self, "_ignored", frozenset(map(_handle, self.ignore_authors)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One ground of a decision, worded later in the team's language; codes and facts: see the module."""

    code: str
    facts: Mapping[str, str | int | float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Triage:
    """A decision and its grounds, the weightiest first; never without one."""

    severity: Severity
    reasons: tuple[Reason, ...]


def triage(
    *,
    complaint: bool,
    complaint_probability: float,
    negative: float,
    text: str,
    followers: int | None,
    likes: int | None,
    reposts: int | None,
    replies: int | None,
    author_handle: str | None,
    language: str,
    topic: str | None,
    earlier: int = 0,
    rules: Rules,
) -> Triage:
    """Decide how soon a person must look at a post; defined for any numbers and any text.

    Args:
        complaint, complaint_probability, negative, language, topic: the verdict; probabilities in 0..1, what
            lies outside is cut, NaN counts as 0. `language` "other" is one that the model never learnt.
        text: of the post; searched for urgent and cap words if it is a complaint.
        followers: of the author; None where unknown.
        likes, reposts, replies: when fetched; None, negative and NaN count as 0.
        author_handle: without "@".
        earlier: complaints of the same author about the brand before this one, as `repeated` counts them.
        rules: the operator's.
    """
    probability = _share(complaint_probability)
    if author_handle and rules._ignored and _handle(author_handle) in rules._ignored:
        return _low("ignored_author", author=author_handle)
    sure = complaint if rules.complaint_from is None else probability >= rules.complaint_from
    urgent, cap = _read(text, rules) if sure or probability >= rules.critical_word_from else ([], None)
    if not sure and not any(ground.outright and ground.severity == Severity.critical for ground in urgent):
        return _low("not_a_complaint", percent=_percent(probability))
    known = language != "other"
    scored = _scored(
        probability=probability if known else 0.0,
        percent=_percent(probability),
        negative=_share(negative) if known else 0.0,
        followers=followers,
        engagement=_count(likes) + 2 * _count(reposts) + _count(replies),
        topic=topic,
        earlier=_count(earlier),
        rules=rules,
    )
    by_score = _by_score(sum(points for points, _ in scored), rules)
    urgent += _urgent(topic, author_handle, rules)
    urgent.sort(key=lambda ground: -ground.severity)
    if topic is not None and topic in rules.ignore_topics:
        cap = _Ground(Severity.low, Reason(code="ignored_topic", facts={"topic": topic}))
    by_urgency = max((ground.severity for ground in urgent), default=Severity.low)
    severity = max(by_score, by_urgency)
    first: list[Reason] = []
    last = [] if known else [Reason(code="language_other", facts={"language": language})]
    if not sure:
        severity = min(severity, Severity.high)
        last.append(Reason(code="in_doubt", facts={"percent": _percent(probability)}))
    if cap is not None and severity >= cap.severity:
        held = max((ground.severity for ground in urgent if ground.outright), default=Severity.low)
        (first if held <= cap.severity < severity else last).insert(0, cap.reason)
        severity, by_score = max(cap.severity, held), min(by_score, cap.severity)
    told = [
        reason
        for points, reason in scored
        if (round(points) or reason.code == "complaint_probability")
        and (sure or reason.code != "complaint_probability")
        and not (reason.code == "topic" and topic in rules.urgent_topics)
    ]
    grounds = [ground.reason for ground in urgent], told
    decided, added = grounds if by_urgency >= by_score else grounds[::-1]
    return Triage(severity=severity, reasons=(*first, *decided, *added, *last))


def repeated(complaints: Iterable[datetime], *, before: datetime) -> int:
    """Count the complaints that somebody made within `REPEATED_WITHIN` before a time, a thread of posts as one.

    Args:
        complaints: when the posts were written, in any order.
        before: when the post was written that is judged now; what belongs to one thread with it does not count.
    """
    count, last = 0, before
    for at in sorted((at for at in complaints if before - REPEATED_WITHIN <= at < before), reverse=True):
        count += last - at > ONE_COMPLAINT
        last = at
    return count


def _low(code: str, **facts: str | int) -> Triage:
    return Triage(severity=Severity.low, reasons=(Reason(code=code, facts=facts),))


def _scored(
    *,
    probability: float,
    percent: int,
    negative: float,
    followers: int | None,
    engagement: int,
    topic: str | None,
    earlier: int,
    rules: Rules,
) -> list[tuple[float, Reason]]:
    """The points of each ground of the score, most first."""
    reach = _count(rules.usual_followers if followers is None else followers)
    grounds: list[tuple[float, str, dict[str, str | int]]] = [
        (rules.weight_complaint * probability, "complaint_probability", {"percent": percent}),
        (rules.weight_negative * negative, "negative", {"percent": _percent(negative)}),
        (
            rules.weight_reach * _logarithmic(reach, rules.full_reach),
            "reach_unknown" if followers is None else "reach",
            {"followers": reach},
        ),
        (
            rules.weight_engagement * _logarithmic(engagement, rules.full_engagement),
            "engagement",
            {"count": engagement},
        ),
        (
            rules.weight_repeated * _logarithmic(earlier, rules.full_repeated),
            "repeated",
            {"count": earlier, "days": REPEATED_WITHIN.days},
        ),
    ]
    if topic is not None and (points := rules.weight_topic.get(topic)):
        grounds.append((points, "topic", {"topic": topic}))
    return [
        (points, Reason(code=code, facts={**facts, "points": round(points)}))
        for points, code, facts in sorted(grounds, key=lambda ground: -ground[0])
    ]


def _by_score(score: float, rules: Rules) -> Severity:
    floors = (rules.medium_from, rules.high_from, rules.critical_from)
    return Severity(sum(score >= floor for floor in floors))


class _Ground(NamedTuple):
    """What asks for a severity or caps it; `outright` is what no cap holds back."""

    severity: Severity
    reason: Reason
    outright: bool = False


def _urgent(topic: str | None, author: str | None, rules: Rules) -> list[_Ground]:
    """What else than words asks for a severity whatever the score."""
    grounds: list[_Ground] = []
    if author and rules._vips and _handle(author) in rules._vips:
        reason = Reason(code="vip_author", facts={"author": author})
        grounds.append(_Ground(rules.vip_severity, reason, outright=True))
    if topic is not None and topic in rules.urgent_topics:
        facts: dict[str, str | int] = {"topic": topic, "points": round(rules.weight_topic.get(topic, 0))}
        grounds.append(_Ground(rules.urgent_topics[topic], Reason(code="urgent_topic", facts=facts)))
    return grounds


def _read(text: str, rules: Rules) -> tuple[list[_Ground], _Ground | None]:
    """The urgent words of a text, each once, and the lowest cap that one of its words is."""
    folded = fold(text)
    urgent: dict[str, tuple[Severity, bool]] = {}
    caps: list[tuple[Severity, str]] = []
    # Where the phrases end that began so far: a word is part of one if it ends no later.
    ends = {"cap": 0, "harmless": 0}
    for place in rules._lexicon.places(folded):
        found = [] if place.handle else list(rules._lexicon.at(folded, place))
        for (use, severity), end in found:
            if use != "urgent":
                ends[use] = max(ends[use], end)
            if use == "cap":
                caps.append((severity, folded.as_written(place.start, end)))
        for (use, severity), end in found:
            if use == "urgent" and end > ends["harmless"]:
                word = folded.as_written(place.start, end)
                known, outright = urgent.get(word, (severity, False))
                urgent[word] = max(known, severity), outright or end > ends["cap"]
    grounds = [
        _Ground(severity, Reason(code="urgent_word", facts={"word": word}), outright)
        for word, (severity, outright) in urgent.items()
    ]
    if not caps:
        return grounds, None
    lowest, word = min(caps, key=lambda cap: cap[0])
    return grounds, _Ground(lowest, Reason(code="cap_word", facts={"word": word, "severity": lowest.name}))


def _logarithmic(count: int, full: int) -> float:
    """0 for none, 1 for `full` and more, the logarithm between."""
    return min(math.log1p(count) / math.log1p(full), 1.0)


def _share(probability: float) -> float:
    # NaN alone differs from itself; math.isnan refuses integers too great for a float
    return min(max(probability, 0.0), 1.0) if probability == probability else 0.0


def _percent(share: float) -> int:
    return round(100 * share)


def _count(number: float | None) -> int:
    """A count of anything, whatever came: never negative, never beyond what any platform could tell."""
    return int(min(max(number, 0), _MOST)) if number is not None and number == number else 0


def _handle(written: str) -> str:
    return fold(written).text.strip().removeprefix("@")
