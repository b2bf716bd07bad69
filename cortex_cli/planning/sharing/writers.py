"""Who may write a path, looked up for many objectives at once."""

from __future__ import annotations

from collections.abc import Sequence

from cortex_cli.model.membership import names_of
from cortex_cli.model.pattern import parse_all
from cortex_cli.model.pattern_tree import tree_of
from cortex_cli.model.plan import Objective
from cortex_cli.planning.sharing.setting import Setting


class Writers:
    """Looks among `objectives`, each of which lists what it touches; ScopeError for a scope with too many patterns."""

    def __init__(self, objectives: Sequence[Objective], setting: Setting) -> None:
        self._objectives = objectives
        self._setting = setting
        self._tree = tree_of(parse_all(each.scope.touch or (), setting.fold_case) for each in objectives)
        self._known: dict[str, frozenset[str]] = {}

    def of(self, path: str) -> frozenset[str]:
        """The ids of those that may write `path`."""
        if path not in self._known:
            names = names_of(path, self._setting.fold_case)
            touching = [self._objectives[owner] for owner in set(self._tree.owners(names))] if names else []
            self._known[path] = frozenset(each.id for each in touching if self._setting.may_write(each, path))
        return self._known[path]
