"""Log lines are fields, for people or as JSON; no secret passes at any level, whoever logs it."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterable, Mapping, MutableMapping
from typing import Any, Literal, TextIO

import structlog

#: Client libraries that log headers, bodies or tokens below WARNING.
_TALKATIVE = (
    "tweepy",
    "prawcore",
    "praw",
    "slack_sdk",
    "urllib3",
    "requests_oauthlib",
    "httpx2",
    "alembic",
    "uvicorn",
)

#: A value shorter than this is no secret worth hiding and would blank out ordinary words.
_SHORTEST_SECRET = 6

HIDDEN = "<hidden>"


def configure(
    *,
    level: Literal["debug", "info", "warning", "error"] = "info",
    form: Literal["text", "json"] = "text",
    secrets: Iterable[str] = (),
    stream: TextIO | None = None,
) -> None:
    """Set up logging of this process: ours through structlog, the libraries' through the same door.

    Args:
        level: the least that is shown.
        form: "text" for people, "json" for programs, one line each.
        secrets: values that are replaced by `HIDDEN` wherever they occur, tracebacks included.
        stream: standard error if None.
    """
    out = stream or sys.stderr
    hide = Hide(secrets)
    shown: structlog.typing.Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False, default=str)
        if form == "json"
        else structlog.dev.ConsoleRenderer(
            colors=out.isatty(), exception_formatter=structlog.dev.plain_traceback
        )
    )
    shared: list[structlog.typing.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        one_line,
    ]
    as_text = [structlog.processors.format_exc_info] if form == "json" else []
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *as_text, shown],
    )
    handler = logging.StreamHandler(out)
    handler.setFormatter(_Hiding(formatter, hide))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    # our own `Alone` keeps jobs from overlapping; APScheduler's word that it skipped one is no news
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLevelName(level.upper())))
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )


class Hide:
    """Replaces secret values in text."""

    def __init__(self, secrets: Iterable[str]) -> None:
        self._secrets = sorted({s for s in secrets if len(s) >= _SHORTEST_SECRET}, key=len, reverse=True)

    def __call__(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, HIDDEN)
        return text


class _Hiding(logging.Formatter):
    """The last word on every line: whatever was formatted, secrets go."""

    def __init__(self, inner: logging.Formatter, hide: Hide) -> None:
        super().__init__()
        self._inner = inner
        self._hide = hide

    def format(self, record: logging.LogRecord) -> str:
        return self._hide(self._inner.format(record))


def one_line(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
    """Control characters in values would forge lines or drive the terminal: they are shown escaped."""
    for key, value in event.items():
        if isinstance(value, str) and key != "exception" and not value.isprintable():
            event[key] = "".join(c if c.isprintable() else repr(c)[1:-1] for c in value)
    return event
