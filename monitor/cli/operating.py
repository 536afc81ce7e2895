"""The commands that set up and run the service, and tell how it is: from `demo` to `report`."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo

import typer

from monitor.cli.options import HERE, WRONG, Config, Json, app, assembled, fail, say

if TYPE_CHECKING:
    from alerts.replies import Policy, Replies
    from monitor.settings import Settings


class Format(StrEnum):
    """What a report can be written as."""

    html = "html"
    md = "md"
    json = "json"


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
        brands = settings.brands if settings else {}
        policy = Policy.of(promise for brand in brands.values() for promise in brand.reply.may_promise)
        shared = load_replies(config / "replies")
        faults += _unsayable(shared, policy)
        for key, brand in brands.items():
            own = load_replies(config / "replies" / key, over=shared)
            faults += [
                fault
                for fault in _unsayable(own, Policy.of(brand.reply.may_promise))
                if fault.startswith(str(config / "replies" / key))
            ]
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


@app.command()
def run(config: Config = HERE) -> None:
    """Run the service until SIGTERM or Ctrl-C."""
    from monitor.running import run_service

    with assembled(config) as (settings, service):
        if not run_service(settings, service):
            os._exit(0)  # a request still hangs; every transaction is either whole or not there


@app.command()
def once(config: Config = HERE, as_json: Json = False) -> None:
    """One cycle of poll, judge, deliver, then exit."""
    from monitor.running import one_cycle

    with assembled(config) as (_, service):
        did = one_cycle(service)
    say(json.dumps(did) if as_json else "  ".join(f"{name} {count}" for name, count in did.items()))
    if did["refused"]:
        raise fail(f"refused watches: {did['refused']}; see: monitor status")


@app.command()
def status(config: Config = HERE, as_json: Json = False) -> None:
    """Each watch: last success, cursor age, faults; queue lengths."""
    from monitor.running import print_status, read_status

    with assembled(config) as (_, service):
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
    with assembled(config) as (settings, service):
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


def _unsayable(replies: Replies, policy: Policy) -> Iterator[str]:
    """The lines of the reply files that no brand may say."""
    from alerts.replies import faulty_lines
    from monitor.reply_notes import told
    from monitor.wording import Words

    words = Words("en", ZoneInfo("UTC"))
    for part, note in faulty_lines(replies, policy):
        yield f"{part.place}: {part.section}: {told(note, words)}"


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


def _try_credentials(settings: Settings) -> tuple[dict[str, str], list[str]]:
    """Ask each platform and notifier as whom it knows us, and the writer for a word."""
    from alerts.base import DeliveryError
    from connectors.base import Refused, TryLater
    from monitor.assembly import connectors_of, notifiers_of, publishers_of, writer_of

    known_as: dict[str, str] = {}
    refused: list[str] = []
    checks: dict[str, Callable[[], Any]] = {name: one.check for name, one in connectors_of(settings).items()}
    checks |= {f"{name}, to publish": one.check for name, one in publishers_of(settings).items()}
    checks |= {name: one.check for name, one in notifiers_of(settings).items()}
    if (writer := writer_of(settings)) is not None:
        checks["writer"] = writer.check
    for name, ask in checks.items():
        try:
            known_as[name] = ask()
        except (TryLater, Refused, DeliveryError) as error:
            refused.append(f"{name}: {error}")
    return known_as, refused
