from __future__ import annotations

from collections.abc import Iterable

import pytest

from cortex_cli.analysis.creating.conventions import Area
from cortex_cli.analysis.creating.creations import Component
from cortex_cli.analysis.dividing.grouping import Chosen
from cortex_cli.analysis.dividing.meeting import meeting_places
from cortex_cli.analysis.dividing.strategy import divide, levels, longest_chain, speedup_of
from cortex_cli.model.analysis import Approach, Creation, Group, Role, Strategy
from tests.unit.analysis.project import API, material_of

NEW_AUTH = Component(
    ("auth",),
    "api",
    (Area("api/routes", ("api/routes/__init__.py",)),),
    (Creation("api/auth/", ("why",), Role.SOURCE), Creation("tests/test_auth*.py", ("why",), Role.TEST)),
)
EVERYTHING = tuple(path for path in API if path != "api/__init__.py")


def divided(
    files: Iterable[str],
    *,
    texts: dict[str, str] = API,
    component: Component | None = None,
    support: Iterable[str] = (),
    entry_points: tuple[str, ...] = ("api/app.py",),
) -> Strategy:
    material = material_of(texts, "users")
    chosen = tuple(files)
    meeting = meeting_places(chosen, material, entry_points, component)
    return divide(Chosen(chosen, meeting, component, frozenset(support)), material)


def group(strategy: Strategy, name: str) -> Group:
    return next(each for each in strategy.groups if each.name == name)


def test_every_file_is_in_exactly_one_group() -> None:
    strategy = divided(EVERYTHING)
    files = [path for each in strategy.groups for path in each.files]
    assert sorted(files) == sorted(EVERYTHING)


def test_tests_go_with_what_they_exercise() -> None:
    users = group(divided(EVERYTHING), "users")
    assert set(users.files) >= {
        *("api/users.py", "api/routes/users.py"),
        *("tests/test_users.py", "tests/test_routes_users.py"),
    }


def test_documents_are_a_group_of_their_own() -> None:
    docs = group(divided(EVERYTHING), "docs")
    assert docs.role is Role.DOCS
    assert all(path.endswith(".md") for path in docs.files)
    assert docs.needs == ()


def test_needs_follow_imports() -> None:
    strategy = divided(["api/users.py", "api/tasks.py", "api/errors.py", "docs/api.md"])
    errors = next(each for each in strategy.groups if "api/errors.py" in each.files)
    for path in ("api/users.py", "api/tasks.py"):
        owner = next(each for each in strategy.groups if path in each.files)
        assert owner is errors or owner.needs == (errors.name,)


def test_files_where_groups_meet_come_last() -> None:
    strategy = divided(EVERYTHING)
    integration = group(strategy, "integration")
    assert "api/routes/__init__.py" in integration.files
    assert {"users", "tasks"} <= set(integration.needs)
    assert max(levels(strategy.groups).values()) == levels(strategy.groups)["integration"]


def test_a_meeting_file_of_one_group_joins_it() -> None:
    strategy = divided(
        ["api/routes/__init__.py", "api/routes/users.py", "api/users.py", "api/reports.py", "docs/api.md"]
    )
    owner = next(each for each in strategy.groups if "api/routes/__init__.py" in each.files)
    assert "api/routes/users.py" in owner.files


def test_a_new_part_comes_first_with_what_it_brings_along() -> None:
    strategy = divided(EVERYTHING, component=NEW_AUTH, support=["api/config.py", "api/errors.py"])
    auth = strategy.groups[0]
    assert auth.name == "auth"
    assert auth.creations == ("api/auth/", "tests/test_auth*.py")
    assert auth.needs == ()
    assert auth.files == ("api/config.py", "api/errors.py", "tests/test_config.py")
    assert all("auth" in each.needs for each in strategy.groups[1:])
    assert "api/app.py" in group(strategy, "integration").files


def test_only_the_new_part_creates_files() -> None:
    strategy = divided(EVERYTHING, component=NEW_AUTH)
    assert [each.name for each in strategy.groups if each.creations] == ["auth"]


def test_a_chosen_file_that_a_creation_covers_goes_to_the_new_part() -> None:
    texts = {**API, "tests/test_authors.py": "def test_it(): ...\n"}
    strategy = divided([*EVERYTHING, "tests/test_authors.py"], texts=texts, component=NEW_AUTH)
    assert "tests/test_authors.py" in group(strategy, "auth").files


def test_independent_groups_work_at_the_same_time() -> None:
    strategy = divided(EVERYTHING, component=NEW_AUTH, support=["api/errors.py", "api/config.py"])
    assert strategy.approach is Approach.PARALLEL
    assert strategy.width >= 3
    assert "`users`" in strategy.reason
    assert "at the same time" in strategy.reason


@pytest.mark.parametrize(
    "files", [["api/users.py"], ["api/users.py", "tests/test_users.py"], ["docs/api.md", "README.md"]]
)
def test_little_work_is_for_one(files: list[str]) -> None:
    strategy = divided(files)
    assert strategy.approach is Approach.SOLO
    assert strategy.width == 1
    assert len(strategy.groups) == 1
    assert sorted(strategy.groups[0].files) == sorted(files)
    assert "one worker is faster" in strategy.reason


def test_one_group_with_a_change_log_is_for_one() -> None:
    files = ["api/users.py", "api/routes/users.py", "tests/test_users.py", "CHANGELOG.md", "README.md"]
    assert divided(files).approach is Approach.SOLO


def test_a_chain_of_needs_is_for_one() -> None:
    texts = {f"d{n}/m{n}.py": f"from d{n - 1} import m{n - 1}\n" if n else "" for n in range(4)}
    texts |= {f"d{n}/other{m}.py": f"from d{n} import m{n}\n" for n in range(4) for m in range(3)}
    strategy = divided([f"d{n}/m{n}.py" for n in range(4)], texts=texts, entry_points=())
    assert strategy.approach is Approach.SOLO
    assert strategy.groups[0].needs == ()


def test_no_files_give_no_groups() -> None:
    strategy = divided([])
    assert strategy.groups == ()
    assert strategy.approach is Approach.SOLO


def test_tests_that_exercise_nothing_chosen_stand_alone() -> None:
    strategy = divided([*EVERYTHING, "tests/support.py"], texts={**API, "tests/support.py": "x = 1\n"})
    assert group(strategy, "tests").files == ("tests/support.py",)


def test_every_group_comes_after_what_it_needs_and_says_why_it_is_one() -> None:
    strategy = divided(EVERYTHING, component=NEW_AUTH)
    seen: set[str] = set()
    for each in strategy.groups:
        assert set(each.needs) <= seen
        assert each.reason
        seen.add(each.name)


def test_the_order_of_the_files_does_not_matter() -> None:
    assert divided(EVERYTHING) == divided(EVERYTHING[::-1])


def test_groups_that_import_each_other_are_one() -> None:
    texts = {
        "a/x.py": "from b import y\n",
        "b/y.py": "from a import x\n",
        **{f"c/z{n}.py": "from a import x\nfrom b import y\n" for n in range(4)},
    }
    strategy = divided(texts, texts=texts, entry_points=())
    owners = [each for each in strategy.groups if {"a/x.py", "b/y.py"} & set(each.files)]
    assert len(owners) == 1


def made(name: str, size: int, *needs: str) -> Group:
    return Group(name, tuple(f"{name}/{number}.py" for number in range(size)), (), needs, Role.SOURCE, "why")


def test_the_speed_up_is_all_work_by_the_longest_chain_and_each_start_counts() -> None:
    groups = (made("a", 3), made("b", 5), made("c", 3, "a"))
    chain = longest_chain(groups)
    assert (chain.names, chain.work) == (("a", "c"), pytest.approx(11.4))
    assert speedup_of(groups) == 1.55
    assert speedup_of(groups[:1]) == 1.0
    assert speedup_of(()) == 1.0


def test_a_plan_for_several_says_how_much_faster_and_what_holds_it_up() -> None:
    strategy = divided(EVERYTHING, component=NEW_AUTH, support=["api/errors.py", "api/config.py"])
    assert strategy.speedup >= 1.2
    assert f"about {strategy.speedup:.1f} times as fast as one" in strategy.reason
    assert "holds" in strategy.reason


def test_a_chain_that_holds_nearly_all_of_the_work_is_for_one() -> None:
    """Two could start at once, but the second would be done in no time."""
    texts = {f"core/m{n}.py": "".join(f"from core import m{m}\n" for m in range(n)) for n in range(14)}
    texts |= {"far/away.py": "x = 1\n"}
    strategy = divided(texts, texts=texts, entry_points=())
    assert (strategy.approach, strategy.width, strategy.speedup) == (Approach.SOLO, 1, 1.0)
    assert "times as fast as one" in strategy.reason
