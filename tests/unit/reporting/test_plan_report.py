from __future__ import annotations

from dataclasses import replace

import pytest

from cortex_cli.model.plan import Objective, Plan
from cortex_cli.model.scope import Scope
from cortex_cli.reporting.plan_report import plan_markdown, proof_sentence
from tests.unit.reporting.goldens import assert_golden
from tests.unit.reporting.pages import diagrams, foreign_markup, headings, unparsed_tables
from tests.unit.reporting.samples import HOSTILE, PLAN


def plan_of(*waves: int, digest: str | None = "sha256:00") -> Plan:
    objectives = tuple(
        Objective(f"o{number}", f"Part {number}", wave, Scope(touch=(f"d{number}/",)))
        for number, wave in enumerate(waves)
    )
    return Plan(request="x", objectives=objectives, digest=digest)


def test_the_page_is_as_it_was_read() -> None:
    assert_golden("plan.md", plan_markdown(PLAN))


def test_every_table_is_one_for_a_markdown_reader() -> None:
    assert unparsed_tables(plan_markdown(PLAN)) == []


def test_a_plan_written_by_hand_needs_only_objectives() -> None:
    page = plan_markdown(plan_of(1, digest=None))
    assert "| Worker | chosen when it runs |" in page
    assert "Next" not in headings(page)
    assert unparsed_tables(page) == []


@pytest.mark.parametrize(
    ("scope", "words"),
    [
        (Scope(touch=None), "| May write | everything that is not forbidden |"),
        (Scope(touch=()), "| May write | nothing |"),
        (Scope(touch=("a", "b/")), "| May write | `a`, `b/` |"),
    ],
)
def test_what_an_objective_may_write_is_said_plainly(scope: Scope, words: str) -> None:
    plan = Plan(request="x", objectives=(Objective("o", "Part", 1, scope),))
    assert words in plan_markdown(plan)


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        (plan_of(1, 2, 3), "No two objectives run at the same time"),
        (plan_of(1, 1), "One pair of objectives shares a wave: no path"),
        (plan_of(1, 1, 1, 2, 2), "4 pairs of objectives share a wave: for none"),
        (plan_of(1, 1, digest=None), "not sealed: 1 pair of objectives would share a wave"),
    ],
)
def test_the_proof_sentence_claims_what_holds(plan: Plan, words: str) -> None:
    assert words in proof_sentence(plan)


def test_text_from_outside_is_only_text() -> None:
    objective = replace(
        PLAN.objectives[0],
        title=HOSTILE,
        scope=Scope(touch=(HOSTILE,), read=(HOSTILE,), forbid=(HOSTILE,)),
        acceptance=(HOSTILE,),
        reason=HOSTILE,
    )
    page = plan_markdown(
        replace(PLAN, request=HOSTILE, id="a`b", objectives=(objective, *PLAN.objectives[1:]), notices=(HOSTILE,))
    )
    assert foreign_markup(page) == []
    assert unparsed_tables(page) == []
    assert [heading for heading in headings(page) if heading.startswith("Title")] == []


def test_a_diagram_is_drawn_with_one_box_per_wave() -> None:
    waves, contracts = diagrams(plan_markdown(PLAN))
    assert waves.count("subgraph") == waves.count("  end\n") == 2
    assert "n1 --> n3" in waves
    assert 'n1 -- "Token" --> n2' in contracts


def test_a_plan_too_large_to_draw_shows_its_waves_only() -> None:
    (diagram,) = diagrams(plan_markdown(plan_of(*[1] * 50, *[2] * 50)))
    assert diagram == 'flowchart LR\n  w1["wave 1, 50 objectives"]\n  w2["wave 2, 50 objectives"]\n  w1 --> w2\n'
