"""What a prompt forbids because others touch it is no part of any proof: with it, everything could be proven."""

from __future__ import annotations

from cortex_cli.planning.cases.prompts import prompt_of, read_prompt
from cortex_cli.planning.checking.exclusivity import wave_conflicts
from tests.unit.planning.builders import objective, plan_of


def test_equal_touches_whose_prompts_forbid_each_other_still_conflict() -> None:
    one, other = objective("A", "src/**", forbid=("src/gen/",)), objective("B", "src/**")
    plan = plan_of(one, other)
    forbidden = [read_prompt(prompt_of(each, plan)).field("SCOPE_FORBID") for each in (one, other)]
    assert forbidden == ["src/gen/, src/**", "src/**"]
    (conflict,) = wave_conflicts(plan)
    assert conflict.objectives == ("A", "B")
    assert conflict.witness == "src/a"
