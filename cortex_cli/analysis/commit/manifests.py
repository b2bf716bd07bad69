"""What manifests say: dependencies and entry points. A broken manifest says nothing."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

MAIN_FILES = re.compile(
    r"(?:^|/)(?:__main__\.py|manage\.py|wsgi\.py|asgi\.py|main\.go|main\.rs|Main\.java|Program\.cs)$"
    r"|(?:^|/)src/bin/[^/]+\.rs$|^(?:src/)?(?:main|app|server|cli|index)\.(?:py|js|mjs|ts|rb|php)$"
    r"|^(?:src/)?[^/]+/(?:app|cli|main)\.py$"
)
REQUIREMENT = re.compile(r"^\s*([A-Za-z0-9][\w.-]*)")
GO_REQUIREMENT = re.compile(r"^\s*(?:require\s+)?([\w.-]+\.[\w.-]+/\S+)\s+v\S+", re.M)
STRING = r'"(?:[^"\\\n]|\\.)*"'
COMMENT = re.compile(STRING + r"|//[^\n]*|/\*(?:.*?\*/|.*)", re.S)
TRAILING_COMMA = re.compile(STRING + r"|,(?=\s*[}\]])")
GO_MODULE = re.compile(r"^module\s+(\S+)", re.M)


def dependencies_of(manifests: Mapping[str, str]) -> tuple[str, ...]:
    """Names of the packages that manifests (path to text) ask for, sorted."""
    return tuple(sorted({name for path, text in manifests.items() for name in _dependencies(path, text)}))


def _dependencies(path: str, text: str) -> Iterator[str]:
    name = path.rpartition("/")[2]
    if name == "pyproject.toml":
        yield from _pyproject(parsed_toml(text))
    elif name == "Cargo.toml":
        for part in ("dependencies", "dev-dependencies", "build-dependencies"):
            yield from table(parsed_toml(text), part)
    elif name == "package.json":
        for part in ("dependencies", "devDependencies", "peerDependencies", "optionalDependencies"):
            yield from table(parsed_json(text), part)
    elif name == "go.mod":
        yield from GO_REQUIREMENT.findall(text)
    elif name.startswith("requirements") and name.endswith(".txt"):
        yield from _requirements(text.splitlines())


def _pyproject(data: Mapping[str, Any]) -> Iterator[str]:
    project = table(data, "project")
    yield from _requirements(project.get("dependencies", ()))
    for extra in table(project, "optional-dependencies").values():
        yield from _requirements(extra)
    poetry = table(table(table(data, "tool"), "poetry"), "dependencies")
    yield from (name for name in poetry if name != "python")


def _requirements(lines: object) -> Iterator[str]:
    for line in lines if isinstance(lines, list) else ():
        if isinstance(line, str) and not line.lstrip().startswith(("#", "-")) and (found := REQUIREMENT.match(line)):
            yield found[1]


def entry_points_of(
    manifests: Mapping[str, str], paths: Iterable[str], module_path: Callable[[str], str | None]
) -> tuple[str, ...]:
    """Files where a program starts, sorted: conventional names, and what manifests name.

    `module_path` finds the file of a dotted Python module.
    """
    known = set(paths)
    found = {path for path in known if MAIN_FILES.search(path)}
    for path, text in manifests.items():
        for named in _named_entries(path, text, module_path):
            if named in known:
                found.add(named)
    return tuple(sorted(found))


def _named_entries(path: str, text: str, module_path: Callable[[str], str | None]) -> Iterator[str]:
    directory, _, name = path.rpartition("/")
    base = f"{directory}/" if directory else ""
    if name == "pyproject.toml":
        project = table(parsed_toml(text), "project")
        for part in ("scripts", "gui-scripts"):
            for target in table(project, part).values():
                if isinstance(target, str) and (file := module_path(target.partition(":")[0].strip())):
                    yield file
    elif name == "package.json":
        data = parsed_json(text)
        binaries = data.get("bin")
        values = list(binaries.values()) if isinstance(binaries, dict) else [binaries]
        for value in [*values, data.get("main"), data.get("module")]:
            if isinstance(value, str):
                yield base + value.removeprefix("./")


def go_module_of(manifests: Mapping[str, str]) -> dict[str, str]:
    """Directory of each `go.mod` to the module path that it declares."""
    return {
        path.rpartition("/")[0]: found[1]
        for path, text in sorted(manifests.items())
        if path.rpartition("/")[2] == "go.mod" and (found := GO_MODULE.search(text))
    }


def table(data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """The mapping at `key`; empty where there is none, or something else."""
    value = data.get(key)
    return value if isinstance(value, dict) else {}


def parsed_toml(text: str) -> Mapping[str, Any]:
    """The table of a TOML text; empty for a broken one."""
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError):
        return {}


def parsed_json(text: str) -> Mapping[str, Any]:
    """The object of a JSON text, which may have comments and commas at the end of lists; empty for a broken one."""
    for written in (text, TRAILING_COMMA.sub(_kept, COMMENT.sub(_kept, text))):
        try:
            data = json.loads(written)
        except (ValueError, RecursionError):
            continue
        return data if isinstance(data, dict) else {}
    return {}


def _kept(found: re.Match[str]) -> str:
    """Strings stay as they are; anything else that is found goes."""
    return found[0] if found[0].startswith('"') else " "
