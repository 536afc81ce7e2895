"""The catalogue is whole in every language; `Words` writes facts, numbers and times as each language does."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from monitor.wording import LANGUAGES, Language, Line, Words, catalogue, direction_of, direction_of_text

ISTANBUL = ZoneInfo("Europe/Istanbul")
ROOT = Path(__file__).parent.parent
FSI, PDI = "\u2068", "\u2069"


def words(language: Language, zone: ZoneInfo = ISTANBUL) -> Words:
    return Words(language, zone)


def forms(line: Line) -> list[str]:
    return [line] if isinstance(line, str) else list(line.values())


def gaps(line: Line) -> set[str]:
    """The gaps of a line; its plural forms all have the same, and may leave the count out."""
    found = [set(re.findall(r"\{(.*?)\}", form)) for form in forms(line)]
    assert all(each | {"count"} == found[0] | {"count"} for each in found)
    return set().union(*found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_keys_and_gaps(language: Language) -> None:
    english, theirs = catalogue("en"), catalogue(language)
    assert set(theirs) == set(english)
    for key, line in english.items():
        assert gaps(theirs[key]) == gaps(line), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_lines_are_well_formed(language: Language) -> None:
    for key, line in catalogue(language).items():
        if not isinstance(line, str):
            assert "other" in line, key
        for form in forms(line):
            assert form == form.strip() != "", key
            assert not re.search(r"[{}]", re.sub(r"\{[a-z_]+\}", "", form)), f"{key}: a broken gap"
            assert not re.search("[\u202a-\u202e\u2066-\u2069]", form), (
                f"{key}: isolates are put in by `Words`"
            )


def test_persian_is_written_with_persian_letters() -> None:
    for key, line in catalogue("fa").items():
        for form in forms(line):
            bare = re.sub(r"\{[a-z_]+\}", "", form)
            assert not re.search("[يكىة0-9a-zA-Z,?;]", bare), f"{key}: {form}"
            assert not re.search("(?<![\u0600-\u06ff])ن?می ", bare), f"{key}: می is joined by a ZWNJ"


def test_azerbaijani_is_not_turkish() -> None:
    turkish, azerbaijani = catalogue("tr"), catalogue("az")
    letters = {key: re.sub(r"\{.*?\}|\W", "", str(line)) for key, line in azerbaijani.items()}
    same = {key for key, line in azerbaijani.items() if line == turkish[key] and len(letters[key]) > 8}
    assert not same
    spoken = " ".join(form for line in azerbaijani.values() for form in forms(line)).lower()
    heard = set(re.findall(r"\w+", spoken))
    for word in ("şikâyet", "gönderi", "henüz", "değil", "için", "yanıt", "müşteri", "evet", "lütfen"):
        assert word not in heard


def test_every_line_that_the_code_says_is_written_and_every_line_is_said() -> None:
    source = "\n".join(
        path.read_text(encoding="utf-8")
        for path in (
            *(ROOT / "monitor" / "cards").glob("*.py"),
            *(
                ROOT / "monitor" / name
                for name in ("pressing.py", "reports.py", "report_page.py", "report_replies.py", "wording.py")
            ),
            *(ROOT / "monitor" / "templates" / f"{name}.html" for name in ("report", "act")),
            ROOT / "monitor" / "web" / "places.py",
        )
    )
    keys = set(catalogue("en"))
    said = set(re.findall(r'words\(\s*["\']([a-z]+\.[a-z_]+)["\']', source))
    assert len(said) > 40
    assert said <= keys
    for key in keys:
        group, name = key.split(".")
        if group in ("card", "report", "duration", "button", "act") and not name.startswith("by_"):
            assert re.search(rf"\b{name}\b", source), f"nobody says {key}"


def test_a_wrong_key_and_a_missing_fact_are_named() -> None:
    with pytest.raises(KeyError, match=r"card\.headlin: no such wording in tr"):
        words("tr")("card.headlin")
    with pytest.raises(KeyError, match=r"card\.headline: the fact 'brand' is missing"):
        words("tr")("card.headline", severity="Yüksek")
    with pytest.raises(KeyError, match=r"report\.mentions: the fact 'count' is missing"):
        words("en")("report.mentions")
    with pytest.raises(ValueError, match="no wording in 'de'; there is en, tr, az, fa"):
        Words("de", ISTANBUL)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "hostile", ["{brand}", "{0.__class__}", "%s %(x)s", "{{", "\\1 \\g<0>", "$brand", "{severity}"]
)
def test_facts_are_data(hostile: str) -> None:
    line = words("en")("card.headline", severity=hostile, brand="Firuzka", platform=hostile)
    assert line == f"{hostile} · Firuzka · {hostile}"


def test_names_known_and_unknown() -> None:
    assert words("tr").name("topic", "delivery") == "Teslimat"
    assert words("tr").name("topic", "kampanya") == "kampanya"
    assert "topic.delivery" in words("az")
    assert words("fa").handle("x", "ayse") == "@ayse"
    assert words("fa").handle("reddit", "ayse") == "u/ayse"


@pytest.mark.parametrize(
    ("language", "count", "told"),
    [
        ("en", 0, "0 followers"),
        ("en", 1, "1 follower"),
        ("en", 41200, "41,200 followers"),
        ("tr", 1, "1 takipçi"),
        ("tr", 41200, "41.200 takipçi"),
        ("az", 41200, "41.200 izləyici"),
        ("fa", 41200, "۴۱٬۲۰۰ دنبال‌کننده"),
    ],
)
def test_numbers_and_plurals(language: Language, count: int, told: str) -> None:
    assert words(language)("card.followers", count=count) == told


@pytest.mark.parametrize(
    ("share", "english", "turkish", "persian"),
    [
        (0.0, "0%", "%0", "۰٪"),
        (0.0001, "0.1%", "%0,1", "۰٫۱٪"),
        (0.345, "34%", "%34", "۳۴٪"),
        (0.5, "50%", "%50", "۵۰٪"),
        (0.996, "99.6%", "%99,6", "۹۹٫۶٪"),
        (0.99999, "99.9%", "%99,9", "۹۹٫۹٪"),
        (1.0, "100%", "%100", "۱۰۰٪"),
    ],
)
def test_percent_never_rounds_to_none_or_all(share: float, english: str, turkish: str, persian: str) -> None:
    assert words("en").percent(share) == english
    assert words("tr").percent(share) == turkish
    assert words("fa").percent(share) == persian


AT = datetime(2026, 11, 21, 20, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "zone", "moment", "day", "short"),
    [
        ("en", "UTC", "21 Nov 2026, 20:30", "Saturday, 21 November 2026", "21 Nov"),
        ("en", "Asia/Baku", "22 Nov 2026, 00:30", "Saturday, 21 November 2026", "21 Nov"),
        ("tr", "Europe/Istanbul", "21 Kas 2026, 23:30", "21 Kasım 2026 Cumartesi", "21 Kas"),
        ("az", "Asia/Baku", "22 noy 2026, 00:30", "21 noyabr 2026, şənbə", "21 noy"),
        ("fa", "Asia/Tehran", "۱ آذر ۱۴۰۵، ۰۰:۰۰", "شنبه ۳۰ آبان ۱۴۰۵", "۳۰ آبان"),
    ],
)
def test_times_are_told_in_the_zone_and_calendar(
    language: Language, zone: str, moment: str, day: str, short: str
) -> None:
    here = words(language, ZoneInfo(zone))
    assert here.moment(AT) == moment
    assert here.day(date(2026, 11, 21)) == day
    assert here.short_day(date(2026, 11, 21)) == short


def test_the_clock_and_another_zone() -> None:
    assert words("en").clock(AT) == "23:30"
    assert words("fa").clock(AT) == "۲۳:۳۰"
    assert words("fa").at(ZoneInfo("UTC")).clock(AT) == "۲۰:۳۰"
    same = words("fa")
    assert same.at(ISTANBUL) is same


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (-5, "0 s"),
        (59.9, "59 s"),
        (60, "1 min"),
        (3599, "59 min"),
        (3600, "1 h"),
        (8100, "2 h 15 min"),
        (86_400, "1 day"),
        (86_400 + 60, "1 day"),
        (2 * 86_400 + 3 * 3600 + 59 * 60, "2 days 3 h"),
    ],
)
def test_durations(seconds: float, told: str) -> None:
    assert words("en").duration(seconds) == told


def test_durations_in_the_other_languages() -> None:
    assert words("tr").duration(8100) == "2 sa 15 dk"
    assert words("az").duration(8100) == "2 saat 15 dəq."
    assert words("fa").duration(8100) == "۲ ساعت و ۱۵ دقیقه"


def test_what_runs_the_other_way_is_isolated() -> None:
    persian = words("fa")
    line = persian("card.headline", severity=persian("severity.high"), brand="Firuzka", platform="ایکس")
    assert line == f"فوری · {FSI}Firuzka{PDI} · ایکس"
    assert (
        words("en")("card.headline", severity="High", brand="فیروزکا", platform="X")
        == f"High · {FSI}فیروزکا{PDI} · X"
    )
    assert persian("report.more", count=3) == "و ۳ مورد دیگر"


def test_directions() -> None:
    assert [direction_of(language) for language in LANGUAGES] == ["ltr", "ltr", "ltr", "rtl"]
    assert words("fa").direction == "rtl"


@pytest.mark.parametrize(
    ("text", "language", "direction"),
    [
        ("@firuzka https://firuzka.example سفارشم نرسید", "fa", "rtl"),
        ("sefaresham nareside", "fa", "ltr"),
        ("kargom فیروزکا gelmedi", "tr", "ltr"),
        ("لم يصل طلبي", "other", "rtl"),
        ("Где заказ", "other", "ltr"),
        ("לא הגיע ok", None, "rtl"),
        ("", None, "ltr"),
        ("!!! 123", "fa", "ltr"),
    ],
)
def test_direction_of_a_post(text: str, language: str | None, direction: str) -> None:
    assert direction_of_text(text, language) == direction


@pytest.mark.parametrize("other", ["رویداد", r"سکو(?!\w)"])
def test_persian_has_one_word_for_one_thing(other: str) -> None:
    """An incident is رخداد and a platform پلتفرم, on every button as in every report."""
    lines = (
        each
        for line in catalogue("fa").values()
        for each in ([line] if isinstance(line, str) else line.values())
    )
    assert [line for line in lines if re.search(rf"(?<!\w){other}", line)] == []


def test_one_complaint_that_waits_is_told_in_the_singular() -> None:
    here = Words("fa", ZoneInfo("UTC"))
    assert here("report.digest", count=1).endswith("منتظر است سر فرصت دیده شود.")
    assert here("report.digest", count=2).endswith("منتظرند سر فرصت دیده شوند.")
