"""Random pairs of scopes against two independent oracles: `python -m benchmarks.scope_oracle --pairs 20000`.

Of each pair the overlap, its witness, its shortest length and the inclusion are compared with a brute-force matcher
over a universe of paths, and with automata that automata-lib combines. Exits 1 when anything differs.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator

from tests.unit.model.agreement import Pair, forget, random_pairs, verdict

SCOPES = 250
PAIRS = 1000
"""So many different pairs are made of so many random scopes, before new ones are made."""


def batches(pairs: int, seed: int) -> Iterator[Pair]:
    """`pairs` pairs from batches of scopes; each batch forgets the one before."""
    for number in range(0, pairs, PAIRS):
        yield from random_pairs(seed + number, SCOPES, min(PAIRS, pairs - number))
        forget()


def main() -> None:
    parser = argparse.ArgumentParser(description="Compare the scope algebra with two oracles.")
    parser.add_argument("--pairs", type=int, default=20_000, help="how many pairs of scopes (default: 20000)")
    parser.add_argument("--seed", type=int, default=0, help="where the random scopes start (default: 0)")
    options = parser.parse_args()
    total: Counter[str] = Counter()
    for pair in batches(options.pairs, options.seed):
        found = verdict(pair)
        total.update(pairs=1, overlap=found.overlaps, included=found.includes, wrong=bool(found.faults))
        for fault in found.faults:
            sys.stdout.write(f"{pair}: {fault}\n")
    sys.stdout.write(
        f"{total['pairs']} pairs of scopes, {total['overlap']} overlap, {total['included']} are included: "
        f"{total['wrong']} differ from brute force or automata-lib\n"
    )
    sys.exit(1 if total["wrong"] else 0)


if __name__ == "__main__":
    main()
