"""Names that Cortex makes: safe as a file name, a git ref component and a command-line argument."""

from __future__ import annotations

import re
import secrets
import unicodedata
from datetime import datetime
from typing import Protocol

OBJECTIVE_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,39}")
CONTRACTS_GATE = "contracts"
"""The gate that is Cortex's own; a team's gates have other ids."""


class Identifiers(Protocol):
    def run_id(self, at: datetime) -> str:
        """A new run id, unique in the clone and sortable by time."""


class RandomIdentifiers:
    def run_id(self, at: datetime) -> str:
        return f"run-{at:%Y%m%d-%H%M%S}-{secrets.token_hex(2)}"


def slug(text: str, limit: int = 40) -> str:
    """`text` as lower-case ASCII words joined by `-`, at most `limit` characters, never empty."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words: list[str] = []
    for word in re.findall(r"[a-z0-9]+", plain):
        if len("-".join([*words, word])) > limit:
            break
        words.append(word)
    return "-".join(words) or "request"


def named_by(prefix: str, digest: str) -> str:
    """An id that follows from content alone: `prefix` and the first ten hex digits of `digest`."""
    return f"{prefix}-{digest.removeprefix('sha256:')[:10]}"
