"""What is odd about the patterns of a plan: those that match nothing, or only what is forbidden."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cortex_cli.model.doubtful import misread_file
from cortex_cli.model.errors import ProofBudgetExceeded
from cortex_cli.model.pattern import parse
from cortex_cli.model.plan import Objective, Plan
from cortex_cli.model.problem import Problem
from cortex_cli.model.proofs import EVERY_PATH, STEP_BUDGET, Writes, common_path
from cortex_cli.model.scope import Scope, covers, is_literal
from cortex_cli.model.steps import Budget
from cortex_cli.planning.checking.proof_steps import PROOF_STEPS
from cortex_cli.planning.checking.samples import sample


class ScopeRules:
    """Judges the scopes of one plan with one STEP_BUDGET for all proofs; what stays undecided is not reported."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._steps = Budget(STEP_BUDGET)
        self._empty: dict[str, bool] = {}
        self._forbidden: dict[str, bool] = {}
        self._useless: dict[Scope, bool] = {}

    def problems(self) -> Iterator[Problem]:
        """Objectives that have to change something where all of it is forbidden (`forbidden_scope`)."""
        for objective in self._plan.objectives:
            if objective.must_change and self._is_useless(objective.scope):
                yield Problem(
                    "forbidden_scope",
                    f"{objective.id} has to change something, but everything it touches is forbidden",
                    objective=objective.id,
                    mend=f"change the touch patterns of {objective.id}, or what is forbidden",
                )

    def warnings(self, existing: Sequence[str]) -> Iterator[Problem]:
        """Patterns that probably do not say what was meant.

        Kinds: matches_nothing, class_pattern, forbidden_pattern, nothing_left.
        """
        paths = frozenset(existing)
        for objective in self._plan.objectives:
            yield from self._patterns(objective, paths)
            if objective.scope.touch == () and objective.must_change:
                yield Problem(
                    "nothing_left",
                    f"{objective.id} may write nothing, yet fails if it changes nothing",
                    objective=objective.id,
                    mend="write `must_change: false` for an objective that only reads",
                )
            elif not self._is_useless(objective.scope):
                yield from self._forbidden_patterns(objective)
            elif not objective.must_change:
                yield Problem(
                    "nothing_left",
                    f"{objective.id} may write nothing: everything it touches is forbidden",
                    objective=objective.id,
                    mend="change its touch patterns, or write `touch: []` for an objective that only reads",
                )

    def _patterns(self, objective: Objective, paths: frozenset[str]) -> Iterator[Problem]:
        scope = objective.scope
        for pattern in dict.fromkeys((*(scope.touch or ()), *scope.read, *scope.forbid)):
            if self._is_empty(pattern):
                message = f"{objective.id}: no path can match the pattern {pattern}"
                yield Problem("matches_nothing", message, objective=objective.id)
            elif misread := misread_file(pattern, paths):
                message, mend = misread
                yield Problem("class_pattern", f"{objective.id}: {message}", objective=objective.id, mend=mend)

    def _forbidden_patterns(self, objective: Objective) -> Iterator[Problem]:
        for pattern in dict.fromkeys(objective.scope.touch or ()):
            if pattern not in self._forbidden:
                known = self._is_empty(pattern) or not self._plan.global_forbid
                self._forbidden[pattern] = not known and self._is_inside((pattern,), self._plan.global_forbid)
            if self._forbidden[pattern]:
                yield Problem(
                    "forbidden_pattern",
                    f"{objective.id}: everything that {pattern} matches is in global_forbid",
                    objective=objective.id,
                    mend=f"remove {pattern}, or change global_forbid",
                )

    def _is_useless(self, scope: Scope) -> bool:
        """Whether everything that is touched, and something is, is forbidden."""
        if scope not in self._useless:
            touch = EVERY_PATH if scope.touch is None else scope.touch
            forbid = (*self._plan.global_forbid, *scope.forbid)
            self._useless[scope] = bool(touch and forbid) and self._is_inside(touch, forbid)
        return self._useless[scope]

    def _is_inside(self, touch: Sequence[str], forbid: Sequence[str]) -> bool:
        """Whether `forbid` has all that `touch` matches; one path that is allowed decides it without a proof."""
        fold_case = self._plan.fold_case
        for pattern in touch:
            path = sample(parse(pattern, fold_case))
            if covers((pattern,), path, fold_case=fold_case) and not covers(forbid, path, fold_case=fold_case):
                return False
        return self._has_no_path(tuple(touch), tuple(forbid))

    def _is_empty(self, pattern: str) -> bool:
        """Whether no path can match; only classes, and directories named by wildcards, are worth a proof."""
        if pattern not in self._empty:
            suspect = not is_literal(pattern) and ("[" in pattern or pattern.endswith("/"))
            self._empty[pattern] = suspect and self._has_no_path((pattern,), ())
        return self._empty[pattern]

    def _has_no_path(self, touch: tuple[str, ...], forbid: tuple[str, ...]) -> bool:
        try:
            self._steps.spend(PROOF_STEPS)
            every = Writes(EVERY_PATH, ())
            return common_path(Writes(touch, forbid), every, self._plan.fold_case, self._steps) is None
        except ProofBudgetExceeded:
            return False
