"""Which job, how often: a job per watch with jitter and no overlap, judge and deliver behind it, reports by the clock.

Jobs are rebuilt from the configuration at every start; what must survive a restart (cursors, due times, claims, the
outbox) is in the store, so two processes on one database share the work instead of doubling it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from threading import Condition, Lock
from zoneinfo import ZoneInfo

import structlog
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from models.base import UnknownModel
from monitor import pipeline
from monitor.service import BrandPlan, Service, WatchPlan
from monitor.store import StoreError

log = structlog.get_logger("monitor")

#: How often sources are listened to for quiet.
LISTEN_EVERY = timedelta(minutes=10)
#: How often it is looked for cards that a model may help with.
WRITE_EVERY = timedelta(seconds=10)


class Alone:
    """Runs a job in one thread at a time; a call that comes meanwhile makes it run once more afterwards.

    Args:
        job: takes nothing; must not raise.
    """

    def __init__(self, job: Callable[[], None]) -> None:
        self._job = job
        self._wanted = False
        self._running = False
        self._lock = Lock()

    def __call__(self) -> None:
        with self._lock:
            self._wanted = True
            if self._running:
                return
            self._running = True
        while True:
            with self._lock:
                if not self._wanted:
                    self._running = False
                    return
                self._wanted = False
            self._job()


class Schedule:
    """The jobs of a service, run by APScheduler in threads.

    Args:
        service: what the jobs work with.
        judge_every, deliver_every: how often leftovers are swept up.
        report_at: when the report of the day before is made, in each brand's zone.
    """

    def __init__(
        self, service: Service, *, judge_every: timedelta, deliver_every: timedelta, report_at: time
    ) -> None:
        self._service = service
        self._report_at = report_at
        # a thread for each watch and report; judge, deliver and the like have one each, and some to spare
        threads = len(service.watches) + len(service.brands) + 10
        self._scheduler = BackgroundScheduler(
            timezone=UTC,
            executors={"default": ThreadPoolExecutor(threads)},
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )
        self._judge = Alone(self._kept("judge", self._run_judge))
        self._deliver = Alone(self._kept("deliver", lambda: pipeline.deliver(service)))
        self._publish = Alone(self._kept("publish", self._run_publish))
        self._running = 0
        self._idle = Condition()
        for watch in service.watches:
            self._every(f"poll {watch.name}", watch.every, self._poll_of(watch), at_once=True)
        self._every("judge", judge_every, self._judge, at_once=True)
        self._every("deliver", deliver_every, self._deliver, at_once=True)
        if service.publishers:
            self._every("publish", deliver_every, self._publish, at_once=True)
        self._every("mind", timedelta(seconds=15), self._kept("mind", self._mind))
        self._every("look out", timedelta(minutes=1), self._kept("look out", self._look_out))
        self._every("listen", LISTEN_EVERY, self._kept("listen", self._listen))
        if service.writing is not None:
            self._every("write", WRITE_EVERY, self._kept("write", self._write))
        for brand in service.brands.values():
            self._report_daily(brand)

    def start(self) -> None:
        """Start the jobs; the first polls begin at once."""
        self._scheduler.start()

    def wake_deliver(self) -> None:
        """Deliver now, and publish: a person pressed a button."""
        self._soon(self._deliver)
        if self._service.publishers:
            self._soon(self._publish)

    def stop(self, *, grace: timedelta) -> bool:
        """Ask every job to stop after its next commit, and wait.

        Returns:
            Whether all have ended within `grace`.
        """
        self._service.stop.set()
        self._scheduler.remove_all_jobs()
        end = datetime.now(UTC) + grace
        with self._idle:
            while self._running and (left := (end - datetime.now(UTC)).total_seconds()) > 0:
                self._idle.wait(left)
        self._scheduler.shutdown(wait=not self._running)
        return not self._running

    def _every(
        self, name: str, interval: timedelta, job: Callable[[], None], *, at_once: bool = False
    ) -> None:
        seconds = interval.total_seconds()
        trigger = IntervalTrigger(seconds=max(seconds, 0.05), jitter=seconds * self._service.jitter or None)
        first = {"next_run_time": datetime.now(UTC)} if at_once else {}
        self._scheduler.add_job(job, trigger, id=name, name=name, **first)

    def _soon(self, job: Callable[[], None]) -> None:
        if not self._service.stop.is_set():
            self._scheduler.add_job(job, max_instances=100)

    def _poll_of(self, watch: WatchPlan) -> Callable[[], None]:
        def run() -> None:
            if pipeline.poll(self._service, watch):
                self._soon(self._judge)

        return self._kept(f"poll {watch.name}", run)

    def _run_judge(self) -> None:
        _, raised = pipeline.judge(self._service)
        if raised:
            self._soon(self._deliver)

    def _run_publish(self) -> None:
        if pipeline.publish(self._service):
            self._soon(self._deliver)

    def _mind(self) -> None:
        if pipeline.mind(self._service):
            self._soon(self._deliver)

    def _look_out(self) -> None:
        told = pipeline.look_out(self._service)
        if pipeline.close_incidents(self._service) or told:
            self._soon(self._deliver)

    def _listen(self) -> None:
        if pipeline.listen(self._service):
            self._soon(self._deliver)

    def _write(self) -> None:
        if pipeline.write(self._service):
            self._soon(self._deliver)

    def _report_daily(self, brand: BrandPlan) -> None:
        def run() -> None:
            since, until = report_period(self._service.clock(), brand.zone, self._report_at)
            if pipeline.report(self._service, brand, since=since, until=until):
                self._soon(self._deliver)

        def catch_up() -> None:
            # the hour passed while we were down; a service that never reported has nothing to catch up with
            if self._service.store.reports.ever(brand.key):
                run()

        trigger = CronTrigger(hour=self._report_at.hour, minute=self._report_at.minute, timezone=brand.zone)
        name = f"report {brand.key}"
        self._scheduler.add_job(self._kept(name, run), trigger, id=name, name=name)
        self._scheduler.add_job(self._kept(name, catch_up), id=f"{name} caught up", name=name)

    def _kept(self, name: str, job: Callable[[], object]) -> Callable[[], None]:
        """The job, counted while it runs, whose faults are logged and end nothing but this run of it."""

        def run() -> None:
            if self._service.stop.is_set():
                return
            with self._idle:
                self._running += 1
            try:
                job()
            except (StoreError, UnknownModel) as error:
                log.error("job failed; will try again", job=name, why=str(error))
            except Exception:
                log.exception("job failed; will try again", job=name)
            finally:
                with self._idle:
                    self._running -= 1
                    self._idle.notify_all()

        return run


def report_period(now: datetime, zone: ZoneInfo, at: time) -> tuple[datetime, datetime]:
    """The last whole local day whose report is due: yesterday from `at` on, the day before until then.

    Returns:
        Its first moment and the first moment of the next day, aware UTC; 23 or 25 hours apart where clocks change.
    """
    local = now.astimezone(zone)
    last = local.date() - timedelta(days=1 if local.time() >= at else 2)
    return local_day(last, zone)


def local_day(day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The first moment of a local day and of the next, aware UTC."""
    first = datetime.combine(day, time.min, zone)
    following = datetime.combine(day + timedelta(days=1), time.min, zone)
    return first.astimezone(UTC), following.astimezone(UTC)
