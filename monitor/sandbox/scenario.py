"""The demo's posts, written for a fictional brand in four languages, and how they come into the world."""

from __future__ import annotations

import json
import math
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from monitor.sandbox.world import World

_FOLDER = Path(__file__).parent / "scenario"
_KINDS = {"x": ("post",), "reddit": ("submission", "comment")}
#: X knows no Azerbaijani and takes it for Turkish.
_X_LANGUAGES = {"az": "tr"}


class ScenarioError(ValueError):
    """A line of a scenario file is wrong; the message says which and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioPost:
    """One post of the demo.

    Args:
        minute: when it appears, in minutes of the scenario.
        platform, kind: "x" with "post"; "reddit" with "submission" or "comment".
        about: what its writer meant it to be: complaint, outage, irony, praise, …
        language: of the file it stands in.
        subreddit, title: of Reddit only.
    """

    minute: float
    platform: str
    kind: str
    author: str
    name: str
    followers: int
    likes: int
    reposts: int
    replies: int
    text: str
    about: str
    language: str
    subreddit: str = ""
    title: str = ""

    def __post_init__(self) -> None:
        if self.kind not in _KINDS.get(self.platform, ()):
            raise ValueError(
                f"kind {self.kind!r} does not go with platform {self.platform!r}; allowed: {_KINDS}"
            )
        for item in fields(self):
            value = getattr(self, item.name)
            kinds = {"float": (int, float), "int": (int,), "str": (str,)}[str(item.type)]
            if not isinstance(value, kinds) or isinstance(value, bool):
                raise ValueError(f"{item.name} must be of type {item.type}, not {value!r}")
        if self.minute < 0 or not math.isfinite(self.minute):
            raise ValueError(f"minute must be 0 or more, not {self.minute!r}")
        if self.platform == "reddit" and not self.subreddit:
            raise ValueError("a post on reddit needs a subreddit")
        if (self.kind == "submission") != bool(self.title):
            raise ValueError("a submission, and nothing else, needs a title")


def load(folder: Path = _FOLDER) -> list[ScenarioPost]:
    """Read every scenario file and give all their posts, in the order in which they appear.

    Args:
        folder: holds one `<language>.jsonl` for each language.

    Raises:
        ScenarioError: there is no file, or a line of one is wrong.
    """
    files = sorted(folder.glob("*.jsonl"))
    if not files:
        raise ScenarioError(f"{folder} holds no scenario (*.jsonl)")
    posts = []
    for file in files:
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
            if line.strip():
                try:
                    posts.append(_read(line, file.stem))
                except (TypeError, ValueError) as error:
                    raise ScenarioError(f"{file.name}, line {number}: {error}") from error
    return sorted(posts, key=lambda post: post.minute)


def _read(line: str, language: str) -> ScenarioPost:
    row = json.loads(line)
    if not isinstance(row, dict):
        raise ValueError("not a JSON object")
    known = {item.name for item in fields(ScenarioPost)} - {"language"}
    if unknown := set(row) - known:
        raise ValueError(f"unknown {', '.join(sorted(unknown))}; known are {', '.join(sorted(known))}")
    # writers may leave what does not apply empty or out
    given: dict[str, Any] = {key: value for key, value in row.items() if value is not None}
    return ScenarioPost(**given, language=language)


def play(
    world: World,
    posts: Iterable[ScenarioPost],
    *,
    speed: float = 60.0,
    stop: threading.Event,
    now: Callable[[], float] = time.monotonic,
) -> int:
    """Put `posts` into `world`, each at its moment: `minute` * 60 / `speed` seconds after the start.

    With `speed` infinite all are put in at once, each dated as if the last had just been written.

    Args:
        stop: ends the play early.
        now: a clock in seconds that never goes back.

    Returns:
        How many posts were put in.
    """
    ordered = sorted(posts, key=lambda post: post.minute)
    began, written_at = now(), world.now()
    last = ordered[-1].minute if ordered else 0.0
    for count, post in enumerate(ordered):
        wait = 0.0 if math.isinf(speed) else began + post.minute * 60 / speed - now()
        if stop.wait(max(wait, 0.0)):
            return count
        put(
            world,
            post,
            created_at=written_at - timedelta(minutes=last - post.minute) if math.isinf(speed) else None,
        )
    return len(ordered)


def put(
    world: World, post: ScenarioPost, *, created_at: datetime | None = None, text: str | None = None
) -> str:
    """Put one post into `world` and give its id.

    Args:
        created_at: aware UTC; None for now.
        text: instead of the post's own.
    """
    said = post.text if text is None else text
    if post.platform == "x":
        return world.post_x(
            said,
            author=post.author,
            name=post.name,
            followers=post.followers,
            created_at=created_at,
            lang=_X_LANGUAGES.get(post.language, post.language),
            likes=post.likes,
            reposts=post.reposts,
            replies=post.replies,
        )
    if post.kind == "comment":
        return world.comment(
            said, subreddit=post.subreddit, author=post.author, created_at=created_at, score=post.likes
        )
    return world.submit(
        post.title,
        said,
        subreddit=post.subreddit,
        author=post.author,
        created_at=created_at,
        score=post.likes,
        replies=post.replies,
    )
