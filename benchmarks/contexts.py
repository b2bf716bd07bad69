"""How long the context cache takes to answer: hits, misses and new values, in a full index file.

Run: python -m benchmarks.contexts [ENTRIES [BYTES]]
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from cortex_cli.index.contexts import Context, Contexts
from cortex_cli.index.eviction import Eviction
from cortex_cli.index.index import Index
from cortex_cli.index.opening import use_index

ENTRIES, BYTES = 10_000, 9_000
LOOKS = 1_000


def main() -> None:
    entries, size = (int(word) for word in (*sys.argv[1:], *map(str, (ENTRIES, BYTES)[len(sys.argv) - 1 :])))
    sys.stdout.write(f"{entries:,} values of {size:,} bytes, {LOOKS:,} looks each; milliseconds\n")
    for rule in Eviction:
        with tempfile.TemporaryDirectory() as directory:
            use_index(Path(directory) / "index.db", "1", lambda index, rule=rule: measure(index, rule, entries, size))


def measure(index: Index, rule: Eviction, entries: int, size: int) -> None:
    """Fill the room exactly, so that each new value drives another out."""
    contexts = Contexts(index._connection, eviction=rule, room=entries * (size + 4))
    trees = [Context("tree", sha256(str(number).encode()).hexdigest()) for number in range(entries + LOOKS)]
    value = bytes(range(256)) * (size // 256 + 1)
    filling = time.perf_counter()
    for tree in trees[:entries]:
        contexts.put(tree, "value", value[:size])
    filled = time.perf_counter() - filling
    some = trees[: entries : max(1, entries // LOOKS)][:LOOKS]
    report(rule, "hit", [timed(lambda tree=tree: contexts.get(tree, "value")) for tree in some])
    children = [tree.child("commit", tree.content).child("request", tree.content) for tree in some]
    report(rule, "hit, inherited", [timed(lambda child=child: contexts.get(child, "value")) for child in children])
    report(rule, "miss", [timed(lambda tree=tree: contexts.get(tree, "value")) for tree in trees[entries:]])
    report(
        rule,
        "new, evicting",
        [timed(lambda t=tree: contexts.put(t, "value", value[:size])) for tree in trees[entries:]],
    )
    sys.stdout.write(f"{rule:4}  filled in {filled:.1f} s; {contexts.metrics()}\n")


def timed(look: Callable[[], object]) -> float:
    started = time.perf_counter()
    look()
    return (time.perf_counter() - started) * 1000


def report(rule: Eviction, what: str, times: list[float]) -> None:
    middle, high = statistics.median(times), statistics.quantiles(times, n=100)[98]
    sys.stdout.write(
        f"{rule:4}  {what:15} median {middle:6.3f}   99 in 100 below {high:6.3f}   most {max(times):6.3f}\n"
    )


if __name__ == "__main__":
    main()
