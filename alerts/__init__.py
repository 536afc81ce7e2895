"""Alerts: our code for each kind of place that messages go to, and the wording of reply drafts.

Adding a kind of place is one module and one line in `NOTIFIERS`.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

from alerts.base import Listener, Notifier

#: kind of place → "module:class", imported on first use.
NOTIFIERS = {
    "slack": "alerts.slack:SlackNotifier",
    "console": "alerts.console:ConsoleNotifier",
    "telegram": "alerts.telegram:TelegramNotifier",
    "mattermost": "alerts.mattermost:MattermostNotifier",
    "email": "alerts.email:EmailNotifier",
    "webhook": "alerts.webhook:WebhookNotifier",
}


#: kind of place → "module:class" of what hears its presses, where it does not call us; likewise.
LISTENERS = {
    "slack": "alerts.slack_socket:SlackListener",
    "telegram": "alerts.telegram:TelegramListener",
}


def connect(kind: str, **options: Any) -> Notifier:
    """Make the notifier of `kind`.

    Args:
        kind: a key of `NOTIFIERS`.
        options: what that notifier's constructor takes.

    Raises:
        LookupError: no such notifier; the message lists those there are.
    """
    notifier: Notifier = _make(NOTIFIERS, kind, options)
    return notifier


def listen(kind: str, **options: Any) -> Listener:
    """Make the listener of `kind`, a key of `LISTENERS`; else as `connect`."""
    listener: Listener = _make(LISTENERS, kind, options)
    return listener


def _make(registry: Mapping[str, str], kind: str, options: Mapping[str, Any]) -> Any:
    try:
        module, name = registry[kind].split(":")
    except KeyError:
        what = "notifier" if registry is NOTIFIERS else "listener"
        raise LookupError(f"no {what} {kind!r}; there are: {', '.join(registry)}") from None
    return getattr(import_module(module), name)(**options)
