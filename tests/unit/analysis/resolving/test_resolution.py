from __future__ import annotations

import pytest

from cortex_cli.analysis.resolving.go_packages import MOST_OF_A_PACKAGE
from cortex_cli.analysis.resolving.projects import Projects
from cortex_cli.analysis.resolving.resolution import Resolver
from cortex_cli.syntax.imports import Import
from cortex_cli.syntax.languages import language_of


def targets(paths: list[str], path: str, statement: Import, go: dict[str, str] | None = None) -> tuple[str, ...]:
    language = language_of(path)
    assert language is not None
    modules = tuple((module, directory) for directory, module in (go or {}).items())
    return Resolver(paths, Projects(go_modules=modules)).targets(path, statement, language)


PYTHON = [
    "src/shop/__init__.py",
    "src/shop/users.py",
    "src/shop/db/__init__.py",
    "src/shop/db/table.py",
    "tests/test_users.py",
    "tests/support.py",
    "setup.py",
]


@pytest.mark.parametrize(
    ("path", "statement", "expected"),
    [
        ("tests/test_users.py", Import("shop.users", ("User",)), ("src/shop/users.py",)),
        ("tests/test_users.py", Import("shop.users"), ("src/shop/users.py",)),
        ("tests/test_users.py", Import("shop"), ("src/shop/__init__.py",)),
        (
            "tests/test_users.py",
            Import("shop", ("users", "db")),
            ("src/shop/db/__init__.py", "src/shop/users.py"),
        ),
        ("tests/test_users.py", Import("shop.db.table", ("*",)), ("src/shop/db/table.py",)),
        ("tests/test_users.py", Import("support", ("make",)), ("tests/support.py",)),
        ("tests/test_users.py", Import("tests.support", ("make",)), ("tests/support.py",)),
        ("src/shop/users.py", Import("", ("db",), level=1), ("src/shop/db/__init__.py",)),
        ("src/shop/users.py", Import("db.table", ("Table",), level=1), ("src/shop/db/table.py",)),
        ("src/shop/db/table.py", Import("users", ("User",), level=2), ("src/shop/users.py",)),
        ("src/shop/db/table.py", Import("", ("users",), level=2), ("src/shop/users.py",)),
        ("src/shop/db/__init__.py", Import("table", ("Table",), level=1), ("src/shop/db/table.py",)),
        ("src/shop/users.py", Import("os.path"), ()),
        ("src/shop/users.py", Import("users", level=9), ()),
        ("src/shop/users.py", Import("shop.users", ("User",)), ()),
    ],
)
def test_python_imports(path: str, statement: Import, expected: tuple[str, ...]) -> None:
    assert targets(PYTHON, path, statement) == expected


def test_of_two_python_modules_with_a_name_the_nearer_is_meant() -> None:
    paths = ["a/app/__init__.py", "a/app/users.py", "b/app/__init__.py", "b/app/users.py", "b/main.py"]
    assert targets(paths, "b/main.py", Import("app.users")) == ("b/app/users.py",)


def test_a_package_without_init_files_is_found_from_the_top() -> None:
    assert targets(["shop/users.py", "main.py"], "main.py", Import("shop.users", ("User",))) == ("shop/users.py",)


SCRIPT = [
    "web/app.ts",
    "web/users.ts",
    "web/store/index.ts",
    "web/view.tsx",
    "web/old.js",
    "src/shared.ts",
    "web/a.b.ts",
]


@pytest.mark.parametrize(
    ("module", "expected"),
    [
        ("./users", ("web/users.ts",)),
        ("./users.js", ("web/users.ts",)),
        ("./store", ("web/store/index.ts",)),
        ("./view", ("web/view.tsx",)),
        ("./old.js", ("web/old.js",)),
        ("../src/shared", ("src/shared.ts",)),
        ("@/shared", ("src/shared.ts",)),
        ("./a.b", ("web/a.b.ts",)),
        ("vue", ()),
        ("./missing", ()),
        ("../../../outside", ()),
    ],
)
def test_script_imports(module: str, expected: tuple[str, ...]) -> None:
    assert targets(SCRIPT, "web/app.ts", Import(module)) == expected


def test_a_go_import_means_the_files_of_a_package_without_its_tests() -> None:
    paths = ["main.go", "users/users.go", "users/store.go", "users/users_test.go", "tools/x/x.go"]
    modules = {"": "example.org/m"}
    assert targets(paths, "main.go", Import("example.org/m/users"), modules) == (
        "users/store.go",
        "users/users.go",
    )
    assert targets(paths, "main.go", Import("fmt"), modules) == ()
    assert targets(paths, "users/users.go", Import("example.org/m"), modules) == ("main.go",)


def test_a_go_package_of_very_many_files_says_nothing_about_one() -> None:
    paths = [f"big/f{number}.go" for number in range(MOST_OF_A_PACKAGE + 1)]
    assert targets([*paths, "main.go"], "main.go", Import("m/big"), {"": "m"}) == ()


RUST = ["src/lib.rs", "src/users.rs", "src/db/mod.rs", "src/db/table.rs", "src/users/store.rs"]


@pytest.mark.parametrize(
    ("path", "statement", "expected"),
    [
        ("src/lib.rs", Import("self::users"), ("src/users.rs",)),
        ("src/lib.rs", Import("self::db"), ("src/db/mod.rs",)),
        ("src/users.rs", Import("crate::db::table", ("Table",)), ("src/db/table.rs",)),
        ("src/users.rs", Import("crate::db::Error"), ("src/db/mod.rs",)),
        ("src/users.rs", Import("self::store"), ("src/users/store.rs",)),
        ("src/db/table.rs", Import("super::super::users"), ("src/users.rs",)),
        ("src/users.rs", Import("std::fmt"), ()),
    ],
)
def test_rust_uses(path: str, statement: Import, expected: tuple[str, ...]) -> None:
    assert targets(RUST, path, statement) == expected


def test_java_imports_by_their_full_name() -> None:
    paths = ["src/main/java/shop/Users.java", "src/main/java/shop/db/Table.java", "App.java"]
    assert targets(paths, "App.java", Import("shop.Users")) == ("src/main/java/shop/Users.java",)
    assert targets(paths, "App.java", Import("shop.db.Table.open")) == ("src/main/java/shop/db/Table.java",)
    assert targets(paths, "App.java", Import("java.util.List")) == ()


def test_c_includes_beside_the_file_or_by_a_unique_name() -> None:
    paths = ["src/a.c", "src/a.h", "include/lib/b.h", "x/c.h", "y/c.h"]
    assert targets(paths, "src/a.c", Import("a.h", level=1)) == ("src/a.h",)
    assert targets(paths, "src/a.c", Import("lib/b.h")) == ("include/lib/b.h",)
    assert targets(paths, "src/a.c", Import("c.h")) == ()


def test_ruby_and_shell_name_files_without_extension_too() -> None:
    assert targets(["lib/a.rb", "lib/b.rb"], "lib/a.rb", Import("b")) == ("lib/b.rb",)
    assert targets(["a.sh", "b.sh"], "a.sh", Import("./b.sh", level=1)) == ("b.sh",)


def test_a_language_without_imports_has_no_targets() -> None:
    assert targets(["a.md", "b.md"], "a.md", Import("b")) == ()
