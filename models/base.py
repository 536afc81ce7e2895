"""What a sentiment model is given, what it gives back, and how one is chosen.

    Post -> Classifier.classify -> Verdict

Importing this module loads neither torch nor transformers; `load` does so when it is called.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Sentiment = Literal["negative", "neutral", "positive"]
SENTIMENTS: tuple[Sentiment, ...] = ("negative", "neutral", "positive")
LANGUAGES: tuple[str, ...] = ("tr", "az", "fa", "en")
BUNDLED = Path(__file__).with_name("bundled")
ALLOWED = (
    "allowed: bundled, a folder with config.json and safetensors weights, or a hub id such as owner/model"
)
_HUB_ID = re.compile(r"[\w.-]+/[\w.-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A text to classify.

    `language_hint` is the platform's own language tag: it breaks ties, it is not believed. `brand` holds
    the names of the brand that the text is to be judged about, as they may stand in the text; a model may
    leave them unused.
    """

    text: str
    language_hint: str | None = None
    brand: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if isinstance(self.brand, str):
            raise TypeError(f"Post.brand: found the text {self.brand!r}; allowed is a tuple of names")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a model says of one post; every probability is calibrated and lies in 0..1.

    `language` is one of `LANGUAGES` or "other". `negative`, `neutral` and `positive` add up to 1 and
    `sentiment` is the greatest of them. `complaint` is `complaint_probability` held against a threshold of
    the language. `topic` and `vector`, a unit vector of what the post is about, are None where the model has
    none. `model` names the model and its version.
    """

    language: str
    sentiment: Sentiment
    negative: float
    neutral: float
    positive: float
    complaint: bool
    complaint_probability: float
    topic: str | None = None
    vector: NDArray[np.float32] | None = field(default=None, repr=False, compare=False)
    model: str


class Classifier(Protocol):
    """Judges posts; safe to call from several threads."""

    @property
    def name(self) -> str:
        """The model and its version, as it stands in `Verdict.model`."""

    def classify(self, posts: Sequence[Post]) -> list[Verdict]:
        """Give one verdict a post, in the same order.

        Never raises on a text, whatever it holds: empty, huge, control characters, lone surrogates, only a
        link.
        """


class UnknownModel(Exception):
    """The model that was asked for cannot be had; the message says what is allowed."""


def load(
    model: str = "bundled",
    *,
    revision: str | None = None,
    labels: Mapping[str, str] | None = None,
    threads: int | None = None,
    topics: Mapping[str, Sequence[str]] | None = None,
) -> Classifier:
    """Load a classifier.

    Arguments: `model` is "bundled", a folder, or the id of a sequence-classification model on the Hugging
    Face hub; `revision` pins a hub model; `labels` maps such a model's labels to negative, neutral, positive,
    for example `{"LABEL_0": "negative"}`; `threads` is how many processor threads it may use, all cores by
    default; `topics` are example sentences by topic, the shipped ones by default; only
    models that `models.training` made know topics. Where torch runs the model on a processor, loading changes how the
    process keeps freed memory (`models.processor.keep_memory`).

    Raises `UnknownModel` at once for a name that is none of these, for weights that are not safetensors, and
    for labels that cannot be understood.
    """
    folder = BUNDLED if model == "bundled" else Path(model)
    if not (model and folder.is_dir()) and not _HUB_ID.fullmatch(model):
        raise UnknownModel(f"no model {model!r}; {ALLOWED}")
    # The language detectors take as long to load as the model: both at once.
    with ThreadPoolExecutor(1) as beside:
        beside.submit(_load_languages)
        if _is_ours(folder):
            from models.transformer import BundledClassifier

            return BundledClassifier(folder, threads=threads, topics=topics)
        from models.huggingface import HuggingFaceClassifier

        return HuggingFaceClassifier(model, revision=revision, labels=labels, threads=threads)


def _load_languages() -> None:
    from models.language import warm_up

    warm_up()


def _is_ours(folder: Path) -> bool:
    """Tell a model that `models.training` exported, which brings its own calibration, from any other."""
    config = folder / "config.json"
    return config.is_file() and "monitor" in json.loads(config.read_text(encoding="utf-8"))
