from __future__ import annotations

from cortex_cli.planning.decisions import decisions
from cortex_cli.planning.waves import Assignment, Move, MoveReason

IDS = {"auth": "O1", "routes": "O2", "docs": "O3"}


def told(*moves: Move, waves: int = 1, least: int = 1, given_up: tuple[tuple[str, str], ...] = ()) -> list[str]:
    assignment = Assignment((), moves, waves, least, waves == least, 0.0)
    return list(decisions(assignment, given_up, IDS))


def test_a_single_wave_needs_no_words() -> None:
    assert told() == []


def test_the_number_of_waves_is_told_with_its_lower_bound() -> None:
    assert told(waves=3, least=3) == ["3 waves: dependencies, scopes and the team allow no fewer"]
    assert told(waves=3, least=2) == ["3 waves; no plan could have fewer than 2"]


def test_a_move_says_whom_it_meets_and_where() -> None:
    move = Move("routes", 1, 2, MoveReason.SCOPE, "auth", "app.py")
    assert told(move) == ["O2 runs in wave 2 instead of 1: it meets O1 at app.py"]
    undecided = Move("routes", 1, 2, MoveReason.SCOPE, "auth", None)
    assert told(undecided) == ["O2 runs in wave 2 instead of 1: it meets O1 in a way that took too long to decide"]


def test_moves_for_want_of_hands_are_counted_and_others_told_one_by_one() -> None:
    late = [Move(name, 1, 2, MoveReason.CAPACITY) for name in ("auth", "routes")]
    assert told(*late, Move("docs", 1, 2, MoveReason.DURATION)) == [
        "O3 runs in wave 2 instead of 1, beside work that takes as long",
        "2 objectives could run earlier if the team took more at once",
    ]


def test_a_dependency_that_was_given_up_is_told() -> None:
    assert told(given_up=(("auth", "routes"),)) == [
        "O1 uses O2 but does not wait for it: they would wait for each other"
    ]
