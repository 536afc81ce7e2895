"""The steps of training on small things made here: the 4-bit file, the vocabulary, the mix, a few steps of a run."""

from __future__ import annotations

import gzip
import json
import random
import struct
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from tokenizers import Tokenizer
from tokenizers.models import Unigram
from tokenizers.pre_tokenizers import Metaspace
from tokenizers.processors import TemplateProcessing

from models.base import LANGUAGES, SENTIMENTS
from models.encoder import EncoderConfig, Network, pad
from models.evaluate import Labelled
from models.training import card, convert, fine_tune, mix, trim
from models.training.__main__ import main
from models.training.augment import augment, without_marks
from models.training.calibrate import fit, threshold_for
from models.training.mix import RULES, Row, Rule
from models.transformer import Calibration

PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁", "a", "b", "c", "▁ab", "▁abc", "中", "👩‍🔧", "bc"]


def row(text: str = "ab", **changes: object) -> Row:
    plain = Row(text, "tr", "tr_magaza", "train", "negative", None)
    return replace(plain, **changes)  # type: ignore[arg-type]


def small_tokenizer() -> Tokenizer:
    tokenizer = Tokenizer(Unigram([(piece, -float(i)) for i, piece in enumerate(PIECES)], unk_id=3))
    tokenizer.pre_tokenizer = Metaspace()
    tokenizer.post_processor = TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> $B </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    return tokenizer


def q4_file(path: Path, nibbles: bytes) -> None:
    """Write an e5 file of one layer norm and one word embedding of two rows of 32."""
    header = struct.pack("<4sI7ifi", b"E5S1", 1, 32, 1, 1, 64, 2, 4, 1, 1e-12, 32)
    pieces = (
        struct.pack("<i4iQ", 1, 0, 1, 2, 3, 3) + struct.pack("<2I", 0, 3) + struct.pack("<f", -1.0) + b"abc"
    )
    normalisations = struct.pack("<iI", 1, 9) + b"\0" * 9
    names = [(b"emb.word", 1, 64), (b"emb.ln.w", 0, 32)]
    directory_size = 4 + sum(2 + len(name) + 21 for name, _, _ in names)
    start = len(header) + len(pieces) + len(normalisations) + directory_size
    word = b"".join(struct.pack("<e", scale) + nibbles for scale in (0.5, 2.0))
    norm = np.arange(32, dtype="<f4").tobytes()
    directory = struct.pack("<i", 2)
    for (name, kind, count), offset, size in zip(names, (start, start + 36), (36, 128), strict=True):
        directory += struct.pack("<H", len(name)) + name + struct.pack("<BIQQ", kind, count, offset, size)
    path.write_bytes(header + pieces + normalisations + directory + word + norm)


def test_the_4_bit_file_is_read(tmp_path: Path) -> None:
    # The low nibbles are weights 0–15, the high ones 16–31, each minus 8.
    q4_file(tmp_path / "small.bin", bytes(range(16)))
    sizes, tensors = convert.read_q4(tmp_path / "small.bin")
    assert (sizes.hidden, sizes.vocabulary, sizes.positions) == (32, 2, 4)
    word = tensors["embeddings.word_embeddings.weight"]
    assert word.shape == (2, 32)
    assert word[0].tolist() == [0.5 * (i - 8) for i in range(16)] + [0.5 * -8] * 16
    assert word[1, 15] == 14
    assert tensors["embeddings.LayerNorm.weight"].tolist() == list(range(32))


def test_another_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.bin").write_bytes(b"GGUF" + b"\0" * 60)
    with pytest.raises(ValueError, match="begins with b'GGUF'"):
        convert.read_q4(tmp_path / "x.bin")


def test_trimming_keeps_characters_and_what_is_used() -> None:
    kept = trim.choose(PIECES, Counter({9: 5, 8: 2, 11: 1}), 10)
    # Specials, single characters, the emoji that stands in one piece only, and the most used piece.
    assert [PIECES[i] for i in kept] == ["<s>", "<pad>", "</s>", "<unk>", "▁", "a", "b", "c", "▁abc", "👩‍🔧"]
    with pytest.raises(ValueError, match="a vocabulary of 5 cannot hold"):
        trim.choose(PIECES, Counter(), 5)


def test_a_trimmed_tokenizer_gives_the_same_text_in_other_pieces() -> None:
    full = small_tokenizer()
    content = json.loads(full.to_str())
    kept = [0, 1, 2, 3, 4, 5, 6, 7, 8]
    small = trim.load_tokenizer(trim.trim_tokenizer(content, kept))
    assert full.encode("abc").tokens == ["<s>", "▁abc", "</s>"]
    assert small.encode("abc").tokens == ["<s>", "▁ab", "c", "</s>"]
    assert trim.unknown_share(small, ["abc"]) == (0.0, 4.0)
    assert trim.unknown_share(small, ["中"])[0] > trim.unknown_share(full, ["中"])[0] == 0
    rows = np.arange(26, dtype=np.float32).reshape(13, 2)
    assert trim.trim_embedding(rows, [0, 9]).tolist() == [[0, 1], [18, 19]]


@pytest.mark.parametrize(
    ("changes", "sentiment", "allowed", "complaint", "weight"),
    [
        pytest.param({}, 0, (True,) * 3, 0.9, 0.5, id="a bad review is a weak complaint"),
        pytest.param(
            {"label": "neutral"}, 1, (True,) * 3, None, 0.5, id="a neutral review says nothing of it"
        ),
        pytest.param({"complaint": False}, 0, (True,) * 3, 0.0, 1.0, id="a label goes before a guess"),
        pytest.param(
            {"source": "az_reviews_merged", "label": "positive"},
            2,
            (True, False, True),
            0.03,
            0.5,
            id="a set of two classes does not see neutral",
        ),
        pytest.param(
            {"source": "tr_boun_tweets"}, 0, (True,) * 3, None, 0.5, id="a bad tweet may be about anything"
        ),
        pytest.param(
            {"source": "en_complaints_preotiuc", "label": None, "complaint": True},
            None,
            (True,) * 3,
            1.0,
            1.0,
            id="no sentiment label",
        ),
    ],
)
def test_what_a_row_teaches(
    changes: dict[str, object],
    sentiment: int | None,
    allowed: tuple[bool, ...],
    complaint: float | None,
    weight: float,
) -> None:
    chosen = row(**changes)
    found = mix.lesson(chosen, RULES[chosen.source])
    assert (found.sentiment, found.allowed, found.complaint, found.complaint_weight) == (
        sentiment,
        allowed,
        complaint,
        weight,
    )


def test_rows_are_drawn_by_their_source(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mix, "RULES", {"often": Rule(2.5), "seldom": Rule(0.25)})
    rows = [row(str(i), source="often") for i in range(200)] + [
        row(str(i), source="seldom") for i in range(200)
    ]
    rows += [row("d", source="often", split="dev"), row("x", source="unheard of")]
    drawn = Counter(each.row.source for each in mix.draw(rows, seed=1))
    assert 450 < drawn["often"] < 550
    assert 25 < drawn["seldom"] < 80
    assert mix.draw(rows, seed=1) == mix.draw(rows, seed=1) != mix.draw(rows, seed=2)
    assert "d" not in {each.row.text for each in mix.draw(rows, seed=1)}


def test_a_text_of_dev_is_never_trained_on(tmp_path: Path) -> None:
    posts = [
        {
            "id": "1",
            "text": "Aynı cümle",
            "lang": "tr",
            "label": "negative",
            "complaint": None,
            "split": "dev",
        },
        {
            "id": "2",
            "text": "aynı  cümle",
            "lang": "tr",
            "label": "negative",
            "complaint": None,
            "split": "train",
        },
    ]
    with gzip.open(tmp_path / "tr_magaza.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(post) + "\n" for post in posts)
    rows = [each for each in mix.read_rows(tmp_path) if each.source == "tr_magaza"]
    assert [each.split for each in rows] == ["dev"]


def test_posts_written_by_hand_are_read_and_held_out(tmp_path: Path) -> None:
    (tmp_path / "tr_magaza.jsonl.gz").write_bytes(gzip.compress(b""))
    rows = [each for each in mix.read_rows(tmp_path) if each.source == mix.HANDWRITTEN]
    for language in LANGUAGES:
        share = Counter(each.split for each in rows if each.lang == language)
        assert 40 < share["dev"] < 90
        assert share["train"] > 120 > share["calibration"] > 10
    assert {each.label for each in rows} <= set(SENTIMENTS)
    assert all(isinstance(each.complaint, bool) and each.kind for each in rows)


def test_absent_data_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(FileNotFoundError, match=r"no labelled posts in .*give the folder with --data"):
        mix.read_rows(tmp_path)
    with pytest.raises(SystemExit) as left:
        main(["trim", "--work", str(tmp_path)])
    assert left.value.code == 1
    assert "run `python -m models.training convert` first" in capsys.readouterr().err


def test_augmenting_is_repeatable_and_never_empties() -> None:
    text = "Kargom çok geç geldi 😡 hiç memnun değilim"
    assert without_marks("Çığ Şəkil", random.Random(0)) == "Cig Sekil"
    one = [augment(text, "tr", random.Random(seed), strength=3) for seed in range(50)]
    assert one == [augment(text, "tr", random.Random(seed), strength=3) for seed in range(50)]
    assert len(set(one)) > 10
    assert all(one)
    assert augment("😡", "tr", random.Random(0), strength=100) != ""


def test_batches_hold_like_lengths_and_every_post() -> None:
    lengths = [random.Random(i).randint(3, 90) for i in range(500)]
    order = fine_tune.plan(lengths, fine_tune.Recipe(tokens_a_batch=256))
    assert sorted(index for batch in order for index in batch) == list(range(500))
    assert all(len(batch) * max(lengths[i] for i in batch) <= 256 for batch in order)


def test_the_loss_sees_only_what_is_labelled() -> None:
    lessons = [
        mix.lesson(row(label=None, complaint=None), Rule(1)),
        mix.lesson(row(source="az_reviews_merged"), Rule(1, ("negative", "positive"), 0.0)),
    ]
    batch = fine_tune.collate(lessons, [np.array([0, 5, 2], np.int32)] * 2, 1)
    # Neutral is out of sight of a set of two classes: its logit makes no difference.
    values = [
        fine_tune.loss(torch.tensor([[0.0, 0.0, 0.0], [1.0, neutral, 0.0]]), torch.zeros(2), batch).item()
        for neutral in (-9.0, 9.0)
    ]
    assert values[0] == pytest.approx(values[1]) == pytest.approx(np.log(1 + np.exp(-1)) / 2, abs=1e-4)


def test_a_run_learns_and_goes_on_where_it_stopped(tmp_path: Path) -> None:
    torch.manual_seed(0)
    sizes = EncoderConfig(vocabulary=len(PIECES), hidden=16, layers=1, heads=2, feed_forward=16, positions=96)
    lessons = [
        mix.lesson(row(text, source=mix.HANDWRITTEN, label=label, complaint=label == "negative"), Rule(1))
        for text, label in [("a a a", "negative"), ("c c c", "positive")] * 400
    ]
    recipe = fine_tune.Recipe(tokens_a_batch=64, save_every=10, workers=1, rate=3e-3, head_rate=1e-2)
    network = Network(sizes)
    for name, weights in network.named_parameters():
        if "_embeddings" in name:
            torch.nn.init.normal_(weights)
    frozen = network.bert.embeddings.word_embeddings.weight.clone()
    checkpoint = tmp_path / "checkpoint.pt"

    lines = fine_tune.train(network, small_tokenizer(), lessons, recipe, checkpoint)
    assert next(lines).startswith("step=25/")
    lines.close()
    again = Network(sizes)
    again.bert.embeddings.word_embeddings.weight.data.copy_(frozen)
    report = list(fine_tune.train(again, small_tokenizer(), lessons, recipe, checkpoint))
    assert report[0] == "resumed at step 20"
    assert torch.equal(again.bert.embeddings.word_embeddings.weight, frozen)

    tokenizer = small_tokenizer()
    ids, mask = pad([tokenizer.encode(text).ids for text in ("a a a", "c c c")], 1)
    sentiment, complaint = again(ids, mask)
    assert sentiment.argmax(dim=1).tolist() == [0, 2]
    assert complaint[0] > complaint[1]


def test_calibration_makes_confidence_honest() -> None:
    rng = np.random.default_rng(5)
    rows, logits = [], []
    for index in range(600):
        label = int(rng.integers(3))
        # Right three times in four, and ten times too sure of it.
        shown = label if rng.random() < 0.75 else int(rng.integers(3))
        complaint = bool(rng.random() < 0.5)
        rows.append(
            Row(f"{index}", "en", mix.HANDWRITTEN, "calibration", SENTIMENTS[label], complaint, "complaint")
        )
        three = [10.0 if each == shown else 0.0 for each in range(3)]
        logits.append((*three, (1.0 if complaint else -1.0) + 2.0))
    calibration = fit(rows, logits)  # type: ignore[arg-type]
    assert calibration.temperature["en"] > 3
    verdict = calibration.verdict((10.0, 0.0, 0.0, 3.0), "en", "m")
    assert 0.75 < verdict.negative < 0.92
    assert verdict.complaint
    assert not calibration.verdict((10.0, 0.0, 0.0, 1.0), "en", "m").complaint


@pytest.mark.parametrize(
    ("complaint", "threshold"),
    [
        pytest.param([1, 1, 1, 1], 0.5, id="precise from the start"),
        pytest.param([0, 0, 1, 1], 0.75, id="raised until it is"),
        pytest.param([0, 0, 0, 0], 0.9, id="never"),
    ],
)
def test_threshold_for_a_precision(complaint: list[int], threshold: float) -> None:
    probability = np.array([0.55, 0.7, 0.8, 0.95])
    assert threshold_for(probability, np.array(complaint, float), np.ones(4), 0.9) == threshold


def test_the_card_is_whole() -> None:
    rows = [
        row("kargom gelmedi", source=mix.HANDWRITTEN, complaint=True, kind="irony"),
        row("thank you all", source="multi_umsab", lang="en", label="positive"),
        row("merci beaucoup", source="multi_umsab", lang="fr", label="positive"),
    ]
    calibration = Calibration(
        temperature={"default": 1.0},
        slope={"default": 1.0},
        offset={"default": 0.0},
        threshold={"default": 0.5},
    )
    labelled = [
        Labelled(
            group=each.source,
            language=each.lang,
            verdict=calibration.verdict((2.0, 0.0, 0.0, 2.0), each.lang, "m"),
            sentiment="negative" if each.label == "negative" else "positive",
            complaint=each.complaint,
        )
        for each in rows
    ]
    text = card.write(rows, labelled, vocabulary=40_000, posts=1_234)
    assert "<!--" not in text
    assert "250,037 pieces to 40,000" in text
    assert "| irony | 1 of 1 | 0 of 0 |" in text
    assert "multi_umsab, mean of 2 languages" in text
    assert all(source in text for source in RULES)
