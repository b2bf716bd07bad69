"""JSON Web Tokens (RFC 7519), signed with HMAC-SHA-256 and nothing else.

The algorithm is fixed here and never taken from a token. A token names its key with `kid`, so that
keys can be rotated: the first key of a keyring signs, all of them verify.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from taskapi.errors import ApiError, Unauthorized

ALGORITHM = "HS256"
LONGEST_TOKEN = 4096
CLOCK_SKEW = 30.0

Claims = Mapping[str, Any]


class InvalidToken(Unauthorized):
    """A token that proves nothing; the message says no more than the client needs."""

    code = "invalid_token"


class ExpiredToken(InvalidToken):
    code = "expired_token"


class NoSigningKey(ApiError):
    """The API runs without keys, so nobody can log in."""

    status = 503
    code = "no_signing_key"


@dataclass(frozen=True)
class Keyring:
    """Secrets by key id; the order counts."""

    secrets: Mapping[str, bytes] = field(repr=False)

    @property
    def signing_key(self) -> tuple[str, bytes]:
        """The id and secret of the first key; NoSigningKey where there is none."""
        for identifier, secret in self.secrets.items():
            return identifier, secret
        raise NoSigningKey("authentication is not set up: no signing key")


def sign(claims: Claims, keyring: Keyring) -> str:
    """A token with these claims, signed with the first key."""
    identifier, secret = keyring.signing_key
    header = {"alg": ALGORITHM, "kid": identifier, "typ": "JWT"}
    signed = f"{encode(dump(header))}.{encode(dump(claims))}"
    return f"{signed}.{encode(signature(signed, secret))}"


def verify(token: str, keyring: Keyring, issuer: str, now: float) -> Claims:
    """The claims of a token; InvalidToken or ExpiredToken where they must not be believed.

    The signature is checked before anything in the claims is looked at.
    """
    if len(token) > LONGEST_TOKEN or not token.isascii() or token.count(".") != 2:
        raise InvalidToken("the token is malformed")
    signed, _, given = token.rpartition(".")
    head, _, body = signed.partition(".")
    secret = key_of(load(head), keyring)
    if not hmac.compare_digest(decode(given), signature(signed, secret)):
        raise InvalidToken("the token is not signed by this service")
    claims = load(body)
    if claims.get("iss") != issuer:
        raise InvalidToken("the token comes from another issuer")
    if now >= number(claims, "exp"):
        raise ExpiredToken("the token has expired")
    if now + CLOCK_SKEW < number(claims, "iat"):
        raise InvalidToken("the token is not valid yet")
    return claims


def key_of(header: Claims, keyring: Keyring) -> bytes:
    """The secret that a header names, if it asks for the one algorithm and no extension."""
    if header.get("alg") != ALGORITHM or "crit" in header:
        raise InvalidToken("the token is not signed with HS256")
    identifier = header.get("kid")
    secret = keyring.secrets.get(identifier) if isinstance(identifier, str) else None
    if secret is None:
        raise InvalidToken("the token is not signed by this service")
    return secret


def number(claims: Claims, name: str) -> float:
    value = claims.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise InvalidToken(f"the token has no {name}")
    return value


def signature(signed: str, secret: bytes) -> bytes:
    return hmac.new(secret, signed.encode("ascii"), hashlib.sha256).digest()


def dump(value: Claims) -> bytes:
    return json.dumps(value, separators=(",", ":"), sort_keys=True).encode()


def load(part: str) -> Claims:
    try:
        value = json.loads(decode(part))
    except (ValueError, RecursionError):
        raise InvalidToken("the token is malformed") from None
    if not isinstance(value, dict):
        raise InvalidToken("the token is malformed")
    return value


def encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def decode(part: str) -> bytes:
    """The bytes of a part; only the one spelling that `encode` gives is accepted."""
    try:
        data = base64.b64decode(part + "=" * (-len(part) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise InvalidToken("the token is malformed") from None
    if encode(data) != part:
        raise InvalidToken("the token is malformed")
    return data
