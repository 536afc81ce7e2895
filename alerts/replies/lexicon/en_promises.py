"""Promises in English: money, a time when something is there or done, gifts; not by when the customer hears from us."""

from __future__ import annotations

from alerts.replies.lexicon import near
from alerts.replies.lexicon.english import words

_CHECKED = (
    r"\b(?:check|look|find|found|ask|see\b|trac|chas|tell|told|updat|writ|know|hear|why|where|when\b"
    r"|whether|what|how\b|status|about"
    r"|through|stuck|review|follow|speed|push|news|wasn't|didn't|hasn't|not\b)"
)
_NO_NEWS = (
    _CHECKED[:-1]
    + r"|message|dm\b|call|(?:be|get|come|report|right) back|touch|let you|repl|contact|word|confirm|ping"
    r"|speak|from me)"
)
_NOT_PAID = (
    _CHECKED[:-1]
    + r"|answer|case|claim|request|stand\b|wait|want|need|deserv|frustrat|sorry|desk\b|team\b|working on"
    r"|on your|for your|over your|with your|into your|regarding|pass|rais"
    r"|escalat|hand|open|search|(?:refund|return|payment)s? (?:issue|problem|delay))"
)
_HOURS = r"(?:a|an|one|two|three|four|five|six|seven|ten|few|couple|\d)"
_TIME = (
    r"(?:today|tonight|tomorrow|(?:this|next) (?:morning|afternoon|evening|week|weekend|month)"
    r"|the day after|within|overnight|at the latest"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:by|on|before|until) (?:the )?(?:end|noon|midday"
    r"|weekend|\d|christmas|new year|nowruz"
    r"|eid|bayram|holiday|weekend)|in (?:the next |just |under )?(?:a |an )?(?:one |two |three |four "
    r"|five |six |ten |few |couple |\d)"
    r"|in an? (?:hour|day|week|minute)|\d+ (?:hours?|days?|weeks?|working|business|minutes?)|(?:one|two"
    r"|three|four|five|a few) (?:working |business )?"
    r"(?:days?|hours?|weeks?)|no later than|(?:january|february|april|june|july|august|september|october"
    r"|november|december)\b)"
)
_RESULT = (
    r"(?:arrive|turn up|get there|come (?!back|up|to you with)|be (?:with you|there|(?:re-?)?delivered"
    r"|at your (?:door|home)|in your (?:hands|account"
    r"|inbox)|on your|fixed|resolved|solved|sorted|ready|dispatched|shipped|sent|back (?:in|on|up|online"
    r"|to normal)|refunded|completed?|up and running"
    r"|working\b(?! on| through| with| late| to)|done|paid|yours|live|restored|replaced|repaired|exchanged"
    r"|collected|processed|credited"
    r"|corrected|over|picked up|handed)|reach (?:you|your)|ship\b|(?:re)?deliver\b|fix\b|resolve|solve"
    r"|sort (?:it|this|that|everything) out|land\b"
    r"|get (?:it|your \w+|a new \w+|one) to you|have (?:it|your (?!answer|case|reply|message|photo"
    r"|order (?:in|on|open))\w+|a new \w+|a replacement"
    r"|the (?:parcel|order|money|item|app|site|problem|issue))\b|receive (?:it|your|a|the)|replace|repair"
    r"|collect (?:it|them|the (?:item|parcel|order|box))"
    r"|pick (?:it|them|the \w+) up|bring (?:it|you|your|a|the)|drop (?:it|them) off|restore|go live"
    r"|work again|get (?:fixed|sorted|delivered|it fixed"
    r"|it sorted))"
)
_WILL = (
    r"(?:[\w\ue000-\ue003]+'ll|(?:you|it|they)ll|will|shall|is going to|are going to|going to"
    r"|should(?! (?:have|never|not|of)\b)|guarantees?|guaranteed|promise)\b"
)
_THING = (
    r"(?:it|parcel|package|order|refund|money|item|replacement|delivery|shoes|dress|food|box|ticket"
    r"|fix|new one|repair|courier|driver|exchange|pick-?up|collection|visit|engineer|technician|swap)"
)
DATE = words(
    near(
        r"[\w']+ (?:is|are|will be|should be|goes|comes|'ll be|be) (?:back )?(?:at your"
        r"|in (?:the )?(?:app )?stores?|in (?:the )?shops|in stock|out\b|live\b|online|on (?:its|his|her"
        r"|the|their) way)",
        _TIME,
        unless=_CHECKED,
        apart=20,
    ),
    near(
        r"[\w]+'s (?:back )?(?:at your|in (?:the )?(?:app )?stores?|in (?:the )?shops|in stock|live\b"
        r"|online)",
        _TIME,
        unless=_CHECKED,
        apart=20,
    ),
    r"(?:rider|driver|courier|van|technician|engineer|order|parcel|food|dinner)(?:'s| is) (?:only |just "
    r"|about )?(?:\d+|a few|two|five|ten) (?:min\w*|stops?|streets?|hours?) away",
    near(
        r"(?:reaches|gets to|arrives?|comes? to|is with|lands?|will be with|be at) (?:with |at "
        r"|on )?(?:you|your (?:door\w*|home|place|house|address))",
        _TIME,
        unless=_CHECKED,
        apart=15,
    ),
    near(
        r"(?:leaves?|goes out|ships|is sent|is going out|sets off|departs?) (?:from )?(?:our"
        r"|the) (?:warehouse|depot|store|shop|hub|kitchen|branch)",
        _TIME,
        unless=_CHECKED,
        apart=15,
    ),
    rf"(?:won't|will not|shouldn't) (?:be|take) (?:any )?(?:more|longer) than {_HOURS}",
    near(rf"(?:{_WILL})(?: \w+){{0,2}}? {_RESULT}", _TIME + r"(?![^.?!]{0,25}, not\b)", unless=_NO_NEWS),
    near(
        rf"{_TIME}[^.?!]{{0,20}}? (?:it|they|you|he|she|your \w+|the \w+(?: \w+)?|our \w+|everything"
        rf"|we)(?:'ll| will|ll\b| should)(?: \w+)?",
        _RESULT,
        unless=_CHECKED,
    ),
    near(
        rf"{_THING}(?:'s| is| are) (?:now )?(?:arriving|coming (?!back)|being (?:re)?delivered|due"
        rf"|scheduled|booked|lined up|set (?:to|for)|expected|planned|landing"
        r"|getting to you|out for delivery|on its way)",
        _TIME,
        unless=_NO_NEWS,
    ),
    near(r"(?:i|we) (?:can |do )?(?:guarantee|promise)\b", _TIME, unless=_NO_NEWS),
    near(
        r"(?:you'll|you will|you're going to) (?:\w+ )?(?:get|have|receive) (?:it|them|both|everything|(?:the|your)"
        r" (?:rest|order|parcel|package|delivery|food|shoes|items?|refund|money|replacement|new one))\b",
        _TIME,
        unless=_NO_NEWS,
        apart=40,
    ),
    near(
        _THING,
        rf"(?:arrives?|comes|ships|lands|leaves|gets to you|goes (?:out|live)|is there|is yours"
        rf"|is done) (?:with you |at your door )?{_TIME}",
        unless=_CHECKED,
        apart=15,
    ),
    near(
        r"(?:you can |please )?expect (?:it|your|the|delivery|a new|them)(?! (?:answer|reply|news|message"
        r"|update))",
        _TIME,
        unless=_NO_NEWS[:-1] + r"|answer|repl|update)",
    ),
    near(
        r"(?:you'll|you will|youll|you're going to) (?:\w+ )?be (?:wearing|eating|using|enjoying|holding"
        r"|unpacking|watching)",
        _TIME,
        unless=_CHECKED,
    ),
    rf"(?:delivery|repairs?|refunds?|shipping|exchanges?|replacement|process\w*|fix|it) (?:will |should "
    rf"|usually |normally |only )*takes? "
    rf"(?:about |around |up to |only |at most |no more than |between "
    rf"|another )*{_HOURS}[^.?!]{{0,15}}\b(?:days?|hours?|weeks?)\b",
)

_SUM = (
    r"(?:penny|cent|kurus|qepik|lira|manat|cash|money|payments?|funds|amounts?|sum|fees?|difference"
    r"|deposit|costs?|charges?|total"
    r"|price)\b"
)
_BACK = r"(?: (?!and\b|get\b|come\b|be\b|writ|report)\w+){0,4}? back\b(?! to you (?:with|by|about|on))"
_ASKED = (
    r"(?! (?:team|desk|department|colleague|lead|issue|case|process|request|claim|question|query"
    r"|problem|details|form|history))"
)
_PAID = (
    r"(?:giv|send|sent|pay|paid)\w* (?:you )?back (?:what you|all|every|the whole|the full)|"
    rf"(?:get|have|giv|send|sent|return|see|receiv|pay|paid|put|transfer|wir"
    rf"|credit)\w* (?:you )?(?:back )?(?:[\w']+ ){{0,4}}?"
    rf"(?:{_SUM}|it all|all of it|what you paid|all|it|that){_BACK}"
    rf"|(?:return|transfer|wir|hand back|send back|give back|pay back)\w* (?:you )?(?:(?:all|every|the"
    rf"|your|of|whole|full|last|entire|that) )*"
    rf"{_SUM}{_ASKED}"
)
_MONEY = (
    rf"(?:refund(?:ed|ing)?\b{_ASKED}|reimburs\w+|money back|cash back|pay(?:ing)? (?:you )?back|paid back"
    rf"|repa(?:y|id)|full amount"
    rf"|credited|(?:revers|waiv|drop|void)\w* (?:the|your|that|this|both|it)|{_PAID}"
    r"|(?:cover|pay for|bear|absorb) (?:the|all|your|any|for)(?: \w+){0,2} (?:costs?|bill|repair|shipping"
    r"|fees?|postage|expenses?"
    r"|difference|return)\b)"
)
_TO_COME = (
    r"(?:\w+'ll|(?:you|it|they)ll|will|shall|going to|guarantee|promise|let me|let us|happy to|glad to"
    r"|(?:i|we)(?:'d| would) like to"
    r"|arrang\w+|(?:we|i|you) can|(?:agreed|approved|authori[sz]ed|requested)(?= (?:a|your"
    r"|the) (?:full )?refund))\b"
)
REFUND = words(
    r"(?:told|asked|instructed|got) [\w' ]{2,25} to (?:refund (?:you|the|your|it)|(?:send|pay|return|transfer"
    r"|wire) (?:you )?"
    r"(?:back )?(?:the |your |all )?(?:[$€£₺₼]|\d|money|amount|payment|full))",
    r"(?:[$€£₺₼] ?\d[\d.,]*|\d[\d.,]* ?(?:tl|lira|azn|manat|usd|eur|euros?|dollars?|pounds?|toman)|it all|the lot)"
    r" (?:will|'ll|is going to) (?:\w+ )?(?:be (?:back|in your|on your|with you|returned|refunded|credited)"
    r"|(?:go|land|come|return) (?:back|in your|on your|onto|into))",
    r"(?:manat|lira|tl|azn|\d|money|refund|payment|charge|amount|one of (?:the two|them"
    r"|those))[^.?!\n]{0,15}\b(?:is|are|will|'ll)\b[^.?!\n]{0,12}\b(?:coming (?:back|home|to you|your way)"
    r"|heading (?:back|home|to you|your way)|on (?:its|their) way)",
    r"(?:drop|fall|come|disappear|vanish|tak)\w* (?:off|from) (?:your|the) (?:\w+ )?(?:statement|bill|card"
    r"|account|invoice|balance)",
    r"(?:tl|lira|azn|manat|usd|euros?|dollars?|pounds?|toman|[$€£₺₼]|\d|amount|money|sum|difference"
    r"|payment|charge|it all|everything you paid|fee) (?:goes|go|is going|comes|is coming|returns|will go"
    r"|will come|'ll go"
    r"|is) (?:\w+ly |right |straight )?(?:back|onto|into) (?:to |on |onto |into |in )?(?:your|you|the same"
    r"|the card)",
    r"(?:you're|you are) (?:now |also )?(?:getting|receiving) (?:a|your|the|all|every|it"
    r"|back)(?: \w+){0,3}? ?(?:refund|money|penny|amount|back)\b|(?:will|'ll) (?:show|appear|reflect|drop"
    r"|land|be visible) (?:up )?(?:on|in|into|back) "
    r"(?:on |in )?your (?:card|account|statement|bank|wallet|balance)|make you whole|make good (?:the"
    r"|your) (?:loss|difference)|(?:won't|will not|doesn't|does not|shouldn't) cost you",
    r"(?:i|we)(?:'ll| will|'re| are|'m| am|'ve| have) (?:just |already |now |\w+ly )*(?:cancel|remov|undo"
    r"|wip|tak)\w* (?:off )?(?:the|that|your|this) (?:\w+ )?(?:charge|fee|payment)s?\b(?! (?:issue|problem"
    r"|up|to))",
    near(_TO_COME, _MONEY, unless=_NOT_PAID),
    rf"(?:i|we)(?:'re| are|'m| am|'ve| have) (?:just |already |now |also |\w+ly )?(?:refund(?:ed|ing)\b"
    rf"|reimburs\w+|repa(?:ying|id)|credited"
    rf"|(?:revers|waiv)\w+ (?:the|your|that|this|both|it)|{_PAID}"
    rf"|(?:issu|process|approv|arrang|sort|start|authori[sz])\w* (?:out )?(?:a|your|the"
    rf"|you a)(?: \w+)? refund\b{_ASKED})",
    r"(?:your|the|a|full|that|this|extra|second|both|whole) (?:\w+ )?(?:refund|money|payments?|amounts?"
    r"|charges?|fee|sum|difference) (?:\w+ )?"
    r"(?:will|'ll|is going to|are going to|is to|has been|have been|is being|is|are being|gets?) (?:\w+ly "
    r"|also )?(?:be )?(?:refunded|returned"
    r"|paid back|issued|back (?:in|on|with)|credited|reversed|repaid|reimbursed|sent back|on (?:its"
    r"|the) way|guaranteed|approved|cancelled"
    r"|waived|dropped|transferred|yours\b|safe\b|coming back)",
    r"(?:it|that)(?:'ll| will|ll) (?:all )?be (?:refunded|reimbursed|credited back|paid back|back (?:in"
    r"|on) your (?:account|card|wallet))",
    r"you(?:'re| are| get|'ll be) (?:\w+ly )?(?:refunded|reimbursed|repaid|paid back)",
    r"(?:refund|money)(?:'s| is) (?:already |now )?(?:on its way|on the way|coming|confirmed|approved"
    r"|headed|guaranteed)",
    r"(?<!asked for a )(?<!want a )(?<!wanted a )(?<!waiting for a )(?<!waiting"
    r" for your )(?<!for the )(?<!your )(?<!promised a )full refund"
    r"|money-?back guarantee|moneyback",
    r"you (?:won't|will not) (?:be out of pocket|lose (?:a|any|your)|pay (?:a|for|anything)|have to pay"
    r"|be charged|be billed)"
    r"|consider (?:it|that|this|the \w+) (?:refunded|cancelled|repaid|dropped)",
)

_NUMBER = r"(?:\d+|ten|fifteen|twenty|twenty-five|thirty|fifty|half)"
_GIFT = (
    r"(?:(?:vouchers?|coupons?|promo codes?|gift (?:cards?|vouchers?|certificates?))\b(?! (?:problem|issue"
    r"|error|question|case|that|team|didn't|doesn't|not))"
    r"|(?:a |an |another |small |little |free |special |extra |surprise |complimentary )gifts?\b|(?:a|an"
    r"|extra|special|further|one-off|small|nice|\d+ ?%|percent)"
    rf" (?:\w+ )?discount|{_NUMBER} ?(?:%|percent|per cent)|store credit|credit (?:to|on|in|for|towards)\b"
    rf"|half price|free (?:shipping|delivery|month|gift|item"
    r"|repair|dessert|drink|meal|order|return|coffee|upgrade|ticket|sample|postage)|bonus|(?:loyalty "
    r"|bonus |reward |extra |\d+ )points|points (?:to|in|on) your"
    r"|compensation\b|on the house|for free\b|free of charge|freebie|complimentary|at our (?:expense|cost)"
    r"|token of|(?:little|small|nice|special) (?:something|surprise"
    r"|treat|token|thank)|something (?:special|nice|extra|sweet|small)|surprise (?:for|in|on|with|waiting)"
    r"|upgrade (?:you|your|for)|extra month|months? free"
    rf"|(?:[$€£₺₼] ?\d+|\d+ ?(?:tl|lira|azn|manat|usd|eur|dollars?|euros?|pounds?|toman"
    rf"|[$€£₺₼]))(?: \w+){{0,3}} (?:off|credit|vouchers?|to spend|towards|on your|for your))"
)
_BROKEN = (
    r"(?![^.?!]{0,40}\b(?:not\b|(?:did|does|do|was|is|were|could|would|wo|ca)n't|wrong|fail|expired|mistake"
    r"|incorrect|error|broken))"
)
_OFFER = (
    r"(?:giv|gave|send|sent|offer|add|credit|issu|gift|prepar|treat|deduct|put|set|apply|applied|arrang"
    r"|knock|tak|drop|includ|slip|pop|upgrad|extend|top|load"
    r"|grant|reward|throw|mak|provid|hav|compensat|e-?mail|generat|creat|leav|left)"
)
COMPENSATION = words(
    r"(?:we|i) owe you (?:a |an |one )?(?:coffee|dinner|lunch|drink|meal|discount|voucher|gift|treat|free"
    r"|month|dessert)|(?:ships?|goes|comes|travels) (?:to you )?free\b|be our guests?\b|(?:is|are"
    r"|'s) on us (?:this|next) time"
    r"|(?:breakfast|tickets?|the next one|a round|treats?|drinks|coffees) (?:is|are|'s) (?:on us|yours"
    r"|on the house)|(?:we|i)(?:'ll not| won't| will not) charge (?:you )?(?:for )?(?:the |your "
    r"|any )?(?:delivery|shipping|next|month|postage|fee)"
    r"|no (?:delivery|shipping|service) (?:fee|charge)s? (?:on|for) your|at no (?:extra "
    r"|additional )?(?:cost|charge)",
    near(
        rf"(?:(?:we|i|they|our \w+)(?:'ll| will|'d| would| want to|'re| are|'m| am|'ve| have| can| could"
        rf"| shall| has)\b|let (?:me|us)|allow (?:me|us) to)"
        rf"(?:(?!sorry|apolog|that we|when)[^.?!]){{0,25}}?\b{_OFFER}\w*",
        _GIFT + _BROKEN,
        unless=_CHECKED,
    ),
    near(r"(?:we|i) (?:\w+ly )?(?:offer|give|send|grant|add) (?:you|your)", _GIFT, unless=_CHECKED),
    near(
        r"(?:everyone|everybody|(?:all|every) (?:\w+ )?(?:customers?|users?|buyers?)|anyone)(?: \w+)? (?:gets?"
        r"|receives?"
        r"|is getting|are getting)",
        _GIFT,
        unless=_CHECKED,
        apart=25,
    ),
    near(r"(?:please |hope you(?:'ll| will)? )accept", _GIFT, unless=_CHECKED),
    near(
        r"(?:you'll|youll|you will|you can) (?:\w+ )?(?:get|receive|find|use|have"
        r"|enjoy)",
        _GIFT,
        unless=_CHECKED,
    ),
    near(
        r"(?:there's|there is|there will be|enjoy|claim|here's|here is"
        r"|here are)",
        _GIFT + _BROKEN,
        unless=_CHECKED,
        apart=25,
    ),
    near(
        r"(?:as an apology|as a thank you|to (?:\w+ )?apologi[sz]e|to make (?:it )?up"
        r"|make(?: it)? up (?:for|to)|make things right|to say sorry)",
        _GIFT,
        unless=_CHECKED,
    ),
    near(
        _GIFT,
        r"(?:is|are|will be|has been|have been|'s|'ll be) (?:already |now |also )?(?:waiting|in your"
        r"|on (?:its|the) way|yours"
        r"|on us|added"
        r"|coming|ready|sent)",
        unless=_CHECKED,
        apart=20,
    ),
    r"(?:we|i)(?:'ll| will|'d like to| would like to| want to|'re going to| are going to|'d love to"
    r"| would love to| can| shall) (?:\w+ )?compensate"
    r"|you(?:'ll| will|ll) (?:\w+ )?be (?:\w+ly )?compensated|to compensate (?:you|for)|(?:in"
    r"|by way of) compensation|as (?:a )?compensation|as an apology gift",
    r"(?:next|first|following) (?:one|order|coffee|delivery|meal|purchase|ride|booking|month|visit|box"
    r"|dinner|lunch|pizza|trip|shop)(?:'s| is|'ll be| will be) (?:on us|free"
    r"|on the house|our treat|complimentary)|(?:dinner|lunch|coffee|drink|dessert|meal|pizza|postage"
    r"|shipping|repair|breakfast)(?:'s| is|'ll be| will be) (?:on us|on the house"
    r"|free|our treat)",
    r"gesture of (?:good ?will|good will|apology|our)|good-?will gesture|token of (?:our |good)\w*|(?:use"
    r"|enter|with) (?:the |this |our )?(?:promo |discount |coupon |voucher )?code"
    r" [a-z0-9]*\d",
    r"(?:we|i)(?:'ll| will|'re going to| are going to| can|'ve| have) (?:\w+ly |of course |now "
    r"|just )?(?:honou?r|match|reinstate|apply) (?:the|your|that|it|this|our|her|his|their|any)"
    r"(?: \w+){0,2} (?:discount|price|offer|voucher|coupon|code|deal)" + _BROKEN,
    r"(?:price|total|bill|fee|half|%|percent|lira|tl|azn|manat) off (?:your|the|it|for)\b|off your (?:next"
    r"|bill|order)",
)
