"""What the linter listens for in Turkish."""

from __future__ import annotations

from alerts.replies.lexicon import Lexicon, words
from alerts.replies.lexicon.tr_vetoes import (
    BLAME,
    BUT,
    COMPENSATION,
    DATE,
    DENIAL,
    REFUND,
    RULES,
)

LEXICON = Lexicon(
    but=BUT,
    blame=BLAME,
    denial=DENIAL,
    rules=RULES,
    refund=REFUND,
    date=DATE,
    compensation=COMPENSATION,
    request=words(
        r"lütfen|rica |(?:yaz|ilet|paylaş|gönder|bırak|ver|at|söyle|ekle|belirt|bildir|yolla|ulaştır|gir"
        r"|uzat)(?:[aeıiyr]*(?:bilir|r)? ?m[iı]s[iı]n[iı]z|[iıuü]n(?:[iıuü]z)?\b|y[iı]n(?:[iı]z)?\b|m[ae]n[iı]z"
        r"|s[ae]n[iı]z|[aeiıu]?rs[ae]n[iı]z|[ae]bilirs[iı]n[iı]z|[ae]bil[iı]rsen[iı]z|[iıuü]r m[iı]s[iı]n[iı]z"
        r"|[ae]r m[iı]s[iı]n[iı]z)|al(?:abilir miyi[zm]|alım\b|ayım\b|sak\b|mamız|mam )|öğrenebilir|nedir|neydi"
        r"|hangi\b|kaç\b|ihtiyac\w+ var|ihtiyacımız|gerekiyor|gerekli|gerekmekte|lazım|şart\b|bekli?yoru[zm]"
        r"|isti?yoru[zm]|isteyece|rica ed\w*|yeterli|yeter\b|söyler m\w+|yorum\w* (?:yaz|bırak)\w*|yazmanız"
        r"|iletmeniz|paylaşmanız|göndermeniz|iletiniz|paylaşınız|\w+ ?\?|alabilir\w*"
    ),
    data={
        "phone": words(
            r"(?:telefon|cep|gsm|tel|iletişim|whatsapp) (?:no|numara|hattı)\w*|cep (?:telefon)\w*|cebiniz\w*"
            r"|numaranız\w*|hangi numara\w*|gsm|telefon ve\b|numara\w* (?:\w+ )?(?:yaz|bırak|at(?:ın|ar)|ver"
            r"|ilet|paylaş|alal)\w*|telefonunuz\w*(?: (?:ve|ile|numara)|,? (?:\w+ ){0,3}(?:yaz|bırak|ilet"
            r"|paylaş|ver(?:in|ir|me)|at(?:ın|ar)|ekle|alal|alab|nedir))\w*|telefon (?:\w+ )?(?:yaz|bırak"
            r"|ver(?:in|ir)|paylaş)\w*"
        ),
        "email": words(
            r"(?:e[- ]?posta|e-?mail|mail|meyl)(?: ?adres\w*|iniz\w*|nız\w*|e kayıt\w*|le üye\w*)",
        ),
        "order_number": words(
            r"(?:sipariş|takip|kargo|fatura|işlem|üye|üyelik|müşteri|gönderi|referans|talep|iade|fiş"
            r"|barkod)(?:iniz\w*|in|nin|i)? (?:no\b|nonuz\w*|numara|kod)\w*|siparişno\w*"
        ),
        "address": words(
            r"(?:açık |ev |teslimat |iş |tam )?adresiniz(?:i|in|le|iniz|in[iı])?\b(?! (?:e |bul|kontrol|doğrula))"
            r"|adres(?:inizi)? bilgi\w*|açık adres\w*|(?:ev|teslimat) adres\w*|adres (?:\w+ )?(?:yaz|ver(?:in"
            r"|ir)|at(?:ın|ar)|paylaş|bırak)\w*|nerede otur\w*|mahalle\w* ve\b"
        ),
        "id": words(
            r"t\.? ?c\.?(?: kimlik)?(?: no| numara)\w*|tc\b|tckn\w*|kimli(?:k|ğiniz\w*) ?(?:no|numara|bilgi"
            r"|fotoğraf|kart|ön|arka|görsel)?\w*|doğum tarih\w*|pasaport\w*|ehliyet\w*"
        ),
        "card": words(
            r"kart(?:ınız\w*)? (?:no|numara|bilgi)\w*|cvv|son kullanma tarih\w+ ve|(?:son|ilk) (?:dört|4|altı"
            r"|6) (?:hane|rakam)\w*"
        ),
        "iban": words(
            r"iban\w*|(?:banka )?hesap (?:no|numara|bilgi)\w*|hesabınızın numara\w*",
        ),
        "name": words(
            r"ad(?:ınız\w*|ı)?[ ,-]*(?:ve )?soyad\w*|isim[- ,]*(?:ve )?soy ?isim\w*|adınızı|isminizi",
        ),
        "password": words(
            r"(?:şifre(?:niz|n)|parola)\w*+(?! (?:\w+ )?(?:değiş|yenile|güncelle|sıfırla))|(?:doğrulama|onay"
            r"|sms) kod\w*|gelen kod\w*",
        ),
        "details": words(
            r"bilgilerinizi|(?:iletişim|üyelik|kişisel|sipariş|hesap) bilgi\w*|kullanıcı ad\w*|sipariş detay\w*",
        ),
    },
    private=words(
        r"özel(?:den|de\b|e\b|imize|imizden)|özel (?:mesaj|mail|sohbet|bir mesaj|olarak yaz)\w*|dm\b|dm'?(?:den"
        r"|ye|e)\w*|direkt mesaj\w*|doğrudan mesaj\w*|mesaj kutu\w*|gelen kutu\w*|e-?posta (?:ile|yoluyla"
        r"|üzerinden|at)\w*|mesajla\b|mesaj yoluyla|mesaj atar\w*|mesajdan|mesaj (?:bölüm|atabilir)\w*"
    ),
    here=words(
        r"burada(?:n|ki)?\b|buraya|yorum(?:a|da|lara|larda|unuza|unuzda|olarak)?\b|aşağıya|altına\b"
        r"|yanıt olarak|cevap olarak|herkese açık|yanıtlayarak"
    ),
    refrain=words(
        r"(?:yazma|paylaşma|gönderme|verme|bırakma|ekleme|söyleme)y[iı]n(?:[iı]z)?\b|görünmesin|kalsın diye"
        r"|(?:yazma|paylaşma|verme|söyleme)m[ae]n[ıi]z\w*|(?:yazmanıza|paylaşmanıza|vermenize)? ?gerek (?:yok"
        r"|kalma)\w*|paylaşmadan|istemeyiz\b|istemez\b"
    ),
    own=words(
        r"bize düşer\w*|çaldık\b|\w+[ae]n biziz\b|savunulacak (?:yanı|tarafı) yok|(?:yanlış|eksik|hatalı|geç"
        r"|bozuk) (?:\w+ )?\w+(?:m[ıiuü]ş[ıiuü]z|[dt][ıiuü]k)\b|(?!ilet|ara|ver|gönder|cevapla|bilgilendir|ulaş"
        r"|bul|gör|et|takip|kontrol|teslim|yardımcı)\w+m[ıiuü]ş[ıiuü]z\b"
        r"|(?<!teslim )(?<!takip )(?<!kontrol )(?<!tespit )(?<!iade )etmişiz\b|(?:hata|kusur|suç|kabahat|eksik"
        r"|sorumlulu|sorumlusu|yanlış|ayıb|ayıp|mesuliyet|vebal|arıza|aksaklık|gecikme|sorun|fatura|özensizlik"
        r"|ihmal)\w* (?:\w+ ){0,3}?(?:bizde|bize|bizim|biziz|bizden|bizdeydi|bizimdi)\w*\b(?! (?:değil"
        r"|ait değil|kaynaklan(?:m[ıia]|maz)))|(?:hata|kusur|suç|kabahat|eksik|sorumlulu|yanlış|ayıb"
        r"|ayıp)\w* [\ue000\w]+ (?:olarak|ekibi\w*|tarafında\w*|bize)\b|bizim (?:\w+ )?(?:hata|kusur|eksi|ayıb"
        r"|ayıp|suç|yanlış|işimiz|kabahat|görevimiz|özensizli|ihmal|sorumlulu)\w*(?! değil)|(?:bize|firmamıza"
        r"|şirketimize|tarafımıza|markamıza|ekibimize|üzerimize) ait\w*(?! değil)|(?:bizden|bizim tarafımızdan"
        r"|tarafımızdan) kaynaklan(?:dı|an|mış|ıyor|makta)\w*|üzerimize düşeni \w+m[ae]\w*|üzerimize alıyor\w*"
        r"|biz (?:hata|yanlış) \w+|(?:yapan|eden|atlayan|unutan|karıştıran|geciktiren|bekleten) biziz"
        r"|hata(?:mız)?\w* (?:yaptık|yapmışız|ettik|etmişiz|üstlen\w*|kabul ediyor\w*|bizde\w*|farkında\w*)"
        r"|hatamız\w*|kusurumuz\w*|kusurluyuz|suçluyuz|kabahatliyiz|haksızız|eksiğimiz\w*|ihmalimiz\w*"
        r"|yanlışımız\w*|ayıbımız\w*|ayıp ettik|sorumluluğu\w* (?:\w+ ){0,3}?(?:üstlen|al[ıd]|bize|bizde|taşı"
        r"|ekibi|üzerimiz)\w*|sorumluyuz|üstleniyor\w*|yarı yolda bırak\w*|sınıfta kald\w*|(?:mazeret|bahane"
        r"|savun|özr)\w*(?:miz|umuz)? (?:yok|olamaz)\w*|mazeret\w* sığın\w*|bahane üret\w*|(?:daha"
        r"|çok daha) (?:iyi|erken|önce|hızlı|dikkatli)\w* (?:\w+ ){0,3}?\w+m[ae]l[iı]yd[iı][kğ]\w*"
        r"|\w+m[ae]l[iı]yd[iı]k\b|(?:bizim|biz) (?:\w+ ){0,4}\w+memiz (?:gerekirdi|gerekiyordu|lazımdı)"
        r"|sözümüz\w* (?:tut(?:a)?ma|dur(?:a)?ma|yerine getir[ei]?me)\w*|söz ver(?:ip|dik"
        r"|miştik)\w* (?:\w+ )?tut[ua]?ma\w*|yakışmad\w*|yakışmıyor\w*|yakıştıram\w*"
        r"|(?:bizim )?gözümüzden kaç\w*|(?:biz |yine )?becere?me(?:dik|mişiz)|güveninizi (?:sars|incit|boşa"
        r"|zede)\w*|hayal kırıklığına uğrat(?:tı[kğ]|mış)\w*"
        r"|(?:\w+ )?[\ue000] (?:böyle bir şeye )?izin vermemeliydi|(?!ulaş|bul|gör|sapta|tespit|rastla|anla"
        r"|eriş|doğrula|teyit|yardımcı|ol[ae]ma)\w+[ae]m[ae](?:d[iı]k|m[iı]ş[iı]z)\b|(?:ihmal et|aksat|unut"
        r"|gecik|geciktir|yanılt|mağdur et|üz|yaşat|beklet|uğraştır|yor|kır|karıştır|atla|şaşırt|zorla|aldat"
        r"|oyala|boşla|kaybet|düşür|bozuk gönder|yanlış \w+|hatalı \w+|eksik \w+|geç \w+|cevapsız bırak"
        r"|yalnız bırak|yanıtsız bırak|es geç|gözden kaçır|sav|dönme|yazma|arama|tutma|dinleme|haber verme"
        r"|cevap verme|yanıt verme)(?:[dt][ıiuü]k|m[ıiuü]ş[ıiuü]z)\b|beklet(?:tik|miş\w*|memel\w*|tiğimiz)"
    ),
    sorry=words(
        r"özür|özr\w+|üzgün\w*|kusura bakma\w*|kusurumuza bakma\w*|affedin|affınız\w*|bağışlayın|mahcu[bp]\w*"
        r"|üzül(?:düm|dük)|utan(?:dım|dık|ıyor|ç)\w*",
    ),
    feeling=words(
        r"affedil\w+|neşe\w*|tad(?:ı|ınız)\w* kaç\w*|kaçırmıştır|kaçırdık|özür|özr\w+|üzgün\w*|üzül\w*|üzücü"
        r"|üzdü\w*|üzmüş\w*|üzüntü\w*|anlıyor\w*|anlayabil\w*|anlamamak|haklısınız|hakkınız|hak ver\w*|haklı\b"
        r"|tahmin ed\w+|hissed\w*|hisset\w*|şaşır\w*|çok doğal|yüzüm(?:üz)? kızar\w*|utan\w*|ne kötü|kötü bir"
        r"|can(?:ınız\w*|ı)? (?:sık|yak|acıt)\w*|can sıkıcı\w*|moral\w*|keyf\w*|keyif\w*|kızm\w*|kızgın\w*"
        r"|kızar\w*|kızd\w*|öfke\w*|yıprat\w*|yor(?:ucu|du|gun|mas|muş|an)\w*|endişe\w*|kaygı\w*|tedirgin\w*"
        r"|telaş\w*|bezdir\w*|bıktır\w*|usandır\w*|çileden|iç(?:im|imiz)i? (?:burkul|acı|sızla|rahat)\w*"
        r"|yerinizde ols\w*|ben olsam|zor (?:olduğ|olmalı|bir|durum)\w*|stres\w*|kork\w*|korku\w*|ürk\w*"
        r"|hayal kırıklığ\w*|hayal kır\w*|mahcu[bp]\w*|geçmiş olsun|(?<!ile )(?<!larla )(?<!lerle )sinir\w*"
        r"|eziyet\w*|çile\w*|rahatsız\w*"
        r"|kötü hisset\w*|tatsız\w*|hoş değil|hoş olma\w*|kırıcı\w*|kırgın\w*|kırıl(?:man|mış)\w*|gücen\w*"
        r"|heves\w*|hüsran\w*|buru[kl]\w*|olacak iş değil|olur şey değil|kabul edilir \w+ değil|kabul edilemez"
        r"|çekilir \w+ değil|(?:aldatıl|kandırıl|oyalan|dışlan|değersiz|yalnız)\w* hisse\w*|boşuna|boşa (?:git"
        r"|çık|bekle)\w*|emeğiniz\w*|isyan\w*|sabrınızı\w*|sabr\w* (?:taş|zorla|tüket)\w*|insanı \w+"
        r"|insanın \w+|kim olsa|çok ağır|ağır gel\w*|ayıp\w*|yazık|gün(?:ünüz|ü)\w* (?:\w+ )?(?:böl|boz|berbat"
        r"|zehir|mahvet|kaç)\w*|hak etm[ei]\w*|hak etmed\w*"
    ),
    topics={
        "delivery": words(
            r"kargo\w*|teslim\w*|kurye\w*|paket\w*|sipariş\w*|gönderi\w*|gönderil\w*|bekle\w*|bekli\w*|gecik\w*"
            r"|geç kal\w*|kapı\w*|yol\w*|şube\w*|koli\w*|kayb?\w*|gelme\w*|ulaş\w*|dağıtım\w*|yetiş\w*"
            r"|adres\w*|gelen\w*"
        ),
        "product": words(
            r"ürün\w*|kalite\w*|kırık\w*|kırıl\w*|boz(?:uk|ul)\w*|kusur\w*|defo\w*|ayıplı|kutu\w*|beden\w*"
            r"|renk\w*|reng\w*|kumaş\w*|parça\w*|eksik\w*|hasar\w*|ayakkabı\w*|elbise\w*|telefon\w*|mont\w*"
            r"|çanta\w*|sipariş\w*|yanlış ürün|arıza\w*|yırt\w*|sök\w*|çiz(?:ik|il)\w*|çatla\w*|ezi[kl]\w*"
            r"|leke\w*|kok\w*|bayat\w*|çürü\w*|soğuk\w*|soğu\w*|çek(?:miş|mesi)\w*|dikiş\w*|sız(?:dır|ıntı)\w*"
            r"|numara\w*|kazak\w*|kaza[gğ]\w*|kulaklı\w*|tabak\w*|taba[gğ]\w*|bardak\w*|saat(?:iniz|in)\w*"
            r"|oyuncak\w*|oyunca[gğ]\w*|tişört\w*|gömlek\w*|pantolon\w*|krem\w*|kita[bp]\w*|buzdolab\w*"
            r"|makine\w*|ütü\w*|yeme[kğ]\w*|koltu[kğ]\w*|masa\w*|çalışma\w*|kullan\w*|satın al\w*"
            r"|beklediğiniz gibi|memnun\w*|beklenti\w*|açınca|aldığınız\w*"
        ),
        "return_refund": words(
            r"iade\w*|para\w*|değişim\w*|iptal\w*|ücret\w*|geri (?:öde|yolla|gönder|al)\w*|değiştir\w*",
        ),
        "payment": words(
            r"öde(?:me|n|d|y)\w*|kart\w*|para\w*|çek(?:im|il|t)\w*|tahsil\w*|tutar\w*|fatura\w*|banka\w*"
            r"|provizyon\w*|havale\w*|taksit\w*|cüzdan\w*|hesa[bp]\w*|ücret\w*|abonelik\w*|aboneli[gğ]\w*"
            r"|iki (?:kez|kere|defa)|\d[\d.,]* ?(?:tl|₺)\w*"
        ),
        "support": words(
            r"destek\w*|desteğ\w*|ceva[bp]\w*|yanıt\w*|müşteri (?:hizmet|temsilci)\w*|temsilci\w*|mesaj\w*"
            r"|beklet\w*|telefon\w*|ara(?:ma|dı|yı)\w*|hatt\w*|hat\b|bekle\w*|bekli\w*|muamele\w*|ilgi\w*"
            r"|kaba\w*|sesiniz\w*|duyma\w*|duyul\w*|dinle\w*|yardım\w*|ulaş\w*|oradan oraya|bot\w*|muhatap\w*"
            r"|anlat\w*|karşılık|görüşme\w*|kapat\w*|geçiştir\w*|oyala\w*"
        ),
        "app_site": words(
            r"uygulama\w*|teknik\w*|aksaklık\w*|aksaklığ\w*|site\w*|giriş\w*|gir(?:e|i)\w*|şifre\w*|sayfa\w*"
            r"|çök\w*|don(?:ma|du|uyor|up)\w*"
            r"|kapan\w*|arıza\w*|hata\w*|güncelle\w*|sepet\w*|ekran\w*|yavaş\w*|açıl\w*|çalışma\w*|sistem\w*"
            r"|oturum\w*|bildirim\w*|kilitle\w*|hesa[bp]\w*"
        ),
        "price": words(
            r"fiyat\w*|indirim\w*|kupon\w*|kampanya\w*|ücret\w*|zam\w*|tutar\w*|pahalı\w*|kod\w*|etiket\w*"
            r"|ucuz\w*|kasa\w*|\d[\d.,]* ?(?:tl|₺)\w*|fark\w*"
        ),
        "safety_fraud": words(
            r"güven\w*|yangın\w*|yan(?:dı|ma|mış|ık)\w*|yaralan\w*|sağlı\w*|sağlığ\w*|zehir\w*|dolandır\w*"
            r"|sahte\w*|çalın\w*|hesa[bp]\w*|veri\w*|sız(?:ıntı|dı)\w*|kork\w*|tehlike\w*|patla\w*|alev\w*"
            r"|alerji\w*|kızarı\w*|duman\w*|ürküt\w*|geçmiş olsun|batarya\w*|pil\w*|şarj\w*|elektrik\w*|priz\w*"
            r"|çarp\w*|şifre\w*|kart\w*|taklit\w*|mide\w*"
        ),
        "other": words(
            r"deneyim\w*|hizmet\w*|mağaza\w*|çalışan\w*|personel\w*|ambalaj\w*|puan\w*|reklam\w*|yaşa\w*"
            r"|durum\w*|tavır\w*|tavr\w*|karşılan\w*"
        ),
    },
    sayings=words(
        r"barda[kg]\w* taş(?:ır|t|an)\w*|barda[kg]\w* boşan\w*|dolap(?:lar)? (?:çevir|dön)\w*|dönen dolap\w*",
        r"perde(?:nin)? arka\w*|çantada keklik|havlu(?:yu)? at\w*|ateşten gömlek|ete[kg]\w* (?:tutuş|zil çal)\w*",
        r"(?:çocuk )?oyunca[kg]\w* (?:ol|et|değil|say|san|mı)\w*|kitab\w* (?:uydur|uy|yaz)\w*|yataktan kalk\w*",
    ),
    action=words(
        r"(?:bak|incel|araştır|kontrol|takip|takib|sor|ara|konuş(?!un|u\b)|görüş|ilet|aktar|yaz|dön|haber|bildir|bilgi"
        r"|anlat|öğren|çöz|düzelt|hallet|gönder|aç|başlat|devral|üstlen|ilgilen|paylaş|ulaş|karşılaştır|dene"
        r"|bul|getir|yönlendir|topla|oku|test|çıkar|sür|tamamla|değiştir|ekle|koş|götür|söyle|cevap|yanıt|uğraş"
        r"|çalış|durdur|engelle|iptal|gir|bağla|taşı|tart|kapat|yazış|sayı"
        r"|aktar)\w{0,24}(?: \w{1,24})?? ?\w{0,24}(?:[iıuü]yor(?:um|uz)?|(?:ece|aca)ğ(?:im|ım|iz|ız)|(?:d"
        r"|t)[iıuü](?:m|k)|[aeiıuü]r(?:im|ım|um|üm|iz|ız|uz)|ece[kğ]|aca[kğ])\b|benden (?:al|duy|öğren"
        r"|bekle)\w*|(?:takib\w*|konu|iş|gerisi|dosya\w*) (?:artık )?bende\b|(?:ilk )?(?:haberi|haber"
        r"|cevabı) (?:benden|ben|size)|haberiniz olacak|haberdar ed\w*|(?:ekibimiz|ekibi|sorumlumuz|uzmanımız"
        r"|müdürümüz|yetkilimiz|birimimiz|arkadaşım\w*|arkadaş|yöneticim\w*"
        r"|yönetimimiz) [^.?!]{0,60}(?:[ıiuü]yor|makta|mekte|maktadır|mektedir|devrede|aldı)\b"
        r"|bilgi verilecek\w*|bilgilendiril(?:ecek)\w*|(?:ceva|yanıt)\w* (?:sizde|gelecek)\b|haberleşelim"
        r"|dönüş yap\w*|dönerim|ilgileniyorum|bakıp \w+"
    ),
    time=words(
        r"(?:\d+|bir|iki|üç|dört|beş|altı|birkaç|yarım|kırk beş|otuz|on beş|on|yirmi|yirmi dört"
        r"|kırk sekiz) ?(?:saat|dakika|dk|gün|iş günü)\w*|bugün\w*|yarın\w*|(?:bu )?akşam\w*|(?:bu )?sabah\w*"
        r"|öğle\w*|bu gece\w*|geceye\b|gün (?:içinde|bitmeden|sonu\w*)|saat \d|\d{1,2}[.:]\d\d|yarım saat\w*"
        r"|mesai (?:bit|sonu)\w*|hafta sonu\w*|haftaya\b|saat (?:bir|iki|üç|dört|beş|altı|yedi|sekiz|dokuz"
        r"|on)\w*|(?:pazartesi|salı|çarşamba|perşembe|cuma|cumartesi|pazar)\w*"
    ),
    soon=words(
        r"en kısa (?:sürede|zamanda)|kısa (?:süre(?:de| içinde)|zamanda)|yakında\b|ivedilikle|mümkün olan en"
        r"|bir an (?:önce|evvel)|en yakın (?:zaman|süre)\w*|az sonra|birazdan",
    ),
    routine=words(
        r"(?:yaşadığınız|yaşanan|yaşattığımız|yaşamış olduğunuz) (?:bu )?(?:olumsuz|aksaklık|mağdur"
        r"|rahatsız)\w*|mağduriyetiniz\w*|en kısa (?:sürede|zamanda)|anlayışınız için|olumsuz (?:deneyim"
        r"|durum)\w*|sabrınız (?:ve anlayışınız )?için|geri bildirim\w*|yardımcı olabilmemiz (?:için|adına)"
        r"|(?:değerli|sayın|kıymetli) (?:müşteri|üye|kullanıcı)\w*|ilgili (?:birim|departman|bölüm|ekip)\w*"
        r"|iyi günler (?:dile|dili)\w*|memnuniyetiniz\w*|bilginize (?:sun|arz)\w*|geri dönüş sağla\w*"
        r"|dönüş sağlan\w*|talebiniz (?:alın|işleme|iletil|kayd)\w*|kaydınız (?:oluştur|alın)\w*"
        r"|bizi tercih et\w*|titizlikle (?:incele|değerlendir)\w*|daha iyi hizmet|keyifli alışveriş\w*"
        r"|önemsiyoruz|şikayetiniz (?:alın|ilet|kayd)\w*|gerekli (?:aksiyon|işlem|çalışma)\w*"
        r"|tarafınıza (?:bilgi|dönüş)\w*|rica eder,? |verdiğimiz rahatsızlık\w*|(?:hassasiyet"
        r"|önem)\w* (?:ile )?takip\w*"
    ),
    familiar=words(
        r"(?:sen|sana|seni|senin|senden|sende|kanka\w*|abi(?:m|cim|ciğim)?|abla(?:m|cım)?|canım|tatlım|reis"
        r"|hacı|knk|kral(?:ım)?|aga|kardeş(?:im)?|dostum|hocam|gülüm|bebeğim|güzelim)\b"
        r"|\w+[aeiıuü]r? m[iıuü]s[iıuü]n\b|(?:merak etme|üzülme|kızma|bekle|yazsana|haber ver|kusura bakma)\b"
    ),
    thanks=words(
        r"teşekkür\w*|sağ ?ol(?:un|unuz|asın)\w*|iyi ki\b|minnet\w*|ne mutlu|sevin(?:dim|dik|ecek|iriz)\w*"
        r"|sevindir\w*|var olun\w*|güle güle kullan\w*|gün\w+ (?:güzelleş|aydınla)\w*|mutlu (?:et|ol)\w*"
        r"|eksik olmayın\w*|mutluluk\w*|gülümset\w*|elinize sağlık|ağzınıza sağlık|(?:içimiz|içim)\w* (?:ısın"
        r"|rahatla)\w*|çok yaşayın|gurur\w*"
    ),
)
