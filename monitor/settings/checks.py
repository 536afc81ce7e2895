"""What no single key can tell: whether the keys, the files and the environment fit together."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from monitor.settings.document import Document, Loc
from monitor.settings.faults import ENVIRONMENT, SettingFault, key_text, sound
from monitor.settings.kinds import Platform, loopback
from monitor.settings.secrets import Secrets
from monitor.settings.shape import Brand, General, Triage
from monitor.triage import WEIGHT_TOPIC

#: The secrets without which a platform cannot be asked.
CREDENTIALS: dict[Platform, tuple[str, ...]] = {
    "x": ("X_BEARER_TOKEN",),
    "reddit": ("REDDIT_CLIENT_ID", "REDDIT_CLIENT_SECRET"),
}


@dataclass(frozen=True, slots=True)
class Checks:
    """The checks across keys, over what could be read.

    A check keeps quiet about keys that are at fault by themselves: what it would say may only follow from it.

    Args:
        secrets: from the environment.
        faults: what is known to be wrong already; gets what these checks find.
    """

    secrets: Secrets
    faults: list[SettingFault]

    def general(self, document: Document, general: General) -> None:
        """Check config/monitor.yaml against the environment."""
        if self.secrets.slack_bot_token and not general.slack.channel:
            allowed = 'must be set while SLACK_BOT_TOKEN is; put "#name" in quotes, or it is a comment'
            self._tell(document, ("slack", "channel"), "missing", allowed)

        self._triage(document, general.triage)

    def brand(self, document: Document, brand: Brand, general: General | None) -> None:
        """Check one brand against the environment and, if that could be read, config/monitor.yaml."""
        if general and brand.triage.model_fields_set:
            self._triage(document, general.triage.below(brand.triage))
        if not brand.watches.on():
            self._tell(
                document, ("watches",), "no watch is on", "must hold at least one, such as x: {search: {}}"
            )
        mentions = brand.watches.x.mentions
        if mentions and not mentions.account_id and not brand.handles.get("x"):
            loc = ("watches", "x", "mentions")
            allowed = "needs account_id here, or the brand's account in handles.x"
            self._tell(document, loc, "whose mentions is not known", allowed, ("handles",))
        for platform in dict(brand.watches.on()):
            if unset := [name for name in CREDENTIALS[platform] if self._unset(name)]:
                found = f"{' and '.join(unset)} {'is' if len(unset) == 1 else 'are'} not set"
                allowed = (
                    f"set {'it' if len(unset) == 1 else 'them'} in the environment, or remove these watches"
                )
                # told whatever else is wrong with the watch: it would be needed all the same
                self.faults.append(document.fault(("watches", platform), found, allowed))

    def brands(self, brands: dict[str, tuple[Document, Brand]]) -> None:
        """Check the brands against each other: a post with a name that two of them claim is nobody's."""
        names: dict[str, str] = {}
        terms: dict[str, str] = {}
        for key, (document, brand) in brands.items():
            if (other := names.setdefault(_folded(brand.name), key)) != key:
                self._tell(document, ("name",), f"brand {other} has the same name", "must be its own")
            for index, term in enumerate(brand.terms):
                if (other := terms.setdefault(_folded(term), key)) != key:
                    self._tell(
                        document, ("terms", index), f"brand {other} has the same term", "must be its own"
                    )

    def _triage(self, document: Document, triage: Triage) -> None:
        floors = triage.medium_from, triage.high_from, triage.critical_from
        if list(floors) != sorted(floors):
            found = (
                f"medium_from, high_from and critical_from are {', '.join(f'{floor:g}' for floor in floors)}"
            )
            self._tell(document, ("triage",), found, "must rise")
        vips = {handle.lower() for handle in triage.vip_authors}
        for handle in triage.ignore_authors:
            if handle.lower() in vips:
                found = f"{handle} is both in vip_authors and in ignore_authors"
                self._tell(document, ("triage", "ignore_authors"), found, "must stand in one of them only")
        for topic in triage.ignore_topics:
            if topic in triage.urgent_topics:
                found = f"{topic} is both in urgent_topics and in ignore_topics"
                self._tell(document, ("triage", "ignore_topics"), found, "must stand in one of them only")

    def _unset(self, name: str) -> bool:
        tried = (name, f"{name}_FILE")
        wrong = any(fault.file == ENVIRONMENT and fault.key in tried for fault in self.faults)
        return getattr(self.secrets, name.lower()) is None and not wrong

    def _tell(self, document: Document, loc: Loc, found: str, allowed: str, *also: Loc) -> None:
        if all(sound(self.faults, document.file, key_text(key)) for key in (loc, *also)):
            self.faults.append(document.fault(loc, found, allowed))


def warnings(
    general: General, brands: Mapping[str, Brand], secrets: Secrets, topics: Collection[str]
) -> Iterator[str]:
    """Say what will work less well than it could, a sentence each."""
    if secrets.slack_bot_token and not secrets.slack_signing_secret:
        yield "SLACK_SIGNING_SECRET is not set: the buttons of Slack's cards will not work."
    if secrets.slack_bot_token and not general.web.enabled:
        yield "web.enabled is false: the buttons of Slack's cards will not work."
    if general.schedule.lease_seconds <= general.slack.timeout_seconds:
        yield (
            "schedule.lease_seconds is not above slack.timeout_seconds: "
            "a second process may take over a delivery that is still being sent."
        )
    yield from _unknown_topics("triage", general.triage, topics)
    for key, brand in brands.items():
        own = {name: getattr(brand.triage, name) for name in brand.triage.model_fields_set}
        bare = Triage(urgent_topics={}, weight_topic={})
        yield from _unknown_topics(f"brands/{key}.yaml: triage", bare.model_copy(update=own), topics)
    urls = {
        "platforms.x.base_url": general.platforms.x.base_url,
        "platforms.reddit.base_url": general.platforms.reddit.base_url,
        "platforms.reddit.oauth_url": general.platforms.reddit.oauth_url,
        "slack.base_url": general.slack.base_url,
    }
    for key, url in urls.items():
        if url and url.startswith("http://") and not loopback(url):
            yield f"{key} is http:// to another machine: secrets cross the network unencrypted."


def _unknown_topics(place: str, triage: Triage, topics: Collection[str]) -> Iterator[str]:
    # the default weights of topics that somebody took out of topics.yaml do no harm
    weights = [topic for topic in triage.weight_topic if topic not in WEIGHT_TOPIC]
    named = (
        ("weight_topic", weights),
        ("urgent_topics", list(triage.urgent_topics)),
        ("ignore_topics", list(triage.ignore_topics)),
    )
    for key, listed in named:
        for topic in listed:
            if topics and topic not in topics:
                yield f"{place}.{key}.{topic}: topics.yaml has no such topic; it has {', '.join(topics)}."


def _folded(name: str) -> str:
    return unicodedata.normalize(
        "NFKC", name.replace("İ", "i").replace("I", "i").replace("ı", "i")
    ).casefold()
