"""What a tree on disk really holds, found by our own walk and never by asking git.

A git command would believe the index, the attributes and the configuration that a worker may have changed;
the walk believes only the file system. Directories are opened relative to their parent without following
links, special files are never opened, and every error counts as a violation.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from cortex_cli.vcs.command import encode_path
from cortex_cli.vcs.objects import EXECUTABLE, REGULAR, SYMLINK, blob_oid

MAX_DEPTH = 120
SETUID = stat.S_ISUID | stat.S_ISGID


@dataclass(frozen=True, slots=True)
class FileState:
    """One file or symlink as git would name it: `mode` and blob id."""

    mode: str
    oid: str


@dataclass(frozen=True, slots=True)
class Oddity:
    """A path that can be no part of a commit, and why."""

    path: str
    reason: str


@dataclass
class Manifest:
    """`files` by path; `oddities` cannot be committed; `empty` are directories without any file."""

    files: dict[str, FileState] = field(default_factory=dict)
    oddities: list[Oddity] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class WalkLimits:
    """`file_bytes` per file, decided before it is opened; `skip` are paths not looked into."""

    file_bytes: int
    skip: frozenset[str] = frozenset()
    object_format: str = "sha1"


def read_manifest(root: Path, limits: WalkLimits) -> Manifest:
    """Walk everything below `root` except its own top-level `.git` and the skipped paths."""
    manifest = Manifest()
    pending: list[str] = [""]
    while pending:
        directory = pending.pop()
        try:
            pending.extend(read_directory(root, directory, manifest, limits))
        except OSError as error:
            manifest.oddities.append(Oddity(directory or ".", f"cannot be read: {error.strerror}"))
    return manifest


def read_directory(root: Path, directory: str, manifest: Manifest, limits: WalkLimits) -> Iterator[str]:
    """Record the entries of one directory; yields its subdirectories."""
    handle = os.open(root / directory, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        names = sorted(os.listdir(handle))
        if not names and directory:
            manifest.empty.append(directory)
        for name in names:
            path = f"{directory}/{name}" if directory else name
            if path == ".git" or path in limits.skip:
                continue
            if read_entry(handle, name, path, manifest, limits):
                yield path
    finally:
        os.close(handle)


def read_entry(handle: int, name: str, path: str, manifest: Manifest, limits: WalkLimits) -> bool:
    """Record one entry; True when it is a directory to walk."""
    try:
        found = os.stat(name, dir_fd=handle, follow_symlinks=False)
        if stat.S_ISDIR(found.st_mode):
            return enter(path, name, manifest)
        if stat.S_ISLNK(found.st_mode):
            target = encode_path(os.readlink(name, dir_fd=handle))
            manifest.files[path] = FileState(SYMLINK, blob_oid(target, limits.object_format))
        elif reason := why_odd(found, name, limits):
            manifest.oddities.append(Oddity(path, reason))
        else:
            content = read_regular(handle, name, found)
            mode = EXECUTABLE if found.st_mode & stat.S_IXUSR else REGULAR
            manifest.files[path] = FileState(mode, blob_oid(content, limits.object_format))
    except OSError as error:
        manifest.oddities.append(Oddity(path, f"cannot be read: {error.strerror}"))
    return False


def enter(path: str, name: str, manifest: Manifest) -> bool:
    if name.lower() == ".git":
        manifest.oddities.append(Oddity(path, "a nested git repository"))
        return False
    if path.count("/") >= MAX_DEPTH:
        manifest.oddities.append(Oddity(path, f"nested deeper than {MAX_DEPTH} directories"))
        return False
    return True


def why_odd(found: os.stat_result, name: str, limits: WalkLimits) -> str | None:
    if not stat.S_ISREG(found.st_mode):
        return "a special file (pipe, socket or device)"
    if name.lower() == ".git":
        return "a nested git repository"
    if found.st_nlink > 1:
        return f"a hard link shared by {found.st_nlink} names"
    if found.st_mode & SETUID:
        return "a set-user-id or set-group-id file"
    if found.st_size > limits.file_bytes:
        return f"{found.st_size} bytes, over the limit of {limits.file_bytes} (limits.max_file_mb)"
    return None


def read_regular(handle: int, name: str, expected: os.stat_result) -> bytes:
    """The bytes of the very file that was looked at; OSError when it became another one meanwhile."""
    descriptor = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=handle)
    with os.fdopen(descriptor, "rb") as stream:
        now = os.fstat(descriptor)
        if (now.st_ino, now.st_dev) != (expected.st_ino, expected.st_dev):
            raise OSError(0, "replaced while it was read")
        return stream.read(expected.st_size + 1)
