"""How an author went on after a reply: posts in four languages by tables, and what decides among several."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.base import Severity
from monitor.outcomes import WENT, Outcome, outcome, praises, read, reopens, solved
from monitor.records import Said
from monitor.thanks import tone_of

REPLIED = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
UNTIL = REPLIED + timedelta(hours=72)

#: What the model made of a post: complaint, sentiment, probability of being negative, severity.
SEEN: dict[str, dict[str, Any]] = {
    "complains": {"complaint": True, "sentiment": "negative", "negative": 0.95, "severity": Severity.high},
    "graver": {"complaint": True, "sentiment": "negative", "negative": 0.6, "severity": Severity.critical},
    "grumbles": {"complaint": True, "sentiment": "negative", "negative": 0.6, "severity": Severity.medium},
    "gloomy": {"complaint": False, "sentiment": "negative", "negative": 0.9, "severity": Severity.low},
    "mild": {"complaint": False, "sentiment": "negative", "negative": 0.5, "severity": Severity.low},
    "neutral": {"complaint": False, "sentiment": "neutral", "negative": 0.2, "severity": Severity.low},
    "warm": {"complaint": False, "sentiment": "positive", "negative": 0.02, "severity": Severity.low},
}


def said(text: str, seen: str = "neutral", *, hours: float = 1, number: int = 1, **more: Any) -> Said:
    values = SEEN[seen] | more
    return Said(id=number, at=REPLIED + timedelta(hours=hours), text=text, **values)


BEFORE = said("kargom nerede", "complains", hours=-2, number=9)


@pytest.mark.parametrize(
    ("text", "seen", "went"),
    [
        # --- Turkish
        ("Teşekkürler @firuzka, kargom bugün geldi", "warm", "thanked"),
        ("teşekkür ederim sorunum çözüldü", "neutral", "thanked"),
        ("tesekkur ederim sorunum cozuldu", "complains", "thanked"),
        ("sagolun hemen dondunuz", "neutral", "thanked"),
        ("Biraz geç oldu ama çözüldü, teşekkürler", "grumbles", "thanked"),
        ("Teşekkürler, biraz geç oldu ama çözüldü", "neutral", "thanked"),
        ("gelmedi demiştim, bugün geldi, eline sağlık Ayşe Hanım", "neutral", "thanked"),
        ("Kırık ürünüm değiştirildi, çok teşekkür ederim", "neutral", "thanked"),
        ("Hiç beklemiyordum bu kadar hızlı olmasını, sağ olun", "warm", "thanked"),
        ("harikasınız, iki saatte halledildi", "warm", "thanked"),
        ("sorun değil, sağ olun", "neutral", "thanked"),
        ("sağ olun ama hâlâ gelmedi", "complains", "angrier"),
        ("sağ olun ama hâlâ gelmedi", "grumbles", None),
        ("sagolun ama hala gelmedi", "neutral", None),
        ("Teşekkürler, ürün geldi ama kırık", "complains", "angrier"),
        ("Teşekkürler ürün geldi, kırık çıktı", "neutral", None),
        ("mağdur ettiğiniz için teşekkürler", "warm", None),
        ("çok teşekkürler gerçekten 🙃", "warm", None),
        ("Teşekkür etmiyorum, üç haftamı aldınız", "complains", "angrier"),
        ("şimdiden teşekkürler, dönüşünüzü bekliyorum", "neutral", None),
        ("Şimdiden teşekkür ederim", "neutral", "calmer"),
        ("tamam, özelden yazdım", "neutral", "calmer"),
        ("Peki, sipariş numaramı ilettim", "mild", "calmer"),
        ("hâlâ bekliyorum", "neutral", None),
        ("üç hafta oldu bu nasıl iş", "gloomy", None),
        ("Yine aynı cevap, yeter artık", "grumbles", "angrier"),
        ("Avukatım sizinle görüşecek", "neutral", "angrier"),
        ("bir daha asla, üyeliğimi siliyorum", "gloomy", "angrier"),
        ("Bu ne biçim cevap, kargo yok", "complains", "angrier"),
        ("iade param da yatmadı", "graver", "angrier"),
        ("Anladım, DM'den ilettim bilgilerimi", "grumbles", "calmer"),
        ("DM'den ilettim, cevap yok", "grumbles", None),
        ("paramı iç ettiniz, teşekkürler", "neutral", "angrier"),
        # --- Azerbaijani
        ("Çox sağ olun, problem həll olundu", "neutral", "thanked"),
        ("cox sag olun, problem hell olundu", "complains", "thanked"),
        ("Təşəkkürlər, sifariş bu gün çatdırıldı", "warm", "thanked"),
        ("Pulum qaytarıldı, minnətdaram", "neutral", "thanked"),
        ("Gözləmirdim bu qədər tez, əllərinizə sağlıq", "warm", "thanked"),
        ("sağ olun amma hələ də gəlməyib", "complains", "angrier"),
        ("sag olun amma hele de gelmeyib", "neutral", None),
        ("heç nə üçün təşəkkürlər", "warm", None),
        ("Qabaqcadan təşəkkürlər", "neutral", "calmer"),
        ("Yaxşı, mesaj yazdım", "neutral", "calmer"),
        ("Biabırçılıqdır, bezdim", "grumbles", "angrier"),
        ("Bir daha sizdən heç nə almayacağam", "gloomy", "angrier"),
        ("Vəkilim sizinlə danışacaq", "neutral", "angrier"),
        ("cavab yoxdur, gözləyirəm", "neutral", None),
        # --- Persian, and Persian in Latin letters
        ("ممنون، مشکلم حل شد", "neutral", "thanked"),
        ("مرسي از پيگيري‌تون، امروز رسيد", "complains", "thanked"),
        ("دستتون درد نکنه، پولم واریز شد", "warm", "thanked"),
        ("دمتون گرم، همون روز جواب دادید", "warm", "thanked"),
        ("ممنون ولی هنوز نرسیده", "complains", "angrier"),
        ("ممنون ولی هنوز نرسیده", "neutral", None),
        ("مرسی که جواب نمی‌دید", "warm", None),
        ("ممنون می‌شم جواب بدید", "neutral", "calmer"),
        ("پیشاپیش ممنونم", "neutral", "calmer"),
        ("باشه، دایرکت دادم", "neutral", "calmer"),
        ("دیگه هیچ وقت ازتون خرید نمی‌کنم", "gloomy", "angrier"),
        ("افتضاحید، دروغ می‌گید", "grumbles", "angrier"),
        ("میرم دادگاه شکایت می‌کنم", "neutral", "angrier"),
        ("هنوز منتظرم", "neutral", None),
        ("mamnoon, emrooz resid dastam", "neutral", "thanked"),
        ("dametoon garm moshkelam hal shod", "complains", "thanked"),
        ("mersi vali hanooz naresid", "neutral", None),
        ("merci ke javab nemidid", "neutral", None),
        ("pishapish mamnoon", "neutral", "calmer"),
        ("dige azatoon kharid nemikonam", "neutral", "angrier"),
        ("doroogh migid, eftezah", "grumbles", "angrier"),
        ("چشم، دایرکت پیام دادم", "grumbles", "calmer"),
        ("مرسی از این همه بی‌مسئولیتی", "neutral", None),
        ("damet garm pulam bargasht", "grumbles", "thanked"),
        ("be dadgah shekayat mikonam", "warm", "angrier"),
        # --- English
        ("Thank you so much, got my refund today!", "warm", "thanked"),
        ("thx, all sorted", "neutral", "thanked"),
        ("Didn't expect such a quick reply, thank you!", "warm", "thanked"),
        ("It was late but it arrived, thanks", "complains", "thanked"),
        ("You lot are brilliant, parcel came today", "warm", "thanked"),
        ("Can't thank you enough, it's fixed", "warm", "thanked"),
        ("Thanks, but it still hasn't arrived", "complains", "angrier"),
        ("Thanks but still hasn't arrived", "neutral", None),
        ("thanks for nothing", "warm", None),
        ("Thanks for ruining my birthday", "warm", None),
        ("Thanks to you I missed my flight", "complains", "angrier"),
        ("Thanks in advance", "neutral", "calmer"),
        ("No thanks", "neutral", "calmer"),
        ("Great, thanks 🙄", "warm", None),
        ("ok, sent you a message", "neutral", "calmer"),
        ("not solved at all", "neutral", None),
        ("Still waiting", "mild", None),
        ("I'm cancelling my membership, never again", "gloomy", "angrier"),
        ("My lawyer will be in touch", "neutral", "angrier"),
        ("Same broken lamp, again", "complains", "angrier"),
        # --- nothing to read
        ("", "neutral", "calmer"),
        ("👍", "neutral", "calmer"),
        ("@firuzka", "complains", "angrier"),
    ],
)
def test_one_post(text: str, seen: str, went: str | None) -> None:
    assert read(said(text, seen), BEFORE) == went


OK, THANKS, ANGRY, UNCLEAR = (
    ("tamam yazdım", "neutral"), ("sağ olun, çözüldü", "warm"), ("rezalet", "complains"), ("hâlâ yok", "mild")
)  # fmt: skip


@pytest.mark.parametrize(
    ("posts", "went", "deciding"),
    [
        ([(1, THANKS)], "thanked", 0),
        ([(1, OK), (2, THANKS)], "thanked", 1),
        ([(1, THANKS), (20, ANGRY)], "angrier", 1),
        ([(1, ANGRY), (20, THANKS)], "thanked", 1),
        ([(1, ANGRY), (1.5, THANKS)], "thanked", 1),
        ([(1, ANGRY), (1.5, OK)], "angrier", 0),
        ([(1, ANGRY), (2, OK)], "angrier", 0),
        ([(1, ANGRY), (2.1, OK)], "calmer", 1),
        ([(1, OK), (1.5, ANGRY)], "angrier", 1),
        ([(1, THANKS), (2, UNCLEAR)], "thanked", 0),
        ([(20, ANGRY), (1, THANKS)], "angrier", 0),  # in any order
        ([(71, THANKS), (73, ANGRY)], "thanked", 0),  # too late to count
    ],
)
def test_the_latest_that_tells_something_decides(
    posts: list[tuple[float, tuple[str, str]]], went: str, deciding: int
) -> None:
    given = [
        said(text, seen, hours=hours, number=number) for number, (hours, (text, seen)) in enumerate(posts)
    ]
    decided = outcome(given, BEFORE, now=UNTIL + timedelta(days=9), until=UNTIL)
    assert decided == Outcome(went=went, at=given[deciding].at, said=deciding)  # type: ignore[arg-type]


def test_silence_is_known_when_the_time_is_over() -> None:
    assert outcome([], BEFORE, now=UNTIL - timedelta(seconds=1), until=UNTIL) is None
    assert outcome([], BEFORE, now=UNTIL, until=UNTIL) == Outcome(went="silent", at=UNTIL)
    late = [said("teşekkürler", "warm", hours=73)]
    assert outcome(late, BEFORE, now=UNTIL + timedelta(hours=2), until=UNTIL) == Outcome(
        went="silent", at=UNTIL
    )


def test_who_says_something_that_tells_nothing_is_not_silent() -> None:
    assert outcome([said(*UNCLEAR)], BEFORE, now=UNTIL, until=UNTIL) is None


@pytest.mark.parametrize(
    ("text", "seen", "went"),
    [
        ("DÜZENLEME: çözüldü, teşekkürler", "warm", "thanked"),
        ("kargom geldi", "neutral", "calmer"),
        ("kargom nerede", "complains", None),  # a letter changed: nobody is angrier
        ("kargom nerede, avukatıma verdim", "complains", "angrier"),
    ],
)
def test_a_complaint_that_was_edited_since(text: str, seen: str, went: str | None) -> None:
    assert read(said(text, seen), None) == went


@given(st.text(), st.sampled_from(sorted(SEEN)))
def test_any_text_is_read_and_a_plain_complaint_never_counts_as_thanks(text: str, seen: str) -> None:
    went = read(said(text, seen), BEFORE)
    assert went is None or went in WENT
    if went == "thanked" and SEEN[seen]["complaint"]:
        assert tone_of(text).solved


@pytest.mark.parametrize(
    "text", ["teşekkür " * 20_000, "ama " * 20_000, "hasn't arrived " * 8_000, "#" * 90_000]
)
def test_a_long_post_is_read_in_time(text: str) -> None:
    assert read(said(text, "complains"), BEFORE) in (None, *WENT)


@pytest.mark.parametrize(
    ("text", "is_solved"),
    [
        ("Teşekkürler, geldi", True),
        ("sağ olun", False),  # of what, only the model can tell
        ("geldi", False),
        ("Teşekkürler, geldi ama eksik", False),
        ("Teşekkürler geldi, ama avukatım hazır", False),
        ("thanks, it was not fixed", False),
        ("ممنون حل شد", True),
    ],
)
def test_thanks_for_a_solution_in_so_many_words(text: str, is_solved: bool) -> None:
    assert solved(text) == is_solved


WARM: dict[str, Any] = {"sentiment": "positive", "positive": 0.9, "complaint": False}


@pytest.mark.parametrize(
    ("text", "words", "verdict", "praise"),
    [
        ("@firuzka bayıldım, çok hızlı geldi", ("@firuzka",), {}, True),
        ("Firuzka'ya teşekkürler", ("Firuzka'ya",), {}, True),
        ("Firuzka əla işləyir, razı qaldım", ("Firuzka",), {}, True),
        ("فیروزکا عالی بود", ("فیروزکا",), {}, True),
        ("firuzka aali bood mersi", ("firuzka",), {}, True),
        ("Love my Firuzka lamp", ("Firuzka",), {}, True),
        ("Firuzka harika", ("Firuzka",), {"positive": 0.5}, False),
        ("Firuzka harika", ("Firuzka",), {"sentiment": "neutral"}, False),
        ("Firuzka harika", ("Firuzka",), {"complaint": True}, False),
        ("Firuzka harika", (), {}, False),
        ("Firuzka bugün açılıyor", ("Firuzka",), {}, False),
        ("Firuzka harika çekiliş yapıyor, RT yap kazan", ("Firuzka",), {}, False),
        ("Firuzka kodum ile harika indirim kodu: AYSE10", ("Firuzka",), {}, False),
        ("Amazing Firuzka giveaway", ("Firuzka",), {}, False),
        ("فیروزکا عالیه، کد تخفیف در بیو", ("فیروزکا",), {}, False),
        ("Firuzka #a #b #c #d #e harika", ("#Firuzka",), {}, False),
        ("Harika Firuzka, yine kırık geldi", ("Firuzka",), {}, False),
        ("Bravo Firuzka 🤡", ("Firuzka",), {}, False),
    ],
)
def test_praise(text: str, words: tuple[str, ...], verdict: dict[str, Any], praise: bool) -> None:
    assert praises(text, words, **(WARM | verdict)) == praise


@pytest.mark.parametrize(
    ("went", "state", "resolution", "answered", "elsewhere", "again"),
    [
        ("angrier", "acknowledged", None, True, False, True),
        ("angrier", "resolved", "resolved", True, False, True),
        ("angrier", "resolved", "refunded", False, False, True),
        ("angrier", "resolved", "not_a_complaint", True, False, False),
        ("angrier", "acknowledged", None, False, False, False),  # its clocks run already
        ("angrier", "open", None, False, False, False),
        ("angrier", "acknowledged", None, True, True, False),  # the angry post's own card calls people
        ("angrier", "resolved", "resolved", True, True, False),
        ("calmer", "acknowledged", None, True, False, False),
        ("thanked", "acknowledged", None, True, False, False),
        ("silent", "resolved", "resolved", True, False, False),
    ],
)
def test_when_an_answered_card_asks_for_attention_again(
    went: Any, state: Any, resolution: str | None, answered: bool, elsewhere: bool, again: bool
) -> None:
    assert reopens(went, state=state, resolution=resolution, answered=answered, elsewhere=elsewhere) == again
