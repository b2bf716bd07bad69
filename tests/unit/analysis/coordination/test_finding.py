from __future__ import annotations

from collections.abc import Sequence

from cortex_cli.analysis.coordination.finding import MOST_POINTS, find_points
from cortex_cli.model.analysis import CoordinationAction, CoordinationKind, CoordinationPoint
from tests.unit.analysis.coordination.scenes import Change, scene_of
from tests.unit.analysis.project import API

GROUPS = {
    "api/users.py": "users",
    "api/routes/users.py": "users",
    "tests/test_users.py": "users",
    "api/tasks.py": "tasks",
    "api/routes/tasks.py": "tasks",
    "api/errors.py": "errors",
    "api/routes/__init__.py": "integration",
}


def points(
    texts: dict[str, str] = API,
    groups: dict[str, str] = GROUPS,
    request: str = "users",
    past: Sequence[Change] = (),
    entry_points: tuple[str, ...] = (),
) -> tuple[CoordinationPoint, ...]:
    return find_points(scene_of(texts, groups, request, past=past, entry_points=entry_points))


def of_kind(kind: CoordinationKind, found: Sequence[CoordinationPoint]) -> list[CoordinationPoint]:
    return [point for point in found if point.kind is kind]


def test_a_registry_of_several_groups_is_integrated_last() -> None:
    (point,) = of_kind(CoordinationKind.REGISTRY, points())
    assert point.path == "api/routes/__init__.py"
    assert set(point.files) == {"api/routes/tasks.py", "api/routes/users.py"}
    assert point.action is CoordinationAction.INTEGRATE_LAST
    assert "2 groups of the work meet here" in " ".join(point.evidence)


def test_a_file_that_several_groups_import_has_one_owner() -> None:
    (point,) = of_kind(CoordinationKind.FAN_IN, points())
    assert point.path == "api/errors.py"
    assert set(point.files) == {"api/tasks.py", "api/users.py"}
    assert point.action is CoordinationAction.OWN
    assert "2 groups" in point.reason


def test_a_symbol_used_across_groups_comes_with_its_signature() -> None:
    found = of_kind(CoordinationKind.SHARED_SYMBOL, points())
    shared = next(point for point in found if point.symbol == "NotFound")
    assert shared.path == "api/errors.py"
    assert shared.signature == "class NotFound(ApiError)"
    assert shared.action is CoordinationAction.CONTRACT_FIRST


def test_symbols_within_a_group_and_private_ones_are_nobodys_concern() -> None:
    found = {point.symbol for point in of_kind(CoordinationKind.SHARED_SYMBOL, points())}
    assert "Task" not in found
    texts = {
        "a.py": "def _user(): ...\n",
        "b.py": "from a import _user\n_user()\n",
        "c.py": "from a import _user\n_user()\n",
    }
    assert of_kind(CoordinationKind.SHARED_SYMBOL, points(texts, {"a.py": "a", "b.py": "b", "c.py": "c"})) == []


def test_a_symbol_that_the_request_speaks_of_needs_only_one_user() -> None:
    groups = {"api/users.py": "users", "api/routes/users.py": "routes"}
    assert [point.symbol for point in of_kind(CoordinationKind.SHARED_SYMBOL, points(groups=groups))] == ["User"]
    assert of_kind(CoordinationKind.SHARED_SYMBOL, points(groups=groups, request="reports")) == []


def test_a_lock_file_beside_a_chosen_manifest_is_regenerated_by_one() -> None:
    texts = {**API, "poetry.lock": "", "web/yarn.lock": ""}
    (point,) = of_kind(CoordinationKind.LOCK_FILE, points(texts, {**GROUPS, "pyproject.toml": "integration"}))
    assert point.path == "poetry.lock"
    assert point.files == ("pyproject.toml",)
    assert point.action is CoordinationAction.REGENERATE
    assert "`poetry lock`" in point.reason


def test_numbered_migrations_are_serialised() -> None:
    texts = {
        "shop/models.py": "class User: ...\n",
        "shop/migrations/0001_first.py": "",
        "shop/migrations/0002_second.py": "",
        "other/migrations/0001_first.py": "",
    }
    (point,) = of_kind(CoordinationKind.MIGRATION, points(texts, {"shop/models.py": "shop"}))
    assert point.path == "shop/migrations/0002_second.py"
    assert point.files == ("shop/models.py",)
    assert point.action is CoordinationAction.SERIALISE


def test_files_of_two_groups_that_always_change_together_are_named() -> None:
    pair = ("api/users.py", "api/tasks.py")
    past = [*[("change both", pair)] * 3, ("only one", ("api/users.py",))]
    (point,) = of_kind(CoordinationKind.CO_CHANGE, points(past=past))
    assert (point.path, point.files) == ("api/tasks.py", ("api/users.py",))
    assert "3 of 3 commits" in point.reason


def test_files_of_one_group_that_change_together_are_not() -> None:
    past = [("change both", ("api/users.py", "api/routes/users.py"))] * 5
    assert of_kind(CoordinationKind.CO_CHANGE, points(past=past)) == []


def test_an_entry_point_shows_what_it_puts_together() -> None:
    groups = {**GROUPS, "api/app.py": "integration", "api/config.py": "config"}
    found = of_kind(CoordinationKind.ENTRY_POINT, points(groups=groups, entry_points=("api/app.py",)))
    assert [(point.path, point.files) for point in found] == [("api/app.py", ("api/config.py",))]


def test_a_barrel_shows_whose_names_it_passes_on() -> None:
    texts = {
        "web/index.ts": 'export * from "./a"\nexport * from "./b"\n',
        "web/a.ts": "export const a = 1\n",
        "web/b.ts": "export const b = 1\n",
    }
    (point,) = of_kind(CoordinationKind.BARREL, points(texts, {"web/index.ts": "i", "web/a.ts": "a", "web/b.ts": "b"}))
    assert point.files == ("web/a.ts", "web/b.ts")


def test_one_group_meets_nobody() -> None:
    assert points(groups=dict.fromkeys(GROUPS, "all"), request="fix users") == ()


def test_each_point_has_evidence_that_begins_with_its_reason_and_the_strongest_come_first() -> None:
    found = points(request="add a new kind of user")
    assert [point.strength for point in found] == sorted((point.strength for point in found), reverse=True)
    assert all(point.evidence[0] == point.reason and 0.0 < point.strength < 1.0 for point in found)
    assert len(found) <= MOST_POINTS


def test_a_file_is_one_table_however_much_speaks_for_it() -> None:
    tables = {"barrel", "registry", "routes", "entry_point"}
    paths = [point.path for point in points(request="add a new route") if point.kind in tables]
    assert len(paths) == len(set(paths))


def test_the_same_division_gives_the_same_points() -> None:
    shuffled = dict(sorted(GROUPS.items(), reverse=True))
    assert points() == points(groups=shuffled)
