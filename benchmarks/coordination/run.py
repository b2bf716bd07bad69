"""Whether the expected coordination points are found: `python -m benchmarks.coordination.run --clones FOLDER`.

`--write` puts the table into docs/benchmarks/coordination.md, `--show` prints every point of each case.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.coordination.cases import Case, read_cases
from benchmarks.coordination.page import page
from benchmarks.localization.cases import CLONES
from benchmarks.localization.clones import ENVIRONMENT, Clone, clone_of
from cortex_cli.analysis.analyzer import analyze
from cortex_cli.model.analysis import Analysis
from cortex_cli.vcs.repository import discover

PAGE = Path(__file__).parents[2] / "docs" / "benchmarks" / "coordination.md"


@dataclass(frozen=True, slots=True)
class Result:
    """`position` counts from 0 among the points of the analysis; None where the expected one is not there."""

    case: Case
    analysis: Analysis
    position: int | None


def borrow(clone: Clone, root: Path) -> Path:
    """A repository at `root` without any ref or file, that reads the objects of `clone`."""
    if not root.is_dir():
        subprocess.run(["git", "init", "-q", "-b", "main", str(root)], env=ENVIRONMENT, check=True)
        alternates = root / ".git" / "objects" / "info" / "alternates"
        alternates.write_text(f"{(clone.directory / 'objects').resolve()}\n")
    return root


def measure(cases: Sequence[Case], clones: Path, folder: Path) -> list[Result]:
    """The analysis of each case, and where in it the expected point stands."""
    results = []
    for case in cases:
        root = borrow(clone_of(clones, case.repository), folder / case.repository.replace("/", "+"))
        analysis = analyze(discover(root), case.request, commit=case.commit)
        position = case.hit(analysis.coordination_points)
        results.append(Result(case, analysis, position))
        sys.stderr.write(f"{case.id}: {'found' if position is not None else 'not found'}\n")
    return results


def points_text(result: Result) -> str:
    """Every point of an analysis, one a line with its evidence, after the groups."""
    analysis = result.analysis
    lines = [f"== {result.case.id}: {result.case.path} {result.position}"]
    lines += [f"   {analysis.strategy.approach} {analysis.strategy.speedup}: {analysis.strategy.reason}"]
    lines += [f"   group {group.name}: {', '.join(group.files[:8])}" for group in analysis.strategy.groups]
    for point in analysis.coordination_points:
        lines.append(f" - {point.kind} {point.path} {point.symbol or ''} {point.strength} -> {point.action}")
        lines += [f"      {said}" for said in point.evidence]
    return "\n".join(lines) + "\n"


def main() -> None:
    options = _options()
    cases = [case for case in read_cases() if not options.only or case.id in options.only]
    with tempfile.TemporaryDirectory(prefix="cortex-coordination-") as temporary:
        results = measure(cases, options.clones, Path(temporary).resolve())
    if options.show:
        sys.stdout.write("".join(points_text(result) for result in results))
    text = page([(each.case, each.analysis.coordination_points, each.position) for each in results])
    sys.stdout.write(text)
    if options.write:
        PAGE.write_text(text, encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure which expected coordination points are found.")
    parser.add_argument("--clones", type=Path, default=os.environ.get(CLONES), help=f"OWNER+NAME/repo each (${CLONES})")
    parser.add_argument("--only", nargs="*", help="ids of the cases to run (default: all)")
    parser.add_argument("--show", action="store_true", help="print all points of each case")
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks/coordination.md")
    options = parser.parse_args()
    if options.clones is None:
        parser.error(f"give --clones or set {CLONES}")
    if options.write and options.only:
        parser.error("--write is for all cases")
    return options


if __name__ == "__main__":
    main()
