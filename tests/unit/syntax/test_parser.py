from __future__ import annotations

import pytest

from cortex_cli.syntax.languages import language_of
from cortex_cli.syntax.parser import parses

GOOD = {
    "a.py": "def f(a: int) -> int:\n    return a\n",
    "a.js": "let a = 1\nlet b = () => { return a }\n",
    "a.ts": "let a: number = 1\nfunction f(): void { return }\n",
    "a.tsx": "const a = <p>{b}</p>\n",
    "a.go": "package a\nfunc f() {}\n",
    "a.rs": "fn f() { let x = 1; }\n",
    "A.java": "class A { void f() { } }\n",
    "a.rb": "def f\nend\n",
    "a.sh": "f() { echo; }\n",
}
BROKEN = {
    "a.py": "def f(:\n    pass\n",
    "a.js": "foo(\n",
    "a.ts": "class A { f(): void {}\n",
    "a.tsx": "const a = <p>\n",
    "a.go": "package a\nfunc f() {\n",
    "a.rs": "fn f() { let x = 1\n",
    "A.java": "class A { void f() { }\n",
    "a.rb": "def f(\n",
    "a.sh": "f() {\n",
}


@pytest.mark.parametrize("path", sorted(GOOD))
def test_well_formed_text_parses(path: str) -> None:
    assert parses(GOOD[path], language_of(path))


@pytest.mark.parametrize("path", sorted(BROKEN))
def test_broken_text_does_not(path: str) -> None:
    assert not parses(BROKEN[path], language_of(path))


def test_wrong_indentation_of_python_is_found() -> None:
    assert not parses("def f():\n  a = 1\n    b = 2\n", language_of("a.py"))


def test_python_newer_than_the_one_that_runs_is_believed() -> None:
    assert parses("type Pair[T] = tuple[T, T]\n", language_of("a.py"))


def test_a_warning_of_the_compiler_is_no_error() -> None:
    assert parses('pattern = "\\d"\n', language_of("a.py"))


@pytest.mark.parametrize("path", ["a.md", "a.sql", "LICENSE"])
def test_what_cannot_be_judged_passes(path: str) -> None:
    assert parses("{{{ ((", language_of(path))


@pytest.mark.parametrize("path", sorted(GOOD))
def test_an_empty_file_parses(path: str) -> None:
    assert parses("", language_of(path))


def test_deep_nesting_is_judged_without_a_crash() -> None:
    assert isinstance(parses("(" * 20_000 + ")" * 20_000, language_of("a.py")), bool)
