"""`${VAR}` in the text of a team file."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from cortex_cli.config.problems import Fault
from cortex_cli.config.references import Expansion

ENVIRONMENT = {"HOME": "/home/ann", "EMPTY": "", "TRICKY": "${HOME} $$ \\1", "PATH": "/bin"}


def expanded(value: object, environment: Mapping[str, str] = ENVIRONMENT) -> object:
    expansion = Expansion(environment)
    result = expansion.data(value, (), environment)
    assert expansion.faults == []
    return result


def faults(value: object, environment: Mapping[str, str] = ENVIRONMENT) -> list[Fault]:
    expansion = Expansion(environment)
    expansion.data(value, (), environment)
    return expansion.faults


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("${HOME}/bin", "/home/ann/bin"),
        ("${HOME}${HOME}", "/home/ann/home/ann"),
        ("${NOPE:-x y}", "x y"),
        ("${NOPE:-}", ""),
        ("${EMPTY:-fallback}", "fallback"),
        ("[${EMPTY}]", "[]"),
        ("${HOME:-x}", "/home/ann"),
        ("$$", "$"),
        ("$${HOME}", "${HOME}"),
        ("$$$$", "$$"),
        ("$HOME and $1 and $", "$HOME and $1 and $"),
        ("{files}", "{files}"),
        ("100%", "100%"),
    ],
)
def test_references_are_replaced(text: str, result: str) -> None:
    assert expanded(text) == result


def test_what_is_put_in_is_not_read_again() -> None:
    assert expanded("${TRICKY}") == "${HOME} $$ \\1"


def test_text_at_any_depth_is_replaced_and_all_else_stays() -> None:
    value = {"a": [{"b": "${HOME}"}, 1, None, True], "${HOME}": 2.5}
    assert expanded(value) == {"a": [{"b": "/home/ann"}, 1, None, True], "${HOME}": 2.5}


def test_a_missing_variable_is_named_at_its_place() -> None:
    (fault,) = faults({"a": ["x", "${KEY} and ${HOME}"]})
    assert fault.loc == ("a", 1)
    assert fault.message == "the environment has no KEY"
    assert fault.mend is not None
    assert "${KEY:-default}" in fault.mend


def test_every_missing_variable_is_told() -> None:
    assert [fault.message for fault in faults(["${A}${B}", "${C}"])] == [
        f"the environment has no {name}" for name in "ABC"
    ]


@pytest.mark.parametrize("text", ["${}", "${1}", "${a b}", "${HOME", "${HOME:+x}", "${X:-${HOME}}", "${HÔME}"])
def test_other_forms_are_refused_with_the_form_to_write(text: str) -> None:
    (fault,) = faults(text)
    assert "is not a reference" in fault.message
    assert fault.mend == "write ${NAME} or ${NAME:-default}, or $$ for a dollar"


def test_variables_of_one_map_may_refer_to_each_other_in_any_order() -> None:
    assert expanded({"env": {"C": "${B}!", "B": "${A}${HOME}", "A": "a"}}) == {
        "env": {"C": "a/home/ann!", "B": "a/home/ann", "A": "a"}
    }


def test_a_map_keeps_its_order() -> None:
    result = expanded({"env": {"C": "${B}", "B": "${A}", "A": "a"}})
    assert isinstance(result, dict)
    assert list(result["env"]) == ["C", "B", "A"]


def test_an_own_entry_stands_above_the_environment() -> None:
    assert expanded({"env": {"HOME": "/tmp", "X": "${HOME}"}}) == {"env": {"HOME": "/tmp", "X": "/tmp"}}


def test_a_variable_may_extend_that_of_the_environment() -> None:
    assert expanded({"env": {"PATH": "/x:${PATH}", "Y": "${PATH}"}}) == {"env": {"PATH": "/x:/bin", "Y": "/x:/bin"}}


def test_a_variable_with_a_default_for_itself_is_no_circle() -> None:
    assert expanded({"env": {"NEW": "${NEW:-first}"}}) == {"env": {"NEW": "first"}}


def test_a_variable_is_not_taken_from_an_empty_own_entry_that_has_a_default() -> None:
    assert expanded({"env": {"A": "", "B": "${A:-b}"}}) == {"env": {"A": "", "B": "b"}}


@pytest.mark.parametrize(
    ("variables", "circle"),
    [
        ({"A": "${A}"}, "A -> A"),
        ({"A": "${B}", "B": "${A}"}, "A -> B -> A"),
        ({"B": "${A}", "A": "${B}"}, "B -> A -> B"),
        ({"X": "${C}", "C": "${A}", "A": "${B}", "B": "${C}"}, "C -> A -> B -> C"),
        ({"PATH": "${Q}", "Q": "${PATH}"}, "PATH -> Q -> PATH"),
        ({"A": "${B:-x}", "B": "${A:-y}"}, "A -> B -> A"),
    ],
)
def test_a_circle_is_named_from_its_first_entry(variables: dict[str, str], circle: str) -> None:
    (fault,) = faults({"env": variables})
    assert fault.message == f"variables refer in a circle: {circle}"
    assert fault.loc == ("env", circle.split(" ")[0])


def test_a_chain_of_thousands_is_followed() -> None:
    chain = {f"V{number}": f"${{V{number + 1}}}" for number in range(5_000)}
    result = expanded({"env": {**chain, "V5000": "end"}})
    assert isinstance(result, dict)
    assert result["env"]["V0"] == "end"


def test_other_maps_build_on_what_they_share() -> None:
    expansion = Expansion(ENVIRONMENT)
    shared = {**ENVIRONMENT, "TOOLS": "/opt"}
    assert expansion.data({"env": {"A": "${TOOLS}"}}, (), shared) == {"env": {"A": "/opt"}}
    assert expansion.data("${TOOLS}", ("x",), shared) == "${TOOLS}"
    assert [fault.message for fault in expansion.faults] == ["the environment has no TOOLS"]


def test_values_that_are_not_text_are_left_for_the_type_check() -> None:
    assert expanded({"env": {"A": 1, "B": "${HOME}", "C": None}}) == {"env": {"A": 1, "B": "/home/ann", "C": None}}
    assert expanded({"env": ["${HOME}"]}) == {"env": ["/home/ann"]}
