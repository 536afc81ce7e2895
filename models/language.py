"""Which language a post is written in: Turkish, Azerbaijani, Persian, English, or another.

    bare words → Finglish? → another language's, surely? → which of the four

py3langid says when a post is surely none of ours; lingua, told of five languages, is the better judge among them.
Two things defeat both. Persian in Latin letters: its commonest words are looked for first, which finds everyday
Finglish, not all of it. Azerbaijani typed without its letters, which passes for Turkish: a small
linear model over their letters (`training/letters.py`) tells the two apart. The platform's own tag decides only where lingua is unsure.
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
_CODES = {
    Language.TURKISH: "tr",
    Language.AZERBAIJANI: "az",
    Language.PERSIAN: "fa",
    Language.ENGLISH: "en",
    # Only to keep Arabic from passing for Persian.
    Language.ARABIC: OTHER,
}
# Words of Finglish that are no words of Turkish, Azerbaijani or English.
_FINGLISH = frozenset(
    """
    ro ke az baraye vase chera chetor chejoori chejori koja kojast kojaast chand chandta hanooz hanuz hanoz hamash
    kheyli kheili kheyly khob khoob khube khoobe nist nistan hast hastan boodam bood nabood nadare nadaram nadarin
    nadarid daram darin darid mishe nemishe mishavad mikone mikonam mikonid mikonin mikonan nemikone nemikonam
    nemikonan kardam kardan kard karde kardin kardid nakardam nakardan nakard konam konid konin bokonam beshe
    nashod shod shode shodam nashode resid reside naresid nareside berese mirese nemirese dadam dadan dade
    nadad nadadan mide nemide midan nemidan javab javabgoo sefaresh sefaresham gheymat gheimat qeymat poolam pulam
    poolamo pool kharid kharidam kharidim kharab kharabe takhfif baste bastam bastamo marsoole hafte mahe emrooz
    emruz diruz dirooz farda alan dige digeh faghat aslan vaghean vaqean yani mersi mamnoon mamnun lotfan salam
    dametun dastetoon shoma shomaha khodam khodet khodeshun hichki hichkas hich kesi unam inam oonam injoori
    injuri intori hamin hamoon behtarin behtar badtar tahvil moshtari poshtibani foroosh forooshgah jens mahsool
    gofte goftan goftam migan mige migam nagoft zang zadam zadan mikham mikhastam nemikham khastam didam
    didin bara man mano toye tooye roye rooye bad az ghabl ghablan hala avaz poshtiban agha aghaye khanoom baba
    """.split()
) - frozenset("bad man az hala baba bara salam agha pool zang hast ke ro kard baste".split())
_FINGLISH_WEAK = frozenset("ke ro az ham in ba be man hala salam baste pool chi ye yek do to ta va ya hast zang".split())
def detect(text: str, hint: str | None = None) -> str:
    """Name the language of a post: "tr", "az", "fa", "en" or "other".

    Arguments: `text` as it was posted; `hint`, the platform's tag ("tr", "en-GB"), believed only where the words
    leave it open. A post without words is "other", or the hinted language.
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
    weak = {token for token in tokens if token in _FINGLISH_WEAK}
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
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@cache
def _detector() -> LanguageDetector:
    return LanguageDetectorBuilder.from_languages(*_CODES).with_preloaded_language_models().build()
