"""A report as GitHub would read it: its tokens, tables and diagrams."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

GITHUB = MarkdownIt("commonmark").enable(["table", "strikethrough"])
OWN_ELEMENTS = re.compile(r"</?(?:code|details|summary)>|<br>")


def inline_tokens(page: str) -> list[Token]:
    return [child for token in GITHUB.parse(page) for child in token.children or []]


def foreign_markup(page: str) -> list[str]:
    """Links, images and elements in `page` that no template put there."""
    found = [token.type for token in inline_tokens(page) if token.type in ("link_open", "image", "s_open")]
    html = [token.content for token in GITHUB.parse(page) if token.type == "html_block"]
    html += [token.content for token in inline_tokens(page) if token.type == "html_inline"]
    tags = [tag for content in html for tag in re.findall(r"<[^>]*>", content)]
    return found + [tag for tag in tags if OWN_ELEMENTS.fullmatch(tag) is None]


def headings(page: str) -> list[str]:
    tokens = GITHUB.parse(page)
    return [after.content for token, after in pairwise(tokens) if token.type == "heading_open"]


def diagrams(page: str) -> Iterator[str]:
    """The sources of the Mermaid diagrams."""
    for token in GITHUB.parse(page):
        if token.type == "fence" and token.info == "mermaid":
            yield token.content


def unparsed_tables(page: str) -> list[str]:
    """Lines that look like rows of a table and were not read as such."""
    paragraphs = [token.content for token in GITHUB.parse(page) if token.type == "inline" and token.level == 1]
    return [line for content in paragraphs for line in content.split("\n") if line.startswith("|")]
