"""What comes of replies, over the real wire: the author thanks, is angrier, or stays silent, and the card tells it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from handled import ELIF, NAZ, CauseClassifier, Make, Team, called, hearing, shown
from sqlalchemy import select

from alerts.base import Severity
from models.base import Post, Verdict
from monitor import pipeline
from monitor.store import StoreBusy
from monitor.store.followups import Followups
from monitor.tables import alerts, notices, replies

BRAND = "@firuzka"


@pytest.fixture
def team(make: Make) -> Iterator[Team]:
    made = make()
    with hearing(made):
        yield made


def kept(team: Team) -> list[Any]:
    with team.service.store.database.read() as connection:
        return list(connection.execute(select(replies).order_by(replies.c.id)))


def went(team: Team) -> list[str | None]:
    return [row.outcome for row in kept(team)]


def answered(team: Team, text: str = "#tr", **more: Any) -> Any:
    """A complaint that Naz answered with the short draft; gives its card."""
    card = team.told(text, **more)
    number = team.count(alerts)
    team.press(card, "reply", by=NAZ.id)
    team.submit(NAZ.id, text=team.alert(number).drafts[0].text)
    assert team.alert(number).answered_by == NAZ.username
    return card


def says(team: Team, text: str, *, author: str = "ayse", **more: Any) -> str:
    """The author writes to the brand again, and time goes on until it was looked at."""
    team.clock.forward(minutes=30)
    number = team.sandbox.world.post_x(f"{BRAND} {text}", author=author, followers=900_000, **more)
    team.cycle()
    team.tick(seconds=15)
    return number


def test_thanks_are_told_in_the_thread_with_a_draft_that_thanks_back(team: Team) -> None:
    card = answered(team)
    before = len(team.cards())
    number = says(team, "Teşekkürler, kargom geldi #tr", name="Ayşe")
    (told,) = team.thread(card)
    assert told.text == "@ayse says thank you"
    text = shown(told)
    assert "Teşekkürler, kargom geldi" in text
    (thanks,) = team.alert().drafts
    assert (thanks.kind, thanks.language) == ("thanks", "tr")
    assert thanks.text in text
    assert f"in_reply_to={number}" in str(told.blocks)
    assert len(team.cards()) == before  # thanks raise nothing
    assert went(team) == ["thanked"]
    since = team.clock() - kept(team)[0].outcome_at
    assert timedelta(seconds=30) <= since < timedelta(seconds=31)
    assert team.alert().answered_at is not None
    # whoever presses Reply is offered thanks too, and its kind is kept
    team.press(card, "reply", by=ELIF.id)
    team.submit(ELIF.id, text=thanks.text)
    assert [row.kind for row in kept(team)] == ["short", "thanks"]
    assert [draft.kind for draft in team.alert().drafts] == ["thanks"]


def test_who_is_angrier_with_a_card_of_its_own_is_told_and_called_for_there_alone(team: Team) -> None:
    card = answered(team)
    says(team, "rezalet, hâlâ yok #tr")
    (told,) = team.thread(card)
    assert told.text == "@ayse is angrier than before"
    assert "rezalet, hâlâ yok" in shown(told)
    assert called([told]) == []
    assert len(team.cards()) == 2
    assert team.alert(1).answered_at is not None
    team.tick(hours=1.5)
    assert len(team.thread(card)) == 1  # its own clocks rest; the other card's run
    assert len(team.thread(team.cards()[1])) > 0


def test_who_is_angrier_without_a_card_opens_the_answered_one_again(team: Team) -> None:
    card = answered(team)
    says(team, "avukatım sizi arayacak #tr")  # the model sees no complaint in it
    (told,) = team.thread(card)
    assert "This waits for an answer again." in shown(told)
    assert called([told]) == [NAZ.id]
    alert = team.alert()
    assert (alert.state, alert.answered_at, alert.acknowledged_by) == ("acknowledged", None, NAZ.username)
    assert alert.drafts[0].text in shown(team.now(card))
    assert {draft.kind for draft in alert.drafts} == {"short", "full", "private"}
    team.tick(minutes=50)
    assert "80%" in team.thread(card)[1].text


def test_a_resolved_card_comes_back_for_who_is_angrier(team: Team) -> None:
    card = answered(team)
    team.press(card, "resolve", by=NAZ.id)
    team.submit(NAZ.id, reason="solved")
    assert team.alert().state == "resolved"
    says(team, "teşekkür etmiyorum, yalancısınız #tr")
    assert (team.alert().state, team.alert().resolution) == ("acknowledged", None)
    assert "This waits for an answer again." in shown(team.thread(card)[-1])


def test_the_latest_counts_and_each_change_is_told_once(team: Team) -> None:
    card = answered(team)
    says(team, "tamam, özelden yazdım #tr")
    for _ in range(3):
        team.tick(minutes=1)
    assert went(team) == ["calmer"]
    says(team, "teşekkürler, çözüldü #tr")
    says(team, "çözüldü sanmıştım, yine kırık geldi, bir daha asla #tr")
    assert went(team) == ["angrier"]
    assert {draft.kind for draft in team.alert().drafts} == {"short", "full", "private"}
    says(team, "bu kez oldu, sağ olun #tr")
    assert went(team) == ["thanked"]
    told = [each.text.removeprefix(f"<@{NAZ.id}> ") for each in team.thread(card)]
    assert [text for text in told if text.startswith("@ayse")] == [
        "@ayse has calmed down", "@ayse says thank you", "@ayse is angrier than before", "@ayse says thank you",
    ]  # fmt: skip


def test_silence_is_known_after_three_days_and_told_nobody(team: Team) -> None:
    card = answered(team)
    team.tick(hours=71.9)
    assert went(team) == [None]
    team.tick(hours=0.2)
    assert went(team) == ["silent"]
    (row,) = kept(team)
    assert row.followed_until is None
    assert row.outcome_at == row.replied_at + timedelta(hours=72)
    says(team, "teşekkürler, geldi #tr")  # too late to count
    assert went(team) == ["silent"]
    assert team.thread(card) == []


def test_a_post_within_the_time_counts_though_it_is_judged_after(team: Team) -> None:
    answered(team)
    team.clock.forward(hours=71.9)
    team.sandbox.world.post_x(f"{BRAND} sağ olun, geldi #tr", author="ayse")
    team.clock.forward(hours=0.2)
    team.cycle()
    team.tick(seconds=15)
    assert went(team) == ["thanked"]
    assert kept(team)[0].followed_until is None


def test_others_and_other_brands_and_what_was_said_before_do_not_count(team: Team) -> None:
    team.sandbox.world.post_x(f"{BRAND} teşekkürler, geldi #tr", author="ayse")
    team.cycle()
    answered(team)
    says(team, "teşekkürler, geldi #tr", author="mehmet")
    team.sandbox.world.post_x("teşekkürler, geldi #tr", author="ayse")  # to nobody
    team.sandbox.world.post_x(f"{BRAND} dönüşünüzü bekliyoruz, sağ olun #tr", author="firuzka")
    team.cycle()
    team.tick(seconds=15)
    assert went(team) == [None]


def test_what_follows_another_reply_is_its_merit(team: Team) -> None:
    card = answered(team)
    team.clock.forward(hours=1)
    team.press(card, "reply", by=ELIF.id)
    team.submit(ELIF.id, text="Kargonuz yola çıktı.")
    says(team, "sağ olun, geldi #tr")
    assert went(team) == [None, "thanked"]
    assert len(team.thread(card)) == 1
    team.tick(hours=80)
    assert went(team) == [None, "thanked"]  # the first was not met with silence: we wrote again
    assert [row.followed_until for row in kept(team)] == [None, None]


class Doubtful(CauseClassifier):
    """Takes thanks for a complaint, as a model may that reads "gelmedi" in them."""

    def _one(self, post: Post) -> Verdict:
        return replace(
            super()._one(post), complaint=True, complaint_probability=0.9, sentiment="negative", negative=0.7
        )


@pytest.mark.parametrize(
    ("text", "author", "raised"),
    [
        ("gelmedi demiştim, bugün geldi, teşekkürler #tr", "ayse", 0),
        ("teşekkürler geldi ama kırık #tr", "ayse", 1),
        ("teşekkürler geldi #tr", "mehmet", 1),  # nobody answered him: the model's word stands
        ("sağ olun, geldi, ama yangın çıktı, bir daha asla #tr", "ayse", 1),
    ],
)
def test_thanks_after_a_reply_raise_no_alert_whatever_the_model_makes_of_them(
    make: Make, text: str, author: str, raised: int
) -> None:
    team = make()
    team._seeing = Doubtful()
    team.restart()
    with hearing(team):
        answered(team)
        says(team, text, author=author)
        assert team.count(alerts) == 1 + raised
        assert went(team) == ["thanked" if not raised else "angrier" if author == "ayse" else None]


def test_a_customer_of_an_incident_thanks_in_the_incidents_thread(team: Team) -> None:
    team.post("kargo loud #tr", author="loud", followers=5_000)
    team.storm(7)
    team.cycle()
    (card,) = [each for each in team.cards() if "merge" in str(each.blocks)]
    team.press(card, "reply", by=NAZ.id)
    team.submit(NAZ.id, text="Çok üzgünüz, bugün yola çıkarıyoruz.")
    says(team, "sağ olun, geldi #tr", author="loud")
    told = team.thread(card)[-1]
    assert told.text == "@loud says thank you"
    number = kept(team)[0].alert_id
    assert team.alert(number).drafts[0].kind == "thanks"
    assert team.alert(number).drafts[0].text in shown(told)


@pytest.mark.parametrize(
    "text",
    [
        "sağ olun <!channel> <http://evil.example|geldi> *x* geldi",
        "teşekkürler geldi \u202egnp.exe",
        "sağ olun " * 900,
    ],
)
def test_hostile_words_are_quoted_and_escaped(team: Team, text: str) -> None:
    card = answered(team)
    says(team, text)
    (told,) = team.thread(card)
    assert "<!channel>" not in str(told.blocks)
    assert "<http://evil.example" not in str(told.blocks)
    assert "\u202e" not in told.text
    assert called([told]) == []


@pytest.mark.parametrize("way", ["five runs", "restart", "two processes"])
def test_no_outcome_is_recorded_or_told_twice(make: Make, way: str) -> None:
    team = make()
    with hearing(team):
        card = answered(team)
    other = team.another() if way == "two processes" else None
    for text in ("tamam #tr", "sağ olun, geldi #tr", "avukatım arayacak #tr"):
        team.clock.forward(minutes=30)
        team.sandbox.world.post_x(f"{BRAND} {text}", author="ayse", followers=100)
        team.cycle()
        stale = other.store.followups.due(now=team.clock()) if other else []
        for _ in range(5 if way == "five runs" else 1):
            pipeline.follow(team.service)
        if way == "restart":
            team.restart()
        if other is not None:
            assert stale
            assert not any(_recorded(other.store.followups, one, team) for one in stale)
            assert pipeline.follow(other) == 0
            pipeline.deliver(other)
        pipeline.deliver(team.service)
    assert len(team.thread(card)) == 3
    assert team.count(notices) == 3
    if other is not None:
        other.close()


def _recorded(followups: Followups, one: Any, team: Team) -> bool:
    notice = ("outcome_thanked", {"match": 1, "alert": 1, "again": False})
    return followups.record(
        one, "thanked", team.clock(), over=False, reopen=True, notice=notice, now=team.clock()
    )


def test_killed_between_any_two_lines_nothing_is_lost_or_told_twice(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = answered(team)
    team.clock.forward(minutes=30)
    team.sandbox.world.post_x(f"{BRAND} sağ olun, geldi #tr", author="ayse")
    team.cycle()
    record = Followups.record

    def before(*_: object, **__: object) -> bool:
        raise StoreBusy("killed before it was recorded")

    def after(self: Followups, *given: Any, **more: Any) -> bool:
        record(self, *given, **more)
        raise StoreBusy("killed after it was recorded")

    for killed in (before, after):
        monkeypatch.setattr(Followups, "record", killed)
        with pytest.raises(StoreBusy):
            pipeline.mind(team.service)
    monkeypatch.setattr(Followups, "record", record)
    team.restart()
    team.tick(seconds=15)
    team.tick(seconds=15)
    assert went(team) == ["thanked"]
    assert [each.text for each in team.thread(card)] == ["@ayse says thank you"]
    assert team.alert().drafts[0].kind == "thanks"


def test_an_edited_complaint_tells_too(team: Team) -> None:
    team.clock.forward(minutes=1)
    number = team.post("#tr", author="ayse")
    team.cycle()
    (card,) = team.cards()
    team.press(card, "reply", by=NAZ.id)
    team.submit(NAZ.id, text="Çok üzgünüz")
    team.clock.forward(minutes=10)
    team.sandbox.world.post_x(f"{BRAND} DÜZENLEME: geldi, sağ olun #tr", author="ayse", edit_of=number)
    team.cycle()
    team.tick(seconds=15)
    assert went(team) == ["thanked"]


def test_who_the_platform_does_not_name_is_not_called_silent(team: Team) -> None:
    answered(team)
    with team.service.store.database.write() as connection:
        from monitor.tables import mentions

        connection.execute(mentions.update().values(author_id=None, author_handle=None))
    team.tick(hours=73)
    assert went(team) == [None]
    assert kept(team)[0].followed_until is None


def test_only_what_is_graver_or_as_hard_is_angrier(team: Team) -> None:
    assert Severity.high < Severity.critical
    answered(team, "fire")
    says(team, "hâlâ bekliyorum #tr")  # neither a complaint nor calm
    assert went(team) == [None]
    team.tick(hours=73)
    assert went(team) == [None]  # not silent either


# --- the report


def figures_of(team: Team) -> dict[str, Any]:
    brand = team.service.brands["firuzka"]
    now = team.clock()
    return pipeline.read_figures(team.service, brand, since=now - timedelta(days=1), until=now)


def test_the_report_counts_replies_and_offers_thanks(team: Team) -> None:
    assert "replies" not in figures_of(team)
    answered(team, author="mehmet")
    answered(team)
    says(team, "Teşekkürler, kargom geldi #tr", name="Ayşe")
    for number in range(3):
        team.sandbox.world.post_x(f"{BRAND} bayıldım, harika #tr", author=f"p{number}", followers=10**number)
    team.cycle()
    figures = figures_of(team)
    assert figures["replies"]["sent"] == 2
    assert figures["replies"]["by"] == {"short": {"as_offered": 2, "edited": 0, "by_model": 0}}
    assert figures["replies"]["went"] == {"short": {"thanked": 1, "calmer": 0, "angrier": 0, "silent": 0}}
    assert figures["replies"]["soon"]["big"]["count"] == 2
    assert figures["complaints"] == 2
    assert [(one["author"], one["solved"]) for one in figures["thanks"]] == [
        ("ayse", True), ("p2", False), ("p1", False), ("p0", False),
    ]  # fmt: skip
    drafts = [one["draft"] for one in figures["thanks"]]
    assert len({one["lines"] for one in figures["thanks"]}) == len(set(drafts)) == 4
    assert all("intent/post" in one["reply_at"] for one in figures["thanks"])
    # the next report's thanks are unlike these
    brand, now = team.service.brands["firuzka"], team.clock()
    assert pipeline.report(team.service, brand, since=now - timedelta(days=1), until=now)
    team.clock.forward(hours=20)
    team.sandbox.world.post_x(f"{BRAND} bayıldım, harika #tr", author="p0", followers=1)
    team.cycle()
    now = team.clock()
    later = pipeline.read_figures(team.service, brand, since=now - timedelta(hours=19), until=now)
    assert [one["author"] for one in later["thanks"]] == ["p0"]
    assert later["thanks"][0]["lines"] not in {one["lines"] for one in figures["thanks"]}


def test_who_was_thanked_back_is_not_named_again(team: Team) -> None:
    card = answered(team)
    says(team, "Teşekkürler, kargom geldi #tr")
    assert [one["author"] for one in figures_of(team)["thanks"]] == ["ayse"]
    team.press(card, "reply", by=ELIF.id)
    team.submit(ELIF.id, text=team.alert().drafts[0].text)
    assert "thanks" not in figures_of(team)
    assert figures_of(team)["replies"]["by"]["thanks"]["as_offered"] == 1
