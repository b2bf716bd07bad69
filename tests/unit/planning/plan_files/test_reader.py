from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cortex_cli.model.encoding import json_text
from cortex_cli.model.errors import ConfigurationError
from cortex_cli.model.plan import Advice, Contract, ContractKind, Objective, Plan, Uncovered
from cortex_cli.model.problem import Problem
from cortex_cli.model.scope import Scope
from cortex_cli.model.task_type import Complexity, TaskType
from cortex_cli.planning.checking.plan import check_plan
from cortex_cli.planning.plan_files.document import plan_document, plan_yaml
from cortex_cli.planning.plan_files.reader import load_plan, parse_plan, read_declared, read_plan, read_plan_file
from cortex_cli.planning.plan_files.seal import seal
from tests.unit.planning.builders import objective, plan_of, unhurried

SMALLEST = """\
schema: cortex/plan/v1
request: Add login
objectives:
  - id: O1
    title: Add login
    wave: 1
    scope:
      touch: [src/login.py, "tests/test_login*.py"]
"""

FULL = seal(
    Plan(
        request="Add login\n\n- with tokens: yes # no",
        objectives=(
            replace(
                objective("O1", "src/a.py", "app/\\[id\\]/*.tsx", read=("src/b.py",), seconds=90.5),
                timeout=60.0,
            ),
            Objective("O2", "Anything: 1:30", 2, Scope(), ("O1",), "ruff", TaskType.TEST, Complexity.HIGH, ("C1",)),
        ),
        base_commit="a" * 40,
        task_type=TaskType.FEATURE,
        global_forbid=("LICENSE",),
        contracts=(
            Contract("C1", ContractKind.SYMBOL, "O1", ("O2",), "src/a.py", "login", "login(name: str) -> bool"),
        ),
        advice=Advice("parallel", 100.0, 50.0, "twice as fast"),
        uncovered=(Uncovered("LICENSE", "the team's global_forbid covers it"),),
        notices=("2 waves",),
    )
)


def problem_of(text: str) -> ConfigurationError:
    with pytest.raises(ConfigurationError) as caught:
        parse_plan(text, "plan.yaml")
    return caught.value


def test_a_plan_written_by_hand_needs_very_little() -> None:
    plan = parse_plan(SMALLEST, "plan.yaml")
    assert plan.objectives == (Objective("O1", "Add login", 1, Scope(("src/login.py", "tests/test_login*.py"))),)
    assert (plan.request, plan.digest, plan.base_commit) == ("Add login", None, None)
    assert check_plan(plan).valid


def test_a_missing_wave_is_mended_by_arranging() -> None:
    error = problem_of(SMALLEST.replace("    wave: 1\n", ""))
    assert error.mend == "add wave, or let `cortex plan --arrange FILE` assign all of them"


def test_a_plan_to_be_arranged_may_leave_waves_out(tmp_path: Path) -> None:
    second = "  - {id: O2, title: Second, wave: 4, scope: {touch: [b]}}\n"
    (tmp_path / "plan.yaml").write_text(SMALLEST.replace("    wave: 1\n", "") + second + "waves: []\n")
    declared = read_declared(tmp_path / "plan.yaml")
    assert (declared.unplaced, [each.wave for each in declared.plan.objectives]) == ({"O1"}, [1, 4])
    assert declared.places == {"O1": "plan.yaml:4", "O2": "plan.yaml:8"}


@pytest.mark.parametrize("objectives", ["nothing", "[x]", "[{}]", "{}"])
def test_what_is_no_plan_cannot_be_arranged_either(tmp_path: Path, objectives: str) -> None:
    (tmp_path / "plan.yaml").write_text(f"schema: cortex/plan/v1\nrequest: x\nobjectives: {objectives}\n")
    with pytest.raises(ConfigurationError, match="objectives"):
        read_declared(tmp_path / "plan.yaml")


def test_json_is_accepted_where_yaml_is() -> None:
    assert parse_plan(json_text(plan_document(FULL)), "plan.json") == FULL


def test_yaml_comes_back_unchanged_and_still_has_its_digest() -> None:
    plan = parse_plan(plan_yaml(FULL), "plan.yaml")
    assert plan == FULL
    assert plan.content_digest() == FULL.digest


def test_both_forms_have_the_same_keys_in_a_stable_order() -> None:
    document = plan_document(FULL)
    assert list(document)[:7] == [
        "schema",
        "id",
        "digest",
        "request",
        "task_type",
        "base_commit",
        "objectives",
    ]
    assert document["waves"] == [{"number": 1, "objectives": ["O1"]}, {"number": 2, "objectives": ["O2"]}]
    assert plan_yaml(FULL) == plan_yaml(parse_plan(json_text(document), "plan.json"))


SHARED = seal(plan_of(objective("A", "src/a.py", "docs/**"), objective("B", "src/b.py", "x"), forbid=("docs/**/x",)))


def test_the_certificate_is_the_last_part_and_says_what_it_is() -> None:
    text = plan_yaml(SHARED)
    assert text.endswith(
        """\
# What proves the waves: for each pair of objectives that could meet, why it does not.
# Follows from the scopes; whoever changes those can remove this.
certificate:
  - wave: 1
    pairs: 1
    by_names: 1
    claims:
      - objectives: [A, B]
        because: names
        patterns: [src/a.py, src/b.py]
        segment: 2
        names: [a.py, b.py]
"""
    )
    assert list(plan_document(SHARED))[-1] == "certificate"


def test_both_forms_keep_the_certificate_and_either_may_leave_it_out() -> None:
    assert parse_plan(plan_yaml(SHARED), "p") == parse_plan(json_text(plan_document(SHARED)), "p") == SHARED
    bare = plan_yaml(SHARED).partition("# What proves the waves")[0]
    assert parse_plan(bare, "p") == replace(SHARED, certificate=None)
    assert check_plan(parse_plan(bare, "p")).valid


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("because: names", "because: luck", "certificate[0].claims[0].because"),
        ("segment: 2", "segment: two", "certificate[0].claims[0].segment"),
        ("objectives: [A, B]", "objectives: [A]", "certificate[0].claims[0].objectives"),
        ("pairs: 1", "pears: 1", "pears"),
    ],
)
def test_a_certificate_of_another_form_is_refused_with_its_line(old: str, new: str, message: str) -> None:
    error = problem_of(plan_yaml(SHARED).replace(old, new, 1))
    assert message in error.message
    assert (error.where or "").startswith("plan.yaml:")


def test_yaml_says_how_to_edit_it() -> None:
    assert "cortex plan --seal FILE" in plan_yaml(FULL).splitlines()[1]


def test_an_omitted_touch_stays_omitted() -> None:
    second = json.loads(json_text(plan_document(FULL)))["objectives"][1]
    assert second["scope"] == {"read": [], "forbid": []}


def test_an_empty_touch_key_is_refused_because_it_would_mean_everything() -> None:
    error = problem_of(SMALLEST.replace('[src/login.py, "tests/test_login*.py"]', ""))
    assert error.where == "plan.yaml:8"
    assert "objectives[0].scope.touch" in error.message


@pytest.mark.parametrize(
    ("old", "new", "where", "message"),
    [
        ("request:", "reqest: x\nrequest:", "plan.yaml:2", "reqest"),
        ("title:", "titel: x\n    title:", "plan.yaml:5", "titel"),
        ("schema: cortex/plan/v1", "schema: cortex/team/v1", "plan.yaml:1", "cortex/plan/v1"),
        ("schema: cortex/plan/v1\n", "", "plan.yaml:1", "schema"),
        ("wave: 1", "wave: first", "plan.yaml:6", "whole number"),
        ("    wave: 1\n", "", "plan.yaml:4", "wave"),
        ("Add login\nobj", "[a]\nobj", "plan.yaml:2", "request"),
        ("    title", "    id: O2\n    title", "plan.yaml:5", "id"),
        ("src/login.py", "/etc/passwd", "plan.yaml:8", "/etc/passwd"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(old: str, new: str, where: str, message: str) -> None:
    error = problem_of(SMALLEST.replace(old, new, 1))
    assert error.where == where
    assert message in error.message


@pytest.mark.parametrize("text", ["", "[]", "just text", "a: [", "schema: cortex/plan/v1\nobjectives: 3\nrequest: x\n"])
def test_what_is_no_plan_at_all_is_refused(text: str) -> None:
    assert problem_of(text).message


def test_a_bad_global_pattern_is_told_with_its_line() -> None:
    error = problem_of(SMALLEST + "global_forbid:\n  - LICENSE\n  - ../secret\n")
    assert error.where == "plan.yaml:11"
    assert "../secret" in error.message


def test_waves_in_the_file_may_agree_or_be_left_out() -> None:
    assert load_plan(SMALLEST, "p").problems == ()
    assert load_plan(SMALLEST + "waves: [{number: 1, objectives: [O1]}]\n", "p").problems == ()


def test_waves_that_disagree_with_the_objectives_are_a_problem() -> None:
    found = load_plan(SMALLEST + "waves:\n  - {number: 2, objectives: [O1]}\n", "plan.yaml")
    assert [(problem.kind, problem.where) for problem in found.problems] == [("stale_waves", "plan.yaml:9")]
    assert not check_plan(found.plan, found=found.problems).valid


def test_waves_of_a_wrong_form_are_refused() -> None:
    assert problem_of(SMALLEST + "waves: [{number: 1, objectives: [O1], extra: 1}]\n").where == "plan.yaml:9"


def test_a_file_is_read_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(plan_yaml(FULL), encoding="utf-8")
    assert read_plan(path) == FULL
    assert read_plan_file(path).problems == ()
    with pytest.raises(ConfigurationError):
        read_plan(tmp_path / "none.yaml")


def test_sealing_is_stable_and_says_what_was_sealed() -> None:
    assert seal(FULL) == FULL
    assert seal(replace(FULL, request="other")).id != FULL.id
    assert load_plan(SMALLEST, "p").problems == tuple[Problem, ...]()


lines = plan_yaml(FULL).splitlines()
scraps = st.sampled_from(
    [*lines, "", "  - x", "    wave: 9", "      touch: [/]", "waves: 1", "id: [", "\t", "? a", "- &a b"]
)


@unhurried
@given(st.lists(st.tuples(st.integers(0, len(lines)), st.integers(0, 2), scraps), min_size=1, max_size=4))
def test_a_damaged_plan_is_refused_with_a_place_or_checked(damage: list[tuple[int, int, str]]) -> None:
    text = list(lines)
    for at, removed, scrap in damage:
        text[at : at + removed] = [scrap]
    try:
        found = load_plan("\n".join(text), "plan.yaml")
    except ConfigurationError as error:
        assert error.where
        assert error.where.startswith("plan.yaml")
        return
    assert isinstance(check_plan(found.plan, found=found.problems).valid, bool)


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
some = st.lists(texts, max_size=2).map(tuple)
patterns = st.lists(st.sampled_from(["a/**", "b/*.py", "c\\[1\\].py", "**/[xy].md", "d/", "no"]), max_size=3).map(tuple)
seconds = st.none() | st.floats(0, 1e9)
objectives = st.builds(
    Objective,
    id=texts,
    title=texts,
    wave=st.integers(-1, 4),
    scope=st.builds(Scope, touch=st.none() | patterns, read=patterns, forbid=patterns),
    depends_on=some,
    worker=st.none() | texts,
    task_type=st.none() | st.sampled_from(TaskType),
    complexity=st.sampled_from(Complexity),
    contracts=some,
    context=some,
    constraints=some,
    acceptance=some,
    deliverables=some,
    must_change=st.booleans(),
    timeout=seconds,
    estimate=seconds,
    reason=st.none() | texts,
)
plans = st.builds(
    Plan,
    request=texts,
    objectives=st.lists(objectives, max_size=3).map(tuple),
    base_commit=st.none() | texts,
    task_type=st.none() | st.sampled_from(TaskType),
    global_forbid=patterns,
    fold_case=st.booleans(),
    contracts=st.lists(
        st.builds(Contract, texts, st.sampled_from(ContractKind), texts, some, texts, st.none() | texts),
        max_size=2,
    ).map(tuple),
    advice=st.none() | st.builds(Advice, texts, st.floats(0, 1e6), st.floats(0, 1e6), texts),
    uncovered=st.lists(st.builds(Uncovered, texts, texts), max_size=2).map(tuple),
    notices=some,
    analysis=st.none() | texts,
    id=st.none() | texts,
    digest=st.none() | texts,
)


@unhurried
@given(plans)
def test_every_plan_survives_both_forms(plan: Plan) -> None:
    assert load_plan(plan_yaml(plan), "plan.yaml").plan == plan
    assert load_plan(plan_yaml(plan), "plan.yaml").problems == ()
    assert parse_plan(json_text(plan_document(plan)).encode(), "plan.json") == plan
