"""All that people read, in the team's language: lines with gaps, and numbers and times as it writes them.

    locale/<language>.yaml:  group → key → line, or a line for each plural form

Facts are put into a line once, as data: what they hold is never read as a line again. What a stranger wrote
the caller puts on one line first (`alerts.text.one_line`), which also takes direction controls away.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast, get_args
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal, format_percent
from persiantools.jdatetime import JalaliDate, JalaliDateTime
from ruamel.yaml import YAML

Language = Literal["en", "tr", "az", "fa"]
Direction = Literal["ltr", "rtl"]
Line = str | Mapping[str, str]

LANGUAGES: tuple[Language, ...] = get_args(Language)

_LOCALE = Path(__file__).with_name("locale")
#: British English: days before months, and the clock of 24 hours that the other three use.
_BABEL = {"en": "en_GB", "tr": "tr", "az": "az", "fa": "fa"}
_GAP = re.compile(r"\{([a-z_]+)\}")
_PERSIAN_DIGITS = str.maketrans("0123456789%", "۰۱۲۳۴۵۶۷۸۹٪")
_ISOLATE, _POP = "\u2068", "\u2069"
#: What stands before a handle; "@" where nothing else is the custom.
_HANDLES = {"reddit": "u/"}
#: Enough of a text to know its direction by.
_GLANCE = 2000
_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400


class Words:
    """What the service says, in one language and one time zone.

    Args:
        language: of the team.
        zone: in which times are told.

    Raises:
        ValueError: a language that there is no catalogue for.
    """

    def __init__(self, language: Language, zone: ZoneInfo) -> None:
        if language not in LANGUAGES:
            raise ValueError(f"no wording in {language!r}; there is {', '.join(LANGUAGES)}")
        self.language: Language = language
        self.zone = zone
        self.direction: Direction = direction_of(language)
        self._lines = catalogue(language)
        self._locale = Locale.parse(_BABEL[language])

    def __call__(self, key: str, /, **facts: object) -> str:
        """Word the line `key` ("card.headline").

        Args:
            facts: one for each gap; numbers are written in the language's way, all else as it stands. `count`
                chooses the plural form where the line has several.

        Raises:
            KeyError: no such line, or a gap without a fact; names the key and the language or the fact.
        """
        try:
            line = self._lines[key]
        except KeyError:
            raise KeyError(f"{key}: no such wording in {self.language}") from None
        if not isinstance(line, str):
            form = self._locale.plural_form(cast("int", self._fact(key, facts, "count")))
            line = line.get(form, line["other"])
        return _GAP.sub(lambda gap: self._inserted(self._fact(key, facts, gap[1])), line)

    def __contains__(self, key: str) -> bool:
        return key in self._lines

    def name(self, group: str, value: str) -> str:
        """Name a value ("topic", "delivery"), or give it back as it is if the catalogue does not know it.

        Operators add topics of their own, and a platform may be newer than the catalogue.
        """
        key = f"{group}.{value}"
        return self(key) if key in self else value

    def handle(self, platform: str, handle: str) -> str:
        """Write an account's handle as people on its platform do: @ayse, u/ayse."""
        return _HANDLES.get(platform, "@") + handle

    def at(self, zone: ZoneInfo) -> Words:
        """Give the same words with times told in another zone."""
        return self if zone == self.zone else Words(self.language, zone)

    def number(self, number: float) -> str:
        """Write a number: 41,200 · 41.200 · ۴۱٬۲۰۰."""
        return self._digits(format_decimal(number, locale=self._locale, numbering_system="default"))

    def percent(self, share: float) -> str:
        """Write a share of 1 in whole percent; next to none and next to all are told to a tenth."""
        tenths = not 0.01 <= share <= 0.99 and share not in (0.0, 1.0)
        shown = min(max(round(share, 3), 0.001), 0.999) if tenths else round(share, 2)
        return self._digits(
            format_percent(shown, locale=self._locale, decimal_quantization=False, numbering_system="default")
        )

    def moment(self, at: datetime) -> str:
        """Write an aware time, told in the zone: 21 Nov 2026, 14:30 · ۳۰ آبان ۱۴۰۵، ۱۴:۳۰."""
        local = at.astimezone(self.zone)
        if self.language == "fa":
            return _jalali(JalaliDateTime, local, "%d %B %Y، %H:%M").lstrip("۰")
        return format_datetime(local, "d MMM y, HH:mm", locale=self._locale)

    def clock(self, at: datetime) -> str:
        """Write an aware time as a time of day in the zone: 14:30 · ۱۴:۳۰."""
        return self._digits(f"{at.astimezone(self.zone):%H:%M}")

    def day(self, day: date) -> str:
        """Write a day in full: Saturday, 21 November 2026 · شنبه ۳۰ آبان ۱۴۰۵."""
        if self.language == "fa":
            weekday, number, rest = _jalali(JalaliDate, day, "%A|%d|%B %Y").split("|")
            return f"{weekday} {number.lstrip('۰')} {rest}"
        return format_date(day, "full", locale=self._locale)

    def short_day(self, day: date) -> str:
        """Write a day in short, for charts: 21 Nov · ۳۰ آبان."""
        if self.language == "fa":
            return _jalali(JalaliDate, day, "%d %B").lstrip("۰")
        return format_date(day, "d MMM", locale=self._locale)

    def duration(self, seconds: float) -> str:
        """Write a length of time in its two greatest units, cut to whole minutes above one: 2 h 15 min."""
        whole = max(int(seconds), 0)
        if whole < _MINUTE:
            return self("duration.seconds", count=whole)
        units = {
            "days": whole // _DAY,
            "hours": whole % _DAY // _HOUR,
            "minutes": whole % _HOUR // _MINUTE,
        }
        told = [self(f"duration.{unit}", count=count) for unit, count in units.items() if count]
        # 3 days and 5 minutes are 3 days: the units told stand side by side
        if units["days"] and not units["hours"]:
            return told[0]
        return told[0] if len(told) == 1 else self("duration.both", greater=told[0], smaller=told[1])

    def _fact(self, key: str, facts: Mapping[str, object], name: str) -> object:
        try:
            return facts[name]
        except KeyError:
            raise KeyError(f"{key}: the fact {name!r} is missing") from None

    def _inserted(self, fact: object) -> str:
        if isinstance(fact, (int, float)):
            return self.number(fact)
        text = str(fact)
        against = {"L"} if self.direction == "rtl" else {"R", "AL"}
        if any(unicodedata.bidirectional(character) in against for character in text):
            return f"{_ISOLATE}{text}{_POP}"
        return text

    def _digits(self, text: str) -> str:
        return text.translate(_PERSIAN_DIGITS) if self.language == "fa" else text


def direction_of(language: str) -> Direction:
    """Give the direction that a language is written in; of the four, only Persian runs from right to left."""
    return "rtl" if language == "fa" else "ltr"


def direction_of_text(text: str, language: str | None) -> Direction:
    """Give the direction of a post.

    Args:
        text: as posted; only its beginning is looked at.
        language: of the verdict. It decides, since a Persian post may open with a Latin handle or link; but
            Persian in Latin letters runs from left to right, and of an unknown language most letters decide.
    """
    classes = [unicodedata.bidirectional(character) for character in text[:_GLANCE]]
    right = sum(each in ("R", "AL") for each in classes)
    if language in LANGUAGES:
        return direction_of(language) if right else "ltr"
    return "rtl" if right > classes.count("L") else "ltr"


def _jalali(calendar: Any, at: date, form: str) -> str:
    return str(calendar(at).strftime(form, locale="fa"))


@cache
def catalogue(language: Language) -> Mapping[str, Line]:
    """Read a language's lines, by "group.key"; a line with plural forms is a mapping of them."""
    groups = YAML(typ="safe", pure=True).load(_LOCALE / f"{language}.yaml")
    return {f"{group}.{key}": line for group, lines in groups.items() for key, line in lines.items()}
