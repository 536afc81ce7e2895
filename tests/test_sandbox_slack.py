"""The local Slack, asked by the real slack_sdk."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import requests
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from monitor.sandbox import blockkit
from monitor.sandbox.server import Sandbox
from monitor.sandbox.workspace import micros
from monitor.sandbox.world import World

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
Block = dict[str, Any]


class Clock:
    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def sandbox(clock: Clock) -> Iterator[Sandbox]:
    with Sandbox(World(now=clock)) as running:
        yield running


@pytest.fixture
def client(sandbox: Sandbox) -> WebClient:
    return client_of(sandbox)


def client_of(sandbox: Sandbox, token: str | None = None) -> WebClient:
    return WebClient(
        token or sandbox.keys.slack_token, base_url=sandbox.slack_url, timeout=5, retry_handlers=[]
    )


def section(text: str = "hello", kind: str = "mrkdwn") -> Block:
    return {"type": "section", "text": {"type": kind, "text": text}}


def button(**fields: Any) -> Block:
    return {"type": "button", "action_id": "a", "text": {"type": "plain_text", "text": "Take"}} | fields


def actions(*elements: Block) -> Block:
    return {"type": "actions", "elements": list(elements)}


def refused(error: pytest.ExceptionInfo[SlackApiError]) -> str:
    code: str = error.value.response["error"]
    return code


def test_who_am_i(client: WebClient, sandbox: Sandbox) -> None:
    assert client.auth_test()["user"] == "monitor"
    with pytest.raises(SlackApiError) as caught:
        client_of(sandbox, "xoxb-wrong").auth_test()
    assert refused(caught) == "invalid_auth"
    assert requests.post(sandbox.slack_url + "auth.test", timeout=5).json()["error"] == "not_authed"
    assert sandbox.world.requests["slack.auth.test"] == 3


def test_a_message_is_stored_as_sent_by_id_or_name(client: WebClient, sandbox: Sandbox) -> None:
    first = client.chat_postMessage(channel="#complaints", text="one", blocks=[section()])
    second = client.chat_postMessage(channel=first["channel"], text="two")
    assert micros(second["ts"]) > micros(first["ts"])
    one, two = sandbox.world.slack.messages("complaints")
    assert (one.ts, one.text, one.blocks) == (first["ts"], "one", [section() | {"block_id": "b0"}])
    assert first["message"]["blocks"] == one.blocks
    assert (two.ts, two.blocks) == (second["ts"], [])
    with pytest.raises(KeyError):
        sandbox.world.slack.messages("nowhere")


def test_a_form_is_as_good_as_json(sandbox: Sandbox) -> None:
    data = {
        "channel": "complaints",
        "text": "hi",
        "blocks": json.dumps([section()]),
        "token": sandbox.keys.slack_token,
    }
    answer = requests.post(sandbox.slack_url + "chat.postMessage", data=data, timeout=5).json()
    assert answer["ok"]
    assert answer["message"]["blocks"][0]["text"]["text"] == "hello"
    broken = requests.post(
        sandbox.slack_url + "chat.postMessage", data=data | {"blocks": "["}, timeout=5
    ).json()
    assert broken["error"] == "invalid_blocks"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"channel": "nowhere", "text": "a"}, "channel_not_found"),
        ({"channel": "complaints", "text": ""}, "no_text"),
        ({"channel": "complaints", "text": "a" * 40_001}, "msg_too_long"),
        ({"channel": "complaints", "text": "a", "thread_ts": "1.000001"}, "thread_not_found"),
        ({"channel": "complaints", "text": "a", "metadata": {"event_type": 5}}, "invalid_metadata_format"),
        ({"channel": "complaints", "text": "a", "blocks": [section("a" * 3000)] * 5}, "msg_blocks_too_long"),
    ],
)
def test_what_cannot_be_posted_is_refused_with_slacks_code(
    client: WebClient, sandbox: Sandbox, given: dict[str, Any], code: str
) -> None:
    with pytest.raises(SlackApiError) as caught:
        client.api_call("chat.postMessage", json=given)
    assert refused(caught) == code
    assert sandbox.world.slack.messages("complaints") == []


def test_invalid_blocks_come_back_in_the_shape_of_the_real_error(client: WebClient) -> None:
    with pytest.raises(SlackApiError) as caught:
        client.chat_postMessage(channel="complaints", text="a", blocks=[section("")])
    assert caught.value.response.data == {
        "ok": False,
        "error": "invalid_blocks",
        "errors": ["must be more than 0 characters [json-pointer:/blocks/0/text/text]"],
        "response_metadata": {
            "messages": ["[ERROR] must be more than 0 characters [json-pointer:/blocks/0/text/text]"]
        },
    }


HEADER: Block = {"type": "header", "text": {"type": "plain_text", "text": "a" * 150}}
OPTION: Block = {"text": {"type": "plain_text", "text": "one"}, "value": "1"}
IMAGE: Block = {"type": "image", "image_url": "https://x.test/a.png", "alt_text": "a"}
RICH: Block = {
    "type": "rich_text",
    "elements": [
        {
            "type": "rich_text_quote",
            "elements": [{"type": "text", "text": "hi"}, {"type": "emoji", "name": "wave"}],
        },
        {
            "type": "rich_text_list",
            "style": "bullet",
            "elements": [
                {"type": "rich_text_section", "elements": [{"type": "link", "url": "https://x.test"}]},
            ],
        },
    ],
}


@pytest.mark.parametrize(
    "blocks",
    [
        [],
        [HEADER, {"type": "divider"}, IMAGE, RICH],
        [section("a" * 3000), section("a", "plain_text") | {"accessory": button()}],
        [section() | {"accessory": IMAGE}],
        [{"type": "section", "fields": [{"type": "mrkdwn", "text": "a" * 2000}] * 10}],
        [{"type": "context", "elements": [{"type": "mrkdwn", "text": "a"}, IMAGE]}],
        [
            actions(
                button(value="v" * 2000, url="https://x.test"),
                button(action_id="b", style="danger", value=""),
            )
        ],
        [actions({"type": "static_select", "action_id": "s", "options": [OPTION]})],
        [{"type": "divider", "block_id": str(number)} for number in range(50)],
    ],
)
def test_blocks_that_slack_takes(blocks: list[Block]) -> None:
    assert blockkit.faults(blocks) == []


@pytest.mark.parametrize(
    ("blocks", "why"),
    [
        ("text", "must be an array [json-pointer:/blocks]"),
        ([{"type": "divider"}] * 51, "no more than 50 items allowed [json-pointer:/blocks]"),
        (["a"], "must be an object [json-pointer:/blocks/0]"),
        ([{"type": "table"}], "unsupported type: table [json-pointer:/blocks/0/type]"),
        ([section("a" * 3001)], "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"),
        ([section("a", "html")], "failed to match all allowed schemas [json-pointer:/blocks/0/text]"),
        ([{"type": "section"}], "must define either `fields` or `text` [json-pointer:/blocks/0]"),
        ([{"type": "section", "fields": []}], "no less than 1 items allowed [json-pointer:/blocks/0/fields]"),
        (
            [{"type": "header", "text": {"type": "plain_text", "text": "a" * 151}}],
            "must be less than 151 characters [json-pointer:/blocks/0/text/text]",
        ),
        (
            [{"type": "header", "text": {"type": "mrkdwn", "text": "a"}}],
            "failed to match all allowed schemas [json-pointer:/blocks/0/text]",
        ),
        (
            [{"type": "context", "elements": [{"type": "mrkdwn", "text": "a"}] * 11}],
            "no more than 10 items allowed [json-pointer:/blocks/0/elements]",
        ),
        (
            [actions(button(text={"type": "plain_text", "text": "a" * 76}))],
            "must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]",
        ),
        (
            [actions(button(value="a" * 2001))],
            "must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]",
        ),
        ([actions(button(value=7))], "must be a string [json-pointer:/blocks/0/elements/0/value]"),
        (
            [actions(button(url="a" * 3001))],
            "must be less than 3001 characters [json-pointer:/blocks/0/elements/0/url]",
        ),
        (
            [actions(button(style="green"))],
            "must be one of `primary`, `danger` [json-pointer:/blocks/0/elements/0/style]",
        ),
        (
            [actions(button(), button())],
            "`action_id` must be unique within a block [json-pointer:/blocks/0/elements]",
        ),
        (
            [actions({"type": "datepicker"})],
            "unsupported type: datepicker [json-pointer:/blocks/0/elements/0]",
        ),
        (
            [actions({"type": "overflow", "action_id": "o", "options": [OPTION] * 6})],
            "no more than 5 items allowed [json-pointer:/blocks/0/elements/0/options]",
        ),
        (
            [actions({"type": "static_select", "action_id": "s", "options": [5]})],
            "missing required field: value [json-pointer:/blocks/0/elements/0/options/0]",
        ),
        (
            [{"type": "divider", "block_id": "x"}, {"type": "divider", "block_id": "x"}],
            "`block_id` must be unique within a message [json-pointer:/blocks]",
        ),
        (
            [{"type": "image", "image_url": "https://x.test"}],
            "missing required field: alt_text [json-pointer:/blocks/0]",
        ),
        ([{"type": "rich_text"}], "missing required field: elements [json-pointer:/blocks/0]"),
        (
            [{"type": "rich_text", "elements": [{"type": "text", "text": "a"}]}],
            "unsupported rich text element [json-pointer:/blocks/0/elements/0]",
        ),
        (
            [{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": ["a"]}]}],
            "unsupported rich text element [json-pointer:/blocks/0/elements/0/elements/0]",
        ),
    ],
)
def test_blocks_that_slack_refuses(blocks: object, why: str) -> None:
    assert why in blockkit.faults(blocks)


def test_an_update_replaces_the_message_and_marks_it(client: WebClient, sandbox: Sandbox) -> None:
    metadata = {"event_type": "monitor_delivery", "event_payload": {"delivery_id": "d1"}}
    sent = client.chat_postMessage(channel="complaints", text="open", metadata=metadata)
    client.chat_update(channel=sent["channel"], ts=sent["ts"], text="taken", blocks=[section("taken")])
    (message,) = sandbox.world.slack.messages("complaints")
    assert (message.ts, message.text, message.revision) == (sent["ts"], "taken", 1)
    assert message.metadata == metadata
    assert client.conversations_history(channel=sent["channel"])["messages"][0]["edited"]["ts"] > sent["ts"]
    newer = {"event_type": "monitor_delivery", "event_payload": {"delivery_id": "d2"}}
    client.chat_update(channel=sent["channel"], ts=sent["ts"], text="taken", metadata=newer)
    assert sandbox.world.slack.messages("complaints")[0].metadata == newer
    for channel in (sent["channel"], "reports"):
        with pytest.raises(SlackApiError) as caught:
            client.chat_update(
                channel=channel, ts="1.000001" if channel != "reports" else sent["ts"], text="a"
            )
        assert refused(caught) == "message_not_found"


def test_a_deleted_message_is_gone(client: WebClient, sandbox: Sandbox) -> None:
    sent = client.chat_postMessage(channel="complaints", text="open")
    client.chat_delete(channel=sent["channel"], ts=sent["ts"])
    assert sandbox.world.slack.messages("complaints") == []


def test_metadata_come_back_only_when_asked_for(client: WebClient) -> None:
    metadata = {"event_type": "monitor_delivery", "event_payload": {"delivery_id": "d1"}}
    channel = client.chat_postMessage(channel="complaints", text="a", metadata=metadata)["channel"]
    assert "metadata" not in client.conversations_history(channel=channel)["messages"][0]
    asked = client.conversations_history(channel=channel, include_all_metadata=True)
    assert asked["messages"][0]["metadata"] == metadata


def test_history_is_newest_first_in_pages(client: WebClient) -> None:
    sent = [client.chat_postMessage(channel="complaints", text=str(n)) for n in range(7)]
    channel = sent[0]["channel"]
    # slack_sdk gives the same object for every page
    walk = itertools.islice(client.conversations_history(channel=channel, limit=3), 5)
    pages = [([m["text"] for m in page["messages"]], page["has_more"]) for page in walk]
    assert pages == [(list("654"), True), (list("321"), True), (list("0"), False)]


def test_history_between_times(client: WebClient) -> None:
    sent = [client.chat_postMessage(channel="complaints", text=str(n)) for n in range(5)]
    span = {"channel": sent[0]["channel"], "oldest": sent[1]["ts"], "latest": sent[3]["ts"]}
    assert [m["text"] for m in client.conversations_history(**span)["messages"]] == ["2"]
    assert [m["text"] for m in client.conversations_history(**span, inclusive=True)["messages"]] == list(
        "321"
    )


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"limit": 0}, "invalid_limit"),
        ({"limit": "many"}, "invalid_limit"),
        ({"oldest": "soon"}, "invalid_ts_oldest"),
        ({"latest": "later"}, "invalid_ts_latest"),
        ({"cursor": "?"}, "invalid_cursor"),
    ],
)
def test_history_refuses_nonsense(client: WebClient, given: dict[str, Any], code: str) -> None:
    with pytest.raises(SlackApiError) as caught:
        client.conversations_history(channel="complaints", **given)
    assert refused(caught) == code


def test_threads_stand_beside_the_history(client: WebClient) -> None:
    head = client.chat_postMessage(channel="complaints", text="head")
    reply = client.chat_postMessage(channel="complaints", text="reply", thread_ts=head["ts"])
    (shown,) = client.conversations_history(channel=head["channel"])["messages"]
    assert (shown["text"], shown["reply_count"], shown["latest_reply"]) == ("head", 1, reply["ts"])
    thread = client.conversations_replies(channel=head["channel"], ts=head["ts"])["messages"]
    assert [m["text"] for m in thread] == ["head", "reply"]
    assert thread[1]["thread_ts"] == head["ts"]
    with pytest.raises(SlackApiError) as caught:
        client.conversations_replies(channel=head["channel"], ts="1.0")
    assert refused(caught) == "thread_not_found"


def test_a_private_message_is_not_in_the_history(client: WebClient, sandbox: Sandbox) -> None:
    client.chat_postEphemeral(channel="complaints", user="U0ELIF", text="only you")
    assert client.conversations_history(channel="complaints")["messages"] == []
    assert [m.seen_by for m in sandbox.world.slack.messages("complaints")] == ["U0ELIF"]
    with pytest.raises(SlackApiError):
        client.chat_postEphemeral(channel="complaints", user="", text="nobody")


def test_channels_are_listed(client: WebClient, sandbox: Sandbox) -> None:
    assert [c["name"] for c in client.conversations_list()["channels"]] == ["complaints", "reports"]
    added = sandbox.world.slack.add_channel("#urgent")
    assert sandbox.world.slack.add_channel("urgent") == added
    assert client.conversations_info(channel=added.id)["channel"]["name"] == "urgent"


def test_an_answer_to_a_press_replaces_adds_or_removes(client: WebClient, sandbox: Sandbox) -> None:
    sent = client.chat_postMessage(channel="complaints", text="open")
    hook = sandbox.url + "/slack/respond/" + sandbox.slack.hook(sent["ts"], "U0ELIF")[0]

    def answer(body: Any) -> int:
        return requests.post(hook, json=body, timeout=5).status_code

    def texts() -> list[str]:
        return [m.text for m in sandbox.world.slack.messages("complaints")]

    assert answer({"replace_original": True, "text": "taken"}) == 200
    assert texts() == ["taken"]
    assert answer({"text": "more"}) == 200
    assert texts() == ["taken", "more"]
    assert answer({"text": ""}) == 400
    assert answer({"delete_original": True}) == 200
    assert texts() == ["more"]
    assert answer({"text": "late"}) == 404
    assert sandbox.world.requests["slack.respond"] == 5


def test_an_unknown_method_and_path(sandbox: Sandbox) -> None:
    assert requests.post(sandbox.slack_url + "chat.shout", timeout=5).json()["error"] == "unknown_method"
    assert requests.get(sandbox.url + "/slack/elsewhere", timeout=5).status_code == 404
    assert sandbox.world.requests == {"slack": 1, "slack.unknown": 1}


def test_a_channel_takes_one_message_a_second_after_a_burst_when_strict(clock: Clock) -> None:
    with Sandbox(World(now=clock), strict_rate=True) as strict:
        client = client_of(strict)
        for number in range(4):
            client.chat_postMessage(channel="complaints", text=str(number))
        with pytest.raises(SlackApiError) as caught:
            client.chat_postMessage(channel="complaints", text="too much")
        assert caught.value.response.status_code == 429
        assert caught.value.response.headers["retry-after"] == "1"
        assert refused(caught) == "ratelimited"
        client.chat_postMessage(channel="reports", text="another channel")
        clock.at += timedelta(seconds=1)
        client.chat_postMessage(channel="complaints", text="after a second")
        assert [m.text for m in strict.world.slack.messages("complaints")] == [
            "0",
            "1",
            "2",
            "3",
            "after a second",
        ]


def test_times_are_unique_while_the_clock_stands(sandbox: Sandbox) -> None:
    times = [sandbox.world.slack.tick() for _ in range(100)]
    assert len(set(times)) == 100
    assert times == sorted(times)
