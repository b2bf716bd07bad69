"""What the algebra, the brute-force oracle and the automata say about the same two scopes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, permutations
from random import Random

from cortex_cli.model.proofs import STEP_BUDGET, Writes, left_over
from cortex_cli.model.scope import Scope, includes, overlap
from tests.unit.model import oracle
from tests.unit.model.automata_oracle import Automata
from tests.unit.model.oracle import Sets

CHARACTERS = "abcAB*[]-"
"""What the random patterns mention, but for the characters of `.git`."""

Pair = tuple[Sets, Sets, bool]
"""Two scopes, and whether case is folded."""


def random_pairs(seed: int, scopes: int, pairs: int) -> Iterator[Pair]:
    """`pairs` different pairs of `scopes` random scopes, every other one with folded case."""
    random = Random(seed)
    pool = list(dict.fromkeys(oracle.random_pattern(random) for _ in range(2 * scopes)))
    made = list(dict.fromkeys(oracle.random_sets(random, pool) for _ in range(scopes)))
    every = list(permutations(made, 2))
    for number, (a, b) in enumerate(islice(random.sample(every, len(every)), pairs)):
        yield a, b, number % 2 == 1


@dataclass(frozen=True)
class Verdict:
    """What the algebra says, and in which way an oracle sees it differently."""

    overlaps: bool
    includes: bool
    faults: tuple[str, ...]


@lru_cache(maxsize=2)
def automata(fold: bool) -> Automata:
    """Those of the random patterns."""
    return Automata(CHARACTERS, fold)


def verdict(pair: Pair) -> Verdict:
    """The algebra's answers about a pair, compared with both oracles."""
    a, b, fold = pair
    one, other = Scope(touch=a[0], forbid=a[1]), Scope(touch=b[0], forbid=b[1])
    witness, included = overlap(one, other, fold_case=fold), includes(one, other, fold_case=fold)
    mirrored = [] if overlap(other, one, fold_case=fold) == witness else ["another witness when scopes change places"]
    faults = (
        *mirrored,
        *_by_automata(a, b, fold, witness),
        *_by_brute_force(a, b, fold, witness),
        *_inclusion(a, b, fold, included),
    )
    return Verdict(witness is not None, included, faults)


def _by_automata(a: Sets, b: Sets, fold: bool, witness: str | None) -> Iterator[str]:
    length = automata(fold).shortest_overlap(a, b)
    if length != (None if witness is None else len(witness)):
        yield f"the witness is {witness}, but automata have a shortest path of length {length}"


def _by_brute_force(a: Sets, b: Sets, fold: bool, witness: str | None) -> Iterator[str]:
    left, right = oracle.writable(*a, fold), oracle.writable(*b, fold)
    common = oracle.paths_of(left & right)
    if witness is None:
        if common or oracle.clash(*a, right, fold) or oracle.clash(*b, left, fold):
            yield f"no overlap, but there is a path such as {common[:1]}"
    elif oracle.can_write(witness, *a, fold) and oracle.can_write(witness, *b, fold):
        if common and len(witness) > min(map(len, common)):
            yield f"{witness} is longer than {common[0]}"
    elif common or not (_clashes(witness, a, b, fold) or _clashes(witness, b, a, fold)):
        yield f"{witness} is no path of both"


def _clashes(witness: str, maker: Sets, writer: Sets, fold: bool) -> bool:
    names = witness.split("/")
    above = ["/".join(names[:depth]) for depth in range(1, len(names))]
    return oracle.can_write(witness, *writer, fold) and any(oracle.can_write(path, *maker, fold) for path in above)


def _inclusion(outer: Sets, inner: Sets, fold: bool, included: bool) -> Iterator[str]:
    if included != automata(fold).includes(outer, inner):
        yield f"inclusion is {included}, but not for automata"
    missing = left_over(Writes(*inner), Writes(*outer), fold_case=fold, budget=STEP_BUDGET)
    if included and oracle.writable(*inner, fold) & ~oracle.writable(*outer, fold):
        yield "included, but there is a path outside"
    if (missing is None) != included:
        yield f"inclusion is {included}, but {missing} is left over"
    if missing is not None and (oracle.can_write(missing, *outer, fold) or not oracle.can_write(missing, *inner, fold)):
        yield f"{missing} is not left over"


def forget() -> None:
    """Free what the oracles remember about patterns."""
    for remembered in (automata, oracle.members, oracle.matches):
        remembered.cache_clear()
