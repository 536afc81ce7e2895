"""judge: classify → triage → group → raise, rows without a verdict, many at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import structlog

from models.base import Post, Verdict
from monitor import incidents, outcomes, placing
from monitor.pipeline.grouping import group, may_be_one
from monitor.pipeline.telling import tell
from monitor.records import Judgement, Placing, Traits, Unjudged
from monitor.service import Service
from monitor.store import RAISED_FROM, Overtaken, Place
from monitor.triage import Rules, Triage, triage

log = structlog.get_logger("monitor")

#: For matches of a brand that is no longer configured.
_RULES = Rules()


def judge(service: Service) -> tuple[int, int]:
    """classify → triage → group → raise until nothing waits; how many were judged and how many alerts raised."""
    judged = raised = 0
    while not service.stop.is_set():
        now = service.clock()
        waiting = service.store.matches.claim(
            service.worker, now=now, lease=service.lease, limit=service.batch
        )
        if not waiting:
            break
        try:
            verdicts = service.classifier().classify([_post(service, one) for one in waiting])
            verdicts = [_thanked(one, verdict) for one, verdict in zip(waiting, verdicts, strict=True)]
        except Exception:
            service.store.matches.release(service.worker)  # others need not wait for our lease to end
            raise
        decided = [
            (one, verdict, _triage(service, one, verdict))
            for one, verdict in zip(waiting, verdicts, strict=True)
        ]
        new_alerts = _record(service, decided)
        for one, verdict, decision in decided:
            service.metrics.judged(one.mention.platform, verdict.language, decision.severity.name)
        judged += len(waiting)
        raised += new_alerts
        complaints = sum(verdict.complaint for verdict in verdicts)
        log.info("judged", mentions=len(waiting), complaints=complaints, alerts=new_alerts)
    return judged, raised


def _record(service: Service, decided: Sequence[tuple[Unjudged, Verdict, Triage]]) -> int:
    """Commit verdicts, alerts and incidents together; how many alerts were raised."""
    judgements = [_judgement(*each) for each in decided]
    while True:
        grouped, newest = group(service, decided)
        now = service.clock()
        try:
            raised = service.store.matches.record(
                service.worker,
                judgements,
                place=placer(service, now),
                now=now,
                grouped=grouped,
                newest=newest,
            )
        except Overtaken as error:
            log.info("grouped again", brand=str(error))
            continue
        for brand, changes in grouped.items():
            _tell_opened(brand, changes)
        _tell_unrouted(service, judgements)
        return raised


def _tell_opened(brand: str, changes: Sequence[incidents.Change]) -> None:
    for change in changes:
        if isinstance(change, incidents.Opened):
            log.info(
                "incident opened",
                brand=brand,
                complaints=len(change.complaints),
                authors=change.burst.authors,
                minutes=change.burst.minutes,
                usual=round(change.burst.usual, 2),
                surge=change.surge,
            )


def placer(service: Service, now: datetime) -> Place:
    """Who is told of what, and when, as things stand `now`: the moment at which it is then recorded."""
    silences = service.store.silences.active(now)

    def place(traits: Traits, told: Sequence[datetime]) -> Placing:
        brand = service.brands.get(traits.brand)
        if brand is None:  # no longer configured
            return Placing(addresses=())
        return placing.place(traits, told, rules=brand.placing, silences=silences, now=now)

    return place


def _tell_unrouted(service: Service, judgements: Sequence[Judgement]) -> None:
    """Tell, once a day, that complaints of a brand fit no route."""
    for one in judgements:
        brand = service.brands.get(one.brand)
        if one.severity < RAISED_FROM or brand is None or not placing.unrouted(one.traits, brand.placing):
            continue
        day = service.clock().astimezone(brand.zone).date().isoformat()
        facts = {name: getattr(one, name) for name in ("brand", "language", "topic", "platform")}
        tell(service, f"no_route:{one.brand}:{day}", "no_route", **facts, severity=one.severity.name)


def _post(service: Service, one: Unjudged) -> Post:
    brand = service.brands.get(one.brand)
    return Post(
        text=one.mention.text,
        language_hint=one.mention.language_hint,
        # As they stand in the post: nobody knows better which of its words mean the brand.
        brand=one.words or ((brand.name,) if brand else ()),
    )


def _thanked(one: Unjudged, verdict: Verdict) -> Verdict:
    """Who was answered lately and thanks for a solution in so many words does not complain, in the model's doubt."""
    if not (verdict.complaint and one.followed and outcomes.solved(one.mention.text)):
        return verdict
    probability = outcomes.doubted(verdict.complaint_probability)
    return replace(verdict, complaint=False, complaint_probability=probability)


def _triage(service: Service, one: Unjudged, verdict: Verdict) -> Triage:
    brand = service.brands.get(one.brand)
    mention = one.mention
    return triage(
        complaint=verdict.complaint,
        complaint_probability=verdict.complaint_probability,
        negative=verdict.negative,
        text=mention.text,
        followers=mention.followers,
        likes=mention.likes,
        reposts=mention.reposts,
        replies=mention.replies,
        author_handle=mention.author_handle,
        language=verdict.language,
        topic=verdict.topic,
        earlier=one.earlier,
        rules=brand.rules if brand else _RULES,
    )


def _judgement(one: Unjudged, verdict: Verdict, decision: Triage) -> Judgement:
    return Judgement(
        match_id=one.match_id,
        brand=one.brand,
        platform=one.mention.platform,
        author=one.mention.author_handle,
        model=verdict.model,
        language=verdict.language,
        sentiment=verdict.sentiment,
        negative=verdict.negative,
        neutral=verdict.neutral,
        positive=verdict.positive,
        complaint=verdict.complaint,
        complaint_probability=verdict.complaint_probability,
        topic=verdict.topic,
        severity=decision.severity,
        reasons=tuple({"code": reason.code, "facts": dict(reason.facts)} for reason in decision.reasons),
        vector=verdict.vector if decision.severity >= RAISED_FROM or may_be_one(verdict, decision) else None,
    )
