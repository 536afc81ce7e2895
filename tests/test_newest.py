"""Of presses that follow each other, the newest: in any order, a second apart, one hand at a time for each form."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from fakes import Clock

from alerts.base import Press
from monitor.newest import Newest


def typed(at: float, view: str = "V1") -> Press:
    return Press(
        kind="slack",
        user_id="U1",
        user_name="elif",
        action="reply",
        value="1",
        answers={"text": str(at)},
        filling=True,
        handle={"view": view, "at": f"{at:.6f}"},
    )


Serve = Callable[[Press], Iterator[Press]]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def newest() -> Newest:
    return Newest()


@pytest.fixture
def serve(clock: Clock, newest: Newest) -> Serve:
    return lambda press: newest.of(press, clock=clock, wait=clock.wait)


def test_a_press_is_served_at_once_and_the_next_a_second_later(clock: Clock, serve: Serve) -> None:
    begun = clock.now
    assert list(serve(typed(1))) == [typed(1)]
    assert clock.now == begun  # nobody waits for a press that may never come
    assert list(serve(typed(2))) == [typed(2)]
    assert clock.now == begun + timedelta(seconds=1)
    clock.forward(seconds=5)
    assert list(serve(typed(3))) == [typed(3)]
    assert clock.now == begun + timedelta(seconds=6)


def test_what_comes_while_one_is_served_is_left_to_that_hand_and_only_the_newest_counts(serve: Serve) -> None:
    hand = serve(typed(1))
    assert next(hand) == typed(1)
    for at in (2, 5, 3, 4):
        assert list(serve(typed(at))) == []
    assert list(hand) == [typed(5)]


@pytest.mark.parametrize("late", [1, 2])
def test_what_is_older_than_what_was_served_is_not_served(serve: Serve, late: float) -> None:
    assert list(serve(typed(2))) == [typed(2)]
    assert list(serve(typed(late))) == []


def test_forms_do_not_wait_for_each_other(clock: Clock, serve: Serve) -> None:
    begun = clock.now
    hand = serve(typed(1))
    next(hand)
    assert list(serve(typed(1, "V2"))) == [typed(1, "V2")]
    assert clock.now == begun


def test_what_a_place_refused_for_a_while_is_served_again_unless_newer_text_came(
    clock: Clock, newest: Newest, serve: Serve
) -> None:
    begun = clock.now
    hand = serve(typed(1))
    newest.later(next(hand), clock() + timedelta(seconds=3))
    assert next(hand) == typed(1)
    assert clock.now == begun + timedelta(seconds=3)
    assert list(serve(typed(2))) == []
    newest.later(typed(1), clock() + timedelta(seconds=3))
    assert list(hand) == [typed(2)]
    assert clock.now == begun + timedelta(seconds=6)


def test_a_hand_that_fails_lets_go(serve: Serve) -> None:
    hand = serve(typed(1))
    next(hand)
    with pytest.raises(ZeroDivisionError):
        hand.throw(ZeroDivisionError())  # type: ignore[attr-defined]
    assert list(serve(typed(2))) == [typed(2)]


def test_old_forms_are_forgotten(newest: Newest, serve: Serve) -> None:
    for number in range(1100):
        assert list(serve(typed(1, f"V{number}")))
    assert len(newest._forms) == 1000
