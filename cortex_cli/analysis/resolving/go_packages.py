"""Which files an import of Go means: those of a package of one of the modules here, without its tests."""

from __future__ import annotations

from collections.abc import Iterator

from cortex_cli.analysis.resolving.projects import Projects
from cortex_cli.analysis.resolving.tree import Tree, below
from cortex_cli.syntax.imports import Import

MOST_OF_A_PACKAGE = 30
"""An import names a whole directory: beyond this many files it says nothing about one of them."""


class GoPackages:
    """Looks up packages of Go."""

    def __init__(self, tree: Tree, projects: Projects) -> None:
        self._tree = tree
        self._modules = sorted(projects.go_modules, key=lambda pair: (-len(pair[0]), pair))

    def targets(self, path: str, statement: Import) -> Iterator[str]:
        """The files of the package, by the longest module path that fits and has such a directory."""
        for module, directory in self._modules:
            if statement.module == module or statement.module.startswith(module + "/"):
                place = below(directory, statement.module[len(module) + 1 :])
                files = [each for each in self._tree.directories.get(place, ()) if each.endswith(".go")]
                files = [each for each in files if not each.endswith("_test.go")]
                if files:
                    yield from files if len(files) <= MOST_OF_A_PACKAGE else ()
                    return
