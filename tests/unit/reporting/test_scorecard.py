from __future__ import annotations

from dataclasses import replace

from cortex_cli.model.analysis import Correction
from cortex_cli.model.run import Change, ChangeKind
from cortex_cli.reporting.scorecard import judged_run, scorecard
from tests.unit.reporting.samples import ANALYSIS, CHANGES, PLAN


def test_predictions_are_compared_with_what_changed() -> None:
    score = scorecard(PLAN, CHANGES, ANALYSIS)
    assert score.predicted == ("src/shop/api.py", "src/shop/auth/tokens.py", "tests/test_api.py")
    assert score.hits == ("src/shop/api.py", "src/shop/auth/tokens.py")
    assert score.missed == ("src/shop/users.py",)
    assert score.superfluous == ("tests/test_api.py",)
    assert score.precision == score.recall == 2 / 3


def test_new_files_are_judged_by_where_they_were_expected() -> None:
    score = scorecard(PLAN, CHANGES, ANALYSIS)
    assert score.expected_new == ("tests/test_tokens.py",)
    assert score.unexpected_new == ("docs/tokens.md",)


def test_a_deleted_file_counts_as_changed() -> None:
    score = scorecard(PLAN, (Change("src/shop/api.py", ChangeKind.DELETED, 0, 9),), ANALYSIS)
    assert score.hits == ("src/shop/api.py",)


def test_candidates_below_the_threshold_are_no_predictions() -> None:
    score = scorecard(PLAN, (Change("src/shop/stock.py", ChangeKind.MODIFIED, 1, 1),), ANALYSIS)
    assert score.missed == ("src/shop/stock.py",)


def test_without_an_analysis_nothing_is_judged() -> None:
    assert not scorecard(PLAN, CHANGES, None).judged


def test_rates_of_nothing_are_unknown_not_zero() -> None:
    score = scorecard(PLAN, (), replace(ANALYSIS, candidates=()))
    assert score.judged
    assert score.precision is None
    assert score.recall is None


def test_a_finished_run_says_of_each_file_what_was_expected_and_what_came() -> None:
    said = judged_run(CHANGES, ANALYSIS)
    files = {file.path: file for file in said.files}
    assert (said.task_type, said.shift) == (ANALYSIS.task_type, 0.0)
    assert list(files) == sorted(files)
    assert (files["src/shop/api.py"].chosen, files["src/shop/api.py"].change) == (True, ChangeKind.MODIFIED)
    assert (files["tests/test_api.py"].chosen, files["tests/test_api.py"].change) == (True, None)
    assert [path for path, file in files.items() if file.missed] == ["src/shop/users.py"]
    assert files["docs/tokens.md"].probability is None
    stock = next(item.probability for item in ANALYSIS.candidates if item.path == "src/shop/stock.py")
    assert (files["src/shop/stock.py"].probability, files["src/shop/stock.py"].chosen) == (stock, False)


def test_the_correction_that_was_in_force_is_said_too() -> None:
    corrected = replace(ANALYSIS, correction=Correction("sha256:0", 3, 9, 6, 0.25))
    assert judged_run(CHANGES, corrected).shift == 0.25
