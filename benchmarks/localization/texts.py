"""The source files of a commit as bags of words, each distinct blob read and split once."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from dataclasses import dataclass, field

from benchmarks.localization.clones import ENVIRONMENT, Clone
from benchmarks.localization.sources import is_source

IDENTIFIER = re.compile(r"[A-Za-z_]\w*")
PART = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")
DEFINED = re.compile(
    r"\b(?:def|class|func|fn|function\*?|struct|enum|union|trait|interface|type|typedef|impl|mod|macro_rules!|const|let"
    r"|var)\s+(?:\([^)\n]*\)\s*)?(\w+)"
    r"|^\s*#\s*define\s+(\w+)"
    r"|^[ \t]*(?:[\w*]+[ \t]+)*\*?(\w+)[ \t]*\([^;\n]*\)[^;\n{]*\{[ \t]*$"  # a method of JavaScript, a function of C
    r"|^(?:[\w*]+[ \t]+)+\*?(\w+)[ \t]*\([^;\n]*\)[ \t]*$",  # a function of C whose brace stands below
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Words:
    """One text: `content` counts its terms, `names` those of what it defines; `lower` is the text in lower case."""

    content: Counter[str]
    names: Counter[str]
    lower: str


@dataclass
class Bank:
    """The words of all blobs of one clone that were asked for so far."""

    clone: Clone
    known: dict[str, Words] = field(default_factory=dict)

    def sources(self, commit: str) -> dict[str, Words]:
        """The candidates at `commit` by path, sorted."""
        blobs = {path: oid for path, oid in sorted(self.clone.blobs(commit).items()) if is_source(path)}
        missing = sorted(set(blobs.values()) - self.known.keys())
        for oid, text in read_blobs(self.clone, missing).items():
            self.known[oid] = words_of(text)
        return {path: self.known[oid] for path, oid in blobs.items()}


def terms(text: str) -> list[str]:
    """The words of a text in lower case; identifiers are split at case and underscore, and kept whole too."""
    found = []
    for identifier in IDENTIFIER.findall(text):
        parts = [part.lower() for part in PART.findall(identifier)]
        found += [*parts, identifier.lower()] if len(parts) > 1 else parts
    return found


def words_of(text: str) -> Words:
    names = (name for groups in DEFINED.findall(text) for name in groups if name)
    return Words(Counter(terms(text)), Counter(terms(" ".join(names))), text.lower())


def read_blobs(clone: Clone, oids: list[str]) -> dict[str, str]:
    """The texts of the blobs, undecodable bytes replaced."""
    command = ["git", "--git-dir", str(clone.directory), "cat-file", "--batch"]
    said = subprocess.run(
        command, input="\n".join(oids).encode(), capture_output=True, env=ENVIRONMENT, check=True
    ).stdout
    found, start = {}, 0
    for oid in oids:
        end = said.index(b"\n", start)
        size = int(said[start:end].split()[2])
        found[oid] = said[end + 1 : end + 1 + size].decode("utf-8", "replace")
        start = end + size + 2
    return found
