from __future__ import annotations

import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from cortex_cli.model.analysis import (
    Analysis,
    Approach,
    Candidate,
    CoordinationAction,
    CoordinationKind,
    CoordinationPoint,
    Creation,
    Group,
    Role,
)
from cortex_cli.model.plan import Objective, Plan
from cortex_cli.model.schedule import Bound
from cortex_cli.model.task_type import TaskType
from cortex_cli.model.team import Gate, Team
from cortex_cli.planning.checking.plan import check_plan
from cortex_cli.planning.plan_files.document import plan_yaml
from cortex_cli.planning.planner import NOTHING_FOUND, make_plan
from cortex_cli.planning.waves.scheduling import seconds_of
from tests.unit.planning.builders import analysis_of, group, resource, team_of, unhurried, worker

TREE = (
    "README.md",
    "app/[id]/page.py",
    "pyproject.toml",
    "taskapi/app.py",
    "taskapi/auth/__init__.py",
    "taskapi/auth/tokens.py",
    "taskapi/models.py",
    "taskapi/routes.py",
    "tests/test_auth.py",
    "tests/test_routes.py",
)
TEAM = team_of(worker("dev", at_once=3), parallel=4)
AUTH = group("taskapi/auth", "taskapi/auth/tokens.py", "tests/test_auth.py", new=("taskapi/auth/*.py",))
ROUTES = group("taskapi", "taskapi/routes.py", "tests/test_routes.py", needs=("taskapi/auth",))
APP = group("app", "taskapi/app.py", needs=("taskapi/auth",))
DOCS = group("docs", "README.md", role=Role.DOCS)


def point(
    action: CoordinationAction,
    path: str,
    *files: str,
    symbol: str | None = None,
    kind: CoordinationKind = CoordinationKind.REGISTRY,
    signature: str | None = None,
) -> CoordinationPoint:
    return CoordinationPoint(kind, path, symbol, files, f"{path} is shared", action, signature)


def plan(analysis: Analysis, team: Team = TEAM, *, solo: bool = False) -> Plan:
    return make_plan(analysis, team, TREE, solo=solo)


def by_file(found: Plan, path: str) -> Objective:
    """The one objective that may write `path`."""
    (only,) = [each for each in found.objectives if each.scope.with_forbid(found.global_forbid).matches(path)]
    return only


def test_each_group_becomes_an_objective_after_what_it_needs() -> None:
    found = plan(analysis_of(ROUTES, AUTH, DOCS, APP))
    auth, docs, routes = (
        by_file(found, "taskapi/auth/tokens.py"),
        by_file(found, "README.md"),
        found.objectives[2],
    )
    assert [(each.id, each.wave) for each in found.objectives] == [("O1", 1), ("O2", 1), ("O3", 2), ("O4", 2)]
    assert auth.scope.touch == ("taskapi/auth/tokens.py", "tests/test_auth.py", "taskapi/auth/*.py")
    assert routes.depends_on == (auth.id,)
    assert routes.scope.read == ("taskapi/auth/tokens.py", "tests/test_auth.py")
    assert (docs.task_type, auth.task_type) == (TaskType.DOCS, TaskType.FEATURE)
    assert [each.title for each in found.objectives] == [
        "taskapi/auth: add JWT authentication with secure token handling",
        "docs: document JWT authentication with secure token handling",
        "taskapi: add JWT authentication with secure token handling",
        "app: add JWT authentication with secure token handling",
    ]


def test_the_plan_is_sealed_and_says_what_it_came_from() -> None:
    found = plan(analysis_of(AUTH))
    assert (found.digest, found.analysis) == (found.content_digest(), "analysis-1")
    assert found.id is not None
    assert found.base_commit == "a" * 40


def test_names_with_special_characters_mean_themselves() -> None:
    found = plan(analysis_of(group("pages", "app/[id]/page.py")))
    assert found.objectives[0].scope.touch == ("app/\\[id\\]/page.py",)


def test_a_file_of_two_groups_goes_to_the_first() -> None:
    found = plan(analysis_of(group("a", "taskapi/app.py"), group("b", "taskapi/app.py", "taskapi/models.py")))
    assert by_file(found, "taskapi/app.py").scope.touch == ("taskapi/app.py",)
    assert len({each.wave for each in found.objectives}) == 1


def test_candidates_in_no_group_go_to_the_nearest_objective() -> None:
    candidates = tuple(
        Candidate(path, score, ("named",), Role.SOURCE)
        for path, score in [("taskapi/auth/__init__.py", 0.5), ("taskapi/models.py", 0.49)]
    )
    found = plan(analysis_of(DOCS, AUTH, candidates=candidates))
    assert by_file(found, "taskapi/auth/__init__.py") == by_file(found, "taskapi/auth/tokens.py")
    assert not any("taskapi/models.py" in (each.scope.touch or ()) for each in found.objectives)


def test_candidates_without_any_group_still_make_a_plan() -> None:
    candidate = Candidate("taskapi/app.py", 0.9, ("named",), Role.SOURCE)
    creation = Creation("taskapi/tokens*.py", ("convention",), Role.SOURCE)
    found = plan(analysis_of(candidates=(candidate,), creations=(creation,)))
    assert [each.scope.touch for each in found.objectives] == [("taskapi/app.py", "taskapi/tokens*.py")]


def test_what_may_not_be_written_is_left_out_with_the_reason() -> None:
    odd = Candidate("caf\udce9.py", 0.9, (), Role.SOURCE)
    gone = Candidate("submodule", 0.9, (), Role.SOURCE)
    named = tuple(Candidate(path, 0.9, (), Role.SOURCE) for path in (*AUTH.files, "pyproject.toml"))
    team = replace(TEAM, global_forbid=("pyproject.toml", "tests/**"))
    analysis = analysis_of(AUTH, group("packaging", "pyproject.toml"), candidates=(*named, odd, gone))
    found = make_plan(analysis, team, (*TREE, "caf\udce9.py"))
    assert {each.path: each.reason for each in found.uncovered} == {
        "tests/test_auth.py": "the team's global_forbid covers it",
        "pyproject.toml": "the team's global_forbid covers it",
        "caf\\udce9.py": "no scope can say its name",
        "submodule": "it is not a regular file of the base commit",
    }
    assert [each.scope.touch for each in found.objectives] == [("taskapi/auth/tokens.py", "taskapi/auth/*.py")]


def test_who_needed_a_group_that_is_gone_needs_what_that_one_needed() -> None:
    team = replace(TEAM, global_forbid=("taskapi/models.py",))
    middle = group("models", "taskapi/models.py", needs=("taskapi/auth",))
    users = [group(path, path, needs=("models",)) for path in ("taskapi/app.py", "taskapi/routes.py")]
    found = plan(analysis_of(AUTH, middle, *users), team)
    assert by_file(found, "taskapi/app.py").depends_on == (by_file(found, "taskapi/auth/tokens.py").id,)


def test_where_nothing_is_found_one_objective_may_write_everything() -> None:
    found = plan(analysis_of())
    (only,) = found.objectives
    assert (only.scope.touch, only.wave, only.worker) == (None, 1, "dev")
    assert NOTHING_FOUND in found.notices
    assert found.advice is not None
    assert found.advice.recommend == "solo"


# Coordination points


def test_contract_first_the_provider_comes_before_its_users_and_the_contract_says_what() -> None:
    shared = point(
        CoordinationAction.CONTRACT_FIRST,
        "taskapi/models.py",
        "taskapi/auth/tokens.py",
        "taskapi/routes.py",
        symbol="User",
        kind=CoordinationKind.SHARED_SYMBOL,
        signature="User(name: str)",
    )
    models = group("models", "taskapi/models.py", needs=("taskapi/auth",))
    found = plan(analysis_of(AUTH, replace(ROUTES, needs=()), models, points=(shared,)))
    (contract,) = found.contracts
    provider = by_file(found, "taskapi/models.py")
    users = [by_file(found, path) for path in ("taskapi/auth/tokens.py", "taskapi/routes.py")]
    assert (contract.provider, contract.consumers) == (provider.id, tuple(each.id for each in users))
    assert (contract.symbol, contract.signature) == ("User", "User(name: str)")
    assert provider.wave == 1
    assert all(each.wave > 1 and each.contracts == (contract.id,) for each in users)
    assert any("would wait for each other" in notice for notice in found.notices)


def test_integrate_last_the_entry_point_waits_for_what_it_brings_together() -> None:
    entry = point(CoordinationAction.INTEGRATE_LAST, "taskapi/app.py", "taskapi/auth/tokens.py", "README.md")
    found = plan(analysis_of(group("entry", "taskapi/app.py"), AUTH, DOCS, points=(entry,)))
    last = by_file(found, "taskapi/app.py")
    assert (last.wave, len(last.depends_on)) == (2, 2)


def test_an_entry_point_whose_package_is_needed_earlier_gets_an_objective_of_its_own() -> None:
    entry = point(CoordinationAction.INTEGRATE_LAST, "taskapi/app.py", "taskapi/auth/tokens.py")
    core = group("taskapi", "taskapi/app.py", "taskapi/models.py")
    auth = replace(AUTH, needs=("taskapi",))
    routes = group("routes", "taskapi/routes.py", needs=("taskapi",))
    found = plan(analysis_of(core, auth, routes, points=(entry,)))
    owners = [by_file(found, path) for path in ("taskapi/models.py", "taskapi/auth/tokens.py", "taskapi/app.py")]
    assert [each.wave for each in owners] == [1, 2, 3]
    assert owners[2].scope.touch == ("taskapi/app.py",)
    assert owners[2].title.startswith("taskapi/app.py: ")


def test_a_shared_file_that_is_no_candidate_still_gets_exactly_one_owner() -> None:
    own = point(CoordinationAction.OWN, "pyproject.toml", "taskapi/routes.py", "tests/test_routes.py", "README.md")
    found = plan(analysis_of(DOCS, AUTH, replace(ROUTES, needs=()), points=(own,)))
    assert by_file(found, "pyproject.toml") == by_file(found, "taskapi/routes.py")
    reader = by_file(found, "README.md")
    assert "pyproject.toml" in reader.scope.read
    assert any("pyproject.toml belongs to" in line for line in reader.constraints)


def test_a_shared_file_that_is_forbidden_gets_none() -> None:
    own = point(CoordinationAction.OWN, "pyproject.toml", "taskapi/routes.py", "README.md")
    found = plan(analysis_of(DOCS, AUTH, ROUTES, points=(own,)), replace(TEAM, global_forbid=("pyproject.toml",)))
    assert not any("pyproject.toml" in (each.scope.touch or ()) for each in found.objectives)


def test_files_that_always_change_together_are_worked_on_one_after_another() -> None:
    together = point(
        CoordinationAction.SERIALISE, "taskapi/models.py", "taskapi/app.py", kind=CoordinationKind.CO_CHANGE
    )
    documented = group("b", "taskapi/app.py", role=Role.DOCS)
    found = plan(analysis_of(group("a", "taskapi/models.py"), documented, points=(together,)))
    assert by_file(found, "taskapi/app.py").depends_on == (by_file(found, "taskapi/models.py").id,)


# Waves


def test_two_groups_that_would_only_wait_for_each_other_are_one_objective_and_the_plan_says_so() -> None:
    found = plan(analysis_of(ROUTES, AUTH, DOCS))
    assert by_file(found, "taskapi/routes.py") == by_file(found, "taskapi/auth/tokens.py")
    assert found.notices == ("merged taskapi/auth and taskapi into O1: each would only wait for the other",)
    assert [len(wave.objectives) for wave in found.waves] == [2]


def test_the_schedule_is_that_of_the_objectives_as_they_are_staffed_and_timed() -> None:
    found = plan(analysis_of(ROUTES, AUTH, DOCS, APP))
    assert found.schedule is not None
    assert (found.schedule.waves, found.schedule.profile) == (2, (2, 2))
    assert found.schedule.seconds == seconds_of(found.objectives)
    assert (found.schedule.bound_by, found.schedule.optimal, found.schedule.fastest) == (("O1", "O3"), True, True)


def test_who_may_write_a_path_of_a_resource_uses_it_and_takes_turns() -> None:
    team = replace(TEAM, resources=(resource("database", "taskapi/models.py", "taskapi/app.py"),))
    groups = (group("models", "taskapi/models.py"), group("app", "taskapi/app.py"), DOCS)
    found = plan(analysis_of(*groups), team)
    assert [each.resources for each in found.objectives if each.task_type is not TaskType.DOCS] == [("database",)] * 2
    assert len(found.waves) == 2
    assert found.schedule is not None
    assert (found.schedule.bound, found.schedule.share) == (Bound.RESOURCE, "database")
    assert any("database is in use there" in notice for notice in found.notices)


# New files


def test_a_pattern_for_new_files_leaves_the_files_of_others_alone() -> None:
    found = plan(analysis_of(group("a", "tests/test_auth.py", new=("tests/test_*.py",)), replace(ROUTES, needs=())))
    first = by_file(found, "tests/test_auth.py")
    assert first.scope.forbid == ("tests/test_routes.py",)
    assert by_file(found, "tests/test_new.py") == first
    assert {each.wave for each in found.objectives} == {1}


def test_equal_patterns_for_new_files_go_to_the_one_with_more_files_there() -> None:
    new = ("tests/test_*.py",)
    one, other = (
        group("a", "taskapi/app.py", new=new),
        group("b", "tests/test_auth.py", "taskapi/models.py", new=new),
    )
    found = plan(analysis_of(one, other))
    assert by_file(found, "tests/test_new.py") == by_file(found, "tests/test_auth.py")
    assert {each.wave for each in found.objectives} == {1}


def test_the_narrower_of_two_patterns_wins() -> None:
    wide = group("a", "taskapi/app.py", new=("taskapi/**/*.py",))
    narrow = group("b", "README.md", new=("taskapi/auth/*.py",))
    found = plan(analysis_of(wide, narrow))
    assert by_file(found, "taskapi/auth/new.py") == by_file(found, "README.md")
    assert by_file(found, "taskapi/new.py") == by_file(found, "taskapi/app.py")


def test_drafts_with_nothing_but_the_same_pattern_run_one_after_another() -> None:
    new = ("migrations/*.sql",)
    found = plan(analysis_of(group("a", new=new), group("b", new=new)))
    assert [each.wave for each in found.objectives] == [1, 2]
    assert any("it meets" in notice for notice in found.notices)


# Workers, texts, advice


def test_workers_are_chosen_by_what_they_can_and_balanced_by_load() -> None:
    team = team_of(worker("writer", "docs"), worker("one"), worker("two"))
    found = plan(analysis_of(AUTH, DOCS, group("models", "taskapi/models.py")), team)
    assert by_file(found, "README.md").worker == "writer"
    assert {by_file(found, path).worker for path in ("taskapi/models.py", "taskapi/auth/tokens.py")} == {
        "one",
        "two",
    }


def test_without_enabled_workers_nobody_is_named_and_nothing_bounds_the_waves() -> None:
    groups = [group(path, path) for path in TREE]
    found = plan(analysis_of(*groups), team_of(worker("off", enabled=False), parallel=2))
    assert {(each.worker, each.wave) for each in found.objectives} == {(None, 1)}


def test_work_that_nobody_does_is_given_to_nobody_with_a_notice() -> None:
    found = plan(analysis_of(AUTH), team_of(worker("writer", "docs")))
    assert found.objectives[0].worker is None
    assert any("no enabled worker does FEATURE work" in notice for notice in found.notices)


def test_the_team_bounds_the_width_of_a_wave() -> None:
    found = plan(analysis_of(*(group(path, path) for path in TREE[:6])), team_of(worker("dev", at_once=2)))
    assert [len(wave.objectives) for wave in found.waves] == [2, 2, 2]
    assert found.schedule is not None
    assert (found.schedule.bound, found.schedule.at_once, found.schedule.optimal) == (Bound.CAPACITY, 2, True)


def test_an_objective_tells_its_worker_evidence_and_gates() -> None:
    gates = (Gate(id="tests", command=("pytest", "-q", "a b")),)
    found = plan(analysis_of(AUTH), replace(TEAM, gates=gates))
    (only,) = found.objectives
    assert only.context[0] == "taskapi/auth/tokens.py: taskapi/auth/tokens.py is named"
    assert only.acceptance == ("Gate tests passes: pytest -q 'a b'",)
    assert "new files in taskapi/auth/*.py, where the request needs them" in only.deliverables


def test_a_request_of_100_kilobytes_is_kept_once() -> None:
    request = "Add x. " * 15_000
    found = plan(analysis_of(AUTH, ROUTES, request=request))
    assert found.request == request
    assert len(plan_yaml(found)) < len(request) + 10_000
    assert found.objectives[0].title == "taskapi/auth, taskapi: add x"


def test_larger_files_take_longer_where_sizes_are_known() -> None:
    small = make_plan(analysis_of(AUTH), TEAM, TREE)
    large = make_plan(analysis_of(AUTH), TEAM, TREE, sizes={"taskapi/auth/tokens.py": 100_000})
    assert (large.objectives[0].estimate or 0) == (small.objectives[0].estimate or 0) + 200


def test_many_independent_objectives_are_worth_it_and_one_is_not() -> None:
    large = dict.fromkeys(TREE, 200_000)
    wide = make_plan(analysis_of(*(group(path, path) for path in TREE[:3])), TEAM, TREE, sizes=large)
    assert wide.advice is not None
    assert (wide.advice.recommend, wide.advice.serial_seconds > 2 * wide.advice.parallel_seconds) == (
        "parallel",
        True,
    )
    alone = plan(analysis_of(AUTH))
    assert alone.advice is not None
    assert alone.advice.recommend == "solo"


def test_a_chain_is_not_worth_several_workers_and_the_reason_says_so() -> None:
    found = plan(analysis_of(AUTH, group("docs", "README.md", role=Role.DOCS, needs=("taskapi/auth",))))
    assert found.advice is not None
    assert found.advice.recommend == "solo"
    assert found.advice.reason == "each objective waits for the one before it, O1 -> O2: use one worker"


def test_the_analysis_may_advise_one_worker_with_its_own_reason() -> None:
    found = plan(analysis_of(AUTH, DOCS, approach=Approach.SOLO))
    assert found.advice is not None
    assert (found.advice.recommend, found.advice.reason) == ("solo", "groups import little of each other")


def test_solo_puts_everything_into_one_objective() -> None:
    found = plan(analysis_of(AUTH, ROUTES, DOCS), solo=True)
    (only,) = found.objectives
    assert set(only.scope.touch or ()) >= {*AUTH.files, *ROUTES.files, *DOCS.files, "taskapi/auth/*.py"}
    assert (only.wave, only.title) == (1, "Add JWT authentication with secure token handling")


def test_more_files_than_one_scope_can_name_become_several_objectives() -> None:
    tree = tuple(f"pkg/{n:05}.{'py' if n % 2 else 'txt'}" for n in range(3_000))
    large = group("pkg", *(path for path in tree if path[8] in "05"), needs=("docs",))
    user = group("user", "README.md", needs=("pkg",), role=Role.DOCS)
    found = make_plan(analysis_of(large, user, candidates=()), team_of(), (*tree, "README.md"))
    assert max(len(each.scope.touch or ()) for each in found.objectives) <= 1_000
    last = by_file(found, "README.md")
    assert len(last.depends_on) == len(found.objectives) - 1


# All analyses


@st.composite
def analyses(draw: st.DrawFn) -> Analysis:
    paths = st.sampled_from([*TREE, "gone.py", "LICENSE"])
    patterns = st.sampled_from(["taskapi/*.py", "taskapi/**", "tests/test_*.py", "tests/", "docs/*.md", "LICENSE"])
    names = [f"g{n}" for n in range(draw(st.integers(0, 4)))]
    groups = [
        Group(
            name,
            tuple(draw(st.lists(paths, max_size=3))),
            tuple(draw(st.lists(patterns, max_size=2))),
            tuple(draw(st.lists(st.sampled_from([*names, "missing"]), max_size=2))),
            draw(st.sampled_from(Role)),
            "because",
        )
        for name in names
    ]
    points = draw(
        st.lists(
            st.builds(
                CoordinationPoint,
                st.sampled_from(CoordinationKind),
                paths,
                st.none() | st.just("f"),
                st.lists(paths, max_size=3).map(tuple),
                st.just("shared"),
                st.sampled_from(CoordinationAction),
            ),
            max_size=4,
        )
    )
    candidates = draw(
        st.lists(
            st.builds(Candidate, paths, st.sampled_from([0.2, 0.5, 0.9]), st.just(("e",)), st.sampled_from(Role)),
            max_size=5,
            unique_by=lambda candidate: candidate.path,
        )
    )
    return analysis_of(*groups, points=tuple(points), candidates=tuple(candidates))


teams = st.sampled_from(
    [
        team_of(),
        team_of(forbid=("LICENSE", "tests/**")),
        team_of(worker("a"), worker("b", "docs"), parallel=2),
        team_of(worker("a", "test", at_once=2), worker("b", "python", at_once=2), forbid=("LICENSE",)),
    ]
)


@unhurried
@given(analyses(), teams, st.booleans(), st.integers(0, 9))
def test_every_plan_holds_covers_its_candidates_and_is_always_the_same(
    analysis: Analysis, team: Team, solo: bool, seed: int
) -> None:
    tree = (*TREE, "LICENSE")
    found = make_plan(analysis, team, tree, solo=solo)
    assert check_plan(found, existing=tree, team=team).valid
    shuffled = random.Random(seed).sample(tree, len(tree))
    assert plan_yaml(make_plan(analysis, team, shuffled, solo=solo)) == plan_yaml(found)
    excused = {each.path for each in found.uncovered}
    for candidate in analysis.candidates:
        if candidate.probability >= analysis.threshold:
            assert candidate.path in excused or by_some(found, candidate.path)
    for objective in found.objectives:
        assert objective.scope.touch != ()
        assert not set(objective.scope.read) & set(objective.scope.touch or ())


def by_some(found: Plan, path: str) -> bool:
    return any(each.scope.with_forbid(found.global_forbid).matches(path) for each in found.objectives)


def test_the_same_bytes_whatever_the_hash_seed() -> None:
    program = (
        "from tests.unit.planning.test_planner import *\n"
        "shared = point(CoordinationAction.OWN, 'pyproject.toml', *TREE)\n"
        "print(plan_yaml(plan(analysis_of(ROUTES, AUTH, DOCS, points=(shared,)))))"
    )
    root = Path(__file__).parents[3]
    runs = [
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=root,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(root)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]
    assert b"schema: cortex/plan/v1" in runs[0]
