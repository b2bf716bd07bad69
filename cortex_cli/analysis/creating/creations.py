"""Where new files belong when a request asks for a part that is not there yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cortex_cli.analysis.choosing.relevance import Material
from cortex_cli.analysis.commit.roles import role_of
from cortex_cli.analysis.creating import conventions
from cortex_cli.analysis.creating.conventions import Area, PlaceOfTests
from cortex_cli.analysis.creating.habits import companions_of, new_member
from cortex_cli.analysis.creating.part_names import asks_for_part, component_names, subject_of
from cortex_cli.analysis.creating.series import next_of_series
from cortex_cli.analysis.request.clause_type import leading_verb
from cortex_cli.analysis.request.intents import read_parts
from cortex_cli.analysis.request.named_paths import read_paths
from cortex_cli.model.analysis import Creation, Role
from cortex_cli.model.scope import escape
from cortex_cli.model.task_type import TaskType
from cortex_cli.model.text import one_line

MAKES = frozenset(("add", "build", "create", "implement", "integrate", "introduce"))
"""Verbs that make a new part; to `allow`, `support` or `show` something extends what is there."""


@dataclass(frozen=True, slots=True)
class Component:
    """A new part: what it may be called (most likely first), the package it belongs in, and its files."""

    names: tuple[str, ...]
    home: str
    areas: tuple[Area, ...]
    creations: tuple[Creation, ...]


def new_component(material: Material, scores: Mapping[str, float], tests: Iterable[str]) -> Component | None:
    """The part that a FEATURE request adds; None when it extends what is there or nothing says where.

    A request that names a source file or a new file has said where. One that adds a member to a family of
    modules, such as a command where each has a file of its own, gets that file.
    `scores` are those of the best source files, `tests` the tests that exercise them.
    """
    if material.task_type is not TaskType.FEATURE:
        return None
    paths = material.files.keys()
    named = read_paths(read_parts(material.query.text), paths)
    if named.new:
        return None
    if (member := family_member(material, scores)) is not None:
        return member
    if leading_verb(subject_of(material.query)) not in MAKES or not asks_for_part(material.query):
        return None
    is_told = any(role_of(path) is Role.SOURCE for path in named.known)
    if not scores or is_told or next_of_series(material.query.text, paths, scores):
        return None
    home = conventions.home_of(scores, paths)
    names = component_names(material.query)
    if home is None or not names or conventions.exists(names[0], home, paths):
        return None
    roles = {path: file.role for path, file in material.files.items()}
    modules = conventions.modules_in(material.files.values())
    areas = conventions.areas(home, modules, material.graph, roles)
    free = tuple(area for area in areas if not conventions.exists(names[0], area.directory, paths))
    extension = common_extension(scores)
    place = conventions.place_of_tests(material.of_role(Role.TEST), tests)
    creations = [
        *source_creations(names, home, extension, paths),
        *(area_creation(names[0], area, extension) for area in free),
        *creations_for_tests(names, place, paths),
        *(test for area in free if (test := area_test(names[0], area, place, paths)) is not None),
    ]
    return Component(names, home, free, tuple(creations))


def family_member(material: Material, scores: Mapping[str, float]) -> Component | None:
    """The new module of a directory that has one for each thing of a kind, with the tests and pages that such have."""
    modules = conventions.modules_in(material.files.values())
    member = new_member(material.query.text, modules, scores)
    if member is None:
        return None
    siblings = modules[member.directory]
    where = f"`{member.directory}/` has one module for each, such as `{member.beside}`"
    found = [Creation(escape(member.path), (one_line(where),), Role.SOURCE)]
    for role in (Role.TEST, Role.DOCS):
        for path in companions_of(member, siblings, material.of_role(role)):
            if path.endswith(conventions.BY_PACKAGE) and conventions.directory_of(path) != member.directory:
                continue  # A Go test belongs to the package in its directory.
            reason = f"its neighbours in `{member.directory}/` have such a file each"
            found.append(Creation(escape(path), (one_line(reason),), role))
    registries = conventions.registries_of(member.directory, siblings, material.graph)
    sources = tuple(path for path in registries if material.role(path) is Role.SOURCE)
    area = (Area(member.directory, sources),) if sources else ()
    return Component((member.name,), member.directory, area, tuple(found))


def common_extension(paths: Iterable[str]) -> str:
    """The most common file extension, with its dot."""
    counts = Counter("." + path.rpartition("/")[2].rpartition(".")[2] for path in sorted(paths))
    return counts.most_common(1)[0][0]


def source_creations(names: tuple[str, ...], home: str, extension: str, paths: Iterable[str]) -> list[Creation]:
    """The new part: a package where the request says several things of it, otherwise one module."""
    prefix = f"{escape(home)}/" if home else ""
    place = f"`{home}/`" if home else "the top directory"
    reason = f"new part `{names[0]}` in {place}, where most files that the request concerns stand"
    pattern = f"{names[0]}/" if len(names) > 1 else f"{names[0]}{extension}"
    found = [Creation(f"{prefix}{pattern}", (one_line(reason),), Role.SOURCE)]
    start = f"{home}/" if home else ""
    for name in names[1:]:
        if not any(path.startswith(f"{start}{name}") for path in paths):
            also = f"`{name}` is what the request says of `{names[0]}`"
            found.append(Creation(f"{prefix}{name}*{extension}", (one_line(also),), Role.SOURCE))
    return found


def area_creation(name: str, area: Area, extension: str) -> Creation:
    reason = f"`{area.directory}/` has one module per area, registered in `{area.registries[0]}`"
    return Creation(f"{escape(area.directory)}/{name}{extension}", (one_line(reason),), Role.SOURCE)


def creations_for_tests(names: tuple[str, ...], place: PlaceOfTests | None, paths: Iterable[str]) -> list[Creation]:
    """Patterns for the tests of a new part, beside the existing tests and named like them."""
    if place is None:
        return []
    prefix = f"{escape(place.directory)}/" if place.directory else ""
    start = f"{place.directory}/" if place.directory else ""
    example = f"{start}{place.head}…{place.tail}"
    reason = f"tests stand beside tests, named like `{example}`"
    found = []
    for name in names:
        taken = any(path.startswith(f"{start}{place.head}{name}") and path.endswith(place.tail) for path in paths)
        pattern = f"{prefix}{place.head}{name}{'' if taken else '*'}{place.tail}"
        if not (taken and f"{start}{place.head}{name}{place.tail}" in paths):
            found.append(Creation(pattern, (one_line(reason),), Role.TEST))
    return found


def area_test(name: str, area: Area, place: PlaceOfTests | None, paths: Iterable[str]) -> Creation | None:
    """The test of a new module in an area, where such tests are named after both: `test_routes_users.py`."""
    if place is None:
        return None
    start = f"{place.directory}/" if place.directory else ""
    stem_of_area = f"{place.head}{area.directory.rpartition('/')[2]}_"
    examples = sorted(path for path in paths if path.startswith(start + stem_of_area) and path.endswith(place.tail))
    if not examples or f"{start}{stem_of_area}{name}{place.tail}" in examples:
        return None
    reason = f"tests of `{area.directory}/` are named like `{examples[0]}`"
    return Creation(f"{escape(start + stem_of_area)}{name}{place.tail}", (one_line(reason),), Role.TEST)
