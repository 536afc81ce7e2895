"""New complaints sorted into the incidents of their brands: what `judge` does between triage and record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from alerts.base import Severity
from models.base import Verdict
from monitor import incidents
from monitor.records import Unjudged
from monitor.service import BrandPlan, Remembered, Service
from monitor.sorting import sort_in
from monitor.store import RAISED_FROM
from monitor.triage import Triage
from monitor.usual import Usual

#: A post that is no complaint may be one after all from here up; nineteen in twenty of those that a model misses are.
MAY_BE_FROM = 0.08

#: What is usual for a brand is read anew after this.
REMEMBERED_FOR = timedelta(minutes=10)


def group(
    service: Service, decided: Sequence[tuple[Unjudged, Verdict, Triage]]
) -> tuple[dict[str, list[incidents.Change]], dict[str, int]]:
    """Sort the new complaints of each brand into its incidents; also the newest incident that was known."""
    fresh: dict[str, list[incidents.Complaint]] = {}
    others: dict[str, list[datetime]] = {}
    for one, verdict, decision in decided:
        if one.alerted or one.brand not in service.brands:
            continue
        if decision.severity < RAISED_FROM:
            others.setdefault(one.brand, []).append(one.mention.created_at)
            if not may_be_one(verdict, decision):
                continue
        fresh.setdefault(one.brand, []).append(_complaint(one, verdict, decision))
    grouped: dict[str, list[incidents.Change]] = {}
    newest: dict[str, int] = {}
    for brand, complaints in fresh.items():
        if all(one.doubt is not None for one in complaints) and not service.store.incidents.open(brand):
            continue  # there is nothing that could take them in
        plan, now = service.brands[brand], service.clock()
        at = min(now, max(one.at for one in complaints))
        known = service.store.incidents.known(brand, rules=plan.incidents, now=now, at=at)
        remembered = _remembered(service, plan, now)
        lately = {
            minutes: count
            + sum(at - timedelta(minutes=minutes) < when <= at for when in others.get(brand, ()))
            for minutes, count in known.posts.items()
        }
        grouped[brand] = sort_in(
            complaints,
            known.loose,
            known.incidents,
            usual=remembered.usual,
            history=remembered.history,
            rules=plan.incidents,
            now=at,
            posts=incidents.Posts(lately=lately, share=remembered.share),
        )
        newest[brand] = known.newest
    return grouped, newest


def _complaint(one: Unjudged, verdict: Verdict, decision: Triage) -> incidents.Complaint:
    mention = one.mention
    author = mention.author_id or mention.author_handle or f"?{one.match_id}"
    return incidents.Complaint(
        id=one.match_id,
        at=mention.created_at,
        author=f"{mention.platform}:{author}",
        vector=verdict.vector,
        critical=decision.severity == Severity.critical,
        doubt=None if decision.severity >= RAISED_FROM else verdict.complaint_probability,
    )


def may_be_one(verdict: Verdict, decision: Triage) -> bool:
    """Whether a post that is no complaint may be one after all, if it reads like those of an incident."""
    chosen_out = any(reason.code in ("ignored_author", "ignored_topic") for reason in decision.reasons)
    return verdict.vector is not None and verdict.complaint_probability >= MAY_BE_FROM and not chosen_out


def _remembered(service: Service, plan: BrandPlan, now: datetime) -> Remembered:
    known = service.remembered.get(plan.key)
    if known is None or abs(now - known.read_at) > REMEMBERED_FOR:
        past = service.store.incidents.past(plan.key, now=now)
        campaigns = plan.incidents.campaigns
        usual = Usual(past.times, since=past.since, now=now, zone=plan.zone, campaigns=campaigns)
        known = Remembered(read_at=now, usual=usual, history=past.history, share=past.share)
        service.remembered[plan.key] = known
    return known
