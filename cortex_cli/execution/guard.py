"""What a worker really did, judged against its scope: nothing it says, and nothing git says, is asked."""

from __future__ import annotations

import os
import posixpath
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from cortex_cli.dispatch.workspace import Workspace
from cortex_cli.model.scope import Scope, covers
from cortex_cli.model.team import ByProductPolicy
from cortex_cli.vcs.command import encode_path
from cortex_cli.vcs.ignore import IgnoreRules
from cortex_cli.vcs.manifest import FileState, Manifest, WalkLimits, read_manifest
from cortex_cli.vcs.objects import GITLINK, SYMLINK, Entry

# Files that tools and people trust later: a scope that names no patterns does not reach them.
RESERVED = (
    "**/.gitattributes", "**/.gitmodules", "**/.gitignore", ".github/**", ".gitlab-ci.yml", ".husky/**",
    ".pre-commit-config.yaml", ".vscode/**", ".idea/**", ".claude/**", ".mcp.json", "**/CLAUDE.md", "**/AGENTS.md",
    "team.yaml",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Violation:
    """A path that the worker had no right to leave as it is, and why."""

    path: str
    reason: str


@dataclass(frozen=True)
class Findings:
    """`delta` is what may be committed; `by_products` how many files are discarded without harm."""

    delta: Mapping[str, FileState | None]
    violations: tuple[Violation, ...]
    by_products: int


@dataclass(frozen=True)
class Rules:
    """What the guard judges by; `entries` are the files of the tree that the worker started from."""

    entries: Mapping[str, Entry]
    ignore: IgnoreRules
    by_products: tuple[str, ...]
    policy: ByProductPolicy
    fold_case: bool
    limits: WalkLimits


def inspect(workspace: Workspace, scope: Scope, rules: Rules) -> Findings:
    """Walk the workspace and judge every difference from the tree it started from."""
    limits = WalkLimits(rules.limits.file_bytes, workspace.linked, rules.limits.object_format)
    found = read_manifest(workspace.path, limits)
    return judge(found, workspace.prepared, scope, rules, workspace.path)


def judge(found: Manifest, prepared: Manifest | None, scope: Scope, rules: Rules, root: Path | None = None) -> Findings:
    """Sort every difference into what may be committed, what is discarded, and what is a violation.

    `prepared` is the tree after the setup commands: what they left and the worker did not change is discarded.
    """
    delta: dict[str, FileState | None] = {}
    violations: list[Violation] = []
    discarded = 0
    for path, state in differences(found, rules.entries):
        if is_by_product(path, rules) or (prepared is not None and prepared.files.get(path) == state):
            discarded += 1
        elif reason := why_not(path, state, scope, rules, root):
            violations.append(Violation(path, reason))
        else:
            delta[path] = state
    for oddity in found.oddities:
        if is_by_product(oddity.path, rules):
            discarded += 1
        else:
            violations.append(Violation(oddity.path, oddity.reason))
    if discarded and rules.policy is ByProductPolicy.REFUSE:
        violations.append(Violation("by-products", f"{discarded} files left behind (by_product_policy: refuse)"))
    violations.extend(twins(delta, rules.entries))
    return Findings(delta, tuple(sorted(violations, key=lambda violation: violation.path)), discarded)


def differences(found: Manifest, entries: Mapping[str, Entry]) -> Iterable[tuple[str, FileState | None]]:
    """Each path whose state differs from the base's, with its new state; None where it is gone."""
    unreadable = {oddity.path for oddity in found.oddities}
    for path, state in found.files.items():
        before = entries.get(path)
        if before is None or (before.mode, before.oid) != (state.mode, state.oid):
            yield path, state
    for path, before in entries.items():
        if before.mode != GITLINK and path not in found.files and path not in unreadable:
            yield path, None


def is_by_product(path: str, rules: Rules) -> bool:
    """A file the base does not have and that its ignore rules, or the team's list, set aside."""
    if path in rules.entries:
        return False
    return covers(rules.by_products, path, fold_case=rules.fold_case) or rules.ignore.ignores(path)


def why_not(path: str, state: FileState | None, scope: Scope, rules: Rules, root: Path | None) -> str | None:
    """Why a changed path may not be committed; None when it may."""
    if not scope.matches(path, fold_case=rules.fold_case):
        return "outside its scope"
    if scope.touch is None and covers(RESERVED, path, fold_case=True):
        return "trusted by other tools: only a scope that names it may change it"
    if state is not None and state.mode == SYMLINK:
        return why_bad_link(path, root)
    return None


def why_bad_link(path: str, root: Path | None) -> str | None:
    """A new or changed symbolic link must lead to a place inside the tree."""
    if root is None:
        return "a symbolic link"
    target = os.readlink(root / path)
    if target.startswith("/"):
        return f"a symbolic link to an absolute path ({target})"
    landing = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
    if landing.startswith("..") or landing.split("/")[0].lower() == ".git":
        return f"a symbolic link that leads out of the tree ({target})"
    if not Path(os.path.realpath(root / path)).is_relative_to(os.path.realpath(root)):
        return f"a symbolic link that leads out of the tree ({target})"
    return None


def twins(delta: Mapping[str, FileState | None], entries: Mapping[str, Entry]) -> Iterable[Violation]:
    """New paths that a file system without case or Unicode distinctions would take for another path."""
    added = sorted(path for path, state in delta.items() if state is not None and path not in entries)
    if not added:
        return
    kept = [path for path in entries if delta.get(path, path) is not None]
    standing = {twin_key(path): path for path in kept}
    for path in added:
        other = standing.setdefault(twin_key(path), path)
        if other != path:
            yield Violation(path, f"the same name as {other} where case or Unicode form does not count")


def twin_key(path: str) -> str:
    folded = unicodedata.normalize("NFKC", path).casefold()
    return unicodedata.normalize("NFC", folded)


def contents_to_store(
    delta: Mapping[str, FileState | None], root: Path
) -> Iterable[tuple[str, FileState, bytes | None]]:
    """Each new state with the bytes of a link, or None for a regular file that is read from disk."""
    for path, state in delta.items():
        if state is not None:
            link = encode_path(os.readlink(root / path)) if state.mode == SYMLINK else None
            yield path, state, link
