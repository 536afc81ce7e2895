"""Mattermost: posts edited in place and found again, buttons that carry our signature, and presses."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, strategies
from place_wire import CHANNEL, MATTERMOST_TOKEN, Mattermost, listening
from slack_wire import status

from alerts.base import Button, Choice, DeliveryError, Draft, Menu, Message, Press
from alerts.mattermost import MattermostNotifier, parse_press

SECRET = "secret-of-ours-0123456789"
ACTIONS = "https://monitor.acme.example/mattermost/actions"
SINCE = datetime.fromtimestamp(1_800_000_000, UTC)
MESSAGE = Message(
    delivery_id="d1",
    headline="High",
    buttons=(
        Button(action="take", label="Take", value="1", style="primary"),
        Button(action="not_a_complaint", label="No", value="1"),
        Menu(
            label="Snooze",
            choices=tuple(Choice(label=f"{hours} h", value=str(hours), action="snooze") for hours in (1, 4)),
        ),
    ),
)


@pytest.fixture
def mattermost() -> Iterator[Mattermost]:
    with listening(Mattermost()) as running:
        yield running


@pytest.fixture
def notifier(mattermost: Mattermost) -> MattermostNotifier:
    return MattermostNotifier(
        token=MATTERMOST_TOKEN, url=mattermost.url + "/", actions_url=ACTIONS, secret=SECRET
    )


def actions(mattermost: Mattermost) -> list[dict[str, Any]]:
    (post,) = mattermost.posts.values()
    found: list[dict[str, Any]] = post["props"]["attachments"][0].get("actions", [])
    return found


def sent_back(action: dict[str, Any], **changed: Any) -> bytes:
    """What Mattermost sends when somebody presses."""
    context = dict(action["integration"]["context"])
    context.update(changed.pop("context", {}))
    told = {
        "user_id": "u" * 26,
        "user_name": "leyla",
        "channel_id": CHANNEL,
        "post_id": "p" * 26,
        "trigger_id": "t",
        "type": action["type"],
        "context": context,
    }
    return json.dumps({**told, **changed}).encode()


def test_a_card_has_buttons_and_a_menu(mattermost: Mattermost, notifier: MattermostNotifier) -> None:
    notifier.send(MESSAGE, CHANNEL)
    take, no, snooze = actions(mattermost)
    assert (take["name"], take["type"], take["style"]) == ("Take", "button", "primary")
    assert (no["style"], snooze["type"]) == ("default", "select")
    assert [option["text"] for option in snooze["options"]] == ["1 h", "4 h"]
    assert {action["integration"]["url"] for action in (take, no, snooze)} == {ACTIONS}
    assert SECRET not in json.dumps(mattermost.posts)


@pytest.mark.parametrize("without", [{"actions_url": None}, {"secret": None}])
def test_without_a_way_back_there_are_no_buttons(mattermost: Mattermost, without: dict[str, Any]) -> None:
    options = {"actions_url": ACTIONS, "secret": SECRET} | without
    MattermostNotifier(token=MATTERMOST_TOKEN, url=mattermost.url, **options).send(MESSAGE, CHANNEL)
    assert actions(mattermost) == []


def test_a_closed_card_has_no_buttons(mattermost: Mattermost, notifier: MattermostNotifier) -> None:
    number = notifier.send(MESSAGE, CHANNEL)
    notifier.update(
        Message(delivery_id="d1", headline="Done", folded=True, buttons=MESSAGE.buttons), CHANNEL, number
    )
    assert actions(mattermost) == []
    assert mattermost.posts[number]["message"] == "**Done**"
    assert notifier.find("d1", CHANNEL, since=SINCE) == number  # an edit keeps the delivery's id


def test_a_thread_has_a_root(mattermost: Mattermost, notifier: MattermostNotifier) -> None:
    root = notifier.send(MESSAGE, CHANNEL)
    reply = notifier.send(Message(delivery_id="d2", headline="x"), CHANNEL, thread=root)
    assert mattermost.posts[reply]["root_id"] == root
    assert notifier.find("d2", CHANNEL, since=SINCE, thread=root) == reply


def test_find_looks_back_a_little_further_and_never_guesses(
    mattermost: Mattermost, notifier: MattermostNotifier
) -> None:
    assert notifier.find("d1", CHANNEL, since=SINCE) is None
    assert mattermost.since == (int(SINCE.timestamp()) - 120) * 1000
    number = notifier.send(MESSAGE, CHANNEL)
    mattermost.posts[number]["delete_at"] = 1
    assert notifier.find("d1", CHANNEL, since=SINCE) is None
    mattermost.posts = {str(one): {} for one in range(1000)}
    with pytest.raises(DeliveryError, match="cannot be told"):
        notifier.find("d1", CHANNEL, since=SINCE)
    mattermost.faults = [status(200, '{"posts": []}')]
    with pytest.raises(DeliveryError, match="holds no posts"):
        notifier.find("d1", CHANNEL, since=SINCE)


def test_people_are_called_by_name_and_never_all_of_them(
    mattermost: Mattermost, notifier: MattermostNotifier
) -> None:
    pings = ("leyla", "@elif.k", "all", "@channel", "here", "a b", "[x](y)")
    notifier.send(Message(delivery_id="d", headline="x", pings=pings), CHANNEL)
    (post,) = mattermost.posts.values()
    assert post["message"] == "**x** @leyla @elif.k"


def test_a_draft_is_copied_as_it_is_and_cannot_leave_its_box(
    mattermost: Mattermost, notifier: MattermostNotifier
) -> None:
    text = "Hi @ayse, see http://acme.example\n````\n@all"
    notifier.send(Message(delivery_id="d", headline="x", drafts=(Draft(label="D", text=text),)), CHANNEL)
    (post,) = mattermost.posts.values()
    assert f"\n`````\n{text.replace('@all', '@all')}\n`````" in post["props"]["attachments"][0]["text"]


@pytest.mark.parametrize("administrator", [True, False])
def test_a_whisper_reaches_one_person(
    mattermost: Mattermost, notifier: MattermostNotifier, administrator: bool
) -> None:
    mattermost.administrator = administrator
    press = Press(kind="mattermost", user_id="u" * 26, user_name="l", action="take", value="1", place=CHANNEL)
    notifier.whisper(press, "Elif has it, @all")
    assert mattermost.whispers == [("u" * 26, "Elif has it, @\u2060all")]
    notifier.whisper(press, "Short *reply*\nHi @ayse\n```")
    assert mattermost.whispers[-1] == ("u" * 26, "Short \\*reply\\*\n````\nHi @ayse\n```\n````")


@pytest.mark.parametrize(
    ("code", "permanent", "told"),
    [
        (400, True, "fault of ours"),
        (401, True, "new one"),
        (403, True, "channel"),
        (404, True, "id"),
        (418, False, "418"),
    ],
)
def test_a_refusal_says_what_to_do(
    mattermost: Mattermost, notifier: MattermostNotifier, code: int, permanent: bool, told: str
) -> None:
    mattermost.faults = [status(code, '{"message": "words of the server"}')]
    with pytest.raises(DeliveryError, match=told) as caught:
        notifier.send(MESSAGE, CHANNEL)
    assert (caught.value.permanent, caught.value.uncertain) == (permanent, False)
    assert "words of the server" not in str(caught.value)


def test_a_gateways_own_refusal_may_pass(mattermost: Mattermost, notifier: MattermostNotifier) -> None:
    mattermost.faults = [status(404, "<html>no such host</html>")]
    with pytest.raises(DeliveryError) as caught:
        notifier.send(MESSAGE, CHANNEL)
    assert not caught.value.permanent


def test_its_own_header_says_how_long_to_wait(mattermost: Mattermost, notifier: MattermostNotifier) -> None:
    mattermost.faults = [status(429, "{}", X_RateLimit_Reset="9")]
    with pytest.raises(DeliveryError) as caught:
        notifier.send(MESSAGE, CHANNEL)
    assert caught.value.after == timedelta(seconds=9)


@pytest.mark.parametrize("number", ["", "../users", "x" * 25, "X" * 26])
def test_only_an_id_stands_in_an_address(
    mattermost: Mattermost, notifier: MattermostNotifier, number: str
) -> None:
    for call in (
        lambda: notifier.send(MESSAGE, number),
        lambda: notifier.update(MESSAGE, CHANNEL, number),
        lambda: notifier.find("d", number, since=SINCE),
    ):
        with pytest.raises(DeliveryError, match="26"):
            call()
    assert mattermost.requests == []


def test_check_says_as_whom_we_are_known(notifier: MattermostNotifier) -> None:
    assert notifier.check() == "@monitor"


# --- presses


def test_a_press_is_read(mattermost: Mattermost, notifier: MattermostNotifier) -> None:
    notifier.send(MESSAGE, CHANNEL)
    take, _, snooze = actions(mattermost)
    assert parse_press(sent_back(take), SECRET) == Press(
        kind="mattermost",
        user_id="u" * 26,
        user_name="leyla",
        action="take",
        value="1",
        place=CHANNEL,
        message_id="p" * 26,
        handle={"trigger": "t"},
    )
    chosen = parse_press(sent_back(snooze, context={"selected_option": "snooze|4"}), SECRET)
    assert chosen is not None
    assert (chosen.action, chosen.value) == ("snooze", "4")


@pytest.mark.parametrize(
    "changed",
    [
        {"context": {"choices": ["resolve|1"]}},
        {"context": {"choices": []}},
        {"context": {"choices": "take|1"}},
        {"context": {"choices": [1]}},
        {"context": {"signature": ""}},
        {"context": {"signature": "ü" * 43}},
        {"context": {"signature": None}},
        {"context": {"selected_option": "resolve|1"}},
        {"channel_id": "x" * 26},
        {"user_id": 5},
        {"post_id": None},
    ],
)
def test_a_press_that_we_did_not_sign_is_none(
    mattermost: Mattermost, notifier: MattermostNotifier, changed: dict[str, Any]
) -> None:
    notifier.send(MESSAGE, CHANNEL)
    assert parse_press(sent_back(actions(mattermost)[0], **changed), SECRET) is None


def test_a_menu_without_a_choice_and_another_secret_are_none(
    mattermost: Mattermost, notifier: MattermostNotifier
) -> None:
    notifier.send(MESSAGE, CHANNEL)
    take, _, snooze = actions(mattermost)
    assert parse_press(sent_back(snooze), SECRET) is None
    assert parse_press(sent_back(take), "another-secret-0123456789") is None
    assert parse_press(sent_back(take), "") is None


_JSON = strategies.recursive(
    strategies.none() | strategies.integers() | strategies.text(max_size=5),
    lambda below: (
        strategies.lists(below, max_size=3)
        | strategies.dictionaries(
            strategies.sampled_from(["context", "choices", "signature", "channel_id", "user_id", "post_id"]),
            below,
        )
    ),
)


@given(strategies.binary(max_size=40) | _JSON.map(lambda value: json.dumps(value).encode()))
def test_any_body_is_none(body: bytes) -> None:
    assert parse_press(body, SECRET) is None
    assert parse_press(body, "") is None
