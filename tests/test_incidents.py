"""Which complaints have one cause, and whether they are more than usual: tables of cases, and chance itself."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.incidents import Complaint, Incident, Joined, Merged, Opened, Posts, Rules
from monitor.sorting import sort_in
from monitor.usual import Usual, tail

NOW = datetime(2026, 11, 25, 14, 0, tzinfo=UTC)
BAKU = ZoneInfo("Asia/Baku")
NONE = np.zeros((0, 8), np.float32)
RULES = Rules(near_from=0.8)
ids = count(1)


def direction(axis: int, noise: float = 0.0, seed: int = 0) -> np.ndarray:
    vector = np.zeros(8, np.float32)
    vector[axis] = 1
    vector += noise * np.random.default_rng(seed).normal(size=8).astype(np.float32)
    return vector / np.linalg.norm(vector)


def complaint(minutes: float = 0, axis: int = 0, author: str = "", **changes: object) -> Complaint:
    number = next(ids)
    plain = Complaint(
        id=number,
        at=NOW + timedelta(minutes=minutes),
        author=author or f"x:{number}",
        vector=direction(axis, 0.1, number),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def usual(a_week: float = 40, weeks: int = 8, now: datetime = NOW, seed: int = 1) -> Usual:
    """A brand that has so many complaints a week, at random times."""
    rng = random.Random(seed)
    since = now - timedelta(weeks=weeks)
    times = [since + timedelta(weeks=weeks) * rng.random() for _ in range(round(a_week * weeks))]
    return Usual(times, since=since, now=now, zone=BAKU)


def sorted_in(
    fresh: Iterable[Complaint],
    loose: Iterable[Complaint] = (),
    known: Iterable[Incident] = (),
    **more: object,
) -> list[Joined | Opened | Merged]:
    options = {"usual": usual(), "history": NONE, "rules": RULES, "now": NOW} | more
    return sort_in(list(fresh), list(loose), list(known), **options)  # type: ignore[arg-type]


# --- one cause


def test_eight_complaints_of_one_cause_by_five_authors_are_an_incident() -> None:
    authors = [f"x:{number % 5}" for number in range(8)]
    storm = [complaint(-20 + 2 * number, author=author) for number, author in enumerate(authors)]
    (opened,) = sorted_in(storm)
    assert isinstance(opened, Opened)
    assert set(opened.complaints) == {one.id for one in storm}
    assert not opened.surge
    assert (opened.burst.authors, opened.burst.usual < 1) == (5, True)


@pytest.mark.parametrize(
    ("storm", "why"),
    [
        pytest.param(
            [complaint(-n, author="x:same") for n in range(30)], "one person", id="one person often"
        ),
        pytest.param([complaint(-n) for n in range(4)], "four", id="four people"),
        pytest.param([complaint(-n, axis=n) for n in range(6)], "unlike", id="six causes"),
        pytest.param([complaint(-400 * n) for n in range(8)], "spread", id="spread over days"),
        pytest.param(
            [complaint(-n, vector=None) for n in range(6)], "vectorless", id="a model without vectors"
        ),
    ],
)
def test_what_is_no_incident(storm: list[Complaint], why: str) -> None:
    assert sorted_in(storm, usual=usual(a_week=400)) == [], why


def test_what_is_usual_for_its_cause_is_no_incident() -> None:
    storm = [complaint(-8 * number) for number in range(6)]
    busy = usual(a_week=1500)
    assert sorted_in(storm, usual=busy, history=np.stack([direction(0, 0.1, n) for n in range(300)])) == []
    (opened,) = sorted_in(storm, usual=busy, history=np.stack([direction(1, 0.1, n) for n in range(300)]))
    assert isinstance(opened, Opened)


def test_two_storms_at_once_are_two_incidents() -> None:
    storm = [complaint(-number, axis=number % 2) for number in range(20)]
    first, second = sorted_in(storm)
    assert isinstance(first, Opened)
    assert isinstance(second, Opened)
    assert len(first.complaints) == len(second.complaints) == 10


def test_earlier_complaints_are_taken_in_when_an_incident_opens() -> None:
    loose = [complaint(-30), complaint(-20), complaint(-15), complaint(-10), complaint(-10, axis=3)]
    (opened,) = sorted_in([complaint(-1)], loose)
    assert isinstance(opened, Opened)
    assert loose[0].id in opened.complaints
    assert loose[-1].id not in opened.complaints


# --- an incident that is known


def known(**changes: object) -> Incident:
    plain = Incident(
        id=9,
        middle=direction(0),
        since=NOW - timedelta(hours=1),
        last_at=NOW - timedelta(minutes=5),
        recent=0,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def test_a_complaint_joins_what_it_is_near_to() -> None:
    near, far = complaint(0), complaint(0, axis=4)
    assert sorted_in([near, far], known=[known(), known(id=10, middle=direction(2))]) == [
        Joined(incident=9, complaints=(near.id,))
    ]


def test_a_storm_takes_in_what_is_less_near_but_not_what_is_critical() -> None:
    vector = (direction(0) + 0.95 * direction(1)) / np.linalg.norm(direction(0) + 0.95 * direction(1))
    vague = complaint(0, vector=vector)
    grave = complaint(0, vector=vector, critical=True)
    assert sorted_in([vague], known=[known()]) == []
    assert sorted_in([vague], known=[known(recent=2000)]) == [Joined(incident=9, complaints=(vague.id,))]
    assert sorted_in([grave], known=[known(recent=2000)]) == []
    assert sorted_in([complaint(0, axis=5)], known=[known(recent=10**6)]) == []


def test_one_complaint_does_not_reopen_what_is_over_but_a_burst_does() -> None:
    over = known(open=False)
    assert sorted_in([complaint(0)], known=[over]) == []
    storm = [complaint(-number) for number in range(6)]
    (joined,) = sorted_in(storm, known=[over])
    assert isinstance(joined, Joined)
    assert joined.incident == 9
    assert joined.reopened is not None
    assert set(joined.complaints) == {one.id for one in storm}


def test_what_goes_on_after_a_person_called_it_over_is_the_same_by_what_was_posted_since() -> None:
    over = known(open=False, over_at=NOW - timedelta(minutes=20))
    late = [complaint(-30 - number) for number in range(6)]
    assert sorted_in(late, known=[over]) == [
        Joined(incident=9, complaints=tuple(one.id for one in reversed(late)), late=True)
    ]
    # A fire is not called over unseen, nor is what was posted before there was an incident; and neither opens it.
    fires = [complaint(-30 - number, critical=True) for number in range(6)]
    assert sorted_in([*fires, complaint(-90)], known=[over]) == []
    since = [complaint(-number) for number in range(4)]
    assert sorted_in([*fires, *since], known=[over]) == []
    (joined,) = sorted_in([*late, *since, complaint(0)], known=[over])
    assert isinstance(joined, Joined)
    assert (joined.reopened is not None, joined.soon, joined.late) == (True, True, False)
    assert len(joined.complaints) == 11


@pytest.mark.parametrize(
    ("over_at", "soon"),
    [
        pytest.param(timedelta(hours=5), True, id="within the time in which it would have ended"),
        pytest.param(timedelta(hours=7), False, id="later"),
        pytest.param(None, False, id="it ended by itself"),
    ],
)
def test_a_surge_comes_back_soon_after_a_person_called_it_over(over_at: timedelta | None, soon: bool) -> None:
    ended = NOW - (over_at or timedelta(hours=7))
    surge = known(middle=None, last_at=ended, open=False, over_at=ended if over_at else None)
    (change,) = sorted_in([complaint(-number / 4, axis=number % 8) for number in range(24)], known=[surge])
    assert isinstance(change, Joined if soon else Opened)
    assert change.surge
    if isinstance(change, Joined):
        assert (change.incident, change.soon) == (9, True)


def test_another_part_of_what_a_person_called_over_is_no_other_incident() -> None:
    """The last of them lies far from its middle, though they all together do not."""
    over = known(open=False, over_at=NOW - timedelta(minutes=30))
    offset = direction(0) + 0.3 * direction(1)
    near = [complaint(-number, vector=offset / np.linalg.norm(offset)) for number in range(1, 5)]
    last = complaint(0, vector=0.2 * direction(0) + 0.98 * direction(1))
    (joined,) = sorted_in([*near, last], known=[over], rules=replace(RULES, near_from=0.3))
    assert isinstance(joined, Joined)
    assert (joined.incident, joined.soon) == (9, True)
    assert set(joined.complaints) == {one.id for one in [*near, last]}


def test_twins_are_merged_into_the_earlier() -> None:
    fresh = complaint(0)
    changes = sorted_in([fresh], known=[known(id=3), known(id=5, middle=direction(0, 0.02))])
    assert changes[-1] == Merged(incident=5, into=3)
    assert sorted_in([], known=[known(id=3), known(id=5, middle=direction(1))]) == []


def test_what_a_person_took_out_is_never_taken_in_by_that_incident_again() -> None:
    out = complaint(0, left=9)
    assert sorted_in([out], known=[known()]) == []
    assert sorted_in([complaint(0, axis=3)], [out], known=[known(recent=500)]) == []
    assert sorted_in([out], known=[known(), known(id=11, middle=direction(0, 0.1, 5))])[0].incident == 11  # type: ignore[union-attr]


def test_a_fire_beside_a_storm_about_coupons_is_not_of_it() -> None:
    vector = (0.75 * direction(0) + 0.67 * direction(1)).astype(np.float32)
    for one in (
        complaint(0, vector=vector / np.linalg.norm(vector), critical=True),
        complaint(0, axis=6, critical=True),
    ):
        assert sorted_in([one], known=[known(recent=2_000)]) == []
    # Where the incident is of fires, it is nothing special.
    near = complaint(0, critical=True)
    assert sorted_in([near], known=[known(recent=40, grave=30)]) == [
        Joined(incident=9, complaints=(near.id,))
    ]


def test_what_another_model_knew_is_not_compared() -> None:
    other = np.ones(5, np.float32) / np.sqrt(np.float32(5))
    fresh = complaint(0)
    loose = [complaint(-number, vector=other) for number in range(1, 9)]
    assert sorted_in([fresh], loose, [known(middle=other)], history=np.stack([other])) == []


# --- strays and mistakes


def test_the_strays_of_a_storm_are_neither_a_surge_nor_a_cause() -> None:
    storm = [complaint(-number / 20) for number in range(200)]
    strays = [complaint(-number, axis=1 + number % 6) for number in range(18)]
    changes = sorted_in(storm + strays)
    assert [(isinstance(change, Opened), change.surge) for change in changes] == [(True, False)]  # type: ignore[union-attr]
    # Without the storm they would be one.
    assert any(change.surge for change in sorted_in(strays))  # type: ignore[union-attr]


def test_the_mistakes_of_very_many_posts_are_no_surge() -> None:
    mistaken = [complaint(-number / 4, axis=number % 8) for number in range(30)]
    many = Posts(lately={15: 400, 60: 400, 360: 400}, share=0.1)
    few = Posts(lately={15: 20, 60: 20, 360: 20}, share=0.1)
    assert not any(change.surge for change in sorted_in(mistaken, posts=many))  # type: ignore[union-attr]
    assert any(change.surge for change in sorted_in(mistaken, posts=few))  # type: ignore[union-attr]
    # A brand whose posts are hardly ever complaints has few mistakes among them, too.
    rare = Posts(lately={15: 400, 60: 400, 360: 400}, share=0.0005)
    assert any(change.surge for change in sorted_in(mistaken, posts=rare))  # type: ignore[union-attr]


def test_a_surge_that_turns_out_to_be_of_a_cause_ends() -> None:
    surge = known(id=3, middle=None)
    cause = known(id=4, recent=30)
    assert sorted_in([complaint(0)], known=[surge, cause])[-1] == Merged(incident=3, into=4)
    still = [complaint(-number / 4, axis=1 + number % 7) for number in range(60)]
    assert not any(
        isinstance(change, Merged) for change in sorted_in(still[:1], still[1:], known=[surge, cause])
    )


def test_a_surge_does_not_count_what_an_earlier_one_counted() -> None:
    counted = [complaint(-10 - number / 4, axis=number % 8) for number in range(40)]
    over = known(middle=None, last_at=NOW - timedelta(minutes=10), open=False)
    fresh = [complaint(-number / 4, axis=number % 8) for number in range(24)]
    (opened,) = sorted_in(fresh, counted, [over])
    assert isinstance(opened, Opened)
    assert set(opened.complaints) == {one.id for one in fresh}


# --- look-alikes


def alike(minutes: float = 0, doubt: float = 0.3, **changes: object) -> Complaint:
    return complaint(minutes, doubt=doubt, **changes)


@pytest.mark.parametrize(
    ("one", "posts", "joins"),
    [
        pytest.param(alike(), 0, True, id="near, and hardly any other posts"),
        pytest.param(alike(doubt=0.001), 5_000, False, id="hardly a complaint, among very many posts"),
        pytest.param(alike(axis=2), 0, False, id="far"),
        pytest.param(alike(vector=None), 0, False, id="a model without vectors"),
        pytest.param(alike(left=9), 0, False, id="taken out by a person"),
    ],
)
def test_a_look_alike_is_of_an_incident_if_all_speaks_for_it(one: Complaint, posts: int, joins: bool) -> None:
    many = Posts(lately={15: posts, 60: posts, 360: posts}, share=0.1)
    changes = sorted_in([one], known=[known(recent=200)], posts=many)
    assert changes == ([Joined(incident=9, complaints=(one.id,))] if joins else [])


def test_look_alikes_open_nothing_and_are_no_surge() -> None:
    assert sorted_in([alike(-number / 10) for number in range(100)]) == []
    assert (
        sorted_in([alike(-number, axis=number % 8) for number in range(40)], known=[known(middle=None)]) == []
    )
    # … but what opens takes them in, those of before as well.
    before = [alike(-number) for number in range(2)]
    (opened,) = sorted_in([complaint(-number) for number in range(12)], before)
    assert isinstance(opened, Opened)
    assert len(opened.complaints) == 14


@settings(max_examples=40, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 12), st.integers(2, 40))
def test_whatever_comes_in_whatever_batches_is_in_one_place_at_most(
    rng: random.Random, batches: int, size: int
) -> None:
    """Batches of everything, sorted in as the store would: no complaint is ever of two incidents."""
    loose: dict[int, Complaint] = {}
    place: dict[int, int] = {}
    live: dict[int, Incident] = {}
    everything = [
        complaint(
            -rng.random() * 30,
            axis=rng.randrange(3),
            author=f"x:{rng.randrange(60)}",
            critical=rng.random() < 0.1,
            doubt=rng.random() if rng.random() < 0.2 else None,
        )
        for _ in range(batches * size)
    ]
    for first in range(0, len(everything), size):
        fresh = everything[first : first + size]
        changes = sorted_in(fresh, list(loose.values()), list(live.values()))
        loose |= {one.id: one for one in fresh}
        for change in changes:
            if isinstance(change, Merged):
                assert change.incident in live
                assert change.into in live
                place |= {key: change.into for key, where in place.items() if where == change.incident}
                del live[change.incident]
                continue
            assert len(set(change.complaints)) == len(change.complaints)
            number = change.incident if isinstance(change, Joined) else max([0, *live, *place.values()]) + 1
            taken = [loose[one] for one in change.complaints]
            before = live.get(number)
            vectors = [one.vector for one in taken]
            size_before = before.size if before is not None else 0
            middle = np.sum(vectors, axis=0) + (
                before.middle * size_before if before and not change.surge else 0
            )  # type: ignore[operator]
            live[number] = Incident(
                id=number,
                middle=None if change.surge else middle / (size_before + len(taken)),
                size=size_before + len(taken),
                since=NOW - timedelta(hours=1),
                last_at=NOW,
                recent=size_before + len(taken),
            )
            if change.surge:
                assert all(one.doubt is None for one in taken)
                continue
            for one in taken:
                place[one.id] = number
                del loose[one.id]  # raises if it was named twice
    assert len(place) + len(loose) == len(everything)


def test_batches_of_any_size_count_the_same() -> None:
    storm = [complaint(-30 + number / 8) for number in range(200)]
    whole = {one for change in sorted_in(storm) for one in change.complaints}  # type: ignore[union-attr]
    assert whole == {one.id for one in storm}


# --- surges


def test_38_more_than_a_usual_40_a_week_in_two_hours_are_told_whatever_they_are_about() -> None:
    rng = np.random.default_rng(4)
    storm = []
    for number in range(38):
        vector = rng.normal(size=8).astype(np.float32)
        storm.append(complaint(-120 + 3 * number, vector=vector / np.linalg.norm(vector)))
    opened = sorted_in(storm, rules=replace(RULES, near_from=0.99))
    assert any(isinstance(change, Opened) and change.surge for change in opened)
    told = sum(len(change.complaints) for change in opened if not isinstance(change, Merged))
    assert told > 30


def test_a_surge_that_was_called_over_is_not_told_again_by_what_it_counted() -> None:
    def loners(since: int) -> list[Complaint]:
        return [complaint(since + number / 2, axis=number % 8) for number in range(24)]

    counted, fresh = loners(-60), complaint(0, axis=3)
    rules = replace(RULES, near_from=0.999)
    over = known(middle=None, last_at=counted[-1].at, open=False)
    assert isinstance(sorted_in([fresh], counted, rules=rules)[0], Opened)  # as if nobody had been told
    assert sorted_in([fresh], counted, [over], rules=rules) == []
    # As many again are another.
    (opened,) = sorted_in([fresh], [*counted, *(again := loners(-20))], [over], rules=rules)
    assert isinstance(opened, Opened)
    assert opened.surge
    assert set(opened.complaints) <= {fresh.id, *(one.id for one in again)}


def test_a_surge_goes_on_but_a_cause_within_it_has_an_incident_of_its_own() -> None:
    surge = known(middle=None)
    loner, grave = complaint(0, axis=3), complaint(0, axis=4, critical=True)
    assert sorted_in([loner, grave], known=[surge]) == [
        Joined(incident=9, complaints=(loner.id, grave.id), surge=True)
    ]
    assert sorted_in([complaint(0)], known=[surge, known(id=11)])[0].incident == 11  # type: ignore[union-attr]
    # What the surge counted before may still turn out to be of one cause.
    counted = [complaint(-number) for number in range(1, 6)]
    (opened,) = sorted_in([complaint(0)], counted, [surge])
    assert isinstance(opened, Opened)
    assert not opened.surge
    assert len(opened.complaints) == 6


# --- what is usual


@pytest.mark.parametrize(("a_week", "seed"), [(5, 1), (40, 2), (40, 3), (400, 4), (1500, 5), (1500, 6)])
def test_noise_opens_at_most_one_incident_a_week(a_week: int, seed: int) -> None:
    """Four weeks of complaints about eight matters at random times, sorted in as they come."""
    rng = random.Random(seed)
    weeks, told = 4, 0
    start = NOW - timedelta(weeks=12)
    total = timedelta(weeks=12)
    stream = sorted((start + total * rng.random(), rng.randrange(8)) for _ in range(round(a_week * 12)))
    history = [(at, axis) for at, axis in stream if at < NOW - timedelta(weeks=weeks)]
    fresh = stream[len(history) :]
    past = np.stack([direction(axis, 0.3, n) for n, (_, axis) in enumerate(history[-800:])])
    times = [at for at, _ in stream]
    loose: list[Complaint] = []
    incidents: list[Incident] = []
    measure = None
    for number, (at, axis) in enumerate(fresh):
        if measure is None or number % 50 == 0:
            measure = Usual([t for t in times if t < at], since=start, now=at, zone=BAKU)
        one = Complaint(id=number, at=at, author=f"x:{number}", vector=direction(axis, 0.3, number))
        loose = [each for each in loose if each.at > at - timedelta(hours=6)]
        changes = sort_in([one], loose, incidents, usual=measure, history=past, rules=RULES, now=at)
        opened = [change for change in changes if isinstance(change, Opened)]
        told += len(opened)
        if not opened:
            loose.append(one)
    assert told <= weeks


def test_the_same_hour_of_the_week_counts() -> None:
    # Complaints come on Saturday evenings in Baku, week after week.
    since = NOW - timedelta(weeks=8)
    evenings = [
        datetime(2026, 10, 3, 15, 5 * minute % 60, tzinfo=UTC) + timedelta(weeks=week, hours=minute // 12)
        for week in range(8)
        for minute in range(24)
    ]
    measure = Usual(evenings, since=since, now=NOW, zone=BAKU)
    saturday, sunday = datetime(2026, 11, 21, 17, tzinfo=UTC), datetime(2026, 11, 22, 17, tzinfo=UTC)
    assert measure.expected(saturday, 60) > 5 > 1 > measure.expected(sunday, 60)
    assert measure.chance(12, saturday, 60) > 1e-3 > 1e-6 > measure.chance(12, sunday, 60)


def test_a_campaign_multiplies_what_is_usual() -> None:
    times = [NOW - timedelta(hours=hour) for hour in range(8, 24 * 50)]
    since = NOW - timedelta(weeks=8)
    plain = Usual(times, since=since, now=NOW, zone=BAKU)
    sale = Usual(times, since=since, now=NOW, zone=BAKU, campaigns={"2026-11-25": 5})
    assert sale.expected(NOW, 60) == pytest.approx(5 * plain.expected(NOW, 60))
    assert sale.chance(12, NOW, 60) > 100 * plain.chance(12, NOW, 60)


def test_a_new_brand_is_not_taken_for_a_silent_one() -> None:
    new = Usual([], since=NOW, now=NOW, zone=BAKU)
    assert 0.1 < new.expected(NOW, 60) < 0.5
    assert new.chance(5, NOW, 15) < 1e-3 < new.chance(2, NOW, 360)


def test_what_is_expected_besides_makes_many_less_surprising() -> None:
    measure = usual()
    chances = [measure.chance(12, NOW, 60, more=more) for more in (0, 2, 8, 30)]
    assert chances == sorted(chances)
    assert chances[0] < 1e-6 < 0.1 < chances[-1]


@given(st.integers(0, 200), st.floats(0.001, 100), st.floats(0.1, 1000))
def test_the_tail_is_a_probability_that_falls(number: int, mean: float, shape: float) -> None:
    assert 0 <= tail(number + 1, mean, shape) <= tail(number, mean, shape) + 1e-9
    assert tail(number, mean, shape) <= 1


def test_the_tail_is_that_of_drawn_counts() -> None:
    rng = np.random.default_rng(8)
    drawn = rng.poisson(rng.gamma(3.0, 2.0 / 3.0, size=200_000))
    for number in (1, 3, 6, 9):
        assert tail(number, 2.0, 3.0) == pytest.approx((drawn >= number).mean(), rel=0.05)
