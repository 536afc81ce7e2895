"""Topics by the nearest sentences, and the linear model over letters and words."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from bundled_model import bundled
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from models.base import LANGUAGES, Post
from models.ngrams import GROUPS, NgramModel, ngrams
from models.text import prepare
from models.topics import NONE, Topics, flat
from models.transformer import BundledClassifier

SHIPPED = Path(__file__).parent.parent / "config" / "topics.yaml"
EXAMPLES = flat(YAML(typ="safe").load(SHIPPED)["topics"])

ABOUT = {
    "delivery": (
        "kargo şirketi paketi üç gündür dağıtıma çıkarmadı",
        "kuryer bağlamanı iki gündür gətirmir",
        "پیک هنوز سفارشم رو نیاورده",
        "the courier still has not brought my parcel",
    ),
    "return_refund": (
        "iade ettiğim ürünün parası hesabıma yatmadı",
        "qaytardığım malın pulunu hələ də qaytarmayıblar",
        "پول کالای مرجوعی رو هنوز پس ندادن",
        "returned it a month ago and still no refund",
    ),
    "app_site": (
        "uygulama her açılışta çöküyor",
        "tətbiq açılan kimi bağlanır",
        "اپلیکیشن باز نمی‌شه و هی می‌پره بیرون",
        "the app crashes every time I open it",
    ),
}


PINNED = [258738, 228833, 496909, 251388, 324474, 364546, 215149]


def unit(*rows: list[float]) -> np.ndarray:
    vectors = np.array(rows, np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def test_the_nearest_topic_is_given_and_none_where_nothing_is_near() -> None:
    topics = Topics(
        [("price", "a"), ("price", "b"), ("delivery", "c")], unit([1, 0, 0], [1, 0.1, 0], [0, 1, 0])
    )
    assert topics.of(unit([0.9, 0.2, 0], [0.1, 1, 0], [0, 0, 1]), 0.5) == ["price", "delivery", NONE]
    assert topics.of(np.zeros((0, 3), np.float32), 0.5) == []
    assert Topics([], np.zeros((0, 3), np.float32)).of(unit([1, 0, 0]), 0.5) == [NONE]


def test_only_sentences_that_are_new_are_read() -> None:
    known = Topics([("price", "a"), ("price", "b")], unit([1, 0], [0, 1]))
    asked: list[list[str]] = []

    def embed(sentences: list[str]) -> np.ndarray:
        asked.append(sentences)
        return unit(*[[1, 1]] * len(sentences))

    mine = known.with_examples({"cost": ["b", "c", "c"]}, embed)
    assert asked == [["c"]]
    assert mine.names == ["cost"]
    assert np.allclose(mine.vectors, unit([0, 1], [1, 1], [1, 1]))
    assert known.with_examples({"price": ["a"]}, embed).names == ["price"]
    assert len(asked) == 1


def test_a_topic_needs_sentences() -> None:
    known = Topics([("price", "a")], unit([1, 0]))
    with pytest.raises(ValueError, match="topics without sentences: empty"):
        known.with_examples({"price": ["a"], "empty": []}, lambda sentences: unit(*[[1, 0]] * len(sentences)))


def test_topics_come_back_from_their_file(tmp_path: Path) -> None:
    topics = Topics([("price", "pahalı «çox»"), ("other", "دیگه")], unit([1, 0], [0, 1]))
    topics.save(tmp_path / "topics.safetensors")
    again = Topics.load(tmp_path / "topics.safetensors")
    assert again.sentences == topics.sentences
    assert np.array_equal(again.vectors, topics.vectors)


def test_the_shipped_sentences_are_in_the_model() -> None:
    """Else every start would read them anew: after a change of config/topics.yaml the model is exported again."""
    wanted = [(topic, sentence) for topic, sentences in EXAMPLES.items() for sentence in sentences]
    assert bundled().topics.sentences == wanted


@pytest.mark.parametrize("topic", ABOUT)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_post_is_about(topic: str, language: str) -> None:
    text = ABOUT[topic][LANGUAGES.index(language)]
    (verdict,) = bundled().classify([Post(text=text)])
    assert verdict.topic == topic
    assert verdict.vector is not None
    assert np.linalg.norm(verdict.vector) == pytest.approx(1, abs=1e-3)


def test_an_operator_adds_a_topic_by_writing_sentences() -> None:
    mine = EXAMPLES | {
        "gift_wrap": [
            "You forgot the gift wrapping I paid for",
            "The gift box had no ribbon and no note",
            "Can you wrap it as a present?",
            "Hediye paketi istemiştim, düz kutuda geldi",
            "Hədiyyə qablaşdırması üçün pul verdim, adi kisədə gəldi",
            "بسته‌بندی کادویی سفارش داده بودم، ساده فرستادن",
        ]
    }
    from models.base import BUNDLED

    classifier = BundledClassifier(BUNDLED, threads=1, topics=mine)
    posts = ["my present came without any gift wrap or ribbon", "the courier still has not brought my parcel"]
    found = [verdict.topic for verdict in classifier.classify([Post(text=text) for text in posts])]
    assert found == ["gift_wrap", "delivery"]


def test_two_complaints_of_one_cause_lie_closer_than_two_of_different_ones() -> None:
    texts = [*ABOUT["delivery"], *ABOUT["app_site"]]
    vectors = np.stack(
        [verdict.vector for verdict in bundled().classify([Post(text=text) for text in texts])]
    )  # type: ignore[arg-type]
    cosines = vectors @ vectors.T
    within = (cosines[:4, :4].sum() - 4 + cosines[4:, 4:].sum() - 4) / 24
    assert within > cosines[:4, 4:].mean() + 0.2


def test_a_text_alone_has_the_ngrams_it_has_among_others() -> None:
    rng = np.random.default_rng(1)
    model = NgramModel(rng.normal(size=(GROUPS, 4)).astype(np.float16))
    texts = ["kargom gelmedi", "", "a", "سفارشم نرسیده", "kargom gelmedi"]
    together = model.logits(texts)
    assert np.allclose(together, np.concatenate([model.logits([text]) for text in texts]), atol=1e-5)
    assert np.array_equal(together[0], together[4])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("çok kötü", "cok kotu", id="typed without marks"),
        pytest.param("KÖTÜ", "kötü", id="capitals"),
        pytest.param("İade", "iade", id="dot above"),
        pytest.param("نمی\u200cرسه", "نمی رسه", id="half-space"),
        pytest.param("a  b", "a b", id="spaces"),
    ],
)
def test_the_same_words_have_the_same_ngrams(one: str, other: str) -> None:
    first, second = ngrams([one])[1], ngrams([other])[1]
    assert sorted(first) == sorted(second)


def test_the_shipped_weights_are_of_these_groups() -> None:
    """Another hash would scatter the weights that ship: if this changes, they must be fitted anew."""
    assert ngrams(["ab"])[1].tolist() == PINNED


@given(st.lists(st.text(max_size=40), max_size=5))
def test_ngrams_of_any_text(texts: list[str]) -> None:
    prepared = [prepare(text) for text in texts]
    rows, groups, scale = ngrams(prepared)
    assert len(rows) == len(groups)
    assert len(scale) == len(texts)
    assert np.isfinite(scale).all()
    assert all(0 <= group < GROUPS for group in groups)
    assert set(rows) <= set(range(len(texts)))
