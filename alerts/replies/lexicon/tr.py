"""What the linter listens for in Turkish."""

from __future__ import annotations

from alerts.replies.lexicon import Lexicon, near, words

#: What stands between money or a gift and its verb where nothing is promised: somebody looks into it, or writes of it.
_CHECKED = (
    r"(?<!\w)(?:bak(?:ı|a)|kontrol|incel|sor(?:uy|up|ac|d|ar)|öğren|takip|nerede|neden|niye|niçin|ne zaman"
    r"|durum|araştır|haber|bilgi|yaz(?:a|ı)|geçm[ei]|takıl|gecik|için\b|haklı|endişe|istemez|gereken|sandığ)"
)
_TIME = (
    r"(?:bugün|yarın|bu hafta|akşam\w*|sabah\w*|öğle\w*|gece\w*|saat \d+\w*|\d{1,2}[:.]\d\d\w*|\d+ (?:gün|saat"
    r"|iş günü|dakika)\w*|(?:bir|iki|üç|dört|beş|birkaç|yarım) (?:gün|saat|hafta|iş günü)\w*|pazartesi\w*"
    r"|salı\w*|çarşamba\w*|perşembe\w*|cuma\w*|pazar\w*|\d+ (?:ocak|şubat|mart|nisan|mayıs|haziran|temmuz"
    r"|ağustos|eylül|ekim|kasım|aralık)\w*|hafta(?:ya| sonu\w*| içinde|nın)|ay sonu\w*|bayram\w*|yılbaşı\w*|en geç)"
)
_RESULT = (
    r"(?!(?:teslim |sevk )?\w*(?:ecek|acak)t[ıi](?!r))(?>ulaş(?:acak|mış olacak|ır\b|tır[aı])\w*|elinizde\b"
    r"|kapınızda\w*"
    r"|teslim (?:ed(?:ilecek|ece|iyor|ilir|eri)|alacaksınız|alırsınız|edilmiş ol)\w*|elinize (?:\w+ )?(?:geçe"
    r"|ulaşa|geçer|vere|veri|ula[sş]ır)\w*|yenisi\w* (?:\w+ )?(?:ver|yoll|getir|ulaştır)(?:ece|iri|ıyoru|iyoru"
    r"|uyoru|aca)\w*|(?<!haber )(?<!cevabınız )(?<!cevap )(?<!yanıt )(?<!yanıtınız )(?<!sonuç )(?:gelecek"
    r"|gelmiş olacak)\b|varacak\w*|yetiş(?:ecek|tirece|tiriyor|ir\b|tiriri|miş ol)\w*|çöz(?:ülecek|ülmüş ol"
    r"|ece[kğ]|müş ol|ülür|eri[zm]|üyoru|üme kavuş)\w*|düzel(?:ecek|tece|tiyor|tiri[zm]|miş ol|ir\b)\w*"
    r"|(?:kargoya|kuryeye) (?:ver(?:ilecek|ece|iyor|il)|teslim ed)\w*|sevk ed(?:ilecek|ece|iyor)\w*|(?:yola"
    r"|kargoya|dağıtıma) çık(?:acak|ar|ıyor|mış ol)\w*|tamamlan(?:acak|mış ol|ır\b)\w*|tamamlayacağı\w*"
    r"|bit(?:ecek|irece|iriri|miş ol)\w*|hazır (?:olacak|olur|edece)\w*"
    r"|(?<!mesaj )(?<!cevap )(?<!yanıt )(?<!bilgi )(?<!sonucu )gönder(?:ece|ilecek|iyoruz|ilmiş|ilir|iriz)\w*"
    r"|yat(?:acak|ıra|ırıl|mış ol|ar\b)\w*|yansı(?:yacak|mış ol|r\b)\w*|hesabınızda\b|sonuçlan(?:acak|dıra|ır\b"
    r"|mış ol)\w*|hall(?:ed(?:ece|ilecek|eri|iyoru)|olur|olacak|olmuş ol)\w*|gider(?:ilecek|ece|ilmiş ol"
    r"|iyoru)\w*|(?<!cevap )(?<!haber )(?<!yanıt )(?<!bilgi )(?<!sonuç )getir(?:ece|iyoru|iri)\w*|(?:aktif|açık"
    r"|çalışır|kullanılabilir) (?:hale|ol|durumda)\w*|açıl(?:acak|mış ol)\w*|(?:yoluna|rayına|düzene"
    r"|normale) (?:gir|otur|dön)(?:ecek|acak|er\b|ur\b|müş ol|miş ol)\w*|toparlan(?:acak|ır\b)\w*"
    r"|sizde(?:yiz)?(?=[,.!;]| olu| olac)|kapını\w+ çal(?:aca|ar|ıyor)\w*)(?![”\"»]|,? (?:ol(?:mal|mas|mam|mad"
    r"|ama|acakt|an\b|duğ)|den[dei]|denm|denil|diye|dedi|söyle|sözü|yazıy|yazan|yazm|görün|gözük|gereken"
    r"|olsun (?:diye|ist)"
    r"|gerekirken|derken))"
)
_MONEY = (
    r"(?:iade\w*|ücret\w*|para(?:n|y|s)\w*|para\b|tutar\w*|bedel\w*|fark(?:ı|ını|ınız\w*)\b|kuruş\w*|çekilen\w*"
    r"|fazlas\w*|ödeme(?:niz|yi)\w*|\d[\d.,]* ?(?:tl|₺|lira)\w*)"
)
#: A verb's endings that say it is or will be done; "hesabınıza geçmemesi", "yatıp yatmadığı" are none.
_WILL = (
    r"(?:y?[ae]c[ae][kğ]\w*+(?! (?:tarih|günü|zaman))|[aeıiu]?r(?:s[ıi]n[ıi]z|[ıi]z|[ıi]m)?\b|[ıiuü]yor(?:uz"
    r"|um)?\b|m[ıiuü]ş ol[au]\w*|[dt][ıiuü][km]?\b|m[ıiuü]şt[ıiuü]r\b|m[ae]kt[ae]\w*"
    r"|m[ae]s[ıi]n[ıi] (?:\w+ )?sağl\w*|m[ae]s[ıi] için söz)"
)
_PAID = (
    rf"(?:iade (?:ed(?:il)?{_WILL}|et{_WILL}|edelim)|yat(?:ır|ırıl)?{_WILL}|(?<!ön )öde(?:n|me yap)?{_WILL}"
    rf"|geri (?:öde|ver|al|gel|yat|gönder|yoll?[au]?|aktar|dön|yükle)(?:ır|il|n)?(?:ırıl)?{_WILL}|geri öde(?:n"
    rf"|me\w* yap)\w*|geri öd[iıuü]yoru\w*|(?:hesa\w+|kart\w+|cüzdan\w+) (?:\w+ )?(?:geç|yat|yansı|aktar|gel"
    rf"|gönder|düş|dön)(?:ır|ıl|il|t)?{_WILL}|al(?:acaks|ırs|mış ol)\w*|(?:hesa|kart"
    rf"|ceb)\w*n[ıi]zda (?:\w+ )?(?:gör(?:ece|ür|ebil)|ol(?:ur|aca))\w*|çıkış\w* (?:yap|ver)(?:ıl)?{_WILL}"
    rf"|yansıt{_WILL}|(?:cebinizde|kartınızda|hesabınızda)(?: ol(?:ur|aca|muş)\w*|[,.!]| bil\w*)"
    rf"|(?:siz\w* )?kavuş(?:t[uı]r)?{_WILL}|elinize geç{_WILL})"
)
_GIFT = (
    r"(?:hediye\w*|armağan\w*|kupon\w*|indirim\w*|puan\w*|tazminat\w*|ücretsiz(?: \w+)??|bedava|bakiye\w*"
    r"|jest\w*|para ?puan\w*|%\s?\d+|yüzde \w+|çek[ıi]?\b|\d[\d.,]* ?(?:tl|₺|lira)\w*|ikram\w*|sürpriz\w*)"
)
_GIVEN = (
    r"(?:tanımla(?:d|y|n|r|ma)\w*|tanımlı(?:y|)\w*|gönder(?:iyor|ece|elim|mek|dik|dim|diğ)\w*|yoll\w*|takdim\w*"
    r"|hediye ed\w*|hediye etm\w*|ver(?:e[yl]im|ece|iyoru|iri|mek|dik)\w*|sun(?:uyor|mak|aca|alım|arız)\w*"
    r"|bırak(?:tık|ıyor|aca)\w*|uzat(?:tı|ıyor|aca)\w*|hazırl[ıa](?:yor|dı|ya)\w*|ayır(?:dık|dım|ıyor)\w*"
    r"|ekle(?:dik|yece|yelim|dim|mek|niyor|necek)\w*|ekli(?:yor)\w*|yükl[eiü](?:d|y|n)\w*|size ilet(?:ece|iyor"
    r"|elim)\w*|ikram ed\w*|ikramımız\w*|kabul ed(?:in|er)\w*|bizden\b|yap(?:aca|alım|ıyoru)\w*)"
)
_RULE = (
    r"(?:kural|politika|prosedür|koşul|şart|sözleşme|yönetmelik|mevzuat|yönerge|şartname|kanun|yasalar)\w*"
)
#: "You did": what the one who is written to is said to have done.
_YOU = (
    r"(?:m[ıiuü]şs[ıiuü]n[ıiuü]z\w*|[dt][ıiuü]n[ıiuü]z\b|[ıiuü]yors[uü]n[uü]z\w*|m[ıiuü]ş ol(?:abilirs|mal[ıi]s"
    r"|mayas)[ıi]n[ıi]z\w*)"
)
_FAULTY = r"(?:yanlış|hatalı|eksik|ters|bilinçsiz|özensiz|dikkatsiz(?:ce)?|geç|uygunsuz)"
_COURIER = r"(?:kargo|kurye|banka|tedarikçi|satıcı|üretici|lojistik|dağıtım|marka|operatör)"

LEXICON = Lexicon(
    but=words(
        r"ama\b(?!,? bahane)|amma\b|fakat\b|lakin\b|ne var ki\b|gel ?gelelim\b|gelin görün ki\b"
        r"|bununla (?:birlikte|beraber)\b"
        r"|ancak\b(?! (?:yarın|bugün|şimdi|akşam|sabah|saat|o zaman|böyle|bu kadar))"
        r"|oysa(?:ki)?\b(?![.!?…]|,? siz [^.?!\n]{0,60}m[ıiuü]şs[ıiuü]n[ıiuü]z)"
        r"|buna rağmen\b|(?<!kurye )(?<!siz )yine de\b(?! (?:bize|bizi|yaz|haber|sağ|teşekkür|özür))"
        r"|öte yandan\b|her ne kadar\b"
        r"|şu da var ki\b|\w+m[ae]kl[ae] (?:birlikte|beraber)\b|(?:anla|üzül|iste|hak ver|özür dile|kabul et"
        r"|olu?)s[ae]k (?:de|da|bile)\b|şunu da (?:belirt|söyle|hatırlat|ekle|unutm)\w*"
        r"|yalnız,? (?:şu|şunu|şöyle|siz|bu)\b"
        r"|(?:özür dile\w+|kusura bakmayın|üzgünüz|üzgünüm|anlıyoru[zm]|haklısınız) d[ae]\b(?!,? (?:haklı|siz))"
    ),
    blame=words(
        r"\w*m[ae]yaca?kt[ıi]n[ıi]z\b|(?:kopar|yırt|dök|yak|ez|del|kes|kır|boz)m[ıiuü]şs[ıiuü]n[ıiuü]z\w*"
        r"|(?:kapıyı|telefonu) açan olma\w*|zil\w* (?:çal|bas)(?:dık|dı|mış|mışlar|tı)\b"
        r"|eski (?:\w+ ){1,2}kullan\w*(?:s[ıu]n[ıu]z|ğ[ıi]n[ıi]z)"
        r"|\w+s[ae]n[ıi]z,? (?:\w+ ){0,5}\w+(?:[aeıiuü]rd[ıi]|m[ae]zd[ıi])(?:n[ıi]z|k)?\b|(?:büyük (?:ihtimalle"
        r"|olasılıkla)|muhtemelen|belli ki|demek ki|herhalde|galiba|sanırım) (?:\w+ ){0,4}(?!yor|endişe|bekle"
        r"|üzül|kork|kız|sıkıl|yıpran|bık|bunal|telaş|merak)\w+(?:m[ıiuü]şs[ıiuü]n[ıiuü]z"
        r"|[dt][ıiuü]n[ıiuü]z)\w*|(?!al|duy|gör|yaşa)\w*(?<!ma)(?<!me)m[ae]l[iı]yd[iı]n[iı]z\b|(?!kal|yaşa"
        r"|bekle|uğraş|çek|duy)\w+m[ae]m[ae]l[iı]yd[iı]n[iı]z\b|\w+m[ae]n[iı]z (?:gerekirdi|gerekiyordu"
        r"|gerekmekteydi|lazımdı|icap ederdi|beklenirdi)|(?:önce|bize"
        r"|öncelikle) (?:\w+ ){0,4}\w+m[ae]n[iı]z (?:daha )?(?:doğru|iyi|uygun|şık|yerinde) olur\w*|(?:sizin"
        r"|kendi|tarafınız\w*) (?:bir |de |da )?(?:hata|kusur|suç|kabahat|payınız|dikkatsizli|ihmal|yanlış"
        r"|sorumlulu|tercih|yüzünüz)\w*|(?:hata|kusur|suç|sorun|problem|yanlış)\w* (?:tamamen )?(?:sizde"
        r"|size ait|sizin|sizden)\w*|sizden kaynakl\w*|siz(?:in)? taraf\w* kaynakl\w*|(?:kullanıcı|müşteri"
        r"|kullanım)(?:dan)? kaynaklı\w*|tarafınız(?:ca|dan) (?:\w+ ){0,3}(?:gir|yap|seç|yaz|onayla|bildir"
        r"|iptal|veril|kullan|hatalı|yanlış|eksik)\w*"
        rf"|{_FAULTY} (?:\w+ ){{0,2}}(?:bas|tıkla|kur|yıka|tak|gir|yaz|seç|anla|kullan|bil|yap|oku|ver|et|bağla"
        rf"|bak|aç|başvur|kal|bildir|sakla|ilet|doldur|kaydet|uygula|hatırla|ara)\w{{0,4}}?{_YOU}"
        r"|(?:adres|şifre|parola|numara|bilgi|kod|isim|e-?posta|form)\w* (?:\w+ )?(?:yanlış|hatalı"
        r"|eksik) (?:\w+ )?(?:gir|yaz|ver|doldur|kaydedil|bildir)\w*(?:miş|mış|muş|müş|diğ|dığ|duğ)\w*"
        r"|(?:hatalı|yanlış|uygunsuz|bilinçsiz) kullan(?:ım|ıl|dığınız)\w*|(?:talimat|kılavuz|etiket|uyarı"
        r"|açıklama|şart|kural)\w* (?:\w+ )?(?:uy(?:ul)?ma[dmy]|aykırı|uygun olma[dmy]|dikkate alma[dmy]"
        r"|okuma[dmy])\w*|\w+(?<!a)(?<!e)m[ae]d[ae]n (?:\w+ )?(?!bekle|uğraş|yaşa|kal|dön"
        r"|gel)\w+(?:d[ıiuü]ğ[ıiuü]n[ıiuü]z|m[ıiuü]şs[ıiuü]n[ıiuü]z|[dt][ıiuü]n[ıiuü]z)\w*|(?<!hak )(?!kal|gör"
        r"|duy|yaşa|bul|sevin|hoşlan|memnun|istem|beklem|kazan|hisset|cevap|yanıt)"
        rf"(?:\w*(?![ae])\w|söyle|ara|onayla|tamamla|güncelle|incele|bekle|de|oyna|anla|izle|başla|işaretle"
        rf"|doğrula)m[ae]{_YOU}"
        r"|(?<!cevap )(?<!yanıt )(?<!haber )(?<!karşılık )(?<!ilgi )(?<!destek )(?<!sonuç )almad[ıi]n[ıi]z\b"
        r"|(?!ol|uğra|yazma|söyleme|uyarma|bildirme)(?<!fark )(?<!haber )\w+s[ae]yd[iı]n[iı]z\b"
        r"|den[ei]diniz mi ki|(?!isters|dilers)\w+[ae]rs[ae]n[iı]z,? (?:\w+ ){0,6}(?:tabii|tabi|elbette|haliyle"
        r"|doğal)\b|(?!kalma|memnun)\w+m[ae]m[ıi]ş ol(?:abilirs|mal[ıi]s)[ıi]n[ıi]z\w*|(?<!hak )(?!kal|beğen"
        r"|gör|iste|bekle|memnun|hoşlan|bul|hisset|hak et)(?:\w*(?![ae])\w|söyle|onayla|tamamla|güncelle|incele"
        r"|izle|doğrula)m[ae]d[ıi]ğ[ıi]n[ıi]z(?: için\b| sürece| takdirde|den\b|dan\b)|siz (?!kız|üzül|bekle"
        r"|yor|kır|haklı|mağdur|uğraş|ara|yaz|sor|güven|anlat|koş|patla|gör|yaşa|kal|evde|öde|gönder|yolla"
        r"|katlan)\w+m[ıiuü]şs[ıiuü]n[ıiuü]z\w*|siz (?:geri çevir|iptal et|reddet|vazgeç)\w*|(?:düşür|çarp"
        r"|ıslat|sök|zorla|kurcala|çizdir|dışında kullan)(?:m[ıiuü]şs[ıiuü]n|[dt][ıiuü]n)\w*"
        r"|düşürmüş ol\w*n[ıi]z|(?:şifre|kod|bilgi|parola|kart)\w* (?:\w+ )?paylaşm[ıi]şs\w*"
        r"|\w+m[ae]zs[ae]n[iı]z,? (?:\w+ ){0,4}\w*(?:m[ae]y[ıi]z|m[ae]z|yacağız)\b|(?:daha )?dikkatli (?:olun"
        r"|olman|olmal[ıi]s|olur|oku|incele|bak)\w*|dikkat etm(?!edi[km]|edi[ğg]im|eliydik|emi[sş]iz)\w+"
        r"|dikkatsiz(?!li[kğ]imiz|lik et|lik yap|ce davran)\w*|sakin (?:olun|olur|ol\w*n[ıi]z)|sakinleş\w*"
        r"|abart(?:ıyors|m[ae]y|t[ıi]n|ıla|m[ıi]şs|ıl[ıi])\w*|büyüt(?:m|ül)\w*|bağırm[ae](?:y[ıi]n|n[ıi]z"
        r"|zs)\w*|üslubunuz\w*|üslup(?:la|ta)\w*|terbiye(?:niz|li)\w*|sabırlı ol\w*|biraz sabır\w*|sabredin\w*"
        r"|kaba konuş(?:ma(?:y|n[ıi]z)|uyors|tun)\w*|(?:haksızlık|saygısızlık) ed(?:iyors|ers)\w*|(?:bir dahaki"
        r"|bir sonraki) sefere? (?:lütfen|daha|siz|önce|dikkat|adres|açıklama|evde|kapı|telefon)\w*"
        r"|bundan sonra (?:lütfen )?(?:dikkat|daha dikkat)|kullanıcı hatası|kullanım hatası|sizin yüzünüzden"
        r"|(?:yazmayı|paylaşmayı|şikayet etmeyi|etiketlemeyi) (?:bırak|kes|durdur)\w*|her yere yaz\w*"
        r"|karalam\w*|adreste (?:\w+ )?(?:bulun[ma]|yoktu|olmad)\w*"
        r"|(?:müşteri|alıcı|kullanıcı)n[iı]n (?:kendi )?(?:görevi|işi|hatası|tercihi|kusuru"
        r"|dikkatsizliği)\w*(?! değil)"
        r"|(?:telefon|hat|kart|limit)\w*n[ıiu]z (?:kapalı|meşgul|yetersiz)\w*|anlayışlı ol(?:un|man|mal[ıi]s)\w*"
        r"|(?:kullan|yıka|aç|tak|sök|sakla|zorla|kur)[dt][ıiuü]ğ[ıiuü]n[ıiuü]z için (?:\w+ ){0,3}(?:çizil|kırıl"
        r"|bozul|yırtıl|sol|çek|yan|kop)\w*(?:m[ıiuü]ş|[dt][ıiuü])\b"
        r"|(?:bir dahaki|bir sonraki|gelecek) sefere?[^.?!\n]{0,50}(?<!\w)(?:oku|kontrol ed|dikkat ed|incele|bak|yaz"
        r"|seç|bildir|belirt|gir)(?:y?[ıiu]n(?:[ıiu]z)?|man[ıi]z)\b"
        r"|\w+s[ae]n[ıi]z,? (?:\w+ )?(?:böyle olur|sonucu bu)\w*|biz ne yapalım\b"
        r"|kaç (?:kere|kez|defa) (?:\w+(?:acak|ecek)s[ıi]n[ıi]z|(?:söyle|anlat|yaz)[dt][ıi]k)\b"
        rf"|{_FAULTY} (?:\w+ ){{0,2}}siz \w+(?: \w+)?{_YOU}|\w+s[ae]ym[ıi]şs[ıi]n[ıi]z\b"
        r"|(?:saygı|nezaket|edep|terbiye)\w* (?:\w+ )?(?:yaz|konuş|ol|davran)(?:[ıiu]n|man[ıi]z)\b"
        r"|(?:zil|kapı|telefon|mesaj)\w* (?:\w+ )?(?:duy|aç|gör|oku|bak)m[ae]m[ıi]ş olman[ıi]z\w*"
        r"|(?:suçlamak|şikayet etmek|yazmak|kızmak"
        r"|paylaşmak) yerine|kabul ett[ıi]n[ıi]z|(?:celallen|sinirlen|kız|öfkelen|hiddetlen)m[ae]y[ıi]n\w*"
        r"|evde (?:yoktunuz|değildiniz|bulunm\w+|olmadığınız)|adresinizde (?:bulunm\w+|yoktunuz|olmadığınız)"
        r"|telefon\w* (?:açmad[ıi](?:n|ğ[ıi]n[ıi]z)|cevap vermed[ıi](?:n|ğ[ıi]n[ıi]z)|ulaşılamad)\w*"
        r"|size (?:\w+ )?ulaş(?:ılamad|amad)\w*|(?:unut|atla)(?:muş|mış)s[ıu]n[ıu]z\w*|(?:süre|son gün|tarih"
        r"|randevu)\w* (?:\w+ )?kaçırm[ıi]şs\w*|gözünüzden kaç\w*|(?:kabul etmiş|onayla(?:mış|dı)"
        r"|imzala)\w*(?:s[iı]n[iı]z|n[iı]z|t[iı]n[iı]z)\b|takdir edersiniz ki|(?:oku|kontrol et|incele|bak|sor"
        r"|ara|bildir|takip et)m[ae]d[iı]ğ[iı]n[iı]z\w*|keşke (?:\w+ ){0,6}\w+s[ae]yd[iı]n[iı]z"
        r"|bilmeniz gerekir|siz(?:in)? (?:seçti(?:niz|ğiniz)|istediniz|yazdınız|girdi(?:niz|ğiniz)|onayladı"
        r"|yanlış|kendiniz)\w*|kendiniz (?:\w+ )?\w+(?:m[ıi]şs[ıi]n|[dt][ıi]n)[ıi]z"
    ),
    denial=words(
        r"\w+[ae]n biz değil\w*|(?:montaj|kurgu|sahte) olabilir|uydurma\w*|düzmece\w*|biz (?:böyle"
        r"|öyle) (?:\w+ ){0,2}\w+m[ae]d[iı]k\b|tamamen (?!bizim)\w+(?: \w+)? ilgili\w*|ayrı (?:bir )?(?:şirket"
        r"|firma|kurum)\w*|karış(?:mıyor|amıyor|amay|mayız)\w*|müdahale ed[ei]m\w*|(?:bizden|bizde) değil\w*"
        r"|şikayet eden (?:\w+ )?yok|kontrolümüzde değil|(?:herkes|diğerlerin)\w* (?:\w+ )?(?:çalışıyor"
        r"|açılıyor|kullanıyor|kullanabiliyor|memnun)\b(?! mu)|(?:bizden|firmamızdan|şirketimizden|tarafımızdan"
        r"|ekibimizden) kaynaklanm[ıai]\w*|(?:öyle|böyle) bir \w+ (?:yok|olmadı|bulunm\w*)\b|(?:talebiniz"
        r"|başvurunuz|kaydınız|siparişiniz|mesajınız|şikayetiniz|aramanız) (?:\w+ )?(?:yok|bulunmuyor"
        r"|bulunmamakta|görünmüyor)\w*|(?:ortada|burada|bunda) (?:\w+ )?(?:yanlış|hata|sorun|haksızlık|aksaklık"
        r"|kusur)\w* (?:yok|görünm|bulunm|görem)\w*|(?:yükümlülü|sorumlulu|görev|kusur|hata|suç|dahl|ihmal"
        r"|kabahat)\w*?[mğ]?[ıiuü]m[ıiuü]z (?:\w+ )?(?:yok|bulunm|değil|olamaz|olmadı)\w*"
        r"|biz (?:\w+ )?(?:gönder|yap|de|yaz|sat|çek|vaat et|söyle|iste|boz|kır)m[ae]d[iı]k\b|(?:cihaz|telefon"
        r"|internet|bağlantı|tarayıcı|banka|modem|hat)(?:ınız|iniz|unuz|nız)(?:dan|den) (?:\w+ )?(?:ol"
        r"|kaynak)\w*|(?:gayet|son derece|oldukça|her zaman) (?:kibar|nazik|ilgili|saygılı|doğru|düzgün)\w*"
        r"|(?:ses|kamera) kay\w+ (?:dinle|incele|izle)(?:dik|diğimiz)\w*|uzaktan yakından\w*|(?:ilgi|alaka"
        r"|bağlantı)(?:sı|si|mız|miz) (?:yok|bulunm|olmad)\w*|yapabileceğimiz (?:\w+ ){0,3}(?:yok|bulunm"
        r"|kalma)\w*|biz(?:im|e)? (?:hata|suç|sorumlulu|kusur|problem|sorun|ihmal)\w* (?:\w+ )?(?:değil|yok)\w*"
        r"|bizde (?:bir |herhangi bir |hiçbir )?(?:sorun|hata|kusur|problem)\w* (?:yok|bulunm|görünm|değil)\w*"
        r"|bizden kaynakl\w+ (?:\w+ ){0,3}(?:değil|yok)\w*|bizden kaynaklan(?:mıyor|maz|mamakta|mamış|madı)\w*"
        r"|bizlik (?:bir )?(?:durum|şey|sorun)|bizi(?:mle)? (?:ilgi(?:si|miz)|alaka\w*|ilgilendir"
        r"|bağlam)\w*(?: yok)?|bize ait değil\w*|(?:sorumlu|mesul|suçlu|muhatap|muhatabı"
        r"|muhatabınız)\w*,? (?:biz |kesinlikle )?değil(?:iz|im|dir)?\b|sorumlu (?:tutula|tutma|tutul[ae]m)\w*"
        r"|sorumluluk (?:kabul e|almıyor|alamay|üstlenm)\w*|(?:bu|yazdıklarınız|söyledikleriniz|anlattıklarınız"
        r"|iddianız|dediğiniz)\w* (?:kesinlikle |hiç |tamamen )?(?:doğru|gerçek|mümkün) değil\w*"
        r"|(?<!vermemek )(?<!anlamamak )(?<!üzülmemek )mümkün değil\w*|imkansız\w*|söz konusu (?:değil"
        r"|olamaz)\w*|yanılıyor\w*|gerçeği yansıtm\w*|gerçek dışı\w*|inandırıcı\w*|inanmakta güçlük\w*"
        r"|yanlış (?:biliyor|anladınız|anlıyor|hatırlıyor)\w*|iddia\w*|yalan\b(?! yok)\w*|yalan (?:söyl|yaz)\w*"
        r"|iftira\w*|asılsız\w*|haksızsınız|haklı değilsiniz"
        rf"|{_COURIER}\w* (?:firma\w* |şirket\w* )?(?:hatası\w*|suçu\w*|sorunu(?:dur)?\b|kaynaklı\w*"
        rf"|sorumluluğu\w*|kusuru\w*"
        r"|sorumludur|sorumlu\b(?! (?:arkadaş|ekip|müdür)))(?!,? (?:bize|bizim|da |de |olsa|dese|demek))"
        rf"|{_COURIER}\w*(?:dan|den|tan|ten) kaynakl\w*|{_COURIER}\w* (?:firmasının|şirketinin|ile) ilgilidir"
        r"|(?:kargo (?:firma|şirket)\w*|bankanız\w*|üretici\w*|satıcı\w*|yetkili servis\w*) (?:ile )?(?:başvur"
        r"|görüş(?:ün|meniz)|iletişime geç(?:in|meniz)|ara(?:yın|manız)|sor(?:un|manız))\w*|(?:müşteri"
        r"|alıcı)\w*(?:n[ıiuü]n)? (?:kendi )?(?:sorumlulu|yükümlülü)\w*|elimizden (?:bir şey |hiçbir şey "
        r"|başka bir şey )?gelm[ie]\w*|yapabileceğimiz (?:bir|hiçbir|başka bir) ?(?:şey)? ?(?:yok|bulunm"
        r"|kalma)\w*|yapacak (?:bir|başka) (?:bir )?şey\w* yok|kontrolümüz dışında\w*|elimizde değil|(?:sadece"
        r"|yalnızca|bir tek) siz\b(?! değil)|sizden başka|tek siz\w*|başka (?:hiç ?)?(?:kimse|müşteri|şikayet"
        r"|bildirim)\w* (?:\w+ ){0,3}(?:yok|alma|gelme|yaşama(?!s)|şikayet|böyle)\w*|(?:hiçbir|hiç bir"
        r"|diğer) müşteri\w* (?:\w+ ){0,4}(?:yok|alma|gelme|yaşama(?!s)|yaşamı|memnun|sorunsuz|şikayetçi)\w*"
        r"|ilk (?:kez|defa) (?:siz|böyle|sizden|duyuyor|karşılaşıyor|geliyor|alıyor)\w*|(?:sistem|kayıt"
        r"|kontrol)\w* (?:göre|herhangi|(?:\w+ )?(?:sorun|hata|aksaklık)\w* (?:yok|görünm|bulunm|gözükm"
        r"|rastla))|(?:herhangi )?bir (?:sorun|hata|aksaklık|problem|olumsuzluk|ihmal|kusur|yanlış|haksızlık"
        r"|eksiklik)\w* (?:yok|bulunm|görünm|tespit edilem|tespit edilm|gözükm|söz konusu)\w*|kabul (?:etmiyor"
        r"|edemey|edemiyor|etmem)\w*|(?<!mazereti )(?<!bahanesi )(?<!özrü )olamaz\b|yardımcı olam(?:ıyor|ay"
        r"|az)\w*|(?:kayıt|sistem)\w* [^.?!]{0,25}(?:rastlama|bulama|göreme|mevcut değil|yok)\w*"
        r"|(?:anlattığınız|yazdığınız|söylediğiniz|dediğiniz|bahsettiğiniz) (?:gibi|şekilde"
        r"|türden) (?:bir \w+ )?(?:olma|değil|gerçekleşme|yaşanma|yok|yaşamadı)\w*|böyle bir (?:olay|şey|durum"
        r"|vaka)\w* (?:hiç )?(?:yok|olmadı\b|olmaz|yaşanmadı\b|gerçekleşmedi\b|mümkün)\w*"
        r"|öyle (?:bir )?şey (?:yok|olmaz|olmadı)\w*|bizim taraf(?:ımız)?da (?:\w+ ){0,3}(?:yok|görünm"
        r"|bulunm)\w*|taraf(?:ımız)?da (?:\w+ )?(?:sorun|hata)\w* yok\w*|bizde öyle|bizde böyle bir şey olmaz"
        r"|(?:gayet|sorunsuz|düzgün|normal)(?: \w+)? (?:çalış(?:ıyor|makta)|işliyor)\w*|her şey (?:yolunda|olması gerek"
        r"|normal|kurallara|usulüne)\w*|(?:gayet|son derece|tamamen|oldukça) normal\w*|olağan (?:bir )?(?:durum"
        r"|süreç)\w*|(?:biz|bizden) (?:\w+ ){0,3}(?:zamanında|eksiksiz|sorunsuz|sağlam|doğru) (?:\w+ )?(?:çıktı"
        r"|çıkmış|gönder|teslim|verdik|yap)\w*|(?:biz |üzerimize |bize )(?:düşeni|gerekeni"
        r"|gereğini) (?:fazlasıyla )?(?:yaptık|yerine getirdik)|bizi ilgilendirmez"
        # indirimlerimizin tamamı gerçek, yanıltıcı bir uygulamamız yok, kimseyi aldatmıyoruz
        r"|(?:\w+[iu]m[iu]z[iu]n (?:tamamı|hepsi|tümü)|(?:tüm|bütün) \w+[iu]m[iu]z) (?:\w+ ){0,2}(?:gerçek|orijinal"
        r"|doğru|güvenli|garantili)\w*"
        r"|(?:yanıltıcı|aldatıcı|haksız|hileli) (?:bir )?(?:uygulama|işlem|bilgi|reklam|kampanya|ifade"
        r"|fiyat)\w* (?:\w+ )?(?:yok|bulunm|yapm[ıia]|söz konusu değil|yer alm)\w*"
        # sağlam teslim edilmiştir, sorun bankanızda, kurallara uygun davranmıştır
        r"|(?:sağlam|eksiksiz|sorunsuz|hasarsız|zamanında) (?:\w+ )?(?:teslim edil|gönderil|kargolan|çık)"
        r"(?:m[ıi]ş(?:t[ıi]r)?|[dt][ıi])\b"
        r"|(?:sorun|problem|hata|arıza)\w* (?:sizin )?(?:banka|telefon|internet|cihaz|kart|tarayıcı|modem)\w*n[ıiu]z"
        r"d[ae](?:d[ıi]r)?\b(?! değil)"
        r"|(?:kurallara|prosedüre|usulüne|usule) uygun (?:davran|hareket et)(?:m[ıi]şt[ıi]r|m[ıi]ş|[dt][ıi])\b"
        r"|böyle bir \w+ (?:görünm|gözükm)\w*"
        # böyle bir kesinti yapmadık, böyle bir şikâyet gelmedi, gecikme yok, fiyatı biz belirlemiyoruz
        r"|(?:böyle|öyle|benzer) (?:bir )?(?:şikayet|bildirim|geri dönüş)\w* (?:\w+ ){0,2}(?:alma|gelme|yok)\w*"
        r"|(?:bunu|fiyat\w*|süre\w*|karar\w*) biz (?:belirle|ver|yap|koy)m[ıi]yor\w*"
        rf"|{_COURIER} (?:şirketi |firması )?bizim değil\b"
        r"|(?:böyle|öyle) bir (?!hata|yanlış|eksik|aksak|sorun)\w+ \w+m[ae](?:d[ıi]k|m[ıi]ş[ıi]z|m[ıi]şt[ıi]r)\b"
        r"|(?<!sizde )(?<!sizin )(?<!sizde bir )(?:gecikme|hata|kusur|arıza|kesinti|yanlışlık) yok(?:tur)?\b"
        r"|(?:süre|ücret|fiyat)\w* normal(?:dir)?\b|normal (?:aralı|sınır|seyir)\w*"
        r"|(?:kimseyi|müşteri\w*) (?:\w+ )?(?:aldat|kandır|yanılt)m(?:[ıi]yor|[ae]y[ıi]z|[ae]d[ıi]k|[ae]z)\w*"
    ),
    rules=words(
        rf"(?:maalesef |üzgünüz )?(?:\w+ ){{0,2}}{_RULE} (?:gereği|göre|uyarınca|çerçevesinde|kapsamında"
        rf"|nedeniyle|gereğince|doğrultusunda|izin|belli|belirt|açık|yaz|var\b|uygun|dahilinde|ge[çr]e|bu yönde"
        rf"|net\b|müsaade|kesin|bağlı)\w*|{_RULE} (?:\w+ ){{1,3}}(?:yazıyor|yazmakta|yazar|belirtil|yer al)\w*"
        rf"|{_RULE} (?:\w+ )?(?:sağlam|karşılam|uym)(?!\w*(?:mışız|madık))\w*",
        (
            r"(?:kural|politika|prosedür|şart|koşul)(?:lar|ler)?[ıiuü]m[ıiuü]z(?!\w* (?:\w+ )?(?:arkasına"
            r"|bir kenara|değiştir|gözden|düzelt|sadeleştir|elden geçir|bahane))\w*"
            r"|sözleşme(?:m|d|n|s|y|l)\w*+(?! [^.?!\n]{0,40}m[ae](?:m[ıi]ş[ıi]z|d[ıi]k)\b)"
            r"|yönetmeli\w+|mevzuat\w*|prensip\w* (?:gereği|olarak)|usul gereği|şirket prosedür\w*|(?:hijyen"
            r"|yasa|kanun|güvenlik|gizlilik) (?:gereği|nedeniyle|sebebiyle|gerekçesiyle|kural)\w*|kanunen\b"
            r"|yasal olarak\b|usulen\b|(?:iade|değişim|garanti|cayma)\w* (?:süre|hakkı"
            r"|kapsam)\w* (?:\w+ )?(?:dol|geç|bit|dışı|aş|sona|yok|bulunm|değil)\w*|kapsam\w* (?:\w+ )?(?:dışı"
            r"|girm|değil|alınm)\w*|\d+\.? ?madde\w*|(?:şart|koşul|sözleşme)\w* (?:\w+ )?(?:kabul ett|onayla"
            r"|imzal)\w*|hak\w* saklı\w*|herkes için (?:aynı|geçerli)\w*|istisna (?:yap|tanı)\w*|(?:sitemiz"
            r"|sayfamız|açıklama|şartlar|sözleşme|faturanız)\w* (?:de |da |zaten |açıkça )*(?:yazıyor|yazmakta"
            r"|belirtil|yer al)\w*|(?:\d+|on dört) gün(?:lük)? (?:iade |yasal )?(?:süre"
            r"|içinde) (?:\w+ ){0,3}(?:gerek|dol|geç|aş|yapıl)\w*|\d+ günü (?:geç|aş)\w*|(?!bulun|görün"
            r"|tanın)\w+[ln]m[ae]m[ae]kt[ae]\w*|mümkün olmamakta\w*|(?:form|başvuru|rapor|belge"
            r"|dilekçe)\w* (?:\w+ ){0,2}\w+m[ae]n[ıi]z (?:gerek(?!m[ei]|ird)|lazım|zorunlu|şart)\w*|(?:iade"
            r"|değişim|işlem|iptal)\w* (?:\w+ )?(?:alınmaz|alınmıyor|almıyoruz|yapmıyoruz|yapılmaz|yapılmıyor"
            r"|alamıyoruz|alamayız|olmaz\b|olmuyor"
            r"|yapamıyoruz|yapamayız|kabul edilm|kabul edem|edilemez|edilemiyor)\w*|kabul edilm(?:ez|iyor"
            r"|emekte)\w*|\w+m[ae]k zorundas\w+|\w+m[ae](?:n[ıi]z|s[ıi]) (?:şart|zorunlu|mecburi)\w*"
            r"|stok\w* sınırlı\w*|(?:hak|imkan|imkân|seçene)\w* (?:\w+ )?(?:bulunm|yok)\w*"
        ),
    ),
    refund=words(
        near(_MONEY, _PAID, unless=_CHECKED, apart=50),
        r"iade (?:ed(?:ece(?:ğ[iı][zm]|k)|eri[zm]|iyoru[zm]|elim|ilecek\w*)|etti[km])\b",
        rf"(?:para |ücret |tam )?(?:iade|geri ödeme)(?:si|nizi|niz|yi|sini|meniz|menizi"
        rf"|yle)?(?: talebinizi?)? (?:hemen |derhal |bugün |şimdi |tam olarak |kendim |bizzat )*(?:yap(?:ıl)?"
        rf"|onayl|onayla|onaylan|başlat(?:ıl)?|gerçekleş|tamamla|tamaml|sağla|sağl|sağlan|çıkar|çık|al){_WILL}"
        rf"|iade alabilirsiniz|iade alırsınız|koşulsuz iade|tam iade\w*",
        (
            r"paranızı? (?:\w+ )?(?:alacak|verece|ödeyece|yatıra|göndere|kavuşaca)\w*"
            r"|kuruş\w* (?:\w+ ){0,3}(?:geri|alacaks|ödeye|iade)\w*|(?:çekim|tahsilat|provizyon"
            r"|ödeme)\w* (?:\w+ )?(?:iptal ed(?:iyoru|ece|ildi|ilecek)|geri al(?:ıyoru|aca))\w*"
        ),
    ),
    date=words(
        near(
            _TIME,
            _RESULT,
            unless=r"(?<!\w)(?:size|haber|cevap|yanıt|bilgi|yaz|dönüş|sonuc|ne zaman|nerede|neden|niye|öğren"
            r"|sor(?:uy|up|ac|d|ar)|bakı|incel|araştır|mesaj|ekib|kaydı|konuyu|dosya)",
        ),
        near(_RESULT, _TIME, unless=_CHECKED, apart=25),
        rf"(?:garanti|söz) ver(?:iyor|ece|iri)\w*[^.?!]{{0,40}}{_RESULT}",
        near(
            rf"(?:kargo|sipariş|paket|ürün|para|iade|sorun|problem)\w*[^.?!]{{0,30}}{_TIME}",
            r"(?:size )?(?:ulaşır|gelir|teslim edilir|çözülür|yatar|elinizde olur|varır|kapınızda olur|düzelir)\b",
            unless=_CHECKED,
        ),
    ),
    compensation=words(
        near(
            _GIFT, _GIVEN, unless=rf"{_CHECKED}|(?<!\w)(?:ekib|birim|arkadaş|kayd|sorun|paket|hata)", apart=45
        ),
        (
            r"(?:sonraki|bir dahaki|gelecek|yeni) (?:\w+ )?(?:sipariş|alışveriş|kargo"
            r"|kahve)\w* (?:\w+ ){0,2}(?:bizden|ücretsiz|bedava|indirim\w*)|(?:telafi|özür) (?:olarak|amacıyla"
            r"|amaçlı|mahiyetinde|niyetine)\b|(?:kahve|çay|tatlı|lokum|çikolata"
            r"|dondurma)\w* (?:\w+ ){0,2}(?:bizden|içers|ikram)\w*|kodu? özelden|tazmin(?:at)? (?:\w+ )?(?:ed"
            r"|öde)\w*|hediye ed(?:iyoru|ece|eli|eri)\w*|(?:zarar|masraf|kayb)\w* (?:\w+ )?(?:karşıla(?:ya|r|d)"
            r"|öde(?:ye|r)|bize ait|bizden|üstlen|gider)\w*|(?:küçük|ufak|minik|tatlı|özel) bir (?:jest|sürpriz"
            r"|hediye|ikram|armağan|indirim|kupon|teselli|kod)\w*|(?:hediye|ikram|jest|armağan)[ıi]m[ıi]z\w*"
            r"|bizden (?:olsun|size)|(?!hata|kusur|suç|kabahat|eksik|yanlış|sorun|gecikme|ayıp|ayıb|arıza|ihmal"
            r"|aksaklık)\w+ (?:bizden|şirketten)[.!]|(?:ücret|bedel|para"
            r"|kargo)\w* (?:\w+ )?(?:talep etmeye|almaya|alınmaya|almay)(?:ca|ız)\w*|(?:ücret|bedel"
            r"|para)\w* (?:\w+ )?(?:almıyoru|istemiyoru|talep etmiyoru)\w*"
        ),
        near(
            r"(?:hesabınıza|üyeliğinize|kartınıza|adınıza|size)",
            rf"{_GIFT}(?: (?:\w+ ){{0,2}}(?:{_GIVEN}|var\b|hazır\w*)|[.!])",
            unless=rf"{_CHECKED}|(?<!\w)(?:ekib|birim|arkadaş|kayd|sorun|paket|hata)",
            apart=30,
        ),
        near(_GIFT, r"(?:hazır|sizi bekliyor|sizin|kullanabilirsiniz)\b", unless=_CHECKED, apart=25),
    ),
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
