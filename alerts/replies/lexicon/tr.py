"""What the linter listens for in Turkish."""

from __future__ import annotations

from alerts.replies.lexicon import Lexicon, near, words

_CHECKED = (
    r"(?<!\w)(?:bak(?:ı|a)|kontrol|incel|sor(?:u|d|a)|öğren|takip|nerede|neden|niye|ne zaman|durum"
    r"|araştır|haber|bilgi|yaz(?:a|ı)"
    r"|takıl|gecik|için|haklı|endişe|istemez)"
)
_TIME = (
    r"(?:bugün|yarın|bu akşam|akşama|sabaha?|öğle\w*|\d+ (?:gün|saat|iş günü|dakika)\w*"
    r"|(?:bir|iki|üç|dört|beş|birkaç|yarım) (?:gün|saat|hafta|iş günü)\w*|pazartesi\w*|salı\w*"
    r"|çarşamba\w*|perşembe\w*|cuma\w*"
    r"|hafta(?:ya| sonu\w*| içinde|nın)|en geç)"
)
_RESULT = (
    r"(?:ulaş(?:acak|mış olacak|tır)\w*|teslim (?:edilecek|edece|edil|alacaksınız|edilmiş)\w*"
    r"|elinizde\b|kapınızda\w*|elinize (?:geç|ulaş)\w*"
    r"|(?<!haber )(?<!cevabınız )(?<!cevap )(?<!yanıt )(?<!yanıtınız )(?<!sonuç )(?:gelecek"
    r"|gelmiş olacak)\b|varacak\w*"
    r"|çözül(?:ecek|müş olacak)\w*|çözece[kğ]\w*|çözmüş olaca\w*|düzel(?:ecek|tece|miş olaca)\w*"
    r"|kargoya ver(?:ilecek|ece|iyor|il)\w*|yola çık(?:acak|ar)\w*|tamamlan(?:acak|mış)\w*"
    r"|hazır olacak|gönder(?:ece|ilecek|iyoruz|ilmiş)\w*"
    r"|yat(?:acak|ıra|ırıl|mış olacak)\w*|yansıyacak\w*|yansımış olacak|hesabınızda\b"
    r"|sonuçlan(?:acak|dıra)\w*|halled(?:ece|ilecek)\w*|giderilecek\w*)"
)
_MONEY = r"(?:iade\w*|ücret\w*|para(?:n|y|s)\w*|para\b|tutar\w*|bedel\w*)"
_PAID = (
    r"(?:iade (?:edece|edilecek|edilir|ediyoruz|ediyorum|ettik|ettim|edildi|etmiş)\w*|yat(?:acak"
    r"|ıraca|ırılacak|ırdık|ırıyoruz)\w*|öde(?:yece|necek|riz|dik|me yapaca)\w*"
    r"|geri (?:öde|verece|alacaksınız|gelecek|yatır|gönder)\w*"
    r"|(?:hesabınıza|kartınıza) (?:geç|yat|yans|aktar|gel|iade|gönder)\w*)"
)
_GIFT = (
    r"(?:hediye\w*|kupon\w*|indirim\w*|puan\w*|tazminat\w*|ücretsiz \w+|bedava|bakiye\w*"
    r"|para ?puan\w*|%\s?\d+|yüzde \w+|çek\b)"
)
_GIVEN = (
    r"(?:tanımla(?:d|y|n|r|ma)\w*|gönder(?:iyor|ece|elim|mek|dik|dim|diğ)\w*|yoll\w*|takdim\w*"
    r"|hediye ed\w*|hediye etm\w*|ver(?:elim|ece|iyoruz|mek|dik)\w*|sun(?:uyor|mak|aca|alım"
    r"|arız)\w*"
    r"|ekle(?:dik|yece|yelim|dim|mek|niyor|necek)\w*|yükle(?:d|y|n)\w*|ilet(?:ece|iyor|elim)\w*"
    r"|ikram\w*|kabul ed\w*|bizden\b|yap(?:aca|alım|ıyor)\w*)"
)
_RULE = r"(?:kural|politika|prosedür|koşul|şart|sözleşme|yönetmelik|mevzuat|yönerge)\w*"

LEXICON = Lexicon(
    but=words(
        r"ama\b(?!,? bahane)|fakat\b|lakin\b|ancak\b|ne var ki\b|bununla (?:birlikte|beraber)\b"
        r"|yine de\b|oysa(?:ki)?\b"
    ),
    blame=words(
        r"(?!al|duy|gör|yaşa)\w*(?<!ma)(?<!me)m[ae]l[iı]yd[iı]n[iı]z\b"
        r"|(?!kal|yaşa|bekle|uğraş|çek|duy)\w+m[ae]m[ae]l[iı]yd[iı]n[iı]z\b"
        r"|\w+m[ae]n[iı]z (?:gerekirdi|gerekiyordu|lazımdı|icap ederdi)"
        r"|(?:sizin|kendi) (?:hata|kusur|suç|dikkatsizli|ihmal|yanlış|sorumlulu)\w*"
        r"|(?:hata|kusur|suç|sorun|problem|yanlış)\w* (?:tamamen )?(?:sizde|size ait|sizin|sizden)\w*"
        r"|sizden kaynakl\w*|siz(?:in)? taraf\w* kaynakl\w*"
        r"|(?:yanlış|hatalı|eksik) (?:\w+ )?(?:bas|tıkla|kur|yıka|tak|gir|yaz|seç|anla|kullan"
        r"|bilgi ver|adres (?:ver|yaz|gir)|sipariş ver)(?:miş|mış|muş|müş|di|dı)\w*(?:s[iı]n[iı]z"
        r"|n[iı]z|ş)\b|(?!ol|uğra)\w+s[ae]yd[iı]n[iı]z\b|den[ei]diniz mi ki"
        r"|dikkatli (?:ol|oku|incele|bak)\w*|dikkat etm\w+|dikkatsiz\w*|daha dikkatli"
        r"|sakin (?:olun|olur)|sakinleş\w*|abart\w*|bağırm\w*|üslubunuz\w*|üslup\w*|terbiye\w*"
        r"|kaba konuş\w*|bir dahaki sefere|bir sonraki sefer\w*"
        r"|bundan sonra (?:lütfen )?(?:dikkat|daha)|kullanıcı hatası|kullanım hatası"
        r"|(?:yazmayı|paylaşmayı|şikayet etmeyi|etiketlemeyi) (?:bırak|kes|durdur)\w*|her yere yaz\w*"
        r"|evde (?:yoktunuz|değildiniz|bulunm\w+|olmadığınız)|adresinizde bulunm\w+"
        r"|telefon\w* (?:açmad|cevap vermed|ulaşılamad)\w*"
        r"|(?:kabul etmiş|onayla(?:mış|dı)|imzala)\w*(?:s[iı]n[iı]z|n[iı]z|t[iı]n[iı]z)\b"
        r"|(?:oku|kontrol et|incele|bak|sor|ara|bildir|takip et)m[ae](?:m[iı]şs[iı]n[iı]z|d[iı]n[iı]z"
        r"|d[iı]ğ[iı]n[iı]z)\b|keşke (?:\w+ ){0,6}\w+s[ae]yd[iı]n[iı]z|bilmeniz gerekir"
        r"|siz (?:seçtiniz|istediniz|yazdınız|girdiniz|yanlış)"
    ),
    denial=words(
        r"biz(?:im|e)? (?:hata|suç|sorumlulu|kusur|problem|sorun|ihmal)\w* (?:değil|yok)\w*"
        r"|bizde (?:bir |herhangi bir |hiçbir )?(?:sorun|hata|kusur|problem)\w* (?:yok|bulunm|görünm"
        r"|değil)\w*|bizden kaynakl\w+ (?:değil|bir durum değil)\w*"
        r"|bizden kaynaklan(?:mıyor|maz|mamakta|mamış|madı)\w*|bizlik (?:bir )?(?:durum|şey|sorun)"
        r"|bizimle (?:ilgi|alaka)\w* yok|bize ait değil\w*|(?:sorumlu|mesul|suçlu) değil(?:iz|im)"
        r"|sorumluluk (?:kabul e|almıyor|alamay|üstlenm)\w*"
        r"|(?:bu|yazdıklarınız|söyledikleriniz|anlattıklarınız|iddianız|dediğiniz) (?:kesinlikle |hiç "
        r"|tamamen )?(?:doğru|gerçek|mümkün) değil\w*|mümkün değil\w*|imkansız\w*"
        r"|söz konusu (?:değil|olamaz)\w*|yanılıyor\w*"
        r"|yanlış (?:biliyor|anladınız|anlıyor|hatırlıyor)\w*|iddia\w*|yalan\w*|iftira\w*|asılsız\w*"
        r"|haksızsınız|haklı değilsiniz"
        r"|(?:kargo|kurye|banka|tedarikçi|satıcı|üretici|lojistik)\w* (?:firma\w* "
        r"|şirket\w* )?(?:hata\w*|suç\w*|sorunu\w*|kaynakl\w*|sorumlulu\w*|kusur\w*"
        r"|sorumlu(?!muz)\w*)(?! bize)"
        r"|(?:kargo (?:firma|şirket)\w*|bankanız\w*|üretici\w*|satıcı\w*) (?:ile )?(?:başvur"
        r"|görüş(?:ün|meniz)|iletişime geç(?:in|meniz)|ara(?:yın|manız)|sor(?:un|manız))\w*"
        r"|(?:müşteri|alıcı)\w*(?:n[ıiuü]n)? (?:kendi )?(?:sorumlulu|yükümlülü)\w*"
        r"|elimizden (?:bir şey |hiçbir şey )?gelm\w*"
        r"|yapabileceğimiz (?:bir|hiçbir) ?(?:şey)? ?(?:yok|bulunm)\w*|yapacak bir şey\w* yok"
        r"|kontrolümüz dışında\w*|elimizde değil|(?:sadece|yalnızca|bir tek) siz\b|sizden başka"
        r"|başka (?:hiç ?)?kimse\w*|hiçbir müşteri\w*|diğer müşteri\w*"
        r"|(?:sistem|kayıt|kontrol)\w* (?:göre|herhangi|bir sorun|bir hata|sorun yok)"
        r"|(?:herhangi )?bir (?:sorun|hata|aksaklık|problem) (?:yok|bulunm|görünm|tespit edilem"
        r"|tespit edilm|gözükm)\w*|kabul (?:etmiyor|edemey|edemiyor|etmem)\w*|olamaz\b"
        r"|yardımcı olam\w*"
        r"|(?:kayıt|sistem)\w* [^.?!]{0,25}(?:rastlama|bulama|göreme|mevcut değil|yok)\w*"
        r"|(?:anlattığınız|yazdığınız|söylediğiniz) (?:gibi|şekilde) (?:olma|değil|gerçekleşme)\w*"
        r"|bizim tarafımızda (?:\w+ ){0,3}(?:yok|görünm|bulunm)\w*|bizde öyle"
        r"|bizde böyle bir şey olmaz"
    ),
    rules=words(
        rf"(?:maalesef |üzgünüz )?(?:\w+ ){{0,2}}{_RULE} (?:gereği|göre|uyarınca|çerçevesinde"
        rf"|kapsamında|nedeniyle|gereğince|doğrultusunda|izin|belli|belirt|açık|yaz|var|uygun|dahilinde"
        rf"|ge[çr]e)\w*",
        (
            r"(?:kural|politika|prosedür|şart|koşul)(?:lar|ler)?[ıiuü]m[ıiuü]z\w*"
            r"|sözleşme(?:miz|de|nin|sinde|ye)\w*|yönetmeli\w+|mevzuat\w*"
            r"|(?:iade|değişim|garanti) (?:süre|hakkı|kapsam)\w* (?:dol|geç|bit|dışı|aş)\w*"
            r"|(?:\d+|on dört) gün(?:lük)? (?:iade |yasal )?(?:süre|içinde) (?:\w+ ){0,3}(?:gerek|dol|geç"
            r"|aş|yapıl)\w*|(?:kabul edilmemekte|yapılmamakta|mümkün olmamakta|bulunmamakta)\w*"
        ),
    ),
    refund=words(
        near(_MONEY, _PAID, unless=_CHECKED, apart=50),
        (
            r"(?:para |ücret |tam )?iade(?:si|nizi|niz|yi|sini)? (?:hemen |derhal |bugün |şimdi "
            r"|tam olarak )*(?:yapıyor|yapaca|yapılaca|yaptı|onayl[ıa]|başlatı|başlattı|gerçekleş|tamamla"
            r"|alacak|sağla)\w*|paranızı? (?:geri )?(?:alacak|verece|ödeyece|yatır)\w*|koşulsuz iade"
            r"|tam iade\w*"
        ),
    ),
    date=words(
        near(rf"{_TIME}", _RESULT, unless=r"(?<!\w)(?:size|haber|cevap|yanıt|bilgi|yaz|dönüş|sonuc)"),
        near(_RESULT, _TIME, unless=_CHECKED, apart=25),
        rf"(?:garanti|söz) ver(?:iyor|ece)\w*[^.?!]{{0,40}}{_RESULT}",
        near(
            rf"(?:kargo|sipariş|paket|ürün|para|iade|sorun|problem)\w*[^.?!]{{0,30}}{_TIME}",
            r"(?:size )?(?:ulaşır|gelir|teslim edilir|çözülür|yatar|elinizde olur|varır)\b",
            unless=_CHECKED,
        ),
    ),
    compensation=words(
        near(_GIFT, _GIVEN, unless=_CHECKED, apart=45),
        (
            r"(?:sonraki|bir dahaki|gelecek) (?:\w+ )?(?:sipariş|alışveriş|kargo|kahve)\w* (?:bizden"
            r"|ücretsiz|bedava)|(?:telafi|özür) (?:olarak|amacıyla|amaçlı|mahiyetinde|niyetine)\b"
            r"|tazmin ed\w*|zararınızı (?:karşıla|öde)\w*"
        ),
        near(r"(?:hesabınıza|üyeliğinize)", _GIFT, unless=_CHECKED, apart=30),
        near(_GIFT, r"(?:hazır|sizi bekliyor|sizin|kullanabilirsiniz)", unless=_CHECKED, apart=25),
    ),
    request=words(
        r"lütfen|rica "
        r"|(?:yaz|ilet|paylaş|gönder|bırak|ver|at|söyle|ekle|belirt|bildir|yolla)(?:[aeıiyr]*(?:bilir"
        r"|r)? ?m[iı]s[iı]n[iı]z|[iıuü]n(?:[iıuü]z)?\b|y[iı]n(?:[iı]z)?\b|m[ae]n[iı]z|s[ae]n[iı]z"
        r"|[aeiıu]?rs[ae]n[iı]z|[ae]bilirs[iı]n[iı]z|[iıuü]r m[iı]s[iı]n[iı]z|[ae]r m[iı]s[iı]n[iı]z)"
        r"|al(?:abilir miyi[zm])|öğrenebilir|nedir|ihtiyac\w+ var|gerekiyor|gerekli|gerekmekte|lazım"
        r"|yeterli|söyler m\w+|yorum\w* (?:yaz|bırak)\w*|yazmanız|iletmeniz|paylaşmanız|göndermeniz"
        r"|iletiniz|paylaşınız"
    ),
    data={
        "phone": words(
            r"telefon (?:no|numara)\w*|cep (?:telefon|no|numara)\w*|telefonunuz\w*"
            r"|(?:iletişim )?numaranız\w*|gsm|telefon ve\b"
        ),
        "email": words(
            r"(?:e-?posta|e-?mail|mail)(?: adres\w*|iniz\w*)",
        ),
        "order_number": words(
            r"(?:sipariş|takip|kargo|fatura|işlem|üye|üyelik|müşteri|gönderi|referans|talep)(?:iniz\w*|in"
            r"|nin|i)? (?:no\b|numara|kod)\w*"
        ),
        "address": words(
            r"(?:açık |ev |teslimat |iş |tam )?adresiniz(?!de bul)\w*|adres bilgi\w*|açık adres\w*"
            r"|ev adres\w*"
        ),
        "id": words(
            r"t\.? ?c\.?(?: kimlik)?(?: no| numara)\w*|tc\b|kimlik (?:no|numara|bilgi|fotoğraf|kart)\w*"
            r"|doğum tarih\w*|pasaport\w*"
        ),
        "card": words(
            r"kart(?:ınız\w*)? (?:no|numara|bilgi)\w*|cvv|son kullanma tarih\w+ ve"
            r"|(?:son|ilk) (?:dört|4|altı|6) hane\w*"
        ),
        "iban": words(
            r"iban\w*|(?:banka )?hesap (?:no|numara|bilgi)\w*",
        ),
        "name": words(
            r"ad(?:ınız\w*|ı)?[ ,-]*(?:ve )?soyad\w*|isim[- ]?soyisim|adınızı",
        ),
        "password": words(
            r"şifre(?:niz|n)\w*|parola\w*|doğrulama kod\w*|sms kod\w*",
        ),
        "details": words(
            r"bilgilerinizi|(?:iletişim|üyelik|kişisel|sipariş) bilgi\w*|kullanıcı ad\w*|sipariş detay\w*",
        ),
    },
    private=words(
        r"özel(?:den|de\b|e\b)|özel (?:mesaj|mail|sohbet|bir mesaj)\w*|dm\b|dm'?(?:den|ye|e)\w*"
        r"|direkt mesaj\w*|doğrudan mesaj\w*|mesaj kutu\w*|gelen kutu\w*"
        r"|e-?posta (?:ile|yoluyla|üzerinden|at)\w*|mesajla\b|mesaj yoluyla|mesaj atar\w*|mesajdan"
    ),
    here=words(
        r"burada(?:n|ki)?\b|buraya|yorum(?:a|da|lara|larda|unuza|unuzda|olarak)?\b|aşağıya|altına\b"
        r"|yanıt olarak|cevap olarak|herkese açık|yanıtlayarak"
    ),
    refrain=words(
        r"(?:yazma|paylaşma|gönderme|verme|bırakma|ekleme)y[iı]n(?:[iı]z)?\b|görünmesin|kalsın diye"
        r"|(?:yazmanıza|paylaşmanıza|vermenize)? ?gerek (?:yok|kalma)\w*|paylaşmadan"
    ),
    own=words(
        r"(?:hata|kusur|suç|kabahat|eksik|sorumlulu|yanlış|ayıb|ayıp|mesuliyet"
        r"|fatura)\w* (?:\w+ ){0,3}?(?:bizde|bize|bizim|biziz|bizden)\b(?! (?:değil|kaynaklan))"
        r"|(?:hata|kusur|suç|kabahat|eksik|sorumlulu|yanlış|ayıb|ayıp)\w* [\ue000\w]+ (?:olarak"
        r"|ekibi\w*|tarafında\w*|bize)\b"
        r"|bizim (?:hata|kusur|eksi|ayıb|ayıp|suç|yanlış|işimiz|kabahat|görevimiz"
        r"|sorumlulu)\w*(?! değil)|bize ait(?! değil)|üzerimize düşeni \w+m[ae]\w*|üzerimize alıyor\w*"
        r"|biz (?:hata|yanlış) \w+"
        r"|hata(?:mız)?\w* (?:yaptık|ettik|üstlen\w*|kabul ediyor\w*|bizde\w*|farkında\w*)|hatamız\w*"
        r"|kusurumuz\w*|eksiğimiz\w*|ihmalimiz\w*|yanlışımız\w*"
        r"|sorumluluğu\w* (?:\w+ ){0,3}?(?:üstlen|al[ıd]|bize|bizde|taşı|ekibi)\w*|üstleniyor\w*"
        r"|yarı yolda bırak\w*|sınıfta kald\w*|mazeretimiz yok\w*|bahanemiz yok\w*|mazeret\w* sığın\w*"
        r"|bahane üret\w*"
        r"|(?:daha|çok daha) (?:iyi|erken|önce|hızlı|dikkatli)\w* (?:\w+ ){0,3}?\w+m[ae]l[iı]yd[iı]k"
        r"|\w+m[ae]l[iı]yd[iı]k\b|sözümüz\w* (?:tut(?:a)?ma|dur(?:a)?ma)\w*"
        r"|beklet(?:tik|miş\w*|memel\w*)|uğraştırdık|yakışmad\w*|yakışmıyor\w*"
        r"|güveninizi (?:sars|incit|boşa|zede)\w*|hayal kırıklığına uğrattı[kğ]\w*"
        r"|(?:\w+ )?[\ue000] (?:böyle bir şeye )?izin vermemeliydi|becere?medik|beceremedik"
        r"|ihmal ettik|aksattık|unuttuk|geciktirdik|yetiştiremedik|yanılttık|mağdur ettik|üzdük"
        r"|yaşattık\b"
    ),
    sorry=words(
        r"özür|üzgün\w*|kusura bakma\w*|affedin|affınız\w*|bağışlayın|mahcu[bp]\w*|üzül(?:düm|dük)",
    ),
    feeling=words(
        r"özür|üzgün\w*|üzül\w*|üzücü|üzdü\w*|üzmüş\w*|üzüntü\w*|anlıyor\w*|anlayabil\w*|haklısınız"
        r"|hakkınız|hak veri\w*|haklı\b|tahmin ed\w+|hissed\w*|hissett\w*"
        r"|can(?:ınız\w*)? (?:sık|yak)\w*|moral\w*|keyf\w*|keyif\w*|kızm\w*|kızgın\w*|kızar\w*|öfke\w*"
        r"|yıprat\w*|yor(?:ucu|du|gun|mas)\w*|endişe\w*|kaygı\w*|tedirgin\w*|telaş\w*|bezdir\w*"
        r"|çileden|içim (?:burkul|acı)\w*|yerinizde ols\w*|ben olsam|zor (?:olduğ|olmalı|bir|durum)\w*"
        r"|stres\w*|kork\w*|korku\w*|hayal kırıklığ\w*|mahcu[bp]\w*|geçmiş olsun|sinir\w*|eziyet\w*"
        r"|çile\w*|rahatsız\w*|kötü hisset\w*|tatsız\w*|hoş değil"
    ),
    topics={
        "delivery": words(
            r"kargo\w*|teslim\w*|kurye\w*|paket\w*|sipariş\w*|gönderi\w*|bekle\w*|bekli\w*|gecik\w*"
            r"|geç kal\w*|kapı\w*|yol\w*|şube\w*|koli\w*|kayb?\w*"
        ),
        "product": words(
            r"ürün\w*|kalite\w*|kırık\w*|kırıl\w*|boz(?:uk|ul)\w*|kusur\w*|defo\w*|ayıplı|kutu\w*|beden\w*"
            r"|renk\w*|reng\w*|kumaş\w*|parça\w*|eksik\w*|hasar\w*|ayakkabı\w*|elbise\w*|telefon\w*"
            r"|mont\w*|çanta\w*|sipariş\w*|yanlış ürün|arıza\w*|yırt\w*|sök\w*"
        ),
        "return_refund": words(
            r"iade\w*|para\w*|değişim\w*|iptal\w*|ücret\w*",
        ),
        "payment": words(
            r"öde(?:me|n|d|y)\w*|kart\w*|para\w*|çek(?:im|il|t)\w*|tahsil\w*|tutar\w*|fatura\w*|banka\w*"
            r"|taksit\w*|cüzdan\w*|hesa[bp]\w*|ücret\w*|abonelik\w*|iki (?:kez|kere|defa)"
        ),
        "support": words(
            r"destek\w*|desteğ\w*|ceva[bp]\w*|yanıt\w*|müşteri (?:hizmet|temsilci)\w*|temsilci\w*"
            r"|telefon\w*|ara(?:ma|dı|yı)\w*|hatt\w*|hat\b|bekle\w*|bekli\w*|muamele\w*|ilgi\w*|kaba\w*"
            r"|dinle\w*|yardım\w*|ulaş\w*|oradan oraya|bot\w*|muhatap\w*|anlat\w*|karşılık"
        ),
        "app_site": words(
            r"uygulama\w*|site\w*|giriş\w*|gir(?:e|i)\w*|şifre\w*|sayfa\w*|çök\w*|don(?:ma|du|uyor)\w*"
            r"|hata\w*|güncelle\w*|sepet\w*|ekran\w*|yavaş\w*|açıl\w*"
        ),
        "price": words(
            r"fiyat\w*|indirim\w*|kupon\w*|kampanya\w*|ücret\w*|zam\w*|tutar\w*|pahalı\w*|kod\w*|etiket\w*"
            r"|kasa\w*"
        ),
        "safety_fraud": words(
            r"güven\w*|yangın\w*|yan(?:dı|ma|mış|ık)\w*|yaralan\w*|sağlı\w*|sağlığ\w*|zehir\w*|dolandır\w*"
            r"|sahte\w*|çalın\w*|hesa[bp]\w*|veri\w*|sız(?:ıntı|dı)\w*|kork\w*|tehlike\w*|patla\w*"
            r"|duman\w*|ürküt\w*|geçmiş olsun|batarya\w*|pil\w*|şarj\w*|elektrik\w*"
        ),
        "other": words(
            r"deneyim\w*|hizmet\w*|mağaza\w*|çalışan\w*|personel\w*|ambalaj\w*|puan\w*|reklam\w*|yaşa\w*"
            r"|durum\w*|tavır\w*|tavr\w*"
        ),
    },
    action=words(
        r"(?:bak|incel|araştır|kontrol|takip|takib|sor|ara|konuş|görüş|ilet|aktar|yaz|dön|haber|bildir"
        r"|bilgi|anlat|öğren|çöz|düzelt|hallet|gönder|aç|başlat|devral|üstlen|ilgilen|paylaş|ulaş"
        r"|karşılaştır|dene|bul|getir|yönlendir|topla|oku|test|çıkar|sür|tamamla|değiştir|ekle|koş"
        r"|götür|söyle|cevap|yanıt|uğraş|çalış|durdur|engelle|iptal|gir|bağla"
        r"|aktar)\w{0,24}(?: \w{1,24})?? ?\w{0,24}(?:[iıuü]yor(?:um|uz)?|(?:ece|aca)ğ(?:im|ım|iz|ız)|(?:d"
        r"|t)[iıuü](?:m|k)|[aeiıuü]r(?:im|ım|um|üm|iz|ız|uz)|ece[kğ]|aca[kğ])\b"
        r"|benden (?:al|duy|öğren|bekle)\w*|(?:takib\w*|konu|iş|gerisi|dosya\w*) (?:artık )?bende\b"
        r"|(?:ilk )?(?:haberi|haber|cevabı) (?:benden|ben|size)"
        r"|(?:ekibimiz|sorumlumuz|arkadaşım\w*|yöneticim\w*) [^.?!]{0,40}(?:yor|devrede|aldı)\b"
        r"|(?:ceva|yanıt)\w* (?:sizde|gelecek)\b|haberleşelim|dönüş yap\w*|dönerim|ilgileniyorum"
    ),
    time=words(
        r"(?:\d+|bir|iki|üç|dört|beş|altı|birkaç|yarım|kırk beş|otuz|on beş|on|yirmi) ?(?:saat|dakika"
        r"|dk|gün|iş günü)\w*|bugün\w*|yarın\w*|(?:bu )?akşam\w*|(?:bu )?sabah\w*|öğle\w*"
        r"|gün (?:içinde|bitmeden|sonu\w*)|saat \d|yarım saat\w*|mesai (?:bit|sonu)\w*"
        r"|(?:pazartesi|salı|çarşamba|perşembe|cuma)\w*"
    ),
    soon=words(
        r"en kısa (?:sürede|zamanda)|kısa süre(?:de| içinde)|yakında\b|ivedilikle|mümkün olan en",
    ),
    routine=words(
        r"(?:yaşadığınız|yaşanan|yaşattığımız|yaşamış olduğunuz) (?:bu )?(?:olumsuz|aksaklık|mağdur"
        r"|rahatsız)\w*|mağduriyetiniz\w*|en kısa (?:sürede|zamanda)|anlayışınız için"
        r"|sabrınız (?:ve anlayışınız )?için|geri bildirim\w*"
        r"|(?:değerli|sayın|kıymetli) (?:müşteri|üye|kullanıcı)\w*|ilgili (?:birim|departman|bölüm)\w*"
        r"|iyi günler (?:dile|dili)\w*|memnuniyetiniz\w*|bilginize (?:sun|arz)\w*"
        r"|talebiniz (?:alın|işleme|iletil|kayd)\w*|kaydınız (?:oluştur|alın)\w*|bizi tercih et\w*"
        r"|daha iyi hizmet|keyifli alışveriş\w*|önemsiyoruz|şikayetiniz (?:alın|ilet|kayd)\w*"
        r"|tarafınıza (?:bilgi|dönüş)\w*|rica eder,? |verdiğimiz rahatsızlık\w*"
    ),
    familiar=words(
        r"(?:sen|sana|seni|senin|senden|sende|kanka\w*|abi\w*|abla\w*|canım\w*|tatlım|reis|hacı|knk"
        r"|kardeş\w*|dostum|hocam|gülüm)\b|\w+[aeiıuü]r? m[iıuü]s[iıuü]n\b"
        r"|(?:merak etme|üzülme|kızma|bekle|yazsana|haber ver|kusura bakma)\b"
    ),
    thanks=words(
        r"teşekkür\w*|sağ ?olun\w*|iyi ki\b|minnet\w*|ne mutlu|sevin(?:dim|dik|ecek|iriz)\w*"
        r"|güle güle kullan\w*|gün\w+ güzelleş\w*|mutlu (?:et|ol)\w*"
    ),
)
