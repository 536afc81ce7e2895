"""How an author went on, as the thread is told it: in four languages, and with hostile words."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from test_reports import HOSTILE

from alerts.blocks import layout
from connectors.base import Mention
from monitor.cards import outcome_message
from monitor.records import Draft, Notice, Subject
from monitor.wording import LANGUAGES, Language, Words

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
THANKS = Draft(kind="thanks", language="fa", text="ممنون از شما!")


def post(text: str = "ممنون، رسید", **changes: Any) -> Mention:
    values: dict[str, Any] = {
        "platform": "x", "external_id": "12", "kind": "post", "permalink": "https://x.com/i/status/12",
        "text": text, "created_at": AT, "author_handle": "sara",
    }  # fmt: skip
    return Mention(**(values | changes))


def notice(went: str, *, again: bool = False) -> Notice:
    facts = {"match": 1, "alert": 1, "again": again}
    return Notice(id=1, subject=Subject("alert", 1), kind=f"outcome_{went}", facts=facts, raised_at=AT)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("went", ["thanked", "calmer", "angrier"])
def test_each_outcome_is_worded(language: Language, went: str) -> None:
    words = Words(language, ZoneInfo("UTC"))
    message = outcome_message(
        notice(went, again=went == "angrier"), post(), "fa", THANKS if went == "thanked" else None,
        delivery_id="d", words=words,
    )  # fmt: skip
    assert "@sara" in message.headline
    assert message.headline == words(f"outcome.{went}", author="@sara")
    assert message.quotes[0].direction == "rtl"
    assert [draft.direction for draft in message.drafts] == (["rtl"] if went == "thanked" else [])
    assert [section.lines for section in message.sections] == (
        [(words("outcome.again"),)] if went == "angrier" else []
    )
    assert [link.url.partition("?")[0] for link in message.links] == [
        "https://x.com/i/status/12", *["https://x.com/intent/post"] * (went == "thanked"),
    ]  # fmt: skip
    assert layout(message)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words(text: str) -> None:
    hostile = post(text, author_handle=text or "a", author_name=text, permalink=text)
    message = outcome_message(
        notice("thanked"), hostile, "other", None, delivery_id="d", words=Words("en", ZoneInfo("UTC"))
    )
    assert "\u202e" not in message.headline
    assert len(message.headline) < 200
    drawn = str(layout(message))
    assert "<!channel>" not in drawn
    assert len(drawn) < 20_000
