from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from cortex_cli.model.plan import Objective
from cortex_cli.model.scope import Scope
from cortex_cli.planning.waves.meetings import meetings_of, met_again
from tests.unit.planning.builders import objective, unhurried


def test_pairs_that_could_write_the_same_path_are_found_with_it() -> None:
    work = [objective("A", "src/**/models.py"), objective("B", "src/user/*"), objective("C", "docs/")]
    assert meetings_of(work, existing=["src/user/models.py"]) == {("A", "B"): "src/user/models.py"}


def test_what_is_forbidden_to_all_is_no_place_to_meet() -> None:
    assert meetings_of([objective("A", "a/"), objective("B", "a/x")], global_forbid=["a/x"]) == {}


def test_who_may_write_everywhere_meets_everyone_even_those_that_write_nothing() -> None:
    anywhere = Objective("X", "Anything", 1, Scope())
    assert set(meetings_of([objective("A", "a"), anywhere, objective("R")])) == {("A", "X"), ("X", "R")}


names = [f"N{number}" for number in range(6)]
patterns = st.sampled_from(["a", "a/x", "a/**", "b", "b/*.py", "*.py", "c/"])


@st.composite
def works(draw: st.DrawFn) -> tuple[list[Objective], dict[str, str]]:
    touches = st.lists(patterns, min_size=1, max_size=3, unique=True)
    work = [objective(name, *draw(touches)) for name in names[: draw(st.integers(2, 6))]]
    lost = draw(st.dictionaries(st.sampled_from([each.id for each in work]), patterns, max_size=3))
    return work, lost


@unhurried
@given(works())
def test_after_some_gave_something_up_it_is_as_if_all_were_compared(
    made: tuple[list[Objective], dict[str, str]],
) -> None:
    work, lost = made
    after = [replace(each, scope=each.scope.with_forbid([lost[each.id]])) if each.id in lost else each for each in work]
    again = met_again(meetings_of(work), after, lost)
    assert again.keys() == meetings_of(after).keys()


def test_a_new_objective_in_place_of_what_others_gave_up_is_compared() -> None:
    work = [objective("A", "main.py", "a"), objective("B", "main.py", "b"), objective("C", "*.py")]
    after = [objective("A", "a"), objective("B", "b"), objective("C", "*.py"), objective("I", "main.py")]
    assert set(met_again(meetings_of(work), after, ["A", "B", "I"])) == {("C", "I")}
