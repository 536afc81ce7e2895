"""Routes and silences: which fit, in what order, and where they lead."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.base import Severity
from monitor.records import Address
from monitor.routing import Matchers, Route, Silence, Traits, places, route, second_places, silenced

NOW = datetime(2026, 11, 30, 10, tzinfo=UTC)
COMPLAINT = Traits(
    brand="firuzka", severity=Severity.high, language="fa", topic="delivery", platform="x", author="Ayşe_K"
)
UNKNOWN = Traits(brand="firuzka", severity=Severity.high)


def slack(channel: str) -> Address:
    return Address(notifier="slack", place=channel)


@pytest.mark.parametrize(
    ("asked", "misfits"),
    [
        ({}, ()),
        ({"brands": ("acme", "firuzka")}, ()),
        ({"brands": ("acme",)}, ("brands",)),
        ({"languages": ("fa", "tr")}, ()),
        ({"languages": ("tr",), "topics": ("payment",), "platforms": ("x",)}, ("languages", "topics")),
        ({"platforms": ("reddit",)}, ("platforms",)),
        ({"severities": (Severity.high, Severity.critical)}, ()),
        ({"severities": (Severity.low,)}, ("severities",)),
        ({"authors": ("@AYŞE_K",)}, ()),
        ({"authors": ("u/ayse_k",)}, ()),
        ({"authors": ("ayse",)}, ("authors",)),
    ],
)
def test_what_a_matcher_asks_for(asked: dict[str, Any], misfits: tuple[str, ...]) -> None:
    assert Matchers(**asked).misfits(COMPLAINT) == misfits
    assert Matchers(**asked).fits(COMPLAINT) == (not misfits)


@pytest.mark.parametrize("name", ["languages", "topics", "platforms", "authors"])
def test_what_is_not_known_fits_no_list(name: str) -> None:
    assert Matchers(**{name: ("none", "", "x")}).misfits(UNKNOWN) == (name,)


PERSIAN = Route(
    name="persian", when=Matchers(languages=("fa",)), to=(slack("#fa"), slack("#all")), go_on=True
)
TURKISH = Route(name="turkish", when=Matchers(languages=("tr",)), to=(slack("#tr"),))
URGENT = Route(
    name="urgent", when=Matchers(severities=(Severity.high,)), to=(slack("#all"),), second=(slack("#leads"),)
)
REST = Route(name="rest", when=Matchers(), to=(slack("#rest"),), second=(slack("#leads"), slack("#ops")))


@pytest.mark.parametrize(
    ("routes", "names"),
    [
        ((TURKISH, URGENT, REST), "urgent"),
        ((PERSIAN, TURKISH, URGENT, REST), "persian urgent"),
        ((URGENT, PERSIAN, REST), "urgent"),
        ((TURKISH, PERSIAN), "persian"),  # to go on leads nowhere else
        ((TURKISH,), ""),
        ((), ""),
    ],
)
def test_the_first_that_fits_and_those_it_goes_on_to(routes: tuple[Route, ...], names: str) -> None:
    assert " ".join(one.name for one in route(COMPLAINT, routes)) == names


def test_places_are_given_once_in_order() -> None:
    assert places((PERSIAN, URGENT, REST)) == (slack("#fa"), slack("#all"), slack("#rest"))
    assert second_places((PERSIAN, URGENT, REST)) == (slack("#leads"), slack("#ops"))
    assert places(()) == ()


def silence(number: int, minutes: float, **asked: Any) -> Silence:
    return Silence(
        id=number,
        when=Matchers(**asked),
        until=NOW + timedelta(minutes=minutes),
        by="Ayşe",
        why="known fault",
    )


@pytest.mark.parametrize(
    ("silences", "number"),
    [
        ([], None),
        ([silence(1, 5)], 1),
        ([silence(1, 0)], None),  # it is over
        ([silence(1, -5), silence(2, 5, topics=("payment",))], None),
        ([silence(1, 5), silence(2, 60), silence(3, 90, brands=("acme",))], 2),  # the one that lasts longest
    ],
)
def test_the_silence_that_mutes(silences: list[Silence], number: int | None) -> None:
    found = silenced(COMPLAINT, silences, NOW)
    assert (found and found.id) == number


words = st.sampled_from(("a", "b", "c"))
lists = st.lists(words, max_size=2).map(tuple)
matchers = st.builds(Matchers, brands=lists, languages=lists, topics=lists, platforms=lists, authors=lists)
traits = st.builds(
    Traits, brand=words, severity=st.sampled_from(Severity), language=st.none() | words, topic=st.none() | words,
    platform=st.none() | words, author=st.none() | st.text(max_size=20),
)  # fmt: skip
routes_ = st.lists(
    st.builds(Route, name=words, when=matchers, to=st.just(()), go_on=st.booleans()), max_size=6
)


@given(traits, routes_)
def test_a_last_route_that_asks_nothing_leaves_nobody_untold(one: Traits, routes: list[Route]) -> None:
    found = route(one, [*routes, REST])
    assert found
    assert all(taken.when.fits(one) for taken in found)
    assert all(taken.go_on for taken in found[:-1])
