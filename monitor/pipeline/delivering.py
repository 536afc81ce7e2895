"""deliver: draft, then claim → render → send → record, rows not yet delivered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from alerts.base import DeliveryError, Message
from monitor import cards, clocks
from monitor.pipeline.drafting import draft, draft_one
from monitor.records import Address, Alert, Delivery, Handled, Notice, Subject
from monitor.service import Service

log = structlog.get_logger("monitor")

#: A place that fell silent may still be taking the message in: it is not asked for it before this.
LOOK_AFTER = timedelta(seconds=10)
#: What belongs under a card that is not there yet waits for it.
THREAD_AFTER = timedelta(seconds=5)


def deliver(service: Service) -> int:
    """claim → render → send → record until nothing is due; how many messages were sent or brought up to date.

    Drafts that are wanted are made first, so that no card goes out without.
    A place that must be left alone for a moment (pacing) is waited for; one that asked for a longer pause is left to
    the next run of this job.
    """
    sent = 0
    while not service.stop.is_set():
        draft(service)
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


def _deliver_one(service: Service, delivery: Delivery) -> int:
    """One claimed delivery: look for a lost answer, or send, or bring up to date; 1 if the place changed."""
    outbox, notifier = service.store.outbox, service.notifiers.get(delivery.notifier)
    thread: str | None = None
    if (about := _in_thread(service, delivery)) is not None:
        card = outbox.card_of(about, Address(notifier=delivery.notifier, place=delivery.place))
        if card is None:  # as of an alert that is told with others since: there is nothing to speak of here
            outbox.record_sent(delivery, service.worker, delivery.message_id, now=service.clock())
            return 0
        thread = card.message_id
        if thread is None and card.awaited_at is not None:
            until = max(card.awaited_at, service.clock() + THREAD_AFTER)
            outbox.put_off(delivery, service.worker, until=until)
            return 0
    try:
        if notifier is None:  # its key was taken away since; the message is kept for when it is back
            raise DeliveryError(f"nothing is set up to send to {delivery.notifier}", permanent=True)
        if delivery.uncertain:
            found = notifier.find(delivery.id, delivery.place, since=delivery.tried_at, thread=thread)
            if found is None:
                outbox.record_absent(delivery, service.worker, now=service.clock())
            else:
                outbox.record_found(delivery, service.worker, found, now=service.clock())
                log.info("found again", delivery=delivery.id, place=delivery.place)
            return 0
        message = render(service, delivery)
        if message is None:  # its subject was erased
            outbox.record_sent(delivery, service.worker, delivery.message_id, now=service.clock())
            return 0
        if delivery.message_id is None:
            message_id = notifier.send(message, delivery.place, thread=thread)
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


def _in_thread(service: Service, delivery: Delivery) -> Subject | None:
    """Whose card a notice belongs under; None if it is a message of its own."""
    notice = service.store.notices.get(delivery.subject_id) if delivery.kind == "notice" else None
    return notice.subject if notice is not None else None


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
        now=now,
    )
    service.metrics.sent(delivery.notifier, "refused" if error.permanent else "later")
    if not error.permanent:
        log.warning("delivery put off", delivery=delivery.id, place=delivery.place, why=str(error))
        return
    # told once for each place and reason; the messages are kept and tried again at the next start
    key = f"place:{delivery.notifier}:{delivery.place}:{error}"
    facts = {"notifier": delivery.notifier, "place": delivery.place, "why": str(error)}
    here = Address(notifier=delivery.notifier, place=delivery.place)
    others = [address for address in service.notices_go_to if address != here]
    if service.store.notices.tell(key, "place_refused", facts, addresses=others, now=now):
        log.error("a place refuses messages; they are kept", **facts)


def render(service: Service, delivery: Delivery) -> Message | None:
    """The subject of a delivery as a message in the team's language; None if it is gone."""
    store, words = service.store, service.words
    if delivery.kind == "alert":
        return _card(service, delivery, store.alerts.get(delivery.subject_id), cards.alert_message)
    if delivery.kind == "incident":
        return _card(service, delivery, store.incidents.get(delivery.subject_id), cards.incident_message)
    if delivery.kind == "digest":
        digest = store.digests.get(delivery.subject_id)
        over = digest is not None and all(one.state == "resolved" for one in digest.items)
        if digest is None or (over and delivery.message_id is None):  # nobody is called for nothing
            return None
        name = name_of(service, digest.brand)
        return cards.digest_message(digest, delivery_id=delivery.id, words=words, brand_name=name)
    if delivery.kind == "report":
        made = store.reports.get(delivery.subject_id)
        if made is None:
            return None
        name = name_of(service, made.brand)
        return cards.report_message(made, delivery_id=delivery.id, words=words, brand_name=name, where=None)
    notice = store.notices.get(delivery.subject_id)
    return None if notice is None else _notice(service, delivery, notice)


def _card(
    service: Service, delivery: Delivery, handled: Handled | None, draw: Callable[..., Message]
) -> Message | None:
    """The card of an alert or an incident, with the moment by which a promise is to be kept."""
    if handled is None:
        return None
    brand = service.brands.get(handled.brand)
    due_at = None
    grouped = isinstance(handled, Alert) and handled.incident_id is not None
    if brand is not None and handled.snooze is None and handled.answered_at is None and not grouped:
        case = clocks.Case(
            severity=handled.severity,
            state=handled.state,
            opened_at=handled.opened_at,
            acknowledged_at=handled.acknowledged_at,
            touched_at=handled.touched_at or handled.opened_at,
            restarted_at=handled.restarted_at,
        )
        due_at = clocks.due_at(case, brand.clocks, brand.hours)
    name = name_of(service, handled.brand)
    return draw(handled, delivery_id=delivery.id, words=service.words, brand_name=name, due_at=due_at)


def _notice(service: Service, delivery: Delivery, notice: Notice) -> Message | None:
    words, facts = service.words, notice.facts
    if notice.kind == "incident_more" and notice.subject is not None:
        since, until = (datetime.fromisoformat(facts[name]) for name in ("since", "until"))
        joined = service.store.incidents.joined(notice.subject.id, since=since, until=until)
        return cards.joined_message(joined, facts["count"], delivery_id=delivery.id, words=words)
    if notice.kind == "digest_more" and notice.subject is not None:
        digest = service.store.digests.get(notice.subject.id)
        if digest is None:
            return None
        start, end = facts["start"], facts["end"]
        return cards.digest_part(digest, start, end, delivery_id=delivery.id, words=words)
    if notice.kind.startswith("outcome_"):
        told = _outcome(service, delivery, notice)
        return None if told is None else replace(told, pings=_pings(service, notice, delivery.notifier))
    message = cards.notice_message(notice, delivery_id=delivery.id, words=words)
    return replace(message, pings=_pings(service, notice, delivery.notifier))


def _outcome(service: Service, delivery: Delivery, notice: Notice) -> Message | None:
    """How an author went on, with the draft that thanks back; None if the post was erased."""
    found = service.store.followups.post(notice.facts["match"])
    alert = service.store.alerts.get(notice.facts["alert"])
    if found is None or alert is None:
        return None
    if notice.kind == "outcome_thanked" and alert.draft_at is not None and draft_one(service, alert):
        alert = service.store.alerts.get(alert.id) or alert
    thanks = next((draft for draft in alert.drafts if draft.kind == "thanks"), None)
    return cards.outcome_message(
        notice,
        *found,
        thanks if notice.kind == "outcome_thanked" else None,
        delivery_id=delivery.id,
        words=service.words,
    )


def _pings(service: Service, notice: Notice, notifier: str) -> tuple[str, ...]:
    """Who is called by a notice, as the place names them."""
    called = [service.people.get(name, {}).get(notifier) for name in notice.facts.get("people", ())]
    kind, _, owner = str(notice.facts.get("owner") or "").partition(":")
    if kind == notifier:
        called.append(owner)
    return tuple(dict.fromkeys(each for each in called if each))


def name_of(service: Service, brand: str) -> str:
    """A brand's name as people write it; its key if it is no longer configured."""
    return service.brands[brand].name if brand in service.brands else brand
