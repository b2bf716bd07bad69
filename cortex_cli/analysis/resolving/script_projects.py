"""The packages of a JavaScript or TypeScript repository, and the paths that its `tsconfig.json` files give names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cortex_cli.analysis.commit.manifests import parsed_json, table
from cortex_cli.analysis.resolving.tree import below

CONDITIONS = ("source", "development", "svelte", "import", "module", "browser", "default", "node", "require", "types")
MAIN_FIELDS = ("source", "svelte", "module", "main", "types", "typings")
DEEPEST_EXTENDS = 8
MOST_PLACES = 40


@dataclass(frozen=True, slots=True)
class ScriptPackage:
    """A package of the repository: what its names, `.`, `./x` and `#x`, lead to, best first, relative to it."""

    directory: str
    entries: tuple[str, ...]
    exports: tuple[tuple[str, tuple[str, ...]], ...]
    imports: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class ScriptPaths:
    """The names of one `tsconfig.json`: patterns with at most one `*`, and the places they stand for.

    `base` is the directory that plain names start from, None where they are those of packages only.
    """

    base: str | None
    patterns: tuple[tuple[str, tuple[str, ...]], ...]


def is_script_config(path: str) -> bool:
    """Whether a file is named like a configuration of the TypeScript compiler, or like what these extend."""
    name = path.rpartition("/")[2]
    return name.endswith(".json") and name.startswith(("tsconfig", "jsconfig"))


def script_packages(manifests: Mapping[str, str]) -> dict[str, ScriptPackage]:
    """The packages of the repository by name; of two with one name that of the shorter path."""
    found: dict[str, ScriptPackage] = {}
    for path in sorted(manifests, key=lambda path: (len(path), path)):
        if path.rpartition("/")[2] == "package.json":
            data = parsed_json(manifests[path])
            name = data.get("name")
            directory = path.rpartition("/")[0]
            found.setdefault(name if isinstance(name, str) else f"\0{directory}", _package(directory, data))
    return found


def _package(directory: str, data: Mapping[str, Any]) -> ScriptPackage:
    exports = data.get("exports")
    if not isinstance(exports, dict) or not any(str(key).startswith(".") for key in exports):
        exports = {".": exports} if exports is not None else {}
    mapped = tuple((key, tuple(_places(value))[:MOST_PLACES]) for key, value in exports.items())
    entries = [place for key, places in mapped if key == "." for place in places]
    entries += [data[name] for name in MAIN_FIELDS if isinstance(data.get(name), str)]
    imports = tuple((key, tuple(_places(value))[:MOST_PLACES]) for key, value in table(data, "imports").items())
    return ScriptPackage(directory, tuple(entries), mapped, imports)


def _places(value: object, depth: int = 0) -> Iterator[str]:
    """The strings of a conditional target, what is nearest to the source first."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list) and depth < DEEPEST_EXTENDS:
        for each in value:
            yield from _places(each, depth + 1)
    elif isinstance(value, dict) and depth < DEEPEST_EXTENDS:
        rank = {name: number for number, name in enumerate(CONDITIONS)}
        for name in sorted(value, key=lambda name: rank.get(name, len(rank))):
            yield from _places(value[name], depth + 1)


def script_paths(
    manifests: Mapping[str, str], packages: Mapping[str, ScriptPackage]
) -> dict[str, tuple[ScriptPaths, ...]]:
    """The named paths of each directory with configurations that have some; `tsconfig.json` itself first."""
    found: dict[str, list[ScriptPaths]] = {}
    configs = [path for path in manifests if is_script_config(path)]
    for path in sorted(configs, key=lambda path: (not path.endswith(("tsconfig.json", "jsconfig.json")), path)):
        read = _read(path, manifests, packages)
        if read.patterns or read.base is not None:
            found.setdefault(path.rpartition("/")[0], []).append(read)
    return {directory: tuple(each) for directory, each in found.items()}


def _read(
    path: str, manifests: Mapping[str, str], packages: Mapping[str, ScriptPackage], depth: int = 0
) -> ScriptPaths:
    """The paths of a configuration: its own, or else those of what it extends, the last first."""
    data = parsed_json(manifests.get(path, ""))
    directory = path.rpartition("/")[0]
    options = table(data, "compilerOptions")
    written = options.get("baseUrl")
    base = below(directory, written) if isinstance(written, str) else None
    start = directory if base is None else base
    patterns = tuple(
        (name, tuple(below(start, place) for place in places if isinstance(place, str)))
        for name, places in table(options, "paths").items()
        if isinstance(places, list)
    )
    if depth < DEEPEST_EXTENDS and (base is None or not patterns):
        for extended in _extended(data, directory, manifests, packages):
            other = _read(extended, manifests, packages, depth + 1)
            base, patterns = (other.base if base is None else base), patterns or other.patterns
    return ScriptPaths(base, patterns)


def _extended(
    data: Mapping[str, Any], directory: str, manifests: Mapping[str, str], packages: Mapping[str, ScriptPackage]
) -> Iterator[str]:
    written = data.get("extends")
    for each in reversed(written if isinstance(written, list) else [written]):
        if not isinstance(each, str):
            continue
        name = next((name for name in packages if each == name or each.startswith(name + "/")), None)
        if each.startswith("."):
            start, rest = directory, each
        elif name is not None:
            start, rest = packages[name].directory, each[len(name) + 1 :] or "tsconfig.json"
        else:
            continue
        place = below(start, rest)
        yield from [place for place in (place, f"{place}.json", f"{place}/tsconfig.json") if place in manifests][:1]
