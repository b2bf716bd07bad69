"""How the work may be divided: groups of files, what each needs, and whether dividing pays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from cortex_cli.analysis.attachments import find_tests
from cortex_cli.analysis.communities import find_communities, group_name, merge_cycles
from cortex_cli.analysis.creations import Component
from cortex_cli.analysis.meeting import groups_met
from cortex_cli.analysis.relevance import Material
from cortex_cli.model.analysis import Approach, CoordinationKind, Creation, Group, Role, Strategy
from cortex_cli.model.scope import Scope
from cortex_cli.model.text import counted, one_line

DOCS = "docs"
INTEGRATION = "integration"
TESTS = "tests"
FEWEST_FILES = 4
"""With fewer files, a second worker costs more than it saves."""
FEWEST_DOCUMENTS = 3
"""Documents that are worth a worker of their own beside a single group of sources."""


@dataclass
class Draft:
    """Groups while they grow; `files` by group name."""

    files: dict[str, list[str]] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    new: str | None = None

    def add(self, name: str, files: Iterable[str], reason: str) -> None:
        self.files[name] = sorted(files)
        self.reasons[name] = reason

    @property
    def group_of(self) -> dict[str, str]:
        return {path: name for name, files in self.files.items() for path in files}


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the strategy divides: `files` above the threshold, where they may meet, and what is new."""

    files: tuple[str, ...]
    meeting: Mapping[str, CoordinationKind]
    component: Component | None
    support: frozenset[str]

    @property
    def creations(self) -> tuple[Creation, ...]:
        return self.component.creations if self.component else ()


def divide(chosen: Chosen, material: Material) -> Strategy:
    """Groups, their order, and the advice."""
    draft = draft_groups(chosen, material)
    groups = order_groups(draft, chosen, material)
    return advise(groups, draft, chosen)


def draft_groups(chosen: Chosen, material: Material) -> Draft:
    """Communities of sources with their tests, the new part, the documents, the files where groups meet."""
    draft = Draft()
    created = Scope(touch=tuple(creation.pattern for creation in chosen.creations))
    claimed = [path for path in chosen.files if chosen.creations and created.matches(path)]
    if chosen.component is not None:
        draft.new = chosen.component.names[0]
        draft.add(draft.new, {*claimed, *chosen.support}, f"the new part `{draft.new}` and what it brings along")
    taken = {*draft.group_of, *chosen.meeting}
    works = [path for path in chosen.files if material.role(path) in (Role.SOURCE, Role.CONFIG, Role.DATA)]
    free = [path for path in works if path not in taken]
    for files in merge_cycles(find_communities(free, material.graph, material.history), material.graph):
        draft.add(group_name(files, list(draft.files)), files, _why_together(files, material))
    _place_meeting_files(draft, chosen, material)
    _place_tests(draft, chosen, material)
    documents = [path for path in chosen.files if material.role(path) is Role.DOCS]
    if documents:
        draft.add(_free_name(DOCS, draft), documents, "documents, which nothing imports")
    return draft


def _why_together(files: Sequence[str], material: Material) -> str:
    if len(files) == 1:
        return "stands alone among the candidates"
    linked = any(material.graph.linked(one, other) for one in files for other in files if one < other)
    return (
        "these files import each other or change together" if linked else "these files have a name or place in common"
    )


def _place_meeting_files(draft: Draft, chosen: Chosen, material: Material) -> None:
    """A file where several groups meet goes to a group of its own; one that meets a single group joins it."""
    together: list[str] = []
    groups = draft.group_of
    for path, kind in chosen.meeting.items():
        if path in groups:
            continue
        met = list(groups_met(path, groups, material))
        joins_new = draft.new is not None and kind is not CoordinationKind.MANIFEST
        if joins_new and draft.new not in met:
            met.append(str(draft.new))
        if len(met) == 1 and not joins_new:
            draft.files[met[0]] = sorted([*draft.files[met[0]], path])
        else:
            together.append(path)
    if together:
        draft.add(
            _free_name(INTEGRATION, draft),
            together,
            "files where the other groups meet, changed once and last",
        )


def _place_tests(draft: Draft, chosen: Chosen, material: Material) -> None:
    tests = [path for path in chosen.files if material.role(path) is Role.TEST and path not in draft.group_of]
    group_of = draft.group_of
    owners = find_tests(material, [path for path in group_of if material.role(path) is Role.SOURCE])
    owner_of = {test: source for source, found in owners.items() for test in found}
    left: list[str] = []
    for test in tests:
        votes = Counter(group_of[path] for path in material.graph.imports_of(test) if path in group_of)
        if test in owner_of:
            votes[group_of[owner_of[test]]] += 100
        if votes:
            best = max(sorted(votes), key=lambda name: votes[name])
            draft.files[best].append(test)
        else:
            left.append(test)
    for files in draft.files.values():
        files.sort()
    if left:
        draft.add(_free_name(TESTS, draft), left, "tests that exercise none of the other candidates")


def _free_name(name: str, draft: Draft) -> str:
    return name if name not in draft.files else f"{name}-2"


def order_groups(draft: Draft, chosen: Chosen, material: Material) -> tuple[Group, ...]:
    """Groups with what they need, in an order where each comes after its needs."""
    integration = next((name for name in draft.files if name.startswith(INTEGRATION)), None)
    groups = {
        name: Group(
            name=name,
            files=tuple(files),
            creations=tuple(creation.pattern for creation in chosen.creations) if name == draft.new else (),
            needs=_needs(name, draft, integration, material),
            role=_main_role(files, material) if name != draft.new else Role.SOURCE,
            reason=draft.reasons[name],
        )
        for name, files in draft.files.items()
    }
    return tuple(groups[name] for name in _in_order({name: group.needs for name, group in groups.items()}))


def _needs(name: str, draft: Draft, integration: str | None, material: Material) -> tuple[str, ...]:
    """What a group imports, the new part if there is one, and for the meeting files everything they meet."""
    if name == draft.new:
        return ()
    group_of = draft.group_of
    wanted = {draft.new} if draft.new else set()
    is_docs = all(material.role(path) is Role.DOCS for path in draft.files[name])
    if name == integration:
        wanted |= {
            other for other in draft.files if not _only(Role.DOCS, draft.files[other], material) or other == draft.new
        }
    elif not is_docs:
        sources = [path for path in draft.files[name] if material.role(path) is not Role.TEST]
        wanted |= {
            group_of[target] for path in sources for target in material.graph.imports_of(path) if target in group_of
        }
        wanted.discard(integration)
    return tuple(sorted(filter(None, wanted - {name})))


def _only(role: Role, files: Sequence[str], material: Material) -> bool:
    return bool(files) and all(material.role(path) is role for path in files)


def _main_role(files: Sequence[str], material: Material) -> Role:
    roles = [material.role(path) for path in files]
    working: list[Role] = [role for role in roles if role is not Role.TEST] or roles
    return max(sorted(set(working)), key=lambda role: working.count(role), default=Role.SOURCE)


def _in_order(needs: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Names so that each comes after its needs, otherwise in the given order."""
    placed: list[str] = []
    while len(placed) < len(needs):
        ready = [name for name in needs if name not in placed and set(needs[name]) <= set(placed)]
        placed.append(ready[0] if ready else next(name for name in needs if name not in placed))
    return placed


def levels(groups: Sequence[Group]) -> dict[str, int]:
    """The earliest step each group can be in, counted from 0."""
    depth: dict[str, int] = {}
    for group in groups:
        depth[group.name] = 1 + max((depth.get(need, -1) for need in group.needs), default=-1)
    return depth


def advise(groups: tuple[Group, ...], draft: Draft, chosen: Chosen) -> Strategy:
    """Parallel where some step has two groups or more, and the work is large enough to share."""
    depth = levels(groups)
    width = max(Counter(depth.values()).values(), default=0)
    size = len(chosen.files) + len(chosen.creations)
    if not groups:
        return Strategy(Approach.SOLO, 1, (), "no file stands out: one worker has to look around first")
    small = size < FEWEST_FILES or is_one_job(groups)
    if small or width < 2:
        reason = (
            f"the work is one piece of {counted(size, 'file')}: one worker is faster than several"
            if small
            else "every part needs the one before it: several workers would only wait for each other"
        )
        return Strategy(Approach.SOLO, 1, (merged(groups),), reason)
    widest = min(step for step, count in Counter(depth.values()).items() if count == width)
    names = ", ".join(f"`{name}`" for name in depth if depth[name] == widest)
    reason = f"{names} need nothing of each other, so {width} workers can work at the same time"
    if any(group.name.startswith(INTEGRATION) for group in groups):
        reason += "; the files where they meet are changed last, by one"
    return Strategy(Approach.PARALLEL, width, groups, one_line(reason))


def is_one_job(groups: Sequence[Group]) -> bool:
    """Whether there is one group of work beside hardly any documents."""
    works = [group for group in groups if group.role is not Role.DOCS]
    documents = sum(len(group.files) for group in groups if group.role is Role.DOCS)
    return len(works) == 1 and documents < FEWEST_DOCUMENTS


def merged(groups: Sequence[Group]) -> Group:
    """All groups as one."""
    first = groups[0]
    if len(groups) == 1:
        return replace(first, needs=())
    files = tuple(sorted(path for group in groups for path in group.files))
    creations = tuple(pattern for group in groups for pattern in group.creations)
    return Group(first.name, files, creations, (), first.role, "all of the work, done in one go")
