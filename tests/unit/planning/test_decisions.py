from __future__ import annotations

from cortex_cli.model.analysis import Role
from cortex_cli.planning.decisions import decisions, moved
from cortex_cli.planning.drafts import Draft
from cortex_cli.planning.ground import Ground
from cortex_cli.planning.merging import merge
from cortex_cli.planning.objectives import Material
from cortex_cli.planning.waves.moves import Move, MoveReason
from tests.unit.planning.builders import analysis_of, team_of

IDS = {"auth": "O1", "routes": "O2", "docs": "O3"}
GROUND = Ground(("a.py", "b.py", "c.md"))


def told(*moves: Move) -> list[str]:
    return list(moved(moves, IDS))


def test_nothing_moved_needs_no_words() -> None:
    assert told() == []


def test_a_move_says_whom_it_meets_and_where() -> None:
    move = Move("routes", 1, 2, MoveReason.SCOPE, "auth", "app.py")
    assert told(move) == ["O2 runs in wave 2 instead of 1: it meets O1 at app.py"]
    undecided = Move("routes", 1, 2, MoveReason.SCOPE, "auth", None)
    assert told(undecided) == ["O2 runs in wave 2 instead of 1: it meets O1 in a way that took too long to decide"]


def test_a_move_says_which_resource_it_waits_for() -> None:
    move = Move("routes", 1, 2, MoveReason.RESOURCE, resource="database")
    assert told(move) == ["O2 runs in wave 2 instead of 1: database is in use there"]


def test_moves_for_want_of_hands_are_counted_and_others_told_one_by_one() -> None:
    late = [Move(name, 1, 2, MoveReason.CAPACITY) for name in ("auth", "routes")]
    assert told(*late, Move("docs", 1, 2, MoveReason.DURATION)) == [
        "O3 runs in wave 2 instead of 1, beside work that takes as long",
        "2 objectives could run earlier if the team took more at once",
    ]


def test_what_was_merged_and_what_was_given_up_is_told_with_the_ids_of_today() -> None:
    drafts = [
        Draft("one", Role.SOURCE, ("a.py",)),
        Draft("two", Role.SOURCE, ("b.py",), needs=("one",)),
        Draft("docs", Role.DOCS, ("c.md",)),
    ]
    merging = merge(drafts, Material(analysis_of(), GROUND, {}), team_of())
    assert list(decisions(merging, [("two", "docs"), ("one", "two")])) == [
        "merged one and two into O1: each would only wait for the other",
        "O1 uses O2 but does not wait for it: they would wait for each other",
    ]
