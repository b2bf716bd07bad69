"""`cortex plan --arrange`: a declared plan put into waves, in its own file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from cortex_cli.model.plan import Plan
from cortex_cli.model.plan_check import PlanCheck
from cortex_cli.pipeline.context import Project
from cortex_cli.pipeline.plan_files import name_of, prove, require_file, tracked, with_staleness, write_whole
from cortex_cli.pipeline.plan_rules import ruled
from cortex_cli.pipeline.replaced_text import keep_replaced
from cortex_cli.planning.arrange import MENDED, Arranged, arranged, can_arrange
from cortex_cli.planning.checking.findings import located
from cortex_cli.planning.checking.plan import check_plan
from cortex_cli.planning.plan_files.reader import Declared, read_declared
from cortex_cli.planning.plan_files.text import sealed_text
from cortex_cli.planning.plan_files.wave_text import placed_text


@dataclass(frozen=True)
class Arrangement:
    """The plan as it was `declared` with what was `found` of it, and what came of it.

    `check` decides: only where it is valid was the file written. `made` is None where the dependencies allow no
    waves at all. `kept` is where the text of the file is, if writing it lost some.
    """

    declared: Declared
    found: PlanCheck
    made: Arranged | None
    check: PlanCheck
    kept: Path | None = None


def arrange_file(project: Project, file: Path) -> Arrangement:
    """Arrange the plan in `file`, prove it, seal it, and write it back; a plan that does not hold is left as it is."""
    require_file(project, file)
    written = read_declared(file, name_of(project, file))
    declared = replace(written, plan=ruled(project, replace(written.plan, id=None, digest=None, certificate=None)))
    existing = tracked(project, project.repository.head())
    found = located(check_plan(declared.plan, existing=existing, team=project.team), declared.places)
    if not can_arrange(declared.plan.objectives):
        return Arrangement(declared, found, None, _for_good(found))
    made = arranged(declared.plan, project.team, existing, declared.unplaced)
    sealed, check = prove(project, made.plan)
    kept = None
    if check.valid:
        made = replace(made, plan=sealed)
        text = _text(file.read_bytes().decode(), sealed)
        kept = keep_replaced(project, file, text)
        write_whole(file, text)
    check = with_staleness(project, made.plan, file, check)
    return Arrangement(declared, found, made, located(check, declared.places), kept)


def _for_good(found: PlanCheck) -> PlanCheck:
    """What arranging could not have mended either."""
    rest = tuple(problem for problem in found.problems if problem.kind not in MENDED)
    return replace(found, conflicts=(), problems=rest)


def _text(text: str, sealed: Plan) -> str:
    return sealed_text(placed_text(text, sealed), sealed)
