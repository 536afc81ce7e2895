"""`monitor classify`: JSONL in, JSONL out, in the same order, one line each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from models.base import Classifier, Post, Verdict

#: Lines judged together: enough for batches of like length, few enough to stream.
CHUNK = 1024


def classify_lines(lines: Iterable[bytes], classifier: Classifier) -> Iterator[tuple[str, str | None]]:
    """Judge each line.

    Args:
        lines: JSON objects with `id`, `text`, and optionally `lang` (a hint) and `brand` (the name it is about).

    Yields:
        For each line the JSON to print, and what was wrong with it, or None. A line that cannot be read gives an
        object with `id` (null if unknown) and `error`.
    """
    numbered = enumerate(lines, start=1)
    while chunk := list(islice(numbered, CHUNK)):
        read = [_read(number, line) for number, line in chunk]
        verdicts = iter(classifier.classify([post for _, post, _ in read if post is not None]))
        for row_id, post, fault in read:
            if post is None:
                yield json.dumps({"id": row_id, "error": fault}, ensure_ascii=False), fault
            else:
                yield json.dumps(_written(row_id, next(verdicts)), ensure_ascii=False), None


def _read(number: int, line: bytes) -> tuple[Any, Post | None, str | None]:
    """(id, post, fault): exactly one of post and fault is None."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        return None, None, f"line {number}: not JSON ({type(error).__name__}: {str(error)[:100]})"
    if not isinstance(row, dict):
        return None, None, f"line {number}: found {type(row).__name__}; allowed is an object with id and text"
    row_id = row.get("id")
    for key, needed in (("text", True), ("lang", False), ("brand", False)):
        value = row.get(key)
        if not isinstance(value, str) and (needed or value is not None):
            return row_id, None, f"line {number}: {key}: found {type(value).__name__}; allowed is a string"
    brand = (row["brand"],) if row.get("brand") else ()
    return row_id, Post(text=row["text"], language_hint=row.get("lang"), brand=brand), None


def _written(row_id: Any, verdict: Verdict) -> dict[str, Any]:
    return {
        "id": row_id,
        "lang": verdict.language,
        "sentiment": verdict.sentiment,
        "sentiment_probabilities": {
            "negative": round(verdict.negative, 6),
            "neutral": round(verdict.neutral, 6),
            "positive": round(verdict.positive, 6),
        },
        "complaint": verdict.complaint,
        "complaint_probability": round(verdict.complaint_probability, 6),
        "topic": verdict.topic,
    }
