"""The words that make a complaint urgent, in four languages, and the phrases in which they mean nothing of the sort.

Operators' own words come on top of these or replace them. A word stands for its Turkish, Azerbaijani and Persian
endings too; "*" for any. All are compared folded (see `letters`), so one entry serves every spelling, and must be read
in all four languages: "police" would be the Turkish insurance policy (poliçe), "cimer" Azerbaijani bathing (çimər).

Saying that one will complain ("şikayet edeceğim", "شکایت می‌کنم") is no legal threat: whoever says so is complaining
already.
"""

from __future__ import annotations

from collections.abc import Mapping

from alerts.base import Severity


def _phrases(listed: str) -> tuple[str, ...]:
    return tuple(
        phrase.strip() for line in listed.strip().splitlines() for phrase in line.strip(" ,").split(",")
    )


_HARM = """
    yangın, yangın çıktı, alev aldı, alev alev, patladı, infilak, zehirlen*, yaralan*, hastanelik, hastaneye kaldır*
    elektrik çarp*, alerjik reaksiyon, yanık oluştu
    yanğın, od tutdu, od tutub, alışıb yandı, alov aldı, partladı, zəhərlən*, xəstəxanalıq, xəstəxanaya düş*
    xəstəxanaya apar*, xəstəxanaya qaldır*, xəstəxanaya yerləş*, cərəyan vurdu
    آتش گرفت*, آتش سوزی, آتیش گرفت*, منفجر شد*, ترکید*, مسموم, مسمومیت, برق گرفت*, زخمی شد*, زخمی کرد*
    caught fire, on fire, exploded, explosion, burned my, burnt my, electric shock, injur*, food poisoning, poisoned
    poisonous, allergic reaction, emergency room, hospitalised, hospitalized, electrocuted
"""
_LEAK = """
    veri sızıntısı, verilerim sız*, bilgilerim sız*, bilgilerim çalın*, verilerim çalın*
    məlumatlarım sız*, məlumatlarım oğurlan*, məlumat sızması
    نشت اطلاعات, اطلاعاتم لو رفت*, اطلاعاتم رو دزدید*
    data breach, data leak*, leaked my, my data was leaked, my data was stolen
"""
_FRAUD = """
    dolandır*, sahtekar*, oltalama, çalındı, hırsız*, sahte site, sahte ürün, hesabımı çal*
    dələduz*, fırıldaq*, oğurla*, oğurlan*, saxta sayt, saxta mal
    کلاهبردار*, کلاه برداری, فیشینگ, دزدی, دزدید*, سرقت, هک شد*, تقلبی
    scam, scammed, scammer*, fraud, fraudulent, phishing, stolen, hacked, counterfeit
"""
# Courts and lawyers, the police, and the offices where a consumer is heard.
_LAW = """
    mahkeme, dava aç*, dava ed*, dava et*, davacı*, davalık, avukat, avukatım, savcı, savcılık, savcılığa, suç duyurusu
    adliye, yargıya taşı*, yargıya git*, yargı yolu, arabulucu, ihtarname, ihtar çek*, icraya ver*, icra takib*, icralık
    yasal yol*, yasal işlem*, yasal süreç*, yasal haklarımı, yasal hakkımı, hukuki yol*, hukuki süreç*, hukuki işlem*
    hukuki haklarımı, hukuk mücadelesi, polis, karakol*, jandarma, emniyet müdürlüğü, emniyete git*, emniyete başvur*
    tüketici hakem, hakem heyeti, tüketici haklarına, tüketici derneği, tüketiciler derneği, ticaret bakanlığı
    tarım bakanlığı, bakanlığa şikayet*, bakanlığa yaz*, bakanlığa bildir*, alo 175, alo 174, reklam kurulu
    cimer'e, cimer'den, cimer başvuru*, cimer şikayet*, bddk, btk'ya, kvkk'ya, kvkk kurulu, sigorta tahkim
    məhkəmə, vəkil, vəkilim, prokuror*, hüquqşünas, hüquqi yol*, hüquqi addım*, iddia ərizəsi, iddia qaldır*
    cinayət işi, polisdəy*, 102-yə zəng, istehlakçı hüquq*, istehlakçıların hüquq*, istehlakçı agentliyi
    istehlakçılar birliyi, antiinhisar*, nazirliyə şikayət*, nazirliyə yaz*, nazirliyə müraciət*, ombudsman*
    mərkəzi banka şikayət*, mərkəzi banka yaz*, mərkəzi banka müraciət*, qida təhlükəsizliyinə yaz*
    qida təhlükəsizliyinə şikayət*, qida təhlükəsizliyi agentliyi
    دادگاه, دادسرا, دادخواست, قوه قضاییه, مراجع قضایی, مراجع قانونی, شکایت قضایی, شکایت کیفری, شکایت حقوقی
    پیگیری قضایی, پیگیری قانونی, پیگرد قانونی, اقدام قانونی, اقدامات قانونی, از راه قانون*, از طریق قانون*
    طرح دعوا, طرح دعوی, شکواییه, اظهارنامه قضایی, شورای حل اختلاف, وکیل, وکیلم, پلیس, کلانتری, نیروی انتظامی
    اداره آگاهی, تعزیرات, سازمان حمایت, حمایت از مصرف کننده, حمایت از حقوق مصرف کننده, حقوق مصرف کننده
    به اتحادیه, اتحادیه کسب و کار*, اتاق اصناف, اصناف شکایت*, به اصناف, سازمان صمت, اداره صمت, سامانه 124
    اینماد شکایت*, شکایت اینماد, به اینماد, به بانک مرکزی, بانک مرکزی شکایت*
    lawsuit, suing, sued, sue you, sue them, sue this, lawyer, attorney, solicitor*, barrister, small claims
    you to court, them to court, this to court, it to court, going to court, go to court, see you in court
    county court, consumer court, court action, court papers, legal advice, legal notice, legal proceedings, legal team
    legal steps, legal route, class action, letter before action, letter before claim, press charges, pressing charges
    the police, to police, with police, by police, call police, called police, police took, police report*, the cops
    police complaint*, police station, police officer*, police involved, cyber police, crime reference
    consumer protection, consumer forum, consumer commission, consumer affairs, consumer rights act
    trading standards, citizens advice, better business bureau, to the regulator, ombudsman, legal action
"""

#: By the least severity that a complaint holding one of them has.
URGENT: Mapping[Severity, tuple[str, ...]] = {
    Severity.critical: _phrases(_HARM) + _phrases(_LEAK),
    Severity.high: _phrases(_FRAUD) + _phrases(_LAW),
}

#: A word of `URGENT` that is part of one of these is an idiom, an ordinary word or a product.
HARMLESS: tuple[str, ...] = _phrases("""
    yangından mal kaçır*, yangın merdiven*, yangın söndürücü*, yangın tüp*, yangın battaniye*, satışlar patladı
    kapı çalındı, kapım çalındı, zil çalındı, zilim çalındı, mahkeme duvarı*, şeytanın avukatı*
    müdür vekil*, vekil öğretmen*, polisiye*, polis kostüm*, polis araba*, polis oyunca*, oyuncak polis, hırsız polis
    sığorta polis*, polis maşın*, polis forma*
    دلم آتش گرفت*, دلم آتیش گرفت*, جگرم آتش گرفت*, جگرم آتیش گرفت*, منفجر شدم, ترکیدم, ترکیدیم
    از خنده ترکید*, از عصبانیت ترکید*, بغضم ترکید*, زهره ام ترکید*, زهره‌م ترکید*, هندوانه ترکیده, هندوانه ی ترکیده
    خدا وکیلی, وکیل وصی*, وکیل مدافع*, پلیسی, عینک پلیس, ساعت پلیس, عطر پلیس, ادکلن پلیس, ماشین پلیس, لباس پلیس
    دزد و پلیس
    insult to injury, exploded with, inbox exploded
""")
