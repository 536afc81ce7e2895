"""Mix: which posts are drawn how often, and what each source may teach.

The sources disagree about what they label. A source of two classes must not teach that neutral does not
exist; a source without complaint labels lends weak ones where its stars tell, and nothing where they do not;
and each has its own share of every class, which says nothing of the posts to be judged. `RULES` is that
table; `lesson` applies it.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import math
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from models.base import SENTIMENTS
from models.text import prepare

HANDWRITTEN = "handwritten"
#: Posts by other hands than the `HANDWRITTEN`, who saw none of those; all of them are `dev`. The `exam` is kept for the
#: figures that are quoted: nothing is chosen by it.
BLIND, EXAM = "blind", "exam"
WRITTEN = (HANDWRITTEN, BLIND, EXAM)
#: Complaints in groups of one cause.
CAUSES = "causes"
POSTS = Path(__file__).with_name("posts")
STAGES = ("broad", "focused")
#: What the posts written for this project are about; "none" is about no matter of service.
TOPICS = (
    "delivery",
    "product",
    "return_refund",
    "payment",
    "support",
    "app_site",
    "price",
    "safety_fraud",
    "other",
    "none",
)
#: The sentences that show the shipped topics, as a source.
EXAMPLES = "topics"


@dataclass(frozen=True, slots=True)
class Row:
    """One labelled post; `text` is prepared, `label` and `complaint` are None where the source is silent.

    `marked` is the text with the mentions of the brand it is about marked, "" where the brand is not known;
    `compared` says that only the mark tells which of two brands the labels are about.
    """

    text: str
    lang: str
    source: str
    split: str
    label: str | None
    complaint: bool | None
    kind: str | None = None
    topic: str | None = None
    marked: str = ""
    compared: bool = False

    @property
    def asked(self) -> str:
        """The text as a classifier is asked about it: the brand is told with posts written for this project only."""
        return self.marked if self.marked and self.source in WRITTEN else self.text


@dataclass(frozen=True, slots=True)
class Cause:
    """One of several complaints of one cause; `asked` is prepared, the brand marked."""

    asked: str
    lang: str
    cause: str
    split: str


@dataclass(frozen=True, slots=True)
class Rule:
    """How a source is used.

    `draws`: how many times each row is drawn in each of the `STAGES`. `classes`: the sentiments it can speak
    of. `smoothing`: how far its labels are trusted. `complaint`: the probability of a complaint that a
    sentiment stands for where the row has no complaint label; `weak` is the weight of such a guess.
    """

    draws: tuple[float, float]
    classes: tuple[str, ...] = SENTIMENTS
    smoothing: float = 0.05
    complaint: dict[str, float] = field(default_factory=dict)
    weak: float = 0.5


@dataclass(frozen=True, slots=True)
class Lesson:
    """A row turned into targets.

    `offsets` are added to the sentiment logits before the loss sees them, for what the source's own shares
    explain; `taught` marks the classes that the source can speak of.
    """

    row: Row
    sentiment: int | None
    taught: tuple[bool, bool, bool]
    offsets: tuple[float, float, float]
    smoothing: float
    complaint: float | None
    complaint_weight: float
    topic: int | None


_TWO = ("negative", "positive")
# A one- or two-star review of a shop is nearly always a complaint about it.
_REVIEW = {"negative": 0.9, "positive": 0.03}
# A tweet that is not negative complains of nothing; a negative one is mostly about something other than a
# brand.
_TWEET = {"neutral": 0.03, "positive": 0.03}
_TWEET_OF_ANYTHING = {"neutral": 0.03, "positive": 0.03, "negative": 0.25}

RULES: dict[str, Rule] = {
    HANDWRITTEN: Rule((2, 3.5), smoothing=0.02),
    EXAMPLES: Rule((0, 8)),
    "en_complaints_preotiuc": Rule((2, 2)),
    "en_airline": Rule((0.7, 0.4), complaint=_TWEET),
    "en_airline_complaint_liiyq": Rule((0.3, 0.1), weak=0.5),
    "en_cesamard": Rule((0.8, 0.5)),
    "en_semeval2017_4a": Rule((0.3, 0.25), complaint=_TWEET_OF_ANYTHING, weak=0.3),
    "multi_umsab": Rule((1, 1.5), complaint=_TWEET_OF_ANYTHING, weak=0.3),
    "tr_boun_tweets": Rule((1.2, 1.5), complaint=_TWEET),
    "tr_magaza": Rule((0.7, 0.8), complaint=_REVIEW),
    "tr_eticaret": Rule((0.7, 1), complaint=_REVIEW),
    "tr_negative_product_reviews": Rule((0.1, 0.05), smoothing=0.1, complaint=_REVIEW),
    "tr_sikayetvar_banks": Rule((0.4, 0.2)),
    "tr_emotion_tweets": Rule((0.8, 0.4), _TWO, 0.1),
    "fa_snappfood": Rule((1, 1.5), _TWO, 0.1, _REVIEW),
    "fa_instagram_itrc": Rule((1, 1), complaint={"negative": 0.8, "neutral": 0.05, "positive": 0.03}),
    "fa_digikala_stars": Rule((0.4, 0.2), smoothing=0.1, complaint=_REVIEW),
    "fa_deepsentipers": Rule((1, 1.2), complaint={"positive": 0.03}),
    "fa_sentipers_extra": Rule((0.8, 0.6), complaint={"positive": 0.03}),
    "fa_digikala_score": Rule((0.5, 0.3), smoothing=0.1, complaint=_REVIEW),
    "fa_armanemo": Rule((1, 0.5), _TWO, 0.1),
    "fa_tweets_behzadbb": Rule((0.6, 0.3), smoothing=0.1, complaint=_TWEET_OF_ANYTHING, weak=0.3),
    "az_reviews_merged": Rule((0.6, 0.5), _TWO, 0.1, _REVIEW),
    "kk_kazsandra_pc": Rule((0.2, 0.1), _TWO, 0.1, _REVIEW),
}
# How much of a source's own shares is taken out of what its rows teach: logit adjustment (Menon et al. 2021),
# halved, for a post's style tells something of its source.
_ADJUSTMENT = 0.5
# A sentiment that a source leaves out is nearly as rare there as this against the others.
_ABSENT = math.log(0.2)
# Tweets to a brand: the first handle is the brand's.
_TO_BRANDS = frozenset(("en_complaints_preotiuc", "en_airline", "en_airline_complaint_liiyq"))
_FIRST_HANDLE = re.compile(r"@(\w+)")
_COMPARED = frozenset(("pair", "rival", "rival_ours"))
# Posts written one after the other may be near twins: they stay on one side of a split.
_NEIGHBOURS = 10


def read_examples(file: Path) -> list[Row]:
    """Read the sentences of a topics file as rows that tell a topic and nothing else."""
    topics = YAML(typ="safe").load(file)["topics"]
    return [
        Row(prepare(sentence), lang, EXAMPLES, "train", None, None, topic=topic)
        for topic, by_language in topics.items()
        if topic in TOPICS
        for lang, sentences in by_language.items()
        for sentence in sentences
    ]


def read_causes() -> list[Cause]:
    """Read the complaints that are grouped by their cause; every tenth cause is `dev`."""
    return [
        Cause(
            prepare(post["text"], (post["brand"],)),
            post["lang"],
            post["cause"],
            "dev" if part(post["cause"], 10) == 0 else "train",
        )
        for file in sorted((POSTS / CAUSES).glob("*.jsonl"))
        for post in map(json.loads, file.read_text(encoding="utf-8").splitlines())
    ]


def read_rows(data: Path) -> list[Row]:
    """Read every source of a folder of `<source>.jsonl.gz`, and the posts written by hand.

    Rows keep the `dev` split of their file; 4 % of the others, chosen by the text's hash, become
    `calibration`. A training row whose text stands in any `dev` is left out, for sources share posts. Raises
    FileNotFoundError when `data` holds no source.
    """
    files = sorted(data.glob("*.jsonl.gz"))
    if not files:
        raise FileNotFoundError(
            f"no labelled posts in {data}: expected <source>.jsonl.gz; give the folder with --data"
        )
    rows = [row for file in files for row in _read_source(file)]
    rows += _read_written(POSTS, HANDWRITTEN)
    for source in (BLIND, EXAM):
        rows += _read_written(POSTS / source, source)
    in_dev = {row.text.lower() for row in rows if row.split == "dev"}
    return [row for row in rows if row.split == "dev" or (row.text and row.text.lower() not in in_dev)]


def lesson(row: Row, rule: Rule, offsets: tuple[float, float, float]) -> Lesson:
    """Turn a row into targets by its source's rule."""
    sentiment = SENTIMENTS.index(row.label) if row.label in rule.classes else None
    known = row.complaint is not None
    return Lesson(
        row,
        sentiment,
        tuple(name in rule.classes for name in SENTIMENTS),  # type: ignore[arg-type]
        offsets,
        rule.smoothing,
        float(bool(row.complaint)) if known else rule.complaint.get(row.label or ""),
        1.0 if known else rule.weak,
        TOPICS.index(row.topic) if row.topic else None,
    )


def lessons(rows: Sequence[Row]) -> list[Lesson]:
    """Turn every row that may be trained on, of a source with a rule, into a lesson."""
    offsets = _offsets(rows)
    return [
        lesson(row, RULES[row.source], offsets[row.source])
        for row in rows
        if row.split == "train" and row.source in RULES
    ]


def draw(rows: Sequence[Row], *, stage: str, seed: int, scale: float = 1.0) -> list[Lesson]:
    """Draw the lessons of one of the `STAGES`, shuffled; `scale` multiplies every source's draws.

    A source drawn 2.3 times gives each row twice and a chosen 30 % of them once more.
    """
    chosen: list[Lesson] = []
    rng = random.Random(f"{stage} {seed}")
    for each in lessons(rows):
        draws = RULES[each.row.source].draws[STAGES.index(stage)] * scale
        times = int(draws) + (rng.random() < draws - int(draws))
        chosen += [each] * times
    rng.shuffle(chosen)
    return chosen


def _offsets(rows: Sequence[Row]) -> Mapping[str, tuple[float, float, float]]:
    """What each source's shares of negative, neutral and positive add to the logits."""
    counts: dict[str, Counter[str | None]] = defaultdict(Counter)
    for row in rows:
        if row.split == "train":
            counts[row.source][row.label] += 1
    return {
        source: tuple(  # type: ignore[misc]
            _ADJUSTMENT * math.log(count[name] / max(count[each] for each in SENTIMENTS))
            if count[name]
            else _ABSENT
            for name in SENTIMENTS
        )
        for source, count in counts.items()
    }


def part(text: str, shares: int) -> int:
    """Give a text one of `shares` parts, the same on every machine and in every run."""
    digest = hashlib.sha256(text.encode("utf-8", "replace")).digest()
    return int.from_bytes(digest[:4], "big") % shares


def _read_source(file: Path) -> Iterator[Row]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            post: dict[str, Any] = json.loads(line)
            split = str(post["split"])
            if split == "train" and part(post["text"], 25) == 0:
                split = "calibration"
            source = file.name.removesuffix(".jsonl.gz")
            brand = _FIRST_HANDLE.search(post["text"]) if source in _TO_BRANDS else None
            yield Row(
                prepare(post["text"]),
                post["lang"],
                source,
                split,
                post["label"],
                post["complaint"],
                marked=prepare(post["text"], (brand[1],)) if brand else "",
            )


def _read_written(folder: Path, source: str) -> Iterator[Row]:
    for file in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines()):
            post = json.loads(line)
            tenth = part(f"{file.stem} {number // _NEIGHBOURS}", 20) // 2
            split = "dev" if tenth == 0 or source != HANDWRITTEN else "calibration" if tenth == 1 else "train"
            yield Row(
                prepare(post["text"]),
                post["lang"],
                source,
                split,
                post["label"],
                post["complaint"],
                post["kind"],
                post["topic"],
                prepare(post["text"], (post["brand"],)) if post.get("brand") else "",
                post["kind"] in _COMPARED,
            )
