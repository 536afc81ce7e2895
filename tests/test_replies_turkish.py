"""Turkish replies: classes of wording that must not be sent and innocent ones next to them, items, and our drafts."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any

import pytest

from alerts.replies import Names, Situation, Voice, address, compose, item_of, lint, load

SHIPPED = load(Path(__file__).parent.parent / "config" / "replies")
TURKISH = SHIPPED["tr"]
TOPICS = (
    "any", "delivery", "product", "return_refund", "payment", "support", "app_site", "price", "safety_fraud", "other",
)  # fmt: skip
NAMES = Names(brand="Firuzka", contact="@firuzka_destek")

NOT_TO_BE_SENT = {
    "blame": """
        Ürünü teslim alırken kontrol etmeniz gerekiyordu.
        Kargoyu tutanak tutturmadan almışsınız.
        Siparişi verirken bedeni kendiniz seçtiniz.
        Lütfen bir dahaki sefere adresinizi eksiksiz yazınız.
        Kart limitinizi kontrol etmeden ödeme yapmışsınız.
        Cihazı suya düşürmüş olmalısınız.
        Mesajlarımıza cevap vermediniz, o yüzden süreç uzadı.
        Uygulamayı güncellemezseniz tabii açılmaz.
        Biraz daha sabırlı olmanızı bekleriz.
        Bu kadar büyütülecek bir şey yok ortada.
        Ürün açıklamasını okumuş olsanız anlardınız.
        siz yanlis anlamissiniz sanirim
        Tarafınızca verilen bilgiler hatalıydı.
        Sorun sizin internetinizde.
        Sizin de kabahatiniz var bu işte.
        İade kodunu kullanmayı unutmuşsunuz.
        Faturanızı saklamanız gerekirdi.
        Müşterimiz randevu saatinde adreste bulunmamıştır.
        Bizi suçlamak yerine önce ayarlarınıza bakın.
        Ürünü kullanım amacı dışında kullanmışsınız.
        Kuryeyi siz geri çevirmişsiniz.
        Yıkama talimatına uyulmadığı için renk atmış.
        Şifrenizi başkasıyla paylaşmışsınız.
        Herkese yazacağınıza bize yazsaydınız.
        Neden daha önce haber vermediniz?
        Siz de hemen celallenmeyin lütfen.
    """,
    "denial": """
        Bizim yapabileceğimiz bir şey kalmadı.
        Bu konuda size yardımcı olamıyoruz.
        Sistemde sorun görünmüyor.
        Bu tamamen bankanızla ilgili bir durum.
        Kurye firması ayrı bir şirket, biz karışmıyoruz.
        Ürünlerimiz orijinaldir, sahte olması imkânsız.
        Anlattıklarınız gerçeği yansıtmıyor.
        Biz üzerimize düşeni yaptık.
        Böyle bir şikâyet ilk defa geliyor.
        Kayıtlarımıza göre teslim edilmiş.
        Başka şikâyet eden yok.
        Bu bizim kontrolümüzde değil.
        Hata bizden değil, satıcıdan.
        Bizlik bir durum yok.
        bizim sucumuz degil kargo gec getirmis
        Konunun muhatabı biz değiliz.
        Bu iddianız doğru değil.
        Uygulama herkeste çalışıyor.
        Bu durum firmamızdan kaynaklanmamaktadır.
        Bunun sorumlusu biz değiliz.
        Gecikme hava koşullarından kaynaklanıyor, elimizden bir şey gelmez.
        Öyle bir kampanyamız olmadı.
        Yanlış hatırlıyorsunuz, fiyat hep böyleydi.
        Bize ulaşan bir talebiniz yok.
    """,
    "rules": """
        Şirket politikamız bu yönde.
        Sözleşmeyi onaylayarak bu şartları kabul ettiniz.
        Cayma hakkı süreniz dolmuş.
        Garanti kapsamına girmiyor.
        Kampanya koşulları sitede yazıyor.
        14 günden sonra iade alamıyoruz.
        Prosedür gereği bekleyeceksiniz.
        İndirimli ürünlerde değişim yapılmamaktadır.
        Hijyen kuralları gereği iade edilemez.
        Önce yetkili servise göndermeniz zorunlu.
        Kullanıcı sözleşmesinin 5. maddesinde belirtilmiştir.
        Mevzuat buna izin vermiyor.
        Kurallar herkes için geçerli.
        İade şartlarını sağlamıyorsunuz.
    """,
    "promise_refund": """
        Paranızı iade edeceğiz.
        Ücretiniz kartınıza geri yüklenecek.
        İadeniz onaylandı, bugün yatıyor.
        Parayı hesabınıza geri göndereceğim.
        Tutarı geri alacaksınız.
        Ödemeniz iade edilecektir.
        Bu hafta içinde paranıza kavuşacaksınız.
        para iadeniz yapilacak
        Fazla çekilen 300 TL'yi geri yatırıyoruz.
        Siparişi iptal edip ücretini geri ödüyoruz.
        Son kuruşuna kadar geri vereceğiz.
        Paranız yanmaz, iade edilir.
        İade işleminizi tamamladık, tutar kartınıza yansıyacak.
        Farkı hesabınıza yatırıyorum.
        Ücret iadesi sağlanacaktır.
        Bedelini tarafınıza iade ederiz.
    """,
    "promise_date": """
        Kargonuz yarın teslim edilecek.
        Paketiniz iki gün içinde size ulaşır.
        Bu akşam sorununuz çözülmüş olacak.
        Pazartesi elinizde.
        Yeni ürününüz 3 gün içinde yola çıkar.
        Uygulama gece 12'ye kadar düzelir.
        haftaya cuma kapinizda olur
        Siparişinizi bugün kargoya veriyoruz.
        Yarın sabah getiriyoruz.
        En geç çarşamba günü teslim ederiz.
        Sorun 24 saat içinde giderilecektir.
        Söz veriyoruz, yarın gelecek.
        Ürününüz 5 Aralık'ta gönderilecek.
        İki saate hallederiz.
        Yarın öğlene kadar dağıtıma çıkar.
        Hafta sonuna yetiştiririz.
    """,
    "promise_compensation": """
        Size 50 TL indirim kuponu tanımladık.
        Bir sonraki siparişinizde kargo ücretsiz.
        Özür niyetine küçük bir hediyemiz olacak.
        Hesabınıza 200 puan yükledim.
        Size %20 indirim yapalım.
        Bu seferki bizden olsun.
        Zararınızı karşılarız.
        Hediye çeki gönderiyoruz.
        Yanına sürpriz bir ürün ekledik.
        indirim kodu vereyim size
        Bir aylık premium üyelik hediye ediyoruz.
        Mağduriyetinize karşılık tazminat ödeyeceğiz.
        Kahveler bizden!
        Gönlünüzü almak için 100 lira tanımlıyorum.
        Ürünün yenisini ücretsiz yolluyoruz, eskisi de sizde kalsın.
    """,
    "personal_asked": """
        Telefon numaranızı yazar mısınız?
        Sipariş numaranız nedir?
        TC kimlik numaranızı alalım.
        Açık adresinizi buraya bırakın.
        IBAN'ınızı yazarsanız bakalım.
        Mail adresiniz neydi?
        siparis no yazin bakalim
        Numaranızı atın arayalım.
        Adınızı soyadınızı ve telefonunuzu paylaşın.
        Kartınızın son 4 hanesini iletir misiniz?
        Doğum tarihinizi öğrenebilir miyiz?
        Hangi numarayla üye oldunuz?
        Takip kodunu yorum olarak yazın.
        Üyelik e-postanızı rica edelim.
        Kimlik fotoğrafınızı gönderin.
        Size gelen onay kodunu buraya yazın.
        Ev adresinizi bildirin lütfen.
        Hesap numaranızı iletin.
        Kullanıcı adınız ve şifreniz nedir?
        Sipariş numaranızı bekliyorum.
    """,
    "but": """
        Üzgünüz ama elimizden bu geliyor.
        Haklısınız, fakat kargo yoğun.
        Anlıyoruz; lakin süreç böyle.
        Özür dileriz ancak bu bizim değil.
        Sizi anlasak da yapacak bir şey yok.
        Üzülmekle birlikte süreç böyle işliyor.
        Ne var ki stok kalmadı.
        Her ne kadar üzgün olsak da durum bu.
        Özür dileriz, yalnız siz de geç yazmışsınız.
    """,
}

INNOCENT = """
    Daha dikkatli olmalıydık, bu bizim hatamız.
    İade talebinizin neden beklediğine bakıyorum, bir saat içinde yazacağım.
    Paranızın hesabınıza geçip geçmediğini bankaya soruyorum, bugün yazacağım.
    Ücret iadenizin yatmaması canınızı sıkmış, çok üzgünüz.
    Dün elinizde olması gereken paket gelmemiş, üzgünüz.
    Yarın teslim edileceği söylenip gelmemesi çok can sıkıcı.
    Bugün size ulaşması gereken kargo için üzgünüm.
    Bize kızmanız çok normal.
    Kargo sorununuz için üzgünüz, sorumluluk bizde.
    Kargo sorumlumuzla konuşuyorum.
    Sistemimizde bir hata olmuş, sorumluluk bizde.
    Bunun mazereti olamaz.
    Size hak vermemek mümkün değil.
    Yardımcı olamadığımız için utandık.
    Diğer müşterilerimizin de yaşadığı bir sorun, farkındayız.
    Hiçbir müşterimizin böyle karşılanmasını istemeyiz.
    Başka kimse yaşamasın diye ekiple konuşuyorum.
    Kurallarımızın arkasına sığınmayacağım.
    Telefonunuzun ekranı kırık gelmiş, lütfen kusurumuza bakmayın.
    Kargonun adresinize neden gelmediğini öğreniyorum, lütfen bizi bekleyin.
    Lütfen şifrenizi kimseyle paylaşmayın.
    Şifrenizi değiştirmenizi rica ederiz.
    Sipariş numaranız bizde var, yazmanıza gerek yok.
    Numaranızı buraya yazmayın, özelden alalım.
    İndirim kodunuzun geçmediğini kampanya ekibine iletiyorum.
    Hediye paketinin yırtık gelmesi hevesinizi kaçırmış.
    İndirimin neden yansımadığını araştırıyorum, yarın yazacağım.
    Puanlarınızın silinmesi çok tatsız, haklısınız.
    Hediye çekinizin görünmemesini ekiple inceliyorum.
    Yine de bize yazdığınız için teşekkür ederiz.
    Amacımız bu değildi.
    Zamanınızı çaldık, özür dileriz.
    Telefonlarınızı açmadığımız için özür dileriz.
    Dikkat etmedik, hata bizim.
    Bir dahaki sefere böyle olmaması için ekiple konuşuyorum.
    Kardeşinizin hediyesi yetişmemiş, çok üzgünüm.
    Cevap alamamışsınız, çok haklısınız.
    Bunu hak etmediniz.
    Aradığınızı bulamadınız, üzgünüz.
    Memnun kalmadığınız için çok üzgünüz.
    Beğenmediğiniz için üzüldük.
    Üç kere aramışsınız, kimse açmamış; utandık.
    Ürünü geri göndermek için bir de siz uğraşmışsınız.
    Para üstünüzü eksik vermişiz, özür dileriz.
    Yanlış faturayı göndermişiz, kusur bizde.
    Canımız sıkıldı okurken, çok üzgünüm.
    Taksitlerin yanlış yansıdığını gördük, ödeme ekibi bakıyor, bugün yazacağım.
    Ödemenizin iki kez alınması bizim hatamız.
    İadenin yatacağı tarihi bankadan öğrenip bugün yazacağım.
    Siparişinizin ne zaman çıkacağını depoya soruyorum, 2 saat içinde size yazacağım.
    Bugün depoya sorup paketinizin nerede olduğunu akşam size yazacağım.
    İade edilen ürünün kaydına bakıyorum.
    Müşteri hizmetlerinde 40 dakika beklemeniz kabul edilemez.
    Bu konuda sorumluluk almaktan kaçınmayacağız.
    Size söz verdiğimiz günde gelmedi, sözümüzü tutamadık.
    Fiyatın bir gecede 300 TL artması hoş değil.
    Saat 18:30'da size yazacağım.
    Her koşulda yanınızdayız.
    Yeni şartlar size haber verilmeden değişmiş, haklısınız.
    Adınızı yanlış yazmışız, kusura bakmayın.
    Elimizden geleni değil, gerekeni yapacağız; bugün yazacağım.
    Ancak yarın sabah net konuşabileceğim, 10'da size yazarım.
    İptal ettiğiniz halde ücret alınmış, kusur bizim.
    Siz fark etmeseydiniz biz de görmeyecektik, sağ olun.
    Faturanızı yanlış adrese göndermişiz.
    Bankadan gelen kaydı inceliyorum, bugün size yazacağım.
    Çocuğunuzun doğum gününe yetişmemiş, içim acıdı.
    Hesabınıza giriş yapamıyorsunuz, bu bizim arızamız.
    Depodaki arkadaşlar şu an kutuyu arıyor, akşama haber vereceğim.
    Sizi dinlemedik, anlamadık; kusur bizim.
    Geç kaldık, bahanemiz yok.
    Sorunun çözülmemiş olması benim de canımı sıktı.
    Kaydınızı öne aldım, saat 4'e kadar size yazacağım.
    Bu akşam haberiniz olacak.
    Mesajınızı gördüm, hemen ilgileniyorum, 1 saat içinde dönerim.
    Kapınıza kadar gelip geri dönülmesi çok can sıkıcı.
"""


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines()]


@pytest.mark.parametrize("code", NOT_TO_BE_SENT)
def test_what_must_not_be_sent_is_heard_in_any_wording(code: str) -> None:
    said = {
        line: {veto.code for veto in lint(line, language="tr", names=NAMES).vetoes}
        for line in lines(NOT_TO_BE_SENT[code])
    }
    assert [line for line, codes in said.items() if code not in codes] == []


def test_innocent_neighbours_pass() -> None:
    said = {
        line: [veto.code for veto in lint(line, language="tr", names=NAMES).vetoes]
        for line in lines(INNOCENT)
    }
    assert {line: codes for line, codes in said.items() if codes} == {}


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("aldığım botlarım su geçirdi", "botunuz"),
        ("ayakkabımın tabanı açıldı", "ayakkabınız"),
        ("ayakkabilar dar geldi", "ayakkabınız"),
        ("çamaşır makinem su akıtıyor", "çamaşır makineniz"),
        ("camasir makinesi bozuk cikti", "çamaşır makineniz"),
        ("bulaşık makinesini getirmediler", "bulaşık makineniz"),
        ("buzdolabımın kapağı eğri", "buzdolabınız"),
        ("yemeğim buz gibi geldi", "yemeğiniz"),
        ("pizza soğuk", "yemeğiniz"),
        ("sütün tarihi geçmiş", "market siparişiniz"),
        ("sütü bozuk gelmiş", "market siparişiniz"),
        ("kitabım yırtık", "kitabınız"),
        ("kitaplığın rafı yok", "kitaplığınız"),
        ("oyuncağı kırık", "oyuncağınız"),
        ("biletimi iptal ettiler", "biletiniz"),
        ("aboneliğimi iptal edemiyorum", "aboneliğiniz"),
        ("rezervasyonum silinmiş", "rezervasyonunuz"),
        ("montumun fermuarı", "montunuz"),
        ("gömleğin düğmesi", "gömleğiniz"),
        ("kulakligin sol tarafi", "kulaklığınız"),
        ("koltuğun ayağı kırık", "koltuğunuz"),
        ("masamızın vidası eksik", "masanız"),
        ("telefonun ekranı kırık geldi", "telefonunuz"),
        ("parfüm sahte çıktı", "parfümünüz"),
        ("rujun kapağı kırık", "makyaj malzemeniz"),
        ("siparisim gelmedi", "siparişiniz"),
        ("kargom nerede", "kargonuz"),
        ("hediye paketi yırtık", "hediyeniz"),
        ("saç kurutma makinesi yandı", "saç kurutma makineniz"),
        ("valizim kayıp", "valiziniz"),
        ("perdelerim kısa", "perdeniz"),
        ("elbisemi iade", "elbiseniz"),
    ],
)
def test_things_are_found_in_the_customers_words(text: str, item: str) -> None:
    assert item_of(TURKISH, text) == item


@pytest.mark.parametrize(
    "text",
    [
        "montaj ekibi gelmedi",
        "telefonu açmıyorlar",
        "telefonuma mesaj geldi",
        "müşteri hizmetleri botu cevap veriyor",
        "bu haliyle olmaz",
        "masaj",
        "her halükarda",
        "ocak ayında aldım",
        "döner misiniz bana",
        "hesabıma yatacak dendi",
        "tavan fiyat",
        "kombin yaptım",
        "parka gittim",
        "iyi hediye çeki yok",
        "masal gibi",
        "bir kamera koymuşlar",
        "şarj oldu kartımdan",
        "çekim yapıldı",
        "bu etkinlik rezalet",
        "gözüm yolda kaldı",
        "ekmek parası",
        "kapağı",
        "halim kalmadı",
        "ben yazıcam",
        "kol kola",
        "fırsatçılar",
        "dolandırıldım",
        "saçma sapan",
        "çizmeye çalıştım",
        "yatırdığım para",
        "makinede",
    ],
)
def test_everyday_words_are_no_things(text: str) -> None:
    assert item_of(TURKISH, text) == ""


def test_every_topic_has_enough_to_say_in_either_tone() -> None:
    for topic in TOPICS:
        for section, least in (("regret", 6), ("step", 6), ("remedy", 3)):
            parts = TURKISH.sections[f"{section}.{topic}"]
            assert len(parts) >= least, (section, topic)
            if section != "remedy":
                assert sum(part.tone != "sincere" for part in parts) >= 6, (section, topic)


@pytest.mark.parametrize("tone", ["sincere", "formal"])
@pytest.mark.parametrize("topic", TOPICS)
def test_our_drafts_can_be_sent_as_they_are(topic: str, tone: Any) -> None:
    voice = Voice(brand="Firuzka", contact="@firuzka_destek", signature="Elif", tone=tone)
    occasions = product(("x", "reddit"), ("", "Ayşe Yılmaz"), (True, False), (None, "empathy", "remedy"))
    for seed, (platform, author, first, phase) in enumerate(occasions):
        situation = Situation(
            language="tr", topic=topic, platform=platform, author_name=author, first=first, phase=phase,
            item="ayakkabınız" if topic in ("delivery", "product") and seed % 2 else "", angry=seed % 3 == 0,
            returning=seed % 4 == 0, soon=("hour", "hours", "day")[seed % 3],
            explanation="depodaki bant arızalandı" if phase == "remedy" else "",
        )  # fmt: skip
        for draft in compose(SHIPPED, situation, voice, seed=seed):
            names = Names(
                brand="Firuzka", contact=voice.contact, signature="Elif", author=address(author, "Firuzka")
            )
            linted = lint(
                draft.text, language="tr", topic=topic, platform=platform, kind=draft.kind, names=names,
                first_reply=first, incident_young=phase == "empathy",
            )  # fmt: skip
            assert not linted.vetoes, (draft.text, linted.vetoes)
            assert linted.score >= 11, (draft.text, linted.notes)
            for apology in ("özür", "üzgünüm", "üzgünüz"):
                assert draft.text.count(apology) <= 1, draft.text
