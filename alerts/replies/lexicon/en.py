"""What the linter listens for in English."""

from __future__ import annotations

from alerts.replies.lexicon import Lexicon, near, words

_CHECKED = (
    r"\b(?:check|look|find|found|ask|see\b|trac|chas|tell|told|updat|writ|know|hear|why|where"
    r"|when\b|whether|what|how\b"
    r"|status|about|through|stuck|review|follow|speed|push|news|wasn't|didn't|hasn't|not\b)"
)
_TIME = (
    r"(?:today|tonight|tomorrow|this (?:morning|afternoon|evening|week|weekend)|next week"
    r"|the day after"
    r"|(?:by|on|before|until) (?:the end|noon|midday|\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
    r"|within|in (?:the next |a |an |one |two |three |four |five |\d)|\d+ (?:hours?|days?|working)"
    r"|at the latest|overnight)"
)
_RESULT = (
    r"(?:arrive|be (?:with you|there|delivered|at your (?:door|home)|in your (?:hands|account)"
    r"|fixed|resolved|solved"
    r"|sorted|ready|dispatched|shipped|sent|back (?:in|on|up)|refunded|completed|up and running"
    r"|working|done|paid|yours)"
    r"|reach (?:you|your)|ship\b|deliver|fix\b|resolve|solve|sort (?:it|this|that) out|land\b"
    r"|get (?:it|your \w+) to you"
    r"|have (?:it|your (?!answer|case|reply)\w+|the (?:parcel|order|money|item))\b"
    r"|receive (?:it|your))"
)
_WILL = (
    r"(?:[\w\ue000-\ue003]+'ll|will|shall|is going to|are going to|guarantees?|guaranteed"
    r"|promise)\b"
)
_MONEY = (
    r"(?:refund(?:ed)?\b|reimburse|money back|cash back|pay(?:ing)? (?:you )?back|paid back"
    r"|full amount|credited)"
)
_WE = (
    r"(?:we|i|you|it|they)(?:'ll| will|'re| are|'m| am|'ve| have| can| guarantee| promise)\b"
    r"|(?:will|'ll) be\b"
)
_GIFT = (
    r"(?:vouchers?|gift(?: card)?s?\b|coupons?|discount|store credit|credit|free (?:shipping"
    r"|delivery|month|gift|item)"
    r"|bonus|points|compensation|on the house|\d+ ?%|for free|free of charge)"
)
_RULE = r"(?:polic(?:y|ies)|rules?|terms|conditions|procedures?|t&cs?|agreement|regulations)\b"

LEXICON = Lexicon(
    but=words(
        r"(?<!nothing )(?<!anything )(?<!all )(?<!last )(?<!ifs or )(?<!no )but\b(?! also\b)"
        r"|however\b(?! (?:long|much|many|hard|small|big|you))|although\b|that said\b"
    ),
    blame=words(
        r"you should(?: have|'ve) (?!received|expected|needed|experienced|deserved"
        r"|waited this)(?:\w+ed|read|known|kept|paid|chosen|told|written|taken|thought|given|gone|done"
        r"|made|left|been (?:home|more|at home))\b"
        r"|you (?:shouldn't|should not) have (?!had|been|needed|to\b)\w+"
        r"|your own (?:fault|mistake|error|carelessness|negligence|doing)"
        r"|your (?:fault|mistake|error|carelessness|negligence)\b"
        r"|(?:because|since|as) you (?:didn't|did not|failed|forgot|entered|gave|chose|ignored|weren't"
        r"|were not|missed|ordered)"
        r"|you (?:failed|forgot|neglected|refused|ignored|misunderstood|misread|misused|overlooked)\b"
        r"|you (?:didn't|did not|never|don't|do not) (?:read|check|follow|bother|answer|pick up"
        r"|provide|update|notice|enter|listen)"
        r"|if you(?:'d| had) (?!any|further|a\b|trouble|questions|to\b|rather|like|prefer|feel)\w+"
        r"|had you (?:\w+ed|read|told|kept)\b"
        r"|you (?:must|probably|may|might|seem to) (?:have )?(?:entered|used|mis\w+|overlooked"
        r"|forgot\w*|ordered|chosen|given|broken|damaged|dropped)"
        r"|next time,? (?:please )?(?:read|check|be\b|make sure|try|pay)|calm down"
        r"|(?:please )?stop (?:posting|writing|complaining|spamming|tagging)"
        r"|(?:there is |there's )?no need to (?:shout|be rude|swear|get angry|be so|get so|exaggerate)"
        r"|(?:you're|you are|you seem to be) (?:overreacting|exaggerating|being (?:rude|unfair"
        r"|unreasonable))|with all due respect"
        r"|you (?:clearly|obviously|simply) (?!deserve|have every|were right)|user error"
        r"|you (?:\w+ly )?(?:clicked|pressed|chose|picked|typed|entered|selected|ordered|used"
        r"|washed) (?:on )?(?:the|a|an|it) (?:wrong|incorrect|different|too)"
        r"|you (?:\w+ly )?(?:clicked|pressed|typed|entered|used|washed|assembled"
        r"|installed) [^.?!]{0,20}(?:wrong|incorrect)|(?:have|did) you even\b"
        r"|please (?:read|check)\b[^.?!]{0,40}\b(?:carefully|before (?:you|ordering|buying))"
        r"|you agreed to|pay more attention|be more careful"
        r"|you gave us (?:the|a|an) (?:wrong|incorrect)|you weren't (?:home|at home|in)\b"
        r"|you were not (?:home|at home|in)\b"
    ),
    denial=words(
        r"(?:not|isn't|wasn't|never) (?:really )?our (?:fault|problem|responsibility|mistake|error"
        r"|doing)|(?:we're|we are|i'm) not (?:responsible|liable|to blame|at fault)"
        r"|nothing (?:is )?(?:wrong )?(?:on our (?:side|end)|(?<=wrong )with (?:it|our|the))"
        r"|nothing (?:more |else )?(?:that )?we can do|we can't do anything|we cannot do anything"
        r"|(?:can't|cannot|unable to|not able to) (?:help|assist)(?! but)"
        r"|customer'?s'? (?:own )?responsibility|responsibility of the (?:customer|buyer)"
        r"|up to the (?:customer|buyer)"
        r"|(?:customers|buyers) (?:must|should|need to|have to|are responsible)"
        r"|there(?:'s| is) (?:no|nothing) (?:problem|issue|error|wrong)"
        r"|(?:that|this|it|what you say|your claim)(?:'s| is) (?:simply |just |completely "
        r"|absolutely )?(?:not true|untrue|false|impossible|incorrect|a lie|not possible|not correct"
        r"|nonsense)|(?:you're|you are) (?:wrong|mistaken|lying|the only)"
        r"|we (?:don't|do not|can't|cannot) (?:accept|take) (?:any |the )?(?:responsibility|blame)"
        r"|we (?:disagree|reject|deny|refuse)\b"
        r"|(?:our|the) (?:records|system|logs?|tracking) (?:clearly )?(?:shows?|says?|indicates?"
        r"|confirms?)"
        r"|(?:we|i) (?:have no|find no|can't find any|couldn't find any|see no) (?:record|trace|sign"
        r"|evidence|problem|issue|error)"
        r"|(?:that|it|this)(?:'s| is| was)? not (?:what|how|the way) (?:it )?happened"
        r"|(?:didn't|did not) happen (?:that|like|the) way"
        r"|we(?:'ve| have)? (?:done|did) (?:nothing wrong|everything (?:right|correctly|by the book))"
        r"|(?:never|doesn't|cannot|can't) happen(?:s|ed)? (?:here|with us|at our)"
        r"|no (?:other customer|one else)|nobody else"
        r"|other customers (?:are|have|love) (?:happy|satisfied|no\b|never|it)"
        r"|the (?:courier|carrier|bank|supplier|weather|driver|manufacturer|seller"
        r"|post office)(?: company)?(?:'s| is| was) (?:to blame|fault|mistake|responsib\w+|problem"
        r"|the one)"
        r"|(?:please )?(?:blame|take it up with|contact|ask|call) (?:the|your) (?:courier|carrier|bank"
        r"|manufacturer|seller|post office)|beyond our control|out of our (?:hands|control)"
        r"|you (?:claim|allege)\b|alleged(?:ly)?\b|so-called"
    ),
    rules=words(
        rf"(?:according to|under|as per|per|in line with|in accordance with|due to|because of"
        rf"|based on) (?:our|the|company) (?:\w+ ){{0,3}}{_RULE}",
        rf"(?:our|company) (?:\w+ ){{0,3}}{_RULE}",
        (
            r"(?:stated|written|mentioned|explained|specified|set out|described) in (?:our"
            r"|the) (?:\w+ ){0,2}(?:terms|policy|agreement|conditions|faq|contract)|terms and conditions"
            r"|t&cs?\b|against (?:our|the) (?:policy|rules)"
            r"|(?:returns?|refunds?|exchanges?) (?:are|is|can) (?:only|not|never) (?:be )?(?:accepted"
            r"|possible|made|allowed|available|offered)"
            r"|(?:return|refund|exchange|warranty) (?:period|window|time) (?:has|is|was) (?:passed|over"
            r"|expired|ended)|not (?:covered|eligible|entitled)\b"
        ),
    ),
    refund=words(
        near(_WE, _MONEY, unless=_CHECKED),
        (
            r"(?:your|the|a|full) (?:refund|money|payment|amount) (?:\w+ )?(?:will|'ll|is going to"
            r"|has been|is being|is) (?:be )?(?:refunded|returned|paid|issued|processed|back in|credited"
            r"|sent back|on its way|guaranteed|approved)"
            r"|(?:get|receive|have) (?:a |your |the |all your |all of your )?(?:full )?(?:refund"
            r"|money back)\b"
            r"|(?:i've|i have|we've|we have|i'm|we're) (?:just |already |now )?(?:refund|issu|process"
            r"|approv)\w*(?: \w+){0,3} (?:refund|money|payment)|full refund"
            r"|(?:get|have|give|send|return|see|receive) (?:you )?(?:all )?(?:of )?(?:your|the) (?:cash"
            r"|money|payment|funds)(?: \w+){0,2} back\b"
        ),
    ),
    date=words(
        near(
            rf"(?:{_WILL})(?: \w+){{0,2}}? {_RESULT}", _TIME, unless=r"\b(?:writ|updat|tell|hear|answer|news)"
        ),
        near(
            rf"{_TIME}[^.?!]{{0,20}}? (?:it|they|you|your \w+|the \w+|everything|we)(?:'ll| will)",
            _RESULT,
            unless=_CHECKED,
        ),
        near(
            r"(?:it|parcel|package|order|refund|money|item|replacement)(?:'s| is) (?:arriving|coming"
            r"|being delivered)",
            _TIME,
            unless=_CHECKED,
        ),
        rf"(?:i|we) (?:guarantee|promise)[^.?!]{{0,60}}\b{_TIME}",
        near(
            r"(?:it|parcel|package|order|refund|money|item|replacement|delivery|shoes|dress)",
            rf"(?:arrives|comes|ships|lands|leaves|gets to you|is there|is yours) {_TIME}",
            unless=_CHECKED,
            apart=15,
        ),
    ),
    compensation=words(
        near(
            r"(?:we|i)(?:'ll| will|'d like to|'re| are|'m| am|'ve| have)\b[^.?!]{0,20}?\b"
            r"(?:giv|send|sent|offer|add|credit|issu|gift|prepar|treat|deduct|put|set)\w*",
            _GIFT,
            unless=_CHECKED,
        ),
        near(r"(?:please )?accept", _GIFT, unless=_CHECKED),
        near(r"(?:you'll|you will|you can) (?:get|receive|find|use|have)", _GIFT, unless=_CHECKED),
        (
            r"(?:we|i)(?:'ll| will|'d like to|'re going to) (?:\w+ )?compensate"
            r"|(?:next|this) (?:one|order|coffee|delivery|meal|purchase)(?:'s| is) (?:on us|free"
            r"|on the house)|gesture of (?:goodwill|good will|apology)"
            r"|as (?:compensation|a small gift|an apology gift)"
        ),
        near(
            r"(?:here's|here is|as an apology|to make (?:it )?up for (?:it|this|that)"
            r"|make it up to you with)",
            _GIFT,
            unless=_CHECKED,
        ),
    ),
    request=words(
        r"please\b|(?:could|can|would|will) you\b|kindly\b"
        r"|(?:send|share|write|give|tell|dm|drop|leave|post|provide|confirm|reply|comment|message"
        r"|type)\b|(?:we|i) (?:just |only |also )?(?:need|require)|may i (?:have|ask)"
        r"|can i (?:get|have)|what(?:'s| is) your|let (?:us|me) know"
    ),
    data={
        "phone": words(
            r"(?:phone|mobile|contact|cell|telephone|whatsapp)(?: number|s? no\b)"
            r"|your (?:phone|mobile|number)\b"
        ),
        "email": words(
            r"your e-?mail|e-?mail address",
        ),
        "order_number": words(
            r"(?:order|tracking|invoice|booking|case|reference|parcel|shipment|customer|account) (?:no\b"
            r"|numbers?|id\b|code|#)|order details"
        ),
        "address": words(
            r"(?:home|delivery|shipping|postal|full|street) address|your (?:\w+ )?address|post ?code"
            r"|zip code"
        ),
        "id": words(
            r"(?:id|identity|passport|national)(?: card)? (?:number|no\b|card)|date of birth|birth ?date"
            r"|your (?:id|passport)\b"
        ),
        "card": words(
            r"card (?:number|details|no\b)|cvv|last four digits|expiry date",
        ),
        "iban": words(
            r"iban\b|(?:bank|account) (?:details|number)",
        ),
        "name": words(
            r"(?:your )?full name|name and surname|first and last name|your (?:sur)?name\b",
        ),
        "password": words(
            r"(?:your )?(?:password|passcode|pin\b)|(?:verification|one-time|sms) code",
        ),
        "details": words(
            r"(?:your|account|personal|contact) (?:\w+ )?(?:details|information|data)\b|user ?name",
        ),
    },
    private=words(
        r"privately|in private|private(?: \w+)?|dms?\b|dm'd|direct message|pm\b|pms\b|inbox|by e-?mail"
        r"|e-?mail (?:us|me)\b|via e-?mail|secure (?:form|page)"
    ),
    here=words(
        r"here\b|below\b|(?:in|as) (?:the |a )?comments?|under (?:this|the) (?:post|tweet)"
        r"|repl(?:y|ying) (?:to this|with|here)|on this (?:thread|post|page)|in this thread|publicly"
        r"|in public"
    ),
    refrain=words(
        r"(?:please )?(?:don't|do not|never|no need to|without|avoid|rather than)(?: \w+){0,2} (?:writ"
        r"|shar|post|send|put|leav|giv|typ|includ|mention)\w*|keep [^.?!]{0,40}\boff\b|not here\b"
        r"|don't belong here"
    ),
    own=words(
        r"(?:this|that|it|this one|all)(?:'s| is| was) (?:entirely |all |squarely |completely )?(?:on"
        r"|down to) (?:us|me)\b"
        r"|(?:falls|lies|rests|is) (?:entirely |squarely )?(?:on|with|down to) us\b"
        r"|our (?:own )?(?:fault|mistake|error|failure|failing|responsibility|doing|slip|side let"
        r"|job to|bad)\b|ours\b(?! too)|(?:we|i) (?:\w+ly )?(?:got|get|did|handled)(?: \w+){0,3} wrong"
        r"|(?:we|i)(?:'ve| have)? (?:\w+ly |clearly |really |simply )*(?:let you down|fail(?:ed)?"
        r"|messed|dropped the ball|own\b|were wrong|fell short|fallen short|made (?:a|the|this"
        r"|an) (?:\w+ )?(?:mistake|error)|slipped|missed|disappointed you|broke|mishandled"
        r"|kept you waiting|kept your|left you|let (?:it|this|that)|put you through|lost your"
        r"|sent you the wrong|made you|took too long|caused)"
        r"|(?:we|i|someone here|somebody here) (?:\w+ly )?(?:should have|should've|shouldn't have"
        r"|ought to have)|(?:we|i) (?:take|accept|bear) (?:full |the |all )?(?:responsibility|blame)"
        r"|(?:we|i) (?:didn't|did not) (?:do|keep|live|meet|deliver|answer|listen|look|get back|reply"
        r"|take|check|treat)|no excuses?|isn't good enough|not good enough|wasn't good enough"
        r"|(?:should never|never should) have|(?:we|i) (?:\w+ )?own (?:it|this)"
    ),
    sorry=words(
        r"sorry|apolog\w+|regret|forgive",
    ),
    feeling=words(
        r"sorry|apologi[sz]e (?!for any)|understand|frustrat\w*|upset\w*|annoy\w*|disappoint\w*"
        r"|must (?:have been|be|feel)|i(?:'d| would) (?:be|feel|hate|have been)|worr(?:y|ying|ied)"
        r"|stress\w*|infuriat\w*|madden\w*|scar(?:y|ed|ing)|fright\w*|hurts?\b|hear (?:how|you)"
        r"|imagine|know how|see why|awful|painful|exhaust\w*|unfair|hate (?:that|to)|angry|anger"
        r"|tired of|let down|alarm\w*|irritat\w*|heart-?breaking|horrible|terrible|rotten"
    ),
    topics={
        "delivery": words(
            r"deliver\w*|parcels?|packages?|courier\w*|drivers?|ship\w*|orders?\b|tracking|late\b|wait\w*"
            r"|arriv\w+|lost\b|depot|doorstep|delays?\w*|box\b|post(?:ed|al)?\b"
        ),
        "product": words(
            r"products?|items?\b|quality|broke\w*|damag\w*|fault\w*|defect\w*|box\b|siz(?:e|ing)|colou?r"
            r"|material|torn|missing|shoes?|dress|phone|bag\b|coat|expired|used one|wrong (?:one|item)"
            r"|orders?\b|stopped working|seam\w*|zip\w*|screen|smell\w*"
        ),
        "return_refund": words(
            r"return\w*|refund\w*|money|exchang\w*|cancel\w*|sen[dt]\w* (?:\w+ )?back|pick-?up",
        ),
        "payment": words(
            r"payments?|charg\w*|cards?\b|bank|money|invoices?|paid\b|pay(?:ing)?\b|twice|double|instal\w+"
            r"|wallet|transactions?|subscription|bill(?:ed|ing|s)?\b|account"
        ),
        "support": words(
            r"support|answer\w*|repl(?:y|ies|ied)|help\w*|agents?|colleagues?|call\w*|on hold|rude\w*"
            r"|chat\w*|bots?\b|wait\w*|treated|unheard|ignored|customer (?:care|service)|respon[sd]\w*"
            r"|listen\w*|passed around|phone|silence|spoken to"
        ),
        "app_site": words(
            r"apps?\b|(?:web)?sites?\b|pages?\b|log(?:ging)?[ -]?in|passwords?|crash\w*|updates?\b|basket"
            r"|cart\b|checkout|screens?|slow\w*|errors?\b|bugs?\b|search|freez\w*"
        ),
        "price": words(
            r"pric\w*|discounts?|coupons?|codes?\b|offers?\b|campaigns?|sales?\b|fees?\b|costs?\b|checkout"
            r"|expensive|charged|paid\b|pay\b"
        ),
        "safety_fraud": words(
            r"safe\w*|secur\w*|fire\b|burn\w*|injur\w*|hurt|ill(?:ness)?\b|sick|poison\w*|scam\w*|fraud\w*"
            r"|fake\w*|counterfeit\w*|stolen|accounts?\b|data\b|leak\w*|fright\w*|scar(?:y|ed)|danger\w*"
            r"|batter(?:y|ies)|smok\w*|shock\w*|hack\w*"
        ),
        "other": words(
            r"experience|service|shops?\b|stores?\b|staff|packag\w+|points\b|adver\w+|treated|trouble"
            r"|visit"
        ),
    },
    action=words(
        r"(?:i|we|she|he|they|(?:our|my|the) (?:[\w'-]+ ){1,5}?)(?:'m|'ve|'re|'ll|'s|am|are|have|has"
        r"|is|will|just)? ?(?:(?:\w+ly|just|now|already|also|be|right now|both|today) )*(?:check|look"
        r"|trac|ask|call|phon|ring|rung|speak|spoke|talk|contact|chas|investigat|follow|find|found"
        r"|open|arrang|rais|pass|hand|forward|escalat|alert|tak(?:en|ing|e) (?:this|it|your|that|up"
        r"|over|care)|took|review|read|go(?:ing|ne)? through|sort|fix|work|put\b|putting|writ"
        r"|get(?:ting)? (?:back|it|this|your)|com(?:e|ing) back|updat|report|let(?:ting)? you know"
        r"|be back|repl|respond|compar|test|reproduc|handl|start|stay|solv|tell|messag|block|freez"
        r"|reset|correct|collect|be in touch|mak(?:e|ing) sure|answer|see(?:ing)? (?:to|where)|post"
        r"|on it\b|pull|search|stop|remov|send|sent)"
        r"|(?:you'll|you will) (?:hear|have (?:news|an answer|my answer|word)|get (?:an answer|news"
        r"|a reply|word))|i'm on it|on it now|with me now|news from me"
        r"|(?:i |and )?(?:will|'ll) (?:take|pick) (?:it|this) (?:on|up|over)"
        r"|i'm (?:already )?on the (?:phone|line)|i'm (?:personally )?(?:dealing|handling)"
    ),
    time=words(
        r"within (?:the|an?|\d+|\w+|half an) (?:next )?(?:hours?|minutes?|days?|working)|within \d+"
        r"|in (?:the next |under )?(?:the |an? |\d+ |half an |a few |a couple of |two |three |four "
        r"|five |next )*(?:few )?(?:hours?|minutes?|days?)\b"
        r"|by (?:this |tomorrow|today|tonight|noon|midday|\d|the end of|lunch|evening|(?:mon|tues"
        r"|wednes|thurs|fri|satur|sun)day|then)|today|tonight|tomorrow"
        r"|this (?:morning|afternoon|evening)|before (?:noon|lunch|tonight|\d|the (?:hour|day|end))"
        r"|\d+ ?(?:min|minutes|hours?|hrs?|h)\b|at \d{1,2}(?::\d\d)?\b|half an hour"
        r"|an hour(?:'s)? (?:from now|time)"
    ),
    soon=words(
        r"as soon as possible|asap\b|shortly|soon\b|in due course|at (?:our|your) earliest",
    ),
    routine=words(
        r"(?:any|the|this) inconvenience|valued (?:customer|client)|value your|your satisfaction is"
        r"|thank you for (?:your )?(?:patience|understanding|feedback|interest|contacting us"
        r"|reaching out)\b(?! and for)|as soon as possible|dear (?:valued )?(?:customer|client|user)"
        r"|have a (?:nice|great|good) day|(?:we're|we are) committed to|rest assured"
        r"|earliest convenience|we strive|please be (?:informed|advised)|kindly note"
        r"|(?:do not|don't) hesitate"
        r"|(?:relevant|concerned|appropriate|related) (?:department|unit|team|colleagues)"
        r"|we take (?:all|such|your|these) [^.?!]{0,30}seriously|important to us|we appreciate your"
        r"|your (?:request|message|complaint) has been (?:received|registered|recorded|forwarded)"
        r"|thanks for (?:reaching out|your patience)"
    ),
    familiar=words(
        r"(?:mate|bro|dude|lol|haha+|buddy|hun|babe|darling|omg|ur|pls|sweetie|honey|guys|chill)\b",
    ),
    thanks=words(
        r"thank\w*|grateful|appreciat\w+|made (?:our|my) (?:day|week)|so (?:kind|lovely|glad|happy)"
        r"|lovely"
    ),
)
