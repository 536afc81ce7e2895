"""The four jobs, one function per arrow of the drawing in `monitor`.

Each starts from what the one before committed and ends in a commit; `Stop` is asked between any two commits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

import structlog

from alerts.base import DeliveryError, Message
from alerts.replies import draft
from connectors.base import Batch, Refused, TryLater
from models.base import Post, Verdict
from monitor import cards, incidents, reports
from monitor.grouping import group, may_be_one
from monitor.matching import Matcher
from monitor.records import Delivery, Judgement, Matched, Report, Unjudged
from monitor.service import BrandPlan, Service, WatchPlan
from monitor.store import RAISED_FROM, LostClaim, Overtaken
from monitor.triage import Rules, Triage, triage

log = structlog.get_logger("monitor")

#: A platform that does not say when to come back is asked again after this, doubled with each failure …
FIRST_BACKOFF = timedelta(seconds=5)
#: … up to this: an error costs nothing, and a platform that is back should not stay unseen for long.
LAST_BACKOFF = timedelta(minutes=1)

#: A place that fell silent may still be taking the message in: it is not asked for it before this.
LOOK_AFTER = timedelta(seconds=10)

#: For matches of a brand that is no longer configured.
_RULES = Rules()


def poll(service: Service, watch: WatchPlan, *, early: bool = False) -> int:
    """fetch → match → store, one transaction per batch, cursor included; how many mentions were new or edited.

    Args:
        early: also before it is due, unless the last poll failed (the platform may have asked us to wait).
    """
    now = service.clock()
    claimed = service.store.watches.claim(
        watch.name, service.worker, now=now, lease=service.lease, early=early
    )
    if claimed is None:
        return 0
    started, news, repeated = now, 0, 0
    due_at = now + watch.every * (1 - 2 * service.jitter)
    try:
        for batch in service.connectors[watch.platform].fetch(watch.query, claimed.cursor, now=now):
            stored = service.store.watches.commit(
                watch.name,
                service.worker,
                list(match(service.matcher, batch)),
                cursor=batch.cursor,
                gaps_seen=batch.gaps,
                now=service.clock(),
                lease=service.lease,
            )
            news += stored.new + stored.edited
            repeated += stored.repeated
            _tell_blind_spots(service, watch, batch)
            if service.stop.is_set():
                due_at = service.clock()  # the rest is for the next start
                break
    except TryLater as error:
        wait = error.after or min(FIRST_BACKOFF * 2 ** min(claimed.failures, 20), LAST_BACKOFF)
        _release(service, watch, due_at=service.clock() + wait, error=str(error))
        log.warning(
            "poll put off", watch=watch.name, why=str(error), seconds=round(wait.total_seconds()), new=news
        )
        service.metrics.polled(watch.platform, "later")
        return news
    except Refused as error:
        _release(service, watch, due_at=due_at, error=str(error), refused=True)
        tell(service, f"refused:{watch.name}", "watch_refused", watch=watch.name, why=str(error))
        log.error("watch stopped: the platform refused", watch=watch.name, why=str(error))
        service.metrics.polled(watch.platform, "refused")
        return news
    except LostClaim:
        log.warning("poll taken over by another process", watch=watch.name)
        return news
    _release(service, watch, due_at=due_at)
    for told in ("refused", "late"):
        if service.store.notices.forget(f"{told}:{watch.name}", now=service.clock()):
            tell(
                service, f"recovered:{watch.name}:{started.isoformat()}", "watch_recovered", watch=watch.name
            )
    took = (service.clock() - started).total_seconds()
    log.info("polled", watch=watch.name, new=news, repeated=repeated, took=f"{took:.1f}s")
    service.metrics.polled(watch.platform, "ok")
    service.metrics.stored(watch.platform, news)
    return news


def match(matcher: Matcher, batch: Batch) -> Iterator[Matched]:
    """The mentions of a batch that are about a brand, and the words that say so."""
    for mention in batch.mentions:
        words = matcher.match(mention.text, platform=mention.platform, author_handle=mention.author_handle)
        if words or mention.revision:  # an edit may have taken the words out of a post that we know
            yield Matched(mention=mention, words=words)


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
    judgements = _judgements(service, decided)
    while True:
        grouped, newest = group(service, decided)
        try:
            raised = service.store.matches.record(
                service.worker,
                judgements,
                addresses={brand.key: brand.cards_go_to for brand in service.brands.values()},
                now=service.clock(),
                grouped=grouped,
                newest=newest,
            )
        except Overtaken as error:
            log.info("grouped again", brand=str(error))
            continue
        for brand, changes in grouped.items():
            _tell_opened(brand, changes)
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


def deliver(service: Service) -> int:
    """claim → render → send → record until nothing is due; how many messages were sent or brought up to date.

    A place that must be left alone for a moment (pacing) is waited for; one that asked for a longer pause is left to
    the next run of this job.
    """
    sent = 0
    while not service.stop.is_set():
        now = service.clock()
        delivery = service.store.outbox.claim(service.worker, now=now, lease=service.lease, pace=service.pace)
        if delivery is not None:
            sent += _deliver_one(service, delivery)
            continue
        next_at = service.store.outbox.next_at()
        if next_at is None or next_at > service.clock() + max(service.pace * 2, timedelta(seconds=1)):
            break
        service.wait(max((next_at - service.clock()).total_seconds(), 0.01))
    return sent


def report(service: Service, brand: BrandPlan, *, since: datetime, until: datetime) -> Report | None:
    """read → render → send: the report of a period into the outbox; None if it was made before."""
    figures = read_figures(service, brand, since=since, until=until)
    made = service.store.reports.keep(
        brand.key,
        since=since,
        until=until,
        figures=figures,
        addresses=brand.reports_go_to,
        now=service.clock(),
    )
    if made is not None:
        log.info("report made", brand=brand.key, since=since.isoformat(), until=until.isoformat())
    return made


def read_figures(
    service: Service, brand: BrandPlan, *, since: datetime, until: datetime
) -> dict[str, object]:
    """The figures of a period, as they stand now."""
    rows = service.store.reports.rows(brand.key, since=since, until=until)
    gaps = [
        gap
        for gap in service.store.watches.gaps(since=since, until=until)
        if gap.watch.startswith(f"{brand.key}/")
    ]
    return reports.figures(rows, brand=brand.key, since=since, until=until, gaps=gaps, now=service.clock())


def look_out(service: Service, *, intervals: int, at_least: timedelta) -> None:
    """Tell of watches that have not succeeded for longer than `intervals` of their own and `at_least`."""
    now = service.clock()
    states = {state.name: state for state in service.store.watches.all()}
    for watch in service.watches:
        state = states.get(watch.name)
        if state is None or state.refused_at is not None or state.error is None:
            continue
        since = state.last_success_at or state.made_at
        if now - since > max(watch.every * intervals, at_least):
            minutes = round((now - since).total_seconds() / 60)
            tell(
                service,
                f"late:{watch.name}",
                "watch_late",
                watch=watch.name,
                minutes=minutes,
                why=state.error,
            )


def close_incidents(service: Service) -> int:
    """End the incidents that nobody joined for long; how many."""
    rules = {brand.key: brand.incidents for brand in service.brands.values()}
    return service.store.incidents.close(rules=rules, now=service.clock())


def tell(service: Service, key: str, kind: str, **facts: object) -> bool:
    """Put a notice about the service itself into the outbox, once while it lasts."""
    return service.store.notices.tell(key, kind, facts, addresses=service.notices_go_to, now=service.clock())


def _release(
    service: Service, watch: WatchPlan, *, due_at: datetime, error: str | None = None, refused: bool = False
) -> None:
    service.store.watches.release(
        watch.name, service.worker, now=service.clock(), due_at=due_at, error=error, refused=refused
    )


def _tell_blind_spots(service: Service, watch: WatchPlan, batch: Batch) -> None:
    for gap in batch.gaps:
        since = gap.since.isoformat() if gap.since else None
        # a feed that overflows at every poll is told once a day; the report lists every stretch
        key = f"unseen:{watch.name}:{service.clock().date().isoformat()}"
        tell(
            service,
            key,
            "watch_unseen",
            watch=watch.name,
            since=since,
            until=gap.until.isoformat(),
            why=gap.why,
        )
        log.warning("posts unseen", watch=watch.name, since=since, until=gap.until.isoformat(), why=gap.why)
    for fault in batch.faults:
        log.warning("post left out", watch=watch.name, external_id=fault.external_id, why=fault.why)
    if batch.faults:
        service.metrics.left_out(watch.platform, len(batch.faults))


def _post(service: Service, one: Unjudged) -> Post:
    brand = service.brands.get(one.brand)
    return Post(
        text=one.mention.text,
        language_hint=one.mention.language_hint,
        # As they stand in the post: nobody knows better which of its words mean the brand.
        brand=one.words or ((brand.name,) if brand else ()),
    )


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
        rules=brand.rules if brand else _RULES,
    )


def _judgements(service: Service, decided: Sequence[tuple[Unjudged, Verdict, Triage]]) -> list[Judgement]:
    """Verdicts and severities as the store takes them, with a draft for each post that raises an alert."""
    recent: dict[str, list[str]] = {}
    judgements = []
    for one, verdict, decision in decided:
        chosen = None
        brand = service.brands.get(one.brand)
        if brand is not None and decision.severity >= RAISED_FROM:
            if one.brand not in recent:
                recent[one.brand] = service.store.alerts.recent_drafts(one.brand)
            reply = draft(
                service.replies,
                language=verdict.language,
                fallback=brand.language,
                author_name=one.mention.author_name or "",
                brand=brand.name,
                contact=brand.contact,
                signature=brand.signature,
                seed=one.match_id,
                avoid=recent[one.brand],
            )
            recent[one.brand].insert(0, reply.template_id)
            chosen = (reply.template_id, reply.language, reply.text)
        judgements.append(_judgement(one, verdict, decision, chosen))
    return judgements


def _judgement(
    one: Unjudged, verdict: Verdict, decision: Triage, chosen: tuple[str, str, str] | None
) -> Judgement:
    return Judgement(
        match_id=one.match_id,
        brand=one.brand,
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
        draft=chosen,
        vector=verdict.vector if decision.severity >= RAISED_FROM or may_be_one(verdict, decision) else None,
    )


def _deliver_one(service: Service, delivery: Delivery) -> int:
    """One claimed delivery: look for a lost answer, or send, or bring up to date; 1 if the place changed."""
    outbox, notifier = service.store.outbox, service.notifiers.get(delivery.notifier)
    try:
        if notifier is None:  # its key was taken away since; the message is kept for when it is back
            raise DeliveryError(f"nothing is set up to send to {delivery.notifier}", permanent=True)
        if delivery.uncertain:
            found = notifier.find(delivery.id, delivery.place, since=delivery.tried_at)
            if found is None:
                outbox.record_absent(delivery, service.worker, now=service.clock())
            else:
                outbox.record_found(delivery, service.worker, found, now=service.clock())
                log.info("found again", delivery=delivery.id, place=delivery.place)
            return 0
        message = render(service, delivery)
        if message is None:  # its subject was erased
            outbox.record_sent(delivery, service.worker, delivery.message_id or "", now=service.clock())
            return 0
        if delivery.message_id is None:
            message_id = notifier.send(message, delivery.place)
        else:
            notifier.update(message, delivery.place, delivery.message_id)
            message_id = delivery.message_id
    except DeliveryError as error:
        _record_failure(service, delivery, error)
        return 0
    outbox.record_sent(delivery, service.worker, message_id, now=service.clock())
    log.info(
        "sent",
        kind=delivery.kind,
        subject=delivery.subject_id,
        place=delivery.place,
        version=delivery.version,
    )
    service.metrics.sent(delivery.notifier, "ok")
    return 1


def _record_failure(service: Service, delivery: Delivery, error: DeliveryError) -> None:
    now = service.clock()
    backoff = min(timedelta(seconds=2) * 2 ** min(delivery.attempts - 1, 10), timedelta(minutes=5))
    if error.uncertain:
        backoff = max(backoff, LOOK_AFTER)
    service.store.outbox.record_failed(
        delivery,
        service.worker,
        str(error),
        due_at=now + (error.after or backoff),
        uncertain=error.uncertain or delivery.uncertain,
        permanent=error.permanent,
        place_free_at=now + error.after if error.after else None,
    )
    service.metrics.sent(delivery.notifier, "refused" if error.permanent else "later")
    if not error.permanent:
        log.warning("delivery put off", delivery=delivery.id, place=delivery.place, why=str(error))
        return
    # told once for each place and reason; the messages are kept and tried again at the next start
    key = f"place:{delivery.notifier}:{delivery.place}:{error}"
    facts = {"notifier": delivery.notifier, "place": delivery.place, "why": str(error)}
    others = [address for address in service.notices_go_to if address.place != delivery.place]
    if service.store.notices.tell(key, "place_refused", facts, addresses=others, now=now):
        log.error("a place refuses messages; they are kept", **facts)


def render(service: Service, delivery: Delivery) -> Message | None:
    """The subject of a delivery as a message in the team's language; None if it is gone."""
    if delivery.kind == "alert":
        alert = service.store.alerts.get(delivery.subject_id)
        if alert is None:
            return None
        name = service.brands[alert.brand].name if alert.brand in service.brands else alert.brand
        return cards.alert_message(alert, delivery_id=delivery.id, words=service.words, brand_name=name)
    if delivery.kind == "incident":
        incident = service.store.incidents.get(delivery.subject_id)
        if incident is None:
            return None
        name = service.brands[incident.brand].name if incident.brand in service.brands else incident.brand
        return cards.incident_message(incident, delivery_id=delivery.id, words=service.words, brand_name=name)
    if delivery.kind == "notice":
        notice = service.store.notices.get(delivery.subject_id)
        if notice is None:
            return None
        return cards.notice_message(notice, delivery_id=delivery.id, words=service.words)
    made = service.store.reports.get(delivery.subject_id)
    if made is None:
        return None
    name = service.brands[made.brand].name if made.brand in service.brands else made.brand
    return cards.report_message(
        made, delivery_id=delivery.id, words=service.words, brand_name=name, where=None
    )
