"""Bringing the user's dependencies into a workspace, without testing the user's code instead of the workspace's."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from cortex_cli.model.errors import ConfigurationError
from cortex_cli.model.team import Link, LinkMode


def link_paths(links: Sequence[Link], root: Path, workspace: Path) -> frozenset[str]:
    """Put each linked path of the user's tree at `root` into `workspace`, as a symbolic link or a copy.

    Returns the paths that were put there, spelled as a walk spells them; what the checkout has itself stays its own.
    """
    made = set()
    for link in links:
        source, target = root / link.path, workspace / link.path
        if not source.exists():
            raise ConfigurationError(
                f"workspace.link names {link.path}, which does not exist",
                where=str(root),
                mend=f"create {link.path}, or remove it from workspace.link in team.yaml",
            )
        if target.is_symlink() or target.exists():
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        if link.mode is LinkMode.LINK:
            target.symlink_to(source, target_is_directory=source.is_dir())
        elif source.is_dir():
            shutil.copytree(source, target, symlinks=True)
        else:
            shutil.copy2(source, target)
        made.add(Path(os.path.normpath(link.path)).as_posix())
    return frozenset(made)


def linked_environment(links: Sequence[Link], root: Path, workspace: Path) -> dict[str, str]:
    """Variables that make linked Python environments serve the workspace.

    Their programs come first on PATH (returned as `PATH_PREFIX` for the caller to join), and where an editable
    install points into the user's tree, the same place of the workspace comes first on the import path.
    """
    environments = [link.path for link in links if (root / link.path / "bin" / "python").exists()]
    if not environments:
        return {}
    redirected = [
        workspace / place.relative_to(root) for name in environments for place in editable_places(root / name, root)
    ]
    variables = {"PATH_PREFIX": os.pathsep.join(str(workspace / name / "bin") for name in environments)}
    if redirected:
        variables["PYTHONPATH"] = os.pathsep.join(dict.fromkeys(map(str, redirected)))
    return variables


def editable_places(environment: Path, root: Path) -> Iterator[Path]:
    """The directories of the user's tree that an environment's editable installs import from.

    Plain `.pth` lines name them; setuptools' import hooks (`__editable___*_finder.py`) hold them in a mapping,
    so for those the tree's top and its `src` are taken.
    """
    for packages in sorted(environment.glob("lib/python*/site-packages")):
        for file in sorted(packages.glob("*.pth")):
            for line in file.read_text(encoding="utf-8", errors="replace").splitlines():
                place = Path(line.strip())
                if place.is_absolute() and place.is_relative_to(root):
                    yield place
        for finder in sorted(packages.glob("__editable___*_finder.py")):
            if str(root) in finder.read_text(encoding="utf-8", errors="replace"):
                yield from (place for place in (root / "src", root) if place.is_dir())
