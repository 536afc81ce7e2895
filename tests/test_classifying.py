"""`monitor classify`: JSONL in, the exact JSONL of the design out."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fakes import WordClassifier

from models.base import Post, Verdict
from monitor import classifying
from monitor.classifying import classify_lines


def run(*lines: str | bytes) -> list[tuple[dict[str, Any], str | None]]:
    raw = [line if isinstance(line, bytes) else line.encode() for line in lines]
    return [(json.loads(line), fault) for line, fault in classify_lines(raw, WordClassifier())]


def test_each_line_gives_exactly_the_fields_of_the_design() -> None:
    ((row, fault),) = run('{"id": 7, "text": "rezalet", "lang": "tr", "brand": "Firuzka"}\n')
    assert fault is None
    assert row == {
        "id": 7,
        "lang": "en",
        "sentiment": "negative",
        "sentiment_probabilities": {"negative": 0.95, "neutral": 0.03, "positive": 0.02},
        "complaint": True,
        "complaint_probability": 0.97,
        "topic": None,
    }


def test_the_order_and_the_number_of_lines_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(classifying, "CHUNK", 3)
    lines = [json.dumps({"id": n, "text": "rezalet" if n % 3 else "ok"}) for n in range(10)]
    rows = run(*lines)
    assert [row["id"] for row, _ in rows] == list(range(10))
    assert [row["complaint"] for row, _ in rows] == [bool(n % 3) for n in range(10)]


def test_hint_and_brand_reach_the_classifier() -> None:
    seen: list[Post] = []

    class Spy(WordClassifier):
        def classify(self, posts: Any) -> list[Verdict]:
            seen.extend(posts)
            return super().classify(posts)

    list(classify_lines([b'{"id": 1, "text": "a", "lang": "az", "brand": "Firuzka"}'], Spy()))
    assert seen == [Post(text="a", language_hint="az", brand=("Firuzka",))]


@pytest.mark.parametrize(
    ("line", "row_id", "told"),
    [
        ("nonsense", None, "line 2: not JSON"),
        ("", None, "line 2: not JSON"),
        ("[1]", None, "line 2: found list; allowed is an object with id and text"),
        ('{"id": 5}', 5, "line 2: text: found NoneType; allowed is a string"),
        ('{"id": 5, "text": 3}', 5, "line 2: text: found int; allowed is a string"),
        ('{"id": 5, "text": "a", "lang": 3}', 5, "line 2: lang: found int"),
        (b"\xff\xfe", None, "line 2: not JSON"),
        ("[" * 100_000, None, "line 2: not JSON"),
    ],
)
def test_a_line_that_cannot_be_read_is_told_and_the_rest_goes_on(
    line: str | bytes, row_id: object, told: str
) -> None:
    good = '{"id": 1, "text": "ok"}'
    before, bad, after = run(good, line, good)
    assert before[1] is after[1] is None
    assert bad[0]["id"] == row_id
    assert told in bad[0]["error"]
    assert bad[1] is not None


def test_lone_surrogates_and_null_ids_pass() -> None:
    (one, fault), _ = run('{"id": null, "text": "\\ud800 rezalet"}', '{"text": "no id"}')
    assert fault is None
    assert one["complaint"]
