"""How text from outside enters Markdown, Mermaid and the worker prompt without becoming markup."""

from __future__ import annotations

import re
import textwrap
from itertools import pairwise

from cortex_cli.model.text import clean, one_line, shortened

ENTITIES = {"<": "&lt;", ">": "&gt;"}
ALWAYS_MARKUP = re.compile(r"[\\`*\[\]|~$]")
EDGE_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
ENTITY_START = re.compile(r"&(?=#?\w)")
BLOCK_START = re.compile(r"([-+#=:])|(\d{1,9})([.)])")
CODE_SPAN = re.compile(r"`([^`]+)`")
BACKTICKS = re.compile(r"`+")
MERMAID_PLAIN = frozenset(" ,.-/_+")
MERMAID_LIST = re.compile(r"(\d+[.)]|[-+])(?:\s|$)")
MERMAID_LABEL_LIMIT = 60
BULLET_WIDTH = 72


def markdown(text: str) -> str:
    """`text` as inline Markdown that shows exactly these characters, on one line, in tables too."""
    return _without_block_start(_escaped(one_line(text)))


def prose(text: str) -> str:
    """Words of ours around names in backticks: like `markdown`, but each `name` becomes inline code."""
    words, *spans = CODE_SPAN.split(one_line(text))
    parts = [_escaped(words)]
    for name, after in zip(spans[0::2], spans[1::2], strict=True):
        parts += [inline_code(name), _escaped(after)]
    return _without_block_start("".join(parts))


def _escaped(text: str) -> str:
    escaped = ENTITY_START.sub("&amp;", text)
    escaped = ALWAYS_MARKUP.sub(r"\\\g<0>", escaped)
    escaped = EDGE_UNDERSCORE.sub(r"\_", escaped)
    for char, entity in ENTITIES.items():
        escaped = escaped.replace(char, entity)
    return escaped


def _without_block_start(escaped: str) -> str:
    start = BLOCK_START.match(escaped)
    if start is None:
        return escaped
    if start[1]:
        return "\\" + escaped
    return f"{start[2]}\\{escaped[start.start(3) :]}"


def inline_code(text: str) -> str:
    """`text` as inline code on one line; as a `<code>` element where a code span could not hold it.

    A bar ends a table cell even inside a code span, and a backslash before it would show outside tables.
    """
    plain = clean(text).replace("\n", "\\n").replace("\t", "\\t")
    if "|" in plain or not plain.strip():
        return f"<code>{markdown(plain).replace(chr(92) + '|', '&#124;')}</code>"
    fence = "`" * (max((len(run) for run in BACKTICKS.findall(plain)), default=0) + 1)
    pad = " " if len(fence) > 1 or plain != plain.strip() else ""
    return f"{fence}{pad}{plain}{pad}{fence}"


def code_block(text: str) -> str:
    """`text` as a fenced block that nothing in it can end."""
    plain = clean(text).strip("\n")
    fence = "`" * max(3, max((len(run) for run in BACKTICKS.findall(plain)), default=0) + 1)
    return f"{fence}text\n{plain}\n{fence}"


def blockquote(text: str) -> str:
    """`text` as a Markdown quotation that keeps its lines."""
    lines = clean(text).strip().split("\n")
    quoted = [f"> {markdown(line)}".rstrip() for line in lines]
    ends = ["\\" if here != ">" and after != ">" else "" for here, after in pairwise(quoted)]
    return "\n".join(line + end for line, end in zip(quoted, [*ends, ""], strict=True))


def mermaid_label(text: str) -> str:
    """`text` as the inside of a quoted Mermaid label: punctuation as entities, at most 60 characters.

    Mermaid takes a label that starts like a list item for a list, and refuses to draw it.
    """
    plain = shortened(one_line(text), MERMAID_LABEL_LIMIT)
    marker = MERMAID_LIST.match(plain)
    listed = marker.end(1) - 1 if marker else -1
    return "".join(
        f"#{ord(char)};" if at == listed or not _plain_in_mermaid(char) else char for at, char in enumerate(plain)
    )


def _plain_in_mermaid(char: str) -> bool:
    return char.isalnum() or char in MERMAID_PLAIN or ord(char) > 127


def quoted(text: str) -> str:
    """`text` for the worker prompt: only its first line can start a line, all others are marked `  | `."""
    first, *others = clean(text).strip("\n").split("\n")
    return "\n".join([first, *(f"  | {line}".rstrip() for line in others)])


def quoted_value(value: object) -> str:
    """`value` for a `KEY=value` line of the worker prompt: one line, its own line ends shown as `\\n`."""
    return clean(str(value)).strip().replace("\n", "\\n").replace("\t", " ")


def bullet(text: str) -> str:
    """`text` as one `- ` item of plain text, wrapped at 72, whose further lines are indented."""
    return textwrap.fill(
        one_line(text), BULLET_WIDTH, initial_indent="- ", subsequent_indent="  ", break_on_hyphens=False
    )
