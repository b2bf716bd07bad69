"""How right the analysis was about the files that would change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cortex_cli.model.analysis import Analysis
from cortex_cli.model.plan import Plan
from cortex_cli.model.run import Change, ChangeKind
from cortex_cli.model.scope import Scope
from cortex_cli.model.statistics import JudgedFile, JudgedRun


@dataclass(frozen=True, slots=True)
class Scorecard:
    """Predicted against changed files, each sorted; `judged` is False where nothing was predicted to compare.

    `expected_new` and `unexpected_new` are added files inside and outside of where new files were expected.
    """

    judged: bool
    predicted: tuple[str, ...] = ()
    hits: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    superfluous: tuple[str, ...] = ()
    expected_new: tuple[str, ...] = ()
    unexpected_new: tuple[str, ...] = ()

    @property
    def precision(self) -> float | None:
        """The part of the predicted files that changed, 0 to 1; None where none was predicted."""
        return len(self.hits) / len(self.predicted) if self.predicted else None

    @property
    def recall(self) -> float | None:
        """The part of the changed existing files that was predicted, 0 to 1; None where none changed."""
        changed = len(self.hits) + len(self.missed)
        return len(self.hits) / changed if changed else None


NOT_JUDGED = Scorecard(judged=False)


def scorecard(plan: Plan, changes: Iterable[Change], analysis: Analysis | None) -> Scorecard:
    """Compare `changes` with the candidates of `analysis` that reached its threshold.

    Without an analysis nothing is judged: the touch patterns of a plan are permissions, not predictions.
    """
    found = tuple(changes)
    existing = {change.path for change in found if change.kind is not ChangeKind.ADDED}
    added = {change.path for change in found if change.kind is ChangeKind.ADDED}
    if analysis is None:
        return NOT_JUDGED
    predicted = {item.path for item in analysis.candidates if item.probability >= analysis.threshold}
    places = Scope(touch=tuple(creation.pattern for creation in analysis.creations))
    expected = {path for path in added if places.matches(path, fold_case=plan.fold_case)}
    return Scorecard(
        judged=True,
        predicted=_sorted(predicted),
        hits=_sorted(predicted & existing),
        missed=_sorted(existing - predicted),
        superfluous=_sorted(predicted - existing),
        expected_new=_sorted(expected),
        unexpected_new=_sorted(added - expected),
    )


def judged_run(changes: Iterable[Change], analysis: Analysis) -> JudgedRun:
    """What the run says for later analyses: each candidate with its probability, and each change."""
    changed = {change.path: change.kind for change in changes}
    candidates = {item.path: item.probability for item in analysis.candidates}
    files = (
        JudgedFile(
            path=path,
            probability=candidates.get(path),
            chosen=candidates.get(path, -1.0) >= analysis.threshold,
            change=changed.get(path),
        )
        for path in _sorted(candidates.keys() | changed.keys())
    )
    shift = analysis.correction.shift if analysis.correction else 0.0
    return JudgedRun(analysis.task_type, shift, tuple(files))


def _sorted(paths: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(paths))
