from __future__ import annotations

from cortex_cli.model.plan_check import Conflict
from cortex_cli.planning.checking.exclusivity import members_of, wave_conflicts, wave_problems
from cortex_cli.planning.checking.plan import check_plan
from tests.unit.planning.builders import objective, plan_of


def test_waves_come_by_number_and_their_objectives_as_the_plan_has_them() -> None:
    plan = plan_of(objective("B", "b", wave=2), objective("C", "c"), objective("A", "a", wave=2))
    assert [(number, [each.id for each in members]) for number, members in members_of(plan)] == [
        (1, ["C"]),
        (2, ["B", "A"]),
    ]


def test_derived_forbids_never_enter_but_equal_touches_conflict() -> None:
    plan = plan_of(objective("A", "src/x.py"), objective("B", "src/x.py"))
    assert wave_conflicts(plan) == (Conflict(1, ("A", "B"), "src/x.py"),)


def test_every_pair_of_every_wave_is_told() -> None:
    plan = plan_of(*(objective(f"N{n}", "x", wave=1 + n // 3) for n in range(6)))
    assert [(each.wave, each.objectives) for each in wave_conflicts(plan)] == [
        (1, ("N0", "N1")),
        (1, ("N0", "N2")),
        (1, ("N1", "N2")),
        (2, ("N3", "N4")),
        (2, ("N3", "N5")),
        (2, ("N4", "N5")),
    ]


def test_a_file_where_another_objective_needs_a_directory_is_a_conflict() -> None:
    assert len(wave_conflicts(plan_of(objective("A", "build"), objective("B", "build/out.txt")))) == 1


def test_an_undecided_pair_is_a_conflict_and_a_problem() -> None:
    plan = plan_of(objective("A", "a"), objective("B", "b"))
    (problem,) = wave_problems(plan, [Conflict(1, ("A", "B"), None)])
    assert (problem.kind, problem.objective) == ("undecided", "B")


def test_a_thousand_objectives_are_checked_whole() -> None:
    work = [
        objective(f"N{n}", f"pkg{n}/**/*.py", f"pkg{n}/README.md", read=("shared/**",), wave=1 + n % 2)
        for n in range(1_000)
    ]
    assert check_plan(plan_of(*work)).valid
    clash = plan_of(*work, objective("X", "pkg500/sub/x.py"))
    assert [each.objectives for each in check_plan(clash).conflicts] == [("N500", "X")]
