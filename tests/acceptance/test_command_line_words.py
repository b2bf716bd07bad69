"""What the command line says of words it cannot use, where it looks for files, and how it shows long paths."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.acceptance.command_line import GROUPS, LEAVES
from tests.conftest import MakeSandbox
from tests.kit.sandbox import Sandbox, objective, plan, script, team

pytestmark = pytest.mark.acceptance

FILES = {"a/x.py": "x = 1\n", "b/y.py": "y = 1\n", "team.yaml": team(script("sh", "true"))}
GOOD = plan(objective("A", "a/**"))
MEETING = plan(objective("A", "a/**"), objective("B", "a/x.py"))
MISTAKEN = """\
schema: cortex/plan/v1
request: Two things
objectives:
  - id: a
    title: One
    wave: "1"
    scope:
      touch: src/
  - id: b
    title: Two
    wave: 1
    estimate: "2.5"
    must_change: "true"
    depends_on: a
    scope: {touch: [b]}
"""
NESTED = "packages/authentication/src/authentication/token_handling/verification/refresh_tokens.py"


@pytest.fixture
def sandbox(make_sandbox: MakeSandbox) -> Sandbox:
    return make_sandbox({**FILES, "plans/good.json": GOOD, "plans/meeting.json": MEETING})


# Words


@pytest.mark.parametrize("command", ["plan", "analyze", "run"])
@pytest.mark.parametrize("request_text", ["", "  \n"])
def test_an_empty_request_is_refused_at_once_in_the_words_of_its_command(
    sandbox: Sandbox, command: str, request_text: str
) -> None:
    done = sandbox.cortex(command, request_text)
    assert (done.code, done.out) == (2, "")
    assert done.err == f'cortex: the request is empty\n  mend:  cortex {command} "what you want done"\n'


def test_an_empty_standard_input_is_no_request(sandbox: Sandbox) -> None:
    done = sandbox.spawn("plan", "-")
    assert (done.code, done.out) == (2, "")
    assert done.err == "cortex: there is no request on standard input\n  mend:  cortex plan - < FILE\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("schema", "foo"), "'KIND': 'foo' is not one of 'plan', 'team', 'analysis', 'events'."),
        (("report", "--format", "pdf"), "'--format': 'pdf' is not one of 'md', 'json'."),
    ],
)
def test_a_word_that_is_not_offered_is_told_without_the_words_of_a_validator(
    sandbox: Sandbox, words: tuple[str, ...], said: str
) -> None:
    done = sandbox.cortex(*words)
    assert done.code == 2
    assert f"Invalid value for {said}" in done.err


@pytest.mark.parametrize("name", [*GROUPS, *LEAVES])
def test_usage_shows_arguments_as_other_programs_do(sandbox: Sandbox, name: str) -> None:
    text = sandbox.cortex(*name.split(), "--help").out
    assert not set("{}") & set(text.partition("\n\n")[0])
    assert "<str>" not in text and "list[" not in text


def test_wrong_types_in_a_plan_are_told_with_what_to_write(sandbox: Sandbox) -> None:
    sandbox.write("plan.yaml", MISTAKEN)
    told = sandbox.cortex("plan", "--check", "plan.yaml").err
    for said in (
        "plan.yaml:6: objectives[0].wave: must be a whole number, not text (leave out the quotes)",
        "plan.yaml:8: objectives[0].scope.touch: must be a list, not text (make it a list: touch: [...])",
        "plan.yaml:12: objectives[1].estimate: must be a number, not text (leave out the quotes)",
        "plan.yaml:13: objectives[1].must_change: must be true or false, not text (leave out the quotes)",
        "plan.yaml:14: objectives[1].depends_on: must be a list, not text (make it a list: depends_on: [...])",
    ):
        assert said in told


# Files


def test_a_plan_file_has_one_name_in_all_that_is_said_of_it(sandbox: Sandbox) -> None:
    sandbox.write("plans/mistaken.yaml", MISTAKEN)
    done = sandbox.cortex("check", "--plans", "plans/mistaken.yaml", "plans/meeting.json")
    assert done.code == 2
    assert done.err.startswith("cortex: plans/mistaken.yaml has 5 problems:\n  plans/mistaken.yaml:6: ")
    assert "\n  where: plans/mistaken.yaml:6\n" in done.err
    assert done.out.startswith("plans/meeting.json:\nnot valid: 1 conflict")
    assert "  - plans/meeting.json:1: wave 1: A and B could both write a/x.py\n" in done.out
    checked = sandbox.cortex("-C", "plans", "plan", "--check", "meeting.json", "--json")
    assert [conflict["where"] for conflict in checked.json["conflicts"]] == ["meeting.json:1"]


def test_findings_about_plans_have_a_line_each_and_others_have_none(sandbox: Sandbox) -> None:
    sandbox.write("plans/mistaken.yaml", MISTAKEN)
    sandbox.write("plans/meeting.yaml", json.dumps(json.loads(MEETING), indent=1))
    found = sandbox.cortex("check", "--plans", "plans/mistaken.yaml", "plans/meeting.yaml", "none.yaml", "--json")
    lines = [(each["path"], each["rule"], each["line"]) for each in found.json["findings"]]
    text = (sandbox.root / "plans/meeting.yaml").read_text().splitlines()
    assert lines[:5] == [("plans/mistaken.yaml", "unreadable", line) for line in (6, 8, 12, 13, 14)]
    assert lines[5][:2] == ("plans/meeting.yaml", "conflict")
    assert '"id": "A"' in "".join(text[lines[5][2] - 1 : lines[5][2] + 1])
    assert lines[6:] == [("none.yaml", "unreadable", None)]
    outside = sandbox.cortex("check", "b/y.py", "--objective", "A", "--plan", "plans/good.json", "--json")
    assert [(each["path"], each["line"]) for each in outside.json["findings"]] == [("b/y.py", None)]


def test_a_mistake_in_the_team_file_has_its_line(sandbox: Sandbox) -> None:
    sandbox.write("team.yaml", "workers:\n  - id: sh\n    kind: shell\n    command: true\n")
    (finding,) = sandbox.cortex("check", "--json").json["findings"]
    assert (finding["path"], finding["rule"], finding["line"]) == ("team.yaml", "unreadable", 4)


@pytest.mark.parametrize(
    "words",
    [
        ("--team", "crew.yaml", "doctor"),
        ("plan", "--check", "good.json"),
        ("plan", "--seal", "good.json"),
        ("plan", "--arrange", "good.json"),
        ("plan", "--diff", "good.json", "good.json"),
        ("plan", "--explain", "A", "good.json"),
        ("execute", "--dry-run", "good.json"),
        ("check", "--plans", "good.json"),
        ("check", "../a/x.py", "--objective", "A", "--plan", "good.json"),
    ],
)
def test_every_path_counts_from_the_directory_of_the_option(sandbox: Sandbox, words: tuple[str, ...]) -> None:
    sandbox.write("plans/crew.yaml", team(script("ada", "true")))
    before = (sandbox.root / "plans/good.json").read_text()
    done = sandbox.cortex("-C", "plans", *words)
    assert done.code == 0, done.err
    sandbox.write("plans/good.json", before)
    from_the_top = [f"plans/{word}" if word.startswith(("good", "crew")) else word for word in words]
    assert sandbox.cortex("-C", "plans", *from_the_top).code != 0


def test_the_team_file_of_the_directory_is_the_one_that_is_used(sandbox: Sandbox) -> None:
    sandbox.write("plans/crew.yaml", team(script("ada", "true")))
    done = sandbox.cortex("-C", "plans", "--team", "crew.yaml", "doctor")
    assert "ada" in done.out + done.err
    missing = sandbox.cortex("-C", "plans", "--team", "plans/crew.yaml", "plan", "Change x")
    assert (missing.code, "plans/plans/crew.yaml does not exist" in missing.err) == (2, True)
    absolute = sandbox.cortex("-C", "plans", "--team", str(sandbox.root / "plans/crew.yaml"), "doctor")
    assert absolute.out == done.out


def test_the_demo_is_kept_below_the_directory(sandbox: Sandbox, tmp_path: Path) -> None:
    (tmp_path / "tour").mkdir()
    (tmp_path / "tour/mine").write_text("mine\n")
    done = sandbox.cortex("-C", str(tmp_path), "demo", "--keep", "tour")
    assert (done.code, f"{tmp_path / 'tour'} is not empty" in done.err) == (2, True)


# Screens


@pytest.mark.parametrize("columns", [60, 80, 200])
def test_long_paths_break_between_their_names_and_no_line_ends_in_blanks(
    make_sandbox: MakeSandbox, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("NO_COLOR", "1")
    text = plan(objective("rotate-the-keys", NESTED), objective("refresh", NESTED))
    sandbox = make_sandbox({**FILES, NESTED: "tokens = []\n", "plan.yaml": text})
    for words in (
        ("plan", "--check", "plan.yaml"),
        ("plan", "--explain", "refresh", "plan.yaml"),
        ("analyze", f"Rename tokens in {NESTED}"),
        ("plan", "--solo", f"Rename tokens in {NESTED}"),
    ):
        lines = sandbox.cortex(*words).out.splitlines()
        assert lines
        assert [line for line in lines if line != line.rstrip()] == []
        assert {"\x1b"} & set("".join(lines)) == set()
        body = [line for line in lines[1:] if not line.startswith("to have them moved")]
        assert all(len(line) <= columns for line in body)
        names = {name for line in body for name in line.replace(" ", "/").split("/")}
        assert names >= set(NESTED.split("/")), words
