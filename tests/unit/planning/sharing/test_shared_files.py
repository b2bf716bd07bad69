from __future__ import annotations

from cortex_cli.model.analysis import CoordinationAction, CoordinationKind, CoordinationPoint, Group
from cortex_cli.model.plan import Plan
from cortex_cli.model.schedule import Split, SplitAction
from cortex_cli.planning.planner import make_plan
from tests.unit.planning.builders import analysis_of, group, team_of, worker

TREE = ("app.py", "cli/add.py", "cli/list.py", "cli/main.py", "cli/remove.py", "cli/show.py", "README.md")
COMMANDS = [group(name, f"cli/{name}.py") for name in ("add", "list", "remove", "show")]


def last(path: str, *files: str, action: CoordinationAction = CoordinationAction.INTEGRATE_LAST) -> CoordinationPoint:
    return CoordinationPoint(CoordinationKind.REGISTRY, path, None, files, f"{path} is shared", action)


def planned(*groups: Group, points: tuple[CoordinationPoint, ...], at_once: int = 9) -> Plan:
    team = team_of(worker("dev", at_once=at_once), parallel=at_once)
    return make_plan(analysis_of(*groups, points=points), team, TREE)


def test_a_file_that_would_serialise_everyone_is_told_with_what_its_owner_saves() -> None:
    files = [path for each in COMMANDS for path in each.files]
    found = planned(*COMMANDS, points=(last("cli/main.py", *files),))
    assert found.splits == (
        Split(
            path="cli/main.py",
            owner="O5",
            action=SplitAction.INTEGRATE_LAST,
            objectives=("O1", "O2", "O3", "O4"),
            waves_before=4,
            waves_after=2,
            seconds_before=4 * 210.0,
            seconds_after=165.0 + 165.0,
        ),
    )
    assert found.schedule is not None
    assert (found.schedule.waves, found.schedule.seconds) == (2, 330.0)


def test_each_file_is_compared_by_itself_with_all_else_settled() -> None:
    first, second = ["cli/add.py", "cli/list.py"], ["cli/remove.py", "cli/show.py"]
    found = planned(*COMMANDS, points=(last("cli/main.py", *first), last("app.py", *second)))
    assert [(each.path, each.objectives) for each in found.splits] == [
        ("cli/main.py", ("O1", "O2")),
        ("app.py", ("O3", "O4")),
    ]
    assert all(each.waves_before == each.waves_after == 2 for each in found.splits)
    assert all(each.seconds_before > each.seconds_after for each in found.splits)
    wide = planned(*COMMANDS, points=(last("cli/main.py", *first, *second), last("app.py", *second)))
    assert [(each.path, each.waves_before, each.waves_after) for each in wide.splits] == [
        ("cli/main.py", 4, 2),
        ("app.py", 3, 2),
    ]


def test_nothing_is_claimed_where_the_team_could_not_have_been_faster() -> None:
    files = [path for each in COMMANDS for path in each.files]
    assert planned(*COMMANDS, points=(last("cli/main.py", *files),), at_once=1).splits == ()


def test_other_points_and_a_file_that_one_alone_meets_are_no_splits() -> None:
    own = last("cli/main.py", "cli/add.py", "cli/list.py", action=CoordinationAction.OWN)
    assert planned(*COMMANDS, points=(own, last("app.py", "cli/add.py"))).splits == ()


def test_the_owner_that_had_the_file_does_not_give_it_up() -> None:
    core = group("core", "cli/main.py", "app.py")
    files = [path for each in COMMANDS for path in each.files]
    found = planned(core, *COMMANDS, points=(last("cli/main.py", *files),))
    (split,) = found.splits
    assert split.owner not in split.objectives
    assert len(split.objectives) == 4
    assert "cli/main.py" in (found.objective(split.owner).scope.touch or ())
