"""The one table of languages: what their files are called, and what their syntax trees call things.

A language with a grammar is parsed for symbols; one without is counted and searched as text. Node kinds are
those of the tree-sitter grammars that ast-grep carries.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache


class SymbolKind(StrEnum):
    FUNCTION = "function"
    METHOD = "method"
    CLASS = "class"
    TYPE = "type"
    CONSTANT = "constant"
    MODULE = "module"


class ImportStyle(StrEnum):
    """How an import statement is read and what its text means."""

    PYTHON = "python"
    SCRIPT = "script"
    GO = "go"
    RUST = "rust"
    DOTTED = "dotted"
    INCLUDE = "include"


@dataclass(frozen=True, slots=True)
class Grammar:
    """Node kinds of one parser, `definitions` by what they define.

    `outer` ones are definitions only where no `inner` node encloses them; `import_calls` are imports only if
    the call is named like one.
    """

    parser: str
    definitions: Mapping[str, SymbolKind]
    references: tuple[str, ...]
    style: ImportStyle
    imports: tuple[str, ...] = ()
    import_calls: tuple[str, ...] = ()
    outer: Mapping[str, SymbolKind] = field(default_factory=dict)
    inner: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Language:
    """`extensions` with their dot, lower case; `names` are whole file names."""

    name: str
    extensions: tuple[str, ...]
    names: tuple[str, ...] = ()
    grammar: Grammar | None = None


FUNCTION, METHOD, CLASS = SymbolKind.FUNCTION, SymbolKind.METHOD, SymbolKind.CLASS
TYPE, CONSTANT, MODULE = SymbolKind.TYPE, SymbolKind.CONSTANT, SymbolKind.MODULE

PYTHON = Grammar(
    parser="python",
    definitions={"function_definition": FUNCTION, "class_definition": CLASS},
    outer={"assignment": CONSTANT},
    inner=("block",),
    references=("identifier",),
    imports=("import_statement", "import_from_statement"),
    style=ImportStyle.PYTHON,
)
JAVASCRIPT = Grammar(
    parser="javascript",
    definitions={
        "function_declaration": FUNCTION,
        "generator_function_declaration": FUNCTION,
        "class_declaration": CLASS,
        "method_definition": METHOD,
    },
    outer={"variable_declarator": CONSTANT},
    inner=("statement_block", "class_body"),
    references=("identifier", "property_identifier", "shorthand_property_identifier"),
    imports=("import_statement", "export_statement"),
    import_calls=("call_expression",),
    style=ImportStyle.SCRIPT,
)
TYPES_OF_TYPESCRIPT = {
    "abstract_class_declaration": CLASS,
    "interface_declaration": TYPE,
    "type_alias_declaration": TYPE,
    "enum_declaration": TYPE,
}
TYPESCRIPT = Grammar(
    parser="typescript",
    definitions={**JAVASCRIPT.definitions, **TYPES_OF_TYPESCRIPT},
    outer=JAVASCRIPT.outer,
    inner=JAVASCRIPT.inner,
    references=(*JAVASCRIPT.references, "type_identifier"),
    imports=JAVASCRIPT.imports,
    import_calls=JAVASCRIPT.import_calls,
    style=ImportStyle.SCRIPT,
)
TSX = replace(TYPESCRIPT, parser="tsx")
GO = Grammar(
    parser="go",
    definitions={"function_declaration": FUNCTION, "method_declaration": METHOD, "type_spec": TYPE},
    outer={"const_spec": CONSTANT, "var_spec": CONSTANT},
    inner=("block",),
    references=("identifier", "field_identifier", "type_identifier"),
    imports=("import_spec",),
    style=ImportStyle.GO,
)
RUST = Grammar(
    parser="rust",
    definitions={
        "function_item": FUNCTION,
        "function_signature_item": METHOD,
        "struct_item": CLASS,
        "enum_item": TYPE,
        "trait_item": TYPE,
        "type_item": TYPE,
        "const_item": CONSTANT,
        "static_item": CONSTANT,
        "macro_definition": FUNCTION,
    },
    references=("identifier", "field_identifier", "type_identifier"),
    imports=("use_declaration", "mod_item"),
    style=ImportStyle.RUST,
)
JAVA = Grammar(
    parser="java",
    definitions={
        "class_declaration": CLASS,
        "record_declaration": CLASS,
        "interface_declaration": TYPE,
        "enum_declaration": TYPE,
        "method_declaration": METHOD,
        "constructor_declaration": METHOD,
    },
    references=("identifier", "type_identifier"),
    imports=("import_declaration",),
    style=ImportStyle.DOTTED,
)
KOTLIN = Grammar(
    parser="kotlin",
    definitions={"class_declaration": CLASS, "object_declaration": CLASS, "function_declaration": FUNCTION},
    references=("simple_identifier", "type_identifier"),
    imports=("import_header",),
    style=ImportStyle.DOTTED,
)
C = Grammar(
    parser="c",
    definitions={"function_definition": FUNCTION, "struct_specifier": TYPE, "preproc_function_def": FUNCTION},
    references=("identifier", "type_identifier"),
    imports=("preproc_include",),
    style=ImportStyle.INCLUDE,
)
CPP = Grammar(
    parser="cpp",
    definitions={**C.definitions, "class_specifier": CLASS},
    references=("identifier", "field_identifier", "type_identifier"),
    imports=("preproc_include",),
    style=ImportStyle.INCLUDE,
)
CSHARP = Grammar(
    parser="csharp",
    definitions={
        "class_declaration": CLASS,
        "record_declaration": CLASS,
        "struct_declaration": CLASS,
        "interface_declaration": TYPE,
        "enum_declaration": TYPE,
        "method_declaration": METHOD,
    },
    references=("identifier",),
    imports=("using_directive",),
    style=ImportStyle.DOTTED,
)
RUBY = Grammar(
    parser="ruby",
    definitions={"class": CLASS, "module": MODULE, "method": FUNCTION, "singleton_method": FUNCTION},
    references=("identifier", "constant"),
    import_calls=("call",),
    style=ImportStyle.INCLUDE,
)
PHP = Grammar(
    parser="php",
    definitions={
        "class_declaration": CLASS,
        "interface_declaration": TYPE,
        "trait_declaration": TYPE,
        "function_definition": FUNCTION,
        "method_declaration": METHOD,
    },
    references=("name",),
    imports=("namespace_use_clause",),
    style=ImportStyle.DOTTED,
)
SWIFT = Grammar(
    parser="swift",
    definitions={"class_declaration": CLASS, "protocol_declaration": TYPE, "function_declaration": FUNCTION},
    references=("simple_identifier", "type_identifier"),
    imports=("import_declaration",),
    style=ImportStyle.DOTTED,
)
SHELL = Grammar(
    parser="bash",
    definitions={"function_definition": FUNCTION},
    references=("word",),
    import_calls=("command",),
    style=ImportStyle.INCLUDE,
)

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
    Language("C++", (".cc", ".cpp", ".cxx", ".hpp", ".hh", ".hxx"), grammar=CPP),
    Language("C#", (".cs",), grammar=CSHARP),
    Language("Ruby", (".rb", ".rake", ".gemspec"), ("Rakefile", "Gemfile"), RUBY),
    Language("PHP", (".php",), grammar=PHP),
    Language("Swift", (".swift",), grammar=SWIFT),
    Language("Shell", (".sh", ".bash"), grammar=SHELL),
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
    Language("Svelte", (".svelte",)),
    Language("TOML", (".toml",)),
    Language("Text", (".txt", ".rst", ".adoc")),
    Language("Vue", (".vue",)),
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
