"""What docs/reference/scope-language.md says of proofs is so."""

from __future__ import annotations

from pathlib import Path

import pytest

from cortex_cli.model import pair_prover, wave_proof
from cortex_cli.model.scope import STEP_BUDGET, Scope, overlap

PAGE = (Path(__file__).parents[3] / "docs" / "reference" / "scope-language.md").read_text()


@pytest.mark.parametrize(
    ("proof", "steps"),
    [
        ("one pair of scopes", f"{STEP_BUDGET:,}"),
        ("existing paths of a pair, looked at for a witness", f"{STEP_BUDGET:,}"),
        (
            "a wave: finding the pairs that could meet",
            f"{wave_proof.FINDING_BUDGETS * STEP_BUDGET:,}, and {wave_proof.PATTERN_STEPS} for each pattern",
        ),
        ("a wave: looking at existing paths", f"{wave_proof.EXISTING_BUDGETS * STEP_BUDGET:,}"),
        (
            "a wave: proving the pairs that are left, with a shortest path",
            f"{pair_prover.PROVING_BUDGETS * STEP_BUDGET:,}",
        ),
        ("a wave: finding any path for those still left", f"{pair_prover.LATE_BUDGETS * STEP_BUDGET:,}"),
    ],
)
def test_the_steps_of_each_proof_are_as_written(proof: str, steps: str) -> None:
    assert f"| {proof} | {steps} |\n" in PAGE


@pytest.mark.parametrize(
    ("one", "other", "witness"),
    [
        (Scope(touch=["build"], forbid=["build/**"]), Scope(touch=["build/out.txt"]), "build/out.txt"),
        (Scope(touch=["build/"], forbid=["build/**"]), Scope(touch=["build/out.txt"]), None),
        (Scope(touch=["out/*"]), Scope(touch=["out/*/*"]), None),
        (Scope(touch=["src/**/models.py"]), Scope(touch=["src/**/views.py"]), None),
    ],
)
def test_files_and_directories_conflict_as_in_the_examples(one: Scope, other: Scope, witness: str | None) -> None:
    assert overlap(one, other) == overlap(other, one) == witness
    assert all(pattern in PAGE for scope in (one, other) for pattern in (*(scope.touch or ()), *scope.forbid))
