"""What `make bench` tells of reply drafts: four hundred complaints answered as the service would answer them.

One brand's stream in four languages, its last drafts handed on, with the verdicts of the bundled model; both tones,
with and without a private place. Linted by what a person knows of the complaint, and by what the model knew.
"""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Mapping, Sequence

from answering import (
    ANGRY_FROM,
    BRAND,
    LANGUAGES,
    SHIPPED,
    Answered,
    Complaint,
    Judged,
    Rated,
    answer,
    answer_all,
    complaints,
    of_the_post,
    rate,
    swapped,
    voices,
)
from bundled_model import bundled

from alerts.replies import lint
from alerts.replies.likeness import NEARLY_EQUAL
from models.base import Post

_MOST_MS = 5


def say(line: str) -> None:
    print(line, flush=True)


def bench_drafts() -> None:
    """The rubric, vetoes, likeness, time and what a draft takes from its post; by hand, and as the model judges."""
    for language in LANGUAGES:
        lint("", language=language)  # reads the linter's words, once in the life of a process
    some = complaints()
    judged = _judge(some)
    right = [judged[one.id].language == one.language for one in some]
    topics = [judged[one.id].topic == one.topic for one in some]
    say(
        f"drafts                 {len(some)} complaints of tests/data/to_answer; the model knows the language of "
        f"{statistics.mean(right):.1%}, the topic of {statistics.mean(topics):.1%}"
    )
    for verdicts, known in (("judged by the model", judged), ("judged by hand", None)):
        streams = {name: answer_all(some, voice, judged=known) for name, voice in voices().items()}
        _tell(f"{verdicts}, linted by hand", [rate(stream) for stream in streams.values()])
        if known:
            _tell(f"{verdicts}, linted so too", [rate(stream, known=known) for stream in streams.values()])
        _time([one for stream in streams.values() for one in stream])
        _own_words([one for stream in streams.values() for one in stream])
    _same_for_another_post(some, judged)


def _judge(some: Sequence[Complaint]) -> dict[str, Judged]:
    verdicts = bundled().classify([Post(text=one.text, brand=(BRAND,)) for one in some])
    return {
        one.id: Judged(
            language=verdict.language, topic=verdict.topic or "", angry=verdict.negative >= ANGRY_FROM
        )
        for one, verdict in zip(some, verdicts, strict=True)
    }


def _tell(verdicts: str, streams: Sequence[Sequence[Rated]]) -> None:
    rated = [each for stream in streams for each in stream]
    say(
        f"  {verdicts}: {_figures(rated)} (mean, p10, least of 12), {len(rated)} drafts in {len(streams)} voices"
    )
    for language in LANGUAGES:
        kinds = [
            f"{kind} {_figures([each for each in rated if (each.language, each.kind) == (language, kind)])}"
            for kind in ("short", "full", "private")
        ]
        say(f"    {language}  {'   '.join(kinds)}")
    found = [(each, note.code) for each in rated for note in each.linted.vetoes]
    over = sum(code == "too_long" for _, code in found)
    say(f"    vetoes {len({id(each) for each, _ in found})} (bar 0), over-long {over} (bar 0)")
    by_complaint = Counter((each.answered.complaint.id, code) for each, code in found)
    for (number, code), count in sorted(by_complaint.items()):
        first = next(each for each, its in found if (each.answered.complaint.id, its) == (number, code))
        say(f"      {number} {code} in {count}: {first.draft.text!r}")
    notes = Counter(note.code for each in rated for note in each.linted.notes)
    say("    notes " + (", ".join(f"{code} {count}" for code, count in notes.most_common()) or "none"))
    equal, near = sum(each.equal for each in rated), sum(each.likest >= NEARLY_EQUAL for each in rated)
    say(
        f"    within 20 replies: equal {equal} (bar 0), nearly equal {near / len(rated):.2%}, "
        f"likest {max(each.likest for each in rated):.2f}"
    )


def _figures(rated: Sequence[Rated]) -> str:
    scores = sorted(each.linted.score for each in rated)
    return f"{statistics.mean(scores):.2f}, {scores[len(scores) // 10]}, {scores[0]}"


def _time(answered: Sequence[Answered]) -> None:
    took = sorted(1000 * one.seconds / len(one.drafts) for one in answered)
    at = took[len(took) * 99 // 100]
    say(
        f"    a draft takes {statistics.median(took):.2f} ms of the processor, p99 {at:.2f} ms (bar {_MOST_MS} ms), "
        f"the slowest {took[-1]:.1f} ms"
    )


def _own_words(answered: Sequence[Answered]) -> None:
    shared = {one.complaint.id: runs for one in answered if (runs := list(of_the_post(one)))}
    say(
        f"    drafts with three words of their post that no reply file has {len(shared)} (bar 0) {shared or ''}"
    )


def _same_for_another_post(some: Sequence[Complaint], judged: Mapping[str, Judged]) -> None:
    voice = voices()["sincere, with contact"]
    others, differ = 0, []
    for one, text in swapped(some, judged):
        drafts = [
            answer(SHIPPED, one, each, judged[one.id], voice, seed=7, recent=()) for each in (one.text, text)
        ]
        others += text != one.text
        if drafts[0] != drafts[1]:
            differ.append(one.id)
    say(
        f"  the same drafts for another post that names the same thing: {others - len(differ)} of {others} "
        f"(bar: all) {' '.join(differ)}".rstrip()
    )
