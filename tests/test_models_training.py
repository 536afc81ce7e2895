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
from safetensors.torch import load_file as load_safetensors
from safetensors.torch import save_file, save_model
from tokenizers import Tokenizer
from tokenizers.models import Unigram
from tokenizers.pre_tokenizers import Metaspace
from tokenizers.processors import TemplateProcessing
from torch import Tensor

from models.base import LANGUAGES, SENTIMENTS, Post, load
from models.bundle import WORDS, EncoderConfig
from models.encoder import Network, pad
from models.evaluate import Labelled
from models.ngrams import NgramModel
from models.onnx_runtime import OnnxRuntime
from models.topics import Topics
from models.torch_runtime import TorchRuntime, load_weights
from models.training import card, convert, export, fine_tune, mix, ngrams, steps, trim, vectors
from models.training.__main__ import main
from models.training.augment import augment, without_marks
from models.training.calibrate import Answers, fit, threshold_for, topic_floor
from models.training.mix import RULES, Row, Rule
from models.transformer import BundledClassifier, Reading

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
    # Where there is room for more than what is used: the base's own order, Latin and Arabic letters only.
    vocabulary = [*PIECES, "▁при", "▁hoş", "▁2020", "▁سلام", "▁merhaba"]
    roomy = trim.choose(vocabulary, Counter({9: 5}), 13)
    assert [vocabulary[i] for i in roomy if i not in kept] == ["▁ab", "bc", "▁hoş", "▁سلام"]
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
    ("changes", "sentiment", "taught", "complaint", "weight"),
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
            id="a set of two classes cannot speak of neutral",
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
    taught: tuple[bool, ...],
    complaint: float | None,
    weight: float,
) -> None:
    chosen = row(**changes)
    found = mix.lesson(chosen, RULES[chosen.source], (0.0, 0.0, 0.0))
    assert (found.sentiment, found.taught, found.complaint, found.complaint_weight) == (
        sentiment,
        taught,
        complaint,
        weight,
    )


def test_a_sources_own_shares_are_taken_out_of_what_it_teaches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mix, "RULES", {"reviews": Rule((1, 1))})
    labels = ["positive"] * 6 + ["negative"] * 3
    found = mix.lessons([row(str(i), source="reviews", label=label) for i, label in enumerate(labels)])
    negative, neutral, positive = found[0].offsets
    # What most rows are is expected anyway; what half as many are, half as much; what none is, hardly.
    assert positive == 0 > negative == pytest.approx(0.5 * np.log(0.5))
    assert neutral < negative


def test_rows_are_drawn_by_their_source(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mix, "RULES", {"often": Rule((2.5, 0)), "seldom": Rule((0.25, 2))})
    rows = [row(str(i), source="often") for i in range(200)] + [
        row(str(i), source="seldom") for i in range(200)
    ]
    rows += [row("d", source="often", split="dev"), row("x", source="unheard of")]
    broad = mix.draw(rows, stage="broad", seed=1)
    drawn = Counter(each.row.source for each in broad)
    assert 450 < drawn["often"] < 550
    assert 25 < drawn["seldom"] < 80
    assert broad == mix.draw(rows, stage="broad", seed=1) != mix.draw(rows, stage="broad", seed=2)
    assert "d" not in {each.row.text for each in broad}
    assert Counter(each.row.source for each in mix.draw(rows, stage="focused", seed=1)) == {"seldom": 400}


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


def written(tmp_path: Path) -> list[Row]:
    (tmp_path / "tr_magaza.jsonl.gz").write_bytes(gzip.compress(b""))
    return mix.read_rows(tmp_path)


def test_posts_written_by_hand_are_read_and_held_out(tmp_path: Path) -> None:
    rows = written(tmp_path)
    for language in LANGUAGES:
        share = Counter(
            each.split for each in rows if each.lang == language and each.source == mix.HANDWRITTEN
        )
        assert share["dev"] > 100
        assert share["train"] > 1500 > share["calibration"] > 100
        for source in (mix.BLIND, mix.EXAM):
            kept_back = [each for each in rows if each.lang == language and each.source == source]
            assert len(kept_back) > 100
            assert {each.split for each in kept_back} == {"dev"}
    assert {each.label for each in rows} <= set(SENTIMENTS)
    assert {each.topic for each in rows} <= set(mix.TOPICS)
    assert all(isinstance(each.complaint, bool) and each.kind for each in rows)


def test_the_brand_is_marked_in_nearly_all_posts_written_by_hand(tmp_path: Path) -> None:
    rows = [each for each in written(tmp_path) if each.marked]
    found = sum("@brand" in each.marked for each in rows)
    assert found > 0.8 * len(rows)
    assert all("@brand" not in each.text for each in rows)
    assert all(each.asked == each.marked for each in rows)


def test_a_handle_of_a_tweet_to_a_brand_is_the_brand(tmp_path: Path) -> None:
    post = {"id": "1", "text": "@united thanks, said nobody", "lang": "en", "label": None}
    with gzip.open(tmp_path / "en_airline.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write(json.dumps(post | {"complaint": True, "split": "dev"}) + "\n")
    first = next(each for each in mix.read_rows(tmp_path) if each.source == "en_airline")
    assert (first.text, first.marked) == ("@user thanks, said nobody", "@brand thanks, said nobody")
    # Whoever measures by such a set does not tell which brand it is about.
    assert first.asked == first.text


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


NO_OFFSETS = (0.0, 0.0, 0.0)


def test_the_loss_sees_only_what_is_labelled() -> None:
    lessons = [
        mix.lesson(row(label=None, complaint=None), Rule((1, 1)), NO_OFFSETS),
        mix.lesson(
            row(label="positive", complaint=True, topic="price"), Rule((1, 1), smoothing=0), NO_OFFSETS
        ),
    ]
    batch = fine_tune.collate(lessons, [np.array([0, 5, 2], np.int32)] * 2, 1)
    topic, prototypes = torch.eye(2, 16), torch.eye(len(mix.TOPICS), 16)

    def loss(sentiment: list[float], complaint: float, first: Tensor) -> float:
        logits = torch.tensor([sentiment, [0.0, 0.0, 1.0]])
        vectors = torch.stack((first, topic[1]))
        return fine_tune.loss(logits, torch.tensor([complaint, 0.0]), vectors, prototypes, batch).item()

    assert loss([9.0, 0.0, 0.0], 9.0, topic[0]) == loss([0.0, 0.0, 0.0], 0.0, topic[1])
    assert loss([0.0, 0.0, 0.0], 0.0, topic[0]) > 1


def test_an_offset_is_what_the_source_explains() -> None:
    sure = mix.lesson(row(label="positive", complaint=None), Rule((1, 1), smoothing=0), (-3.0, -3.0, 0.0))
    unsure = mix.lesson(row(label="positive", complaint=None), Rule((1, 1), smoothing=0), NO_OFFSETS)

    def gradient(lesson: mix.Lesson) -> float:
        logits = torch.zeros(1, 3, requires_grad=True)
        batch = fine_tune.collate([lesson], [np.array([0, 2], np.int32)], 1)
        fine_tune.loss(logits, torch.zeros(1), torch.ones(1, 4), torch.ones(10, 4), batch).backward()
        assert logits.grad is not None
        return float(-logits.grad[0, 2])

    assert 0 < gradient(sure) < gradient(unsure) / 4


def tiny(hidden: int = 16) -> Network:
    torch.manual_seed(0)
    sizes = EncoderConfig(
        vocabulary=len(PIECES), hidden=hidden, layers=1, heads=2, feed_forward=16, positions=96
    )
    network = Network(sizes)
    for name, weights in network.named_parameters():
        if "_embeddings" in name:
            torch.nn.init.normal_(weights)
    return network


def test_a_run_learns_and_goes_on_where_it_stopped(tmp_path: Path) -> None:
    lessons = [
        mix.lesson(
            row(text, source=mix.HANDWRITTEN, label=label, complaint=label == "negative", topic=topic),
            Rule((1, 1)),
            NO_OFFSETS,
        )
        for text, label, topic in [("a a a", "negative", "delivery"), ("c c c", "positive", "price")] * 400
    ]
    recipe = fine_tune.Recipe(tokens_a_batch=64, save_every=10, workers=1, rate=3e-3, head_rate=1e-2)
    stages = [lambda: lessons, lambda: lessons[:300]]
    checkpoint = tmp_path / "checkpoint.pt"

    lines = fine_tune.train(tiny(), small_tokenizer(), stages, recipe, checkpoint)
    assert next(lines) == "stage 1 of 2: 800 posts to learn from"
    assert next(lines).startswith("step=25/")
    lines.close()
    again = tiny()
    report = list(fine_tune.train(again, small_tokenizer(), stages, recipe, checkpoint))
    assert report[0] == "resumed in stage 1 at step 20"
    assert "stage 2 of 2: 300 posts to learn from" in report
    (line,) = fine_tune.train(tiny(), small_tokenizer(), stages, recipe, checkpoint)
    assert line.startswith("finished before: to train anew")
    with pytest.raises(fine_tune.StaleCheckpoint, match="of another network: delete it"):
        list(fine_tune.train(tiny(hidden=32), small_tokenizer(), stages, recipe, checkpoint))

    # The words' own vectors stay the base's, to the last bit.
    assert torch.equal(again.get_parameter(WORDS), tiny().get_parameter(WORDS))

    tokenizer = small_tokenizer()
    ids, mask = pad([tokenizer.encode(text).ids for text in ("a a a", "c c c", "a a")], 1)
    sentiment, complaint, topic = again(ids, mask)
    assert sentiment.argmax(dim=1).tolist()[:2] == [0, 2]
    assert complaint[0] > complaint[1]
    assert topic[0] @ topic[2] > topic[0] @ topic[1]


def unit_vectors(network: Network, texts: list[str]) -> Tensor:
    tokenizer = small_tokenizer()
    rows = [network.read(torch.tensor([tokenizer.encode(text).ids]))[1] for text in texts]
    return torch.nn.functional.normalize(torch.cat(rows).detach(), dim=1)


def test_the_vectors_give_back_what_the_base_made_of_a_text() -> None:
    network, base = tiny(), tiny().bert
    texts = [f"{first} {second} {third}" for first in "abc" for second in "abc" for third in "abc"] * 3
    before = {name: value.clone() for name, value in network.state_dict().items()}
    given = vectors.Material([], [], [], [row(text, lang="en") for text in texts])
    list(vectors.fit(network, base, small_tokenizer(), given, seed=1, steps=200))
    changed = {name for name, value in network.state_dict().items() if not torch.equal(value, before[name])}
    assert changed == {"vector.weight", "vector.bias"}
    found = unit_vectors(network, ["a a b", "a b a", "c c c"])
    assert found[0] @ found[1] > found[0] @ found[2]


def test_the_vectors_learn_topics_by_their_sentences_and_causes_across_languages() -> None:
    network, base = tiny(), tiny().bert
    words = {"price": "a", "delivery": "c"}
    posts = [
        row(f"{word} {other}", source=mix.HANDWRITTEN, topic=topic)
        for topic, word in words.items()
        for other in ("a", "b", "c", "ab", "abc")
    ]
    sentences = [row(f"{word} {word}", topic=topic) for topic, word in words.items()]
    causes = [
        mix.Cause(f"{word} {other}", lang, cause, "train")
        for cause, word in (("one", "ab"), ("two", "bc"))
        for lang, other in (("tr", "b"), ("en", "b b"), ("fa", "b b b"))
    ]
    given = vectors.Material(posts, sentences, causes, posts)
    *_, last = vectors.fit(network, base, small_tokenizer(), given, seed=1, steps=300)
    assert last.startswith("step=300/300")
    found = unit_vectors(network, ["ab b", "ab b b b", "bc b b", "a b", "a a", "c c"])
    assert found[0] @ found[1] > found[0] @ found[2]
    assert found[3] @ found[4] > found[3] @ found[5]


def test_what_the_vectors_are_fitted_on_is_for_training() -> None:
    rows = [row(str(number), split="train" if number % 2 else "dev", topic="price") for number in range(40)]
    rows += [
        row("x", source=mix.HANDWRITTEN, topic="price"),
        row("y", source=mix.HANDWRITTEN, split="dev", topic="price"),
    ]
    causes = [mix.Cause("a", "tr", "one", "train"), mix.Cause("b", "tr", "two", "dev")]
    given = vectors.material(rows, [], causes, seed=1)
    assert [each.text for each in given.posts] == ["x"]
    assert [each.cause for each in given.causes] == ["one"]
    assert len(given.others) == 20
    assert {each.split for each in given.others} == {"train"}


def test_complaints_of_one_cause_are_read_in_four_languages() -> None:
    causes = mix.read_causes()
    assert len({each.cause for each in causes if each.split == "train"}) > 60
    for name in {each.cause for each in causes}:
        group = [each for each in causes if each.cause == name]
        assert {each.lang for each in group} == set(LANGUAGES)
        assert len({each.split for each in group}) == 1


def test_ngrams_learn_what_words_mean(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ngrams, "_ROUNDS", 10)
    rows = [
        row(f"{word} {number}", label=label, complaint=label == "negative")
        for number in range(60)
        for word, label in (("berbat", "negative"), ("harika", "positive"))
    ]
    *lines, (_, weights) = ngrams.fit(rows)
    assert weights is not None
    assert lines[0][0] == "120 posts"
    bad, good = NgramModel(weights).logits(["Berbat 7", "HARİKA bir gün"])
    assert bad[0] > bad[2]
    assert good[2] > good[0]
    assert bad[3] > 0 > good[3]


def test_what_training_leaves_is_a_whole_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """linear → calibrate → export, over a network that was never trained, gives a folder that loads and judges."""
    data, work, posts = (tmp_path / name for name in ("data", "work", "posts"))
    for folder in (data, work, posts / mix.BLIND, posts / mix.EXAM, posts / mix.CAUSES):
        folder.mkdir(parents=True)
    plain = {"label": "negative", "complaint": True, "kind": "complaint", "topic": "price", "brand": "abc"}
    for lang in ("tr", "az"):
        rows = [
            plain | {"text": f"abc {lang} {n}", "lang": lang, "complaint": n % 2 == 0} for n in range(300)
        ]
        (posts / f"{lang}.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    with gzip.open(data / "tr_magaza.jsonl.gz", "wt") as file:
        file.write(json.dumps(plain | {"text": "ab", "lang": "tr", "split": "dev"}))
    monkeypatch.setattr(mix, "POSTS", posts)
    monkeypatch.setattr(ngrams, "_ROUNDS", 5)
    topics = tmp_path / "topics.yaml"
    topics.write_text("topics: {price: {en: [ab, abc, bc]}, delivery: {tr: [c a, c b, c c]}}")
    torch.manual_seed(0)
    network = Network(EncoderConfig(vocabulary=len(PIECES)))
    for name, weights in network.named_parameters():
        if "_embeddings" in name:
            torch.nn.init.normal_(weights)
    save_file(
        {name: w.detach() for name, w in network.bert.state_dict().items()}, work / "trimmed.safetensors"
    )
    save_model(network, str(work / "trained.safetensors"))
    small_tokenizer().save(str(work / "trimmed.json"))
    torch.save({"counters": {"posts": 1234}}, work / "checkpoint.pt")
    said = [
        *steps.linear(data, work),
        *steps.fit_vectors(data, work, topics, seed=1),
        *steps.calibrate(data, work, topics),
        *steps.export(data, work, tmp_path / "out"),
    ]
    assert "one fine-tuning run over 1,234 posts" in " ".join(said[-1].split())
    classifier = load(str(tmp_path / "out"), threads=1)
    assert isinstance(classifier, BundledClassifier)
    assert classifier.topics.names == ["price", "delivery"]
    kept = load_weights(tmp_path / "out" / "model.safetensors", torch.float32)
    exported = {name: w for name, w in network.state_dict().items() if not name.startswith("topic.")}
    assert set(kept) == set(exported)
    assert all(
        torch.allclose(kept[name], w, atol=0.05) for name, w in exported.items() if "vector" not in name
    )
    (verdict,) = classifier.classify([Post(text="abc ab", brand=("abc",))])
    assert verdict.topic in ("price", "delivery", "none")


def test_a_run_goes_on_from_an_exported_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    start, work = tmp_path / "start", tmp_path / "work"
    work.mkdir()
    torch.manual_seed(0)
    network = Network(EncoderConfig(vocabulary=8))
    for name, weights in network.named_parameters():
        if "_embeddings" in name:
            torch.nn.init.normal_(weights)
    small_tokenizer().save(str(work / "base.json"))
    base = {name: weight.detach().clone() for name, weight in network.bert.state_dict().items()}
    base[steps.WORD_EMBEDDINGS] = torch.randn(len(PIECES), 384)
    save_file(base, work / "base.safetensors")
    kept = Counter(dict.fromkeys(range(8), 1))
    tokenizer = trim.trim_tokenizer(json.loads((work / "base.json").read_text()), sorted(kept))
    (work / "start.json").write_text(json.dumps(tokenizer))
    export.write_bundle(network, work / "start.json", export.UNCALIBRATED, start)
    monkeypatch.setattr(steps, "read_rows", lambda _: [row("ab bc")])
    monkeypatch.setattr(steps, "_draw", lambda *_, **__: [])
    list(steps.trim(work, work, 1, start))
    assert json.loads((work / "trimmed.json").read_text())["model"]["vocab"] == tokenizer["model"]["vocab"]
    list(steps.train(work, work, work, fine_tune.Recipe(workers=1), start))
    trained = load_safetensors(work / "trained.safetensors")
    assert torch.allclose(trained["sentiment.weight"], network.sentiment.weight, atol=1e-2)


def test_the_graph_says_what_the_network_says(tmp_path: Path) -> None:
    torch.manual_seed(2)
    network = Network(
        EncoderConfig(vocabulary=len(PIECES), hidden=32, heads=4, layers=3, feed_forward=64)
    ).eval()
    for name, weights in network.named_parameters():
        if "_embeddings" in name:
            torch.nn.init.normal_(weights)
    small_tokenizer().save(str(tmp_path / "t.json"))
    export.write_bundle(network, tmp_path / "t.json", export.UNCALIBRATED, tmp_path / "out")
    rows = [[0, 5, 6, 7, 8, 2], [0, 9, 9, 5, 12, 2]]
    exact = TorchRuntime(tmp_path / "out", "cpu", "float32").run(rows)
    for found, one in zip(OnnxRuntime(tmp_path / "out").run(rows), exact, strict=True):
        assert found.shape == one.shape
        assert np.abs(found - one).max() < 0.03
        assert np.abs(found).max() > 0.1
    # The graph has no weights of its own: without the file beside it there is nothing to run.
    (tmp_path / "out" / "model.safetensors").unlink()
    with pytest.raises(Exception, match=r"model\.safetensors"):
        OnnxRuntime(tmp_path / "out")


def test_rows_in_8_bits_lose_little() -> None:
    matrix = torch.randn(50, 32) * torch.logspace(-3, 2, 50)[:, None]
    rounded, scale = export.in_8_bits(matrix)
    back = rounded.float() * scale.float()[:, None]
    assert (back - matrix).abs().amax(dim=1).div(matrix.abs().amax(dim=1)).max() < 0.01
    assert export.in_8_bits(torch.zeros(1, 4))[0].tolist() == [[0, 0, 0, 0]]


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
    encoder = np.array(logits, np.float32)
    # The second model knows nothing.
    noise = rng.normal(size=encoder.shape).astype(np.float32)
    calibration = fit(rows, Reading(encoder, noise, np.zeros((600, 2), np.float32)))
    first, second = calibration.sentiment["en"]
    assert first < 0.3
    assert second < 0.15
    nothing = (0.0,) * 4
    verdict = calibration.verdict((10.0, 0.0, 0.0, 3.0), nothing, "en", "m")
    assert 0.75 < verdict.negative < 0.92
    assert verdict.complaint
    assert not calibration.verdict((10.0, 0.0, 0.0, 1.0), nothing, "en", "m").complaint


def test_the_better_of_two_models_is_believed_more() -> None:
    rng = np.random.default_rng(5)
    labels = rng.integers(3, size=400)
    rows = [Row("", "tr", "tr_magaza", "calibration", SENTIMENTS[label], None) for label in labels]
    good = np.eye(3)[labels] * 2 + rng.normal(size=(400, 3))
    poor = np.eye(3)[labels] * 0.3 + rng.normal(size=(400, 3))
    logits = [np.pad(each, ((0, 0), (0, 1))).astype(np.float32) for each in (poor, good)]
    first, second = fit(rows, Reading(*logits, np.zeros((400, 2), np.float32))).sentiment["tr"]
    assert second > 2 * first > 0


def test_a_post_far_from_every_topic_is_about_none() -> None:
    topics = Topics([("price", "a"), ("delivery", "b")], np.eye(2, 4, dtype=np.float32))
    near = np.array([[1.0, 0, 0, 0], [0.9, 0.1, 0, 0], [0, 1.0, 0, 0], [0.2, 0, 0.9, 0]], np.float32)
    floor = topic_floor(topics, near, ["price", "price", "delivery", "none"])
    assert 0.2 < floor <= 0.9
    assert topics.of(near, floor) == ["price", "price", "delivery", "none"]


def answers(complaint: list[int], times: int) -> Answers:
    probability = np.array([0.55, 0.7, 0.8, 0.95] * times)
    return Answers(probability, np.array(complaint * times, float), np.ones(4 * times))


@pytest.mark.parametrize(
    ("complaint", "threshold"),
    [
        pytest.param([1, 1, 1, 1], 0.3, id="precise from the start"),
        pytest.param([0, 0, 1, 1], 0.75, id="raised until it is"),
        pytest.param([0, 0, 0, 0], 0.9, id="never"),
    ],
)
def test_threshold_for_a_precision(complaint: list[int], threshold: float) -> None:
    own = answers(complaint, 300)
    assert threshold_for(own, own, 0.9) == threshold


def test_a_few_posts_do_not_set_a_threshold_by_themselves() -> None:
    everywhere = answers([1, 1, 1, 1], 300)
    assert threshold_for(answers([0, 1, 1, 1], 3), everywhere, 0.9) == 0.3
    assert threshold_for(answers([0, 1, 1, 1], 300), everywhere, 0.9) == 0.6


def test_the_card_is_whole() -> None:
    rows = [
        row("kargom gelmedi", source=mix.HANDWRITTEN, complaint=True, kind="irony", topic="delivery"),
        row("thank you all", source="multi_umsab", lang="en", label="positive"),
        row("merci beaucoup", source="multi_umsab", lang="fr", label="positive"),
    ]
    calibration = export.UNCALIBRATED
    labelled = [
        Labelled(
            group=each.source,
            language=each.lang,
            verdict=calibration.verdict((2.0, 0.0, 0.0, 2.0), (0.0,) * 4, each.lang, "m"),
            sentiment="negative" if each.label == "negative" else "positive",
            complaint=each.complaint,
        )
        for each in rows
    ]
    text = card.write(rows, labelled, vocabulary=40_000, posts=1_234, runtime="cpu, int8")
    assert "<!--" not in text
    assert "250,037 pieces to 40,000" in text
    assert "| irony | 1 of 1 | 0 of 0 |" in text
    assert "multi_umsab, mean of 2 languages" in text
    assert all(source in text for source in RULES)
