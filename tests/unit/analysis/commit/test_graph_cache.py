"""The import graph of a tree is made once and comes back the same."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cortex_cli.analysis.commit.graph_cache import as_symbols, kept_graph, outlines_of, pack_graph, unpack_graph
from cortex_cli.analysis.commit.imports import ImportGraph, build_graph
from cortex_cli.analysis.commit.indexing import as_outline, text_record
from cortex_cli.analysis.commit.inventory import take_inventory
from cortex_cli.analysis.resolving.resolution import Resolver
from cortex_cli.index.memory import SnapshotOfTexts
from cortex_cli.index.opening import open_in_memory
from cortex_cli.syntax.languages import LANGUAGES, language_of
from cortex_cli.syntax.symbols import outline
from cortex_cli.vcs.objects import REGULAR, Entry, blob_oid

PATHS = ("a.py", "b/__init__.py", "b/ü.py", "c\udcff.py")
TEXTS = {
    "pkg/__init__.py": "from pkg.core import Session\n",
    "pkg/core.py": "class Session: ...\n",
    "tests/test_core.py": "from pkg.core import Session\nimport os\n",
    "notes.md": "import nothing\n",
}


TREE, ANOTHER_TREE = "1" * 40, "2" * 40


def graph_of(edges: dict[str, set[str]], passed_on: dict[str, set[str]]) -> ImportGraph:
    backward: dict[str, set[str]] = {}
    for path, targets in edges.items():
        for target in targets:
            backward.setdefault(target, set()).add(path)

    def ordered(each: dict[str, set[str]]) -> dict[str, tuple[str, ...]]:
        return {path: tuple(sorted(each[path])) for path in sorted(each) if each[path]}

    return ImportGraph(ordered(edges), ordered(backward), ordered(passed_on))


EDGES = st.dictionaries(st.sampled_from(PATHS), st.sets(st.sampled_from(PATHS)))


@given(EDGES, EDGES)
def test_a_packed_graph_comes_back_the_same_in_the_same_order(
    edges: dict[str, set[str]], passed_on: dict[str, set[str]]
) -> None:
    graph = graph_of(edges, passed_on)
    found = unpack_graph(pack_graph(graph))
    assert found == graph
    assert [list(found.imports), list(found.importers)] == [list(graph.imports), list(graph.importers)]


def test_the_graph_of_a_tree_is_built_once() -> None:
    graph = graph_of({"a.py": {"b/__init__.py"}}, {})
    built: list[str] = []

    def build() -> ImportGraph:
        built.append("once")
        return graph

    with open_in_memory() as index:
        assert kept_graph(index, TREE, build) == kept_graph(index, TREE, build) == graph
        kept_graph(index, ANOTHER_TREE, build)
    assert built == ["once", "once"]


def test_a_graph_built_from_the_index_is_that_of_the_texts() -> None:
    files = take_inventory(
        [Entry(path, REGULAR, blob_oid(text.encode()), len(text)) for path, text in TEXTS.items()]
    ).files
    snapshot = SnapshotOfTexts({file.path: text_record(file, TEXTS[file.path].encode()) for file in files})
    fresh = {path: outline(text, language_of(path)) for path, text in TEXTS.items() if language_of(path)}
    resolver = Resolver(TEXTS)
    graph = build_graph(files, outlines_of(snapshot, files), resolver)
    assert graph == build_graph(files, fresh, resolver)
    assert graph.imported_by("pkg/core.py") == ("pkg/__init__.py", "tests/test_core.py")
    assert graph.reexports == {"pkg/__init__.py": ("pkg/core.py",)}


def test_an_outline_comes_back_as_syntax_gave_it() -> None:
    text = "import os\nfrom . import core as c\n\nclass A(B):\n    def go(self) -> int:\n        return 1\n"
    found = outline(text, next(language for language in LANGUAGES if language.name == "Python"))
    assert as_symbols(as_outline(found)) == found
