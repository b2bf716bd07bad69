from __future__ import annotations

from cortex_cli.analysis.dividing.meeting import groups_met, is_barrel, meeting_places
from cortex_cli.model.analysis import CoordinationKind
from tests.unit.analysis.project import API, material_of


def places(texts: dict[str, str], entry_points: tuple[str, ...] = ()) -> dict[str, CoordinationKind]:
    return meeting_places(texts, material_of(texts, "users"), entry_points, None)


def test_a_table_of_modules_is_a_registry() -> None:
    assert places(API)["api/routes/__init__.py"] is CoordinationKind.REGISTRY


def test_a_file_that_only_passes_on_is_a_barrel() -> None:
    texts = {
        "web/index.ts": 'export * from "./a"\nexport { b } from "./b"\n',
        "web/a.ts": "export const a = 1\n",
        "web/b.ts": "export const b = 1\n",
    }
    assert places(texts) == {"web/index.ts": CoordinationKind.BARREL}


def test_a_package_file_with_only_names_is_a_barrel() -> None:
    texts = {
        "a/__init__.py": "from a.b import B\nfrom a.c import C\n__all__ = ['B', 'C']\n",
        "a/b.py": "class B: ...\n",
        "a/c.py": "class C: ...\n",
    }
    material = material_of(texts, "users")
    assert is_barrel("a/__init__.py", material)
    assert not is_barrel("a/b.py", material)


def test_a_go_package_says_nothing_of_who_needs_which_of_its_files() -> None:
    texts = {f"pkg/{name}.go": f"package pkg\n\nfunc {name.title()}() {{}}\n" for name in ("one", "two", "six")}
    texts |= {"go.mod": "module example.org/m\n", "main.go": 'package main\n\nimport "example.org/m/pkg"\n'}
    assert "main.go" not in places(texts)


def test_a_table_of_addresses_is_known_by_its_name() -> None:
    assert places({"site/urls.py": "urlpatterns = []\n"}) == {"site/urls.py": CoordinationKind.ROUTES}


def test_entry_points_and_manifests_are_meeting_places() -> None:
    found = places(API, ("api/app.py",))
    assert found["api/app.py"] is CoordinationKind.ENTRY_POINT
    assert found["pyproject.toml"] is CoordinationKind.MANIFEST


def test_ordinary_files_are_none() -> None:
    found = places(API)
    assert "api/users.py" not in found
    assert "tests/test_users.py" not in found


def test_groups_met_are_those_of_linked_files_elsewhere() -> None:
    material = material_of(API, "users")
    group_of = {
        "api/users.py": "users",
        "api/routes/users.py": "users",
        "api/tasks.py": "tasks",
        "api/errors.py": "errors",
    }
    assert groups_met("api/users.py", group_of, material) == {"errors": ["api/errors.py"]}
    assert groups_met("api/errors.py", group_of, material) == {
        "tasks": ["api/tasks.py"],
        "users": ["api/users.py"],
    }
    assert groups_met("api/reports.py", {}, material) == {}
