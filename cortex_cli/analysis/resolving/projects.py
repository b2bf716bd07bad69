"""What the manifests of a repository say about where imports lead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from cortex_cli.analysis.commit.manifests import go_module_of, parsed_json, parsed_toml, table
from cortex_cli.analysis.resolving.script_projects import (
    ScriptPackage,
    ScriptPaths,
    is_script_config,
    script_packages,
    script_paths,
)
from cortex_cli.analysis.resolving.tree import below

GO_REPLACE = re.compile(r"^\s*(?:replace\s+)?(\S+)(?:\s+v\S+)?\s+=>\s+(\.\.?(?:/\S*)?)\s*(?://.*)?$", re.M)
PYTHON_MANIFESTS = ("pyproject.toml", "setup.py", "setup.cfg")
READ = frozenset({*PYTHON_MANIFESTS, "go.mod", "go.work", "Cargo.toml", "composer.json", "package.json"})
CRATE_FILES = ("bin", "test", "bench", "example")


@dataclass(frozen=True, slots=True)
class Crate:
    """A crate of Rust; `roots` are the files at which its targets begin, the library first if it has one."""

    name: str
    directory: str
    roots: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Projects:
    """Everything that resolution needs of manifests. Directories are from the top of the repository, `` for it.

    `go_modules` pairs module paths with directories; `namespaces` does so for the PSR-4 prefixes of PHP, with dots.
    """

    go_modules: tuple[tuple[str, str], ...] = ()
    python_roots: tuple[str, ...] = ()
    crates: tuple[Crate, ...] = ()
    namespaces: tuple[tuple[str, str], ...] = ()
    packages: Mapping[str, ScriptPackage] = field(default_factory=dict)
    script_paths: Mapping[str, tuple[ScriptPaths, ...]] = field(default_factory=dict)


def tells_of_imports(path: str) -> bool:
    """Whether `read_projects` has a use for the file."""
    return _name(path) in READ or is_script_config(path)


def read_projects(manifests: Mapping[str, str]) -> Projects:
    """Read manifests, path to text; a broken one says nothing."""
    ordered = dict(sorted(manifests.items()))
    packages = script_packages(ordered)
    return Projects(
        go_modules=tuple(_go_modules(ordered)),
        python_roots=tuple(dict.fromkeys(_directory(path) for path in ordered if _name(path) in PYTHON_MANIFESTS)),
        crates=tuple(_crates(ordered)),
        namespaces=tuple(_namespaces(ordered)),
        packages=packages,
        script_paths=script_paths(ordered, packages),
    )


def _go_modules(manifests: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for directory, module in go_module_of(manifests).items():
        yield module, directory
    for path, text in manifests.items():
        if _name(path) in ("go.mod", "go.work"):
            yield from ((module, below(_directory(path), place)) for module, place in GO_REPLACE.findall(text))


def _crates(manifests: Mapping[str, str]) -> Iterator[Crate]:
    for path, text in manifests.items():
        if _name(path) != "Cargo.toml":
            continue
        data, directory = parsed_toml(text), _directory(path)
        package, library = table(data, "package"), table(data, "lib")
        named = library.get("name") or package.get("name")
        if isinstance(named, str):
            given = library.get("path")
            roots = [below(directory, given if isinstance(given, str) else "src/lib.rs")]
            roots += [below(directory, place) for place in _targets(data)]
            yield Crate(named.replace("-", "_"), directory, (*roots, below(directory, "src/main.rs")))


def _targets(data: Mapping[str, object]) -> Iterator[str]:
    for kind in CRATE_FILES:
        listed = data.get(kind)
        for each in listed if isinstance(listed, list) else ():
            if isinstance(each, dict) and isinstance(each.get("path"), str):
                yield each["path"]


def _namespaces(manifests: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for path, text in manifests.items():
        if _name(path) != "composer.json":
            continue
        for part in ("autoload", "autoload-dev"):
            for prefix, places in table(table(parsed_json(text), part), "psr-4").items():
                for place in places if isinstance(places, list) else [places]:
                    if isinstance(place, str):
                        yield prefix.strip("\\").replace("\\", "."), below(_directory(path), place)


def _directory(path: str) -> str:
    return path.rpartition("/")[0]


def _name(path: str) -> str:
    return path.rpartition("/")[2]
