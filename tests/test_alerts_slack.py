"""The real slack_sdk against a real socket: what is sent, how failures are told, nothing sent twice."""

from __future__ import annotations

import json
import logging
import re
import socket
import traceback
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import Any

import pytest
from slack_wire import (
    CHANNEL,
    TOKEN,
    Slack,
    accept_then,
    block_faults,
    cut,
    drip,
    drop,
    hang,
    refusal,
    running,
    status,
    strings,
)

from alerts.base import Button, DeliveryError, Field, Form, Message, Press, Quote
from alerts.slack import SlackNotifier

MESSAGE = Message(
    delivery_id="delivery-1",
    headline="High: <!channel> parcel lost",
    quotes=(Quote(text="secret words of a post"),),
    buttons=(Button(action="take", label="Take", value="alert-1"),),
)
SINCE = datetime.fromtimestamp(1_800_000_000, UTC)


@pytest.fixture
def slack(monkeypatch: pytest.MonkeyPatch) -> Iterator[Slack]:
    for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy"):
        monkeypatch.delenv(name, raising=False)
    with running() as slack:
        yield slack


@pytest.fixture
def notifier(slack: Slack) -> SlackNotifier:
    return SlackNotifier(token=TOKEN, base_url=slack.url, timeout_seconds=5)


def hasty(slack: Slack) -> SlackNotifier:
    return SlackNotifier(token=TOKEN, base_url=slack.url, timeout_seconds=0.3)


def refused(notifier: SlackNotifier, message: Message = MESSAGE, place: str = CHANNEL) -> DeliveryError:
    with pytest.raises(DeliveryError) as caught:
        notifier.send(message, place)
    return caught.value


def test_a_message_is_posted_with_its_delivery_id_and_nothing_linked(
    slack: Slack, notifier: SlackNotifier
) -> None:
    ts = notifier.send(MESSAGE, CHANNEL)
    method, params = slack.requests[0]
    assert method == "chat.postMessage"
    assert ts == slack.messages[0]["ts"]
    assert params["metadata"] == {
        "event_type": "monitor_delivery",
        "event_payload": {"delivery_id": "delivery-1"},
    }
    assert params["text"] == "High: &lt;\u2060!channel&gt; parcel lost"
    assert [params[key] for key in ("link_names", "unfurl_links", "unfurl_media", "mrkdwn")] == [False] * 4
    assert params["parse"] == "none"
    assert params["blocks"][-1]["elements"][0]["value"] == "alert-1"
    assert "secret words of a post" in json.dumps(params["blocks"])


def test_an_update_replaces_everything_and_links_nothing(slack: Slack, notifier: SlackNotifier) -> None:
    ts = notifier.send(MESSAGE, CHANNEL)
    notifier.update(Message(delivery_id="delivery-1", headline="Resolved"), CHANNEL, ts)
    method, params = slack.requests[-1]
    assert (method, params["ts"], params["text"]) == ("chat.update", ts, "Resolved")
    assert (params["parse"], params["link_names"]) == ("none", False)
    assert notifier.find("delivery-1", CHANNEL, since=SINCE) == ts


def test_find_pages_through_the_channel(slack: Slack, notifier: SlackNotifier) -> None:
    sent = [notifier.send(Message(delivery_id=f"d{n}", headline=f"No. {n}"), CHANNEL) for n in range(5)]
    slack.messages[1]["metadata"] = None
    slack.messages[2]["metadata"] = {"event_type": "of_another_app", "event_payload": {"delivery_id": "d2"}}
    assert notifier.find("d0", CHANNEL, since=SINCE) == sent[0]
    assert [method for method, _ in slack.requests].count("conversations.history") == 3
    assert float(slack.requests[-1][1]["oldest"]) == SINCE.timestamp() - 120
    assert notifier.find("d2", CHANNEL, since=SINCE) is None
    assert notifier.find("d9", CHANNEL, since=SINCE) is None
    assert notifier.find("d0", CHANNEL, since=SINCE + timedelta(hours=1)) is None


def test_find_never_guesses(slack: Slack, notifier: SlackNotifier) -> None:
    endless = json.dumps({"ok": True, "messages": [], "response_metadata": {"next_cursor": "1"}})
    slack.faults = [status(200, endless)] * 60
    with pytest.raises(DeliveryError, match="more than 50 pages") as caught:
        notifier.find("d1", CHANNEL, since=SINCE)
    assert not caught.value.permanent
    slack.faults = [status(200, '{"ok": true}')]
    with pytest.raises(DeliveryError, match="no messages"):
        notifier.find("d1", CHANNEL, since=SINCE)


def test_a_channel_may_be_named(slack: Slack, notifier: SlackNotifier) -> None:
    ts = notifier.send(MESSAGE, "#complaints")
    notifier.update(MESSAGE, "#complaints", ts)
    assert notifier.find("delivery-1", "#complaints", since=SINCE) == ts
    assert [method for method, _ in slack.requests].count("conversations.list") == 0  # the answer told the id
    later = SlackNotifier(token=TOKEN, base_url=slack.url)
    assert later.find("delivery-1", "#complaints", since=SINCE) == ts
    later.update(MESSAGE, "#complaints", ts)
    assert [method for method, _ in slack.requests].count("conversations.list") == 1
    error = refused(notifier, place="#nowhere")
    assert error.permanent
    assert "channel_not_found" in str(error)


def test_check_says_as_whom_we_are_known(notifier: SlackNotifier) -> None:
    assert notifier.check() == "monitor in Firma <Zentrale>"
    notifier.close()


@pytest.mark.parametrize(
    ("error", "advice"),
    [
        ("channel_not_found", "id"),
        ("not_in_channel", "/invite"),
        ("is_archived", "archived"),
        ("invalid_auth", "bot token"),
        ("account_inactive", "bot token"),
        ("token_revoked", "bot token"),
        ("token_expired", "bot token"),
        ("missing_scope", "scopes"),
        ("no_permission", "scopes"),
        ("invalid_blocks", "fault of ours"),
        ("msg_too_long", "too long"),
        ("msg_blocks_too_long", "too long"),
        ("restricted_action", "admin"),
        ("message_not_found", "deleted"),
        ("cant_update_message", "not posted by this app"),
    ],
)
def test_refusals_are_permanent_and_say_what_to_do(
    slack: Slack, notifier: SlackNotifier, error: str, advice: str
) -> None:
    slack.faults = [refusal(error, response_metadata={"messages": ["[ERROR] must be less\nthan 3001"]})] * 2
    told = refused(notifier)
    assert (told.permanent, told.uncertain, told.after) == (True, False, None)
    assert error in str(told)
    assert advice in str(told)
    assert "[[ERROR] must be less than 3001]" in str(told)
    with pytest.raises(DeliveryError, match=error):
        notifier.update(MESSAGE, CHANNEL, "1.0")


@pytest.mark.parametrize(
    ("fault", "after"),
    [
        (status(429, '{"ok": false, "error": "ratelimited"}', Retry_After="30"), timedelta(seconds=30)),
        (status(429, "", retry_after="7"), timedelta(seconds=7)),
        (status(429, "slow down", Retry_After="soon"), None),
        (status(429, "slow down", Retry_After="-1"), None),
        (status(429, "slow down"), None),
        (refusal("ratelimited"), None),
        (refusal("rate_limited"), None),
    ],
)
def test_a_rate_limit_says_how_long(
    slack: Slack, notifier: SlackNotifier, fault: Any, after: timedelta | None
) -> None:
    slack.faults = [fault]
    told = refused(notifier)
    assert (told.permanent, told.uncertain, told.after) == (False, False, after)
    assert len(slack.requests) == 1


LOST = {
    "500": status(500, "<h1>oops</h1>"),
    "503": status(503, '{"ok": false, "error": "service_unavailable"}'),
    "internal_error": refusal("internal_error"),
    "fatal_error": refusal("fatal_error"),
    "dropped": drop,
    "cut": cut,
    "html": status(200, "<html>gateway</html>"),
    "empty": status(200, ""),
    "list": status(200, "[1, 2]"),
    "null": status(200, "null"),
    "no error": status(200, '{"ok": false}'),
    "no ts": status(200, '{"ok": true}'),
    "odd ts": status(200, '{"ok": true, "ts": 5}'),
    "not utf-8": status(200, "\x80", Content_Type="application/json; charset=ascii\u00e9"),
    "bytes": status(200, "abc", Content_Type="application/gzip"),
}


@pytest.mark.parametrize("fault", LOST.values(), ids=LOST)
def test_a_lost_answer_is_uncertain_and_asked_for_once(
    slack: Slack, notifier: SlackNotifier, fault: Any
) -> None:
    slack.faults = [fault]
    told = refused(notifier)
    assert (told.permanent, told.uncertain) == (False, True)
    assert len(slack.requests) == 1


@pytest.mark.parametrize("failing", [lambda _: drop, lambda _: status(500), lambda _: cut, hang, drip])
def test_accepted_then_lost_is_sent_once_and_found(slack: Slack, failing: Any) -> None:
    slack.faults = [accept_then(failing, slack)]
    notifier = hasty(slack)
    began = monotonic()
    assert refused(notifier).uncertain
    assert monotonic() - began < 3  # the deadline of 0.3 s holds however slowly the answer drips in
    assert [method for method, _ in slack.requests] == ["chat.postMessage"]
    patient = SlackNotifier(token=TOKEN, base_url=slack.url)
    assert patient.find("delivery-1", CHANNEL, since=SINCE) == slack.messages[0]["ts"]
    assert len(slack.messages) == 1


def test_a_lost_answer_to_a_question_is_not_uncertain(slack: Slack, notifier: SlackNotifier) -> None:
    for ask in (notifier.check, lambda: notifier.find("d", CHANNEL, since=SINCE)):
        slack.faults = [drop]
        with pytest.raises(DeliveryError) as caught:
            ask()
        assert (caught.value.permanent, caught.value.uncertain) == (False, False)


@pytest.mark.parametrize(
    ("fault", "told_of"),
    [
        (refusal("team_added_to_org"), "team_added_to_org"),
        (status(404, "<h1>not here</h1>"), "404"),
        (status(403, '{"ok": false, "error": "never heard of"}'), "403"),
    ],
)
def test_other_refusals_may_be_tried_again(
    slack: Slack, notifier: SlackNotifier, fault: Any, told_of: str
) -> None:
    slack.faults = [fault]
    told = refused(notifier)
    assert (told.permanent, told.uncertain) == (False, False)
    assert told_of in str(told)


def test_nothing_was_sent_where_nobody_listens() -> None:
    with socket.socket() as idle:
        idle.bind(("127.0.0.1", 0))
        notifier = SlackNotifier(token=TOKEN, base_url=f"http://127.0.0.1:{idle.getsockname()[1]}/api/")
        told = refused(notifier)
    assert (told.permanent, told.uncertain) == (False, False)
    assert "cannot be reached" in str(told)


def test_a_name_that_does_not_resolve_sends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def unresolved(*_: object, **__: object) -> object:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unresolved)
    told = refused(SlackNotifier(token=TOKEN, base_url="http://slack.invalid/api/"))
    assert (told.permanent, told.uncertain) == (False, False)


def test_an_untrusted_certificate_is_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    import ssl

    def untrusted(*_: object, **__: object) -> object:
        raise ssl.SSLCertVerificationError("self-signed certificate")

    monkeypatch.setattr(socket, "create_connection", untrusted)
    told = refused(SlackNotifier(token=TOKEN, base_url="http://slack.invalid/api/"))
    assert "certificate" in str(told)
    assert not told.uncertain


def test_an_address_that_is_none_is_permanent() -> None:
    told = refused(SlackNotifier(token=TOKEN, base_url="ftp://slack.example/"))
    assert told.permanent


@pytest.mark.parametrize("token", ["xoxb-\nX-Evil: 1", "xoxb-ü", "xoxb-\x00"])
def test_a_broken_token_is_refused_without_being_shown(token: str) -> None:
    with pytest.raises(ValueError, match="copied whole") as caught:
        SlackNotifier(token=token)
    assert token not in str(caught.value)


def test_no_secret_and_no_post_in_logs_or_tracebacks(slack: Slack, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    notifier = hasty(slack)
    slack.faults = [lambda _: True, drop, status(500, f"echo {TOKEN}"), refusal("invalid_auth"), hang(slack)]
    notifier.send(MESSAGE, CHANNEL)
    for _ in range(4):
        told = refused(notifier)
        shown = "".join(traceback.format_exception(told)) + repr(told) + repr(notifier)
        assert TOKEN not in shown
        assert "secret words" not in shown
        assert told.__context__ is None
        assert told.__cause__ is None
    assert TOKEN not in caplog.text
    assert "secret words" not in caplog.text
    assert "slack_sdk" not in caplog.text


PRESS = Press(
    kind="slack",
    user_id="U0ELIF",
    user_name="elif",
    action="reply",
    value="7",
    place=CHANNEL,
    message_id="1800000000.000001",
    handle={"trigger": "1.2.abc"},
)
FORM = Form(
    action="reply",
    value="7",
    title="Edit",
    submit="Send",
    cancel="Cancel",
    fields=(Field(name="text", label="Reply", kind="text", value="secret words of a draft"),),
)


def test_a_form_is_opened_for_the_one_who_pressed(slack: Slack, notifier: SlackNotifier) -> None:
    assert notifier.open(PRESS, FORM) is True
    method, params = slack.requests[-1]
    assert (method, params["trigger_id"]) == ("views.open", "1.2.abc")
    assert params["view"]["title"]["text"] == "Edit"


@pytest.mark.parametrize("error", ["expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id"])
def test_a_press_that_is_too_old_opens_nothing_and_says_so(
    slack: Slack, notifier: SlackNotifier, error: str
) -> None:
    slack.faults = [refusal(error)]
    with pytest.raises(DeliveryError, match=f"{error}.*press again") as caught:
        notifier.open(PRESS, FORM)
    assert (caught.value.permanent, caught.value.uncertain) == (True, False)
    assert caught.value.__context__ is None


def test_without_a_trigger_slack_is_not_asked(slack: Slack, notifier: SlackNotifier) -> None:
    for handle in ({}, {"trigger": ""}):
        with pytest.raises(DeliveryError, match="press the button again") as caught:
            notifier.open(replace(PRESS, handle=handle), FORM)
        assert caught.value.permanent
    assert slack.requests == []


def typed(seen: str) -> Press:
    """Something typed into the form in the state `seen`."""
    handle = {"trigger": "1.2.abc", "view": "V1", "hash": seen, "at": "1800000000.000001"}
    return replace(PRESS, answers={"text": "Hi"}, filling=True, handle=handle)


def test_a_form_follows_though_its_person_types_faster_than_slack_tells(
    slack: Slack, notifier: SlackNotifier
) -> None:
    slack.views = {"V1": "h0", "V2": "h9"}
    notifier.redraw(typed("h0"), FORM)
    first = slack.views["V1"]
    assert slack.requests[-1][1]["hash"] == "h0"
    for late in ("h0", "h0", first):  # none of them has seen what was made of the one before
        before = slack.views["V1"]
        notifier.redraw(typed(late), FORM)
        assert slack.requests[-1][1]["hash"] == before
    assert slack.views["V2"] == "h9"
    notifier.redraw(typed(""), FORM)  # told no hash: as it stands
    assert "hash" not in slack.requests[-1][1]


@pytest.mark.parametrize("error", ["hash_conflict", "not_found"])
def test_a_form_that_another_changed_or_that_was_closed_is_left_alone(
    slack: Slack, notifier: SlackNotifier, error: str
) -> None:
    slack.views = {"V1": "h5"} if error == "hash_conflict" else {}
    with pytest.raises(DeliveryError, match=f"{error}.*meanwhile") as caught:
        notifier.redraw(typed("h0"), FORM)
    assert (caught.value.permanent, caught.value.uncertain) == (True, False)
    slack.views = {"V1": "h0"}
    notifier.redraw(typed("h0"), FORM)
    assert slack.views["V1"] != "h0"


def test_the_states_of_old_forms_are_forgotten(slack: Slack, notifier: SlackNotifier) -> None:
    hashes = notifier._hashes
    for number in range(3000):
        hashes.follow(f"h{number}", f"h{number + 1}")
    assert hashes.newest("h2500") == "h3000"
    assert hashes.newest("h100") == "h100"


def test_a_form_takes_no_longer_than_the_press_lives(
    slack: Slack, notifier: SlackNotifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("alerts.slack._FORM_SECONDS", 0.2)
    slack.faults = [hang(slack)]
    began = monotonic()
    with pytest.raises(DeliveryError, match="in time") as caught:
        notifier.open(PRESS, FORM)
    assert monotonic() - began < 3  # of the five that other calls may take
    assert (caught.value.permanent, caught.value.uncertain) == (False, False)


@pytest.mark.parametrize(
    "text", ["", " \n", "<!channel> @here <@U1> <http://x|y> & *b*", "\ud800\x1b[2J", "x" * 90_000, "سلام @x"]
)
def test_any_whisper_is_taken_and_calls_nobody(slack: Slack, notifier: SlackNotifier, text: str) -> None:
    notifier.whisper(PRESS, text)
    method, params = slack.requests[-1]
    assert (method, params["channel"], params["user"]) == ("chat.postEphemeral", CHANNEL, "U0ELIF")
    assert block_faults(params["blocks"]) == []
    assert 1 <= len(params["text"]) <= 8000
    assert not set("<>\x1b\ud800") & set(params["text"])
    assert (params["parse"], params["link_names"]) == ("none", False)
    shown = "".join(strings(params["blocks"]))
    assert not re.search("<[!@]|@here", shown)
    assert shown.startswith("\u2068\u200f") is text.startswith("س")


def test_someone_who_left_the_channel_hears_nothing_for_good(slack: Slack, notifier: SlackNotifier) -> None:
    slack.faults = [refusal("user_not_in_channel")]
    with pytest.raises(DeliveryError, match="not in the channel") as caught:
        notifier.whisper(PRESS, "hush")
    assert caught.value.permanent
