"""Environments built from a list, never copied whole: what a child may know of the user's shell."""

from __future__ import annotations

import os
from collections.abc import Mapping

INHERITED = (
    "HOME", "LANG", "LANGUAGE", "LOGNAME", "SHELL", "TERM", "TZ", "USER",
    "SSL_CERT_DIR", "SSL_CERT_FILE", "NIX_SSL_CERT_FILE",
    "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME",
)  # fmt: skip
DEFAULT_PATH = "/usr/local/bin:/usr/bin:/bin"


def absolute_path(environment: Mapping[str, str]) -> str:
    """PATH without its empty and relative entries, which would find programs planted in a repository."""
    entries = environment.get("PATH", DEFAULT_PATH).split(os.pathsep)
    return os.pathsep.join(entry for entry in entries if entry.startswith("/")) or DEFAULT_PATH


def child_environment(environment: Mapping[str, str], extra: Mapping[str, str]) -> dict[str, str]:
    """The environment of a worker or gate: PATH, the few inherited names and locale, then `extra` over it."""
    kept = {name: value for name, value in environment.items() if name in INHERITED or name.startswith("LC_")}
    return {**kept, "PATH": absolute_path(environment), **extra}
