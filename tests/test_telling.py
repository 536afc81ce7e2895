"""`monitor route` and `monitor silence`, and where silences are kept."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from fakes import ENVIRON, WordClassifier, configuration
from typer.testing import CliRunner, Result

from alerts.base import Severity
from monitor import assembly, cli
from monitor.routing import Matchers
from monitor.sandbox.server import Sandbox
from monitor.sandbox.world import World
from monitor.store import Store
from monitor.telling import WrongAsked, ending

NOW = datetime(2026, 11, 30, 10, tzinfo=UTC)
EVERYTHING = Matchers(
    brands=("firuzka",), languages=("fa", "az"), topics=("delivery",), platforms=("x",), authors=("ayşe",),
    severities=(Severity.high, Severity.medium),
)  # fmt: skip
ROUTES = """\
people: {Ayşe: {slack: U0123456789}}
routes:
  - {name: urgent, severities: [high, critical], to: ["slack:#urgent"], second: ["slack:#leads"], go_on: true}
  - {name: persian, languages: [fa], to: ["slack:#fa"]}
  - {name: rest, topics: [delivery, payment], to: ["slack:#rest", "slack:#urgent"]}
"""


# --- the table


def test_a_silence_comes_back_as_it_was_made(store: Store) -> None:
    kept = store.silences
    made = kept.add(EVERYTHING, until=NOW + timedelta(hours=2), by="Ayşe", why="known fault", now=NOW)
    less = kept.add(
        Matchers(topics=("price",)), until=NOW + timedelta(hours=1), by="Rəşad", why="sale", now=NOW
    )
    assert made.when == EVERYTHING
    assert kept.all() == kept.active(NOW) == [made, less]
    assert kept.active(NOW + timedelta(hours=1)) == [made]
    assert kept.active(NOW + timedelta(hours=2)) == []


def test_a_silence_is_ended_once_and_stays_known(store: Store) -> None:
    kept = store.silences
    made = kept.add(EVERYTHING, until=NOW + timedelta(hours=2), by="Ayşe", why="known fault", now=NOW)
    later = NOW + timedelta(hours=1)
    assert not kept.end(made.id + 1, now=later)
    assert kept.end(made.id, now=later)
    assert not kept.end(made.id, now=later)
    assert kept.active(later) == []
    assert [one.until for one in kept.all()] == [later]


def test_what_is_over_cannot_be_ended(store: Store) -> None:
    kept = store.silences
    made = kept.add(EVERYTHING, until=NOW + timedelta(hours=2), by="Ayşe", why="known fault", now=NOW)
    assert not kept.end(made.id, now=NOW + timedelta(hours=3))
    assert [one.until for one in kept.all()] == [made.until]


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        (-3, -1, []),
        (-3, 0, []),
        (-3, 1, ["ended", "long"]),
        (0, 1, ["ended", "long"]),
        (1, 2, ["long"]),
        (3, 4, ["long"]),
        (4, 9, []),
    ],
)
def test_what_muted_in_a_period_is_known(store: Store, since: int, until: int, found: list[str]) -> None:
    hour = timedelta(hours=1)
    ended = store.silences.add(EVERYTHING, until=NOW + 9 * hour, by="Ayşe", why="ended", now=NOW)
    store.silences.end(ended.id, now=NOW + hour)
    store.silences.add(Matchers(), until=NOW + 4 * hour, by="Ayşe", why="long", now=NOW)
    period = store.silences.between(NOW + since * hour, NOW + until * hour)
    assert [one.why for one in period] == found


# --- when it ends

ISTANBUL = ZoneInfo("Europe/Istanbul")


@pytest.mark.parametrize(
    ("lasting", "until", "end"),
    [
        ("90m", None, NOW + timedelta(minutes=90)),
        (" 2h", None, NOW + timedelta(hours=2)),
        ("3d", None, NOW + timedelta(days=3)),
        ("1w", None, NOW + timedelta(weeks=1)),
        (None, "2026-12-01T09:00", datetime(2026, 12, 1, 9, tzinfo=ISTANBUL)),
        (None, "2026-12-01 09:00+00:00", datetime(2026, 12, 1, 9, tzinfo=UTC)),
    ],
)
def test_the_end_of_a_silence(lasting: str | None, until: str | None, end: datetime) -> None:
    assert ending(lasting, until, now=NOW, zone=ISTANBUL) == end


@pytest.mark.parametrize(
    ("lasting", "until", "told"),
    [
        (None, None, "give either --for"),
        ("2h", "2026-12-01", "give either --for"),
        ("0h", None, "--for: found '0h'; allowed is a number with m, h, d or w"),
        ("two hours", None, "--for: found 'two hours'"),
        (None, "tomorrow", "--until: found 'tomorrow'; allowed is a time such as"),
        (None, "2026-11-30T13:00", "--until: found '2026-11-30T13:00', which is over"),
    ],
)
def test_an_end_that_cannot_be(lasting: str | None, until: str | None, told: str) -> None:
    with pytest.raises(WrongAsked, match="^" + told):
        ending(lasting, until, now=NOW, zone=ISTANBUL)


# --- the commands


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(World(now=lambda: datetime.now(UTC), channels=["complaints"])) as running:
        yield running


@pytest.fixture
def config(tmp_path: Path, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, value in ENVIRON.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(assembly, "classifier_of", lambda _settings: WordClassifier())
    url = f"sqlite:///{tmp_path / 'm.db'}"
    return configuration(
        tmp_path,
        sandbox,
        url,
        more=[*ROUTES.splitlines(), "budget: {a_day: 40, an_hour: 8}"],
        brand_more=["zone: Asia/Baku", "team: {first: [Ayşe]}"],
    )


def monitor(*arguments: object) -> Result:
    return CliRunner().invoke(cli.app, [str(argument) for argument in arguments])


def test_route_says_which_fits_and_why(config: Path) -> None:
    done = monitor("route", "--config", config, "--topic", "delivery", "--language", "tr", "--author", "@ada")
    assert done.exit_code == 0, done.output
    lines = done.stdout.splitlines()
    assert lines[:-1] == [
        "brand firuzka · severity high · language tr · topic delivery · platform not known · author @ada",
        "1. urgent: taken, goes on → slack:#urgent",
        "2. persian: does not fit: languages",
        "3. rest: taken → slack:#rest, slack:#urgent",
        "to: slack:#urgent, slack:#rest",
        "to, if nobody takes it: slack:#leads",
        "called: slack U0123456789",
    ]
    assert lines[-1].startswith("beyond 40 a day and 8 an hour it waits for the digest, next 20")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--language", "fa", "--topic", "payment"], ["persian: taken", "rest: fits, but is not reached"]),
        (
            ["--severity", "medium"],
            ["urgent: does not fit: severities", "no route fits: it has nowhere to go"],
        ),
    ],
)
def test_route_tells_of_what_is_not_reached_and_of_what_goes_nowhere(
    config: Path, options: list[str], told: list[str]
) -> None:
    done = monitor("route", "--config", config, *options)
    assert done.exit_code == 0, done.output
    assert all(one in done.stdout for one in told)


def test_route_understands_a_text(config: Path) -> None:
    done = monitor("route", "--config", config, "--text", "Firuzka rezalet, savcılığa gidiyorum", "--json")
    assert done.exit_code == 0, done.output
    (told,) = json.loads(done.stdout)
    assert told["traits"] == {
        "brand": "firuzka", "severity": "high", "language": "en", "topic": None, "platform": None, "author": None,
    }  # fmt: skip
    assert told["to"] == ["slack:#urgent"]
    (other,) = json.loads(
        monitor("route", "--config", config, "--text", "Firuzka rezalet", "--language", "fa", "--json").stdout
    )
    assert (other["traits"]["severity"], other["to"]) == ("medium", ["slack:#fa"])
    unnamed = ("route", "--config", config, "--brand", "firuzka", "--text", "what a rezalet", "--json")
    assert json.loads(monitor(*unnamed).stdout)[0]["traits"]["severity"] == "medium"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--brand", "acme"], "--brand: found 'acme'; allowed are firuzka"),
        (["--severity", "urgent"], "--severity: found 'urgent'; allowed are low, medium, high, critical"),
        (["--language", "de"], "--language: found 'de'; allowed are en, tr, az, fa, other"),
        (["--platform", "myspace"], "--platform: found 'myspace'; allowed are x, reddit"),
        (["--text", "nothing of ours"], "--text: names no brand"),
    ],
)
def test_a_wrong_question_exits_with_two(config: Path, options: list[str], told: str) -> None:
    done = monitor("route", "--config", config, *options)
    assert done.exit_code == 2
    assert done.output.startswith(told)


def test_without_routes_the_brands_cards_go_to_its_channel(config: Path) -> None:
    text = (config / "monitor.yaml").read_text(encoding="utf-8")
    (config / "monitor.yaml").write_text(text.partition("routes:")[0], encoding="utf-8")
    done = monitor("route", "--config", config)
    assert "no routes are set" in done.stdout
    assert "to: slack:complaints" in done.stdout


def test_what_is_quiet_or_silenced_is_told(config: Path) -> None:
    now = datetime.now(ZoneInfo("Asia/Baku"))
    begins, ends = (f"{now + timedelta(hours=hours):%H:%M}" for hours in (-2, 2))
    with (config / "brands" / "firuzka.yaml").open("a", encoding="utf-8") as file:
        file.write(f"quiet: {{from: '{begins}', to: '{ends}'}}\nbudget: {{a_day: null, an_hour: null}}\n")
    made = monitor(
        "silence", "add", "--config", config, "--brand", "firuzka", "--topic", "delivery", "--topic", "price",
        "--severity", "high", "--for", "2h", "--why", "the courier is on strike", "--by", "Ayşe",
    )  # fmt: skip
    assert made.exit_code == 0, made.output
    assert (
        "brands firuzka · topics delivery, price · severities high  by Ayşe: the courier is on strike"
        in made.stdout
    )
    told = monitor("route", "--config", config, "--topic", "delivery").stdout
    assert "by Ayşe (silence 1): the courier is on strike" in told
    assert re.search(rf"^quiet: waits until 20\S+ {ends}$", told, re.MULTILINE)
    assert "quiet" not in monitor("route", "--config", config, "--severity", "critical").stdout
    assert "beyond" not in told
    assert "silenced" not in monitor("route", "--config", config, "--topic", "payment").stdout


def test_silences_are_listed_and_ended(config: Path) -> None:
    add = ("silence", "add", "--config", config, "--why", "sale")
    made = json.loads(monitor(*add, "--author", "@ada", "--until", "2999-01-01T09:00", "--json").stdout)
    assert made["mutes"] == {"authors": ["@ada"]}
    assert made["until"].startswith("2999-01-01T09:00")
    assert monitor("silence", "list", "--config", config).stdout.startswith(
        "1  until 2999-01-01 09:00  authors @ada"
    )
    ended = monitor("silence", "end", "1", "--config", config)
    assert (ended.exit_code, ended.stdout) == (0, "silence 1 is over\n")
    again = monitor("silence", "end", "1", "--config", config)
    assert (again.exit_code, again.output) == (
        1,
        "no silence 1 that still mutes; see: monitor silence list\n",
    )
    assert json.loads(monitor("silence", "list", "--config", config, "--json").stdout) == []
    (row,) = json.loads(monitor("silence", "list", "--config", config, "--all", "--json").stdout)
    assert row["active"] is False


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--for", "2h"], "a silence of everything would hide all; give at least one of --brand, --language"),
        (["--brand", "firuzka"], "give either --for"),
        (["--brand", "acme", "--for", "2h"], "--brand: found 'acme'; allowed are firuzka"),
    ],
)
def test_a_wrong_silence_exits_with_two_and_is_not_made(config: Path, options: list[str], told: str) -> None:
    done = monitor("silence", "add", "--config", config, "--why", "x", *options)
    assert done.exit_code == 2
    assert done.output.startswith(told)
    assert monitor("silence", "list", "--config", config).stdout == ""
