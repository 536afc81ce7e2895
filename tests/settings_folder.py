"""A small configuration that loads, for tests to spoil."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from monitor.settings import SettingsError, load

SHIPPED = Path(__file__).parent.parent / "config"
SECRETS = {
    "X_BEARER_TOKEN": "AAAAAAAAAAAAAAAAAAAAAx%3Dbearer",
    "REDDIT_CLIENT_ID": "reddit-id-77",
    "REDDIT_CLIENT_SECRET": "reddit-secret-88",
    "SLACK_BOT_TOKEN": "xoxb-12-slack-99",
    "SLACK_SIGNING_SECRET": "signing-55",
    "SLACK_APP_TOKEN": "xapp-1-slack-app-77-slack-app-77",
    "TELEGRAM_BOT_TOKEN": "123456789:telegram-bot-66-telegram-66",
    "WEBHOOK_SECRET": "whsec_d2ViaG9vay0zMy13ZWJob29rLTMzLTMz",
    "ACTION_SECRET": "action-44-action-44-action-44",
    "MONITOR_STORE_URL": "postgresql+psycopg://monitor:hunter2@db.example/monitor",
}
#: Those that are of use only with keys of monitor.yaml, or of a brand.
PLACE_SECRETS = {
    "MATTERMOST_BOT_TOKEN": "mattermost-22",
    "SMTP_PASSWORD": "smtp-password-11",
    "WRITER_API_KEY": "writer-33",
}
X_ACCOUNT = {
    "X_API_KEY": "x-api-key-123",
    "X_API_SECRET": "x-api-secret-456",
    "X_ACCESS_TOKEN": "77-x-access-token-789",
    "X_ACCESS_TOKEN_SECRET": "x-access-secret-012",
}
REDDIT_ACCOUNT = {
    "REDDIT_USERNAME": "acme_help",
    "REDDIT_PASSWORD": "a pass wörd",
    "REDDIT_REFRESH_TOKEN": "12-rt",
}
GENERAL = 'slack:\n  channel: "#complaints"\n'
BRAND = """\
name: Acme
language: en
terms: [Acme]
handles:
  x: ["@acme"]
watches:
  x:
    search: {}
reply:
  contact: help@acme.example
  signature: The Acme team
"""


def make_folder(place: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write a configuration that loads; from now on it has the relative path `config`."""
    monkeypatch.chdir(place)
    write("monitor.yaml", GENERAL)
    write("brands/acme.yaml", BRAND)
    return Path("config")


def write(name: str, text: str | bytes) -> None:
    """Write one of its files."""
    path = Path("config") / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())


def told(environ: Mapping[str, str] = SECRETS) -> list[str]:
    """The lines of the error that the configuration must give."""
    with pytest.raises(SettingsError) as caught:
        load(Path("config"), environ)
    assert str(caught.value).splitlines() == [str(fault) for fault in caught.value.faults]
    return str(caught.value).splitlines()


def fault_of(environ: Mapping[str, str]) -> SettingsError | None:
    """The error, if the configuration gives one."""
    try:
        load(Path("config"), environ)
    except SettingsError as error:
        return error
    return None
