"""The words that make a complaint urgent: posts as people write them, and those that only look alike."""

from __future__ import annotations

import pytest

from alerts.base import Severity
from monitor.triage import Rules, triage
from monitor.urgent import HARMLESS, URGENT


def found(text: str, rules: Rules) -> list[str]:
    """The urgent words of a complaint."""
    decision = triage(
        complaint=True,
        complaint_probability=0.9,
        negative=0.9,
        text=text,
        followers=10,
        likes=0,
        reposts=0,
        replies=0,
        author_handle=None,
        language="tr",
        topic=None,
        rules=rules,
    )
    return [str(reason.facts["word"]) for reason in decision.reasons if reason.code == "urgent_word"]


RULES = Rules()

LEGAL = [
    # Turkish
    "Üç aydır param iade edilmedi, tüketici hakem heyetine dilekçemi verdim bugün",
    "bu iş mahkemelik oldu artik haberiniz olsun",
    "Ayakkabının tabanı açıldı değiştirmiyorlar. Tüketici haklarına gidiyorum, görüşürüz",
    "Avukatımla konuştum, yasal yollara başvuracağız.",
    "CİMER'e yazdım, bakalım bu sefer cevap gelecek mi",
    "sizi dava edicem kardeşim bıktım artık",
    "Üyeliği iptal ettim hâlâ çekiyorlar, borç diye icraya vermişler",
    "İhtarnameyi noterden çektik, top sizde",
    "şu an karakoldayız, kurye kapıda anneme bağırdı",
    "kişisel numaramı kuryeye vermişler, kvkk'ya bildirdim",
    "Bakanlığa şikayet ettim, ticaret bakanligi dönüş yaptı sizden ses yok",
    # Azerbaijani
    "Pulumu qaytarmasanız məhkəməyə verəcəm, zarafat etmirəm",
    "Vəkilimlə danışdım, hüquqi yollarla həll edəcəyik",
    "Antiinhisar agentliyinə ərizə göndərdim, cavabını onlara verərsiniz",
    "istehlakcilarin huquqlarini mudafie eden birlikle elaqe saxladim",
    "Uşağın oyuncağından iynə çıxdı, polisə şikayət elədik",
    "Vaxtı keçmiş yoğurt satırsınız, Qida Təhlükəsizliyinə yazdım",
    "3 aydır kartdan pul çıxır, Mərkəzi Banka şikayət edirəm bu gün",
    "ekspertiza kağızı əlimdədir, polisdəyəm indi",
    "Prokurorluğa qədər gedəcəm, belə iş olmaz",
    # Persian
    "دو ماهه پولم رو پس ندادید، از تعزیرات پیگیری می‌کنم",
    "با وکیلم صحبت کردم، اقدام قانونی می‌کنیم",
    "رفتم پلیس فتا شکایت کردم، شماره پرونده هم دارم",
    "تو دادگاه می‌بینمتون",
    "توی اینماد شکایت ثبت کردم، تا شنبه وقت دارید جواب بدید",
    "کارمون به شورای حل اختلاف کشیده سر یه یخچال",
    "الان کلانتری هستم، پیکتون با من دعوا کرد",
    "به سازمان حمایت از حقوق مصرف‌کننده گزارش دادم",
    "دادخواست دادم برای پس گرفتن پول گوشی خراب",
    # English
    "Six weeks, no refund. My solicitor will be in touch",
    "I'm taking this to court, you have had every chance",
    "Reported you to Trading Standards this morning",
    "see you in court then, Firuzka",
    "Filed a complaint with the consumer forum, case no. attached",
    "your driver hit my gate, called police, waiting for them now",
    "they got sued for this last year and still sell it",
    "sent a letter before action, you have 14 days",
    "The ombudsman has my file now, thanks for nothing",
]

NOT_LEGAL = [
    # Turkish
    "sizi herkese şikayet edeceğim, böyle rezalet görmedim",
    "Şikayetvar'a yazdım, yorumlara bakın",
    "Mağazadaki kasiyer mahkeme duvarı gibi suratla poşeti fırlattı",
    "poliçem yenilenmiş haberim yok, onay vermemiştim",
    "policemi iptal etmiyorlar iki haftadir",
    "Polisiye roman sipariş ettim, sayfaları yırtık geldi",
    "oğluma aldığım polis kostümü ilk gün söküldü",
    "sipariş ettiğim polis arabasının tekeri kırık",
    "hakkımı helal etmiyorum size",
    "mağaza müdür vekili yüzümüze kapıyı kapattı",
    "bedava kargo dediniz, 79 lira kestiniz",
    "icraat bekliyoruz laf değil, kargom nerede",
    "şoför emniyet kemeri takmadan paket dağıtıyor",
    "firmanın avukatlığını yapmayın, adam haklı",
    "avokado çürük geldi, üç siparişte üç kere",
    "davamız yok sizinle, sadece paramızı verin",
    # Azerbaijani
    "sizi şikayət edəcəm, bu nə münasibətdir",
    "Çimərlik paltarı bir ölçü kiçik gəldi, dəyişmirlər",
    "usaqlar hovuzda soyuq suda cimer, isti su yoxdu",
    "Sığorta polisini göndərməyiblər, on gündür gözləyirəm",
    "uşağa aldığım polis maşını ikinci gün sındı",
    "Süd turşumuş gəldi, heç üzr də istəmədilər",
    "iddia edirlər ki, göndəriblər, amma heç nə yoxdur",
    "belə qanun yoxdur ki, endirimli malı qaytarmırsınız",
    "Xəstəxanaya çiçək sifariş etmişdim, vaxtında çatmadı",
    "xidmət davam edir deyirlər, halbuki mağaza bağlıdır",
    # Persian
    "ازتون شکایت می‌کنم به همه، این چه وضعشه",
    "خدا وکیلی این بسته‌بندی رو کی تأیید کرده؟",
    "خداوکیلی دیگه از شما خرید نمی‌کنم",
    "عینک پلیس سفارش دادم، شیشه‌ش خط داشت",
    "رمان پلیسی که فرستادید ده صفحه نداره",
    "شما وکیل وصی مردم نیستید، جواب منو بدید",
    "ماشین پلیس پسرم همون روز اول شکست",
    "کلاه خودتون رو قاضی کنید، این کیفیته؟",
    "کالای غیرقانونی که نخواستم، یه شارژر خواستم",
    "تاریخ انقضای کرم گذشته بود",
    # English
    "I will complain to everyone I know",
    "The court shoes came in the wrong size, twice",
    "Police sunglasses I ordered arrived scratched",
    "in the food court branch they refused my gift card",
    "sue from your chat team hung up on me",
    "how is it even legal to charge for returns",
    "your courtesy van blocked my drive all morning",
    "is there any issue with the app today? it keeps crashing",
    "ordered a police costume for my son, the seams were open",
]


@pytest.mark.parametrize("text", LEGAL)
def test_a_legal_threat_is_high(text: str) -> None:
    assert found(text, RULES)


@pytest.mark.parametrize("text", NOT_LEGAL)
def test_what_only_looks_alike_is_not(text: str) -> None:
    assert found(text, RULES) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ترکیدم از خنده وقتی بسته رو باز کردم", []),
        ("پاوربانک ترکید، فرش سوخت", ["ترکید"]),
        ("هندوانه ی ترکیده آوردن برام", []),
        ("از دستتون دلم آتش گرفت", []),
        ("شارژر آتش گرفت", ["آتش گرفت"]),
        ("موزها زخمی و له شده بود", []),
        ("دستم زخمی شد با لبه‌ی تیز در", ["زخمی شد"]),
        ("to add insult to injury, they charged me twice", []),
        ("the blade slipped out and my son was injured", ["injured"]),
        ("my inbox exploded with your spam", []),
        ("The battery exploded on my desk", ["exploded"]),
        ("yangından mal kaçırır gibi kapattılar telefonu", []),
        ("yangın tüpü patladı", ["patladı"]),
        ("kapım çalındı, açtım kimse yok, kargo da yok", []),
        ("telefonum kargoda çalındı", ["çalındı"]),
        ("xəstəxanaya düşdük sizin salata görə", ["xəstəxanaya düşdük"]),
    ],
)
def test_what_harms_and_what_only_sounds_so(text: str, words: list[str]) -> None:
    assert found(text, RULES) == words


def test_every_phrase_is_found_as_it_is_listed() -> None:
    for severity, phrases in URGENT.items():
        one_by_one = Rules(urgent={severity: phrases})
        for phrase in phrases:
            assert phrase.removesuffix("*") in " ".join(found(f"ah, {phrase.removesuffix('*')}!", one_by_one))


def test_every_harmless_phrase_takes_an_urgent_word_away() -> None:
    blunt = Rules(harmless=())
    for phrase in HARMLESS:
        text = f"ah, {phrase.removesuffix('*')}!"
        assert found(text, blunt), phrase
        assert found(text, RULES) == [], phrase


def test_no_phrase_stands_twice() -> None:
    listed = [phrase for phrases in URGENT.values() for phrase in phrases] + list(HARMLESS)
    assert len(listed) == len(set(listed))


def test_operators_own_words_alone_know_no_harmless_phrases() -> None:
    own = Rules(urgent={Severity.high: ("polis kostümü",)}, harmless=())
    assert found("polis kostümü yırtık", own) == ["polis kostümü"]
