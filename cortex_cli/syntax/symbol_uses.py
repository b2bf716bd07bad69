"""How files use a symbol of another file: for Python, and for named imports of JavaScript and TypeScript."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cortex_cli.syntax.definitions import standing
from cortex_cli.syntax.exports import exported, script_uses
from cortex_cli.syntax.languages import ImportStyle, Language, language_of
from cortex_cli.syntax.modules import has_submodule, is_plain_module, python_meaning, script_means
from cortex_cli.syntax.parameters import misfit
from cortex_cli.syntax.python_uses import python_uses
from cortex_cli.syntax.standing import GONE, UNKNOWN, Presence, Standing
from cortex_cli.syntax.uses import Use


@dataclass(frozen=True)
class SourceTree:
    """A tree of files: the `paths` of all of them, and the `texts` of those that can be read."""

    paths: frozenset[str]
    texts: Mapping[str, str]


@dataclass(frozen=True)
class Shared:
    """A symbol in the file `path` of a tree, as other files see it.

    `imported` says whether its first part can be imported, `whole` how it is called.
    """

    path: str
    symbol: str
    imported: Presence
    whole: Standing

    def objection(self, use: Use) -> str | None:
        """Why a use fails; None where it works, or where that is not certain."""
        if use.call is None:
            return "nothing there has that name" if self.imported is Presence.GONE else None
        if self.whole.presence is Presence.GONE:
            return "nothing there has that name"
        return None if self.whole.direct is None else misfit(self.whole.direct, use.call)


def shared_symbol(tree: SourceTree, path: str, symbol: str) -> Shared:
    """The symbol as the tree has it; where the file is gone, so is the symbol."""
    language, text, head = language_of(path), tree.texts.get(path), symbol.partition(".")[0]
    if path not in tree.paths:
        return Shared(path, symbol, Presence.GONE, GONE)
    if language is None or language.grammar is None or text is None or has_submodule(path, head, tree.paths):
        return Shared(path, symbol, Presence.UNKNOWN, UNKNOWN)
    if language.grammar.style is not ImportStyle.SCRIPT:
        return Shared(path, symbol, standing(text, language, head).presence, standing(text, language, symbol))
    is_ambient = path.endswith(".d.ts")
    imported = Presence.UNKNOWN if is_ambient else exported(text, language.grammar, head)
    return Shared(path, symbol, imported, UNKNOWN)


def shows_uses(path: str) -> bool:
    """Whether uses of the symbols of a file can be seen in other files, by its language."""
    return _style(language_of(path)) in (ImportStyle.PYTHON, ImportStyle.SCRIPT)


def can_use(user: str, path: str) -> bool:
    """Whether uses of a symbol in `path` can be seen in the file `user`."""
    return user != path and shows_uses(path) and _style(language_of(user)) is _style(language_of(path))


def _style(language: Language | None) -> ImportStyle | None:
    return language.grammar.style if language is not None and language.grammar is not None else None


def uses_in(tree: SourceTree, user: str, path: str, symbol: str) -> tuple[Use, ...]:
    """The uses of the symbol in the file `user` of the tree, in the order of its text."""
    text, language = tree.texts.get(user), language_of(user)
    head = symbol.partition(".")[0]
    if text is None or head not in text or language is None or language.grammar is None or not can_use(user, path):
        return ()
    if language.grammar.style is ImportStyle.PYTHON:
        plain = is_plain_module(path, tree.texts.get, tree.paths)
        return python_uses(text, symbol, python_meaning(user, path, tree.paths), module_is_plain=plain)
    return script_uses(text, head, language.grammar, lambda module: script_means(user, module, path, tree.paths))
