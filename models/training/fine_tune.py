"""Train: two stages over a drawn mix, in bf16 on the processor, resumable to the step.

The first stage takes every source broadly, the second draws more of what is labelled best. What makes it fast
on few cores was measured: weights and gradients in bfloat16 beside a float32 copy that the optimiser moves,
explicit attention, no dropout inside the encoder (drawing its masks takes 40 % of a step), batches of one
length, memory that is kept between steps. Letting words fall out of the text, and averaging the weights,
stand in for dropout.
"""

from __future__ import annotations

import itertools
import math
import random
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
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

from models.bundle import WORDS
from models.encoder import Network, pad, padding_of
from models.processor import keep_memory
from models.training.augment import augment
from models.training.mix import HANDWRITTEN, TOPICS, Lesson

# Of the topics' softmax over cosines.
_TEMPERATURE = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """The settings of a training run; `rate` is the top layer's, each lower one has `layer_decay` of it.

    `minutes` ends the run early on a busy machine: each stage then has its share of them, and the rates fall
    with the time that is spent, so that a run cut short is a whole, smaller run. `marked`: how often the brand
    is marked in a post whose brand is known. `kept`: of a model that the run started from, the share that its weights
    have in the end (Wortsman et al. 2022): what it knew and the run did not repeat stays.
    """

    seed: int = 7
    scale: float = 1.0
    rate: float = 2e-4
    head_rate: float = 1e-3
    layer_decay: float = 0.9
    weight_decay: float = 0.01
    warm_up: float = 0.06
    averaging: float = 0.998
    marked: float = 0.7
    kept: float = 0.3
    tokens_a_batch: int = 1024
    tokens_a_post: int = 96
    save_every: int = 100
    workers: int = 2
    minutes: float = math.inf


class StaleCheckpoint(Exception):
    """A checkpoint of a run of other sizes, such as another vocabulary."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Token ids with their mask, and the targets of `lesson` as tensors; NaN marks what is not labelled."""

    ids: Tensor
    mask: Tensor | None
    sentiment: Tensor
    taught: Tensor
    offsets: Tensor
    smoothing: Tensor
    complaint: Tensor
    complaint_weight: Tensor
    topic: Tensor


def encode(lessons: Sequence[Lesson], tokenizer: Tokenizer, recipe: Recipe) -> list[NDArray[np.int32]]:
    """Augment and tokenise every lesson; what comes out depends on the seed and the lessons only."""
    tokenizer.enable_truncation(recipe.tokens_a_post)
    rng = random.Random(recipe.seed)
    tokens: list[NDArray[np.int32]] = []
    for start in range(0, len(lessons), 1000):
        texts = []
        for lesson in lessons[start : start + 1000]:
            row = lesson.row
            marked = row.marked and (row.compared or rng.random() < recipe.marked)
            strength = 1.5 if row.source == HANDWRITTEN else 1.0
            texts.append(augment(row.marked if marked else row.text, row.lang, rng, strength=strength))
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
        torch.tensor([lesson.taught for lesson in lessons]),
        torch.tensor([lesson.offsets for lesson in lessons]),
        torch.tensor([lesson.smoothing for lesson in lessons]),
        torch.tensor([nan if lesson.complaint is None else lesson.complaint for lesson in lessons]),
        torch.tensor([lesson.complaint_weight for lesson in lessons]),
        torch.tensor([-1 if lesson.topic is None else lesson.topic for lesson in lessons]),
    )


def loss(sentiment: Tensor, complaint: Tensor, topic: Tensor, prototypes: Tensor, batch: Batch) -> Tensor:
    """Add up the heads' losses over what is labelled.

    Arguments: `sentiment`, logits (batch, 3); `complaint`, logits (batch,); `topic`, unit vectors
    (batch, size); `prototypes`, a vector for each topic (topics, size). Returns a scalar.
    """
    count = len(batch.ids)
    known = batch.sentiment >= 0
    log = torch.log_softmax(sentiment + batch.offsets, dim=-1)
    true = log.gather(1, batch.sentiment.clamp(min=0)[:, None]).squeeze(1)
    among = batch.taught.float()
    spread = (log * among).sum(dim=1) / among.sum(dim=1)
    smooth = (1 - batch.smoothing) * true + batch.smoothing * spread
    total = -(smooth * known).sum()

    labelled = ~torch.isnan(batch.complaint)
    each = functional.binary_cross_entropy_with_logits(
        complaint, torch.nan_to_num(batch.complaint).clamp(0.01, 0.99), reduction="none"
    )
    total = total + (each * batch.complaint_weight * labelled).sum()

    nearness = topic @ functional.normalize(prototypes.float(), dim=1).T / _TEMPERATURE
    total = total + functional.cross_entropy(
        nearness, batch.topic, ignore_index=-1, label_smoothing=0.1, reduction="sum"
    )
    return total / count


def train(
    network: Network,
    tokenizer: Tokenizer,
    stages: Sequence[Callable[[], Sequence[Lesson]]],
    recipe: Recipe,
    checkpoint: Path,
) -> Iterator[str]:
    """Train the network in place and leave it with averaged weights; go on from `checkpoint` if it is there.

    Arguments: `stages` draw the lessons of each stage when it begins.

    Workers compute gradients side by side, each on one processor thread, and the optimiser takes them as they
    come; so a busy core slows one worker, not the run. Weights may thus move by one step under a worker, and
    two runs of one seed differ in the third digit; one worker is exact. Yields a line of progress now and
    then.
    """
    keep_memory()
    words = network.get_parameter(WORDS).detach().clone()
    run = _Run(network, len(stages), recipe)
    if checkpoint.is_file():
        run.load(checkpoint)
        if run.stage == len(stages):
            yield f"finished before: to train anew, on other labels say, delete {checkpoint}"
        else:
            yield f"resumed in stage {run.stage + 1} at step {run.done}"
    while run.stage < len(stages):
        lessons = stages[run.stage]()
        yield f"stage {run.stage + 1} of {len(stages)}: {len(lessons)} posts to learn from"
        yield from _stage(run, network, tokenizer, lessons, checkpoint)
        run.stage, run.done, run.stage_began = run.stage + 1, 0, run.seconds
        run.save(checkpoint)
    network.float().load_state_dict(run.average | {WORDS: words}, strict=False)
    network.eval()


def _stage(
    run: _Run, network: Network, tokenizer: Tokenizer, lessons: Sequence[Lesson], checkpoint: Path
) -> Iterator[str]:
    recipe = run.recipe
    tokens = encode(lessons, tokenizer, recipe)
    order = plan([len(row) for row in tokens], recipe)
    padding = padding_of(tokenizer)
    run.steps = len(order)

    def gradients(step: int) -> tuple[int, float, tuple[Tensor, ...]]:
        torch.set_num_threads(1)
        batch = collate([lessons[i] for i in order[step]], [tokens[i] for i in order[step]], padding)
        sentiment, complaint, topic = network(batch.ids, batch.mask)
        value = loss(sentiment, complaint, topic, run.prototypes, batch)
        return step, value.item(), torch.autograd.grad(value, run.parameters)

    network.train()
    run.clock = time.monotonic()
    running, before, began = math.nan, run.posts, run.seconds
    with ThreadPoolExecutor(recipe.workers) as workers:
        ahead = iter(range(run.done, len(order)))
        under_way = {workers.submit(gradients, step) for step in itertools.islice(ahead, recipe.workers)}
        while under_way:
            finished, under_way = wait(under_way, return_when=FIRST_COMPLETED)
            for future in finished:
                step, value, computed = future.result()
                run.apply(computed)
                if run.stage_progress < 1:
                    under_way |= {
                        workers.submit(gradients, following) for following in itertools.islice(ahead, 1)
                    }
                run.posts += len(order[step])
                running = value if math.isnan(running) else 0.98 * running + 0.02 * value
                if run.done % 25 == 0:
                    rate = (run.posts - before) / (run.seconds - began)
                    share = f"step={run.done}/{len(order)} {run.progress:.0%}"
                    yield f"{share} loss={running:.3f} posts/s={rate:.1f}"
                if run.done % recipe.save_every == 0:
                    run.save(checkpoint)


class _Run:
    """What a run carries from step to step: weights, their average, the optimiser and its schedule.

    The network computes in bfloat16. The optimiser moves float32 copies of its weights, which are then
    written over the network's through aliases: autograd would otherwise refuse the backward pass of a worker
    whose weights moved meanwhile.
    """

    def __init__(self, network: Network, stages: int, recipe: Recipe) -> None:
        self.recipe = recipe
        # The topics' own vectors: needed to learn `topic` by, not afterwards.
        self.prototypes = torch.nn.Parameter(torch.randn(len(TOPICS), network.topic.out_features))
        groups, names = _parameter_groups(network, self.prototypes, recipe)
        network.bfloat16()
        weights = dict(network.named_parameters()) | {"prototypes": self.prototypes}
        self.parameters = [weights[name] for name in names]
        self.aliases = [parameter.data for parameter in self.parameters]
        self.masters = dict(zip(names, (p for g in groups for p in g["params"]), strict=True))
        self.average = {name: master.detach().clone() for name, master in self.masters.items()}
        self.optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)
        self.rates = [group["lr"] for group in self.optimizer.param_groups]
        self.stages, self.stage, self.stage_began = stages, 0, 0.0
        self.steps, self.done, self.posts, self.seconds = 1, 0, 0, 0.0
        self.clock = time.monotonic()

    @property
    def stage_progress(self) -> float:
        """How much of the stage is over, 0..1, by steps or by time, whichever is further."""
        time_of_stage = 60 * self.recipe.minutes / self.stages
        return min(1.0, max(self.done / self.steps, (self.seconds - self.stage_began) / time_of_stage))

    @property
    def progress(self) -> float:
        """How much of the run is over, 0..1."""
        return (self.stage + self.stage_progress) / self.stages

    def apply(self, gradients: Sequence[Tensor]) -> None:
        now = time.monotonic()
        self.seconds += now - self.clock
        self.clock = now
        warm = self.recipe.warm_up
        share = min(self.progress / warm + 0.01, (1 - self.progress) / (1 - warm))
        for group, rate in zip(self.optimizer.param_groups, self.rates, strict=True):
            group["lr"] = rate * share
        masters = list(self.masters.values())
        for master, gradient in zip(masters, gradients, strict=True):
            master.grad = gradient.float()
        torch.nn.utils.clip_grad_norm_(masters, 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad()
        self.done += 1
        data = [master.data for master in masters]
        torch._foreach_copy_(self.aliases, data)
        if self.done % _AVERAGE_EVERY == 0:
            # Begun anew in each stage: weights from before it would only be in the way.
            keep = min(self.recipe.averaging, self.done / (self.done + 10)) ** _AVERAGE_EVERY
            torch._foreach_lerp_(list(self.average.values()), data, 1 - keep)

    def save(self, checkpoint: Path) -> None:
        # Written beside and moved over, so that a kill in between leaves the checkpoint before it.
        fresh = checkpoint.with_suffix(".new")
        torch.save(
            {
                "masters": {name: master.data for name, master in self.masters.items()},
                "average": self.average,
                "optimizer": self.optimizer.state_dict(),
                "counters": {name: getattr(self, name) for name in _COUNTERS},
            },
            fresh,
        )
        fresh.replace(checkpoint)

    def load(self, checkpoint: Path) -> None:
        state = torch.load(checkpoint, weights_only=True)
        for name, master in self.masters.items():
            if state["masters"][name].shape != master.shape:
                raise StaleCheckpoint(
                    f"{checkpoint} is of another network: delete it, or give another --work"
                )
            master.data.copy_(state["masters"][name])
        torch._foreach_copy_(self.aliases, [master.data for master in self.masters.values()])
        self.optimizer.load_state_dict(state["optimizer"])
        self.average = state["average"]
        for name, value in state["counters"].items():
            setattr(self, name, value)


_COUNTERS = ("stage", "stage_began", "done", "posts", "seconds")
_AVERAGE_EVERY = 4


def _parameter_groups(
    network: Network, prototypes: torch.nn.Parameter, recipe: Recipe
) -> tuple[list[dict[str, Any]], list[str]]:
    """Give each layer its learning rate, and weight decay to matrices only.

    Returns the optimiser's groups and the names of their parameters, in order.
    """
    groups: dict[tuple[float, float], dict[str, Tensor]] = defaultdict(dict)
    layers = network.bert.config.layers
    for name, parameter in (*network.named_parameters(), ("prototypes", prototypes)):
        if name.startswith("vector.") or name == WORDS:
            # The vector is fitted afterwards. The words stay as they are: the posts to learn from hold a part of them,
            # and what moved that part would set it apart from the rest.
            continue
        rate = recipe.head_rate
        if name.startswith("bert."):
            depth = int(name.split(".")[3]) if ".layer." in name else -1
            rate = recipe.rate * recipe.layer_decay ** (layers - 1 - depth)
        groups[rate, recipe.weight_decay if parameter.ndim > 1 else 0.0][name] = torch.nn.Parameter(
            parameter.data.clone().float()
        )
    listed = [
        {"params": list(named.values()), "lr": rate, "weight_decay": decay}
        for (rate, decay), named in groups.items()
    ]
    return listed, [name for named in groups.values() for name in named]
