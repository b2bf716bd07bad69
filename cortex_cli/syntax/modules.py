"""Which file of a repository a module name surely means.

The analysis looks for the likeliest file; a contract needs the only possible one, and otherwise silence.
"""

from __future__ import annotations

import posixpath
import sys
from collections.abc import Callable, Collection

SOURCE_ROOTS = ("src", "lib", "python")
SCRIPT_EXTENSIONS = (".ts", ".tsx", ".mts", ".cts", ".d.ts", ".js", ".jsx", ".mjs", ".cjs", ".vue", ".svelte", ".json")
WRITTEN_FOR = {".js": (".ts", ".tsx", ".d.ts"), ".jsx": (".tsx",), ".mjs": (".mts",), ".cjs": (".cts",)}
PACKAGE = "/__init__"


def python_meaning(path: str, target: str, paths: Collection[str]) -> Callable[[str, int], bool]:
    """For imports in the Python file `path`: whether a module with so many leading dots is the file `target`.

    `paths` are all files of the tree. A name of the standard library, one that fits several files, and one whose
    place below the repository is no usual root of imports mean nothing for certain.
    """
    stem = target.rpartition(".")[0].removesuffix(PACKAGE)
    known = [segment for segment in stem.split("/") if segment]

    def means(module: str, level: int) -> bool:
        names = [name for name in module.split(".") if name]
        if level:
            places = path.split("/")
            return level < len(places) + 1 and [*places[:-level], *names] == known and _is_only(stem, target, paths)
        if not names or names[0] in sys.stdlib_module_names or known[-len(names) :] != names:
            return False
        root = known[: -len(names)]
        return _is_root(root, names, path, paths) and _is_only(stem, target, paths) and _is_alone(names, target, paths)

    return means


def _is_only(stem: str, target: str, paths: Collection[str]) -> bool:
    """Whether no module and package of the same name stand side by side; where it is gone, nothing in its place."""
    if target not in paths and any(path.startswith((f"{stem}.", f"{stem}/")) for path in paths):
        return False
    return not {f"{stem}.py", f"{stem}{PACKAGE}.py"}.difference({target}).intersection(paths)


def _is_alone(names: list[str], target: str, paths: Collection[str]) -> bool:
    ending = "/".join(names)
    for path in paths:
        stem, dot, extension = path.rpartition(".")
        stem = stem.removesuffix(PACKAGE)
        if dot and extension == "py" and path != target and (stem == ending or stem.endswith(f"/{ending}")):
            return False
    return True


def _is_root(root: list[str], names: list[str], path: str, paths: Collection[str]) -> bool:
    """Whether imports may begin at the directory `root`: the top, a usual source root, around a package, beside it."""
    if not root:
        return True
    place = "/".join(root)
    if f"{place}{PACKAGE}.py" in paths:
        return False
    package = f"{place}/{names[0]}{PACKAGE}.py" in paths
    return package or root[-1] in SOURCE_ROOTS or posixpath.dirname(path) == place


def is_plain_module(target: str, texts: Callable[[str], str | None], paths: Collection[str]) -> bool:
    """Whether no package around `target` mentions its module, and so might put something else in its place.

    `texts` gives the text of a file, None where it cannot be read.
    """
    segments = target.rpartition(".")[0].removesuffix(PACKAGE).split("/")
    for length in range(1, len(segments)):
        package = "/".join(segments[:length]) + f"{PACKAGE}.py"
        if package in paths:
            text = texts(package)
            if text is None or segments[length] in text:
                return False
    return True


def has_submodule(target: str, name: str, paths: Collection[str]) -> bool:
    """Whether `name` in the package `target` may be a module below it."""
    if not target.endswith(f"{PACKAGE}.py"):
        return False
    place = f"{target.removesuffix(f'{PACKAGE}.py')}/{name}"
    return any(path.startswith((f"{place}.", f"{place}/")) for path in paths)


def script_means(path: str, module: str, target: str, paths: Collection[str]) -> bool:
    """Whether the relative module of an import in the JavaScript or TypeScript file `path` is surely `target`."""
    if not module.startswith("."):
        return False
    base = posixpath.normpath(posixpath.join(posixpath.dirname(path), module))
    stem, dot = posixpath.splitext(base)
    places = [base, *(f"{stem}{other}" for other in WRITTEN_FOR.get(dot, ()))]
    places += [f"{base}{extension}" for extension in SCRIPT_EXTENSIONS]
    places += [f"{base}/index{extension}" for extension in SCRIPT_EXTENSIONS]
    return [place for place in dict.fromkeys(places) if place in paths or place == target] == [target]
