"""Storing passwords with scrypt, and checking them."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets

DEFAULT_COST = 2**14
BLOCK_SIZE = 8
PARALLELISM = 1
DIGEST_BYTES = 32
MEMORY_LIMIT = 256 * 2**20

STORED = re.compile(r"scrypt\$(\d{1,8})\$([0-9a-f]{32})\$([0-9a-f]{64})")
SALTED_SHA256 = re.compile(r"([0-9a-f]{16})\$([0-9a-f]{64})")


def hash_password(password: str, cost: int = DEFAULT_COST) -> str:
    """The form of a password that is stored; `cost` is scrypt's N, a power of two."""
    salt = secrets.token_bytes(16)
    return f"scrypt${cost}${salt.hex()}${derive(password, salt, cost).hex()}"


def verify_password(password: str, stored: str) -> bool:
    """Whether `password` is the one that was stored; False where the form is not known.

    The salted SHA-256 of earlier releases is understood, so that their users can log in.
    """
    if found := STORED.fullmatch(stored):
        cost, salt, digest = found.groups()
        given = derive(password, bytes.fromhex(salt), int(cost))
        return hmac.compare_digest(given, bytes.fromhex(digest))
    if found := SALTED_SHA256.fullmatch(stored):
        salt, digest = found.groups()
        given = hashlib.sha256(salt.encode() + encoded(password)).digest()
        return hmac.compare_digest(given, bytes.fromhex(digest))
    return False


def needs_rehash(stored: str, cost: int = DEFAULT_COST) -> bool:
    """Whether a password should be stored anew: it has an old form or another cost."""
    found = STORED.fullmatch(stored)
    return found is None or int(found[1]) != cost


def unmatchable(cost: int = DEFAULT_COST) -> str:
    """A stored form that takes as long to check as any other, and that no password matches."""
    return f"scrypt${cost}${bytes(16).hex()}${bytes(DIGEST_BYTES).hex()}"


def encoded(password: str) -> bytes:
    """The bytes of a password; JSON can bring texts that are no valid Unicode."""
    return password.encode("utf-8", "surrogatepass")


def derive(password: str, salt: bytes, cost: int) -> bytes:
    return hashlib.scrypt(
        encoded(password),
        salt=salt,
        n=cost,
        r=BLOCK_SIZE,
        p=PARALLELISM,
        maxmem=MEMORY_LIMIT,
        dklen=DIGEST_BYTES,
    )
