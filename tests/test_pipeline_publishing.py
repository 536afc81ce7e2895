"""Publishing over the real wire: a person chooses it, it stands on the platform once, and the card tells of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from handled import ELIF, NAZ, Make, Team, hearing, shown
from sqlalchemy import select

from alerts.base import Press
from connectors.base import Uncertain
from monitor import pipeline
from monitor.pipeline import publishing
from monitor.pressing import press as act
from monitor.sandbox.faults import Fault, Kind
from monitor.sandbox.workspace import SlackMessage
from monitor.tables import mentions, replies

PUBLISHES = 'reply: {contact: "@firuzka", signature: "Firuzka", publish: [x, reddit]}'
WATCHES = (
    "watches: {x: {mentions: {every_seconds: 1}, search: {every_seconds: 1}}, "
    "reddit: {search: {every_seconds: 1}, comments: {subreddits: [Turkey], every_seconds: 1}}}"
)
TEXT = "Çok üzgünüz; kargonuzu bugün arayıp size yazacağız."
POST = "/x/2/tweets"


@pytest.fixture
def team(make: Make) -> Iterator[Team]:
    made = make(brand_more=(PUBLISHES, WATCHES))
    with hearing(made):
        yield made


def kept(team: Team) -> list[Any]:
    with team.service.store.database.read() as connection:
        return list(connection.execute(select(replies).order_by(replies.c.id)))


def standing(team: Team) -> list[str]:
    """What the brand's account has written on X and on Reddit."""
    world = team.sandbox.world
    on_x = [post.text for post in world.posts.values() if post.author == "firuzka"]
    return on_x + [thing.text for thing in world.things.values() if thing.author == "firuzka"]


def send(team: Team, card: SlackMessage, text: str = TEXT, *, by: str = NAZ.id, how: str = "api") -> None:
    team.press(card, "reply", by=by)
    assert team.submit(by, text=text, how=how).ok


def publish(team: Team, **length: float) -> int:
    """Let time pass, then publish and deliver."""
    team.clock.forward(**length)
    told = pipeline.publish(team.service)
    pipeline.deliver(team.service)
    return told


def test_a_person_publishes_and_the_card_leads_to_it(team: Team) -> None:
    card = team.told("#tr", author="ayse")
    team.press(card, "reply", by=NAZ.id)
    form = str(team.form(NAZ.id))
    assert "Publish it as @firuzka ($0.015; with a link $0.2)" in form
    assert "I have sent it by hand" in form
    assert team.submit(NAZ.id, text=TEXT, how="api").ok
    assert f"Being published for {NAZ.username}" in shown(team.now(card))
    assert standing(team) == []
    assert publish(team) == 1
    assert standing(team) == [f"@ayse {TEXT}"]
    (row,) = kept(team)
    assert (row.via, row.state, row.due_at, row.tried_at) == ("api", "sent", None, None)
    assert row.permalink.endswith(row.external_id)
    assert row.followed_until == row.replied_at + timedelta(hours=72)
    after = team.now(card)
    assert f"Published for {NAZ.username}" in shown(after)
    assert row.permalink in str(after.blocks)
    assert team.thread(card) == []
    assert publish(team, hours=5) == 0
    assert len(standing(team)) == 1
    # and what we wrote is no mention
    team.cycle()
    assert len(team.cards()) == 1


def test_on_reddit_too_and_nothing_is_billed(team: Team) -> None:
    world = team.sandbox.world
    for number in range(8):
        world.submit("Firuzka rezalet", f"kargo {number}", subreddit="Turkey", author="ayse")
    team.cycle()
    alert = team.alert()
    way = pipeline.way_of(team.service, alert)
    assert (way.account, way.cost) == ("u/firuzka", None)
    assert alert.mention.platform == "reddit"


def test_nobody_publishes_without_choosing_so(team: Team) -> None:
    card = team.told("#tr")
    send(team, card, how="hand")
    assert publish(team) == 0
    assert standing(team) == []
    assert f"Answered by {NAZ.username}" in shown(team.now(card))
    assert [(row.via, row.state) for row in kept(team)] == [("hand", "sent")]


def test_who_did_not_speak_to_the_brand_is_answered_by_hand(team: Team) -> None:
    team.sandbox.world.post_x("Firuzka rezalet #tr", author="ayse", followers=900_000)
    team.cycle()
    (card,) = team.cards()
    team.press(card, "reply", by=NAZ.id)
    form = str(team.form(NAZ.id))
    assert "Only by hand: X lets apps answer only those who mentioned or quoted the brand." in form
    assert "Publish it as" not in form
    assert "I have replied" in form


def test_without_the_switch_it_is_by_hand_and_a_forged_choice_publishes_nothing(make: Make) -> None:
    team = make()
    with hearing(team):
        card = team.told("#tr")
        team.press(card, "reply", by=NAZ.id)
        form = team.form(NAZ.id)
        assert form is not None
        assert "publishing on X is not switched on for this brand" in str(form)
        assert team.service.publishers == {}
    assert act(team.service, forged(card, TEXT)) is False
    assert kept(team) == []
    assert "It was not published. Only by hand" in team.whispers(NAZ.id)[-1]


def forged(card: SlackMessage, text: str) -> Press:
    """What a place that lets anything through might send."""
    return Press(
        kind="slack",
        action="reply",
        value="1",
        user_id=NAZ.id,
        user_name=NAZ.username,
        place=card.channel,
        message_id=card.ts,
        answers={"text": text, "how": "api"},
    )


@pytest.mark.parametrize(("text", "why"), [(" \n ", "nothing to send"), ("ç" * 281, "only 280 fit")])
def test_what_cannot_be_published_is_told_before_it_is_tried(team: Team, text: str, why: str) -> None:
    card = team.told("#tr")
    assert act(team.service, forged(card, text)) is False
    assert kept(team) == []
    assert why in team.whispers(NAZ.id)[-1]
    assert team.alert().answered_at is None


def test_of_two_who_publish_at_once_one_does(team: Team) -> None:
    card = team.told("#tr")
    for who in (NAZ, ELIF):
        team.press(card, "reply", by=who.id)
    for who in (NAZ, ELIF):
        assert team.submit(who.id, text=f"{TEXT} {who.username}", how="api").ok
    publish(team)
    assert standing(team) == [f"@ayse {TEXT} {NAZ.username}"]
    assert f"{NAZ.username} was faster" in team.whispers(ELIF.id)[-1]
    # the same text once more is not published either, another one is
    send(team, card, f"{TEXT} {NAZ.username}")
    assert publish(team) == 0
    send(team, card, "Aradık; yarın kapınızda.")
    assert publish(team) == 1
    assert len(standing(team)) == 2


# --- what goes wrong


@pytest.mark.parametrize(
    "fault", [Fault("accept_then_drop"), Fault("malformed"), Fault("malformed", shape="wrong")]
)
def test_a_lost_answer_is_looked_for_and_nothing_published_twice(team: Team, fault: Fault) -> None:
    card = team.told("#tr")
    send(team, card)
    team.sandbox.faults.script(POST, [fault])
    assert publish(team) == 0
    assert kept(team)[0].tried_at is not None
    assert publish(team, seconds=30) == 0  # a platform may take a while to show it
    assert publish(team, seconds=31) == 1
    assert len(standing(team)) == 1
    assert kept(team)[0].state == "sent"
    assert "Published for" in shown(team.now(card))


@pytest.mark.parametrize("fault", [Fault("drop"), Fault("status", status=500)])
def test_what_surely_did_not_arrive_is_published_again(team: Team, fault: Fault) -> None:
    send(team, team.told("#tr"))
    team.sandbox.faults.script(POST, [fault])
    for _ in range(2):
        assert publish(team, minutes=1) == 0
    assert standing(team) == []  # it may still be on its way
    told = [publish(team, minutes=1) for _ in range(4)]
    assert sum(told) == 1
    assert len(standing(team)) == 1


def test_a_rate_limit_is_kept_and_nobody_has_to_do_anything(team: Team) -> None:
    card = team.told("#tr")
    send(team, card)
    team.sandbox.faults.script(POST, [Fault("status", status=429)])
    assert publish(team) == 0
    assert (kept(team)[0].tried_at, kept(team)[0].state) == (None, "waiting")
    assert publish(team, minutes=1) == 1
    assert team.thread(card) == []


def test_a_limit_whose_end_has_passed_by_our_clock_is_not_tried_at_every_turn(team: Team) -> None:
    send(team, team.told("#tr"))
    team.sandbox.faults.script(POST, [Fault("status", status=429, reset=-600)] * 100)
    for _ in range(60):
        publish(team, seconds=5)
    assert 3 <= kept(team)[0].attempts <= 8
    team.sandbox.faults.clear()
    assert publish(team, minutes=5) == 1


def test_words_that_stand_under_another_post_already_are_told_at_once(team: Team) -> None:
    first, second = team.told("bir #tr"), team.told("iki #tr")
    send(team, first)
    assert publish(team) == 1
    send(team, second)
    assert publish(team) == 1
    assert "duplicate content" in shown(team.thread(second)[0])
    assert "X did not take the reply" in shown(team.thread(second)[0])
    assert len(standing(team)) == 1
    assert [row.state for row in kept(team)] == ["sent", "refused"]


def test_what_a_platform_shows_late_is_found_when_it_refuses_to_have_it_twice(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = team.told("#tr")
    send(team, card)
    team.sandbox.faults.script(POST, [Fault("accept_then_drop")])
    publisher = team.service.publishers["x"]
    find, shows_from = publisher.find, team.clock() + timedelta(minutes=6)
    monkeypatch.setattr(
        publisher,
        "find",
        lambda *said, since: find(*said, since=since) if team.clock() > shows_from else None,
    )
    told = [publish(team, minutes=1) for _ in range(10)]
    assert sum(told) == 1
    assert [row.state for row in kept(team)] == ["sent"]
    assert len(standing(team)) == 1
    assert team.thread(card) == []


def test_a_no_is_told_once_and_the_text_is_a_draft_again(team: Team) -> None:
    card = team.told("#tr")
    before = team.alert()
    send(team, card)
    team.sandbox.faults.script(POST, [Fault("status", status=403)])
    assert publish(team) == 1
    assert standing(team) == []
    (row,) = kept(team)
    assert (row.state, row.due_at) == ("refused", None)
    alert = team.alert()
    assert (alert.answered_at, alert.answered_by) == (None, None)
    assert [draft.text for draft in alert.drafts] == [TEXT]
    assert TEXT in shown(team.now(card))
    assert "Published" not in shown(team.now(card))
    (notice,) = team.thread(card)
    assert "X did not take the reply" in shown(notice)
    assert f"<@{NAZ.id}>" in notice.text
    for _ in range(3):
        publish(team, hours=1)
    assert len(team.thread(card)) == 1
    assert len(kept(team)) == 1
    # its promises run again
    assert before.version < alert.version
    assert "Answer by" in shown(team.now(card))
    # and it may be sent once more
    send(team, card, how="hand")
    assert "Answered by" in shown(team.now(card))


def test_what_was_answered_before_stays_answered_when_a_second_reply_is_refused(team: Team) -> None:
    card = team.told("#tr")
    send(team, card, "Merhaba, bakıyoruz.", by=ELIF.id, how="hand")
    send(team, card)
    team.sandbox.faults.script(POST, [Fault("status", status=403)])
    publish(team)
    assert team.alert().answered_by == ELIF.username
    assert "X did not take the reply" in shown(team.thread(card)[0])


def test_a_refused_reply_to_who_is_angrier_since_the_one_before_leaves_nobody_answered(team: Team) -> None:
    card = team.told("#tr")
    send(team, card, "Merhaba, bakıyoruz.", how="hand")
    team.clock.forward(minutes=30)
    team.sandbox.world.post_x("@firuzka avukatım sizi arayacak #tr", author="ayse", followers=900_000)
    team.cycle()
    team.tick(seconds=15)
    assert team.alert().answered_at is None  # it waits for an answer again
    send(team, card)
    team.sandbox.faults.script(POST, [Fault("status", status=403)])
    publish(team)
    assert (team.alert().answered_at, team.alert().answered_by) == (None, None)
    assert "Answer by" in shown(team.now(card))


def test_after_an_hour_a_person_has_to_look_again(team: Team) -> None:
    card = team.told("#tr")
    send(team, card)
    assert publish(team, hours=1, seconds=1) == 1
    assert standing(team) == []
    assert "it could not be published in time" in shown(team.thread(card)[0])


def test_what_may_stand_there_and_cannot_be_looked_for_is_told_as_unsure(team: Team) -> None:
    card = team.told("#tr")
    send(team, card)
    team.sandbox.faults.script(POST, [Fault("accept_then_drop")])
    publish(team)
    team.sandbox.faults.script("/x/2/users", [Fault("status", status=503)] * 100)
    told = [publish(team, minutes=5) for _ in range(14)]
    assert sum(told) == 1
    assert "We cannot tell whether the reply stands on X" in shown(team.thread(card)[0])
    assert len(standing(team)) == 1


def test_a_reply_that_is_erased_is_not_published(team: Team) -> None:
    send(team, team.told("#tr"))
    with team.service.store.database.write() as connection:
        connection.execute(mentions.delete())
    assert publish(team) == 0
    assert standing(team) == []


def test_the_customers_of_an_incident_hear_of_a_refusal_in_its_thread(team: Team) -> None:
    team.storm(8)
    team.cycle()
    card = next(each for each in team.cards() if "merge" in str(each.blocks))
    send(team, card)
    team.sandbox.faults.script(POST, [Fault("status", status=403)])
    assert publish(team) == 1
    assert any("X did not take the reply" in shown(each) for each in team.thread(card))


# --- killed between any two lines


class Killed(BaseException):
    """The process is gone."""


#: What is called between a press and the card, and what the platform does with the first try.
STEPS: tuple[tuple[str, Kind | None], ...] = (
    ("claim", None),
    ("publish", None),
    ("record_published", None),
    ("publish", "accept_then_drop"),
    ("record_later", "accept_then_drop"),
    ("find", "accept_then_drop"),
    ("record_published", "accept_then_drop"),
    ("find", "drop"),
    ("record_absent", "drop"),
)


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize(("step", "lost"), STEPS)
def test_killed_between_any_two_lines_it_is_published_once(
    team: Team, monkeypatch: pytest.MonkeyPatch, step: str, lost: Kind | None, after: bool
) -> None:
    card = team.told("#tr")
    send(team, card)
    if lost:
        team.sandbox.faults.script(POST, [Fault(lost)])
    owner: Any = team.service.publishers["x"] if step in ("publish", "find") else team.service.store.replies
    whole, killed = getattr(owner, step), []

    def kill(*args: Any, **named: Any) -> Any:
        killed.append(step)
        if after:
            with suppress(Uncertain):
                whole(*args, **named)
        raise Killed

    monkeypatch.setattr(owner, step, kill)
    for _ in range(12):
        team.clock.forward(minutes=1)
        try:
            pipeline.publish(team.service)
        except Killed:
            team.restart()  # another process: with another name, and unharmed
    assert killed == [step]
    assert len(standing(team)) == 1
    assert [row.state for row in kept(team)] == ["sent"]
    pipeline.deliver(team.service)
    assert "Published for" in shown(team.now(card))
    assert team.thread(card) == []


@pytest.mark.parametrize("seed", range(2))
def test_in_bad_weather_every_reply_stands_once_or_its_person_is_told(team: Team, seed: int) -> None:
    cards = [team.told(f"#tr {number}", author=f"a{number}") for number in range(12)]
    odds = {Fault("status", status=429): 0.1, Fault("status", status=500): 0.1, Fault("drop"): 0.1}
    odds |= {Fault("accept_then_drop"): 0.2, Fault("malformed"): 0.1, Fault("malformed", shape="html"): 0.1}
    team.sandbox.faults.random(seed, odds, "/x/2")
    for number, card in enumerate(cards):
        send(team, card, f"{TEXT} {number}")
    for _ in range(80):
        publish(team, minutes=1)
    team.sandbox.faults.clear()
    for _ in range(3):
        publish(team, minutes=1)
    texts = standing(team)
    assert len(texts) == len(set(texts))
    states = {row.text: row.state for row in kept(team)}
    assert set(states.values()) <= {"sent", "refused"}
    there = {text.partition(" ")[2] for text in texts}
    assert {text for text, state in states.items() if state == "sent"} <= there
    assert list(states.values()).count("sent") >= 10
    for number, card in enumerate(cards):
        refused = states[f"{TEXT} {number}"] == "refused"
        assert bool(team.thread(card)) == refused


def test_nothing_is_taken_over_while_it_may_be_on_its_way(team: Team) -> None:
    send(team, team.told("#tr"))
    store, now = team.service.store.replies, team.clock()
    assert store.claim("one", now=now, lease=team.service.publish_lease) is not None
    assert team.service.publish_lease >= timedelta(seconds=30)
    assert store.claim("two", now=now + timedelta(seconds=29), lease=team.service.publish_lease) is None
    later = now + team.service.publish_lease
    again = store.claim("two", now=later, lease=team.service.publish_lease)
    assert again is not None
    assert again.uncertain
    assert publishing.LOOK_AFTER <= publishing.SURE_AFTER
