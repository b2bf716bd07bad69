"""What checks of a plan spend on proofs, where one budget is there for all of them."""

from __future__ import annotations

PROOF_STEPS = 50
"""What starting a proof costs, in steps."""
