"""What the commands share: the application they belong to, options, faults told in one line, the assembled service."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from monitor.service import Service
    from monitor.settings import Settings

app = typer.Typer(
    help="Listens for brand mentions, finds the unhappy customers and brings the urgent ones to Slack.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

FAULT, WRONG = 1, 2

Config = Annotated[
    Path, typer.Option("--config", envvar="MONITOR_CONFIG", help="The folder of monitor.yaml and brands/.")
]
Json = Annotated[bool, typer.Option("--json", help="For programs.")]

HERE = Path("config")


def say(text: str) -> None:
    """A line for people or programs, on standard output."""
    typer.echo(text)


def fail(text: str, code: int = FAULT) -> typer.Exit:
    """Tell a fault on standard error, ready to be raised."""
    typer.echo(text, err=True)
    return typer.Exit(code)


def opened(file: Path | None) -> IO[bytes]:
    """A file to read, or standard input where none or "-" is given."""
    try:
        return sys.stdin.buffer if file is None or str(file) == "-" else file.open("rb")
    except OSError as error:
        raise fail(f"{file}: {error.strerror}", WRONG) from None


@contextmanager
def assembled(config: Path) -> Iterator[tuple[Settings, Service]]:
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
