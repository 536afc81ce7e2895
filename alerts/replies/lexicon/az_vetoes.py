"""What the linter must not hear in Azerbaijani: words that take back, blame, deny, recite rules or promise.

Endings are written as folding leaves them, by their two vowels: [ae] for a and ə, [iu] for ı, i, u and ü.
"""

from __future__ import annotations

from alerts.replies.lexicon import near, words

# --- who did, will do or is asked to do something, by its ending

#: etdiniz, etmisiniz, edibsiniz, etmişdiniz
_YOU_DID = r"y?(?:d[iu]n[iu]z|m[iu]s{1,2}[iu]n[iu]z|[iu]bs[iu]n[iu]z|m[iu]sd[iu]n[iu]z)\b"
#: etdiyiniz üçün, etdiyinizə görə
_SINCE_YOU = r"d[iu][gy][iu]n[iu]z(?:[ae]|d[ae]n)? (?:üçün|görə|halda|ucbatından|səbəb)"
#: edin, ediniz, edəsiniz, etməyiniz lazımdır
_DO = r"(?:y?[iu]n(?:[iu]z)?\b|y?[ae]s[iu]n[iu]z|m[ae][gy]?[iu]n[iu]z(?:[iu]|d[ae]n)? (?:xahiş|lazım|gərək|vacib))"
#: etdik, etdim, etmişik, etmişəm
WE_DID = r"(?:d[iu](?:[qk]|m)|m[iu]s(?:[iu][qk]|[ae]m))\b"
#: edəcəyik, edəcəm, edirik, edərik, edək
_WE_WILL = (
    r"y?(?:[ae]c[ae][gy](?:[iu][qk]|[ae]m)|[ae]c(?:[ae]m|[iu][qk])|[ae]r(?:[ae]m|[iu][qk])"
    r"|[iu]r(?:[ae]m|[iu][qk])|[ae][qk])\b"
)
#: edəcək, ediləcəkdir, edir, edər
_IT_WILL = (
    r"y?(?:[ae]c[ae][qk](?:d[iu]r|l[ae]r)?|[iu]r(?:l[ae]r)?|[ae]r(?:l[ae]r)?)\b(?! (?:həmkar|əməkdaş|komanda"
    r"|şəxs))"
)

# --- promises

NUMBER = r"(?:\d+(?:[-–]\d+)?|bir|iki|üç|dörd|beş|altı|yeddi|səkkiz|doqquz|on|on beş|iyirmi|otuz|qırx|bir neçə|yarım)"
DAY = r"(?:bazar ertəsi|çərşənbə|cümə|şənbə|bazar günü|həftə|ay[ıi]n)"
_MONTH = r"(?:yanvar|fevral|mart|aprel|may|iyun|iyul|avqust|sentyabr|oktyabr|noyabr|dekabr)"
_WHEN = (
    rf"(?:bu gün|sabah|o biri gün|bu axşam|bu gecə|axşam|səhər|günorta|nahar|{NUMBER}[ -]?(?:iş )?(?:gün|saat"
    r"|dəqiqə"
    rf"|dəq|həftə|ay)(?!d[iu]r)|{DAY}|günün sonu|ən gec|saat \d|\d{{1,2}}:\d\d|bayram|novruz|ay sonu"
    rf"|\d+[ -]?{_MONTH}|{_MONTH}\w* \d+)\w*"
)
_TOLD = (
    r"(?<!\w)(?:xəbər|cavab|məlumat|yaz|bildir|nəticə|mesaj|zəng|link|müraciət|şikayət|yazdıq|necə|nə vaxt"
    r"|nə zaman|məndən|bizdən)"
)

_NOT_NEWS = (
    r"(?<![«“\"])(?<!nəticəni )(?<!nəticəsini )(?<!cavabı )(?<!cavabımı )(?<!cavabımızı )"
    r"(?<!cavabınızı )(?<!cavabını )(?<!xəbəri )(?<!məlumatı )"
)
_DONE = (
    rf"(?:(?:çat|çatdırıl|veril|olun|edil|gətiril|gəl|həll ol|düzəl|düzəldil|göndəril|yola düş|yola salın"
    r"|köçürül"
    rf"|qaytarıl|açıl|aktivləş|yenilən|bit|yekunlaş|tamamlan|quraşdırıl|dəyişdiril|aradan qalx|aradan qaldırıl"
    rf"|başa çat|hazır ol|(?:hesabınızda|sizdə) ol|çıx|aradan ged){_IT_WILL}"
    rf"|(?:çatdır|təhvil ver|gətir|həll ed|həll elə|düzəld|göndər|yola sal|köçür|bərpa ed|açar|bitir"
    r"|yekunlaşdır"
    rf"|aradan qaldır|dəyişdir|dəyiş|quraşdır|təmin ed){_WE_WILL}"
    rf"|(?:əl|qapı|ünvan|ev|hesab|kart)[iu]?n[iu]zd?[ae] (?:ol|çat|keç|gəl|gətiril|qayıd|düş|köç){_IT_WILL}"
    r"|(?:əl|qapı|ev)[iu]?n[iu]zd[ae]d[iu]r|(?:al|götür)(?:[ae]c[ae][qk]|[ae]r)s[iu]n[iu]z"
    r"|işləyəcək|(?:problem|məsələ)\w* qalmayacaq)"
)
#: What a customer waits for, and what may be said of it: that somebody looks at it.
_THING = (
    r"(?:bağlama|sifariş|məhsul|mal|paket|kuryer|usta|problem|məsələ|xəta|nasazlıq|sayt|tətbiq|hesab|versiya"
    r"|kart|qiymət|bilet|kupon|endirim)\w*"
)
_STEP = (
    r"(?:yaz|bildir|de|xəbər|cavab|zəng|danış|araşdır|yoxla|bax|izlə|axtar|soruş|öyrən|dəqiqləş|məlum|aydın"
    r"|bəlli"
    r"|müzakirə|ol|əlaqə|saxla|ed|veril|məşğul|maraqlan|qoşul|başla|görüş|toplaş|oxu|dinlə|işlə|çalış|təhlil"
    r"|izah|qayıd)"
)
_MONEY = (
    r"(?:pul|məbləğ|vəsait|ödəniş|haqq|qəpi[ky]|dəyəri|fərqi|artıq (?:alınan|tutulan|çıxılan)"
    r"|\d+(?:[.,]\d+)? ?(?:azn|manat(?!lıq)|₼))\w*"
)
_PAID = (
    rf"(?:(?:qaytar|köçür|geri ver|geri ödə|geri ed|geri göndər|iadə ed|bərpa ed|yüklə|ödə|(?:kart|hesab"
    rf"|balans)\w* (?:vur|at)){_WE_WILL}|(?:qaytar|köçür|geri ver|geri ödə|iadə et|ödə){WE_DID}"
    rf"|(?:qaytarıl|köçürül|geri veril|ödənil|ödən|iadə edil|iadə olun|(?:kart|hesab|balans"
    r"|cüzdan)\w* (?:geri )?(?:qayıd|gəl|otur|düş|köç)"
    rf"|qayıd|geri gəl|geri dön|(?:hesab|kart|balans)\w*n[iu]zda ol)(?:{_IT_WILL}|[iu]b\b)"
    r"|(?:qayıtma|qaytarılma|ödənilmə)\w* (?:\w+ )?(?:təmin|zəmanət|təsdiq|nail|söz ver)"
    rf"|(?:geri|yerinə|üstünüzə) (?:gəl|dön|düş|otur|qayıd|köç|yat){_IT_WILL}|(?:qaytar|köçür"
    r"|ödə)m[ae]\w* (?:\w+ )?(?:söz ver|zəmanət|hazır[iu][qk])"
    r"|geri alacaqsınız|alacaqsınız|itməyəcək|batmayacaq|yanmayacaq)"
)
_ASKED = r"(?<!\w)(?:harada|niyə|nə üçün|nə vaxt|nə zaman|hansı|ilişi)"
_GIFT = (
    r"(?:hədiyyə|kupon|promokod|endirim|güzəşt|jest|bonus|xal|kompensasiya|təzminat|vauçer|keşbek|cashback"
    r"|sürpriz)\w*|bal\b|pulsuz \w+|ödənişsiz \w+|\d+ ?(?:%|faiz)\w*"
)
_GIVEN = (
    rf"(?:(?:təqdim ed|göndər|ver|əlavə ed|hədiyyə ed|təyin ed|tətbiq ed|yüklə|təklif ed|təmin ed|ayır|hazırla"
    rf"|ed){_WE_WILL}"
    rf"|(?:təqdim et|göndər|ver|əlavə et|hədiyyə et|təyin et|tətbiq et|yüklə|ayır|hazırla){WE_DID}"
    rf"|(?:təqdim edil|təqdim olun|göndəril|veril|əlavə edil|əlavə olun|tətbiq olun|tətbiq edil"
    rf"|yüklən){_IT_WILL}"
    r"|(?:verm|göndərm|təqdim etm|etm)[ae]k ist|qəbul ed(?:in|əsiniz)\w*|(?:hesab|kart"
    r"|balans)[iu]n[iu]za\b(?! bax)"
    r"|bizdən\b|tərəfimizdən\b|sizin(?:dir| olsun)\b|gözləyir\b|(?:miz |m )?(?:var|olacaq)\b)"
)

# --- whose fault

FAULT = (
    r"(?:günah|səhv|təqsir|nöqsan|qüsur|xəta|yanlışlı|məsuliyyət|cavabdehli|kəm-kəsir|ayıb|problem|səbəb"
    r"|diqqətsizli|səliqəsizli|laqeydli)"
)
_NOT = r"(?! (?:\w+ ){0,2}(?:yox|deyil))"
#: What a customer goes through.
_FELT = r"(?:ol|yor|əsəb|narahat|gözlə|qal|keçir|məyus|yaşa|düş|hiss|ümid|inci|üz|çək|al|it|gör|eşit)"
#: What a customer does wrong, and what one leaves undone.
_ERRED = (
    r"(?:bas|klik|qur|yu|tax|yaz|daxil|seç|göstər|anla|başa düş|ünvan|istifadə|qeyd|yığ|doldur|quraşdır|qoş"
    r"|sifariş|ölç|təqdim|ver)"
)
_DUTY = (
    r"(?:oxu|yoxla|bax|soruş|bildir|diqqət (?:et|yetir|elə|ver)|izlə|nəzərə al|təsdiqlə|doldur|seç|qeyd et|yaz"
    r"|göstər|aç|götür"
    r"|(?:cavab|xəbər|məlumat) ver|gəl|təqdim et|göndər|saxla|əməl et|riayət et|müraciət et|ödə|dəqiqləşdir"
    r"|yenilə|gözlə|tanış ol)"
)
_THEM = r"(?:kuryer|poçt(?!unuz)|bank|satıcı|istehsalçı|təchizatçı|gömrük|tərəfdaş|daşıyıcı|kargo|operator)"
_RULE = (
    r"(?:qayda|siyasət|prosedur|(?<!hava )(?<!yol )şərt|müqavilə|təlimat|nizamnamə|reqlament|oferta"
    r"|qanunvericilik)"
)

BUT = words(
    r"(?:amm?a|əmma|lakin|fəqət|ancaq(?! (?:və ancaq )?(?:biz\w* (?:səhv|günah|xəta|təqsir|qüsur|nöqsan|aid"
    r"|məsul|cavabdeh)|bizdədir|bizik|indi (?:gör|oxu|cavab)|bu gün (?:gör|oxu)))(?<!və ancaq))\b"
    r"(?!,? (?:bu(?:nlar)?,? )?(?:heç də |əsla )?(?:bəhanə (?:deyil|ola bilməz)|bizə haqq qazandırm))"
    r"|(?:bağışlayın|üzr istəyir\w+|başa düşür\w+) d[ae],? \w|ammaki\b|nə var ki\b|bununla belə\b"
    r"|buna (?:baxmayaraq|rəğmən)\b"
    r"|halbuki,? (?=siz(?! [^.?!\n]{0,60}m[iu]s{1,2}[iu]n[iu]z)|sayt|qayda|məhsul|bizim|kuryer)"
    r"|hərçənd\b|di gəl\b"
    r"|(?:onu )?nəzərə al(?:ın|mağınızı|manızı|asınız|arsınız|maq lazım|saq ki)\w*|unutmayın ki\b"
    r"|onu da (?:deyək|qeyd ed|bildir)\w* ki\b"
)
BLAME = words(
    # etməli idiniz, etməməli idiniz, etməyiniz lazım idi, gərək edəydiniz, etsəydiniz
    r"(?!al|eşit|gör|öyrən)\w*(?<!m[ae])m[ae]l[iu] ?(?:idiniz|yd[iu]n[iu]z)\b"
    r"|nəzərə almalı ?(?:idiniz|ydınız)"
    r"|(?!qal|yaşa|gözlə|çək|qarşılaş|üzləş|gəl|ol|eşit|gör|düş|inci|yorul)\w+m[ae]m[ae]l[iu] ?(?:idiniz"
    r"|yd[iu]n[iu]z)\b|\w+m[ae][gy]?[iu]?n[iu]z (?:lazım|gərək|vacib) idi|gərək (?:\w+ ){0,5}\w+yd[iu]n[iu]z\b"
    rf"|\w+[ae] bil[ae]rd[iu]n[iu]z\b(?! ?\?)|(?:əvvəl|əvvəlcə|qabaqcadan) (?:\w+ ){{0,4}}\w+m[ae][qk] lazım"
    rf"|\w{{2,}}{_YOU_DID},? (?:yəqin|görünür|deyəsən|güman ki)\b"
    r"|(?:oxu|yoxla|bax|yenilə|soruş|seç|yaz|saxla|tanış ol|göstər|izlə|gözlə|ölç|çək|düşün"
    r"|diqqətli ol)m[ae][qk] (?:lazım|kifayət|gərək)(?: idi|dır|dir)"
    r"|(?!ol)\w+s[ae]yd[iu]n[iu]z\b|(?:oxu|yoxla|bax|de|yaz|diqqətli)\w* ?olsaydınız|bilməli idiniz"
    # sizin səhvinizdir, günah sizdədir, öz diqqətsizliyiniz
    rf"|sizin (?:\w+ ){{0,2}}{FAULT}\w*(?:[iu]n[iu]z\w*|d[iu]r)\b{_NOT}"
    rf"|(?:öz|özünüzün) (?:\w+ )?{FAULT}\w*[iu]n[iu]z\w*\b{_NOT}"
    rf"|{FAULT}\w* (?:\w+ )?(?:sizdədir|sizdə|sizin tərəf\w*|sizin(?:dir)?(?= ?[,.!])|sizdən|sizə aid)\b{_NOT}"
    rf"|{FAULT}\w* (?:\w+ )?sizin (?:cihaz|telefon|kompüter|internet|brauzer|bank|kart|özünüz)\w*"
    r"|sizdən (?:qaynaqlan|irəli gəl|asılıdır|keçir)\w*"
    r"|tərəfinizdən[^.?!\n]{0,40}(?<!\w)(?:səhv|yanlış|yol veril|imtina|düzgün|gec|poz|edilməyib)"
    # səhv yazmısınız, yanlış seçdiyiniz üçün; ünvan düzgün göstərilməyib
    rf"|(?:səhv|yanlış|natamam|gec"
    rf"|qeyri-dəqiq)\b[^.?!,;\n]{{0,30}}?(?<!\w)(?:{_ERRED}\w*(?: \w+)??{_SINCE_YOU}|(?!al|gör|tap|qal"
    rf"|gözlə)\w+{_YOU_DID})"
    r"|(?:göstər|yaz|ver|qeyd et|daxil et)d[iu][gy][iu]n[iu]z (?:\w+ )?(?:ünvan|nömrə|məlumat|kod"
    r"|ölçü)\w* (?:\w+ )?(?:səhv|yanlış|natamam|tam deyil|düzgün deyil|dəqiq deyil|mövcud)\w*"
    r"|(?:ünvan|nömrə)\w*d[ae] (?:dəqiqsizlik|yanlışlıq|səhv|xəta)\w*"
    r"|(?:ünvan|əlaqə nömrə|telefon nömrə|ölçü|şifrə|parol)\w* (?:(?!biz|sayt|sistem|anbar|kuryer)\w+ ){0,2}?"
    r"(?:səhv|yanlış|düzgün|tam|natamam) (?:yaz|qeyd|göstər|daxil|seç|yığ)\w*(?: \w+)?[iu]b\b"
    # oxumamısınız, yoxlamadığınız üçün
    rf"|{_DUTY}m[ae]{_SINCE_YOU}|gözləm[ae](?:m[iu]s|y[iu]bs)[iu]n[iu]z|(?<!haqq )(?<!layiq )(?!al|gör|eşit"
    rf"|tap|bil|qal|yaşa|tut|istə|sevin|gözlə)\w{{2,}}(?<!bil)m[ae]{_YOU_DID}|(?:{_DUTY}|başa düş|anla|dinlə"
    r"|qulaq as|səbr et)m[iu]rs[iu]n[iu]z"
    rf"|{_DUTY}m[ae]d[ae]n [^.?!,;\n]{{0,40}}?{_YOU_DID}|(?:niyə|nə üçün"
    rf"|nəyə görə) (?:\w+ ){{0,5}}?\w+(?:m[ae]{_YOU_DID}|[iu]rs[iu]n[iu]z)"
    r"|(?:kobud|yanlış|düzgün olmayan|səhv|ehtiyatsız|səliqəsiz) (?:istifadə|saxlan|qulluq)\w*"
    r"|mexaniki (?:zədə|təsir)\w*|istifadə(?:dən|çidən) (?:yaran|irəli|qaynaqlan)\w*"
    r"|zərbə (?:al|nəticə)\w*|su (?:dəyib|düşüb)|nəticə\w* (?:də )?belə\b|(?:sizin|öz) (?:öz )?(?:iş|problem"
    r"|seçim|qərar)[iu]n[iu]zd[iu]r"
    r"|(?:hörmətlə|nəzakətlə|ədəblə|mədəni|sakit|normal|adam kimi)\w* (?:\w+ )?(?:yaz|danış|soruş"
    r"|de)s[ae]n[iu]z"
    # isti suda yumusunuz; görünür, … etmisiniz
    rf"|(?:sındır|qır|düşür|islat|yu|sök|zədələ|ütülə|qaynat|qurut|(?:yerə|suya) sal|korla|xarab et"
    rf"|təmir et(?:dir)?|söndür){_YOU_DID}|(?:görünür|yəqin|çox güman|güman ki|ola bilsin|ehtimal|deyəsən"
    rf"|bəlkə)\b[^.?!\n]{{0,60}}?(?<!\w)(?!{_FELT})\w+(?:{_YOU_DID}|[iu]rs[iu]n[iu]z\b)"
    r"|(?:müddət|vaxt|tarix|fürsət)\w*(?<!vaxtınızı) (?:\w+ )?(?:ötür|keçir|burax|qaçır)m?\w*n[iu]z\b"
    rf"|özünüz (?:\w+ ){{0,4}}(?:seç|yaz|daxil|qeyd|təsdiq|ləğv|imtina|razı|istə|aç|bas|sil|göstər|ver|et|elə"
    r"|qəbul)\w*(?: \w+)??"
    rf"(?:{_YOU_DID}|{_SINCE_YOU})|siz özünüz(?!ü|ə|də)\b|siz səhv\b"
    rf"|siz (?:yarat|səbəb ol|poz|et|elə|ver|yaz|seç|istə|aç|qır|ləğv et|imtina et){_YOU_DID}"
    rf"|(?:kod|şifrə|parol|link|keçid|məlumat)\w* (?:\w+ ){{0,3}}(?:paylaş|ver|klik|keç|daxil|bölüş|göndər"
    rf"|de)\w*{_YOU_DID}"
    rf"|(?:nəzarətsiz|başsız|günəşdə|rütubətdə|suda) (?:\w+ )?(?:qoy|saxla|burax){_YOU_DID}|məcbur etm(?:əyib"
    r"|irik|əmişik)"
    r"|(?:kart|hesab|balans)\w*n[iu]zda (?:\w+ ){0,3}(?:vəsait|pul|məbləğ|limit)\w* (?:\w+ )?(?:olma|çatm|yox"
    r"|kifayət etm|azdır)\w*|kifayət qədər (?:vəsait|pul|limit)\w* (?:olma|yox)\w*"
    r"|(?:dəfələrlə|neçə dəfə|əvvəl də) (?:\w+ )?(?:de|izah et|bildir|xəbərdar\w* et)m[iu]ş\w*"
    r"|sizə (?:\w+ )?(?:deyil|bildiril|izah edil)(?:ib|miş)\w*"
    r"|(?:razılaş|təsdiqlə|imzala)m[iu]s{1,2}[iu]n[iu]z\b|qəbul etmi(?:s{1,2}|ş)iniz|razılıq vermi\w*siniz"
    # diqqətli olun, sakit olun, şişirtməyin, kobud danışırsınız
    rf"|diqqət(?:li|lə) (?:\w+ )?(?:ol|oxu|bax|yoxla|seç|davran)(?:{_DO}|maq lazım|m[ae]l[iu]s[iu]n[iu]z"
    r"|s[ae]n[iu]z)"
    rf"|diqqətsiz(?:liyiniz\w*|siniz|[^.?!,]{{0,20}}{_YOU_DID})|diqqət(?:inizi)? (?:yetir|et|elə|ver)(?:{_DO}"
    r"|s[ae]n[iu]z)"
    rf"|(?:sakit (?:ol|danış)|sakitləş|özünüzü (?:ələ al|yığışdır)|həddi(?:nizi)? (?:aşma|bil)){_DO}"
    r"|hövsələsiz\w*|tələsm\w*yin|ş[iu]ş[iu]r[td]\w*(?:yin|siniz|sunuz)\b|qışqırm\w*|əsəbiləşməyin\b"
    r"|(?:kobud|ədəbsiz|təhqiramiz|nalayiq|tərbiyəsiz|ədəb|mədəni)\w* (?:\w+ )?(?:danış|yaz|davran|ol|ifadə)\w*"
    r"(?:s[iu]n[iu]z|y?[iu]n|d[iu]n[iu]z)\b|ədəb daxilində|üslubunuz\w*|ifadələrinizə"
    r"|(?:yazmağı|paylaşmağı|şikayət etməyi|təkrarlamağı) (?:dayandır|kəs|tərgid)\w*|hər yerdə yaz\w*"
    r"|(?:haqsız|əbəs|boş) yerə (?:şikayət|narahat|əsəb|hirs)\w*|emosiya\w* (?:qapıl|kənara)\w*|mübaliğə\w*"
    r"|vaxtımızı al\w*"
    r"|hay-?küy\w*|bizə təsir\w*|hədələ\w*|hədə-qorxu\w*|şantaj\w*|(?:səbirli ol|səbr ed|səbr elə"
    r"|dözümlü ol)(?:un|in|y[iu]n|[ae]s[iu]n[iu]z|m[ae]l[iu]s[iu]n[iu]z)\b"
    r"|sizin (?:internet|brauzer|cihaz|bank)\w* (?:\w+ )?(?:problem|səhv|xəta|nasazlıq)\w*"
    r"|(?:hər|bütün) (?:yer|səhifə|post)\w* (?:şərh |rəy )?yazmayın"
    # növbəti dəfə … edin
    rf"|(?:növbəti|gələn|bir dahaki|o biri) (?:dəfə|sifariş)\w*[^.?!\n]{{0,60}}?(?<!\w)(?:ol|ed|yoxla|oxu|bax"
    r"|seç|yaz|göstər|qeyd ed|gözlə|bildir"
    rf"|götür|yetir|tanış ol|müraciət ed|al|ver|diqqət ed){_DO}"
    rf"|bundan sonra (?:zəhmət olmasa |xahiş edirik )?(?:diqqət|daha (?:diqqət|ehtiyat))|istifadəçi (?:səhvi"
    r"|xətası)|ehtiyatlı (?:ol(?:un|malı|ardınız|saydınız))\w*"
    # müştərinin işidir, telefonunuz bağlı idi, açdığınız üçün cızılıb, hörmətlə yazın
    r"|(?:müştəri|alıcı)n[iu]n (?:öz )?(?:işi|vəzifəsi|borcu|səhvi|seçimi)\w*(?! deyil)"
    r"|telefonunuz (?:bağlı|söndürülü|məşğul)(?:d[iu]r| id| ol)\w*"
    r"|(?:aç|yu|istifadə et|tax|sök|qur|saxla)d[iu][gy][iu]n[iu]z üçün (?:\w+ ){0,3}(?:cızıl|sın|xarab|cırıl"
    r"|qırıl|yığıl|sol|ləkə)\w*"
    r"|\w+s[ae]n[iu]z,? (?:\w+ )?(?:belə olar|nəticəsi budur)|biz nə edək\b"
    r"|(?:oxu|yoxla|bax|gör|dinlə)m[ae]d[iu][gy][iu]n[iu]z (?:görün|bəlli|aydın|məlum|anlaşıl)\w*"
    r"|neçə dəfə (?:\w+ )?\w+[ae]c[ae][qk]s[iu]n[iu]z"
    rf"|anlayışlı ol{_DO}|(?:hörmət|nəzakət|ədəb)l[ae] (?:\w+ )?(?:yaz|danış|davran){_DO}"
    # evdə yox idiniz, telefonu açmadınız, internetiniz zəifdir
    r"|(?:evdə|ünvanda|yerinizdə) (?:yox idiniz|deyildiniz|ol(?:ma\w*(?:siniz|dınız|duğunuz)))"
    r"|əlçat(?:an deyil|maz i)diniz"
    r"|qapı\w* (?:\w+ )?(?:açan olma|açılma|açma[ydm]|bağlı (?:ol|idi))\w*|(?:evdə|ünvanda) heç kim\b"
    r"|sizə (?:\w+ )?zəng (?:edilib|etmişik|etdik|olunub),? (?:\w+ )?cavab (?:verm|olma|verilm)\w*"
    r"|telefon\w* (?:söndürülü|bağlı id)\w*|(?:zəng\w* )cavab verm[ae](?:d[iu]n|m[iu]s|y[iu]b|d[iu]y[iu]n)\w*"
    r"|telefon\w* (?:aç|götür|cavab ver)m[ae](?:d[iu]n|m[iu]s|y[iu]b|d[iu][gy][iu]n)\w*"
    r"|(?:cihaz|telefon|brauzer|kompüter|internet|əlaqə)\w*n[iu]z\w* (?:\w+ )?(?:köhnə (?:ol|model|versiya)"
    r"|zəif|uyğun deyil|uyğun gəlm|dəstəkləm|qaynaqlan)\w*|gözləntiləriniz (?:çox|həddən)"
    r"|səhv (?:başa düşm|anlam)[iu]s[iu]n[iu]z"
)
DENIAL = words(
    rf"biz(?:im|də|dən|ə) (?:heç bir |hər hansı )?(?:{FAULT}|borc)\w* (?:deyil|yox|görünm|ola bilməz)\w*"
    r"|bizlik (?:deyil|bir şey)"
    rf"|{FAULT}\w* (?:bizdə|bizim(?:lə)?|bizə aid|bizdən) (?:deyil|yox|olma)\w*|nə günahımız|bizim nə (?:günah"
    r"|təqsir)\w*"
    r"|biz(?:ə|im) (?:aid|dəxli) (?:deyil|yox)\w*|(?:bizə|bizim) (?:\w+ ){0,2}(?:heç bir )?(?:aidiyyət"
    r"|dəxl)\w* (?:yox|deyil)\w*"
    r"|bizimlə (?:heç bir )?(?:əlaqə|bağlı|əlaqədar)\w* (?:yox|deyil)\w*|bizdən (?:qaynaqlanm|olmay|getmə"
    r"|asılı (?:deyil|olma))\w*|bizim (?:işimiz|borcumuz|vəzifəmiz|səlahiyyətimiz\w*) deyil"
    r"|səlahiyyət\w*[iu]m[iu]z\w* (?:aid )?(?:deyil|xaric|daxil deyil)\w*"
    r"|(?:imkanı|nəzarəti|səlahiyyəti)mizdən (?:kənar|xaric)\w*|(?:cavabdeh|məsul|günahkar"
    r"|təqsirkar) deyil(?:ik|əm)"
    r"|(?:məsuliyyət|cavabdehlik|öhdəlik) (?:\w+ )?(?:daşımır|götürmür|qəbul etmir|daşıya bilm)\w*"
    r"|biz (?:sadəcə|yalnız|ancaq) (?:\w+ )?(?:vasitəçi|platforma|satıcı|daşıyıcı)\w*"
    r"|(?:bu|yazdıqlarınız|yazdığınız\w*|dedikləriniz|dediyiniz|iddianız|şikayətiniz) (?:\w+ )?(?:doğru"
    r"|həqiqət|düz|düzgün|əsaslı|real) deyil\w*"
    r"|(?:həqiqət|gerçəy)(?:i|ə) (?:əks etdirm|uyğun (?:deyil|gəlm))\w*"
    r"|(?:bu|belə|elə)(?: bir)? (?:şey|hal|problem|hadisə|məsələ|nasazlıq),? (?:heç |qətiyyən |əsla )?"
    r"(?:mümkün deyil|qeyri-mümkün|mümkünsüz|ola bilməz|olmur|olmaz|baş verə bilməz|yoxdur)\b"
    r"|bu,? (?:heç |qətiyyən |əsla )?(?:mümkün deyil|qeyri-mümkündür|mümkünsüzdür|ola bilməz)\b"
    r"|söhbət gedə bilməz|yanılırsınız|səhv (?:edir|düşünür|xatırlayır|başa düşür|anlayır)s[iu]n[iu]z"
    r"|yalan(?:dır\b| (?:\w+ )?(?:danış|de|yaz)\w*(?:s[iu]n[iu]z|m[ae]y[iu]n)\b| məlumat yay)|böhtan\w*"
    r"|əsassız\w*|uydur\w*|qərəz\w*|qaralam\w*"
    r"|iddia (?:et|ed)\w*(?:n[iu]z\w*|s[iu]n[iu]z)|iddianız\w*|haqsızsınız|haqlı deyilsiniz|(?:buna"
    r"|sizə) inanm\w*"
    rf"|(?<!bizim ){_THEM}(?!\w*[iu]m[iu]z)\w*?(?:[iu]n| şirkətinin| tərəfin| firmasının"
    rf"| xidmətinin) {FAULT}\w*\b(?! (?:də |da )?biz)|{_THEM}(?!\w*[iu]m[iu]z)\w* (?:\w+ )?(?:günahkar"
    r"|təqsirkar)\w*"
    rf"|(?<!bizim ){_THEM}(?!\w*[iu]m[iu]z)\w* (?:(?!biz)\w+ ){{0,2}}(?:qaynaqlanır|asılıdır|cavabdehdir"
    r"|məsuldur|məsuliyyət daşıyır|aiddir)"
    rf"|{_THEM}(?!\w*[iu]m[iu]z)\w*(?:[ae]|l[ae]|d[ae]n) (?:müraciət ed|zəng ed|əlaqə saxlay|soruş"
    r"|yaz)(?:[iu]n|[ae]s[iu]n[iu]z|[ae] bilərsiniz)\b"
    r"|(?:müştəri|alıcı)\w* (?:öz )?(?:məsuliyyət|öhdəli)\w*|(?:müştəri|alıcı) (?:özü )?(?:məsul|cavabdeh)\w*"
    r"|əlimizdən (?:bir şey |heç nə )?gəlm\w*|edə bil(?:əcəyimiz|əcəyim) (?:bir şey|heç nə"
    r"|başqa bir şey) yox\w*|heç (?:nə|bir şey) edə bilm[aiə]\w*"
    r"|kömək edə bilm(?:ir|əyəcə|ər)\w*|kömək etmək imkanı\w* (?:yox|xaric)\w*"
    r"|(?:təkcə|yalnız|bircə) siz(?:də(?:dir)?|siniz)?\b(?! deyil)|sizdən (?:başqa|əvvəl|savayı) (?:heç|kimsə"
    r"|bir nəfər)\w*|başqa heç (?:kim|bir)\w*"
    r"|heç kim\w* (?:\w+ ){0,2}(?:şikayət|narazı|problem)\w*|heç bir müştəri\w* [^.?!\n]{0,40}(?:şikayət"
    r"|narazı|problem|deməyib|yazmayıb)\w*"
    r"|(?:digər|başqa|qalan) (?:müştəri|alıcı|istifadəçi)\w* (?:\w+ ){0,2}(?:razı|məmnun|problem|şikayət"
    r"|narazı)\w*"
    r"|hamı(?:da|nın|nınkı)? (?:\w+ )?(?:normal |yaxşı )?(?:işləyir|razıdır|məmnundur)|ilk dəfə\w* (?:belə "
    r"|bu cür )?(?:\w+ )?(?:şikayət|eşid)\w*"
    r"|(?:sistem|qeyd|baza|yoxlama|məlumat)\w*(?:miz\w*|ə|a) (?:əsasən|görə)\b"
    r"|(?:problem|xəta|səhv|nöqsan|nasazlıq|pozuntu|qüsur"
    r"|çatışmazlıq)(?!\w*n[iu]z)\w* (?:aşkar\w*(?: \w+)?m[ae]\w*|tapılm[ae]\w*"
    r"|müəyyən (?:ed|olun)\w*m[ae]\w*|yox(?:dur)?\b|görünm\w*|qeydə alınm[ae][ydmz]\w*)"
    r"|(?:qeyd|sistem|baza)\w* [^.?!]{0,30}(?:yoxdur|tapma|tapılma|görm[uü]r|görünm|mövcud deyil|təhvil veril"
    r"|çatdırıl(?:ıb|mış)|alınıb|tamamlanıb)\w*"
    r"|(?:müraciət|şikayət|sifariş|ödəniş|mesaj|zəng)\w* (?:bizə )?(?:(?:daxil ol|qeydə alın)m[ae][ydmz]\w*"
    r"|almam[iu]ş(?:[iu]q|[ae]m)|almad[iu]q|mövcud deyil\w*|yoxdur)"
    r"|bizə (?:\w+ ){0,3}(?:müraciət|şikayət|mesaj|zəng|ödəniş|məlumat)\w* (?:gəlm|daxil olm|çatm)\w*|(?:hal"
    r"|insident|hadisə|pozuntu)\w* (?:ol|baş ver|qeydə alın)m[ae](?:y[iu]b|d[iu]|m[iu]ş)\w*"
    r"|sistem\w* (?:tam |normal |düzgün )(?:işlə)\w*|qiymət\w* (?:\w+ )?(?:düzgündür|ədalətlidir|normaldır"
    r"|münasibdir|uyğundur)|bazar qiymət\w*|siz deyən kimi (?:\w+ ){0,2}(?:deyil|olma)\w*"
    r"|bizi (?:qınama|günahlandırma)\w*|əsaslı (?:hesab etm|sayılm|deyil)\w*"
    r"|bizdə belə (?:bir )?\w+ (?:işləmir|yoxdur|olmayıb|olmur)|(?:qüsurlu|saxta|xarab|köhnə) (?:\w+ )?(?:ola"
    r"|çıxa) bilməz|(?:aldat|təhqir et|kobud danış|incit|oğurla)m[ae]y[iu]b\b|bütün \w+ (?:\w+ )?(?:cavab verir"
    r"|cavablandırılır|yoxlanılır|yoxlamadan keçir)"
    rf"|məsuliyyət\w* [^.?!,\n]{{0,30}}?{_THEM}\w* (?:\w+ )?(?:daşıyır|üzərindədir|aiddir)"
    r"|hər şey (?:\w+ )?(?:qaydasında|normal|düzgün|yaxşı|yerində)\w*(?! (?:ol|get)m)|(?:dediyiniz|yazdığınız"
    r"|danışdığınız) kimi (?:olma|deyil)\w*"
    r"|bizim tərəf\w* (?:(?!bəhanə)\w+ ){0,3}(?:yoxdur|görünm|olmayıb)\w*|biz (?:\w+ )?(?:düzgün|doğru|düz"
    r"|vaxtında) (?:et|elə|göndər|çatdır)\w*"
    rf"|(?:səhv|günah) (?:et|elə)m[ae]{WE_DID}|(?:problem|xəta|səhv|nöqsan|nasazlıq|qüsur|pozuntu) gör(?:mür"
    r"|mədi|məmiş)\w*|(?:kobudluq|səhv|xəta|pozuntu|yanlışlıq|hörmətsizlik|nöqsan|saxtakarlıq|gecikmə"
    r"|nasazlıq) (?:\w+ )?(?:et|elə|ol|yol ver|burax|baş ver)m[ae](?:y[iu]b|d[iu]|m[iu]sd[iu]r)\b"
    rf"|{_THEM}\w*[iu]n (?:öz )?(?:işid|məsələsid|öhdəliyid|problemid|vəzifəsid)\w*"
    r"|(?:vaxtında|sağlam|saz|işlək|problemsiz|qüsursuz) (?:vəziyyətdə |halda )?(?:göndəril|çatdırıl"
    r"|təhvil veril|yola salın|çıx)(?:[iu]b|[iu]r|d[iu]|m[iu]sd[iu]r)\b|(?:normal|adi) haldır|(?:server|sistem|baza"
    r"|sayt)\w* (?:tam |yaxşı )?(?:qorunur|təhlükəsizdir)"
    r"|(?:kuryer|əməkdaş|operator|satıcı|anbar|usta|komanda)\w* (?:(?:\w+ )?(?:deyir|bildirir|təsdiqləyir"
    r"|iddia edir) ki|(?:dediyinə|sözlərinə|bildirdiyinə|məlumatına) (?:görə|əsasən))"
    r"|(?:ona|onlara|əməkdaşımıza|kuryerimizə|komandamıza) inanırıq"
    r"|sübut\w* (?:et|edin|edəsiniz|edə bil|var|göndər|təqdim|yox)\w*"
    r"|razılaşa bilm\w*"
    rf"|{_THEM}\w* (?:\w+ )?ilə (?:danış|əlaqə saxlay|həll ed)(?:[iu]n|[ae]s[iu]n[iu]z|[ae] bilərsiniz)\b"
    # şirkətimizin heç bir günahı yoxdur, bizdə sınması mümkün deyil
    rf"|\w+[iu]m[iu]z[iu]n (?:\w+ )?(?:heç bir |hər hansı ){FAULT}\w* (?:yox|deyil|görünm|olma|ola bilməz)\w*"
    r"|biz(?:də|dən) (?:\w+ )?\w+m[ae]s[iu] (?:mümkün deyil|mümkünsüz|qeyri-mümkün)\w*"
    # endirimlərimizin hamısı realdır, saxta mal satmırıq, heç kimi aldatmırıq
    r"|(?:\w+[iu]m[iu]z[iu]n hamısı|bütün \w+[iu]m[iu]z) (?:\w+ ){0,2}(?:real|orijinal|əsl|həqiqi|keyfiyyətli|düzgün"
    r"|sertifikatlı)\w*"
    # problem bankınızdadır, qaydalara uyğun davranıb
    r"|(?:problem|xəta|səhv|nasazlıq) (?:sizin )?(?:bank|telefon|internet|cihaz|kart"
    r"|brauzer)\w*n[iu]zd[ae]\w*(?! deyil)"
    r"|(?:qayda|prosedur)\w* uyğun (?:davran|hərəkət ed)[iu]b\b"
    # qiyməti biz təyin etmirik, kuryer bizim deyil
    r"|(?:bunu|qiymət\w*|müddət\w*|qərar\w*) biz (?:\w+ )?(?:et|ver|qoy)m[iu]r\w*"
    rf"|{_THEM} (?:şirkəti |xidməti )?bizim deyil"
    # belə məbləğ tutmamışıq, gecikmə yoxdur
    r"|(?:belə|elə)(?: bir)? (?!cavab|izah|dəstək|kömək|səhv|xəta)\w+ \w+m[ae](?:m[iu]s[iu][qk]|y[iu]b|d[iu][qk])\b"
    r"|(?<!sizdə )(?<!tərəfdə )(?:gecikmə|xəta|nasazlıq|səhv|qüsur) yoxdur\b|(?:müddət|qiymət)\w* normaldır\b"
    r"|(?:heç kim|müştəri)\w* (?:\w+ )?aldatm(?:[iu]r|[ae]r|[ae]m|[ae]y)\w*"
    r"|saxta (?:\w+ )?sat(?:ıl)?m(?:[iu]r(?:[iu]q)?|[ae]r[iu]q|[ae]z|[ae]y[iu]b|[ae]m[iu]s[iu]q)\b"
    r"|(?:bir söz|bir şey|heç nə|heç bir şey) deyə bilm[ieə]\w*|(?:qüsur|problem|xəta|nasazlıq|səhv"
    r"|gecikmə)[iu]? (?:olmur|olmaz|ola bilməz)\b"
    r"|(?:iddia|şikayət|irad|tələb|günah|məsuliyyət)\w*[iu]? qəbul (?:etmir|edə bilm)\w*|(?:siz\w*|fikr\w*"
    r"|dedik\w*|yazdıq\w*) (?:razı deyil|razılaşm)\w*|əksinə, (?:biz|siz)"
)
RULES = words(
    rf"(?:\w+ ){{0,2}}{_RULE}\w* (?:görə|əsasən|uyğun|çərçivə|əsasında|tələb|icazə|yaz|qeyd|var|nəzərdə|belə"
    r"|bellidir"
    rf"|aydındır|əlaqədar|imkan verm|qadağan)\w*",
    rf"{_RULE}\w*d[ae] (?:\w+ ){{0,3}}(?:göstəril|yazıl|qeyd (?:ol|ed))\w*",
    (
        r"(?:qayda|siyasət|prosedur|şərt|təlimat)(?:lar|lər)?[iu]m[iu]z(?!\w* (?:\w+ ){0,2}(?:dəyiş|yenil|zidd"
        r"|yenidən|nəzərdən|pozm|uyğun deyil|təkmil))\w*"
        r"|(?:şərt|qayda|təlimat|müqavilə)\w* (?:ilə )?(?:\w+ )?(?:tanış ol|oxuy|razılaş|hamı|bütün"
        r"|eynidir)\w*|\d+(?:[.-]\w+)? (?:\w+ )?bənd\w*|istifadəçi razılaşma\w*|minimum (?:sifariş|məbləğ)\w*"
        r"|müqavilə(?:də|yə|miz|nin|si)\w*+(?! [^.?!\n]{0,40}m[ae](?:m[iu]s[iu][qk]|d[iu][qk])\b)"
        r"|(?:şirkət|mağaza)\w* (?:daxili )?(?:qayda|siyasət|prosedur)\w*"
        r"|qanun(?!i\b|suz|i haqq)\w*|(?:vacib|əsas|zəruri|mütləq) şərt\w*|məcburidir|qadağan\w*"
        r"|icazə (?:verilmir|yoxdur|vermir)\w*"
        r"|yalnız [^.?!\n]{0,50}(?:aid|şamil|keçərli|etibarlı|mümkün|qəbul|nəzərdə)\w*|(?:aid|şamil) (?:edil"
        r"|olun)(?:m[iu]r|[iu]r)\b|(?:keçərli|etibarlı) deyil"
        r"|(?<!günü geri )(?<!vaxtı geri )(?:qaytar|dəyiş|dəyişdir|ləğv et|geri (?:ver|al"
        r"|götür))m[ae][qk] (?:olmaz|olmur|mümkün (?:deyil|olmur))"
        r"|(?:çek|qəbz|qutu|etiket|talon)\w*(?:siz| olmadan| olmasa)\b(?! d[aə]\b)"
        r"|(?:qaytarma|qaytarılma|dəyişdirmə|dəyişmə|zəmanət) (?:müddət|vaxt|şərt)\w* (?:artıq )?(?:keç|bit"
        r"|başa çat|ötüb|ötmüş|ötür|\d+ gün)\w*"
        r"|\d+ (?:gün|saat)\w* (?:ərzində|müddətində|içində) (?:\w+ ){0,4}(?:olmalı|edilməli|etməli|lazım"
        r"|keçib|qəbul|mümkündür|bilər\b)\w*"
        r"|(?:geri|mal|məhsul|qaytarma|açılmış|istifadə|geyin|endirimli)\w* (?:\w+ ){0,3}qəbul (?:edilm(?:ir"
        r"|əyib|əz)|olunm(?:ur|az)|etmir)\w*"
        r"|(?:qaytarıl|dəyişdiril|geri (?:alın|götürül)|dəyişil)m(?:[iu]r|[ae]yacaq|[ae]yəcək|[ae]z)\w*"
        r"|(?:dəyişdir|geri (?:al|götür|qaytar))m(?:[iu]r[iu][qk]|[ae]r[iu][qk])\b"
        r"|(?:qaytarıla|dəyişdirilə|qəbul edilə|geri alına) bilm(?:[iu]r|[ae]z|[ae]r)\w*|(?:qaytarma"
        r"|dəyişdirmə|dəyişmə) (?:\w+ )?(?:mümkün deyil|nəzərdə tutulm|yoxdur)\w*"
        r"|zəmanət\w* (?:\w+ ){0,3}(?:aid deyil|daxil deyil|əhatə etm|keçm[iə]|düşm)\w*|(?:yalnız|ancaq"
        r"|sadəcə) (?:\w+ ){1,4}(?:olduqda|edildikdə|halda|halında)\b"
        r"|(?:açıq|aydın|əvvəlcədən)(?:-aydın|ca)? (?:şəkildə )?(?:\w+ )?(?:yazıl|qeyd ol|qeyd ed|göstəril"
        r"|bildiril)\w*"
        r"|(?:yazılıb|qeyd olunub|qeyd edilib|göstərilib) ki\b|(?:qeyd|elan) (?:olun|edil)d[iu][gy][iu] kimi"
    ),
)
REFUND = words(
    near(_MONEY, _PAID, unless=_ASKED, apart=50),
    near(
        r"(?:kart|hesab|balans|cüzdan)\w*n[iu]za",
        r"(?:qaytar|köçür|yüklə|qayıd)\w*" + _IT_WILL,
        unless=_ASKED,
        apart=30,
    ),
    (
        r"(?:pulun )?(?:geri qaytarılması|geri ödəniş|qaytarma|geri ödəmə|iadə|refund"
        r"|vozvrat)\w* (?:təsdiqlə(?:n|d)|həyata keçir|ediləcək|edəcə|olunacaq|edirik|edilir)\w*"
        rf"|tam geri ödəniş|tam qaytar\w*|geri (?:qaytar|ödə|ver|köçür){_WE_WILL}|(?:geri qaytarıl"
        r"|geri ödənil)y?[ae]c[ae][qk]\w*"
        rf"|(?:pul|məbləğ|vəsait)\w*[iu] (?:(?!cavab|xəbər|məlumat)\w+ ){{0,3}}?(?:ver|göndər){_WE_WILL}"
        rf"|(?:refund|vozvrat) (?:ed|elə){_WE_WILL}|(?:xərc|ziyan|məsrəf)\w* (?:biz |özümüz |tam )?(?:qarşılay"
        r"|ödəy|öz üzərimizə)\w*"
        rf"|(?:siz\w* )?(?:heç bir )?(?:pul|ödəniş|məbləğ|haqq)\w* (?:\w+ )?(?:almayaca|tutulmayaca"
        r"|tələb olunmayaca)\w*|blok\w* aç(?:ılacaq|acağıq|ırıq)\b"
    ),
)
DATE = words(
    near(
        _THING,
        _WHEN + rf"[^.?!,;\n]{{0,30}}?(?<!\w)(?!{_STEP})\w+[ae]c[ae][qk](?:d[iu]r)?\b",
        unless=_TOLD,
        apart=30,
    ),
    near(
        _WHEN,
        _THING + rf"[^.?!,;\n]{{0,30}}?(?<!\w)(?!{_STEP})\w+[ae]c[ae][qk](?:d[iu]r)?\b",
        unless=_TOLD,
        apart=20,
    ),
    near(_NOT_NEWS + _WHEN, _DONE, unless=_TOLD),
    near(_DONE, _WHEN, unless=r"[,;]|(?<!\w)(?:və|görə|yaz|xəbər|cavab|bax|yoxla|danış)", apart=25),
    rf"(?:söz|zəmanət|qarantiya|təminat) ver(?:ir|əcə|ər)\w*[^.?!]{{0,50}}{_DONE}|{_DONE}[^.?!]{{0,20}}(?:söz"
    r"|zəmanət|təminat) veririk",
)
COMPENSATION = words(
    near(
        _GIFT,
        _GIVEN,
        unless=r"(?<!\w)(?:niyə|harada|bax|yoxla|araşdır|soruş|işləm|tətbiq olunm|qəbul edilm|görə|haqqında)",
        apart=45,
    ),
    (
        r"(?:növbəti|gələn|bu) (?:\w+ )?(?:sifariş|alış-veriş|alış|çatdırılma|qəhvə|yemək"
        r"|səfər)\w* (?:\w+ )?(?:bizdən|pulsuz|ödənişsiz|bizim hesabımıza)"
        r"|(?:bizim|mağazanın|şirkətin) (?:hesabımıza|hesabına|hesabımızadır|qonağımız)\w*|(?:çatdırılma|qəhvə"
        r"|yemək|çay|desert)\w* (?:(?!səhv|günah|təqsir|gecik)\w+ ){0,2}bizdən(?:dir)?\b(?! (?:qaynaq|asılı))"
        r"|(?:üzr|kompensasiya|əvəz) (?:olaraq|kimi|əlaməti)\b|əvəzində (?:sizə|bizdən|kiçik)"
        rf"|(?:zərər|ziyan|itki)\w* (?:\w+ )?(?:ödə|qarşıla|kompensasiya|əvəzlə)\w*(?:{_WE_WILL}|{_IT_WILL})"
        r"|kompensasiya (?:ed|olun|ödə)\w*|təzminat (?:öd|ver)\w*"
        rf"|(?:bonus|kompensasiya|təzminat|güzəşt) (?:kimi|olaraq|formasında)|(?:pulsuz|ödənişsiz"
        rf"|havayı) (?:\w+ ){{0,2}}?\w+(?:{_WE_WILL}|{WE_DID})"
        r"|(?:haqq|pul|ödəniş)\w* (?:\w+ )?almayaca\w*|əvəzini (?:çıx|ver|ödə)\w*|(?:könlünüzü"
        r"|xətrinizi) (?:\w+ )?(?:al|xoş ed)(?:[ae]ca|[ae]r)\w*"
        rf"|abunə\w* (?:\w+ ){{0,3}}(?:uzadır|uzadaca|uzadılaca|pulsuz|ödənişsiz|bizdən)\w*"
        r"|(?:sizi )?(?:\w+ )?razı sal(?:acağ|arıq)\w*"
    ),
    near(r"hesabınıza", _GIFT, unless=_ASKED, apart=30),
)
