"""X: what its API does in particular, and the traps of tweepy that STACK.md lists."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from connector_servers import BEARER, DATA, NOW, Answer, Asked, FakeX, recording, snowflake, x_post
from hypothesis import given, settings
from hypothesis import strategies as st

from connectors.base import Batch, Cursor, Query, Refused, TryLater
from connectors.x import XConnector
from connectors.x_query import compile_query

SEARCH = Query(brand="acme", terms=("acme",))
MENTIONS = Query(brand="acme", kind="mentions", places=("777",))


@pytest.fixture
def fake() -> Iterator[FakeX]:
    made = FakeX()
    yield made
    made.wire.close()


@pytest.fixture
def x(fake: FakeX) -> Iterator[XConnector]:
    made = XConnector(bearer_token=BEARER, base_url=fake.wire.url, timeout_seconds=5)
    yield made
    made.close()


def fetched(
    x: XConnector, query: Query = SEARCH, cursor: Cursor | None = None, now: datetime = NOW
) -> list[Batch]:
    return list(x.fetch(query, cursor, now=now))


def ids(batches: list[Batch]) -> list[str]:
    return [mention.external_id for batch in batches for mention in batch.mentions]


def script(fake: FakeX, *answers: Any) -> None:
    fake.wire.script.extend(one if isinstance(one, Answer) else Answer(one) for one in answers)


# what a page holds


def test_a_recorded_page_is_read_post_by_post(fake: FakeX, x: XConnector) -> None:
    script(fake, recording("x/search_page.json"))
    (batch,) = fetched(x, replace(SEARCH, handles=("acmeofficial",)))
    edited, long, plain = sorted(batch.mentions, key=lambda one: int(one.external_id))
    assert plain.text == "kargo yine gelmedi"
    assert plain.created_at == datetime(2026, 11, 20, 11, 0, 9, tzinfo=UTC)
    assert (plain.author_handle, plain.author_name, plain.followers) == ("ayse_deneme", "Ayşe Deneme", 120)
    assert (plain.likes, plain.reposts, plain.replies, plain.language_hint) == (5, 2, 3, "tr")
    assert plain.reply_to == "1991479000000000001"
    assert plain.permalink == "https://x.com/i/status/1991480000000000900"
    assert (plain.kind, plain.revision, plain.edited_at) == ("post", 0, None)
    assert long.text == "a long complaint: paid & waited, parcel <3 weeks late> &copy"
    assert long.followers is None
    assert edited.external_id == "1991480000000000500"
    assert [fault.external_id for fault in batch.faults] == [
        *("404", None, None, None),
        *("1991480000000000700", "1991480000000000650", "1991480000000000600", None),
    ]
    why = " | ".join(fault.why for fault in batch.faults)
    for part in (
        "Could not find user",
        "missing, not an object",
        "created_at is 'yesterday'",
        "text is missing",
    ):
        assert part in why


def test_an_edited_post_keeps_its_first_id_and_time(fake: FakeX, x: XConnector) -> None:
    script(fake, recording("x/search_page.json"))
    (edited,) = [one for one in fetched(x)[0].mentions if one.revision]
    assert edited.external_id == "1991480000000000500"
    assert edited.permalink.endswith("/1991481258291200500")
    assert edited.revision == 1
    assert edited.edited_at == datetime(2026, 11, 20, 11, 5, 5, tzinfo=UTC)
    assert edited.created_at == datetime(2026, 11, 20, 11, 0, 5, tzinfo=UTC)


def test_an_edit_is_given_again_as_the_same_post(fake: FakeX, x: XConnector) -> None:
    (name,) = fake.add(1)
    cursor = fetched(x)[-1].cursor
    later = NOW - timedelta(minutes=50)
    version = snowflake(later)
    fake.posts = {version: x_post(version, later, text="edited", edit_history_tweet_ids=[name, str(version)])}
    (batch,) = fetched(x, cursor=cursor)
    assert [(one.external_id, one.revision, one.text) for one in batch.mentions] == [(name, 1, "edited")]


def test_two_versions_on_one_page_are_one_mention(fake: FakeX, x: XConnector) -> None:
    (name,) = fake.add(1)
    version = snowflake(NOW)
    fake.posts[version] = x_post(version, NOW, text="edited", edit_history_tweet_ids=[name, str(version)])
    (batch,) = fetched(x)
    assert [(one.external_id, one.text) for one in batch.mentions] == [(name, "edited")]


def test_tweepy_trap_partial_errors_come_with_status_200(fake: FakeX, x: XConnector) -> None:
    script(fake, {"errors": [{"title": "Gone"}, {"value": 3, "detail": 4}], "meta": {"result_count": 0}})
    (batch,) = fetched(x)
    assert [(one.external_id, one.why) for one in batch.faults] == [
        (None, "Gone"),
        (None, "X reported an error"),
    ]


def test_tweepy_trap_an_author_may_be_missing(fake: FakeX, x: XConnector) -> None:
    fake.add(1)
    page = fake.route(Asked("GET", "", {"max_results": "10"}, {"authorization": f"Bearer {BEARER}"}, {})).body
    for includes in ({}, {"users": []}, {"users": "none"}, None, [], {"users": [{"id": 4}]}):
        script(fake, page | {"includes": includes})
        (mention,) = fetched(x)[0].mentions
        assert mention.author_id == "42"
        assert mention.author_handle is mention.author_name is mention.followers is None


def test_tweepy_trap_an_unparsable_time_costs_one_post_only(fake: FakeX, x: XConnector) -> None:
    fake.add(3)
    fake.posts[min(fake.posts)]["created_at"] = "99999-01-01"
    (batch,) = fetched(x)
    assert (len(batch.mentions), len(batch.faults)) == (2, 1)


def test_a_post_from_the_future_does_not_hide_the_others(fake: FakeX, x: XConnector) -> None:
    far = snowflake(NOW + timedelta(days=400))
    fake.posts[far] = x_post(far, NOW)
    fake.add(1)
    (first,) = fetched(x)
    assert first.faults[0].why.endswith("from the future")
    later = fake.add(1, at=NOW - timedelta(minutes=1))
    assert ids(fetched(x, cursor=first.cursor)) == later


def test_retweets_are_passed_over(fake: FakeX, x: XConnector) -> None:
    fake.add(1)
    for post in fake.posts.values():
        post["referenced_tweets"] = [{"type": "retweeted", "id": "1"}]
    assert ids(fetched(x, MENTIONS)) == []


@pytest.mark.parametrize(
    "text", ["", "a" * 1_000_000, "nul \0 in", "lone \ud800 half", "\u202egnp.exe", "😀" * 10_000]
)
def test_any_text_is_carried(fake: FakeX, x: XConnector, text: str) -> None:
    fake.add(1, text=text)
    (mention,) = fetched(x)[0].mentions
    mention.text.encode()
    assert "\0" not in mention.text
    assert bool(mention.repairs) == ("\0" in text or "\ud800" in text)


# what is asked


def test_what_a_search_asks_for(fake: FakeX, x: XConnector) -> None:
    fetched(x)
    (asked,) = fake.wire.asked
    assert asked.path == "/2/tweets/search/recent"
    assert asked.params["query"] == '("acme") -is:retweet'
    assert asked.params["max_results"] == "100"
    assert set(asked.params["tweet.fields"].split(",")) >= {"created_at", "lang", "note_tweet", "author_id"}
    assert asked.params["expansions"] == "author_id"


def test_tweepy_trap_authors_are_billed_and_can_be_left_out(fake: FakeX) -> None:
    x = XConnector(bearer_token=BEARER, base_url=fake.wire.url, authors=False, page_size=10)
    fetched(x)
    x.close()
    (asked,) = fake.wire.asked
    assert not asked.params.keys() & {"expansions", "user.fields"}
    assert asked.params["max_results"] == "10"


def test_mentions_are_asked_by_id_or_by_a_handle_looked_up_once(fake: FakeX, x: XConnector) -> None:
    by_handle = replace(MENTIONS, places=(), handles=("@Acme",))
    for query in (MENTIONS, by_handle, by_handle):
        fetched(x, query)
    assert len(fake.wire.calls("/2/users/by/username/Acme")) == 1
    assert len(fake.wire.calls("/2/users/777/mentions")) == 3


@pytest.mark.parametrize(
    ("query", "why"),
    [
        (replace(MENTIONS, places=()), "neither an account id nor a handle"),
        (replace(MENTIONS, places=("../tweets",)), "no X account id"),
        (replace(SEARCH, terms=()), "no term"),
        (replace(SEARCH, terms=('"""', "—", " ")), "no term"),
        (replace(SEARCH, handles=("a OR b",)), "no X handle"),
        (replace(SEARCH, terms=("x" * 600,)), "602 characters"),
    ],
)
def test_what_cannot_be_asked_is_refused_without_asking(
    fake: FakeX, x: XConnector, query: Query, why: str
) -> None:
    with pytest.raises(Refused, match=why):
        fetched(x, query)
    assert not fake.wire.asked


def test_an_unknown_handle_is_refused(fake: FakeX, x: XConnector) -> None:
    script(fake, recording("x/user_not_found.json"))
    with pytest.raises(Refused, match="no account @acme"):
        fetched(x, replace(MENTIONS, places=(), handles=("acme",)))
    script(fake, [])
    with pytest.raises(TryLater, match="malformed"):
        fetched(x, replace(MENTIONS, places=(), handles=("acme",)))


@pytest.mark.parametrize("page_size", [9, 101])
def test_a_page_size_x_does_not_take_is_refused_at_once(page_size: int) -> None:
    with pytest.raises(ValueError, match="10 to 100"):
        XConnector(bearer_token=BEARER, page_size=page_size)


# the query

COMPILED = [
    (Query(brand="b", terms=("acme", "acme shop")), ['("acme" OR "acme shop") -is:retweet']),
    (Query(brand="b", terms=("acme", "acme")), ['("acme") -is:retweet']),
    (Query(brand="b", terms=("acme",), handles=("@AcmeTR",)), ['("acme") -is:retweet -from:AcmeTR']),
    (
        Query(brand="b", terms=("acme",), handles=("acme",), exclude=("acme corp",), skip_addressed=True),
        ['("acme") -is:retweet -from:acme -@acme -to:acme -"acme corp"'],
    ),
    (Query(brand="b", terms=('ac"me" OR from:x',)), ['("ac me OR from:x") -is:retweet']),
    (Query(brand="b", terms=("“acme” \\ x\ny",)), ['("acme x y") -is:retweet']),
    (Query(brand="b", terms=("گیلاس", "şirkət", "📦")), ['("گیلاس" OR "şirkət" OR "📦") -is:retweet']),
    (Query(brand="b", terms=("-acme)", "(x")), ['("-acme)" OR "(x") -is:retweet']),
]


@pytest.mark.parametrize(("query", "compiled"), COMPILED, ids=lambda value: "")
def test_the_query_in_xs_language(query: Query, compiled: list[str]) -> None:
    assert compile_query(query) == compiled


def test_a_long_query_is_split_and_no_term_is_cut() -> None:
    terms = tuple(f"very long name of a product number {index:03}" for index in range(40))
    texts = compile_query(Query(brand="b", terms=terms, handles=("acme",), exclude=("no",) * 3))
    assert len(texts) > 1
    joined = " ".join(texts)
    assert all(f'"{term}"' in joined for term in terms)
    assert all(text.endswith(' -is:retweet -from:acme -"no"') and len(text) <= 512 for text in texts)


def test_exclusions_that_do_not_fit_are_left_to_the_matcher() -> None:
    (text,) = compile_query(
        Query(brand="b", terms=("acme",), exclude=tuple(f"phrase {n:04}" for n in range(100)))
    )
    assert len(text) <= 256 + len('("acme")')
    assert '-"phrase 0000"' in text


names = st.lists(st.from_regex(r"[A-Za-z0-9_]{1,15}", fullmatch=True), max_size=5).map(tuple)
words = st.lists(st.text(max_size=60), max_size=30).map(tuple)


@settings(max_examples=150, deadline=None)
@given(terms=words, exclude=words, handles=names, addressed=st.booleans())
def test_no_term_escapes_from_its_quotes(
    terms: tuple[str, ...], exclude: tuple[str, ...], handles: tuple[str, ...], addressed: bool
) -> None:
    query = Query(brand="b", terms=terms, exclude=exclude, handles=handles, skip_addressed=addressed)
    try:
        texts = compile_query(query)
    except Refused:
        assert not any(char.isalnum() for term in terms for char in term)
        return
    for text in texts:
        assert len(text) <= 512
        outside = text.split('"')
        assert len(outside) % 2 == 1  # quotes are balanced
        allowed = {"(", " OR ", ") -is:retweet", " -", ""}
        for piece in outside[::2]:
            for name in sorted(handles, key=len, reverse=True):
                for operator in (f" -from:{name}", f" -@{name}", f" -to:{name}"):
                    piece = piece.replace(operator, "")
            assert piece in allowed | {") -is:retweet -"}
        assert not set("\n\r\0\\") & set(text)


# paging and the cursor


def test_each_part_of_a_split_query_has_its_own_walk(fake: FakeX, x: XConnector) -> None:
    query = replace(SEARCH, terms=tuple(f"very long name of a product number {n:03}" for n in range(20)))
    fake.page = 10
    fake.add(1)
    cursor = fetched(x, query)[-1].cursor
    parts = {one.params["query"] for one in fake.wire.asked}
    assert len(parts) > 1
    later = fake.add(15, at=NOW - timedelta(minutes=30))
    fetching = x.fetch(query, cursor, now=NOW)
    cursor = next(fetching).cursor  # killed within the first part
    rest = ids(fetched(x, query, cursor))
    assert sorted(rest) == sorted(later[:5] + later * (len(parts) - 1))
    fake.wire.asked.clear()
    fetched(x, query, fetched(x, query, cursor)[-1].cursor)
    assert all(int(one.params["since_id"]) for one in fake.wire.asked)


def test_tweepy_trap_since_id_is_raised_only_after_the_last_page(fake: FakeX, x: XConnector) -> None:
    fake.page = 10
    (first,) = fake.add(1)
    cursor = fetched(x)[-1].cursor
    later = fake.add(25, at=NOW - timedelta(minutes=30))
    batches = fetched(x, cursor=cursor)
    fake.wire.asked.clear()
    fetched(x, cursor=batches[1].cursor)  # after a kill: down from where it was, then from the top
    assert [(one.params["since_id"], one.params.get("until_id")) for one in fake.wire.asked] == [
        (first, later[5]),
        (later[-1], None),
    ]


def test_ids_are_compared_as_numbers(fake: FakeX, x: XConnector) -> None:
    for name in ("999", "1000", "10000"):
        fake.posts[int(name)] = x_post(int(name), NOW)
    batches = fetched(x)
    assert ids(batches) == ["999", "1000", "10000"]
    fake.posts[10001] = x_post(10001, NOW)
    assert ids(fetched(x, cursor=batches[-1].cursor)) == ["10001"]


def test_tweepy_trap_an_empty_page_may_carry_a_token(fake: FakeX, x: XConnector) -> None:
    names = fake.add(3)
    below = {"meta": {"result_count": 0, "next_token": f"below{2**62}"}}
    script(fake, below)
    assert sorted(ids(fetched(x))) == sorted(names)


def test_tweepy_trap_next_token_is_not_followed_for_ever(fake: FakeX, x: XConnector) -> None:
    fake.add(1)
    cursor = fetched(x)[-1].cursor
    script(fake, *[{"meta": {"result_count": 0, "next_token": f"t{n}"}} for n in range(50)])
    batches = fetched(x, cursor=cursor)
    assert len(fake.wire.asked) == 11
    (gap,) = batches[-1].gaps
    assert "10 pages in a row without a new post" in gap.why


def test_a_token_used_before_is_a_fault_and_not_followed(fake: FakeX, x: XConnector) -> None:
    fake.page = 10
    names = fake.add(25)
    page = fake.route(Asked("GET", "", {"max_results": "10"}, {"authorization": f"Bearer {BEARER}"}, {})).body
    second = page | {"data": [fake.posts[int(name)] for name in reversed(names[5:15])]}
    script(fake, page, second)  # the second page names the token that led to it
    batches = fetched(x)
    assert sorted(ids(batches)) == sorted(names)
    assert [fault.why for batch in batches for fault in batch.faults] == ["X repeated a page"]


def test_a_server_without_since_id_is_walked_to_what_is_known(fake: FakeX, x: XConnector) -> None:
    fake.add(3)
    cursor = fetched(x)[-1].cursor
    later = fake.add(2, at=NOW - timedelta(minutes=3))
    honest = fake.wire.route
    fake.wire.route = lambda asked: honest(replace(asked, params={**asked.params, "since_id": "0"}))
    assert sorted(ids(fetched(x, cursor=cursor))) == sorted(later)
    assert fetched(x, cursor=fetched(x, cursor=cursor)[-1].cursor) == []


def test_mentions_past_the_800th_are_told_as_a_gap(fake: FakeX, x: XConnector) -> None:
    fake.add(1, at=NOW - timedelta(hours=5))
    cursor = fetched(x, MENTIONS)[-1].cursor
    names = fake.add(800)
    batches = fetched(x, MENTIONS, cursor)
    assert sorted(ids(batches)) == sorted(names)
    (gap,) = batches[-1].gaps
    assert gap.since == NOW - timedelta(hours=5)
    assert gap.until == NOW - timedelta(hours=1)
    assert "800" in gap.why


# a window older than seven days


def windowed(fake: FakeX, now: datetime) -> None:
    """Let the server refuse ids from before its window, in X's words."""
    honest = fake.wire.route
    too_old = recording("x/since_id_too_old.json")

    def route(asked: Asked) -> Answer:
        oldest = snowflake(now - timedelta(days=7))
        for name in ("since_id", "until_id"):
            if int(asked.params.get(name, oldest)) < oldest:
                error = too_old["errors"][0] | {
                    "message": too_old["errors"][0]["message"].replace("since_id", name)
                }
                return Answer(too_old | {"errors": [error]}, 400)
        if asked.params.keys() & {"start_time", "end_time"} and asked.params.keys() & {
            "since_id",
            "until_id",
        }:
            return Answer({"errors": [{"message": "Invalid use of 'since_id' or 'until_id'"}]}, 400)
        return honest(asked)

    fake.wire.route = route


def test_a_since_id_too_old_recovers_and_tells_what_was_lost(fake: FakeX, x: XConnector) -> None:
    fake.page = 10
    fake.add(1)
    cursor = fetched(x)[-1].cursor
    now = NOW + timedelta(days=9)
    later = fake.add(25, at=now - timedelta(days=6))
    windowed(fake, now)
    batches = list(x.fetch(SEARCH, cursor, now=now))
    assert sorted(ids(batches)) == sorted(later)
    (gap,) = [gap for batch in batches for gap in batch.gaps]
    assert gap.since == NOW - timedelta(hours=1)
    assert gap.until == now - timedelta(days=7) + timedelta(minutes=10)
    assert "seven days" in gap.why
    assert fetched(x, cursor=batches[-1].cursor, now=now) == []
    # killed straight after the gap was told, it is not told again
    rest = list(x.fetch(SEARCH, batches[0].cursor, now=now))
    assert sorted(ids(rest)) == sorted(later)
    assert not [gap for batch in rest for gap in batch.gaps]


def test_a_backlog_that_left_the_window_is_closed_and_told(fake: FakeX) -> None:
    x = XConnector(bearer_token=BEARER, base_url=fake.wire.url, page_limit=2)
    fake.page = 10
    fake.add(1)
    cursor = fetched(x)[-1].cursor
    backlog = fake.add(50, at=NOW - timedelta(minutes=30))
    cursor = fetched(x, cursor=cursor)[-1].cursor
    now = NOW + timedelta(days=9)
    later = fake.add(3, at=now - timedelta(days=1))
    windowed(fake, now)
    batches: list[Batch] = []
    for _ in range(3):
        for batch in x.fetch(SEARCH, cursor, now=now):
            batches.append(batch)
            cursor = batch.cursor
    x.close()
    gaps = [gap for batch in batches for gap in batch.gaps]
    assert gaps[0].since == NOW - timedelta(hours=1)
    assert gaps[0].until == NOW - timedelta(minutes=30) + timedelta(seconds=backlog.index(backlog[30]))
    assert sorted(ids(batches)) == sorted(later)


def test_a_refusal_that_does_not_end_is_refused(fake: FakeX, x: XConnector) -> None:
    fake.add(1)
    cursor = fetched(x)[-1].cursor
    script(fake, *[Answer(recording("x/since_id_too_old.json"), 400)] * 9)
    with pytest.raises(Refused, match="since_id"):
        fetched(x, cursor=cursor, now=NOW + timedelta(days=9))
    assert len(fake.wire.asked) == 3


# what an error means


@pytest.mark.parametrize(
    ("name", "status", "why"),
    [
        ("x/credits_depleted.json", 402, "used up its credits"),
        ("x/unauthorized.json", 401, "does not accept the bearer token"),
        ("x/unauthorized.json", 403, "HTTP 403"),
        ("x/unauthorized.json", 404, "HTTP 404"),
        ("x/invalid_operator.json", 400, "Reference to invalid operator 'near'"),
    ],
)
def test_what_only_a_person_can_mend_is_refused(
    fake: FakeX, x: XConnector, name: str, status: int, why: str
) -> None:
    script(fake, Answer(recording(name), status))
    with pytest.raises(Refused, match=why):
        fetched(x)


def test_tweepy_trap_429_without_reset_is_asked_once(fake: FakeX, x: XConnector) -> None:
    script(fake, *[Answer(recording("x/too_many_requests.json"), 429)] * 50)
    with pytest.raises(TryLater) as caught:
        fetched(x)
    assert caught.value.after is None
    assert len(fake.wire.asked) == 1


@pytest.mark.parametrize(("seconds", "after"), [(120, 120), (0, 1), (-500, 1), (10**6, 3600)])
def test_429_with_a_reset_says_how_long(fake: FakeX, x: XConnector, seconds: int, after: int) -> None:
    headers = {"x-rate-limit-reset": str(int(NOW.timestamp()) + seconds)}
    script(fake, Answer(recording("x/too_many_requests.json"), 429, headers))
    with pytest.raises(TryLater) as caught:
        fetched(x)
    assert caught.value.after == timedelta(seconds=after)


@pytest.mark.parametrize(
    "body", [[], {"errors": 3}, {"errors": [7]}, {"detail": 5}, b"\xff", b"", {"errors": [{}]}, 3]
)
@pytest.mark.parametrize("status", [400, 402, 429, 500])
def test_tweepy_trap_an_error_of_a_wrong_shape_breaks_nothing(
    fake: FakeX, x: XConnector, body: Any, status: int
) -> None:
    script(fake, Answer(body, status))
    with pytest.raises((Refused, TryLater)):
        fetched(x)


def test_tweepy_trap_the_host_is_rewritten(fake: FakeX, x: XConnector) -> None:
    fetched(x)
    assert fake.wire.asked[0].headers["host"] == fake.wire.url.removeprefix("http://")


def test_tweepy_trap_there_is_a_time_out(fake: FakeX) -> None:
    x = XConnector(bearer_token=BEARER, base_url=fake.wire.url, timeout_seconds=0.2)
    script(fake, Answer(how="hang"))
    with pytest.raises(TryLater, match=r"did not answer within 0\.2 s"):
        fetched(x)
    x.close()


def test_tweepy_trap_the_token_is_not_logged_at_debug(
    fake: FakeX, x: XConnector, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, logger="tweepy.client")
    fetched(x)
    assert BEARER not in caplog.text
    logging.getLogger("tweepy.client").warning("still heard")
    assert "still heard" in caplog.text


def test_every_recording_is_used_by_a_test() -> None:
    tests = "".join(path.read_text() for path in Path(__file__).parent.glob("*connector*.py"))
    for platform in ("x", "reddit"):
        for path in (DATA / platform).iterdir():
            assert f'"{platform}/{path.name}"' in tests
