"""The import graph of a tree, kept in the index: the same tree has the same graph."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping

from cortex_cli.analysis.commit.imports import ImportGraph
from cortex_cli.analysis.commit.inventory import File
from cortex_cli.index.contexts import Context
from cortex_cli.index.index import Index
from cortex_cli.index.records import Outline
from cortex_cli.index.snapshot import Snapshot, Text
from cortex_cli.syntax.grammar import SymbolKind
from cortex_cli.syntax.imports import Import
from cortex_cli.syntax.symbols import Definition, FileSymbols

NAME = "imports"
"""Of the value that a tree's context holds."""
Edges = Mapping[str, tuple[str, ...]]


def kept_graph(index: Index, tree: str, build: Callable[[], ImportGraph]) -> ImportGraph:
    """The graph of the tree with this id, from the index or else from `build`."""
    contexts, context = index.contexts(), Context("tree", tree)
    packed = contexts.get(context, NAME)
    if packed is not None:
        return unpack_graph(packed)
    graph = build()
    contexts.put(context, NAME, pack_graph(graph))
    return graph


def outlines_of(snapshot: Snapshot, files: Iterable[File]) -> dict[str, FileSymbols]:
    """By path, what `build_graph` asks for, of the files that can import something."""
    wanted = {file.path for file in files if file.language is not None}
    found: dict[str, FileSymbols] = {}
    for text in snapshot.texts:
        paths = [path for path in text.paths if path in wanted]
        if paths:
            outline = as_symbols(text.outline)
            found.update((path, outline) for path in paths)
    return found


def as_symbols(outline: Outline) -> FileSymbols:
    """An outline as syntax gave it, without references."""
    definitions = [
        Definition(each.name, SymbolKind(each.kind), each.line, each.signature, each.owner, each.last_line)
        for each in outline.definitions
    ]
    imports = [Import(each.module, each.names, each.level, each.reexport) for each in outline.imports]
    return FileSymbols(tuple(definitions), imports=tuple(imports))


class Outlines(Mapping[str, FileSymbols]):
    """What the files of a snapshot define and import, each read when it is first asked for."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._texts: dict[str, Text] = {path: text for text in snapshot.texts for path in text.paths}
        self._known: dict[str, FileSymbols] = {}

    def __getitem__(self, path: str) -> FileSymbols:
        found = self._known.get(path)
        if found is None:
            found = self._known[path] = as_symbols(self._texts[path].outline)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)


def pack_graph(graph: ImportGraph) -> bytes:
    """JSON of the sorted paths, and of edges as their positions; importers follow from imports."""
    paths = sorted({path for edges in (graph.imports, graph.reexports) for path in _ends(edges)})
    number = {path: position for position, path in enumerate(paths)}
    packed = [
        [[number[path], *(number[target] for target in targets)] for path, targets in edges.items()]
        for edges in (graph.imports, graph.reexports)
    ]
    return json.dumps([paths, *packed], separators=(",", ":")).encode()


def unpack_graph(packed: bytes) -> ImportGraph:
    """The graph that `pack_graph` was given."""
    paths, imports, reexports = json.loads(packed)
    backward: dict[int, list[int]] = {}
    for path, *targets in imports:
        for target in targets:
            backward.setdefault(target, []).append(path)
    importers = [[target, *sorted(sources)] for target, sources in sorted(backward.items())]
    return ImportGraph(*(_edges(paths, edges) for edges in (imports, importers, reexports)))


def _edges(paths: list[str], edges: list[list[int]]) -> Edges:
    return {paths[path]: tuple([paths[target] for target in targets]) for path, *targets in edges}


def _ends(edges: Edges) -> Iterable[str]:
    for path, targets in edges.items():
        yield path
        yield from targets
