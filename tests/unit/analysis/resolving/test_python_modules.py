from __future__ import annotations

import pytest

from tests.unit.analysis.resolving.resolved import meant

PATHS = [
    "src/shop/__init__.py",
    "src/shop/users.py",
    "src/shop/db/__init__.py",
    "src/shop/db/table.py",
    "src/shop/stubs.pyi",
    "plugins/spaces/core/tools/__init__.py",
    "plugins/spaces/core/tools/hammer.py",
    "services/api/src/api/main.py",
    "services/web/api/main.py",
    "scripts/helper.py",
]
MANIFESTS = {"pyproject.toml": "", "plugins/pyproject.toml": "", "services/web/setup.py": ""}


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("src/shop/cart.py", "from . import users, db", ["src/shop/users.py", "src/shop/db/__init__.py"]),
        ("src/shop/db/row.py", "from ..users import User", ["src/shop/users.py"]),
        ("src/shop/db/row.py", "from .. import User", ["src/shop/__init__.py"]),
        ("src/shop/cart.py", "from . import stubs", ["src/shop/stubs.pyi"]),
        ("tests/test_cart.py", "from shop import users", ["src/shop/users.py"]),
        ("tests/test_cart.py", "import shop.db.table as t", ["src/shop/db/table.py"]),
        ("tests/test_cart.py", "from shop import VERSION", ["src/shop/__init__.py"]),
        ("a.py", "from spaces.core.tools.hammer import hit", ["plugins/spaces/core/tools/hammer.py"]),
        ("a.py", "from tools import hammer", ["plugins/spaces/core/tools/hammer.py"]),
        ("services/web/run.py", "import api.main", ["services/web/api/main.py"]),
        ("services/api/tests/run.py", "import api.main", ["services/api/src/api/main.py"]),
        ("scripts/run.py", "import helper", ["scripts/helper.py"]),
        ("src/shop/cart.py", "import os, json", []),
        ("src/shop/cart.py", "from ....... import far", []),
    ],
)
def test_where_a_module_is_found(path: str, text: str, expected: list[str]) -> None:
    assert sorted(meant(PATHS, path, text + "\n", MANIFESTS)) == sorted(expected)


def test_a_module_of_the_standard_library_is_not_the_file_beside() -> None:
    assert meant(["pkg/queue.py", "pkg/own.py"], "pkg/a.py", "import queue\nimport own\n") == ["pkg/own.py"]


def test_in_a_package_a_plain_name_is_not_the_module_beside() -> None:
    assert meant(["pkg/__init__.py", "pkg/docutils.py"], "pkg/a.py", "import docutils\n") == []
