"""What the linter must not hear in Turkish: words that take back, blame, deny, recite rules or promise."""

from __future__ import annotations

from alerts.replies.lexicon import near, words

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

BUT = words(
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
)
BLAME = words(
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
)
DENIAL = words(
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
)
RULES = words(
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
)
REFUND = words(
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
)
DATE = words(
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
)
COMPENSATION = words(
    near(_GIFT, _GIVEN, unless=rf"{_CHECKED}|(?<!\w)(?:ekib|birim|arkadaş|kayd|sorun|paket|hata)", apart=45),
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
)
