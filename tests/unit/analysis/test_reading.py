from __future__ import annotations

import pytest

from cortex_cli.analysis.reading import TermCounter, TermCounts, is_manifest
from cortex_cli.analysis.terms import stem


def test_wanted_terms_are_counted_in_every_spelling() -> None:
    counter = TermCounter({"token", "user", "absent"})
    assert counter.count("token Tokens checkToken user_token TOKEN other") == TermCounts({"token": 5, "user": 1}, 6)


def test_a_whole_identifier_may_be_wanted() -> None:
    assert TermCounter({"check_token"}).count("check_token checkToken").counts == {"check_token": 1}


def test_counting_again_gives_the_same() -> None:
    counter = TermCounter({"token"})
    assert counter.count("token a b") == counter.count("token a b") == TermCounts({"token": 1}, 3)


def test_what_one_text_has_does_not_leak_into_the_next() -> None:
    counter = TermCounter({"token"})
    counter.count("token tokens")
    assert counter.count("user") == TermCounts({}, 1)


@pytest.mark.parametrize("text", ["", "1 2 3", "!!!", "\x00\n"])
def test_a_text_without_words_has_no_counts(text: str) -> None:
    assert TermCounter({"token"}).count(text) == TermCounts({}, 0)


def test_the_order_of_counts_is_that_of_the_alphabet() -> None:
    words = ["zebra", "apple", "mango", "lemon"]
    counted = TermCounter({stem(word) for word in words}).count(" ".join(words))
    assert list(counted.counts) == sorted(counted.counts)


@pytest.mark.parametrize("path", ["pyproject.toml", "web/package.json", "requirements-dev.txt", "go.mod"])
def test_manifests_are_known_by_name(path: str) -> None:
    assert is_manifest(path)


@pytest.mark.parametrize("path", ["notes.txt", "src/package.py", "requirements.md"])
def test_other_files_are_none(path: str) -> None:
    assert not is_manifest(path)
