from __future__ import annotations

import pytest

from cortex_cli.analysis.choosing.near_paths import MOST_NEAR, near_paths

PATHS = ["src/shop/users.py", "src/shop/orders.py", "docs/users.md", "tests/test_users.py", "web/users.ts"]


@pytest.mark.parametrize(
    ("given", "first"),
    [
        ("shop/users.py", "src/shop/users.py"),
        ("src/users.py", "src/shop/users.py"),
        ("src/shop/user.py", "src/shop/users.py"),
        ("src/shop/oders.py", "src/shop/orders.py"),
        ("users.py", "src/shop/users.py"),
    ],
)
def test_the_file_that_was_meant_comes_first(given: str, first: str) -> None:
    assert near_paths(given, PATHS)[0] == first


def test_files_of_the_same_module_in_another_language_follow() -> None:
    found = near_paths("lib/users.rb", PATHS)
    assert {"src/shop/users.py", "web/users.ts"} < set(found)
    assert "tests/test_users.py" not in found


def test_nothing_alike_is_no_guess() -> None:
    assert near_paths("zzzz.qq", PATHS) == ()


def test_many_of_the_same_name_are_a_few() -> None:
    assert len(near_paths("index.ts", [f"d{number}/index.ts" for number in range(40)])) == MOST_NEAR
