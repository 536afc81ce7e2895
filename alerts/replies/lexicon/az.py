"""What the linter listens for in Azerbaijani."""

from __future__ import annotations

from alerts.replies.lexicon import Lexicon, near, words

_CHECKED = (
    r"(?<!\w)(?:bax|yoxla|araşdır|soruş|öyrən|izlə|harada|niyə|nə üçün|nə vaxt|vəziyyət|xəbər"
    r"|məlumat|yaz(?:a|ı)|cavab|ilişdi|gecik|görə|narahat|istəməz|dalınca)"
)
_TIME = (
    r"(?:bu gün\w*|sabah\w*|bu axşam|axşama\w*|günorta\w*|\d+ (?:gün|saat|iş günü|dəqiqə)\w*"
    r"|(?:bir|iki|üç|dörd|beş|bir neçə|yarım) (?:gün|saat|həftə|iş günü)\w*"
    r"|bazar ertəsi\w*|(?:çərşənbə|cümə)\w*(?: axşamı\w*)?|şənbə\w*|həftə\w*|ən gec\w*)"
)
_RESULT = (
    r"(?:(?<!xəbər )(?<!cavab )çat(?:acaq|dırılacaq|dıraca|dırırıq|mış olacaq)\w*"
    r"|təhvil (?:veriləcək|verəcə|alacaqsınız)\w*|əlinizdə\b|əlinizə (?:çat|keç)\w*|qapınızda\w*"
    r"|(?<!xəbər )(?<!cavab )(?:gələcək|gəlib çatacaq|gətiriləcək|gətirəcə\w+)\b"
    r"|həll (?:olunacaq|edəcə|ediləcək|olacaq)\w*|düzəl(?:əcək|də?cə)\w*"
    r"|göndər(?:iləcək|əcə|ilir|irik)\w*|yola (?:salınacaq|düşəcək|salırıq|salacağıq)|hazır olacaq"
    r"|bərpa (?:olunacaq|edəcə)\w*|köçür(?:üləcək|əcə|ülür)\w*|hesabınızda\b|aradan qalxacaq"
    r"|aradan qaldırılacaq)"
)
_MONEY = r"(?:pul\w*|məbləğ\w*|vəsait\w*|ödəniş\w*|haqq\w*)"
_PAID = (
    r"(?:qaytar(?:aca|ılacaq|ırıq|ıram|dıq|dım|ılıb|ılır|mışıq)\w*|köçür(?:əcə|üləcək|dük|ürük"
    r"|ülür|ülüb)\w*|(?:hesabınıza|kartınıza) (?:qayıd|qayıt|köç|gəl|otur|düş)\w*"
    r"|geri (?:al|qayt|qayıd|ver|ödə)\w*|öd(?:əyəcə|ənəcək|əyirik|ədik)\w*)"
)
_GIFT = (
    r"(?:hədiyyə\w*|kupon\w*|promokod\w*|endirim\w*|bonus\w*|bal\b|xal\w*|kompensasiya\w*"
    r"|təzminat\w*|pulsuz \w+|\d+ ?(?:%|faiz)\w*|vauçer\w*)"
)
_GIVEN = (
    r"(?:təqdim (?:ed|et)\w*|göndər(?:irik|irəm|əcə|ək|dik|mişik|mək)\w*|ver(?:əcə|ək|irik|dik"
    r"|irəm|mək)\w*|əlavə (?:ed|et|olun)\w*|hədiyyə (?:ed|et)\w*|təyin (?:ed|et)\w*|qəbul ed\w*"
    r"|yüklə(?:d|y|n)\w*|hesabınıza|bizdən\b|edəcə\w*|edirik\b)"
)
_RULE = r"(?:qayda|siyasət|prosedur|şərt|müqavilə|təlimat|nizamnamə|reqlament)\w*"

LEXICON = Lexicon(
    but=words(
        r"amma\b|lakin\b|ancaq\b|fəqət\b|ammaki\b|bununla (?:belə|yanaşı)\b|buna baxmayaraq\b"
        r"|halbuki\b"
    ),
    blame=words(
        r"(?!al|eşit|gör)\w*(?<!ma)(?<!mə)m[aə]l[iı](?: idiniz|ydiniz|ydınız)\b"
        r"|(?!qal|yaşa|gözlə|çək)\w+m[aə]m[aə]l[iı](?: idiniz|ydiniz|ydınız)\b"
        r"|\w+m[aə]ğ?[iı]?n[iı]z (?:lazım idi|gərək idi)|gərək (?:\w+ ){0,5}\w+(?:ydınız|ydiniz)\b"
        r"|(?:sizin|öz) (?:günah|səhv|təqsir|diqqətsizli|qüsur|məsuliyyət)\w*"
        r"|(?:günah|səhv|təqsir|problem|qüsur)\w* (?:tamamilə )?(?:sizdədir|sizdə|sizin|sizdən"
        r"|sizə aid)\w*|sizdən (?:qaynaqlan|irəli gəl)\w*"
        r"|(?:səhv|yanlış) (?:\w+ )?(?:bas|klik|qur|yu|tax|yaz|daxil|seç|göstər|anla|başa düş|ünvan"
        r"|istifadə|qeyd)\w* ?(?:\w+ ?)?(?:siniz|sınız|sunuz|diniz|dınız|dunuz)\b"
        r"|(?!ol)\w+s[aə]yd[iı]n[iı]z\b|(?:oxu|yoxla|bax|de|yaz)\w* ?olsaydınız|diqqətli (?:ol|oxu)\w*"
        r"|diqqətsiz\w*|diqqət yetirm\w*|sakit (?:ol|danış)\w*|sakitləş\w*|şişird\w*|şişirt\w*"
        r"|qışqırm\w*|ədəb\w*|kobud danış\w*|üslubunuz\w*"
        r"|(?:yazmağı|paylaşmağı|şikayət etməyi) (?:dayandır|kəs|tərgid)\w*|hər yerdə yaz\w*"
        r"|növbəti dəfə|gələn dəfə|bundan sonra (?:zəhmət olmasa )?(?:diqqət|daha)|istifadəçi səhvi"
        r"|evdə (?:yox idiniz|deyildiniz|olma\w+)|ünvanda (?:yox idiniz|olma\w+)"
        r"|telefon\w* (?:aç|götür|cavab ver)m[aə]\w*|zəng\w* cavab verm[aə]\w*"
        r"|(?:razılaşmı|qəbul etmi|təsdiqləmi|imzalamı)[sş]\w*(?:s[iı]n[iı]z)\b|razılaşmısınız"
        r"|qəbul etmisiniz"
        r"|(?:oxu|yoxla|bax|soruş|bildir|diqqət et|izlə)m[aə](?:m[iı]s[iı]n[iı]z|d[iı]n[iı]z"
        r"|d[iı]ğ[iı]n[iı]z)\b|siz (?:özünüz|seçmisiniz|yazmısınız|istəmisiniz|səhv)|bilməli idiniz"
    ),
    denial=words(
        r"bizim (?:günah|səhv|təqsir|məsuliyyət|problem|qüsur)\w* (?:deyil|yox)\w*"
        r"|bizlik (?:deyil|bir şey)"
        r"|bizdə (?:heç bir |hər hansı )?(?:problem|səhv|nöqsan|xəta)\w* (?:yox|deyil)\w*"
        r"|bizə aid deyil|bizimlə (?:heç bir )?(?:əlaqəsi|bağlı|bağlılığı) (?:yox|deyil)\w*"
        r"|(?:cavabdeh|məsul|günahkar) deyil(?:ik|əm)|məsuliyyət (?:daşımır|götürmür|qəbul etmir)\w*"
        r"|(?:bu|yazdıqlarınız|dedikləriniz|dediyiniz|iddianız) (?:heç |qətiyyən |tamamilə )?(?:doğru"
        r"|həqiqət|düz|mümkün) deyil\w*|mümkün deyil\w*|qeyri-mümkün|mümkünsüz|ola bilməz"
        r"|söhbət gedə bilməz|yanılırsınız|səhv (?:edir|düşünür|başa düş|xatırlayır)\w*|yalan\w*"
        r"|böhtan\w*|əsassız\w*|iddia\w*|haqsızsınız|haqlı deyilsiniz"
        r"|(?:kuryer|bank|poçt|satıcı|kargo|istehsalçı|təchizatçı)\w* (?:şirkət\w* )?(?:günah|səhv"
        r"|təqsir|problemi|məsuliyyət|qüsur)\w*"
        r"|(?:kuryer şirkət|bank|istehsalçı|poçt|satıcı)\w* (?:müraciət ed(?:in|əsiniz)|zəng ed(?:in)"
        r"|soruşun|əlaqə saxlayın)\w*"
        r"|(?:müştəri|alıcı)\w*(?:nin|nın)? (?:öz )?(?:məsuliyyət|öhdəli)\w*"
        r"|əlimizdən (?:bir şey |heç nə )?gəlm\w*|edə biləcəyimiz (?:bir şey|heç nə) yox\w*"
        r"|bizdən asılı deyil|nəzarətimizdən kənar\w*|kömək edə bilm\w*|(?:təkcə|yalnız|bircə) siz\b"
        r"|sizdən başqa|heç kim(?:in|dən|sə)?\b|başqa heç|heç bir müştəri\w*|digər müştəri\w*"
        r"|başqa müştərilər (?:razı|məmnun)\w*|(?:sistem|qeyd|yoxlama)\w* (?:əsasən|görə|heç bir)"
        r"|(?:heç bir|hər hansı) (?:problem|xəta|səhv|nöqsan) (?:yox|görünm|aşkar|tapılma|müəyyən)\w*"
        r"|(?:qeyd|sistem)\w* [^.?!]{0,25}(?:yoxdur|tapma|tapılma|görmür|mövcud deyil)\w*"
        r"|(?:dediyiniz|yazdığınız|danışdığınız) kimi (?:olma|deyil)\w*"
        r"|bizim tərəf\w* (?:\w+ ){0,3}(?:yoxdur|görünm)\w*|qəbul (?:etmir|edə bilm)\w*|razı deyilik"
    ),
    rules=words(
        rf"(?:\w+ ){{0,2}}{_RULE} (?:görə|əsasən|uyğun|çərçivəsində|əsasında|tələb|icazə|yaz|qeyd|var"
        rf"|nəzərdə|belə|bellidir|aydın)\w*",
        (
            r"(?:qayda|siyasət|prosedur|şərt)(?:lar|lər)?[iıuü]m[iıuü]z\w*|müqavilə(?:də|yə|miz|nin)\w*"
            r"|(?:qaytarma|qaytarılma|dəyişdirmə|zəmanət) (?:müddət|vaxt|şərt)\w* (?:keç|bit|başa çat"
            r"|ötüb)\w*|\d+ gün ərzində (?:\w+ ){0,3}(?:olmalı|edilməli|lazım|keçib)\w*"
            r"|qəbul edilm(?:ir|əyib)\w*|qaytarılm(?:ır|ayacaq)\w*"
        ),
    ),
    refund=words(
        near(_MONEY, _PAID, unless=_CHECKED, apart=50),
        (
            r"(?:pulun )?(?:geri qaytarılması|geri ödəniş|qaytarma)\w* (?:təsdiq|həyata keçir|ediləcək"
            r"|edəcə|olunacaq)\w*|tam geri ödəniş|tam qaytar\w*"
            r"|geri (?:qaytaracağıq|qaytarırıq|ödəyəcəyik|verəcəyik)"
        ),
    ),
    date=words(
        near(_TIME, _RESULT, unless=r"(?<!\w)(?:xəbər|cavab|məlumat|yaz|bildir|nəticə)"),
        near(_RESULT, _TIME, unless=_CHECKED, apart=25),
        rf"(?:söz|zəmanət) ver(?:ir|əcə)\w*[^.?!]{{0,40}}{_RESULT}",
        near(
            rf"(?:bağlama|sifariş|məhsul|pul|problem|məsələ)\w*[^.?!]{{0,30}}{_TIME}",
            r"(?:gəlir|gələr|çatır|çatar|həll olun?ar|həll olunur|əlinizdə ol(?:ur|ar)|gətirərik)\b",
            unless=_CHECKED,
        ),
    ),
    compensation=words(
        near(_GIFT, _GIVEN, unless=_CHECKED, apart=45),
        (
            r"(?:növbəti|gələn) (?:\w+ )?(?:sifariş|alış-veriş|çatdırılma|qəhvə)\w* (?:bizdən|pulsuz)"
            r"|(?:üzr|kompensasiya|əvəz) (?:olaraq|kimi|əlaməti)\b"
            r"|(?:zərər|ziyan)\w* (?:ödə|qarşıla|kompensasiya)\w*|kompensasiya ed\w*|təzminat öd\w*"
        ),
        near(r"hesabınıza", _GIFT, unless=_CHECKED, apart=30),
    ),
    request=words(
        r"zəhmət olmasa|xahiş"
        r"|(?:yaz|göndər|paylaş|bildir|ver|qeyd ed|at|de|əlavə ed|bölüş|təqdim ed)(?:[iıuü]n\b"
        r"|y[iı]n\b|[aə]rs[iı]n[iı]z|y[aə]rs[iı]n[iı]z|y?[aə] bilərsiniz|y?[aə]s[iı]n[iı]z|s[aə]n[iı]z"
        r"|m[aə]y[iı]n[iı]z|m[aə]n[iı]z|ınız\b|iniz\b)|nədir\b|lazımdır|gərəkdir|tələb olunur"
        r"|kifayətdir|bəsdir|öyrənə bilər|ala bilər(?:ik|əm)|ehtiyac\w* var|yazın|atın\b|deyin\b"
    ),
    data={
        "phone": words(
            r"(?:telefon|mobil|əlaqə|whatsapp|vatsap) (?:nömrə\w*)|nömrənizi?\b|telefonunuz\w*|nömrəniz\w*",
        ),
        "email": words(
            r"(?:e-?poçt|elektron poçt|e-?mail|mail|imeyl)(?:unuz| ünvan|iniz)\w*|elektron ünvan\w*",
        ),
        "order_number": words(
            r"(?:sifariş|izləmə|müraciət|qaimə|müştəri|bağlama|zakaz|faktura)\w* (?:nömrə|kod|№|no\b)\w*",
        ),
        "address": words(
            r"(?:ev |çatdırılma |tam |yaşayış )ünvan\w*|ünvanınızı\w*|ünvanınız\b",
        ),
        "id": words(
            r"(?:şəxsiyyət )?vəsiqə\w*|ş/v|pasport\w*|fin\b(?: kod\w*)?|doğum tarix\w*",
        ),
        "card": words(
            r"kart(?:ınızın|ınız)? (?:nömrə|məlumat)\w*|cvv|son (?:dörd|4) rəqəm\w*",
        ),
        "iban": words(
            r"iban\w*|(?:bank )?hesab(?:ınızın)? (?:nömrə|məlumat)\w*",
        ),
        "name": words(
            r"ad(?:ınız\w*|ı)?[ ,-]*(?:və )?soyad\w*|adınızı",
        ),
        "password": words(
            r"şifrəniz\w*|şifrənizi|parol\w*|təsdiq kod\w*|sms kod\w*",
        ),
        "details": words(
            r"(?:şəxsi |əlaqə |sifariş )?məlumatlarınızı|(?:əlaqə|şəxsi) məlumat\w*|istifadəçi ad\w*",
        ),
    },
    private=words(
        r"şəxsi(?:də|dən|yə)\b|şəxsi (?:mesaj|yazış|söhbət|qutu)\w*|dm\b|dm-?'?(?:ə|dən|də|yə)\w*"
        r"|direkt\w*|direct\w*|birbaşa mesaj\w*|inbox\w*|gizli mesaj\w*|e-?poçt(?:la|a|unuza yazın)\b"
        r"|mesajla\b|mesaj (?:yaz|at|göndər)\w*"
    ),
    here=words(
        r"bura(?:ya|da|dan)?\b|rəy(?:də|ə|lərdə|lərə|inizdə)?\b|şərh\w*|aşağı\w*|altında?\b|altına\b"
        r"|cavab olaraq|hamıya açıq|kommentdə|kommentə|komentə"
    ),
    refrain=words(
        r"(?:yazma|göndərmə|paylaşma|vermə|bölüşmə)y[iı]n\b|görünməsin|qalsın"
        r"|(?:yazmağa |verməyə )?ehtiyac yox\w*|lazım deyil"
    ),
    own=words(
        r"(?:səhv|günah|təqsir|nöqsan|qüsur|məsuliyyət|cavabdehli|yanlışlıq|xəta"
        r"|kəm-kəsir)\w* (?:\w+ ){0,3}?(?:bizdədir|bizdə|bizim|bizimdir|bizə|bizik"
        r"|bizdən)\w*(?! deyil)"
        r"|(?:səhv|günah|təqsir|nöqsan|qüsur|məsuliyyət"
        r"|cavabdehli)\w* (?:\w+ )?[\ue000\w]+ (?:tərəfində|komandası|üzərində)\w*"
        r"|bizim (?:səhv|günah|nöqsan|qüsur|təqsir|borc|xəta|işimiz|məsuliyyət|ayıb)\w*(?! (?:deyil"
        r"|yox))|səhv (?:etdik|etmişik|elədik|bizimdir|bizdədir)"
        r"|yanlışlığ?ı?\w* (?:biz|etmiş|etdik)\w*|səhvimiz\w*(?! (?:deyil|yox))|nöqsanımız\w*"
        r"|günahımız\w*(?! (?:deyil|yox))"
        r"|məsuliyyət\w* (?:\w+ ){0,2}?(?:üzərimiz|boynumuz|götürür|daşıyır|bizdə|bizim|üzərinə)\w*"
        r"|sözümüz\w* (?:üstündə dur|tut|əməl et)m?[aə]?\w*|yarı yolda qoy\w*"
        r"|etibarınızı (?:doğrult|itir|sars|qır)\w*|etimadınızı\w*|\w+m[aə]l[iı](?: idik|ydik|ydık)\b"
        r"|bəhanə(?:miz|m)? (?:yox|gətirm|axtarm)\w*|günahkar(?:ıq| bizik)|təqsirkar\w*|boynumuza\w*"
        r"|üzərimizə götür\w*|utanır\w*"
        r"|sizi (?:gözlətdi|gözlətmişi|incitdi|incitmişi|məyus etdi|məyus etmişi|tək qoydu"
        r"|tək qoymuşu)\w*|işimizi (?:yaxşı )?görm\w*|pis (?:alınıb|iş görmüşük)|gecikdirdik"
        r"|gecikdirmişik|diqqətsizlik etdik|laqeydlik etmişik"
    ),
    sorry=words(
        r"üzr\w*|bağışla\w*|təəssüf\w*|əfv\w*",
    ),
    feeling=words(
        r"üzr\w*|bağışla\w*|təəssüf\w*|anlayır\w*|haqlısınız|haqqınız\w*|başa düşür\w*|təsəvvür\w*"
        r"|hiss (?:ed|et)\w*|məyus\w*|narahat\w*|əsəb\w*|yor(?:ucu|du|ma|ğun|ur)\w*|incit\w*"
        r"|inci(?:d|m)\w*|əziyyət\w*|bezdir\w*|bezm\w*|qorx\w*|təlaş\w*|yerinizdə ols\w*|ürə(?:k|y)\w*"
        r"|ağır gəl\w*|əhval\w*|qan\w+ qara\w*|qanqaralıq\w*|hirs\w*|narazı\w*|çətin\w*|keçmiş olsun"
        r"|stres\w*|pis(?:dir| olm| hiss)\w*|can sıx\w*|sıxıntı\w*"
    ),
    topics={
        "delivery": words(
            r"çatdır\w*|kuryer\w*|bağlama\w*|sifariş\w*|gecik\w*|gözlə\w*|yol\w*|qapı\w*|kargo\w*|poçt\w*"
            r"|it(?:di|mə|ib)\w*|gətir\w*"
        ),
        "product": words(
            r"məhsul\w*|mal(?:ın|ı|lar)?\b|keyfiyyət\w*|sınıq\w*|sın(?:ıb|dı)\w*|xarab\w*|qüsur\w*|qutu\w*"
            r"|ölçü\w*|razmer\w*|rəng\w*|parça\w*|əskik\w*|zədə\w*|ayaqqabı\w*|paltar\w*|telefon\w*"
            r"|çanta\w*|don\b|sifariş\w*|cırıl\w*|sökül\w*"
        ),
        "return_refund": words(
            r"qaytar\w*|pul\w*|dəyiş\w*|ləğv\w*|iadə\w*|geri\b",
        ),
        "payment": words(
            r"ödə(?:niş|m|n|d|y)\w*|kart\w*|pul\w*|çıx(?:ıl|ar|ıb)\w*|məbləğ\w*|hesab\w*|bank\w*|iki dəfə"
            r"|faktura\w*|taksit\w*|vəsait\w*|tutul\w*"
        ),
        "support": words(
            r"dəstə[ky]\w*|cavab\w*|kömə[ky]\w*|operator\w*|zəng\w*|müştəri xidmət\w*|rəftar\w*"
            r"|münasibət\w*|kobud\w*|dinlə\w*|gözlə\w*|əməkdaş\w*|bot\w*|xidmət\w*|soruş\w*|yazış\w*"
            r"|sayma\w*"
        ),
        "app_site": words(
            r"tətbiq\w*|sayt\w*|giriş\w*|gir(?:ə|i)\w*|şifrə\w*|parol\w*|səhifə\w*|xəta\w*|səbət\w*"
            r"|yenilə\w*|ekran\w*|proqram\w*|nasazlı\w*|don(?:ur|ma|ub)\w*|açıl\w*"
        ),
        "price": words(
            r"qiymət\w*|endirim\w*|kupon\w*|kampaniya\w*|promokod\w*|məbləğ\w*|baha\w*|kod\w*|kassa\w*"
            r"|haqqı\b"
        ),
        "safety_fraud": words(
            r"təhlükə\w*|yan(?:ğın|dı|ma|ıb|ıq)\w*|xəsarət\w*|sağlam\w*|zəhərlən\w*|fırıldaq\w*|saxta\w*"
            r"|oğurlan\w*|hesab\w*|məlumat\w*|sız\w*|qorx\w*|partla\w*|tüstü\w*|aldad\w*|aldat\w*"
            r"|keçmiş olsun|batareya\w*|şarj\w*|elektrik\w*"
        ),
        "other": words(
            r"təcrübə\w*|xidmət\w*|mağaza\w*|əməkdaş\w*|satıcı\w*|qablaşdırma\w*|reklam\w*|vəziyyət\w*"
            r"|yaşa\w*|rəftar\w*|münasibət\w*|bonus\w*"
        ),
    },
    action=words(
        r"(?:bax|araşdır|yoxla|izlə|soruş|danış|ötür|yaz|cavab|xəbər|bildir|de|öyrən|həll|düzəl|göndər"
        r"|aç|başla|götür|məşğul|əlaqə|zəng|tutuşdur|tap|oxu|müqayisə|qoş|çatdır|axtar|dayandır|blokla"
        r"|ləğv|işlə|gör|apar|iz|yönəlt|maraqlan)\w{0,24}(?: \w{1,24})?? ?\w{0,24}(?:[iıuü]r(?:am|əm|ıq|ik|uq|ük)?"
        r"|(?:aca|əcə)[ğy](?:am|əm|ıq|ik)|(?:d|t)[iıuü](?:m|q|k)|m[iıuü]ş(?:am|əm|ıq|ik|uq|ük)|acaq"
        r"|əcək|[iıuü]b|[aə]ram|[aə]rəm)\b|məndən (?:al|eşid|öyrən)\w*"
        r"|(?:iş|məsələ|qalanı|bu iş)\w* (?:artıq )?məndə(?:dir)?\b"
        r"|(?:komandamız|həmkarım|rəhbərimiz|əməkdaşımız)\w* [^.?!]{0,40}(?:ir|ır|ur|ür|ib|ıb|ub|üb)\b"
        r"|məşğulam|baxıram|cavabım|(?:ilk )?xəbəri (?:mən|məndən)"
    ),
    time=words(
        r"(?:\d+|bir|iki|üç|dörd|beş|altı|bir neçə|yarım|on beş|on|iyirmi|otuz|qırx) ?(?:saat|dəqiqə"
        r"|gün|iş günü)\w*|bu gün\w*|sabah\w*|(?:bu )?axşam\w*|günorta\w*|günün sonu\w*|saat \d"
        r"|yarım saat\w*|iş gün\w*"
    ),
    soon=words(
        r"ən qısa (?:zamanda|müddətdə|vaxtda)|tezliklə|qısa (?:müddətdə|zamanda)"
        r"|yaxın (?:zamanda|vaxtda)"
    ),
    routine=words(
        r"yaranan (?:narahatlı|problem|vəziyyət)\w*|narahatlı\w* görə üzr"
        r"|(?:hörmətli|dəyərli|əziz) (?:müştəri|istifadəçi)\w*|ən qısa (?:zamanda|müddətdə|vaxtda)"
        r"|anlayışınız\w*|anlayış göstər\w*|səbriniz\w* (?:üçün|görə)"
        r"|(?:aidiyyəti|müvafiq|əlaqədar) (?:şöbə|qurum|departament|orqan|struktur|komanda)\w*"
        r"|müraciətiniz (?:qeydə|qəbul|ötürül|qeydiyyat)\w*|məmnuniyyətiniz\w*|bizi seç\w*"
        r"|rəyiniz bizim\w*|daha yaxşı xidmət|gününüz xoş\w*|fikriniz bizim\w*|nəzərinizə çatdır\w*"
        r"|bizə müraciət etdiyiniz\w*"
    ),
    familiar=words(
        r"(?:sən|səni|sənə|sənin|səndən|səndə|qardaş\w*|dostum|canım|əzizim|gülüm|brat|qaqa\w*)\b"
        r"|(?:narahat olma|gözlə|yaz|de görüm|fikir eləmə|üzülmə)\b(?! )|\w+[aə]rsan\b"
        r"|\w+(?:ır|ir|ur|ür)s[aə]n\b"
    ),
    thanks=words(
        r"təşəkkür\w*|sağ ?olun\w*|minnətdar\w*|sevin(?:dim|dik|ir|əcək)\w*|günümüzü gözəlləş\w*"
        r"|sağlıqla istifadə\w*|şad\w*|məmnun(?:am|uq)|nə gözəl"
    ),
)
