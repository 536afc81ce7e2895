"""Personal data that stands in a reply: telephone and card numbers, addresses of mail and of homes, order numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from alerts.replies.letters import Folded

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_IBAN = re.compile(r"(?<!\w)[a-z]{2}\d{2}(?:[ -]?[a-z0-9]){11,30}(?!\w)")
#: The personal code of Azerbaijan: seven letters and digits.
_FIN = re.compile(r"(?<!\w)fin(?:[ -]?kod\w*)?:? (?=[a-z]*\d)[a-z\d]{7}(?!\w)")
_DIGITS = re.compile(r"(?<![\w.,])\+?\(?\d(?:[ ()./-]{0,2}[\d*]){4,22}(?!\w)")
_MONEY = re.compile(
    r"\s?(?:tl\b|₺|lira|manat|azn|₼|usd|eur|\$|€|£|try\b|تومان|تومن|ریال|درصد|%|٪|saat|gun\b|gün"
    r"|hours?|minutes?|days?|ساعت|روز)"
)
_CODE = re.compile(r"(?<![\w#/])(?:#\s?[a-z]{0,4}-?\d{3,}|[a-z]{1,4}-\d{4,}|[a-z]{2,4}\d{5,})(?!\w)")
_ORDER = re.compile(
    r"(?:order|tracking|booking|siparis|takip|sifaris|izleme|سفارش|پیگیری"
    r"|رهگیری)[^\d.?!؟\n]{0,25}?(?<!\d)(?!20[23]\d(?!\d))(\d{4,})(?!\d)(?! ?(?:saat|gun|hours|days|tl|lira"
    r"|manat|azn|usd|eur|euro|toman|تومان|تومن|ریال|[₺₼$€£]))"
)
_CARD = re.compile(
    r"(?<!\w)(?:card|account|iban)s?[^\d.?!\n]{0,25}?end(?:s|ing)(?: in| with)? (\d{3,4})(?!\d)"
)
_HOME = re.compile(
    r"(?<!\w)(?:(?:mah(?:allesi|\.)|sok(?:ak|agi|\.)|cad(?:de|desi|\.)|bulvar\w*|apt\.|apartman\w*"
    r"|daire|kuce(?:si)?\b|prospekt\w*|flat|apartment)[^.?!\n]{0,25}?\d+|(?:kuc\.|menzil:?|ev) ?\d+(?! ?[a-z])"
    r"|\d+\s(?:[a-z]+\s){1,3}(?:street|st\b|road|rd\b|avenue|ave\b|lane|drive|sokak|sokagi"
    r"|cadde\w*|kucesi)"
    r"|[a-z]+ (?:sokak|sokagi|caddesi|mahallesi|kucesi|prospekti)\b[^.?!\n]{0,20}\d+"
    r"|(?:خیابان|کوچه|پلاک|بلوار|میدان)[^.؟!\n]{0,25}?\d+)"
)


def personal(folded: Folded) -> Iterator[tuple[str, int, int]]:
    """Find what should not stand in public: its kind, and where it stands in the folded text."""
    text = folded.text
    taken: list[tuple[int, int]] = []

    def fresh(start: int, end: int) -> bool:
        if any(start < last and first < end for first, last in taken):
            return False
        taken.append((start, end))
        return True

    for kind, pattern in (("email", _EMAIL), ("iban", _IBAN), ("address", _HOME), ("id", _FIN)):
        for found in pattern.finditer(text):
            if (kind != "iban" or sum(map(str.isdigit, found.group())) >= 10) and fresh(*found.span()):
                yield kind, found.start(), found.end()
    for found in _CARD.finditer(text):
        if fresh(*found.span(1)):
            yield "card", found.start(1), found.end(1)
    for found in _DIGITS.finditer(text):
        kind = _of_digits(found.group())
        if kind and not _MONEY.match(text, found.end()) and fresh(*found.span()):
            yield kind, found.start(), found.end()
    for found in _CODE.finditer(text):
        if fresh(*found.span()):
            yield "order_number", found.start(), found.end()
    for found in _ORDER.finditer(text):
        if fresh(*found.span(1)):
            yield "order_number", found.start(1), found.end(1)


def _of_digits(written: str) -> str:
    """What a run of digits can be; nothing if it is an ordinary number."""
    digits = re.sub(r"[^\d*]", "", written)
    count = len(digits)
    if written.startswith("+") or (digits.startswith("00") and count > 10):
        return "phone" if 9 <= count <= 15 else ""
    if 15 <= count <= 19 or (count == 16 and "*" in digits):
        return "card"
    if "*" in digits:
        return "card" if count >= 12 else ""
    if count in (10, 11) and digits.startswith(("0", "5", "9")):
        return "phone"
    if count == 12 and digits.startswith(("90", "994", "98")):
        return "phone"
    if count == 11 and not re.search(r"\D", written):
        return "id"
    if re.fullmatch(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}", written) or re.fullmatch(
        r"\d{1,3}(?:[.,]\d{3})+", written
    ):
        return ""
    if re.search(r"[ ()]", written):
        return "phone" if 7 <= count <= 11 else ""
    return "order_number" if count >= 6 else ""
