"""Why two scopes are apart, in a sentence."""

from __future__ import annotations

from cortex_cli.model.errors import ProofBudgetExceeded
from cortex_cli.model.pattern import parse_all
from cortex_cli.model.proofs import EVERY_PATH
from cortex_cli.model.scope import Scope
from cortex_cli.planning.checking.nearness import Nearness
from cortex_cli.planning.checking.touches import touches_of


def why_apart(a: Scope, b: Scope, fold_case: bool) -> str | None:
    """How the two patterns differ that are hardest to tell apart; None where that takes no telling."""
    touches = touches_of(parse_all(EVERY_PATH if each.touch is None else each.touch, fold_case) for each in (a, b))
    try:
        apart = Nearness(touches, telling=True).apart.get((0, 1))
    except ProofBudgetExceeded:
        return None
    if apart is None:
        return _proven(a, b, fold_case)
    first, second = (f"{each.pattern.text} {_asks(each.asks(apart.segment))}" for each in (apart.one, apart.other))
    return f"at {_place(apart.segment)}, {first} and {second}"


def _asks(name: str) -> str:
    return f"asks for {name}" if name else "has ended"


def _place(segment: int) -> str:
    """`segment 2`, `the last segment`, `segment 2 from the end`: numbers below zero count from there."""
    if segment > 0:
        return f"segment {segment}"
    return "the last segment" if segment == -1 else f"segment {-segment} from the end"


def _proven(a: Scope, b: Scope, fold_case: bool) -> str | None:
    """What a certificate would claim of two patterns that no name tells apart."""
    # Plans and certificates take as long to load as everything else here: only where names are no answer.
    from cortex_cli.model.plan import Objective, Plan
    from cortex_cli.planning.checking.certificate import certify

    objectives = tuple(Objective(name, name, 1, scope) for name, scope in (("A", a), ("B", b)))
    certificates = certify(Plan("", objectives, fold_case=fold_case), ())
    for claim in (claim for certificate in certificates for claim in certificate.claims):
        one, other = claim.patterns
        if claim.forbid:
            return f"whatever {one} and {other} share is forbidden by {' and '.join(claim.forbid)}"
        return f"no path matches both {one} and {other}"
    return None
