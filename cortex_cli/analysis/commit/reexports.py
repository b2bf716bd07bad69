"""Names that a file takes from others and passes on: `__init__.py`, barrel files, `pub use`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cortex_cli.analysis.commit.links import PACKAGE_FILE, Link, Links
from cortex_cli.syntax.symbols import FileSymbols

DEEPEST = 5
"""Files that a name is followed through."""


class Reexports:
    """Where names stand that come from a file which does not define them."""

    def __init__(self, links: Links, outlines: Mapping[str, FileSymbols]) -> None:
        self._passages: dict[str, list[Link]] = {}
        for path, found in links.items():
            passing = [link for link in found.links if link.reexport or path.endswith(PACKAGE_FILE)]
            if passing:
                self._passages[path] = passing
        self._outlines = outlines
        self._defined: dict[str, frozenset[str]] = {}
        self._known: dict[tuple[str, str], tuple[str, ...]] = {}

    def behind(self, link: Link) -> Iterator[str]:
        """The files that define what `link` takes from its targets, where these only pass it on."""
        for target in link.targets:
            if target in self._passages:
                for name in link.taken:
                    yield from self._origins(target, name)

    def _origins(self, path: str, name: str) -> tuple[str, ...]:
        if (path, name) not in self._known:
            self._known[path, name] = tuple(self._follow(path, name))
        return self._known[path, name]

    def _follow(self, path: str, name: str) -> Iterator[str]:
        """Breadth first, each file once: barrels may import each other."""
        seen, level = {path}, [path]
        for _ in range(DEEPEST):
            following: list[str] = []
            for each in level if name else ():
                following += [] if name in self._defines(each) else self._next(each, name)
            level = [each for each in dict.fromkeys(following) if each not in seen]
            seen.update(level)
            yield from (each for each in level if name in self._defines(each))

    def _next(self, path: str, name: str) -> list[str]:
        """The files from which `path` may have the name."""
        links = self._passages.get(path, ())
        return [target for link in links if name in link.taken or "*" in link.taken for target in link.targets]

    def _defines(self, path: str) -> frozenset[str]:
        if path not in self._defined:
            found = self._outlines.get(path)
            names = (each.name for each in found.definitions if each.owner is None) if found else ()
            self._defined[path] = frozenset(names)
        return self._defined[path]
