"""Whole repositories made of texts in one git process: nothing is written to a work tree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cortex_cli.vcs.command import Git, encode_path
from cortex_cli.vcs.objects import REGULAR
from cortex_cli.vcs.observer import write_skeleton
from cortex_cli.vcs.repository import Repository

WHO = "Cortex <cortex@localhost>"
FIRST_SECOND, BETWEEN = 1_767_225_600, 60
"""The first commit of every line is made at the start of 2026, UTC, the next ones a minute apart each."""


@dataclass(frozen=True, slots=True)
class NewCommit:
    """A commit on top of the one before it in its line: `files` are written, `removed` ones deleted."""

    message: str
    files: Mapping[str, bytes]
    removed: tuple[str, ...] = ()


def make_repository(place: Path) -> Repository:
    """An empty repository in the directory `place`, without a work tree or anybody's configuration."""
    git_dir = place / "repository.git"
    git_dir.mkdir()
    write_skeleton(git_dir, head="ref: refs/heads/main", object_format="sha1", bare=True)
    return Repository(place, git_dir, git_dir, "sha1", ignore_case=False, identity=None, settings={})


def import_lines(repository: Repository, lines: Sequence[Sequence[NewCommit]]) -> tuple[str, ...]:
    """Write each line of commits, and return the ids of their last ones; the same commits have the same ids.

    Raises ExecutionError where git refuses a path or a line has no commit.
    """
    stream = b"".join(piece for number, line in enumerate(lines) for piece in _line(number, line))
    git = Git(repository.git_dir)
    return tuple(git.run("fast-import", "--quiet", stdin=stream + b"done\n").decode().split())


def _line(number: int, commits: Sequence[NewCommit]) -> Iterator[bytes]:
    for position, commit in enumerate(commits):
        yield f"commit refs/lines/{number}\nmark :{number + 1}\n".encode()
        yield f"committer {WHO} {FIRST_SECOND + BETWEEN * position} +0000\n".encode()
        yield _data(commit.message.encode("utf-8", "surrogatepass"))
        yield from (b"D " + _quoted(path) + b"\n" for path in commit.removed)
        for path, content in commit.files.items():
            yield b"M " + REGULAR.encode() + b" inline " + _quoted(path) + b"\n"
            yield _data(content)
    yield f"get-mark :{number + 1}\n".encode()


def _data(content: bytes) -> bytes:
    return b"data %d\n%b\n" % (len(content), content)


def _quoted(path: str) -> bytes:
    raw = encode_path(path)
    for char, escaped in ((b"\\", b"\\\\"), (b'"', b'\\"'), (b"\n", b"\\n")):
        raw = raw.replace(char, escaped)
    return b'"' + raw + b'"'
