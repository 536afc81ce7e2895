"""Every fault, as the real clients see it; and the process of its own that soaks talk to."""

from __future__ import annotations

import http.client
import json
import socket
import threading
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit

import praw
import prawcore
import pytest
import requests
import tweepy
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from monitor.sandbox import __main__ as process
from monitor.sandbox import state
from monitor.sandbox.faults import BAD_DAY, Fault, Faults
from monitor.sandbox.server import Sandbox
from monitor.sandbox.world import World

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
SEARCH = "/x/2/tweets/search/recent"
POST = "/slack/api/chat.postMessage"


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(World(now=lambda: NOW)) as running:
        yield running


@pytest.fixture
def slack(sandbox: Sandbox) -> WebClient:
    return WebClient(sandbox.keys.slack_token, base_url=sandbox.slack_url, timeout=2, retry_handlers=[])


@pytest.fixture
def session(sandbox: Sandbox) -> Iterator[requests.Session]:
    with requests.Session() as made:
        made.headers["authorization"] = f"Bearer {sandbox.keys.x_bearer}"
        yield made


def search(
    sandbox: Sandbox, session: requests.Session, *, timeout: float = 5, **params: Any
) -> requests.Response:
    return session.get(sandbox.url + SEARCH, params={"query": "firuzka"} | params, timeout=timeout)


def posted(sandbox: Sandbox) -> list[str]:
    return [message.text for message in sandbox.world.slack.messages("complaints")]


def test_a_script_is_followed_in_order_and_then_all_is_well(
    sandbox: Sandbox, session: requests.Session
) -> None:
    sandbox.faults.script(
        SEARCH,
        [
            Fault("status", status=503),
            None,
            Fault("status", status=429, reset=30),
            Fault("status", status=402),
        ],
    )
    answers = [search(sandbox, session) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [503, 200, 429, 402, 200]
    assert int(answers[2].headers["x-rate-limit-reset"]) == NOW.timestamp() + 30
    assert answers[3].json()["title"] == "CreditsDepleted"
    assert sandbox.faults.served == {"status 503": 1, "status 429": 1, "status 402": 1}
    assert sandbox.world.requests["x.search"] == 5


def test_a_429_without_reset_leaves_tweepy_in_the_dark(sandbox: Sandbox) -> None:
    sandbox.faults.script("/x/", [Fault("status", status=429)])
    client = tweepy.Client(sandbox.keys.x_bearer)
    with client.session as session:
        session.request = lambda method, url, **rest: requests.request(  # type: ignore[method-assign]
            method, url.replace("https://api.twitter.com", sandbox.x_url), timeout=5, **rest
        )
        with pytest.raises(tweepy.TooManyRequests) as caught:
            client.search_recent_tweets("firuzka")
    assert caught.value.reset_time is None


@pytest.mark.parametrize(("fault", "error"), [
    (Fault("status", status=429, reset=7), prawcore.TooManyRequests),
    (Fault("status", status=403), prawcore.Forbidden),
    (Fault("malformed", shape="html"), prawcore.BadJSON),
    (Fault("malformed", shape="cut"), prawcore.BadJSON),
])  # fmt: skip
def test_what_praw_makes_of_faults(sandbox: Sandbox, fault: Fault, error: type[Exception]) -> None:
    reddit = praw.Reddit(
        client_id=sandbox.keys.reddit_client_id,
        client_secret=sandbox.keys.reddit_client_secret,
        user_agent="tests of the sandbox",
        reddit_url=sandbox.reddit_url,
        oauth_url=sandbox.reddit_url + "/",
        check_for_updates=False,
    )
    sandbox.faults.script("/reddit/r/", [fault])
    with pytest.raises(error) as caught:
        next(reddit.subreddit("all").new())
    reddit._core.close()
    if isinstance(caught.value, prawcore.TooManyRequests):
        assert caught.value.retry_after == "7"


def test_slack_tells_retry_after(sandbox: Sandbox, slack: WebClient) -> None:
    sandbox.faults.script(POST, [Fault("status", status=429, reset=3), Fault("status", status=500)])
    with pytest.raises(SlackApiError) as caught:
        slack.chat_postMessage(channel="complaints", text="a")
    assert (caught.value.response.status_code, caught.value.response.headers["retry-after"]) == (429, "3")
    with pytest.raises(SlackApiError):
        slack.chat_postMessage(channel="complaints", text="a")
    assert posted(sandbox) == []


def test_drop_does_nothing_and_accept_then_drop_does_it(sandbox: Sandbox, slack: WebClient) -> None:
    sandbox.faults.script(POST, [Fault("drop"), Fault("accept_then_drop")])
    for text in ("dropped", "accepted"):
        with pytest.raises((http.client.RemoteDisconnected, URLError, ConnectionError)):
            slack.chat_postMessage(channel="complaints", text=text)
    slack.chat_postMessage(channel="complaints", text="fine")
    assert posted(sandbox) == ["accepted", "fine"]


def test_hang_keeps_silent_and_does_nothing(sandbox: Sandbox, session: requests.Session) -> None:
    sandbox.faults.script(SEARCH, [Fault("hang", seconds=60), Fault("hang", seconds=0.01)])
    with pytest.raises(requests.ReadTimeout):
        search(sandbox, session, timeout=0.1)
    with pytest.raises(requests.ConnectionError):
        search(sandbox, session)


def test_slow_answers_after_all(sandbox: Sandbox, session: requests.Session) -> None:
    sandbox.faults.script(SEARCH, [Fault("slow", seconds=0.05)])
    answer = search(sandbox, session)
    assert answer.status_code == 200
    assert answer.elapsed.total_seconds() >= 0.05


def test_a_drip_comes_byte_by_byte(sandbox: Sandbox, session: requests.Session) -> None:
    sandbox.faults.script(SEARCH, [Fault("drip", seconds=0.001), Fault("drip", seconds=60)])
    assert search(sandbox, session).json() == {"meta": {"result_count": 0}}
    with pytest.raises(requests.exceptions.ConnectionError):
        search(sandbox, session, timeout=0.1)


@pytest.mark.parametrize("shape", ["cut", "html", "wrong"])
def test_malformed_answers(sandbox: Sandbox, session: requests.Session, slack: WebClient, shape: Any) -> None:
    sandbox.faults.script(SEARCH, [Fault("malformed", shape=shape)])
    answer = search(sandbox, session)
    assert answer.status_code == 200
    if shape == "wrong":
        assert answer.json() == [{"meta": {"result_count": 0}}]
    else:
        with pytest.raises(requests.JSONDecodeError):
            answer.json()
    sandbox.faults.script(POST, [Fault("malformed", shape=shape)])
    with pytest.raises((SlackApiError, AttributeError, TypeError, ValueError)):
        slack.chat_postMessage(channel="complaints", text="a").validate()
    assert posted(sandbox) == ([] if shape == "html" else ["a"])


def test_a_duplicate_page_is_the_one_before_of_the_same_question(
    sandbox: Sandbox, session: requests.Session
) -> None:
    for number in range(25):
        sandbox.world.post_x(f"firuzka {number}")
    sandbox.world.post_x("other")
    sandbox.faults.script(SEARCH, [Fault("duplicate_page"), None, None, Fault("duplicate_page")])
    first = search(sandbox, session).json()  # nothing was served before: a true answer
    search(sandbox, session)
    search(sandbox, session, query="other")
    again = search(sandbox, session, next_token=first["meta"]["next_token"]).json()
    assert again == first


def test_a_duplicate_page_never_swallows_a_post(sandbox: Sandbox, slack: WebClient) -> None:
    sandbox.faults.script(POST, [None, Fault("duplicate_page")])
    slack.chat_postMessage(channel="complaints", text="one")
    slack.chat_postMessage(channel="complaints", text="two")
    assert posted(sandbox) == ["one", "two"]


def test_chance_is_the_same_for_the_same_seed_and_clears() -> None:
    def thrown(seed: int) -> list[Fault | None]:
        faults = Faults()
        faults.random(seed, BAD_DAY, "/x/")
        return [faults.next("/x/2/tweets") for _ in range(2000)]

    assert thrown(1) == thrown(1)
    assert thrown(1) != thrown(2)
    counts = Counter(thrown(3))
    assert set(counts) == {None, *BAD_DAY}
    assert 0.7 < counts[None] / 2000 < 0.95
    faults = Faults()
    faults.random(1, {Fault("drop"): 1.0}, "/x/")
    assert faults.next("/reddit/") is None
    assert faults.next("/x/") == Fault("drop")
    faults.script("/x/", [None, Fault("slow")])
    assert [faults.next("/x/"), faults.next("/x/")] == [None, Fault("slow")]
    faults.clear()
    assert faults.next("/x/") is None


def test_impossible_faults_are_refused() -> None:
    with pytest.raises(ValueError, match="kind 'explode' of a fault is not one of status, hang"):
        Fault("explode")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="shape 'round'"):
        Fault("malformed", shape="round")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="at most 1"):
        Faults().random(1, {Fault("drop"): 0.6, Fault("slow"): 0.6})


# the server


def test_too_large_a_body_and_a_nonsensical_length(sandbox: Sandbox) -> None:
    place = urlsplit(sandbox.url)
    for length in (b"999999999", b"lots"):
        with socket.create_connection((place.hostname, sandbox.port), timeout=5) as raw:
            raw.sendall(
                b"POST /slack/api/auth.test HTTP/1.1\r\nhost: x\r\ncontent-length: " + length + b"\r\n\r\n"
            )
            assert raw.recv(100).startswith(b"HTTP/1.1 413 ")


def test_a_failure_of_its_own_is_logged_and_a_500(
    sandbox: Sandbox,
    session: requests.Session,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(sandbox.world, "x_posts", None)
    assert search(sandbox, session).status_code == 500
    assert "the sandbox failed at GET" in caplog.text


def test_it_stops_while_requests_hang() -> None:
    sandbox = Sandbox()
    sandbox.faults.script("/", [Fault("hang", seconds=600)])
    with sandbox:
        raw = socket.create_connection(("127.0.0.1", sandbox.port), timeout=5)
        raw.sendall(b"GET /x/2/users/me HTTP/1.1\r\nhost: x\r\n\r\n")
        idle = socket.create_connection(("127.0.0.1", sandbox.port), timeout=5)
        while not sandbox.faults.served:
            threading.Event().wait(0.001)
    assert raw.recv(100) == b""
    raw.close()
    idle.close()
    Sandbox().stop()  # one that never started stops as well


# a process of its own


@pytest.fixture
def alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[str]:
    stop = threading.Event()
    arguments = ["--state", str(tmp_path / "world.json"), "--save-seconds", "0.02", "--rate", "200"]
    thread = threading.Thread(target=process.main, args=(arguments,), kwargs={"stop": stop})
    thread.start()
    said = ""
    while "control" not in said:
        said += capsys.readouterr().out
        threading.Event().wait(0.005)
    yield said.split()[1]
    stop.set()
    thread.join(10)
    assert not thread.is_alive()


def test_the_control_api(alone: str, tmp_path: Path) -> None:
    def tell(what: str, body: Any) -> Any:
        return requests.post(f"{alone}/control/{what}", json=body, timeout=5).json()

    (number,) = tell("x", [{"text": "firuzka", "author": "ann", "created_at": "2026-11-22T12:00:00+00:00"}])[
        "ids"
    ]
    edited = tell("edit", {"id": number, "text": "firuzka!"})["id"]
    assert edited != number
    assert tell("delete", {"id": edited}) == {}
    names = tell("reddit", [{"title": "t", "text": "a", "subreddit": "s"}, {"text": "b", "subreddit": "s"}])[
        "ids"
    ]
    assert [name[:3] for name in names] == ["t3_", "t1_"]
    fault = {"kind": "status", "status": 503}
    tell("faults", {"prefix": "/slack/", "script": [fault, None]})
    tell("faults", {"prefix": "/x/", "seed": 1, "odds": [[fault, 1.0]]})
    tell("faults", {"prefix": "/reddit/", "seed": 1})
    assert requests.post(f"{alone}/slack/api/auth.test", timeout=5).status_code == 503
    assert requests.get(f"{alone}/x/2/users/me", timeout=5).status_code == 503
    tell("faults", {"clear": True})
    counters = requests.get(f"{alone}/control/counters", timeout=5).json()
    assert counters == {"requests": {"slack.auth.test": 1, "x.me": 1}, "faults": {"status 503": 2}}
    tell("settings", {"interactions_url": "http://127.0.0.1:9/none", "report_path": str(tmp_path / "r.html")})
    assert tell("settings", {"report_path": None}) == {}
    post = requests.post(
        f"{alone}/slack/api/chat.postMessage",
        json={
            "channel": "complaints",
            "text": "a",
            "metadata": {"event_type": "e", "event_payload": {"n": 1}},
        },
        headers={"authorization": "Bearer xoxb-sandbox-token"},
        timeout=5,
    ).json()
    (message,) = requests.get(f"{alone}/control/slack?channel=complaints", timeout=5).json()
    assert (message["ts"], message["metadata"]["event_payload"]) == (post["ts"], {"n": 1})
    press = {"channel": post["channel"], "ts": post["ts"], "action_id": "none", "user": "U0ELIF"}
    assert tell("press", press) == {"error": "KeyError: 'none'"}
    assert "KeyError" in tell("edit", {"id": "1", "text": "a"})["error"]
    assert "unexpected keyword" in tell("x", [{"words": "a"}])["error"]
    assert requests.post(f"{alone}/control/x", data="[]", timeout=5).status_code == 400
    assert requests.get(f"{alone}/control/slack?channel=none", timeout=5).status_code == 404
    assert requests.get(f"{alone}/control/nothing", timeout=5).status_code == 404


def test_the_state_outlives_the_process(alone: str, tmp_path: Path) -> None:
    requests.post(f"{alone}/control/x", json=[{"text": "firuzka stays", "author": "ann"}], timeout=5)
    requests.post(f"{alone}/control/reddit", json=[{"title": "t", "text": "a", "subreddit": "s"}], timeout=5)
    file = tmp_path / "world.json"
    while (
        not file.exists() or "firuzka stays" not in file.read_text() or '"title": "t"' not in file.read_text()
    ):
        threading.Event().wait(0.005)
    world = World()
    state.load(world, file)
    assert "firuzka stays" in {post.text for post in world.posts.values()}
    assert max(world.posts) < int(world.post_x("newer"))
    assert world.submit("u", subreddit="s") not in json.loads(file.read_text())["things"]


def test_a_world_comes_back_as_it_was(tmp_path: Path) -> None:
    world = World(now=lambda: NOW)
    number = world.edit(world.post_x("firuzka", author="Ann", followers=7), "edited")
    thread = world.edit(world.submit("t", subreddit="s"), "edited")
    sent = world.slack.add(world.slack.add_channel("urgent").id, "hello", metadata={"a": 1})
    state.save(world, tmp_path / "w")
    back = World(now=lambda: NOW, channels=())
    state.load(back, tmp_path / "w")
    state.load(back, tmp_path / "absent")
    assert (back.posts, back.users, back.things) == (world.posts, world.users, world.things)
    assert back.slack.messages("urgent") == [sent]
    assert back.slack.tick() > sent.ts
    assert list(back.x_posts()) == [world.posts[int(number)]]
    assert back.submit("new", subreddit="s") > thread


def test_signals_stop_the_process(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    handlers: list[Any] = []
    monkeypatch.setattr(process.signal, "signal", lambda _number, handler: handlers.append(handler))
    monkeypatch.setattr(process.scenario, "play", lambda *_args, **_rest: handlers[0](15, None))
    assert process.main(["--play", "60", "--strict-rate"]) == 0
    assert len(handlers) == 2
    assert capsys.readouterr().out.startswith("sandbox http://127.0.0.1:")
