"""When things run: one at a time, once more when asked meanwhile, reports by the local day."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from threading import Event, Thread
from zoneinfo import ZoneInfo

import pytest

from monitor.schedule import Alone, local_day, report_period


def test_a_job_runs_in_one_thread_and_once_more_for_calls_that_came_meanwhile() -> None:
    entered, go_on = Event(), Event()
    runs: list[int] = []

    def job() -> None:
        runs.append(1)
        if len(runs) == 1:
            entered.set()
            assert go_on.wait(10)

    alone = Alone(job)
    first = Thread(target=alone)
    first.start()
    assert entered.wait(10)
    for _ in range(5):
        alone()  # returns at once
    assert len(runs) == 1
    go_on.set()
    first.join(10)
    assert len(runs) == 2
    alone()
    assert len(runs) == 3


@pytest.mark.parametrize(
    ("now", "zone", "at", "since", "until"),
    [
        # at nine in Istanbul (UTC+3) yesterday is due …
        ("2026-11-22T06:00", "Europe/Istanbul", "09:00", "2026-11-20T21:00", "2026-11-21T21:00"),
        # … a minute before, the day before yesterday still is
        ("2026-11-22T05:59", "Europe/Istanbul", "09:00", "2026-11-19T21:00", "2026-11-20T21:00"),
        # Tehran is half an hour off
        ("2026-11-22T06:00", "Asia/Tehran", "09:00", "2026-11-20T20:30", "2026-11-21T20:30"),
        # the day on which London's clocks went back has 25 hours, the one on which they went forward 23
        ("2026-10-26T10:00", "Europe/London", "09:00", "2026-10-24T23:00", "2026-10-26T00:00"),
        ("2026-03-30T10:00", "Europe/London", "09:00", "2026-03-29T00:00", "2026-03-29T23:00"),
        ("2026-01-01T00:30", "UTC", "00:00", "2025-12-31T00:00", "2026-01-01T00:00"),
    ],
)
def test_the_report_that_is_due(now: str, zone: str, at: str, since: str, until: str) -> None:
    moment = datetime.fromisoformat(now).replace(tzinfo=UTC)
    got = report_period(moment, ZoneInfo(zone), time.fromisoformat(at))
    assert [one.strftime("%Y-%m-%dT%H:%M") for one in got] == [since, until]


def test_a_local_day_follows_the_one_before_without_gap_or_overlap() -> None:
    zone = ZoneInfo("Europe/London")
    day = date(2026, 1, 1)
    while day.year == 2026:
        assert local_day(day, zone)[1] == local_day(day + timedelta(days=1), zone)[0]
        day += timedelta(days=1)
