from __future__ import annotations

import pytest

from cortex_cli.syntax.languages import SymbolKind, language_of
from cortex_cli.syntax.symbols import Definition, FileSymbols, outline, symbols

PYTHON = """
import os
LIMIT: int = 10
first = second = None

class User(Base, metaclass=Meta):
    kind = "user"

    @property
    def name(self) -> str:
        def inner(): ...
        return self._name

    async def check_password(
        self,
        password: str,
        *,
        strict: bool = False,
    ) -> bool:
        total = LIMIT
        return matches(password, self.stored)

def matches(one, other): return one == other
"""


def read(path: str, text: str) -> FileSymbols:
    return symbols(text, language_of(path))


def named(found: FileSymbols, name: str) -> Definition:
    return next(definition for definition in found.definitions if definition.name == name)


def test_python_definitions_come_in_order_with_their_owners() -> None:
    names = [definition.qualified for definition in read("a.py", PYTHON).definitions]
    assert names == [
        *("LIMIT", "first", "second", "User", "User.name"),
        *("name.inner", "User.check_password", "matches"),
    ]


def test_variables_inside_functions_and_classes_are_no_definitions() -> None:
    names = {definition.name for definition in read("a.py", PYTHON).definitions}
    assert names.isdisjoint({"total", "kind"})


def test_a_function_in_a_class_is_a_method() -> None:
    found = read("a.py", PYTHON)
    assert named(found, "check_password").kind is SymbolKind.METHOD
    assert named(found, "matches").kind is SymbolKind.FUNCTION
    assert named(found, "User").kind is SymbolKind.CLASS
    assert named(found, "LIMIT").kind is SymbolKind.CONSTANT


def test_a_python_signature_is_its_head_on_one_line() -> None:
    found = read("a.py", PYTHON)
    expected = "async def check_password( self, password: str, *, strict: bool = False, ) -> bool"
    assert named(found, "check_password").signature == expected
    assert named(found, "User").signature == "class User(Base, metaclass=Meta)"
    assert named(found, "matches").signature == "def matches(one, other)"


def test_lines_count_from_one() -> None:
    assert read("a.py", "def f(): ...\n\n\ndef g(): ...\n").definitions[1].line == 4


def test_references_are_names_used_and_not_only_defined() -> None:
    references = read("a.py", PYTHON).references
    assert {"matches", "LIMIT", "Base", "password"} <= set(references)
    assert "User" not in references
    assert list(references) == sorted(references)


def test_a_name_defined_here_and_used_here_is_a_reference() -> None:
    assert "f" in read("a.py", "def f(): ...\nf()\n").references


def test_an_outline_is_the_same_without_references() -> None:
    full, brief = read("a.py", PYTHON), outline(PYTHON, language_of("a.py"))
    assert brief.definitions == full.definitions
    assert brief.imports == full.imports
    assert brief.references == ()


def test_text_before_a_definition_may_hold_any_character() -> None:
    found = read("a.py", 'X = "é𝒳日本"\ndef f(a): return a\n')
    assert named(found, "f").signature == "def f(a)"


def test_a_long_signature_is_shortened() -> None:
    many = ", ".join(f"argument_{number}" for number in range(100))
    signature = read("a.py", f"def f({many}): ...\n").definitions[0].signature
    assert len(signature) <= 240
    assert signature.endswith("…")


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        (
            "a.js",
            "export const load = () => 1;\nexport default function run(a) { const inner = 1 }\n"
            "class Store { get(key) { return key } }\nfunction* walk() {}\n",
            ["load", "run", "Store", "Store.get", "walk"],
        ),
        (
            "a.ts",
            "export interface Shape { area(): number }\nexport type Id = string;\nexport enum Kind { A }\n"
            "export abstract class Base<T> { private find(id: Id): T { } }\nlet counter = 0\n",
            ["Shape", "Shape.area", "Id", "Kind", "Base", "Base.find", "counter"],
        ),
        ("a.tsx", "export function Page(): JSX.Element { return <div/> }\n", ["Page"]),
        (
            "a.go",
            "package a\nconst Limit = 1\ntype User struct { Name string }\n"
            "func (u *User) Check(p string) error { x := 1; return nil }\nfunc New() *User { return nil }\n",
            ["Limit", "User", "User.Check", "New"],
        ),
        (
            "a.rs",
            "pub struct User { name: String }\npub trait Check { fn check(&self); }\n"
            "impl User { pub fn new(name: String) -> User { User { name } } }\nconst LIMIT: u8 = 1;\n",
            ["User", "Check", "Check.check", "User.new", "LIMIT"],
        ),
        (
            "A.java",
            "public class Users { private int n; public Users(int n) {} public String find() { return null; } }\n"
            "interface Store {}\nenum Kind { A }\nrecord Pair(int a) {}\n",
            ["Users", "Users.Users", "Users.find", "Store", "Kind", "Kind.A", "Pair"],
        ),
        (
            "a.kt",
            'class Users { fun find(id: Int): String = "" }\nfun top() {}\n',
            ["Users", "Users.find", "top"],
        ),
        ("a.c", "struct user { int id; };\nstatic int *find(int id) { return 0; }\n", ["user", "find"]),
        (
            "a.rb",
            "module M\n  class User < Base\n    def check(a)\n    end\n  end\nend\n",
            ["M", "M.User", "User.check"],
        ),
        (
            "a.php",
            "<?php\nclass User { public function check($a) { } }\nfunction top() {}\n",
            ["User", "User.check", "top"],
        ),
        ("a.sh", "check() { echo; }\nfunction top { :; }\n", ["check", "top"]),
        (
            "a.cs",
            "namespace N { public class User : Base { public int Check(int a) { return 1; } } interface Store {} }\n",
            ["User", "User.Check", "Store"],
        ),
        (
            "a.swift",
            'class User: Base { func check(a: Int) -> String { return "" } }\nprotocol P {}\n',
            ["User", "User.check", "P"],
        ),
    ],
)
def test_definitions_in_other_languages(path: str, text: str, expected: list[str]) -> None:
    assert [definition.qualified for definition in read(path, text).definitions] == expected


def test_a_signature_in_another_language_ends_before_the_body() -> None:
    assert named(
        read("a.go", "package a\nfunc (u *User) Check(p string) error { return nil }\n"), "Check"
    ).signature == ("func (u *User) Check(p string) error")
    assert named(read("a.ts", "export function over(a: string): void { }\n"), "over").signature == (
        "function over(a: string): void"
    )


@pytest.mark.parametrize("path", ["a.md", "a.toml", "LICENSE"])
def test_a_language_without_a_grammar_has_no_symbols(path: str) -> None:
    assert read(path, "def f(): ...") == FileSymbols()


def test_a_broken_file_is_read_as_far_as_it_parses() -> None:
    found = read("a.py", "import os\ndef good(a): return a\n\ndef broken(:\n    !!!\n\nclass Later:\n    pass\n")
    names = {definition.name for definition in found.definitions}
    assert {"good", "Later"} <= names
    assert found.imports[0].module == "os"


@pytest.mark.parametrize("text", ["", "\n", "\x00\x01", "(" * 5000, "\ufeffdef f(): ...", "é" * 1000])
def test_odd_texts_do_no_harm(text: str) -> None:
    for path in ("a.py", "a.ts", "a.go", "a.rs", "A.java"):
        assert isinstance(read(path, text), FileSymbols)


def test_a_value_of_several_lines_is_told_by_its_name_and_type_alone() -> None:
    found = read("a.py", "request: Request = LocalProxy(  # a comment\n    stack,\n)\nLIMIT = 3\n")
    assert [named(found, name).signature for name in ("request", "LIMIT")] == ["request: Request", "LIMIT = 3"]
