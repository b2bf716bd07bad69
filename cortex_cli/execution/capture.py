"""Turning an accepted change into objects of the repository, from the very bytes that were judged."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from cortex_cli.execution.guard import contents_to_store
from cortex_cli.model.errors import ExecutionError
from cortex_cli.vcs.command import Git
from cortex_cli.vcs.manifest import FileState
from cortex_cli.vcs.objects import write_blob, write_files
from cortex_cli.vcs.trees import apply_delta


def store_delta(git: Git, base_tree: str, delta: Mapping[str, FileState | None], root: Path) -> str:
    """Write the changed contents as blobs and return the tree that is `base_tree` with the delta.

    ExecutionError when a file's bytes are no longer those the guard has seen.
    """
    files: list[str] = []
    for path, state, content in contents_to_store(delta, root):
        if content is None and "\n" not in path:
            files.append(path)
        else:
            expect(path, state.oid, write_blob(git, (root / path).read_bytes() if content is None else content))
    for path, oid in zip(files, write_files(git, [root / path for path in files]), strict=True):
        judged = delta[path]
        assert judged is not None
        expect(path, judged.oid, oid)
    return apply_delta(git, base_tree, delta)


def expect(path: str, judged: str, stored: str) -> None:
    if judged != stored:
        raise ExecutionError(
            f"{path} was changed between being judged and being stored",
            mend="a process of the worker is still writing; `cortex resume --retry` starts over",
        )
