from __future__ import annotations

from cortex_cli.analysis.changing.scene import overlaid
from cortex_cli.analysis.commit.imports import ImportGraph


def graph(reexports: dict[str, tuple[str, ...]] | None = None, **imports: tuple[str, ...]) -> ImportGraph:
    backward: dict[str, list[str]] = {}
    for path, targets in imports.items():
        for target in targets:
            backward.setdefault(target, []).append(path)
    return ImportGraph(imports, {target: tuple(sorted(paths)) for target, paths in backward.items()}, reexports or {})


def test_what_was_read_again_replaces_what_was_known() -> None:
    found = overlaid(graph(a=("b",), c=("b",)), graph(a=("d",)), {"a"}, set("abcd"))
    assert found.imports == {"a": ("d",), "c": ("b",)}
    assert found.importers == {"b": ("c",), "d": ("a",)}


def test_a_file_that_imports_nothing_any_more_has_no_edges() -> None:
    assert overlaid(graph(a=("b",)), graph(), {"a"}, set("ab")).imports == {}


def test_files_that_are_gone_are_neither_importers_nor_imported() -> None:
    found = overlaid(graph(a=("b", "c"), b=("c",)), graph(), set(), set("ac"))
    assert found.imports == {"a": ("c",)}
    assert found.importers == {"c": ("a",)}


def test_what_a_file_passes_on_is_laid_over_too() -> None:
    found = overlaid(graph({"a": ("b",), "x": ("b",)}), graph({"a": ("c",)}), {"a"}, set("abcx"))
    assert found.reexports == {"a": ("c",), "x": ("b",)}
