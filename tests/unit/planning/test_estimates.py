"""How long work probably takes, by its size and by who does it."""

from __future__ import annotations

from cortex_cli.model.task_type import Complexity, TaskType
from cortex_cli.model.team import PythonWorker, ReplayWorker, ShellWorker
from cortex_cli.planning.estimates import complexity, estimate, is_mechanical, sweep_estimate


def test_more_files_new_places_and_bytes_take_longer() -> None:
    least = estimate(TaskType.BUG, 1, 0)
    assert least < estimate(TaskType.BUG, 2, 0) < estimate(TaskType.BUG, 2, 1) < estimate(TaskType.BUG, 2, 1, 9000)


def test_many_patterns_for_new_files_are_mostly_alternatives() -> None:
    assert estimate(TaskType.FEATURE, 1, 3) == estimate(TaskType.FEATURE, 1, 30)


def test_complexity_follows_the_number_of_places() -> None:
    assert [complexity(number) for number in (1, 2, 3, 8, 9)] == [
        Complexity.LOW, Complexity.LOW, Complexity.MEDIUM, Complexity.MEDIUM, Complexity.HIGH,
    ]  # fmt: skip


def test_only_a_program_that_is_given_file_names_is_mechanical() -> None:
    assert is_mechanical(ShellWorker(id="ruff", command=("ruff", "--fix", "{files}")))
    assert is_mechanical(ReplayWorker(id="r", recording="x"))
    assert not is_mechanical(ShellWorker(id="agent", command=("claude", "-p")))
    assert not is_mechanical(PythonWorker(id="p", function="m:f"))


def test_mechanical_work_is_a_matter_of_seconds() -> None:
    assert sweep_estimate(10) < estimate(TaskType.DOCS, 1, 0)
