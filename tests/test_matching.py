"""Which posts are about a brand, by language: tables first, then what must hold for any text."""

from __future__ import annotations

import string
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.matching import BrandNames, Lexicon, Matcher, fold, inflections, spellings

BRANDS = (
    BrandNames(
        key="firuzka",
        terms=("Firuzka", "فیروزکا", "Firuzka Bazar"),
        handles={"x": ("Firuzka", "firuzka_destek"), "mastodon": ("firuzka@sosyal.example",)},
        exclude=("Firuzka Parkı",),
    ),
    BrandNames(key="lale", terms=("Lale Sepeti", "گل‌نگار"), handles={"reddit": ("lale-sepeti",)}),
    BrandNames(
        key="others",
        terms=("Çiçəkdən", "H&M", "N47", "LBW", "Pinote", "Steam", "L'Oral", "Bulut"),
        handles={},
    ),
)
MATCHER = Matcher(BRANDS)


def words(text: str, platform: str = "x") -> list[str]:
    return [word for found in MATCHER.match(text, platform=platform).values() for word in found]


TURKISH = {
    "Firuzka": "Firuzka",
    "FİRUZKA rezalet": "FİRUZKA",
    "FIRUZKA": "FIRUZKA",
    "fırüzkâ": "fırüzkâ",
    "Firuzka'dan aldım": "Firuzka'dan",
    "Firuzka’nın kargosu": "Firuzka’nın",
    "Firuzka`ya yazdım": "Firuzka`ya",
    "Firuzka-da": "Firuzka-da",
    "firuzkadan aldım": "firuzkadan",
    "FİRUZKAYA": "FİRUZKAYA",
    "firuzkayı": "firuzkayı",
    "firuzkayi": "firuzkayi",
    "firuzkanın": "firuzkanın",
    "firuzkayla": "firuzkayla",
    "firuzkadaki ürün": "firuzkadaki",
    "firuzkalardan": "firuzkalardan",
    "firuzkasız": "firuzkasız",
    "firuzkacılar": "firuzkacılar",
    "firuzkaymış": "firuzkaymış",
    "firuzkadır": "firuzkadır",
    "firuzkamı": "firuzkamı",
    "firuzkamızdan": "firuzkamızdan",
    "Firuzkaaaaa bıktım": "Firuzkaaaaa",
    "(Firuzka)": "Firuzka",
    "kötü.Firuzka": "Firuzka",
    "Firuzka'xyz": "Firuzka",
    "firuzka.com'dan aldım": "firuzka",
    "Firuzka™": "Firuzka",
    "Lale Sepeti'nden": "Lale Sepeti'nden",
    "lalesepetinden": "lalesepetinden",
    "LALE\n SEPETİ": "LALE\n SEPETİ",
    "lale-sepetine": "lale-sepetine",
    "n47den": "n47den",
    "lbwye": "lbwye",
    "pinoteyi": "pinoteyi",
    "pinotedan": "pinotedan",
    "steamde": "steamde",
    "steamda": "steamda",
    "h & m'den": "h & m'den",
    "loraldan": "loraldan",
    "bulutun": "bulutun",
    "buluttan": "buluttan",
    "bulutdan": "bulutdan",
    "bulutumuz": "bulutumuz",
    "Firuzkale": None,
    "Firuzkand": None,
    "Firuzkent": None,
    "Firuze": None,
    "Firuzkapark": None,
    "firuzkaler": None,
    "Firuzkadayım": "Firuzkadayım",
    "firuzkadayiz": "firuzkadayiz",
    "Firuzka'daydım": "Firuzka'daydım",
    "firuzkadaydik": "firuzkadaydik",
    "Firuzkacığım nerede kargom": "Firuzkacığım",
    "firuzkacim": "firuzkacim",
    "bulutçuğum": "bulutçuğum",
    "firuzkaya​k": None,
    "firuzkaa": None,
    "firuzkam": None,
    "firuzkaın": None,
    "firuzkandan": None,
    "firuzkadakilerden": "firuzkadakilerden",
    "firuzkadakilerdenmişsiniz": None,
    "firuzkalarlarlarlarlarlarlarlarlarlarlar": None,
    "benfiruzka": None,
    "firuzka24": None,
    "24firuzka": None,
    "lale güzel sepeti": None,
    "firuz ka": None,
    "Firuzka Parkında yürüdük, firuzka": None,
    "hm": None,  # the sign is part of the name
}
AZERBAIJANI = {
    "Firuzkadan aldım": "Firuzkadan",
    "Firuzkaynan": "Firuzkaynan",
    "firuzkanı": "firuzkanı",
    "firuzkani": "firuzkani",
    "firuzkadakı": "firuzkadakı",
    "çiçəkdən": "çiçəkdən",
    "cicekden": "cicekden",
    "ÇİÇƏKDƏNDƏ": "ÇİÇƏKDƏNDƏ",
    "çiçəkdənsiz": "çiçəkdənsiz",
    "çiçəkdənnən": "çiçəkdənnən",
    "Firuzkadayam": "Firuzkadayam",
    "çiçəkdəndəyəm": "çiçəkdəndəyəm",
    "Firuzkadayıq": "Firuzkadayıq",
    "firuzkadaydiq": "firuzkadaydiq",
    "çiçək": None,
    "çiçəkdəngül": None,
}
PERSIAN = {
    "از فیروزکا خریدم": "فیروزکا",
    "فيروزكا": "فيروزكا",
    "فیروزکا‌ها": "فیروزکا‌ها",
    "فیروزکاها": "فیروزکاها",
    "فیروزکا‌های": "فیروزکا‌های",
    "فیروزکارو": "فیروزکارو",
    "فیروزکا رو": "فیروزکا",
    "فیروزکاست": "فیروزکاست",
    "فیروزکاهاشون": "فیروزکاهاشون",
    "فیروزکای": "فیروزکای",
    "فیروزکا‌ام": "فیروزکا‌ام",
    "فیـــروزکا": "فیـــروزکا",
    "فِیروزکا": "فِیروزکا",
    "ازFiruzkaخریدم": "Firuzka",
    "گل‌نگار": "گل‌نگار",
    "گلنگار": "گلنگار",
    "گل نگار": "گل نگار",
    "گل نگارو": "گل نگارو",
    "#فیروزکا_کلاهبردار": "فیروزکا",
    "#تحریم_فیروزکا": "فیروزکا",
    "۳فیروزکا": "فیروزکا",
    "فیروزکا؟": "فیروزکا",
    "فیروزکادان": None,
    "فیروزکا۲۴": None,
    "ازفیروزکا خریدم": "فیروزکا",
    "دیگه بافیروزکا نه": "فیروزکا",
    "به‌فیروزکا گفتم": "فیروزکا",
    "وفیروزکا": "فیروزکا",
    "ازگل‌نگار": "گل‌نگار",
    "فیروزکایه": "فیروزکایه",
    "فیروزکاس": "فیروزکاس",
    "فیروزکاکه": "فیروزکاکه",
    "فیروزکایی‌ها": "فیروزکایی‌ها",
    "بازفیروزکا": None,
    "فیروزکاسازی": None,
    "بفیروزکا": None,
    "گلنگارستان": None,
    "فیروز کا": None,
}
ENGLISH = {
    "Firuzka's support": "Firuzka's",
    "two Firuzkas": "Firuzkas",
    "the Firuzkas' fault": "Firuzkas",
    "Ｆｉｒｕｚｋａ": "Ｆｉｒｕｚｋａ",
    "𝐅𝐢𝐫𝐮𝐳𝐤𝐚": "𝐅𝐢𝐫𝐮𝐳𝐤𝐚",
    "ﬁruzka": "ﬁruzka",
    "Fi\u200bruz\u00adka": "Fi\u200bruz\u00adka",
    "Firuzkaish": None,
    "unFiruzka": None,
}
SIGNS = {
    "@Firuzka cevap ver": "@Firuzka",
    "@FİRUZKA": "@FİRUZKA",
    "@firuzka'ya": "@firuzka",
    "@firuzka.rezalet": "@firuzka",
    "@firuzka_destek": "@firuzka_destek",
    "#Firuzka": "Firuzka",
    "#FiruzkaRezalet": "Firuzka",
    "#FiruzkadanUzakDur": "Firuzkadan",
    "#BoykotFiruzka": "Firuzka",
    "#firuzkarezaleti": "firuzka",
    "#boykotfiruzka": "firuzka",
    "#firuzka_rezalet": "firuzka",
    "#LBWRezalet": "LBW",
    "#firuzkadan": "firuzkadan",
    "#firuzkale": None,
    "#firuzkapark": None,
    "#parkfiruzka": None,
    "#" + "Firuzka" * 21: None,
    "@firuzkafan": None,
    "@firuzka@sosyal.example": None,
    "user@firuzka.com": None,
    "firuzka@posta.example": None,
    "https://firuzka.com/urun": None,
    "http://x.example/firuzka": None,
    "www.firuzka.com": None,
    "firuzka.com/urun": None,
    "u/firuzkafan": None,
}


@pytest.mark.parametrize(("text", "word"), (TURKISH | AZERBAIJANI | PERSIAN | ENGLISH | SIGNS).items())
def test_finds_the_word_as_it_stands(text: str, word: str | None) -> None:
    assert words(text) == ([word] if word else [])


def test_a_phrase_within_a_phrase_is_told_too() -> None:
    assert words("Firuzka Bazar'dan") == ["Firuzka", "Firuzka Bazar'dan"]


def test_words_are_told_once_and_in_order() -> None:
    found = MATCHER.match(
        "Lale Sepeti, firuzka, Firuzka'dan, @firuzka, firuzka https://a.b/c firuzkada", platform="x"
    )
    assert found == {"lale": ("Lale Sepeti",), "firuzka": ("firuzka", "Firuzka'dan", "@firuzka", "firuzkada")}
    assert list(found) == ["lale", "firuzka"]


def test_a_handle_counts_on_its_own_platform_only() -> None:
    assert words("@firuzka", "bluesky") == []
    assert words("@firuzka@sosyal.example", "mastodon") == ["@firuzka@sosyal.example"]
    assert words("ask u/Lale-Sepeti or /u/lale-sepeti", "reddit") == ["u/Lale-Sepeti", "/u/lale-sepeti"]
    assert words("u/lale-sepeti-fan", "reddit") == []


def test_a_brands_own_posts_are_not_about_it() -> None:
    text = "Firuzka ve Lale Sepeti"
    assert list(MATCHER.match(text, platform="x", author_handle="@FİRUZKA")) == ["lale"]
    assert list(MATCHER.match(text, platform="reddit", author_handle="firuzka")) == ["firuzka", "lale"]


def test_brands_may_share_a_name_and_a_handle() -> None:
    pair = [BrandNames(key=key, terms=("Firuzka",), handles={"x": ("fz",)}) for key in "ab"]
    assert Matcher(pair).match("@fz firuzka", platform="x") == {
        "a": ("@fz", "firuzka"),
        "b": ("@fz", "firuzka"),
    }


def test_without_names_nothing_matches() -> None:
    assert Matcher([]).match("Firuzka", platform="x") == {}
    empty = BrandNames(key="e", terms=("", "  ", "!?", "🙂"), handles={})
    assert Matcher([empty]).match("!? 🙂 x", platform="x") == {}


def test_one_letter_and_short_names() -> None:
    names = Matcher([BrandNames(key="k", terms=("A", "AB", "C+"), handles={})])
    assert names.match("a abc ab", platform="x") == {"k": ("a", "ab")}
    assert names.match("c+", platform="x") == {"k": ("c",)}


def test_nothing_is_glued_to_a_short_persian_name() -> None:
    short = Matcher([BrandNames(key="k", terms=("کاف", "زار"), handles={})])
    assert short.match("کافیه دیگه، از بازار خریدم، کافه", platform="x") == {}
    assert short.match("از کاف و زارها", platform="x") == {"k": ("کاف", "زارها")}


def test_a_lexicons_open_phrase_goes_on_anyhow() -> None:
    lexicon = Lexicon([("dolandır*", 1), ("polis", 2)])
    assert list(lexicon.find("DOLANDIRILDIM @polis polisliklerarası polise #dolandırıcı")) == [
        (1, "DOLANDIRILDIM"),
        (2, "polise"),
        (1, "dolandırıcı"),
    ]


@pytest.mark.parametrize(
    ("term", "language", "first"),
    [
        ("Firuzka", "tr", ("Firuzkadan", "Firuzkaya", "Firuzkanın", "Firuzkada", "Firuzkayı", "Firuzkayla")),
        ("Bulut", "tr", ("Buluttan", "Buluta", "Bulutun", "Bulutta", "Bulutu", "Bulutla")),
        ("Gözlük", "tr", ("Gözlükten", "Gözlüke", "Gözlükün", "Gözlükte", "Gözlükü", "Gözlükle")),
        ("N41", "tr", ("N41den", "N41e", "N41in")),
        ("Lale Evi", "tr", ("Lale Eviden", "Lale Eviye")),
        ("Çiçək", "az", ("Çiçəkdən", "Çiçəkə", "Çiçəkin", "Çiçəkdə", "Çiçəki", "Çiçəklə")),
        ("فیروزکا", "fa", ("فیروزکارو", "فیروزکا\u200cها")),
    ],
)
def test_guesses_the_likeliest_forms(term: str, language: str, first: tuple[str, ...]) -> None:
    assert inflections(term, language=language, limit=len(first)) == first


@pytest.mark.parametrize(
    ("term", "language"),
    [
        ("Firuzka", "en"),
        ("Firuzka", "fa"),
        ("فیروزکا", "tr"),
        ("LBW", "tr"),
        ("H&", "tr"),
        ("", "tr"),
        ("N40", "az"),
    ],
)
def test_guesses_nothing_where_letters_do_not_fit(term: str, language: str) -> None:
    assert inflections(term, language=language, limit=9) == ()


def test_every_guessed_form_is_recognised() -> None:
    for language in ("tr", "az", "fa"):
        for term in (
            "Firuzka",
            "Bulut",
            "Gözlük",
            "Şerit",
            "Kolonya",
            "Lale Sepeti",
            "N41",
            "فیروزکا",
            "گل‌نگار",
        ):
            matcher = Matcher([BrandNames(key="k", terms=(term,), handles={})])
            for form in inflections(term, language=language, limit=99):
                assert matcher.match(f"ah {form}!", platform="x") == {"k": (form,)}, form
    assert inflections("Firuzka", language="tr", limit=-1) == ()
    assert len(inflections("Firuzka", language="tr", limit=99)) == len(
        set(inflections("Firuzka", language="tr", limit=99))
    )


# What must hold for any text.

LATIN = st.sampled_from(["Firuzka", "firuzkadan", "Lale Sepeti", "Çiçəkdən", "FİRUZKAYA"])
PERSIAN_NAMES = st.sampled_from(["فیروزکا", "فیروزکاها", "گل‌نگار"])
AROUND = st.text("abı ğş.,!?'گی \n🙂", max_size=12)


@given(AROUND, LATIN, AROUND, st.sampled_from([str.upper, str.lower, str.title, str.swapcase]))
def test_case_does_not_matter(before: str, name: str, after: str, change: type[str]) -> None:
    assert words(f"{before} {change(name)} {after}")


@given(AROUND, LATIN | PERSIAN_NAMES, st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]))
def test_the_unicode_form_does_not_matter(before: str, name: str, form: str) -> None:
    written = unicodedata.normalize(form, f"{before} {name}")  # type: ignore[arg-type]
    found = words(written)
    assert found[-1] == unicodedata.normalize(form, name)  # type: ignore[arg-type]


@given(LATIN)
def test_dropped_diacritics_do_not_matter(name: str) -> None:
    plain = name.translate(str.maketrans("şçğöüəıŞÇĞÖÜƏİ", "scgoueiSCGOUEI"))
    assert words(plain) == [plain]


@given(PERSIAN_NAMES, st.data())
def test_persian_spelling_does_not_matter(name: str, data: st.DataObject) -> None:
    written = ""
    for letter in name:
        written += data.draw(
            st.sampled_from({"ی": "یيى", "ک": "کك", "\u200c": "\u200c "}.get(letter, letter))
        )
        written += data.draw(st.sampled_from(["", "ـ", "\u064e", "\u200f"])) if letter != "\u200c" else ""
    assert len(words(written)) == 1


@given(st.sampled_from(["Firuzka", "firuzkadan"]), st.sampled_from("bfgjpvwxz"))
def test_a_letter_that_makes_no_ending_makes_another_word(name: str, letter: str) -> None:
    assert words(letter + name) == []
    assert words(name + letter) == []


@given(st.text(), LATIN, st.text())
def test_words_stand_in_the_post(before: str, name: str, after: str) -> None:
    text = before + name + after
    assert all(word and word in text for word in words(text))


@given(st.text(st.characters(exclude_categories=()) | st.sampled_from("Firuzka@#/.'_-\u200c ﬁßﻻ\u0307")))
def test_no_text_raises_and_every_letter_leads_back(text: str) -> None:
    assert all(word in text for word in words(text))
    folded = fold(text)
    sources = [folded.index(i) for i in range(len(folded.text))]
    assert sources == sorted(sources)
    assert all(0 <= i < len(text) for i in sources)
    assert all(folded.text[i] in fold(text[source]).text for i, source in enumerate(sources))


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


HOSTILE = {
    "one word": "a",
    "labels": "a.",
    "handles": "@a",
    "addresses": "a@a.",
    "users": "u/",
    "tags": "#f ",
    "one tag": "#Fi",
    "names": "firuzkaxq ",
    "first half": "lale ",
    "gaps": "lale" + " " * 200,
    "marks": "a\u0308",
    "joiners": "\u200c",
    "stretched": "firuzka" + "a" * 300,
    "scripts": "فa",
    "domains": "www.",
    "hyphens": "a-",
}


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_time_grows_with_length_and_no_faster(piece: str) -> None:
    def seconds(size: int) -> float:
        text = (piece * (size // len(piece) + 1))[:size]
        best = 60.0
        for _ in range(2):
            began = time.process_time()
            MATCHER.match(text, platform="x")
            best = min(best, time.process_time() - began)
        return best

    # eight times the text: a linear cost is eightfold, a quadratic one sixty-four-fold
    assert seconds(32_000) < 24 * seconds(4_000) + 0.02


@pytest.mark.parametrize(
    "text", ["Firuzka " * 32 + "," * 2**20, "x" * 2**20, "\u200c" * 2**20, "#" + "Fi" * 2**19]
)
def test_a_megabyte_is_read(text: str) -> None:
    assert words(text) == (["Firuzka"] if " " in text else [])


def test_five_hundred_brands() -> None:
    letters = string.ascii_lowercase
    names = [f"{letters[i % 26]}{letters[i // 26]}rka {i}" for i in range(500)]
    matcher = Matcher([BrandNames(key=name, terms=(name,), handles={}) for name in names])
    for name in names:
        assert matcher.match(f"ah {name.upper()}'dan", platform="x") == {name: (f"{name.upper()}'dan",)}


@pytest.mark.parametrize(
    ("term", "ways"),
    [
        ("Firuzka", {"FİRUZKA", "Fıruzka"}),
        ("Işıltı", {"Isilti", "işilti", "ISİLTİ", "Isıltı"}),
        ("فیروزکا", {"فيروزكا"}),
        ("Şəkər", {"Seker"}),
        ("Acme", set()),
    ],
)
def test_other_spellings_of_a_term_are_those_that_keyboards_give(term: str, ways: set[str]) -> None:
    assert {way.casefold() for way in spellings(term)} >= {way.casefold() for way in ways}
    assert term not in spellings(term)
    matcher = Matcher([BrandNames(key="b", terms=(term,), handles={}, exclude=())])
    for way in spellings(term):
        assert matcher.match(f"x {way} y", platform="x"), way
