"""Which touch patterns name one file: a plain name could be a directory as well, as the scope language has it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cortex_cli.model.scope import is_literal
from cortex_cli.model.spelling import spell
from cortex_cli.planning.names import unescaped
from cortex_cli.planning.patterns import suffix


class NamedFiles:
    """Judges by the paths that exist, and by the look of those that do not: a name with a suffix is a file's."""

    def __init__(self, existing: Iterable[str], *, fold_case: bool = False) -> None:
        self._fold_case = fold_case
        self._files = frozenset(spell(path, fold_case) for path in existing)
        self._directories = frozenset(parent for path in self._files for parent in _parents(path))

    def path(self, pattern: str) -> str | None:
        """The file that `pattern` names; None where it means several paths, or a directory."""
        if not is_literal(pattern) or pattern.endswith("/"):
            return None
        path = unescaped(pattern)
        spelled = spell(path, self._fold_case)
        return path if spelled in self._files or (suffix(path) and spelled not in self._directories) else None


def _parents(path: str) -> Iterator[str]:
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path
