"""Where reports are kept: in the user's tree for reading, and always in the git directory."""

from __future__ import annotations

import os
import re
import secrets
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from cortex_cli.model.errors import ConfigurationError, ExecutionError, RefusedError

IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")


class ReportKind(StrEnum):
    """The three reports; the value is the directory they are in."""

    ANALYSIS = "analyses"
    PLAN = "plans"
    ACCOMPLISHMENT = "accomplishments"


@dataclass(frozen=True, slots=True)
class ReportFiles:
    """`root` is the user's tree, `common_dir` the git directory all worktrees share.

    `directory` is `reports.dir` of the team, relative to `root`; None keeps reports out of the tree.
    """

    root: Path
    common_dir: Path
    directory: str | None = "docs"

    def in_tree(self, kind: ReportKind, identifier: str, suffix: str = ".md") -> Path | None:
        """The path in the user's tree; None where reports stay out of it."""
        if self.directory is None:
            return None
        return self.root / self.directory / kind / _name(kind, identifier, suffix)

    def copy(self, kind: ReportKind, identifier: str, suffix: str = ".md") -> Path:
        """The path of the copy in the git directory."""
        return self.common_dir / "cortex" / "reports" / kind / _name(kind, identifier, suffix)

    def find(self, kind: ReportKind, identifier: str, suffix: str = ".md") -> Path | None:
        """An existing file of that report, the one in the tree first; None where there is none."""
        places = (self.in_tree(kind, identifier, suffix), self.copy(kind, identifier, suffix))
        return next((path for path in places if path is not None and path.is_file()), None)


def _name(kind: ReportKind, identifier: str, suffix: str) -> str:
    if IDENTIFIER.fullmatch(identifier) is None:
        raise ConfigurationError(
            f"{identifier!r} cannot name a report file",
            mend="use letters, digits, '.', '_' and '-', at most 80, starting with a letter or digit",
        )
    return f"{kind.name}_{identifier}{suffix}"


def write_report(files: ReportFiles, kind: ReportKind, identifier: str, text: str, suffix: str = ".md") -> Path:
    """Write the report and its copy, each whole or not at all; returns the path a user should open.

    Raises RefusedError when a symbolic link leads out of the repository, ExecutionError when it cannot be
    written, ConfigurationError for an identifier that is no file name.
    """
    copy = files.copy(kind, identifier, suffix)
    _write_below(files.common_dir, copy, text)
    shown = files.in_tree(kind, identifier, suffix)
    if shown is None:
        return copy
    if _is_below(shown.parent, files.common_dir):
        raise _leads_out(shown)
    _write_below(files.root, shown, text)
    return shown


def _write_below(top: Path, path: Path, text: str) -> None:
    if not _is_below(path.parent, top):
        raise _leads_out(path)
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            _write_through(temporary, text)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise ExecutionError(f"a report cannot be written: {error.strerror}", where=str(path)) from error


def _write_through(path: Path, text: str) -> None:
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _is_below(directory: Path, top: Path) -> bool:
    # realpath, not resolve(): a loop of links is for mkdir to refuse, with an OSError.
    return Path(os.path.realpath(directory)).is_relative_to(os.path.realpath(top))


def _leads_out(path: Path) -> RefusedError:
    return RefusedError(
        "the directory of reports leads out of the repository",
        where=str(path.parent),
        mend="set reports.dir in team.yaml to a directory of the repository, or to null",
    )
