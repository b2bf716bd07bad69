from __future__ import annotations

from dataclasses import replace

from cortex_cli.model.analysis import Candidate, Group, RequestPart, Role
from cortex_cli.model.task_type import TaskType
from cortex_cli.reporting.analysis_report import analysis_markdown
from tests.unit.reporting.goldens import assert_golden
from tests.unit.reporting.pages import diagrams, foreign_markup, headings, inline_tokens, unparsed_tables
from tests.unit.reporting.samples import ANALYSIS, HOSTILE


def test_the_page_is_as_it_was_read() -> None:
    assert_golden("analysis.md", analysis_markdown(ANALYSIS))


def test_the_same_analysis_gives_the_same_bytes() -> None:
    assert analysis_markdown(ANALYSIS) == analysis_markdown(replace(ANALYSIS))


def test_every_table_is_one_for_a_markdown_reader() -> None:
    assert unparsed_tables(analysis_markdown(ANALYSIS)) == []


def test_what_is_below_the_threshold_is_told_apart() -> None:
    above, _, below = analysis_markdown(ANALYSIS).partition("Looked at, and below the cut-off")
    assert "`src/shop/api.py` | 71 %" in above
    assert "src/shop/stock.py" not in above
    assert "`src/shop/stock.py` | 12 %" in below


def test_an_analysis_that_found_nothing_says_so() -> None:
    page = analysis_markdown(replace(ANALYSIS, candidates=(), creations=(), coordination_points=()))
    assert "No existing file reached the cut-off of 40 %." in page
    assert "Coordination points" not in headings(page)


def test_thousands_of_candidates_stay_one_page() -> None:
    many = tuple(Candidate(f"src/m{number}.py", 0.9, ("why",), Role.SOURCE) for number in range(3000))
    page = analysis_markdown(replace(ANALYSIS, candidates=many))
    assert "And 2900 files more: `cortex analyze --json` lists all of them." in page
    assert "| Files to change | 3000, and 1 place for new files |" in page


def test_a_huge_request_is_cut() -> None:
    page = analysis_markdown(replace(ANALYSIS, request="word " * 20_000))
    assert len(page) < 10_000
    assert "99,999 characters in all" in page


def test_text_from_outside_is_only_text() -> None:
    candidate = Candidate(HOSTILE, 0.9, (HOSTILE, HOSTILE), Role.SOURCE)
    group = Group(HOSTILE, (HOSTILE,), (HOSTILE,), ("other",), Role.SOURCE, HOSTILE)
    strategy = replace(ANALYSIS.strategy, reason=HOSTILE, groups=(group, replace(group, name="other", needs=())))
    page = analysis_markdown(
        replace(
            ANALYSIS,
            request=HOSTILE,
            candidates=(candidate,),
            strategy=strategy,
            notices=(HOSTILE,),
            questions=(HOSTILE,),
        )
    )
    assert foreign_markup(page) == []
    assert unparsed_tables(page) == []
    assert headings(page) == [heading for heading in headings(page) if "Title" not in heading]
    assert "\x1b" not in page and "\u202e" not in page
    assert any("<script>x</script>" in token.content for token in inline_tokens(page))
    page.encode("utf-8")


def test_groups_that_need_each_other_are_drawn() -> None:
    assert [diagram.split("\n")[0] for diagram in diagrams(analysis_markdown(ANALYSIS))] == ["flowchart LR"]


def test_the_parts_of_a_request_are_shown_if_there_are_several() -> None:
    parts = (
        RequestPart("Add JSON | export", TaskType.FEATURE, 0.85),
        RequestPart("update the docs " * 900, TaskType.DOCS, 0.5),
    )
    page = analysis_markdown(replace(ANALYSIS, parts=parts))
    assert "## Parts of the request" in page
    assert "| FEATURE | 85 % |" in page
    assert unparsed_tables(page) == []
    assert len(page) < 30_000
    assert "Parts of the request" not in analysis_markdown(replace(ANALYSIS, parts=parts[:1]))
