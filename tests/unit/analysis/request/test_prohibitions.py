"""What a request forbids is no wish of it."""

from __future__ import annotations

import pytest

from cortex_cli.analysis.choosing.restraint import FORBIDDEN, allowed, hold_back, said_of_prohibitions
from cortex_cli.analysis.request.prohibitions import Prohibitions, separate
from cortex_cli.model.analysis import Creation, Role
from tests.unit.analysis.project import API, material_of, ranked


@pytest.mark.parametrize(
    ("request_text", "wish", "against"),
    [
        ("don't touch context.go; fix the recovery so that it logs", "fix the recovery so that it logs", "context.go"),
        ("Add a --banner option; do not modify CHANGES.rst", "Add a --banner option", "CHANGES.rst"),
        ("Never change httpx/_client.py. Add a timeout.", "Add a timeout.", "httpx/_client.py"),
        ("Rename the reader, without changing tests", "Rename the reader", "tests"),
        ("Rename load everywhere except docs/a.md", "Rename load", "docs/a.md"),
        ("Add a limit and leave api/app.py alone", "Add a limit", "api/app.py"),
        ("Add a limit, keep api/app.py as it is", "Add a limit", "api/app.py"),
    ],
)
def test_a_prohibition_is_taken_out_of_the_wish(request_text: str, wish: str, against: str) -> None:
    assert separate(request_text) == (wish, Prohibitions((against,)))


@pytest.mark.parametrize(
    "request_text",
    ["Do not change the order of headers", "don't change foo.bar's type", "Add export without touching any code"],
)
def test_what_concerns_no_file_or_contradicts_itself_stays(request_text: str) -> None:
    assert separate(request_text) == (request_text, Prohibitions())


def test_only_the_documents_may_change() -> None:
    wish, said = separate("Only change the docs: explain in docs/api.md how; do not touch any code or the changelog")
    assert wish == "explain in docs/api.md how"
    assert said.forbids("api/app.py", Role.SOURCE, API)
    assert said.forbids("CHANGELOG.md", Role.DOCS, API)
    assert not said.forbids("docs/api.md", Role.DOCS, API)


def test_a_bare_name_means_the_file_at_the_top_where_there_is_one() -> None:
    said = Prohibitions(("context.go",))
    files = ["context.go", "render/context.go"]
    assert said.patterns(files) == ("context.go",)
    assert not said.forbids("render/context.go", Role.SOURCE, files)
    assert Prohibitions(("render/",)).patterns(files) == ("render/**",)


def test_forbidden_files_stay_below_the_cut_off_and_say_why() -> None:
    material = material_of(API, "Add a page size to the users; do not touch api/users.py")
    ranking = ranked(material)
    ranking.raise_to("api/users.py", 0.9, "changed together with others")
    hold_back(material, ranking)
    assert "api/users.py" not in ranking.above()
    assert ranking.reasons["api/users.py"] == [FORBIDDEN]
    assert said_of_prohibitions(material.query) == ("the request forbids: `api/users.py`",)


def test_no_test_is_made_where_tests_may_not_change() -> None:
    material = material_of(API, "Add a page size to the users without changing tests")
    assert allowed([Creation("tests/test_page.py", (), Role.TEST)], material) == ()
