"""The one place that chooses implementations: settings in, a `Service` out."""

from __future__ import annotations

import os
import socket
import uuid
from collections.abc import Callable, Iterable
from datetime import timedelta
from pathlib import Path
from threading import Event, Lock
from typing import Any
from zoneinfo import ZoneInfo

import alerts
import connectors
import models
from alerts import replies
from alerts.base import Listener, Notifier
from alerts.writer import Writer
from connectors.base import Connector, Publisher, Query
from models.base import Classifier, UnknownModel
from monitor import placing
from monitor.matching import BrandNames, Matcher, inflections, spellings
from monitor.metrics import Metrics
from monitor.records import Address
from monitor.service import BrandPlan, Clock, Service, Wait, WatchPlan, Writing, utc_now
from monitor.settings import Settings
from monitor.settings.shape import Brand
from monitor.store import Store
from monitor.wording import Words, direction_of_text

#: Without a Slack token messages go here.
CONSOLE = Address(notifier="console", place="terminal")

#: How many suffixed forms of a term are asked for where a platform matches whole words only.
INFLECTIONS = 12


def assemble(
    settings: Settings,
    config: Path,
    *,
    clock: Clock = utc_now,
    wait: Wait | None = None,
    stop: Event | None = None,
    classifier: Callable[[], Classifier] | None = None,
) -> Service:
    """Build the service that `settings` describe; opens the store and nothing else.

    Args:
        config: the folder that holds `replies/`, and below it a folder of each brand that has lines of its own.
        clock: gives aware UTC times.
        wait: lets time pass; until `stop` is set if None.
        stop: set by whoever wants every job to end after its next commit.
        classifier: gives the classifier at its first call; the one of `settings` if None.

    Raises:
        StoreError: the store cannot be opened.
        alerts.replies.FaultyReplies: a reply template is wrong.
    """
    stop = stop or Event()
    store = Store(settings.store_url)
    wording = replies.load(config / "replies")
    brands = {
        key: _brand(settings, key, brand, replies.load(config / "replies" / key, over=wording))
        for key, brand in settings.brands.items()
    }
    return Service(
        worker=f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}",
        store=store,
        connectors=connectors_of(settings),
        watches=tuple(watches_of(settings)),
        brands=brands,
        matcher=Matcher([_names(key, brand) for key, brand in settings.brands.items()]),
        classifier=classifier or Once(lambda: classifier_of(settings)),
        notifiers=notifiers_of(settings),
        notices_go_to=(_address(settings, settings.slack.notice_channel),),
        people={name: person.ids() for name, person in settings.people.items()},
        words=Words(settings.language, ZoneInfo(settings.zone)),
        metrics=Metrics(),
        clock=clock,
        wait=wait or stop.wait,
        lease=timedelta(seconds=settings.schedule.lease_seconds),
        pace=timedelta(seconds=settings.slack.pace_seconds),
        jitter=settings.schedule.jitter,
        batch=settings.schedule.batch,
        stop=stop,
        publishers=publishers_of(settings),
        publish_lease=_publish_lease(settings),
        prices=settings.platforms.x.prices(),
        writing=_writing(settings),
    )


class Once:
    """Makes a classifier at the first call and gives the same ever after, to any thread; so too its failure."""

    def __init__(self, make: Callable[[], Classifier]) -> None:
        self._make = make
        self._made: Classifier | None = None
        self._failed: UnknownModel | None = None
        self._lock = Lock()

    def __call__(self) -> Classifier:
        with self._lock:
            if self._failed is not None:
                raise self._failed
            if self._made is None:
                try:
                    self._made = self._make()
                except UnknownModel as error:
                    self._failed = error
                    raise
            return self._made


def classifier_of(settings: Settings) -> Classifier:
    """Load the classifier that `settings` name.

    Raises:
        models.UnknownModel: there is none of that name.
    """
    chosen = settings.classifier
    return models.load(
        chosen.model,
        revision=chosen.revision,
        labels=dict(chosen.labels) or None,
        threads=chosen.threads,
        topics=settings.topics or None,
    )


def watches_of(settings: Settings) -> Iterable[WatchPlan]:
    """Every watch that is on, named `brand/platform/kind`."""
    for key, brand in settings.brands.items():
        on = set(brand.watches.on())
        for platform, kind in sorted(on):
            watch = getattr(getattr(brand.watches, platform), kind)
            places: tuple[str, ...] = getattr(watch, "subreddits", ())
            if getattr(watch, "account_id", None):
                places = (watch.account_id,)
            query = Query(
                brand=key,
                kind=kind,
                terms=_terms(brand) if kind == "search" else (),
                handles=brand.handles.get(platform, ()),
                exclude=brand.exclude,
                places=places,
                skip_addressed=kind == "search" and (platform, "mentions") in on,
            )
            yield WatchPlan(
                name=f"{key}/{platform}/{kind}",
                platform=platform,
                query=query,
                every=timedelta(seconds=watch.every_seconds),
            )


def _terms(brand: Brand) -> tuple[str, ...]:
    """The brand's terms, other spellings of them, then their likeliest suffixed forms: the most telling first."""
    others = [way for term in brand.terms for way in spellings(term)]
    forms = [
        form
        for term in brand.terms
        for form in inflections(term, language=_language_of(term, brand), limit=INFLECTIONS)
    ]
    return tuple(dict.fromkeys([*brand.terms, *others, *forms]))


def _language_of(term: str, brand: Brand) -> str:
    """Whose suffixes a term takes: a term in Persian letters takes Persian ones whatever the brand speaks."""
    return "fa" if direction_of_text(term, None) == "rtl" else brand.language


def connectors_of(settings: Settings) -> dict[str, Connector]:
    """A connector for each platform that a watch needs."""
    used = {platform for brand in settings.brands.values() for platform, _ in brand.watches.on()}
    return {
        platform: connectors.connect(platform, **_options(settings, platform)) for platform in sorted(used)
    }


def _options(settings: Settings, platform: str) -> dict[str, Any]:
    options: dict[str, Any] = getattr(settings.platforms, platform).model_dump(
        exclude={"post_price", "link_price"}
    )
    secrets = settings.secrets
    if platform == "x":
        return options | {"bearer_token": _reveal(secrets.x_bearer_token)}
    return options | {
        "client_id": _reveal(secrets.reddit_client_id),
        "client_secret": _reveal(secrets.reddit_client_secret),
    }


def publishers_of(settings: Settings) -> dict[str, Publisher]:
    """A publisher for each platform on which a brand publishes."""
    secrets, used = (
        settings.secrets,
        {name for brand in settings.brands.values() for name in brand.reply.publish},
    )
    keys = {
        "x": ("api_key", "api_secret", "access_token", "access_token_secret"),
        "reddit": ("client_id", "client_secret", "username", "password", "refresh_token"),
    }
    common = {"base_url", "oauth_url", "user_agent", "timeout_seconds"}
    return {
        platform: connectors.publisher(
            platform,
            **getattr(settings.platforms, platform).model_dump(include=common),
            **{name: _reveal(getattr(secrets, f"{platform}_{name}")) for name in keys[platform]},
        )
        for platform in sorted(used)
    }


def _publish_lease(settings: Settings) -> timedelta:
    """Longer than publishing can take: a token and a reply, each perhaps asked for twice, three time-outs each."""
    slowest = max(settings.platforms.x.timeout_seconds, settings.platforms.reddit.timeout_seconds)
    return timedelta(seconds=max(12 * slowest + 10, settings.schedule.lease_seconds))


def notifiers_of(settings: Settings) -> dict[str, Notifier]:
    """A notifier for each kind of place whose secrets and settings are there; the console always is."""
    return {kind: alerts.connect(kind, **options) for kind, options in _places(settings)}


def writer_of(settings: Settings) -> Writer | None:
    """The model that may help; None where none is set up."""
    chosen = settings.writer
    if chosen.base_url is None or chosen.model is None:
        return None
    return Writer(
        api_key=_reveal(settings.secrets.writer_api_key),
        **chosen.model_dump(exclude={"drafts", "gist", "most_per_day"}),
    )


def _writing(settings: Settings) -> Writing | None:
    writer, chosen = writer_of(settings), settings.writer
    if writer is None:
        return None
    return Writing(writer=writer, drafts=chosen.drafts, gists=chosen.gist, most_per_day=chosen.most_per_day)


def listeners_of(settings: Settings) -> dict[str, Listener]:
    """A listener for each kind of place whose presses come in by a connection of ours."""
    secrets, made = settings.secrets, {}
    if secrets.slack_app_token is not None:
        made["slack"] = alerts.listen(
            "slack",
            app_token=_reveal(secrets.slack_app_token),
            **settings.slack.model_dump(include={"base_url", "timeout_seconds"}),
        )
    if secrets.telegram_bot_token is not None:
        token = _reveal(secrets.telegram_bot_token)
        made["telegram"] = alerts.listen("telegram", token=token, **settings.telegram.model_dump())
    return made


def _places(settings: Settings) -> Iterable[tuple[str, dict[str, Any]]]:
    """Each kind of place that is set up, and what its notifier takes."""
    secrets, public = settings.secrets, settings.web.public_url if settings.web.enabled else None
    yield "console", {}
    if secrets.slack_bot_token is not None:
        yield (
            "slack",
            {"token": _reveal(secrets.slack_bot_token)}
            | settings.slack.model_dump(include={"base_url", "timeout_seconds"}),
        )
    if secrets.telegram_bot_token is not None:
        yield "telegram", {"token": _reveal(secrets.telegram_bot_token)} | settings.telegram.model_dump()
    if secrets.mattermost_bot_token is not None and settings.mattermost.url is not None:
        yield (
            "mattermost",
            settings.mattermost.model_dump()
            | {
                "token": _reveal(secrets.mattermost_bot_token),
                "actions_url": public and f"{public}/mattermost/actions",
                "secret": _reveal(secrets.action_secret),
            },
        )
    if settings.email.host is not None and settings.email.sender is not None:
        yield (
            "email",
            settings.email.model_dump(exclude={"link_days"})
            | {
                "password": _reveal(secrets.smtp_password),
                "base_url": public,
                "secret": _reveal(secrets.action_secret),
                "links_for": timedelta(days=settings.email.link_days),
            },
        )
    if secrets.webhook_secret is not None:
        yield "webhook", {"secret": _reveal(secrets.webhook_secret)} | settings.webhook.model_dump()


def _address(settings: Settings, channel: str | None) -> Address:
    """Slack's channel, or its default channel, or the console where there is no token."""
    place = channel or settings.slack.channel
    if settings.secrets.slack_bot_token is None or place is None:
        return CONSOLE
    return Address(notifier="slack", place=place)


def _brand(settings: Settings, key: str, brand: Brand, wording: replies.Replies) -> BrandPlan:
    zone = ZoneInfo(settings.zone_of(key))
    return BrandPlan(
        key=key,
        name=brand.name,
        language=brand.language,
        zone=zone,
        replies=wording,
        voice=replies.Voice(
            brand=brand.name,
            contact=brand.reply.contact,
            signature=brand.reply.signature,
            tone=brand.reply.tone,
            policy=replies.Policy.of(brand.reply.may_promise),
        ),
        rules=settings.rules_of(key),
        incidents=settings.incident_rules_of(key),
        hours=settings.hours_of(key),
        clocks=settings.clock_rules_of(key),
        placing=placing.Rules(
            routes=settings.routes_of(),
            own=(_address(settings, brand.slack_channel),),
            lost=(_address(settings, settings.slack.notice_channel),),
            quiet=settings.quiet_of(key),
            budget=settings.budget_of(key),
            digest=settings.digest_of(key),
            zone=zone,
        ),
        first=brand.team.first,
        lead=brand.team.lead,
        handles={str(platform): names for platform, names in brand.handles.items()},
        publish=brand.reply.publish,
        reports_go_to=(_address(settings, settings.slack.report_channel or brand.slack_channel),),
    )


def _names(key: str, brand: Brand) -> BrandNames:
    return BrandNames(key=key, terms=brand.terms, handles=dict(brand.handles.items()), exclude=brand.exclude)


def _reveal(secret: Any) -> str | None:
    return None if secret is None else str(secret.get_secret_value())
