"""What holds for every valid plan, whatever a case expects."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import combinations

from cortex_cli.model.planning_case import CaseOutcome, PlanningCase
from cortex_cli.model.scope import Scope
from cortex_cli.planning.cases.further import FURTHER
from cortex_cli.planning.cases.miss import Miss
from cortex_cli.planning.cases.planned import Faults, Planned
from cortex_cli.planning.cases.prompts import badly_formed, wrongly_forbidden
from cortex_cli.planning.checking.exclusivity import wave_conflicts
from cortex_cli.planning.checking.second_opinion import confirmed
from cortex_cli.planning.names import writable
from cortex_cli.planning.plan_files.document import plan_yaml
from cortex_cli.planning.plan_files.reader import load_plan


def broken_rules(case: PlanningCase, outcome: CaseOutcome) -> Iterator[Miss]:
    """Every rule that the plan of a case breaks; one that is not valid is only asked whether its conflicts are real."""
    if outcome.plan is None or outcome.check is None or outcome.check.problems:
        return
    planned = Planned(case, outcome.plan, outcome.check, outcome.analysis)
    for name, rule in RULES.items() if outcome.check.valid else [("independent", independent)]:
        yield from (Miss(name, (), *fault) for fault in rule(planned))
    for number, further in enumerate(case.expect.rules if outcome.check.valid else ()):
        yield from (Miss(further, ("expect", "rules", number), *fault) for fault in FURTHER[further](planned))


def exclusive(planned: Planned) -> Faults:
    """No path has two writers in a wave: tried on paths, and proven."""
    waves = {objective.id: objective.wave for objective in planned.plan.objectives}
    for path in planned.universe:
        for one, other in combinations(planned.cast.writers(path), 2):
            if waves[one.id] == waves[other.id]:
                yield f"one writer of {path} in wave {waves[one.id]}", f"{one.id} and {other.id}"
    for conflict in wave_conflicts(planned.plan, existing=tuple(planned.case.tree)):
        yield f"no conflict in wave {conflict.wave}", f"{' and '.join(conflict.objectives)} at {conflict.witness}"


def independent(planned: Planned) -> Faults:
    """The second checker, which shares no code with the first, agrees on every pair and every claim."""
    for problem in confirmed(planned.plan, planned.check).problems:
        yield "the agreement of the second checker", problem.message


def ordered(planned: Planned) -> Faults:
    """What an objective depends on is there, and in an earlier wave."""
    waves = {objective.id: objective.wave for objective in planned.plan.objectives}
    for objective in planned.plan.objectives:
        for wanted in objective.depends_on:
            if wanted not in waves or waves[wanted] >= objective.wave:
                yield f"{wanted} before {objective.id}", f"waves {waves.get(wanted)} and {objective.wave}"


def covering(planned: Planned) -> Faults:
    """Every candidate above the threshold, or every file of a sweep, may be written or is said to be left out."""
    left = {each.path for each in planned.plan.uncovered}
    for path in wanted_paths(planned):
        if path not in left and not planned.cast.writers(path):
            yield f"{path} in a touch scope, or uncovered with a reason", "neither"


def wanted_paths(planned: Planned) -> tuple[str, ...]:
    options, analysis = planned.case.options, planned.analysis
    if analysis is not None:
        return tuple(each.path for each in analysis.candidates if each.probability >= analysis.threshold)
    if not options.over:
        return ()
    chosen = Scope(touch=options.over).with_forbid(planned.case.team.global_forbid)
    fold = options.fold_case
    return tuple(path for path in planned.case.tree if chosen.matches(path, fold_case=fold) and writable(path))


def declared(planned: Planned) -> Faults:
    """A contract is between objectives that exist, and each of them lists it, as do those that fix interfaces."""
    contracts = {contract.id: contract for contract in planned.plan.contracts}
    names = {objective.id for objective in planned.plan.objectives}
    for contract in contracts.values():
        parties = {contract.provider, *contract.consumers}
        if not contract.consumers or contract.provider in contract.consumers or not parties <= names:
            yield f"{contract.id} has a provider and other consumers", f"{contract.provider} to {contract.consumers}"
    for objective in planned.plan.objectives:
        part = {each.id for each in contracts.values() if objective.id in (each.provider, *each.consumers)}
        listed = set(objective.contracts)
        if listed != part and not (objective.interfaces and part <= listed <= contracts.keys()):
            yield f"{objective.id} lists {sorted(part)}", str(sorted(listed))


def readable(planned: Planned) -> Faults:
    """The plan's file reads back as the same plan, with the digest of its content."""
    back = load_plan(plan_yaml(planned.plan), "PLAN.yaml")
    if back.plan != planned.plan or back.problems:
        yield "the same plan, read back from its file", str(back.problems) if back.problems else "another plan"
    if planned.plan.digest != planned.plan.content_digest():
        yield f"digest {planned.plan.content_digest()}", str(planned.plan.digest)


def prompted(planned: Planned) -> Faults:
    """Each prompt keeps to the protocol."""
    return badly_formed(planned.plan)


def forbidden(planned: Planned) -> Faults:
    """Each prompt forbids what is forbidden to all, and what others of the wave may write."""
    return wrongly_forbidden(planned.plan)


RULES: Mapping[str, Callable[[Planned], Faults]] = {
    "exclusive": exclusive,
    "independent": independent,
    "ordered": ordered,
    "covering": covering,
    "contracts-declared": declared,
    "readable": readable,
    "prompt": prompted,
    "forbid": forbidden,
}
