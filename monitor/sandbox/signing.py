"""OAuth 1.0a as X asks for it from an account: is a request signed with its keys (RFC 5849, 3.4.2)."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from dataclasses import dataclass
from urllib.parse import quote, unquote

from monitor.sandbox.wire import Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """The keys of one account."""

    api_key: str
    api_secret: str
    access_token: str
    access_token_secret: str

    def signed(self, request: Request, host: str) -> bool:
        """Tell if `request` was signed with these keys for the address it has at `host`.

        A body in JSON is not part of what is signed.
        """
        scheme, _, fields = request.headers.get("authorization", "").partition(" ")
        given = {name: unquote(value) for name, value in re.findall(r'(\w+)="([^"]*)"', fields)}
        signature = given.pop("oauth_signature", "")
        keys = given.get("oauth_consumer_key"), given.get("oauth_token")
        if scheme != "OAuth" or keys != (self.api_key, self.access_token):
            return False
        pairs = sorted(
            (_escaped(name), _escaped(value)) for name, value in {**request.query, **given}.items()
        )
        parameters = "&".join(f"{name}={value}" for name, value in pairs)
        base = "&".join(map(_escaped, (request.method, host + request.path, parameters)))
        key = f"{_escaped(self.api_secret)}&{_escaped(self.access_token_secret)}"
        right = hmac.digest(key.encode(), base.encode(), hashlib.sha1)
        return hmac.compare_digest(signature, base64.b64encode(right).decode())


def _escaped(text: str) -> str:
    return quote(text, safe="-._~")
