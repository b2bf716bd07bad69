"""What finished runs teach is small, is told, and is nothing where there are none."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from cortex_cli.analysis.choosing.correction import (
    MOST_RAISED,
    MOST_SHIFT,
    PRIOR,
    Companion,
    calibrate,
    companions,
    correct,
    log_odds,
    said_of,
    shifted,
)
from cortex_cli.analysis.choosing.relevance import Ranking
from cortex_cli.analysis.ranking.model import weights
from cortex_cli.analysis.ranking.ranking import Ranked
from cortex_cli.model.analysis import Correction, Role
from cortex_cli.model.run import ChangeKind
from cortex_cli.model.statistics import NO_STATISTICS, JudgedFile, JudgedRun, Statistics
from cortex_cli.model.task_type import TaskType

MODIFIED = ChangeKind.MODIFIED
CUT_OFF = weights().cut_off


def ranking_of(scores: dict[str, float], cut_off: float = CUT_OFF) -> Ranking:
    ranked = {path: Ranked(path, Role.SOURCE, 0.0, score, {}, (), None, None, None) for path, score in scores.items()}
    return Ranking(dict(scores), ranked, cut_off)


def run_of(*files: JudgedFile, shift: float = 0.0) -> JudgedRun:
    return JudgedRun(TaskType.FEATURE, shift, files)


def hit(path: str, probability: float = 0.5) -> JudgedFile:
    return JudgedFile(path, probability, chosen=True, change=MODIFIED)


def idle(path: str, probability: float = 0.5) -> JudgedFile:
    return JudgedFile(path, probability, chosen=True, change=None)


def miss(path: str, probability: float | None = None, change: ChangeKind = MODIFIED) -> JudgedFile:
    return JudgedFile(path, probability, chosen=False, change=change)


def statistics(*runs: JudgedRun) -> Statistics:
    return Statistics(runs)


# nothing to learn from


@pytest.mark.parametrize("seed", range(10))
def test_without_runs_any_ranking_stays_as_it_is(seed: int) -> None:
    chance = random.Random(seed)
    scores = {f"f{number}.py": round(chance.random(), 6) for number in range(chance.randrange(40))}
    ranking = ranking_of(scores, chance.random())
    before = replace(ranking, scores=dict(scores))
    assert correct(ranking, NO_STATISTICS) is None
    assert ranking == before


def test_one_run_may_be_chance() -> None:
    ranking = ranking_of({"a.py": 0.5, "b.py": 0.1})
    assert correct(ranking, statistics(run_of(idle("a.py"), miss("b.py")))) is None
    assert ranking.scores == {"a.py": 0.5, "b.py": 0.1}


def test_runs_that_came_as_predicted_change_nothing() -> None:
    ranking = ranking_of({"a.py": 0.5})
    assert correct(ranking, statistics(*[run_of(hit("a.py"), idle("b.py"))] * 10)) is None
    assert ranking.scores == {"a.py": 0.5}


def test_where_hardly_a_word_of_the_request_occurs_nothing_is_corrected() -> None:
    ranking = replace(ranking_of({"a.py": 0.2}), reach=0.1)
    assert correct(ranking, statistics(*[run_of(idle("a.py"))] * 10)) is None


# calibration


def test_the_observed_share_is_smoothed_by_twenty_files_that_came_as_predicted() -> None:
    found = calibrate([run_of(hit("a.py"), hit("b.py")), run_of(hit("a.py"), idle("b.py"))])
    observed = (3 + PRIOR * 0.5) / (4 + PRIOR)
    assert (found.chosen, found.changed) == (4, 3)
    assert found.shift == pytest.approx(log_odds(observed), abs=1e-3)


@pytest.mark.parametrize(("file", "sign"), [(hit("a.py", 0.3), 1), (idle("a.py", 0.9), -1)])
def test_the_shift_is_never_large(file: JudgedFile, sign: int) -> None:
    assert calibrate([run_of(*[replace(file, path=f"{n}.py") for n in range(500)])]).shift == sign * MOST_SHIFT


def test_a_correction_that_was_in_force_is_not_learned_again() -> None:
    """Half of the files changed and the model says 0.5: that earlier runs were corrected does not matter."""
    low = shifted(0.5, -0.4)
    runs = [run_of(hit("a.py", low), idle("b.py", low), shift=-0.4)] * 20
    assert calibrate(runs).shift == 0.0


def test_files_that_were_not_chosen_do_not_calibrate() -> None:
    assert calibrate([run_of(miss("a.py", 0.1), miss("b.py"))]).chosen == 0


def test_a_shift_keeps_the_order_and_the_best_file_and_spares_what_the_request_names() -> None:
    ranking = ranking_of({"a.py": 0.4, "b.py": 0.19, "c.py": 0.05, "named.py": 0.8})
    ranking.raise_to("named.py", 0.8, "the request names its path")
    found = correct(ranking, statistics(*[run_of(*[idle(f"{n}.py", 0.5) for n in range(9)])] * 3))
    assert found is not None
    assert found.shift < 0
    assert ranking.best_first() == ["named.py", "a.py", "b.py", "c.py"]
    assert ranking.scores["named.py"] == 0.8
    assert ranking.scores["a.py"] < 0.4


def test_lower_probabilities_never_leave_nothing_chosen() -> None:
    ranking = ranking_of({"a.py": 1.02 * CUT_OFF, "b.py": 0.5 * CUT_OFF})
    correct(ranking, statistics(*[run_of(*[idle(f"{n}.py", 0.5) for n in range(50)])] * 3))
    assert ranking.scores["a.py"] < CUT_OFF
    assert ranking.above() == ["a.py"]


@pytest.mark.parametrize("seed", range(20))
def test_probabilities_stay_probabilities(seed: int) -> None:
    chance = random.Random(seed)
    paths = [f"{number}.py" for number in range(12)]

    def judged() -> JudgedRun:
        kinds = [None, MODIFIED, ChangeKind.DELETED, ChangeKind.ADDED]
        files = (JudgedFile(p, chance.random(), chance.random() < 0.5, chance.choice(kinds)) for p in paths)
        return run_of(*files, shift=chance.uniform(-0.5, 0.5))

    seen = statistics(*(judged() for _ in range(chance.randrange(2, 9))))
    ranking = ranking_of({path: chance.choice([0.0, chance.random(), 1.0]) for path in paths})
    again = ranking_of(ranking.scores)
    found = correct(ranking, seen)
    assert all(0.0 <= score <= 1.0 for score in ranking.scores.values())
    assert (correct(again, seen), again) == (found, ranking), "the same twice"
    assert found is None or (abs(found.shift) <= MOST_SHIFT and len(found.raised) <= MOST_RAISED)


# files that were missed


def test_a_file_that_was_missed_again_and_again_is_raised_by_the_file_it_came_with() -> None:
    seen = statistics(run_of(hit("a.py"), miss("m.py")), run_of(hit("a.py"), miss("m.py", 0.1)), run_of(hit("a.py")))
    ranking = ranking_of({"a.py": 0.6, "m.py": CUT_OFF / 4, "other.py": CUT_OFF / 4})
    found = correct(ranking, seen)
    assert found is not None
    assert found.raised == ("m.py",)
    assert ranking.reasons["m.py"] == ["missed in 2 of 3 runs that changed `a.py`"]
    assert ranking.scores["m.py"] > ranking.cut_off > ranking.scores["other.py"]


def test_the_vote_counts_no_more_than_the_file_it_comes_from() -> None:
    seen = statistics(*[run_of(hit("a.py"), miss("m.py"))] * 4)
    ranking = ranking_of({"a.py": 0.3})
    ranking.ranked = ranking_of({"a.py": 0.3, "m.py": 0.0}).ranked
    correct(ranking, seen)
    assert ranking.scores["m.py"] < ranking.scores["a.py"]


def test_a_file_votes_only_where_it_is_chosen_itself() -> None:
    ranking = ranking_of({"a.py": CUT_OFF / 2, "m.py": CUT_OFF / 4, "z.py": 0.7})
    correct(ranking, statistics(*[run_of(hit("a.py"), miss("m.py"))] * 3))
    assert "m.py" not in ranking.reasons


def test_a_file_that_is_gone_is_not_raised() -> None:
    found = correct(ranking_of({"a.py": 0.6}), statistics(*[run_of(hit("a.py"), miss("gone.py"))] * 3))
    assert found is None or found.raised == ()


@pytest.mark.parametrize(
    "runs",
    [
        [run_of(hit("a.py"), miss("m.py"))] + [run_of(hit("a.py"))] * 3,
        [run_of(hit("a.py"), miss("m.py"))] * 2 + [run_of(hit("a.py"))] * 3,
        [run_of(hit("a.py"), miss("m.py", change=ChangeKind.ADDED))] * 3,
        [run_of(miss("a.py"), miss("m.py"))] * 3,
        [run_of(hit("a.py"), hit("m.py"))] * 3,
    ],
    ids=["once", "seldom", "new files", "both missed", "never missed"],
)
def test_what_was_missed_once_seldom_or_by_nobody_is_no_companion(runs: list[JudgedRun]) -> None:
    assert companions(runs) == ()


def test_a_file_that_is_found_since_stays_a_companion_as_long_as_it_comes_along() -> None:
    runs = [run_of(hit("a.py"), miss("m.py"))] * 2 + [run_of(hit("a.py"), hit("m.py"))] * 2
    assert companions(runs) == (Companion("m.py", "a.py", missed=2, together=4, runs=4),)


def test_only_the_strongest_few_are_raised() -> None:
    many = [miss(f"m{number}.py") for number in range(9)]
    ranking = ranking_of({"a.py": 0.9} | {file.path: 0.0 for file in many})
    found = correct(ranking, statistics(*[run_of(hit("a.py", 0.9), *many)] * 3))
    assert found is not None
    assert len(found.raised) == MOST_RAISED


# what is told


def test_a_correction_is_told_in_words() -> None:
    told = said_of(Correction("sha256:0", runs=3, chosen=20, changed=12, shift=-0.2, raised=("m.py",)))
    assert told == (
        "in 3 finished runs 12 of 20 chosen files changed, so probabilities are lowered a little",
        "raised because finished runs missed them: `m.py`",
    )
    assert said_of(None) == ()


def test_the_digest_tells_one_snapshot_from_another() -> None:
    one, other = statistics(run_of(hit("a.py"))), statistics(run_of(idle("a.py")))
    assert one.digest() == statistics(run_of(hit("a.py"))).digest() != other.digest()
    assert NO_STATISTICS.digest() != one.digest()
