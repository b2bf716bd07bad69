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
        ('const p = require.resolve("./q")', [Import("./q")]),
        ('vi.mock("./q", () => ({}))', [Import("./q")]),
        ('jest.requireActual("./q")', [Import("./q")]),
        ('import(/* webpackChunkName: "x" */ "./lazy")', [Import("./lazy")]),
        ('export * as all from "./z"', [Import("./z", ("*",), reexport=True)]),
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


def test_typescript_requires_by_import() -> None:
    assert imports_of("a.ts", 'import old = require("./old")\n') == [Import("./old")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("use a::{b, c::{d as e, self}, f::*};", [Import("a", ("b", "f::*")), Import("a::c", ("d", "self"))]),
        ("use a::b as c;", [Import("a::b")]),
        ("use {a, b::C};", [Import("", ("a", "b::C"))]),
        ("pub(crate) use a::B; // why", [Import("a::B", reexport=True)]),
        ("use a::{ // one\n  B, /* two */ C };", [Import("a", ("B", "C"))]),
        ("extern crate a;", [Import("a")]),
        ("mod m { use super::x; mod n { use super::super::y; } }", [Import("self::x"), Import("self::y")]),
        ("mod m { mod n; }", [Import("self::m::n")]),
        ('#[path = "x.rs"]\nmod m;', [Import("x.rs")]),
    ],
)
def test_rust(text: str, expected: list[Import]) -> None:
    assert imports_of("a.rs", text + "\n") == expected


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("a.c", '#include "a.h"\n#include <b.h>\n', [Import("a.h", level=1), Import("b.h")]),
        ("a.rb", "require_relative 'a'\nrequire 'b'\n", [Import("a", level=1), Import("b")]),
        ("a.rb", "require File.expand_path('../a', __FILE__)\n", [Import("a", level=1)]),
        ("a.sh", 'source "$(dirname "$0")/a.sh"\n', [Import("a.sh", level=1)]),
        ("a.sh", '. "${HERE}/lib/a.sh" now\n', [Import("lib/a.sh", level=1)]),
        ("a.cs", "using A = B.C;\nusing static D.E;\n", [Import("B.C"), Import("D.E")]),
        ("a.php", "<?php use A\\{B, C\\D as E}; use function F\\g;", [Import("A.B"), Import("A.C.D"), Import("F.g")]),
        ("a.php", "<?php include __DIR__ . '/a.php';", [Import("a.php", level=1)]),
        ("a.swift", "@testable import A\nimport struct B.C\n", [Import("A"), Import("B.C")]),
        ("a.kt", "import a.b.C as D\nimport a.*\n", [Import("a.b.C"), Import("a.*")]),
    ],
)
def test_other_languages_say_where_they_look(path: str, text: str, expected: list[Import]) -> None:
    assert imports_of(path, text) == expected
