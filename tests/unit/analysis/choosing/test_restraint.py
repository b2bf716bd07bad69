"""Where an analysis holds back, and what it says then."""

from __future__ import annotations

import pytest

from cortex_cli.analysis.choosing.restraint import is_too_vague, unserved
from cortex_cli.analysis.request.certainty import NOT_UNDERSTOOD, confidence_of, questions_for
from cortex_cli.analysis.request.intents import read_parts
from cortex_cli.analysis.request.task_type import judge
from tests.unit.analysis.project import API, material_of, ranked


@pytest.mark.parametrize("request_text", ["make it better", "fix it"])
def test_nothing_is_built_on_a_vague_request(request_text: str) -> None:
    material = material_of(API, request_text)
    assert is_too_vague(material, judge(request_text), ranked(material))


@pytest.mark.parametrize(
    "request_text",
    ["Ajoute une option maxRedirects pour l'adaptateur fetch", "ユーザーのパスワードを変更するオプションを追加"],
)
def test_another_language_is_not_trusted_further_than_it_was_understood(request_text: str) -> None:
    assert confidence_of(material_of(API, request_text), judge(request_text), 3) <= NOT_UNDERSTOOD


def test_an_address_alone_asks_for_the_text_behind_it() -> None:
    text = "https://example.org/issues/12"
    asked = questions_for(material_of(API, text), judge(text), 2)
    assert len(asked) == 1
    assert "put its text into the request" in asked[0]


def test_a_part_without_a_file_is_named() -> None:
    text = "Fix the password check of the user, and add a monthly total to the reports"
    material = material_of(API, text)
    found = unserved(read_parts(text), material, ["api/users.py"], new=False)
    assert unserved(read_parts(text), material, ["api/users.py", "api/reports.py"], new=False) == ()
    assert len(found) == 1
    assert "monthly total" in found[0]
