"""A private git directory that sees a repository's objects but none of its configuration.

Reading or writing objects through it runs nothing that the repository's config, attributes or hooks name.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from cortex_cli.vcs.command import Git

CONFIG = "[core]\n\trepositoryformatversion = {version}\n\tbare = true\n{extension}"
RAW_ATTRIBUTES = "* -text -eol -ident -filter -working-tree-encoding\n"


def write_skeleton(git_dir: Path, *, head: str, object_format: str, bare: bool) -> None:
    """The files that make `git_dir` a git directory: our config, no hooks, attributes that convert nothing."""
    for name in ("refs", "objects/info", "info"):
        (git_dir / name).mkdir(parents=True, exist_ok=True)
    extension = f"[extensions]\n\tobjectformat = {object_format}\n" if object_format != "sha1" else ""
    config = CONFIG.format(version=1 if extension else 0, extension=extension)
    write_once(git_dir / "config", config if bare else config.replace("bare = true", "bare = false"))
    write_once(git_dir / "info" / "attributes", RAW_ATTRIBUTES)
    write_once(git_dir / "HEAD", head + "\n")


def write_once(path: Path, text: str) -> None:
    """Write `text` unless it stands there already, so that concurrent readers never see half a file."""
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        return
    temporary = path.with_name(f"{path.name}.{os.getpid()}.new")
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(path)


def copy_if_present(source: Path, target: Path) -> None:
    if source.is_file():
        write_once(target, source.read_text(encoding="utf-8", errors="surrogateescape"))
    else:
        target.unlink(missing_ok=True)


def open_observer(common_dir: Path, object_format: str) -> Git:
    """The observer of the clone at `common_dir`, made on first use; knows its shallow border and excludes."""
    git_dir = common_dir / "cortex" / "observer.git"
    git_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_skeleton(git_dir, head="ref: refs/heads/none", object_format=object_format, bare=True)
    copy_if_present(common_dir / "shallow", git_dir / "shallow")
    copy_if_present(common_dir / "info" / "exclude", git_dir / "info" / "exclude")
    return Git(git_dir, objects=common_dir / "objects")


def remove_tree(path: Path) -> None:
    """Delete a directory of ours, also where a worker took away permissions; missing is fine."""
    if not path.exists():
        return

    def unlock(_function: object, name: str, _error: object) -> None:
        parent = Path(name).parent
        parent.chmod(0o700)
        target = Path(name)
        if target.is_dir() and not target.is_symlink():
            target.chmod(0o700)
            shutil.rmtree(target, ignore_errors=True)
        else:
            target.unlink(missing_ok=True)

    shutil.rmtree(path, onerror=unlock)
