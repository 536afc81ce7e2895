"""What no English reply says: words that take the apology back, and those that make it the customer's fault."""

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
    r"|(?<!even )(?<!as )though (?:it|this|that|our|we|i|the)\b"
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
    r"(?:somebody|someone|a neighbou?r|whoever) (?:\w+ )?(?:at|in|from) your (?:address|home|house|place"
    r"|flat|building|office|family)|(?:must have been|was|were) (?:refused|rejected) by\b"
    r"|keep (?:an|your) eyes? on your\b|(?:wrong|incorrect) (?:\w+ )?attempts",
    r"(?:please|do|kindly|always|never|try to|remember to|just) (?:(?!(?<!\w)(?:we|us|our"
    r"|i)\b)[^.?!\n]){3,60}\b(?:next time|in (?:the )?future|going forward)\b",
    r"(?:come|comes|came|comes about|result\w*|caused|stems?|due|happens?|arises?) (?:only |mostly "
    r"|usually )?(?:from|by|to|with|through) (?:everyday|normal|heavy|daily|improper|long|frequent|rough"
    r"|intensive|careless|over) ?(?:use|usage"
    r"|wear|washing|handling)|(?:often|usually|typically|mostly|generally) (?:the (?:reason|cause)"
    r"|caused by|happens? (?:when|if|because)|comes? from)",
    r"you had (?:your|the) (?:phone|mobile|notifications?|sound) (?:off|silent|on silent|switched)"
    r"|your (?:phone|mobile) was (?:off|switched|unreachable|busy)"
    r"|your (?:doorbell|bell|intercom|door)\b[^.?!]{0,15}\b(?:isn't|wasn't|not|broken|off)|(?:doorbell"
    r"|bell|intercom) (?:\w+ )?(?:wasn't|was not|isn't|not) work",
    r"what (?:could|can|else could|else can|were|was|are|is) (?:we|the (?:courier|driver|shop)|our \w+|he"
    r"|she|they|anyone) (?:supposed to |meant to )?(?:do|have done)\b",
    r"(?:make|be|making) sure (?:that )?(?:you |to |next time )(?:pick up|answer|read|enter|use|order"
    r"|check|provide|choose|are (?:at )?home|be home|follow|type|measure)",
    r"(?:was|were|been|got) (?:over-?(?:filled|loaded|tightened|heated by you|stretched)|mishandled by you"
    r"|dropped by you|left (?:on|in) (?:charge|the sun|water))",
    r"(?:booklet|leaflet|manual|label|instructions?|guide|page|listing|notice) (?:\w+ )?(?:warns?"
    r"|asks? you|tells? you|asks? customers)\b",
    r"have you (?:tried|considered|thought of) (?:\w+ly )?(?:read|check|look|ask|follow)\w*|(?:because of"
    r"|due to) (?:how|the way) you (?!were|are|have been|feel)\w+"
    r"|the way you (?:used|washed|handled|stored|installed|entered|packed|treat)",
    r"you should (?:check|read|follow|learn|choose|understand|always (?!be|get|have|feel)|first\b"
    r"|really (?:check|read)|be (?:more |a bit |a little |very )?(?:careful|patient|aware"
    r"|attentive|reasonable|ashamed|grateful|glad|realistic))|(?:nobody|no one) (?:forced|made"
    r"|asked) you\b|you people\b|people like you",
    r"(?:despite|in spite of) (?:our|several|repeated|multiple|many|two|three|all our|all the"
    r"|numerous) (?:\w+ )?(?:warnings?|instructions?|reminders?|messages|calls|attempts?|e-?mails"
    r"|notifications?)|(?:we|couriers?|drivers?|team|he|they) (?:has |have |had )?(?:\w+ )?(?:tried"
    r"|attempted) to (?:call|reach|contact|deliver|ring|phone)",
    r"you (?:waited|left it) (?:\w+ )?too (?:long|late) (?:to|before)|you were (?:too |a bit "
    r"|a little )?late\b|you came too late",
    r"your (?:expectations?|demands?|requests?|complaint|reaction|behaviou?r|comments?|words"
    r"|criticism) (?:is|are|was|were|seems?) (?:\w+ly |quite |rather )?(?:unrealistic|unreasonable|too"
    r"|unfair|rude|excessive|exaggerated|inappropriate|not (?:fair|reasonable|realistic|acceptable"
    r"|appropriate))",
    r"(?:instead of|rather than|before) (?:you )?(?:complain|attack|insult|shout|accus|blam|rant)\w*"
    r"|(?:it's|it is|its|was) (?:clearly |right |all )?written (?:there|on|in|at)\b"
    r"|as you can (?:clearly )?(?:see|read) (?:in|on|from) (?:our|the)",
    r"(?:customers|buyers|users|everyone|guests) (?:must|should|need to|have to|has to"
    r"|needs to) (?!be (?:able|treated)|feel|get|never|wait)",
    r"(?:because|since|as) your (?:\w+ )?(?:address|phone|card|account|details|name|number|email|browser"
    r"|device"
    r"|internet|connection)\b[^.?!]{0,20}\b(?:wasn't|isn't|didn't|(?:was|is|were|are|had) (?:\w+ly )?(?:wrong"
    r"|incorrect"
    r"|incomplete|missing|invalid|not|old|outdated|expired|off|full|unclear|unreachable|busy|empty|too|mis\w+|no\b))",
    r"you should(?: have|'ve| of) (?!received|expected|needed|experienced|deserved|waited this|had"
    r"|been\b(?! (?:home|more|at home))|got|heard)\w+",
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
    r"(?<!none of it was )(?<!nothing was )(?<!nothing is )(?<!without )(?<!you it was )your (?:fault|mistake|error"
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
    rf"(?:maybe|perhaps|possibly|probably|presumably|could it be(?: that)?|i (?:guess|suppose)) you(?:'ve"
    rf"| have|'d| had)? (?:just |simply |also |\w+ly )?(?:(?:didn't|did not|haven't) (?!{_GOT})\w|weren't|were not"
    r"|forg[eo]t|missed|us(?:ed|ing)|enter|ordered|chos[en]|clicked|mis\w+|overlook|put |left |dropped|plugged|washed"
    r"|mixed|confus)",
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
    r"please (?:re-?|double[ -]?)?(?:read|check|study|review|look)\b[^.?!]{0,40}\b(?:carefully|properly"
    r"|closely"
    r"|next time|before (?:you"
    r"|order|buy|post|writ|complain)\w*)|(?:read|check) (?:it|them|the \w+) (?:properly|first) next time",
    r"you agreed to|you accepted (?:the|our|these)|pay (?:more )?attention|be more careful|a (?:simple"
    r"|quick|little) (?:search"
    r"|look|check|read) would",
    r"you (?:gave|sent) us (?:the|a|an) (?:wrong|incorrect|incomplete|old)|you (?:just |simply )?(?:weren't|were not"
    r"|wasn't) (?:home|at home|in\b"
    r"|there\b|available|reachable|answering)|you were (?:unavailable|unreachable|absent|out when"
    r"|too late)",
    r"you (?:missed|rejected|declined) (?:the|our|his|her|their|a) (?:call|courier|driver|delivery attempt"
    r"|email|message"
    r"|deadline|notification|sms|mail)",
    r"make sure (?:that )?(?:someone|somebody) (?:is|will be) (?:(?:at )?home\b|(?:in|there"
    r"|around) (?:when|to)\b)|(?:nobody|no one) (?:opened\b(?= ?[.,;!]| when|$)|was in\b"
    r"|was (?:at )?home|(?:answered|opened|came to) (?:the|your) door)",
    rf"(?:most|many|often|usually) (?:\w+ )?{_WHO}\b[^.?!]{{0,40}}\b(?:haven't|have not|don't|do not|didn't"
    rf"|did not|forget"
    rf"|forgot) (?!{_GOT}|been|know)",
    r"you (?!were|are|have been)[^.?!]{3,60}(?<!\w)(?:which|and (?:that|this)|this) (?:just |only |also |really "
    r"|then )?(?:slow\w*"
    r"|complicat\w+|held up|holds up|mak\w+ (?:it|things) (?:harder|slower|worse)|delay\w*)(?! you)\b",
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
