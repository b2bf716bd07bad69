from __future__ import annotations

import pytest

from cortex_cli.syntax.modules import has_submodule, is_plain_module, python_meaning, script_means

SHOP = ("shop/__init__.py", "shop/login.py", "shop/cart/__init__.py", "shop/cart/lines.py", "main.py")


@pytest.mark.parametrize(
    ("path", "module", "level", "target"),
    [
        ("main.py", "shop.login", 0, "shop/login.py"),
        ("shop/cart/lines.py", "shop.login", 0, "shop/login.py"),
        ("shop/cart/lines.py", "login", 2, "shop/login.py"),
        ("shop/cart/__init__.py", "lines", 1, "shop/cart/lines.py"),
        ("shop/cart/lines.py", "", 1, "shop/cart/__init__.py"),
        ("main.py", "shop", 0, "shop/__init__.py"),
        ("shop/login.py", "main", 0, "main.py"),
    ],
)
def test_absolute_and_relative_names_mean_their_file(path: str, module: str, level: int, target: str) -> None:
    assert python_meaning(path, target, SHOP)(module, level)


@pytest.mark.parametrize(
    ("path", "module", "level", "target"),
    [
        ("main.py", "login", 0, "shop/login.py"),
        ("shop/cart/lines.py", "login", 1, "shop/login.py"),
        ("main.py", "login", 3, "shop/login.py"),
        ("main.py", "shop.login", 0, "shop/cart/lines.py"),
        ("main.py", "", 0, "main.py"),
    ],
)
def test_other_names_do_not(path: str, module: str, level: int, target: str) -> None:
    assert not python_meaning(path, target, SHOP)(module, level)


@pytest.mark.parametrize(
    ("paths", "module", "target"),
    [
        (("src/shop/__init__.py", "src/shop/login.py"), "shop.login", "src/shop/login.py"),
        (("src/shop/login.py",), "shop.login", "src/shop/login.py"),
        (("packages/a/src/shop/login.py",), "shop.login", "packages/a/src/shop/login.py"),
        (("backend/shop/__init__.py", "backend/shop/login.py"), "shop.login", "backend/shop/login.py"),
        (("tools/main.py", "tools/helper.py"), "helper", "tools/helper.py"),
    ],
)
def test_a_package_may_lie_below_a_source_root(paths: tuple[str, ...], module: str, target: str) -> None:
    assert python_meaning("tools/main.py", target, paths)(module, 0)


@pytest.mark.parametrize(
    ("paths", "module", "target"),
    [
        (("a/shop/login.py", "a/shop/__init__.py", "b/shop/login.py"), "shop.login", "a/shop/login.py"),
        (("shop/login.py", "src/shop/login.py"), "shop.login", "shop/login.py"),
        (("shop/login.py", "shop/login/__init__.py"), "shop.login", "shop/login.py"),
        (("other/helper.py",), "helper", "other/helper.py"),
        (("types.py",), "types", "types.py"),
        (("json/__init__.py",), "json", "json/__init__.py"),
        (("outer/__init__.py", "outer/shop/__init__.py", "outer/shop/login.py"), "shop.login", "outer/shop/login.py"),
    ],
)
def test_a_name_that_may_be_another_file_or_library_means_nothing(
    paths: tuple[str, ...], module: str, target: str
) -> None:
    assert not python_meaning("main.py", target, paths)(module, 0)


def test_a_module_and_a_package_of_one_name_are_told_apart_by_nobody() -> None:
    paths = ("shop/login.py", "shop/login/__init__.py")
    assert not python_meaning("shop/cart.py", "shop/login.py", paths)("login", 1)


def test_a_file_that_is_gone_still_has_its_name() -> None:
    assert python_meaning("main.py", "shop/login.py", ("main.py", "shop/__init__.py"))("shop.login", 0)
    for place in ("shop/login/__init__.py", "shop/login/login.py", "shop/login.pyx"):
        moved = ("main.py", "shop/__init__.py", place)
        assert not python_meaning("main.py", "shop/login.py", moved)("shop.login", 0)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ({}, True),
        ({"shop/__init__.py": "", "shop/cart/__init__.py": "x = 1"}, True),
        ({"shop/__init__.py": "from .cart import total"}, False),
        ({"shop/cart/__init__.py": "from .lines import lines"}, False),
    ],
)
def test_a_module_is_plain_where_no_package_mentions_it(texts: dict[str, str], expected: bool) -> None:
    assert is_plain_module("shop/cart/lines.py", texts.get, [*texts, "shop/cart/lines.py"]) is expected


def test_a_package_that_cannot_be_read_may_say_anything() -> None:
    assert not is_plain_module("shop/login.py", lambda path: None, ["shop/__init__.py"])


def test_a_package_may_have_the_name_as_a_module() -> None:
    assert has_submodule("shop/__init__.py", "login", SHOP)
    assert has_submodule("shop/__init__.py", "cart", SHOP)
    assert not has_submodule("shop/__init__.py", "stock", SHOP)
    assert not has_submodule("shop/login.py", "cart", SHOP)


@pytest.mark.parametrize(
    ("module", "target", "paths"),
    [
        ("./login", "src/login.ts", ("src/login.ts",)),
        ("./login.js", "src/login.ts", ("src/login.ts",)),
        ("./login.ts", "src/login.ts", ("src/login.ts",)),
        ("../lib/login", "lib/login/index.js", ("lib/login/index.js",)),
        ("./login", "src/login.ts", ()),
    ],
)
def test_a_relative_script_module_means_its_file(module: str, target: str, paths: tuple[str, ...]) -> None:
    assert script_means("src/app.ts", module, target, paths)


@pytest.mark.parametrize(
    ("module", "target", "paths"),
    [
        ("login", "src/login.ts", ("src/login.ts",)),
        ("@/login", "src/login.ts", ("src/login.ts",)),
        ("./login", "src/login.ts", ("src/login.ts", "src/login.js")),
        ("./login", "src/login.ts", ("src/login.ts", "src/login/index.ts")),
        ("./login", "src/login.ts", ("src/login.tsx",)),
        ("./other", "src/login.ts", ("src/login.ts",)),
    ],
)
def test_a_script_module_that_may_be_another_file_means_nothing(
    module: str, target: str, paths: tuple[str, ...]
) -> None:
    assert not script_means("src/app.ts", module, target, paths)
