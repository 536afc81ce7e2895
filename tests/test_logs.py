"""Log lines: fields, one line each, no secret at any level."""

from __future__ import annotations

import io
import json
import logging

import pytest
import structlog
import tweepy

from monitor import logs

SECRET = "AAAA-very-secret-bearer"


def lines(form: str, level: str = "debug") -> io.StringIO:
    stream = io.StringIO()
    logs.configure(level=level, form=form, secrets=[SECRET, ""], stream=stream)  # type: ignore[arg-type]
    return stream


def test_fields_are_fields() -> None:
    out = lines("json")
    structlog.get_logger("monitor").info("polled", watch="acme/x", new=7)
    line = json.loads(out.getvalue())
    assert (line["event"], line["watch"], line["new"], line["level"]) == ("polled", "acme/x", 7, "info")
    assert line["timestamp"].endswith("Z")


def test_text_is_readable_and_one_line() -> None:
    out = lines("text")
    structlog.get_logger("monitor").info("polled", watch="a\nforged line \x1b[31m", new=7)
    assert out.getvalue().count("\n") == 1
    assert "\x1b" not in out.getvalue()
    assert "new=7" in out.getvalue()


def test_what_is_below_the_level_is_not_shown() -> None:
    out = lines("text", level="warning")
    structlog.get_logger("monitor").info("polled")
    logging.getLogger("any").info("polled")
    assert out.getvalue() == ""


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_secret_never_shows_in_a_field_a_message_or_a_traceback(form: str) -> None:
    out = lines(form)
    log = structlog.get_logger("monitor")
    log.info(f"key {SECRET}", key=SECRET, nested={"a": [SECRET]})
    logging.getLogger("any.library").warning("header %s", SECRET)
    try:
        raise ValueError(f"bad key {SECRET}")
    except ValueError:
        log.exception("failed")
        logging.getLogger("any.library").exception("failed")
    assert SECRET not in out.getvalue()
    assert out.getvalue().count(logs.HIDDEN) >= 5
    assert "ValueError" in out.getvalue()


def test_the_clients_say_nothing_below_warning_even_at_debug() -> None:
    out = lines("text")
    for name in ("tweepy.client", "prawcore", "slack_sdk.web.base_client", "urllib3.connectionpool"):
        logging.getLogger(name).debug("Authorization: Bearer %s", SECRET)
        logging.getLogger(name).info("hello")
    assert out.getvalue() == ""
    assert tweepy.client.log.name.startswith("tweepy")


def test_short_values_are_not_taken_for_secrets() -> None:
    assert logs.Hide(["a", "", "xyz"])("a xyz b") == "a xyz b"
