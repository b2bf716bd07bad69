"""How findings are put into words."""

from __future__ import annotations

import pytest

from cortex_cli.config.problems import DocumentError, key_path, refuse, suggestion
from cortex_cli.model.errors import ConfigurationError
from cortex_cli.model.problem import Problem


@pytest.mark.parametrize(
    ("loc", "path"),
    [
        ((), ""),
        (("workers", 0, "command", 12), "workers[0].command[12]"),
        (("env", "A B"), 'env["A B"]'),
        (("env", "a.b"), 'env["a.b"]'),
        (("by-products", "x"), "by-products.x"),
        (("a\x1b[31m\nb",), '["a b"]'),
    ],
)
def test_key_paths_read_like_the_document(loc: tuple[str | int, ...], path: str) -> None:
    assert key_path(loc) == path


def test_the_nearest_known_word_is_suggested() -> None:
    assert suggestion("comand", ["id", "command", "kind"]) == "write command"


def test_without_a_near_one_all_known_words_are_named() -> None:
    assert suggestion("zzz", ["id", "kind"]) == "known here: id, kind"


def test_where_nothing_is_known_the_word_should_go() -> None:
    assert suggestion("zzz", []) == "remove it"


def test_one_problem_is_an_error_like_any_other() -> None:
    error = DocumentError("team.yaml", [Problem("configuration", "x is wrong", "team.yaml:3", "write y")])
    assert isinstance(error, ConfigurationError)
    assert (error.message, error.where, error.mend) == ("x is wrong", "team.yaml:3", "write y")


def test_several_problems_take_one_line_each_with_their_places() -> None:
    first = Problem("configuration", "x is wrong", "team.yaml:3", "write y")
    second = Problem("configuration", "z is missing", "team.yaml:9")
    error = DocumentError("team.yaml", [first, second])
    assert error.message.splitlines() == [
        "team.yaml has 2 problems:",
        "  team.yaml:3: x is wrong (write y)",
        "  team.yaml:9: z is missing",
    ]
    assert error.where == "team.yaml:3"
    assert error.problems == (first, second)


def test_a_refusal_without_a_line_names_the_file() -> None:
    with pytest.raises(DocumentError) as caught:
        refuse("team.yaml", "team.yaml is empty")
    assert caught.value.where == "team.yaml"
