"""Whether a post thanks, and means it; whether it threatens; in four languages, and Persian in Latin letters too.

    thanks said? ─no▶ no          "sağ olun ama hâlâ gelmedi"        a turn, and nothing solved after it: no
         │yes                     "gelmedi demiştim, bugün geldi, teşekkürler"   the last word on it is "geldi": yes
    ironic? ─yes▶ no              "thanks for nothing"               no
         │no                      "şimdiden teşekkürler"             a request, not thanks: no
    what is told of the matter: its last word counts

Words are compared folded (see `letters`), so one entry serves every spelling; each stands for its endings too, and
with "*" for any. Spaces within are optional ("sağ ol" is "sağol").
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

from monitor.letters import fold
from monitor.matching import Lexicon
from monitor.urgent import HARMLESS, URGENT

_Use = Literal[
    "thanks",
    "no_thanks",
    "ironic",
    "turn",
    "unsolved",
    "broken",
    "solved",
    "arrived",
    "negates",
    "escalates",
    "harmless",
    "obliges",
    "praise",
    "advert",
]

_THANKS = """
    teşekkür*, tşk, tşkler, sağ ol, sağ olun, sağ olsun, sağ olasın, sağ olasınız, eyvallah, minnettar*, eline sağlık
    elinize sağlık, ellerinize sağlık, emeğinize sağlık, emeği geçen*, allah razı olsun, var olun, helal olsun
    eksik olmayın, mersi
    təşəkkür*, minnətdar*, əlinizə sağlıq, əllərinizə sağlıq, əməyinizə sağlıq, halal olsun, allah sizdən razı olsun
    ممنون*, تشکر*, متشکر*, سپاس*, مرسی*, دستتون درد نکنه, دست شما درد نکنه, دستت درد نکنه, دستتان درد نکند
    دمتون گرم, دمت گرم, دم شما گرم, لطف کردید, لطف کردین, خیر ببینید, خدا خیرتون بده, قدردان*
    mamnoon*, mamnun*, tashakor*, tashakkor*, merci, sepas*, dastetoon dard nakone, dastetun dard nakone
    dast shoma dard nakone, dametoon garm, dametun garm, damet garm, motshaker*, motashaker*, moteshaker*, lotf kardid
    thank you, thanks, thank u, thx, thnx, tysm, cheers, appreciated, i appreciate, appreciate it, appreciate the
    appreciate your, really appreciate, grateful, kudos, hats off, shout out
"""
# Thanks that are refused, given ahead for what is asked, or spoken of; and words that only look like a matter's end.
_NO_THANKS = """
    teşekkür etmi*, teşekkür etmem, teşekkür etmeye*, teşekkür edilmez, teşekkür bekle*, teşekkür bile*
    teşekkür edecek*, teşekkür edeceğ*, teşekkür ederdi*, teşekkür edeyim mi, teşekkür mü, teşekkür belge*
    şimdiden teşekkür*, önceden teşekkür*, şimdiden sağ ol*, sevinirim teşekkür*
    təşəkkür etmir*, təşəkkür etmə*, təşəkkür edərdi*, təşəkkür gözlə*, qabaqcadan təşəkkür*, əvvəlcədən təşəkkür*
    indidən təşəkkür*, indidən sağ ol*, qabaqcadan sağ ol*
    پیشاپیش ممنون*, پیشاپیش تشکر*, پیشاپیش سپاس*, پیشاپیش متشکر*, پیشاپیش مرسی*, تشکر نمی*, تشکر نکن*, تشکر ندار*
    ممنون نیست*, ممنون می*, ممنونتون می*, سپاسگزار می*, متشکر می*, مرسی ندار*
    pishapish mamnoon*, pishapish mamnun*, pishapish merci, mamnoon mish*, mamnun mish*, tashakor nemi*
    thanks in advance, thank you in advance, no thanks, no thank you, thanks to, would appreciate, d appreciate
    be appreciated, be grateful, thank god, thanks god, thank goodness, not thank, won't thank, don't thank
    won't be thanking, even thank, thank them
"""
_IRONIC = """
    ettiğiniz rezalet, mağdur ettiğiniz için, batırdığınız için, rezil ettiğiniz için, oyaladığınız için
    beklettiğiniz için, oyaladınız, bekletmeye devam, mahvettiğiniz için, kandırdığınız için, çaldığınız için
    hiçbir şey için, yaptığınız rezillik, ilgisizliğiniz için, sorumsuzluğunuz için, bozduğunuz için
    kaybettiğiniz için, umursamadığınız için
    heç nə üçün, aldatdığınız üçün, laqeydliyiniz üçün, məsuliyyətsizliyiniz üçün, gözlətdiyiniz üçün
    korladığınız üçün, saymadığınız üçün, itirdiyiniz üçün
    بابت هیچ*, از این همه بی*, بابت بی*, به خاطر هیچ*, بخاطر هیچ*, برای هیچ*, ممنون که ن*, ممنونم که ن*, مرسی که ن*
    ممنون که سرکار*
    ممنون که سر کار*, مرسی که سرکار*, ممنون که وقت*, مرسی که وقت*, ممنون که گند*, مرسی که گند*
    merci ke na*, merci ke ne*, az in hame bi*, mamnoon ke na*, mamnoon ke ne*, mamnun ke na*, babate hichi
    baraye hichi
    thanks for nothing, thank you for nothing, thanks for ruining, thank you for ruining, thanks for ignoring
    thank you for ignoring, thanks for wasting, thank you for wasting, thanks for lying, thanks for the lies
    thanks for losing, thank you for losing, thanks for cancelling, thanks for canceling, thanks for scamming
    thanks for breaking, thanks for no, thanks for not, thank you for not, thanks a bunch, thanks i guess, slow clap
    thanks for making me, for your incompetence, for the terrible, for your terrible, for the worst
    thank you for making me, thanks for absolutely nothing
"""
_TURN = """
    ama, ancak, fakat, lakin, yalnız, maalesef, ne yazık ki, keşke
    amma, ancaq, lakin, təəssüf*, kaş
    ولی, اما, لیکن, متاسفانه, کاش
    vali, amma, motasefane, kash
    but, however, though, although, unfortunately, sadly, yet
"""
_UNSOLVED = """
    hâlâ, halen, henüz, gelmedi*, gelmemiş*, gelmiyor*, gelmeyen, ulaşmadı*, ulaşmamış*, çözülmedi*, çözülmemiş*
    çözülmüyor, çözülmüş değil, çözemedi*, çözmedi*, çözüm yok, yapılmadı*, yapmadı*, yatmadı*, yatmamış*, ödenmedi*
    edilmedi*, dönmedi*, dönmüyor*, dönüş yok, cevap yok, ses yok, yanıt yok, cevap vermedi*, değişen bir şey yok
    değişmedi*, hiçbir şey olmadı, bekliyorum, beklemekteyim, bekletiyor*, aynı sorun, yine bozul*, yine aynı
    çalışmıyor*, olmadı, düzelmedi*, işe yaramadı, yardımcı olmadı*
    hələ, gəlməyib, gəlmədi*, gəlmir, çatmayıb, çatmadı, həll olunmayıb, həll olunmadı, həll olunmur, həll etmədi*
    həll etməyib*, qaytarılmayıb, qaytarılmadı, qaytarmadı*, qaytarmayıb*, cavab yoxdur, cavab verm*, xəbər yoxdur
    gözləyirəm, dəyişən bir şey yoxdur, dəyişməyib, düzəlməyib, düzəlmədi, işləmir
    nəticə yoxdur, kömək etmədi*
    هنوز, نرسید*, نیومد*, نیامد*, نشد*, نمیشه, نمی شود, جواب نداد*, جواب نمی*, برنگشت*, برنگردوند*, منتظرم, منتظریم
    خبری نیست, خبری نشد, پیگیری نکرد*, کاری نکرد*, فایده نداشت, فایده ای نداشت, بی فایده*, کار نمی*
    نداد*, نکرد*
    hanuz, hanooz, hanoz, naresid*, nayoomad*, nayumad*, nashod*, javab nadad*, javab nemi*, montazeram
    nakard*, nadadid, nadadin, khabari nist
    still, not arrived, hasn't, haven't, didn't, doesn't work, no response
    no reply, no answer, no refund, no solution, not received, not solved, not resolved, not fixed, not working
    unresolved, unsolved, waiting, nothing changed, nothing has, no one, nobody
    same problem, same issue
"""
_SOLVED = """
    çözüldü, çözülmüş, çözdü*, çözüme kavuş*, hallet*, halledildi, halloldu, hallol*
    düzeldi, düzelttiler, düzelttiniz, düzeltildi, yattı, yatmış, iade edildi, iadem yapıldı, iade yapıldı, ödendi
    geri yattı, değiştirildi, değiştirdi*, yardımcı oldu*, ilgilendi*, hemen döndü*
    ilginiz için, ilgi ve alaka*, hızlı dönüş*, yenisini gönder*, memnun kaldım, sorun kalmadı
    həll olundu, həll olunub, həll etdi*, həll edildi, həllini tapdı
    qaytarıldı, qaytarılıb, qaytardı*, kömək etdi*, köməyinizə, düzəldi, düzəltdi*, dəyişdirildi
    dəyişdirdi*, operativ*, diqqətinizə görə, razı qaldım
    حل شد*, برگشت, برطرف شد*, حلش کرد*, حل کرد*, درست شد*, درستش کرد*, واریز شد*
    واریز کرد*, برگشت داده شد*, برگشت خورد*, پیگیری کرد*, پیگیری تون, پیگیریتون, جواب داد*, راه افتاد*
    عوض کرد*, عوض شد*, کمک کرد*, کمکتون, رسیدگی کرد*, رسیدگیتون
    hal shod*, halesh kard*, bargasht, bargashte, hal kard*, dorost shod*, dorostesh kard*, variz shod*
    variz kard*, peygiri kard*, javab dad*, avaz kard*, komak kard*
    solved, resolved, sorted, fixed, refunded, replaced, sent a new
    worked, all good now, for your help, for the help, for helping, helpful, for the quick, for your quick
    quick response, quick reply, for sorting, for fixing, for resolving
"""
# Not solved either; and what arrives like that has not arrived.
_BROKEN = """
    kırık, bozuk, yanlış, eksik, defolu, hasarlı
    sınıq, xarab, səhv, əskik, zədəli
    خراب*, شکسته*, اشتباه*, ناقص*, معیوب*
    kharab*, shekaste*, eshtebah*
    broken, wrong, missing, damaged, faulty
"""
_ARRIVED = """
    geldi, geldiler, gelmiş, ulaştı, teslim aldım, teslim edildi
    gəldi*, gəlib, çatdı, çatıb, çatdırıldı, çatdırdı*
    رسید, رسیده, رسید دستم, رسید به دستم, به دستم رسید, تحویل گرفتم, اومد, آمد
    resid, reside, residesh, tahvil gereftam, oomad, umad
    arrived, received my, got my, got it, came today, delivered
"""
# What makes the opposite of a word of `_SOLVED` that follows it; in the other languages an ending does.
_NEGATES = """
    not, no, never, hasn't, haven't, hadn't, didn't, doesn't, isn't, wasn't, aren't, won't, can't, cannot, yet to be
    yet to, nowhere near, half
"""
# "I didn't expect it", "thanks again": they hold a word of the others and tell nothing of the matter.
_HARMLESS = """
    sorun değil, bozuk para, beklemiyordum, beklemezdim, hiç bekleme*, eksik olmayın, eksik olma, eksik etmeyin
    ama olsun, ama değdi, ancak bu kadar olur, önemli değil
    gözləmirdim, gözləməzdim, problem deyil, amma dəydi
    مشکلی نیست, فکرشو نمی*, فکرش رو نمی*, انتظار نداشتم, ولی ارزشش رو داشت
    moshkeli nist, fekresho nemi*, entezar nadashtam
    didn't expect, never expected, never thought, didn't think, can't thank, cannot thank, couldn't be happier
    never disappoint, nothing wrong, nothing missing, no longer waiting, can't believe how, couldn't have
    wait no more
    never had a problem, can't fault, not a problem, but worth, but all good, no wrong, waiting was worth
"""
# What goes beyond complaining, besides the words that are urgent in themselves.
_ESCALATES = """
    bir daha asla, paramı iç et*, paramızı iç et*, paramın üstüne yat*, asla bir daha, bir daha alışveriş yapma*
    bir daha almam, bir daha almaya*, bir daha sipariş verme*
    üyeliğimi sil*, hesabımı sil*, hesabımı kapat*, üyeliğimi iptal*, siparişimi iptal ed*, her şeyi iptal*, boykot*
    şikayetvar*, rezalet*, rezilsiniz, rezil ettiniz, yazıklar olsun, yalancı*, yalan söyl*, dalga mı geç*, dalga geç*
    alay mı ed*, alay ed*, oyalıyor*, oyaladı*, herkese anlat*, herkese duyur*, artık yeter, yeter artık, daha beter
    daha da kötü*, daha kötü oldu, sabrım kalmadı, sabrım taştı, utanmıyor*, utanmaz*, kandırıyor*
    bir daha almayaca*, bir daha sifariş vermə*, bir daha sizdən*, biabırçılıq*, biabırsız*, yalançı*, aldadır*
    yalan danış*, lağa qoy*, məsxərə*, bezdim, bezdirdi*, hamıya deyə*, hamıya danış*, hesabımı bağla*
    hesabımı silir*
    səbrim tükən*, səbrim çat*, utanmır*, daha da pis*, oyuncaq etdi*
    دیگه خرید نمی*, محاله, دیگه ازتون خرید نمی*, دیگه نمی خرم, دیگه هیچ وقت, افتضاح*, دروغگو*, دروغ میگ*, دروغ گفت*
    مسخره کرد*
    مسخره کردین, سرکار گذاشت*, سر کار گذاشت*, تحریم*, شرم آور*, خجالت بکش*, به همه میگ*, به همه می گ*, حسابمو می*
    حسابم رو می*, صبرم تموم*, کلافه*, بدتر شد*, بدتر از قبل, وقاحت*, بی شرم*
    dige kharid nemi*, dadgah*, vakilam, shekayat mikonam, shekayat kardam, mahale*, dige azatoon kharid nemi*
    dige hichvaght, eftezah*, doroogh*, dorugh*, maskhare*
    sare kar gozasht*, sharm avar*, khejalat bekesh*, be hame mig*, badtar shod*, sabram tamoom*, kalafe*
    never again, never buy, never order, never shop, never use you, cancel my, cancelling my, canceling my
    deleting my account, closing my account, delete my account, close my account, boycott*, trustpilot, chargeback
    charge back, disgusting, disgrace*, a joke, liars, liar, lying to me, lied to, even worse, getting worse
    got worse
    ridiculous, unacceptable, warn everyone, telling everyone, tell everyone, last straw, had enough, fed up, shameful
    shame on you, appalling
"""
# Who gave what was asked for has calmed down so far.
_OBLIGES = """
    özelden yazdım, dm attım, dm'den ilettim, dm'den yazdım, dm gönderdim, mesaj attım, mesaj gönderdim
    özelden ilettim
    numaramı ilettim, numaramı yazdım, numaramı gönderdim, bilgilerimi ilettim, bilgilerimi gönderdim
    mesaj yazdım, mesajla göndərdim, mesaj göndərdim, nömrəmi yazdım, nömrəmi göndərdim, şəxsidən yazdım, dm yazdım
    دایرکت دادم, دایرکت پیام دادم, پیام دادم, شماره سفارش رو فرستادم, شماره سفارشم رو فرستادم, شماره رو فرستادم
    اطلاعاتمو فرستادم
    direct dadam, payam dadam, shomare ro ferestadam, shomare sefaresh ro ferestadam
    dm sent, sent you a dm, sent a dm, sent you a message, sent the order number, sent my order number, messaged you
    dmed you, dm'd you
"""
_PRAISE = """
    harika*, mükemmel*, süper*, bayıldım*, memnun*, tavsiye ed*, bravo, helal*, tebrik*, on numara*, efsane*
    muhteşem*
    kaliteli, beğendim*, bayılıyorum, seviyorum, aşığım, müthiş*, şahane*, çok hızlı, iyi ki
    əla*, çox gözəl, razı qal*, razıyam, tövsiyə ed*, afərin, bəyən*, möhtəşəm*, təbrik*, mükəmməl*, sevirəm, super*
    عالی*, راضی*, پیشنهاد می*, دوست داشت*, خوشم اومد*, فوق العاده*, محشر*, آفرین*, بی نظیر*, حرف ندار*, عاشق*, بهترین*
    aali*, razi*, fogholade*, foghol ade*, mahshar*, afarin*, bi nazir*, harf nadar*, behtarin*, asheghe*
    love*, loving, amazing, great, awesome, excellent, fantastic, best, recommend*, impressed, happy with, brilliant
    perfect, delighted, superb, wonderful, lovely
"""
_ADVERT = """
    çekiliş*, indirim kodu*, indirim kodum*, kupon kodu*, kod ile, koduyla, linki bio*, link bio*, linkten, reklam
    işbirliği, iş birliği, rt yap*, takip edip, hediye kazan*, kazanmak için, katılmak için
    endirim kodu*, promokod*, hədiyyə qazan*, lotereya*, uduşlu*, reklam, əməkdaşlıq*, linkə keç*
    قرعه کشی*, کد تخفیف*, لینک در بیو, لینک بیو, جایزه بگیر*, برنده می*, تبلیغ*, مسابقه*
    kode takhfif*, code takhfif*, ghore keshi*, link bio
    giveaway*, promo code*, discount code*, use my code, use code, affiliate*, sponsored, paid partnership, to win
    enter to win, retweet to, follow and rt, dm for, link in bio, contest
"""

#: Faces that take back what they stand beside.
_MOCKING = re.compile("[🙃🤡😡🤬😠😤🖕💩👎😒🙄🤮]")
_MOST_TAGS = 4
#: No platform's post says it later than here.
_LONGEST = 10_000
_MASKS = ("no_thanks", "harmless", "ironic")
#: So far on in its clause a word is negated.
_REACH = 20
_CLAUSE = re.compile(r"[,.!?;:\n…]")


def _phrases(listed: str) -> list[str]:
    return [phrase.strip() for line in listed.strip().splitlines() for phrase in line.strip(" ,").split(",")]


@cache
def _lexicon() -> Lexicon[_Use]:
    listed: dict[_Use, str] = {
        "thanks": _THANKS,
        "no_thanks": _NO_THANKS,
        "ironic": _IRONIC,
        "turn": _TURN,
        "unsolved": _UNSOLVED,
        "solved": _SOLVED,
        "broken": _BROKEN,
        "arrived": _ARRIVED,
        "negates": _NEGATES,
        "escalates": _ESCALATES,
        "harmless": _HARMLESS,
        "obliges": _OBLIGES,
        "praise": _PRAISE,
        "advert": _ADVERT,
    }
    phrases: list[tuple[str, _Use]] = [
        (phrase, use) for use, text in listed.items() for phrase in _phrases(text)
    ]
    phrases += [(phrase, "escalates") for by_severity in URGENT.values() for phrase in by_severity]
    phrases += [(phrase, "harmless") for phrase in HARMLESS]
    return Lexicon(phrases)


class Tone(NamedTuple):
    """What the words of a post say.

    Args:
        thanks: it thanks, and means it.
        solved: what it tells last of the matter is that it is solved.
        unsolved: what it tells last of the matter is that it is not.
        escalates: it threatens, or breaks with the brand.
        obliges: its author gave what was asked for.
        praises: a word of praise stands in it.
        advert: it advertises, or belongs to a contest.
        ironic: its thanks are mockery.
    """

    thanks: bool
    solved: bool
    unsolved: bool
    escalates: bool
    obliges: bool
    praises: bool
    advert: bool
    ironic: bool


def tone_of(text: str) -> Tone:
    """Read the words of a post; any text."""
    at: dict[_Use, list[int]] = {}
    for start, use in _found(text):
        at.setdefault(use, []).append(start)
    thanks, solved, unsolved = at.get("thanks", []), at.get("solved", []), at.get("unsolved", [])
    last_solved, last_unsolved = max(solved, default=-1), max(unsolved, default=-1)
    ironic = "ironic" in at or _MOCKING.search(text) is not None
    # "thanks, but …": taken back, unless what follows the turn tells that it is solved
    turned = [turn for turn in at.get("turn", ()) if thanks and turn > min(thanks)]
    taken_back = any(last_solved < turn and max(thanks) < turn for turn in turned)
    return Tone(
        thanks=bool(thanks) and not ironic and not taken_back and last_unsolved <= last_solved,
        solved=last_solved > last_unsolved,
        unsolved=last_unsolved > last_solved,
        escalates="escalates" in at,
        obliges="obliges" in at,
        praises="praise" in at or bool(thanks),
        advert="advert" in at or text.count("#") > _MOST_TAGS,
        ironic=ironic,
    )


def _found(text: str) -> list[tuple[int, _Use]]:
    """Every phrase with where it stands; what is part of a longer one that takes its meaning is left out."""
    folded = fold(text[:_LONGEST])
    lexicon = _lexicon()
    found = [
        (place.start, end, use)
        for place in lexicon.places(folded)
        if not place.handle
        for use, end in lexicon.at(folded, place)
    ]
    masks = [(start, end) for start, end, use in found if use in _MASKS]
    seen = [
        (start, end, use)
        for start, end, use in found
        if use in _MASKS or not any(first <= start and end <= last for first, last in masks)
    ]
    told: list[tuple[int, _Use]] = []
    spoilers: dict[_Use, list[int]] = {"negates": [], "broken": []}
    for start, end, use in seen:
        if use in spoilers:
            spoilers[use].append(end)
        if use in ("solved", "arrived"):
            before = spoilers["negates"] + (spoilers["broken"] if use == "arrived" else [])
            use = "unsolved" if any(_reaches(folded.text, at, start) for at in before) else "solved"
        told.append((start, "unsolved" if use == "broken" else use))
    return told


def _reaches(text: str, at: int, start: int) -> bool:
    """Whether a word that ends at one place speaks of what starts at another."""
    return 0 <= start - at <= _REACH and _CLAUSE.search(text, at, start) is None
