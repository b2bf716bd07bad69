"""What must not get lost when a file is given away: paths without a writer, providers without what they provide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from cortex_cli.model.errors import ProofBudgetExceeded
from cortex_cli.model.plan import Objective
from cortex_cli.model.proofs import Writes, any_path
from cortex_cli.model.scope import Scope, escape, includes
from cortex_cli.planning.sharing.setting import Setting
from cortex_cli.planning.sharing.wanted_files import Wanted

Providers = Mapping[str, frozenset[str]]
"""The objectives that contracts name as providers of a file, by the key of its path."""


def has_all(scope: Scope, path: str, setting: Setting) -> bool:
    """Whether `scope` has `path`, and what could be made below it where there is no such file yet."""
    if not scope.matches(path, fold_case=setting.fold_case):
        return False
    return setting.key(path) in setting.spellings or _includes(scope, Scope(touch=(escape(path),)), setting)


def loses(
    before: Sequence[Objective],
    after: Sequence[Objective],
    owner: str,
    wanted: Wanted,
    setting: Setting,
    first: Providers,
) -> bool:
    """Whether `wanted` in the hands of `owner` costs too much.

    That is a path that the owner may not write although a giver could, a giver with nothing left that it could change,
    or a provider without the file of its contract. Raises ScopeError where a scope would need too many patterns.
    """
    old = {each.id: each for each in before}
    new = {each.id: each for each in after}
    givers = [new[name] for name in wanted.everyone if name != owner]
    return (
        any(_stays_behind(old[giver.id], new[owner], path, setting) for giver in givers for path in wanted.paths)
        or any(giver.must_change and _is_empty(setting.scope(giver), setting) for giver in givers)
        or any(
            setting.may_write(old[name], path) and not setting.may_write(new[name], path)
            for path, names in first.items()
            for name in names
            if name in old and old[name] is not new[name]
        )
    )


def _stays_behind(giver: Objective, owner: Objective, path: str, setting: Setting) -> bool:
    """Whether `owner` may not write `path`, or something below a new one, that `giver` could."""
    if not setting.may_write(owner, path):
        return True
    if setting.key(path) in setting.spellings:
        return False
    given = replace(setting.scope(giver), touch=(escape(path),))
    return not _includes(setting.scope(owner), given, setting)


def _includes(scope: Scope, other: Scope, setting: Setting) -> bool:
    try:
        return includes(scope, other, fold_case=setting.fold_case)
    except ProofBudgetExceeded:
        return False


def _is_empty(scope: Scope, setting: Setting) -> bool:
    """Whether nothing may be written, or that is undecided; a name that looks like a file's means no directory."""
    named = {pattern: setting.files.path(pattern) for pattern in scope.touch or ()}
    if any(path is not None and scope.matches(path, fold_case=setting.fold_case) for path in named.values()):
        return False
    others = tuple(pattern for pattern, path in named.items() if path is None)
    try:
        return any_path(Writes(others, scope.forbid), fold_case=setting.fold_case) is None
    except ProofBudgetExceeded:
        return True
