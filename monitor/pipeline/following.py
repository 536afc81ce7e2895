"""follow: what the authors of answered posts wrote since → how they went on → record, and tell the card's thread.

What is recorded may change as long as they are followed: the latest counts. Silence is recorded when the time is over,
and told nobody: it is no news, and the report counts it.
"""

from __future__ import annotations

from typing import Any

import structlog

from monitor import outcomes
from monitor.outcomes import Outcome
from monitor.records import Followed
from monitor.service import Service

log = structlog.get_logger("monitor")


def follow(service: Service) -> int:
    """read → decide → record for every followed reply; how many authors went on otherwise than was known."""
    done = after = 0
    while not service.stop.is_set():
        due = service.store.followups.due(now=service.clock(), after=after)
        if not due:
            break
        done += sum(_follow(service, one) for one in due)
        after = due[-1].id
    return done


def _follow(service: Service, one: Followed) -> bool:
    """Look at one author; whether there is news."""
    now = service.clock()
    decided = None
    if one.known and one.kind != "thanks":  # nobody is asked to go on after thanks
        decided = outcomes.outcome(one.posts, one.before, now=now, until=one.over_at)
    if decided is not None and decided.went == "silent" and one.over_at < one.until:
        decided = None  # the brand wrote again: nobody can tell what would have come
    went, at = (decided.went, decided.at) if decided else (one.outcome, one.outcome_at)
    over = now >= one.over_at
    news = went != one.outcome
    if not over and (went, at) == (one.outcome, one.outcome_at):
        return False
    reopen = news and _reopens(one, decided)
    recorded = service.store.followups.record(
        one,
        went,
        at,
        over=over,
        reopen=reopen,
        notice=_notice(service, one, decided, reopen) if news else None,
        now=now,
    )
    if recorded and news:
        log.info("an author went on", reply=one.id, alert=one.alert_id, outcome=went, reopened=reopen)
    return recorded and news


def _reopens(one: Followed, decided: Outcome | None) -> bool:
    post = next((post for post in one.posts if decided and post.id == decided.said), None)
    return decided is not None and outcomes.reopens(
        decided.went,
        state=one.state,
        resolution=one.resolution,
        answered=one.answered,
        elsewhere=post is not None and post.carded,
    )


def _notice(
    service: Service, one: Followed, decided: Outcome | None, reopen: bool
) -> tuple[str, dict[str, Any]] | None:
    """What the thread is told: whose words, and, if it is to be answered again, who is called."""
    if decided is None or decided.said is None:
        return None
    facts: dict[str, Any] = {"match": decided.said, "alert": one.alert_id, "again": reopen}
    brand = service.brands.get(one.brand)
    if reopen and brand is not None:
        quiet = brand.placing.quiet
        if (
            quiet is None or quiet.held(one.severity, service.clock()) is None
        ):  # else the clocks call in the morning
            facts |= {"owner": one.owner} if one.owner else {"people": brand.first}
    return f"outcome_{decided.went}", facts
