"""Which file a dotted name means: types of Java, Kotlin and Scala, namespaces of C# and PHP."""

from __future__ import annotations

from collections.abc import Iterator

from cortex_cli.analysis.resolving.go_packages import MOST_OF_A_PACKAGE
from cortex_cli.analysis.resolving.projects import Projects
from cortex_cli.analysis.resolving.tree import Tree, below, beside, nearest
from cortex_cli.syntax.imports import Import

FAMILIES = (("java", "kt", "kts"), ("cs",), ("php",), ("swift",))


class DottedNames:
    """Looks up types by their full name, and packages by the directories that are named like them."""

    def __init__(self, tree: Tree, projects: Projects) -> None:
        self._tree = tree
        self._namespaces = sorted(projects.namespaces, key=lambda pair: (-len(pair[0]), pair))

    def targets(self, path: str, statement: Import) -> Iterator[str]:
        """The file of the type, or that of the type around a member, or all files of a package."""
        if statement.level:
            yield from {beside(path, statement.module)} & self._tree.paths
            return
        extension = path.rpartition(".")[2]
        family = next((each for each in FAMILIES if extension in each), (extension,))
        name = statement.module.removesuffix(".*")
        found = self._mapped(name) or self._type(name.split("."), family, path)
        if found is not None:
            yield found
        elif statement.module != name or extension == "cs":
            yield from self._package(name, family, path)

    def _mapped(self, name: str) -> str | None:
        """The file of a class of PHP by the longest prefix of PSR-4."""
        for prefix, directory in self._namespaces:
            if not prefix or name.startswith(prefix + "."):
                place = name[len(prefix) :].strip(".").replace(".", "/")
                if (found := below(directory, f"{place}.php")) in self._tree.paths:
                    return found
        return None

    def _type(self, segments: list[str], family: tuple[str, ...], path: str) -> str | None:
        for length in range(len(segments), max(len(segments) - 3, 1), -1):
            tails = ["/".join(segments[:length]) + f".{extension}" for extension in family]
            if places := [place for tail in tails for place in self._tree.ending(tail)]:
                return nearest(places, path)
        return None

    def _package(self, name: str, family: tuple[str, ...], path: str) -> Iterator[str]:
        """The files of a package or namespace, or the one of a type that it has."""
        files = self._sources(self._directory(name, family, path), family)
        if files:
            yield from files if len(files) <= MOST_OF_A_PACKAGE else ()
            return
        around, _, last = name.rpartition(".")
        for file in self._sources(self._directory(around, family, path), family) if around else ():
            if file.rpartition("/")[2].partition(".")[0] == last:
                yield file

    def _directory(self, name: str, family: tuple[str, ...], path: str) -> str | None:
        """The nearest directory with sources whose path ends in the name, read with dots for slashes."""
        named = self._tree.directories_by_name.get(name.rpartition(".")[2], ())
        places = [place for place in named if f".{place.replace('/', '.')}".endswith(f".{name}")]
        found = nearest([f"{place}/" for place in places if self._sources(place, family)], path)
        return None if found is None else found.rstrip("/")

    def _sources(self, directory: str | None, family: tuple[str, ...]) -> list[str]:
        files = () if directory is None else self._tree.directories.get(directory, ())
        return [each for each in files if each.rpartition(".")[2] in family]
