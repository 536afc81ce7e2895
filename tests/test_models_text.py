"""What the model reads: letters made one, noise made plain, and never more than so much of it."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.base import Post
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


@pytest.mark.parametrize(
    ("posted", "names", "read"),
    [
        pytest.param("Kervanta yine gecikti", ("Kervanta",), "@brand yine gecikti", id="as written"),
        pytest.param("kervanta'nın kargosu", ("Kervanta",), "@brand'nın kargosu", id="with a suffix"),
        pytest.param("kervantadan aldım", ("Kervanta",), "@branddan aldım", id="suffix without apostrophe"),
        pytest.param("@KervantaDestek hani", ("Kervanta",), "@brand hani", id="a handle, all of it"),
        pytest.param(
            "#kervantarezalet @ucarex", ("Kervanta",), "@brand @user", id="hashtag, and another's handle"
        ),
        pytest.param("İPEKÇİ ipekci ıpekçi", ("İpekçi",), "@brand @brand @brand", id="dots and marks"),
        pytest.param("gul pera, gülpera", ("Gül Pera",), "@brand, @brand", id="a space or none"),
        pytest.param("فیروزکا بد بود", ("Firuzka", "فیروزکا"), "@brand بد بود", id="the second of two names"),
        pytest.param("digi\u200ckala", ("digi kala",), "@brand", id="half-space"),
        pytest.param("thyme ve THY'den", ("THY",), "thyme ve @brand'den", id="a short name begins no word"),
        pytest.param(
            "kervantakilerdenmişsin", ("Kervanta",), "kervantakilerdenmişsin", id="more than a suffix"
        ),
        pytest.param("a.b c+d", ("...",), "a.b c+d", id="a name without letters"),
        pytest.param("\ue000 @brand", ("x",), "@user", id="nobody writes the mark"),
    ],
)
def test_the_brand_is_marked(posted: str, names: tuple[str, ...], read: str) -> None:
    assert prepare(posted, names) == read


@given(st.text(max_size=80), st.text(max_size=20))
def test_any_name_in_any_text(text: str, name: str) -> None:
    assert len(prepare(text * 30, (name,))) <= MAX_CHARACTERS


def test_a_brand_is_given_as_a_tuple() -> None:
    with pytest.raises(TypeError, match="found the text 'Acme'; allowed is a tuple of names"):
        Post(text="a", brand="Acme")  # type: ignore[arg-type]


@pytest.mark.parametrize("piece", ["a-", "a.", ".a-", "x.", "@", "a b ", "www.", "aA", "&amp;"])
def test_no_text_and_no_name_takes_long(piece: str) -> None:
    """The bound is ten times what these take here; a search that goes back over the text takes a hundred times."""
    names = tuple(f"{piece * 50}{number}" for number in range(200))
    began = time.process_time()
    prepare(piece * 2_000, ("a" * 5_000, "ab " * 1_000, *names))
    assert time.process_time() - began < 0.5
