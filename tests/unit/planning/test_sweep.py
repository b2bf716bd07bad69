from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cortex_cli.model.errors import ScopeError, UsageError
from cortex_cli.model.plan import Plan
from cortex_cli.model.team import Gate, Team
from cortex_cli.planning.checking.plan import check_plan
from cortex_cli.planning.sweep import sweep_plan
from tests.unit.planning.builders import team_of, unhurried, worker

TREE = (
    "README.md",
    "setup.py",
    "src/pkg/__init__.py",
    "src/pkg/core.py",
    "src/pkg/data.json",
    "src/pkg/io/a.py",
    "src/pkg/io/b.py",
    "src/pkg/io/c.py",
    "tests/test_core.py",
    "tests/test_io.py",
)
BASE = "b" * 40
TEAM = team_of(worker("ruff", at_once=3), worker("off", enabled=False), parallel=8)


def sweep(*over: str, tree: tuple[str, ...] = TREE, team: Team = TEAM, worker: str | None = "ruff") -> Plan:
    return sweep_plan("Modernise annotations", over, tree, BASE, team, worker=worker)


def claimed(plan: Plan, tree: tuple[str, ...] = TREE) -> list[list[str]]:
    """The existing files that each objective may write."""
    scopes = [each.scope.with_forbid(plan.global_forbid) for each in plan.objectives]
    return [[path for path in tree if scope.matches(path)] for scope in scopes]


def test_files_are_divided_along_packages_as_many_as_the_worker_takes() -> None:
    plan = sweep("**/*.py")
    assert claimed(plan) == [
        ["setup.py", "src/pkg/__init__.py", "src/pkg/core.py"],
        ["src/pkg/io/a.py", "src/pkg/io/b.py", "src/pkg/io/c.py"],
        ["tests/test_core.py", "tests/test_io.py"],
    ]
    assert {(each.wave, each.worker, each.must_change) for each in plan.objectives} == {(1, "ruff", False)}
    assert check_plan(plan, existing=TREE, team=TEAM).valid
    assert plan.schedule is not None
    assert (plan.schedule.waves, plan.schedule.optimal, plan.schedule.profile) == (1, True, (3,))


def test_a_short_pattern_stands_for_a_whole_package_and_names_for_a_part() -> None:
    touches = [each.scope.touch for each in sweep("**/*.py").objectives]
    assert touches == [("setup.py", "src/pkg/*.py"), ("src/pkg/io/*.py",), ("tests/*.py",)]
    (only,) = sweep("src/pkg/io/[ab].py").objectives
    assert only.scope.touch == ("src/pkg/io/a.py", "src/pkg/io/b.py")


def test_titles_say_where() -> None:
    titles = [each.title for each in sweep("**/*.py").objectives]
    assert titles[1:] == [
        "src/pkg/io: Modernise annotations (a.py to c.py)",
        "tests: Modernise annotations (test_core.py to test_io.py)",
    ]


def test_the_team_limit_and_the_number_of_files_bound_the_parts() -> None:
    narrow = team_of(worker("ruff", at_once=3), parallel=2)
    assert len(sweep("**/*.py", team=narrow).objectives) == 2
    assert len(sweep("tests/test_io.py").objectives) == 1


def test_without_a_named_worker_the_team_decides() -> None:
    assert len(sweep("**/*.py", team=team_of(worker("a"), worker("b")), worker=None).objectives) == 2
    assert len(sweep("**/*.py", team=team_of(), worker=None).objectives) == 4


def test_a_forbidden_file_is_in_no_part() -> None:
    plan = sweep("**/*.py", team=replace(TEAM, global_forbid=("src/pkg/io/b.py", "setup.py")))
    files = [path for part in claimed(plan) for path in part]
    assert "src/pkg/io/a.py" in files
    assert not {"src/pkg/io/b.py", "setup.py"} & set(files)
    assert plan.global_forbid == ("src/pkg/io/b.py", "setup.py")


def test_gates_are_what_an_objective_has_to_pass() -> None:
    plan = sweep("setup.py", team=replace(TEAM, gates=(Gate(id="tests", command=("pytest",)),)))
    assert plan.objectives[0].acceptance == ("Gate tests passes: pytest",)


def test_files_whose_names_no_scope_can_say_are_left_out_with_a_notice() -> None:
    plan = sweep("**/*.py", tree=("a.py", "caf\udce9.py"))
    assert plan.notices == ("left out: caf\\udce9.py, because no scope can say its name",)
    assert claimed(plan, ("a.py", "caf\udce9.py")) == [["a.py"]]


def test_more_files_than_one_scope_can_name_become_more_objectives() -> None:
    tree = tuple(f"pkg/{n:05}.{'py' if n % 2 else 'txt'}" for n in range(4_000))
    plan = sweep("pkg/*[05].*", tree=tree)
    assert max(len(each.scope.touch or ()) for each in plan.objectives) <= 1_000
    assert sum(map(len, claimed(plan, tree))) == sum(path.split(".")[0][-1] in "05" for path in tree)


@pytest.mark.parametrize(
    ("over", "who", "message"),
    [
        (("*.rs",), "ruff", "no file of the base commit matches"),
        ((), "ruff", "an empty list of patterns"),
        (("**/*.py",), "rust", "no worker rust"),
        (("**/*.py",), "off", "disabled"),
    ],
)
def test_what_cannot_be_swept_is_refused(over: tuple[str, ...], who: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        sweep(*over, worker=who)


def test_a_sweep_over_forbidden_files_only_says_so() -> None:
    with pytest.raises(UsageError, match="forbidden by the team"):
        sweep("setup.py", team=replace(TEAM, global_forbid=("setup.py",)))


def test_a_sweep_for_one_worker_is_one_objective() -> None:
    plan = sweep_plan("Tidy", ["src/**/*.py"], TREE, BASE, TEAM, worker="ruff", solo=True)
    assert len(plan.objectives) == 1
    assert claimed(plan) == [[path for path in TREE if path.startswith("src/") and path.endswith(".py")]]
    assert plan.advice is not None and plan.advice.reason == "all of the work is one objective"


def test_parts_that_wait_for_their_turn_take_the_time_of_all_turns() -> None:
    tree = tuple(f"d{n}/{name}" for n in range(901) for name in ("a.py", "b.py"))
    plan = sweep_plan("Tidy", ["**/a.py"], tree, BASE, team_of(worker("one")), worker="one")
    assert plan.advice is not None
    assert (plan.advice.recommend, plan.advice.serial_seconds) == ("solo", 5.0 + 901 * 0.5 + 30.0)
    assert plan.advice.parallel_seconds > plan.advice.serial_seconds
    assert len(plan.objectives) == 2


def test_hands_that_do_no_such_work_are_not_counted() -> None:
    team = team_of(worker("writer", "docs", at_once=3), worker("ruff", "chore", at_once=2))
    assert {each.worker for each in sweep("**/*.py", worker=None, team=team).objectives} == {"ruff"}
    assert len(sweep("**/*.py", worker=None, team=team).objectives) == 2


def test_more_files_than_one_objective_can_name_are_refused_for_one_worker() -> None:
    tree = tuple(f"d{n}/{name}" for n in range(901) for name in ("a.py", "b.py"))
    with pytest.raises(UsageError, match="one scope cannot name these 901 files"):
        sweep_plan("Tidy", ["**/a.py"], tree, BASE, TEAM, worker="ruff", solo=True)


def test_a_bad_pattern_is_refused() -> None:
    with pytest.raises(ScopeError):
        sweep("/etc/*")


names = st.from_regex(r"([ab]/){0,3}[a-d]\.(py|md)", fullmatch=True)


@unhurried
@given(
    st.lists(names, min_size=1, max_size=30, unique=True),
    st.sampled_from(["**/*.py", "**", "a/**", "**/a.*"]),
    st.integers(1, 5),
)
def test_parts_are_disjoint_cover_everything_and_are_always_the_same(tree: list[str], over: str, most: int) -> None:
    team = team_of(worker("w", at_once=most), parallel=5, forbid=("b/a.py",))
    try:
        plan = sweep(over, tree=tuple(tree), team=team, worker="w")
    except UsageError:
        return
    assert check_plan(plan, existing=tree, team=team).valid
    parts = claimed(plan, tuple(tree))
    assert all(parts)
    assert len(parts) <= most
    assert plan == sweep(over, tree=tuple(reversed(tree)), team=team, worker="w")
    swept = sorted(path for part in parts for path in part)
    assert "b/a.py" not in swept
    assert len(swept) == len(set(swept))
