"""Settings of the places other than Slack: what an address looks like, what goes together, who is made of it."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError
from settings_folder import BRAND, GENERAL, PLACE_SECRETS, SECRETS, fault_of, make_folder, told, write

from alerts.email import ADDRESS
from alerts.webhook import may_be_called
from monitor.assembly import notifiers_of, writer_of
from monitor.records import Address, address
from monitor.settings import load
from monitor.settings.kinds import Place, Sender

PLACE: TypeAdapter[str] = TypeAdapter(Place)


@pytest.fixture
def folder(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    return make_folder(tmp_path, monkeypatch)


@pytest.mark.parametrize(
    ("text", "notifier", "place"),
    [
        ("slack:#urgent", "slack", "#urgent"),
        ("slack:C0123456789", "slack", "C0123456789"),
        (" telegram:-1001234 ", "telegram", "-1001234"),
        ("telegram:@acme_team", "telegram", "@acme_team"),
        ("mattermost:" + "a1" * 13, "mattermost", "a1" * 13),
        ("email:team+alerts@acme.example", "email", "team+alerts@acme.example"),
        ("webhook:https://acme.example:8443/hook?a=b:c", "webhook", "https://acme.example:8443/hook?a=b:c"),
        ("webhook:http://127.0.0.1:9/x", "webhook", "http://127.0.0.1:9/x"),
        ("console:terminal", "console", "terminal"),
    ],
)
def test_an_address_is_a_kind_and_a_place(text: str, notifier: str, place: str) -> None:
    assert address(PLACE.validate_python(text)) == Address(notifier=notifier, place=place)


@pytest.mark.parametrize(
    "text",
    [
        "#urgent", "slack:", "slack: #urgent", ":x", "discord:1", "telegram:acme", "telegram:@a", "telegram:1/2",
        "mattermost:town-square", "mattermost:" + "A" * 26, "email:team", "email:a@b, c@d", "email:a@b\nx",
        "email:Team <a@b>", "email:ş@acme.example", "webhook:http://acme.example/", "webhook:acme.example",
        "webhook:https://u:p@acme.example/", "webhook:https://acme.example/#x", "webhook:https://[::1",
        "webhook:file:///etc/passwd", "console:file", 5, None, ["slack:#a"],
    ],
)  # fmt: skip
def test_what_is_no_address_is_told_what_is(text: object) -> None:
    with pytest.raises(ValidationError, match="a kind and a place, such as"):
        PLACE.validate_python(text)


def test_what_the_settings_let_through_the_notifiers_take() -> None:
    for text in ("email:a.b+c@acme.example", "email:x@localhost"):
        assert ADDRESS.fullmatch(address(PLACE.validate_python(text)).place)
    for text in ("webhook:https://acme.example/a?b", "webhook:http://localhost:1", "webhook:http://[::1]/"):
        assert may_be_called(address(PLACE.validate_python(text)).place)


@pytest.mark.parametrize("text", ["urgent", "slack:", ":x", ""])
def test_a_text_without_kind_or_place_is_no_address(text: str) -> None:
    with pytest.raises(ValueError, match="kind:place"):
        address(text)


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("monitor@acme.example", True),
        ("Şikâyet izleme <monitor@acme.example>", True),
        ("Monitor", False),
        ("a@b\nBcc: c@d", False),
        ("a@b, c@d", False),
        ('"x" <a@b>', False),
    ],
)
def test_a_sender(text: str, good: bool) -> None:
    try:
        assert TypeAdapter(Sender).validate_python(text) == text
        assert good
    except ValidationError:
        assert not good


# --- together

WHOLE = """
mattermost: {url: https://chat.acme.example/}
email: {host: mail.acme.example, user: monitor, sender: "Monitor <monitor@acme.example>", link_days: 2}
telegram: {base_url: https://gateway.acme.example/telegram}
web: {public_url: https://monitor.acme.example/}
writer: {base_url: https://models.acme.example/v1/, model: quill-1}
"""


def test_a_notifier_is_made_of_what_is_there(folder: Any) -> None:
    assert list(notifiers_of(load(folder, {"X_BEARER_TOKEN": "a"}))) == ["console"]
    write("monitor.yaml", GENERAL + WHOLE)
    settings = load(folder, SECRETS | PLACE_SECRETS)
    assert settings.warnings == ()
    made = notifiers_of(settings)
    assert list(made) == ["console", "slack", "telegram", "mattermost", "email", "webhook"]
    assert all(notifier.kind == kind for kind, notifier in made.items())
    shown = repr(settings)
    assert not [secret for secret in (*SECRETS.values(), *PLACE_SECRETS.values()) if secret in shown]
    for notifier in made.values():
        notifier.close()


@pytest.mark.parametrize(
    ("yaml", "without", "expected"),
    [
        (
            "web: {enabled: true}",
            (),
            [
                "MATTERMOST_BOT_TOKEN is set but mattermost.url is not",
                "WRITER_API_KEY is set but writer.base_url is not",
            ],
        ),
        (
            WHOLE.replace("model: quill-1", "model: quill-1, timeout_seconds: 60"),
            (),
            [
                "schedule.lease_seconds is not above writer.timeout_seconds: a second process may take over what the w"
            ],
        ),
        (
            WHOLE.replace("https://models.acme.example", "http://gpu.lan"),
            (),
            ["writer.base_url is http:// to another machine: secrets cross the network unencrypted."],
        ),
        (
            WHOLE.replace("https://models.acme.example", "http://gpu.lan"),
            ("WRITER_API_KEY",),
            [],
        ),
        (
            WHOLE.replace("model: quill-1", "model: quill-1, drafts: false, gist: false"),
            (),
            ["writer.drafts and writer.gist are both false"],
        ),
        (
            WHOLE,
            ("ACTION_SECRET",),
            ["Cards by Mattermost and e-mail have no buttons: that takes ACTION_SECRET."],
        ),
        (WHOLE, ("MATTERMOST_BOT_TOKEN",), ["mattermost.url is set but MATTERMOST_BOT_TOKEN is not"]),
        (WHOLE, ("SMTP_PASSWORD",), ["email.user is set but SMTP_PASSWORD is not"]),
        (
            WHOLE.replace("public_url: https://monitor.acme.example/", "port: 1"),
            ("ACTION_SECRET",),
            ["Cards by Mattermost and e-mail have no buttons: that takes ACTION_SECRET and web.public_url."],
        ),
        (WHOLE.replace("https://chat", "http://chat"), (), ["mattermost.url is http:// to another machine"]),
        (
            WHOLE + "schedule: {lease_seconds: 30}",
            (),
            ["schedule.lease_seconds is not above email.timeout_seconds"],
        ),
    ],
)
def test_what_is_of_no_use_alone_is_warned_of(
    folder: Any, yaml: str, without: tuple[str, ...], expected: list[str]
) -> None:
    write("monitor.yaml", f"{GENERAL}\n{yaml}")
    environ = {name: value for name, value in (SECRETS | PLACE_SECRETS).items() if name not in without}
    warnings = load(folder, environ).warnings
    assert [warning[: len(start)] for warning, start in zip(warnings, expected, strict=True)] == expected


@pytest.mark.parametrize(
    ("yaml", "expected"),
    [
        (
            "writer: {base_url: http://localhost:11434/v1}",
            "3: writer.model: missing; must be set while writer.base_url is",
        ),
        ("writer: {model: quill-1}", "3: writer.base_url: missing; must be set while writer.model is"),
        (
            "writer: {base_url: http://models.example/v1, model: quill-1}",
            '3: writer.base_url: found "http://models.example/v1"; must be a text: an https:// URL without user, '
            "query or fragment; http:// only to this machine or a private network",
        ),
        ("writer: {api_key: abc}", "3: writer.api_key: a secret does not belong here; set WRITER_API_KEY or"),
        (
            "report: {directory: sk-proj-0123456789abcdefghij}",
            "3: report.directory: looks like a secret; set WRITER_API_KEY or",
        ),
        (
            "writer: {most_per_day: 0}",
            "3: writer.most_per_day: found 0; must be a whole number from 1 to 100000",
        ),
        ("email: {host: mail.example}", "3: email.sender: missing; must be set while email.host is"),
        (
            "email: {host: mail.example, sender: a@b.example, user: x, security: none}",
            "3: email.security: a password would cross the network unencrypted; must be starttls or tls",
        ),
        (
            "telegram: {token: abc}",
            "3: telegram.token: a secret does not belong here; set TELEGRAM_BOT_TOKEN or",
        ),
        ("email: {password: abc}", "3: email.password: a secret does not belong here; set SMTP_PASSWORD or"),
        ("webhook: {secret: abc}", "3: webhook.secret: a secret does not belong here; set WEBHOOK_SECRET or"),
        (
            "report: {directory: 123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw}",
            "3: report.directory: looks like a secret; set TELEGRAM_BOT_TOKEN or",
        ),
        (
            "report: {directory: whsec_AAAA}",
            "3: report.directory: looks like a secret; set WEBHOOK_SECRET or",
        ),
    ],
)
def test_a_fault_is_told(folder: Any, yaml: str, expected: str) -> None:
    write("monitor.yaml", f"{GENERAL}{yaml}")
    write("brands/acme.yaml", BRAND)
    (line,) = told()
    assert line.startswith(f"config/monitor.yaml:{expected}")


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        (
            "TELEGRAM_BOT_TOKEN",
            "abc",
            "not a bot's token; must look like 123456:ABC-DEF…, as @BotFather gives it",
        ),
        (
            "WEBHOOK_SECRET",
            "whsec_c2hvcnQ=",
            "not a key of Standard Webhooks; must be whsec_ and 24 to 64 random",
        ),
        ("ACTION_SECRET", "too-short", "too short, or holds white space; must be 24 random letters or more"),
        ("SMTP_PASSWORD", "pässword", "holds letters other than plain ones; must be the password alone"),
    ],
)
def test_a_secret_of_the_wrong_form_is_told_without_being_shown(
    folder: Any, name: str, value: str, expected: str
) -> None:
    (line,) = told(SECRETS | {name: value})
    assert line.startswith(f"environment: {name}: {expected}")
    assert value not in line


@pytest.mark.parametrize(
    ("host", "near"),
    [
        ("localhost", True), ("127.0.0.1", True), ("[::1]", True), ("10.1.2.3", True), ("172.31.0.1", True),
        ("192.168.1.9", True), ("100.100.1.1", True), ("[fd00::1]", True), ("ollama", True), ("gpu-1", True),
        ("gpu.local", True), ("gpu.lan", True), ("llm.internal", True), ("box.home.arpa", True),
        ("172.32.0.1", False), ("8.8.8.8", False), ("169.254.169.254", False), ("0.0.0.0", False), ("[::]", False),
        ("models.example", False), ("a.b.local", False), ("134744072", False), ("0x08080808", False),
        ("8.8", False), ("[2001:db8::1]", False), ("127.0.0.1.nip.io", False), ("local", True), (".local", False),
    ],
)  # fmt: skip
def test_a_writer_is_called_without_encryption_only_nearby(folder: Any, host: str, near: bool) -> None:
    write("monitor.yaml", f"{GENERAL}writer: {{base_url: 'http://{host}:8000/v1/', model: quill-1}}")
    error = fault_of(SECRETS)
    assert (error is None) is near
    write("monitor.yaml", f"{GENERAL}writer: {{base_url: 'https://{host}:8000/v1/', model: quill-1}}")
    assert fault_of(SECRETS) is None


def test_a_writer_is_made_of_what_is_there(folder: Any) -> None:
    assert writer_of(load(folder, SECRETS)) is None
    write("monitor.yaml", GENERAL + WHOLE)
    made = writer_of(load(folder, SECRETS | PLACE_SECRETS))
    assert made is not None
    assert made.model == "quill-1"
    made.close()
