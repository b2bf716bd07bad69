"""The picture of an analysis: every line is of a form that Mermaid and GitHub draw."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from cortex_cli.model.analysis import Analysis, CoordinationPoint, Group, Role
from cortex_cli.reporting.diagrams import POINTS_DRAWN, groups_diagram
from tests.unit.reporting.samples import ANALYSIS, HOSTILE

LABEL = r'"(?:[^"`<>{}\[\]|\\&;#\n]|#\d+;)+"'
LINE = re.compile(rf"flowchart LR|  g\d+\[{LABEL}\]|  p\d+\{{\{{{LABEL}\}}\}}|  g\d+ --> g\d+|  p\d+ -\.- g\d+")
HARD = [
    HOSTILE,
    'a"]; end',
    "end",
    "1. list",
    "- item",
    "app/[id]/page.tsx",
    "{{x}}",
    "#quot;",
    "%% no",
    "x" * 500,
    "…",
]


def group(name: str, *files: str, needs: tuple[str, ...] = ()) -> Group:
    return Group(name, files, (), needs, Role.SOURCE, "why")


def drawn(groups: tuple[Group, ...], points: tuple[CoordinationPoint, ...] = ()) -> list[str]:
    strategy = replace(ANALYSIS.strategy, groups=groups)
    return groups_diagram(replace(ANALYSIS, strategy=strategy, coordination_points=points)).split("\n")


def point(path: str, *files: str, symbol: str | None = None) -> CoordinationPoint:
    return replace(ANALYSIS.coordination_points[0], path=path, files=files, symbol=symbol)


def test_groups_stand_with_their_size_before_what_needs_them() -> None:
    assert drawn((group("auth", "a.py", "b.py"), group("api", "c.py", needs=("auth",)))) == [
        "flowchart LR",
        '  g1["auth, 2 files"]',
        '  g2["api, 1 file"]',
        "  g1 --> g2",
    ]


def test_a_point_is_tied_to_the_groups_that_meet_there() -> None:
    groups = (group("auth", "a.py"), group("api", "b.py"), group("docs", "c.md"))
    assert drawn(groups, (point("a.py", "b.py", symbol="Token"),))[-3:] == [
        '  p1{{"shared symbol, Token"}}',
        "  p1 -.- g1",
        "  p1 -.- g2",
    ]


def test_a_point_that_only_one_group_knows_is_not_drawn() -> None:
    assert drawn((group("auth", "a.py"), group("api", "b.py")), (point("a.py", "x.py"),)) == [""]


def test_nothing_is_drawn_where_nothing_is_linked() -> None:
    assert drawn((group("auth", "a.py"), group("api", "b.py"))) == [""]
    assert drawn(()) == [""]


def test_a_long_path_keeps_its_end() -> None:
    path = "a/very/long/way/down/to/the/module/of/interest.py"
    lines = drawn((group("auth", path), group("api", "b.py")), (point(path, "b.py"),))
    assert '  p1{{"shared symbol, …/way/down/to/the/module/of/interest.py"}}' in lines


@pytest.mark.parametrize("text", HARD)
def test_no_text_breaks_the_syntax(text: str) -> None:
    groups = (group(text, "a.py"), group(f"{text} 2", "b.py", needs=(text,)))
    for symbol in (text, None):
        lines = drawn(groups, (point("a.py", "b.py", symbol=symbol), replace(point(text, "a.py", "b.py"))))
        assert [line for line in lines if LINE.fullmatch(line) is None] == []
        assert len(lines) == 10


def test_a_crowd_stays_a_picture() -> None:
    groups = (group("auth", "a.py"), group("api", "b.py"))
    many = drawn(groups, tuple(point("a.py", "b.py", symbol=f"S{number}") for number in range(60)))
    assert sum("{{" in line for line in many) == POINTS_DRAWN
    crowd: Analysis = replace(
        ANALYSIS,
        strategy=replace(
            ANALYSIS.strategy, groups=tuple(group(f"g{number}", "a", needs=("g1",)) for number in range(99))
        ),
    )
    assert groups_diagram(crowd) == ""
