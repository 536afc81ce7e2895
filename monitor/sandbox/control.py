"""The control API of a sandbox that runs as its own process: JSON in, JSON out, under /control/.

| request | does |
|---|---|
| POST x `[{text, author, …}]` | posts on X (arguments of `World.post_x`); gives their ids |
| POST reddit `[{title?, text, subreddit, …}]` | submissions (with a title) or comments; gives fullnames |
| POST edit `{id, text}`, POST delete `{id}` | changes or takes away a post |
| POST faults `{prefix, script: [fault or null, …]}` | as `Faults.script`; a fault is `{kind, …}` |
| POST faults `{prefix, seed, odds?: [[fault, p], …]}` | as `Faults.random`, by default with `BAD_DAY` |
| POST faults `{clear: true}` | as `Faults.clear` |
| POST settings `{interactions_url?, report_path?}` | as the attributes of `Sandbox` |
| POST press `{channel, ts, action_id, user, value?}` | presses a button |
| POST fill `{view_id, user, block_id, answers: {block_id: …}}` | types into a form, or chooses there |
| POST submit `{view_id, user, answers: {block_id: …}}` | sends a form |
| GET view?user=… | the form that a person looks at, or null |
| GET slack?channel=… | every message with its metadata |
| GET counters | requests by endpoint, faults served |
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from monitor.sandbox.faults import BAD_DAY, Fault
from monitor.sandbox.wire import Answer, Request, as_json

if TYPE_CHECKING:
    from monitor.sandbox.server import Sandbox


class Control:
    """Answers /control/… for `sandbox`."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self._posts: dict[str, Callable[[Any], object]] = {
            "/control/x": self._x,
            "/control/reddit": self._reddit,
            "/control/edit": lambda body: {"id": sandbox.world.edit(body["id"], body["text"])},
            "/control/delete": lambda body: sandbox.world.delete(body["id"]),
            "/control/faults": self._faults,
            "/control/settings": self._settings,
            "/control/press": lambda body: asdict(sandbox.press(**body)),
            "/control/fill": lambda body: asdict(sandbox.fill(**body)),
            "/control/submit": lambda body: asdict(sandbox.submit(**body)),
        }

    def answer(self, request: Request) -> Answer:
        """Answer `request`; 400 says in a line what was wrong with it."""
        world = self._sandbox.world
        if request.method == "GET" and request.path == "/control/counters":
            with world.lock:
                return as_json(
                    {"requests": dict(world.requests), "faults": dict(self._sandbox.faults.served)}
                )
        if request.method == "GET" and request.path == "/control/slack":
            try:
                return as_json(
                    [asdict(message) for message in world.slack.messages(request.query.get("channel", ""))]
                )
            except KeyError as error:
                return as_json({"error": f"no channel {error}"}, status=404)
        if request.method == "GET" and request.path == "/control/view":
            return as_json(self._sandbox.slack.modals.before(request.query.get("user", "")))
        act = self._posts.get(request.path)
        if act is None or request.method != "POST":
            return as_json({"error": f"no {request.method} {request.path}"}, status=404)
        body = request.json()
        if body is None:
            return as_json({"error": "send JSON, with content-type application/json"}, status=400)
        try:
            return as_json(act(body) or {})
        except (KeyError, TypeError, ValueError) as error:
            return as_json({"error": f"{type(error).__name__}: {error}"}, status=400)

    def _x(self, body: list[dict[str, Any]]) -> object:
        return {"ids": [self._sandbox.world.post_x(**_timed(post)) for post in body]}

    def _reddit(self, body: list[dict[str, Any]]) -> object:
        world = self._sandbox.world
        return {
            "ids": [(world.submit if "title" in post else world.comment)(**_timed(post)) for post in body]
        }

    def _faults(self, body: dict[str, Any]) -> object:
        faults = self._sandbox.faults
        if body.get("clear"):
            faults.clear()
        elif "script" in body:
            faults.script(
                body["prefix"], [None if fault is None else Fault(**fault) for fault in body["script"]]
            )
        else:
            odds = {Fault(**fault): odd for fault, odd in body["odds"]} if "odds" in body else BAD_DAY
            faults.random(body["seed"], odds, body["prefix"])
        return {}

    def _settings(self, body: dict[str, str | None]) -> object:
        if "interactions_url" in body:
            self._sandbox.interactions_url = body["interactions_url"]
        if "report_path" in body:
            path = body["report_path"]
            self._sandbox.report_path = Path(path) if path else None
        return {}


def _timed(post: dict[str, Any]) -> dict[str, Any]:
    if isinstance(post.get("created_at"), str):
        return post | {"created_at": datetime.fromisoformat(post["created_at"])}
    return post
