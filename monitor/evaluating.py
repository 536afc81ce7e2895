"""`monitor evaluate`: labelled posts in, a scorecard of each set and language out."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.base import SENTIMENTS, Classifier, Post
from models.evaluate import UNKNOWN, Labelled, Scorecard

CHUNK = 2048
#: What a row may say and nothing else can be read as; None stands for "not labelled".
_ALLOWED: dict[str, tuple[str, Callable[[Any], bool]]] = {
    "text": ("a string", lambda value: isinstance(value, str)),
    "lang": ("a string", lambda value: value is None or isinstance(value, str)),
    "label": (f"{', '.join(SENTIMENTS)} or null", lambda value: value is None or value in SENTIMENTS),
    "complaint": ("true, false or null", lambda value: value is None or isinstance(value, bool)),
    "brand": ("a string or null", lambda value: value is None or isinstance(value, str)),
    "topic": ("a string or null", lambda value: value is None or isinstance(value, str)),
    "source": ("a string or null", lambda value: value is None or isinstance(value, str)),
}


class FaultyLabels(Exception):
    """A file of labelled posts that cannot be read; the message says where and what is allowed."""


@dataclass(frozen=True, slots=True)
class LabelledRow:
    """A post with what people said of it."""

    group: str
    language: str
    post: Post
    label: str | None
    complaint: bool | None
    topic: str | None


def read_labelled(file: Path, split: str | None = None) -> Iterator[LabelledRow]:
    """Read labelled posts.

    Args:
        file: JSON objects, one a line: `text`, `label` (negative, neutral, positive), `complaint` (true, false),
            and optionally `lang`, `brand`, `topic`, `source` (the set; the file's name if there is none), `split`.
            Labels may be null.
        split: only the rows of this split.

    Raises:
        FaultyLabels: at the first line that cannot be read.
    """
    try:
        with gzip.open(file, "rb") if file.suffix == ".gz" else file.open("rb") as lines:
            for number, line in enumerate(lines, start=1):
                if not line.strip():
                    continue
                row = _row(line, f"{file}:{number}")
                if split is None or row.get("split") == split:
                    yield LabelledRow(
                        group=row.get("source") or file.name.removesuffix(".gz").removesuffix(".jsonl"),
                        language=(row.get("lang") or UNKNOWN).lower().replace("_", "-").split("-")[0],
                        post=Post(text=row["text"], brand=(row["brand"],) if row.get("brand") else ()),
                        label=row.get("label"),
                        complaint=row.get("complaint"),
                        topic=row.get("topic"),
                    )
    except (OSError, EOFError, zlib.error) as error:
        raise FaultyLabels(f"{file}: {getattr(error, 'strerror', None) or error}") from error


def labelled(
    rows: Sequence[LabelledRow], classifier: Classifier, progress: Callable[[int], None] = lambda _: None
) -> list[Labelled]:
    """Put what the classifier says of each row beside its labels; `progress` is told how many are done."""
    found: list[Labelled] = []
    for start in range(0, len(rows), CHUNK):
        some = rows[start : start + CHUNK]
        for row, verdict in zip(some, classifier.classify([row.post for row in some]), strict=True):
            found.append(
                Labelled(
                    group=row.group,
                    language=row.language,
                    verdict=verdict,
                    sentiment=row.label,  # type: ignore[arg-type]
                    complaint=row.complaint,
                    topic=row.topic,
                )
            )
        progress(len(found))
    return found


def as_table(cards: Sequence[Scorecard]) -> str:
    """Lay scorecards out for people: a line each for sentiment, complaints, topics and language of a set."""
    lines: list[str] = []
    for card in cards:
        lines.append(f"\n{card.group} · {card.language}")
        if card.macro_f1:
            lines.append(
                f"  sentiment   {card.sentiments:>6} posts  macro-F1 {card.macro_f1}  "
                f"calibration error {card.sentiment_error}"
            )
        if card.complaints:
            precision, recall = card.precision or "–", card.recall or "–"
            lines.append(
                f"  complaints  {card.complaints:>6} posts  F1 {card.complaint_f1}  macro-F1 {card.complaint_macro_f1}"
            )
            lines.append(
                f"{'':23}precision {precision}  recall {recall}  calibration error {card.complaint_error}"
            )
        if card.topic_right:
            lines.append(f"  topics      {card.topics:>6} posts  right {card.topic_right}")
        if card.language_right:
            lines.append(f"  language                   right {card.language_right}")
    return "\n".join(lines)


def _row(line: bytes, where: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise FaultyLabels(f"{where}: not JSON ({type(error).__name__}: {str(error)[:100]})") from None
    if not isinstance(row, dict):
        raise FaultyLabels(
            f"{where}: found {type(row).__name__}; allowed is an object with text, label, complaint"
        )
    if not {"label", "complaint", "topic"} & row.keys():
        found = ", ".join(map(str, row)) or "nothing"
        raise FaultyLabels(
            f"{where}: no label: found the keys {found[:100]}; allowed are {', '.join(_ALLOWED)}, split"
        )
    for key, (allowed, fits) in _ALLOWED.items():
        if not fits(row.get(key)):
            raise FaultyLabels(f"{where}: {key}: found {json.dumps(row.get(key))[:60]}; allowed is {allowed}")
    return row
