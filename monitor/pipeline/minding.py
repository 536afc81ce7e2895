"""mind: what time does by itself: promises that run out, sleepers that wake, incidents that end, authors who go on."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from alerts.base import Severity
from monitor import cards, clocks, placing
from monitor.pipeline.following import follow
from monitor.pipeline.judging import placer
from monitor.records import Address, Due
from monitor.service import BrandPlan, Service

#: From this share of a promise on, in percent, people are called by name.
_CALL_FROM = 80


def close_incidents(service: Service) -> int:
    """End the incidents that nobody joined for long; how many."""
    rules = {brand.key: brand.incidents for brand in service.brands.values()}
    return service.store.incidents.close(rules=rules, now=service.clock())


def mind(service: Service) -> int:
    """Do what time asks for: warn of promises, call the lead, wake sleepers, tell of who joined; how much was done."""
    done = 0
    while not service.stop.is_set():
        due = service.store.cases.due(now=service.clock())
        if not due:
            break
        done += sum(_mind(service, case) for case in due)
    done += follow(service)
    now = service.clock()
    done += service.store.incidents.detail(now=now)
    return done + service.store.digests.unroll(shown=cards.SHOWN, now=now)


def _mind(service: Service, case: Due) -> bool:
    """Look at one case's clocks: do the step that is due, or wait for the next."""
    now, brand = service.clock(), service.brands.get(case.traits.brand)
    step = None
    if brand is not None and case.snooze != "worse":
        step = clocks.next_step(_seen(case), _rules(case, brand), brand.hours, now)
    if (
        brand is not None
        and step is not None
        and step.at <= now
        and (until := _quiet(case, step, brand, now))
    ):
        step = clocks.Step(step.name, until)
    if brand is None or step is None or step.at > now:
        service.store.cases.wait(case, step.at if step else None)
        return False
    values, starts_anew = _changes(case, step.name, now)
    facts: dict[str, object] = {"people": brand.first}
    if case.owner:
        facts = {"owner": case.owner}
    also: tuple[Address, ...] = ()
    if step.name.startswith(("take_", "answer_")):
        clock, _, percent = step.name.partition("_")
        left = clocks.left(_seen(case), brand.clocks, brand.hours, now) or timedelta()
        kind = f"promise_{clock}" if left > timedelta() else f"promise_{clock}_broken"
        facts |= {"percent": int(percent), "left_seconds": left.total_seconds()}
        if int(percent) < _CALL_FROM:
            facts |= {"people": (), "owner": None}
    elif step.name == "lead":
        kind, facts = "lead", {"people": brand.lead or brand.first, "owner": case.owner}
    elif step.name == "second":
        also = placing.second(case.traits, brand.placing)
        kind, facts = "second", {"people": brand.lead}
        if not also:
            return service.store.cases.act(case, step.name, now=now, values={}, notice=None)
    else:
        kind = step.name
        facts |= {"who": case.acknowledged_by}
        if "severity" in values:
            facts |= {"severity": Severity(values["severity"]).name}
    return service.store.cases.act(
        case,
        None if starts_anew else step.name,
        now=now,
        values=values,
        notice=(f"case_{kind}", facts) if case.told else None,
        also=also,
        place=placer(service, now) if step.name == "age" else None,
        reason=_reason(case, brand, now) if step.name == "age" else None,
    )


def _seen(case: Due) -> clocks.Case:
    """A case as its clocks see it."""
    return clocks.Case(
        severity=case.traits.severity,
        state=case.state,
        opened_at=case.opened_at,
        acknowledged_at=case.acknowledged_at,
        touched_at=case.touched_at,
        snoozed_until=case.snoozed_until,
        done=case.done,
        restarted_at=case.restarted_at,
    )


def _quiet(case: Due, step: clocks.Step, brand: BrandPlan, now: datetime) -> datetime | None:
    """When the quiet ends in which nobody is called because of this step; None if it may be done now."""
    quiet = brand.placing.quiet
    if quiet is None or step.name == "wake":  # when that is, a person chose
        return None
    return quiet.held(case.traits.severity, now)


def _rules(case: Due, brand: BrandPlan) -> clocks.Rules:
    """The brand's; of what has no card only its age counts, for there is nobody to be warned.

    What was answered, or is told with an incident, can only wake. What triage decided ages by one step and no more; an
    incident is as grave as its complaints.
    """
    if case.answered or case.grouped:
        return replace(brand.clocks, promises={}, untake_after=None, ages_after={})
    ages = brand.rules.ages_after if case.traits.severity == case.judged and not case.capped else {}
    rules = replace(brand.clocks, ages_after=ages)
    return rules if case.told else replace(rules, promises={}, untake_after=None)


def _reason(case: Due, brand: BrandPlan, now: datetime) -> dict[str, Any]:
    """Why it is graver than it was."""
    waited = brand.hours.between(case.restarted_at or case.opened_at, now)
    return {"code": "unanswered", "facts": {"count": max(waited // timedelta(hours=1), 1)}}


def _changes(case: Due, step: str, now: datetime) -> tuple[dict[str, Any], bool]:
    """What a step changes in the case itself, and whether its clocks then begin anew."""
    if step == "wake":
        return {"snooze": None, "snoozed_until": None, "restarted_at": now}, True
    if step == "untake":
        nobody = dict.fromkeys(("acknowledged_at", "acknowledged_by", "owner"))
        return {"state": "open", "restarted_at": now, **nobody}, True
    if step == "age":
        return {"severity": int(case.traits.severity) + 1, "restarted_at": now}, True
    return {}, False
