from __future__ import annotations

import pytest

from cortex_cli.analysis.concepts import CONCEPTS, RELATED, SAME, companion_words, companions, concepts_of
from cortex_cli.analysis.terms import stem


@pytest.mark.parametrize(
    ("word", "companion"),
    [
        ("authentication", "auth"),
        ("auth", "login"),
        ("configuration", "config"),
        ("database", "db"),
        ("telemetry", "metrics"),
    ],
)
def test_an_abbreviation_stands_for_its_word(word: str, companion: str) -> None:
    assert companions(stem(word))[stem(companion)] == SAME


@pytest.mark.parametrize("related", ["user", "password", "credential", "session"])
def test_what_moves_with_a_concept_counts_less(related: str) -> None:
    assert companions(stem("authentication"))[related] == RELATED


def test_a_word_is_not_its_own_companion() -> None:
    for concept in CONCEPTS:
        for word in (concept.name, *concept.words):
            assert stem(word) not in companions(stem(word))


def test_an_unknown_word_has_no_companions() -> None:
    assert companions("xyzzy") == {}
    assert concepts_of("xyzzy") == ()
    assert companion_words("xyzzy") == ()


def test_concepts_have_distinct_names_that_are_usable_for_a_module() -> None:
    names = [concept.name for concept in CONCEPTS]
    assert len(names) == len(set(names))
    assert all(name.isidentifier() and name == name.lower() for name in names)


def test_no_word_of_a_concept_is_lost_by_stemming() -> None:
    for concept in CONCEPTS:
        for word in (concept.name, *concept.words, *concept.related):
            assert len(stem(word)) >= 2
