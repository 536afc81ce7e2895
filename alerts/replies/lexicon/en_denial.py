"""What no English reply says: it was not us, there is nothing we can do, and rules before help."""

from __future__ import annotations

from alerts.replies.lexicon.english import words

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
    r"our (?:\w+ )?(?:agents?|colleagues?|staff|drivers?|couriers?|team|manager) [^.?!]{0,40}?(?<!\w)(?:was|were"
    r"|remained|stayed)"
    r" (?:\w+ly )?(?:polite|courteous|professional|friendly|respectful)\b|sorry (?:that )?you (?:experienced"
    r"|perceived|saw"
    r"|remember|took) (?:it|this|that) (?:differently|otherwise)",
    r"(?:our )?prices? (?:is|are) (?:\w+ ){0,2}(?:the same as|similar to|in line with|lower than|below)|we(?:'re"
    r"| are) (?:\w+ )?"
    r"(?:cheaper|faster|better|more \w+) than (?!this|that|it)",
    r"(?:(?<=[.!?;:,] )|(?<![^\n]))(?:the|this|our|your) [\w ]{2,25}? (?:works|is working|functions"
    r"|behaves) (?:\w+ly |just )?as"
    r" (?:it should|intended|designed|expected|described|advertised)\b",
    rf"in the {_THEM}(?:'s|s')? hands|(?:a matter|an issue|a question|something) for (?:the|your) {_THEM}\b"
    rf"|at no (?:point|time|stage) (?:was|were|did|has|have) (?:the|our|we"
    rf"|any|he|she|it|there)\b",
    r"(?:regard|consider|treat) (?:this|the|your)[^.?!]{0,20}(?:as )?\b(?:settled|closed|resolved"
    r"|finished)|sorry (?:that )?you see\b|left us (?:on time|in|complete|intact|undamaged)"
    r"|our (?:\w+ )?(?:prices?|fees|service|products?|staff|agents?|deliver\w+|quality|app|site) (?:is|are"
    r"|was|were) (?:\w+ly |very |among |always |quite |the |all |still |much )*(?:fair|reasonable"
    r"|competitive|excellent|lowest|lower|best"
    r"|cheapest|fine|safe|correct|polite|professional|flawless|reliable|transparent|trustworthy"
    r"|outstanding)\b",
    r"(?:we|i) (?:have|had|hold) no (?:control|influence|say|part|power|choice|way|option|involvement"
    r"|hand)\b|between you and (?:the|your)\b"
    r"|(?:please |kindly |better |just )(?:raise|take|discuss|settle|sort) (?:it|this|that) (?:up "
    r"|out )?with (?:them|him|her|the|your)|(?:please|kindly) (?:ask|contact|call|write to"
    r"|speak to|turn to|apply to) (?:them|him|her)\b",
    r"(?:behaved|acted|worked|handled (?:it|this|everything)|treated you|did (?:it|this"
    r"|everything)) (?:perfectly |completely |absolutely |entirely |very )?(?:correctly|properly"
    r"|professionally"
    r"|politely|as (?:instructed|trained|required)|by the book|in line)|(?:no|any"
    r"|a) reason (?:for us )?to (?:apologi[sz]e|be sorry|complain|worry about)|nothing to apologi[sz]e",
    r"there (?:are|were|is|was) (?:absolutely |simply )?no (?:fakes?|defective|faulty|counterfeit|damaged"
    r"|broken|expired|second-hand|used|hidden|problems?|issues?|errors?|bugs?|delays?|faults?)\b"
    r"|rumou?rs?\b|competitors?\b|smear|misinformation|fake news",
    r"(?:we|our shop) (?:never|don't|do not|would never) (?:sell|ship|deliver|stock|send|use) (?:used"
    r"|fakes?|broken|expired|faulty|damaged|second|defective|counterfeit|bad|old|any)\b"
    r"|we only (?:sell|stock|use|work with)\b"
    r"|our (?:own )?(?:drivers?|couriers?|agents?|staff|colleagues?|team|cooks?|packers?|technicians?)"
    r" (?:always (?!\w+ed\b|got|told|gave|came|left|sent|took|said|made|kept|wrote|let)"
    r"|never (?:leave|lose|lie|make|use|sell|send|do|have|charge|treat|speak|open|throw|forget|miss|skip|would)\b)",
    r"we (?:don't|do not) (?:think|believe|consider|feel|see (?:why|how|what))\b(?![^.?!]{0,40}\b(?:enough"
    r"|acceptable|okay|ok|fair|right|good))",
    r"(?:no|not a|hardly a) big deal|nothing serious|out of (?:all )?proportion|(?:such )?a fuss\b"
    r"|only (?:\w+ ){1,2}(?:days?|hours?|minutes?) (?:late|behind)|(?:these |such )(?:things|mistakes"
    r"|accidents|delays|errors)"
    r" (?:do |can |sometimes |just )*happen|(?:mistakes|accidents|delays|errors|things) (?:do |can "
    r"|sometimes |just )*happen\b(?! (?:on|at|in) our)|that's life|that's (?:just )?how (?:it|things"
    r"|the \w+) (?:is|works?|are|go)\b",
    r"(?:(?<=[.!?;:,] )|(?<![^\n]))it (?:just |sometimes )?happens\b|(?:matter|case|discussion"
    r"|subject) is (?:now |therefore )?closed|decision is final|no further (?:action|comment"
    r"|correspondence)"
    r"|(?:shop|buy|go|look|try) (?:somewhere else|elsewhere)|(?:free|welcome) to (?:shop|go|buy"
    r"|use another|cancel|leave|switch|return it somewhere)",
    r"(?:everyone|everybody|others?|all other \w+|other (?:customers|people|users|guests"
    r"|buyers)) (?:else )?(?:managed|had no|have no|has no|is happy|are happy|seems? (?:happy|fine)|likes?"
    r"|loves?|is fine|are fine|manages?)\b"
    r"|\d+ ?(?:%|percent) of (?:our |the )?(?:customers|people|users|orders|buyers)",
    r"(?:this|that) (?:never|didn't|did not) happen(?:ed)?\b|(?:have|find|found|see) no such"
    r"|no such \w+ (?:on|in) "
    r"(?:record|our)|our (?:products?|goods|items?) (?:are|is) (?:all )?(?:100%? )?(?:original|genuine"
    r"|authentic)"
    r"|what you(?:'re| are)? (?:say|said|write|wrote|writ|claim|describ|post)\w* (?:is|was) (?:not|untrue"
    r"|false|wrong"
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
    r"(?:can't|cannot|unable to|not able to|won't be able to) (?:(?:help|assist)(?! but| feeling)"
    r"|be of (?:\w+ )?(?:help|assistance)\b)",
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
    r"(?:customers|buyers|users) are responsible",
    r"there(?:'s| is| was) (?:absolutely |really )?(?:no|nothing) (?:such )?(?:problem|issue|error|wrong"
    r"|delay|defect|fault|(?:mistake|failure|misunderstanding)\b(?! (?:on|at|of) your))",
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
    r"works? (?:fine|perfectly|well|without (?:any )?problems?) (?:for (?!you)|on|with|here|at)\b",
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
    rf"(?:(?<=[.!?;:] )|(?<![^\n])){_TURN} (?:the|your|their) {_THEM}(?![^.?!]{{0,40}}\b(?:block|freez"
    rf"|stop|cancel"
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
    r"can only be (?:changed|cancelled|canceled|returned|exchanged|used|redeemed|altered|moved|accepted"
    r"|made) (?:before|within"
    r"|until|if|when|with|by|up to|on|in|for)\b|says? so (?:in|on)\b|(?:agreement|contract"
    r"|terms) (?:that )?you (?:signed|accepted"
    r"|agreed)",
    r"(?:exchanges?|returns?|refunds?|cancellations?|claims?) (?:need|needs|require|requires|depend"
    r"|depends|only work)\b|(?:house|store|company|shop|strict|general|internal|official) (?:rules?"
    r"|polic(?:y|ies))"
    r"|rules? (?:is|are) (?:that|rules|clear|the same|simple)|(?:are|is) not (?:admitted|allowed|permitted"
    r"|accepted)\b(?! (?:to happen|here|with us))|(?:aren't|isn't) (?:admitted|allowed|permitted"
    r"|accepted)\b(?! (?:to happen|here|with us))"
    r"|(?:no|not) (?:older|longer|later|more) than (?:\d+|\w+teen|thirty|seven|ten) (?:days|weeks|months)",
    r"you (?:must|need to|are required to|have to|will need to|'ll need to) (?:fill|submit|open a|apply"
    r"|bring|present|show|provide|return (?:it|the|them)|keep (?:the|your)|have (?:a|the|your"
    r"|kept) (?:receipt|original|invoice"
    r"|tag|box))|(?:first|in order to \w+),? you (?:must|need to|have to)",
    r"without (?:a |the |an |its |your )?(?:receipt|invoice|original|packaging|tags?|box"
    r"|proof)[^.?!]{0,20}\b(?:can't|cannot|not|no\b|won't)|(?:can't|cannot|won't"
    r"|not)\b[^.?!]{0,30}\bwithout (?:a |the |an |its |your )?"
    r"(?:receipt|invoice|original|packaging|tags?|proof)",
    r"(?:exempt|excluded) from|limited to\b|(?:one|1|two|2) (?:coupon|code|voucher|item|discount|use"
    r"|order) (?:per|for each)|minimum (?:order|spend|basket|amount)|cut-?off (?:time|date|point)"
    r"|deadline (?:for|to|is|was)"
    r"|(?:for|due to|because of) (?:hygiene|legal|hygienic) (?:reasons|rules)|(?:our|the|company"
    r"|standard) (?:\w+ )?(?:process|procedure|protocol) (?:is|requires|states|says|does|demands)"
    r"|after (?:\d+|seven|fourteen|thirty) days (?:we|it|no|you|returns?|there|they|items?)\b",
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
