"""The HTTP endpoints, as a FastAPI application."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import cast

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse
from starlette.concurrency import run_in_threadpool

from alerts.base import Press
from alerts.slack import parse_press, verify
from monitor.cards import INCIDENT
from monitor.metrics import Metrics
from monitor.records import Action
from monitor.service import Clock
from monitor.store import Store, StoreError

log = structlog.get_logger("monitor")

#: Slack's interaction payloads are a few kilobytes; whoever sends more is not Slack.
LARGEST_BODY = 1_000_000

_VALUE = re.compile(rf"(?:{INCIDENT})?[0-9]{{1,18}}")
ACTIONS = ("take", "not_a_complaint", "resolve")


def create(
    *,
    store: Store,
    watches: Collection[str],
    metrics: Metrics,
    clock: Clock,
    signing_secret: str | None,
    wake_deliver: Callable[[], None],
    stopping: Callable[[], bool],
) -> FastAPI:
    """Make the application.

    Args:
        watches: the names of those that are configured; others in the store are left from earlier.
        signing_secret: Slack's; without it every press is refused.
        wake_deliver: called after a press that changed an alert, so that its card follows at once.
        stopping: whether the service is on its way down.
    """
    app = FastAPI(title="monitor", docs_url=None, redoc_url=None, openapi_url=None)

    @app.get("/healthz")
    def healthz() -> PlainTextResponse:
        """The process answers."""
        return PlainTextResponse("ok")

    @app.get("/readyz")
    def readyz() -> JSONResponse:
        """The store answers, and what stands in the way of full service."""
        try:
            refused = [
                watch.name for watch in store.watches.all() if watch.refused_at and watch.name in watches
            ]
            failed = [f"{notifier}:{place}" for notifier, place, _ in store.outbox.failed()]
        except StoreError as error:
            return JSONResponse({"ready": False, "why": str(error)}, status_code=503)
        ready = not stopping()
        told = {"ready": ready, "refused_watches": refused, "refusing_places": failed}
        return JSONResponse(told, status_code=200 if ready else 503)

    @app.get("/metrics")
    def page() -> Response:
        """Prometheus' text format."""
        metrics.unjudged.set(store.matches.waiting())
        metrics.undelivered.set(store.outbox.waiting())
        metrics.open_alerts.set(store.alerts.open())
        return Response(metrics.page(), media_type="text/plain; version=0.0.4; charset=utf-8")

    @app.post("/slack/interactions")
    async def interactions(request: Request) -> Response:
        """A press of a button, signed by Slack."""
        body = await _body(request)
        if body is None:
            return PlainTextResponse("too large", status_code=413)
        if not verify(signing_secret or "", body, request.headers, clock()):
            return PlainTextResponse("not signed by Slack", status_code=401)
        press = parse_press(body)
        if press is None or press.action not in ACTIONS or not _VALUE.fullmatch(press.value):
            return Response(status_code=200)  # a link button, or one of another version
        try:
            changed = await run_in_threadpool(_press, store, press, clock)
        except StoreError as error:
            log.error("a press was not stored", why=str(error))
            return PlainTextResponse("try again", status_code=503)
        if changed:
            wake_deliver()
        return Response(status_code=200)

    return app


async def _body(request: Request) -> bytes | None:
    received = bytearray()
    async for chunk in request.stream():
        received += chunk
        if len(received) > LARGEST_BODY:
            return None
    return bytes(received)


def _press(store: Store, press: Press, clock: Clock) -> bool:
    subject_id = int(press.value.removeprefix(INCIDENT))
    of_incident = press.value.startswith(INCIDENT)
    subject = {"incident" if of_incident else "alert": subject_id}
    action = cast(Action, press.action)
    change = store.incidents.press if of_incident else store.alerts.press
    done = change(subject_id, action, user_id=press.user_id, user_name=press.user_name, now=clock())
    if done is None:
        log.warning("a press for a card whose subject is gone", action=action, **subject)
        return False
    log.info("pressed", action=action, user=press.user_id, taken=done.taken, state=done.state, **subject)
    return done.taken
