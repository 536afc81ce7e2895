"""Hostile text on its whole way: in no field that reaches Slack does it call anybody, hide a link or break a layout."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from fakes import Clock
from handled import (
    CALLED,
    ELIF,
    NAZ,
    NOON,
    TEAM_YAML,
    Team,
    actions,
    elements,
    hearing,
    teams,
)

from monitor.sandbox import blockkit, interaction
from monitor.sandbox.server import Sandbox
from monitor.tables import alerts, deliveries, presses
from monitor.wording import LANGUAGES, Language

HOSTILE = (
    "<!channel> <!here> <!everyone> <!subteam^S0123456789>",
    "<@U0AYNUR0001> @here @channel",
    "<http://evil.example|help> <https://evil.example|https://x.com/firuzka>",
    "[help](http://evil.example) javascript:alert(1)",
    "```rm -rf``` *bold* _it_ ~gone~ `code` > quoted",
    "\u202egnp.exe\u202c \u2066\u2067\u2068 \u200f\u200e",
    "a\x00b\x07c\x1b[31m\x7f",
    "\ud83d alone \udc00",
    "{brand} {{7*7}} %s %(x)s ${HOME}",
    "&lt;!channel&gt; &amp;",
    "👩‍👩‍👧‍👦" * 400,
    "ا\u200cب" * 500 + " <!channel>",
    "x" * 100_000,
    "\n\n\n" + "line\n" * 3_000,
    "\u0301" * 3_000,
)
BRAND = "<!channel> *F* {x} \\u202e"


#: Those that a name or a note is shown of otherwise than a post; it takes a while to press for each.
NAMES = (*HOSTILE[:3], *HOSTILE[5:8], HOSTILE[12])

#: On SQLite in every language; what PostgreSQL refuses to store is the same in all of them.
pytestmark = pytest.mark.parametrize(
    ("language", "store_url"),
    [*((language, "sqlite") for language in LANGUAGES), ("fa", "postgresql")],
    indirect=["store_url"],
)


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names that Slack tells us for whoever presses, from the end; the true ones once it is empty."""
    given: list[str] = []
    whole = interaction._by

    def by(person: Any, trigger: str) -> dict[str, Any]:
        told = whole(person, trigger)
        if given:
            told["user"] |= {"name": given[-1], "username": given[-1]}
        return told

    monkeypatch.setattr(interaction, "_by", by)
    return given


@pytest.fixture
def team(
    language: Language, tmp_path: Path, sandbox: Sandbox, store_url: str, clock: Clock
) -> Iterator[Team]:
    called = ", ".join(f"{name}: {{slack: {uid}}}" for name, uid in CALLED.items())
    more = (
        f"language: {language}",
        f'people: {{{called}, "<!channel> <@U0AYNUR0001>": {{slack: U0HOSTILE01}}}}',
    )
    with teams(tmp_path, sandbox, store_url, clock) as make:
        made = make(more=more)
        brand = made.config / "brands" / "firuzka.yaml"
        written = brand.read_text(encoding="utf-8")
        brand.write_text(written.replace("name: Firuzka", f'name: "{BRAND}"'), encoding="utf-8")
        made.restart()
        with hearing(made):
            yield made


def sound(team: Team) -> None:
    """Assert that nothing in Slack calls anybody or hides a link, and that Slack takes every layout."""
    slack = team.sandbox.slack
    for message in team.messages():
        assert blockkit.faults(message.blocks) == []
        # our own calls are told by their element, once each
        own = {f"<@{each['user_id']}>" for each in elements(message) if each["type"] == "user"}
        rest = message.text
        for each in own:
            rest = rest.replace(each, "", 1)
        assert "<" not in rest
        assert ">" not in rest
        _harmless(message.blocks, message.text)
    for view in slack.modals.opened:
        assert blockkit.view_faults(view) == []
        _harmless(view["blocks"], view["title"]["text"])
    assert team.count(deliveries, deliveries.c.error.is_not(None)) == 0


def _harmless(blocks: list[Any], text: str) -> None:
    for each in elements(blocks):
        assert each["type"] not in ("usergroup", "channel", "broadcast", "mrkdwn", "emoji")
        if each["type"] == "user":
            assert each["user_id"] in CALLED.values()
        if each["type"] == "link" or "url" in each:
            assert urlsplit(each["url"]).hostname in ("x.com", "twitter.com")
    for one in (text, *_strings(blocks)):
        one.encode()  # no lone surrogate
        assert not set(one) & set("\x00\x07\x1b\x7f\u202a\u202b\u202c\u202d\u202e\u2066\u2067")
    whole = "".join(_strings(blocks))
    assert whole.count("\u2068") == whole.count("\u2069")
    json.dumps(blocks, ensure_ascii=False).encode()


def _strings(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        for name, each in part.items():
            if name in ("text", "initial_value") and isinstance(each, str):
                yield each
            yield from _strings(each)
    elif isinstance(part, list):
        for each in part:
            yield from _strings(each)


def test_hostile_posts_in_cards_digests_incidents_and_their_threads(team: Team) -> None:
    for number, text in enumerate(HOSTILE):
        team.post(text, author=f"loud{number}", name=text)
        team.post(f"gece {text}", author=f"calm{number}", name=text, followers=5)
    team.cycle()
    for number, text in enumerate(HOSTILE):
        team.post(f"kargo {text}", author=f"storm{number}", name=text, followers=100)
    team.cycle()
    for number, text in enumerate(HOSTILE):
        team.post(f"kargo again {text}", author=f"more{number}", name=text, followers=100)
    team.cycle()
    team.clock.now = NOON.replace(hour=14)
    team.tick(seconds=1)
    for _ in range(6):
        team.tick(seconds=30)
    told = {
        kind: team.count(deliveries, deliveries.c.kind == kind, deliveries.c.message_id.is_not(None))
        for kind in ("alert", "incident", "digest", "notice")
    }
    assert told["alert"] >= len(HOSTILE)
    assert told["incident"] == 2  # more than usual of anything, and of one cause
    assert told["digest"] == 1
    assert told["notice"] > len(HOSTILE)
    sound(team)


def test_hostile_words_of_our_own_people(team: Team, names: list[str]) -> None:
    cards = []
    for number, text in enumerate(NAMES):
        cards.append(team.told(f"{number}", author=f"a{number}"))
        names.append(text)
        assert team.press(cards[-1], "snooze", value="hour").ok
        old = team.sandbox.world.slack.add(cards[-1].channel, "old", blocks=cards[-1].blocks)
        assert team.press(cards[-1], "take").ok
        assert team.press(cards[-1], "assign").ok
        assert team.submit(ELIF.id, person=ELIF.id).ok  # known by the name of the press
        assert team.press(cards[-1], "reply").ok
        assert team.submit(ELIF.id, text=(text.strip() or "x")[:3_000]).ok
        names.append("naz")
        assert team.press(old, "take", by=NAZ.id).ok  # is told who was faster
        names.append(text)
        assert team.press(cards[-1], "resolve").ok
        assert team.submit(ELIF.id, reason="solved", note=text[:3_000]).ok
        names.append("naz")
        assert team.press(old, "take", by=NAZ.id).ok
    assert team.count(presses) == 7 * len(NAMES)
    assert team.count(alerts, alerts.c.state == "resolved") == len(NAMES)
    assert len(team.whispers(NAZ.id)) == 2 * len(NAMES)
    assert all(actions(team.now(card)) == [] for card in cards)
    sound(team)


def test_hostile_names_in_the_configuration(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    assert TEAM_YAML  # those who are called have harmless names; who has a card may not
    monkeypatch.setattr(interaction, "PEOPLE", (*interaction.PEOPLE, _hostile()))
    monkeypatch.setattr("monitor.sandbox.interaction._amiss", lambda *_, **__: "")
    card = team.told()
    assert team.press(card, "assign").ok
    assert team.submit(ELIF.id, person="U0HOSTILE01").ok
    assert team.alert().acknowledged_by == "<!channel> <@U0AYNUR0001>"
    team.tick(minutes=55)
    (told,) = team.thread(card)
    called = {each["user_id"] for each in elements(told) if each["type"] == "user"}
    assert called == {"U0HOSTILE01"}
    assert "<!" not in told.text
    assert team.count(deliveries, deliveries.c.error.is_not(None)) == 0


def _hostile() -> Any:
    from monitor.sandbox.workspace import Person

    return Person("U0HOSTILE01", "x", "x")
