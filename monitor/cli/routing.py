"""The commands about who is told: `route` and `silence`."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from monitor.cli.options import HERE, WRONG, Config, Json, app, assembled, fail, say

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
    with assembled(config) as (settings, service):
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
    with assembled(config) as (settings, service):
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

    with assembled(config) as (settings, service):
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
    with assembled(config) as (_, service):
        if not service.store.silences.end(number, now=service.clock()):
            raise fail(f"no silence {number} that still mutes; see: monitor silence list")
    say(f"silence {number} is over")
