"""What the families of coordination points look at."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from cortex_cli.analysis.choosing.relevance import Material
from cortex_cli.analysis.coordination.additions import Additions
from cortex_cli.analysis.coordination.listings import Page
from cortex_cli.analysis.creating.creations import Component
from cortex_cli.model.analysis import CoordinationKind, Creation, Role
from cortex_cli.model.task_type import TaskType
from cortex_cli.syntax.symbols import FileSymbols

NEW = re.compile(r"\b(?:add|new|introduce|implement|create|dedicated|separate|expose|export|register)\b", re.I)
BUILT = re.compile(r"(?:^|/)(?:dist|build|out|target|__snapshots__)/|\.(?:map|snap|ambr)$|\.min\.\w+$")
"""What a build leaves behind: it is made again with everything else, and nobody agrees on it."""


@dataclass(frozen=True, slots=True)
class Division:
    """The chosen files as groups: `group_of` by path; `meeting` the files where groups may meet.

    `chosen` are the same files, best first; `creations` are what is to be new.
    """

    group_of: Mapping[str, str]
    meeting: Mapping[str, CoordinationKind]
    component: Component | None
    chosen: tuple[str, ...] = ()
    creations: tuple[Creation, ...] = ()


class Texts:
    """Texts of the commit, each read once. `read` gives those of some paths, as far as they are texts."""

    def __init__(self, read: Callable[[Sequence[str]], Mapping[str, str]]) -> None:
        self._read = read
        self._known: dict[str, str | None] = {}
        self._pages: dict[str, Page] = {}

    def of(self, paths: Iterable[str]) -> dict[str, str]:
        """The texts that there are, in the order asked for."""
        asked = list(dict.fromkeys(paths))
        if missing := [path for path in asked if path not in self._known]:
            found = self._read(missing)
            self._known.update({path: found.get(path) for path in missing})
        return {path: text for path in asked if (text := self._known[path]) is not None}

    def pages(self, paths: Iterable[str]) -> Iterator[tuple[str, Page]]:
        """The same, as pages."""
        for path, text in self.of(paths).items():
            if path not in self._pages:
                self._pages[path] = Page(text)
            yield path, self._pages[path]


@dataclass(frozen=True)
class Scene:
    """`paths` are all files of the commit, `generated` those that were left out because a program writes them.

    `symbols` are those of the chosen source files, with references.
    """

    division: Division
    material: Material
    symbols: Mapping[str, FileSymbols]
    paths: frozenset[str]
    generated: frozenset[str] = frozenset()
    texts: Texts = field(default_factory=lambda: Texts(lambda paths: {}))

    @cached_property
    def chosen(self) -> tuple[str, ...]:
        """The files of the groups, best first."""
        return tuple(dict.fromkeys([*self.division.chosen, *sorted(self.division.group_of)]))

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """The chosen source files, best first."""
        return tuple(path for path in self.chosen if self.is_source(path))

    @cached_property
    def additions(self) -> Additions:
        return Additions(self.material.history.past)

    @cached_property
    def adds(self) -> bool:
        """Whether the request brings something new, which has to be entered somewhere."""
        if self.material.task_type in (TaskType.DOCS, TaskType.TEST):
            return False
        new = self.division.component is not None or any(each.role is Role.SOURCE for each in self.division.creations)
        said = NEW.search(self.material.query.text) is not None
        return new or said or self.material.task_type is TaskType.FEATURE

    def is_source(self, path: str) -> bool:
        files = self.material.files
        return path in files and files[path].role is Role.SOURCE and BUILT.search(path) is None

    def others(self, path: str, files: Iterable[str]) -> list[str]:
        """Those of `files` that are in another group than `path`, which may be in none."""
        group_of = self.division.group_of
        found = (file for file in files if file != path and group_of.get(file) not in (None, group_of.get(path)))
        return list(dict.fromkeys(found))

    def groups(self, files: Iterable[str]) -> set[str]:
        return {self.division.group_of[path] for path in files if path in self.division.group_of}
