"""The bundled model: one encoder pass over a post gives sentiment and complaint.

    prepare → tokenise → batches of like length → encoder, two heads → calibrate → Verdict

Each worker thread runs whole batches on one processor core: on small matrices that is faster than sharing
each operation between cores, and a busy core delays one batch instead of all.
"""

from __future__ import annotations

import json
import math
import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer

from models.base import SENTIMENTS, Post, UnknownModel, Verdict
from models.encoder import EncoderConfig, Network, pad, padding_of
from models.language import detect
from models.text import prepare

# Past this many tokens a post rarely says anything new about its author's mood, and costs the more.
TOKENS_A_POST = 128
_TOKENS_A_BATCH = 2048
_POSTS_AT_ONCE = 4096
Logits = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """How logits become probabilities, by language; `default` stands for languages that are not listed.

    `temperature` divides the sentiment logits; `slope` and `offset` are the logistic fit of the complaint
    logit (Platt 1999); `threshold` is the complaint probability from which a post counts as a complaint.
    """

    temperature: Mapping[str, float]
    slope: Mapping[str, float]
    offset: Mapping[str, float]
    threshold: Mapping[str, float]

    def verdict(self, logits: Logits, language: str, model: str) -> Verdict:
        """Turn the logits of negative, neutral, positive and complaint into a verdict."""
        heat = _of(self.temperature, language)
        top = max(logits[:3])
        powers = [math.exp((logit - top) / heat) for logit in logits[:3]]
        negative, neutral, positive = (power / sum(powers) for power in powers)
        complaint = _sigmoid(_of(self.slope, language) * logits[3] + _of(self.offset, language))
        return Verdict(
            language=language,
            sentiment=SENTIMENTS[powers.index(max(powers))],
            negative=negative,
            neutral=neutral,
            positive=positive,
            complaint=complaint >= _of(self.threshold, language),
            complaint_probability=complaint,
            model=model,
        )


class BundledClassifier:
    """A classifier from a folder that `models.training` exported; safe to use from several threads."""

    def __init__(self, folder: Path, *, threads: int | None = None, precision: str | None = None) -> None:
        """Load the model.

        Arguments: `folder` holds config.json, model.safetensors and tokenizer.json; `threads`, the worker
        threads, all the processor's cores by default; `precision`, "float32" or "bfloat16", by default what
        the processor is fastest at. Raises `UnknownModel` when a file is missing.
        """
        missing = [
            name
            for name in ("config.json", "model.safetensors", "tokenizer.json")
            if not (folder / name).is_file()
        ]
        if missing:
            raise UnknownModel(f"the folder of the model {folder.name!r} lacks {', '.join(missing)}")
        config: dict[str, Any] = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        self._precision = precision or fastest_precision()
        self.name = str(config["monitor"]["name"])
        self.calibration = Calibration(**config["monitor"]["calibration"])
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(TOKENS_A_POST)
        self._padding = padding_of(self._tokenizer)
        self._network = _load_network(folder, config, getattr(torch, self._precision))
        self._workers = ThreadPoolExecutor(
            threads or os.cpu_count() or 1,
            thread_name_prefix="classify",
            initializer=torch.set_num_threads,
            initargs=(1,),
        )

    def __repr__(self) -> str:
        return f"BundledClassifier({self.name}, {self._precision})"

    def classify(self, posts: Sequence[Post]) -> list[Verdict]:
        """Give one verdict a post, in the same order; raises on no text."""
        verdicts: list[Verdict] = []
        for start in range(0, len(posts), _POSTS_AT_ONCE):
            some = posts[start : start + _POSTS_AT_ONCE]
            languages = [detect(post.text, post.language_hint) for post in some]
            judged = zip(self.logits([prepare(post.text) for post in some]), languages, strict=True)
            verdicts += [self.calibration.verdict(logits, language, self.name) for logits, language in judged]
        return verdicts

    def logits(self, texts: Sequence[str]) -> list[Logits]:
        """Give the logits of negative, neutral, positive and complaint for prepared texts, in their order."""
        tokens = [row.ids for row in self._tokenizer.encode_batch_fast(list(texts))]
        found: list[Logits] = [(0.0, 0.0, 0.0, 0.0)] * len(tokens)
        batches = list(_batches([len(row) for row in tokens]))
        work = self._workers.map(self._run, [[tokens[i] for i in batch] for batch in batches])
        for batch, rows in zip(batches, work, strict=True):
            for index, row in zip(batch, rows, strict=True):
                found[index] = row
        return found

    @torch.inference_mode()
    def _run(self, rows: list[list[int]]) -> list[Logits]:
        sentiment, complaint = self._network(*pad(rows, self._padding))
        return [(*three, one) for three, one in zip(sentiment.tolist(), complaint.tolist(), strict=True)]


def fastest_precision() -> str:
    """Name the number format this processor is fastest at: bfloat16 where it has units for it."""
    able = torch.cpu.get_capabilities()
    return "bfloat16" if able.get("amx_bf16") or able.get("avx512_bf16") else "float32"


def _load_network(folder: Path, config: Mapping[str, Any], kind: torch.dtype) -> Network:
    sizes = EncoderConfig(
        vocabulary=config["vocab_size"],
        hidden=config["hidden_size"],
        layers=config["num_hidden_layers"],
        heads=config["num_attention_heads"],
        feed_forward=config["intermediate_size"],
        positions=config["max_position_embeddings"],
        types=config["type_vocab_size"],
        epsilon=config["layer_norm_eps"],
    )
    # On the meta device nothing is drawn at random that the weights then replace.
    with torch.device("meta"):
        network = Network(sizes)
    weights = load_file(folder / "model.safetensors")
    network.load_state_dict({name: weight.to(kind) for name, weight in weights.items()}, assign=True)
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


def _of(by_language: Mapping[str, float], language: str) -> float:
    return by_language.get(language, by_language["default"])


def _sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x))
