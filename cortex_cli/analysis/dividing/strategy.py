"""How the work may be divided: what each group needs, how much faster several workers are, and whether it pays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from cortex_cli.analysis.choosing.relevance import Material
from cortex_cli.analysis.dividing.grouping import INTEGRATION, Chosen, Draft, draft_groups
from cortex_cli.model.analysis import Approach, Group, Role, Strategy
from cortex_cli.model.text import counted, one_line

FEWEST_FILES = 4
"""With fewer files, a second worker costs more than it saves."""
FEWEST_DOCUMENTS = 3
"""Documents that are worth a worker of their own beside a single group of sources."""
START = 2.7
"""What it costs a worker to read itself in, in files: what planning estimates for both, as for the next two."""
CREATION, MOST_CREATIONS = 2.0, 3
"""What a pattern for new files costs, in files, and how many of them count: more are mostly alternatives."""
WAVE = 0.7
"""What it costs to integrate and check the work of groups that run side by side, in files."""
FASTER = 1.2
"""The least speed-up for which the work is divided: the one from which a plan recommends several workers."""


def divide(chosen: Chosen, material: Material) -> Strategy:
    """Groups, their order, and the advice."""
    return advise(grouped(chosen, material), chosen)


def grouped(chosen: Chosen, material: Material) -> tuple[Group, ...]:
    """The groups that the work could be divided into, whether or not that pays."""
    return order_groups(draft_groups(chosen, material), chosen, material)


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


@dataclass(frozen=True, slots=True)
class Chain:
    """Groups that wait for each other, first to last, of all such the one with most work; `work` in files."""

    names: tuple[str, ...]
    work: float


def work_of(group: Group) -> float:
    """What a group costs one worker, in files: the start, those to change, and new ones, which cost more."""
    return START + len(group.files) + CREATION * min(len(group.creations), MOST_CREATIONS)


def longest_chain(groups: Sequence[Group]) -> Chain:
    """The critical path of `groups`, each of which comes after what it needs."""
    found: dict[str, Chain] = {}
    for group in groups:
        before = max((found[need] for need in group.needs if need in found), key=lambda each: each.work, default=None)
        names = (*before.names, group.name) if before else (group.name,)
        found[group.name] = Chain(names, work_of(group) + (before.work if before else 0.0))
    return max(found.values(), key=lambda each: each.work, default=Chain((), 0.0))


def speedup_of(groups: Sequence[Group]) -> float:
    """How much faster than one worker as many as there are groups would be: all work by that of the longest chain.

    One worker does the groups one after another and integrates once, several after each step of the chain.
    """
    if not groups:
        return 1.0
    chain = longest_chain(groups)
    return round((sum(map(work_of, groups)) + WAVE) / (chain.work + WAVE * len(chain.names)), 2)


def advise(groups: tuple[Group, ...], chosen: Chosen) -> Strategy:
    """Parallel where some step has two groups or more, the work is large enough to share, and sharing is faster."""
    if not groups:
        return Strategy(Approach.SOLO, 1, (), "no file stands out: one worker has to look around first")
    size = len(chosen.files) + len(chosen.creations)
    if size < FEWEST_FILES or is_one_job(groups):
        return _solo(groups, f"the work is one piece of {counted(size, 'file')}: one worker is faster than several")
    depth = levels(groups)
    width = max(Counter(depth.values()).values())
    if width < 2:
        return _solo(groups, "every part needs the one before it: several workers would only wait for each other")
    speedup, chain = speedup_of(groups), longest_chain(groups)
    path = " -> ".join(f"`{name}`" for name in chain.names)
    held = f"{path} holds {_files(groups, chain)} of {counted(_files(groups), 'file')}"
    if speedup < FASTER:
        what = "group" if len(chain.names) == 1 else "chain"
        return _solo(groups, f"the {what} {held}: several workers would be at most {speedup:.1f} times as fast as one")
    widest = min(step for step, count in Counter(depth.values()).items() if count == width)
    names = ", ".join(f"`{name}`" for name in depth if depth[name] == widest)
    reason = f"{names} need nothing of each other, so {width} workers can work at the same time"
    reason += f", about {speedup:.1f} times as fast as one: {held}"
    if any(group.name.startswith(INTEGRATION) for group in groups):
        reason += "; the files where they meet are changed last, by one"
    return Strategy(Approach.PARALLEL, width, groups, one_line(reason), speedup)


def _solo(groups: tuple[Group, ...], reason: str) -> Strategy:
    return Strategy(Approach.SOLO, 1, (merged(groups),), one_line(reason))


def _files(groups: Sequence[Group], chain: Chain | None = None) -> int:
    """How many files and patterns for new ones all groups have, or those in a chain."""
    return sum(
        len(group.files) + len(group.creations) for group in groups if chain is None or group.name in chain.names
    )


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
