"""Drafts of objectives: the groups of an analysis, less what may not be written, plus what they left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from cortex_cli.model.analysis import Analysis, Group, Role
from cortex_cli.model.plan import Uncovered
from cortex_cli.planning.ground import Ground
from cortex_cli.planning.names import shown, unescaped
from cortex_cli.planning.patterns import MOST_PATTERNS


@dataclass(frozen=True)
class Draft:
    """An objective to be: existing `files`, patterns for new ones, what to leave alone, drafts it needs."""

    name: str
    role: Role
    files: tuple[str, ...] = ()
    creations: tuple[str, ...] = ()
    forbid: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    reason: str = ""


def drafts_from(analysis: Analysis, ground: Ground) -> tuple[tuple[Draft, ...], tuple[Uncovered, ...]]:
    """One draft for each group, each file in one draft only, and the candidates that no draft may have.

    Candidates from the threshold on that are in no group go to the draft nearest to them.
    """
    drafts: dict[str, Draft] = {}
    for group in analysis.strategy.groups:
        _add_group(drafts, group, ground)
    uncovered = []
    for candidate in analysis.candidates:
        if candidate.probability < analysis.threshold:
            continue
        refusal = ground.refusal(candidate.path)
        if refusal is not None:
            uncovered.append(Uncovered(shown(candidate.path), refusal))
        elif candidate.path not in _owners(drafts.values()):
            _add_file(drafts, candidate.path, candidate.role)
    for creation in analysis.creations:
        told = any(creation.pattern in draft.creations for draft in drafts.values())
        if not told and ground.takes(creation.pattern):
            _add_creation(drafts, creation.pattern, creation.role)
    return tuple(_divided(_without_empty(drafts.values()), ground)), tuple(uncovered)


def one_draft(drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """All drafts as one, for a single worker."""
    if len(drafts) < 2:
        return tuple(drafts)
    return (
        Draft(
            name="",
            role=Role.SOURCE,
            files=tuple(dict.fromkeys(path for draft in drafts for path in draft.files)),
            creations=tuple(dict.fromkeys(pattern for draft in drafts for pattern in draft.creations)),
            reason="all of the work, for one worker",
        ),
    )


def owner_of(drafts: Iterable[Draft], path: str) -> Draft | None:
    """The draft that has the existing file `path`."""
    return next((draft for draft in drafts if path in draft.files), None)


def _owners(drafts: Iterable[Draft]) -> set[str]:
    return {path for draft in drafts for path in draft.files}


def _add_group(drafts: dict[str, Draft], group: Group, ground: Ground) -> None:
    taken = _owners(drafts.values())
    existing = [unescaped(pattern) for pattern in group.creations if ground.exists(pattern)]
    named = dict.fromkeys((*group.files, *existing))
    files = [path for path in named if path not in taken and not ground.refusal(path)]
    creations = [pattern for pattern in group.creations if ground.takes(pattern)]
    draft = drafts.get(group.name, Draft(group.name, group.role, reason=group.reason))
    drafts[group.name] = replace(
        draft,
        files=(*draft.files, *files),
        creations=tuple(dict.fromkeys((*draft.creations, *creations))),
        needs=tuple(dict.fromkeys((*draft.needs, *group.needs))),
    )


def _add_file(drafts: dict[str, Draft], path: str, role: Role) -> None:
    name = _nearest(drafts, path, role) or path.rpartition("/")[0] or path
    draft = drafts.get(name, Draft(name, role, reason="candidates that belong to no other objective"))
    drafts[name] = replace(draft, files=(*draft.files, path))


def _add_creation(drafts: dict[str, Draft], pattern: str, role: Role) -> None:
    name = _nearest(drafts, pattern, role) or pattern.rpartition("/")[0] or pattern
    draft = drafts.get(name, Draft(name, role, reason="new files that belong to no other objective"))
    drafts[name] = replace(draft, creations=(*draft.creations, pattern))


def _nearest(drafts: Mapping[str, Draft], path: str, role: Role) -> str | None:
    """The draft that shares most directories with `path`; of equals one of that role, or the first."""
    best, best_score = None, (-1, False)
    for draft in drafts.values():
        shared = max((_shared(path, other) for other in (*draft.files, *draft.creations)), default=-1)
        if (shared, draft.role == role) > best_score and shared >= 0:
            best, best_score = draft.name, (shared, draft.role == role)
    return best


def _shared(a: str, b: str) -> int:
    count = 0
    for left, right in zip(a.split("/")[:-1], b.split("/")[:-1], strict=False):
        if left != right:
            break
        count += 1
    return count


def _without_empty(drafts: Iterable[Draft]) -> list[Draft]:
    """Drafts with something to write; who needed an empty one needs what that one needed."""
    kept = {draft.name: draft for draft in drafts}
    for empty in [draft for draft in kept.values() if not draft.files and not draft.creations]:
        needs = kept.pop(empty.name).needs
        for draft in list(kept.values()):
            if empty.name in draft.needs:
                passed_on = (*(name for name in draft.needs if name != empty.name), *needs)
                kept[draft.name] = replace(draft, needs=tuple(dict.fromkeys(passed_on)))
    return [
        replace(draft, needs=tuple(name for name in draft.needs if name in kept and name != draft.name))
        for draft in kept.values()
    ]


def _divided(drafts: Sequence[Draft], ground: Ground) -> list[Draft]:
    """Drafts whose files fit into one scope each; a larger one becomes several that share its needs."""
    parts: dict[str, list[Draft]] = {}
    for draft in drafts:
        pieces = _pieces(sorted(draft.files), ground) if len(draft.files) > MOST_PATTERNS else [draft.files]
        first = replace(draft, files=pieces[0])
        rest = [
            replace(draft, name=f"{draft.name} ({number})", files=piece, creations=())
            for number, piece in enumerate(pieces[1:], 2)
        ]
        parts[draft.name] = [first, *rest]
    names = {name: tuple(part.name for part in found) for name, found in parts.items()}
    return [
        replace(part, needs=tuple(name for need in part.needs for name in names[need]))
        for found in parts.values()
        for part in found
    ]


def _pieces(files: Sequence[str], ground: Ground) -> list[tuple[str, ...]]:
    if len(ground.landscape.short_patterns(files)) <= MOST_PATTERNS:
        return [tuple(files)]
    middle = len(files) // 2
    return [*_pieces(files[:middle], ground), *_pieces(files[middle:], ground)]
