"""Settings: what loads; every fault told at its line and in these words, all at once."""

from __future__ import annotations

import pickle
import re
from datetime import date, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError
from settings_folder import BRAND, GENERAL, SECRETS, SHIPPED, make_folder, told, write

from alerts.base import Severity
from monitor import clocks
from monitor.hours import ALWAYS, Hours
from monitor.quiet import Budget, Digest, Quiet
from monitor.records import Address
from monitor.routing import Matchers, Route
from monitor.settings import SettingsError, load, load_topics
from monitor.triage import Rules


@pytest.fixture
def folder(tmp_path, monkeypatch):
    return make_folder(tmp_path, monkeypatch)


# --- what loads


def test_the_shipped_configuration_loads_and_shows_the_defaults(folder):
    shipped = load(SHIPPED, SECRETS)
    least = load(folder, SECRETS)
    assert shipped.model_dump(exclude={"brands", "topics"}) == least.model_dump(exclude={"brands", "topics"})
    firuzka = shipped.brands["firuzka"]
    assert firuzka.terms == ("Firuzka", "فیروزکا")
    assert firuzka.watches.on() == (
        ("x", "mentions"),
        ("x", "search"),
        ("reddit", "search"),
        ("reddit", "comments"),
    )
    assert shipped.zone_of("firuzka") == "Europe/Istanbul"
    assert least.zone_of("acme") == "UTC"
    assert shipped.warnings == ()


def test_texts_are_cleaned_and_urls_have_the_form_their_client_wants(folder):
    write(
        "monitor.yaml",
        GENERAL + "  base_url: http://127.0.0.1:9/api\nplatforms: {x: {base_url: 'http://localhost:9/x/'}}\n",
    )
    write(
        "brands/acme.yaml",
        BRAND.replace("[Acme]", '[" Acme   Shop "]').replace('"@acme"', '"@acme", plain')
        + "exclude: [no]\nslack_channel: C01\n",
    )
    made = load(folder, SECRETS)
    assert made.slack.base_url == "http://127.0.0.1:9/api/"
    assert made.platforms.x.base_url == "http://localhost:9/x"
    assert made.brands["acme"].terms == ("Acme Shop",)
    assert made.brands["acme"].handles == {"x": ("acme", "plain")}
    assert made.brands["acme"].exclude == ("no",)
    assert made.warnings == ()


@pytest.mark.parametrize(
    ("line", "section", "key", "value"),
    [
        ("web: {port: 0x1F90}", "web", "port", 8080),
        ("web: {port: 0}", "web", "port", 0),
        ("web: {enabled: FALSE}", "web", "enabled", False),
        ("slack: {channel: C1, pace_seconds: 5e-1}", "slack", "pace_seconds", 0.5),
        ("report: {at: 23:59}", "report", "at", "23:59"),
        ("classifier: {threads: ~}", "classifier", "threads", None),
        ("classifier: {revision: 1_0}", "classifier", "revision", "1_0"),
        ("classifier: {revision: 2026-01-01}", "classifier", "revision", "2026-01-01"),
        ("classifier: {revision: no}", "classifier", "revision", "no"),
        ("classifier: {labels: {0: negative}}", "classifier", "labels", {"0": "negative"}),
        ("\ufeffreport: {at: '00:00'}", "report", "at", "00:00"),
    ],
)
def test_yaml_values(folder, line, section, key, value):
    write("monitor.yaml", line if "slack" in line else f"{line}\n{GENERAL}")
    assert getattr(getattr(load(folder, SECRETS), section), key) == value


def test_settings_are_frozen(folder):
    made = load(folder, SECRETS)
    with pytest.raises(ValidationError):
        made.web.port = 1


def test_triage_rules_are_the_general_ones_under_the_brands_own(folder):
    assert load(folder, SECRETS).rules_of("acme") == Rules()
    write(
        "monitor.yaml",
        GENERAL + "triage: {high_from: 50, ignore_authors: ['@a'], urgent_words: {high: [oops]}}",
    )
    write(
        "brands/acme.yaml",
        BRAND + "triage: {known_words: false, critical_from: 51, urgent_topics: {price: medium}}",
    )
    rules = load(folder, SECRETS).rules_of("acme")
    assert (rules.medium_from, rules.high_from, rules.critical_from) == (0, 50, 51)
    assert rules.ignore_authors == ("a",)
    assert {severity.name: words for severity, words in rules.urgent.items() if words} == {"high": ("oops",)}
    assert rules.urgent_topics == {"price": Severity.medium}
    write("brands/acme.yaml", BRAND)
    assert load(folder, SECRETS).rules_of("acme").urgent[Severity.high][-2:] == ("legal action", "oops")


def test_rules_by_hand_come_as_triage_takes_them(folder):
    write(
        "monitor.yaml",
        GENERAL
        + "triage: {vip_authors: ['@Ayse'], cap_words: {low: [a], medium: [kupon*]}, weight_topic: {price: 9}}",
    )
    write(
        "brands/acme.yaml",
        BRAND
        + "triage: {vip_severity: critical, ignore_topics: [price], ages_after_hours: {medium: null, high: 2}}",
    )
    rules = load(folder, SECRETS).rules_of("acme")
    assert (rules.vip_authors, rules.vip_severity) == (("Ayse",), Severity.critical)
    assert rules.cap_words == {Severity.low: ("a",), Severity.medium: ("kupon*",)}
    assert (rules.weight_topic, rules.ignore_topics) == ({"price": 9}, ("price",))
    assert rules.ages_after == {Severity.high: timedelta(hours=2)}
    assert rules.harmless
    write("brands/acme.yaml", BRAND + "triage: {known_words: false}")
    assert load(folder, SECRETS).rules_of("acme").harmless == ()


def test_floors_that_do_not_rise_are_told_once(folder):
    write("monitor.yaml", GENERAL + "triage:\n  high_from: 90\n")
    write("brands/zed.yaml", brand("Acme", "Zed") + "triage:\n  critical_from: 95\n")
    write("brands/zoe.yaml", brand("Acme", "Zoe") + "triage:\n  medium_from: 91\n")
    assert told() == [
        "config/brands/zoe.yaml:12: triage: medium_from, high_from and critical_from are 91, 90,"
        " 80; must rise",
        "config/monitor.yaml:3: triage: medium_from, high_from and critical_from are 0, 90, 80; must rise",
    ]


# --- who is told, and when


def test_at_first_everything_runs_around_the_clock_and_nothing_is_quiet(folder):
    made = load(folder, SECRETS)
    assert made.hours_of("acme") == ALWAYS(ZoneInfo("UTC"))
    assert made.clock_rules_of("acme") == clocks.Rules()
    assert made.quiet_of("acme") is None
    assert made.budget_of("acme") == Budget(a_day=40, an_hour=8)
    assert made.digest_of("acme") == Digest((time(9), time(17)), ZoneInfo("UTC"))
    assert made.routes_of() == ()
    assert made.pings_of("acme", "first") == {}


def test_a_brand_takes_the_general_hours_with_its_own_keys_in_their_place(folder):
    write(
        "monitor.yaml",
        GENERAL
        + """
hours: {from: "10:00", to: "24:00", holidays: [2027-01-01], also: [{days: [sat], from: "10:00", to: "14:00"}]}
quiet: {from: "23:00", through: high}
budget: {a_day: 6}
clocks: {high: {take_minutes: 5}, warn_at: [100, 50], lead_after_minutes: null}
digest: {at: ["08:30"]}
""",
    )
    write(
        "brands/acme.yaml",
        BRAND
        + """
zone: Asia/Tehran
hours: {days: [sat, sun]}
quiet: {to: "07:30"}
budget: {an_hour: null}
clocks: {high: {answer_minutes: 30}, untake_after_hours: 1}
""",
    )
    write("brands/zed.yaml", brand("Acme", "Zed"))
    made, tehran = load(folder, SECRETS), ZoneInfo("Asia/Tehran")
    day, holidays = (time(10), time(0)), frozenset({date(2027, 1, 1)})
    assert made.hours_of("acme") == Hours(tehran, {5: (day, (time(10), time(14))), 6: (day,)}, holidays)
    assert set(made.hours_of("zed").week) == {0, 1, 2, 3, 4, 5}
    night = Hours(tehran, dict.fromkeys(range(7), ((time(23), time(7, 30)),)))
    assert made.quiet_of("acme") == Quiet(night, Severity.high)
    assert made.budget_of("acme") == Budget(a_day=6, an_hour=None)
    assert made.digest_of("acme") == Digest((time(8, 30),), tehran)
    rules = made.clock_rules_of("acme")
    high = clocks.Promise(timedelta(minutes=5), timedelta(minutes=30))
    assert rules.promises == dict(clocks.PROMISES) | {Severity.high: high}
    assert (rules.warn_at, rules.lead_after) == ((0.5, 1.0), None)
    assert rules.untake_after == timedelta(hours=1)


def test_a_brand_may_have_hours_and_quiet_where_there_are_no_general_ones(folder):
    write("brands/acme.yaml", BRAND + "hours: {}\nquiet: {}\n")
    made = load(folder, SECRETS)
    assert made.hours_of("acme").week == dict.fromkeys(range(5), ((time(9), time(18)),))
    quiet = made.quiet_of("acme")
    assert quiet is not None
    assert quiet.hours.week == dict.fromkeys(range(7), ((time(22), time(8)),))


def test_people_are_called_by_what_each_place_calls_them(folder):
    write(
        "monitor.yaml",
        GENERAL
        + """
people:
  Ayşe: {slack: U0123456789, email: ayse@acme.example}
  Rəşad: {slack: U0000000007, telegram: "@reshad_dev", mattermost: "@reshad"}
""",
    )
    write("brands/acme.yaml", BRAND + "team: {first: [Rəşad, Ayşe], lead: [Ayşe]}")
    made = load(folder, SECRETS)
    assert made.pings_of("acme", "first") == {
        "slack": ("U0000000007", "U0123456789"),
        "telegram": ("@reshad_dev",),
        "mattermost": ("reshad",),
        "email": ("ayse@acme.example",),
    }
    assert made.pings_of("acme", "lead") == {"slack": ("U0123456789",), "email": ("ayse@acme.example",)}


def test_routes_are_those_that_were_written(folder):
    write(
        "monitor.yaml",
        GENERAL
        + """
routes:
  - name: urgent
    brands: [acme]
    languages: [fa, other]
    topics: [delivery]
    platforms: [x]
    authors: ["@ada"]
    severities: [high, critical]
    to: ["slack:#urgent", "email:a@b.example"]
    second: ["webhook:https://pager.example/hook"]
    go_on: true
  - {name: rest, to: ["console:terminal"]}
""",
    )
    urgent, rest = load(folder, SECRETS).routes_of()
    assert urgent == Route(
        name="urgent",
        when=Matchers(
            brands=("acme",),
            languages=("fa", "other"),
            topics=("delivery",),
            platforms=("x",),
            authors=("ada",),
            severities=(Severity.high, Severity.critical),
        ),
        to=(Address(notifier="slack", place="#urgent"), Address(notifier="email", place="a@b.example")),
        second=(Address(notifier="webhook", place="https://pager.example/hook"),),
        go_on=True,
    )
    assert rest == Route(name="rest", when=Matchers(), to=(Address(notifier="console", place="terminal"),))


def test_what_routes_cannot_do_is_warned_of(folder):
    write("topics.yaml", "topics: {delivery: {en: [a b, c d, e f]}, safety_fraud: {en: [a b, c d, e f]}}")
    write(
        "monitor.yaml",
        GENERAL
        + """
routes:
  - {name: gifts, topics: [gift_wrap], to: ["slack:#gifts"]}
  - {name: all, to: ["slack:#all"]}
  - {name: late, topics: [delivery], to: ["slack:#late"]}
""",
    )
    assert load(folder, SECRETS).warnings == (
        "routes[0].topics: topics.yaml has no topic gift_wrap; it has delivery, safety_fraud.",
        'routes[1] takes everything: nothing reaches "late" after it.',
    )


# --- one fault each: the line, and the words

DATA = Path(__file__).parent / "data" / "settings"


def cases(name: str) -> list[tuple[str, str]]:
    """The faulty files of a table, each with the line and the words of its fault."""
    body = (DATA / name).read_text(encoding="utf-8").split("\n\n", 1)[1]
    return [
        (text.strip("\n") + "\n", told)
        for text, told in re.findall(r"(.*?)^=> (.*?)\n", body, re.DOTALL | re.MULTILINE)
    ]


def assert_only(expected: str, lines: list[str]) -> None:
    assert len(lines) == 1, lines
    assert re.fullmatch(re.escape(expected).replace("…", ".*"), lines[0]), lines[0]


@pytest.mark.parametrize(("text", "expected"), cases("monitor_faults.txt"), ids=lambda part: part[:50])
def test_a_fault_in_monitor_yaml(folder, text, expected):
    write("monitor.yaml", text)
    assert_only(f"config/monitor.yaml:{expected}", told({"X_BEARER_TOKEN": "a"}))


@pytest.mark.parametrize(("text", "expected"), cases("brand_faults.txt"), ids=lambda part: part[-50:])
def test_a_fault_in_a_brand(folder, text, expected):
    write("brands/acme.yaml", text)
    assert_only(f"config/brands/acme.yaml:{expected}", told())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "1: an empty file; must be a mapping of keys to values"),
        ("web:\n\tport: 1", "2: a tab in the indentation; indent with spaces"),
        (
            "web: {port:\t1, \t@}",
            "1: not YAML: found character '@' that cannot start any token; use spaces, not tabs",
        ),
        (b"a: 1\nb: \xff", "2: not UTF-8; save the file as UTF-8"),
        (b"a: 1\nb: \x00", "2: an unprintable character; delete it"),
        ("web: " + "[" * 30, "1: nested too deeply; at most 20 levels"),
        (
            "slack: {channel: C1}\nzone: " + "é" * 300,
            f'2: zone: found "{"é" * 39}…"; must be an IANA zone such as Europe/Istanbul',
        ),
        (
            "slack:\n  channel: #a",
            '2: slack.channel: missing; must be set while SLACK_BOT_TOKEN is; put "#name" in…',
        ),
    ],
)
def test_a_fault_that_a_table_cannot_show(folder, text, expected):
    write("monitor.yaml", text)
    assert_only(f"config/monitor.yaml:{expected}", told())


def brand(old: str, new: str) -> str:
    assert old in BRAND
    return BRAND.replace(old, new)


def test_a_fault_has_its_column(folder):
    write("monitor.yaml", GENERAL + "web: {enabled: true, port: x}")
    with pytest.raises(SettingsError) as caught:
        load(folder, SECRETS)
    (fault,) = caught.value.faults
    assert (fault.line, fault.column, fault.key) == (3, 22, "web.port")


# --- files and brands together


def test_no_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert told() == ["config: no such directory; `monitor init` writes a commented one"]


def test_no_files(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("config").mkdir()
    assert told() == [
        "config/brands: no brand files; must hold at least one brand, as <key>.yaml",
        "config/monitor.yaml: no such file; `monitor init` writes a commented one",
    ]


def test_files_that_cannot_be_read(folder):
    Path("config/brands/big.yaml").write_bytes(b"#" * 1_000_001)
    Path("config/brands/folder.yaml").mkdir()
    Path("config/brands/acme.yml").write_text(BRAND.replace("Acme", "Other"))
    Path("config/brands/.hidden.yaml").write_text("nonsense")
    assert told() == [
        "config/brands/acme.yml: the file's name cannot be a brand's key; must be <key>.yaml, the"
        " key of small letters"
        " a-z, digits, - and _",
        "config/brands/big.yaml: too large; at most 1 MB",
        "config/brands/folder.yaml: cannot be read: Is a directory; must be a readable file",
    ]


def test_two_brands_with_one_name(folder):
    write("brands/zed.yaml", BRAND.replace("name: Acme", "name: ACME").replace("[Acme]", "[Zed, acme]"))
    assert told() == [
        "config/brands/zed.yaml:1: name: brand acme has the same name; must be its own",
        "config/brands/zed.yaml:3: terms[1]: brand acme has the same term; must be its own",
    ]


def test_many_faults_are_told_together(folder):
    write("monitor.yaml", "log: {levl: info}\nweb:\n  port: 99999\n  port: 1\nslack: {pace_seconds: -1}\n")
    write(
        "brands/acme.yaml",
        brand('x: ["@acme"]', "x: []").replace("search: {}", "mentions: {a: 1}") + "nme: x\n",
    )
    write("brands/zed.yaml", "a: [")
    assert told(
        {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "a", "SLACK_SIGNING_SECRET_FILE": "b"}
    ) == [
        "config/brands/acme.yaml:7: watches.x: X_BEARER_TOKEN is not set; set it in the"
        " environment, or remove these watches",
        "config/brands/acme.yaml:8: watches.x.mentions.a: unknown key; must be one of account_id,"
        " every_seconds",
        "config/brands/acme.yaml:12: nme: unknown key; did you mean name?",
        "config/brands/zed.yaml:1: not YAML: expected the node content, but found '<stream end>';"
        " check indentation,"
        " quotes and brackets on and above this line",
        "config/monitor.yaml:1: log.levl: unknown key; did you mean level?",
        "config/monitor.yaml:3: web.port: found 99999; must be a whole number from 0 to 65535",
        "config/monitor.yaml:4: web.port: duplicate key; stands already on line 3; keep one",
        "config/monitor.yaml:5: slack.channel: missing; must be set while SLACK_BOT_TOKEN is; put"
        ' "#name" in quotes, or'
        " it is a comment",
        "config/monitor.yaml:5: slack.pace_seconds: found -1; must be a number from 0 to 60",
        "environment: SLACK_SIGNING_SECRET: set, and SLACK_SIGNING_SECRET_FILE too; set one of them",
    ]


def test_the_error_can_be_pickled(folder):
    write("monitor.yaml", "a: 1")
    with pytest.raises(SettingsError) as caught:
        load(folder, SECRETS)
    assert pickle.loads(pickle.dumps(caught.value)).faults == caught.value.faults


# --- topics.yaml


def test_topics_are_read_by_name(folder: Path) -> None:
    write("topics.yaml", "topics: {price: {en: [a b, c d, e f], tr: [g h, i j, k l]}}")
    assert load(folder, SECRETS).topics == {"price": ("a b", "c d", "e f", "g h", "i j", "k l")}
    assert load_topics(folder) == {"price": ("a b", "c d", "e f", "g h", "i j", "k l")}


def test_without_a_topics_file_there_are_none_of_ones_own(folder: Path) -> None:
    assert load(folder, SECRETS).topics == {}
    assert load_topics(Path("nowhere")) == {}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "topics: {none: {en: [a, b, c]}}",
            'topics.none: found "none"; must be a topic\'s name of small letters',
        ),
        ("topics: {Price: {en: [a, b, c]}}", 'topics.Price: found "Price"; must be a topic\'s name'),
        ("topics: {price: {de: [a, b, c]}}", "topics.price.de: unknown key; must be one of en, tr, az, fa"),
        ("topics: {price: {en: [a, b]}}", "topics.price.en: found 2; must hold at least 3 sentences"),
        ("topics: {price: {en: [a, b, 3]}}", "topics.price.en[2]: found 3; must be a text"),
        ("topics: {price: {}}", "topics.price: found an empty list; must hold at least one"),
        ("topic: {}", "topic: unknown key; did you mean topics?"),
        ("", "an empty file"),
    ],
)
def test_a_fault_in_topics_is_told(folder: Path, text: str, told: str) -> None:
    write("topics.yaml", text)
    with pytest.raises(SettingsError) as caught:
        load(folder, SECRETS)
    assert any(told in str(fault) for fault in caught.value.faults), str(caught.value)
    with pytest.raises(SettingsError):
        load_topics(folder)


def test_topics_of_the_rules_that_are_not_in_the_file_are_warned_of(folder: Path) -> None:
    write("topics.yaml", "topics: {safety_fraud: {en: [a b, c d, e f]}}")
    write(
        "monitor.yaml", GENERAL + "triage: {ignore_topics: [prices], weight_topic: {payment: 1, parcels: 2}}"
    )
    write("brands/acme.yaml", BRAND + "triage: {urgent_topics: {recall: high}}")
    told = [warning.split(": topics.yaml")[0] for warning in load(folder, SECRETS).warnings]
    # payment is a default of ours: whoever took it out of topics.yaml knows
    assert told[-3:] == [
        "triage.weight_topic.parcels",
        "triage.ignore_topics.prices",
        "brands/acme.yaml: triage.urgent_topics.recall",
    ]
    assert not any("payment" in warning for warning in told)


def test_an_urgent_topic_that_is_not_in_the_file_is_warned_of(folder: Path) -> None:
    write("topics.yaml", "topics: {price: {en: [a b, c d, e f]}}")
    assert [warning for warning in load(folder, SECRETS).warnings if "urgent_topics.safety_fraud" in warning]
