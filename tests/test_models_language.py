"""The language of short and sloppy posts; sentences written for this test."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.base import LANGUAGES
from models.language import GROUPS, OTHER, detect, letter_groups


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Kargom üç gündür aynı şubede bekliyor", "tr"),
        ("siparisim hala gelmedi, kimse de cevap vermiyor", "tr"),
        ("İADE PARAM NEREDE??", "tr"),
        ("@magaza tesekkurler, sorun cozuldu", "tr"),
        ("Sifarişim hələ də gəlməyib, zəng edirəm götürmürsünüz", "az"),
        ("sifarisim hele gelmeyib, zeng edirem hec kim goturmur", "az"),
        ("pulumu niye qaytarmirsiz? bir heftedir gozleyirem", "az"),
        ("Kuryer çox mehriban idi, sağ olun", "az"),
        ("بسته من هنوز نرسیده و پشتیبانی جواب نمی‌دهد", "fa"),
        ("خيلي بد بود، ديگه خريد نمي كنم", "fa"),
        ("salam, sefaresham hanooz nareside, chera javab nemidin?", "fa"),
        ("kheyli mamnoon az poshtibani, moshkel hal shod", "fa"),
        ("my refund still hasn't arrived, three weeks now", "en"),
        ("thx for the quick delivery!!", "en"),
        ("Где мой заказ? Жду уже неделю", OTHER),
        ("Mein Paket ist immer noch nicht angekommen, was soll das?", OTHER),
        ("چه جالب", "fa"),
        ("بخدا که اعصاب نمیزارن واسه آدم", "fa"),
        ("خوب بود", "fa"),
        ("الطلب لم يصل حتى الآن والدعم لا يرد على الرسائل", OTHER),
    ],
)
def test_language_of_a_post(text: str, language: str) -> None:
    assert detect(text) == language


@pytest.mark.parametrize(
    ("text", "hint", "language"),
    [
        pytest.param("", None, OTHER, id="nothing"),
        pytest.param("😡😡😡", None, OTHER, id="emoji only"),
        pytest.param("https://example.test/kargo", "tr", "tr", id="no words: the tag"),
        pytest.param("12345 !!!", "fa-IR", "fa", id="no letters: the tag's language"),
        pytest.param("😡", "de", OTHER, id="no words, a tag of another language"),
        pytest.param("Sifarişim hələ də gəlməyib, biabırçılıqdır", "tr", "az", id="the tag is not believed"),
        pytest.param("my refund still hasn't arrived", "tr", "en", id="nor here"),
    ],
)
def test_the_platforms_tag_is_a_hint(text: str, hint: str | None, language: str) -> None:
    assert detect(text, hint) == language


@given(st.text(st.characters(), max_size=120), st.one_of(st.none(), st.text(max_size=6)))
@settings(max_examples=60, deadline=None)
def test_any_text_has_a_language(text: str, hint: str | None) -> None:
    assert detect(text, hint) in (*LANGUAGES, OTHER)


def test_marks_and_case_do_not_change_the_letter_groups() -> None:
    assert letter_groups("Çox Yaxşı").tolist() == letter_groups("cox yaxsi").tolist()
    assert all(0 <= group < GROUPS for group in letter_groups("Çox yaxşı"))
