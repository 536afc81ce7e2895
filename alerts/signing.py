"""Signatures of our own, for places that do not sign what they send back."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json


def sign(secret: str, *parts: str) -> str:
    """Sign `parts` in their order, as 43 letters of base64url (HMAC-SHA256).

    Args:
        parts: the first tells what it is for, so that no signature passes elsewhere; where one ends counts, too.
    """
    told = json.dumps(parts).encode()
    return encoded(hmac.new(secret.encode(), told, hashlib.sha256).digest())


def signed(secret: str, signature: object, *parts: str) -> bool:
    """Say whether `signature` is that of `parts`; False for anything malformed, and without a secret."""
    if not secret.strip() or not isinstance(signature, str) or not signature.isascii():
        return False
    return hmac.compare_digest(signature, sign(secret, *parts))


def encoded(data: bytes) -> str:
    """Write bytes as base64url without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def decoded(text: str) -> bytes:
    """Read what `encoded` wrote.

    Raises:
        ValueError: it is no such text.
    """
    return base64.b64decode(text.encode("ascii") + b"=" * (-len(text) % 4), altchars=b"-_", validate=True)
