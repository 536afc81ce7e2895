"""The figures of a scorecard, against numbers worked out by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from models.base import SENTIMENTS, Sentiment, Verdict
from models.evaluate import Labelled, calibration_error, f1, macro_f1, scorecards, wilson


def verdict(sentiment: Sentiment, complaint: float) -> Verdict:
    shares = {name: 0.8 if name == sentiment else 0.1 for name in SENTIMENTS}
    return Verdict(
        language="tr",
        sentiment=sentiment,
        negative=shares["negative"],
        neutral=shares["neutral"],
        positive=shares["positive"],
        complaint=complaint >= 0.5,
        complaint_probability=complaint,
        model="m",
    )


@pytest.mark.parametrize(
    ("true", "found", "value"),
    [
        pytest.param([0, 1, 2], [0, 1, 2], 1.0, id="all right"),
        pytest.param([0, 0, 2, 2], [0, 2, 2, 2], (2 / 3 + 4 / 5) / 2, id="one wrong of two classes"),
        pytest.param([0, 2], [1, 1], 0.0, id="a class that is never right, and one never asked for"),
    ],
)
def test_macro_f1(true: list[int], found: list[int], value: float) -> None:
    assert macro_f1(np.array(true), np.array(found)) == pytest.approx(value)


def test_f1_of_nothing_found() -> None:
    assert f1(np.array([True, False]), np.array([False, False])) == 0


def test_calibration_error() -> None:
    # Ten answers at 0.8 of which six are right: a gap of 0.2; one at 1.0 that is right: none.
    confidence = np.array([0.8] * 10 + [1.0])
    right = np.array([True] * 6 + [False] * 4 + [True])
    assert calibration_error(confidence, right) == pytest.approx(0.2 * 10 / 11)
    assert math.isnan(calibration_error(np.array([]), np.array([], np.bool_)))


def test_wilson() -> None:
    # Newcombe 1998, table I: 81 of 263, 0.2553–0.3662.
    figure = wilson(81, 263)
    assert (round(figure.low, 4), round(figure.high, 4)) == (0.2553, 0.3662)
    assert (wilson(0, 0).low, wilson(0, 0).high) == (0, 1)
    assert str(wilson(1, 2)).startswith("0.500 (0.0")


def test_scorecards_by_set_and_language() -> None:
    rows = [
        Labelled(
            group="a", language="tr", verdict=verdict("negative", 0.9), sentiment="negative", complaint=True
        ),
        Labelled(
            group="a", language="tr", verdict=verdict("negative", 0.6), sentiment="neutral", complaint=False
        ),
        Labelled(
            group="a", language="tr", verdict=verdict("positive", 0.1), sentiment="positive", complaint=True
        ),
        Labelled(group="b", language="az", verdict=verdict("positive", 0.1), sentiment="positive"),
    ]
    first, second = scorecards(rows, resamples=50)
    assert (first.group, first.language, first.sentiments, first.complaints) == ("a", "tr", 3, 3)
    assert None not in (first.precision, first.recall, first.complaint_f1, first.macro_f1)
    assert (first.precision.value, first.recall.value, first.complaint_f1.value) == (0.5, 0.5, 0.5)
    assert first.macro_f1.value == pytest.approx((2 / 3 + 0 + 1) / 3)
    assert first.macro_f1.low <= first.macro_f1.value <= first.macro_f1.high
    assert (second.complaints, second.precision, second.complaint_error) == (0, None, None)
    assert scorecards(rows, resamples=50) == scorecards(rows, resamples=50)
