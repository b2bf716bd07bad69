"""Fits the weights of ranking: `python -m benchmarks.localization.fit --clones FOLDER --cases FILE... --index FOLDER`.

The cases come from `benchmarks.localization.cases --texts`; the index of each clone is kept in FOLDER. Signals are
computed by the code that ranks. The same cases give the same weights: nothing is drawn by chance.

1. Weights of the signals that need no ranking are fitted; they choose the files that vote.
2. Weights of all signals are fitted, by a listwise softmax with an L2 penalty.
3. Every repository is scored with weights fitted on the others. From these scores come the figures that are printed,
   the map from scores to probabilities, and the cut-off with the best mean F1.

Needs numpy, which Cortex itself does not.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.localization.calibration import best_cut_off, calibration_error, monotone
from benchmarks.localization.cases import CLONES
from benchmarks.localization.clones import clone_of
from benchmarks.localization.matrices import VARIANTS, Asked, ask_all, read_cases
from benchmarks.localization.softmax import Matrix, fit, joined
from cortex_cli.analysis.ranking import model
from cortex_cli.analysis.ranking.features import FIRST, Signal

PENALTY = 0.3
MOST_ROWS = 80
"""Files of a case that a fit looks at: the best by a sum of the plainest signals, and the right ones."""
PLAINEST = (Signal.FIELDS, Signal.FILE, Signal.CHUNK, Signal.PATH, Signal.SYMBOLS, Signal.MESSAGES, Signal.MENTIONED)
TEN = 10
WEIGHTS = Path(model.__file__).with_name("weights.json")


@dataclass(frozen=True, slots=True)
class Figures:
    """Means over cases, in percent."""

    recall: float
    all_in_ten: float
    reciprocal: float

    def __str__(self) -> str:
        return f"recall@10 {self.recall:5.1f}   all in ten {self.all_in_ten:5.1f}   MRR {self.reciprocal:5.1f}"


Scores = NDArray[np.float64]


def fitted(asked: Sequence[Asked], signals: Sequence[Signal]) -> Matrix:
    """The weights of `signals`, in their order."""
    columns = [tuple(Signal).index(signal) for signal in signals]
    plainest = [tuple(Signal).index(signal) for signal in PLAINEST]
    cases = []
    for one in asked:
        order = np.argsort(-one.rows[:, plainest].sum(axis=1), kind="stable")[:MOST_ROWS]
        kept = np.union1d(order, np.flatnonzero(one.right))
        cases.append((one.rows[np.ix_(kept, columns)], one.right[kept]))
    return fit(joined(cases), PENALTY)


def held_out(asked: Sequence[Asked], together: Callable[[Asked], str]) -> list[Scores]:
    """The scores of every request by weights fitted on all cases but those `together` with it."""
    weights = {
        name: fitted([one for one in asked if together(one) != name], tuple(Signal))
        for name in sorted({together(one) for one in asked})
    }
    return [np.asarray(one.rows @ weights[together(one)]) for one in asked]


def figures(asked: Iterable[Asked], scores: Iterable[Scores]) -> Figures:
    """How well scores order the right files."""
    found = [_of_one(one, each) for one, each in zip(asked, scores, strict=True)]
    return Figures(*(100.0 * float(value) for value in np.mean(found, axis=0)))


def _of_one(one: Asked, scores: Scores) -> tuple[float, float, float]:
    places = np.empty(len(scores), dtype=int)
    places[np.lexsort((np.arange(len(scores)), -np.round(scores, model.DIGITS)))] = np.arange(len(scores))
    right = np.sort(places[one.right])
    wanted = len(right) + one.missing
    return (
        (right < TEN).sum() / wanted,
        float((right < TEN).sum() == wanted),
        1.0 / (right[0] + 1) if len(right) else 0.0,
    )


def shares_of_rivals(scores: Scores) -> Scores:
    """Each score beside the sum of all, as ranking calibrates it."""
    return scores - model.log_sum(scores.tolist())


def weights_of(asked: Sequence[Asked], first: Mapping[Signal, float], scores: Sequence[Scores]) -> dict[str, object]:
    """What `weights.json` holds."""
    linear = fitted(asked, tuple(Signal))
    compared = [shares_of_rivals(each) for each in scores]
    knots, shares = monotone(np.concatenate(compared).tolist(), np.concatenate([one.right for one in asked]).tolist())
    calibration = model.Calibration(tuple(knots), tuple(shares))
    choice = best_cut_off(_chances(asked, compared, calibration))
    sys.stdout.write(f"cut-off {choice.cut_off}: precision {choice.precision:.3f}, recall {choice.recall:.3f}, ")
    sys.stdout.write(f"F1 {choice.f1:.3f} (means over requests)\n")
    return {
        "first": {signal.value: round(weight, 4) for signal, weight in first.items()},
        "linear": {signal.value: round(float(weight), 4) for signal, weight in zip(Signal, linear, strict=True)},
        "calibration": {"scores": knots, "probabilities": shares},
        "cut_off": choice.cut_off,
    }


def _chances(
    asked: Sequence[Asked], compared: Sequence[Scores], calibration: model.Calibration
) -> list[tuple[list[float], list[bool]]]:
    return [
        ([calibration.probability(score) for score in each.tolist()], one.right.tolist())
        for one, each in zip(asked, compared, strict=True)
    ]


def held_out_error(asked: Sequence[Asked], scores: Sequence[Scores]) -> float:
    """The expected calibration error with maps fitted on other repositories than they are used on."""
    compared = [shares_of_rivals(each) for each in scores]
    chances: list[float] = []
    right: list[bool] = []
    for name in sorted({one.repository for one in asked}):
        pairs = list(zip(asked, compared, strict=True))
        others = [(one, each) for one, each in pairs if one.repository != name]
        knots, shares = monotone(
            np.concatenate([each for _, each in others]).tolist(),
            np.concatenate([one.right for one, _ in others]).tolist(),
        )
        calibration = model.Calibration(tuple(knots), tuple(shares))
        for one, each in pairs:
            if one.repository == name:
                chances += [calibration.probability(score) for score in each.tolist()]
                right += one.right.tolist()
    return calibration_error(chances, right)


def report(asked: Sequence[Asked], scores: Sequence[Scores]) -> None:
    """Print the figures of the model and of whole-file BM25, by repository and over all."""
    plain = [one.rows[:, tuple(Signal).index(Signal.FILE)] for one in asked]
    for variant in VARIANTS:
        sys.stdout.write(f"\n{variant}\n")
        for name in [*sorted({one.repository for one in asked}), ""]:
            chosen = [at for at, one in enumerate(asked) if one.variant == variant and name in ("", one.repository)]
            if chosen:
                for what, values in (("model", scores), ("BM25", plain)):
                    told = figures([asked[at] for at in chosen], [values[at] for at in chosen])
                    sys.stdout.write(f"{name or 'all':22} {len(chosen):4} {what:6} {told}\n")


def main() -> None:
    options = _options()
    by_repository = read_cases(options.cases)
    options.index.mkdir(parents=True, exist_ok=True)
    asked: list[Asked] = []
    first: dict[Signal, float] = {}
    for fitting in ("first", "all"):
        asked = []
        for name, cases in by_repository.items():
            index_file = options.index / f"{name.replace('/', '+')}.db"
            asked += ask_all(clone_of(options.clones, name), cases, index_file, first)
            sys.stderr.write(f"{fitting}: {name}\n")
        if fitting == "first":
            first = dict(zip(FIRST, map(float, fitted(asked, FIRST)), strict=True))
    scores = held_out(asked, lambda one: one.repository)
    report(asked, scores)
    sys.stdout.write(f"\nexpected calibration error, held out: {held_out_error(asked, scores):.4f}\n")
    data = weights_of(asked, first, scores)
    if options.write:
        WEIGHTS.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Fit the weights of ranking.")
    parser.add_argument("--clones", type=Path, default=os.environ.get(CLONES), help=f"OWNER+NAME/repo each (${CLONES})")
    parser.add_argument("--cases", type=Path, nargs="+", required=True, help="files that `cases --texts` wrote")
    parser.add_argument("--index", type=Path, required=True, help="a folder for the index of each clone")
    parser.add_argument("--write", action="store_true", help="write weights.json into the package")
    options = parser.parse_args()
    if options.clones is None:
        parser.error(f"give --clones or set {CLONES}")
    return options


if __name__ == "__main__":
    main()
