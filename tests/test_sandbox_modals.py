"""Forms in the local Slack: what it opens, for whom and how long; what is sent when one is filled in."""

from __future__ import annotations

import json
import re
import socket
from typing import Any
from urllib.parse import parse_qs

import pytest
import requests
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.signature import SignatureVerifier
from test_sandbox_page import Receiver, actions, browser, button, csrf, html, receiver, say
from test_sandbox_slack import Clock, client, clock, refused, sandbox

from monitor.sandbox import blockkit
from monitor.sandbox.server import Sandbox
from monitor.sandbox.sockets import PATH

__all__ = ["browser", "client", "clock", "receiver", "sandbox"]  # fixtures

EVIL = "\"'><script>alert(1)</script>"


def text(words: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": words}


def field(block_id: str, element: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "type": "input",
        "block_id": block_id,
        "label": text(block_id),
        "element": {"action_id": "a"} | element,
    } | more


def option(value: str, words: str = "") -> dict[str, Any]:
    return {"text": text(words or value), "value": value}


TYPED = {"type": "plain_text_input", "multiline": True, "max_length": 20, "initial_value": "سلام"}
RADIO = {
    "type": "radio_buttons",
    "options": [option("late"), option("lost")],
    "initial_option": option("lost"),
}
PERSON = {"type": "users_select", "initial_user": "U0NAZ"}
SELECT = {"type": "static_select", "options": [option("a"), option("b")]}


def modal(**changes: Any) -> dict[str, Any]:
    blocks = [
        {"type": "section", "text": {"type": "mrkdwn", "text": "*look*"}},
        field("text", TYPED),
        field("why", RADIO),
        field("who", PERSON, optional=True),
        field("topic", SELECT, optional=True),
        actions(button(action_id="open", url="https://x.test/")),
    ]
    given = {"title": text("Edit"), "submit": text("Send"), "close": text("Cancel"), "callback_id": "form"}
    return {"type": "modal", "blocks": blocks, "private_metadata": '{"value": "7"}'} | given | changes


def opened(client: WebClient, sandbox: Sandbox, user: str = "U0ELIF", **changes: Any) -> str:
    view_id: str = client.views_open(trigger_id=sandbox.slack.modals.trigger(user), view=modal(**changes))[
        "view"
    ]["id"]
    return view_id


def test_a_trigger_opens_one_form_within_three_seconds(
    client: WebClient, sandbox: Sandbox, clock: Clock
) -> None:
    trigger = sandbox.slack.modals.trigger("U0ELIF")
    made = client.views_open(trigger_id=trigger, view=modal())["view"]
    assert (made["id"], made["private_metadata"], made["callback_id"]) == (
        "V00000001",
        '{"value": "7"}',
        "form",
    )
    assert sandbox.slack.modals.before("U0ELIF") == made
    assert sandbox.slack.modals.before("U0NAZ") is None
    late = sandbox.slack.modals.trigger("U0ELIF")
    clock.at = clock.at.replace(second=4)
    for asked, code in (
        (trigger, "exchanged_trigger_id"),
        ("1.2.x", "invalid_trigger_id"),
        (late, "expired_trigger_id"),
    ):
        with pytest.raises(SlackApiError) as caught:
            client.views_open(trigger_id=asked, view=modal())
        assert refused(caught) == code
    assert len(sandbox.slack.modals.opened) == 1


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"type": "home"}, "must be a modal [json-pointer:/view/type]"),
        ({"blocks": None}, "missing required field: blocks [json-pointer:/view]"),
        ({"title": None}, "failed to match all allowed schemas [json-pointer:/view/title]"),
        ({"title": text("a" * 25)}, "must be less than 25 characters [json-pointer:/view/title/text]"),
        ({"submit": text("a" * 25)}, "must be less than 25 characters [json-pointer:/view/submit/text]"),
        ({"close": text("")}, "must be more than 0 characters [json-pointer:/view/close/text]"),
        ({"submit": None}, "missing required field: submit [json-pointer:/view]"),
        ({"private_metadata": "a" * 3001}, "must be less than 3001 characters [json-pointer:/view/private_metadata]"),
        ({"callback_id": "a" * 256}, "must be less than 256 characters [json-pointer:/view/callback_id]"),
        ({"blocks": [{"type": "divider"}] * 101}, "no more than 100 items allowed [json-pointer:/view/blocks]"),
        ({"blocks": ["a"]}, "must be an object [json-pointer:/view/blocks/0]"),
        ({"blocks": [field("a", TYPED)] * 2}, "`block_id` must be unique within a view [json-pointer:/view/blocks]"),
    ],
)  # fmt: skip
def test_views_that_slack_refuses(changes: dict[str, Any], why: str) -> None:
    assert why in blockkit.view_faults(modal() | changes)


@pytest.mark.parametrize(
    ("block", "why"),
    [
        (field("a", {"type": "button"}), "unsupported type: button [/element]"),
        (field("a", {}) | {"element": 5}, "unsupported type: 5 [/element]"),
        (field("a", TYPED, label=text("a" * 2001)), "must be less than 2001 characters [/label/text]"),
        (field("a", TYPED, hint=text("")), "must be more than 0 characters [/hint/text]"),
        (
            field("a", TYPED | {"initial_value": "a" * 21}),
            "must be less than 21 characters [/element/initial_value]",
        ),
        (field("a", TYPED | {"max_length": 3001}), "must be between 1 and 3000 [/element/max_length]"),
        (
            field("a", TYPED | {"placeholder": text("a" * 151)}),
            "must be less than 151 characters [/element/placeholder/text]",
        ),
        (field("a", SELECT | {"options": []}), "no less than 1 items allowed [/element/options]"),
        (
            field("a", RADIO | {"options": [option("lost")] * 11}),
            "no more than 10 items allowed [/element/options]",
        ),
        (
            field("a", RADIO | {"initial_option": option("gone")}),
            "must be one of the options [/element/initial_option]",
        ),
        (field("a", PERSON | {"initial_user": 5}), "must be a string [/element/initial_user]"),
    ],
)
def test_fields_that_slack_refuses(block: dict[str, Any], why: str) -> None:
    found = blockkit.view_faults(modal(blocks=[block]))
    assert found == [why.replace("[", "[json-pointer:/view/blocks/0")]


def test_views_that_slack_takes_and_how_a_refusal_looks(client: WebClient, sandbox: Sandbox) -> None:
    assert blockkit.view_faults(modal()) == []
    assert blockkit.view_faults({"type": "modal", "title": text("a"), "blocks": []}) == []
    assert blockkit.view_faults(modal(submit=None, blocks=[{"type": "divider"}] * 100)) == []
    with pytest.raises(SlackApiError) as caught:
        opened(client, sandbox, title=text("a" * 25))
    assert refused(caught) == "invalid_arguments"
    assert caught.value.response["response_metadata"]["messages"] == [
        "[ERROR] must be less than 25 characters [json-pointer:/view/title/text]"
    ]
    many = [option(str(number), "ü" * 75) for number in range(100)]
    with pytest.raises(SlackApiError) as caught:
        opened(client, sandbox, blocks=[field(str(n), SELECT | {"options": many}) for n in range(10)])
    assert refused(caught) == "view_too_large"


def answers(**changes: str) -> dict[str, str]:
    return {"text": "Hi\nAyşe", "why": "late", "who": "U0KAMRAN", "topic": ""} | changes


def test_a_form_sent_is_a_signed_submission(client: WebClient, sandbox: Sandbox, receiver: Receiver) -> None:
    view_id = opened(client, sandbox)
    assert sandbox.submit(view_id, user="U0ELIF", answers=answers()).ok
    ((headers, body),) = receiver.requests
    stamp = headers["X-Slack-Request-Timestamp"]
    assert headers["X-Slack-Signature"] == SignatureVerifier(sandbox.signing_secret).generate_signature(
        timestamp=stamp, body=body
    )
    assert stamp == str(int(sandbox.world.now().timestamp()))
    payload = json.loads(parse_qs(body.decode())["payload"][0])
    assert (payload["type"], payload["user"]["id"], payload["response_urls"]) == (
        "view_submission",
        "U0ELIF",
        [],
    )
    view = payload["view"]
    assert (view["id"], view["callback_id"], view["private_metadata"]) == (view_id, "form", '{"value": "7"}')
    assert view["state"]["values"] == {
        "text": {"a": {"type": "plain_text_input", "value": "Hi\nAyşe"}},
        "why": {"a": {"type": "radio_buttons", "selected_option": option("late")}},
        "who": {"a": {"type": "users_select", "selected_user": "U0KAMRAN"}},
        "topic": {"a": {"type": "static_select", "selected_option": None}},
    }
    assert sandbox.slack.modals.before("U0ELIF") is None
    for gone, user in ((view_id, "U0ELIF"), (opened(client, sandbox), "U0NAZ"), (view_id, "U0STRANGER")):
        with pytest.raises(KeyError):
            sandbox.submit(gone, user=user, answers=answers())
    # a submission's trigger opens the next form
    client.views_open(trigger_id=payload["trigger_id"], view=modal(title=text("Next")))


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"text": " \n"}, {"text": "Please complete this required field."}),
        ({"text": "a" * 21}, {"text": "Please use at most 20 characters."}),
        (
            {"why": "gone", "text": ""},
            {"why": "Please choose one of the list.", "text": "Please complete this required field."},
        ),
        ({"who": "U0STRANGER"}, {"who": "Please choose one of the list."}),
        ({"topic": "c"}, {"topic": "Please choose one of the list."}),
    ],
)  # fmt: skip
def test_what_slack_itself_minds_is_not_sent(
    client: WebClient, sandbox: Sandbox, receiver: Receiver, changes: dict[str, str], errors: dict[str, str]
) -> None:
    sent = sandbox.submit(opened(client, sandbox), user="U0ELIF", answers=answers(**changes))
    assert (sent.ok, sent.errors) == (False, errors)
    assert receiver.requests == []
    assert sandbox.slack.modals.before("U0ELIF")


@pytest.mark.parametrize(
    ("status", "body", "ok", "said", "open_still"),
    [
        (200, b"", True, "Sent", False),
        (200, b'{"response_action": "clear"}', True, "Sent", False),
        (200, b'{"response_action": "errors", "errors": {"text": "Too blunt"}}', False, "look again", True),
        (200, b'{"response_action": "push"}', False, "makes no sense", True),
        (200, b"OK", False, "makes no sense", True),
        (503, b"", False, "answered 503", True),
    ],
)
def test_a_form_closes_when_the_service_takes_it(
    client: WebClient,
    sandbox: Sandbox,
    receiver: Receiver,
    status: int,
    body: bytes,
    ok: bool,
    said: str,
    open_still: bool,
) -> None:
    receiver.status, receiver.body = status, body
    sent = sandbox.submit(opened(client, sandbox), user="U0ELIF", answers=answers())
    assert sent.ok is ok
    assert said in sent.said
    assert (sandbox.slack.modals.before("U0ELIF") is not None) is open_still
    assert sent.errors == ({"text": "Too blunt"} if b"errors" in body else {})


# filled in while it is open

TYPING = {"dispatch_action_config": {"trigger_actions_on": ["on_character_entered"]}}


def live(**changes: Any) -> dict[str, Any]:
    blocks = [
        field("text#a", TYPED | {"max_length": 90} | TYPING, dispatch_action=True),
        field("why", RADIO, dispatch_action=True),
        field("note", TYPED | {"initial_value": "quiet"}),
    ]
    return modal(blocks=blocks) | changes


def told(receiver: Receiver, number: int = -1) -> dict[str, Any]:
    payload: dict[str, Any] = json.loads(parse_qs(receiver.requests[number][1].decode())["payload"][0])
    return payload


def fill(sandbox: Sandbox, view_id: str, block_id: str, text: str) -> bool:
    return sandbox.fill(view_id, user="U0ELIF", block_id=block_id, answers={block_id: text}).ok


def test_what_is_typed_into_a_live_field_is_a_signed_block_action(
    client: WebClient, sandbox: Sandbox, receiver: Receiver
) -> None:
    view_id = opened(client, sandbox, **live())
    assert fill(sandbox, view_id, "note", "nobody hears of this")
    assert receiver.requests == []
    assert fill(sandbox, view_id, "text#a", "Hi")
    payload = told(receiver)
    assert (payload["type"], payload["user"]["id"]) == ("block_actions", "U0ELIF")
    assert payload["container"] == {"type": "view", "view_id": view_id}
    assert "message" not in payload
    (action,) = payload["actions"]
    stamp = action.pop("action_ts")
    assert re.fullmatch(r"\d{10}\.\d{6}", stamp)
    assert action == {"type": "plain_text_input", "block_id": "text#a", "action_id": "a", "value": "Hi"}
    values = payload["view"]["state"]["values"]
    assert {name: each["a"].get("value") for name, each in values.items()} == {
        "text#a": "Hi",
        "why": None,
        "note": "nobody hears of this",
    }
    assert values["why"]["a"]["selected_option"] == option("lost")
    fill(sandbox, view_id, "why", "late")
    assert told(receiver)["actions"][0]["selected_option"] == option("late")
    assert told(receiver)["actions"][0]["action_ts"] > stamp
    assert told(receiver)["view"]["hash"] == payload["view"]["hash"]
    for gone, block in ((view_id, "nothing"), ("V0GONE", "text#a")):
        with pytest.raises(KeyError):
            fill(sandbox, gone, block, "x")


def test_an_update_keeps_what_was_typed_into_the_same_field_and_begins_another_anew(
    client: WebClient, sandbox: Sandbox, receiver: Receiver
) -> None:
    view_id = opened(client, sandbox, **live())
    fill(sandbox, view_id, "text#a", "Hi")
    fill(sandbox, view_id, "note", "loud")
    old = told(receiver)["view"]
    new = live(title=text("New"))
    new["blocks"][0]["element"]["initial_value"] = "passed over"
    made = client.views_update(view_id=view_id, hash=old["hash"], view=new)["view"]
    assert (made["id"], made["title"]["text"]) == (view_id, "New")
    assert made["hash"] != old["hash"]
    assert made["state"]["values"]["text#a"]["a"]["value"] == "Hi"
    assert made["state"]["values"]["note"]["a"]["value"] == "loud"
    new["blocks"][0]["block_id"] = "text#b"
    made = client.views_update(view_id=view_id, view=new)["view"]
    assert made["state"]["values"]["text#b"]["a"]["value"] == "passed over"


def test_updates_that_slack_refuses(client: WebClient, sandbox: Sandbox, receiver: Receiver) -> None:
    view_id = opened(client, sandbox, **live())
    seen = sandbox.slack.modals.before("U0ELIF")
    assert seen is not None
    client.views_update(view_id=view_id, hash=seen["hash"], view=live())
    wrong = {"trigger_actions_on": ["on_mouse_moved"]}
    for why, given in (
        ("hash_conflict", {"hash": seen["hash"], "view": live()}),
        ("invalid_arguments", {"view": live(title=text(""))}),
        ("invalid_arguments", {"view": live(blocks=[field("a", TYPED, dispatch_action=1)])}),
        ("invalid_arguments", {"view": live(blocks=[field("a", TYPED | {"dispatch_action_config": wrong})])}),
    ):
        with pytest.raises(SlackApiError) as caught:
            client.views_update(view_id=view_id, **given)
        assert refused(caught) == why
    sandbox.slack.modals.close("U0ELIF", view_id)
    with pytest.raises(SlackApiError) as caught:
        client.views_update(view_id=view_id, view=live())
    assert refused(caught) == "not_found"


def test_a_form_that_was_sent_may_be_answered_with_another(
    client: WebClient, sandbox: Sandbox, receiver: Receiver
) -> None:
    view_id = opened(client, sandbox, **live())
    fill(sandbox, view_id, "text#a", "Hi")
    another = live(title=text("Sure?"))
    receiver.body = json.dumps({"response_action": "update", "view": another}).encode()
    sent = sandbox.submit(view_id, user="U0ELIF", answers={})
    assert sent.ok
    now = sandbox.slack.modals.before("U0ELIF")
    assert now is not None
    assert (now["id"], now["title"]["text"]) == (view_id, "Sure?")
    assert now["state"]["values"]["text#a"]["a"]["value"] == "Hi"
    receiver.body = json.dumps({"response_action": "update", "view": modal(title=text(""))}).encode()
    assert "makes no sense" in sandbox.submit(view_id, user="U0ELIF", answers={}).said


# in the browser


def test_a_live_field_tells_what_is_typed_from_the_page(
    client: WebClient, sandbox: Sandbox, browser: requests.Session, receiver: Receiver
) -> None:
    view_id = opened(client, sandbox, **live())
    page = html(sandbox, browser)
    assert 'data-block="text#a" data-live dir=' in page
    assert 'data-block="note" dir=' in page
    given = {"csrf": csrf(page), "view": view_id, "channel": "complaints", "block": "text#a"}
    given |= {"in.text#a": "bir\r\niki", "in.why": "late", "in.note": "n"}
    assert browser.post(sandbox.url + "/fill", data=given | {"csrf": "x"}, timeout=5).status_code == 403
    assert browser.post(sandbox.url + "/fill", data=given | {"block": "x"}, timeout=5).status_code == 404
    assert receiver.requests == []
    answer = browser.post(
        sandbox.url + "/fill", data=given, headers={"accept": "application/json"}, timeout=5
    )
    assert answer.json() == {"ok": True, "said": "", "errors": {}}
    values = told(receiver)["view"]["state"]["values"]
    assert values["text#a"]["a"]["value"] == "bir\niki"
    assert values["why"]["a"]["selected_option"] == option("late")
    again = html(sandbox, browser)  # loaded anew, it is as it was left
    assert ">\nbir\niki</textarea>" in again
    assert '<input type="radio" name="in.why" value="late" checked>' in again


def test_the_form_is_shown_to_its_person_alone(
    client: WebClient, sandbox: Sandbox, browser: requests.Session
) -> None:
    view_id = opened(client, sandbox)
    page = html(sandbox, browser)
    for piece in (
        f'data-view="{view_id}"',
        "<strong>look</strong>",
        '<textarea name="in.text" aria-label="text" dir="auto" rows="5" maxlength="20">\nسلام</textarea>',
        '<input type="radio" name="in.why" value="lost" checked>',
        '<option value="U0NAZ" selected>',
        '<span class="optional">(optional)</span>',
        'href="https://x.test/"',
        "Send",
    ):
        assert piece in page
    assert f'data-view="{view_id}"' in html(sandbox, browser, "/fragment?channel=complaints")
    assert f'data-view="{view_id}"' in html(sandbox, browser, "/day")
    browser.post(sandbox.url + "/me", data={"csrf": csrf(page), "user": "U0NAZ"}, timeout=5)
    assert "<dialog" not in html(sandbox, browser)


def test_nothing_hostile_in_a_form_is_live(
    client: WebClient, sandbox: Sandbox, browser: requests.Session
) -> None:
    blocks = [
        field(
            EVIL,
            {"type": "plain_text_input", "initial_value": "</textarea>" + EVIL, "multiline": True},
            label=text(EVIL),
        ),
        field("one", {"type": "plain_text_input", "initial_value": EVIL}),
        field("two", RADIO | {"options": [option(EVIL, EVIL), option("lost")]}),
        field("three", SELECT | {"options": [option(EVIL, EVIL)]}),
        actions(button(action_id=EVIL, text=text(EVIL)), button(action_id="js", url="javascript:alert(1)")),
        {
            "type": "rich_text",
            "elements": [{"type": "rich_text_quote", "elements": [{"type": "text", "text": EVIL}]}],
        },
    ]
    opened(
        client, sandbox, title=text(EVIL[:24]), submit=text(EVIL[:24]), close=text(EVIL[:24]), blocks=blocks
    )
    page = html(sandbox, browser)
    assert "<script>" not in page
    assert 'href="javascript' not in page
    assert page.count("</textarea>") == 1
    assert " style=" not in page
    dialog = page[page.index("<dialog") : page.index("</dialog>")]
    assert "/press" not in dialog  # a button of a form sends nothing here


def test_a_form_runs_in_the_direction_of_its_words(
    client: WebClient, sandbox: Sandbox, browser: requests.Session
) -> None:
    opened(client, sandbox, title=text("ویرایش پاسخ"), blocks=[field("a", TYPED, label=text("متن"))])
    page = html(sandbox, browser)
    assert 'aria-labelledby="modal-title" dir="rtl"' in page
    assert '<fieldset class="field" data-block="a" dir="rtl">' in page


def test_a_form_is_sent_and_closed_by_the_page(
    client: WebClient, sandbox: Sandbox, browser: requests.Session, receiver: Receiver
) -> None:
    view_id = opened(client, sandbox)
    given = {"csrf": csrf(html(sandbox, browser)), "view": view_id, "channel": "complaints"}
    filled = given | {"in.text": "سلام\r\nدو", "in.why": "late", "in.who": ""}
    as_json = {"accept": "application/json"}

    def post(path: str, data: dict[str, str], **headers: str) -> requests.Response:
        return browser.post(sandbox.url + path, data=data, headers=headers, timeout=5)

    answer = post("/submit", filled | {"in.why": ""}, **as_json)
    assert (answer.status_code, answer.json()["errors"]) == (
        422,
        {"why": "Please complete this required field."},
    )
    whole = post("/submit", filled | {"in.why": ""})
    assert re.search(r'<p class="wrong" role="alert">Please complete this required field.</p>', whole.text)
    for refused_one in (
        post("/submit", filled | {"csrf": "wrong"}),
        post("/close", filled, origin="http://evil.test"),
    ):
        assert refused_one.status_code == 403
    assert receiver.requests == []
    assert post("/submit", filled | {"view": "V0GONE"}).status_code == 404
    assert post("/submit", filled, **as_json).json() == {
        "ok": True,
        "said": "Sent to the monitor.",
        "errors": {},
    }
    payload = json.loads(parse_qs(receiver.requests[0][1].decode())["payload"][0])
    assert payload["view"]["state"]["values"]["text"]["a"]["value"] == "سلام\nدو"
    again = opened(client, sandbox)
    assert "<dialog" in html(sandbox, browser)
    assert "<dialog" not in post("/close", given | {"view": again}).text
    assert post("/close", given | {"view": again}, **as_json).json()["ok"]
    assert len(receiver.requests) == 1  # closing tells the service nothing


def test_a_whisper_in_a_thread_stands_there_for_one(
    client: WebClient, sandbox: Sandbox, browser: requests.Session
) -> None:
    ts = say(sandbox, "card")
    client.chat_postEphemeral(channel="complaints", user="U0ELIF", text="hush", thread_ts=ts)
    assert "Only visible to you" in html(sandbox, browser)
    thread = client.conversations_replies(channel="complaints", ts=ts)["messages"]
    assert [message["text"] for message in thread] == ["card"]
    assert "reply_count" not in client.conversations_history(channel="complaints")["messages"][0]
    with pytest.raises(SlackApiError) as caught:
        client.chat_postEphemeral(channel="complaints", user="U0STRANGER", text="hush")
    assert refused(caught) == "user_not_in_channel"


# the control API and the socket's door


def test_a_form_can_be_sent_by_the_control_api(receiver: Receiver, clock: Clock) -> None:
    with Sandbox(control=True) as sandbox:
        sandbox.interactions_url = receiver.url
        client = WebClient(sandbox.keys.slack_token, base_url=sandbox.slack_url, timeout=5, retry_handlers=[])
        control = sandbox.url + "/control"
        assert requests.get(control + "/view?user=U0ELIF", timeout=5).json() is None
        view_id = opened(client, sandbox)
        assert requests.get(control + "/view?user=U0ELIF", timeout=5).json()["id"] == view_id
        body = {"view_id": view_id, "user": "U0ELIF", "answers": answers()}
        assert requests.post(control + "/submit", json=body, timeout=5).json()["ok"]
        assert requests.post(control + "/submit", json=body, timeout=5).status_code == 400


def test_a_socket_takes_an_app_token_and_its_ticket_once(sandbox: Sandbox) -> None:
    def ask(token: str) -> dict[str, Any]:
        headers = {"authorization": f"Bearer {token}"}
        answer: dict[str, Any] = requests.post(
            sandbox.slack_url + "apps.connections.open", headers=headers, timeout=5
        ).json()
        return answer

    assert ask(sandbox.keys.slack_token)["error"] == "not_allowed_token_type"
    assert ask("xapp-wrong")["error"] == "invalid_auth"
    with pytest.raises(SlackApiError) as caught:
        WebClient(sandbox.keys.slack_app_token, base_url=sandbox.slack_url, timeout=5).auth_test()
    assert refused(caught) == "not_allowed_token_type"
    url = ask(sandbox.keys.slack_app_token)["url"]
    assert url.startswith(f"ws{sandbox.url[4:]}{PATH}?ticket=")
    path = url[len(sandbox.url) - 2 :]
    assert shaken(sandbox, path) == 101
    assert shaken(sandbox, path) == 403
    assert shaken(sandbox, PATH + "?ticket=") == 403
    assert shaken(sandbox, "/elsewhere") == 404


def shaken(sandbox: Sandbox, path: str) -> int:
    """Ask for a WebSocket by hand, say something senseless and leave; the status of the answer."""
    with socket.create_connection(("127.0.0.1", sandbox.port), timeout=5) as connection:
        lines = (f"GET {path} HTTP/1.1", "Host: localhost", "Upgrade: websocket", "Connection: Upgrade",
                 "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==", "Sec-WebSocket-Version: 13", "", "")  # fmt: skip
        connection.sendall("\r\n".join(lines).encode())
        status = int(connection.recv(1024).split()[1])
        if status == 101:
            connection.sendall(b"\x81\x85\x00\x00\x00\x00hello\x81\x82\x00\x00\x00\x00{}")
        return status
