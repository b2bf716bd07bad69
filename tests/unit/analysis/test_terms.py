from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cortex_cli.analysis.terms import parts, path_terms, stem, terms, text_terms


@pytest.mark.parametrize(
    "words",
    [
        ("token", "tokens"),
        ("authentication", "authenticate", "authenticated", "authenticating"),
        ("user", "users"),
        ("handle", "handling", "handler", "handled"),
        ("report", "reports", "reporting", "reporter"),
        ("plan", "planning", "planner"),
        ("query", "queries"),
        ("secure", "security"),
        ("cache", "caches", "caching"),
        ("parse", "parser", "parsing"),
        ("setting", "settings"),
        ("process", "processing"),
        ("class", "classes"),
    ],
)
def test_forms_of_a_word_share_a_stem(words: tuple[str, ...]) -> None:
    assert len({stem(word) for word in words}) == 1


@pytest.mark.parametrize(("one", "other"), [("user", "use"), ("set", "settings"), ("port", "report"), ("task", "ask")])
def test_different_words_keep_apart(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    ("identifier", "expected"),
    [
        ("check_password", ("check", "password")),
        ("checkPassword", ("check", "password")),
        ("JWTToken", ("jwt", "token")),
        ("HTTPServerError", ("http", "serv", "error")),
        ("SESSION_COOKIE", ("session", "cooki")),
        ("utf8", ("utf", "8")),
        ("__init__", ("init",)),
        ("größe", ("größ",)),
    ],
)
def test_identifiers_split_at_case_digits_and_underscores(identifier: str, expected: tuple[str, ...]) -> None:
    assert parts(identifier)[: len(expected)] == expected


def test_an_identifier_of_several_words_is_a_term_itself() -> None:
    assert terms("checkPassword") == ("check", "password", "checkpassword")
    assert terms("password") == ("password",)


def test_the_terms_of_a_text_keep_their_order() -> None:
    assert text_terms("def check_tokens(user)") == ["def", "check", "token", "check_tokens", "user"]


def test_a_path_has_terms_without_its_extension() -> None:
    assert path_terms("src/user-store/auth_token.py") == [
        *("src", "user", "stor", "user_store", "auth", "token", "auth_token"),
    ]
    assert path_terms("Makefile") == ["makefil"]


@given(st.text(max_size=30))
def test_any_word_has_a_stem_that_is_its_own_or_shorter(word: str) -> None:
    assert len(stem(word)) <= len(word.lower()) + 1


@given(st.text(max_size=60))
def test_any_text_has_terms(text: str) -> None:
    assert all(text_terms(text)) or not text_terms(text)
