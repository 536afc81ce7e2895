"""The local X, asked by the real tweepy."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import requests
import tweepy
from requests.adapters import HTTPAdapter

from monitor.sandbox.query import Language, QueryError, spoken
from monitor.sandbox.server import Sandbox
from monitor.sandbox.wire import Request
from monitor.sandbox.world import World, snowflake

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


class Elsewhere(HTTPAdapter):
    """Sends what tweepy sends to its hard-coded host to `base` instead."""

    def __init__(self, base: str) -> None:
        self.base = base
        super().__init__()

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        assert request.url is not None
        request.url = request.url.replace("https://api.twitter.com", self.base)
        return super().send(request, *args, **kwargs | {"timeout": 5})


def client_of(
    sandbox: Sandbox, *, token: str | None = None, answers: type = tweepy.Response
) -> tweepy.Client:
    client = tweepy.Client(token or sandbox.keys.x_bearer, return_type=answers)
    client.session.mount("https://api.twitter.com", Elsewhere(sandbox.x_url))
    return client


@pytest.fixture
def world() -> World:
    return World(now=lambda: NOW)


@pytest.fixture
def sandbox(world: World) -> Iterator[Sandbox]:
    with Sandbox(world) as running:
        yield running


@pytest.fixture
def client(sandbox: Sandbox) -> Iterator[tweepy.Client]:
    made = client_of(sandbox)
    yield made
    made.session.close()


def texts(response: Any) -> list[str]:
    return [tweet.text for tweet in response.data or ()]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("firuzka", {"plain", "hashtag", "handle", "upper", "apostrophe"}),
        ('"FIRUZKA"', {"plain", "hashtag", "handle", "upper", "apostrophe"}),
        ('"çox gec"', {"phrase"}),
        ('"gec çox"', set()),
        ('firuzkadan OR "فیروزکا"', {"suffix", "persian"}),
        ("firuzka -is:retweet -from:firuzka", {"plain", "hashtag", "handle", "upper", "apostrophe"}),
        ("firuzka -@firuzka -to:firuzka", {"plain", "hashtag", "upper", "apostrophe"}),
        ("firuzka lang:tr", {"apostrophe"}),
        ('firuzka -"kargo gelmedi"', {"plain", "hashtag", "handle", "upper"}),
        ("(firuzka OR başka) #firuzka", {"hashtag"}),
        ("@firuzka", {"handle"}),
        ('"!!!"', set()),
        ("is:reply", {"answer"}),
        ("to:firuzka", {"handle", "answer"}),
        ('from:"@seda"', {"suffix", "dotted"}),
    ],
)
def test_a_query_finds_whole_tokens_without_stemming(
    world: World, client: tweepy.Client, query: str, found: set[str]
) -> None:
    own = world.post_x("hello", author="firuzka")
    posts = {
        "plain": world.post_x("I love firuzka!", author="ann", lang="en"),
        "hashtag": world.post_x("#Firuzka rocks", author="ann", lang="en"),
        "handle": world.post_x("@firuzka where is my parcel", author="ann", lang="en"),
        "upper": world.post_x("FIRUZKA 😂", author="ann", lang="en"),
        "apostrophe": world.post_x("Firuzka'dan kargo gelmedi", author="ann", lang="tr"),
        "suffix": world.post_x("firuzkadan aldım", author="seda", lang="tr"),
        "dotted": world.post_x("FİRUZKA", author="seda", lang="tr"),
        "persian": world.post_x("از فیروزکا خریدم", author="naz", lang="fa"),
        "phrase": world.post_x("kuryer çox gec gəldi", author="leyla", lang="tr"),
        "lookalike": world.post_x("firuzkale gezisi", author="ann", lang="tr"),
        "answer": world.post_x("thanks", author="ann", reply_to=own),
    }
    if "-is:retweet" in query:
        world.post_x("RT firuzka", author="ann", retweet=True)
        world.post_x("firuzka speaks", author="firuzka")
    names = {int(number): name for name, number in posts.items()}
    response = client.search_recent_tweets(query, max_results=100)
    assert {names[tweet.id] for tweet in response.data or ()} == found


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("", "can not be empty"),
        ("x" * 513, "maximum length of 512 characters; it has 513"),
        ('"open', "no viable alternative at character '\"' (at position 1)"),
        ("(firuzka", "no viable alternative at character '<EOF>'"),
        ("firuzka)", "no viable alternative at character ')'"),
        ("firuzka OR", "no viable alternative"),
        ("near:me", "invalid operator 'near'"),
        ("is:lovely", "'is:lovely' is not a valid operator"),
    ],
)
def test_a_query_that_cannot_be_read_is_a_bad_request(client: tweepy.Client, query: str, why: str) -> None:
    with pytest.raises(tweepy.BadRequest, match="400") as caught:
        client.search_recent_tweets(query)
    assert why in caught.value.api_messages[0]


def test_an_unknown_operator_counts_as_a_word_where_the_language_is_not_strict() -> None:
    language: Language[str] = Language(
        phrase=lambda phrase: lambda text: spoken(phrase) in spoken(text), operators={}, strict=False
    )
    assert language.compile("near:me")("near me")
    with pytest.raises(QueryError):
        language.compile("(")


def test_pages_hold_every_post_once_newest_first(world: World, client: tweepy.Client) -> None:
    made = [world.post_x(f"firuzka {n}") for n in range(57)]
    seen: list[str] = []
    token = None
    pages = 0
    while pages == 0 or token:
        pages += 1
        response = client.search_recent_tweets("firuzka", max_results=10, next_token=token)
        seen += [str(tweet.id) for tweet in response.data]
        assert response.meta["newest_id"] == str(response.data[0].id)
        assert response.meta["oldest_id"] == str(response.data[-1].id)
        assert response.meta["result_count"] == len(response.data)
        token = response.meta.get("next_token")
    assert pages == 6
    assert seen == made[::-1]


def test_a_post_that_comes_between_two_pages_shifts_none(world: World, client: tweepy.Client) -> None:
    old = [world.post_x(f"firuzka {n}") for n in range(15)]
    first = client.search_recent_tweets("firuzka", max_results=10)
    world.post_x("firuzka new")
    second = client.search_recent_tweets("firuzka", max_results=10, next_token=first.meta["next_token"])
    assert [str(tweet.id) for tweet in second.data] == old[4::-1]


def test_since_and_until_ids_leave_themselves_out(world: World, client: tweepy.Client) -> None:
    made = [world.post_x(f"firuzka {n}") for n in range(5)]
    response = client.search_recent_tweets("firuzka", since_id=made[0], until_id=made[4])
    assert [str(tweet.id) for tweet in response.data] == made[3:0:-1]
    nothing = client.search_recent_tweets("firuzka", since_id=made[4])
    assert nothing.data is None
    assert nothing.meta == {"result_count": 0}


def test_start_and_end_times_bound_the_answer(world: World, client: tweepy.Client) -> None:
    for minutes in (50, 40, 30):
        world.post_x(f"firuzka {minutes}", created_at=NOW - timedelta(minutes=minutes))
    response = client.search_recent_tweets(
        "firuzka", start_time=NOW - timedelta(minutes=40), end_time=NOW - timedelta(minutes=30)
    )
    assert texts(response) == ["firuzka 40"]


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (
            {"since_id": str(snowflake(NOW - timedelta(days=8)))},
            "'since_id' must be a tweet id created after 2026-11-15T12:00Z. "
            "Please use a 'since_id' that is larger than ",
        ),
        ({"until_id": "20"}, "'until_id' must be a tweet id created after 2026-11-15T12:00Z."),
        (
            {"start_time": "2026-11-14T12:00:00Z"},
            "Invalid 'start_time':'2026-11-14T12:00Z'. 'start_time' must be on or after 2026-11-15T12:00Z",
        ),
        (
            {"end_time": "2026-11-22T11:59:55Z"},
            "'end_time' must be a minimum of 10 seconds prior to the request time.",
        ),
        ({"start_time": "yesterday"}, "The `start_time` query parameter value [yesterday] is not valid"),
        ({"since_id": "abc"}, "The `since_id` query parameter value [abc] is not valid"),
        ({"max_results": 5}, "The `max_results` query parameter value [5] is not between 10 and 100"),
        ({"max_results": 101}, "is not between 10 and 100"),
        ({"next_token": "???"}, "The `next_token` query parameter value [???] is not valid"),
    ],
)
def test_a_bad_parameter_is_told_in_the_words_of_the_real_api(
    client: tweepy.Client, given: dict[str, Any], why: str
) -> None:
    with pytest.raises(tweepy.BadRequest) as caught:
        client.search_recent_tweets("firuzka", **given)
    assert why in caught.value.api_messages[0]
    assert list(caught.value.api_errors[0]["parameters"]) == list(given)


def test_posts_of_more_than_seven_days_ago_are_out_of_reach(world: World, client: tweepy.Client) -> None:
    world.post_x("firuzka old", created_at=NOW - timedelta(days=7, minutes=1))
    world.post_x("firuzka new", created_at=NOW - timedelta(days=6, hours=23))
    assert texts(client.search_recent_tweets("firuzka")) == ["firuzka new"]


def test_an_edited_post_has_a_new_id_and_its_history(world: World, client: tweepy.Client) -> None:
    first = world.post_x("firuzka bad", author="ann", likes=3)
    second = world.edit(first, "firuzka awful")
    response = client.search_recent_tweets("firuzka", tweet_fields=["public_metrics"])
    assert texts(response) == ["firuzka awful"]
    assert [str(number) for number in response.data[0].edit_history_tweet_ids] == [first, second]
    assert response.data[0].public_metrics["like_count"] == 3


def test_a_deleted_post_is_gone(world: World, client: tweepy.Client) -> None:
    world.delete(world.post_x("firuzka"))
    assert client.search_recent_tweets("firuzka").data is None
    with pytest.raises(KeyError):
        world.delete("1")


def test_fields_come_only_when_asked_for(world: World, client: tweepy.Client) -> None:
    parent = world.post_x("hello", author="firuzka")
    world.post_x(
        "firuzka <3 & co",
        author="ann",
        name="Ann 🌷",
        followers=41200,
        lang="en",
        likes=1,
        reposts=2,
        replies=3,
        reply_to=parent,
    )
    bare = client.search_recent_tweets("firuzka")
    assert set(bare.data[0].data) == {"id", "text", "edit_history_tweet_ids"}
    assert bare.data[0].text == "firuzka &lt;3 &amp; co"
    assert bare.includes == {}
    full = client.search_recent_tweets(
        "firuzka",
        expansions=["author_id"],
        tweet_fields=["author_id", "created_at", "lang", "public_metrics", "referenced_tweets"],
        user_fields=["public_metrics"],
    )
    tweet, user = full.data[0], full.includes["users"][0]
    assert tweet.created_at == NOW
    assert tweet.lang == "en"
    assert tweet.referenced_tweets[0].id == int(parent)
    assert (tweet.public_metrics["like_count"], tweet.public_metrics["retweet_count"]) == (1, 2)
    assert tweet.public_metrics["reply_count"] == 3
    assert user.id == tweet.author_id
    assert (user.username, user.name, user.public_metrics["followers_count"]) == ("ann", "Ann 🌷", 41200)


def test_a_hidden_author_is_missing_and_told_as_a_partial_error(world: World, client: tweepy.Client) -> None:
    world.post_x("firuzka", author="gone")
    world.account("gone", hidden=True)
    response = client.search_recent_tweets("firuzka", expansions=["author_id"])
    assert response.includes["users"] == []
    assert response.errors[0]["title"] == "Not Found Error"
    assert texts(response) == ["firuzka"]


def test_a_long_post_comes_whole_only_as_a_note(world: World, client: tweepy.Client) -> None:
    world.post_x("firuzka " + "a" * 400)
    tweet = client.search_recent_tweets("firuzka", tweet_fields=["note_tweet"]).data[0]
    assert len(tweet.text) == 280
    assert tweet.data["note_tweet"]["text"] == "firuzka " + "a" * 400


def test_mentions_of_an_account_reach_further_back_but_not_beyond_800(
    world: World, client: tweepy.Client
) -> None:
    account = client.get_user(username="Firuzka").data
    world.post_x("@firuzka very old", created_at=NOW - timedelta(days=30))
    world.post_x("@firuzkale no")
    world.post_x("@FIRUZKA hi")
    assert texts(client.get_users_mentions(account.id, max_results=5)) == ["@FIRUZKA hi", "@firuzka very old"]
    old = client.get_users_mentions(account.id, since_id="20", max_results=5)
    assert old.meta["result_count"] == 2
    for number in range(900):
        world.post_x(f"@firuzka {number}")
    pages = tweepy.Paginator(client.get_users_mentions, account.id, max_results=100)
    assert len(list(pages.flatten())) == 800
    with pytest.raises(tweepy.BadRequest, match="not between 5 and 100"):
        client.get_users_mentions(account.id, max_results=4)


def test_an_unknown_account_is_a_partial_error_with_status_200(client: tweepy.Client) -> None:
    assert client.get_user(username="nobody_here").errors[0]["parameter"] == "username"
    assert client.get_users_mentions(12).errors[0]["detail"] == "Could not find user with id: [12]."


def test_the_owner_of_the_token_is_the_first_brand(client: tweepy.Client) -> None:
    assert client.get_me(user_auth=False).data.username == "firuzka"


def test_a_wrong_token_is_unauthorized_and_an_unknown_path_not_found(sandbox: Sandbox) -> None:
    stranger = client_of(sandbox, token="wrong")
    with stranger.session, pytest.raises(tweepy.Unauthorized):
        stranger.search_recent_tweets("firuzka")
    friend = client_of(sandbox)
    with friend.session, pytest.raises(tweepy.NotFound):
        friend.get_tweet(20)
    assert sandbox.world.requests["x.unknown"] == 1


def test_ids_grow_however_many_posts_one_moment_brings(world: World) -> None:
    made = [int(world.post_x("a")) for _ in range(100)]
    assert made == sorted(set(made))
    assert made[0] == snowflake(NOW)
    assert int(world.post_x("b", created_at=NOW - timedelta(hours=1))) < made[0]


def spend(sandbox: Sandbox, times: int) -> list[int]:
    """Ask without the network in between, for speed; give the statuses."""
    headers = {"authorization": f"Bearer {sandbox.keys.x_bearer}"}
    request = Request(method="GET", path="/x/2/users/me", headers=headers)
    answers = [sandbox.answer(request) for _ in range(times)]
    return [answer.status for answer in answers if answer]


def test_the_window_ends_after_450_requests_only_when_strict(world: World) -> None:
    with Sandbox(world, strict_rate=True) as strict:
        client = client_of(strict, answers=requests.Response)
        with client.session:
            headers = client.get_me(user_auth=False).headers
            assert (headers["x-rate-limit-limit"], headers["x-rate-limit-remaining"]) == ("450", "449")
            assert spend(strict, 449) == [200] * 449
            with pytest.raises(tweepy.TooManyRequests) as caught:
                client.get_me(user_auth=False)
            client.get_user(username="firuzka")
    assert caught.value.reset_time is not None
    assert 0 < caught.value.reset_time - NOW.timestamp() <= 900
    assert world.requests == {"x.me": 451, "x.user": 1}


def test_without_strictness_nobody_is_told_to_wait(sandbox: Sandbox) -> None:
    assert spend(sandbox, 460) == [200] * 460
    client = client_of(sandbox, answers=requests.Response)
    with client.session:
        assert client.get_me(user_auth=False).headers["x-rate-limit-remaining"] == "450"
