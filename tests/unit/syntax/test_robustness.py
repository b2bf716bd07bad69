"""What workers leave behind may be anything: no text makes the readers of contracts fail."""

from __future__ import annotations

import random

import pytest

from cortex_cli.config.wellformed import data_fault
from cortex_cli.syntax.definitions import promised, qualified, standing
from cortex_cli.syntax.exports import exported, script_uses
from cortex_cli.syntax.languages import LANGUAGES, TYPESCRIPT, language_of
from cortex_cli.syntax.parser import first_fault
from cortex_cli.syntax.python_uses import python_uses

WORDS = (
    "def", "class", "f", "C", "(", ")", ":", "\n", "    ", "\t", "=", ",", "*", "**", "/", "@", "import", "from", ".", "as", "return",
    "function", "export", "{", "}", "func", "fn", "impl", "public", "=>", "...", "'", '"', "`", "\\", "\0", "é", "𝒳", "\ufeff", "lambda",
    "match", "case", "try", "except", "with", "async", "await", "global", "del", "type", "interface", "#", "//", "/*", "1", "None", "-", "[", "]",
)  # fmt: skip
PATHS = [f"a{language.extensions[0]}" for language in LANGUAGES if language.grammar is not None]


def soup(chance: random.Random, size: int) -> str:
    return chance.choice(("", " ")).join(chance.choices(WORDS, k=size))


@pytest.mark.parametrize("path", PATHS)
def test_no_text_makes_a_reader_fail(path: str) -> None:
    chance, language = random.Random(path), language_of(path)
    assert language is not None
    for _ in range(40):
        text = soup(chance, chance.randint(0, 60))
        for symbol in ("f", "C.f", "C"):
            standing(text, language, symbol)
            promised(text, language, symbol)
            qualified(text, language, symbol)
        assert first_fault(text, language) >= 1


def test_no_text_makes_a_reader_of_uses_fail() -> None:
    chance = random.Random(9)
    for _ in range(150):
        text = f"from s import f, C\n{soup(chance, chance.randint(0, 40))}"
        python_uses(text, "f", lambda module, _: module == "s", module_is_plain=True)
        script_uses(text, "f", TYPESCRIPT, lambda _: True)
        exported(text, TYPESCRIPT, "f")


@pytest.mark.parametrize("path", ["a.json", "a.yaml", "a.toml"])
def test_no_text_makes_a_reader_of_data_fail(path: str) -> None:
    chance = random.Random(path)
    for _ in range(150):
        data_fault(path, soup(chance, chance.randint(0, 40)))


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.json", "/* " * 200_000),
        ("a.json", "[" * 500_000),
        ("a.yaml", "[" * 500_000),
        ("a.yaml", "- " * 100_000),
        ("a.toml", "a = " + "[" * 100_000),
    ],
)
def test_texts_made_to_be_slow_are_not(path: str, text: str) -> None:
    """With work that grows with the square of the size, each of these would take hours."""
    data_fault(path, text)


@pytest.mark.parametrize(
    ("path", "text"),
    [("a.kt", "\n" * 500_000), ("a.kt", "class x\n" * 20_000), ("a.rs", "\n" * 500_000), ("a.py", "(" * 100_000)],
)
def test_sources_made_to_be_slow_are_not(path: str, text: str) -> None:
    standing(text, language_of(path), "missing")
