"""What the index costs, beside `ctags -R` and `git log --name-only` in the same run: `python -m benchmarks.index`.

Processor seconds of a process and all that it starts. Commands and runs take turns, and of each the best counts.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.index_repositories import REQUESTS, Place, cloned, generated
from benchmarks.index_stages import Run, processor
from cortex_cli import __version__

PAGE = Path(__file__).parent.parent / "docs" / "benchmarks" / "index.md"
SIZES, LARGE = (1_000, 10_000), 50_000
ROUNDS = 3
MEGABYTE = 1_000_000
NO_CTAGS = "ctags is not installed: the comparison with it is left out"


@dataclass(frozen=True)
class Costs:
    """Processor seconds of the two commands (`tags` None without ctags), and three runs over the same index."""

    tags: float | None
    log: float
    cold: Run
    again: Run
    changed: Run


def measure(place: Place, rounds: int) -> Costs:
    """The best of several rounds of everything."""
    found = [_round(place) for _ in range(rounds)]
    tags = [each.tags for each in found if each.tags is not None]
    return Costs(
        tags=min(tags, default=None),
        log=min(each.log for each in found),
        cold=_best(each.cold for each in found),
        again=_best(each.again for each in found),
        changed=_best(each.changed for each in found),
    )


def _best(runs: Iterable[Run]) -> Run:
    return min(runs, key=lambda run: run.total)


def _round(place: Place) -> Costs:
    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder) / "index.db"
        tags = ["ctags", "-R", "-f", str(Path(folder) / "tags"), "."]
        return Costs(
            tags=_cost(tags, place.root) if shutil.which("ctags") else None,
            log=_cost(["git", "log", "--name-only", "--no-renames"], place.root),
            cold=_run(place, place.commit, index),
            again=_run(place, place.commit, index),
            changed=_run(place, place.changed, index),
        )


def _cost(command: Sequence[str], root: Path) -> float:
    before = processor()
    subprocess.run(command, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return processor() - before


def _run(place: Place, commit: str, index: Path) -> Run:
    stages = [sys.executable, "-m", "benchmarks.index_stages", str(place.root), commit, str(index), *REQUESTS]
    done = subprocess.run(stages, cwd=PAGE.parents[2], capture_output=True, check=True)
    return Run(**json.loads(done.stdout))


def page(measured: Sequence[tuple[Place, Costs]], rounds: int) -> str:
    """The page in Markdown."""
    return "\n".join(_lines(measured, rounds)) + "\n"


def _lines(measured: Sequence[tuple[Place, Costs]], rounds: int) -> Iterator[str]:
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    yield "# The index: what it costs"
    yield ""
    yield "Written by `python -m benchmarks.index --write`. Seconds are those of the processor, of Cortex and of every"
    times = "was measured once" if rounds == 1 else f"is the best of {rounds} rounds in which all took turns"
    yield f"git it starts, starting Python included; each {times}."
    yield ""
    yield f"Cortex {__version__}, Python {platform.python_version()}, {platform.system()} on {platform.machine()},"
    yield f"{os.cpu_count()} cores. Load over the last 1, 5 and 15 minutes at the end of the run: {load};"
    yield "work of others on the same cores makes every figure larger."
    yield ""
    yield "*Base* is `ctags -R` plus one `git log --name-only --no-renames`: without looking for renames, which partial"
    yield "clones cannot. *Again* is the same commit once more, *ten changed* the next commit, which changes ten files."
    yield "*Query* is ranking in process, the median of three requests; *MB* is the most memory that the cold run held."
    yield ""
    if any(costs.tags is None for _, costs in measured):
        yield f"On this machine {NO_CTAGS}."
        yield ""
    yield from _table(
        ("repository", "files", "ctags", "git log", "cold", "of base", "again", "ten changed", "query", "MB")
    )
    yield from (_row(place.name, *_figures(costs)) for place, costs in measured)
    yield ""
    yield from _stages("The cold run by stages", measured, lambda costs: costs.cold)
    yield ""
    yield from _stages("The run after ten changed files by stages", measured, lambda costs: costs.changed)
    yield ""
    yield "## To measure again"
    yield ""
    yield "    python -m benchmarks.index --clones FOLDER… --large --write"
    yield ""
    yield "Each folder is a clone. Without `--write` the page is only printed, without `--large` the repository of"
    yield f"{LARGE:,} files is left out."


def _figures(costs: Costs) -> Iterator[str]:
    cold = costs.cold
    yield f"{cold.files:,}"
    yield "–" if costs.tags is None else f"{costs.tags:.2f}"
    yield f"{costs.log:.2f}"
    yield f"{cold.total:.2f}"
    yield "–" if costs.tags is None else f"{cold.total / (costs.tags + costs.log):.1f}×"
    yield f"{costs.again.total:.2f}"
    yield f"{costs.changed.total:.2f}"
    yield f"{statistics.median(costs.changed.queries):.2f}"
    yield f"{cold.memory / MEGABYTE:.0f}"


def _stages(title: str, measured: Sequence[tuple[Place, Costs]], pick: Callable[[Costs], Run]) -> Iterator[str]:
    names = list(pick(measured[0][1]).stages)
    yield f"## {title}"
    yield ""
    yield from _table(("repository", *names))
    for place, costs in measured:
        yield _row(place.name, *(f"{pick(costs).stages[name]:.2f}" for name in names))


def _table(heads: Sequence[str]) -> Iterator[str]:
    yield _row(*heads)
    yield _row("---", *["---:"] * (len(heads) - 1)).replace(" ", "")


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, then write or print the page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.index", description=__doc__)
    parser.add_argument("--sizes", nargs="*", type=int, default=list(SIZES), help="files of generated repositories")
    parser.add_argument("--large", action="store_true", help=f"also one of {LARGE:,} files")
    parser.add_argument("--clones", nargs="*", type=Path, default=[], help="folders of clones to measure on")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--write", action="store_true", help=f"write {PAGE.name} instead of printing it")
    chosen = parser.parse_args(arguments)
    if shutil.which("ctags") is None:
        sys.stderr.write(f"WARNING: {NO_CTAGS}\n")
    with tempfile.TemporaryDirectory() as folder:
        places = [cloned(clone, Path(folder)) for clone in chosen.clones]
        places += [generated(size, Path(folder)) for size in [*chosen.sizes, *([LARGE] if chosen.large else [])]]
        text = page([(place, measure(place, chosen.rounds)) for place in places], chosen.rounds)
    if chosen.write:
        PAGE.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main()
