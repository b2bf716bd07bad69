"""Escaping is judged by a Markdown parser: what it shows is what was put in, and nothing became markup."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from cortex_cli.model.text import clean, one_line
from cortex_cli.rendering.escaping import (
    blockquote,
    inline_code,
    markdown,
    mermaid_label,
    prose,
    quoted,
    quoted_value,
)

GITHUB = MarkdownIt("commonmark").enable(["table", "strikethrough"])
TRICKY = st.text(st.sampled_from(list("ab1 \\`*_{}[]<>()#+-.!|~&;:=$\n\t\"'é")), max_size=40)


def inline(source: str) -> list[Token]:
    """All inline tokens of a Markdown source."""
    return [child for token in GITHUB.parse(source) for child in token.children or []]


def shown(source: str) -> str:
    return "".join(token.content for token in inline(source))


@given(TRICKY)
def test_escaped_text_is_shown_as_it_was(text: str) -> None:
    source = f"| x |\n|---|\n| {markdown(text)} |\n"
    tokens = inline(source)
    assert {token.type for token in tokens} == {"text"}
    assert "".join(token.content for token in tokens) == f"x{one_line(text)}"


@given(TRICKY)
def test_escaped_text_starts_no_block(text: str) -> None:
    kinds = [token.type for token in GITHUB.parse(markdown(text))]
    assert kinds in ([], ["paragraph_open", "inline", "paragraph_close"])


@pytest.mark.parametrize("text", ["# a", "- a", "1. a", "12) a", "> a", "+ a", "===", "    code", "<b>x</b>", "&lt;"])
def test_starts_of_blocks_are_only_text(text: str) -> None:
    assert shown(markdown(text)) == one_line(text)


def test_names_with_underscores_stay_readable() -> None:
    assert markdown("see max_file_mb") == "see max_file_mb"
    assert shown(markdown("__init__ and _x_")) == "__init__ and _x_"


@given(TRICKY.filter(lambda text: text.strip()))
def test_inline_code_shows_its_text_and_ends_where_it_should(text: str) -> None:
    source = f"| x |\n|---|\n| {inline_code(text)} |\n"
    tokens = [token for token in inline(source) if token.type != "html_inline"]
    assert {token.type for token in tokens} <= {"text", "code_inline"}
    visible = text.replace("\n", "\\n").replace("\t", "\\t")
    expected = one_line(visible) if "|" in visible else visible.strip()
    assert "".join(token.content for token in tokens).removeprefix("x").strip() == expected


def test_only_a_bar_or_nothing_needs_an_element_for_code() -> None:
    assert inline_code("src/a.py") == "`src/a.py`"
    assert inline_code("a`b") == "`` a`b ``"
    assert inline_code("a|<b>") == "<code>a&#124;&lt;b&gt;</code>"
    assert inline_code("") == "<code></code>"


def test_a_quotation_keeps_its_lines_and_its_blank_ones() -> None:
    assert blockquote("one\ntwo\n\n# three\n") == "> one\\\n> two\n>\n> \\# three"


@given(TRICKY)
def test_a_quotation_never_ends_before_its_text_does(text: str) -> None:
    assert all(line.startswith(">") for line in blockquote(text).split("\n"))


@given(st.text(st.characters(exclude_categories=())))
def test_a_mermaid_label_holds_nothing_that_ends_it(text: str) -> None:
    label = mermaid_label(text)
    assert re.fullmatch(r"(?:[^\x00-\x7f]|[A-Za-z0-9 ,./_+-]|#\d+;)*", label)
    assert len(re.sub(r"#\d+;", "x", label)) <= 60


@pytest.mark.parametrize(("text", "label"), [("1. a", "1#46; a"), ("- a", "#45; a"), ('say "x"', "say #34;x#34;")])
def test_a_mermaid_label_is_neither_a_list_nor_broken_by_quotes(text: str, label: str) -> None:
    assert mermaid_label(text) == label


@given(st.text())
def test_text_in_the_prompt_cannot_start_a_line(text: str) -> None:
    _, *others = quoted(text).split("\n")
    assert all(line.startswith("  |") for line in others)


@given(st.text(st.characters(exclude_categories=())))
def test_a_value_in_the_prompt_is_one_line(text: str) -> None:
    assert "\n" not in quoted_value(text)
    assert quoted_value(text) == clean(quoted_value(text))


def test_a_value_need_not_be_text() -> None:
    assert quoted_value(3) == "3"


def test_names_in_backticks_become_code_and_everything_else_stays_text() -> None:
    assert prose("defines `a_b`, is <b>; `x|y`") == "defines `a_b`, is &lt;b&gt;; <code>x&#124;y</code>"
    assert prose("an odd ` tick *here*") == r"an odd \` tick \*here\*"
    assert prose("- `x` first") == r"\- `x` first"
