"""The terminal as a place: a card for each message, one line for each change."""

from __future__ import annotations

import sys
from datetime import datetime
from io import StringIO
from typing import TextIO
from uuid import uuid4

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.text import Text

from alerts.base import Button, DeliveryError, Form, Message, Press, Severity
from alerts.text import clean, one_line, truncate

_BORDERS = {Severity.critical: "red", Severity.high: "yellow", Severity.medium: "cyan", Severity.low: "dim"}
_TEXT = 2000


class ConsoleNotifier:
    """Prints to a terminal or a file; for trying things out, and where no other place is set up.

    Args:
        stream: standard output if None.
        width: in columns; the terminal's if None.
    """

    kind = "console"

    def __init__(self, *, stream: TextIO | None = None, width: int | None = None) -> None:
        self._stream = stream
        self._width = width

    def send(self, message: Message, place: str, *, thread: str | None = None) -> str:  # noqa: ARG002  # a terminal has none
        """Print `message` as a card; see `Notifier.send`."""
        border = "dim" if message.severity is None else _BORDERS[message.severity]
        title = Text(f" {one_line(place)} ")
        self._print(Panel(Group(*_card(message)), title=title, title_align="left", border_style=border))
        return f"console-{uuid4().hex}"

    def update(self, message: Message, place: str, message_id: str) -> None:  # noqa: ARG002  # a terminal cannot go back
        """Print one line that tells the change; see `Notifier.update`."""
        line = Text("↻ ").append(one_line(message.headline), style="bold")
        self._print(line.append(f" · {one_line(message.state)}" if message.state.strip() else ""))

    def find(
        self,
        delivery_id: str,  # noqa: ARG002  # likewise
        place: str,  # noqa: ARG002
        *,
        since: datetime,  # noqa: ARG002
        thread: str | None = None,  # noqa: ARG002
    ) -> str | None:
        """Nothing can be found on a terminal; None. See `Notifier.find`."""
        return None

    def whisper(self, press: Press, text: str) -> None:
        """Nobody presses anything on a terminal; see `Notifier.whisper`."""

    def open(self, press: Press, form: Form) -> bool:  # noqa: ARG002  # likewise
        """A terminal has no forms; see `Notifier.open`."""
        return False

    def redraw(self, press: Press, form: Form) -> None:
        """There is no form to redraw; see `Notifier.redraw`."""

    def check(self) -> str:
        """Say that it prints; see `Notifier.check`."""
        return "prints to the terminal"

    def close(self) -> None:
        """The stream stays open: it is the caller's."""

    def _print(self, card: RenderableType) -> None:
        stream = self._stream or sys.stdout
        encoding = getattr(stream, "encoding", None) or "utf-8"
        drawn = StringIO()
        try:
            terminal = stream.isatty()
            console = Console(file=drawn, width=self._width, force_terminal=terminal, highlight=False)
            console.print(card, markup=False, emoji=False)
            # In one piece: other threads print too. A terminal of few letters gets question marks, no error.
            stream.write(drawn.getvalue().encode(encoding, "replace").decode(encoding))
            stream.flush()
        except (OSError, ValueError) as error:
            raise DeliveryError(f"the terminal is gone ({type(error).__name__})") from error


def _card(message: Message) -> list[RenderableType]:
    lines: list[RenderableType] = [_text(message.headline, "bold")]
    if message.state.strip():
        lines.append(_text(message.state, "italic"))
    if not message.folded:
        lines += [_text(fact.label, "dim").append("  ").append(_text(fact.value)) for fact in message.facts]
    for quote in message.quotes:
        lines.append(Padding(_text(f"{quote.source}  {quote.url or ''}", "dim"), (1, 0, 0, 0)))
        lines += [Text("> ").append(line) for line in _long(quote.text)]
    if message.folded:
        return lines
    for section in message.sections:
        lines.append(Padding(_text(section.title, "bold"), (1, 0, 0, 0)))
        lines += [Text("• ").append(_text(line)) for line in section.lines]
    for draft in message.drafts:
        lines.append(Padding(_text(draft.label, "bold"), (1, 0, 0, 0)))
        lines += [Text("  ").append(line) for line in _long(draft.text)]
    lines += [_text(f"{link.label}: {link.url}", "dim") for link in message.links]
    if message.buttons:
        labels = " ".join(f"[{each.label}]" for each in message.buttons if isinstance(each, Button))
        lines.append(Padding(_text(labels), (1, 0, 0, 0)))
    return lines


def _text(text: str, style: str = "") -> Text:
    return Text(truncate(one_line(text), _TEXT), style=style)


def _long(text: str) -> list[str]:
    return truncate(clean(text), _TEXT).split("\n")
