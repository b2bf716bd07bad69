"""Texts are cut where definitions begin, and every word is counted in exactly one piece."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from cortex_cli.analysis.commit.chunks import LONGEST, MOST_PLAIN, PLAIN, count_terms, cut
from cortex_cli.analysis.commit.indexing import as_outline
from cortex_cli.analysis.terms import IDENTIFIER, terms
from cortex_cli.index.records import ChunkRecord, Defined, Outline
from cortex_cli.syntax.languages import language_of
from cortex_cli.syntax.symbols import outline

SOURCE = '''"""Sessions."""

import os

LIMIT = 3

# Who is in.
@dataclass
class Session:
    user: str

    def log_in(self):
        return self.user


def log_out(session):
    pass
'''


def chunks_of(text: str, path: str = "a.py") -> tuple[ChunkRecord, ...]:
    return cut(text, as_outline(outline(text, language_of(path))), parsed=path.endswith(".py"))[1]


def test_a_chunk_begins_with_each_definition_and_its_comments() -> None:
    assert [chunk.line for chunk in chunks_of(SOURCE)] == [1, 7, 12, 16]


def test_names_stand_in_the_chunk_that_defines_them() -> None:
    names = [dict(chunk.names) for chunk in chunks_of(SOURCE)]
    assert names == [{"limit": 1}, {"session": 1}, {"log": 1, "log_in": 1}, {"log": 1, "log_out": 1}]


def test_stop_words_and_single_letters_are_counted_as_words_but_have_no_list() -> None:
    words, counts = count_terms("the user is x in userName")
    assert words == 6
    assert dict(counts) == {"user": 2, "name": 1, "username": 1}


def test_long_definitions_and_texts_without_a_grammar_are_cut_by_lines() -> None:
    body = "def long():\n" + "    go()\n" * 200
    assert [chunk.line for chunk in chunks_of(body)] == [1, 1 + LONGEST, 1 + 2 * LONGEST]
    assert [chunk.line for chunk in chunks_of("word\n" * 150, "a.rst")] == [1, 1 + PLAIN, 1 + 2 * PLAIN]


def test_an_empty_text_is_one_chunk_without_words() -> None:
    assert cut("", Outline(), parsed=True) == (0, (ChunkRecord(1, 0, {}),))


def test_lines_are_counted_as_an_editor_does() -> None:
    assert cut("a\nb", Outline(), parsed=False)[0] == cut("a\nb\n", Outline(), parsed=False)[0] == 2


def test_of_a_long_text_without_a_grammar_only_the_beginning_is_indexed() -> None:
    text = "word\n" * MOST_PLAIN + "end\n"
    lines, chunks = cut(text, Outline(), parsed=False)
    assert lines == MOST_PLAIN + 1
    assert sum(chunk.words for chunk in chunks) == MOST_PLAIN // 5 + 1
    assert sum(chunk.words for chunk in cut(text, Outline(), parsed=True)[1]) == MOST_PLAIN + 1


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(["log_in()", "größe = 1", "# the end", "@mark", "", "名前 tokens", "x\x0cy\u2028z"]),
        max_size=200,
    ),
    st.lists(st.integers(1, 200)),
    st.booleans(),
)
def test_no_word_is_lost_or_counted_twice(lines: list[str], starts: list[int], parsed: bool) -> None:
    text = "\n".join(lines)
    defined = [Defined("f", "function", line, line, "f") for line in sorted(starts) if line <= max(len(lines), 1)]
    count, chunks = cut(text, Outline(tuple(defined)), parsed)
    assert chunks[0].line == 1
    assert all(one.line < other.line <= count for one, other in pairwise(chunks))
    whole = Counter(term for word in IDENTIFIER.findall(text) for term in terms(word))
    found: Counter[str] = sum((Counter(chunk.content) for chunk in chunks), Counter())
    assert found == {term: whole[term] for term in found}
    assert set(whole) - set(found) <= {"the", "in", "x", "y", "z"}
    assert sum(chunk.words for chunk in chunks) == len(IDENTIFIER.findall(text))
