"""What no English reply says: what takes the apology back, blames, turns away, puts rules first."""

from __future__ import annotations

from alerts.replies.lexicon import near
from alerts.replies.lexicon.english import words

BUT = words(
    r"(?<!nothing )(?<!anything )(?<!all )(?<!last )(?<!ifs or )(?<!no"
    r" )(?<!n't help )(?<!not help )(?<!cannot )(?<!none )but\b"
    r"(?! (?:also|for)\b)"
    r"|however\b(?! (?:long|much|many|hard|small|big|often|late|early|you(?:'d| would| want| like| prefer"
    r"| wish)))"
    r"|although\b|nevertheless\b|nonetheless\b|albeit\b|that (?:being )?said\b|having said (?:that|this)\b"
    r"|on the other hand\b|even so\b|it(?:'s| is) just that\b|the thing is\b|just so you know\b"
    r"|(?<!even )(?<!as )though (?:it|this|that|our|your?|we|i|the)\b"
    r"|(?:sorry|apolog\w+|understand)[^.?!\n]{0,60}, (?:and )?yet\b"
)

_FAULTY = (
    r"(?:wrong(?:ly)?|incorrect(?:ly)?|incomplete|invalid|misspel\w+|outdated|improper(?:ly)?"
    r"|mistyped)\b"
)
_WHO = r"(?:customers|users|buyers|shoppers|clients|people)"
_DID = (
    r"(?:check|read|follow|answer|pick(?:ed)? up|provide|update|notice|enter|listen|bother|cancel|confirm"
    r"|choose|complete|fill"
    r"|respond|tell us|told us|let us know|contact us|write to us|report)"
)
_GOT = r"(?:get|got|hear|heard|receiv|have\b|had\b|want|expect|deserve|ask|order|already|yet\b|feel|seen\b)"
BLAME = words(
    r"(?:because|since|as) your (?:\w+ )?(?:address|phone|card|account|details|name|number|email|browser|device"
    r"|internet|connection)\b[^.?!]{0,20}\b(?:was|is|were|are|wasn't|isn't|didn't|had)\b",
    r"you should(?: have|'ve| of) (?!received|expected|needed|experienced|deserved|waited this|had"
    r"|been (?!home"
    r"|more|at home)|got|heard)\w+",
    r"you (?:could|might) (?:have|'ve|of) (?:simply |just |easily |always |at least )?(?!expected|needed"
    r"|used|received"
    r"|wished|done without|been|got|missed|imagined|asked for|hoped|lost|had)\w+",
    r"you (?:were|are) (?:supposed|meant|expected|required|advised|obliged) to (?!get|have|receive|be able"
    r"|arrive|hear)",
    r"you (?:ought to|needed to) (?:have )?(?:check|read|tell|told|call|cancel|choos|confirm|enter|provid"
    r"|updat)",
    r"you (?:shouldn't|should not) have (?!had|been|needed|to\b)\w+",
    r"you (?:must|need to) (?:be more|be patient|understand|reali[sz]e|learn|read|check)",
    r"you have to (?:be more|be patient|understand|reali[sz]e|learn|read)\b",
    r"your own (?:fault|mistake|error|carelessness|negligence|doing|choice)",
    r"(?<!not )(?<!n't )(?<!nt )(?<!never )(?<!none of this is )(?<!none"
    r" of that is )(?<!none of this was )(?<!none of it is )"
    r"(?<!none of it was )(?<!nothing was )(?<!nothing is )(?<!without )your (?:fault|mistake|error"
    r"|carelessness|negligence"
    r"|misunderstanding|impatience|oversight|lack of)\b(?!, not| nor\b)",
    r"(?<!not )(?<!n't )your responsibility\b",
    r"(?:fault|mistake|error|blame|responsibility) (?:is|was|lies|rests|sits) (?:entirely "
    r"|squarely )?(?:yours|with you|on you)\b",
    rf"(?:because|since|as|if) you (?:didn't|did not|hadn't|had not|haven't|have not) (?!{_GOT})\w+",
    r"(?:because|since) you (?:failed|forgot|entered|gave|chose|ignored|weren't|were not|missed|ordered"
    r"|used|typed|put)",
    r"you(?:'ve| have)? (?:\w+ly |just )?(?:failed to|forgot(?:ten)? to|neglected|refused|ignored"
    r"|misunderstood|misread"
    r"|misused|misheard|mistyped|overlooked|mixed up|confused (?:the|our|us|it)|got (?:it|this) wrong)\b",
    r"you(?:'ve| have) made (?:a|the|an) (?:\w+ )?(?:mistake|error)",
    r"you forgot\b",
    rf"you (?:didn't|did not|never|don't|do not|haven't|have not) (?:even |actually "
    rf"|bother(?:ed)? to )?{_DID}(?!\w* (?:to )?hear)",
    r"if only you\b|if you(?:'d| had) (?:\w+ly |just |only )?(?!need|want|lik|prefer|expect"
    r"|receiv)(?:\w+ed\b|read\b|told|kept|chosen|made"
    r"|paid|given|taken|sent|left|written|done|known|bought)"
    r"|if you (?:actually |just |simply |only |carefully )?(?:read\b|looked\b|look (?:closely|carefully))",
    r"(?<!that )(?<!have )(?<!it )(?<!this )(?<!we )(?<!must )(?<!has )had you (?:\w+ed|read|told|kept"
    r"|chosen|made|paid|given|taken|sent|left)\b",
    r"you (?:must|probably|may|might|seem to|appear to) (?:have )?(?:entered|used|mis\w+|overlook\w*"
    r"|forg\w+|ordered|chosen"
    r"|given|broken|damaged|dropped|confus\w+|pressed|clicked)",
    rf"(?:seems|looks like|appears|apparently|sounds like|sounds as if)(?: that)? you (?:(?:didn't|did not"
    rf"|haven't) (?!{_GOT})"
    r"|forgot|used|entered|chose|selected|typed|mis(?:read|under|typed|used))",
    r"(?:next time|in (?:the )?future|another time|going forward),? (?:please )?(?:kindly )?(?:read|check"
    r"|be\b|make sure|try|pay"
    r"|order|choose|remember|double|do\b|use|call|contact|write|keep|consider|take (?:more )?care|don't"
    r"|you (?:should|must"
    r"|need|may want|might want|could))",
    r"calm down|watch your (?:tone|language|words)|mind your (?:tone|language|words|manners)|your (?:tone"
    r"|attitude|language"
    r"|rudeness) (?:is|isn't|was|won't|will)",
    r"(?:please )?stop (?:posting|writing|complaining|spamming|tagging|shouting|spreading|insulting)",
    r"please (?:be|stay|remain) (?:patient|reasonable|polite|respectful|calm|civil|understanding)",
    r"(?:there is |there's )?no need to (?:shout|be rude|swear|get angry|be so|get so|exaggerate|panic"
    r"|overreact|make a fuss)",
    r"(?:you're|you are|you seem to be) (?:just |simply |clearly )?(?:overreacting|exaggerating"
    r"|being (?:rude|unfair"
    r"|unreasonable|difficult|dramatic|impatient|aggressive)|impatient|not listening|confusing|confused"
    r"|misunderstanding"
    r"|using it wrong|doing it wrong)",
    r"with all due respect|user error|customer error|human error on your|common sense|as (?:everyone"
    r"|anyone|everybody) knows",
    r"you (?:clearly|obviously|simply) (?!deserve|have every|were right|needed|wanted|expected|had every)",
    r"you (?:\w+ly )?(?:clicked|pressed|chose|picked|typed|entered|selected|ordered|used|washed"
    r"|put) (?:on |in )?"
    r"(?:the|a|an|it|your) (?:\w+ )?(?:wrong|incorrect|different|too)\b",
    near(
        r"you (?:\w+ly )?(?:clicked|pressed|typed|entered|used|washed|assembled|installed|gave|provided"
        r"|supplied|filled"
        r"|submitted|wrote|left)",
        _FAULTY,
        unless=r"\b(?:and|got|receiv|sent|we|were)\b",
        apart=40,
    ),
    near(
        r"(?:was|were|been|being|is) (?:probably |likely |most likely |perhaps |clearly )?(?:washed|used"
        r"|worn|assembled"
        r"|installed|stored|plugged|connected|entered|typed|filled|handled|operated|treated)",
        rf"(?:{_FAULTY}|at the wrong|the wrong way|against the|too (?:hot|roughly|often)"
        rf"|not as (?:instructed|directed))"
        r"(?! (?:by|on|at|in) (?:us|our|one of))",
        unless=r"\b(?:we|you were treated|us|our)\b",
        apart=25,
    ),
    r"misuse\b(?! of your (?:card|data|name|account))|(?:improper|incorrect|wrong|careless) (?:use|usage"
    r"|handling|washing"
    r"|storage|installation) (?:by|of|on|is|can|may|voids)",
    r"wear and tear|tampered with",
    r"(?:did|have) you (?:even|actually|really|not|bother)\b|(?:didn't|haven't) you\b|why (?:did|didn't"
    r"|would|wouldn't"
    r"|don't) you\b|are you sure (?:you|that you)\b|did you (?:read|follow) (?:the|our)\b",
    r"please (?:re-?|double[ -]?)?(?:read|check|study|review|look)\b[^.?!]{0,40}\b(?:carefully|properly|closely"
    r"|next time|before (?:you"
    r"|order|buy|post|writ|complain)\w*)|(?:read|check) (?:it|them|the \w+) (?:properly|first) next time",
    r"you agreed to|you accepted (?:the|our|these)|pay (?:more )?attention|be more careful|a (?:simple"
    r"|quick|little) (?:search"
    r"|look|check|read) would",
    r"you (?:gave|sent) us (?:the|a|an) (?:wrong|incorrect|incomplete|old)|you (?:weren't|were not"
    r"|wasn't) (?:home|at home|in\b"
    r"|there\b|available|reachable|answering)|you were (?:unavailable|unreachable|absent|out when"
    r"|too late)",
    r"you (?:missed|rejected|declined) (?:the|our|his|her|their|a) (?:call|courier|driver|delivery attempt"
    r"|email|message"
    r"|deadline|notification|sms|mail)",
    r"(?:nobody|no one) (?:was (?:at )?home|(?:answered|opened|came to) (?:the|your) door)",
    rf"important (?:that|for) (?:you|{_WHO}|everyone) (?:to )?(?:enter|check|read|provide|follow|give"
    rf"|make sure|wash|be)\b",
    rf"{_WHO} (?:often |sometimes |always |usually |frequently |who |tend to |simply |just )*(?:forget"
    rf"|fail to|ignore|mis\w+"
    r"|skip|overlook|don't (?:read|check|follow|bother|update)|are (?:expected|supposed|advised|asked"
    r"|reminded|obliged) to)",
    r"(?<!no )(?<!not a )(?<!not an )(?<!any )(?<!n't a )(?<!n't an )(?:problem|issue|error|mistake|fault"
    r"|misunderstanding"
    r"|oversight|failure|delay) (?:is |was |lies |seems to be |must be )?(?:on|at|from) your (?:part|side"
    r"|end)\b",
    r"(?:problem|issue|fault|error|cause|reason|mistake) (?:is|was|lies|seems to be|must be|appears to be"
    r"|may be) (?:probably "
    r"|likely )?(?:with|on|in|at|due to|because of) your\b",
    r"(?:due to|caused by|down to|the result of) (?:your|user|the customer's|improper|incorrect|misuse)\b"
    r"|because of your"
    r" (?:own|wrong|incorrect|incomplete|address|device|phone|mistake|carelessness|connection|browser"
    r"|impatience)",
    r"(?:care label|size (?:chart|guide)|instructions?|manual|small print|product description"
    r"|description) (?:clearly |also "
    r"|does |did )*(?:says?|states?|said|stated|shows?|explains?|tells?|warns?)\b(?! (?:nothing|one thing"
    r"|something))",
    r"(?<!not )(?<!n't )(?<!been )(?<!more )clearly (?:stated|written|marked|labelled|labeled|shown"
    r"|visible|indicated|mentioned"
    r"|said|explained|states?|says?|shows?|announced)|(?:is|was|were|are|has been"
    r"|have been) clearly (?:stated|written|marked"
    r"|shown|mentioned|said|explained)",
)

_THEM = (
    r"(?:courier|carrier|cargo|shipping|delivery|logistics|bank|supplier|seller|vendor|manufacturer"
    r"|customs|restaurant|driver"
    r"|airline|hotel|post office|weather|third[- ]part(?:y|ies)|partner|platform|app store)(?: (?:company"
    r"|firm|office|service"
    r"|partner|provider))?"
)
_TURN = (
    r"(?:take (?:it|this|that) up with|contact|ask|call|speak (?:to|with)|turn to|go to"
    r"|get in touch with|complain to|write to)"
)
DENIAL = words(
    r"(?:this|that) (?:never|didn't|did not) happen(?:ed)?\b|(?:have|find|found|see) no such|no such \w+ (?:on|in) "
    r"(?:record|our)|our (?:products?|goods|items?) (?:are|is) (?:all )?(?:100%? )?(?:original|genuine|authentic)"
    r"|what you(?:'re| are)? (?:say|said|write|wrote|writ|claim|describ|post)\w* (?:is|was) (?:not|untrue|false|wrong"
    r"|impossible|incorrect|simply)",
    r"(?:not|isn't|wasn't|never|hardly) (?:really |entirely |in any way )?our (?:fault|problem"
    r"|responsibility|mistake|error"
    r"|doing|business|concern|job)",
    r"(?:we're|we are|i'm|i am|we were) (?:not|in no way|hardly) (?:responsible|liable|to blame|at fault"
    r"|accountable|obliged)"
    r"|(?:we|i) (?:bear|have|hold|assume) no (?:responsibility|liability)|(?:can't"
    r"|cannot) be held (?:responsible|liable)",
    r"no fault of (?:ours|our own)|nothing to do with us\b|(?:wasn't|isn't|not) (?:us\b|down to us"
    r"|caused by us|because of us)",
    r"nothing (?:is |was )?(?:wrong )?(?:on our (?:side|end)|(?<=wrong )with (?:it|our|the))",
    r"(?:nothing|not much|little|not a lot) (?:more |else |further )?(?:that )?(?:we|i) (?:can"
    r"|could) (?:really )?do\b(?! to (?:give"
    r"|undo|bring|make))|nothing (?:can|could) be done",
    r"(?:we|i) (?:can't|cannot|couldn't) do (?:anything|more|much)\b",
    r"(?:can't|cannot|unable to|not able to|won't be able to) (?:help|assist)(?! but| feeling)",
    r"(?:we|i)(?:'re| are|'m| am|'ll be|will be)? (?:sadly |unfortunately |currently )?(?:unable|not able"
    r"|won't be able"
    r"|will not be able) to (?:do|refund|accept|replace|return|exchange|change|cancel|process|offer"
    r"|compensate|reimburse)",
    r"(?:we|i) (?:can't|cannot|won't|will not|don't|do not) (?:refund|exchange|replace|reimburse"
    r"|compensate|take (?:it|them|this) back"
    r"|make (?:an )?exceptions?|offer (?:you )?(?:a |any )?(?:refund|exchange|replacement|solution"
    r"|compensation)|give (?:you "
    r")?(?:a |any )?(?:refund|exchange)|accept (?:returns?|this return|your return))",
    r"customer'?s'? (?:own )?responsibility|responsibility of the (?:customer|buyer)|up to the (?:customer"
    r"|buyer)",
    r"(?:customers|buyers|users) (?:must|should|need to|have to|are responsible)",
    r"there(?:'s| is| was) (?:absolutely |really )?(?:no|nothing) (?:such )?(?:problem|issue|error|wrong"
    r"|delay|defect|fault)",
    r"(?:no|not a single|not one) (?:such )?(?:defect|fault|problem|issue|error|damage"
    r"|fraud)s? (?:\w+ )?(?:was|were|has been"
    r"|have been|is|could be|can be) (?:found|detected|seen|recorded|reported|identified)",
    r"(?:that|this|it|what you say|what you wrote|what you're saying|your claim)(?:'s| is) (?:simply "
    r"|just |completely |absolutely "
    r"|totally |quite |plainly )?(?:not true|untrue|false|impossible|incorrect|inaccurate|a lie"
    r"|not possible|not correct"
    r"|not the case|nonsense|unfounded|not accurate|not fair to)",
    r"(?:your|this|that|such|these|those) (?:claim|accusation|allegation|complaint|comment|review|post"
    r"|statement)s? (?:is|are|has"
    r"|have)(?: \w+)?? (?:false|untrue|unfounded|baseless|wrong|incorrect|inaccurate|unfair|no basis"
    r"|misleading|lies|exaggerated"
    r"|groundless|not (?:true|correct|accurate|fair|justified|possible))",
    r"slander\w*|defam\w+|libel\w*|legal (?:action|steps)|baseless|unfounded",
    r"(?:you're|you are) (?:wrong\b|mistaken|lying|the only|the first (?:person |customer |one )?(?:to|who"
    r"|with|that)\b)",
    r"(?:we|i) (?:find it |find this )?(?:hard|difficult) to believe|(?:we|i) (?:doubt|find that hard)",
    r"we (?:don't|do not|can't|cannot) (?:accept|take) (?:any |the )?(?:responsibility|blame)",
    r"(?:we|i) (?:disagree|reject|deny|refuse|beg to differ|can't agree|cannot agree|don't agree"
    r"|do not agree|have to disagree)\b"
    r"|we stand by (?:our|the|what)",
    r"assure you (?:that )?(?:our|the|all (?:of )?our|every|this|it|there) [^.?!]{0,60}\b(?:original"
    r"|genuine|safe|quality|inspected"
    r"|tested|never|always|no\b|not\b)",
    r"(?:all|every one) (?:of )?our (?:products?|items?|parcels?|orders?|goods) (?:are|go|undergo|pass"
    r"|leave)\b[^.?!]{0,30}\b(?:original"
    r"|genuine|authentic|inspect|check|test|perfect|control|intact)",
    r"(?:left|leaves|always leave) (?:our |the )?(?:warehouse|store|shop|hands|depot"
    r"|kitchen)[^.?!]{0,20}\b(?:in (?:perfect|good|full"
    r"|one piece)|intact|undamaged|sealed|complete\b)",
    r"our (?:records|system|logs?|tracking|cameras?|data|drivers?|couriers?|agents?"
    r"|staff)(?: team)? (?:clearly |all )?(?:shows?|says?"
    r"|indicates?|confirms?|insists?|tells? us|assures? us)\b",
    r"(?:the|your) (?:records|system|logs?|tracking|courier|driver) (?:clearly )?(?:shows?|says?"
    r"|indicates?|confirms?|insists?)\b"
    r"(?: that| it| you| your| the \w+)* (?:was|were|is|has been|have been|had|received|signed"
    r"|refused)\b(?![^.?!]*\b(?:when"
    r"|while|and\b|yet|nothing|isn't|wasn't|never))",
    r"according to (?:our|the) (?:records|system|logs?|tracking|courier|driver|cameras?|carrier)",
    r"(?:we|i) (?:have no|find no|found no|can't find any|couldn't find any|see no) (?:record|trace|sign"
    r"|evidence|problem|issue"
    r"|error|fault|proof)|(?:we|i) (?:can't|couldn't|don't|didn't|did not|do not|cannot) (?:see|find"
    r"|detect|identify) (?:any |a )"
    r"(?:problem|issue|fault|error|defect|record|trace|evidence|proof|damage)",
    r"(?:everything|it|all) (?:is|was|works?|worked|looks?|looked|seems?) (?:perfectly |absolutely |just "
    r"|completely |working )?(?:fine|well"
    r"|normal\w*|correct|in order|ok|okay|perfectly) (?:on|at|from|for|here|with) (?:our|us|everyone|other"
    r"|others|when)",
    r"works? (?:fine|perfectly|well|without (?:any )?problems?) (?:for|on|with|here|at)\b",
    r"(?:that|it|this)(?:'s| is| was)? not (?:what|how|the way) (?:it )?happened|(?:didn't"
    r"|did not) happen (?:that|like|the) way",
    r"we(?:'ve| have)? (?:done|did) (?:nothing wrong|everything (?:right|correctly|by the book|we could"
    r"|possible|in our power)"
    r"|our (?:part|job|best))",
    r"we did (?:reply|answer|inform|deliver|warn|tell|explain|contact|send|call|respond|email|notify)\b",
    r"(?:we|i)(?:'ve| have)? already (?:told|informed|explained|answered|replied|warned|responded|solved"
    r"|resolved)\b(?! the| our| my"
    r"| to (?:the|our|my))|as (?:we|i)(?:'ve| have)? (?:(?:already|previously|repeatedly) \w+|told"
    r"|explained|informed|stated|pointed out)",
    r"(?:never|doesn't|cannot|can't|couldn't) happen(?:s|ed)? (?:here|with us|at our)",
    r"(?:that|this|it) (?:can't|cannot|couldn't|could not) (?:be (?:true|possible|our)|have (?:been us"
    r"|happened|come from))",
    r"no other customers?|(?:no one|nobody) else (?:has|had|have|complain|report|experienc|is\b|seems|said"
    r"|wrote|had)",
    r"other customers (?:are|have|love) (?:happy|satisfied|no\b|never|it)|no(?:t had| other)? complaints",
    r"(?:it|that|this|which|these|delays|they)(?:'s| is| are) (?:completely |perfectly |quite |very "
    r"|absolutely |totally )?(?:normal|usual"
    r"|standard (?:practice|procedure)|to be expected|quite common|nothing unusual"
    r"|not unusual)\b(?! (?:to (?:be|feel|worry)|that you"
    r"|for (?:you|anyone)))",
    r"(?:it|this|that)(?:'s| is| was) (?:only|just|merely) (?:a |an )?(?:small|minor|little|tiny|cosmetic"
    r"|slight|couple of days|few days"
    r"|scratch|glitch|day or)|(?:not|isn't|wasn't) (?:a |an )(?:manufacturing |product |real "
    r"|actual )?(?:defect|scam|bug|malfunction)\b"
    r"|(?:not|isn't|wasn't) (?:that|so|such a) (?:bad|serious|big)\b",
    rf"(?:the|a|your) {_THEM}(?:'s| is| was| are| were) (?:entirely |solely |fully )?(?:to blame|at fault"
    rf"|fault\b|mistake\b|error\b"
    r"|responsib\w+|problem\b|the one|decision\b)(?![^.?!]{0,25}\b(?:ours?|us|we)\b)",
    rf"(?:blame|responsibility|fault|problem|issue|error) (?:lies|is|was|rests|sits) (?:entirely "
    rf"|solely )?(?:with|on|at) (?:the|your|our) {_THEM}",
    rf"(?:please|kindly|you(?:'ll| will|'d)? (?:need to|have to|should|must|can|better|are welcome to"
    rf"|are free to)|try to|best to"
    rf"|(?:advise|suggest|recommend|ask|urge) (?:that )?you (?:to )?) ?(?:\w+ly )?{_TURN} (?:the|your"
    rf"|their) {_THEM}"
    r"(?![^.?!]{0,40}\b(?:block|freez|stop|cancel|protect|safe))",
    rf"(?:(?<=[.!?;:] )|(?<![^\n])){_TURN} (?:the|your|their) {_THEM}(?![^.?!]{{0,40}}\b(?:block|freez|stop|cancel"
    rf"|protect|safe))",
    rf"blame (?:the|your) {_THEM}",
    r"your (?:bank|device|phone|browser|connection|operator|provider|internet) (?:\w+ly )?(?:took|blocked"
    r"|declined|rejected|caused|held"
    r"|is (?:the|causing|too|slow|holding|old|outdated)|must be|needs)\b",
    r"(?:beyond|outside(?: of)?|out of|not in|not under) our (?:control|hands|power|reach)"
    r"|(?:our )?hands are tied",
    r"you (?:claim|allege)\b|alleged(?:ly)?\b|so-called|what you call\b|if what you (?:say|write)"
    r"|if (?:this|that|it) (?:really |actually "
    r"|truly |indeed )+(?:is|was|did|happened)|if (?:this|that) (?:is|was) (?:really |actually "
    r"|indeed )?true",
    r"sorry (?:that )?you(?:'re| are)? (?:feel|felt|feeling|see it|took it|think) (?:(?:that|this) way\b"
    r"|like (?:this|that)\b|so\b)",
    r"sorry if (?:you|anyone|someone|there|this (?:has|caused)|we|that (?:has|caused))\b",
    r"(?:in|to) (?:all |our |their |the (?:courier|driver|team)'?s )?(?:fairness|defen[cs]e) (?:to (?:us"
    r"|our|the)|of)|in our defen[cs]e"
    r"|to be fair to (?:us|our|the)",
)

_RULE = (
    r"(?:polic(?:y|ies)|rules?|terms|conditions|procedures?|t&cs?|agreement|regulations|guidelines"
    r"|contract)\b"
)
_GOODS = (
    r"(?:items?|products?|goods|orders|tickets|bookings|returns?|refunds?|exchanges?|claims?|requests?"
    r"|cancellations?|shoes|clothes"
    r"|cosmetics|food|underwear|electronics|complaints|applications)"
)
RULES = words(
    rf"(?:according to|under|as per|per|in line with|in accordance with|due to|because of|based on"
    rf"|subject to|covered by|pursuant to)"
    rf" (?:our|the|company|store|shop) (?:\w+ ){{0,3}}{_RULE}",
    rf"(?:our|company|store|shop) (?:\w+ ){{0,3}}{_RULE}",
    r"(?:polic(?:y|ies)|rules?|terms|conditions|law) (?:\w+ )?(?:states?|says?|requires?|allows?|forbids?"
    r"|is clear|are clear|are rules"
    r"|apply|applies|provides?|stipulates?)\b",
    r"(?:stated|written|mentioned|explained|specified|set out|described|outlined|indicated|laid down"
    r"|published) (?:clearly )?(?:in|on|by|under)"
    r" (?:our|the) (?:\w+ ){0,2}(?:terms|policy|agreement|conditions|faq|contract|website|web site|site"
    r"|rules|page|regulations|receipt"
    r"|invoice|t&cs?)",
    r"(?:stated|written|explained|specified|set out|outlined) (?:at|when|before) (?:the )?(?:checkout"
    r"|purchase|you|ordering|time)",
    r"terms and conditions|terms of (?:use|service|sale)|t&cs?\b|against (?:our|the|company) (?:policy"
    r"|rules)|reserves? the right"
    r"|fine print|by law\b|consumer law|legally (?:required|obliged|entitled)",
    r"(?:returns?|refunds?|exchanges?|cancellations?) (?:are|is|can) (?:only|not|never"
    r"|no longer) (?:be )?(?:accepted|possible|made|allowed"
    r"|available|offered|done|granted|processed|permitted)",
    rf"(?<!your ){_GOODS} (?:\w+ ){{0,3}}?(?:must|can only|can't|cannot|may only|may not|have to|has to"
    rf"|are only|are not|won't)"
    r" be (?:returned|exchanged|refunded|cancelled|changed|accepted|taken back|submitted|requested|made"
    r"|claimed|reported|unused|in (?:their|its))",
    r"(?:return|refund|exchange|warranty|cancellation|complaint)s? (?:period|window|deadline|right) (?:has"
    r"|is|was|had|ended|expired|of)"
    r"|(?:warranty|guarantee) (?:has |is |was )?(?:expired|over|ended|void|doesn't|does not|only)",
    r"(?:not|isn't|aren't|no longer) (?:covered|eligible|entitled|refundable|returnable|exchangeable)\b"
    r"|non-?(?:refundable|returnable"
    r"|exchangeable)|final sale|no (?:refunds|returns|exchanges)\b|doesn't cover|does not cover"
    r"|doesn't qualify|does not qualify",
    r"only (?:valid|applies|apply|possible|accepted|eligible) (?:if|for|within|when|with|on|until|in|to"
    r"|after|before)\b"
    r"|(?:valid|applies|apply) only\b",
    r"within (?:\d+|seven|fourteen|thirty|ten) (?:\w+ )?days? (?:of|from|after) (?:the |your )?(?:delivery"
    r"|purchase|receipt|receiv|order|buying)",
    r"prices (?:are|may|can) (?:be )?(?:subject|change|differ|vary)|subject to (?:availability|change"
    r"|stock)",
    r"we only (?:accept|offer|refund|exchange|take|allow|cover)\b",
)
