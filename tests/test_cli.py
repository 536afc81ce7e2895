"""The commands as a person types them: what they print, where, and how they exit."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fakes import ENVIRON, configuration, service_on
from place_wire import listening
from typer.testing import CliRunner, Result
from writer_wire import MODEL, WRITER_KEY, Model

from monitor import cli, pipeline
from monitor.sandbox.faults import Fault
from monitor.sandbox.server import Sandbox
from monitor.sandbox.world import World
from monitor.settings.secrets import HIDDEN

COMMANDS = (
    "demo",
    "init",
    "check",
    "run",
    "once",
    "status",
    "report",
    "route",
    "silence",
    "classify",
    "evaluate",
    "lint-reply",
)


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    world = World(now=lambda: datetime.now(UTC), channels=["complaints"])
    world.account("firuzka", name="Firuzka")
    with Sandbox(world) as running:
        yield running


@pytest.fixture
def config(tmp_path: Path, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, value in ENVIRON.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    return configuration(tmp_path, sandbox, f"sqlite:///{tmp_path / 'm.db'}")


def monitor(*arguments: object, stdin: str | None = None) -> Result:
    return CliRunner().invoke(cli.app, [str(argument) for argument in arguments], input=stdin)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_tells_how_it_is_used(command: str) -> None:
    done = monitor(command, "--help")
    assert done.exit_code == 0
    assert command in done.output


def test_wrong_usage_exits_with_two() -> None:
    assert monitor("nonsense").exit_code == 2
    assert monitor("check", "--nonsense").exit_code == 2


# --- init and check


def test_init_writes_a_configuration_that_check_understands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "mine"
    done = monitor("init", folder)
    assert done.exit_code == 0
    assert f"wrote {folder / 'monitor.yaml'}" in done.output
    for name, value in ENVIRON.items():
        monkeypatch.setenv(name, value)
    checked = monitor("check", "--config", folder)
    assert checked.exit_code == 0, checked.output
    assert "no faults" in checked.output
    again = monitor("init", folder)
    assert again.exit_code == 1
    assert "monitor.yaml" in again.output


def test_check_tells_every_fault_at_once(config: Path) -> None:
    (config / "monitor.yaml").write_text("language: de\nstroe: {}\n", encoding="utf-8")
    done = monitor("check", "--config", config)
    assert done.exit_code == 2
    assert "monitor.yaml:1: language" in done.output
    assert "monitor.yaml:2: stroe" in done.output
    assert "did you mean store?" in done.output


def test_check_tells_faulty_replies_too(config: Path, tmp_path: Path) -> None:
    (config / "replies").unlink()
    (config / "replies").mkdir()
    (config / "replies" / "tr.yaml").write_text("language: tr\nreplies: 3\n", encoding="utf-8")
    done = monitor("check", "--config", config)
    assert done.exit_code == 2
    assert "tr.yaml" in done.output


def test_check_tells_reply_lines_that_nobody_may_say(config: Path) -> None:
    shipped = (config / "replies" / "en.yaml").read_text(encoding="utf-8")
    (config / "replies").unlink()
    (config / "replies").mkdir()
    spoilt = shipped.replace('"This is on us."', '"This is on us, but you should have called."')
    (config / "replies" / "en.yaml").write_text(spoilt, encoding="utf-8")
    done = monitor("check", "--config", config)
    assert done.exit_code == 2
    assert "responsibility: “but” undoes what comes before it" in done.output
    assert re.search(r"en\.yaml:\d+: responsibility", done.output)


GOOD_REPLY = (
    "Hi Ann, I'm sorry your parcel is late, that's on us. I'm checking it and will write today. @firuzka"
)


def test_a_reply_is_linted(config: Path, tmp_path: Path) -> None:
    done = monitor("lint-reply", "--language", "en", stdin="Sorry, but no.")
    assert done.exit_code == 1
    assert "“but” undoes" in done.output
    file = tmp_path / "reply.txt"
    file.write_text(GOOD_REPLY, encoding="utf-8")
    assert monitor("lint-reply", file).exit_code == 1  # nobody said that @firuzka is ours
    done = monitor("lint-reply", file, "--config", config, "--brand", "firuzka", "--platform", "x")
    assert done.exit_code == 0, done.output
    assert done.output.startswith("12")
    told = json.loads(monitor("lint-reply", file, "--json").stdout)
    assert told["score"] == 10
    assert [(veto["code"], veto["facts"]["found"]) for veto in told["vetoes"]] == [("mention", "@firuzka")]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--language", "de"], "--language: found 'de'; allowed are en, tr, az, fa"),
        (["--brand", "nobody"], "no brand 'nobody'; there are: firuzka"),
        (["no-such-file"], "no-such-file: No such file"),
    ],
)
def test_lint_reply_says_what_is_allowed(config: Path, options: list[str], told: str) -> None:
    done = monitor("lint-reply", "--config", config, *options, stdin="Hello")
    assert done.exit_code == 2
    assert told in done.output


def test_check_for_programs(config: Path) -> None:
    told = json.loads(monitor("check", "--config", config, "--json").stdout)
    assert set(told) == {"faults", "warnings", "known_as"}
    assert told["faults"] == []


def test_check_online_tries_each_credential(config: Path, sandbox: Sandbox) -> None:
    done = monitor("check", "--config", config, "--online")
    assert done.exit_code == 0, done.output
    assert "slack: known as" in done.output
    sandbox.faults.script("/slack", [Fault("status", status=500)])
    sandbox.faults.script("/x", [Fault("status", status=401)])
    done = monitor("check", "--config", config, "--online")
    assert done.exit_code == 2
    assert "x: " in done.output
    for name in set(ENVIRON) & set(HIDDEN):
        assert ENVIRON[name] not in done.output


def test_check_online_says_as_whom_a_brand_publishes(config: Path) -> None:
    file = config / "brands" / "firuzka.yaml"
    file.write_text(
        file.read_text().replace('signature: "Firuzka"', 'signature: "Firuzka", publish: [x, reddit]')
    )
    done = monitor("check", "--config", config, "--online")
    assert done.exit_code == 0, done.output
    assert "x, to publish: known as @firuzka" in done.output
    assert "reddit, to publish: known as u/firuzka" in done.output


def test_check_online_has_the_writer_write_a_word(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with listening(Model()) as model:
        lines = (config / "monitor.yaml").read_text(encoding="utf-8")
        lines += f'writer: {{base_url: "{model.base_url}", model: {MODEL}}}\n'
        (config / "monitor.yaml").write_text(lines, encoding="utf-8")
        for key, told in (
            (WRITER_KEY, f"writer: known as {MODEL}"),
            ("wrong", "writer: the writer refused the key"),
        ):
            monkeypatch.setenv("WRITER_API_KEY", key)
            done = monitor("check", "--config", config, "--online")
            assert told in done.output
            assert WRITER_KEY not in done.output
            assert done.exit_code == (0 if key == WRITER_KEY else 2)


@pytest.mark.parametrize("command", ["run", "once", "status", "report"])
def test_a_faulty_configuration_exits_with_two_and_no_traceback(config: Path, command: str) -> None:
    (config / "monitor.yaml").write_text("language: de\n", encoding="utf-8")
    done = monitor(command, "--config", config)
    assert done.exit_code == 2
    assert "language" in done.output
    assert "Traceback" not in done.output


@pytest.mark.parametrize("command", ["run", "once", "status", "report"])
def test_a_store_that_cannot_be_opened_exits_with_one(config: Path, command: str) -> None:
    text = (config / "monitor.yaml").read_text(encoding="utf-8")
    (config / "monitor.yaml").write_text(text.replace("m.db", "no/such/m.db"), encoding="utf-8")
    done = monitor(command, "--config", config)
    assert done.exit_code == 1
    assert "does not exist" in done.output


def test_a_port_in_use_exits_with_one(config: Path, sandbox: Sandbox) -> None:
    text = (config / "monitor.yaml").read_text(encoding="utf-8")
    (config / "monitor.yaml").write_text(text.replace("port: 0", f"port: {sandbox.port}"), encoding="utf-8")
    done = monitor("run", "--config", config)
    assert done.exit_code == 1
    assert f"cannot listen on 127.0.0.1:{sandbox.port}" in done.output


def test_an_unknown_model_exits_with_two(config: Path, sandbox: Sandbox) -> None:
    with (config / "monitor.yaml").open("a", encoding="utf-8") as file:
        file.write("classifier: {model: ./no-such-model}\n")
    sandbox.world.post_x("Firuzka rezalet", author="ayse")
    for command in ("run", "once"):
        done = monitor(command, "--config", config)
        assert done.exit_code == 2, done.output
        assert "no-such-model" in done.output


# --- once, status, report, with the real model


def test_once_takes_posts_to_cards_and_status_and_report_tell_of_them(
    config: Path, sandbox: Sandbox, tmp_path: Path
) -> None:
    sandbox.world.post_x(
        "@firuzka siparişim 12 gündür gelmedi, kimse cevap vermiyor, rezalet! Dolandırıldım, savcılığa gidiyorum",
        author="ayse",
        followers=90_000,
    )
    done = monitor("once", "--config", config, "--json")
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout) == {"new": 1, "judged": 1, "alerts": 1, "sent": 1, "refused": 0}
    assert len(sandbox.world.slack.messages("complaints")) == 1
    state = json.loads(monitor("status", "--config", config, "--json").stdout)
    assert [watch["state"] for watch in state["watches"]] == ["ok", "ok"]
    assert "firuzka/x/search" in monitor("status", "--config", config).stdout
    written = monitor("report", "--config", config, "--date", "today", "--out", tmp_path / "r", "--send")
    assert written.exit_code == 0, written.output
    *paths, sent = written.stdout.split("\n")[:-1]
    assert [Path(path).suffix for path in paths] == [".html", ".md", ".json"]
    assert all(Path(path).stat().st_size for path in paths)
    assert sent == "sent"
    assert len(sandbox.world.slack.messages("complaints")) == 2
    again = monitor("report", "--config", config, "--date", "today", "--format", "json", "--send")
    assert "not sent again" in again.output


def test_once_tells_of_a_refused_watch_and_exits_with_one(config: Path, sandbox: Sandbox) -> None:
    sandbox.faults.script("/x", [Fault("status", status=401)] * 2)
    done = monitor("once", "--config", config)
    assert done.exit_code == 1
    assert "refused watches: 2; see: monitor status" in done.output


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--brand", "acme"], "no brand 'acme'; there are: firuzka"),
        (["--date", "tomorrow"], "--date: found 'tomorrow'; allowed are YYYY-MM-DD, today, yesterday"),
        (["--format", "html,pdf"], "--format: found 'pdf'; allowed are html, md, json"),
    ],
)
def test_a_wrong_report_is_told_with_what_is_allowed(config: Path, arguments: list[str], told: str) -> None:
    done = monitor("report", "--config", config, *arguments)
    assert done.exit_code == 2
    assert told in done.output


def test_a_report_that_cannot_be_written_exits_with_one(config: Path, tmp_path: Path) -> None:
    (tmp_path / "reports").write_text("in the way")
    done = monitor("report", "--config", config)
    assert done.exit_code == 1
    assert "reports" in done.output


def test_a_hanging_request_does_not_keep_the_process(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    left: list[int] = []
    monkeypatch.setattr("monitor.running.run_service", lambda *_: False)
    monkeypatch.setattr(cli.operating.os, "_exit", left.append)
    monitor("run", "--config", config)
    assert left == [0]


# --- classify


def test_classify_reads_standard_input_and_keeps_order() -> None:
    lines = [
        {"id": "a", "text": "Kargom iki haftadır gelmedi, rezalet bir hizmet!"},
        {"id": "b", "text": "Çok teşekkürler, harika bir alışverişti 😍"},
        {"id": "c", "text": ""},
    ]
    done = monitor("classify", stdin="\n".join(map(json.dumps, lines)))
    assert done.exit_code == 0, done.output
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["id"] for row in rows] == ["a", "b", "c"]
    assert (rows[0]["sentiment"], rows[0]["complaint"], rows[0]["lang"]) == ("negative", True, "tr")
    assert (rows[1]["sentiment"], rows[1]["complaint"]) == ("positive", False)
    assert sum(rows[2]["sentiment_probabilities"].values()) == pytest.approx(1, abs=1e-4)


def test_classify_reads_a_file_and_tells_broken_lines(tmp_path: Path) -> None:
    file = tmp_path / "posts.jsonl"
    file.write_text('{"id": 1, "text": "ok"}\nbroken\n{"id": 3, "text": "ok"}\n', encoding="utf-8")
    done = monitor("classify", file)
    assert done.exit_code == 1
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row.get("id") for row in rows] == [1, None, 3]
    assert "line 2: not JSON" in done.stderr


def test_classify_with_a_missing_file_or_model_exits_with_two(tmp_path: Path) -> None:
    assert monitor("classify", tmp_path / "none.jsonl").exit_code == 2
    done = monitor("classify", "--model", str(tmp_path / "none"), stdin="")
    assert done.exit_code == 2
    assert "allowed" in done.output


def test_classify_prints_an_id_that_no_encoding_has() -> None:
    done = monitor("classify", stdin='{"id": "\\ud800", "text": "ok"}')
    assert done.exit_code == 0, done.output
    assert "\\ud800" in done.stdout


def test_classify_takes_the_topics_of_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "topics.yaml").write_text(
        "topics: {parcels: {en: [my parcel is late, where is it, lost parcel]}}"
    )
    post = json.dumps({"id": 1, "text": "my parcel is late again, where is it"})
    done = monitor("classify", "--config", tmp_path, stdin=post)
    assert json.loads(done.stdout)["topic"] == "parcels"
    (tmp_path / "topics.yaml").write_text("topics: {Parcels: {en: [one]}}")
    done = monitor("classify", "--config", tmp_path, stdin=post)
    assert done.exit_code == 2
    assert "topics.yaml:1: topics.Parcels" in done.output


# --- evaluate


def test_evaluate_prints_a_scorecard(tmp_path: Path) -> None:
    file = tmp_path / "mine.jsonl"
    rows = [
        {
            "text": "Kargom iki haftadır gelmedi, rezalet!",
            "lang": "tr",
            "label": "negative",
            "complaint": True,
        },
        {
            "text": "Harika bir alışverişti, teşekkürler 😍",
            "lang": "tr",
            "label": "positive",
            "complaint": False,
        },
    ]
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    done = monitor("evaluate", file)
    assert done.exit_code == 0, done.output
    assert "mine · tr" in done.stdout
    assert "macro-F1 1.000" in done.stdout
    (card,) = json.loads(monitor("evaluate", "--json", file).stdout)["sets"]
    assert card["complaint_f1"]["value"] == 1
    # Of nothing there is no share: JSON has no NaN.
    file.write_text('{"text": "Teşekkürler, harika!", "complaint": false}', encoding="utf-8")
    (card,) = json.loads(monitor("evaluate", "--json", file).stdout)["sets"]
    assert card["recall"] is None


def test_evaluate_refuses_what_it_cannot_read(tmp_path: Path) -> None:
    file = tmp_path / "mine.jsonl"
    file.write_text('{"text": "a", "label": "angry"}')
    done = monitor("evaluate", file)
    assert done.exit_code == 2
    assert 'mine.jsonl:1: label: found "angry"' in done.output
    file.write_text('{"text": "a", "label": null, "split": "train"}')
    done = monitor("evaluate", file, "--split", "dev")
    assert done.exit_code == 1
    assert "no labelled posts" in done.output


# --- demo


def test_the_demo_leaves_a_folder_that_is_not_its_own_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear mother")
    done = monitor("demo", "--once", "--directory", tmp_path)
    assert done.exit_code == 1
    assert "not empty and not a demo's" in done.output
    assert (tmp_path / "letter.txt").exists()


def test_the_demo_tells_of_a_port_in_use(tmp_path: Path, sandbox: Sandbox) -> None:
    done = monitor("demo", "--port", sandbox.port, "--directory", tmp_path / "demo")
    assert done.exit_code == 1
    assert f"cannot listen on port {sandbox.port}" in done.output


def test_the_demo_runs_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole service, the real clients and the real model, some fifty times faster still."""
    monkeypatch.chdir(tmp_path)
    done = monitor("demo", "--once", "--speed", "1200")
    assert done.exit_code == 0, done.output
    told = dict(line.split()[:2] for line in done.stdout.splitlines() if line[:1].isalpha() and "  " in line)
    assert int(told["posts"]) == 400
    assert int(told["mentions"]) >= 370
    assert int(told["complaints"]) >= 100
    assert int(told["alerts"]) >= 100
    assert int(told["messages"]) >= 10
    assert "firuzka" in Path(told["report"]).name
    page = (tmp_path / told["report"]).read_text(encoding="utf-8")
    assert "Firuzka" in page
    again = monitor("demo", "--once", "--speed", "2400")
    assert again.exit_code == 0, again.output


def test_the_service_of_a_configuration_can_be_assembled_without_a_model(config: Path) -> None:
    service = service_on(config)
    assert pipeline.judge(service) == (0, 0)
    service.close()
