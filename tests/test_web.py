"""What the service answers over HTTP, and the presses that Slack signs."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import numpy as np
import pytest
import requests
from fakes import Clock, FakeNotifier, eventually, service_over
from test_store import SLACK, judged, mention, place, stored

from alerts.base import Press
from monitor.incidents import Burst, Opened
from monitor.metrics import Metrics
from monitor.pressing import press
from monitor.records import AlertState, Draft
from monitor.store import Store
from monitor.store.grouping import group
from monitor.tables import matches
from monitor.web.app import LARGEST_BODY, create
from monitor.web.server import AddressTaken, WebServer

SECRET = "signing-secret-of-a-test"


class Site:
    """The application on a real socket, over a real store with one open alert."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self.store, self.clock = store, clock
        self.woken = 0
        self.stopping = False
        self.metrics = Metrics()
        self.notifier = FakeNotifier()
        self.service = service_over(store, clock, self.notifier)
        app = create(
            store=store,
            watches={"firuzka/x/search"},
            metrics=self.metrics,
            clock=clock,
            signing_secret=SECRET,
            press=self._press,
            stopping=lambda: self.stopping,
        )
        self.server = WebServer(app, host="127.0.0.1", port=0)
        self.server.start()
        self.url = f"http://127.0.0.1:{self.server.port}"

    def _press(self, pressed: Press) -> None:
        self.woken += press(self.service, pressed)

    def get(self, path: str) -> requests.Response:
        return requests.get(self.url + path, timeout=10)

    def press(
        self, action: str = "take", value: str = "1", *, payload: Any = None, **changed: Any
    ) -> requests.Response:
        sent = payload or {
            "type": "block_actions",
            "user": {"id": "U1", "username": "leyla", "name": "leyla"},
            "channel": {"id": "C1"},
            "message": {"ts": "171.1"},
            "container": {"message_ts": "171.1", "channel_id": "C1"},
            "actions": [{"action_id": action, "value": value, "type": "button"}],
        }
        body = urlencode({"payload": json.dumps(sent)}).encode()
        moment = str(int((self.clock() - timedelta(seconds=changed.get("age", 0))).timestamp()))
        key = changed.get("secret", SECRET).encode()
        signature = "v0=" + hmac.new(key, f"v0:{moment}:".encode() + body, hashlib.sha256).hexdigest()
        headers = {
            "X-Slack-Request-Timestamp": moment,
            "X-Slack-Signature": signature,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        headers |= changed.get("headers", {})
        return requests.post(
            self.url + "/slack/interactions", data=changed.get("body", body), headers=headers, timeout=10
        )

    def state(self) -> AlertState:
        alert = self.store.alerts.get(1)
        assert alert is not None
        return alert.state


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with Store(f"sqlite:///{tmp_path / 'm.db'}") as store:
        stored(store, mention())
        judged(store)
        running = Site(store, Clock())
        yield running
        running.server.stop()


def test_the_process_answers(site: Site) -> None:
    assert (site.get("/healthz").status_code, site.get("/healthz").text) == (200, "ok")


def test_ready_while_the_store_answers_and_not_when_stopping(site: Site) -> None:
    answer = site.get("/readyz")
    assert answer.status_code == 200
    nothing: dict[str, list[str]] = {"refused_watches": [], "refusing_places": [], "unreachable_places": []}
    assert answer.json() == {"ready": True} | nothing
    site.stopping = True
    assert site.get("/readyz").status_code == 503


def test_not_ready_when_the_store_is_broken(site: Site) -> None:
    with site.store.database.write() as connection:
        connection.exec_driver_sql("DROP TABLE watches")
    answer = site.get("/readyz")
    assert answer.status_code == 503
    assert "no such table" in answer.json()["why"]


def test_what_is_refused_stands_in_readyz(site: Site) -> None:
    clock = site.clock
    site.store.watches.claim(
        "firuzka/x/search", "w", now=clock() + timedelta(hours=1), lease=timedelta(minutes=1)
    )
    site.store.watches.release(
        "firuzka/x/search", "w", now=clock(), due_at=clock(), error="401", refused=True
    )
    delivery = site.store.outbox.claim("w", now=clock(), lease=timedelta(minutes=1), pace=timedelta(0))
    assert delivery is not None
    site.store.outbox.record_failed(
        delivery, "w", "no", due_at=clock(), uncertain=False, permanent=True, now=clock()
    )
    answer = site.get("/readyz").json()
    assert answer == {
        "ready": True,
        "refused_watches": ["firuzka/x/search"],
        "refusing_places": [f"slack:{SLACK.place}"],
        "unreachable_places": [],
    }


def test_a_place_that_cannot_be_reached_stands_in_readyz_after_ten_minutes(site: Site) -> None:
    clock = site.clock
    delivery = site.store.outbox.claim("w", now=clock(), lease=timedelta(minutes=1), pace=timedelta(0))
    assert delivery is not None
    site.store.outbox.record_failed(
        delivery, "w", "timed out", due_at=clock() + timedelta(hours=1), uncertain=False, now=clock()
    )
    clock.forward(minutes=9)
    assert site.get("/readyz").json()["unreachable_places"] == []
    clock.forward(minutes=1)
    answer = site.get("/readyz")
    assert (answer.status_code, answer.json()["unreachable_places"]) == (200, [f"slack:{SLACK.place}"])
    site.store.outbox.record_sent(delivery, "w", "171.1", now=clock())
    assert site.get("/readyz").json()["unreachable_places"] == []


def test_metrics_count_and_gauge(site: Site) -> None:
    site.metrics.polled("x", "ok")
    site.metrics.stored("x", 3)
    site.metrics.left_out("x", 1)
    site.metrics.judged("x", "tr", "high")
    site.metrics.sent("slack", "ok")
    text = site.get("/metrics").text
    for line in (
        'monitor_polls_total{outcome="ok",platform="x"} 1.0',
        'monitor_mentions_stored_total{platform="x"} 3.0',
        'monitor_posts_left_out_total{platform="x"} 1.0',
        'monitor_mentions_judged_total{language="tr",platform="x",severity="high"} 1.0',
        'monitor_messages_total{notifier="slack",outcome="ok"} 1.0',
        "monitor_unjudged 0.0",
        "monitor_undelivered 1.0",
        "monitor_open_alerts 1.0",
    ):
        assert line in text


@pytest.mark.parametrize(
    ("action", "state"), [("take", "acknowledged"), ("not_a_complaint", "resolved"), ("resolve", "resolved")]
)
def test_a_signed_press_changes_the_alert_and_wakes_delivery(
    site: Site, action: str, state: AlertState
) -> None:
    site.notifier.has_forms = False
    assert site.press(action).status_code == 200
    eventually(lambda: (site.state(), site.woken) == (state, 1))  # a busy machine acknowledges first
    assert site.press(action).status_code == 200  # a second press changes nothing
    assert site.woken == 1


def test_a_place_without_forms_gets_every_draft_with_its_kind(site: Site) -> None:
    site.notifier.has_forms = False
    alert = site.store.alerts.get(1)
    assert alert is not None
    made = [Draft(kind=kind, language="tr", text=f"{kind} text") for kind in ("short", "full", "private")]
    assert site.store.drafts.record(alert, made, newest=0, now=site.clock())
    site.press("reply")
    eventually(lambda: len(site.notifier.whispers) == 3)
    texts = [text.split("\n") for _, text in site.notifier.whispers]
    assert [text for _, text in texts] == ["short text", "full text", "private text"]
    for (label, _), kind in zip(texts, ("Short reply", "Full reply", "Move to private"), strict=True):
        assert kind in label
    assert site.state() == "open"


def test_a_press_on_an_incidents_card_takes_all_of_it(site: Site) -> None:
    alone = Opened(complaints=(1,), burst=Burst(authors=5, minutes=15, usual=0.1), surge=False)
    with site.store.database.write() as connection:
        connection.execute(matches.update().values(vector=np.ones(4, np.float32) / 2))
        group(site.store.database, connection, "firuzka", [alone], place=place, now=site.clock())
    assert site.press("take", "incident:1").status_code == 200
    incident = site.store.incidents.get(1)
    assert incident is not None
    assert (incident.state, incident.acknowledged_by, site.state(), site.woken) == (
        "acknowledged",
        "leyla",
        "acknowledged",
        1,
    )
    assert site.press("take", "incident:1").status_code == 200  # a second press changes nothing
    assert site.woken == 1


@pytest.mark.parametrize(
    "forged",
    [
        {"secret": "another"},
        {"age": 301},
        {"age": -301},
        {"headers": {"X-Slack-Signature": "v0=00"}},
        {"headers": {"X-Slack-Signature": ""}},
        {"headers": {"X-Slack-Request-Timestamp": "soon"}},
        {"headers": {"X-Slack-Request-Timestamp": "9" * 400}},
        {"headers": {"X-Slack-Request-Timestamp": ""}},
        {"body": b"payload=%7B%7D"},
        {"body": b"\xff\xfe"},
    ],
    ids=str,
)
def test_a_strangers_request_is_a_401(site: Site, forged: dict[str, Any]) -> None:
    assert site.press(**forged).status_code == 401
    assert site.state() == "open"


def test_a_request_without_headers_is_a_401(site: Site) -> None:
    assert requests.post(site.url + "/slack/interactions", data=b"x", timeout=10).status_code == 401


@pytest.mark.parametrize(
    "pressed",
    [
        {"action": "open_link"},
        {"value": "none"},
        {"value": "9" * 5000},
        {"value": "٣"},
        {"value": "-1"},
        {"value": "77"},
        {"value": "incident:77"},
        {"value": "incident:"},
        {"value": "incident:incident:1"},
        {"payload": {"type": "view_submission"}},
        {"payload": {"type": "block_actions"}},
    ],
    ids=lambda pressed: str(pressed)[:40],
)
def test_a_press_that_means_nothing_to_us_is_answered_and_ignored(
    site: Site, pressed: dict[str, Any]
) -> None:
    assert site.press(**pressed).status_code == 200
    assert (site.state(), site.woken) == ("open", 0)


def test_a_body_too_large_is_refused_unread(site: Site) -> None:
    assert site.press(body=b"x" * (LARGEST_BODY + 1)).status_code == 413


def test_a_press_that_cannot_be_stored_is_to_be_tried_again(site: Site) -> None:
    with site.store.database.write() as connection:
        connection.exec_driver_sql("DROP TABLE presses")
    assert site.press().status_code == 503
    assert site.state() == "open"


def test_a_port_in_use_is_told_at_once(site: Site) -> None:
    with pytest.raises(AddressTaken, match=rf"cannot listen on 127.0.0.1:{site.server.port}"):
        WebServer(site.server._server.config.app, host="127.0.0.1", port=site.server.port)
