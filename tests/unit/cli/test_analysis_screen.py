from __future__ import annotations

from dataclasses import replace

import pytest
from rich.cells import cell_len

from cortex_cli.cli.analysis_screen import MOST_LINES, print_analysis
from cortex_cli.model.analysis import Analysis, Candidate, Creation, RequestPart, Role
from cortex_cli.model.task_type import TaskType
from tests.unit.cli.screens import ScreenFace
from tests.unit.reporting.samples import ANALYSIS, HOSTILE

LONG = "a reason that goes on for so long that it would fill more than one line of an ordinary terminal"


def shown(analysis: Analysis, columns: int = 80, *, everything: bool = False) -> str:
    face = ScreenFace(columns=columns)
    print_analysis(face, analysis, everything=everything)
    return face.out_text.rstrip("\n")


def crowded(path: str = "src/package/part/module_{}.py") -> Analysis:
    """An analysis with far more of everything than a screen holds."""
    point = ANALYSIS.coordination_points[0]
    return replace(
        ANALYSIS,
        request=f"{LONG}. {LONG}",
        candidates=tuple(Candidate(path.format(n), 0.9, (LONG, "more"), Role.SOURCE) for n in range(40)),
        creations=tuple(Creation(path.format(f"new_{n}"), (LONG,), Role.SOURCE) for n in range(9)),
        coordination_points=tuple(replace(point, path=path.format(n), reason=LONG) for n in range(30)),
        notices=(LONG,) * 9,
        questions=(LONG,) * 9,
        parts=tuple(RequestPart(LONG, TaskType.BUG, 0.5) for _ in range(9)),
    )


@pytest.mark.parametrize("columns", [80, 120, 200])
def test_a_crowded_analysis_fits_on_a_screen_and_says_how_to_see_the_rest(columns: int) -> None:
    lines = shown(crowded(), columns).split("\n")
    assert len(lines) <= MOST_LINES
    assert max(map(cell_len, lines)) <= columns
    assert any("more: --all shows every one" in line for line in lines)
    for title in ("What it asks for", "Files to change", "New files", "Coordination points", "Advice", "Notices"):
        assert any(line.startswith(title) for line in lines), title


def test_everything_shows_each_entry_with_all_of_its_reasons() -> None:
    text = shown(crowded(), everything=True)
    assert all(f"module_{number}.py" in text for number in range(40))
    assert "--all shows every one" not in text
    assert text.count("; more") == 40


def test_a_long_path_leaves_the_reason_its_own_line_on_a_narrow_terminal() -> None:
    text = shown(replace(ANALYSIS, candidates=(Candidate("src/" + "x" * 50 + ".py", 0.5, ("why",), Role.SOURCE),)))
    path, reason = (line for line in text.split("\n") if "xxx" in line or line.strip() == "why")
    assert path.index("src/") == reason.index("why")


def test_the_likelihood_has_a_bar_that_is_as_long() -> None:
    files = [Candidate(f"{share}.py", share, ("why",), Role.SOURCE) for share in (1.0, 0.5)]
    text = shown(replace(ANALYSIS, candidates=tuple(files)), 120)
    assert "100%  ━━━━━━━━━━  1.0.py  why" in text
    assert " 50%  ━━━━━─────  0.5.py  why" in text


def test_the_reason_that_is_shown_says_more_than_the_path() -> None:
    file = Candidate("src/users.py", 0.9, ("path contains `users`", "defines `User`"), Role.SOURCE)
    assert "src/users.py  defines `User`" in shown(replace(ANALYSIS, candidates=(file,)), 120)
    alone = replace(file, evidence=file.evidence[:1])
    assert "src/users.py  path contains `users`" in shown(replace(ANALYSIS, candidates=(alone,)), 120)


def test_a_request_of_one_part_is_not_told_twice() -> None:
    one = RequestPart("Add it", TaskType.FEATURE, 0.9)
    assert "What it asks for" not in shown(replace(ANALYSIS, parts=(one,)))
    both = shown(replace(ANALYSIS, parts=(one, RequestPart("mend that", TaskType.BUG, 0.9))))
    assert "What it asks for\n  - FEATURE: Add it\n  - BUG: mend that" in both


def test_a_point_of_a_wide_screen_is_one_line_and_of_a_narrow_one_two() -> None:
    point = replace(ANALYSIS.coordination_points[0], path="src/api.py", symbol=None, reason=f"{LONG}, {LONG}")
    for columns, lines in ((200, 1), (120, 1), (80, 2)):
        text = shown(replace(ANALYSIS, coordination_points=(point,)), columns)
        found = text.partition("Coordination points\n")[2].partition("\n\n")[0].split("\n")
        assert len(found) == lines, columns
        assert found[-1].endswith("…")


def test_the_analysis_shows_understanding_files_meeting_points_and_advice() -> None:
    text = shown(ANALYSIS, 120)
    assert text.startswith("Add JWT authentication with secure token handling\nFEATURE, 82% sure, at 3f2a9c0d5e6b\n")
    assert "Files to change, at least 40% likely\n  94%  ━━━━━━━━━─  src/shop/auth/tokens.py  defines Token" in text
    assert "src/shop/stock.py" not in text
    assert "settle the contract first: src/shop/api.py uses Token" in text
    assert "parallel, 2 workers: Two groups" in text
    assert "Which algorithm signs the tokens?" in text


def test_an_analysis_without_files_says_so() -> None:
    assert "no existing file reached the cut-off" in shown(replace(ANALYSIS, candidates=()))


def test_what_a_repository_says_is_only_text() -> None:
    point = replace(ANALYSIS.coordination_points[0], path=HOSTILE, symbol=HOSTILE, reason=HOSTILE)
    file = Candidate("src/[red]a[/red].py", 0.9, (HOSTILE,), Role.SOURCE)
    hostile = replace(ANALYSIS, request=HOSTILE, candidates=(file,), coordination_points=(point,), notices=(HOSTILE,))
    for everything in (False, True):
        text = shown(hostile, everything=everything)
        assert "\x1b" not in text and "\u202e" not in text
        assert "src/[red]a[/red].py" in text
        text.encode("utf-8")


def test_colour_is_for_terminals_and_only_where_it_is_wanted() -> None:
    coloured, plain = ScreenFace(terminal=True), ScreenFace(terminal=True, NO_COLOR="1")
    for face in (coloured, plain):
        print_analysis(face, ANALYSIS)
    assert "\x1b[" in coloured.out_text
    assert "\x1b" not in plain.out_text
    assert plain.out_text == shown(ANALYSIS) + "\n"
