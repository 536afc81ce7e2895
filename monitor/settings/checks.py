"""What no single key can tell: whether the keys, the files and the environment fit together."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from monitor.settings.document import Document, Loc
from monitor.settings.faults import ENVIRONMENT, SettingFault, key_text, nearest, quoted, sound
from monitor.settings.kinds import Platform, loopback
from monitor.settings.secrets import Secrets
from monitor.settings.section import over
from monitor.settings.shape import Brand, General, Triage
from monitor.settings.telling import PERSON_KINDS, Clocks, Hours, Quiet, Stretch
from monitor.triage import WEIGHT_TOPIC

#: The secrets without which a platform cannot be asked.
CREDENTIALS: dict[Platform, tuple[str, ...]] = {
    "x": ("X_BEARER_TOKEN",),
    "reddit": ("REDDIT_CLIENT_ID", "REDDIT_CLIENT_SECRET"),
}

#: The secrets without which nothing can be published there; of Reddit's two ways the second takes the token alone.
PUBLISHING: dict[Platform, tuple[tuple[str, ...], ...]] = {
    "x": (("X_API_KEY", "X_API_SECRET", "X_ACCESS_TOKEN", "X_ACCESS_TOKEN_SECRET"),),
    "reddit": (
        (*CREDENTIALS["reddit"], "REDDIT_USERNAME", "REDDIT_PASSWORD"),
        (*CREDENTIALS["reddit"], "REDDIT_REFRESH_TOKEN"),
    ),
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
        self._hours(document, general.hours, None)
        self._quiet(document, general.quiet, None)
        self._promises(document, general.clocks)
        for name, person in general.people.items():
            if not person.ids():
                allowed = f"must have at least one of {', '.join(PERSON_KINDS)}"
                self._tell(document, ("people", name), "can be called nowhere", allowed)
        email = general.email
        if email.host and not email.sender:
            self._tell(document, ("email", "sender"), "missing", "must be set while email.host is")
        if email.security == "none" and email.user and email.host and not loopback(f"http://{email.host}"):
            found = "a password would cross the network unencrypted"
            self._tell(
                document, ("email", "security"), found, "must be starttls or tls while email.user is set"
            )

        writer = general.writer
        if bool(writer.base_url) != bool(writer.model):
            missing, there = ("model", "base_url") if writer.base_url else ("base_url", "model")
            self._tell(document, ("writer", missing), "missing", f"must be set while writer.{there} is")

    def brand(self, document: Document, brand: Brand, general: General | None) -> None:
        """Check one brand against the environment and, if that could be read, config/monitor.yaml."""
        if general and brand.triage.model_fields_set:
            self._triage(document, general.triage.below(brand.triage))
        if general:
            self._hours(document, brand.hours, general.hours)
            self._quiet(document, brand.quiet, general.quiet)
            if brand.clocks.model_fields_set:
                self._promises(document, general.clocks.below(brand.clocks))
            for rank, names in brand.team:
                for index, name in enumerate(names):
                    self._known(
                        document, ("team", rank, index), name, general.people, "people of monitor.yaml"
                    )
        if not brand.watches.on():
            self._tell(
                document, ("watches",), "no watch is on", "must hold at least one, such as x: {search: {}}"
            )
        mentions = brand.watches.x.mentions
        if mentions and not mentions.account_id and not brand.handles.get("x"):
            loc = ("watches", "x", "mentions")
            allowed = "needs account_id here, or the brand's account in handles.x"
            self._tell(document, loc, "whose mentions is not known", allowed, ("handles",))
        self._publishing(document, brand)
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
        publishing: dict[str, str] = {}
        for key, (document, brand) in brands.items():
            for index, platform in enumerate(brand.reply.publish):
                if (other := publishing.setdefault(platform, key)) != key:
                    found = f"brand {other} publishes on {platform} too"
                    allowed = "must be one brand only: the keys in the environment are one account's"
                    self._tell(document, ("reply", "publish", index), found, allowed)
            if (other := names.setdefault(_folded(brand.name), key)) != key:
                self._tell(document, ("name",), f"brand {other} has the same name", "must be its own")
            for index, term in enumerate(brand.terms):
                if (other := terms.setdefault(_folded(term), key)) != key:
                    self._tell(
                        document, ("terms", index), f"brand {other} has the same term", "must be its own"
                    )

    def routes(self, document: Document, general: General, brands: Collection[str]) -> None:
        """Check the routes of config/monitor.yaml against each other and against the keys of the brands."""
        names: dict[str, int] = {}
        for index, route in enumerate(general.routes):
            if (other := names.setdefault(_folded(route.name), index)) != index:
                self._tell(
                    document,
                    ("routes", index, "name"),
                    f"routes[{other}] has the same name",
                    "must be its own",
                )
            for place, brand in enumerate(route.brands):
                self._known(document, ("routes", index, "brands", place), brand, brands, "files of brands/")

    def _publishing(self, document: Document, brand: Brand) -> None:
        """Check what a brand needs to publish: keys, and its account among its handles, or it would hear itself."""
        for index, platform in enumerate(brand.reply.publish):
            loc = ("reply", "publish", index)
            ways = PUBLISHING[platform]
            unset = min(([name for name in way if self._unset(name)] for way in ways), key=len)
            if unset:
                found = f"{' and '.join(unset)} {'is' if len(unset) == 1 else 'are'} not set"
                them = "it" if len(unset) == 1 else "them"
                allowed = f"set {them} in the environment, or do not publish on {platform}"
                self.faults.append(document.fault(loc, found, allowed))
            handles = [handle.lower() for handle in brand.handles.get(platform, ())]
            name = self.secrets.reddit_username if platform == "reddit" else None
            if not handles or (name and name.get_secret_value().lower() != handles[0]):
                found = f"handles.{platform} does not begin with the account that publishes"
                self._tell(document, loc, found, "put its name there first", ("handles",))

    def _known(self, document: Document, loc: Loc, name: str, known: Collection[str], where: str) -> None:
        if name not in known:
            allowed = nearest(name, known) if known else f"there are no {where}"
            self._tell(document, loc, f"found {quoted(name)}, which is not among the {where}", allowed)

    def _hours(self, document: Document, own: Hours | None, general: Hours | None) -> None:
        if own and own.model_fields_set & {"from_", "to"}:
            self._length(document, ("hours",), over(own, general))
        for index, stretch in enumerate(own.also if own else ()):
            self._length(document, ("hours", "also", index), stretch)

    def _quiet(self, document: Document, own: Quiet | None, general: Quiet | None) -> None:
        if own and own.model_fields_set & {"from_", "to"}:
            quiet = over(own, general)
            self._length(document, ("quiet",), quiet)
            if quiet and (quiet.from_, quiet.to) == ("00:00", "24:00"):
                self._tell(
                    document, ("quiet",), "quiet around the clock", "must end, for what it holds to be told"
                )

    def _length(self, document: Document, loc: Loc, stretch: Stretch | Quiet | None) -> None:
        if stretch and stretch.from_ == stretch.to:
            allowed = "must differ" + "; for a whole day write from 00:00 to 24:00" * isinstance(
                stretch, Stretch
            )
            self._tell(document, loc, f"from and to are both {stretch.from_}", allowed)

    def _promises(self, document: Document, clocks: Clocks) -> None:
        for severity, promise in clocks.promises().items():
            if promise.answer_minutes < promise.take_minutes:
                found = f"answer_minutes is {promise.answer_minutes:g}, take_minutes {promise.take_minutes:g}"
                self._tell(
                    document, ("clocks", severity), found, "nobody answers before taking: must not be less"
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


#: What another process may take over, where it is no delivery.
_AT_WORK = {"writer": "what the writer is still being asked"}


def warnings(
    general: General, brands: Mapping[str, Brand], secrets: Secrets, topics: Collection[str]
) -> Iterator[str]:
    """Say what will work less well than it could, a sentence each."""
    by_http = secrets.slack_bot_token and not secrets.slack_app_token
    if by_http and not secrets.slack_signing_secret:
        yield (
            "Neither SLACK_SIGNING_SECRET nor SLACK_APP_TOKEN is set: the buttons of Slack's cards will not work."
        )
    if by_http and not general.web.enabled:
        yield "web.enabled is false: the buttons of Slack's cards will not work."
    yield from _unused(general, secrets)
    patience = {
        "slack": general.slack.timeout_seconds,
        "telegram": secrets.telegram_bot_token and general.telegram.timeout_seconds,
        "mattermost": secrets.mattermost_bot_token and general.mattermost.timeout_seconds,
        "email": general.email.host and general.email.timeout_seconds,
        "webhook": secrets.webhook_secret and general.webhook.timeout_seconds,
        "writer": general.writer.base_url and general.writer.timeout_seconds,
    }
    for place, seconds in patience.items():
        if isinstance(seconds, float) and general.schedule.lease_seconds <= seconds:
            yield (
                f"schedule.lease_seconds is not above {place}.timeout_seconds: "
                f"a second process may take over {_AT_WORK.get(place, 'a delivery that is still being sent')}."
            )
    yield from _unknown_topics("triage", general.triage, topics)
    for key, brand in brands.items():
        own = {name: getattr(brand.triage, name) for name in brand.triage.model_fields_set}
        bare = Triage(urgent_topics={}, weight_topic={})
        yield from _unknown_topics(f"brands/{key}.yaml: triage", bare.model_copy(update=own), topics)
    for index, route in enumerate(general.routes):
        for topic in route.topics:
            if topics and topic not in topics:
                yield f"routes[{index}].topics: topics.yaml has no topic {topic}; it has {', '.join(topics)}."
    ends = [index for index, route in enumerate(general.routes) if route.takes_all() and not route.go_on]
    if ends and (after := general.routes[ends[0] + 1 :]):
        names = ", ".join(quoted(route.name) for route in after)
        yield f"routes[{ends[0]}] takes everything: nothing reaches {names} after it."
    urls = {
        "platforms.x.base_url": general.platforms.x.base_url,
        "platforms.reddit.base_url": general.platforms.reddit.base_url,
        "platforms.reddit.oauth_url": general.platforms.reddit.oauth_url,
        "slack.base_url": general.slack.base_url,
        "telegram.base_url": general.telegram.base_url,
        "mattermost.url": general.mattermost.url,
        "web.public_url": general.web.public_url,
        "writer.base_url": general.writer.base_url if secrets.writer_api_key else None,
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


def _unused(general: General, secrets: Secrets) -> Iterator[str]:
    """Say which place lacks the other half of what it needs, and whose buttons are left out for want of something."""
    if secrets.mattermost_bot_token and not general.mattermost.url:
        yield "MATTERMOST_BOT_TOKEN is set but mattermost.url is not: nothing can be sent to Mattermost."
    if general.mattermost.url and not secrets.mattermost_bot_token:
        yield "mattermost.url is set but MATTERMOST_BOT_TOKEN is not: nothing can be sent to Mattermost."
    if secrets.writer_api_key and not general.writer.base_url:
        yield "WRITER_API_KEY is set but writer.base_url is not: no model helps with drafts."
    if general.writer.base_url and not general.writer.drafts and not general.writer.gist:
        yield "writer.drafts and writer.gist are both false: the writer has nothing to do."
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
