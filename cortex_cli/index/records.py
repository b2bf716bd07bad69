"""What is kept of a text and of a past commit: plain values, which know neither git nor a parser."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Defined:
    """A definition: `kind` as syntax names it; lines count from 1; `signature` is its head on one line."""

    name: str
    kind: str
    line: int
    last_line: int
    signature: str
    owner: str | None = None

    @property
    def qualified(self) -> str:
        return f"{self.owner}.{self.name}" if self.owner else self.name


@dataclass(frozen=True, slots=True)
class Imported:
    """An import statement as written: see `syntax.imports.Import`."""

    module: str
    names: tuple[str, ...] = ()
    level: int = 0
    reexport: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """What a text defines and imports, in the order of the text."""

    definitions: tuple[Defined, ...] = ()
    imports: tuple[Imported, ...] = ()


@dataclass(frozen=True, slots=True)
class ChunkRecord:
    """A piece of a text from `line` on, of so many `words`: how often terms stand in it, and in names it defines."""

    line: int
    words: int
    content: Mapping[str, int]
    names: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TextRecord:
    """A distinct text, read as `language`; one that is `left_out`, for a reason, has no chunks and no outline."""

    oid: str
    language: str
    lines: int = 0
    chunks: tuple[ChunkRecord, ...] = ()
    outline: Outline = Outline()
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class PastRecord:
    """A past commit: `time` in seconds since the epoch, `paths` what it changed; `words` and `terms` of its message."""

    oid: str
    time: int
    subject: str
    words: int
    terms: Mapping[str, int]
    paths: tuple[str, ...]
