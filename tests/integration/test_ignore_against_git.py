"""Git itself is the oracle for ignore rules."""

from __future__ import annotations

import subprocess
from pathlib import Path

from cortex_cli.vcs.ignore import read_ignore_rules
from cortex_cli.vcs.objects import tree_entries
from cortex_cli.vcs.repository import discover
from tests.kit.repositories import ENVIRONMENT, make_repository

PATHS = [
    "a.log", "keep.log", "d/a.log", "d/keep.log", "out/x", "d/out/x", "d/e/only.txt", "only.txt", "d/only.txt", "x/y/z.tmp",
    "d/secret", "secret", "weird name.log", "d/e/f/g.bin", "[x].txt", "!bang", "#hash",
]  # fmt: skip


def test_every_path_is_ignored_exactly_where_git_ignores_it(tmp_path: Path) -> None:
    root = make_repository(
        tmp_path / "r",
        {
            ".gitignore": "*.log\n!keep.log\nout/\n/only.txt\n**/z.tmp\n\\!bang\n\\#hash\n\\[x].txt\n",
            "d/.gitignore": "!a.log\nsecret\ne/*\n!e/f/\n",
        },
    )
    repository = discover(root)
    rules = read_ignore_rules(repository.observer, tree_entries(repository.observer, repository.head()))
    asked = subprocess.run(
        ["git", "check-ignore", "-z", "--stdin", "--no-index"],
        cwd=root, env=ENVIRONMENT, input="\0".join(PATHS).encode(), capture_output=True, check=False,
    )  # fmt: skip
    by_git = set(asked.stdout.decode().split("\0")) - {""}
    assert {path for path in PATHS if rules.ignores(path)} == by_git
