"""What starting the command costs, beside what starting Python costs: `python -m benchmarks.startup`.

The commands take turns, so that whatever else the machine does meets all of them alike; of each the best counts.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cortex_cli.dispatch.workspace import write_scope_file
from cortex_cli.model.scope import Scope
from tests.kit.repositories import make_repository

CORTEX = str(Path(sys.executable).with_name("cortex"))
PYTHON = "python -c pass"
VERSION = "cortex --version"
CHECK = "cortex check FILE"
SCOPE = "cortex scope overlap A B"
HELP = "cortex --help"
PLAN = "cortex plan REQUEST"
COMMANDS: Mapping[str, tuple[str, ...]] = {
    PYTHON: (sys.executable, "-c", "pass"),
    VERSION: (CORTEX, "--version"),
    CHECK: (CORTEX, "check", "src/shop/prices.py"),
    SCOPE: (CORTEX, "scope", "overlap", "src/**/*.py", "tests/**"),
    HELP: (CORTEX, "--help"),
    PLAN: (CORTEX, "plan", "let prices take a discount"),
}
FILES = {
    "README.md": "# A shop\n",
    "src/shop/__init__.py": "",
    "src/shop/prices.py": "def price(item):\n    return item.net * 1.19\n",
    "src/shop/cart.py": "from shop.prices import price\n\n\ndef total(items):\n    return sum(map(price, items))\n",
    "tests/test_prices.py": "from shop.prices import price\n",
}


@dataclass(frozen=True)
class Cost:
    """The best of all rounds: seconds on the clock, and seconds of processor time (user and system)."""

    wall: float
    processor: float


@dataclass(frozen=True)
class Place:
    """A small repository, and what a worker's commands see in it."""

    root: Path
    environment: Mapping[str, str]


@contextmanager
def worker_place() -> Iterator[Place]:
    """A temporary repository in which a worker has the scope `src/**`."""
    with tempfile.TemporaryDirectory(prefix="cortex-startup-") as temporary:
        top = Path(temporary).resolve()
        root = make_repository(top / "repository", FILES)
        write_scope_file(top / "scope.json", "O1", Scope(touch=("src/**",)), root=root, fold_case=False)
        yield Place(root, worker_environment(top))


def worker_environment(top: Path) -> dict[str, str]:
    """A worker's, with a cache of bytecode that is sure to be written: compiling is not what is measured."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return {
        **environment,
        "CORTEX_SCOPE_FILE": str(top / "scope.json"),
        "PYTHONPYCACHEPREFIX": str(top / "bytecode"),
        "XDG_STATE_HOME": str(top / "state"),
    }


def measure(place: Place, names: tuple[str, ...], rounds: int) -> dict[str, Cost]:
    """What each of the named commands costs at best; RuntimeError with what it said when one fails."""
    for name in names:
        run_once(place, name)
    costs: dict[str, list[Cost]] = {name: [] for name in names}
    for _ in range(rounds):
        for name in names:
            costs[name].append(run_once(place, name))
    return {
        name: Cost(min(cost.wall for cost in found), min(cost.processor for cost in found))
        for name, found in costs.items()
    }


def run_once(place: Place, name: str) -> Cost:
    used, started = processor_seconds(), time.perf_counter()
    done = subprocess.run(
        COMMANDS[name], cwd=place.root, env=place.environment, capture_output=True, text=True, check=False
    )
    cost = Cost(time.perf_counter() - started, processor_seconds() - used)
    if done.returncode != 0:
        raise RuntimeError(f"{name} failed: {done.stdout}{done.stderr}")
    return cost


def processor_seconds() -> float:
    """What all processes that this one has waited for have used."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def table(costs: Mapping[str, Cost]) -> str:
    """The costs as a Markdown table, with what each is of Python's own start and of `cortex --version`."""
    python, version = costs[PYTHON], costs[VERSION]
    lines = [
        "| command | wall ms | processor ms | of `python -c pass` | of `cortex --version` |",
        "|---|---:|---:|---:|---:|",
    ]
    for name, cost in costs.items():
        of_python, of_version = cost.processor / python.processor, cost.processor / version.processor
        times = f"{cost.wall * 1000:.1f} | {cost.processor * 1000:.1f}"
        lines.append(f"| `{name}` | {times} | {of_python:.2f} x | {of_version:.2f} x |")
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure what starting the command costs.")
    parser.add_argument("--rounds", type=int, default=25, help="how often each command runs (default: 25)")
    rounds = parser.parse_args().rounds
    with worker_place() as place:
        costs = measure(place, tuple(COMMANDS), rounds)
    sys.stdout.write(f"Python {sys.version.split()[0]}, best of {rounds} rounds; ratios are of processor time\n\n")
    sys.stdout.write(table(costs))


if __name__ == "__main__":
    main()
