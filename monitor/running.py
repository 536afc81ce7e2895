"""What the commands `run`, `once`, `status` and `report` do with an assembled service."""

from __future__ import annotations

import json
import signal
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from datetime import datetime, time, timedelta
from pathlib import Path
from threading import Event, Thread
from types import FrameType
from typing import Any

import structlog

from alerts.base import Form, Press
from models.base import UnknownModel
from monitor import pipeline, reports
from monitor.assembly import listeners_of
from monitor.hearing import Hearing
from monitor.pressing import press, tell_failure
from monitor.replying import asks
from monitor.schedule import Schedule
from monitor.service import BrandPlan, Service
from monitor.settings import Settings
from monitor.store import StoreError
from monitor.web.app import create
from monitor.web.places import add_places
from monitor.web.server import WebServer

log = structlog.get_logger("monitor")

#: `run` is gone this long after SIGTERM at the latest; orchestrators kill after 10 s.
GRACE = timedelta(seconds=8)
_DAY_HOURS = 24


class Running:
    """The service at work: schedule, web server, and the classifier being loaded.

    Args:
        broken: called when the service cannot do its work; `without_model` then says why.

    Raises:
        AddressTaken: the web port is in use.
        StoreError: the store cannot be written.
    """

    def __init__(self, settings: Settings, service: Service, *, broken: Callable[[], None]) -> None:
        self.service = service
        self.without_model: UnknownModel | None = None
        self._broken = broken
        now = service.clock()
        service.store.watches.ensure([watch.name for watch in service.watches], now=now)
        if again := service.store.outbox.rearm(now=now):
            log.info("trying again what was refused", deliveries=again)
        self.schedule = Schedule(
            service,
            judge_every=timedelta(seconds=settings.schedule.judge_every_seconds),
            deliver_every=timedelta(seconds=settings.schedule.deliver_every_seconds),
            report_at=time.fromisoformat(settings.report.at),
        )
        self.listeners = listeners_of(settings)
        self.web: WebServer | None = None
        if settings.web.enabled:
            app = create(
                store=service.store,
                watches={watch.name for watch in service.watches},
                metrics=service.metrics,
                clock=service.clock,
                signing_secret=_reveal(settings.secrets.slack_signing_secret),
                press=self._press,
                stopping=service.stop.is_set,
                asks=lambda pressed: asks(service, pressed),
            )
            add_places(
                app,
                press=self._press,
                once=lambda signature, do: service.store.presses.once(signature, do, now=service.clock()),
                words=service.words,
                action_secret=_reveal(settings.secrets.action_secret),
                webhook_secret=_reveal(settings.secrets.webhook_secret),
                clock=service.clock,
            )
            self.web = WebServer(app, host=settings.web.host, port=settings.web.port)

    def start(self) -> None:
        """Begin: the web server answers, the first polls go out, and the model loads meanwhile."""
        if self.web is not None:
            self.web.start()
            log.info("listening", port=self.web.port)
        Thread(target=self._load, name="load", daemon=True).start()
        for kind, listener in self.listeners.items():
            listener.start(self._hear, asks=self._asks)
            log.info("hearing presses", kind=kind)
        self.schedule.start()

    def stop(self) -> bool:
        """End every job after its next commit; False if one still hangs in a request after `GRACE`."""
        stopping = [Thread(target=one.stop, name="stop", daemon=True) for one in self.listeners.values()]
        for one in stopping:
            one.start()
        ended = self.schedule.stop(grace=GRACE)
        if self.web is not None:
            self.web.stop()
        return ended

    def _press(self, pressed: Press) -> None:
        try:
            done = press(self.service, pressed)
        except StoreError:
            tell_failure(self.service, pressed)  # it may have been acknowledged already
            raise
        if done:
            self.schedule.wake_deliver()

    def _hear(self, pressed: Press) -> None:
        """A press by a connection of ours: it was acknowledged already, and nobody waits for an answer."""
        try:
            self._press(pressed)
        except StoreError as error:
            log.error("a press was not stored", why=str(error))
        except Exception:
            log.exception("a press failed")

    def _asks(self, pressed: Press) -> Form | None:
        try:
            return asks(self.service, pressed)
        except StoreError as error:
            log.warning("a form that was sent was not looked at", why=str(error))
            return None

    def _load(self) -> None:
        try:
            log.info("model ready", model=repr(self.service.classifier()))
        except UnknownModel as error:
            self.without_model = error
            self._broken()
        except Exception as error:  # whatever it is, a service without a model must not run on
            log.exception("model not loaded")
            self.without_model = UnknownModel(f"the model could not be loaded: {error}")
            self._broken()


def run_service(settings: Settings, service: Service) -> bool:
    """Run until SIGTERM or SIGINT; False if a job had to be left hanging.

    Raises:
        UnknownModel: there is no such model; what was fetched meanwhile waits in the store.
    """
    asked = Event()

    def ask(_signal: int, _frame: FrameType | None) -> None:
        asked.set()

    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, ask)
    running = Running(settings, service, broken=asked.set)
    running.start()
    asked.wait()
    log.info("stopping")
    ended = running.stop()
    log.info("stopped", ended=ended)
    if running.without_model is not None:
        raise running.without_model
    return ended


def one_cycle(service: Service) -> dict[str, int]:
    """Poll every watch (unless its platform asked us to wait), judge, deliver; what was done."""
    now = service.clock()
    service.store.watches.ensure([watch.name for watch in service.watches], now=now)
    with ThreadPoolExecutor(max(len(service.watches), 1)) as pool:
        new = sum(pool.map(lambda watch: pipeline.poll(service, watch, early=True), service.watches))
    judged, raised = pipeline.judge(service)
    pipeline.publish(service)
    sent = pipeline.deliver(service)
    if pipeline.write(service):
        pipeline.deliver(service)
    ours = {watch.name for watch in service.watches}
    refused = sum(watch.refused_at is not None for watch in service.store.watches.all() if watch.name in ours)
    return {"new": new, "judged": judged, "alerts": raised, "sent": sent, "refused": refused}


def read_status(service: Service) -> dict[str, Any]:
    """Each watch and the queues, JSON-serialisable."""
    now = service.clock()
    states = {state.name: state for state in service.store.watches.all()}
    heard = {source.name: source.hearing for source in pipeline.hear(service)}
    watches = []
    for watch in service.watches:
        state = states.get(watch.name)
        watches.append(
            {
                "watch": watch.name,
                "state": "never polled" if state is None else _state(state.error, state.refused_at),
                "last_success_at": _iso(state.last_success_at) if state else None,
                "last_success_seconds_ago": _ago(state.last_success_at, now) if state else None,
                "due_at": _iso(state.due_at) if state else None,
                "failures": state.failures if state else 0,
                "error": state.error if state else None,
                "last_day": _last_day(heard.get(f"{watch.query.brand}/{watch.platform}")),
            }
        )
    return {
        "watches": watches,
        "unjudged": service.store.matches.waiting(),
        "unpublished": service.store.replies.waiting(),
        "undelivered": service.store.outbox.waiting(now=now),
        "open_alerts": service.store.alerts.open(),
        "writer": _read_writer(service, now),
        "refusing_places": [
            {"notifier": notifier, "place": place, "error": error}
            for notifier, place, error in service.store.outbox.failed()
        ],
        "failing_places": [
            {
                "notifier": address.notifier,
                "place": address.place,
                "failing_since": _iso(since),
                "failing_seconds": _ago(since, now),
                "error": error,
            }
            for address, since, error in service.store.outbox.unreachable(before=now)
        ],
    }


def _read_writer(service: Service, now: datetime) -> dict[str, Any] | None:
    """What the model that may help was asked today; None where there is none."""
    if service.writing is None:
        return None
    today = service.store.asks.figures(since=pipeline.day_began(now, service.words.zone), until=now)
    resting = service.store.asks.resting(now)
    return {
        "model": service.writing.writer.model,
        "most_per_day": service.writing.most_per_day,
        "resting_until": _iso(resting[0]) if resting else None,
        "error": resting[1] if resting else None,
        **asdict(today),
    }


def _writer_line(writer: Mapping[str, Any]) -> str:
    line = (
        f"writer {writer['model']}: today asked {writer['asked']} of {writer['most_per_day']}"
        f" · drafts {writer['drafts']} · translations {writer['gists']}"
        f" · not taken {writer['kept'] + writer['late']} · failed {writer['failed']}"
        f" · {'about ' * writer['estimated']}${writer['cost']:.4f}"
    )
    return f"{line} · rests until {writer['resting_until']}: {writer['error']}" if writer["error"] else line


def print_status(state: Mapping[str, Any]) -> None:
    """The status as a table for people."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table()
    table.add_column("watch", no_wrap=True)
    for column in ("state", "last success", "mentions", "failures", "what is wrong"):
        table.add_column(column)
    for watch in state["watches"]:
        seconds = watch["last_success_seconds_ago"]
        ago = "never" if seconds is None else f"{seconds:.0f} s ago"
        heard = _heard(watch["last_day"])
        row = (watch["watch"], watch["state"], ago, heard, str(watch["failures"]), watch["error"] or "")
        table.add_row(*(Text(cell) for cell in row))
    console = Console()
    console.print(table)
    console.print(
        f"waiting for a verdict {state['unjudged']} · for delivery {state['undelivered']}"
        f" · open alerts {state['open_alerts']}"
    )
    if state["writer"] is not None:
        console.print(Text(_writer_line(state["writer"])))
    for place in state["refusing_places"]:
        console.print(Text(f"{place['notifier']}:{place['place']} refuses messages: {place['error']}"))
    for place in state["failing_places"]:
        told = f"cannot be reached since {place['failing_since']} ({place['failing_seconds']:.0f} s)"
        console.print(Text(f"{place['notifier']}:{place['place']} {told}: {place['error']}"))


def write_report(
    service: Service,
    brand: BrandPlan,
    *,
    since: datetime,
    until: datetime,
    folder: Path,
    formats: Sequence[str],
) -> Iterable[Path]:
    """Write the report of a period as files named by brand and day; gives each path once written.

    Raises:
        OSError: the folder cannot be written.
    """
    figures = pipeline.read_figures(service, brand, since=since, until=until)
    words = service.words.at(brand.zone)
    folder.mkdir(parents=True, exist_ok=True)
    day = since.astimezone(brand.zone).date().isoformat()
    for name in formats:
        path = folder / f"{brand.key}-{day}.{name}"
        if name == "html":
            text = reports.html(figures, words, brand.name)
        elif name == "md":
            text = reports.markdown(figures, words, brand.name)
        else:
            text = json.dumps(figures, ensure_ascii=False, indent=2) + "\n"
        path.write_text(text, encoding="utf-8")
        yield path


def _last_day(hearing: Hearing | None) -> dict[str, float | None] | None:
    """What a watch's brand was mentioned on its platform in a day, and what is usual; None for what is not known."""
    if hearing is None:
        return None
    usual = hearing.usual(_DAY_HOURS)
    return {"mentions": hearing.came(_DAY_HOURS), "usual": None if usual is None else round(usual, 1)}


def _heard(day: Mapping[str, float | None] | None) -> str:
    if day is None:
        return ""
    usual = "" if day["usual"] is None else f", usual {day['usual']:.0f}"
    return f"{day['mentions']:.0f} in a day{usual}"


def _reveal(secret: Any) -> str | None:
    return str(secret.get_secret_value()) if secret else None


def _state(error: str | None, refused_at: datetime | None) -> str:
    if refused_at is not None:
        return "refused: stopped until the next start"
    return "failing" if error else "ok"


def _iso(at: datetime | None) -> str | None:
    return at.isoformat(timespec="seconds") if at else None


def _ago(at: datetime | None, now: datetime) -> float | None:
    return round((now - at).total_seconds(), 1) if at else None
