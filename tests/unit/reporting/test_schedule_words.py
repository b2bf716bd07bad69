from __future__ import annotations

from dataclasses import replace

import pytest

from cortex_cli.model.plan import Advice, Objective, Plan
from cortex_cli.model.schedule import Bound, Schedule, Split, SplitAction
from cortex_cli.model.scope import Scope
from cortex_cli.reporting.schedule_words import named, overhead, schedule_sentences, split_sentence, times
from tests.unit.reporting.samples import HOSTILE

BEST = Schedule(
    waves=3,
    least_waves=3,
    bound=Bound.DEPENDENCIES,
    optimal=True,
    fastest=True,
    seconds=540.0,
    critical_path=("O1", "O4", "O6"),
    critical_seconds=300.0,
    profile=(2, 3, 1),
    bound_by=("O1", "O4", "O6"),
)
SPLIT = Split("cli/main.py", "O5", SplitAction.INTEGRATE_LAST, ("O1", "O2", "O3", "O4"), 4, 2, 540.0, 360.0)


def told(schedule: Schedule | None) -> tuple[str, ...]:
    return schedule_sentences(Plan("x", (), schedule=schedule))


def cause(bound: Bound, *names: str, least: int = 3, share: str | None = None, at_once: int | None = None) -> str:
    schedule = replace(BEST, bound=bound, bound_by=names, least_waves=least, share=share, at_once=at_once)
    return told(schedule)[0].split(": ", 1)[1]


def test_the_fewest_waves_are_told_with_the_chain_that_asks_for_them() -> None:
    assert told(BEST) == (
        "3 waves, the fewest possible: O1, O4 and O6 have to run one after another",
        "Critical path: 5 min of the 9 min of work; side by side at most 2, then 3, then 1",
    )


def test_waves_that_could_be_fewer_are_told_with_the_bound() -> None:
    (first, _) = told(replace(BEST, waves=4, optimal=False))
    assert first.startswith("4 waves, at least 3 needed: ")


def test_after_a_split_the_bound_is_one_of_what_there_is_now() -> None:
    first, _ = schedule_sentences(Plan("x", (), schedule=BEST, splits=(SPLIT,)))
    assert first.startswith("3 waves, the fewest possible for these objectives: ")


@pytest.mark.parametrize("schedule", [None, replace(BEST, waves=1), replace(BEST, waves=0)])
def test_one_wave_needs_no_words(schedule: Schedule | None) -> None:
    assert told(schedule) == ()


def test_each_cause_has_its_words() -> None:
    assert cause(Bound.CONFLICTS, "O1", "O2", "O3") == "no two of O1, O2 and O3 can share a wave"
    assert cause(Bound.CONFLICTS, "O1", "O2", least=2) == "O1 and O2 cannot share a wave"
    assert cause(Bound.CONFLICTS, "O1", "O2") == "O1 and O2 cannot share a wave, and others come before or after them"
    assert cause(Bound.CAPACITY, at_once=2) == "the team takes 2 objectives at once"
    assert cause(Bound.CAPACITY, at_once=3) == "the team takes 3 objectives at once, and not every 3 can share a wave"
    assert cause(Bound.SEARCH) == "every way to have fewer was tried"
    assert (
        cause(Bound.RESOURCE, "O1", "O2", "O3", share="db", at_once=1)
        == "the resource db takes 1 objective at once, and 3 objectives need it"
    )
    assert cause(Bound.WORKER, "O1", "O2", share="dev", at_once=1).startswith(
        "the worker dev takes 1 objective at once"
    )


def test_a_critical_path_of_its_own_is_named_and_one_that_takes_all_the_time_is_told_so() -> None:
    (_, second) = told(replace(BEST, critical_path=("O2", "O5"), critical_seconds=540.0))
    assert second == "Critical path O2 and O5: all of the 9 min of work; side by side at most 2, then 3, then 1"


def test_without_estimates_only_the_widths_are_told() -> None:
    (_, second) = told(replace(BEST, seconds=0.0, critical_seconds=0.0))
    assert second == "Side by side at most 2, then 3, then 1"


def test_objectives_that_wait_for_nothing_have_no_critical_path() -> None:
    assert len(told(replace(BEST, critical_path=("O1",), profile=(6,)))) == 1


def test_a_split_is_told_with_what_it_changed() -> None:
    assert split_sentence(SPLIT) == (
        "cli/main.py: O1, O2, O3 and O4 wanted it, now O5 writes it after them; 4 waves became 2, 9 min became 6 min"
    )


def test_a_contract_first_a_single_giver_and_figures_that_stay_have_words_of_their_own() -> None:
    first = replace(SPLIT, action=SplitAction.CONTRACT_FIRST, objectives=("O1",), waves_before=2)
    assert split_sentence(first) == "cli/main.py: O1 wanted it as well, now O5 writes it before O1; 9 min became 6 min"
    untimed = replace(SPLIT, seconds_before=0.0, seconds_after=0.0)
    assert split_sentence(untimed).endswith("after them; 4 waves became 2")


def test_what_integration_and_gates_take_is_told_apart_from_the_work() -> None:
    work = (Objective("O1", "One", 1, Scope(), estimate=400.0), Objective("O2", "Two", 2, Scope(), estimate=140.0))
    advice = Advice("parallel", 570.0, 630.0, "why")
    plan = Plan("x", work, schedule=replace(BEST, waves=3), advice=advice)
    assert times(plan, advice, "as planned") == (
        "9 min 30 s with one worker, 10 min 30 s as planned: 9 min of work and 3 x 30 s for integration and gates"
    )
    one = Plan("x", work[:1], schedule=replace(BEST, waves=1, seconds=400.0))
    assert times(one, Advice("solo", 430.0, 430.0, "why"), "as planned") == (
        "7 min 10 s as planned: 6 min 40 s of work and 30 s for integration and gates"
    )
    assert times(plan, Advice("solo", 630.0, 630.0, "why"), "as planned").startswith(
        "10 min 30 s as planned, as with one worker: 9 min of work"
    )
    changed_since = replace(advice, parallel_seconds=800.0)
    assert overhead(replace(plan, advice=changed_since)) == ""
    assert overhead(replace(plan, advice=None)) == ""


def test_many_names_are_cut_and_counted() -> None:
    assert named(["A"]) == "A"
    assert named([f"O{n}" for n in range(1, 12)]) == "O1, O2, O3, O4, O5, O6, O7, O8 and 3 more"


def test_text_from_outside_holds_no_control_characters() -> None:
    text = split_sentence(replace(SPLIT, path=HOSTILE, owner=HOSTILE, objectives=(HOSTILE,)))
    (first, *_) = told(replace(BEST, bound=Bound.RESOURCE, bound_by=(HOSTILE,), share=HOSTILE))
    assert "\x1b" not in text + first and "\u202e" not in text + first
