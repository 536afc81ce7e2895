"""Settings: the environment, no secret ever shown, and any text at all for a file."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies
from settings_folder import (
    BRAND,
    GENERAL,
    PLACE_SECRETS,
    REDDIT_ACCOUNT,
    SECRETS,
    SHIPPED,
    X_ACCOUNT,
    fault_of,
    make_folder,
    told,
    write,
)

from monitor.settings import NAMES, load


@pytest.fixture
def folder(tmp_path, monkeypatch):
    return make_folder(tmp_path, monkeypatch)


# --- the environment


@pytest.mark.parametrize("name", NAMES)
def test_a_secret_from_the_environment_or_from_a_file(folder, tmp_path, name):
    every = SECRETS | PLACE_SECRETS | X_ACCOUNT | REDDIT_ACCOUNT
    others = {key: value for key, value in every.items() if key != name}
    (tmp_path / "secret").write_text(every[name] + "\n")
    for environ in ({name: every[name]}, {f"{name}_FILE": str(tmp_path / "secret"), name: ""}):
        secret = getattr(load(folder, others | environ).secrets, name.lower())
        assert secret.get_secret_value() == every[name]


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        (
            {"X_BEARER_TOKEN": "a", "X_BEARER_TOKEN_FILE": "good"},
            "X_BEARER_TOKEN: set, and X_BEARER_TOKEN_FILE too; set one of them",
        ),
        (
            {"X_BEARER_TOKEN": "s3 cret"},
            "X_BEARER_TOKEN: holds white space or letters that no key has; must be the key alone",
        ),
        (
            {"X_BEARER_TOKEN_FILE": "absent"},
            "X_BEARER_TOKEN_FILE: names a file that cannot be read: No such file or directory; must"
            " name a readable file",
        ),
        (
            {"X_BEARER_TOKEN_FILE": "."},
            "X_BEARER_TOKEN_FILE: names a file that cannot be read: Is a directory; must name a"
            " readable file",
        ),
        (
            {"X_BEARER_TOKEN_FILE": "empty"},
            "X_BEARER_TOKEN_FILE: names an empty file; must hold the secret on one line",
        ),
        (
            {"X_BEARER_TOKEN_FILE": "two"},
            "X_BEARER_TOKEN_FILE: holds white space or letters that no key has; must be the key alone",
        ),
        (
            {"X_BEARER_TOKEN_FILE": "binary"},
            "X_BEARER_TOKEN_FILE: names a file that is not text; must name a text file",
        ),
        (
            {"X_BEARER_TOKEN_FILE": "huge"},
            "X_BEARER_TOKEN_FILE: names a file that is too large; at most 16384 bytes",
        ),
        (
            {"X_BEARER_TOKEN": "a", "MONITOR_STORE_URL": "s3cret"},
            "MONITOR_STORE_URL: not the URL of a store; must be a URL such as sqlite:///monitor.db"
            " or postgresql+psycopg://user@host/name",
        ),
    ],
)
def test_a_fault_in_the_environment(folder, environ, expected):
    for name, content in {
        "good": b"g",
        "empty": b"\n",
        "two": b"s3cret\ns3cret",
        "binary": b"\xff",
        "huge": b"s" * 20_000,
    }.items():
        Path(name).write_bytes(content)
    assert told(environ) == [f"environment: {expected}"]


def test_a_platform_needs_its_secrets(folder):
    write("brands/acme.yaml", BRAND.replace("x:\n    search: {}", "reddit:\n    search: {}"))
    end = "in the environment, or remove these watches"
    start = "config/brands/acme.yaml:7: watches.reddit:"
    assert told({}) == [f"{start} REDDIT_CLIENT_ID and REDDIT_CLIENT_SECRET are not set; set them {end}"]
    assert told({"REDDIT_CLIENT_ID": "a"}) == [f"{start} REDDIT_CLIENT_SECRET is not set; set it {end}"]


def test_publishing_needs_the_keys_of_an_account_and_its_handle(folder):
    brand = BRAND + "  publish: [x, reddit]\n"
    write("brands/acme.yaml", brand)
    x, reddit = (
        "config/brands/acme.yaml:12: reply.publish[0]:",
        "config/brands/acme.yaml:12: reply.publish[1]:",
    )
    lacking = (
        f"{reddit} handles.reddit does not begin with the account that publishes; put its name there first"
    )
    assert told(SECRETS | X_ACCOUNT | REDDIT_ACCOUNT) == [lacking]
    write("brands/acme.yaml", brand.replace('x: ["@acme"]', "reddit: [Acme_Help]"))
    assert told(SECRETS | X_ACCOUNT | REDDIT_ACCOUNT) == [
        lacking.replace("reddit", "x").replace("[1]", "[0]")
    ]
    write("brands/acme.yaml", brand.replace('x: ["@acme"]', 'x: ["@acme"]\n  reddit: [u/acme_help]'))
    other = REDDIT_ACCOUNT | {"REDDIT_USERNAME": "someone"}
    assert told(SECRETS | X_ACCOUNT | other) == [lacking.replace("12", "13")]
    (_, token), (_, password), (_, name) = reversed(REDDIT_ACCOUNT.items())
    for environ in ({"REDDIT_REFRESH_TOKEN": token}, {"REDDIT_USERNAME": name, "REDDIT_PASSWORD": password}):
        made = load(folder, SECRETS | X_ACCOUNT | environ)
        assert made.brands["acme"].reply.publish == ("x", "reddit")
    assert told(SECRETS | {"X_API_KEY": "a"}) == [
        f"{x.replace('12', '13')} X_API_SECRET and X_ACCESS_TOKEN and X_ACCESS_TOKEN_SECRET are not set;"
        " set them in the environment, or do not publish on x",
        f"{reddit.replace('12', '13')} REDDIT_REFRESH_TOKEN is not set;"
        " set it in the environment, or do not publish on reddit",
    ]


def test_one_account_publishes_for_one_brand(folder):
    write("brands/acme.yaml", BRAND + "  publish: [x]\n")
    write("brands/second.yaml", (BRAND + "  publish: [x]\n").replace("Acme", "Second"))
    (fault,) = told(SECRETS | X_ACCOUNT)
    assert fault.endswith(
        "reply.publish[0]: brand acme publishes on x too; must be one brand only: the keys in the environment"
        " are one account's"
    )


def test_the_name_of_an_account_is_no_secret(folder):
    made = load(folder, SECRETS | {"REDDIT_USERNAME": "acme_help"})
    assert "acme_help" not in made.secrets.values()
    write("monitor.yaml", "zone: acme_help")
    assert "acme_help" in str(fault_of(SECRETS | {"REDDIT_USERNAME": "acme_help"}))


def test_the_store_of_the_environment_goes_first(folder):
    assert load(folder, SECRETS).store_url == SECRETS["MONITOR_STORE_URL"]
    assert load(folder, {"X_BEARER_TOKEN": "a"}).store_url == "sqlite:///monitor.db"


@pytest.mark.parametrize(
    ("yaml", "environ", "expected"),
    [
        (
            "",
            {"SLACK_BOT_TOKEN": "a"},
            "Neither SLACK_SIGNING_SECRET nor SLACK_APP_TOKEN is set: the buttons of Slack's cards will not work.",
        ),
        (
            "web: {enabled: false}",
            SECRETS | {"SLACK_APP_TOKEN": ""},
            "web.enabled is false: the buttons of Slack's cards will not work.",
        ),
        ("schedule: {lease_seconds: 10}", {}, "schedule.lease_seconds is not above slack.timeout_seconds"),
        (
            "platforms: {x: {base_url: 'http://gateway'}}",
            {},
            "platforms.x.base_url is http:// to another machine",
        ),
        (
            "platforms: {reddit: {oauth_url: 'http://10.0.0.1'}}",
            {},
            "platforms.reddit.oauth_url is http:// to",
        ),
        ("platforms: {reddit: {oauth_url: 'http://[::1]:3'}}", {}, None),
    ],
)
def test_warnings(folder, yaml, environ, expected):
    write("monitor.yaml", f"{GENERAL}\n{yaml}")
    given_ = load(folder, {"X_BEARER_TOKEN": "a"} | environ).warnings
    assert [warning[: len(expected or "")] for warning in given_] == ([expected] if expected else [])


# --- never a secret


def test_settings_never_show_a_secret(folder):
    made = load(folder, SECRETS)
    assert sorted(made.secrets.values()) == sorted([*SECRETS.values(), "hunter2"])
    for text in (repr(made), str(made), repr(made.model_dump()), made.model_dump_json(), repr(made.secrets)):
        assert not [secret for secret in (*SECRETS.values(), "hunter2") if secret in text]


@pytest.mark.parametrize("secret", [*SECRETS.values(), "gko_LXELoV07ZBNUXrvWZfzE3aI", "xoxb-7"])
@pytest.mark.parametrize(
    "key",
    [
        "slack.channel",
        "slack.token",
        "platforms.x.base_url",
        "store.url",
        "web.port",
        "log.level",
        "zone",
        "web",
        "{}.a",
    ],
)
def test_faults_never_show_a_secret(folder, key, secret):
    value = json.dumps(secret)
    for part in reversed(key.split(".")):
        value = f"{{{json.dumps(secret) if part == '{}' else part}: {value}}}"
    write("monitor.yaml", value)
    error = fault_of(SECRETS)
    # a short secret is a channel's name like any other
    assert error or key == "slack.channel"
    assert secret not in f"{error} {error!r} {error and error.faults}"
    # a cause would bring pydantic's or the parser's own words into a traceback
    assert error is None or error.__cause__ is error.__context__ is None


# --- any text at all

_KEYS = strategies.sampled_from(
    [
        "language",
        "zone",
        "store",
        "url",
        "platforms",
        "x",
        "web",
        "port",
        "watches",
        "terms",
        "<<",
        "no",
        "a: b",
        "\u2028",
    ]
)
_TREES = strategies.recursive(
    strategies.none()
    | strategies.booleans()
    | strategies.integers()
    | strategies.floats()
    | strategies.text()
    | _KEYS,
    lambda below: strategies.lists(below, max_size=3) | strategies.dictionaries(_KEYS, below, max_size=4),
    max_leaves=12,
)
_YAML = strategies.text(alphabet="ab01: -\n[]{}#&*!|>'\"%@`?,~\t.\\xuU<=_é\u200c\x85\ufeff", max_size=60)


@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    derandomize=True,
    database=None,
)
@given(text=_YAML.map(str.encode) | _TREES.map(json.dumps).map(str.encode) | strategies.binary(max_size=40))
def test_any_file_gives_settings_or_faults(folder, text):
    for name in ("monitor.yaml", "brands/acme.yaml"):
        write(name, text)
        error = fault_of(SECRETS)
        assert error is None or error.faults
        assert error is None or all(str(fault).isprintable() for fault in error.faults), error.faults
        write("monitor.yaml", GENERAL)
        write("brands/acme.yaml", BRAND)


def test_reading_settings_loads_nothing_heavy():
    heavy = ["torch", "transformers", "sqlalchemy", "tweepy", "praw", "slack_sdk", "fastapi", "requests"]
    code = f"import sys, monitor.settings; print([name for name in {heavy} if name in sys.modules])"
    run = [sys.executable, "-c", code]
    done = subprocess.run(run, cwd=SHIPPED.parent, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
