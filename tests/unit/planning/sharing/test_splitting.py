from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from cortex_cli.model.plan import Objective
from cortex_cli.model.schedule import Split, SplitAction
from cortex_cli.model.task_type import TaskType
from cortex_cli.model.team import Team
from cortex_cli.planning.checking.dependencies import graph_problems
from cortex_cli.planning.checking.exclusivity import wave_conflicts
from cortex_cli.planning.cycles import cycles
from cortex_cli.planning.graph import graph_of
from cortex_cli.planning.sharing.setting import Setting
from cortex_cli.planning.sharing.splitting import Splitting, split
from tests.unit.planning.builders import objective, plan_of, resource, team_of, unhurried, worker

TREE = ("cli/main.py", "docs/index.md", "a/x.py")


def splitted(*work: Objective, team: Team | None = None, first: dict[str, str] | None = None) -> Splitting:
    providers = {path: frozenset({name}) for path, name in (first or {}).items()}
    return split(work, Setting(team or team_of(), TaskType.FEATURE, (), False, TREE), providers)


def commands(count: int, *also: str, seconds: float | None = None) -> list[Objective]:
    """Objectives that each write a file of their own, and all of them `cli/main.py`."""
    return [objective(f"O{n}", f"cli/{n}.py", "cli/main.py", *also, seconds=seconds) for n in range(1, count + 1)]


def by_id(found: Splitting) -> dict[str, Objective]:
    return {each.id: each for each in found.assignment.objectives}


def test_a_file_that_would_serialise_all_of_them_goes_to_one_that_comes_after() -> None:
    found = splitted(*commands(4, seconds=150.0))
    assert found.splits == (
        Split("cli/main.py", "O4", SplitAction.INTEGRATE_LAST, ("O1", "O2", "O3"), 4, 2, 600.0, 300.0),
    )
    assert found.cost == (2, 300.0)


def test_the_owner_comes_after_the_others_and_knows_what_they_need() -> None:
    found = by_id(splitted(*commands(3)))
    assert [(each.id, each.wave) for each in found.values()] == [("O1", 1), ("O2", 1), ("O3", 2)]
    assert found["O3"].depends_on == ("O1", "O2")
    assert found["O3"].scope.touch == ("cli/3.py", "cli/main.py")
    assert found["O3"].context == (
        "cli/main.py: write what O1 needs there (Do O1)",
        "cli/main.py: write what O2 needs there (Do O2)",
    )
    assert found["O1"].scope.touch == ("cli/1.py",)
    assert found["O1"].constraints == ("cli/main.py belongs to O3, do not change it",)


def test_a_new_objective_owns_the_file_where_that_is_faster() -> None:
    found = splitted(*commands(3, seconds=900.0))
    (told,) = found.splits
    assert (told.owner, told.objectives) == ("O4", ("O1", "O2", "O3"))
    assert (told.seconds_before, told.seconds_after) == (2700.0, 1065.0)
    new = by_id(found)["O4"]
    assert (new.scope.touch, new.depends_on, new.must_change) == (("cli/main.py",), ("O1", "O2", "O3"), False)
    assert new.title == "cli/main.py: integrate the work of O1, O2, O3"
    assert "cli/1.py" in new.scope.read


def test_a_new_objective_has_a_name_that_is_free() -> None:
    work = [objective(name, f"{name}.py", "cli/main.py", seconds=900.0) for name in ("add", "Integration", "show")]
    assert splitted(*work).splits[0].owner == "integration-2"


def test_who_waits_for_most_already_is_the_owner() -> None:
    last = objective("last", "cli/main.py", "z.py", after="O1 O2", seconds=60.0)
    found = splitted(last, *commands(2, seconds=60.0))
    (told,) = found.splits
    assert (told.owner, told.objectives, told.waves_before, told.waves_after) == ("last", ("O1", "O2"), 3, 2)


def test_whoever_writes_nothing_else_is_the_owner() -> None:
    found = splitted(objective("main", "cli/main.py"), *commands(2))
    assert found.splits[0].owner == "main"
    assert splitted(objective("one", "cli/main.py"), objective("two", "cli/main.py")).splits == ()


def test_the_provider_of_a_contract_comes_first() -> None:
    found = splitted(*commands(3), first={"cli/main.py": "O2"})
    (told,) = found.splits
    assert (told.owner, told.action, told.objectives) == ("O2", SplitAction.CONTRACT_FIRST, ("O1", "O3"))
    assert [(each.id, each.wave, each.depends_on) for each in by_id(found).values()] == [
        ("O1", 2, ("O2",)),
        ("O2", 1, ()),
        ("O3", 2, ("O2",)),
    ]


def test_whoever_waited_for_work_that_is_integrated_later_waits_for_its_owner() -> None:
    user = objective("user", "tests/test_cli.py", after="O1")
    found = by_id(splitted(*commands(4), user))
    assert found["user"].depends_on == ("O1", "O4")
    assert found["user"].wave == 3


def test_what_is_read_between_two_writers_is_no_reason_to_change_their_order() -> None:
    """check needs what O1 wrote, and O2 comes after check: nobody could integrate last."""
    check = objective("check", "tests/test_cli.py", after="O1")
    second = objective("O2", "cli/2.py", "cli/main.py", after="check")
    assert splitted(commands(1)[0], check, second).splits == ()


def test_wildcards_give_the_file_up_by_forbidding_it() -> None:
    wide = objective("wide", "cli/m*.py", "w.txt")
    found = by_id(splitted(wide, *commands(2)))
    assert (found["wide"].scope.touch, found["wide"].scope.forbid) == (("cli/m*.py", "w.txt"), ("cli/main.py",))
    assert found["wide"].wave == 1


def test_nothing_is_split_where_moving_costs_nothing() -> None:
    assert splitted(objective("A", "a/x.py"), objective("B", "cli/main.py")).splits == ()
    chain = [objective("A", "cli/main.py", "a"), objective("B", "cli/main.py", "b", after="A")]
    assert splitted(*chain).splits == ()
    alone = team_of(worker("only"))
    assert splitted(*commands(3, seconds=60.0), team=alone).splits == ()


def test_several_files_of_the_same_objectives_are_split_together() -> None:
    found = splitted(*commands(3, "docs/index.md"))
    assert [(each.path, each.owner, each.waves_before, each.waves_after) for each in found.splits] == [
        ("cli/main.py", "O3", 3, 2),
        ("docs/index.md", "O3", 3, 2),
    ]


def test_nobody_gets_a_file_that_it_is_forbidden_to_write() -> None:
    """O3 would get the guide as well, for all want the main file, but must not write it."""
    third = objective("O3", "cli/3.py", "cli/main.py", forbid=("docs/index.md",))
    found = splitted(*commands(2, "docs/index.md"), third)
    for told in found.splits:
        assert may_write(found, told.path) == {told.owner}


def test_files_of_several_providers_are_not_given_to_one_of_them() -> None:
    first = {"cli/main.py": "O1", "docs/index.md": "O2"}
    found = splitted(*commands(4, "docs/index.md"), first=first)
    assert {each.path: each.owner for each in found.splits}.items() <= first.items()


def test_a_new_owner_uses_the_resources_of_its_path() -> None:
    team = team_of(resources=(resource("terminal", "cli/main.py"),))
    found = splitted(*commands(3, seconds=900.0), team=team)
    assert by_id(found)["O4"].resources == ("terminal",)


def test_nobody_is_left_with_what_it_must_not_write() -> None:
    """O1 and O2 have to change something, and all else that they name is forbidden: only O3 can do without the file."""
    work = [objective(f"O{n}", f"lib/{n}.py", "cli/main.py") for n in (1, 2)]
    setting = Setting(team_of(), TaskType.FEATURE, ("lib/",), False, TREE)
    assert split([*work, objective("O3", "o3.py", "cli/main.py")], setting).splits == ()


def test_the_owner_gets_what_lies_below_a_new_name_as_well() -> None:
    work = [objective(f"O{n}", f"{n}.txt", "gen/api.py") for n in (1, 2)]
    found = splitted(*work, objective("O3", "gen/*.py", "3.txt"))
    assert [(each.path, each.owner) for each in found.splits] == [("gen/api.py", "O3")]
    assert by_id(found)["O3"].scope.touch == ("gen/*.py", "3.txt", "gen/api.py")


def test_what_givers_should_deliver_in_the_file_its_owner_delivers() -> None:
    first, second, third = commands(3)
    first = replace(
        first,
        acceptance=("cli/main.py lists the command", "tests pass"),
        deliverables=("cli/1.py, the command", "cli/main.py, with the command"),
    )
    found = by_id(splitted(first, second, third))
    assert (found["O1"].acceptance, found["O1"].deliverables) == (("tests pass",), ("cli/1.py, the command",))
    assert found["O3"].acceptance == ("cli/main.py lists the command",)
    assert found["O3"].deliverables == ("cli/main.py, with the command",)


FILES = ("cli/main.py", "docs/index.md", "a/x.py", "new.py")
NAMES = tuple(f"O{number}" for number in range(1, 7))


@st.composite
def works(draw: st.DrawFn) -> list[Objective]:
    count = draw(st.integers(2, len(NAMES)))
    return [
        objective(
            name,
            *draw(st.lists(st.sampled_from([*FILES, "cli/", "a/*"]), min_size=1, max_size=3, unique=True)),
            f"own/{name}.py",
            after=" ".join(draw(st.lists(st.sampled_from(NAMES[:at]), max_size=2, unique=True))) if at else "",
            seconds=draw(st.sampled_from([None, 30.0, 120.0, 600.0])),
        )
        for at, name in enumerate(NAMES[:count])
    ]


def may_write(found: Splitting, path: str) -> set[str]:
    return {each.id for each in found.objectives if each.scope.matches(path)}


@unhurried
@given(works())
def test_what_comes_of_it_holds_is_no_worse_and_leaves_every_file_a_writer(work: list[Objective]) -> None:
    setting = Setting(team_of(), TaskType.FEATURE, (), False, TREE)
    before = setting.place(work, setting.meetings(work))
    found = splitted(*work)
    assert found.cost <= (before.waves, round(before.seconds, 1))
    assert graph_problems(found.assignment.objectives) == ()
    assert wave_conflicts(plan_of(*found.assignment.objectives)) == ()
    assert not cycles(graph_of(found.objectives))
    assert found.meetings.keys() == setting.meetings(found.objectives).keys()
    for path in FILES:
        assert bool(may_write(found, path)) == any(each.scope.matches(path) for each in work)
    for told in found.splits:
        writers = may_write(found, told.path)
        assert told.owner in writers
        assert writers.isdisjoint(told.objectives)
        assert (told.waves_after, told.seconds_after) < (told.waves_before, told.seconds_before)
    assert splitted(*work) == found


@unhurried
@given(works())
def test_who_waited_for_a_writer_still_comes_after_all_that_is_written(work: list[Objective]) -> None:
    """The order in which others see a shared file is kept: whoever depended on a writer comes after its owner."""
    found = splitted(*work)
    waves = {each.id: each.wave for each in found.assignment.objectives}
    for told in found.splits:
        gave = set(told.objectives)
        for each in work:
            waited = gave.intersection(each.depends_on) and each.id not in gave and each.id != told.owner
            if waited and told.action is SplitAction.INTEGRATE_LAST:
                assert waves[each.id] > waves[told.owner]


def test_names_of_files_are_taken_literally() -> None:
    work = [objective(name, f"{name}.py", "app/\\[id\\]/page.tsx") for name in ("A", "B", "C")]
    found = splitted(*work)
    assert found.splits[0].path == "app/[id]/page.tsx"
    assert all(re.escape("[") not in (each.scope.touch or ())[0] for each in found.objectives)
