"""Which paths of a repository a plan may let anyone write."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from cortex_cli.model.errors import ProofBudgetExceeded
from cortex_cli.model.scope import Scope, includes, is_literal
from cortex_cli.planning.names import unescaped, writable
from cortex_cli.planning.patterns import Landscape


@dataclass(frozen=True)
class Ground:
    """`tracked` are the regular files of the base commit, `forbidden` the team's global forbid patterns."""

    tracked: tuple[str, ...]
    forbidden: tuple[str, ...] = ()
    fold_case: bool = False

    @cached_property
    def _files(self) -> frozenset[str]:
        return frozenset(self.tracked)

    @cached_property
    def _forbidden(self) -> Scope:
        return Scope(touch=self.forbidden)

    @cached_property
    def allowed(self) -> tuple[str, ...]:
        """The tracked files that are not forbidden, sorted."""
        scope = self._forbidden
        return tuple(path for path in sorted(self._files) if not scope.matches(path, fold_case=self.fold_case))

    @cached_property
    def landscape(self) -> Landscape:
        """The allowed files, to find short patterns in."""
        return Landscape(self.allowed, fold_case=self.fold_case)

    def refusal(self, path: str) -> str | None:
        """Why no objective may write the existing file `path`; None where one may."""
        if not writable(path):
            return "no scope can say its name"
        if self._forbidden.matches(path, fold_case=self.fold_case):
            return "the team's global_forbid covers it"
        return None if path in self._files else "it is not a regular file of the base commit"

    def exists(self, pattern: str) -> bool:
        """Whether `pattern` is no more than the name of one file that is there already."""
        return is_literal(pattern) and unescaped(pattern) in self._files

    def takes(self, pattern: str) -> bool:
        """Whether `pattern` can stand for new files: something of it is allowed, and it is not a file already."""
        if self.exists(pattern) or not self.forbidden:
            return not self.exists(pattern)
        try:
            return not includes(self._forbidden, Scope(touch=(pattern,)), fold_case=self.fold_case)
        except ProofBudgetExceeded:
            return True
