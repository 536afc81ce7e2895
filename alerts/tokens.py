"""What an e-mail's button carries: an action, who it was mailed to and until when, signed."""

from __future__ import annotations

import json
from datetime import datetime

from alerts.base import Press
from alerts.signing import decoded, encoded, sign, signed

_PURPOSE = "email"
_LONGEST = 1000


def token_of(*, action: str, value: str, address: str, until: datetime, secret: str) -> str:
    """Make a token that may stand in a link.

    Args:
        action, value: of the `Button`.
        address: that it is mailed to.
        until: aware; afterwards it is worth nothing.
    """
    payload = encoded(
        json.dumps([action, value, address, int(until.timestamp())], ensure_ascii=False).encode()
    )
    return f"{payload}.{sign(secret, _PURPOSE, payload)}"


def read_token(token: str, secret: str, now: datetime) -> Press | None:
    """Read a token of ours; None if it is another's, spoilt or too old.

    Args:
        now: aware.
    """
    payload, _, signature = token.partition(".")
    if len(token) > _LONGEST or not signed(secret, signature, _PURPOSE, payload):
        return None
    try:
        action, value, address, until = json.loads(decoded(payload))
    except (ValueError, TypeError):  # signed by us, but by another version
        return None
    if now.timestamp() > until:
        return None
    return Press(kind="email", user_id=address, user_name=address, action=action, value=value, place=address)
