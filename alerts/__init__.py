"""Alerts: our code for each kind of place that messages go to, and the wording of reply drafts.

Adding a kind of place is one module and one line in `NOTIFIERS`.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from alerts.base import Notifier

#: kind of place → "module:class", imported on first use.
NOTIFIERS = {
    "slack": "alerts.slack:SlackNotifier",
    "console": "alerts.console:ConsoleNotifier",
    "telegram": "alerts.telegram:TelegramNotifier",
    "mattermost": "alerts.mattermost:MattermostNotifier",
    "email": "alerts.email:EmailNotifier",
    "webhook": "alerts.webhook:WebhookNotifier",
}


def connect(kind: str, **options: Any) -> Notifier:
    """Make the notifier of `kind`.

    Args:
        kind: a key of `NOTIFIERS`.
        options: what that notifier's constructor takes.

    Raises:
        LookupError: no such notifier; the message lists those there are.
    """
    try:
        module, name = NOTIFIERS[kind].split(":")
    except KeyError:
        raise LookupError(f"no notifier {kind!r}; there are: {', '.join(NOTIFIERS)}") from None
    notifier: Notifier = getattr(import_module(module), name)(**options)
    return notifier
