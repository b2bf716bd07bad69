"""Our proof of whole waves beside other ways to find who meets: `python -m benchmarks.scopes`.

All of them run in turn, in one process and on the same patterns, so that the ratios hold on any machine. `--write`
puts the tables into docs/benchmarks/scopes.md.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from automata.base import config as automata_config

from benchmarks.scope_cases import DISJOINT, OVERLAPS, Case, wrong_labels
from benchmarks.scope_cases import table as correctness
from benchmarks.scope_waves import AUTOMATA_SCOPES, RULE_SCOPES, WAVES, Wave, measure
from benchmarks.scope_waves import table as speed

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks" / "scopes.md"
HEAD = """# Scopes: correctness and speed

Written by `python -m benchmarks.scopes --write`. Everything here was measured in one run, in turns, on the same
patterns.
"""
RULES = """## The rules compared

| rule | two scopes meet where |
|---|---|
| Cortex | some path can match both: the whole wave is proven at once, each conflict with a path |
| automata-lib, pair by pair | the automata of the two have a word in common; no path is asked for |
| equal strings | some pattern stands in both |
| containment | some pattern names a directory, perhaps with `/**` or `/*`, and the other a path in it |
| static prefix | the text before the first wildcard of one begins with that of the other |
"""
SPEED = """Each line is the best of {rounds} rounds, from the text of the patterns to the list of conflicts; in every
round the patterns are new. In brackets: how many times what Cortex takes. The others compare all pairs one by one; `~`
is extrapolated from the pairs of {rule_scopes} scopes, for automata-lib of {automata_scopes}. Its own checks of its
input are off.

Where all globs meet, every pair is a conflict; past the step budget of the wave it is undecided, and has no path.
automata-lib was not tried on unions of many such globs: a deterministic automaton for them grows exponentially.
"""


def page(waves: Sequence[Wave], rounds: int) -> str:
    """The whole page; RuntimeError where a label of the cases is wrong."""
    wrong = list(wrong_labels())
    if wrong:
        raise RuntimeError(f"wrong labels: {wrong}")
    parts = [
        HEAD,
        f"{machine()}\n",
        RULES,
        f"## Correctness\n\n{correctness()}",
        f"These are the pairs. A brute-force matcher confirms them in the same run.\n\n{_cases()}",
        f"## Speed\n\n{speed([measure(wave, rounds) for wave in waves])}",
        SPEED.format(rounds=rounds, rule_scopes=RULE_SCOPES, automata_scopes=AUTOMATA_SCOPES),
    ]
    return "\n".join(parts)


def machine() -> str:
    """What the figures were measured with."""
    git = subprocess.run(["git", "--version"], capture_output=True, text=True, check=True).stdout.split()[2]
    system = f"{platform.system()} on {platform.machine()}, {os.cpu_count()} cores"
    return f"Python {platform.python_version()}, {system}, git {git}, automata-lib {version('automata-lib')}."


def _cases() -> str:
    lines = ["| one | other | both match |", "|---|---|---|"]
    lines += [f"| `{case.one}` | `{case.other}`{_condition(case)} | {_path(case)} |" for case in (*OVERLAPS, *DISJOINT)]
    return "\n".join(lines) + "\n"


def _path(case: Case) -> str:
    return "no path" if case.path is None else f"`{case.path}`"


def _condition(case: Case) -> str:
    if case.fold:
        return ", case folded"
    return "" if case.one.isascii() else ", with a combining accent"


def main() -> None:
    parser = argparse.ArgumentParser(description="Compare ways to find the scopes that meet.")
    parser.add_argument("--rounds", type=int, default=3, help="how often each wave is measured (default: 3)")
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks/scopes.md")
    options = parser.parse_args()
    automata_config.should_validate_automata = False
    text = page(WAVES, options.rounds)
    sys.stdout.write(text)
    if options.write:
        PAGE.parent.mkdir(parents=True, exist_ok=True)
        PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
