"""How far a person is with a reply: which draft, which text, what is remembered; and what is wrong with it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shown_cards import alert, mention, offered, words

from alerts.replies import Linted, Policy, Voice
from monitor.cards import reply_form
from monitor.drafting import Writing, keeping, lint_reply, writing_of
from monitor.reply_notes import brief
from monitor.wording import LANGUAGES, Language

GIVEN = alert(drafts=offered("one", "two", "three"))
VOICE = Voice(brand="Firuzka", contact="@firuzka_destek", signature="Firuzka")


@pytest.mark.parametrize(
    ("answers", "kept", "kind", "text", "begun", "edited"),
    [
        (None, {}, "short", "one", "one", {}),
        ({"kind": "short", "text": "one"}, {"kind": "short"}, "short", "one", "one", {}),
        ({"kind": "short", "text": "mine"}, {"kind": "short"}, "short", "mine", "one", {}),
        ({"kind": "full", "text": "one"}, {"kind": "short"}, "full", "two", "two", {}),
        ({"kind": "full", "text": " one\n"}, {"kind": "short"}, "full", "two", "two", {}),
        ({"kind": "full", "text": "mine"}, {"kind": "short"}, "full", "two", "two", {"short": "mine"}),
        ({"kind": "full", "text": ""}, {"kind": "short"}, "full", "two", "two", {"short": ""}),
        (
            {"kind": "short", "text": "two"},
            {"kind": "full", "short": "mine"},
            "short",
            "mine",
            "mine",
            {"short": "mine"},
        ),
        (
            {"kind": "short", "text": "mine!"},
            {"kind": "short", "short": "mine"},
            "short",
            "mine!",
            "mine",
            {"short": "mine"},
        ),
        ({"kind": "full", "text": "one"}, {"kind": "short", "short": "mine"}, "full", "two", "two", {}),
        ({"kind": "dance", "text": "a"}, {"kind": "dance", "dance": "b"}, "short", "a", "one", {}),
        ({"text": "a"}, {}, "short", "a", "one", {}),
    ],
)
def test_how_far_a_person_is(
    answers: dict[str, str] | None,
    kept: dict[str, str],
    kind: str,
    text: str,
    begun: str,
    edited: dict[str, str],
) -> None:
    writing = writing_of(GIVEN, answers, kept)
    assert (writing.draft.kind, writing.text, writing.begun, writing.edited) == (kind, text, begun, edited)
    assert writing.asked is False


KINDS = ("short", "full", "private")
STEPS = st.lists(st.tuples(st.sampled_from(KINDS), st.text("ab ", max_size=3) | st.none()), max_size=12)


@given(STEPS)
def test_no_text_is_lost_on_the_way(steps: list[tuple[str, str | None]]) -> None:
    """Choose a kind, perhaps type, choose another …: each kind has the text that was left there."""
    left = dict(zip(KINDS, ("one", "two", "three"), strict=True))
    writing = writing_of(GIVEN, None, {})
    for kind, typed in steps:
        before = writing.draft.kind
        writing = writing_of(GIVEN, {"kind": kind, "text": writing.text}, keeping(writing))
        assert writing.draft.kind == kind
        assert writing.text.split() == left[kind].split()
        if kind != before:
            assert writing.text == writing.begun
        if typed is not None:
            left[kind] = typed
            writing = writing_of(GIVEN, {"kind": kind, "text": typed}, keeping(writing))
            assert writing.text == typed


def linted(text: str, **changes: object) -> Linted:
    given = replace(GIVEN, **changes)  # type: ignore[arg-type]
    draft = replace(GIVEN.drafts[0], language="tr")
    return lint_reply(
        Writing(draft=draft, text=text), given, VOICE, handles=["firuzka"], recent=["Aynı metin burada."]
    )


def codes(found: Linted) -> set[str]:
    return {note.code for note in (*found.vetoes, *found.notes)}


def test_a_reply_is_judged_by_all_that_is_known() -> None:
    assert "mention" not in codes(linted("Merhaba @ayse, @firuzka burada, @firuzka_destek hesabına yazın."))
    assert "mention" in codes(linted("Merhaba @baskasi, bakıyoruz."))
    assert "too_long" in codes(linted("a" * 300))
    on_reddit = mention(platform="reddit", kind="comment", author_handle="ayse")
    assert "too_long" not in codes(linted("a" * 300, mention=on_reddit))
    assert "no_private_channel" not in codes(linted("Bakıyoruz."))
    assert "no_private_channel" in codes(linted("Bakıyoruz.", replied=1))
    assert "repeated" in codes(linted("Aynı metin burada."))
    assert "wrong_language" in codes(linted("We are very sorry that your parcel has not arrived yet."))
    promise = "Paranızı bugün iade edeceğiz."
    assert "promise_refund" in codes(linted(promise))
    generous = replace(VOICE, policy=Policy.of(["refund", "date"]))
    writing = Writing(draft=replace(GIVEN.drafts[0], language="tr"), text=promise)
    free = lint_reply(writing, replace(GIVEN, phase=None), generous, handles=(), recent=())
    young = lint_reply(writing, replace(GIVEN, phase="empathy"), generous, handles=(), recent=())
    assert "promise_refund" not in codes(free)
    assert "promise_refund" in codes(young)
    assert "empty" in {note.code for note in lint_reply(
        replace(writing, text=" "), GIVEN, None, handles=(), recent=()
    ).vetoes}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_few_notes_tell_what_matters_most(language: Language) -> None:
    team = words(language)
    bad = linted(
        "Ama bu sizin hatanız. [isim] @x http://a.example T.C. 12345678901 0532 123 45 67 " + "a" * 300
    )
    assert len(bad.vetoes) > 3
    sections = brief(bad, team)
    assert sections[0].title == team("rubric.points", points=bad.score, most=12)
    assert sections[1].title == team("rubric.vetoes")
    assert sum(len(each.lines) for each in sections) <= 6
    form = reply_form(GIVEN, Writing(draft=GIVEN.drafts[0], text="x", asked=True), bad, team)
    assert form.submit == team("form.sure_submit")
    assert form.sections[-1].title == team("form.sure")
    assert form.below == ()
    assert form.kept["asked"]
    good = replace(bad, vetoes=(), notes=())
    calm = reply_form(GIVEN, Writing(draft=GIVEN.drafts[0], text="x", asked=True), good, team)
    assert calm.submit == team("form.reply_submit")
    assert calm.below[0].lines == (team("rubric.ready"),)
    assert (calm.quotes[0].text, calm.sections) == (GIVEN.mention.text, ())
    assert 0 < len(form.submit) <= 24


def test_an_alert_without_drafts_has_a_field_all_the_same() -> None:
    bare = replace(GIVEN, drafts=())
    writing = writing_of(bare, None, {})
    form = reply_form(bare, writing, lint_reply(writing, bare, None, handles=(), recent=()), words("en"))
    assert [field.name for field in form.fields] == ["text"]
    assert [each.value for each in form.fields] == [""]
