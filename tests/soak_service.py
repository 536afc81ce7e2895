"""`monitor run` with the classifier of `fakes`, as a process that may be killed at any moment."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from fakes import WordClassifier

from monitor import logs
from monitor.assembly import assemble
from monitor.running import run_service
from monitor.settings import load

if __name__ == "__main__":
    config = Path(sys.argv[sys.argv.index("--config") + 1])
    settings = load(config, os.environ)
    logs.configure(level=settings.log.level, secrets=settings.secrets.values())
    words = WordClassifier()
    service = assemble(settings, config, classifier=lambda: words)
    if not run_service(settings, service):
        os._exit(0)
    service.close()
