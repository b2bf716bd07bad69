"""`--help` reads well: short, with an example to copy, and a word about everything it offers."""

from __future__ import annotations

import contextlib
import io
import re
import shlex

import pytest

from cortex_cli.__main__ import dispatch
from cortex_cli.cli.app import COMMANDS
from tests.acceptance.command_line import GROUPS, LEAVES, found

pytestmark = pytest.mark.acceptance

WIDTH, HEIGHT = 80, 45


def said(*arguments: str) -> str:
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        assert dispatch(list(arguments)) == 0
    return out.getvalue()


def examples(text: str) -> list[str]:
    """The commands that a help text shows: after `Example:`, or indented below `Examples:`."""
    single = re.findall(r"^ *Example: (cortex .*)$", text, re.MULTILINE)
    several = re.findall(r"^ *Examples:\n((?: +cortex .*\n)+)", text, re.MULTILINE)
    return single + [line.strip() for block in several for line in block.splitlines()]


@pytest.fixture(autouse=True)
def wide_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """However wide the terminal is, help stays narrow; how it looks there is what counts."""
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.delenv("TERMINAL_WIDTH", raising=False)


@pytest.mark.parametrize("name", [None, *GROUPS, *LEAVES])
def test_help_fits_a_screen(name: str | None) -> None:
    text = said(*(name or "").split(), "--help")
    lines = text.splitlines()
    assert len(lines) <= HEIGHT
    assert [line for line in lines if len(line) > WIDTH] == []


@pytest.mark.parametrize("name", [*GROUPS, *LEAVES])
def test_help_has_examples_of_its_own_command_that_are_right(name: str) -> None:
    shown = examples(said(*name.split(), "--help"))
    assert shown
    for example in shown:
        words = shlex.split(example)
        (leaf,) = [leaf for leaf in LEAVES if words[1:][: len(leaf.split())] == leaf.split()]
        assert f"{leaf} ".startswith(f"{name} ")
        known = {option for parameter in found(leaf).params for option in parameter.opts}
        assert {word for word in words if word.startswith("--")} <= known


@pytest.mark.parametrize("name", LEAVES)
def test_help_explains_every_argument_and_option(name: str) -> None:
    text = " ".join(said(*name.split(), "--help").split())
    for parameter in found(name).params:
        explanation = getattr(parameter, "help", None)
        assert explanation, f"{parameter.name} has no help"
        assert explanation.endswith("."), f"{parameter.name}: {explanation}"
        assert " ".join(explanation.split()) in text
        if parameter.param_type_name == "option":
            assert any(option in text for option in parameter.opts)


@pytest.mark.parametrize("name", LEAVES)
def test_the_usage_line_marks_optional_arguments_once(name: str) -> None:
    usage = said(*name.split(), "--help").splitlines()[0]
    assert usage.startswith(f"Usage: cortex {name} [OPTIONS]")
    assert "[[" not in usage
    assert "......" not in usage


def test_the_list_of_commands_has_a_whole_sentence_for_each() -> None:
    text = said("--help")
    listed = dict(re.findall(r"^  (\w+) +(\S.*)$", text.partition("Commands:")[2], re.MULTILINE))
    assert list(listed) == list(COMMANDS)
    assert [line for line in listed.values() if line.endswith("...") or not line.endswith(".")] == []


@pytest.mark.parametrize("name", GROUPS)
def test_the_list_of_a_group_has_a_whole_sentence_for_each_of_its_commands(name: str) -> None:
    text = said(name, "--help")
    listed = dict(re.findall(r"^  (\w+) +(\S.*)$", text.partition("Commands:")[2], re.MULTILINE))
    assert [f"{name} {each}" for each in listed] == [leaf for leaf in LEAVES if leaf.startswith(f"{name} ")]
    assert [line for line in listed.values() if line.endswith("...") or not line.endswith(".")] == []


def test_short_and_long_help_are_the_same() -> None:
    assert said("-h") == said("--help")
    assert said("plan", "-h") == said("plan", "--help")
    assert said("scope", "overlap", "-h") == said("scope", "overlap", "--help")
