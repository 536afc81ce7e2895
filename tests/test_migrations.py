"""A database that version 0002 filled comes to this version with its cards, and nothing is sent anew."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from fakes import Clock
from handled import ELIF, NOON, Team, actions, hearing, shown, teams
from sqlalchemy import MetaData, Table, insert, text

from monitor import pipeline
from monitor.sandbox.server import Sandbox
from monitor.sandbox.workspace import SlackMessage
from monitor.store import Store
from monitor.store.database import Database
from monitor.tables import alerts, deliveries, incidents, matches, mentions, metadata, presses

MIGRATIONS = Path(__file__).parent.parent / "monitor" / "migrations"
FILLED = (mentions, matches, incidents, alerts, presses, deliveries)
OPENED = NOON - timedelta(days=2)


def rows() -> dict[str, list[dict[str, Any]]]:
    """Three alerts (told, taken, and too calm for a card), and an incident of one more."""
    of_alert = {
        1: {"severity": 2, "state": "open"},
        2: {"severity": 3, "state": "acknowledged", "acknowledged_at": OPENED, "acknowledged_by": "Elif"},
        3: {"severity": 1, "state": "open"},
        4: {"severity": 2, "state": "open", "incident_id": 1},
    }
    filled: dict[str, list[dict[str, Any]]] = {table.name: [] for table in FILLED}
    for number, own in of_alert.items():
        filled["mentions"].append(
            {
                "id": number, "platform": "x", "external_id": str(number), "revision": 0, "kind": "post",
                "permalink": f"https://x.com/i/status/{number}", "text": f"Firuzka rezalet {number}",
                "created_at": OPENED, "fetched_at": OPENED, "repairs": [],
            }
        )  # fmt: skip
        filled["matches"].append(
            {
                "id": number, "mention_id": number, "brand": "firuzka", "words": ["Firuzka"],
                "judged_at": OPENED, "language": "tr", "complaint": True, "complaint_probability": 0.9,
                "severity": own["severity"], "reasons": [],
            }
        )  # fmt: skip
        filled["alerts"].append(
            {
                "id": number, "match_id": number, "brand": "firuzka", "version": 1, "opened_at": OPENED,
                "draft_language": "tr", "draft_text": "Merhaba", **own,
            }
        )  # fmt: skip
    filled["incidents"] = [
        {
            "id": 1, "brand": "firuzka", "severity": 2, "state": "open", "version": 1, "opened_at": OPENED,
            "since": OPENED, "last_at": NOON, "authors": 5, "minutes": 15, "usual": 0.1,
        }
    ]  # fmt: skip
    press = {"alert_id": 2, "action": "take", "user_id": ELIF.id, "user_name": "Elif"}
    filled["presses"] = [press | {"pressed_at": OPENED, "taken": True}]
    return filled


def delivered(kind: str, subject: int, card: SlackMessage) -> dict[str, Any]:
    return {
        "id": f"{kind}{subject}", "kind": kind, "subject_id": subject, "notifier": "slack",
        "place": "complaints", "rank": 2, "version": 1, "sent_version": 1, "pending": False, "due_at": OPENED,
        "attempts": 1, "message_id": card.ts, "sent_at": OPENED, "shown_at": OPENED, "created_at": OPENED,
    }  # fmt: skip


@pytest.fixture
def filled(store_url: str, sandbox: Sandbox) -> dict[str, SlackMessage]:
    """The store as 0002 left it, and the cards that stand in Slack."""
    Store(store_url).close()
    slack = sandbox.world.slack
    channel = slack.channel("complaints")
    assert channel is not None
    cards = {name: slack.add(channel.id, f"card of {name}") for name in ("alert 1", "alert 2", "incident 1")}
    database = Database(store_url)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with database.engine.begin() as connection:
        metadata.drop_all(connection)
        connection.execute(text("DROP TABLE alembic_version"))
        config.attributes["connection"] = connection
        command.upgrade(config, "0002")
        values = rows()
        values["deliveries"] = [
            delivered(name.split()[0], int(name.split()[1]), card) for name, card in cards.items()
        ]
        for table in FILLED:
            then = Table(table.name, MetaData(), autoload_with=connection)
            for row in values[table.name]:
                connection.execute(insert(then).values(row))
    database.close()
    return cards


def test_cards_stay_what_they_are_and_nothing_is_sent_anew(
    filled: dict[str, SlackMessage], tmp_path: Path, sandbox: Sandbox, store_url: str, clock: Clock
) -> None:
    with teams(tmp_path, sandbox, store_url, clock) as make:
        team: Team = make()
        with team.service.store.database.write() as connection:
            assert MigrationContext.configure(connection).get_current_revision() == "0004"
        team.cycle()
        for hours in (1, 6, 48):
            team.tick(hours=hours)
            team.restart()
        assert [each.text for each in team.messages()] == [card.text for card in filled.values()]
        assert [team.alert(number).told_at for number in (1, 2, 3)] == [OPENED, OPENED, None]
        assert team.incident().told_at == OPENED
        assert team.count(presses, presses.c.kind == "slack") == 1
        # the old cards can be pressed, and follow
        with hearing(team):
            card = filled["alert 1"]
            block = {"type": "actions", "block_id": "b", "elements": [_take("1")]}
            sandbox.world.slack.change(card.ts, blocks=[block])
            assert team.press(card, "take").ok
        assert f"Taken by {ELIF.username}" in shown(team.now(card))
        assert "snooze" in actions(team.now(card))
        assert len(team.cards()) == 3
        # and have clocks from then on: two days are far too late for an answer, but nobody had promised one
        team.tick(hours=4.1)
        assert "Nothing happened after" in team.thread(card)[-1].text
        pipeline.close_incidents(team.service)
        pipeline.deliver(team.service)
        assert "Resolved" in team.now(filled["incident 1"]).text


def _take(value: str) -> dict[str, Any]:
    label = {"type": "plain_text", "text": "Take"}
    return {"type": "button", "action_id": "take", "value": value, "text": label}
