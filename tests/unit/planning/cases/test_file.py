"""A case file is read as it says, or refused with the line of each mistake."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cortex_cli.config.problems import DocumentError
from cortex_cli.model.planning_case import CaseCommit, CaseGroup
from cortex_cli.planning.cases.file import case_keys, read_case
from tests.unit.planning.case_builders import case_text


def read(place: Path, text: str) -> Any:
    file = place / "case.yaml"
    file.write_text(text, encoding="utf-8")
    return read_case(file, "basic/case.yaml")


def mistakes(place: Path, **changes: Any) -> list[str]:
    """What is said about a case with these keys, one line each."""
    with pytest.raises(DocumentError) as refused:
        read(place, json.dumps(case_text(**changes)))
    return [problem.message for problem in refused.value.problems]


def test_a_case_with_everything(tmp_path: Path) -> None:
    file = read(
        tmp_path,
        """\
schema: cortex/planning-case/v1
name: everything
group: worker-match
files:
  src/app.py: "print()\\n"
paths: ["docs/page{08..11}.md", LICENSE]
history:
  - {message: one, files: [src/app.py, gone.py], times: 3}
team:
  workers:
    - {id: dev, kind: shell, command: [ls]}
request: Do it
options: {solo: true, fold_case: true}
expect:
  waves: [[O1]]
  scopes:
    O1: {include: [LICENSE]}
""",
    )
    case = file.case
    assert list(case.tree) == [
        "src/app.py",
        "docs/page08.md",
        "docs/page09.md",
        "docs/page10.md",
        "docs/page11.md",
        "LICENSE",
    ]
    assert case.group is CaseGroup.WORKER_MATCH
    assert case.history == (CaseCommit("one", ("src/app.py", "gone.py"), 3),)
    assert [worker.id for worker in case.team.workers] == ["dev"]
    assert (case.options.solo, case.options.fold_case, case.declared) == (True, True, None)
    assert file.document.where(("expect", "scopes", "O1", "include", 0)) == "basic/case.yaml:17"


def test_declared_objectives_need_no_title_and_either_all_or_no_waves(tmp_path: Path) -> None:
    entries = [{"id": "A", "scope": {"touch": ["a"]}}, {"id": "B", "scope": {"touch": ["b"]}, "title": "Do B"}]
    case = read(tmp_path, json.dumps(case_text(request=None, objectives=entries))).case
    assert case.arranged
    assert [(each.id, each.title) for each in case.declared.objectives] == [("A", "A"), ("B", "Do B")]
    waves = [{**entry, "wave": 2} for entry in entries]
    assert not read(tmp_path, json.dumps(case_text(request=None, objectives=waves))).case.arranged
    (said,) = mistakes(tmp_path, request=None, objectives=[waves[0], entries[1]])
    assert said == "objectives[0].wave: other objectives of the case have no wave"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"schema": None}, "the key schema is missing"),
        ({"schema": "cortex/plan/v1"}, "schema: must be cortex/planning-case/v1"),
        ({"gruop": "basic"}, "gruop: is not a known key"),
        ({"name": " "}, "name: is empty"),
        ({"group": "easy"}, "group: must be one of basic, sequential, complex, conflict, worker-match, failure"),
        ({"request": None}, "a case has either a request or objectives"),
        ({"objectives": []}, "a case has either a request or objectives"),
        ({"contracts": []}, "contracts: are declared only with objectives"),
        ({"options": {"worker": "dev"}}, "options.worker: names the worker of a sweep"),
        ({"options": {"solo": True, "over": ["*"]}}, "options.solo: means nothing for a sweep"),
        ({"expect": {"waves": [["O1"]], "error": {"kind": "UsageError"}}}, "expect.error: is all that can be expected"),
        ({"expect": {"wave_cuont": 3}}, "expect.wave_cuont: is not a known key"),
        ({"expect": {"rules": ["shortest"]}}, "expect.rules[0]: must be one of one-owner, fewest-waves, all-staffed"),
        ({"expect": {"scopes": {"O1": {"inclde": ["a"]}}}}, "expect.scopes.O1.inclde: is not a known key"),
        ({"files": {"../a": ""}}, 'files["../a"]: is not the path of a file in a repository'),
        ({"files": {"a/": ""}}, 'files["a/"]: is not the path of a file in a repository'),
        ({"files": {"a.py/b": ""}}, 'files["a.py/b"]: a.py/b lies below a.py, which is a file'),
        ({"files": {"a.py": "x"}}, "paths[0]: is under files as well"),
        ({"paths": [".git/config"]}, "paths[0]: is not the path of a file in a repository"),
        ({"paths": ["f{0..30000}"]}, "paths: a case has at most 20,000 files"),
        ({"history": [{"message": "m", "files": ["a"], "times": 0}]}, "history[0].times: must be at least 1"),
        ({"history": [{"message": "m", "files": ["/a"]}]}, "history[0].files[0]: is not the path of a file"),
        ({"history": [{"message": "m", "files": [], "times": 2000}]}, "history: a case has at most 1,000 commits"),
        ({"team": {"worker": []}}, "worker: is not a known key"),
        ({"team": []}, "team: must be a mapping of keys to values"),
        ({"team": {"workers": [{"id": "a", "kind": "shell", "command": ["${NO}"]}]}}, "the environment has no NO"),
    ],
)
def test_mistakes_are_refused_in_words(tmp_path: Path, changes: dict[str, Any], said: str) -> None:
    assert any(said in message for message in mistakes(tmp_path, **changes)), mistakes(tmp_path, **changes)


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({"id": "A"}, "objectives[0].scope: is missing"),
        ({"id": "A", "scope": {"touch": ["/a"]}}, "objectives[0].scope.touch[0]:"),
        ({"id": "A", "scope": {"touch": None}}, "objectives[0].scope.touch: is empty"),
        ("A", "objectives[0]: must be a mapping"),
    ],
)
def test_declared_objectives_are_read_as_in_a_plan_file(tmp_path: Path, entry: Any, said: str) -> None:
    (message,) = mistakes(tmp_path, request=None, objectives=[entry])
    assert message.startswith(said)


def test_a_mistake_of_the_team_has_the_line_in_the_case_file(tmp_path: Path) -> None:
    text = "schema: cortex/planning-case/v1\nname: x\ngroup: basic\nrequest: x\nteam:\n  workers:\n    - id: a\n      kind: magic\n"
    with pytest.raises(DocumentError) as refused:
        read(tmp_path, text)
    assert refused.value.where == "basic/case.yaml:8"


def test_the_keys_of_a_case() -> None:
    assert case_keys()[:4] == ("name", "group", "files", "paths")
