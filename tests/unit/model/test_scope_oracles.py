"""Whole scopes against two oracles; `python -m benchmarks.scope_oracle` does the same at length."""

from __future__ import annotations

import pytest

from benchmarks import scope_oracle
from tests.unit.model import oracle
from tests.unit.model.agreement import automata, random_pairs, verdict


@pytest.mark.parametrize("seed", range(3))
def test_random_scopes_overlap_and_include_as_both_oracles_say(seed: int) -> None:
    found = {pair: verdict(pair) for pair in random_pairs(seed, scopes=25, pairs=60)}
    assert {pair: each.faults for pair, each in found.items() if each.faults} == {}
    assert sum(each.overlaps for each in found.values()) >= 8
    assert sum(each.includes for each in found.values()) >= 5


@pytest.mark.parametrize("fold", [False, True])
def test_the_two_oracles_agree_on_every_path_of_the_universe(fold: bool) -> None:
    pairs = list(random_pairs(9, scopes=12, pairs=25))
    for scope in dict.fromkeys(each for a, b, _ in pairs for each in (a, b)):
        paths = automata(fold).scope(scope)
        inside = oracle.paths_of(oracle.writable(*scope, fold))
        accepted = [path for path in oracle.UNIVERSE if paths.accepts_input(path.lower() if fold else path)]
        assert accepted == inside, scope


def test_the_long_comparison_can_be_run_by_its_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["scope_oracle", "--pairs", "15"])
    with pytest.raises(SystemExit) as ended:
        scope_oracle.main()
    said = capsys.readouterr().out
    assert ended.value.code == 0, said
    assert said.startswith("15 pairs of scopes, ")
    assert said.endswith(": 0 differ from brute force or automata-lib\n")
