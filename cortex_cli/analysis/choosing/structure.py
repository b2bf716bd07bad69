"""Files that must change because of where they stand, whatever words they hold."""

from __future__ import annotations

import re

from cortex_cli.analysis.choosing.relevance import Material, Ranking
from cortex_cli.analysis.concepts import concepts_of
from cortex_cli.analysis.creating.conventions import Area, directory_of
from cortex_cli.analysis.creating.creations import Component
from cortex_cli.analysis.terms import stem
from cortex_cli.model.analysis import Role
from cortex_cli.model.text import counted

REGISTRY = 0.55
COMPOSITION = 0.4
SUPPORT = 0.35
ACROSS = 0.32
FEWEST_MENTIONS = 3
SUPPORT_NAME = re.compile(r"^(?:errors?|exceptions?|config|configuration|settings|conf)$")
SUPPORT_SHARE = 0.2
FEWEST_IMPORTERS = 2


def raise_around(component: Component, material: Material, ranking: Ranking) -> frozenset[str]:
    """Lift what a new part is registered in and brings along; returns its supporting files.

    Those are the package's settings and errors: a new part adds its own there.
    """
    for area in component.areas:
        for path in area.registries:
            name = f"{component.names[0]}{_extension(path)}"
            where = f"registers the modules of `{area.directory}/`"
            ranking.raise_to(path, REGISTRY, f"{where}, where `{name}` would be added")
            raise_composition(path, material, ranking)
        raise_across(area, material, ranking)
    return frozenset(raise_support(component.home, material, ranking))


def raise_composition(registry: str, material: Material, ranking: Ranking) -> None:
    """Lift the source files that put a registry to use, if there are only a few."""
    users = [path for path in material.graph.imported_by(registry) if material.role(path) is Role.SOURCE]
    for path in users if len(users) <= 2 else ():
        ranking.raise_to(path, COMPOSITION, f"puts together what `{registry}` registers")


def raise_across(area: Area, material: Material, ranking: Ranking) -> None:
    """Lift the modules of an area that speak of a concern which applies wherever requests come in."""
    concepts = {each for word in material.query.words for each in concepts_of(stem(word)) if each.across}
    for concept in sorted(concepts, key=lambda concept: concept.name):
        words = {stem(word) for word in (concept.name, *concept.words, *concept.related)}
        for path in material.of_role(Role.SOURCE):
            mentions = sum(count for word, count in material.counts[path].counts.items() if word in words)
            if directory_of(path) == area.directory and mentions >= FEWEST_MENTIONS:
                reason = f"`{concept.name}` concerns every module of `{area.directory}/` that has such words"
                ranking.raise_to(path, ACROSS, reason)


def raise_support(home: str, material: Material, ranking: Ranking) -> list[str]:
    sources = material.of_role(Role.SOURCE)
    inside = [path for path in sources if not home or path.startswith(home + "/")]
    found = []
    for path in inside:
        plain = path.rpartition("/")[2].partition(".")[0]
        if directory_of(path) != home or not SUPPORT_NAME.match(plain):
            continue
        importers = [each for each in material.graph.imported_by(path) if each in inside]
        if len(importers) >= max(FEWEST_IMPORTERS, SUPPORT_SHARE * len(inside)):
            used = f"imported by {len(importers)} of {counted(len(inside), 'module')} there"
            ranking.raise_to(path, SUPPORT, f"a new part of `{home}/` brings its own {plain}; {used}")
            found.append(path)
    return found


def _extension(path: str) -> str:
    return "." + path.rpartition(".")[2]
