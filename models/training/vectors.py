"""Fit the head `vector`: posts about one thing lie close together, whatever their language and mood.

The encoder stands still; what its layers hold of a post is read off three of them, and one linear map is fitted:

- first to give back what the base made of a post, less what all posts of its language share. multilingual-e5 places
  like matters together; learning moods wears that off in the upper layers, while the lower ones still hold it. This
  is what serves for topics that operators add;
- then also so that a post lies nearest to the sentences of its topic, by the very rule of `models.topics`, and that
  complaints of one cause in four languages lie nearer to each other than to any others (supervised contrastive loss,
  Khosla et al. 2020).
"""

from __future__ import annotations

import copy
import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from models.base import LANGUAGES
from models.encoder import Encoder, Network, mean, pad, padding_of
from models.topics import NEAREST
from models.training.mix import HANDWRITTEN, Cause, Row

_TEXTS_EACH = 600
_TOKENS = 64
_RIDGE = 1e-2
_STEPS, _RATE, _TEMPERATURE = 1_500, 1e-3, 0.1
_POSTS, _CAUSES, _OF_EACH = 256, 32, 4
# How strongly the map is held to giving back the base, beside 1 for each of the other two tasks.
_HELD = 2.0
_FALLS_OUT = 0.1
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Material:
    """What the head is fitted on: posts and sentences with a topic, complaints with a cause, and any posts."""

    posts: Sequence[Row]
    sentences: Sequence[Row]
    causes: Sequence[Cause]
    others: Sequence[Row]


def material(rows: Sequence[Row], sentences: Sequence[Row], causes: Sequence[Cause], seed: int) -> Material:
    """Choose from the training rows: all that is written for this project, and so many other posts of a language."""
    rng = random.Random(seed)
    by_language: dict[str, list[Row]] = defaultdict(list)
    train = [row for row in rows if row.split == "train"]
    for row in train:
        if row.source != HANDWRITTEN and row.lang in LANGUAGES:
            by_language[row.lang].append(row)
    others = [row for each in by_language.values() for row in rng.sample(each, min(_TEXTS_EACH, len(each)))]
    posts = [row for row in train if row.source == HANDWRITTEN and row.topic]
    return Material(posts, sentences, [cause for cause in causes if cause.split == "train"], others)


def fit(
    network: Network, base: Encoder, tokenizer: Tokenizer, given: Material, *, seed: int, steps: int = _STEPS
) -> Iterator[str]:
    """Set the network's head `vector`, nothing else; yields lines of progress."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    tokenizer.enable_truncation(_TOKENS)
    # Copies: the network is exported later, with all its digits.
    reader = copy.deepcopy(network).bfloat16().eval()
    groups: list[Sequence[Row | Cause]] = [given.posts, given.sentences, given.causes, given.others]
    every = [each for group in groups for each in group]
    features = torch.from_numpy(run(reader.tap, tokenizer, [each.asked for each in every]))
    middle, spread = features.mean(dim=0), features.std(dim=0) + 1e-6
    features = (features - middle) / spread
    target = _base_vectors(
        base, tokenizer, [(each.asked, each.lang) for each in every], network.vector.out_features
    )
    yield f"{len(every)} texts read"

    x, y = features.numpy().astype(np.float64), target.astype(np.float64)
    start = np.linalg.solve(x.T @ x + _RIDGE * len(x) * np.eye(x.shape[1]), x.T @ y)
    weight = torch.nn.Parameter(torch.from_numpy(start.astype(np.float32)))
    floor = torch.nn.Parameter(torch.tensor(0.3))
    optimizer = torch.optim.AdamW([weight, floor], lr=_RATE, weight_decay=0.0)
    ends = np.cumsum([0, *map(len, groups)])
    posts, sentences, causes = (features[ends[i] : ends[i + 1]] for i in range(3))
    goal = torch.from_numpy(target.astype(np.float32))
    names = sorted({row.topic for row in given.sentences if row.topic})
    topic_of = torch.tensor([names.index(str(row.topic)) for row in given.sentences])
    told = [names.index(row.topic) if row.topic in names else len(names) for row in given.posts]
    groups_of_causes: dict[str, list[int]] = defaultdict(list)
    for place, cause in enumerate(given.causes):
        groups_of_causes[cause.cause].append(place)

    for step in range(1, steps + 1):
        losses = [_HELD * _give_back(features, weight, goal, rng)]
        if posts.numel() and sentences.numel():
            chosen = [rng.randrange(len(posts)) for _ in range(_POSTS)]
            near = _nearness(
                _unit(posts[chosen], weight), _unit(sentences, weight), topic_of, len(names), floor
            )
            losses.append(
                functional.cross_entropy(near, torch.tensor([told[i] for i in chosen]), label_smoothing=0.05)
            )
        if len(groups_of_causes) > 1:
            losses.append(_contrast(causes, weight, groups_of_causes, posts, rng))
        for group in optimizer.param_groups:
            group["lr"] = _RATE * (1 - step / (steps + 1))
        optimizer.zero_grad()
        torch.autograd.backward(torch.stack(losses).sum())
        optimizer.step()
        if step % 100 == 0:
            yield f"step={step}/{steps} " + " ".join(f"{loss.item():.3f}" for loss in losses)
    final = (weight.detach() / spread[:, None]).double()
    network.vector.weight.data.copy_(final.T.float())
    network.vector.bias.data.copy_(-(middle.double() @ final).float())


def _unit(features: Tensor, weight: Tensor) -> Tensor:
    kept = functional.dropout(features, _FALLS_OUT)
    return functional.normalize(kept @ weight, dim=1)


def _give_back(features: Tensor, weight: Tensor, goal: Tensor, rng: random.Random) -> Tensor:
    chosen = [rng.randrange(len(features)) for _ in range(_POSTS)]
    return 1 - (_unit(features[chosen], weight) * functional.normalize(goal[chosen], dim=1)).sum(dim=1).mean()


def _nearness(posts: Tensor, sentences: Tensor, topic_of: Tensor, topics: int, floor: Tensor) -> Tensor:
    """How near posts lie to each topic, as `models.topics.Topics.nearness`, and in the last column the floor."""
    cosines = posts @ sentences.T
    columns = []
    for topic in range(topics):
        own = cosines[:, topic_of == topic]
        columns.append(own.topk(min(NEAREST, own.shape[1]), dim=1).values.mean(dim=1))
    columns.append(floor.expand(len(posts)))
    return torch.stack(columns, dim=1) / _TEMPERATURE


def _contrast(
    causes: Tensor, weight: Tensor, groups: dict[str, list[int]], posts: Tensor, rng: random.Random
) -> Tensor:
    """Complaints of one cause against those of others and against posts of no known cause."""
    chosen = rng.sample(sorted(groups), min(_CAUSES, len(groups)))
    picked = [rng.sample(groups[name], min(_OF_EACH, len(groups[name]))) for name in chosen]
    label = torch.tensor([number for number, group in enumerate(picked) for _ in group])
    own = _unit(causes[[place for group in picked for place in group]], weight)
    others = (
        _unit(posts[[rng.randrange(len(posts)) for _ in range(_POSTS)]], weight) if len(posts) else own[:0]
    )
    logits = own @ torch.cat((own, others)).T / _TEMPERATURE
    logits.fill_diagonal_(-torch.inf)
    same = label[:, None] == label[None, :]
    same.fill_diagonal_(False)
    log = logits.log_softmax(dim=1)[:, : len(own)]
    with_others = same.any(dim=1)
    total = -(log.masked_fill(~same, 0).sum(dim=1) / same.sum(dim=1).clamp(min=1))
    return total[with_others].mean()


def _base_vectors(base: Encoder, tokenizer: Tokenizer, texts: Sequence[tuple[str, str]], size: int) -> Floats:
    """What the base makes of texts in their languages: its main directions, less what a language has in common."""
    reader = copy.deepcopy(base).bfloat16().eval()
    # The prefix that multilingual-e5 was trained with.
    found = run(
        lambda ids, mask: mean(reader(ids, mask), mask), tokenizer, [f"query: {text}" for text, _ in texts]
    )
    found /= np.linalg.norm(found, axis=1, keepdims=True)
    languages = np.array([language for _, language in texts])
    for language in set(languages):
        found[languages == language] -= found[languages == language].mean(axis=0)
    directions = np.linalg.svd(found.T @ found)[0][:, :size]
    # A base smaller than the head has fewer directions.
    target = np.zeros((len(found), size), np.float32)
    target[:, : directions.shape[1]] = found @ directions
    scale: Floats = target / np.linalg.norm(target, axis=1).mean()
    return scale


@torch.inference_mode()
def run(
    encode: Callable[[Tensor, Tensor | None], Tensor], tokenizer: Tokenizer, texts: Sequence[str]
) -> Floats:
    """Run an encoder over texts in batches of like length; returns (texts, size)."""
    rows = [row.ids for row in tokenizer.encode_batch_fast(list(texts))]
    found: list[Floats | None] = [None] * len(rows)
    order = sorted(range(len(rows)), key=lambda index: len(rows[index]))
    for start in range(0, len(order), 64):
        chosen = order[start : start + 64]
        vectors = encode(*pad([rows[index] for index in chosen], padding_of(tokenizer))).float().numpy()
        for index, vector in zip(chosen, vectors, strict=True):
            found[index] = vector
    return np.stack([vector for vector in found if vector is not None])
