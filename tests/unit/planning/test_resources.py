from __future__ import annotations

from cortex_cli.planning.resources import equipped
from tests.unit.planning.builders import objective, resource

DATABASE = resource("database", "migrations/**", "**/schema.sql")


def uses(
    *touch: str, forbid: tuple[str, ...] = (), global_forbid: tuple[str, ...] = (), named: str = ""
) -> tuple[str, ...]:
    work = [objective("A", *touch, forbid=forbid, uses=named)]
    (found,) = equipped(work, [DATABASE, resource("device")], global_forbid=global_forbid)
    return found.resources


def test_who_may_write_a_path_of_a_resource_uses_it() -> None:
    assert uses("migrations/0001.sql") == ("database",)
    assert uses("shop/*.sql") == ("database",)
    assert uses("shop/*.py") == ()


def test_what_is_forbidden_asks_for_nothing() -> None:
    assert uses("migrations/", forbid=("migrations/**",)) == ()
    assert uses("migrations/*.sql", forbid=("migrations/",)) == ()
    assert uses("migrations/*.sql", global_forbid=("migrations/",)) == ()


def test_a_file_that_is_named_counts_for_its_own_path_only() -> None:
    assert uses("shop.py", "shop/new.py") == ()
    assert uses("Makefile") == ("database",)
    (found,) = equipped([objective("A", "Makefile")], [DATABASE], existing=("Makefile",))
    assert found.resources == ()
    (found,) = equipped([objective("A", "schema.sql")], [DATABASE], existing=("schema.sql",))
    assert found.resources == ("database",)


def test_resources_that_an_objective_names_itself_stay() -> None:
    assert uses("shop.py", named="device") == ("device",)
    assert uses("migrations/x", named="device") == ("device", "database")
    assert uses("migrations/x", named="database") == ("database",)


def test_who_may_write_everything_uses_all_that_has_paths() -> None:
    assert uses("**") == ("database",)


def test_without_resources_nothing_changes() -> None:
    work = (objective("A", "**"),)
    assert equipped(work, []) == work


def test_paths_are_compared_without_case_where_the_repository_does() -> None:
    (found,) = equipped([objective("A", "Migrations/x")], [DATABASE], fold_case=True)
    assert found.resources == ("database",)


def test_a_file_counts_for_its_own_path_only_however_it_is_spelled() -> None:
    spelled = (objective("A", "SRC/shop"), objective("B", "src/shop"))
    found = equipped(spelled, [DATABASE], fold_case=True, existing=("src/shop",))
    assert [each.resources for each in found] == [(), ()]
