"""The one table of languages: what their files are called, and what their syntax trees call things.

A language with a grammar is parsed for symbols; one without is counted and searched as text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from cortex_cli.syntax.grammar import Grammar, ImportStyle, SymbolKind
from cortex_cli.syntax.grammars import (
    CPP,
    CSHARP,
    GO,
    JAVA,
    JAVASCRIPT,
    KOTLIN,
    PHP,
    PYTHON,
    RUBY,
    RUST,
    SHELL,
    SWIFT,
    TSX,
    TYPESCRIPT,
    C,
)

__all__ = ["LANGUAGES", "TYPESCRIPT", "Grammar", "ImportStyle", "Language", "SymbolKind", "language_of"]


@dataclass(frozen=True, slots=True)
class Language:
    """`extensions` with their dot, lower case; `names` are whole file names.

    Files with `scripts` are markup that holds parts in JavaScript or TypeScript.
    """

    name: str
    extensions: tuple[str, ...]
    names: tuple[str, ...] = ()
    grammar: Grammar | None = None
    scripts: bool = False

    @property
    def style(self) -> ImportStyle | None:
        """How its files import others; None where that is not known."""
        if self.scripts:
            return ImportStyle.SCRIPT
        return None if self.grammar is None else self.grammar.style


LANGUAGES: tuple[Language, ...] = (
    Language("Python", (".py", ".pyi", ".pyw"), grammar=PYTHON),
    Language("JavaScript", (".js", ".mjs", ".cjs", ".jsx"), grammar=JAVASCRIPT),
    Language("TypeScript", (".ts", ".mts", ".cts"), grammar=TYPESCRIPT),
    Language("TSX", (".tsx",), grammar=TSX),
    Language("Go", (".go",), grammar=GO),
    Language("Rust", (".rs",), grammar=RUST),
    Language("Java", (".java",), grammar=JAVA),
    Language("Kotlin", (".kt", ".kts"), grammar=KOTLIN),
    Language("C", (".c", ".h"), grammar=C),
    Language("C++", (".cc", ".cpp", ".cxx", ".hpp", ".hh", ".hxx", ".c++", ".ipp", ".inl", ".tpp"), grammar=CPP),
    Language("C#", (".cs",), grammar=CSHARP),
    Language("Ruby", (".rb", ".rake", ".gemspec"), ("Rakefile", "Gemfile", "Podfile", "Vagrantfile", "Fastfile"), RUBY),
    Language("PHP", (".php",), grammar=PHP),
    Language("Swift", (".swift",), grammar=SWIFT),
    Language("Shell", (".sh", ".bash", ".zsh", ".ksh", ".bats"), grammar=SHELL),
    Language("CSS", (".css", ".scss", ".sass", ".less")),
    Language("Clojure", (".clj", ".cljs", ".cljc")),
    Language("Dart", (".dart",)),
    Language("Dockerfile", (".dockerfile",), ("Dockerfile", "Containerfile")),
    Language("Elixir", (".ex", ".exs")),
    Language("Erlang", (".erl", ".hrl")),
    Language("F#", (".fs", ".fsx")),
    Language("GraphQL", (".graphql", ".gql")),
    Language("HCL", (".tf", ".hcl")),
    Language("HTML", (".html", ".htm", ".j2", ".jinja", ".jinja2", ".mustache", ".hbs")),
    Language("Haskell", (".hs",)),
    Language("INI", (".ini", ".cfg", ".conf", ".properties")),
    Language("JSON", (".json", ".jsonc", ".json5")),
    Language("Julia", (".jl",)),
    Language("Lua", (".lua",)),
    Language("Make", (".mk", ".cmake"), ("Makefile", "GNUmakefile", "CMakeLists.txt", "justfile")),
    Language("Markdown", (".md", ".markdown", ".mdx")),
    Language("Nix", (".nix",)),
    Language("OCaml", (".ml", ".mli")),
    Language("Objective-C", (".m", ".mm")),
    Language("Perl", (".pl", ".pm")),
    Language("PowerShell", (".ps1", ".psm1")),
    Language("Protocol Buffers", (".proto",)),
    Language("R", (".r",)),
    Language("SQL", (".sql",)),
    Language("Scala", (".scala", ".sbt")),
    Language("Svelte", (".svelte",), scripts=True),
    Language("TOML", (".toml",)),
    Language("Text", (".txt", ".rst", ".adoc")),
    Language("Vue", (".vue",), scripts=True),
    Language("XML", (".xml", ".xsd", ".svg")),
    Language("YAML", (".yaml", ".yml")),
    Language("Zig", (".zig",)),
)


@cache
def _by_extension() -> Mapping[str, Language]:
    return {extension: language for language in LANGUAGES for extension in language.extensions}


@cache
def _by_name() -> Mapping[str, Language]:
    return {name.lower(): language for language in LANGUAGES for name in language.names}


def language_of(path: str) -> Language | None:
    """The language of a file, told by its name alone; None for names that say nothing."""
    name = path.rpartition("/")[2].lower()
    stem, dot, extension = name.rpartition(".")
    return _by_name().get(name) or (_by_extension().get(dot + extension) if stem else None)
