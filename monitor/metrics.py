"""What Prometheus reads. Labels are only ever a platform, a language, a severity, a notifier or an outcome."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, generate_latest


class Metrics:
    """The service's counters, in a registry of their own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._polls = self._counter(
            "monitor_polls", "Polls by outcome (ok, later, refused).", "platform", "outcome"
        )
        self._stored = self._counter("monitor_mentions_stored", "Mentions new or edited.", "platform")
        self._left_out = self._counter("monitor_posts_left_out", "Posts that could not be read.", "platform")
        self._judged = self._counter(
            "monitor_mentions_judged", "Verdicts given.", "platform", "language", "severity"
        )
        self._sent = self._counter(
            "monitor_messages", "Sendings by outcome (ok, later, refused).", "notifier", "outcome"
        )
        self._published = self._counter(
            "monitor_replies_published",
            "Tries to publish by outcome (ok, found, later, refused).",
            "platform",
            "outcome",
        )
        self._asked = self._counter(
            "monitor_writer_requests", "Requests to the writer by outcome (taken, kept, failed).", "outcome"
        )
        self._given = self._counter("monitor_writer_input_tokens", "Tokens the writer was given.")
        self._written = self._counter("monitor_writer_output_tokens", "Tokens the writer wrote.")
        self._cost = self._counter("monitor_writer_dollars", "What the writer cost, in US dollars.")
        self.unjudged = Gauge("monitor_unjudged", "Matches that wait for a verdict.", registry=self.registry)
        self.undelivered = Gauge(
            "monitor_undelivered", "Deliveries due or on their way.", registry=self.registry
        )
        self.open_alerts = Gauge("monitor_open_alerts", "Alerts nobody has taken.", registry=self.registry)

    def _counter(self, name: str, text: str, *labels: str) -> Counter:
        return Counter(name, text, labels, registry=self.registry)

    def polled(self, platform: str, outcome: str) -> None:
        """A poll ended."""
        self._polls.labels(platform, outcome).inc()

    def stored(self, platform: str, count: int) -> None:
        """Mentions came in."""
        self._stored.labels(platform).inc(count)

    def left_out(self, platform: str, count: int) -> None:
        """Posts could not be read."""
        self._left_out.labels(platform).inc(count)

    def judged(self, platform: str, language: str, severity: str) -> None:
        """A verdict was given."""
        self._judged.labels(platform, language, severity).inc()

    def sent(self, notifier: str, outcome: str) -> None:
        """A sending ended."""
        self._sent.labels(notifier, outcome).inc()

    def published(self, platform: str, outcome: str) -> None:
        """A try to publish a reply ended."""
        self._published.labels(platform, outcome).inc()

    def wrote(self, outcome: str, given: int, written: int, dollars: float) -> None:
        """The writer was asked, with so many tokens, and wrote so many."""
        self._asked.labels(outcome).inc()
        self._given.inc(given)
        self._written.inc(written)
        self._cost.inc(dollars)

    def page(self) -> bytes:
        """The text that Prometheus scrapes."""
        return generate_latest(self.registry)
