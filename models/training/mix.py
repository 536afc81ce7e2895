"""Mix: which posts are drawn how often, and what each source may teach.

The sources disagree about what they label. A source of two classes must not teach that neutral does not
exist, so its loss sees two classes; a source without complaint labels lends weak ones where its stars tell,
and nothing where they do not. `RULES` is that table; `lessons` applies it.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from models.base import SENTIMENTS
from models.text import prepare

HANDWRITTEN = "handwritten"
POSTS = Path(__file__).with_name("posts")


@dataclass(frozen=True, slots=True)
class Row:
    """One labelled post; `text` is prepared, `label` and `complaint` are None where the source is silent."""

    text: str
    lang: str
    source: str
    split: str
    label: str | None
    complaint: bool | None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """How a source is used.

    `draws`: how many times each row is drawn in a training run. `classes`: the sentiments it can speak of.
    `smoothing`: how far its labels are trusted. `complaint`: the probability of a complaint that a sentiment
    stands for where the row has no complaint label; `weak` is the weight of such a guess.
    """

    draws: float
    classes: tuple[str, ...] = SENTIMENTS
    smoothing: float = 0.05
    complaint: dict[str, float] = field(default_factory=dict)
    weak: float = 0.5


@dataclass(frozen=True, slots=True)
class Lesson:
    """A row turned into targets: `allowed` marks the sentiments the loss may see."""

    row: Row
    sentiment: int | None
    allowed: tuple[bool, bool, bool]
    smoothing: float
    complaint: float | None
    complaint_weight: float


_TWO = ("negative", "positive")
# A one- or two-star review of a shop is nearly always a complaint about it.
_REVIEW = {"negative": 0.9, "positive": 0.03}
# A tweet that is not negative complains of nothing; a negative one is mostly about something other than a
# brand.
_TWEET = {"neutral": 0.03, "positive": 0.03}
_TWEET_OF_ANYTHING = {"neutral": 0.03, "positive": 0.03, "negative": 0.25}

RULES: dict[str, Rule] = {
    HANDWRITTEN: Rule(36, smoothing=0.02),
    "en_complaints_preotiuc": Rule(5),
    "en_airline": Rule(1.2, complaint=_TWEET),
    "en_airline_complaint_liiyq": Rule(0.3, weak=0.5),
    "en_cesamard": Rule(1),
    "en_semeval2017_4a": Rule(0.2, complaint=_TWEET_OF_ANYTHING, weak=0.3),
    "multi_umsab": Rule(2.2, complaint=_TWEET_OF_ANYTHING, weak=0.3),
    "tr_boun_tweets": Rule(4, complaint=_TWEET),
    "tr_magaza": Rule(0.8, complaint=_REVIEW),
    "tr_eticaret": Rule(0.8, complaint=_REVIEW),
    "tr_negative_product_reviews": Rule(0.1, smoothing=0.1, complaint=_REVIEW),
    "tr_sikayetvar_banks": Rule(1),
    "tr_emotion_tweets": Rule(0.5, _TWO, 0.1),
    "fa_snappfood": Rule(1.3, _TWO, 0.1, _REVIEW),
    "fa_instagram_itrc": Rule(1.5, complaint={"negative": 0.8, "neutral": 0.05, "positive": 0.03}),
    "fa_digikala_stars": Rule(0.3, smoothing=0.1, complaint=_REVIEW),
    "fa_deepsentipers": Rule(2, complaint={"positive": 0.03}),
    "fa_sentipers_extra": Rule(1, complaint={"positive": 0.03}),
    "fa_digikala_score": Rule(0.5, smoothing=0.1, complaint=_REVIEW),
    "fa_armanemo": Rule(0.7, _TWO, 0.1),
    "fa_tweets_behzadbb": Rule(0.5, smoothing=0.1, complaint=_TWEET_OF_ANYTHING, weak=0.3),
    "az_reviews_merged": Rule(0.6, _TWO, 0.1, _REVIEW),
    "kk_kazsandra_pc": Rule(0.15, _TWO, 0.1, _REVIEW),
}


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
    rows = [row for file in files for row in _read_source(file)] + list(_read_handwritten(POSTS))
    in_dev = {row.text.lower() for row in rows if row.split == "dev"}
    return [row for row in rows if row.split == "dev" or (row.text and row.text.lower() not in in_dev)]


def lesson(row: Row, rule: Rule) -> Lesson:
    """Turn a row into targets by its source's rule."""
    allowed = tuple(name in rule.classes for name in SENTIMENTS)
    sentiment = SENTIMENTS.index(row.label) if row.label in rule.classes else None
    if row.complaint is not None:
        return Lesson(row, sentiment, allowed, rule.smoothing, float(row.complaint), 1.0)  # type: ignore[arg-type]
    guess = rule.complaint.get(row.label or "")
    return Lesson(row, sentiment, allowed, rule.smoothing, guess, rule.weak)  # type: ignore[arg-type]


def draw(rows: Sequence[Row], *, seed: int, scale: float = 1.0) -> list[Lesson]:
    """Draw a training run's lessons, shuffled; `scale` multiplies every source's draws.

    A source drawn 2.3 times gives each row twice and a chosen 30 % of them once more.
    """
    chosen: list[Lesson] = []
    rng = random.Random(seed)
    for row in rows:
        rule = RULES.get(row.source)
        if rule is None or row.split != "train":
            continue
        draws = rule.draws * scale
        times = int(draws) + (rng.random() < draws - int(draws))
        chosen += [lesson(row, rule)] * times
    rng.shuffle(chosen)
    return chosen


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
            yield Row(prepare(post["text"]), post["lang"], source, split, post["label"], post["complaint"])


def _read_handwritten(folder: Path) -> Iterator[Row]:
    for file in sorted(folder.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            post = json.loads(line)
            twentieth = part(post["text"], 20)
            split = "dev" if twentieth < 5 else "calibration" if twentieth < 7 else "train"
            yield Row(
                prepare(post["text"]),
                post["lang"],
                HANDWRITTEN,
                split,
                post["label"],
                post["complaint"],
                post["kind"],
            )
