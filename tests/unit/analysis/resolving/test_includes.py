from __future__ import annotations

import pytest

from tests.unit.analysis.resolving.resolved import meant

PATHS = [
    "src/a.h",
    "include/shop/b.h",
    "src/util/string.h",
    "one/include/both.h",
    "two/include/both.h",
    "lib/shop.rb",
    "lib/shop/users.rb",
    "spec/helper.rb",
    "bin/common.sh",
    "bin/lib/env.sh",
]


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("src/a.c", '#include "a.h"', ["src/a.h"]),
        ("src/a.c", '#include "shop/b.h"', ["include/shop/b.h"]),
        ("src/a.c", "#include <shop/b.h>", ["include/shop/b.h"]),
        ("src/util/x.c", '#include "../a.h"', ["src/a.h"]),
        ("src/a.c", "#include <string.h>", []),
        ("one/src/x.c", '#include "both.h"', ["one/include/both.h"]),
        ("two/src/x.c", "#include <both.h>", ["two/include/both.h"]),
        ("lib/shop.rb", "require 'shop/users'", ["lib/shop/users.rb"]),
        ("lib/shop.rb", "require_relative 'shop/users'", ["lib/shop/users.rb"]),
        ("spec/a_spec.rb", "require 'helper'\nrequire 'shop'", ["spec/helper.rb", "lib/shop.rb"]),
        ("lib/shop.rb", "autoload :Users, 'shop/users'", ["lib/shop/users.rb"]),
        ("lib/shop.rb", "require 'json'", []),
        ("bin/run.sh", '. "$(dirname "$0")/common.sh"', ["bin/common.sh"]),
        ("bin/run.sh", "source lib/env.sh", ["bin/lib/env.sh"]),
    ],
)
def test_where_a_file_is_found(path: str, text: str, expected: list[str]) -> None:
    assert meant(PATHS, path, text + "\n") == expected
