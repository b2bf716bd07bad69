"""Where new files belong when a request asks for a part that is not there yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cortex_cli.analysis import conventions
from cortex_cli.analysis.concepts import concepts_of
from cortex_cli.analysis.conventions import Area, PlaceOfTests
from cortex_cli.analysis.query import Query
from cortex_cli.analysis.relevance import Material
from cortex_cli.analysis.terms import IDENTIFIER, stem
from cortex_cli.model.analysis import Creation, Role
from cortex_cli.model.identifiers import slug
from cortex_cli.model.scope import escape
from cortex_cli.model.task_type import TaskType
from cortex_cli.model.text import one_line

MOST_NAMES = 3
_BORDERS = """
to for in into with of on using via from so when that which while and by as at inside within through based
"""
_SMALL_THINGS = """
option flag parameter argument field column property attribute method button label check hint annotation
default alias keyword switch variable constant comment message header entry line type
"""
BORDERS = frozenset(_BORDERS.split())
SMALL_THINGS = frozenset(stem(word) for word in _SMALL_THINGS.split())


@dataclass(frozen=True, slots=True)
class Component:
    """A new part: what it may be called (most likely first), the package it belongs in, and its files."""

    names: tuple[str, ...]
    home: str
    areas: tuple[Area, ...]
    creations: tuple[Creation, ...]


def new_component(material: Material, scores: Mapping[str, float], tests: Iterable[str]) -> Component | None:
    """The part that a FEATURE request adds; None when it extends what is there or nothing says where.

    `scores` are those of the best source files, `tests` the tests that exercise them.
    """
    if material.task_type is not TaskType.FEATURE or not scores:
        return None
    paths = material.files.keys()
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


def component_names(query: Query) -> tuple[str, ...]:
    """What a new part may be called: the last noun of what is to be added comes first.

    Empty when the request adds something small, such as an option, to what exists.
    """
    head, tail = split_at_preposition(query.text.partition("\n")[0])
    telling = set(query.words)
    nouns = [word for word in head if word in telling]
    if not nouns or any(stem(word) in SMALL_THINGS for word in head):
        return ()
    related = {stem(word) for noun in nouns for concept in concepts_of(stem(noun)) for word in concept.related}
    extra = [word for word in tail if stem(word) in related]
    ordered = [nouns[-1], *nouns[:-1], *extra]
    names = (short_name(word) for word in ordered)
    return tuple(dict.fromkeys(name for name in names if name))[:MOST_NAMES]


def split_at_preposition(subject: str) -> tuple[list[str], list[str]]:
    """The lower-case words before the first preposition, and those after it."""
    words = [word.lower() for word in IDENTIFIER.findall(subject)]
    border = next((number for number, word in enumerate(words) if number and word in BORDERS), len(words))
    return words[:border], words[border:]


def short_name(word: str) -> str:
    """The usual name of a module for `word`: `auth` for `authentication`, otherwise its singular."""
    concepts = concepts_of(stem(word))
    if concepts:
        return concepts[0].name
    plain = slug(word).replace("-", "_") if word.isascii() else ""
    return plain[:-1] if len(plain) > 4 and plain.endswith("s") and plain[-2] not in "sui" else plain


def common_extension(paths: Iterable[str]) -> str:
    """The most common file extension, with its dot."""
    counts = Counter("." + path.rpartition("/")[2].rpartition(".")[2] for path in sorted(paths))
    return counts.most_common(1)[0][0]


def source_creations(names: tuple[str, ...], home: str, extension: str, paths: Iterable[str]) -> list[Creation]:
    prefix = f"{escape(home)}/" if home else ""
    place = f"`{home}/`" if home else "the top directory"
    reason = f"new part `{names[0]}` in {place}, where most files that the request concerns stand"
    found = [
        Creation(f"{prefix}{names[0]}/", (one_line(reason),), Role.SOURCE),
        Creation(f"{prefix}{names[0]}{extension}", (one_line(reason),), Role.SOURCE),
    ]
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
