"""Reply drafts: which wording, which language, which name; and every fault of a reply file in plain words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import UndefinedError

from alerts.replies import FaultyReplies, Replies, address, draft, load, text_length

SHIPPED = Path(__file__).parent.parent / "config" / "replies"
GOOD = """\
language: en
greeting:
  named: "Hi {{ name }},"
  unnamed: "Hello,"
replies:
  - id: first
    text: "{{ greeting }} we at {{ brand }} are on it: {{ contact }}. {{ signature }}"
  - id: second
    text: "{{ greeting }} sorry. {{ contact }}\\n{{ signature }}"
"""


def replies_in(directory: Path, **files: str) -> Replies:
    for name, text in files.items():
        (directory / f"{name}.yaml").write_text(text, encoding="utf-8")
    return load(directory)


@pytest.fixture
def replies(tmp_path: Path) -> Replies:
    turkish = GOOD.replace("language: en", "language: tr").replace("Hi {{ name }},", "Merhaba {{ name }},")
    return replies_in(tmp_path, en=GOOD, tr=turkish)


def filled(replies: Replies, **changes: object) -> object:
    arguments = {
        "language": "en",
        "author_name": "Ayşe",
        "brand": "Firma",
        "contact": "@firma",
        "signature": "Elif",
        "seed": 0,
        "avoid": (),
    }
    return draft(replies, **{**arguments, **changes})  # type: ignore[arg-type]


def text(replies: Replies, **changes: object) -> str:
    return filled(replies, **changes).text  # type: ignore[attr-defined,no-any-return]


def test_gaps_are_filled(replies: Replies) -> None:
    assert text(replies) == "Hi Ayşe, we at Firma are on it: @firma. Elif"
    assert text(replies, seed=1) == "Hi Ayşe, sorry. @firma\nElif"
    assert text(replies, author_name="🌸") == "Hello, we at Firma are on it: @firma. Elif"
    assert text(replies, brand="{{ 7 * 7 }}", signature="") == "Hi Ayşe, we at {{ 7 * 7 }} are on it: @firma."


@pytest.mark.parametrize(
    ("language", "fallback", "chosen"),
    [("tr", "en", "tr"), ("az", "tr", "tr"), ("az", "fa", "en"), ("other", "other", "en")],
)
def test_languages_stand_in_for_each_other(
    replies: Replies, language: str, fallback: str, chosen: str
) -> None:
    assert filled(replies, language=language, fallback=fallback).language == chosen  # type: ignore[attr-defined]


def test_without_english_any_language_will_do(replies: Replies) -> None:
    assert filled({"tr": replies["tr"]}, language="fa").language == "tr"  # type: ignore[attr-defined]


def test_lately_used_wording_is_avoided_while_there_is_other(replies: Replies) -> None:
    ids = [filled(replies, seed=seed, avoid={"first"}).template_id for seed in range(5)]  # type: ignore[attr-defined]
    assert set(ids) == {"second"}
    everything = [filled(replies, seed=seed, avoid=["first", "second"]) for seed in range(2)]
    assert [each.template_id for each in everything] == ["first", "second"]  # type: ignore[attr-defined]
    assert filled(replies, seed=-7) == filled(replies, seed=-7)


def test_a_draft_is_capped(replies: Replies) -> None:
    assert len(text(replies, signature="x" * 10_000)) == 2000


@pytest.mark.parametrize(
    ("given_name", "used"),
    [
        ("Ayşe Yılmaz", "Ayşe Yılmaz"),
        ("  Ayşe \n Yılmaz ", "Ayşe Yılmaz"),
        ("Ayşe 🌸✨", "Ayşe"),
        ("José O'Neil-Gómez Jr.", "José O'Neil-Gómez Jr."),
        ("علی\u200cرضا محمدی", "علی\u200cرضا محمدی"),
        ("𝓐𝔂ş𝓮", "Ayşe"),
        ("\u202eAyşe\u2069", "Ayşe"),
        ("@Ayşe Kaya", "Kaya"),
        ("Ayşe evil.com", "Ayşe"),
        ("Ayşe https://evil.example", "Ayşe"),
        ("Ayşe <b>", "Ayşe"),
        ("{{ 7*7 }} Ali", "Ali"),
        ("Ayşe 1907", "Ayşe"),
        ("user83744", ""),
        ("<!channel>", ""),
        ("<@U1>", ""),
        ("*Ayşe*", ""),
        ("🌸", ""),
        ("", ""),
        ("A", ""),
        ("...", ""),
        ("z" + "\u0301" * 9 + "algo", ""),
        ("never buy from these people again", ""),
        ("a" * 41, ""),
        ("Firma Mağduru", ""),
        ("Confirmation Bias", "Confirmation Bias"),
    ],
)
def test_names_are_used_when_they_look_like_names(given_name: str, used: str) -> None:
    assert address(given_name, "Firma") == used


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80))
def test_a_name_is_one_short_line_without_markup(name: str) -> None:
    used = address(name, "Firma")
    assert len(used) <= 400
    assert not set(used) & set("@#<>|*_~`/\\:{}[]()\n\r\t\u202e\u2068\u2069\x00")
    assert used == used.strip()


def test_the_shipped_replies_load_and_fill() -> None:
    shipped = load(SHIPPED)
    assert set(shipped) >= {"tr", "az", "fa", "en"}
    for language, wording in shipped.items():
        assert len(wording.templates) >= 12
        drafts = {text(shipped, language=language, seed=seed) for seed in range(len(wording.templates))}
        assert len(drafts) == len(wording.templates)
        assert all("Firma" in each or "@firma" in each for each in drafts)
        assert not any("{{" in each or "  " in each for each in drafts)


@pytest.mark.parametrize(
    ("found", "instead", "told"),
    [
        ("language: en", "language: English", ":1: language 'English': two or three small letters"),
        ("language: en", "language: 5", ":1: language must be text"),
        ("language: en\n", "", ":1: the file lacks the key 'language'"),
        (
            "language: en",
            "langauge: en",
            ":1: unknown key 'langauge' in the file; allowed: language, greeting, replies",
        ),
        ("  named: ", "  nmaed: ", ":3: unknown key 'nmaed' in greeting; allowed: named, unnamed"),
        ("- id: first", "- id: First one", ":6: id 'First one': small letters and digits"),
        ("- id: second", "- id: first", ":8: id 'first' stands twice"),
        ("- id: second", "- name: second", ":8: unknown key 'name' in reply 2; allowed: id, text"),
        ("- id: second", "- id: ''", ":8: id must be text, and not empty"),
        ("{{ brand }}", "{{ customer }}", "unknown gap 'customer'; gaps allowed: {{ brand }}, {{ contact }}"),
        ("{{ brand }}", "{{ post.text }}", "more than plain gaps"),
        ("{{ brand }}", "{{ brand * 10 }}", "more than plain gaps"),
        ("{{ brand }}", "{{ 'a' * 10**9 }}", "more than plain gaps"),
        ("{{ brand }}", "{{ brand|upper }}", "more than plain gaps"),
        ("{{ brand }}", "{{ brand.__class__ }}", "more than plain gaps"),
        ("{{ brand }}", "{{ brand() }}", "more than plain gaps"),
        ("{{ brand }}", "{% for x in brand %}{{ x }}{% endfor %}", "more than plain gaps"),
        ("{{ brand }}", "{% set x = 1 %}", "more than plain gaps"),
        ("{{ brand }}", "{% include 'x' %}", "more than plain gaps"),
        ("{{ brand }}", "{{ brand", ":7: text: "),
        ("{{ name }}", "{{ brand }}", ":3: named: unknown gap 'brand'; gaps allowed: {{ name }}"),
        ("Hello,", "Hello {{ name }}", ":4: unnamed: unknown gap 'name'; gaps allowed: none"),
        ("- id: first", "- id: &a first", "anchors and aliases are not allowed"),
        ("- id: first", "- id: [", "is not valid YAML"),
        ("  unnamed", "  named", ":4: is not valid YAML: found duplicate key"),
    ],
)
def test_faults_are_told_with_file_and_line(tmp_path: Path, found: str, instead: str, told: str) -> None:
    assert found in GOOD
    with pytest.raises(FaultyReplies) as caught:
        replies_in(tmp_path, en=GOOD.replace(found, instead, 1))
    assert any("en.yaml" in fault and told in fault for fault in caught.value.faults), caught.value.faults
    assert str(caught.value) == "\n".join(caught.value.faults)


@pytest.mark.parametrize(
    "whole",
    [
        "",
        "- a\n- b\n",
        "just words",
        "language: en\n",
        "language: en\ngreeting: x\nreplies: []\n",
        "#" * 300_000,
    ],
)
def test_files_of_another_shape_are_refused(tmp_path: Path, whole: str) -> None:
    with pytest.raises(FaultyReplies, match=r"en\.yaml"):
        replies_in(tmp_path, en=whole)


def test_replies_must_be_a_list_of_tables(tmp_path: Path) -> None:
    head = GOOD.partition("replies:")[0]
    for rows in ("replies: words\n", "replies: []\n", "replies:\n  - words\n"):
        with pytest.raises(FaultyReplies):
            replies_in(tmp_path, en=head + rows)


def test_all_faults_of_all_files_come_at_once(tmp_path: Path) -> None:
    (tmp_path / "fa.yaml").write_bytes(b"\xff")
    with pytest.raises(FaultyReplies) as caught:
        replies_in(tmp_path, en=GOOD.replace("brand", "x"), tr=GOOD.replace("first", "A"), uk=GOOD, us=GOOD)
    faults = "\n".join(caught.value.faults)
    for name in (
        "en.yaml:7",
        "tr.yaml:6",
        "fa.yaml: cannot be read",
        "us.yaml: language 'en' stands in another",
    ):
        assert name in faults


def test_an_empty_directory_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(FaultyReplies, match="at least one"):
        load(tmp_path)


def test_a_forgotten_gap_never_passes_silently(replies: Replies) -> None:
    with pytest.raises(UndefinedError):
        replies["en"].named.render()


@pytest.mark.parametrize(
    ("platform", "words", "length"),
    [
        ("reddit", "a😀 https://example.com/long", 27),
        ("x", "abc", 3),
        ("x", "Ayşe سلام", 9),
        ("x", "a 👩‍👩‍👧 b", 6),
        ("x", "see https://example.com/a/very/long/address now", 31),
        ("x", "日本", 4),
        ("mastodon", "👩‍👩‍👧 https://example.com/a/very/long/address", 25),
    ],
)
def test_lengths_are_counted_as_the_platform_does(platform: str, words: str, length: int) -> None:
    assert text_length(platform, words) == length
