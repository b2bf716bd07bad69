"""Where the text of an edited copy belongs, remembered beside it when the copy is kept."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from cortex_cli.config.typed import WrongShape, typed
from cortex_cli.model.encoding import encode, json_text

SUFFIX = ".origin"


@dataclass(frozen=True)
class Origin:
    """The plan file that a copy was made of, `digest` over its bytes; `in_place` where it was named by its path."""

    file: str
    digest: str
    in_place: bool


def origin(original: Path, content: bytes, in_place: bool) -> Origin:
    """What is remembered of a copy of `original`, which had that `content`."""
    return Origin(str(original.resolve()), sha256(content).hexdigest(), in_place)


def remember(copy: Path, belongs: Origin) -> None:
    """Write down where the text in `copy` belongs."""
    _beside(copy).write_text(json_text(encode(belongs)), encoding="utf-8")


def origin_of(copy: Path) -> Origin | None:
    """Where the text in `copy` belongs; None for a file that is no kept copy."""
    try:
        return typed(json.loads(_beside(copy).read_text(encoding="utf-8")), Origin)
    except (OSError, ValueError, WrongShape):
        return None


def kept_of(place: Path, wanted: Origin) -> Path | None:
    """The copy in `place` that was kept of the same file with the same content; the first by name of several."""
    for mark in sorted(place.glob(f"*{SUFFIX}")):
        copy = mark.with_name(mark.name.removesuffix(SUFFIX))
        found = origin_of(copy) if copy.is_file() else None
        if found is not None and (found.file, found.digest) == (wanted.file, wanted.digest):
            return copy
    return None


def forget(copy: Path) -> None:
    """Remove the copy, and what is remembered of it."""
    for file in (copy, _beside(copy)):
        file.unlink(missing_ok=True)


def _beside(copy: Path) -> Path:
    return copy.with_name(copy.name + SUFFIX)
