"""Any sequence-classification model of transformers: a local folder, or an id on the Hugging Face hub.

Such a model knows sentiment only. Its probabilities are passed on as they come, uncalibrated, and a post
counts as a complaint when it is more likely negative than not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import torch

from models.base import ALLOWED, SENTIMENTS, Post, Sentiment, UnknownModel, Verdict
from models.language import detect
from models.processor import cores, fastest_device
from models.text import prepare

_POSTS_A_BATCH = 32
_TOKENS_A_POST = 128
_USUAL_LABELS: dict[str, Sentiment] = {
    **{name: name for name in SENTIMENTS},
    "neg": "negative",
    "neu": "neutral",
    "pos": "positive",
}


class HuggingFaceClassifier:
    """A classifier over a transformers model; no code of the model's repository is ever run."""

    def __init__(
        self,
        model: str,
        *,
        revision: str | None = None,
        labels: Mapping[str, str] | None = None,
        threads: int | None = None,
    ) -> None:
        """Load the model; arguments and `UnknownModel` as in `models.base.load`."""
        folder = Path(model)
        if folder.is_dir():
            _refuse_pickles(folder)
        else:
            _look_up(model, revision)
        # Slow to import: only when such a model is asked for, and after its name was looked at.
        from transformers import AutoModelForSequenceClassification, AutoTokenizer

        options: dict[str, Any] = {"revision": revision} if revision and not folder.is_dir() else {}
        try:
            self._tokenizer = AutoTokenizer.from_pretrained(model, trust_remote_code=False, **options)
            self._network = AutoModelForSequenceClassification.from_pretrained(
                model, trust_remote_code=False, use_safetensors=True, **options
            ).eval()
        except (OSError, ValueError, ImportError) as error:
            raise UnknownModel(f"cannot load {model!r}: {str(error).splitlines()[0]}; {ALLOWED}") from error
        self.name = model if revision is None else f"{model}@{revision}"
        self._columns = _columns(self._network.config.id2label, labels or {}, model)
        self._device = fastest_device()
        self._network.to(self._device)
        torch.set_num_threads(threads or cores())

    def __repr__(self) -> str:
        return f"HuggingFaceClassifier({self.name}, {self._device}, float32)"

    def classify(self, posts: Sequence[Post]) -> list[Verdict]:
        """Give one verdict a post, in the same order; raises on no text."""
        # By length, so that a batch is not padded to one long post.
        order = sorted(range(len(posts)), key=lambda i: len(posts[i].text))
        found: dict[int, Verdict] = {}
        for start in range(0, len(order), _POSTS_A_BATCH):
            chosen = order[start : start + _POSTS_A_BATCH]
            for index, row in zip(
                chosen, self._probabilities([prepare(posts[i].text) for i in chosen]), strict=True
            ):
                found[index] = self._verdict(posts[index], row)
        return [found[index] for index in range(len(posts))]

    @torch.inference_mode()
    def _probabilities(self, texts: list[str]) -> list[list[float]]:
        inputs = self._tokenizer(
            texts, padding=True, truncation=True, max_length=_TOKENS_A_POST, return_tensors="pt"
        ).to(self._device)
        rows: list[list[float]] = self._network(**inputs).logits.float().softmax(dim=-1).tolist()
        return rows

    def _verdict(self, post: Post, row: Sequence[float]) -> Verdict:
        sums = dict.fromkeys(SENTIMENTS, 0.0)
        for sentiment, probability in zip(self._columns, row, strict=True):
            sums[sentiment] += probability
        return Verdict(
            language=detect(post.text, post.language_hint),
            sentiment=max(SENTIMENTS, key=sums.__getitem__),
            negative=sums["negative"],
            neutral=sums["neutral"],
            positive=sums["positive"],
            complaint=sums["negative"] >= 0.5,
            complaint_probability=sums["negative"],
            model=self.name,
        )


def _refuse_pickles(folder: Path) -> None:
    if not (folder / "config.json").is_file():
        raise UnknownModel(f"the folder {folder.name!r} has no config.json; {ALLOWED}")
    if not any(folder.glob("*.safetensors")):
        found = sorted(
            file.name for file in folder.iterdir() if file.suffix in (".bin", ".pt", ".pth", ".ckpt", ".h5")
        )
        raise UnknownModel(
            f"the folder {folder.name!r} has no safetensors weights (found: {found or 'none'}); {ALLOWED}"
        )


def _look_up(model: str, revision: str | None) -> None:
    """Refuse an id that is neither in the cache nor on the hub; transformers would try for most of a minute."""
    from huggingface_hub import model_info, try_to_load_from_cache

    try:
        if isinstance(try_to_load_from_cache(model, "config.json", revision=revision), str):
            return
        files = [file.rfilename for file in model_info(model, revision=revision, timeout=5).siblings or ()]
    except Exception as error:
        # No network, no such id, a private one: the hub's client has an error for each, and they differ by version.
        raise UnknownModel(f"cannot find {model!r} on the hub: {type(error).__name__}; {ALLOWED}") from error
    if not any(file.endswith(".safetensors") for file in files):
        raise UnknownModel(f"{model!r} has no safetensors weights; {ALLOWED}")


def _columns(of_model: Mapping[int, str], given: Mapping[str, str], model: str) -> list[Sentiment]:
    """Say which sentiment each of the model's outputs stands for."""
    known = {**_USUAL_LABELS, **{label.lower(): name for label, name in given.items()}}
    columns: list[Sentiment] = []
    for _, label in sorted(of_model.items()):
        sentiment = known.get(label.lower())
        if sentiment not in SENTIMENTS:
            raise UnknownModel(
                f"{model!r} has a label {label!r}, which labels: must map to one of {', '.join(SENTIMENTS)}"
            )
        columns.append(sentiment)
    return columns
