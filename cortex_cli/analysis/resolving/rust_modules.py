"""Which file a path of Rust means, by where the files of its crate stand.

The rules are those of the Rust reference, "Module source filenames": a module `a::b` is `a/b.rs` or `a/b/mod.rs`
below the directory of the crate's root file.
"""

from __future__ import annotations

from collections.abc import Iterator

from cortex_cli.analysis.resolving.projects import Projects
from cortex_cli.analysis.resolving.tree import Tree, ancestors, below, beside
from cortex_cli.syntax.imports import Import

TARGET_DIRECTORIES = ("tests", "benches", "examples", "src/bin")
ROOT_NAMES = ("lib.rs", "main.rs", "build.rs")


class RustModules:
    """Looks up modules of Rust."""

    def __init__(self, tree: Tree, projects: Projects) -> None:
        self._tree = tree
        self._crates = {crate.name: crate for crate in reversed(projects.crates)}
        self._roots = {root for crate in projects.crates for root in crate.roots if root in tree.paths}
        self._roots |= {path for path in tree.paths if path.rpartition("/")[2] in ROOT_NAMES}
        for directory in dict.fromkeys(["", *(crate.directory for crate in projects.crates)]):
            for place in TARGET_DIRECTORIES:
                self._roots.update(each for each in tree.directories.get(below(directory, place), ()))
        self._root_directories = {root.rpartition("/")[0] for root in self._roots}

    def targets(self, path: str, statement: Import) -> Iterator[str]:
        """The file that holds each name which a declaration in `path` takes."""
        if statement.module.endswith(".rs"):
            yield from {beside(path, statement.module)} & self._tree.paths
            return
        for name in statement.names or ("",):
            written = [each for each in f"{statement.module}::{name}".split("::") if each and each != "*"]
            if written[-1:] == ["self"] and len(written) > 1:
                written.pop()
            if written and (found := self._find(path, written)) is not None:
                yield found

    def _find(self, path: str, written: list[str]) -> str | None:
        head, *rest = written
        own = self._own_directory(path)
        if head == "crate":
            return self._longest(self._crate_directory(path), rest, path)
        if head == "self":
            return self._longest(own, rest, path)
        if head == "super":
            while head == "super":
                own = own.rpartition("/")[0]
                head, *rest = rest or [""]
            return self._longest(own, [head, *rest], path)
        if head in self._crates:
            root = self._tree.first(self._crates[head].roots)
            return None if root is None else self._longest(root.rpartition("/")[0], rest, root) or root
        return self._longest(own, written, None)

    def _own_directory(self, path: str) -> str:
        """Where the files of the modules stand that the file at `path` declares."""
        directory, _, name = path.rpartition("/")
        return directory if name == "mod.rs" or path in self._roots else path.removesuffix(".rs")

    def _crate_directory(self, path: str) -> str:
        return next((each for each in ancestors(path) if each in self._root_directories), "")

    def _longest(self, base: str, names: list[str], nearby: str | None) -> str | None:
        """The file of the longest beginning that is a module; the rest are items in it.

        Where no beginning is one, the names are items of the module `base` itself, unless `nearby` is None.
        """
        segments = [each for each in names if each]
        for length in range(len(segments), 0, -1):
            stem = "/".join(filter(None, [base, *segments[:length]]))
            if found := self._tree.first((f"{stem}.rs", f"{stem}/mod.rs")):
                return found
        if nearby is None:
            return None
        roots = sorted(root for root in self._roots if root.rpartition("/")[0] == base)
        usual = [f"{base}/{name}".lstrip("/") for name in ("lib.rs", "main.rs")]
        first = [nearby] if nearby in roots else []
        listed = [*first, *usual, *(roots if len(roots) == 1 else ())]
        return self._tree.first([f"{base}.rs", f"{base}/mod.rs", *listed])
