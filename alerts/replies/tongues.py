"""In which of our languages a reply is written, and in which letters: enough for a few sentences of a known kind.

Posts are told apart by a model (`models.language`); a reply is written by us, and a few hundred common words and
endings tell it surely, in half a millisecond and with Turkish and Azerbaijani typed without their letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from alerts.replies.letters import fold

Script = Literal["latin", "arabic", "other", ""]

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")
_LATIN = re.compile("[a-z\u00c0-\u024f\u0259]", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
#: Letters of Turkish and Azerbaijani and of hardly another language.
_TURKIC = re.compile("[ığşə]")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


#: Words of one Latin language and of no other of ours, folded; those that two share are in neither.
_WORDS = {
    "en": _set(
        """the you your we our is are this that have has had will with for and i'm i've i'll i'd we're
        we've we'll it it's to of was not my us what when from be been can could would should about
        please sorry thank thanks an at as by if how who which do does did don't didn't won't they their
        there here right now after before up out into all so no any more hello hi dear order parcel
        delivery team looking still hear help back let get got"""
    ),
    "tr": _set(
        """icin ile degil cok ozur uzgunum uzgunuz dilerim dileriz diliyorum lutfen hemen simdi olarak
        kadar gibi neden nasil bugun yarin merhaba misiniz musunuz ama hic hata bize ben evet bizzat
        konuyu kusur siparis siparisiniz siparisinizi urun urunu urunun iade kargo kargonuz kargonuzu
        iki uc dort saat icinde sonra tesekkurler ediyorum ediyoruz yaziyorum bakiyorum yazacagim
        yazacagiz donecegim sagolun sag olun selam sayin hanim bey size sizi ekibimiz ekibi istiyorum
        istiyoruz istemezdik yasadiginiz yasattigimiz anliyorum haklisiniz durum durumu musteri kurali
        kurallarimiz olan oldugu olur oldu ettik ettim yaptik birlikte uzerinden ozelden mesaj
        numaranizi yok sorun sorunu tarafta gayet duzgun calisiyor uygulama uygulamamiz haber ekip aksam henuz paranizi
        paraniz adresinizi edilmez edilmiyor gun gore evvel yaz degilsiniz degiliz degildi hepimiz once
        gerekirdi gerekiyor artik bakip konu konuda konunun konuyla konunuz arkadasim arkadasimiz arkadaslarla
        sonuc sonucu boyle oyle soyle guzel iyi kotu yine hala yuzunden tarafindan birlikte buyuk kucuk kendi
        kendim kendinizi beklemek beklettik eksik teslim teslimat teslimatta fiyat fiyati fiyatin bozuk kirik
        yanit yaniti cevap cevabi cevabini bilgi kapi kapiniza kisa hatali elimizden mutlaka gercekten
        ictenlikle cunku umarim sanirim dolayi yuzden onemli tamamen kesinlikle dikkat bekliyor gecikti
        sorumlu sorumlusu sorumluyuz haklisin kabahat ayibimiz yazarim donerim bakariz ilgileniyorum gecikme
        mesele dedi"""
    ),
    "az": _set(
        """ucun deyil deyilsiniz uzr isteyirem isteyirik bagislayin xahis zehmet olmasa indi qeder gore
        nece niye hec mene men teessuf yox xidmet xeber erzinde muraciet muracietiniz elaqe deqiqe ozum
        sifaris sifarisiniz sifarisinizi mehsul mesele komandamiz komandasi bizdedir bizimdir edirem
        edirik verecem vereceyem yazacagam baxiram yoxlayiram arasdiriram salam axsam sexsi unvanina
        unvani nomre nomresi nomrenizi saata saat cavab yaz bildirecem bildireceyem ozumuz haqlisiniz
        cox tesekkur hormetli qaydalarimiz qaydalarimiza hemkarim hemkarlarimla dedi gundem oldugu gun
        sonra evvel size sizi bize ile olan olur oldu bey iki uc dord sag olun musteri mesaj bele heqiqeten
        gorunur kuryer catdirilma catacaq nasazliq odenis odenisiniz mehsulun qiymet endirim hesab gecikme
        sehv teqsir tetbiq anbar qutu bezen qeyd komek pul manat azn vaxt vaxtinda defe novbeti hami zeng
        narahat haqli haqlidir hansi beledir ederik"""
    ),
    "finglish": _set(
        """baraye bastam basteh baste bastatoon sefaresh sefareshetoon peygiri mikonam mikonim shoma
        shomaro motasefam motaasefam moteasefam motasefim bebakhshid sharmande sharmandeh hastam hastim
        khabar midam midim minevisam saat emrooz emruz farda lotfan khosoosi khosusi payam bedid
        benevisid befrestid taghsire taghsir mast eshtebah kheili kheyli mamnoon ke az ro ra vali bood
        shod mishe nashod daram darim mikham javab ta yek digeh dige inja haminja mibinam barresi
        poshtibani"""
    ),
}
_ENDINGS = {
    "tr": re.compile(
        r"(?:[iu]yor(?:um|uz|sunuz)?|[ae]ca[gk](?:im|iz)?|ece[gk](?:im|iz)?|mistir|misiz|diniz|mek|mak"
        r"|dik|duk|tik|miyor|meniz|maniz|m[ae]liydi[km]?)$"
    ),
    "az": re.compile(
        r"(?:[iu]ram|[ie]rem|[iu]rik|iriq|uruq|acagam|eceyem|acagiq|eceyik|miram|mirik|misik|misiq|duq"
        r"|diq|maq|meyiniz|magi|acaqsiniz|eceksiniz|(?<=[^aeiou])[iu]b|[iu]bdir|misiniz|musunuz"
        r"|diniz|mek|dik|duk|ecek|eriq|ariq|erik|[iu]lm[iu]r|m[iu]r[iu]k)$"
    ),
}
_PERSIAN = _set(
    """که را رو از به با ما شما است هست برای این آن تا هم در خودم خیلی بابت متاسفم متاسفیم ببخشید سلام
        تون و یک یه سفارش پیام خصوصی پیگیری میکنم میکنیم مینویسم دیگه دیگر لطفا ممنون عذر همین الان داره
        دارم حق دارید ساعت جواب خبر نتیجه تقصیر ماست براتون بهتون خبرتون میدم میدهم بررسی امروز فردا اگه
        اگر نیست شد شده بود باید هستم هستیم مشکل"""
)
_ARABIC_ONLY = re.compile(
    r"[ةأإئ]|(?<!\w)(?:في|على|من|هذا|هذه|التي|الذي|نحن|نأسف|نعتذر|عن|إلى|شكرا|لكم|مع|هل|لا)(?!\w)"
)


def script_of(text: str) -> Script:
    """In which letters most of a text is written; nothing if it has none."""
    letters = len(_LETTER.findall(text))
    if not letters:
        return ""
    if len(_ARABIC.findall(text)) * 2 > letters:
        return "arabic"
    return "latin" if len(_LATIN.findall(text)) * 2 > letters else "other"


def tongue_of(text: str) -> str:
    """Tell the language of a text: "tr", "az", "fa", "en", "finglish", "other"; nothing if it says too little."""
    script = script_of(text)
    words = _WORD.findall(fold(text).text)
    if script == "arabic":
        persian = sum(word in _PERSIAN or word.startswith(("می", "نمی")) for word in words)
        arabic = len(_ARABIC_ONLY.findall(text))
        if persian + arabic < 1:
            return ""
        return "other" if arabic > 2 * persian + 1 else "fa"
    if script == "other":
        return "other" if len(words) > 2 else ""
    if script == "":
        return ""
    scores = _scores(words, text)
    best = max(scores, key=lambda name: scores[name])
    rest = max(score for name, score in scores.items() if name != best)
    if len(words) > 4 and scores[best] < 0.12 * len(words):
        return "" if _TURKIC.search(text.lower()) else "other"
    return best if scores[best] >= 1.5 and scores[best] > rest else ""


def _scores(words: Iterable[str], text: str) -> dict[str, float]:
    scores = dict.fromkeys(_WORDS, 0.0)
    for word in words:
        for name, known in _WORDS.items():
            scores[name] += word in known
        if len(word) > 4:
            for name, ending in _ENDINGS.items():
                scores[name] += 0.7 * bool(ending.search(word))
    for word in text.lower().split():
        if "ə" in word:
            scores["az"] += 1
        elif "q" in word or "x" in word:  # Turkish has neither
            scores["az"] += 0.7
        elif any(letter in word for letter in "çşğıöü"):
            scores["tr"] += 0.3
            scores["az"] += 0.3
    return scores
