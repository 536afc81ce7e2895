"""The local X and Reddit, published on by the real publishers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from fakes import ENVIRON, KEYS
from settings_folder import SHIPPED

from connectors import connect, publisher
from connectors.base import NotTaken, Publisher, Query, Refused, Uncertain
from monitor.assembly import publishers_of
from monitor.matching import BrandNames, Matcher
from monitor.sandbox.faults import Fault
from monitor.sandbox.server import Sandbox
from monitor.sandbox.world import World
from monitor.settings import load

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
SINCE = NOW - timedelta(minutes=1)
TEXT = "Merhaba, kargonuz yarın kapınızda: https://firuzka.example/k?a=1&b=2 <şimdi> «هم‌اکنون»"
X = {
    name: getattr(KEYS, f"x_{name}")
    for name in ("api_key", "api_secret", "access_token", "access_token_secret")
}
REDDIT = {
    name: getattr(KEYS, f"reddit_{name}") for name in ("client_id", "client_secret", "username", "password")
} | {"user_agent": "tests of the sandbox"}


class Stage:
    """One of the two platforms, with a complaint on it."""

    def __init__(self, platform: str, sandbox: Sandbox) -> None:
        self.platform, self.sandbox, self.world = platform, sandbox, sandbox.world
        self.url = sandbox.x_url if platform == "x" else sandbox.reddit_url
        self.path = "/x/2/tweets" if platform == "x" else "/reddit/api/comment"
        self.made: Publisher = publisher(
            platform, base_url=self.url, timeout_seconds=0.5, **(X if platform == "x" else REDDIT)
        )
        if platform == "x":
            self.mention = self.world.post_x("@firuzka kargom nerede?", author="ayse")
        else:
            self.mention = self.world.submit("Firuzka", "kargom nerede?", subreddit="turkey", author="ayse")
        self.made.check()

    def standing(self) -> list[str]:
        """What the brand's account has written."""
        if self.platform == "x":
            return [post.text for post in self.world.posts.values() if post.author == "firuzka"]
        return [thing.text for thing in self.world.things.values() if thing.author == "firuzka"]


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(World(now=lambda: NOW)) as running:
        yield running


@pytest.fixture(params=["x", "reddit"])
def stage(request: pytest.FixtureRequest, sandbox: Sandbox) -> Iterator[Stage]:
    made = Stage(request.param, sandbox)
    yield made
    made.made.close()


def test_a_reply_stands_below_the_post_and_is_found(stage: Stage) -> None:
    assert stage.made.find(stage.mention, TEXT, since=SINCE) is None
    published = stage.made.publish(stage.mention, TEXT)
    assert stage.standing() == [f"@ayse {TEXT}" if stage.platform == "x" else TEXT]
    assert stage.made.find(stage.mention, TEXT, since=SINCE) == published


@pytest.mark.parametrize("kind", ["accept_then_drop", "malformed"])
def test_an_answer_that_is_lost_leaves_a_reply_that_is_found(stage: Stage, kind: Any) -> None:
    stage.sandbox.faults.script(stage.path, [Fault(kind)])
    with pytest.raises(Uncertain):
        stage.made.publish(stage.mention, TEXT)
    assert len(stage.standing()) == 1
    assert stage.made.find(stage.mention, TEXT, since=SINCE) is not None


@pytest.mark.parametrize("fault", [Fault("drop"), Fault("hang"), Fault("status", status=500)])
def test_what_did_not_arrive_is_not_found(stage: Stage, fault: Fault) -> None:
    stage.sandbox.faults.script(stage.path, [fault])
    with pytest.raises(Uncertain):
        stage.made.publish(stage.mention, TEXT)
    assert stage.standing() == []
    assert stage.made.find(stage.mention, TEXT, since=SINCE) is None


def test_a_rate_limit_is_try_later(stage: Stage) -> None:
    stage.sandbox.faults.script(stage.path, [Fault("status", status=429, reset=60)])
    with pytest.raises(NotTaken) as caught:
        stage.made.publish(stage.mention, TEXT)
    assert caught.value.after is not None
    assert stage.standing() == []


def test_a_post_that_is_gone_cannot_be_answered(stage: Stage) -> None:
    stage.world.delete(stage.mention)
    with pytest.raises(Refused, match="deleted"):
        stage.made.publish(stage.mention, TEXT)


def test_an_edited_post_is_answered_by_the_id_it_had_first(stage: Stage) -> None:
    stage.world.edit(stage.mention, "@firuzka kargom hâlâ nerede?")
    published = stage.made.publish(stage.mention, TEXT)
    assert stage.made.find(stage.mention, TEXT, since=SINCE) == published


def test_x_takes_no_text_twice_and_no_reply_to_strangers(sandbox: Sandbox) -> None:
    stage = Stage("x", sandbox)
    try:
        stage.made.publish(stage.mention, TEXT)
        with pytest.raises(Uncertain, match="duplicate content"):
            stage.made.publish(stage.mention, TEXT)
        assert len(stage.standing()) == 1
        stranger = stage.world.post_x("Firuzka kargomu kaybetti", author="naz")
        with pytest.raises(Refused, match="mentioned or quoted"):
            stage.made.publish(stranger, TEXT)
    finally:
        stage.made.close()


@pytest.mark.parametrize(
    "wrong", [{"api_secret": "wrong"}, {"access_token": "wrong"}, {"access_token_secret": "wrong"}]
)
def test_x_lets_nobody_in_whose_signature_is_wrong(sandbox: Sandbox, wrong: dict[str, str]) -> None:
    made = publisher("x", base_url=sandbox.x_url, **(X | wrong))
    with pytest.raises(Refused):
        made.check()
    made.close()


def test_our_own_replies_do_not_come_back_as_mentions(stage: Stage) -> None:
    stage.made.publish(stage.mention, f"Firuzka: {TEXT}")
    if stage.platform == "x":
        connector = connect("x", base_url=stage.url, bearer_token=KEYS.x_bearer)
        queries = [
            Query(brand="f", terms=("firuzka",)),
            Query(brand="f", kind="mentions", handles=("firuzka",)),
        ]
    else:
        keys = {name: value for name, value in REDDIT.items() if name not in ("username", "password")}
        connector = connect("reddit", base_url=stage.url, **keys)
        queries = [Query(brand="f", kind="comments", places=("turkey",))]
    own = BrandNames(key="f", terms=("firuzka",), handles={stage.platform: ("firuzka",)}, exclude=())
    found = [
        mention
        for query in queries
        for batch in connector.fetch(query, None, now=NOW)
        for mention in batch.mentions
    ]
    connector.close()
    ours = [mention for mention in found if (mention.author_handle or "").lower() == "firuzka"]
    assert ours  # found like anybody's post, had the query not named the brand's own accounts
    for mention in ours:
        assert (
            Matcher([own]).match(mention.text, platform=stage.platform, author_handle=mention.author_handle)
            == {}
        )


def test_the_configuration_makes_a_publisher_of_each_platform_that_a_brand_publishes_on(
    tmp_path: Any,
) -> None:
    general, brand = (SHIPPED / "monitor.yaml").read_text(), (SHIPPED / "brands" / "firuzka.yaml").read_text()
    (tmp_path / "brands").mkdir()
    (tmp_path / "monitor.yaml").write_text(general)
    (tmp_path / "brands" / "firuzka.yaml").write_text(brand)
    assert publishers_of(load(tmp_path, ENVIRON)) == {}
    brand = brand.replace("publish: []", "publish: [reddit, x]").replace(
        "  reddit: []", "  reddit: [firuzka]"
    )
    (tmp_path / "brands" / "firuzka.yaml").write_text(brand)
    made = publishers_of(load(tmp_path, ENVIRON))
    assert {name: one.platform for name, one in made.items()} == {"reddit": "reddit", "x": "x"}
    for one in made.values():
        one.close()
