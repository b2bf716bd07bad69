"""The chosen files as groups: communities of sources with their tests, the new part, documents, meeting files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from cortex_cli.analysis.choosing.attachments import find_tests
from cortex_cli.analysis.choosing.relevance import Material
from cortex_cli.analysis.creating.creations import Component
from cortex_cli.analysis.dividing.communities import find_communities, group_name, merge_cycles
from cortex_cli.analysis.dividing.meeting import groups_met
from cortex_cli.model.analysis import CoordinationKind, Creation, Role
from cortex_cli.model.scope import Scope

DOCS = "docs"
INTEGRATION = "integration"
TESTS = "tests"


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
