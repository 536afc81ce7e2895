"""What the commands `route` and `silence` do: say where a complaint would go, and mute what fits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, get_args
from zoneinfo import ZoneInfo

from alerts.base import Severity
from models.base import Post
from monitor.records import Address, Traits
from monitor.routing import Matchers, Silence, places, route, second_places, silenced
from monitor.service import Service
from monitor.settings import Platform, Settings
from monitor.settings.kinds import PostLanguage
from monitor.triage import triage

_UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}


class WrongAsked(Exception):
    """A question that cannot be answered; the message says which option, what was found, what is allowed."""


def known(settings: Settings, option: str, name: str) -> str:
    """Give back what an option names, if there is such a thing.

    Raises:
        WrongAsked: there is none.
    """
    allowed = {
        "--brand": tuple(settings.brands),
        "--language": get_args(PostLanguage),
        "--topic": (*settings.topics, "none") if settings.topics else (),
        "--platform": get_args(Platform),
        "--severity": tuple(severity.name for severity in Severity),
    }.get(option, ())
    if allowed and name not in allowed:
        raise WrongAsked(f"{option}: found {name!r}; allowed are {', '.join(allowed)}")
    return name


def meant(
    settings: Settings, service: Service, given: Mapping[str, str | None], text: str | None
) -> list[Traits]:
    """The complaints that are asked about: one, or of a text one for each brand it names.

    Args:
        given: by option (`--brand` …) its value; what is given stands, whatever the text says.

    Raises:
        WrongAsked: a value is not known, or no brand is meant.
    """
    named = {option: known(settings, option, name) for option, name in given.items() if name is not None}
    brand, author, platform = (named.get(option) for option in ("--brand", "--author", "--platform"))
    if text is not None:
        complaints = _understood(service, text, brand=brand, platform=platform, author=author)
    elif brand is None and len(service.brands) > 1:
        raise WrongAsked(f"--brand: not given; allowed are {', '.join(service.brands)}")
    else:
        key = brand or next(iter(service.brands))
        complaints = [Traits(brand=key, severity=Severity.high, platform=platform, author=author)]
    return [
        replace(
            one,
            severity=Severity[named["--severity"]] if "--severity" in named else one.severity,
            language=named.get("--language", one.language),
            topic=named.get("--topic", one.topic),
        )
        for one in complaints
    ]


def _understood(
    service: Service, text: str, *, brand: str | None, platform: str | None, author: str | None
) -> list[Traits]:
    """Match, classify and triage a text as if it had been posted."""
    found = service.matcher.match(text, platform=platform or "x", author_handle=author)
    words = {brand: found.get(brand, ())} if brand else found
    if not words:
        raise WrongAsked("--text: names no brand; write one of its terms, or say by --brand which is meant")
    posts = [Post(text=text, brand=named or (service.brands[key].name,)) for key, named in words.items()]
    complaints = []
    for key, verdict in zip(words, service.classifier().classify(posts), strict=True):
        decision = triage(
            complaint=verdict.complaint,
            complaint_probability=verdict.complaint_probability,
            negative=verdict.negative,
            text=text,
            followers=None,
            likes=None,
            reposts=None,
            replies=None,
            author_handle=author,
            language=verdict.language,
            topic=verdict.topic,
            rules=service.brands[key].rules,
        )
        complaints.append(
            Traits(
                brand=key,
                severity=decision.severity,
                language=verdict.language,
                topic=verdict.topic,
                platform=platform,
                author=author,
            )
        )
    return complaints


def where(settings: Settings, service: Service, traits: Traits) -> dict[str, Any]:
    """Say where a complaint would go now, and what would hold it back; JSON-serialisable."""
    now, routes = service.clock(), settings.routes_of()
    taken = route(traits, routes)
    quiet, silence = (
        settings.quiet_of(traits.brand),
        silenced(traits, service.store.silences.active(now), now),
    )
    held = quiet.held(traits.severity, now) if quiet else None
    budget = settings.budget_of(traits.brand)
    fallback = () if routes else service.brands[traits.brand].placing.own
    return {
        "traits": {
            "brand": traits.brand,
            "severity": traits.severity.name,
            "language": traits.language,
            "topic": traits.topic,
            "platform": traits.platform,
            "author": traits.author,
        },
        "routes": [
            {
                "name": one.name,
                "taken": one in taken,
                "misfits": list(one.when.misfits(traits)),
                "go_on": one.go_on,
                "to": [_shown(address) for address in one.to],
                "second": [_shown(address) for address in one.second],
            }
            for one in routes
        ],
        "to": [_shown(address) for address in (*places(taken), *fallback)],
        "second": [_shown(address) for address in second_places(taken)],
        "called": {rank: dict(settings.pings_of(traits.brand, rank)) for rank in ("first", "lead")},
        "quiet_until": held and held.isoformat(),
        "silence": as_row(silence, now) if silence else None,
        "budget": {"a_day": budget.a_day, "an_hour": budget.an_hour},
        "next_digest": settings.digest_of(traits.brand).next_at(now).isoformat(),
    }


def lines(told: Mapping[str, Any], zone: ZoneInfo) -> Iterator[str]:
    """What `where` said, for people; times in the brand's zone."""
    yield " · ".join(
        f"{name} {value if value is not None else 'not known'}" for name, value in told["traits"].items()
    )
    for number, one in enumerate(told["routes"], start=1):
        if one["misfits"]:
            why = f"does not fit: {', '.join(one['misfits'])}"
        elif one["taken"]:
            why = f"taken{', goes on' if one['go_on'] else ''} → {', '.join(one['to'])}"
        else:
            why = "fits, but is not reached"
        yield f"{number}. {one['name']}: {why}"
    if not told["routes"]:
        yield "no routes are set: it goes where the brand's cards go"
    elif not told["to"]:
        yield "no route fits: it has nowhere to go, and the service tells of that"
    if told["to"]:
        yield f"to: {', '.join(told['to'])}"
    if told["second"]:
        yield f"to, if nobody takes it: {', '.join(told['second'])}"
    for rank, called in told["called"].items():
        if called:
            whom = ", ".join(f"{kind} {' '.join(ids)}" for kind, ids in called.items())
            yield f"called{' if nobody takes it' if rank == 'lead' else ''}: {whom}"
    if silence := told["silence"]:
        until = _local(silence["until"], zone)
        yield f"silenced until {until} by {silence['by']} (silence {silence['id']}): {silence['why']}"
    if told["quiet_until"]:
        yield f"quiet: waits until {_local(told['quiet_until'], zone)}"
    limits = [
        f"{number} {name}"
        for name, number in zip(("a day", "an hour"), told["budget"].values(), strict=True)
        if number
    ]
    if limits:
        yield f"beyond {' and '.join(limits)} it waits for the digest, next {_local(told['next_digest'], zone)}"


def asked(settings: Settings, given: Mapping[str, Sequence[str]]) -> Matchers:
    """What a new silence shall mute.

    Args:
        given: by option (`--brand` …) the values.

    Raises:
        WrongAsked: a value is not known, or there is none at all.
    """
    named = {
        option: tuple(known(settings, option, name) for name in names) for option, names in given.items()
    }
    if not any(named.values()):
        raise WrongAsked(f"a silence of everything would hide all; give at least one of {', '.join(named)}")
    return Matchers(
        brands=named["--brand"],
        languages=named["--language"],
        topics=named["--topic"],
        platforms=named["--platform"],
        authors=named["--author"],
        severities=tuple(Severity[name] for name in named["--severity"]),
    )


def ending(lasting: str | None, until: str | None, *, now: datetime, zone: ZoneInfo) -> datetime:
    """When a new silence ends.

    Args:
        lasting: `--for`, such as 90m, 2h, 3d, 1w.
        until: `--until`, a local time such as 2026-12-01T09:00.

    Raises:
        WrongAsked: not exactly one of them is given, it cannot be read, or it lies in the past.
    """
    if (lasting is None) == (until is None):
        raise WrongAsked(
            "give either --for, such as 2h, or --until, such as 2026-12-01T09:00: a silence has an end"
        )
    if lasting is not None:
        found = re.fullmatch(r"([1-9][0-9]{0,3})([mhdw])", lasting.strip())
        if found is None:
            raise WrongAsked(
                f"--for: found {lasting!r}; allowed is a number with m, h, d or w: 90m, 2h, 3d, 1w"
            )
        return now + int(found[1]) * _UNITS[found[2]]
    try:
        moment = datetime.fromisoformat(until or "")
    except ValueError:
        raise WrongAsked(f"--until: found {until!r}; allowed is a time such as 2026-12-01T09:00") from None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=zone)
    if moment <= now:
        raise WrongAsked(f"--until: found {until!r}, which is over; allowed is a time to come")
    return moment


def as_row(silence: Silence, now: datetime) -> dict[str, Any]:
    """A silence, JSON-serialisable."""
    when = {
        name: [one.name if isinstance(one, Severity) else one for one in getattr(silence.when, name)]
        for name in Matchers.__slots__
    }
    return {
        "id": silence.id,
        "mutes": {name: values for name, values in when.items() if values},
        "until": silence.until.isoformat(),
        "active": silence.until > now,
        "by": silence.by,
        "why": silence.why,
    }


def as_line(row: Mapping[str, Any], zone: ZoneInfo) -> str:
    """What `as_row` gave, for people."""
    mutes = " · ".join(f"{name} {', '.join(values)}" for name, values in row["mutes"].items())
    until = f"{'until' if row['active'] else 'over since'} {_local(row['until'], zone)}"
    return f"{row['id']}  {until}  {mutes}  by {row['by']}: {row['why']}"


def _shown(address: Address) -> str:
    return f"{address.notifier}:{address.place}"


def _local(moment: str, zone: ZoneInfo) -> str:
    return f"{datetime.fromisoformat(moment).astimezone(zone):%Y-%m-%d %H:%M}"
