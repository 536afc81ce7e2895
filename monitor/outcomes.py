"""How a customer went on after a reply: thanked, calmer, angrier, silent, or nothing that tells yet.

    the author's posts about the brand since the reply, each read by itself
        it thanks and means it ─▶ thanked
        threatens, or complains as hard as before ─▶ angrier
        no complaint, and neutral or clearly milder ─▶ calmer
        else ─▶ tells nothing
    the latest that tells something decides; but calmer within an hour of angrier is angrier still
    nothing said until the time is over ─▶ silent; something said that tells nothing ─▶ never known

Pure: data in, data out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, get_args

from monitor.records import AlertState, Said
from monitor.thanks import Tone, tone_of

Went = Literal["thanked", "calmer", "angrier", "silent"]
WENT: tuple[Went, ...] = get_args(Went)

#: Probabilities of being negative that are no further apart count as the same.
_SAME = 0.15
#: So much less negative is clearly milder.
_MILDER = 0.3
#: Who calms down so soon after anger may be in the middle of it.
_STILL_ANGRY = timedelta(hours=1)
#: From here on a post is praise: the model's probability of being positive.
_WARM_FROM = 0.6
#: What a complaint's probability is at most, once its words say that it is thanks for a solution.
_THANKED_AT_MOST = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How it went on.

    Args:
        at: when the deciding post was written, or when the time was over.
        said: the deciding post's match; None of silence.
    """

    went: Went
    at: datetime
    said: int | None = None


def outcome(posts: Sequence[Said], before: Said | None, *, now: datetime, until: datetime) -> Outcome | None:
    """Decide how an author went on; None while nothing is known.

    Args:
        posts: the author's about the brand since the reply, in any order; none of the brand's own.
        before: the complaint that was answered, as it was judged; None where it was edited since and is one of `posts`.
        until: how long the author is followed; later posts do not count.
    """
    told: list[tuple[Said, Went]] = []
    counted = sorted((post for post in posts if post.at <= until), key=lambda post: (post.at, post.id))
    for post in counted:
        if went := read(post, before):
            told.append((post, went))
    if not told:
        return Outcome(went="silent", at=until) if not counted and now >= until else None
    post, went = told[-1]
    if went == "calmer":
        angry = [one for one, how in told if how == "angrier" and post.at - one.at <= _STILL_ANGRY]
        if angry:
            post, went = angry[-1], "angrier"
    return Outcome(went=went, at=post.at, said=post.id)


def read(post: Said, before: Said | None) -> Went | None:
    """Read one post by itself; None if it tells nothing."""
    tone = tone_of(post.text)
    if _thanks(tone, post):
        return "thanked"
    if tone.escalates:
        return "angrier"
    if post.complaint:
        if before is None:
            return None
        as_hard = post.negative >= before.negative - _SAME
        if tone.obliges and not as_hard and not tone.unsolved:
            return "calmer"
        return "angrier" if as_hard or post.severity > before.severity else None
    if tone.unsolved or tone.ironic:
        return None
    milder = before is not None and post.negative <= before.negative - _MILDER
    return "calmer" if post.sentiment != "negative" or milder else None


def _thanks(tone: Tone, post: Said) -> bool:
    """Words of thanks weigh more than the model's doubt; without any, warm praise does as well."""
    if tone.thanks:
        return tone.solved or not (post.complaint or tone.escalates)
    return (
        post.sentiment == "positive"
        and not post.complaint
        and (tone.praises or tone.solved)
        and not (tone.unsolved or tone.ironic or tone.escalates)
    )


def solved(text: str) -> bool:
    """Whether a post thanks for a solution in so many words: no complaint then, whatever a model makes of it."""
    tone = tone_of(text)
    return tone.thanks and tone.solved and not tone.escalates


def doubted(probability: float) -> float:
    """The probability of being a complaint of a post that is `solved`."""
    return min(probability, _THANKED_AT_MOST)


def praises(
    text: str, words: Sequence[str], *, sentiment: str | None, positive: float, complaint: bool
) -> bool:
    """Whether a post praises the brand and speaks to it, so that somebody should thank; no advertising.

    Args:
        words: that name the brand in it, as they stand there.
    """
    if complaint or sentiment != "positive" or positive < _WARM_FROM:
        return False
    tone = tone_of(text)
    if tone.advert or tone.ironic or tone.unsolved or tone.escalates:
        return False
    return tone.praises and bool(words)


def reopens(
    went: Went, *, state: AlertState, resolution: str | None, answered: bool, elsewhere: bool
) -> bool:
    """Whether an answered alert asks for attention again, its clocks anew.

    Only of who is angrier, and once: where the angry post has a card of its own, that one's clocks run, and two would
    call people twice for one customer. Where it has none (the model saw no complaint, or it waits for a digest), the
    answered card is the only place where somebody would see to it. What is no complaint stays none.

    Args:
        answered: whether its customer has a reply since its clocks last began.
        elsewhere: whether the angry post is told with a card of its own, or an incident's.
    """
    if went != "angrier" or elsewhere or resolution == "not_a_complaint":
        return False
    return answered or state == "resolved"
