"""The secrets: from the environment, or from the file that `<NAME>_FILE` names; from nowhere else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, SecretStr

from monitor.settings.faults import ENVIRONMENT, SettingFault
from monitor.settings.kinds import store_fault

_MOST_BYTES = 16_384


class Secrets(BaseModel):
    """What the environment gave; None is not set. `<field>` in capitals is the variable's name."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, hide_input_in_errors=True)

    x_bearer_token: SecretStr | None = None
    x_api_key: SecretStr | None = None
    x_api_secret: SecretStr | None = None
    x_access_token: SecretStr | None = None
    x_access_token_secret: SecretStr | None = None
    reddit_client_id: SecretStr | None = None
    reddit_client_secret: SecretStr | None = None
    reddit_username: SecretStr | None = None
    reddit_password: SecretStr | None = None
    reddit_refresh_token: SecretStr | None = None
    slack_bot_token: SecretStr | None = None
    slack_signing_secret: SecretStr | None = None
    slack_app_token: SecretStr | None = None
    telegram_bot_token: SecretStr | None = None
    mattermost_bot_token: SecretStr | None = None
    smtp_password: SecretStr | None = None
    webhook_secret: SecretStr | None = None
    action_secret: SecretStr | None = None
    writer_api_key: SecretStr | None = None
    monitor_store_url: SecretStr | None = None

    def values(self) -> tuple[str, ...]:
        """Give the secrets that are set, in clear, for whoever must keep them out of what it writes."""
        held = (getattr(self, name.lower()) for name in HIDDEN)
        values = [secret.get_secret_value() for secret in held if secret is not None]
        url = self.monitor_store_url
        password = urlsplit(url.get_secret_value()).password if url else None
        return (*values, password) if password else tuple(values)


#: The variables, each of which may also be given as `<NAME>_FILE`.
NAMES = tuple(name.upper() for name in Secrets.model_fields)
#: Those that nobody may read; the name of an account is public, and stands in posts and handles.
HIDDEN = tuple(name for name in NAMES if name != "REDDIT_USERNAME")


#: The form of a secret that has one: what it is → what is allowed. Of the others it is enough that they could stand
#: in an HTTP header; what could not is most often a paste that went wrong.
_KEY = r"[!-~]*", "holds white space or letters that no key has", "must be the key alone"
_FORMS = {
    "TELEGRAM_BOT_TOKEN": (
        r"([0-9]{1,20}:[A-Za-z0-9_-]{20,80})?",
        "not a bot's token",
        "must look like 123456:ABC-DEF…, as @BotFather gives it",
    ),
    "SLACK_APP_TOKEN": (r"(xapp-[!-~]+)?", "not an app-level token", "must begin with xapp-"),
    "REDDIT_USERNAME": (
        r"([A-Za-z0-9_-]{3,20})?",
        "not the name of an account",
        "must be its name alone, without u/",
    ),
    "REDDIT_PASSWORD": (r"[^\r\n]*", "holds more than one line", "must be the password alone"),
    "SMTP_PASSWORD": (r"[ -~]*", "holds letters other than plain ones", "must be the password alone"),
    "WEBHOOK_SECRET": (
        r"(whsec_[A-Za-z0-9+/]{32,86}={0,2})?",
        "not a key of Standard Webhooks",
        "must be whsec_ and 24 to 64 random bytes in base64",
    ),
    "ACTION_SECRET": (
        r"([!-~]{24,})?",
        "too short, or holds white space",
        "must be 24 random letters or more",
    ),
}


def gather(environ: Mapping[str, str], faults: list[SettingFault]) -> Secrets:
    """Read every secret.

    Args:
        environ: the environment; an empty variable counts as not set, as compose files leave it so.
        faults: gets what is wrong, never with a value in it.
    """
    found = {}
    for name in NAMES:
        file = environ.get(f"{name}_FILE", "")
        try:
            if value := _value(name, environ.get(name, ""), file):
                found[name.lower()] = SecretStr(value)
        except _Wrong as wrong:
            variable = f"{name}_FILE" if file and not environ.get(name) else name
            faults.append(SettingFault(ENVIRONMENT, None, None, variable, wrong.found, wrong.allowed))
    return Secrets(**found)


class _Wrong(Exception):
    def __init__(self, found: str, allowed: str) -> None:
        super().__init__(found)
        self.found, self.allowed = found, allowed


def _value(name: str, value: str, file: str) -> str:
    if value and file:
        raise _Wrong(f"set, and {name}_FILE too", "set one of them")
    if file:
        value = _held(Path(file))
    if name == "MONITOR_STORE_URL":
        if value and (allowed := store_fault(value)):
            raise _Wrong("not the URL of a store", allowed)
        return value
    pattern, found, allowed = _FORMS.get(name, _KEY)
    if not re.fullmatch(pattern, value):
        raise _Wrong(found, allowed)
    return value


def _held(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            data = stream.read(_MOST_BYTES + 1)
        value = data.decode("utf-8").rstrip("\r\n")
    except OSError as error:
        raise _Wrong(
            f"names a file that cannot be read: {error.strerror}", "must name a readable file"
        ) from None
    except ValueError:
        raise _Wrong("names a file that is not text", "must name a text file") from None
    if len(data) > _MOST_BYTES:
        raise _Wrong("names a file that is too large", f"at most {_MOST_BYTES} bytes")
    if not value.strip():
        raise _Wrong("names an empty file", "must hold the secret on one line")
    return value
