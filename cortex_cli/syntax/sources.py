"""What of a file is parsed, and by which grammar: the scripts of markup, C++ in headers named as those of C."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cortex_cli.syntax.grammar import Grammar
from cortex_cli.syntax.grammars import CPP, JAVASCRIPT, TSX, TYPESCRIPT, C
from cortex_cli.syntax.languages import Language

LONGEST_LINE = 5_000
"""Characters of a line beyond which it is data or minified: searching it costs the square of its length."""

OPENED = re.compile(r"<script\b([^>]{0,500})>", re.I)
CLOSED = re.compile(r"</script\s{0,9}>", re.I)
LANG = re.compile(r"""\blang\s*=\s*["']?(\w+)""")
OF_CPP = re.compile(
    r"^[ \t]*(?:namespace\b[^;{]{0,200}\{|template\s?<|class\s\w+[^;(){:]{0,200}[{:]|using\s\w"
    r"|(?:public|private|protected)\s?:)",
    re.M,
)


@dataclass(frozen=True, slots=True)
class Source:
    """A text whose lines have the numbers of the file's, with all that `grammar` cannot take left out."""

    text: str
    grammar: Grammar


def source_of(text: str, language: Language | None) -> Source | None:
    """What there is to parse in a file of this language; None where there is nothing."""
    if language is None:
        return None
    if len(text) > LONGEST_LINE:
        text = _without_long_lines(text)
    if language.scripts:
        return _scripts(text)
    if language.grammar is None:
        return None
    return Source(text, CPP if language.grammar is C and OF_CPP.search(text) else language.grammar)


def _without_long_lines(text: str) -> str:
    lines = text.split("\n")
    if max(map(len, lines)) <= LONGEST_LINE:
        return text
    return "\n".join("" if len(line) > LONGEST_LINE else line for line in lines)


def _scripts(text: str) -> Source | None:
    """The content of the `<script>` elements, on the lines on which it stands."""
    parts: list[str] = []
    line = place = 0
    grammar = JAVASCRIPT
    while opened := OPENED.search(text, place):
        closed = CLOSED.search(text, opened.end())
        place = closed.end() if closed else len(text)
        if lang := LANG.search(opened[1]):
            grammar = {"ts": TYPESCRIPT, "typescript": TYPESCRIPT, "tsx": TSX}.get(lang[1], grammar)
        content = text[opened.end() : closed.start() if closed else len(text)]
        first = text.count("\n", 0, opened.end())
        parts.append("\n" * (first - line) + content)
        line = first + content.count("\n")
    return Source("".join(parts), grammar) if parts else None
