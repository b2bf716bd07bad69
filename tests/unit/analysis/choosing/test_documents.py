from __future__ import annotations

import pytest

from cortex_cli.analysis.choosing.documents import choose_named, named_documents
from tests.unit.analysis.project import API, material_of, ranked

DOCUMENTS = (
    *(
        "README.md",
        "README_fr.md",
        "README.de.md",
        "README-es.md",
        "examples/README.md",
        "docs/README.md",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
    ),
    *("docs/install.rst", "docs/guide.md", "docs/readme_writing.md"),
)


@pytest.mark.parametrize(
    ("request_text", "expected"),
    [
        ("fix typo in README", ("README.md",)),
        ("docs: fix typo in the readme", ("README.md",)),
        ("Fix the README of the examples", ("examples/README.md",)),
        ("Correct README_fr.md", ("README_fr.md",)),
        ("Update the changelog", ("CHANGELOG.md",)),
        ("Fix links in README and CHANGELOG", ("CHANGELOG.md", "README.md")),
        ("Reword the contributing guide", ("CONTRIBUTING.md",)),
        ("Fix a typo in docs/guide.md", ("docs/guide.md",)),
        ("Fix a typo in guide.md", ("docs/guide.md",)),
        ("Fix the typos", ()),
        ("Thanks for contributing to the parser", ()),
    ],
)
def test_a_document_is_meant_by_its_title_or_path(request_text: str, expected: tuple[str, ...]) -> None:
    assert named_documents(request_text, DOCUMENTS, DOCUMENTS) == expected


def chosen(request: str) -> list[str]:
    pages = {f"docs/page{number}.md": "# README typo typo fix\n" for number in range(9)}
    material = material_of({**API, **pages}, request)
    ranking = ranked(material)
    choose_named(material, ranking)
    return ranking.above()


def test_a_small_request_for_a_document_chooses_it_alone() -> None:
    assert chosen("fix typo in README") == ["README.md"]
    assert sorted(chosen("Update the changelog and the README")) == ["CHANGELOG.md", "README.md"]


def test_beside_other_work_the_document_is_one_of_the_files() -> None:
    found = chosen("Fix check_password() of users and update the README")
    assert {"README.md", "api/users.py"} <= set(found)


def test_a_document_among_sources_changes_with_them_unless_it_is_only_pointed_to() -> None:
    assert "docs/reports.md" in chosen("Let the month be chosen in api/reports.py and docs/reports.md")
    assert "docs/page3.md" not in chosen("Fix the login in api/users.py, see docs/page3.md")


def test_a_request_for_no_document_by_name_is_left_to_the_ranking() -> None:
    assert len(chosen("Document the typo page")) > 1


def test_a_document_to_be_made_lifts_no_other() -> None:
    assert chosen("Add docs/page10.md") == []
