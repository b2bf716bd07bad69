"""`--dry-run` of `cortex run` and `cortex execute`: every prompt a plan would send, rendered to files."""

from __future__ import annotations

from pathlib import Path

from cortex_cli.dispatch.prompt import Briefing, render_prompt
from cortex_cli.model.plan import Plan
from cortex_cli.pipeline.context import Project


def render_prompts(project: Project, plan: Plan) -> tuple[Path, ...]:
    """Write one file per objective under the clone's own directory, and return them in the plan's order."""
    place = project.directory / "prompts" / (plan.id or "unsealed")
    place.mkdir(parents=True, exist_ok=True)
    files = []
    for objective in plan.objectives:
        scope = objective.scope.with_forbid(plan.global_forbid)
        text = render_prompt(objective, scope, Briefing(plan, run_id=None, worker=objective.worker))
        file = place / f"{objective.id}.txt"
        file.write_text(text, encoding="utf-8", errors="backslashreplace")
        files.append(file)
    return tuple(files)
