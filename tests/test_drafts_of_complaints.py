"""Drafts of replies to four hundred complaints: what the linter makes of them, how unlike they are, what they take
from the post; and that nothing an author or a lead writes can spoil one."""

from __future__ import annotations

import statistics
from collections import Counter
from functools import cache

import pytest
from answering import (
    BRAND,
    SHIPPED,
    Answered,
    Rated,
    answer,
    answer_all,
    by_hand,
    complaints,
    of_the_post,
    rate,
    swapped,
    voices,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from alerts.replies import Names, Situation, Voice, address, compose, lint

LANGUAGES = ("az", "en", "fa", "tr")
TOPICS = (
    "delivery", "product", "return_refund", "payment", "support", "app_site", "price", "safety_fraud", "other",
)  # fmt: skip
PLAIN = "sincere, with contact"
#: The two that differ in all; `make bench ARGS=drafts` looks at the others too.
VOICES = [PLAIN, "formal, without contact"]


@cache
def answered(voice: str) -> list[Answered]:
    return answer_all(complaints(), voices()[voice])


@cache
def rated(voice: str) -> list[Rated]:
    return rate(answered(voice))


def test_there_are_a_hundred_complaints_a_language_of_every_topic() -> None:
    assert len({one.text for one in complaints()}) == len({one.id for one in complaints()}) == 400
    for language in LANGUAGES:
        mine = [one for one in complaints() if one.language == language]
        topics = Counter(one.topic for one in mine)
        assert (len(mine), set(topics)) == (100, set(TOPICS))
        assert min(topics.values()) >= 8
        assert {one.incident for one in mine} == {None, "empathy", "explanation", "remedy"}
        assert all((one.incident in ("explanation", "remedy")) == bool(one.explanation) for one in mine)
    finglish = [one for one in complaints() if one.language == "fa" and one.text.isascii()]
    assert len(finglish) >= 10


@pytest.mark.parametrize("voice", VOICES)
def test_what_the_linter_makes_of_them(voice: str) -> None:
    drafts = rated(voice)
    kinds = ("short", "full", "private") if voices()[voice].contact else ("short", "full")
    assert len(drafts) == 400 * len(kinds)
    assert [str(each) for each in drafts if each.linted.vetoes] == []
    for language in LANGUAGES:
        for kind in kinds:
            scores = [one.linted.score for one in drafts if (one.language, one.kind) == (language, kind)]
            assert statistics.mean(scores) >= 10, (language, kind)


@pytest.mark.parametrize("voice", VOICES)
def test_none_is_equal_to_one_of_the_last_twenty_replies(voice: str) -> None:
    assert [str(each) for each in rated(voice) if each.equal] == []


@pytest.mark.parametrize("voice", VOICES)
def test_no_words_of_the_post_are_in_its_drafts(voice: str) -> None:
    assert {one.complaint.id: runs for one in answered(voice) if (runs := list(of_the_post(one)))} == {}


def test_another_post_that_names_the_same_thing_gets_the_same_drafts() -> None:
    voice, other_words = voices()[PLAIN], 0
    for one, text in swapped(complaints()):
        drafts = [
            answer(SHIPPED, one, each, by_hand(one), voice, seed=7, recent=()) for each in (one.text, text)
        ]
        assert drafts[0] == drafts[1], one.id
        other_words += text != one.text
    assert other_words > 300


def test_words_of_the_post_would_be_found() -> None:
    one = answered(PLAIN)[0]
    words = " ".join(one.complaint.text.split()[:4])
    leaking = [
        type(each)(id=each.id, kind=each.kind, language=each.language, text=f"{each.text} {words}")
        for each in one.drafts
    ]
    found = of_the_post(
        Answered(complaint=one.complaint, voice=one.voice, drafts=leaking, seconds=one.seconds)
    )
    assert list(found)


# --- whatever they write

HOSTILE = st.text(max_size=80) | st.lists(
    st.sampled_from(
        [
            "{name}", "{explanation}", "{0.__class__}", "{{", "<!channel>", "<@U123>", "@channel", "@all", "%s", "____",
            "[free](http://evil.example)", "https://evil.example/x", "evil.com", "<b>hi</b>", "\u202eevil\u202c", "«»",
            "\x00\x07", "\ud800", "x" * 10_000, "a b " * 3000, "🏳️‍🌈" * 50, "ﷺ" * 100, "İ" * 300, "\n\n", "...", "!?",
            "we will refund you 100 TL tomorrow", "paranızı yarın iade edeceğiz", "pulunuzu sabah qaytaracağıq",
            "فردا پولتون رو پس می‌دیم", "but you should have read the rules", "ama siz yanlış sipariş vermişsiniz",
            "0532 000 11 22", "TR12 0006 2000 0001 2345 6789 01", "please send your phone number and address here",
            "a fire in the depot", "depoda yangın çıktı", "anbarda yanğın olub", "انبار آتش گرفت", "Ayşe",
        ]
    ),
    max_size=3,
).map(" ".join)  # fmt: skip
NAMED = st.sampled_from(
    [
        "", " ", "@firuzka_destek", "destek@firuzka.example", "https://firuzka.example/help", "+90 212 000 00 00",
        "{name}", "{explanation}", "<!channel>", "@channel", "[x](http://evil.example)", "A. B. Ç.", "Elif & Co.",
        "مریم", "x" * 100,
    ]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    author_name=HOSTILE,
    explanation=HOSTILE,
    topic=HOSTILE | st.sampled_from(TOPICS),
    platform=HOSTILE | st.sampled_from(["x", "mastodon", "reddit", ""]),
    contact=NAMED,
    signature=NAMED,
    language=st.sampled_from(LANGUAGES),
    phase=st.sampled_from([None, "empathy", "explanation", "remedy"]),
    first=st.booleans(),
    tone=st.sampled_from(["sincere", "formal"]),
    seed=st.integers(0, 99),
)
def test_nothing_that_others_write_spoils_a_draft(
    author_name, explanation, topic, platform, contact, signature, language, phase, first, tone, seed
):
    situation = Situation(
        language=language, topic=topic, platform=platform, author_name=author_name, phase=phase,
        explanation=explanation, first=first,
    )  # fmt: skip
    voice = Voice(brand=BRAND, contact=contact, signature=signature, tone=tone)
    names = Names(brand=BRAND, contact=contact, signature=signature, author=address(author_name, BRAND))
    for each in compose(SHIPPED, situation, voice, seed=seed):
        linted = lint(
            each.text, language=language, platform=platform, names=names, incident_young=phase == "empathy"
        )
        assert linted.vetoes == (), each.text


@pytest.mark.parametrize(
    "explanation",
    [
        "the {name} is here",
        "{explanation}",
        "see [why](http://evil.example)",
        "ask @someone",
        "you forgot it",
    ],
)
def test_a_draft_does_without_what_a_lead_must_not_say(explanation: str) -> None:
    for seed in range(9):
        situation = Situation(language="en", phase="explanation", explanation=explanation)
        for each in compose(SHIPPED, situation, voices()[PLAIN], seed=seed):
            assert explanation not in each.text
