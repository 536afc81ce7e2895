"""The import rules of the design, read off the source, and the promises of the folder listing."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("monitor", "connectors", "models", "alerts")

#: A heavy or client library → the modules that may import it.
OWNERS = {
    "tweepy": ("connectors/x",),
    "praw": ("connectors/reddit",),
    "prawcore": ("connectors/reddit",),
    "requests": ("connectors/", "monitor/sandbox/"),
    "slack_sdk": ("alerts/slack",),
    "httpx2": ("alerts/http.py",),
    "smtplib": ("alerts/email.py",),
    "wsproto": ("monitor/sandbox/sockets.py",),
    "torch": ("models/",),
    "transformers": ("models/",),
    "tokenizers": ("models/",),
    "onnx": ("models/training/",),
    "onnxruntime": ("models/onnx_runtime.py",),
    "safetensors": ("models/",),
    "lingua": ("models/",),
    "py3langid": ("models/",),
    "sqlalchemy": ("monitor/store/", "monitor/tables.py", "monitor/migrations/"),
    "alembic": ("monitor/store/database.py", "monitor/migrations/"),
    "apscheduler": ("monitor/schedule.py",),
    "fastapi": ("monitor/web/",),
    "uvicorn": ("monitor/web/",),
    "pydantic": ("monitor/settings/",),
    "prometheus_client": ("monitor/metrics.py",),
}

#: What `import monitor.cli` must not load.
HEAVY = (
    "torch", "transformers", "onnxruntime", "tweepy", "praw", "slack_sdk", "httpx2", "sqlalchemy", "alembic",
    "apscheduler", "fastapi", "uvicorn", "pydantic", "ruamel", "lingua", "matplotlib", "jinja2", "babel", "numpy",
)  # fmt: skip

#: Inside `monitor`, from the top down: a module imports only what stands below it (or beside it in one row).
LEVELS = (
    ("__main__",),
    ("cli",),
    ("demo",),
    ("running", "classifying", "evaluating", "telling"),
    ("schedule", "web"),
    ("pressing",),
    ("replying",),
    ("assembly",),
    ("pipeline", "logs"),
    ("service",),
    ("store",),
    ("migrations",),
    ("tables",),
    ("cards",),
    ("reports", "reply_notes"),
    ("report_replies",),
    ("report_page",),
    ("settings",),
    ("triage", "sorting", "wording", "metrics", "clocks", "placing", "drafting", "outcomes"),
    ("thanks",),
    ("routing", "quiet", "nearness", "hearing"),
    ("records", "matching", "incidents", "usual", "hours", "urgent"),
    ("suffixes", "letters", "newest"),
)

#: Pure: data in, data out.
PURE = (
    "matching",
    "suffixes",
    "letters",
    "triage",
    "urgent",
    "incidents",
    "nearness",
    "sorting",
    "drafting",
    "usual",
    "hearing",
    "cards",
    "reports",
    "report_page",
    "report_replies",
    "wording",
    "hours",
    "clocks",
    "routing",
    "quiet",
    "placing",
    "reply_notes",
    "outcomes",
    "thanks",
)


def sources() -> Iterator[tuple[str, ast.Module]]:
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def imports(tree: ast.Module) -> Iterator[str]:
    """Every module that is named by an import, at the top or inside a function."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


SOURCES = dict(sources())


@pytest.mark.parametrize("room", ["connectors", "models", "alerts"])
def test_the_driven_rooms_know_neither_the_service_nor_each_other(room: str) -> None:
    others = set(ROOMS) - {room}
    for name, tree in SOURCES.items():
        if name.startswith(f"{room}/"):
            assert not {one for one in imports(tree) if one.split(".")[0] in others}, name


@pytest.mark.parametrize("library", OWNERS)
def test_a_library_is_imported_only_where_it_belongs(library: str) -> None:
    for name, tree in SOURCES.items():
        if any(one.split(".")[0] == library for one in imports(tree)):
            assert name.startswith(OWNERS[library]), f"{name} imports {library}"


def level(module: str) -> int | None:
    return next((number for number, row in enumerate(LEVELS) if module in row), None)


def test_inside_monitor_arrows_point_downward() -> None:
    for name, tree in SOURCES.items():
        if (
            not name.startswith("monitor/")
            or name.startswith("monitor/sandbox/")
            or name == "monitor/__init__.py"
        ):
            continue
        here = name.split("/")[1].removesuffix(".py")
        assert level(here) is not None, f"{name} stands on no level: give it one in LEVELS"
        for one in imports(tree):
            parts = one.split(".")
            if parts[0] != "monitor" or len(parts) < 2 or parts[1] in (here, "sandbox"):
                continue
            there = level(parts[1])
            if there is not None:
                assert there > (level(here) or 0), f"{name} imports {one}, which does not stand below it"


def test_the_sandbox_is_the_outside_world() -> None:
    for name, tree in SOURCES.items():
        ours = {one for one in imports(tree) if one.split(".")[0] in ROOMS}
        if name.startswith("monitor/sandbox/"):
            assert all(one.startswith("monitor.sandbox") for one in ours), name
        elif name != "monitor/demo.py":
            assert not any(one.startswith("monitor.sandbox") for one in ours), name


def test_settings_are_read_by_cli_and_assembly_only() -> None:
    allowed = (
        "monitor/settings/",
        "monitor/cli/",
        "monitor/assembly.py",
        "monitor/running.py",
        "monitor/telling.py",
        "monitor/demo.py",
    )
    for name, tree in SOURCES.items():
        if any(one.startswith("monitor.settings") for one in imports(tree)):
            assert name.startswith(allowed), name


def test_what_judges_is_pure() -> None:
    forbidden = {"sqlalchemy", "socket", "requests", "time", "random", "os", "subprocess", "threading"}
    pure = tuple(f"monitor/{module}" for module in PURE)
    found = {name: tree for name, tree in SOURCES.items() if name.startswith(tuple(f"{p}." for p in pure))}
    found |= {name: tree for name, tree in SOURCES.items() if name.startswith(tuple(f"{p}/" for p in pure))}
    assert len(found) >= len(PURE)
    for module, tree in found.items():
        assert not {one.split(".")[0] for one in imports(tree)} & forbidden, module
        calls = [
            node
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute) and node.attr in ("now", "utcnow", "today")
        ]
        assert not [
            one for one in calls if isinstance(one.value, ast.Name) and one.value.id in ("datetime", "date")
        ], module


def test_the_command_line_loads_nothing_heavy() -> None:
    code = f"import sys, json, monitor.cli; print(json.dumps([m for m in {HEAVY!r} if m in sys.modules]))"
    out = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    ).stdout
    assert json.loads(out) == []


def test_the_tree_is_the_one_the_user_fixed() -> None:
    tracked = subprocess.run(
        ["git", "ls-files"], capture_output=True, text=True, check=True, cwd=ROOT
    ).stdout.split()
    top = {name.split("/")[0] for name in tracked if not name.startswith(".")}
    assert top <= {
        *ROOMS,
        "config",
        "tests",
        "pyproject.toml",
        "README.md",
        "Makefile",
        "constraints.txt",
        "LICENSE",
    }
    assert not [name for name in tracked if name.startswith("config/") and name.endswith(".py")]
    assert "tests/__init__.py" not in tracked
    drawers = {"utils", "helpers", "common", "core", "misc", "manager", "util", "helper"}
    assert not [name for name in tracked if Path(name).stem in drawers]


def test_every_package_is_named_for_the_build() -> None:
    named = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    for room in ROOMS:
        for package in (ROOT / room).rglob("__init__.py"):
            assert f'"{package.parent.relative_to(ROOT).as_posix().replace("/", ".")}"' in named, package
