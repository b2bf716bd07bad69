"""What is read of files for one request, besides what the index has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cortex_cli.analysis.commit.inventory import File, read_texts
from cortex_cli.analysis.commit.roles import MANIFESTS
from cortex_cli.analysis.resolving.projects import tells_of_imports
from cortex_cli.syntax.symbols import FileSymbols, symbols
from cortex_cli.vcs.command import Git


@dataclass(frozen=True, slots=True)
class TermCounts:
    """How often each wanted term stands in a text, and how many words the text has."""

    counts: Mapping[str, int]
    length: int


def is_manifest(path: str) -> bool:
    name = path.rpartition("/")[2]
    listed = name.startswith("requirements") and name.endswith(".txt")
    return name in MANIFESTS or listed or tells_of_imports(path)


def read_symbols(git: Git, files: Iterable[File]) -> dict[str, FileSymbols]:
    """Definitions, imports and references by path."""
    texts = read_texts(git, files)
    return {file.path: symbols(text, file.language) for file, text in texts if isinstance(text, str)}
