"""Records as they come from the store, for the tests of what they look like."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from alerts.base import Menu, Message, Severity
from connectors.base import Mention
from monitor.cards import alert_message
from monitor.records import Alert, Draft, Handled, Incident, Voice
from monitor.wording import Language, Words

ISTANBUL = ZoneInfo("Europe/Istanbul")
AT = datetime(2026, 11, 21, 11, 30, tzinfo=UTC)
HOSTILE = (
    "<script>alert(1)</script>",
    "<!channel> <@U1> <http://evil.example|help>",
    "\u202egnp.exe\u202c \u2069\u2069 \u2066",
    "```code``` *bold* _x_ ~y~ `z`",
    "{brand} {0} %s ${x}",
    "# heading\n- list\r\n> quote\u2028line",
    "\ud800 \x00 \x1b[31m",
    "👩‍👩‍👧‍👦" * 2000,
    "a" * 1_000_000,
    "",
    " \n ",
)


def words(language: Language = "en") -> Words:
    return Words(language, ISTANBUL)


def mention(**changes: Any) -> Mention:
    base = Mention(
        platform="x",
        external_id="1857",
        kind="post",
        permalink="https://x.com/ayse/status/1857",
        text="@firuzka dört gündür kargom gelmedi",
        created_at=AT,
        author_handle="ayse",
        author_name="Ayşe",
        followers=41_200,
    )
    return replace(base, **changes)


#: An alert or an incident that nobody has touched.
UNTOUCHED: dict[str, Any] = {field.name: None for field in fields(Handled)} | {
    "brand": "firuzka",
    "severity": Severity.high,
    "state": "open",
    "version": 1,
    "opened_at": AT,
}


def pressable(message: Message) -> list[tuple[str, str]]:
    """Every action with its value, in the order of the buttons and of their menus."""
    found: list[tuple[str, str]] = []
    for each in message.buttons:
        choices = each.choices if isinstance(each, Menu) else (each,)
        found += [(choice.action, choice.value) for choice in choices]
    return found


def offered(*texts: str, language: str = "tr") -> tuple[Draft, ...]:
    """Drafts with these texts, of different kinds."""
    kinds = ("short", "full", "private")
    return tuple(
        Draft(kind=kind, language=language, text=text) for kind, text in zip(kinds, texts, strict=False)
    )


def alert(**changes: Any) -> Alert:
    values: dict[str, Any] = UNTOUCHED | {
        "id": 7,
        "held": None,
        "incident_id": None,
        "phase": None,
        "explanations": {},
        "drafts": offered("Merhaba Ayşe, özür dileriz."),
        "draft_at": None,
        "replied": 0,
        "negative": 0.9,
        "language": "tr",
        "topic": "delivery",
        "complaint_probability": 0.93,
        "reasons": (
            {"code": "complaint_probability", "facts": {"percent": 93, "points": 40}},
            {"code": "reach", "facts": {"followers": 41_200, "points": 12}},
        ),
        "words": ("@firuzka",),
        "mention": mention(),
    }
    return Alert(**(values | changes))


def card(given: Alert, language: Language = "en", brand_name: str = "Firuzka") -> Message:
    return alert_message(given, delivery_id="d1", words=words(language), brand_name=brand_name)


def incident(**changes: Any) -> Incident:
    values: dict[str, Any] = UNTOUCHED | {
        "id": 3,
        "surge": False,
        "last_at": AT,
        "authors": 9,
        "minutes": 60,
        "usual": 0.24,
        "complaints": 12,
        "people": 9,
        "beside": 0,
        "platforms": (("x", 8), ("reddit", 4)),
        "languages": (("tr", 7), ("fa", 5)),
        "topics": (("delivery", 9), ("none", 3)),
        "since": AT,
        "loudest": 41_200,
        "voices": (
            Voice(
                text="بسته‌ام نرسیده",
                language="fa",
                platform="x",
                permalink="https://x.com/sara/status/1",
                author="sara",
                followers=41_200,
            ),
        ),
        "phase": "empathy",
        "explanations": {},
    }
    return Incident(**(values | changes))
