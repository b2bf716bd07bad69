"""Plans for mechanical work: many files, in as many parts at once as the worker can take."""

from __future__ import annotations

from collections.abc import Sequence

from cortex_cli.model.errors import UsageError
from cortex_cli.model.plan import Advice, Objective, Plan
from cortex_cli.model.schedule import PER_WAVE
from cortex_cli.model.scope import Scope, conflicts
from cortex_cli.model.task_type import TaskType
from cortex_cli.model.team import Team
from cortex_cli.model.text import clean, counted
from cortex_cli.planning.advice import advise
from cortex_cli.planning.briefing import acceptance
from cortex_cli.planning.capabilities import able_workers
from cortex_cli.planning.estimates import complexity, sweep_estimate
from cortex_cli.planning.ground import Ground
from cortex_cli.planning.names import shown, writable
from cortex_cli.planning.packages import divide
from cortex_cli.planning.patterns import MOST_PATTERNS, literal_patterns
from cortex_cli.planning.plan_files.seal import seal
from cortex_cli.planning.staffing import staff
from cortex_cli.planning.titles import place, summary
from cortex_cli.planning.waves.assignment import assign_waves
from cortex_cli.planning.waves.scheduling import schedule_of

Part = tuple[str, ...]

Claim = tuple[Part, tuple[str, ...]]
"""Files, and the patterns that stand for them."""


def sweep_plan(
    request: str,
    over: Sequence[str],
    tracked: Sequence[str],
    base_commit: str,
    team: Team,
    *,
    worker: str | None,
    solo: bool = False,
    fold_case: bool = False,
) -> Plan:
    """A sealed plan of one wave over the files of `tracked` that a pattern of `over` matches.

    `tracked` are the regular files of the base commit; `solo` puts all of them into one objective. Raises UsageError
    where nothing matches, where one objective cannot name all of it, or where `worker` is not an enabled worker of
    the team, and ScopeError for a bad pattern.
    """
    most = _width(team, worker)
    ground = Ground(tuple(tracked), team.global_forbid, fold_case)
    chosen = Scope(touch=tuple(over))
    matched = [path for path in ground.allowed if chosen.matches(path, fold_case=fold_case)]
    files = [path for path in matched if writable(path)]
    if not files:
        raise _nothing(over, tracked, chosen, fold_case)
    claims = _apart([claim for part in divide(files, 1 if solo else most) for claim in _claims(part, ground)], ground)
    if solo and len(claims) > 1:
        raise UsageError(
            f"one scope cannot name these {counted(len(files), 'file')}",
            mend="leave --solo out, or give patterns that match fewer",
        )
    drafted = [_objective(number, request, part, touch, worker, team) for number, (part, touch) in enumerate(claims, 1)]
    assigned = assign_waves(drafted, fold_case=fold_case, existing=ground.allowed)
    objectives, unable = staff(assigned.objectives, team, TaskType.CHORE)
    return seal(
        Plan(
            request=shown(request),
            objectives=objectives,
            base_commit=base_commit,
            task_type=TaskType.CHORE,
            global_forbid=team.global_forbid,
            fold_case=fold_case,
            advice=advise(objectives, None) if solo else _advice(objectives, len(files), most),
            notices=(*_notices(matched, files), *unable),
            schedule=schedule_of(objectives, assigned),
        )
    )


def _width(team: Team, worker: str | None) -> int:
    """How many objectives run at once: what the worker, or all enabled ones that do such work, can take."""
    if worker is None:
        slots = sum(each.max_concurrent for each in able_workers(team, TaskType.CHORE))
        return max(1, min(slots or team.limits.max_parallel, team.limits.max_parallel))
    chosen = next((each for each in team.workers if each.id == worker), None)
    if chosen is None:
        known = ", ".join(each.id for each in team.workers)
        raise UsageError(
            f"the team has no worker {worker}",
            where=team.path,
            mend=f"use one of: {known}" if known else None,
        )
    if not chosen.enabled:
        mend = f"set `enabled: true` for {worker} in the team file"
        raise UsageError(f"the worker {worker} is disabled", where=team.path, mend=mend)
    return max(1, min(chosen.max_concurrent, team.limits.max_parallel))


def _nothing(over: Sequence[str], tracked: Sequence[str], chosen: Scope, fold_case: bool) -> UsageError:
    patterns = " ".join(over) or "an empty list of patterns"
    if any(chosen.matches(path, fold_case=fold_case) for path in tracked):
        return UsageError(
            f"every file that {patterns} matches is forbidden by the team",
            mend="change --over, or global_forbid in the team file",
        )
    return UsageError(
        f"no file of the base commit matches {patterns}",
        mend="quote the pattern, and check it with `git ls-files ':(glob)PATTERN'`",
    )


def _claims(part: Part, ground: Ground) -> list[Claim]:
    """`part` with patterns for it, halved until each piece can be said in one scope."""
    short = ground.landscape.short_patterns(part)
    if len(short) <= MOST_PATTERNS:
        return [(part, short)]
    middle = len(part) // 2
    return [*_claims(part[:middle], ground), *_claims(part[middle:], ground)]


def _apart(claims: Sequence[Claim], ground: Ground) -> list[Claim]:
    """Claims by plain names where short patterns would meet in files yet to come."""
    found, named = list(claims), set[int]()
    while True:
        scopes = [Scope(touch=touch) for _, touch in found]
        met = {index for a, b, _ in conflicts(scopes, fold_case=ground.fold_case) for index in (a, b)} - named
        if not met:
            return found
        smallest = min(met, key=lambda index: (len(found[index][0]), index))
        found[smallest] = (found[smallest][0], literal_patterns(found[smallest][0]))
        named.add(smallest)


def _objective(
    number: int, request: str, files: Part, touch: tuple[str, ...], worker: str | None, team: Team
) -> Objective:
    folders = list(dict.fromkeys(path.rpartition("/")[0] or path for path in files))
    return Objective(
        id=f"O{number}",
        title=f"{place(folders)}: {summary(request)} ({files[0].rpartition('/')[2]} to {files[-1].rpartition('/')[2]})"
        if len(files) > 1
        else f"{files[0]}: {summary(request)}",
        wave=1,
        scope=Scope(touch=touch),
        worker=worker,
        complexity=complexity(len(files)),
        constraints=("Change existing files only where the request asks for it.",),
        acceptance=tuple(acceptance(team.gates)),
        must_change=False,
        estimate=sweep_estimate(len(files)),
        reason=f"{counted(len(files), 'file')} in {counted(len(folders), 'directory', 'directories')}",
    )


def _advice(objectives: Sequence[Objective], files: int, most: int) -> Advice:
    """One worker with all `files` against the objectives, `most` of them at a time."""
    count = len(objectives)
    longest = max(objective.estimate or 0.0 for objective in objectives)
    parallel = longest * -(-count // most) + PER_WAVE
    serial = sweep_estimate(files) + PER_WAVE
    if most == 1:
        return Advice("solo", serial, parallel, "the team takes one objective at a time")
    if count == 1:
        reason = "the files are in one directory" if files > 1 else "there is one file"
        return Advice("solo", serial, parallel, reason)
    reason = f"{counted(files, 'file')} in {count} parts that share no file"
    return Advice("parallel" if parallel < serial else "solo", serial, parallel, reason)


def _notices(matched: Sequence[str], files: Sequence[str]) -> tuple[str, ...]:
    kept = frozenset(files)
    return tuple(f"left out: {clean(path)}, because no scope can say its name" for path in matched if path not in kept)
