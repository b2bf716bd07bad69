from __future__ import annotations

import random

from cortex_cli.model.plan import Objective
from cortex_cli.planning.sharing.handover import handed_over, handovers
from cortex_cli.planning.sharing.prospects import least_cost
from cortex_cli.planning.sharing.setting import Setting
from cortex_cli.planning.sharing.wanted_files import wanted_files
from tests.unit.planning.builders import objective, resource, team_of

SETTING = Setting(team_of(parallel=8), existing=("s.py", "t.py"))


def least(before: list[Objective], after: list[Objective], *changed: str) -> tuple[int, float]:
    meetings = SETTING.meetings(before)
    floor = SETTING.place(before, meetings).floor
    return least_cost(after, changed, floor, meetings, SETTING)


def sharing(*names: str) -> list[Objective]:
    return [objective(name, f"{name}.py", "s.py", seconds=10.0) for name in names]


def test_those_that_still_meet_take_turns() -> None:
    work = sharing("A", "B", "C")
    rest = objective("A", "A.py", seconds=10.0)
    assert least(work, work) == (3, 30.0)
    assert least(work, [rest, *work[1:]], "A") == (2, 20.0)


def test_where_nobody_meets_any_more_the_dependencies_decide() -> None:
    apart = [objective("A", "A.py", seconds=10.0), objective("B", "B.py", after="A", seconds=20.0)]
    assert least(sharing("A", "B"), apart, "A", "B") == (2, 30.0)


def test_a_pair_that_meets_elsewhere_than_in_its_witness_is_not_counted() -> None:
    """It would take a proof to know; the bound is allowed to be too low."""
    work = [objective(name, "s.py", "t.py", seconds=10.0) for name in ("A", "B")]
    assert least(work, [objective(name, "t.py", seconds=10.0) for name in ("A", "B")], "A", "B") == (1, 10.0)


def drawn(rnd: random.Random) -> list[Objective]:
    names = [f"N{number}" for number in range(rnd.randint(3, 6))]
    return [
        objective(
            name,
            f"{name}.py",
            *rnd.sample(["s.py", "t.py", "*.py", "lib/"], rnd.randint(0, 3)),
            after=" ".join(other for other in names[:at] if rnd.random() < 0.2),
            seconds=rnd.choice([10.0, 25.0, 60.0]),
            uses="device" if rnd.random() < 0.3 else "",
        )
        for at, name in enumerate(names)
    ]


def test_no_handover_turns_out_cheaper_than_was_told() -> None:
    rnd, tried = random.Random(20), 0
    setting = Setting(team_of(parallel=8, resources=(resource("device"),)), existing=("s.py", "t.py"))
    for _ in range(50):
        work = drawn(rnd)
        meetings = setting.meetings(work)
        floor = setting.place(work, meetings).floor
        for wanted in wanted_files(work, meetings, setting):
            for handover in handovers(work, wanted, setting, {}):
                after = handed_over(work, handover, setting, {})
                if after is not None:
                    changed = {*wanted.everyone, handover.owner}
                    placed = setting.place(after, setting.met_again(meetings, after, changed))
                    told = least_cost(after, changed, floor, meetings, setting)
                    assert told <= (placed.waves, round(placed.seconds, 1))
                    tried += 1
    assert tried > 50
