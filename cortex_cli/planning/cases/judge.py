"""What a planning case expects, compared with what came."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cortex_cli.model.errors import CortexError
from cortex_cli.model.expectations import Expectations, ExpectedConflict, ExpectedError
from cortex_cli.model.plan import Plan
from cortex_cli.model.plan_check import Conflict, PlanCheck
from cortex_cli.model.planning_case import CaseOutcome
from cortex_cli.planning.cases.miss import NOTHING, Miss, listed, miss
from cortex_cli.planning.cases.objectives import objectives_missed
from cortex_cli.planning.cases.references import Cast, NoSuchObjective


def missed(expect: Expectations, outcome: CaseOutcome) -> Iterator[Miss]:
    """Every expectation that `outcome` does not meet."""
    if outcome.error is not None or expect.error is not None or outcome.plan is None or outcome.check is None:
        yield from _error(expect.error, outcome.error)
        return
    cast = Cast(outcome.plan)
    yield from _check(expect, outcome.check, cast)
    yield from _waves(expect, cast)
    yield from objectives_missed(expect, cast)
    yield from _words(expect, outcome, outcome.plan)


def _error(expected: ExpectedError | None, came: CortexError | None) -> Iterator[Miss]:
    if came is None:
        if expected is not None:
            yield miss("error", f"{expected.kind} {expected.message}".strip(), "a plan")
        return
    if expected is None:
        yield Miss("error", ("expect",), "a plan", f"{type(came).__name__}: {came.message}")
        return
    families = [each.__name__ for each in type(came).__mro__ if issubclass(each, CortexError)]
    if expected.kind not in families:
        yield miss("error", expected.kind, f"{families[0]}: {came.message}", "kind")
    for key, part, whole in (("message", expected.message, came.message), ("mend", expected.mend, came.mend or "")):
        if part not in whole:
            yield miss("error", part, whole or NOTHING, key)


def _check(expect: Expectations, check: PlanCheck, cast: Cast) -> Iterator[Miss]:
    kinds = sorted({problem.kind for problem in check.problems})
    if kinds != sorted(set(expect.problems)):
        came = "; ".join(f"{problem.kind} ({problem.message})" for problem in check.problems)
        yield miss("problems", listed(sorted(set(expect.problems))), came or NOTHING)
    yield from _conflicts(expect.conflicts, check.conflicts, cast)
    warned = {problem.kind for problem in check.warnings}
    for number, kind in enumerate(expect.warnings):
        if kind not in warned:
            yield miss("warnings", kind, listed(sorted(warned)), number)


def _conflicts(expected: Sequence[ExpectedConflict], came: Sequence[Conflict], cast: Cast) -> Iterator[Miss]:
    open_ones = {frozenset(each.objectives): each for each in came}
    for number, wanted in enumerate(expected):
        try:
            found = open_ones.pop(cast.ids(wanted.objectives), None)
        except NoSuchObjective as error:
            yield miss("conflicts", " and ".join(wanted.objectives), error, number)
            continue
        said = f"{' and '.join(wanted.objectives)} meet at {wanted.witness or 'some path'}"
        if found is None:
            yield miss("conflicts", said, "they do not meet", number)
        elif wanted.witness not in (None, found.witness):
            yield miss("conflicts", said, found.witness or "undecided", number)
    for left in open_ones.values():
        yield miss("conflicts", "no other conflict", f"{' and '.join(left.objectives)} meet at {left.witness}")


def _waves(expect: Expectations, cast: Cast) -> Iterator[Miss]:
    came = cast.plan.waves
    if expect.waves is not None:
        said = " ".join(f"[{' | '.join(wave)}]" for wave in expect.waves) or "no wave"
        try:
            if [cast.ids(wave) for wave in expect.waves] != [frozenset(wave.objectives) for wave in came]:
                yield miss("waves", said, cast.waves())
        except NoSuchObjective as error:
            yield miss("waves", said, f"{error}; {cast.waves()}")
    for number, names in enumerate(expect.together):
        try:
            if not any(cast.ids(names) <= set(wave.objectives) for wave in came):
                yield miss("together", " | ".join(names), cast.waves(), number)
        except NoSuchObjective as error:
            yield miss("together", " | ".join(names), f"{error}; {cast.waves()}", number)
    if expect.wave_count is not None and len(came) != expect.wave_count:
        yield miss("wave_count", expect.wave_count, f"{len(came)}: {cast.waves()}")
    if expect.most_waves is not None and len(came) > expect.most_waves:
        yield miss("most_waves", f"at most {expect.most_waves}", f"{len(came)}: {cast.waves()}")
    bound = cast.plan.schedule.bound if cast.plan.schedule else None
    if expect.bound not in (None, bound):
        yield miss("bound", expect.bound, bound or "no schedule")
    count = len(cast.plan.objectives)
    if expect.objective_count is not None and count != expect.objective_count:
        yield miss("objective_count", expect.objective_count, f"{count}: {cast.waves()}")


def _words(expect: Expectations, outcome: CaseOutcome, plan: Plan) -> Iterator[Miss]:
    analysis, advice = outcome.analysis, plan.advice
    if expect.task_type not in (None, plan.task_type):
        yield miss("task_type", expect.task_type, plan.task_type)
    recommended = advice.recommend if advice else "no advice"
    if expect.recommend is not None and recommended != expect.recommend:
        yield miss("recommend", expect.recommend, f"{recommended}: {advice.reason if advice else ''}")
    said = {
        "advice": (advice.reason,) if advice else (),
        "notices": (*plan.notices, *(analysis.notices if analysis else ())),
        "questions": analysis.questions if analysis else (),
    }
    for key, texts in said.items():
        for number, part in enumerate(getattr(expect, key)):
            if not any(part in text for text in texts):
                yield miss(key, part, " / ".join(texts) or NOTHING, number)
