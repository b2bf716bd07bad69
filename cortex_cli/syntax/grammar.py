"""What the table of languages says of one syntax: what its tree calls definitions, references and imports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


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


class Shape(StrEnum):
    """Where a definition keeps its name, for those that have no field of that name, or not only one."""

    ALTERNATIVES = "alternatives"
    BODIED = "bodied"
    DECLARATOR = "declarator"
    EXPORT = "export"
    EXTENSION = "extension"
    FIELD = "field"
    INITIALIZER = "initializer"
    MACRO = "macro"
    MADE = "made"
    NAMES = "names"
    OWNED = "owned"
    PATTERN = "pattern"
    RECEIVER = "receiver"
    SCOPE = "scope"
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class Valued:
    """A node that is a definition only with one of `values` in its field `of`, and with none of `outside` around it."""

    defines: SymbolKind
    of: str
    values: tuple[str, ...]
    outside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grammar:
    """Node kinds of one parser, `definitions` by what they define.

    `outer` ones are definitions only where no `inner` node encloses them, `valued` and `holding` ones only where
    what stands beside them holds; `import_calls` are imports only if the call is one of `import_words`. `bodies`
    are the bodies of definitions in a grammar without a field for them.
    """

    parser: str
    definitions: Mapping[str, SymbolKind]
    references: tuple[str, ...]
    style: ImportStyle
    imports: tuple[str, ...] = ()
    import_calls: tuple[str, ...] = ()
    import_words: tuple[str, ...] = ()
    outer: Mapping[str, SymbolKind] = field(default_factory=dict)
    inner: tuple[str, ...] = ()
    valued: Mapping[str, Valued] = field(default_factory=dict)
    holding: tuple[tuple[str, SymbolKind, tuple[Mapping[str, object], ...]], ...] = ()
    shapes: Mapping[str, Shape] = field(default_factory=dict)
    bodies: tuple[str, ...] = ()

    def kinds(self) -> dict[str, SymbolKind]:
        """What each kind of node defines."""
        holding = {kind: symbol for kind, symbol, _ in self.holding}
        valued = {kind: each.defines for kind, each in self.valued.items()}
        return {**holding, **valued, **self.outer, **self.definitions}
