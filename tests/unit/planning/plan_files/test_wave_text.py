from __future__ import annotations

from dataclasses import replace

from cortex_cli.model.plan import Plan
from cortex_cli.planning.plan_files.reader import parse_plan
from cortex_cli.planning.plan_files.wave_text import placed_text

TEXT = """\
# A plan of mine.
schema: cortex/plan/v1
request: 'Two things, wave: 1 and more'
objectives:
  # the first
  - id: one
    title: "wave: 7"
    wave: 7  # why not
    scope: {touch: [a]}

  - title: Two
    wave: 3
    scope:
      touch: [b]
    id: two
"""


def placed(text: str, plan: Plan, *waves: int) -> Plan:
    objectives = tuple(replace(each, wave=wave) for each, wave in zip(plan.objectives, waves, strict=True))
    return replace(plan, objectives=objectives)


def test_waves_are_written_where_they_stand_and_nothing_else_changes() -> None:
    plan = parse_plan(TEXT, "plan.yaml")
    text = placed_text(TEXT, placed(TEXT, plan, 1, 12))
    assert text == TEXT.replace("wave: 7  #", "wave: 1  #").replace("wave: 3\n", "wave: 12\n")
    assert [each.wave for each in parse_plan(text, "plan.yaml").objectives] == [1, 12]


def test_a_wave_that_was_left_out_comes_below_the_id() -> None:
    plan = parse_plan(TEXT, "plan.yaml")
    bare = TEXT.replace("    wave: 7  # why not\n", "").replace("    wave: 3\n", "")
    text = placed_text(bare, placed(TEXT, plan, 1, 2))
    assert "  - id: one\n    wave: 1\n" in text
    assert text.endswith("    id: two\n    wave: 2\n")
    assert [each.wave for each in parse_plan(text, "plan.yaml").objectives] == [1, 2]


def test_a_text_that_has_no_lines_for_it_stays_as_it_is() -> None:
    flow = 'schema: cortex/plan/v1\nrequest: x\nobjectives: [{"id": a, "title": t, "scope": {"touch": [a]}}]\n'
    plan = parse_plan(flow.replace('"id": a', '"id": a, "wave": 1'), "plan.yaml")
    assert placed_text(flow, plan) == flow


def test_json_waves_are_written_as_well() -> None:
    text = '{"schema": "cortex/plan/v1", "request": "x", "objectives": [\n{"id": "a", "title": "t", "wave": 4, "scope": {}}]}'
    plan = parse_plan(text, "plan.json")
    assert '"wave": 2' in placed_text(text, placed(text, plan, 2))


def test_a_wave_that_is_added_gets_the_line_end_of_its_neighbour() -> None:
    text = TEXT.replace("    wave: 7  # why not\n", "").replace("\n", "\r\n")
    plan = parse_plan(TEXT, "plan.yaml")
    written = placed_text(text, placed(TEXT, plan, 4, 5))
    assert "  - id: one\r\n    wave: 4\r\n" in written
    assert written.count("\r\n") == written.count("\n")
