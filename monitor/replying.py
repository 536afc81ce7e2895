"""The reply form at work.

press "reply" ──▶ opened ──typed, chosen──▶ followed: drafts by kind, points, what is wrong
                     │
                   sent ──▶ something must not be sent, and was not asked yet? ──▶ asked once more
                     │
                     ▼
                   a Reply, with its points: a person decides
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import structlog

from alerts.base import DeliveryError, Form, Press
from alerts.replies import Linted
from monitor import cards
from monitor.drafting import Writing, lint_reply, writing_of
from monitor.pipeline.publishing import way_of
from monitor.records import Alert, Reply
from monitor.service import Service
from monitor.store import StoreError

log = structlog.get_logger("monitor")

#: Of what was sent as a reply so much is kept.
_KEPT = 4_000
#: A place that asks to wait longer is not asked again for what is typed.
_PATIENCE = timedelta(seconds=10)


def form_of(service: Service, alert: Alert, pressed: Press | None = None) -> Form:
    """The form of a reply, as it opens or as far as its person has filled it in."""
    writing = writing_of(alert, pressed.answers if pressed else None, pressed.kept if pressed else {})
    return _form(service, alert, writing, _linted(service, alert, writing))


def follow(service: Service, pressed: Press) -> None:
    """Let a form show what is chosen in it and what is wrong with the text; what fails is left until the next key."""
    notifier = service.notifiers.get(pressed.kind)
    if notifier is None:
        return
    for newest in service.typed.of(pressed, clock=service.clock, wait=service.wait):
        try:
            if (alert := _open_alert(service, newest)) is not None:
                notifier.redraw(newest, form_of(service, alert, newest))
        except DeliveryError as error:
            log.debug("a form did not follow", why=str(error))
            if error.after is not None and error.after <= _PATIENCE:
                service.typed.later(newest, service.clock() + error.after)
        except StoreError as error:
            log.error("a form did not follow", why=str(error))


def asks(service: Service, pressed: Press) -> Form | None:
    """What has to be asked before a form that was sent counts: once, whether a text with vetoes is meant so.

    Raises:
        StoreError: it cannot be told.
    """
    alert = _open_alert(service, pressed)
    if alert is None:
        return None
    writing = _sent(alert, pressed)
    linted = _linted(service, alert, writing)
    if writing.asked or not linted.vetoes:
        return None
    again = replace(writing, edited={**writing.edited, writing.draft.kind: writing.text}, asked=True)
    return _form(service, alert, again, linted)


def reply_of(service: Service, alert: Alert, pressed: Press) -> Reply:
    """What a person sent, which draft it began with, and how good it is."""
    writing = _sent(alert, pressed)
    linted, draft = _linted(service, alert, writing), writing.draft
    by_api = (pressed.answers or {}).get("how") == cards.BY_API
    return Reply(
        kind=draft.kind if alert.drafts else "own",
        source=draft.source if alert.drafts else "own",
        edited=not alert.drafts or writing.text.split() != draft.text.split(),
        language=draft.language,
        text=writing.text,
        via="api" if by_api else "hand",
        state="waiting" if by_api else "sent",
        score=linted.score,
        vetoes=tuple(dict.fromkeys(note.code for note in linted.vetoes)),
    )


def _form(service: Service, alert: Alert, writing: Writing, linted: Linted) -> Form:
    return cards.reply_form(alert, writing, linted, service.words, way_of(service, alert))


def _sent(alert: Alert, pressed: Press) -> Writing:
    """What was sent is the text that was seen, of the kind that it began with."""
    answers = pressed.answers or {}
    kept = {"kind": answers.get("kind", ""), **pressed.kept}
    return writing_of(alert, {"text": answers.get("text", "")[:_KEPT]}, kept)


def _linted(service: Service, alert: Alert, writing: Writing) -> Linted:
    brand = service.brands.get(alert.brand)
    return lint_reply(
        writing,
        alert,
        brand.voice if brand else None,
        handles=[each for names in brand.handles.values() for each in names] if brand else (),
        recent=service.store.drafts.sent(alert.brand),
    )


def _open_alert(service: Service, pressed: Press) -> Alert | None:
    """The alert that a reply form is about, while it may be answered."""
    read = cards.read_value(pressed.value)
    if pressed.action != "reply" or read is None or read[0].kind != "alert":
        return None
    alert = service.store.alerts.get(read[0].id)
    return alert if alert is not None and alert.state != "resolved" else None
