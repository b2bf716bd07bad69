"""Which file a module of Python means, without running anything: by packages, source roots and neighbours."""

from __future__ import annotations

import posixpath
import sys
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property

from cortex_cli.analysis.resolving.projects import Projects
from cortex_cli.analysis.resolving.tree import Tree, nearest
from cortex_cli.syntax.imports import Import

SOURCE_ROOTS = ("src", "lib", "python")
SUFFIXES = (".py", ".pyi", "/__init__.py", "/__init__.pyi")


class PythonModules:
    """Looks up modules of Python."""

    def __init__(self, tree: Tree, projects: Projects) -> None:
        self._tree = tree
        self._projects = projects

    def module_path(self, module: str, beside: str = "") -> str | None:
        """The file of a dotted module, the nearest to the file `beside` where several fit."""
        return nearest(self._modules.get(module, ()), beside)

    def targets(self, path: str, statement: Import) -> Iterator[str]:
        """The files of the module and of the submodules that an import in `path` names."""
        if statement.level:
            segments = path.split("/")
            if len(segments) >= statement.level:
                base = [*segments[: -statement.level], *filter(None, statement.module.split("."))]
                yield from self._names("/".join(base), statement)
            return
        found = False
        for name in statement.names or ("",):
            dotted = f"{statement.module}.{name}" if name and name != "*" else statement.module
            target = self.module_path(dotted, path) or self.module_path(statement.module, path)
            if target is not None:
                found = True
                yield target
        directory = posixpath.dirname(path)
        is_known = found or statement.module.partition(".")[0] in sys.stdlib_module_names
        if not is_known and posixpath.join(directory, "__init__.py") not in self._tree.paths:
            yield from self._names(posixpath.join(directory, *statement.module.split(".")), statement)

    def _names(self, base: str, statement: Import) -> Iterator[str]:
        """The submodules that are taken from the package at `base`, or the module there."""
        for name in statement.names or ("",):
            stems = [f"{base}/{name}".lstrip("/"), base] if name and name != "*" else [base]
            places = (f"{stem}{suffix}".lstrip("/") for stem in stems for suffix in SUFFIXES)
            if (found := self._tree.first(places)) is not None:
                yield found

    @cached_property
    def _modules(self) -> Mapping[str, tuple[str, ...]]:
        """Dotted name to files: relative to the parent of the topmost package, and to the roots of sources."""
        found: dict[str, dict[str, None]] = defaultdict(dict)
        packages = {path.rpartition("/")[0] for path in self._tree.paths if path.endswith("/__init__.py")}
        roots = frozenset(each for each in self._projects.python_roots if each)
        for path in sorted(self._tree.paths):
            if path.endswith((".py", ".pyi")):
                for name in _module_names(path, packages, roots):
                    found[name][path] = None
        return {name: tuple(paths) for name, paths in found.items()}


def _module_names(path: str, packages: Collection[str], roots: Collection[str]) -> Iterator[str]:
    """The dotted names a file may be imported by."""
    segments = path.rpartition(".")[0].removesuffix("/__init__").split("/")
    around = path.split("/")[:-1]
    top = len(around)
    while top and "/".join(around[:top]) in packages:
        top -= 1
    if top < len(around):
        yield ".".join(segments[top:])
    yield ".".join(segments)
    for length in range(1, min(top + 1, len(segments))):
        if segments[length - 1] in SOURCE_ROOTS or "/".join(segments[:length]) in roots:
            yield ".".join(segments[length:])
