"""A private git directory that sees a repository's objects but none of its configuration.

Reading or writing objects through it runs nothing that the repository's config, attributes or hooks name.
"""

from __future__ import annotations

import os
from pathlib import Path

from cortex_cli.process.capture import capture
from cortex_cli.process.environment import absolute_path
from cortex_cli.vcs.command import Git

CONFIG = "[core]\n\trepositoryformatversion = {version}\n\tbare = true\n{extension}"
RAW_ATTRIBUTES = "* -text -eol -ident -filter -working-tree-encoding\n"


def write_skeleton(git_dir: Path, *, head: str, object_format: str, bare: bool) -> None:
    """The files that make `git_dir` a git directory: our config, no hooks, attributes that convert nothing."""
    for name in ("refs", "objects/info", "info"):
        (git_dir / name).mkdir(parents=True, exist_ok=True)
    extension = f"[extensions]\n\tobjectformat = {object_format}\n" if object_format != "sha1" else ""
    config = CONFIG.format(version=1 if extension else 0, extension=extension)
    write_once(git_dir / "config", (config if bare else config.replace("bare = true", "bare = false")).encode())
    write_once(git_dir / "info" / "attributes", RAW_ATTRIBUTES.encode())
    write_once(git_dir / "HEAD", f"{head}\n".encode())


def write_once(path: Path, content: bytes) -> None:
    """Write `content` unless it stands there already, so that concurrent readers never see half a file."""
    if path.is_file() and path.read_bytes() == content:
        return
    temporary = path.with_name(f"{path.name}.{os.getpid()}.new")
    temporary.write_bytes(content)
    temporary.replace(path)


def copy_if_present(source: Path, target: Path) -> None:
    if source.is_file():
        write_once(target, source.read_bytes())
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


def remove_tree(path: Path) -> bool:
    """Delete a directory of ours, however deep, also where a worker took away permissions; False if some is left.

    `rm` walks without recursion and without ever leaving the tree, which shutil's does not promise for depth.
    """
    if not os.path.lexists(path):
        return True
    environment = {"PATH": absolute_path(os.environ)}
    if capture(["rm", "-rf", "--", str(path)], env=environment).code != 0:
        capture(["chmod", "-R", "u+rwx", "--", str(path)], env=environment)
        capture(["rm", "-rf", "--", str(path)], env=environment)
    return not os.path.lexists(path)
