"""The commands that judge texts: `classify`, `evaluate` and `lint-reply`."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from monitor.cli.options import FAULT, HERE, WRONG, Config, Json, app, fail, opened, say

if TYPE_CHECKING:
    from models.base import Classifier

#: More than any platform takes for one reply.
_REPLY_BYTES = 200_000

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

    with opened(file) as source:
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


@app.command("lint-reply")
def lint_reply(
    file: Annotated[Path | None, typer.Argument(help="A text; standard input if not given.")] = None,
    config: Config = HERE,
    language: Annotated[
        str | None, typer.Option(help="The customer's: tr, az, fa, en; the text's own if not given.")
    ] = None,
    platform: Annotated[str, typer.Option(help="Whose length counts: x, mastodon, reddit …")] = "",
    brand: Annotated[
        str | None, typer.Option(help="A brand's key: its names, and what it may promise.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Say what is wrong with a reply before it is sent: points, what must not be sent, what could be better."""
    from alerts.replies import Names, Policy, lint, tongue_of
    from monitor.reply_notes import for_programs, sheet
    from monitor.settings import SettingsError, load
    from monitor.wording import LANGUAGES, Words

    names, policy, words = Names(), Policy(), Words("en", ZoneInfo("UTC"))
    if language not in (None, *LANGUAGES):
        raise fail(f"--language: found {language!r}; allowed are {', '.join(LANGUAGES)}", WRONG)
    with opened(file) as source:
        text = source.read(_REPLY_BYTES).decode("utf-8", "replace")
    if brand is not None:
        try:
            settings = load(config, os.environ)
        except SettingsError as error:
            raise fail(str(error), WRONG) from None
        if brand not in settings.brands:
            raise fail(f"no brand {brand!r}; there are: {', '.join(settings.brands)}", WRONG)
        known = settings.brands[brand]
        names = Names(
            brand=known.name,
            contact=known.reply.contact,
            signature=known.reply.signature,
            handles=[handle for handles in known.handles.values() for handle in handles],
        )
        policy = Policy.of(known.reply.may_promise)
        words = Words(settings.language, ZoneInfo(settings.zone))
    linted = lint(text, language=language or tongue_of(text), platform=platform, policy=policy, names=names)
    if as_json:
        say(json.dumps(for_programs(linted, words), ensure_ascii=False, indent=2))
    else:
        for line in sheet(linted, words):
            say(line)
    if linted.vetoes:
        raise typer.Exit(FAULT)


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
