"""write: claim → ask → check → record, alerts whose card stands and where a model may help.

Never before the card was sent: a slow model delays nothing. What it gives is checked by `alerts.replies`, and changes a
card that is there; whatever fails leaves the card as it is.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import datetime, time, timedelta
from typing import Any, Literal, NamedTuple
from zoneinfo import ZoneInfo

import structlog

from alerts.replies import LANGUAGE_NAMES, Said, gist, rewriting
from alerts.writer import Unwritten, Writer
from monitor.drafting import rewrite_of
from monitor.pipeline.telling import tell
from monitor.records import Answer, Ask, Draft
from monitor.service import Service

log = structlog.get_logger("monitor")

#: Of the notice that the writer refuses.
_REFUSED = "writer_refused"
#: How long the writer is left alone after a failure, if it does not say so itself.
_RESTS = {
    "refused": timedelta(minutes=15),
    "busy": timedelta(minutes=1),
    "error": timedelta(minutes=1),
    "timeout": timedelta(seconds=30),
}
_LONGEST_REST = timedelta(hours=1)


def write(service: Service) -> int:
    """claim → ask → check → record until there is nothing to ask; how many cards have something new to show.

    After a failure the writer is left alone for a while: the next run goes on.
    """
    writing, changed = service.writing, 0
    while writing is not None and not service.stop.is_set():
        now = service.clock()
        ask = service.store.asks.claim(
            service.worker,
            brands=service.brands.keys(),
            drafts_in=LANGUAGE_NAMES if writing.drafts else (),
            gists_but_of=service.words.language if writing.gists else None,
            most=writing.most_per_day,
            day_began=day_began(now, service.words.zone),
            now=now,
            lease=service.lease,
        )
        if ask is None:
            break
        answer = _answer(service, writing.writer, ask)
        changed += service.store.asks.record(ask, service.worker, answer, now=service.clock())
        service.metrics.wrote(answer.outcome, answer.input_tokens, answer.output_tokens, answer.cost)
        told = {"what": ask.what, "alert": ask.alert.id, "outcome": answer.outcome, "why": answer.why}
        log.info("asked the writer", **told)
        if answer.rest_until is not None:
            break
    return changed


def day_began(now: datetime, zone: ZoneInfo) -> datetime:
    """When the day began whose requests are counted."""
    return datetime.combine(now.astimezone(zone).date(), time.min, zone)


def _answer(service: Service, writer: Writer, ask: Ask) -> Answer:
    """Ask for a draft worded anew, or for a gist, and decide what of it may be shown."""
    asked = _gist(service, ask) if ask.draft is None else _draft(service, ask, ask.draft)
    written = writer.write(asked.request, most_tokens=asked.most_tokens)
    spent: dict[str, Any] = asdict(written.spent)
    if isinstance(written, Unwritten):
        if written.why == "refused":
            tell(service, _REFUSED, _REFUSED, why=written.told)
        rest = written.after or _RESTS.get(written.why)
        rest_until = service.clock() + min(rest, _LONGEST_REST) if rest else None
        failed: dict[str, Any] = {"outcome": "failed", "why": written.why, "rest_until": rest_until}
        return Answer(text=None, source=writer.model, **failed, **spent)
    service.store.notices.forget(_REFUSED, now=service.clock())
    text, kept = asked.checked(written.text)
    outcome: Literal["taken", "kept"] = "kept" if text is None else "taken"
    return Answer(source=writer.model, text=text, outcome=outcome, why=kept, **spent)


class _Asked(NamedTuple):
    """What the writer is told, and what becomes of its text: one to show, or why there is none."""

    request: Sequence[Said]
    most_tokens: int
    checked: Callable[[str], tuple[str | None, str | None]]


def _gist(service: Service, ask: Ask) -> _Asked:
    from models.language import detect  # loads what the classifier has loaded long before

    asked = gist.Asked(post=ask.alert.mention.text, fence=_fence(), language=service.words.language)

    def checked(text: str) -> tuple[str | None, str | None]:
        done = gist.outcome(asked, text, detect)
        return (done.text, None) if isinstance(done, gist.Gist) else (None, done.why)

    return _Asked(gist.request(asked), gist.MOST_TOKENS, checked)


def _draft(service: Service, ask: Ask, draft: Draft) -> _Asked:
    voice = service.brands[ask.alert.brand].voice
    rewrite = rewrite_of(ask.alert, draft, voice, fence=_fence(), recent=ask.recent)

    def checked(text: str) -> tuple[str | None, str | None]:
        done = rewriting.outcome(rewrite, text)
        if isinstance(done, rewriting.Rewritten):
            return done.text, None
        return None, f"{done.why}:{done.detail}".rstrip(":")

    return _Asked(rewriting.request(rewrite), rewriting.MOST_TOKENS, checked)


def _fence() -> str:
    return f"post-{secrets.token_hex(8)}"
