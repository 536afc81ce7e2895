"""How soon must a person look at a post, and why.

    a complaint? ─no▶ low
         │yes
         ├─ score: how sure, how negative, how far it reaches, how many join in ─▶ a severity by floors
         └─ urgent words, urgent topic ─▶ a severity of their own
                                              the higher one stands

Pure: data in, data out. Every known complaint is at least medium unless an operator raises that floor: medium
waits for the digest and disturbs nobody, while low is never told, and a complaint that is never told is a
customer lost. With the defaults an ordinary complaint scores about 53 of 100; high (60) takes some fifteen
times the usual reach or thirty reactions, critical (80) far more of both. With urgent words that makes about
one complaint in five high or critical.

More certainty, negativity, reach or engagement never lowers a severity: weights are not negative and all adds
up.

Reasons, by code, each with its facts; `points` are those it gave, of the sum of the weights:

=========================  ====================  ============================================================
code                       facts                 stands when
=========================  ====================  ============================================================
`ignored_author`           author                the author is one that operators chose to ignore
`not_a_complaint`          percent               the model (or `complaint_from`) says no; percent: how likely
`urgent_word`              word                  a word of the post, as it stands, asks for its severity
`urgent_topic`             topic                 the topic asks for its severity
`complaint_probability`    percent, points       always for a complaint
`negative`                 percent, points       it gave at least one point
`reach`                    followers, points     the same
`reach_unknown`            followers, points     the same; the platform told no followers, this many assumed
`engagement`               count, points         the same; likes + 2 · reposts + replies
`language_other`           language              a language the model never learnt: its certainty gave nothing
=========================  ====================  ============================================================
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from alerts.base import Severity
from monitor.matching import Lexicon, fold

# Operators' own words replace these. A word stands for its Turkish, Azerbaijani and Persian endings; "*" for
# any.
URGENT: Mapping[Severity, tuple[str, ...]] = {
    Severity.critical: (
        # fire, injury, poison, electric shock
        *("yangın", "yangın çıktı", "alev aldı", "alev alev", "patladı", "infilak", "zehirlen*", "yaralan*"),
        *("hastanelik", "hastaneye kaldır*", "elektrik çarp*", "alerjik reaksiyon", "yanık oluştu"),
        *(
            "yanğın",
            "od tutdu",
            "od tutub",
            "alışıb yandı",
            "alov aldı",
            "partladı",
            "zəhərlən*",
            "xəstəxanaya",
            "cərəyan vurdu",
        ),
        *(
            "آتش گرفت*",
            "آتش سوزی",
            "آتیش گرفت*",
            "منفجر شد*",
            "ترکید*",
            "مسموم",
            "مسمومیت",
            "برق گرفت*",
            "زخمی",
        ),
        *(
            "caught fire",
            "on fire",
            "exploded",
            "explosion",
            "burned my",
            "burnt my",
            "electric shock",
            "injur*",
        ),
        *("food poisoning", "poisoned", "poisonous", "allergic reaction", "emergency room", "hospitalised"),
        *("hospitalized", "electrocuted"),
        # personal data
        *("veri sızıntısı", "verilerim sız*", "bilgilerim sız*", "bilgilerim çalın*", "verilerim çalın*"),
        *("məlumatlarım sız*", "məlumatlarım oğurlan*", "məlumat sızması"),
        *("نشت اطلاعات", "اطلاعاتم لو رفت*", "اطلاعاتم رو دزدید*"),
        *("data breach", "data leak*", "leaked my", "my data was leaked", "my data was stolen"),
    ),
    Severity.high: (
        # fraud, phishing, theft
        *(
            "dolandır*",
            "sahtekar*",
            "oltalama",
            "çalındı",
            "hırsız*",
            "sahte site",
            "sahte ürün",
            "hesabımı çal*",
        ),
        *("dələduz*", "fırıldaq*", "oğurla*", "oğurlan*", "saxta sayt", "saxta mal"),
        *("کلاهبردار*", "کلاه برداری", "فیشینگ", "دزدی", "دزدید*", "سرقت", "هک شد*", "تقلبی"),
        *(
            "scam",
            "scammed",
            "scammer*",
            "fraud",
            "fraudulent",
            "phishing",
            "stolen",
            "hacked",
            "counterfeit",
        ),
        # court, consumer board, police
        *("mahkeme", "dava açacağım", "dava aç*", "tüketici hakem", "hakem heyeti", "tüketici mahkemesi"),
        *("savcılık", "savcılığa", "suç duyurusu", "avukat", "avukatım", "polis", "karakol", "cimer"),
        *("məhkəmə", "prokurorluq", "prokurorluğa", "vəkil", "vəkilim", "istehlakçıların hüquqları"),
        *("دادگاه", "دادسرا", "پلیس", "وکیل", "وکیلم", "تعزیرات", "سازمان حمایت", "شکایت قضایی"),
        *("lawsuit", "suing", "sue you", "take you to court", "small claims", "lawyer", "attorney", "police"),
        *("consumer protection", "trading standards", "consumer court", "legal action"),
    ),
}

_MOST = 10**12  # no count on any platform is greater; beyond it only damage lies


@dataclass(frozen=True, kw_only=True)
class Rules:
    """What an operator may tune; the defaults suit a shop with a small social media team.

    Args:
        complaint_from: probability (0..1) from which a post counts as a complaint; None: as the model
            decides.
        weight_complaint, weight_negative, weight_reach, weight_engagement: the points each gives at its most.
        full_reach: followers that give all points of reach; between 0 and these, points grow with the
            logarithm.
        full_engagement: likes + 2 · reposts + replies that give all points of engagement; likewise.
        usual_followers: how many followers to assume where the platform tells none.
        medium_from, high_from, critical_from: the score from which a complaint has that severity.
        urgent: phrases by the least severity that a complaint holding one has.
        urgent_topics: topics by the least severity of a complaint about them.
        ignore_authors: handles, without "@", whose posts are always low.

    Raises:
        ValueError: a weight or scale that is negative or no number, or floors that do not rise.
    """

    complaint_from: float | None = None
    weight_complaint: float = 30.0
    weight_negative: float = 15.0
    weight_reach: float = 30.0
    weight_engagement: float = 25.0
    full_reach: int = 1_000_000
    full_engagement: int = 10_000
    usual_followers: int = 300
    medium_from: float = 0.0
    high_from: float = 60.0
    critical_from: float = 80.0
    urgent: Mapping[Severity, tuple[str, ...]] = field(default_factory=lambda: URGENT)
    urgent_topics: Mapping[str, Severity] = field(default_factory=lambda: {"safety_fraud": Severity.high})
    ignore_authors: tuple[str, ...] = ()
    _lexicon: Lexicon[Severity] = field(init=False, repr=False, compare=False)
    _ignored: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for name in ("weight_complaint", "weight_negative", "weight_reach", "weight_engagement"):
            if not 0 <= getattr(self, name) < math.inf:
                raise ValueError(f"{name} is {getattr(self, name)}; it must be a number from 0")
        for name in ("full_reach", "full_engagement"):
            if not getattr(self, name) >= 1:
                raise ValueError(f"{name} is {getattr(self, name)}; it must be at least 1")
        floors = (self.medium_from, self.high_from, self.critical_from)
        if not floors[0] <= floors[1] <= floors[2]:
            raise ValueError(f"medium_from, high_from and critical_from are {floors}; they must rise")
        phrases = ((phrase, severity) for severity, listed in self.urgent.items() for phrase in listed)
        object.__setattr__(self, "_lexicon", Lexicon(phrases))
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
    rules: Rules,
) -> Triage:
    """Decide how soon a person must look at a post; defined for any numbers and any text.

    Args:
        complaint, complaint_probability, negative, language, topic: the verdict; probabilities in 0..1, what
            lies outside is cut, NaN counts as 0. `language` "other" is one that the model never learnt.
        text: of the post; searched for urgent words if it is a complaint.
        followers: of the author; None where unknown.
        likes, reposts, replies: when fetched; None, negative and NaN count as 0.
        author_handle: without "@".
        rules: the operator's.
    """
    probability = _share(complaint_probability)
    if author_handle and rules._ignored and _handle(author_handle) in rules._ignored:
        return _low("ignored_author", author=author_handle)
    if not (complaint if rules.complaint_from is None else probability >= rules.complaint_from):
        return _low("not_a_complaint", percent=_percent(probability))
    known = language != "other"
    scored = _scored(
        probability=probability if known else 0.0,
        percent=_percent(probability),
        negative=_share(negative) if known else 0.0,
        followers=followers,
        engagement=_count(likes) + 2 * _count(reposts) + _count(replies),
        rules=rules,
    )
    by_score = _by_score(sum(points for points, _ in scored), rules)
    urgent = _urgent(text, topic, rules)
    by_urgency = max((severity for severity, _ in urgent), default=Severity.low)
    grounds = [reason for _, reason in urgent], [reason for _, reason in scored]
    decided, added = grounds if by_urgency >= by_score else grounds[::-1]
    other = [] if known else [Reason(code="language_other", facts={"language": language})]
    return Triage(severity=max(by_score, by_urgency), reasons=(*decided, *added, *other))


def _low(code: str, **facts: str | int) -> Triage:
    return Triage(severity=Severity.low, reasons=(Reason(code=code, facts=facts),))


def _scored(
    *,
    probability: float,
    percent: int,
    negative: float,
    followers: int | None,
    engagement: int,
    rules: Rules,
) -> list[tuple[float, Reason]]:
    """The points of each ground of the score, most first; without those that gave none, but for the first."""
    reach = _count(rules.usual_followers if followers is None else followers)
    grounds: list[tuple[float, str, dict[str, int]]] = [
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
    ]
    return [
        (points, Reason(code=code, facts={**facts, "points": round(points)}))
        for points, code, facts in sorted(grounds, key=lambda ground: -ground[0])
        if round(points) or code == "complaint_probability"
    ]


def _by_score(score: float, rules: Rules) -> Severity:
    floors = (rules.medium_from, rules.high_from, rules.critical_from)
    return Severity(sum(score >= floor for floor in floors))


def _urgent(text: str, topic: str | None, rules: Rules) -> list[tuple[Severity, Reason]]:
    """The grounds that ask for a severity whatever the score, most severe first, each word once."""
    found = {word: severity for severity, word in sorted(rules._lexicon.find(text), key=lambda pair: pair[0])}
    grounds = [
        (severity, Reason(code="urgent_word", facts={"word": word})) for word, severity in found.items()
    ]
    if topic is not None and topic in rules.urgent_topics:
        grounds.append((rules.urgent_topics[topic], Reason(code="urgent_topic", facts={"topic": topic})))
    return sorted(grounds, key=lambda ground: -ground[0])


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
