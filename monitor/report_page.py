"""What a report says, worded and in order, free of any format: HTML, Markdown and Slack all draw this."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote, urlsplit

from alerts.text import clean, one_line, truncate
from monitor.wording import Direction, Words, direction_of_text

#: Of the figures; grows when what is stored changes its meaning.
VERSION = 1

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
#: A longer period is charted by days.
_HOURLY = 48
_BARS = 12
_NAME = 80
_CENT = 0.01
_ORDERED = {
    "severity": ("critical", "high", "medium", "low"),
    "sentiment": ("negative", "neutral", "positive"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One figure large enough to see from afar, and what it leaves out."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A customer's own words; `url` is None where the post's address is no web address."""

    source: str
    text: str
    direction: Direction
    language: str | None
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar: all mentions, and in it the complaints; `tick` says whether the axis names it."""

    label: str
    mentions: int
    complaints: int
    told: str
    tick: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Bars side by side: lying, or standing where they follow the clock; `note` tells what they do not show."""

    title: str
    bars: tuple[Bar, ...]
    standing: bool = False
    note: str = ""

    @property
    def tallest(self) -> int:
        """Mentions of the longest bar, at least 1."""
        return max((bar.mentions for bar in self.bars), default=0) or 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A report as it is read, from top to bottom; every text is plain."""

    headline: str
    title: str
    brand: str
    period: str
    lead: tuple[str, ...]
    tiles: tuple[Tile, ...]
    unanswered: str
    waiting: tuple[Voice, ...]
    more_waiting: str
    worst: tuple[Voice, ...]
    charts: tuple[Chart, ...]
    incidents: tuple[str, ...]
    held: tuple[str, ...]
    gaps: tuple[str, ...]
    writer: str
    made: str


def page(figures: Mapping[str, Any], words: Words, brand_name: str) -> Page:
    """Word the figures of a report.

    Args:
        figures: as `monitor.reports.figures` made them, possibly long ago.
        words: of the team, in the brand's zone, by whose midnight the period was cut.
        brand_name: as people write it.

    Raises:
        ValueError: figures of a version that this code does not know.
    """
    if figures.get("version") != VERSION:
        raise ValueError(f"figures of version {figures.get('version')!r}; this code draws version {VERSION}")
    brand = truncate(one_line(brand_name), _NAME)
    period = _period(figures, words)
    complaints = words("report.complaints", count=figures["complaints"])
    more = figures["alerts"]["open"] - len(figures["waiting"])
    return Page(
        headline=words("report.headline", brand=brand, period=period, complaints=complaints),
        title=words("report.title", brand=brand),
        brand=brand,
        period=period,
        lead=_lead(figures, words),
        tiles=_tiles(figures, words) if figures["mentions"] else (),
        unanswered=_unanswered(figures["alerts"], words) if figures["mentions"] else "",
        waiting=tuple(_voice(each, words, waiting=True) for each in figures["waiting"]),
        more_waiting=words("report.more", count=more) if more > 0 else "",
        worst=tuple(_voice(each, words, waiting=False) for each in figures["worst"]),
        charts=_charts(figures, words) if figures["mentions"] else (),
        # reports that were kept before there were any have none
        incidents=tuple(_incident(each, words) for each in figures.get("incidents", ())),
        held=(
            *_held(figures.get("held"), words),
            *(_silence(each, words) for each in figures.get("silences", ())),
        ),
        gaps=tuple(_gap(gap, words) for gap in figures["gaps"]),
        writer=_writer(figures.get("writer"), words),
        made=words("report.made", when=words.moment(_time(figures["made_at"])), zone=words.zone.key),
    )


def _lead(figures: Mapping[str, Any], words: Words) -> tuple[str, ...]:
    sight = words("report.asleep") if figures["gaps"] else words("report.awake")
    if not figures["mentions"]:
        return (f"{words('report.nothing')} {sight}",)
    said = words("report.said_mentions", count=figures["mentions"])
    if figures["complaints"]:
        said += " " + words("report.said_complaints", count=figures["complaints"])
    else:
        said += " " + words("report.no_complaints")
    lines = [said, words("report.digest", count=figures["digest"]) if figures["digest"] else "", sight]
    return tuple(line for line in lines if line)


def _tiles(figures: Mapping[str, Any], words: Words) -> tuple[Tile, ...]:
    alerts, answers = figures["alerts"], figures["answers"]
    share = words.percent(figures["complaints"] / figures["mentions"])
    tiles = [
        Tile(label=words("report.label_mentions"), value=words.number(figures["mentions"])),
        Tile(
            label=words("report.label_complaints"),
            value=words.number(figures["complaints"]),
            note=words("report.of_mentions", percent=share),
        ),
        Tile(
            label=words("report.label_alerts"),
            value=words.number(alerts["told"]),
            note=words("report.alerts_done", acknowledged=alerts["acknowledged"], resolved=alerts["resolved"])
            if alerts["told"]
            else "",
        ),
    ]
    if answers["share"] is not None:
        tiles.append(
            Tile(
                label=words("report.label_answered"),
                value=words.percent(answers["share"]),
                note=_left(answers["missing"], "missing", words),
            )
        )
    if answers["median_seconds"] is not None:
        nine_in_ten = words.duration(answers["p90_seconds"])
        tiles.append(
            Tile(
                label=words("report.label_median"),
                value=words.duration(answers["median_seconds"]),
                note=words("report.median_of", duration=nine_in_ten),
            )
        )
    if answers["within_hour"] is not None:
        tiles.append(
            Tile(
                label=words("report.label_hour"),
                value=words.percent(answers["within_hour"]),
                note=_left(answers["slower"], "hour_missing", words),
            )
        )
    return tuple(tiles)


def _left(count: int, line: str, words: Words) -> str:
    """Beside every share stands what it leaves out: 99 % is never told alone."""
    return words(f"report.{line}", count=count) if count else words("report.none_missing")


def _unanswered(alerts: Mapping[str, Any], words: Words) -> str:
    if alerts["open"]:
        return words("report.oldest", duration=words.duration(alerts["oldest_open_seconds"]))
    return words("report.all_answered") if alerts["told"] else words("report.no_alerts")


def _voice(voice: Mapping[str, Any], words: Words, *, waiting: bool) -> Voice:
    facts = {
        "author": author_of(voice, words),
        "platform": words.name("platform", voice["platform"]),
        "severity": words.name("severity", voice["severity"] or "unknown"),
    }
    if waiting:
        source = words("report.waiting", duration=words.duration(voice["waiting_seconds"]), **facts)
    else:
        facts["when"] = words.moment(_time(voice["created_at"]))
        if voice["topic"] not in (None, "none"):
            facts["topic"] = one_line(words.name("topic", voice["topic"]))
        source = words("report.source_topic" if "topic" in facts else "report.source", **facts)
    return Voice(
        source=source,
        text=clean(voice["text"]),
        direction=direction_of_text(voice["text"], voice["language"]),
        language=voice["language"] if voice["language"] != "other" else None,
        url=web_address(voice["permalink"]),
    )


def author_of(voice: Mapping[str, Any], words: Words) -> str:
    if not voice["author"]:
        return words("card.unknown_author")
    author = words.handle(voice["platform"], voice["author"])
    if voice["followers"] is None:
        return author
    followers = words("card.followers", count=voice["followers"])
    return words("card.author_reach", author=author, followers=followers)


def _charts(figures: Mapping[str, Any], words: Words) -> tuple[Chart, ...]:
    by = figures["by"]
    charts = [_timeline(figures, words)]
    for name in ("topic", "severity", "platform", "language", "sentiment"):
        bars = _bars(name, by[name], words)
        if bars and set(by[name]) != {"unknown"}:
            note = _unshown(name, by[name], words)
            charts.append(Chart(title=words(f"report.by_{name}"), bars=bars, note=note))
    return tuple(charts)


def _unshown(group: str, counts: Mapping[str, Mapping[str, int]], words: Words) -> str:
    """What has no bar: names beyond the most, and complaints about no topic; or their bars would add up to less."""
    told = []
    if (more := len(_names(group, counts)) - _BARS) > 0:
        told.append(words("report.more", count=more))
    if group == "topic" and (without := counts.get("none", {}).get("complaints", 0)):
        told.append(f"{words('topic.none')}: {words('report.complaints', count=without)}")
    return " · ".join(told)


def _names(group: str, counts: Mapping[str, Mapping[str, int]]) -> list[str]:
    """The names of a group that have a bar, in their order."""
    # the store may not keep the order of keys
    names = sorted(counts, key=lambda name: (-counts[name]["mentions"], name))
    if group == "topic":
        # of a post that complains of nothing the topic says little
        names = [name for name in names if counts[name]["complaints"] and name != "none"]
    if group in _ORDERED:
        names.sort(key=[*_ORDERED[group], *names].index)
    return names


def _bars(group: str, counts: Mapping[str, Mapping[str, int]], words: Words) -> tuple[Bar, ...]:
    return tuple(
        _bar(words("report.unknown") if name == "unknown" else words.name(group, name), counts[name], words)
        for name in _names(group, counts)[:_BARS]
    )


def _bar(label: str, count: Mapping[str, int], words: Words, *, tick: bool = True) -> Bar:
    mentions, complaints = count["mentions"], count["complaints"]
    told = words(
        "report.bar",
        mentions=words("report.mentions", count=mentions),
        complaints=words("report.complaints", count=complaints),
    )
    return Bar(label=label, mentions=mentions, complaints=complaints, told=told, tick=tick)


def _timeline(figures: Mapping[str, Any], words: Words) -> Chart:
    start = _time(figures["since"])
    times = [start + number * _HOUR for number in range(len(figures["hours"]))]
    hourly = len(times) <= _HOURLY
    if hourly:
        bars = [
            _bar(words.clock(at), count, words, tick=at.astimezone(words.zone).hour % 6 == 0)
            for at, count in zip(times, figures["hours"], strict=True)
        ]
    else:
        bars = _days(times, figures["hours"], words)
    busiest = max(bars, key=lambda bar: bar.mentions)
    return Chart(
        title=words("report.by_hour" if hourly else "report.by_day"),
        bars=tuple(bars),
        standing=True,
        note=words("report.busiest", when=busiest.label, bar=busiest.told),
    )


def _days(times: Sequence[datetime], hours: Sequence[Mapping[str, int]], words: Words) -> list[Bar]:
    days: dict[Any, dict[str, int]] = {}
    for at, hour in zip(times, hours, strict=True):
        day = days.setdefault(at.astimezone(words.zone).date(), {"mentions": 0, "complaints": 0})
        for name in day:
            day[name] += hour[name]
    every = -(-len(days) // 8)
    return [
        _bar(words.short_day(day), count, words, tick=number % every == 0)
        for number, (day, count) in enumerate(days.items())
    ]


def _period(figures: Mapping[str, Any], words: Words) -> str:
    since = _time(figures["since"]).astimezone(words.zone)
    until = _time(figures["until"]).astimezone(words.zone)
    if any((at.hour, at.minute, at.second) != (0, 0, 0) for at in (since, until)):
        return words("report.period", since=words.moment(since), until=words.moment(until))
    first, last = since.date(), until.date() - _DAY
    if last <= first:
        return words.day(first)
    return words("report.period", since=words.day(first), until=words.day(last))


def _held(held: Mapping[str, Any] | None, words: Words) -> tuple[str, ...]:
    if held is None or not (count := sum(held["by"].values())):
        return ()
    lines = [words("report.held", count=count)]
    # the store may not keep the order of keys
    reasons = sorted(held["by"].items(), key=lambda pair: (-pair[1], pair[0]))
    lines += [words(f"held.{why}", count=number) for why, number in reasons if number]
    if held["later"]:
        lines.append(words("report.held_later", count=held["later"]))
    lines.append(
        words("report.held_open", count=held["open"]) if held["open"] else words("report.held_none_open")
    )
    return tuple(lines)


def _writer(asked: Mapping[str, Any] | None, words: Words) -> str:
    """What a model helped with, and what it cost; nothing where none was asked."""
    if asked is None:
        return ""
    line = words(
        "report.writer",
        requests=words("report.writer_requests", count=asked["asked"]),
        drafts=words("report.writer_drafts", count=asked["drafts"]),
        gists=words("report.writer_gists", count=asked["gists"]),
    )
    if not asked["cost"]:
        return line
    cost = max(round(asked["cost"], 2), _CENT)
    if asked["estimated"] or asked["cost"] < _CENT:
        return words("report.writer_about", line=line, cost=cost)
    return words("report.writer_cost", line=line, cost=cost)


def _silence(silence: Mapping[str, Any], words: Words) -> str:
    muted = [words.name(name, value) for name, value in silence["mutes"]]
    line = words(
        "report.silence",
        what=" · ".join(muted) or words("report.everything"),
        by=silence["by"] or words("card.somebody"),
        until=words.moment(_time(silence["until"])),
    )
    return words("report.because", line=line, why=silence["why"]) if silence["why"] else line


def _incident(incident: Mapping[str, Any], words: Words) -> str:
    topic = words.name("topic", incident["topic"]) if incident["topic"] else words("topic.none")
    return words(
        "report.incident",
        severity=words.name("severity", incident["severity"]),
        what=words("report.surge") if incident["surge"] else one_line(topic),
        complaints=words("report.complaints", count=incident["complaints"]),
        people=words("incident.people", count=incident["people"]),
        since=words.moment(_time(incident["since"])),
        ended=_ended(incident, words),
    )


def _ended(incident: Mapping[str, Any], words: Words) -> str:
    """Who has it, or how it ended."""
    if incident["state"] == "open" or incident["at"] is None:
        return words.name("state", incident["state"])
    facts = {"who": incident["by"] or words("card.somebody"), "when": words.moment(_time(incident["at"]))}
    if incident["state"] == "acknowledged":
        return words("card.taken", **facts)
    resolution = incident["resolution"]
    if resolution == "over":
        return words("incident.over", when=facts["when"])
    if resolution == "not_a_complaint":
        return words("card.not_a_complaint", **facts)
    ended = words("card.resolved", **facts)
    return (
        f"{ended} · {words.name('resolution', resolution)}" if f"resolution.{resolution}" in words else ended
    )


def _gap(gap: Mapping[str, Any], words: Words) -> str:
    until = _time(gap["until"])
    if gap["since"] is None:
        line = words("report.gap_until", watch=gap["watch"], until=words.moment(until))
    else:
        since = _time(gap["since"])
        same_day = since.astimezone(words.zone).date() == until.astimezone(words.zone).date()
        start, end = (words.clock, words.clock) if same_day else (words.moment, words.moment)
        line = words("report.gap", watch=gap["watch"], since=start(since), until=end(until))
    return words("report.because", line=line, why=gap["why"]) if gap["why"] else line


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)


def web_address(url: str) -> str | None:
    """Give `url` if a reader may safely follow it: the web only, and no brackets or spaces."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme not in ("https", "http") or not parts.netloc or "@" in parts.netloc:
        return None
    return quote(url, safe=":/?#[]@!$&'()*+,;=%~", errors="replace")
