"""`monitor evaluate`: labelled posts in, a scorecard of each set and language out."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from fakes import WordClassifier

from models.evaluate import scorecards
from monitor.evaluating import FaultyLabels, as_table, labelled, read_labelled


def write(file: Path, *rows: dict[str, object] | str) -> Path:
    text = "".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows)
    file.write_bytes(gzip.compress(text.encode()) if file.suffix == ".gz" else text.encode())
    return file


def test_a_scorecard_of_each_set_and_language(tmp_path: Path) -> None:
    file = write(
        tmp_path / "mine.jsonl",
        {"text": "rezalet", "lang": "en", "label": "negative", "complaint": True, "source": "a"},
        {"text": "fine", "lang": "en", "label": "positive", "complaint": True, "source": "a"},
        {"text": "fine", "lang": "tr", "label": "positive", "complaint": False, "topic": "price"},
        {"text": "fine", "label": None, "complaint": None},
        "",
    )
    done: list[int] = []
    cards = scorecards(labelled(list(read_labelled(file)), WordClassifier(), done.append))
    assert [(card.group, card.language) for card in cards] == [("a", "en"), ("mine", "?"), ("mine", "tr")]
    english, _, turkish = cards
    assert english.macro_f1 is not None
    assert english.macro_f1.value == 1
    assert english.recall is not None
    assert english.recall.value == 0.5
    assert english.language_right is not None
    assert english.language_right.value == 1
    assert turkish.language_right is not None
    assert turkish.language_right.value == 0
    # A model without topics is not wrong about them; what was never called or never there has no share.
    assert turkish.topic_right is None
    assert turkish.precision is turkish.recall is None
    assert done == [4]
    table = as_table(cards)
    assert "a · en" in table
    assert "macro-F1 1.000 (1.000–1.000)" in table
    assert "recall 0.500" in table


def test_a_packed_file_and_a_split(tmp_path: Path) -> None:
    rows = [{"text": str(n), "label": None, "split": "dev" if n % 2 else "train"} for n in range(4)]
    file = write(tmp_path / "posts.2025.jsonl.gz", *rows)
    assert [row.post.text for row in read_labelled(file, "dev")] == ["1", "3"]
    assert {row.group for row in read_labelled(file)} == {"posts.2025"}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("nonsense", "posts.jsonl:2: not JSON"),
        ("[]", "posts.jsonl:2: found list"),
        ('{"text": 1, "label": null}', "posts.jsonl:2: text: found 1; allowed is a string"),
        (
            '{"text": "a", "sentiment": "negative"}',
            "posts.jsonl:2: no label: found the keys text, sentiment; allowed",
        ),
        (
            '{"text": "a", "label": "bad"}',
            'label: found "bad"; allowed is negative, neutral, positive or null',
        ),
        ('{"text": "a", "complaint": "yes"}', 'complaint: found "yes"; allowed is true, false or null'),
        ('{"text": "a", "label": []}', "label: found []"),
    ],
)
def test_a_row_that_cannot_be_read_is_told(tmp_path: Path, line: str, told: str) -> None:
    file = write(tmp_path / "posts.jsonl", {"text": "a", "label": None}, line)
    with pytest.raises(FaultyLabels) as caught:
        list(read_labelled(file))
    assert told in str(caught.value)


def test_a_file_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    with pytest.raises(FaultyLabels, match="No such file"):
        list(read_labelled(tmp_path / "none.jsonl"))
    torn = tmp_path / "torn.jsonl.gz"
    whole = gzip.compress(b"".join(b'{"text": "%d", "label": null}\n' % n for n in range(500)))
    for broken in (whole[:-12], whole[:200] + b"\xff" * 50 + whole[250:]):
        torn.write_bytes(broken)
        with pytest.raises(FaultyLabels, match=r"torn\.jsonl\.gz"):
            list(read_labelled(torn))
