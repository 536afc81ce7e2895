"""The store: what each transaction promises, on SQLite and on PostgreSQL."""

from __future__ import annotations

import re
import sqlite3
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, func, select, text

from alerts.base import Severity
from connectors.base import Cursor, Gap, Mention, clean
from monitor.incidents import Rules
from monitor.records import (
    Action,
    Address,
    Draft,
    Judgement,
    Matched,
    Person,
    Placing,
    Pressed,
    Reply,
    Subject,
    Traits,
)
from monitor.store import LostClaim, Store, StoreBusy, StoreError, StoreNewer
from monitor.store.database import Database
from monitor.tables import (
    UtcDateTime,
    deliveries,
    gaps,
    incidents,
    matches,
    mentions,
    metadata,
    presses,
    replies,
)

MIGRATIONS = Path(__file__).parent.parent / "monitor" / "migrations"
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
LEASE = timedelta(seconds=60)
PACE = timedelta(seconds=1)
SLACK = Address(notifier="slack", place="C1")


def mention(external_id: str = "1", **changes: object) -> Mention:
    values = {
        "platform": "x",
        "external_id": external_id,
        "kind": "post",
        "permalink": f"https://x.com/i/status/{external_id}",
        "text": "Firuzka kargom nerede?",
        "created_at": NOW - timedelta(minutes=5),
        "author_handle": "ayse",
        "followers": 1200,
    }
    return Mention(**values | changes)  # type: ignore[arg-type]


def matched(*found: Mention, brand: str = "firuzka") -> list[Matched]:
    return [Matched(mention=one, words={brand: ("Firuzka",)}) for one in found]


def stored(
    store: Store, *found: Mention, worker: str = "w1", cursor: str = "c1", gaps_seen: tuple[Gap, ...] = ()
):  # type: ignore[no-untyped-def]
    """Poll once: claim, commit, release."""
    store.watches.ensure(["firuzka/x/search"], now=NOW)
    assert store.watches.claim("firuzka/x/search", worker, now=NOW, lease=LEASE, early=True)
    done = store.watches.commit(
        "firuzka/x/search",
        worker,
        matched(*found),
        cursor=Cursor(cursor),
        gaps_seen=gaps_seen,
        now=NOW,
        lease=LEASE,
    )
    store.watches.release("firuzka/x/search", worker, now=NOW, due_at=NOW + timedelta(minutes=1))
    return done


def judgement(match_id: int, severity: Severity = Severity.high, **changes: object) -> Judgement:
    values = {
        "match_id": match_id, "brand": "firuzka", "platform": "x", "author": "ayse", "model": "m/1",
        "language": "tr", "sentiment": "negative",
        "negative": 0.9, "neutral": 0.08, "positive": 0.02, "complaint": True, "complaint_probability": 0.93,
        "topic": None, "severity": severity, "reasons": ({"code": "complaint_probability", "facts": {"percent": 93}},),
    }  # fmt: skip
    return Judgement(**values | changes)  # type: ignore[arg-type]


def place(traits: Traits, told: Sequence[datetime]) -> Placing:
    """Urgent complaints at once to Slack, the others never."""
    return Placing(addresses=(SLACK,), held=None if traits.severity >= Severity.high else "silence")


def nowhere(traits: Traits, told: Sequence[datetime]) -> Placing:
    return Placing(addresses=())


def press(store: Store, action: Action, who: str = "Leyla", alert: int = 1) -> Pressed | None:
    by = Person(kind="slack", id=f"U-{who}", name=who)
    return store.presses.press(Subject("alert", alert), action, by=by, now=NOW)


def judged(store: Store, severity: Severity = Severity.high, worker: str = "w1", **changes: object) -> int:
    claimed = store.matches.claim(worker, now=NOW, lease=LEASE, limit=100)
    return store.matches.record(
        worker,
        [judgement(one.match_id, severity, **changes) for one in claimed],
        place=place,
        now=NOW,
    )


def count(store: Store, table: object) -> int:
    with store.database.read() as connection:
        return connection.scalar(select(func.count()).select_from(table)) or 0  # type: ignore[arg-type]


# --- mentions and cursors


def test_a_batch_and_its_cursor_stand_together(store: Store) -> None:
    done = stored(store, mention("1"), mention("2"))
    assert (done.new, done.edited, done.repeated) == (2, 0, 0)
    (watch,) = store.watches.all()
    assert (watch.cursor, watch.last_success_at, watch.failures) == ("c1", NOW, 0)


def test_a_mention_is_stored_once_whoever_brings_it(store: Store) -> None:
    stored(store, mention("1"))
    done = stored(store, mention("1"), mention("2"))
    assert (done.new, done.repeated) == (1, 1)
    assert count(store, mentions) == count(store, matches) == 2


def test_the_same_id_on_two_platforms_is_two_mentions(store: Store) -> None:
    stored(store, mention("1"), mention("1", platform="reddit"))
    assert count(store, mentions) == 2


def test_a_mention_comes_back_as_it_went_in(store: Store) -> None:
    whole = mention(
        "7", text="ə ı ş\n‏فیروزکا ", revision=0, author_id="9", author_name="Ayşe", language_hint="tr", reply_to="6",
        likes=1, reposts=2, replies=3, repairs=("nul",), kind="comment", followers=2**40,
    )  # fmt: skip
    stored(store, whole)
    (one,) = store.matches.claim("w1", now=NOW, lease=LEASE, limit=10)
    assert one.mention == whole


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(body=st.text(st.characters(), max_size=200))
def test_any_text_that_was_cleaned_can_be_stored(store: Store, body: str) -> None:
    kept, repairs = clean(body)
    external_id = str(count(store, mentions) + 1)
    stored(store, mention(external_id, text=kept, repairs=repairs))
    with store.database.read() as connection:
        assert connection.scalar(select(mentions.c.text).where(mentions.c.external_id == external_id)) == kept


def test_a_megabyte_is_kept_whole(store: Store) -> None:
    stored(store, mention("1", text="😡" * 250_000))
    (one,) = store.matches.claim("w1", now=NOW, lease=LEASE, limit=1)
    assert len(one.mention.text) == 250_000


def test_an_edit_updates_the_row_and_is_judged_again(store: Store) -> None:
    stored(store, mention("1"))
    assert judged(store) == 1
    done = stored(store, mention("1", text="Firuzka çözdü, teşekkürler", revision=1, edited_at=NOW))
    assert (done.new, done.edited) == (0, 1)
    (again,) = store.matches.claim("w1", now=NOW, lease=LEASE, limit=10)
    assert again.mention.text == "Firuzka çözdü, teşekkürler"
    alert = store.alerts.get(1)
    assert alert is not None
    assert alert.version == 1
    store.matches.record("w1", [judgement(again.match_id, Severity.low)], place=nowhere, now=NOW)
    alert = store.alerts.get(1)
    assert alert is not None
    assert (alert.version, alert.severity) == (2, Severity.low)


def test_an_older_revision_changes_nothing(store: Store) -> None:
    stored(store, mention("1", revision=2, text="new"))
    assert stored(store, mention("1", revision=1, text="old")).repeated == 1
    (one,) = store.matches.claim("w1", now=NOW, lease=LEASE, limit=10)
    assert one.mention.text == "new"


def test_an_edit_while_it_is_judged_voids_the_judgement(store: Store) -> None:
    stored(store, mention("1"))
    (one,) = store.matches.claim("w1", now=NOW, lease=LEASE, limit=10)
    stored(store, mention("1", text="edited", revision=1), worker="w2")
    assert store.matches.record("w1", [judgement(one.match_id)], place=nowhere, now=NOW) == 0
    assert store.matches.waiting() == 1


def test_gaps_are_kept_with_their_watch(store: Store) -> None:
    gap = Gap(since=NOW - timedelta(days=9), until=NOW - timedelta(days=7), why="too old")
    stored(store, gaps_seen=(gap,))
    (kept,) = store.watches.gaps(since=NOW, until=NOW + timedelta(seconds=1))
    assert (kept.watch, kept.since, kept.until) == ("firuzka/x/search", gap.since, gap.until)
    assert count(store, gaps) == 1


def test_mentions_are_counted_by_whole_hours_before_a_moment(store: Store) -> None:
    hour, instant = timedelta(hours=1), timedelta(microseconds=1)
    at = {
        "now": NOW, "just": NOW - instant, "half": NOW - hour / 2, "an hour": NOW - hour,
        "more": NOW - hour - timedelta(seconds=1), "long": NOW - 1_511 * hour, "too long": NOW - 1_513 * hour,
    }  # fmt: skip
    stored(store, *(mention(name, created_at=moment) for name, moment in at.items()))
    store.watches.claim("firuzka/x/search", "w2", now=NOW, lease=LEASE, early=True)
    both = [mention("r", platform="reddit", created_at=NOW - hour / 2)]
    words = {"firuzka": ("Firuzka",), "other": ("Firuzka",)}
    store.watches.commit(
        "firuzka/x/search", "w2", [Matched(mention=one, words=words) for one in both], cursor=Cursor("c"),
        now=NOW, lease=LEASE,
    )  # fmt: skip
    heard = store.watches.heard(until=NOW, hours=1_512)
    assert heard == {
        ("firuzka", "x"): {0: 3, 1: 1, 1_510: 1},
        ("firuzka", "reddit"): {0: 1},
        ("other", "reddit"): {0: 1},
    }
    assert store.watches.heard(until=NOW, hours=1)[("firuzka", "x")] == {0: 3}


def test_when_matters_were_over_is_known(store: Store) -> None:
    for key, minutes in (("late:a", 1), ("late:b", 2), ("quiet:c", 3), ("late:d", None)):
        store.notices.tell(key, "watch_late", {}, now=NOW)
        if minutes:
            store.notices.forget(key, now=NOW + timedelta(minutes=minutes))
    assert store.notices.ended(["late:a", "late:b", "late:d"]) == NOW + timedelta(minutes=2)
    assert store.notices.ended(["late:d", "nothing"]) is None
    assert store.notices.ended([]) is None


def test_a_report_knows_what_was_held_back(store: Store) -> None:
    stored(store, mention("1"))
    judged(store)
    stored(store, mention("2"))
    judged(store, Severity.medium)
    rows = store.reports.rows("firuzka", since=NOW - timedelta(days=1), until=NOW)
    assert [(row.held, row.told_at) for row in rows] == [(None, NOW), ("silence", None)]


# --- claims of watches


def test_a_watch_is_polled_by_one_worker_at_a_time(store: Store) -> None:
    store.watches.ensure(["w"], now=NOW)
    assert store.watches.claim("w", "a", now=NOW, lease=LEASE)
    assert store.watches.claim("w", "b", now=NOW, lease=LEASE) is None
    assert store.watches.claim("w", "b", now=NOW + LEASE, lease=LEASE)  # the first one died
    with pytest.raises(LostClaim):
        store.watches.commit("w", "a", matched(mention()), cursor=Cursor("x"), now=NOW, lease=LEASE)
    assert count(store, mentions) == 0
    store.watches.release("w", "a", now=NOW, due_at=NOW)  # too late: changes nothing
    assert store.watches.claim("w", "c", now=NOW + LEASE, lease=LEASE) is None


def test_a_watch_is_not_polled_before_it_is_due(store: Store) -> None:
    stored(store)
    name = "firuzka/x/search"
    assert store.watches.claim(name, "b", now=NOW, lease=LEASE) is None
    assert store.watches.claim(name, "b", now=NOW + timedelta(minutes=1), lease=LEASE)


def test_early_polls_still_obey_a_platform_that_asked_to_wait(store: Store) -> None:
    store.watches.ensure(["w"], now=NOW)
    store.watches.claim("w", "a", now=NOW, lease=LEASE)
    store.watches.release("w", "a", now=NOW, due_at=NOW + timedelta(minutes=9), error="429")
    assert store.watches.claim("w", "a", now=NOW, lease=LEASE, early=True) is None


def test_a_refused_watch_stops_until_the_next_start(store: Store) -> None:
    store.watches.ensure(["w"], now=NOW)
    store.watches.claim("w", "a", now=NOW, lease=LEASE)
    store.watches.release("w", "a", now=NOW, due_at=NOW, error="401", refused=True)
    (watch,) = store.watches.all()
    assert (watch.refused_at, watch.failures, watch.error) == (NOW, 1, "401")
    assert store.watches.claim("w", "a", now=NOW + timedelta(days=9), lease=LEASE) is None
    store.watches.ensure(["w"], now=NOW)
    assert store.watches.claim("w", "a", now=NOW, lease=LEASE)


def test_many_threads_claim_each_watch_once(store: Store) -> None:
    names = [f"w{n}" for n in range(5)]
    store.watches.ensure(names, now=NOW)
    with ThreadPoolExecutor(8) as pool:
        got = list(
            pool.map(
                lambda n: store.watches.claim(names[n % 5], f"t{n}", now=NOW, lease=LEASE) is not None,
                range(40),
            )
        )
    assert sum(got) == 5


# --- claims of matches


def test_a_match_is_judged_by_one_worker_at_a_time(store: Store) -> None:
    stored(store, *[mention(str(n)) for n in range(10)])
    first = store.matches.claim("a", now=NOW, lease=LEASE, limit=6)
    second = store.matches.claim("b", now=NOW, lease=LEASE, limit=6)
    assert [one.mention.external_id for one in first] == list("012345")
    assert [one.mention.external_id for one in second] == list("6789")
    store.matches.release("a")
    assert len(store.matches.claim("b", now=NOW, lease=LEASE, limit=99)) == 6


def told_before(store: Store, *, brand: str = "firuzka", complaint: bool = True, **changes: object) -> str:
    """A post judged before this one; its external id."""
    external_id = str(count(store, mentions) + 100)
    store.watches.ensure(["firuzka/x/search"], now=NOW)
    assert store.watches.claim("firuzka/x/search", "w0", now=NOW, lease=LEASE, early=True)
    store.watches.commit(
        "firuzka/x/search", "w0", matched(mention(external_id, **changes), brand=brand),
        cursor=Cursor("c"), gaps_seen=(), now=NOW, lease=LEASE,
    )  # fmt: skip
    store.watches.release("firuzka/x/search", "w0", now=NOW, due_at=NOW)
    (one,) = store.matches.claim("w0", now=NOW, lease=LEASE, limit=100)
    severity = Severity.medium if complaint else Severity.low
    store.matches.record(
        "w0", [judgement(one.match_id, severity, brand=brand, complaint=complaint)], place=nowhere, now=NOW
    )
    return external_id


HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def test_earlier_complaints_of_the_same_author_are_counted(store: Store) -> None:
    at = NOW - HOUR
    for ago in (DAY, 2 * DAY, 30 * DAY):
        told_before(store, author_id="7", created_at=at - ago)
    told_before(store, author_id="7", created_at=at - 30 * DAY - 2 * HOUR)  # too long ago
    told_before(store, author_id="7", created_at=at)  # not before it
    told_before(store, author_id="7", created_at=at - HOUR / 2)  # of one thread with it
    told_before(store, author_id="7", created_at=at - DAY, complaint=False)
    told_before(store, author_id="7", created_at=at - DAY, brand="other")
    told_before(store, author_id="7", created_at=at - DAY, platform="reddit")
    told_before(store, author_id="8", created_at=at - DAY)  # same handle, another account
    told_before(store, author_id=None, author_handle="can", created_at=at - 3 * DAY)
    told_before(store, author_id=None, author_handle=None, created_at=at - DAY)
    posts = {
        "1": mention("1", author_id="7", created_at=at),
        "2": mention("2", author_id="9", created_at=at),
        "3": mention("3", author_id=None, author_handle="can", created_at=at - DAY),
        "4": mention("4", author_id=None, author_handle=None, created_at=at),
        "5": mention("5", author_id="7", created_at=at - 2 * DAY),
    }
    stored(store, *posts.values())
    claimed = store.matches.claim("w1", now=NOW, lease=LEASE, limit=100)
    assert {one.mention.external_id: one.earlier for one in claimed} == {
        "1": 3,
        "2": 0,
        "3": 1,
        "4": 0,
        "5": 2,
    }


def test_what_a_person_called_no_complaint_is_no_earlier_one(store: Store) -> None:
    told_before(store, author_id="7", created_at=NOW - DAY)
    told_before(store, author_id="7", created_at=NOW - 2 * DAY)
    assert press(store, "not_a_complaint", "Zeynep")
    stored(store, mention("1", author_id="7", created_at=NOW))
    (one,) = store.matches.claim("w1", now=NOW, lease=LEASE, limit=100)
    assert one.earlier == 1


def test_earlier_complaints_of_a_whole_batch_take_one_query(store: Store) -> None:
    told_before(store, author_id="7", created_at=NOW - DAY)
    stored(store, *(mention(str(n), author_id=str(n), created_at=NOW) for n in range(40)))
    seen: list[str] = []

    def see(_c: object, _cur: object, statement: str, *_: object) -> None:
        seen.append(statement)

    event.listen(store.database.engine, "before_cursor_execute", see)
    claimed = store.matches.claim("w1", now=NOW, lease=LEASE, limit=100)
    event.remove(store.database.engine, "before_cursor_execute", see)
    assert len(claimed) == 40
    assert sum(one.earlier for one in claimed) == 1
    assert sum("corrected_complaint" in statement for statement in seen) == 1


def test_a_dead_workers_matches_are_taken_over_and_its_late_verdict_is_void(store: Store) -> None:
    stored(store, mention())
    (one,) = store.matches.claim("a", now=NOW, lease=LEASE, limit=1)
    (same,) = store.matches.claim("b", now=NOW + LEASE, lease=LEASE, limit=1)
    assert same.match_id == one.match_id
    assert store.matches.record("a", [judgement(one.match_id)], place=place, now=NOW) == 0
    assert store.matches.record("b", [judgement(one.match_id)], place=place, now=NOW) == 1
    assert store.matches.record("b", [judgement(one.match_id)], place=place, now=NOW) == 0


@pytest.mark.parametrize(
    ("severity", "alerts", "cards"),
    [(Severity.low, 0, 0), (Severity.medium, 1, 0), (Severity.high, 1, 1), (Severity.critical, 1, 1)],
)
def test_medium_raises_an_alert_and_high_sends_a_card(
    store: Store, severity: Severity, alerts: int, cards: int
) -> None:
    stored(store, mention())
    assert judged(store, severity) == alerts
    assert store.outbox.waiting(now=NOW) == cards
    assert store.alerts.open() == alerts


def test_a_post_edited_from_medium_to_high_gets_its_card(store: Store) -> None:
    stored(store, mention())
    judged(store, Severity.medium)
    stored(store, mention(revision=1))
    judged(store, Severity.high)
    delivery = store.outbox.claim("w", now=NOW, lease=LEASE, pace=PACE)
    assert delivery is not None
    assert delivery.version == 2
    assert count(store, deliveries) == 1


def test_an_alert_is_read_with_all_its_card_shows(store: Store) -> None:
    stored(store, mention("5", author_name="Ayşe"))
    judged(store)
    alert = store.alerts.get(1)
    assert alert is not None
    assert alert.mention == mention("5", author_name="Ayşe")
    assert (alert.state, alert.language, alert.words, alert.drafts) == ("open", "tr", ("Firuzka",), ())
    assert alert.reasons == ({"code": "complaint_probability", "facts": {"percent": 93}},)
    assert store.alerts.get(2) is None


# --- drafts and replies


OFFERED = (
    Draft(kind="short", language="tr", text="Merhaba", lines="short/a.b"),
    Draft(kind="full", language="tr", text="Merhaba, biz", lines="full/a.c"),
)
ANSWER = Reply(kind="short", source="composed", edited=False, language="tr", text="Merhaba")
LEYLA = Person(kind="slack", id="U-Leyla", name="Leyla")


def test_what_has_a_card_is_drafted_once(store: Store) -> None:
    stored(store, mention("5"), mention("6"))
    judged(store)
    assert [alert.id for alert in store.drafts.due(now=NOW)] == [1, 2]
    first, second = store.drafts.due(now=NOW)
    assert store.drafts.record(first, OFFERED, newest=0, now=NOW)
    assert not store.drafts.record(first, OFFERED, newest=2, now=NOW)  # by another process meanwhile
    assert not store.drafts.record(second, OFFERED, newest=0, now=NOW)  # would be like those of the first
    assert store.drafts.recent("firuzka", but=2) == (["full/a.c", "short/a.b"], 2)
    assert store.drafts.recent("firuzka", but=1) == ([], 2)
    assert store.drafts.recent("other", but=0) == ([], 0)
    assert store.drafts.record(second, OFFERED[:1], newest=2, now=NOW)
    assert store.drafts.due(now=NOW) == []
    alert = store.alerts.get(1)
    assert alert is not None
    assert alert.drafts == OFFERED
    assert alert.version == 2


def test_what_has_no_card_is_not_drafted(store: Store) -> None:
    stored(store, mention("5"))
    judged(store, Severity.medium)
    assert store.drafts.due(now=NOW) == []


def test_an_answer_is_kept_and_the_next_one_drafted(store: Store) -> None:
    stored(store, mention("5", author_id="u1"), mention("6", author_id="u1"), mention("7", author_id="u2"))
    judged(store)
    first, *_ = store.drafts.due(now=NOW)
    store.drafts.record(first, OFFERED, newest=0, now=NOW)
    known = store.alerts.get(1)
    assert known is not None
    pressed = store.presses.answer(known, ANSWER, by=LEYLA, now=NOW)
    assert pressed is not None
    assert pressed.taken
    again = store.alerts.get(1)
    assert again is not None
    assert (again.answered_by, again.owner, again.draft_at) == ("Leyla", "slack:U-Leyla", NOW)
    with store.database.read() as connection:
        (row,) = connection.execute(select(replies)).all()
    assert (row.kind, row.text, row.edited, row.via, row.state) == ("short", "Merhaba", False, "hand", "sent")
    assert row.followed_until == NOW + timedelta(hours=72)
    # whoever was answered lately is not answered as if for the first time
    assert [alert.replied for alert in store.drafts.due(now=NOW)] == [1, 1, 0]
    press(store, "resolve", alert=1)
    late = store.presses.answer(known, ANSWER, by=LEYLA, now=NOW)
    assert late is not None
    assert not late.taken
    assert count(store, replies) == 1


# --- the outbox


def urgent(store: Store, *external_ids: str, severity: Severity = Severity.high) -> None:
    stored(store, *[mention(one) for one in external_ids])
    judged(store, severity)


def test_a_delivery_is_claimed_once_sent_and_recorded(store: Store) -> None:
    urgent(store, "1")
    delivery = store.outbox.claim("a", now=NOW, lease=LEASE, pace=PACE)
    assert delivery is not None
    assert (delivery.kind, delivery.place, delivery.uncertain, delivery.message_id) == (
        "alert",
        "C1",
        False,
        None,
    )
    assert store.outbox.claim("b", now=NOW + PACE, lease=LEASE, pace=PACE) is None
    store.outbox.record_sent(delivery, "a", "171.1", now=NOW)
    assert store.outbox.waiting(now=NOW) == 0
    assert store.outbox.next_at() is None


def test_a_claim_that_died_is_uncertain_and_looked_for(store: Store) -> None:
    urgent(store, "1")
    store.outbox.claim("a", now=NOW, lease=LEASE, pace=PACE)
    again = store.outbox.claim("b", now=NOW + LEASE, lease=LEASE, pace=PACE)
    assert again is not None
    assert again.uncertain
    assert again.tried_at == NOW
    store.outbox.record_absent(again, "b", now=NOW + LEASE)
    third = store.outbox.claim("b", now=NOW + LEASE + PACE, lease=LEASE, pace=PACE)
    assert third is not None
    assert not third.uncertain


def test_a_message_found_again_is_brought_up_to_date_not_sent(store: Store) -> None:
    urgent(store, "1")
    store.outbox.claim("a", now=NOW, lease=LEASE, pace=PACE)
    again = store.outbox.claim("b", now=NOW + LEASE, lease=LEASE, pace=PACE)
    assert again is not None
    store.outbox.record_found(again, "b", "171.1", now=NOW + LEASE)
    third = store.outbox.claim("b", now=NOW + LEASE + PACE, lease=LEASE, pace=PACE)
    assert third is not None
    assert (third.message_id, third.uncertain) == ("171.1", False)


def test_a_place_is_sent_to_at_most_once_a_pace_by_all_together(store: Store) -> None:
    urgent(store, *[str(n) for n in range(20)])
    with ThreadPoolExecutor(8) as pool:
        got = list(
            pool.map(lambda n: store.outbox.claim(f"t{n}", now=NOW, lease=LEASE, pace=PACE), range(16))
        )
    assert sum(one is not None for one in got) == 1
    assert store.outbox.next_at() == NOW + PACE
    assert store.outbox.claim("b", now=NOW + PACE, lease=LEASE, pace=PACE)


def test_the_most_urgent_goes_first(store: Store) -> None:
    urgent(store, "1")
    urgent(store, "2", severity=Severity.critical)
    delivery = store.outbox.claim("a", now=NOW, lease=LEASE, pace=PACE)
    assert delivery is not None
    assert delivery.subject_id == 2


def test_retry_after_holds_the_whole_place(store: Store) -> None:
    urgent(store, "1", "2")
    first = store.outbox.claim("a", now=NOW, lease=LEASE, pace=PACE)
    assert first is not None
    later = NOW + timedelta(seconds=30)
    store.outbox.record_failed(
        first, "a", "ratelimited", due_at=later, uncertain=False, place_free_at=later, now=NOW
    )
    assert store.outbox.claim("a", now=NOW + timedelta(seconds=29), lease=LEASE, pace=PACE) is None
    assert store.outbox.next_at() == later
    again = store.outbox.claim("a", now=later, lease=LEASE, pace=PACE)
    assert again is not None
    assert not again.uncertain


def test_a_refusal_for_good_is_kept_until_the_next_start(store: Store) -> None:
    urgent(store, "1")
    first = store.outbox.claim("a", now=NOW, lease=LEASE, pace=PACE)
    assert first is not None
    store.outbox.record_failed(
        first, "a", "channel_not_found", due_at=NOW, uncertain=False, permanent=True, now=NOW
    )
    assert store.outbox.waiting(now=NOW) == 0
    assert store.outbox.failed() == [("slack", "C1", "channel_not_found")]
    assert store.outbox.rearm(now=NOW) == 1
    assert store.outbox.claim("a", now=NOW + PACE, lease=LEASE, pace=PACE)


def test_a_change_while_it_is_sent_makes_it_due_again(store: Store) -> None:
    urgent(store, "1")
    delivery = store.outbox.claim("a", now=NOW, lease=LEASE, pace=PACE)
    assert delivery is not None
    press(store, "take")
    store.outbox.record_sent(delivery, "a", "171.1", now=NOW)
    again = store.outbox.claim("a", now=NOW + PACE, lease=LEASE, pace=PACE)
    assert again is not None
    assert (again.version, again.message_id) == (2, "171.1")


def test_a_sender_that_lost_its_claim_records_nothing(store: Store) -> None:
    urgent(store, "1")
    late = store.outbox.claim("a", now=NOW, lease=LEASE, pace=PACE)
    store.outbox.claim("b", now=NOW + LEASE, lease=LEASE, pace=PACE)
    assert late is not None
    store.outbox.record_sent(late, "a", "171.1", now=NOW + LEASE)
    assert store.outbox.waiting(now=NOW) == 1


# --- buttons


@pytest.mark.parametrize(
    ("presses_before", "action", "taken", "state"),
    [
        ([], "take", True, "acknowledged"),
        (["take"], "take", False, "acknowledged"),
        (["resolve"], "take", False, "resolved"),
        (["take"], "resolve", True, "resolved"),
        ([], "not_a_complaint", True, "resolved"),
        (["not_a_complaint"], "resolve", False, "resolved"),
    ],
)
def test_a_press_changes_the_alert_if_its_state_allows(
    store: Store, presses_before, action, taken, state
) -> None:  # type: ignore[no-untyped-def]
    urgent(store, "1")
    for before in presses_before:
        press(store, before)
    done = press(store, action, "Murad")
    assert done is not None
    assert (done.taken, done.state) == (taken, state)
    assert done.by == ("Murad" if taken else "Leyla")
    assert count(store, presses) == len(presses_before) + 1
    assert press(store, "take", alert=99) is None


def test_not_a_complaint_is_kept_for_learning_and_for_the_report(store: Store) -> None:
    urgent(store, "1")
    press(store, "not_a_complaint")
    (row,) = store.reports.rows("firuzka", since=NOW - timedelta(hours=1), until=NOW)
    assert not row.complaint
    assert row.alert_state == "resolved"


def test_two_people_at_once_one_wins(store: Store) -> None:
    urgent(store, "1")
    barrier = threading.Barrier(8)

    def run(n: int) -> bool:
        barrier.wait()
        done = press(store, "take", f"n{n}")
        return done is not None and done.taken

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(run, range(8))) == 1
    assert count(store, presses) == 8


# --- notices and reports


def test_a_notice_is_told_once_while_it_lasts(store: Store) -> None:
    def tell() -> bool:
        return store.notices.tell(
            "k", "watch_refused", {"watch": "w", "why": "401"}, addresses=[SLACK], now=NOW
        )

    assert tell()
    assert not tell()
    assert store.notices.forget("k", now=NOW)
    assert not store.notices.forget("k", now=NOW)
    assert tell()
    assert store.outbox.waiting(now=NOW) == 2
    notice = store.notices.get(1)
    assert notice is not None
    assert (notice.kind, notice.facts) == ("watch_refused", {"watch": "w", "why": "401"})
    assert store.notices.get(99) is None
    assert len(store.notices.told("watch_refused")) == 1


def test_a_report_is_made_once_for_its_period(store: Store) -> None:
    def keep(brand: str = "firuzka"):  # type: ignore[no-untyped-def]
        since = NOW - timedelta(days=1)
        return store.reports.keep(
            brand, since=since, until=NOW, figures={"total": 3}, addresses=[SLACK], now=NOW
        )

    assert not store.reports.ever("firuzka")
    made = keep()
    assert made is not None
    assert keep() is None
    assert keep("other") is not None
    assert store.reports.ever("firuzka")
    assert store.reports.get(made.id) == made
    assert store.reports.get(99) is None
    assert store.outbox.waiting(now=NOW) == 2


def test_a_report_reads_its_brand_and_period_only(store: Store) -> None:
    stored(
        store,
        mention("1", created_at=NOW - timedelta(hours=2)),
        mention("2", created_at=NOW - timedelta(hours=1)),
        mention("3", created_at=NOW),
    )
    judged(store, Severity.medium)
    stored(store, mention("4", created_at=NOW - timedelta(hours=1)))  # not judged yet
    rows = store.reports.rows("firuzka", since=NOW - timedelta(hours=2), until=NOW)
    assert [row.permalink[-1] for row in rows] == ["1", "2"]
    assert store.reports.rows("other", since=NOW - timedelta(hours=2), until=NOW) == []


# --- the database itself


def test_migrations_give_the_tables_that_the_code_has(store: Store) -> None:
    with store.database.write() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_what_an_older_version_stored_is_kept(store_url: str) -> None:
    opened = Store(store_url)
    opened.close()
    engine = Database(store_url).engine
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        metadata.drop_all(connection)
        connection.execute(text("DROP TABLE alembic_version"))
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.execute(
            text(
                "INSERT INTO mentions (id, platform, external_id, revision, kind, permalink, text, created_at,"
                " fetched_at, repairs) VALUES (1, 'x', '1', 0, 'post', 'https://x.com/1', 'kargo', :now, :now, '[]')"
            ),
            {"now": NOW},
        )
        connection.execute(
            text("INSERT INTO matches (id, mention_id, brand, words) VALUES (1, 1, 'firuzka', '[]')")
        )
        connection.execute(
            text(
                "INSERT INTO alerts (id, match_id, brand, severity, state, version, opened_at)"
                " VALUES (1, 1, 'firuzka', 2, 'open', 1, :now)"
            ),
            {"now": NOW},
        )
        connection.execute(
            text(
                "INSERT INTO presses (id, alert_id, action, user_id, user_name, pressed_at, taken)"
                " VALUES (1, 1, 'take', 'U1', 'Aynur', :now, :yes)"
            ),
            {"now": NOW, "yes": True},
        )
    engine.dispose()
    with Store(store_url) as upgraded:
        assert count(upgraded, presses) == 1
        alert = upgraded.alerts.get(1)
        assert alert is not None
        assert (alert.incident_id, alert.mention.text) == (None, "kargo")
        with upgraded.database.write() as connection:
            assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_opening_twice_is_harmless(store_url: str) -> None:
    for _ in range(2):
        with Store(store_url) as opened:
            opened.watches.ensure(["w"], now=NOW)


def test_two_processes_may_open_a_new_store_at_once(store_url: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        for opened in list(pool.map(lambda _: Store(store_url), range(4))):
            opened.close()


def test_a_newer_database_is_left_alone(store: Store, store_url: str) -> None:
    with store.database.write() as connection:
        ours = connection.scalar(text("SELECT version_num FROM alembic_version"))
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    try:
        with pytest.raises(StoreNewer, match=r"newer version of monitor .*9999.*upgrade monitor"):
            Store(store_url)
    finally:
        with store.database.write() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = :ours"), {"ours": ours})


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("mysql://u:hunter2@h/d", "allowed are sqlite and postgresql"),
        ("not a url", "store.url cannot be read"),
        ("sqlite:///no/such/folder/m.db", "folder of the SQLite file does not exist: no/such/folder"),
        ("sqlite://", "must name a file"),
        ("postgresql://u:hunter2@127.0.0.1:1/d", "127.0.0.1"),
    ],
)
def test_a_store_that_cannot_be_opened_says_why_without_the_password(url: str, told: str) -> None:
    with pytest.raises(StoreError, match=re.escape(told)) as caught:
        Store(url)
    assert "hunter2" not in str(caught.value)


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "m.db").write_text("this is not a database, it is a letter to my mother" * 100)
    with pytest.raises(StoreError, match="not a database"):
        Store(f"sqlite:///{tmp_path / 'm.db'}")


def test_a_locked_database_is_busy_and_nothing_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("monitor.store.database.BUSY_MILLISECONDS", 20)
    with Store(f"sqlite:///{tmp_path / 'm.db'}") as opened:
        other = sqlite3.connect(tmp_path / "m.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusy, match="locked"):
            opened.watches.ensure(["w"], now=NOW)
        assert opened.watches.all() == []  # reading goes on
        other.execute("ROLLBACK")
        other.close()
        opened.watches.ensure(["w"], now=NOW)


def test_a_full_disk_loses_nothing_that_was_stored(tmp_path: Path) -> None:
    with Store(f"sqlite:///{tmp_path / 'm.db'}") as opened:
        stored(opened, mention("1"), cursor="before")

        @event.listens_for(opened.database.engine, "connect")
        def fill(connection: sqlite3.Connection, _record: object) -> None:
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count = {pages}")

        with pytest.raises(StoreBusy, match="full"):
            stored(opened, mention("2", text="x" * 100_000), cursor="after")
        event.remove(opened.database.engine, "connect", fill)
        (watch,) = opened.watches.all()
        assert watch.cursor == "before"
        later = NOW + LEASE
        assert opened.watches.claim("firuzka/x/search", "w2", now=later, lease=LEASE)
        done = opened.watches.commit(
            "firuzka/x/search", "w2", matched(mention("2")), cursor=Cursor("after"), now=later, lease=LEASE
        )
        assert done.new == 1


def test_four_writers_at_once_all_succeed(tmp_path: Path) -> None:
    with Store(f"sqlite:///{tmp_path / 'm.db'}") as opened:
        opened.watches.ensure([f"w{n}" for n in range(4)], now=NOW)

        def write(n: int) -> int:
            opened.watches.claim(f"w{n}", f"t{n}", now=NOW, lease=LEASE)
            for m in range(30):
                opened.watches.commit(
                    f"w{n}",
                    f"t{n}",
                    matched(mention(f"{n}-{m}")),
                    cursor=Cursor(str(m)),
                    now=NOW,
                    lease=LEASE,
                )
            return n

        with ThreadPoolExecutor(4) as pool:
            assert sorted(pool.map(write, range(4))) == [0, 1, 2, 3]
        assert count(opened, mentions) == 120


def test_a_time_without_a_zone_is_not_stored() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        UtcDateTime().process_bind_param(datetime(2026, 1, 1), None)  # type: ignore[arg-type]


def test_a_time_comes_back_in_utc_wherever_the_machine_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Tehran")
    time.tzset()
    try:
        assert UtcDateTime().process_result_value(datetime(2026, 1, 1, 12), None) == datetime(
            2026, 1, 1, 12, tzinfo=UTC
        )  # type: ignore[arg-type]
    finally:
        monkeypatch.delenv("TZ")
        time.tzset()


@pytest.mark.parametrize("query", ["matches", "deliveries"])
@pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)  # PostgreSQL reads small tables whole
def test_waiting_work_is_found_by_its_own_small_index(store: Store, query: str) -> None:
    """What makes a cycle with nothing new cost the same in a large store."""
    seen: list[str] = []

    @event.listens_for(store.database.engine, "before_cursor_execute")
    def see(_c: object, _cur: object, statement: str, parameters: object, *_: object) -> None:
        if statement.startswith("SELECT") and f"FROM {query}" in statement:
            seen.append(statement)

    store.matches.claim("w", now=NOW, lease=LEASE, limit=10)
    store.outbox.claim("w", now=NOW, lease=LEASE, pace=PACE)
    store.outbox.next_at()
    store.matches.waiting()
    event.remove(store.database.engine, "before_cursor_execute", see)
    assert seen
    with sqlite3.connect(store.database.engine.url.database or "") as connection:
        for statement in seen:
            wanted = statement.count("?")
            plan = " ".join(
                str(row)
                for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}", [NOW.isoformat()] * wanted)
            )
            assert "ix_matches_unjudged" in plan or "ix_deliveries_pending" in plan, plan
    connection.close()


@pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)  # PostgreSQL reads small tables whole
def test_whether_the_writer_rests_and_what_is_unpublished_are_read_by_index(store: Store) -> None:
    seen: list[str] = []

    @event.listens_for(store.database.engine, "before_cursor_execute")
    def see(_c: object, _cur: object, statement: str, *_: object) -> None:
        if "FROM asks" in statement or "FROM replies" in statement:
            seen.append(statement)

    store.asks.claim(
        "w",
        brands=["acme"],
        drafts_in=["tr"],
        gists_but_of="en",
        most=9,
        day_began=NOW - timedelta(hours=1),
        now=NOW,
        lease=LEASE,
    )
    store.asks.resting(NOW)
    store.replies.waiting()
    event.remove(store.database.engine, "before_cursor_execute", see)
    assert len(seen) >= 4
    with sqlite3.connect(store.database.engine.url.database or "") as connection:
        for statement in seen:
            values = [NOW.isoformat()] * statement.count("?")
            plan = " ".join(str(row) for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}", values))
            assert "USING INDEX ix_" in plan or "USING COVERING INDEX ix_" in plan, plan
    connection.close()


# --- incidents


def test_an_incident_opened_while_the_store_is_read_counts_as_unknown(store: Store, store_url: str) -> None:
    opened: list[int] = []

    def meanwhile(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if "FROM incidents" not in statement or opened:
            return
        opened.append(1)
        with Store(store_url) as other, other.database.write() as connection:
            values = {"brand": "firuzka", "severity": 2, "state": "open", "version": 1, "opened_at": NOW}
            values |= {"since": NOW, "last_at": NOW, "authors": 5, "minutes": 15, "usual": 0.1}
            connection.execute(incidents.insert().values(values))

    event.listen(store.database.engine, "after_cursor_execute", meanwhile)
    known = store.incidents.known("firuzka", rules=Rules(), now=NOW, at=NOW)
    assert opened
    assert known.newest == 0
