"""Directories that the new thing of a request may belong in, with several things of its kind."""

from __future__ import annotations

from collections.abc import Iterator

from cortex_cli.analysis.coordination.scene import Scene
from cortex_cli.analysis.terms import stem
from cortex_cli.model.analysis import Role

FEWEST_MEMBERS = 3
MOST = 6
MOST_SOURCES = 8
SHORTEST_KIND = 4
SPECIAL = frozenset("*?[")


def families_of(scene: Scene) -> list[str]:
    """Where something is to be created, what the request calls by name, and where the best files stand."""
    sizes = _sizes(scene)
    wanted = [*_created_in(scene), *_spoken_of(scene, sizes), *_of_the_best(scene)]
    return [each for each in dict.fromkeys(wanted) if each and sizes.get(each, 0) >= FEWEST_MEMBERS][:MOST]


def _sizes(scene: Scene) -> dict[str, int]:
    """How many source files and directories with such each directory has."""
    inside: dict[str, set[str]] = {}
    for path in scene.material.files:
        if scene.is_source(path):
            while path:
                above = path.rpartition("/")[0]
                inside.setdefault(above, set()).add(path)
                path = above
    return {directory: len(each) for directory, each in inside.items()}


def _created_in(scene: Scene) -> Iterator[str]:
    for creation in scene.division.creations:
        if creation.role is Role.SOURCE:
            plain = []
            for segment in creation.pattern.rstrip("/").split("/")[:-1]:
                if not SPECIAL.isdisjoint(segment):
                    break
                plain.append(segment)
            yield "/".join(plain)


def _spoken_of(scene: Scene, sizes: dict[str, int]) -> list[str]:
    """Directories that are called like a word of the request: `backends`, `downloadermiddlewares`."""
    words = [stem(word) for word in scene.material.query.words if len(word) >= SHORTEST_KIND]
    found = []
    for directory, size in sizes.items():
        name = directory.rpartition("/")[2].lower()
        fits = [word for word in words if stem(name) == word or (name.endswith("s") and stem(name).endswith(word))]
        if fits and size >= FEWEST_MEMBERS:
            chosen = sum(path.startswith(directory + "/") for path in scene.sources)
            found.append((-chosen, -size, directory))
    return [directory for _, _, directory in sorted(found)][:FEWEST_MEMBERS]


def _of_the_best(scene: Scene) -> Iterator[str]:
    """The directories of the best sources, then those above them, for packages that have one for each thing."""
    own = [path.rpartition("/")[0] for path in scene.sources[:MOST_SOURCES]]
    yield from own
    yield from (directory.rpartition("/")[0] for directory in own)
