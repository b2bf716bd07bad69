from __future__ import annotations

import pytest

from cortex_cli.analysis.creating.series import next_of_series
from cortex_cli.model.analysis import Role
from cortex_cli.model.scope import Scope

PYTHON = ["shop/models.py", "shop/migrations/__init__.py"] + [
    f"shop/migrations/{number:04}_step.py" for number in range(1, 7)
]


def patterns(request: str, paths: list[str], near: tuple[str, ...] = ()) -> list[str]:
    return [creation.pattern for creation in next_of_series(request, paths, near)]


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (PYTHON, ["shop/migrations/0007_*.py"]),
        (["db/migrations/009_a.sql", "db/migrations/010_b.sql"], ["db/migrations/011_*.sql"]),
        (["m/migrations/1_a.sql", "m/migrations/V12__b.sql"], ["m/migrations/V13__*.sql"]),
        (
            ["migrations/0002_a.up.sql", "migrations/0002_a.down.sql"],
            ["migrations/0003_*.down.sql", "migrations/0003_*.up.sql"],
        ),
        (["db/migrate/20240101120000_add_users.rb"], ["db/migrate/[0-9]*_*.rb"]),
        (["alembic/versions/1a2b3c4d5e6f_add_users.py"], ["alembic/versions/[0-9a-f]*_*.py"]),
        (["shop/models.py"], []),
    ],
)
def test_a_migration_gets_the_next_number(paths: list[str], expected: list[str]) -> None:
    assert patterns("Add a migration for the due date of orders", paths) == expected


def test_the_pattern_takes_the_new_file_and_no_old_one() -> None:
    scope = Scope(touch=tuple(patterns("Add a migration for orders", PYTHON)))
    assert scope.matches("shop/migrations/0007_orders.py")
    assert not any(scope.matches(path) for path in PYTHON)


@pytest.mark.parametrize(
    "request_text",
    ["Migrate the templates to Mako", "Fix the migration of orders", "Add a field to the form", "Explain migrations"],
)
def test_other_work_adds_none(request_text: str) -> None:
    assert patterns(request_text, PYTHON) == []


def test_of_several_series_the_named_or_nearest_one_counts() -> None:
    two = [*PYTHON, "users/models.py", "users/migrations/0002_x.py"]
    assert patterns("Add a migration for the users", two) == ["users/migrations/0003_*.py"]
    assert patterns("Add a migration for the due date", two, ("users/models.py",)) == ["users/migrations/0003_*.py"]


def test_decision_records_are_numbered_too() -> None:
    (creation,) = next_of_series("Add a decision record about caches", ["docs/decisions/0008-sqlite.md"], ())
    assert creation.pattern == "docs/decisions/0009-*.md"
    assert creation.role is Role.DOCS
    assert creation.evidence == ("`docs/decisions/0008-sqlite.md` is the newest of 1: 0009 is the next number",)
