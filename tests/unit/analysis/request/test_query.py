from __future__ import annotations

import pytest

from cortex_cli.analysis.request.query import MOST_TERMS, read_request
from cortex_cli.model.errors import UsageError


@pytest.mark.parametrize("request_text", ["", "   \n\t", "!!!", "???…", "1234 5678", "- - -", "\x1b[31m\x1b[0m", "a"])
def test_a_request_without_words_is_refused(request_text: str) -> None:
    with pytest.raises(UsageError) as refused:
        read_request(request_text)
    assert refused.value.mend is not None
    assert "say what to change" in refused.value.mend


@pytest.mark.parametrize("request_text", ["fix it", "添加登录功能", "修", "Добавь вход", "añadir"])
def test_words_of_any_script_are_words(request_text: str) -> None:
    assert read_request(request_text).text == request_text


def test_terms_leave_out_what_every_request_says() -> None:
    query = read_request("Please add the tokens to a user of this")
    assert set(query.terms) == {"add", "token", "user"}
    assert query.telling == ("token", "user")


def test_verbs_of_work_count_less_than_what_they_work_on() -> None:
    terms = read_request("Add pagination").terms
    assert terms["add"] < terms["pagin"] == 1.0


def test_the_subject_counts_more_than_the_rest() -> None:
    terms = read_request("Fix pagination\n\nThe cursor is lost.").terms
    assert terms["pagin"] > terms["cursor"] > 0


def test_related_words_come_from_concepts_and_never_outweigh_the_own_ones() -> None:
    query = read_request("Add authentication")
    assert 0 < query.related["password"] < query.related["auth"] < query.terms["authentic"]
    assert query.all_terms["authentic"] == 1.0


def test_a_word_of_the_request_is_not_also_related() -> None:
    assert "password" not in read_request("Add authentication by password").related


@pytest.mark.parametrize(
    ("request_text", "names"),
    [
        ("Rename `User` to Account", ("User",)),
        ("Fix check_password for SecureCookie", ("check_password", "SecureCookie")),
        ("paginate() fails", ("paginate",)),
        ("Fix Session.login timing", ("Session.login",)),
        ('The error says "no such table" on start', ("no such table",)),
        ("getUserName is slow", ("getUserName",)),
        ("Add pagination to the list", ()),
        ("It doesn't work and that's bad", ()),
    ],
)
def test_names_written_like_code_are_exact(request_text: str, names: tuple[str, ...]) -> None:
    found = read_request(request_text).names
    assert set(names) <= set(found)
    assert bool(names) == bool(found)


@pytest.mark.parametrize(
    ("request_text", "paths"),
    [
        ("Fix api/users.py please", ("api/users.py",)),
        ("Split config.yaml", ("config.yaml",)),
        ("Move everything from src/old/ away", ("src/old/",)),
        ("see https://example.org/a/b for more", ()),
        ("Use version 2.0", ()),
        ("Fix the login.", ()),
    ],
)
def test_paths_are_recognised(request_text: str, paths: tuple[str, ...]) -> None:
    assert read_request(request_text).paths == paths


def test_words_are_the_telling_ones_of_the_subject_in_order() -> None:
    query = read_request("Add JWT authentication with secure token handling\n\nAnd logging.")
    assert query.words == ("jwt", "authentication", "secure", "token")


def test_every_term_can_be_spelled() -> None:
    query = read_request("Add JWT authentication with secure token handling")
    assert query.spelling["authentic"] == "authentication"
    assert query.spelling["unauthoriz"] == "unauthorized"
    assert set(query.all_terms) <= set(query.spelling)


def test_a_very_long_request_keeps_its_subject_and_says_what_it_left_out() -> None:
    lines = "\n".join(f"word{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}{chr(97 + n // 676)} here" for n in range(9000))
    query = read_request("Fix the pagination\n" + lines)
    assert len(query.terms) == MOST_TERMS
    assert query.terms["pagin"] == 1.0
    assert len(query.notices) == 1
    assert "did not count" in query.notices[0]


def test_a_normal_request_has_no_notice() -> None:
    assert read_request("Fix the pagination").notices == ()


def test_the_order_of_terms_follows_from_the_text_alone() -> None:
    text = "Add zebra, apple and mango support to the zoo"
    assert list(read_request(text).terms) == list(read_request(text).terms)
    assert next(iter(read_request(text).terms)) == "zebra"
