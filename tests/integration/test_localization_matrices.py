"""Training matrices made from a real clone by the code that ranks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

np = pytest.importorskip("numpy", reason="fitting needs numpy, Cortex itself does not")

from benchmarks.localization.clones import clone_of  # noqa: E402
from benchmarks.localization.matrices import ask_all, read_cases  # noqa: E402
from cortex_cli.analysis.ranking.features import FIRST, Signal  # noqa: E402
from tests.kit.repositories import git, write_files  # noqa: E402

FILES = {
    "shop/till.py": "def open_till():\n    return 1\n",
    "shop/label.py": "def print_label():\n    return 2\n",
    "tests/test_till.py": "from shop import till\n",
    "README.md": "# Shop\n",
}


@pytest.fixture
def clones(tmp_path: Path) -> Path:
    root = tmp_path / "clones" / "ada+shop" / "repo"
    root.mkdir(parents=True)
    git(root, "init", "-q", "-b", "main")
    write_files(root, FILES)
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "Open a shop")
    return tmp_path / "clones"


def case(clones: Path, gold: list[str]) -> dict[str, object]:
    parent = git(clones / "ada+shop" / "repo", "rev-parse", "HEAD").strip()
    asked = {"request_raw": "Open the till twice", "request_plain": None}
    return {"id": "ada/shop@1", "repo": "ada/shop", "split": "training", "parent": parent, "gold": gold, **asked}


def test_a_row_for_each_source_file_and_a_column_for_each_signal(clones: Path, tmp_path: Path) -> None:
    file = tmp_path / "cases.jsonl"
    file.write_text(json.dumps(case(clones, ["shop/till.py", "shop/gone.py"])) + "\n")
    (cases,) = read_cases([file]).values()
    (asked,) = ask_all(clone_of(clones, "ada/shop"), cases, tmp_path / "index.db", dict.fromkeys(FIRST, 1.0))
    assert asked.rows.shape == (2, len(Signal))
    assert asked.right.tolist() == [False, True]
    assert asked.missing == 1
    named = list(Signal).index(Signal.PATH)
    assert asked.rows[1, named] > asked.rows[0, named]


def test_the_same_case_gives_the_same_matrix_from_a_fresh_index(clones: Path, tmp_path: Path) -> None:
    file = tmp_path / "cases.jsonl"
    file.write_text(json.dumps(case(clones, ["shop/till.py"])) + "\n")
    (cases,) = read_cases([file]).values()
    one, other = (
        ask_all(clone_of(clones, "ada/shop"), cases, tmp_path / f"{name}.db", dict.fromkeys(FIRST, 1.0))
        for name in ("one", "other")
    )
    assert (one[0].rows == other[0].rows).all()
