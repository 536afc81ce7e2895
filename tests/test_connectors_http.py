"""The session both client libraries are made to use, and the small readers of headers and error texts."""

from __future__ import annotations

import gzip
import logging
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import requests
from connector_servers import NOW, Answer, Wire

from connectors.base import TryLater
from connectors.http import ApiSession, Unwelcome, complaint_of, hush, number, one_line, retry_after, wait

HARD_CODED = "https://api.example.com"


@pytest.fixture
def wire() -> Iterator[Wire]:
    made = Wire(lambda asked: Answer({"path": asked.path}))
    yield made
    made.close()


def session(wire: Wire, **options: Any) -> ApiSession:
    options = {"platform": "X", "base_urls": {HARD_CODED: wire.url}, "timeout_seconds": 2, **options}
    return ApiSession(**options)


def test_the_hard_coded_host_becomes_the_base_url(wire: Wire) -> None:
    with session(wire, base_urls={HARD_CODED: f"{wire.url}/a/b/"}) as made:
        assert made.get(f"{HARD_CODED}/c?d=e").json() == {"path": "/a/b/c"}
    assert wire.asked[0].params == {"d": "e"}


def test_no_other_host_can_be_reached(wire: Wire) -> None:
    with session(wire) as made, pytest.raises(requests.exceptions.InvalidSchema):
        made.get(wire.url)


def test_a_large_packed_answer_is_unpacked_up_to_the_limit(wire: Wire) -> None:
    packed = Answer(gzip.compress(b" " * 3_000_000), headers={"Content-Encoding": "gzip"})
    wire.script.extend([packed, packed])
    with session(wire) as made:
        assert len(made.get(f"{HARD_CODED}/").content) == 3_000_000
    with session(wire, largest_bytes=2**21) as made, pytest.raises(TryLater, match="more than 2 MB"):
        made.get(f"{HARD_CODED}/")


def test_an_answer_that_drips_ends_at_the_deadline(wire: Wire) -> None:
    wire.script.append(Answer(b"[", how="drip"))
    with (
        session(wire, deadline_seconds=0.1) as made,
        pytest.raises(TryLater, match=r"still sending after 0\.1 s"),
    ):
        made.get(f"{HARD_CODED}/")


def test_a_broken_packing_is_try_later(wire: Wire) -> None:
    wire.script.append(Answer(b"no gzip", headers={"Content-Encoding": "gzip"}))
    with session(wire) as made, pytest.raises(TryLater, match="could not be reached"):
        made.get(f"{HARD_CODED}/")


def test_connections_are_used_again_and_no_cookie_is_kept(wire: Wire) -> None:
    wire.script.append(Answer({}, headers={"Set-Cookie": "who=you"}))
    with session(wire) as made:
        for _ in range(3):
            made.get(f"{HARD_CODED}/", headers={"Connection": "close"})
    assert not [one for one in wire.asked if "cookie" in one.headers]
    assert {one.headers["connection"] for one in wire.asked} == {"keep-alive"}


@pytest.mark.parametrize("status", [301, 302, 304, 400, 404, 500])
def test_what_is_no_success_never_reaches_the_client_library(wire: Wire, status: int) -> None:
    wire.script.append(Answer({"detail": "no"}, status, {"Location": f"{HARD_CODED}/next"}))
    with session(wire) as made, pytest.raises(Unwelcome) as caught:
        made.get(f"{HARD_CODED}/")
    assert caught.value.response.status_code == status
    assert len(wire.asked) == 1


@pytest.mark.parametrize(
    ("text", "value"),
    [("3", 3.0), ("0.5", 0.5), ("", None), ("x", None), (None, None), ("inf", None), ("nan", None)],
)
def test_numbers_of_headers(text: str | None, value: float | None) -> None:
    assert number(text) == value


@pytest.mark.parametrize(("seconds", "waited"), [(-5, 1), (0, 1), (90, 90), (1e14, 3600)])
def test_a_wait_is_sane(seconds: float, waited: int) -> None:
    assert wait(seconds) == timedelta(seconds=waited)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("Fri, 20 Nov 2026 12:00:09 -0000", 9),
        ("Fri, 20 Nov 2026 11:00:00 GMT", 1),
        ("0x9", None),
        ("Fri, 20 Nov 2026 12:00:09 +99999999999999999999", None),
        ("Fri, 31 Dec 9999 23:59:59 -2300", 3600),
    ],
)
def test_retry_after_may_be_a_date(text: str, seconds: int | None) -> None:
    assert retry_after({"retry-after": text}, NOW) == (seconds and timedelta(seconds=seconds))


def test_foreign_text_becomes_one_clean_line() -> None:
    assert one_line("a\n\tb\x00c \u202ed", ["c"]) == "a b … d"
    assert len(one_line("x" * 999)) == 200


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b'{"errors": [{"message": "first"}], "detail": "second"}', "first"),
        (b'{"errors": [3], "detail": "second"}', "second"),
        (b'{"title": "only"}', "only"),
        (b'{"message": 3}', ""),
        (b"[1]", ""),
        (b"<html>", ""),
        (b"[" * 100_000, ""),
    ],
)
def test_what_an_error_says(body: bytes, said: str) -> None:
    response = requests.Response()
    response._content = body
    assert complaint_of(response) == said


def test_a_hushed_logger_stays_hushed(caplog: pytest.LogCaptureFixture) -> None:
    hush("quiet.library")
    hush("quiet.library")
    logger = logging.getLogger("quiet.library")
    caplog.set_level(logging.DEBUG, logger="quiet.library")
    logger.debug("a secret")
    logger.warning("a warning")
    assert caplog.messages == ["a warning"]
    assert len(logger.filters) == 1
