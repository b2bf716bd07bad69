"""Groups of files that belong together: by imports, by name, by what changed together, by directory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cortex_cli.analysis.commit.history import History
from cortex_cli.analysis.commit.imports import ImportGraph
from cortex_cli.analysis.commit.roles import module_name

LINK = 1.0
SAME_NAME = 1.0
SAME_DIRECTORY = 0.2
MOVES_TOGETHER = 0.8
FEWEST_TOGETHER = 3
CLOSE_ENOUGH = 0.45
"""The mean affinity from which two groups become one."""
LARGEST = 8
MOST_GROUPS = 8


@dataclass(frozen=True, slots=True)
class Affinity:
    """How strongly two files belong together."""

    graph: ImportGraph
    history: History
    importers: Mapping[str, int]

    def of(self, one: str, other: str) -> float:
        score = self._link(one, other) + self._link(other, one)
        if module_name(one) == module_name(other):
            score += SAME_NAME
        if one.rpartition("/")[0] == other.rpartition("/")[0]:
            score += SAME_DIRECTORY
        together = self.history.together(one, other)
        if together >= FEWEST_TOGETHER:
            score += MOVES_TOGETHER * together / min(self.history.changes(one), self.history.changes(other))
        return score

    def _link(self, importer: str, imported: str) -> float:
        """A file that many import belongs to none of them in particular."""
        if imported not in self.graph.imports_of(importer):
            return 0.0
        return LINK / max(1, self.importers.get(imported, 1) - 1)


def find_communities(files: Sequence[str], graph: ImportGraph, history: History) -> list[tuple[str, ...]]:
    """Merge the two closest groups as long as any are close, or as there are too many; each sorted."""
    chosen = set(files)
    importers = {path: len(chosen.intersection(graph.imported_by(path))) for path in files}
    affinity = Affinity(graph, history, importers)
    groups: list[tuple[str, ...]] = [(path,) for path in sorted(chosen)]
    table = {(one, other): affinity.of(one, other) for one in chosen for other in chosen if one < other}
    while len(groups) > 1:
        pairs = [
            (_mean(groups[a], groups[b], table), -a, -b) for a in range(len(groups)) for b in range(a + 1, len(groups))
        ]
        fitting = [pair for pair in pairs if len(groups[-pair[1]]) + len(groups[-pair[2]]) <= LARGEST]
        crowded = len(groups) > MOST_GROUPS
        best = max(fitting or (pairs if crowded else []), default=None)
        if best is None or (best[0] < CLOSE_ENOUGH and not crowded):
            break
        first, second = -best[1], -best[2]
        merged = tuple(sorted((*groups[first], *groups[second])))
        groups = sorted([*(group for n, group in enumerate(groups) if n not in (first, second)), merged])
    return groups


def _mean(one: Sequence[str], other: Sequence[str], table: Mapping[tuple[str, str], float]) -> float:
    total = sum(table[min(a, b), max(a, b)] for a in one for b in other)
    return total / (len(one) * len(other))


def merge_cycles(groups: Sequence[tuple[str, ...]], graph: ImportGraph) -> list[tuple[str, ...]]:
    """Groups that import each other in a circle cannot wait for each other: they become one."""
    needs = [
        [b for b in range(len(groups)) if b != a and _imports(groups[a], groups[b], graph)] for a in range(len(groups))
    ]
    reach = [_reachable(start, needs) for start in range(len(groups))]
    merged: dict[int, list[str]] = {}
    for number, group in enumerate(groups):
        circle = [other for other in reach[number] if number in reach[other]]
        merged.setdefault(min([number, *circle]), []).extend(group)
    return sorted(tuple(sorted(files)) for files in merged.values())


def _reachable(start: int, needs: Sequence[Sequence[int]]) -> set[int]:
    reached: set[int] = set()
    frontier = list(needs[start])
    while frontier:
        node = frontier.pop()
        if node not in reached:
            reached.add(node)
            frontier.extend(needs[node])
    return reached


def _imports(one: Sequence[str], other: Sequence[str], graph: ImportGraph) -> bool:
    return any(not set(graph.imports_of(path)).isdisjoint(other) for path in one)


def group_name(files: Sequence[str], taken: Sequence[str]) -> str:
    """A short name that no other group has: the common module name, else the common directory."""
    names = [module_name(path) for path in files]
    directory = _common_directory(files)
    common = max(sorted(set(names)), key=names.count)
    single = len(files) == 1 or names.count(common) > 1
    place = directory.rpartition("/")[2]
    wanted = [common, f"{place}-{common}"] if single else [place if "/" in directory else common, common, place]
    plain = [name for each in wanted if (name := each.strip("._-"))] or ["files"]
    numbered = (f"{plain[0]}-{number}" for number in range(2, len(taken) + 3))
    return next(name for name in (*plain, *numbered) if name not in taken)


def _common_directory(files: Sequence[str]) -> str:
    split = [path.split("/")[:-1] for path in files]
    common: list[str] = []
    for segments in zip(*split, strict=False):
        if len(set(segments)) > 1:
            break
        common.append(segments[0])
    return "/".join(common)
