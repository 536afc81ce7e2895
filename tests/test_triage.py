"""How soon a person must look: a table of decisions, then what must hold for any numbers."""

from __future__ import annotations

import math
import random
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.base import Severity
from monitor.triage import Rules, Triage, repeated, triage

RULES = Rules()
ORDINARY: dict[str, Any] = {
    "complaint": True,
    "complaint_probability": 0.9,
    "negative": 0.75,
    "text": "Siparişim üç haftadır gelmedi",
    "followers": 250,
    "likes": 1,
    "reposts": 0,
    "replies": 1,
    "author_handle": "ayse",
    "language": "tr",
    "topic": "delivery",
    "rules": RULES,
}


def codes(decision: Triage) -> list[str]:
    return [reason.code for reason in decision.reasons]


def decide(**changes: Any) -> tuple[str, list[str]]:
    decision = triage(**{**ORDINARY, **changes})
    return decision.severity.name, codes(decision)


#: The model calls it no complaint, but is not sure, and a fire stands in it.
DOUBTED: dict[str, Any] = {
    "complaint": False,
    "complaint_probability": 0.2,
    "negative": 0.3,
    "text": "aldığım ısıtıcı dün gece alev aldı",
    "topic": "product",
}

TABLE: list[tuple[dict[str, Any], str, list[str]]] = [
    ({}, "medium", ["complaint_probability", "reach", "negative", "engagement"]),
    ({"complaint": False}, "low", ["not_a_complaint"]),
    ({**DOUBTED, "complaint_probability": 0.14, "followers": 10**7}, "low", ["not_a_complaint"]),
    (DOUBTED, "high", ["urgent_word", "reach", "negative", "engagement", "in_doubt"]),
    # even where the score alone would make it critical: the model may be right
    (
        {**DOUBTED, "followers": 10**7, "likes": 9_000},
        "high",
        ["urgent_word", "reach", "engagement", "negative", "in_doubt"],
    ),
    ({**DOUBTED, "text": "dolandırıldım"}, "low", ["not_a_complaint"]),
    ({**DOUBTED, "rules": Rules(critical_word_from=1)}, "low", ["not_a_complaint"]),
    (
        {
            **DOUBTED,
            "rules": Rules(cap_words={Severity.low: ("alev aldı kampanyası",)}),
            "text": "alev aldı kampanyası",
        },
        "low",
        ["not_a_complaint"],
    ),
    ({"author_handle": "@AYŞE", "rules": Rules(ignore_authors=("ayşe",))}, "low", ["ignored_author"]),
    ({"author_handle": None}, "medium", ["complaint_probability", "reach", "negative", "engagement"]),
    ({"rules": Rules(complaint_from=0.95)}, "low", ["not_a_complaint"]),
    (
        {"complaint": False, "rules": Rules(complaint_from=0.9)},
        "medium",
        ["complaint_probability", "reach", "negative", "engagement"],
    ),
    ({"rules": Rules(medium_from=60)}, "low", ["complaint_probability", "reach", "negative", "engagement"]),
    ({"followers": 50_000}, "high", ["complaint_probability", "reach", "negative", "engagement"]),
    ({"likes": 200, "followers": 900}, "high", ["complaint_probability", "reach", "engagement", "negative"]),
    (
        {"followers": 900_000, "reposts": 80},
        "critical",
        ["reach", "complaint_probability", "engagement", "negative"],
    ),
    ({"followers": None}, "medium", ["complaint_probability", "reach_unknown", "negative", "engagement"]),
    (
        {"complaint_probability": 0.55, "negative": 0.0, "followers": 0, "likes": 0, "replies": None},
        "medium",
        ["complaint_probability"],
    ),
    (
        {"complaint_probability": math.nan, "negative": -1.0, "followers": 0, "likes": 0, "replies": 0},
        "medium",
        ["complaint_probability"],
    ),
    (
        {"language": "other"},
        "medium",
        ["reach", "engagement", "complaint_probability", "language_other"],
    ),
    (
        {"topic": "safety_fraud"},
        "high",
        ["urgent_topic", "complaint_probability", "reach", "negative", "engagement"],
    ),
    (
        {"text": "avukatıma verdim, polise de gittim"},
        "high",
        ["urgent_word", "urgent_word", "complaint_probability", "reach", "negative", "engagement"],
    ),
    (
        {"text": "polise gittim", "followers": 900_000, "reposts": 80},
        "critical",
        ["reach", "complaint_probability", "engagement", "negative", "urgent_word"],
    ),
]


@pytest.mark.parametrize(("changes", "severity", "codes"), TABLE)
def test_decides(changes: dict[str, Any], severity: str, codes: list[str]) -> None:
    assert decide(**changes) == (severity, codes)


@pytest.mark.parametrize(
    ("text", "word", "severity"),
    [
        ("Telefon şarjda PATLADI!", "PATLADI", "critical"),
        ("mutfakta yangin cikti", "yangin", "critical"),
        ("kızım zehirlendi", "zehirlendi", "critical"),
        ("kişisel verilerim sızdırılmış", "verilerim sızdırılmış", "critical"),
        ("beni dolandırdılar", "dolandırdılar", "high"),
        ("hakem heyetine başvurdum", "hakem heyetine", "high"),
        ("məhkəməyə verəcəm", "məhkəməyə", "high"),
        ("usagim zeherlendi", "zeherlendi", "critical"),
        ("pulumu oğurladılar", "oğurladılar", "high"),
        ("گوشی آتش گرفت", "آتش گرفت", "critical"),
        ("کلاه‌بردارید شما", "کلاه‌بردارید", "high"),
        ("به پليس فتا گفتم", "پليس", "high"),
        ("it caught fire", "caught fire", "critical"),
        ("you are scammers", "scammers", "high"),
        ("polisaj yaptırdım", None, "medium"),
        ("I was fired up", None, "medium"),
    ],
)
def test_urgent_words(text: str, word: str | None, severity: str) -> None:
    decision = triage(**{**ORDINARY, "text": text})
    assert decision.severity.name == severity
    first = decision.reasons[0]
    assert (first.facts["word"] if first.code == "urgent_word" else None) == word


def test_a_word_listed_twice_has_its_higher_severity() -> None:
    rules = Rules(urgent={Severity.high: ("koku",), Severity.critical: ("koku*", "duman")})
    decision = triage(**{**ORDINARY, "text": "koku, duman, koku", "rules": rules})
    assert decision.severity is Severity.critical
    assert [reason.facts.get("word") for reason in decision.reasons[:3]] == ["koku", "duman", None]


CAPPED = Rules(
    cap_words={
        Severity.low: ("çekiliş*",),
        Severity.medium: ("kupon*", "polis çantası", "satış patladı"),
        Severity.high: ("iade*",),
    },
    ignore_topics=("price",),
    vip_authors=("@Şeref_1",),
    ignore_authors=("bot",),
)
LOUD = {"followers": 900_000, "reposts": 80}
#: What was written and by whom → the severity and the reason that stands first.
HELD: list[tuple[dict[str, Any], str, str]] = [
    # a cap holds down what the score asks for, not what lies below it
    ({**LOUD, "text": "Kuponum geçmedi"}, "medium", "cap_word"),
    ({**LOUD, "text": "İademi alamadım"}, "high", "cap_word"),
    ({"text": "İademi alamadım"}, "medium", "complaint_probability"),
    ({"text": "Kuponum geçmedi"}, "medium", "complaint_probability"),
    ({**LOUD, "text": "çekilişe almadınız"}, "low", "cap_word"),
    # of several the lowest
    ({**LOUD, "text": "kuponla çekilişe almadınız, iade edin"}, "low", "cap_word"),
    # … and what the topic asks for
    ({"text": "kuponum", "topic": "safety_fraud"}, "medium", "cap_word"),
    # but no urgent word beside it
    ({"text": "kuponumu kullandım, telefon patladı"}, "critical", "urgent_word"),
    ({"text": "kuponumu iptal ettiniz, beni dolandırdınız"}, "high", "urgent_word"),
    ({**LOUD, "text": "kuponumu iptal ettiniz, beni dolandırdınız"}, "high", "urgent_word"),
    # an urgent word within the words that cap is not what it seems
    ({"text": "polis çantası yırtık"}, "medium", "cap_word"),
    ({"text": "polis çantası yırtık, polise gidiyorum"}, "high", "urgent_word"),
    ({"text": "satış patladı stok yok"}, "medium", "cap_word"),
    ({"text": "satış patladı, bende telefon patladı"}, "critical", "urgent_word"),
    # an ignored topic is a cap at low
    ({**LOUD, "topic": "price"}, "low", "ignored_topic"),
    ({"topic": "price", "text": "mutfakta yangın çıktı"}, "critical", "urgent_word"),
    ({"topic": "price", "text": "polis çantası çok pahalı"}, "low", "ignored_topic"),
    ({"topic": "price", "text": "fiyat farkı için avukatım arayacak"}, "high", "urgent_word"),
    # no cap holds down a VIP
    ({"author_handle": "seref_1"}, "high", "vip_author"),
    ({"author_handle": "@ŞEREF_1", "text": "kuponum geçmedi"}, "high", "vip_author"),
    ({"author_handle": "seref_1", "topic": "price"}, "high", "vip_author"),
    ({"author_handle": "seref_1", "text": "telefon patladı"}, "critical", "urgent_word"),
    ({"author_handle": "seref_1", "complaint": False}, "low", "not_a_complaint"),
    # an ignored author is heard whatever is said: operators know why
    ({"author_handle": "bot", "text": "telefon patladı"}, "low", "ignored_author"),
]


@pytest.mark.parametrize(("changes", "severity", "first"), HELD)
def test_rules_by_hand(changes: dict[str, Any], severity: str, first: str) -> None:
    decided, codes = decide(**{"rules": CAPPED, **changes})
    assert (decided, codes[0]) == (severity, first)


def test_a_cap_is_told_where_it_holds_and_nowhere_else() -> None:
    def told(**changes: Any) -> list[dict[str, Any]]:
        decision = triage(**{**ORDINARY, "rules": CAPPED, **changes})
        return [dict(reason.facts) for reason in decision.reasons if reason.code == "cap_word"]

    assert told(text="Kuponum geçmedi") == [{"word": "Kuponum", "severity": "medium"}]
    assert told(text="kupon, beni dolandırdınız") == [{"word": "kupon", "severity": "medium"}]
    assert told(text="İadem gelmedi") == []
    assert told(text="kupon", rules=RULES) == []
    assert told(text="kupon", author_handle="bot") == []


def test_an_author_both_vip_and_ignored_is_ignored() -> None:
    assert decide(rules=Rules(vip_authors=("ayse",), ignore_authors=("ayse",))) == ("low", ["ignored_author"])


@pytest.mark.parametrize(
    ("earlier", "severity", "facts"),
    [
        (0, "medium", None),
        (1, "medium", {"count": 1, "days": 30, "points": 5}),
        (2, "high", {"count": 2, "days": 30, "points": 7}),
        (5, "high", {"count": 5, "days": 30, "points": 12}),
        (500, "high", {"count": 500, "days": 30, "points": 12}),
    ],
)
def test_who_complains_again_is_heard_sooner(
    earlier: int, severity: str, facts: dict[str, int] | None
) -> None:
    decision = triage(**{**ORDINARY, "earlier": earlier})
    assert decision.severity.name == severity
    assert [dict(reason.facts) for reason in decision.reasons if reason.code == "repeated"] == (
        [facts] if facts else []
    )


@pytest.mark.parametrize(
    ("topic", "rules", "severity", "code"),
    [
        ("payment", RULES, "medium", "topic"),
        ("price", RULES, "medium", None),
        (None, RULES, "medium", None),
        ("price", Rules(weight_topic={"price": 10}), "high", "topic"),
        ("price", Rules(weight_topic={"price": 30}), "critical", "topic"),
        ("payment", Rules(weight_topic={"price": 30}), "medium", None),
        # its points count though the urgent topic alone is told
        ("safety_fraud", Rules(weight_topic={"safety_fraud": 40}), "critical", "urgent_topic"),
    ],
)
def test_topics_weigh(topic: str | None, rules: Rules, severity: str, code: str | None) -> None:
    decided, codes = decide(topic=topic, rules=rules)
    assert decided == severity
    assert [one for one in codes if "topic" in one] == ([code] if code else [])


HOURS = timedelta(hours=1)
AT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hours_before", "count"),
    [
        ([], 0),
        ([2], 1),
        ([26, 2, 50], 3),
        ([0, -5], 0),  # at the same time, and after it
        ([0.1, 0.2, 0.3], 0),  # a thread of which it is the last post
        ([0.9, 1.8, 2.7], 0),
        ([48, 48.1, 48.2], 1),  # a thread of the day before yesterday
        ([1, 1.5], 0),
        ([1.01], 1),
        ([720], 1),
        ([720.01], 0),
    ],
)
def test_a_thread_is_one_complaint(hours_before: list[float], count: int) -> None:
    assert repeated([AT - hours * HOURS for hours in hours_before], before=AT) == count


@given(st.lists(st.floats(-100, 1000)), st.floats(-100, 1000))
def test_repeated_complaints_are_counted_within_bounds(hours: list[float], more: float) -> None:
    times = [AT - hour * HOURS for hour in hours]
    assert 0 <= repeated(times, before=AT) <= sum(0 < hour <= 720 for hour in hours)
    assert repeated([*times, *times], before=AT) == repeated(reversed(times), before=AT)
    assert abs(repeated([*times, AT - more * HOURS], before=AT) - repeated(times, before=AT)) <= 1


def test_reasons_carry_their_facts() -> None:
    decision = triage(**{**ORDINARY, "likes": 100, "reposts": 10, "topic": "safety_fraud", "text": "polis"})
    assert {reason.code: dict(reason.facts) for reason in decision.reasons} == {
        "urgent_word": {"word": "polis"},
        "urgent_topic": {"topic": "safety_fraud", "points": 20},
        "complaint_probability": {"percent": 90, "points": 27},
        "engagement": {"count": 121, "points": 13},
        "reach": {"followers": 250, "points": 12},
        "negative": {"percent": 75, "points": 11},
    }
    refused = triage(**{**ORDINARY, "complaint": False, "complaint_probability": 0.123}).reasons[0]
    assert refused.facts == {"percent": 12}


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"weight_reach": -1}, "weight_reach"),
        ({"weight_complaint": math.nan}, "weight_complaint"),
        ({"weight_negative": math.inf}, "weight_negative"),
        ({"full_engagement": 0}, "full_engagement"),
        ({"high_from": 90}, "must rise"),
        ({"critical_from": math.nan}, "must rise"),
        ({"weight_repeated": -1}, "weight_repeated"),
        ({"full_repeated": 0}, "full_repeated"),
        ({"weight_topic": {"price": -1}}, r"weight_topic\.price is -1"),
        ({"weight_topic": {"price": math.nan}}, r"weight_topic\.price is nan"),
        (
            {"ages_after": {Severity.critical: timedelta(hours=1)}},
            "for critical; it must be above 0, for medium",
        ),
        ({"ages_after": {Severity.high: timedelta()}}, "ages_after has 0:00:00 for high"),
    ],
)
def test_rules_that_make_no_sense_are_refused(changes: dict[str, Any], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        Rules(**changes)


def test_about_one_complaint_in_five_goes_out_at_once() -> None:
    chance = random.Random(7)
    urgent = ["dolandırıcılar", "avukatım arayacak", "telefon patladı"]
    counted: Counter[Severity] = Counter()
    for _ in range(2_000):
        decision = triage(
            **{
                **ORDINARY,
                "complaint_probability": chance.uniform(0.6, 1.0),
                "negative": chance.uniform(0.5, 1.0),
                "followers": int(chance.lognormvariate(5.7, 2.0)),
                "likes": int(chance.lognormvariate(0.3, 1.6)),
                "text": chance.choice(urgent) if chance.random() < 0.1 else "kargo gelmedi",
                "topic": chance.choice(
                    ["delivery"] * 4 + ["product"] * 3 + ["payment", "return_refund", "price"]
                ),
                "earlier": chance.choice([0] * 17 + [1, 1, 3]),
            }
        )
        counted[decision.severity] += 1
    assert counted[Severity.low] == 0
    assert 0.12 < (counted[Severity.high] + counted[Severity.critical]) / 2_000 < 0.28
    assert 0.01 < counted[Severity.critical] / 2_000 < 0.08


ANY_NUMBER = st.none() | st.integers() | st.floats() | st.just(10**400)
FINE = {
    "complaint_probability": st.floats(0, 1),
    "negative": st.floats(0, 1),
    "followers": st.integers(0, 10**8),
    "likes": st.integers(0, 10**6),
    "reposts": st.integers(0, 10**6),
    "replies": st.integers(0, 10**6),
    "earlier": st.integers(0, 10**6),
}


@given(
    st.fixed_dictionaries(dict.fromkeys(("followers", "likes", "reposts", "replies", "earlier"), ANY_NUMBER)),
    st.floats() | st.just(-(10**400)),
    st.floats(),
    st.text(st.characters(exclude_categories=())),
    st.booleans(),
    st.sampled_from(["tr", "other", ""]),
    st.none() | st.text(),
)
def test_any_numbers_and_text_give_a_decision_with_its_reasons(
    counts: dict[str, Any],
    p: float,
    negative: float,
    text: str,
    complaint: bool,
    language: str,
    name: str | None,
) -> None:
    decision = triage(
        **{
            **ORDINARY,
            **counts,
            "complaint": complaint,
            "complaint_probability": p,
            "negative": negative,
            "text": text,
            "language": language,
            "topic": name,
            "author_handle": name,
        }
    )
    assert decision.reasons
    assert all(
        math.isfinite(fact)
        for reason in decision.reasons
        for fact in reason.facts.values()
        if not isinstance(fact, str)
    )
    assert (decision.severity is Severity.low) or complaint or "in_doubt" in codes(decision)
    assert not (decision.severity is Severity.low and complaint)


WORDS = st.lists(
    st.sampled_from(
        ["kuponum", "polis çantası", "polise", "telefon patladı", "çekiliş", "iadem", "kargo", "@seref_1"]
    ),
    max_size=5,
).map(" ".join)


@given(
    st.fixed_dictionaries(FINE),
    st.sampled_from(list(FINE)),
    WORDS,
    st.sampled_from(["price", "payment"]),
    st.data(),
)
def test_more_never_lowers_a_severity_whatever_is_capped(
    post: dict[str, Any], name: str, text: str, topic: str, data: st.DataObject
) -> None:
    post = {**ORDINARY, "rules": CAPPED, "text": text, "topic": topic, **post}
    more = data.draw(FINE[name].map(lambda value: max(value, post[name])))
    less = triage(**post)
    assert less.reasons
    assert triage(**{**post, name: more}).severity >= less.severity
    assert triage(**{**post, "author_handle": "seref_1"}).severity >= max(less.severity, Severity.high)
    assert triage(**{**post, "text": f"{text}, yangın"}).severity is Severity.critical


@given(st.fixed_dictionaries(FINE), st.floats(0, 1000), st.floats(0, 1000))
def test_a_heavier_topic_never_lowers_a_severity(post: dict[str, Any], one: float, other: float) -> None:
    light, heavy = (
        triage(**{**ORDINARY, **post, "rules": Rules(weight_topic={"delivery": points})}).severity
        for points in sorted((one, other))
    )
    assert heavy >= light


@given(st.fixed_dictionaries(FINE), st.sampled_from(list(FINE)), st.data())
def test_more_never_lowers_a_severity(post: dict[str, Any], name: str, data: st.DataObject) -> None:
    more = data.draw(FINE[name].map(lambda value: max(value, post[name])))
    less = triage(**{**ORDINARY, **post}).severity
    assert triage(**{**ORDINARY, **post, name: more}).severity >= less


@given(st.fixed_dictionaries(FINE))
def test_an_urgent_word_never_lowers_a_severity(post: dict[str, Any]) -> None:
    plain = triage(**{**ORDINARY, **post})
    urgent = triage(**{**ORDINARY, **post, "text": "polise gittim, telefon patladı"})
    assert urgent.severity is Severity.critical
    assert [r for r in urgent.reasons if r.code != "urgent_word"] == list(plain.reasons)


@given(st.fixed_dictionaries(FINE))
def test_scored_reasons_stand_in_order_of_their_points(post: dict[str, Any]) -> None:
    points = [reason.facts["points"] for reason in triage(**{**ORDINARY, **post}).reasons]
    assert points == sorted(points, key=lambda given: -float(given))
