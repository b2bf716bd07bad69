from __future__ import annotations

import pytest

from cortex_cli.analysis.creating.conventions import (
    PlaceOfTests,
    areas,
    exists,
    home_of,
    modules_in,
    package_of,
    place_of_tests,
    registries_of,
)
from tests.unit.analysis.project import API, files_of, graph_of


@pytest.mark.parametrize(
    ("path", "package"),
    [
        ("api/users.py", "api"),
        ("api/routes/users.py", "api"),
        ("src/shop/db/table.py", "src/shop"),
        ("web/src/store/users.ts", "web/src"),
        ("cmd/server/main.go", "cmd/server"),
        ("setup.py", ""),
    ],
)
def test_the_package_of_a_file(path: str, package: str) -> None:
    known = {"api/__init__.py", "api/routes/__init__.py", "src/shop/__init__.py", "src/shop/db/__init__.py"}
    assert package_of(path, known) == package


def test_a_new_part_is_at_home_where_most_of_the_matching_files_are() -> None:
    paths = {"a/__init__.py", "b/__init__.py"}
    assert home_of({"a/x.py": 0.4, "a/y.py": 0.4, "b/z.py": 0.7}, paths) == "a"
    assert home_of({}, paths) is None


def test_a_registry_imports_most_modules_of_a_directory() -> None:
    modules = modules_in(files_of(API).values())["api/routes"]
    assert modules == ["api/routes/reports.py", "api/routes/tasks.py", "api/routes/users.py"]
    assert registries_of("api/routes", modules, graph_of(API)) == ("api/routes/__init__.py",)


def test_a_file_that_imports_few_of_many_modules_is_no_registry() -> None:
    texts = {f"a/m{number}.py": "" for number in range(9)} | {"main.py": "from a import m0, m1, m2\n"}
    modules = modules_in(files_of(texts).values())["a"]
    assert registries_of("a", modules, graph_of(texts)) == ()


def test_an_area_is_a_registered_directory_below_the_home() -> None:
    files = files_of(API)
    roles = {path: file.role for path, file in files.items()}
    found = areas("api", modules_in(files.values()), graph_of(API), roles)
    assert [(area.directory, area.registries) for area in found] == [("api/routes", ("api/routes/__init__.py",))]


def test_a_directory_that_only_a_test_imports_is_no_area() -> None:
    texts = {
        "api/__init__.py": "",
        **{f"api/routes/{name}.py": "" for name in ("a", "b", "c")},
        "tests/test_all.py": "from api.routes import a, b, c\n",
    }
    files = files_of(texts)
    roles = {path: file.role for path, file in files.items()}
    assert areas("api", modules_in(files.values()), graph_of(texts), roles) == ()


@pytest.mark.parametrize(
    ("tests", "expected"),
    [
        (["tests/test_a.py", "tests/test_b.py"], PlaceOfTests("tests", "test_", ".py")),
        (["pkg/a_test.go"], PlaceOfTests("pkg", "", "_test.go")),
        (["web/a.test.ts", "web/b.test.ts"], PlaceOfTests("web", "", ".test.ts")),
        (["src/test/UsersTest.java"], PlaceOfTests("src/test", "", "Test.java")),
        (["spec/a_spec.rb"], PlaceOfTests("spec", "", "_spec.rb")),
        (["tests/support.py"], None),
        ([], None),
    ],
)
def test_the_place_and_naming_of_tests(tests: list[str], expected: PlaceOfTests | None) -> None:
    assert place_of_tests(tests, []) == expected


def test_tests_of_the_candidates_decide_the_place() -> None:
    tests = ["tests/unit/test_a.py", "tests/unit/test_b.py", "tests/api/test_c.py"]
    assert place_of_tests(tests, []) == PlaceOfTests("tests/unit", "test_", ".py")
    assert place_of_tests(tests, ["tests/api/test_c.py"]) == PlaceOfTests("tests/api", "test_", ".py")


def test_a_module_or_a_package_of_a_name_exists() -> None:
    paths = ["api/auth/tokens.py", "api/users.py"]
    assert exists("auth", "api", paths)
    assert exists("users", "api", paths)
    assert not exists("user", "api", paths)
    assert not exists("tokens", "api", paths)
    assert exists("api", "", paths)
