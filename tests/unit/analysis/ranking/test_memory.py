import pytest

from cortex_cli.analysis.ranking.ground import Ground
from cortex_cli.analysis.ranking.memory import PastScores, past_scores, remember
from tests.unit.analysis.ranking.grounds import Commit, best, by_path, ground_of, wording_of

TEXTS = {"a.py": "one = 1\n", "b.py": "two = 2\n", "c.py": "three = 3\n"}


def scores_of(request: str, past: list[Commit]) -> tuple[Ground, PastScores]:
    ground = ground_of(TEXTS, past)
    return ground, past_scores(ground, wording_of(request), remember(ground))


def test_files_that_were_changed_for_the_like_of_the_request_are_found() -> None:
    ground, scores = scores_of("Refresh expired tokens", [("Refresh tokens", ("a.py",)), ("Rename menus", ("b.py",))])
    assert set(by_path(ground, scores.messages)) == {"a.py"}
    assert ground.snapshot.past[scores.examples[ground.number["a.py"]]].subject == "Refresh tokens"


def test_a_commit_of_many_files_says_less_about_each() -> None:
    past = [("Refresh tokens", ("a.py", "b.py")), ("Refresh tokens", ("c.py",))]
    ground, scores = scores_of("Refresh tokens", past)
    found = by_path(ground, scores.messages)
    assert found["c.py"] == pytest.approx(2 * found["a.py"])


def test_a_sweep_says_nothing() -> None:
    sweep = ("Refresh tokens", ("a.py", *(f"gone/{number}.py" for number in range(25))))
    ground, scores = scores_of("Refresh tokens", [sweep])
    assert by_path(ground, scores.messages) == {}
    assert by_path(ground, scores.changes) == {}


def test_files_that_are_gone_do_not_vote() -> None:
    ground, scores = scores_of("Refresh tokens", [("Refresh tokens", ("gone.py",))])
    assert by_path(ground, scores.messages) == {}


def test_a_message_that_covers_the_request_beats_many_that_touch_it() -> None:
    touching: list[Commit] = [("Refresh menus", ("a.py",))] * 6
    ground, scores = scores_of("Refresh expired tokens", [*touching, ("Refresh expired tokens", ("b.py",))])
    assert best(ground, scores.covered) == "b.py"
    assert best(ground, scores.likest) == "b.py"


def test_late_changes_count_more_than_early_ones() -> None:
    quiet: list[Commit] = [("Nothing", ("c.py",))] * 2000
    ground, scores = scores_of("Refresh tokens", [("New", ("a.py",)), *quiet, ("Old", ("b.py",))])
    lately = by_path(ground, scores.lately)
    assert lately["a.py"] > lately["b.py"] > 0.0
    changes = by_path(ground, scores.changes)
    assert changes["a.py"] == changes["b.py"]


def test_without_a_past_nothing_speaks() -> None:
    ground, scores = scores_of("Refresh tokens", [])
    assert by_path(ground, scores.messages) == by_path(ground, scores.lately) == {}


def test_what_changes_together_is_counted() -> None:
    ground = ground_of(TEXTS, [("One", ("a.py", "b.py")), ("Two", ("a.py", "b.py")), ("Three", ("a.py", "c.py"))])
    together = remember(ground).together(ground.number["a.py"])
    assert {ground.paths[file]: count for file, count in together.items()} == {"b.py": 2, "c.py": 1}
