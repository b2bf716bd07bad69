from __future__ import annotations

from dataclasses import replace

import pytest
from rich.cells import cell_len

from cortex_cli.cli.live import LiveView, chosen, frame, summary
from cortex_cli.model.events import Event, Phase, PhaseStarted
from cortex_cli.model.plan import Wave
from cortex_cli.model.run import ObjectiveState
from cortex_cli.pipeline.progress import ObjectiveStatus, Progress, Status
from tests.unit.cli.screens import ScreenFace
from tests.unit.pipeline.test_progress import HandClock
from tests.unit.reporting.samples import HOSTILE, START

RUNNING, PENDING, COMPLETED = ObjectiveState.RUNNING, ObjectiveState.PENDING, ObjectiveState.COMPLETED


def objectives(*states: ObjectiveState) -> tuple[ObjectiveStatus, ...]:
    return tuple(
        ObjectiveStatus(f"o{n}", f"Part {n} of the work", 1, state, "w", "writing", 3.0)
        for n, state in enumerate(states)
    )


def status_of(items: tuple[ObjectiveStatus, ...]) -> Status:
    return Status(Phase.EXECUTION, 47.0, "gate tests", 72.0, 50.0, 1, (Wave(1, ()), Wave(2, ())), items, None)


def drawn(status: Status, *, columns: int = 80, room: int = 20) -> list[str]:
    face = ScreenFace(terminal=True, columns=columns, NO_COLOR="1")
    face.err.print(frame(face.err, status, room))
    return face.err_text.splitlines()


def test_the_frame_tells_phase_percent_times_and_each_objective() -> None:
    lines = drawn(status_of(objectives(RUNNING, PENDING)))
    assert "execution" in lines[0] and " 47%  1 min 12 s, about 50 s left" in lines[0]
    assert lines[1] == "wave 1 of 2: gate tests"
    assert lines[2].split("  ") == ["", "running", "Part 0 of the work", "3.0 s", "writing"]
    assert lines[3].startswith("  pending  Part 1")


def test_the_waves_of_a_plan_with_interfaces_count_from_0() -> None:
    status = replace(status_of(objectives(RUNNING)), wave=0, waves=(Wave(0, ()), Wave(1, ()), Wave(2, ())))
    assert drawn(status)[1] == "wave 0 of 2: gate tests"


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_the_frame_fits_its_terminal_whatever_a_worker_says(columns: int) -> None:
    item = replace(objectives(RUNNING)[0], title=HOSTILE * 3, activity="日本" + HOSTILE * 9)
    status = replace(status_of((item,) * 3), activity=HOSTILE * 5)
    lines = drawn(status, columns=columns)
    assert len(lines) == 5
    assert all(cell_len(line.rstrip()) <= min(columns, 120) for line in lines)


def test_a_hundred_objectives_keep_to_the_height() -> None:
    items = objectives(*[COMPLETED] * 60, *[RUNNING] * 4, *[PENDING] * 36)
    lines = drawn(status_of(items), room=20)
    assert len(lines) == 2 + 20
    assert sum("running" in line for line in lines) == 4
    assert lines[-1] == "  and 81 more objectives: 21 pending, 60 completed"


def test_the_ones_that_matter_most_are_shown_in_the_order_of_the_plan() -> None:
    items = objectives(COMPLETED, PENDING, RUNNING, ObjectiveState.FAILED, PENDING)
    assert [item.id for item in chosen(items, 4)] == ["o1", "o2", "o3"]
    assert chosen(items, 5) == list(items)
    assert chosen(items, 0) == []


def test_a_summary_counts_by_state() -> None:
    assert summary(objectives(PENDING, COMPLETED, PENDING)) == "3 more objectives: 2 pending, 1 completed"


def test_before_the_first_event_there_is_a_frame_too() -> None:
    empty = Status(None, 0.0, "", 0.0, None, None, (), (), None)
    assert drawn(empty) == ["starting   ──────────────────────────────   0%  0.0 s"]


def test_the_view_feeds_its_progress_and_leaves_a_last_frame_behind() -> None:
    face = ScreenFace(terminal=True, NO_COLOR="1")
    progress = Progress(HandClock())
    with LiveView(face, progress) as view:
        body = PhaseStarted(Phase.ANALYSIS)
        view(Event(1, START, body.kind, None, None, body))
    assert progress.status().phase is Phase.ANALYSIS
    assert "analysis" in face.err_text
    assert face.out_text == ""


def test_an_error_inside_leaves_the_cursor_visible() -> None:
    face = ScreenFace(terminal=True)
    with pytest.raises(ValueError, match="broken"), LiveView(face, Progress(HandClock())):
        raise ValueError("broken")
    assert face.err_text.rindex("\x1b[?25h") > face.err_text.rindex("\x1b[?25l")
