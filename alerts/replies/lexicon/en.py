"""What the linter listens for in English."""

from __future__ import annotations

from alerts.replies.lexicon import Lexicon
from alerts.replies.lexicon.en_blame import BLAME, BUT
from alerts.replies.lexicon.en_denial import DENIAL, RULES
from alerts.replies.lexicon.en_promises import COMPENSATION, DATE, REFUND
from alerts.replies.lexicon.english import words

LEXICON = Lexicon(
    but=BUT,
    blame=BLAME,
    denial=DENIAL,
    rules=RULES,
    refund=REFUND,
    date=DATE,
    compensation=COMPENSATION,
    request=words(
        r"please\b|(?:could|can|would|will) you\b|kindly\b"
        r"|(?<!will )(?<!'ll )(?<!i )(?<!we )(?<!to )(?<!i've )(?<!we've )(?:send|share|write|give|tell|dm"
        r"|drop|leave|post|provide|confirm"
        r"|reply|comment|message|type|text|attach|upload|enter|pop|quote|state|forward|include|put|add"
        r"|list|paste|note down)\b(?! (?:back )?(?:to )?you\b)"
        r"|(?:we|i)(?:'d|'ll| will| would)? (?:just |only |also |still )?(?:need|require|be needing)\b"
        r"|(?:may|might|can|could) (?:i|we) (?:\w+ )?(?:have|get|ask|see|take|know)"
        r"|what(?:'s| is| was| are) (?:the|your)\b|let (?:us|me) (?:know|have)|all (?:i|we) need|(?:which"
        r"|what|whose) (?:\w+ )?(?:address|e-?mail|card|number|account|name|order|phone|iban)"
        r"|how (?:can|do|may) (?:we|i) reach|where (?:can|do|may|should) (?:we|i|you)\b|if you (?:can "
        r"|could )?(?:share|send|give|post|write|tell|let|drop|leave|put)"
        r"|(?:waiting for|missing|looking for) your\b|mind (?:sharing|sending|giving|telling"
        r"|posting)"
    ),
    data={
        "phone": words(
            r"(?:phone|mobile|contact|cell|telephone|whatsapp|gsm|tel)(?: number|s? no\b|s? nr\b)"
            r"|your (?:number|digits)\b"
            r"|(?<!using )(?<!with )(?<!on )(?<!about )(?<!for )your (?:phone|mobile|cell|whatsapp)\b"
            r"(?= (?:and|or|no\b|nr\b|number|so (?:we|i)|here|below|to (?:us|me)|in the|as well|too\b)"
            r"| ?(?:[,.?!:;]|$))"
            r"|(?:which|what) number\b|(?:a|the|which|what) (?:\w+ )?number (?:we|i|where|to (?:call"
            r"|reach)|you can be)"
            r"|numbers? (?:we|i) can (?:call|reach|ring)|(?:call|ring|reach|phone) you on\b"
        ),
        "email": words(
            r"your (?:\w+ )?e-?mail|e-?mail (?:address|id\b)|(?:the|which|what) e-?mail\b|your mail\b",
        ),
        "order_number": words(
            r"(?:order|tracking|invoice|booking|case|reference|ref|parcel|shipment|customer|account"
            r"|reservation|ticket|membership|card order)(?:'s)? (?:no\b|nr\b|num\b|numbers?|id\b"
            r"|code|#)|order details|(?:the )?numbers? (?:of|on|for) (?:your|the) (?:order|parcel|booking"
            r"|invoice|receipt|ticket)|pnr\b|your order#"
        ),
        "address": words(
            r"(?:home|delivery|shipping|postal|full|street|exact|billing|current|complete|open) address"
            r"|your (?:\w+ )?address|post ?code|zip code|your postcode"
            r"|(?:which|what) (?:\w+ )?address|the address (?:you|it was|on the (?:order|parcel)|for the"
            r"|where)|where (?:do )?you live|your (?:street|flat|neighbourhood|location)\b"
        ),
        "id": words(
            r"(?:id|identity|passport|national|citizenship|tax|tc|fin|social security"
            r"|licen[cs]e)(?: card)? (?:number|no\b|card|id)|date of birth|birth ?date\b"
            r"|birthday\b(?! (?:present|gift|cake|party|card|surprise|dress|parcel|order|toy|dinner))|d\.?o\.?b\b"
            r"|your (?:\w+ )?(?:id|passport|age)\b|(?:photo|picture|copy|scan) of (?:your |the )?(?:id"
            r"|passport|driving)|when were you born|how old are you"
        ),
        "card": words(
            r"card (?:number|details|no\b|holder|info)|cvv|cvc|security code|(?:last|first) (?:4|four|6"
            r"|six)(?: digits| numbers)?\b|expir(?:y|ation)(?: date)?"
            r"|(?:photo|picture|copy|screenshot) of (?:your|the) (?:\w+ )?card|which card|(?:long"
            r"|16.digit) number|your card\b(?= (?:ends|number|and))",
        ),
        "iban": words(
            r"iban\b|(?:bank|account) (?:details|numbers?|info|no\b|holder)"
            r"|your (?:bank )?account(?= (?:so|to|and|in|for))|bank account|sort code|swift\b",
        ),
        "name": words(
            r"(?:your |the )?full name|name and surname|name,? surname|first and last name|your (?:sur"
            r"|last |first |family |real )?name\b|(?:name|surname) (?:on|of|for) (?:the|your) (?:order|card"
            r"|account|booking|reservation|customer)|(?:which|what|whose) name",
        ),
        "password": words(
            r"(?:your )?(?:password|passcode|pin\b)|(?:verification|one-time|sms|confirmation"
            r"|activation) code|otp\b|code (?:we|you|that was|that came|from the sms)|the (?:\d|six"
            r"|four).digit code",
        ),
        "details": words(
            r"(?:your|account|personal|contact|login|log-in|customer) (?:\w+ )?(?:details|information|info"
            r"|data|credentials)\b|user ?name\b|user id|member(?:ship)? (?:number|no\b)",
        ),
    },
    private=words(
        r"privately|in private|private(?: \w+)?|dms?\b|dm'd|direct message|(?<!\d )(?<!\d)(?<!:\d\d )(?:pm"
        r"|pms|pm's)\b|inbox|by e-?mail|e-?mail (?:us|me)\b|via e-?mail|secure (?:form|page)"
        r"|out of (?:the )?public|off (?:this |the )?(?:public |open )?thread|away from (?:the public|here"
        r"|public)|confidential\w*|(?:live|in-app) chat|messenger|one.to.one"
    ),
    here=words(
        r"here\b|below\b|(?:in|as) (?:the |a )?comments?|under (?:this|the) (?:post|tweet)"
        r"|repl(?:y|ying) (?:to this|with|here)|on this (?:thread|post|page)|in this thread|publicly"
        r"|in public"
    ),
    refrain=words(
        r"(?:please )?(?:don't|do not|never|no need to|without|avoid|rather than|instead of|before you"
        r"|not to|needn't|shouldn't|should not)(?: \w+){0,3}? (?:writ|shar|post|send|sent|put|leav|giv|typ"
        r"|includ"
        r"|mention|need|ask|show|tell|reveal|hand)\w*|keep [^.?!]{0,50}\b(?:off|out of|away|private"
        r"|to yourself|safe|secret|hidden)\b|not here\b|don't belong here"
        r"|(?:won't|will not|will never|never|nobody|no one|none of us"
        r"|not going to)\b[^.?!]{0,50}?\b(?:ask|need|request|want)|(?:delet|remov|hid|chang|reset|renew"
        r"|protect|block|cover|freez|blank)(?:e|es|ed|ing|ting|t)?"
        r" (?:out )?(?:your|the|this|any|all|that|it)|careful with|beware|(?:there's|there is) no need"
    ),
    own=words(
        r"(?:we|i) (?:\w+ly )?(?:gave|sent|packed|told|put|booked|used|wrote|showed|quoted|shipped|seated"
        r"|left|set|entered|charged|delivered|picked|labelled|listed|printed|billed"
        r"|posted)\b[^.?!]{0,40}\b(?:wrong(?:ly)?|too late|late|badly"
        r"|incorrect(?:ly)?|twice|someone else|nobody|no one|poorly|carelessly)|"
        r"(?:this|that|it|this one|that one|all|all of it|everything|one|which|delay|mistake|error|mess"
        r"|mix-up)(?:'s| is| was| are) (?:entirely |all |squarely |completely |fully |very much |wholly "
        r"|100% |totally )*(?:on|down to) (?:us|me)\b"
        r"|(?:falls|lies|rests|sits|is|stops) (?:entirely |squarely |fully )?(?:on|with|down to) us\b"
        r"|we(?:'re| are) (?:entirely |fully |completely |wholly )?(?:to blame|at fault|responsible"
        r"|accountable|answerable|in the wrong)"
        r"|our (?:own )?(?:fault|mistake|error|failure|failing|responsibility|doing|slip|side let|job to"
        r"|bad|blunder|oversight|mess|mix-up|lapse|shortcoming|carelessness|delay|silence|late reply|bug|glitch"
        r"|negligence)s?\b|(?:it|this|that) was our [\w ]{3,25} (?:that|who|which)\b|on (?:our|my) shoulders"
        r"|our [\w ]{2,25}? (?:was|were|is|are) (?:\w+ )?(?:at fault|to blame|in the wrong)\b"
        r"|nothing wrong[,;:] we did\b|we(?:'ve| have) kept (?:charg|tak|send|ask|bill|debit)\w+"
        r"|our (?:[\w']+ ){1,4}(?:booked|sent|packed|entered|put|gave|wrote|loaded|picked"
        r"|quoted) (?:\w+ )?the wrong\b"
        r"|on our (?:site|page|side|app) never\b"
        r"|because (?:(?:nobody|no one) \w+|we (?:underestimat|misjudg|miscalculat|forgot|skipp|left|put|sent|let"
        r"|lost|took"
        r"|chose|didn't|hadn't|had not|did not|mix))\w*|we\b[^.?!,]{0,20} (?:underestimat|misjudg|miscalculat)\w+"
        r"|(?:we|i) never (?!promis|receiv|said|claim|agree|guarantee|sell|sold|want|meant|ask)\w+"
        r"|(?:we|i)(?:'ve| have|'d| had)? (?!can|could|will|would|feel|know|need"
        r"|want)\w+ (?:[^\s.?!,]+ ){0,5}?(?:so |very"
        r" |really )?(?:badly|poorly|wrongly|carelessly|clumsily)\b"
        r"|our (?:[^\s.?!,]+ ){1,6}?(?:was|were) (?:\w+ )?(?:wrong|misleading|unclear|out of date|confusing)\b"
        r"|(?:page|description|listing|label|e-?mail|ad|sign|tag)s? (?:on|of|in|from) (?:our [\w ]{2,15}"
        r"|ours) (?:was|were)"
        r" (?:\w+ )?(?:wrong|misleading|unclear|out of date)\b"
        r"|embarrass\w+ (?:for|to) us|(?:by mistake|wrongly|accidentally) by (?:one of (?:our|my)|our|my|us)\b"
        r"|(?:slept|waited|sat|stood|spent|missed|lost|paid) [^.?!]{1,40}(?<!not )because of us\b"
        r"|(?:someone|somebody|one of us) should have (?:called|phoned|rung|told|answered|warned|let|replied|checked"
        r"|written)\b"
        r"|we (?!can|could|will|would)[^.?!,]{1,45} (?:and (?:\w+ )?(?:were|are) (?:\w+ )?too (?:slow|late|careless)"
        r"|too (?:quickly|fast|late|slowly|hastily|tightly|loosely|thin))\b"
        r"|(?<!n't )(?<!not )(?<!never )(?<!you )(?<!to )blame us\b"
        r"|ours\b(?! too)"
        r"|(?:we|i) (?:\w+ly )?(?:got|get|did|handled)(?: \w+){0,4} wrong|put (?:our|my) hands? up"
        r"|hands up\b|(?:mistake|error|slip|bug|fault|problem|failure|mix-up|lapse|broke\w*|went wrong"
        r"|happened|fell down) (?:\w+ )?(?:on|at) our (?:side|end|part)"
        r"|(?:we|i)(?:'ve| have)? (?:\w+ly |clearly |really |simply |just |badly |also |all )*(?:let you"
        r"|let (?:it|this|that|things|every|your)|fail(?:ed)?|messed|dropped the ball|own\b|were wrong|were (?:too "
        r"|so |far too )?(?:slow|late|careless"
        r"|sloppy|unclear)|been (?:too |so |far too )?(?:slow|late|careless|sloppy|unclear|wrong)"
        r"|fell short|fallen short|made (?:a|the|this|an|that|it|you|things)\b|slipped|missed"
        r"|disappointed you|broke|mishandled|kept you|kept your|left you|put you through"
        r"|lost (?:your|sight|track|it)|sent you the wrong|took too long|caused|botched|bungled|fumbled"
        r"|blew|screwed up|mucked|muddled|confused you|overcharged|forgot|neglected|overlooked|ignored"
        r"|owe you|owed you|dragged|spoil\w+|ruined|wasted|misled"
        r"|treated|packed|charged you|skipped|rushed|skimped|cut (?:a |some )?corners?)"
        r"|(?:we|i) (?!can|could|won|will|would|never|do)[^.?!]{1,50}(?<!\w)without"
        r" (?:\w+ly )?(?:test|check|tell|ask|warn|read|look|think)ing"
        r"|(?:we|i|someone here|somebody here|someone on our|our [\w ]{1,25}?) (?:\w+ly )?(?:should have"
        r"|should've|should of|shouldn't have|ought to have|could have done|could've done)|(?:we"
        r"|i)(?:'ll)? (?:take|accept|bear|carry|shoulder|hold) "
        r"(?:\w+ )?(?:responsibility|blame|ownership|accountability)|(?:we|i) (?:take|hold) (?:this"
        r"|it) (?:on|to) (?:us|ourselves)"
        r"|(?:we|i) (?:didn't|did not|haven't|never|weren't|were not) (?:do|done|keep|live|met?|deliver"
        r"|answer|listen|look|get back|got back|reply|replied|take|check|treat|tell|told|call|warn|catch"
        r"|there|good|clear|explain|handl|pack|send|reach|follow|give|giv)"
        r"|no excuses?|(?:isn't|not|wasn't|nowhere near|aren't) (?:good|quick|fast|fair|clear"
        r"|careful) enough|(?:should never|never should|should not|shouldn't) (?:have (?:had|happened|been"
        r"|to)|happen|be\b)|(?:we|i) (?:\w+ )?own (?:it|this|that|up)"
        r"|(?:sorry|apologi[sz]e|apologies)(?: that| for how| for the way| for what)? (?:we|i)(?:'ve"
        r"| have)? (?!can\b|could\b|cannot|will\b|couldn't|can't|won't|are\b|were unable|am\b|hear|see"
        r"|understand|feel)\w+|handled (?:\w+ ){0,4}?(?:badly|poorly|clumsily)"
        r"|(?:that|this|it)(?:'s| is| was) (?:our|my) (?:job|side|call|end|part)|(?:was|is) our job"
        r"|you (?:deserve|deserved|were owed) (?:\w+ )*?(?:better|more) (?:from us|than)|wrong of us"
        r"|careless of us|(?:up to|for|on) us to (?:fix|put|make|sort|solve)"
        r"|our (?:checks?|team|system|warehouse|own|packing|people|process|staff|side|stock|listing|app"
        r"|site|update|release|agents?|colleagues?)(?: \w+){0,2}? (?:failed|let you|got (?:it|this)|missed"
        r"|broke|didn't|fell|messed|sent (?:you )?the wrong|lost|mixed|slipped)"
        r"|slipped through (?:our|the|here)|fell through the cracks|(?:blame|fault) (?:lies|is|sits"
        r"|rests) (?:with us|ours|here)|nobody (?:here|on our|from our|at our|from us) [^.?!]{0,20}(?:kept"
        r"|caught|noticed|answered|followed|looked|told|called|checked)"
    ),
    sorry=words(
        r"sorry|sry\b|apolog\w+|regret|forgive|pardon",
    ),
    feeling=words(
        r"sorry|apologi[sz]e\b(?! for any)|apolog(?:y|ies)\b(?! for (?:any|the) inconvenience)|regret"
        r"|understand|frustrat\w*|upset\w*|annoy\w*|disappoint\w*|must (?:have (?:been|felt|made|hurt|cost"
        r"|come as|driven|left you|put you|spoil\w+|ruined|given you)|be|feel)"
        r"|(?:i|we|anyone|anybody|any of us)(?:'d| would) (?:\w+ )?(?:be|feel|hate|have been)"
        r"|worr(?:y|ying|ied|ies|isome)|stress\w*|infuriat\w*|madden\w*|scar(?:e|es|y|ed|ing)|fright\w*"
        r"|hurts?\b|hear (?:how|you)|imagine|know how|see (?:why|how|that you)|get why|awful|painful"
        r"|exhaust\w*|unfair|hate (?:that|to|how)|angry|anger"
        r"|tired of|let[ -]?down|ashamed|for nothing\b|alarm\w*|irritat\w*|heart-?break\w*|horrible|horrid"
        r"|terrible|rotten|dreadful"
        r"|miserable|nasty|grim\b|nightmare|shock\w*|panic\w*|fuming|furious|livid|fed up|sick of|no fun"
        r"|the worst|hard to take|tough|rough\b|ordeal|hassle"
        r"|sad\b|sadden\w*|gutted|feel (?:for|so|bad|terrible|awful|the same)|feels?\b|felt\b|no wonder"
        r"|not (?:okay|ok|on|fair|nice|pleasant|what you (?:paid|asked|wanted|expected|ordered))\b"
        r"|isn't what you|unacceptable|unpleasant|drain\w*|nerve-?wrack\w*|embarrass\w*"
        r"|spoil\w*|ruin\w*|wreck\w*|sinking|up the wall|dr(?:ive|iven|ove) (?:\w+ )?(?:mad|crazy|nuts)"
        r"|(?:have to|had to|to) put up with|cross\b(?= ?[.,!?;]| with)|gut-?wrench\w*|stomach (?:drop|turn|churn)\w*"
        r"|(?:lost|lose) (?:my|your|any) (?:temper|patience|faith)|what an? (?:\w+ )?(?:mess|day|way|week|start"
        r"|letdown)\b|sting(?:s|ing)?\b|stung\b"
        r"|last thing (?:you|anyone) (?:need|want)\w*|patience|every right|rightly|you were right"
        r"|you're right|discourag\w*|dishearten\w*|humiliat\w*|helpless|a shame|pity\b"
    ),
    topics={
        "delivery": words(
            r"deliver\w*|parcels?|packages?|packets?|courier\w*|carriers?|drivers?|riders?|vans?\b|ship\w*"
            r"|orders?\b|tracking|tracked|late\b|wait\w*|arriv\w+|lost\b|depot|doorstep|door\b|delays?\w*"
            r"|box(?:es)?\b|post(?:ed|al)?\b|dispatch\w*"
            r"|on time|cold\b|dinner|lunch|meal|food|kitchen|pizza|present|gift|birthday|turn(?:s|ed)? up"
            r"|show(?:s|ed)? up|never (?:\w+ )?(?:came|got|showed)|lorr(?:y|ies)|trucks?\b|groceries|slot\b"
            r"|stuck|moves?\b|journey"
        ),
        "product": words(
            r"products?|items?\b|quality|broke\w*|damag\w*|fault\w*|defect\w*|box\b|siz(?:e|es|ing)|fit\b"
            r"|colou?rs?|material|fabric|torn|missing|shoes?|boots?|trainers|sole|dress\w*|phone|bag\b"
            r"|coat|jacket|shirt|trousers|jeans|jumper|sweater|sleeve|holes?\b|keyboard|keys?\b|expired|used one"
            r"|wrong (?:one|item|thing)|orders?\b|stopped working|seam\w*|zip\w*|screens?|smell\w*|machine"
            r"|washer|fridge|oven|kettle|mixer|blender|charger|batter\w+|headphones|laptop|tablet|tv\b"
            r"|camera|sofa|table|chair|bed\b|mattress|wardrobe|cream|lipstick"
            r"|perfume|serum|shampoo|books?|pages?|toys?|bike|watch\b|necklace|ring\b|handle|lid|crack\w*"
            r"|scratch\w*|stain\w*|leak\w*|puddle|shr[aiu]nk|faded|leather|peel\w*|paid for|ordered|photos?|pictures?"
            r"|brand new|meal|food|tast\w+|hair in|mould\w*|part(?:s)? missing"
        ),
        "return_refund": words(
            r"return\w*|refund\w*|wardrobe|label|money|exchang\w*|cancel\w*|sen[dt]\w* (?:\S+ ){0,3}?back"
            r"|pick-?up|collect\w*"
            r"|swap\w*|cash",
        ),
        "payment": words(
            r"payments?|charg\w*|cards?\b|bank|money|invoices?|paid\b|pay(?:ing)?\b|twice|double|instal\w+"
            r"|wallet|transactions?|subscription|bill(?:ed|ing|s)?\b|account|debit\w*|amount|withdr\w+"
            r"|taken|tl\b|azn\b|lira|manat|renew\w*"
        ),
        "support": words(
            r"support|answer\w*|repl(?:y|ies|ied)|help\w*|agents?|colleagues?|call\w*|on hold|hold music"
            r"|rude\w*|chat\w*|bots?\b|wait\w*|treated|unheard|ignored|customer (?:care|service)"
            r"|respon[sd]\w*|listen\w*|passed (?:around|from)|phone|silence"
            r"|spoken to|spoke\b|hung up|follow(?:ed|ing)? (?:up|through)|get(?:ting)? through|chas(?:e"
            r"|ing)|ask(?:ed|ing)?\b|messages?|emails?|e-mails?|told\b|story|circles|ticket|service"
        ),
        "app_site": words(
            r"apps?\b|(?:web)?sites?\b|pages?\b|log(?:ged|ging)?[ -]?(?:in|out)|sign(?:ing|ed)? (?:in|up"
            r"|out)|passwords?|crash\w*|updates?\b|basket|cart\b|checkout|screens?|slow\w*|errors?\b"
            r"|bugs?\b|search|freez\w*|froze\w*|button|form\b|load\w*|glitch\w*"
            r"|notification\w*|technical|online|link|code\b|account"
        ),
        "price": words(
            r"pric\w*|discounts?|coupons?|codes?\b|offers?\b|campaigns?|sales?\b|fees?\b|costs?\b|checkout"
            r"|expensive|charged|paid\b|pay\b|banner|deals?\b|vouchers?|total|till|hike|increase|more than"
        ),
        "safety_fraud": words(
            r"safe\w*|secur\w*|fire\b|burn\w*|injur\w*|hurt|ill(?:ness)?\b|sick|poison\w*|scam\w*|fraud\w*"
            r"|fake\w*|counterfeit\w*|stolen|steal\w*|accounts?\b|data\b|leak\w*|fright\w*|scar(?:e|y|ed)"
            r"|danger\w*|batter(?:y|ies)|smok\w*|shock\w*|hack\w*|rash"
            r"|allerg\w*|reaction|hot\b|heat\w*|spark\w*|glass|mould\w*|cut\b|impersonat\w*|phish\w*"
            r"|tricked|privacy|warning|alarm\w*"
        ),
        "other": words(
            r"experience|service|shops?\b|stores?\b|staff|seats?|tickets?|evening|show\b|packag\w+"
            r"|points\b|adver\w+|treated|trouble"
            r"|visit|till\b|mail\w*|emails?|newsletters?|subscri\w*|manner|spoke|condition|branch|parking"
            r"|queue|event"
        ),
    },
    sayings=words(
        r"under the (?:carpet|rug)|(?:carpet|rug) from under|in the towel|(?:icing|cherry) on the cake|takes the cake",
        r"toy(?:s|ed|ing)? with|milk(?:s|ed|ing)? (?:me|us|it|you|people|customers?)\b|spil(?:t|led) milk",
        r"(?:(?:your|our|them)sel(?:f|ves)|you(?:'re| are| were)?|were|be|walk) in (?:my|our|your|their) shoes?\b",
        r"(?:bed of|coming up) roses|in my book\b|by the book\b|jumper cables?|piece of cake",
        r"novel (?:idea|way|approach|concept|excuse)s?|(?:trick|thing) in the book|boots on the ground|to boot\b",
    ),
    action=words(
        r"(?:i|we|she|he|they|and|(?:our|my|the|a|one of our) (?:[\w'&-]+ ){1,6}?|[a-z]+ (?:from|in|on|at"
        r"|of) (?:our|the) [\w' -]{2,25}?|[a-z]+,? (?:who|our)[^.?!]{0,40}?) ?(?:'m|'ve|'re|'ll|'s|m\b|ve\b"
        r"|am|are|have|has|is|will|shall|just)? ?(?:(?:\w+ly|just|now|already|also|be|been|right now|both"
        r"|today"
        r"|going to|personally|currently) )*(?:check|look|trac|ask|call|phon|ring|rung|speak|spoke|talk"
        r"|contact|chas|investigat|follow|find|found|open|arrang|rais|pass|hand|forward|escalat|alert"
        r"|tak(?:en|ing|e) (?:this|it|your|that|up|over|care|personal)|took|review"
        r"|read|go(?:ing|ne)? (?:through|over|back)|sort|fix|work|put\b|putting|writ|get(?:ting)? (?:back"
        r"|it|this|your|on|in touch|hold)|got (?:hold|your|this|it)|com(?:e|ing) back|updat|report"
        r"|let(?:ting)? you know|be back|repl|respond|compar|test|reproduc"
        r"|handl|start|stay|try\b|trying|solv|tell|messag|block|freez|reset|correct|collect|be in touch"
        r"|in touch"
        r"|mak(?:e|ing) sure|answer|see(?:ing)? (?:to|where|what|why|how)|post|on it\b|on to\b|onto|pull"
        r"|search|stop|remov|send|sent|pick(?:ed|ing)? (?:it|this|your|up)|assign|flag|log"
        r"|dig|examin|inspect|study|verif|confirm|schedul|book|prepar|locat|hunt|request|involv|brief|push"
        r"|press|notif|inform|keep(?:ing)? (?:an eye|you)|monitor|bring|brought|attend|clear|ping|dm\b"
        r"|hav(?:e|ing) (?:a|someone|the|it)|own)"
        r"|(?:you'll|youll|you will|you can expect|expect) (?:\w+ )?(?:hear|have (?:news|an answer"
        r"|my answer|word|a message|a reply|an update)|get (?:an?|my) (?:answer|news|reply|word|update"
        r"|message)|get (?:news|word)|be hearing|a (?:message|call|reply|dm)|an (?:answer|update)|an?\b)"
        r"|i'm on it|im on it|on it now"
        r"|with me now|news from me|(?:i |and )?(?:will|'ll) (?:take|pick) (?:it|this) (?:on|up|over)"
        r"|i'm (?:already )?on (?:the (?:phone|line)|to)|i'm (?:personally )?(?:dealing|handling)"
        r"|you(?:'ll| will) have (?:my|our|an|one|news)|update (?:by|in|within|at)|word (?:by|from)"
    ),
    time=words(
        r"within (?:the|an?|\d+|\w+|half an) (?:next )?(?:hours?|hrs?|minutes?|mins?|days?|working"
        r"|business)|within \d+|in (?:the next |under |about |less than )?(?:the |an? |\d+ |half an "
        r"|half a |a few |a couple of |one |two |three |four |five |six |ten |fifteen |twenty |thirty "
        r"|couple |next )*(?:few )?"
        r"(?:hours?|hrs?|minutes?|mins?|days?)\b|(?:by|before|until|till|no later than|not later than|on"
        r"|around|about) (?:this (?:time|week|evening|morning|afternoon)"
        r"|tomorrow|today|tonight|noon|midday|midnight|\d|the end of|the close"
        r"|close of|lunch|evening|morning|afternoon|(?:mon|tues|wednes|thurs|fri|satur|sun)day|then\b"
        r"|one\b|two\b|three\b|four\b|five\b|six\b|seven\b|eight\b|nine\b|ten\b|next week)"
        r"|(?:by|before) your\b|half past \w+|today"
        r"|tonight|tonite|tomorrow|tmrw|tmr\b|tomoz|2morrow|this (?:morning|afternoon|evening)"
        r"|before (?:the (?:hour|day|end|evening)|you|we close|i go|i leave)|\d+ ?(?:min|mins|minutes"
        r"|hours?|hrs?|h)\b"
        r"|at \d{1,2}(?:[:.]\d\d)?\b|at (?:noon|midday|lunch)|half an hour|an hour(?:'s)? (?:from now"
        r"|time)|\d{1,2}(?:[:.]\d\d)? ?(?:am|pm|a\.m|p\.m)\b|end of (?:the |this )?(?:day|week|business"
        r"|shift|month)|eod\b|next (?:hour|few hours)|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
        r"|first thing|the weekend"
    ),
    soon=words(
        r"as soon as (?:possible|we can|i can|we know)|asap\b|shortly|soon\b|soonest|in due course"
        r"|at (?:our|your) earliest|in no time|at some point|when (?:we|i) can\b|in the (?:coming"
        r"|next few) days|in the near future|right away|immediately"
    ),
    routine=words(
        r"(?:any|the|this) inconvenience|valued (?:customer|client)|value (?:your|all|our|each|every)"
        r"|your satisfaction is|customer satisfaction|thank you for (?:your )?(?:patience|understanding"
        r"|feedback|interest|contacting us|reaching out|getting in touch|your message|your comment"
        r"|contacting)\b(?! and for| with)"
        r"|thank(?:s| you) for (?:bringing|raising) (?:this|it|that)[^.?!]{0,20} (?:to our )?attention"
        r"|as soon as possible|dear (?:valued |esteemed )?(?:customer|client|user|guest|sir or madam)"
        r"|have a (?:nice|great|good|lovely|wonderful) (?:day|evening|weekend)|(?:we're"
        r"|we are) committed to|rest assured"
        r"|earliest convenience|(?:we|always) strive|please be (?:informed|advised|assured)|kindly note"
        r"|(?:do not|don't) hesitate|(?:relevant|concerned|appropriate|related|respective|responsible"
        r"|competent) (?:department|unit|team|colleagues|persons?)|we take (?:all|such|your"
        r"|these) [^.?!]{0,30}seriously"
        r"|important to us|we appreciate your|your (?:request|message|complaint"
        r"|feedback) has been (?:received|registered|recorded|forwarded|noted|passed)"
        r"|thanks for (?:reaching out|your patience|your feedback|your comment|contacting"
        r"|getting in touch)|best possible (?:experience|service)"
        r"|highest (?:standards?|quality)|top priority|utmost|assist you (?:further|better)"
        r"|further assist(?:ance)?|at your service|deeply regret any|(?:we|your) (?:feedback"
        r"|opinion)s? (?:is|are|helps?|matter)"
    ),
    familiar=words(
        r"(?:mate|bro|bruh|dude|lol|lmao|rofl|haha+|buddy|hun|hon|babe|darling|omg|wtf|ur|pls|plz|sweetie"
        r"|sweetheart|honey|guys|chill|fam|yo|bestie|boo|pal|homie|y'all|u|dear friend)\b|(?:sorry"
        r"|hey|hi|thanks),? (?:love|man|girl|boss|champ|dear)\b|[😂🤣😜😝🙄😛🤪😏]"
    ),
    thanks=words(
        r"thank\w*|thx\b|grateful|appreciat\w+|made (?:our|my|everyone's) (?:day|week|morning)|so (?:kind"
        r"|lovely|glad|happy)|lovely|means (?:a lot|the world)|delighted|cheers\b|kind (?:of you|words)"
    ),
)
