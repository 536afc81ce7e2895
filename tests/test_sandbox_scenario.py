"""The demo's posts: read strictly, played at their moments."""

from __future__ import annotations

import json
import math
import threading
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from monitor.sandbox import scenario
from monitor.sandbox.scenario import ScenarioError
from monitor.sandbox.world import World

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
ROW: dict[str, Any] = {
    "minute": 1.5,
    "platform": "x",
    "kind": "post",
    "author": "ann",
    "name": "Ann",
    "followers": 7,
    "likes": 1,
    "reposts": 2,
    "replies": 3,
    "text": "firuzka",
    "about": "praise",
}
SUBMISSION = ROW | {
    "platform": "reddit",
    "kind": "submission",
    "subreddit": "Turkey",
    "title": "T",
    "minute": 0,
}
COMMENT = ROW | {"platform": "reddit", "kind": "comment", "subreddit": "Turkey", "minute": 3, "title": None}


def written(folder: Path, *rows: object, name: str = "az") -> Path:
    lines = (row if isinstance(row, str) else json.dumps(row) for row in rows)
    (folder / f"{name}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder


def test_the_scenario_that_ships_is_whole() -> None:
    posts = scenario.load()
    assert [post.minute for post in posts] == sorted(post.minute for post in posts)
    assert set(Counter(post.language for post in posts)) == {"tr", "az", "fa", "en"}
    assert len({post.text for post in posts}) == len(posts)
    assert all(len(post.text) <= 280 for post in posts if post.platform == "x")


def test_posts_of_all_files_stand_in_order_of_their_minutes(tmp_path: Path) -> None:
    written(tmp_path, ROW, "", COMMENT)
    posts = scenario.load(written(tmp_path, SUBMISSION, name="en"))
    assert [(post.kind, post.language) for post in posts] == [
        ("submission", "en"),
        ("post", "az"),
        ("comment", "az"),
    ]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("{", "Expecting property name"),
        ("[]", "not a JSON object"),
        (ROW | {"mood": "bad"}, "unknown mood; known are about, author"),
        (
            {key: value for key, value in ROW.items() if key != "text"},
            "missing 1 required keyword-only argument: 'text'",
        ),
        (ROW | {"kind": "comment"}, "kind 'comment' does not go with platform 'x'"),
        (ROW | {"platform": "fax"}, "does not go with platform 'fax'"),
        (ROW | {"likes": "3"}, "likes must be of type int, not '3'"),
        (ROW | {"likes": True}, "likes must be of type int, not True"),
        (ROW | {"text": 3}, "text must be of type str, not 3"),
        (ROW | {"minute": -1}, "minute must be 0 or more, not -1"),
        (
            '{"minute": NaN, ' + json.dumps(ROW)[1:].replace('"minute": 1.5, ', ""),
            "minute must be 0 or more, not nan",
        ),
        (COMMENT | {"subreddit": ""}, "needs a subreddit"),
        (SUBMISSION | {"title": ""}, "a submission, and nothing else, needs a title"),
        (COMMENT | {"title": "T"}, "a submission, and nothing else, needs a title"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, row: object, why: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        scenario.load(written(tmp_path, ROW, row))
    assert str(caught.value).startswith("az.jsonl, line 2: ")
    assert why in str(caught.value)


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="holds no scenario"):
        scenario.load(tmp_path)


class Watch(threading.Event):
    """A stop signal that, waited for, lets the clock go on."""

    def __init__(self) -> None:
        super().__init__()
        self.at = 100.0
        self.waits: list[float] = []

    def wait(self, timeout: float | None = None) -> bool:
        assert timeout is not None
        self.waits.append(timeout)
        self.at += timeout
        return self.is_set()


def test_each_post_comes_at_its_moment(tmp_path: Path) -> None:
    world, watch = World(now=lambda: NOW), Watch()
    posts = scenario.load(written(tmp_path, ROW, SUBMISSION, COMMENT))
    assert scenario.play(world, posts, speed=60, stop=watch, now=lambda: watch.at) == 3
    assert watch.waits == [0, 1.5, 1.5]
    (post,) = world.posts.values()
    assert (post.text, post.author, post.lang, post.likes, post.reposts, post.replies) == (
        "firuzka",
        "ann",
        "tr",
        1,
        2,
        3,
    )
    assert world.users["ann"].followers == 7
    assert world.users["ann"].name == "Ann"
    submission, comment = world.things.values()
    assert (submission.title, comment.link) == ("T", submission.fullname)


def test_all_at_once_they_are_dated_back(tmp_path: Path) -> None:
    world, watch = World(now=lambda: NOW), Watch()
    posts = scenario.load(written(tmp_path, ROW, SUBMISSION, COMMENT))
    assert scenario.play(world, posts, speed=math.inf, stop=watch) == 3
    assert watch.waits == [0, 0, 0]
    submission, comment = world.things.values()
    assert (submission.created_at, comment.created_at) == (NOW - timedelta(minutes=3), NOW)
    assert [post.created_at for post in world.posts.values()] == [NOW - timedelta(minutes=1.5)]


def test_a_play_stops_when_told(tmp_path: Path) -> None:
    world, stop = World(), threading.Event()
    stop.set()
    assert scenario.play(world, scenario.load(written(tmp_path, ROW)), stop=stop) == 0
    assert not world.posts
    assert scenario.play(world, [], stop=stop) == 0
