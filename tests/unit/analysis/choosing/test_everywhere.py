from __future__ import annotations

import pytest

from cortex_cli.analysis.choosing.everywhere import raise_users
from tests.unit.analysis.project import material_of, ranking_of, snapshot_of

TEXTS = {
    "dates.py": "def parse_date(text): ...\n",
    "report.py": "from dates import parse_date\n\nparse_date('x')\n",
    "tests/test_dates.py": "import dates\n\ndates.parse_date('')\n",
    "docs/dates.md": "Call `parse_date` first.\n",
    "parse.py": "def parse(date): ...\n",
}
USERS = {"dates.py", "report.py", "tests/test_dates.py", "docs/dates.md"}


def raised(request: str) -> set[str]:
    ranking = ranking_of({})
    raise_users(material_of(TEXTS, request), snapshot_of(TEXTS), ranking)
    return set(ranking.above())


@pytest.mark.parametrize(
    "request_text",
    [
        "Rename `parse_date` to `read_date`",
        "Use keyword arguments in all calls of parse_date()",
        "Replace parse_date everywhere",
        "Renaming dates.parse_date throughout",
        "Remove all mentions of `parse_date`",
        "Delete the function `parse_date`",
    ],
)
def test_every_file_with_the_name_changes_documents_too(request_text: str) -> None:
    assert raised(request_text) == USERS


@pytest.mark.parametrize(
    "request_text",
    [
        "Fix parse_date for leap years",
        "Rename the helper",
        "Rename the helper of the old reports module that nobody understands today and that is read by few; "
        "fix `parse_date`",
        "Drop the second argument of parse_date",
        "Rename `read_date` to `load_date`",
        "Rename `parse` everywhere",
    ],
)
def test_other_requests_lift_nobody(request_text: str) -> None:
    assert raised(request_text) == set()


def test_the_reason_names_what_changes() -> None:
    ranking = ranking_of({})
    raise_users(material_of(TEXTS, "Rename `parse_date` to `read_date`"), snapshot_of(TEXTS), ranking)
    assert ranking.reasons["docs/dates.md"] == ["uses `parse_date`, which changes everywhere"]


def test_such_files_are_nearly_certain_and_documents_likely() -> None:
    ranking = ranking_of({})
    raise_users(material_of(TEXTS, "Rename `parse_date` to `read_date`"), snapshot_of(TEXTS), ranking)
    assert ranking.scores["report.py"] == 0.9
    assert ranking.scores["docs/dates.md"] == 0.6


def test_what_imports_a_deleted_file_changes() -> None:
    assert raised("Delete dates.py") == {"report.py", "tests/test_dates.py"}
