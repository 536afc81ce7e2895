"""The bundled model: one encoder pass over a post gives sentiment, complaint and what it is about.

    prepare → tokenise → batches of one length → encoder ┐
        └──→ language, letters and words (meanwhile) ────┴→ calibrate → Verdict

On a processor each worker thread runs whole batches on one core: on small matrices that is faster than
sharing each operation between cores, and a busy core delays one batch instead of all. While they work, the
calling thread looks at the language and at the letters.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from models.base import SENTIMENTS, Post, UnknownModel, Verdict
from models.bundle import FILES, VECTOR
from models.language import detect
from models.ngrams import NgramModel
from models.processor import cores, fastest_device, multiplies_bytes
from models.text import prepare
from models.topics import Examples, Topics

# Past this many tokens a post rarely says anything new about its author's mood, and costs the more.
TOKENS_A_POST = 128
_TOKENS_A_BATCH = 1024
_POSTS_AT_ONCE = 4096
Floats = NDArray[np.float32]
_T = TypeVar("_T")


class Runtime(Protocol):
    """Runs the network; safe to use from several threads, and says what it runs on by its `repr`."""

    def run(self, rows: Sequence[Sequence[int]]) -> tuple[Floats, Floats]:
        """Read token rows of one length; returns logits (rows, 4) and vectors (rows, `VECTOR`) of any length."""


class Reading(NamedTuple):
    """What the networks say of posts, before calibration.

    `encoder` and `ngrams`: logits of negative, neutral, positive and complaint, (posts, 4) each; `vectors`:
    unit vectors of what the posts are about, (posts, `VECTOR`).
    """

    encoder: Floats
    ngrams: Floats
    vectors: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """How logits become probabilities, by language; "default" stands for languages that are not listed.

    `sentiment`: the weights of the encoder's and of the n-grams' logits. `complaint`: likewise, and an offset
    (Platt 1999). `threshold`: the complaint probability from which a post counts as a complaint.
    `topic_floor`: how near a post must lie to a topic to be of it.
    """

    sentiment: Mapping[str, tuple[float, float]]
    complaint: Mapping[str, tuple[float, float, float]]
    threshold: Mapping[str, float]
    topic_floor: float = 0.0

    def probabilities(
        self, encoder: Sequence[float], ngrams: Sequence[float], language: str
    ) -> tuple[list[float], float]:
        """Turn one post's two rows of logits into those of the three sentiments and that of a complaint."""
        first, second = _of(self.sentiment, language)
        logits = [first * a + second * b for a, b in zip(encoder[:3], ngrams[:3], strict=True)]
        top = max(logits)
        powers = [math.exp(logit - top) for logit in logits]
        first, second, offset = _of(self.complaint, language)
        return [power / sum(powers) for power in powers], _sigmoid(
            first * encoder[3] + second * ngrams[3] + offset
        )

    def verdict(
        self,
        encoder: Sequence[float],
        ngrams: Sequence[float],
        language: str,
        model: str,
        topic: str | None = None,
        vector: Floats | None = None,
    ) -> Verdict:
        """Turn one post's two rows of logits into a verdict."""
        sentiment, complaint = self.probabilities(encoder, ngrams, language)
        negative, neutral, positive = sentiment
        return Verdict(
            language=language,
            sentiment=SENTIMENTS[sentiment.index(max(sentiment))],
            negative=negative,
            neutral=neutral,
            positive=positive,
            complaint=complaint >= _of(self.threshold, language),
            complaint_probability=complaint,
            topic=topic,
            vector=vector,
            model=model,
        )


class BundledClassifier:
    """A classifier from a folder that `models.training` exported; safe to use from several threads."""

    def __init__(
        self,
        folder: Path,
        *,
        threads: int | None = None,
        precision: str | None = None,
        device: str | None = None,
        topics: Examples | None = None,
    ) -> None:
        """Load the model.

        Arguments: `folder` holds `FILES`; `threads`, the worker threads, all the processor's cores by default;
        `precision`, "int8" (on processors only), "float32" or "bfloat16", by default what the device is fastest
        at; `device`, "cpu", "cuda" or "mps", by default the fastest there is; `topics`, the operator's own, the
        shipped ones by default.
        Raises `UnknownModel` when a file is missing.
        """
        missing = [name for name in FILES if not (folder / name).is_file()]
        if missing:
            raise UnknownModel(f"the folder of the model {folder.name!r} lacks {', '.join(missing)}")
        config: dict[str, Any] = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        self.name = str(config["monitor"]["name"])
        self.calibration = Calibration(**config["monitor"]["calibration"])
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.enable_truncation(TOKENS_A_POST)
        self._ngrams = NgramModel(load_file(folder / "ngrams.safetensors")["weights"])
        device = device or fastest_device()
        self.runtime = _runtime(folder, device, precision)
        self._workers = ThreadPoolExecutor(
            (threads or cores()) if device == "cpu" else 1, thread_name_prefix="classify"
        )
        self.topics = Topics.load(folder / "topics.safetensors")
        if topics:
            self.topics = self.topics.with_examples(topics, self._vectors)

    def __repr__(self) -> str:
        return f"BundledClassifier({self.name}, {self.runtime!r})"

    def classify(self, posts: Sequence[Post]) -> list[Verdict]:
        """Give one verdict a post, in the same order; raises on no text."""
        verdicts: list[Verdict] = []
        for start in range(0, len(posts), _POSTS_AT_ONCE):
            some = posts[start : start + _POSTS_AT_ONCE]
            languages: list[str] = []
            reading = self.read(
                [prepare(post.text, post.brand) for post in some],
                lambda some=some, found=languages: found.extend(  # type: ignore[misc]
                    detect(post.text, post.language_hint) for post in some
                ),
            )
            topics = self.topics.of(reading.vectors, self.calibration.topic_floor)
            verdicts += [
                self.calibration.verdict(encoder, ngrams, language, self.name, topic, vector.copy())
                for encoder, ngrams, language, topic, vector in zip(
                    reading.encoder.tolist(),
                    reading.ngrams.tolist(),
                    languages,
                    topics,
                    reading.vectors,
                    strict=True,
                )
            ]
        return verdicts

    def read(self, texts: Sequence[str], meanwhile: Callable[[], object] = lambda: None) -> Reading:
        """Run both models over prepared texts, in their order; `meanwhile` is called while the encoder works."""
        tokens = [row.ids for row in self.tokenizer.encode_batch_fast(list(texts))]
        logits = np.zeros((len(tokens), 4), np.float32)
        vectors = np.zeros((len(tokens), VECTOR), np.float32)
        batches = list(_batches([len(row) for row in tokens]))
        work = [self._workers.submit(self.runtime.run, [tokens[i] for i in batch]) for batch in batches]
        meanwhile()
        ngrams = self._ngrams.logits(texts)
        for batch, run in zip(batches, work, strict=True):
            logits[batch], vectors[batch] = run.result()
        vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
        return Reading(logits, ngrams, vectors)

    def _vectors(self, texts: Sequence[str]) -> Floats:
        return self.read([prepare(text) for text in texts]).vectors


def _runtime(folder: Path, device: str, precision: str | None) -> Runtime:
    """Choose what runs the network; only what is chosen is imported, for torch takes seconds."""
    if device == "cpu" and (precision == "int8" or (precision is None and multiplies_bytes())):
        from models.onnx_runtime import OnnxRuntime

        return OnnxRuntime(folder)
    from models.torch_runtime import TorchRuntime

    return TorchRuntime(folder, device, precision)


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Group indices of rows of one length, so that nothing is padded; the longest first, so that they do not end it."""
    batch: list[int] = []
    for index in sorted(range(len(lengths)), key=lengths.__getitem__, reverse=True):
        length = lengths[index]
        if batch and (length != lengths[batch[0]] or (len(batch) + 1) * length > _TOKENS_A_BATCH):
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch


def _of(by_language: Mapping[str, _T], language: str) -> _T:
    return by_language.get(language, by_language["default"])


def _sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x))
