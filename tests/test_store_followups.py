"""Follow-ups in the store: whose posts count for which reply, and that a change is recorded once."""

from __future__ import annotations

from datetime import timedelta
from threading import Thread
from typing import Any

import pytest
from sqlalchemy import event, select
from test_store import LEASE, NOW, SLACK, judged, mention, stored

from monitor.records import Address, Draft, Person, Reply, Subject
from monitor.store import Store
from monitor.tables import alerts, deliveries, matches, notices, replies

NAZ = Person(kind="slack", id="U1", name="Naz")
HOUR = timedelta(hours=1)


def answered(store: Store, **author: Any) -> None:
    """A complaint of Ayşe's, with a card, and a reply to it now."""
    stored(store, mention("1", **author))
    judged(store)
    answer(store)


def answer(store: Store, kind: str = "short", **later: float) -> None:
    alert = store.alerts.get(1)
    assert alert is not None
    reply = Reply(kind=kind, source="composed", edited=False, language="tr", text="Üzgünüz")
    assert store.presses.answer(alert, reply, by=NAZ, now=NOW + timedelta(**later))


def wrote(store: Store, external_id: str = "2", *, minutes: float = 30, **changes: Any) -> None:
    stored(store, mention(external_id, created_at=NOW + timedelta(minutes=minutes), **changes))
    judged(store)


def due(store: Store, **later: float) -> dict[int, list[int]]:
    """By followed reply the matches that count for it."""
    found = store.followups.due(now=NOW + timedelta(**later))
    return {one.id: [post.id for post in one.posts] for one in found}


@pytest.mark.parametrize(
    ("author", "writer", "counts"),
    [
        ({"author_id": "7"}, {"author_id": "7"}, True),
        ({"author_id": "7"}, {"author_id": "7", "author_handle": "renamed"}, True),
        ({"author_id": "7"}, {"author_id": "8"}, False),  # the same handle, which was given to somebody else
        ({"author_id": "7"}, {}, False),
        ({}, {}, True),
        ({}, {"author_handle": "mehmet"}, False),
        ({}, {"platform": "reddit"}, False),  # nobody is matched across platforms
        ({"author_handle": None}, {"author_handle": None}, False),
        ({}, {"created_at": NOW - HOUR}, False),
        ({}, {"created_at": NOW - HOUR, "edited_at": NOW + HOUR, "revision": 1}, True),
    ],
)
def test_whose_posts_count(store: Store, author: Any, writer: dict[str, Any], counts: bool) -> None:
    answered(store, **author)
    stored(store, mention("2", **({"created_at": NOW + HOUR / 2} | writer)))
    judged(store)
    assert due(store, hours=1) == ({1: [2]} if counts else {})


def test_a_post_without_a_verdict_is_waited_for(store: Store) -> None:
    answered(store)
    stored(store, mention("2", created_at=NOW + HOUR / 2))
    assert due(store, hours=1) == {}
    judged(store)
    assert due(store, hours=1) == {1: [2]}


def test_the_time_is_over_for_all_kinds_but_only_what_says_more_than_thanks_is_followed(store: Store) -> None:
    answered(store)
    answer(store, "thanks", minutes=5)
    wrote(store)
    assert due(store, hours=1) == {1: [2]}
    (followed,) = store.followups.due(now=NOW + HOUR)
    assert followed.over_at == followed.until == NOW + timedelta(hours=72)
    assert sorted(due(store, hours=73)) == [1, 2]


def test_another_reply_ends_the_time_of_the_one_before(store: Store) -> None:
    answered(store)
    answer(store, "full", minutes=10)
    wrote(store)
    first, second = store.followups.due(now=NOW + HOUR)
    assert (first.over_at, second.over_at) == (NOW + timedelta(minutes=10), second.until)


def test_many_are_given_some_at_a_time(store: Store) -> None:
    answered(store)
    for minute in range(1, 4):
        answer(store, "full", minutes=minute)
    wrote(store)
    given = store.followups.due(now=NOW + HOUR, after=2)
    assert [one.id for one in given] == [3, 4]


def record(store: Store, one: Any, went: str | None = "angrier", **more: Any) -> bool:
    values: dict[str, Any] = {"over": False, "reopen": False, "now": NOW + HOUR}
    values["notice"] = (f"outcome_{went}", {"match": 2, "alert": 1})
    return store.followups.record(one, went, NOW + HOUR / 2, **(values | more))


def test_a_change_is_recorded_once_and_put_in_the_thread_of_every_card(store: Store) -> None:
    answered(store)
    wrote(store)
    elsewhere = Address(notifier="slack", place="C2")
    assert store.alerts.show(1, elsewhere, now=NOW)
    (one,) = store.followups.due(now=NOW + HOUR)
    assert record(store, one)
    assert not record(store, one)
    with store.database.read() as connection:
        row = connection.execute(select(replies)).mappings().one()
        assert (row["outcome"], row["outcome_at"]) == ("angrier", NOW + HOUR / 2)
        told = connection.execute(select(notices)).mappings().one()
        assert (told["subject_kind"], told["subject_id"]) == ("alert", 1)
        places = connection.scalars(select(deliveries.c.place).where(deliveries.c.kind == "notice"))
        assert sorted(places) == [SLACK.place, "C2"]
    alert = store.alerts.get(1)
    assert alert is not None
    assert (alert.outcome, alert.answered_by) == ("angrier", "Naz")


def test_what_changed_meanwhile_is_left_for_the_next_look(store: Store) -> None:
    answered(store)
    wrote(store)
    (one,) = store.followups.due(now=NOW + HOUR)
    assert store.presses.press(Subject("alert", 1), "resolve", by=NAZ, now=NOW + HOUR)
    assert not record(store, one, reopen=True)
    (again,) = store.followups.due(now=NOW + HOUR)
    assert again.state == "resolved"
    assert record(store, again, reopen=True, over=True)
    alert = store.alerts.get(1)
    assert alert is not None
    assert (alert.state, alert.answered_at, alert.resolved_at, alert.owner) == (
        "acknowledged",
        None,
        None,
        NAZ.ref,
    )
    assert store.followups.due(now=NOW + 99 * HOUR) == []
    assert not record(store, again)  # an alert that was erased, or is followed no more


def test_a_refusal_that_comes_while_new_drafts_are_stored_is_recorded_all_the_same(store: Store) -> None:
    stored(store, mention("1"))
    judged(store)
    alert = store.alerts.get(1)
    assert alert is not None
    sent = Reply(
        kind="short", source="own", edited=True, language="tr", text="Üzgünüz", via="api", state="waiting"
    )
    assert store.presses.answer(alert, sent, by=NAZ, now=NOW)
    told: list[bool] = []
    reply = store.replies.claim("one", now=NOW, lease=LEASE)
    alert = store.alerts.get(1)
    assert reply is not None
    assert alert is not None

    def refuse() -> None:
        told.append(store.replies.record_refused(reply, "one", "no", perhaps=False, addresses=(), now=NOW))

    refusing = Thread(target=refuse)

    def meanwhile(_connection: object) -> None:
        if not refusing.ident:
            refusing.start()
            refusing.join(0.5)  # it waits for what is being stored

    event.listen(store.database.engine, "commit", meanwhile)
    draft = Draft(kind="short", language="tr", text="Merhaba", lines="")
    assert store.drafts.record(alert, (draft,), newest=0, now=NOW)
    refusing.join()
    assert told == [True]
    after = store.alerts.get(1)
    assert after is not None
    assert [each.text for each in after.drafts] == ["Üzgünüz"]


def test_erased_posts_are_told_no_more(store: Store) -> None:
    answered(store)
    wrote(store)
    assert store.followups.post(2) is not None
    with store.database.write() as connection:
        connection.execute(matches.delete().where(matches.c.id == 2))
    assert store.followups.post(2) is None
    with store.database.write() as connection:
        connection.execute(alerts.delete())
    assert store.followups.due(now=NOW + 99 * HOUR) == []


def test_a_claimed_match_tells_whether_its_author_is_followed(store: Store) -> None:
    answered(store)
    stored(store, mention("2"), mention("3", author_handle="mehmet"), mention("4", platform="reddit"))
    lately = store.matches.claim("w1", now=NOW + HOUR, lease=LEASE, limit=10)
    assert [one.followed for one in lately] == [True, False, False]
    store.matches.release("w1")
    late = store.matches.claim("w1", now=NOW + 73 * HOUR, lease=LEASE, limit=10)
    assert [one.followed for one in late] == [False, False, False]


def test_replies_as_a_report_reads_them(store: Store) -> None:
    answered(store)
    answer(store, "full", minutes=10)
    rows = store.reports.replies("firuzka", since=NOW, until=NOW + HOUR)
    assert [(row.kind, row.first, row.followers) for row in rows] == [
        ("short", True, 1200),
        ("full", False, 1200),
    ]
    assert rows[0].posted_at == NOW - timedelta(minutes=5)
    assert (
        store.reports.replies("firuzka", since=NOW + timedelta(minutes=1), until=NOW + HOUR)[0].first is False
    )
    assert store.reports.replies("other", since=NOW, until=NOW + HOUR) == []
