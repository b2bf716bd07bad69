"""Which file an include of C or C++, a `require` of Ruby or a `source` of a shell means."""

from __future__ import annotations

from collections.abc import Iterator

from cortex_cli.analysis.resolving.projects import Projects
from cortex_cli.analysis.resolving.tree import Tree, ancestors, beside, nearest
from cortex_cli.syntax.imports import Import

LOAD_PATHS = frozenset({"", "lib", "include", "inc", "src", "app", "test", "tests", "spec"})
"""Names of directories that compilers and interpreters are usually told to look in."""


class Includes:
    """Looks up files by the end of their path."""

    def __init__(self, tree: Tree, _: Projects) -> None:
        self._tree = tree

    def targets(self, path: str, statement: Import) -> Iterator[str]:
        """The file beside `path` if the statement looks there, else the one in a load path."""
        extension = path.rpartition(".")[2]
        written = statement.module.removeprefix("./")
        for name in (written, f"{written}.{extension}"):
            place = beside(path, name)
            if statement.level and place in self._tree.paths:
                yield place
                return
            if (found := self._in_load_path(path, name, bool(statement.level))) is not None:
                yield found
                return

    def _in_load_path(self, path: str, name: str, anywhere: bool) -> str | None:
        places = self._tree.ending(name)
        around = ancestors(path)
        roots = {place: place[: len(place) - len(name)].rstrip("/") for place in places}
        usual = [place for place in places if roots[place].rpartition("/")[2] in LOAD_PATHS or roots[place] in around]
        if usual and (len(usual) == 1 or len({_depth(each, path) for each in usual}) > 1):
            return nearest(usual, path)
        return places[0] if len(places) == 1 and (anywhere or "/" in name) else None


def _depth(one: str, other: str) -> int:
    return next(number for number, each in enumerate([*ancestors(other), ""]) if one.startswith(f"{each}/") or not each)
