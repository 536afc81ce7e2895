"""What the model reads: letters made one, noise made plain, and never more than so much of it."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.text import MAX_CHARACTERS, lower, prepare


@pytest.mark.parametrize(
    ("posted", "read"),
    [
        pytest.param("", "", id="empty"),
        pytest.param("  çok \t\n kötü  ", "çok kötü", id="spaces"),
        pytest.param("bak https://example.test/a?b=1 bak", "bak http bak", id="link"),
        pytest.param("bak www.example.test", "bak http", id="link without scheme"),
        pytest.param("yaz: info@example.com", "yaz: info@http", id="mail address keeps no domain"),
        pytest.param("@acme_shop hani?", "@user hani?", id="handle"),
        pytest.param("#هفته_بد", "#هفته بد", id="hashtag of words"),
        pytest.param("كيف ١٢۳", "کیف 123", id="Arabic letters and digits"),
        pytest.param("سـلام", "سلام", id="tatweel"),
        pytest.param("می\u200cخوام", "می\u200cخوام", id="half-space stays"),
        pytest.param("a\u202eb\u2066c\ufeff", "abc", id="direction marks"),
        pytest.param("a\ud800b\x00c", "ab c", id="surrogate and NUL"),
        pytest.param("yaaaaaaaa 😡😡😡😡😡", "yaaa 😡😡😡", id="repetition"),
        pytest.param("fish &amp; chips", "fish & chips", id="entities"),
        pytest.param("i\u0307yi", "iyi", id="dot of a lowered İ"),
        pytest.param("KARGOM HÂLÂ GELMEDİ", "kargom hâlâ gelmedi", id="shouted Turkish"),
        pytest.param("WHERE IS MY ORDER", "where is my order", id="shouted English"),
        pytest.param("HP", "HP", id="a short name is not shouting"),
    ],
)
def test_prepare(posted: str, read: str) -> None:
    assert prepare(posted) == read


def test_shouted_turkish_gets_its_dotless_letters() -> None:
    assert lower("IŞIK İYİ") == "ışık iyi"
    assert lower("THIS IS") == "this is"


@given(st.text(st.characters(), max_size=300))
def test_nothing_unreadable_is_left(text: str) -> None:
    read = prepare(text)
    assert len(read) <= MAX_CHARACTERS
    assert not {unicodedata.category(character) for character in read} & {"Cc", "Cs", "Co", "Cn"}
    read.encode("utf-8")


def test_a_megabyte_costs_no_more_than_a_page() -> None:
    before = time.process_time()
    for text in ("a" * 1_000_000, "@" * 1_000_000, "&amp;" * 200_000, "x." * 500_000, "😀" * 300_000):
        assert len(prepare(text)) <= MAX_CHARACTERS
    assert time.process_time() - before < 1.0
