"""What a snapshot of the index answers, as plain values that can be compared."""

from __future__ import annotations

from collections.abc import Iterable

from cortex_cli.index.records import Imported, Outline
from cortex_cli.index.snapshot import Past, Postings, Snapshot, Text


def answers(
    snapshot: Snapshot, terms: Iterable[str]
) -> tuple[
    list[tuple[Text, Outline]],
    list[list[int]],
    list[Past],
    list[tuple[Imported, ...]],
    dict[str, str],
    list[list[Postings]],
]:
    """Everything there is to ask, with the lists of `terms`."""
    asked = sorted(terms)
    return (
        [(text, text.outline) for text in snapshot.texts],
        [list(numbers) for numbers in (snapshot.chunk_text, snapshot.chunk_words, snapshot.chunk_lines)],
        list(snapshot.past),
        list(snapshot.imports),
        dict(snapshot.left_out),
        [[list(find(term)) for term in asked] for find in (snapshot.content, snapshot.names, snapshot.messages)],
    )
