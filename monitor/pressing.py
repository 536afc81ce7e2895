"""What a press of a button, a choice of a menu or a form that was sent does: a form is opened, or something changes.

Press ──▶ needs to be asked? ─yes▶ form, which follows what is filled in (monitor/replying.py)
               │no
               ▼
          store.presses ──▶ changed: its cards follow · too late: the person is told who was faster
"""

from __future__ import annotations

from datetime import timedelta

import structlog

from alerts.base import DeliveryError, Form, Notifier, Press
from alerts.replies.lengths import limit_of, text_length
from alerts.text import one_line
from monitor import cards, replying
from monitor.cards.lines import plain
from monitor.pipeline.drafting import draft_one
from monitor.pipeline.publishing import way_of
from monitor.records import Action, Alert, Incident, Person, Pressed, Subject
from monitor.service import Service

log = structlog.get_logger("monitor")

_AT_ONCE: tuple[Action, ...] = ("take", "not_a_complaint")
_SNOOZED_FOR = timedelta(hours=1)
#: Of what was sent as a reply so much is kept with the press.
_KEPT = 4_000


def press(service: Service, pressed: Press) -> bool:
    """Do what a person pressed; whether a card has to follow.

    A press that cannot be read, as one of a card of another version, does nothing.

    Raises:
        StoreError: nothing was done.
    """
    if pressed.filling:
        replying.follow(service, pressed)
        return False
    read = cards.read_value(pressed.value)
    if read is None:
        return False
    subject, detail = read
    by = Person(kind=pressed.kind, id=pressed.user_id, name=pressed.user_name)
    known = _known(service, subject)
    if known is None:
        _whisper(service, pressed, service.words("whisper.gone"))
        return False
    if pressed.action == "show":
        return _show(service, subject, detail)
    if pressed.action == "reply" and pressed.answers is None:
        subject, known = _answerable(service, subject, known)
    if pressed.answers is None and (form := _form(service, pressed.action, subject, known)):
        if _open(service, pressed, form):
            return False
        if pressed.action == "reply" and isinstance(known, Alert):  # no forms here: the texts at least
            for draft in known.drafts:
                _whisper(service, pressed, f"{cards.label_of(draft, service.words)}\n{draft.text}")
            return False
    if isinstance(known, Alert) and (bar := _barred(service, pressed, known)):
        _whisper(service, pressed, service.words("whisper.not_published", why=bar))
        return False
    done = _do(service, pressed, subject, known, detail, by)
    if done is None:
        return False
    told = {"action": pressed.action, subject.kind: subject.id, "user": by.name}
    log.info("pressed", taken=done.taken, state=done.state, **told)
    if not done.taken and done.by != by.name:  # nobody has to be told of their own second press
        _whisper(service, pressed, _too_late(service, pressed, done))
    return done.taken


def tell_failure(service: Service, pressed: Press) -> None:
    """Tell the person that nothing was done and they may press again."""
    _whisper(service, pressed, service.words("whisper.failed"))


def _known(service: Service, subject: Subject) -> Alert | Incident | None:
    if subject.kind == "alert":
        return service.store.alerts.get(subject.id)
    return service.store.incidents.get(subject.id) if subject.kind == "incident" else None


def _do(
    service: Service,
    pressed: Press,
    subject: Subject,
    known: Alert | Incident,
    detail: str,
    by: Person,
) -> Pressed | None:
    """Change what was asked for; None if the action is none of ours."""
    presses, now, answers = service.store.presses, service.clock(), pressed.answers or {}
    if pressed.action in _AT_ONCE:
        action: Action = "take" if pressed.action == "take" else "not_a_complaint"
        return presses.press(subject, action, by=by, now=now)
    if pressed.action == "reply" and isinstance(known, Alert):
        return presses.answer(known, replying.reply_of(service, known, pressed), by=by, now=now)
    if pressed.action == "explain" and isinstance(known, Incident):
        texts = {
            name.removeprefix("text_"): one_line(text)[:_KEPT]
            for name, text in answers.items()
            if name.startswith("text_") and text.strip()
        }
        phase = next((each for each in cards.EXPLAINED if each == answers.get("phase")), cards.EXPLAINED[0])
        return presses.explain(subject, phase, texts, by=by, now=now)
    if pressed.action == "assign":
        person = answers.get("person")
        to = Person(kind=by.kind, id=person, name=_name(service, by.kind, person)) if person else by
        return presses.press(subject, "assign", by=by, now=now, to=to)
    if pressed.action == "resolve":
        reason = answers.get("reason")
        why = reason if reason in cards.RESOLUTIONS else None
        note = answers.get("note", "").strip()[:_KEPT] or None
        return presses.press(subject, "resolve", by=by, now=now, detail=why, note=note)
    if pressed.action == "snooze":
        brand = service.brands.get(known.brand)
        until = now + _SNOOZED_FOR if detail == "hour" or brand is None else brand.hours.next_morning(now)
        return presses.press(
            subject, "snooze", by=by, now=now, detail=detail, until=None if detail == "worse" else until
        )
    if pressed.action == "merge" and answers.get("into", "").isdecimal():
        return presses.merge(subject.id, int(answers["into"]), by=by, now=now)
    if pressed.action == "leave":
        return presses.leave(subject.id, by=by, now=now)
    return None


def _answerable(
    service: Service, subject: Subject, known: Alert | Incident
) -> tuple[Subject, Alert | Incident]:
    """Whom a reply is for, with drafts that fit: of an incident the loudest customer who got none yet."""
    if isinstance(known, Incident) and known.state != "resolved":
        following = service.store.incidents.unanswered(known.id)
        alert = service.store.alerts.get(following) if following is not None else None
        if alert is not None:
            subject, known = Subject("alert", alert.id), alert
    stale = isinstance(known, Alert) and (known.draft_at is not None or not known.drafts)
    if isinstance(known, Alert) and stale and known.state != "resolved":
        draft_one(service, known)
        known = service.store.alerts.get(known.id) or known
    return subject, known


def _barred(service: Service, pressed: Press, alert: Alert) -> str | None:
    """Why what a person chose to publish cannot be; None if it can, or is not to be."""
    answers = pressed.answers or {}
    if pressed.action != "reply" or answers.get("how") != cards.BY_API or alert.state == "resolved":
        return None
    way, text, words = way_of(service, alert), answers.get("text", ""), service.words
    if way.account is None:
        return cards.way_told(way, words)
    if not text.strip():
        return words("lint.empty")
    length, limit = text_length(way.platform, text), min(limit_of(way.platform), _KEPT)
    return words("lint.too_long", length=length, limit=limit) if length > limit else None


def _languages(service: Service, incident: Incident) -> list[str]:
    """In which languages a cause may be told: those of the complaints that there is a wording for."""
    brand = service.brands.get(incident.brand)
    if brand is None:
        return []
    theirs = [language for language, _ in incident.languages if language in brand.replies]
    return list(dict.fromkeys([*theirs, brand.language]))


def _form(service: Service, action: str, subject: Subject, known: Alert | Incident) -> Form | None:
    """What has to be asked before an action can be done."""
    if known.state == "resolved":  # too late: that is told without asking first
        return None
    if action == "reply" and isinstance(known, Alert):
        return replying.form_of(service, known)
    if action == "explain" and isinstance(known, Incident):
        return cards.explain_form(known, _languages(service, known), service.words)
    if action == "assign":
        return cards.assign_form(subject, service.words)
    if action == "resolve":
        return cards.resolve_form(subject, service.words)
    if action == "merge" and isinstance(known, Incident):
        others = service.store.incidents.others(known.id)
        return cards.merge_form(subject, others, service.words) if others else None
    return None


def _show(service: Service, subject: Subject, digest: str) -> bool:
    address = service.store.digests.address(int(digest)) if digest.isdecimal() else None
    return address is not None and service.store.alerts.show(subject.id, address, now=service.clock())


def _name(service: Service, kind: str, person: str) -> str:
    """How a person is called whom a place knows by an id only."""
    for name, ids in service.people.items():
        if ids.get(kind) == person:
            return name
    return service.store.presses.name_of(kind, person) or person


def _too_late(service: Service, pressed: Press, done: Pressed) -> str:
    if pressed.action in ("leave", "merge") and done.state != "resolved":
        return service.words("whisper.gone")  # it left the incident before, or the other one is over
    who = plain(done.by or "") or service.words("card.somebody")
    return service.words("whisper.resolved" if done.state == "resolved" else "whisper.taken", who=who)


def _open(service: Service, pressed: Press, form: Form) -> bool:
    notifier = _notifier(service, pressed)
    try:
        return notifier is not None and notifier.open(pressed, form)
    except DeliveryError as error:
        log.warning("a form could not be opened", why=str(error))
        tell_failure(service, pressed)
        return True


def _whisper(service: Service, pressed: Press, text: str) -> None:
    notifier = _notifier(service, pressed)
    try:
        if notifier is not None and text:
            notifier.whisper(pressed, text)
    except DeliveryError as error:
        log.warning("a person could not be told", why=str(error))


def _notifier(service: Service, pressed: Press) -> Notifier | None:
    return service.notifiers.get(pressed.kind)
