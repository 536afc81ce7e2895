"""What a platform allows and costs, post by post."""

from __future__ import annotations

from decimal import Decimal

import pytest

from connectors.replying import Prices, ReplyRule, reply_rule

HANDLES = ("@firuzka", "firuzka_destek")
PLAIN, LINKED = Prices().x_post, Prices().x_post_with_link


@pytest.mark.parametrize(
    ("post", "by_api"),
    [
        ("@firuzka kargom nerede?", True),
        ("kargom nerede @Firuzka_Destek", True),
        ("(@firuzka) olmaz", True),
        ("می‌خواهم @firuzka جواب بدهد", True),
        ("rezil https://x.com/Firuzka/status/199", True),
        ("rezil https://twitter.com/firuzka/status/199?s=20", True),
        ("Firuzka kargomu kaybetti", False),
        ("#firuzka", False),
        ("@firuzka_fan bayıldım", False),
        ("@firuzkam", False),
        ("a@firuzka.com'a yazdım", False),
        ("https://x.com/someone/status/1 firuzka", False),
        ("https://x.com/firuzka", False),
        ("", False),
    ],
)
def test_x_lets_answer_only_those_who_spoke_to_the_brand(post: str, by_api: bool) -> None:
    rule = reply_rule("x", post, handles=HANDLES)
    assert (rule.by_api, rule.why) == (by_api, "addressed" if by_api else "not_addressed")
    assert rule.cost == (PLAIN if by_api else None)


@pytest.mark.parametrize("handles", [(), ("",), ("@",)])
def test_without_a_handle_nobody_spoke_to_the_brand(handles: tuple[str, ...]) -> None:
    assert reply_rule("x", "@firuzka @ nerede", handles=handles) == ReplyRule(
        by_api=False, why="not_addressed"
    )


@pytest.mark.parametrize(
    ("reply", "cost"),
    [
        ("Yarın arıyoruz.", PLAIN),
        ("Bize yazın: https://acme.example/iade", LINKED),
        ("Bize yazın: www.acme.example", LINKED),
        ("Bize yazın: acme.com.tr/iade", LINKED),
        ("Kargonuz geldi.Ama eksik, v2.0 değil; yardim@acme.com", PLAIN),
    ],
)
def test_a_link_costs_more(reply: str, cost: Decimal) -> None:
    assert reply_rule("x", "@firuzka", handles=HANDLES, reply=reply).cost == cost


def test_prices_are_told() -> None:
    prices = Prices(x_post=Decimal("0.01"), x_post_with_link=Decimal("0.3"))
    assert reply_rule("x", "@firuzka", handles=HANDLES, prices=prices).cost == Decimal("0.01")


def test_reddit_is_open_and_free_and_elsewhere_it_is_by_hand() -> None:
    assert reply_rule("reddit", "anything", handles=()) == ReplyRule(by_api=True, why="open")
    assert reply_rule("eksi", "@firuzka", handles=HANDLES) == ReplyRule(by_api=False, why="no_way")
