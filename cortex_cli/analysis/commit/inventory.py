"""The files of a commit: which are somebody's work, what each is for, and what was left out and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cortex_cli.analysis.commit.encodings import decoded, has_wide_mark
from cortex_cli.analysis.commit.roles import left_out_by_name, looks_minified, role_of, says_generated
from cortex_cli.model.analysis import LanguageCount, Role
from cortex_cli.model.text import counted
from cortex_cli.syntax.languages import Language, language_of
from cortex_cli.vcs.command import Git
from cortex_cli.vcs.objects import GITLINK, SYMLINK, Entry, read_blobs

HUGE = 1_000_000
"""Bytes above which a file is not read."""
LFS_HEAD = b"version https://git-lfs.github.com/spec/"
SAMPLE = 8_000
BATCH = 250


@dataclass(frozen=True, slots=True)
class File:
    """A file that may be worked on; `size` in bytes."""

    path: str
    oid: str
    size: int
    role: Role
    language: Language | None


@dataclass(frozen=True, slots=True)
class LeftOut:
    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Inventory:
    """`files` sorted by path; `left_out` never enter the analysis; `paths` are all there are, either way."""

    files: tuple[File, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def paths(self) -> frozenset[str]:
        return frozenset([*(file.path for file in self.files), *(left.path for left in self.left_out)])


def take_inventory(entries: Sequence[Entry]) -> Inventory:
    """Sort a tree's entries by what their names, modes and sizes say."""
    files, left_out = [], []
    for entry in sorted(entries, key=lambda entry: entry.path):
        if reason := _left_out(entry):
            left_out.append(LeftOut(entry.path, reason))
        else:
            language = language_of(entry.path)
            files.append(File(entry.path, entry.oid, entry.size, role_of(entry.path), language))
    return Inventory(tuple(files), tuple(left_out))


def _left_out(entry: Entry) -> str | None:
    if entry.mode == GITLINK:
        return "a submodule"
    if entry.mode == SYMLINK:
        return "a symbolic link"
    if not entry.is_here:
        return "not in this partial clone"
    if reason := left_out_by_name(entry.path):
        return reason
    return "larger than 1 MB" if entry.size > HUGE else None


def read_texts(
    git: Git, files: Iterable[File], progress: Callable[[int], None] = lambda done: None
) -> Iterator[tuple[File, str | LeftOut]]:
    """Each file with its text, or with the reason why it has none that can be worked on.

    `progress` is told how many files are done, every now and then.
    """
    wanted = list(files)
    for start in range(0, len(wanted), BATCH):
        chunk = wanted[start : start + BATCH]
        for file, (_, content) in zip(chunk, read_blobs(git, [file.oid for file in chunk]), strict=True):
            yield file, as_text(file.path, content)
        progress(min(start + BATCH, len(wanted)))


def as_text(path: str, content: bytes) -> str | LeftOut:
    """The text of a file's bytes, line ends and byte order mark made plain."""
    if content.startswith(LFS_HEAD):
        return LeftOut(path, "an LFS pointer")
    if b"\0" in content[:SAMPLE] and not has_wide_mark(content):
        return LeftOut(path, "binary")
    text = decoded(content)
    if text is None:
        return LeftOut(path, "binary" if has_wide_mark(content) else "not UTF-8")
    if says_generated(text):
        return LeftOut(path, "generated")
    if looks_minified(path, text):
        return LeftOut(path, "minified")
    return text.replace("\r\n", "\n")


def count_languages(lines: Mapping[str, list[int]]) -> tuple[LanguageCount, ...]:
    """Languages by lines, most first; `lines` holds the line count of each file by name."""
    counts = (LanguageCount(name, len(each), sum(each)) for name, each in lines.items())
    return tuple(sorted(counts, key=lambda count: (-count.lines, -count.files, count.name)))


def left_out_notice(left_out: Iterable[LeftOut]) -> tuple[str, ...]:
    """One sentence on what was left out, or nothing."""
    reasons = Counter(left.reason for left in left_out if left.reason != "a lock file")
    if not reasons:
        return ()
    listed = ", ".join(f"{count} {reason}" for reason, count in sorted(reasons.items()))
    return (f"left out {counted(reasons.total(), 'file')}: {listed}",)
