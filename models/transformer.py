"""The bundled model: one encoder pass over a post gives sentiment, complaint and what it is about.

    prepare → tokenise → batches of like length → encoder ┐
        └──→ language, letters and words (meanwhile) ─────┴→ calibrate → Verdict

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
from typing import Any, NamedTuple, TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.numpy import load_file as load_arrays
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor

from models.base import SENTIMENTS, Post, UnknownModel, Verdict
from models.encoder import VECTOR, EncoderConfig, Network, pad, padding_of
from models.language import detect
from models.ngrams import NgramModel
from models.processor import cores, fastest_device, fastest_precision, keep_memory
from models.text import prepare
from models.topics import Examples, Topics

# Past this many tokens a post rarely says anything new about its author's mood, and costs the more.
TOKENS_A_POST = 128
# Word embeddings are stored as whole numbers with a factor for each row: half the size, and what is lost is
# far less than what the 4 bits of the base had lost.
WORDS, WORD_SCALE = "bert.embeddings.word_embeddings.weight", "word_scale"
FILES = (
    "config.json",
    "model.safetensors",
    "ngrams.safetensors",
    "topics.safetensors",
    "tokenizer.json",
)
_TOKENS_A_BATCH = 2048
_POSTS_AT_ONCE = 4096
Floats = NDArray[np.float32]
_T = TypeVar("_T")


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
        `precision`, "float32" or "bfloat16", by default what the device is fastest at; `device`, "cpu", "cuda"
        or "mps", by default the fastest there is; `topics`, the operator's own, the shipped ones by default.
        Raises `UnknownModel` when a file is missing.
        """
        missing = [name for name in FILES if not (folder / name).is_file()]
        if missing:
            raise UnknownModel(f"the folder of the model {folder.name!r} lacks {', '.join(missing)}")
        keep_memory()
        config: dict[str, Any] = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        self.device = device or fastest_device()
        self.precision = precision or fastest_precision(self.device)
        self.name = str(config["monitor"]["name"])
        self.calibration = Calibration(**config["monitor"]["calibration"])
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.enable_truncation(TOKENS_A_POST)
        self._padding = padding_of(self.tokenizer)
        self._ngrams = NgramModel(load_arrays(folder / "ngrams.safetensors")["weights"])
        self._network = _load_network(folder, config, getattr(torch, self.precision)).to(self.device)
        self._workers = ThreadPoolExecutor(
            (threads or cores()) if self.device == "cpu" else 1,
            thread_name_prefix="classify",
            initializer=torch.set_num_threads,
            initargs=(1,),
        )
        self.topics = Topics.load(folder / "topics.safetensors")
        if topics:
            self.topics = self.topics.with_examples(topics, self._vectors)

    def __repr__(self) -> str:
        return f"BundledClassifier({self.name}, {self.device}, {self.precision})"

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
        work = [self._workers.submit(self._run, [tokens[i] for i in batch]) for batch in batches]
        meanwhile()
        ngrams = self._ngrams.logits(texts)
        for batch, run in zip(batches, work, strict=True):
            logits[batch], vectors[batch] = run.result()
        return Reading(logits, ngrams, vectors)

    def _vectors(self, texts: Sequence[str]) -> Floats:
        return self.read([prepare(text) for text in texts]).vectors

    @torch.inference_mode()
    def _run(self, rows: list[list[int]]) -> tuple[Floats, Floats]:
        ids, mask = pad(rows, self._padding)
        logits, vectors = self._network.read(
            ids.to(self.device), None if mask is None else mask.to(self.device)
        )
        return logits.cpu().numpy(), vectors.cpu().numpy()


def sizes_of(config: Mapping[str, Any]) -> EncoderConfig:
    """Read the sizes of an encoder from the content of config.json."""
    return EncoderConfig(
        vocabulary=config["vocab_size"],
        hidden=config["hidden_size"],
        layers=config["num_hidden_layers"],
        heads=config["num_attention_heads"],
        feed_forward=config["intermediate_size"],
        positions=config["max_position_embeddings"],
        types=config["type_vocab_size"],
        epsilon=config["layer_norm_eps"],
    )


def load_weights(file: Path, kind: torch.dtype) -> dict[str, Tensor]:
    """Read the network's weights, word embeddings multiplied out, in one number format."""
    weights = load_file(file)
    scale = weights.pop(WORD_SCALE)
    words = {WORDS: weights.pop(WORDS).to(kind).mul_(scale.to(kind)[:, None])}
    return words | {name: weight.to(kind) for name, weight in weights.items()}


def _load_network(folder: Path, config: Mapping[str, Any], kind: torch.dtype) -> Network:
    # On the meta device nothing is drawn at random that the weights then replace.
    with torch.device("meta"):
        network = Network(sizes_of(config))
    network.load_state_dict(load_weights(folder / "model.safetensors", kind), assign=True)
    return network.eval()


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Group indices of rows of like length, longest first, so that no worker ends on a long batch."""
    batch: list[int] = []
    for index in sorted(range(len(lengths)), key=lengths.__getitem__, reverse=True):
        if batch and (len(batch) + 1) * lengths[batch[0]] > _TOKENS_A_BATCH:
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch


def _of(by_language: Mapping[str, _T], language: str) -> _T:
    return by_language.get(language, by_language["default"])


def _sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x))
