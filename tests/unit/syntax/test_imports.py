from __future__ import annotations

import pytest

from cortex_cli.syntax.imports import Import
from cortex_cli.syntax.languages import language_of
from cortex_cli.syntax.symbols import outline


def imports_of(path: str, text: str) -> list[Import]:
    return list(outline(text, language_of(path)).imports)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("import os", [Import("os")]),
        ("import os.path as p, sys", [Import("os.path"), Import("sys")]),
        ("from a.b import c", [Import("a.b", ("c",))]),
        ("from a import (b as x,\n    c)", [Import("a", ("b", "c"))]),
        ("from . import users", [Import("", ("users",), level=1)]),
        ("from ..core.db import Table", [Import("core.db", ("Table",), level=2)]),
        ("from a import *", [Import("a", ("*",))]),
        ("def f():\n    import late", [Import("late")]),
        ("if TYPE_CHECKING:\n    from a import B", [Import("a", ("B",))]),
        ("import a\nimport a", [Import("a")]),
        ("x = 'import a'", []),
    ],
)
def test_python(text: str, expected: list[Import]) -> None:
    assert imports_of("a.py", text + "\n") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('import d, { e as f } from "./x.js"', [Import("./x.js", ("e",))]),
        ('import * as all from "./y"', [Import("./y", ("*",))]),
        ('import "./side-effect"', [Import("./side-effect")]),
        ('export * from "./z"', [Import("./z", ("*",), reexport=True)]),
        ('export { a, b as c } from "./w"', [Import("./w", ("a", "b"), reexport=True)]),
        ("export const a = 1", []),
        ('const q = require("./q")', [Import("./q")]),
        ('const q = await import("./lazy")', [Import("./lazy")]),
        ('other("./q")', []),
        ("require(name)", []),
    ],
)
@pytest.mark.parametrize("path", ["a.js", "a.ts", "a.tsx"])
def test_javascript_and_typescript(path: str, text: str, expected: list[Import]) -> None:
    assert imports_of(path, text + "\n") == expected


def test_types_imported_by_typescript_count() -> None:
    assert imports_of("a.ts", 'import { type A, B } from "./a"\n') == [Import("./a", ("A", "B"))]


@pytest.mark.parametrize(
    ("path", "text", "modules"),
    [
        ("a.go", 'package a\nimport "fmt"\nimport (\n\tx "example.com/m/y"\n)\n', ["fmt", "example.com/m/y"]),
        ("A.java", "import a.b.C;\nimport static a.D.e;\nimport a.f.*;\n", ["a.b.C", "a.D.e", "a.f.*"]),
        ("a.kt", "import b.C\n", ["b.C"]),
        ("a.cs", "using A.B;\n", ["A.B"]),
        ("a.php", "<?php\nuse C\\D;\n", ["C.D"]),
        ("a.c", '#include "a.h"\n#include <stdio.h>\n', ["a.h", "stdio.h"]),
        ("a.rb", 'require "x"\nrequire_relative "y/z"\nputs "q"\n', ["x", "y/z"]),
        ("a.sh", "source ./x.sh\n. y.sh\necho z.sh\n", ["./x.sh", "y.sh"]),
        ("a.swift", "import Foundation\n", ["Foundation"]),
    ],
)
def test_other_languages(path: str, text: str, modules: list[str]) -> None:
    assert [statement.module for statement in imports_of(path, text)] == modules


def test_rust_modules_and_uses() -> None:
    text = "mod users;\nmod inline { }\npub use crate::db::{Table, Row as R};\nuse super::errors::Error;\n"
    assert imports_of("a.rs", text) == [
        Import("self::users"),
        Import("crate::db", ("Table", "Row"), reexport=True),
        Import("super::errors::Error"),
    ]
