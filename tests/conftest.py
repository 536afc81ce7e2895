"""Fixtures of all tests: no sleeping, no outside network, every store test on SQLite and on PostgreSQL."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
import structlog
from fakes import Clock
from handled import NOON, Make, sandboxed, teams
from postgres_server import NoPostgres, postgres_server
from sqlalchemy import text

from monitor.sandbox.server import Sandbox
from monitor.store import Store
from monitor.tables import metadata

#: How the names of settings begin that the person who runs the tests may have.
INHERITED = (
    "X_", "REDDIT_", "SLACK_", "MONITOR_", "TELEGRAM_", "MATTERMOST_", "SMTP_", "WEBHOOK_", "ACTION_", "WRITER_",
    "praw_",
)  # fmt: skip


@pytest.fixture(autouse=True)
def no_sleep(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that sleeps is a test that waits for luck."""

    def refuse(seconds: float) -> None:
        raise AssertionError(f"time.sleep({seconds}) in a test: the clock is an argument")

    monkeypatch.setattr(time, "sleep", refuse)


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """A press is done when it is answered, however busy the machine: what comes of it can be looked at then."""
    monkeypatch.setattr("monitor.web.app._ANSWERED_WITHIN", 2.5)


@pytest.fixture
def hurried(unhurried: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A press is answered as soon as in the running service."""
    monkeypatch.setattr("monitor.web.app._ANSWERED_WITHIN", 0.25)


@pytest.fixture(autouse=True)
def no_inherited_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys of the person who runs the tests must not reach them."""
    for name in list(os.environ):
        if name.startswith(INHERITED):
            monkeypatch.delenv(name)


@pytest.fixture(autouse=True)
def logs_as_they_were() -> Iterator[None]:
    """A test that configures logging leaves no trace."""
    import logging

    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    levels = {
        name: logger.level
        for name, logger in logging.Logger.manager.loggerDict.items()
        if isinstance(logger, logging.Logger)
    }
    yield
    root.handlers[:], root.level = handlers, level
    for name, was in levels.items():
        logging.getLogger(name).setLevel(was)
    structlog.reset_defaults()


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A PostgreSQL of our own; its URL."""
    with ExitStack() as running:
        try:
            url = running.enter_context(postgres_server())
        except NoPostgres as why:
            pytest.skip(str(why))
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty store: SQLite in `tmp_path`, then PostgreSQL."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'monitor.db'}"
    url: str = request.getfixturevalue("postgres")
    with Store(url) as store, store.database.write() as connection:
        names = ", ".join(table.name for table in metadata.sorted_tables)
        connection.execute(text(f"TRUNCATE {names} RESTART IDENTITY"))
    return url


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    """An empty store."""
    with Store(store_url) as opened:
        yield opened


# --- a team before the local Slack (tests/handled.py); a module may have its own of any of these


@pytest.fixture
def clock() -> Clock:
    """It stands at noon until it is told to go on."""
    return Clock(NOON)


@pytest.fixture
def sandbox(clock: Clock) -> Iterator[Sandbox]:
    """X, Reddit and Slack, with the channels that any of these tests asks for."""
    with sandboxed(clock, "lost", "persian", "second", "tehran", "urgent") as running:
        yield running


@pytest.fixture
def make(tmp_path: Path, sandbox: Sandbox, store_url: str, clock: Clock) -> Iterator[Make]:
    """What makes a team, by what is special about its configuration."""
    with teams(tmp_path, sandbox, store_url, clock) as made:
        yield made
