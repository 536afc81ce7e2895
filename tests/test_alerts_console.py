"""The terminal's card: readable, and no text in it moves the cursor, colours a line or is read as markup."""

from __future__ import annotations

from io import BytesIO, StringIO, TextIOWrapper

import pytest

from alerts.base import Button, DeliveryError, Draft, Fact, Message, Quote, Severity
from alerts.console import ConsoleNotifier


def printed(message: Message, width: int = 60) -> str:
    stream = StringIO()
    ConsoleNotifier(stream=stream, width=width).send(message, "#complaints")
    return stream.getvalue()


def test_a_card_reads_from_top_to_bottom() -> None:
    lines = printed(
        Message(
            delivery_id="d",
            headline="High: parcel lost",
            severity=Severity.high,
            state="open",
            facts=(Fact(label="Author", value="@ayse"),),
            quotes=(Quote(text="where is it\nsince Monday", source="X"),),
            drafts=(Draft(label="Draft", text="Hi Ayşe,\non us."),),
            buttons=(Button(action="take", label="Take", value="1"),),
        )
    ).splitlines()
    inside = [line.strip("│╭╮╰╯─ ") for line in lines]
    assert [line for line in inside if line] == [
        "#complaints",
        "High: parcel lost",
        "open",
        "Author  @ayse",
        "X",
        "> where is it",
        "> since Monday",
        "Draft",
        "Hi Ayşe,",
        "on us.",
        "[Take]",
    ]
    assert {len(line) for line in lines} == {60}


def test_markup_and_control_sequences_are_plain_text() -> None:
    text = "[bold red]x[/] [link=http://evil]y[/link] :fire: "
    text += "\x1b[31mred\x1b[0m \x1b]8;;http://evil\x07z \x9b2J\r"
    shown = printed(
        Message(delivery_id="d", headline=text, quotes=(Quote(text=text, source=text),)), width=200
    )
    assert "[bold red]x[/] [link=http://evil]y[/link] :fire: [31mred[0m ]8;;http://evilz 2J" in shown
    assert not {"\x1b", "\x07", "\x9b", "\r"} & set(shown)


def test_an_update_is_one_line() -> None:
    stream = StringIO()
    notifier = ConsoleNotifier(stream=stream, width=80)
    notifier.update(Message(delivery_id="d", headline="High: parcel lost", state="Elif has it"), "#c", "id")
    notifier.update(Message(delivery_id="d", headline="Done"), "#c", "id")
    assert stream.getvalue() == "↻ High: parcel lost · Elif has it\n↻ Done\n"


def test_a_terminal_has_colours_and_the_words_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    stream = StringIO()
    monkeypatch.setattr(stream, "isatty", lambda: True)
    ConsoleNotifier(stream=stream, width=60).send(
        Message(delivery_id="d", headline="Critical: burnt hand", severity=Severity.critical), "#c"
    )
    assert "\x1b[31m" in stream.getvalue()
    assert "Critical: burnt hand" in stream.getvalue()


def test_a_terminal_of_few_letters_gets_question_marks() -> None:
    raw = BytesIO()
    stream = TextIOWrapper(raw, encoding="ascii")
    ConsoleNotifier(stream=stream, width=60).update(Message(delivery_id="d", headline="Şikâyet"), "#c", "id")
    assert raw.getvalue() == b"? ?ik?yet\n"


def test_standard_output_is_the_default(capsys: pytest.CaptureFixture[str]) -> None:
    ConsoleNotifier(width=60).send(Message(delivery_id="d", headline="Hello"), "#c")
    assert "Hello" in capsys.readouterr().out


def test_a_closed_stream_is_a_delivery_error() -> None:
    stream = StringIO()
    stream.close()
    with pytest.raises(DeliveryError, match="terminal is gone"):
        ConsoleNotifier(stream=stream, width=60).send(Message(delivery_id="d", headline="Hello"), "#c")
