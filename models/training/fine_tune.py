"""Train: one pass over a drawn mix, in bf16 on the processor, resumable to the step.

What makes it fast on few cores was measured: explicit attention (the fused one's backward takes half a step),
no dropout inside the encoder (drawing its masks takes 40 % of a step), batches of one length, word embeddings
frozen. Letting words fall out of the text, and averaging the weights, stand in for dropout.
"""

from __future__ import annotations

import itertools
import math
import random
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional
from torch.nn.attention import SDPBackend, sdpa_kernel

from models.encoder import Network, pad, padding_of
from models.training.augment import augment
from models.training.mix import HANDWRITTEN, Lesson


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """The settings of a training run; `rate` is the top layer's, each lower one has `layer_decay` of it.

    `minutes` ends the run early on a busy machine: the rates then fall with the time that is spent, so that a
    run cut short is a whole, smaller run.
    """

    seed: int = 7
    scale: float = 1.0
    rate: float = 3e-4
    head_rate: float = 1e-3
    layer_decay: float = 0.87
    weight_decay: float = 0.01
    warm_up: float = 0.06
    averaging: float = 0.998
    tokens_a_batch: int = 2048
    tokens_a_post: int = 96
    save_every: int = 100
    workers: int = 2
    minutes: float = math.inf


@dataclass(frozen=True, slots=True)
class Batch:
    """Token ids with their mask, and the targets of `lesson` as tensors; NaN marks what is not labelled."""

    ids: Tensor
    mask: Tensor | None
    sentiment: Tensor
    allowed: Tensor
    smoothing: Tensor
    complaint: Tensor
    complaint_weight: Tensor


def encode(lessons: Sequence[Lesson], tokenizer: Tokenizer, recipe: Recipe) -> list[NDArray[np.int32]]:
    """Augment and tokenise every lesson; what comes out depends on the seed and the lessons only."""
    tokenizer.enable_truncation(recipe.tokens_a_post)
    rng = random.Random(recipe.seed)
    tokens: list[NDArray[np.int32]] = []
    for start in range(0, len(lessons), 1000):
        texts = []
        for lesson in lessons[start : start + 1000]:
            strength = 1.5 if lesson.row.source == HANDWRITTEN else 1.0
            texts.append(augment(lesson.row.text, lesson.row.lang, rng, strength=strength))
        tokens += [np.array(row.ids, np.int32) for row in tokenizer.encode_batch_fast(texts)]
    return tokens


def plan(lengths: Sequence[int], recipe: Recipe) -> list[list[int]]:
    """Group posts of like length into batches; returns their indices, in the order of training.

    Only posts that stand near each other in the drawn order are grouped, so a batch is a mix of sources.
    """
    order: list[list[int]] = []
    window = 64 * 64
    for start in range(0, len(lengths), window):
        near = sorted(range(start, min(start + window, len(lengths))), key=lengths.__getitem__)
        batches: list[list[int]] = [[]]
        for index in near:
            if (len(batches[-1]) + 1) * lengths[index] > recipe.tokens_a_batch:
                batches.append([])
            batches[-1].append(index)
        random.Random(recipe.seed + start).shuffle(batches)
        order += batches
    return order


def collate(lessons: Sequence[Lesson], tokens: Sequence[NDArray[np.int32]], padding: int) -> Batch:
    """Put lessons and their tokens into the tensors of one batch."""
    ids, mask = pad([row.tolist() for row in tokens], padding)
    nan = float("nan")
    return Batch(
        ids,
        mask,
        torch.tensor([-1 if lesson.sentiment is None else lesson.sentiment for lesson in lessons]),
        torch.tensor([lesson.allowed for lesson in lessons]),
        torch.tensor([lesson.smoothing for lesson in lessons]),
        torch.tensor([nan if lesson.complaint is None else lesson.complaint for lesson in lessons]),
        torch.tensor([lesson.complaint_weight for lesson in lessons]),
    )


def loss(sentiment: Tensor, complaint: Tensor, batch: Batch) -> Tensor:
    """Add up the two heads' losses, over what is labelled, among the classes each source knows.

    Arguments: `sentiment`, logits (batch, 3); `complaint`, logits (batch,). Returns a scalar.
    """
    count = len(batch.ids)
    known = batch.sentiment >= 0
    log = torch.log_softmax(sentiment.masked_fill(~batch.allowed, -1e4), dim=-1)
    true = log.gather(1, batch.sentiment.clamp(min=0)[:, None]).squeeze(1)
    among = batch.allowed.float()
    spread = (log * among).sum(dim=1) / among.sum(dim=1)
    smooth = (1 - batch.smoothing) * true + batch.smoothing * spread
    first = -(smooth * known).sum() / count

    labelled = ~torch.isnan(batch.complaint)
    each = functional.binary_cross_entropy_with_logits(
        complaint, torch.nan_to_num(batch.complaint).clamp(0.01, 0.99), reduction="none"
    )
    return first + (each * batch.complaint_weight * labelled).sum() / count


def train(
    network: Network, tokenizer: Tokenizer, lessons: Sequence[Lesson], recipe: Recipe, checkpoint: Path
) -> Iterator[str]:
    """Train the network in place and leave it with averaged weights; go on from `checkpoint` if it is there.

    Workers compute gradients side by side, each on one processor thread, and the optimiser takes them as they
    come; so a busy core slows one worker, not the run. Weights may thus move by one step under a worker, and
    two runs of one seed differ in the third digit; one worker is exact. Yields a line of progress now and
    then.
    """
    tokens = encode(lessons, tokenizer, recipe)
    order = plan([len(row) for row in tokens], recipe)
    padding = padding_of(tokenizer)
    run = _Run(network, len(order), recipe)
    if checkpoint.is_file():
        run.load(checkpoint)
        yield f"resumed at step {run.done}"

    def gradients(step: int) -> tuple[int, float, tuple[Tensor, ...]]:
        torch.set_num_threads(1)
        batch = collate([lessons[i] for i in order[step]], [tokens[i] for i in order[step]], padding)
        with torch.autocast("cpu", torch.bfloat16, cache_enabled=False):
            sentiment, complaint = network(batch.ids, batch.mask)
        value = loss(sentiment, complaint, batch)
        return step, value.item(), torch.autograd.grad(value, run.parameters)

    network.train()
    running, before, began = math.nan, run.posts, run.seconds
    with ThreadPoolExecutor(recipe.workers) as workers, sdpa_kernel(SDPBackend.MATH):
        ahead = iter(range(run.done, len(order)))
        under_way = {workers.submit(gradients, step) for step in itertools.islice(ahead, recipe.workers)}
        while under_way:
            finished, under_way = wait(under_way, return_when=FIRST_COMPLETED)
            for future in finished:
                step, value, computed = future.result()
                run.apply(computed)
                if run.progress < 1:
                    under_way |= {
                        workers.submit(gradients, following) for following in itertools.islice(ahead, 1)
                    }
                run.posts += len(order[step])
                running = value if math.isnan(running) else 0.98 * running + 0.02 * value
                if run.done % 25 == 0:
                    rate = (run.posts - before) / (run.seconds - began)
                    share = f"step={run.done}/{len(order)} {run.progress:.0%}"
                    yield f"{share} loss={running:.3f} posts/s={rate:.1f}"
                if run.done % recipe.save_every == 0 or not under_way:
                    run.save(checkpoint)
    network.load_state_dict(run.average, strict=False)
    network.eval()


class _Run:
    """What a run carries from step to step: weights, their average, the optimiser and its schedule."""

    def __init__(self, network: Network, steps: int, recipe: Recipe) -> None:
        self.recipe = recipe
        self.network = network
        # The optimiser writes through twins that share the weights' memory: autograd would otherwise refuse
        # the backward pass of a worker whose weights moved meanwhile.
        groups, names = _parameter_groups(network, recipe)
        weights = dict(network.named_parameters())
        self.parameters = [weights[name] for name in names]
        self.twins = dict(zip(names, (p for g in groups for p in g["params"]), strict=True))
        self.average = {name: twin.detach().clone() for name, twin in self.twins.items()}
        self.optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)
        self.rates = [group["lr"] for group in self.optimizer.param_groups]
        self.steps, self.done, self.posts, self.seconds = steps, 0, 0, 0.0
        self.clock = time.monotonic()

    @property
    def progress(self) -> float:
        """How much of the run is over, 0..1, by steps or by time, whichever is further."""
        return min(1.0, max(self.done / self.steps, self.seconds / 60 / self.recipe.minutes))

    def apply(self, gradients: Sequence[Tensor]) -> None:
        now = time.monotonic()
        self.seconds += now - self.clock
        self.clock = now
        warm = self.recipe.warm_up
        share = min(self.progress / warm + 0.01, (1 - self.progress) / (1 - warm))
        for group, rate in zip(self.optimizer.param_groups, self.rates, strict=True):
            group["lr"] = rate * share
        for twin, gradient in zip(self.twins.values(), gradients, strict=True):
            twin.grad = gradient
        torch.nn.utils.clip_grad_norm_(self.twins.values(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad()
        self.done += 1
        keep = min(self.recipe.averaging, self.done / (self.done + 10))
        torch._foreach_lerp_(
            list(self.average.values()), [twin.data for twin in self.twins.values()], 1 - keep
        )

    def save(self, checkpoint: Path) -> None:
        # Written beside and moved over, so that a kill in between leaves the checkpoint before it.
        fresh = checkpoint.with_suffix(".new")
        state = {"average": self.average, "done": self.done}
        state |= {"posts": self.posts, "seconds": self.seconds}
        state |= {"network": self.network.state_dict(), "optimizer": self.optimizer.state_dict()}
        torch.save(state, fresh)
        fresh.replace(checkpoint)

    def load(self, checkpoint: Path) -> None:
        state = torch.load(checkpoint, weights_only=True)
        self.network.load_state_dict(state["network"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.average, self.done = state["average"], state["done"]
        self.posts, self.seconds = state["posts"], state["seconds"]


def _parameter_groups(network: Network, recipe: Recipe) -> tuple[list[dict[str, Any]], list[str]]:
    """Give each layer its learning rate, and weight decay to matrices only; word embeddings are frozen.

    Returns the optimiser's groups and the names of their parameters, in order.
    """
    groups: dict[tuple[float, float], dict[str, Tensor]] = defaultdict(dict)
    layers = network.bert.config.layers
    for name, parameter in network.named_parameters():
        if "word_embeddings" in name:
            parameter.requires_grad_(False)
            continue
        rate = recipe.head_rate
        if name.startswith("bert."):
            depth = int(name.split(".")[3]) if ".layer." in name else -1
            rate = recipe.rate * recipe.layer_decay ** (layers - 1 - depth)
        groups[rate, recipe.weight_decay if parameter.ndim > 1 else 0.0][name] = torch.nn.Parameter(
            parameter.data
        )
    listed = [
        {"params": list(named.values()), "lr": rate, "weight_decay": decay}
        for (rate, decay), named in groups.items()
    ]
    return listed, [name for named in groups.values() for name in named]
