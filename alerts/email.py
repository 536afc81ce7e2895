"""E-mail as a place, by the standard library: a mail for a card, and a short reply when its state changes.

A mail cannot be edited, so most updates are not told at all: a reply goes out only when another state or severity is
to be told (somebody has it, it is closed, it got worse), in the thread of the first mail. What was told last is known
while the process runs; after a restart the present state of a card may be mailed once more, under the same Message-ID.

Told at least once: whether a mail arrived after its answer was lost nobody can know, so `find` says None and it is
sent again. Its Message-ID comes from the delivery id, so that most mail programs show the two as one.

Buttons are links to a page of ours that asks once more; only that page acts, since mail scanners follow links.
"""

from __future__ import annotations

import hashlib
import re
import smtplib
import ssl
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import parseaddr
from threading import Event, Lock
from typing import Literal

from alerts.base import DeliveryError, Form, Message, Press, Severity
from alerts.http import within
from alerts.mail_page import as_html, as_text
from alerts.outline import flat, headline
from alerts.text import one_line, truncate
from alerts.tokens import token_of

Security = Literal["starttls", "tls", "none"]

#: An address that a mail can go to, in plain letters.
ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?")
_SUBJECT, _BUTTONS, _REMEMBERED = 150, 20, 10_000
#: Seven bits only: no server between here and there may spoil a letter.
_POLICY = SMTP.clone(cte_type="7bit")


@dataclass(frozen=True, slots=True)
class _Told:
    """What the last mail of a thread said."""

    subject: str
    severity: Severity | None
    state: str
    folded: bool

    @classmethod
    def by(cls, message: Message) -> _Told:
        subject = truncate(headline(message), _SUBJECT)
        return cls(subject, message.severity, one_line(message.state), message.folded)

    def same(self, other: _Told) -> bool:
        return replace(self, subject="") == replace(other, subject="")


class EmailNotifier:
    """Sends mails by an SMTP server.

    A place is an address. A message id is the Message-ID of the first mail and the severity that it told.

    Args:
        host, port: of the server.
        user, password: None: without a login.
        sender: "monitor@acme.example" or "Monitor <monitor@acme.example>".
        security: "starttls" (port 587), "tls" (port 465), or "none", which takes no password to another machine.
        base_url: where people's browsers reach us; None leaves the buttons out.
        secret: of ours, to sign what buttons carry; None leaves them out, too.
        links_for: how long buttons work.
        timeout_seconds: no sending lasts longer.
        clock: gives aware times.
        trust: whose certificates count; None: the system's.

    Raises:
        ValueError: the sender is no address, or the password would cross the network in clear.
    """

    kind = "email"

    def __init__(
        self,
        *,
        host: str,
        sender: str,
        port: int = 587,
        user: str | None = None,
        password: str | None = None,
        security: Security = "starttls",
        base_url: str | None = None,
        secret: str | None = None,
        links_for: timedelta = timedelta(days=7),
        timeout_seconds: float = 30,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        trust: ssl.SSLContext | None = None,
    ) -> None:
        self._sender = sender
        self._from = parseaddr(sender)[1]
        if not ADDRESS.fullmatch(self._from) or one_line(sender) != sender:
            raise ValueError("the sender of mails must be an address, or a name and an address in < >")
        if security == "none" and user and not _here(host):
            raise ValueError("without TLS the mail server's password would cross the network in clear")
        self._host, self._port, self._security = host, port, security
        self._user, self._password = user, password
        self._base_url, self._secret, self._links_for = base_url, secret, links_for
        self._seconds = timeout_seconds
        self._clock = clock
        self._trust = trust
        self._told: OrderedDict[str, _Told] = OrderedDict()
        self._lock = Lock()

    def send(self, message: Message, place: str, *, thread: str | None = None) -> str:
        """Mail `message`, as a reply to another if one is given; see `Notifier.send`."""
        told = _Told.by(message)
        number = self._number(message.delivery_id)
        first = self._remembered(thread) if thread else None
        subject = f"Re: {first.subject}" if first else told.subject
        mail = self._mail(message, place, number, subject, replies_to=_first(thread) if thread else None)
        self._post(mail, place, message.pings)
        name = "" if message.severity is None else message.severity.name
        message_id = f"{number} {name}".strip()
        self._remember(message_id, told)
        return message_id

    def update(self, message: Message, place: str, message_id: str) -> None:
        """Mail a short reply if another state or severity is to be told, else nothing; see `Notifier.update`."""
        told, before = _Told.by(message), self._remembered(message_id)
        last = before or _Told(told.subject, _severity(message_id), "", False)
        if told.same(last):
            return
        first = _first(message_id)
        number = self._number(f"{first}{told.severity}{told.state}{told.folded}")
        short = replace(message, facts=(), quotes=(), sections=(), drafts=(), links=(), pings=())
        self._post(self._mail(short, place, number, f"Re: {last.subject}", replies_to=first), place, ())
        self._remember(message_id, replace(told, subject=last.subject))

    def find(
        self,
        delivery_id: str,  # noqa: ARG002  # nobody can look into a mailbox
        place: str,  # noqa: ARG002
        *,
        since: datetime,  # noqa: ARG002
        thread: str | None = None,  # noqa: ARG002
    ) -> str | None:
        """None: nobody can know, so it is sent again under the same Message-ID; see `Notifier.find`."""
        return None

    def whisper(self, press: Press, text: str) -> None:
        """The page that was pressed on tells what came of it; see `Notifier.whisper`."""

    def open(self, press: Press, form: Form) -> bool:  # noqa: ARG002  # likewise
        """A mail has no forms; see `Notifier.open`."""
        return False

    def redraw(self, press: Press, form: Form) -> None:
        """There is no form to redraw; see `Notifier.redraw`."""

    def check(self) -> str:
        """Log in and send nothing; see `Notifier.check`."""
        self._within(lambda _server, _begin: None)
        return f"{self._from} by {self._host}"

    def close(self) -> None:
        """Nothing to let go of: every mail has a connection of its own."""

    def _mail(
        self, message: Message, place: str, number: str, subject: str, *, replies_to: str | None
    ) -> EmailMessage:
        links = [] if message.folded else list(self._links(message, place))
        mail = EmailMessage(policy=_POLICY)
        mail["From"] = self._sender
        mail["To"] = _address(place)
        if copied := [ping for ping in message.pings if ADDRESS.fullmatch(ping) and ping != place]:
            mail["Cc"] = ", ".join(copied)
        mail["Subject"] = subject
        mail["Date"] = self._clock()
        mail["Message-ID"] = number
        if replies_to:
            mail["In-Reply-To"] = mail["References"] = replies_to
        mail["Auto-Submitted"] = "auto-generated"
        mail["X-Auto-Response-Suppress"] = "All"
        mail.set_content(as_text(message, links), charset="utf-8")
        mail.add_alternative(as_html(message, links), subtype="html", charset="utf-8")
        return mail

    def _links(self, message: Message, place: str) -> Iterator[tuple[str, str, bool]]:
        if not self._base_url or not self._secret:
            return
        until = self._clock() + self._links_for
        for button in list(flat(message.buttons))[:_BUTTONS]:
            token = token_of(
                action=button.action, value=button.value, address=place, until=until, secret=self._secret
            )
            yield (
                one_line(button.label),
                f"{self._base_url.rstrip('/')}/act/{token}",
                button.style == "primary",
            )

    def _number(self, told: str) -> str:
        """Make a Message-ID: the same for the same, and nothing of it to be read."""
        digest = hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:32]
        return f"<{digest}@{self._from.rpartition('@')[2]}>"

    def _remember(self, message_id: str, told: _Told) -> None:
        with self._lock:
            self._told[message_id] = told
            self._told.move_to_end(message_id)
            while len(self._told) > _REMEMBERED:
                self._told.popitem(last=False)

    def _remembered(self, message_id: str) -> _Told | None:
        with self._lock:
            return self._told.get(message_id)

    def _post(self, mail: EmailMessage, place: str, pings: tuple[str, ...]) -> None:
        people = [place, *(ping for ping in pings if ADDRESS.fullmatch(ping) and ping != place)]
        letter = mail.as_bytes()

        def post(server: smtplib.SMTP, begin: Callable[[], None]) -> None:
            _took(server.mail(self._from), "the sender")
            for person in people:
                _took(server.rcpt(person), "the address")
            begin()
            _took(server.data(letter), "the mail")

        self._within(post)

    def _within(self, work: Callable[[smtplib.SMTP, Callable[[], None]], None]) -> None:
        """Do `work` with a server that knows us, and tell its failure by what to do next.

        Args:
            work: calls its second argument when from now on a lost answer leaves open whether a mail arrived.
        """
        begun = Event()

        def run() -> None:
            with self._server() as server:
                work(server, begun.set)

        try:
            within(self._seconds, run)
            return
        except smtplib.SMTPResponseException as error:
            failure = _refused(error)
        except smtplib.SMTPNotSupportedError:
            told = "the mail server offers no TLS or no login: set email.security, or leave email.user out"
            failure = DeliveryError(told, permanent=True)
        except ssl.SSLCertVerificationError:
            failure = DeliveryError("the mail server's certificate is not trusted")
        except TimeoutError:
            failure = DeliveryError("the mail server did not answer in time", uncertain=begun.is_set())
        except (OSError, smtplib.SMTPException, ValueError) as error:
            told = f"the mail server cannot be reached, or broke off ({type(error).__name__})"
            failure = DeliveryError(told, uncertain=begun.is_set())
        # Raised here and not above, so that no password hangs on to it as context.
        raise failure

    @contextmanager
    def _server(self) -> Iterator[smtplib.SMTP]:
        context = self._trust or ssl.create_default_context()
        ours = self._from.rpartition("@")[
            2
        ]  # else smtplib asks the network for this machine's name, and tells it
        server = (
            smtplib.SMTP_SSL(self._host, self._port, ours, timeout=self._seconds, context=context)
            if self._security == "tls"
            else smtplib.SMTP(self._host, self._port, ours, timeout=self._seconds)
        )
        try:
            if self._security == "starttls":
                server.starttls(context=context)
            server.ehlo_or_helo_if_needed()
            if self._user:
                server.login(self._user, self._password or "")
            yield server
            _leave(server)
        finally:
            server.close()


def _leave(server: smtplib.SMTP) -> None:
    with suppress(OSError, smtplib.SMTPException):  # what was to be said is said
        server.quit()


def _took(answer: tuple[int, bytes], what: str) -> None:
    code, _ = answer
    if not 200 <= code < 300:
        raise smtplib.SMTPResponseException(code, what)


def _refused(error: smtplib.SMTPResponseException) -> DeliveryError:
    """Tell what a reply code asks us to do; its words are the server's, and left out: they may hold anything."""
    code, permanent = error.smtp_code, 500 <= error.smtp_code < 600
    if isinstance(error, smtplib.SMTPAuthenticationError):
        told = f"the mail server refused the login ({code}): set email.user and SMTP_PASSWORD"
    else:
        what = error.smtp_error if isinstance(error.smtp_error, str) else "us"
        told = f"the mail server refused {what} ({code})"
    return DeliveryError(told, permanent=permanent)


def _first(message_id: str) -> str:
    return message_id.partition(" ")[0]


def _severity(message_id: str) -> Severity | None:
    name = message_id.partition(" ")[2]
    return Severity[name] if name in Severity.__members__ else None


def _address(place: str) -> str:
    if not ADDRESS.fullmatch(place):
        raise DeliveryError("this is no address that a mail can go to", permanent=True)
    return place


def _here(host: str) -> bool:
    return host in ("localhost", "::1") or re.fullmatch(r"127(\.[0-9]{1,3}){3}", host) is not None
