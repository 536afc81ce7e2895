"""The HTTP endpoints, as a FastAPI application."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse
from starlette.concurrency import run_in_threadpool

from alerts.base import Form, Press
from alerts.slack import parse_press, verify
from alerts.slack_forms import again
from monitor.metrics import Metrics
from monitor.pipeline import UNREACHABLE_AFTER
from monitor.service import Clock
from monitor.store import Store, StoreError

log = structlog.get_logger("monitor")

#: Slack's interaction payloads are a few kilobytes; whoever sends more is not Slack.
LARGEST_BODY = 1_000_000

#: Slack waits for three seconds, people for less.
_ANSWERED_WITHIN = 0.25
#: What is asked before a form counts must be known within this; later, it counts unasked.
_ASKED_WITHIN = 1.5


def create(
    *,
    store: Store,
    watches: Collection[str],
    metrics: Metrics,
    clock: Clock,
    signing_secret: str | None,
    press: Callable[[Press], None],
    stopping: Callable[[], bool],
    asks: Callable[[Press], Form | None] | None = None,
) -> FastAPI:
    """Make the application.

    Args:
        watches: the names of those that are configured; others in the store are left from earlier.
        signing_secret: Slack's; without it every press is refused.
        press: does what a person pressed.
        stopping: whether the service is on its way down.
        asks: gives what has to be asked before a form that was sent counts.
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
            gone = [
                f"{address.notifier}:{address.place}"
                for address, _, _ in store.outbox.unreachable(before=clock() - UNREACHABLE_AFTER)
            ]
        except StoreError as error:
            return JSONResponse({"ready": False, "why": str(error)}, status_code=503)
        ready = not stopping()
        told = {"refused_watches": refused, "refusing_places": failed, "unreachable_places": gone}
        return JSONResponse({"ready": ready} | told, status_code=200 if ready else 503)

    @app.get("/metrics")
    def page() -> Response:
        """Prometheus' text format."""
        metrics.unjudged.set(store.matches.waiting())
        metrics.undelivered.set(store.outbox.waiting(now=clock()))
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
        pressed = parse_press(body)
        if pressed is None:
            return Response(status_code=200)  # a link button, or one of another version
        if pressed.sent and asks is not None and (form := await asked(asks, pressed)) is not None:
            return JSONResponse(again(form, pressed))
        signature = request.headers["x-slack-signature"]
        return await answer(pressed, signature, press=press, store=store, clock=clock)

    return app


async def answer(
    pressed: Press, signature: str, *, press: Callable[[Press], None], store: Store, clock: Clock
) -> Response:
    """Do what was pressed; answered in time even where that takes long, for places wait three seconds at most.

    Args:
        signature: of the request; one that was heard before is acknowledged and does nothing.
    """

    def act() -> None:
        if pressed.filling:  # changes nothing, and comes with every key
            press(pressed)
        elif not store.presses.once(signature, lambda: press(pressed), now=clock()):
            log.warning("a request was played back; nothing was done", user=pressed.user_id)

    doing = asyncio.ensure_future(run_in_threadpool(act))
    try:
        await asyncio.wait_for(asyncio.shield(doing), _ANSWERED_WITHIN)
    except TimeoutError:
        doing.add_done_callback(_tell_failure)
    except StoreError as error:
        log.error("a press was not stored", why=str(error))
        return PlainTextResponse("try again", status_code=503)
    return Response(status_code=200)


async def asked(asks: Callable[[Press], Form | None], pressed: Press) -> Form | None:
    """What has to be asked before a form that was sent counts; nothing if that cannot be told in time."""
    try:
        return await asyncio.wait_for(run_in_threadpool(asks, pressed), _ASKED_WITHIN)
    except (TimeoutError, StoreError) as error:
        log.warning("a form that was sent was not looked at", why=str(error) or "too slow")
        return None


def _tell_failure(done: asyncio.Future[None]) -> None:
    if not done.cancelled() and (error := done.exception()) is not None:
        log.error("a press was acknowledged but not stored", why=str(error))


async def _body(request: Request) -> bytes | None:
    received = bytearray()
    async for chunk in request.stream():
        received += chunk
        if len(received) > LARGEST_BODY:
            return None
    return bytes(received)
