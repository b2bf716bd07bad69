"""Who imports whom among the files of the repository."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from cortex_cli.analysis.inventory import File
from cortex_cli.analysis.resolution import Resolver
from cortex_cli.syntax.symbols import FileSymbols


@dataclass(frozen=True, slots=True)
class ImportGraph:
    """`imports` and its reverse `importers`, each sorted; `reexports` are files passed on by a file."""

    imports: Mapping[str, tuple[str, ...]]
    importers: Mapping[str, tuple[str, ...]]
    reexports: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def imported_by(self, path: str) -> tuple[str, ...]:
        return self.importers.get(path, ())

    def imports_of(self, path: str) -> tuple[str, ...]:
        return self.imports.get(path, ())

    def linked(self, one: str, other: str) -> bool:
        """Whether either imports the other."""
        return other in self.imports_of(one) or one in self.imports_of(other)


def build_graph(files: Iterable[File], outlines: Mapping[str, FileSymbols], resolver: Resolver) -> ImportGraph:
    """Resolve every import of every outlined file."""
    forward: dict[str, set[str]] = defaultdict(set)
    backward: dict[str, set[str]] = defaultdict(set)
    passed_on: dict[str, set[str]] = defaultdict(set)
    for file in files:
        found = outlines.get(file.path)
        if found is None or file.language is None:
            continue
        is_package = file.path.endswith("/__init__.py")
        for statement in found.imports:
            targets = resolver.targets(file.path, statement, file.language)
            forward[file.path].update(targets)
            if statement.reexport or (is_package and not _defines_code(found)):
                passed_on[file.path].update(targets)
            for target in targets:
                backward[target].add(file.path)
    return ImportGraph(_sorted(forward), _sorted(backward), _sorted(passed_on))


def _defines_code(found: FileSymbols) -> bool:
    return any(definition.kind != "constant" for definition in found.definitions)


def _sorted(edges: Mapping[str, set[str]]) -> dict[str, tuple[str, ...]]:
    return {path: tuple(sorted(edges[path])) for path in sorted(edges) if edges[path]}
