"""What the linter listens for in Azerbaijani.

Endings are written as folding leaves them, by their two vowels: [ae] for a and ə, [iu] for ı, i, u and ü.
"""

from __future__ import annotations

from alerts.replies.lexicon import Lexicon, near, words

# --- who did, will do or is asked to do something, by its ending

#: etdiniz, etmisiniz, edibsiniz, etmişdiniz
_YOU_DID = r"y?(?:d[iu]n[iu]z|m[iu]s{1,2}[iu]n[iu]z|[iu]bs[iu]n[iu]z|m[iu]sd[iu]n[iu]z)\b"
#: etdiyiniz üçün, etdiyinizə görə
_SINCE_YOU = r"d[iu][gy][iu]n[iu]z(?:[ae]|d[ae]n)? (?:üçün|görə|halda|ucbatından|səbəb)"
#: edin, ediniz, edəsiniz, etməyiniz lazımdır
_DO = r"(?:y?[iu]n(?:[iu]z)?\b|y?[ae]s[iu]n[iu]z|m[ae][gy]?[iu]n[iu]z(?:[iu]|d[ae]n)? (?:xahiş|lazım|gərək|vacib))"
#: etdik, etdim, etmişik, etmişəm
_WE_DID = r"(?:d[iu](?:[qk]|m)|m[iu]s(?:[iu][qk]|[ae]m))\b"
#: edəcəyik, edəcəm, edirik, edərik, edək
_WE_WILL = (
    r"y?(?:[ae]c[ae][gy](?:[iu][qk]|[ae]m)|[ae]c(?:[ae]m|[iu][qk])|[ae]r(?:[ae]m|[iu][qk])"
    r"|[iu]r(?:[ae]m|[iu][qk])|[ae][qk])\b"
)
#: edəcək, ediləcəkdir, edir, edər
_IT_WILL = r"y?(?:[ae]c[ae][qk](?:d[iu]r|l[ae]r)?|[iu]r(?:l[ae]r)?|[ae]r(?:l[ae]r)?)\b(?! (?:həmkar|əməkdaş|komanda|şəxs))"

# --- promises

_NUMBER = r"(?:\d+(?:[-–]\d+)?|bir|iki|üç|dörd|beş|altı|yeddi|səkkiz|doqquz|on|on beş|iyirmi|otuz|qırx|bir neçə|yarım)"
_DAY = r"(?:bazar ertəsi|çərşənbə|cümə|şənbə|bazar günü|həftə|ay[ıi]n)"
_MONTH = r"(?:yanvar|fevral|mart|aprel|may|iyun|iyul|avqust|sentyabr|oktyabr|noyabr|dekabr)"
_WHEN = (
    rf"(?:bu gün|sabah|o biri gün|bu axşam|bu gecə|axşam|səhər|günorta|nahar|{_NUMBER}[ -]?(?:iş )?(?:gün|saat|dəqiqə"
    rf"|dəq|həftə|ay)|{_DAY}|günün sonu|ən gec|saat \d|\d{{1,2}}:\d\d|bayram|novruz|ay sonu"
    rf"|\d+[ -]?{_MONTH}|{_MONTH}\w* \d+)\w*"
)
_TOLD = r"(?<!\w)(?:xəbər|cavab|məlumat|yaz|bildir|nəticə|mesaj|zəng|link|müraciət|şikayət|yazdıq|necə|nə vaxt|nə zaman|məndən|bizdən)"
_NOT_NEWS = r"(?<!nəticəni )(?<!nəticəsini )(?<!cavabı )(?<!cavabımı )(?<!cavabımızı )(?<!cavabınızı )(?<!cavabını )(?<!xəbəri )(?<!məlumatı )"
_DONE = (
    rf"(?:(?:çat|çatdırıl|veril|olun|edil|gətiril|gəl|həll ol|düzəl|düzəldil|göndəril|yola düş|yola salın|köçürül|qayıd"
    rf"|qaytarıl|açıl|aktivləş|yenilən|bit|yekunlaş|tamamlan|quraşdırıl|dəyişdiril|aradan qalx|aradan qaldırıl"
    rf"|başa çat|hazır ol|(?:hesabınızda|sizdə) ol|çıx|aradan ged){_IT_WILL}"
    rf"|(?:çatdır|təhvil ver|gətir|həll ed|həll elə|düzəld|göndər|yola sal|köçür|bərpa ed|açar|bitir|yekunlaşdır"
    rf"|aradan qaldır|dəyişdir|dəyiş|quraşdır|təmin ed){_WE_WILL}"
    rf"|(?:əl|qapı|ünvan|ev|hesab|kart)[iu]?n[iu]zd?[ae] (?:ol|çat|keç|gəl|gətiril){_IT_WILL}"
    r"|(?:əl|qapı|ev)[iu]?n[iu]zd[ae]d[iu]r|(?:al|götür)(?:[ae]c[ae][qk]|[ae]r)s[iu]n[iu]z"
    r"|işləyəcək|(?:problem|məsələ)\w* qalmayacaq)"
)
#: What a customer waits for, and what may be said of it: that somebody looks at it.
_THING = r"(?:bağlama|sifariş|məhsul|mal|paket|kuryer|usta|problem|məsələ|xəta|nasazlıq|sayt|tətbiq|hesab|versiya|kart|qiymət|bilet|kupon|endirim)\w*"
_STEP = r"(?:yaz|bildir|de|xəbər|cavab|zəng|danış|araşdır|yoxla|bax|izlə|axtar|soruş|öyrən|dəqiqləş|məlum|aydın|bəlli|müzakirə|ol|əlaqə|saxla|ed|veril|məşğul|maraqlan)"
_MONEY = (
    r"(?:pul|məbləğ|vəsait|ödəniş|haqq|qəpi[ky]|dəyəri|fərqi|artıq (?:alınan|tutulan|çıxılan)|\d+(?:[.,]\d+)? ?(?:azn|manat|₼))\w*"
)
_PAID = (
    rf"(?:(?:qaytar|köçür|geri ver|geri ödə|geri ed|geri göndər|iadə ed|bərpa ed|yüklə|ödə|(?:kart|hesab|balans)\w* (?:vur|at)){_WE_WILL}"
    rf"|(?:qaytar|köçür|geri ver|geri ödə|iadə et|ödə){_WE_DID}"
    rf"|(?:qaytarıl|köçürül|geri veril|ödənil|ödən|iadə edil|iadə olun|(?:kart|hesab|balans|cüzdan)\w* (?:geri )?(?:qayıd|gəl|otur|düş|köç)"
    rf"|qayıd|geri gəl|geri dön)(?:{_IT_WILL}|[iu]b\b)"
    r"|(?:qayıtma|qaytarılma|ödənilmə)\w* (?:\w+ )?(?:təmin|zəmanət|təsdiq|nail|söz ver)"
    rf"|(?:geri|yerinə|üstünüzə) (?:gəl|dön|düş|otur|qayıd|köç|yat){_IT_WILL}|(?:qaytar|köçür|ödə)m[ae]\w* (?:\w+ )?(?:söz ver|zəmanət|hazır[iu][qk])"
    r"|geri alacaqsınız|alacaqsınız|itməyəcək|batmayacaq|yanmayacaq)"
)
_ASKED = r"(?<!\w)(?:harada|niyə|nə üçün|nə vaxt|nə zaman|hansı|ilişi)"
_GIFT = (
    r"(?:hədiyyə|kupon|promokod|endirim|güzəşt|jest|bonus|xal|kompensasiya|təzminat|vauçer|keşbek|cashback|sürpriz)\w*|bal\b"
    r"|pulsuz \w+|ödənişsiz \w+|\d+ ?(?:%|faiz)\w*"
)
_GIVEN = (
    rf"(?:(?:təqdim ed|göndər|ver|əlavə ed|hədiyyə ed|təyin ed|tətbiq ed|yüklə|təklif ed|təmin ed|ayır|hazırla|ed){_WE_WILL}"
    rf"|(?:təqdim et|göndər|ver|əlavə et|hədiyyə et|təyin et|tətbiq et|yüklə|ayır|hazırla){_WE_DID}"
    rf"|(?:təqdim edil|təqdim olun|göndəril|veril|əlavə edil|əlavə olun|tətbiq olun|tətbiq edil|yüklən){_IT_WILL}"
    r"|(?:verm|göndərm|təqdim etm|etm)[ae]k ist|qəbul ed(?:in|əsiniz)\w*|(?:hesab|kart|balans)[iu]n[iu]za\b|bizdən\b|tərəfimizdən\b|sizin(?:dir| olsun)\b"
    r"|gözləyir\b|(?:miz |m )?(?:var|olacaq)\b)"
)

# --- whose fault

_FAULT = r"(?:günah|səhv|təqsir|nöqsan|qüsur|xəta|yanlışlı|məsuliyyət|cavabdehli|kəm-kəsir|ayıb|problem|səbəb|diqqətsizli|səliqəsizli|laqeydli)"
_NOT = r"(?! (?:\w+ ){0,2}(?:yox|deyil))"
#: What a customer goes through.
_FELT = r"(?:ol|yor|əsəb|narahat|gözlə|qal|keçir|məyus|yaşa|düş|hiss|ümid|inci|üz|çək|al|it|gör|eşit)"
#: What a customer does wrong, and what one leaves undone.
_ERRED = (
    r"(?:bas|klik|qur|yu|tax|yaz|daxil|seç|göstər|anla|başa düş|ünvan|istifadə|qeyd|yığ|doldur|quraşdır|qoş|sifariş|ölç"
    r"|təqdim|ver)"
)
_DUTY = (
    r"(?:oxu|yoxla|bax|soruş|bildir|diqqət (?:et|yetir|elə|ver)|izlə|nəzərə al|təsdiqlə|doldur|seç|qeyd et|yaz|göstər|aç|götür"
    r"|(?:cavab|xəbər|məlumat) ver|gəl|təqdim et|göndər|saxla|əməl et|riayət et|müraciət et|ödə|dəqiqləşdir|yenilə|gözlə"
    r"|tanış ol)"
)
_THEM = r"(?:kuryer|poçt(?!unuz)|bank|satıcı|istehsalçı|təchizatçı|gömrük|tərəfdaş|daşıyıcı|kargo|operator)"
_RULE = r"(?:qayda|siyasət|prosedur|(?<!hava )(?<!yol )şərt|müqavilə|təlimat|nizamnamə|reqlament|oferta|qanunvericilik)"

LEXICON = Lexicon(
    but=words(
        r"(?:amm?a|əmma|lakin|fəqət|ancaq(?! (?:və ancaq )?(?:biz\w* (?:səhv|günah|xəta|təqsir|qüsur|nöqsan|aid|məsul|cavabdeh)"
        r"|bizdədir|bizik|indi (?:gör|oxu|cavab)|bu gün (?:gör|oxu)))(?<!və ancaq))\b"
        r"(?!,? (?:bu(?:nlar)?,? )?(?:heç də |əsla )?(?:bəhanə (?:deyil|ola bilməz)|bizə haqq qazandırm))"
        r"|ammaki\b|bununla belə\b|buna (?:baxmayaraq|rəğmən)\b|halbuki,? (?=siz|sayt|qayda|məhsul|bizim|kuryer)|hərçənd\b|di gəl\b"
        r"|(?:onu )?nəzərə al(?:ın|mağınızı|manızı|asınız|arsınız|maq lazım|saq ki)\w*|unutmayın ki\b|onu da (?:deyək|qeyd ed|bildir)\w* ki\b"
    ),
    blame=words(
        # etməli idiniz, etməməli idiniz, etməyiniz lazım idi, gərək edəydiniz, etsəydiniz
        r"(?!al|eşit|gör|öyrən)\w*(?<!m[ae])m[ae]l[iu] ?(?:idiniz|yd[iu]n[iu]z)\b"
        r"|(?!qal|yaşa|gözlə|çək|qarşılaş|üzləş|gəl|ol|eşit|gör|düş|inci|yorul)\w+m[ae]m[ae]l[iu] ?(?:idiniz|yd[iu]n[iu]z)\b"
        r"|\w+m[ae][gy]?[iu]?n[iu]z (?:lazım|gərək|vacib) idi|gərək (?:\w+ ){0,5}\w+yd[iu]n[iu]z\b"
        rf"|\w+[ae] bil[ae]rd[iu]n[iu]z\b(?! ?\?)|(?:əvvəl|əvvəlcə|qabaqcadan) (?:\w+ ){{0,4}}\w+m[ae][qk] lazım|\w{{2,}}{_YOU_DID},? (?:yəqin|görünür|deyəsən|güman ki)\b"
        r"|(?:oxu|yoxla|bax|yenilə|soruş|seç|yaz|saxla|tanış ol|göstər|izlə|gözlə|ölç|çək|düşün|diqqətli ol)m[ae][qk] (?:lazım|kifayət|gərək)(?: idi|dır|dir)"
        r"|(?!ol)\w+s[ae]yd[iu]n[iu]z\b|(?:oxu|yoxla|bax|de|yaz|diqqətli)\w* ?olsaydınız|bilməli idiniz"
        # sizin səhvinizdir, günah sizdədir, öz diqqətsizliyiniz
        rf"|sizin (?:\w+ ){{0,2}}{_FAULT}\w*(?:[iu]n[iu]z\w*|d[iu]r)\b{_NOT}"
        rf"|(?:öz|özünüzün) (?:\w+ )?{_FAULT}\w*[iu]n[iu]z\w*\b{_NOT}"
        rf"|{_FAULT}\w* (?:\w+ )?(?:sizdədir|sizdə|sizin tərəf\w*|sizin(?:dir)?(?= ?[,.!])|sizdən|sizə aid)\b{_NOT}"
        rf"|{_FAULT}\w* (?:\w+ )?sizin (?:cihaz|telefon|kompüter|internet|brauzer|bank|kart|özünüz)\w*"
        r"|sizdən (?:qaynaqlan|irəli gəl|asılıdır|keçir)\w*"
        r"|tərəfinizdən[^.?!\n]{0,40}(?<!\w)(?:səhv|yanlış|yol veril|imtina|düzgün|gec|poz|edilməyib)"
        # səhv yazmısınız, yanlış seçdiyiniz üçün; ünvan düzgün göstərilməyib
        rf"|(?:səhv|yanlış|natamam|gec|qeyri-dəqiq)\b[^.?!,;\n]{{0,30}}?(?<!\w)(?:{_ERRED}\w*(?: \w+)??{_SINCE_YOU}|(?!al|gör|tap|qal|gözlə)\w+{_YOU_DID})"
        r"|(?:göstər|yaz|ver|qeyd et|daxil et)d[iu][gy][iu]n[iu]z (?:\w+ )?(?:ünvan|nömrə|məlumat|kod|ölçü)\w* (?:\w+ )?(?:səhv|yanlış|natamam|tam deyil|düzgün deyil|dəqiq deyil|mövcud)\w*"
        r"|(?:ünvan|nömrə)\w*d[ae] (?:dəqiqsizlik|yanlışlıq|səhv|xəta)\w*"
        r"|(?:ünvan|əlaqə nömrə|telefon nömrə|ölçü|şifrə|parol)\w* (?:(?!biz|sayt|sistem|anbar|kuryer)\w+ ){0,2}?"
        r"(?:səhv|yanlış|düzgün|tam|natamam) (?:yaz|qeyd|göstər|daxil|seç|yığ)\w*(?: \w+)?[iu]b\b"
        # oxumamısınız, yoxlamadığınız üçün
        rf"|{_DUTY}m[ae]{_SINCE_YOU}|(?<!haqq )(?<!layiq )(?!al|gör|eşit|tap|bil|qal|yaşa|tut|istə|sevin|gözlə)\w{{2,}}(?<!bil)m[ae]{_YOU_DID}|(?:{_DUTY}|başa düş|anla|dinlə|qulaq as|səbr et)m[iu]rs[iu]n[iu]z"
        rf"|{_DUTY}m[ae]d[ae]n [^.?!,;\n]{{0,40}}?{_YOU_DID}|(?:niyə|nə üçün|nəyə görə) (?:\w+ ){{0,5}}?\w+(?:m[ae]{_YOU_DID}|[iu]rs[iu]n[iu]z)"
        r"|(?:kobud|yanlış|düzgün olmayan|səhv|ehtiyatsız|səliqəsiz) (?:istifadə|saxlan|qulluq)\w*|mexaniki (?:zədə|təsir)\w*|istifadə(?:dən|çidən) (?:yaran|irəli|qaynaqlan)\w*"
        r"|zərbə (?:al|nəticə)\w*|su (?:dəyib|düşüb)|nəticə\w* (?:də )?belə\b|(?:sizin|öz) (?:öz )?(?:iş|problem|seçim|qərar)[iu]n[iu]zd[iu]r"
        r"|(?:hörmətlə|nəzakətlə|ədəblə|mədəni|sakit|normal|adam kimi)\w* (?:\w+ )?(?:yaz|danış|soruş|de)s[ae]n[iu]z"
        # isti suda yumusunuz; görünür, … etmisiniz
        rf"|(?:sındır|qır|düşür|islat|yu|sök|zədələ|ütülə|qaynat|qurut|(?:yerə|suya) sal|korla|xarab et|təmir et(?:dir)?|söndür){_YOU_DID}"
        rf"|(?:görünür|yəqin|çox güman|güman ki|ola bilsin|ehtimal|deyəsən|bəlkə)\b[^.?!\n]{{0,60}}?(?<!\w)(?!{_FELT})\w+(?:{_YOU_DID}|[iu]rs[iu]n[iu]z\b)"
        r"|(?:müddət|vaxt|tarix|fürsət)\w*(?<!vaxtınızı) (?:\w+ )?(?:ötür|keçir|burax|qaçır)m?\w*n[iu]z\b"
        rf"|özünüz (?:\w+ ){{0,4}}(?:seç|yaz|daxil|qeyd|təsdiq|ləğv|imtina|razı|istə|aç|bas|sil|göstər|ver|et|elə|qəbul)\w*(?: \w+)??"
        rf"(?:{_YOU_DID}|{_SINCE_YOU})|siz özünüz(?!ü|ə|də)\b|siz səhv\b"
        rf"|siz (?:yarat|səbəb ol|poz|et|elə|ver|yaz|seç|istə|aç|qır|ləğv et|imtina et){_YOU_DID}"
        rf"|(?:kod|şifrə|parol|link|keçid|məlumat)\w* (?:\w+ ){{0,3}}(?:paylaş|ver|klik|keç|daxil|bölüş|göndər|de)\w*{_YOU_DID}"
        rf"|(?:nəzarətsiz|başsız|günəşdə|rütubətdə|suda) (?:\w+ )?(?:qoy|saxla|burax){_YOU_DID}|məcbur etm(?:əyib|irik|əmişik)"
        r"|(?:kart|hesab|balans)\w*n[iu]zda (?:\w+ ){0,3}(?:vəsait|pul|məbləğ|limit)\w* (?:\w+ )?(?:olma|çatm|yox|kifayət etm|azdır)\w*|kifayət qədər (?:vəsait|pul|limit)\w* (?:olma|yox)\w*"
        r"|(?:dəfələrlə|neçə dəfə|əvvəl də) (?:\w+ )?(?:de|izah et|bildir|xəbərdar\w* et)m[iu]ş\w*|sizə (?:\w+ )?(?:deyil|bildiril|izah edil)(?:ib|miş)\w*"
        r"|(?:razılaş|təsdiqlə|imzala)m[iu]s{1,2}[iu]n[iu]z\b|qəbul etmi(?:s{1,2}|ş)iniz|razılıq vermi\w*siniz"
        # diqqətli olun, sakit olun, şişirtməyin, kobud danışırsınız
        rf"|diqqət(?:li|lə) (?:\w+ )?(?:ol|oxu|bax|yoxla|seç|davran)(?:{_DO}|maq lazım|m[ae]l[iu]s[iu]n[iu]z|s[ae]n[iu]z)"
        rf"|diqqətsiz(?:liyiniz\w*|siniz|[^.?!,]{{0,20}}{_YOU_DID})|diqqət(?:inizi)? (?:yetir|et|elə|ver)(?:{_DO}|s[ae]n[iu]z)"
        rf"|(?:sakit (?:ol|danış)|sakitləş|özünüzü (?:ələ al|yığışdır)|həddi(?:nizi)? (?:aşma|bil)){_DO}|hövsələsiz\w*|tələsm\w*yin"
        r"|ş[iu]ş[iu]r[td]\w*(?:yin|siniz|sunuz)\b|qışqırm\w*|əsəbiləşməyin\b"
        r"|(?:kobud|ədəbsiz|təhqiramiz|nalayiq|tərbiyəsiz|ədəb|mədəni)\w* (?:\w+ )?(?:danış|yaz|davran|ol|ifadə)\w*"
        r"(?:s[iu]n[iu]z|y?[iu]n|d[iu]n[iu]z)\b|ədəb daxilində|üslubunuz\w*|ifadələrinizə"
        r"|(?:yazmağı|paylaşmağı|şikayət etməyi|təkrarlamağı) (?:dayandır|kəs|tərgid)\w*|hər yerdə yaz\w*"
        r"|(?:haqsız|əbəs|boş) yerə (?:şikayət|narahat|əsəb|hirs)\w*|emosiya\w* (?:qapıl|kənara)\w*|mübaliğə\w*|vaxtımızı al\w*"
        r"|hay-?küy\w*|bizə təsir\w*|hədələ\w*|hədə-qorxu\w*|şantaj\w*|(?:səbirli ol|səbr ed|səbr elə|dözümlü ol)(?:un|in|y[iu]n|[ae]s[iu]n[iu]z|m[ae]l[iu]s[iu]n[iu]z)\b"
        r"|sizin (?:internet|brauzer|cihaz|bank)\w* (?:\w+ )?(?:problem|səhv|xəta|nasazlıq)\w*"
        r"|(?:hər|bütün) (?:yer|səhifə|post)\w* (?:şərh |rəy )?yazmayın"
        # növbəti dəfə … edin
        rf"|(?:növbəti|gələn|bir dahaki|o biri) (?:dəfə|sifariş)\w*[^.?!\n]{{0,60}}?(?<!\w)(?:ol|ed|yoxla|oxu|bax|seç|yaz|göstər|qeyd ed|gözlə|bildir"
        rf"|götür|yetir|tanış ol|müraciət ed|al|ver|diqqət ed){_DO}"
        rf"|bundan sonra (?:zəhmət olmasa |xahiş edirik )?(?:diqqət|daha (?:diqqət|ehtiyat))|istifadəçi (?:səhvi|xətası)"
        r"|ehtiyatlı (?:ol(?:un|malı|ardınız|saydınız))\w*"
        # evdə yox idiniz, telefonu açmadınız, internetiniz zəifdir
        r"|(?:evdə|ünvanda|yerinizdə) (?:yox idiniz|deyildiniz|ol(?:ma\w*(?:siniz|dınız|duğunuz)))|əlçat(?:an deyil|maz i)diniz"
        r"|qapı\w* (?:\w+ )?(?:açan olma|açılma|bağlı (?:ol|idi))\w*|(?:evdə|ünvanda) heç kim\b|sizə (?:\w+ )?zəng (?:edilib|etmişik|etdik|olunub),? (?:\w+ )?cavab (?:verm|olma|verilm)\w*"
        r"|telefon\w* (?:söndürülü|bağlı id)\w*|(?:zəng\w* )cavab verm[ae](?:d[iu]n|m[iu]s|y[iu]b|d[iu]y[iu]n)\w*"
        r"|telefon\w* (?:aç|götür|cavab ver)m[ae](?:d[iu]n|m[iu]s|y[iu]b|d[iu][gy][iu]n)\w*"
        r"|(?:cihaz|telefon|brauzer|kompüter|internet|əlaqə)\w*n[iu]z\w* (?:\w+ )?(?:köhnə (?:ol|model|versiya)|zəif|uyğun deyil|uyğun gəlm"
        r"|dəstəkləm|qaynaqlan)\w*|gözləntiləriniz (?:çox|həddən)"
        r"|səhv (?:başa düşm|anlam)[iu]s[iu]n[iu]z"
    ),
    denial=words(
        rf"biz(?:im|də|dən|ə) (?:heç bir |hər hansı )?(?:{_FAULT}|borc)\w* (?:deyil|yox|görünm|ola bilməz)\w*|bizlik (?:deyil|bir şey)"
        rf"|{_FAULT}\w* (?:bizdə|bizim(?:lə)?|bizə aid|bizdən) (?:deyil|yox|olma)\w*|nə günahımız|bizim nə (?:günah|təqsir)\w*"
        r"|biz(?:ə|im) (?:aid|dəxli) (?:deyil|yox)\w*|(?:bizə|bizim) (?:\w+ ){0,2}(?:heç bir )?(?:aidiyyət|dəxl)\w* (?:yox|deyil)\w*"
        r"|bizimlə (?:heç bir )?(?:əlaqə|bağlı|əlaqədar)\w* (?:yox|deyil)\w*|bizdən (?:qaynaqlanm|asılı (?:deyil|olma))\w*"
        r"|bizim (?:işimiz|borcumuz|vəzifəmiz|səlahiyyətimiz\w*) deyil|səlahiyyət\w*[iu]m[iu]z\w* (?:aid )?(?:deyil|xaric|daxil deyil)\w*"
        r"|(?:imkanı|nəzarəti|səlahiyyəti)mizdən (?:kənar|xaric)\w*|(?:cavabdeh|məsul|günahkar|təqsirkar) deyil(?:ik|əm)"
        r"|(?:məsuliyyət|cavabdehlik|öhdəlik) (?:\w+ )?(?:daşımır|götürmür|qəbul etmir|daşıya bilm)\w*"
        r"|biz (?:sadəcə|yalnız|ancaq) (?:\w+ )?(?:vasitəçi|platforma|satıcı|daşıyıcı)\w*"
        r"|(?:bu|yazdıqlarınız|yazdığınız\w*|dedikləriniz|dediyiniz|iddianız|şikayətiniz) (?:\w+ )?(?:doğru|həqiqət|düz|düzgün|əsaslı|real) deyil\w*"
        r"|(?:həqiqət|gerçəy)(?:i|ə) (?:əks etdirm|uyğun (?:deyil|gəlm))\w*|(?:bu|belə|elə)(?: bir)?(?: (?:şey|hal|problem|hadisə|məsələ|nasazlıq))?,? "
        r"(?:heç |qətiyyən |əsla )?(?:mümkün deyil|qeyri-mümkün|mümkünsüz|ola bilməz|olmur|olmaz|baş verə bilməz|yoxdur)\b"
        r"|söhbət gedə bilməz|yanılırsınız|səhv (?:edir|düşünür|xatırlayır|başa düşür|anlayır)s[iu]n[iu]z"
        r"|yalan(?:dır\b| (?:\w+ )?(?:danış|de|yaz)\w*(?:s[iu]n[iu]z|m[ae]y[iu]n)\b| məlumat yay)|böhtan\w*|əsassız\w*|uydur\w*|qərəz\w*|qaralam\w*"
        r"|iddia (?:et|ed)\w*(?:n[iu]z\w*|s[iu]n[iu]z)|iddianız\w*|haqsızsınız|haqlı deyilsiniz|(?:buna|sizə) inanm\w*"
        rf"|(?<!bizim ){_THEM}(?!\w*[iu]m[iu]z)\w*?(?:[iu]n| şirkətinin| tərəfin| firmasının| xidmətinin) {_FAULT}\w*\b(?! (?:də |da )?biz)|{_THEM}(?!\w*[iu]m[iu]z)\w* (?:\w+ )?(?:günahkar|təqsirkar)\w*"
        rf"|(?<!bizim ){_THEM}(?!\w*[iu]m[iu]z)\w* (?:(?!biz)\w+ ){{0,2}}(?:qaynaqlanır|asılıdır|cavabdehdir|məsuldur|məsuliyyət daşıyır|aiddir)"
        rf"|{_THEM}(?!\w*[iu]m[iu]z)\w*(?:[ae]|l[ae]|d[ae]n) (?:müraciət ed|zəng ed|əlaqə saxlay|soruş|yaz)(?:[iu]n|[ae]s[iu]n[iu]z|[ae] bilərsiniz)\b"
        r"|(?:müştəri|alıcı)\w* (?:öz )?(?:məsuliyyət|öhdəli)\w*|(?:müştəri|alıcı) (?:özü )?(?:məsul|cavabdeh)\w*"
        r"|əlimizdən (?:bir şey |heç nə )?gəlm\w*|edə bil(?:əcəyimiz|əcəyim) (?:bir şey|heç nə|başqa bir şey) yox\w*|heç (?:nə|bir şey) edə bilm[aiə]\w*"
        r"|kömək edə bilm(?:ir|əyəcə|ər)\w*|kömək etmək imkanı\w* (?:yox|xaric)\w*"
        r"|(?:təkcə|yalnız|bircə) siz(?:də(?:dir)?|siniz)?\b(?! deyil)|sizdən (?:başqa|əvvəl|savayı) (?:heç|kimsə|bir nəfər)\w*|başqa heç (?:kim|bir)\w*"
        r"|heç kim\w* (?:\w+ ){0,2}(?:şikayət|narazı|problem)\w*|heç bir müştəri\w*"
        r"|(?:digər|başqa|qalan) (?:müştəri|alıcı|istifadəçi)\w* (?:\w+ ){0,2}(?:razı|məmnun|problem|şikayət|narazı)\w*"
        r"|hamı(?:da|nın|nınkı)? (?:\w+ )?(?:normal |yaxşı )?(?:işləyir|razıdır|məmnundur)|ilk dəfə\w* (?:belə |bu cür )?(?:\w+ )?(?:şikayət|eşid)\w*"
        r"|(?:sistem|qeyd|baza|yoxlama|məlumat)\w*(?:miz\w*|ə|a) (?:əsasən|görə)\b"
        r"|(?:problem|xəta|səhv|nöqsan|nasazlıq|pozuntu|qüsur|çatışmazlıq)(?!\w*n[iu]z)\w* (?:aşkar\w*(?: \w+)?m[ae]\w*|tapılm[ae]\w*"
        r"|müəyyən (?:ed|olun)\w*m[ae]\w*|yox(?:dur)?\b|görünm\w*|qeydə alınm[ae][ydmz]\w*)"
        r"|(?:qeyd|sistem|baza)\w* [^.?!]{0,30}(?:yoxdur|tapma|tapılma|görm[uü]r|görünm|mövcud deyil|təhvil veril|çatdırıl(?:ıb|mış)|alınıb|tamamlanıb)\w*"
        r"|(?:müraciət|şikayət|sifariş|ödəniş|mesaj|zəng)\w* (?:bizə )?(?:(?:daxil ol|qeydə alın)m[ae][ydmz]\w*|almam[iu]ş(?:[iu]q|[ae]m)|almad[iu]q|mövcud deyil\w*|yoxdur)"
        r"|bizə (?:\w+ ){0,3}(?:müraciət|şikayət|mesaj|zəng|ödəniş|məlumat)\w* (?:gəlm|daxil olm|çatm)\w*|(?:hal|insident|hadisə|pozuntu)\w* (?:ol|baş ver|qeydə alın)m[ae](?:y[iu]b|d[iu]|m[iu]ş)\w*"
        r"|sistem\w* (?:tam |normal |düzgün )(?:işlə)\w*|qiymət\w* (?:\w+ )?(?:düzgündür|ədalətlidir|normaldır|münasibdir|uyğundur)|bazar qiymət\w*|siz deyən kimi (?:\w+ ){0,2}(?:deyil|olma)\w*"
        r"|bizi (?:qınama|günahlandırma)\w*|əsaslı (?:hesab etm|sayılm|deyil)\w*|bizdə belə (?:bir )?\w+ (?:işləmir|yoxdur|olmayıb|olmur)|(?:qüsurlu|saxta|xarab|köhnə) (?:\w+ )?(?:ola|çıxa) bilməz"
        r"|(?:aldat|təhqir et|kobud danış|incit|oğurla)m[ae]y[iu]b\b|bütün \w+ (?:\w+ )?(?:cavab verir|cavablandırılır|yoxlanılır|yoxlamadan keçir)"
        rf"|məsuliyyət\w* [^.?!,\n]{{0,30}}?{_THEM}\w* (?:\w+ )?(?:daşıyır|üzərindədir|aiddir)"
        r"|hər şey (?:\w+ )?(?:qaydasında|normal|düzgün|yaxşı|yerində)\w*(?! (?:ol|get)m)|(?:dediyiniz|yazdığınız|danışdığınız) kimi (?:olma|deyil)\w*"
        r"|bizim tərəf\w* (?:(?!bəhanə)\w+ ){0,3}(?:yoxdur|görünm|olmayıb)\w*|biz (?:\w+ )?(?:düzgün|doğru|düz|vaxtında) (?:et|elə|göndər|çatdır)\w*"
        rf"|(?:səhv|günah) (?:et|elə)m[ae]{_WE_DID}|(?:problem|xəta|səhv|nöqsan|nasazlıq|qüsur|pozuntu) gör(?:mür|mədi|məmiş)\w*"
        r"|(?:kobudluq|səhv|xəta|pozuntu|yanlışlıq|hörmətsizlik|nöqsan|saxtakarlıq|gecikmə|nasazlıq) (?:\w+ )?(?:et|elə|ol|yol ver|burax|baş ver)m[ae](?:y[iu]b|d[iu]|m[iu]sd[iu]r)\b"
        rf"|{_THEM}\w*[iu]n (?:öz )?(?:işid|məsələsid|öhdəliyid|problemid|vəzifəsid)\w*"
        r"|(?:vaxtında|sağlam|saz|işlək|problemsiz|qüsursuz) (?:vəziyyətdə |halda )?(?:göndəril|çatdırıl|təhvil veril|yola salın|çıx)(?:[iu]b|d[iu]|m[iu]sd[iu]r)\b|(?:normal|adi) haldır"
        r"|(?:kuryer|əməkdaş|operator|satıcı|anbar|usta|komanda)\w* (?:(?:\w+ )?(?:deyir|bildirir|təsdiqləyir|iddia edir) ki|(?:dediyinə|sözlərinə|bildirdiyinə|məlumatına) (?:görə|əsasən))"
        r"|(?:ona|onlara|əməkdaşımıza|kuryerimizə|komandamıza) inanırıq|sübut\w* (?:et|var|göndər|təqdim|yox)\w*|razılaşa bilm\w*"
        r"|(?:bir söz|bir şey|heç nə|heç bir şey) deyə bilm[ieə]\w*|(?:qüsur|problem|xəta|nasazlıq|səhv|gecikmə)[iu]? (?:olmur|olmaz|ola bilməz)\b"
        r"|(?:iddia|şikayət|irad|tələb|günah|məsuliyyət)\w*[iu]? qəbul (?:etmir|edə bilm)\w*|(?:siz\w*|fikr\w*|dedik\w*|yazdıq\w*) (?:razı deyil|razılaşm)\w*"
        r"|əksinə, (?:biz|siz)"
    ),
    rules=words(
        rf"(?:\w+ ){{0,2}}{_RULE}\w* (?:görə|əsasən|uyğun|çərçivə|əsasında|tələb|icazə|yaz|qeyd|var|nəzərdə|belə|bellidir"
        rf"|aydın|əlaqədar|imkan verm|qadağan)\w*",
        (
            r"(?:qayda|siyasət|prosedur|şərt|təlimat)(?:lar|lər)?[iu]m[iu]z(?!\w* (?:\w+ ){0,2}(?:dəyiş|yenil|zidd|yenidən|nəzərdən|pozm|uyğun deyil|təkmil))\w*"
            r"|(?:şərt|qayda|təlimat|müqavilə)\w* (?:ilə )?(?:\w+ )?(?:tanış ol|oxuy|razılaş|hamı|bütün|eynidir)\w*|\d+(?:[.-]\w+)? (?:\w+ )?bənd\w*|istifadəçi razılaşma\w*|minimum (?:sifariş|məbləğ)\w*"
            r"|müqavilə(?:də|yə|miz|nin)\w*|(?:şirkət|mağaza)\w* (?:daxili )?(?:qayda|siyasət|prosedur)\w*"
            r"|qanun(?!i\b|suz|i haqq)\w*|(?:vacib|əsas|zəruri|mütləq) şərt\w*|məcburidir|qadağan\w*|icazə (?:verilmir|yoxdur|vermir)\w*"
            r"|yalnız [^.?!\n]{0,50}(?:aid|şamil|keçərli|etibarlı|mümkün|qəbul|nəzərdə)\w*|(?:aid|şamil) (?:edil|olun)(?:m[iu]r|[iu]r)\b|(?:keçərli|etibarlı) deyil"
            r"|(?<!günü geri )(?<!vaxtı geri )(?:qaytar|dəyiş|dəyişdir|ləğv et|geri (?:ver|al|götür))m[ae][qk] (?:olmaz|olmur|mümkün (?:deyil|olmur))"
            r"|(?:çek|qəbz|qutu|etiket|talon)\w*(?:siz| olmadan| olmasa)\b(?! d[aə]\b)"
            r"|(?:qaytarma|qaytarılma|dəyişdirmə|dəyişmə|zəmanət) (?:müddət|vaxt|şərt)\w* (?:artıq )?(?:keç|bit|başa çat|ötüb|ötmüş|ötür|\d+ gün)\w*"
            r"|\d+ (?:gün|saat)\w* (?:ərzində|müddətində|içində) (?:\w+ ){0,4}(?:olmalı|edilməli|etməli|lazım|keçib|qəbul|mümkündür|bilər\b)\w*"
            r"|(?:geri|mal|məhsul|qaytarma|açılmış|istifadə|geyin|endirimli)\w* (?:\w+ ){0,3}qəbul (?:edilm(?:ir|əyib|əz)|olunm(?:ur|az)|etmir)\w*"
            r"|(?:qaytarıl|dəyişdiril|geri (?:alın|götürül)|dəyişil)m(?:[iu]r|[ae]yacaq|[ae]yəcək|[ae]z)\w*"
            r"|(?:dəyişdir|geri (?:al|götür|qaytar))m(?:[iu]r[iu][qk]|[ae]r[iu][qk])\b"
            r"|(?:qaytarıla|dəyişdirilə|qəbul edilə|geri alına) bilm(?:[iu]r|[ae]z|[ae]r)\w*|(?:qaytarma|dəyişdirmə|dəyişmə) (?:\w+ )?(?:mümkün deyil|nəzərdə tutulm|yoxdur)\w*"
            r"|zəmanət\w* (?:\w+ ){0,3}(?:aid deyil|daxil deyil|əhatə etm|keçm[iə]|düşm)\w*|(?:yalnız|ancaq|sadəcə) (?:\w+ ){1,4}(?:olduqda|edildikdə|halda|halında)\b"
            r"|(?:açıq|aydın|əvvəlcədən)(?:-aydın|ca)? (?:şəkildə )?(?:\w+ )?(?:yazıl|qeyd ol|qeyd ed|göstəril|bildiril)\w*"
            r"|(?:yazılıb|qeyd olunub|qeyd edilib|göstərilib) ki\b|(?:qeyd|elan) (?:olun|edil)d[iu][gy][iu] kimi"
        ),
    ),
    refund=words(
        near(_MONEY, _PAID, unless=_ASKED, apart=50),
        near(r"(?:kart|hesab|balans|cüzdan)\w*n[iu]za", r"(?:qaytar|köçür|yüklə|qayıd)\w*" + _IT_WILL, unless=_ASKED, apart=30),
        (
            r"(?:pulun )?(?:geri qaytarılması|geri ödəniş|qaytarma|geri ödəmə|iadə|refund|vozvrat)\w* (?:təsdiqlə(?:n|d)|həyata keçir|ediləcək|edəcə|olunacaq|edirik|edilir)\w*"
            rf"|tam geri ödəniş|tam qaytar\w*|geri (?:qaytar|ödə|ver|köçür){_WE_WILL}|(?:geri qaytarıl|geri ödənil)y?[ae]c[ae][qk]\w*"
            rf"|(?:pul|məbləğ|vəsait)\w*[iu] (?:(?!cavab|xəbər|məlumat)\w+ ){{0,3}}?(?:ver|göndər){_WE_WILL}"
            rf"|(?:refund|vozvrat) (?:ed|elə){_WE_WILL}|(?:xərc|ziyan|məsrəf)\w* (?:biz |özümüz |tam )?(?:qarşılay|ödəy|öz üzərimizə)\w*"
            rf"|(?:siz\w* )?(?:heç bir )?(?:pul|ödəniş|məbləğ|haqq)\w* (?:\w+ )?(?:almayaca|tutulmayaca|tələb olunmayaca)\w*|blok\w* aç(?:ılacaq|acağıq|ırıq)\b"
        ),
    ),
    date=words(
        near(_THING, _WHEN + rf"[^.?!,;\n]{{0,30}}?(?<!\w)(?!{_STEP})\w+[ae]c[ae][qk](?:d[iu]r)?\b", unless=_TOLD, apart=30),
        near(_WHEN, _THING + rf"[^.?!,;\n]{{0,30}}?(?<!\w)(?!{_STEP})\w+[ae]c[ae][qk](?:d[iu]r)?\b", unless=_TOLD, apart=20),
        near(_NOT_NEWS + _WHEN, _DONE, unless=_TOLD),
        near(_DONE, _WHEN, unless=r"[,;]|(?<!\w)(?:və|görə|yaz|xəbər|cavab|bax|yoxla|danış)", apart=25),
        rf"(?:söz|zəmanət|qarantiya|təminat) ver(?:ir|əcə|ər)\w*[^.?!]{{0,50}}{_DONE}|{_DONE}[^.?!]{{0,20}}(?:söz|zəmanət|təminat) veririk",
    ),
    compensation=words(
        near(_GIFT, _GIVEN, unless=r"(?<!\w)(?:niyə|harada|bax|yoxla|araşdır|soruş|işləm|tətbiq olunm|qəbul edilm|görə|haqqında)", apart=45),
        (
            r"(?:növbəti|gələn|bu) (?:\w+ )?(?:sifariş|alış-veriş|alış|çatdırılma|qəhvə|yemək|səfər)\w* (?:\w+ )?(?:bizdən|pulsuz|ödənişsiz|bizim hesabımıza)"
            r"|(?:bizim|mağazanın|şirkətin) (?:hesabımıza|hesabına|hesabımızadır|qonağımız)\w*|(?:çatdırılma|qəhvə|yemək|çay|desert)\w* (?:\w+ )?bizdən(?:dir)?\b"
            r"|(?:üzr|kompensasiya|əvəz) (?:olaraq|kimi|əlaməti)\b|əvəzində (?:sizə|bizdən|kiçik)"
            rf"|(?:zərər|ziyan|itki)\w* (?:\w+ )?(?:ödə|qarşıla|kompensasiya|əvəzlə)\w*(?:{_WE_WILL}|{_IT_WILL})|kompensasiya (?:ed|olun|ödə)\w*|təzminat (?:öd|ver)\w*"
            rf"|(?:bonus|kompensasiya|təzminat|güzəşt) (?:kimi|olaraq|formasında)|(?:pulsuz|ödənişsiz|havayı) (?:\w+ ){{0,2}}?\w+(?:{_WE_WILL}|{_WE_DID})"
            r"|(?:haqq|pul|ödəniş)\w* (?:\w+ )?almayaca\w*|əvəzini (?:çıx|ver|ödə)\w*|(?:könlünüzü|xətrinizi) (?:\w+ )?(?:al|xoş ed)(?:[ae]ca|[ae]r)\w*"
            rf"|abunə\w* (?:\w+ ){{0,3}}(?:uzadır|uzadaca|uzadılaca|pulsuz|ödənişsiz|bizdən)\w*|(?:sizi )?(?:\w+ )?razı sal(?:acağ|arıq)\w*"
        ),
        near(r"hesabınıza", _GIFT, unless=_ASKED, apart=30),
    ),
    request=words(
        r"zəhmət olmasa|xahiş|rica"
        r"|(?:yaz|göndər|paylaş|bildir|ver|qeyd ed|at|de|əlavə ed|bölüş|təqdim ed|yolla|göstər|yerləşdir|qeyd elə|burax)(?:y?[iu]n\b"
        r"|y?[ae]rs[iu]n[iu]z|y?[ae]rd[iu]n[iu]z|y?[ae] bilər\w*|y?[ae]s[iu]n[iu]z|s[ae]n[iu]z|m[ae][gy]?[iu]n[iu]z|[iu]n[iu]z\b"
        r"|m[ae][gy]?[ae]? (?:ehtiyac|lazım)|m[ae][qk] olar|s[ae]n[iu]z[ae]\b)|(?:qeyd et|əlavə et|təqdim et)(?:s[ae]n[iu]z|m[ae]y?[iu]n[iu]z)"
        r"|nədir\b|haradır\b|hansıdır\b|neçədir\b|lazımdır|lazım olacaq|gərəkdir|tələb olunur|kifayətdir|bəsdir|(?:öyrənə|ala|bilə) bilər\w*|istərdik|istəyirik ki"
        r"|ehtiyac\w* var|(?:hansı|kimin) \w+[^.!]*\?|(?:nömrə|kod|ünvan|ad|soyad|poçt|mail|vəsiqə|rəqəm)\w*n[iu]z(?: \w+){0,2} ?\?"
    ),
    data={
        "email": words(
            r"hansı (?:e-?poçt|mail|imeyl)\w*[^.!]*\?",
            r"(?:e-?poçt|elektron poçt|e-?mail|mail|imeyl|meyl|gmail)(?:unuz| ünvan|iniz|in\b|i\b|u\b)\w*|elektron (?:ünvan|poçt)\w*",
        ),
        "order_number": words(
            r"(?:sifariş|izləmə|müraciət|qaimə|müştəri|bağlama|zakaz|faktura|trek|track|göndəriş|rezervasiya|bilet|çek|qəbz)\w* (?:nömrə|kod|№|no\b|id\b)\w*"
            r"|(?:çek|qəbz)\w* (?:şəkli|foto|surət|skan)\w*",
        ),
        "address": words(
            r"hansı (?:ünvan|küçə|bina)\w*[^.!]*\?",
            r"(?:ev\w* |çatdırılma\w* |tam |yaşayış\w* |dəqiq )ünvan\w*|ünvanınız(?:ı|ı da|la)?\b|yaşadığınız (?:ünvan|yer|ərazi)\w*|harada yaşa\w*|lokasiya\w*|məkanınız\w*"
            r"|(?:küçə|mənzil|bina)\w* (?:adı|nömrə)\w*",
        ),
        "id": words(
            r"(?:şəxsiyyət )?vəsiqə\w*|ş/v|ş\.v|pasport\w*|fin\b(?:[ -]?kod\w*)?|finkod\w*|doğum (?:tarix|günü)\w*|seriya\w*",
        ),
        "card": words(
            r"kart(?:ınızın|ınız|ın)?(?: \w+)? (?:nömrə|məlumat|şəkl|rəqəm|üzərindəki|arxasındakı|bitmə)\w*|kart nömrə\w*|cvv|cvc|(?:son|ilk|\d+) (?:dörd|altı|\d+) rəqəm\w*|16 rəqəm\w*",
        ),
        "iban": words(
            r"iban\w*|(?:bank )?hesab(?:ınızın|ın)? (?:nömrə|məlumat|rekvizit)\w*|(?:bank )?rekvizit\w*",
        ),
        "phone": words(
            r"hansı (?:\w+ )?nömrə\w*[^.!]*\?",
            r"(?:telefon|mobil|əlaqə|whatsapp|vatsap|votsap|ev) nömrə\w*|nömrənizi?\b|nömrəniz\w*|nömrəni\b|kontakt\w*|telefonunuz(?:u)?\b(?! (?:\w+ )?(?:yoxla|aç|yenid))"
            r"|(?:zəng edə biləcəyimiz|işlək|aktiv) (?:\w+ )?(?:nömrə|telefon)\w*|nömrə (?:yaz|göndər|at|qeyd)\w*|əlaqə vasitə\w*"
        ),
        "name": words(
            r"(?:hansı|kimin) ad(?:la|a|ına)\b[^.!]*\?",
            r"ad(?:ınız\w*|ı)?[ ,-]*(?:və )?soyad\w*|adınızı\b|soyadınız\w*|ata ad\w*|tam adınız\w*",
        ),
        "password": words(
            r"şifrəniz(?:i|in)?\b|parol(?:unuz\w*|u)\b|təsdiq kod\w*|(?:sms|otp|pin)[ -]?kod\w*|sms-?lə gələn kod\w*|gələn kod\w*",
        ),
        "details": words(
            r"(?:şəxsi |əlaqə |sifariş |hesab )?məlumatlarınızı|(?:əlaqə|şəxsi|pasport|hesab) məlumat\w*|(?:istifadəçi|profil|hesab) ad\w*|login\w*|loqin\w*",
        ),
    },
    private=words(
        r"şəxsi(?:də|dən|yə)\b|(?:şəxsi|özəl|gizli|birbaşa|daxili) (?:mesaj|yazış|söhbət|qutu|ismarıc|çat)\w*|dm\b|dm-?'?(?:ə|a|dən|dan|də|da|yə)\w*"
        r"|direkt\w*|direct\w*|inboks\w*|inbox\w*|(?<!hansı )e-?poçt(?:la|a|unuza yazın)\b|mesaj qutu\w*|canlı dəstək\w*|whatsapp(?:dan|-dan|da|-da| xətt)\w*"
        r"|mesajla\b|mesaj (?:yaz|at|göndər|bölmə|vasitəsi|ilə)\w*|ismarıc\w* (?:yaz|göndər)?\w*|(?:bizə|mənə) (?:bir )?mesaj\w*"
    ),
    here=words(
        r"bura(?:ya|da|dan)?\b|rəy(?:də|ə|lərdə|lərə|inizdə)?\b|şərh\w*|aşağı\w*|altında?\b|altına\b"
        r"|cavab olaraq|hamıya açıq|kommentdə|kommentə|komentə"
    ),
    refrain=words(
        r"(?:yaz|göndər|paylaş|ver|bölüş|de|bildir|qeyd et|daxil et|yerləşdir|göstər|əlavə et|yayma)m[ae](?:y[iu]n(?:[iu]z)?\b|y?[ae]s[iu]n[iu]z|y[iu]n[iu]zi? (?:xahiş|tövsiyə))"
        r"|görünməsin|qalsın|gizli saxla\w*|heç kim(?:ə|lə)\b|(?:yazmağ|verməy|göndərməy)\w* ehtiyac yox\w*|ehtiyac yox\w*|lazım deyil"
    ),
    own=words(
        rf"{_FAULT}\w* (?:\w+ ){{0,3}}?(?:bizdədir|bizdə|bizimdir|bizim|bizə|bizik|bizdən)\w*\b(?! (?:deyil|yox|asılı))"
        rf"|{_FAULT}\w* (?:\w+ )?[\ue000\w]+ (?:tərəfində|komandası|üzərində)\w*|{_FAULT}\w* (?:\w+ )?\w+m[iu]zd[ae](?:d[iu]r)?\b"
        rf"|bizim (?:\w+ ){{0,2}}(?:{_FAULT}|borc|işimiz)\w*\b(?! (?:deyil|yox))|\w{{3,}}[iu]m[iu]z[iu]n (?:\w+ ){{0,2}}{_FAULT}\w*\b(?! (?:deyil|yox))"
        rf"|(?:səhv|günah|nöqsan|qüsur|təqsir|yanlışlığ|diqqətsizliy|səliqəsizliy|laqeydliy|məsuliyyətsizliy)[iu]m[iu]z\w*\b(?! (?:deyil|yox))"
        r"|(?:səhv|yanlışlıq|xəta|qüsur|diqqətsizlik|laqeydlik|səliqəsizlik|səhlənkarlıq|hörmətsizlik) (?:\w+ )?(?:et|elə|göstər|burax|yol ver)(?:m[iu]s|d[iu])[iu]?[kq]\b"
        rf"|{_FAULT}\w* (?:\w+ )?biz(?:im \w+)? (?:et|elə|ol|yol ver|törət){_WE_DID}|biz (?:səhv|yanlış) \w+|bizim (?:üzümüzdən|ucbatımızdan|səbəbimizdən|tərəf\w* (?:yaran|qaynaqlan|baş ver|ol|yol veril))\w*|bizə görə (?:əziyyət|gözlə|yor|gec)\w*"
        r"|bizdən (?:qaynaqlan(?:ır|ıb|an)|ol(?:ub|muş|du))\w*|(?:cavabdeh|məsul|günahkar|təqsirkar|borclu)(?:[iu][qk]|[ae]m| bizik| mənəm)\b"
        r"|(?:cavabdehlik|məsuliyyət)\w* (?:\w+ ){0,2}?(?:üzərimiz|boynumuz|götürür|daşıyır|bizdə|bizim|üzərinə)\w*|öhdəmizd\w*|boynumuza\w*|üzərimizə götür\w*"
        r"|(?:səhv|günah)\w* (?:\w+ )?(?:etiraf|qəbul) ed(?:irik|irəm)|sözümüz\w* (?:üstündə dur|tut|əməl et)m?[ae]?\w*|yarı yolda qoy\w*"
        r"|(?:etibar|etimad|ümid|güvən)[iu]n[iu]z\w* (?:doğrult|itir|sars|qır)\w*|etimadınızı\w*|\w+m[ae]l[iu] ?(?:idik|yd[iu][qk]|idim|yd[iu]m)\b"
        r"|bəhanə(?:miz|m|si)? (?:yox|gətirm|axtarm|ola bilməz|deyil)\w*|utan(?:[iu]r|d[iu][qkm]|ar)\w*|xəcalət (?:çək|hiss)\w*|xəcalətliyik|bizə (?:heç )?yaraşm\w*"
        r"|pis (?:alınıb|iş görmüşük)|işimizi (?:yaxşı )?görm\w*|gözləntinizi doğrultma\w*"
        # gözlətdik, qarışdırmışıq, cavabsız qoyduğumuz üçün
        rf"|(?:qarışdır|gecikdir|ləngit|gözlət|itir|unut|bura[xk]|korla|poz|incit|məyus et|üz|aldat|yor|çaşdır|zədələ|sındır|axsat|axsa|uzat|yaşat|yol ver"
        rf"|(?:tək|cavabsız|köməksiz|çıxılmaz|pis|naçar|çətin)\w*(?: \w+)? qoy|əziyyət(?:ə sal| ver)|gec (?:göndər|cavab ver|xəbər ver|çatdır|reaksiya ver)"
        rf"|(?:səhv|yanlış) (?:\w+ )?(?:göndər|yaz|ver|hesabla|çıx|qur|de|et)|gözdən qaçır|nəzərdən qaçır|əskik (?:göndər|qoy)|gecik|darıxdır|bezdir|narahat et)"
        rf"(?:{_WE_DID}|d[iu][gy][iu]m(?:[iu]z)?(?:a|ə|dan|dən)? (?:üçün|görə)\b)"
        # vaxtında xəbər vermədik; not: sizdən müraciət almamışıq
        rf"|(?!gör|tap|al|rast|müəyyən|anla|başa|qəbul|aşkar|saxla)\w{{2,}}(?<!səhv et)(?<!günah et)m[ae]{_WE_DID}"
        r"|(?!tapa|saxlaya|ala|görə|çata|inana)\w+[ae] bilm[ae](?:d[iu][kqm]|m[iu]s)\w*"
    ),
    sorry=words(
        r"üzr\w*|üzürlü|bağışla\w*|təəssüf\w*|əfv\w*|heyfsilən\w*|peşman\w*|günahımızdan keç\w*",
    ),
    feeling=words(
        r"üzr\w*|bağışla\w*|təəssüf\w*|heyfsilən\w*|anlayır\w*|anlaşılan\w*|haqlısınız|haqqınız\w*|haqlı olaraq|başa düş(?:ür|ər)\w*|təsəvvür\w*|hiss (?:ed|et|olun)\w*|pis hiss\w*"
        r"|məyus\w*|narahat\w*|əsəb\w*|yor(?:ucu|du|ma|ğun|ur|ub|ul)\w*|incit\w*|inci(?:d|m|y)\w*|əziyyət\w*|bezdir\w*|bez(?:m|i)\w*|qorx\w*|təlaş\w*|yerinizdə ols\w*"
        r"|ürə(?:k|y)\w*|ağır (?:gəl|bir)\w*|əhval\w*|ovqat\w*|kef(?:iniz|i) \w+|qan\w+ qara\w*|qanqaralıq\w*|hirs\w*|narazı\w*|çətin\w*|keçmiş olsun|stres\w*|gərgin\w*"
        r"|pis(?:dir| olm| hiss| vəziyyət| hal)\w*|can\w* sıx\w*|sıxıntı\w*|xoşagəlm\w*|xoş (?:deyil|olma)\w*|ürəkaçan deyil|hövsələ\w*|səbr\w* (?:tükən|daş|bit|kasa)\w*|darıx\w*"
        r"|utan\w*|heyif\w*|acı\w*|ədalətsiz\w*|haqsızlıq\w*|sarsı\w*|şok\w*|çaş\w*|əzab\w*|zülm\w*|dərd\w*|dözülm\w*|qəbulolunmaz\w*|qəbuledilməz\w*|hörmətsizlik\w*"
        r"|alçal\w*|aldadıl\w*|aldan\w*|həvəs\w* (?:\w+ )?(?:qır|sın|öl|qaç|korla)\w*|ümid\w* (?:\w+ )?(?:qır|it|boşa|puç)\w*|sevinc\w* (?:\w+ )?(?:yarım|qır|korla|göz)\w*"
        r"|(?:gün|axşam|bayram|plan|iş|səhər|ad gün)\w* (?:\w+ )?(?:poz|korla|zəhər|zay|puç|alt-üst)\w*|vaxtınız\w* (?:\w+ )?(?:al|it|get|boşa|hayıf|heyif)\w*|təbiidir|qayğı\w*"
        r"|göz\w* yolda|üzgün\w*|pərt\w*|kədər\w*|üzücü\w*|üzül\w*"
    ),
    topics={
        "delivery": words(
            r"çatdır\w*|çatma\w*|kuryer\w*|bağlama\w*|göndəri\w*|sifariş\w*|zakaz\w*|gecik\w*|gözlə\w*|yol\w*|qapı\w*|kargo\w*|poçt\w*|it(?:di|mə|ib|ən)\w*|gətir\w*|gəlib\w*|gəlmə\w*"
            r"|paket\w*|anbar\w*|ünvan\w*|soyuq\w*|yemə[ky]\w*|filial\w*"
        ),
        "product": words(
            r"məhsul\w*|mal(?:ın|ı|lar|da)?\b|əşya\w*|keyfiyyət\w*|sınıq\w*|sın(?:ıb|dı|ma)\w*|xarab\w*|qüsur\w*|qutu\w*|ölçü\w*|razmer\w*|rəng\w*|parça\w*|əskik\w*|çatışm\w*|zədə\w*"
            r"|ayaqqabı\w*|paltar\w*|geyim\w*|telefon\w*|çanta\w*|don(?:un|unuz)?\b|sifariş\w*|cırıl\w*|cırıq\w*|sökül\w*|ləkə\w*|çat(?:la|daq)\w*|köhnə\w*|işlənmiş|işləmə\w*|nasaz\w*"
            r"|saxta\w*|qoxu\w*|ekran\w*|model\w*|divan\w*|mebel\w*|kitab\w*|oyuncaq\w*|krem\w*|ətir\w*|qida\w*|aldığınız\w*|batareya\w*"
        ),
        "return_refund": words(
            r"qaytar\w*|qayıt\w*|qayıd\w*|pul\w*|məbləğ\w*|vəsait\w*|dəyiş\w*|ləğv\w*|iadə\w*|geri\b|imtina\w*",
        ),
        "payment": words(
            r"ödə(?:niş|m|n|d|y)\w*|kart\w*|pul\w*|çıx(?:ıl|ar|ıb|ma)\w*|məbləğ\w*|hesab\w*|bank\w*|iki dəfə|ikiqat|faktura\w*|taksit\w*|hissə-hissə|kredit\w*|vəsait\w*|tutul\w*"
            r"|köçürmə\w*|abunə\w*|əməliyyat\w*|balans\w*|çek\w*"
        ),
        "support": words(
            r"dəstə[ky]\w*|cavab\w*|kömə[ky]\w*|operator\w*|zəng\w*|müştəri xidmət\w*|rəftar\w*|münasibət\w*|kobud\w*|dinlə\w*|gözlə\w*|əməkdaş\w*|bot\w*|xidmət\w*|soruş\w*|yazış\w*"
            r"|sayma\w*|xətt\w*|müraciət\w*|danış\w*|mesaj\w*|satıcı\w*|qaynar xət\w*|maraqlan\w*|eşid\w*|laqeyd\w*"
        ),
        "app_site": words(
            r"tətbiq\w*|sayt\w*|giriş\w*|gir(?:ə|i|m)\w*|şifrə\w*|parol\w*|səhifə\w*|xəta\w*|səbət\w*|yenilə\w*|ekran\w*|proqram\w*|nasazlı\w*|don(?:ur|ma|ub|d)\w*|açıl\w*|hesab\w*"
            r"|qeydiyyat\w*|bağlan\w*|yüklən\w*|kod\w*|server\w*|sistem\w*|axtarış\w*|panel\w*"
        ),
        "price": words(
            r"qiymət\w*|endirim\w*|kupon\w*|kampaniya\w*|promokod\w*|məbləğ\w*|baha\w*|kod\w*|kassa\w*|haqq[ıi]\w*|aksiya\w*|güzəşt\w*|təklif\w*|bonus\w*|tarif\w*|komissiya\w*|manat\w*|azn\b|etiket\w*"
        ),
        "safety_fraud": words(
            r"təhlükə\w*|yan(?:ğın|dı|ma|ıb|ıq|ar)\w*|xəsarət\w*|sağlam\w*|zəhərlən\w*|fırıldaq\w*|dələduz\w*|saxta\w*|oğurlan\w*|oğurluq\w*|hesab\w*|məlumat\w*|sız(?:ma|dı|ıb)\w*|qorx\w*|partla\w*"
            r"|tüstü\w*|alış(?:ıb|dı|ma)\w*|aldad\w*|aldat\w*|aldan\w*|keçmiş olsun|batareya\w*|şarj\w*|elektrik\w*|allergi\w*|qıcıq\w*|səpki\w*|vaxtı keçmiş|hack\w*|sındırıl\w*|şübhəli\w*|kod\w*|uşa[qğ]\w*|yara\w*"
        ),
        "other": words(
            r"təcrübə\w*|xidmət\w*|mağaza\w*|filial\w*|əməkdaş\w*|satıcı\w*|qablaşdırma\w*|reklam\w*|vəziyyət\w*|yaşa\w*|rəftar\w*|münasibət\w*|bonus\w*|növbə\w*|bilet\w*|rezerv\w*|söz\w*|tədbir\w*|vakansi\w*"
        ),
    },
    action=words(
        r"(?:bax|araşdır|yoxla|izlə|soruş|danış|ötür|yaz|cavab|xəbər|bildir|de|öyrən|həll|düzəl|göndər"
        r"|aç|başla|götür|məşğul|əlaqə|zəng|tutuşdur|tap|oxu|müqayisə|qoş|çatdır|axtar|dayandır|blokla"
        r"|ləğv|işlə|gör|apar|iz|yönəlt|maraqlan|dəqiqləşdir|dinlə|təhlil|aydınlaşdır|müəyyən|dəyişdir|bağla|sil|yenilə|topla|ayır|tapşır|nəzarət)"
        r"\w{0,24}(?: \w{1,24})?? ?\w{0,24}(?:[iu]r(?:am|əm|[iu][qk])?"
        r"|[ae]c[ae][gy](?:[ae]m|[iu][qk])|[ae]c[ae]m|d[iu][mqk]|m[iu]s(?:[ae]m|[iu][qk])|[ae]c[ae][qk]|[iu]b|[ae]r(?:[ae]m|[iu][qk])|(?<!l)[ae]r|m[ae]kd[ae](?:d[iu]r|y[iu][qk])?)\b"
        r"|məndən (?:al|eşid|öyrən)\w*"
        r"|(?:iş|məsələ|qalanı|bu iş)\w* (?:artıq )?məndə(?:dir)?\b"
        r"|(?:komandamız|həmkarım|rəhbərimiz|əməkdaşımız|mühəndislərimiz|proqramçılarımız)\w* [^.?!]{0,40}(?:ir|ır|ur|ür|ib|ıb|ub|üb|dadır|dədir)\b"
        r"|məşğulam|məşğuluq|baxıram|cavabım|(?:ilk )?xəbəri (?:mən|məndən)|üzərində(?:dir|yik)\b|nəzarətimd\w*|diqqətimd\w*"
    ),
    time=words(
        rf"{_NUMBER} ?-?(?:saat|dəqiqə|dəq|gün|iş günü)\w*|bu gün\w*|sabah\w*|(?:bu )?axşam\w*|günorta\w*|nahar\w*|gecə(?:yə|dən)\w*|günün sonu\w*|saat \d"
        rf"|saat (?:on|bir|iki|üç|dörd|beş|altı|yeddi|səkkiz|doqquz)\w*|\d{{1,2}}[:.]\d\d|yarım saat\w*|iş gün\w*|(?:bu )?səhər\w*|{_DAY}\w*"
    ),
    soon=words(
        r"ən (?:qısa|yaxın|tez) (?:zamanda|müddətdə|vaxtda|an)\w*|tezliklə|qısa (?:müddətdə|zamanda|vaxtda)|yaxın (?:zamanda|vaxtda|günlərdə)"
        r"|mümkün qədər tez|dərhal|bir azdan|bir az sonra|operativ"
    ),
    routine=words(
        r"(?:yaran|yaşan|baş ver)\w* (?:narahatlı|problem|vəziyyət|çətinli|xoşagəlməz hal)\w*|(?:bütün )?narahatlı\w* görə (?:\w+ )?(?:üzr|təəssüf)"
        r"|(?:hörmətli|dəyərli|əziz) (?:müştəri|istifadəçi|alıcı|abunəçi)\w*|ən qısa (?:zamanda|müddətdə|vaxtda)"
        r"|anlayışınız\w*|anlayış(?:la)? (?:göstər|qarşıla)\w*|səbriniz\w* (?:üçün|görə)|səbirli ol\w*"
        r"|(?:aidiyyəti|müvafiq|əlaqədar) (?:şöbə|qurum|departament|orqan|struktur|komanda|əməkdaş|şəxs|bölmə)\w*|aidiyyəti üzrə|(?:zəruri|lazımi|müvafiq) tədbir\w*"
        r"|müraciətiniz (?:\w+ )?(?:qeydə|qəbul|ötürül|qeydiyyat|nəzərə|cavablandır|yönləndir)\w*|məmnuniyyətiniz\w*|bizi seç\w*"
        r"|(?:rəyiniz|fikriniz|məmnunluğunuz|razılığınız|müraciətiniz) bizim\w*|daha yaxşı xidmət|xidmət (?:keyfiyyət|səviyyə)\w* (?:\w+ )?(?:artır|yüksəlt|yaxşılaşdır)\w*"
        r"|gününüz xoş\w*|nəzərinizə çatdır\w*|bizə müraciət etdiyiniz\w*|nəzərə al(?:ınacaq|acağıq)\w*|bir daha üzr"
    ),
    familiar=words(
        r"(?:sən|səni|sənə|sənin|səndən|səndə|səninlə|qardaş(?:ım)?|bacım|dostum|canım|əzizim|gülüm|gözəlim|brat|bro|qaqa\w*|ə kişi|ay (?:qız|oğlan|kişi|bala))\b"
        r"|(?:narahat olma|gözlə|yaz|de görüm|fikir (?:eləmə|vermə)|üzülmə|darıxma|hirslənmə)\b(?! )|\w+[ae]rs[ae]n\b"
        r"|\w+[iu]rs[ae]n\b|\w{2,}(?:m[iu]s|[ae]caq|[ae]cek)s[ae]n\b"
    ),
    thanks=words(
        r"təşəkkür\w*|sağ ?ol(?:un|asınız)\w*|var olun|minnətdar\w*|sevin(?:dim|dik|ir|əcək|dir|c)\w*|günümüzü gözəlləş\w*"
        r"|sağlıqla (?:istifadə|geyin)\w*|şad\w*|məmnun(?:am|uq)|nə gözəl|çox xoş\w*|ruhlan\w*|qürur\w*|təşəkkürlər"
    ),
)
