from __future__ import annotations

import pytest

from cortex_cli.planning.rearrangement import moved_from, placed_later
from cortex_cli.planning.waves.moves import Move, MoveReason
from tests.unit.planning.builders import objective

BEFORE = [objective("cart", "a", wave=2), objective("stock", "b", wave=1), objective("guide", "c", wave=3)]
AFTER = [objective("cart", "a", wave=2), objective("stock", "b", wave=2), objective("guide", "c", wave=1)]
MET = Move("stock", 1, 2, MoveReason.SCOPE, "cart", "shop/items.py")


def test_only_what_has_another_wave_than_in_the_file_was_moved() -> None:
    moves = [MET, Move("cart", 1, 2, MoveReason.CAPACITY)]
    assert list(moved_from(BEFORE, (), AFTER, moves)) == [
        "stock: wave 1 -> 2, it meets cart at shop/items.py",
        "guide: wave 3 -> 1",
    ]
    assert list(moved_from(AFTER, (), AFTER, moves)) == []


def test_what_had_no_wave_was_not_moved_but_may_have_to_wait() -> None:
    new = objective("integration", "d", wave=3)
    assert list(moved_from(BEFORE, {"stock", "guide"}, [*AFTER, new], [MET])) == []
    assert list(placed_later({"stock", "guide"}, [MET])) == ["stock: wave 2, not 1: it meets cart at shop/items.py"]
    assert list(placed_later((), [MET])) == []


@pytest.mark.parametrize(
    ("move", "words"),
    [
        (Move("stock", 1, 2, MoveReason.SCOPE, "cart"), "it meets cart in a way that took too long to decide"),
        (Move("stock", 1, 2, MoveReason.RESOURCE, resource="database"), "database is in use before"),
        (Move("stock", 1, 2, MoveReason.CAPACITY), "the team takes no more at once"),
        (Move("stock", 1, 2, MoveReason.DURATION), "beside work that takes as long"),
    ],
)
def test_each_reason_has_its_words(move: Move, words: str) -> None:
    assert next(moved_from(BEFORE, (), AFTER, [move])) == f"stock: wave 1 -> 2, {words}"
