"""Train: one pass over a drawn mix, in bf16 on the processor, resumable to the step.

What makes it fast on few cores was measured: explicit attention (the fused one's backward takes half a step), no
dropout inside the encoder (drawing its masks takes 40 % of a step), batches of one length, word embeddings frozen.
Letting words fall out of the text, and averaging the weights, stand in for dropout.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional
from torch.nn.attention import SDPBackend, sdpa_kernel

from models.encoder import Network, pad
from models.training.augment import augment
from models.training.mix import HANDWRITTEN, Lesson


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """The settings of a training run; `rate` is the top layer's, each lower one has `layer_decay` of it."""

    seed: int = 7
    scale: float = 1.0
    rate: float = 3e-4
    head_rate: float = 1e-3
    layer_decay: float = 0.87
    weight_decay: float = 0.01
    warm_up: float = 0.06
    averaging: float = 0.998
    tokens_a_batch: int = 2560
    tokens_a_post: int = 96
    save_every: int = 100


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


def plan(lessons: Sequence[Lesson], tokenizer: Tokenizer, recipe: Recipe) -> list[list[int]]:
    """Group the lessons into batches of posts of like length; returns their indices, in the order of training."""
    order: list[list[int]] = []
    lengths = [len(row.ids) for row in tokenizer.encode_batch_fast([lesson.row.text for lesson in lessons])]
    window = 64 * 64
    for start in range(0, len(lessons), window):
        near = sorted(range(start, min(start + window, len(lessons))), key=lengths.__getitem__)
        batches: list[list[int]] = [[]]
        for index in near:
            if (len(batches[-1]) + 1) * lengths[index] > recipe.tokens_a_batch:
                batches.append([])
            batches[-1].append(index)
        random.Random(recipe.seed + start).shuffle(batches)
        order += batches
    return order


def collate(lessons: Sequence[Lesson], indices: Sequence[int], tokenizer: Tokenizer, recipe: Recipe) -> Batch:
    """Augment, tokenise and pad the lessons of one batch; what comes out depends on the seed and the indices only."""
    chosen = [lessons[i] for i in indices]
    texts = []
    for index, lesson in zip(indices, chosen, strict=True):
        rng = random.Random(recipe.seed * 1_000_003 + index)
        strength = 1.5 if lesson.row.source == HANDWRITTEN else 1.0
        texts.append(augment(lesson.row.text, lesson.row.lang, rng, strength=strength))
    ids, mask = pad([row.ids for row in tokenizer.encode_batch(texts)], tokenizer.token_to_id("<pad>"))
    nan = float("nan")
    return Batch(
        ids,
        mask,
        torch.tensor([-1 if lesson.sentiment is None else lesson.sentiment for lesson in chosen]),
        torch.tensor([lesson.allowed for lesson in chosen]),
        torch.tensor([lesson.smoothing for lesson in chosen]),
        torch.tensor([nan if lesson.complaint is None else lesson.complaint for lesson in chosen]),
        torch.tensor([lesson.complaint_weight for lesson in chosen]),
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


def parameter_groups(network: Network, recipe: Recipe) -> list[dict[str, object]]:
    """Give each layer its learning rate, and weight decay to matrices only; word embeddings are frozen."""
    groups: dict[tuple[float, float], list[torch.nn.Parameter]] = {}
    layers = network.bert.config.layers
    for name, parameter in network.named_parameters():
        if "word_embeddings" in name:
            parameter.requires_grad_(False)
            continue
        rate = recipe.head_rate
        if name.startswith("bert."):
            depth = int(name.split(".")[3]) if ".layer." in name else -1
            rate = recipe.rate * recipe.layer_decay ** (layers - 1 - depth)
        groups.setdefault((rate, recipe.weight_decay if parameter.ndim > 1 else 0.0), []).append(parameter)
    return [{"params": group, "lr": rate, "weight_decay": decay} for (rate, decay), group in groups.items()]


def train(
    network: Network, tokenizer: Tokenizer, lessons: Sequence[Lesson], recipe: Recipe, checkpoint: Path
) -> Iterator[str]:
    """Train the network in place and leave it with averaged weights; go on from `checkpoint` when it is there.

    Yields a line of progress now and then.
    """
    tokenizer.enable_truncation(recipe.tokens_a_post)
    order = plan(lessons, tokenizer, recipe)
    optimizer = torch.optim.AdamW(parameter_groups(network, recipe), betas=(0.9, 0.98), fused=True)
    warm = max(1, int(recipe.warm_up * len(order)))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, max(0.0, (len(order) - step) / (len(order) - warm)))
    )
    trained = {name: p for name, p in network.named_parameters() if p.requires_grad}
    average = {name: p.detach().clone() for name, p in trained.items()}
    first = 0
    if checkpoint.is_file():
        state = torch.load(checkpoint, weights_only=True)
        network.load_state_dict(state["network"])
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
        average, first = state["average"], state["step"]
        yield f"resumed step={first}"

    network.train()
    started, posts, running = time.monotonic(), 0, 0.0
    for step in range(first, len(order)):
        batch = collate(lessons, order[step], tokenizer, recipe)
        with sdpa_kernel(SDPBackend.MATH), torch.autocast("cpu", torch.bfloat16):
            answer = network(batch.ids, batch.mask)
        value = loss(*answer, batch)
        value.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(trained.values(), 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        keep = min(recipe.averaging, (step + 1) / (step + 10))
        with torch.no_grad():
            for name, parameter in trained.items():
                average[name].lerp_(parameter, 1 - keep)
        posts += len(order[step])
        running = value.item() if step == first else 0.98 * running + 0.02 * value.item()
        if (step + 1) % 25 == 0:
            rate = posts / (time.monotonic() - started)
            left = sum(map(len, order[step + 1 :])) / rate / 60
            yield f"step={step + 1}/{len(order)} loss={running:.3f} posts/s={rate:.1f} minutes left={left:.0f}"
        if (step + 1) % recipe.save_every == 0 or step + 1 == len(order):
            _save(checkpoint, network, optimizer, schedule, average, step + 1)
    network.load_state_dict(average, strict=False)
    network.eval()


def _save(
    checkpoint: Path,
    network: Network,
    optimizer: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LRScheduler,
    average: dict[str, Tensor],
    step: int,
) -> None:
    # Written beside and moved over, so that a kill in between leaves the checkpoint before it.
    fresh = checkpoint.with_suffix(".new")
    torch.save(
        {
            "network": network.state_dict(),
            "optimizer": optimizer.state_dict(),
            "schedule": schedule.state_dict(),
            "average": average,
            "step": step,
        },
        fresh,
    )
    fresh.replace(checkpoint)
