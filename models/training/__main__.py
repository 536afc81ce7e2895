"""`python -m models.training convert|trim|train|linear|vectors|calibrate|export|all`: each step one command.

Every step reads what the one before left in the scratch folder (`--work`) and can be run again; `train` goes
on where it was stopped. To train on labels of one's own, put `<source>.jsonl.gz` files of the same columns
into a folder, give them a line in `mix.RULES`, and name the folder with `--data`.
"""

from __future__ import annotations

import argparse
import math
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import typer

from models.base import BUNDLED
from models.training import steps
from models.training.fine_tune import Recipe, StaleCheckpoint

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
TOPICS = Path(__file__).resolve().parents[2] / "config" / "topics.yaml"
WORK = Path(os.environ.get("XDG_CACHE_HOME", "~/.cache")).expanduser() / "monitor-training"


def main(arguments: list[str] | None = None) -> None:
    """Run one step, or all of them in order."""
    parser = argparse.ArgumentParser(prog="python -m models.training", description=__doc__)
    parser.add_argument("step", choices=[*STEPS, "all"])
    parser.add_argument(
        "--data", type=Path, default=DATA, help="folder of <source>.jsonl.gz (default: %(default)s)"
    )
    parser.add_argument(
        "--topics", type=Path, default=TOPICS, help="sentences by topic (default: %(default)s)"
    )
    parser.add_argument("--work", type=Path, default=WORK, help="scratch folder (default: %(default)s)")
    parser.add_argument(
        "--out", type=Path, default=BUNDLED, help="where export writes (default: %(default)s)"
    )
    parser.add_argument(
        "--start",
        type=Path,
        default=None,
        help="folder of an exported model to go on from, vocabulary and weights (default: the base)",
    )
    parser.add_argument(
        "--vocabulary", type=int, default=80_000, help="pieces that trim keeps (default: %(default)s)"
    )
    parser.add_argument(
        "--scale", type=float, default=1.0, help="times the draws of every source (default: 1)"
    )
    parser.add_argument(
        "--minutes", type=float, default=math.inf, help="end training after so long (default: never)"
    )
    parser.add_argument(
        "--rate",
        type=float,
        default=Recipe().rate,
        help="learning rate of the top layer (default: %(default)s)",
    )
    parser.add_argument("--seed", type=int, default=Recipe().seed)
    options = parser.parse_args(arguments)
    options.work.mkdir(parents=True, exist_ok=True)
    try:
        for name in STEPS if options.step == "all" else [options.step]:
            for line in STEPS[name](options):
                typer.echo(f"{name}: {line}")
    except (FileNotFoundError, StaleCheckpoint) as fault:
        parser.exit(1, f"{fault}\n")


def _train(options: argparse.Namespace) -> Iterator[str]:
    recipe = replace(
        Recipe(), seed=options.seed, scale=options.scale, rate=options.rate, minutes=options.minutes
    )
    return steps.train(options.data, options.work, options.topics, recipe, options.start)


STEPS: dict[str, Callable[[argparse.Namespace], Iterator[str]]] = {
    "convert": lambda options: steps.convert(options.work),
    "trim": lambda options: steps.trim(options.data, options.work, options.vocabulary, options.start),
    "train": _train,
    "linear": lambda options: steps.linear(options.data, options.work),
    "vectors": lambda options: steps.fit_vectors(options.data, options.work, options.topics, options.seed),
    "calibrate": lambda options: steps.calibrate(options.data, options.work, options.topics),
    "export": lambda options: steps.export(options.data, options.work, options.out),
}

if __name__ == "__main__":
    main()
