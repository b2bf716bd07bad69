from __future__ import annotations

from dataclasses import replace

from cortex_cli.model.schedule import Bound
from cortex_cli.planning.measuring import measured
from cortex_cli.planning.waves.assignment import assign_waves
from cortex_cli.planning.waves.scheduling import schedule_of
from tests.unit.planning.builders import objective, plan_of, team_of, worker

TEAM = team_of(worker("w", at_once=4))


def test_a_plan_without_a_schedule_gets_none() -> None:
    plan = plan_of(objective("A", "a"))
    assert measured(plan, TEAM, ()) is plan


def test_after_a_change_the_schedule_is_that_of_the_waves_there_are() -> None:
    found = assign_waves([objective("A", "a", seconds=5), objective("B", "b", seconds=7)])
    plan = replace(plan_of(*found.objectives), schedule=schedule_of(found.objectives, found))
    late = replace(plan, objectives=(plan.objectives[0], replace(plan.objectives[1], wave=2)))
    schedule = measured(late, TEAM, ()).schedule
    assert schedule is not None
    assert (schedule.waves, schedule.least_waves, schedule.optimal, schedule.seconds) == (2, 1, False, 12)
    meeting = replace(late, objectives=(objective("A", "a", seconds=5), objective("B", "a", wave=2, seconds=7)))
    schedule = measured(meeting, TEAM, ()).schedule
    assert schedule is not None
    assert (schedule.optimal, schedule.bound) == (True, Bound.CONFLICTS)
