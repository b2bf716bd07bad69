"""Which file a module name of JavaScript or TypeScript means.

The order is that of the TypeScript compiler: relative paths, `paths` and `baseUrl` of the nearest configuration, then
packages; where a package names what a build makes, the source that it is made of is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cortex_cli.analysis.resolving.projects import Projects
from cortex_cli.analysis.resolving.script_projects import ScriptPackage
from cortex_cli.analysis.resolving.tree import Tree, ancestors, below, beside
from cortex_cli.syntax.imports import Import

EXTENSIONS = ("ts", "tsx", "mts", "cts", "d.ts", "js", "jsx", "mjs", "cjs", "vue", "svelte", "json")
WRITTEN = ("js", "jsx", "mjs", "cjs")
"""Extensions that may stand for the TypeScript file which they are compiled from."""
BUILT = re.compile(r"^(?:\./)?(?:dist|lib|build|out|es|esm|cjs|types)/(?:(?:esm|cjs|es|types|src)/)?")
PACKAGE_NAME = re.compile(r"^(@[^/]+/[^/]+|[^/@.][^/]*)(/.*)?$")
SUFFIX = re.compile(r"[?#].*$")


class ScriptModules:
    """Looks up modules of JavaScript and TypeScript."""

    def __init__(self, tree: Tree, projects: Projects) -> None:
        self._tree = tree
        self._projects = projects
        self._by_directory = {package.directory: package for package in projects.packages.values()}

    def targets(self, path: str, statement: Import) -> Iterator[str]:
        """The file that an import in `path` means, if it is one of the repository."""
        module = statement.module if statement.module.startswith("#") else SUFFIX.sub("", statement.module)
        found = self._find(path, module) if module else None
        if found is not None:
            yield found

    def _find(self, path: str, module: str) -> str | None:
        if module.startswith("."):
            return self._file(beside(path, module))
        if module.startswith("/"):
            return self._file(module[1:]) or self._file(f"public{module}")
        return (
            self._named(path, module)
            or (self._private(path, module) if module.startswith("#") else self._package(module))
            or self._by_custom(path, module)
        )

    def _file(self, base: str) -> str | None:
        """The file of a path without extension, or with one that is another in the repository."""
        stem, _, extension = base.rpartition(".")
        stems = [base] if extension not in WRITTEN else [stem, base]
        places = [base, *(f"{each}.{extension}" for each in stems for extension in EXTENSIONS)]
        places += [f"{base}/index.{extension}" for extension in EXTENSIONS]
        return self._tree.first(place.lstrip("/") for place in places) or self._directory(base)

    def _directory(self, base: str) -> str | None:
        """The entry of a directory with a `package.json` of its own."""
        package = self._by_directory.get(base) if base else None
        return None if package is None else self._source(package, package.entries)

    def _named(self, path: str, module: str) -> str | None:
        for directory in ancestors(path):
            for paths in self._projects.script_paths.get(directory, ()):
                for place in _matches(paths.patterns, module):
                    if found := self._file(place):
                        return found
                if paths.base is not None and (found := self._file(below(paths.base, module))):
                    return found
        return None

    def _private(self, path: str, module: str) -> str | None:
        """A name that begins with `#` is one of the package around the file."""
        package = next((self._by_directory[each] for each in ancestors(path) if each in self._by_directory), None)
        return None if package is None else self._source(package, _matches(package.imports, module))

    def _package(self, module: str) -> str | None:
        written = PACKAGE_NAME.match(module)
        package = self._projects.packages.get(written[1]) if written else None
        if written is None or package is None:
            return None
        rest = (written[2] or "").strip("/")
        if not rest:
            return self._source(package, [*package.entries, "src/index", "src/main", "index", "lib/index"])
        places = [*_matches(package.exports, f"./{rest}"), rest, f"src/{rest}"]
        return self._source(package, places)

    def _source(self, package: ScriptPackage, places: Iterable[str]) -> str | None:
        listed = list(places)
        for place in listed:
            inner = BUILT.sub("", place)
            sources = [f"src/{inner}", inner] if inner != place else []
            for each in [*sources, place]:
                if found := self._file(below(package.directory, each)):
                    return found
        return None

    def _by_custom(self, path: str, module: str) -> str | None:
        """`@/` and `~/` mean the sources of the nearest package that has such a file; `$lib` is that of SvelteKit."""
        for prefix, place in (("@/", "src/"), ("~/", "src/"), ("~/", ""), ("$lib/", "src/lib/")):
            if module.startswith(prefix):
                for directory in ancestors(path):
                    if found := self._file(below(directory, place + module[len(prefix) :])):
                        return found
        return None


def _matches(patterns: Iterable[tuple[str, tuple[str, ...]]], name: str) -> Iterator[str]:
    """The places that patterns give to a name: an exact pattern before one with `*`, the longest beginning first."""
    for pattern, places in sorted(patterns, key=lambda each: ("*" in each[0], -len(each[0].partition("*")[0]), each)):
        head, star, tail = pattern.partition("*")
        if not star and name == pattern:
            yield from places
        elif star and name.startswith(head) and name.endswith(tail) and len(name) >= len(head) + len(tail):
            middle = name[len(head) : len(name) - len(tail)]
            yield from (place.replace("*", middle) for place in places)
