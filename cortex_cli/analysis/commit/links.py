"""What each file imports of the repository, by itself: looked up once for as long as it and the paths stay."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cortex_cli.analysis.commit.inventory import File
from cortex_cli.analysis.resolving.resolution import Resolver
from cortex_cli.syntax.imports import Import
from cortex_cli.syntax.symbols import Definition

PACKAGE_FILE = "/__init__.py"


@dataclass(frozen=True, slots=True)
class Link:
    """An import that means `targets`, files of the repository, and takes names from them.

    `reexport` says that the statement passes on what it takes.
    """

    taken: tuple[str, ...]
    targets: tuple[str, ...]
    reexport: bool = False


@dataclass(frozen=True, slots=True)
class FileLinks:
    """The links of a file, in the order of its text; `only_passes`: it is a package's file without code of its own."""

    links: tuple[Link, ...] = ()
    only_passes: bool = False


def links_of(file: File, imports: Iterable[Import], resolver: Resolver) -> tuple[Link, ...]:
    """Look up every import of a file; those of what is not in the repository are none."""
    if file.language is None:
        return ()
    found = ((each, resolver.targets(file.path, each, file.language)) for each in imports)
    return tuple([Link(taken(each), targets, each.reexport) for each, targets in found if targets])


def only_passes(path: str, definitions: Iterable[Definition]) -> bool:
    return path.endswith(PACKAGE_FILE) and all(each.kind == "constant" for each in definitions)


def taken(statement: Import) -> tuple[str, ...]:
    """The names an import takes; a path of Rust without braces takes its last part."""
    names = statement.names or ((statement.module.rpartition("::")[2],) if "::" in statement.module else ())
    return tuple([name.rpartition("::")[2] for name in names])


Links = Mapping[str, FileLinks]
"""By path."""
