"""What a proof may cost: steps that are counted, never time, so that every machine gives the same answer."""

from __future__ import annotations

from dataclasses import dataclass

from cortex_cli.model.errors import ProofBudgetExceeded


@dataclass(slots=True)
class Budget:
    """Steps left for proofs; `spend` raises ProofBudgetExceeded when they are used up."""

    left: int

    def spend(self, steps: int = 1) -> None:
        self.left -= steps
        if self.left < 0:
            raise undecided()


def undecided() -> ProofBudgetExceeded:
    """The error for a proof that ran out of steps."""
    return ProofBudgetExceeded(
        "undecided: comparing these patterns takes more steps than a proof may",
        mend="use fewer wildcards in one pattern, or list the paths",
    )
