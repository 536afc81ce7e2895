"""README.md, held to its word: commands, variables, targets, metrics, addresses and examples are those there are."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

import pytest
import typer
from fakes import WordClassifier
from ruamel.yaml import YAML

from alerts import NOTIFIERS
from connectors import PLATFORMS
from monitor.classifying import classify_lines
from monitor.cli import app
from monitor.metrics import Metrics
from monitor.settings import NAMES
from monitor.store import Store
from monitor.tables import matches, mentions
from monitor.web.app import create

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
PROSE = re.sub(r"^```.*?^```$", "", README, flags=re.DOTALL | re.MULTILINE)
SPANS = re.findall(r"`([^`\n]+)`", PROSE)
CODE = [*SPANS, *(line for _, block in BLOCKS for line in block.splitlines())]

#: The client's methods that `alerts.slack` may call → the scopes Slack asks of a bot for them, in public and in
#: private channels (https://docs.slack.dev/reference/methods).
SCOPES = {
    "auth_test": set[str](),
    "chat_postMessage": {"chat:write"},
    "chat_update": {"chat:write"},
    "conversations_history": {"channels:history", "groups:history"},
    "chat_postEphemeral": {"chat:write"},
    "conversations_replies": {"channels:history", "groups:history"},
    "views_open": set[str](),
    "views_update": set[str](),
    "conversations_list": {"channels:read", "groups:read"},
}

#: Hosts that README may send a reader to: this machine, the reader's own, an example's, and Slack's page for apps.
HOSTS = {"127.0.0.1", "your-host", "api.slack.com", "acme.example"}


def block(language: str, holding: str = "") -> str:
    (found,) = [content for named, content in BLOCKS if named == language and holding in content]
    return found


def command_line() -> dict[str, set[str]]:
    """Every command and its options, as typer knows them; those of a command's own commands count as its own."""
    group = cast(Any, typer.main.get_command(app))
    return {
        name: {
            option
            for each in (command, *getattr(command, "commands", {}).values())
            for one in each.params
            for option in one.opts
            if option.startswith("--")
        }
        for name, command in group.commands.items()
    }


def run_in_code(program: str) -> Iterator[tuple[str, str]]:
    """What follows `program` wherever code runs it: its first word and the rest of the line."""
    for line in CODE:
        for match in re.finditer(rf"(?:^|[|&/] ?){program} (\S+)([^|&]*)", line):
            yield match[1], match[2]


# --- what can be typed


def test_every_command_stands_in_readme_and_no_other() -> None:
    assert {command for command, _ in run_in_code("monitor")} == set(command_line())


def test_every_option_stands_in_readme_and_no_other() -> None:
    named = set(re.findall(r"`(--[a-z]+)", PROSE)) - {"--constraint", "--index-url"}
    assert named == {option for options in command_line().values() for option in options}


@pytest.mark.parametrize("command", command_line())
def test_options_stand_in_the_row_of_their_command(command: str) -> None:
    (row,) = re.findall(rf"^\| `monitor {command}\b.*$", README, re.MULTILINE)
    assert set(re.findall(r"--[a-z]+", row)) == command_line()[command] - {"--config", "--json"}


def test_every_make_target_stands_in_readme_and_no_other() -> None:
    (targets,) = re.findall(r"^\.PHONY: (.+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert {target for target, _ in run_in_code("make")} == set(targets.split())


# --- what can be set, asked and read


def test_every_variable_stands_in_the_table_and_no_other() -> None:
    assert set(re.findall(r"^\| `([A-Z_]+)` \|", README, re.MULTILINE)) == {*NAMES, "MONITOR_CONFIG"}
    written = {name for line in CODE for name in re.findall(r"\b[A-Z]+(?:_[A-Z]+)+\b", line)}
    assert {name.removesuffix("_FILE") for name in written if name != "NAME"} <= {*NAMES, "MONITOR_CONFIG"}
    assert "`<NAME>_FILE`" in README


def test_every_metric_stands_in_readme_and_no_other() -> None:
    made = Metrics().registry.collect()
    real = {metric.name + ("_total" if metric.type == "counter" else "") for metric in made}
    assert {span for span in SPANS if re.fullmatch(r"monitor_[a-z_]+", span)} == real


def test_every_address_of_the_service_stands_in_readme() -> None:
    unused = cast(Any, None)
    served = create(
        store=unused,
        watches=(),
        metrics=unused,
        clock=unused,
        signing_secret=None,
        press=unused,
        stopping=unused,
    )
    for route in cast(Any, served).routes:
        assert route.path in README


def test_configuration_keys_exist() -> None:
    explained = (ROOT / "config" / "README.md").read_text(encoding="utf-8")
    keys = {
        s
        for s in SPANS
        if re.fullmatch(
            r"(store|classifier|slack|telegram|mattermost|email|report|schedule|clocks|log|web)\.[a-z_.]+", s
        )
    }
    assert len(keys) > 5
    assert not [key for key in keys if f"`{key}`" not in explained]


def test_platforms_and_notifiers_are_named() -> None:
    assert all(name in README.lower() for name in PLATFORMS)
    assert all(f"`{kind}:" in README for kind in set(NOTIFIERS) - {"slack", "console"})


# --- what can be pasted


def test_the_manifest_asks_for_the_scopes_that_the_notifier_needs_and_no_other() -> None:
    manifest = YAML(typ="safe").load(block("yaml", "oauth_config"))
    source = (ROOT / "alerts" / "slack.py").read_text(encoding="utf-8")
    called = set(re.findall(r"self\._client\.(\w+)", source))
    needed = set[str]().union(*(SCOPES[method] for method in called))
    assert sorted(manifest["oauth_config"]["scopes"]["bot"]) == sorted(needed)
    interactivity = manifest["settings"]["interactivity"]
    assert interactivity == {"is_enabled": True, "request_url": "https://YOUR-HOST/slack/interactions"}
    assert manifest["features"]["bot_user"]["display_name"] == "Monitor"
    assert "/invite @Monitor" in README


def test_the_shown_verdict_has_the_shape_of_a_real_one() -> None:
    (asked,) = re.findall(r"echo '(\{.*\})' \| monitor classify", README)
    ((line, fault),) = classify_lines([asked.encode()], WordClassifier())
    real, shown = json.loads(line), json.loads(block("json"))
    assert fault is None
    assert list(shown) == list(real)
    assert list(shown["sentiment_probabilities"]) == list(real["sentiment_probabilities"])
    # The classifier of the tests has no topics.
    assert [type(value) for value in shown.values()] == [
        type(value) for value in (real | {"topic": ""}).values()
    ]


def test_the_statements_that_remove_an_author_remove_all_of_them_and_nobody_else(tmp_path: Path) -> None:
    at, file = datetime(2026, 11, 22, tzinfo=UTC), tmp_path / "monitor.db"
    post = {"platform": "x", "revision": 0, "kind": "post", "permalink": "https://x.com/", "text": "t"}
    with Store(f"sqlite:///{file}") as store, store.database.write() as connection:
        for number, handle in enumerate(("the_author", "another"), start=1):
            mine = {"id": number, "external_id": str(number), "author_handle": handle}
            values = post | mine | {"created_at": at, "fetched_at": at, "repairs": []}
            connection.execute(mentions.insert().values(values))
            connection.execute(matches.insert().values(mention_id=number, brand="acme", words=[]))
    with closing(sqlite3.connect(file)) as pasted:
        pasted.executescript(block("sql"))
        assert pasted.execute("SELECT author_handle FROM mentions").fetchall() == [("another",)]
        assert pasted.execute("SELECT mention_id FROM matches").fetchall() == [(2,)]


# --- where it leads


def test_relative_links_lead_somewhere() -> None:
    links = re.findall(r"\]\(([^)#\s]+)\)", README)
    assert links
    assert not [link for link in links if "://" not in link and not (ROOT / link).is_file()]


def test_files_and_folders_that_it_names_exist() -> None:
    rooms = r"(?:monitor|connectors|models|alerts|config|tests)/[\w./]*"
    named = {span for span in SPANS if re.fullmatch(rooms, span) and span != "tests/test_x.py"}
    assert len(named) > 10
    assert not [name for name in named if not (ROOT / name).exists()]


def test_it_leads_to_no_machine_and_no_registry() -> None:
    hosts = {urlsplit(url).hostname for url in re.findall(r"https?://[^\s)>`\"]+", README)}
    assert hosts <= HOSTS
    assert not re.search(r"/work\b|/root\b|/home/|/tmp\b|/Users/", README)
    assert str(ROOT) not in README


def test_the_picture_is_a_small_one_with_words_for_those_who_cannot_see_it() -> None:
    ((words, file),) = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", README)
    assert len(words) > 40
    assert (ROOT / file).stat().st_size <= 250_000
    head = (ROOT / file).read_bytes()[:24]
    assert head[1:4] == b"PNG"
    assert int.from_bytes(head[16:20]) > 1200  # pixels wide: sharp on a fine screen
