"""Forms that the app has opened before people: who looks at which, and for how long one may still be opened.

Source: docs.slack.dev/surfaces/modals and docs.slack.dev/reference/methods/views.open
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from monitor.sandbox.wire import Json
from monitor.sandbox.workspace import APP_ID, BOT_ID, TEAM_ID, Workspace

_TRIGGER = timedelta(seconds=3)


class TriggerRefused(Exception):
    """A trigger that opens nothing; the message is Slack's code."""


class Modals:
    """At most one form before each person.

    Args:
        workspace: whose clock and lock are used.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._triggers: dict[str, tuple[str, datetime]] = {}  # trigger → whose, and since when
        self._spent: set[str] = set()
        self._before: dict[str, Json] = {}  # a person's id → the view they look at
        self.opened: list[Json] = []

    def trigger(self, user: str) -> str:
        """Make what one form can be opened with before `user`, for three seconds."""
        with self._workspace.lock:
            made = f"{len(self._triggers) + 1}.{TEAM_ID}.{secrets.token_hex(16)}"
            self._triggers[made] = (user, self._workspace.now())
            return made

    def open(self, trigger: object, view: Json) -> Json:
        """Show `view` to the person whose trigger it is, in place of what they looked at; give it completed.

        Raises:
            TriggerRefused: no such trigger, used already, or older than three seconds.
        """
        with self._workspace.lock:
            if trigger in self._spent:
                raise TriggerRefused("exchanged_trigger_id")
            if not isinstance(trigger, str) or trigger not in self._triggers:
                raise TriggerRefused("invalid_trigger_id")
            user, since = self._triggers[trigger]
            if self._workspace.now() - since > _TRIGGER:
                raise TriggerRefused("expired_trigger_id")
            self._spent.add(trigger)
            made = self._before[user] = _whole(view, f"V{len(self.opened) + 1:08d}", self._workspace.tick())
            self.opened.append(made)
            return made

    def before(self, user: str) -> Json | None:
        """Give the view that `user` looks at."""
        with self._workspace.lock:
            return self._before.get(user)

    def close(self, user: str, view_id: str) -> None:
        """Take the view away from `user`; nothing if it is not the one they look at."""
        with self._workspace.lock:
            if (view := self._before.get(user)) is not None and view["id"] == view_id:
                del self._before[user]


def _whole(view: Json, view_id: str, now: str) -> Json:
    """Complete a view as Slack gives it back, every block and element with an id."""
    blocks = [{"block_id": f"b{number}"} | block for number, block in enumerate(view["blocks"])]
    for number, block in enumerate(blocks):
        if block["type"] == "input":
            blocks[number] = block | {"element": {"action_id": f"e{number}"} | block["element"]}
    given = {"callback_id": "", "private_metadata": "", "external_id": "", "submit": None, "close": None}
    return {
        **given,
        "clear_on_close": False,
        "notify_on_close": False,
        **view,
        "blocks": blocks,
        "id": view_id,
        "team_id": TEAM_ID,
        "app_id": APP_ID,
        "bot_id": BOT_ID,
        "app_installed_team_id": TEAM_ID,
        "root_view_id": view_id,
        "previous_view_id": None,
        "hash": f"{now}.{secrets.token_hex(4)}",
        "state": {"values": {}},
    }
