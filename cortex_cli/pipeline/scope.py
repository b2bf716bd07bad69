"""`cortex scope`: do two scopes meet, is one inside the other, which paths does one match?

Nothing heavy is loaded: these questions are asked in scripts and hooks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import NamedTuple, TypeVar

from cortex_cli.model.doubtful import misread_file
from cortex_cli.model.errors import ExecutionError, ProofBudgetExceeded, RepositoryError, UsageError
from cortex_cli.model.scope import Scope, beyond, is_literal, matches_nothing
from cortex_cli.model.scope import overlap as shared_path
from cortex_cli.vcs.work_tree import WorkTree, find_work_tree

T = TypeVar("T")


class Question(StrEnum):
    OVERLAP = "overlap"
    INCLUDES = "includes"
    MATCHES = "matches"


class ScopeAnswer(NamedTuple):
    """`answer` is None where it stayed undecided; `paths` are the evidence, or all paths that were asked for.

    `warnings` name patterns that probably do not say what was meant.
    """

    question: Question
    answer: bool | None
    paths: tuple[str, ...]
    reason: str | None
    warnings: tuple[str, ...]
    fold_case: bool


class Location:
    """Where a question is asked: in a work tree, or outside of any; RepositoryError where there is no directory."""

    def __init__(self, directory: Path, fold_case: bool | None) -> None:
        if not directory.is_dir():
            raise RepositoryError(
                f"{directory.absolute()} is not a directory", mend="give an existing directory: cortex -C DIR …"
            )
        self.tree = find_work_tree(directory)
        self._fold_case = fold_case

    @cached_property
    def fold_case(self) -> bool:
        """As asked for, else as the repository compares names; RepositoryError where git does not say."""
        if self._fold_case is not None or self.tree is None:
            return bool(self._fold_case)
        return _asked(self.tree, WorkTree.ignores_case)

    @cached_property
    def tracked(self) -> tuple[str, ...]:
        """The tracked files, none outside of a repository; RepositoryError where git cannot list them."""
        return _asked(self.tree, WorkTree.tracked) if self.tree else ()

    def from_top(self, path: str) -> str:
        """`path` as patterns see it: relative to the top, without `.` segments."""
        plain = PurePosixPath(path)
        if self.tree is not None and plain.is_relative_to(self.tree.root):
            plain = plain.relative_to(self.tree.root)
        return str(plain)


def _asked(tree: WorkTree, question: Callable[[WorkTree], T]) -> T:
    try:
        return question(tree)
    except ExecutionError as error:
        raise RepositoryError(error.message, where=str(tree.root), mend=error.mend) from error


def overlap(location: Location, a: Scope, b: Scope) -> ScopeAnswer:
    """Whether one path could be written by both, and which; a tracked file is preferred."""

    def ask() -> tuple[str | None, str | None]:
        path = shared_path(a, b, existing=location.tracked, fold_case=location.fold_case)
        return path, _apart(location, a, b) if path is None else _meeting(location, a, b, path)

    return _evident(Question.OVERLAP, location, (a, b), ask, answer=True)


def includes(location: Location, a: Scope, b: Scope) -> ScopeAnswer:
    """Whether `a` may write whatever `b` may, else a path that it may not; a tracked file is preferred."""

    def ask() -> tuple[str | None, str | None]:
        path = beyond(a, b, existing=location.tracked, fold_case=location.fold_case)
        return path, None if path is None else f"B could write {_kind(location, path)}, and A could not"

    return _evident(Question.INCLUDES, location, (a, b), ask, answer=False)


def matches(location: Location, scope: Scope, paths: Sequence[str] | None, *, inverted: bool = False) -> ScopeAnswer:
    """Those of `paths`, by default of the tracked files, that `scope` lets be written; `inverted`: the others.

    Raises UsageError where there are neither `paths` nor a repository.
    """
    if paths is None and location.tree is None:
        raise UsageError("there are no paths, and no repository here", mend="name paths, or - for standard input")
    asked = location.tracked if paths is None else tuple(paths)
    found = tuple(
        path for path in asked if scope.matches(location.from_top(path), fold_case=location.fold_case) is not inverted
    )
    kind, verb = "tracked files" if paths is None else "paths", "do not match" if inverted else "match"
    reason = f"{len(found)} of {len(asked)} {kind} {verb}"
    return ScopeAnswer(Question.MATCHES, bool(found), found, reason, _warnings((scope,), asked), location.fold_case)


def answer_document(found: ScopeAnswer) -> dict[str, object]:
    """The JSON document `cortex/scope-answer/v1`."""
    return {"schema": "cortex/scope-answer/v1", **found._asdict()}


def _evident(
    question: Question,
    location: Location,
    scopes: Sequence[Scope],
    ask: Callable[[], tuple[str | None, str | None]],
    *,
    answer: bool,
) -> ScopeAnswer:
    """The answer to a question that one path, where there is one, decides as `answer`."""
    warnings = _warnings(scopes, location.tracked)
    try:
        path, reason = ask()
    except ProofBudgetExceeded as error:
        why = f"{error.message.removeprefix('undecided: ')}; {error.mend}"
        return ScopeAnswer(question, None, (), why, warnings, location.fold_case)
    if path is None:
        return ScopeAnswer(question, not answer, (), reason, warnings, location.fold_case)
    return ScopeAnswer(question, answer, (path,), reason, warnings, location.fold_case)


def _apart(location: Location, a: Scope, b: Scope) -> str:
    from cortex_cli.pipeline.scope_reason import why_apart  # plans and certificates: only where there is this to say

    return why_apart(a, b, location.fold_case) or "no path is in both"


def _meeting(location: Location, a: Scope, b: Scope, path: str) -> str:
    if all(scope.matches(path, fold_case=location.fold_case) for scope in (a, b)):
        return f"both could write {_kind(location, path)}"
    return "one could make a file where the other needs a directory for this path"


def _kind(location: Location, path: str) -> str:
    return "this tracked file" if path in location.tracked else "this path"


def _warnings(scopes: Sequence[Scope], known: Sequence[str]) -> tuple[str, ...]:
    paths = frozenset(known)
    patterns = dict.fromkeys(pattern for scope in scopes for pattern in (*(scope.touch or ()), *scope.forbid))
    return tuple(warning for pattern in patterns if not is_literal(pattern) for warning in _doubts(pattern, paths))


def _doubts(pattern: str, paths: frozenset[str]) -> Iterator[str]:
    if misread := misread_file(pattern, paths):
        yield ": ".join(misread)
    try:
        if matches_nothing(pattern):
            yield f"{pattern} matches no path at all"
    except ProofBudgetExceeded:
        return
