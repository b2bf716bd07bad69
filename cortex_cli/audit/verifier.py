"""A second opinion on the waves of a plan, by another method than the first, and on each claim of its certificate."""

from __future__ import annotations

from collections.abc import Sequence

from cortex_cli.audit.evidence import Finding, Verdict, Wave
from cortex_cli.audit.wave_checker import WaveChecker

STEPS = 3_000_000
"""Steps for a whole plan: less than a minute."""


def audit(waves: Sequence[Wave], *, fold_case: bool, steps: int = STEPS) -> Verdict:
    """What the second checker says of `waves`; whatever `steps` do not decide is a finding, never a guess."""
    findings: list[Finding] = []
    pairs = confirmed = 0
    several = [wave for wave in waves if len(wave.works) > 1]
    for wave in several:
        checker = WaveChecker(wave, fold_case, steps)
        findings += checker.run()
        steps = checker.left
        pairs += checker.pairs
        confirmed += checker.pairs - len(checker.doubted)
    return Verdict(len(several), pairs, confirmed, tuple(findings))
