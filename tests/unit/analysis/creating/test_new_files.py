from __future__ import annotations

import pytest

from cortex_cli.analysis.choosing.relevance import best_sources
from cortex_cli.analysis.creating.new_files import new_files, placed
from cortex_cli.model.analysis import Approach, Creation, Group, Role, Strategy
from tests.unit.analysis.project import API, material_of, past_commits, ranked

GO = {"store/cache.go": "package store\n", "store/disk.go": "package store\n", "store/disk_test.go": "package store\n"}
SCRIPT = {"web/src/user.ts": "export class User {}\n", "web/src/user.test.ts": "import { User } from './user'\n"}


def patterns(
    request: str, texts: dict[str, str] = API, past: tuple[tuple[str, tuple[str, ...]], ...] = ()
) -> list[str]:
    material = material_of(texts, request, past=past_commits(*past))
    scores = best_sources(ranked(material), material)
    return [creation.pattern for creation in new_files(material, scores, list(scores))]


@pytest.mark.parametrize(
    ("request_text", "expected"),
    [
        ("Create api/tokens.py with a Token class", ["api/tokens.py", "tests/test_tokens.py"]),
        ("Create api/tokens.py and tests/test_tokens.py", ["api/tokens.py", "tests/test_tokens.py"]),
        ("Add CONTRIBUTING.md", ["CONTRIBUTING.md"]),
        ("Document the login in docs/login.md", ["docs/login.md"]),
        ("Move the User class to api/[x]/user.py", []),
        ("Add a user role in api/users.py", []),
        ("Fix the user in api/user.py", []),
    ],
)
def test_a_named_file_is_made_at_exactly_its_path(request_text: str, expected: list[str]) -> None:
    assert patterns(request_text) == expected


def test_a_bare_name_goes_where_such_files_stand() -> None:
    assert patterns("Add test_login.py for the password of the user") == ["tests/test_login.py"]
    assert patterns("Add tokens.py for the password of the user")[0] == "api/tokens.py"


@pytest.mark.parametrize(
    ("texts", "request_text", "expected"),
    [
        (API, "Add tests for api/reports.py", ["tests/test_reports.py"]),
        (API, "Add tests for api/users.py", []),
        (API, "Write tests for reports", ["tests/test_reports.py"]),
        (API, "Rerun the tests of reports when they fail", []),
        (API, "Add tests for the monthly rows", []),
        (GO, "Add tests for store/cache.go", ["store/cache_test.go"]),
        (SCRIPT, "Create web/src/team.ts", ["web/src/team.ts", "web/src/team.test.ts"]),
    ],
)
def test_tests_stand_beside_tests(texts: dict[str, str], request_text: str, expected: list[str]) -> None:
    assert patterns(request_text, texts) == expected


def test_a_migration_and_a_fragment_come_along() -> None:
    texts = {**API, "api/migrations/0003_titles.py": "class Migration: user = 1\n"}
    past = tuple((f"Change {n}", ("api/users.py", f"newsfragments/{n}.feature.md")) for n in range(4))
    assert patterns("Add a migration for the password of users (#77)", texts, past) == [
        "api/migrations/0004_*.py",
        "newsfragments/77.feature.md",
    ]


def test_work_that_users_do_not_see_brings_no_fragment() -> None:
    past = tuple((f"Change {n}", ("api/users.py", f"newsfragments/{n}.feature.md")) for n in range(4))
    assert patterns("Refactor the password check of users", API, past) == []


def group(name: str, files: tuple[str, ...], role: Role = Role.SOURCE) -> Group:
    return Group(name, files, (), (), role, "")


def test_each_new_file_joins_the_group_that_stands_nearest() -> None:
    strategy = Strategy(
        Approach.PARALLEL, 2, (group("users", ("api/users/a.py",)), group("docs", ("docs/a.md",), Role.DOCS)), ""
    )
    made = [Creation("api/users/b.py", (), Role.SOURCE), Creation("changes/1.md", (), Role.DOCS)]
    assert [each.creations for each in placed(strategy, made).groups] == [("api/users/b.py",), ("changes/1.md",)]


def test_without_groups_nothing_is_placed() -> None:
    strategy = Strategy(Approach.SOLO, 1, (), "")
    assert placed(strategy, [Creation("a.py", (), Role.SOURCE)]) == strategy
