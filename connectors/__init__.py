"""Connectors: our code for each platform. They turn a `Query` into `Mention`s, publish replies, and know nothing of
the service.

Adding a platform is one module, one line in `PLATFORMS`, one section of YAML and recorded answers in `tests/data`.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from connectors.base import Connector, Publisher

#: platform → "module:class", imported on first use so that a client library loads only where it is needed.
PLATFORMS = {
    "x": "connectors.x:XConnector",
    "reddit": "connectors.reddit:RedditConnector",
}

#: Those on which a reply can be published, likewise.
PUBLISHERS = {
    "x": "connectors.x_reply:XPublisher",
    "reddit": "connectors.reddit_reply:RedditPublisher",
}


def connect(platform: str, **options: Any) -> Connector:
    """Make the connector of `platform`.

    Args:
        platform: a key of `PLATFORMS`.
        options: what that connector's constructor takes (base URL, keys, limits).

    Raises:
        LookupError: no such platform; the message lists those there are.
    """
    connector: Connector = _made(PLATFORMS, platform, options)
    return connector


def publisher(platform: str, **options: Any) -> Publisher:
    """Make the publisher of `platform`.

    Args:
        platform: a key of `PUBLISHERS`.
        options: what that publisher's constructor takes (base URL, keys).

    Raises:
        LookupError: nothing can be published there; the message lists where it can.
    """
    made: Publisher = _made(PUBLISHERS, platform, options)
    return made


def _made(registry: dict[str, str], platform: str, options: dict[str, Any]) -> Any:
    try:
        module, name = registry[platform].split(":")
    except KeyError:
        raise LookupError(f"no platform {platform!r}; there are: {', '.join(registry)}") from None
    return getattr(import_module(module), name)(**options)
