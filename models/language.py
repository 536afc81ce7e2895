"""Which language a post is written in: Turkish, Azerbaijani, Persian, English, or another.

    bare words → Finglish? → another language's, surely? → Persian's own letters? → which of the four

py3langid says when a post is surely none of ours; lingua, told of five languages, is the better judge among them. In
its low accuracy mode, for on 6,000 held-out posts the other, which takes a second longer to load and 180 MB, decided
otherwise on 17, most of them Persian that its letters tell from Arabic anyhow. Two things defeat both. Persian in
Latin letters: its commonest words are looked for first, which finds everyday Finglish, not all of it. Azerbaijani
typed without its letters, which passes for Turkish: a small linear model over their letters (`training/letters.py`)
tells the two apart; its weights are the bundled model's, whichever model judges. The platform's own tag decides only
where lingua is unsure.
"""

from __future__ import annotations

import math
import re
import unicodedata
import zlib
from functools import cache

import numpy as np
from lingua import Language, LanguageDetector, LanguageDetectorBuilder
from numpy.typing import NDArray
from py3langid.langid import MODEL_FILE, LanguageIdentifier
from safetensors.numpy import load_file

from models.base import BUNDLED, LANGUAGES

OTHER = "other"
GROUPS = 2**14
# Enough to tell a language by; the time spent on a post has an upper bound.
_CHARACTERS = 400
_SURE = 0.5
# What py3langid takes Azerbaijani in plain letters, and informal English, for.
_SURE_OF = {"uz": 0.98, "crh": 0.98, "tk": 0.98, "gag": 0.98, "pcm": 0.98}
# Under so many letters py3langid names any language with confidence.
_GATE_LETTERS = 12
_MARGIN = 0.15

_NOISE = re.compile(r"(?:https?://|www\.)\S+|[@#]\w+|[^\s@]+@[^\s@]+|[^\w\s\u200c'’]|[\d_]")
_BARE = str.maketrans("çğıöşüəÇĞİÖŞÜƏâîû", "cgiosueCGIOSUEaiu")
_PERSIAN_LETTERS = str.maketrans("يىك", "ییک")
_ARABIC_ONLY = re.compile(r"[ةأإؤئ]|\bال\w{2,}|\b(?:في|على|هذا|هذه|لا|ما)\b")
# Letters that Persian has and Arabic lacks; ی and ک are the keys of a Persian keyboard, an Arabic one has ي and ك.
_PERSIAN_ONLY = re.compile("[پچژگیک]")
_CODES = {
    Language.TURKISH: "tr",
    Language.AZERBAIJANI: "az",
    Language.PERSIAN: "fa",
    Language.ENGLISH: "en",
    # Only to keep Arabic from passing for Persian.
    Language.ARABIC: OTHER,
}
# Words of Finglish that are no words of Turkish, Azerbaijani or English, and shorter ones that only add to
# them.
_FINGLISH_WORDS = """
    aghaye alan aslan avaz badtar baraye bastam bastamo behtar behtarin berese beshe bokonam bood boodam
    chand chandta chejoori chejori chera chetor dadam dadan dade dametun daram darid darin dastetoon didam
    didin dige digeh dirooz diruz emrooz emruz faghat farda foroosh forooshgah ghabl ghablan gheimat
    gheymat goftam goftan gofte hafte hamash hamin hamoon hanooz hanoz hanuz hastan hich hichkas hichki
    inam injoori injuri intori javab javabgoo jens kardam kardan karde kardid kardin kesi khanoom kharab
    kharabe kharid kharidam kharidim khastam kheili kheyli kheyly khob khodam khodeshun khodet khoob
    khoobe khube koja kojaast kojast konam konid konin lotfan mahe mahsool mamnoon mamnun mano marsoole
    mersi midan mide migam migan mige mikham mikhastam mikonam mikonan mikone mikonid mikonin mirese
    mishavad mishe moshtari nabood nadad nadadan nadaram nadare nadarid nadarin nagoft nakard nakardam
    nakardan naresid nareside nashod nashode nemidan nemide nemikham nemikonam nemikonan nemikone nemirese
    nemishe nist nistan oonam poolam poolamo poshtiban poshtibani pulam qeymat resid reside rooye roye
    sefaresh sefaresham shod shodam shode shoma shomaha tahvil takhfif tooye toye unam vaghean vaqean vase
    yani zadam zadan
"""
_FINGLISH = frozenset(_FINGLISH_WORDS.split())
_FINGLISH_ADDS = frozenset(
    [
        "ke",
        "ro",
        "az",
        "ham",
        "in",
        "ba",
        "be",
        "man",
        "hala",
        "salam",
        "baste",
        "pool",
        "chi",
        "ye",
        "yek",
        "do",
        "to",
        "ta",
        "va",
        "ya",
        "hast",
        "zang",
    ]
)


def detect(text: str, hint: str | None = None) -> str:
    """Name the language of a post: "tr", "az", "fa", "en" or "other".

    Arguments: `text` as it was posted; `hint`, the platform's tag ("tr", "en-GB"), believed only where
    the words leave it open. A post without words is "other", or the hinted language.
    """
    hinted = (hint or "").lower().replace("_", "-").split("-")[0]
    words = _words(text)
    letters = sum(map(str.isalpha, words))
    if letters < 2:
        return hinted if hinted in LANGUAGES else OTHER
    if _is_finglish(words):
        return "fa"
    if letters >= _GATE_LETTERS and _is_foreign(words):
        return OTHER
    if _PERSIAN_ONLY.search(text[:_CHARACTERS]):
        return "fa"
    return _choose(words, hinted)


def warm_up() -> None:
    """Load both detectors now, so that the first post does not wait for them."""
    _identifier()
    _detector()


def _words(text: str) -> str:
    text = unicodedata.normalize("NFC", text[: 4 * _CHARACTERS].encode("utf-8", "ignore").decode("utf-8"))
    if not _ARABIC_ONLY.search(text):
        text = text.translate(_PERSIAN_LETTERS)
    words = " ".join(_NOISE.sub(" ", text).split())[:_CHARACTERS]
    # Detectors know few words in capitals.
    return words.replace("İ", "i").lower() if words.isupper() else words


def _is_finglish(words: str) -> bool:
    tokens = words.lower().split()
    strong = {token for token in tokens if token in _FINGLISH}
    weak = {token for token in tokens if token in _FINGLISH_ADDS}
    if not strong:
        return False
    return len(strong) * 2 + len(weak) >= min(5, 2 + len(tokens) // 4)


def _is_foreign(words: str) -> bool:
    code, probability = _identifier().classify(words)
    return code not in LANGUAGES and float(probability) >= _SURE_OF.get(code, _SURE)


def _choose(words: str, hinted: str) -> str:
    values = _detector().compute_language_confidence_values(words)
    ranked = [(value.value, _CODES[value.language]) for value in values]
    best, code = ranked[0]
    if code in ("tr", "az"):
        return _turkish_or_azerbaijani(words)
    for value, other in ranked[1:]:
        if other == hinted and best - value < _MARGIN:
            return other
    return code


def letter_groups(text: str) -> NDArray[np.int64]:
    """Number the letter groups of a text, one to four letters long, in 0..`GROUPS` - 1.

    Marks and case are dropped first, so that a text counts the same however it was typed.
    """
    bare = f" {' '.join(_words(text).translate(_BARE).lower().split())} "
    grams = (bare[at : at + size] for size in (1, 2, 3, 4) for at in range(len(bare) - size + 1))
    return np.array([zlib.crc32(gram.encode()) % GROUPS for gram in grams], np.int64)


def _turkish_or_azerbaijani(words: str) -> str:
    if "ə" in words or "Ə" in words:
        return "az"
    groups = letter_groups(words)
    weights = _letter_weights()
    return "az" if weights[groups].sum() / math.sqrt(len(groups)) + weights[-1] > 0 else "tr"


@cache
def _letter_weights() -> NDArray[np.float32]:
    return load_file(BUNDLED / "language.safetensors")["weights"].astype(np.float32)


@cache
def _identifier() -> LanguageIdentifier:
    identifier: LanguageIdentifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    return identifier


@cache
def _detector() -> LanguageDetector:
    builder = LanguageDetectorBuilder.from_languages(*_CODES).with_low_accuracy_mode()
    return builder.with_preloaded_language_models().build()
