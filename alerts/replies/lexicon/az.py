"""What the linter listens for in Azerbaijani; endings are written as in `az_vetoes`."""

from __future__ import annotations

from alerts.replies.lexicon import Lexicon, words
from alerts.replies.lexicon.az_vetoes import (
    BLAME,
    BUT,
    COMPENSATION,
    DATE,
    DAY,
    DENIAL,
    FAULT,
    NUMBER,
    REFUND,
    RULES,
    WE_DID,
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
        r"zəhmət olmasa|xahiş|rica"
        r"|(?:yaz|göndər|paylaş|bildir|ver|qeyd ed|at|de|əlavə ed|bölüş|təqdim ed|yolla|göstər|yerləşdir"
        r"|qeyd elə|burax)(?:y?[iu]n\b"
        r"|y?[ae]rs[iu]n[iu]z|y?[ae]rd[iu]n[iu]z|y?[ae] bilər\w*|y?[ae]s[iu]n[iu]z|s[ae]n[iu]z"
        r"|m[ae][gy]?[iu]n[iu]z|[iu]n[iu]z\b"
        r"|m[ae][gy]?[ae]? (?:ehtiyac|lazım)|m[ae][qk] olar|s[ae]n[iu]z[ae]\b)|(?:qeyd et|əlavə et"
        r"|təqdim et)(?:s[ae]n[iu]z|m[ae]y?[iu]n[iu]z)"
        r"|nədir\b|haradır\b|hansıdır\b|neçədir\b|lazımdır|lazım olacaq|gərəkdir|tələb olunur|kifayətdir"
        r"|bəsdir|(?:öyrənə|ala|bilə) bilər\w*|istərdik|istəyirik ki"
        r"|ehtiyac\w* var|(?:hansı|kimin) \w+[^.!]*\?|(?:nömrə|kod|ünvan|ad|soyad|poçt|mail|vəsiqə"
        r"|rəqəm)\w*n[iu]z(?: \w+){0,2} ?\?"
    ),
    data={
        "email": words(
            r"hansı (?:e-?poçt|mail|imeyl)\w*[^.!]*\?",
            r"(?:e-?poçt|elektron poçt|e-?mail|mail|imeyl|meyl|gmail)(?:unuz| ünvan|iniz|in\b|i\b|u\b)\w*"
            r"|elektron (?:ünvan|poçt)\w*",
        ),
        "order_number": words(
            r"(?:sifariş|izləmə|müraciət|qaimə|müştəri|bağlama|zakaz|faktura|trek|track|göndəriş|rezervasiya"
            r"|bilet|çek|qəbz)\w* (?:nömrə|kod|№|no\b|id\b)\w*|(?:çek|qəbz)\w* (?:şəkli|foto|surət|skan)\w*",
        ),
        "address": words(
            r"hansı (?:ünvan|küçə|bina)\w*[^.!]*\?",
            r"(?:ev\w* |çatdırılma\w* |tam |yaşayış\w* |dəqiq )ünvan\w*|ünvanınız(?:ı|ı da|la)?\b"
            r"|yaşadığınız (?:ünvan|yer|ərazi)\w*|harada yaşa\w*|lokasiya\w*|məkanınız\w*"
            r"|(?:küçə|mənzil|bina)\w* (?:adı|nömrə)\w*|küçə\w*(?: və|,) (?:\w+ )?(?:bina|ev|mənzil)\w*",
        ),
        "id": words(
            r"(?:şəxsiyyət )?vəsiqə\w*|ş/v|ş\.v|pasport\w*|fin\b(?:[ -]?kod\w*)?|finkod\w*|doğum (?:tarix"
            r"|günü)\w*|seriya\w*",
        ),
        "card": words(
            r"kart(?:ınızın|ınız|ın)?(?: \w+)? (?:nömrə|məlumat|şəkl|rəqəm|üzərindəki|arxasındakı|bitmə)\w*"
            r"|kart nömrə\w*|cvv|cvc|(?:son|ilk|\d+) (?:dörd|altı|\d+) rəqəm\w*|16 rəqəm\w*",
        ),
        "iban": words(
            r"iban\w*|(?:bank )?hesab(?:ınızın|ın)? (?:nömrə|məlumat|rekvizit)\w*|(?:bank )?rekvizit\w*",
        ),
        "phone": words(
            r"hansı (?:\w+ )?nömrə\w*[^.!]*\?",
            r"(?:telefon|mobil|əlaqə|whatsapp|vatsap|votsap|ev) nömrə\w*|nömrənizi?\b|nömrəniz\w*|nömrəni\b"
            r"|kontakt\w*|telefonunuz(?:u)?\b(?! (?:\w+ )?(?:yoxla|aç|yenid))"
            r"|(?:zəng edə biləcəyimiz|işlək|aktiv) (?:\w+ )?(?:nömrə|telefon)\w*|nömrə (?:yaz|göndər|at"
            r"|qeyd)\w*|əlaqə vasitə\w*",
        ),
        "name": words(
            r"(?:hansı|kimin) ad(?:la|a|ına)\b[^.!]*\?",
            r"ad(?:ınız\w*|ı)?[ ,-]*(?:və )?soyad\w*|adınızı\b|soyadınız\w*|ata ad\w*|tam adınız\w*",
        ),
        "password": words(
            r"şifrəniz(?:i|in)?\b|parol(?:unuz\w*|u)\b|təsdiq kod\w*|(?:sms|otp|pin)[ -]?kod\w*"
            r"|sms-?lə gələn kod\w*|gələn kod\w*",
        ),
        "details": words(
            r"(?:şəxsi |əlaqə |sifariş |hesab )?məlumatlarınızı|(?:əlaqə|şəxsi|pasport|hesab) məlumat\w*"
            r"|(?:istifadəçi|profil|hesab) ad\w*|login\w*|loqin\w*",
        ),
    },
    private=words(
        r"şəxsi(?:də|dən|yə)\b|(?:şəxsi|özəl|gizli|birbaşa|daxili) (?:mesaj|yazış|söhbət|qutu|ismarıc|çat)\w*"
        r"|dm\b|dm-?'?(?:ə|a|dən|dan|də|da|yə)\w*"
        r"|direkt\w*|direct\w*|inboks\w*|inbox\w*|(?<!hansı )e-?poçt(?:la|a|unuza yazın)\b|mesaj qutu\w*"
        r"|canlı dəstək\w*|whatsapp(?:dan|-dan|da|-da| xətt)\w*"
        r"|mesajla\b|mesaj (?:yaz|at|göndər|bölmə|vasitəsi|ilə)\w*|ismarıc\w* (?:yaz|göndər)?\w*|(?:bizə"
        r"|mənə) (?:bir )?mesaj\w*"
    ),
    here=words(
        r"bura(?:ya|da|dan)?\b|rəy(?:də|ə|lərdə|lərə|inizdə)?\b|şərh\w*|aşağı\w*|altında?\b|altına\b"
        r"|cavab olaraq|hamıya açıq|kommentdə|kommentə|komentə"
    ),
    refrain=words(
        r"(?:yaz|göndər|paylaş|ver|bölüş|de|bildir|qeyd et|daxil et|yerləşdir|göstər|əlavə et"
        r"|yayma)m[ae](?:y[iu]n(?:[iu]z)?\b|y?[ae]s[iu]n[iu]z|y[iu]n[iu]zi? (?:xahiş|tövsiyə))"
        r"|görünməsin|qalsın|gizli saxla\w*|heç kim(?:ə|lə)\b|(?:yazmağ|verməy|göndərməy)\w* ehtiyac yox\w*"
        r"|ehtiyac yox\w*|lazım deyil"
    ),
    own=words(
        rf"{FAULT}\w* (?:\w+ ){{0,3}}?(?:bizdədir|bizdə|bizimdir|bizim|bizə|bizik|bizdən)\w*\b(?! (?:deyil|yox"
        r"|asılı))"
        rf"|{FAULT}\w* (?:\w+ )?[\ue000\w]+ (?:tərəfində|komandası|üzərində)\w*"
        rf"|{FAULT}\w* (?:\w+ )?\w+m[iu]zd[ae](?:d[iu]r)?\b"
        rf"|bizim (?:\w+ ){{0,2}}(?:{FAULT}|borc|işimiz)\w*\b(?! (?:deyil|yox))"
        rf"|\w{{3,}}[iu]m[iu]z[iu]n (?:\w+ ){{0,2}}{FAULT}\w*\b(?! (?:deyil|yox))"
        rf"|(?:səhv|günah|nöqsan|qüsur|təqsir|yanlışlığ|diqqətsizliy|səliqəsizliy|laqeydliy"
        r"|məsuliyyətsizliy)[iu]m[iu]z\w*\b(?! (?:deyil|yox))"
        r"|(?:səhv|yanlışlıq|xəta|qüsur|diqqətsizlik|laqeydlik|səliqəsizlik|səhlənkarlıq"
        r"|hörmətsizlik) (?:\w+ )?(?:et|elə|göstər|burax|yol ver)(?:m[iu]s|d[iu])[iu]?[kq]\b"
        rf"|{FAULT}\w* (?:\w+ )?biz(?:im \w+)? (?:et|elə|ol|yol ver|törət){WE_DID}|biz (?:səhv|yanlış) \w+"
        r"|bizim (?:üzümüzdən|ucbatımızdan|səbəbimizdən|tərəf\w* (?:yaran|qaynaqlan|baş ver|ol|yol veril))\w*"
        r"|bizə görə (?:əziyyət|gözlə|yor|gec)\w*"
        r"|bizdən (?:qaynaqlan(?:ır|ıb|an)|ol(?:ub|muş|du))\w*|(?:cavabdeh|məsul|günahkar|təqsirkar"
        r"|borclu)(?:[iu][qk]|[ae]m| bizik| mənəm)\b"
        r"|(?:cavabdehlik|məsuliyyət)\w* (?:\w+ ){0,2}?(?:üzərimiz|boynumuz|götürür|daşıyır|bizdə|bizim"
        r"|üzərinə)\w*|öhdəmizd\w*|boynumuza\w*|üzərimizə götür\w*"
        r"|(?:səhv|günah)\w* (?:\w+ )?(?:etiraf|qəbul) ed(?:irik|irəm)|sözümüz\w* (?:üstündə dur|tut"
        r"|əməl et)m?[ae]?\w*|yarı yolda qoy\w*"
        r"|(?:etibar|etimad|ümid|güvən)[iu]n[iu]z\w* (?:doğrult|itir|sars|qır)\w*|etimadınızı\w*"
        r"|\w+m[ae]l[iu] ?(?:idik|yd[iu][qk]|idim|yd[iu]m)\b"
        r"|bəhanə(?:miz|m|si)? (?:yox|gətirm|axtarm|ola bilməz|deyil)\w*|utan(?:[iu]r|d[iu][qkm]|ar)\w*"
        r"|xəcalət (?:çək|hiss)\w*|xəcalətliyik|bizə (?:heç )?yaraşm\w*"
        r"|pis (?:alınıb|iş görmüşük)|işimizi (?:yaxşı )?görm\w*|gözləntinizi doğrultma\w*"
        # gözlətdik, qarışdırmışıq, cavabsız qoyduğumuz üçün
        rf"|(?:qarışdır|gecikdir|ləngit|gözlət|itir|unut|bura[xk]|korla|poz|incit|məyus et|üz|aldat|yor|çaşdır"
        r"|zədələ|sındır|axsat|axsa|uzat|yaşat|yol ver"
        rf"|(?:tək|cavabsız|köməksiz|çıxılmaz|pis|naçar|çətin)\w*(?: \w+)? qoy|əziyyət(?:ə sal| ver)"
        r"|gec (?:göndər|cavab ver|xəbər ver|çatdır|reaksiya ver)"
        rf"|(?:səhv|yanlış) (?:\w+ )?(?:göndər|yaz|ver|hesabla|çıx|qur|de|et)|gözdən qaçır|nəzərdən qaçır"
        r"|əskik (?:göndər|qoy)|gecik|darıxdır|bezdir|narahat et)"
        rf"(?:{WE_DID}|d[iu][gy][iu]m(?:[iu]z)?(?:a|ə|dan|dən)? (?:üçün|görə)\b)"
        # vaxtında xəbər vermədik; not: sizdən müraciət almamışıq
        rf"|(?!gör|tap|al|rast|müəyyən|anla|başa|qəbul|aşkar"
        rf"|saxla)\w{{2,}}(?<!səhv et)(?<!günah et)m[ae]{WE_DID}"
        r"|(?!tapa|saxlaya|ala|görə|çata|inana)\w+[ae] bilm[ae](?:d[iu][kqm]|m[iu]s)\w*"
    ),
    sorry=words(
        r"üzr\w*|üzürlü|bağışla\w*|təəssüf\w*|əfv\w*|heyfsilən\w*|peşman\w*|günahımızdan keç\w*",
    ),
    feeling=words(
        r"üzr\w*|bağışla\w*|təəssüf\w*|heyfsilən\w*|anlayır\w*|anlaşılan\w*|haqlısınız|haqqınız\w*"
        r"|haqlı olaraq|başa düş(?:ür|ər)\w*|təsəvvür\w*|hiss (?:ed|et|olun)\w*|pis hiss\w*"
        r"|məyus\w*|narahat\w*|əsəb\w*|yor(?:ucu|du|ma|ğun|ur|ub|ul)\w*|incit\w*|inci(?:d|m|y)\w*|əziyyət\w*"
        r"|bezdir\w*|bez(?:m|i)\w*|qorx\w*|təlaş\w*|yerinizdə ols\w*"
        r"|ürə(?:k|y)\w*|ağır (?:gəl|bir)\w*|əhval\w*|ovqat\w*|kef(?:iniz|i) \w+|qan\w+ qara\w*|qanqaralıq\w*"
        r"|hirs\w*|narazı\w*|çətin\w*|keçmiş olsun|stres\w*|gərgin\w*"
        r"|pis(?:dir| olm| hiss| vəziyyət| hal)\w*|can\w* sıx\w*|sıxıntı\w*|xoşagəlm\w*|xoş (?:deyil|olma)\w*"
        r"|ürəkaçan deyil|hövsələ\w*|səbr\w* (?:tükən|daş|bit|kasa)\w*|darıx\w*"
        r"|utan\w*|heyif\w*|acı(?![qlrxb])\w*|ədalətsiz\w*|haqsızlıq\w*|sarsı\w*|şok\w*|çaş\w*|əzab\w*|zülm\w*|dərd\w*"
        r"|dözülm\w*|qəbulolunmaz\w*|qəbuledilməz\w*|hörmətsizlik\w*"
        r"|alçal\w*|aldadıl\w*|aldan\w*|həvəs\w* (?:\w+ )?(?:qır|sın|öl|qaç|korla)\w*|ümid\w* (?:\w+ )?(?:qır"
        r"|it|boşa|puç)\w*|sevinc\w* (?:\w+ )?(?:yarım|qır|korla|göz)\w*"
        r"|(?:gün|axşam|bayram|plan|iş|səhər|ad gün)\w* (?:\w+ )?(?:poz|korla|zəhər|zay|puç|alt-üst)\w*"
        r"|vaxtınız\w* (?:\w+ )?(?:al|it|get|boşa|hayıf|heyif)\w*|təbiidir|qayğı\w*"
        r"|göz\w* yolda|üzgün\w*|pərt\w*|kədər\w*|üzücü\w*|üzül\w*"
    ),
    topics={
        "delivery": words(
            r"çatdır\w*|çatma\w*|kuryer\w*|bağlama\w*|göndəri\w*|sifariş\w*|zakaz\w*|gecik\w*|gözlə\w*|yol\w*"
            r"|qapı\w*|kargo\w*|poçt\w*|it(?:di|mə|ib|ən)\w*|gətir\w*|gəlib\w*|gəlmə\w*"
            r"|paket\w*|anbar\w*|ünvan\w*|soyuq\w*|yemə[ky]\w*|filial\w*"
        ),
        "product": words(
            r"məhsul\w*|mal(?:ın|ı|lar|da)?\b|əşya\w*|keyfiyyət\w*|sınıq\w*|sın(?:ıb|dı|ma)\w*|xarab\w*"
            r"|qüsur\w*|qutu\w*|ölçü\w*|razmer\w*|rəng\w*|parça\w*|əskik\w*|çatışm\w*|zədə\w*"
            r"|ayaqqabı\w*|paltar\w*|geyim\w*|telefon\w*|çanta\w*|don(?:un|unuz)?\b|sifariş\w*|cırıl\w*"
            r"|cırıq\w*|sökül\w*|ləkə\w*|çat(?:la|daq)\w*|köhnə\w*|işlənmiş|işləmə\w*|nasaz\w*"
            r"|saxta\w*|qoxu\w*|ekran\w*|model\w*|divan\w*|mebel\w*|kitab\w*|oyuncaq\w*|krem\w*|ətir\w*"
            r"|qida\w*|aldığınız\w*|batareya\w*"
        ),
        "return_refund": words(
            r"qaytar\w*|qayıt\w*|qayıd\w*|pul\w*|məbləğ\w*|vəsait\w*|dəyiş\w*|ləğv\w*|iadə\w*|geri\b|imtina\w*",
        ),
        "payment": words(
            r"ödə(?:niş|m|n|d|y)\w*|kart\w*|pul\w*|çıx(?:ıl|ar|ıb|ma)\w*|məbləğ\w*|hesab\w*|bank\w*|iki dəfə"
            r"|ikiqat|faktura\w*|taksit\w*|hissə-hissə|kredit\w*|vəsait\w*|tutul\w*"
            r"|köçürmə\w*|abunə\w*|əməliyyat\w*|balans\w*|çek\w*"
        ),
        "support": words(
            r"dəstə[ky]\w*|cavab\w*|kömə[ky]\w*|operator\w*|zəng\w*|müştəri xidmət\w*|rəftar\w*|münasibət\w*"
            r"|kobud\w*|dinlə\w*|gözlə\w*|əməkdaş\w*|bot\w*|xidmət\w*|soruş\w*|yazış\w*"
            r"|sayma\w*|xətt\w*|müraciət\w*|danış\w*|mesaj\w*|satıcı\w*|qaynar xət\w*|maraqlan\w*|eşid\w*"
            r"|laqeyd\w*"
        ),
        "app_site": words(
            r"tətbiq\w*|sayt\w*|giriş\w*|gir(?:ə|i|m)\w*|şifrə\w*|parol\w*|səhifə\w*|xəta\w*|səbət\w*"
            r"|yenilə\w*|ekran\w*|proqram\w*|nasazlı\w*|don(?:ur|ma|ub|d)\w*|açıl\w*|hesab\w*"
            r"|qeydiyyat\w*|bağlan\w*|yüklən\w*|kod\w*|server\w*|sistem\w*|axtarış\w*|panel\w*"
        ),
        "price": words(
            r"qiymət\w*|endirim\w*|kupon\w*|kampaniya\w*|promokod\w*|məbləğ\w*|baha\w*|kod\w*|kassa\w*"
            r"|haqq[ıi]\w*|aksiya\w*|güzəşt\w*|təklif\w*|bonus\w*|tarif\w*|komissiya\w*|manat\w*|azn\b"
            r"|etiket\w*"
        ),
        "safety_fraud": words(
            r"təhlükə\w*|yan(?:ğın|dı|ma|ıb|ıq|ar)\w*|xəsarət\w*|sağlam\w*|zəhərlən\w*|fırıldaq\w*|dələduz\w*"
            r"|saxta\w*|oğurlan\w*|oğurluq\w*|hesab\w*|məlumat\w*|sız(?:ma|dı|ıb)\w*|qorx\w*|partla\w*"
            r"|tüstü\w*|alış(?:ıb|dı|ma)\w*|aldad\w*|aldat\w*|aldan\w*|keçmiş olsun|batareya\w*|şarj\w*"
            r"|elektrik\w*|allergi\w*|qıcıq\w*|səpki\w*|vaxtı keçmiş|hack\w*|sındırıl\w*|şübhəli\w*|kod\w*"
            r"|uşa[qğ]\w*|yara\w*"
        ),
        "other": words(
            r"təcrübə\w*|xidmət\w*|mağaza\w*|filial\w*|əməkdaş\w*|satıcı\w*|qablaşdırma\w*|reklam\w*"
            r"|vəziyyət\w*|yaşa\w*|rəftar\w*|münasibət\w*|bonus\w*|növbə\w*|bilet\w*|rezerv\w*|söz\w*"
            r"|tədbir\w*|vakansi\w*"
        ),
    },
    sayings=words(
        r"pərdə(?:nin)? arxa\w*|(?:uşaq )?oyunca[qğ]\w* (?:ol|et|elə|deyil|say|san|mı|çevir)\w*|dondan dona\w*",
        r"xalça(?:nın)? altına\w*|kitab\w* (?:uydur|yaz)\w*",
    ),
    action=words(
        r"(?:bax|araşdır|yoxla|izlə|soruş|danış|ötür|yaz|cavab|xəbər|bildir|de(?=y[ae]c|y[iu]r|d[iu]|m[iu]s)|öyrən|həll|düzəl|göndər"
        r"|aç(?!ıq\b)|başla|götür|məşğul|əlaqə|zəng|tutuşdur|tap|oxu|müqayisə|qoş|çatdır|axtar|dayandır|blokla"
        r"|ləğv|işlə|gör(?!ə\b)|apar|iz|yönəlt|maraqlan|dəqiqləşdir|dinlə|təhlil|aydınlaşdır|müəyyən|dəyişdir|bağla"
        r"|sil|yenilə|topla|ayır|tapşır|nəzarət)\w{0,24}(?: \w{1,24})?? ?\w{0,24}(?:[iu]r(?:am|əm|[iu][qk])?"
        r"|[ae]c[ae][gy](?:[ae]m|[iu][qk])|[ae]c[ae]m|d[iu][mqk]|m[iu]s(?:[ae]m|[iu][qk])|[ae]c[ae][qk]|[iu]b"
        r"|[ae]r(?:[ae]m|[iu][qk])|(?<!l)[ae]r|m[ae]kd[ae](?:d[iu]r|y[iu][qk])?)\b|məndən (?:al|eşid|öyrən)\w*"
        r"|(?:iş|məsələ|qalanı|bu iş)\w* (?:artıq )?məndə(?:dir)?\b"
        r"|(?:komandamız|həmkarım|rəhbərimiz|əməkdaşımız|mühəndislərimiz"
        r"|proqramçılarımız)\w* [^.?!]{0,40}(?:ir|ır|ur|ür|ib|ıb|ub|üb|dadır|dədir)\b"
        r"|məşğulam|məşğuluq|baxıram|cavabım|(?:ilk )?xəbəri (?:mən|məndən)|üzərində(?:dir|yik)\b"
        r"|nəzarətimd\w*|diqqətimd\w*"
    ),
    time=words(
        rf"{NUMBER} ?-?(?:saat|dəqiqə|dəq|gün(?!ah)|iş günü)\w*|bu gün\w*|sabah\w*|(?:bu )?axşam\w*|günorta\w*"
        r"|nahar\w*|gecə(?:yə|dən)\w*|günün sonu\w*|saat \d"
        rf"|saat (?:on|bir|iki|üç|dörd|beş|altı|yeddi|səkkiz|doqquz)\w*|\d{{1,2}}[:.]\d\d|yarım saat\w*"
        rf"|iş gün\w*|(?:bu )?səhər\w*|{DAY}\w*"
    ),
    soon=words(
        r"ən (?:qısa|yaxın|tez) (?:zamanda|müddətdə|vaxtda|an)\w*|tezliklə|qısa (?:müddətdə|zamanda|vaxtda)"
        r"|yaxın (?:zamanda|vaxtda|günlərdə)|mümkün qədər tez|dərhal|bir azdan|bir az sonra|operativ"
    ),
    routine=words(
        r"(?:yaran|yaşan|baş ver)\w* (?:narahatlı|problem|vəziyyət|çətinli|xoşagəlməz hal)\w*"
        r"|(?:bütün )?narahatlı\w* görə (?:\w+ )?(?:üzr|təəssüf)"
        r"|(?:hörmətli|dəyərli|əziz) (?:müştəri|istifadəçi|alıcı|abunəçi)\w*|ən qısa (?:zamanda|müddətdə"
        r"|vaxtda)|anlayışınız\w*|anlayış(?:la)? (?:göstər|qarşıla)\w*|səbriniz\w* (?:üçün|görə)|səbirli ol\w*"
        r"|(?:aidiyyəti|müvafiq|əlaqədar) (?:şöbə|qurum|departament|orqan|struktur|komanda|əməkdaş|şəxs"
        r"|bölmə)\w*|aidiyyəti üzrə|(?:zəruri|lazımi|müvafiq) tədbir\w*"
        r"|müraciətiniz (?:\w+ )?(?:qeydə|qəbul|ötürül|qeydiyyat|nəzərə|cavablandır|yönləndir)\w*"
        r"|məmnuniyyətiniz\w*|bizi seç\w*"
        r"|(?:rəyiniz|fikriniz|məmnunluğunuz|razılığınız|müraciətiniz) bizim\w*|daha yaxşı xidmət"
        r"|xidmət (?:keyfiyyət|səviyyə)\w* (?:\w+ )?(?:artır|yüksəlt|yaxşılaşdır)\w*"
        r"|gününüz xoş\w*|nəzərinizə çatdır\w*|bizə müraciət etdiyiniz\w*|nəzərə al(?:ınacaq|acağıq)\w*"
        r"|bir daha üzr"
    ),
    familiar=words(
        r"(?:sən|səni|sənə|sənin|səndən|səndə|səninlə|qardaş(?:ım)?|bacım|dostum|canım|əzizim|gülüm|gözəlim"
        r"|brat|bro|qaqa\w*|ə kişi|ay (?:qız|oğlan|kişi|bala))\b"
        r"|(?:narahat olma|gözlə|yaz|de görüm|fikir (?:eləmə|vermə)|üzülmə|darıxma|hirslənmə)\b(?! )"
        r"|\w+[ae]rs[ae]n\b|\w+[iu]rs[ae]n\b|\w{2,}(?:m[iu]s|[ae]caq|[ae]cek)s[ae]n\b"
    ),
    thanks=words(
        r"təşəkkür\w*|sağ ?ol(?:un|asınız)\w*|var olun|minnətdar\w*|sevin(?:dim|dik|ir|əcək|dir|c)\w*"
        r"|günümüzü gözəlləş\w*"
        r"|sağlıqla (?:istifadə|geyin)\w*|şad\w*|məmnun(?:am|uq)|nə gözəl|çox xoş\w*|ruhlan\w*|qürur\w*"
        r"|təşəkkürlər"
    ),
)
