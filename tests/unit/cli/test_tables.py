from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from rich.cells import cell_len
from rich.text import Text

from cortex_cli.cli.console import Face
from cortex_cli.cli.tables import print_check, print_plan, print_record, print_status
from cortex_cli.model.plan import Objective, Plan
from cortex_cli.model.plan_check import Confirmation, Conflict, PlanCheck
from cortex_cli.model.problem import Problem
from cortex_cli.model.scope import Scope
from tests.unit.cli.screens import ScreenFace
from tests.unit.reporting.samples import HOSTILE, PLAN, RECORD, failed_record

CHECK = PlanCheck(
    False,
    (Conflict(1, ("auth", "docs"), "src/x.py"), Conflict(2, ("api", "docs"), None)),
    (Problem("unknown_dependency", "objective api depends on atuh", "plan.yaml:12", "write auth"),),
    (Problem("reads_what_is_written", "docs reads what auth writes"),),
)
HOSTILE_OBJECTIVE = replace(PLAN.objectives[0], title=HOSTILE, worker=HOSTILE, scope=Scope(touch=(HOSTILE,)))
HOSTILE_RECORD = replace(
    RECORD,
    run=replace(RECORD.run, request=HOSTILE, reason=HOSTILE),
    objectives=tuple(replace(item, title=HOSTILE, reason=HOSTILE) for item in RECORD.objectives),
)
SCREENS: list[Callable[[Face], None]] = [
    lambda face: print_plan(face, PLAN),
    lambda face: print_plan(face, replace(PLAN, request=HOSTILE, objectives=(HOSTILE_OBJECTIVE,), contracts=())),
    lambda face: print_check(face, CHECK),
    lambda face: print_record(face, RECORD),
    lambda face: print_record(face, HOSTILE_RECORD),
    lambda face: print_status(face, [RECORD, HOSTILE_RECORD, failed_record()]),
]


def shown(draw: Callable[[Face], None], columns: int = 100) -> str:
    face = ScreenFace(columns=columns)
    draw(face)
    assert face.err_text == ""
    return "\n".join(line.rstrip() for line in face.out_text.splitlines())


@pytest.mark.parametrize("draw", SCREENS)
@pytest.mark.parametrize("columns", [60, 80, 200])
def test_a_screen_fits_its_width_and_holds_no_control_characters(draw: Callable[[Face], None], columns: int) -> None:
    text = shown(draw, columns)
    assert text
    assert all(cell_len(line) <= columns for line in text.splitlines())
    assert "\x1b" not in text and "\u202e" not in text


@pytest.mark.parametrize("draw", SCREENS)
def test_a_terminal_gets_colour_unless_the_user_wants_none(draw: Callable[[Face], None]) -> None:
    coloured, plain = ScreenFace(terminal=True), ScreenFace(terminal=True, NO_COLOR="1")
    draw(coloured)
    draw(plain)
    assert "\x1b[" in coloured.out_text
    assert "\x1b" not in plain.out_text
    assert Text.from_ansi(coloured.out_text).plain.split() == plain.out_text.split()


def test_the_plan_shows_waves_scopes_proof_and_advice() -> None:
    text = shown(lambda face: print_plan(face, PLAN), 120)
    assert "plan-1122334455: 3 objectives in 2 waves, at 3f2a9c0d5e6b" in text
    assert "     2  api        Require a token in the API  src/shop/api.py" in text
    assert "4 min, after auth" in text
    assert "One pair of objectives shares a wave: no path can match the touch scopes of both." in text
    assert "2 waves, the fewest possible for these objectives: auth and api have to run one after another" in text
    assert "Critical path: all of the 9 min of work; side by side at most 2, then 1" in text
    assert "src/shop/api.py: auth and docs wanted it, now api writes it after them; 3 waves became 2" in text
    assert "auth gives class Token in src/shop/auth/tokens.py to api" in text
    assert "  10 min with one worker, 9 min as planned" in text
    assert "README.md: the team forbids it" in text


@pytest.mark.parametrize(
    ("touch", "words"),
    [
        (None, "everything not forbidden"),
        ((), "nothing"),
        (("a", "b", "c", "d", "e"), "and 2 more"),
    ],
)
def test_what_an_objective_may_write(touch: tuple[str, ...] | None, words: str) -> None:
    plan = Plan(request="x", objectives=(Objective("o", "Part", 1, Scope(touch=touch)),))
    assert words in shown(lambda face: print_plan(face, plan))


def test_a_plan_of_two_hundred_objectives_stays_readable() -> None:
    items = tuple(Objective(f"o{n}", f"Part {n}", 1, Scope(touch=(f"d{n}/",))) for n in range(200))
    text = shown(lambda face: print_plan(face, Plan(request="x", objectives=items)))
    assert "and 160 more: the plan file has all" in text
    assert len(text.splitlines()) < 60


def test_a_check_names_each_finding_and_what_mends_it() -> None:
    text = shown(lambda face: print_check(face, CHECK))
    assert text.startswith("not valid: 2 conflicts, 1 problem\n")
    assert "wave 1: auth and docs could both write src/x.py" in text
    assert "wave 2: whether api and docs overlap is undecided" in text
    assert "plan.yaml:12: objective api depends on atuh (write auth)" in text
    assert "docs reads what auth writes" in text


def test_a_valid_plan_is_one_line() -> None:
    text = shown(lambda face: print_check(face, PlanCheck(True, (), (), ())))
    assert text == "valid: no two objectives of a wave can write the same path"


@pytest.mark.parametrize(
    ("found", "line"),
    [
        (Confirmation(3, 12, 12), "confirmed by the second checker: 12 pairs in 3 waves"),
        (Confirmation(1, 1, 1), "confirmed by the second checker: 1 pair in 1 wave"),
        (Confirmation(2, 9, 7), "the second checker confirms 7 of 9 pairs in 2 waves"),
        (Confirmation(0, 0, 0), "nothing for the second checker to confirm: no two objectives share a wave"),
    ],
)
def test_what_the_second_checker_says_is_the_next_line(found: Confirmation, line: str) -> None:
    text = shown(lambda face: print_check(face, replace(PlanCheck(True, (), (), ()), independent=found)))
    assert text.splitlines()[1] == line


def test_a_record_begins_with_the_result() -> None:
    text = shown(lambda face: print_record(face, RECORD))
    assert text.startswith("Done, and green: Add JWT")
    assert "branch  cortex/add-jwt-authentication-beef" in text


def test_a_failed_record_says_why_and_offers_no_commit() -> None:
    text = shown(lambda face: print_record(face, failed_record()), 120)
    assert text.startswith("Not green: Add JWT")
    assert "wave 2 was rolled back: gate tests failed" in text
    assert "tests, wave 2: exit 1" in text
    assert "Result" not in text


def test_status_has_one_line_for_each_run() -> None:
    lines = shown(lambda face: print_status(face, [RECORD, failed_record()]), 80).splitlines()
    assert len(lines) == 3
    assert lines[1].startswith("run-20260304-050607-beef  succeeded   3/3  Add JWT")
    assert lines[2].startswith("run-20260304-050607-beef  failed      2/3  Add JWT")


def test_status_without_runs_is_talk_and_no_data() -> None:
    face = ScreenFace()
    print_status(face, [])
    assert face.out_text == ""
    assert face.err_text == "No run in this repository yet.\n"
