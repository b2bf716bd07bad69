"""The objectives of a wave that could write the same path: found together, proven pair by pair."""

from __future__ import annotations

from collections.abc import Sequence

from cortex_cli.model.meetings import Meetings, Pair
from cortex_cli.model.membership import Membership, Writes, names_of
from cortex_cli.model.pair_prover import APART, PairProver
from cortex_cli.model.pattern import parse_all
from cortex_cli.model.pattern_tree import PatternTree, tree_of
from cortex_cli.model.steps import Budget

FINDING_BUDGETS = 2
"""How many times the budget of one pair a whole wave may take to find the pairs that could meet."""

PATTERN_STEPS = 10
"""What each pattern adds to that, since it takes some even where nothing meets."""

EXISTING_BUDGETS = 1
"""The same for looking at existing paths."""


def meeting_pairs(
    writes: Sequence[Writes], *, existing: Sequence[str], fold_case: bool, budget: int
) -> list[tuple[int, int, str | None]]:
    """Each pair that shares or clashes at a path, ascending, with that path; None where it stayed undecided.

    Raises ProofBudgetExceeded where more than a million pairs could meet.
    """
    tree = tree_of(parse_all(each.touch, fold_case) for each in writes)
    patterns = sum(len(each.touch) for each in writes)
    found = Meetings(tree, FINDING_BUDGETS * budget + PATTERN_STEPS * patterns)
    pairs = sorted(found.pairs | found.undecided)
    if not pairs:
        return []
    members = _members(writes, fold_case)
    known = _existing_paths(pairs, members, tree, existing, Budget(EXISTING_BUDGETS * budget))
    prover = PairProver(existing, budget)
    proven: list[tuple[int, int, str | None]] = []
    for a, b in pairs:
        witness = known.get((a, b))
        if witness is None:
            outcome = prover.outcome(members[a], members[b])
            if outcome == APART:
                continue
            witness = outcome.witness
        proven.append((a, b, witness))
    return proven


def _members(writes: Sequence[Writes], fold_case: bool) -> list[Membership]:
    """One for each, the same for equal ones."""
    kinds: dict[Writes, Membership] = {}
    return [kinds.get(each) or kinds.setdefault(each, Membership(each, fold_case)) for each in writes]


def _existing_paths(
    pairs: Sequence[Pair],
    members: Sequence[Membership],
    tree: PatternTree,
    existing: Sequence[str],
    steps: Budget,
) -> dict[Pair, str]:
    """The first path of `existing`, shortest first, that both of a pair may write, as far as `steps` go."""
    found: dict[Pair, str] = {}
    open_pairs: dict[int, set[int]] = {}
    for a, b in pairs:
        open_pairs.setdefault(a, set()).add(b)
    for path in sorted(set(existing), key=lambda path: (len(path), path)):
        steps.left -= 1
        if steps.left < 0 or len(found) == len(pairs):
            break
        names = names_of(path, members[0].fold_case)
        owners = set(tree.owners(names, steps)) if names else set()
        if names and any(not owners.isdisjoint(open_pairs[a]) for a in owners & open_pairs.keys()):
            steps.left -= len(owners)
            writers = {owner for owner in owners if not members[owner].forbid.has(names, steps)}
            for a in writers & open_pairs.keys():
                met = open_pairs[a] & writers
                open_pairs[a] -= met
                found.update(((a, b), path) for b in met)
    return found
