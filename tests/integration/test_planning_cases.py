"""The planning cases hold: each file of `tests/planning_cases` is a project, a request and what its plan must be."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from cortex_cli.config.problems import DocumentError
from cortex_cli.model.errors import UsageError
from cortex_cli.model.planning_case import CaseGroup
from cortex_cli.pipeline.cases import case_files, commits_of, read_cases, run_cases

CASES = Path(__file__).resolve().parents[1] / "planning_cases"
FEWEST = 40


@pytest.mark.parametrize("path", case_files(CASES), ids=lambda path: path.relative_to(CASES).with_suffix("").as_posix())
def test_the_case_holds(path: Path) -> None:
    (verdict,) = run_cases(path).cases
    assert verdict.held, verdict.findings


def test_there_are_enough_cases_in_every_group_and_each_has_a_name_of_its_own() -> None:
    cases = [file.case for file in read_cases(case_files(CASES), CASES)]
    groups = Counter(case.group for case in cases)
    assert len(cases) >= FEWEST
    assert set(groups) == set(CaseGroup)
    assert min(groups.values()) >= 5
    assert [name for name, count in Counter(case.name for case in cases).items() if count > 1] == []


def test_a_case_stands_in_the_directory_of_its_group() -> None:
    misplaced = [
        file.document.name
        for file in read_cases(case_files(CASES), CASES)
        if file.document.name.partition("/")[0].replace("_", "-") != file.case.group
    ]
    assert misplaced == []


# What runs them


GOOD = "schema: cortex/planning-case/v1\nname: good\ngroup: basic\npaths: [a.py]\nrequest: Fix a.py\n"
HISTORY = """\
schema: cortex/planning-case/v1
name: history
group: basic
files: {a.py: "x = 1\\n", b.py: ""}
history:
  - {message: turn the frobnicator, files: [a.py, gone.py], times: 2}
request: Fix x in a.py
expect:
  waves: [[a.py]]
"""


def write(place: Path, **texts: str) -> Path:
    for name, text in texts.items():
        (place / f"{name}.yaml").write_text(text, encoding="utf-8")
    return place


def test_files_are_taken_in_the_order_of_their_paths_below_the_directory(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "notes.txt").write_text("no case")
    write(tmp_path, c=GOOD, a=GOOD)
    write(tmp_path / "b", z=GOOD)
    report = run_cases(tmp_path)
    assert [each.file for each in report.cases] == ["a.yaml", "b/z.yaml", "c.yaml"]
    assert (report.held, report.failed) == (3, 0)


def test_a_history_changes_what_it_says_and_ends_in_the_project(tmp_path: Path) -> None:
    """No commit but those of the history changes two of its files: the last one only adds the rest."""
    (file,) = read_cases(case_files(write(tmp_path, history=HISTORY)), tmp_path)
    first, second, last = commits_of(file.case)
    assert (first.message, sorted(first.files)) == ("turn the frobnicator", ["a.py", "gone.py"])
    assert first.files["a.py"] != second.files["a.py"] == b"x = 1\n"
    assert (dict(last.files), last.removed) == ({"b.py": b""}, ("gone.py",))


def test_what_fails_is_told_with_its_place(tmp_path: Path) -> None:
    (verdict,) = run_cases(write(tmp_path, case=GOOD + "expect:\n  wave_count: 7\n")).cases
    (found,) = verdict.findings
    assert (found.rule, found.expected, found.where) == ("wave_count", "7", "case.yaml:7")
    assert found.came.startswith("1: [O1 a.py")


def test_all_unreadable_files_are_told_at_once(tmp_path: Path) -> None:
    write(tmp_path, a=GOOD + "wat: 1\n", b="schema: [", c=GOOD)
    with pytest.raises(DocumentError) as refused:
        run_cases(tmp_path)
    assert [problem.where for problem in refused.value.problems] == ["a.yaml:6", "b.yaml:2"]


def test_a_place_without_cases(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no planning case"):
        run_cases(tmp_path)
    with pytest.raises(UsageError, match="there is no directory"):
        run_cases(tmp_path / "nowhere")


def test_the_same_case_gives_the_same_outcome_alone_and_among_others(tmp_path: Path) -> None:
    """Commits are named by their content, so that a case does not depend on its neighbours."""
    wrong = HISTORY.replace("[[a.py]]", "[]")
    write(tmp_path, a=GOOD, b=wrong)
    among = run_cases(tmp_path).cases[1]
    assert run_cases(tmp_path / "b.yaml").cases[0].findings == among.findings
