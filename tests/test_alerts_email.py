"""E-mail: one mail for a card, a quiet reply when its state changes, and buttons that carry a signed token."""

from __future__ import annotations

import re
import ssl
import traceback
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from hypothesis import given, strategies
from place_wire import ADDRESS, PASSWORD, Mailbox, bodies, certificate, mail_server

from alerts.base import Button, DeliveryError, Draft, Fact, Message, Press, Quote, Severity
from alerts.email import EmailNotifier
from alerts.tokens import read_token, token_of

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
SECRET = "secret-of-ours-0123456789"
MESSAGE = Message(
    delivery_id="d1",
    headline="High · Acme",
    severity=Severity.high,
    facts=(Fact(label="Author", value="@ayse"),),
    quotes=(Quote(text="nerede?", source="X"),),
    buttons=(Button(action="take", label="Take it", value="incident:1", style="primary"),),
)


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with mail_server() as running:
        yield running


def notifier_of(mailbox: Mailbox, **more: Any) -> EmailNotifier:
    options: dict[str, Any] = {
        "host": "127.0.0.1",
        "port": mailbox.port,
        "security": "none",
        "sender": "Monitor <monitor@acme.example>",
        "base_url": "https://monitor.acme.example",
        "secret": SECRET,
        "clock": lambda: NOW,
        "timeout_seconds": 5,
    }
    return EmailNotifier(**(options | more))


def failed(call: Callable[[], object]) -> DeliveryError:
    with pytest.raises(DeliveryError) as caught:
        call()
    shown = "".join(traceback.format_exception(caught.value)) + repr(caught.value)
    assert not [secret for secret in (PASSWORD, SECRET, "nerede") if secret in shown]
    assert caught.value.__context__ is caught.value.__cause__ is None
    return caught.value


# --- mails


def test_a_card_is_one_mail_with_two_bodies(mailbox: Mailbox) -> None:
    notifier_of(mailbox).send(MESSAGE, ADDRESS)
    (mail,) = mailbox.mails
    assert mailbox.people == [[ADDRESS]]
    assert (mail["From"], mail["To"], mail["Subject"]) == (
        "Monitor <monitor@acme.example>",
        ADDRESS,
        "🔺 High · Acme",
    )
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Date"].datetime == NOW
    plain, page = bodies(mail)
    for body in (plain, page):
        assert "nerede?" in body
        assert "https://monitor.acme.example/act/" in body
    assert "Take it: https://monitor" in plain


def test_persian_runs_from_right_to_left_and_a_draft_is_copied_as_it_is(mailbox: Mailbox) -> None:
    draft = Draft(label="پیشنهاد", text="سلام @ayse\nبررسی می‌کنیم.", direction="rtl")
    quote = Quote(text="where is it", direction="ltr")
    notifier_of(mailbox).send(
        Message(delivery_id="d", headline="شکایت", direction="rtl", drafts=(draft,), quotes=(quote,)), ADDRESS
    )
    _, page = bodies(mailbox.mails[0])
    assert '<html dir="rtl">' in page
    assert '<blockquote dir="ltr"' in page
    assert "سلام <bdi>@ayse</bdi>" in page
    assert not {"\u2068", "\u2069", "\u200f"} & set(page)
    assert re.sub("</?bdi[^>]*>", "", page).count("سلام @ayse<br>بررسی می‌کنیم.") == 1


def test_the_same_delivery_has_the_same_message_id(mailbox: Mailbox) -> None:
    notifier = notifier_of(mailbox)
    assert notifier.send(MESSAGE, ADDRESS) == notifier_of(mailbox).send(MESSAGE, ADDRESS)
    notifier.send(replace(MESSAGE, delivery_id="d2"), ADDRESS)
    numbers = [mail["Message-ID"] for mail in mailbox.mails]
    assert numbers[0] == numbers[1] != numbers[2]
    assert "d1" not in numbers[0]
    assert numbers[0].endswith("@acme.example>")


def test_people_who_are_called_get_a_copy(mailbox: Mailbox) -> None:
    notifier_of(mailbox).send(
        replace(MESSAGE, pings=("leyla@acme.example", "U123", "a@b\nBcc: c@d", ADDRESS)), ADDRESS
    )
    assert mailbox.people == [[ADDRESS, "leyla@acme.example"]]
    assert mailbox.mails[0]["Cc"] == "leyla@acme.example"


def test_a_thread_is_a_reply(mailbox: Mailbox) -> None:
    notifier = notifier_of(mailbox)
    first = notifier.send(MESSAGE, ADDRESS)
    notifier.send(Message(delivery_id="d2", headline="Worse"), ADDRESS, thread=first)
    reply = mailbox.mails[1]
    assert reply["In-Reply-To"] == reply["References"] == mailbox.mails[0]["Message-ID"]
    assert reply["Subject"] == "Re: 🔺 High · Acme"


@pytest.mark.parametrize("without", [{"base_url": None}, {"secret": None}])
def test_without_a_way_back_there_are_no_buttons(mailbox: Mailbox, without: dict[str, Any]) -> None:
    notifier_of(mailbox, **without).send(MESSAGE, ADDRESS)
    assert "Take it" not in mailbox.shown()


# --- updates

TAKEN = replace(MESSAGE, state="Taken by Elif")
CLOSED = replace(MESSAGE, headline="Resolved · Acme", state="Resolved by Elif", folded=True)
WORSE = replace(MESSAGE, headline="Critical · Acme", severity=Severity.critical)


@pytest.mark.parametrize(
    ("updates", "mails"),
    [
        ([MESSAGE, replace(MESSAGE, headline="High · 7 complaints", facts=())], 0),
        ([TAKEN, TAKEN, replace(TAKEN, headline="High · 8 complaints")], 1),
        ([TAKEN, CLOSED], 2),
        ([WORSE, WORSE], 1),
        ([TAKEN, MESSAGE], 2),  # given back: it is open again, which is worth a word
        ([CLOSED], 1),
    ],
)
def test_a_reply_is_mailed_only_when_there_is_something_to_tell(
    mailbox: Mailbox, updates: list[Message], mails: int
) -> None:
    notifier = notifier_of(mailbox)
    number = notifier.send(MESSAGE, ADDRESS)
    for update in updates:
        notifier.update(update, ADDRESS, number)
    assert len(mailbox.mails) == 1 + mails
    for reply in mailbox.mails[1:]:
        assert reply["References"] == mailbox.mails[0]["Message-ID"]
        assert reply["Subject"] == "Re: 🔺 High · Acme"
        assert "nerede" not in bodies(reply)[0]


def test_after_a_restart_what_has_changed_nothing_is_not_told(mailbox: Mailbox) -> None:
    number = notifier_of(mailbox).send(MESSAGE, ADDRESS)
    notifier_of(mailbox).update(replace(MESSAGE, headline="High · 9 complaints"), ADDRESS, number)
    assert len(mailbox.mails) == 1
    notifier_of(mailbox).update(WORSE, ADDRESS, number)
    notifier_of(mailbox).update(WORSE, ADDRESS, number)
    _, second, third = (mail["Message-ID"] for mail in mailbox.mails)
    assert second == third  # which mail programs show as one


def test_a_closed_card_has_no_buttons(mailbox: Mailbox) -> None:
    notifier = notifier_of(mailbox)
    number = notifier.send(MESSAGE, ADDRESS)
    notifier.update(CLOSED, ADDRESS, number)
    assert "/act/" not in "".join(bodies(mailbox.mails[1]))


def test_a_reply_that_was_not_taken_is_mailed_at_the_next_try(mailbox: Mailbox) -> None:
    notifier = notifier_of(mailbox)
    number = notifier.send(MESSAGE, ADDRESS)
    mailbox.replies = ["451 later"]
    failed(lambda: notifier.update(TAKEN, ADDRESS, number))
    notifier.update(TAKEN, ADDRESS, number)
    assert len(mailbox.mails) == 2


# --- failures


@pytest.mark.parametrize(
    ("reply", "permanent", "uncertain"),
    [
        ("451 4.3.0 try later", False, False),
        ("552 5.3.4 too large", True, False),
        ("554 5.7.1 spam", True, False),
        ("drop", False, True),
        ("hang", False, True),
    ],
)
def test_an_answer_to_a_mail(mailbox: Mailbox, reply: str, permanent: bool, uncertain: bool) -> None:
    mailbox.replies = [reply]
    began = monotonic()
    told = failed(lambda: notifier_of(mailbox, timeout_seconds=0.5).send(MESSAGE, ADDRESS))
    assert monotonic() - began < 3
    assert (told.permanent, told.uncertain) == (permanent, uncertain)


@pytest.mark.parametrize(("reply", "permanent"), [("450 4.2.1 full", False), ("550 5.1.1 nobody", True)])
def test_an_address_that_is_refused(mailbox: Mailbox, reply: str, permanent: bool) -> None:
    mailbox.recipient_reply = reply
    told = failed(lambda: notifier_of(mailbox).send(MESSAGE, ADDRESS))
    assert (told.permanent, told.uncertain) == (permanent, False)
    assert "the address" in str(told)
    assert "nobody" not in str(told)


def test_nobody_listens() -> None:
    gone = Mailbox()
    gone.port = 1
    told = failed(lambda: notifier_of(gone).send(MESSAGE, ADDRESS))
    assert (told.permanent, told.uncertain) == (False, False)


@pytest.mark.parametrize(
    "place", ["", "acme", "a@b\r\nBcc: x@evil.example", "a@b, c@d", "ş@acme.example", "<a@b>"]
)
def test_a_place_is_one_address(mailbox: Mailbox, place: str) -> None:
    assert failed(lambda: notifier_of(mailbox).send(MESSAGE, place)).permanent
    assert mailbox.mails == []


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
@pytest.mark.parametrize(
    ("password", "told"), [(PASSWORD, None), ("wrong-password-1", "SMTP_PASSWORD"), (None, "SMTP_PASSWORD")]
)
def test_a_login(password: str | None, told: str | None) -> None:
    with mail_server(login=True) as mailbox:
        notifier = notifier_of(mailbox, user="monitor", password=password)
        if told is None:
            assert notifier.check() == "monitor@acme.example by 127.0.0.1"
            notifier.send(MESSAGE, ADDRESS)
            assert mailbox.logins[-1] == ("monitor", PASSWORD)
        else:
            for call in (notifier.check, lambda: notifier.send(MESSAGE, ADDRESS)):
                error = failed(call)
                assert error.permanent
                assert told in str(error)
            assert mailbox.mails == []


def test_a_server_without_tls_gets_nothing(mailbox: Mailbox) -> None:
    told = failed(
        lambda: notifier_of(mailbox, security="starttls", user="monitor", password=PASSWORD).check()
    )
    assert told.permanent
    assert "email.security" in str(told)
    assert mailbox.logins == []


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_tls_with_a_trusted_certificate_only(tmp_path: Path, security: Any) -> None:
    file = certificate(tmp_path)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(file)
    with mail_server(tls=server, at_once=security == "tls") as mailbox:
        here = {"host": "localhost", "security": security}
        told = failed(lambda: notifier_of(mailbox, **here).send(MESSAGE, ADDRESS))
        assert "certificate" in str(told)
        assert not told.uncertain
        trust = ssl.create_default_context(cafile=str(tmp_path / "cert.pem"))
        notifier_of(mailbox, **here, trust=trust).send(MESSAGE, ADDRESS)
        assert len(mailbox.mails) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"sender": "Monitor"},
        {"sender": "a@b\nBcc: c@d"},
        {"host": "mail.acme.example", "security": "none", "user": "monitor", "password": PASSWORD},
    ],
)
def test_what_cannot_be_meant_is_refused_at_once(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"sender|password") as caught:
        notifier_of(Mailbox(), **wrong)
    assert PASSWORD not in str(caught.value)


# --- tokens


def token(**changed: Any) -> str:
    told = {"action": "take", "value": "incident:1", "address": ADDRESS, "until": NOW, "secret": SECRET}
    return token_of(**(told | changed))


def test_a_token_tells_who_and_what_until_it_is_too_old() -> None:
    assert read_token(token(), SECRET, NOW) == Press(
        kind="email", user_id=ADDRESS, user_name=ADDRESS, action="take", value="incident:1", place=ADDRESS
    )
    assert read_token(token(), SECRET, NOW + timedelta(seconds=1)) is None
    assert read_token(token(), "another-secret-0123456789", NOW) is None
    assert read_token(token(), "", NOW) is None


@given(strategies.data())
def test_a_token_changed_in_one_letter_is_none(data: strategies.DataObject) -> None:
    made = token()
    at = data.draw(strategies.integers(0, len(made) - 1))
    letter = data.draw(strategies.sampled_from("abcXYZ019-_.=+/ü\n"))
    if letter != made[at]:
        assert read_token(made[:at] + letter + made[at + 1 :], SECRET, NOW) is None


@given(strategies.text(max_size=80))
def test_any_token_is_none(text: str) -> None:
    assert read_token(text, SECRET, NOW) is None


@given(strategies.text(max_size=30), strategies.text(max_size=30))
def test_a_token_carries_any_action_and_value(action: str, value: str) -> None:
    action, value = (text.encode("utf-8", "replace").decode() for text in (action, value))
    made = token(action=action, value=value)
    read = read_token(made, SECRET, NOW)
    assert len(made) > 1000 or (read is not None and (read.action, read.value) == (action, value))
    assert made.replace("-", "").replace("_", "").replace(".", "").isalnum()
