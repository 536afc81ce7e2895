"""What a team promises about a complaint, and what happens next when nobody keeps it.

    open:          take_50 ─▶ take_80 ─▶ take_100 ─▶ lead ─▶ second        age: its severity rises
    acknowledged:  answer_50 ─▶ answer_80 ─▶ answer_100 ─▶ lead            untake: nothing was pressed for so long
    snoozed:       wake
    resolved:      nothing

The numbers are percent of the promise, those of `Rules.warn_at`. Promises run in working hours, or around the clock
where they say so; both run from when the case was opened, for that is since when a customer waits.

Pure: data in, data out, `now` an argument.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from alerts.base import Severity
from monitor.hours import ALWAYS, Hours


@dataclass(frozen=True, slots=True)
class Promise:
    """How soon somebody takes a complaint, and how soon its author has an answer, both since it was opened."""

    take: timedelta
    answer: timedelta
    around_the_clock: bool = False


#: Customers expect an answer within the hour where it burns, and within the day else.
PROMISES: Mapping[Severity, Promise] = {
    Severity.medium: Promise(timedelta(hours=4), timedelta(hours=24)),
    Severity.high: Promise(timedelta(minutes=15), timedelta(minutes=60)),
    Severity.critical: Promise(timedelta(minutes=15), timedelta(minutes=60), around_the_clock=True),
}


@dataclass(frozen=True, slots=True)
class Rules:
    """What an operator may tune.

    Args:
        promises: by severity; one without has no clock.
        warn_at: at which shares of a promise to warn; 1.0 is when it breaks.
        lead_after, second_after: so long after the promise broke the lead is called, and the second place told; None:
            never.
        untake_after: what somebody took and then let lie for so long is open again; None: never.
        ages_after: so long after it was opened an open case of this severity rises to the next.
    """

    promises: Mapping[Severity, Promise] = field(default_factory=lambda: PROMISES)
    warn_at: tuple[float, ...] = (0.5, 0.8, 1.0)
    lead_after: timedelta | None = timedelta(minutes=15)
    second_after: timedelta | None = timedelta(minutes=60)
    untake_after: timedelta | None = timedelta(hours=4)
    ages_after: Mapping[Severity, timedelta] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An alert or an incident, as far as its clocks see it.

    Args:
        touched_at: when somebody last pressed something.
        snoozed_until: None unless it sleeps; to be cleared when it wakes.
        done: the last step done in the present state; None after every change of state or severity.
        restarted_at: from when its clocks run if not from `opened_at`: its severity rose, it woke, it was given back.
    """

    severity: Severity
    state: Literal["open", "acknowledged", "resolved"]
    opened_at: datetime
    acknowledged_at: datetime | None = None
    touched_at: datetime
    snoozed_until: datetime | None = None
    done: str | None = None
    restarted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """What is to be done with a case, and when."""

    name: str
    at: datetime


def next_step(case: Case, rules: Rules, hours: Hours, now: datetime) -> Step | None:
    """Find what is to be done next with a case.

    Args:
        hours: the brand's.
        now: of several warnings that are due by now only the last is given, so that a service that was down does not
            pour them all out.

    Returns:
        The first step that comes after `case.done` in time; it may lie in the past. None if nothing will happen by
        itself.
    """
    if case.state == "resolved":
        return None
    if case.snoozed_until is not None:
        return None if case.done == "wake" else Step("wake", case.snoozed_until)
    steps = sorted(_steps(case, rules, hours), key=lambda step: step.at)
    names = [step.name for step in steps]
    ahead = steps[names.index(case.done) + 1 :] if case.done in names else steps
    due = [step for step in ahead if _warns(step.name) and step.at <= now]
    return next((step for step in ahead if step not in due[:-1]), None)


def due_at(case: Case, rules: Rules, hours: Hours) -> datetime | None:
    """When the promise that runs is to be kept; None if none runs."""
    promise = rules.promises.get(case.severity)
    if promise is None or case.state == "resolved":
        return None
    return _hours(promise, hours).add(_start(case), _length(promise, case))


def left(case: Case, rules: Rules, hours: Hours, now: datetime) -> timedelta | None:
    """How much working time is left of the promise that runs, negative if it broke; None if none runs."""
    due = due_at(case, rules, hours)
    promise = rules.promises.get(case.severity)
    return None if due is None else _hours(promise, hours).between(now, due)


def _steps(case: Case, rules: Rules, hours: Hours) -> Iterator[Step]:
    """Every step of the present state; those at one moment in the order of the drawing above."""
    promise = rules.promises.get(case.severity)
    hours = _hours(promise, hours)
    taken = case.state == "acknowledged"
    for step in _ladder(case, promise, rules, hours) if promise else ():
        # Whoever took it has seen the card: what was due before that is told no more.
        if not taken or case.acknowledged_at is None or step.at > case.acknowledged_at:
            yield step
    if taken and rules.untake_after is not None:
        yield Step("untake", hours.add(case.touched_at, rules.untake_after))
    elif not taken and case.severity < max(Severity) and (after := rules.ages_after.get(case.severity)):
        yield Step("age", hours.add(_start(case), after))


def _ladder(case: Case, promise: Promise, rules: Rules, hours: Hours) -> Iterator[Step]:
    clock = "answer" if case.state == "acknowledged" else "take"
    length = _length(promise, case)
    percents = {round(100 * share) for share in rules.warn_at}
    if case.done and case.done.startswith(f"{clock}_"):
        percents.add(
            int(case.done.removeprefix(f"{clock}_"))
        )  # known, though an operator changed the shares since
    for percent in sorted(percents):
        yield Step(f"{clock}_{percent}", hours.add(_start(case), length * percent / 100))
    broken = hours.add(_start(case), length)
    if rules.lead_after is not None:
        yield Step("lead", hours.add(broken, rules.lead_after))
    if rules.second_after is not None and clock == "take":
        yield Step("second", hours.add(broken, rules.second_after))


def _start(case: Case) -> datetime:
    return case.restarted_at or case.opened_at


def _length(promise: Promise, case: Case) -> timedelta:
    return promise.answer if case.state == "acknowledged" else promise.take


def _hours(promise: Promise | None, hours: Hours) -> Hours:
    return ALWAYS(hours.zone) if promise and promise.around_the_clock else hours


def _warns(name: str) -> bool:
    return name.startswith(("take_", "answer_"))
