"""What no single key can tell: whether the keys, the files and the environment fit together."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from monitor.settings.document import Document, Loc
from monitor.settings.faults import ENVIRONMENT, SettingFault, key_text, sound
from monitor.settings.kinds import Platform, loopback
from monitor.settings.secrets import Secrets
from monitor.settings.shape import Brand, General, Triage

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
        email = general.email
        if email.host and not email.sender:
            self._tell(document, ("email", "sender"), "missing", "must be set while email.host is")
        if email.security == "none" and email.user and email.host and not loopback(f"http://{email.host}"):
            found = "a password would cross the network unencrypted"
            self._tell(
                document, ("email", "security"), found, "must be starttls or tls while email.user is set"
            )
        self._floors(document, general.triage)

    def brand(self, document: Document, brand: Brand, general: General | None) -> None:
        """Check one brand against the environment and, if that could be read, config/monitor.yaml."""
        if general and brand.triage.model_fields_set:
            self._floors(document, general.triage.below(brand.triage))
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

    def _floors(self, document: Document, triage: Triage) -> None:
        floors = triage.medium_from, triage.high_from, triage.critical_from
        if list(floors) != sorted(floors):
            found = (
                f"medium_from, high_from and critical_from are {', '.join(f'{floor:g}' for floor in floors)}"
            )
            self._tell(document, ("triage",), found, "must rise")

    def _unset(self, name: str) -> bool:
        tried = (name, f"{name}_FILE")
        wrong = any(fault.file == ENVIRONMENT and fault.key in tried for fault in self.faults)
        return getattr(self.secrets, name.lower()) is None and not wrong

    def _tell(self, document: Document, loc: Loc, found: str, allowed: str, *also: Loc) -> None:
        if all(sound(self.faults, document.file, key_text(key)) for key in (loc, *also)):
            self.faults.append(document.fault(loc, found, allowed))


def warnings(general: General, secrets: Secrets, topics: Collection[str]) -> Iterator[str]:
    """Say what will work less well than it could, a sentence each."""
    if secrets.slack_bot_token and not secrets.slack_signing_secret:
        yield "SLACK_SIGNING_SECRET is not set: the buttons of Slack's cards will not work."
    if secrets.slack_bot_token and not general.web.enabled:
        yield "web.enabled is false: the buttons of Slack's cards will not work."
    yield from _unused(general, secrets)
    patience = {
        "slack": general.slack.timeout_seconds,
        "telegram": secrets.telegram_bot_token and general.telegram.timeout_seconds,
        "mattermost": secrets.mattermost_bot_token and general.mattermost.timeout_seconds,
        "email": general.email.host and general.email.timeout_seconds,
        "webhook": secrets.webhook_secret and general.webhook.timeout_seconds,
    }
    for place, seconds in patience.items():
        if isinstance(seconds, float) and general.schedule.lease_seconds <= seconds:
            yield (
                f"schedule.lease_seconds is not above {place}.timeout_seconds: "
                "a second process may take over a delivery that is still being sent."
            )
    for topic in general.triage.urgent_topics:
        if topics and topic not in topics:
            yield f"triage.urgent_topics.{topic}: topics.yaml has no such topic; it has {', '.join(topics)}."
    urls = {
        "platforms.x.base_url": general.platforms.x.base_url,
        "platforms.reddit.base_url": general.platforms.reddit.base_url,
        "platforms.reddit.oauth_url": general.platforms.reddit.oauth_url,
        "slack.base_url": general.slack.base_url,
        "telegram.base_url": general.telegram.base_url,
        "mattermost.url": general.mattermost.url,
        "web.public_url": general.web.public_url,
    }
    for key, url in urls.items():
        if url and url.startswith("http://") and not loopback(url):
            yield f"{key} is http:// to another machine: secrets cross the network unencrypted."


def _unused(general: General, secrets: Secrets) -> Iterator[str]:
    """Say which place lacks the other half of what it needs, and whose buttons are left out for want of something."""
    if secrets.mattermost_bot_token and not general.mattermost.url:
        yield "MATTERMOST_BOT_TOKEN is set but mattermost.url is not: nothing can be sent to Mattermost."
    if general.mattermost.url and not secrets.mattermost_bot_token:
        yield "mattermost.url is set but MATTERMOST_BOT_TOKEN is not: nothing can be sent to Mattermost."
    if general.email.user and not secrets.smtp_password:
        yield "email.user is set but SMTP_PASSWORD is not: the mail server will hardly let us in."
    by_us = [
        name
        for name, used in (("Mattermost", general.mattermost.url), ("e-mail", general.email.host))
        if used
    ]
    lacking = [
        name
        for name, there in (
            ("ACTION_SECRET", secrets.action_secret),
            ("web.public_url", general.web.public_url),
            ("web.enabled", general.web.enabled),
        )
        if not there
    ]
    if by_us and lacking:
        yield f"Cards by {' and '.join(by_us)} have no buttons: that takes {' and '.join(lacking)}."


def _folded(name: str) -> str:
    return unicodedata.normalize(
        "NFKC", name.replace("İ", "i").replace("I", "i").replace("ı", "i")
    ).casefold()
