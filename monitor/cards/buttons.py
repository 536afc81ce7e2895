"""What can be pressed on a card, and how its value names what it is about: "12", "incident:12", "12/morning"."""

from __future__ import annotations

import re

from alerts.base import Button, Choice, Menu
from monitor.records import Alert, Handled, Incident, Subject
from monitor.wording import Words

_VALUE = re.compile(r"(?:(incident|digest):)?([0-9]{1,18})(?:/([a-z0-9_]{1,40}))?")
#: For how long a card may sleep.
SNOOZES = ("hour", "morning", "worse")


def value_of(subject: Subject, detail: str = "") -> str:
    """Name a subject, and what was chosen with it, in the value of a button."""
    kind = "" if subject.kind == "alert" else f"{subject.kind}:"
    return f"{kind}{subject.id}" + (f"/{detail}" if detail else "")


def read_value(value: str) -> tuple[Subject, str] | None:
    """Read the value of a button of ours; None if it is none."""
    found = _VALUE.fullmatch(value)
    if found is None:
        return None
    kind: str = found[1] or "alert"
    return Subject(kind, int(found[2])), found[3] or ""  # type: ignore[arg-type]  # the pattern knows all kinds


def alert_buttons(alert: Alert, words: Words) -> tuple[Button | Menu, ...]:
    """What can be done with an alert as it stands."""
    if alert.state == "resolved":
        return ()
    subject = Subject("alert", alert.id)
    more = ["assign", "not_a_complaint", "resolve"]
    if alert.incident_id is not None:
        more.append("leave")
    return (*_first(alert, subject, words), _snooze(subject, words), _more(subject, more, words))


def incident_buttons(incident: Incident, words: Words) -> tuple[Button | Menu, ...]:
    """What can be done with an incident as it stands."""
    if incident.state == "resolved":
        return ()
    subject = Subject("incident", incident.id)
    more = ["assign", "not_a_complaint", "resolve"]
    if not incident.surge:
        more += ["explain", "merge"]
    return (*_first(incident, subject, words), _snooze(subject, words), _more(subject, more, words))


def _first(handled: Handled, subject: Subject, words: Words) -> tuple[Button, ...]:
    """Take it while nobody has it; reply to the customer, or to the next of an incident's."""
    value = value_of(subject)
    take = Button(action="take", label=words("button.take"), value=value, style="primary")
    reply = Button(action="reply", label=words("button.reply"), value=value)
    alone = isinstance(handled, Incident) and handled.surge
    return ((take,) if handled.state == "open" else ()) + (() if alone else (reply,))


def _snooze(subject: Subject, words: Words) -> Menu:
    return Menu(
        label=words("button.snooze"),
        choices=tuple(
            Choice(action="snooze", label=words(f"snooze.{name}"), value=value_of(subject, name))
            for name in SNOOZES
        ),
    )


def _more(subject: Subject, actions: list[str], words: Words) -> Menu:
    return Menu(
        label="",
        choices=tuple(
            Choice(action=action, label=words(f"button.{action}"), value=value_of(subject))
            for action in actions
        ),
    )
