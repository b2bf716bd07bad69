"""The table of the benchmark, as a page."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.coordination.cases import Case
from cortex_cli.model.analysis import CoordinationPoint

HEAD = """# Coordination points: what a maintainer would name

Written by `python -m benchmarks.coordination.run --write`. Each case of `benchmarks/coordination/cases.yaml` is a
request to a real repository and the place where a maintainer would say that separate work has to agree. A case is found
if the analysis has a point of an accepted kind at that path, whatever its rank; for files that change together, either
of the two counts.

The cases were written from reading the repositories before the tool was run on any of them. The analysis as it was then
found 9 of them, the first run of the families that are measured here 16. Those were then worked on with the misses in
view, so that 16 is the fairer figure for requests that nobody has looked at. CI has no such clones: there
`tests/integration/test_coordination_histories.py` runs the same on generated repositories.
"""


def page(results: Sequence[tuple[Case, Sequence[CoordinationPoint], int | None]]) -> str:
    """The page for cases with the points of their analyses, and the position of the expected one."""
    found = sum(position is not None for _, _, position in results)
    lines = [HEAD, f"**{found} of {len(results)}** found.", ""]
    lines += ["| case | repository | expected | found as | rank | strength |", "|---|---|---|---|---:|---:|"]
    for case, points, position in results:
        commit = f"`{case.repository}` at `{case.commit[:10]}`"
        if position is None:
            told = f"not found | of {len(points)} | "
        else:
            point = points[position]
            told = f"{point.kind.value} | {position + 1} of {len(points)} | {point.strength:.2f}"
        lines.append(f"| {case.id} | {commit} | `{case.path}` | {told} |")
    lines += ["", "What is asked in each case, and why the place is the one:", ""]
    lines += [f"- **{case.id}**: “{case.request}”: {case.why}." for case, _, _ in results]
    return "\n".join(lines) + "\n"
