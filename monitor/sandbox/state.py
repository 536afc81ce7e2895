"""A world in a file, so that a sandbox can be stopped and go on where it was."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from monitor.sandbox.workspace import Channel, SlackMessage
from monitor.sandbox.world import Thing, World, XPost, XUser

_TIMES = ("created_at", "edited_at")


def save(world: World, path: Path) -> None:
    """Write `world` to `path`, whole or not at all; request counters are not kept."""
    with world.lock, world.slack.lock:
        state = {
            "users": [asdict(user) for user in world.users.values()],
            "posts": [asdict(post) for post in world.posts.values()],
            "things": [asdict(thing) for thing in world.things.values()],
            "channels": [asdict(channel) for channel in world.slack.channels.values()],
            "messages": [asdict(message) for message in world.slack.log.values()],
        }
    part = path.with_name(path.name + ".part")
    part.write_text(json.dumps(state, default=datetime.isoformat), encoding="utf-8")
    part.replace(path)


def load(world: World, path: Path) -> None:
    """Fill `world` with what `save` wrote to `path`; nothing if there is no such file."""
    if not path.exists():
        return
    state = json.loads(path.read_text(encoding="utf-8"))
    world.restore(
        users=[XUser(**user) for user in state["users"]],
        posts=[XPost(**_timed(post) | {"history": tuple(post["history"])}) for post in state["posts"]],
        things=[Thing(**_timed(thing)) for thing in state["things"]],
    )
    world.slack.restore(
        [Channel(**channel) for channel in state["channels"]],
        [SlackMessage(**message) for message in state["messages"]],
    )


def _timed(fields: dict[str, Any]) -> dict[str, Any]:
    times = {name: datetime.fromisoformat(fields[name]) for name in _TIMES if fields.get(name)}
    return fields | times
