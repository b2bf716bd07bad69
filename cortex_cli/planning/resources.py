"""Giving objectives the named resources that their paths ask for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cortex_cli.model.plan import Objective
from cortex_cli.model.scope import Scope, conflicts
from cortex_cli.model.team import Resource
from cortex_cli.planning.named_files import NamedFiles


def equipped(
    objectives: Sequence[Objective],
    resources: Sequence[Resource],
    *,
    global_forbid: Sequence[str] = (),
    fold_case: bool = False,
    existing: Sequence[str] = (),
) -> tuple[Objective, ...]:
    """Objectives with each resource that has a path which they may write; what they name themselves they keep.

    A file that an objective names counts for its own path only, though the scope language would take what is
    below a plain name as well: `**/schema.sql` is not about `shop.py`. Where it takes too long to decide, they
    get the resource.
    """
    wanted = [resource for resource in resources if resource.paths]
    if not wanted:
        return tuple(objectives)
    files = NamedFiles(existing, fold_case=fold_case)
    writers = [objective.scope.with_forbid(global_forbid) for objective in objectives]
    places = [Scope(touch=resource.paths) for resource in wanted]
    met = conflicts([*(_without_files(scope, files) for scope in writers), *places], fold_case=fold_case)
    pairs = {(a, b - len(writers)) for a, b, _ in met if a < len(writers) <= b}
    found = []
    for at, objective in enumerate(objectives):
        named = [path for pattern in objective.scope.touch or () if (path := files.path(pattern)) is not None]
        mine = [path for path in named if writers[at].matches(path, fold_case=fold_case)]
        needed = (
            resource.id
            for number, resource in enumerate(wanted)
            if (at, number) in pairs or any(places[number].matches(path, fold_case=fold_case) for path in mine)
        )
        found.append(replace(objective, resources=tuple(dict.fromkeys((*objective.resources, *needed)))))
    return tuple(found)


def _without_files(scope: Scope, files: NamedFiles) -> Scope:
    if scope.touch is None:
        return scope
    return replace(scope, touch=tuple(pattern for pattern in scope.touch if files.path(pattern) is None))
