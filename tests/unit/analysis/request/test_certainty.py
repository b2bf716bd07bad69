from __future__ import annotations

import pytest

from cortex_cli.analysis.request.certainty import confidence_of, questions_for, refuse_nonsense
from cortex_cli.analysis.request.task_type import judge
from cortex_cli.model.errors import UsageError
from tests.unit.analysis.project import API, material_of


def confidence(request: str, chosen: int = 3) -> float:
    return confidence_of(material_of(API, request), judge(request), chosen)


def questions(request: str, chosen: int = 3) -> str:
    return " ".join(questions_for(material_of(API, request), judge(request), chosen))


@pytest.mark.parametrize("request_text", ["fix it", "please improve this", "do something new"])
def test_a_vague_request_has_low_confidence_and_questions(request_text: str) -> None:
    assert confidence(request_text, chosen=0) <= 0.3
    assert "What should be different" in questions(request_text, chosen=0)


def test_a_vague_bug_asks_what_happens() -> None:
    assert "What happens now" in questions("fix it", chosen=0)


def test_a_clear_request_has_high_confidence_and_no_questions() -> None:
    request = "Fix check_password() of the user when the password is empty"
    assert confidence(request) > 0.8
    assert questions(request) == ""


def test_a_request_about_nothing_here_asks_where() -> None:
    assert "Nothing here fits" in questions("Add blockchain mining", chosen=0)
    assert confidence("Add blockchain mining", chosen=0) < confidence("Add a password check")


def test_a_request_without_a_verb_asks_what_to_do() -> None:
    assert "added, repaired or rearranged" in questions("the password of users")


def test_many_files_make_less_certain() -> None:
    assert confidence("Fix the password of users", chosen=200) < confidence("Fix the password of users", chosen=5)


@pytest.mark.parametrize("request_text", ["asdf qwer", "lorem ipsum dolor"])
def test_nonsense_is_refused(request_text: str) -> None:
    with pytest.raises(UsageError) as refused:
        refuse_nonsense(material_of(API, request_text))
    assert refused.value.mend is not None


@pytest.mark.parametrize(
    "request_text", ["Add blockchain mining", "password", "добавь вход", "frobnicate api/users.py", "`User`"]
)
def test_what_may_mean_something_is_not(request_text: str) -> None:
    refuse_nonsense(material_of(API, request_text))
    assert confidence(request_text) >= 0.0


def test_nothing_can_be_judged_in_an_empty_repository() -> None:
    refuse_nonsense(material_of({}, "asdf qwer"))
    assert questions_for(material_of({}, "asdf qwer"), judge("asdf qwer"), 0) != ()
