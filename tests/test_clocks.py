"""Promises and their clocks: every transition in a table, and what holds of any case."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.base import Severity
from monitor.clocks import Case, Promise, Rules, Step, left, next_step
from monitor.hours import ALWAYS, Hours

ISTANBUL = ZoneInfo("Europe/Istanbul")
OFFICE = Hours(ISTANBUL, dict.fromkeys(range(5), ((time(9), time(18)),)))
ALL_DAY = ALWAYS(ISTANBUL)
OPENED = datetime(2026, 11, 30, 10, tzinfo=ISTANBUL)  # a Monday
RULES = Rules(ages_after={Severity.medium: timedelta(hours=6)})


def after(minutes: float) -> datetime:
    return OPENED + timedelta(minutes=minutes)


def case(severity: Severity = Severity.high, **others: Any) -> Case:
    if "acknowledged_at" in others:
        others.setdefault("state", "acknowledged")
        others.setdefault("touched_at", others["acknowledged_at"])
    return Case(**{"state": "open", "opened_at": OPENED, "touched_at": OPENED, "severity": severity} | others)


TAKEN = {"acknowledged_at": after(10)}


@pytest.mark.parametrize(
    ("one", "step"),
    [
        # open: 15 minutes to take it, warned at 50, 80 and 100 %
        (case(), ("take_50", 7.5)),
        (case(done="take_50"), ("take_80", 12)),
        (case(done="take_80"), ("take_100", 15)),
        (case(done="take_100"), ("lead", 30)),
        (case(done="lead"), ("second", 75)),
        (case(done="second"), None),
        # taken: an hour to answer from when it was opened; let lie, it is given back
        (case(**TAKEN), ("answer_50", 30)),
        (case(**TAKEN, done="answer_50"), ("answer_80", 48)),
        (case(**TAKEN, done="answer_80"), ("answer_100", 60)),
        (case(**TAKEN, done="answer_100"), ("lead", 75)),
        (case(**TAKEN, done="lead"), ("untake", 10 + 240)),
        (case(**TAKEN, touched_at=after(100), done="lead"), ("untake", 100 + 240)),
        (case(**TAKEN, done="untake"), None),
        # who takes it late is not told of what was due before
        (case(acknowledged_at=after(50)), ("answer_100", 60)),
        (case(acknowledged_at=after(70)), ("lead", 75)),
        (case(acknowledged_at=after(80)), ("untake", 80 + 240)),
        # asleep it only wakes, whatever was done before
        (case(snoozed_until=after(500)), ("wake", 500)),
        (case(snoozed_until=after(500), done="take_80"), ("wake", 500)),
        (case(**TAKEN, snoozed_until=after(500)), ("wake", 500)),
        (case(snoozed_until=after(500), done="wake"), None),
        # a medium one has four hours, then ages; a critical one cannot rise, a low one has no promise
        (case(Severity.medium, done="take_100"), ("lead", 240 + 15)),
        (case(Severity.medium, done="second"), ("age", 360)),
        (case(Severity.medium, done="age"), None),
        (case(Severity.critical, done="second"), None),
        (case(Severity.low), None),
        # risen, its clocks run from then
        (case(restarted_at=after(360)), ("take_50", 360 + 7.5)),
        (case(state="resolved"), None),
        (case(state="resolved", snoozed_until=after(500)), None),
    ],
)
def test_the_next_step(one: Case, step: tuple[str, float] | None) -> None:
    found = next_step(one, RULES, ALL_DAY, OPENED)
    assert found == (step and Step(step[0], after(step[1])))


@pytest.mark.parametrize(
    ("one", "now", "names"),
    [
        # the service was down: the last warning of the clock, then each escalation once
        (case(), 13, ["take_80"]),
        (case(), 16, ["take_100"]),
        (case(), 1000, ["take_100", "lead", "second"]),
        (case(done="take_50"), 1000, ["take_100", "lead", "second"]),
        (case(done="lead"), 1000, ["second"]),
        (case(**TAKEN), 62, ["answer_100"]),
        (case(**TAKEN), 1000, ["answer_100", "lead", "untake"]),
        (case(Severity.medium), 1000, ["take_100", "lead", "second", "age"]),
        (case(snoozed_until=after(500)), 1000, ["wake"]),
    ],
)
def test_what_is_overdue_is_given_once(one: Case, now: float, names: list[str]) -> None:
    done = []
    while (step := next_step(one, RULES, ALL_DAY, after(now))) and step.at <= after(now):
        done.append(step.name)
        if step.name in ("untake", "wake", "age"):
            break  # another state, another severity
        one = case(**{name: getattr(one, name) for name in Case.__slots__} | {"done": step.name})
    assert done == names


def december(day: int, hour: int, minute: int) -> datetime:
    return datetime(2026, 12, day, hour, minute, tzinfo=ISTANBUL)


@pytest.mark.parametrize(
    ("severity", "opened", "step"),
    [
        # Friday evening: only what is critical runs over the week-end
        (Severity.critical, december(4, 17, 55), december(4, 18, 10)),
        (Severity.high, december(4, 17, 55), december(7, 9, 10)),
        (Severity.medium, december(4, 17, 55), december(7, 12, 55)),
        (Severity.high, december(5, 12, 0), december(7, 9, 15)),
    ],
)
def test_promises_run_in_working_hours(severity: Severity, opened: datetime, step: datetime) -> None:
    one = case(severity, opened_at=opened, touched_at=opened, done="take_80")
    assert next_step(one, RULES, OFFICE, opened) == Step("take_100", step)


def test_without_escalation_it_ends_with_the_promise() -> None:
    rules = Rules(lead_after=None, second_after=None, untake_after=None)
    assert next_step(case(done="take_100"), rules, ALL_DAY, OPENED) is None
    assert next_step(case(**TAKEN, done="answer_100"), rules, ALL_DAY, OPENED) is None


def test_shares_that_an_operator_changed_do_not_warn_again() -> None:
    rules = Rules(warn_at=(0.25, 0.9))
    assert next_step(case(done="take_80"), rules, ALL_DAY, OPENED) == Step("take_90", after(13.5))
    assert next_step(case(done="take_100"), rules, ALL_DAY, OPENED) == Step("lead", after(30))


@pytest.mark.parametrize(
    ("one", "hours", "now", "minutes"),
    [
        (case(), ALL_DAY, 5, 10),
        (case(), ALL_DAY, 20, -5),
        (case(**TAKEN), ALL_DAY, 20, 40),
        (case(**TAKEN), ALL_DAY, 24 * 60, -23 * 60),
        (case(Severity.medium), OFFICE, 7 * 60, -3 * 60),
        (case(Severity.medium), OFFICE, 24 * 60, -(4 + 1) * 60),  # the night is not counted against anybody
        (case(Severity.critical), OFFICE, 24 * 60, 15 - 24 * 60),
        (case(Severity.low), ALL_DAY, 5, None),
        (case(state="resolved"), ALL_DAY, 5, None),
    ],
)
def test_how_much_is_left(one: Case, hours: Hours, now: float, minutes: float | None) -> None:
    expected = None if minutes is None else timedelta(minutes=minutes)
    assert left(one, RULES, hours, after(now)) == expected


# --- what always holds

lengths = st.integers(1, 3000).map(lambda minutes: timedelta(minutes=minutes))
maybe = st.none() | lengths
shares = st.lists(st.integers(1, 20), max_size=4, unique=True).map(
    lambda found: tuple(x / 10 for x in sorted(found))
)
rules_ = st.builds(
    Rules,
    st.dictionaries(st.sampled_from(Severity), st.builds(Promise, lengths, lengths, st.booleans())),
    shares, maybe, maybe, maybe,
    st.dictionaries(st.sampled_from(Severity), lengths),
)  # fmt: skip
moments = st.integers(0, 20_000).map(after)
cases_ = st.builds(
    Case,
    severity=st.sampled_from(Severity),
    state=st.sampled_from(("open", "acknowledged", "resolved")),
    opened_at=st.just(OPENED),
    acknowledged_at=st.none() | moments,
    touched_at=moments,
    snoozed_until=st.none() | moments,
    done=st.none(),
)


@given(cases_, rules_, st.sampled_from((OFFICE, ALL_DAY)), moments)
def test_steps_come_in_order_and_end(one: Case, rules: Rules, hours: Hours, now: datetime) -> None:
    seen: list[Step] = []
    while step := next_step(one, rules, hours, now):
        assert not seen or step.at >= seen[-1].at
        assert step.name not in {before.name for before in seen}
        assert step.at.tzinfo is not None
        seen.append(step)
        assert len(seen) < 12
        one = Case(**{name: getattr(one, name) for name in Case.__slots__} | {"done": step.name})
    overdue = [step for step in seen if step.at <= now and step.name.startswith(("take_", "answer_"))]
    assert len(overdue) <= 1


@given(cases_, rules_, st.sampled_from((OFFICE, ALL_DAY)), moments)
def test_what_is_left_runs_out_when_the_promise_breaks(
    one: Case, rules: Rules, hours: Hours, now: datetime
) -> None:
    remains = left(one, rules, hours, now)
    assert (remains is None) == (one.state == "resolved" or one.severity not in rules.promises)
    if remains is not None:
        later = left(one, rules, hours, now + timedelta(hours=1))
        assert later is not None
        assert timedelta(0) <= remains - later <= timedelta(hours=1)
        assert left(one, rules, hours, OPENED) > timedelta(0)
