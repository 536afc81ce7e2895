"""Forms that the app has opened before people: who looks at which, what they typed, how long one may be opened.

An update keeps what was typed into a block and element that keep their ids, and then passes over their new initial
value; it is refused if it was made from another state of the view than the one that stands (`hash`).

Source: docs.slack.dev/surfaces/modals, docs.slack.dev/reference/methods/views.open and …/views.update
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta

from monitor.sandbox.wire import Json
from monitor.sandbox.workspace import APP_ID, BOT_ID, TEAM_ID, Workspace

_TRIGGER = timedelta(seconds=3)


class TriggerRefused(Exception):
    """A trigger that opens nothing; the message is Slack's code."""


class ViewRefused(Exception):
    """An update that changes nothing; the message is Slack's code."""


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
            made = _whole(view, f"V{len(self.opened) + 1:08d}", self._workspace.tick())
            self._before[user] = _filled(made, {})
            self.opened.append(self._before[user])
            return self._before[user]

    def update(self, view_id: object, view: Json, seen: object = None) -> Json:
        """Put `view` in place of an open one; give it completed.

        Args:
            seen: the hash of the view that it was made from; None if that does not matter.

        Raises:
            ViewRefused: nobody looks at it any more, or it was changed since.
        """
        with self._workspace.lock:
            user, old = next(((u, v) for u, v in self._before.items() if v["id"] == view_id), (None, None))
            if user is None or old is None:
                raise ViewRefused("not_found")
            if seen is not None and seen != old["hash"]:
                raise ViewRefused("hash_conflict")
            made = _whole(view, old["id"], self._workspace.tick())
            self._before[user] = _filled(made, old["state"]["values"])
            return self._before[user]

    def fill(self, user: str, view_id: str, typed: Mapping[str, str]) -> Json:
        """Type into the form that `user` looks at; give it as it is then.

        Args:
            typed: by the id of each input's block; those that are not there stay as they are.

        Raises:
            KeyError: they do not look at that form.
        """
        with self._workspace.lock:
            view = self._before.get(user)
            if view is None or view["id"] != view_id:
                raise KeyError(view_id)
            values = dict(view["state"]["values"])
            for block in inputs(view):
                if block["block_id"] in typed:
                    element = block["element"]
                    answer = answer_of(element, typed[block["block_id"]])
                    values[block["block_id"]] = {element["action_id"]: answer}
            self._before[user] = view | {"state": {"values": values}}
            return self._before[user]

    def before(self, user: str) -> Json | None:
        """Give the view that `user` looks at."""
        with self._workspace.lock:
            return self._before.get(user)

    def close(self, user: str, view_id: str) -> None:
        """Take the view away from `user`; nothing if it is not the one they look at."""
        with self._workspace.lock:
            if (view := self._before.get(user)) is not None and view["id"] == view_id:
                del self._before[user]


def inputs(view: Json) -> list[Json]:
    """Give the blocks that are filled in."""
    return [block for block in view["blocks"] if block["type"] == "input"]


def answer_of(element: Json, typed: str) -> Json:
    """Give what was typed, or the value or person chosen, as Slack tells it."""
    kind = element["type"]
    if kind == "plain_text_input":
        return {"type": kind, "value": typed or None}
    if kind == "users_select":
        return {"type": kind, "selected_user": typed or None}
    return {"type": kind, "selected_option": option_of(element, typed)}


def option_of(element: Json, value: str | None) -> Json | None:
    """Give the option that `value` chooses; None if there is none."""
    return next((option for option in element.get("options", []) if option["value"] == value), None)


def typed_in(view: Json, block: Json) -> str:
    """Give what stands in a field: the other way round than `answer_of`."""
    answer = view["state"]["values"][block["block_id"]][block["element"]["action_id"]]
    option = answer.get("selected_option")
    return str(option["value"] if option else answer.get("value") or answer.get("selected_user") or "")


def _begun(element: Json) -> str:
    option = element.get("initial_option")
    return str(
        option["value"] if option else element.get("initial_value") or element.get("initial_user") or ""
    )


def _filled(view: Json, values: Json) -> Json:
    """Give a view with what was typed, or where it has a new field with what that begins with."""
    state: Json = {}
    for block in inputs(view):
        element, block_id = block["element"], block["block_id"]
        old = values.get(block_id, {}).get(element["action_id"])
        same = old is not None and old["type"] == element["type"]
        state[block_id] = {element["action_id"]: old if same else answer_of(element, _begun(element))}
    return view | {"state": {"values": state}}


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
