"""The local Reddit, asked by the real praw."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import praw
import prawcore
import pytest
import requests

from monitor.sandbox.server import Sandbox
from monitor.sandbox.wire import Request
from monitor.sandbox.world import World

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def reddit_of(sandbox: Sandbox, *, secret: str | None = None) -> praw.Reddit:
    return praw.Reddit(
        client_id=sandbox.keys.reddit_client_id,
        client_secret=sandbox.keys.reddit_client_secret if secret is None else secret,
        user_agent="tests of the sandbox",
        reddit_url=sandbox.reddit_url,
        oauth_url=sandbox.reddit_url + "/",  # praw joins paths to it; without the slash the prefix is lost
        check_for_updates=False,
        timeout=5,
    )


@pytest.fixture
def world() -> World:
    return World(now=lambda: NOW)


@pytest.fixture
def sandbox(world: World) -> Iterator[Sandbox]:
    with Sandbox(world) as running:
        yield running


@pytest.fixture
def reddit(sandbox: Sandbox) -> Iterator[praw.Reddit]:
    made = reddit_of(sandbox)
    yield made
    made._core.close()


@pytest.fixture
def bearer(sandbox: Sandbox) -> Iterator[requests.Session]:
    """A client that asks without praw's habits."""
    keys = sandbox.keys
    with requests.Session() as session:
        answer = session.post(
            sandbox.reddit_url + "/api/v1/access_token",
            auth=(keys.reddit_client_id, keys.reddit_client_secret),
            data={"grant_type": "client_credentials"},
            timeout=5,
        )
        session.headers["authorization"] = f"Bearer {answer.json()['access_token']}"
        yield session


def test_submissions_and_comments_carry_their_usual_fields(world: World, reddit: praw.Reddit) -> None:
    thread = world.submit(
        "Firuzka & <friends>", "is it *safe*?", subreddit="Turkey", author="ann_a", score=7, replies=3
    )
    reply = world.comment("<3 & thanks", subreddit="Turkey", author="bob", parent=thread, score=2)
    submission = next(reddit.subreddit("turkey").new())
    assert submission.fullname == thread
    assert (submission.title, submission.selftext) == ("Firuzka & <friends>", "is it *safe*?")
    assert (submission.author.name, submission.score, submission.num_comments) == ("ann_a", 7, 3)
    assert submission.created_utc == NOW.timestamp()
    assert submission.edited is False
    assert submission.permalink == f"/r/Turkey/comments/{thread[3:]}/firuzka_friends/"
    comment = next(reddit.subreddit("turkey").comments())
    assert (comment.fullname, comment.body, comment.score) == (reply, "<3 & thanks", 2)
    assert (comment.link_id, comment.parent_id, comment.link_title) == (thread, thread, "Firuzka & <friends>")
    assert comment.permalink == f"/r/Turkey/comments/{thread[3:]}/comment/{reply[3:]}/"


def test_a_comment_without_parent_goes_to_the_newest_thread_or_the_daily_one(
    world: World, reddit: praw.Reddit
) -> None:
    world.comment("first", subreddit="Turkey")
    thread = world.submit("Talk", subreddit="Turkey")
    second = world.comment("second", subreddit="Turkey")
    world.comment("third", subreddit="Turkey", parent=second)
    third, second_read, first = reddit.subreddit("Turkey").comments()
    assert (first.link_id, first.link_title) == ("t3_da1ly", "Daily discussion")
    assert second_read.link_id == thread
    assert (third.link_id, third.parent_id) == (thread, second)


def test_without_raw_json_entities_are_escaped(
    world: World, sandbox: Sandbox, bearer: requests.Session
) -> None:
    world.submit("a < b & c", subreddit="Turkey")
    answers = [
        bearer.get(sandbox.reddit_url + "/r/Turkey/new", params=params, timeout=5).json()
        for params in ({}, {"raw_json": 1})
    ]
    titles = [answer["data"]["children"][0]["data"]["title"] for answer in answers]
    assert titles == ["a &lt; b &amp; c", "a < b & c"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ('"firuzka" OR "zambakso"', {"a", "b", "c"}),
        ("firuzka", {"a", "b"}),
        ('firuzka -"never came"', {"a"}),
        ("title:firuzka", {"a"}),
        ("author:bob", {"b"}),
        ("firuzka subreddit:turkey", {"a"}),
        ("rated:firuzka", set()),
    ],
)
def test_search_finds_submissions_everywhere(
    world: World, reddit: praw.Reddit, query: str, found: set[str]
) -> None:
    names = {
        world.submit("Firuzka is fine", subreddit="Turkey", author="ann"): "a",
        world.submit("My parcel", "firuzka: never came", subreddit="Azerbaijan", author="bob"): "b",
        world.submit("Zambakso", subreddit="Turkey", author="ann"): "c",
        world.submit("firuzkale", subreddit="Turkey", author="ann"): "d",
    }
    world.comment("firuzka", subreddit="Turkey")
    result = reddit.subreddit("all").search(query, sort="new", limit=100)
    assert {names[submission.fullname] for submission in result} == found


def test_search_in_places_and_periods(
    world: World, sandbox: Sandbox, reddit: praw.Reddit, bearer: requests.Session
) -> None:
    world.submit("firuzka old", subreddit="a", created_at=NOW - timedelta(days=2))
    world.submit("firuzka a", subreddit="a")
    world.submit("firuzka b", subreddit="b")
    world.submit("firuzka c", subreddit="c")
    result = reddit.subreddit("a+b").search("firuzka", sort="new", time_filter="day")
    assert [submission.title for submission in result] == ["firuzka b", "firuzka a"]
    everywhere = bearer.get(sandbox.reddit_url + "/search", params={"q": "firuzka"}, timeout=5).json()
    assert everywhere["data"]["dist"] == 4
    assert bearer.get(sandbox.reddit_url + "/search", params={"q": "("}, timeout=5).status_code == 400


def test_a_listing_ends_at_a_thousand_however_one_pages(world: World, reddit: praw.Reddit) -> None:
    made = [world.comment(f"number {n}", subreddit="Turkey") for n in range(1005)]
    walked = [comment.fullname for comment in reddit.subreddit("Turkey").comments(limit=None)]
    assert walked == made[:4:-1]
    assert world.requests["reddit.comments"] == 10


def test_before_gives_what_is_newer_and_a_gone_anchor_nothing(
    world: World, sandbox: Sandbox, bearer: requests.Session
) -> None:
    made = [world.submit(f"number {n}", subreddit="Turkey") for n in range(5)]

    def names(**params: str) -> tuple[list[str], str | None, str | None]:
        data = bearer.get(sandbox.reddit_url + "/r/Turkey/new", params=params, timeout=5).json()["data"]
        return [child["data"]["name"] for child in data["children"]], data["after"], data["before"]

    assert names(limit="2") == ([made[4], made[3]], made[3], None)
    assert names(limit="2", after=made[3]) == ([made[2], made[1]], made[1], made[2])
    assert names(limit="2", after=made[1]) == ([made[0]], None, made[0])
    assert names(limit="2", before=made[0]) == ([made[2], made[1]], made[1], made[2])
    assert names(limit="0")[0] == made[::-1]
    world.delete(made[2])
    assert names(after=made[2]) == ([], None, None)
    assert names(before=made[2]) == ([], None, None)


def test_an_edit_keeps_the_fullname_and_tells_when(world: World, reddit: praw.Reddit) -> None:
    thread = world.submit("Firuzka", "bad", subreddit="Turkey")
    assert world.edit(thread, "solved") == thread
    submission = next(reddit.subreddit("Turkey").new())
    assert (submission.selftext, submission.edited) == ("solved", NOW.timestamp())


@pytest.mark.parametrize(
    ("how", "error"),
    [("private", prawcore.Forbidden), ("banned", prawcore.NotFound), ("missing", prawcore.Redirect)],
)
def test_a_closed_subreddit(world: World, reddit: praw.Reddit, how: str, error: type[Exception]) -> None:
    world.submit("hidden", subreddit="Secret")
    world.submit("open", subreddit="Turkey")
    world.close_subreddit("Secret", how)  # type: ignore[arg-type]
    with pytest.raises(error):
        next(reddit.subreddit("secret").new())
    assert [s.title for s in reddit.subreddit("secret+turkey").new()] == ["open"]
    assert [s.title for s in reddit.subreddit("all").new()] == ["open"]


def test_a_wrong_secret_gets_no_token(sandbox: Sandbox) -> None:
    stranger = reddit_of(sandbox, secret="wrong")
    with pytest.raises(prawcore.ResponseException, match="401"):
        next(stranger.subreddit("all").new())
    stranger._core.close()


def test_the_token_is_asked_for_on_every_other_endpoint(sandbox: Sandbox, bearer: requests.Session) -> None:
    assert requests.get(sandbox.reddit_url + "/r/all/new", timeout=5).status_code == 401
    assert bearer.get(sandbox.reddit_url + "/api/v1/me", timeout=5).json() == {"features": {}}
    assert bearer.get(sandbox.reddit_url + "/r/all/about", timeout=5).status_code == 404
    assert sandbox.world.requests["reddit.unknown"] == 1


def test_an_installed_app_has_no_secret_and_other_grants_are_refused(sandbox: Sandbox) -> None:
    def ask(grant: str) -> dict[str, str]:
        return requests.post(
            sandbox.reddit_url + "/api/v1/access_token",
            auth=(sandbox.keys.reddit_client_id, ""),
            data={"grant_type": grant, "device_id": "DO_NOT_TRACK_THIS_DEVICE"},
            timeout=5,
        ).json()

    assert ask("https://oauth.reddit.com/grants/installed_client")["token_type"] == "bearer"
    assert ask("password") == {"error": "unsupported_grant_type"}


def test_the_window_ends_after_1000_requests_only_when_strict(world: World) -> None:
    with Sandbox(world, strict_rate=True) as strict, requests.Session() as session:
        token = session.post(
            strict.reddit_url + "/api/v1/access_token",
            auth=(strict.keys.reddit_client_id, strict.keys.reddit_client_secret),
            data={"grant_type": "client_credentials"},
            timeout=5,
        ).json()["access_token"]
        session.headers["authorization"] = f"Bearer {token}"
        first = session.get(strict.reddit_url + "/api/v1/me", timeout=5)
        # without the network in between, for speed
        headers = {"authorization": f"Bearer {token}"}
        request = Request(method="GET", path="/reddit/api/v1/me", headers=headers)
        answers = [strict.answer(request) for _ in range(999)]
        last = session.get(strict.reddit_url + "/api/v1/me", timeout=5)
    assert first.headers["x-ratelimit-used"] == "1"
    assert {answer.status for answer in answers if answer} == {200}
    assert answers[-1] is not None
    assert answers[-1].headers["x-ratelimit-remaining"] == "0.0"
    assert last.status_code == 429
    assert 0 < int(last.headers["retry-after"]) <= 600
