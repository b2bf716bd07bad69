"""What proves the waves of a plan, in few words: names where names suffice, a claim for every pair that could meet.

Two objectives *could meet* where some touch pattern of the one and some of the other are told apart by no name: at
every segment that is the same one for both, counted from the front up to the first `**` of either, or from the
back, some name fits both and neither has ended. Below a literal nothing counts, since it covers whatever is there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cortex_cli.model.certificate import Because, Claim, WaveCertificate
from cortex_cli.model.errors import InvariantError, ProofBudgetExceeded
from cortex_cli.model.pattern import parse_all
from cortex_cli.model.plan import Objective, Plan
from cortex_cli.model.plan_check import Conflict
from cortex_cli.model.proofs import EVERY_PATH, STEP_BUDGET, Writes, common_path
from cortex_cli.model.scope import covers
from cortex_cli.model.steps import Budget
from cortex_cli.planning.checking.exclusivity import members_of
from cortex_cli.planning.checking.nearness import Nearness, Pair
from cortex_cli.planning.checking.proof_steps import PROOF_STEPS
from cortex_cli.planning.checking.samples import samples
from cortex_cli.planning.checking.touches import Touch, touches_of

LISTED_OBJECTIVES = 6
"""A wave of at most so many objectives has claims for the pairs that names tell apart, too: 15 at the most."""

MOST_CLAIMS = 50_000
"""A wave in which more pairs could meet has no certificate."""

CLAIM_STEPS = 2 * STEP_BUDGET
"""For finding all that is forbidden in one wave: claims that come later name no patterns."""


def certify(plan: Plan, conflicts: Sequence[Conflict]) -> tuple[WaveCertificate, ...]:
    """The certificate of each wave of several objectives in which none of `conflicts`, those of `plan`, lies.

    A wave is left out as well where more than MOST_CLAIMS pairs could meet, or finding them takes too many steps.
    """
    broken = {conflict.wave for conflict in conflicts}
    found = (_certified(plan, number, members) for number, members in members_of(plan) if number not in broken)
    return tuple(certificate for certificate in found if certificate is not None)


def _certified(plan: Plan, number: int, members: Sequence[Objective]) -> WaveCertificate | None:
    if len(members) < 2:
        return None
    works = [_work(plan, objective) for objective in members]
    touches = touches_of(parse_all(work.touch, plan.fold_case) for work in works)
    try:
        found = Nearness(touches, telling=len(members) <= LISTED_OBJECTIVES)
    except ProofBudgetExceeded:
        return None
    if len(found.near) > MOST_CLAIMS:
        return None
    pairs = len(members) * (len(members) - 1) // 2
    claims = tuple(_claims(works, found, plan.fold_case))
    return WaveCertificate(number, pairs, pairs - len(found.near), claims)


@dataclass(frozen=True, slots=True)
class _Work:
    """What an objective touches, and what is forbidden to it."""

    id: str
    touch: tuple[str, ...]
    forbid: tuple[str, ...]


def _work(plan: Plan, objective: Objective) -> _Work:
    scope = objective.scope
    touch = EVERY_PATH if scope.touch is None else scope.touch
    return _Work(objective.id, touch, tuple(dict.fromkeys((*scope.forbid, *plan.global_forbid))))


def _claims(works: Sequence[_Work], found: Nearness, fold_case: bool) -> Iterator[Claim]:
    """One claim for each pair that could meet and each that is told, in order."""
    steps = Budget(CLAIM_STEPS)
    for pair in sorted({*found.near, *found.apart}):
        one, other = (works[owner] for owner in pair)
        if pair in found.near:
            yield _claim(one, other, found.near[pair], fold_case, steps)
        else:
            yield _by_name(one, other, pair, found)


def _by_name(one: _Work, other: _Work, pair: Pair, found: Nearness) -> Claim:
    apart = found.apart[pair]
    return Claim(
        (one.id, other.id),
        Because.NAMES,
        (apart.one.pattern.text, apart.other.pattern.text),
        segment=apart.segment,
        names=(apart.one.asks(apart.segment), apart.other.asks(apart.segment)),
    )


def _claim(one: _Work, other: _Work, near: tuple[Touch, Touch], fold_case: bool, steps: Budget) -> Claim:
    """Why two that could meet do not; where `steps` do not suffice to say it narrowly, all they forbid is why."""
    ids = one.id, other.id
    patterns = near[0].pattern.text, near[1].pattern.text
    if not (one.forbid or other.forbid):
        return Claim(ids, Because.EMPTY, patterns)
    try:
        path, taken = _taken(one, other, _sampled(one, other, near, fold_case), fold_case, steps)
    except ProofBudgetExceeded:
        return Claim(ids, Because.FORBID, patterns)
    if path is None:
        return Claim(ids, Because.EMPTY, patterns)
    matching = _matching(one.touch, path, fold_case), _matching(other.touch, path, fold_case)
    return Claim(ids, Because.FORBID, matching, forbid=taken)


def _sampled(one: _Work, other: _Work, near: tuple[Touch, Touch], fold_case: bool) -> str | None:
    """A path that both touch, if one in the spirit of the two patterns that could meet happens to be one."""
    for path in (path for touch in near for path in samples(touch.pattern)):
        if covers(one.touch, path, fold_case=fold_case) and covers(other.touch, path, fold_case=fold_case):
            return path
    return None


def _taken(
    one: _Work, other: _Work, first: str | None, fold_case: bool, steps: Budget
) -> tuple[str | None, tuple[str, ...]]:
    """A path that both touch, None for none, and forbidden patterns that together take away all such paths.

    Each pattern is there because of a path that those before it leave; the first of these is `first` where given.
    """
    forbid = (*one.forbid, *other.forbid)
    taken: tuple[str, ...] = (_matching(forbid, first, fold_case),) if first is not None else ()
    while True:
        steps.spend(PROOF_STEPS)
        path = common_path(Writes(one.touch, taken), Writes(other.touch, ()), fold_case, steps)
        if path is None:
            return first, taken
        first = path if first is None else first
        taken = (*taken, _matching(forbid, path, fold_case))


def _matching(patterns: Sequence[str], path: str, fold_case: bool) -> str:
    for pattern in patterns:
        if covers((pattern,), path, fold_case=fold_case):
            return pattern
    raise InvariantError(f"no pattern accounts for {path!r} in a wave without conflicts")
