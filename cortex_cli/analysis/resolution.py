"""Which file an import statement means. What is not in the repository means nothing."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from cortex_cli.syntax.imports import Import
from cortex_cli.syntax.languages import ImportStyle, Language

SCRIPT_EXTENSIONS = ("ts", "tsx", "mts", "cts", "d.ts", "js", "jsx", "mjs", "cjs", "vue", "svelte", "json")
SOURCE_ROOTS = ("src", "lib", "python")
MOST_OF_A_PACKAGE = 30
"""A Go import names a whole directory: beyond this many files it says nothing about one of them."""


class Resolver:
    """Looks up imports among `paths`; `go_modules` maps directories to the module path of their `go.mod`."""

    def __init__(self, paths: Iterable[str], go_modules: Mapping[str, str] | None = None) -> None:
        self._paths = frozenset(paths)
        self._go_modules = dict(go_modules or {})

    def targets(self, path: str, statement: Import, language: Language) -> tuple[str, ...]:
        """The files that `statement`, standing in `path`, imports; sorted, without `path` itself."""
        if language.grammar is None:
            return ()
        find = {
            ImportStyle.PYTHON: self._python,
            ImportStyle.SCRIPT: self._script,
            ImportStyle.GO: self._go,
            ImportStyle.RUST: self._rust,
            ImportStyle.DOTTED: self._dotted,
            ImportStyle.INCLUDE: self._include,
        }[language.grammar.style]
        return tuple(sorted(set(find(path, statement)) - {path}))

    def module_path(self, module: str, beside: str = "") -> str | None:
        """The file of a dotted Python module, the nearest to the file `beside` where several fit."""
        found = self._modules.get(module, ())
        return max(found, key=lambda path: (_shared(path, beside), -len(path), path), default=None)

    def _python(self, path: str, statement: Import) -> Iterator[str]:
        if statement.level:
            base = path.split("/")[: -statement.level]
            if len(path.split("/")) < statement.level:
                return
            yield from self._python_names("/".join([*base, *filter(None, statement.module.split("."))]), statement)
            return
        found = False
        for name in statement.names or ("",):
            dotted = f"{statement.module}.{name}" if name and name != "*" else statement.module
            target = self.module_path(dotted, path) or self.module_path(statement.module, path)
            if target is not None:
                found = True
                yield target
        if not found:
            neighbour = posixpath.join(posixpath.dirname(path), *statement.module.split("."))
            yield from self._python_names(neighbour, statement)

    def _python_names(self, base: str, statement: Import) -> Iterator[str]:
        for name in statement.names or ("",):
            below = [f"{base}/{name}" if base else name] if name and name != "*" else []
            places = [place for stem in [*below, base] for place in (f"{stem}.py", f"{stem}/__init__.py")]
            yield from [place for place in places if place.lstrip("/") in self._paths][:1]

    @cached_property
    def _modules(self) -> Mapping[str, tuple[str, ...]]:
        """Dotted name to files: relative to the parent of the topmost package, and to conventional roots."""
        found: dict[str, list[str]] = defaultdict(list)
        packages = {path.rpartition("/")[0] for path in self._paths if path.endswith("/__init__.py")}
        for path in sorted(self._paths):
            if path.endswith((".py", ".pyi")):
                for name in _module_names(path, packages):
                    found[name].append(path)
        return {name: tuple(paths) for name, paths in found.items()}

    def _script(self, path: str, statement: Import) -> Iterator[str]:
        module = statement.module
        if module.startswith("."):
            base = posixpath.normpath(posixpath.join(posixpath.dirname(path), module))
        elif module.startswith(("@/", "~/")):
            base = f"src/{module[2:]}"
        else:
            return
        plain, _, extension = base.rpartition(".")
        stems = [plain, base] if extension in ("js", "jsx", "mjs", "cjs") else [base]
        places = [base]
        places += [f"{stem}.{extension}" for stem in stems for extension in SCRIPT_EXTENSIONS]
        places += [f"{base}/index.{extension}" for extension in SCRIPT_EXTENSIONS]
        yield from [place for place in places if place in self._paths][:1]

    def _go(self, path: str, statement: Import) -> Iterator[str]:
        for directory, module in self._go_modules.items():
            if statement.module == module or statement.module.startswith(module + "/"):
                below = posixpath.normpath(posixpath.join(directory, statement.module[len(module) + 1 :]))
                files = self._go_packages.get("" if below == "." else below, ())
                yield from files if len(files) <= MOST_OF_A_PACKAGE else ()

    @cached_property
    def _go_packages(self) -> Mapping[str, list[str]]:
        packages: dict[str, list[str]] = defaultdict(list)
        for path in self._paths:
            if path.endswith(".go") and not path.endswith("_test.go"):
                packages[path.rpartition("/")[0]].append(path)
        return packages

    def _rust(self, path: str, statement: Import) -> Iterator[str]:
        head, *rest = statement.module.split("::")
        directory, _, name = path.rpartition("/")
        own = directory if name in ("mod.rs", "lib.rs", "main.rs") else f"{directory}/{name.removesuffix('.rs')}"
        if head == "crate":
            own = (path[: path.rfind("src/")] + "src") if "src/" in path else ""
        elif head == "super":
            own = own.rpartition("/")[0]
        elif head != "self":
            return
        for name in statement.names or ("",):
            yield from self._rust_module(own, [*rest, *name.split("::")])

    def _rust_module(self, base: str, segments: list[str]) -> Iterator[str]:
        """The file of the longest prefix that is a module; the rest are items in it."""
        names = [segment for segment in segments if segment]
        for length in range(len(names), 0, -1):
            stem = "/".join(filter(None, [base, *names[:length]]))
            for place in (f"{stem}.rs", f"{stem}/mod.rs"):
                if place in self._paths:
                    yield place
                    return

    def _dotted(self, path: str, statement: Import) -> Iterator[str]:
        segments = statement.module.removesuffix(".*").split(".")
        extension = path.rpartition(".")[2]
        for length in (len(segments), len(segments) - 1):
            if length >= 2:
                ending = "/".join(segments[:length]) + f".{extension}"
                places = [place for place in self._by_name.get(ending.rpartition("/")[2], ()) if _ends(place, ending)]
                if places:
                    yield max(places, key=lambda place: (_shared(place, path), place))
                    return

    def _include(self, path: str, statement: Import) -> Iterator[str]:
        extension = path.rpartition(".")[2]
        written = statement.module.removeprefix("./")
        for name in (written, f"{written}.{extension}"):
            beside = posixpath.normpath(posixpath.join(posixpath.dirname(path), name))
            if beside in self._paths:
                yield beside
                return
            places = [place for place in self._by_name.get(name.rpartition("/")[2], ()) if _ends(place, name)]
            if len(places) == 1:
                yield places[0]
                return

    @cached_property
    def _by_name(self) -> Mapping[str, list[str]]:
        names: dict[str, list[str]] = defaultdict(list)
        for path in sorted(self._paths):
            names[path.rpartition("/")[2]].append(path)
        return names


def _module_names(path: str, packages: set[str]) -> Iterator[str]:
    """The dotted names a Python file may be imported by."""
    plain = path.rpartition(".")[0].removesuffix("/__init__")
    segments = plain.split("/")
    top = 0
    directory = path.rpartition("/")[0]
    while directory in packages:
        top = directory.count("/")
        directory = directory.rpartition("/")[0]
        if directory not in packages:
            yield ".".join(segments[top:])
    for root in ("", *SOURCE_ROOTS):
        if (not root or segments[0] == root) and (name := ".".join(segments[1 if root else 0 :])):
            yield name


def _shared(one: str, other: str) -> int:
    """How many leading segments two paths have in common."""
    return len([True for a, b in zip(one.split("/"), other.split("/"), strict=False) if a == b])


def _ends(path: str, ending: str) -> bool:
    return path == ending or path.endswith("/" + ending)
