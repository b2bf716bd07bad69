"""Who imports whom among the files of the repository."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from cortex_cli.analysis.commit.inventory import File
from cortex_cli.analysis.commit.links import FileLinks, Links, links_of, only_passes
from cortex_cli.analysis.commit.reexports import Reexports
from cortex_cli.analysis.resolving.resolution import Resolver
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
    """Resolve every import of every outlined file, through the files that only pass names on."""
    links = {
        file.path: FileLinks(links_of(file, found.imports, resolver), only_passes(file.path, found.definitions))
        for file in files
        if (found := outlines.get(file.path)) is not None
    }
    return joined(links, outlines)


def joined(links: Links, outlines: Mapping[str, FileSymbols]) -> ImportGraph:
    """The graph of all links; of the files that pass names on, and of those they lead to, the outlines are asked."""
    reexports = Reexports(links, outlines)
    forward: dict[str, set[str]] = defaultdict(set)
    passed_on: dict[str, set[str]] = defaultdict(set)
    for path, found in links.items():
        for link in found.links:
            forward[path].update(link.targets, reexports.behind(link))
            if link.reexport or found.only_passes:
                passed_on[path].update(link.targets)
        if path in forward:
            forward[path].discard(path)
    backward: dict[str, set[str]] = defaultdict(set)
    for path, targets_of_file in forward.items():
        for target in targets_of_file:
            backward[target].add(path)
    return ImportGraph(_sorted(forward), _sorted(backward), _sorted(passed_on))


def _sorted(edges: Mapping[str, set[str]]) -> dict[str, tuple[str, ...]]:
    return {path: tuple(sorted(edges[path])) for path in sorted(edges) if edges[path]}
