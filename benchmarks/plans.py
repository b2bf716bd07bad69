"""What large plans cost to read, prove and print: `python -m benchmarks.plans`.

Plans of several sizes take turns, so that whatever else the machine does meets all of them alike; of each the best
counts. Processor time is compared, which other work on the machine does not stretch; on an idle one it equals the
clock. The last column compares the cost of one objective with what it costs in the smallest plan of that kind.
"""

from __future__ import annotations

import argparse
import io
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.startup import processor_seconds
from cortex_cli.cli.console import Face
from cortex_cli.cli.tables import print_plan
from cortex_cli.model.plan import Objective, Plan
from cortex_cli.model.scope import Scope
from cortex_cli.model.task_type import TaskType
from cortex_cli.planning.checking.plan import check_plan
from cortex_cli.planning.plan_files.document import plan_yaml
from cortex_cli.planning.plan_files.reader import read_plan_file
from cortex_cli.planning.plan_files.seal import seal
from cortex_cli.reporting.plan_report import plan_markdown
from tests.kit.repositories import make_repository

CORTEX = str(Path(sys.executable).with_name("cortex"))
SIZES = (10, 100, 1_000, 3_000)
COMMAND = "cortex plan --check"


@dataclass(frozen=True)
class Kind:
    """Plans that differ in size alone: `per_wave` objectives run at once, None is all of them."""

    name: str
    per_wave: int | None
    directory: Callable[[int], str]


KINDS = (
    Kind("a directory each, waves of 50", 50, lambda number: f"src/part{number:04}"),
    Kind("a directory each, one wave", None, lambda number: f"src/part{number:04}"),
    Kind("one directory, waves of 50", 50, lambda number: "src/shared"),
    Kind("one directory, one wave", None, lambda number: "src/shared"),
)


def plan_of(kind: Kind, size: int) -> Plan:
    """A sealed plan like those that Cortex makes: files by name, new files by a pattern, evidence, acceptance."""
    return seal(
        Plan(
            request="Add JWT authentication with secure token handling",
            objectives=tuple(objective_of(kind, number) for number in range(size)),
            base_commit="a" * 40,
            task_type=TaskType.FEATURE,
            global_forbid=("LICENSE",),
        )
    )


def objective_of(kind: Kind, number: int) -> Objective:
    wave, place = 1 + number // kind.per_wave if kind.per_wave else 1, kind.directory(number)
    name = f"module{number:04}"
    return Objective(
        id=f"O{number + 1}",
        title=f"{place}: add JWT authentication with secure token handling",
        wave=wave,
        scope=Scope(
            touch=(f"{place}/{name}.py", f"tests/test_{name}.py", f"{place}/{name}_*.py"),
            read=("src/base.py",),
        ),
        depends_on=(f"O{number + 1 - (kind.per_wave or 0)}",) if wave > 1 else (),
        task_type=TaskType.FEATURE,
        context=(f"{place}/{name}.py: contains `token`",),
        acceptance=("Gate tests passes: pytest -q",),
        deliverables=(f"new files in {place}/{name}_*.py, where the request needs them",),
        estimate=165.0,
        reason="these files import each other or change together",
    )


def paths_of(plan: Plan) -> list[str]:
    """The files of the repository that the plan was made for."""
    return sorted(pattern for each in plan.objectives for pattern in each.scope.touch or () if "*" not in pattern)


def screen(plan: Plan) -> str:
    """What `cortex plan` prints."""
    text = io.StringIO()
    print_plan(Face(stdout=text, stderr=text, environ={}), plan)
    return text.getvalue()


@dataclass(frozen=True)
class Subject:
    """A plan file, what is in it, and the repository that it lies in."""

    kind: Kind
    size: int
    file: Path
    plan: Plan
    paths: Sequence[str]


STEPS: Mapping[str, Callable[[Subject], object]] = {
    "read": lambda subject: read_plan_file(subject.file),
    "prove": lambda subject: check_plan(subject.plan, existing=subject.paths),
    "screen": lambda subject: screen(subject.plan),
    "Markdown": lambda subject: plan_markdown(subject.plan),
    "YAML": lambda subject: plan_yaml(subject.plan),
    COMMAND: lambda subject: check(subject.file),
}


def check(file: Path) -> None:
    """The command as a process of its own; RuntimeError with what it said where the plan does not hold."""
    done = subprocess.run(
        [CORTEX, "plan", "--check", file.name], cwd=file.parent, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise RuntimeError(f"{file}: {done.stdout}{done.stderr}")


@contextmanager
def subjects(sizes: Sequence[int], kinds: Sequence[Kind] = KINDS) -> Iterator[list[Subject]]:
    """The plans to measure, in a temporary repository with a file for every plain name in them."""
    with tempfile.TemporaryDirectory(prefix="cortex-plans-") as temporary:
        made = []
        for number, kind in enumerate(kinds):
            paths = paths_of(plan_of(kind, max(sizes)))
            root = make_repository(Path(temporary).resolve() / str(number), dict.fromkeys(paths, ""))
            for size in sizes:
                plan = plan_of(kind, size)
                file = root / f"plan{size}.yaml"
                file.write_text(plan_yaml(plan), encoding="utf-8")
                made.append(Subject(kind, size, file, plan, paths))
        yield made


def measure(chosen: Sequence[Subject], rounds: int) -> dict[tuple[str, int], dict[str, float]]:
    """The best processor seconds of each step, by kind and size."""
    best: dict[tuple[str, int], dict[str, float]] = {}
    for _ in range(rounds):
        for subject in chosen:
            costs = best.setdefault((subject.kind.name, subject.size), {})
            for name, step in STEPS.items():
                used = spent()
                step(subject)
                costs[name] = min(spent() - used, costs.get(name, float("inf")))
    return best


def spent() -> float:
    """Processor seconds of this process and of all that it has waited for."""
    return time.process_time() + processor_seconds()


def table(best: Mapping[tuple[str, int], Mapping[str, float]]) -> str:
    """The seconds as a Markdown table; the steps happen in one process, the command in one of its own."""
    lines = [
        f"| plan | objectives | {' ms | '.join(STEPS)} ms | steps for one objective |",
        f"|---|---:|{'---:|' * len(STEPS)}---:|",
    ]
    smallest: dict[str, float] = {}
    for (kind, size), costs in best.items():
        each = sum(seconds for name, seconds in costs.items() if name != COMMAND) / size
        ratio = each / smallest.setdefault(kind, each)
        times = " | ".join(f"{seconds * 1000:,.1f}" for seconds in costs.values())
        lines.append(f"| {kind} | {size:,} | {times} | {each * 1000:.2f} ms, {ratio:.2f} x |")
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure what large plans cost.")
    parser.add_argument("--rounds", type=int, default=5, help="how often each is measured (default: 5)")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="objectives (default: %(default)s)")
    chosen = parser.parse_args()
    with subjects(chosen.sizes) as made:
        best = measure(made, chosen.rounds)
    sys.stdout.write(
        f"Python {sys.version.split()[0]}, best of {chosen.rounds} rounds, processor time\n\n{table(best)}"
    )


if __name__ == "__main__":
    main()
