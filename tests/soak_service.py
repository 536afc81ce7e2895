"""`monitor run` with a classifier that needs no weights, as a process that may be killed at any moment."""

from __future__ import annotations

import os
import sys
import zlib
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
from fakes import WordClassifier

from models.base import Post, Verdict
from monitor import logs
from monitor.assembly import assemble
from monitor.pipeline import publishing
from monitor.running import run_service
from monitor.settings import load

#: Posts with this word have one cause.
CAUSE = "çifte"
_SIZE = 128


class CauseClassifier(WordClassifier):
    """`WordClassifier` with vectors: alike for posts that hold `CAUSE`, at random for all others."""

    def _one(self, post: Post) -> Verdict:
        vector = _random(post.text)
        if CAUSE in post.text:
            vector = _random(CAUSE) + vector / 2
        unit = (vector / np.linalg.norm(vector)).astype(np.float32)
        return replace(super()._one(post), vector=unit)


def _random(text: str) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.random.default_rng(zlib.crc32(text.encode())).standard_normal(_SIZE)


if __name__ == "__main__":
    config = Path(sys.argv[sys.argv.index("--config") + 1])
    settings = load(config, os.environ)
    logs.configure(level=settings.log.level, secrets=settings.secrets.values())
    words = CauseClassifier()
    service = assemble(settings, config, classifier=lambda: words)
    if "--hasty" in sys.argv:  # what a platform is given minutes for, a local one has done in a moment
        publishing.LOOK_AFTER, publishing.SURE_AFTER = timedelta(seconds=0.3), timedelta(seconds=1.5)
        service = replace(service, publish_lease=timedelta(seconds=1.5))
    if not run_service(settings, service):
        os._exit(0)
    service.close()
