from __future__ import annotations

import pytest

from cortex_cli.syntax.languages import LANGUAGES, Language, language_of
from cortex_cli.syntax.parser import find_nodes, of_kinds, parse_tree


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("app/users.py", "Python"),
        ("stubs/users.pyi", "Python"),
        ("web/App.tsx", "TSX"),
        ("web/index.mjs", "JavaScript"),
        ("web/index.d.ts", "TypeScript"),
        ("cmd/main.go", "Go"),
        ("src/lib.rs", "Rust"),
        ("A.java", "Java"),
        ("Makefile", "Make"),
        ("deploy/Dockerfile", "Dockerfile"),
        ("lib/Rakefile", "Ruby"),
        ("README.MD", "Markdown"),
        ("settings.yml", "YAML"),
        ("page.vue", "Vue"),
    ],
)
def test_a_file_name_tells_the_language(path: str, name: str) -> None:
    found = language_of(path)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("path", ["LICENSE", "data.bin", ".gitignore", ".py", "archive.tar.gz", "", "a/b"])
def test_a_name_that_says_nothing_has_no_language(path: str) -> None:
    assert language_of(path) is None


def test_no_extension_belongs_to_two_languages() -> None:
    extensions = [extension for language in LANGUAGES for extension in language.extensions]
    assert len(extensions) == len(set(extensions))


@pytest.mark.parametrize("language", [each for each in LANGUAGES if each.grammar], ids=lambda each: each.name)
def test_every_node_kind_of_a_grammar_exists_in_its_parser(language: Language) -> None:
    grammar = language.grammar
    assert grammar is not None
    kinds = [
        *grammar.definitions,
        *grammar.outer,
        *grammar.references,
        *grammar.imports,
        *grammar.import_calls,
    ]
    root = parse_tree("", grammar)
    assert kinds
    for kind in (*kinds, *grammar.inner):
        assert find_nodes(root, of_kinds([kind])) == []
