"""Whether a plan may start now: its digest, its proof, its base, its workers, the user's changes, other runs."""

from __future__ import annotations

import os
import shlex
import shutil
from dataclasses import replace
from pathlib import Path

from cortex_cli.journal.journal import Journal
from cortex_cli.journal.lock import holder, is_held
from cortex_cli.model.errors import ConfigurationError, RefusedError
from cortex_cli.model.plan import Plan
from cortex_cli.model.plan_check import PlanCheck
from cortex_cli.model.run import RunState
from cortex_cli.model.scope import conflicts
from cortex_cli.pipeline.context import Project
from cortex_cli.pipeline.plan_files import tracked
from cortex_cli.pipeline.plan_rules import broken_rules
from cortex_cli.pipeline.staleness import refuse_stale
from cortex_cli.pipeline.uncommitted import effective, refuse_dirty
from cortex_cli.planning.checking.plan import check_plan
from cortex_cli.planning.plan_files.reader import PlanFile, parse_plan
from cortex_cli.planning.plan_files.seal import completed
from cortex_cli.planning.staffing import staff
from cortex_cli.process.environment import absolute_path
from cortex_cli.vcs.refs import read_ref
from cortex_cli.workers.registry import make_workers

SHOWN = 5
CHANGED = ("digest_mismatch", "certificate_mismatch", "weaker_rules")
ACTIVE = (RunState.PENDING, RunState.RUNNING, RunState.PAUSED)


def admit(project: Project, given: PlanFile, file: Path | None) -> Plan:
    """The plan as it will run: bound to its base, staffed, sealed and proven. Raises what forbids it."""
    bound = prepare(project, given, file)
    require_workers(project, bound)
    require_gates(project)
    require_branch(project)
    refuse_dirty(project, bound, file)
    return bound


def prepare(project: Project, given: PlanFile, file: Path | None) -> Plan:
    """The plan bound to HEAD, sealed, proven and staffed, whatever else keeps it from running now.

    Raises RefusedError for a stale plan, a wrong digest or a conflict, ConfigurationError for any other problem.
    """
    where = str(file) if file else None
    refuse_stale(project, given.plan, file)
    head = project.repository.head()
    found = (*given.problems, *broken_rules(project, given.plan))
    whole = completed(given.plan, head, project.team, fold_case=project.repository.ignore_case)
    check = check_plan(whole, existing=tracked(project, head), team=project.team, found=found)
    refuse_unproven(check, where)
    staffed, _notices = staff(whole.objectives, project.team, whole.task_type)
    return replace(whole, base_commit=head, objectives=staffed)


def refuse_unproven(check: PlanCheck, where: str | None) -> None:
    """RefusedError for a conflict, a wrong digest or a wrong certificate, ConfigurationError for any other problem."""
    file = shlex.quote(where or "PLAN.yaml")
    if check.conflicts:
        first = check.conflicts[0]
        pair = " and ".join(first.objectives)
        raise RefusedError(
            f"wave {first.wave}: {pair} may both write {first.witness or '(undecided: the proof ran out of steps)'}"
            + (f", and {len(check.conflicts) - 1} more conflicts" if len(check.conflicts) > 1 else ""),
            where=where,
            mend=f"cortex plan --arrange {file} moves them apart; or do it by hand, then: cortex plan --seal {file}",
        )
    for problem in check.problems:
        if problem.kind in CHANGED:
            raise RefusedError(problem.message, where=where, mend=f"look at it, then: cortex plan --seal {file}")
    if check.problems:
        raise ConfigurationError(
            "; ".join(problem.message for problem in check.problems[:SHOWN]),
            where=where,
            mend=check.problems[0].mend or f"cortex plan --check {file}",
        )


def require_workers(project: Project, plan: Plan) -> None:
    """ConfigurationError where an objective has nobody to do it, or somebody who cannot work here."""
    if not project.team.enabled:
        raise ConfigurationError("the team has no enabled worker", mend="cortex init writes a team.yaml to start from")
    for objective in plan.objectives:
        if objective.worker is None:
            kind = objective.task_type or plan.task_type
            raise ConfigurationError(
                f"{objective.id} is {kind} work, and no enabled worker does that",
                where=project.team.path,
                mend="add a worker that can, or add the kind to a worker's capabilities; cortex doctor shows the team",
            )
    workers = make_workers(project.team, project.repository.root)
    for name in sorted({objective.worker or "" for objective in plan.objectives}):
        if name not in workers:
            raise ConfigurationError(
                f"the plan needs worker {name!r}, which the team does not have, or has disabled",
                where=project.team.path,
                mend=f"add or enable worker {name} in team.yaml",
            )
        obstacle = workers[name].obstacle(searched(project), project.repository.root)
        if obstacle:
            raise ConfigurationError(
                f"worker {name} cannot work: {obstacle}",
                where=project.team.path,
                mend=f"install it, or change or disable worker {name} in team.yaml",
            )


def require_branch(project: Project) -> None:
    """RefusedError where git could not make a branch `cortex/…` in the end."""
    if read_ref(project.repository.refs, "refs/heads/cortex") is not None:
        raise RefusedError(
            "a branch named cortex stands in the way of branches named cortex/…",
            where=str(project.repository.root),
            mend="rename it: git branch -m cortex cortex-old",
        )


def searched(project: Project) -> dict[str, str]:
    """The user's environment with the programs of linked environments first, as workspaces will have it."""
    root, environment = project.repository.root, project.settings.environment
    linked = [str(root / link.path / "bin") for link in project.team.workspace.link]
    programs = absolute_path({**environment, **project.team.workspace.env})
    return {**environment, "PATH": os.pathsep.join([*linked, programs])}


def require_gates(project: Project) -> None:
    """ConfigurationError where a gate's program is not there; one in the checkout itself is seen when it runs."""
    path = searched(project)["PATH"]
    for gate in project.team.gates:
        program = gate.command[0]
        if "/" not in program and shutil.which(program, path=path) is None:
            raise ConfigurationError(
                f"gate {gate.id} cannot run: its command {program!r} is not on PATH",
                where=project.team.path,
                mend=f"install {program}, or change gate {gate.id} in team.yaml",
            )


def refuse_overlapping_run(project: Project, journal: Journal, plan: Plan, own: str | None = None) -> None:
    """RefusedError naming the run, and its process, that holds a scope this plan would write into.

    `own` is the run that the plan belongs to, where it has one already.
    """
    mine = [effective(objective, plan) for objective in plan.objectives]
    for run in journal.unfinished():
        if run.id == own or run.state not in ACTIVE or not is_held(project.locks, run.id):
            continue
        other = parse_plan(journal.plan_text(run.id), run.id)
        theirs = [effective(objective, other) for objective in other.objectives]
        for first, second, witness in conflicts([*mine, *theirs], fold_case=plan.fold_case):
            if first < len(mine) <= second:
                raise RefusedError(
                    f"{run.id} ({holder(project.locks, run.id)}) is working on {witness or 'the same files'}, "
                    f"which objective {plan.objectives[first].id} of this plan may write too",
                    mend=f"wait for it (cortex status {run.id}), or give this plan other scopes",
                )
