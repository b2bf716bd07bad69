"""Short ways to write objectives, plans, teams and analyses."""

from __future__ import annotations

from hypothesis import settings

from cortex_cli.model.analysis import (
    Analysis,
    Approach,
    Candidate,
    CoordinationPoint,
    Creation,
    Facts,
    Group,
    Role,
    Strategy,
)
from cortex_cli.model.plan import Objective, Plan
from cortex_cli.model.scope import Scope
from cortex_cli.model.task_type import TaskType
from cortex_cli.model.team import Limits, Resource, ShellWorker, Team

unhurried = settings(deadline=None, max_examples=40)
"""For properties: on a busy machine a slow example is no finding."""


def objective(
    identifier: str,
    *touch: str,
    wave: int = 1,
    after: str = "",
    read: tuple[str, ...] = (),
    forbid: tuple[str, ...] = (),
    worker: str | None = None,
    kind: TaskType | None = None,
    seconds: float | None = None,
    uses: str = "",
) -> Objective:
    """An objective; `after` are its dependencies and `uses` its resources, separated by blanks."""
    return Objective(
        id=identifier,
        title=f"Do {identifier}",
        wave=wave,
        scope=Scope(touch=touch, read=read, forbid=forbid),
        depends_on=tuple(after.split()),
        worker=worker,
        task_type=kind,
        estimate=seconds,
        resources=tuple(uses.split()),
    )


def chain_of(count: int) -> list[Objective]:
    """N1 ← N2 ← … each with a file of its own, one wave after another."""
    return [objective(f"N{n}", f"f{n}.py", wave=n, after=f"N{n - 1}" if n > 1 else "") for n in range(1, count + 1)]


def plan_of(*objectives: Objective, forbid: tuple[str, ...] = ()) -> Plan:
    return Plan(request="Do it", objectives=objectives, global_forbid=forbid)


def worker(identifier: str, *capabilities: str, at_once: int = 1, enabled: bool = True) -> ShellWorker:
    return ShellWorker(
        id=identifier, command=("true",), capabilities=capabilities, max_concurrent=at_once, enabled=enabled
    )


def team_of(
    *workers: ShellWorker,
    parallel: int = 4,
    forbid: tuple[str, ...] = (),
    resources: tuple[Resource, ...] = (),
) -> Team:
    return Team(workers=workers, limits=Limits(max_parallel=parallel), global_forbid=forbid, resources=resources)


def resource(identifier: str, *paths: str, at_once: int = 1) -> Resource:
    return Resource(id=identifier, capacity=at_once, paths=paths)


def group(
    name: str,
    *files: str,
    new: tuple[str, ...] = (),
    needs: tuple[str, ...] = (),
    role: Role = Role.SOURCE,
) -> Group:
    return Group(name=name, files=files, creations=new, needs=needs, role=role, reason=f"files of {name}")


def analysis_of(
    *groups: Group,
    points: tuple[CoordinationPoint, ...] = (),
    candidates: tuple[Candidate, ...] | None = None,
    creations: tuple[Creation, ...] | None = None,
    request: str = "Add JWT authentication with secure token handling",
    kind: TaskType = TaskType.FEATURE,
    approach: Approach = Approach.PARALLEL,
) -> Analysis:
    """An analysis whose candidates are the files of its groups, unless others are given."""
    named = [(path, each.role) for each in groups for path in each.files]
    if candidates is None:
        candidates = tuple(Candidate(path, 0.9, (f"{path} is named",), role) for path, role in named)
    if creations is None:
        creations = tuple(Creation(new, ("convention",), each.role) for each in groups for new in each.creations)
    return Analysis(
        id="analysis-1",
        request=request,
        task_type=kind,
        base_commit="a" * 40,
        facts=Facts(len(candidates), (), (), (), (), ()),
        candidates=candidates,
        creations=creations,
        coordination_points=points,
        strategy=Strategy(approach, len(groups), groups, "groups import little of each other"),
        threshold=0.5,
        confidence=0.8,
    )
