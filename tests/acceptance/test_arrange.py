"""`cortex plan --arrange`: a plan written by hand is put into waves, in its own file."""

from __future__ import annotations

import json

import pytest

from cortex_cli.planning.plan_files.reader import load_plan
from tests.conftest import MakeSandbox
from tests.kit.sandbox import Sandbox, gate, script, team

pytestmark = pytest.mark.acceptance

FILES = {
    "cli/main.py": "print('main')\n",
    "cli/add.py": "",
    "cli/show.py": "",
    "docs/guide.md": "# Guide\n",
    "migrations/0001.sql": "-- first\n",
}
WAVELESS = """\
# What we agreed on Monday.
schema: cortex/plan/v1
request: Two commands
objectives:
  # The first one.
  - id: add
    title: Add the add command
    scope: {touch: [cli/add.py, "cli/m*.py"]}
  - id: show  # Ada
    title: Add the show command
    scope: {touch: [cli/]}
  - id: guide
    title: Document both
    depends_on: [add, show]
    scope: {touch: [docs/]}
"""
SHARED = """\
schema: cortex/plan/v1
request: Three commands
objectives:
  - {id: add, title: Add add, wave: 1, estimate: 900, scope: {touch: [cli/add.py, cli/main.py]}}
  - {id: list, title: Add list, wave: 1, estimate: 900, scope: {touch: [cli/list.py, cli/main.py]}}
  - {id: show, title: Add show, wave: 1, estimate: 900, scope: {touch: [cli/show.py, cli/main.py]}}
"""
WORKER = script("sh", "true")


def arranged(make_sandbox: MakeSandbox, text: str, **settings: object) -> tuple[Sandbox, str, str]:
    """The sandbox, what arranging `plan.yaml` printed, and the file afterwards."""
    sandbox = make_sandbox({**FILES, "team.json": team(WORKER | {"max_concurrent": 4}, **settings)})
    file = sandbox.write("plan.yaml", text)
    done = sandbox.cortex("plan", "--arrange", "plan.yaml")
    kept = "" if text == WAVELESS else "your text, with its comments, is kept in .git/cortex/replaced/plan.yaml\n"
    assert (done.code, done.err) == (0, kept)
    return sandbox, done.out, file.read_text()


def test_waves_that_were_left_out_are_assigned_and_the_author_s_text_stays(make_sandbox: MakeSandbox) -> None:
    sandbox, said, text = arranged(make_sandbox, WAVELESS)
    assert said.startswith("before: no waves, and 1 conflict if all ran at once\nafter: 3 waves, the fewest possible: ")
    assert "add and show could both write cli/add.py" in said
    assert "show: wave 2, not 1: it meets add at cli/add.py" in said
    assert said.endswith("valid: no two objectives of a wave can write the same path\n")
    assert [each.wave for each in load_plan(text, "plan.yaml").plan.objectives] == [1, 2, 3]
    assert text.startswith("# What we agreed on Monday.\n")
    assert "  # The first one.\n  - id: add\n    wave: 1\n" in text
    assert "  - id: show  # Ada\n    wave: 2\n" in text
    assert sandbox.cortex("plan", "--check", "plan.yaml").code == 0
    sealed = load_plan(text, "plan.yaml").plan
    assert sealed.digest == sealed.content_digest()


def test_a_file_that_all_want_gets_an_owner_and_the_figures_are_shown(make_sandbox: MakeSandbox) -> None:
    _, said, text = arranged(make_sandbox, SHARED)
    words = " ".join(said.split())
    assert "before: 1 wave, 3 conflicts after: 2 waves, the fewest possible" in words
    assert "now integration writes it after them; 3 waves became 2, 45 min became 17 min 45 s" in words
    assert "48 min 15 s with one worker, 18 min 45 s as arranged" in words
    plan = load_plan(text, "plan.yaml").plan
    assert [(each.id, each.wave) for each in plan.objectives] == [
        ("add", 1),
        ("list", 1),
        ("show", 1),
        ("integration", 2),
    ]
    assert plan.splits[0].objectives == ("add", "list", "show")


def test_arranging_again_changes_nothing(make_sandbox: MakeSandbox) -> None:
    sandbox, _, text = arranged(make_sandbox, SHARED)
    again = sandbox.cortex("plan", "--arrange", "plan.yaml")
    assert again.out.startswith("before: 2 waves, 0 conflicts\nafter: 2 waves, ")
    assert "Moved" not in again.out
    assert again.err == ""
    assert (sandbox.root / "plan.yaml").read_text() == text


def test_text_that_cannot_stay_is_kept_and_an_older_copy_with_it(make_sandbox: MakeSandbox) -> None:
    sandbox = make_sandbox({**FILES, "team.json": team(WORKER | {"max_concurrent": 4})})
    copies = sandbox.root / ".git/cortex/replaced"
    for at, note in enumerate(("# Ada wants this first.\n", "# Bo wants it last.\n", "# Ada wants this first.\n")):
        text = SHARED.replace("objectives:\n", f"objectives:\n{note}")
        sandbox.write("plan.yaml", text)
        done = sandbox.cortex("plan", "--arrange", "plan.yaml", "--json")
        name = ("plan.yaml", "plan-2.yaml", "plan.yaml")[at]
        assert f"is kept in .git/cortex/replaced/{name}\n" in done.err
        assert (copies / name).read_text() == text
    assert sorted(each.name for each in copies.iterdir()) == ["plan-2.yaml", "plan.yaml"]


def test_a_plan_stays_as_it_is_where_its_text_cannot_be_kept(make_sandbox: MakeSandbox) -> None:
    sandbox = make_sandbox({**FILES, "team.json": team(WORKER | {"max_concurrent": 4})})
    file = sandbox.write("plan.yaml", SHARED)
    sandbox.write(".git/cortex/replaced", "a file in the way\n")
    done = sandbox.cortex("plan", "--arrange", "plan.yaml")
    assert done.code == 2
    assert "its text cannot be kept" in done.err
    assert file.read_text() == SHARED


def test_sealing_keeps_text_that_it_has_to_write_anew(make_sandbox: MakeSandbox) -> None:
    sandbox = make_sandbox({**FILES, "team.json": team(WORKER)})
    text = (
        "# Mine.\n{schema: cortex/plan/v1, request: x, objectives: [{id: a, title: t, wave: 1, scope: {touch: [x]}}]}\n"
    )
    sandbox.write("plan.yaml", text)
    done = sandbox.cortex("plan", "--seal", "plan.yaml")
    assert (done.code, done.err) == (0, "your text, with its comments, is kept in .git/cortex/replaced/plan.yaml\n")
    assert (sandbox.root / ".git/cortex/replaced/plan.yaml").read_text() == text


MEETING = """\
schema: cortex/plan/v1
request: x
objectives:
  - {id: cart, title: t, wave: 1, scope: {touch: [cli/]}}  # Ada
  - {id: stock, title: t, wave: 1, scope: {touch: [cli/add.py]}}
"""


def test_what_moved_against_the_file_is_told_with_its_reason_and_only_once(make_sandbox: MakeSandbox) -> None:
    sandbox = make_sandbox({**FILES, "team.json": team(WORKER)})
    file = sandbox.write("plan.yaml", MEETING)
    done = sandbox.cortex("plan", "--arrange", "plan.yaml")
    assert "stock: wave 1 -> 2, it meets cart at cli/add.py" in done.out
    assert "}}  # Ada\n" in file.read_text()
    assert "stock: wave" not in sandbox.cortex("plan", "--arrange", "plan.yaml").out


WIDE = "schema: cortex/plan/v1\nrequest: x\nobjectives:\n" + "".join(
    f"  - {{id: N{n}, title: t, wave: 1, scope: {{touch: [f{n}]}}}}\n" for n in range(4)
)


def test_a_wave_wider_than_the_team_holds_and_stays(make_sandbox: MakeSandbox) -> None:
    sandbox = make_sandbox({**FILES, "team.json": team(WORKER | {"max_concurrent": 2})})
    sandbox.write("plan.yaml", WIDE)
    checked = sandbox.cortex("plan", "--check", "plan.yaml", "--json")
    assert (checked.code, checked.json["valid"]) == (0, True)
    (warning,) = [each for each in checked.json["warnings"] if each["kind"] == "too_wide"]
    assert warning["message"] == "wave 1 has 4 objectives, the team takes 2 at once: the others wait their turn"
    done = sandbox.cortex("plan", "--arrange", "plan.yaml")
    assert done.out.startswith("before: 1 wave, 0 conflicts\nafter: 1 wave\n")
    sealed = load_plan((sandbox.root / "plan.yaml").read_text(), "plan.yaml").plan
    assert sealed.digest == sealed.content_digest()
    assert sealed.schedule is not None
    assert (sealed.schedule.waves, sealed.schedule.least_waves, sealed.schedule.optimal) == (1, 1, True)


def test_waves_that_were_left_out_are_as_narrow_as_the_team(make_sandbox: MakeSandbox) -> None:
    sandbox = make_sandbox({**FILES, "team.json": team(WORKER | {"max_concurrent": 2})})
    sandbox.write("plan.yaml", WIDE.replace(" wave: 1,", ""))
    assert sandbox.cortex("plan", "--arrange", "plan.yaml").out.startswith(
        "before: no waves, and 0 conflicts if all ran at once\nafter: 2 waves, the fewest possible: the team takes 2"
    )


def test_the_same_plan_is_arranged_the_same_whatever_the_hash_seed(make_sandbox: MakeSandbox) -> None:
    sandbox = make_sandbox({**FILES, "team.json": team(WORKER)})
    texts = set()
    for seed in ("1", "2"):
        file = sandbox.write(
            "plan.yaml", SHARED + '  - {id: docs, title: t, wave: 1, scope: {touch: ["**/*.md", "cli/a*"]}}\n'
        )
        assert sandbox.spawn("plan", "--arrange", "plan.yaml", environment={"PYTHONHASHSEED": seed}).code == 0
        texts.add(file.read_text())
    assert len(texts) == 1


def test_resources_of_the_team_keep_work_apart(make_sandbox: MakeSandbox) -> None:
    text = "schema: cortex/plan/v1\nrequest: x\nobjectives:\n" + "".join(
        f"  - {{id: {name}, title: t, scope: {{touch: [migrations/{name}.sql]}}}}\n" for name in ("one", "two")
    )
    resources = [{"id": "database", "paths": ["migrations/**"]}]
    _, said, written = arranged(make_sandbox, text, resources=resources)
    assert "the resource database takes 1 objective at once, and 2 objectives need it" in " ".join(said.split())
    assert "two: wave 2, not 1: database is in use before" in said
    assert "one uses database, by the paths that it may write" in said
    assert [each.resources for each in load_plan(written, "plan.yaml").plan.objectives] == [("database",)] * 2


CIRCLE = """\
schema: cortex/plan/v1
request: x
objectives:
  - {id: a, title: t, depends_on: [b], scope: {touch: [x]}}
  - {id: b, title: t, depends_on: [a, gone], scope: {touch: [x]}}
"""
UNKNOWN = SHARED.replace("id: show,", "id: show, worker: nobody,")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (CIRCLE, ["not valid: 0 conflicts, 2 problems", "a -> b -> a", "plan.yaml:5: b depends on gone"]),
        (UNKNOWN, ["not valid: 0 conflicts, 1 problem", "plan.yaml:6: show wants the worker nobody"]),
    ],
)
def test_a_plan_that_cannot_hold_is_left_as_it_is(make_sandbox: MakeSandbox, text: str, words: list[str]) -> None:
    sandbox = make_sandbox({**FILES, "team.json": team(WORKER)})
    file = sandbox.write("plan.yaml", text)
    done = sandbox.cortex("plan", "--arrange", "plan.yaml")
    assert done.code == 1
    said = " ".join(done.out.split())
    assert [each for each in words if each not in said] == []
    assert file.read_text() == text


def test_the_answer_for_programs_is_that_of_a_check(make_sandbox: MakeSandbox) -> None:
    sandbox = make_sandbox({**FILES, "team.json": team(WORKER)})
    sandbox.write("plan.yaml", CIRCLE)
    found = sandbox.cortex("plan", "--arrange", "plan.yaml", "--json").json
    assert (found["schema"], found["valid"]) == ("cortex/plan-check/v1", False)
    assert {each["kind"] for each in found["problems"]} == {"cycle", "missing_dependency"}


def test_a_json_plan_stays_json(make_sandbox: MakeSandbox) -> None:
    sandbox = make_sandbox({**FILES, "team.json": team(WORKER)})
    objectives = [{"id": name, "title": "t", "scope": {"touch": ["cli/"]}} for name in ("a", "b")]
    text = json.dumps({"schema": "cortex/plan/v1", "request": "x", "objectives": objectives})
    file = sandbox.write("plan.json", text)
    assert sandbox.cortex("plan", "--arrange", "plan.json").code == 0
    assert [each["wave"] for each in json.loads(file.read_text())["objectives"]] == [1, 2]


def test_other_commands_say_that_waves_are_missing_and_who_assigns_them(make_sandbox: MakeSandbox) -> None:
    sandbox = make_sandbox({**FILES, "team.json": team(WORKER)})
    sandbox.write("plan.yaml", WAVELESS)
    done = sandbox.cortex("plan", "--check", "plan.yaml")
    assert done.code == 2
    assert "plan.yaml:6: objectives[0].wave: is missing" in done.err
    assert "cortex plan --arrange FILE" in done.err


def test_an_arranged_plan_is_executed(make_sandbox: MakeSandbox) -> None:
    worker = script(
        "sh", 'for f in add show guide; do [ $CORTEX_OBJECTIVE_ID = $f ] && echo $f >> "$(cat scope-$f)"; done; true'
    )
    scopes = {"scope-add": "cli/add.py", "scope-show": "cli/show.py", "scope-guide": "docs/guide.md"}
    settings = team(worker | {"max_concurrent": 2}, gates=[gate("true", "true")])
    sandbox = make_sandbox({**FILES, **scopes, "team.json": settings})
    sandbox.write("plan.yaml", WAVELESS)
    assert sandbox.cortex("plan", "--arrange", "plan.yaml").code == 0
    done = sandbox.cortex("execute", "plan.yaml")
    assert done.code == 0, done.err
    (branch,) = sandbox.branches()
    assert sandbox.changed_files(branch) == ["cli/add.py", "cli/show.py", "docs/guide.md"]
