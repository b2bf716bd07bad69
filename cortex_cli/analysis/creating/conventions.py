"""How this repository arranges its files: packages, directories with one module per area, places of tests."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cortex_cli.analysis.commit.imports import ImportGraph
from cortex_cli.analysis.commit.inventory import File
from cortex_cli.analysis.commit.roles import module_name
from cortex_cli.model.analysis import Role

FEWEST_MODULES = 3
REGISTERED_SHARE = 0.5
MOST_AREAS = 3
BY_PACKAGE = (".go",)
"""Extensions of languages whose imports name packages, never one of their files."""
PRIVATE = re.compile(r"^(?:__\w+__|index|mod|_\w*)$")
TEST_TEMPLATES = (
    re.compile(r"^(?P<head>test_)(?P<name>.+)(?P<tail>\.py)$"),
    re.compile(r"^(?P<head>)(?P<name>.+)(?P<tail>_test\.(?:py|go|rb|exs|c|cc|cpp))$"),
    re.compile(r"^(?P<head>)(?P<name>.+)(?P<tail>[._-](?:test|spec)\.[cm]?[jt]sx?)$"),
    re.compile(r"^(?P<head>)(?P<name>.+)(?P<tail>_spec\.rb)$"),
    re.compile(r"^(?P<head>)(?P<name>.+)(?P<tail>Tests?\.(?:java|kt|cs|php|swift|scala))$"),
)


@dataclass(frozen=True, slots=True)
class Area:
    """A directory with one module per area, and the files that register its modules."""

    directory: str
    registries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlaceOfTests:
    """Where tests live and what they are called: `head` and `tail` go around the name of the module."""

    directory: str
    head: str
    tail: str


def directory_of(path: str) -> str:
    return path.rpartition("/")[0]


def modules_in(files: Iterable[File]) -> dict[str, list[str]]:
    """Source modules by directory, package files such as `__init__.py` left out."""
    found: dict[str, list[str]] = defaultdict(list)
    for file in files:
        plain = file.path.rpartition("/")[2].partition(".")[0]
        if file.role is Role.SOURCE and not PRIVATE.match(plain):
            found[directory_of(file.path)].append(file.path)
    return {directory: sorted(found[directory]) for directory in sorted(found)}


def home_of(scores: Mapping[str, float], paths: Iterable[str]) -> str | None:
    """The package where most of the scored source files stand: the directory that a new part belongs in.

    Climbs from a directory to its parent while the parent holds files of the same package.
    """
    weights: dict[str, float] = defaultdict(float)
    known = set(paths)
    for path in sorted(scores):
        weights[package_of(path, known)] += scores[path]
    return max(sorted(weights), key=lambda directory: weights[directory], default=None)


def package_of(path: str, paths: set[str]) -> str:
    """The topmost package directory of a Python file; elsewhere `src/…`, or the first directory."""
    directory = directory_of(path)
    if f"{directory}/__init__.py" in paths:
        while f"{directory_of(directory)}/__init__.py" in paths and "/" in directory:
            directory = directory_of(directory)
        return directory
    segments = directory.split("/")
    if "src" in segments:
        return "/".join(segments[: segments.index("src") + 1])
    return directory


def registries_of(directory: str, modules: Sequence[str], graph: ImportGraph) -> tuple[str, ...]:
    """Files that import at least half of the modules of a directory, and three of them.

    Where an import means a whole package, as in Go, it does not show that any of its files is named.
    """
    single = [module for module in modules if not module.endswith(BY_PACKAGE)]
    holders: Counter[str] = Counter(importer for module in single for importer in graph.imported_by(module))
    enough = max(FEWEST_MODULES, REGISTERED_SHARE * len(modules))
    beside = {f"{directory}/{name}" for name in ("__init__.py", "index.ts", "index.js", "mod.rs")}
    inside = set(modules)
    return tuple(path for path in sorted(holders) if holders[path] >= enough and (path in beside or path not in inside))


def areas(
    home: str, modules: Mapping[str, list[str]], graph: ImportGraph, roles: Mapping[str, Role]
) -> tuple[Area, ...]:
    """The directories below `home` whose modules a source file registers."""
    found = []
    for directory, members in modules.items():
        if directory != home and _below(directory, home) and len(members) >= FEWEST_MODULES:
            registries = registries_of(directory, members, graph)
            sources = tuple(path for path in registries if roles.get(path) is Role.SOURCE)
            if sources:
                found.append(Area(directory, sources))
    return tuple(found[:MOST_AREAS])


def place_of_tests(tests: Iterable[str], near: Iterable[str]) -> PlaceOfTests | None:
    """The most common place and naming of the tests, those `near` (tests of the candidates) counting more."""
    counts: Counter[PlaceOfTests] = Counter()
    preferred = set(near)
    for path in sorted(tests):
        directory, _, name = path.rpartition("/")
        for template in TEST_TEMPLATES:
            if found := template.match(name):
                counts[PlaceOfTests(directory, found["head"], found["tail"])] += 5 if path in preferred else 1
                break
    return max(sorted(counts, key=_order), key=lambda place: counts[place], default=None)


def _order(place: PlaceOfTests) -> tuple[str, str, str]:
    return (place.directory, place.head, place.tail)


def exists(name: str, directory: str, paths: Iterable[str]) -> bool:
    """Whether `directory` has a module or package of that name."""
    prefix = f"{directory}/" if directory else ""
    return any(
        path.startswith(prefix) and path[len(prefix) :].split("/")[0].partition(".")[0] == name for path in paths
    )


def module_names(paths: Iterable[str]) -> frozenset[str]:
    return frozenset(module_name(path).lower() for path in paths)


def _below(directory: str, home: str) -> bool:
    return not home or directory.startswith(home + "/")
