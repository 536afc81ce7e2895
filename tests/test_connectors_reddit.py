"""Reddit: what its API does in particular, and the traps of praw that STACK.md lists."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import praw.config
import pytest
import requests
from connector_servers import (
    ACCESS_TOKEN,
    CLIENT_ID,
    CLIENT_SECRET,
    DATA,
    NOW,
    Answer,
    Asked,
    FakeReddit,
    listing,
    recording,
    reddit_thing,
)

from connectors.base import Batch, Cursor, Query, Refused, TryLater
from connectors.reddit import RedditConnector

SEARCH = Query(brand="acme", terms=("acme", 'acme "shop"'))
COMMENTS = Query(brand="acme", kind="comments", places=("r/Turkey", "acme"))


@pytest.fixture
def fake() -> Iterator[FakeReddit]:
    made = FakeReddit()
    yield made
    made.wire.close()


@pytest.fixture
def opened() -> Iterator[list[RedditConnector]]:
    made: list[RedditConnector] = []
    yield made
    for one in made:
        one.close()


def connector(fake: FakeReddit, opened: list[RedditConnector], **options: Any) -> RedditConnector:
    keys = {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET, "user_agent": "linux:monitor:1 (by /u/x)"}
    made = RedditConnector(**{**keys, "base_url": fake.wire.url, "timeout_seconds": 5, **options})
    opened.append(made)
    return made


@pytest.fixture
def reddit(fake: FakeReddit, opened: list[RedditConnector]) -> RedditConnector:
    return connector(fake, opened)


def fetched(
    reddit: RedditConnector, query: Query = SEARCH, cursor: Cursor | None = None, now: datetime = NOW
) -> list[Batch]:
    return list(reddit.fetch(query, cursor, now=now))


def ids(batches: list[Batch]) -> list[str]:
    return [mention.external_id for batch in batches for mention in batch.mentions]


def script(fake: FakeReddit, *answers: Any) -> None:
    fake.wire.script.extend(one if isinstance(one, Answer) else Answer(one) for one in answers)


def asked(fake: FakeReddit) -> list[Asked]:
    return [one for one in fake.wire.asked if "access_token" not in one.path]


# what a listing holds


def test_a_recorded_search_is_read_child_by_child(fake: FakeReddit, reddit: RedditConnector) -> None:
    script(fake, (DATA / "reddit/search_page.json").read_bytes())  # bytes: NaN is no JSON
    (batch,) = fetched(reddit, replace(SEARCH, handles=("u/acmeofficial",)))
    link, post = batch.mentions
    assert (post.external_id, post.kind, post.platform) == ("t3_1pq009", "submission", "reddit")
    assert post.text == "Acme iade etmiyor\n\nÜç hafta oldu & cevap yok <3"
    assert post.permalink == "https://www.reddit.com/r/Turkey/comments/1pq009/acme_iade_etmiyor/"
    assert post.created_at == datetime(2026, 11, 20, 11, 0, tzinfo=UTC)
    assert post.edited_at == datetime(2026, 11, 20, 11, 1, tzinfo=UTC)
    assert post.revision == 1795172460
    assert (post.author_id, post.author_handle, post.likes, post.replies) == ("t2_aaa", "ayse_deneme", 14, 6)
    assert (link.text, link.author_handle, link.likes) == ("A link about Acme", None, -2)
    assert link.permalink == "https://www.reddit.com/comments/1pq008"
    assert [fault.external_id for fault in batch.faults] == [
        *(None, None),
        *("t3_1pq006", "t3_1pq005", "t3_1pq004", "t3_1pq001"),
    ]
    why = " | ".join(fault.why for fault in batch.faults)
    for part in (
        "no fullname",
        "missing, not a thing",
        "created_utc is '1795172370'",
        "1e+20",
        "nan",
        "title is",
    ):
        assert part in why


def test_a_recorded_page_of_comments_is_read(fake: FakeReddit, reddit: RedditConnector) -> None:
    script(fake, recording("reddit/comments_page.json"))
    (batch,) = fetched(reddit, COMMENTS)
    bot, comment = batch.mentions
    assert (comment.kind, comment.text, comment.reply_to) == (
        "comment",
        "Acme never answered me",
        "t3_1pq009",
    )
    assert comment.permalink == "https://www.reddit.com/r/Turkey/comments/1pq009/acme_iade_etmiyor/nx4/"
    assert comment.replies is None
    assert bot.author_handle == "AutoModerator"
    assert [(fault.external_id, fault.why) for fault in batch.faults] == [
        ("t1_nx3", "body is missing, not a string"),
        ("t1_nx0", "permalink is missing, not a path on Reddit"),
    ]


def test_faults_and_deleted_texts_are_told_once(fake: FakeReddit, reddit: RedditConnector) -> None:
    page = recording("reddit/comments_page.json")
    script(fake, page, page)
    (batch,) = fetched(reddit, COMMENTS)
    assert fetched(reddit, COMMENTS, batch.cursor) == []


@pytest.mark.parametrize(
    "child",
    [
        None,
        [],
        "t3_x",
        {},
        {"kind": "t3"},
        {"kind": "t3", "data": []},
        {"kind": "t3", "data": {"name": 4}},
        {"kind": "t2", "data": {"name": "t2_user"}},
        reddit_thing("t3", "aaa", NOW, created_utc=True),
        reddit_thing("t3", "aaa", NOW, created_utc=-1e14),
        reddit_thing("t3", "aaa", NOW, created_utc=NOW.timestamp() + 10**6),
        reddit_thing("t3", "aaa", NOW, edited="yesterday"),
        reddit_thing("t3", "aaa", NOW, selftext=["x"]),
    ],
    ids=str,
)
def test_a_bad_child_costs_itself_only(fake: FakeReddit, reddit: RedditConnector, child: Any) -> None:
    bad = {"kind": "t3", "data": child} if isinstance(child, dict) and "created_utc" in child else child
    page = listing([reddit_thing("t3", "bbb", NOW)])
    page["data"]["children"].insert(0, bad)
    script(fake, page)
    (batch,) = fetched(reddit)
    assert ids([batch]) == ["t3_bbb"]
    assert len(batch.faults) == 1


@pytest.mark.parametrize(
    "text", ["", "a" * 1_000_000, "nul \0 in", "lone \ud800 half", "\u202egnp.exe", "😀" * 10_000]
)
def test_any_text_is_carried(fake: FakeReddit, reddit: RedditConnector, text: str) -> None:
    fake.add(1, selftext=text)
    (mention,) = fetched(reddit)[0].mentions
    mention.text.encode()
    assert "\0" not in mention.text
    assert bool(mention.repairs) == ("\0" in text or "\ud800" in text)


def test_an_old_edit_without_a_time_is_a_revision(fake: FakeReddit, reddit: RedditConnector) -> None:
    fake.add(1, edited=True)
    (mention,) = fetched(reddit)[0].mentions
    assert (mention.revision, mention.edited_at) == (1, None)


def test_an_edited_post_is_given_again_once(fake: FakeReddit, reddit: RedditConnector) -> None:
    old, *_ = fake.add(3, at=NOW - timedelta(days=2))
    cursor = fetched(reddit)[-1].cursor
    fake.things[old] |= {"edited": NOW.timestamp() - 5, "selftext": "worse now"}
    (batch,) = fetched(reddit, cursor=cursor)
    assert [(one.external_id, one.revision) for one in batch.mentions] == [(old, int(NOW.timestamp()) - 5)]
    assert fetched(reddit, cursor=batch.cursor) == []


def test_a_late_approved_post_is_found_within_the_overlap(fake: FakeReddit, reddit: RedditConnector) -> None:
    fake.add(1, at=NOW - timedelta(minutes=10))
    cursor = fetched(reddit)[-1].cursor
    late = fake.add(1, at=NOW - timedelta(minutes=40))
    fake.add(1, at=NOW - timedelta(minutes=90))
    assert ids(fetched(reddit, cursor=cursor)) == late


# what is asked


def test_what_a_search_asks_for(fake: FakeReddit, reddit: RedditConnector) -> None:
    fetched(reddit)
    fetched(reddit, replace(SEARCH, places=("r/Turkey", "acme")))
    everywhere, some = asked(fake)
    assert (everywhere.path, some.path) == ("/r/all/search", "/r/Turkey+acme/search")
    assert everywhere.params["q"] == '"acme" OR "acme shop"'
    assert (everywhere.params["sort"], everywhere.params["limit"], everywhere.params["raw_json"]) == (
        "new",
        "100",
        "1",
    )
    assert (everywhere.params["restrict_sr"], some.params["restrict_sr"]) == ("false", "true")
    assert everywhere.headers["user-agent"].startswith("linux:monitor:1 (by /u/x)")


def test_praw_trap_raw_json_is_asked_for_comments_too(fake: FakeReddit, reddit: RedditConnector) -> None:
    fetched(reddit, COMMENTS)
    assert [(one.path, one.params["raw_json"]) for one in asked(fake)] == [("/r/Turkey+acme/comments", "1")]


def test_a_long_search_is_split(fake: FakeReddit, reddit: RedditConnector) -> None:
    fetched(
        reddit, replace(SEARCH, terms=tuple(f"very long name of a product number {n:03}" for n in range(20)))
    )
    assert len(asked(fake)) > 1
    assert all(len(one.params["q"]) <= 512 for one in asked(fake))


@pytest.mark.parametrize(
    ("query", "why"),
    [
        (replace(COMMENTS, places=()), "names no subreddit"),
        (replace(COMMENTS, places=("../me",)), "no subreddit"),
        (replace(SEARCH, terms=()), "no term"),
        (replace(SEARCH, terms=("x" * 600,)), "602 characters"),
    ],
)
def test_what_cannot_be_asked_is_refused_without_asking(
    fake: FakeReddit, reddit: RedditConnector, query: Query, why: str
) -> None:
    with pytest.raises(Refused, match=why):
        fetched(reddit, query)
    assert not fake.wire.asked


@pytest.mark.parametrize("missing", ["client_id", "user_agent"])
def test_a_missing_key_is_told_at_once(fake: FakeReddit, opened: list[RedditConnector], missing: str) -> None:
    with pytest.raises(ValueError, match="client id and a user agent"):
        connector(fake, opened, **{missing: ""})


def test_an_installed_application_has_no_secret(fake: FakeReddit, opened: list[RedditConnector]) -> None:
    fake.wire.exempt = ()
    script(fake, recording("reddit/access_token.json") | {"access_token": ACCESS_TOKEN})
    assert connector(fake, opened, client_secret="").check()
    assert fake.wire.asked[0].form["grant_type"] == "https://oauth.reddit.com/grants/installed_client"


def test_the_oauth_host_may_be_another(fake: FakeReddit, opened: list[RedditConnector]) -> None:
    other = FakeReddit()
    names = other.add(1)
    try:
        assert ids(fetched(connector(fake, opened, oauth_url=other.wire.url))) == names
        assert [one.path for one in fake.wire.asked] == ["/api/v1/access_token"]
    finally:
        opened.pop().close()
        other.wire.close()


# paging


def test_praw_trap_listings_end_at_1000_and_the_gap_is_told(
    fake: FakeReddit, opened: list[RedditConnector]
) -> None:
    reddit = connector(fake, opened, page_limit=20)
    fake.add(1, kind="t1", at=NOW - timedelta(hours=9))
    cursor = fetched(reddit, COMMENTS)[-1].cursor
    names = fake.add(1100, kind="t1")
    batches = fetched(reddit, COMMENTS, cursor)
    assert sorted(ids(batches)) == sorted(names[100:])
    (gap,) = batches[-1].gaps
    assert gap.since is not None
    assert gap.since <= NOW - timedelta(hours=9)
    assert gap.until == NOW - timedelta(hours=1) + timedelta(seconds=100)
    assert fetched(reddit, COMMENTS, batches[-1].cursor) == []


def test_praw_trap_a_deleted_anchor_gives_an_empty_page(fake: FakeReddit, reddit: RedditConnector) -> None:
    fake.page = 10
    fake.add(1)
    cursor = fetched(reddit)[-1].cursor
    names = fake.add(25, at=NOW - timedelta(minutes=30))
    fetching = reddit.fetch(SEARCH, cursor, now=NOW)
    taken = [next(fetching)]
    for name in names[15:18]:  # the last three of the page that was given
        del fake.things[name]
    taken += list(fetching)
    assert sorted(ids(taken)) == sorted(names)
    assert not [gap for batch in taken for gap in batch.gaps]


def test_deleted_known_posts_do_no_harm(fake: FakeReddit, reddit: RedditConnector) -> None:
    known = fake.add(20, at=NOW - timedelta(hours=5))
    cursor = fetched(reddit)[-1].cursor
    for name in known[10:]:
        del fake.things[name]
    later = fake.add(2, at=NOW - timedelta(minutes=30))
    assert sorted(ids(fetched(reddit, cursor=cursor))) == sorted(later)


def test_when_every_anchor_is_deleted_the_walk_ends_with_a_gap(
    fake: FakeReddit, reddit: RedditConnector
) -> None:
    fake.page = 30
    fake.add(1, at=NOW - timedelta(hours=9))
    cursor = fetched(reddit)[-1].cursor
    names = fake.add(60)
    fetching = reddit.fetch(SEARCH, cursor, now=NOW)
    taken = [next(fetching)]
    for name in names[30:]:
        del fake.things[name]
    taken += list(fetching)
    (gap,) = [gap for batch in taken for gap in batch.gaps]
    assert gap.until == NOW - timedelta(hours=1) + timedelta(seconds=30)
    assert len(asked(fake)) <= 11


def test_a_listing_that_ends_with_an_empty_page_has_ended(fake: FakeReddit, reddit: RedditConnector) -> None:
    fake.page = 10
    names = fake.add(10)
    honest = fake.wire.route

    def route(one: Asked) -> Answer:
        answer = honest(one)
        if "data" in answer.body and answer.body["data"]["children"]:
            answer.body["data"]["after"] = answer.body["data"]["children"][-1]["data"]["name"]
        return answer

    fake.wire.route = route
    batches = fetched(reddit)
    assert sorted(ids(batches)) == sorted(names)
    assert len(asked(fake)) == 3  # the page, the empty one, and one to see that the anchor lives
    assert fetched(reddit, cursor=batches[-1].cursor) == []


def test_a_busy_place_fills_the_memory_without_repeats(fake: FakeReddit, reddit: RedditConnector) -> None:
    fake.add(5, kind="t1")
    cursor = fetched(reddit, COMMENTS)[-1].cursor
    given: list[str] = []
    names: list[str] = []
    for minute in range(4):
        names += fake.add(150, kind="t1", at=NOW - timedelta(minutes=40 - 5 * minute))
        batches = fetched(reddit, COMMENTS, cursor)
        cursor = batches[-1].cursor
        given += ids(batches)
    assert sorted(given) == sorted(names)
    assert len(cursor) < 5000


# what an error means


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (Answer(recording("reddit/private_subreddit.json"), 403), r"r/Turkey\+acme is private"),
        (Answer(recording("reddit/not_found.json"), 404), r"r/Turkey\+acme does not exist"),
        (Answer({}, 302, {"Location": "/subreddits/search"}), r"r/Turkey\+acme does not exist"),
        (Answer({}, 301), r"r/Turkey\+acme does not exist"),
        (Answer({"explanation": "over\nlimit"}, 400), r"refuses r/Turkey\+acme \(HTTP 400: over limit\)"),
        (Answer(b"", 451), r"refuses r/Turkey\+acme \(HTTP 451\)"),
    ],
)
def test_what_only_a_person_can_mend_is_refused_by_name(
    fake: FakeReddit, reddit: RedditConnector, answer: Answer, why: str
) -> None:
    script(fake, answer)
    with pytest.raises(Refused, match=why):
        fetched(reddit, COMMENTS)
    assert len(asked(fake)) == 1


def test_praw_trap_401_without_www_authenticate_is_refused(fake: FakeReddit, reddit: RedditConnector) -> None:
    script(fake, Answer({}, 401), Answer({}, 401))
    with pytest.raises(Refused, match="HTTP 401"):
        fetched(reddit)


def test_a_token_that_ran_out_is_renewed_once(fake: FakeReddit, reddit: RedditConnector) -> None:
    names = fake.add(1)
    fetched(reddit)
    script(fake, Answer({}, 401, {"www-authenticate": 'Bearer realm="reddit", error="invalid_token"'}))
    assert ids(fetched(reddit)) == names
    assert len(fake.wire.calls("access_token")) == 2


@pytest.mark.parametrize(
    ("answer", "error", "why"),
    [
        (Answer({"message": "Unauthorized", "error": 401}, 401), Refused, "client id and secret"),
        (Answer({}, 403), Refused, "client id and secret"),
        (Answer({"error": "unsupported_grant_type"}), Refused, "unsupported_grant_type"),
        (Answer({}, 404), TryLater, "gives no token"),
        (Answer({}, 302), TryLater, "gives no token"),
        (Answer({}, 500), TryLater, "out of order"),
        (Answer({}, 429, {"Retry-After": "7"}), TryLater, "rate limit"),
        (Answer(b"<html>"), TryLater, "malformed"),
        (Answer({}), TryLater, "malformed"),
        (Answer([]), TryLater, "malformed"),
        (Answer(None), TryLater, "malformed"),
        (Answer(3), TryLater, "malformed"),
        (Answer({"access_token": "x", "expires_in": "soon", "scope": "*"}), TryLater, "malformed"),
        (Answer({"access_token": "x", "expires_in": 9, "scope": None}), TryLater, "malformed"),
        (Answer(b"[" * 100_000), TryLater, "malformed"),
        (Answer(how="drop"), TryLater, "could not be reached"),
    ],
)
def test_what_the_token_endpoint_may_answer(
    fake: FakeReddit, reddit: RedditConnector, answer: Answer, error: type[Exception], why: str
) -> None:
    fake.wire.exempt = ()
    script(fake, answer)
    with pytest.raises(error, match=why):
        fetched(reddit)
    fake.wire.asked.clear()
    assert fetched(reddit) == []  # and the next poll is none the worse for it
    assert len(asked(fake)) <= 2


@pytest.mark.parametrize("headers", [{"Retry-After": "42"}, {"x-ratelimit-reset": "42"}])
def test_praw_trap_429_says_how_long(
    fake: FakeReddit, reddit: RedditConnector, headers: dict[str, str]
) -> None:
    script(fake, Answer({"message": "Too Many Requests"}, 429, headers))
    with pytest.raises(TryLater) as caught:
        fetched(reddit)
    assert caught.value.after == timedelta(seconds=42)


def test_praw_trap_a_spent_window_raises_and_does_not_sleep(
    fake: FakeReddit, reddit: RedditConnector, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time, "sleep", lambda _: pytest.fail("slept"))
    spent = {"x-ratelimit-remaining": "0.0", "x-ratelimit-used": "100", "x-ratelimit-reset": "300"}
    script(fake, Answer(listing([]), headers=spent))
    fetched(reddit)
    with pytest.raises(TryLater, match="window is spent") as caught:
        fetched(reddit)
    assert caught.value.after is not None
    assert timedelta(seconds=290) < caught.value.after <= timedelta(seconds=300)
    assert len(asked(fake)) == 1
    monkeypatch.setattr(time, "monotonic", lambda real=time.monotonic: real() + 301)
    assert fetched(reddit) == []
    assert len(asked(fake)) == 2


@pytest.mark.parametrize("headers", [{"x-ratelimit-remaining": "few"}, {"x-ratelimit-remaining": "0"}, {}])
def test_a_window_without_sense_is_no_window(
    fake: FakeReddit, reddit: RedditConnector, headers: dict[str, str]
) -> None:
    script(fake, Answer(listing([]), headers=headers))
    assert fetched(reddit) == fetched(reddit) == []


def test_an_error_of_our_own_making_is_not_hidden_as_a_crash(
    fake: FakeReddit, opened: list[RedditConnector]
) -> None:
    reddit = connector(fake, opened, user_agent="bad\nagent")
    with pytest.raises(TryLater, match="could not be asked"):
        fetched(reddit)


# praw's surroundings

PRAW_INI = """[DEFAULT]
oauth_url=http://127.0.0.1:9
reddit_url=http://127.0.0.1:9
check_for_updates=True
username=someone
password=something
refresh_token=stolen
comment_kind=t9
ratelimit_seconds=abc
timeout=abc
user_agent=another agent
"""


@pytest.mark.parametrize("text", [PRAW_INI, "no section at all\n"])
def test_praw_trap_a_praw_ini_changes_nothing(
    fake: FakeReddit,
    opened: list[RedditConnector],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    text: str,
) -> None:
    (tmp_path / "praw.ini").write_text(text)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setattr(praw.config.Config, "CONFIG", None)
    names = fake.add(1)
    assert ids(fetched(connector(fake, opened))) == names
    assert fake.wire.calls("access_token")[0].form == {"grant_type": "client_credentials"}
    assert asked(fake)[0].headers["user-agent"].startswith("linux:monitor:1")


def test_praw_trap_its_environment_variables_change_nothing(
    fake: FakeReddit, opened: list[RedditConnector], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("site", "client_id", "client_secret", "username", "password", "refresh_token", "user_agent"):
        monkeypatch.setenv(f"praw_{name}", "other")
    monkeypatch.setenv("praw_check_for_updates", "yes")
    names = fake.add(1)
    assert ids(fetched(connector(fake, opened))) == names
    assert fake.wire.calls("access_token")[0].form == {"grant_type": "client_credentials"}


def test_praw_trap_no_update_is_looked_for(
    fake: FakeReddit, opened: list[RedditConnector], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "praw.reddit.update_check", lambda **_: pytest.fail("asked for updates"), raising=False
    )
    monkeypatch.setattr(praw.Reddit, "update_checked", False)
    connector(fake, opened)


def test_praw_is_quiet_below_warning(
    fake: FakeReddit, reddit: RedditConnector, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="prawcore")
    fetched(reddit)
    assert not [one for one in caplog.records if one.name.startswith("praw")]


def test_requests_alone_cannot_leave_the_two_hosts(reddit: RedditConnector) -> None:
    with pytest.raises(requests.exceptions.InvalidSchema):
        reddit._client._session.get("https://example.com/")
