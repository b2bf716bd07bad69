from __future__ import annotations

from tests.unit.analysis.project import API, graph_of


def test_imports_and_importers_mirror_each_other() -> None:
    graph = graph_of(API)
    assert graph.imports_of("api/users.py") == ("api/config.py", "api/errors.py")
    assert "api/users.py" in graph.imported_by("api/errors.py")
    for path, targets in graph.imports.items():
        assert all(path in graph.imported_by(target) for target in targets)


def test_a_submodule_taken_from_a_package_is_meant_itself() -> None:
    assert graph_of(API).imports_of("api/routes/__init__.py") == (
        "api/routes/reports.py",
        "api/routes/tasks.py",
        "api/routes/users.py",
    )


def test_linked_goes_both_ways() -> None:
    graph = graph_of(API)
    assert graph.linked("api/users.py", "api/errors.py")
    assert graph.linked("api/errors.py", "api/users.py")
    assert not graph.linked("api/users.py", "api/tasks.py")


def test_a_package_file_without_code_of_its_own_passes_on_what_it_imports() -> None:
    graph = graph_of({"a/__init__.py": "from a.b import B\n", "a/b.py": "class B: ...\n"})
    assert graph.reexports == {"a/__init__.py": ("a/b.py",)}


def test_a_package_file_with_code_does_not() -> None:
    graph = graph_of({"a/__init__.py": "from a.b import B\ndef f(): ...\n", "a/b.py": "class B: ...\n"})
    assert graph.reexports == {}


def test_an_index_that_exports_from_others_passes_them_on() -> None:
    graph = graph_of({"web/index.ts": 'export * from "./b"\nimport "./c"\n', "web/b.ts": "", "web/c.ts": ""})
    assert graph.reexports == {"web/index.ts": ("web/b.ts",)}
    assert graph.imports_of("web/index.ts") == ("web/b.ts", "web/c.ts")


def test_a_circle_is_no_problem() -> None:
    graph = graph_of({"a.py": "import b\n", "b.py": "import a\n"})
    assert graph.imports_of("a.py") == ("b.py",)
    assert graph.imports_of("b.py") == ("a.py",)
