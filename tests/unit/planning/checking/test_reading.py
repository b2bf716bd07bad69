"""What is read while another objective of the wave may write it."""

from __future__ import annotations

from collections.abc import Sequence

from cortex_cli.model.plan import Plan
from cortex_cli.model.problem import Problem
from cortex_cli.planning.checking.exclusivity import wave_conflicts
from cortex_cli.planning.checking.reading import read_warnings
from tests.unit.planning.builders import objective, plan_of


def warnings(plan: Plan, existing: Sequence[str] = ()) -> list[Problem]:
    return list(read_warnings(plan, wave_conflicts(plan), existing=existing))


def test_reading_what_another_objective_writes_at_the_same_time_is_a_warning() -> None:
    plan = plan_of(
        objective("A", "src/a.py", read=("src/b.py", "src/c.py")),
        objective("B", "src/b.py", read=("src/a.py",)),
        objective("C", "src/c.py", wave=2, read=("src/a.py",)),
    )
    assert [(each.kind, each.objective) for each in warnings(plan)] == [
        ("reads_while_written", "A"),
        ("reads_while_written", "B"),
    ]
    assert warnings(plan)[0].mend == "let A depend on B if it needs the new text"


def test_reading_what_oneself_writes_is_fine() -> None:
    assert warnings(plan_of(objective("A", "src/", read=("src/a.py",)), objective("B", "b"))) == []


def test_a_path_that_exists_is_named_first() -> None:
    plan = plan_of(objective("A", "a", read=("src/**/*.py",)), objective("B", "src/"))
    (warning,) = warnings(plan, ["src/zoo.py", "src/deep/er.py", "a"])
    assert warning.message == "wave 1: A reads src/zoo.py while B may write it"


def test_what_is_forbidden_to_the_writer_is_not_written() -> None:
    reader = objective("A", "a", read=("src/api/*",))
    assert warnings(plan_of(reader, objective("B", "src/", forbid=("src/api/",))), ["src/api/x"]) == []
    assert warnings(plan_of(reader, objective("B", "src/"), forbid=("src/api/",)), ["src/api/x"]) == []


def test_a_read_pattern_of_many_objectives_is_told_for_each_of_them() -> None:
    readers = [objective(f"R{n}", f"r{n}.py", read=("shared.py",)) for n in range(3)]
    found = warnings(plan_of(objective("W", "shared.py"), *readers))
    assert [warning.objective for warning in found] == ["R0", "R1", "R2"]
    assert all("W may write it" in warning.message for warning in found)


def test_a_reader_of_everything_gets_one_warning_however_many_write() -> None:
    writers = [objective(f"W{n}", f"{n}.py") for n in range(5)]
    (warning,) = warnings(plan_of(*writers, objective("R", "r.py", read=("**",))))
    assert warning.message == "wave 1: R reads 0.py while W0 may write it, and 4 others write what it reads"


def test_a_wave_with_a_conflict_is_left_out_until_it_is_mended() -> None:
    plan = plan_of(objective("A", "a", read=("b",)), objective("B", "b"), objective("C", "b/c"))
    assert warnings(plan) == []


def test_advice_that_takes_too_long_is_cut_off() -> None:
    hard = "/".join(["**", "[ab]*"] * 12)
    writers = [objective(f"W{n}", f"{n}/{hard}/x") for n in range(40)]
    readers = [objective(f"R{n}", f"r{n}.py", read=(f"*/{hard}/?",)) for n in range(2)]
    found = warnings(plan_of(*writers, *readers))
    assert {warning.objective for warning in found} <= {"R0", "R1"}
