from __future__ import annotations

from dataclasses import replace

import pytest
from rich.cells import cell_len

from cortex_cli.cli.arrangements import print_arrangement
from cortex_cli.model.plan import Objective, Plan
from cortex_cli.model.scope import Scope
from cortex_cli.model.team import Resource, Team
from cortex_cli.pipeline.arrange import Arrangement
from cortex_cli.planning.arrange import arranged
from cortex_cli.planning.checking.plan import check_plan
from cortex_cli.planning.plan_files.reader import Declared
from tests.unit.cli.screens import ScreenFace
from tests.unit.reporting.samples import HOSTILE

WORK = tuple(
    Objective(f"O{n}", f"Part {n}", 1, Scope(touch=(f"f{n}.py", "main.py")), estimate=300.0) for n in range(1, 4)
)
TEAM = Team(resources=(Resource(id="db", paths=("f3.py",)),))


def shown(*work: Objective, unplaced: frozenset[str] = frozenset(), columns: int = 100) -> str:
    plan = Plan("Do it", work)
    made = arranged(plan, TEAM, ("main.py",))
    found = check_plan(plan)
    face = ScreenFace(columns=columns)
    print_arrangement(face, Arrangement(Declared(plan, unplaced, {}), found, made, check_plan(made.plan)), made)
    assert face.err_text == ""
    return "\n".join(line.rstrip() for line in face.out_text.splitlines())


def test_before_and_after_stand_one_above_the_other() -> None:
    lines = shown(*WORK).splitlines()
    assert lines[0] == "before: 1 wave, 3 conflicts"
    assert lines[1].startswith("after: 2 waves, the fewest possible for these objectives: ")


def test_waves_that_were_left_out_are_told_as_such() -> None:
    everyone = frozenset(each.id for each in WORK)
    assert shown(*WORK, unplaced=everyone).startswith("before: no waves, and 3 conflicts if all ran at once\n")
    later = replace(WORK[2], wave=2)
    assert shown(WORK[0], WORK[1], later, unplaced=frozenset({"O2"})).startswith(
        "before: 2 waves, 1 conflict; 1 objective in none\n"
    )


def test_everything_that_was_done_is_told() -> None:
    last = Objective("O4", "Last", 9, Scope(touch=("z",)), ("O1", "O2", "O3"), estimate=60.0)
    between = Objective("O5", "Between", 3, Scope(touch=("f3.py",)), ("O4", "O1"), estimate=60.0)
    text = " ".join(shown(*WORK, last, between, columns=200).split())
    assert "wave 1: O1 and O2 could both write main.py" in text
    assert "O1, O2 and O3 wanted it, now O6 writes it after them" in text
    assert "O5 need not name O1: it waits for what waits for them" in text
    assert "O3 uses db, by the paths that it may write" in text
    assert "as arranged: 9 min 45 s of work and 4 x 30 s for integration and gates" in text


def test_a_plan_that_was_good_already_is_two_lines() -> None:
    alone = Objective("A", "A", 1, Scope(touch=("a",)))
    assert shown(alone).strip() == "before: 1 wave, 0 conflicts\nafter: 1 wave"


@pytest.mark.parametrize("columns", [60, 80, 200])
def test_the_screen_fits_its_width_and_holds_no_control_characters(columns: int) -> None:
    hostile = [replace(each, id=HOSTILE + each.id, title=HOSTILE) for each in WORK]
    text = shown(*hostile, columns=columns)
    assert all(cell_len(line) <= columns for line in text.splitlines())
    assert "\x1b" not in text and "\u202e" not in text
