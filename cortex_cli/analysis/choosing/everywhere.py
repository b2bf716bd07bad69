"""Files that change because they use a name which the request changes wherever it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cortex_cli.analysis.choosing.relevance import Material, Ranking
from cortex_cli.analysis.request.named_paths import existing
from cortex_cli.analysis.terms import IDENTIFIER, parts
from cortex_cli.index.snapshot import Snapshot
from cortex_cli.model.analysis import Role

RENAMES = re.compile(r"\brenam(?:e|es|ed|ing)\b", re.I)
EVERYWHERE = re.compile(
    r"\beverywhere\b|\bthroughout\b"
    r"|\b(?:all|every|each) (?:of (?:the|its) )?(?:call|caller|import|occurrence|reference|usage|use)s?\b",
    re.I,
)
REMOVES = re.compile(
    r"\b(?:remov|delet|dropp?|purg|eliminat)(?:e|es|ed|ing|s)?\b[^.;\n]{0,30}?"
    r"\b(?:mention|reference|occurrence|usage|trace|use)s? (?:of|to)\b",
    re.I,
)
DELETED = re.compile(
    r"^\W*(?:remove|delete|drop)s? (?:the |our |old |unused |legacy |deprecated )*"
    r"(?:class |module |file |function |method |helper )?`?(?P<name>[\w./-]+)",
    re.I,
)
"""A request that begins with the deletion of a name or a path."""
NEAR = 80
"""A name within as many characters after `rename` is what is renamed, or what it is renamed to."""
CERTAIN = 0.9
DOCUMENTED = 0.6
"""The score of a file, and of a document, with a name that changes everywhere."""


def raise_users(material: Material, snapshot: Snapshot, ranking: Ranking) -> None:
    """Lift every file with a name that is renamed or removed, or whose every use the request speaks of."""
    for name in names_changed_everywhere(material):
        for path in sorted(users_of(name, snapshot) & material.files.keys()):
            score = DOCUMENTED if material.role(path) is Role.DOCS else CERTAIN
            ranking.raise_to(path, max(ranking.cut_off, score), f"uses `{name}`, which changes everywhere")
    for deleted in _deleted_files(material):
        for path in material.graph.imported_by(deleted):
            ranking.raise_to(path, CERTAIN, f"imports `{deleted}`, which the request deletes")


def names_changed_everywhere(material: Material) -> Iterator[str]:
    """The names that a renaming or a removal begins with: such that something here defines, of several words.

    A plain word as a name stands in many a text that does not mean it.
    """
    text = material.query.text
    deleted = _deleted_name(material)
    is_wide = EVERYWHERE.search(text) is not None or REMOVES.search(text) is not None
    renamed = [text[found.end() :].partition("\n")[0][:NEAR] for found in RENAMES.finditer(text)]
    for name in material.query.names:
        plain = name.rpartition(".")[2]
        if (
            IDENTIFIER.fullmatch(plain)
            and len(parts(plain)) > 1
            and (is_wide or name == deleted or any(name in after for after in renamed))
        ):
            yield plain


def _deleted_name(material: Material) -> str | None:
    found = DELETED.match(material.query.text)
    return found["name"].rstrip(".") if found else None


def _deleted_files(material: Material) -> tuple[str, ...]:
    """The file that a request begins to delete by its path."""
    name = _deleted_name(material)
    return existing(name, material.files) if name is not None and "." in name else ()


def users_of(name: str, snapshot: Snapshot) -> frozenset[str]:
    """The files whose text has this name, if any of them defines it; upper and lower case are the same."""
    whole = name.lower()
    if not snapshot.names(whole):
        return frozenset()
    return frozenset(
        path for chunk, _ in snapshot.content(whole) for path in snapshot.texts[snapshot.chunk_text[chunk]].paths
    )
