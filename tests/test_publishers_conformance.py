"""What every publisher keeps, whatever its platform: a reply goes out once, and can be found again."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from connector_servers import (
    ACCESS_TOKEN,
    CLIENT_ID,
    CLIENT_SECRET,
    REDDIT_ACCOUNT,
    X_KEYS,
    Answer,
    Asked,
    FakeRedditAccount,
    FakeXAccount,
)
from hypothesis import given, strategies

from connectors import PUBLISHERS, publisher
from connectors.base import NotTaken, Published, Publisher, Refused, TryLater, Uncertain
from connectors.replying import same_words

SECRETS = {
    "x": tuple(X_KEYS.values()),
    "reddit": (REDDIT_ACCOUNT["password"], CLIENT_SECRET, ACCESS_TOKEN),
}
TEXT = (
    "Ayşe Hanım, kargonuz bizde kaldı; yarın 12.00'ye dek arıyoruz. Takip: https://acme.example/k?a=1&b=<2>"
)
HOSTILE = (
    "<!channel> <b>& &amp; \u202egnirts\u202c می‌خواهیم «ک» \U0001f469\u200d\U0001f4bb\n\n"
    "  * {{7*7}} %s \\u0041 \"' ; DROP ə̇ I\u0307\tüç++&text=x#"
)


class Stage:
    """One publisher and the server it speaks to."""

    def __init__(self, platform: str) -> None:
        self.platform = platform
        self.fake: Any = FakeXAccount() if platform == "x" else FakeRedditAccount()
        self.wire = self.fake.wire
        self.mention = "1990000000000000001" if platform == "x" else "t3_abc"
        self.other = "1990000000000000002" if platform == "x" else "t1_abd"
        self._open: list[Publisher] = []

    def publisher(self, **options: Any) -> Publisher:
        keys: dict[str, Any] = X_KEYS
        if self.platform == "reddit":
            keys = {
                "client_id": CLIENT_ID,
                "client_secret": CLIENT_SECRET,
                "user_agent": "linux:monitor:1 (by /u/x)",
                **REDDIT_ACCOUNT,
            }
        made = publisher(
            self.platform, **{"base_url": self.wire.url, "timeout_seconds": 5, **keys, **options}
        )
        self._open.append(made)
        return made

    def posted(self) -> list[Asked]:
        """The requests that publish."""
        return [one for one in self.wire.asked if one.method == "POST" and "access_token" not in one.path]

    def lose(self, answer: Answer) -> None:
        """Let the next request that publishes be taken, and something else be answered."""
        honest = self.wire.route

        def route(asked: Asked) -> Answer:
            took = honest(asked)
            if asked.method != "POST" or "access_token" in asked.path:
                return took  # type: ignore[no-any-return]
            self.wire.route = honest
            return answer

        self.wire.route = route

    def close(self) -> None:
        for one in self._open:
            one.close()
        self.wire.close()


@pytest.fixture(params=PUBLISHERS)
def stage(request: pytest.FixtureRequest) -> Iterator[Stage]:
    made = Stage(request.param)
    yield made
    made.close()


def before() -> datetime:
    return datetime.now(UTC) - timedelta(minutes=1)


@pytest.mark.parametrize("text", [TEXT, HOSTILE], ids=["plain", "hostile"])
def test_a_reply_goes_out_once_byte_for_byte_and_is_found(stage: Stage, text: str) -> None:
    since, made = before(), stage.publisher()
    published = made.publish(stage.mention, text)
    assert stage.fake.sent == [text]
    assert len(stage.posted()) == 1
    assert published.external_id
    assert published.permalink.startswith("https://")
    assert published.external_id.removeprefix("t1_") in published.permalink
    assert made.find(stage.mention, text, since=since) == published


@pytest.mark.parametrize(
    "lost",
    [
        Answer(how="drop"),
        Answer(how="hang"),
        Answer(b'{"data": {', how="cut"),
        Answer(b'{"data": {', how="drip"),
        Answer(b"{"),
        Answer([]),
        Answer({"data": {}, "json": {}}),
        Answer(b"<html>oops</html>", 500),
        Answer(b"<html>oops</html>", 503),
        Answer(b"", 408),
    ],
    ids=["drop", "hang", "cut", "drip", "half", "list", "no id", "500", "503", "408"],
)
def test_a_lost_answer_is_uncertain_and_soon_and_find_finds_the_reply(stage: Stage, lost: Answer) -> None:
    since, made = before(), stage.publisher(timeout_seconds=0.3)
    stage.lose(lost)
    started = time.monotonic()
    with pytest.raises(Uncertain):
        made.publish(stage.mention, TEXT)
    assert time.monotonic() - started < 3
    assert len(stage.posted()) == 1
    found = made.find(stage.mention, TEXT, since=since)
    assert found is not None
    assert stage.fake.sent == [TEXT]


@pytest.mark.parametrize("how", ["drop", "hang"])
def test_what_was_not_taken_is_not_found(stage: Stage, how: str) -> None:
    since, made = before(), stage.publisher(timeout_seconds=0.3)
    assert made.find(stage.mention, TEXT, since=since) is None
    stage.wire.script.append(Answer(how=how))
    with pytest.raises(Uncertain):
        made.publish(stage.mention, TEXT)
    assert stage.fake.sent == []
    assert made.find(stage.mention, TEXT, since=since) is None


def test_only_our_own_reply_to_that_post_with_those_words_since_then_is_found(stage: Stage) -> None:
    made = stage.publisher()
    stage.fake._post(TEXT, stage.mention, at=datetime.now(UTC) - timedelta(hours=1))
    stage.fake._post(TEXT, stage.other)
    stage.fake._post("Başka bir yanıt", stage.mention)
    assert made.find(stage.mention, TEXT, since=before()) is None
    assert made.find(stage.mention, TEXT, since=before() - timedelta(hours=2)) is not None


def test_a_reply_is_found_on_a_later_page(stage: Stage) -> None:
    made, stage.fake.page = stage.publisher(), 2
    first = made.publish(stage.mention, TEXT)
    for number in range(5):
        stage.fake._post(f"yanıt {number}", stage.other)
    assert made.find(stage.mention, TEXT, since=before()) == first


def test_looking_ends_where_pages_never_do(stage: Stage) -> None:
    made, stage.fake.page = stage.publisher(), 1
    for number in range(30):
        stage.fake._post(f"yanıt {number}", stage.other)
    assert made.find(stage.mention, TEXT, since=before()) is None
    assert len(stage.wire.asked) < 10


@pytest.mark.parametrize(("headers", "after"), [({"Retry-After": "30"}, 30), ({}, None)])
def test_429_is_try_later_and_surely_not_taken(
    stage: Stage, headers: dict[str, str], after: int | None
) -> None:
    stage.wire.script.append(Answer({"title": "Too Many Requests"}, 429, headers))
    with pytest.raises(NotTaken) as caught:
        stage.publisher().publish(stage.mention, TEXT)
    assert caught.value.after == (after and timedelta(seconds=after))
    assert len(stage.posted()) == 1


def test_nobody_listening_is_try_later_and_surely_not_taken(stage: Stage) -> None:
    with pytest.raises(NotTaken, match="could not be reached"):
        stage.publisher(base_url="http://127.0.0.1:9").publish(stage.mention, TEXT)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 302])
def test_a_no_is_refused_with_the_platforms_words_and_no_secret(stage: Stage, status: int) -> None:
    secrets = SECRETS[stage.platform]
    echo = f"no {' '.join(secrets)}\nnever"
    for _ in range(2):  # a new token may be tried once after a 401
        stage.wire.script.append(Answer({"message": echo, "detail": echo}, status))
    with pytest.raises(Refused) as caught:
        stage.publisher().publish(stage.mention, TEXT)
    assert str(caught.value).isprintable()
    assert not [secret for secret in secrets if secret in f"{caught.value!r} {caught.getrepr(style='short')}"]


@pytest.mark.parametrize("text", ["half \ud83d a character", "\udfff", "a\0b", "", " \n"])
def test_what_no_platform_takes_is_refused_and_not_sent(stage: Stage, text: str) -> None:
    with pytest.raises(Refused):
        stage.publisher().publish(stage.mention, text)
    assert stage.fake.sent == []


@pytest.mark.parametrize("mention", ["", "abc", "../../me", "t2_abc", "1" * 20, "１２３"])
def test_what_is_no_post_is_refused_before_anything_is_asked(stage: Stage, mention: str) -> None:
    with pytest.raises(Refused):
        stage.publisher().publish(mention, TEXT)
    assert stage.wire.asked == []


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"null", b"{}", b'{"data": 3}', b'{"data": {"children": 3}}']
)
def test_looking_at_a_malformed_answer_is_try_later_not_nothing_found(stage: Stage, body: bytes) -> None:
    made = stage.publisher()
    made.check()  # Reddit's own name is asked for once
    stage.wire.script.append(Answer(body))
    with pytest.raises(TryLater):
        made.find(stage.mention, TEXT, since=before())


def test_check_says_as_whom_and_publishes_nothing(stage: Stage) -> None:
    assert stage.publisher().check() == {"x": "@acme", "reddit": "u/acme_help"}[stage.platform]
    assert stage.posted() == []


def test_wrong_keys_are_refused(stage: Stage) -> None:
    wrong = {"api_secret": "wrongwrong"} if stage.platform == "x" else {"password": "wrongwrong"}
    made = stage.publisher(**wrong)
    for act in (made.check, lambda: made.publish(stage.mention, TEXT)):
        with pytest.raises(Refused) as caught:
            act()
        assert "wrongwrong" not in str(caught.value)
    assert stage.fake.sent == []


def test_missing_keys_are_told_at_once(stage: Stage) -> None:
    missing = {"access_token": ""} if stage.platform == "x" else {"username": None}
    with pytest.raises(ValueError, match=r"publishing on (X|Reddit) needs"):
        stage.publisher(**missing)


def test_neither_text_nor_secret_is_logged(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    names = ("tweepy.client", "prawcore", "praw", "urllib3", "requests_oauthlib.oauth1_auth")
    for name in (None, *names, "oauthlib.oauth1.rfc5849", "oauthlib.oauth1.rfc5849.signature"):
        caplog.set_level(logging.DEBUG, logger=name)
    made = stage.publisher()
    made.publish(stage.mention, TEXT)
    made.find(stage.mention, TEXT, since=before())
    assert not [secret for secret in SECRETS[stage.platform] if secret in caplog.text]
    assert "kargonuz" not in caplog.text


def test_a_gateway_with_a_path_is_reached(stage: Stage) -> None:
    stage.wire.route = lambda _: Answer({}, 401)
    with pytest.raises(Refused):
        stage.publisher(base_url=f"{stage.wire.url}/gateway/v9").publish(stage.mention, TEXT)
    assert all(one.path.startswith("/gateway/v9/") for one in stage.wire.asked)


def test_a_wrong_platform_lists_the_right_ones() -> None:
    with pytest.raises(LookupError, match=", ".join(PUBLISHERS)):
        publisher("myspace")


def test_on_x_a_duplicate_is_uncertain_so_that_it_is_looked_for() -> None:
    stage = Stage("x")
    try:
        made, since = stage.publisher(), before()
        first = made.publish(stage.mention, TEXT)
        with pytest.raises(Uncertain, match="duplicate content"):
            made.publish(stage.mention, TEXT)
        assert made.find(stage.mention, TEXT, since=since) == first
        assert made.find(stage.other, TEXT, since=since) is None
    finally:
        stage.close()


def test_on_x_the_account_is_asked_for_only_where_its_token_does_not_tell() -> None:
    stage = Stage("x")
    try:
        stage.publisher().find(stage.mention, TEXT, since=before())
        assert [one.path for one in stage.wire.asked] == ["/2/users/777/tweets"]
    finally:
        stage.close()


@pytest.mark.parametrize(
    ("errors", "refused", "after"),
    [
        ([["RATELIMIT", "Take a break for 9 minutes before trying again.", "ratelimit"]], False, 540),
        ([["RATELIMIT", "try again in 30 seconds", "ratelimit"]], False, 30),
        ([["RATELIMIT", "later", "ratelimit"]], False, None),
        ([["THREAD_LOCKED", "that thread is locked", "parent"]], True, None),
        ([["TOO_OLD", "that's a piece of history now", "parent"]], True, None),
        (["?"], True, None),
        ({"a": 1}, True, None),
    ],
)
def test_on_reddit_an_objection_comes_with_status_200(errors: Any, refused: bool, after: int | None) -> None:
    stage = Stage("reddit")
    try:
        stage.wire.script.append(Answer({"json": {"errors": errors}}))
        with pytest.raises(Refused if refused else NotTaken) as caught:
            stage.publisher().publish(stage.mention, TEXT)
        if isinstance(caught.value, TryLater):
            assert caught.value.after == (after and timedelta(seconds=after))
    finally:
        stage.close()


def test_on_reddit_a_refresh_token_will_do() -> None:
    stage = Stage("reddit")
    try:
        made = stage.publisher(username=None, password=None, refresh_token="refreshTOKEN")
        assert made.publish(stage.mention, TEXT).external_id.startswith("t1_")
        assert stage.wire.asked[0].form["grant_type"] == "refresh_token"
    finally:
        stage.close()


@pytest.mark.parametrize("how", ["hang", "drop"])
def test_on_reddit_a_reply_without_a_token_was_surely_not_taken(how: str) -> None:
    stage = Stage("reddit")
    try:
        honest = stage.wire.route
        stage.wire.route = lambda asked: Answer(how=how) if "access_token" in asked.path else honest(asked)
        with pytest.raises(NotTaken):
            stage.publisher(timeout_seconds=0.3).publish(stage.mention, TEXT)
        assert stage.posted() == []
    finally:
        stage.close()


def test_on_reddit_an_old_token_is_renewed_once_since_a_401_means_nothing_was_done() -> None:
    stage = Stage("reddit")
    try:
        made = stage.publisher()
        made.check()
        stage.wire.script.append(Answer({"message": "Unauthorized", "error": 401}, 401))
        assert isinstance(made.publish(stage.mention, TEXT), Published)
        assert stage.fake.sent == [TEXT]
    finally:
        stage.close()


@given(strategies.text())
def test_the_same_words_are_the_same_with_a_handle_before_and_white_space_around(text: str) -> None:
    assert same_words(text, f"@someone  {text.strip()}\n")


@pytest.mark.parametrize(
    ("sent", "found", "same"),
    [
        ("Bkz. acme.com.tr/iade", "Bkz. https://t.co/x1", True),
        ("Link mağaza.com", "Link https://t.co/x1", True),
        ("acme.com'dan bakın", "https://t.co/x1'dan bakın", True),
        ("acme.com’da, sonra acme.com?iade=1", "https://t.co/x1’da, sonra https://t.co/x2", True),
        ("acme.com'dan bakın", "acme.com'dan almayın", False),
        ("A & B <c>", "A &amp; B &lt;c&gt;", False),
        ("Bugün arıyoruz", "Yarın arıyoruz", False),
        ("کتاب‌ها", "کتاب ها", True),
    ],
)
def test_what_counts_as_the_same_words(sent: str, found: str, same: bool) -> None:
    assert same_words(sent, found) is same


@pytest.mark.parametrize("letter", ["a", "1", "-", "a-", "a."])
def test_words_without_an_end_are_compared_soon(letter: str) -> None:
    began = time.monotonic()
    assert not same_words("Merhaba", f"Selam {letter * (40_000 // len(letter))} ?")
    assert time.monotonic() - began < 3
