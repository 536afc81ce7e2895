"""The configuration as frozen models: every key, its default and what it may hold.

`General` is config/monitor.yaml, `Brand` is one file of config/brands/, and `Settings` is the whole, with
what the environment gave. Texts are stripped; lists are tuples; lengths of time are seconds.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import Field, SecretStr

from alerts.base import Severity
from connectors.replying import Prices
from monitor import clocks, hours, incidents, quiet, routing
from monitor.settings import kinds
from monitor.settings.kinds import PRESENT, BaseUrl, Language, Line, Platform, Raised, SlackChannel, Zone
from monitor.settings.secrets import Secrets
from monitor.settings.section import Section, over
from monitor.settings.telling import PERSON_KINDS, Budget, Clocks, Digest, Hours, Person, Quiet, Route, Team
from monitor.triage import Rules
from monitor.urgent import HARMLESS, URGENT

_DEFAULTS, _GROUPING = Rules(urgent={}), incidents.Rules()
Capped = Literal["low", "medium", "high"]
Aging = Literal["medium", "high"]


class Store(Section):
    """Where mentions, verdicts and alerts are kept; `url` is secret because it may hold a password."""

    url: kinds.StoreUrl = SecretStr("sqlite:///monitor.db")


class Classifier(Section):
    """Which model judges; see `models.load` for the meaning of each."""

    model: Line = "bundled"
    revision: Line | None = None
    labels: dict[str, Literal["negative", "neutral", "positive"]] = {}
    threads: Annotated[int, kinds.whole(1, 256)] | None = None


class X(Section):
    """X; `authors` asks for names and follower counts, which X bills apart.

    `post_price` and `link_price` are what X bills for a published reply, in US dollars.
    """

    base_url: BaseUrl = "https://api.x.com"
    timeout_seconds: kinds.Timeout = 10.0
    page_limit: Annotated[int, kinds.whole(1, 100)] = 10
    page_size: Annotated[int, kinds.whole(10, 100)] = 100
    authors: bool = True
    post_price: Annotated[float, kinds.number(0, 100)] = float(Prices().x_post)
    link_price: Annotated[float, kinds.number(0, 100)] = float(Prices().x_post_with_link)

    def prices(self) -> Prices:
        """Give what X bills as `connectors.replying` takes it."""
        return Prices(x_post=Decimal(str(self.post_price)), x_post_with_link=Decimal(str(self.link_price)))


class Reddit(Section):
    """Reddit; without `oauth_url` it follows from `base_url`."""

    base_url: BaseUrl = "https://www.reddit.com"
    oauth_url: BaseUrl | None = None
    timeout_seconds: kinds.Timeout = 10.0
    page_limit: Annotated[int, kinds.whole(1, 100)] = 10
    user_agent: kinds.UserAgent = "python:complaint-monitor:0.1 (self-hosted)"


class Platforms(Section):
    """One section for each platform."""

    x: X = X()
    reddit: Reddit = Reddit()


class Slack(Section):
    """Where alerts, reports and notices go; `pace_seconds` lies between two messages of one channel."""

    base_url: kinds.SlackUrl = "https://slack.com/api/"
    channel: SlackChannel | None = None
    report_channel: SlackChannel | None = None
    notice_channel: SlackChannel | None = None
    timeout_seconds: kinds.Timeout = 10.0
    pace_seconds: Annotated[float, kinds.number(0, 60)] = 1.0


class Telegram(Section):
    """Another place for cards; in use while TELEGRAM_BOT_TOKEN is set."""

    base_url: BaseUrl = "https://api.telegram.org"
    timeout_seconds: kinds.Timeout = 10.0


class Mattermost(Section):
    """Another place for cards; in use while `url` and MATTERMOST_BOT_TOKEN are set."""

    url: BaseUrl | None = None
    timeout_seconds: kinds.Timeout = 10.0


class Email(Section):
    """Another place for cards; in use while `host` and `sender` are set."""

    host: kinds.Host | None = None
    port: Annotated[int, kinds.whole(1, 65535)] = 587
    security: Literal["starttls", "tls", "none"] = "starttls"
    user: Line | None = None
    sender: kinds.Sender | None = None
    link_days: Annotated[float, kinds.number(0.01, 90)] = 7.0
    timeout_seconds: kinds.Timeout = 30.0


class Webhook(Section):
    """Another place for cards; in use while WEBHOOK_SECRET is set."""

    timeout_seconds: kinds.Timeout = 10.0


class Report(Section):
    """When the report of the day before is made (in each brand's zone), and where its files go."""

    at: kinds.Clock = "09:00"
    directory: Line = "reports"


class Schedule(Section):
    """How often the service looks for work; `jitter` is the share by which each wait may differ."""

    judge_every_seconds: kinds.Period = 30.0
    deliver_every_seconds: kinds.Period = 15.0
    jitter: Annotated[float, kinds.number(0, 0.9)] = 0.1
    lease_seconds: Annotated[float, kinds.number(1, 3600)] = 60.0
    batch: Annotated[int, kinds.whole(1, 4096)] = 256


class Writer(Section):
    """A language model that may help with drafts and with posts in other languages; off unless `base_url` is set."""

    base_url: kinds.WriterUrl | None = None
    model: Line | None = None
    drafts: bool = True
    gist: bool = True
    timeout_seconds: kinds.Timeout = 8.0
    most_per_day: Annotated[int, kinds.whole(1, 100_000)] = 200
    price_per_million_input_tokens: kinds.Price = 0.0
    price_per_million_output_tokens: kinds.Price = 0.0


class Web(Section):
    """The dashboard and Slack's request endpoint; port 0 takes any free one.

    `public_url` is where people's browsers, and places that send presses, reach them.
    """

    host: kinds.Host = "127.0.0.1"
    port: Annotated[int, kinds.whole(0, 65535)] = 8080
    public_url: BaseUrl | None = None
    enabled: bool = True


class Log(Section):
    """What is logged, and how."""

    level: Literal["debug", "info", "warning", "error"] = "info"
    format: Literal["text", "json"] = "text"


class Triage(Section):
    """How soon a person must look; see `monitor.triage.Rules`, whose names and defaults these are.

    `urgent_words` come on top of the words the service knows, unless `known_words` is off. A mapping of a brand's own
    takes the place of the whole general one.
    """

    complaint_from: Annotated[float, kinds.number(0, 1)] | None = None
    critical_word_from: Annotated[float, kinds.number(0, 1)] = _DEFAULTS.critical_word_from
    weight_complaint: kinds.Points = _DEFAULTS.weight_complaint
    weight_negative: kinds.Points = _DEFAULTS.weight_negative
    weight_reach: kinds.Points = _DEFAULTS.weight_reach
    weight_engagement: kinds.Points = _DEFAULTS.weight_engagement
    weight_repeated: kinds.Points = _DEFAULTS.weight_repeated
    weight_topic: dict[str, kinds.Points] = dict(_DEFAULTS.weight_topic)
    full_reach: Annotated[int, kinds.whole(1, 10**9)] = _DEFAULTS.full_reach
    full_engagement: Annotated[int, kinds.whole(1, 10**9)] = _DEFAULTS.full_engagement
    full_repeated: Annotated[int, kinds.whole(1, 1000)] = _DEFAULTS.full_repeated
    usual_followers: Annotated[int, kinds.whole(0, 10**9)] = _DEFAULTS.usual_followers
    medium_from: kinds.Points = _DEFAULTS.medium_from
    high_from: kinds.Points = _DEFAULTS.high_from
    critical_from: kinds.Points = _DEFAULTS.critical_from
    known_words: bool = True
    urgent_words: dict[Raised, tuple[kinds.Phrase, ...]] = {}
    cap_words: dict[Capped, tuple[kinds.Phrase, ...]] = {}
    urgent_topics: dict[str, Raised] = {"safety_fraud": "high"}
    ignore_topics: tuple[kinds.Line, ...] = ()
    vip_authors: tuple[kinds.Handle, ...] = ()
    vip_severity: Raised = "high"
    ignore_authors: tuple[kinds.Handle, ...] = ()
    ages_after_hours: dict[Aging, Annotated[int, kinds.whole(1, 720)] | None] = {"high": 4}

    def rules(self) -> Rules:
        """Give the rules as `monitor.triage` takes them; ValueError where its floors do not rise."""
        differ = {
            "known_words",
            "urgent_words",
            "cap_words",
            "urgent_topics",
            "vip_severity",
            "ages_after_hours",
        }
        known = URGENT if self.known_words else {}
        own = {Severity[name]: words for name, words in self.urgent_words.items()}
        both = {severity: (*known.get(severity, ()), *own.get(severity, ())) for severity in Severity}
        return Rules(
            **self.model_dump(exclude=differ),
            urgent={severity: words for severity, words in both.items() if words},
            harmless=HARMLESS if self.known_words else (),
            cap_words={Severity[name]: words for name, words in self.cap_words.items()},
            urgent_topics={topic: Severity[name] for topic, name in self.urgent_topics.items()},
            vip_severity=Severity[self.vip_severity],
            ages_after={
                Severity[name]: timedelta(hours=hours)
                for name, hours in self.ages_after_hours.items()
                if hours is not None
            },
        )


class Incidents(Section):
    """When complaints are told as one; see `monitor.incidents.Rules`."""

    near_from: Annotated[float, kinds.number(0, 1)] = _GROUPING.near_from
    least_authors: Annotated[int, kinds.whole(2, 1000)] = _GROUPING.least_authors
    false_alarms: Annotated[float, kinds.number(0.0001, 10)] = _GROUPING.false_alarms
    close_after_hours: Annotated[float, kinds.number(0.25, 168)] = 6.0
    reopen_within_hours: Annotated[float, kinds.number(0.25, 720)] = 48.0
    campaigns: dict[kinds.Day, Annotated[float, kinds.number(0.1, 100)]] = {}

    def rules(self) -> incidents.Rules:
        """Give the rules as `monitor.incidents` takes them."""
        return incidents.Rules(
            near_from=self.near_from,
            least_authors=self.least_authors,
            false_alarms=self.false_alarms,
            close_after=timedelta(hours=self.close_after_hours),
            reopen_within=timedelta(hours=self.reopen_within_hours),
            campaigns=self.campaigns,
        )


class General(Section):
    """config/monitor.yaml."""

    language: Language = "en"
    zone: Zone = "UTC"
    store: Store = Store()
    classifier: Classifier = Classifier()
    platforms: Platforms = Platforms()
    slack: Slack = Slack()
    telegram: Telegram = Telegram()
    mattermost: Mattermost = Mattermost()
    email: Email = Email()
    webhook: Webhook = Webhook()
    report: Report = Report()
    schedule: Schedule = Schedule()
    triage: Triage = Triage()
    incidents: Incidents = Incidents()
    hours: Hours | None = None
    clocks: Clocks = Clocks()
    quiet: Quiet | None = None
    budget: Budget = Budget()
    digest: Digest = Digest()
    people: dict[kinds.PersonName, Person] = {}
    routes: tuple[Route, ...] = ()
    writer: Writer = Writer()
    web: Web = Web()
    log: Log = Log()


class XMentions(Section):
    """Posts that mention the brand's own account: `account_id`, or else the first handle."""

    account_id: kinds.AccountId | None = None
    every_seconds: kinds.Period = 60.0


class Search(Section):
    """Posts found by the brand's terms."""

    every_seconds: kinds.Period = 300.0


class Comments(Section):
    """New comments of the listed subreddits."""

    subreddits: Annotated[tuple[kinds.Subreddit, ...], Field(min_length=1)]
    every_seconds: kinds.Period = 120.0


class XWatches(Section):
    """The watches on X; None is off."""

    mentions: Annotated[XMentions | None, PRESENT] = None
    search: Annotated[Search | None, PRESENT] = None


class RedditWatches(Section):
    """The watches on Reddit; None is off."""

    search: Annotated[Search | None, PRESENT] = None
    comments: Annotated[Comments | None, PRESENT] = None


class Watches(Section):
    """The watches of one brand; at least one is on."""

    x: XWatches = XWatches()
    reddit: RedditWatches = RedditWatches()

    def on(self) -> tuple[tuple[Platform, str], ...]:
        """Give platform and kind of each watch that is on."""
        platforms: tuple[tuple[Platform, Section], ...] = (("x", self.x), ("reddit", self.reddit))
        return tuple(
            (name, kind) for name, watches in platforms for kind, watch in watches if watch is not None
        )


class Reply(Section):
    """How drafts answer: where the customer may write in private, who signs, in which tone, what may be promised."""

    contact: Line
    signature: Line
    tone: Literal["sincere", "formal"] = "sincere"
    may_promise: tuple[Literal["refund", "date", "compensation"], ...] = ()
    publish: tuple[Platform, ...] = ()


class Brand(Section):
    """One file of config/brands/: a name watched over; its key is the file's name without `.yaml`."""

    name: kinds.Term
    language: Language
    zone: Zone | None = None
    terms: Annotated[tuple[kinds.Term, ...], Field(min_length=1)]
    handles: dict[Platform, tuple[kinds.Handle, ...]] = {}
    exclude: tuple[Line, ...] = ()
    watches: Watches
    reply: Reply
    slack_channel: SlackChannel | None = None
    triage: Triage = Triage()
    incidents: Incidents = Incidents()
    hours: Hours | None = None
    clocks: Clocks = Clocks()
    quiet: Quiet | None = None
    budget: Budget = Budget()
    digest: Digest = Digest()
    team: Team = Team()


class Topics(Section):
    """config/topics.yaml: by topic and language the sentences that show it."""

    topics: Annotated[
        dict[kinds.TopicName, Annotated[dict[Language, kinds.Sentences], Field(min_length=1)]],
        Field(min_length=1),
    ]


class Settings(General):
    """Everything the service was told, checked as a whole.

    Args:
        brands: by key.
        topics: by name the sentences of config/topics.yaml, of all languages; empty if there is no such file.
        secrets: what the environment gave.
        warnings: what will not work as well as it could, a sentence each.
    """

    brands: dict[str, Brand]
    topics: dict[str, tuple[str, ...]] = {}
    secrets: Secrets
    warnings: tuple[str, ...] = ()

    @property
    def store_url(self) -> str:
        """The store's URL in clear: from the environment, or else from the file."""
        return (self.secrets.monitor_store_url or self.store.url).get_secret_value()

    def zone_of(self, brand: str) -> str:
        """Give the zone of the brand with this key: its own, or the general one."""
        return self.brands[brand].zone or self.zone

    def rules_of(self, brand: str) -> Rules:
        """Give the triage rules of the brand with this key: its own keys, the general ones for the rest."""
        return self.triage.below(self.brands[brand].triage).rules()

    def incident_rules_of(self, brand: str) -> incidents.Rules:
        """Give the rules of incidents of the brand with this key, likewise."""
        return self.incidents.below(self.brands[brand].incidents).rules()

    def hours_of(self, brand: str) -> hours.Hours:
        """Give the working hours of the brand with this key, likewise; around the clock where none are set."""
        chosen = over(self.brands[brand].hours, self.hours)
        zone = ZoneInfo(self.zone_of(brand))
        return chosen.within(zone) if chosen else hours.ALWAYS(zone)

    def clock_rules_of(self, brand: str) -> clocks.Rules:
        """Give the promises of the brand with this key and what follows when they break, likewise."""
        return self.clocks.below(self.brands[brand].clocks).rules()

    def quiet_of(self, brand: str) -> quiet.Quiet | None:
        """Give the quiet hours of the brand with this key, likewise; None where none are set."""
        chosen = over(self.brands[brand].quiet, self.quiet)
        return chosen.within(ZoneInfo(self.zone_of(brand))) if chosen else None

    def budget_of(self, brand: str) -> quiet.Budget:
        """Give the budget of interruptions of the brand with this key, likewise."""
        return quiet.Budget(**self.budget.below(self.brands[brand].budget).model_dump())

    def digest_of(self, brand: str) -> quiet.Digest:
        """Give the times of the digest of the brand with this key, likewise."""
        at = self.digest.below(self.brands[brand].digest).at
        return quiet.Digest(tuple(kinds.clock_time(clock) for clock in at), ZoneInfo(self.zone_of(brand)))

    def routes_of(self) -> tuple[routing.Route, ...]:
        """Give the routes, in order; empty if each brand's cards go to its own channel."""
        return tuple(route.route() for route in self.routes)

    def pings_of(self, brand: str, rank: Literal["first", "lead"]) -> Mapping[str, tuple[str, ...]]:
        """Give whom to call about the brand with this key: by kind of place, what each is called there."""
        names = getattr(self.brands[brand].team, rank)
        ids = [self.people[name].ids() for name in names]
        return {
            kind: found for kind in PERSON_KINDS if (found := tuple(one[kind] for one in ids if kind in one))
        }
