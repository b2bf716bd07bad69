"""Trees made without a checkout: exact deltas laid over a base, and the difference of two trees."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from cortex_cli.model.errors import ExecutionError
from cortex_cli.model.run import Change, ChangeKind
from cortex_cli.vcs.command import Git, decode_path, encode_path
from cortex_cli.vcs.manifest import FileState

Delta = Mapping[str, FileState | None]


def apply_delta(git: Git, base: str, delta: Delta) -> str:
    """The tree that is `base` with each path of `delta` set, or removed where it is None.

    ExecutionError when the result differs from that by anything, such as a file lost to a directory.
    """
    with tempfile.TemporaryDirectory(dir=git.git_dir) as scratch:
        private = git.using(index=Path(scratch) / "index")
        private.run("read-tree", base)
        private.run("update-index", "-z", "--index-info", stdin=b"".join(index_lines(delta, "0" * len(base))))
        tree = private.line("write-tree")
    wanted = dict(delta)
    made = diff_trees(git, base, tree)
    if strays := sorted(path for path in wanted.keys() | made.keys() if wanted.get(path) != made.get(path)):
        raise ExecutionError(
            f"laying the changes over the base did not give exactly them: {', '.join(strays[:5])} "
            "(a file stands where another change needs a directory)"
        )
    return tree


def index_lines(delta: Delta, null_oid: str) -> Iterable[bytes]:
    """Lines for `update-index --index-info`, removals first, so that a directory can follow a file."""
    for path, state in sorted(delta.items(), key=lambda item: (item[1] is not None, item[0])):
        head = f"{state.mode} {state.oid} 0" if state else f"0 {null_oid} 0"
        yield head.encode() + b"\t" + encode_path(path) + b"\0"


def diff_trees(git: Git, before: str, after: str) -> dict[str, FileState | None]:
    """Path to new state for everything that differs between two trees; None where it is gone."""
    raw = git.run("diff-tree", "-r", "-z", "--raw", "--no-renames", "--no-abbrev", before, after)
    fields = raw.split(b"\0")
    changed: dict[str, FileState | None] = {}
    for head, path in zip(fields[0::2], fields[1::2], strict=False):
        _old_mode, mode, _old_oid, oid, kind = head.decode().lstrip(":").split()
        changed[decode_path(path)] = None if kind == "D" else FileState(mode, oid)
    return changed


def list_changes(git: Git, before: str, after: str) -> tuple[Change, ...]:
    """The changed paths of two trees with line counts, sorted."""
    kinds = {"A": ChangeKind.ADDED, "D": ChangeKind.DELETED}
    status = git.run("diff-tree", "-r", "-z", "--name-status", "--no-renames", before, after).split(b"\0")
    kind_of = {path: kinds.get(kind.decode(), ChangeKind.MODIFIED) for kind, path in pairs(status)}
    lines = git.run(
        "diff-tree", "-r", "-z", "--numstat", "--no-renames", "--no-ext-diff", "--no-textconv", before, after
    )
    changes = []
    for record in lines.split(b"\0"):
        if record:
            added, removed, path = record.split(b"\t", 2)
            counts = (None, None) if added == b"-" else (int(added), int(removed))
            changes.append(Change(decode_path(path), kind_of[path], *counts))
    return tuple(sorted(changes, key=lambda change: change.path))


def pairs(fields: Sequence[bytes]) -> Iterable[tuple[bytes, bytes]]:
    return zip(fields[0::2], fields[1::2], strict=False)
