"""Whole scopes against two oracles; `python -m benchmarks.scope_oracle` does the same at length."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.model import oracle
from tests.unit.model.agreement import automata, random_pairs, verdict


@pytest.mark.parametrize("seed", range(3))
def test_random_scopes_overlap_and_include_as_both_oracles_say(seed: int) -> None:
    found = {pair: verdict(pair) for pair in random_pairs(seed, scopes=60, pairs=120)}
    assert {pair: each.faults for pair, each in found.items() if each.faults} == {}
    assert sum(each.overlaps for each in found.values()) >= 15
    assert sum(each.includes for each in found.values()) >= 10


@pytest.mark.parametrize("fold", [False, True])
def test_the_two_oracles_agree_on_every_path_of_the_universe(fold: bool) -> None:
    pairs = list(random_pairs(9, scopes=12, pairs=25))
    for scope in dict.fromkeys(each for a, b, _ in pairs for each in (a, b)):
        paths = automata(fold).scope(scope)
        inside = oracle.paths_of(oracle.writable(*scope, fold))
        accepted = [path for path in oracle.UNIVERSE if paths.accepts_input(path.lower() if fold else path)]
        assert accepted == inside, scope


def test_the_long_comparison_can_be_run_by_its_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.scope_oracle", "--pairs", "30"],
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert done.stdout.startswith("30 pairs of scopes, ")
    assert done.stdout.endswith(": 0 differ from brute force or automata-lib\n")
