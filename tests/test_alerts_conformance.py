"""What every notifier keeps to, whatever its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from io import StringIO

import place_wire
import pytest
from slack_wire import CHANNEL, TOKEN, running

from alerts import NOTIFIERS, connect
from alerts.base import Draft, Fact, Link, Message, Notifier, Quote, Section, Severity

SINCE = datetime.fromtimestamp(1_800_000_000, UTC)


@dataclass
class Place:
    notifier: Notifier
    name: str
    shown: Callable[[], str]
    remembers: bool


@pytest.fixture(params=list(NOTIFIERS))
def place(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    """Each notifier of the registry; one without a line here fails."""
    if request.param == "console":
        stream = StringIO()
        yield Place(connect("console", stream=stream, width=100), "#complaints", stream.getvalue, False)
    elif request.param == "slack":
        for name in ("HTTP_PROXY", "http_proxy"):
            monkeypatch.delenv(name, raising=False)
        with running() as slack:
            notifier = connect("slack", token=TOKEN, base_url=slack.url)
            yield Place(notifier, CHANNEL, lambda: str(slack.messages), True)
    elif request.param == "telegram":
        with place_wire.listening(place_wire.Telegram()) as telegram:
            notifier = connect("telegram", token=place_wire.TELEGRAM_TOKEN, base_url=telegram.url)
            yield Place(notifier, place_wire.CHAT, telegram.shown, False)
    elif request.param == "mattermost":
        with place_wire.listening(place_wire.Mattermost()) as mattermost:
            notifier = connect("mattermost", token=place_wire.MATTERMOST_TOKEN, url=mattermost.url)
            yield Place(notifier, place_wire.CHANNEL, mattermost.shown, True)
    elif request.param == "email":
        with place_wire.mail_server() as mailbox:
            notifier = connect(
                "email",
                host="127.0.0.1",
                port=mailbox.port,
                security="none",
                sender="Monitor <monitor@acme.example>",
            )
            yield Place(notifier, place_wire.ADDRESS, mailbox.shown, False)
    elif request.param == "webhook":
        with place_wire.listening(place_wire.Receiver()) as receiver:
            notifier = connect("webhook", secret=place_wire.WEBHOOK_SECRET)
            yield Place(notifier, f"{receiver.url}/hook", lambda: texts(receiver.heard), False)
    else:
        pytest.fail(f"notifier {request.param!r} has no place here to be tried in")


def texts(value: object) -> str:
    """Every text in what was sent as JSON."""
    if isinstance(value, str):
        return value
    below = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return "\n".join(texts(each) for each in below)


def message(delivery_id: str = "d1", headline: str = "High: parcel lost") -> Message:
    return Message(
        delivery_id=delivery_id,
        headline=headline,
        severity=Severity.high,
        state="Elif has it",
        facts=(Fact(label="Author", value="@ayse"),),
        quotes=(Quote(text="where is it\nsince Monday", source="X", url="https://x.example/1"),),
        sections=(Section(title="Why", lines=("reach",)),),
        drafts=(Draft(label="Draft", text="Hi Ayşe, on us."),),
        links=(Link(label="Open", url="https://x.example/1"),),
    )


def test_kind_is_the_registrys(place: Place) -> None:
    assert NOTIFIERS[place.notifier.kind].split(":")[1] == type(place.notifier).__name__


def test_ids_are_text_and_unique(place: Place) -> None:
    ids = [place.notifier.send(message(f"d{n}"), place.name) for n in range(3)]
    assert len(set(ids)) == 3
    assert all(isinstance(each, str) and each for each in ids)


def test_everything_is_shown(place: Place) -> None:
    place.notifier.send(message(), place.name)
    for words in (
        "parcel lost",
        "Elif has it",
        "Author",
        "@ayse",
        "since Monday",
        "reach",
        "Hi Ayşe",
        "Open",
    ):
        assert words in place.shown()


def test_folded_hides_the_rest(place: Place) -> None:
    place.notifier.send(
        Message(delivery_id="d", headline="Done", drafts=message().drafts, folded=True), place.name
    )
    assert "Done" in place.shown()
    assert "Ayşe" not in place.shown()


def test_updating_twice_is_harmless(place: Place) -> None:
    message_id = place.notifier.send(message(), place.name)
    changed = replace(message(headline="Resolved by Elif"), state="Resolved by Elif")
    for _ in range(2):
        place.notifier.update(changed, place.name, message_id)
    assert "Resolved by Elif" in place.shown()


def test_find_gives_the_sent_one_or_none(place: Place) -> None:
    message_id = place.notifier.send(message("d1"), place.name)
    assert place.notifier.find("d1", place.name, since=SINCE) == (message_id if place.remembers else None)
    assert place.notifier.find("d2", place.name, since=SINCE) is None


@pytest.mark.parametrize(
    "text", ["", "\ud800", "\x1b[2J\x07\x00", "😀" * 10_000, "a" * 1_000_000, "\u202eabc"]
)
def test_any_text_can_be_sent(place: Place, text: str) -> None:
    hostile = Message(delivery_id="d", headline=text, quotes=(Quote(text=text),), state=text)
    message_id = place.notifier.send(hostile, place.name)
    place.notifier.update(hostile, place.name, message_id)
    assert not {"\x1b", "\x07", "\x00", "\u202e", "\ud800"} & set(place.shown())


def test_check_and_close(place: Place) -> None:
    assert place.notifier.check()
    place.notifier.close()


def test_a_wrong_kind_lists_the_right_ones() -> None:
    with pytest.raises(LookupError, match="slack, console"):
        connect("pigeon")
