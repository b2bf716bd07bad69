"""The two checkers against each other, at length: each is the other's oracle."""

from __future__ import annotations

from random import Random

import pytest

from cortex_cli.audit.evidence import Kind, Wave, Work
from cortex_cli.audit.verifier import audit
from cortex_cli.model.scope import Scope, overlap
from tests.unit.model.oracle import random_pattern


def patterns(random: Random, least: int, most: int) -> tuple[str, ...]:
    return tuple(random_pattern(random) for _ in range(random.randint(least, most)))


@pytest.mark.parametrize("fold_case", [False, True])
@pytest.mark.parametrize("seed", range(3))
def test_they_agree_on_every_pair_of_waves_of_random_scopes(seed: int, fold_case: bool) -> None:
    """900 pairs of scopes with up to three patterns, and as many forbidden."""
    random = Random(seed)
    for _ in range(10):
        scopes = [Scope(patterns(random, 1, 3), forbid=patterns(random, 0, 3)) for _ in range(6)]
        if fold_case:
            scopes = [Scope(tuple(map(str.swapcase, scope.touch or ())), forbid=scope.forbid) for scope in scopes]
        works = tuple(Work(f"N{number}", scope.touch, scope.forbid) for number, scope in enumerate(scopes))
        verdict = audit([Wave(1, works, (), None)], fold_case=fold_case)
        met = {
            (f"N{a}", f"N{b}")
            for b, other in enumerate(scopes)
            for a, one in enumerate(scopes[:b])
            if overlap(one, other, fold_case=fold_case) is not None
        }
        assert {finding.kind for finding in verdict.findings} <= {Kind.OVERLAP}
        found = {(message[0], message[2]) for message in (each.message.split() for each in verdict.findings)}
        assert found == met, scopes
        assert verdict.confirmed == verdict.pairs - len(met)
