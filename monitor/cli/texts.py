"""The commands that judge texts: `classify` and `evaluate`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.options import HERE, WRONG, Config, Json, app, fail, say

if TYPE_CHECKING:
    from models.base import Classifier

Model = Annotated[str, typer.Option(help="bundled, a folder, or a transformers id.")]


@app.command()
def classify(
    file: Annotated[Path | None, typer.Argument(help="JSONL; standard input if not given or '-'.")] = None,
    model: Model = "bundled",
    config: Config = HERE,
) -> None:
    """JSONL in (id, text, optional lang and brand) → JSONL out, same order, one line each.

    Topics are those of topics.yaml in the configuration folder, or the shipped ones where there is none.
    """
    from monitor.classifying import classify_lines

    try:
        source = sys.stdin.buffer if file is None or str(file) == "-" else file.open("rb")
    except OSError as error:
        raise fail(f"{file}: {error.strerror}", WRONG) from None
    with source:
        faults = 0
        for line, fault in classify_lines(source, _classifier(model, config)):
            # An id may hold a lone surrogate, which no encoding has.
            sys.stdout.write(line.encode("utf-8", "backslashreplace").decode() + "\n")
            if fault:
                faults += 1
                typer.echo(fault, err=True)
    sys.stdout.flush()
    if faults:
        raise fail(f"{faults} lines could not be read; each stands in the output with its error")


@app.command()
def evaluate(
    files: Annotated[
        list[Path],
        typer.Argument(help="JSONL, plain or .gz: text, label, complaint, optional lang, brand, topic."),
    ],
    model: Model = "bundled",
    split: Annotated[str | None, typer.Option(help="Only rows whose `split` is this, such as dev.")] = None,
    config: Config = HERE,
    as_json: Json = False,
) -> None:
    """A scorecard of each set and language: how well the model's verdicts agree with people's labels."""
    from models.evaluate import scorecards
    from monitor.evaluating import FaultyLabels, as_table, labelled, read_labelled

    try:
        rows = [row for file in files for row in read_labelled(file, split)]
    except FaultyLabels as error:
        raise fail(str(error), WRONG) from None
    if not rows:
        raise fail(
            f"no labelled posts in {', '.join(map(str, files))}" + (f" of split {split!r}" if split else "")
        )
    classifier = _classifier(model, config)
    cards = scorecards(labelled(rows, classifier, lambda done: _progress(done, len(rows))))
    if as_json:
        from dataclasses import asdict

        say(
            json.dumps(
                {"model": classifier.name, "sets": [asdict(card) for card in cards]},
                indent=2,
                allow_nan=False,
            )
        )
    else:
        say(f"{classifier.name} on {len(rows)} posts; in brackets 95 % intervals")
        say(as_table(cards).encode("utf-8", "backslashreplace").decode())


def _progress(done: int, total: int) -> None:
    """Show how far a long piece of work is, where somebody looks."""
    if sys.stderr.isatty():
        typer.echo(f"\r{done}/{total}" + ("\n" if done == total else ""), err=True, nl=False)


def _classifier(model: str, config: Path) -> Classifier:
    from models.base import UnknownModel, load
    from monitor.settings import SettingsError, load_topics

    try:
        return load(model, topics=load_topics(config) or None)
    except (UnknownModel, SettingsError) as error:
        raise fail(str(error), WRONG) from None
