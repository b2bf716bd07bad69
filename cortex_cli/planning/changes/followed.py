"""Scopes that follow what became of their files: renamed ones under their new name, deleted ones no more."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from cortex_cli.model.plan import Objective
from cortex_cli.model.scope import covers, escape, is_literal
from cortex_cli.model.text import clean
from cortex_cli.planning.names import unescaped, writable


@dataclass(frozen=True)
class Followed:
    """The objective as it is now, None where all it could write is gone; `told` says what was done, in words."""

    objective: Objective | None
    told: tuple[str, ...]


def followed(objective: Objective, renames: Mapping[str, str], gone: Collection[str]) -> Followed:
    """`objective` with the literal patterns of its scope after files that were renamed or are `gone`.

    Patterns with wildcards, and names of directories, stay as they are: they match what is there now.
    """
    scope = objective.scope
    told: dict[str, None] = {}
    touch = None if scope.touch is None else _patterns(objective.id, scope.touch, renames, gone, told)
    if scope.touch and not touch:
        told[f"{objective.id} is left out: all that it could write is gone"] = None
        return Followed(None, tuple(told))
    new = replace(
        scope,
        touch=touch,
        read=_patterns(objective.id, scope.read, renames, gone, told),
        forbid=_patterns(objective.id, scope.forbid, renames, gone, told),
    )
    return Followed(replace(objective, scope=new), tuple(told))


def emptied(objective: Objective, gone: Collection[str], tracked: Collection[str], fold_case: bool) -> Iterator[str]:
    """The touch patterns with wildcards, or of directories, that match none of the `tracked` files of HEAD.

    They matched some of those that are `gone`.
    """
    for pattern in objective.scope.touch or ():
        if is_literal(pattern):
            continue
        lost = sorted(path for path in gone if covers((pattern,), path, fold_case=fold_case))
        if lost and not any(covers((pattern,), path, fold_case=fold_case) for path in tracked):
            which = f"{clean(lost[0])} and {len(lost) - 1} more are" if len(lost) > 1 else f"{clean(lost[0])} is"
            yield f"{objective.id}: {clean(pattern)} matches no file any more: {which} gone"


def _patterns(
    name: str,
    patterns: tuple[str, ...],
    renames: Mapping[str, str],
    gone: Collection[str],
    told: dict[str, None],
) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for pattern in patterns:
        path = unescaped(pattern) if is_literal(pattern) else ""
        new = renames.get(path)
        if path not in gone:
            found[pattern] = None
        elif new is not None and writable(new):
            told[f"{name}: {clean(path)} was renamed to {clean(new)}"] = None
            found[escape(new)] = None
        else:
            told[f"{name}: {clean(path)} is gone, and left out of its scope"] = None
    return tuple(found)
