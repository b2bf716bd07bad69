"""Realistic files of every language, outlined: `samples/NAME.txt` is the file, `samples/NAME.outline` what it says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cortex_cli.syntax.languages import LANGUAGES, language_of
from cortex_cli.syntax.symbols import FileSymbols, outline

SAMPLES = Path(__file__).parent / "samples"
NAMES = sorted(path.name.removesuffix(".txt") for path in SAMPLES.glob("*.txt"))


def told(found: FileSymbols) -> Iterator[str]:
    for each in found.definitions:
        yield f"{each.line}-{each.end} {each.kind} {each.qualified}"
    for statement in found.imports:
        names = f" takes {','.join(statement.names)}" if statement.names else ""
        passed = " and passes it on" if statement.reexport else ""
        yield f"import {'.' * statement.level}{statement.module}{names}{passed}"


@pytest.mark.parametrize("name", NAMES)
def test_the_outline_of_a_realistic_file(name: str) -> None:
    text = (SAMPLES / f"{name}.txt").read_text()
    expected = (SAMPLES / f"{name}.outline").read_text().splitlines()
    assert list(told(outline(text, language_of(name)))) == expected


def test_every_language_that_is_parsed_has_a_sample() -> None:
    covered = {language.name for name in NAMES if (language := language_of(name)) is not None}
    assert covered == {language.name for language in LANGUAGES if language.style is not None}


@pytest.mark.parametrize("name", NAMES)
def test_definitions_come_in_order_and_end_where_they_or_later_ones_begin(name: str) -> None:
    text = (SAMPLES / f"{name}.txt").read_text()
    found = outline(text, language_of(name)).definitions
    assert [each.line for each in found] == sorted(each.line for each in found)
    assert all(1 <= each.line <= each.end <= text.count("\n") + 1 for each in found)


@pytest.mark.parametrize("name", NAMES)
def test_a_file_cut_off_anywhere_keeps_most_of_what_stands_before_the_cut(name: str) -> None:
    text = (SAMPLES / f"{name}.txt").read_text()
    lines = text.splitlines(keepends=True)
    for count in range(0, len(lines), 7):
        found = {each.name for each in outline("".join(lines[:count]), language_of(name)).definitions}
        before = {each.name for each in outline(text, language_of(name)).definitions if each.end <= count}
        assert len(before - found) <= len(before) // 4


@pytest.mark.parametrize("name", NAMES)
def test_garbage_in_the_middle_leaves_the_beginning(name: str) -> None:
    text = (SAMPLES / f"{name}.txt").read_text()
    first = outline(text, language_of(name)).definitions[0].name
    half = text.rfind("\n", 0, len(text) * 3 // 4)
    found = outline(f"{text[:half]}\n)) <<< \x00 @@ '\n{text[half:]}", language_of(name)).definitions
    assert first in {each.name for each in found}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "text",
    [
        "x" * 1_000_000,
        "f(1);" * 200_000,
        "(" * 10_000 + ")" * 10_000,
        "{" * 10_000,
        "[" * 10_000 + "]" * 10_000,
        "<script>" * 20_000,
        "namespace\n" * 20_000,
        "class A {" * 3_000,
        "function f() {" * 3_000,
        "a = b" * 2_000 + "\n" * 2_000,
        "source $(" * 2_000,
        "mod m {\nuse super::x;\n" * 2_000,
        "\x00\ud800\ufeff\n",
    ],
    ids=lambda text: f"{text[:10]!r}",
)
def test_hostile_texts_are_outlined_in_bounded_time(name: str, text: str) -> None:
    """With work that grows with the square of the size, some of these would take minutes."""
    assert isinstance(outline(text, language_of(name)), FileSymbols)


def test_a_line_of_data_does_not_hide_the_rest_of_a_file() -> None:
    text = f"function before() {{}}\nconst DATA = '{'x' * 50_000}'\nfunction after() {{}}\n"
    found = outline(text, language_of("a.js")).definitions
    assert [(each.name, each.line) for each in found] == [("before", 1), ("after", 3)]


def test_a_header_with_classes_is_read_as_cpp() -> None:
    text = "#pragma once\nnamespace shop {\nclass Cart : public Base {\n public:\n  void add();\n};\n}\n"
    assert [each.qualified for each in outline(text, language_of("cart.h")).definitions] == [
        "shop",
        "shop.Cart",
        "Cart.add",
    ]


def test_markup_without_a_script_has_no_outline() -> None:
    assert outline("<template><p/></template>\n", language_of("a.vue")) == FileSymbols()


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("a.c", "struct node *next(struct node *node) { struct other *o; return 0; }\n", ["next"]),
        ("a.c", "#ifndef A_H\n#define A_H\n#endif\n", []),
        ("a.c", "int f(void)\n{\n\tint a = 1;\n}\n", ["f"]),
        ("a.go", "package a\nfunc (List[T]) Len() int { return 0 }\n", ["List.Len"]),
        ("a.js", "list.map((each) => each)\nfoo({ a: 1 })\nthis.b = 2\n", []),
        ("a.js", "class A { [Symbol.iterator]() {} ['b']() {} }\n", ["A", "A.iterator", "A.b"]),
        ("a.js", "const [a, { b, c: d }] = f()\n", ["a", "b", "d"]),
        ("a.ts", "export default defineConfig({ run() {} })\n", ["default", "default.run"]),
        ("a.py", "a.b = 1\na[0] = 2\n(c, d) = 1, 2\n", ["c", "d"]),
        ("A.java", "class A { int a; static int b; final int c = 1; }\n", ["A"]),
    ],
)
def test_what_is_a_definition_and_what_is_not(path: str, text: str, expected: list[str]) -> None:
    assert [each.qualified for each in outline(text, language_of(path)).definitions] == expected
