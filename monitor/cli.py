"""The commands. Exit 0 done, 1 a fault told in one line, 2 wrong usage or configuration.

Nothing heavy is imported before a command needs it: `monitor --help` and a wrong key answer at once.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo

import typer

if TYPE_CHECKING:
    from alerts.replies import Policy, Replies
    from models.base import Classifier
    from monitor.service import Service
    from monitor.settings import Settings

app = typer.Typer(
    help="Listens for brand mentions, finds the unhappy customers and brings the urgent ones to Slack.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

FAULT, WRONG = 1, 2

#: More than any platform takes for one reply.
_REPLY_BYTES = 200_000

Config = Annotated[
    Path, typer.Option("--config", envvar="MONITOR_CONFIG", help="The folder of monitor.yaml and brands/.")
]
Json = Annotated[bool, typer.Option("--json", help="For programs.")]

HERE = Path("config")


class Format(StrEnum):
    """What a report can be written as."""

    html = "html"
    md = "md"
    json = "json"


def main() -> None:
    """Run the command line."""
    app()


def say(text: str) -> None:
    """A line for people or programs, on standard output."""
    typer.echo(text)


def fail(text: str, code: int = FAULT) -> typer.Exit:
    """Tell a fault on standard error, ready to be raised."""
    typer.echo(text, err=True)
    return typer.Exit(code)


@app.command()
def demo(
    once: Annotated[bool, typer.Option("--once", help="Run the scenario through, report, and exit.")] = False,
    speed: Annotated[float, typer.Option(min=1, help="How many times faster than life.")] = 60.0,
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Of the local Slack in the browser; 0: any.")
    ] = 8600,
    directory: Annotated[Path, typer.Option(help="Where store and report go; emptied first.")] = Path("demo"),
) -> None:
    """Show the whole service with no keys and no network: local platforms, real clients, the bundled model."""
    from monitor.demo import Faulty
    from monitor.demo import run as run_demo

    try:
        run_demo(once=once, speed=speed, port=port, directory=directory, say=say)
    except Faulty as error:
        raise fail(str(error)) from None


@app.command()
def init(directory: Annotated[Path, typer.Argument(help="Where the configuration is to stand.")]) -> None:
    """Write a commented starter configuration."""
    from monitor.settings import SettingsError, starter

    try:
        written = starter(directory)
    except (SettingsError, OSError) as error:
        raise fail(str(error)) from None
    for path in written:
        say(f"wrote {path}")
    say(f"Next: edit {directory}/monitor.yaml and brands/, set the keys in the environment, then run")
    say(f"  monitor --help  ·  monitor check --config {directory}")


@app.command()
def check(
    config: Config = HERE,
    online: Annotated[bool, typer.Option("--online", help="Also try each credential.")] = False,
    as_json: Json = False,
) -> None:
    """Tell every fault in the configuration at once: file, line, key, what was found, what is allowed."""
    from alerts.replies import FaultyReplies, Policy
    from alerts.replies import load as load_replies
    from monitor.settings import SettingsError, load

    faults: list[str] = []
    settings = None
    try:
        settings = load(config, os.environ)
    except SettingsError as error:
        faults += [str(fault) for fault in error.faults]
    try:
        brands = settings.brands.values() if settings else ()
        policy = Policy.of(promise for brand in brands for promise in brand.reply.may_promise)
        faults += _unsayable(load_replies(config / "replies"), policy)
    except FaultyReplies as error:
        faults += str(error).splitlines()
    warnings = list(settings.warnings) if settings else []
    known_as: dict[str, str] = {}
    if settings and online and not faults:
        known_as, refused = _try_credentials(settings)
        faults += refused
    if as_json:
        say(
            json.dumps(
                {"faults": faults, "warnings": warnings, "known_as": known_as}, ensure_ascii=False, indent=2
            )
        )
    else:
        for line in [*faults, *(f"warning: {warning}" for warning in warnings)]:
            say(line)
        for what, name in known_as.items():
            say(f"{what}: known as {name}")
        if settings and not faults:
            say(f"{config}: no faults; brands: {', '.join(settings.brands)}")
    if faults:
        raise typer.Exit(WRONG)


@app.command("lint-reply")
def lint_reply(
    file: Annotated[Path | None, typer.Argument(help="A text; standard input if not given.")] = None,
    config: Config = HERE,
    language: Annotated[
        str | None, typer.Option(help="The customer's: tr, az, fa, en; the text's own if not given.")
    ] = None,
    platform: Annotated[str, typer.Option(help="Whose length counts: x, mastodon, reddit …")] = "",
    brand: Annotated[
        str | None, typer.Option(help="A brand's key: its names, and what it may promise.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Say what is wrong with a reply before it is sent: points, what must not be sent, what could be better."""
    from alerts.replies import Names, Policy, lint, tongue_of
    from monitor.reply_notes import for_programs, sheet
    from monitor.settings import SettingsError, load
    from monitor.wording import LANGUAGES, Words

    names, policy, words = Names(), Policy(), Words("en", ZoneInfo("UTC"))
    if language not in (None, *LANGUAGES):
        raise fail(f"--language: found {language!r}; allowed are {', '.join(LANGUAGES)}", WRONG)
    with _opened(file) as source:
        text = source.read(_REPLY_BYTES).decode("utf-8", "replace")
    if brand is not None:
        try:
            settings = load(config, os.environ)
        except SettingsError as error:
            raise fail(str(error), WRONG) from None
        if brand not in settings.brands:
            raise fail(f"no brand {brand!r}; there are: {', '.join(settings.brands)}", WRONG)
        known = settings.brands[brand]
        names = Names(
            brand=known.name,
            contact=known.reply.contact,
            signature=known.reply.signature,
            handles=[handle for handles in known.handles.values() for handle in handles],
        )
        policy = Policy.of(known.reply.may_promise)
        words = Words(settings.language, ZoneInfo(settings.zone))
    linted = lint(text, language=language or tongue_of(text), platform=platform, policy=policy, names=names)
    if as_json:
        say(json.dumps(for_programs(linted, words), ensure_ascii=False, indent=2))
    else:
        for line in sheet(linted, words):
            say(line)
    if linted.vetoes:
        raise typer.Exit(FAULT)


@app.command()
def run(config: Config = HERE) -> None:
    """Run the service until SIGTERM or Ctrl-C."""
    from monitor.running import run_service

    with _assembled(config) as (settings, service):
        if not run_service(settings, service):
            os._exit(0)  # a request still hangs; every transaction is either whole or not there


@app.command()
def once(config: Config = HERE, as_json: Json = False) -> None:
    """One cycle of poll, judge, deliver, then exit."""
    from monitor.running import one_cycle

    with _assembled(config) as (_, service):
        did = one_cycle(service)
    say(json.dumps(did) if as_json else "  ".join(f"{name} {count}" for name, count in did.items()))
    if did["refused"]:
        raise fail(f"refused watches: {did['refused']}; see: monitor status")


@app.command()
def status(config: Config = HERE, as_json: Json = False) -> None:
    """Each watch: last success, cursor age, faults; queue lengths."""
    from monitor.running import print_status, read_status

    with _assembled(config) as (_, service):
        state = read_status(service)
    if as_json:
        say(json.dumps(state, ensure_ascii=False, indent=2))
    else:
        print_status(state)


@app.command()
def report(
    config: Config = HERE,
    day: Annotated[str, typer.Option("--date", help="YYYY-MM-DD, today or yesterday.")] = "yesterday",
    brand: Annotated[str | None, typer.Option(help="A brand's key; all if not given.")] = None,
    formats: Annotated[
        str, typer.Option("--format", help="Of html, md, json; with commas between.")
    ] = "html,md,json",
    out: Annotated[Path | None, typer.Option(help="Folder; report.directory if not given.")] = None,
    send: Annotated[
        bool, typer.Option("--send", help="Also send it to Slack, if it was not sent yet.")
    ] = False,
) -> None:
    """Write the report of a day."""
    from monitor import pipeline
    from monitor.running import write_report
    from monitor.schedule import local_day

    wanted = [_one_of(Format, name.strip(), "--format") for name in formats.split(",")]
    with _assembled(config) as (settings, service):
        if brand is not None and brand not in service.brands:
            raise fail(f"no brand {brand!r}; there are: {', '.join(service.brands)}", WRONG)
        for plan in [service.brands[brand]] if brand else service.brands.values():
            since, until = local_day(_day(day, service.clock().astimezone(plan.zone).date()), plan.zone)
            folder = out or Path(settings.report.directory)
            for path in write_report(service, plan, since=since, until=until, folder=folder, formats=wanted):
                say(str(path))
            if send:
                made = pipeline.report(service, plan, since=since, until=until)
                say("sent" if made and pipeline.deliver(service) else "had been made before; not sent again")


OneBrand = Annotated[str | None, typer.Option("--brand", help="A brand's key.")]
Names = Annotated[list[str] | None, typer.Option(help="Which to mute; may stand more than once.")]


@app.command()
def route(
    config: Config = HERE,
    brand: OneBrand = None,
    language: Annotated[str | None, typer.Option(help="Of the post: en, tr, az, fa, other.")] = None,
    topic: Annotated[str | None, typer.Option(help="What it is about.")] = None,
    platform: Annotated[str | None, typer.Option(help="Where it was posted.")] = None,
    severity: Annotated[
        str | None, typer.Option(help="low, medium, high, critical; high if not given.")
    ] = None,
    author: Annotated[str | None, typer.Option(help="Who wrote it.")] = None,
    text: Annotated[str | None, typer.Option(help="A post, to find all of these by what it says.")] = None,
    as_json: Json = False,
) -> None:
    """Say where a complaint would go: which route fits and why, whom it calls, what would hold it back now."""
    from zoneinfo import ZoneInfo

    from monitor.telling import WrongAsked, lines, meant, where

    given = {
        "--brand": brand, "--language": language, "--topic": topic, "--platform": platform, "--author": author,
        "--severity": severity,
    }  # fmt: skip
    with _assembled(config) as (settings, service):
        try:
            found = meant(settings, service, given, text)
        except WrongAsked as error:
            raise fail(str(error), WRONG) from None
        told = [where(settings, service, one) for one in found]
        if as_json:
            say(json.dumps(told, ensure_ascii=False, indent=2))
        else:
            for one in told:
                for line in lines(one, ZoneInfo(settings.zone_of(one["traits"]["brand"]))):
                    say(line)


silence = typer.Typer(help="Mute complaints until a time: add, list, end.", no_args_is_help=True)
app.add_typer(silence, name="silence")


@silence.command("add")
def add_silence(
    why: Annotated[str, typer.Option(help="For the others to read.")],
    config: Config = HERE,
    brand: Names = None,
    language: Names = None,
    topic: Names = None,
    platform: Names = None,
    author: Names = None,
    severity: Names = None,
    lasting: Annotated[str | None, typer.Option("--for", help="90m, 2h, 3d, 1w.")] = None,
    until: Annotated[str | None, typer.Option(help="2026-12-01T09:00, in the brand's zone.")] = None,
    by: Annotated[str | None, typer.Option(help="Who mutes; the user of this machine if not given.")] = None,
    as_json: Json = False,
) -> None:
    """Mute what fits: of each option one of its values."""
    import getpass
    from zoneinfo import ZoneInfo

    from monitor.telling import WrongAsked, as_line, as_row, asked, ending

    names = {
        "--brand": brand, "--language": language, "--topic": topic, "--platform": platform, "--author": author,
        "--severity": severity,
    }  # fmt: skip
    with _assembled(config) as (settings, service):
        now = service.clock()
        try:
            when = asked(settings, {option: values or () for option, values in names.items()})
            zone = ZoneInfo(settings.zone_of(when.brands[0]) if len(when.brands) == 1 else settings.zone)
            end = ending(lasting, until, now=now, zone=zone)
        except WrongAsked as error:
            raise fail(str(error), WRONG) from None
        made = service.store.silences.add(when, until=end, by=by or getpass.getuser(), why=why, now=now)
        row = as_row(made, now)
        say(json.dumps(row, ensure_ascii=False) if as_json else as_line(row, zone))


@silence.command("list")
def list_silences(
    config: Config = HERE,
    over: Annotated[bool, typer.Option("--all", help="Also those that are over.")] = False,
    as_json: Json = False,
) -> None:
    """The silences that mute now."""
    from zoneinfo import ZoneInfo

    from monitor.telling import as_line, as_row

    with _assembled(config) as (settings, service):
        now, silences = service.clock(), service.store.silences
        rows = [as_row(one, now) for one in (silences.all() if over else silences.active(now))]
        if as_json:
            say(json.dumps(rows, ensure_ascii=False, indent=2))
        else:
            for row in rows:
                say(as_line(row, ZoneInfo(settings.zone)))


@silence.command("end")
def end_silence(
    number: Annotated[int, typer.Argument(metavar="ID", help="Of `monitor silence list`.")],
    config: Config = HERE,
) -> None:
    """End a silence before its time."""
    with _assembled(config) as (_, service):
        if not service.store.silences.end(number, now=service.clock()):
            raise fail(f"no silence {number} that still mutes; see: monitor silence list")
    say(f"silence {number} is over")


Model = Annotated[str, typer.Option(help="bundled, a folder, or a transformers id.")]


@app.command()
def classify(
    file: Annotated[Path | None, typer.Argument(help="JSONL; standard input if not given or '-'.")] = None,
    model: Model = "bundled",
    config: Config = HERE,
) -> None:
    """JSONL in (id, text, optional lang and brand) → JSONL out, same order, one line each.

    Topics are those of topics.yaml in the configuration folder, or the shipped ones where there is none.
    """
    from monitor.classifying import classify_lines

    with _opened(file) as source:
        faults = 0
        for line, fault in classify_lines(source, _classifier(model, config)):
            # An id may hold a lone surrogate, which no encoding has.
            sys.stdout.write(line.encode("utf-8", "backslashreplace").decode() + "\n")
            if fault:
                faults += 1
                typer.echo(fault, err=True)
    sys.stdout.flush()
    if faults:
        raise fail(f"{faults} lines could not be read; each stands in the output with its error")


@app.command()
def evaluate(
    files: Annotated[
        list[Path],
        typer.Argument(help="JSONL, plain or .gz: text, label, complaint, optional lang, brand, topic."),
    ],
    model: Model = "bundled",
    split: Annotated[str | None, typer.Option(help="Only rows whose `split` is this, such as dev.")] = None,
    config: Config = HERE,
    as_json: Json = False,
) -> None:
    """A scorecard of each set and language: how well the model's verdicts agree with people's labels."""
    from models.evaluate import scorecards
    from monitor.evaluating import FaultyLabels, as_table, labelled, read_labelled

    try:
        rows = [row for file in files for row in read_labelled(file, split)]
    except FaultyLabels as error:
        raise fail(str(error), WRONG) from None
    if not rows:
        raise fail(
            f"no labelled posts in {', '.join(map(str, files))}" + (f" of split {split!r}" if split else "")
        )
    classifier = _classifier(model, config)
    cards = scorecards(labelled(rows, classifier, lambda done: _progress(done, len(rows))))
    if as_json:
        from dataclasses import asdict

        say(
            json.dumps(
                {"model": classifier.name, "sets": [asdict(card) for card in cards]},
                indent=2,
                allow_nan=False,
            )
        )
    else:
        say(f"{classifier.name} on {len(rows)} posts; in brackets 95 % intervals")
        say(as_table(cards).encode("utf-8", "backslashreplace").decode())


def _progress(done: int, total: int) -> None:
    """Show how far a long piece of work is, where somebody looks."""
    if sys.stderr.isatty():
        typer.echo(f"\r{done}/{total}" + ("\n" if done == total else ""), err=True, nl=False)


def _opened(file: Path | None) -> IO[bytes]:
    """A file to read, or standard input where none or "-" is given."""
    try:
        return sys.stdin.buffer if file is None or str(file) == "-" else file.open("rb")
    except OSError as error:
        raise fail(f"{file}: {error.strerror}", WRONG) from None


def _unsayable(replies: Replies, policy: Policy) -> Iterator[str]:
    """The lines of the reply files that no brand may say."""
    from alerts.replies import faulty_lines
    from monitor.reply_notes import told
    from monitor.wording import Words

    words = Words("en", ZoneInfo("UTC"))
    for part, note in faulty_lines(replies, policy):
        yield f"{part.place}: {part.section}: {told(note, words)}"


def _classifier(model: str, config: Path) -> Classifier:
    from models.base import UnknownModel, load
    from monitor.settings import SettingsError, load_topics

    try:
        return load(model, topics=load_topics(config) or None)
    except (UnknownModel, SettingsError) as error:
        raise fail(str(error), WRONG) from None


def _day(text: str, today: date) -> date:
    if text in ("today", "yesterday"):
        return today - timedelta(days=text == "yesterday")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise fail(f"--date: found {text!r}; allowed are YYYY-MM-DD, today, yesterday", WRONG) from None


def _one_of(allowed: type[Format], name: str, option: str) -> Format:
    try:
        return allowed(name)
    except ValueError:
        raise fail(f"{option}: found {name!r}; allowed are {', '.join(allowed)}", WRONG) from None


@contextmanager
def _assembled(config: Path) -> Iterator[tuple[Settings, Service]]:
    """The service of the configuration, with logging set up; its faults become exits."""
    from alerts.replies import FaultyReplies
    from models.base import UnknownModel
    from monitor import logs
    from monitor.assembly import assemble
    from monitor.settings import SettingsError, load
    from monitor.store import StoreError
    from monitor.web.server import AddressTaken

    try:
        settings = load(config, os.environ)
        logs.configure(level=settings.log.level, form=settings.log.format, secrets=settings.secrets.values())
        service = assemble(settings, config)
    except (SettingsError, FaultyReplies, UnknownModel) as error:
        raise fail(str(error), WRONG) from None
    except StoreError as error:
        raise fail(str(error)) from None
    try:
        yield settings, service
    except UnknownModel as error:
        raise fail(str(error), WRONG) from None
    except (StoreError, AddressTaken, OSError) as error:
        raise fail(str(error)) from None
    finally:
        service.close()


def _try_credentials(settings: Settings) -> tuple[dict[str, str], list[str]]:
    """Ask each platform and notifier as whom it knows us."""
    from alerts.base import DeliveryError
    from connectors.base import Refused, TryLater
    from monitor.assembly import connectors_of, notifiers_of

    known_as: dict[str, str] = {}
    refused: list[str] = []
    checks: dict[str, Callable[[], Any]] = {name: one.check for name, one in connectors_of(settings).items()}
    checks |= {name: one.check for name, one in notifiers_of(settings).items()}
    for name, ask in checks.items():
        try:
            known_as[name] = ask()
        except (TryLater, Refused, DeliveryError) as error:
            refused.append(f"{name}: {error}")
    return known_as, refused
