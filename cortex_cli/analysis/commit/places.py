"""Where names are defined, looked up among the files that may define them: most requests ask for few names, or none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from cortex_cli.analysis.choosing.relevance import Material
from cortex_cli.analysis.commit.chunks import count_terms
from cortex_cli.model.analysis import Role


class Places(Mapping[str, Sequence[str]]):
    """By name, the files that define it, sorted: those that are no tests, or else the tests.

    A look-up reads the outlines of files in which the name's terms stand, as far as the request has them; going
    through the names reads every outline.
    """

    def __init__(self, material: Material) -> None:
        self._material = material
        self._known: dict[str, Sequence[str]] = {}

    def __getitem__(self, name: str) -> Sequence[str]:
        if name not in self._known:
            self._known[name] = self._read(self._holding(name)).get(name, ())
        if not self._known[name]:
            raise KeyError(name)
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    @cached_property
    def _all(self) -> Mapping[str, Sequence[str]]:
        return self._read(self._material.outlines)

    def _holding(self, name: str) -> list[str]:
        """The files in whose text all terms of the name stand that were counted."""
        counts = self._material.counts
        wanted = self._material.query.all_terms.keys() & count_terms(name)[1].keys()
        return [path for path in self._material.outlines if path in counts and wanted <= counts[path].counts.keys()]

    def _read(self, paths: Iterable[str]) -> Mapping[str, Sequence[str]]:
        places: dict[str, list[str]] = defaultdict(list)
        tests: dict[str, list[str]] = defaultdict(list)
        for path in sorted(paths):
            holder = tests if self._material.role(path) is Role.TEST else places
            for name in {definition.name for definition in self._material.outlines[path].definitions}:
                holder[name].append(path)
        return {**tests, **places}
