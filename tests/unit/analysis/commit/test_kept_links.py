"""A graph from kept links is that of a full build, whatever changed between two commits."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cortex_cli.analysis.commit import kept_links
from cortex_cli.analysis.commit.graph_cache import Outlines, outlines_of
from cortex_cli.analysis.commit.imports import ImportGraph, build_graph, joined
from cortex_cli.analysis.commit.indexing import text_record
from cortex_cli.analysis.commit.inventory import File, take_inventory
from cortex_cli.analysis.commit.kept_links import Looker
from cortex_cli.analysis.resolving.projects import read_projects
from cortex_cli.analysis.resolving.resolution import Resolver
from cortex_cli.index.index import Index
from cortex_cli.index.memory import SnapshotOfTexts
from cortex_cli.index.opening import open_in_memory
from cortex_cli.vcs.objects import REGULAR, Entry, blob_oid

STATEMENTS = (
    "from pkg.core import Session",
    "from pkg import Session",
    "from . import core",
    "import pkg.more",
    "import os",
    "class Session: ...",
    "SIZE = 1",
)
SCRIPTS = ('export * from "./b"', 'import { x } from "./index"', "export const x = 1", 'import "named/b"')
PYTHON_PATHS = ("pkg/__init__.py", "pkg/core.py", "pkg/more.py", "tests/test_core.py", "src/pkg/core.py")
SCRIPT_PATHS = ("web/index.ts", "web/b.ts", "web/c.js")
MANIFESTS = {"package.json": '{"name": "named"}', "web/package.json": '{"name": "named"}'}


def states() -> st.SearchStrategy[dict[str, str]]:
    python = st.dictionaries(st.sampled_from(PYTHON_PATHS), _text(STATEMENTS))
    scripts = st.dictionaries(st.sampled_from(SCRIPT_PATHS), _text(SCRIPTS))
    manifests = st.sets(st.sampled_from(sorted(MANIFESTS))).map(lambda names: {name: MANIFESTS[name] for name in names})
    return st.tuples(python, scripts, manifests).map(lambda parts: {**parts[0], **parts[1], **parts[2]})


def _text(lines: tuple[str, ...]) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(lines), max_size=3).map(lambda chosen: "\n".join(chosen) + "\n")


def read(texts: dict[str, str]) -> tuple[list[File], SnapshotOfTexts]:
    entries = [Entry(path, REGULAR, blob_oid(text.encode()), len(text)) for path, text in texts.items()]
    files = list(take_inventory(entries).files)
    return files, SnapshotOfTexts({file.path: text_record(file, texts[file.path].encode()) for file in files})


def graphs(index: Index, texts: dict[str, str]) -> tuple[ImportGraph, ImportGraph]:
    """The graph from what is kept, and a full build."""
    files, snapshot = read(texts)
    manifests = {path: text for path, text in texts.items() if path in MANIFESTS}
    resolver = Resolver(texts, read_projects(manifests))
    kept = joined(Looker(snapshot, files, manifests, resolver).all(index), Outlines(snapshot))
    return kept, build_graph(files, outlines_of(snapshot, files), resolver)


@settings(max_examples=40, deadline=None)
@given(st.lists(states(), min_size=2, max_size=5), st.integers(0, 3))
def test_kept_links_give_the_graph_of_a_full_build(history: list[dict[str, str]], most_changed: int) -> None:
    kept_links.MOST_CHANGED, usual = most_changed, kept_links.MOST_CHANGED
    try:
        with open_in_memory() as index:
            for texts in [*history, *history]:
                kept, full = graphs(index, texts)
                assert kept == full
                assert list(kept.imports) == list(full.imports)
    finally:
        kept_links.MOST_CHANGED = usual


def test_only_changed_files_are_looked_up_again() -> None:
    before = {"pkg/__init__.py": "", "pkg/core.py": "class A: ...\n", "pkg/more.py": "import pkg.core\n"}
    asked: list[str] = []

    class Counting(Resolver):
        def targets(self, path, statement, language):  # type: ignore[no-untyped-def]
            asked.append(path)
            return super().targets(path, statement, language)

    with open_in_memory() as index:
        for texts in (before, before | {"pkg/core.py": "import pkg.more\n"}):
            asked.clear()
            files, snapshot = read(texts)
            Looker(snapshot, files, {}, Counting(texts)).all(index)
    assert asked == ["pkg/core.py"]
