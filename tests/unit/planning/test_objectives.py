from __future__ import annotations

from cortex_cli.model.analysis import CoordinationAction, CoordinationKind, CoordinationPoint, Role
from cortex_cli.model.plan import Objective
from cortex_cli.model.task_type import TaskType
from cortex_cli.planning.drafts import Draft
from cortex_cli.planning.graph import Graph
from cortex_cli.planning.ground import Ground
from cortex_cli.planning.objectives import Material, numbered, renamed, skeleton
from cortex_cli.planning.sharing.ownership import INTEGRATION
from tests.unit.planning.builders import analysis_of, objective

TREE = ("a.py", "b.py", "lock", "main.py")


def built(draft: Draft, *others: Draft, points: tuple[CoordinationPoint, ...] = ()) -> Objective:
    graph = Graph({each.name: each.needs for each in (draft, *others)})
    return skeleton(draft, (draft, *others), graph, Material(analysis_of(points=points), Ground(TREE), {}))


def test_what_is_needed_and_what_is_shared_may_be_read_and_what_is_written_is_not_listed_again() -> None:
    shared = CoordinationPoint(CoordinationKind.LOCK_FILE, "lock", None, ("a.py",), "shared", CoordinationAction.OWN)
    own = CoordinationPoint(CoordinationKind.REGISTRY, "a.py", None, ("a.py",), "own", CoordinationAction.OWN)
    needed = Draft("b", Role.SOURCE, ("b.py",))
    found = built(Draft("a", Role.SOURCE, ("a.py",), needs=("b",)), needed, points=(shared, own))
    assert (found.scope.touch, found.scope.read) == (("a.py",), ("b.py", "lock"))
    assert found.depends_on == ("b",)


def test_the_role_of_a_draft_is_its_kind_of_work() -> None:
    assert built(Draft("t", Role.TEST, ("a.py",))).task_type is TaskType.TEST
    assert built(Draft("c", Role.CONFIG, ("a.py",))).task_type is TaskType.FEATURE


def test_integration_is_named_by_what_it_brings_together() -> None:
    found = built(Draft(INTEGRATION, Role.SOURCE, ("main.py", "lock")))
    assert found.title == "main.py, lock: integrate JWT authentication with secure token handling"


def test_ids_follow_the_waves_and_dependencies_are_renamed_along() -> None:
    work = [objective("last", wave=3, after="mid first"), objective("first"), objective("mid", wave=2, after="first")]
    ids = numbered(work)
    assert ids == {"first": "O1", "mid": "O2", "last": "O3"}
    assert [(each.id, each.depends_on) for each in renamed(work, ids)] == [
        ("O1", ()),
        ("O2", ("O1",)),
        ("O3", ("O1", "O2")),
    ]
