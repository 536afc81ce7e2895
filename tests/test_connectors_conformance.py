"""What every connector keeps, whatever its platform; each test runs for every feed of every connector."""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from connector_servers import (
    ACCESS_TOKEN,
    BEARER,
    CLIENT_ID,
    CLIENT_SECRET,
    NOW,
    Answer,
    Asked,
    FakeReddit,
    FakeX,
)

from connectors import PLATFORMS, connect
from connectors.base import Batch, Connector, Cursor, Query, Refused, TryLater

SECRETS = (BEARER, CLIENT_SECRET, ACCESS_TOKEN)


class Stage:
    """One feed of one connector and the server it speaks to."""

    def __init__(self, platform: str, kind: str) -> None:
        self.platform = platform
        self.fake: Any = FakeX() if platform == "x" else FakeReddit()
        self.wire = self.fake.wire
        self.things = {
            "comments": {"kind": "t1"},
            "search": {"kind": "t3"} if platform == "reddit" else {},
        }.get(kind, {})
        places = {"comments": ("acme",), "mentions": ("777",)}.get(kind, ())
        self.query = Query(brand="acme", kind=kind, terms=("acme",), places=places)
        self._open: list[Connector] = []

    def add(self, count: int, at: datetime = NOW - timedelta(hours=1)) -> list[str]:
        names: list[str] = self.fake.add(count, at=at, **self.things)
        return names

    def connector(self, **options: Any) -> Connector:
        options = {"base_url": self.wire.url, "timeout_seconds": 5, **options}
        if self.platform == "x":
            options = {"bearer_token": BEARER, **options}
        else:
            keys = {
                "client_id": CLIENT_ID,
                "client_secret": CLIENT_SECRET,
                "user_agent": "linux:monitor:1 (by /u/x)",
            }
            options = {**keys, **options}
        made = connect(self.platform, **options)
        self._open.append(made)
        return made

    def close(self) -> None:
        for one in self._open:
            one.close()
        self.wire.close()


FEEDS = [("x", "search"), ("x", "mentions"), ("reddit", "search"), ("reddit", "comments")]


@pytest.fixture(params=FEEDS, ids=lambda feed: "-".join(feed))
def stage(request: pytest.FixtureRequest) -> Iterator[Stage]:
    made = Stage(*request.param)
    yield made
    made.close()


def ids(batches: list[Batch]) -> list[str]:
    return [mention.external_id for batch in batches for mention in batch.mentions]


def drained(
    connector: Connector, query: Query, cursor: Cursor | None = None, *, polls: int = 1
) -> list[Batch]:
    """Poll some times, each from where the one before ended."""
    batches: list[Batch] = []
    for _ in range(polls):
        before = len(batches)
        for batch in connector.fetch(query, cursor, now=NOW):
            cursor = batch.cursor
            batches.append(batch)
        if len(batches) == before:
            break
    return batches


def test_every_feed_of_every_connector_is_here(stage: Stage) -> None:
    assert {platform for platform, _ in FEEDS} == set(PLATFORMS)
    connector = stage.connector()
    assert set(connector.kinds) == {kind for platform, kind in FEEDS if platform == connector.platform}


def test_a_wrong_platform_lists_the_right_ones() -> None:
    with pytest.raises(LookupError, match=", ".join(PLATFORMS)):
        connect("myspace")


def test_mentions_are_whole_oldest_first_and_never_twice_in_a_batch(stage: Stage) -> None:
    names = stage.add(250)
    batches = drained(stage.connector(), stage.query)
    assert len(batches) == 3
    assert sorted(ids(batches)) == sorted(names)
    for batch in batches:
        assert len(set(ids([batch]))) == len(batch.mentions)
        assert all(one.created_at <= two.created_at for one, two in pairwise(batch.mentions))
        for mention in batch.mentions:
            assert mention.platform == stage.platform
            assert mention.permalink.startswith("https://")
            assert mention.created_at.tzinfo is UTC
            assert mention.text


def test_a_poll_goes_on_from_the_cursor(stage: Stage) -> None:
    connector = stage.connector()
    stage.add(3)
    first = drained(connector, stage.query)
    assert drained(connector, stage.query, first[-1].cursor) == []
    later = stage.add(2, NOW - timedelta(minutes=30))
    second = drained(connector, stage.query, first[-1].cursor)
    assert sorted(ids(second)) == sorted(later)


def test_nothing_there_is_nothing_given(stage: Stage) -> None:
    assert drained(stage.connector(), stage.query) == []


@pytest.mark.parametrize("page", [1, 3, 4, 10])
def test_a_kill_between_any_two_batches_loses_and_repeats_nothing(stage: Stage, page: int) -> None:
    stage.fake.page = page
    connector = stage.connector(page_limit=3)
    stage.add(5)
    begun = drained(connector, stage.query, polls=1)
    later = stage.add(12, NOW - timedelta(minutes=30))
    start = begun[-1].cursor
    whole = drained(connector, stage.query, start, polls=8)
    assert sorted(ids(whole)) == sorted(later)
    for kill_after in range(1, len(whole)):
        taken, cursor = [], start
        for batch in connector.fetch(stage.query, cursor, now=NOW):
            taken.append(batch)
            cursor = batch.cursor
            if len(taken) == kill_after:
                break
        rest = drained(stage.connector(page_limit=3), stage.query, cursor, polls=8)
        assert sorted(ids(taken + rest)) == sorted(later)


def test_what_arrives_while_a_backlog_is_open_comes_after_it(stage: Stage) -> None:
    stage.fake.page = 10
    connector = stage.connector(page_limit=2)
    stage.add(1)
    cursor = drained(connector, stage.query)[-1].cursor
    backlog = stage.add(50, NOW - timedelta(minutes=30))
    open_ = drained(connector, stage.query, cursor)
    assert len(ids(open_)) == 20
    newer = stage.add(5, NOW - timedelta(minutes=5))
    rest = drained(connector, stage.query, open_[-1].cursor, polls=4)
    assert sorted(ids(open_ + rest)) == sorted(backlog + newer)


def test_the_first_poll_goes_page_limit_pages_back_and_no_further(stage: Stage) -> None:
    stage.fake.page = 10
    names = stage.add(45)
    connector = stage.connector(page_limit=2)
    first = drained(connector, stage.query)
    assert sorted(ids(first)) == sorted(names[-20:])
    assert drained(connector, stage.query, first[-1].cursor, polls=3) == []
    # killed after one page, it still goes two pages back in all
    taken = next(iter(connector.fetch(stage.query, None, now=NOW)))
    rest = drained(connector, stage.query, taken.cursor)
    assert sorted(ids([taken, *rest])) == sorted(names[-20:])


def test_a_rate_limit_in_mid_walk_keeps_what_was_given(stage: Stage) -> None:
    stage.fake.page = 10
    connector = stage.connector()
    stage.add(1)
    cursor = drained(connector, stage.query)[-1].cursor
    later = stage.add(25, NOW - timedelta(minutes=30))
    fetching = connector.fetch(stage.query, cursor, now=NOW)
    taken = [next(fetching)]
    stage.wire.script.append(Answer({}, 429, {"Retry-After": "30"}))
    with pytest.raises(TryLater):
        next(fetching)
    rest = drained(connector, stage.query, taken[-1].cursor, polls=2)
    assert sorted(ids(taken + rest)) == sorted(later)


@pytest.mark.parametrize(
    ("headers", "after"),
    [
        ({"Retry-After": "30"}, 30),
        ({"Retry-After": "0"}, 1),
        ({"Retry-After": "999999"}, 3600),
        ({"Retry-After": "Fri, 20 Nov 2026 12:02:00 GMT"}, 120),
        ({"Retry-After": "soon"}, None),
        ({"Retry-After": "nan"}, None),
        ({"x-rate-limit-reset": "soon", "x-ratelimit-reset": "soon"}, None),
        ({}, None),
    ],
)
def test_429_is_try_later_with_or_without_a_time(
    stage: Stage, headers: dict[str, str], after: int | None
) -> None:
    stage.wire.script.append(Answer({"title": "Too Many Requests"}, 429, headers))
    with pytest.raises(TryLater) as caught:
        drained(stage.connector(), stage.query)
    assert caught.value.after == (after and timedelta(seconds=after))
    assert len([one for one in stage.wire.asked if "access_token" not in one.path]) == 1


def test_401_is_refused(stage: Stage) -> None:
    for _ in range(2):  # a connector may try a new token once
        stage.wire.script.append(Answer({"message": "Unauthorized"}, 401))
    with pytest.raises(Refused):
        drained(stage.connector(), stage.query)


@pytest.mark.parametrize("status", [408, 500, 502, 503, 504, 520])
def test_an_outage_is_try_later_and_is_not_repeated(stage: Stage, status: int) -> None:
    stage.wire.script.append(Answer(b"<html>oops</html>", status))
    with pytest.raises(TryLater, match="out of order"):
        drained(stage.connector(), stage.query)
    assert len([one for one in stage.wire.asked if "access_token" not in one.path]) == 1


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b'{"data": [',
        b"[]",
        b"null",
        b"3",
        b'"data"',
        b"{}",
        b"\xff\xfe\xff",
        b'{"data": {}}',
        b'{"data": "x"}',
        b'{"data": null}',
        b'{"data": {"children": {}}, "meta": 1}',
        b'{"data": [], "meta": {"next_token": 7}}',
        b"[" * 100_000,
    ],
    ids=lambda body: body[:20].decode("latin-1"),
)
def test_a_malformed_answer_is_try_later(stage: Stage, body: bytes) -> None:
    stage.wire.script.append(Answer(body))
    with pytest.raises(TryLater, match="malformed"):
        drained(stage.connector(), stage.query)


@pytest.mark.parametrize("how", ["hang", "drip", "flood", "drop", "cut"])
def test_a_broken_line_is_try_later_and_soon(stage: Stage, how: str) -> None:
    connector = stage.connector(timeout_seconds=0.3)
    stage.wire.script.append(Answer(b'{"data": [', how=how))
    started = time.monotonic()
    with pytest.raises(TryLater, match=r"did not answer|could not be reached|still sending|more than 16 MB"):
        drained(connector, stage.query)
    assert time.monotonic() - started < 3
    assert len([one for one in stage.wire.asked if "access_token" not in one.path]) == 1


def test_nobody_listening_is_try_later(stage: Stage) -> None:
    with pytest.raises(TryLater, match="could not be reached"):
        drained(stage.connector(base_url="http://127.0.0.1:9"), stage.query)


def test_a_page_sent_twice_is_given_once(stage: Stage) -> None:
    stage.fake.page = 10
    connector = stage.connector()
    stage.add(1)
    cursor = drained(connector, stage.query)[-1].cursor
    later = stage.add(35, NOW - timedelta(minutes=30))
    fetching = connector.fetch(stage.query, cursor, now=NOW)
    taken = [next(fetching)]
    again = stage.fake.route(stage.wire.asked[-1])
    stage.wire.script.append(again)
    taken += list(fetching)
    assert sorted(ids(taken)) == sorted(later)


def test_an_old_page_in_mid_walk_ends_nothing(stage: Stage) -> None:
    stage.fake.page = 10
    connector = stage.connector()
    stage.add(3)
    cursor = drained(connector, stage.query)[-1].cursor
    old = stage.fake.route(stage.wire.asked[-1])
    later = stage.add(25, NOW - timedelta(minutes=30))
    fetching = connector.fetch(stage.query, cursor, now=NOW)
    taken = [next(fetching)]
    stage.wire.script.append(old)
    taken += list(fetching)
    rest = drained(connector, stage.query, taken[-1].cursor, polls=2)
    assert sorted(ids(taken + rest)) == sorted(later)


def test_a_paging_loop_stops(stage: Stage) -> None:
    stage.fake.page = 10
    connector = stage.connector(page_limit=7)
    stage.add(1)
    cursor = drained(connector, stage.query)[-1].cursor
    later = stage.add(25, NOW - timedelta(minutes=30))
    looped = None
    honest = stage.wire.route

    def route(asked: Asked) -> Answer:
        nonlocal looped
        if "access_token" in asked.path:
            return honest(asked)
        looped = looped or honest(asked)
        return looped

    stage.wire.route = route
    before = len(stage.wire.asked)
    batches = drained(connector, stage.query, cursor, polls=3)
    assert len(stage.wire.asked) - before <= 21
    assert sorted(ids(batches)) == sorted(later[-10:])
    gaps = [gap for batch in batches for gap in batch.gaps]
    assert len(gaps) == 1
    assert gaps[0].since is not None
    assert gaps[0].since < gaps[0].until <= NOW


@pytest.mark.parametrize("seed", range(3))
def test_under_random_faults_and_kills_every_post_comes_in_the_end(stage: Stage, seed: int) -> None:
    chance = random.Random(seed)
    stage.fake.page = chance.choice([3, 5, 10])
    connector = stage.connector(page_limit=chance.choice([4, 10]))
    names = stage.add(1)
    taken = drained(connector, stage.query)
    honest, before = stage.wire.route, Answer({}, 500)

    def route(asked: Asked) -> Answer:
        nonlocal before
        if "access_token" in asked.path:
            return honest(asked)
        faults = [Answer({}, 429), Answer({}, 500), Answer(b"{"), Answer(how="drop"), before]
        if chance.random() < 0.3:
            return chance.choice(faults)
        before = honest(asked)
        return before

    stage.wire.route = route
    for minute in range(20):
        names += stage.add(chance.choice([0, 1, 4, 12]), NOW - timedelta(minutes=50 - minute))
        try:
            for batch in connector.fetch(stage.query, taken[-1].cursor, now=NOW):
                taken.append(batch)
                if chance.random() < 0.15:
                    break  # killed
        except TryLater:
            continue
    stage.wire.route = honest
    taken += drained(connector, stage.query, taken[-1].cursor, polls=30)
    assert sorted(ids(taken)) == sorted(names)
    assert not [gap for batch in taken for gap in batch.gaps]


def test_what_the_brand_writes_is_left_out(stage: Stage) -> None:
    stage.add(2)
    assert drained(stage.connector(), replace(stage.query, handles=("@Ayse",)))[-1].mentions == ()


def test_a_changed_query_loses_nothing(stage: Stage) -> None:
    if stage.query.kind == "comments":
        changed = replace(stage.query, places=("acme", "shop"))
    elif stage.query.kind == "mentions":
        changed = replace(stage.query, places=("778",))
    else:
        changed = replace(stage.query, terms=("acme", "acme shop"))
    connector = stage.connector()
    stage.add(2)
    cursor = drained(connector, stage.query)[-1].cursor
    later = stage.add(2, NOW + timedelta(minutes=1))
    assert set(later) <= set(ids(drained(connector, changed, cursor)))


@pytest.mark.parametrize(
    "text",
    ["", "x", "[]", "{}", "null", '{"walks": []}', '{"walks": [{}]}', '{"walks": [3]}', "[" * 100_000],
    ids=lambda text: text[:16],
)
def test_an_unreadable_cursor_is_told_and_begun_anew(stage: Stage, text: str) -> None:
    names = stage.add(2)
    batches = drained(stage.connector(), stage.query, Cursor(text))
    assert [gap.until for gap in batches[0].gaps] == [NOW]
    assert sorted(ids(batches)) == sorted(names)


def test_a_cursor_with_wrong_types_is_begun_anew(stage: Stage) -> None:
    stage.add(1)
    connector = stage.connector()
    cursor = drained(connector, stage.query)[-1].cursor
    for old, new in (
        ('"pages":0', '"pages":null'),
        ('"taken":0', '"taken":"many"'),
        ('"walks":[{', '"walks":[{"x":1,'),
    ):
        assert old in cursor
        assert drained(connector, stage.query, Cursor(cursor.replace(old, new)))[0].gaps


def test_an_unknown_feed_is_refused_with_those_there_are(stage: Stage) -> None:
    connector = stage.connector()
    with pytest.raises(Refused, match=", ".join(connector.kinds)):
        drained(connector, replace(stage.query, kind="likes"))


def test_check_says_as_whom_and_refuses_a_wrong_key(stage: Stage) -> None:
    assert stage.connector().check()
    wrong = {"bearer_token": "wrongwrong"} if stage.platform == "x" else {"client_secret": "wrongwrong"}
    with pytest.raises(Refused) as caught:
        stage.connector(**wrong).check()
    assert "wrongwrong" not in str(caught.value)


def test_no_secret_in_errors_or_logs(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    for name in (None, "tweepy", "tweepy.client", "prawcore", "praw", "urllib3"):
        caplog.set_level(logging.DEBUG, logger=name)
    stage.add(1)
    connector = stage.connector()
    drained(connector, stage.query)
    errors = []
    own = BEARER if stage.platform == "x" else f"{CLIENT_SECRET} {ACCESS_TOKEN}"
    echo = {"message": f"bad {own}", "detail": f"no {own}"}
    for answer in (
        Answer(echo, 400),
        Answer(echo, 403),
        Answer(echo, 429),
        Answer(b"{", 200),
        Answer(how="drop"),
    ):
        stage.wire.script.append(answer)
        with pytest.raises((TryLater, Refused)) as caught:
            drained(connector, stage.query)
        errors.append(f"{caught.value} {caught.value!r} {caught.getrepr(style='short')}")
    for secret in SECRETS:
        assert secret not in caplog.text
        assert not [error for error in errors if secret in error]


def test_the_platforms_own_words_reach_the_message_in_one_line(stage: Stage) -> None:
    said = "first\nsecond \x1b[31m" + "long " * 100
    stage.wire.script.append(Answer({"message": said, "detail": said}, 403))
    with pytest.raises(Refused, match="first second") as caught:
        drained(stage.connector(), stage.query)
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 320


def test_a_redirect_is_not_followed(stage: Stage) -> None:
    stage.wire.script.append(Answer({}, 302, {"Location": f"{stage.wire.url}/elsewhere"}))
    with pytest.raises((TryLater, Refused)):
        drained(stage.connector(), stage.query)
    assert not stage.wire.calls("elsewhere")


def test_a_path_prefix_of_the_base_url_is_kept(stage: Stage) -> None:
    stage.add(1)
    assert ids(drained(stage.connector(base_url=f"{stage.wire.url}/gateway/v9/"), stage.query))
    assert all(one.path.startswith("/gateway/v9/") for one in stage.wire.asked)


def test_the_environment_changes_nothing(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login someone password else\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.setenv("no_proxy", "")
    stage.add(1)
    assert ids(drained(stage.connector(), stage.query))


@pytest.mark.parametrize(
    "base_url", ["", "x.com", "ftp://x.com", "https://", "https://x.com/?a=b", "https://x.com/#a"]
)
def test_a_base_url_that_is_none_is_refused_at_once(stage: Stage, base_url: str) -> None:
    with pytest.raises(ValueError, match="must look like https://host/path"):
        stage.connector(base_url=base_url)


def test_a_page_limit_below_one_is_refused_at_once(stage: Stage) -> None:
    with pytest.raises(ValueError, match="page_limit"):
        stage.connector(page_limit=0)


def test_one_object_serves_several_threads(stage: Stage) -> None:
    from concurrent.futures import ThreadPoolExecutor

    names = stage.add(30)
    stage.fake.page = 10
    connector = stage.connector()
    with ThreadPoolExecutor(4) as pool:
        for batches in pool.map(lambda _: drained(connector, stage.query), range(4)):
            assert sorted(ids(batches)) == sorted(names)
