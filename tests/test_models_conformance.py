"""What every classifier must do, run over each of them: one verdict a post, in order, whatever the text holds."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from bundled_model import bundled
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer
from tokenizers.models import Unigram
from tokenizers.pre_tokenizers import Metaspace

from models.base import LANGUAGES, SENTIMENTS, Classifier, Post, Verdict, load

HOSTILE = {
    "empty": "",
    "blank": " \n\t ",
    "a megabyte": "kargo gelmedi " * 75_000,
    "one endless word": "a" * 1_000_000,
    "NUL": "a\x00b\x00",
    "lone surrogates": "\ud800\udfff kargo \udc00",
    "ten thousand emoji": "😡" * 10_000,
    "only a link": "https://example.test/x",
    "direction marks": "\u202e\u2066\u200fabc\u2069",
    "combining marks": "e" + "\u0301" * 5_000,
    "markup": "<script>alert(1)</script> <!channel> {{ 7*7 }} %s %n",
    "special pieces": "<s></s><pad><unk><mask>",
    "unassigned": "\U000e0001\uffff\U0010ffff",
}


@pytest.fixture(scope="session")
def other_model(tmp_path_factory: pytest.TempPathFactory) -> Classifier:
    """A transformers model of our own making, with random weights, in a folder."""
    from transformers import BertConfig, BertForSequenceClassification, PreTrainedTokenizerFast

    folder = tmp_path_factory.mktemp("other")
    pieces = ["<unk>", "<pad>", "<s>", "</s>", "▁", *"abcdefghijklmnopqrstuvwxyz"]
    tokenizer = Tokenizer(Unigram([(piece, -1.0) for piece in pieces], unk_id=0))
    tokenizer.pre_tokenizer = Metaspace()
    PreTrainedTokenizerFast(tokenizer_object=tokenizer, unk_token="<unk>", pad_token="<pad>").save_pretrained(
        folder
    )
    torch.manual_seed(1)
    names = dict(enumerate(("NEG", "neutral", "LABEL_2")))
    config = BertConfig(
        vocab_size=len(pieces),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        pad_token_id=1,
        num_labels=3,
        id2label=names,
        label2id={name: number for number, name in names.items()},
    )
    BertForSequenceClassification(config).save_pretrained(folder)
    return load(str(folder), labels={"LABEL_2": "positive"}, threads=1)


@pytest.fixture(params=["bundled", "transformers"])
def classifier(request: pytest.FixtureRequest) -> Classifier:
    if request.param == "bundled":
        return bundled()
    chosen: Classifier = request.getfixturevalue("other_model")
    return chosen


def assert_sound(verdict: Verdict, classifier: Classifier) -> None:
    shares = (verdict.negative, verdict.neutral, verdict.positive)
    assert verdict.language in (*LANGUAGES, "other")
    assert all(0 <= share <= 1 for share in shares)
    assert sum(shares) == pytest.approx(1, abs=1e-4)
    assert max(shares) == shares[SENTIMENTS.index(verdict.sentiment)]
    assert 0 <= verdict.complaint_probability <= 1
    assert verdict.model == classifier.name


def near(one: Verdict, other: Verdict) -> bool:
    """Equal but for the rounding of other batch mates."""
    tolerance = 0.03
    return (
        one.language == other.language
        and abs(one.negative - other.negative) < tolerance
        and abs(one.positive - other.positive) < tolerance
        and abs(one.complaint_probability - other.complaint_probability) < tolerance
    )


def test_no_posts(classifier: Classifier) -> None:
    assert classifier.classify([]) == []


def test_hostile_texts(classifier: Classifier) -> None:
    verdicts = classifier.classify([Post(text=text) for text in HOSTILE.values()])
    assert len(verdicts) == len(HOSTILE)
    for verdict in verdicts:
        assert_sound(verdict, classifier)


@given(st.lists(st.text(st.characters(), max_size=60), min_size=1, max_size=4))
@settings(max_examples=15, deadline=None)
def test_any_text(texts: list[str]) -> None:
    verdicts = bundled().classify([Post(text=text) for text in texts])
    assert len(verdicts) == len(texts)
    for verdict in verdicts:
        assert_sound(verdict, bundled())


def test_order_and_batch_mates_do_not_matter(classifier: Classifier) -> None:
    texts = ["kargo gelmedi", "great shop, thank you!", "بسته نرسید", "x", "when do you open? " * 20]
    posts = [Post(text=text, brand=("Acme",)) for text in texts]
    together = classifier.classify(posts)
    backwards = classifier.classify(posts[::-1])[::-1]
    for post, one, other in zip(posts, together, backwards, strict=True):
        (alone,) = classifier.classify([post])
        assert near(one, other)
        assert near(one, alone)


def test_twice_the_same(classifier: Classifier) -> None:
    posts = [Post(text="sifarişim gəlməyib"), Post(text="thanks a lot")]
    assert classifier.classify(posts) == classifier.classify(posts)


def test_a_folder_with_pickled_weights_only_is_refused(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    (tmp_path / "pytorch_model.bin").write_bytes(b"\x80\x04.")
    from models.base import UnknownModel

    with pytest.raises(UnknownModel, match=r"no safetensors weights \(found: \['pytorch_model.bin'\]\)"):
        load(str(tmp_path))
