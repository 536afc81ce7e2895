"""Connectors: our code for each platform. They turn a `Query` into `Mention`s and know nothing of the service.

Adding a platform is one module, one line in `PLATFORMS`, one section of YAML and recorded answers in `tests/data`.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from connectors.base import Connector

#: platform → "module:class", imported on first use so that a client library loads only where it is needed.
PLATFORMS = {
    "x": "connectors.x:XConnector",
    "reddit": "connectors.reddit:RedditConnector",
}


def connect(platform: str, **options: Any) -> Connector:
    """Make the connector of `platform`.

    Args:
        platform: a key of `PLATFORMS`.
        options: what that connector's constructor takes (base URL, keys, limits).

    Raises:
        LookupError: no such platform; the message lists those there are.
    """
    try:
        module, name = PLATFORMS[platform].split(":")
    except KeyError:
        raise LookupError(f"no platform {platform!r}; there are: {', '.join(PLATFORMS)}") from None
    connector: Connector = getattr(import_module(module), name)(**options)
    return connector
