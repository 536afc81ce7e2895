"""The bundled model, loaded once for all tests that judge with it."""

from __future__ import annotations

from functools import cache

from models.base import BUNDLED
from models.transformer import BundledClassifier


@cache
def bundled() -> BundledClassifier:
    """The classifier that ships, on one worker thread."""
    return BundledClassifier(BUNDLED, threads=1)
