"""Replies in Azerbaijani: every draft is one to send, and a thing is named only where the post is about it."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from alerts.replies import Names, Situation, Voice, address, compose, item_of, lint, load, tongue_of
from alerts.replies.letters import fold
from alerts.replies.personal import personal

SHIPPED = load(Path(__file__).parent.parent / "config" / "replies")
AZ = SHIPPED["az"]
TOPICS = [name.partition(".")[2] for name in AZ.sections if name.startswith("regret.")]
VOICE = Voice(brand="Firuzka", contact="@firuzka_destek", signature="Aysel")
AUTHORS = ("", "Nigar Əliyeva", "ELVİN", "Ayşən M.", "aygun_92")
SITUATIONS = (
    Situation(language="az", platform="x"),
    Situation(language="az", platform="x", phase="empathy", angry=True),
    Situation(language="az", platform="x", first=False, returning=True, soon="hour"),
    Situation(
        language="az", platform="mastodon", phase="explanation", explanation="anbarda xətt dayanmışdı."
    ),
    Situation(language="az", platform="mastodon", phase="remedy", first=False, angry=True, soon="day"),
    Situation(language="az", platform="reddit", item="biletiniz", returning=True),
    Situation(language="az", platform="reddit", phase="remedy", item="ayaqqabınız", soon="hour"),
)


@pytest.mark.parametrize("tone", ["sincere", "formal"])
@pytest.mark.parametrize("topic", TOPICS)
def test_every_draft_is_one_to_send(topic: str, tone: Any) -> None:
    recent: list[str] = []
    for seed, (situation, author) in enumerate(product(SITUATIONS, AUTHORS)):
        now = replace(situation, topic=topic, author_name=author)
        names = Names(brand="Firuzka", contact=VOICE.contact, signature="Aysel", author=address(author))
        for draft in compose(SHIPPED, now, replace(VOICE, tone=tone), seed=seed, recent=recent):
            recent.insert(0, draft.id)
            linted = lint(
                draft.text, language="az", topic=topic, platform=now.platform, kind=draft.kind, names=names,
                first_reply=now.first, incident_young=True,
            )  # fmt: skip
            assert not linted.vetoes, (draft.text, linted.vetoes)
            assert linted.score >= 10, (draft.text, linted.notes)
            assert not re.search(r"\.\.|,\.| ,|[^\S\n]{2}", draft.text), draft.text
            said = fold(draft.text).text
            assert len(re.findall(r"(?<!\w)(?:uzr|bagisla|teessuf)", said)) == 1, draft.text


@pytest.mark.parametrize("section", [name for name in AZ.sections if name.startswith(("praise", "solved"))])
def test_every_line_that_thanks_is_whole(section: str) -> None:
    for part in AZ.sections[section]:
        text = part.text.replace("{brand}", "Firuzka")
        linted = lint(text, language="az", kind="thanks", platform="x", names=Names(brand="Firuzka"))
        assert (linted.score, linted.vetoes) == (12, ()), (text, linted.notes)


@pytest.mark.parametrize(
    ("post", "item"),
    [
        ("ayaqqabimin altı bir həftəyə açıldı", "ayaqqabınız"),
        ("Çəkmə aldım, tək gəldi", "ayaqqabınız"),
        ("boş yerə əziyyət çəkmədim", ""),
        ("pulu kartdan çəkməyib", ""),
        ("paltaryuyan su buraxır", "paltaryuyanınız"),
        ("uşağa aldığım paltarın rəngi getdi", "paltarınız"),
        ("iPhone qutusu boş çıxdı", "telefonunuz"),
        ("telefon aldım, ekranı çatlaqdır", "telefonunuz"),
        ("telefonu açmırlar", ""),
        ("telefonuma zəng gəlmədi", ""),
        ("tətbiq donur", ""),
        ("don aldım, ölçüsü düz deyil", "donunuz"),
        ("köynəyimin düyməsi yoxdur", "köynəyiniz"),
        ("koynek cirildi", "köynəyiniz"),
        ("hesabımı hələ də bağlamadılar", ""),
        ("bağlamanı qonşuya verib gedib", "bağlamanız"),
        ("baglamam hele gelmeyib", "bağlamanız"),
        ("bir saat gözlədim", ""),
        ("qol saatım işləmir", "qol saatınız"),
        ("biletlərim ləğv olunub", "biletiniz"),
        ("abunəliyi dayandıra bilmirəm", "abunəliyiniz"),
        ("yeməyim soyuq gəldi", "yeməyiniz"),
        ("pizza soyuq gəldi", "pizzanız"),
        ("yemək masası gəldi, ayağı sınıq", "masanız"),
        ("sifarişim yoxa çıxıb", "sifarişiniz"),
        ("zakaz hardadi?", "sifarişiniz"),
        ("hədiyyə kartım işləmir", ""),
        ("operator kobud danışdı", ""),
    ],
)
def test_a_thing_is_named_only_where_the_post_is_about_it(post: str, item: str) -> None:
    assert item_of(AZ, post) == item


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Mənzilinizə 2 saat gec gəlmişik.", []),
        ("Kuryer mənzilə saat 5-də gəlib.", []),
        ("Yasamal, mənzil 12", ["address"]),
        ("İstiqlaliyyət küç. 12", ["address"]),
        ("Binə qəsəbəsi, ev 14", ["address"]),
        ("bu ev 2 günə qədər boşdur", []),
        ("FİN: 5ABC12D", ["id"]),
        ("FİN kod yazmayın", []),
    ],
)
def test_personal_data_of_azerbaijan_is_seen(text: str, kinds: list[str]) -> None:
    assert [kind for kind, _, _ in personal(fold(text))] == kinds


@pytest.mark.parametrize(
    "text",
    [
        "Açıq yazmağınız bizə çox kömək edir, sağ olun.",
        "odenisiniz ucun narahat olmaginiz tebiidir, indi yoxlayiriq, axsama cavab yazacagiq",
        "baglamaniz anbarda qalib, bunu biz gormeli idik, kuryerle danisiram",
    ],
)
def test_it_is_azerbaijani_without_its_letters_too(text: str) -> None:
    assert tongue_of(text) == tongue_of(fold(text).text) == "az"
