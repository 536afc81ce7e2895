"""How soon a person must look: a table of decisions, then what must hold for any numbers."""

from __future__ import annotations

import math
import random
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.base import Severity
from monitor.triage import URGENT, Rules, triage

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


def decide(**changes: Any) -> tuple[str, list[str]]:
    decision = triage(**{**ORDINARY, **changes})
    return decision.severity.name, [reason.code for reason in decision.reasons]


TABLE: list[tuple[dict[str, Any], str, list[str]]] = [
    ({}, "medium", ["complaint_probability", "reach", "negative", "engagement"]),
    ({"complaint": False}, "low", ["not_a_complaint"]),
    ({"complaint": False, "text": "yangın", "followers": 10**7}, "low", ["not_a_complaint"]),
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


def test_every_default_phrase_is_found_as_it_is_listed() -> None:
    for severity, phrases in URGENT.items():
        for phrase in phrases:
            decision = triage(**{**ORDINARY, "text": f"ah, {phrase.removesuffix('*')}!"})
            assert decision.severity >= severity, phrase


def test_reasons_carry_their_facts() -> None:
    decision = triage(**{**ORDINARY, "likes": 100, "reposts": 10, "topic": "safety_fraud", "text": "polis"})
    assert {reason.code: dict(reason.facts) for reason in decision.reasons} == {
        "urgent_word": {"word": "polis"},
        "urgent_topic": {"topic": "safety_fraud"},
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
}


@given(
    st.fixed_dictionaries(dict.fromkeys(("followers", "likes", "reposts", "replies"), ANY_NUMBER)),
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
    assert (decision.severity is Severity.low) == (not complaint)


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
