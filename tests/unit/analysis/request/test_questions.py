from __future__ import annotations

import pytest

from cortex_cli.analysis.request.certainty import VAGUE, confidence_of, questions_for
from cortex_cli.analysis.request.task_type import judge
from tests.unit.analysis.project import API, material_of

PROJECT = {
    **API,
    **{
        f"api/{name}.py": f"class {name.title()}:\n    def render_page(self): ...\n"
        for name in ("html", "pdf", "csv", "text")
    },
    "api/parsing.py": "def parse_date(text): ...\n\nclass DateReader: ...\n",
}

ASKED = {
    "make it better": "What should be different",
    "fix the bug": "What happens now",
    "fix it": "What happens now",
    "improve performance": "What is slow",
    "make the app faster": "What is slow",
    "refactor the code": "What should be different",
    "clean things up": "What should be different",
    "add more features": "What should be different",
    "add tests": "What should be different",
    "it doesn't work": "What happens now",
    "Fix all the errors": "What happens now",
    "improve the quality of the code": "What should be different",
    "remove the cache of reports and make the cache of reports faster": "removed or kept",
    "Drop the password check. Also improve the password check.": "removed or kept",
    "- remove the monthly report\n- document the monthly report": "removed or kept",
    "rename User to Account and keep User": "stay as an alias",
    "Rename `User` to `Account`, but keep `User`": "stay as an alias",
    "Add a password check without changing any file": "Which files may change",
    "Fix the login, do not touch any code": "Which files may change",
    "Fix `frobnicate` in api/users.py": "`frobnicate` occurs nowhere",
    "Fix check_pasword": "did you mean `check_password` in `api/users.py`?",
    "Rename the function `parse_daet` to `read_date`": "did you mean `parse_date` in `api/parsing.py`?",
    "The `frobnicate` crashes. Fix `frobnicate()`": "occurs nowhere",
    "Fix `frobnicate` in src/x.py": "`src/x.py` does not exist",
    "Fix the login in api/user.py": "did you mean `api/users.py`?",
    "Refactor api/route/users.py": "did you mean `api/routes/users.py`?",
    "Fix typos in docs/rapports.md": "did you mean `docs/reports.md`?",
    "Remove legacy/shop.py": "does not exist",
    "Add tests for api/frobnicate.py": "does not exist",
    "Fix `render_page` for empty rows": "Which `render_page` is meant? It is defined in `api/csv.py`, `api/html.py`",
    "Speed up render_page()": "Which `render_page` is meant?",
    "users and passwords": "added, repaired or rearranged",
    "Bitte die Anmeldung der Nutzer prüfen": "in English",
}

CLEAR = (
    "Always encode slashes in the title of tasks",
    "Unpin the monthly report",
    "Fix check_password() of the user when the password is empty",
    "Add a title filter to the tasks route",
    "Rename `User` to `Account`",
    "Rename `User` to `Account` and keep `User` as a deprecated alias",
    "Remove the monthly report",
    "Remove the monthly report and add a weekly report",
    "Add `frobnicate()` to api/users.py",
    "Create api/tokens.py with a `Token` class",
    "Move `parse_date` from api/parsing.py to api/dates.py",
    "Extract the page size into api/paging.py",
    "Fix `render_page` in api/html.py",
    "Fix `render_page` of the html reports",
    "Fix `Html.render_page` for empty rows",
    "Speed up every `render_page`",
    "Speed up the monthly report",
    "Fix the KeyError in `monthly` when rows are empty",
    "Catch `UnicodeDecodeError` in parse_date",
    "Update dependencies",
    "Bump flask to 3.1",
    "Fix typos in README.md",
    "Update the docs about reports",
    "Add tests for check_password",
    "Add a password check without changing the other routes",
    "Add a title to tasks, do not change any other files",
    "Read the page size from config.toml",
    "Write the monthly report to report.csv",
    "Harden the login against brute force, and document it",
    "Remove the password check and make the login faster",
    "Add a cache for reports and remove the old page size",
    "Support Node.js clients in the login route",
    "Revert the last change to users",
    "The login does not work with umlauts in the name",
    "feat(users): remember the login for a week",
    "Document the login in docs/login.md",
)


@pytest.mark.parametrize("request_text", ASKED)
def test_what_a_request_leaves_open_is_asked(request_text: str) -> None:
    material, verdict = material_of(PROJECT, request_text), judge(request_text)
    assert ASKED[request_text] in " ".join(questions_for(material, verdict, 3))


@pytest.mark.parametrize("request_text", list(ASKED)[:-2])
def test_what_has_to_be_asked_is_not_sure(request_text: str) -> None:
    assert confidence_of(material_of(PROJECT, request_text), judge(request_text), 3) <= VAGUE


@pytest.mark.parametrize("request_text", CLEAR)
def test_a_clear_request_is_not_questioned(request_text: str) -> None:
    material, verdict = material_of(PROJECT, request_text), judge(request_text)
    assert questions_for(material, verdict, 3) == ()
    assert confidence_of(material, verdict, 3) > VAGUE


def test_in_an_empty_repository_no_name_is_missed() -> None:
    request = "Fix `frobnicate` in src/x.py"
    assert not any("frobnicate" in asked for asked in questions_for(material_of({}, request), judge(request), 0))


def test_a_request_for_a_named_new_file_needs_no_existing_one() -> None:
    request = "Add CONTRIBUTING.md"
    assert questions_for(material_of(PROJECT, request), judge(request), 0) == ()
