"""Reply drafts: which lines, which language, which name; and every fault of a reply file in plain words."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from alerts.replies import (
    FaultyReplies,
    Replies,
    ReplyDraft,
    Situation,
    Voice,
    address,
    compose,
    item_of,
    limit_of,
    load,
    text_length,
    topic_of,
)
from alerts.replies.likeness import likeness, shingles
from alerts.replies.wording import SECTIONS, Part

SHIPPED = load(Path(__file__).parent.parent / "config" / "replies")
LANGUAGES = ("az", "en", "fa", "tr")
GOOD = """\
language: en
greeting:
  named: ["Hi {name},"]
  unnamed: [sincere: "Hello,", formal: "Good day,"]
items:
  your shoes: [shoes, boots]
  your order: [order]
owners:
  any: [our lead]
  delivery: [our courier desk]
times: {hour: [within the hour], hours: [in a few hours], day: [within a day]}
regret:
  any: ["I'm sorry."]
  delivery:
    - "I'm sorry the delivery went wrong."
    - "I'm sorry for the wait for {item}."
notes: {again: ["Again."], angry: ["You are right."], returning: ["Not the first time."], many: ["You are many."]}
responsibility: ["This is on us."]
explanation: ["What happened: {explanation}."]
step:
  any: ["{owner} is on it; I'll write {time}."]
fixing: ["We are at it; I'll write {time}."]
remedy:
  any: ["It is fixed; I'll write {time}."]
channel:
  offer: ["In private: {contact}."]
  move: ["Write to {contact} and I'll answer {time}."]
close: ["Thank you."]
praise:
  any: ["Thank you for the praise of {brand}."]
solved: ["So glad it is solved."]
signature: ["{signature}"]
"""
VOICE = Voice(brand="Firma", contact="@firma", signature="Elif")
SOLE = Situation(language="en", author_name="Ayşe")


def replies_in(directory: Path, **files: str) -> Replies:
    for name, text in files.items():
        (directory / f"{name}.yaml").write_text(text, encoding="utf-8")
    return load(directory)


@pytest.fixture
def replies(tmp_path: Path) -> Replies:
    turkish = GOOD.replace("language: en", "language: tr").replace("Hi {name},", "Merhaba {name},")
    return replies_in(tmp_path, en=GOOD, tr=turkish)


def texts(
    replies: Replies, situation: Situation = SOLE, voice: Voice = VOICE, seed: int = 0
) -> dict[str, str]:
    return {each.kind: each.text for each in compose(replies, situation, voice, seed=seed)}


# --- composing


def test_what_a_draft_is_made_of(replies: Replies) -> None:
    assert texts(replies) == {
        "short": "Hi Ayşe, I'm sorry. This is on us. Our lead is on it; I'll write in a few hours.\nElif",
        "full": "Hi Ayşe, I'm sorry. This is on us. Our lead is on it; I'll write in a few hours. Thank you.\nElif",
        "private": "Hi Ayşe, I'm sorry. This is on us. Write to @firma and I'll answer in a few hours.\nElif",
    }


@pytest.mark.parametrize(
    ("changes", "kind", "holds", "lacks"),
    [
        ({"author_name": "🌸"}, "short", "Hello, I'm sorry", "Good day"),
        ({"soon": "hour"}, "short", "within the hour", "few hours"),
        ({"topic": "delivery"}, "short", "Our courier desk is on it", "our lead"),
        ({"topic": "unheard_of"}, "short", "I'm sorry. ", "delivery"),
        ({"angry": True}, "full", "You are right.", "first time"),
        ({"angry": True}, "short", "This is on us.", "You are right."),
        ({"returning": True}, "full", "Not the first time.", "Again."),
        ({"phase": "empathy", "explanation": "a fire"}, "full", "You are many.", "a fire"),
        ({"phase": "explanation", "explanation": "a fire."}, "full", "What happened: a fire. ", "fire.."),
        ({"explanation": "a fire"}, "full", "What happened: a fire.", "You are many"),
        ({"explanation": "a fire"}, "short", "This is on us.", "fire"),
        ({"phase": "remedy"}, "full", "It is fixed", "is on it"),
        ({"first": False}, "short", "In private: @firma.", "Again."),
        ({"first": False, "angry": True}, "full", "Again.", "You are right."),
        ({"occasion": "praise"}, "thanks", "thank you for the praise of Firma.", "sorry"),
        ({"occasion": "solved"}, "thanks", "so glad it is solved.", "sorry"),
    ],
)
def test_the_situation_chooses_the_lines(
    replies: Replies, changes: dict[str, str], kind: str, holds: str, lacks: str
) -> None:
    text = texts(replies, replace(SOLE, **changes))[kind]
    assert holds in text
    assert lacks not in text


def test_gaps_are_data_and_empty_ones_are_passed_over(replies: Replies) -> None:
    thanked = replace(SOLE, occasion="praise")
    assert "of {explanation}." in texts(replies, thanked, replace(VOICE, brand="{explanation}"))["thanks"]
    bare = texts(replies, replace(SOLE, first=False), replace(VOICE, contact=" ", signature=""))
    assert set(bare) == {"short", "full"}
    assert not any("rivate" in text or text.endswith("\n") for text in bare.values())
    delivered = replace(SOLE, topic="delivery")
    assert not any("wait" in texts(replies, delivered, seed=seed)["short"] for seed in range(9))
    shoes = replace(delivered, item="your shoes")
    assert any("the wait for your shoes" in texts(replies, shoes, seed=seed)["short"] for seed in range(9))


def test_the_tone_is_the_brands(replies: Replies) -> None:
    stranger, formal = replace(SOLE, author_name=""), replace(VOICE, tone="formal")
    assert texts(replies, stranger)["short"].startswith("Hello, ")
    assert texts(replies, stranger, formal)["short"].startswith("Good day, ")
    assert texts(replies, SOLE, formal)["short"].startswith("Hi Ayşe, ")


def test_the_first_letter_goes_on_after_a_comma(tmp_path: Path) -> None:
    odd = GOOD.replace('"I\'m sorry."', '"Inanması güç, üzgünüm."').replace("language: en", "language: tr")
    assert texts(replies_in(tmp_path, tr=odd))["short"].startswith("Hi Ayşe, ınanması güç")
    (tmp_path / "tr.yaml").write_text(
        odd.replace("Inan", "İnan")
        .replace("our lead", "iade ekibi")
        .replace("is on it; I'll write", "bakıyor;"),
        encoding="utf-8",
    )
    text = texts(load(tmp_path))["short"]
    assert "Hi Ayşe, inanması güç" in text
    assert "İade ekibi bakıyor;" in text
    (tmp_path / "tr.yaml").write_text(odd.replace("Hi {name},", "Hi {name}."), encoding="utf-8")
    assert texts(load(tmp_path))["short"].startswith("Hi Ayşe. Inanması")


def test_no_reply_begins_with_a_name_in_other_letters(tmp_path: Path) -> None:
    """Platforms draw a whole post in the direction of its first letter."""
    named = '["Hi {name},"]'
    assert named in GOOD
    persian = GOOD.replace("language: en", "language: fa").replace(named, '["{name}, hi.", "Hi {name}."]')
    replies = replies_in(tmp_path, fa=persian)
    for seed in range(9):
        for name, begins in (("Sepehr", {"Hi"}), ("سپهر", {"Hi", "سپهر"})):
            drafts = texts(replies, Situation(language="fa", author_name=name), seed=seed)
            assert {text.replace(",", "").split()[0] for text in drafts.values()} <= begins
    assert any(
        text.startswith("سپهر")
        for seed in range(9)
        for text in texts(replies, Situation(language="fa", author_name="سپهر"), seed=seed).values()
    )


@pytest.mark.parametrize(
    ("language", "fallback", "chosen"),
    [("tr", "en", "tr"), ("az", "tr", "tr"), ("az", "fa", "en"), ("other", "other", "en")],
)
def test_languages_stand_in_for_each_other(
    replies: Replies, language: str, fallback: str, chosen: str
) -> None:
    drafts = compose(replies, replace(SOLE, language=language), VOICE, seed=0, fallback=fallback)
    assert {each.language for each in drafts} == {chosen}


def test_without_english_any_language_will_do(replies: Replies) -> None:
    drafts = compose({"tr": replies["tr"]}, replace(SOLE, language="fa"), VOICE, seed=0)
    assert drafts[0].language == "tr"


def test_the_same_arguments_give_the_same_drafts() -> None:
    first = compose(SHIPPED, SOLE, VOICE, seed=-7)
    assert compose(SHIPPED, SOLE, VOICE, seed=-7) == first
    assert compose(SHIPPED, SOLE, VOICE, seed=8) != first


def in_a_row(situation: Situation, replies: int, voice: Voice = VOICE) -> list[ReplyDraft]:
    drafts: list[ReplyDraft] = []
    for seed in range(replies):
        recent = [each.id for each in reversed(drafts)]
        drafts += compose(SHIPPED, situation, voice, seed=seed, recent=recent)
    return drafts


@pytest.mark.parametrize("topic", ["any", "delivery", "safety_fraud", "other"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_twenty_replies_to_one_topic_are_unlike(language: str, topic: str) -> None:
    """As in a storm: everybody complains of the same, and everybody can read what the others were told."""
    drafts = in_a_row(Situation(language=language, topic=topic, platform="x"), 20)
    assert len(drafts) == 60
    said = [shingles(each.text) for each in drafts]
    for one, other in combinations(range(60), 2):
        assert likeness(said[one], said[other]) < 0.7, (drafts[one].text, drafts[other].text)
    assert len({each.text for each in drafts}) == 60


def test_wordings_rest_before_they_come_again() -> None:
    drafts = in_a_row(Situation(language="en", topic="delivery", platform="reddit"), 3)
    for section in ("regret.delivery", "responsibility"):
        ids = {part.id for part in SHIPPED["en"].sections[section] if "item" not in part.gaps}
        used = [one for each in drafts for one in each.id.partition("/")[2].split(".") if one in ids]
        assert len(used) == 9
        assert len(set(used)) >= min(9, len(ids)) - 1, section


def test_ids_of_lines_that_are_gone_do_no_harm() -> None:
    strange = ["full/00000000.11111111", "old-template", "", "short/"]
    assert len(compose(SHIPPED, SOLE, VOICE, seed=1, recent=strange)) == 3


@pytest.mark.parametrize("platform", ["x", "mastodon", "reddit", "elsewhere"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_drafts_fit_the_platform_whole(language: str, platform: str) -> None:
    voice = Voice(
        brand="A Rather Long Name of a Brand",
        contact="destek@firma-magazasi.example",
        signature="Elif Yılmaz",
    )
    for seed, first in enumerate((True, False)):
        for topic in ("delivery", "payment", "any"):
            situation = Situation(
                language=language, topic=topic, platform=platform, first=first, angry=True,
                author_name="Muhammed Abdurrahman Karaosmanoğlu", explanation="a belt in the depot broke " * 3,
            )  # fmt: skip
            for each in compose(SHIPPED, situation, voice, seed=seed):
                assert text_length(platform, each.text) <= limit_of(platform)
                assert each.text.endswith("Elif Yılmaz")
                assert first or "destek@firma-magazasi.example" in each.text
                assert "…" not in each.text


@pytest.mark.parametrize("end", ["", ".", "!", "…", "!!", " .", "...", "?!"])
def test_an_explanation_ends_once(end: str) -> None:
    situation = Situation(
        language="tr", topic="delivery", phase="explanation", explanation="Depoda yangın çıktı" + end
    )
    (full,) = [each for each in compose(SHIPPED, situation, VOICE, seed=1) if each.kind == "full"]
    assert "Depoda yangın çıktı. " in full.text


def test_an_explanation_is_told_whole_or_not_at_all() -> None:
    sentence = "Depomuzda geçen hafta bir arıza oldu ve siparişlerin bir kısmı yanlış şubeye gönderildi"
    for times, told in ((4, True), (40, False)):
        explanation = ", ".join([sentence] * times)
        situation = Situation(
            language="tr", topic="delivery", platform="reddit", phase="explanation", explanation=explanation
        )
        (full,) = [each for each in compose(SHIPPED, situation, VOICE, seed=1) if each.kind == "full"]
        assert (explanation in full.text, sentence[:40] in full.text) == (told, told)


def test_an_acronym_keeps_its_capitals_after_the_greeting() -> None:
    wording = SHIPPED["tr"]
    lines = [Part("regret.any", "SMS ile sizi yorduk, özür dilerim."), Part("regret.any", "İade sizi yordu.")]
    greeting = [Part("greeting.unnamed", "Merhaba,")]
    for line, text in zip(lines, ("Merhaba, SMS ile", "Merhaba, iade sizi"), strict=True):
        sections = {**wording.sections, "regret.any": [line], "greeting.unnamed": greeting}
        replies = {"tr": replace(wording, sections=sections)}
        for each in compose(replies, Situation(language="tr", topic="any"), VOICE, seed=1):
            assert each.text.startswith(text)


def test_drafts_are_made_in_time() -> None:
    situation = Situation(language="az", topic="delivery", platform="x", author_name="Aynur", first=False)
    drafts = in_a_row(situation, 20)
    recent = [each.id for each in drafts]
    started = time.process_time()
    made = sum(len(compose(SHIPPED, situation, VOICE, seed=seed, recent=recent)) for seed in range(20))
    assert (time.process_time() - started) / made < 0.02  # 5 ms are promised; other work shares the processor


LETTERS = st.text(max_size=60) | st.sampled_from(
    ["{name}", "<!channel>", "@all", "https://evil.example", "محمد"]
)


@settings(max_examples=150, deadline=None)
@given(
    name=LETTERS,
    explanation=LETTERS,
    language=st.sampled_from([*LANGUAGES, "other", "xx"]),
    topic=st.sampled_from(["any", "delivery", "payment", "my_own"]) | st.text(max_size=9),
    platform=st.sampled_from(["x", "mastodon", "reddit", ""]),
    occasion=st.sampled_from(["complaint", "praise", "solved"]),
    phase=st.sampled_from([None, "empathy", "explanation", "remedy"]),
    first=st.booleans(),
    seed=st.integers(),
)
def test_composing_never_fails(name, explanation, language, topic, platform, occasion, phase, first, seed):
    situation = Situation(
        language=language, topic=topic, platform=platform, author_name=name, explanation=explanation,
        occasion=occasion, phase=phase, first=first,
    )  # fmt: skip
    for each in compose(SHIPPED, situation, VOICE, seed=seed, fallback="tr"):
        assert each.text.strip()
        assert "<!channel>" not in each.text or "<!channel>" in explanation
        if platform == "x":
            assert text_length("x", each.text) <= 280


# --- what a draft takes from a post


@pytest.mark.parametrize(
    ("language", "post", "item"),
    [
        ("en", "the SHOES I ordered", "your shoes"),
        ("en", "my order!!", "your order"),
        ("en", "preorder of reordering", ""),
        ("en", "the phoney parcels", "your parcel"),
        ("en", "nothing came", ""),
        ("en", "nobody answers the phone, my ticket was closed", ""),
        ("en", "at present I can't book a table in order to pay", ""),
        ("en", "the washing-machine leaks, I called by phone", "your washing machine"),
        ("en", "Airpods were fake", "your headphones"),
        ("en", "two concert tickets, both missing", "your tickets"),
        ("en", "cancelled my booking", "your booking"),
        ("tr", "AYAKKABILARIM nerede", "ayakkabınız"),
        ("tr", "siparisim gelmedi", "siparişiniz"),
        ("tr", "siparişim olan elbise", "elbiseniz"),
        ("tr", "AYAKKABILARIMIZDANDI", "ayakkabınız"),
        ("tr", "montaj çok kötüydü", ""),
        ("tr", "kargocunun adı yok", ""),
        ("tr", "telefonum 0532 000 11 22 idi", ""),
        ("tr", "ayakkabım 0532 000 11 22 değil", ""),
        ("tr", "ayakkabım: +90 (532) 000-11-22, ayakkabım nerede", "ayakkabınız"),
        ("az", "ayaqqabılarımızdandır", "ayaqqabınız"),
        ("az", "paketlənmə bərbaddır", ""),
        ("az", "sifarişimi gözləyirəm", "sifarişiniz"),
        ("az", "ayaqqabilarim harda", "ayaqqabınız"),
        ("fa", "سفارشم نرسید", "سفارشتان"),
        ("fa", "كفش‌هام", "کفشتان"),
        ("fa", "لپ‌تاپم سوخت", "لپ‌تاپتان"),
        ("fa", "مبلامونو خط انداختن", "مبلتان"),
        ("fa", "گوشی‌ام روشن نمی‌شه", "گوشی‌تان"),
        ("fa", "مبلغ اشتباه از کیف پولم کم شد", ""),
        ("fa", "کیفیت افتضاح، گوشی رو هم جواب نمی‌دن", ""),
        ("fa", "سایت بسته شد، میزان تخفیف ساعت ۵ عوض شد", ""),
        ("fa", "کفشامو پس بدید", "کفشتان"),
        ("fa", "کفشدوزک دیدم", ""),
        # sayings name no thing
        ("tr", "kargom gelmedi, bu bardağı taşıran son damla", "kargonuz"),
        ("tr", "son damla BARDAĞI TAŞIRDI artik, kargom yok", "kargonuz"),
        ("tr", "bardaklarım kırık, bardak taştı artık", "bardaklarınız"),
        ("tr", "yine dolap çeviriyorsunuz, siparişim yok", "siparişiniz"),
        ("tr", "perde arkasında ne var, iade yok", ""),
        ("tr", "bizi oyuncak ettiniz, havlu attım", ""),
        ("az", "bizi oyuncaq etmisiniz, sifarişim hanı", "sifarişiniz"),
        ("az", "perde arxasinda ne var", ""),
        ("fa", "معلومه ریگی به کفششونه، سفارشم کو", "سفارشتان"),
        ("fa", "پرده از کارتون برمی‌دارم", ""),
        ("fa", "پرده‌ای که خریدم کوتاهه", "پرده‌تان"),
        ("en", "put yourself in my shoes, the parcel never came", "your parcel"),
        ("en", "my shoes fell apart, put yourself in my shoes", "your shoes"),
        ("en", "a novel way to lose customers, swept under the carpet", ""),
        ("en", "don't toy with me", ""),
        ("en", "a hole in my shoes", "your shoes"),
        ("en", "wrong name on the cake", "your cake"),
    ],
)
def test_what_was_bought_is_told_in_our_words(language: str, post: str, item: str) -> None:
    assert item_of(SHIPPED[language], post) == item


def test_a_post_of_one_endless_word_costs_no_more_than_another() -> None:
    started = time.process_time()
    for wording in SHIPPED.values():
        assert item_of(wording, "a" * 10_000) == ""
    assert time.process_time() - started < 0.2  # it took seconds


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_nothing_of_a_post_comes_back(post: str) -> None:
    for wording in SHIPPED.values():
        assert item_of(wording, post) in {"", *wording.items}


@pytest.mark.parametrize(
    ("given_name", "used"),
    [
        ("Ayşe Yılmaz", "Ayşe Yılmaz"),
        ("  Ayşe \n Yılmaz ", "Ayşe Yılmaz"),
        ("Ayşe 🌸✨", "Ayşe"),
        ("José O'Neil-Gómez Jr.", "José O'Neil-Gómez Jr"),
        ("علی\u200cرضا محمدی", "علی\u200cرضا محمدی"),
        ("𝓐𝔂ş𝓮", "Ayşe"),
        ("\u202eAyşe\u2069", "Ayşe"),
        ("@Ayşe Kaya", "Kaya"),
        ("Ayşe evil.com", "Ayşe"),
        ("Ayşe https://evil.example", "Ayşe"),
        ("Ayşe <b>", "Ayşe"),
        ("{{ 7*7 }} Ali", "Ali"),
        ("Ayşe 1907", "Ayşe"),
        ("Prof. Dr. Nihat Öztürk", "Prof. Dr. Nihat Öztürk"),
        ("Ayşe.", "Ayşe"),
        ("Ayşe K.", "Ayşe"),
        ("مریم ر.", "مریم"),
        ("J. R. Smith", "J. R. Smith"),
        ("MEHMET ALİ KAYA", "MEHMET ALİ KAYA"),
        ("mehmet ali kaya", "mehmet ali kaya"),
        ("Vincent van Gogh", "Vincent van Gogh"),
        ("Ayşe kaya", "Ayşe kaya"),
        ("علی محمد رضایی", "علی محمد رضایی"),
        ("Ignore previous instructions", ""),
        ("Önceki talimatları unut", ""),
        ("one coffee please", ""),
        ("یه استکان چای", ""),
        ("Admin", ""),
        ("ANONİM", ""),
        ("no name", ""),
        ("{name}", ""),
        ("[your name]", ""),
        ("ayse.k", ""),
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
        # ornaments are no letters
        ("A\u0336l\u0336i\u0336", "Ali"),
        ("i\u0307brahim", "ibrahim"),
        ("Ali™", "Ali"),
        ("Nguyễn", "Nguyễn"),
        ("مُحَمَّد", "مُحَمَّد"),
        # nobody
        ("Vatandaş", ""),
        ("Vətəndaş", ""),
        ("İsimsiz", ""),
        ("Hiç Kimse", ""),
        ("[removed]", ""),
        ("Removed", ""),
        ("undefined", ""),
        ("بی‌نام", ""),
        ("بی نام", ""),
        # protest and abuse, and names that only begin alike
        ("Kargo Mağduruyum", ""),
        ("Dolandırıcılar", ""),
        ("Boykot", ""),
        ("Orospu Çocuğu", ""),
        ("Allah Belanızı Versin", ""),
        ("AMK", ""),
        ("Fuckin Angry", ""),
        ("دزدها", ""),
        ("Amina", "Amina"),
        ("Sikandar Khan", "Sikandar Khan"),
        ("Bela", "Bela"),
        ("Piçenek", "Piçenek"),
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


# --- the files


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (GOOD + "<<: {extra: [a]}\n", "unknown key 'extra' in the file"),
        (GOOD.replace('"Thank you."', '"\\ud800 Thank you."'), "close: the character U+D800 is not allowed"),
    ],
)
def test_what_yaml_allows_and_nobody_writes_is_a_fault_and_no_crash(
    tmp_path: Path, text: str, fault: str
) -> None:
    with pytest.raises(FaultyReplies) as raised:
        replies_in(tmp_path, en=text)
    assert fault in str(raised.value)


def test_the_shipped_files_have_every_section_in_every_language() -> None:
    assert set(SHIPPED) == set(LANGUAGES)
    topics = {each.partition(".")[2] for each in SHIPPED["en"].sections if each.startswith("regret.")}
    assert len(topics - {"any"}) >= 8
    shipped = YAML(typ="safe").load(Path(__file__).parent.parent / "config" / "topics.yaml")["topics"]
    assert topics - {"any"} == set(shipped)
    for wording in SHIPPED.values():
        for section in ("regret", "step"):
            assert {f"{section}.{topic}" for topic in topics} <= set(wording.sections)
        assert {each.partition(".")[0] for each in wording.sections} == set(SECTIONS)


def test_readme_tells_every_section() -> None:
    readme = (Path(__file__).parent.parent / "config" / "README.md").read_text(encoding="utf-8")
    part = readme.split("\n## replies/")[1].split("\n## ")[0]
    rows = re.findall(r"^\| `([a-z]+)` \| (.*?) \|", part, re.MULTILINE)
    assert [name for name, _ in rows] == list(SECTIONS)
    for name, keys in rows:
        assert tuple(re.findall("`([a-z]+)`", keys)) == SECTIONS[name].keys


@pytest.mark.parametrize(
    ("found", "instead", "told"),
    [
        ("language: en", "language: English", ":1: language 'English': two or three small letters"),
        ("language: en", "language: 5", ":1: language 5: two or three"),
        ("language: en\n", "", ":1: the file lacks the key 'language'"),
        ("language: en", "langauge: en", ":1: unknown key 'langauge' in the file; allowed: language, items"),
        ("  named: ", "  nmaed: ", ":3: unknown key 'nmaed' in greeting; allowed: named, unnamed"),
        ('["I\'m sorry."]', "[]", ":13: regret.any must be a list of at least one line"),
        ('["I\'m sorry."]', "sorry", ":13: regret.any must be a list"),
        ('["I\'m sorry."]', "[5]", ":13: regret.any: a line must be text, or sincere: text or formal: text"),
        ('["I\'m sorry."]', "[warm: Sorry]", ":13: regret.any: a line must be text"),
        ('["I\'m sorry."]', '[" "]', ":13: regret.any: a line must be text"),
        ('["I\'m sorry."]', "[Sorry, Sorry]", ":13: regret.any: this line stands twice"),
        ('  any: ["I\'m sorry."]\n', "", ":13: regret lacks the key 'any'"),
        (
            "  delivery:\n",
            "  Delivery!:\n",
            ":14: unknown key 'Delivery!' in regret; allowed: any and topics",
        ),
        (
            "{item}",
            "{customer}",
            ":16: regret.delivery: unknown gap {customer}; gaps allowed: {brand}, {item}",
        ),
        ("{item}", "{{ item }}", ":16: regret.delivery: a brace that is no gap"),
        ("{item}", "{item", ":16: regret.delivery: a brace that is no gap"),
        ("{item}", "{post.text}", ":16: regret.delivery: a brace that is no gap"),
        ("{item}", "{item!r}", ":16: regret.delivery: a brace that is no gap"),
        ("on us.", "on us\\n.", ":18: responsibility: the character U+000A is not allowed"),
        ("on us.", "on us\u202e.", "U+202E is not allowed"),
        ("on us.", "on us" * 99, ":18: responsibility: 503 characters; at most 400"),
        ("; I'll write {time}.\"]\nfixing", '."]\nfixing', ":21: step.any: the gap {time} is missing"),
        ("In private: {contact}.", "In private.", ":26: channel.offer: the gap {contact} is missing"),
        ("Hi {name},", "Hi,", ":3: greeting.named: the gap {name} is missing"),
        ("Hello,", "Hello {name}", ":4: greeting.unnamed: unknown gap {name}; gaps allowed: none"),
        ("any: [our lead]", "any: [5]", ":9: owners.any: each must be text"),
        ("any: [our lead]", "any: ['{brand}']", ":9: owners.any: plain words without gaps"),
        ("any: [our lead]", "all: [our lead]", "owners lacks the key 'any'"),
        ("hour: [within the hour], ", "", ":11: times lacks the key 'hour'"),
        ("[shoes, boots]", "shoes", ":6: items.your shoes must be a list"),
        ("items:", "items: []\nitmes:", "unknown key 'itmes'"),
        ("named: [", "named: &a [", "anchors and aliases are not allowed"),
        ("named: [", "named: [[", "is not valid YAML"),
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
    "whole", ["", "- a\n- b\n", "just words", "language: en\n", "language: en\nregret: x\n", "#" * 300_000]
)
def test_files_of_another_shape_are_refused(tmp_path: Path, whole: str) -> None:
    with pytest.raises(FaultyReplies, match=r"en\.yaml"):
        replies_in(tmp_path, en=whole)


def test_all_faults_of_all_files_come_at_once(tmp_path: Path) -> None:
    (tmp_path / "fa.yaml").write_bytes(b"\xff")
    with pytest.raises(FaultyReplies) as caught:
        replies_in(
            tmp_path, en=GOOD.replace("{brand}", "{x}"), tr=GOOD.replace("close", "end"), uk=GOOD, us=GOOD
        )
    faults = "\n".join(caught.value.faults)
    for name in (
        "en.yaml:30",
        "tr.yaml:28",
        "fa.yaml: cannot be read",
        "us.yaml: language 'en' stands in another",
    ):
        assert name in faults


def test_an_empty_directory_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(FaultyReplies, match="at least one"):
        load(tmp_path)


# --- lengths


@pytest.mark.parametrize(
    ("platform", "words", "length"),
    [
        ("reddit", "a😀 https://example.com/long", 27),
        ("x", "abc", 3),
        ("x", "Ayşe سلام", 9),
        ("x", "a 👩‍👩‍👧 b", 6),
        ("x", "see https://example.com/a/very/long/address now", 31),
        ("x", "日本", 4),
        ("x", "see acme.com and me@acme.com", 43),
        ("x", "i\u0307", 2),
        ("x", "e\u0301", 1),
        ("x", "™ ©", 5),
        ("mastodon", "@ayse@mastodon.example hi", 8),
        ("mastodon", "👩‍👩‍👧 https://example.com/a/very/long/address", 25),
    ],
)
def test_lengths_are_counted_as_the_platform_does(platform: str, words: str, length: int) -> None:
    assert text_length(platform, words) == length


@pytest.mark.parametrize(
    ("judged", "language", "post", "topic"),
    [
        ("delivery", "en", "my parcel never came", "delivery"),
        ("safety_fraud", "tr", "mamadan cam çıktı, oğlum hastanede, kimse aramadı", "safety_fraud"),
        ("price", "en", "I'm so done with you", "any"),
        ("price", "tr", "kargom hâlâ gelmedi", "any"),
        ("other", "en", "my parcel never came", "other"),
        ("warranty", "en", "my parcel never came", "warranty"),
        (None, "en", "my parcel never came", "any"),
        ("delivery", "de", "wo bleibt es", "delivery"),
    ],
)
def test_a_topic_is_named_only_where_the_post_bears_it_out(
    judged: str | None, language: str, post: str, topic: str
) -> None:
    assert topic_of(judged, post, language) == topic
