"""Objects by id: the entries of a tree, the bytes of blobs, new blobs, trees and commits."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cortex_cli.model.errors import ExecutionError
from cortex_cli.vcs.command import Git, decode_path, encode_path
from cortex_cli.vcs.repository import Identity

REGULAR, EXECUTABLE, SYMLINK, GITLINK = "100644", "100755", "120000", "160000"
BATCH = 500


@dataclass(frozen=True, slots=True)
class Entry:
    """A path of a tree: `mode` as git writes it; `size` in bytes, 0 for a submodule.

    `is_here` is false for a blob that a partial clone does not have; its size is 0.
    """

    path: str
    mode: str
    oid: str
    size: int
    is_here: bool = True

    @property
    def is_regular(self) -> bool:
        return self.mode in (REGULAR, EXECUTABLE)


def tree_entries(git: Git, treeish: str) -> tuple[Entry, ...]:
    """Every file, symlink and submodule below `treeish`, in git's order."""
    raw = git.run("ls-tree", "-r", "-l", "-z", "--full-tree", treeish)
    entries = []
    for record in raw.split(b"\0"):
        if record:
            head, path = record.split(b"\t", 1)
            mode, _kind, oid, size = head.decode().split()
            known = size.isdecimal()
            entries.append(Entry(decode_path(path), mode, oid, int(size) if known else 0, known or size == "-"))
    return tuple(entries)


def read_blobs(git: Git, oids: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """The bytes of each blob, in the order asked for; memory holds one batch of 500 at a time."""
    wanted = list(oids)
    for start in range(0, len(wanted), BATCH):
        chunk = wanted[start : start + BATCH]
        raw = git.run("cat-file", "--batch", "--buffer", stdin="".join(f"{oid}\n" for oid in chunk).encode())
        yield from parse_batch(raw, chunk)


def parse_batch(raw: bytes, oids: list[str]) -> Iterator[tuple[str, bytes]]:
    position = 0
    for oid in oids:
        line_end = raw.index(b"\n", position)
        words = raw[position:line_end].split()
        if len(words) != 3:
            raise ExecutionError(
                f"object {oid} is missing from the repository",
                mend="git fsck; in a partial clone: git fetch --refetch",
            )
        size = int(words[2])
        yield oid, raw[line_end + 1 : line_end + 1 + size]
        position = line_end + 2 + size


def blob_oid(content: bytes, object_format: str = "sha1") -> str:
    """The id git gives to a blob with exactly these bytes."""
    return hashlib.new(object_format, b"blob %d\0" % len(content) + content).hexdigest()


def write_blob(git: Git, content: bytes) -> str:
    return git.line("hash-object", "-w", "--no-filters", "--stdin", stdin=content)


def write_files(git: Git, files: list[Path]) -> list[str]:
    """The ids of the blobs made from whole files, byte for byte; names with a line end are refused by git."""
    if not files:
        return []
    names = b"".join(encode_path(str(path)) + b"\n" for path in files)
    return git.run("hash-object", "-w", "--no-filters", "--stdin-paths", stdin=names).decode().split()


def tree_of(git: Git, commit: str) -> str:
    return git.line("rev-parse", "--verify", "--end-of-options", f"{commit}^{{tree}}")


def write_commit(git: Git, tree: str, parents: Iterable[str], message: str, *, author: Identity, at: datetime) -> str:
    """A commit object that depends on nothing but its arguments: made twice, it has the same id."""
    date = f"{int(at.timestamp())} +0000"
    who: dict[str, str] = {}
    for role in ("AUTHOR", "COMMITTER"):
        who |= {f"GIT_{role}_NAME": author.name, f"GIT_{role}_EMAIL": author.email, f"GIT_{role}_DATE": date}
    links = [word for parent in parents for word in ("-p", parent)]
    return git.using(extra=who).line("commit-tree", tree, *links, "-F", "-", stdin=encode_path(message))
