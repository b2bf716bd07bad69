"""Expressions against Python's own regular expressions, which know all but intersection and complement."""

from __future__ import annotations

import re
from itertools import product
from random import Random

import pytest

from cortex_cli.audit.expressions import OutOfSteps, Term, Terms

LETTERS = "ab/"
TEXTS = ["".join(letters) for length in range(6) for letters in product(LETTERS, repeat=length)]


def random_term(random: Random, terms: Terms, depth: int) -> tuple[Term, frozenset[str]]:
    """A random expression with the texts of TEXTS that it should match."""
    if depth == 0:
        letters = random.sample(LETTERS, random.randint(0, 2))
        spans = tuple(sorted((ord(letter), ord(letter)) for letter in letters))
        return terms.chars(spans), frozenset(text for text in TEXTS if text in letters)
    (one, left), (other, right) = (random_term(random, terms, depth - 1) for _ in range(2))
    cases = {
        "then": lambda: (terms.then(one, other), joined(left, right)),
        "star": lambda: (terms.star(one), starred(left)),
        "or": lambda: (terms.any_of([one, other]), left | right),
        "and": lambda: (terms.all_of([one, other]), left & right),
        "not": lambda: (terms.none_of(one), frozenset(TEXTS) - left),
        "and not": lambda: (terms.all_of([one, terms.none_of(other)]), left - right),
    }
    return cases[random.choice(list(cases))]()


def joined(left: frozenset[str], right: frozenset[str]) -> frozenset[str]:
    return frozenset(
        text for text in TEXTS if any(text[:at] in left and text[at:] in right for at in range(len(text) + 1))
    )


def starred(inner: frozenset[str]) -> frozenset[str]:
    found = frozenset({""})
    while (more := found | joined(found, inner)) != found:
        found = more
    return found


def matched(terms: Terms, term: Term, text: str) -> bool:
    for char in text:
        term = terms.derivative(term, ord(char))
    return term.nullable


def test_derivatives_match_what_sets_of_texts_say() -> None:
    random = Random(1)
    for _ in range(60):
        terms = Terms()
        terms.steps = 1_000_000
        term, texts = random_term(random, terms, 3)
        assert {text for text in TEXTS if matched(terms, term, text)} == texts


@pytest.mark.parametrize("pattern", ["a*b", "(a|b)*/", "(ab|a)*", "a?b?/?", "((a|b)/)*b"])
def test_they_agree_with_regular_expressions(pattern: str) -> None:
    terms = Terms()
    terms.steps = 1_000_000
    a, b, slash = (terms.text(char) for char in "ab/")
    either, maybe = terms.any_of([a, b]), lambda term: terms.any_of([terms.empty, term])
    term = {
        "a*b": terms.then(terms.star(a), b),
        "(a|b)*/": terms.then(terms.star(either), slash),
        "(ab|a)*": terms.star(terms.any_of([terms.text("ab"), a])),
        "a?b?/?": terms.then(maybe(a), terms.then(maybe(b), maybe(slash))),
        "((a|b)/)*b": terms.then(terms.star(terms.then(either, slash)), b),
    }[pattern]
    assert [text for text in TEXTS if matched(terms, term, text)] == [t for t in TEXTS if re.fullmatch(pattern, t)]


def test_characters_between_two_borders_are_read_alike() -> None:
    terms = Terms()
    terms.steps = 1_000
    term = terms.any_of([terms.text("m", terms.text("x")), terms.chars(((ord("a"), ord("p")),))])
    assert sorted(terms.borders(term)) == [ord("a"), ord("m"), ord("n"), ord("q")]
    assert terms.derivative(term, ord("b")) is terms.derivative(term, ord("l"))


def test_equal_expressions_are_one_object() -> None:
    terms = Terms()
    a, b = terms.text("ab"), terms.text("ba")
    assert terms.any_of([a, b, a]) is terms.any_of([b, terms.any_of([a, b])])
    assert terms.none_of(terms.none_of(a)) is a
    assert terms.all_of([a, terms.nothing]) is terms.nothing
    assert terms.any_of([a, terms.anything]) is terms.anything


def test_a_question_ends_when_the_steps_do() -> None:
    terms = Terms()
    terms.steps = 3
    with pytest.raises(OutOfSteps):
        matched(terms, terms.text("aaaaaa"), "aaaaaa")
