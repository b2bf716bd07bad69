"""The same commit and request give the same bytes in every process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.kit.repositories import commit_files, make_repository
from tests.unit.analysis.project import API

SCRIPT = """
import sys
from pathlib import Path
from cortex_cli.analysis.analyzer import analyze
from cortex_cli.model.encoding import document, json_text
from cortex_cli.vcs.repository import discover

repository = discover(Path(sys.argv[1]))
for request in sys.argv[2:]:
    print(json_text(document("analysis", analyze(repository, request, commit=repository.head()))))
"""


def run(root: Path, requests: tuple[str, ...], seed: str) -> bytes:
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    command = [sys.executable, "-c", SCRIPT, str(root), *requests]
    return subprocess.run(command, env=environment, capture_output=True, check=True).stdout


def test_the_order_of_sets_does_not_show(tmp_path: Path) -> None:
    root = make_repository(tmp_path / "r", API)
    commit_files(
        root,
        {"api/users.py": "class User: ...\n", "api/errors.py": "class NotFound(Exception): ...\n"},
        "Change users",
    )
    commit_files(
        root,
        {"api/users.py": "class User: pass\n", "api/errors.py": "class NotFound(Exception): pass\n"},
        "Users again",
    )
    requests = ("Add JWT authentication with secure token handling", "Fix the users and tasks and reports")
    first = run(root, requests, "0")
    assert first.count(b'"cortex/analysis/v1"') == len(requests)
    assert all(run(root, requests, seed) == first for seed in ("1", "4711"))
